//! What one row holds, before anything is looked up.

use super::{Kind, names};
use crate::catalogue::BillingCycle;
use crate::customers::{ATTESTATION, culture_of, judge_new, prefix_of, province_code, tags};
use crate::enrolment::form::{Answers, FieldProblem, judge};
use crate::language::Language;
use crate::orders::{Base, Line};
use crate::programme::Programme;
use crate::validate::{Problem, text};
use jiff::civil::Date;
use uuid::Uuid;

/// A cell as it was before a file of this program kept spreadsheets from calculating it.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    let formula = crate::billing::reconciliation::FORMULA;
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(formula) => rest,
        _ => cell,
    }
}

fn by_name(kind: Kind, cells: &[String]) -> Answers {
    let cells = cells.iter().map(|cell| unguarded(cell).trim().to_owned());
    let names = names(kind).iter().map(|name| (*name).to_owned());
    names.zip(cells).collect()
}

/// A new customer as a row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCustomer {
    /// [`crate::customers::PROFILE`] and [`crate::customers::NEW`], judged.
    pub profile: Answers,
    /// [`ATTESTATION`], judged; none when the customer has not accepted its agreement yet.
    pub word: Option<Answers>,
    /// Its tags, each with its key.
    pub tags: Vec<(String, String)>,
}

/// Reads a row of a file of customers.
///
/// # Errors
/// Everything that is wrong with it.
pub fn customer(
    cells: &[String],
    seller_domains: &[&str],
    programme: &Programme,
    today: Date,
) -> Result<NewCustomer, Vec<FieldProblem>> {
    let mut typed = by_name(Kind::Customers, cells);
    let (agreed_on, tags) = (take(&mut typed, "agreed_on"), take(&mut typed, "tags"));
    let mut problems = Vec::new();
    if get(&typed, "country").is_empty() {
        typed.insert("country".to_owned(), programme.country.clone());
    }
    if let Some(code) = province_code(programme, get(&typed, "province")) {
        typed.insert("province".to_owned(), code);
    }
    match prefix_of(get(&typed, "domain_prefix"), &programme.domain_suffix) {
        Ok(prefix) => {
            let prefix = prefix.to_owned();
            typed.insert("domain_prefix".to_owned(), prefix);
        }
        Err(problem) => problems.push(FieldProblem::new("domain_prefix", problem)),
    }
    let language = match get(&typed, "language") {
        "" => Some(programme.languages.default),
        tag => Language::from_tag(tag),
    };
    if let Some(language) = language {
        typed.insert("language".to_owned(), language.tag().to_owned());
        typed.insert("culture".to_owned(), culture_of(language).to_owned());
    } else {
        let written = get(&typed, "language").to_owned();
        typed.insert("culture".to_owned(), written);
    }
    let judged = judge_new(&typed, seller_domains, programme, today);
    // Said above, in better words; and nobody wrote a culture.
    let said = |p: &FieldProblem| {
        p.field == "culture" || problems.iter().any(|known| known.field == p.field)
    };
    let mut found: Vec<_> = judged.problems.into_iter().filter(|p| !said(p)).collect();
    found.append(&mut problems);
    let tags = tags::names(&tags).unwrap_or_else(|problem| {
        found.push(FieldProblem::new("tags", problem));
        Vec::new()
    });
    let word = (!agreed_on.is_empty()).then(|| {
        let mut word: Answers = ["family_name", "given_name", "email", "phone"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), judged.values.get(name)?.clone())))
            .collect();
        word.insert("agreed_on".to_owned(), agreed_on);
        let judged = judge(ATTESTATION, &word, programme, today);
        let own = judged.problems.into_iter();
        found.extend(own.filter(|p| p.field == "agreed_on"));
        judged.values
    });
    if found.is_empty() {
        Ok(NewCustomer {
            profile: judged.values,
            word,
            tags,
        })
    } else {
        Err(found)
    }
}

/// How a row names a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// By its id.
    Id(Uuid),
    /// By its whole domain, in small letters.
    Domain(String),
}

/// An order as a row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// The partner's own number of the order.
    pub reference: String,
    /// Who orders.
    pub customer: Whom,
    /// What.
    pub line: Line,
}

/// Reads a row of a file of orders.
///
/// # Errors
/// Everything that is wrong with it.
pub fn order(cells: &[String], programme: &Programme) -> Result<NewOrder, Vec<FieldProblem>> {
    let typed = by_name(Kind::Orders, cells);
    let mut problems = Vec::new();
    let mut no = |field: &str, problem: Problem| problems.push(FieldProblem::new(field, problem));
    let reference = match text::line(get(&typed, "reference"), 1, 60) {
        Ok(checked) => checked.value,
        Err(problem) => {
            no("reference", problem);
            String::new()
        }
    };
    let customer = match get(&typed, "customer") {
        "" => {
            no("customer", Problem::new("required"));
            Whom::Id(Uuid::nil())
        }
        written => match Uuid::parse_str(written) {
            Ok(id) => Whom::Id(id),
            Err(_) => {
                let domain = written.trim_end_matches('.').to_lowercase();
                let whole = domain.contains('.');
                let suffix = &programme.domain_suffix;
                Whom::Domain(if whole {
                    domain
                } else {
                    format!("{domain}.{suffix}")
                })
            }
        },
    };
    let offer = match get(&typed, "offer_id") {
        "" => Err(Problem::new("required")),
        written => Uuid::parse_str(written).map_err(|_| Problem::new("price-offer-format")),
    };
    let offer = offer.unwrap_or_else(|problem| {
        no("offer_id", problem);
        Uuid::nil()
    });
    let quantity = match get(&typed, "quantity") {
        "" => Err(Problem::new("required")),
        written => written.parse().map_err(|_| Problem::new("number-format")),
    };
    let quantity = quantity.unwrap_or_else(|problem| {
        no("quantity", problem);
        0
    });
    let cycle = match get(&typed, "cycle") {
        "" => None,
        written => {
            let cycle = BillingCycle::from_text(&written.to_lowercase());
            if cycle.is_none() {
                no("cycle", Problem::new("choice-unknown"));
            }
            cycle
        }
    };
    let base = match get(&typed, "base_id") {
        "" => None,
        written => match Uuid::parse_str(written) {
            Ok(id) => Some(Base::Subscription(id)),
            Err(_) => {
                no("base_id", Problem::new("import-id-format"));
                None
            }
        },
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(NewOrder {
        reference,
        customer,
        line: Line {
            number: 0,
            offer,
            quantity,
            friendly_name: get(&typed, "name").to_owned(),
            cycle,
            base,
        },
    })
}

fn get<'a>(typed: &'a Answers, field: &str) -> &'a str {
    typed.get(field).map_or("", String::as_str)
}

fn take(typed: &mut Answers, field: &str) -> String {
    typed.remove(field).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::programme::china_csp;
    use jiff::civil::date;

    fn cells(kind: Kind, values: &[(&str, &str)]) -> Vec<String> {
        let value = |name: &&str| values.iter().find(|(n, _)| n == name).map_or("", |v| v.1);
        names(kind)
            .iter()
            .map(|name| value(name).to_owned())
            .collect()
    }

    const RIGHT: &[(&str, &str)] = &[
        ("domain_prefix", "Chenfan"),
        ("company_name", "苏州晨帆贸易有限公司"),
        ("province", "江苏省"),
        ("city", "苏州"),
        ("address1", "星湖街 328 号"),
        ("postal_code", "215000"),
        ("family_name", "林"),
        ("given_name", "晓"),
        ("email", "lin@chenfan.example"),
        ("phone", "'+86 512 5555 0100"),
    ];

    fn read(changes: &[(&str, &str)]) -> Result<NewCustomer, Vec<(String, &'static str)>> {
        let programme = china_csp().unwrap();
        let mut values = changes.to_vec();
        values.extend(RIGHT);
        let cells = cells(Kind::Customers, &values);
        let read = customer(&cells, &["shihang.example"], &programme, date(2026, 3, 2));
        read.map_err(|found| {
            found
                .into_iter()
                .map(|p| (p.field, p.problem.code))
                .collect()
        })
    }

    #[test]
    fn a_customer_is_read_as_people_write_it() {
        let read_one = read(&[]).unwrap();
        assert_eq!(read_one.profile["province"], "JS");
        assert_eq!(read_one.profile["culture"], "zh-CN");
        assert_eq!(read_one.profile["domain_prefix"], "chenfan");
        assert!(read_one.profile["phone"].starts_with("+86"));
        assert_eq!((read_one.word, read_one.tags.len()), (None, 0));
        let more = read(&[
            ("agreed_on", "2026-03-01"),
            ("tags", "华东; VIP"),
            ("language", "en"),
        ]);
        let more = more.unwrap();
        assert_eq!(more.word.unwrap()["agreed_on"], "2026-03-01");
        assert_eq!(more.tags.len(), 2);
        assert_eq!(more.profile["culture"], "en-US");
    }

    #[test]
    fn everything_wrong_is_said_once() {
        let wrong = read(&[
            ("domain_prefix", "chenfan.other.example"),
            ("language", "fr"),
            ("agreed_on", "2026-03-03"),
            ("tags", &"x".repeat(41)),
            ("email", "a@shihang.example"),
        ]);
        let mut fields: Vec<_> = wrong
            .unwrap_err()
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        fields.sort();
        assert_eq!(
            fields,
            ["agreed_on", "domain_prefix", "email", "language", "tags"]
        );
    }

    #[test]
    fn an_order_names_its_customer_by_domain_or_id() {
        let programme = china_csp().unwrap();
        let offer = programme.catalogue().offers[0].id.to_string();
        let of = |values: &[(&str, &str)]| {
            let mut all = values.to_vec();
            all.extend([
                ("reference", "A-1"),
                ("customer", "Chenfan"),
                ("offer_id", &*offer),
            ]);
            all.push(("quantity", "3"));
            let read = order(&cells(Kind::Orders, &all), &programme);
            read.map_err(|found| found.into_iter().map(|p| p.field).collect::<Vec<_>>())
        };
        let suffix = &programme.domain_suffix;
        let read = of(&[]).unwrap();
        assert_eq!(read.customer, Whom::Domain(format!("chenfan.{suffix}")));
        assert_eq!((read.line.quantity, &*read.reference), (3, "A-1"));
        let id = Uuid::from_u128(7);
        assert_eq!(
            of(&[("customer", &id.to_string())]).unwrap().customer,
            Whom::Id(id)
        );
        let wrong = of(&[
            ("reference", " "),
            ("customer", " "),
            ("offer_id", "x"),
            ("quantity", "-1"),
            ("cycle", "weekly"),
            ("base_id", "x"),
        ]);
        let all = [
            "reference",
            "customer",
            "offer_id",
            "quantity",
            "cycle",
            "base_id",
        ];
        assert_eq!(wrong.unwrap_err(), all);
    }

    #[test]
    fn guards_against_formulas_come_off() {
        assert_eq!(unguarded("'+86"), "+86");
        assert_eq!(unguarded("'s"), "'s");
        assert_eq!(unguarded("'"), "'");
    }
}
