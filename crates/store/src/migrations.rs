//! Paired migrations: the same number and name for both engines, applied once, in order.

use crate::db::{Db, DbError, Engine, Tx};
use crate::values;
use domain::effects::Instant;
use sha2::{Digest, Sha256};

/// One migration with its text for each engine.
pub struct Migration {
    /// Its number, from 1 without gaps.
    pub number: u32,
    /// Its name, the same for both engines.
    pub name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migration {
    ($number:literal, $file:literal) => {
        Migration {
            number: $number,
            name: $file,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $file, ".sql")),
        }
    };
}

/// Every migration, oldest first.
pub const ALL: &[Migration] = &[
    migration!(1, "0001_foundation"),
    migration!(2, "0002_timer"),
    migration!(3, "0003_risk_flag"),
    migration!(4, "0004_users"),
    migration!(5, "0005_documents"),
    migration!(6, "0006_recovery"),
    migration!(7, "0007_agreements"),
    migration!(8, "0008_application_clock"),
    migration!(9, "0009_information_request"),
    migration!(10, "0010_rejection"),
    migration!(11, "0011_confirmation_reminder"),
    migration!(12, "0012_case_duty"),
    migration!(13, "0013_thread"),
    migration!(14, "0014_registry_extract"),
    migration!(15, "0015_approval_proposal"),
    migration!(16, "0016_sign_in_lock"),
    migration!(17, "0017_sla_warning"),
    migration!(18, "0018_audit_verification"),
    migration!(19, "0019_customers"),
    migration!(20, "0020_domains"),
    migration!(21, "0021_contact"),
    migration!(22, "0022_credit"),
    migration!(23, "0023_confirmed_contact"),
    migration!(24, "0024_orders"),
    migration!(25, "0025_document_pages"),
    migration!(26, "0026_client_app"),
    migration!(27, "0027_registration"),
    migration!(28, "0028_one_company"),
    migration!(29, "0029_network_register"),
    migration!(30, "0030_privacy"),
    migration!(31, "0031_another_authenticator"),
    migration!(32, "0032_lost_access"),
    migration!(33, "0033_delegation"),
    migration!(34, "0034_hooks"),
    migration!(35, "0035_relationship_link"),
    migration!(36, "0036_billing"),
    migration!(37, "0037_sandbox"),
    migration!(38, "0038_profile_changes"),
    migration!(39, "0039_key_reminders"),
    migration!(40, "0040_term_notice"),
    migration!(41, "0041_price_list"),
    migration!(42, "0042_invoice_line_subscription"),
    migration!(43, "0043_sandbox_account"),
    migration!(44, "0044_attestation_again"),
    migration!(45, "0045_application_company"),
    migration!(46, "0046_screening"),
    migration!(47, "0047_customer_tags"),
    migration!(48, "0048_customer_import"),
    migration!(49, "0049_partner_act"),
    migration!(50, "0050_licence"),
    migration!(51, "0051_delegated_service"),
    migration!(52, "0052_ledger"),
    migration!(53, "0053_credit_note"),
    migration!(54, "0054_actions"),
    migration!(55, "0055_support"),
    migration!(56, "0056_inquiry"),
    migration!(57, "0057_screening_hit"),
    migration!(58, "0058_bounce"),
    migration!(59, "0059_health"),
    migration!(60, "0060_lateness"),
    migration!(61, "0061_suspension"),
    migration!(62, "0062_dispute"),
    migration!(63, "0063_change_documents"),
    migration!(64, "0064_incident_draft"),
    migration!(65, "0065_maintenance"),
    migration!(66, "0066_incident_due"),
    migration!(67, "0067_letter"),
    migration!(68, "0068_adjustment"),
    migration!(69, "0069_special_price"),
    migration!(70, "0070_usage"),
    migration!(71, "0071_refund"),
    migration!(72, "0072_health_feed"),
    migration!(73, "0073_notices"),
    migration!(74, "0074_offer_change"),
    migration!(75, "0075_invoice_export"),
    migration!(76, "0076_fapiao"),
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

/// Applies what is missing, each in its own transaction, and returns the names applied.
///
/// # Errors
/// [`DbError`]; also when the database is newer than this program.
pub fn migrate(db: &Db, now: Instant) -> Result<Vec<&'static str>, DbError> {
    let newest = db.write(newest).wait()?;
    let known = ALL.last().map_or(0, |m| m.number);
    if newest > known {
        return Err(DbError::Engine(format!(
            "the database has migration {newest}, this program knows {known}: use a newer program"
        )));
    }
    let mut applied = Vec::new();
    for migration in ALL.iter().filter(|m| m.number > newest) {
        // Another node may have been faster; then there is nothing left to do.
        let fresh = db.write(move |tx| apply(tx, migration, now)).wait()?;
        if fresh {
            applied.push(migration.name);
        }
    }
    Ok(applied)
}

/// The migrations that are still missing.
///
/// # Errors
/// [`DbError`].
pub fn pending(db: &Db) -> Result<Vec<&'static str>, DbError> {
    let newest = db.write(newest).wait()?;
    Ok(ALL
        .iter()
        .filter(|m| m.number > newest)
        .map(|m| m.name)
        .collect())
}

/// A name for exactly these migrations; it changes with any word of them.
#[must_use]
pub fn edition() -> String {
    let mut all = Sha256::new();
    for migration in ALL {
        all.update(migration.name);
        all.update(migration.sqlite);
        all.update(migration.postgres);
    }
    let digest: [u8; 32] = all.finalize().into();
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn newest(tx: &mut Tx<'_>) -> Result<u32, DbError> {
    tx.batch(TABLE)?;
    let n: i64 = tx.query_one(
        "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) AS n FROM schema_migration",
        &[],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

fn apply(tx: &mut Tx<'_>, migration: &Migration, now: Instant) -> Result<bool, DbError> {
    if newest(tx)? >= migration.number {
        return Ok(false);
    }
    tx.batch(match tx.engine() {
        Engine::Sqlite => migration.sqlite,
        Engine::Postgres => migration.postgres,
    })?;
    tx.execute(
        "INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)",
        values![migration.number, migration.name, now],
    )?;
    Ok(true)
}
