//! The checks of a review and when they allow an approval (T13).

use crate::caller::text_of_enum;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The primary contact reads the mailbox given.
    Mailbox,
    /// The contact works for the company; the mail domain is the company's.
    Employment,
    /// Name, address, code and status agree with the registry and the licence.
    BusinessRegistration,
    /// The partner-network ID exists, is active and is a location in the country.
    NetworkId,
    /// The approval contact has said yes.
    ApprovalContact,
    /// No other application or partner of the same company.
    Duplicate,
    /// Restricted parties and adverse media.
    RestrictedParty,
    /// The support website exists and leads to the public internet.
    SupportWebsite,
    /// Credit.
    Credit,
}

text_of_enum!(Kind {
    Mailbox => "mailbox",
    Employment => "employment",
    BusinessRegistration => "business-registration",
    NetworkId => "network-id",
    ApprovalContact => "approval-contact",
    Duplicate => "duplicate",
    RestrictedParty => "restricted-party",
    SupportWebsite => "support-website",
    Credit => "credit",
});

impl Kind {
    /// Whether a reviewer decides this check by hand; the others are decided by what happens.
    #[must_use]
    pub fn by_hand(self) -> bool {
        matches!(
            self,
            Self::Employment
                | Self::BusinessRegistration
                | Self::RestrictedParty
                | Self::SupportWebsite
        )
    }

    /// Whether the automatic checks decide it.
    #[must_use]
    pub fn by_machine(self) -> bool {
        matches!(self, Self::NetworkId | Self::Duplicate)
    }
}

impl Kind {
    /// Shortest reason for setting it aside, characters. Who the company is, is not set aside with
    /// a word.
    #[must_use]
    pub fn waiver_reason_min(self) -> usize {
        match self {
            Self::NetworkId | Self::Duplicate | Self::RestrictedParty => 20,
            _ => 5,
        }
    }
}

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nobody has looked.
    NotStarted,
    /// Waiting for somebody.
    Pending,
    /// In order.
    Passed,
    /// Not in order.
    Failed,
    /// Set aside, with a reason.
    Waived,
}

text_of_enum!(Outcome {
    NotStarted => "not-started",
    Pending => "pending",
    Passed => "passed",
    Failed => "failed",
    Waived => "waived",
});

/// The checks that stand in the way of an approval; empty means it may be given.
#[must_use]
pub fn obstacles(checks: &[(Kind, Outcome)]) -> Vec<Kind> {
    Kind::ALL
        .iter()
        .copied()
        .filter(|kind| {
            !checks
                .iter()
                .any(|(k, o)| k == kind && matches!(o, Outcome::Passed | Outcome::Waived))
        })
        .collect()
}

/// The checks that rest on a field of the application.
#[must_use]
pub fn resting_on_field(field: &str) -> &'static [Kind] {
    match field {
        "legal_name" | "credit_code" => &[
            Kind::BusinessRegistration,
            Kind::Duplicate,
            Kind::RestrictedParty,
            Kind::Credit,
        ],
        "legal_representative" => &[Kind::BusinessRegistration, Kind::RestrictedParty],
        "registered_capital" => &[Kind::BusinessRegistration, Kind::Credit],
        "province" | "city" | "district" | "address_line1" | "address_line2" => {
            &[Kind::BusinessRegistration, Kind::Duplicate]
        }
        "postal_code" | "registration_type" | "established_on" | "term_ends_on"
        | "telecom_business" => &[Kind::BusinessRegistration],
        "network_id" | "model" => &[Kind::NetworkId, Kind::Duplicate],
        "primary_email" => &[Kind::Mailbox, Kind::Employment],
        "primary_name" | "primary_title" | "primary_phone" => &[Kind::Employment],
        "approval_email" => &[Kind::ApprovalContact, Kind::Employment],
        "approval_name" => &[Kind::ApprovalContact],
        "support_website" => &[Kind::SupportWebsite],
        "expected_monthly" | "requested_limit" | "years_trading" | "bank_reference" => {
            &[Kind::Credit]
        }
        _ => &[],
    }
}

/// The checks that rest on a kind of document.
#[must_use]
pub fn resting_on_document(kind: super::documents::Kind) -> &'static [Kind] {
    use super::documents::Kind as Document;
    match kind {
        Document::BusinessLicence | Document::TelecomPermit => &[Kind::BusinessRegistration],
        Document::AuthorisationLetter | Document::DomainProof => &[Kind::Employment],
        Document::FinancialStatement => &[Kind::Credit],
    }
}

/// The checks touched by changed fields and new documents, in the order of [`Kind::ALL`].
#[must_use]
pub fn touched<'a>(
    fields: impl IntoIterator<Item = &'a str>,
    documents: impl IntoIterator<Item = super::documents::Kind>,
) -> Vec<Kind> {
    let by_fields = fields.into_iter().flat_map(resting_on_field);
    let by_documents = documents.into_iter().flat_map(resting_on_document);
    let touched: Vec<_> = by_fields.chain(by_documents).collect();
    let all = Kind::ALL.iter().copied();
    all.filter(|kind| touched.contains(&kind)).collect()
}

/// What a credit analyst found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditResult {
    /// A limit is granted.
    Pass,
    /// Needs a closer look.
    Refer,
    /// No credit.
    Fail,
}

text_of_enum!(CreditResult { Pass => "pass", Refer => "refer", Fail => "fail" });

impl CreditResult {
    /// How the check stands after this result.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Pass => Outcome::Passed,
            Self::Refer => Outcome::Pending,
            Self::Fail => Outcome::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::documents::Kind as Document;
    use crate::enrolment::sections::FIELDS;

    #[test]
    fn only_what_rests_on_a_changed_fact_is_checked_again() {
        assert_eq!(
            touched(["city"], []),
            [Kind::BusinessRegistration, Kind::Duplicate]
        );
        assert_eq!(touched(["postal_code"], []), [Kind::BusinessRegistration]);
        assert_eq!(
            touched(["approval_email"], []),
            [Kind::Employment, Kind::ApprovalContact]
        );
        assert_eq!(touched(["support_phone", "bank_name"], []), []);
        assert_eq!(
            touched(["expected_monthly", "credit_code"], [Document::DomainProof]),
            [
                Kind::Employment,
                Kind::BusinessRegistration,
                Kind::Duplicate,
                Kind::RestrictedParty,
                Kind::Credit
            ]
        );
        assert_eq!(touched([], [Document::FinancialStatement]), [Kind::Credit]);
    }

    #[test]
    fn every_check_rests_on_something_and_every_name_is_a_field() {
        let all = touched(FIELDS.iter().map(|f| f.name), []);
        assert_eq!(all, Kind::ALL);
        for kind in Document::ALL {
            assert!(!resting_on_document(*kind).is_empty());
        }
    }
}
