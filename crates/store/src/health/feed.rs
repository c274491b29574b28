//! What a feed says of services in regions, and how the feed itself does.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::health::feed::Reading;
use domain::permission::centre::CustomerScope;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// The newest measurement of a service in a region that was believed.
    #[derive(Debug, Clone)]
    pub struct Row {
        /// The service.
        pub product_id: Uuid,
        /// The region.
        pub region: String,
        /// When it was measured.
        pub at: Instant,
        /// `healthy`, `advisory`, `degraded` or `interrupted`.
        pub state: String,
        /// The share that was served, in millionths.
        pub availability: i64,
        /// Milliseconds to an answer; none where nothing answered.
        pub latency: Option<i64>,
    }
}

/// The newest of all services in all regions. How services do is no secret.
///
/// # Errors
/// [`DbError`].
pub fn readings(tx: &mut Tx<'_>) -> Result<Vec<Row>, DbError> {
    tx.query(
        "SELECT product_id, region, at, state, availability, latency FROM health_reading
         ORDER BY product_id, region",
        values![],
    )
}

/// Keeps a measurement as the newest of its service and region, and adds it to its day.
///
/// # Errors
/// [`DbError`].
pub fn keep(tx: &mut Tx<'_>, _: OperatorScope, r: &Reading, day: &str) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO health_reading (product_id, region, at, state, availability, latency)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (product_id, region) DO UPDATE SET at = $3, state = $4, availability = $5,
            latency = $6",
        values![
            r.service,
            &r.region,
            r.at,
            r.level.text(),
            r.availability_ppm,
            r.latency_ms
        ],
    )?;
    let latencies = i64::from(r.latency_ms.is_some());
    tx.execute(
        "INSERT INTO health_day (product_id, day, region, readings, availability_sum,
            availability_least, latencies, latency_sum, latency_most, worst)
         VALUES ($1, $2, $3, 1, $4, $4, $5, $6, $6, $7)
         ON CONFLICT (product_id, day, region) DO UPDATE SET
            readings = health_day.readings + 1,
            availability_sum = health_day.availability_sum + $4,
            availability_least = CASE WHEN health_day.availability_least < $4
                THEN health_day.availability_least ELSE $4 END,
            latencies = health_day.latencies + $5,
            latency_sum = health_day.latency_sum + $6,
            latency_most = CASE WHEN health_day.latency_most > $6
                THEN health_day.latency_most ELSE $6 END,
            worst = CASE WHEN health_day.worst > $7 THEN health_day.worst ELSE $7 END",
        values![
            r.service,
            day,
            &r.region,
            r.availability_ppm,
            latencies,
            r.latency_ms.unwrap_or(0),
            r.level.rank()
        ],
    )
    .map(drop)
}

row! {
    /// The measurements of a service in a region on a day, added up.
    #[derive(Debug, Clone)]
    pub struct Day {
        /// The local day, ISO 8601.
        pub day: String,
        /// The region.
        pub region: String,
        /// How many.
        pub readings: i64,
        /// The sum of what was served, in millionths each.
        pub availability_sum: i64,
        /// The least that was served.
        pub availability_least: i64,
        /// How many of them had a latency.
        pub latencies: i64,
        /// The sum of these, milliseconds.
        pub latency_sum: i64,
        /// The longest of them.
        pub latency_most: i64,
        /// The worst state: 0 for healthy to 3 for interrupted.
        pub worst: i64,
    }
}

/// The days of a service from one on, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn days(tx: &mut Tx<'_>, service: Uuid, from: &str) -> Result<Vec<Day>, DbError> {
    tx.query(
        "SELECT day, region, readings, availability_sum, availability_least, latencies,
            latency_sum, latency_most, worst
         FROM health_day WHERE product_id = $1 AND day >= $2 ORDER BY day, region",
        values![service, from],
    )
}

row! {
    /// How the feed did for a while.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Turn {
        /// Its place, from 1.
        pub place: i64,
        /// What came of asking it.
        pub outcome: String,
        /// The faults, or why there was no answer.
        pub detail: String,
        /// When that came first.
        pub began_at: Instant,
        /// When it came last.
        pub last_at: Instant,
        /// When something new was learnt last, before that too.
        pub news_at: Option<Instant>,
        /// How often.
        pub times: i64,
    }
}

/// How the feed did, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn turns(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Turn>, DbError> {
    tx.query(
        "SELECT place, outcome, detail, began_at, last_at, news_at, times FROM health_feed_turn
         ORDER BY place DESC LIMIT $1",
        values![limit],
    )
}

/// Something else came of asking it than before.
///
/// # Errors
/// [`DbError::Unique`] when another node was faster.
pub fn turned(tx: &mut Tx<'_>, _: OperatorScope, turn: &Turn) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO health_feed_turn (place, outcome, detail, began_at, last_at, news_at, times)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            turn.place,
            &turn.outcome,
            &turn.detail,
            turn.began_at,
            turn.last_at,
            turn.news_at,
            turn.times
        ],
    )
    .map(drop)
}

/// The same came again; false when another node was faster.
///
/// # Errors
/// [`DbError`].
pub fn went_on(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &Turn,
    (now, news_at): (Instant, Option<Instant>),
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE health_feed_turn SET last_at = $2, news_at = $4, times = times + 1
         WHERE place = $1 AND last_at = $3",
        values![before.place, now, before.last_at, news_at],
    )?;
    Ok(touched == 1)
}

/// Forgets what is older than a day, and how the feed did before a moment; the newest state stays.
///
/// # Errors
/// [`DbError`].
pub fn forget(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    day: &str,
    before: Instant,
) -> Result<u64, DbError> {
    let days = tx.execute("DELETE FROM health_day WHERE day < $1", values![day])?;
    let turns = tx.execute(
        "DELETE FROM health_feed_turn WHERE last_at < $1
            AND place < (SELECT MAX(place) FROM health_feed_turn)",
        values![before],
    )?;
    Ok(days + turns)
}

/// The offers of subscriptions a partner's customers use.
///
/// # Errors
/// [`DbError`].
pub fn offers_of_partner(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT DISTINCT s.offer_id AS id FROM customer_relation r
         JOIN subscription s ON s.customer_id = r.customer_id AND s.partner_id = r.partner_id
         WHERE r.partner_id = $1 AND r.ended_at IS NULL AND s.status IN ('active', 'suspended')",
        values![scope.tenant().0],
    )
}

/// The offers of subscriptions a customer uses, whoever sold them.
///
/// # Errors
/// [`DbError`].
pub fn offers_of_customer(tx: &mut Tx<'_>, scope: CustomerScope) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT DISTINCT s.offer_id AS id FROM subscription s
         WHERE s.customer_id = $1 AND s.status IN ('active', 'suspended')",
        values![scope.customer().0],
    )
}

row! {
    /// A service an open incident is about.
    #[derive(Debug, Clone)]
    pub struct Affected {
        /// The service.
        pub product_id: Uuid,
        /// The state of the incident.
        pub state: String,
    }
}

/// The services open incidents are about, for everybody: the word for how they do, and no more.
///
/// # Errors
/// [`DbError`].
pub fn affected(tx: &mut Tx<'_>) -> Result<Vec<Affected>, DbError> {
    tx.query(
        "SELECT s.product_id, i.state FROM incident i
         JOIN incident_service s ON s.incident_id = i.id
         WHERE i.restored_at IS NULL",
        values![],
    )
}
