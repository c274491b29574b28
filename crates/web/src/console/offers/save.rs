//! The three views as files for spreadsheets.

use super::ways::{kind, open};
use super::{pill, shelf};
use crate::console::Parameters;
use crate::http::sheet::{Cell, Format, Sheet};
use crate::http::{Answer, Visit};
use crate::pricing::{kind_words, name, offer_sheet, plain, unit};
use app::Failure;
use app::catalogue::offers::{self, Path};
use domain::catalogue::Offer;

fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// A file: the offers, the matrix or the upgrade paths.
pub async fn save(visit: Visit, parameters: Parameters) -> Answer {
    let all = offers::found(visit.app(), &visit.request, "")?;
    let format = Format::asked(parameters.get("format").map(String::as_str));
    let format = format.ok_or(Failure::NotFound)?;
    let today = visit.app().today();
    match parameters.get("what").map_or("offers", String::as_str) {
        "offers" => {
            let sheet = list(&visit, &all);
            sheet.save(format, &format!("offers-{today}"), today).await
        }
        "matrix" => {
            let all = all.iter().map(|offer| (*offer, offer.sale_ends(today)));
            let sheet = offer_sheet(&visit, all);
            let name = format!("offer-matrix-{today}");
            sheet.save(format, &name, today).await
        }
        "upgrades" => {
            let paths = offers::paths(visit.app(), &visit.request)?;
            let sheet = upgrades(&visit, &paths);
            let name = format!("upgrade-paths-{today}");
            sheet.save(format, &name, today).await
        }
        _ => Err(Failure::NotFound.into()),
    }
}

fn list(visit: &Visit, offers: &[&Offer]) -> Sheet<9> {
    let (t, today) = (visit.t(), visit.app().today());
    let head = [
        "pricing-offer-id",
        "pricing-offer",
        "pricing-kind",
        "offers-shelf",
        "pricing-unit",
        "pricing-price",
        "pricing-suggested",
        "pricing-currency",
        "offers-sale",
    ];
    let mut sheet = Sheet::new(head.map(|id| t.get(id).into_owned()));
    for offer in offers {
        let price = offer.price_on(today);
        let amount =
            |minor: Option<i64>| Cell::Number(minor.map(|m| plain(visit, m)).unwrap_or_default());
        sheet.row([
            text(offer.id.to_string()),
            text(name(visit, offer)),
            text(kind_words(visit, offer.kind)),
            text(shelf(visit, offer)),
            text(unit(offer.unit)),
            amount(price.map(|price| price.list_minor)),
            amount(price.map(|price| price.suggested_minor)),
            text(visit.app().programme.currency.code.clone()),
            text(pill(visit, offer).1),
        ]);
    }
    sheet
}

fn upgrades(visit: &Visit, paths: &[Path<'_>]) -> Sheet<6> {
    let t = visit.t();
    let head = [
        t.get("offers-from"),
        t.get("pricing-offer-id"),
        t.get("offers-to"),
        t.get("pricing-offer-id"),
        t.get("pricing-kind"),
        t.get("offers-sale"),
    ];
    let mut sheet = Sheet::new(head.map(Into::into));
    for Path { from, to } in paths {
        sheet.row([
            text(name(visit, from)),
            text(from.id.to_string()),
            text(name(visit, to)),
            text(to.id.to_string()),
            text(kind(visit, from)),
            text(open(visit, to).1),
        ]);
    }
    sheet
}
