//! The built program: demo, restart, doctor, migrate, audit, staff, serve.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tongdao");

/// A running program, killed when a test fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let child = program(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        Self(child.unwrap())
    }

    /// Ends it as an operator would and gives back what it wrote.
    fn terminate(mut self) -> String {
        let id = self.0.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        for _ in 0..600 {
            if let Some(status) = self.0.try_wait().unwrap() {
                let mut written = String::new();
                self.0
                    .stdout
                    .take()
                    .unwrap()
                    .read_to_string(&mut written)
                    .unwrap();
                self.0
                    .stderr
                    .take()
                    .unwrap()
                    .read_to_string(&mut written)
                    .unwrap();
                assert!(status.success(), "{status}\n{written}");
                return written;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("it did not stop");
    }
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TONGDAO_")) {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    program(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Waits for the guide of this run: the demonstration is listening on the port it names.
fn wait_for_demo(data: &Path, running: &mut Running, not: &str) -> serde_json::Value {
    for _ in 0..1200 {
        if let Some(status) = running.0.try_wait().unwrap() {
            let mut written = String::new();
            running
                .0
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut written)
                .unwrap();
            panic!("the demo ended: {status}\n{written}");
        }
        let guide = std::fs::read(data.join("demo.json")).ok();
        let guide = guide.and_then(|text| serde_json::from_slice::<serde_json::Value>(&text).ok());
        if let Some(guide) = guide {
            let url = guide["portal_url"].as_str().unwrap().to_owned();
            if url != not && !url.is_empty() && get(&url, "/metrics").is_some() {
                return guide;
            }
        }
        sleep(Duration::from_millis(50));
    }
    panic!("the demo did not start");
}

/// Status line and body of a request; none while nobody listens.
fn get(url: &str, path: &str) -> Option<String> {
    let host = url.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    (!answer.is_empty()).then_some(answer)
}

#[test]
fn a_demonstration_starts_stops_and_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().to_str().unwrap();
    let arguments = ["demo", "--port", "0", "--data", data];

    let mut first = Running::start(&arguments);
    let guide = wait_for_demo(dir.path(), &mut first, "");
    let accounts = guide["accounts"].as_array().unwrap();
    let states: Vec<&str> = accounts
        .iter()
        .filter_map(|a| a["application_state"].as_str())
        .collect();
    for state in ["draft", "in-review", "approved", "active"] {
        assert!(states.contains(&state), "{state} of {states:?}");
    }
    assert_eq!(accounts.iter().filter(|a| a["kind"] == "staff").count(), 12);
    assert!(
        accounts
            .iter()
            .all(|a| a["totp_secret"].as_str().unwrap().len() == 32)
    );
    let url = guide["portal_url"].as_str().unwrap().to_owned();
    let metrics = get(&url, "/metrics").unwrap();
    assert!(
        metrics.starts_with("HTTP/1.1 200") && metrics.contains("tongdao_outbox_waiting"),
        "{metrics}"
    );
    let written = first.terminate();
    assert!(
        written.contains("Every password is") && written.contains("xujianing@ops."),
        "{written}"
    );

    let mut second = Running::start(&arguments);
    let again = wait_for_demo(dir.path(), &mut second, &url);
    assert_eq!(again["accounts"], guide["accounts"], "the same accounts");
    second.terminate();

    let common = ["--data-dir", data];
    let check = run(&[&["migrate", "--check"], &common[..]].concat());
    assert!(check.status.success(), "{}", text(&check));
    let audit = run(&[&["audit", "verify"], &common[..]].concat());
    assert!(audit.status.success(), "{}", text(&audit));
    assert!(text(&audit).contains("faults   0"), "{}", text(&audit));
    let doctor = run(&[&["doctor"], &common[..]].concat());
    assert!(doctor.status.success(), "{}", text(&doctor));
    for name in [
        "database",
        "programme",
        "secret key",
        "documents",
        "fonts",
        "clock",
    ] {
        assert!(text(&doctor).contains(name), "{name}: {}", text(&doctor));
    }
    assert!(!text(&doctor).contains("fail "), "{}", text(&doctor));
}

#[test]
fn an_installation_grows_from_nothing_and_a_lost_key_keeps_it_from_starting() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().to_str().unwrap();
    let common = ["--data-dir", data];
    let check = run(&[&["migrate", "--check"], &common[..]].concat());
    assert_eq!(check.status.code(), Some(1), "{}", text(&check));
    assert!(
        !dir.path().join("tongdao.db").exists(),
        "looking makes nothing"
    );
    let early = run(&[
        &[
            "staff",
            "add",
            "--user-name",
            "li.na",
            "--family-name",
            "李",
            "--given-name",
            "娜",
            "--email",
            "li.na@example.com",
            "--role",
            "auditor",
        ],
        &common[..],
    ]
    .concat());
    assert!(
        text(&early).contains("[migrations_pending]"),
        "{}",
        text(&early)
    );

    assert!(run(&[&["migrate"], &common[..]].concat()).status.success());
    let add = [
        &[
            "staff",
            "add",
            "--user-name",
            "Li.Na",
            "--family-name",
            "李",
            "--given-name",
            "娜",
            "--email",
            "li.na@example.com",
            "--role",
            "auditor",
        ],
        &common[..],
    ]
    .concat();
    let added = run(&add);
    assert!(added.status.success(), "{}", text(&added));
    assert!(text(&added).contains("li.na@ops.") && text(&added).contains("temporary password"));
    let twice = run(&add);
    assert_eq!(twice.status.code(), Some(1));
    assert!(text(&twice).contains("exists already"), "{}", text(&twice));
    let wrong = run(&[
        &[
            "staff",
            "add",
            "--user-name",
            "x",
            "--family-name",
            "李",
            "--given-name",
            "娜",
            "--email",
            "nowhere",
            "--role",
            "auditor",
        ],
        &common[..],
    ]
    .concat());
    assert!(
        text(&wrong).contains("--email: email-format"),
        "{}",
        text(&wrong)
    );

    let key = dir.path().join("secret.key");
    std::fs::rename(&key, dir.path().join("elsewhere")).unwrap();
    let lost = run(&[&["serve", "--listen", "127.0.0.1:0"], &common[..]].concat());
    assert_eq!(lost.status.code(), Some(1));
    assert!(text(&lost).contains("[secret_key]"), "{}", text(&lost));
    std::fs::rename(dir.path().join("elsewhere"), &key).unwrap();

    let running = Running::start(
        &[
            &["serve", "--listen", "127.0.0.1:0", "--log-format", "json"],
            &common[..],
        ]
        .concat(),
    );
    sleep(Duration::from_secs(2));
    let written = running.terminate();
    assert!(written.contains("ready in"), "{written}");
    assert!(
        !written.contains("127.0.0.1:0\""),
        "the port taken is told: {written}"
    );
    let first = written.lines().next().unwrap();
    assert!(
        serde_json::from_str::<serde_json::Value>(first).is_ok(),
        "{first}"
    );
}

#[test]
fn a_wrong_configuration_is_refused_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("tongdao.toml");
    std::fs::write(
        &file,
        "listen = \"nowhere\"\n\n[mail]\nhots = \"smtp.example.com\"\n",
    )
    .unwrap();
    let config = file.to_str().unwrap();
    let refused = run(&["serve", "--config", config]);
    assert_eq!(refused.status.code(), Some(1));
    let written = text(&refused);
    assert!(
        written.contains("tongdao.toml:1: listen: must be"),
        "{written}"
    );
    assert!(
        written.contains("tongdao.toml:4: mail.hots: there is no such setting"),
        "{written}"
    );
    let secret = run(&["doctor", "--set", "mail.password=hunter2"]);
    assert!(text(&secret).contains("TONGDAO_MAIL_PASSWORD") && !text(&secret).contains("hunter2"));
    let absent = run(&["serve", "--config", "/nowhere/tongdao.toml"]);
    assert!(text(&absent).contains("/nowhere/tongdao.toml: cannot be read"));
}

/// The published procedure and each branch of it, against the demonstration as anybody starts it.
#[test]
fn the_procedure_is_followed_to_its_end_and_a_difference_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().to_str().unwrap();
    let mut demo = Running::start(&["demo", "--port", "0", "--data", data]);
    let guide = wait_for_demo(dir.path(), &mut demo, "");
    let url = guide["portal_url"].as_str().unwrap().to_owned();
    let walk = |url: &str, way: &[&str]| run(&[&["walkthrough", "--base-url", url], way].concat());
    for way in [
        "",
        "--existing-account",
        "--ask-more",
        "--reject-and-appeal",
        "--resume",
    ] {
        let way: Vec<_> = Some(way)
            .filter(|way| !way.is_empty())
            .into_iter()
            .collect();
        let walked = walk(&url, &way);
        assert!(walked.status.success(), "{way:?}\n{}", text(&walked));
        let told = text(&walked);
        assert!(told.contains("no difference"), "{way:?}\n{told}");
    }
    // Two branches at once are none.
    let both = walk(&url, &["--ask-more", "--resume"]);
    assert_eq!(both.status.code(), Some(2), "{}", text(&both));
    // The details of the company meet a fault: nothing is walked after it.
    let faulty = walk(&faulty_at(&url, "POST /register/cn/details "), &[]);
    assert_eq!(faulty.status.code(), Some(1), "{}", text(&faulty));
    let told = text(&faulty);
    let last = told.lines().rev().find(|line| line.contains(". "));
    assert!(last.unwrap().contains("Create a Partner Center"), "{told}");
    demo.terminate();
    let nobody = walk(&url, &[]);
    assert_eq!(nobody.status.code(), Some(1), "{}", text(&nobody));
    for differs in [faulty, nobody] {
        let told = text(&differs);
        assert!(
            told.contains("✗") && told.contains("first difference"),
            "{told}"
        );
    }
}

/// The address of a site that is another one, with a fault at one request.
fn faulty_at(url: &str, request: &'static str) -> String {
    let upstream = url
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let upstream = upstream.clone();
            std::thread::spawn(move || pass_on(stream, &upstream, request));
        }
    });
    address
}

/// One request and its answer; whoever asks next opens another connection.
fn pass_on(mut asking: TcpStream, upstream: &str, faulty: &str) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && asking.read(&mut byte)? == 1 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    if head.starts_with(faulty) {
        return asking.write_all(
            b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        );
    }
    let lines = head.trim_end().lines();
    let length = lines.clone().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let length = name.eq_ignore_ascii_case("content-length");
        length.then(|| value.trim().parse().unwrap_or(0))
    });
    let mut body = vec![0; length.unwrap_or(0)];
    asking.read_exact(&mut body)?;
    let kept = lines.filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let head = kept.collect::<Vec<_>>().join("\r\n");
    let mut answering = TcpStream::connect(upstream)?;
    write!(answering, "{head}\r\nConnection: close\r\n\r\n")?;
    answering.write_all(&body)?;
    std::io::copy(&mut answering, &mut asking).map(drop)
}

#[test]
fn the_benchmark_measures_whole_enrolments() {
    let output = run(&["bench", "enrolment", "--json", "--seconds", "4"]);
    assert!(output.status.success(), "{}", text(&output));
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = rows.as_array().unwrap();
    let names: Vec<_> = rows.iter().filter_map(|row| row["name"].as_str()).collect();
    let wanted = [
        "page.overview",
        "command.commit",
        "signin",
        "enrolments",
        "memory.rss_mb",
        "start.ready_s",
    ];
    assert_eq!(names, wanted);
    // How fast is not judged here: other tests run beside.
    let measured = |row: &serde_json::Value| row["value"].as_f64().is_some_and(|value| value > 0.0);
    assert!(rows.iter().all(measured), "{rows:?}");
}
