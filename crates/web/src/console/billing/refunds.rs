//! `/ops/billing/refunds`: money that goes back to partners, proposed by one person and approved by another.

use super::proposal::{self, Proposal, by, tone};
use crate::console::{console, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::billing::refunds::{self, Typed};
use app::{App, Failure, Request};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::credit_note::State;
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, authorise_operator};
use std::collections::BTreeMap;
use store::billing::refunds::Refund;
use uuid::Uuid;

const HOME: &str = "/ops/billing/refunds";

#[derive(Template)]
#[template(path = "pages/console/billing/refunds.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    proposes: bool,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    partner: String,
    about: String,
    amount: String,
    status: (Tone, Text),
    proposed: String,
}

fn status(visit: &Visit, found: &Refund) -> (Tone, Text) {
    let word = format!("refund-state-{}", found.state);
    (tone(&found.state), visit.t().get(word))
}

/// The transfer, or the invoice.
fn about(visit: &Visit, found: &Refund) -> String {
    let word = match found.payment_id {
        Some(_) => "refund-of-payment",
        None => "refund-of-invoice",
    };
    visit.t().format(word, &[("about", &found.about)])
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = refunds::list(visit.app(), &visit.request, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-refunds"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-refunds"));
    let address = |page: u32| asking(HOME, &[("page", &nth(page.into()))]);
    let row = |found: &Refund| Row {
        href: format!("{HOME}/{}", found.id),
        partner: found.partner.clone(),
        about: about(&visit, found),
        amount: format::money(found.amount, &found.currency),
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
#[template(path = "pages/console/billing/refund_new.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    request_id: String,
}

fn form(visit: &Visit, typed: &Typed, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = console(visit, t.get("refund-new"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-refunds"))
        .crumb("", t.get("refund-new"));
    let choice = |of: &'static str, word: &str| {
        let chosen = typed.of == of || (typed.of.is_empty() && of == "transfer");
        Choice::new(of, t.get(word)).selected(chosen)
    };
    let choices = vec![
        choice("transfer", "refund-choice-transfer"),
        choice("invoice", "refund-choice-invoice"),
    ];
    let fields = [
        Field::radio("of", t.get("refund-of"), choices).required(),
        Field::text("about", t.get("refund-about"))
            .hint(t.get("refund-about-hint"))
            .value(&*typed.about)
            .maxlength(64)
            .required(),
        Field::text("amount", t.get("payment-amount"))
            .hint(t.get("refund-amount-hint"))
            .value(&*typed.amount)
            .inputmode("decimal")
            .required(),
        Field::text("account", t.get("refund-account"))
            .hint(t.get("refund-account-hint"))
            .value(&*typed.account)
            .maxlength(200)
            .required()
            .wide(),
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

/// The form; an address may name the transfer or the invoice.
pub async fn new(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let action = OperatorAction::ProposeCreditNotes;
    authorise_operator(&visit.request.caller, action).map_err(Failure::from)?;
    let typed = Typed {
        of: query.get("of").cloned().unwrap_or_default(),
        about: query.get("about").cloned().unwrap_or_default(),
        ..Typed::default()
    };
    Ok(form(&visit, &typed, &[]))
}

/// Proposes a refund.
pub async fn propose(visit: Visit, typed_in: Form) -> Answer {
    let typed = Typed {
        of: typed_in.get("of").to_owned(),
        about: typed_in.get("about").to_owned(),
        amount: typed_in.get("amount").to_owned(),
        account: typed_in.get("account").to_owned(),
        reason: typed_in.get("reason").to_owned(),
    };
    let (wanted, key) = (typed.clone(), typed_in.key().to_owned());
    let propose = move |app: &_, request: &_| refunds::propose(app, request, &wanted, &key);
    match super::step(&visit, propose).await? {
        Ok(id) => Ok(go(&format!("{HOME}/{id}?done=proposed"))),
        Err(problems) => Ok(form(&visit, &typed, &problems)),
    }
}

fn facts(visit: &Visit, found: &Refund) -> Vec<Pair> {
    let t = visit.t();
    let mut facts = vec![
        Pair::new(t.get("bill-partner"), found.partner.clone()),
        Pair::new(t.get("refund-of"), about(visit, found)),
        Pair::new(
            t.get("payment-amount"),
            format::money(found.amount, &found.currency),
        ),
        Pair::new(t.get("refund-account"), found.account.clone()).copy(),
        Pair::new(t.get("payment-reason"), found.reason.clone()),
    ];
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
    found: &Refund,
    notice: Option<Banner>,
    typed: (&str, &[FieldProblem]),
) -> Response {
    let t = visit.t();
    let waits = found.state == State::Proposed.text();
    let shown = Proposal {
        list: (HOME, "nav-refunds"),
        title: t.format("refund-title", &[("partner", &found.partner)]),
        id: found.id,
        partner: found.partner_id,
        waits_for_another_than: waits.then_some(found.proposed_by),
        status: status(visit, found),
        facts: (t.get("refund-facts"), facts(visit, found)),
        approve: (t.get("refund-approve-text"), t.get("refund-approve")),
    };
    proposal::page(visit, shown, notice, typed)
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let found = refunds::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("proposed", "refund-done-proposed"),
        ("issued", "refund-done-issued"),
        ("declined", "refund-done-declined"),
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
            let found = refunds::view(visit.app(), &visit.request, id).await?;
            Ok(page(visit, &found, None, (reason, &problems)))
        }
    }
}

/// A second person agrees.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let key = form.key().to_owned();
    step(&visit, &id, "issued", "", move |app, request, id| {
        refunds::approve(app, request, id, &key)
    })
    .await
}

/// A second person does not.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (key, typed) = (form.key().to_owned(), form.get("reason").to_owned());
    let reason = typed.clone();
    step(&visit, &id, "declined", &typed, move |app, request, id| {
        refunds::decline(app, request, id, &reason, &key)
    })
    .await
}

/// Whoever proposed it takes it back.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let key = form.key().to_owned();
    step(&visit, &id, "withdrawn", "", move |app, request, id| {
        refunds::withdraw(app, request, id, &key)
    })
    .await
}
