//! What a form of the console asks for before anybody reads it. Use cases authorise by themselves; this
//! is for what cannot be read as a form and never gets there: whoever may not send it learns that, and
//! nothing about its input.

use app::Failure;
use domain::caller::Caller;
use domain::permission::{OperatorAction as A, authorise_operator};

/// The action behind an address that forms of the console are sent to.
fn needed(path: &str) -> Option<A> {
    let mut parts = path.strip_prefix("/ops/")?.split('/');
    let (area, last) = (parts.next()?, path.rsplit('/').next()?);
    Some(match area {
        "next" => A::DecideApplication,
        "applications" => match parts.nth(1)? {
            "credit" if ["approve", "decline"].contains(&last) => A::ApproveOverride,
            "credit" => A::DecideCredit,
            "notes" => A::WriteNote,
            "conflict" => A::ViewApplication,
            _ => A::DecideApplication,
        },
        "agreements" if parts.next() == Some("declines") => A::AnswerDecline,
        "agreements" => A::PublishAgreement,
        "network" => A::ManageNetwork,
        "screening" => A::ManageScreening,
        "registrations" => A::ReviewRegistration,
        "profiles" | "restricted" => A::DecideApplication,
        "partners" => A::ManagePartners,
        "provisioning" => A::ManageProvisioning,
        "settings" => A::PreviewProgramme,
        "staff" => A::ManageStaff,
        "support" => A::WorkOnSupport,
        "health" if ["confirm", "decline"].contains(&last) => A::ConfirmOutages,
        "health" => A::PostIncidents,
        "access" => A::JudgeLostAccess,
        "privacy" => A::ManagePrivacy,
        "billing" => match parts.next() {
            Some("payments") => A::RecordPayments,
            Some("credit-notes" | "adjustments" | "refunds")
                if ["approve", "decline"].contains(&last) =>
            {
                A::DecideCreditNotes
            }
            Some("credit-notes" | "adjustments" | "refunds") => A::ProposeCreditNotes,
            Some("finance-charges") => A::WaiveFinanceCharges,
            Some("overdue") => A::DeferPayments,
            Some("disputes") => A::DecideDisputes,
            Some("fapiao") => A::IssueFapiao,
            _ => A::RunBills,
        },
        "catalogue" if last == "consent" => A::ConsentToShortNotice,
        "catalogue" => match parts.next() {
            Some("special-prices") => A::ManageSpecialPrices,
            Some("offers" | "changes") => A::ManageOffers,
            _ => A::ManagePriceLists,
        },
        "audit" => A::ViewAudit,
        _ => return None,
    })
}

/// Refuses a form of the console that its sender may not send.
///
/// # Errors
/// [`Failure`] of the permission that is missing.
pub(super) fn check(caller: &Caller, path: &str) -> Result<(), Failure> {
    match needed(path) {
        Some(action) => Ok(authorise_operator(caller, action).map(drop)?),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::needed;

    #[test]
    fn every_form_of_the_console_has_its_right() {
        let forms = crate::ROUTES
            .iter()
            .filter(|route| route.method == "post" && route.path.starts_with("/ops"));
        let missing: Vec<_> = forms.filter(|route| needed(route.path).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(needed("/enrol/submit").is_none() && needed("/ops").is_none());
    }
}
