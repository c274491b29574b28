//! Signatures and their printed copies.

use crate::audit::Fault;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::enrolment::signature::{Record, chain};
use domain::permission::{OperatorScope, TenantScope};
use std::collections::HashSet;
use uuid::Uuid;

row! {
    /// A signature; rows never change.
    #[derive(Debug, Clone)]
    pub struct Signature {
        /// Its id.
        pub id: Uuid,
        /// The application it belongs to.
        pub application_id: Uuid,
        /// Whose.
        pub tenant_id: Uuid,
        /// Agreement id.
        pub text_id: String,
        /// Agreement version.
        pub text_version: String,
        /// The language read.
        pub text_language: String,
        /// SHA-256 of the exact text, hexadecimal.
        pub text_sha256: String,
        /// The record as JSON, exactly as hashed.
        pub record: String,
        /// When.
        pub signed_at: Instant,
        /// Billing day.
        pub anchor_day: i64,
        /// Hash of the signature before.
        pub previous_hash: [u8; 32],
        /// Hash of this one.
        pub hash: [u8; 32],
    }
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, application_id, tenant_id, text_id, text_version, text_language,
                text_sha256, record, signed_at, anchor_day, previous_hash, hash FROM signature ",
            $rest
        )
    };
}

/// The hash the next signature of a tenant follows.
///
/// # Errors
/// [`DbError`].
pub fn last_hash(tx: &mut Tx<'_>, scope: TenantScope) -> Result<[u8; 32], DbError> {
    Ok(of_tenant(tx, scope)?
        .first()
        .map_or([0; 32], |signature| signature.hash))
}

/// Adds a signature.
///
/// # Errors
/// [`DbError::Unique`] when this version was signed for this application before.
pub fn add(tx: &mut Tx<'_>, s: &Signature) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO signature (id, application_id, tenant_id, text_id, text_version,
            text_language, text_sha256, record, signed_at, anchor_day, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        values![
            s.id,
            s.application_id,
            s.tenant_id,
            &s.text_id,
            &s.text_version,
            &s.text_language,
            &s.text_sha256,
            &s.record,
            s.signed_at,
            s.anchor_day,
            s.previous_hash,
            s.hash
        ],
    )
    .map(drop)
}

/// A tenant's signatures, newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_tenant(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Signature>, DbError> {
    tx.query(
        columns!("WHERE tenant_id = $1 ORDER BY signed_at DESC, id"),
        values![scope.tenant().0],
    )
}

/// The signature with a hash, for the public verification page: the hash is the leave to read it.
///
/// # Errors
/// [`DbError`].
pub fn by_hash(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<Signature>, DbError> {
    tx.query_opt(columns!("WHERE hash = $1"), values![hash])
}

/// The signature with a printed copy of that SHA-256.
///
/// # Errors
/// [`DbError`].
pub fn by_copy(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<Signature>, DbError> {
    tx.query_opt(
        columns!("WHERE id IN (SELECT signature_id FROM signed_copy WHERE sha256 = $1)"),
        values![sha256],
    )
}

/// A signature by its id, for the worker that prints it.
///
/// # Errors
/// [`DbError::NoRow`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Signature, DbError> {
    tx.query_one(
        columns!("WHERE tenant_id = $1 AND id = $2"),
        values![scope.tenant().0, id],
    )
}

row! {
    /// A printed copy.
    #[derive(Debug, Clone)]
    pub struct Copy {
        /// The signature.
        pub signature_id: Uuid,
        /// Language of the print.
        pub language: String,
        /// Where the bytes are.
        pub storage_key: String,
        /// SHA-256 of the bytes, hexadecimal.
        pub sha256: String,
        /// Size.
        pub bytes: i64,
    }
}

/// Records a printed copy, once.
///
/// # Errors
/// [`DbError`].
pub fn add_copy(tx: &mut Tx<'_>, copy: &Copy, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO signed_copy (signature_id, language, storage_key, sha256, bytes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        values![
            copy.signature_id,
            &copy.language,
            &copy.storage_key,
            &copy.sha256,
            copy.bytes,
            now
        ],
    )
    .map(drop)
}

/// The printed copies of a signature.
///
/// # Errors
/// [`DbError`].
pub fn copies(tx: &mut Tx<'_>, signature: Uuid) -> Result<Vec<Copy>, DbError> {
    tx.query(
        "SELECT signature_id, language, storage_key, sha256, bytes FROM signed_copy
         WHERE signature_id = $1 ORDER BY language",
        values![signature],
    )
}

/// Verifies every signature of the tenants from one id to another: its record gives its hash, its columns say what the record says, it
/// follows the one before, and the audit log, which `signed` was read from, knows it. Memory does not
/// grow with the records. Returns how many signatures there are, and what does not agree.
///
/// # Errors
/// [`DbError`].
pub(crate) fn verify(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (from, to): (Uuid, Uuid),
    mut signed: HashSet<(Uuid, [u8; 32])>,
) -> Result<(u64, Vec<Fault>), DbError> {
    let mut faults = Vec::new();
    let mut count = 0_u64;
    let mut last: Option<(Uuid, i64, [u8; 32])> = None;
    tx.for_each(
        columns!("WHERE tenant_id >= $1 AND tenant_id <= $2 ORDER BY tenant_id, signed_at, id"),
        values![from, to],
        &mut |row| {
            let found: Signature = crate::db::FromRow::from_row(row)?;
            count += 1;
            let (place, before) = match last {
                Some((tenant, place, hash)) if tenant == found.tenant_id => (place + 1, hash),
                _ => (1, [0; 32]),
            };
            let mut fault = |problem| {
                faults.push(Fault {
                    chain: found.tenant_id,
                    sequence: place,
                    problem,
                });
            };
            if found.previous_hash != before {
                fault("signature does not follow the one before");
            }
            if !agrees(&found) {
                fault("signature record has been changed");
            }
            if !signed.remove(&(found.tenant_id, found.hash)) {
                fault("signature is not in the audit log");
            }
            last = Some((found.tenant_id, place, found.hash));
            Ok(())
        },
    )?;
    faults.extend(signed.into_iter().map(|(tenant, _)| Fault {
        chain: tenant,
        sequence: 0,
        problem: "signature is missing",
    }));
    Ok((count, faults))
}

/// Whether a signature's record gives its hash, and its columns repeat what the record says.
#[must_use]
pub fn agrees(s: &Signature) -> bool {
    let Ok(record) = serde_json::from_str::<Record>(&s.record) else {
        return false;
    };
    let signed_at = record.signed_at.parse::<jiff::Timestamp>();
    chain(&s.previous_hash, &s.record) == s.hash
        && record.tenant == s.tenant_id
        && record.text_id == s.text_id
        && record.version == s.text_version
        && record.language == s.text_language
        && record.text_sha256 == s.text_sha256
        && signed_at.is_ok_and(|at| at.as_microsecond() == s.signed_at.0)
}
