//! Requests of people about their data: opened by staff who know who is asking, answered once.

use super::holdings::{Holdings, Item};
use super::retention::{forget_lost_access, operator};
use crate::review::case::name_of;
use crate::{App, Failure, Intent, Request, Work};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, authorise, authorise_operator,
};
use domain::privacy::request::{Event, Kind, State, fields_of, judge};
use domain::validate;
use serde::{Deserialize, Serialize};
use store::privacy::request::{self, Request as Row};
use store::privacy::{holding, retention};
use store::{Reply, users};
use uuid::Uuid;

/// What was done about one thing that was held.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Done {
    /// What it was, as in locale keys.
    pub holding: String,
    /// Its name, where it is none of the person's.
    pub name: String,
    /// How much of it.
    pub count: i64,
    /// `contract` or `law` where it stayed; empty where it went.
    pub kept: String,
}

/// A request and everything about it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The request.
    pub row: Row,
    /// What is held now; nothing of it once the request is settled.
    pub items: Vec<Item>,
    /// What was done, once it is settled.
    pub done: Vec<Done>,
    /// Who opened it.
    pub opener: Option<String>,
    /// Who settled it.
    pub closer: Option<String>,
}

/// Opens a request; the same request again leads to the one that is open.
///
/// # Errors
/// [`Failure::Invalid`] at `kind`, `email` or `proof`.
pub fn open(
    app: &App,
    request: &Request,
    kind: &str,
    email: &str,
    proof: &str,
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePrivacy)?;
    let me = request
        .caller
        .person()
        .ok_or(Failure::SignInFirst)?
        .account
        .0;
    let new = judge(kind, email, proof).map_err(Failure::Invalid)?;
    let input = (new.kind.text(), &new.email, &new.proof);
    let intent = Intent::new("privacy.open", operator(app)?, "privacy").once(key, &input);
    let days = i64::from(app.programme.retention.request_days);
    app.command(request, intent, move |work| {
        if let Some(same) = request::open(work.tx, scope, &new.email, new.kind.text())? {
            work.audit("request", same.id.to_string());
            return Ok(same.id);
        }
        let row = Row {
            id: fresh_uuid(&*work.app.entropy),
            kind: new.kind.text().to_owned(),
            state: State::Open.text().to_owned(),
            email: new.email.clone(),
            proof: new.proof.clone(),
            opened_by: me,
            opened_at: work.now,
            due_at: work.now.plus_days(days),
            closed_by: None,
            closed_at: None,
            answer: String::new(),
            outcome: String::new(),
        };
        request::add(work.tx, scope, &row)?;
        // Whose data it is about is in the request, and goes with it.
        work.audit("request", row.id.to_string());
        work.audit("kind", new.kind.text());
        Ok(row.id)
    })
    .wait()
}

/// A request.
pub fn get(app: &App, request: &Request, id: Uuid) -> Reply<Opened, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewPrivacy) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    app.read(move |tx| {
        let row = request::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        let items = if row.state == State::Open.text() {
            Holdings::of(tx, scope, &row.email)?.items()?
        } else {
            Vec::new()
        };
        let done = match row.outcome.as_str() {
            "" => Vec::new(),
            outcome => serde_json::from_str(outcome).map_err(Failure::internal)?,
        };
        Ok(Opened {
            opener: name_of(tx, Some(row.opened_by))?,
            closer: name_of(tx, row.closed_by)?,
            items,
            done,
            row,
        })
    })
}

/// The copy for the person. That it was made is written to the audit log first.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] once the request is settled.
pub fn report(app: &App, request: &Request, id: Uuid) -> Result<String, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePrivacy)?;
    let intent = Intent::new("privacy.report", operator(app)?, "privacy");
    let email = app
        .command(request, intent, move |work| {
            let row = request::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
            if row.state != State::Open.text() {
                return Err(Failure::conflict("request-settled"));
            }
            work.audit("request", id.to_string());
            Ok(row.email)
        })
        .wait()?;
    let about = email.clone();
    let held = app.read(move |tx| Holdings::of(tx, scope, &about)).wait()?;
    let now = jiff::Timestamp::from_microsecond(app.clock.now().0).map_err(Failure::internal)?;
    held.report(&email, &now.to_string())
}

/// Settles a request: does what was asked as far as the law allows, or refuses it.
///
/// # Errors
/// [`Failure::Invalid`] at `decision` or `answer`; [`Failure::Conflict`] once it is settled.
pub fn settle(
    app: &App,
    request: &Request,
    id: Uuid,
    decision: &str,
    answer: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePrivacy)?;
    let me = request
        .caller
        .person()
        .ok_or(Failure::SignInFirst)?
        .account
        .0;
    let mut problems = Vec::new();
    let event = Event::from_text(decision);
    if event.is_none() {
        problems.push(FieldProblem::plain("decision", "choice-unknown"));
    }
    let answer = validate::text::multiline(answer, 5, 500).map_or_else(
        |problem| {
            problems.push(FieldProblem::new("answer", problem));
            String::new()
        },
        |answer| answer.value,
    );
    let (Some(event), true) = (event, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let input = (id, event.text(), &answer);
    let intent = Intent::new("privacy.settle", operator(app)?, "privacy").once(key, &input);
    app.command(request, intent, move |work| {
        let mut row = request::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        let state = State::from_text(&row.state)
            .ok_or_else(|| Failure::internal(format!("unknown request state {}", row.state)))?;
        let next = state
            .apply(event)
            .map_err(|_| Failure::conflict("request-settled"))?;
        let kind = Kind::from_text(&row.kind);
        let done = match (event, kind) {
            (Event::Fulfil, Some(Kind::Erase)) => erase(work, scope, &row)?,
            _ => Vec::new(),
        };
        row.state = next.text().to_owned();
        row.closed_by = Some(me);
        row.closed_at = Some(work.now);
        row.answer.clone_from(&answer);
        row.outcome = serde_json::to_string(&done).map_err(Failure::internal)?;
        if !request::settle(work.tx, scope, &row)? {
            return Err(Failure::conflict("request-settled"));
        }
        work.audit("request", id.to_string());
        work.audit("kind", row.kind.as_str());
        work.audit("decision", event.text());
        let (kept, gone): (Vec<&Done>, Vec<&Done>) =
            done.iter().partition(|done| !done.kept.is_empty());
        work.audit("erased", gone.len());
        work.audit("kept", kept.len());
        Ok(())
    })
    .wait()
}

/// Erases what may go, and says what became of each thing.
fn erase(work: &mut Work<'_, '_>, scope: OperatorScope, row: &Row) -> Result<Vec<Done>, Failure> {
    let held = Holdings::of(work.tx, scope, &row.email)?;
    let items = held.items()?;
    let bound = items.iter().any(|item| item.holding.binds());
    for account in &held.accounts {
        if Holdings::of_account(account).kept(bound).is_none() {
            let tenant = TenantId(account.tenant_id);
            let own = authorise(
                &domain::caller::Caller::System,
                TenantAction::ManageUsers,
                tenant,
            )?;
            users::purge(work.tx, own, account.id, work.now)?;
        }
    }
    for registration in &held.registrations {
        if Holdings::of_registration(registration)
            .kept(bound)
            .is_none()
        {
            holding::erase_registration(work.tx, scope, registration.id, work.now)?;
        }
    }
    for contact in &held.contacts {
        if Holdings::of_contact(contact)?.kept(bound).is_none() {
            let application = contact.application_id;
            for field in fields_of(&contact.field) {
                holding::erase_field(work.tx, scope, application, field)?;
            }
            holding::erase_links(work.tx, scope, application, &row.email)?;
        }
    }
    for named in &held.lost {
        if Holdings::of_lost(named).kept(bound).is_none() {
            forget_lost_access(work, scope, named.id)?;
        }
    }
    if domain::privacy::request::Holding::Message
        .kept(bound)
        .is_none()
    {
        holding::erase_messages(work.tx, scope, &held.recipients)?;
    }
    let mut gone = 0;
    let done = items
        .into_iter()
        .map(|item| {
            if item.kept.is_none() {
                gone += item.count;
            }
            Done {
                holding: item.holding.text().to_owned(),
                // A person's own names are gone with the rest.
                name: match item.holding {
                    domain::privacy::request::Holding::Application(_) => item.name,
                    _ => item.company,
                },
                count: item.count,
                kept: item.kept.map_or("", |reason| reason.text()).to_owned(),
            }
        })
        .collect();
    let id = fresh_uuid(&*work.app.entropy);
    let items = u64::try_from(gone).unwrap_or(0);
    retention::note(work.tx, id, "person", items, None, Some(row.id), work.now)?;
    Ok(done)
}
