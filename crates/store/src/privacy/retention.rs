//! What has outlived its period, and its erasure.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A closed application of which something has outlived its period.
    #[derive(Debug, Clone)]
    pub struct Closed {
        /// The application.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// Its state: `withdrawn`, `rejected` or `lapsed`.
        pub state: String,
    }
}

/// Applications that entered a state before a moment and still have documents or bureau reports.
///
/// # Errors
/// [`DbError`].
pub fn with_documents(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    state: &str,
    before: Instant,
    limit: u32,
) -> Result<Vec<Closed>, DbError> {
    tx.query(
        "SELECT a.id, a.tenant_id, a.state FROM application a
         WHERE a.state = $1 AND COALESCE(a.entered_at, a.decided_at) <= $2
           AND (EXISTS (SELECT 1 FROM document d WHERE d.application_id = a.id AND d.erased_at IS NULL)
             OR EXISTS (SELECT 1 FROM credit_inquiry i
                 WHERE i.application_id = a.id AND i.report IS NOT NULL))
         ORDER BY a.id LIMIT $3",
        values![state, before, limit],
    )
}

/// Marks an application's documents as erased, and says where their bytes are. Removed ones are
/// among them: their bytes stayed.
///
/// # Errors
/// [`DbError`].
pub fn erase_documents(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    now: Instant,
) -> Result<Vec<String>, DbError> {
    let keys = tx.query(
        "SELECT storage_key AS t FROM document WHERE application_id = $1 AND erased_at IS NULL
         ORDER BY storage_key",
        values![application],
    )?;
    tx.execute(
        "UPDATE document SET erased_at = $2, name = '', scan_note = ''
         WHERE application_id = $1 AND erased_at IS NULL",
        values![application, now],
    )?;
    Ok(keys)
}

/// Erases what a bureau sent about an application; that it was asked, and its result, stay.
///
/// # Errors
/// [`DbError`].
pub fn erase_reports(tx: &mut Tx<'_>, _: OperatorScope, application: Uuid) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE credit_inquiry SET report = NULL, score = ''
         WHERE application_id = $1 AND report IS NOT NULL",
        values![application],
    )
}

/// Erases what left the house before a moment, at most `limit` messages.
///
/// # Errors
/// [`DbError`].
pub fn erase_messages(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM message WHERE id IN
            (SELECT id FROM message WHERE sent_at <= $1 ORDER BY sent_at LIMIT $2)",
        values![before, limit],
    )
}

/// Empties the jobs of messages that left before a moment, at most `limit`; that they left stays.
///
/// # Errors
/// [`DbError`].
pub fn empty_jobs(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE outbox SET payload = '' WHERE id IN
            (SELECT id FROM outbox WHERE payload <> '' AND kind IN ('mail', 'telephone', 'telephone-notice')
                AND done_at <= $1 ORDER BY done_at LIMIT $2)",
        values![before, limit],
    )
}

/// Erases sessions that began before a moment, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn erase_sessions(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM session_code WHERE session_id IN
            (SELECT id FROM session WHERE created_at <= $1)",
        values![before],
    )?;
    tx.execute(
        "DELETE FROM session WHERE token_hash IN
            (SELECT token_hash FROM session WHERE created_at <= $1 ORDER BY created_at LIMIT $2)",
        values![before, limit],
    )
}

/// Writes down that something was erased.
///
/// # Errors
/// [`DbError`].
#[allow(clippy::too_many_arguments)]
pub fn note(
    tx: &mut Tx<'_>,
    id: Uuid,
    class: &str,
    items: u64,
    application: Option<Uuid>,
    request: Option<Uuid>,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO erasure (id, class, items, application_id, request_id, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            id,
            class,
            i64::try_from(items).unwrap_or(i64::MAX),
            application,
            request,
            now
        ],
    )
    .map(drop)
}

row! {
    /// How much of a class was erased.
    #[derive(Debug, Clone)]
    pub struct Erased {
        /// The class.
        pub class: String,
        /// Items since the beginning.
        pub items: i64,
        /// When the last of them went.
        pub last_at: Instant,
    }
}

/// How much was erased so far, class by class.
///
/// # Errors
/// [`DbError`].
pub fn erased(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<Erased>, DbError> {
    tx.query(
        "SELECT class, CAST(SUM(items) AS BIGINT) AS items, MAX(at) AS last_at
         FROM erasure GROUP BY class ORDER BY class",
        &[],
    )
}

row! {
    struct Counted { number: i64, oldest: Option<Instant> }
}

/// What is held of one class: how much, and the oldest moment its period is counted from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Held {
    /// How many.
    pub number: i64,
    /// The oldest.
    pub oldest: Option<Instant>,
}

/// What is held of a class.
///
/// # Errors
/// [`DbError`].
pub fn held(tx: &mut Tx<'_>, _: OperatorScope, class: &str) -> Result<Held, DbError> {
    const DOCUMENTS: &str = "SELECT COUNT(*) AS number, MIN(since) AS oldest FROM
            (SELECT COALESCE(a.entered_at, a.decided_at) AS since
             FROM document d JOIN application a ON a.id = d.application_id
             WHERE d.erased_at IS NULL AND a.state = $1
             UNION ALL
             SELECT c.decided_at AS since
             FROM profile_change_document d JOIN profile_change c ON c.id = d.change_id
             WHERE d.erased_at IS NULL AND c.state = $1) kept";
    let counted: Counted = match class {
        "withdrawn-document" => tx.query_one(DOCUMENTS, values!["withdrawn"]),
        "rejected-document" => tx.query_one(DOCUMENTS, values!["rejected"]),
        "lapsed-document" => tx.query_one(DOCUMENTS, values!["lapsed"]),
        "message" => tx.query_one(
            "SELECT COUNT(*) AS number, MIN(sent_at) AS oldest FROM message",
            &[],
        ),
        "session" => tx.query_one(
            "SELECT COUNT(*) AS number, MIN(created_at) AS oldest FROM session",
            &[],
        ),
        "request" => tx.query_one(
            "SELECT COUNT(*) AS number, MIN(closed_at) AS oldest FROM privacy_request
             WHERE state <> 'open'",
            &[],
        ),
        "lost-access" => tx.query_one(
            "SELECT COUNT(*) AS number, MIN(closed_at) AS oldest FROM lost_access
             WHERE closed_at IS NOT NULL",
            &[],
        ),
        _ => return Ok(Held::default()),
    }?;
    Ok(Held {
        number: counted.number,
        oldest: counted.oldest,
    })
}

row! {
    /// A look at a document.
    #[derive(Debug, Clone)]
    pub struct Look {
        /// When.
        pub at: Instant,
        /// Who, by sign-in name.
        pub actor_name: String,
        /// From where.
        pub ip: String,
        /// `document.look`, `credit.look` or `lost-access.look`.
        pub action: String,
        /// `application/…`.
        pub subject: String,
        /// What exactly, JSON.
        pub detail: String,
    }
}

/// The newest looks at documents and bureau reports, older than a moment, by somebody whose name
/// contains a text.
///
/// # Errors
/// [`DbError`].
pub fn looks(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    who: &str,
    before: Instant,
    limit: u32,
) -> Result<Vec<Look>, DbError> {
    tx.query(
        "SELECT at, actor_name, ip, action, subject, detail FROM audit_entry
         WHERE at < $1 AND action IN ('document.look', 'credit.look', 'lost-access.look') AND outcome = 'succeeded'
           AND actor_name <> '' AND ($2 = '' OR LOWER(actor_name) LIKE $3)
         ORDER BY at DESC, chain, sequence DESC LIMIT $4",
        values![before, who, crate::audit::contains(who), limit],
    )
}
