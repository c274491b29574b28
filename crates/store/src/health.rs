//! Incidents of services: what is said about them, and whom they concern.

macro_rules! incidents {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.number, i.state, i.title_zh_hans, i.title_zh_hant, i.title_en,
                i.started_at, i.posted_at, i.changed_at, i.restored_at, i.due_at, i.begun_told,
                i.ended_told, i.version FROM incident i ",
            $rest
        )
    };
}

/// What is written in three columns, one for each language.
macro_rules! in_languages {
    ($row:ident { $($(#[$doc:meta])* $name:ident: $hans:ident, $hant:ident, $en:ident;)+ }) => {
        impl $row {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self) -> Localised {
                    Localised {
                        zh_hans: self.$hans.clone(),
                        zh_hant: self.$hant.clone(),
                        en: self.$en.clone(),
                    }
                }
            )+
        }
    };
}

pub mod drafts;
pub mod due;
pub mod feed;
pub mod maintenance;

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::centre::CustomerScope;
use domain::permission::{OperatorScope, TenantScope};
use domain::programme::Localised;
use uuid::Uuid;

row! {
    /// An incident with all its columns.
    #[derive(Debug, Clone)]
    pub struct Incident {
        /// Its id.
        pub id: Uuid,
        /// Its public number.
        pub number: String,
        /// `advisory`, `degraded`, `interrupted`, `restored` or `post-incident`.
        pub state: String,
        /// Its title in Simplified Chinese.
        pub title_zh_hans: String,
        /// In Traditional Chinese.
        pub title_zh_hant: String,
        /// In English.
        pub title_en: String,
        /// When it began.
        pub started_at: Instant,
        /// When it was posted.
        pub posted_at: Instant,
        /// When anything was said last.
        pub changed_at: Instant,
        /// When it ended.
        pub restored_at: Option<Instant>,
        /// Until when the next word is due.
        pub due_at: Option<Instant>,
        /// The last partner that was told of the beginning; none when nobody is to be told.
        pub begun_told: Option<Uuid>,
        /// The same of the end.
        pub ended_told: Option<Uuid>,
        /// Optimistic lock.
        pub version: i64,
    }
}

in_languages!(Incident {
    /// Its title.
    title: title_zh_hans, title_zh_hant, title_en;
});

/// Keeps a new incident with its services and the offers these are sold by.
///
/// # Errors
/// [`DbError::Unique`] when the number is taken.
pub fn add(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    i: &Incident,
    (services, offers): (&[Uuid], &[Uuid]),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO incident (id, number, state, title_zh_hans, title_zh_hant, title_en,
            started_at, posted_at, changed_at, restored_at, due_at, begun_told, ended_told, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, NULL, $9, $10, NULL, 1)",
        values![
            i.id,
            &i.number,
            &i.state,
            &i.title_zh_hans,
            &i.title_zh_hant,
            &i.title_en,
            i.started_at,
            i.posted_at,
            i.due_at,
            i.begun_told
        ],
    )?;
    tie(
        tx,
        "INSERT INTO incident_service (incident_id, product_id) VALUES ($1, $2)",
        i.id,
        services,
    )?;
    tie(
        tx,
        "INSERT INTO incident_offer (incident_id, offer_id) VALUES ($1, $2)",
        i.id,
        offers,
    )
}

/// Ties services or offers to what is kept of them.
fn tie(tx: &mut Tx<'_>, sql: &'static str, id: Uuid, others: &[Uuid]) -> Result<(), DbError> {
    for other in others {
        tx.execute(sql, values![id, *other])?;
    }
    Ok(())
}

/// Writes back what is said of it; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, _: OperatorScope, i: &Incident) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE incident SET state = $2, changed_at = $3, restored_at = $4, due_at = $5,
            ended_told = $6, version = version + 1
         WHERE id = $1 AND version = $7",
        values![
            i.id,
            &i.state,
            i.changed_at,
            i.restored_at,
            i.due_at,
            i.ended_told,
            i.version
        ],
    )?;
    Ok(touched == 1)
}

/// Notes which partner was told of the beginning last; none when all were. It is no new version for
/// those who write about it. False when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn told_begun(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    i: &Incident,
    last: Option<Uuid>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE incident SET begun_told = $2 WHERE id = $1 AND begun_told = $3",
        values![i.id, last, i.begun_told],
    )?;
    Ok(touched == 1)
}

/// The same of the end.
///
/// # Errors
/// [`DbError`].
pub fn told_ended(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    i: &Incident,
    last: Option<Uuid>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE incident SET ended_told = $2 WHERE id = $1 AND ended_told = $3",
        values![i.id, last, i.ended_told],
    )?;
    Ok(touched == 1)
}

/// One for the operator, by its number.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, number: &str) -> Result<Option<Incident>, DbError> {
    tx.query_opt(incidents!("WHERE i.number = $1"), values![number])
}

/// All of them, what affects a service first, then the newest.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Incident>, DbError> {
    tx.query(
        incidents!(
            "ORDER BY CASE i.state WHEN 'post-incident' THEN 2 WHEN 'restored' THEN 1 ELSE 0 END,
                i.posted_at DESC, i.id LIMIT $1 OFFSET $2"
        ),
        values![limit, offset],
    )
}

/// The services of an incident. Whoever asks has leave to see it.
///
/// # Errors
/// [`DbError`].
pub fn services(tx: &mut Tx<'_>, incident: Uuid) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT product_id AS id FROM incident_service WHERE incident_id = $1 ORDER BY product_id",
        values![incident],
    )
}

row! {
    /// Something that was said.
    #[derive(Debug, Clone)]
    pub struct Update {
        /// Its place, from 1.
        pub place: i64,
        /// When.
        pub at: Instant,
        /// The state from then on.
        pub state: String,
        /// Who wrote it; the operator alone is told.
        pub author: String,
        /// In Simplified Chinese.
        pub text_zh_hans: String,
        /// In Traditional Chinese.
        pub text_zh_hant: String,
        /// In English.
        pub text_en: String,
    }
}

in_languages!(Update {
    /// What was said.
    text: text_zh_hans, text_zh_hant, text_en;
});

/// Adds what is said at the next place.
///
/// # Errors
/// [`DbError::Unique`] when somebody was faster.
pub fn say(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    incident: Uuid,
    update: &Update,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO incident_update (incident_id, place, at, state, author, text_zh_hans,
            text_zh_hant, text_en)
         VALUES ($1, (SELECT COALESCE(MAX(place), 0) + 1 FROM incident_update
            WHERE incident_id = $1), $2, $3, $4, $5, $6, $7)",
        values![
            incident,
            update.at,
            &update.state,
            &update.author,
            &update.text_zh_hans,
            &update.text_zh_hant,
            &update.text_en
        ],
    )
    .map(drop)
}

/// What was said, the newest first. Whoever asks has leave to see the incident.
///
/// # Errors
/// [`DbError`].
pub fn updates(tx: &mut Tx<'_>, incident: Uuid) -> Result<Vec<Update>, DbError> {
    tx.query(
        "SELECT place, at, state, author, text_zh_hans, text_zh_hant, text_en
         FROM incident_update WHERE incident_id = $1 ORDER BY place DESC",
        values![incident],
    )
}

/// Incidents that concern customers of a partner, what affects a service first, then the newest; of
/// one customer, where it is named. Those that ended before the subscription began concern nobody.
///
/// # Errors
/// [`DbError`].
pub fn of_partner(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Option<Uuid>,
    since: Instant,
    limit: u32,
) -> Result<Vec<Incident>, DbError> {
    tx.query(
        incidents!(
            "WHERE (i.restored_at IS NULL OR i.restored_at > $3)
               AND EXISTS (SELECT 1 FROM incident_offer o
                  JOIN subscription s ON s.offer_id = o.offer_id
                  JOIN customer_relation r ON r.partner_id = s.partner_id
                     AND r.customer_id = s.customer_id AND r.ended_at IS NULL
                  WHERE o.incident_id = i.id AND s.partner_id = $1
                    AND s.status IN ('active', 'suspended')
                    AND (s.customer_id = $2 OR $2 IS NULL)
                    AND (i.restored_at IS NULL OR s.created_at <= i.restored_at))
             ORDER BY CASE i.state WHEN 'post-incident' THEN 2 WHEN 'restored' THEN 1 ELSE 0 END,
                i.posted_at DESC, i.id LIMIT $4"
        ),
        values![scope.tenant().0, customer, since, limit],
    )
}

/// One that concerns a customer of the partner, by its number.
///
/// # Errors
/// [`DbError`].
pub fn one_of_partner(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    number: &str,
) -> Result<Option<Incident>, DbError> {
    tx.query_opt(
        incidents!(
            "WHERE i.number = $2
               AND EXISTS (SELECT 1 FROM incident_offer o
                  JOIN subscription s ON s.offer_id = o.offer_id
                  JOIN customer_relation r ON r.partner_id = s.partner_id
                     AND r.customer_id = s.customer_id AND r.ended_at IS NULL
                  WHERE o.incident_id = i.id AND s.partner_id = $1
                    AND s.status IN ('active', 'suspended')
                    AND (i.restored_at IS NULL OR s.created_at <= i.restored_at))"
        ),
        values![scope.tenant().0, number],
    )
}

/// Incidents that concern a customer, for its own people, whoever sold it what is concerned.
///
/// # Errors
/// [`DbError`].
pub fn of_customer(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<Incident>, DbError> {
    tx.query(
        incidents!(
            "WHERE (i.restored_at IS NULL OR i.restored_at > $2)
               AND EXISTS (SELECT 1 FROM subscription s
                  JOIN incident_offer o ON o.offer_id = s.offer_id AND o.incident_id = i.id
                  WHERE s.customer_id = $1 AND s.status IN ('active', 'suspended')
                    AND (i.restored_at IS NULL OR s.created_at <= i.restored_at))
             ORDER BY CASE i.state WHEN 'post-incident' THEN 2 WHEN 'restored' THEN 1 ELSE 0 END,
                i.posted_at DESC, i.id LIMIT $3"
        ),
        values![scope.customer().0, since, limit],
    )
}

/// One that concerns a customer, by its number.
///
/// # Errors
/// [`DbError`].
pub fn one_of_customer(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    number: &str,
) -> Result<Option<Incident>, DbError> {
    tx.query_opt(
        incidents!(
            "WHERE i.number = $2
               AND EXISTS (SELECT 1 FROM subscription s
                  JOIN incident_offer o ON o.offer_id = s.offer_id AND o.incident_id = i.id
                  WHERE s.customer_id = $1 AND s.status IN ('active', 'suspended')
                    AND (i.restored_at IS NULL OR s.created_at <= i.restored_at))"
        ),
        values![scope.customer().0, number],
    )
}

row! {
    /// A customer an incident concerns.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Concerned {
        /// The customer.
        pub id: Uuid,
        /// Its name.
        pub name: String,
    }
}

/// A partner's customers an incident concerns, by name. Whoever asks has leave to see the incident.
///
/// # Errors
/// [`DbError`].
pub fn customers(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    incident: &Incident,
    limit: u32,
) -> Result<Vec<Concerned>, DbError> {
    tx.query(
        "SELECT DISTINCT c.id, c.company_name AS name FROM incident_offer o
         JOIN subscription s ON s.offer_id = o.offer_id
         JOIN customer c ON c.id = s.customer_id
         JOIN customer_relation r ON r.partner_id = s.partner_id AND r.customer_id = s.customer_id
            AND r.ended_at IS NULL
         WHERE o.incident_id = $1 AND s.partner_id = $2 AND s.status IN ('active', 'suspended')
           AND (s.created_at <= $3 OR $3 IS NULL)
         ORDER BY c.company_name, c.id LIMIT $4",
        values![incident.id, scope.tenant().0, incident.restored_at, limit],
    )
}

row! {
    /// How many an incident concerns.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Reach {
        /// Partners.
        pub partners: i64,
        /// Customers.
        pub customers: i64,
    }
}

/// How many an incident concerns.
///
/// # Errors
/// [`DbError`].
pub fn reach(tx: &mut Tx<'_>, _: OperatorScope, incident: Uuid) -> Result<Reach, DbError> {
    tx.query_one(
        "SELECT COUNT(DISTINCT s.partner_id) AS partners,
            COUNT(DISTINCT s.customer_id) AS customers
         FROM incident i JOIN incident_offer o ON o.incident_id = i.id
         JOIN subscription s ON s.offer_id = o.offer_id
         JOIN customer_relation r ON r.partner_id = s.partner_id AND r.customer_id = s.customer_id
            AND r.ended_at IS NULL
         JOIN partner p ON p.tenant_id = s.partner_id AND NOT p.sandbox
            AND p.status NOT IN ('provisioning', 'terminated')
         WHERE i.id = $1 AND s.status IN ('active', 'suspended')
           AND (i.restored_at IS NULL OR s.created_at <= i.restored_at)",
        values![incident],
    )
}

/// How many customers of a partner an incident concerns. Whoever asks has leave to see the incident.
///
/// # Errors
/// [`DbError`].
pub fn reach_of_partner(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    incident: &Incident,
) -> Result<Reach, DbError> {
    tx.query_one(
        "SELECT COUNT(DISTINCT s.partner_id) AS partners,
            COUNT(DISTINCT s.customer_id) AS customers
         FROM incident_offer o JOIN subscription s ON s.offer_id = o.offer_id
         JOIN customer_relation r ON r.partner_id = s.partner_id AND r.customer_id = s.customer_id
            AND r.ended_at IS NULL
         WHERE o.incident_id = $1 AND s.partner_id = $2 AND s.status IN ('active', 'suspended')
           AND (s.created_at <= $3 OR $3 IS NULL)",
        values![incident.id, scope.tenant().0, incident.restored_at],
    )
}

/// Partners whose customers an incident concerns, after one in the order of ids.
///
/// # Errors
/// [`DbError`].
pub fn partners(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    incident: Uuid,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT DISTINCT s.partner_id AS id
         FROM incident i JOIN incident_offer o ON o.incident_id = i.id
         JOIN subscription s ON s.offer_id = o.offer_id
         JOIN customer_relation r ON r.partner_id = s.partner_id AND r.customer_id = s.customer_id
            AND r.ended_at IS NULL
         JOIN partner p ON p.tenant_id = s.partner_id AND NOT p.sandbox
            AND p.status NOT IN ('provisioning', 'terminated')
         WHERE i.id = $1 AND s.partner_id > $2 AND s.status IN ('active', 'suspended')
           AND (i.restored_at IS NULL OR s.created_at <= i.restored_at)
         ORDER BY s.partner_id LIMIT $3",
        values![incident, after, limit],
    )
}

/// Incidents somebody is to be told of.
///
/// # Errors
/// [`DbError`].
pub fn to_tell(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Incident>, DbError> {
    tx.query(
        incidents!(
            "WHERE i.begun_told IS NOT NULL OR i.ended_told IS NOT NULL ORDER BY i.id LIMIT $1"
        ),
        values![limit],
    )
}
