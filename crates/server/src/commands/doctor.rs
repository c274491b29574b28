//! `tongdao doctor`.

use crate::config::{CommonFlags, Config, DocumentStore, KeySource};
use crate::trouble::Trouble;
use crate::{assemble, files, logging, secret_key};
use adapters::{S3Documents, SystemClock, SystemEntropy};
use app::agreements::{AGREEMENT, force};
use app::catalogue::changes;
use clap::Args;
use domain::caller::Caller;
use domain::effects::{
    Clock, CreditBureau, Instant, LookupError, Mailer, Resolver, Scanner, Telephone,
};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, authorise_operator};
use domain::programme::Environment;
use paper::Press;
use std::path::Path;
use std::process::ExitCode;
use store::{Db, DbError, audit, identity, migrations, outbox};
use url::Url;

/// Less free space than this deserves a look, bytes.
const LITTLE_SPACE: u64 = 1 << 30;
/// Less free space than this stops work soon, bytes.
const NO_SPACE: u64 = 100 << 20;
/// 2025-01-01: a clock before it is not set.
const CLOCK_IS_SET: i64 = 1_735_689_600_000_000;

/// Check the installation, one line per check
///
/// Looks at everything that has to work in production: database, programme, key, documents, mail,
/// scanner, telephone, credit bureau, health feed, fonts, clock, disk. Exits with 1 when anything fails; warnings do not count.
#[derive(Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    common: CommonFlags,
}

/// How a check ended.
enum Finding {
    Ok(String),
    /// What is odd, and what to do.
    Warn(String, &'static str),
    /// What is broken, and what to do.
    Fail(String, &'static str),
}
use Finding::{Fail, Ok as Good, Warn};

impl Doctor {
    /// Checks.
    ///
    /// # Errors
    /// [`Trouble`] when the configuration cannot be read.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let config = Config::load(&self.common, Vec::new()).map_err(Trouble::Config)?;
        logging::begin(&config.log);
        let production = assemble::programme(&config)
            .is_ok_and(|programme| programme.environment == Environment::Production);
        let db = open(&config);
        let mut findings = vec![
            ("programme", programme(&config)),
            ("data directory", space(&config.data_dir)),
            ("secret key", key(&config)),
        ];
        match db {
            Ok(db) => {
                let (database, migrated) = database(&config, &db);
                findings.push(("database", database));
                if migrated {
                    findings.push(("staff", staff(&db)));
                    findings.push(("outbox", waiting(&db)));
                    findings.push(("agreements", agreements(&config, &db)));
                    findings.push(("offers", offers(&config, &db)));
                    findings.push(("clock", clock(Some(&db))));
                } else {
                    findings.push(("clock", clock(None)));
                }
            }
            Err(finding) => {
                findings.push(("database", finding));
                findings.push(("clock", clock(None)));
            }
        }
        findings.push(("documents", documents(&config)));
        findings.push(("scanner", scanner(&config, production)));
        findings.push(("name servers", names(&config, production)));
        findings.push(("mail", mail(&config, production)));
        findings.push(("telephone", telephone(&config, production)));
        findings.push(("credit bureau", bureau(&config)));
        findings.push(("health feed", feed(&config)));
        findings.push(("fonts", fonts()));
        findings.push(("public address", address(&config, production)));
        let mut failed = 0;
        for (name, finding) in &findings {
            match finding {
                Good(text) => println!("ok    {name:<15} {text}"),
                Warn(text, remedy) => {
                    println!("warn  {name:<15} {text}\n      {:<15} → {remedy}", "")
                }
                Fail(text, remedy) => {
                    failed += 1;
                    println!("fail  {name:<15} {text}\n      {:<15} → {remedy}", "");
                }
            }
        }
        Ok(if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn programme(config: &Config) -> Finding {
    match assemble::programme(config) {
        Ok(programme) => {
            let from = config.programme_dir.as_ref();
            let from = from.map_or_else(|| "built-in".to_owned(), |dir| dir.display().to_string());
            let environment = match programme.environment {
                Environment::Production => "production",
                Environment::NonProduction => "non-production",
            };
            Good(format!("{} ({from}), {environment}", programme.id))
        }
        Err(trouble) => Fail(
            trouble.to_string(),
            "mend the lines named, then run doctor again",
        ),
    }
}

fn open(config: &Config) -> Result<Db, Finding> {
    if let Some(file) = config.database.file().filter(|file| !file.exists()) {
        let text = format!("there is none yet at {}", file.display());
        return Err(Fail(text, "run `tongdao migrate` or `tongdao serve`"));
    }
    assemble::database(config).map_err(|trouble| {
        let text = format!("{}: {trouble}", config.database.shown());
        Fail(
            text,
            "check database.url, and that the server runs and takes connections from here",
        )
    })
}

/// The finding, and whether tables can be read.
fn database(config: &Config, db: &Db) -> (Finding, bool) {
    let shown = config.database.shown();
    match migrations::pending(db) {
        Ok(pending) if pending.is_empty() => (
            Good(format!(
                "{shown}, {} migrations applied",
                migrations::ALL.len()
            )),
            true,
        ),
        Ok(pending) => {
            let text = format!("{shown} lacks {}", pending.join(", "));
            (
                Warn(
                    text,
                    "run `tongdao migrate`, or `tongdao serve` without --no-migrate",
                ),
                false,
            )
        }
        Err(error) => {
            let text = format!("{shown}: {error}");
            (Fail(text, "check that the user may create tables"), false)
        }
    }
}

fn staff(db: &Db) -> Finding {
    match db.read(identity::operator).wait() {
        Ok(Some(tenant)) => Good(format!("{} has a tenant", tenant.name)),
        Ok(None) => Warn(
            "nobody can sign in to the console".to_owned(),
            "run `tongdao staff add --help`",
        ),
        Err(error) => Fail(error.to_string(), "check the database"),
    }
}

/// Whether the programme has every text that was published.
fn agreements(config: &Config, db: &Db) -> Finding {
    // A programme that cannot be read has its own line.
    let Some(programme) = assemble::programme(config).ok() else {
        return Warn(
            "the programme cannot be read".to_owned(),
            "mend the programme first",
        );
    };
    let rows = db
        .read(|tx| store::agreements::publications(tx, AGREEMENT))
        .wait();
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) => return Fail(error.to_string(), "check the database"),
    };
    match force::lacking(&programme, &rows) {
        Ok(lacking) if lacking.is_empty() => {
            let published = rows.iter().filter(|row| row.number.is_some()).count();
            Good(format!(
                "{published} published versions, all as they were published"
            ))
        }
        Ok(lacking) => {
            let text = format!("missing or edited since: {}", lacking.join(", "));
            Fail(
                text,
                "put the texts back as they were published: docs/operate/agreements.md",
            )
        }
        Err(failure) => Fail(format!("{failure:?}"), "check the database"),
    }
}

/// Whether the programme's files say the same as what was changed of offers on screen.
fn offers(config: &Config, db: &Db) -> Finding {
    // A programme that cannot be read has its own line.
    let Some(programme) = assemble::programme(config).ok() else {
        return Warn(
            "the programme cannot be read".to_owned(),
            "mend the programme first",
        );
    };
    let shipped = programme.shipped_catalogue().clone();
    match db
        .read(move |tx| changes::disagreements(tx, &shipped))
        .wait()
    {
        Ok(found) if found.is_empty() => {
            Good("as they were changed on screen, if at all".to_owned())
        }
        Ok(found) => {
            let words = |(offer, fact): &(_, Option<&str>)| match fact {
                Some(fact) => format!("{offer} {fact}"),
                None => format!("{offer} is gone"),
            };
            let found: Vec<_> = found.iter().map(words).collect();
            let text = format!("changed on screen and in the files: {}", found.join(", "));
            Warn(
                text,
                "the screen has the last word; change the offer there: docs/operate/offers.md",
            )
        }
        Err(failure) => Fail(format!("{failure:?}"), "check the database"),
    }
}

fn waiting(db: &Db) -> Finding {
    match db.read(outbox::waiting).wait() {
        Ok(waiting) if waiting < 1000 => Good(format!("{waiting} jobs wait")),
        Ok(waiting) => {
            let text = format!("{waiting} jobs wait");
            Warn(
                text,
                "look at the outbox in the console: does mail leave? Raise `workers` if so",
            )
        }
        Err(error) => Fail(error.to_string(), "check the database"),
    }
}

fn clock(db: Option<&Db>) -> Finding {
    let now = SystemClock.now();
    if now.0 < CLOCK_IS_SET {
        return Fail(
            "the clock is before 2025".to_owned(),
            "set it and keep it set with NTP",
        );
    }
    match db.map(newest_entry) {
        Some(Ok(Some(newest))) if newest > now.plus_seconds(60) => {
            let seconds = newest.seconds_since(now);
            let text = format!("the audit log has entries {seconds} s in the future");
            Warn(
                text,
                "the clock went back, or another node's runs ahead: use NTP on all",
            )
        }
        Some(Err(error)) => Fail(error.to_string(), "check the database"),
        _ => match jiff::Timestamp::from_microsecond(now.0) {
            Ok(at) => Good(format!("{at:.0} UTC")),
            Err(error) => Fail(error.to_string(), "set the clock"),
        },
    }
}

/// When the newest audit entry was written.
fn newest_entry(db: &Db) -> Result<Option<Instant>, DbError> {
    let scope = authorise_operator(&Caller::System, OperatorAction::ViewAudit)
        .map_err(|denial| DbError::Engine(format!("{denial:?}")))?;
    let entries = db
        .read(move |tx| audit::search(tx, scope, &audit::Filter::default(), 1))
        .wait()?;
    Ok(entries.first().map(|entry| entry.at))
}

fn key(config: &Config) -> Finding {
    const EXPOSED: &str = "chmod 600 the file";
    let path = match &config.key {
        KeySource::Given(_) => return Good("from the configuration".to_owned()),
        KeySource::File(path) | KeySource::Own(path) => path,
    };
    match secret_key::load(&config.key, secret_key::Absent::Refuse, &SystemEntropy) {
        Ok(_) if secret_key::is_exposed(path) => {
            Warn(format!("{} can be read by others", path.display()), EXPOSED)
        }
        Ok(_) => Good(format!("{}; keep a copy with the backups", path.display())),
        Err(_) if matches!(config.key, KeySource::Own(_)) && !path.exists() => Warn(
            format!("{} does not exist", path.display()),
            "the first `tongdao serve` makes it; if this installation ran before, restore it",
        ),
        Err(trouble) => Fail(
            trouble.to_string(),
            "restore the file or set TONGDAO_SECRET_KEY",
        ),
    }
}

fn documents(config: &Config) -> Finding {
    const DIRECTORY: &str = "check documents.dir: its owner, its rights, its disk";
    const BUCKET: &str = "check documents.*: docs/operate/documents.md says what the key needs";
    let remedy = match &config.documents {
        DocumentStore::Directory(_) => DIRECTORY,
        DocumentStore::Bucket(s3) => {
            let checked = S3Documents::new((**s3).clone())
                .map_err(|error| error.to_string())
                .and_then(|s3| s3.check().map_err(|error| error.to_string()));
            if let Err(text) = checked {
                return Fail(text, BUCKET);
            }
            BUCKET
        }
    };
    let store = match assemble::documents(config) {
        Ok(store) => store,
        Err(trouble) => return Fail(trouble.to_string(), remedy),
    };
    let key = format!("doctor/{}", fresh_uuid(&SystemEntropy));
    let tried = store
        .put(&key, b"tongdao doctor")
        .and_then(|()| store.get(&key))
        .and_then(|bytes| store.delete(&key).map(|()| bytes));
    match tried {
        Ok(bytes) if bytes == b"tongdao doctor" => {
            Good(format!("{}: written, read, removed", store.describe()))
        }
        Ok(_) => Fail(
            format!("{} gives back other bytes", store.describe()),
            remedy,
        ),
        Err(error) => Fail(error.to_string(), remedy),
    }
}

fn names(config: &Config, production: bool) -> Finding {
    const ALONE: &str = "names are not looked up: domains cannot be proved, websites not checked";
    let Some(resolver) = assemble::resolver(config) else {
        return if production {
            Warn(ALONE.to_owned(), "set resolver: docs/operate/names.md")
        } else {
            Good(ALONE.to_owned())
        };
    };
    let own = Url::parse(&config.server.public_url).ok();
    let host = own.as_ref().and_then(Url::host_str).unwrap_or("localhost");
    match resolver.addresses(host) {
        // That a name does not exist is an answer, too.
        Ok(_) | Err(LookupError::NoSuchName) => Good(resolver.describe()),
        Err(error) => {
            let text = format!("{}: {error}", resolver.describe());
            Fail(
                text,
                "check resolver, and that this machine may reach the servers on port 53",
            )
        }
    }
}

fn scanner(config: &Config, production: bool) -> Finding {
    const NOBODY: &str = "none; uploads are checked, but not scanned for malware";
    match assemble::scanner(config) {
        Ok(None) if production => Warn(NOBODY.to_owned(), "run clamd and set scanner.address"),
        Ok(None) => Good(NOBODY.to_owned()),
        Ok(Some(scanner)) => match scanner.check() {
            Ok(()) => Good(format!("{} answers", scanner.describe())),
            Err(error) => {
                let text = format!("{}: {error}", scanner.describe());
                Fail(
                    text,
                    "check that clamd runs and listens there; uploads wait for it meanwhile",
                )
            }
        },
        Err(trouble) => Fail(
            trouble.to_string(),
            "check scanner.address: docs/operate/documents.md",
        ),
    }
}

const STAYS: &str = "kept in the database; nothing leaves this machine";

fn mail(config: &Config, production: bool) -> Finding {
    match assemble::mailer(config) {
        Ok(None) if production => Warn(STAYS.to_owned(), "set mail.host and mail.from"),
        Ok(None) => Good(STAYS.to_owned()),
        Ok(Some(mailer)) => match mailer.check() {
            Ok(()) => Good(format!("{} takes our mail", mailer.describe())),
            Err(error) => {
                let text = format!("{}: {error}", mailer.describe());
                Fail(
                    text,
                    "check mail.*: host, port, security, user name and password",
                )
            }
        },
        Err(trouble) => Fail(trouble.to_string(), "check mail.*: docs/operate/mail.md"),
    }
}

fn telephone(config: &Config, production: bool) -> Finding {
    match assemble::telephone(config) {
        Ok(None) if production => Warn(STAYS.to_owned(), "set telephone.url, key_id and secret"),
        Ok(None) => Good(STAYS.to_owned()),
        // Trying it would send a message to somebody.
        Ok(Some(gateway)) => Good(format!("{}; not tried", gateway.describe())),
        Err(trouble) => Fail(
            trouble.to_string(),
            "check telephone.*: docs/operate/telephone-gateway.md",
        ),
    }
}

fn bureau(config: &Config) -> Finding {
    match assemble::bureau(config) {
        Ok(None) => Good("none; analysts decide by hand".to_owned()),
        // Trying it would ask about somebody.
        Ok(Some(bureau)) => Good(format!("{}; not tried", bureau.describe())),
        Err(trouble) => Fail(
            trouble.to_string(),
            "check credit.*: docs/operate/credit-bureau.md",
        ),
    }
}

fn feed(config: &Config) -> Finding {
    match assemble::feed(config) {
        Ok(None) => Good("none; nothing is measured".to_owned()),
        // What it says is shown in the console.
        Ok(Some(feed)) => Good(format!("{}; not tried", feed.source.describe())),
        Err(trouble) => Fail(
            trouble.to_string(),
            "check health.*: docs/operate/health-feed.md",
        ),
    }
}

fn fonts() -> Finding {
    match Press::new().chinese_font() {
        Ok(font) => Good(font.to_owned()),
        Err(error) => Warn(
            error.to_string(),
            "install one; agreements signed meanwhile are printed afterwards",
        ),
    }
}

fn address(config: &Config, production: bool) -> Finding {
    let url = &config.server.public_url;
    if production && !url.starts_with("https://") {
        Warn(
            url.clone(),
            "set public_url to the https address of the proxy in front",
        )
    } else {
        Good(url.clone())
    }
}

fn space(dir: &Path) -> Finding {
    if let Err(trouble) = files::make_private_dir(dir) {
        return Fail(
            trouble.to_string(),
            "make it and give it to the user that runs tongdao",
        );
    }
    let found = match rustix::fs::statvfs(dir) {
        Ok(found) => found,
        Err(error) => {
            return Warn(
                format!("{}: {error}", dir.display()),
                "check the file system",
            );
        }
    };
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let text = format!("{}, {} MiB free", dir.display(), free >> 20);
    if free < NO_SPACE {
        Fail(
            text,
            "free or add disk space now: the database stops when the disk is full",
        )
    } else if free < LITTLE_SPACE {
        Warn(text, "free or add disk space soon")
    } else {
        Good(text)
    }
}
