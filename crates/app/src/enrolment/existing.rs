//! F2 with a work account that exists: who may register the company with it (T2).

use super::appeal;
use super::application::state_of;
use super::registration::{Draft, draft, intent, load_unasked, save};
use crate::{App, Failure, Pending, Request, Work};
use domain::caller::{Caller, Person};
use domain::effects::Instant;
use domain::enrolment::application::State as ApplicationState;
use domain::enrolment::form::Answers;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, Patience, Way};
use domain::ids::{RegistrationId, TenantId};
use domain::permission::{Denial, TenantAction, TenantScope, authorise};
use serde::{Deserialize, Serialize};
use store::identity::{self, Account, Tenant};
use store::{Reply, Tx, accounts, application, registration};

/// What a person may do about registering with the account that is signed in.
#[derive(Debug, Clone)]
pub enum Standing {
    /// Register: nobody of the organisation has begun.
    Ready {
        /// The organisation.
        organisation: String,
    },
    /// Go on with what the person or a colleague has begun.
    Begun(Box<Draft>),
    /// Nothing here: the organisation's application goes on in the portal.
    Applied {
        /// Its state.
        state: ApplicationState,
        /// Its reference number.
        reference: String,
    },
    /// The last application was rejected; another one is possible from this moment on.
    TooEarly {
        /// From when on.
        from: Instant,
    },
    /// The organisation is a partner of the programme.
    Partner,
    /// The role is missing; these have it.
    NeedsAdmin {
        /// The organisation's global admins: name and sign-in name.
        admins: Vec<(String, String)>,
    },
    /// The account is of a kind that cannot register a company: `operator`, `customer`, …
    WrongKind {
        /// The tenant's kind.
        kind: String,
    },
}

/// What the caller may do about registering with the account that is signed in.
pub fn standing(app: &App, request: &Request) -> Reply<Standing, Failure> {
    let person = match signed_in(request) {
        Ok(person) => person.clone(),
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    if let Caller::Staff { .. } = request.caller {
        let kind = "operator".to_owned();
        return Reply::ready(Ok(Standing::WrongKind { kind }));
    }
    if let Caller::Customer { .. } = request.caller {
        let kind = "customer".to_owned();
        return Reply::ready(Ok(Standing::WrongKind { kind }));
    }
    let tenant = person.tenant;
    let all = match authorise(&request.caller, TenantAction::ViewOverview, tenant) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let admin = authorise(&request.caller, TenantAction::Register, tenant);
    let (patience, now) = (Patience::of(&app.programme), app.clock.now());
    let keeper = app.clone();
    app.read(move |tx| {
        let organisation = identity::tenant(tx, all)?;
        if organisation.kind != "partner" {
            let kind = organisation.kind;
            return Ok(Standing::WrongKind { kind });
        }
        let scope = match admin {
            Ok(scope) => scope,
            Err(Denial::NeedsRole(_)) => {
                let admins = identity::global_admins(tx, all)?;
                let named = |a: Account| {
                    let name = crate::identity::session::full_name(&a.family_name, &a.given_name);
                    (name, a.sign_in_name)
                };
                let admins = admins.into_iter().map(named).collect();
                return Ok(Standing::NeedsAdmin { admins });
            }
            Err(denial) => return Err(denial.into()),
        };
        if let Some(row) = registration::existing(tx, scope)? {
            let answers = registration::answers(tx, row.id)?;
            let draft = draft(row, answers)?;
            if draft.standstill().overdue(now, &patience) != Some(Event::Expire) {
                return Ok(Standing::Begun(Box::new(draft)));
            }
        }
        of_organisation(&keeper, tx, scope, &organisation, now)
    })
}

fn signed_in(request: &Request) -> Result<&Person, Denial> {
    use domain::caller::Stage;
    match request.caller.person() {
        Some(person) if person.stage == Stage::Full => Ok(person),
        Some(person) => Err(Denial::FinishSignIn(person.stage)),
        None => Err(Denial::SignInFirst),
    }
}

/// Whether an organisation may register: it is no partner, and no application of it is open or was
/// rejected a short while ago.
fn of_organisation(
    app: &App,
    tx: &mut Tx<'_>,
    scope: TenantScope,
    organisation: &Tenant,
    now: Instant,
) -> Result<Standing, Failure> {
    if accounts::partner(tx, scope)?.is_some() {
        return Ok(Standing::Partner);
    }
    let ready = || Standing::Ready {
        organisation: organisation.name.clone(),
    };
    let Some(row) = application::newest(tx, scope)? else {
        return Ok(ready());
    };
    Ok(match state_of(&row)? {
        ApplicationState::Withdrawn | ApplicationState::Lapsed => ready(),
        ApplicationState::Rejected => {
            let from = appeal::reapply_at(app, &row);
            if now < from {
                Standing::TooEarly { from }
            } else {
                ready()
            }
        }
        state => Standing::Applied {
            state,
            reference: row.reference,
        },
    })
}

/// Refuses an organisation that may not register, inside a command.
pub(super) fn refuse_unless_ready(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
) -> Result<Tenant, Failure> {
    let organisation = identity::tenant(work.tx, scope)?;
    match of_organisation(work.app, work.tx, scope, &organisation, work.now)? {
        Standing::Ready { .. } if organisation.kind == "partner" => Ok(organisation),
        Standing::TooEarly { .. } => Err(Failure::conflict("reapply-later")),
        Standing::Applied { .. } | Standing::Partner => Err(Failure::conflict("already-applied")),
        _ => Err(Failure::NotFound),
    }
}

/// What came of choosing the signed-in account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Identified {
    /// The draft goes on with the account.
    Chosen,
    /// The organisation has a registration open already; that one goes on.
    GoesOn,
}

/// T2: registers the organisation whose global admin is signed in, with the draft the browser has
/// begun. When a colleague was faster, that registration goes on and the draft is left to expire.
pub fn identify(app: &App, request: &Request, id: RegistrationId) -> Pending<Identified> {
    let person = match signed_in(request) {
        Ok(person) => person.clone(),
        Err(denial) => return Pending::refused(denial.into()),
    };
    let scope = match authorise(&request.caller, TenantAction::Register, person.tenant) {
        Ok(scope) => scope,
        Err(denial) => return Pending::refused(denial.into()),
    };
    app.command(request, intent("registration.identify", id), move |work| {
        match open_one(work, scope)? {
            Some(open) if open == id => return Ok(Identified::Chosen),
            Some(_) => return Ok(Identified::GoesOn),
            None => {}
        }
        let organisation = refuse_unless_ready(work, scope)?;
        // The browser's cookie is the leave to use the draft; nobody else's account is in it.
        let mut draft = load_unasked(work, id)?;
        if draft.way == Way::Existing {
            return Err(Failure::NotFound);
        }
        draft.state = draft.state.apply(Event::Identify)?;
        draft.way = Way::Existing;
        draft.row.tenant_id = Some(organisation.id);
        draft.row.account_id = Some(person.account.0);
        // An account that exists has its domain.
        (draft.row.domain, draft.row.domain_reserved_until) = (None, None);
        let account = identity::own_account(work.tx, person.account.0)?;
        draft.row.language.clone_from(&account.language);
        let known = known(&organisation, &account);
        registration::keep_answers(work.tx, id.0, &known)?;
        work.audit("way", Way::Existing.text());
        work.audit("tenant", TenantId(organisation.id).to_string());
        save(work, draft)?;
        Ok(Identified::Chosen)
    })
}

/// The registration the organisation has open. One that has stood still for too long is ended here:
/// it would stand in the way until the next sweep.
fn open_one(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
) -> Result<Option<RegistrationId>, Failure> {
    let Some(row) = registration::existing(work.tx, scope)? else {
        return Ok(None);
    };
    let mut found = draft(row, Answers::new())?;
    let patience = Patience::of(&work.app.programme);
    if found.standstill().overdue(work.now, &patience) != Some(Event::Expire) {
        return Ok(Some(found.id()));
    }
    found.state = found.state.apply(Event::Expire)?;
    save(work, found)?;
    Ok(None)
}

/// What the account says, so that the form and the application need not ask.
fn known(organisation: &Tenant, account: &Account) -> Answers {
    [
        ("legal_name", &organisation.name),
        ("language", &account.language),
        ("family_name", &account.family_name),
        ("given_name", &account.given_name),
        ("job_title", &account.title),
        ("contact_email", &account.contact_email),
        ("mobile", &account.mobile),
    ]
    .into_iter()
    .map(|(field, value)| (field.to_owned(), value.clone()))
    .collect()
}
