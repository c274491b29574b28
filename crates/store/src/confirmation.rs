//! Links sent to a mailbox and to the approval contact.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A link sent to a mailbox or to the approval contact.
    #[derive(Debug, Clone)]
    pub struct Confirmation {
        /// Which application.
        pub application_id: Uuid,
        /// `mailbox` or `approval`.
        pub purpose: String,
        /// To whom it was sent.
        pub email: String,
        /// When it was sent.
        pub created_at: Instant,
        /// Until when it works.
        pub expires_at: Instant,
        /// When it was answered.
        pub answered_at: Option<Instant>,
        /// `yes` or `no`.
        pub answer: Option<String>,
        /// When the mail with it was given up.
        pub bounced_at: Option<Instant>,
        /// Whose application.
        pub tenant_id: Uuid,
        /// The company.
        pub legal_name: String,
        /// Reference number.
        pub reference: String,
    }
}

macro_rules! confirmations {
    ($rest:literal) => {
        concat!(
            "SELECT c.application_id, c.purpose, c.email, c.created_at, c.expires_at,
                c.answered_at, c.answer, c.bounced_at, a.tenant_id, a.legal_name, a.reference
             FROM confirmation c JOIN application a ON a.id = c.application_id ",
            $rest
        )
    };
}

/// A link about to be sent.
#[derive(Debug, Clone)]
pub struct NewConfirmation<'a> {
    /// Hash of its token.
    pub token_hash: &'a [u8; 32],
    /// Which application.
    pub application: Uuid,
    /// `mailbox` or `approval`.
    pub purpose: &'a str,
    /// To whom.
    pub email: &'a str,
    /// Until when it works.
    pub expires_at: Instant,
    /// When to remind, if at all.
    pub remind_at: Option<Instant>,
}

/// Adds a link. Reminders of earlier links with the same purpose are given up.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, link: &NewConfirmation<'_>, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE confirmation SET remind_at = NULL
         WHERE application_id = $1 AND purpose = $2 AND remind_at IS NOT NULL",
        values![link.application, link.purpose],
    )?;
    tx.execute(
        "INSERT INTO confirmation (token_hash, application_id, purpose, email, created_at,
            expires_at, remind_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            link.token_hash,
            link.application,
            link.purpose,
            link.email,
            now,
            link.expires_at,
            link.remind_at
        ],
    )
    .map(drop)
}

/// The link a token opens. The token itself is the leave to read it.
///
/// # Errors
/// [`DbError`].
pub fn by_token(tx: &mut Tx<'_>, token_hash: &[u8; 32]) -> Result<Option<Confirmation>, DbError> {
    tx.query_opt(
        confirmations!("WHERE c.token_hash = $1"),
        values![token_hash],
    )
}

/// The links of an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_application(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Confirmation>, DbError> {
    tx.query(
        confirmations!("WHERE c.application_id = $1 ORDER BY c.created_at DESC, c.token_hash"),
        values![application],
    )
}

/// Answers a link, once, and with it every other link to the same mailbox for the same purpose;
/// false when it was answered before.
///
/// # Errors
/// [`DbError`].
pub fn answer(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    answer: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE confirmation SET answered_at = $2, answer = $3, remind_at = NULL
         WHERE token_hash = $1 AND answered_at IS NULL",
        values![token_hash, now, answer],
    )?;
    tx.execute(
        "UPDATE confirmation SET answered_at = $2, answer = $3, remind_at = NULL
         WHERE answered_at IS NULL AND EXISTS (SELECT 1 FROM confirmation k
            WHERE k.token_hash = $1 AND k.application_id = confirmation.application_id
              AND k.purpose = confirmation.purpose AND k.email = confirmation.email
              AND k.answered_at = $2)",
        values![token_hash, now, answer],
    )?;
    Ok(touched == 1)
}

/// Ends every link of an application at a moment, whatever it is for: the form is the applicant's
/// again, and the next submission sends new ones.
///
/// # Errors
/// [`DbError`].
pub fn end_all(tx: &mut Tx<'_>, application: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE confirmation SET remind_at = NULL,
            expires_at = CASE WHEN expires_at > $2 THEN $2 ELSE expires_at END
         WHERE application_id = $1 AND answered_at IS NULL",
        values![application, now],
    )
    .map(drop)
}

/// Records that the mail with a link was given up; false when that was known.
///
/// # Errors
/// [`DbError`].
pub fn bounce(tx: &mut Tx<'_>, token_hash: &[u8; 32], now: Instant) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE confirmation SET bounced_at = $2, remind_at = NULL
         WHERE token_hash = $1 AND bounced_at IS NULL",
        values![token_hash, now],
    )?;
    Ok(touched == 1)
}

row! {
    /// A link whose reader is to be reminded.
    #[derive(Debug, Clone)]
    pub struct Reminder {
        /// Which application.
        pub application_id: Uuid,
        /// Hash of the link's token.
        pub token_hash: [u8; 32],
    }
}

/// Links whose reminder is due, earliest first.
///
/// # Errors
/// [`DbError`].
pub fn reminders_due(tx: &mut Tx<'_>, now: Instant, limit: u32) -> Result<Vec<Reminder>, DbError> {
    tx.query(
        "SELECT application_id, token_hash FROM confirmation
         WHERE remind_at IS NOT NULL AND remind_at <= $1 ORDER BY remind_at, token_hash LIMIT $2",
        values![now, limit],
    )
}

/// Takes the reminder of a link; false when somebody else has, or nothing is to be reminded of.
///
/// # Errors
/// [`DbError`].
pub fn take_reminder(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE confirmation SET remind_at = NULL
         WHERE token_hash = $1 AND remind_at IS NOT NULL AND remind_at <= $2",
        values![token_hash, now],
    )?;
    Ok(touched == 1)
}
