//! Lists of restricted parties: what a row of a file must hold, and whether a company or its legal
//! representative is on one. A likeness is for a person to judge; it decides nothing.

use super::form::Answers;
use super::similar::resembles;
use crate::validate::{self, Checked, Problem, text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An organisation.
    Organisation,
    /// A human being.
    Person,
}

crate::caller::text_of_enum!(Kind {
    Organisation => "organisation",
    Person => "person",
});

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is about.
    pub kind: Kind,
    /// The name.
    pub name: String,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// Unified social credit code, where the list has it.
    pub credit_code: Option<String>,
    /// What the list says besides: programme, number, date.
    pub note: String,
}

/// The columns of a file, in the order of the template.
pub const COLUMNS: [&str; 5] = ["kind", "name", "aliases", "credit_code", "note"];
/// Columns a file may do without.
const OPTIONAL: [&str; 3] = ["aliases", "credit_code", "note"];
/// What people call the columns besides their names.
const OTHER_NAMES: [(&str, &str); 8] = [
    ("类型", "kind"),
    ("類型", "kind"),
    ("名称", "name"),
    ("名稱", "name"),
    ("别名", "aliases"),
    ("別名", "aliases"),
    ("统一社会信用代码", "credit_code"),
    ("备注", "note"),
];
/// Most names an entry has besides its own.
const MOST_ALIASES: usize = 50;

/// Where each of [`COLUMNS`] stands in a file's first row.
///
/// # Errors
/// `file-column-missing` (`column`), `file-column-twice` (`column`), `file-column-unknown`
/// (`column`).
pub fn columns(head: &[String]) -> Result<[Option<usize>; 5], Problem> {
    validate::columns(head, &COLUMNS, &OTHER_NAMES, &OPTIONAL)
}

/// Reads one row.
///
/// # Errors
/// Every cell that is wrong: its column and why.
pub fn entry(
    row: &[String],
    places: &[Option<usize>; 5],
) -> Result<Entry, Vec<(&'static str, Problem)>> {
    let cell = |at: usize| {
        places[at]
            .and_then(|place| row.get(place))
            .map_or("", String::as_str)
    };
    let mut problems = Vec::new();
    let mut keep = |column: &'static str, found: Result<Checked, Problem>| {
        found
            .map(|checked| checked.value)
            .map_err(|problem| problems.push((column, problem)))
            .unwrap_or_default()
    };
    let kind = keep("kind", kind_of(cell(0)));
    let name = keep("name", text::line(cell(1), 2, 200));
    let spelt = keep("aliases", text::line(cell(2), 0, 1000));
    let credit_code = match cell(3).trim() {
        "" => String::new(),
        code => keep("credit_code", validate::uscc(code, None)),
    };
    let note = keep("note", text::line(cell(4), 0, 500));
    let aliases = spelt.split([';', '；', '|']).map(str::trim);
    let aliases: Vec<String> = aliases
        .filter(|alias| !alias.is_empty())
        .map(str::to_owned)
        .collect();
    if aliases.len() > MOST_ALIASES {
        let problem = Problem::new("screening-too-many-aliases").with("max", MOST_ALIASES);
        problems.push(("aliases", problem));
    }
    match Kind::from_text(&kind) {
        Some(kind) if problems.is_empty() => Ok(Entry {
            kind,
            name,
            aliases,
            credit_code: (!credit_code.is_empty()).then_some(credit_code),
            note,
        }),
        _ => Err(problems),
    }
}

fn kind_of(cell: &str) -> Result<Checked, Problem> {
    let kind = match text::present(cell)?.to_lowercase().as_str() {
        "organisation" | "organization" | "entity" | "company" | "组织" | "組織" | "公司" => {
            Kind::Organisation
        }
        "person" | "individual" | "个人" | "個人" => Kind::Person,
        _ => return Err(Problem::new("screening-kind-unknown")),
    };
    Ok(kind.text().to_owned().into())
}

/// Whom a list is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    kind: Kind,
    names: Vec<String>,
    credit_code: String,
}

impl Subject {
    /// The company and its legal representative, as the answers of an application name them.
    #[must_use]
    pub fn of(answers: &Answers) -> Vec<Self> {
        let value = |field: &str| answers.get(field).cloned().unwrap_or_default();
        let subject = |kind, names: &[&str], credit_code: String| Self {
            kind,
            names: names
                .iter()
                .map(|field| value(field))
                .filter(|name| !name.trim().is_empty())
                .collect(),
            credit_code,
        };
        let names = ["legal_name", "latin_name"];
        vec![
            subject(Kind::Organisation, &names, value("credit_code")),
            subject(Kind::Person, &["legal_representative"], String::new()),
        ]
    }

    /// Which of its names an entry looks like; the credit code when that is the same.
    #[must_use]
    pub fn like(&self, entry: &Entry) -> Option<&str> {
        let code = entry.credit_code.as_deref().unwrap_or_default();
        if !code.is_empty() && code == self.credit_code {
            return Some(&self.credit_code);
        }
        if entry.kind != self.kind {
            return None;
        }
        let spellings = || std::iter::once(&entry.name).chain(&entry.aliases);
        let alike = |own: &str, listed: &str| match self.kind {
            Kind::Organisation => resembles(own, listed) || words(own) == words(listed),
            // Names of people are short: one character apart is another person. Where they are
            // divided is a habit.
            Kind::Person => words(own) == words(listed) || joined(own) == joined(listed),
        };
        let mut names = self.names.iter();
        let found = names.find(|own| spellings().any(|listed| alike(own, listed)));
        found.map(String::as_str)
    }
}

/// The words of a name in any order, without the habits people write them in.
fn words(name: &str) -> BTreeSet<String> {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The letters of a name without what divides them.
fn joined(name: &str) -> String {
    let plain = name.nfkc().flat_map(char::to_lowercase);
    plain.filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::form::tests::answers;

    fn read(cells: [&str; 5]) -> Result<Entry, Vec<(&'static str, Problem)>> {
        let head = COLUMNS.map(str::to_owned);
        let row = cells.map(str::to_owned);
        entry(&row, &columns(&head).unwrap())
    }

    fn listed(kind: &str, name: &str, aliases: &str, code: &str) -> Entry {
        read([kind, name, aliases, code, ""]).unwrap()
    }

    fn company() -> Vec<Subject> {
        Subject::of(&answers(&[
            ("legal_name", "杭州瀚海云帆信息技术有限公司"),
            ("latin_name", "Hanhai Yunfan Co., Ltd."),
            ("credit_code", "91440300000000019B"),
            ("legal_representative", "周文清"),
        ]))
    }

    fn hit(entry: &Entry) -> Option<String> {
        let company = company();
        let mut found = company.iter().filter_map(|subject| subject.like(entry));
        found.next().map(str::to_owned)
    }

    #[test]
    fn a_row_is_read_and_every_wrong_cell_is_told() {
        let right = listed("Entity", " 某公司 ", "A; B|C；", "91440300000000019b");
        assert_eq!(right.kind, Kind::Organisation);
        assert_eq!(right.name, "某公司");
        assert_eq!(right.aliases, ["A", "B", "C"]);
        assert_eq!(right.credit_code.as_deref(), Some("91440300000000019B"));
        let wrong = read(["ship", "x", &"a;".repeat(51), "1", ""]).unwrap_err();
        let wrong: Vec<_> = wrong.iter().map(|(c, p)| (*c, p.code)).collect();
        assert_eq!(wrong[0], ("kind", "screening-kind-unknown"));
        assert_eq!(wrong[1].0, "name");
        assert_eq!(wrong[2].0, "credit_code");
        assert_eq!(wrong[3], ("aliases", "screening-too-many-aliases"));
        let short = columns(&["name".to_owned()]).unwrap_err();
        assert_eq!(short.code, "file-column-missing");
        assert!(columns(&["类型", "名称"].map(str::to_owned)).is_ok());
    }

    #[test]
    fn companies_are_found_by_what_looks_alike_and_people_by_their_name() {
        let own = "杭州瀚海云帆信息技术有限公司";
        for (kind, name, aliases, code, found) in [
            ("company", "杭州瀚海云帆网络科技有限公司", "", "", Some(own)),
            (
                "company",
                "Another Name",
                "HANHAI YUNFAN LIMITED",
                "",
                Some("Hanhai Yunfan Co., Ltd."),
            ),
            (
                "company",
                "Another Name",
                "",
                "91440300000000019B",
                Some("91440300000000019B"),
            ),
            ("company", "深圳联橙数智科技股份有限公司", "", "", None),
            // Another kind of entry is about somebody else.
            ("person", own, "", "", None),
            ("person", "周文清", "", "", Some("周文清")),
            ("person", "Zhou Wenqing", "周 文清", "", Some("周文清")),
            ("person", "周文青", "", "", None),
            ("company", "周文清", "", "", None),
        ] {
            let entry = listed(kind, name, aliases, code);
            assert_eq!(hit(&entry).as_deref(), found, "{entry:?}");
        }
    }

    #[test]
    fn names_of_people_are_compared_in_any_order() {
        let people = Subject::of(&answers(&[("legal_representative", "Wenqing ZHOU")]));
        let entry = listed("person", "ZHOU, Wenqing", "", "");
        assert_eq!(people[1].like(&entry), Some("Wenqing ZHOU"));
    }

    #[test]
    fn nobody_without_a_name_is_on_a_list() {
        let nobody = Subject::of(&Answers::new());
        let entry = listed("company", "某某公司", "", "");
        assert!(nobody.iter().all(|subject| subject.like(&entry).is_none()));
    }
}
