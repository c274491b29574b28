//! Tenants, accounts, sessions.

use crate::{DbError, Tx, row, values};
use domain::accounts::contact::{NameOrder, full_name};
use domain::accounts::users::Status;
use domain::caller::{AdminSetting, AgentSetting};
use domain::effects::Instant;
use domain::language::Language;
use domain::permission::TenantScope;
use uuid::Uuid;

/// Rows with a person's names know the full one.
macro_rules! named {
    ($($row:ty),+) => {$(
        impl $row {
            /// The full name in the order its owner wants.
            #[must_use]
            pub fn full_name(&self) -> String {
                $crate::identity::ordered(&self.family_name, &self.given_name, &self.name_order)
            }
        }
    )+};
}

pub(crate) use named;

row! {
    /// An organisation's directory.
    #[derive(Debug, Clone)]
    pub struct Tenant {
        /// Its id.
        pub id: Uuid,
        /// `operator`, `partner`, …
        pub kind: String,
        /// The organisation's name.
        pub name: String,
        /// Its first domain, permanent.
        pub domain: String,
        /// Preferred language.
        pub language: String,
    }
}

/// Sets the language mails and bills of a tenant are written in.
///
/// # Errors
/// [`DbError`].
pub fn set_tenant_language(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    language: &str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE tenant SET language = $2 WHERE id = $1",
        values![scope.tenant().0, language],
    )
    .map(drop)
}

/// Adds a tenant.
///
/// # Errors
/// [`DbError::Unique`] when the domain is taken or looks like that of another partner.
pub fn add_tenant(tx: &mut Tx<'_>, tenant: &Tenant, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO tenant (id, kind, name, domain, language, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            tenant.id,
            tenant.kind.as_str(),
            tenant.name.as_str(),
            tenant.domain.as_str(),
            tenant.language.as_str(),
            now
        ],
    )?;
    // Customers are named by partners who know them; only names are theirs alone, not looks.
    if tenant.kind.ends_with("customer") {
        return Ok(());
    }
    let prefix = tenant.domain.split('.').next().unwrap_or_default();
    for look in domain::validate::looks(prefix) {
        tx.execute(
            "INSERT INTO domain_look (look, domain) VALUES ($1, $2)",
            values![look, tenant.domain.as_str()],
        )?;
    }
    Ok(())
}

/// A tenant.
///
/// # Errors
/// [`DbError`].
pub fn tenant(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Tenant, DbError> {
    tx.query_one(
        "SELECT id, kind, name, domain, language FROM tenant WHERE id = $1",
        values![scope.tenant().0],
    )
}

/// The name of an organisation, for the rules of a password its user chooses.
///
/// # Errors
/// [`DbError::NoRow`].
pub fn organisation(tx: &mut Tx<'_>, tenant: Uuid) -> Result<String, DbError> {
    tx.query_one(
        "SELECT name AS t FROM tenant WHERE id = $1",
        values![tenant],
    )
}

/// The operator's tenant, if it has been set up.
///
/// # Errors
/// [`DbError`].
pub fn operator(tx: &mut Tx<'_>) -> Result<Option<Tenant>, DbError> {
    tx.query_opt(
        "SELECT id, kind, name, domain, language FROM tenant WHERE kind = 'operator'",
        &[],
    )
}

row! {
    /// An account with all its columns.
    #[derive(Debug, Clone)]
    pub struct Account {
        /// Its id.
        pub id: Uuid,
        /// Its tenant.
        pub tenant_id: Uuid,
        /// `local@domain`, lower-case.
        pub sign_in_name: String,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// Job title.
        pub title: String,
        /// Where mail reaches the person.
        pub contact_email: String,
        /// Recovery phone.
        pub mobile: String,
        /// Language.
        pub language: String,
        /// `invited`, `active`, `blocked`, `deleted`.
        pub status: String,
        /// Agent setting.
        pub agent_setting: String,
        /// Admin setting.
        pub admin_setting: String,
        /// Argon2id, PHC string.
        pub password_hash: String,
        /// Until when a temporary password works; none when the person chose the password.
        pub temporary_until: Option<Instant>,
        /// Wrong passwords in a row.
        pub failures: u32,
        /// End of the present lock.
        pub locked_until: Option<Instant>,
        /// Authenticator secret, sealed.
        pub totp_secret: Option<Vec<u8>>,
        /// When the authenticator was confirmed.
        pub totp_confirmed_at: Option<Instant>,
        /// Time step of the last accepted code; a code works once.
        pub totp_last_step: i64,
        /// The order names are written in: `auto`, `family-first`, `given-first`.
        pub name_order: String,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! account_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, sign_in_name, family_name, given_name, title, contact_email,
                mobile, language, status, agent_setting, admin_setting, password_hash,
                temporary_until, failures, locked_until, totp_secret, totp_confirmed_at,
                totp_last_step, name_order, version FROM account ",
            $rest
        )
    };
}

/// Adds an account.
///
/// # Errors
/// [`DbError::Unique`] when the sign-in name is taken.
pub fn add_account(tx: &mut Tx<'_>, a: &Account, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO account (id, tenant_id, sign_in_name, family_name, given_name, title,
            contact_email, mobile, language, status, agent_setting, admin_setting, password_hash,
            temporary_until, failures, locked_until, totp_secret, totp_confirmed_at,
            totp_last_step, created_at, version, name_order)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22)",
        values![
            a.id,
            a.tenant_id,
            &a.sign_in_name,
            &a.family_name,
            &a.given_name,
            &a.title,
            &a.contact_email,
            &a.mobile,
            &a.language,
            &a.status,
            &a.agent_setting,
            &a.admin_setting,
            &a.password_hash,
            a.temporary_until,
            a.failures,
            a.locked_until,
            a.totp_secret.clone(),
            a.totp_confirmed_at,
            a.totp_last_step,
            now,
            a.version,
            &a.name_order
        ],
    )
    .map(drop)
}

named!(Account);

impl Account {
    /// A fresh account, its password good until a moment: without names, contact data, settings and
    /// authenticator.
    #[must_use]
    pub fn invited(
        id: Uuid,
        tenant_id: Uuid,
        sign_in_name: String,
        password_hash: String,
        until: Instant,
    ) -> Self {
        Self {
            id,
            tenant_id,
            sign_in_name,
            family_name: String::new(),
            given_name: String::new(),
            title: String::new(),
            contact_email: String::new(),
            mobile: String::new(),
            language: Language::ZhHans.tag().to_owned(),
            status: Status::Invited.text().to_owned(),
            agent_setting: AgentSetting::None.text().to_owned(),
            admin_setting: AdminSetting::None.text().to_owned(),
            password_hash,
            temporary_until: Some(until),
            failures: 0,
            locked_until: None,
            totp_secret: None,
            totp_confirmed_at: None,
            totp_last_step: 0,
            name_order: NameOrder::Auto.text().to_owned(),
            version: 1,
        }
    }
}

/// A full name in the order of a column.
pub(crate) fn ordered(family: &str, given: &str, order: &str) -> String {
    let order = NameOrder::from_text(order).unwrap_or(NameOrder::Auto);
    full_name(family, given, order)
}

/// The account behind a sign-in name, for authentication: nobody is authorised yet.
///
/// # Errors
/// [`DbError`].
pub fn account_to_sign_in(tx: &mut Tx<'_>, sign_in_name: &str) -> Result<Option<Account>, DbError> {
    tx.query_opt(
        account_columns!("WHERE sign_in_name = $1"),
        values![sign_in_name],
    )
}

/// The account that can be recovered under a sign-in name: its id alone, so that finding one costs
/// no more than finding none.
///
/// # Errors
/// [`DbError`].
pub fn account_to_recover(tx: &mut Tx<'_>, sign_in_name: &str) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT id FROM account WHERE sign_in_name = $1 AND status IN ('invited', 'active')",
        values![sign_in_name],
    )
}

/// The account of a session holder, for the next step of the sign-in.
///
/// # Errors
/// [`DbError::NoRow`].
pub fn own_account(tx: &mut Tx<'_>, id: Uuid) -> Result<Account, DbError> {
    tx.query_one(account_columns!("WHERE id = $1"), values![id])
}

/// The global admins of a tenant who can act.
///
/// # Errors
/// [`DbError`].
pub fn global_admins(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Account>, DbError> {
    tx.query(
        account_columns!(
            "WHERE tenant_id = $1 AND admin_setting = 'global-admin'
             AND status IN ('invited', 'active') ORDER BY sign_in_name"
        ),
        values![scope.tenant().0],
    )
}

/// A partner's people who help its customers and can act.
///
/// # Errors
/// [`DbError`].
pub fn helpers(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Account>, DbError> {
    tx.query(
        account_columns!(
            "WHERE tenant_id = $1 AND status IN ('invited', 'active')
               AND (agent_setting IN ('admin-agent', 'helpdesk-agent')
                 OR admin_setting = 'global-admin')
             ORDER BY sign_in_name"
        ),
        values![scope.tenant().0],
    )
}

/// Writes what a sign-in changes: password, lock, authenticator, status.
///
/// # Errors
/// [`DbError`].
pub fn save_sign_in_state(tx: &mut Tx<'_>, a: &Account) -> Result<(), DbError> {
    tx.execute(
        "UPDATE account SET password_hash = $2, temporary_until = $3, failures = $4,
            locked_until = $5, totp_secret = $6, totp_confirmed_at = $7, totp_last_step = $8,
            status = $9, version = version + 1 WHERE id = $1",
        values![
            a.id,
            &a.password_hash,
            a.temporary_until,
            a.failures,
            a.locked_until,
            a.totp_secret.clone(),
            a.totp_confirmed_at,
            a.totp_last_step,
            &a.status
        ],
    )
    .map(drop)
}

/// Sets the language of an account.
///
/// # Errors
/// [`DbError`].
pub fn set_language(tx: &mut Tx<'_>, account: Uuid, language: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE account SET language = $2 WHERE id = $1",
        values![account, language],
    )
    .map(drop)
}

/// Remembers a password so that it is not chosen again soon.
///
/// # Errors
/// [`DbError`].
pub fn remember_password(
    tx: &mut Tx<'_>,
    account: Uuid,
    hash: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO password_history (account_id, password_hash, set_at) VALUES ($1, $2, $3)",
        values![account, hash, now],
    )
    .map(drop)
}

/// The hashes of the last passwords, newest first.
///
/// # Errors
/// [`DbError`].
pub fn last_passwords(tx: &mut Tx<'_>, account: Uuid, n: u32) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT password_hash AS t FROM password_history WHERE account_id = $1
         ORDER BY set_at DESC LIMIT $2",
        values![account, n],
    )
}

/// Gives a member of staff a role.
///
/// # Errors
/// [`DbError`].
pub fn add_staff_role(tx: &mut Tx<'_>, account: Uuid, role: &str) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO staff_role (account_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        values![account, role],
    )
    .map(drop)
}

row! {
    /// A session with everything a request needs to know about its holder.
    #[derive(Debug, Clone)]
    pub struct SessionHolder {
        /// The session.
        pub id: Uuid,
        /// The account.
        pub account_id: Uuid,
        /// When the session began.
        pub created_at: Instant,
        /// When it was last used (to the minute).
        pub last_seen_at: Instant,
        /// When the authenticator was used in it.
        pub mfa_at: Option<Instant>,
        /// The tenant.
        pub tenant_id: Uuid,
        /// The tenant's kind.
        pub tenant_kind: String,
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
        /// Account status.
        pub status: String,
        /// Agent setting.
        pub agent_setting: String,
        /// Admin setting.
        pub admin_setting: String,
        /// Set while a temporary password is in force.
        pub temporary_until: Option<Instant>,
        /// Set once an authenticator is confirmed.
        pub totp_confirmed_at: Option<Instant>,
        /// Staff roles, joined by commas.
        pub roles: Option<String>,
        /// Status of the company as a partner, once it has signed.
        pub partner_status: Option<String>,
        /// From when the company's new orders wait for a signature.
        pub orders_blocked_from: Option<Instant>,
        /// Whether the company is an integration sandbox.
        pub partner_sandbox: Option<bool>,
    }
}

named!(SessionHolder);

/// The holder of a living session.
///
/// # Errors
/// [`DbError`].
pub fn session_holder(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
) -> Result<Option<SessionHolder>, DbError> {
    tx.query_opt(
        "SELECT s.id, s.account_id, s.created_at, s.last_seen_at, s.mfa_at, a.tenant_id,
            t.kind AS tenant_kind, t.name AS organisation, a.sign_in_name, a.family_name,
            a.given_name, a.name_order, a.language, a.status, a.agent_setting, a.admin_setting,
            a.temporary_until, a.totp_confirmed_at,
            (SELECT STRING_AGG(r.role, ',') FROM staff_role r WHERE r.account_id = a.id) AS roles,
            p.status AS partner_status, p.orders_blocked_from,
            p.sandbox AS partner_sandbox
         FROM session s
         JOIN account a ON a.id = s.account_id
         JOIN tenant t ON t.id = a.tenant_id
         LEFT JOIN partner p ON p.tenant_id = a.tenant_id
         WHERE s.token_hash = $1 AND s.ended_at IS NULL",
        values![token_hash],
    )
}

/// An account as the holder of a session it does not have: for what a person does without signing in,
/// after something else has shown who it is. There is none of who has left or was never here.
///
/// # Errors
/// [`DbError`].
pub fn holder_without_session(
    tx: &mut Tx<'_>,
    account: Uuid,
) -> Result<Option<SessionHolder>, DbError> {
    tx.query_opt(
        "SELECT a.id, a.id AS account_id, a.created_at, a.created_at AS last_seen_at,
            a.totp_confirmed_at AS mfa_at, a.tenant_id, t.kind AS tenant_kind,
            t.name AS organisation, a.sign_in_name, a.family_name, a.given_name, a.name_order,
            a.language, a.status, a.agent_setting, a.admin_setting, a.temporary_until,
            a.totp_confirmed_at,
            (SELECT STRING_AGG(r.role, ',') FROM staff_role r WHERE r.account_id = a.id) AS roles,
            p.status AS partner_status, p.orders_blocked_from,
            p.sandbox AS partner_sandbox
         FROM account a
         JOIN tenant t ON t.id = a.tenant_id
         LEFT JOIN partner p ON p.tenant_id = a.tenant_id
         WHERE a.id = $1 AND a.status = 'active'",
        values![account],
    )
}

row! {
    /// An account by where mail reaches it.
    #[derive(Debug, Clone)]
    pub struct Reached {
        /// The account.
        pub id: Uuid,
        /// Where.
        pub contact_email: String,
    }
}

/// Where mail reaches an account that can act.
///
/// # Errors
/// [`DbError`].
pub fn reached(tx: &mut Tx<'_>, account: Uuid) -> Result<Option<Reached>, DbError> {
    tx.query_opt(
        "SELECT id, contact_email FROM account WHERE id = $1 AND status = 'active'",
        values![account],
    )
}

/// Accounts of the same company that can act and have an address, written in lower case; more than one
/// is one too many.
///
/// # Errors
/// [`DbError`].
pub fn colleagues_at(
    tx: &mut Tx<'_>,
    account: Uuid,
    address: &str,
) -> Result<Vec<Reached>, DbError> {
    tx.query(
        "SELECT c.id, c.contact_email FROM account a JOIN account c ON c.tenant_id = a.tenant_id
         WHERE a.id = $1 AND c.id <> $1 AND c.status = 'active' AND LOWER(c.contact_email) = $2
         ORDER BY c.id LIMIT 2",
        values![account, address],
    )
}

/// Begins a session.
///
/// # Errors
/// [`DbError`].
pub fn add_session(
    tx: &mut Tx<'_>,
    id: Uuid,
    token_hash: &[u8; 32],
    account: Uuid,
    mfa_at: Option<Instant>,
    ip: &str,
    user_agent: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO session (token_hash, id, account_id, created_at, last_seen_at, mfa_at,
            mfa_failures, ip, user_agent) VALUES ($1, $2, $3, $4, $4, $5, 0, $6, $7)",
        values![token_hash, id, account, now, mfa_at, ip, user_agent],
    )
    .map(drop)
}

/// Notes that a session is in use.
///
/// # Errors
/// [`DbError`].
pub fn touch_session(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE session SET last_seen_at = $2 WHERE id = $1",
        values![id, now],
    )
    .map(drop)
}

/// Gives a session another cookie.
///
/// # Errors
/// [`DbError`].
pub fn set_session_token(tx: &mut Tx<'_>, id: Uuid, token_hash: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(
        "UPDATE session SET token_hash = $2 WHERE id = $1",
        values![id, token_hash],
    )
    .map(drop)
}

/// Notes that a second factor was used in a session, and which; the first time completes the sign-in.
///
/// # Errors
/// [`DbError`].
pub fn confirm_session(
    tx: &mut Tx<'_>,
    id: Uuid,
    method: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE account SET last_sign_in_at = $2 WHERE id IN
         (SELECT account_id FROM session WHERE id = $1 AND mfa_at IS NULL)",
        values![id, now],
    )?;
    tx.execute(
        "UPDATE session SET mfa_at = $2, mfa_method = $3, last_seen_at = $2, mfa_failures = 0
         WHERE id = $1",
        values![id, now, method],
    )
    .map(drop)
}

/// When the authenticator was last used in a living session.
///
/// # Errors
/// [`DbError`].
pub fn session_proof(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Instant>, DbError> {
    let proof: Option<i64> = tx.query_opt(
        "SELECT mfa_at AS n FROM session WHERE id = $1 AND ended_at IS NULL AND mfa_at IS NOT NULL",
        values![id],
    )?;
    Ok(proof.map(Instant))
}

/// Which second factor was last used in a session: `totp`, `sms` or `recovery-code`.
///
/// # Errors
/// [`DbError`].
pub fn session_method(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT mfa_method AS t FROM session WHERE id = $1 AND mfa_method IS NOT NULL",
        values![id],
    )
}

/// Counts a wrong authenticator code and says how many there were.
///
/// # Errors
/// [`DbError`].
pub fn count_mfa_failure(tx: &mut Tx<'_>, id: Uuid) -> Result<i64, DbError> {
    tx.query_one(
        "UPDATE session SET mfa_failures = mfa_failures + 1 WHERE id = $1
         RETURNING mfa_failures AS n",
        values![id],
    )
}

/// Ends one session.
///
/// # Errors
/// [`DbError`].
pub fn end_session(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
        values![id, now],
    )
    .map(drop)
}

/// Ends all sessions of an account but one, and what programs were given in the person's name.
///
/// # Errors
/// [`DbError`].
pub fn end_other_sessions(
    tx: &mut Tx<'_>,
    account: Uuid,
    keep: Uuid,
    now: Instant,
) -> Result<u64, DbError> {
    crate::delegation::family::end_all(tx, account, now)?;
    tx.execute(
        "UPDATE session SET ended_at = $3
         WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL",
        values![account, keep, now],
    )
}

/// Ends every session of an account, and what programs were given in the person's name.
///
/// # Errors
/// [`DbError`].
pub fn end_all_sessions(tx: &mut Tx<'_>, account: Uuid, now: Instant) -> Result<u64, DbError> {
    crate::delegation::family::end_all(tx, account, now)?;
    tx.execute(
        "UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL",
        values![account, now],
    )
}

row! {
    /// A session as its owner sees it.
    #[derive(Debug, Clone)]
    pub struct OwnSession {
        /// Its id.
        pub id: Uuid,
        /// When it began.
        pub created_at: Instant,
        /// When it was last used.
        pub last_seen_at: Instant,
        /// Where from.
        pub ip: String,
        /// With what.
        pub user_agent: String,
        /// When a second factor was last used in it; none while the sign-in is not complete.
        pub mfa_at: Option<Instant>,
        /// Which.
        pub mfa_method: Option<String>,
    }
}

/// The living sessions of an account that were used after `since`, newest first.
///
/// # Errors
/// [`DbError`].
pub fn own_sessions(
    tx: &mut Tx<'_>,
    account: Uuid,
    since: Instant,
) -> Result<Vec<OwnSession>, DbError> {
    tx.query(
        "SELECT id, created_at, last_seen_at, ip, user_agent, mfa_at, mfa_method FROM session
         WHERE account_id = $1 AND ended_at IS NULL AND last_seen_at > $2
         ORDER BY last_seen_at DESC",
        values![account, since],
    )
}

/// Records an attempt of some kind from some source.
///
/// # Errors
/// [`DbError`].
pub fn add_attempt(
    tx: &mut Tx<'_>,
    id: Uuid,
    kind: &str,
    source: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO attempt (id, kind, source, at) VALUES ($1, $2, $3, $4)",
        values![id, kind, source, now],
    )
    .map(drop)
}

/// Counts attempts of a kind from a source since a moment.
///
/// # Errors
/// [`DbError`].
pub fn attempts(tx: &mut Tx<'_>, kind: &str, source: &str, since: Instant) -> Result<u32, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM attempt WHERE kind = $1 AND source = $2 AND at > $3",
        values![kind, source, since],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

row! {
    struct Latest { at: Option<Instant> }
}

/// When somebody last tried something from a source, as far as that is remembered.
///
/// # Errors
/// [`DbError`].
pub fn last_attempt(tx: &mut Tx<'_>, kind: &str, source: &str) -> Result<Option<Instant>, DbError> {
    let latest: Latest = tx.query_one(
        "SELECT MAX(at) AS at FROM attempt WHERE kind = $1 AND source = $2",
        values![kind, source],
    )?;
    Ok(latest.at)
}
