//! How much of the promised time a case has used.

use crate::http::Visit;
use crate::ui::{Meter, Tone};
use app::enrolment::clock::days_used;
use domain::effects::Instant;

/// Working days used of those promised.
#[derive(Debug, Clone)]
pub(super) struct Sla {
    /// Used.
    pub(super) used: u32,
    /// Promised.
    pub(super) promised: u32,
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
    let meter = Meter::progress(label, now, u64::from(promised)).tone(tone(used, promised));
    Sla {
        used,
        promised,
        meter,
    }
}

/// Half of the time is calm, all of it is too late.
fn tone(used: u32, promised: u32) -> Tone {
    match u64::from(used) * 100 / u64::from(promised.max(1)) {
        0..50 => Tone::Ok,
        50..100 => Tone::Warn,
        _ => Tone::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::{Tone, tone};

    #[test]
    fn colours_change_at_half_and_at_the_end() {
        let tones = [0, 7, 8, 14, 15, 40].map(|used| tone(used, 15));
        assert_eq!(
            tones,
            [
                Tone::Ok,
                Tone::Ok,
                Tone::Warn,
                Tone::Warn,
                Tone::Bad,
                Tone::Bad
            ]
        );
        assert_eq!(tone(1, 0), Tone::Bad);
    }
}
