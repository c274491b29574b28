//! Documents of changes of vetted facts, and what was asked and answered about them. Their bytes lie
//! elsewhere, sealed.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A document of a change.
    #[derive(Debug, Clone)]
    pub struct Document {
        /// Its id.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// The change.
        pub change_id: Uuid,
        /// What it proves.
        pub kind: String,
        /// Its cleaned name.
        pub name: String,
        /// Its real type.
        pub media_type: String,
        /// Size of what is kept.
        pub bytes: i64,
        /// How many pages it has at most.
        pub pages: i64,
        /// SHA-256 of what is kept.
        pub sha256: [u8; 32],
        /// SHA-256 of what was uploaded, which a picture is drawn anew from.
        pub source_sha256: [u8; 32],
        /// Where the bytes are.
        pub storage_key: String,
        /// Day of issue, where its age matters.
        pub dated_on: Option<String>,
        /// When it came.
        pub uploaded_at: Instant,
        /// When the reviewer got it.
        pub sent_at: Option<Instant>,
        /// What the malware scanner said.
        pub scan: String,
        /// What it found.
        pub scan_note: String,
    }
}

macro_rules! documents {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, change_id, kind, name, media_type, bytes, pages, sha256,
                source_sha256, storage_key, dated_on, uploaded_at, sent_at, scan, scan_note
             FROM profile_change_document ",
            $rest
        )
    };
}

/// Adds a document that is not sent yet.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, d: &Document) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO profile_change_document (id, tenant_id, change_id, kind, name, media_type,
            bytes, pages, sha256, source_sha256, storage_key, dated_on, uploaded_at, scan, scan_note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        values![
            d.id,
            d.tenant_id,
            d.change_id,
            &d.kind,
            &d.name,
            &d.media_type,
            d.bytes,
            d.pages,
            d.sha256,
            d.source_sha256,
            &d.storage_key,
            d.dated_on.clone(),
            d.uploaded_at,
            &d.scan,
            &d.scan_note
        ],
    )
    .map(drop)
}

/// The documents of a change that are there, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, change: Uuid) -> Result<Vec<Document>, DbError> {
    tx.query(
        documents!("WHERE change_id = $1 AND erased_at IS NULL ORDER BY uploaded_at, id"),
        values![change],
    )
}

/// How many documents a company added since a moment, removed ones included.
///
/// # Errors
/// [`DbError`].
pub fn count_since(tx: &mut Tx<'_>, scope: TenantScope, since: Instant) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM profile_change_document
         WHERE tenant_id = $1 AND uploaded_at > $2",
        values![scope.tenant().0, since],
    )
}

/// Takes a document away that was not sent; false when there is none of that id in the change.
///
/// # Errors
/// [`DbError`].
pub fn remove(tx: &mut Tx<'_>, change: Uuid, id: Uuid, now: Instant) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE profile_change_document SET erased_at = $3, name = '', scan_note = ''
         WHERE change_id = $1 AND id = $2 AND sent_at IS NULL AND erased_at IS NULL",
        values![change, id, now],
    )?;
    Ok(touched == 1)
}

/// Gives the reviewer what was added to a change; says how many that are.
///
/// # Errors
/// [`DbError`].
pub fn send(tx: &mut Tx<'_>, change: Uuid, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE profile_change_document SET sent_at = $2
         WHERE change_id = $1 AND sent_at IS NULL AND erased_at IS NULL",
        values![change, now],
    )
}

/// Takes documents, questions and answers along to the change that replaces another.
///
/// # Errors
/// [`DbError`].
pub fn carry(tx: &mut Tx<'_>, scope: TenantScope, from: Uuid, to: Uuid) -> Result<(), DbError> {
    tx.execute(
        "UPDATE profile_change_document SET change_id = $3 WHERE tenant_id = $1 AND change_id = $2",
        values![scope.tenant().0, from, to],
    )?;
    tx.execute(
        "UPDATE profile_change_line SET change_id = $2 WHERE change_id = $1",
        values![from, to],
    )
    .map(drop)
}

row! {
    /// A question of a reviewer, or what a company sent.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// Its place in the order, from 1.
        pub place: i64,
        /// `asked` or `sent`.
        pub kind: String,
        /// When.
        pub at: Instant,
        /// By whom.
        pub author: String,
        /// The question or the comment.
        pub text: String,
        /// Kinds of documents that are asked for, with commas between them.
        pub kinds: String,
    }
}

/// What was asked and answered about a change, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn lines(tx: &mut Tx<'_>, change: Uuid) -> Result<Vec<Line>, DbError> {
    tx.query(
        "SELECT place, kind, at, author, text, kinds FROM profile_change_line
         WHERE change_id = $1 ORDER BY place",
        values![change],
    )
}

/// Adds a question or an answer.
///
/// # Errors
/// [`DbError::Unique`] when somebody was faster.
pub fn add_line(tx: &mut Tx<'_>, change: Uuid, line: &Line) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO profile_change_line (change_id, place, kind, at, author, text, kinds)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            change,
            line.place,
            &line.kind,
            line.at,
            &line.author,
            &line.text,
            &line.kinds
        ],
    )
    .map(drop)
}

/// Documents no scanner has seen.
///
/// # Errors
/// [`DbError`].
pub fn unscanned(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Document>, DbError> {
    tx.query(
        documents!("WHERE scan IN ('none', 'pending') AND erased_at IS NULL ORDER BY id LIMIT $1"),
        values![limit],
    )
}

/// Writes down what the scanner said; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn set_scan(tx: &mut Tx<'_>, id: Uuid, scan: &str, note: &str) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE profile_change_document SET scan = $2, scan_note = $3
         WHERE id = $1 AND scan IN ('none', 'pending') AND erased_at IS NULL",
        values![id, scan, note],
    )?;
    Ok(touched == 1)
}

row! {
    /// A change that is over.
    #[derive(Debug, Clone)]
    pub struct Over {
        /// The change.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
    }
}

/// Changes that ended in a state before a moment and still have documents.
///
/// # Errors
/// [`DbError`].
pub fn over(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    state: &str,
    before: Instant,
    limit: u32,
) -> Result<Vec<Over>, DbError> {
    tx.query(
        "SELECT c.id, c.tenant_id FROM profile_change c
         WHERE c.state = $1 AND c.decided_at IS NOT NULL AND c.decided_at <= $2 AND EXISTS
            (SELECT 1 FROM profile_change_document d WHERE d.change_id = c.id AND d.erased_at IS NULL)
         ORDER BY c.decided_at, c.id LIMIT $3",
        values![state, before, limit],
    )
}

/// Marks the documents of a change as erased, all or only those that were not sent, and says where
/// their bytes are.
///
/// # Errors
/// [`DbError`].
pub fn erase(
    tx: &mut Tx<'_>,
    change: Uuid,
    unsent_only: bool,
    now: Instant,
) -> Result<Vec<String>, DbError> {
    let found = all(tx, change)?.into_iter();
    let found: Vec<_> = found
        .filter(|document| !unsent_only || document.sent_at.is_none())
        .collect();
    for document in &found {
        tx.execute(
            "UPDATE profile_change_document SET erased_at = $2, name = '', scan_note = ''
             WHERE id = $1",
            values![document.id, now],
        )?;
    }
    Ok(found.into_iter().map(|d| d.storage_key).collect())
}
