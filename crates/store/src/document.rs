//! Uploaded documents. Their bytes lie elsewhere, sealed.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// An uploaded document.
    #[derive(Debug, Clone)]
    pub struct Document {
        /// Its id.
        pub id: Uuid,
        /// Its application.
        pub application_id: Uuid,
        /// What it proves.
        pub kind: String,
        /// Its cleaned name.
        pub name: String,
        /// Its real type.
        pub media_type: String,
        /// Size of what is kept.
        pub bytes: i64,
        /// How many pages it has at most; 0 when it cannot be shown, none when nobody has counted.
        pub pages: Option<i64>,
        /// SHA-256 of what is kept.
        pub sha256: [u8; 32],
        /// SHA-256 of what was uploaded, which a picture is drawn anew from.
        pub source_sha256: Option<Vec<u8>>,
        /// Where the bytes are.
        pub storage_key: String,
        /// When it came.
        pub uploaded_at: Instant,
        /// Day of issue, where its age matters.
        pub dated_on: Option<String>,
        /// What the malware scanner said.
        pub scan: String,
        /// What it found, or why it said nothing.
        pub scan_note: String,
    }
}

macro_rules! documents {
    ($rest:literal) => {
        concat!(
            "SELECT id, application_id, kind, name, media_type, bytes, pages, sha256,
                source_sha256, storage_key, uploaded_at, dated_on, scan, scan_note FROM document ",
            $rest
        )
    };
}

/// Adds a document.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, d: &Document) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO document (id, application_id, kind, name, media_type, bytes, sha256,
            source_sha256, storage_key, uploaded_at, dated_on, scan, scan_note, pages)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        values![
            d.id,
            d.application_id,
            &d.kind,
            &d.name,
            &d.media_type,
            d.bytes,
            d.sha256,
            d.source_sha256.clone(),
            &d.storage_key,
            d.uploaded_at,
            d.dated_on.clone(),
            &d.scan,
            &d.scan_note,
            d.pages
        ],
    )
    .map(drop)
}

/// The documents of an application that were not removed, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Document>, DbError> {
    tx.query(
        documents!("WHERE application_id = $1 AND removed_at IS NULL AND erased_at IS NULL ORDER BY uploaded_at, id"),
        values![application],
    )
}

/// A document of an application that was not removed.
///
/// # Errors
/// [`DbError`].
pub fn get(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    id: Uuid,
) -> Result<Option<Document>, DbError> {
    tx.query_opt(
        documents!(
            "WHERE application_id = $1 AND id = $2 AND removed_at IS NULL AND erased_at IS NULL"
        ),
        values![application, id],
    )
}

/// How many documents came for an application since a moment, removed ones included.
///
/// # Errors
/// [`DbError`].
pub fn count_since(tx: &mut Tx<'_>, application: Uuid, since: Instant) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM document WHERE application_id = $1 AND uploaded_at > $2",
        values![application, since],
    )
}

/// Marks a document as removed; false when there is none of that id in the application.
///
/// # Errors
/// [`DbError`].
pub fn remove(tx: &mut Tx<'_>, application: Uuid, id: Uuid, now: Instant) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE document SET removed_at = $3
         WHERE application_id = $1 AND id = $2 AND removed_at IS NULL AND erased_at IS NULL",
        values![application, id, now],
    )?;
    Ok(touched == 1)
}

/// Keeps how many pages a document has; what is known to be fewer stays.
///
/// # Errors
/// [`DbError`].
pub fn set_pages(tx: &mut Tx<'_>, id: Uuid, pages: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE document SET pages = $2 WHERE id = $1 AND (pages IS NULL OR pages > $2)",
        values![id, pages],
    )
    .map(drop)
}

row! {
    /// An application that holds a certain document.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Holder {
        /// The application.
        pub application_id: Uuid,
        /// Its reference number.
        pub reference: String,
    }
}

/// Applications of other companies to which the same file was uploaded, removed or not.
///
/// # Errors
/// [`DbError`].
pub fn holders(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
    kept: [u8; 32],
    source: [u8; 32],
) -> Result<Vec<Holder>, DbError> {
    // Two halves, because one condition with "or" would use neither index.
    tx.query(
        "SELECT a.id AS application_id, a.reference FROM document d
         JOIN application a ON a.id = d.application_id
         WHERE d.sha256 = $2 AND a.tenant_id <> $1
         UNION
         SELECT a.id AS application_id, a.reference FROM document d
         JOIN application a ON a.id = d.application_id
         WHERE d.source_sha256 = $3 AND a.tenant_id <> $1
         ORDER BY 2 LIMIT 20",
        values![tenant, kept, source],
    )
}

row! {
    /// A document to be scanned, and whose it is.
    #[derive(Debug, Clone)]
    pub struct Unscanned {
        /// The document.
        pub id: Uuid,
        /// Its application.
        pub application_id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// Where the bytes are.
        pub storage_key: String,
        /// What was said so far.
        pub scan: String,
    }
}

/// A document as the scanner wants it.
///
/// # Errors
/// [`DbError`].
pub fn unscanned(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
) -> Result<Option<Unscanned>, DbError> {
    tx.query_opt(
        "SELECT d.id, d.application_id, a.tenant_id, d.storage_key, d.scan FROM document d
         JOIN application a ON a.id = d.application_id
         WHERE d.id = $1 AND d.removed_at IS NULL AND d.erased_at IS NULL",
        values![id],
    )
}

/// Documents of applications that are not decided and that nobody asked the scanner about, for
/// example because there was none when they came.
///
/// # Errors
/// [`DbError`].
pub fn never_scanned(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    limit: u32,
) -> Result<Vec<Unscanned>, DbError> {
    tx.query(
        "SELECT d.id, d.application_id, a.tenant_id, d.storage_key, d.scan FROM document d
         JOIN application a ON a.id = d.application_id
         WHERE d.scan = 'none' AND d.removed_at IS NULL
           AND a.state IN ('draft', 'submitted', 'in-review', 'information-requested')
         ORDER BY d.uploaded_at LIMIT $1",
        values![limit],
    )
}

/// Writes down what the scanner said.
///
/// # Errors
/// [`DbError`].
pub fn set_scan(
    tx: &mut Tx<'_>,
    id: Uuid,
    scan: &str,
    note: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE document SET scan = $2, scan_note = $3, scanned_at = $4 WHERE id = $1",
        values![id, scan, note, now],
    )
    .map(drop)
}
