//! `/ops/billing/finance-charges`: what partners were charged for late payment, and its waiver.

use crate::billing::finance_charge::{Explained, explained, facts, shown, state};
use crate::console::{console, exactly, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::Failure;
use app::billing::lateness;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use std::collections::BTreeMap;
use store::billing::lateness::FinanceCharge;

const HOME: &str = "/ops/billing/finance-charges";

#[derive(Template)]
#[template(path = "pages/console/billing/finance_charges.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    late: String,
    partner: String,
    state: (Tone, Text),
    period: String,
    invoice: String,
    amount: String,
}

/// How it stands; one that was neither waived nor given back is charged.
fn stands(visit: &Visit, charge: &FinanceCharge) -> (Tone, Text) {
    let charged = || (Tone::Wait, visit.t().get("finance-charge-state-charged"));
    state(visit, charge).unwrap_or_else(charged)
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = lateness::list(visit.app(), &visit.request, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("invoice-finance-charges"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/billing/overdue", t.get("nav-overdue"))
        .crumb("", t.get("invoice-finance-charges"));
    let address = |page: u32| asking(HOME, &[("page", &nth(page.into()))]);
    let row = |charge: &FinanceCharge| {
        let shown = shown(&visit, charge, "");
        Row {
            href: format!("{HOME}/{}", charge.id),
            late: shown.late,
            partner: charge.partner.clone(),
            state: stands(&visit, charge),
            period: shown.period,
            invoice: charge.invoice.clone(),
            amount: shown.amount,
        }
    };
    let shown = Page {
        rows: found.iter().map(row).collect(),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}

#[derive(Template)]
#[template(path = "pages/console/billing/finance_charge.html")]
struct ChargePage<'a> {
    chrome: &'a Chrome,
    state: (Tone, Text),
    errors: Option<ErrorSummary>,
    explained: Explained,
    facts: Vec<Pair>,
    /// The reason for waiving it.
    waive: Option<Field>,
    waive_says: String,
    account: String,
    action: String,
    request_id: String,
}

fn page(
    visit: &Visit,
    charge: &FinanceCharge,
    notice: Option<Banner>,
    (typed, problems): (&str, &[FieldProblem]),
) -> Result<Response, Failure> {
    let t = visit.t();
    let title = t.format("finance-charge-title", &[("number", &charge.late)]);
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/billing/overdue", t.get("nav-overdue"))
        .crumb(HOME, t.get("invoice-finance-charges"))
        .crumb("", title)
        .notice(notice);
    let charged = state(visit, charge).is_none();
    let waive = (charged && may(visit, OperatorAction::WaiveFinanceCharges)).then(|| {
        Field::text("reason", t.get("payment-reason"))
            .hint(t.get("payment-reverse-hint"))
            .value(typed)
            .error(fields::problem_at(visit, problems, "reason"))
            .maxlength(500)
            .required()
    });
    let errors = ErrorSummary::of(t, &waive);
    chrome.invalid = errors.is_some();
    let mut facts = facts(visit, charge);
    facts.insert(0, Pair::new(t.get("bill-partner"), charge.partner.clone()));
    if let (Some(name), Some(at)) = (&charge.waived_name, charge.waived_at) {
        let by = format!("{name} · {}", exactly(visit, at));
        facts.push(Pair::new(t.get("finance-charge-waived-by"), by));
    }
    let amount = format::money(charge.amount.saturating_add(charge.tax), &charge.currency);
    let page = ChargePage {
        state: stands(visit, charge),
        errors,
        explained: explained(visit, charge)?,
        facts,
        waive,
        waive_says: t.format("finance-charge-waive-text", &[("amount", &amount)]),
        account: format!("/ops/billing/partners/{}/account", charge.partner_id),
        action: format!("{HOME}/{}", charge.id),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(fields::status(problems), &page))
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let charge = lateness::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [("waived", "finance-charge-done-waived")];
    let done = frame::done(&visit, query.get("done"), &told);
    Ok(page(&visit, &charge, done, ("", &[]))?)
}

/// Waives it; what is wrong with the reason is shown beside it.
pub async fn waive(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (key, typed) = (form.key().to_owned(), form.get("reason").to_owned());
    let (id, reason) = (id_of(&id), typed.clone());
    let waive = move |app: &_, request: &_| lateness::waive(app, request, id, &reason, &key);
    match super::step(&visit, waive).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done=waived"))),
        Err(problems) => {
            let charge = lateness::view(visit.app(), &visit.request, id).await?;
            Ok(page(&visit, &charge, None, (&typed, &problems))?)
        }
    }
}
