//! How much of the promised time a case has used.

use super::queue::tone;
use crate::http::Visit;
use crate::ui::Meter;
use app::enrolment::clock::days_used;
use app::review::queue::Urgency;
use domain::effects::Instant;

/// Working days used of those promised.
#[derive(Debug, Clone)]
pub(super) struct Sla {
    /// Used.
    pub(super) used: u32,
    /// Promised.
    pub(super) promised: u32,
    /// Whether the clock stands, because the company has to act.
    pub(super) paused: bool,
    /// The same as a bar.
    pub(super) meter: Meter,
}

/// Measures up to now, without the time spent waiting for the applicant.
pub(super) fn sla(visit: &Visit, since: Option<Instant>, before: u32) -> Sla {
    let now = visit.app().clock.now();
    let used = days_used(visit.app(), since, before, now);
    let promised = visit.app().programme.application.sla_working_days;
    let facts = [
        ("used", used.to_string()),
        ("promised", promised.to_string()),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let label = visit.t().format("console-sla-used", &facts);
    let now = u64::from(used.min(promised));
    let meter = Meter::progress(label, now, u64::from(promised)).tone(tone(Urgency::of(
        used,
        promised,
        since.is_some(),
    )));
    Sla {
        used,
        promised,
        paused: since.is_none(),
        meter,
    }
}
