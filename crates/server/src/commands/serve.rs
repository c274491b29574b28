//! `tongdao serve`.

use crate::config::flags::named;
use crate::config::{CommonFlags, Config, KeySource};
use crate::http::{self, Site};
use crate::trouble::Trouble;
use crate::{assemble, logging, secret_key};
use adapters::SystemClock;
use app::App;
use clap::Args;
use domain::effects::Clock;
use domain::programme::Environment;
use std::process::ExitCode;
use std::sync::Arc;
use store::{identity, migrations};

/// Run the partner centre
///
/// Opens the database, brings it up to date, and answers requests until SIGTERM or Ctrl-C; then
/// finishes what was begun.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tongdao serve
  tongdao serve --listen 0.0.0.0:8080 --public-url https://partner.example.com
  TONGDAO_DATABASE_URL=postgres://tongdao:…@db/tongdao tongdao serve --log-format json")]
pub(crate) struct Serve {
    /// Address and port [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// How browsers and mails reach this installation [default: http:// and the address]
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Separate address and port for /metrics
    #[arg(long, value_name = "ADDRESS:PORT")]
    metrics_listen: Option<String>,
    /// Threads for work after requests [default: 2]
    #[arg(long, value_name = "N")]
    workers: Option<String>,
    /// Take client addresses from X-Forwarded-For; only behind a proxy that sets it
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    trust_forwarded_for: Option<String>,
    /// Do not migrate; refuse to start when a migration is missing
    #[arg(long)]
    no_migrate: bool,
    #[command(flatten)]
    common: CommonFlags,
}

impl Serve {
    /// Runs until told to stop.
    ///
    /// # Errors
    /// [`Trouble`] that keeps it from starting.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let started = SystemClock.now();
        let flags = named(&[
            ("listen", &self.listen),
            ("public_url", &self.public_url),
            ("metrics_listen", &self.metrics_listen),
            ("workers", &self.workers),
            ("trust_forwarded_for", &self.trust_forwarded_for),
        ]);
        let mut config = Config::load(&self.common, flags).map_err(Trouble::Config)?;
        logging::begin(&config.log);
        let programme = assemble::programme(&config)?;
        let db = assemble::database(&config)?;
        if self.no_migrate {
            assemble::require_migrated(&db)?;
        } else {
            for name in migrations::migrate(&db, started)? {
                tracing::info!(name, "migrated");
            }
        }
        let (metrics, _) = config
            .server
            .metrics_listen
            .map(http::listen)
            .transpose()?
            .unzip();
        let (listener, bound) = http::listen(config.server.listen)?;
        config.server.listens_on(bound);
        let app = assemble::app(&config, db, programme, Arc::new(SystemClock), None)?;
        describe(&config, &app);
        arm_fault_point(&app);
        let options = web::Options {
            demo: None,
            trust_forwarded_for: config.server.trust_forwarded_for,
        };
        let site = Site {
            listener,
            tls: None,
            metrics,
            app,
            options,
            workers: config.server.workers,
            grace: config.server.grace,
        };
        let (listen, public_url) = (config.server.listen, config.server.public_url.clone());
        http::run(site, move || {
            let milliseconds = SystemClock.now().0.saturating_sub(started.0) / 1000;
            tracing::info!(%listen, public_url, "ready in {milliseconds} ms");
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A debug build of a rehearsal can be told where to end (docs/decisions/0008-fault-points.md).
fn arm_fault_point(app: &App) {
    #[cfg(debug_assertions)]
    if app.programme.environment == Environment::NonProduction
        && let Ok(point) = std::env::var("TONGDAO_FAULT_POINT")
    {
        let armed = app::fault::arm(&point);
        tracing::warn!(point, armed, "this process will end on purpose");
    }
    #[cfg(not(debug_assertions))]
    let _ = app;
}

/// Says at the start what will happen to mail, codes and documents.
fn describe(config: &Config, app: &App) {
    let kept = || "kept in the database, shown in the console; nothing leaves".to_owned();
    let mail = app
        .mailer
        .as_ref()
        .map_or_else(kept, |mailer| mailer.describe());
    let telephone = app
        .telephone
        .as_ref()
        .map_or_else(kept, |telephone| telephone.describe());
    tracing::info!(
        database = config.database.shown(),
        mail,
        telephone,
        documents = app.documents.describe(),
        programme = app.programme.id,
        "set up"
    );
    if app.programme.environment == Environment::Production {
        if app.mailer.is_none() || app.telephone.is_none() {
            tracing::warn!(
                "without mail and telephone no stranger can register; see `tongdao doctor`"
            );
        }
        if !app.public_url.starts_with("https://") {
            tracing::warn!(
                public_url = app.public_url,
                "sign-in without https: put a proxy with TLS in front"
            );
        }
    } else {
        tracing::warn!("the programme is non-production: limits are loose and codes may be fixed");
    }
    if let KeySource::Own(path) | KeySource::File(path) = &config.key
        && secret_key::is_exposed(path)
    {
        tracing::warn!(path = %path.display(), "others on this machine can read the secret key: chmod 600");
    }
    match app.read(|tx| Ok(identity::operator(tx)?)).wait() {
        Ok(None) => tracing::warn!("there is no staff yet: `tongdao staff add --help`"),
        Ok(Some(_)) => {}
        Err(failure) => tracing::warn!(?failure, "the operator could not be read"),
    }
}
