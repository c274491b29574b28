//! `/ops/billing/overdue`: invoices of all partners that should have been paid, and how long the operator
//! waits for each.

use crate::billing::{day, status};
use crate::console::{console, exactly, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Moment, Pair, Text, Tone, format, respond};
use app::billing::lateness;
use app::billing::suspension::{self, Typed, Waiting};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::payment::Status;
use domain::enrolment::form::FieldProblem;
use domain::partner;
use domain::permission::OperatorAction;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::billing::lateness::Overdue;
use store::billing::suspension::Deferral;

const HOME: &str = "/ops/billing/overdue";

#[derive(Template)]
#[template(path = "pages/console/billing/overdue.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    search: Field,
    searched: bool,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    number: String,
    partner: String,
    status: (Tone, Text),
    due: String,
    late: String,
    disputed: Option<String>,
    /// What was agreed, announced or done about it.
    next: Option<String>,
    open: String,
    reminded: String,
}

/// How many days an invoice is late.
fn late(visit: &Visit, found: &Overdue) -> String {
    let today = visit.app().today();
    let due: Option<Date> = found.due_on.parse().ok();
    let late = due.and_then(|due| today.since(due).ok());
    let late = late.map_or(0, |span| span.get_days());
    let days = late.to_string();
    visit.t().format("overdue-days", &[("days", &days)])
}

/// Until when the operator waits for it, if it does today.
fn deferred(visit: &Visit, found: &Overdue) -> Option<String> {
    let today = visit.app().today().to_string();
    let until = found.deferred_until.as_ref();
    until
        .filter(|until| **until >= today)
        .map(|until| day(visit, until))
}

fn is_suspended(found: &Overdue) -> bool {
    found.partner_status == partner::Status::SuspendedPayment.text()
}

fn next(visit: &Visit, found: &Overdue) -> Option<String> {
    let t = visit.t();
    if let Some(until) = deferred(visit, found) {
        Some(t.format("overdue-deferred", &[("day", &until)]))
    } else if is_suspended(found) {
        Some(t.get("overdue-suspended").into_owned())
    } else {
        let on = found.suspends_on.as_ref()?;
        Some(t.format("overdue-suspends", &[("day", &day(visit, on))]))
    }
}

fn row(visit: &Visit, found: &Overdue) -> Row {
    Row {
        href: format!("{HOME}/{}", found.invoice_id),
        number: found.number.clone(),
        partner: found.partner.clone(),
        status: status(visit, Status::Overdue),
        due: day(visit, &found.due_on),
        late: late(visit, found),
        disputed: (found.disputed > 0).then(|| {
            let amount = format::money(found.disputed, &found.currency);
            visit.t().format("overdue-disputed", &[("amount", &amount)])
        }),
        next: next(visit, found),
        open: format::money(found.open, &found.currency),
        reminded: reminded(visit, found),
    }
}

fn reminded(visit: &Visit, found: &Overdue) -> String {
    found.reminded_at.map_or_else(
        || visit.t().get("overdue-not-reminded").into_owned(),
        |at| exactly(visit, at),
    )
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let text = query.get("q").map_or("", String::as_str).trim();
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = lateness::overdue(visit.app(), &visit.request, text, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-overdue"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-overdue"));
    let address = |page: u32| asking(HOME, &[("q", text), ("page", &nth(page.into()))]);
    let shown = Page {
        search: Field::text("q", t.get("overdue-search"))
            .value(text)
            .unmarked(),
        searched: !text.is_empty(),
        rows: found.iter().map(|found| row(&visit, found)).collect(),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}

#[derive(Template)]
#[template(path = "pages/console/billing/overdue_invoice.html")]
struct InvoicePage<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    errors: Option<ErrorSummary>,
    facts: Vec<Pair>,
    defer: Option<Vec<Field>>,
    deferrals: Vec<Moment>,
    account: String,
    partner: Option<String>,
    action: String,
    request_id: String,
}

fn facts(visit: &Visit, found: &Waiting) -> Vec<Pair> {
    let (t, invoice) = (visit.t(), &found.invoice);
    let money = |minor| format::money(minor, &invoice.currency);
    let mut facts = vec![
        Pair::new(t.get("bill-partner"), invoice.partner.clone()),
        Pair::new(t.get("billing-due"), day(visit, &invoice.due_on)),
        Pair::new(t.get("overdue-late"), late(visit, invoice)),
        Pair::new(t.get("invoice-total"), money(invoice.total)),
        Pair::new(t.get("invoice-open"), money(invoice.open)),
        Pair::new(t.get("overdue-reminded"), reminded(visit, invoice)),
    ];
    if invoice.disputed > 0 {
        facts.push(Pair::new(t.get("dispute-sum"), money(invoice.disputed)));
    }
    if let Some(until) = deferred(visit, invoice) {
        facts.push(Pair::new(t.get("billing-deferred"), until));
    }
    if is_suspended(invoice) {
        let words = t.get("overdue-suspended");
        facts.push(Pair::new(t.get("bill-state"), words));
    } else if invoice.partner_status == partner::Status::Active.text() {
        let on = format::date(t, found.suspends_on);
        facts.push(Pair::new(t.get("billing-suspends"), on));
    }
    facts
}

fn agreed(visit: &Visit, deferral: &Deferral) -> Moment {
    let until = day(visit, &deferral.until_on);
    let by = format!(
        "{} · {}",
        deferral.granted_name,
        exactly(visit, deferral.granted_at)
    );
    Moment {
        label: visit
            .t()
            .format("overdue-deferred", &[("day", &until)])
            .into(),
        notes: vec![by.into(), deferral.reason.clone().into()],
        ..Moment::default()
    }
}

fn page(
    visit: &Visit,
    found: &Waiting,
    notice: Option<Banner>,
    (typed, problems): (&Typed, &[FieldProblem]),
) -> Response {
    let t = visit.t();
    let invoice = &found.invoice;
    let title = t.format("invoice-title", &[("number", &invoice.number)]);
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-overdue"))
        .crumb("", title)
        .notice(notice);
    let longest = format::date(t, found.longest);
    let defer = may(visit, OperatorAction::DeferPayments).then(|| {
        vec![
            Field::date("until", t.get("deferral-until"))
                .hint(t.format("deferral-until-hint", &[("day", &longest)]))
                .value(&*typed.until)
                .error(fields::problem_at(visit, problems, "until"))
                .required(),
            Field::textarea("reason", t.get("payment-reason"))
                .hint(t.get("payment-reverse-hint"))
                .value(&*typed.reason)
                .error(fields::problem_at(visit, problems, "reason"))
                .rows(2)
                .maxlength(500)
                .required()
                .wide(),
        ]
    });
    let errors = ErrorSummary::of(t, defer.iter().flatten());
    chrome.invalid = errors.is_some();
    let partner = invoice.partner_id;
    let page = InvoicePage {
        status: status(visit, Status::Overdue),
        errors,
        facts: facts(visit, found),
        defer,
        deferrals: found.deferrals.iter().map(|d| agreed(visit, d)).collect(),
        account: format!("/ops/billing/partners/{partner}/account"),
        partner: may(visit, OperatorAction::ViewPartner)
            .then(|| format!("/ops/partners/{partner}")),
        action: format!("{HOME}/{}", invoice.invoice_id),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// One of them.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let found = suspension::waiting(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [("deferred", "deferral-done")];
    let done = frame::done(&visit, query.get("done"), &told);
    Ok(page(&visit, &found, done, (&Typed::default(), &[])))
}

/// Agrees to wait for it; what is wrong with the form is shown in it.
pub async fn defer(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let typed = Typed {
        until: form.get("until").to_owned(),
        reason: form.get("reason").to_owned(),
    };
    let (wanted, key) = (typed.clone(), form.key().to_owned());
    let defer = move |app: &_, request: &_| suspension::defer(app, request, id, &wanted, &key);
    match super::step(&visit, defer).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done=deferred"))),
        Err(problems) => {
            let found = suspension::waiting(visit.app(), &visit.request, id).await?;
            Ok(page(&visit, &found, None, (&typed, &problems)))
        }
    }
}
