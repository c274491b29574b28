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

/// What a person did to an application that was rejected before, the gravest of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Hand {
    /// Nothing.
    #[default]
    None,
    /// Had a hand in a rejection before the newest one, which somebody else judged since.
    Earlier,
    /// Agreed to the newest one as the second person.
    Agreed,
    /// Rejected, the newest time.
    Rejected,
}

/// The hand of a person in confirmed rejections, newest first, each with who rejected and who
/// decided about that.
#[must_use]
pub fn hand<P: PartialEq + Copy>(person: P, rejections: &[(P, Option<P>)]) -> Hand {
    let mine = |(rejected, decided): &(P, Option<P>)| {
        if *rejected == person {
            Some(Hand::Rejected)
        } else {
            (*decided == Some(person)).then_some(Hand::Agreed)
        }
    };
    let Some((newest, earlier)) = rejections.split_first() else {
        return Hand::None;
    };
    mine(newest).unwrap_or_else(|| {
        let any = earlier.iter().any(|rejection| mine(rejection).is_some());
        if any { Hand::Earlier } else { Hand::None }
    })
}

/// What a hand in earlier rejections leaves of a reviewer's rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Again {
    /// Everything.
    #[default]
    Free,
    /// Agreeing with what somebody else judged.
    SecondOnly,
    /// Nothing.
    No,
}

/// Who judges an appeal: whoever has the least hand in the rejections. A small operator has nobody
/// without one after a second appeal, or after a rejection that took two, and a case nobody may
/// judge is worse than one judged again by somebody who agreed once. Whoever rejected the newest
/// time never judges the appeal against it, and agrees to another's judgement at most.
///
/// `others` are the reviewers who could judge, without this person and without who proposed what
/// waits for a second person.
#[must_use]
pub fn again(mine: Hand, others: &[Hand]) -> Again {
    if mine == Hand::None {
        Again::Free
    } else if others.iter().any(|other| *other < mine) {
        Again::No
    } else if mine == Hand::Rejected {
        Again::SecondOnly
    } else {
        Again::Free
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
    /// What a hand in the rejection that is appealed against, or in one before, leaves.
    pub again: Again,
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
    let judged_before = match duty {
        Duty::Review => person.again != Again::Free,
        Duty::SecondReview => person.again == Again::No,
        Duty::Look | Duty::Write | Duty::Credit | Duty::SecondCredit => false,
    };
    if judged_before {
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
        let again = prop::sample::select(vec![Again::Free, Again::SecondOnly, Again::No]);
        (proptest::array::uniform5(any::<bool>()), again).prop_map(
            |(
                [
                    conflict,
                    reviewed,
                    decided_credit,
                    proposed,
                    held_by_colleague,
                ],
                again,
            )| {
                Involvement {
                    conflict,
                    reviewed,
                    decided_credit,
                    again,
                    proposed,
                    held_by_colleague,
                }
            },
        )
    }

    #[test]
    fn a_hand_in_rejections_is_the_gravest_and_the_newest() {
        let (a, b, c) = (1, 2, 3);
        let hands = |rejections: &[(i32, Option<i32>)]| [a, b, c].map(|p| hand(p, rejections));
        use Hand::*;
        assert_eq!(hands(&[]), [None, None, None]);
        assert_eq!(hands(&[(a, Some(a))]), [Rejected, None, None]);
        assert_eq!(hands(&[(a, Some(b))]), [Rejected, Agreed, None]);
        assert_eq!(
            hands(&[(b, Some(b)), (a, Some(a))]),
            [Earlier, Rejected, None]
        );
        assert_eq!(
            hands(&[(c, Some(b)), (a, Some(b))]),
            [Earlier, Agreed, Rejected]
        );
        assert_eq!(
            hands(&[(b, Some(a)), (a, Some(a))]),
            [Agreed, Rejected, None]
        );
    }

    #[test]
    fn an_appeal_goes_to_the_least_concerned_and_never_back_to_who_rejected() {
        use Hand::*;
        for (mine, others, left) in [
            (None, vec![None], Again::Free),
            (None, vec![], Again::Free),
            // Somebody without a hand is there.
            (Earlier, vec![Rejected, None], Again::No),
            (Agreed, vec![Rejected, None], Again::No),
            (Rejected, vec![None], Again::No),
            // Two reviewers and a second appeal, or a rejection that took both.
            (Earlier, vec![Rejected], Again::Free),
            (Agreed, vec![Rejected], Again::Free),
            (Rejected, vec![Earlier], Again::No),
            (Rejected, vec![Agreed], Again::No),
            // The other one has judged; a second person is needed for it.
            (Rejected, vec![], Again::SecondOnly),
            // Three who all had a hand.
            (Agreed, vec![Earlier, Rejected], Again::No),
            (Earlier, vec![Agreed, Rejected], Again::Free),
            (Earlier, vec![Earlier, Rejected], Again::Free),
        ] {
            assert_eq!(again(mine, &others), left, "{mine:?} {others:?}");
        }
    }

    proptest! {
        /// With two reviewers or more nobody waits in vain: one of them may judge, and it is not
        /// who rejected the newest time.
        #[test]
        fn two_reviewers_are_enough(
            rejections in prop::collection::vec((0_u8..4, 0_u8..4), 0..5),
            reviewers in 2_u8..5,
        ) {
            let rejections: Vec<_> = rejections.into_iter().map(|(a, b)| (a, Some(b))).collect();
            let hands: Vec<_> = (0..reviewers).map(|who| hand(who, &rejections)).collect();
            let free: Vec<_> = (0..hands.len())
                .filter(|me| {
                    let others: Vec<_> = (0..hands.len()).filter(|who| who != me).collect();
                    let others: Vec<_> = others.into_iter().map(|who| hands[who]).collect();
                    again(hands[*me], &others) == Again::Free
                })
                .collect();
            prop_assert!(!free.is_empty());
            prop_assert!(free.iter().all(|who| hands[*who] != Hand::Rejected));
        }
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
            closed(with(|p| p.again = Again::No)),
            [
                (Duty::Review, "earlier-reviewer"),
                (Duty::SecondReview, "earlier-reviewer")
            ]
        );
        assert_eq!(
            closed(with(|p| p.again = Again::SecondOnly)),
            [(Duty::Review, "earlier-reviewer")]
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
                again: a.again.max(b.again),
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
