//! Use cases: what people and machines may do, each through one command pipeline.
//!
//! A use case is a function of [`App`] and a [`Request`]. It authorises, checks its input with the
//! rules of `domain`, and hands its decision to [`App::command`]. Portal, console, command line and
//! interfaces call the same functions.

pub mod accounts;
pub mod actions;
pub mod activity;
pub mod agreements;
pub mod audit;
pub mod billing;
pub mod catalogue;
pub mod centre;
pub mod command;
pub mod credit;
pub mod customers;
pub mod enrolment;
pub mod failure;
pub mod fault;
pub mod health;
pub mod i18n;
pub mod identity;
pub mod integration;
pub mod jobs;
mod mime;
pub mod names;
pub mod notifications;
pub mod orders;
pub mod overview;
mod paging;
pub mod partners;
pub mod privacy;
pub mod programme;
pub mod relationships;
pub mod reseal;
pub mod review;
pub mod sandbox;
pub mod search;
pub mod secrets;
pub mod selling;
pub mod setup;
mod sheet;
pub mod subscriptions;
pub mod support;
pub mod workbook;

pub use command::{Intent, Pending, Request, Work};
pub use failure::Failure;

use domain::effects::{
    Clock, CreditBureau, Documents, Entropy, Mailer, Messenger, Pictures, Resolver, Scanner,
    Telephone, TurnableClock,
};
use domain::programme::Programme;
use domain::support::letters::Mailbox;
use identity::recent::Recent;
use integration::Memory;
use sha2::{Digest, Sha256};
use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use store::{Db, Reply, Tx};
use uuid::Uuid;

/// Everything a use case needs. Clones share it.
#[derive(Clone)]
pub struct App(Arc<dyn Held>);

/// Hides from the compiler what an application is made of: each future and closure that holds one
/// must be shown to be `Send`, and without this the compiler goes through the programme and the
/// printing press anew for every handler, which took it more than half of the time for the pages.
trait Held: Send + Sync {
    fn whole(&self) -> &Whole;
}

impl Held for Whole {
    fn whole(&self) -> &Whole {
        self
    }
}

struct Whole {
    parts: Parts,
    recent: Recent,
    memory: Memory,
    sandbox_memory: sandbox::Memory,
    waiting: actions::Waiting,
    inspection: Mutex<()>,
}

/// The parts an application is put together from.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub entropy: Arc<dyn Entropy>,
    /// The programme.
    pub programme: Programme,
    /// Keys.
    pub keyring: secrets::Keyring,
    /// Password hashing.
    pub passwords: secrets::PasswordHashing,
    /// Mail; without one, mails are only kept (the embedded default).
    pub mailer: Option<Arc<dyn Mailer>>,
    /// Where answers to mails of support requests come to; without one, nobody reads them.
    pub replies: Option<Mailbox>,
    /// Telephone; without one, calls and texts are only kept.
    pub telephone: Option<Arc<dyn Telephone>>,
    /// Documents.
    pub documents: Arc<dyn Documents>,
    /// Looks names up; without one, nobody does.
    pub resolver: Option<Arc<dyn Resolver>>,
    /// The credit bureau; without one, analysts decide by hand.
    pub bureau: Option<Arc<dyn CreditBureau>>,
    /// Says how services do; without one, nobody measures them.
    pub feed: Option<health::feed::Feed>,
    /// Looks for malware in uploads; without one, nobody does.
    pub scanner: Option<Arc<dyn Scanner>>,
    /// The printing press for agreements.
    pub press: Arc<paper::Press>,
    /// Draws pages of uploads; without one, the press does, one page at a time.
    pub pictures: Option<Arc<dyn Pictures>>,
    /// Brings events to partners' programs; without one they wait.
    pub messenger: Option<Arc<dyn Messenger>>,
    /// Whether events may also be sent to programs on this machine.
    pub local_hooks: bool,
    /// Public address of the portal, without a slash at the end.
    pub public_url: String,
    /// Wakes the worker.
    pub bell: Bell,
    /// The clock again, where it can be turned: in a sandbox.
    pub sandbox: Option<Arc<dyn TurnableClock>>,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0.whole().parts
    }
}

impl App {
    /// Stores the bytes of a file, sealed and bound to its id. Blocks.
    pub(crate) fn keep(&self, id: Uuid, key: &str, bytes: &[u8]) -> Result<(), Failure> {
        let sealed = self.keyring.seal(&*self.entropy, id.as_bytes(), bytes)?;
        Ok(self.documents.put(key, &sealed)?)
    }

    /// Deletes stored bytes that no row points at. Blocks.
    pub(crate) fn discard(&self, key: &str) {
        if let Err(error) = self.documents.delete(key) {
            tracing::warn!(%error, "an unused upload could not be removed");
        }
    }

    /// The bytes of a stored file, as they were taken in. Blocks.
    pub(crate) fn stored(&self, id: Uuid, key: &str, sha256: [u8; 32]) -> Result<Vec<u8>, Failure> {
        let sealed = self.documents.get(key)?;
        let bytes = self.keyring.open(id.as_bytes(), &sealed)?;
        if <[u8; 32]>::from(Sha256::digest(&bytes)) == sha256 {
            Ok(bytes)
        } else {
            let changed = format!("file {id} has changed in the storage");
            Err(Failure::internal(changed))
        }
    }

    /// Puts an application together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Whole {
            parts,
            recent: Recent::default(),
            memory: Memory::default(),
            sandbox_memory: sandbox::Memory::default(),
            waiting: actions::Waiting::default(),
            inspection: Mutex::default(),
        }))
    }

    /// Sessions read a moment ago.
    pub(crate) fn recent(&self) -> &Recent {
        &self.0.whole().recent
    }

    /// What the interface remembers between requests: keys and counts.
    pub(crate) fn memory(&self) -> &Memory {
        &self.0.whole().memory
    }

    /// What waits for whom, as it was read a moment ago.
    pub(crate) fn waiting(&self) -> &actions::Waiting {
        &self.0.whole().waiting
    }

    /// What a sandbox remembers between requests.
    pub(crate) fn sandbox_memory(&self) -> &sandbox::Memory {
        &self.0.whole().sandbox_memory
    }

    /// Whether this is a sandbox: its clock can be turned, and nothing in it is meant.
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.sandbox.is_some()
    }

    /// Runs work of which only one is to go on at a time, because a hostile upload may make it take
    /// hundreds of megabytes.
    pub(crate) fn one_at_a_time<T>(&self, work: impl FnOnce() -> T) -> T {
        let _turn = self
            .0
            .whole()
            .inspection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        work()
    }

    /// Runs a read outside the pipeline.
    pub fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Reply<T, Failure> {
        self.db.read(read)
    }

    /// Looks something up outside the pipeline, with one statement: see [`Db::look`].
    pub fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut Tx<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Reply<T, Failure> {
        self.db.look(look)
    }

    /// Reads a few rows outside the pipeline, for one page: see [`Db::short_read`].
    pub fn short_read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Reply<T, Failure> {
        self.db.short_read(read)
    }

    /// The public address of a path on this installation.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// A limit for this caller; none for a rehearsing program.
    #[must_use]
    pub fn ceiling(&self, request: &Request, limit: u32) -> u32 {
        if self.is_rehearsing(request) {
            u32::MAX
        } else {
            limit
        }
    }

    /// Whether the caller is a program on this machine that plays many companies: the demo, the
    /// walkthrough, a bench. Not even a request that claims to come from this machine, or comes
    /// over a proxy on it, is one where the programme is not rehearsed, and `serve` cannot rehearse.
    #[must_use]
    pub fn is_rehearsing(&self, request: &Request) -> bool {
        let address = request.ip.parse::<std::net::IpAddr>();
        self.programme.is_rehearsed() && address.is_ok_and(|ip| ip.is_loopback())
    }

    /// Today in the programme's time zone.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        domain::calendar::local_date(self.clock.now(), self.programme.time_zone())
    }
}

/// A bell that wakes the worker; ringing it twice is ringing it once.
#[derive(Default)]
pub struct Bell {
    rung: Mutex<bool>,
    heard: Condvar,
}

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.heard.notify_one();
    }

    /// Waits for a ring, at most so long.
    pub fn wait(&self, at_most: Duration) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut rung, _) = self
            .heard
            .wait_timeout_while(rung, at_most, |rung| !*rung)
            .unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}
