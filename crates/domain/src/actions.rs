//! What a person of a partner has to do: which kinds of things there are, which of them are
//! mandatory, and in which order they stand. What there is follows from the data each time; nothing
//! is kept.

use crate::caller::text_of_enum;
use jiff::civil::Date;

/// Most things of one kind that are listed.
pub const MOST_EACH: u32 = 20;
/// From how many days before its end on the key of a program is listed.
pub const KEY_DAYS: i64 = 30;
/// From how many days before the end a trial or a term that ends for good is listed.
pub const END_DAYS: i32 = 30;
/// From how many days before it the deletion of suspended data is listed.
pub const DELETION_DAYS: i32 = 14;
/// From how many days before it is due an invoice is listed.
pub const INVOICE_DAYS: i32 = 14;

/// With fewer recovery codes left new ones are recommended.
pub const FEW_CODES: i64 = 3;

/// A kind of thing to do, in the order in which they stand where nothing else decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Bills are overdue.
    Overdue,
    /// A new version of the agreement is to be signed.
    Sign,
    /// An approved application waits for the signature.
    SignFirst,
    /// The desk waits for an answer about the application.
    Answer,
    /// A contact has not confirmed the application.
    Contact,
    /// A change of vetted facts waits for documents.
    ChangeDocuments,
    /// Support waits for an answer.
    Support,
    /// A customer waits for an answer.
    Inquiry,
    /// The data of a suspended subscription is deleted.
    Deletion,
    /// A key of a program runs out.
    Key,
    /// Events do not reach the program that is to be told.
    Hook,
    /// The proof of a domain is missing.
    Domain,
    /// A file of customers or orders waits for somebody.
    Import,
    /// A trial ends.
    Trial,
    /// A term ends and does not begin anew.
    Ending,
    /// A bill is to be paid.
    Due,
    /// The application is not sent yet.
    Draft,
    /// The person's own mailbox or mobile is not confirmed.
    Reach,
    /// The person has few recovery codes left.
    Codes,
    /// One of the first steps.
    FirstStep,
}

text_of_enum!(Kind {
    Overdue => "overdue",
    Sign => "sign",
    SignFirst => "sign-first",
    Answer => "answer",
    Contact => "contact",
    ChangeDocuments => "change-documents",
    Support => "support",
    Inquiry => "inquiry",
    Deletion => "deletion",
    Key => "key",
    Hook => "hook",
    Domain => "domain",
    Import => "import",
    Trial => "trial",
    Ending => "ending",
    Due => "due",
    Draft => "draft",
    Reach => "reach",
    Codes => "codes",
    FirstStep => "first-step",
});

impl Kind {
    /// Whether it may be put away undone: what is mandatory may not, nor what somebody waits for or what
    /// is lost for good.
    #[must_use]
    pub fn may_be_archived(self) -> bool {
        !self.is_mandatory() && !matches!(self, Self::Deletion | Self::Support)
    }

    /// Whether leaving it undone stops the company from something.
    #[must_use]
    pub fn is_mandatory(self) -> bool {
        matches!(
            self,
            Self::Overdue | Self::Sign | Self::SignFirst | Self::Answer | Self::Contact
        )
    }
}

/// Where a thing stands in the list: what is mandatory before what is not, what is due before what
/// is not, sooner before later.
#[must_use]
pub fn place(kind: Kind, due: Option<Date>) -> impl Ord {
    (!kind.is_mandatory(), due.is_none(), due, kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn mandatory_then_due_then_sooner() {
        let day = |day| Some(date(2026, 3, day));
        let mut things = [
            (Kind::FirstStep, None),
            (Kind::Trial, day(9)),
            (Kind::Contact, None),
            (Kind::Key, day(2)),
            (Kind::Sign, day(20)),
            (Kind::Ending, day(9)),
            (Kind::Overdue, day(1)),
        ];
        things.sort_by_key(|(kind, due)| place(*kind, *due));
        let order = things.map(|(kind, _)| kind);
        assert_eq!(
            order,
            [
                Kind::Overdue,
                Kind::Sign,
                Kind::Contact,
                Kind::Key,
                Kind::Trial,
                Kind::Ending,
                Kind::FirstStep
            ]
        );
        for kind in Kind::ALL {
            assert_eq!(Kind::from_text(kind.text()), Some(*kind));
        }
    }
}
