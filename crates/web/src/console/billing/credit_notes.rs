//! `/ops/billing/credit-notes`: what of invoices is not owed after all, proposed by one person and
//! approved by another.

use super::proposal::{self, Proposal, by, tone};
use crate::billing::day;
use crate::console::{console, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::billing::credit_notes::{self as notes, Typed};
use app::{App, Failure, Request};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::credit_note::State;
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, authorise_operator};
use std::collections::BTreeMap;
use store::billing::credit_notes::Note;
use uuid::Uuid;

const HOME: &str = "/ops/billing/credit-notes";

#[derive(Template)]
#[template(path = "pages/console/billing/credit_notes.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    proposes: bool,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    number: String,
    partner: String,
    invoice: String,
    amount: String,
    status: (Tone, Text),
    proposed: String,
}

fn status(visit: &Visit, note: &Note) -> (Tone, Text) {
    let word = format!("credit-note-state-{}", note.state);
    (tone(&note.state), visit.t().get(word))
}

/// Its number, or that it has none yet.
fn name(visit: &Visit, note: &Note) -> String {
    let none = || visit.t().get("credit-note-unnumbered").into_owned();
    note.number.clone().unwrap_or_else(none)
}

fn total(note: &Note) -> String {
    let total = note.before_tax.saturating_add(note.tax);
    format::money(total, &note.currency)
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = notes::list(visit.app(), &visit.request, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-credit-notes"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-credit-notes"));
    let address = |page: u32| asking(HOME, &[("page", &nth(page.into()))]);
    let row = |note: &Note| Row {
        href: format!("{HOME}/{}", note.id),
        number: name(&visit, note),
        partner: note.partner.clone(),
        invoice: note.invoice.clone(),
        amount: total(note),
        status: status(&visit, note),
        proposed: by(&visit, &note.proposed_name, note.proposed_at),
    };
    let shown = Page {
        rows: found.iter().map(row).collect(),
        proposes: may(&visit, OperatorAction::ProposeCreditNotes),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}

#[derive(Template)]
#[template(path = "pages/console/billing/credit_note_new.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    request_id: String,
}

fn form(visit: &Visit, typed: &Typed, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = console(visit, t.get("credit-note-new"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-credit-notes"))
        .crumb("", t.get("credit-note-new"));
    let fields = [
        Field::text("invoice", t.get("invoice-number"))
            .value(&*typed.invoice)
            .maxlength(40)
            .required(),
        Field::text("amount", t.get("credit-note-before-tax"))
            .hint(t.get("credit-note-before-tax-hint"))
            .value(&*typed.amount)
            .inputmode("decimal")
            .required(),
        Field::textarea("reason", t.get("payment-reason"))
            .hint(t.get("payment-reverse-hint"))
            .value(&*typed.reason)
            .rows(2)
            .maxlength(500)
            .required()
            .wide(),
    ];
    let (fields, errors) = fields::judged(visit, fields, problems);
    chrome.invalid = errors.is_some();
    let page = NewPage {
        errors,
        fields,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The form; an address may name the invoice.
pub async fn new(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let action = OperatorAction::ProposeCreditNotes;
    authorise_operator(&visit.request.caller, action).map_err(Failure::from)?;
    let typed = Typed {
        invoice: query.get("invoice").cloned().unwrap_or_default(),
        ..Typed::default()
    };
    Ok(form(&visit, &typed, &[]))
}

/// Proposes a note.
pub async fn propose(visit: Visit, typed_in: Form) -> Answer {
    let typed = Typed {
        invoice: typed_in.get("invoice").to_owned(),
        amount: typed_in.get("amount").to_owned(),
        reason: typed_in.get("reason").to_owned(),
    };
    let (wanted, key) = (typed.clone(), typed_in.key().to_owned());
    let propose = move |app: &_, request: &_| notes::propose(app, request, &wanted, &key);
    match super::step(&visit, propose).await? {
        Ok(id) => Ok(go(&format!("{HOME}/{id}?done=proposed"))),
        Err(problems) => Ok(form(&visit, &typed, &problems)),
    }
}

fn facts(visit: &Visit, note: &Note) -> Vec<Pair> {
    let t = visit.t();
    let money = |minor| format::money(minor, &note.currency);
    let mut facts = vec![
        Pair::new(t.get("bill-partner"), note.partner.clone()),
        Pair::new(t.get("invoice-number"), note.invoice.clone()),
        Pair::new(t.get("credit-note-before-tax"), money(note.before_tax)),
        Pair::new(t.get("explain-line-tax"), money(note.tax)),
        Pair::new(t.get("credit-note-total"), total(note)),
        Pair::new(t.get("payment-reason"), note.reason.clone()),
    ];
    let proposed = by(visit, &note.proposed_name, note.proposed_at);
    facts.push(Pair::new(t.get("credit-note-proposed"), proposed));
    if let Some(at) = note.decided_at {
        let decided = by(visit, &note.decided_name, at);
        facts.push(Pair::new(t.get("credit-note-decided"), decided));
    }
    if let Some(on) = &note.issued_on {
        facts.push(Pair::new(t.get("credit-note-issued"), day(visit, on)));
    }
    if !note.decision_reason.is_empty() {
        let reason = note.decision_reason.clone();
        facts.push(Pair::new(t.get("credit-note-declined-because"), reason));
    }
    facts
}

fn page(
    visit: &Visit,
    note: &Note,
    notice: Option<Banner>,
    typed: (&str, &[FieldProblem]),
) -> Response {
    let t = visit.t();
    let waits = note.state == State::Proposed.text();
    let shown = Proposal {
        list: (HOME, "nav-credit-notes"),
        title: t.format("credit-note-title", &[("number", &name(visit, note))]),
        id: note.id,
        partner: note.partner_id,
        waits_for_another_than: waits.then_some(note.proposed_by),
        status: status(visit, note),
        facts: (t.get("credit-note-facts"), facts(visit, note)),
        approve: (
            t.get("credit-note-approve-text"),
            t.get("credit-note-approve"),
        ),
    };
    proposal::page(visit, shown, notice, typed)
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let note = notes::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("proposed", "credit-note-done-proposed"),
        ("issued", "credit-note-done-issued"),
        ("declined", "credit-note-done-declined"),
        ("withdrawn", "credit-note-done-withdrawn"),
    ];
    let done = frame::done(&visit, query.get("done"), &told);
    Ok(page(&visit, &note, done, ("", &[])))
}

/// Does one step; what is wrong with the reason is shown beside it.
async fn step(
    visit: &Visit,
    id: &str,
    done: &str,
    reason: &str,
    step: impl FnOnce(&App, &Request, Uuid) -> Result<(), Failure> + Send + 'static,
) -> Answer {
    let id = id_of(id);
    match super::step(visit, move |app, request| step(app, request, id)).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done={done}"))),
        Err(problems) => {
            let note = notes::view(visit.app(), &visit.request, id).await?;
            Ok(page(visit, &note, None, (reason, &problems)))
        }
    }
}

/// A second person agrees.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let key = form.key().to_owned();
    step(&visit, &id, "issued", "", move |app, request, id| {
        notes::approve(app, request, id, &key)
    })
    .await
}

/// A second person does not.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (key, typed) = (form.key().to_owned(), form.get("reason").to_owned());
    let reason = typed.clone();
    step(&visit, &id, "declined", &typed, move |app, request, id| {
        notes::decline(app, request, id, &reason, &key)
    })
    .await
}

/// Whoever proposed it takes it back.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let key = form.key().to_owned();
    step(&visit, &id, "withdrawn", "", move |app, request, id| {
        notes::withdraw(app, request, id, &key)
    })
    .await
}
