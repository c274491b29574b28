//! Comparing an invoice with a file of its lines: the reconciliation file, or a table somebody keeps.
//! Which columns a file has decides how finely it is compared.

use super::{ChargeType, Line};
use crate::money::digits_of_groups;
use crate::validate::{Problem, text};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Columns that tell lines apart; the first one has to be there.
pub const KEYS: [&str; 5] = [
    "SyndicationPartnerSubscriptionNumber",
    "ChargeType",
    "ChargeStartDate",
    "ChargeEndDate",
    "Quantity",
];
/// Columns that are compared; one of them has to be there.
pub const SUMS: [&str; 3] = ["Amount", "Tax", "TotalForCustomer"];

/// Largest amount of a row that is believed, minor units: sums over all rows fit.
const MOST: i64 = 1_000_000_000_000;
/// Most rows that are listed because they cannot be read.
const MOST_WRONG: usize = 500;
/// Most differences that are listed.
const MOST_DIFFERENCES: usize = 500;

/// Where the columns stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    keys: [Option<usize>; 5],
    sums: [Option<usize>; 3],
}

/// Reads the first row. Other columns are passed over; capitals, spaces and underscores do not matter.
///
/// # Errors
/// `file-column-missing`, `file-column-twice`, each with `column`.
pub fn columns(head: &[String]) -> Result<Columns, Problem> {
    let bare = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let mut found = Columns {
        keys: [None; 5],
        sums: [None; 3],
    };
    for (place, cell) in head.iter().enumerate() {
        let name = bare(&text::clean(cell).unwrap_or_default());
        let at = |names: &[&str]| names.iter().position(|known| bare(known) == name);
        let before = match (at(&KEYS), at(&SUMS)) {
            (Some(at), _) => found.keys[at].replace(place),
            (None, Some(at)) => found.sums[at].replace(place),
            (None, None) => continue,
        };
        if before.is_some() {
            let shown: String = cell.chars().take(40).collect();
            return Err(Problem::new("file-column-twice").with("column", shown));
        }
    }
    let missing = |column: &str| Err(Problem::new("file-column-missing").with("column", column));
    if found.keys[0].is_none() {
        return missing(KEYS[0]);
    }
    if found.sums == [None; 3] {
        return missing(SUMS[0]);
    }
    Ok(found)
}

/// What tells a line from others, as far as the file has columns for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The subscription.
    pub subscription: Uuid,
    /// First day charged.
    pub from: Option<Date>,
    /// Last day charged.
    pub to: Option<Date>,
    /// The charge type as files write it.
    pub charge: Option<&'static str>,
    /// Quantity.
    pub quantity: Option<u32>,
}

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its row in the file; the first row has the names of the columns.
    pub row: u64,
    /// Its column.
    pub column: &'static str,
    /// As it stands there, at most forty signs of it.
    pub cell: String,
    /// What is wrong.
    pub problem: Problem,
}

/// Where file and invoice differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The line, or the lines that are alike.
    pub key: Key,
    /// The column.
    pub column: &'static str,
    /// What the invoice says, minor units; nothing when it has no such line.
    pub invoice: Option<i64>,
    /// What the file says.
    pub file: Option<i64>,
}

/// Sums of a column, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The column.
    pub column: &'static str,
    /// Of the invoice.
    pub invoice: i64,
    /// Of the file.
    pub file: i64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Rows that were read.
    pub rows: u64,
    /// The sums of each column the file has.
    pub sums: Vec<Sum>,
    /// The first differences, by subscription and day.
    pub differences: Vec<Difference>,
    /// How many there are.
    pub difference_count: usize,
    /// Rows that could not be read, the first of them.
    pub wrong: Vec<Wrong>,
    /// How many there are.
    pub wrong_count: u64,
}

type Amounts = [i64; 3];

/// A comparison that is being made.
#[derive(Debug)]
pub struct Comparison {
    columns: Columns,
    invoice: BTreeMap<Key, Amounts>,
    file: BTreeMap<Key, Amounts>,
    rows: u64,
    wrong: Vec<Wrong>,
    wrong_count: u64,
}

fn add(sums: &mut BTreeMap<Key, Amounts>, key: Key, amounts: Amounts) {
    let sum = sums.entry(key).or_default();
    for (sum, amount) in sum.iter_mut().zip(amounts) {
        *sum = sum.saturating_add(amount);
    }
}

impl Comparison {
    /// Begins with a file that has these columns.
    #[must_use]
    pub fn new(columns: Columns) -> Self {
        Self {
            columns,
            invoice: BTreeMap::new(),
            file: BTreeMap::new(),
            rows: 0,
            wrong: Vec::new(),
            wrong_count: 0,
        }
    }

    /// A line of the invoice with what was taken off it and its tax.
    pub fn bill(&mut self, subscription: Uuid, line: &Line, (discount, tax): (i64, i64)) {
        let [_, charge, from, to, quantity] = self.columns.keys.map(|place| place.is_some());
        let key = Key {
            subscription,
            from: from.then_some(line.from),
            to: to.then(|| line.to.saturating_sub(1.day())),
            charge: charge.then(|| line.charge.printed()),
            quantity: quantity.then_some(line.basis.seats),
        };
        let total = line.amount.saturating_sub(discount).saturating_add(tax);
        add(&mut self.invoice, key, [line.amount, tax, total]);
    }

    /// A row of the file below the first, in order. Empty rows are passed over; one that cannot be read
    /// is noted and does not count.
    pub fn row(&mut self, number: u64, cells: &[String]) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        match self.read(cells) {
            Ok((key, amounts)) => {
                self.rows += 1;
                add(&mut self.file, key, amounts);
            }
            Err((column, cell, code)) => {
                self.wrong_count += 1;
                if self.wrong.len() < MOST_WRONG {
                    self.wrong.push(Wrong {
                        row: number,
                        column,
                        cell: cell.chars().take(40).collect(),
                        problem: Problem::new(code),
                    });
                }
            }
        }
    }

    fn read(
        &self,
        cells: &[String],
    ) -> Result<(Key, Amounts), (&'static str, String, &'static str)> {
        // The guard against formulas is no part of what a cell says.
        let cell = |place: usize| {
            let found = cells.get(place).map_or("", |cell| cell.trim());
            found.strip_prefix('\'').unwrap_or(found)
        };
        let of = |at: usize| self.columns.keys[at].map(&cell);
        let wrong = |column: &'static str, cell: &str, code| (column, cell.to_owned(), code);
        let subscription = of(0).unwrap_or_default();
        let subscription = Uuid::parse_str(subscription)
            .map_err(|_| wrong(KEYS[0], subscription, "compare-subscription"))?;
        let charge =
            of(1).map(|cell| charge(cell).ok_or_else(|| wrong(KEYS[1], cell, "compare-charge")));
        let day = |at: usize| {
            let day =
                of(at).map(|cell| day(cell).ok_or_else(|| wrong(KEYS[at], cell, "compare-date")));
            day.transpose()
        };
        let quantity = of(4).map(|cell| {
            let number = cell.parse().ok();
            number.ok_or_else(|| wrong(KEYS[4], cell, "compare-quantity"))
        });
        let key = Key {
            subscription,
            from: day(2)?,
            to: day(3)?,
            charge: charge.transpose()?,
            quantity: quantity.transpose()?,
        };
        let mut amounts = [0; 3];
        for ((sum, place), column) in amounts.iter_mut().zip(self.columns.sums).zip(SUMS) {
            if let Some(place) = place {
                let cell = cell(place);
                *sum = amount(cell).ok_or_else(|| wrong(column, cell, "compare-amount"))?;
            }
        }
        Ok((key, amounts))
    }

    /// What came of it.
    #[must_use]
    pub fn finish(self) -> Outcome {
        let mut both: BTreeMap<Key, [Option<Amounts>; 2]> = BTreeMap::new();
        for (side, sums) in [self.invoice, self.file].into_iter().enumerate() {
            for (key, amounts) in sums {
                both.entry(key).or_default()[side] = Some(amounts);
            }
        }
        let (mut sums, mut differences) = (Vec::new(), Vec::new());
        let mut difference_count = 0;
        let present = |at: &usize| self.columns.sums[*at].is_some();
        let present: Vec<usize> = (0..SUMS.len()).filter(present).collect();
        for at in &present {
            let all = |side: usize| {
                let amounts = both.values().filter_map(|sides| sides[side]);
                amounts.fold(0_i64, |sum, amounts| sum.saturating_add(amounts[*at]))
            };
            sums.push(Sum {
                column: SUMS[*at],
                invoice: all(0),
                file: all(1),
            });
        }
        for (key, [invoice, file]) in &both {
            for at in &present {
                let [invoice, file] = [invoice, file].map(|side| side.map(|amounts| amounts[*at]));
                if invoice != file {
                    difference_count += 1;
                    if differences.len() == MOST_DIFFERENCES {
                        continue;
                    }
                    differences.push(Difference {
                        key: *key,
                        column: SUMS[*at],
                        invoice,
                        file,
                    });
                }
            }
        }
        Outcome {
            rows: self.rows,
            sums,
            differences,
            difference_count,
            wrong: self.wrong,
            wrong_count: self.wrong_count,
        }
    }
}

fn charge(cell: &str) -> Option<&'static str> {
    let mut all = ChargeType::ALL.iter().map(|charge| charge.printed());
    all.find(|known| known.eq_ignore_ascii_case(cell))
}

/// A day as files write it, and as spreadsheets rewrite it: `6/15/2026 0:00`, `2026/6/15`, `2026-06-15`.
fn day(cell: &str) -> Option<Date> {
    let bare = cell.split([' ', 'T']).next()?;
    let numbers: Option<Vec<i16>> = bare
        .split(['/', '-'])
        .map(|part| part.parse().ok())
        .collect();
    let [a, b, c] = numbers?.try_into().ok()?;
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, a, b) };
    // `6/15/26` leaves the century open.
    if year < 1000 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// An amount in minor units: `1,234.50`, `-67.74`, `(67.74)`, `¥150`; no more than two decimals.
fn amount(cell: &str) -> Option<i64> {
    let bare: String = cell.chars().filter(|c| !matches!(c, '¥' | '￥')).collect();
    let bare = bare.trim();
    let inside = bare
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let (negative, digits) = match inside {
        Some(inside) => (true, inside),
        None => match bare.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, bare),
        },
    };
    let digits = digits.trim();
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    // `150,00` may have meant a hundred and fifty.
    let whole = digits_of_groups(whole)?;
    if !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let kept = part.trim_end_matches('0');
    if kept.len() > 2 {
        return None;
    }
    let minor: i64 = format!("{whole}{kept:0<2}").parse().ok()?;
    (minor <= MOST).then_some(if negative { -minor } else { minor })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Prorated, Span};
    use super::*;
    use jiff::civil::date;

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn line(charge: ChargeType, seats: u32, amount: i64) -> Line {
        let (from, to) = (date(2026, 6, 15), date(2026, 7, 15));
        Line {
            charge,
            from,
            to,
            span: Span {
                from,
                to,
                months: 1,
            },
            basis: Prorated {
                unit_price: 1_000,
                months: 1,
                seats,
                days: 30,
                of_days: 30,
            },
            amount,
        }
    }

    const ONE: Uuid = Uuid::from_u128(1);
    const TWO: Uuid = Uuid::from_u128(2);

    /// An invoice of two subscriptions, one of them with two lines, against a file.
    fn against(rows: &[&[&str]]) -> Outcome {
        let mut comparison = Comparison::new(columns(&cells(rows[0])).unwrap());
        comparison.bill(ONE, &line(ChargeType::PurchaseFee, 15, 15_000), (0, 900));
        comparison.bill(
            TWO,
            &line(ChargeType::CancelInstanceProrate, 10, -6_774),
            (0, -406),
        );
        comparison.bill(TWO, &line(ChargeType::CycleFee, 10, 10_000), (0, 600));
        for (row, number) in rows[1..].iter().zip(2..) {
            comparison.row(number, &cells(row));
        }
        comparison.finish()
    }

    #[test]
    fn what_is_the_same_has_no_difference_in_whatever_order() {
        let (one, two) = (ONE.to_string(), TWO.to_string());
        let fine = against(&[
            &[
                "Note",
                "tax",
                "Charge Type",
                "Syndication_Partner_Subscription_Number",
                "Amount",
                "ChargeStartDate",
            ],
            &["x", "6.00", "cycle fee", &two, "100", "2026/6/15"],
            &["", "", "", "", "", ""],
            &["y", "9", "Purchase fee", &one, "¥150.00", "6/15/2026 0:00"],
            &[
                "z",
                "'-4.06",
                "Cancel instance prorate",
                &two,
                "(67.74)",
                "2026-06-15",
            ],
        ]);
        assert_eq!(
            (fine.rows, fine.differences.len(), fine.wrong_count),
            (3, 0, 0)
        );
        let sums: Vec<_> = fine
            .sums
            .iter()
            .map(|s| (s.column, s.invoice, s.file))
            .collect();
        assert_eq!(sums, [("Amount", 18_226, 18_226), ("Tax", 1_094, 1_094)]);
        // By subscription alone: its lines are one.
        let coarse = against(&[
            &["SyndicationPartnerSubscriptionNumber", "TotalForCustomer"],
            &[&one, "159.00"],
            &[&two, "34.20"],
        ]);
        assert_eq!(coarse.differences, []);
    }

    #[test]
    fn differences_are_told_to_the_hundredth() {
        let (one, two) = (ONE.to_string(), TWO.to_string());
        let found = against(&[
            &[
                "SyndicationPartnerSubscriptionNumber",
                "ChargeType",
                "Amount",
            ],
            &[&one, "Purchase fee", "150.01"],
            &[&two, "Cycle fee", "100.00"],
            &[&Uuid::from_u128(3).to_string(), "Cycle fee", "1.00"],
        ]);
        let shown: Vec<_> = found
            .differences
            .iter()
            .map(|d| (d.key.subscription, d.key.charge, d.invoice, d.file))
            .collect();
        assert_eq!(
            shown,
            [
                (ONE, Some("Purchase fee"), Some(15_000), Some(15_001)),
                (TWO, Some("Cancel instance prorate"), Some(-6_774), None),
                (Uuid::from_u128(3), Some("Cycle fee"), None, Some(100)),
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_and_does_not_count() {
        let one = ONE.to_string();
        let head: &[&str] = &[
            "SyndicationPartnerSubscriptionNumber",
            "ChargeType",
            "ChargeEndDate",
            "Quantity",
            "Amount",
        ];
        let right: [&str; 5] = [&one, "Purchase fee", "7/14/2026 23:59", "15", "150.00"];
        for (at, cell, code) in [
            (0, "Total", "compare-subscription"),
            (1, "Something else", "compare-charge"),
            (2, "2/30/2026", "compare-date"),
            (2, "soon", "compare-date"),
            (3, "1.5", "compare-quantity"),
            (4, "1.005", "compare-amount"),
            (4, "", "compare-amount"),
            (4, "9999999999999", "compare-amount"),
            (4, "150,00", "compare-amount"),
            (4, "1 5.00", "compare-amount"),
            (2, "7/14/26", "compare-date"),
        ] {
            let mut row = right;
            row[at] = cell;
            let found = against(&[head, &row]);
            assert_eq!((found.rows, found.wrong_count), (0, 1), "{cell}");
            let wrong = &found.wrong[0];
            assert_eq!((wrong.row, wrong.column), (2, head[at]), "{cell}");
            assert_eq!(wrong.problem.code, code, "{cell}");
        }
        assert_eq!(against(&[head, &right]).differences.len(), 2);
        let code = |head: &[&str]| columns(&cells(head)).unwrap_err().code;
        assert_eq!(code(&["Amount"]), "file-column-missing");
        assert_eq!(code(&[KEYS[0], "ChargeType"]), "file-column-missing");
        assert_eq!(code(&[KEYS[0], "Amount", "AMOUNT"]), "file-column-twice");
    }
}
