//! Searching the log.

use super::{Entry, contains};
use crate::{DbError, Tx, Value, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

/// The place of an entry in the order of a search: newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// When.
    pub at: Instant,
    /// The chain.
    pub chain: Uuid,
    /// Its place in the chain.
    pub sequence: i64,
}

/// Which entries are wanted; empty texts want all.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Action, subject or actor contain it.
    pub text: String,
    /// The action begins with it.
    pub action: String,
    /// The actor's name contains it.
    pub actor: String,
    /// The subject is it.
    pub subject: String,
    /// The chain it is in.
    pub chain: Option<Uuid>,
    /// The request.
    pub correlation: Option<Uuid>,
    /// Not before.
    pub from: Instant,
    /// Before.
    pub until: Instant,
    /// Only what comes behind it.
    pub after: Option<Key>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            text: String::new(),
            action: String::new(),
            actor: String::new(),
            subject: String::new(),
            chain: None,
            correlation: None,
            from: Instant(0),
            until: Instant(i64::MAX),
            after: None,
        }
    }
}

macro_rules! searched {
    ($where:literal) => {
        entries!(
            "WHERE ",
            $where,
            " AND at >= $2 AND at < $3 AND at <= $4
               AND (at < $4 OR chain > $5 OR (chain = $5 AND sequence < $6))
               AND ($7 = '' OR LOWER(action || ' ' || subject || ' ' || actor_name) LIKE $8)
               AND ($9 = '' OR SUBSTR(action, 1, $10) = $9)
               AND ($11 = '' OR LOWER(actor_name) LIKE $12)
               AND ($13 = '' OR subject = $13)
               AND ($14 = 0 OR chain = $15)
             ORDER BY at DESC, chain, sequence DESC LIMIT $16"
        )
    };
}

/// Entries of all tenants, newest first.
///
/// # Errors
/// [`DbError`].
pub fn search(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    let after = filter.after.unwrap_or(Key {
        at: Instant(i64::MAX),
        chain: Uuid::nil(),
        sequence: i64::MAX,
    });
    let letters = u32::try_from(filter.action.chars().count()).unwrap_or(u32::MAX);
    let (text, actor) = (contains(&filter.text), contains(&filter.actor));
    let (any_chain, chain) = (filter.chain.is_none(), filter.chain.unwrap_or_default());
    // Each narrow search has an index; one statement for all of them could use none. What is asked
    // besides is asked of what the index has found.
    let (sql, first) = match (filter.correlation, filter.subject.as_str(), filter.chain) {
        (Some(correlation), ..) => (searched!("correlation = $1"), Value::from(correlation)),
        (None, "", None) => (searched!("$1 = ''"), Value::from("")),
        (None, "", Some(chain)) => (searched!("chain = $1"), Value::from(chain)),
        (None, subject, _) => (searched!("subject = $1"), Value::from(subject)),
    };
    tx.query(
        sql,
        values![
            first,
            filter.from,
            filter.until,
            after.at,
            after.chain,
            after.sequence,
            &filter.text,
            &text,
            &filter.action,
            letters,
            &filter.actor,
            &actor,
            &filter.subject,
            i64::from(!any_chain),
            chain,
            limit
        ],
    )
}
