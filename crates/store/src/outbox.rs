//! The outbox: what must leave the house after commit, claimed with leases.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A claimed piece of work.
    #[derive(Debug, Clone)]
    pub struct Job {
        /// Stable over attempts.
        pub id: Uuid,
        /// Which handler.
        pub kind: String,
        /// What it is about, for the audit log and the screen.
        pub subject: String,
        /// JSON for the handler.
        pub payload: String,
        /// Attempts so far, this one included.
        pub attempts: u32,
        /// The request that caused it.
        pub correlation: Uuid,
    }
}

/// What is to be done after commit.
#[derive(Debug, Clone)]
pub struct NewJob<'a> {
    /// Its id.
    pub id: Uuid,
    /// Which handler.
    pub kind: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// JSON for the handler.
    pub payload: &'a str,
    /// A second job with the same text is not made.
    pub dedupe: &'a str,
    /// Now.
    pub created_at: Instant,
    /// Not before; at most a day ahead.
    pub available_at: Instant,
    /// The request that caused it.
    pub correlation: Uuid,
}

/// Adds a job; false when one with the same `dedupe` text exists.
///
/// # Errors
/// [`DbError`].
pub fn push(tx: &mut Tx<'_>, job: &NewJob<'_>) -> Result<bool, DbError> {
    let inserted = tx.execute(
        "INSERT INTO outbox (id, kind, subject, payload, dedupe, created_at, available_at, attempts,
            lease_until, correlation)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8) ON CONFLICT DO NOTHING",
        values![
            job.id, job.kind, job.subject, job.payload, job.dedupe, job.created_at,
            job.available_at, job.correlation
        ],
    )?;
    Ok(inserted == 1)
}

/// A job is due when its time has come and nobody holds it. A time or a lease that lies further
/// ahead than either is ever set comes from a clock that ran ahead and was put right; it counts as
/// over. `$1` is now, `$2` the furthest a job is ever put off, `$3` the furthest a lease reaches.
macro_rules! due {
    ($head:literal, $tail:literal) => {
        concat!(
            $head,
            " done_at IS NULL AND failed_at IS NULL
              AND (available_at <= $1 OR available_at > $2)
              AND (lease_until <= $1 OR lease_until > $3) ",
            $tail
        )
    };
}

/// Longest time a job may be put off, seconds.
const FURTHEST: i64 = 86_400;

/// The moments beyond which a time, and a lease, cannot have been meant. Clocks of several nodes
/// differ a little, so a lease of double length is still believed.
fn horizon(now: Instant, lease_until: Instant) -> (Instant, Instant) {
    let lease = lease_until.0.saturating_sub(now.0);
    (
        now.plus_seconds(FURTHEST),
        Instant(lease_until.0.saturating_add(lease)),
    )
}

/// Whether any job is due; `lease_until` is where a lease taken now would end.
///
/// # Errors
/// [`DbError`].
pub fn is_due(tx: &mut Tx<'_>, now: Instant, lease_until: Instant) -> Result<bool, DbError> {
    let (furthest, longest) = horizon(now, lease_until);
    let found: Option<i64> = tx.query_opt(
        due!("SELECT attempts AS n FROM outbox WHERE", "LIMIT 1"),
        values![now, furthest, longest],
    )?;
    Ok(found.is_some())
}

/// Claims due jobs for `owner` until `lease_until`. A job whose lease has run out is due again.
///
/// # Errors
/// [`DbError`].
pub fn claim(
    tx: &mut Tx<'_>,
    owner: Uuid,
    now: Instant,
    lease_until: Instant,
    limit: u32,
) -> Result<Vec<Job>, DbError> {
    let (furthest, longest) = horizon(now, lease_until);
    tx.query(
        due!(
            "UPDATE outbox SET lease_owner = $4, lease_until = $5, attempts = attempts + 1
             WHERE id IN (SELECT id FROM outbox WHERE",
            "ORDER BY available_at, created_at LIMIT $6)
             RETURNING id, kind, subject, payload, attempts, correlation"
        ),
        values![now, furthest, longest, owner, lease_until, limit],
    )
}

/// Ends the leases of `owner`: the jobs are due at once, and the attempt does not count.
///
/// # Errors
/// [`DbError`].
pub fn give_back(tx: &mut Tx<'_>, owner: Uuid) -> Result<(), DbError> {
    tx.execute(
        "UPDATE outbox SET lease_until = 0, lease_owner = NULL, attempts = attempts - 1
         WHERE lease_owner = $1 AND lease_until > 0 AND done_at IS NULL AND failed_at IS NULL",
        values![owner],
    )
    .map(drop)
}

/// Ends a job of `owner`; its payload, which may hold a code or a link, is forgotten.
///
/// # Errors
/// [`DbError`].
pub fn finish(tx: &mut Tx<'_>, id: Uuid, owner: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE outbox SET done_at = $3, payload = '{}', last_error = NULL
         WHERE id = $1 AND lease_owner = $2",
        values![id, owner, now],
    )
    .map(drop)
}

/// Puts a job of `owner` back for a later attempt.
///
/// # Errors
/// [`DbError`].
pub fn postpone(
    tx: &mut Tx<'_>,
    id: Uuid,
    owner: Uuid,
    until: Instant,
    error: &str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE outbox SET available_at = $3, lease_until = 0, last_error = $4
         WHERE id = $1 AND lease_owner = $2",
        values![id, owner, until, error],
    )
    .map(drop)
}

/// Gives a job of `owner` up.
///
/// # Errors
/// [`DbError`].
pub fn give_up(
    tx: &mut Tx<'_>,
    id: Uuid,
    owner: Uuid,
    now: Instant,
    error: &str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE outbox SET failed_at = $3, last_error = $4, payload = '{}'
         WHERE id = $1 AND lease_owner = $2",
        values![id, owner, now, error],
    )
    .map(drop)
}

/// How many jobs wait, due or not.
///
/// # Errors
/// [`DbError`].
pub fn waiting(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM outbox WHERE done_at IS NULL AND failed_at IS NULL",
        &[],
    )
}

/// When the next job falls due, if any waits.
///
/// # Errors
/// [`DbError`].
pub fn next_due(tx: &mut Tx<'_>) -> Result<Option<Instant>, DbError> {
    row! { struct Next { due: Option<Instant> } }
    let next: Next = tx.query_one(
        "SELECT MIN(CASE WHEN lease_until > available_at THEN lease_until ELSE available_at END) AS due
         FROM outbox WHERE done_at IS NULL AND failed_at IS NULL",
        &[],
    )?;
    Ok(next.due)
}

row! {
    /// A job as the console shows it.
    #[derive(Debug, Clone)]
    pub struct Listed {
        /// Its id.
        pub id: Uuid,
        /// Which handler.
        pub kind: String,
        /// What it is about.
        pub subject: String,
        /// Attempts so far.
        pub attempts: u32,
        /// Not before.
        pub available_at: Instant,
        /// When it was given up.
        pub failed_at: Option<Instant>,
        /// What went wrong last.
        pub last_error: Option<String>,
    }
}

/// Jobs that wait or were given up, newest first.
///
/// # Errors
/// [`DbError`].
pub fn unfinished(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Listed>, DbError> {
    tx.query(
        "SELECT id, kind, subject, attempts, available_at, failed_at, last_error FROM outbox
         WHERE done_at IS NULL ORDER BY created_at DESC LIMIT $1",
        values![limit],
    )
}

row! {
    /// A message that left the house.
    #[derive(Debug, Clone)]
    pub struct Message {
        /// Its id.
        pub id: Uuid,
        /// `mail`, `sms` or `voice`.
        pub channel: String,
        /// Its number in the catalogue, for example `E04`.
        pub code: String,
        /// Address or number.
        pub recipient: String,
        /// Language of the text.
        pub language: String,
        /// Subject; empty for calls and texts.
        pub subject: String,
        /// The text, kept by the embedded default only.
        pub body: Option<String>,
        /// When.
        pub sent_at: Instant,
        /// When it came back as undeliverable.
        pub bounced_at: Option<Instant>,
        /// Why, as the mail server put it.
        pub bounce: Option<String>,
        /// The hash of the link to confirm something that it held.
        pub confirmation: Option<Vec<u8>>,
    }
}

macro_rules! messages {
    ($rest:literal) => {
        concat!(
            "SELECT id, channel, code, recipient, language, subject, body, sent_at, bounced_at,
                bounce, confirmation FROM message ",
            $rest
        )
    };
}

/// Records that a message left; a repeated attempt records it once.
///
/// # Errors
/// [`DbError`].
pub fn record_message(tx: &mut Tx<'_>, message: &Message) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO message (id, channel, code, recipient, language, subject, body, sent_at,
            confirmation)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        values![
            message.id,
            message.channel.as_str(),
            message.code.as_str(),
            message.recipient.as_str(),
            message.language.as_str(),
            message.subject.as_str(),
            message.body.clone(),
            message.sent_at,
            message.confirmation.clone()
        ],
    )
    .map(drop)
}

/// The newest messages, optionally to recipients whose address contains a text.
///
/// # Errors
/// [`DbError`].
pub fn messages(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    recipient: &str,
    limit: u32,
) -> Result<Vec<Message>, DbError> {
    tx.query(
        messages!("WHERE $1 = '' OR LOWER(recipient) LIKE $2 ORDER BY sent_at DESC, id LIMIT $3"),
        values![recipient, crate::audit::contains(recipient), limit],
    )
}

/// The same for those alone that came back: the addresses nobody is reached at.
///
/// # Errors
/// [`DbError`].
pub fn returned(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    recipient: &str,
    limit: u32,
) -> Result<Vec<Message>, DbError> {
    tx.query(
        messages!(
            "WHERE bounced_at IS NOT NULL AND ($1 = '' OR LOWER(recipient) LIKE $2)
             ORDER BY bounced_at DESC, id LIMIT $3"
        ),
        values![recipient, crate::audit::contains(recipient), limit],
    )
}

/// A mail that left for an address, in whatever case that is written.
///
/// # Errors
/// [`DbError`].
pub fn sent(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    recipient: &str,
) -> Result<Option<Message>, DbError> {
    tx.query_opt(
        messages!("WHERE id = $1 AND channel = 'mail' AND LOWER(recipient) = LOWER($2)"),
        values![id, recipient],
    )
}

/// Marks a mail as undeliverable; false when it is marked already.
///
/// # Errors
/// [`DbError`].
pub fn bounce(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    reason: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE message SET bounced_at = $2, bounce = $3 WHERE id = $1 AND bounced_at IS NULL",
        values![id, now, reason],
    )?;
    Ok(touched == 1)
}

/// Whether a mail that left for an address since a moment came back.
///
/// # Errors
/// [`DbError`].
pub fn is_unreachable(tx: &mut Tx<'_>, recipient: &str, since: Instant) -> Result<bool, DbError> {
    let found: Option<Uuid> = tx.query_opt(
        "SELECT id FROM message
         WHERE recipient = $1 AND bounced_at IS NOT NULL AND sent_at >= $2 LIMIT 1",
        values![recipient, since],
    )?;
    Ok(found.is_some())
}
