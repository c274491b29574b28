//! Outages that wait for a second person.

use super::tie;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use domain::programme::Localised;
use uuid::Uuid;

row! {
    /// A draft with all its columns.
    #[derive(Debug, Clone)]
    pub struct Draft {
        /// Its id.
        pub id: Uuid,
        /// The number of the incident it becomes or raises.
        pub number: String,
        /// Whether the incident is posted already.
        pub raises: bool,
        /// As `domain::health::draft::State` spells it.
        pub state: String,
        /// Its title in Simplified Chinese.
        pub title_zh_hans: String,
        /// In Traditional Chinese.
        pub title_zh_hant: String,
        /// In English.
        pub title_en: String,
        /// What is said, in Simplified Chinese.
        pub text_zh_hans: String,
        /// In Traditional Chinese.
        pub text_zh_hant: String,
        /// In English.
        pub text_en: String,
        /// When the incident began.
        pub started_at: Instant,
        /// Who wrote it.
        pub proposed_by: Uuid,
        /// The name at that time.
        pub proposed_name: String,
        /// When.
        pub proposed_at: Instant,
        /// Who decided; the name at that time.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// Why it was not confirmed.
        pub reason: String,
    }
}

in_languages!(Draft {
    /// Its title.
    title: title_zh_hans, title_zh_hant, title_en;
    /// What it says.
    text: text_zh_hans, text_zh_hant, text_en;
});

macro_rules! drafts {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.number, d.raises, d.state, d.title_zh_hans, d.title_zh_hant, d.title_en,
                d.text_zh_hans, d.text_zh_hant, d.text_en, d.started_at, d.proposed_by,
                d.proposed_name, d.proposed_at, d.decided_name, d.decided_at, d.reason
             FROM incident_draft d ",
            $rest
        )
    };
}

/// Keeps a new draft and the services it is about.
///
/// # Errors
/// [`DbError::Unique`] while another about the incident waits.
pub fn add(tx: &mut Tx<'_>, _: OperatorScope, d: &Draft, services: &[Uuid]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO incident_draft (id, number, raises, state, title_zh_hans, title_zh_hant,
            title_en, text_zh_hans, text_zh_hant, text_en, started_at, proposed_by, proposed_name,
            proposed_at, decided_name, reason)
         VALUES ($1, $2, $3, 'proposed', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '')",
        values![
            d.id,
            &d.number,
            d.raises,
            &d.title_zh_hans,
            &d.title_zh_hant,
            &d.title_en,
            &d.text_zh_hans,
            &d.text_zh_hant,
            &d.text_en,
            d.started_at,
            d.proposed_by,
            &d.proposed_name,
            d.proposed_at
        ],
    )?;
    tie(
        tx,
        "INSERT INTO incident_draft_service (draft_id, product_id) VALUES ($1, $2)",
        d.id,
        services,
    )
}

/// How a draft that waits ends.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// `confirmed`, `declined` or `withdrawn`.
    pub state: &'a str,
    /// Why not.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Ends the draft about an incident that waits; false when none does.
///
/// # Errors
/// [`DbError`].
pub fn end(tx: &mut Tx<'_>, _: OperatorScope, number: &str, end: End<'_>) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE incident_draft SET state = $2, reason = $3, decided_by = $4, decided_name = $5,
            decided_at = $6
         WHERE number = $1 AND state = 'proposed'",
        values![number, end.state, end.reason, end.by.0, end.by.1, end.at],
    )?;
    Ok(ended == 1)
}

/// One of them.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Draft>, DbError> {
    tx.query_opt(drafts!("WHERE d.id = $1"), values![id])
}

/// Those that wait, the oldest first, then those that were declined since a moment.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<Draft>, DbError> {
    let mut found = tx.query(
        drafts!("WHERE d.state = 'proposed' ORDER BY d.proposed_at, d.id LIMIT $1"),
        values![limit],
    )?;
    found.extend(tx.query::<Draft>(
        drafts!(
            "WHERE d.state = 'declined' AND d.decided_at >= $1
             ORDER BY d.decided_at DESC, d.id LIMIT $2"
        ),
        values![since, limit],
    )?);
    Ok(found)
}

/// Those about an incident, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_incident(tx: &mut Tx<'_>, _: OperatorScope, number: &str) -> Result<Vec<Draft>, DbError> {
    tx.query(
        drafts!("WHERE d.number = $1 ORDER BY d.proposed_at DESC, d.id"),
        values![number],
    )
}

/// The services of a draft. Whoever asks has leave to see it.
///
/// # Errors
/// [`DbError`].
pub fn services(tx: &mut Tx<'_>, draft: Uuid) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT product_id AS id FROM incident_draft_service WHERE draft_id = $1
         ORDER BY product_id",
        values![draft],
    )
}
