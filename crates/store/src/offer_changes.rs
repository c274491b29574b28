//! What the operator changes of offers on screen: proposed by one person, agreed to by another, read
//! wherever the catalogue is made.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A change with everything about it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Change {
        /// Its id.
        pub id: Uuid,
        /// The offer.
        pub offer_id: Uuid,
        /// JSON of the facts when it was proposed.
        pub facts_before: String,
        /// JSON of what they are to be.
        pub facts_after: String,
        /// First day it counts, ISO.
        pub effective_on: String,
        /// Why.
        pub reason: String,
        /// As `domain::catalogue::changes::State` spells it.
        pub state: String,
        /// Who proposed it.
        pub proposed_by: Uuid,
        /// The name at that time.
        pub proposed_name: String,
        /// When.
        pub proposed_at: Instant,
        /// Who agreed or refused; the name at that time.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// Why it was refused.
        pub decision_reason: String,
        /// Who took it back or gave it up; the name at that time.
        pub closed_name: String,
        /// When.
        pub closed_at: Option<Instant>,
        /// Why it was given up.
        pub close_reason: String,
    }
}

macro_rules! changes {
    ($rest:literal) => {
        concat!(
            "SELECT id, offer_id, facts_before, facts_after, effective_on, reason, state,
                proposed_by, proposed_name, proposed_at, decided_name, decided_at, decision_reason,
                closed_name, closed_at, close_reason
             FROM offer_change ",
            $rest
        )
    };
}

/// A change that is proposed.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The offer.
    pub offer: Uuid,
    /// JSON of the facts before and after.
    pub facts: (&'a str, &'a str),
    /// First day, ISO.
    pub effective_on: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Proposes a change; false when another one of the offer waits.
///
/// # Errors
/// [`DbError`].
pub fn propose(tx: &mut Tx<'_>, _: OperatorScope, new: New<'_>) -> Result<bool, DbError> {
    let made = tx.execute(
        "INSERT INTO offer_change (id, offer_id, facts_before, facts_after, effective_on, reason,
            state, proposed_by, proposed_name, proposed_at, decided_name, decision_reason,
            closed_name, close_reason)
         VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, $9, '', '', '', '')
         ON CONFLICT DO NOTHING",
        values![
            new.id,
            new.offer,
            new.facts.0,
            new.facts.1,
            new.effective_on,
            new.reason,
            new.by.0,
            new.by.1,
            new.at
        ],
    )?;
    Ok(made == 1)
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// Its state before.
    pub from: &'a str,
    /// Its state after.
    pub to: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Agrees to one that waits, or refuses it; false when it does not wait.
///
/// # Errors
/// [`DbError`].
pub fn decide(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    with: Step<'_>,
) -> Result<bool, DbError> {
    let decided = tx.execute(
        "UPDATE offer_change SET state = $3, decision_reason = $4, decided_by = $5,
            decided_name = $6, decided_at = $7
         WHERE id = $1 AND state = $2",
        values![
            id,
            with.from,
            with.to,
            with.reason,
            with.by.0,
            with.by.1,
            with.at
        ],
    )?;
    Ok(decided == 1)
}

/// Takes one back or gives it up; false when it is not as it was.
///
/// # Errors
/// [`DbError`].
pub fn close(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid, with: Step<'_>) -> Result<bool, DbError> {
    let closed = tx.execute(
        "UPDATE offer_change SET state = $3, close_reason = $4, closed_by = $5, closed_name = $6,
            closed_at = $7
         WHERE id = $1 AND state = $2",
        values![
            id,
            with.from,
            with.to,
            with.reason,
            with.by.0,
            with.by.1,
            with.at
        ],
    )?;
    Ok(closed == 1)
}

/// A change.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Change>, DbError> {
    tx.query_opt(changes!("WHERE id = $1"), values![id])
}

/// Every change, those that wait first, then the newest.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Change>, DbError> {
    tx.query(
        changes!(
            "ORDER BY CASE WHEN state = 'proposed' THEN 0 ELSE 1 END, proposed_at DESC, id
             LIMIT $1 OFFSET $2"
        ),
        values![limit, offset],
    )
}

/// What was proposed about an offer, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_offer(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    offer: Uuid,
    limit: u32,
) -> Result<Vec<Change>, DbError> {
    tx.query(
        changes!("WHERE offer_id = $1 ORDER BY proposed_at DESC, id LIMIT $2"),
        values![offer, limit],
    )
}

/// Everything two people agreed to, in the order of their agreement. It is no secret of anybody: the
/// catalogue is made of it.
///
/// # Errors
/// [`DbError`].
pub fn agreed(tx: &mut Tx<'_>) -> Result<Vec<Change>, DbError> {
    tx.query(
        changes!("WHERE state = 'approved' ORDER BY decided_at, id"),
        values![],
    )
}

/// A number that grows with every agreement, every change given up after one, and every change whose
/// day comes.
///
/// # Errors
/// [`DbError`].
pub fn edition(tx: &mut Tx<'_>, today: &str) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(CASE
                WHEN state = 'approved' AND effective_on <= $1 THEN 2 ELSE
                CASE WHEN state = 'withdrawn' THEN 2 ELSE 1 END END), 0) AS BIGINT) AS n
         FROM offer_change WHERE state IN ('approved', 'withdrawn')",
        values![today],
    )
}

row! {
    /// Subscriptions of an offer that run or are suspended, of one billing cycle.
    #[derive(Debug, Clone)]
    pub struct Running {
        /// The billing cycle.
        pub cycle: String,
        /// Units of the smallest.
        pub fewest: u32,
        /// Units of the largest.
        pub most: u32,
    }
}

/// What runs of an offer, by billing cycle.
///
/// # Errors
/// [`DbError`].
pub fn running(tx: &mut Tx<'_>, _: OperatorScope, offer: Uuid) -> Result<Vec<Running>, DbError> {
    tx.query(
        "SELECT cycle, MIN(quantity) AS fewest, MAX(quantity) AS most FROM subscription
         WHERE offer_id = $1 AND status IN ('pending', 'active', 'suspended')
         GROUP BY cycle ORDER BY cycle",
        values![offer],
    )
}

row! {
    /// Bases below which an add-on runs.
    #[derive(Debug, Clone)]
    pub struct Below {
        /// The offer of the bases.
        pub id: Uuid,
        /// By how many units an add-on has more than its base, at most; less than one where none has.
        pub exceeds: i64,
    }
}

/// The offers of the bases below which an add-on runs.
///
/// # Errors
/// [`DbError`].
pub fn below(tx: &mut Tx<'_>, _: OperatorScope, offer: Uuid) -> Result<Vec<Below>, DbError> {
    tx.query(
        "SELECT b.offer_id AS id, MAX(s.quantity - b.quantity) AS exceeds
         FROM subscription s JOIN subscription b ON b.id = s.parent_id
         WHERE s.offer_id = $1 AND s.status IN ('pending', 'active', 'suspended')
         GROUP BY b.offer_id ORDER BY b.offer_id",
        values![offer],
    )
}
