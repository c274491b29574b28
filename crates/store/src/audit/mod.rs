//! The audit log: append-only rows, each hashed over its predecessor in the same chain.
//!
//! A chain belongs to one tenant (or one registration draft), so that commands of different
//! tenants do not wait for one another on PostgreSQL.

/// The entries of the log, as [`Entry`] wants them.
macro_rules! entries {
    ($($rest:literal),+) => {
        concat!(
            "SELECT chain, sequence, at, actor_kind, actor, actor_name, ip, action, subject, outcome,
                correlation, detail, previous_hash, hash FROM audit_entry ",
            $($rest),+
        )
    };
}

mod check;
mod search;

pub use check::{
    Checked, Fault, Size, Verification, begin, checked, heads, note_part, unfinished, verify,
    verify_part,
};
pub use search::{Filter, Key, search};

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What is to be appended.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// The chain.
    pub chain: Uuid,
    /// When.
    pub at: Instant,
    /// `visitor`, `user`, `staff` or `system`.
    pub actor_kind: &'a str,
    /// The actor's account, if signed in.
    pub actor: Option<Uuid>,
    /// The actor's sign-in name, or what kind of visitor.
    pub actor_name: &'a str,
    /// Where from.
    pub ip: &'a str,
    /// What was done, for example `application.approve`.
    pub action: &'a str,
    /// To what, for example `application/…`.
    pub subject: &'a str,
    /// `succeeded`, `failed` or `in-progress`.
    pub outcome: &'a str,
    /// The request.
    pub correlation: Uuid,
    /// Old and new values as JSON, without secrets.
    pub detail: &'a str,
}

row! {
    /// An entry as stored.
    #[derive(Debug, Clone)]
    pub struct Entry {
        /// The chain.
        pub chain: Uuid,
        /// Its place in the chain, from 1.
        pub sequence: i64,
        /// When.
        pub at: Instant,
        /// `visitor`, `user`, `staff` or `system`.
        pub actor_kind: String,
        /// The actor's account.
        pub actor: Option<Uuid>,
        /// The actor's name at that time.
        pub actor_name: String,
        /// Where from.
        pub ip: String,
        /// What was done.
        pub action: String,
        /// To what.
        pub subject: String,
        /// How it ended.
        pub outcome: String,
        /// The request.
        pub correlation: Uuid,
        /// Old and new values as JSON.
        pub detail: String,
        /// Hash of the entry before.
        pub previous_hash: [u8; 32],
        /// Hash of this entry.
        pub hash: [u8; 32],
    }
}

row! {
    struct Head { sequence: i64, hash: [u8; 32] }
}

const GENESIS: [u8; 32] = [0; 32];

/// Appends an entry to its chain, and gives its place there.
///
/// # Errors
/// [`DbError`].
pub fn append(tx: &mut Tx<'_>, new: &NewEntry<'_>) -> Result<i64, DbError> {
    let head: Option<Head> = tx.query_opt(
        "SELECT sequence, hash FROM audit_chain WHERE chain = $1",
        values![new.chain],
    )?;
    let (sequence, previous, statement) = match head {
        Some(head) => (
            head.sequence + 1,
            head.hash,
            "UPDATE audit_chain SET sequence = $2, hash = $3 WHERE chain = $1",
        ),
        None => (
            1,
            GENESIS,
            "INSERT INTO audit_chain (chain, sequence, hash) VALUES ($1, $2, $3)",
        ),
    };
    let hash = hash(new, sequence, &previous);
    tx.execute(statement, values![new.chain, sequence, hash])?;
    tx.execute(
        "INSERT INTO audit_entry (chain, sequence, at, actor_kind, actor, actor_name, ip, action,
            subject, outcome, correlation, detail, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        values![
            new.chain,
            sequence,
            new.at,
            new.actor_kind,
            new.actor,
            new.actor_name,
            new.ip,
            new.action,
            new.subject,
            new.outcome,
            new.correlation,
            new.detail,
            previous,
            hash
        ],
    )?;
    Ok(sequence)
}

fn hash(entry: &NewEntry<'_>, sequence: i64, previous: &[u8; 32]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"tongdao audit v1");
    hasher.update(previous);
    hasher.update(entry.chain.as_bytes());
    hasher.update(sequence.to_be_bytes());
    hasher.update(entry.at.0.to_be_bytes());
    hasher.update(entry.correlation.as_bytes());
    hasher.update(entry.actor.map_or([0; 16], |a| *a.as_bytes()));
    // Lengths keep neighbouring texts from being shifted into one another.
    for text in [
        entry.actor_kind,
        entry.actor_name,
        entry.ip,
        entry.action,
        entry.subject,
        entry.outcome,
        entry.detail,
    ] {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().into()
}

impl Entry {
    fn as_new(&self) -> NewEntry<'_> {
        NewEntry {
            chain: self.chain,
            at: self.at,
            actor_kind: &self.actor_kind,
            actor: self.actor,
            actor_name: &self.actor_name,
            ip: &self.ip,
            action: &self.action,
            subject: &self.subject,
            outcome: &self.outcome,
            correlation: self.correlation,
            detail: &self.detail,
        }
    }
}

/// The newest entries about one subject but those of one action.
///
/// # Errors
/// [`DbError`].
pub fn of_subject(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    subject: &str,
    but: &str,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    tx.query(
        entries!("WHERE subject = $1 AND action <> $2 ORDER BY at DESC, sequence DESC LIMIT $3"),
        values![subject, but, limit],
    )
}

/// The newest entries of one action about one subject.
///
/// # Errors
/// [`DbError`].
pub fn of_action(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    subject: &str,
    action: &str,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    tx.query(
        entries!("WHERE subject = $1 AND action = $2 ORDER BY at DESC, sequence DESC LIMIT $3"),
        values![subject, action, limit],
    )
}

/// How many entries of one action there are about one subject.
///
/// # Errors
/// [`DbError`].
pub fn count_of_action(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    subject: &str,
    action: &str,
) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM audit_entry WHERE subject = $1 AND action = $2",
        values![subject, action],
    )
}

/// Every entry of a chain behind one of it but those of one action, newest first. There is no limit:
/// what it cut off would pass for something that never happened.
///
/// # Errors
/// [`DbError`].
pub fn behind(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    chain: Uuid,
    sequence: i64,
    but: &str,
) -> Result<Vec<Entry>, DbError> {
    tx.query(
        entries!("WHERE chain = $1 AND sequence > $2 AND action <> $3 ORDER BY sequence DESC"),
        values![chain, sequence, but],
    )
}

/// The newest entries of one tenant's chain.
///
/// # Errors
/// [`DbError`].
pub fn of_tenant(tx: &mut Tx<'_>, scope: TenantScope, limit: u32) -> Result<Vec<Entry>, DbError> {
    tx.query(
        entries!("WHERE chain = $1 ORDER BY sequence DESC LIMIT $2"),
        values![scope.tenant().0, limit],
    )
}

/// A part of one tenant's chain, newest first: between two moments and before a place.
///
/// # Errors
/// [`DbError`].
pub fn of_chain(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    from: Instant,
    until: Instant,
    before: i64,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    tx.query(
        entries!(
            "WHERE chain = $1 AND at >= $2 AND at < $3 AND sequence < $4
             ORDER BY sequence DESC LIMIT $5"
        ),
        values![scope.tenant().0, from, until, before, limit],
    )
}

/// A LIKE pattern for "contains", lower-case, with its own wildcards taken literally enough: `%`
/// and `_` in the text only widen the match.
pub(crate) fn contains(text: &str) -> String {
    format!("%{}%", text.to_lowercase())
}
