//! Custom domains of a company: how control over one is proved, and how long the proof holds.
//! A domain is never a key: it can be proved, lost, and proved by somebody else.

use crate::caller::text_of_enum;
use crate::effects::Instant;

/// Most custom domains of one company.
pub const MOST: usize = 20;
/// How long a domain may wait for its proof, days.
pub const PENDING_DAYS: i64 = 30;
/// How often a proved domain is looked at, days.
pub const RECHECK_DAYS: i64 = 7;
/// How often in a row, a day apart, the proof must be missing before a proved domain is lost.
pub const MISSES: u32 = 3;
/// The label below which the record stands, so that it is in nobody's way.
const LABEL: &str = "_tongdao";
/// What the record says before the token.
const PREFIX: &str = "tongdao-verification=";

/// Where the record of a domain is published.
#[must_use]
pub fn record_name(domain: &str) -> String {
    format!("{LABEL}.{domain}")
}

/// What the record says.
#[must_use]
pub fn record_value(token: &str) -> String {
    format!("{PREFIX}{token}")
}

/// Where a domain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum State {
    /// The record has not been seen yet.
    Pending,
    /// The record was seen.
    Verified,
    /// The record was not seen in time, or is gone.
    Failed,
}

text_of_enum!(State {
    Pending => "pending",
    Verified => "verified",
    Failed => "failed",
});

/// Why a domain is not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody has looked yet.
    NotLooked,
    /// The record's name does not exist.
    NoRecord,
    /// There is a record, and it says something else.
    OtherValue,
    /// The name servers do not answer.
    NoAnswer,
    /// The time for the proof is over.
    TooLate,
    /// Another company has proved the same domain.
    Elsewhere,
}

text_of_enum!(Reason {
    NotLooked => "not-looked",
    NoRecord => "no-record",
    OtherValue => "other-value",
    NoAnswer => "no-answer",
    TooLate => "too-late",
    Elsewhere => "elsewhere",
});

/// What a look at the name servers has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The record with the token.
    Found,
    /// No record.
    NoRecord,
    /// Records without the token.
    OtherValue,
    /// No answer.
    NoAnswer,
}

/// What the records of [`record_name`] prove.
#[must_use]
pub fn finding(records: &[String], token: &str) -> Finding {
    let wanted = record_value(token);
    if records.iter().any(|record| record.trim() == wanted) {
        Finding::Found
    } else if records.is_empty() {
        Finding::NoRecord
    } else {
        Finding::OtherValue
    }
}

/// What decides about a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// Why it is not verified; of a verified one, why the last look failed.
    pub reason: Option<Reason>,
    /// How often in a row the proof was missing while verified.
    pub misses: u32,
    /// When it was added. To wait for another proof it has to be removed and added anew.
    pub since: Instant,
    /// When it is looked at by itself; never for a failed one.
    pub next: Option<Instant>,
}

impl Standing {
    /// A domain just added.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            state: State::Pending,
            reason: Some(Reason::NotLooked),
            misses: 0,
            since: now,
            next: Some(now.plus_seconds(FIRST_PAUSE)),
        }
    }

    /// The domain after a look at the name servers.
    #[must_use]
    pub fn after(self, finding: Finding, now: Instant) -> Self {
        let missing = match finding {
            Finding::Found => {
                return Self {
                    state: State::Verified,
                    reason: None,
                    misses: 0,
                    since: self.since,
                    next: Some(now.plus_days(RECHECK_DAYS)),
                };
            }
            Finding::NoRecord => Reason::NoRecord,
            Finding::OtherValue => Reason::OtherValue,
            Finding::NoAnswer => Reason::NoAnswer,
        };
        match self.state {
            State::Pending if now >= self.since.plus_days(PENDING_DAYS) => Self {
                state: State::Failed,
                reason: Some(Reason::TooLate),
                next: None,
                ..self
            },
            State::Pending => Self {
                reason: Some(missing),
                next: Some(now.plus_seconds(pause(now.seconds_since(self.since)))),
                ..self
            },
            // Silence is no evidence that the record is gone.
            State::Verified if finding == Finding::NoAnswer => Self {
                reason: Some(missing),
                next: Some(now.plus_seconds(LONGEST_PAUSE)),
                ..self
            },
            State::Verified if self.misses + 1 >= MISSES => Self {
                state: State::Failed,
                reason: Some(missing),
                misses: 0,
                next: None,
                ..self
            },
            State::Verified => Self {
                reason: Some(missing),
                misses: self.misses + 1,
                next: Some(now.plus_days(1)),
                ..self
            },
            State::Failed => Self {
                reason: Some(missing),
                next: None,
                ..self
            },
        }
    }

    /// The domain when another company turns out to hold the proof.
    #[must_use]
    pub fn lost(self) -> Self {
        Self {
            state: State::Failed,
            reason: Some(Reason::Elsewhere),
            misses: 0,
            next: None,
            ..self
        }
    }
}

/// Seconds between two looks at a domain that waits for its proof: ten minutes at first, then as
/// long as it has waited, at most six hours.
const FIRST_PAUSE: i64 = 600;
const LONGEST_PAUSE: i64 = 6 * 3600;

fn pause(waited: i64) -> i64 {
    waited.clamp(FIRST_PAUSE, LONGEST_PAUSE)
}

/// The domain as people write it, when that cannot be mistaken for another one: letters of ASCII
/// and Chinese only. Everything else is shown as it travels, `xn--…`, because letters of other
/// scripts look like these.
#[must_use]
pub fn readable(ascii: &str) -> Option<String> {
    if !ascii.contains("xn--") {
        return None;
    }
    let (text, problems) = idna::domain_to_unicode(ascii);
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || ".-".contains(c) || matches!(c, '\u{4e00}'..='\u{9fff}')
    };
    (problems.is_ok() && text.chars().all(plain)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START: Instant = Instant(0);

    #[test]
    fn only_the_exact_value_proves() {
        let records = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
        for (values, expected) in [
            (&[][..], Finding::NoRecord),
            (&["tongdao-verification=abc"], Finding::Found),
            (
                &["v=spf1 -all", " tongdao-verification=abc "],
                Finding::Found,
            ),
            (&["tongdao-verification=abcd"], Finding::OtherValue),
            (&["tongdao-verification="], Finding::OtherValue),
            (&["TONGDAO-VERIFICATION=ABC"], Finding::OtherValue),
            (&["abc"], Finding::OtherValue),
        ] {
            assert_eq!(finding(&records(values), "abc"), expected, "{values:?}");
        }
        assert_eq!(record_name("contoso.cn"), "_tongdao.contoso.cn");
    }

    #[test]
    fn waiting_for_the_proof_gets_slower_and_ends() {
        let mut domain = Standing::new(START);
        let mut looks = 0;
        while let Some(next) = domain.next {
            assert!(next.seconds_since(START) <= PENDING_DAYS * 86_400 + LONGEST_PAUSE);
            domain = domain.after(Finding::NoRecord, next);
            looks += 1;
        }
        assert_eq!(
            (domain.state, domain.reason),
            (State::Failed, Some(Reason::TooLate))
        );
        assert!((100..200).contains(&looks), "{looks}");
        let proved = domain.after(Finding::Found, START);
        assert_eq!((proved.state, proved.reason), (State::Verified, None));
    }

    #[test]
    fn a_proof_is_lost_after_three_days_without_and_never_by_silence() {
        let proved = Standing::new(START).after(Finding::Found, START);
        let mut domain = proved;
        for _ in 0..100 {
            domain = domain.after(Finding::NoAnswer, START);
            assert_eq!(domain.state, State::Verified);
        }
        for misses in 1..MISSES {
            domain = domain.after(Finding::OtherValue, START);
            assert_eq!((domain.state, domain.misses), (State::Verified, misses));
            // Silence in between does not count, and does not forgive.
            domain = domain.after(Finding::NoAnswer, START);
        }
        let lost = domain.after(Finding::NoRecord, START);
        assert_eq!((lost.state, lost.next), (State::Failed, None));
        assert_eq!(domain.after(Finding::Found, START), proved);
        assert_eq!(proved.lost().reason, Some(Reason::Elsewhere));
    }

    #[test]
    fn look_alikes_stay_as_they_travel() {
        assert_eq!(
            readable("xn--fsqu00a.xn--fiqs8s").as_deref(),
            Some("例子.中国")
        );
        // Cyrillic о in "contoso".
        let travels = idna::domain_to_ascii("c\u{43E}ntoso.com").ok();
        assert_eq!(travels.as_deref(), Some("xn--cntoso-wqf.com"));
        assert_eq!(readable("xn--cntoso-wqf.com"), None);
        assert_eq!(readable("contoso.com"), None);
        assert_eq!(readable("xn--.com"), None);
    }

    proptest! {
        #[test]
        fn verified_means_found(looks in prop::collection::vec((0..4_u8, 0..20_i64), 0..40)) {
            let mut domain = Standing::new(START);
            let (mut now, mut ever) = (START, false);
            for (look, days) in looks {
                now = now.plus_days(days);
                let found = match look {
                    0 => Finding::Found,
                    1 => Finding::NoRecord,
                    2 => Finding::OtherValue,
                    _ => Finding::NoAnswer,
                };
                ever |= found == Finding::Found;
                domain = domain.after(found, now);
                prop_assert!(domain.state != State::Verified || ever);
                prop_assert!((domain.state == State::Failed) == domain.next.is_none());
                prop_assert!(domain.misses < MISSES);
                if found == Finding::Found {
                    prop_assert_eq!(domain.state, State::Verified);
                }
            }
        }
    }
}
