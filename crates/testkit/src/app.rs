//! The whole site on a fresh database.

use crate::database::{CONNECTIONS, Original};
use crate::{Browser, Database, Engine, Fixture, Partner, TestClock, TestEntropy, TestNames};
use ::app::integration::hooks::send;
use ::app::jobs::{timers, worker};
use ::app::secrets::{Keyring, PasswordHashing};
use ::app::{App, Bell, Parts, Request, setup};
use adapters::DiskDocuments;
use axum::Router;
use domain::caller::Caller;
use domain::effects::{Clock, Instant, LookupError, Messenger, Parcel, Receipt};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::programme::{Programme, china_csp};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};
use store::outbox::{self, Message};
use store::{Db, audit};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// Where the site believes it is.
pub const PUBLIC_URL: &str = "https://partner.test";

/// The key of every installation under test.
pub const KEY: [u8; 32] = [42; 32];
/// One press for all: looking through the fonts takes longer than most tests.
static PRESS: LazyLock<Arc<paper::Press>> =
    LazyLock::new(|| Arc::new(paper::Press::new().remembering(8)));

/// The shipped programme, read once. No approval is drawn for a second reviewer.
fn shipped() -> Programme {
    static READ: LazyLock<Programme> = LazyLock::new(|| {
        let programme = china_csp().expect("the shipped programme is sound");
        programme.rechecking(0)
    });
    READ.clone()
}

/// Connections where many are to meet; SQLite reads with as many.
const CROWDED: usize = 16;

/// A receiver of events that takes everything, without a network.
struct TakesAll;

impl Messenger for TakesAll {
    fn bring(&self, _: &Parcel) -> Result<Receipt, String> {
        Ok(Receipt {
            status: 200,
            answer: Vec::new(),
        })
    }

    fn addresses(&self, _: &str) -> Result<Vec<IpAddr>, LookupError> {
        Err(LookupError::NoSuchName)
    }
}

/// The whole site on a fresh database, with a clock that stands still. Mails, texts and calls stay
/// in the database, documents in the test's folder; the programme is the shipped one, in
/// production, so that every limit holds.
pub struct TestApp {
    /// The application.
    pub app: App,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// What it finds in the DNS.
    pub names: Arc<TestNames>,
    /// The site, as the server serves it.
    pub router: Router,
    pub(crate) runtime: Arc<Runtime>,
    pub(crate) staff: Mutex<BTreeMap<String, crate::Login>>,
    worker: Uuid,
    forgiven: AtomicBool,
    visitors: AtomicU16,
    pub(crate) companies: AtomicU16,
    /// A company that has signed, when it did, and nobody has asked for it yet.
    pub(crate) reserve: Mutex<Option<(Partner, Instant)>>,
    /// The database below it. Last, because it is dropped when all others have let go.
    pub database: Database,
}

/// A site in which a company has signed.
struct Begun {
    original: Original,
    partner: Partner,
    now: Instant,
    visitors: u16,
    companies: u16,
    staff: BTreeMap<String, crate::Login>,
}

impl Begun {
    fn new(engine: Engine) -> Self {
        let site = TestApp::new(engine);
        let partner = site.active_partner();
        // Finding two primes takes longer than many stories.
        drop(::app::integration::signing::keys(&site).expect("a key to sign with"));
        site.check();
        let (now, staff) = (
            site.now(),
            site.staff.lock().expect("the list of staff").clone(),
        );
        let (visitors, companies) = (&site.visitors, &site.companies);
        let [visitors, companies] = [visitors, companies].map(|n| n.load(Ordering::Relaxed));
        Self {
            original: site.into_database().into_original(),
            partner,
            now,
            visitors,
            companies,
            staff,
        }
    }
}

impl Deref for TestApp {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Fixture for TestApp {
    fn fresh(engine: Engine) -> Self {
        Self::new(engine)
    }

    /// Nothing is left to do, nothing was given up, no chain of the audit log is broken, and no
    /// message lacks a text.
    fn check(&self) {
        let scope = self.operator_scope();
        let (left, audit) = self
            .read(move |tx| {
                Ok((
                    outbox::unfinished(tx, scope, 100)?,
                    audit::verify(tx, scope)?,
                ))
            })
            .wait()
            .expect("the outbox and the audit log are readable");
        let forgiven = self.forgiven.load(Ordering::Relaxed);
        let left: Vec<_> = left
            .into_iter()
            .filter(|job| job.failed_at.is_none() || !forgiven)
            .collect();
        assert!(left.is_empty(), "jobs are left: {left:#?}");
        assert_eq!(audit.faults, [], "the audit log does not agree with itself");
        for message in self.messages("") {
            let text = format!("{} {}", message.subject, message.body.unwrap_or_default());
            assert!(!text.contains('⟦'), "{} lacks a text: {text}", message.code);
            assert!(
                !text.contains("{$"),
                "{} lacks a fact: {text}",
                message.code
            );
        }
    }
}

impl TestApp {
    /// The shipped programme on a fresh database. No approval is drawn for a second reviewer, so
    /// that a test knows what comes next.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        Self::with_programme(engine, shipped())
    }

    /// Another programme on a fresh database.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn with_programme(engine: Engine, programme: Programme) -> Self {
        Self::over(Database::migrated(engine), programme)
    }

    /// The shipped programme with other parts than the embedded ones.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn with(engine: Engine, change: impl FnOnce(&mut Parts)) -> Self {
        Self::built(Database::migrated(engine), shipped(), CONNECTIONS, change)
    }

    /// The shipped programme where the first company has signed already: the first call of
    /// [`TestApp::active_partner`] gives it, as if it had made it. Most stories begin with one, and making
    /// it takes longer than many of them.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn trading(engine: Engine) -> Self {
        Self::trading_with(engine, shipped(), |_| ())
    }

    /// The same with another programme and other parts than the embedded ones.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn trading_with(
        engine: Engine,
        programme: Programme,
        change: impl FnOnce(&mut Parts),
    ) -> Self {
        static BEGUN: [OnceLock<Begun>; 2] = [OnceLock::new(), OnceLock::new()];
        let begun =
            BEGUN[usize::from(engine == Engine::Postgres)].get_or_init(|| Begun::new(engine));
        let mut site = Self::built(begun.original.copy(), programme, CONNECTIONS, |parts| {
            // Ids must not repeat what was drawn before.
            parts.entropy = Arc::new(TestEntropy::new(u64::MAX));
            change(parts);
        });
        site.visitors = AtomicU16::new(begun.visitors);
        site.companies = AtomicU16::new(begun.companies);
        site.staff = Mutex::new(begun.staff.clone());
        site.reserve = Mutex::new(Some((begun.partner.clone(), begun.now)));
        site.clock.set(begun.now);
        site
    }

    /// The shipped programme as a sandbox, whose clock can be turned.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn sandbox(engine: Engine) -> Self {
        let database = Database::migrated(engine);
        Self::timed(database, shipped(), CONNECTIONS, true, |_| ())
    }

    /// The inside of an installation: whatever a process that uses the same database, the same
    /// folder and the key [`KEY`] has done shows here.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn over(database: Database, programme: Programme) -> Self {
        Self::built(database, programme, CONNECTIONS, |_| ())
    }

    /// The shipped programme with many connections to the database, so that many transactions meet.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn crowded(engine: Engine) -> Self {
        Self::built(Database::migrated(engine), shipped(), CROWDED, |_| ())
    }

    /// A second node on the same database, with the same clock. Browsers get addresses of their own
    /// there, too.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn neighbour(&self) -> Self {
        self.neighbour_with(|_| ())
    }

    /// The same with other parts. Documents are shared.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn neighbour_with(&self, change: impl FnOnce(&mut Parts)) -> Self {
        static MADE: AtomicU16 = AtomicU16::new(2);
        let n = MADE.fetch_add(1, Ordering::Relaxed);
        let entropy = Arc::new(TestEntropy::new(n.into()));
        let clock = Arc::clone(&self.clock);
        let documents = Arc::clone(&self.documents);
        let database = self.database.neighbour();
        let programme = self.programme.clone();
        let mut node = Self::built(database, programme, CONNECTIONS, |parts| {
            parts.entropy = entropy;
            parts.clock = clock;
            parts.documents = documents;
            change(parts);
        });
        node.clock = Arc::clone(&self.clock);
        node.visitors = AtomicU16::new(0x1000_u16.wrapping_mul(n % 15 + 1));
        node.companies = AtomicU16::new(n % 15 * 500 + 500);
        node
    }

    /// Another site that goes on from here, with a database and a folder of its own,
    /// and with another programme. Nobody may write meanwhile.
    ///
    /// # Panics
    /// When any part cannot be had.
    #[must_use]
    pub fn copy(&self, programme: Programme) -> Self {
        // Ids must not repeat what was drawn before.
        let entropy = Arc::new(TestEntropy::new(1));
        let mut copy = Self::built(self.database.copy(), programme, CONNECTIONS, |parts| {
            parts.entropy = entropy;
        });
        copy.companies = AtomicU16::new(self.companies.load(Ordering::Relaxed));
        copy.clock.set(self.clock.now());
        copy
    }

    /// Ends the site and leaves its database.
    fn into_database(self) -> Database {
        self.database
    }

    fn built(
        database: Database,
        programme: Programme,
        connections: usize,
        adjust: impl FnOnce(&mut Parts),
    ) -> Self {
        Self::timed(database, programme, connections, false, adjust)
    }

    fn timed(
        database: Database,
        programme: Programme,
        connections: usize,
        sandbox: bool,
        adjust: impl FnOnce(&mut Parts),
    ) -> Self {
        // What fails inside is told beside the test that made it fail.
        let log = tracing_subscriber::fmt()
            .with_env_filter("error")
            .with_test_writer();
        drop(log.try_init());
        let clock = Arc::new(TestClock::default());
        let db = database.open_with(connections);
        let mut parts = Self::parts(&database, db, programme, Arc::clone(&clock));
        let names = Arc::new(TestNames::default());
        parts.resolver = Some(Arc::clone(&names) as _);
        if sandbox {
            parts.sandbox = Some(Arc::clone(&clock) as _);
        }
        adjust(&mut parts);
        let app = App::new(parts);
        // Two workers: requests of several browsers are to meet each other.
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_time()
            .build();
        let router = web::router(app.clone(), web::Options::default());
        let worker = fresh_uuid(&*app.entropy);
        let test = Self {
            router,
            runtime: Arc::new(runtime.expect("a runtime")),
            staff: Mutex::default(),
            worker,
            forgiven: AtomicBool::new(false),
            visitors: AtomicU16::new(0),
            companies: AtomicU16::new(0),
            reserve: Mutex::default(),
            app,
            clock,
            names,
            database,
        };
        setup::operator(&test).expect("the operator is set up");
        test
    }

    fn parts(database: &Database, db: Db, programme: Programme, clock: Arc<TestClock>) -> Parts {
        let documents = DiskDocuments::new(database.folder.path().join("documents"));
        Parts {
            db,
            clock,
            entropy: Arc::new(TestEntropy::default()),
            programme,
            keyring: Keyring::new(&KEY),
            passwords: PasswordHashing::weak(2).expect("password hashing"),
            mailer: None,
            replies: None,
            telephone: None,
            resolver: None,
            bureau: None,
            feed: None,
            scanner: None,
            documents: Arc::new(documents.expect("a folder for documents")),
            press: Arc::clone(&PRESS),
            pictures: None,
            messenger: Some(Arc::new(TakesAll)),
            local_hooks: false,
            public_url: PUBLIC_URL.to_owned(),
            bell: Bell::default(),
            sandbox: None,
        }
    }

    /// A browser nobody has used, at an address of its own.
    #[must_use]
    pub fn browser(&self) -> Browser {
        Browser::new(self, self.fresh_address())
    }

    /// A browser at an address.
    #[must_use]
    pub fn browser_at(&self, address: IpAddr) -> Browser {
        Browser::new(self, address)
    }

    /// Two browsers behind the same address would share its limits; hence each gets its own.
    pub(crate) fn fresh_address(&self) -> IpAddr {
        let n = self.visitors.fetch_add(1, Ordering::Relaxed);
        Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 1, n).into()
    }

    /// A request of somebody, in the programme's language.
    #[must_use]
    pub fn request(&self, caller: Caller) -> Request {
        Request {
            caller,
            ip: self.fresh_address().to_string(),
            user_agent: "test".to_owned(),
            correlation: fresh_uuid(&*self.entropy),
            language: self.programme.languages.default,
        }
    }

    /// Leave to look across tenants.
    ///
    /// # Panics
    /// Never: the system may.
    #[must_use]
    pub fn operator_scope(&self) -> OperatorScope {
        authorise_operator(&Caller::System, OperatorAction::ViewOutbox).expect("the system may")
    }

    /// Does everything that is due, and what that brings about.
    ///
    /// # Panics
    /// When the outbox cannot be worked off.
    pub fn drain(&self) {
        while worker::drain(&self.app, self.worker).expect("the outbox is worked off") > 0 {}
        send::drain(&self.app, self.worker).expect("events are brought");
    }

    /// Runs every periodic job, as if its time had come, and does what that brings about.
    ///
    /// # Panics
    /// When one fails.
    pub fn tick(&self) {
        for timer in timers::ALL {
            if let Err(failure) = (timer.sweep)(&self.app, &timers::request(&self.app)) {
                panic!("the sweep {} fails: {failure:?}", timer.name);
            }
        }
        self.drain();
    }

    /// Expects that messages are given up in this test.
    pub fn forgive(&self) {
        self.forgiven.store(true, Ordering::Relaxed);
    }

    /// What left the house to addresses that contain a text, oldest first.
    ///
    /// # Panics
    /// When the database cannot be read.
    #[must_use]
    pub fn messages(&self, to: &str) -> Vec<Message> {
        let (scope, to) = (self.operator_scope(), to.to_owned());
        let messages = self
            .read(move |tx| Ok(outbox::messages(tx, scope, &to, 10_000)?))
            .wait();
        let mut messages = messages.expect("the messages are readable");
        messages.reverse();
        messages
    }

    /// The mails of a kind, oldest first.
    #[must_use]
    pub fn mails(&self, code: &str) -> Vec<Message> {
        self.messages("")
            .into_iter()
            .filter(|message| message.code == code)
            .collect()
    }

    /// The newest code sent or spoken to a number.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn code_sent_to(&self, number: &str) -> String {
        let sent = self.messages(number);
        let body = sent
            .iter()
            .rev()
            .find_map(|m| m.body.as_deref().filter(|_| m.code == "CODE"));
        let digits = body.unwrap_or_else(|| panic!("no code was sent to {number}"));
        // A call reads the digits one by one.
        let spelt = digits.replace(|c: char| c.is_whitespace(), "");
        let code = spelt
            .split(|c: char| !c.is_ascii_digit())
            .find(|run| run.len() == 6);
        code.unwrap_or_else(|| panic!("no code in {digits:?}"))
            .to_owned()
    }

    /// The path of the link in the newest mail of a kind.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn link_in(&self, code: &str, to: &str) -> String {
        let mut mails = self
            .messages(to)
            .into_iter()
            .filter(|message| message.code == code);
        let body = mails.next_back().and_then(|mail| mail.body);
        let body = body.unwrap_or_else(|| panic!("no {code} to {to}"));
        let mut links = body
            .split_whitespace()
            .filter_map(|word| word.strip_prefix(PUBLIC_URL));
        links
            .next_back()
            .unwrap_or_else(|| panic!("no link in {body}"))
            .to_owned()
    }

    /// Now, by the test's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }
}
