//! Companies that are there already, held against lists of restricted parties, and what looked alike.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A list that companies have still to be held against.
    #[derive(Debug, Clone)]
    pub struct Holding {
        /// The list.
        pub id: Uuid,
        /// What the operator calls it.
        pub name: String,
        /// The last application that was held against it.
        pub held_until: Option<Uuid>,
    }
}

row! {
    /// An application whose company is to be held against a list.
    #[derive(Debug, Clone)]
    pub struct Held {
        /// The application.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// How the application stands.
        pub state: String,
    }
}

row! {
    /// A company that looks like an entry.
    #[derive(Debug, Clone)]
    pub struct Hit {
        /// The hit.
        pub id: Uuid,
        /// The application the company is known by.
        pub application_id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// What it is called.
        pub company: String,
        /// The application's number for people.
        pub reference: String,
        /// How the application stands.
        pub application_state: String,
        /// Which list.
        pub list_name: String,
        /// What is alike.
        pub found: String,
        /// `open`, `in-case`, `cleared` or `confirmed`.
        pub state: String,
        /// When it was found.
        pub found_at: Instant,
        /// Who judged it.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// What came of it.
        pub note: String,
    }
}

macro_rules! hits {
    ($rest:literal) => {
        concat!(
            "SELECT h.id, h.application_id, a.tenant_id, a.legal_name AS company, a.reference,
                a.state AS application_state, h.list_name, h.found, h.state, h.found_at,
                h.decided_name, h.decided_at, h.note
             FROM screening_hit h JOIN application a ON a.id = h.application_id ",
            $rest
        )
    };
}

/// From now on companies are held against a list that came into force.
///
/// # Errors
/// [`DbError`].
pub fn begin(tx: &mut Tx<'_>, _: OperatorScope, list: Uuid) -> Result<(), DbError> {
    tx.execute(
        "UPDATE screening_list SET holding = TRUE, held_until = NULL WHERE id = $1",
        values![list],
    )
    .map(drop)
}

/// The list companies are held against first.
///
/// # Errors
/// [`DbError`].
pub fn holding(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Option<Holding>, DbError> {
    tx.query_opt(
        "SELECT id, name, held_until FROM screening_list WHERE holding ORDER BY confirmed_at LIMIT 1",
        &[],
    )
}

/// The next applications: those a decision is open about, and those of partners that have not ended.
///
/// # Errors
/// [`DbError`].
pub fn next(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Held>, DbError> {
    tx.query(
        "SELECT a.id, a.tenant_id, a.state FROM application a
         WHERE a.id > $1
           AND (a.state IN ('in-review', 'information-requested', 'approved', 'provisioning')
             OR (a.state = 'active' AND EXISTS (SELECT 1 FROM partner p
                 WHERE p.tenant_id = a.tenant_id AND p.status <> 'terminated' AND NOT p.sandbox)))
         ORDER BY a.id LIMIT $2",
        values![after.unwrap_or_default(), limit],
    )
}

/// Remembers how far a list is; without more to hold against it, that it is done. A list that has
/// ended meanwhile is left: false then.
///
/// # Errors
/// [`DbError`].
pub fn went_on(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    list: Uuid,
    until: Option<Uuid>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE screening_list SET holding = $2, held_until = $3 WHERE id = $1 AND holding",
        values![list, until.is_some(), until],
    )?;
    Ok(touched == 1)
}

/// Whether the same was found before by a list of the name, whatever became of it.
///
/// # Errors
/// [`DbError`].
pub fn is_known(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    list_name: &str,
    found: &str,
) -> Result<bool, DbError> {
    let known: Option<Uuid> = tx.query_opt(
        "SELECT id FROM screening_hit
         WHERE application_id = $1 AND list_name = $2 AND found = $3 LIMIT 1",
        values![application, list_name, found],
    )?;
    Ok(known.is_some())
}

/// A company that looks like an entry, to be written down.
#[derive(Debug, Clone)]
pub struct NewHit<'a> {
    /// The hit.
    pub id: Uuid,
    /// The list.
    pub list: &'a Holding,
    /// The application.
    pub application: Uuid,
    /// What is alike.
    pub found: &'a str,
    /// `open` or `in-case`.
    pub state: &'a str,
}

/// Writes a hit down; false when the list found the company before.
///
/// # Errors
/// [`DbError`].
pub fn add(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    new: &NewHit<'_>,
    now: Instant,
) -> Result<bool, DbError> {
    let added = tx.execute(
        "INSERT INTO screening_hit (id, list_id, application_id, list_name, found, state, found_at,
            decided_name, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '', '')
         ON CONFLICT (list_id, application_id) DO NOTHING",
        values![
            new.id,
            new.list.id,
            new.application,
            &new.list.name,
            new.found,
            new.state,
            now
        ],
    )?;
    Ok(added == 1)
}

/// Hits that wait for a reviewer, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn open(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Hit>, DbError> {
    tx.query(
        hits!("WHERE h.state = 'open' ORDER BY h.found_at, h.id LIMIT $1"),
        values![limit],
    )
}

/// One hit, whatever has become of it.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Hit>, DbError> {
    tx.query_opt(hits!("WHERE h.id = $1"), values![id])
}

/// Writes what a reviewer found out; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn decide(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    (state, note): (&str, &str),
    (by, name): (Uuid, &str),
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE screening_hit SET state = $2, note = $3, decided_by = $4, decided_name = $5,
            decided_at = $6
         WHERE id = $1 AND state = 'open'",
        values![id, state, note, by, name, now],
    )?;
    Ok(touched == 1)
}
