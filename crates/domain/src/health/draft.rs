//! An outage waits for a second pair of eyes: what one of the staff writes is shown to nobody else
//! until another has confirmed it.

use super::State as Health;
use crate::caller::text_of_enum;
use crate::two_people::Refused;

/// How far a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for a second person.
    Proposed,
    /// A second person agreed: it is posted.
    Confirmed,
    /// A second person did not.
    Declined,
    /// Whoever wrote it took it back, or the incident ended before.
    Withdrawn,
}

text_of_enum!(State {
    Proposed => "proposed",
    Confirmed => "confirmed",
    Declined => "declined",
    Withdrawn => "withdrawn",
});

/// Whether an incident may come to a state only when two people say so: an outage may, from nothing
/// and from what is less. Whatever is better needs nobody else.
#[must_use]
pub fn needs_two(from: Option<Health>, to: Health) -> bool {
    to == Health::Interrupted && from != Some(Health::Interrupted)
}

/// The code of a refusal, part of locale keys.
#[must_use]
pub fn code(refused: Refused) -> &'static str {
    match refused {
        Refused::Decided => "health-draft-decided",
        Refused::Own => "health-draft-own",
        Refused::NotOwn => "health-draft-not-own",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_becomes_an_outage_needs_two() {
        for to in Health::ALL {
            assert_eq!(needs_two(None, *to), *to == Health::Interrupted);
            for from in Health::ALL {
                let outage = *to == Health::Interrupted && *from != Health::Interrupted;
                assert_eq!(needs_two(Some(*from), *to), outage);
            }
        }
    }
}
