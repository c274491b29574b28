//! Effects the rules ask for and never carry out: mail, telephone, documents, time and chance.
//!
//! Implementations live in the `adapters` crate; tests bring their own.

use crate::health::feed::{FeedError, Said};
use crate::language::Language;
use thiserror::Error;
use uuid::Uuid;

/// A moment: microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// How far the clocks of several nodes may differ, seconds.
pub const SKEW: i64 = 60;

impl Instant {
    /// Whether what is noted under this moment can have happened by `now`. Otherwise the clock ran
    /// ahead when it was noted and has been put right since.
    #[must_use]
    pub const fn has_been(self, now: Self) -> bool {
        self.0 <= now.plus_seconds(SKEW).0
    }

    /// This moment plus a number of seconds (negative goes back).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// This moment plus a number of days of 24 hours.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    /// Whole seconds from `earlier` to this moment, negative when `earlier` is later.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 1_000_000
    }
}

/// Where "now" comes from. A sandbox may turn it; no rule reads a clock itself.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;
    /// The present moment outside: what people's watches and authenticators show. It differs from
    /// [`Clock::now`] in a sandbox whose clock was turned, and decides about what must keep working
    /// when it is: tokens of the interface, and codes of authenticators.
    fn wall(&self) -> Instant {
        self.now()
    }
}

/// A clock that can be turned forward. Only a sandbox has one.
pub trait TurnableClock: Send + Sync {
    /// Microseconds it is ahead of real time.
    fn ahead(&self) -> i64;
    /// Sets how far it is ahead.
    fn set_ahead(&self, microseconds: i64);
}

/// Where random bytes come from.
pub trait Entropy: Send + Sync {
    /// Fills `buffer` with unpredictable bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// Why a delivery did not happen.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DeliveryError {
    /// Worth another try: connection refused, time-out, 4xx of SMTP, 5xx of HTTP.
    #[error("not delivered yet: {0}")]
    Temporary(String),
    /// No try will help: unknown recipient, refused content, bad credentials.
    #[error("not deliverable: {0}")]
    Permanent(String),
}

/// One mail, rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Stable over retries; becomes the Message-ID so that a receiver can drop a second copy.
    pub id: Uuid,
    /// Recipient address.
    pub to: String,
    /// Subject, one line.
    pub subject: String,
    /// Plain-text body.
    pub text: String,
    /// HTML body.
    pub html: String,
    /// Language of the text.
    pub language: Language,
    /// Where answers go; none for mails nobody reads an answer to.
    pub reply_to: Option<String>,
    /// What the mail belongs to: mails of the same are one conversation to a mail program.
    pub thread: Option<Uuid>,
}

/// Sends mail.
pub trait Mailer: Send + Sync {
    /// Hands one mail over.
    ///
    /// # Errors
    /// [`DeliveryError`] when the next hop did not take it.
    fn send(&self, mail: &Mail) -> Result<(), DeliveryError>;
    /// What the operator reads in `doctor` and at start, for example `smtp mail.example:587`.
    fn describe(&self) -> String;
}

/// How a telephone message reaches a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TelephoneMethod {
    /// A text message; mobiles only.
    Sms,
    /// A call that reads the text out.
    Voice,
}

/// One text message or call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TelephoneMessage {
    /// Stable over retries; the gateway drops a second request with the same id.
    pub id: Uuid,
    /// E.164, for example `+8619900000146`; an extension follows as `;ext=12`.
    pub to: String,
    /// Text message or call.
    pub method: TelephoneMethod,
    /// What is written or spoken.
    pub text: String,
    /// Language of the text.
    pub language: Language,
}

/// Sends text messages and places calls.
pub trait Telephone: Send + Sync {
    /// Hands one message over.
    ///
    /// # Errors
    /// [`DeliveryError`] when the gateway did not take it.
    fn deliver(&self, message: &TelephoneMessage) -> Result<(), DeliveryError>;
    /// Whether a call can wait for the answer and dial an extension.
    fn dials_extensions(&self) -> bool {
        true
    }
    /// What the operator reads in `doctor` and at start.
    fn describe(&self) -> String;
}

/// What a health feed is asked: how each of these services does in each of these regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedQuestion {
    /// Names the question in the logs of both sides.
    pub id: Uuid,
    /// Services: ids of products.
    pub services: Vec<Uuid>,
    /// Regions: codes of the programme.
    pub regions: Vec<String>,
}

/// Knows how services do.
pub trait HealthFeed: Send + Sync {
    /// Asks once. What it says is not believed yet.
    ///
    /// # Errors
    /// [`FeedError`] for everything that is no answer.
    fn ask(&self, question: &FeedQuestion) -> Result<Vec<Said>, FeedError>;
    /// What the operator reads in `doctor` and in the console.
    fn describe(&self) -> String;
}

/// What a credit bureau is asked about a company. Amounts are minor units of `currency`. It is kept as
/// it was asked first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CreditInquiry {
    /// Stable over retries; the bureau answers a repeated question with what it knows by then.
    pub id: Uuid,
    /// Legal name.
    pub legal_name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// Registered capital, where it was given.
    pub registered_capital: Option<i64>,
    /// Years the company has traded.
    pub years_trading: u32,
    /// ISO 4217.
    pub currency: String,
    /// The limit the company asks for.
    pub requested_limit: i64,
    /// What it expects to buy in a month.
    pub expected_monthly: i64,
    /// Id of the authorisation the company gave.
    pub consent_id: String,
    /// Its version.
    pub consent_version: String,
    /// When it was given.
    pub consent_at: Instant,
    /// Whether it is about an application or a partner's yearly review.
    pub purpose: crate::credit::inquiry::Purpose,
    /// Where the bureau may answer later.
    pub call_back: String,
}

impl CreditInquiry {
    /// Whether two questions say the same about a company, whatever consent they rest on and
    /// whatever they are asked for.
    #[must_use]
    pub fn same_facts(&self, other: &Self) -> bool {
        let facts = |it: &Self| {
            (
                it.legal_name.clone(),
                it.credit_code.clone(),
                it.registered_capital,
                it.years_trading,
                it.currency.clone(),
                it.requested_limit,
                it.expected_monthly,
            )
        };
        facts(self) == facts(other)
    }
}

/// What a bureau found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BureauAnswer {
    /// Its verdict.
    pub result: crate::enrolment::checks::CreditResult,
    /// The limit it recommends, minor units.
    pub limit: Option<i64>,
    /// Its score, as it writes it.
    pub score: String,
    /// Its own number of the case.
    pub reference: String,
    /// Everything it sent, as text.
    pub report: String,
}

/// What a bureau says to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BureauReply {
    /// It has the question and will call back.
    Accepted {
        /// Its own number of the case, if it has one already.
        reference: String,
    },
    /// It has the answer.
    Answered(BureauAnswer),
}

/// A call-back whose signature is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BureauCall {
    /// The question it answers, by what its body says.
    pub inquiry: Uuid,
    /// When it was signed.
    pub signed_at: Instant,
    /// The answer.
    pub answer: BureauAnswer,
}

/// Why a call-back is not believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CallError {
    /// The signature is missing or wrong.
    #[error("the signature is missing or wrong")]
    Forged,
    /// The signature is right, but the body is none of ours.
    #[error("the body cannot be read: {0}")]
    Unreadable(String),
}

/// Asks a credit bureau.
pub trait CreditBureau: Send + Sync {
    /// Asks, or asks again.
    ///
    /// # Errors
    /// [`DeliveryError`] when the bureau has not taken the question.
    fn ask(&self, inquiry: &CreditInquiry) -> Result<BureauReply, DeliveryError>;
    /// Reads a call-back and checks its signature; the caller judges its age.
    ///
    /// # Errors
    /// [`CallError`].
    fn read(&self, timestamp: &str, signature: &str, body: &[u8]) -> Result<BureauCall, CallError>;
    /// What the operator reads in `doctor` and at start.
    fn describe(&self) -> String;
}

/// What a malware scanner says about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was found; its name as the scanner calls it.
    Infected(String),
}

/// Looks for malware.
pub trait Scanner: Send + Sync {
    /// Looks into a file.
    ///
    /// # Errors
    /// [`DeliveryError`] when the scanner gave no verdict.
    fn scan(&self, bytes: &[u8]) -> Result<Verdict, DeliveryError>;
    /// What the operator reads in `doctor` and at start, for example `clamd 127.0.0.1:3310`.
    fn describe(&self) -> String;
}

/// Why a page could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PictureError {
    /// The file cannot be read, or takes more time or memory than it may.
    #[error("the file cannot be shown")]
    Unreadable,
    /// The file has fewer pages.
    #[error("there is no such page")]
    NoSuchPage,
    /// Nothing draws at the moment.
    #[error("pages cannot be drawn: {0}")]
    Unavailable(String),
}

/// Draws the pages of PDFs that others have made, where they can harm nobody.
pub trait Pictures: Send + Sync {
    /// A page, from 1, as PNG so many pixels wide.
    ///
    /// # Errors
    /// [`PictureError`].
    fn draw(&self, pdf: &[u8], page: usize, width: u16) -> Result<Vec<u8>, PictureError>;
}

/// Why a name could not be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LookupError {
    /// The name does not exist.
    #[error("no such name")]
    NoSuchName,
    /// Nobody gave a usable answer; another try may help.
    #[error("no answer: {0}")]
    Unavailable(String),
}

/// Looks names up in the DNS. Every call waits for the network.
pub trait Resolver: Send + Sync {
    /// The texts published under a name; none when the name exists without any.
    ///
    /// # Errors
    /// [`LookupError`].
    fn txt(&self, name: &str) -> Result<Vec<String>, LookupError>;
    /// The addresses a name leads to, of both kinds; none when it exists without any.
    ///
    /// # Errors
    /// [`LookupError`].
    fn addresses(&self, name: &str) -> Result<Vec<std::net::IpAddr>, LookupError>;
    /// The hosts that take mail for a domain, in no order. An empty name says that there is no mail
    /// (RFC 7505).
    ///
    /// # Errors
    /// [`LookupError`].
    fn mail_hosts(&self, name: &str) -> Result<Vec<String>, LookupError>;
    /// What the operator reads in `doctor` and at start.
    fn describe(&self) -> String;
}

/// An event on its way to a partner's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Where to, an http or https address.
    pub url: String,
    /// Where its host is, and nowhere else: these were judged.
    pub addresses: Vec<std::net::IpAddr>,
    /// Headers besides those of every request.
    pub headers: Vec<(&'static str, String)>,
    /// The body, JSON.
    pub body: String,
    /// Bytes of the answer that are wanted; what is more is not read.
    pub answer_bytes: usize,
}

/// What a receiver answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The status. Redirects are answers like others and not followed.
    pub status: u16,
    /// The beginning of the body.
    pub answer: Vec<u8>,
}

/// Brings events to the programs of partners.
pub trait Messenger: Send + Sync {
    /// Brings one.
    ///
    /// # Errors
    /// In a few words, when there was no answer. They name no address.
    fn bring(&self, parcel: &Parcel) -> Result<Receipt, String>;
    /// Where a host is, by the system's own means; for installations without name servers.
    ///
    /// # Errors
    /// [`LookupError`].
    fn addresses(&self, host: &str) -> Result<Vec<std::net::IpAddr>, LookupError>;
}

/// Why a document could not be kept or found.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// No document under that key.
    #[error("no document under key {0}")]
    Missing(String),
    /// The storage failed.
    #[error("document storage failed: {0}")]
    Storage(String),
}

/// Keeps documents under opaque keys (`[a-z0-9/-]+`, made by us, never by a person).
pub trait Documents: Send + Sync {
    /// Keeps bytes under a key; a second put with the same key replaces.
    ///
    /// # Errors
    /// [`DocumentError::Storage`].
    fn put(&self, key: &str, bytes: &[u8]) -> Result<(), DocumentError>;
    /// Fetches the bytes under a key.
    ///
    /// # Errors
    /// [`DocumentError::Missing`] or [`DocumentError::Storage`].
    fn get(&self, key: &str) -> Result<Vec<u8>, DocumentError>;
    /// Removes a key; removing what is not there is fine.
    ///
    /// # Errors
    /// [`DocumentError::Storage`].
    fn delete(&self, key: &str) -> Result<(), DocumentError>;
    /// What the operator reads in `doctor` and at start.
    fn describe(&self) -> String;
}
