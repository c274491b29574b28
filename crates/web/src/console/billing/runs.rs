//! Bill runs, what became of each bill, and what a bill would be.

use crate::billing::{charge, day, days, name, usage as used};
use crate::console::{console, exactly, may};
use crate::http::{Answer, Form, Query, Visit, blocking, go};
use crate::ui::{Banner, Chrome, Pair, Text, Tone, format, respond};
use app::Failure;
use app::billing;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::TenantId;
use domain::permission::OperatorAction;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::billing::RunLine;
use uuid::Uuid;

/// Lines for usage that a bill to come shows.
const MOST_USAGE: usize = 200;
/// Billing dates on one page.
const PAGE: u32 = 31;

#[derive(Template)]
#[template(path = "pages/console/billing/runs.html")]
struct RunsPage<'a> {
    chrome: &'a Chrome,
    rows: Vec<RunRow>,
    older: Option<String>,
}

struct RunRow {
    href: String,
    date: String,
    published: i64,
    empty: i64,
    failed: i64,
}

/// The list of runs.
pub async fn runs(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let before = query.get("before").and_then(|day| day.parse().ok());
    let found = billing::runs(visit.app(), &visit.request, before, PAGE).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-bill-runs"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-bill-runs"));
    let full = u32::try_from(found.len()).unwrap_or(0) >= PAGE;
    let older = found.last().filter(|_| full);
    let page = RunsPage {
        older: older.map(|last| format!("/ops/billing?before={}", last.billed_on)),
        rows: found
            .iter()
            .map(|run| RunRow {
                href: format!("/ops/billing/runs/{}", run.billed_on),
                date: day(&visit, &run.billed_on),
                published: run.published,
                empty: run.empty,
                failed: run.failed,
            })
            .collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/console/billing/report.html")]
struct ReportPage<'a> {
    chrome: &'a Chrome,
    rows: Vec<ReportRow>,
}

struct ReportRow {
    partner: String,
    preview: String,
    state: (Tone, Text),
    problem: String,
    invoice: String,
    total: String,
    tried: String,
    /// Where the form is sent that makes it again, with its key.
    retry: Option<(String, String)>,
}

fn report_row(visit: &Visit, on: Date, line: RunLine) -> ReportRow {
    let tone = match line.state.as_str() {
        "published" => Tone::Ok,
        "failed" => Tone::Bad,
        _ => Tone::Mute,
    };
    let currency = &visit.app().programme.currency.code;
    let again = line.state == "failed" && may(visit, OperatorAction::RunBills);
    let here = format!("/ops/billing/runs/{on}/{}", line.partner_id);
    ReportRow {
        preview: format!("/ops/billing/partners/{}", line.partner_id),
        state: (tone, visit.t().get(format!("bill-state-{}", line.state))),
        invoice: line.number.unwrap_or_default(),
        total: line
            .total
            .map_or_else(String::new, |total| format::money(total, currency)),
        tried: exactly(visit, line.tried_at),
        retry: again.then(|| (here, visit.fresh_key())),
        partner: line.name,
        problem: line.problem,
    }
}

fn date_of(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The report of a billing date.
pub async fn report(
    visit: Visit,
    Path(date): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let on = date_of(&date)?;
    let found = billing::report(visit.app(), &visit.request, on).await?;
    let t = visit.t();
    let title = t.format("bill-run-title", &[("day", &format::date(t, on))]);
    let notice = query.get("tried").map(|outcome| {
        let (tone, id) = match outcome.as_str() {
            "published" => (Tone::Ok, "bill-run-again-done"),
            _ => (Tone::Bad, "bill-run-again-failed"),
        };
        Banner::new(tone, t.get(id))
    });
    let chrome = console(&visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/billing", t.get("nav-bill-runs"))
        .crumb("", title)
        .notice(notice);
    let lines = found.lines.into_iter();
    let page = ReportPage {
        rows: lines.map(|line| report_row(&visit, on, line)).collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Makes a bill again that failed.
pub async fn retry(visit: Visit, Path((date, partner)): Path<(String, String)>, _: Form) -> Answer {
    let on = date_of(&date)?;
    let partner = Uuid::parse_str(&partner).map_err(|_| Failure::NotFound)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let done = blocking(move || billing::retry(&app, &request, TenantId(partner))).await?;
    let outcome = if done > 0 { "published" } else { "failed" };
    Ok(go(&format!("/ops/billing/runs/{on}?tried={outcome}")))
}

#[derive(Template)]
#[template(path = "pages/console/billing/preview.html")]
struct PreviewPage<'a> {
    chrome: &'a Chrome,
    /// Where what the partner owes and has paid is.
    account: String,
    facts: Vec<Pair>,
    rows: Vec<PreviewRow>,
    late: Vec<PreviewLate>,
    usage: Vec<used::Row>,
    /// How many more lines for usage there are than are shown.
    usage_more: Option<String>,
    usage_links: bool,
}

struct PreviewLate {
    number: String,
    period: String,
    principal: String,
    amount: String,
}

struct PreviewRow {
    customer: String,
    subscription: String,
    charge: Text,
    period: String,
    seats: u32,
    amount: String,
}

/// What a partner's next bill would be; nothing is written.
pub async fn preview(visit: Visit, Path(partner): Path<String>) -> Answer {
    let partner = Uuid::parse_str(&partner).map_err(|_| Failure::NotFound)?;
    let bill = billing::preview(visit.app(), &visit.request, TenantId(partner)).await?;
    let t = visit.t();
    let title = t.format("bill-preview-title", &[("partner", &bill.parties.buyer)]);
    let chrome = console(&visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/billing", t.get("nav-bill-runs"))
        .crumb("", title);
    let money = |minor| format::money(minor, bill.currency.code());
    let subtotal = bill.totals.subtotal().map_err(Failure::internal)?;
    let tax = visit.app().programme.tax.name.get(visit.language());
    let mut facts = vec![Pair::new(t.get("invoice-date"), format::date(t, bill.on))];
    if !bill.usage.is_empty() {
        let (usage, discount) = (bill.totals.usage, bill.totals.usage_discount);
        facts.push(Pair::new(t.get("invoice-usage"), money(usage)));
        facts.push(Pair::new(t.get("invoice-usage-discounts"), money(discount)));
    }
    facts.extend([
        Pair::new(t.get("invoice-finance-charges"), money(bill.totals.finance)),
        Pair::new(
            t.get("invoice-discounts"),
            money(bill.totals.discount.saturating_neg()),
        ),
        Pair::new(t.get("invoice-subtotal"), money(subtotal)),
        Pair::new(tax.to_owned(), money(bill.totals.tax)),
        Pair::new(t.get("invoice-credits"), money(bill.totals.credits)),
        Pair::new(t.get("invoice-total"), money(bill.totals.total)),
        Pair::new(t.get("invoice-previous"), money(bill.previous_balance)),
    ]);
    let more = bill.usage.len().saturating_sub(MOST_USAGE);
    let page = PreviewPage {
        account: format!("/ops/billing/partners/{partner}/account"),
        facts,
        rows: bill
            .lines
            .iter()
            .map(|line| PreviewRow {
                customer: line.customer_name.clone(),
                subscription: name(&visit, line),
                charge: charge(&visit, &line.charge),
                period: days(&visit, &line.charged_from, &line.charged_to),
                seats: line.seats,
                amount: money(line.amount),
            })
            .collect(),
        usage: bill
            .usage
            .iter()
            .take(MOST_USAGE)
            .map(|line| used::row(&visit, "", bill.currency.code(), line))
            .collect(),
        usage_more: (more > 0).then(|| t.format("network-more", &[("count", &more.to_string())])),
        // There is no invoice whose lines could be opened yet.
        usage_links: false,
        late: bill
            .late
            .iter()
            .map(|late| PreviewLate {
                number: late.number.clone(),
                period: days(
                    &visit,
                    &late.charge.from.to_string(),
                    &late.charge.to.to_string(),
                ),
                principal: money(late.charge.basis.principal),
                amount: money(late.charge.amount),
            })
            .collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
