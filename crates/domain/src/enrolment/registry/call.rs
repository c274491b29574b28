//! Calls to a company at the number it is registered with.

use crate::caller::text_of_enum;
use crate::effects::Instant;

/// What a call told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallOutcome {
    /// The company stands behind the application.
    Confirmed,
    /// Nobody who could tell was reached.
    NotReached,
    /// The company knows nothing of the application.
    Denied,
}

text_of_enum!(CallOutcome {
    Confirmed => "confirmed",
    NotReached => "not-reached",
    Denied => "denied",
});

/// Whether calls have settled that the company stands behind its application: of those made since
/// its submission, the latest that reached somebody was a yes.
#[must_use]
pub fn settled(
    calls: impl IntoIterator<Item = (CallOutcome, Instant)>,
    submitted: Option<Instant>,
) -> bool {
    let answered = calls
        .into_iter()
        .filter(|(_, at)| submitted.is_some_and(|submitted| *at >= submitted))
        .filter(|(outcome, _)| *outcome != CallOutcome::NotReached)
        .max_by_key(|(_, at)| *at);
    answered.is_some_and(|(outcome, _)| outcome == CallOutcome::Confirmed)
}

#[cfg(test)]
mod tests {
    use super::CallOutcome::{Confirmed, Denied, NotReached};
    use super::*;

    #[test]
    fn only_a_yes_that_no_later_no_takes_back_settles_it() {
        let submitted = Some(Instant(10));
        let told = |calls: &[(CallOutcome, i64)]| {
            settled(calls.iter().map(|(o, at)| (*o, Instant(*at))), submitted)
        };
        assert!(!told(&[]));
        assert!(told(&[(Confirmed, 10)]));
        assert!(told(&[(NotReached, 30), (Confirmed, 20)]));
        assert!(told(&[(Denied, 20), (Confirmed, 30)]));
        assert!(!told(&[(Denied, 30), (Confirmed, 20)]));
        assert!(!told(&[(Confirmed, 9)]));
        assert!(!settled([(Confirmed, Instant(20))], None));
    }
}
