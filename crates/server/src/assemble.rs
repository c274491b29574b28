//! Puts the application together from its configuration.

use crate::config::{Config, DocumentStore};
use crate::files;
use crate::secret_key::{self, Absent};
use crate::trouble::Trouble;
use adapters::{
    ChildPictures, ClamdScanner, DiskDocuments, DnsResolver, HttpBureau, HttpFeed, HttpMessenger,
    HttpTelephone, S3Documents, SmtpMailer, SystemEntropy,
};
use app::health::feed::Feed;
use app::secrets::{Keyring, PasswordHashing};
use app::{App, Bell, Parts};
use domain::effects::{
    Clock, CreditBureau, Documents, Mailer, Resolver, Scanner, Telephone, TurnableClock,
};
use domain::programme::{Programme, china_csp};
use paper::Press;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::{Db, identity, migrations};

/// How long a receiver of events may take.
const EVENT_PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database; the directory of an SQLite file is made.
///
/// # Errors
/// [`Trouble::Database`] or [`Trouble::File`].
pub(crate) fn database(config: &Config) -> Result<Db, Trouble> {
    if let Some(parent) = config.database.file().as_deref().and_then(Path::parent) {
        files::make_private_dir(parent)?;
    }
    Ok(Db::open(&config.database.url, config.database.pool)?)
}

/// Refuses a database that lacks migrations.
///
/// # Errors
/// [`Trouble::Pending`] or [`Trouble::Database`].
pub(crate) fn require_migrated(db: &Db) -> Result<(), Trouble> {
    let pending = migrations::pending(db)?;
    if pending.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Pending(pending))
    }
}

/// Reads the programme.
///
/// # Errors
/// [`Trouble::Programme`] with everything that is wrong, or [`Trouble::File`].
pub(crate) fn programme(config: &Config) -> Result<Programme, Trouble> {
    let Some(dir) = &config.programme_dir else {
        return china_csp().map_err(Trouble::Programme);
    };
    let file = dir.join("programme.toml");
    let text = std::fs::read_to_string(&file).map_err(|error| Trouble::file(&file, error))?;
    let read_text =
        |path: &str| std::fs::read_to_string(dir.join(path)).map_err(|error| error.to_string());
    Programme::parse_in(&dir.display().to_string(), &text, &read_text).map_err(Trouble::Programme)
}

/// The SMTP server, if one is set.
///
/// # Errors
/// [`Trouble::Setup`].
pub(crate) fn mailer(config: &Config) -> Result<Option<SmtpMailer>, Trouble> {
    let mail = config.mail.clone().map(SmtpMailer::new).transpose();
    mail.map_err(|error| Trouble::Setup {
        what: "mail",
        error,
    })
}

/// The telephone gateway, if one is set.
///
/// # Errors
/// [`Trouble::Setup`].
pub(crate) fn telephone(config: &Config) -> Result<Option<HttpTelephone>, Trouble> {
    let telephone = config.telephone.clone().map(|telephone| {
        HttpTelephone::new(telephone.gateway)
            .map(|gateway| gateway.dialling_extensions(telephone.extensions))
    });
    telephone.transpose().map_err(|error| Trouble::Setup {
        what: "telephone",
        error,
    })
}

/// The credit bureau, if one is set.
///
/// # Errors
/// [`Trouble::Setup`].
pub(crate) fn bureau(config: &Config) -> Result<Option<HttpBureau>, Trouble> {
    let bureau = config.credit.clone();
    let bureau = bureau.map(|b| HttpBureau::new(b.gateway, b.call_back_secret));
    bureau.transpose().map_err(|error| Trouble::Setup {
        what: "credit bureau",
        error,
    })
}

/// The health feed, if one is set.
///
/// # Errors
/// [`Trouble::Setup`].
pub(crate) fn feed(config: &Config) -> Result<Option<Feed>, Trouble> {
    let feed = config.health.clone().map(|health| {
        HttpFeed::new(health.gateway).map(|source| Feed {
            source: Arc::new(source),
            times: health.times,
        })
    });
    feed.transpose().map_err(|error| Trouble::Setup {
        what: "health feed",
        error,
    })
}

/// The malware scanner, if one is set.
///
/// # Errors
/// [`Trouble::Setup`].
pub(crate) fn scanner(config: &Config) -> Result<Option<ClamdScanner>, Trouble> {
    let scanner = config.scanner.as_ref();
    let scanner = scanner.map(|s| ClamdScanner::new(&s.address, s.timeout));
    scanner.transpose().map_err(|error| Trouble::Setup {
        what: "scanner",
        error,
    })
}

/// The name servers, if any are set.
pub(crate) fn resolver(config: &Config) -> Option<DnsResolver> {
    config.resolver.clone().map(DnsResolver::new)
}

/// Where documents are kept.
///
/// # Errors
/// [`Trouble::Setup`].
pub(crate) fn documents(config: &Config) -> Result<Arc<dyn Documents>, Trouble> {
    let documents: Result<Arc<dyn Documents>, _> = match &config.documents {
        DocumentStore::Directory(dir) => DiskDocuments::new(dir).map(|d| Arc::new(d) as _),
        DocumentStore::Bucket(s3) => S3Documents::new((**s3).clone()).map(|d| Arc::new(d) as _),
    };
    documents.map_err(|error| Trouble::Setup {
        what: "documents",
        error,
    })
}

/// Puts the application together on a migrated database.
///
/// # Errors
/// [`Trouble`] of any part.
pub(crate) fn app(
    config: &Config,
    db: Db,
    programme: Programme,
    clock: Arc<dyn Clock>,
    sandbox: Option<Arc<dyn TurnableClock>>,
) -> Result<App, Trouble> {
    SystemEntropy.probe().map_err(|error| Trouble::Setup {
        what: "random bytes",
        error,
    })?;
    let absent = if in_use(&db)? {
        Absent::Refuse
    } else {
        Absent::Make
    };
    let key = secret_key::load(&config.key, absent, &SystemEntropy)?;
    let slots = std::thread::available_parallelism().map_or(2, usize::from);
    let passwords = PasswordHashing::new(slots)
        .map_err(|failure| Trouble::refused("setting up password hashing", &failure))?;
    Ok(App::new(Parts {
        db,
        clock,
        entropy: Arc::new(SystemEntropy),
        programme,
        keyring: match &config.former_key {
            Some(former) => Keyring::with_former(&key, former),
            None => Keyring::new(&key),
        },
        passwords,
        mailer: mailer(config)?.map(|m| Arc::new(m) as Arc<dyn Mailer>),
        resolver: resolver(config).map(|r| Arc::new(r) as Arc<dyn Resolver>),
        replies: config.replies.clone(),
        telephone: telephone(config)?.map(|t| Arc::new(t) as Arc<dyn Telephone>),
        documents: documents(config)?,
        bureau: bureau(config)?.map(|b| Arc::new(b) as Arc<dyn CreditBureau>),
        feed: feed(config)?,
        scanner: scanner(config)?.map(|s| Arc::new(s) as Arc<dyn Scanner>),
        press: Arc::new(Press::new()),
        pictures: Some(Arc::new(ChildPictures::new())),
        messenger: Some(Arc::new(HttpMessenger::new(EVENT_PATIENCE))),
        local_hooks: config.server.local_hooks,
        public_url: config.server.public_url.clone(),
        bell: Bell::default(),
        sandbox,
    }))
}

/// Whether somebody's authenticator may be sealed in the database already.
fn in_use(db: &Db) -> Result<bool, Trouble> {
    Ok(db.read(identity::operator).wait()?.is_some())
}
