//! A price list as a file: which columns it has, what a row must hold, and which rows do not fit
//! together. A list is taken as a whole or not at all, because what it does not name is no longer sold.

use super::{Catalogue, Listed};
use crate::validate::{self, Problem};
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The columns that are read, in the order of the template.
pub const COLUMNS: [&str; 5] = [
    "offer_id",
    "name",
    "list_price",
    "suggested_price",
    "currency",
];

/// Columns a file may do without.
const OPTIONAL: [&str; 2] = ["name", "currency"];

/// What the columns are called in the lists that partners save.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("offer id", "offer_id"),
    ("产品 id", "offer_id"),
    ("產品識別碼", "offer_id"),
    ("产品", "name"),
    ("產品", "name"),
    ("offer", "name"),
    ("price", "list_price"),
    ("价格", "list_price"),
    ("價格", "list_price"),
    ("suggested retail price", "suggested_price"),
    ("建议零售价", "suggested_price"),
    ("建議零售價", "suggested_price"),
    ("币种", "currency"),
    ("幣別", "currency"),
];

/// Highest price, in minor units; the same that the programme's folder may have.
const MOST_MINOR: i64 = 1_000_000_000;

/// Signs that make a spreadsheet calculate a cell.
const FORMULA: [char; 5] = ['=', '+', '@', '＝', '＋'];

/// Where each of [`COLUMNS`] stands in a file's first row.
///
/// # Errors
/// `file-column-missing`, `file-column-twice`, `file-column-unknown`, each with `column`.
pub fn columns(head: &[String]) -> Result<[Option<usize>; 5], Problem> {
    validate::columns(head, &COLUMNS, OTHER_NAMES, &OPTIONAL)
}

/// What a list is read against.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The offers there are.
    pub catalogue: &'a Catalogue,
    /// The day the list applies from.
    pub effective: Date,
    /// The programme's currency.
    pub currency: &'a str,
    /// Its digits after the point.
    pub minor_digits: u8,
}

/// A row that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its number in the file; the first row has the names of the columns.
    pub row: u64,
    /// The column.
    pub column: &'static str,
    /// The cell as it stands there, at most forty signs of it.
    pub cell: String,
    /// What is wrong.
    pub problem: Problem,
}

/// Reads the rows below the names of the columns. Empty rows and rows of trials, which cost nothing,
/// are passed over.
///
/// # Errors
/// Everything that is wrong, row by row.
pub fn read(
    rows: &[Vec<String>],
    places: &[Option<usize>; 5],
    terms: Terms<'_>,
) -> Result<Vec<Listed>, Vec<Wrong>> {
    let (mut listed, mut wrong) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<Uuid, u64> = BTreeMap::new();
    for (cells, row) in rows.iter().zip(2..) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |at: usize| {
            let found = places[at].and_then(|place| cells.get(place));
            found.map_or("", |text| text.trim())
        };
        let mut no = |at: usize, problem: Problem| {
            wrong.push(Wrong {
                row,
                column: COLUMNS[at],
                cell: cell(at).chars().take(40).collect(),
                problem,
            });
        };
        if !matches!(cell(4), "") && !cell(4).eq_ignore_ascii_case(terms.currency) {
            no(
                4,
                Problem::new("price-currency").with("currency", terms.currency),
            );
        }
        let amounts = [2, 3].map(|at| amount(cell(at), at == 2, terms.minor_digits));
        let id = match offer(cell(0), terms) {
            Ok(id) => id,
            Err(problem) => {
                no(0, problem);
                None
            }
        };
        if let Some(id) = id
            && let Some(first) = seen.insert(id, row)
        {
            no(0, Problem::new("price-offer-twice").with("row", first));
        }
        let trial = id.and_then(|id| terms.catalogue.offer(id));
        if trial.is_some_and(super::Offer::is_trial) {
            for at in [2, 3] {
                if !matches!(cell(at), "" | "—" | "0" | "0.00") {
                    no(at, Problem::new("price-of-trial"));
                }
            }
            continue;
        }
        for (at, amount) in [2, 3].into_iter().zip(&amounts) {
            if let Err(problem) = amount {
                no(at, problem.clone());
            }
        }
        if let (Some(offer), [Ok(list_minor), Ok(suggested_minor)]) = (id, amounts) {
            listed.push(Listed {
                offer,
                list_minor,
                suggested_minor,
            });
        }
    }
    if wrong.is_empty() {
        Ok(listed)
    } else {
        Err(wrong)
    }
}

fn offer(cell: &str, terms: Terms<'_>) -> Result<Option<Uuid>, Problem> {
    if cell.is_empty() {
        return Err(Problem::new("required"));
    }
    if cell.starts_with(FORMULA) {
        return Err(Problem::new("price-formula"));
    }
    let id = Uuid::parse_str(cell).map_err(|_| Problem::new("price-offer-format"))?;
    let offer = terms.catalogue.offer(id);
    let offer = offer.ok_or_else(|| Problem::new("price-offer-unknown"))?;
    if let Some(end) = offer.end_of_sale
        && end <= terms.effective
    {
        return Err(Problem::new("price-offer-ended").with("day", end));
    }
    Ok(Some(id))
}

/// Reads an amount: digits, and a point with at most the currency's digits behind it.
///
/// # Errors
/// `required`, `price-formula`, `price-negative`, `price-format`, `price-decimals` (`digits`),
/// `price-zero`, `price-too-high`.
pub(super) fn amount(cell: &str, positive: bool, digits: u8) -> Result<i64, Problem> {
    if cell.is_empty() {
        return Err(Problem::new("required"));
    }
    if cell.starts_with(FORMULA) {
        return Err(Problem::new("price-formula"));
    }
    if let Some(rest) = cell.strip_prefix(['-', '−', '－']) {
        let number = rest.starts_with(|c: char| c.is_ascii_digit());
        return Err(Problem::new(if number {
            "price-negative"
        } else {
            "price-formula"
        }));
    }
    let format = || Problem::new("price-format");
    let (whole, part) = cell.split_once('.').unwrap_or((cell, ""));
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !number(whole) || !number(part) || cell.ends_with('.') {
        return Err(format());
    }
    let places = usize::from(digits);
    if part.len() > places {
        return Err(Problem::new("price-decimals").with("digits", digits));
    }
    let minor: Result<i64, _> = format!("{whole}{part:0<places$}").parse();
    match minor {
        Ok(0) if positive => Err(Problem::new("price-zero")),
        Ok(minor) if minor <= MOST_MINOR => Ok(minor),
        _ => Err(Problem::new("price-too-high")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::programme::china_csp;
    use jiff::civil::date;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn read_rows(rows: &[&[&str]]) -> Result<Vec<Listed>, Vec<(u64, &'static str, &'static str)>> {
        let programme = china_csp().unwrap();
        let head = row(&[
            "offer_id",
            "name",
            "list_price",
            "suggested_price",
            "currency",
        ]);
        let places = columns(&head).unwrap();
        let rows: Vec<_> = rows.iter().map(|cells| row(cells)).collect();
        let terms = Terms {
            catalogue: programme.catalogue(),
            effective: date(2027, 1, 1),
            currency: "CNY",
            minor_digits: 2,
        };
        let wrong = |wrong: Vec<Wrong>| {
            let wrong = wrong.into_iter();
            wrong.map(|w| (w.row, w.column, w.problem.code)).collect()
        };
        read(&rows, &places, terms).map_err(wrong)
    }

    fn ids() -> (String, String) {
        let programme = china_csp().unwrap();
        let day = date(2026, 12, 1);
        let offers = programme.catalogue().sold_on(day, None);
        let paid = offers.iter().find(|o| !o.is_trial()).unwrap().id;
        let trial = offers.iter().find(|o| o.is_trial()).unwrap().id;
        (paid.to_string(), trial.to_string())
    }

    #[test]
    fn columns_are_found_in_every_language_and_order() {
        let found = |names: &[&str]| columns(&row(names)).map_err(|p| p.code);
        let whole = [Some(0), Some(1), Some(2), Some(3), Some(4)];
        assert_eq!(found(&COLUMNS), Ok(whole));
        assert_eq!(
            found(&["Suggested retail price", "价格", "產品識別碼"]),
            Ok([Some(2), None, Some(1), Some(0), None])
        );
        assert_eq!(
            found(&["offer_id", "list_price"]),
            Err("file-column-missing")
        );
        assert_eq!(
            found(&["offer_id", "Offer ID", "list_price", "suggested_price"]),
            Err("file-column-twice")
        );
        assert_eq!(
            found(&["offer_id", "list_price", "suggested_price", "discount"]),
            Err("file-column-unknown")
        );
        assert_eq!(found(&[]), Err("file-column-missing"));
    }

    #[test]
    fn amounts_are_whole_minor_units() {
        for (cell, minor) in [
            ("52", 5200),
            ("52.0", 5200),
            ("52.05", 5205),
            ("0.01", 1),
            ("10000000", 1_000_000_000),
        ] {
            assert_eq!(amount(cell, true, 2), Ok(minor), "{cell}");
        }
        for (cell, code) in [
            ("", "required"),
            ("0", "price-zero"),
            ("0.00", "price-zero"),
            ("-1", "price-negative"),
            ("−1.00", "price-negative"),
            ("-A1", "price-formula"),
            ("=1+1", "price-formula"),
            ("+1", "price-formula"),
            ("@SUM(A1)", "price-formula"),
            ("52.001", "price-decimals"),
            ("1,234.00", "price-format"),
            ("¥52", "price-format"),
            ("52.", "price-format"),
            (".5", "price-format"),
            ("1e3", "price-format"),
            ("５２", "price-format"),
            ("fifty", "price-format"),
            ("10000000.01", "price-too-high"),
            ("99999999999999999999", "price-too-high"),
        ] {
            assert_eq!(amount(cell, true, 2).unwrap_err().code, code, "{cell}");
        }
        assert_eq!(amount("0", false, 2), Ok(0), "nothing need be suggested");
        assert_eq!(amount("52", true, 0), Ok(52));
        assert_eq!(amount("52.0", true, 0).unwrap_err().code, "price-decimals");
    }

    #[test]
    fn rows_are_judged_each_by_itself_and_against_each_other() {
        let (paid, trial) = ids();
        let good = read_rows(&[
            &[&paid, "anything", "52.00", "68.00", "cny"],
            &["", " ", "", "", ""],
            &[&trial, "", "", "", ""],
        ]);
        assert_eq!(good.unwrap().len(), 1);
        let nobody = "00000000-0000-4000-8000-000000000000";
        let ended = {
            let programme = china_csp().unwrap();
            let offers = &programme.catalogue().offers;
            let mut ended = offers.iter().filter(|o| o.end_of_sale.is_some());
            ended.next().unwrap().id.to_string()
        };
        assert_eq!(
            read_rows(&[
                &[&paid, "", "52.00", "68.00", "CNY"],
                &[&paid, "", "52.00", "68.00", "CNY"],
                &["41", "", "-1", "1.234", "USD"],
                &[nobody, "", "1", "1", ""],
                &[&ended, "", "1", "1", ""],
                &[&trial, "", "1", "", ""],
                &["=A1", "", "1", "1", ""],
                &[&paid],
            ]),
            Err(vec![
                (3, "offer_id", "price-offer-twice"),
                (4, "currency", "price-currency"),
                (4, "offer_id", "price-offer-format"),
                (4, "list_price", "price-negative"),
                (4, "suggested_price", "price-decimals"),
                (5, "offer_id", "price-offer-unknown"),
                (6, "offer_id", "price-offer-ended"),
                (7, "list_price", "price-of-trial"),
                (8, "offer_id", "price-formula"),
                (9, "offer_id", "price-offer-twice"),
                (9, "list_price", "required"),
                (9, "suggested_price", "required"),
            ])
        );
    }
}
