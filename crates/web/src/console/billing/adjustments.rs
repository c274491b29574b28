//! `/ops/billing/adjustments`: discounts on what subscriptions will be charged, and what the next invoice
//! gives back of a line, proposed by one person and approved by another.

use super::proposal::{self, Proposal, by, tone};
use crate::console::{console, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::billing::adjustments::{self, Discount, Offset};
use app::billing::usage;
use app::{App, Failure, Request};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::adjustment::Kind;
use domain::billing::credit_note::State;
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, authorise_operator};
use std::collections::BTreeMap;
use store::billing::adjustments::Adjustment;
use uuid::Uuid;

const HOME: &str = "/ops/billing/adjustments";

#[derive(Template)]
#[template(path = "pages/console/billing/adjustments.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    proposes: bool,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    kind: Text,
    partner: String,
    about: String,
    amount: String,
    status: (Tone, Text),
    proposed: String,
}

fn status(visit: &Visit, found: &Adjustment) -> (Tone, Text) {
    let word = format!("adjustment-state-{}", found.state);
    (tone(&found.state), visit.t().get(word))
}

fn kind(visit: &Visit, found: &Adjustment) -> Text {
    visit.t().get(format!("adjustment-kind-{}", found.kind))
}

/// The customer, or the line of an invoice.
fn about(visit: &Visit, found: &Adjustment) -> String {
    match (&found.invoice, found.line) {
        (Some(invoice), Some(line)) => visit.t().format(
            "adjustment-of-line",
            &[("number", invoice), ("line", &line.to_string())],
        ),
        _ => found.customer.clone(),
    }
}

fn total(found: &Adjustment) -> String {
    let total = found.before_tax.saturating_add(found.tax);
    format::money(total, &found.currency)
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = adjustments::list(visit.app(), &visit.request, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-adjustments"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-adjustments"));
    let address = |page: u32| asking(HOME, &[("page", &nth(page.into()))]);
    let row = |found: &Adjustment| Row {
        href: format!("{HOME}/{}", found.id),
        kind: kind(&visit, found),
        partner: found.partner.clone(),
        about: about(&visit, found),
        amount: total(found),
        status: status(&visit, found),
        proposed: by(&visit, &found.proposed_name, found.proposed_at),
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
#[template(path = "pages/console/billing/adjustment_new.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    lead: Text,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    kind: &'static str,
    request_id: String,
}

/// What was typed of either kind.
#[derive(Clone, Default)]
struct Typed {
    subscription: String,
    on: String,
    invoice: String,
    line: String,
    amount: String,
    reason: String,
}

impl Typed {
    fn of(value: impl Fn(&str) -> String) -> Self {
        Self {
            subscription: value("subscription"),
            on: value("on"),
            invoice: value("invoice"),
            line: value("line"),
            amount: value("amount"),
            reason: value("reason"),
        }
    }

    fn discount(&self) -> Discount {
        Discount {
            subscription: self.subscription.clone(),
            on: self.on.clone(),
            amount: self.amount.clone(),
            reason: self.reason.clone(),
        }
    }

    fn offset(&self) -> Offset {
        Offset {
            invoice: self.invoice.clone(),
            line: self.line.clone(),
            amount: self.amount.clone(),
            reason: self.reason.clone(),
        }
    }
}

/// What a discount is taken off.
fn on(visit: &Visit, typed: &str) -> Field {
    let choice = |on: &'static str, word: &str| {
        let chosen = typed == on || (typed.is_empty() && on == "licences");
        Choice::new(on, visit.t().get(word)).selected(chosen)
    };
    let choices = vec![
        choice("licences", "adjustment-on-licences"),
        choice("usage", "adjustment-on-usage"),
    ];
    Field::radio("on", visit.t().get("adjustment-on"), choices).required()
}

fn form(visit: &Visit, kind: Kind, typed: &Typed, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let title = t.get(format!("adjustment-new-{}", kind.text()));
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-adjustments"))
        .crumb("", title);
    let mut asked = match kind {
        Kind::Discount => vec![
            Field::text("subscription", t.get("adjustment-subscription"))
                .hint(t.get("adjustment-subscription-hint"))
                .value(&*typed.subscription)
                .maxlength(36)
                .required()
                .wide(),
            // Last of them: only where usage is sold there is a choice.
            on(visit, &typed.on),
        ],
        Kind::Offset => vec![
            Field::text("invoice", t.get("invoice-number"))
                .value(&*typed.invoice)
                .maxlength(40)
                .required(),
            Field::text("line", t.get("adjustment-line"))
                .hint(t.get("adjustment-line-hint"))
                .value(&*typed.line)
                .inputmode("numeric")
                .maxlength(9)
                .required(),
        ],
    };
    if !usage::is_offered(visit.app()) {
        asked.retain(|field| field.name != "on");
    }
    asked.extend([
        Field::text("amount", t.get("credit-note-before-tax"))
            .hint(t.get(format!("adjustment-amount-hint-{}", kind.text())))
            .value(&*typed.amount)
            .inputmode("decimal")
            .required(),
        Field::textarea("reason", t.get("payment-reason"))
            .hint(t.get("adjustment-reason-hint"))
            .value(&*typed.reason)
            .rows(2)
            .maxlength(500)
            .required()
            .wide(),
    ]);
    let (fields, errors) = fields::judged(visit, asked, problems);
    chrome.invalid = errors.is_some();
    let page = NewPage {
        lead: t.get(format!("adjustment-new-{}-lead", kind.text())),
        errors,
        fields,
        kind: kind.text(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

fn new(visit: &Visit, kind: Kind, query: &BTreeMap<String, String>) -> Answer {
    let action = OperatorAction::ProposeCreditNotes;
    authorise_operator(&visit.request.caller, action).map_err(Failure::from)?;
    let typed = Typed::of(|name| query.get(name).cloned().unwrap_or_default());
    Ok(form(visit, kind, &typed, &[]))
}

/// The form of a discount; an address may name the subscription.
pub async fn new_discount(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    new(&visit, Kind::Discount, &query)
}

/// The form of what is given back of a line; an address may name the invoice and the line.
pub async fn new_offset(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    new(&visit, Kind::Offset, &query)
}

async fn propose(visit: &Visit, kind: Kind, typed_in: &Form) -> Answer {
    let typed = Typed::of(|name| typed_in.get(name).to_owned());
    let (wanted, key) = (typed.clone(), typed_in.key().to_owned());
    let propose = move |app: &App, request: &Request| match kind {
        Kind::Discount => adjustments::propose_discount(app, request, &wanted.discount(), &key),
        Kind::Offset => adjustments::propose_offset(app, request, &wanted.offset(), &key),
    };
    match super::step(visit, propose).await? {
        Ok(id) => Ok(go(&format!("{HOME}/{id}?done=proposed"))),
        Err(problems) => Ok(form(visit, kind, &typed, &problems)),
    }
}

/// Proposes a discount.
pub async fn propose_discount(visit: Visit, typed: Form) -> Answer {
    propose(&visit, Kind::Discount, &typed).await
}

/// Proposes to give a part of a line back.
pub async fn propose_offset(visit: Visit, typed: Form) -> Answer {
    propose(&visit, Kind::Offset, &typed).await
}

fn facts(visit: &Visit, found: &Adjustment, left: i64) -> Vec<Pair> {
    let t = visit.t();
    let money = |minor| format::money(minor, &found.currency);
    let mut facts = vec![
        Pair::new(t.get("adjustment-kind"), kind(visit, found)),
        Pair::new(t.get("bill-partner"), found.partner.clone()),
        Pair::new(t.get("adjustment-customer"), found.customer.clone()),
        Pair::new(
            t.get("adjustment-subscription"),
            found.subscription_id.to_string(),
        )
        .copy(),
        Pair::new(t.get("credit-note-before-tax"), money(found.before_tax)),
    ];
    if found.of_usage {
        let usage = t.get("adjustment-on-usage");
        facts.push(Pair::new(t.get("adjustment-on"), usage));
    }
    let issued = found.state == State::Issued.text();
    if found.kind == Kind::Offset.text() {
        facts.push(Pair::new(t.get("adjustment-of"), about(visit, found)));
        facts.push(Pair::new(t.get("explain-line-tax"), money(found.tax)));
        facts.push(Pair::new(t.get("credit-note-total"), total(found)));
        let given = found.given_on.clone();
        let waits = || t.get("adjustment-next-invoice").into_owned();
        if issued {
            facts.push(Pair::new(
                t.get("adjustment-given-on"),
                given.unwrap_or_else(waits),
            ));
        }
    } else if issued {
        facts.push(Pair::new(t.get("adjustment-left"), money(left)));
    }
    facts.push(Pair::new(t.get("payment-reason"), found.reason.clone()));
    let proposed = by(visit, &found.proposed_name, found.proposed_at);
    facts.push(Pair::new(t.get("credit-note-proposed"), proposed));
    if let Some(at) = found.decided_at {
        let decided = by(visit, &found.decided_name, at);
        facts.push(Pair::new(t.get("credit-note-decided"), decided));
    }
    if !found.decision_reason.is_empty() {
        let reason = found.decision_reason.clone();
        facts.push(Pair::new(t.get("credit-note-declined-because"), reason));
    }
    facts
}

fn page(
    visit: &Visit,
    (found, left): &(Adjustment, i64),
    notice: Option<Banner>,
    typed: (&str, &[FieldProblem]),
) -> Response {
    let t = visit.t();
    let waits = found.state == State::Proposed.text();
    let shown = Proposal {
        list: (HOME, "nav-adjustments"),
        title: t.format("adjustment-title", &[("partner", &found.partner)]),
        id: found.id,
        partner: found.partner_id,
        waits_for_another_than: waits.then_some(found.proposed_by),
        status: status(visit, found),
        facts: (t.get("adjustment-facts"), facts(visit, found, *left)),
        approve: (
            t.get(format!("adjustment-approve-{}", found.kind)),
            t.get("adjustment-approve"),
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
    let found = adjustments::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("proposed", "adjustment-done-proposed"),
        ("issued", "adjustment-done-issued"),
        ("declined", "adjustment-done-declined"),
        ("withdrawn", "credit-note-done-withdrawn"),
    ];
    let done = frame::done(&visit, query.get("done"), &told);
    Ok(page(&visit, &found, done, ("", &[])))
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
            let found = adjustments::view(visit.app(), &visit.request, id).await?;
            Ok(page(visit, &found, None, (reason, &problems)))
        }
    }
}

/// A second person agrees.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let key = form.key().to_owned();
    step(&visit, &id, "issued", "", move |app, request, id| {
        adjustments::approve(app, request, id, &key)
    })
    .await
}

/// A second person does not.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (key, typed) = (form.key().to_owned(), form.get("reason").to_owned());
    let reason = typed.clone();
    step(&visit, &id, "declined", &typed, move |app, request, id| {
        adjustments::decline(app, request, id, &reason, &key)
    })
    .await
}

/// Whoever proposed it takes it back.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let key = form.key().to_owned();
    step(&visit, &id, "withdrawn", "", move |app, request, id| {
        adjustments::withdraw(app, request, id, &key)
    })
    .await
}
