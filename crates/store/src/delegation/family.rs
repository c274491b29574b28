//! Families of tokens: everything that came of one sign-in with a program.

use crate::identity::named;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A family.
    #[derive(Debug, Clone)]
    pub struct Family {
        /// Its id, which its access tokens carry.
        pub id: Uuid,
        /// The program.
        pub app_id: Uuid,
        /// The person.
        pub account_id: Uuid,
        /// The sign-in in which the person agreed.
        pub session_id: Uuid,
        /// `code` or `device`.
        pub way: String,
        /// What for.
        pub resource: String,
        /// What else the program wanted.
        pub scope: String,
        /// When the person used a second factor.
        pub proved_at: Instant,
        /// When it began.
        pub began_at: Instant,
        /// When a token was last made.
        pub last_used_at: Instant,
        /// When the person has to be asked anew.
        pub ends_at: Instant,
        /// Since when it is worth nothing.
        pub ended_at: Option<Instant>,
    }
}

row! {
    /// A refresh token; the token itself is nowhere.
    #[derive(Debug, Clone)]
    pub struct Refresh {
        /// Its family.
        pub family_id: Uuid,
        /// From when it is worth nothing.
        pub expires_at: Instant,
        /// When it was exchanged.
        pub used_at: Option<Instant>,
    }
}

/// Begins a family.
///
/// # Errors
/// [`DbError`].
pub fn begin(tx: &mut Tx<'_>, family: &Family) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO token_family (id, app_id, account_id, session_id, way, resource, scope,
            proved_at, began_at, last_used_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values![
            family.id,
            family.app_id,
            family.account_id,
            family.session_id,
            &family.way,
            &family.resource,
            &family.scope,
            family.proved_at,
            family.began_at,
            family.last_used_at,
            family.ends_at
        ],
    )
    .map(drop)
}

/// A family.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Family>, DbError> {
    tx.query_opt(
        "SELECT id, app_id, account_id, session_id, way, resource, scope, proved_at, began_at,
            last_used_at, ends_at, ended_at FROM token_family WHERE id = $1",
        values![id],
    )
}

/// Notes that a token was made.
///
/// # Errors
/// [`DbError`].
pub fn touch(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE token_family SET last_used_at = $2 WHERE id = $1",
        values![id, now],
    )
    .map(drop)
}

/// Ends a family because a code or token of it was used twice; false when it had ended.
///
/// # Errors
/// [`DbError`].
pub fn end_reused(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE token_family SET ended_at = $2, ended_why = 'reused'
         WHERE id = $1 AND ended_at IS NULL",
        values![id, now],
    )?;
    Ok(touched == 1)
}

/// Ends every family of a person.
///
/// # Errors
/// [`DbError`].
pub fn end_all(tx: &mut Tx<'_>, account: Uuid, now: Instant) -> Result<u64, DbError> {
    // Codes on their way would begin another.
    tx.execute(
        "DELETE FROM authorization_code WHERE account_id = $1 AND family_id IS NULL",
        values![account],
    )?;
    tx.execute(
        "UPDATE device_code SET state = 'refused' WHERE account_id = $1 AND state = 'allowed'",
        values![account],
    )?;
    tx.execute(
        "UPDATE token_family SET ended_at = $2, ended_why = 'sessions'
         WHERE account_id = $1 AND ended_at IS NULL",
        values![account, now],
    )
}

/// Ends the families that began in a session, which its owner does not know.
///
/// # Errors
/// [`DbError`].
pub fn end_of_session(tx: &mut Tx<'_>, session: Uuid, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM authorization_code WHERE session_id = $1 AND family_id IS NULL",
        values![session],
    )?;
    tx.execute(
        "UPDATE device_code SET state = 'refused' WHERE session_id = $1 AND state = 'allowed'",
        values![session],
    )?;
    tx.execute(
        "UPDATE token_family SET ended_at = $2, ended_why = 'sessions'
         WHERE session_id = $1 AND ended_at IS NULL",
        values![session, now],
    )
}

/// Adds a refresh token.
///
/// # Errors
/// [`DbError`].
pub fn add_refresh(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    family: Uuid,
    now: Instant,
    until: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO refresh_token (hash, family_id, made_at, expires_at) VALUES ($1, $2, $3, $4)",
        values![hash, family, now, until],
    )
    .map(drop)
}

/// A refresh token by its hash, used or not.
///
/// # Errors
/// [`DbError`].
pub fn refresh(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<Refresh>, DbError> {
    tx.query_opt(
        "SELECT family_id, expires_at, used_at FROM refresh_token WHERE hash = $1",
        values![hash],
    )
}

/// Uses a refresh token up; false when it was used before.
///
/// # Errors
/// [`DbError`].
pub fn claim_refresh(tx: &mut Tx<'_>, hash: &[u8; 32], now: Instant) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE refresh_token SET used_at = $2 WHERE hash = $1 AND used_at IS NULL",
        values![hash, now],
    )?;
    Ok(touched == 1)
}

row! {
    /// A person and the program that acts for them, both in good standing.
    #[derive(Debug, Clone)]
    pub struct Acting {
        /// The program.
        pub app_id: Uuid,
        /// What the company calls it.
        pub app_name: String,
        /// What it may do with customers where it calls for itself.
        pub app_agent: String,
        /// What it may do to the company's account where it calls for itself.
        pub app_admin: String,
        /// The person.
        pub account_id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// The organisation's name.
        pub organisation: String,
        /// `local@domain`.
        pub sign_in_name: String,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// Language.
        pub language: String,
        /// Agent setting of the person.
        pub agent_setting: String,
        /// Admin setting of the person.
        pub admin_setting: String,
        /// The company's status as a partner.
        pub partner_status: Option<String>,
        /// From when new orders wait for a signature.
        pub orders_blocked_from: Option<Instant>,
        /// Whether the company is an integration sandbox.
        pub partner_sandbox: Option<bool>,
    }
}

named!(Acting);

/// The person a program acts for, as long as the program is enabled, the person works there, has
/// signed in to the end, and lets it.
///
/// # Errors
/// [`DbError`].
pub fn acting(tx: &mut Tx<'_>, app: Uuid, account: Uuid) -> Result<Option<Acting>, DbError> {
    tx.query_opt(
        "SELECT a.id AS app_id, a.name AS app_name, a.agent_setting AS app_agent,
            a.admin_setting AS app_admin, u.id AS account_id, u.tenant_id, t.name AS organisation,
            u.sign_in_name, u.family_name, u.given_name, u.name_order, u.language,
            u.agent_setting, u.admin_setting, p.status AS partner_status, p.orders_blocked_from,
            p.sandbox AS partner_sandbox
         FROM app_consent c
         JOIN client_app a ON a.id = c.app_id
         JOIN account u ON u.id = c.account_id AND u.tenant_id = a.tenant_id
         JOIN tenant t ON t.id = u.tenant_id
         LEFT JOIN partner p ON p.tenant_id = a.tenant_id
         WHERE c.app_id = $1 AND c.account_id = $2 AND a.disabled_at IS NULL
           AND u.status = 'active' AND u.temporary_until IS NULL
           AND u.totp_confirmed_at IS NOT NULL",
        values![app, account],
    )
}

/// The same for an access token, whose family has to be alive as well.
///
/// # Errors
/// [`DbError`].
pub fn bearer(
    tx: &mut Tx<'_>,
    family: Uuid,
    now: Instant,
) -> Result<Option<(Family, Acting)>, DbError> {
    match get(tx, family)? {
        Some(family) if family.ended_at.is_none() && now < family.ends_at => {
            let acting = acting(tx, family.app_id, family.account_id)?;
            Ok(acting.map(|acting| (family, acting)))
        }
        _ => Ok(None),
    }
}
