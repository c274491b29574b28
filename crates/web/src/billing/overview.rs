//! `/billing`: what is owed, when it is due, what was paid, and every invoice by year.

use super::{day, days, status};
use crate::http::{Answer, Visit, frame};
use crate::ui::{Chrome, Pair, Text, Tone, format, respond};
use app::billing::{self, Billing, Stood};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/billing/overview.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    facts: Vec<Pair>,
    years: Vec<Year>,
    /// What an empty page says.
    none: [Text; 2],
    payments: Vec<Paid>,
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
    open: String,
    status: (Tone, Text),
}

/// A payment.
struct Paid {
    value: String,
    reference: String,
    amount: String,
    /// Invoices it pays, with the amounts.
    given: Vec<(String, String, String)>,
    /// What of it belongs to no invoice yet.
    left: Option<String>,
}

fn row(visit: &Visit, stood: &Stood) -> Row {
    let invoice = &stood.invoice;
    Row {
        href: format!("/billing/invoices/{}", invoice.number),
        number: invoice.number.clone(),
        billed: day(visit, &invoice.billed_on),
        period: days(visit, &invoice.period_from, &invoice.period_to),
        due: day(visit, &invoice.due_on),
        total: format::money(invoice.total, &invoice.currency),
        open: format::money(stood.stand.open, &invoice.currency),
        status: status(visit, stood.stand.status),
    }
}

fn paid(visit: &Visit, billing: &Billing) -> Vec<Paid> {
    let paid = billing.payments.iter().map(|payment| {
        let money = |minor| format::money(minor, &payment.currency);
        let given = billing.given.iter();
        Paid {
            value: day(visit, &payment.value_on),
            reference: payment.reference.clone(),
            amount: money(payment.amount),
            given: given
                .filter(|given| given.payment_id == payment.id)
                .map(|given| {
                    let href = format!("/billing/invoices/{}", given.number);
                    (href, given.number.clone(), money(given.amount))
                })
                .collect(),
            left: (payment.left_over > 0).then(|| money(payment.left_over)),
        }
    });
    paid.collect()
}

fn facts(visit: &Visit, billing: &Billing) -> Vec<Pair> {
    let t = visit.t();
    let currency = &visit.app().programme.currency.code;
    let money = |id: &str, minor| Pair::new(t.get(id), format::money(minor, currency));
    let mut facts = vec![money("billing-open", billing.balance.open)];
    if billing.overdue > 0 {
        facts.push(money("billing-overdue", billing.overdue));
    }
    let threat = &billing.threat;
    if threat.disputed > 0 {
        facts.push(money("billing-overdue-disputed", threat.disputed));
    }
    if threat.suspended {
        let lacking = format::money(threat.lacking, currency);
        let words = t.format("billing-suspended-words", &[("amount", &lacking)]);
        facts.push(Pair::new(t.get("billing-suspended"), words));
    } else if let Some(on) = threat.suspends_on {
        facts.push(Pair::new(t.get("billing-suspends"), format::date(t, on)));
    }
    for deferral in &billing.deferrals {
        let invoice = billing
            .invoices
            .iter()
            .find(|s| s.invoice.id == deferral.invoice_id);
        let number = invoice.map_or("", |stood| stood.invoice.number.as_str());
        let until = day(visit, &deferral.until_on);
        let words = [
            ("number", number),
            ("day", &until),
            ("reason", &deferral.reason),
        ];
        let words = t.format("billing-deferred-words", &words);
        facts.push(Pair::new(t.get("billing-deferred"), words));
    }
    if let Some(due) = &billing.due_on {
        facts.push(Pair::new(t.get("billing-due"), day(visit, due)));
    }
    if billing.balance.unallocated > 0 {
        facts.push(money("billing-unallocated", billing.balance.unallocated));
        facts.push(money("billing-balance", billing.balance.due()));
    }
    if let Some(payment) = billing.payments.first() {
        let (amount, on) = (
            format::money(payment.amount, &payment.currency),
            day(visit, &payment.value_on),
        );
        let words = t.format(
            "billing-last-payment-words",
            &[("amount", &amount), ("day", &on)],
        );
        facts.push(Pair::new(t.get("billing-last-payment"), words));
    }
    if let Some(account) = &billing.account {
        let anchor = account.anchor_day.to_string();
        let words = t.format("billing-day-of-month", &[("day", &anchor)]);
        facts.push(Pair::new(t.get("billing-day"), words));
    }
    if let Some(next) = billing.next_on {
        facts.push(Pair::new(t.get("billing-next"), format::date(t, next)));
    }
    facts
}

/// The page.
pub async fn show(visit: Visit) -> Answer {
    let billing = billing::overview(visit.app(), &visit.request).await?;
    let t = visit.t();
    let mut years: Vec<Year> = Vec::new();
    for stood in &billing.invoices {
        let year = stood.invoice.billed_on.chars().take(4).collect::<String>();
        let row = row(&visit, stood);
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
        facts: if sandbox {
            Vec::new()
        } else {
            facts(&visit, &billing)
        },
        payments: paid(&visit, &billing),
        years,
        none: none.map(|id| t.get(id)),
    };
    Ok(respond(StatusCode::OK, &page))
}
