//! What partners and customers are told before a day comes that matters to a subscription: its data
//! is deleted, its term or its trial ends. What was told is kept, so that each mail leaves once.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// Subscriptions of one customer that come to the same day.
    #[derive(Debug, Clone)]
    pub struct Group {
        /// Who sold them.
        pub partner_id: Uuid,
        /// Whose they are.
        pub customer_id: Uuid,
        /// The day, ISO.
        pub day: String,
    }
}

row! {
    /// One of them.
    #[derive(Debug, Clone)]
    pub struct Coming {
        /// The subscription.
        pub id: Uuid,
        /// What it is of.
        pub offer_id: Uuid,
        /// What the partner calls it.
        pub friendly_name: String,
        /// Units.
        pub quantity: u32,
        /// The day, ISO.
        pub day: String,
    }
}

/// What is coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is suspended, and its data is deleted.
    Deletion,
    /// Its term ends and begins anew.
    Renewal,
    /// Its term ends for good.
    Ending,
    /// Its trial ends.
    Trial,
}

/// Subscriptions of a kind whose day is after `$1` and not after `$2`, of which nothing was told with
/// `$4` days or fewer to go.
macro_rules! coming {
    ($kind:expr, $head:literal, $tail:literal) => {
        match $kind {
            Kind::Deletion => coming!("delete_on", $head, "s.status = 'suspended'", $tail),
            Kind::Renewal => coming!(
                "ends_on",
                $head,
                "s.status = 'active' AND s.auto_renew AND NOT s.is_trial",
                $tail
            ),
            Kind::Ending => coming!(
                "ends_on",
                $head,
                "s.status = 'active' AND NOT s.auto_renew AND NOT s.is_trial",
                $tail
            ),
            Kind::Trial => coming!(
                "ends_on",
                $head,
                "s.status = 'active' AND s.is_trial",
                $tail
            ),
        }
    };
    ($day:literal, $head:literal, $which:literal, $tail:literal) => {
        concat!(
            "SELECT ",
            $head,
            ", s.",
            $day,
            " AS day FROM subscription s WHERE ",
            $which,
            " AND s.",
            $day,
            " > $1 AND s.",
            $day,
            " <= $2
              AND EXISTS (SELECT 1 FROM customer_relation r JOIN customer c ON c.id = r.customer_id
                WHERE r.partner_id = s.partner_id AND r.customer_id = s.customer_id
                  AND r.ended_at IS NULL AND NOT c.sandbox)
              AND NOT EXISTS (SELECT 1 FROM term_notice n WHERE n.subscription_id = s.id
                AND n.what = $3 AND n.day = s.",
            $day,
            " AND n.mark <= $4) ",
            $tail
        )
    };
}

impl Kind {
    /// Its text in the database.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Deletion => "deletion",
            Self::Renewal => "renewal",
            Self::Ending => "ending",
            Self::Trial => "trial",
        }
    }
}

/// Who is to be told of what comes after one day and until another, a page at a time: what was told
/// is not in the next one.
///
/// # Errors
/// [`DbError`].
pub fn due(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    kind: Kind,
    (after, until): (&str, &str),
    mark: u32,
    limit: u32,
) -> Result<Vec<Group>, DbError> {
    tx.query(
        coming!(
            kind,
            "DISTINCT s.partner_id, s.customer_id",
            "ORDER BY s.partner_id, s.customer_id, day LIMIT $5"
        ),
        values![after, until, kind.text(), mark, limit],
    )
}

/// The subscriptions of one customer among them.
///
/// # Errors
/// [`DbError`].
pub fn of_customer(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
    kind: Kind,
    (after, until): (&str, &str),
    mark: u32,
) -> Result<Vec<Coming>, DbError> {
    tx.query(
        coming!(
            kind,
            "s.id, s.offer_id, s.friendly_name, s.quantity",
            "AND s.partner_id = $5 AND s.customer_id = $6 ORDER BY s.created_at, s.id"
        ),
        values![after, until, kind.text(), mark, scope.tenant().0, customer],
    )
}

/// Keeps that it was told.
///
/// # Errors
/// [`DbError`].
pub fn told(
    tx: &mut Tx<'_>,
    subscription: Uuid,
    kind: Kind,
    day: &str,
    mark: u32,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO term_notice (subscription_id, what, day, mark, told_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (subscription_id, what, day, mark) DO NOTHING",
        values![subscription, kind.text(), day, mark, now],
    )
    .map(drop)
}
