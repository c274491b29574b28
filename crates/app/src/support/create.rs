//! A new request.

use super::files::{self, Attached};
use super::{action, due, note, notices, subject};
use crate::{App, Failure, Intent, Request, Work, selling};
use domain::caller::Caller;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::centre::CustomerAction;
use domain::permission::{TenantAction, TenantScope};
use domain::support::form::{self, New};
use domain::support::{Kind, Line, NUMBER_BYTES, Side, State, number};
use domain::validate::Problem;
use serde::{Deserialize, Serialize};
use store::centre::services::{Relation, relations};
use store::support::{self as rows, Request as Row};
use store::{Reply, Tx, identity};
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
        Caller::User { person, .. } | Caller::Customer { person, .. } => {
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

/// What a new request belongs to.
#[derive(Debug, Clone, Copy)]
struct About {
    kind: Kind,
    partner: Uuid,
    customer: Option<Uuid>,
    inquiry: Option<Uuid>,
    shared: bool,
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
    let about = About {
        kind,
        partner: scope.tenant().0,
        customer: customer.map(|customer| customer.0),
        inquiry: None,
        shared: false,
    };
    take_in(
        app,
        request,
        about,
        (new, typed),
        attached,
        key,
        move |work| match customer {
            Some(customer) => may_ask_for(work.tx, scope, customer),
            None => Ok(()),
        },
    )
}

/// A partner asks for a customer only while that lets it act in its name.
fn may_ask_for(tx: &mut Tx<'_>, scope: TenantScope, customer: TenantId) -> Result<(), Failure> {
    let customer = selling::customer(tx, scope, customer)?;
    if customer.delegated {
        Ok(())
    } else {
        Err(Failure::conflict("support-no-delegation"))
    }
}

/// Passes what a customer asked on to the operator, in the partner's words. Blocks for the files.
///
/// # Errors
/// As [`create`]; [`Failure::Conflict`] (`inquiry-no-consent`) while the customer has not agreed,
/// (`support-over`) when nothing is open any more.
pub fn pass_on(
    app: &App,
    request: &Request,
    (inquiry, shared): (&str, bool),
    typed: &Answers,
    attached: &[Attached<'_>],
    key: &str,
) -> Result<String, Failure> {
    let scope = selling::scope(request, TenantAction::RequestCustomerSupport)?;
    let number = inquiry.to_owned();
    let found = app.read(move |tx| rows::inquiry(tx, scope, &number)?.ok_or(Failure::NotFound));
    let inquiry = found.wait()?;
    let new = form::judge(Kind::Customer, typed).map_err(Failure::Invalid)?;
    let customer = inquiry.customer_id.ok_or(Failure::NotFound)?;
    let about = About {
        kind: Kind::Customer,
        partner: scope.tenant().0,
        customer: Some(customer),
        inquiry: Some(inquiry.id),
        shared,
    };
    let number = inquiry.number;
    take_in(
        app,
        request,
        about,
        (new, typed),
        attached,
        key,
        move |work| {
            let inquiry = rows::inquiry(work.tx, scope, &number)?.ok_or(Failure::NotFound)?;
            if !inquiry.consents {
                return Err(Failure::conflict("inquiry-no-consent"));
            }
            if !super::state(&inquiry)?.takes_messages() {
                return Err(Failure::conflict("support-over"));
            }
            may_ask_for(work.tx, scope, TenantId(customer))?;
            // What the customer is not to see is in neither its thread nor its log.
            if shared {
                let by = reporter(work.tx, work.request)?.name;
                note(work, &inquiry, Side::Partner, &by, Line::Step, "pass-on")?;
                work.also(customer);
            }
            Ok(())
        },
    )
}

/// Whom the caller's company, a customer, may ask.
pub fn sellers(app: &App, request: &Request) -> Reply<Vec<Relation>, Failure> {
    match crate::centre::scope(request, CustomerAction::AskPartners) {
        Ok(scope) => app.read(move |tx| Ok(relations(tx, scope.customer().0)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Takes what a customer asks one of its partners. Blocks for the files.
///
/// # Errors
/// [`Failure::Invalid`] at the fields, `partner` or `file`; [`Failure::NeedsRole`];
/// [`Failure::NotFound`] for a partner that does not sell to the customer.
pub fn ask(
    app: &App,
    request: &Request,
    partner: Option<Uuid>,
    typed: &Answers,
    attached: &[Attached<'_>],
    key: &str,
) -> Result<String, Failure> {
    let scope = crate::centre::scope(request, CustomerAction::AskPartners)?;
    let (new, partner) = match (form::judge(Kind::Inquiry, typed), partner) {
        (Ok(new), Some(partner)) => (new, partner),
        (judged, partner) => {
            let mut problems = judged.err().unwrap_or_default();
            if partner.is_none() {
                let missing = FieldProblem::new("partner", Problem::new("required"));
                problems.insert(0, missing);
            }
            return Err(Failure::Invalid(problems));
        }
    };
    let customer = scope.customer().0;
    let about = About {
        kind: Kind::Inquiry,
        partner,
        customer: Some(customer),
        inquiry: None,
        shared: false,
    };
    take_in(
        app,
        request,
        about,
        (new, typed),
        attached,
        key,
        move |work| {
            let sellers = relations(work.tx, customer)?;
            if !sellers.iter().any(|seller| seller.partner_id == partner) {
                return Err(Failure::NotFound);
            }
            work.also(partner);
            Ok(())
        },
    )
}

/// Keeps a new request once `may` says so.
fn take_in(
    app: &App,
    request: &Request,
    about: About,
    (new, typed): (New, &Answers),
    attached: &[Attached<'_>],
    key: &str,
    may: impl Fn(&mut Work<'_, '_>) -> Result<(), Failure> + Send + 'static,
) -> Result<String, Failure> {
    let id = fresh_uuid(&*app.entropy);
    let kept = files::keep(app, request, id, attached)?;
    let hashes: Vec<_> = kept.iter().map(|file| file.source_sha256).collect();
    // What is asked of a company that cannot be asked stays out of its log.
    let own = about.customer.filter(|_| about.kind == Kind::Inquiry);
    let chain = own.unwrap_or(about.partner);
    let intent = Intent::new("support.create", chain, subject(&id.to_string()));
    let whose = (
        about.kind.text(),
        about.partner,
        about.customer,
        about.inquiry,
    );
    let intent = intent.once(key, &(whose, about.shared, typed, hashes));
    let rows_of = kept.clone();
    let made = app.command(request, intent, move |work| {
        may(work)?;
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
        // Partners promise their customers what they like.
        let promised = about.kind != Kind::Inquiry;
        let row = Row {
            id,
            number,
            due_at: promised.then(|| due(work.app, new.severity, work.now)),
            created_at: work.now,
            ..fresh(about, &new, reporter)
        };
        rows::add(work.tx, &row)?;
        super::happened(work, &row);
        let by = row.reporter_name.clone();
        note(work, &row, about.kind.asker(), &by, Line::Step, "create")?;
        files::add(work, &rows_of, 0)?;
        notices::received(work, &row)?;
        notices::arrived(work, &row, "new", 0, &row.details)?;
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

fn fresh(about: About, new: &New, reporter: Reporter) -> Row {
    let now = domain::effects::Instant(0);
    Row {
        id: Uuid::nil(),
        number: String::new(),
        partner_id: about.partner,
        kind: about.kind.text().to_owned(),
        customer_id: about.customer,
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
        inquiry_id: about.inquiry,
        shared: about.shared,
        version: 1,
    }
}
