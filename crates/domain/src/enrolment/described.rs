//! What the tables of the machines do not say: who may cause an event, what has to hold besides the
//! state, and which mails follow. The guards themselves stand in the use cases, beside the queries
//! that load what they look at; `docs/STATES.md` is printed from here.

use super::{application, registration};

/// Who causes an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who registers, known by the draft's cookie or a work account.
    Visitor,
    /// A global admin of the company.
    GlobalAdmin,
    /// A reviewer of the operator.
    Reviewer,
    /// Time, or work that follows an earlier event.
    System,
    /// Several, each on an occasion of its own.
    Several(&'static str),
}

impl Actor {
    /// As people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::GlobalAdmin => "global admin",
            Self::Reviewer => "reviewer",
            Self::System => "system",
            Self::Several(words) => words,
        }
    }
}

/// An event in words.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// Who causes it.
    pub by: Actor,
    /// What has to hold besides the state.
    pub needs: &'static [&'static str],
    /// Codes of the mails every occasion sends, once to each reader.
    pub mails: &'static [&'static str],
}

const fn event(
    by: Actor,
    needs: &'static [&'static str],
    mails: &'static [&'static str],
) -> Described {
    Described { by, needs, mails }
}

impl application::Event {
    /// The event in words.
    #[must_use]
    pub fn described(self) -> Described {
        use Actor::{GlobalAdmin, Reviewer, Several, System};
        match self {
            Self::Submit => event(
                GlobalAdmin,
                &[
                    "every section valid, the licence uploaded, declarations ticked",
                    "the partner-network ID is an active location in the country",
                    "no other application or partner holds the credit code or the number",
                ],
                &["E04", "E05", "E06"],
            ),
            Self::FinishChecks => event(
                System,
                &["checks have answered, or their hour is over"],
                &[],
            ),
            Self::AskForInformation => event(
                Reviewer,
                &[
                    "one to eight items, each with a reason code, a target and a text",
                    "no rejection waits for a second person",
                    "the reviewer did not decide credit or reject before",
                ],
                &["E07"],
            ),
            Self::AnswerRequest => event(
                GlobalAdmin,
                &["every item answered, what was changed is valid"],
                &["E08"],
            ),
            Self::Approve => event(
                Reviewer,
                &[
                    "every check passed, or waived with a reason",
                    "credit granted and not too old, by somebody else",
                    "documents scanned; no rejection waits for a second person",
                    "the reviewer did not reject this application before",
                    "where the risk asks for it, somebody has called the company",
                    "of a share drawn by chance, a second reviewer confirms what the first proposed",
                ],
                &["E09"],
            ),
            Self::Reject => event(
                Reviewer,
                &[
                    "at least one reason code, and a text for the company",
                    "for suspicions a second reviewer confirms what the first proposed",
                ],
                &["E10"],
            ),
            Self::Appeal => event(
                GlobalAdmin,
                &["in time, appeals left, a comment or a new document"],
                &["E11"],
            ),
            Self::Withdraw => event(GlobalAdmin, &[], &["E12"]),
            Self::Sign => event(
                GlobalAdmin,
                &[
                    "authenticator used in the last minutes",
                    "both consents ticked, the text shown is the text in force",
                    "in time; credit not too old",
                ],
                &["E13"],
            ),
            Self::FinishProvisioning => event(System, &["all tasks done"], &["E14"]),
            Self::ReopenReview => event(
                Several("global admin, reviewer, approval contact, system"),
                &[
                    "legal data changed; or an adverse fact; or a contact says “not us”; or credit \
                     too old",
                ],
                &["E16"],
            ),
            Self::Lapse => event(System, &["the state's time is over"], &["E18"]),
            Self::Reopen => event(GlobalAdmin, &["in time"], &[]),
        }
    }
}

impl registration::Event {
    /// The event in words.
    #[must_use]
    pub fn described(self) -> Described {
        use Actor::{Several, System, Visitor};
        match self {
            Self::Identify => event(
                Visitor,
                &[
                    "“Create one” chosen, or signed in with a work account: a global admin of a \
                     company that is no partner yet",
                ],
                &[],
            ),
            Self::SaveDetails => event(
                Visitor,
                &["every field valid, the domain prefix free; it is reserved"],
                &["E01 (the first time)"],
            ),
            Self::SendCode => event(
                Visitor,
                &["limits per number, address, prefix and day; a code by text or call"],
                &[],
            ),
            Self::SolveChallenge => {
                event(Visitor, &["the right code, in time, of this draft"], &[])
            }
            Self::LockChallenge => event(System, &["too many wrong codes or sends"], &["E02"]),
            Self::UnlockChallenge => event(Visitor, &["the lock's time is over"], &[]),
            Self::Release => event(Several("reviewer, platform admin"), &["a reason"], &["E01"]),
            Self::VerifyAgain => event(
                Several("visitor, system"),
                &["another organisation phone, or the verification is too old"],
                &[],
            ),
            Self::BeginCreation => event(
                Visitor,
                &["terms and privacy ticked, the number verified, details still valid"],
                &[],
            ),
            Self::FinishCreation => event(System, &["tenant and first user are written"], &[]),
            Self::FailCreation => event(System, &["nothing was written"], &[]),
            Self::Acknowledge => event(
                Several("visitor, global admin"),
                &["“I have saved this information” ticked, or signed in and begun the application"],
                &["E03"],
            ),
            Self::Expire => event(System, &["idle too long"], &[]),
            Self::Block => event(
                Several("reviewer, platform admin"),
                &["a reason; the number gets no more codes"],
                &[],
            ),
        }
    }
}
