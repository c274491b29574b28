//! The partner's word that a customer accepted the customer agreement; needed before the first
//! order.

use super::{intent, value};
use crate::{App, Failure, Pending, Request, Work, selling};
use domain::customers::ATTESTATION;
use domain::enrolment::form::{Answers, judge};
use domain::ids::TenantId;
use domain::permission::{TenantAction, TenantScope};
use store::Reply;
use store::customers::{self, Attestation};
use uuid::Uuid;

/// The version of the customer agreement that is accepted at present.
pub const CUSTOMER_AGREEMENT: &str = "customer-agreement-2025-06";

/// What one of the caller's customers accepted, newest first.
pub fn attestations(
    app: &App,
    request: &Request,
    id: TenantId,
) -> Reply<Vec<Attestation>, Failure> {
    match selling::scope(request, TenantAction::ViewCustomerAgreement) {
        Ok(scope) => app.read(move |tx| {
            selling::customer(tx, scope, id)?;
            Ok(customers::attestations(tx, id.0)?)
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Confirms that a customer accepted [`CUSTOMER_AGREEMENT`]; `typed` holds
/// [`domain::customers::ATTESTATION`].
///
/// Refused with [`Failure::Invalid`] at fields, and with [`Failure::Conflict`] (`attested-before`)
/// when the word was given with the same contact. Another contact is a new confirmation.
pub fn attest(
    app: &App,
    request: &Request,
    id: TenantId,
    typed: &Answers,
    key: &str,
) -> Pending<Option<[String; 4]>> {
    let scope = match selling::scope(request, TenantAction::AttestCustomerAgreement) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let judged = judge(ATTESTATION, typed, &app.programme, app.today());
    if !judged.problems.is_empty() {
        return Pending::refused(Failure::Invalid(judged.problems));
    }
    let intent = intent("customer.attest-agreement", scope, id).once(key, &(id, typed));
    app.command(request, intent, move |work| {
        selling::customer(work.tx, scope, id)?;
        let by = work.request.caller.actor().ok_or(Failure::SignInFirst)?;
        keep(work, scope, id, &judged.values, by)?;
        let kept = ["family_name", "given_name", "email", "phone"];
        Ok(Some(kept.map(|field| value(&judged.values, field))))
    })
}

/// Keeps a judged word, which the account `by` vouches for.
pub(super) fn keep(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: TenantId,
    word: &Answers,
    by: Uuid,
) -> Result<(), Failure> {
    let text = |field: &str| value(word, field);
    let attestation = Attestation {
        customer_id: id.0,
        template: CUSTOMER_AGREEMENT.to_owned(),
        family_name: text("family_name"),
        given_name: text("given_name"),
        email: text("email"),
        phone: text("phone"),
        agreed_on: text("agreed_on"),
        attested_by: by,
        attested_at: work.now,
    };
    work.audit("template", CUSTOMER_AGREEMENT);
    work.audit("agreed_on", attestation.agreed_on.as_str());
    customers::attest(work.tx, scope, &attestation).map_err(|error| {
        if error.is_unique() {
            Failure::conflict("attested-before")
        } else {
            error.into()
        }
    })
}
