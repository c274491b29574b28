//! `/billing/invoices/{number}/compare`: an invoice against a file, every difference to the hundredth.

use crate::http::{Answer, Form, Visit, blocking, fields, frame};
use crate::ui::{Chrome, ErrorSummary, Field, Text, Tone, format, respond};
use app::Failure;
use app::billing::{self, Compared};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::comparison::{Difference, KEYS, SUMS};
use domain::enrolment::form::FieldProblem;

/// Differences and rows shown on the page.
const SHOWN: usize = 500;

#[derive(Template)]
#[template(path = "pages/billing/compare.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    file: Field,
    action: String,
    columns: Vec<(&'static str, Text)>,
    result: Option<Shown>,
}

/// What came of it.
struct Shown {
    verdict: (Tone, Text),
    says: String,
    sums: Vec<[String; 4]>,
    differences: Vec<Line>,
    more: Option<String>,
    wrong: Vec<Wrong>,
    wrong_title: String,
}

/// A difference.
struct Line {
    subscription: String,
    customer: String,
    what: String,
    column: &'static str,
    invoice: String,
    file: String,
    difference: String,
}

/// A row that could not be read.
struct Wrong {
    row: u64,
    column: &'static str,
    cell: String,
    problem: String,
}

fn columns(visit: &Visit) -> Vec<(&'static str, Text)> {
    let t = visit.t();
    let keys = KEYS.iter().enumerate().map(|(at, name)| {
        let role = if at == 0 {
            "compare-role-must"
        } else {
            "compare-role-apart"
        };
        (*name, t.get(role))
    });
    let sums = SUMS.map(|name| (name, t.get("compare-role-sum")));
    keys.chain(sums).collect()
}

/// What tells a line from others, in words.
fn what(visit: &Visit, found: &Difference) -> String {
    let t = visit.t();
    let key = found.key;
    let day = |day: Option<_>| day.map(|day| format::date(t, day));
    let days = match (day(key.from), day(key.to)) {
        (Some(from), Some(to)) => Some(t.format("billing-days", &[("from", &from), ("to", &to)])),
        (from, to) => from.or(to),
    };
    let seats = key.quantity.map(|n| format!("× {n}"));
    let parts = [key.charge.map(str::to_owned), days, seats];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn shown(visit: &Visit, found: &Compared) -> Shown {
    let t = visit.t();
    let (outcome, currency) = (&found.outcome, &found.invoice.currency);
    let money = |minor| format::money(minor, currency);
    let side = |minor: Option<i64>| minor.map_or_else(|| "—".to_owned(), money);
    let differences = outcome.differences.iter().take(SHOWN).map(|d| {
        let id = d.key.subscription;
        let (customer, subscription) = match found.names.get(&id) {
            Some((customer, name)) => (customer.clone(), name.clone()),
            None => (t.get("compare-unknown").into_owned(), id.to_string()),
        };
        let apart = d.file.unwrap_or(0).saturating_sub(d.invoice.unwrap_or(0));
        Line {
            subscription,
            customer,
            what: what(visit, d),
            column: d.column,
            invoice: side(d.invoice),
            file: side(d.file),
            difference: money(apart),
        }
    });
    let count = outcome.differences.len();
    let rows = outcome.rows.to_string();
    let (verdict, says) = if count == 0 && outcome.wrong_count == 0 {
        let says = t.format("compare-same", &[("rows", &rows)]);
        ((Tone::Ok, t.get("compare-agrees")), says)
    } else {
        let facts = [("count", &*count.to_string()), ("rows", &rows)];
        let says = t.format("compare-different", &facts);
        ((Tone::Bad, t.get("compare-differs")), says)
    };
    let more = count.saturating_sub(SHOWN);
    let unread = [("count", &*outcome.wrong_count.to_string())];
    Shown {
        verdict,
        says,
        sums: outcome
            .sums
            .iter()
            .map(|sum| {
                let apart = sum.file.saturating_sub(sum.invoice);
                let [invoice, file, apart] = [sum.invoice, sum.file, apart].map(money);
                [sum.column.to_owned(), invoice, file, apart]
            })
            .collect(),
        differences: differences.collect(),
        more: (more > 0).then(|| t.format("network-more", &[("count", &more.to_string())])),
        wrong: outcome
            .wrong
            .iter()
            .map(|wrong| Wrong {
                row: wrong.row,
                column: wrong.column,
                cell: wrong.cell.clone(),
                problem: fields::words(visit, &wrong.problem),
            })
            .collect(),
        wrong_title: t.format("compare-wrong", &unread),
    }
}

fn page(
    visit: &Visit,
    number: &str,
    problems: &[FieldProblem],
    found: Option<&Compared>,
) -> Response {
    let t = visit.t();
    let invoice = t.format("invoice-title", &[("number", number)]);
    let here = format!("/billing/invoices/{number}");
    let mut chrome = frame::portal(visit, t.get("compare-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/billing", t.get("nav-billing"))
        .crumb(here.clone(), invoice)
        .crumb("", t.get("compare-title"));
    let file = Field::file("file", t.get("compare-file"), ".csv,text/csv", false)
        .hint(t.get("compare-file-hint"))
        .error(fields::problem_at(visit, problems, "file"))
        .required();
    let errors = ErrorSummary::of(t, [&file]);
    chrome.invalid = errors.is_some();
    let page = Page {
        errors,
        file,
        action: format!("{here}/compare"),
        columns: columns(visit),
        result: found.map(|found| shown(visit, found)),
        chrome: &chrome,
    };
    let status = if found.is_some() {
        StatusCode::OK
    } else {
        fields::status(problems)
    };
    respond(status, &page)
}

/// The form.
pub async fn form(visit: Visit, Path(number): Path<String>) -> Answer {
    // Only an invoice that is there can be compared.
    let found = billing::invoice(visit.app(), &visit.request, &number, (0, 1)).await?;
    Ok(page(&visit, &found.invoice.number, &[], None))
}

/// Compares, and shows what came of it.
pub async fn check(visit: Visit, Path(number): Path<String>, sent: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let bytes = sent.file("file").map(|file| file.bytes.clone());
    let (wanted, bytes) = (number.clone(), bytes.unwrap_or_default());
    match blocking(move || billing::compare(&app, &request, &wanted, &bytes)).await {
        Ok(found) => Ok(page(&visit, &number, &[], Some(&found))),
        Err(Failure::Invalid(problems)) => Ok(page(&visit, &number, &problems, None)),
        Err(failure) => Err(failure.into()),
    }
}
