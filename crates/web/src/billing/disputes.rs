//! `/billing/disputes`: what of invoices the company says it does not owe, and the answers.

use super::invoice::framed;
use super::{charge, day, name};
use crate::console::id_of;
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::Failure;
use app::billing::disputes::{self, About, Typed};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::dispute::State;
use domain::enrolment::form::FieldProblem;
use domain::money::{Currency, Money};
use domain::permission::TenantAction;
use std::collections::BTreeMap;
use store::billing::disputes::Dispute;

const HOME: &str = "/billing/disputes";

/// How it stands, in a word. What was accepted is so for the partner once it was given back.
pub(crate) fn state(visit: &Visit, found: &Dispute, staff: bool) -> (Tone, Text) {
    let waits = found.state == State::Accepted.text() && found.credit_note.is_none();
    let (tone, word) = match State::from_text(&found.state) {
        Some(State::Accepted) if waits && staff => (Tone::Wait, "agreed"),
        Some(State::Accepted) if waits => (Tone::Wait, "open"),
        Some(State::Accepted) => (Tone::Ok, "accepted"),
        Some(State::Refused) => (Tone::Bad, "refused"),
        Some(State::Withdrawn) => (Tone::Mute, "withdrawn"),
        _ => (Tone::Wait, "open"),
    };
    (tone, visit.t().get(format!("dispute-state-{word}")))
}

/// What it is about.
pub(crate) fn about(visit: &Visit, found: &Dispute) -> String {
    let t = visit.t();
    if found.line == 0 {
        return t.format("invoice-title", &[("number", &found.invoice)]);
    }
    let line = found.line.to_string();
    let facts = [("number", found.invoice.as_str()), ("line", line.as_str())];
    t.format("dispute-about-line", &facts)
}

/// The disputed sum, with tax.
pub(crate) fn sum(found: &Dispute) -> String {
    format::money(found.before_tax.saturating_add(found.tax), &found.currency)
}

/// A dispute in a table.
pub(crate) struct Row {
    pub(crate) href: String,
    pub(crate) about: String,
    pub(crate) partner: String,
    pub(crate) state: (Tone, Text),
    pub(crate) opened: String,
    pub(crate) amount: String,
}

/// One whose page is under an address.
pub(crate) fn row(visit: &Visit, found: &Dispute, home: &str, staff: bool) -> Row {
    Row {
        href: format!("{home}/{}", found.id),
        about: about(visit, found),
        partner: found.partner.clone(),
        state: state(visit, found, staff),
        opened: day(visit, &found.opened_on),
        amount: sum(found),
    }
}

/// Disputes of an invoice, as its page shows them.
pub(super) fn rows(visit: &Visit, found: &[Dispute]) -> Vec<Row> {
    found.iter().map(|d| row(visit, d, HOME, false)).collect()
}

#[derive(Template)]
#[template(path = "pages/billing/disputes.html")]
struct List<'a> {
    chrome: &'a Chrome,
    disputes: Vec<Row>,
}

/// The company's disputes.
pub async fn list(visit: Visit) -> Answer {
    let found = disputes::own_list(visit.app(), &visit.request).await?;
    let title = visit.t().get("dispute-list").into_owned();
    let chrome = framed(&visit, title.clone()).crumb("", title);
    let page = List {
        disputes: rows(&visit, &found),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/billing/dispute_new.html")]
struct New<'a> {
    chrome: &'a Chrome,
    facts: Vec<Pair>,
    /// None where nothing is left to be disputed.
    fields: Option<Vec<Field>>,
    errors: Option<ErrorSummary>,
    action: String,
    back: String,
    request_id: String,
}

fn form(visit: &Visit, found: &About, typed: &Typed, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let invoice = &found.invoice;
    let money = |minor| format::money(minor, &invoice.currency);
    let here = format!("/billing/invoices/{}", invoice.number);
    let line = found.line.as_ref().map_or(0, |line| line.number);
    let title = t.get("dispute-new").into_owned();
    let number = t.format("invoice-title", &[("number", &invoice.number)]);
    let mut chrome = framed(visit, title.clone())
        .crumb(here.clone(), number)
        .crumb("", title);
    let mut facts = vec![Pair::new(t.get("invoice-number"), invoice.number.clone())];
    if let Some(line) = &found.line {
        facts.extend([
            Pair::new(t.get("explain-customer"), line.customer_name.clone()),
            Pair::new(t.get("explain-subscription"), name(visit, line)),
            Pair::new(t.get("invoice-charge"), charge(visit, &line.charge)),
            Pair::new(t.get("explain-amount"), money(line.amount)),
        ]);
    }
    facts.push(Pair::new(t.get("dispute-room"), money(found.room)));
    let fields = (found.room > 0).then(|| {
        [
            Field::text("amount", t.get("credit-note-before-tax"))
                .hint(t.get("dispute-amount-hint"))
                .value(&*typed.amount)
                .inputmode("decimal")
                .required(),
            Field::textarea("reason", t.get("payment-reason"))
                .hint(t.get("dispute-reason-hint"))
                .value(&*typed.reason)
                .rows(4)
                .maxlength(1000)
                .required()
                .wide(),
        ]
    });
    let (fields, errors) = match fields {
        Some(fields) => {
            let (fields, errors) = fields::judged(visit, fields, problems);
            (Some(fields), errors)
        }
        None => (None, None),
    };
    chrome.invalid = errors.is_some();
    let page = New {
        facts,
        fields,
        errors,
        action: format!("{here}/dispute/{line}"),
        back: here,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

fn line_of(text: &str) -> Result<u32, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The form; it is filled with everything that can be disputed.
pub async fn new(visit: Visit, Path((number, line)): Path<(String, String)>) -> Answer {
    let line = line_of(&line)?;
    let found = disputes::about(visit.app(), &visit.request, &number, line).await?;
    let currency = Currency::from_code(&found.invoice.currency).unwrap_or(Currency::CNY);
    let typed = Typed {
        amount: Money::new(found.room, currency).plain(),
        reason: String::new(),
    };
    Ok(form(&visit, &found, &typed, &[]))
}

/// Opens a dispute.
pub async fn open(
    visit: Visit,
    Path((number, line)): Path<(String, String)>,
    typed_in: Form,
) -> Answer {
    let line = line_of(&line)?;
    let typed = Typed {
        amount: typed_in.get("amount").to_owned(),
        reason: typed_in.get("reason").to_owned(),
    };
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (about, wanted, key) = (number.clone(), typed.clone(), typed_in.key().to_owned());
    let opened =
        blocking(move || disputes::open(&app, &request, (&about, line), &wanted, &key)).await;
    match opened {
        Ok(id) => Ok(go(&format!("{HOME}/{id}?done=opened"))),
        Err(Failure::Invalid(problems)) => {
            let found = disputes::about(visit.app(), &visit.request, &number, line).await?;
            Ok(form(&visit, &found, &typed, &problems))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/billing/dispute.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    state: (Tone, Text),
    facts: Vec<Pair>,
    invoice: String,
    withdraw: Option<String>,
    /// Whom to ask after a refusal.
    support: Option<Text>,
    request_id: String,
}

/// What both sides see of it.
pub(crate) fn facts(visit: &Visit, found: &Dispute) -> Vec<Pair> {
    let t = visit.t();
    let money = |minor| format::money(minor, &found.currency);
    let opened = format!("{} · {}", found.opened_name, day(visit, &found.opened_on));
    let mut facts = vec![
        Pair::new(t.get("dispute-about"), about(visit, found)),
        Pair::new(t.get("credit-note-before-tax"), money(found.before_tax)),
        Pair::new(t.get("dispute-sum"), sum(found)),
        Pair::new(t.get("payment-reason"), found.reason.clone()),
        Pair::new(t.get("dispute-opened"), opened),
    ];
    if let Some(on) = &found.ended_on {
        facts.push(Pair::new(t.get("dispute-ended"), day(visit, on)));
    }
    facts
}

/// What the operator answered.
pub(crate) fn answered(visit: &Visit, found: &Dispute) -> Vec<Pair> {
    let t = visit.t();
    let mut facts = Vec::new();
    if !found.answer.is_empty() {
        facts.push(Pair::new(t.get("dispute-answer"), found.answer.clone()));
    }
    if let (Some(number), Some(credited)) = (&found.credit_note, found.credited) {
        let given = format::money(credited, &found.currency);
        let words = format!("{number} · {given}");
        facts.push(Pair::new(t.get("credit-note-number"), words));
    }
    facts
}

/// A dispute.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let found = disputes::own_view(visit.app(), &visit.request, id_of(&id)).await?;
    let t = visit.t();
    let told = [
        ("opened", "dispute-done-opened"),
        ("withdrawn", "dispute-done-withdrawn"),
    ];
    let title = t.get("dispute-title").into_owned();
    let notice: Option<Banner> = frame::done(&visit, query.get("done"), &told);
    let chrome = framed(&visit, title.clone())
        .crumb(HOME, t.get("dispute-list"))
        .crumb("", title)
        .notice(notice);
    let mut facts = facts(&visit, &found);
    // An answer counts once it was given: a credit note that waits may still be declined.
    if found.ended_on.is_some() {
        facts.extend(answered(&visit, &found));
    }
    let open = found.state == State::Open.text();
    let refused = found.state == State::Refused.text();
    let page = Page {
        state: state(&visit, &found, false),
        facts,
        invoice: format!("/billing/invoices/{}", found.invoice),
        withdraw: (open && frame::may(&visit, TenantAction::DisputeInvoices))
            .then(|| format!("{HOME}/{}/withdraw", found.id)),
        support: refused.then(|| t.get("dispute-support")),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Takes it back.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, key) = (id_of(&id), form.key().to_owned());
    blocking(move || disputes::withdraw(&app, &request, id, &key)).await?;
    Ok(go(&format!("{HOME}/{id}?done=withdrawn")))
}
