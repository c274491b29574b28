//! Side by side: what the company states, what the registry says, and whether they agree.

use super::{Extract, Status};
use crate::enrolment::form::Answers;
use crate::money::{Currency, Money};
use crate::validate;
use unicode_normalization::UnicodeNormalization;

/// Whether both sides agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They do, apart from spaces, punctuation and width.
    Same,
    /// They do not.
    Differs,
    /// One side says nothing.
    Missing,
}

/// A piece of a text that agrees with the other side, or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The piece.
    pub text: String,
    /// Whether the other side says something else here.
    pub changed: bool,
}

/// A text in pieces; joined, they are the text.
pub type Pieces = Vec<Piece>;

/// One row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Its name; `status` is the registry's alone.
    pub field: &'static str,
    /// What the company states, as it is kept; empty when it says nothing.
    pub stated: Pieces,
    /// What the registry says, in the same spelling.
    pub registered: Pieces,
    /// Whether they agree.
    pub verdict: Verdict,
}

/// Letters and digits alone, half-width, in lower case: what is left when people write the same
/// thing differently.
fn bare(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A text as one piece.
fn whole(text: &str, changed: bool) -> Pieces {
    let piece = Piece {
        text: text.to_owned(),
        changed,
    };
    if text.is_empty() {
        Vec::new()
    } else {
        vec![piece]
    }
}

/// Marks in two texts what is not in both: what is left beside their longest common sequence of
/// characters that count.
fn mark(one: &str, other: &str, counts: impl Fn(char) -> bool) -> (Pieces, Pieces) {
    let key = |c: char| c.nfkc().flat_map(char::to_lowercase).next().unwrap_or(c);
    let keys = |text: &str| -> Vec<char> { text.chars().filter(|c| counts(*c)).map(key).collect() };
    let (a, b) = (keys(one), keys(other));
    // length[i][j]: of the longest common sequence of what follows i and j.
    let mut length = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i][j] = if a[i] == b[j] {
                length[i + 1][j + 1] + 1
            } else {
                length[i + 1][j].max(length[i][j + 1])
            };
        }
    }
    let (mut same_a, mut same_b) = (vec![false; a.len()], vec![false; b.len()]);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            (same_a[i], same_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (
        pieces(one, &same_a, &counts),
        pieces(other, &same_b, &counts),
    )
}

/// Joins neighbouring characters that agree, or do not; what does not count goes with its
/// neighbour before.
fn pieces(text: &str, same: &[bool], counts: impl Fn(char) -> bool) -> Pieces {
    let mut pieces: Pieces = Vec::new();
    let mut same = same.iter();
    for c in text.chars() {
        let last = pieces.last().is_some_and(|piece| piece.changed);
        let changed = if counts(c) {
            !same.next().copied().unwrap_or(true)
        } else {
            last
        };
        match pieces.last_mut() {
            Some(piece) if piece.changed == changed => piece.text.push(c),
            _ => pieces.push(Piece {
                text: c.to_string(),
                changed,
            }),
        }
    }
    pieces
}

fn row(
    field: &'static str,
    stated: &str,
    registered: &str,
    same: impl FnOnce(&str, &str) -> bool,
) -> Compared {
    let verdict = if stated.is_empty() || registered.is_empty() {
        Verdict::Missing
    } else if same(stated, registered) {
        Verdict::Same
    } else {
        Verdict::Differs
    };
    let (stated, registered) = match (verdict, field) {
        // An amount or a date differs as a whole.
        (Verdict::Differs, "registered_capital" | "established_on") => {
            (whole(stated, true), whole(registered, true))
        }
        // A province is a province with or without its ending.
        (Verdict::Differs, "address") => {
            mark(stated, registered, |c| c.is_alphanumeric() && c != '省')
        }
        (Verdict::Differs, _) => mark(stated, registered, char::is_alphanumeric),
        _ => (whole(stated, false), whole(registered, false)),
    };
    Compared {
        field,
        stated,
        registered,
        verdict,
    }
}

/// Ends of the names of provinces, longest first.
const PROVINCE_ENDS: [&str; 6] = [
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "自治区",
    "省",
    "市",
];

/// Whether a registered address is the stated one, with or without province, city and district in
/// front.
fn same_address(place: &[String; 4], registered: &str) -> bool {
    let [province, city, district, street] = place.each_ref().map(|part| bare(part));
    let registered = bare(registered);
    let Some(mut rest) = registered.strip_suffix(street.as_str()) else {
        return false;
    };
    for part in [&district, &city] {
        rest = rest.strip_suffix(part.as_str()).unwrap_or(rest);
    }
    let province_alone = PROVINCE_ENDS
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .unwrap_or(rest);
    rest.is_empty() || rest == province || province_alone == province
}

/// Compares the answers of an application with an extract. `province` is the chosen province's
/// name in the registry's language.
#[must_use]
pub fn compare(answers: &Answers, province: &str, extract: &Extract) -> Vec<Compared> {
    let given = |field: &str| answers.get(field).map_or("", |value| value.trim());
    let alike = |a: &str, b: &str| bare(a) == bare(b);
    let street = format!("{}{}", given("address_line1"), given("address_line2"));
    let place = [province, given("city"), given("district"), &street].map(str::to_owned);
    let stated_address = place.concat();
    let capital = |minor: i64| Money::new(minor, Currency::CNY).plain();
    let stated_capital = validate::amount_cny(given("registered_capital")).ok();
    let stated_date = validate::date(given("established_on")).ok();
    let text = |value: Option<String>| value.unwrap_or_default();
    let mut rows = vec![
        row("legal_name", given("legal_name"), &extract.name, alike),
        row(
            "credit_code",
            given("credit_code"),
            &extract.credit_code,
            alike,
        ),
        row(
            "legal_representative",
            given("legal_representative"),
            &extract.legal_representative,
            alike,
        ),
        row("address", &stated_address, &extract.address, |_, other| {
            same_address(&place, other)
        }),
        row(
            "registered_capital",
            &text(stated_capital.map(capital)),
            &text(extract.capital_minor.map(capital)),
            |a, b| a == b,
        ),
        row(
            "established_on",
            &text(stated_date.map(|date| date.to_string())),
            &text(extract.established_on.map(|date| date.to_string())),
            |a, b| a == b,
        ),
    ];
    rows.push(Compared {
        field: "status",
        stated: Pieces::new(),
        registered: whole(extract.status.text(), extract.status != Status::Active),
        verdict: if extract.status == Status::Active {
            Verdict::Same
        } else {
            Verdict::Differs
        },
    });
    rows
}

/// How many rows do not agree.
#[must_use]
pub fn differences(rows: &[Compared]) -> usize {
    rows.iter()
        .filter(|row| row.verdict == Verdict::Differs)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn answers() -> Answers {
        [
            ("legal_name", "苏州临湖信息技术（江苏）有限公司"),
            ("credit_code", "91320594MA1FAKE005"),
            ("province", "JS"),
            ("city", "苏州市"),
            ("district", "工业园区"),
            ("address_line1", "临湖路 86 号"),
            ("address_line2", "6 幢 1203 室"),
            ("legal_representative", "沈若川"),
            ("registered_capital", "5000000.00"),
            ("established_on", "2017-04-12"),
        ]
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .into()
    }

    fn extract() -> Extract {
        Extract {
            name: "苏州临湖信息技术(江苏)有限公司".to_owned(),
            credit_code: "91320594MA1FAKE005".to_owned(),
            status: Status::Active,
            address: "江苏省苏州市工业园区临湖路86号6幢1203室".to_owned(),
            legal_representative: "沈若川".to_owned(),
            capital_minor: Some(500_000_000),
            established_on: Some(date(2017, 4, 12)),
            source: "公示系统".to_owned(),
            checked_on: date(2026, 3, 2),
        }
    }

    fn verdict(rows: &[Compared], field: &str) -> Verdict {
        let found = rows.iter().find(|row| row.field == field);
        found.map_or(Verdict::Missing, |row| row.verdict)
    }

    #[test]
    fn the_same_company_written_differently_agrees() {
        let rows = compare(&answers(), "江苏", &extract());
        assert_eq!(differences(&rows), 0, "{rows:#?}");
        assert!(rows.iter().all(|row| row.verdict == Verdict::Same));
        for address in [
            "苏州市工业园区临湖路86号6幢1203室",
            "江苏 苏州市 工业园区 临湖路８６号６幢１２０３室",
            "临湖路86号6幢1203室",
            "江苏省苏州市临湖路86号6幢1203室",
        ] {
            let extract = Extract {
                address: address.to_owned(),
                ..extract()
            };
            assert_eq!(
                differences(&compare(&answers(), "江苏", &extract)),
                0,
                "{address}"
            );
        }
    }

    #[test]
    fn what_differs_is_marked_where_it_differs() {
        let other = Extract {
            address: "江苏省苏州市工业园区临湖路88号6幢1203室".to_owned(),
            legal_representative: "沈若舟".to_owned(),
            capital_minor: None,
            status: Status::Revoked,
            ..extract()
        };
        let rows = compare(&answers(), "江苏", &other);
        assert_eq!(differences(&rows), 3);
        assert_eq!(verdict(&rows, "address"), Verdict::Differs);
        assert_eq!(verdict(&rows, "status"), Verdict::Differs);
        assert_eq!(verdict(&rows, "registered_capital"), Verdict::Missing);
        let marked = |field: &str| {
            let found = rows.iter().find(|row| row.field == field);
            let changed = |pieces: &Pieces| -> Vec<String> {
                let changed = pieces.iter().filter(|piece| piece.changed);
                changed.map(|piece| piece.text.clone()).collect()
            };
            found.map(|row| (changed(&row.stated), changed(&row.registered)))
        };
        let words = |a: &[&str], b: &[&str]| {
            let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
            Some((owned(a), owned(b)))
        };
        assert_eq!(marked("legal_representative"), words(&["川"], &["舟"]));
        // Spaces and the ending of the province are no difference.
        assert_eq!(marked("address"), words(&["6 "], &["8"]));
        assert_eq!(marked("status"), words(&[], &["revoked"]));
    }

    #[test]
    fn another_district_or_province_is_another_address() {
        for address in [
            "上海市苏州市工业园区临湖路86号6幢1203室",
            "苏州市吴中区临湖路86号6幢1203室",
            "苏州市工业园区临湖路86号6幢",
            "苏州市工业园区临湖路186号6幢1203室",
        ] {
            let extract = Extract {
                address: address.to_owned(),
                ..extract()
            };
            let rows = compare(&answers(), "江苏", &extract);
            assert_eq!(verdict(&rows, "address"), Verdict::Differs, "{address}");
        }
    }

    #[test]
    fn a_municipality_is_province_and_city() {
        let mut here = answers();
        for (field, value) in [("city", "上海市"), ("district", "浦东新区")] {
            here.insert(field.to_owned(), value.to_owned());
        }
        for address in [
            "上海市浦东新区临湖路86号6幢1203室",
            "浦东新区临湖路86号6幢1203室",
        ] {
            let extract = Extract {
                address: address.to_owned(),
                ..extract()
            };
            let rows = compare(&here, "上海", &extract);
            assert_eq!(verdict(&rows, "address"), Verdict::Same, "{address}");
        }
    }

    proptest! {
        /// Nothing is lost by marking, whatever the texts are, and equal texts have no marks.
        #[test]
        fn marked_texts_are_whole(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            let joined = |pieces: &Pieces| -> String {
                pieces.iter().map(|piece| piece.text.as_str()).collect()
            };
            let (one, other) = mark(&a, &b, char::is_alphanumeric);
            prop_assert_eq!((joined(&one), joined(&other)), (a.clone(), b));
            let (same, _) = mark(&a, &a, char::is_alphanumeric);
            prop_assert!(same.iter().all(|piece| !piece.changed));
        }

        /// Everybody agrees with himself.
        #[test]
        fn a_company_agrees_with_itself(name in "[\\p{Han}a-zA-Z]{2,20}", street in "[\\p{Han}0-9]{2,20}") {
            let mut stated = answers();
            stated.insert("legal_name".to_owned(), name.clone());
            stated.insert("address_line1".to_owned(), street.clone());
            stated.remove("address_line2");
            let extract = Extract { name, address: street, ..extract() };
            prop_assert_eq!(differences(&compare(&stated, "江苏", &extract)), 0);
        }
    }
}
