//! Everything is lost: password, second factor, and every way to be reached. A letter of the
//! company, a call to a number held before, two people of the operator, and three days in which
//! whoever still has a way in can stop it. In the end the ways to be reached are new; the password
//! is its owner's to recover with them.

use super::code::Limits;
use crate::caller::text_of_enum;
use crate::effects::Instant;
use crate::enrolment::form::FieldProblem;
use crate::enrolment::machine::machine;
use crate::validate::{self, Problem};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It came in; nobody has judged it yet.
    Received,
    /// One agent stands behind it; another has to look.
    Endorsed,
    /// Two agents stand behind it; whoever can still be reached has time to stop it.
    Waiting,
    /// The wait is over; a link to the new mailbox waits to be used.
    Ready,
    /// The ways to be reached are new.
    Done,
    /// An agent has refused it.
    Refused,
    /// Stopped by somebody who still has a way in.
    Cancelled,
    /// Nobody decided, or nobody used the link, in time.
    Expired,
}

text_of_enum!(State {
    Received => "received",
    Endorsed => "endorsed",
    Waiting => "waiting",
    Ready => "ready",
    Done => "done",
    Refused => "refused",
    Cancelled => "cancelled",
    Expired => "expired",
});

/// What can happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// An agent has read the letter, called back, and stands behind it.
    Endorse,
    /// That agent takes it back.
    TakeBack,
    /// Another agent agrees.
    Approve,
    /// An agent refuses, before the end at any time.
    Refuse,
    /// The wait is over.
    Mature,
    /// The link was opened and the code of the new mobile entered.
    Complete,
    /// Somebody who was told stops it, or the person signs in after all.
    Cancel,
    /// Its time is over.
    Expire,
}

text_of_enum!(Event {
    Endorse => "endorse",
    TakeBack => "take-back",
    Approve => "approve",
    Refuse => "refuse",
    Mature => "mature",
    Complete => "complete",
    Cancel => "cancel",
    Expire => "expire",
});

machine! {
    "L1": Received, Endorse => Endorsed;
    "L2": Endorsed, TakeBack => Received;
    "L3": Endorsed, Approve => Waiting;
    "L4": Waiting, Mature => Ready;
    "L5": Ready, Complete => Done;
    "L6": Received, Refuse => Refused;
    "L7": Endorsed, Refuse => Refused;
    "L8": Waiting, Refuse => Refused;
    "L9": Ready, Refuse => Refused;
    "L10": Received, Cancel => Cancelled;
    "L11": Endorsed, Cancel => Cancelled;
    "L12": Waiting, Cancel => Cancelled;
    "L13": Ready, Cancel => Cancelled;
    "L14": Received, Expire => Expired;
    "L15": Endorsed, Expire => Expired;
    "L16": Ready, Expire => Expired;
}

impl State {
    /// Whether anything can still happen to it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Received | Self::Endorsed | Self::Waiting | Self::Ready
        )
    }
}

/// How long everybody who was told has to stop it, seconds.
pub const WAIT_SECONDS: i64 = 72 * 3600;
/// Days two agents have to decide; the company's letter is not getting younger.
pub const DECIDE_DAYS: i64 = 14;
/// Days the link to the new mailbox waits to be used.
pub const LINK_DAYS: i64 = 7;
/// Requests for the same name in 24 hours: each writes to people who may want none of it.
pub const PER_NAME: u32 = 2;
/// Requests from the same address in 24 hours.
pub const PER_ADDRESS: u32 = 5;
/// The limits of the code to the new mobile.
pub const CODES: Limits = Limits {
    seconds: 600,
    tries: 5,
    resend_seconds: 60,
    sends: 5,
};
/// Largest file, bytes.
pub const FILE_BYTES: u64 = 5 * 1024 * 1024;
/// Most pages of a file.
pub const FILE_PAGES: u32 = 20;
/// Random bytes of a reference: eight characters.
pub const REFERENCE_BYTES: usize = 5;

/// What a file of a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// The company's letter with its seal.
    Letter,
    /// Anything else that supports it.
    Proof,
}

text_of_enum!(Paper { Letter => "letter", Proof => "proof" });

/// A reference as the person is told it.
#[must_use]
pub fn reference(random: &[u8; REFERENCE_BYTES]) -> String {
    format!("LA-{}", data_encoding::BASE32_NOPAD.encode(random))
}

/// Whether a text looks like a reference.
#[must_use]
pub fn is_reference(text: &str) -> bool {
    text.strip_prefix("LA-").is_some_and(|rest| {
        rest.len() == 8 && rest.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'2'..=b'7'))
    })
}

/// What a visitor types.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The name to sign in with.
    pub sign_in_name: String,
    /// Who asks.
    pub full_name: String,
    /// Which company.
    pub company_name: String,
    /// Where the person can be reached from now on.
    pub new_email: String,
    /// By telephone.
    pub new_mobile: String,
    /// What happened.
    pub reason: String,
}

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct New {
    /// Lower-case, whoever has it.
    pub sign_in_name: String,
    /// Who asks.
    pub full_name: String,
    /// Which company.
    pub company_name: String,
    /// The new mailbox.
    pub new_email: String,
    /// The new number, E.164.
    pub new_mobile: String,
    /// What happened.
    pub reason: String,
}

/// Judges what was typed. The new mailbox is one of a company, and none of ours: a name to sign in
/// with receives no mail.
///
/// # Errors
/// The problems, each at its field.
pub fn judge(
    typed: &Typed,
    webmail_domains: &[String],
    own_suffix: &str,
) -> Result<New, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut take = |field: &str, judged: Result<String, Problem>| {
        judged.unwrap_or_else(|problem| {
            problems.push(FieldProblem::new(field, problem));
            String::new()
        })
    };
    let line = |text: &str, min, max| validate::text::line(text, min, max).map(|c| c.value);
    let new_email = validate::company_email(&typed.new_email, webmail_domains).and_then(|email| {
        if validate::is_under(validate::email_domain(&email.value), own_suffix) {
            Err(Problem::new("email-in-tenant"))
        } else {
            Ok(email.value)
        }
    });
    let new = New {
        sign_in_name: take(
            "sign_in_name",
            line(&typed.sign_in_name, 1, 254).map(|name| name.to_lowercase()),
        ),
        full_name: take(
            "full_name",
            validate::name::person_name(&typed.full_name).map(|c| c.value),
        ),
        company_name: take("company_name", line(&typed.company_name, 2, 200)),
        new_email: take("new_email", new_email),
        new_mobile: take(
            "new_mobile",
            validate::phone::mobile(&typed.new_mobile).map(|phone| phone.e164),
        ),
        reason: take(
            "reason",
            validate::text::multiline(&typed.reason, 10, 1000).map(|c| c.value),
        ),
    };
    if problems.is_empty() {
        Ok(new)
    } else {
        Err(problems)
    }
}

/// When a wait ends. It is counted from the moment the last of those who were to be told was: a
/// notice that lay in the house for two days leaves nobody one day.
#[must_use]
pub fn matures_at(approved: Instant, told: impl IntoIterator<Item = Instant>) -> Instant {
    let last = told.into_iter().fold(approved, Instant::max);
    last.plus_seconds(WAIT_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::machine::Machine;
    use proptest::prelude::*;

    fn typed() -> Typed {
        Typed {
            sign_in_name: " Zhou@Contoso.Yunlan.Example ".to_owned(),
            full_name: "周文清".to_owned(),
            company_name: "杭州瀚海云帆信息技术有限公司".to_owned(),
            new_email: "zhou.new@contoso.example".to_owned(),
            new_mobile: "139 0000 0188".to_owned(),
            reason: "手机被盗，邮箱随域名一并停用。".to_owned(),
        }
    }

    fn judged(typed: &Typed) -> Result<New, Vec<String>> {
        judge(typed, &["qq.com".to_owned()], "yunlan.example").map_err(|problems| {
            let shown = problems.iter();
            shown
                .map(|p| format!("{}:{}", p.field, p.problem.code))
                .collect()
        })
    }

    #[test]
    fn a_sound_request_is_kept_in_one_spelling() {
        let new = judged(&typed()).unwrap();
        assert_eq!(new.sign_in_name, "zhou@contoso.yunlan.example");
        assert_eq!(new.new_mobile, "+8613900000188");
        assert_eq!(new.new_email, "zhou.new@contoso.example");
    }

    #[test]
    fn every_field_is_needed_and_told_at_its_place() {
        let problems = judged(&Typed::default()).unwrap_err();
        let fields: Vec<_> = problems
            .iter()
            .filter_map(|p| p.split(':').next())
            .collect();
        assert_eq!(
            fields,
            [
                "sign_in_name",
                "full_name",
                "company_name",
                "new_email",
                "new_mobile",
                "reason"
            ]
        );
    }

    #[test]
    fn mailboxes_that_prove_nothing_are_refused() {
        for (email, code) in [
            ("zhou@qq.com", "email-webmail"),
            ("zhou@contoso.yunlan.example", "email-in-tenant"),
        ] {
            let typed = Typed {
                new_email: email.to_owned(),
                ..typed()
            };
            let problems = judged(&typed).unwrap_err();
            assert_eq!(problems, [format!("new_email:{code}")]);
        }
    }

    #[test]
    fn open_states_are_those_that_something_can_happen_to() {
        for state in State::ALL {
            let moves = State::TRANSITIONS.iter().any(|row| row.from == *state);
            assert_eq!(moves, state.is_open(), "{}", state.text());
            if state.is_open() {
                assert_eq!(state.apply(Event::Cancel), Ok(State::Cancelled));
                assert_eq!(state.apply(Event::Refuse), Ok(State::Refused));
            }
        }
    }

    #[test]
    fn two_agents_and_a_wait_stand_before_the_end() {
        let mut state = State::Received;
        for (event, next) in [
            (Event::Endorse, State::Endorsed),
            (Event::Approve, State::Waiting),
            (Event::Mature, State::Ready),
            (Event::Complete, State::Done),
        ] {
            for skipped in [Event::Approve, Event::Mature, Event::Complete] {
                assert!(skipped == event || state.apply(skipped).is_err());
            }
            state = state.apply(event).unwrap();
            assert_eq!(state, next);
        }
    }

    #[test]
    fn a_wait_begins_with_the_last_who_was_told() {
        let approved = Instant(1_000_000);
        assert_eq!(
            matures_at(approved, []),
            approved.plus_seconds(WAIT_SECONDS)
        );
        let late = approved.plus_seconds(3600);
        let told = [approved.plus_seconds(5), late];
        assert_eq!(matures_at(approved, told), late.plus_seconds(WAIT_SECONDS));
        // A clock that was behind when it told does not shorten it.
        let early = approved.plus_seconds(-3600);
        assert_eq!(
            matures_at(approved, [early]),
            approved.plus_seconds(WAIT_SECONDS)
        );
    }

    proptest! {
        #[test]
        fn references_are_told_from_other_texts(random in any::<[u8; REFERENCE_BYTES]>(), other in ".{0,14}") {
            prop_assert!(is_reference(&reference(&random)));
            prop_assert!(!is_reference(&other) || other.starts_with("LA-"));
        }
    }
}
