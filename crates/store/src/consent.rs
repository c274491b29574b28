//! Texts a company has agreed to while applying, with their version.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A consent.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Consent {
        /// Which text.
        pub text_id: String,
        /// Its version.
        pub version: String,
        /// When it was given.
        pub given_at: Instant,
    }
}

/// Writes a consent down; the newest counts.
///
/// # Errors
/// [`DbError`].
pub fn give(
    tx: &mut Tx<'_>,
    application: Uuid,
    consent: &Consent,
    by: Option<Uuid>,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO consent (owner_id, text_id, version, given_by, given_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (owner_id, text_id) DO UPDATE SET version = EXCLUDED.version,
            given_by = EXCLUDED.given_by, given_at = EXCLUDED.given_at",
        values![
            application,
            &consent.text_id,
            &consent.version,
            by,
            consent.given_at
        ],
    )
    .map(drop)
}

/// The consent of an application to a text.
///
/// # Errors
/// [`DbError`].
pub fn to(tx: &mut Tx<'_>, application: Uuid, text_id: &str) -> Result<Option<Consent>, DbError> {
    tx.query_opt(
        "SELECT text_id, version, given_at FROM consent WHERE owner_id = $1 AND text_id = $2",
        values![application, text_id],
    )
}
