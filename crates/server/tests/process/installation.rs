//! One installation: a database, a folder, a mail server, and a process that can die.

use adapters::SystemClock;
use domain::effects::Clock;
use domain::programme::china_csp;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;
use testkit::{Address, Browser, Database, Engine, KEY, Mailbox, PUBLIC_URL, TestApp};

/// The code of every telephone challenge.
pub(crate) const CODE: &str = "135790";
/// What a process ends with at a fault point: SIGABRT.
const ABORTED: i32 = 6;
/// One look at a process; a thousand of them are patience enough.
const LOOK: Duration = Duration::from_millis(20);
const LOOKS: u32 = 3000;

pub(crate) struct Installation {
    /// The same installation from inside this process.
    pub(crate) inside: TestApp,
    /// Where its mail arrives.
    pub(crate) mailbox: Mailbox,
    /// Largest file the process may write, in blocks of 1024 bytes.
    pub(crate) file_limit: Option<u64>,
    /// Settings beyond the usual ones, `field=value`.
    pub(crate) settings: Vec<String>,
    /// Secrets, as environment variables.
    pub(crate) secrets: Vec<(String, String)>,
    address: Address,
    programme: tempfile::TempDir,
    child: Option<Child>,
    starts: u32,
    /// Where a process was made to die.
    pub(crate) died: BTreeSet<String>,
}

impl Installation {
    pub(crate) fn new(engine: Engine) -> Self {
        Self::on(Database::fresh(engine))
    }

    pub(crate) fn on(database: Database) -> Self {
        let programme = china_csp().unwrap().rechecking(0);
        let programme = programme.into_non_production(CODE).unwrap();
        let inside = TestApp::over(database, programme);
        inside.clock.set(SystemClock.now());
        Self {
            inside,
            mailbox: Mailbox::start(),
            file_limit: None,
            settings: Vec::new(),
            secrets: Vec::new(),
            address: Address::default(),
            programme: rehearsal(),
            child: None,
            starts: 0,
            died: BTreeSet::new(),
        }
    }

    /// Starts the process, which is to end at a fault point, and waits until it answers. What an
    /// earlier one had claimed or put off is due: some time has passed.
    pub(crate) fn start(&mut self, fault: &str) {
        self.spawn(fault);
        for _ in 0..LOOKS {
            if let Some(address) = self.listens_at() {
                *self.address.lock().unwrap() = address;
                return;
            }
            assert_eq!(self.ended(), None, "{}", self.log());
            sleep(LOOK);
        }
        panic!("it does not come up: {}", self.log());
    }

    /// Starts the process, which finds something to do and ends at a fault point of its own accord.
    pub(crate) fn start_and_die(&mut self, fault: &str) {
        self.spawn(fault);
        self.dies();
    }

    /// Starts the process and kills it as soon as a number in the database is so large.
    pub(crate) fn start_and_kill(&mut self, sql: &'static str, wanted: i64) {
        self.spawn("");
        self.waits_for(sql, wanted);
        self.kill();
    }

    /// Waits until a number in the database is so large.
    pub(crate) fn waits_for(&mut self, sql: &'static str, wanted: i64) {
        for _ in 0..LOOKS {
            if self.count(sql) >= wanted {
                return;
            }
            assert_eq!(self.ended(), None, "{}", self.log());
            sleep(LOOK);
        }
        panic!("it does not come to {wanted}: {}", self.log());
    }

    /// Waits until the process has ended at its fault point.
    pub(crate) fn dies(&mut self) {
        for _ in 0..LOOKS {
            if let Some(status) = self.ended() {
                assert_eq!(status.signal(), Some(ABORTED), "{}", self.log());
                self.child = None;
                return;
            }
            sleep(LOOK);
        }
        panic!("it does not meet its fault point: {}", self.log());
    }

    /// Kills the process where it stands.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// A browser in front of the process, whichever it is at the time.
    pub(crate) fn browser(&self) -> Browser {
        Browser::over_http(&self.address)
    }

    /// Waits until nothing is left to be done.
    pub(crate) fn settles(&mut self) {
        for _ in 0..LOOKS {
            if self.count("SELECT COUNT(*) AS n FROM outbox WHERE done_at IS NULL") == 0 {
                return;
            }
            assert_eq!(self.ended(), None, "{}", self.log());
            sleep(LOOK);
        }
        panic!("work is left: {}", self.log());
    }

    /// What is put off for later is due now: some time has passed.
    pub(crate) fn makes_due(&self) {
        let due = "UPDATE outbox SET available_at = 0 WHERE done_at IS NULL";
        self.inside.database.tamper(due);
    }

    /// A number from the database.
    pub(crate) fn count(&self, sql: &'static str) -> i64 {
        self.inside
            .read(move |tx| Ok(tx.query_one::<i64>(sql, &[])?))
            .wait()
            .unwrap()
    }

    /// Texts from the database, in the column `t`.
    pub(crate) fn texts(&self, sql: &'static str) -> Vec<String> {
        texts(&self.inside, sql)
    }

    /// Everything the present process has written.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn spawn(&mut self, fault: &str) {
        self.kill();
        self.inside.clock.set(SystemClock.now());
        self.inside.database.tamper(
            "UPDATE outbox SET lease_until = 0, available_at = 0, attempts = 0
                 WHERE done_at IS NULL",
        );
        self.starts += 1;
        let mut command = self.command("serve");
        command
            .args(["--listen", "127.0.0.1:0", "--log-format", "json"])
            // One worker, so that the order of events does not depend on chance.
            .args(["--workers", "1", "--public-url", PUBLIC_URL]);
        if !fault.is_empty() {
            let place = fault.split(':').next().unwrap_or_default();
            self.died.insert(place.to_owned());
            command.env("TONGDAO_FAULT_POINT", fault);
        }
        let log = File::create(self.log_file()).unwrap();
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap());
        self.child = Some(command.stderr(log).spawn().unwrap());
    }

    /// A command of the program with the installation's settings.
    fn command(&self, name: &str) -> Command {
        let data = &self.inside.database;
        let program = env!("CARGO_BIN_EXE_tongdao");
        let mut command = match self.file_limit {
            // A signal that is ignored stays ignored: writing beyond the limit fails as on a full disk.
            Some(blocks) => {
                let mut shell = Command::new("bash");
                let words = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
                shell.args(["-c", &words, program]);
                shell
            }
            None => Command::new(program),
        };
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TONGDAO_")) {
            command.env_remove(name);
        }
        command
            .args([name, "--data-dir"])
            .arg(data.folder.path())
            .arg("--programme-dir")
            .arg(self.programme.path())
            .env("TONGDAO_DATABASE_URL", &data.url)
            .env("TONGDAO_SECRET_KEY", data_encoding::BASE64.encode(&KEY));
        let mail = [
            "mail.host=127.0.0.1".to_owned(),
            format!("mail.port={}", self.mailbox.port()),
            "mail.security=none".to_owned(),
            "mail.from=Partner Centre <noreply@partner.test>".to_owned(),
        ];
        for setting in mail.iter().chain(&self.settings) {
            command.args(["--set", setting]);
        }
        command.envs(self.secrets.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Hands something to a command on its standard input, as a mail server does; its exit code and
    /// what it says.
    pub(crate) fn hands(&self, name: &str, flags: &[&str], input: &[u8]) -> (Option<i32>, String) {
        let mut command = self.command(name);
        command.args(flags).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        // It may hang up before it has read everything.
        let _ = pipe.write_all(input);
        drop(pipe);
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).trim().to_owned();
        if done.status.code() == Some(75) {
            let why = String::from_utf8_lossy(&done.stderr);
            return (Some(75), format!("{said}{why}"));
        }
        (done.status.code(), said)
    }

    fn ended(&mut self) -> Option<ExitStatus> {
        self.child
            .as_mut()
            .and_then(|child| child.try_wait().unwrap())
    }

    fn log_file(&self) -> PathBuf {
        let folder = self.inside.database.folder.path();
        folder.join(format!("serve-{}.log", self.starts))
    }

    /// The address in the line that says that requests are answered.
    fn listens_at(&self) -> Option<String> {
        let log = self.log();
        let ready = log.lines().find(|line| line.contains("ready in"))?;
        let line: serde_json::Value = serde_json::from_str(ready).ok()?;
        Some(line.get("listen")?.as_str()?.to_owned())
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The shipped programme, marked non-production, with one telephone code that always works.
fn rehearsal() -> tempfile::TempDir {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/china-csp");
    let folder = tempfile::tempdir().unwrap();
    copy(&shipped, folder.path());
    let file = folder.path().join("programme.toml");
    let text = fs::read_to_string(&file).unwrap();
    let text = text
        .replace(
            "environment = \"production\"",
            "environment = \"non-production\"",
        )
        .replace(
            "[challenge]\n",
            &format!("[challenge]\nnon_production_fixed_code = \"{CODE}\"\n"),
        )
        // A walk that dies at every corner should not wait for its own forms.
        .replace("form_least_seconds = 2", "form_least_seconds = 0")
        // What comes next must not be drawn by chance.
        .replace("random_recheck_percent = 5", "random_recheck_percent = 0");
    fs::write(file, text).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&source, &target);
        } else {
            fs::copy(source, target).unwrap();
        }
    }
}

/// The texts a query finds in an installation's database.
pub(crate) fn texts(app: &testkit::TestApp, sql: &'static str) -> Vec<String> {
    let found = app.read(move |tx| Ok(tx.query::<String>(sql, &[])?));
    found.wait().unwrap()
}
