//! Partner accounts and what provisioning builds for them.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::partner::{Standing, Status};
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// A partner.
    #[derive(Debug, Clone)]
    pub struct Partner {
        /// The tenant.
        pub tenant_id: Uuid,
        /// Status.
        pub status: String,
        /// Business model.
        pub model: String,
        /// Whether the tenant may resell.
        pub may_resell: bool,
        /// Partner-network ID.
        pub network_id: String,
        /// Unified social credit code.
        pub credit_code: String,
        /// When the agreement was signed.
        pub signed_at: Instant,
        /// When everything was set up.
        pub active_at: Option<Instant>,
        /// Number of the publication signed last; 0 is what was in force before any.
        pub agreement_signed: i64,
        /// Number of the publication it was last asked to sign.
        pub agreement_asked: i64,
        /// From this moment new orders wait for a signature.
        pub orders_blocked_from: Option<Instant>,
        /// Whether it is an integration sandbox.
        pub sandbox: bool,
    }
}

impl Partner {
    /// What the rules look at.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            status: Status::from_text(&self.status),
            orders_blocked_from: self.orders_blocked_from,
            sandbox: self.sandbox,
        }
    }
}

/// Adds a partner that is to be set up.
///
/// # Errors
/// [`DbError`].
pub fn add_partner(tx: &mut Tx<'_>, p: &Partner) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO partner (tenant_id, status, model, may_resell, network_id, credit_code,
            signed_at, active_at, agreement_signed, agreement_asked, sandbox)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values![
            p.tenant_id,
            &p.status,
            &p.model,
            p.may_resell,
            &p.network_id,
            &p.credit_code,
            p.signed_at,
            p.active_at,
            p.agreement_signed,
            p.agreement_asked,
            p.sandbox
        ],
    )
    .map(drop)
}

/// The partner of a tenant, if it is one.
///
/// # Errors
/// [`DbError`].
pub fn partner(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Partner>, DbError> {
    tx.query_opt(
        "SELECT tenant_id, status, model, may_resell, network_id, credit_code, signed_at, active_at,
            agreement_signed, agreement_asked, orders_blocked_from, sandbox
         FROM partner WHERE tenant_id = $1",
        values![scope.tenant().0],
    )
}

/// Lets a partner resell.
///
/// # Errors
/// [`DbError`].
pub fn allow_reselling(tx: &mut Tx<'_>, scope: TenantScope) -> Result<(), DbError> {
    tx.execute(
        "UPDATE partner SET may_resell = $2 WHERE tenant_id = $1",
        values![scope.tenant().0, true],
    )
    .map(drop)
}

/// Declares a partner set up.
///
/// # Errors
/// [`DbError`].
pub fn activate(tx: &mut Tx<'_>, scope: TenantScope, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE partner SET status = 'active', active_at = $2
         WHERE tenant_id = $1 AND status = 'provisioning'",
        values![scope.tenant().0, now],
    )
    .map(drop)
}

/// Adds a security group, once.
///
/// # Errors
/// [`DbError`].
pub fn add_group(tx: &mut Tx<'_>, scope: TenantScope, name: &str, id: Uuid) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO security_group (tenant_id, name, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        values![scope.tenant().0, name, id],
    )
    .map(drop)
}

row! {
    /// How a partner is billed.
    #[derive(Debug, Clone)]
    pub struct BillingAccount {
        /// Currency.
        pub currency: String,
        /// Billing day, 1 to 31.
        pub anchor_day: i64,
        /// Local date of signing.
        pub signed_on: String,
        /// Date of the first bill.
        pub first_billing_date: String,
        /// Days until a bill is due.
        pub payment_terms_days: i64,
        /// Credit limit, minor units.
        pub credit_limit: i64,
    }
}

/// Adds the billing account, once.
///
/// # Errors
/// [`DbError`].
pub fn add_billing_account(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    b: &BillingAccount,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO billing_account (tenant_id, currency, anchor_day, signed_on,
            first_billing_date, payment_terms_days, credit_limit)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        values![
            scope.tenant().0,
            &b.currency,
            b.anchor_day,
            &b.signed_on,
            &b.first_billing_date,
            b.payment_terms_days,
            b.credit_limit
        ],
    )
    .map(drop)
}

/// The billing account of a tenant, once it exists.
///
/// # Errors
/// [`DbError`].
pub fn billing_account(
    tx: &mut Tx<'_>,
    scope: TenantScope,
) -> Result<Option<BillingAccount>, DbError> {
    tx.query_opt(
        "SELECT currency, anchor_day, signed_on, first_billing_date, payment_terms_days, credit_limit
         FROM billing_account WHERE tenant_id = $1",
        values![scope.tenant().0],
    )
}

/// Sets the credit limit.
///
/// # Errors
/// [`DbError`].
pub fn set_credit_limit(tx: &mut Tx<'_>, scope: TenantScope, limit: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE billing_account SET credit_limit = $2 WHERE tenant_id = $1",
        values![scope.tenant().0, limit],
    )
    .map(drop)
}

/// Grants an entitlement, once.
///
/// # Errors
/// [`DbError`].
pub fn grant(tx: &mut Tx<'_>, scope: TenantScope, name: &str, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO entitlement (tenant_id, name, granted_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        values![scope.tenant().0, name, now],
    )
    .map(drop)
}

/// Sets a field of a profile.
///
/// # Errors
/// [`DbError`].
pub fn set_profile_field(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    profile: &str,
    field: &str,
    value: &str,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO profile_field (tenant_id, profile, field, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant_id, profile, field) DO UPDATE SET value = EXCLUDED.value",
        values![scope.tenant().0, profile, field, value],
    )
    .map(drop)
}

row! {
    /// A field of a profile.
    #[derive(Debug, Clone)]
    pub struct ProfileField {
        /// Which profile.
        pub profile: String,
        /// Which field.
        pub field: String,
        /// Its value.
        pub value: String,
    }
}

/// All profile fields of a tenant.
///
/// # Errors
/// [`DbError`].
pub fn profiles(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<ProfileField>, DbError> {
    tx.query(
        "SELECT profile, field, value FROM profile_field WHERE tenant_id = $1 ORDER BY profile, field",
        values![scope.tenant().0],
    )
}

row! {
    /// An item of the first-run checklist.
    #[derive(Debug, Clone)]
    pub struct ChecklistItem {
        /// Which.
        pub name: String,
        /// Its place in the list.
        pub position: i64,
        /// When it was done.
        pub done_at: Option<Instant>,
        /// By whom.
        pub done_by: String,
    }
}

/// Adds a checklist item, once.
///
/// # Errors
/// [`DbError`].
pub fn add_checklist_item(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    name: &str,
    position: u32,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO checklist_item (tenant_id, name, position, done_by) VALUES ($1, $2, $3, '')
         ON CONFLICT DO NOTHING",
        values![scope.tenant().0, name, position],
    )
    .map(drop)
}

/// The first-run checklist in order.
///
/// # Errors
/// [`DbError`].
pub fn checklist(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<ChecklistItem>, DbError> {
    let mut items: Vec<ChecklistItem> = tx.query(
        "SELECT name, position, done_at, done_by FROM checklist_item WHERE tenant_id = $1",
        values![scope.tenant().0],
    )?;
    // A handful of rows: the database would build a sorter for them.
    items.sort_by_key(|item| item.position);
    Ok(items)
}

/// Ticks a checklist item; false when there is none or it was done.
///
/// # Errors
/// [`DbError`].
pub fn tick_checklist_item(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    name: &str,
    by: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE checklist_item SET done_at = $3, done_by = $4
         WHERE tenant_id = $1 AND name = $2 AND done_at IS NULL",
        values![scope.tenant().0, name, now, by],
    )?;
    Ok(touched == 1)
}
