//! The registration machine R0–RX: before a partner account exists (01 §3, §4).

use super::machine::machine;
use crate::caller::text_of_enum;

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

/// What can happen to a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// "Create one" chosen.
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

#[cfg(test)]
mod tests {
    use super::State::*;
    use super::*;
    use crate::enrolment::machine::Machine;

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
}
