//! What a partner's people have to do and nothing else lists: subscriptions that come to an end, files
//! that wait.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// A subscription that comes to a day.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Coming {
        /// The subscription.
        pub id: Uuid,
        /// Whose it is.
        pub customer_id: Uuid,
        /// What the customer is called.
        pub company_name: String,
        /// What it is of.
        pub offer_id: Uuid,
        /// What the partner calls it; may be empty.
        pub friendly_name: String,
        /// The last day of its term, ISO.
        pub ends_on: String,
        /// The day its data is deleted, ISO.
        pub delete_on: Option<String>,
    }
}

macro_rules! coming {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.customer_id, c.company_name, s.offer_id, s.friendly_name, s.ends_on,
                s.delete_on
             FROM subscription s
             JOIN customer_relation r ON r.partner_id = s.partner_id
                AND r.customer_id = s.customer_id AND r.ended_at IS NULL
             JOIN customer c ON c.id = s.customer_id ",
            $rest
        )
    };
}

/// Trials whose last day lies between two days, the first first; add-ons are not told apart.
///
/// # Errors
/// [`DbError`].
pub fn trials(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (from, to): (&str, &str),
    limit: u32,
) -> Result<Vec<Coming>, DbError> {
    tx.query(
        coming!(
            "WHERE s.status = 'active' AND s.is_trial AND s.partner_id = $1 AND s.ends_on >= $2
               AND s.ends_on <= $3 AND s.parent_id IS NULL
             ORDER BY s.ends_on, s.id LIMIT $4"
        ),
        values![scope.tenant().0, from, to, limit],
    )
}

/// Subscriptions that end for good between two days.
///
/// # Errors
/// [`DbError`].
pub fn endings(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (from, to): (&str, &str),
    limit: u32,
) -> Result<Vec<Coming>, DbError> {
    tx.query(
        coming!(
            "WHERE s.status = 'active' AND NOT s.is_trial AND NOT s.auto_renew
               AND s.partner_id = $1 AND s.ends_on >= $2 AND s.ends_on <= $3
               AND s.parent_id IS NULL
             ORDER BY s.ends_on, s.id LIMIT $4"
        ),
        values![scope.tenant().0, from, to, limit],
    )
}

/// Suspended subscriptions whose data is deleted between two days.
///
/// # Errors
/// [`DbError`].
pub fn deletions(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (from, to): (&str, &str),
    limit: u32,
) -> Result<Vec<Coming>, DbError> {
    tx.query(
        coming!(
            "WHERE s.status = 'suspended' AND s.partner_id = $1 AND s.delete_on >= $2
               AND s.delete_on <= $3 AND s.parent_id IS NULL
             ORDER BY s.delete_on, s.id LIMIT $4"
        ),
        values![scope.tenant().0, from, to, limit],
    )
}

row! {
    /// A file that waits for somebody.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Import {
        /// Its id.
        pub id: Uuid,
        /// What the browser called the file.
        pub file_name: String,
        /// What it holds.
        pub kind: String,
        /// `checked` or `stopped`.
        pub state: String,
        /// Rows that can be imported.
        pub ready: i64,
    }
}

/// Files that are judged and have rows that can be imported, or that were stopped; newest first.
///
/// # Errors
/// [`DbError`].
pub fn imports(tx: &mut Tx<'_>, scope: TenantScope, limit: u32) -> Result<Vec<Import>, DbError> {
    tx.query(
        "SELECT id, file_name, kind, state, ready FROM customer_import
         WHERE partner_id = $1 AND state IN ('checked', 'stopped') AND ready > 0 AND NOT forgotten
         ORDER BY uploaded_at DESC, id LIMIT $2",
        values![scope.tenant().0, limit],
    )
}

row! {
    /// A price list the partner was told of.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PriceList {
        /// The month it begins with, `2027-01`.
        pub month: String,
        /// When the partner was told.
        pub noted_at: Instant,
    }
}

/// The newest price lists that count and that the partner was told of.
///
/// # Errors
/// [`DbError`].
pub fn price_lists(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    limit: u32,
) -> Result<Vec<PriceList>, DbError> {
    tx.query(
        "SELECT l.month, n.noted_at FROM price_list l
         JOIN price_notice n ON n.list_id = l.id AND n.occasion = 'published'
         WHERE l.state = 'published' AND n.tenant_id = $1
         ORDER BY l.month DESC, l.revision DESC LIMIT $2",
        values![scope.tenant().0, limit],
    )
}

row! {
    /// A file that was imported.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Finished {
        /// Its id.
        pub id: Uuid,
        /// What the browser called the file.
        pub file_name: String,
        /// Rows that were imported.
        pub done: i64,
        /// When the last row was done.
        pub finished_at: Instant,
    }
}

/// Files that were imported since a moment, newest first by their upload.
///
/// # Errors
/// [`DbError`].
pub fn finished_imports(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<Finished>, DbError> {
    tx.query(
        "SELECT id, file_name, done, finished_at FROM customer_import
         WHERE partner_id = $1 AND uploaded_at >= $2 AND state = 'done' AND finished_at IS NOT NULL
         ORDER BY uploaded_at DESC, id LIMIT $3",
        values![scope.tenant().0, since, limit],
    )
}
