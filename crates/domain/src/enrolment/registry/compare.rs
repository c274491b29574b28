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

/// A text cut where it begins and ends to differ from the other side's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// The same on both sides.
    pub before: String,
    /// What differs.
    pub changed: String,
    /// The same again.
    pub after: String,
}

/// One row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Its name; `status` is the registry's alone.
    pub field: &'static str,
    /// What the company states, as it is kept; empty when it says nothing.
    pub stated: Parts,
    /// What the registry says, in the same spelling.
    pub registered: Parts,
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

/// Cuts two texts where they begin and end to differ.
fn cut(one: &str, other: &str) -> (Parts, Parts) {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = a.len().min(b.len());
    let head = (0..shorter).take_while(|at| a[*at] == b[*at]).count();
    let tail = (0..shorter - head)
        .take_while(|back| a[a.len() - 1 - back] == b[b.len() - 1 - back])
        .count();
    let parts = |text: &[char]| Parts {
        before: text[..head].iter().collect(),
        changed: text[head..text.len() - tail].iter().collect(),
        after: text[text.len() - tail..].iter().collect(),
    };
    (parts(&a), parts(&b))
}

fn row(
    field: &'static str,
    stated: &str,
    registered: &str,
    same: impl FnOnce(&str, &str) -> bool,
) -> Compared {
    let whole = |text: &str| Parts {
        before: text.to_owned(),
        ..Parts::default()
    };
    let verdict = if stated.is_empty() || registered.is_empty() {
        Verdict::Missing
    } else if same(stated, registered) {
        Verdict::Same
    } else {
        Verdict::Differs
    };
    let (stated, registered) = match verdict {
        Verdict::Differs => cut(stated, registered),
        _ => (whole(stated), whole(registered)),
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
        stated: Parts::default(),
        registered: Parts {
            before: extract.status.text().to_owned(),
            ..Parts::default()
        },
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
        let person = rows.iter().find(|row| row.field == "legal_representative");
        let parts = person.map(|row| (row.stated.clone(), row.registered.clone()));
        let part = |changed: &str| Parts {
            before: "沈若".to_owned(),
            changed: changed.to_owned(),
            after: String::new(),
        };
        assert_eq!(parts, Some((part("川"), part("舟"))));
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
        /// Nothing is lost by cutting, whatever the texts are.
        #[test]
        fn cut_texts_are_whole(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            let (one, other) = cut(&a, &b);
            prop_assert_eq!(format!("{}{}{}", one.before, one.changed, one.after), a);
            prop_assert_eq!(format!("{}{}{}", other.before, other.changed, other.after), b);
            prop_assert_eq!((&one.before, &one.after), (&other.before, &other.after));
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
