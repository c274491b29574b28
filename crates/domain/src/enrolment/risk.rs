//! Findings about a company that make people look twice, and what each counts.

use crate::caller::text_of_enum;
use crate::programme::RiskPoints;
use std::collections::HashSet;

/// What was found. Each has its points in the programme (`risk.points`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The verified number belongs to a virtual operator.
    VirtualOperatorNumber,
    /// The number appears in several registrations.
    SharedNumber,
    /// A contact uses a throw-away mailbox.
    DisposableEmail,
    /// The same document was uploaded with another application.
    DocumentReused,
    /// The name resembles that of an active partner.
    NameSimilarToPartner,
    /// The company is less than a year old.
    NewCompany,
    /// Applicant and approval contact are one person.
    ApplicantIsApprovalContact,
}

text_of_enum!(Code {
    VirtualOperatorNumber => "virtual-operator-number",
    SharedNumber => "shared-number",
    DisposableEmail => "disposable-email",
    DocumentReused => "document-reused",
    NameSimilarToPartner => "name-similar-to-partner",
    NewCompany => "new-company",
    ApplicantIsApprovalContact => "applicant-is-approval-contact",
});

impl Code {
    /// The points the programme gives it.
    #[must_use]
    pub const fn points(self, points: &RiskPoints) -> u32 {
        match self {
            Self::VirtualOperatorNumber => points.virtual_operator_number,
            Self::SharedNumber => points.shared_number,
            Self::DisposableEmail => points.disposable_email,
            Self::DocumentReused => points.document_reused,
            Self::NameSimilarToPartner => points.name_similar_to_partner,
            Self::NewCompany => points.new_company,
            Self::ApplicantIsApprovalContact => points.applicant_is_approval_contact,
        }
    }
}

/// The points of several findings; one found several times counts once.
#[must_use]
pub fn score(found: impl IntoIterator<Item = Code>, points: &RiskPoints) -> u32 {
    let distinct: HashSet<Code> = found.into_iter().collect();
    distinct
        .into_iter()
        .fold(0, |sum, code| sum.saturating_add(code.points(points)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::china_csp;

    #[test]
    fn every_finding_has_points_and_counts_once() {
        let points = china_csp().unwrap().risk.points.clone();
        let mut all = 0;
        for code in Code::ALL {
            assert!(code.points(&points) > 0, "{}", code.text());
            assert_eq!(Code::from_text(code.text()), Some(*code));
            assert_eq!(score([*code, *code], &points), code.points(&points));
            all += code.points(&points);
        }
        assert_eq!(score(Code::ALL.iter().copied(), &points), all);
        assert_eq!(score([], &points), 0);
    }
}
