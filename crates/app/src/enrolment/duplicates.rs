//! One company, one registration: the credit code decides, then the network number,
//! then the organisation itself, then name and address.
//!
//! Whoever is refused reads the same page for every reason. Those who stand for the company already
//! are told by mail.

use super::registration::{Draft, draft as as_draft};
use super::resume;
use crate::notifications::Notice;
use crate::secrets::token_hash;
use crate::{Failure, Work};
use domain::caller::Caller;
use domain::enrolment::application::State as ApplicationState;
use domain::enrolment::company::identity;
use domain::enrolment::form::Answers;
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, authorise, authorise_operator,
};
use store::company::{self, Holder};
use store::{application, identity as accounts, registration};
use uuid::Uuid;

/// Who stands for the company already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A partner of the programme.
    Partner(Uuid),
    /// An organisation whose application is open.
    Applicant(Uuid),
    /// A registration whose account does not exist yet.
    Registration(Uuid),
    /// Nobody, but the company was rejected a short while ago, or was tried too often.
    Nobody,
}

fn scope() -> Result<OperatorScope, Failure> {
    Ok(authorise_operator(
        &Caller::System,
        OperatorAction::ReviewRegistration,
    )?)
}

/// The hash a company's name and address are compared by.
pub(super) fn key(answers: &Answers) -> Option<String> {
    identity(answers).map(|text| data_encoding::HEXLOWER.encode(&token_hash(&text)))
}

impl Found {
    /// What a claim's holder is now; none when it stands for nothing any more.
    fn by(holder: &Holder) -> Option<Self> {
        let tenant = holder.tenant_id;
        if holder.partner.as_deref().is_some_and(|s| s != "terminated") {
            return Some(Self::Partner(tenant));
        }
        let state = holder
            .application
            .as_deref()
            .and_then(ApplicationState::from_text);
        match state {
            Some(state) if is_open(state) => Some(Self::Applicant(tenant)),
            _ if holder.registering > 0 => Some(Self::Applicant(tenant)),
            _ => None,
        }
    }
}

/// Whether an application stands for its company.
fn is_open(state: ApplicationState) -> bool {
    use ApplicationState as A;
    !matches!(state, A::Rejected | A::Withdrawn | A::Lapsed)
}

/// The business models the programme offers.
fn models(work: &Work<'_, '_>) -> Vec<String> {
    let enabled = work.app.programme.business_models.iter();
    enabled
        .filter(|m| m.enabled)
        .map(|m| m.id.as_str().to_owned())
        .collect()
}

/// Who stands for a name and address in every model there is, seen from another organisation. While
/// one model is free the company may want it.
fn by_name(
    work: &mut Work<'_, '_>,
    company: &str,
    own: Option<Uuid>,
) -> Result<Option<Found>, Failure> {
    let holders = company::claims(work.tx, scope()?, company)?;
    let others: Vec<(String, Found)> = holders
        .iter()
        .filter(|holder| Some(holder.tenant_id) != own)
        .filter_map(|holder| Some((holder.model.clone(), Found::by(holder)?)))
        .collect();
    let taken = |model: &String| others.iter().any(|(other, _)| other == model);
    if models(work).iter().all(taken) {
        return Ok(others.first().map(|(_, found)| *found));
    }
    Ok(None)
}

/// T7: whether somebody else stands for the company of a draft. Before the account exists only name
/// and address are known.
pub(super) fn at_creation(
    work: &mut Work<'_, '_>,
    draft: &Draft,
    values: &Answers,
) -> Result<Option<Found>, Failure> {
    let Some(company) = key(values) else {
        return Ok(None);
    };
    if let Some(found) = by_name(work, &company, draft.row.tenant_id)? {
        return Ok(Some(found));
    }
    // Of two that are as far as each other the older one goes on. One that was begun and left is
    // nobody's obstacle.
    let other = company::registering(work.tx, scope()?, &company, draft.row.id)?;
    let Some(other) = other else {
        return Ok(None);
    };
    let row = registration::get(work.tx, other)?;
    let older = (row.created_at, row.id) < (draft.row.created_at, draft.row.id);
    Ok(older.then_some(Found::Registration(other)))
}

/// T7, with the account: claims name and address for the organisation.
///
/// # Errors
/// [`Failure::Conflict`] when somebody else was faster.
pub(super) fn claim_first(
    work: &mut Work<'_, '_>,
    tenant: Uuid,
    answers: &Answers,
) -> Result<(), Failure> {
    let Some(company) = key(answers) else {
        return Ok(());
    };
    for model in models(work) {
        if claim(work, &company, &model, tenant)? {
            return Ok(());
        }
    }
    Err(Failure::conflict("cannot-continue"))
}

/// Claims a company in a model, or takes over what nobody stands for any more.
fn claim(
    work: &mut Work<'_, '_>,
    company: &str,
    model: &str,
    tenant: Uuid,
) -> Result<bool, Failure> {
    let holders = company::claims(work.tx, scope()?, company)?;
    let holder = holders.iter().find(|holder| holder.model == model);
    let from = match holder {
        Some(holder) if holder.tenant_id != tenant => match Found::by(holder) {
            Some(_) => return Ok(false),
            None => Some(holder.tenant_id),
        },
        _ => None,
    };
    Ok(company::claim(
        work.tx, company, model, tenant, from, work.now,
    )?)
}

/// T9: whether somebody else stands for the company of an application in its model, by credit code,
/// network number, or name and address. When nobody does, the organisation claims the company.
pub(super) fn at_submission(
    work: &mut Work<'_, '_>,
    row: &application::Application,
    values: &Answers,
) -> Result<Option<Found>, Failure> {
    let value = |field: &str| values.get(field).map_or("", String::as_str);
    let (code, model) = (value("credit_code").to_owned(), value("model").to_owned());
    let limit = {
        let risk = &work.app.programme.risk;
        let limit = risk.registrations_per_credit_code_per_month;
        work.app.ceiling(work.request, limit)
    };
    let since = work.now.plus_days(-30);
    let tried = accounts::attempts(work.tx, "credit-code", &code, since)?;
    let attempt = fresh_uuid(&*work.app.entropy);
    accounts::add_attempt(work.tx, attempt, "credit-code", &code, work.now)?;
    let network_id = value("network_id");
    let others = company::applications(work.tx, scope()?, row.tenant_id, &code, network_id)?;
    let rejected_since = work
        .now
        .plus_days(-i64::from(work.app.programme.application.reapply_days));
    let mut rejected = false;
    for other in &others {
        let same_code = other.credit_code.as_deref() == Some(code.as_str());
        match ApplicationState::from_text(&other.state) {
            // Another model needs another organisation, and that is what this is.
            Some(_) if same_code && other.model != model => {}
            Some(ApplicationState::Active) => return Ok(Some(Found::Partner(other.tenant_id))),
            Some(state) if is_open(state) && state != ApplicationState::Draft => {
                return Ok(Some(Found::Applicant(other.tenant_id)));
            }
            Some(ApplicationState::Rejected) if same_code => {
                rejected |= other.decided_at.is_some_and(|at| at > rejected_since);
            }
            _ => {}
        }
    }
    if rejected || tried >= limit {
        return Ok(Some(Found::Nobody));
    }
    let Some(company) = key(values) else {
        return Ok(None);
    };
    if claim(work, &company, &model, row.tenant_id)? {
        company::give_up_others(work.tx, row.tenant_id, &company, &model)?;
        return Ok(None);
    }
    let holders = company::claims(work.tx, scope()?, &company)?;
    let holder = holders.iter().find(|holder| holder.model == model);
    Ok(holder.and_then(Found::by).or(Some(Found::Nobody)))
}

/// Tells those who stand for the company that somebody else tried to register it: partners and
/// applicants once a day (E19), the owner of an unfinished registration with a link to go on.
pub(super) fn tell(work: &mut Work<'_, '_>, found: Found) -> Result<(), Failure> {
    let (tenant, told) = match found {
        Found::Partner(tenant) => (tenant, "e19"),
        Found::Applicant(tenant) => (tenant, "e19-open"),
        Found::Registration(id) => {
            let row = registration::get(work.tx, id)?;
            let answers = registration::answers(work.tx, id)?;
            let owner = as_draft(row, answers)?;
            return resume::send_to_owner(work, &owner);
        }
        Found::Nobody => return Ok(()),
    };
    let scope = authorise(
        &Caller::System,
        TenantAction::ViewApplication,
        TenantId(tenant),
    )?;
    let company = accounts::tenant(work.tx, scope)?.name;
    let reference = application::newest(work.tx, scope)?.map_or_else(String::new, |a| a.reference);
    let today = domain::calendar::local_date(work.now, work.app.programme.time_zone());
    for admin in accounts::global_admins(work.tx, scope)? {
        let name = crate::identity::session::full_name(&admin.family_name, &admin.given_name);
        Notice::new("e19", &admin.contact_email, &admin.language, &reference)
            .told(told)
            .name(&name)
            .company(&company)
            .day("date", today)
            .link(if told == "e19" {
                "/dashboard/overview"
            } else {
                "/enrol"
            })
            .queue(work, format!("e19/{tenant}/{today}/{}", admin.id))?;
    }
    Ok(())
}
