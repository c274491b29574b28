//! What the business registry says about a company, entered by hand, and how it compares with what
//! the company says.

mod call;
mod compare;

pub use call::{CallOutcome, settled};
pub use compare::{Compared, Piece, Pieces, Verdict, compare, differences};

use super::form::{Answers, FieldProblem};
use crate::caller::text_of_enum;
use crate::validate::{self, Problem, text};
use jiff::civil::Date;

/// How a company stands in the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// In business.
    Active,
    /// In business, but on the list of irregular operation.
    Irregular,
    /// Moved to another registry.
    MovedOut,
    /// Being wound up.
    Liquidation,
    /// The licence was revoked.
    Revoked,
    /// Struck off.
    Deregistered,
}

text_of_enum!(Status {
    Active => "active",
    Irregular => "irregular",
    MovedOut => "moved-out",
    Liquidation => "liquidation",
    Revoked => "revoked",
    Deregistered => "deregistered",
});

/// An extract of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// Registered name.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// Status.
    pub status: Status,
    /// Registered address, in one line.
    pub address: String,
    /// Legal representative.
    pub legal_representative: String,
    /// Registered capital in minor units, where the registry gives one in the programme's currency.
    pub capital_minor: Option<i64>,
    /// Date of establishment, where given.
    pub established_on: Option<Date>,
    /// Which registry, and where it was looked up.
    pub source: String,
    /// The local day it was looked up.
    pub checked_on: Date,
}

/// The fields of the form, in its order.
pub const FIELDS: [&str; 9] = [
    "name",
    "credit_code",
    "status",
    "address",
    "legal_representative",
    "capital",
    "established_on",
    "source",
    "checked_on",
];

/// How old a look-up may be when it is entered, days.
const OLDEST_DAYS: i64 = 30;

/// Judges a form; its fields are [`FIELDS`].
///
/// # Errors
/// Everything that is wrong, by field.
pub fn judge(typed: &Answers, today: Date) -> Result<Extract, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let given = |field: &str| typed.get(field).map_or("", |value| value.trim());
    let mut fail = |field: &str, problem: Problem| problems.push(FieldProblem::new(field, problem));
    let mut line = |field: &str, max: usize| match text::line(given(field), 2, max) {
        Ok(checked) => checked.value,
        Err(problem) => {
            fail(field, problem);
            String::new()
        }
    };
    let name = line("name", 200);
    let address = line("address", 300);
    let legal_representative = line("legal_representative", 50);
    let source = line("source", 200);
    let credit_code = match validate::uscc(given("credit_code"), None) {
        Ok(checked) => checked.value,
        Err(problem) => {
            fail("credit_code", problem);
            String::new()
        }
    };
    let status = match given("status") {
        "" => Err("required"),
        typed => Status::from_text(typed).ok_or("choice-unknown"),
    };
    let status = status.unwrap_or_else(|code| {
        fail("status", Problem::new(code));
        Status::Active
    });
    let capital_minor = optional(given("capital"), validate::amount_cny).unwrap_or_else(|p| {
        fail("capital", p);
        None
    });
    let past = |typed: &str| match validate::date(typed)? {
        date if date > today => Err(Problem::new("date-in-future")),
        date => Ok(date),
    };
    let established_on = optional(given("established_on"), past).unwrap_or_else(|problem| {
        fail("established_on", problem);
        None
    });
    let oldest = today.saturating_sub(jiff::Span::new().days(OLDEST_DAYS));
    let checked_on = past(given("checked_on")).and_then(|date| {
        if date < oldest {
            return Err(Problem::new("look-up-too-old").with("days", OLDEST_DAYS));
        }
        Ok(date)
    });
    let checked_on = checked_on.unwrap_or_else(|problem| {
        fail("checked_on", problem);
        today
    });
    if problems.is_empty() {
        Ok(Extract {
            name,
            credit_code,
            status,
            address,
            legal_representative,
            capital_minor,
            established_on,
            source,
            checked_on,
        })
    } else {
        Err(problems)
    }
}

fn optional<T>(
    typed: &str,
    read: impl Fn(&str) -> Result<T, Problem>,
) -> Result<Option<T>, Problem> {
    if typed.is_empty() {
        Ok(None)
    } else {
        read(typed).map(Some)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn typed() -> Answers {
        [
            ("name", "苏州临湖信息技术有限公司"),
            ("credit_code", "91320594MA1FAKE005"),
            ("status", "active"),
            ("address", "苏州工业园区临湖路 86 号"),
            ("legal_representative", "沈若川"),
            ("capital", "5,000,000"),
            ("established_on", "2017年4月12日"),
            ("source", "国家企业信用信息公示系统"),
            ("checked_on", "2026-03-02"),
        ]
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .into()
    }

    fn with(field: &str, value: &str) -> Result<Extract, Vec<FieldProblem>> {
        let mut typed = typed();
        typed.insert(field.to_owned(), value.to_owned());
        judge(&typed, date(2026, 3, 2))
    }

    #[test]
    fn an_extract_is_read_as_it_is_typed() {
        let extract = judge(&typed(), date(2026, 3, 2)).unwrap();
        assert_eq!(extract.capital_minor, Some(500_000_000));
        assert_eq!(extract.established_on, Some(date(2017, 4, 12)));
        assert_eq!(extract.status, Status::Active);
        let without = with("capital", "").unwrap();
        assert_eq!(without.capital_minor, None);
        assert_eq!(with("established_on", " ").unwrap().established_on, None);
    }

    #[test]
    fn each_field_tells_what_is_wrong_with_it() {
        for (field, value, code) in [
            ("name", "", "required"),
            ("name", "苏", "too-short"),
            ("credit_code", "91320594MA1FAKE00X", "uscc-check-digit"),
            ("status", "", "required"),
            ("status", "alive", "choice-unknown"),
            ("address", "", "required"),
            ("legal_representative", "", "required"),
            ("capital", "5 Mio", "amount-format"),
            ("established_on", "2026-03-03", "date-in-future"),
            ("source", "", "required"),
            ("checked_on", "", "required"),
            ("checked_on", "2026-03-03", "date-in-future"),
            ("checked_on", "2026-01-30", "look-up-too-old"),
        ] {
            let problems = with(field, value).unwrap_err();
            let found: Vec<_> = problems
                .iter()
                .map(|p| (p.field.as_str(), p.problem.code))
                .collect();
            assert_eq!(found, [(field, code)], "{field} = {value:?}");
        }
        assert!(with("checked_on", "2026-01-31").is_ok());
        assert_eq!(
            judge(&Answers::new(), date(2026, 3, 2)).unwrap_err().len(),
            7
        );
    }
}
