//! Partners as the operator's staff see them.

use crate::audit::contains;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A partner in the list, and at the head of its page.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// The tenant.
        pub tenant_id: Uuid,
        /// The company.
        pub name: String,
        /// Its domain.
        pub domain: String,
        /// Partner status.
        pub status: String,
        /// Business model.
        pub model: String,
        /// Partner-network ID.
        pub network_id: String,
        /// Unified social credit code.
        pub credit_code: String,
        /// Whether it may resell.
        pub may_resell: bool,
        /// When it signed.
        pub signed_at: Instant,
        /// When everything was set up.
        pub active_at: Option<Instant>,
        /// From when new orders wait for a signature.
        pub orders_blocked_from: Option<Instant>,
        /// Billing day, once there is one.
        pub anchor_day: Option<i64>,
        /// Whether the asking person has declared a conflict.
        pub conflict: bool,
    }
}

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT p.tenant_id, t.name, t.domain, p.status, p.model, p.network_id, p.credit_code,
                p.may_resell, p.signed_at, p.active_at, p.orders_blocked_from, b.anchor_day,
                EXISTS (SELECT 1 FROM staff_conflict s
                 WHERE s.tenant_id = p.tenant_id AND s.account_id = $1) AS conflict
             FROM partner p JOIN tenant t ON t.id = p.tenant_id
             LEFT JOIN billing_account b ON b.tenant_id = p.tenant_id ",
            $rest
        )
    };
}

/// Partners in one status (all when empty), newest first, optionally only those whose company,
/// domain, code or network ID contains a text.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    (status, text): (&str, &str),
    (limit, offset): (u32, u32),
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!(
            "WHERE NOT p.sandbox AND ($2 = '' OR p.status = $2)
               AND ($3 = '' OR LOWER(t.name || ' ' || t.domain || ' ' || p.credit_code || ' ' || p.network_id) LIKE $4)
             ORDER BY p.signed_at DESC, p.tenant_id LIMIT $5 OFFSET $6"
        ),
        values![person, status, text, contains(text), limit, offset],
    )
}

/// One partner.
///
/// # Errors
/// [`DbError`].
pub fn get(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    tenant: Uuid,
) -> Result<Option<Line>, DbError> {
    tx.query_opt(lines!("WHERE p.tenant_id = $2"), values![person, tenant])
}

row! {
    /// How many partners have a status.
    #[derive(Debug, Clone)]
    pub struct StatusCount {
        /// The status.
        pub status: String,
        /// How many.
        pub n: i64,
    }
}

/// How many partners whose company, domain, code or network ID contains a text have each status.
///
/// # Errors
/// [`DbError`].
pub fn counts(tx: &mut Tx<'_>, _: OperatorScope, text: &str) -> Result<Vec<StatusCount>, DbError> {
    tx.query(
        "SELECT p.status, COUNT(*) AS n FROM partner p JOIN tenant t ON t.id = p.tenant_id
         WHERE NOT p.sandbox AND ($1 = '' OR LOWER(t.name || ' ' || t.domain || ' ' || p.credit_code || ' ' || p.network_id) LIKE $2)
         GROUP BY p.status",
        values![text, contains(text)],
    )
}

row! {
    /// A credit decision in a company's history.
    #[derive(Debug, Clone)]
    pub struct CreditStep {
        /// When.
        pub decided_at: Instant,
        /// Reference number of the application.
        pub reference: String,
        /// `analyst`, `bureau` or `override`.
        pub source: String,
        /// `pass`, `refer` or `fail`.
        pub result: String,
        /// The limit, minor units.
        pub credit_limit: i64,
        /// Its currency.
        pub currency: String,
        /// Until when a signature may rest on it.
        pub valid_until: Instant,
        /// Who: family name; nobody decides for a bureau.
        pub family_name: Option<String>,
        /// Who: given name.
        pub given_name: Option<String>,
        /// The order these are written in.
        pub name_order: Option<String>,
    }
}

impl CreditStep {
    /// The name of who decided, in the order the person wants; none for a bureau.
    #[must_use]
    pub fn decided_by(&self) -> Option<String> {
        let family = self.family_name.as_deref()?;
        let given = self.given_name.as_deref().unwrap_or_default();
        let order = self.name_order.as_deref().unwrap_or_default();
        Some(crate::identity::ordered(family, given, order))
    }
}

/// Every credit decision about a company, newest first.
///
/// # Errors
/// [`DbError`].
pub fn credit_history(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
) -> Result<Vec<CreditStep>, DbError> {
    tx.query(
        "SELECT d.decided_at, a.reference, d.source, d.result, d.credit_limit, d.currency, d.valid_until,
            p.family_name, p.given_name, p.name_order
         FROM application a JOIN credit_decision d ON d.application_id = a.id
         LEFT JOIN account p ON p.id = d.analyst_id
         WHERE a.tenant_id = $1 ORDER BY d.decided_at DESC, a.id, d.number DESC",
        values![tenant],
    )
}

row! {
    /// An application in a company's history.
    #[derive(Debug, Clone)]
    pub struct Applied {
        /// Its id.
        pub id: Uuid,
        /// Reference number.
        pub reference: String,
        /// State.
        pub state: String,
        /// When it was submitted; drafts are the company's alone.
        pub submitted_at: Instant,
        /// When it was decided.
        pub decided_at: Option<Instant>,
    }
}

/// Every submitted application of a company, newest first.
///
/// # Errors
/// [`DbError`].
pub fn applications(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
) -> Result<Vec<Applied>, DbError> {
    tx.query(
        "SELECT id, reference, state, submitted_at, decided_at FROM application
         WHERE tenant_id = $1 AND submitted_at IS NOT NULL ORDER BY created_at DESC, id",
        values![tenant],
    )
}
