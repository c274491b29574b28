//! Special prices: asked for by one person, approved by another, read wherever a price is decided.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A special price with everything about it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SpecialPrice {
        /// Its id.
        pub id: Uuid,
        /// The partner it is for.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// The customer it is for; none for all of them.
        pub customer_id: Option<Uuid>,
        /// The customer's name.
        pub customer: Option<String>,
        /// The customer's domain.
        pub customer_domain: Option<String>,
        /// The offer.
        pub offer_id: Uuid,
        /// A price, minor units.
        pub fixed_minor: Option<i64>,
        /// Or hundredths of a percent off the list.
        pub off_points: Option<i64>,
        /// First day it was asked for, ISO.
        pub from_on: String,
        /// Last day it was asked for, ISO.
        pub until_on: String,
        /// First day it counts; none before it is approved.
        pub begins_on: Option<String>,
        /// First day it does not count any more.
        pub ends_on: Option<String>,
        /// Why.
        pub reason: String,
        /// As `domain::catalogue::special::State` spells it.
        pub state: String,
        /// Who asked for it.
        pub proposed_by: Uuid,
        /// The name at that time.
        pub proposed_name: String,
        /// When.
        pub proposed_at: Instant,
        /// Who approved or declined it; the name at that time.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// Why it was declined.
        pub decision_reason: String,
        /// Who took it back or ended it; the name at that time.
        pub closed_name: String,
        /// When.
        pub closed_at: Option<Instant>,
        /// Why it was ended.
        pub close_reason: String,
    }
}

macro_rules! specials {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.partner_id, n.name AS partner, s.customer_id,
                c.company_name AS customer, c.domain AS customer_domain, s.offer_id, s.fixed_minor, s.off_points, s.from_on,
                s.until_on, s.begins_on, s.ends_on, s.reason, s.state, s.proposed_by,
                s.proposed_name, s.proposed_at, s.decided_name, s.decided_at, s.decision_reason,
                s.closed_name, s.closed_at, s.close_reason
             FROM special_price s JOIN tenant n ON n.id = s.partner_id
             LEFT JOIN customer c ON c.id = s.customer_id ",
            $rest
        )
    };
}

/// A special price that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The customer; none for all of the partner's.
    pub customer: Option<Uuid>,
    /// The offer.
    pub offer: Uuid,
    /// A price, or hundredths of a percent off the list.
    pub terms: (Option<i64>, Option<i64>),
    /// First and last day, ISO.
    pub days: (&'a str, &'a str),
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Asks for a special price of a partner.
///
/// # Errors
/// [`DbError`].
pub fn propose(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO special_price (id, partner_id, customer_id, offer_id, fixed_minor, off_points,
            from_on, until_on, reason, state, proposed_by, proposed_name, proposed_at,
            decided_name, decision_reason, closed_name, close_reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10, $11, $12, '', '', '', '')",
        values![
            new.id,
            scope.tenant().0,
            new.customer,
            new.offer,
            new.terms.0,
            new.terms.1,
            new.days.0,
            new.days.1,
            new.reason,
            new.by.0,
            new.by.1,
            new.at
        ],
    )
    .map(drop)
}

/// What becomes of one that waits.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// `approved` or `declined`.
    pub state: &'a str,
    /// First day it counts and the first after, when it is approved.
    pub days: Option<(&'a str, &'a str)>,
    /// Why not.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Approves or declines one that waits; false when it does not.
///
/// # Errors
/// [`DbError`].
pub fn decide(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    with: Decision<'_>,
) -> Result<bool, DbError> {
    let decided = tx.execute(
        "UPDATE special_price SET state = $3, begins_on = $4, ends_on = $5, decision_reason = $6,
            decided_by = $7, decided_name = $8, decided_at = $9
         WHERE id = $1 AND partner_id = $2 AND state = 'proposed'",
        values![
            id,
            scope.tenant().0,
            with.state,
            with.days.map(|days| days.0),
            with.days.map(|days| days.1),
            with.reason,
            with.by.0,
            with.by.1,
            with.at
        ],
    )?;
    Ok(decided == 1)
}

/// How one ends before its time.
#[derive(Debug, Clone, Copy)]
pub struct Close<'a> {
    /// `proposed` is taken back, `approved` is ended.
    pub before: &'a str,
    /// `taken-back` or `withdrawn`.
    pub state: &'a str,
    /// First day it does not count any more; none when it never did.
    pub ends_on: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Ends one before its time; false when it is not as it was.
///
/// # Errors
/// [`DbError`].
pub fn close(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    with: Close<'_>,
) -> Result<bool, DbError> {
    let closed = tx.execute(
        "UPDATE special_price SET state = $4, ends_on = $5, close_reason = $6, closed_by = $7,
            closed_name = $8, closed_at = $9
         WHERE id = $1 AND partner_id = $2 AND state = $3",
        values![
            id,
            scope.tenant().0,
            with.before,
            with.state,
            with.ends_on,
            with.reason,
            with.by.0,
            with.by.1,
            with.at
        ],
    )?;
    Ok(closed == 1)
}

/// A special price.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<SpecialPrice>, DbError> {
    tx.query_opt(specials!("WHERE s.id = $1"), values![id])
}

/// Every special price, or those of one partner: those that wait first, then the newest.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    partner: Option<Uuid>,
    (limit, offset): (u32, u32),
) -> Result<Vec<SpecialPrice>, DbError> {
    match partner {
        None => tx.query(
            specials!(
                "ORDER BY CASE WHEN s.state = 'proposed' THEN 0 ELSE 1 END, s.proposed_at DESC, s.id
                 LIMIT $1 OFFSET $2"
            ),
            values![limit, offset],
        ),
        Some(partner) => tx.query(
            specials!(
                "WHERE s.partner_id = $3
                 ORDER BY CASE WHEN s.state = 'proposed' THEN 0 ELSE 1 END, s.proposed_at DESC, s.id
                 LIMIT $1 OFFSET $2"
            ),
            values![limit, offset, partner],
        ),
    }
}

/// What a partner was granted, those that end last first: what was never approved is not its business.
///
/// # Errors
/// [`DbError`].
pub fn granted(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    limit: u32,
) -> Result<Vec<SpecialPrice>, DbError> {
    tx.query(
        specials!(
            "WHERE s.partner_id = $1 AND s.ends_on > '' ORDER BY s.ends_on DESC, s.id LIMIT $2"
        ),
        values![scope.tenant().0, limit],
    )
}

/// What a partner was granted or lost since a moment, what was decided last first.
///
/// # Errors
/// [`DbError`].
pub fn news(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<SpecialPrice>, DbError> {
    tx.query(
        specials!(
            "WHERE s.partner_id = $1 AND s.ends_on > '' AND COALESCE(s.closed_at, s.decided_at) >= $2
             ORDER BY COALESCE(s.closed_at, s.decided_at) DESC, s.id LIMIT $3"
        ),
        values![scope.tenant().0, since, limit],
    )
}

/// How many special prices of a partner apply on a day or later.
///
/// # Errors
/// [`DbError`].
pub fn open(tx: &mut Tx<'_>, scope: TenantScope, day: &str) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM special_price
         WHERE partner_id = $1 AND ends_on > $2 AND ends_on > begins_on",
        values![scope.tenant().0, day],
    )
}

row! {
    /// A special price as far as a price is decided by it.
    #[derive(Debug, Clone)]
    pub struct Applying {
        /// Its id.
        pub id: Uuid,
        /// The offer.
        pub offer_id: Uuid,
        /// The customer; none for all of them.
        pub customer_id: Option<Uuid>,
        /// A price, minor units.
        pub fixed_minor: Option<i64>,
        /// Or hundredths of a percent off the list.
        pub off_points: Option<i64>,
        /// First day.
        pub begins_on: String,
        /// First day after.
        pub ends_on: String,
    }
}

/// What decides prices of a partner on a day, for one customer or for one that is not made yet: all
/// offers at once.
///
/// # Errors
/// [`DbError`].
pub fn applying(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Option<Uuid>,
    day: &str,
) -> Result<Vec<Applying>, DbError> {
    tx.query(
        "SELECT id, offer_id, customer_id, fixed_minor, off_points, begins_on, ends_on
         FROM special_price
         WHERE partner_id = $1 AND ends_on > $2 AND begins_on <= $2
           AND (customer_id IS NULL OR customer_id = $3)",
        values![scope.tenant().0, day, customer],
    )
}

row! {
    /// Where a locked price came from.
    #[derive(Debug, Clone)]
    pub struct Origin {
        /// The special price.
        pub id: Uuid,
        /// The customer it was for.
        pub customer_id: Option<Uuid>,
        /// First day it counted.
        pub begins_on: String,
        /// First day it did not count any more.
        pub ends_on: String,
        /// Hundredths of a percent off the list, where it was that.
        pub off_points: Option<i64>,
    }
}

/// The special price behind what a subscription cost before a day; none where that was the list's.
///
/// # Errors
/// [`DbError`].
pub fn behind(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    subscription: Uuid,
    (unit_price, before): (i64, &str),
) -> Result<Option<Origin>, DbError> {
    tx.query_opt(
        "SELECT p.id, p.customer_id, p.begins_on, p.ends_on, p.off_points
         FROM special_price p
         WHERE p.partner_id = $1 AND p.id = (
             SELECT f.special_price_id FROM subscription_fact f
             WHERE f.subscription_id = $2 AND f.unit_price = $3 AND f.day < $4
             ORDER BY f.version DESC LIMIT 1)",
        values![scope.tenant().0, subscription, unit_price, before],
    )
}
