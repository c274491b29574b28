//! Planned maintenance: what is said about it, and whom it concerns.

use super::{Concerned, Reach, tie};
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::health::maintenance::Window;
use domain::permission::centre::CustomerScope;
use domain::permission::{OperatorScope, TenantScope};
use domain::programme::Localised;
use uuid::Uuid;

row! {
    /// Maintenance with all its columns.
    #[derive(Debug, Clone)]
    pub struct Maintenance {
        /// Its id.
        pub id: Uuid,
        /// Its public number.
        pub number: String,
        /// Its title in Simplified Chinese.
        pub title_zh_hans: String,
        /// In Traditional Chinese.
        pub title_zh_hant: String,
        /// In English.
        pub title_en: String,
        /// When it begins.
        pub starts_at: Instant,
        /// When it ends.
        pub ends_at: Instant,
        /// Why it was told at short notice; empty when it was told in time.
        pub emergency: String,
        /// When it was announced.
        pub posted_at: Instant,
        /// When anything was said last.
        pub changed_at: Instant,
        /// When it was cancelled.
        pub cancelled_at: Option<Instant>,
        /// When it is told once more.
        pub remind_at: Option<Instant>,
        /// What is being told: `planned`, `moved`, `cancelled` or `soon`.
        pub telling: Option<String>,
        /// The last partner that was told.
        pub told: Option<Uuid>,
        /// Optimistic lock.
        pub version: i64,
    }
}

in_languages!(Maintenance {
    /// Its title.
    title: title_zh_hans, title_zh_hant, title_en;
});

impl Maintenance {
    /// When it is.
    #[must_use]
    pub fn window(&self) -> Window {
        Window {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
        }
    }
}

macro_rules! maintenances {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.number, m.title_zh_hans, m.title_zh_hant, m.title_en, m.starts_at,
                m.ends_at, m.emergency, m.posted_at, m.changed_at, m.cancelled_at, m.remind_at,
                m.telling, m.told, m.version FROM maintenance m ",
            $rest
        )
    };
}

/// Keeps new maintenance with its services and the offers these are sold by.
///
/// # Errors
/// [`DbError::Unique`] when the number is taken.
pub fn add(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    m: &Maintenance,
    (services, offers): (&[Uuid], &[Uuid]),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO maintenance (id, number, title_zh_hans, title_zh_hant, title_en, starts_at,
            ends_at, emergency, posted_at, changed_at, cancelled_at, remind_at, telling, told,
            version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, NULL, $10, $11, $12, 1)",
        values![
            m.id,
            &m.number,
            &m.title_zh_hans,
            &m.title_zh_hant,
            &m.title_en,
            m.starts_at,
            m.ends_at,
            &m.emergency,
            m.posted_at,
            m.remind_at,
            m.telling.as_deref(),
            m.told
        ],
    )?;
    tie(
        tx,
        "INSERT INTO maintenance_service (maintenance_id, product_id) VALUES ($1, $2)",
        m.id,
        services,
    )?;
    tie(
        tx,
        "INSERT INTO maintenance_offer (maintenance_id, offer_id) VALUES ($1, $2)",
        m.id,
        offers,
    )
}

/// Writes back what became of it; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, _: OperatorScope, m: &Maintenance) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE maintenance SET starts_at = $2, ends_at = $3, emergency = $4, changed_at = $5,
            cancelled_at = $6, remind_at = $7, telling = $8, told = $9, version = version + 1
         WHERE id = $1 AND version = $10",
        values![
            m.id,
            m.starts_at,
            m.ends_at,
            &m.emergency,
            m.changed_at,
            m.cancelled_at,
            m.remind_at,
            m.telling.as_deref(),
            m.told,
            m.version
        ],
    )?;
    Ok(touched == 1)
}

/// Notes which partner was told last, and of what; none when all were. It is no new version for those
/// who write about it. False when somebody wrote in between.
///
/// # Errors
/// [`DbError`].
pub fn tell(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    m: &Maintenance,
    (telling, told): (Option<&str>, Option<Uuid>),
    remind_at: Option<Instant>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE maintenance SET telling = $2, told = $3, remind_at = $4
         WHERE id = $1 AND version = $5",
        values![m.id, telling, told, remind_at, m.version],
    )?;
    Ok(touched == 1)
}

row! {
    /// Something that was said.
    #[derive(Debug, Clone)]
    pub struct Update {
        /// Its place, from 1.
        pub place: i64,
        /// When.
        pub at: Instant,
        /// `planned`, `moved` or `cancelled`.
        pub what: String,
        /// Who wrote it; the operator alone is told.
        pub author: String,
        /// The beginning that was planned then.
        pub starts_at: Instant,
        /// And the end.
        pub ends_at: Instant,
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
    maintenance: Uuid,
    update: &Update,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO maintenance_update (maintenance_id, place, at, what, author, starts_at, ends_at,
            text_zh_hans, text_zh_hant, text_en)
         VALUES ($1, (SELECT COALESCE(MAX(place), 0) + 1 FROM maintenance_update
            WHERE maintenance_id = $1), $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            maintenance,
            update.at,
            &update.what,
            &update.author,
            update.starts_at,
            update.ends_at,
            &update.text_zh_hans,
            &update.text_zh_hant,
            &update.text_en
        ],
    )
    .map(drop)
}

/// What was said, the newest first. Whoever asks has leave to see the maintenance.
///
/// # Errors
/// [`DbError`].
pub fn updates(tx: &mut Tx<'_>, maintenance: Uuid) -> Result<Vec<Update>, DbError> {
    tx.query(
        "SELECT place, at, what, author, starts_at, ends_at, text_zh_hans, text_zh_hant, text_en
         FROM maintenance_update WHERE maintenance_id = $1 ORDER BY place DESC",
        values![maintenance],
    )
}

/// Its services. Whoever asks has leave to see it.
///
/// # Errors
/// [`DbError`].
pub fn services(tx: &mut Tx<'_>, maintenance: Uuid) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT product_id AS id FROM maintenance_service WHERE maintenance_id = $1
         ORDER BY product_id",
        values![maintenance],
    )
}

/// One for the operator, by its number.
///
/// # Errors
/// [`DbError`].
pub fn get(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    number: &str,
) -> Result<Option<Maintenance>, DbError> {
    tx.query_opt(maintenances!("WHERE m.number = $1"), values![number])
}

/// What ends after a moment, the latest first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<Maintenance>, DbError> {
    tx.query(
        maintenances!("WHERE m.ends_at > $1 ORDER BY m.ends_at DESC, m.id LIMIT $2"),
        values![since, limit],
    )
}

/// What everybody may know: what takes place after one moment and begins before another, the next
/// first.
///
/// # Errors
/// [`DbError`].
pub fn public(
    tx: &mut Tx<'_>,
    (after, before): (Instant, Instant),
    limit: u32,
) -> Result<Vec<Maintenance>, DbError> {
    tx.query(
        maintenances!(
            "WHERE m.ends_at > $1 AND m.starts_at < $2 AND m.cancelled_at IS NULL
             ORDER BY m.ends_at, m.id LIMIT $3"
        ),
        values![after, before, limit],
    )
}

row! {
    /// A service that maintenance is about.
    #[derive(Debug, Clone, Copy)]
    pub struct About {
        /// The maintenance.
        pub maintenance_id: Uuid,
        /// The service.
        pub product_id: Uuid,
    }
}

/// The services of all that [`public`] chooses from.
///
/// # Errors
/// [`DbError`].
pub fn public_services(
    tx: &mut Tx<'_>,
    (after, before): (Instant, Instant),
) -> Result<Vec<About>, DbError> {
    tx.query(
        "SELECT s.maintenance_id, s.product_id FROM maintenance m
         JOIN maintenance_service s ON s.maintenance_id = m.id
         WHERE m.ends_at > $1 AND m.starts_at < $2 AND m.cancelled_at IS NULL
         ORDER BY s.product_id",
        values![after, before],
    )
}

/// What concerns customers of a partner and ends after a moment, the latest first; of one customer,
/// where it is named. What ended before the subscription began concerns nobody.
///
/// # Errors
/// [`DbError`].
pub fn of_partner(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Option<Uuid>,
    since: Instant,
    limit: u32,
) -> Result<Vec<Maintenance>, DbError> {
    tx.query(
        maintenances!(
            "WHERE m.ends_at > $3
               AND EXISTS (SELECT 1 FROM maintenance_offer o
                  JOIN subscription s ON s.offer_id = o.offer_id
                  JOIN customer_relation r ON r.partner_id = s.partner_id
                     AND r.customer_id = s.customer_id AND r.ended_at IS NULL
                  WHERE o.maintenance_id = m.id AND s.partner_id = $1
                    AND s.status IN ('active', 'suspended')
                    AND (s.customer_id = $2 OR $2 IS NULL) AND s.created_at < m.ends_at)
             ORDER BY m.ends_at DESC, m.id LIMIT $4"
        ),
        values![scope.tenant().0, customer, since, limit],
    )
}

/// What concerns customers of a partner, is not over and was announced, moved or cancelled since a
/// moment, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn news(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (since, now): (Instant, Instant),
    limit: u32,
) -> Result<Vec<Maintenance>, DbError> {
    tx.query(
        maintenances!(
            "WHERE m.ends_at > $2 AND m.changed_at >= $3
               AND EXISTS (SELECT 1 FROM maintenance_offer o
                  JOIN subscription s ON s.offer_id = o.offer_id
                  JOIN customer_relation r ON r.partner_id = s.partner_id
                     AND r.customer_id = s.customer_id AND r.ended_at IS NULL
                  WHERE o.maintenance_id = m.id AND s.partner_id = $1
                    AND s.status IN ('active', 'suspended') AND s.created_at < m.ends_at)
             ORDER BY m.changed_at DESC, m.id LIMIT $4"
        ),
        values![scope.tenant().0, now, since, limit],
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
) -> Result<Option<Maintenance>, DbError> {
    tx.query_opt(
        maintenances!(
            "WHERE m.number = $2
               AND EXISTS (SELECT 1 FROM maintenance_offer o
                  JOIN subscription s ON s.offer_id = o.offer_id
                  JOIN customer_relation r ON r.partner_id = s.partner_id
                     AND r.customer_id = s.customer_id AND r.ended_at IS NULL
                  WHERE o.maintenance_id = m.id AND s.partner_id = $1
                    AND s.status IN ('active', 'suspended') AND s.created_at < m.ends_at)"
        ),
        values![scope.tenant().0, number],
    )
}

/// What concerns a customer and ends after a moment, for its own people.
///
/// # Errors
/// [`DbError`].
pub fn of_customer(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<Maintenance>, DbError> {
    tx.query(
        maintenances!(
            "WHERE m.ends_at > $2
               AND EXISTS (SELECT 1 FROM subscription s
                  JOIN maintenance_offer o ON o.offer_id = s.offer_id AND o.maintenance_id = m.id
                  WHERE s.customer_id = $1 AND s.status IN ('active', 'suspended')
                    AND s.created_at < m.ends_at)
             ORDER BY m.ends_at DESC, m.id LIMIT $3"
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
) -> Result<Option<Maintenance>, DbError> {
    tx.query_opt(
        maintenances!(
            "WHERE m.number = $2
               AND EXISTS (SELECT 1 FROM subscription s
                  JOIN maintenance_offer o ON o.offer_id = s.offer_id AND o.maintenance_id = m.id
                  WHERE s.customer_id = $1 AND s.status IN ('active', 'suspended')
                    AND s.created_at < m.ends_at)"
        ),
        values![scope.customer().0, number],
    )
}

/// A partner's customers it concerns, by name. Whoever asks has leave to see it.
///
/// # Errors
/// [`DbError`].
pub fn customers(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    m: &Maintenance,
    limit: u32,
) -> Result<Vec<Concerned>, DbError> {
    tx.query(
        "SELECT DISTINCT c.id, c.company_name AS name FROM maintenance_offer o
         JOIN subscription s ON s.offer_id = o.offer_id
         JOIN customer c ON c.id = s.customer_id
         JOIN customer_relation r ON r.partner_id = s.partner_id AND r.customer_id = s.customer_id
            AND r.ended_at IS NULL
         WHERE o.maintenance_id = $1 AND s.partner_id = $2 AND s.status IN ('active', 'suspended')
           AND s.created_at < $3
         ORDER BY c.company_name, c.id LIMIT $4",
        values![m.id, scope.tenant().0, m.ends_at, limit],
    )
}

/// How many it concerns.
///
/// # Errors
/// [`DbError`].
pub fn reach(tx: &mut Tx<'_>, _: OperatorScope, maintenance: Uuid) -> Result<Reach, DbError> {
    tx.query_one(
        "SELECT COUNT(DISTINCT s.partner_id) AS partners,
            COUNT(DISTINCT s.customer_id) AS customers
         FROM maintenance m JOIN maintenance_offer o ON o.maintenance_id = m.id
         JOIN subscription s ON s.offer_id = o.offer_id
         JOIN customer_relation r ON r.partner_id = s.partner_id AND r.customer_id = s.customer_id
            AND r.ended_at IS NULL
         JOIN partner p ON p.tenant_id = s.partner_id AND NOT p.sandbox
            AND p.status NOT IN ('provisioning', 'terminated')
         WHERE m.id = $1 AND s.status IN ('active', 'suspended') AND s.created_at < m.ends_at",
        values![maintenance],
    )
}

/// Partners whose customers it concerns, after one in the order of ids.
///
/// # Errors
/// [`DbError`].
pub fn partners(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    maintenance: Uuid,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT DISTINCT s.partner_id AS id
         FROM maintenance m JOIN maintenance_offer o ON o.maintenance_id = m.id
         JOIN subscription s ON s.offer_id = o.offer_id
         JOIN customer_relation r ON r.partner_id = s.partner_id AND r.customer_id = s.customer_id
            AND r.ended_at IS NULL
         JOIN partner p ON p.tenant_id = s.partner_id AND NOT p.sandbox
            AND p.status NOT IN ('provisioning', 'terminated')
         WHERE m.id = $1 AND s.partner_id > $2 AND s.status IN ('active', 'suspended')
           AND s.created_at < m.ends_at
         ORDER BY s.partner_id LIMIT $3",
        values![maintenance, after, limit],
    )
}

/// What somebody is to be told of, or is to be told once more.
///
/// # Errors
/// [`DbError`].
pub fn to_tell(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    limit: u32,
) -> Result<Vec<Maintenance>, DbError> {
    let mut found = tx.query(
        maintenances!("WHERE m.telling IS NOT NULL ORDER BY m.id LIMIT $1"),
        values![limit],
    )?;
    found.extend(tx.query::<Maintenance>(
        maintenances!(
            "WHERE m.remind_at IS NOT NULL AND m.remind_at <= $1 AND m.telling IS NULL
             ORDER BY m.remind_at LIMIT $2"
        ),
        values![now, limit],
    )?);
    Ok(found)
}
