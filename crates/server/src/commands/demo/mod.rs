//! `tongdao demo`.

mod answers;
mod cast;
mod companies;
mod guide;
mod help;
mod network;
mod organisations;
mod program;
pub(in crate::commands) mod specimen;
mod staff;
mod story;
mod trade;

use crate::clock::MovableClock;
use crate::config::server::own_url;
use crate::config::{Config, Flag, Layers, health};
use crate::http::{self, Site, tls};
use crate::trouble::Trouble;
use crate::{assemble, files, logging};
use adapters::{GatewayConfig, Secret, SystemClock};
use app::App;
use clap::Args;
use domain::effects::{Clock, Instant, TurnableClock};
use domain::health::feed::Times;
use domain::programme::Programme;
use std::fs;
use std::io::{ErrorKind, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use store::{Db, migrations};
use web::DemoGuide;

/// Days before today on which the operator of the demonstration begins.
const BEGINNING: i64 = 60;

/// Look around with invented companies
///
/// Runs on this machine with an SQLite database. The first start on an empty directory makes an
/// operator with staff and eight companies at different stages; later starts go on with the same
/// data. No mail and no text message leaves the machine. Not for production: every password is
/// printed.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tongdao demo
  tongdao demo --port 0              any free port
  tongdao demo --tls self-signed     over https, for programs that insist on it
  tongdao demo --data /tmp/demo      somewhere else; delete the directory to begin anew")]
pub(crate) struct Demo {
    /// Where the data is kept
    #[arg(long, value_name = "DIR", default_value = "data/demo")]
    data: PathBuf,
    /// Port to listen on; 0 takes any free one
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,
    /// Address to listen on; anything else than this machine lets strangers in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// Directory with a programme.toml of your own [default: the built-in china-csp, in which no
    /// approval is drawn for a second reviewer]
    #[arg(long, value_name = "DIR")]
    programme_dir: Option<PathBuf>,
    /// Name servers to ask, so that domains can be proved; without them nobody is asked
    #[arg(long, value_name = "SERVERS")]
    resolver: Option<String>,
    /// HTTP service that measures the services, asked every few seconds with the key `demo`; without
    /// one nothing is measured
    #[arg(long, value_name = "URL")]
    health_feed: Option<String>,
    /// Answer over https, for clients that insist on it: makes a certificate in the data directory,
    /// and its issuer's for clients to trust (tls/trust.pem)
    #[arg(long, value_enum, value_name = "HOW")]
    tls: Option<Tls>,
    /// error, warn, info, debug or trace, on standard error
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    log_level: String,
}

/// How connections are secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Tls {
    /// With a certificate made here.
    SelfSigned,
}

impl Demo {
    /// Runs until told to stop.
    ///
    /// # Errors
    /// [`Trouble`] that keeps it from starting.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let started = SystemClock.now();
        let (listener, listen) = http::listen(SocketAddr::new(self.address, self.port))?;
        let mut public_url = own_url(listen);
        let secured = match self.tls {
            None => None,
            Some(Tls::SelfSigned) => {
                public_url = public_url.replacen("http:", "https:", 1);
                Some(tls::self_signed(&self.data.join("tls"))?)
            }
        };
        let mut config = self.config(listen, &public_url)?;
        logging::begin(&config.log);
        let clock = Arc::new(MovableClock::new());
        // The invented companies' names exist nowhere: while their story is told nobody is asked.
        let resolver = config.resolver.take();
        let (mut app, mut guide) = prepare(&config, &clock)?;
        if resolver.is_some() || self.health_feed.is_some() {
            config.resolver = resolver;
            config.health = self.health_feed.as_deref().map(feed);
            let (db, programme) = (app.db.clone(), app.programme.clone());
            app = assemble(&config, db, programme, &clock)?;
        }
        let trust = secured.as_ref().map(|identity| identity.trust.clone());
        let trust = trust.map(|path| fs::canonicalize(&path).unwrap_or(path));
        guide::address(&mut guide, &public_url, trust.as_deref());
        keep(&config.data_dir, &guide)?;
        if let Err(error) = app.press.chinese_font() {
            println!(
                "{error}. Until then agreements are signed but not printed, and `tongdao walkthrough` \
                 ends at the signed copy. Start the demonstration again afterwards: what waits is \
                 printed."
            );
        }
        let site = Site {
            listener,
            tls: secured.map(|identity| identity.config),
            metrics: None,
            app,
            options: web::Options {
                demo: Some(guide.clone()),
                trust_forwarded_for: false,
            },
            workers: config.server.workers,
            grace: config.server.grace,
        };
        http::run(site, || {
            let took = SystemClock.now().0.saturating_sub(started.0) / 1000;
            let text = guide::text(&guide, &config.data_dir, took);
            // Nobody may be reading; the site runs all the same.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
        })?;
        Ok(ExitCode::SUCCESS)
    }

    /// The configuration: these flags alone, so that a demonstration never meets a real server.
    fn config(&self, listen: SocketAddr, public_url: &str) -> Result<Config, Trouble> {
        let flag = |field: &str, value: String| Flag {
            field: field.to_owned(),
            spelled: format!("--{}", field.replace(['.', '_'], "-")),
            value,
        };
        let mut layers = Layers::default();
        let mut flags = vec![
            flag("data_dir", self.data.display().to_string()),
            flag("listen", listen.to_string()),
            flag("public_url", public_url.to_owned()),
            flag("log.level", self.log_level.clone()),
            // Who tries things out has no public address.
            flag("webhooks.allow_local", "true".to_owned()),
        ];
        if let Some(dir) = &self.programme_dir {
            flags.push(flag("programme.dir", dir.display().to_string()));
        }
        flags.extend(
            self.resolver
                .clone()
                .map(|servers| flag("resolver", servers)),
        );
        layers.add_flags(flags);
        Config::from_layers(layers).map_err(Trouble::Config)
    }
}

/// The feed of a demonstration: everybody may know its secret, and what it does is seen soon.
fn feed(url: &str) -> health::Feed {
    let secret = Secret::new("everybody-may-know-this-demo-secret");
    health::Feed {
        gateway: GatewayConfig {
            timeout: Duration::from_secs(2),
            ..GatewayConfig::new(url, "demo", secret)
        },
        times: Times {
            every_seconds: 5,
            unknown_seconds: 30,
        },
    }
}

/// The application with its data, made now or found.
///
/// # Errors
/// [`Trouble`] of any part.
pub(in crate::commands) fn prepare(
    config: &Config,
    clock: &Arc<MovableClock>,
) -> Result<(App, DemoGuide), Trouble> {
    let dir = &config.data_dir;
    files::make_private_dir(dir)?;
    let unfinished = dir.join("demo.unfinished");
    if unfinished.exists() {
        // A start was cut off in the middle of the story; half of it is of no use.
        clear(config)?;
    }
    let found = read_guide(&dir.join("demo.json"))?;
    let database = dir.join("tongdao.db");
    if found.is_none() && database.exists() {
        return Err(Trouble::Usage(format!(
            "{} holds a database that is no demonstration; choose another --data",
            dir.display()
        )));
    }
    if found.is_none() {
        files::write_private(&unfinished, b"")?;
    }
    let mut programme = assemble::programme(config)?.rehearsal();
    if config.programme_dir.is_none() {
        // Whoever looks around, or walks through, should meet the same path each time.
        programme = programme.rechecking(0);
    }
    let db = assemble::database(config)?;
    migrations::migrate(&db, SystemClock.now())?;
    let app = assemble(config, db, programme, clock)?;
    if let Some(guide) = found {
        app::sandbox::clock::resume(&app)
            .map_err(|failure| Trouble::refused("reading the clock", &failure))?;
        return Ok((app, guide));
    }
    let guide = seed(&app, clock)?;
    keep(dir, &guide)?;
    fs::remove_file(&unfinished).map_err(|error| Trouble::file(&unfinished, error))?;
    Ok((app, guide))
}

/// The application as a sandbox: its clock can be turned.
fn assemble(
    config: &Config,
    db: Db,
    programme: Programme,
    clock: &Arc<MovableClock>,
) -> Result<App, Trouble> {
    let turnable = Arc::clone(clock) as Arc<dyn TurnableClock>;
    let clock = Arc::clone(clock) as Arc<dyn Clock>;
    assemble::app(config, db, programme, clock, Some(turnable))
}

/// Tells the story and hands the clock over.
fn seed(app: &App, clock: &Arc<MovableClock>) -> Result<DemoGuide, Trouble> {
    let now = SystemClock.now();
    let today = domain::calendar::local_date(now, app.programme.time_zone());
    let refused = |failure| Trouble::refused("preparing the demonstration", &failure);
    clock.set(Instant(now.0).plus_days(-BEGINNING));
    let names: Vec<(&str, &str)> = companies::COMPANIES
        .iter()
        .map(|company| (company.network_id, company.name))
        .collect();
    network::enter(app, &names).map_err(refused)?;
    let mut cast = cast::Cast::hire(app, clock).map_err(refused)?;
    let lived = story::tell(&mut cast, today)?;
    let mut guide = guide::write(&cast, &lived).map_err(refused)?;
    guide
        .accounts
        .extend(organisations::add(app).map_err(refused)?);
    guide.program = program::set_up(&mut cast, &lived).map_err(refused)?;
    help::happen(&mut cast, &lived, now).map_err(refused)?;
    clock.hand_over();
    Ok(guide)
}

fn read_guide(path: &Path) -> Result<Option<DemoGuide>, Trouble> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Trouble::file(path, error)),
    };
    serde_json::from_slice(&text).map(Some).map_err(|error| {
        Trouble::Usage(format!(
            "{} is not a demonstration's guide: {error}",
            path.display()
        ))
    })
}

fn keep(dir: &Path, guide: &DemoGuide) -> Result<(), Trouble> {
    let path = dir.join("demo.json");
    let text = serde_json::to_vec_pretty(guide)
        .map_err(|error| Trouble::file(&path, std::io::Error::other(error)))?;
    files::write_private(&path, &text)
}

/// Removes what an interrupted first start left, and nothing else.
fn clear(config: &Config) -> Result<(), Trouble> {
    let dir = &config.data_dir;
    let gone = |path: PathBuf, result: std::io::Result<()>| match result {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Trouble::file(&path, error)),
        _ => Ok(()),
    };
    for name in [
        "tongdao.db",
        "tongdao.db-wal",
        "tongdao.db-shm",
        "demo.json",
    ] {
        let path = dir.join(name);
        let removed = fs::remove_file(&path);
        gone(path, removed)?;
    }
    let documents = dir.join("documents");
    let removed = fs::remove_dir_all(&documents);
    gone(documents, removed)
}
