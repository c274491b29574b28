//! Partners as the operator's staff see them: the list, and one with everything known of it.

pub mod standing;

use crate::agreements::evidence::{Signed, with_record};
use crate::{App, Failure, Request, Work};
use domain::caller::Caller;
use domain::ids::TenantId;
use domain::integration::hooks::{Event, Happened};
use domain::partner::{Cause, Status};
use domain::permission::{
    Denial, OperatorAction, OperatorScope, TenantAction, TenantScope, authorise, authorise_operator,
};
use store::accounts::{BillingAccount, ProfileField};
use store::audit::{self, Entry};
use store::billing::suspension;
use store::partner_acts::{self, Act};
use store::partners::{self, Applied, CreditStep, Line, StatusCount};
use store::provisioning::{self, Task};
use store::signature;
use store::users::{self, User};
use store::{Reply, Tx, accounts};
use uuid::Uuid;

/// A page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// The partners, newest first.
    pub lines: Vec<Line>,
    /// How many that match have each status.
    pub counts: Vec<StatusCount>,
}

/// A partner's programs may want to know that its status is another.
pub(crate) fn changed(work: &mut Work<'_, '_>, tenant: Uuid) {
    let happened = Happened::new(Event::PartnerStatusChanged, tenant, tenant);
    work.happened(TenantId(tenant), happened);
}

fn asks(request: &Request) -> Result<(OperatorScope, Uuid), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewPartner)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok((scope, person.account.0))
}

/// Partners in a status (all without) that match a text, newest first.
pub fn list(
    app: &App,
    request: &Request,
    status: Option<Status>,
    text: &str,
    part: (u32, u32),
) -> Reply<List, Failure> {
    let (scope, person) = match asks(request) {
        Ok(found) => found,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let text: String = text.trim().chars().take(100).collect();
    app.read(move |tx| {
        let status = status.map_or("", Status::text);
        Ok(List {
            lines: partners::list(tx, scope, person, (status, &text), part)?,
            counts: partners::counts(tx, scope, &text)?,
        })
    })
}

/// Everything known of a partner that the caller may see; what a role is not for is none.
#[derive(Debug, Clone)]
pub struct Partner {
    /// The head.
    pub line: Line,
    /// Its profiles.
    pub profiles: Vec<ProfileField>,
    /// What it signed, newest first.
    pub signed: Vec<Signed>,
    /// How it is billed; the limit in it is for those who may see credit.
    pub billing: Option<BillingAccount>,
    /// Its credit decisions, newest first.
    pub credit: Option<Vec<CreditStep>>,
    /// Its users, and how many there are.
    pub users: Option<(Vec<User>, i64)>,
    /// Its applications, newest first.
    pub applications: Vec<Applied>,
    /// What is set up.
    pub tasks: Vec<Task>,
    /// What happened last, newest first.
    pub activity: Option<Vec<Entry>>,
    /// How it was suspended, restored and ended, newest first.
    pub acts: Vec<Act>,
}

/// Users shown at most; a company lists all of its own.
const USERS: u32 = 50;
/// Entries shown at most; the audit log has all.
const ENTRIES: u32 = 20;
/// Acts shown at most.
const ACTS: u32 = 20;

/// How a partner was suspended, restored and ended, by people and by the calendar: that has no name.
fn acts(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    own: TenantScope,
    tenant: Uuid,
) -> Result<Vec<Act>, Failure> {
    let mut acts = partner_acts::of_partner(tx, scope, tenant, ACTS)?;
    acts.extend(
        suspension::done(tx, own, ACTS)?
            .into_iter()
            .map(|done| Act {
                id: done.id,
                tenant_id: tenant,
                kind: done.kind,
                cause: Cause::Payment.text().to_owned(),
                reason: done.invoice.unwrap_or_default(),
                state: "done".to_owned(),
                proposed_by: Uuid::nil(),
                proposed_name: String::new(),
                proposed_at: done.done_at,
                decided_by: None,
                decided_name: String::new(),
                decided_at: None,
                ends_on: String::new(),
                ends_at: None,
                told_until: None,
                telling: false,
            }),
    );
    acts.sort_by_key(|act| std::cmp::Reverse(act.proposed_at));
    Ok(acts)
}

/// One partner.
pub fn view(app: &App, request: &Request, tenant: Uuid) -> Reply<Partner, Failure> {
    let (scope, person) = match asks(request) {
        Ok(found) => found,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let may = |action| authorise_operator(&request.caller, action).is_ok();
    let sees_credit = may(OperatorAction::ViewPartnerCredit);
    let sees_users = may(OperatorAction::ViewPartnerUsers);
    // What happened names the company's users, their sign-ins as well.
    let sees_activity =
        may(OperatorAction::ViewAudit) || (sees_users && may(OperatorAction::ViewApplication));
    app.read(move |tx| {
        let line = partners::get(tx, scope, person, tenant)?.ok_or(Failure::NotFound)?;
        if line.conflict {
            return Err(Failure::conflict("conflict-of-interest"));
        }
        let own = own(&line)?;
        Ok(Partner {
            profiles: accounts::profiles(tx, own)?,
            signed: signed(tx, own)?,
            billing: accounts::billing_account(tx, own)?.map(|mut billing| {
                billing.credit_limit = if sees_credit { billing.credit_limit } else { 0 };
                billing
            }),
            credit: if sees_credit {
                Some(partners::credit_history(tx, scope, tenant)?)
            } else {
                None
            },
            users: if sees_users {
                Some(people(tx, own)?)
            } else {
                None
            },
            applications: partners::applications(tx, scope, tenant)?,
            tasks: provisioning::tasks(tx, own)?,
            acts: acts(tx, scope, own, tenant)?,
            activity: if sees_activity {
                Some(audit::of_tenant(tx, own, ENTRIES)?)
            } else {
                None
            },
            line,
        })
    })
}

/// The scope of the company's own data, once the operator's rights have been asked.
fn own(line: &Line) -> Result<TenantScope, Denial> {
    authorise(
        &Caller::System,
        TenantAction::ViewOverview,
        TenantId(line.tenant_id),
    )
}

fn signed(tx: &mut Tx<'_>, own: TenantScope) -> Result<Vec<Signed>, Failure> {
    let signatures = signature::of_tenant(tx, own)?;
    signatures.into_iter().map(|s| with_record(tx, s)).collect()
}

fn people(tx: &mut Tx<'_>, own: TenantScope) -> Result<(Vec<User>, i64), Failure> {
    let all = users::Filter::default();
    let found = users::list(tx, own, &all, USERS, 0)?;
    Ok((found, users::count(tx, own, &all)?))
}
