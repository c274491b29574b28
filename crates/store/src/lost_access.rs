//! Requests of people who have lost every way into their account, with their papers and the calls
//! made about them.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A request with all its columns.
    #[derive(Debug, Clone)]
    pub struct LostAccess {
        /// Its id.
        pub id: Uuid,
        /// What the person is told to name it by.
        pub reference: String,
        /// Whose account; none when nobody has the name that was typed.
        pub account_id: Option<Uuid>,
        /// The name as typed, lower-case.
        pub sign_in_name: String,
        /// Who asks.
        pub full_name: String,
        /// Which company.
        pub company_name: String,
        /// The new mailbox.
        pub new_email: String,
        /// The new number, E.164.
        pub new_mobile: String,
        /// What happened.
        pub reason: String,
        /// Language of the visitor.
        pub language: String,
        /// Its state.
        pub state: String,
        /// When it came in.
        pub received_at: Instant,
        /// The agent who stands behind it.
        pub endorsed_by: Option<Uuid>,
        /// Since when.
        pub endorsed_at: Option<Instant>,
        /// What that agent has seen.
        pub endorsement: String,
        /// The agent who agreed.
        pub approved_by: Option<Uuid>,
        /// When.
        pub approved_at: Option<Instant>,
        /// When the wait was over.
        pub ready_at: Option<Instant>,
        /// Hash of the token that stops it.
        pub stop_hash: [u8; 32],
        /// Hash of the token that finishes it.
        pub link_hash: Option<Vec<u8>>,
        /// Until when that is good.
        pub link_until: Option<Instant>,
        /// Hash of the living code to the new mobile.
        pub code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub code_sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub code_wrong: u32,
        /// Codes sent.
        pub code_sends: u32,
        /// The agent who refused it, or the person who signed in.
        pub closed_by: Option<Uuid>,
        /// When it was closed.
        pub closed_at: Option<Instant>,
        /// Why it was refused.
        pub answer: String,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, reference, account_id, sign_in_name, full_name, company_name, new_email,
                new_mobile, reason, language, state, received_at, endorsed_by, endorsed_at,
                endorsement, approved_by, approved_at, ready_at, stop_hash, link_hash, link_until,
                code_hash, code_sent_at, code_wrong, code_sends, closed_by, closed_at, answer,
                version FROM lost_access ",
            $rest
        )
    };
}

/// Keeps a new request.
///
/// # Errors
/// [`DbError::Unique`] when the reference is taken.
pub fn add(tx: &mut Tx<'_>, r: &LostAccess) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO lost_access (id, reference, account_id, sign_in_name, full_name, company_name,
            new_email, new_mobile, reason, language, state, received_at, endorsement, stop_hash,
            code_wrong, code_sends, answer, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', $13, 0, 0, '', 1)",
        values![
            r.id,
            &r.reference,
            r.account_id,
            &r.sign_in_name,
            &r.full_name,
            &r.company_name,
            &r.new_email,
            &r.new_mobile,
            &r.reason,
            &r.language,
            &r.state,
            r.received_at,
            r.stop_hash
        ],
    )
    .map(drop)
}

/// Writes a request back; false when somebody was faster.
///
/// # Errors
/// [`DbError::Unique`] when another request of the same account waits or is ready.
pub fn save(tx: &mut Tx<'_>, r: &LostAccess) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE lost_access SET state = $3, endorsed_by = $4, endorsed_at = $5, endorsement = $6,
            approved_by = $7, approved_at = $8, ready_at = $9, link_hash = $10, link_until = $11,
            code_hash = $12, code_sent_at = $13, code_wrong = $14, code_sends = $15,
            closed_by = $16, closed_at = $17, answer = $18, version = version + 1
         WHERE id = $1 AND version = $2",
        values![
            r.id,
            r.version,
            &r.state,
            r.endorsed_by,
            r.endorsed_at,
            &r.endorsement,
            r.approved_by,
            r.approved_at,
            r.ready_at,
            r.link_hash.clone(),
            r.link_until,
            r.code_hash.clone(),
            r.code_sent_at,
            r.code_wrong,
            r.code_sends,
            r.closed_by,
            r.closed_at,
            &r.answer
        ],
    )?;
    Ok(touched == 1)
}

/// A request, for the operator.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<LostAccess>, DbError> {
    tx.query_opt(columns!("WHERE id = $1"), values![id])
}

/// The request a token stops. Whoever has the token may.
///
/// # Errors
/// [`DbError`].
pub fn by_stop(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<LostAccess>, DbError> {
    tx.query_opt(columns!("WHERE stop_hash = $1"), values![hash])
}

/// The request a token finishes. Whoever has the token may.
///
/// # Errors
/// [`DbError`].
pub fn by_link(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<LostAccess>, DbError> {
    tx.query_opt(columns!("WHERE link_hash = $1"), values![hash.to_vec()])
}

/// The open requests for an account.
///
/// # Errors
/// [`DbError`].
pub fn open_of(tx: &mut Tx<'_>, account: Uuid) -> Result<Vec<LostAccess>, DbError> {
    tx.query(
        columns!("WHERE account_id = $1 AND closed_at IS NULL ORDER BY received_at, id"),
        values![account],
    )
}

/// A page of requests: open ones by age, or closed ones, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    closed: bool,
    limit: u32,
    offset: u32,
) -> Result<Vec<LostAccess>, DbError> {
    if closed {
        tx.query(
            columns!("WHERE closed_at IS NOT NULL ORDER BY closed_at DESC, id LIMIT $1 OFFSET $2"),
            values![limit, offset],
        )
    } else {
        tx.query(
            columns!("WHERE closed_at IS NULL ORDER BY received_at, id LIMIT $1 OFFSET $2"),
            values![limit, offset],
        )
    }
}

/// How many requests are open, and how many closed.
///
/// # Errors
/// [`DbError`].
pub fn counts(tx: &mut Tx<'_>, _: OperatorScope) -> Result<(i64, i64), DbError> {
    row! { struct Counts { open: i64, closed: i64 } }
    let counts: Counts = tx.query_one(
        "SELECT COUNT(*) - COUNT(closed_at) AS open, COUNT(closed_at) AS closed FROM lost_access",
        &[],
    )?;
    Ok((counts.open, counts.closed))
}

/// Requests in a state that entered it before a moment: `received` and `endorsed` by when they came
/// in, `waiting` by when it was approved, `ready` by when its link ends.
///
/// # Errors
/// [`DbError`].
pub fn due(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    state: &str,
    before: Instant,
    limit: u32,
) -> Result<Vec<LostAccess>, DbError> {
    match state {
        "waiting" => tx.query(
            columns!(
                "WHERE state = 'waiting' AND approved_at <= $1 ORDER BY approved_at, id LIMIT $2"
            ),
            values![before, limit],
        ),
        "ready" => tx.query(
            columns!("WHERE state = 'ready' AND link_until <= $1 ORDER BY link_until, id LIMIT $2"),
            values![before, limit],
        ),
        _ => tx.query(
            columns!("WHERE state = $1 AND received_at <= $2 ORDER BY received_at, id LIMIT $3"),
            values![state, before, limit],
        ),
    }
}

row! {
    /// Where a notice stands.
    #[derive(Debug, Clone, Copy)]
    pub struct Told {
        /// When it left.
        pub done_at: Option<Instant>,
        /// When it was given up.
        pub failed_at: Option<Instant>,
    }
}

/// Where a notice stands, by its dedupe text; none when it is so old that it was forgotten.
///
/// # Errors
/// [`DbError`].
pub fn told(tx: &mut Tx<'_>, dedupe: &str) -> Result<Option<Told>, DbError> {
    tx.query_opt(
        "SELECT done_at, failed_at FROM outbox WHERE dedupe = $1",
        values![dedupe],
    )
}

row! {
    /// A paper of a request.
    #[derive(Debug, Clone)]
    pub struct Paper {
        /// Its id.
        pub id: Uuid,
        /// Its request.
        pub request_id: Uuid,
        /// `letter` or `proof`.
        pub kind: String,
        /// Its cleaned name.
        pub name: String,
        /// Its real type.
        pub media_type: String,
        /// Size of what is kept.
        pub bytes: i64,
        /// How many pages it has.
        pub pages: i64,
        /// SHA-256 of what is kept.
        pub sha256: [u8; 32],
        /// Where the bytes are.
        pub storage_key: String,
        /// What the malware scanner said.
        pub scan: String,
        /// What it found.
        pub scan_note: String,
    }
}

macro_rules! papers {
    ($rest:literal) => {
        concat!(
            "SELECT id, request_id, kind, name, media_type, bytes, pages, sha256, storage_key, scan,
                scan_note FROM lost_access_paper ",
            $rest
        )
    };
}

/// Keeps a paper.
///
/// # Errors
/// [`DbError`].
pub fn add_paper(tx: &mut Tx<'_>, p: &Paper) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO lost_access_paper (id, request_id, kind, name, media_type, bytes, pages,
            sha256, storage_key, scan, scan_note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values![
            p.id,
            p.request_id,
            &p.kind,
            &p.name,
            &p.media_type,
            p.bytes,
            p.pages,
            p.sha256,
            &p.storage_key,
            &p.scan,
            &p.scan_note
        ],
    )
    .map(drop)
}

/// The papers of a request, the letter first.
///
/// # Errors
/// [`DbError`].
pub fn papers(tx: &mut Tx<'_>, _: OperatorScope, request: Uuid) -> Result<Vec<Paper>, DbError> {
    tx.query(
        papers!("WHERE request_id = $1 ORDER BY kind, id"),
        values![request],
    )
}

/// Papers the scanner has not judged.
///
/// # Errors
/// [`DbError`].
pub fn unscanned(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Paper>, DbError> {
    tx.query(
        papers!("WHERE scan IN ('none', 'pending') ORDER BY id LIMIT $1"),
        values![limit],
    )
}

/// Writes down what the scanner said; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn set_scan(tx: &mut Tx<'_>, paper: Uuid, scan: &str, note: &str) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE lost_access_paper SET scan = $2, scan_note = $3
         WHERE id = $1 AND scan IN ('none', 'pending')",
        values![paper, scan, note],
    )?;
    Ok(touched == 1)
}

row! {
    /// A number that was held before a request.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Held {
        /// The field of the application it stands in, or `account` for the account's own mobile.
        pub source: String,
        /// The number, as it was typed there.
        pub number: String,
        /// Since when.
        pub since: Instant,
    }
}

/// The numbers held of an account and its company before a moment: those of applications that were
/// submitted, the newest first, and the account's mobile if it was confirmed. Profiles do not count:
/// whoever is signed in changes them.
///
/// # Errors
/// [`DbError`].
pub fn held_numbers(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    account: Uuid,
    before: Instant,
) -> Result<Vec<Held>, DbError> {
    let mut held: Vec<Held> = tx.query(
        "SELECT w.field AS source, w.value AS number, a.submitted_at AS since
         FROM account p JOIN application a ON a.tenant_id = p.tenant_id
         JOIN answer w ON w.owner_id = a.id
         WHERE p.id = $1 AND a.submitted_at < $2 AND w.value <> ''
           AND w.field IN ('approval_phone', 'primary_phone', 'support_phone')
         ORDER BY a.submitted_at DESC, w.field LIMIT 12",
        values![account, before],
    )?;
    let own: Vec<Held> = tx.query(
        "SELECT 'account' AS source, c.value AS number, c.confirmed_at AS since
         FROM confirmed_contact c JOIN account p ON p.id = c.account_id AND p.mobile = c.value
         WHERE c.account_id = $1 AND c.kind = 'mobile' AND c.confirmed_at < $2",
        values![account, before],
    )?;
    held.extend(own);
    Ok(held)
}

row! {
    /// A call about a request.
    #[derive(Debug, Clone)]
    pub struct Call {
        /// The number.
        pub number: String,
        /// Where it comes from.
        pub source: String,
        /// Who answered.
        pub reached: String,
        /// `confirmed`, `not-reached` or `denied`.
        pub outcome: String,
        /// What was said.
        pub note: String,
        /// Who called.
        pub called_by: Uuid,
        /// When.
        pub called_at: Instant,
    }
}

/// Records a call.
///
/// # Errors
/// [`DbError`].
pub fn add_call(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    request: Uuid,
    c: &Call,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO lost_access_call (id, request_id, number, source, reached, outcome, note,
            called_by, called_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            id,
            request,
            &c.number,
            &c.source,
            &c.reached,
            &c.outcome,
            &c.note,
            c.called_by,
            c.called_at
        ],
    )
    .map(drop)
}

/// The calls about a request, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn calls(tx: &mut Tx<'_>, _: OperatorScope, request: Uuid) -> Result<Vec<Call>, DbError> {
    tx.query(
        "SELECT number, source, reached, outcome, note, called_by, called_at FROM lost_access_call
         WHERE request_id = $1 ORDER BY called_at, id",
        values![request],
    )
}

/// Requests that were closed before a moment, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn closed_before(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT id FROM lost_access WHERE closed_at <= $1 ORDER BY closed_at, id LIMIT $2",
        values![before, limit],
    )
}

/// Erases a closed request with everything about it, and says where the bytes of its papers are.
///
/// # Errors
/// [`DbError`].
pub fn erase(tx: &mut Tx<'_>, scope: OperatorScope, request: Uuid) -> Result<Vec<String>, DbError> {
    let keys = papers(tx, scope, request)?;
    for statement in [
        "DELETE FROM lost_access_call WHERE request_id = $1",
        "DELETE FROM lost_access_paper WHERE request_id = $1",
        "DELETE FROM lost_access WHERE id = $1 AND closed_at IS NOT NULL",
    ] {
        tx.execute(statement, values![request])?;
    }
    Ok(keys.into_iter().map(|paper| paper.storage_key).collect())
}

row! {
    /// A request that names a person.
    #[derive(Debug, Clone)]
    pub struct Named {
        /// The request.
        pub id: Uuid,
        /// Its reference.
        pub reference: String,
        /// The company named in it.
        pub company_name: String,
        /// Its state.
        pub state: String,
        /// When it came in.
        pub received_at: Instant,
    }
}

/// The requests that name an address as the new one.
///
/// # Errors
/// [`DbError`].
pub fn naming(tx: &mut Tx<'_>, _: OperatorScope, email: &str) -> Result<Vec<Named>, DbError> {
    tx.query(
        "SELECT id, reference, company_name, state, received_at FROM lost_access
         WHERE LOWER(new_email) = $1 ORDER BY received_at, id LIMIT 100",
        values![email],
    )
}
