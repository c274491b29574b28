//! `/billing/invoices/{number}/finance-charges/{line}`: how a charge for late payment came about.

use super::{day, days, invoice};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Pair, Part, Text, Tone, format, respond};
use app::Failure;
use app::billing::{self, explain_charge};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::money::{Currency, Money};
use store::billing::lateness::FinanceCharge;

/// A finance charge in a table.
pub(crate) struct Shown {
    pub(crate) href: String,
    pub(crate) late: String,
    pub(crate) period: String,
    pub(crate) principal: String,
    pub(crate) tax: String,
    pub(crate) amount: String,
    pub(crate) state: Option<(Tone, Text)>,
}

/// Whether it was waived or given back, or gives back itself; none for one that simply stands.
pub(crate) fn state(visit: &Visit, charge: &FinanceCharge) -> Option<(Tone, Text)> {
    let t = visit.t();
    if charge.waived_at.is_some() {
        Some((Tone::Mute, t.get("finance-charge-state-waived")))
    } else if charge.given_back.is_some() {
        Some((Tone::Mute, t.get("finance-charge-state-given-back")))
    } else if charge.gives_back.is_some() {
        Some((Tone::Info, t.get("finance-charge-state-gives-back")))
    } else {
        None
    }
}

/// One of an invoice whose page is at an address.
pub(crate) fn shown(visit: &Visit, charge: &FinanceCharge, here: &str) -> Shown {
    let money = |minor| format::money(minor, &charge.currency);
    Shown {
        href: format!("{here}/finance-charges/{}", charge.position),
        late: charge.late.clone(),
        period: days(visit, &charge.charged_from, &charge.charged_to),
        principal: money(charge.principal),
        tax: money(charge.tax),
        amount: money(charge.amount),
        state: state(visit, charge),
    }
}

/// How the amount came about, what it was before it was rounded, and how it was rounded.
pub(crate) struct Explained {
    pub(crate) formula: Vec<Part>,
    pub(crate) exact: String,
    pub(crate) rounding: String,
}

/// Explains a finance charge.
pub(crate) fn explained(visit: &Visit, charge: &FinanceCharge) -> Result<Explained, Failure> {
    let t = visit.t();
    let money = |minor| format::money(minor, &charge.currency);
    let part = |operator, value: String, id: &str| Part {
        operator,
        value: value.into(),
        label: t.get(id),
        result: false,
    };
    let result = Part {
        result: true,
        ..part("=", money(charge.amount), "explain-amount")
    };
    let Some(exact) = explain_charge(charge)? else {
        let charged = money(charge.amount.saturating_neg());
        return Ok(Explained {
            formula: vec![part("−", charged, "finance-charge-charged"), result],
            exact: t.get("finance-charge-gives-back-text").into_owned(),
            rounding: String::new(),
        });
    };
    // Hundredths of a percent are written like an amount with two digits.
    let rate = Money::new(i64::from(charge.basis_points), Currency::CNY).plain();
    let (above, below) = (exact.numerator.to_string(), exact.denominator.to_string());
    let facts = [("above", above.as_str()), ("below", below.as_str())];
    Ok(Explained {
        formula: vec![
            part("", money(charge.principal), "finance-charge-principal"),
            part("×", format!("{rate} %"), "finance-charge-rate"),
            part("×", charge.days.to_string(), "finance-charge-days"),
            part("÷", "30".to_owned(), "finance-charge-month"),
            result,
        ],
        exact: t.format("explain-exact", &facts),
        rounding: t.get("explain-rounding").into_owned(),
    })
}

/// What is known of a finance charge besides its amount.
pub(crate) fn facts(visit: &Visit, charge: &FinanceCharge) -> Vec<Pair> {
    let t = visit.t();
    let mut facts = vec![
        Pair::new(t.get("finance-charge-late"), charge.late.clone()),
        Pair::new(
            t.get("explain-charged"),
            days(visit, &charge.charged_from, &charge.charged_to),
        ),
        Pair::new(t.get("finance-charge-on"), charge.invoice.clone()),
        Pair::new(t.get("invoice-date"), day(visit, &charge.billed_on)),
        Pair::new(
            t.get("explain-line-tax"),
            format::money(charge.tax, &charge.currency),
        ),
    ];
    if let Some(number) = &charge.given_back {
        let number = number.clone();
        facts.push(Pair::new(t.get("finance-charge-given-back-on"), number));
    }
    if let Some(reason) = &charge.waiver_reason {
        let reason = reason.clone();
        facts.push(Pair::new(t.get("finance-charge-waived-because"), reason));
    }
    facts
}

#[derive(Template)]
#[template(path = "pages/billing/finance_charge.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    state: Option<(Tone, Text)>,
    explained: Explained,
    facts: Vec<Pair>,
    late: String,
}

/// The page.
pub async fn show(visit: Visit, Path((number, line)): Path<(String, String)>) -> Answer {
    let wanted: u32 = line.parse().map_err(|_| Failure::NotFound)?;
    let found = billing::invoice(visit.app(), &visit.request, &number, (0, 1)).await?;
    let mut charges = found.finance_charges.iter();
    let charge = charges.find(|charge| charge.position == wanted);
    let charge = charge.ok_or(Failure::NotFound)?;
    let t = visit.t();
    let title = t.format("invoice-title", &[("number", &found.invoice.number)]);
    let own = t.format("finance-charge-title", &[("number", &charge.late)]);
    let here = format!("/billing/invoices/{}", found.invoice.number);
    let chrome = invoice::framed(&visit, own.clone())
        .crumb(here, title)
        .crumb("", own);
    let page = Page {
        state: state(&visit, charge),
        explained: explained(&visit, charge)?,
        facts: facts(&visit, charge),
        late: format!("/billing/invoices/{}", charge.late),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
