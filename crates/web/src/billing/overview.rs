//! `/billing`: what is owed, when it is due, and every invoice by year.

use super::{day, days};
use crate::http::{Answer, Visit, frame};
use crate::ui::{Chrome, Pair, Text, format, respond};
use app::billing;
use askama::Template;
use axum::http::StatusCode;
use store::billing::Invoice;

#[derive(Template)]
#[template(path = "pages/billing/overview.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    facts: Vec<Pair>,
    years: Vec<Year>,
    /// What an empty page says.
    none: [Text; 2],
}

/// The invoices of a year.
struct Year {
    year: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    number: String,
    billed: String,
    period: String,
    due: String,
    total: String,
}

fn row(visit: &Visit, invoice: &Invoice) -> Row {
    Row {
        href: format!("/billing/invoices/{}", invoice.number),
        number: invoice.number.clone(),
        billed: day(visit, &invoice.billed_on),
        period: days(visit, &invoice.period_from, &invoice.period_to),
        due: day(visit, &invoice.due_on),
        total: format::money(invoice.total, &invoice.currency),
    }
}

/// The page.
pub async fn show(visit: Visit) -> Answer {
    let billing = billing::overview(visit.app(), &visit.request).await?;
    let t = visit.t();
    let currency = &visit.app().programme.currency.code;
    let mut facts = vec![Pair::new(
        t.get("billing-balance"),
        format::money(billing.balance, currency),
    )];
    if billing.overdue > 0 {
        let overdue = format::money(billing.overdue, currency);
        facts.push(Pair::new(t.get("billing-overdue"), overdue));
    }
    if let Some(due) = &billing.due_on {
        facts.push(Pair::new(t.get("billing-due"), day(&visit, due)));
    }
    if let Some(account) = &billing.account {
        let anchor = account.anchor_day.to_string();
        let words = t.format("billing-day-of-month", &[("day", &anchor)]);
        facts.push(Pair::new(t.get("billing-day"), words));
    }
    if let Some(next) = billing.next_on {
        facts.push(Pair::new(t.get("billing-next"), format::date(t, next)));
    }
    let mut years: Vec<Year> = Vec::new();
    for invoice in &billing.invoices {
        let year = invoice.billed_on.chars().take(4).collect::<String>();
        let row = row(&visit, invoice);
        match years.last_mut() {
            Some(last) if last.year == year => last.rows.push(row),
            _ => years.push(Year {
                year,
                rows: vec![row],
            }),
        }
    }
    let sandbox = visit.request.caller.standing().sandbox;
    let none = if sandbox {
        ["sandbox-account-unbilled", "sandbox-account-unbilled-text"]
    } else {
        ["billing-none", "billing-none-text"]
    };
    let chrome = frame::portal(&visit, t.get("nav-billing"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-billing"));
    let page = Page {
        chrome: &chrome,
        facts: if sandbox { Vec::new() } else { facts },
        years,
        none: none.map(|id| t.get(id)),
    };
    Ok(respond(StatusCode::OK, &page))
}
