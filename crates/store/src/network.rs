//! The partner network's register in the operator's hands: list, look-up, import.

use crate::many::{Insert, places};
use crate::{DbError, Tx, Value, row, values};
use domain::effects::Instant;
use domain::enrolment::network::{Kind, Known, Member};
use domain::permission::OperatorScope;
use std::sync::LazyLock;
use uuid::Uuid;

/// Members read with one statement.
const AT_ONCE: usize = 100;

row! {
    /// A member with everything the register keeps.
    #[derive(Debug, Clone)]
    pub struct Entry {
        /// The membership number.
        pub network_id: String,
        /// `headquarters` or `location`.
        pub kind: String,
        /// The company.
        pub name: String,
        /// ISO country.
        pub country: String,
        /// Where the network writes to.
        pub contact_email: String,
        /// Whether the membership is alive.
        pub active: bool,
        /// The headquarters a location belongs to.
        pub headquarters_id: Option<String>,
        /// When it joined.
        pub joined_at: Instant,
        /// When the register was last changed about it.
        pub changed_at: Option<Instant>,
        /// Open applications and partners that use the number.
        pub uses: i64,
        /// Members that name it as their headquarters.
        pub locations: i64,
    }
}

impl Entry {
    /// What importing compares with.
    #[must_use]
    pub fn known(&self) -> Known {
        Known {
            member: Member {
                network_id: self.network_id.clone(),
                kind: Kind::from_text(&self.kind).unwrap_or(Kind::Location),
                name: self.name.clone(),
                country: self.country.clone(),
                contact_email: self.contact_email.clone(),
                active: self.active,
                headquarters_id: self.headquarters_id.clone(),
            },
            in_use: self.uses > 0,
            is_headquarters_of_others: self.locations > 0,
        }
    }
}

macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT m.network_id, m.kind, m.name, m.country, m.contact_email, m.active,
                m.headquarters_id, m.joined_at, m.changed_at,
                (SELECT COUNT(*) FROM application a WHERE a.network_id = m.network_id
                    AND a.state NOT IN ('rejected', 'withdrawn', 'lapsed')) AS uses,
                (SELECT COUNT(*) FROM network_member l
                 WHERE l.headquarters_id = m.network_id) AS locations
             FROM network_member m ",
            $rest
        )
    };
}

/// Members whose number, name or mailbox contains a text, by number.
///
/// # Errors
/// [`DbError`].
pub fn search(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    text: &str,
    offset: u32,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    tx.query(
        entries!(
            "WHERE ($1 = '' OR LOWER(m.network_id || ' ' || m.name || ' ' || m.contact_email) LIKE $2)
             ORDER BY m.network_id LIMIT $3 OFFSET $4"
        ),
        values![text, crate::audit::contains(text), limit, offset],
    )
}

/// How many members [`search`] finds.
///
/// # Errors
/// [`DbError`].
pub fn count(tx: &mut Tx<'_>, _: OperatorScope, text: &str) -> Result<u64, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM network_member m
         WHERE ($1 = '' OR LOWER(m.network_id || ' ' || m.name || ' ' || m.contact_email) LIKE $2)",
        values![text, crate::audit::contains(text)],
    )?;
    Ok(n.max(0).unsigned_abs())
}

/// The members with some numbers, each number given once.
///
/// # Errors
/// [`DbError`].
pub fn entries(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    network_ids: &[String],
) -> Result<Vec<Entry>, DbError> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let places = places(1, AT_ONCE);
        entries!("WHERE m.network_id IN (").to_owned() + &places + ")"
    });
    let mut found = Vec::new();
    for some in network_ids.chunks(AT_ONCE) {
        // The last one fills the places that are left.
        let padded = some.iter().chain(some.last().into_iter().cycle());
        let values: Vec<Value> = padded.take(AT_ONCE).map(|id| id.as_str().into()).collect();
        found.extend(tx.query::<Entry>(SQL.as_str(), &values)?);
    }
    Ok(found)
}

static WRITE: Insert<9> = Insert::new(
    "INSERT INTO network_member (network_id, kind, name, country, contact_email, active,
        headquarters_id, joined_at, changed_at) VALUES",
    "ON CONFLICT (network_id) DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name,
        country = EXCLUDED.country, contact_email = EXCLUDED.contact_email,
        active = EXCLUDED.active, headquarters_id = EXCLUDED.headquarters_id,
        changed_at = EXCLUDED.changed_at",
);

/// Adds members or writes what has changed about them; each number may be given once.
///
/// # Errors
/// [`DbError`].
pub fn write(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    members: &[Member],
    now: Instant,
) -> Result<(), DbError> {
    let rows = members.iter().map(|member| {
        [
            member.network_id.as_str().into(),
            member.kind.text().into(),
            member.name.as_str().into(),
            member.country.as_str().into(),
            member.contact_email.as_str().into(),
            member.active.into(),
            member.headquarters_id.clone().into(),
            now.into(),
            now.into(),
        ]
    });
    WRITE.run(tx, rows).map(drop)
}

row! {
    /// A file that was uploaded.
    #[derive(Debug, Clone)]
    pub struct Import {
        /// Its id.
        pub id: Uuid,
        /// What the browser called it.
        pub file_name: String,
        /// SHA-256 of its bytes.
        pub sha256: [u8; 32],
        /// Its cells as JSON.
        pub cells: String,
        /// When it was uploaded.
        pub uploaded_at: Instant,
        /// When it was imported.
        pub confirmed_at: Option<Instant>,
        /// Members added.
        pub added: Option<i64>,
        /// Members changed.
        pub changed: Option<i64>,
        /// Rows that said what the register says.
        pub unchanged: Option<i64>,
        /// Rows that were wrong.
        pub refused: Option<i64>,
    }
}

/// Keeps an uploaded file.
///
/// # Errors
/// [`DbError`].
pub fn add_import(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    file_name: &str,
    sha256: &[u8; 32],
    cells: &str,
    by: Uuid,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO network_import (id, file_name, sha256, cells, uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![id, file_name, sha256, cells, by, now],
    )
    .map(drop)
}

/// An uploaded file.
///
/// # Errors
/// [`DbError`].
pub fn import(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Import>, DbError> {
    tx.query_opt(
        "SELECT id, file_name, sha256, cells, uploaded_at, confirmed_at, added, changed, unchanged,
            refused FROM network_import WHERE id = $1",
        values![id],
    )
}

/// Notes that a file was imported; false when it was before.
///
/// # Errors
/// [`DbError`].
pub fn confirm_import(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    by: Uuid,
    counts: [i64; 4],
    now: Instant,
) -> Result<bool, DbError> {
    let [added, changed, unchanged, refused] = counts;
    let confirmed = tx.execute(
        "UPDATE network_import SET confirmed_by = $2, confirmed_at = $3, added = $4, changed = $5,
            unchanged = $6, refused = $7 WHERE id = $1 AND confirmed_at IS NULL",
        values![id, by, now, added, changed, unchanged, refused],
    )?;
    Ok(confirmed == 1)
}

/// Forgets the cells of files that were uploaded before a moment; what was done with them stays.
///
/// # Errors
/// [`DbError`].
pub fn forget_cells(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE network_import SET cells = '[]' WHERE id IN (
            SELECT id FROM network_import WHERE uploaded_at < $1 AND cells <> '[]' LIMIT $2)",
        values![before, limit],
    )
}
