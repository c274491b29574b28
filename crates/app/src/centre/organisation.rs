//! A customer's company data, changed by itself: every partner that sells to it sees the change.

use super::scope;
use crate::accounts::domains;
use crate::customers::fill;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::customers::{judge_profile, search_key};
use domain::enrolment::form::Answers;
use domain::ids::TenantId;
use domain::integration::hooks::{Event, Happened};
use domain::permission::centre::{CustomerAction, CustomerScope};
use domain::permission::{TenantAction, authorise};
use store::Reply;
use store::centre::services::relations;
use store::customers::{self, Customer};

/// The caller's company.
pub fn view(app: &App, request: &Request) -> Reply<Customer, Failure> {
    match scope(request, CustomerAction::ViewOrganisation) {
        Ok(scope) => app.read(move |tx| customers::own(tx, scope)?.ok_or(Failure::NotFound)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The domains of the partners and of the operator, where no contact of a customer reads mail.
fn seller_domains(work: &mut Work<'_, '_>, scope: CustomerScope) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    let system = domain::caller::Caller::System;
    for relation in relations(work.tx, scope.customer().0)? {
        let partner = TenantId(relation.partner_id);
        let theirs = authorise(&system, TenantAction::ViewProfiles, partner)?;
        all.extend(domains::suffixes_in(work.tx, theirs)?);
    }
    let support = &work.app.programme.operator.support.email;
    all.push(domain::validate::email_domain(support).to_owned());
    Ok(all)
}

/// Puts another profile, [`domain::customers::PROFILE`], in the place of the version that was read.
///
/// Refused with [`Failure::Conflict`] (`stale`) when somebody was faster, and with
/// [`Failure::Invalid`] at fields.
pub fn edit(app: &App, request: &Request, version: i64, typed: &Answers, key: &str) -> Pending<()> {
    let scope = match scope(request, CustomerAction::EditOrganisation) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let customer = scope.customer();
    let subject = format!("customer/{customer}");
    let intent = Intent::new("organisation.update", customer.0, subject);
    let typed = typed.clone();
    app.command(request, intent.once(key, &(version, &typed)), move |work| {
        let before = customers::own(work.tx, scope)?.ok_or(Failure::NotFound)?;
        let sellers = seller_domains(work, scope)?;
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
        for relation in relations(work.tx, customer.0)? {
            work.also(relation.partner_id);
            let happened = Happened::new(Event::CustomerUpdated, customer.0, customer.0);
            work.happened(TenantId(relation.partner_id), happened);
        }
        Ok(())
    })
}
