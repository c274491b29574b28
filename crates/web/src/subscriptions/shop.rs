//! The catalogue as an order form: shelves, offers, how many units of each.

use super::{cycle, money};
use crate::customers::refusal;
use crate::http::{Visit, fields};
use crate::ui::{ErrorSummary, Field, Text};
use app::orders::Quote;
use domain::catalogue::{Decided, Offer, Prices};
use domain::enrolment::form::FieldProblem;
use domain::orders::Line;
use domain::selling::{Reason, Refusal};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the names of the fields with quantities begin with; the offer's id follows.
const FIELD: &str = "q-";

/// A shelf of the catalogue.
pub(crate) struct Shelf {
    /// Its id in the page.
    pub(crate) id: String,
    /// Its name.
    pub(crate) title: String,
    /// What stands on it.
    pub(crate) items: Vec<Item>,
}

/// An offer on a shelf.
pub(crate) struct Item {
    /// Its name.
    pub(crate) name: String,
    /// What it is good for.
    pub(crate) about: String,
    /// Its price, for those who may see it.
    pub(crate) price: Option<String>,
    /// Where the units are typed; none when it cannot be ordered.
    pub(crate) input: Option<Field>,
    /// Why it cannot be ordered.
    pub(crate) obstacle: Option<Text>,
}

/// The quantities among the values of a form or of an address, by the names of their fields.
pub(crate) fn wanted(values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let known = |name: &&String| {
        let id = name.strip_prefix(FIELD);
        id.is_some_and(|id| Uuid::parse_str(id).is_ok())
    };
    let filled = values
        .iter()
        .filter(|(name, value)| known(name) && !value.trim().is_empty());
    filled
        .map(|(name, value)| (name.clone(), value.trim().to_owned()))
        .collect()
}

/// The lines that are wanted, numbered in the order of the offers' ids, and what is no number.
pub(crate) fn lines(wanted: &BTreeMap<String, String>) -> (Vec<Line>, Vec<FieldProblem>) {
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for (name, value) in wanted {
        let offer = name
            .strip_prefix(FIELD)
            .and_then(|id| Uuid::parse_str(id).ok());
        let Some(offer) = offer else { continue };
        match value.parse::<u32>() {
            Ok(0) => {}
            Ok(quantity) => lines.push(Line {
                number: u32::try_from(lines.len()).unwrap_or(u32::MAX),
                offer,
                quantity,
                friendly_name: String::new(),
                cycle: None,
                base: None,
            }),
            Err(_) => problems.push(FieldProblem::plain(name, "number-format")),
        }
    }
    (lines, problems)
}

/// The name of the field of an offer.
pub(crate) fn field_of(offer: Uuid) -> String {
    format!("{FIELD}{offer}")
}

/// What was refused line by line, at the fields; and what concerns the whole.
pub(crate) fn at_fields(
    visit: &Visit,
    lines: &[Line],
    refused: &[Refusal],
) -> (BTreeMap<String, Text>, Vec<Reason>) {
    let (mut at, mut whole) = (BTreeMap::new(), Vec::new());
    for refusal_of in refused {
        let line = lines.iter().find(|l| Some(l.number) == refusal_of.line);
        match line {
            Some(line) => {
                at.insert(field_of(line.offer), refusal(visit, refusal_of.reason));
            }
            None => whole.push(refusal_of.reason),
        }
    }
    (at, whole)
}

/// What one unit costs, in words.
pub(crate) fn unit_price(visit: &Visit, offer: &Offer, minor: i64) -> String {
    let price = money(visit, minor);
    let unit = visit.t().get(match offer.unit {
        domain::catalogue::Unit::Licence => "price-per-licence",
        domain::catalogue::Unit::StorageGb => "price-per-gigabyte",
    });
    format!("{price} {unit}")
}

/// A special price, and what the list asks.
pub(crate) fn special_note(visit: &Visit, list_minor: i64) -> String {
    let list = money(visit, list_minor);
    visit
        .t()
        .format("special-price-instead", &[("list", &list)])
}

/// What one unit costs somebody, in words; with what the list asks where that is more.
pub(crate) fn unit_words(visit: &Visit, offer: &Offer, price: Decided) -> String {
    let unit = unit_price(visit, offer, price.minor);
    match price.special {
        Some(_) => {
            let note = special_note(visit, price.list_minor);
            format!("{unit}{}{note}", visit.t().get("console-separator"))
        }
        None => unit,
    }
}

fn item(
    visit: &Visit,
    offer: &Offer,
    prices: Option<&Prices>,
    obstacle: Option<Reason>,
    wanted: &BTreeMap<String, String>,
    wrong: &BTreeMap<String, Text>,
) -> Item {
    let (t, language) = (visit.t(), visit.language());
    let name = field_of(offer.id);
    let price = match prices.and_then(|prices| prices.of(offer)) {
        _ if offer.is_trial() => Some(t.get("price-free").into_owned()),
        Some(price) => Some(format!(
            "{} · {}",
            unit_words(visit, offer, price),
            cycle(visit, offer.usual_cycle().text())
        )),
        None => None,
    };
    let typed = wanted.get(&name).cloned().unwrap_or_default();
    let label = t.format("shop-units", &[("offer", offer.name.get(language))]);
    let (min, max) = (offer.minimum.to_string(), offer.maximum.to_string());
    let input = if offer.minimum == offer.maximum {
        let words = t.format("shop-fixed", &[("units", &min)]);
        let tick = crate::ui::Choice::new(min, words).selected(!typed.is_empty());
        Field::ticks(name.clone(), label, vec![tick])
    } else {
        let hint = t.format("shop-range", &[("min", &min), ("max", &max)]);
        Field::number(name.clone(), label)
            .whole()
            .hint(hint)
            .value(typed)
            .maxlength(9)
    };
    let input = input.unmarked().error(wrong.get(&name).cloned());
    Item {
        name: offer.name.get(language).to_owned(),
        about: offer.description.get(language).to_owned(),
        price,
        // What was typed before stays to be seen, and to be taken back.
        input: (obstacle.is_none() || wanted.contains_key(&name)).then_some(input),
        obstacle: obstacle.map(|reason| refusal(visit, reason)),
    }
}

/// The shelves with what was typed and what is wrong with it.
pub(crate) fn shelves(
    visit: &Visit,
    shelf: &app::orders::Shelf,
    wanted: &BTreeMap<String, String>,
    wrong: &BTreeMap<String, Text>,
) -> Vec<Shelf> {
    let catalogue = visit.app().programme.catalogue();
    let of = |category: &str| {
        let offers = shelf.offers.iter();
        let offers = offers.filter_map(|(id, why)| Some((catalogue.offer(*id)?, *why)));
        offers
            .filter(|(offer, _)| offer.category == category)
            .map(|(offer, why)| item(visit, offer, shelf.prices.as_ref(), why, wanted, wrong))
            .collect::<Vec<_>>()
    };
    let all = catalogue.shelves().into_iter().map(|category| Shelf {
        id: format!("shelf-{}", category.id),
        title: category.name.get(visit.language()).to_owned(),
        items: of(&category.id),
    });
    all.filter(|shelf| !shelf.items.is_empty()).collect()
}

/// The words of problems, by field.
pub(crate) fn said(visit: &Visit, problems: &[FieldProblem]) -> BTreeMap<String, Text> {
    let said = problems.iter().filter(|p| p.field.starts_with(FIELD));
    said.map(|p| (p.field.clone(), fields::words(visit, &p.problem).into()))
        .collect()
}

/// What is wrong on a page with shelves.
pub(crate) fn errors(
    visit: &Visit,
    before: &[Field],
    shelves: &[Shelf],
    whole: Vec<String>,
) -> Option<ErrorSummary> {
    let inputs = shelves.iter().flat_map(|s| &s.items);
    let inputs = inputs.filter_map(|item| item.input.as_ref());
    ErrorSummary::with(visit.t(), before.iter().chain(inputs), whole)
}

/// One line of an order, before it is placed.
pub(crate) struct Row {
    /// The offer.
    pub(crate) name: String,
    /// Units.
    pub(crate) quantity: u32,
    /// What one unit costs.
    pub(crate) unit: String,
    /// That it is a special price.
    pub(crate) special: Option<String>,
    /// What all of them cost a month.
    pub(crate) monthly: String,
}

/// An order, before it is placed.
pub(crate) struct Bill {
    /// Its lines.
    pub(crate) rows: Vec<Row>,
    /// Whether prices are shown.
    pub(crate) priced: bool,
    /// The sum of a month.
    pub(crate) monthly: String,
}

/// A quote in words.
pub(crate) fn bill(visit: &Visit, quote: &Quote) -> Bill {
    let free = || visit.t().get("price-free").into_owned();
    let catalogue = visit.app().programme.catalogue();
    let rows = quote.lines.iter().map(|quoted| {
        let offer = catalogue.offer(quoted.line.offer);
        Row {
            name: super::offer_name(visit, quoted.line.offer),
            quantity: quoted.line.quantity,
            unit: match (offer, quoted.unit_price) {
                (Some(offer), Some(minor)) => unit_price(visit, offer, minor),
                _ => free(),
            },
            special: quoted.list_price.map(|list| special_note(visit, list)),
            monthly: quoted
                .monthly
                .map_or_else(free, |minor| money(visit, minor)),
        }
    });
    Bill {
        rows: rows.collect(),
        priced: quote.monthly.is_some(),
        monthly: money(visit, quote.monthly.unwrap_or_default()),
    }
}
