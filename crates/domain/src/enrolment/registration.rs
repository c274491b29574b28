//! The registration machine R0–RX: before a partner account exists.

use super::machine::{Machine, machine};
use crate::caller::text_of_enum;
use crate::effects::Instant;
use crate::programme::Programme;

/// Where a registration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// R0: begun, nobody identified.
    Open,
    /// R1: signed in, or "create one" chosen.
    Identified,
    /// R2: account details valid.
    Details,
    /// R3: a code must be solved.
    Challenge,
    /// R3L: too many failures.
    Locked,
    /// R4: may press "Create account".
    Verified,
    /// R5: tenant and user being written.
    Creating,
    /// R6: created, credentials not acknowledged.
    Created,
    /// R7: done, an application draft exists.
    Done,
    /// RX: too old.
    Expired,
    /// RX: stopped for abuse.
    Blocked,
}

text_of_enum!(State {
    Open => "open",
    Identified => "identified",
    Details => "details",
    Challenge => "challenge",
    Locked => "locked",
    Verified => "verified",
    Creating => "creating",
    Created => "created",
    Done => "done",
    Expired => "expired",
    Blocked => "blocked",
});

impl State {
    /// Whether somebody may still go on with it.
    #[must_use]
    pub const fn is_living(self) -> bool {
        !matches!(self, Self::Done | Self::Expired | Self::Blocked)
    }

    /// Whether an account came of it.
    #[must_use]
    pub const fn has_account(self) -> bool {
        matches!(self, Self::Created | Self::Done)
    }
}

/// How the applicant is identified (F2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// A tenant and its first user are created.
    Create,
    /// A global admin signed in with a work account that exists.
    Existing,
}

text_of_enum!(Way {
    Create => "create",
    Existing => "existing",
});

/// What can happen to a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// "Create one" chosen, or signed in with a work account.
    Identify,
    /// F3 saved and valid.
    SaveDetails,
    /// A code was sent.
    SendCode,
    /// The right code was entered.
    SolveChallenge,
    /// Too many failures.
    LockChallenge,
    /// The lock time is over and a code is asked for again.
    UnlockChallenge,
    /// A person of the operator lets a registration go on that was locked for good.
    Release,
    /// The organisation's phone changed, or 30 minutes passed without "Create account".
    VerifyAgain,
    /// "Create account" pressed.
    BeginCreation,
    /// Tenant and user exist.
    FinishCreation,
    /// Creation failed or took more than ten minutes.
    FailCreation,
    /// "I have saved this information".
    Acknowledge,
    /// Idle too long.
    Expire,
    /// Stopped for abuse.
    Block,
}

text_of_enum!(Event {
    Identify => "identify",
    SaveDetails => "save-details",
    SendCode => "send-code",
    SolveChallenge => "solve-challenge",
    LockChallenge => "lock-challenge",
    UnlockChallenge => "unlock-challenge",
    Release => "release",
    VerifyAgain => "verify-again",
    BeginCreation => "begin-creation",
    FinishCreation => "finish-creation",
    FailCreation => "fail-creation",
    Acknowledge => "acknowledge",
    Expire => "expire",
    Block => "block",
});

machine! {
    "T2": Open, Identify => Identified;
    "T2": Identified, Identify => Identified;
    "T2": Details, Identify => Identified;
    "T2": Challenge, Identify => Identified;
    "T3": Identified, SaveDetails => Details;
    "T3": Details, SaveDetails => Details;
    "T3": Challenge, SaveDetails => Details;
    "T3": Verified, SaveDetails => Details;
    "T4": Details, SendCode => Challenge;
    "T4": Challenge, SendCode => Challenge;
    "T5": Challenge, SolveChallenge => Verified;
    "T6": Challenge, LockChallenge => Locked;
    "T6": Details, LockChallenge => Locked;
    "T6": Locked, UnlockChallenge => Challenge;
    "T6": Locked, Release => Details;
    "T6": Locked, Block => Blocked;
    "T5": Verified, VerifyAgain => Details;
    "T7": Verified, BeginCreation => Creating;
    "T7": Creating, FinishCreation => Created;
    "T7": Creating, FailCreation => Verified;
    "T8": Created, Acknowledge => Done;
    "RX": Open, Expire => Expired;
    "RX": Identified, Expire => Expired;
    "RX": Details, Expire => Expired;
    "RX": Challenge, Expire => Expired;
    "RX": Locked, Expire => Expired;
    "RX": Verified, Expire => Expired;
}

/// How long a registration may stand still, seconds each.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// R0, begun and nobody identified.
    pub open: i64,
    /// R1 to R4, since it was last used.
    pub draft: i64,
    /// R3L when only people can unlock it: as long as unfinished data is kept.
    pub people: i64,
    /// R4, since the number was verified.
    pub verified: i64,
    /// R5, since "Create account" was pressed.
    pub creating: i64,
}

impl Patience {
    /// The programme's.
    #[must_use]
    pub fn of(programme: &Programme) -> Self {
        let rules = &programme.registration;
        let day = 86_400;
        Self {
            open: i64::from(rules.idle_hours) * 3600,
            draft: i64::from(rules.draft_days) * day,
            people: i64::from(programme.retention.unfinished_registration_days) * day,
            verified: i64::from(rules.verified_minutes) * 60,
            creating: i64::from(rules.creating_minutes) * 60,
        }
    }
}

/// The moments that decide what time does to a registration.
#[derive(Debug, Clone, Copy)]
pub struct Standstill {
    /// Its state.
    pub state: State,
    /// When it was last used.
    pub touched_at: Instant,
    /// When the number was verified.
    pub verified_at: Option<Instant>,
    /// Whether only people can unlock it.
    pub waits_for_people: bool,
}

impl Standstill {
    /// What time has done to it by now, if anything.
    #[must_use]
    pub fn overdue(self, now: Instant, patience: &Patience) -> Option<Event> {
        let past = |at: Instant, seconds: i64| now.seconds_since(at) >= seconds;
        match self.state {
            State::Open => past(self.touched_at, patience.open).then_some(Event::Expire),
            State::Locked if self.waits_for_people => {
                past(self.touched_at, patience.people).then_some(Event::Expire)
            }
            State::Creating => {
                past(self.touched_at, patience.creating).then_some(Event::FailCreation)
            }
            State::Created | State::Done | State::Expired | State::Blocked => None,
            _ if past(self.touched_at, patience.draft) => Some(Event::Expire),
            State::Verified => {
                let stale = self
                    .verified_at
                    .is_none_or(|at| past(at, patience.verified));
                stale.then_some(Event::VerifyAgain)
            }
            State::Identified | State::Details | State::Challenge | State::Locked => None,
        }
    }
}

/// The state time leaves a registration in, if it has changed it.
#[must_use]
pub fn after_standstill(still: Standstill, now: Instant, patience: &Patience) -> State {
    still
        .overdue(now, patience)
        .and_then(|event| still.state.apply(event).ok())
        .unwrap_or(still.state)
}

#[cfg(test)]
mod tests {
    use super::State::*;
    use super::*;

    #[test]
    fn the_states_of_the_specification_are_all_there() {
        let spelt: Vec<_> = State::ALL.iter().map(|state| state.text()).collect();
        assert_eq!(
            spelt,
            [
                "open",
                "identified",
                "details",
                "challenge",
                "locked",
                "verified",
                "creating",
                "created",
                "done",
                "expired",
                "blocked"
            ]
        );
        for state in State::ALL {
            assert_eq!(State::from_text(state.text()), Some(*state));
        }
        assert_eq!(State::from_text("R0"), None);
    }

    #[test]
    fn the_way_of_the_specification_can_be_walked() {
        use Event::*;
        let way = [
            (Identify, Identified),
            (SaveDetails, Details),
            (SendCode, Challenge),
            (SolveChallenge, Verified),
            (BeginCreation, Creating),
            (FinishCreation, Created),
            (Acknowledge, Done),
        ];
        let mut state = Open;
        for (event, to) in way {
            state = state.apply(event).unwrap();
            assert_eq!(state, to);
        }
        for event in Event::ALL {
            assert!(
                state.apply(*event).is_err(),
                "a finished registration takes {}",
                event.text()
            );
        }
    }

    #[test]
    fn nothing_skips_the_telephone() {
        for state in [Open, Identified, Details, Challenge, Locked] {
            assert!(
                state.apply(Event::BeginCreation).is_err(),
                "{}",
                state.text()
            );
        }
        assert_eq!(Verified.apply(Event::VerifyAgain), Ok(Details));
        assert_eq!(Creating.apply(Event::FailCreation), Ok(Verified));
        assert_eq!(Challenge.apply(Event::LockChallenge), Ok(Locked));
        assert_eq!(Locked.apply(Event::UnlockChallenge), Ok(Challenge));
    }

    #[test]
    fn an_account_that_exists_does_not_expire() {
        for state in [Creating, Created, Done, Expired, Blocked] {
            assert!(state.apply(Event::Expire).is_err(), "{}", state.text());
        }
        for state in [Open, Identified, Details, Challenge, Locked, Verified] {
            assert_eq!(state.apply(Event::Expire), Ok(Expired));
        }
    }

    const NOW: Instant = Instant(5_000_000_000_000);
    const PATIENCE: Patience = Patience {
        open: 86_400,
        draft: 7 * 86_400,
        people: 30 * 86_400,
        verified: 1800,
        creating: 600,
    };

    fn after(state: State, seconds: i64, people: bool) -> Option<Event> {
        let at = NOW.plus_seconds(-seconds);
        let still = Standstill {
            state,
            touched_at: at,
            verified_at: Some(at),
            waits_for_people: people,
        };
        let event = still.overdue(NOW, &PATIENCE);
        let to = after_standstill(still, NOW, &PATIENCE);
        // What is overdue can happen.
        assert_eq!(event.map(|e| state.apply(e)), event.map(|_| Ok(to)));
        event
    }

    #[test]
    fn every_state_is_left_at_its_time_and_not_a_second_before() {
        let day = 86_400;
        let table = [
            (Open, day, false, Event::Expire),
            (Identified, 7 * day, false, Event::Expire),
            (Details, 7 * day, false, Event::Expire),
            (Challenge, 7 * day, false, Event::Expire),
            (Locked, 7 * day, false, Event::Expire),
            (Locked, 30 * day, true, Event::Expire),
            (Verified, 1800, false, Event::VerifyAgain),
            (Creating, 600, false, Event::FailCreation),
        ];
        for (state, seconds, people, event) in table {
            assert_eq!(after(state, seconds - 1, people), None, "{}", state.text());
            assert_eq!(
                after(state, seconds, people),
                Some(event),
                "{}",
                state.text()
            );
        }
        assert_eq!(after(Verified, 7 * day, false), Some(Event::Expire));
        for state in [Created, Done, Expired, Blocked] {
            assert_eq!(after(state, 365 * day, false), None);
        }
    }
}
