//! How people want to be told, what they have put away, and what waits for the mail of the next
//! morning. Everything here belongs to one account.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// How somebody wants a kind of notice.
    #[derive(Debug, Clone)]
    pub struct Wish {
        /// The kind.
        pub topic: String,
        /// `at-once`, `daily` or `never`.
        pub mails: String,
        /// Whether it stands in the news.
        pub news: bool,
    }
}

/// What somebody has chosen; kinds without a row are told in every way.
///
/// # Errors
/// [`DbError`].
pub fn wishes(tx: &mut Tx<'_>, account: Uuid) -> Result<Vec<Wish>, DbError> {
    tx.query(
        "SELECT topic, mails, news FROM notice_wish WHERE account_id = $1 ORDER BY topic",
        values![account],
    )
}

/// What somebody has chosen for one kind.
///
/// # Errors
/// [`DbError`].
pub fn wish(tx: &mut Tx<'_>, account: Uuid, topic: &str) -> Result<Option<Wish>, DbError> {
    tx.query_opt(
        "SELECT topic, mails, news FROM notice_wish WHERE account_id = $1 AND topic = $2",
        values![account, topic],
    )
}

/// Keeps what somebody chooses for a kind.
///
/// # Errors
/// [`DbError`].
pub fn keep_wish(tx: &mut Tx<'_>, account: Uuid, wish: &Wish, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notice_wish (account_id, topic, mails, news, changed_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id, topic) DO UPDATE SET mails = EXCLUDED.mails,
            news = EXCLUDED.news, changed_at = EXCLUDED.changed_at",
        values![
            account,
            wish.topic.as_str(),
            wish.mails.as_str(),
            wish.news,
            now
        ],
    )
    .map(drop)
}

/// The marks of what somebody has put away.
///
/// # Errors
/// [`DbError`].
pub fn marks(tx: &mut Tx<'_>, account: Uuid) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT mark AS t FROM archived_notice WHERE account_id = $1",
        values![account],
    )
}

row! {
    /// Something that was put away.
    #[derive(Debug, Clone)]
    pub struct Archived {
        /// What it is told by.
        pub mark: String,
        /// JSON of it.
        pub what: String,
        /// When it was put away.
        pub archived_at: Instant,
    }
}

/// What somebody has put away, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn archived(
    tx: &mut Tx<'_>,
    account: Uuid,
    limit: u32,
    offset: u32,
) -> Result<Vec<Archived>, DbError> {
    tx.query(
        "SELECT mark, what, archived_at FROM archived_notice WHERE account_id = $1
         ORDER BY archived_at DESC, mark LIMIT $2 OFFSET $3",
        values![account, limit, offset],
    )
}

/// How much somebody has put away.
///
/// # Errors
/// [`DbError`].
pub fn count_archived(tx: &mut Tx<'_>, account: Uuid) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM archived_notice WHERE account_id = $1",
        values![account],
    )
}

/// Puts something away; twice is once.
///
/// # Errors
/// [`DbError`].
pub fn archive(
    tx: &mut Tx<'_>,
    account: Uuid,
    (mark, what): (&str, &str),
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO archived_notice (account_id, mark, what, archived_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        values![account, mark, what, now],
    )
    .map(drop)
}

/// Takes something out of the archive; false when it is not there.
///
/// # Errors
/// [`DbError`].
pub fn restore(tx: &mut Tx<'_>, account: Uuid, mark: &str) -> Result<bool, DbError> {
    let touched = tx.execute(
        "DELETE FROM archived_notice WHERE account_id = $1 AND mark = $2",
        values![account, mark],
    )?;
    Ok(touched == 1)
}

/// Forgets what was put away before a moment, at most `limit` at a time.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM archived_notice WHERE archived_at < $1 AND (account_id, mark) IN
            (SELECT account_id, mark FROM archived_notice WHERE archived_at < $1 LIMIT $2)",
        values![before, limit],
    )
}

row! {
    /// A mail that waits for the next morning.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// Its id.
        pub id: Uuid,
        /// The mail it stands for.
        pub notice: String,
        /// When it would have left.
        pub created_at: Instant,
    }
}

/// Lets a mail wait for the next morning, once for each `dedupe` text.
///
/// # Errors
/// [`DbError`].
pub fn wait(
    tx: &mut Tx<'_>,
    (id, account): (Uuid, Uuid),
    (notice, dedupe): (&str, &str),
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO digest_line (id, account_id, notice, dedupe, created_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        values![id, account, notice, dedupe, now],
    )
    .map(drop)
}

/// Accounts for which something waits since before a moment.
///
/// # Errors
/// [`DbError`].
pub fn waiting(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT account_id AS id FROM digest_line WHERE created_at < $1
         GROUP BY account_id ORDER BY MIN(created_at), account_id LIMIT $2",
        values![before, limit],
    )
}

/// What waits for an account since before a moment, the oldest first.
///
/// # Errors
/// [`DbError`].
pub fn lines(tx: &mut Tx<'_>, account: Uuid, before: Instant) -> Result<Vec<Line>, DbError> {
    tx.query(
        "SELECT id, notice, created_at FROM digest_line
         WHERE account_id = $1 AND created_at < $2 ORDER BY created_at, id",
        values![account, before],
    )
}

/// Ends the wait of what waits for an account since before a moment.
///
/// # Errors
/// [`DbError`].
pub fn told(tx: &mut Tx<'_>, account: Uuid, before: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM digest_line WHERE account_id = $1 AND created_at < $2",
        values![account, before],
    )
    .map(drop)
}

/// Forgets everything of a person that is erased.
pub(crate) fn forget_person(tx: &mut Tx<'_>, account: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM notice_wish WHERE account_id = $1",
        values![account],
    )?;
    tx.execute(
        "DELETE FROM archived_notice WHERE account_id = $1",
        values![account],
    )?;
    tx.execute(
        "DELETE FROM digest_line WHERE account_id = $1",
        values![account],
    )
    .map(drop)
}
