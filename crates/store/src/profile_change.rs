//! Versions of a partner's profiles, and changes of vetted facts that wait for a reviewer.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! { struct Version { version: i64 } }

/// The version of a profile; 1 until it is changed for the first time.
///
/// # Errors
/// [`DbError`].
pub fn version(tx: &mut Tx<'_>, scope: TenantScope, profile: &str) -> Result<i64, DbError> {
    let found: Option<Version> = tx.query_opt(
        "SELECT version FROM profile_version WHERE tenant_id = $1 AND profile = $2",
        values![scope.tenant().0, profile],
    )?;
    Ok(found.map_or(1, |found| found.version))
}

/// Makes the next version of a profile; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn next_version(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    profile: &str,
    version: i64,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "INSERT INTO profile_version (tenant_id, profile, version, changed_at)
         VALUES ($1, $2, $5, $4)
         ON CONFLICT (tenant_id, profile) DO UPDATE SET version = $5, changed_at = $4
         WHERE profile_version.version = $3",
        values![scope.tenant().0, profile, version, now, version + 1],
    )?;
    Ok(touched == 1)
}

row! {
    /// A change of vetted facts.
    #[derive(Debug, Clone)]
    pub struct Change {
        /// Its id.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// `pending`, `approved`, `rejected` or `withdrawn`.
        pub state: String,
        /// While it is pending, whose turn it is: `awaited`, `sent` or `asked`.
        pub stage: String,
        /// When it was asked for.
        pub made_at: Instant,
        /// By whom.
        pub made_by: String,
        /// When it was decided.
        pub decided_at: Option<Instant>,
        /// By whom.
        pub decided_by: String,
        /// Why it was rejected.
        pub reason: String,
    }
}

macro_rules! changes {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, state, stage, made_at, made_by, decided_at, decided_by, reason
             FROM profile_change ",
            $rest
        )
    };
}

row! {
    /// A fact of a change.
    #[derive(Debug, Clone)]
    pub struct Fact {
        /// The field.
        pub field: String,
        /// What was in force when it was asked for.
        pub old_value: String,
        /// What is wanted.
        pub new_value: String,
    }
}

/// Adds a change that waits.
///
/// # Errors
/// [`DbError::Unique`] when one waits already.
pub fn add(tx: &mut Tx<'_>, change: &Change, facts: &[Fact]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO profile_change (id, tenant_id, state, stage, made_at, made_by, decided_by, reason)
         VALUES ($1, $2, $3, $6, $4, $5, '', '')",
        values![
            change.id,
            change.tenant_id,
            &change.state,
            change.made_at,
            &change.made_by,
            &change.stage
        ],
    )?;
    for fact in facts {
        tx.execute(
            "INSERT INTO profile_change_fact (change_id, field, old_value, new_value)
             VALUES ($1, $2, $3, $4)",
            values![change.id, &fact.field, &fact.old_value, &fact.new_value],
        )?;
    }
    Ok(())
}

/// A company's newest change that was not withdrawn, decided or not.
///
/// # Errors
/// [`DbError`].
pub fn newest(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Change>, DbError> {
    tx.query_opt(
        changes!(
            "WHERE tenant_id = $1 AND state <> 'withdrawn'
             ORDER BY made_at DESC, CASE state WHEN 'pending' THEN 0 ELSE 1 END, id DESC LIMIT 1"
        ),
        values![scope.tenant().0],
    )
}

/// The facts of a change, by field.
///
/// # Errors
/// [`DbError`].
pub fn facts(tx: &mut Tx<'_>, change: Uuid) -> Result<Vec<Fact>, DbError> {
    tx.query(
        "SELECT field, old_value, new_value FROM profile_change_fact
         WHERE change_id = $1 ORDER BY field",
        values![change],
    )
}

row! {
    /// A change that waits, as reviewers list it.
    #[derive(Debug, Clone)]
    pub struct Waiting {
        /// Its id.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// Its name.
        pub name: String,
        /// Whose turn it is.
        pub stage: String,
        /// When it was asked for.
        pub made_at: Instant,
        /// By whom.
        pub made_by: String,
        /// How many facts.
        pub facts: i64,
    }
}

/// The changes that wait, oldest first, of companies the asking person has no conflict with.
///
/// # Errors
/// [`DbError`].
pub fn waiting(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    limit: u32,
) -> Result<Vec<Waiting>, DbError> {
    tx.query(
        "SELECT c.id, c.tenant_id, t.name, c.stage, c.made_at, c.made_by,
            (SELECT COUNT(*) FROM profile_change_fact f WHERE f.change_id = c.id) AS facts
         FROM profile_change c JOIN tenant t ON t.id = c.tenant_id
         WHERE c.state = 'pending' AND NOT EXISTS (SELECT 1 FROM staff_conflict s
            WHERE s.tenant_id = c.tenant_id AND s.account_id = $1)
         ORDER BY c.made_at, c.id LIMIT $2",
        values![person, limit],
    )
}

/// A change of whatever company, unless the asking person has a conflict with it.
///
/// # Errors
/// [`DbError`].
pub fn of_any(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    id: Uuid,
) -> Result<Option<Change>, DbError> {
    tx.query_opt(
        changes!(
            "WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM staff_conflict s
                WHERE s.tenant_id = profile_change.tenant_id AND s.account_id = $1)"
        ),
        values![person, id],
    )
}

/// Ends the wait of a change; false when it waits no more.
///
/// # Errors
/// [`DbError`].
pub fn settle(
    tx: &mut Tx<'_>,
    id: Uuid,
    (state, reason): (&str, &str),
    by: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE profile_change SET state = $2, reason = $3, decided_by = $4, decided_at = $5
         WHERE id = $1 AND state = 'pending'",
        values![id, state, reason, by, now],
    )?;
    Ok(touched == 1)
}

/// Hands a change that waits to whoever has to act next; false when it is not at that stage.
///
/// # Errors
/// [`DbError`].
pub fn hand(tx: &mut Tx<'_>, id: Uuid, (from, to): (&str, &str)) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE profile_change SET stage = $3 WHERE id = $1 AND state = 'pending' AND stage = $2",
        values![id, from, to],
    )?;
    Ok(touched == 1)
}
