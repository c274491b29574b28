//! Requests of people about their data: what is held, what goes, and what the law or a contract
//! keeps.

use crate::caller::text_of_enum;
use crate::enrolment::application::State as ApplicationState;
use crate::enrolment::form::FieldProblem;
use crate::enrolment::machine::machine;
use crate::validate;

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A copy of everything held.
    Report,
    /// That it is erased.
    Erase,
}

text_of_enum!(Kind { Report => "report", Erase => "erase" });

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// To be decided.
    Open,
    /// Done, as far as the law allows.
    Done,
    /// Refused, with a reason.
    Refused,
}

text_of_enum!(State { Open => "open", Done => "done", Refused => "refused" });

/// What can happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// It is done.
    Fulfil,
    /// It is refused.
    Refuse,
}

text_of_enum!(Event { Fulfil => "fulfil", Refuse => "refuse" });

machine! {
    "D1": Open, Fulfil => Done;
    "D2": Open, Refuse => Refused;
}

/// Something that holds data of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// An account, and whether it was deleted.
    Account {
        /// Whether its administrator has deleted it.
        deleted: bool,
    },
    /// A registration, and whether it leads to an account.
    Registration {
        /// Whether it became an account or is about to.
        finished: bool,
    },
    /// A contact in the form of an application.
    Application(ApplicationState),
    /// A contact in a partner's profiles.
    Profile,
    /// A request for new ways into an account, and whether it is still going on.
    LostAccess {
        /// Whether it is.
        open: bool,
    },
    /// Support requests an account has written, and whether that account was deleted.
    Support {
        /// Whether its administrator has deleted it.
        deleted: bool,
    },
    /// Mails and texts that were sent.
    Message,
    /// Signatures and their evidence.
    Signature,
    /// Entries of the audit log.
    Audit,
}

/// Why something is kept although somebody asks that it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A contract, or an application for one, needs it.
    Contract,
    /// The law wants it kept for a period.
    Law,
}

text_of_enum!(Reason { Contract => "contract", Law => "law" });

impl Holding {
    /// Its name, part of locale keys.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Account { .. } => "account",
            Self::Registration { .. } => "registration",
            Self::Application(_) => "application",
            Self::Profile => "profile",
            Self::LostAccess { .. } => "lost-access",
            Self::Support { .. } => "support",
            Self::Message => "message",
            Self::Signature => "signature",
            Self::Audit => "audit",
        }
    }

    /// Why it has to be kept, if it has to. `bound` says whether the person is still party to
    /// anything that is under way: then what was sent in its course stays, too.
    #[must_use]
    pub fn kept(self, bound: bool) -> Option<Reason> {
        match self {
            Self::Account { deleted: true }
            | Self::Support { deleted: true }
            | Self::Registration { finished: false }
            | Self::LostAccess { open: false } => None,
            Self::Application(state) if is_closed(state) => None,
            Self::Message if !bound => None,
            Self::Account { .. }
            | Self::Support { .. }
            | Self::Registration { .. }
            | Self::Application(_)
            | Self::Profile
            | Self::LostAccess { .. }
            | Self::Message => Some(Reason::Contract),
            Self::Signature | Self::Audit => Some(Reason::Law),
        }
    }

    /// Whether it makes a person party to something that is under way.
    #[must_use]
    pub fn binds(self) -> bool {
        !matches!(self, Self::Message) && self.kept(true) == Some(Reason::Contract)
    }
}

fn is_closed(state: ApplicationState) -> bool {
    matches!(
        state,
        ApplicationState::Withdrawn | ApplicationState::Rejected | ApplicationState::Lapsed
    )
}

/// The fields of a form that say something about one person, by the field of that person's address.
#[must_use]
pub fn fields_of(email_field: &str) -> &'static [&'static str] {
    match email_field {
        "contact_email" => &[
            "contact_email",
            "family_name",
            "given_name",
            "job_title",
            "mobile",
            "user_name",
        ],
        "primary_email" => &[
            "primary_email",
            "primary_name",
            "primary_phone",
            "primary_title",
        ],
        "approval_email" => &[
            "approval_address",
            "approval_email",
            "approval_name",
            "approval_phone",
            "approval_title",
        ],
        "invoice_email" => &["invoice_email", "invoice_name"],
        _ => &[],
    }
}

/// The fields that hold a person's address.
pub const EMAIL_FIELDS: &[&str] = &[
    "approval_email",
    "contact_email",
    "invoice_email",
    "primary_email",
];

/// What a member of staff types to open a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// What is asked for.
    pub kind: Kind,
    /// The person's address, lower-case.
    pub email: String,
    /// How it was made sure that the person is the person.
    pub proof: String,
}

/// Judges a new request.
///
/// # Errors
/// The problems at `kind`, `email` and `proof`.
pub fn judge(kind: &str, email: &str, proof: &str) -> Result<New, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let kind = Kind::from_text(kind);
    if kind.is_none() {
        problems.push(FieldProblem::plain("kind", "choice-unknown"));
    }
    let email = validate::email(email)
        .map_err(|problem| problems.push(FieldProblem::new("email", problem)))
        .map(|email| email.value.to_lowercase());
    let proof = validate::text::multiline(proof, 10, 500)
        .map_err(|problem| problems.push(FieldProblem::new("proof", problem)))
        .map(|proof| proof.value);
    match (kind, email, proof) {
        (Some(kind), Ok(email), Ok(proof)) => Ok(New { kind, email, proof }),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::sections::FIELDS;

    #[test]
    fn what_is_under_way_or_signed_stays() {
        let kept = |holding: Holding| holding.kept(false);
        assert_eq!(kept(Holding::Account { deleted: true }), None);
        assert_eq!(
            kept(Holding::Account { deleted: false }),
            Some(Reason::Contract)
        );
        // A person's requests go with the account, and stay with it.
        for deleted in [true, false] {
            let account = kept(Holding::Account { deleted });
            assert_eq!(kept(Holding::Support { deleted }), account);
        }
        assert_eq!(kept(Holding::Registration { finished: false }), None);
        for state in ApplicationState::ALL {
            let closed = kept(Holding::Application(*state)).is_none();
            assert_eq!(closed, is_closed(*state), "{}", state.text());
        }
        assert_eq!(kept(Holding::LostAccess { open: false }), None);
        assert!(Holding::LostAccess { open: true }.binds());
        assert_eq!(kept(Holding::Signature), Some(Reason::Law));
        assert_eq!(kept(Holding::Audit), Some(Reason::Law));
        assert_eq!(kept(Holding::Profile), Some(Reason::Contract));
    }

    #[test]
    fn messages_go_when_nothing_is_under_way() {
        assert_eq!(Holding::Message.kept(false), None);
        assert_eq!(Holding::Message.kept(true), Some(Reason::Contract));
        assert!(Holding::Profile.binds());
        assert!(Holding::Application(ApplicationState::InReview).binds());
        for loose in [
            Holding::Message,
            Holding::Signature,
            Holding::Audit,
            Holding::Account { deleted: true },
            Holding::Application(ApplicationState::Rejected),
        ] {
            assert!(!loose.binds(), "{}", loose.text());
        }
    }

    #[test]
    fn every_person_of_the_form_is_known_with_all_his_fields() {
        for field in FIELDS.iter().filter(|f| f.name.ends_with("_email")) {
            // A support mailbox is a company's and public.
            let known = EMAIL_FIELDS.contains(&field.name) || field.name == "support_email";
            assert!(known, "{}", field.name);
        }
        for email in EMAIL_FIELDS {
            let prefix = email.strip_suffix("_email").unwrap();
            let own = FIELDS.iter().map(|f| f.name);
            for name in own.filter(|name| name.starts_with(&format!("{prefix}_"))) {
                assert!(fields_of(email).contains(&name), "{name}");
            }
        }
    }

    #[test]
    fn a_request_has_an_address_and_a_proof() {
        let judged = judge("erase", "Zhou@Example.cn", "回拨登记电话，身份证末四位一致").unwrap();
        assert_eq!(
            (judged.kind, judged.email.as_str()),
            (Kind::Erase, "zhou@example.cn")
        );
        let fields = |kind, email, proof| {
            let problems = judge(kind, email, proof).unwrap_err();
            problems.into_iter().map(|p| p.field).collect::<Vec<_>>()
        };
        assert_eq!(fields("", "", ""), ["kind", "email", "proof"]);
        assert_eq!(
            fields("report", "not-an-address", "一二三四五六七八九"),
            ["email", "proof"]
        );
    }
}
