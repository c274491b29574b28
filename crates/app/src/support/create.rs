//! A new request.

use super::files::{self, Attached};
use super::{action, due, note, notices, subject};
use crate::{App, Failure, Intent, Request, selling};
use domain::caller::Caller;
use domain::enrolment::form::Answers;
use domain::ids::{TenantId, fresh_uuid};
use domain::support::form::{self, New};
use domain::support::{Kind, Line, NUMBER_BYTES, Side, State, number};
use serde::{Deserialize, Serialize};
use store::support::{self as rows, Request as Row};
use store::{Tx, identity};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct Made {
    id: Uuid,
    number: String,
}

/// Who writes: what that is called, and where mail goes; nowhere for a program.
struct Reporter {
    id: Uuid,
    name: String,
    email: String,
    language: String,
}

fn reporter(tx: &mut Tx<'_>, request: &Request) -> Result<Reporter, Failure> {
    let id = request.caller.actor().ok_or(Failure::SignInFirst)?;
    let (name, email, language) = match &request.caller {
        Caller::User { person, .. } => {
            let account = identity::own_account(tx, person.account.0)?;
            (account.full_name(), account.contact_email, account.language)
        }
        Caller::Delegate(delegate) => {
            let account = identity::own_account(tx, delegate.person.account.0)?;
            (account.full_name(), account.contact_email, account.language)
        }
        other => (
            other.actor_name().to_owned(),
            String::new(),
            request.language.tag().to_owned(),
        ),
    };
    Ok(Reporter {
        id,
        name,
        email,
        language,
    })
}

/// Takes a request with its files and gives its number. Blocks for the files.
///
/// # Errors
/// [`Failure::Invalid`] at the fields or `file`; [`Failure::NeedsRole`]; [`Failure::NotFound`] for a
/// customer the company does not sell to; [`Failure::Conflict`] (`support-no-delegation`) for one that
/// lets the company do nothing in its name.
pub fn create(
    app: &App,
    request: &Request,
    kind: Kind,
    customer: Option<TenantId>,
    typed: &Answers,
    attached: &[Attached<'_>],
    key: &str,
) -> Result<String, Failure> {
    // Whoever may write nothing learns that, and nothing about what was typed.
    super::topics(request, kind)?;
    let new = form::judge(kind, typed).map_err(Failure::Invalid)?;
    let scope = selling::scope(request, action(kind, new.topic.area))?;
    let id = fresh_uuid(&*app.entropy);
    let kept = files::keep(app, request, id, attached)?;
    let hashes: Vec<_> = kept.iter().map(|file| file.source_sha256).collect();
    let intent = Intent::new("support.create", scope.tenant().0, subject(&id.to_string()));
    let intent = intent.once(key, &(kind.text(), customer, typed, hashes));
    let rows_of = kept.clone();
    let made = app.command(request, intent, move |work| {
        if let Some(customer) = customer {
            let customer = selling::customer(work.tx, scope, customer)?;
            if !customer.delegated {
                return Err(Failure::conflict("support-no-delegation"));
            }
        }
        let reporter = reporter(work.tx, work.request)?;
        let day = domain::calendar::local_date(work.now, work.app.programme.time_zone());
        let number = loop {
            let mut random = [0; NUMBER_BYTES];
            work.app.entropy.fill(&mut random);
            let number = number(day, random);
            if !rows::is_taken(work.tx, &number)? {
                break number;
            }
        };
        let row = Row {
            id,
            number,
            partner_id: scope.tenant().0,
            due_at: Some(due(work.app, new.severity, work.now)),
            created_at: work.now,
            ..fresh(kind, customer, &new, reporter)
        };
        rows::add(work.tx, &row)?;
        note(
            work,
            &row,
            Side::Partner,
            &row.reporter_name,
            Line::Step,
            "create",
        )?;
        files::add(work, &rows_of, 0)?;
        notices::received(work, &row)?;
        notices::arrived(work, &row, "support-new", 0)?;
        work.audit("number", row.number.as_str());
        work.audit("topic", row.topic.as_str());
        work.audit("severity", row.severity.as_str());
        Ok(Made {
            id,
            number: row.number,
        })
    });
    let made = files::settle(app, &kept, made.wait(), |made| made.id == id)?;
    Ok(made.number)
}

fn fresh(kind: Kind, customer: Option<TenantId>, new: &New, reporter: Reporter) -> Row {
    let now = domain::effects::Instant(0);
    Row {
        id: Uuid::nil(),
        number: String::new(),
        partner_id: Uuid::nil(),
        kind: kind.text().to_owned(),
        customer_id: customer.map(|customer| customer.0),
        topic: new.topic.name.to_owned(),
        severity: new.severity.text().to_owned(),
        state: State::New.text().to_owned(),
        summary: new.summary.clone(),
        details: new.details.clone(),
        effect: new.effect.clone(),
        tried: new.tried.clone(),
        related: new.related.clone(),
        phone: new.phone.clone(),
        consents: new.consents,
        reporter_id: reporter.id,
        reporter_name: reporter.name.clone(),
        reporter_email: reporter.email,
        language: reporter.language,
        assignee_id: None,
        assignee_name: String::new(),
        created_at: now,
        changed_at: now,
        changed_by: reporter.name,
        due_at: None,
        answered_at: None,
        waiting_since: None,
        reminded: 0,
        resolved_at: None,
        closed_at: None,
        improper_at: None,
        improper_why: String::new(),
        version: 1,
    }
}
