//! Who of the staff may do what about one application (00, role separation): nobody judges a company
//! he is close to, nobody both reviews and decides credit, and what needs two people has two.
//!
//! Roles say what a person may do at all ([`crate::permission`]); these rules say what is left of it
//! in one case.

/// What a member of staff does about an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duty {
    /// Look at the answers, the documents and the thread.
    Look,
    /// Write to the company or to colleagues.
    Write,
    /// Claim, check, enter what the registry says, ask, reject, approve.
    Review,
    /// Confirm or decline what another reviewer proposed.
    SecondReview,
    /// Decide credit or propose an override.
    Credit,
    /// Confirm or decline an override another analyst proposed.
    SecondCredit,
}

impl Duty {
    /// Every duty.
    pub const ALL: [Self; 6] = [
        Self::Look,
        Self::Write,
        Self::Review,
        Self::SecondReview,
        Self::Credit,
        Self::SecondCredit,
    ];

    fn reviews(self) -> bool {
        matches!(self, Self::Review | Self::SecondReview)
    }

    fn decides_credit(self) -> bool {
        matches!(self, Self::Credit | Self::SecondCredit)
    }
}

/// What one person has had to do with an application so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Involvement {
    /// Declared a conflict of interest with the company.
    pub conflict: bool,
    /// Ever claimed it, decided a check or judged it.
    pub reviewed: bool,
    /// Ever decided or confirmed credit.
    pub decided_credit: bool,
    /// Had a hand in the rejection that is appealed against.
    pub judged_before: bool,
    /// Proposed what waits for a second person.
    pub proposed: bool,
    /// A colleague holds the case.
    pub held_by_colleague: bool,
}

/// Why a person may not, as the code of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// A conflict of interest was declared.
    ConflictOfInterest,
    /// Reviewer and analyst, or first and second person, would be one.
    SamePerson,
    /// Whoever rejected does not judge the appeal (T15).
    EarlierReviewer,
    /// A colleague works on it; it has to be taken over first.
    Held,
}

impl Refusal {
    /// The stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ConflictOfInterest => "conflict-of-interest",
            Self::SamePerson => "same-person",
            Self::EarlierReviewer => "earlier-reviewer",
            Self::Held => "held",
        }
    }
}

/// Judges whether a person may do something about an application.
///
/// # Errors
/// The first [`Refusal`] that holds, the gravest first.
pub fn judge(duty: Duty, person: &Involvement) -> Result<(), Refusal> {
    if person.conflict {
        return Err(Refusal::ConflictOfInterest);
    }
    let both_sides =
        (duty.reviews() && person.decided_credit) || (duty.decides_credit() && person.reviewed);
    let second = matches!(duty, Duty::SecondReview | Duty::SecondCredit);
    if both_sides || (second && person.proposed) {
        return Err(Refusal::SamePerson);
    }
    if duty.reviews() && person.judged_before {
        return Err(Refusal::EarlierReviewer);
    }
    if duty == Duty::Review && person.held_by_colleague {
        return Err(Refusal::Held);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{HashMap, HashSet};

    fn anybody() -> impl Strategy<Value = Involvement> {
        proptest::array::uniform6(any::<bool>()).prop_map(
            |[
                conflict,
                reviewed,
                decided_credit,
                judged_before,
                proposed,
                held_by_colleague,
            ]| {
                Involvement {
                    conflict,
                    reviewed,
                    decided_credit,
                    judged_before,
                    proposed,
                    held_by_colleague,
                }
            },
        )
    }

    #[test]
    fn a_stranger_to_the_case_may_do_everything() {
        for duty in Duty::ALL {
            assert_eq!(judge(duty, &Involvement::default()), Ok(()));
        }
    }

    #[test]
    fn each_involvement_closes_what_it_should() {
        let closed = |person: Involvement| -> Vec<(Duty, &'static str)> {
            Duty::ALL
                .into_iter()
                .filter_map(|duty| Some((duty, judge(duty, &person).err()?.code())))
                .collect()
        };
        let nobody = Involvement::default();
        let with = |change: fn(&mut Involvement)| {
            let mut person = nobody;
            change(&mut person);
            person
        };
        assert_eq!(closed(with(|p| p.conflict = true)).len(), Duty::ALL.len());
        assert_eq!(
            closed(with(|p| p.reviewed = true)),
            [
                (Duty::Credit, "same-person"),
                (Duty::SecondCredit, "same-person")
            ]
        );
        assert_eq!(
            closed(with(|p| p.decided_credit = true)),
            [
                (Duty::Review, "same-person"),
                (Duty::SecondReview, "same-person")
            ]
        );
        assert_eq!(
            closed(with(|p| p.judged_before = true)),
            [
                (Duty::Review, "earlier-reviewer"),
                (Duty::SecondReview, "earlier-reviewer")
            ]
        );
        assert_eq!(
            closed(with(|p| p.proposed = true)),
            [
                (Duty::SecondReview, "same-person"),
                (Duty::SecondCredit, "same-person")
            ]
        );
        assert_eq!(
            closed(with(|p| p.held_by_colleague = true)),
            [(Duty::Review, "held")]
        );
    }

    /// One thing a member of staff tries.
    #[derive(Debug, Clone, Copy)]
    enum Try {
        Declare,
        Do(Duty),
    }

    fn tries() -> impl Strategy<Value = Vec<(u8, Try)>> {
        let what = prop_oneof![
            1 => Just(Try::Declare),
            6 => (0..Duty::ALL.len()).prop_map(|n| Try::Do(Duty::ALL[n])),
        ];
        prop::collection::vec((0_u8..4, what), 0..60)
    }

    proptest! {
        /// More involvement never opens what less involvement closes.
        #[test]
        fn involvement_only_closes(a in anybody(), b in anybody()) {
            let both = Involvement {
                conflict: a.conflict || b.conflict,
                reviewed: a.reviewed || b.reviewed,
                decided_credit: a.decided_credit || b.decided_credit,
                judged_before: a.judged_before || b.judged_before,
                proposed: a.proposed || b.proposed,
                held_by_colleague: a.held_by_colleague || b.held_by_colleague,
            };
            for duty in Duty::ALL {
                if judge(duty, &a).is_err() {
                    prop_assert!(judge(duty, &both).is_err());
                }
            }
        }

        /// Four people try anything in any order; the separation of duties holds at every moment.
        #[test]
        fn no_order_of_tries_brings_duties_together(tries in tries()) {
            let mut people: HashMap<u8, Involvement> = HashMap::new();
            let (mut reviewers, mut analysts) = (HashSet::new(), HashSet::new());
            let mut holder: Option<u8> = None;
            let mut proposals: [Option<u8>; 2] = [None, None];
            for (who, what) in tries {
                let person = people.entry(who).or_default();
                let Try::Do(duty) = what else {
                    person.conflict = true;
                    if holder == Some(who) {
                        holder = None;
                    }
                    continue;
                };
                let track = usize::from(duty.decides_credit());
                person.held_by_colleague = holder.is_some_and(|held| held != who);
                person.proposed = proposals[track] == Some(who);
                if judge(duty, person).is_err() {
                    continue;
                }
                prop_assert!(!person.conflict);
                match duty {
                    Duty::Look | Duty::Write => {}
                    Duty::Review => {
                        prop_assert!(holder.is_none_or(|held| held == who));
                        holder = Some(who);
                        person.reviewed = true;
                        reviewers.insert(who);
                        proposals[0] = Some(who);
                    }
                    Duty::Credit => {
                        person.decided_credit = true;
                        analysts.insert(who);
                        proposals[1] = Some(who);
                    }
                    Duty::SecondReview => {
                        prop_assert_ne!(proposals[0], Some(who));
                        person.reviewed = true;
                        reviewers.insert(who);
                        proposals[0] = None;
                    }
                    Duty::SecondCredit => {
                        prop_assert_ne!(proposals[1], Some(who));
                        person.decided_credit = true;
                        analysts.insert(who);
                        proposals[1] = None;
                    }
                }
                prop_assert!(reviewers.is_disjoint(&analysts));
            }
        }
    }
}
