//! Support requests: what they say, what was written to them, their files.

use crate::audit::contains;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::centre::CustomerScope;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A request with all its columns.
    #[derive(Debug, Clone)]
    pub struct Request {
        /// Its id.
        pub id: Uuid,
        /// Its public number.
        pub number: String,
        /// Whose it is.
        pub partner_id: Uuid,
        /// `partner`, `customer` or `inquiry`.
        pub kind: String,
        /// For which customer, or of which.
        pub customer_id: Option<Uuid>,
        /// What about.
        pub topic: String,
        /// How bad.
        pub severity: String,
        /// Where it stands.
        pub state: String,
        /// In one line.
        pub summary: String,
        /// Everything about it.
        pub details: String,
        /// What it does to the business.
        pub effect: String,
        /// What was tried already.
        pub tried: String,
        /// What it belongs to.
        pub related: String,
        /// Where to call back, E.164; empty for not at all.
        pub phone: String,
        /// Whether the operator may look into the company's data for it.
        pub consents: bool,
        /// Who wrote it: an account, or a program.
        pub reporter_id: Uuid,
        /// What that is called.
        pub reporter_name: String,
        /// Where mail reaches the reporter; empty for a program.
        pub reporter_email: String,
        /// In which language.
        pub language: String,
        /// The agent who works on it.
        pub assignee_id: Option<Uuid>,
        /// What the agent is called.
        pub assignee_name: String,
        /// When it came in.
        pub created_at: Instant,
        /// When anything happened last.
        pub changed_at: Instant,
        /// By whom.
        pub changed_by: String,
        /// Until when it has to be answered.
        pub due_at: Option<Instant>,
        /// When it was answered for the first time.
        pub answered_at: Option<Instant>,
        /// Since when the partner has to answer.
        pub waiting_since: Option<Instant>,
        /// Reminders sent since then.
        pub reminded: u32,
        /// When it was solved.
        pub resolved_at: Option<Instant>,
        /// When it was closed.
        pub closed_at: Option<Instant>,
        /// When it was called an improper escalation.
        pub improper_at: Option<Instant>,
        /// Why.
        pub improper_why: String,
        /// The customer's inquiry it was passed on from.
        pub inquiry_id: Option<Uuid>,
        /// Whether that customer sees how it stands.
        pub shared: bool,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! requests {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, partner_id, kind, customer_id, topic, severity, state, summary,
                details, effect, tried, related, phone, consents, reporter_id, reporter_name,
                reporter_email, language, assignee_id, assignee_name, created_at, changed_at,
                changed_by, due_at, answered_at, waiting_since, reminded, resolved_at, closed_at,
                improper_at, improper_why, inquiry_id, shared, version FROM support_request ",
            $rest
        )
    };
}

/// Keeps a new request.
///
/// # Errors
/// [`DbError::Unique`] when the number is taken.
pub fn add(tx: &mut Tx<'_>, r: &Request) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO support_request (id, number, partner_id, kind, customer_id, topic, severity,
            state, summary, details, effect, tried, related, phone, consents, reporter_id,
            reporter_name, reporter_email, language, assignee_id, assignee_name, created_at,
            changed_at, changed_by, due_at, reminded, improper_why, inquiry_id, shared, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, NULL, '', $20, $20, $17, $21, 0, '', $22, $23, 1)",
        values![
            r.id,
            &r.number,
            r.partner_id,
            &r.kind,
            r.customer_id,
            &r.topic,
            &r.severity,
            &r.state,
            &r.summary,
            &r.details,
            &r.effect,
            &r.tried,
            &r.related,
            &r.phone,
            r.consents,
            r.reporter_id,
            &r.reporter_name,
            &r.reporter_email,
            &r.language,
            r.created_at,
            r.due_at,
            r.inquiry_id,
            r.shared
        ],
    )
    .map(drop)
}

/// Writes back what can change; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, r: &Request) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE support_request SET state = $2, severity = $3, assignee_id = $4, assignee_name = $5,
            changed_at = $6, changed_by = $7, due_at = $8, answered_at = $9, waiting_since = $10,
            reminded = $11, resolved_at = $12, closed_at = $13, improper_at = $14,
            improper_why = $15, consents = $16, version = version + 1
         WHERE id = $1 AND version = $17",
        values![
            r.id,
            &r.state,
            &r.severity,
            r.assignee_id,
            &r.assignee_name,
            r.changed_at,
            &r.changed_by,
            r.due_at,
            r.answered_at,
            r.waiting_since,
            r.reminded,
            r.resolved_at,
            r.closed_at,
            r.improper_at,
            &r.improper_why,
            r.consents,
            r.version
        ],
    )?;
    Ok(touched == 1)
}

/// Whether a number is given already.
///
/// # Errors
/// [`DbError`].
pub fn is_taken(tx: &mut Tx<'_>, number: &str) -> Result<bool, DbError> {
    let found: Option<Uuid> = tx.query_opt(
        "SELECT id FROM support_request WHERE number = $1",
        values![number],
    )?;
    Ok(found.is_some())
}

/// A partner's request to the operator by its number.
///
/// # Errors
/// [`DbError`].
pub fn own(tx: &mut Tx<'_>, scope: TenantScope, number: &str) -> Result<Option<Request>, DbError> {
    tx.query_opt(
        requests!("WHERE number = $1 AND partner_id = $2 AND kind <> 'inquiry'"),
        values![number, scope.tenant().0],
    )
}

/// A partner's request by its id.
///
/// # Errors
/// [`DbError`].
pub fn own_by_id(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
) -> Result<Option<Request>, DbError> {
    tx.query_opt(
        requests!("WHERE id = $1 AND partner_id = $2 AND kind <> 'inquiry'"),
        values![id, scope.tenant().0],
    )
}

/// What a customer asked a partner, by its number, for the partner, as long as it sells to the customer.
///
/// # Errors
/// [`DbError`].
pub fn inquiry(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    number: &str,
) -> Result<Option<Request>, DbError> {
    tx.query_opt(
        requests!(
            "WHERE number = $1 AND partner_id = $2 AND kind = 'inquiry'
               AND EXISTS (SELECT 1 FROM customer_relation e WHERE e.partner_id = $2
                  AND e.customer_id = support_request.customer_id AND e.ended_at IS NULL)"
        ),
        values![number, scope.tenant().0],
    )
}

/// The same for the customer.
///
/// # Errors
/// [`DbError`].
pub fn asked(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    number: &str,
) -> Result<Option<Request>, DbError> {
    tx.query_opt(
        requests!("WHERE number = $1 AND customer_id = $2 AND kind = 'inquiry'"),
        values![number, scope.customer().0],
    )
}

/// The inquiry a partner's request was passed on from.
///
/// # Errors
/// [`DbError`].
pub fn origin(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    inquiry: Uuid,
) -> Result<Option<Request>, DbError> {
    tx.query_opt(
        requests!("WHERE id = $1 AND partner_id = $2 AND kind = 'inquiry'"),
        values![inquiry, scope.tenant().0],
    )
}

/// Any partner's request by its number, for the operator. What customers ask their partners is none of
/// its business.
///
/// # Errors
/// [`DbError`].
pub fn any(tx: &mut Tx<'_>, _: OperatorScope, number: &str) -> Result<Option<Request>, DbError> {
    tx.query_opt(
        requests!("WHERE number = $1 AND kind <> 'inquiry'"),
        values![number],
    )
}

/// Any request by its id, for timers.
///
/// # Errors
/// [`DbError`].
pub fn by_id(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Request>, DbError> {
    tx.query_opt(requests!("WHERE id = $1"), values![id])
}

/// A partner's requests support waits about, what waits longest first.
///
/// # Errors
/// [`DbError`].
pub fn unanswered(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    reporter: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Request>, DbError> {
    tx.query(
        requests!(
            "WHERE partner_id = $1 AND kind IN ('partner', 'customer') AND state = 'waiting'
               AND (reporter_id = $2 OR $2 IS NULL) ORDER BY changed_at, id LIMIT $3"
        ),
        values![scope.tenant().0, reporter, limit],
    )
}

/// What customers ask a partner and wait for, what waits longest first.
///
/// # Errors
/// [`DbError`].
pub fn open_inquiries(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    limit: u32,
) -> Result<Vec<Request>, DbError> {
    tx.query(
        requests!(
            "WHERE partner_id = $1 AND kind = 'inquiry' AND state IN ('new', 'open')
               AND EXISTS (SELECT 1 FROM customer_relation e WHERE e.partner_id = $1
                  AND e.customer_id = support_request.customer_id AND e.ended_at IS NULL)
             ORDER BY changed_at, id LIMIT $2"
        ),
        values![scope.tenant().0, limit],
    )
}

/// What an inquiry was passed on as, in order. Whoever asks has leave to see the inquiry.
///
/// # Errors
/// [`DbError`].
pub fn passed_on(tx: &mut Tx<'_>, inquiry: Uuid) -> Result<Vec<Request>, DbError> {
    tx.query(
        requests!("WHERE inquiry_id = $1 ORDER BY created_at, id"),
        values![inquiry],
    )
}

row! {
    /// A request in a list.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// Its public number.
        pub number: String,
        /// Whose it is.
        pub partner_id: Uuid,
        /// What that company is called.
        pub partner: String,
        /// `partner`, `customer` or `inquiry`.
        pub kind: String,
        /// What the customer is called.
        pub customer: Option<String>,
        /// What about.
        pub topic: String,
        /// How bad.
        pub severity: String,
        /// Where it stands.
        pub state: String,
        /// In one line.
        pub summary: String,
        /// Who wrote it.
        pub reporter_name: String,
        /// Who works on it.
        pub assignee_name: String,
        /// When it came in.
        pub created_at: Instant,
        /// When anything happened last.
        pub changed_at: Instant,
        /// Until when it has to be answered.
        pub due_at: Option<Instant>,
    }
}

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT r.number, r.partner_id, t.name AS partner, r.kind, c.company_name AS customer,
                r.topic, r.severity, r.state, r.summary, r.reporter_name, r.assignee_name,
                r.created_at, r.changed_at, r.due_at
             FROM support_request r JOIN tenant t ON t.id = r.partner_id
             LEFT JOIN customer c ON c.id = r.customer_id ",
            $rest
        )
    };
}

/// What a partner's people look for among their requests.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `partner`, `customer` or `inquiry`.
    pub kind: String,
    /// One reporter's only.
    pub reporter: Option<Uuid>,
    /// A state, `open` for all that are not over, or empty for all.
    pub state: String,
    /// A part of the number or the summary.
    pub text: String,
}

/// A partner's requests, what changed last first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    filter: &Filter,
    (limit, offset): (u32, u32),
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!(
            "WHERE r.partner_id = $1 AND r.kind = $2 AND (r.reporter_id = $3 OR $3 IS NULL)
               AND (r.kind <> 'inquiry' OR EXISTS (SELECT 1 FROM customer_relation e
                  WHERE e.partner_id = $1 AND e.customer_id = r.customer_id
                    AND e.ended_at IS NULL))
               AND ($4 = '' OR r.state = $4 OR ($4 = 'unfinished' AND r.state IN ('new', 'open', 'waiting', 'resolved')))
               AND ($5 = '' OR LOWER(r.number || ' ' || r.summary) LIKE $6)
             ORDER BY r.changed_at DESC, r.id LIMIT $7 OFFSET $8"
        ),
        values![
            scope.tenant().0,
            &filter.kind,
            filter.reporter,
            &filter.state,
            &filter.text,
            contains(&filter.text),
            limit,
            offset
        ],
    )
}

/// What a customer asked its partners, what changed last first.
///
/// # Errors
/// [`DbError`].
pub fn asked_list(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!(
            "WHERE r.customer_id = $1 AND r.kind = 'inquiry'
             ORDER BY r.changed_at DESC, r.id LIMIT $2 OFFSET $3"
        ),
        values![scope.customer().0, limit, offset],
    )
}

/// How many that are.
///
/// # Errors
/// [`DbError`].
pub fn count(tx: &mut Tx<'_>, scope: TenantScope, filter: &Filter) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM support_request r
         WHERE r.partner_id = $1 AND r.kind = $2 AND (r.reporter_id = $3 OR $3 IS NULL)
               AND (r.kind <> 'inquiry' OR EXISTS (SELECT 1 FROM customer_relation e
                  WHERE e.partner_id = $1 AND e.customer_id = r.customer_id
                    AND e.ended_at IS NULL))
           AND ($4 = '' OR r.state = $4 OR ($4 = 'unfinished' AND r.state IN ('new', 'open', 'waiting', 'resolved')))
           AND ($5 = '' OR LOWER(r.number || ' ' || r.summary) LIKE $6)",
        values![
            scope.tenant().0,
            &filter.kind,
            filter.reporter,
            &filter.state,
            &filter.text,
            contains(&filter.text)
        ],
    )
}

/// What waits for the operator: what has to be answered first comes first.
///
/// # Errors
/// [`DbError`].
pub fn queue(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    assignee: Option<Uuid>,
    (limit, offset): (u32, u32),
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!(
            "WHERE r.state IN ('new', 'open') AND r.kind <> 'inquiry'
               AND (r.assignee_id = $1 OR $1 IS NULL)
             ORDER BY CASE WHEN r.due_at IS NULL THEN 1 ELSE 0 END, r.due_at, r.id
             LIMIT $2 OFFSET $3"
        ),
        values![assignee, limit, offset],
    )
}

/// Requests in a state, or of any, whose number, company or summary contains a text; what changed
/// last first.
///
/// # Errors
/// [`DbError`].
pub fn search(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (state, text): (&str, &str),
    (limit, offset): (u32, u32),
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!(
            "WHERE r.kind <> 'inquiry' AND ($1 = '' OR r.state = $1)
               AND ($2 = '' OR LOWER(r.number || ' ' || r.summary || ' ' || t.name) LIKE $3)
             ORDER BY r.changed_at DESC, r.id LIMIT $4 OFFSET $5"
        ),
        values![state, text, contains(text), limit, offset],
    )
}

row! {
    /// How many requests there are of something.
    #[derive(Debug, Clone)]
    pub struct StateCount {
        /// The state.
        pub state: String,
        /// How many.
        pub n: i64,
    }
}

/// How many requests wait for the operator in each of its states.
///
/// # Errors
/// [`DbError`].
pub fn counts(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<StateCount>, DbError> {
    tx.query(
        "SELECT state, COUNT(*) AS n FROM support_request
         WHERE state IN ('new', 'open') AND kind <> 'inquiry' GROUP BY state",
        &[],
    )
}

/// Since when a partner waits, in microseconds: its first message after the last answer; 0 for none.
///
/// # Errors
/// [`DbError`].
pub fn waits_since(tx: &mut Tx<'_>, request: Uuid) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COALESCE(MIN(at), 0) AS n FROM support_line
         WHERE request_id = $1 AND side = 'partner' AND kind = 'message'
           AND place > (SELECT COALESCE(MAX(place), 0) FROM support_line
              WHERE request_id = $1 AND side = 'staff' AND kind = 'message')",
        values![request],
    )
}

row! {
    /// Something that was written or happened.
    #[derive(Debug, Clone)]
    pub struct Entry {
        /// Its place in the history, from 1.
        pub place: i64,
        /// When.
        pub at: Instant,
        /// `partner`, `staff` or `system`.
        pub side: String,
        /// Who.
        pub author: String,
        /// `message`, `note` or `step`.
        pub kind: String,
        /// What.
        pub text: String,
        /// Whether it came by mail.
        pub by_mail: bool,
    }
}

/// Adds to a request's history and says at which place.
///
/// # Errors
/// [`DbError`].
pub fn add_entry(tx: &mut Tx<'_>, request: Uuid, entry: &Entry) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO support_line (request_id, place, at, side, author, kind, text)
         VALUES ($1, (SELECT COALESCE(MAX(place), 0) + 1 FROM support_line WHERE request_id = $1),
            $2, $3, $4, $5, $6)
         RETURNING place AS n",
        values![
            request,
            entry.at,
            &entry.side,
            &entry.author,
            &entry.kind,
            &entry.text
        ],
    )
}

/// Marks what was written as a letter that is known by its stamp.
///
/// # Errors
/// [`DbError::Unique`] when the letter has come already.
pub fn stamp(tx: &mut Tx<'_>, request: Uuid, place: i64, letter: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(
        "UPDATE support_line SET letter = $3 WHERE request_id = $1 AND place = $2",
        values![request, place, letter],
    )
    .map(drop)
}

/// Whether a letter has come to a request already.
///
/// # Errors
/// [`DbError`].
pub fn has_letter(tx: &mut Tx<'_>, request: Uuid, letter: &[u8; 32]) -> Result<bool, DbError> {
    let found: Option<i64> = tx.query_opt(
        "SELECT place AS n FROM support_line WHERE request_id = $1 AND letter = $2",
        values![request, letter],
    )?;
    Ok(found.is_some())
}

/// How many letters have come to a request since a moment.
///
/// # Errors
/// [`DbError`].
pub fn letters_since(tx: &mut Tx<'_>, request: Uuid, since: Instant) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM support_line
         WHERE request_id = $1 AND letter IS NOT NULL AND at > $2",
        values![request, since],
    )
}

/// A request an address for answers names: its ticket is the leave to look. What the writer may do is
/// asked afterwards.
///
/// # Errors
/// [`DbError`].
pub fn named_by_ticket(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    number: &str,
) -> Result<Option<Request>, DbError> {
    tx.query_opt(requests!("WHERE number = $1"), values![number])
}

/// A request's history in order; notes of staff are for staff.
///
/// # Errors
/// [`DbError`].
pub fn entries(tx: &mut Tx<'_>, request: Uuid, notes: bool) -> Result<Vec<Entry>, DbError> {
    tx.query(
        "SELECT place, at, side, author, kind, text, (letter IS NOT NULL) AS by_mail
         FROM support_line WHERE request_id = $1 AND ($2 = TRUE OR kind <> 'note') ORDER BY place",
        values![request, notes],
    )
}

row! {
    /// A file of a request.
    #[derive(Debug, Clone)]
    pub struct File {
        /// Its id.
        pub id: Uuid,
        /// The request.
        pub request_id: Uuid,
        /// The message it came with.
        pub place: i64,
        /// Its name.
        pub name: String,
        /// Its type.
        pub media_type: String,
        /// Its size.
        pub bytes: i64,
        /// SHA-256 of what is kept.
        pub sha256: [u8; 32],
        /// Where its bytes lie.
        pub storage_key: String,
        /// What the scanner says.
        pub scan: String,
        /// The scanner's words.
        pub scan_note: String,
    }
}

macro_rules! files {
    ($rest:literal) => {
        concat!(
            "SELECT id, request_id, place, name, media_type, bytes, sha256, storage_key, scan,
                scan_note FROM support_file ",
            $rest
        )
    };
}

/// Keeps a file.
///
/// # Errors
/// [`DbError`].
pub fn add_file(tx: &mut Tx<'_>, f: &File) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO support_file (id, request_id, place, name, media_type, bytes, sha256,
            storage_key, scan, scan_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            f.id,
            f.request_id,
            f.place,
            &f.name,
            &f.media_type,
            f.bytes,
            f.sha256,
            &f.storage_key,
            &f.scan,
            &f.scan_note
        ],
    )
    .map(drop)
}

/// The files of a request, in the order of its messages.
///
/// # Errors
/// [`DbError`].
pub fn file_list(tx: &mut Tx<'_>, request: Uuid) -> Result<Vec<File>, DbError> {
    tx.query(
        files!("WHERE request_id = $1 ORDER BY place, name, id"),
        values![request],
    )
}

/// Files no scanner has seen.
///
/// # Errors
/// [`DbError`].
pub fn unscanned(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<File>, DbError> {
    tx.query(
        files!("WHERE scan IN ('none', 'pending') ORDER BY id LIMIT $1"),
        values![limit],
    )
}

/// Notes what the scanner says; false when it was said before.
///
/// # Errors
/// [`DbError`].
pub fn set_scan(tx: &mut Tx<'_>, id: Uuid, scan: &str, note: &str) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE support_file SET scan = $2, scan_note = $3
         WHERE id = $1 AND scan IN ('none', 'pending')",
        values![id, scan, note],
    )?;
    Ok(touched == 1)
}

/// Requests that have been in a state since a moment or longer, of which fewer reminders were sent.
///
/// # Errors
/// [`DbError`].
pub fn idle(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (state, reminded): (&str, u32),
    before: Instant,
    limit: u32,
) -> Result<Vec<Request>, DbError> {
    tx.query(
        requests!(
            "WHERE state = $1 AND reminded < $3
               AND COALESCE(waiting_since, resolved_at, changed_at) <= $2
             ORDER BY changed_at, id LIMIT $4"
        ),
        values![state, before, reminded, limit],
    )
}

/// How many of a partner's requests were called improper since a moment.
///
/// # Errors
/// [`DbError`].
pub fn improper(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    partner: Uuid,
    since: Instant,
) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM support_request
         WHERE partner_id = $1 AND improper_at IS NOT NULL AND improper_at > $2",
        values![partner, since],
    )
}

/// Takes a person's name, address and number out of what the person reported; what was written stays.
///
/// # Errors
/// [`DbError`].
pub(crate) fn forget_reporter(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    account: Uuid,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE support_line SET author = ''
         WHERE side IN ('partner', 'customer') AND request_id IN
            (SELECT r.id FROM support_request r
             WHERE (r.partner_id = $1 OR r.customer_id = $1) AND r.reporter_id = $2
               AND r.reporter_name = support_line.author)",
        values![scope.tenant().0, account],
    )?;
    tx.execute(
        "UPDATE support_request SET reporter_name = '', reporter_email = '', phone = '',
            changed_by = CASE WHEN changed_by = reporter_name THEN '' ELSE changed_by END
         WHERE (partner_id = $1 OR customer_id = $1) AND reporter_id = $2",
        values![scope.tenant().0, account],
    )?;
    Ok(())
}
