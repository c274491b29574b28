//! What a feed says of services in regions, and how far it is believed. A measurement is one service in
//! one region; what is not sound of it is not believed, and what is not believed becomes unknown in time.

use super::State;
use crate::caller::text_of_enum;
use crate::effects::Instant;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Seconds a measurement may lie ahead: clocks differ.
pub const AHEAD_SECONDS: i64 = 120;
/// Most measurements of an answer.
pub const MOST: usize = 2_000;
/// All of a time, in millionths.
pub const MILLION: i64 = 1_000_000;
/// Longest latency that is believed, milliseconds.
pub const LATENCY_MS: i64 = 600_000;
/// Days of measurements that are shown.
pub const METRIC_DAYS: i64 = 30;
/// Days the states of the feed itself are kept.
pub const TURN_DAYS: i64 = 30;

/// How a service does by its measurement, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It works.
    Healthy,
    /// It works; something about it should be known.
    Advisory,
    /// It works badly, or for some.
    Degraded,
    /// It does not work.
    Interrupted,
}

text_of_enum!(Level {
    Healthy => "healthy",
    Advisory => "advisory",
    Degraded => "degraded",
    Interrupted => "interrupted",
});

impl Level {
    /// How bad it is, from 0.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Healthy => 0,
            Self::Advisory => 1,
            Self::Degraded => 2,
            Self::Interrupted => 3,
        }
    }

    /// Reads [`Self::rank`] back.
    #[must_use]
    pub fn of_rank(rank: i64) -> Option<Self> {
        let found = Self::ALL
            .iter()
            .find(|level| i64::from(level.rank()) == rank);
        found.copied()
    }
}

/// What is wrong with a measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The programme has no such service.
    UnknownService,
    /// The programme has no such region.
    UnknownRegion,
    /// Its time is no time.
    NoTime,
    /// Its time is still to come.
    Future,
    /// It is older than what is shown as unknown.
    Old,
    /// It is older than what was believed before.
    Backwards,
    /// Its state is none, or a value is one nothing can have.
    Impossible,
    /// Another measurement of the same says something else.
    Contradiction,
}

text_of_enum!(Fault {
    UnknownService => "unknown-service",
    UnknownRegion => "unknown-region",
    NoTime => "no-time",
    Future => "future",
    Old => "old",
    Backwards => "backwards",
    Impossible => "impossible",
    Contradiction => "contradiction",
});

/// What came of asking the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Something new, and nothing wrong.
    Good,
    /// Something new; the rest was not believed.
    Partly,
    /// It answered, and said nothing new.
    Stalled,
    /// Nothing of it was believed.
    Refused,
    /// It said more than is listened to.
    Large,
    /// It said something that is no answer.
    Unreadable,
    /// It did not answer.
    Away,
}

text_of_enum!(Outcome {
    Good => "good",
    Partly => "partly",
    Stalled => "stalled",
    Refused => "refused",
    Large => "large",
    Unreadable => "unreadable",
    Away => "away",
});

impl Outcome {
    /// Whether something new was learnt.
    #[must_use]
    pub fn is_news(self) -> bool {
        matches!(self, Self::Good | Self::Partly)
    }
}

/// How often the feed is asked, and how long its word holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Seconds between two questions.
    pub every_seconds: i64,
    /// Seconds after which a measurement tells nothing any more.
    pub unknown_seconds: i64,
}

/// A measurement as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The service: the id of a product.
    pub service: String,
    /// The region: a code of the programme.
    pub region: String,
    /// When it was measured, RFC 3339.
    pub at: String,
    /// How it does.
    pub state: String,
    /// The share of requests, or of time, that was served, in millionths.
    pub availability_ppm: i64,
    /// The usual time to an answer, milliseconds; none where nothing answered.
    pub latency_ms: Option<i64>,
}

/// A measurement that is believed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// The service.
    pub service: Uuid,
    /// The region.
    pub region: String,
    /// When it was measured.
    pub at: Instant,
    /// How it does.
    pub level: Level,
    /// The share that was served, in millionths.
    pub availability_ppm: i64,
    /// The usual time to an answer, milliseconds.
    pub latency_ms: Option<i64>,
}

/// Why a feed has said nothing that can be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedError {
    /// It did not answer; why, in words without its address.
    Away(String),
    /// Its answer is too long.
    Large,
    /// Its answer is none; where.
    Unreadable(String),
}

/// What the programme knows, and what was believed before.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its services.
    pub services: BTreeSet<Uuid>,
    /// Its regions.
    pub regions: BTreeSet<String>,
    /// The newest measurement that was believed, of each service in each region.
    pub last: Vec<Reading>,
}

/// What is made of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// In one word.
    pub outcome: Outcome,
    /// The faults, or why there was no answer.
    pub detail: String,
    /// What is believed, and new; one of each service in each region at most.
    pub accepted: Vec<Reading>,
}

impl Verdict {
    fn of(outcome: Outcome, detail: impl Into<String>) -> Self {
        Self {
            outcome,
            detail: detail.into(),
            accepted: Vec::new(),
        }
    }
}

/// Whether a moment is further ahead than clocks differ.
fn is_ahead(at: Instant, now: Instant) -> bool {
    at > now.plus_seconds(AHEAD_SECONDS)
}

/// Reads a measurement by itself.
fn read(said: &Said, known: &Known, now: Instant) -> Result<Reading, Fault> {
    let service = said.service.parse().ok();
    let service = service.filter(|id| known.services.contains(id));
    let service = service.ok_or(Fault::UnknownService)?;
    if !known.regions.contains(&said.region) {
        return Err(Fault::UnknownRegion);
    }
    let at: jiff::Timestamp = said.at.parse().map_err(|_| Fault::NoTime)?;
    let at = Instant(at.as_microsecond());
    if is_ahead(at, now) {
        return Err(Fault::Future);
    }
    let level = Level::from_text(&said.state).ok_or(Fault::Impossible)?;
    let served = (0..=MILLION).contains(&said.availability_ppm);
    let took = said
        .latency_ms
        .is_none_or(|ms| (0..=LATENCY_MS).contains(&ms));
    // Nothing that answers nobody works, and nothing that answers nobody takes a time to answer.
    let dead = said.availability_ppm == 0;
    if !served || !took || (dead && (level == Level::Healthy || said.latency_ms.is_some())) {
        return Err(Fault::Impossible);
    }
    Ok(Reading {
        service,
        region: said.region.clone(),
        at,
        level,
        availability_ppm: said.availability_ppm,
        latency_ms: said.latency_ms,
    })
}

/// Judges what a feed answered. The order of what it says makes no difference; a service in a region
/// is believed only when everything that is said of it is sound and the same.
#[must_use]
pub fn judge(
    answer: &Result<Vec<Said>, FeedError>,
    known: &Known,
    times: Times,
    now: Instant,
) -> Verdict {
    let said = match answer {
        Ok(said) if said.len() > MOST => return Verdict::of(Outcome::Large, ""),
        Ok(said) => said,
        Err(FeedError::Large) => return Verdict::of(Outcome::Large, ""),
        Err(FeedError::Unreadable(place)) => return Verdict::of(Outcome::Unreadable, place),
        Err(FeedError::Away(reason)) => return Verdict::of(Outcome::Away, reason),
    };
    let mut faults = BTreeSet::new();
    let mut about: BTreeMap<(&str, &str), BTreeSet<&Said>> = BTreeMap::new();
    for one in said {
        let pair = (one.service.as_str(), one.region.as_str());
        about.entry(pair).or_default().insert(one);
    }
    // Ids can be spelt in several ways: what is believed is told apart by what it is about.
    let mut sound: BTreeMap<(Uuid, String), BTreeSet<Reading>> = BTreeMap::new();
    let mut spoilt: BTreeSet<(Uuid, String)> = BTreeSet::new();
    for one in about.into_values().flatten() {
        match read(one, known, now) {
            Ok(reading) => {
                let pair = (reading.service, reading.region.clone());
                sound.entry(pair).or_default().insert(reading);
            }
            Err(fault) => {
                faults.insert(fault);
                if let Ok(service) = one.service.parse() {
                    spoilt.insert((service, one.region.clone()));
                }
            }
        }
    }
    let (mut accepted, mut unchanged) = (Vec::new(), false);
    for (pair, readings) in sound {
        let several = readings.len() > 1 || spoilt.contains(&pair);
        let Some(reading) = readings.into_iter().next().filter(|_| !several) else {
            faults.insert(Fault::Contradiction);
            continue;
        };
        let same = |last: &&Reading| last.service == pair.0 && last.region == pair.1;
        match known.last.iter().find(same) {
            Some(last) if *last == reading => unchanged = true,
            _ if reading.at <= now.plus_seconds(-times.unknown_seconds) => {
                faults.insert(Fault::Old);
            }
            Some(last) if last.at == reading.at => {
                faults.insert(Fault::Contradiction);
            }
            // What was believed before the clock was put back is not held against what comes after.
            Some(last) if last.at > reading.at && !is_ahead(last.at, now) => {
                faults.insert(Fault::Backwards);
            }
            _ => accepted.push(reading),
        }
    }
    let outcome = match (accepted.is_empty(), faults.is_empty()) {
        (false, true) => Outcome::Good,
        (false, false) => Outcome::Partly,
        (true, false) if !unchanged => Outcome::Refused,
        (true, _) => Outcome::Stalled,
    };
    let faults: Vec<_> = faults.into_iter().map(Fault::text).collect();
    Verdict {
        outcome,
        detail: faults.join(" "),
        accepted,
    }
}

/// Whether what came of asking is no change from what came before. A feed that measures less often than
/// it is asked says nothing new in between: that is no change as long as its word holds.
#[must_use]
pub fn goes_on(
    (before, news_at): (Outcome, Option<Instant>),
    after: Outcome,
    times: Times,
    now: Instant,
) -> bool {
    let holds = news_at.is_some_and(|at| now < at.plus_seconds(times.unknown_seconds));
    before == after || (after == Outcome::Stalled && before.is_news() && holds)
}

/// What is known of a service in a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// How it does.
    Level(Level),
    /// Nothing: since when; none when it was never measured.
    Unknown(Option<Instant>),
}

impl Seen {
    fn weight(self) -> u8 {
        match self {
            Self::Level(Level::Healthy) => 0,
            Self::Level(Level::Advisory) => 1,
            // What nobody knows may be worse than an advisory.
            Self::Unknown(_) => 2,
            Self::Level(Level::Degraded) => 3,
            Self::Level(Level::Interrupted) => 4,
        }
    }
}

/// What the newest measurement tells at a moment.
#[must_use]
pub fn seen(last: Option<&Reading>, times: Times, now: Instant) -> Seen {
    match last {
        None => Seen::Unknown(None),
        // A clock that was put back leaves measurements of a time to come, which tell nothing either.
        Some(last) if is_ahead(last.at, now) => Seen::Unknown(None),
        Some(last) if last.at <= now.plus_seconds(-times.unknown_seconds) => {
            Seen::Unknown(Some(last.at))
        }
        Some(last) => Seen::Level(last.level),
    }
}

/// What is known of a service in all its regions: the worst. It is healthy only when all of them are.
#[must_use]
pub fn overall(regions: impl IntoIterator<Item = Seen>) -> Seen {
    let worse = |one: Seen, other: Seen| match (one, other) {
        (Seen::Unknown(one), Seen::Unknown(other)) => {
            // The longest silence that has a beginning.
            let first = [one, other].into_iter().flatten().min();
            Seen::Unknown(first)
        }
        _ if other.weight() > one.weight() => other,
        _ => one,
    };
    let all = regions.into_iter().reduce(worse);
    all.unwrap_or(Seen::Unknown(None))
}

/// What is shown of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// What people say, whatever is measured.
    Incident(State),
    /// Maintenance is under way.
    Maintenance,
    /// What is measured.
    Measured(Seen),
    /// Nobody measures it, and nobody has said anything.
    Silent,
}

/// What people say comes before what is measured, and planned maintenance explains what is.
#[must_use]
pub fn shown(incident: Option<State>, maintained: bool, measured: Option<Seen>) -> Shown {
    match (incident.filter(|state| state.is_open()), measured) {
        (Some(state), _) => Shown::Incident(state),
        (None, _) if maintained => Shown::Maintenance,
        (None, Some(seen)) => Shown::Measured(seen),
        (None, None) => Shown::Silent,
    }
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
