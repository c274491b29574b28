//! Programs a partner has registered for the interface, and their keys.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// A program.
    #[derive(Debug, Clone)]
    pub struct ClientApp {
        /// What it calls itself when it asks for a token.
        pub id: Uuid,
        /// Whose it is.
        pub tenant_id: Uuid,
        /// What the company calls it.
        pub name: String,
        /// What it may do with customers.
        pub agent_setting: String,
        /// What it may do to the company's account.
        pub admin_setting: String,
        /// When it was registered.
        pub created_at: Instant,
        /// By whom.
        pub created_by: String,
        /// Since when it may not call.
        pub disabled_at: Option<Instant>,
        /// Whether it runs on people's own machines, where no key can be kept.
        pub is_public: bool,
        /// Optimistic lock.
        pub version: i64,
    }
}

row! {
    /// A key of a program; the key itself is nowhere.
    #[derive(Debug, Clone)]
    pub struct Secret {
        /// Its id.
        pub id: Uuid,
        /// Whose.
        pub app_id: Uuid,
        /// Its first characters.
        pub hint: String,
        /// SHA-256 of it.
        pub hash: Vec<u8>,
        /// When it was made.
        pub created_at: Instant,
        /// From when it opens nothing.
        pub expires_at: Instant,
        /// Since when it opens nothing.
        pub revoked_at: Option<Instant>,
        /// When it was last used (to the minute).
        pub last_used_at: Option<Instant>,
    }
}

macro_rules! apps {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, name, agent_setting, admin_setting, created_at, created_by,
                disabled_at, is_public, version FROM client_app ",
            $rest
        )
    };
}

macro_rules! secrets {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.app_id, s.hint, s.hash, s.created_at, s.expires_at, s.revoked_at,
                s.last_used_at FROM client_secret s ",
            $rest
        )
    };
}

/// Adds a program.
///
/// # Errors
/// [`DbError::Unique`] when the company has one of that name.
pub fn add(tx: &mut Tx<'_>, app: &ClientApp) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO client_app (id, tenant_id, name, agent_setting, admin_setting, created_at,
            created_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            app.id,
            app.tenant_id,
            &app.name,
            &app.agent_setting,
            &app.admin_setting,
            app.created_at,
            &app.created_by,
            app.version
        ],
    )
    .map(drop)
}

/// A company's programs by name.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<ClientApp>, DbError> {
    tx.query(
        apps!("WHERE tenant_id = $1 ORDER BY name"),
        values![scope.tenant().0],
    )
}

row! {
    /// The keys of a program that open something, together.
    #[derive(Debug, Clone)]
    pub struct Keys {
        /// The program.
        pub app_id: Uuid,
        /// How many.
        pub live: i64,
        /// When the first of them ends.
        pub expires_at: Option<Instant>,
        /// When one was last used.
        pub last_used_at: Option<Instant>,
    }
}

/// The keys that open something of each of a company's programs; those without are left out.
///
/// # Errors
/// [`DbError`].
pub fn live_keys(tx: &mut Tx<'_>, scope: TenantScope, now: Instant) -> Result<Vec<Keys>, DbError> {
    tx.query(
        "SELECT s.app_id, COUNT(*) AS live, MIN(s.expires_at) AS expires_at,
            MAX(s.last_used_at) AS last_used_at
         FROM client_secret s JOIN client_app a ON a.id = s.app_id
         WHERE a.tenant_id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2
         GROUP BY s.app_id",
        values![scope.tenant().0, now],
    )
}

/// One of a company's programs.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<ClientApp>, DbError> {
    tx.query_opt(
        apps!("WHERE tenant_id = $1 AND id = $2"),
        values![scope.tenant().0, id],
    )
}

/// A program that says who it is, before it has proved it.
///
/// # Errors
/// [`DbError`].
pub fn claimed(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<ClientApp>, DbError> {
    tx.query_opt(apps!("WHERE id = $1"), values![id])
}

/// Lets a program call, or stops it; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn set_disabled(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    version: i64,
    disabled_at: Option<Instant>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE client_app SET disabled_at = $4, version = version + 1
         WHERE tenant_id = $1 AND id = $2 AND version = $3",
        values![scope.tenant().0, id, version, disabled_at],
    )?;
    Ok(touched == 1)
}

/// Says whether a program runs on people's own machines; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn set_public(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    version: i64,
    is_public: bool,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE client_app SET is_public = $4, version = version + 1
         WHERE tenant_id = $1 AND id = $2 AND version = $3",
        values![scope.tenant().0, id, version, is_public],
    )?;
    Ok(touched == 1)
}

/// Adds a key.
///
/// # Errors
/// [`DbError`].
pub fn add_secret(tx: &mut Tx<'_>, secret: &Secret) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO client_secret (id, app_id, hint, hash, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            secret.id,
            secret.app_id,
            &secret.hint,
            secret.hash.clone(),
            secret.created_at,
            secret.expires_at
        ],
    )
    .map(drop)
}

/// The keys of a company's program, newest first, those that open nothing any more included.
///
/// # Errors
/// [`DbError`].
pub fn secrets(tx: &mut Tx<'_>, scope: TenantScope, app: Uuid) -> Result<Vec<Secret>, DbError> {
    tx.query(
        secrets!(
            "JOIN client_app a ON a.id = s.app_id WHERE a.tenant_id = $1 AND s.app_id = $2
             ORDER BY s.created_at DESC, s.id"
        ),
        values![scope.tenant().0, app],
    )
}

/// The keys a program may prove itself with at a moment.
///
/// # Errors
/// [`DbError`].
pub fn live_secrets(tx: &mut Tx<'_>, app: Uuid, now: Instant) -> Result<Vec<Secret>, DbError> {
    tx.query(
        secrets!("WHERE s.app_id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2"),
        values![app, now],
    )
}

/// Makes a key open nothing from now on; false when it did already or is not the company's.
///
/// # Errors
/// [`DbError`].
pub fn revoke_secret(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    app: Uuid,
    secret: Uuid,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE client_secret SET revoked_at = $4 WHERE id = $3 AND revoked_at IS NULL
         AND app_id = (SELECT id FROM client_app WHERE tenant_id = $1 AND id = $2)",
        values![scope.tenant().0, app, secret, now],
    )?;
    Ok(touched == 1)
}

row! {
    /// A key that runs out soon.
    #[derive(Debug, Clone)]
    pub struct Ending {
        /// Its id.
        pub id: Uuid,
        /// The program.
        pub app_id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// What the company calls the program.
        pub name: String,
        /// The key's first characters.
        pub hint: String,
        /// From when it opens nothing.
        pub expires_at: Instant,
    }
}

/// Most keys that run out soon shown to a company.
const MOST_ENDING: usize = 20;

macro_rules! endings {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.app_id, a.tenant_id, a.name, s.hint, s.expires_at
             FROM client_secret s JOIN client_app a ON a.id = s.app_id
             WHERE s.revoked_at IS NULL AND s.expires_at > $1 AND s.expires_at <= $2
               AND a.disabled_at IS NULL AND ",
            $rest
        )
    };
}

/// Keys of all companies that run out between two moments and of whose end nobody was reminded so
/// late or later.
///
/// # Errors
/// [`DbError`].
pub fn ending(
    tx: &mut Tx<'_>,
    (now, until): (Instant, Instant),
    days: i64,
    limit: u32,
) -> Result<Vec<Ending>, DbError> {
    tx.query(
        endings!(
            "NOT EXISTS (SELECT 1 FROM key_reminder r WHERE r.secret_id = s.id AND r.days <= $3)
             ORDER BY s.expires_at, s.id LIMIT $4"
        ),
        values![now, until, days, limit],
    )
}

/// A company's keys that run out between two moments, the first first.
///
/// # Errors
/// [`DbError`].
pub fn ending_of(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (now, until): (Instant, Instant),
) -> Result<Vec<Ending>, DbError> {
    let mut endings: Vec<Ending> = tx.query(
        endings!("a.tenant_id = $3"),
        values![now, until, scope.tenant().0],
    )?;
    // A company has few keys, and mostly none that ends: the database would make a table to sort them.
    endings.sort_by_key(|ending| (ending.expires_at, ending.id));
    endings.truncate(MOST_ENDING);
    Ok(endings)
}

/// Notes that people are reminded of a key's end; false when they were.
///
/// # Errors
/// [`DbError`].
pub fn reminded(tx: &mut Tx<'_>, secret: Uuid, days: i64, now: Instant) -> Result<bool, DbError> {
    let touched = tx.execute(
        "INSERT INTO key_reminder (secret_id, days, told_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        values![secret, days, now],
    )?;
    Ok(touched == 1)
}

/// Notes that a key was used.
///
/// # Errors
/// [`DbError`].
pub fn touch_secret(tx: &mut Tx<'_>, secret: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE client_secret SET last_used_at = $2 WHERE id = $1",
        values![secret, now],
    )
    .map(drop)
}

row! {
    /// What a token leads to.
    #[derive(Debug, Clone)]
    pub struct Bearer {
        /// The program.
        pub id: Uuid,
        /// Its company.
        pub tenant_id: Uuid,
        /// What the company calls it.
        pub name: String,
        /// What it may do with customers.
        pub agent_setting: String,
        /// What it may do to the company's account.
        pub admin_setting: String,
        /// The company's status as a partner.
        pub partner_status: Option<String>,
        /// From when new orders wait for a signature.
        pub orders_blocked_from: Option<Instant>,
        /// Whether the company is an integration sandbox.
        pub partner_sandbox: Option<bool>,
    }
}

/// Whose a token is that was made with a key, as long as the key and the program are alive.
///
/// # Errors
/// [`DbError`].
pub fn bearer(
    tx: &mut Tx<'_>,
    app: Uuid,
    secret: Uuid,
    now: Instant,
) -> Result<Option<Bearer>, DbError> {
    tx.query_opt(
        "SELECT a.id, a.tenant_id, a.name, a.agent_setting, a.admin_setting,
            p.status AS partner_status, p.orders_blocked_from,
            p.sandbox AS partner_sandbox
         FROM client_app a
         JOIN client_secret s ON s.app_id = a.id
         LEFT JOIN partner p ON p.tenant_id = a.tenant_id
         WHERE a.id = $1 AND s.id = $2 AND a.disabled_at IS NULL AND s.revoked_at IS NULL
           AND s.expires_at > $3",
        values![app, secret, now],
    )
}

row! {
    /// A company as it is named where programs ask for tokens.
    #[derive(Debug, Clone)]
    pub struct Named {
        /// Its tenant.
        pub id: Uuid,
    }
}

/// The tenant of a domain: its first one, or one it has proved.
///
/// # Errors
/// [`DbError`].
pub fn tenant_of_domain(tx: &mut Tx<'_>, domain: &str) -> Result<Option<Named>, DbError> {
    tx.query_opt(
        "SELECT id FROM tenant WHERE domain = $1
         UNION ALL
         SELECT tenant_id AS id FROM custom_domain WHERE name = $1 AND state = 'verified'",
        values![domain.to_ascii_lowercase()],
    )
}
