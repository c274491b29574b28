//! The partner network's register as a table: what a row must hold, which rows fit together, and
//! what importing them changes.

use crate::validate::{self, Problem, text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a membership number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A group's head office; companies do not enrol with its number.
    Headquarters,
    /// A place of business: the number a company enrols with.
    Location,
}

crate::caller::text_of_enum!(Kind {
    Headquarters => "headquarters",
    Location => "location",
});

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The membership number.
    pub network_id: String,
    /// What it belongs to.
    pub kind: Kind,
    /// The company.
    pub name: String,
    /// ISO 3166-1 country, two capitals.
    pub country: String,
    /// Where the network writes to.
    pub contact_email: String,
    /// Whether the membership is alive.
    pub active: bool,
    /// The headquarters a location belongs to.
    pub headquarters_id: Option<String>,
}

/// The columns of a file, in the order of the template.
pub const COLUMNS: [&str; 7] = [
    "network_id",
    "kind",
    "name",
    "country",
    "contact_email",
    "active",
    "headquarters_id",
];

/// Columns a file may do without.
const OPTIONAL: [&str; 1] = ["headquarters_id"];

/// Most rows of a file.
pub const MOST_ROWS: usize = 10_000;

/// What people call the columns besides their names.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("合作伙伴网络 id", "network_id"),
    ("合作夥伴網路識別碼", "network_id"),
    ("类型", "kind"),
    ("類型", "kind"),
    ("公司名称", "name"),
    ("公司名稱", "name"),
    ("国家/地区", "country"),
    ("國家/地區", "country"),
    ("联系邮箱", "contact_email"),
    ("聯絡信箱", "contact_email"),
    ("有效", "active"),
    ("总部 id", "headquarters_id"),
    ("總部 id", "headquarters_id"),
    ("總部識別碼", "headquarters_id"),
];

/// Where each of [`COLUMNS`] stands in a file's first row.
///
/// # Errors
/// `file-column-missing` (`column`), `file-column-twice` (`column`), `file-column-unknown`
/// (`column`).
pub fn columns(head: &[String]) -> Result<[Option<usize>; 7], Problem> {
    validate::columns(head, &COLUMNS, &OTHER_NAMES, &OPTIONAL)
}

/// Reads one row.
///
/// # Errors
/// Every cell that is wrong: its column and why.
pub fn member(
    row: &[String],
    places: &[Option<usize>; 7],
) -> Result<Member, Vec<(&'static str, Problem)>> {
    let cell = |at: usize| {
        places[at]
            .and_then(|place| row.get(place))
            .map_or("", String::as_str)
    };
    let mut problems = Vec::new();
    let mut keep = |column: &'static str, found: Result<String, Problem>| {
        found
            .map_err(|problem| problems.push((column, problem)))
            .unwrap_or_default()
    };
    let value = |checked: Result<validate::Checked, Problem>| checked.map(|c| c.value);
    let network_id = keep("network_id", value(validate::network_id(cell(0))));
    let kind = keep("kind", kind_of(cell(1)));
    let name = keep("name", value(text::line(cell(2), 2, 200)));
    let country = keep("country", country_of(cell(3)));
    let contact_email = keep("contact_email", value(validate::email(cell(4))));
    let active = keep("active", yes_or_no(cell(5)));
    let headquarters = match text::clean(cell(6)).as_deref() {
        Ok("") => String::new(),
        _ => keep("headquarters_id", value(validate::network_id(cell(6)))),
    };
    if kind == Kind::Headquarters.text() && !headquarters.is_empty() {
        keep(
            "headquarters_id",
            Err(Problem::new("network-headquarters-of-headquarters")),
        );
    } else if !headquarters.is_empty() && headquarters == network_id {
        keep(
            "headquarters_id",
            Err(Problem::new("network-headquarters-itself")),
        );
    }
    match Kind::from_text(&kind) {
        Some(kind) if problems.is_empty() => Ok(Member {
            network_id,
            kind,
            name,
            country,
            contact_email,
            active: active == "yes",
            headquarters_id: (!headquarters.is_empty()).then_some(headquarters),
        }),
        _ => Err(problems),
    }
}

fn kind_of(cell: &str) -> Result<String, Problem> {
    let kind = match text::present(cell)?.to_lowercase().as_str() {
        "headquarters" | "总部" | "總部" => Kind::Headquarters,
        "location" | "地点" | "地點" | "据点" | "據點" => Kind::Location,
        _ => return Err(Problem::new("network-kind-unknown")),
    };
    Ok(kind.text().to_owned())
}

fn country_of(cell: &str) -> Result<String, Problem> {
    let country = text::present(cell)?.to_uppercase();
    if country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()) {
        Ok(country)
    } else {
        Err(Problem::new("network-country-format"))
    }
}

fn yes_or_no(cell: &str) -> Result<String, Problem> {
    let answer = match text::present(cell)?.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "是" => "yes",
        "no" | "n" | "false" | "0" | "否" => "no",
        _ => return Err(Problem::new("network-yes-or-no")),
    };
    Ok(answer.to_owned())
}

/// What the register knows of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The member.
    pub member: Member,
    /// Whether a company enrols or has enrolled with it.
    pub in_use: bool,
    /// Whether other members name it as their headquarters.
    pub is_headquarters_of_others: bool,
}

/// What importing a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A new member.
    Add(Member),
    /// A member that differs in these columns.
    Change(Member, Vec<&'static str>),
    /// Nothing: the register says the same.
    Same(Member),
    /// Nothing: the row is wrong.
    Refused(Vec<(&'static str, Problem)>),
}

/// A row of a file by its number: the member it describes, or what is wrong with which column.
type Judged = (u64, Result<Member, Vec<(&'static str, Problem)>>);

/// Judges rows together and against the register: each number once, headquarters that exist, and
/// no number a company enrols with turned into another thing. `rows` are what [`member`] gave, with
/// their numbers in the file.
#[must_use]
pub fn plan(rows: Vec<Judged>, register: &BTreeMap<String, Known>) -> Vec<(u64, Effect)> {
    let mut first: BTreeMap<String, u64> = BTreeMap::new();
    for (line, row) in &rows {
        if let Ok(member) = row {
            first.entry(member.network_id.clone()).or_insert(*line);
        }
    }
    // A row that is refused makes no headquarters; refusing one may take others with it.
    let mut refused: BTreeSet<u64> = BTreeSet::new();
    loop {
        let headquarters = headquarters(&rows, register, &refused);
        let before = refused.len();
        for (line, row) in &rows {
            let wrong = match row {
                Err(_) => true,
                Ok(member) => {
                    first.get(&member.network_id) != Some(line)
                        || !fits(member, register.get(&member.network_id), &headquarters).is_empty()
                }
            };
            if wrong {
                refused.insert(*line);
            }
        }
        if refused.len() == before {
            break;
        }
    }
    let headquarters = headquarters(&rows, register, &refused);
    rows.into_iter()
        .map(|(line, row)| {
            let effect = match row {
                Err(problems) => Effect::Refused(problems),
                Ok(member) => match first.get(&member.network_id) {
                    Some(other) if *other != line => Effect::Refused(vec![(
                        "network_id",
                        Problem::new("network-row-twice").with("line", other),
                    )]),
                    _ => effect(member, register, &headquarters),
                },
            };
            (line, effect)
        })
        .collect()
}

/// The numbers that will be headquarters once the rows that are not refused are imported.
fn headquarters(
    rows: &[Judged],
    register: &BTreeMap<String, Known>,
    refused: &BTreeSet<u64>,
) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = register
        .values()
        .filter(|known| known.member.kind == Kind::Headquarters)
        .map(|known| known.member.network_id.clone())
        .collect();
    for (line, row) in rows {
        if let (Ok(member), false) = (row, refused.contains(line)) {
            match member.kind {
                Kind::Headquarters => all.insert(member.network_id.clone()),
                Kind::Location => all.remove(&member.network_id),
            };
        }
    }
    all
}

fn fits(
    member: &Member,
    known: Option<&Known>,
    headquarters: &BTreeSet<String>,
) -> Vec<(&'static str, Problem)> {
    let mut problems = Vec::new();
    if let Some(wanted) = &member.headquarters_id
        && !headquarters.contains(wanted)
    {
        let problem = Problem::new("network-headquarters-unknown").with("id", wanted);
        problems.push(("headquarters_id", problem));
    }
    if let Some(known) = known {
        if known.in_use && known.member.kind != member.kind {
            problems.push(("kind", Problem::new("network-in-use")));
        }
        if known.in_use && known.member.country != member.country {
            problems.push(("country", Problem::new("network-in-use")));
        }
        if known.is_headquarters_of_others && member.kind == Kind::Location {
            problems.push(("kind", Problem::new("network-has-locations")));
        }
    }
    problems
}

fn effect(
    member: Member,
    register: &BTreeMap<String, Known>,
    headquarters: &BTreeSet<String>,
) -> Effect {
    let known = register.get(&member.network_id);
    let problems = fits(&member, known, headquarters);
    if !problems.is_empty() {
        return Effect::Refused(problems);
    }
    let Some(Known { member: old, .. }) = known else {
        return Effect::Add(member);
    };
    let differs = [
        ("kind", old.kind != member.kind),
        ("name", old.name != member.name),
        ("country", old.country != member.country),
        ("contact_email", old.contact_email != member.contact_email),
        ("active", old.active != member.active),
        (
            "headquarters_id",
            old.headquarters_id != member.headquarters_id,
        ),
    ];
    let changed: Vec<&'static str> = differs
        .into_iter()
        .filter_map(|(column, differs)| differs.then_some(column))
        .collect();
    if changed.is_empty() {
        Effect::Same(member)
    } else {
        Effect::Change(member, changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str) -> Vec<String> {
        row.split(',').map(str::to_owned).collect()
    }

    fn all() -> [Option<usize>; 7] {
        columns(&cells(&COLUMNS.join(","))).unwrap()
    }

    fn read(row: &str) -> Result<Member, Vec<(&'static str, &'static str)>> {
        member(&cells(row), &all()).map_err(|problems| {
            problems
                .into_iter()
                .map(|(column, problem)| (column, problem.code))
                .collect()
        })
    }

    fn good(row: &str) -> Member {
        read(row).unwrap()
    }

    #[test]
    fn columns_are_found_by_name_in_any_order_and_language() {
        let head = "有效,类型,公司名称,国家/地区,联系邮箱,合作伙伴网络 ID";
        let places = columns(&cells(head)).unwrap();
        assert_eq!(
            places,
            [Some(5), Some(1), Some(2), Some(3), Some(4), Some(0), None]
        );
        let wrong = [
            (
                "network_id,kind,name,country,contact_email",
                "file-column-missing",
            ),
            (
                "network_id,kind,kind,name,country,contact_email,active",
                "file-column-twice",
            ),
            (
                "network_id,kind,name,country,contact_email,active,colour",
                "file-column-unknown",
            ),
            ("", "file-column-missing"),
        ];
        for (head, code) in wrong {
            assert_eq!(columns(&cells(head)).unwrap_err().code, code, "{head}");
        }
    }

    #[test]
    fn a_row_says_everything_that_is_wrong_with_it() {
        let member = good("４１０００１１,地点, 杭州瀚海云帆有限公司 ,cn,a@b.example,是,4100001");
        assert_eq!(member.network_id, "4100011");
        assert_eq!(
            (member.kind, member.country.as_str(), member.active),
            (Kind::Location, "CN", true)
        );
        assert_eq!(member.headquarters_id.as_deref(), Some("4100001"));
        assert_eq!(
            read("12,shop,x,China,nobody,perhaps,zz"),
            Err(vec![
                ("network_id", "network-id-format"),
                ("kind", "network-kind-unknown"),
                ("name", "too-short"),
                ("country", "network-country-format"),
                ("contact_email", "email-format"),
                ("active", "network-yes-or-no"),
                ("headquarters_id", "network-id-format"),
            ])
        );
        assert_eq!(read("").unwrap_err().len(), 6);
        assert_eq!(
            read("4100001,headquarters,集团,CN,a@b.example,yes,4100002"),
            Err(vec![(
                "headquarters_id",
                "network-headquarters-of-headquarters"
            )])
        );
        assert_eq!(
            read("4100011,location,公司,CN,a@b.example,yes,4100011"),
            Err(vec![("headquarters_id", "network-headquarters-itself")])
        );
    }

    fn planned(rows: &[&str], register: &BTreeMap<String, Known>) -> Vec<String> {
        let rows = rows
            .iter()
            .zip(2..)
            .map(|(row, line)| (line, member(&cells(row), &all())));
        plan(rows.collect(), register)
            .into_iter()
            .map(|(_, effect)| match effect {
                Effect::Add(_) => "add".to_owned(),
                Effect::Same(_) => "same".to_owned(),
                Effect::Change(_, columns) => columns.join("+"),
                Effect::Refused(problems) => problems[0].1.code.to_owned(),
            })
            .collect()
    }

    #[test]
    fn rows_are_judged_together_and_against_the_register() {
        let known = |row: &str, in_use, others| {
            let member = good(row);
            let known = Known {
                member: member.clone(),
                in_use,
                is_headquarters_of_others: others,
            };
            (member.network_id, known)
        };
        let register: BTreeMap<String, Known> = [
            known(
                "4100001,headquarters,集团总部,CN,a@b.example,yes,",
                false,
                true,
            ),
            known(
                "4100011,location,杭州公司,CN,a@b.example,yes,4100001",
                true,
                false,
            ),
            known(
                "4100012,location,深圳公司,CN,a@b.example,yes,",
                false,
                false,
            ),
        ]
        .into();
        let rows = [
            "4100011,location,杭州公司,CN,a@b.example,yes,4100001",
            "4100012,location,深圳新公司,CN,a@b.example,no,",
            "4100013,location,成都公司,CN,a@b.example,yes,4100002",
            "4100002,headquarters,另一集团,CN,a@b.example,yes,",
            "4100013,location,成都公司,CN,a@b.example,yes,4100002",
            "4100014,location,西安公司,CN,a@b.example,yes,4100099",
            "4100001,location,集团总部,CN,a@b.example,yes,",
        ];
        assert_eq!(
            planned(&rows, &register),
            [
                "same",
                "name+active",
                "add",
                "add",
                "network-row-twice",
                "network-headquarters-unknown",
                "network-has-locations",
            ]
        );
        let turned = [
            "4100011,headquarters,杭州公司,CN,a@b.example,yes,",
            "4100011,location,杭州公司,SG,a@b.example,yes,4100001",
        ];
        assert_eq!(planned(&turned[..1], &register), ["network-in-use"]);
        assert_eq!(planned(&turned[1..], &register), ["network-in-use"]);
        // Ending a membership is allowed, also of one in use.
        let ended = ["4100011,location,杭州公司,CN,a@b.example,no,4100001"];
        assert_eq!(planned(&ended, &register), ["active"]);
    }

    #[test]
    fn what_hangs_on_a_refused_row_is_refused_too() {
        // The headquarters is wrong, so the location that names it has none.
        let rows = [
            "4100021,location,甲公司,CN,a@b.example,yes,4100020",
            "4100020,headquarters,集团,China,a@b.example,yes,",
            "4100022,location,乙公司,CN,a@b.example,yes,",
        ];
        assert_eq!(
            planned(&rows, &BTreeMap::new()),
            [
                "network-headquarters-unknown",
                "network-country-format",
                "add"
            ]
        );
    }
}
