//! The lists as files for spreadsheets. Codes, ids and amounts are the same in every language; the
//! headings are the reader's.

use super::matrix::{becomes, customers, cycles, ends, limit, names};
use super::{Parameters, asked, kind_words, name};
use crate::http::sheet::{Cell, Format, Sheet};
use crate::http::{Answer, Query, Visit, address};
use app::Failure;
use app::catalogue::{self, PriceList, special_prices};
use domain::catalogue::{Change, ListLine, Offer, Unit};
use jiff::civil::Date;

/// Between several things in one cell.
pub(crate) const AND: &str = " | ";

/// A file: the list, its changes, or the matrix of a month; as text or as a workbook.
pub async fn save(visit: Visit, Query(query): Parameters) -> Answer {
    let app = visit.app().clone();
    let list = catalogue::price_list(&app, &visit.request, asked(&query))?;
    let what = query.get("what").map_or("list", String::as_str);
    let format = Format::asked(query.get("format").map(String::as_str)).ok_or(Failure::NotFound)?;
    let named = |what: &str| format!("{what}-{}", list.month.text());
    let from = list.month.first();
    // Prices are between the operator and its partners: nothing on the way keeps them.
    match what {
        "list" => {
            let sheet = lines(&visit, &list, false);
            sheet.save(format, &named("price-list"), from).await
        }
        "changes" => {
            let sheet = lines(&visit, &list, true);
            sheet.save(format, &named("price-changes"), from).await
        }
        "matrix" => {
            let sold = list.lines.iter().filter(|l| l.change != Change::Deleted);
            let sold = sold.map(|line| (line.offer, ends(line.offer, from)));
            let sheet = offers(&visit, sold);
            sheet.save(format, &named("offer-matrix"), from).await
        }
        "special" => {
            let found = special_prices::granted(&app, &visit.request).await?;
            let (sheet, today) = (super::special::sheet(&visit, &found), app.today());
            let name = format!("special-prices-{today}");
            sheet.save(format, &name, today).await
        }
        _ => Err(Failure::NotFound.into()),
    }
}

/// Where a view is saved as text, and where as a workbook.
pub(super) fn addresses(what: &str, list: &PriceList<'_>) -> (String, String) {
    let month = list.month.text();
    let asking = |format| {
        let facts = [("what", what), ("month", &month), ("format", format)];
        address::asking("/pricing/export", &facts)
    };
    (asking("csv"), asking("xlsx"))
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

pub(crate) fn day(day: Option<Date>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Licence => "licence",
        Unit::StorageGb => "GB",
    }
}

fn lines(visit: &Visit, list: &PriceList<'_>, changes: bool) -> Sheet<13> {
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
    let mut sheet = Sheet::new(head.map(|id| t.get(id).into_owned()));
    let amount =
        |minor: Option<i64>| Cell::Number(minor.map(|m| plain(visit, m)).unwrap_or_default());
    let wanted = |line: &&ListLine<'_>| !changes || line.change != Change::Unchanged;
    for line in list.lines.iter().filter(wanted) {
        let (offer, price) = (line.offer, line.price);
        let until = match price {
            Some(price) => offer.price_until(price.from),
            None => offer
                .sale_ends(list.month.first())
                .and_then(|end| end.yesterday().ok()),
        };
        sheet.row([
            Cell::Text(list.month.text()),
            Cell::Text(offer.id.to_string()),
            Cell::Text(name(visit, offer)),
            Cell::Text(kind_words(visit, offer.kind).into_owned()),
            Cell::Text(customers(visit, offer).into_owned()),
            Cell::Text(unit(offer.unit).to_owned()),
            amount(price.map(|p| p.list_minor)),
            amount(price.map(|p| p.suggested_minor)),
            amount(line.before.map(|p| p.list_minor)),
            Cell::Text(visit.app().programme.currency.code.clone()),
            Cell::Text(day(price.map(|p| p.from))),
            Cell::Text(day(until)),
            Cell::Text(line.change.text().to_owned()),
        ]);
    }
    sheet
}

/// Offers and what may be bought of them by whom; beside each when its sale ends.
pub(crate) fn offers<'a>(
    visit: &Visit,
    offers: impl Iterator<Item = (&'a Offer, Option<Date>)>,
) -> Sheet<11> {
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
    let mut sheet = Sheet::new(head.map(|id| t.get(id).into_owned()));
    for (offer, end) in offers {
        sheet.row([
            Cell::Text(offer.id.to_string()),
            Cell::Text(name(visit, offer)),
            Cell::Text(kind_words(visit, offer.kind).into_owned()),
            Cell::Text(customers(visit, offer).into_owned()),
            Cell::Number(offer.minimum.to_string()),
            Cell::Number(offer.maximum.to_string()),
            Cell::Text(limit(visit, offer)),
            Cell::Text(cycles(visit, offer).join(AND)),
            Cell::Text(names(visit, &offer.parents).join(AND)),
            Cell::Text(names(visit, becomes(offer)).join(AND)),
            Cell::Text(day(end)),
        ]);
    }
    sheet
}
