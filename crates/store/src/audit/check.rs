//! Verifying the chains, at once or in parts.

use super::{Entry, GENESIS, hash};
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

/// Faults told at most; the first ones say where to look.
const MOST_FAULTS: usize = 100;

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Chains read.
    pub chains: u64,
    /// Entries read.
    pub entries: u64,
    /// Signatures read.
    pub signatures: u64,
    /// What does not agree, at most a hundred.
    pub faults: Vec<Fault>,
}

/// A place where the log does not agree with itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The chain.
    pub chain: Uuid,
    /// The entry, or the place where one is missing.
    pub sequence: i64,
    /// What does not agree.
    pub problem: &'static str,
}

row! {
    struct ChainHead { chain: Uuid, sequence: i64, hash: [u8; 32] }
}

/// Reads every chain from its first entry and recomputes each hash, then every signature, which the
/// log must know; memory grows with the number of signatures alone.
///
/// # Errors
/// [`DbError`].
pub fn verify(tx: &mut Tx<'_>, scope: OperatorScope) -> Result<Verification, DbError> {
    verify_part(tx, scope, Uuid::nil(), Uuid::max())
}

/// The same for the chains from one id to another, both included.
///
/// # Errors
/// [`DbError`].
pub fn verify_part(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    from: Uuid,
    to: Uuid,
) -> Result<Verification, DbError> {
    let mut result = Verification::default();
    let heads: Vec<ChainHead> = tx.query(
        "SELECT chain, sequence, hash FROM audit_chain
         WHERE chain >= $1 AND chain <= $2 ORDER BY chain",
        values![from, to],
    )?;
    let mut heads: std::collections::HashMap<Uuid, ChainHead> =
        heads.into_iter().map(|head| (head.chain, head)).collect();
    result.chains = u64::try_from(heads.len()).unwrap_or(u64::MAX);
    let mut faults = Vec::new();
    let mut signed = std::collections::HashSet::new();
    let mut last: Option<(Uuid, i64, [u8; 32])> = None;
    let mut close =
        |chain: Uuid, sequence: i64, hash: [u8; 32], faults: &mut Vec<Fault>| match heads
            .remove(&chain)
        {
            None => faults.push(Fault {
                chain,
                sequence,
                problem: "chain has no head",
            }),
            Some(head) if head.sequence != sequence || head.hash != hash => {
                faults.push(Fault {
                    chain,
                    sequence: head.sequence,
                    problem: "end of chain is missing",
                });
            }
            Some(_) => {}
        };
    tx.for_each(
        "SELECT chain, sequence, at, actor_kind, actor, actor_name, ip, action, subject, outcome,
            correlation, detail, previous_hash, hash FROM audit_entry
         WHERE chain >= $1 AND chain <= $2 ORDER BY chain, sequence",
        values![from, to],
        &mut |row| {
            let entry: Entry = crate::db::FromRow::from_row(row)?;
            result.entries += 1;
            let (sequence, previous) = match last {
                Some((chain, sequence, hash)) if chain == entry.chain => (sequence, hash),
                before => {
                    if let Some((chain, sequence, hash)) = before {
                        close(chain, sequence, hash, &mut faults);
                    }
                    (0, GENESIS)
                }
            };
            let fault = |problem| Fault {
                chain: entry.chain,
                sequence: entry.sequence,
                problem,
            };
            if entry.sequence != sequence + 1 {
                faults.push(fault("an entry before this one is missing"));
            } else if entry.previous_hash != previous {
                faults.push(fault("does not follow the entry before"));
            }
            if entry.hash != hash(&entry.as_new(), entry.sequence, &entry.previous_hash) {
                faults.push(fault("has been changed"));
            }
            signed.extend(signature_in(&entry).map(|hash| (entry.chain, hash)));
            last = Some((entry.chain, entry.sequence, entry.hash));
            Ok(())
        },
    )?;
    if let Some((chain, sequence, hash)) = last {
        close(chain, sequence, hash, &mut faults);
    }
    for (chain, head) in heads {
        faults.push(Fault {
            chain,
            sequence: head.sequence,
            problem: "all entries are missing",
        });
    }
    let (signatures, more) = crate::signature::verify(tx, scope, (from, to), signed)?;
    result.signatures = signatures;
    faults.extend(more);
    faults.truncate(MOST_FAULTS);
    result.faults = faults;
    Ok(result)
}

/// The hash of the signature an entry tells of.
fn signature_in(entry: &Entry) -> Option<[u8; 32]> {
    if entry.action != "agreement.sign" || entry.outcome != "succeeded" {
        return None;
    }
    let detail: serde_json::Value = serde_json::from_str(&entry.detail).ok()?;
    let hash = detail.get("signature")?.as_str()?.as_bytes();
    data_encoding::HEXLOWER.decode(hash).ok()?.try_into().ok()
}

row! {
    /// The head of a chain, for cutting the log into parts.
    #[derive(Debug, Clone)]
    pub struct Size {
        /// The chain.
        pub chain: Uuid,
        /// Its entries.
        pub sequence: i64,
    }
}

/// The chains from an id on, with their sizes.
///
/// # Errors
/// [`DbError`].
pub fn heads(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    from: Uuid,
    limit: u32,
) -> Result<Vec<Size>, DbError> {
    tx.query(
        "SELECT chain, sequence FROM audit_chain WHERE chain >= $1 ORDER BY chain LIMIT $2",
        values![from, limit],
    )
}

row! {
    /// A verification somebody asked for.
    #[derive(Debug, Clone)]
    pub struct Checked {
        /// Its id.
        pub id: Uuid,
        /// Who asked: family name.
        pub family_name: String,
        /// Who asked: given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// When.
        pub started_at: Instant,
        /// When it was done; none while it goes on.
        pub finished_at: Option<Instant>,
        /// Entries there were when it was begun.
        pub total: i64,
        /// Chains read.
        pub chains: i64,
        /// Entries read.
        pub entries: i64,
        /// Signatures read.
        pub signatures: i64,
        /// What does not agree, as JSON.
        pub faults: String,
        /// The chain with which it goes on.
        pub next_chain: Uuid,
    }
}

crate::identity::named!(Checked);

macro_rules! checked {
    ($rest:literal) => {
        concat!(
            "SELECT v.id, a.family_name, a.given_name, a.name_order, v.started_at, v.finished_at,
                v.total, v.chains, v.entries, v.signatures, v.faults, v.next_chain
             FROM audit_verification v JOIN account a ON a.id = v.started_by ",
            $rest
        )
    };
}

/// Begins a verification.
///
/// # Errors
/// [`DbError::Unique`] while another goes on.
pub fn begin(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    by: Uuid,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO audit_verification (id, started_by, started_at, total, chains, entries,
            signatures, faults, next_chain, going_on)
         VALUES ($1, $2, $3, (SELECT CAST(COALESCE(SUM(sequence), 0) AS BIGINT) FROM audit_chain),
            0, 0, 0, '[]', $4, 1)",
        values![id, by, now, Uuid::nil()],
    )
    .map(drop)
}

/// The newest verifications.
///
/// # Errors
/// [`DbError`].
pub fn checked(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Checked>, DbError> {
    tx.query(
        checked!("ORDER BY v.started_at DESC, v.id LIMIT $1"),
        values![limit],
    )
}

/// The verification that goes on, if any.
///
/// # Errors
/// [`DbError`].
pub fn unfinished(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Option<Checked>, DbError> {
    tx.query_opt(checked!("WHERE v.going_on = 1"), &[])
}

/// Records what was found up to a chain, with which it goes on; false when somebody else has gone on
/// from there.
///
/// # Errors
/// [`DbError`].
pub fn note_part(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &Checked,
    found: &Checked,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE audit_verification SET chains = $3, entries = $4, signatures = $5, faults = $6,
            next_chain = $7, finished_at = $8,
            going_on = CASE WHEN CAST($8 AS BIGINT) IS NULL THEN 1 END
         WHERE id = $1 AND next_chain = $2 AND going_on = 1",
        values![
            before.id,
            before.next_chain,
            found.chains,
            found.entries,
            found.signatures,
            &found.faults,
            found.next_chain,
            found.finished_at
        ],
    )?;
    Ok(touched == 1)
}
