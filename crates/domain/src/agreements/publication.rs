//! Publishing a version of an agreement: two people, an effective date, one version at a time.
//!
//! The programme's folder holds the texts; which of them is signed is decided here, by acts that
//! are recorded in the database.

use crate::caller::text_of_enum;
use crate::effects::Instant;
use jiff::civil::Date;
use uuid::Uuid;

/// How far a publication has come. That it is in force is not a state but a matter of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Wanted by one person; a second one has to agree.
    Proposed,
    /// Agreed to; in force from its effective moment on.
    Approved,
    /// Taken back before it was in force.
    Withdrawn,
}

text_of_enum!(State {
    Proposed => "proposed",
    Approved => "approved",
    Withdrawn => "withdrawn",
});

/// A publication of one version of one agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The version.
    pub version: String,
    /// How far it has come.
    pub state: State,
    /// Its place in the order of publications; none before it was approved.
    pub number: Option<i64>,
    /// The local day from which it is signed.
    pub effective_on: Date,
    /// The moment from which it is signed; none before it was approved.
    pub effective_at: Option<Instant>,
    /// Whether every partner has to sign it.
    pub resign: bool,
    /// Who proposed it; nobody, if the installation began with it.
    pub proposed_by: Option<Uuid>,
}

impl Publication {
    /// Whether the version is the partners' text at a moment, or has been.
    #[must_use]
    pub fn is_effective(&self, now: Instant) -> bool {
        self.state == State::Approved && self.effective_at.is_some_and(|at| at <= now)
    }

    /// Whether it is agreed to and lies ahead.
    #[must_use]
    pub fn is_scheduled(&self, now: Instant) -> bool {
        self.state == State::Approved && self.effective_at.is_some_and(|at| at > now)
    }
}

/// The publication in force at a moment; none while nothing was ever published here, when the
/// programme's own `current` is in force.
#[must_use]
pub fn in_force(all: &[Publication], now: Instant) -> Option<&Publication> {
    newest(all.iter().filter(|p| p.is_effective(now)))
}

/// The newest publication in force that every partner has to sign.
#[must_use]
pub fn to_be_signed(all: &[Publication], now: Instant) -> Option<&Publication> {
    newest(all.iter().filter(|p| p.resign && p.is_effective(now)))
}

fn newest<'p>(all: impl Iterator<Item = &'p Publication>) -> Option<&'p Publication> {
    all.max_by_key(|p| p.number)
}

/// Why a publication is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The version is or was in force, or is scheduled.
    Published,
    /// Another version is proposed or scheduled; one at a time.
    Open,
    /// It is not newer than the version in force.
    Older,
    /// The effective day lies in the past.
    Past,
    /// The effective day lies further ahead than a year: surely a slip.
    TooFar,
    /// The person who proposed it cannot be the second one as well.
    SamePerson,
    /// It is no longer waiting for a second person.
    Decided,
    /// It is in force; only another version can replace it.
    InForce,
}

impl Refused {
    /// A stable code, part of a locale key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Published => "version-published",
            Self::Open => "publication-open",
            Self::Older => "version-older",
            Self::Past => "effective-past",
            Self::TooFar => "effective-far",
            Self::SamePerson => "same-person",
            Self::Decided => "publication-decided",
            Self::InForce => "version-in-force",
        }
    }
}

/// Most days a version is published ahead.
pub const FARTHEST_DAYS: i32 = 366;

/// Whether an effective day can be chosen today.
///
/// # Errors
/// [`Refused::Past`] or [`Refused::TooFar`].
pub fn judge_day(effective_on: Date, today: Date) -> Result<(), Refused> {
    let farthest = today.saturating_add(jiff::Span::new().days(FARTHEST_DAYS));
    if effective_on < today {
        Err(Refused::Past)
    } else if effective_on > farthest {
        Err(Refused::TooFar)
    } else {
        Ok(())
    }
}

/// Whether a version, of `dated` in the programme, can be proposed beside the publications there
/// are. `in_force_dated` is the date of the version in force.
///
/// # Errors
/// [`Refused`].
pub fn may_propose(
    all: &[Publication],
    version: &str,
    dated: Date,
    in_force_dated: Date,
    now: Instant,
) -> Result<(), Refused> {
    if all
        .iter()
        .any(|p| p.state == State::Approved && p.version == version)
    {
        return Err(Refused::Published);
    }
    if all
        .iter()
        .any(|p| p.state == State::Proposed || p.is_scheduled(now))
    {
        return Err(Refused::Open);
    }
    if dated <= in_force_dated {
        return Err(Refused::Older);
    }
    Ok(())
}

/// Whether a second person can agree to a publication.
///
/// # Errors
/// [`Refused`].
pub fn may_approve(publication: &Publication, person: Uuid, today: Date) -> Result<(), Refused> {
    if publication.state != State::Proposed {
        return Err(Refused::Decided);
    }
    if publication.proposed_by == Some(person) {
        return Err(Refused::SamePerson);
    }
    judge_day(publication.effective_on, today)
}

/// Whether a publication can still be taken back. One person is enough: nothing changes by it.
///
/// # Errors
/// [`Refused`].
pub fn may_withdraw(publication: &Publication, now: Instant) -> Result<(), Refused> {
    match publication.state {
        State::Withdrawn => Err(Refused::Decided),
        State::Approved if publication.is_effective(now) => Err(Refused::InForce),
        State::Proposed | State::Approved => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const NOW: Instant = Instant(1_000_000);

    fn publication(version: &str, number: i64, at: i64, resign: bool) -> Publication {
        Publication {
            version: version.to_owned(),
            state: State::Approved,
            number: Some(number),
            effective_on: date(2026, 3, 2),
            effective_at: Some(Instant(at)),
            resign,
            proposed_by: None,
        }
    }

    fn proposal(version: &str) -> Publication {
        Publication {
            state: State::Proposed,
            number: None,
            effective_at: None,
            proposed_by: Some(Uuid::from_u128(1)),
            ..publication(version, 0, 0, true)
        }
    }

    #[test]
    fn the_newest_effective_one_is_in_force() {
        let all = [
            publication("a", 1, 0, false),
            publication("b", 2, NOW.0, true),
            publication("c", 3, NOW.0 + 1, true),
        ];
        let version = |p: Option<&Publication>| p.map(|p| p.version.clone());
        assert_eq!(version(in_force(&all, NOW)), Some("b".to_owned()));
        assert_eq!(
            version(in_force(&all, Instant(NOW.0 - 1))),
            Some("a".to_owned())
        );
        assert_eq!(
            version(in_force(&all, Instant(NOW.0 + 1))),
            Some("c".to_owned())
        );
        assert_eq!(in_force(&[], NOW), None);
        assert_eq!(in_force(&[proposal("a")], NOW), None);
        let withdrawn = Publication {
            state: State::Withdrawn,
            ..publication("a", 1, 0, true)
        };
        assert_eq!(in_force(&[withdrawn], NOW), None);
    }

    #[test]
    fn a_version_nobody_must_sign_does_not_lift_the_duty_before_it() {
        let all = [publication("a", 1, 0, true), publication("b", 2, 1, false)];
        assert_eq!(to_be_signed(&all, NOW).unwrap().version, "a");
        assert_eq!(in_force(&all, NOW).unwrap().version, "b");
        assert_eq!(to_be_signed(&all[1..], NOW), None);
    }

    #[test]
    fn one_at_a_time_and_only_forward() {
        let (old, new) = (date(2025, 6, 1), date(2026, 12, 1));
        let base = publication("a", 1, 0, false);
        assert_eq!(may_propose(&[], "b", new, old, NOW), Ok(()));
        assert_eq!(
            may_propose(std::slice::from_ref(&base), "b", new, old, NOW),
            Ok(())
        );
        let refused =
            |all: &[Publication], version, dated| may_propose(all, version, dated, old, NOW);
        assert_eq!(
            refused(std::slice::from_ref(&base), "a", new),
            Err(Refused::Published)
        );
        assert_eq!(
            refused(&[base.clone(), proposal("b")], "c", new),
            Err(Refused::Open)
        );
        let ahead = publication("b", 2, NOW.0 + 1, true);
        assert_eq!(
            refused(&[base.clone(), ahead.clone()], "c", new),
            Err(Refused::Open)
        );
        assert_eq!(
            refused(&[base.clone(), ahead], "b", new),
            Err(Refused::Published)
        );
        assert_eq!(
            refused(std::slice::from_ref(&base), "b", old),
            Err(Refused::Older)
        );
        // What was taken back can be proposed again.
        let back = Publication {
            state: State::Withdrawn,
            ..publication("b", 2, 9, true)
        };
        assert_eq!(refused(&[base, back], "b", new), Ok(()));
    }

    #[test]
    fn days_are_tried_at_their_borders() {
        let today = date(2026, 3, 2);
        assert_eq!(judge_day(today, today), Ok(()));
        assert_eq!(judge_day(date(2026, 3, 1), today), Err(Refused::Past));
        assert_eq!(judge_day(date(2027, 3, 3), today), Ok(()));
        assert_eq!(judge_day(date(2027, 3, 4), today), Err(Refused::TooFar));
    }

    #[test]
    fn the_second_person_is_another_one_and_comes_in_time() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let wanted = proposal("b");
        let day = wanted.effective_on;
        assert_eq!(may_approve(&wanted, two, day), Ok(()));
        assert_eq!(may_approve(&wanted, one, day), Err(Refused::SamePerson));
        assert_eq!(
            may_approve(&wanted, two, day.tomorrow().unwrap()),
            Err(Refused::Past)
        );
        assert_eq!(
            may_approve(&publication("b", 2, 0, true), two, day),
            Err(Refused::Decided)
        );
    }

    #[test]
    fn what_is_in_force_cannot_be_taken_back() {
        assert_eq!(may_withdraw(&proposal("b"), NOW), Ok(()));
        assert_eq!(
            may_withdraw(&publication("b", 2, NOW.0 + 1, true), NOW),
            Ok(())
        );
        assert_eq!(
            may_withdraw(&publication("b", 2, NOW.0, true), NOW),
            Err(Refused::InForce)
        );
        let back = Publication {
            state: State::Withdrawn,
            ..proposal("b")
        };
        assert_eq!(may_withdraw(&back, NOW), Err(Refused::Decided));
    }
}
