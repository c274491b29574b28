//! `/ops/billing/payments`: what came in by bank transfer, and the form that records it.

use crate::billing::day;
use crate::console::{console, exactly, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, go};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, Tab, Text, Tone, format, respond};
use app::Failure;
use app::billing::payments::{self, Typed};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, authorise_operator};
use std::collections::BTreeMap;
use store::billing::payments::Payment;

pub(super) const HOME: &str = "/ops/billing/payments";

#[derive(Template)]
#[template(path = "pages/console/billing/payments.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    search: Field,
    searched: bool,
    left_only: bool,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    records: bool,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    reference: String,
    partner: String,
    value: String,
    amount: String,
    left: String,
    status: (Tone, Text),
    recorded: String,
}

/// How a payment stands, in a word.
pub(super) fn status(visit: &Visit, payment: &Payment) -> (Tone, Text) {
    let (tone, word) = if payment.reversed_at.is_some() {
        (Tone::Mute, "payment-status-reversed")
    } else if payment.left_over > 0 {
        (Tone::Wait, "payment-status-left")
    } else {
        (Tone::Ok, "payment-status-given")
    };
    (tone, visit.t().get(word))
}

fn row(visit: &Visit, payment: Payment) -> Row {
    let money = |minor| format::money(minor, &payment.currency);
    Row {
        href: format!("{HOME}/{}", payment.id),
        value: day(visit, &payment.value_on),
        amount: money(payment.amount),
        left: money(payment.left_over),
        status: status(visit, &payment),
        recorded: exactly(visit, payment.recorded_at),
        reference: payment.reference,
        partner: payment.partner,
    }
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let text = query.get("q").map_or("", String::as_str).trim();
    let left_only = query.get("left").is_some_and(|left| left == "yes");
    let page: u32 = query
        .get("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1)
        .max(1);
    let found = payments::list(visit.app(), &visit.request, (text, left_only), page);
    let (found, more) = found.await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-payments"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-payments"));
    let address = |left: bool, page: u32| {
        let left = if left { "yes" } else { "" };
        let page = nth(page.into());
        asking(HOME, &[("q", text), ("left", left), ("page", &page)])
    };
    let tab = |left: bool, label: &str| Tab {
        href: address(left, 1).into(),
        label: t.get(label),
        current: left == left_only,
        ..Tab::default()
    };
    let shown = Page {
        search: Field::text("q", t.get("payments-search"))
            .value(text)
            .unmarked(),
        searched: !text.is_empty(),
        left_only,
        tabs: vec![tab(false, "payments-all"), tab(true, "payments-left")],
        rows: found.into_iter().map(|p| row(&visit, p)).collect(),
        records: may(&visit, OperatorAction::RecordPayments),
        newer: (page > 1).then(|| address(left_only, page - 1)),
        older: more.then(|| address(left_only, page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}

#[derive(Template)]
#[template(path = "pages/console/billing/payment_new.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    request_id: String,
}

fn form(visit: &Visit, typed: &Typed, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = console(visit, t.get("payment-new"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-payments"))
        .crumb("", t.get("payment-new"));
    let today = visit.app().today().to_string();
    let pays = ["oldest", "invoice", "nothing"].map(|choice| {
        let chosen = typed.pays == choice || (typed.pays.is_empty() && choice == "oldest");
        Choice::new(choice, t.get(format!("payment-pays-{choice}"))).selected(chosen)
    });
    let label = |name: &str| t.get(format!("payment-{name}"));
    let hint = |name: &str| t.get(format!("payment-{name}-hint"));
    let fields = [
        Field::text("partner", label("partner"))
            .hint(hint("partner"))
            .value(&*typed.partner)
            .maxlength(200)
            .required(),
        Field::text("reference", label("reference"))
            .hint(hint("reference"))
            .value(&*typed.reference)
            .maxlength(64)
            .required(),
        Field::date("value_on", label("value"))
            .hint(hint("value"))
            .value(&*typed.value_on)
            .between(None, Some(today.into()))
            .required(),
        Field::text("amount", label("amount"))
            .value(&*typed.amount)
            .inputmode("decimal")
            .required(),
        Field::text("currency", t.get("invoice-currency"))
            .value(&*typed.currency)
            .maxlength(10)
            .required(),
        Field::select("pays", label("pays"), pays.into())
            .value(&*typed.pays)
            .required(),
        Field::text("invoice", label("invoice"))
            .hint(hint("invoice"))
            .value(&*typed.invoice)
            .maxlength(40),
        Field::textarea("note", label("note"))
            .hint(hint("note"))
            .value(&*typed.note)
            .rows(2)
            .maxlength(500)
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

/// The form; an address may name the partner.
pub async fn new(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    // Whoever may not record payments learns it here and not after typing.
    let action = OperatorAction::RecordPayments;
    authorise_operator(&visit.request.caller, action).map_err(Failure::from)?;
    let typed = Typed {
        partner: query.get("partner").cloned().unwrap_or_default(),
        currency: visit.app().programme.currency.code.clone(),
        ..Typed::default()
    };
    Ok(form(&visit, &typed, &[]))
}

/// Records a payment.
pub async fn record(visit: Visit, sent: Form) -> Answer {
    let get = |name: &str| sent.get(name).to_owned();
    let typed = Typed {
        partner: get("partner"),
        reference: get("reference"),
        value_on: get("value_on"),
        amount: get("amount"),
        currency: get("currency"),
        note: get("note"),
        pays: get("pays"),
        invoice: get("invoice"),
    };
    let (wanted, key) = (typed.clone(), sent.key().to_owned());
    let record = move |app: &_, request: &_| payments::record(app, request, &wanted, &key);
    match super::step(&visit, record).await? {
        Ok(id) => Ok(go(&format!("{HOME}/{id}?done=recorded"))),
        Err(problems) => Ok(form(&visit, &typed, &problems)),
    }
}
