//! The customer agreement, in the customer's own hands: what was accepted by whose word, and the
//! word of its global admin.

use super::scope;
use crate::customers::CUSTOMER_AGREEMENT;
use crate::{App, Failure, Intent, Pending, Request};
use domain::permission::centre::CustomerAction;
use store::centre::{Accepted, accepted};
use store::customers::{self, Attestation};
use store::{Reply, users};

/// What the company accepted.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// The version that is accepted at present.
    pub version: &'static str,
    /// What was accepted, newest first.
    pub accepted: Vec<Accepted>,
}

impl Agreement {
    /// Whether the present version is accepted.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.accepted.iter().any(|a| a.template == self.version)
    }
}

/// What the caller's company accepted.
pub fn view(app: &App, request: &Request) -> Reply<Agreement, Failure> {
    match scope(request, CustomerAction::ViewAgreement) {
        Ok(scope) => app.read(move |tx| {
            Ok(Agreement {
                version: CUSTOMER_AGREEMENT,
                accepted: accepted(tx, scope)?,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The caller accepts the present version for the company. It counts like a partner's word, and is
/// there before any partner's order.
///
/// Refused with [`Failure::Conflict`] (`attested-before`) when it is accepted.
pub fn accept(app: &App, request: &Request, key: &str) -> Pending<()> {
    let scope = match scope(request, CustomerAction::AcceptAgreement) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let subject = format!("customer/{}", scope.customer());
    let intent = Intent::new("customer.accept-agreement", scope.customer().0, subject);
    app.command(request, intent.once(key, &()), move |work| {
        // A partner's word is one per contact; the company's own is wanted where there is none yet.
        let known = accepted(work.tx, scope)?;
        if known.iter().any(|word| word.template == CUSTOMER_AGREEMENT) {
            return Err(Failure::conflict("attested-before"));
        }
        let by = work.request.caller.actor().ok_or(Failure::SignInFirst)?;
        let person = users::get(work.tx, scope.own(), by)?.ok_or(Failure::SignInFirst)?;
        let word = Attestation {
            customer_id: scope.customer().0,
            template: CUSTOMER_AGREEMENT.to_owned(),
            family_name: person.family_name,
            given_name: person.given_name,
            email: person.contact_email,
            phone: person.mobile,
            agreed_on: work.app.today().to_string(),
            attested_by: by,
            attested_at: work.now,
        };
        work.audit("template", CUSTOMER_AGREEMENT);
        // The company's own word stands where a partner's would.
        customers::attest(work.tx, scope.own(), &word).map_err(|error| {
            if error.is_unique() {
                Failure::conflict("attested-before")
            } else {
                error.into()
            }
        })
    })
}
