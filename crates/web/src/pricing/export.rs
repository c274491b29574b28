//! The lists as files for spreadsheets. Codes, ids and amounts are the same in every language; the
//! headings are the reader's.

use super::matrix::{becomes, customers, cycles, ends, limit, names};
use super::{Parameters, asked, kind_words, name};
use crate::http::{Answer, Query, Visit, csv};
use app::Failure;
use app::catalogue::{self, PriceList};
use axum::http::header;
use axum::response::IntoResponse;
use domain::catalogue::{Change, ListLine, Unit};
use jiff::civil::Date;

/// Between several things in one cell.
const AND: &str = " | ";

/// A file: the list, its changes, or the matrix of a month.
pub async fn save(visit: Visit, Query(query): Parameters) -> Answer {
    let app = visit.app().clone();
    let list = catalogue::price_list(&app, &visit.request, asked(&query))?;
    let what = query.get("what").map_or("list", String::as_str);
    let (table, file) = match what {
        "list" => (lines(&visit, &list, false), "price-list"),
        "changes" => (lines(&visit, &list, true), "price-changes"),
        "matrix" => (offers(&visit, &list), "offer-matrix"),
        _ => return Err(Failure::NotFound.into()),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{file}-{}.csv\"", list.month.text()),
        ),
        // Prices are between the operator and its partners.
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, table.into_text()).into_response())
}

/// An amount for a program: minor units with a point, no sign of currency, no groups.
pub(crate) fn plain(visit: &Visit, minor: i64) -> String {
    let digits = usize::from(visit.app().programme.currency.minor_digits);
    if digits == 0 {
        return minor.to_string();
    }
    let padded = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, part) = padded.split_at(padded.len() - digits);
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{whole}.{part}")
}

fn day(day: Option<Date>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Licence => "licence",
        Unit::StorageGb => "GB",
    }
}

fn lines(visit: &Visit, list: &PriceList<'_>, changes: bool) -> csv::Table {
    let t = visit.t();
    let head = [
        "pricing-month",
        "pricing-offer-id",
        "pricing-offer",
        "pricing-kind",
        "pricing-customers",
        "pricing-unit",
        "pricing-price",
        "pricing-suggested",
        "pricing-price-before",
        "pricing-currency",
        "pricing-from",
        "pricing-until",
        "pricing-change",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let amount = |minor: Option<i64>| minor.map(|m| plain(visit, m)).unwrap_or_default();
    let wanted = |line: &&ListLine<'_>| !changes || line.change != Change::Unchanged;
    for line in list.lines.iter().filter(wanted) {
        let (offer, price) = (line.offer, line.price);
        let until = match price {
            Some(price) => offer.price_until(price.from),
            None => offer
                .sale_ends(list.month.first())
                .and_then(|end| end.yesterday().ok()),
        };
        table.row([
            list.month.text(),
            offer.id.to_string(),
            name(visit, offer),
            kind_words(visit, offer.kind).into_owned(),
            customers(visit, offer).into_owned(),
            unit(offer.unit).to_owned(),
            amount(price.map(|p| p.list_minor)),
            amount(price.map(|p| p.suggested_minor)),
            amount(line.before.map(|p| p.list_minor)),
            visit.app().programme.currency.code.clone(),
            day(price.map(|p| p.from)),
            day(until),
            line.change.text().to_owned(),
        ]);
    }
    table
}

fn offers(visit: &Visit, list: &PriceList<'_>) -> csv::Table {
    let t = visit.t();
    let head = [
        "pricing-offer-id",
        "pricing-offer",
        "pricing-kind",
        "pricing-customers",
        "pricing-minimum",
        "pricing-maximum",
        "pricing-limit",
        "pricing-cycles",
        "pricing-needs",
        "pricing-becomes",
        "pricing-end-of-sale",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let sold = list.lines.iter().filter(|l| l.change != Change::Deleted);
    for offer in sold.map(|line| line.offer) {
        table.row([
            offer.id.to_string(),
            name(visit, offer),
            kind_words(visit, offer.kind).into_owned(),
            customers(visit, offer).into_owned(),
            offer.minimum.to_string(),
            offer.maximum.to_string(),
            limit(visit, offer),
            cycles(visit, offer).join(AND),
            names(visit, &offer.parents).join(AND),
            names(visit, becomes(offer)).join(AND),
            day(ends(offer, list.month.first())),
        ]);
    }
    table
}
