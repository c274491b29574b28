//! One customer, and its billing profile.

use super::{intent, seller_domains, value};
use crate::{App, Failure, Pending, Request, selling};
use domain::customers::{judge_profile, search_key};
use domain::enrolment::form::Answers;
use domain::ids::TenantId;
use domain::integration::hooks::Event;
use domain::permission::TenantAction;
use store::Reply;
use store::customers::{self, Customer};

/// One of the caller's customers.
pub fn get(app: &App, request: &Request, id: TenantId) -> Reply<Customer, Failure> {
    match selling::scope(request, TenantAction::ViewCustomers) {
        Ok(scope) => app.look(move |tx| selling::customer(tx, scope, id)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Writes a judged profile, [`domain::customers::PROFILE`], into a customer.
pub(crate) fn fill(customer: &mut Customer, values: &Answers) {
    for (field, place) in [
        ("company_name", &mut customer.company_name),
        ("family_name", &mut customer.family_name),
        ("given_name", &mut customer.given_name),
        ("email", &mut customer.email),
        ("phone", &mut customer.phone),
        ("language", &mut customer.language),
        ("culture", &mut customer.culture),
        ("country", &mut customer.country),
        ("province", &mut customer.province),
        ("city", &mut customer.city),
        ("district", &mut customer.district),
        ("address1", &mut customer.address1),
        ("address2", &mut customer.address2),
        ("postal_code", &mut customer.postal_code),
    ] {
        *place = value(values, field);
    }
}

/// Puts another billing profile, [`domain::customers::PROFILE`], in the place of the version that
/// was read. A suspended partner may: customers are not to suffer. Gives the new version.
///
/// Refused with [`Failure::Conflict`] (`stale`) when somebody was faster, and with
/// [`Failure::Invalid`] at fields.
pub fn update_profile(
    app: &App,
    request: &Request,
    id: TenantId,
    version: i64,
    typed: &Answers,
    key: &str,
) -> Pending<i64> {
    let scope = match selling::scope(request, TenantAction::EditCustomerBilling) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("customer.update-profile", scope, id).once(key, &(id, version, typed));
    let typed = typed.clone();
    app.command(request, intent, move |work| {
        let before = selling::customer(work.tx, scope, id)?;
        let sellers = seller_domains(work.app, work.tx, scope)?;
        let sellers: Vec<_> = sellers.iter().map(String::as_str).collect();
        let judged = judge_profile(&typed, &sellers, &work.app.programme, work.app.today());
        if !judged.problems.is_empty() {
            return Err(Failure::Invalid(judged.problems));
        }
        if before.version != version {
            return Err(Failure::conflict("stale"));
        }
        let mut after = before.clone();
        fill(&mut after, &judged.values);
        if before.company_name != after.company_name {
            let change = format!("{} -> {}", before.company_name, after.company_name);
            work.audit("company_name", change);
        }
        if !customers::save_profile(work.tx, &after, &search_key(&after.company_name))? {
            return Err(Failure::conflict("stale"));
        }
        super::happened(work, scope, Event::CustomerUpdated, id);
        Ok(version + 1)
    })
}
