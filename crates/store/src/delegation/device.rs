//! Sign-ins on devices that cannot show a page.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A device that waits for a person.
    #[derive(Debug, Clone)]
    pub struct Device {
        /// SHA-256 of the code the device asks with.
        pub hash: Vec<u8>,
        /// Keyed hash of the code the person types.
        pub user_code: Vec<u8>,
        /// The program on it.
        pub app_id: Uuid,
        /// What for.
        pub resource: String,
        /// What else the program wanted.
        pub scope: String,
        /// Where it asked from.
        pub ip: String,
        /// When it began.
        pub made_at: Instant,
        /// From when its codes are worth nothing.
        pub expires_at: Instant,
        /// Seconds it has to wait between two questions.
        pub pause_seconds: i64,
        /// When it last asked.
        pub polled_at: Option<Instant>,
        /// `waiting`, `allowed`, `refused` or `used`.
        pub state: String,
        /// Who decided.
        pub account_id: Option<Uuid>,
        /// In which sign-in.
        pub session_id: Option<Uuid>,
        /// When the person used a second factor.
        pub proved_at: Option<Instant>,
    }
}

macro_rules! devices {
    ($rest:literal) => {
        concat!(
            "SELECT hash, user_code, app_id, resource, scope, ip, made_at, expires_at,
                pause_seconds, polled_at, state, account_id, session_id, proved_at
             FROM device_code ",
            $rest
        )
    };
}

/// Adds a device.
///
/// # Errors
/// [`DbError::Unique`] in the very rare case that its person's code is in use.
pub fn add(tx: &mut Tx<'_>, device: &Device) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO device_code (hash, user_code, app_id, resource, scope, ip, made_at,
            expires_at, pause_seconds, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            device.hash.clone(),
            device.user_code.clone(),
            device.app_id,
            &device.resource,
            &device.scope,
            &device.ip,
            device.made_at,
            device.expires_at,
            device.pause_seconds,
            &device.state
        ],
    )
    .map(drop)
}

/// A device by the hash of its own code.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<Device>, DbError> {
    tx.query_opt(devices!("WHERE hash = $1"), values![hash])
}

/// A device that still waits, by the hash of the code the person types.
///
/// # Errors
/// [`DbError`].
pub fn waiting(
    tx: &mut Tx<'_>,
    user_code: &[u8; 32],
    now: Instant,
) -> Result<Option<Device>, DbError> {
    tx.query_opt(
        devices!("WHERE user_code = $1 AND state = 'waiting' AND expires_at > $2"),
        values![user_code, now],
    )
}

/// Writes down what the person decided; false when the device no longer waits.
///
/// # Errors
/// [`DbError`].
pub fn decide(
    tx: &mut Tx<'_>,
    user_code: &[u8; 32],
    state: &str,
    account: Uuid,
    session: Uuid,
    proved_at: Instant,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE device_code SET state = $2, account_id = $3, session_id = $4, proved_at = $5
         WHERE user_code = $1 AND state = 'waiting' AND expires_at > $6",
        values![user_code, state, account, session, proved_at, now],
    )?;
    Ok(touched == 1)
}

/// Notes that a device asked, and how long it has to wait from now on.
///
/// # Errors
/// [`DbError`].
pub fn polled(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    pause_seconds: i64,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE device_code SET polled_at = $3, pause_seconds = $2 WHERE hash = $1",
        values![hash, pause_seconds, now],
    )
    .map(drop)
}

/// Uses a device's code up; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn claim(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE device_code SET state = 'used' WHERE hash = $1 AND state = 'allowed'",
        values![hash],
    )?;
    Ok(touched == 1)
}
