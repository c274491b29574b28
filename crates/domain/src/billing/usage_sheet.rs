//! Records of a meter as a file: which columns it has, what a row must hold, and what it must not say of its
//! subscription. Each row stands for itself: what is wrong is left out, the rest is taken.

use super::usage::{Decimal, MOST_AMOUNT, Metered};
use crate::money::Currency;
use crate::validate::{self, Problem, text};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

/// Most rows below the names of the columns.
pub const MOST_ROWS: usize = 5_000;
/// Years after which nothing is billed any more.
pub const OLDEST_YEARS: i64 = 3;

/// The columns that are read, in the order of the template.
pub const COLUMNS: [&str; 18] = [
    "record_id",
    "subscription_id",
    "usage_date",
    "service_name",
    "service_type",
    "resource_id",
    "resource_name",
    "region",
    "sku",
    "tier",
    "consumed_quantity",
    "included_quantity",
    "list_price",
    "metered_region",
    "metered_service",
    "metered_service_type",
    "project",
    "service_info",
];

/// Columns a file may do without.
pub const OPTIONAL: [&str; 10] = [
    "service_type",
    "region",
    "sku",
    "tier",
    "included_quantity",
    "metered_region",
    "metered_service",
    "metered_service_type",
    "project",
    "service_info",
];

/// What the columns are called in usage files.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("recordid", "record_id"),
    ("subscriptionid", "subscription_id"),
    ("syndicationpartnersubscriptionnumber", "subscription_id"),
    ("usagedate", "usage_date"),
    ("servicename", "service_name"),
    ("servicetype", "service_type"),
    ("resourceguid", "resource_id"),
    ("resource name", "resource_name"),
    ("resourcename", "resource_name"),
    ("detaillineitemid", "tier"),
    ("consumedquantity", "consumed_quantity"),
    ("includedquantity", "included_quantity"),
    ("listprice", "list_price"),
    ("meteredregion", "metered_region"),
    ("meteredservice", "metered_service"),
    ("meteredservicetype", "metered_service_type"),
    ("serviceinfo", "service_info"),
];

/// Where each of [`COLUMNS`] stands in a file's first row.
///
/// # Errors
/// `file-column-missing`, `file-column-twice`, `file-column-unknown`, each with `column`.
pub fn columns(head: &[String]) -> Result<[Option<usize>; 18], Problem> {
    validate::columns(head, &COLUMNS, OTHER_NAMES, &OPTIONAL)
}

/// What a meter says: so much of a resource was used on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The meter's own number of the record; no two records have the same.
    pub record: String,
    /// The subscription, as the portal shows it.
    pub subscription: Uuid,
    /// The day.
    pub used_on: Date,
    /// The service.
    pub service_name: String,
    /// Its kind.
    pub service_type: String,
    /// The resource.
    pub resource: Uuid,
    /// Its name.
    pub resource_name: String,
    /// Where.
    pub region: String,
    /// What is sold.
    pub sku: String,
    /// The price tier.
    pub tier: u32,
    /// Units used, millionths.
    pub consumed: i64,
    /// Units that cost nothing, millionths.
    pub included: i64,
    /// Price of one of the others, millionths.
    pub price: i64,
    /// As the meter calls the place.
    pub metered_region: String,
    /// As the meter calls the service.
    pub metered_service: String,
    /// As the meter calls its kind.
    pub metered_service_type: String,
    /// What the customer files it under.
    pub project: String,
    /// What else the service says.
    pub service_info: String,
}

impl Fact {
    /// What is rated.
    #[must_use]
    pub fn metered(&self) -> Metered {
        Metered {
            consumed: Decimal(self.consumed),
            included: Decimal(self.included),
            price: Decimal(self.price),
        }
    }
}

/// Something that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The column.
    pub column: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

impl Wrong {
    fn new(column: &'static str, code: &'static str) -> Self {
        Self {
            column,
            problem: Problem::new(code),
        }
    }
}

/// Reads a row.
///
/// # Errors
/// Everything that is wrong with its cells.
pub fn read(cells: &[String], places: &[Option<usize>; 18]) -> Result<Fact, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let cell = |at: usize| {
        let found = places[at].and_then(|place| cells.get(place));
        found.map_or("", |text| text.trim())
    };
    let mut no = |at: usize, problem: Problem| {
        let column = COLUMNS[at];
        wrong.push(Wrong { column, problem });
    };
    let mut words: [String; 18] = Default::default();
    for (at, least, most) in [
        (0, 1, 100),
        (3, 1, 100),
        (4, 0, 100),
        (6, 1, 200),
        (7, 0, 100),
        (8, 0, 100),
        (13, 0, 100),
        (14, 0, 100),
        (15, 0, 100),
        (16, 0, 200),
        (17, 0, 500),
    ] {
        match text::line(cell(at), least, most) {
            Ok(line) => words[at] = line.value,
            Err(problem) => no(at, problem),
        }
    }
    let [subscription, resource] = [1, 5].map(|at| {
        let id = Uuid::parse_str(cell(at)).ok();
        if id.is_none() {
            no(at, Problem::new("usage-id"));
        }
        id
    });
    let used_on: Option<Date> = cell(2).parse().ok();
    if used_on.is_none() {
        no(2, Problem::new("usage-day"));
    }
    let tier = match cell(9) {
        "" => Some(1),
        text => match validate::whole_number(text, 1, 999_999) {
            Ok(tier) => u32::try_from(tier).ok(),
            Err(problem) => {
                no(9, problem);
                None
            }
        },
    };
    let numbers = [10, 11, 12].map(|at| {
        let text = match (at, cell(at)) {
            (11, "") => "0",
            (_, text) => text,
        };
        match Decimal::parse(text) {
            Ok(number) => Some(number),
            Err(problem) => {
                no(at, problem);
                None
            }
        }
    });
    let [Some(consumed), Some(included), Some(price)] = numbers else {
        return Err(wrong);
    };
    let metered = Metered {
        consumed,
        included,
        price,
    };
    if metered.rate(Currency::CNY, 0).is_err() {
        let large = Problem::new("usage-amount-too-large").with("max", MOST_AMOUNT / 100);
        no(10, large);
    }
    let (Some(subscription), Some(resource), Some(used_on), Some(tier), true) =
        (subscription, resource, used_on, tier, wrong.is_empty())
    else {
        return Err(wrong);
    };
    let mut word = |at: usize| std::mem::take(&mut words[at]);
    Ok(Fact {
        record: word(0),
        subscription,
        used_on,
        service_name: word(3),
        service_type: word(4),
        resource,
        resource_name: word(6),
        region: word(7),
        sku: word(8),
        tier,
        consumed: consumed.0,
        included: included.0,
        price: price.0,
        metered_region: word(13),
        metered_service: word(14),
        metered_service_type: word(15),
        project: word(16),
        service_info: word(17),
    })
}

/// A subscription as usage is measured by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sold {
    /// Whether it is ever billed: not a trial, not in a sandbox.
    pub billed: bool,
    /// First day.
    pub starts_on: Date,
    /// The day it ended, if it did.
    pub ended_on: Option<Date>,
    /// Whether it ended while it was free, so that nothing of it is billed.
    pub ended_free: bool,
    /// The days on which its term began anew, in order.
    pub renewed_on: Vec<Date>,
}

impl Sold {
    /// The first day of the term a day lies in: prices hold for a term.
    #[must_use]
    pub fn term_of(&self, day: Date) -> Date {
        let before = self.renewed_on.iter().filter(|renewed| **renewed <= day);
        before.max().copied().unwrap_or(self.starts_on)
    }
}

/// Whether a subscription can have used something.
///
/// # Errors
/// What is wrong with it: an unknown subscription, one that is never billed or ended while it was free, a day
/// to come, a day it did not live on, a day too long ago.
pub fn judge(fact: &Fact, sold: Option<&Sold>, today: Date) -> Result<(), Wrong> {
    let Some(sold) = sold else {
        return Err(Wrong::new("subscription_id", "usage-subscription"));
    };
    if !sold.billed {
        return Err(Wrong::new("subscription_id", "usage-never-billed"));
    }
    if sold.ended_free {
        return Err(Wrong::new("subscription_id", "usage-ended-free"));
    }
    let day = fact.used_on;
    let oldest = today.checked_sub(OLDEST_YEARS.years());
    let code = if day > today {
        "usage-to-come"
    } else if day < sold.starts_on {
        "usage-before-start"
    } else if sold.ended_on.is_some_and(|ended| day > ended) {
        "usage-after-end"
    } else if oldest.is_ok_and(|oldest| day < oldest) {
        "usage-too-old"
    } else {
        return Ok(());
    };
    Err(Wrong::new("usage_date", code))
}

/// Whether a price is the one of the term: that of the first record of the same resource and tier.
///
/// # Errors
/// `usage-price-changed`, with the `price` of the term.
pub fn locked(fact: &Fact, price: Option<i64>) -> Result<(), Wrong> {
    match price {
        Some(price) if price != fact.price => Err(Wrong {
            column: "list_price",
            problem: Problem::new("usage-price-changed").with("price", Decimal(price).plain()),
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    const ID: &str = "6607fb89-34f4-5c91-82f9-7ac7a6bb427f";

    fn read_row(changes: &[(&str, &str)]) -> Result<Fact, Vec<(&'static str, &'static str)>> {
        let head: Vec<String> = COLUMNS.map(str::to_owned).into();
        let places = columns(&head).unwrap();
        let cells = COLUMNS.map(|column| {
            let usual = match column {
                "record_id" => "r-1",
                "subscription_id" | "resource_id" => ID,
                "usage_date" => "2026-06-20",
                "service_name" => "Compute",
                "resource_name" => "A1",
                "consumed_quantity" => "11",
                "list_price" => "0.0808",
                _ => "",
            };
            let changed = changes.iter().find(|(name, _)| *name == column);
            changed.map_or(usual, |(_, cell)| cell).to_owned()
        });
        let short = |wrong: Vec<Wrong>| {
            let all = wrong.into_iter();
            all.map(|wrong| (wrong.column, wrong.problem.code))
                .collect()
        };
        read(&cells, &places).map_err(short)
    }

    #[test]
    fn a_row_with_what_it_needs() {
        let fact = read_row(&[]).unwrap();
        assert_eq!((fact.tier, fact.included), (1, 0));
        assert_eq!((fact.consumed, fact.price), (11_000_000, 80_800));
        assert_eq!(fact.used_on, date(2026, 6, 20));
        let same = read_row(&[("consumed_quantity", "11.00"), ("tier", " 1 ")]);
        assert_eq!(same.unwrap(), fact);
    }

    #[test]
    fn everything_wrong_with_a_row_is_said() {
        for (column, cell, code) in [
            ("record_id", "", "required"),
            ("subscription_id", "12", "usage-id"),
            ("usage_date", "20 June", "usage-day"),
            ("usage_date", "2026-02-30", "usage-day"),
            ("consumed_quantity", "-1", "usage-number"),
            ("consumed_quantity", "", "usage-number"),
            ("included_quantity", "many", "usage-number"),
            ("list_price", "0.0000001", "usage-decimals"),
            ("list_price", "1000000000", "usage-amount-too-large"),
            ("tier", "0", "number-too-small"),
            ("service_name", "\u{202e}", "invisible-characters"),
        ] {
            let changes = [(column, cell)];
            let at = match code {
                "usage-amount-too-large" => "consumed_quantity",
                _ => column,
            };
            assert_eq!(read_row(&changes), Err(vec![(at, code)]), "{column} {cell}");
        }
        let both = read_row(&[("resource_name", ""), ("resource_id", "x")]);
        let wanted = vec![("resource_name", "required"), ("resource_id", "usage-id")];
        assert_eq!(both, Err(wanted));
    }

    #[test]
    fn usage_lies_in_the_life_of_its_subscription() {
        let fact = read_row(&[]).unwrap();
        let sold = Sold {
            billed: true,
            starts_on: date(2026, 6, 3),
            ended_on: Some(date(2026, 8, 25)),
            ended_free: false,
            renewed_on: vec![],
        };
        let today = date(2026, 9, 1);
        let on = |day| {
            let fact = Fact {
                used_on: day,
                ..fact.clone()
            };
            let judged = judge(&fact, Some(&sold), today);
            judged.map_err(|wrong| wrong.problem.code)
        };
        assert_eq!(on(date(2026, 6, 3)), Ok(()));
        assert_eq!(on(date(2026, 6, 2)), Err("usage-before-start"));
        assert_eq!(on(date(2026, 8, 25)), Ok(()));
        assert_eq!(on(date(2026, 8, 26)), Err("usage-after-end"));
        assert_eq!(on(date(2026, 9, 2)), Err("usage-to-come"));
        let in_time = judge(&fact, Some(&sold), date(2029, 6, 20));
        assert_eq!(in_time, Ok(()));
        let old = judge(&fact, Some(&sold), date(2029, 6, 21));
        assert_eq!(old.unwrap_err().problem.code, "usage-too-old");
        let code = |sold: Option<&Sold>| judge(&fact, sold, today).unwrap_err().problem.code;
        assert_eq!(code(None), "usage-subscription");
        let trial = Sold {
            billed: false,
            ..sold.clone()
        };
        assert_eq!(code(Some(&trial)), "usage-never-billed");
        let free = Sold {
            ended_free: true,
            ..sold.clone()
        };
        assert_eq!(code(Some(&free)), "usage-ended-free");
    }

    #[test]
    fn a_price_holds_for_a_term() {
        let fact = read_row(&[]).unwrap();
        assert_eq!(locked(&fact, None), Ok(()));
        assert_eq!(locked(&fact, Some(80_800)), Ok(()));
        let wrong = locked(&fact, Some(90_000)).unwrap_err();
        assert_eq!(wrong.problem.args, [("price", "0.09".to_owned())]);
        let sold = Sold {
            billed: true,
            starts_on: date(2026, 6, 3),
            ended_on: None,
            ended_free: false,
            renewed_on: vec![date(2027, 6, 15), date(2028, 6, 15)],
        };
        assert_eq!(sold.term_of(date(2027, 6, 14)), date(2026, 6, 3));
        assert_eq!(sold.term_of(date(2027, 6, 15)), date(2027, 6, 15));
        assert_eq!(sold.term_of(date(2028, 7, 1)), date(2028, 6, 15));
    }

    #[test]
    fn files_may_name_the_columns_as_usage_files_do() {
        let head = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        let known = head(&[
            "RecordId",
            "SubscriptionID",
            "UsageDate",
            "ServiceName",
            "ResourceGUID",
            "Resource Name",
            "ConsumedQuantity",
            "ListPrice",
        ]);
        let places = columns(&known).unwrap();
        assert_eq!((places[5], places[12], places[9]), (Some(4), Some(7), None));
        assert_eq!(
            columns(&known[1..]).unwrap_err().code,
            "file-column-missing"
        );
    }
}
