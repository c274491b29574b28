//! Messages between a company and its reviewers, and notes among the reviewers.

use crate::identity::named;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::enrolment::thread::Side;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A message both sides see.
    #[derive(Debug, Clone)]
    pub struct Message {
        /// Its id.
        pub id: Uuid,
        /// [`Side::text`] of its author.
        pub side: String,
        /// Author's family name.
        pub family_name: String,
        /// Author's given name.
        pub given_name: String,
        /// The order the author's names are written in.
        pub name_order: String,
        /// What it says.
        pub text: String,
        /// When it was written.
        pub written_at: Instant,
    }
}

row! {
    /// A note only staff see.
    #[derive(Debug, Clone)]
    pub struct Note {
        /// Its id.
        pub id: Uuid,
        /// Author's family name.
        pub family_name: String,
        /// Author's given name.
        pub given_name: String,
        /// The order the author's names are written in.
        pub name_order: String,
        /// What it says.
        pub text: String,
        /// When it was written.
        pub written_at: Instant,
    }
}

named!(Message, Note);

/// Adds a message.
///
/// # Errors
/// [`DbError`].
pub fn add_message(
    tx: &mut Tx<'_>,
    id: Uuid,
    application: Uuid,
    side: Side,
    author: Uuid,
    text: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO case_message (id, application_id, side, author_id, text, written_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![id, application, side.text(), author, text, now],
    )
    .map(drop)
}

/// The messages of an application, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn messages(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Message>, DbError> {
    tx.query(
        "SELECT m.id, m.side, a.family_name, a.given_name, a.name_order, m.text, m.written_at
         FROM case_message m JOIN account a ON a.id = m.author_id
         WHERE m.application_id = $1 ORDER BY m.written_at, m.id",
        values![application],
    )
}

/// How many messages a side has written about an application since a moment.
///
/// # Errors
/// [`DbError`].
pub fn written_since(
    tx: &mut Tx<'_>,
    application: Uuid,
    side: Side,
    since: Instant,
) -> Result<u32, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM case_message
         WHERE application_id = $1 AND written_at > $2 AND side = $3",
        values![application, since, side.text()],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Up to which message a side has read the other's; the beginning of time when it has read none.
///
/// # Errors
/// [`DbError`].
pub fn read_through(tx: &mut Tx<'_>, application: Uuid, side: Side) -> Result<Instant, DbError> {
    row! { struct Read { read_through: Instant } }
    let read: Option<Read> = tx.query_opt(
        "SELECT read_through FROM case_message_read WHERE application_id = $1 AND side = $2",
        values![application, side.text()],
    )?;
    Ok(read.map_or(Instant(i64::MIN), |read| read.read_through))
}

/// Notes that a side has read everything up to a message; never less than before.
///
/// # Errors
/// [`DbError`].
pub fn note_read(
    tx: &mut Tx<'_>,
    application: Uuid,
    side: Side,
    through: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO case_message_read (application_id, side, read_through) VALUES ($1, $2, $3)
         ON CONFLICT (application_id, side) DO UPDATE SET read_through = EXCLUDED.read_through
         WHERE case_message_read.read_through < EXCLUDED.read_through",
        values![application, side.text(), through],
    )
    .map(drop)
}

/// How many messages of the other side a side has not read.
///
/// # Errors
/// [`DbError`].
pub fn unread(tx: &mut Tx<'_>, application: Uuid, side: Side) -> Result<u32, DbError> {
    let through = read_through(tx, application, side)?;
    written_since(tx, application, side.other(), through)
}

/// Adds a note.
///
/// # Errors
/// [`DbError`].
pub fn add_note(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    application: Uuid,
    author: Uuid,
    text: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO case_note (id, application_id, author_id, text, written_at)
         VALUES ($1, $2, $3, $4, $5)",
        values![id, application, author, text, now],
    )
    .map(drop)
}

/// The notes of an application, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn notes(tx: &mut Tx<'_>, _: OperatorScope, application: Uuid) -> Result<Vec<Note>, DbError> {
    tx.query(
        "SELECT n.id, a.family_name, a.given_name, a.name_order, n.text, n.written_at
         FROM case_note n JOIN account a ON a.id = n.author_id
         WHERE n.application_id = $1 ORDER BY n.written_at, n.id",
        values![application],
    )
}
