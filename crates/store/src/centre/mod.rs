//! What a customer's own people see and do in their centre.

pub mod licences;
pub mod services;

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::centre::CustomerScope;
use uuid::Uuid;

row! {
    /// Something a partner sold to the customer. Days are ISO; an end is the first day after.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Owned {
        /// The subscription.
        pub id: Uuid,
        /// Who sold it.
        pub partner_id: Uuid,
        /// The seller's name.
        pub partner: String,
        /// What it is of.
        pub offer_id: Uuid,
        /// The base, for add-ons.
        pub parent_id: Option<Uuid>,
        /// Units.
        pub quantity: u32,
        /// Units that are somebody's licence.
        pub assigned: u32,
        /// `pending`, `active`, `suspended`, `cancelled`, `expired`, `deleted`.
        pub status: String,
        /// Day of the suspension.
        pub suspended_on: Option<String>,
        /// Day the data is deleted.
        pub delete_on: Option<String>,
        /// Whether the term begins anew at its end.
        pub auto_renew: bool,
        /// Free of charge, for a while.
        pub is_trial: bool,
        /// First day.
        pub starts_on: String,
        /// First day after the term.
        pub ends_on: String,
        /// When it was ordered.
        pub created_at: Instant,
    }
}

macro_rules! owned {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.partner_id, t.name AS partner, s.offer_id, s.parent_id, s.quantity,
                s.assigned, s.status, s.suspended_on, s.delete_on, s.auto_renew, s.is_trial,
                s.starts_on, s.ends_on, s.created_at
             FROM subscription s JOIN tenant t ON t.id = s.partner_id ",
            $rest
        )
    };
}

/// What partners sold to the customer, in the order of purchase.
///
/// # Errors
/// [`DbError`].
pub fn owned(tx: &mut Tx<'_>, scope: CustomerScope, limit: u32) -> Result<Vec<Owned>, DbError> {
    tx.query(
        owned!("WHERE s.customer_id = $1 ORDER BY s.created_at, s.id LIMIT $2"),
        values![scope.customer().0, limit],
    )
}

/// One thing a partner sold to the customer.
///
/// # Errors
/// [`DbError`].
pub fn one_owned(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    id: Uuid,
) -> Result<Option<Owned>, DbError> {
    tx.query_opt(
        owned!("WHERE s.id = $2 AND s.customer_id = $1"),
        values![scope.customer().0, id],
    )
}

row! {
    /// A word of the support profile of a partner the customer buys from; of a partner without one,
    /// a row without a word.
    #[derive(Debug, Clone)]
    pub struct SupportWord {
        /// The partner.
        pub partner_id: Uuid,
        /// Its name.
        pub partner: String,
        /// Since when it sells to the customer.
        pub since: Instant,
        /// The field.
        pub field: Option<String>,
        /// What it says.
        pub value: Option<String>,
    }
}

/// How the partners the customer buys from are reached, in the order they came.
///
/// # Errors
/// [`DbError`].
pub fn support(tx: &mut Tx<'_>, scope: CustomerScope) -> Result<Vec<SupportWord>, DbError> {
    tx.query(
        "SELECT r.partner_id, t.name AS partner, r.since, f.field, f.value
         FROM customer_relation r JOIN tenant t ON t.id = r.partner_id
         LEFT JOIN profile_field f ON f.tenant_id = r.partner_id AND f.profile = 'support'
         WHERE r.customer_id = $1 AND r.ended_at IS NULL
         ORDER BY r.since, r.partner_id, f.field",
        values![scope.customer().0],
    )
}

row! {
    /// That the customer accepted a version of its agreement, and whose word it is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Accepted {
        /// Which version.
        pub template: String,
        /// Who accepted.
        pub family_name: String,
        /// Who accepted.
        pub given_name: String,
        /// Who accepted.
        pub email: String,
        /// The day, ISO.
        pub agreed_on: String,
        /// Whose word it is: a partner's, or the customer's own.
        pub told_by: Uuid,
        /// What whoever gave the word is called.
        pub told_by_name: String,
        /// When it was given.
        pub attested_at: Instant,
    }
}

/// What the customer accepted, newest first.
///
/// # Errors
/// [`DbError`].
pub fn accepted(tx: &mut Tx<'_>, scope: CustomerScope) -> Result<Vec<Accepted>, DbError> {
    tx.query(
        "SELECT a.template, a.family_name, a.given_name, a.email, a.agreed_on,
            a.partner_id AS told_by, t.name AS told_by_name, a.attested_at
         FROM customer_attestation a JOIN tenant t ON t.id = a.partner_id
         WHERE a.customer_id = $1 ORDER BY a.attested_at DESC, a.template",
        values![scope.customer().0],
    )
}

row! {
    /// A partner by name.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Named {
        /// The partner.
        pub id: Uuid,
        /// Its name.
        pub name: String,
    }
}

/// Everybody who sells or ever sold to the customer.
///
/// # Errors
/// [`DbError`].
pub fn partners_ever(tx: &mut Tx<'_>, scope: CustomerScope) -> Result<Vec<Named>, DbError> {
    tx.query(
        "SELECT t.id, t.name FROM customer_relation r JOIN tenant t ON t.id = r.partner_id
         WHERE r.customer_id = $1",
        values![scope.customer().0],
    )
}
