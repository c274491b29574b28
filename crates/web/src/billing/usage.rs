//! `/billing/invoices/{number}/usage…`: what an invoice charges for usage, how a line of it came about, and
//! its files.

use super::invoice::framed;
use super::{called, charge, day, days};
use crate::http::{Answer, Visit, blocking, frame, sent};
use crate::ui::{Chrome, Pair, Part, Text, format, respond};
use app::Failure;
use app::billing::{self, usage};
use app::workbook::MEDIA_TYPE;
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::billing::usage::Decimal;
use domain::permission::TenantAction;
use store::billing::Invoice;
use store::billing::usage::UsageLine;

/// A line in a table.
pub(crate) struct Row {
    /// Its page.
    pub(crate) href: String,
    /// What was used; for a discount what it is on.
    pub(crate) what: String,
    /// Whose.
    pub(crate) customer: String,
    /// What for.
    pub(crate) charge: Text,
    /// When.
    pub(crate) day: String,
    /// How many units are charged.
    pub(crate) units: String,
    /// Tax.
    pub(crate) tax: String,
    /// Before tax.
    pub(crate) amount: String,
}

fn name(visit: &Visit, line: &UsageLine) -> String {
    called(
        visit,
        line.offer_id,
        &line.subscription_name,
        &line.offer_name,
    )
}

/// A line as a row of a table.
pub(crate) fn row(visit: &Visit, invoice: &str, currency: &str, line: &UsageLine) -> Row {
    let is_discount = line.record_id.is_none();
    Row {
        href: format!("/billing/invoices/{invoice}/usage/{}", line.number),
        what: if is_discount {
            name(visit, line)
        } else {
            line.resource_name.clone()
        },
        customer: line.customer_name.clone(),
        charge: charge(visit, &line.charge),
        day: if is_discount {
            days(visit, &line.charged_from, &line.charged_to)
        } else {
            day(visit, &line.used_on)
        },
        units: if is_discount {
            String::new()
        } else {
            usage::metered(line).overage().plain()
        },
        tax: format::money(line.tax, currency),
        amount: format::money(line.amount, currency),
    }
}

/// The usage file.
pub async fn file(visit: Visit, Path(number): Path<String>) -> Answer {
    let file = usage::file(visit.app(), &visit.request, &number).await?;
    // Only a number that was found gets into the name.
    let name = format!("attachment; filename=\"{number}-usage.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}

/// The same as a workbook.
pub async fn workbook(visit: Visit, Path(number): Path<String>) -> Answer {
    let (app, request, wanted) = (visit.app().clone(), visit.request.clone(), number.clone());
    let made = blocking(move || billing::usage_workbook(&app, &request, &wanted)).await?;
    // Only a number that was found gets into the name.
    let name = format!("{number}-usage.xlsx");
    Ok(sent::file(made, MEDIA_TYPE, &name)?)
}

#[derive(Template)]
#[template(path = "pages/billing/usage_line.html")]
struct LinePage<'a> {
    chrome: &'a Chrome,
    charge: Text,
    formula: Vec<Part>,
    exact: String,
    rounding: String,
    adjusted: Vec<Pair>,
    facts: Vec<Pair>,
    subscription: Option<String>,
}

/// How the amount came about.
fn formula(visit: &Visit, found: &usage::Explained) -> Vec<Part> {
    let (t, line) = (visit.t(), &found.line);
    let part = |operator, value: String, id: &str| Part {
        operator,
        value: value.into(),
        label: t.get(id),
        result: false,
    };
    let amount = format::money(line.amount, &found.invoice.currency);
    let result = Part {
        result: true,
        ..part("=", amount.clone(), "explain-amount")
    };
    if line.record_id.is_none() {
        let discount = format::money(line.amount.saturating_neg(), &found.invoice.currency);
        return vec![part("−", discount, "explain-discount"), result];
    }
    let metered = usage::metered(line);
    let mut parts = vec![part("", metered.consumed.plain(), "usage-consumed")];
    if metered.included != Decimal::ZERO {
        parts.push(part("−", metered.included.plain(), "usage-included"));
        let overage = metered.overage().plain();
        parts.push(part("→", overage, "usage-overage"));
    }
    parts.push(part("×", metered.price.plain(), "usage-price"));
    parts.push(result);
    parts
}

fn facts(visit: &Visit, found: &usage::Explained) -> Vec<Pair> {
    let (t, line) = (visit.t(), &found.line);
    let money = |minor| format::money(minor, &found.invoice.currency);
    let mut facts = vec![
        Pair::new(t.get("explain-customer"), line.customer_name.clone()),
        Pair::new(t.get("explain-subscription"), name(visit, line)),
        Pair::new(
            t.get("explain-charged"),
            days(visit, &line.charged_from, &line.charged_to),
        ),
        Pair::new(t.get("explain-line-tax"), money(line.tax)),
        Pair::new(
            t.get("usage-total"),
            money(line.amount.saturating_add(line.tax)),
        ),
    ];
    if line.record_id.is_none() {
        return facts;
    }
    let [before, with] = found.rates;
    facts.extend([
        Pair::new(t.get("usage-rate"), money(before)),
        Pair::new(t.get("usage-rate-taxed"), money(with)),
        Pair::new(t.get("usage-day"), day(visit, &line.used_on)),
        Pair::new(t.get("usage-record"), line.record.clone()).copy(),
    ]);
    let words = [
        ("usage-column-service_name", &line.service_name),
        ("usage-column-service_type", &line.service_type),
        ("usage-column-resource_name", &line.resource_name),
        ("usage-column-region", &line.region),
        ("usage-column-sku", &line.sku),
        ("usage-column-project", &line.project),
        ("usage-column-service_info", &line.service_info),
    ];
    let told = words.into_iter().filter(|(_, text)| !text.is_empty());
    facts.extend(told.map(|(id, text)| Pair::new(t.get(id), text.clone())));
    if let Some(origin) = &found.origin {
        let zone = visit.app().programme.time_zone();
        let at = format::datetime(t, visit.timestamp(origin.uploaded_at), zone);
        facts.push(Pair::new(t.get("usage-uploaded"), at));
    }
    facts
}

/// Why there is a discount.
fn adjusted(visit: &Visit, invoice: &Invoice, found: &usage::Explained) -> Vec<Pair> {
    let granted = found.granted.iter().map(|discount| {
        let amount = format::money(discount.before_tax, &invoice.currency);
        let words = visit.t().format("explain-granted", &[("amount", &amount)]);
        Pair::new(words, discount.reason.clone())
    });
    granted.collect()
}

/// A line, explained.
pub async fn line(visit: Visit, Path((number, line)): Path<(String, String)>) -> Answer {
    let wanted: u32 = line.parse().map_err(|_| Failure::NotFound)?;
    let found = usage::line(visit.app(), &visit.request, &number, wanted).await?;
    let (t, invoice) = (visit.t(), &found.invoice);
    let title = t.format("invoice-title", &[("number", &invoice.number)]);
    let own = t.format("usage-line-title", &[("line", &wanted.to_string())]);
    let chrome = framed(&visit, own.clone())
        .crumb(format!("/billing/invoices/{}", invoice.number), title)
        .crumb("", own);
    let (exact, rounding) = match found.exact {
        Some(exact) => {
            let (above, below) = (exact.numerator.to_string(), exact.denominator.to_string());
            let facts = [("above", above.as_str()), ("below", below.as_str())];
            (
                t.format("explain-exact", &facts),
                t.get("explain-rounding").into_owned(),
            )
        }
        None => (t.get("usage-discount-text").into_owned(), String::new()),
    };
    let subscription = frame::may(&visit, TenantAction::ViewSubscriptions).then(|| {
        let (customer, id) = (found.line.customer_id, found.line.subscription_id);
        format!("/customers/{customer}/subscriptions/{id}")
    });
    let page = LinePage {
        charge: charge(&visit, &found.line.charge),
        formula: formula(&visit, &found),
        exact,
        rounding,
        adjusted: adjusted(&visit, invoice, &found),
        facts: facts(&visit, &found),
        subscription,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
