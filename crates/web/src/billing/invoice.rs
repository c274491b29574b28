//! `/billing/invoices/{number}`: an invoice, how a line of it came about, and its file.

use super::finance_charge::{self, Shown};
use super::statement::words;
use super::{charge, day, days, disputes, fapiao, name, status, usage};
use crate::http::{Answer, Query, Visit, blocking, frame, sent};
use crate::ui::{Chrome, Pair, Part, Text, Tone, format, respond};
use app::Failure;
use app::billing::{self, Invoiced, adjustments, explain, usage as usages};
use app::workbook::MEDIA_TYPE;
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::billing::ledger::Kind;
use domain::billing::{ChargeType, Section};
use domain::permission::TenantAction;
use std::collections::BTreeMap;
use store::billing::adjustments::Adjustment;
use store::billing::{Invoice, Line};
use store::special_prices::Origin;

/// Lines on one page.
const PAGE: u32 = 200;

#[derive(Template)]
#[template(path = "pages/billing/invoice.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    parties: Vec<Pair>,
    facts: Vec<Pair>,
    sums: Vec<Pair>,
    status: (Tone, Text),
    /// What is open, and what of the rest was paid and credited.
    stand: Vec<Pair>,
    movements: Vec<Moved>,
    lines: Vec<Row>,
    finance_charges: Vec<Shown>,
    /// Lines for usage; none without any.
    usage: Vec<usage::Row>,
    usage_links: bool,
    /// Address of the usage file without its ending, and its SHA-256.
    usage_file: Option<(String, String)>,
    usage_first: Option<String>,
    usage_next: Option<String>,
    disputes: Vec<disputes::Row>,
    dispute: Option<String>,
    /// Its VAT invoices, where they are and whether one can be asked for.
    fapiao: Fapiao,
    paper: String,
    do_not_pay: bool,
    file: String,
    workbook: String,
    exports: String,
    compare: String,
    hash: String,
    pay: String,
    first: Option<String>,
    next: Option<String>,
}

/// The card with VAT invoices.
struct Fapiao {
    shorts: Vec<fapiao::Short>,
    href: String,
    asks: bool,
}

struct Row {
    href: String,
    customer: String,
    subscription: String,
    charge: Text,
    section: Option<Text>,
    period: String,
    seats: u32,
    amount: String,
    tax: String,
}

/// What changed the open amount.
struct Moved {
    day: String,
    what: String,
    reason: String,
    amount: String,
}

fn moved(visit: &Visit, found: &Invoiced) -> Vec<Moved> {
    let issued = Kind::Invoice.text();
    let moved = found.movements.iter().filter(|m| m.kind != issued);
    let moved = moved.map(|m| Moved {
        day: day(visit, &m.value_on),
        what: words(
            visit,
            &m.kind,
            m.reference.as_deref().or(m.other.as_deref()),
        ),
        reason: m.reason.clone(),
        amount: money(&found.invoice, m.amount),
    });
    moved.collect()
}

fn stand(visit: &Visit, found: &Invoiced) -> Vec<Pair> {
    let (t, stand) = (visit.t(), found.stand);
    let pair = |id: &str, minor| Pair::new(t.get(id), money(&found.invoice, minor));
    // An invoice that gives back pays others, and so does what was paid before a credit note.
    let paid = if stand.paid < 0 {
        pair("invoice-used", stand.paid.saturating_neg())
    } else {
        pair("invoice-paid", stand.paid)
    };
    let mut pairs = vec![pair("invoice-total", found.invoice.total), paid];
    if stand.credited != 0 {
        pairs.push(pair("invoice-credited", stand.credited));
    }
    pairs.push(if stand.open < 0 {
        pair("invoice-gives", stand.open.saturating_neg())
    } else {
        pair("invoice-open", stand.open)
    });
    pairs
}

fn money(invoice: &Invoice, minor: i64) -> String {
    format::money(minor, &invoice.currency)
}

fn row(visit: &Visit, invoice: &Invoice, line: &Line) -> Row {
    let section = ChargeType::from_text(&line.charge).map(ChargeType::section);
    let section = match section {
        Some(Section::OtherProducts) => Some("invoice-other-products"),
        Some(Section::Credits) => Some("invoice-credits"),
        _ if line.discount != 0 => Some("invoice-discounted"),
        _ => None,
    };
    Row {
        href: format!("/billing/invoices/{}/lines/{}", invoice.number, line.number),
        customer: line.customer_name.clone(),
        subscription: name(visit, line),
        charge: charge(visit, &line.charge),
        section: section.map(|id| visit.t().get(id)),
        period: days(visit, &line.charged_from, &line.charged_to),
        seats: line.seats,
        amount: money(invoice, line.amount),
        tax: money(invoice, line.tax),
    }
}

fn sums(visit: &Visit, invoice: &Invoice) -> Result<Vec<Pair>, Failure> {
    let t = visit.t();
    let add = |a: i64, b: i64| {
        a.checked_add(b)
            .ok_or_else(|| Failure::internal("overflow"))
    };
    let rate = domain::money::Money::new(
        i64::from(invoice.tax_basis_points),
        domain::money::Currency::CNY,
    );
    let tax = visit.app().programme.tax.name.get(visit.language());
    let subtotal = add(invoice.total, invoice.tax.saturating_neg())?;
    let subtotal = add(subtotal, invoice.credits.saturating_neg())?;
    let due = add(invoice.previous_balance, invoice.total)?;
    let pair = |id: &str, minor| Pair::new(t.get(id), money(invoice, minor));
    let mut sums = vec![
        pair("invoice-recurring", invoice.recurring),
        pair("invoice-other-products", invoice.other_products),
    ];
    if invoice.usage_count != 0 {
        sums.push(pair("invoice-usage", invoice.usage));
    }
    if invoice.usage_discount != 0 {
        sums.push(pair("invoice-usage-discounts", invoice.usage_discount));
    }
    if invoice.finance_charge != 0 {
        sums.push(pair("invoice-finance-charges", invoice.finance_charge));
    }
    if invoice.discount != 0 {
        let discount = invoice.discount.saturating_neg();
        sums.push(pair("invoice-discounts", discount));
    }
    sums.extend([
        pair("invoice-subtotal", subtotal),
        Pair::new(
            t.format("invoice-tax", &[("tax", tax), ("rate", &rate.plain())]),
            money(invoice, invoice.tax),
        ),
    ]);
    if invoice.credits != 0 {
        sums.push(pair("invoice-credits", invoice.credits));
    }
    sums.extend([
        pair("invoice-total", invoice.total),
        pair("invoice-previous", invoice.previous_balance),
        pair("invoice-amount-due", due),
    ]);
    Ok(sums)
}

fn parties(visit: &Visit, found: &Invoiced) -> Vec<Pair> {
    let (t, p) = (visit.t(), &found.parties);
    let tag = visit.language().tag();
    let in_words = |names: &BTreeMap<String, String>| names.get(tag).cloned().unwrap_or_default();
    let mut pairs = vec![
        Pair::new(t.get("invoice-seller"), in_words(&p.seller)),
        Pair::new(t.get("invoice-seller-code"), p.seller_code.clone()),
        Pair::new(t.get("invoice-buyer"), p.buyer.clone()),
        Pair::new(t.get("invoice-buyer-code"), p.buyer_code.clone()),
        Pair::new(t.get("invoice-recipient"), p.recipient.clone()),
        Pair::new(t.get("invoice-recipient-email"), p.recipient_email.clone()),
    ];
    if !p.purchase_order.is_empty() {
        pairs.push(Pair::new(
            t.get("invoice-purchase-order"),
            p.purchase_order.clone(),
        ));
    }
    pairs
}

pub(super) fn framed(visit: &Visit, title: String) -> Chrome {
    let t = visit.t();
    frame::portal(visit, title)
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/billing", t.get("nav-billing"))
}

fn may_dispute(visit: &Visit) -> bool {
    frame::may(visit, TenantAction::DisputeInvoices)
}

/// The invoice with a page of its lines.
pub async fn show(
    visit: Visit,
    Path(number): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let after = query.get("after").and_then(|n| n.parse().ok()).unwrap_or(0);
    let found = billing::invoice(visit.app(), &visit.request, &number, (after, PAGE)).await?;
    let (t, invoice) = (visit.t(), &found.invoice);
    let used_after = query.get("usage").and_then(|n| n.parse().ok());
    let used_after = used_after.unwrap_or(0);
    let used = match invoice.usage_count {
        0 => vec![],
        _ => {
            let wanted = (used_after, PAGE);
            let used = usages::lines(visit.app(), &visit.request, &number, wanted).await?;
            used.lines
        }
    };
    let used_last = used.last().map_or(0, |line| line.number);
    let title = t.format("invoice-title", &[("number", &invoice.number)]);
    let chrome = framed(&visit, title.clone()).crumb("", title);
    let here = format!("/billing/invoices/{}", invoice.number);
    let last = found.lines.last().map_or(0, |line| line.number);
    let period = days(&visit, &invoice.period_from, &invoice.period_to);
    let p = &found.parties;
    let bank = p.bank.get(visit.language().tag()).cloned();
    let page = Page {
        parties: parties(&visit, &found),
        facts: vec![
            Pair::new(t.get("invoice-number"), invoice.number.clone()).copy(),
            Pair::new(t.get("invoice-date"), day(&visit, &invoice.billed_on)),
            Pair::new(t.get("invoice-period"), period),
            Pair::new(t.get("billing-due"), day(&visit, &invoice.due_on)),
            Pair::new(t.get("invoice-currency"), invoice.currency.clone()),
        ],
        sums: sums(&visit, invoice)?,
        status: status(&visit, found.stand.status),
        stand: stand(&visit, &found),
        movements: moved(&visit, &found),
        lines: found
            .lines
            .iter()
            .map(|line| row(&visit, invoice, line))
            .collect(),
        finance_charges: found
            .finance_charges
            .iter()
            .map(|charge| finance_charge::shown(&visit, charge, &here))
            .collect(),
        usage: used
            .iter()
            .map(|line| usage::row(&visit, &invoice.number, &invoice.currency, line))
            .collect(),
        usage_links: true,
        usage_file: (invoice.usage_count > 0)
            .then(|| (format!("{here}/usage"), invoice.usage_hash.clone())),
        usage_first: (used_after > 0).then(|| here.clone()),
        usage_next: (used_last > 0 && used_last < invoice.usage_count)
            .then(|| format!("{here}?usage={used_last}")),
        disputes: disputes::rows(&visit, &found.disputes),
        dispute: may_dispute(&visit).then(|| format!("{here}/dispute/0")),
        fapiao: Fapiao {
            shorts: fapiao::shorts(&visit, &found.fapiao),
            href: format!("{here}/fapiao"),
            asks: fapiao::may_ask(&visit),
        },
        paper: format!("{here}/statement.pdf"),
        do_not_pay: visit.app().is_sandbox(),
        file: format!("{here}/reconciliation.csv"),
        workbook: format!("{here}/reconciliation.xlsx"),
        exports: format!("{here}/exports"),
        compare: format!("{here}/compare"),
        hash: invoice.file_hash.clone(),
        pay: t.format(
            "invoice-pay",
            &[
                ("number", &invoice.number),
                ("bank", &bank.unwrap_or_default()),
                ("account", &p.bank_account),
            ],
        ),
        first: (after > 0).then(|| here.clone()),
        next: (last > 0 && last < invoice.line_count).then(|| format!("{here}?after={last}")),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/billing/line.html")]
struct LinePage<'a> {
    chrome: &'a Chrome,
    charge: Text,
    facts: Vec<Pair>,
    formula: Vec<Part>,
    exact: String,
    rounding: String,
    /// What discounts took off it, or what it gives back of which line.
    adjusted: Vec<Pair>,
    /// The special price it was sold at.
    special: Option<String>,
    subscription: Option<String>,
    dispute: Option<String>,
}

/// How the amount of a line came about.
fn formula(visit: &Visit, invoice: &Invoice, line: &Line) -> Vec<Part> {
    let t = visit.t();
    let part = |operator, value: String, id: &str| Part {
        operator,
        value: value.into(),
        label: t.get(id),
        result: false,
    };
    let result = |minor| Part {
        result: true,
        ..part("=", money(invoice, minor), "explain-amount")
    };
    let given_back = [
        (ChargeType::CancelInstanceProrate, "explain-billed"),
        (ChargeType::Offset, "explain-given-back"),
    ];
    for (charge, id) in given_back {
        if line.charge == charge.text() {
            let billed = part("−", money(invoice, line.amount.saturating_neg()), id);
            return vec![billed, result(line.amount)];
        }
    }
    let mut parts = vec![part("", money(invoice, line.unit_price), "explain-price")];
    if line.months > 1 {
        parts.push(part("×", line.months.to_string(), "explain-months"));
    }
    parts.extend([
        part("×", line.seats.to_string(), "explain-seats"),
        part("×", line.days.to_string(), "explain-days"),
        part("÷", line.of_days.to_string(), "explain-of-days"),
    ]);
    if line.charge == ChargeType::ProrateWhenCancel.text() {
        parts.push(part("×", "−1".to_owned(), "explain-credit"));
    }
    parts.push(result(line.amount));
    parts
}

/// What was adjusted, by how much, and why.
fn adjusted(visit: &Visit, invoice: &Invoice, line: &Line, behind: &[Adjustment]) -> Vec<Pair> {
    let t = visit.t();
    let mut pairs = Vec::new();
    let subtotal = line.amount.saturating_sub(line.discount);
    if line.discount != 0 {
        let discount = line.discount.saturating_neg();
        pairs.push(Pair::new(
            t.get("explain-amount"),
            money(invoice, line.amount),
        ));
        pairs.push(Pair::new(
            t.get("explain-discount"),
            money(invoice, discount),
        ));
        pairs.push(Pair::new(t.get("explain-taxed"), money(invoice, subtotal)));
    }
    for found in behind {
        let about = match (&found.invoice, found.line) {
            (Some(number), Some(place)) => t.format(
                "adjustment-of-line",
                &[("number", number), ("line", &place.to_string())],
            ),
            _ => t.format(
                "explain-granted",
                &[("amount", &money(invoice, found.before_tax))],
            ),
        };
        pairs.push(Pair::new(about, found.reason.clone()));
    }
    pairs
}

/// That a price was not the list's.
fn special(visit: &Visit, from: &Origin) -> String {
    let t = visit.t();
    let until = from.ends_on.parse().ok();
    let until = until.and_then(|end: jiff::civil::Date| end.yesterday().ok());
    let until = until.map_or_else(String::new, |until| format::date(t, until));
    let facts = [("from", day(visit, &from.begins_on)), ("until", until)];
    let facts = facts.each_ref().map(|(name, day)| (*name, day.as_str()));
    t.format("explain-special-price", &facts)
}

/// A line, explained.
pub async fn line(visit: Visit, Path((number, line)): Path<(String, String)>) -> Answer {
    let wanted: u32 = line.parse().map_err(|_| Failure::NotFound)?;
    let found = billing::line(visit.app(), &visit.request, &number, wanted).await?;
    let (t, invoice, line) = (visit.t(), &found.invoice, &found.line);
    let title = t.format("invoice-title", &[("number", &invoice.number)]);
    let own = t.format("explain-title", &[("line", &wanted.to_string())]);
    let here = format!("/billing/invoices/{}", invoice.number);
    let chrome = framed(&visit, own.clone())
        .crumb(here, title)
        .crumb("", own);
    let (exact, rounding) = match explain(line)? {
        Some(exact) => {
            let (above, below) = (exact.numerator.to_string(), exact.denominator.to_string());
            let facts = [("above", above.as_str()), ("below", below.as_str())];
            (
                t.format("explain-exact", &facts),
                t.get("explain-rounding").into_owned(),
            )
        }
        None if line.adjustment_id.is_some() => {
            (t.get("explain-offset").into_owned(), String::new())
        }
        None => (t.get("explain-reversal").into_owned(), String::new()),
    };
    let subscription = frame::may(&visit, TenantAction::ViewSubscriptions).then(|| {
        let (customer, id) = (line.customer_id, line.subscription_id);
        format!("/customers/{customer}/subscriptions/{id}")
    });
    let behind = adjustments::behind(visit.app(), &visit.request, &number, line).await?;
    let page = LinePage {
        adjusted: adjusted(&visit, invoice, line, &behind),
        charge: charge(&visit, &line.charge),
        facts: vec![
            Pair::new(t.get("explain-customer"), line.customer_name.clone()),
            Pair::new(t.get("explain-subscription"), name(&visit, line)),
            Pair::new(
                t.get("explain-charged"),
                days(&visit, &line.charged_from, &line.charged_to),
            ),
            Pair::new(
                t.get("explain-span"),
                days(&visit, &line.span_from, &line.span_to),
            ),
            Pair::new(t.get("explain-line-tax"), money(invoice, line.tax)),
        ],
        formula: formula(&visit, invoice, line),
        special: found.special.as_ref().map(|from| special(&visit, from)),
        exact,
        rounding,
        subscription,
        dispute: (line.amount > 0 && may_dispute(&visit))
            .then(|| format!("/billing/invoices/{}/dispute/{wanted}", invoice.number)),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The reconciliation file.
pub async fn file(visit: Visit, Path(number): Path<String>) -> Answer {
    let file = billing::file(visit.app(), &visit.request, &number).await?;
    // Only a number that was found gets into the name.
    let name = format!("attachment; filename=\"{number}-licences.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}

/// The same as a workbook.
pub async fn workbook(visit: Visit, Path(number): Path<String>) -> Answer {
    let (app, request, wanted) = (visit.app().clone(), visit.request.clone(), number.clone());
    let made = blocking(move || billing::workbook(&app, &request, &wanted)).await?;
    // Only a number that was found gets into the name.
    let name = format!("{number}-licences.xlsx");
    Ok(sent::file(made, MEDIA_TYPE, &name)?)
}

/// The statement as PDF.
pub async fn paper(visit: Visit, Path(number): Path<String>) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (wanted, language) = (number.clone(), visit.language());
    let bytes = blocking(move || billing::document(&app, &request, &wanted, language)).await?;
    // Only a number that was found gets into the name.
    let name = format!("attachment; filename=\"{number}.pdf\"");
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}
