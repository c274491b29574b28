//! Findings that make a reviewer look twice: looked for when a case comes in, counted with the
//! programme's points, and answered by a call to the company.

use crate::{App, Failure, Work};
use domain::effects::Instant;
use domain::enrolment::form::Answers;
use domain::enrolment::registry::{CallOutcome, settled};
use domain::enrolment::risk::{Code, score};
use domain::enrolment::similar::resembles;
use domain::permission::OperatorScope;
use domain::programme::Programme;
use domain::validate;
use jiff::ToSpan;
use store::application::Application;
use store::review::registry::CallBack;
use store::risk::{self, RiskFlag};

/// What is found in the application itself; the others are found elsewhere.
const OF_THE_APPLICATION: [Code; 4] = [
    Code::DisposableEmail,
    Code::NameSimilarToPartner,
    Code::NewCompany,
    Code::ApplicantIsApprovalContact,
];

/// Fields with a contact's address.
const MAILBOXES: [&str; 4] = [
    "primary_email",
    "approval_email",
    "support_email",
    "invoice_email",
];

/// What the answers of an application give away, with what was found.
fn findings(
    programme: &Programme,
    today: jiff::civil::Date,
    answers: &Answers,
) -> Vec<(Code, String)> {
    let given = |field: &str| answers.get(field).map_or("", |value| value.trim());
    let mut found = Vec::new();
    for field in MAILBOXES {
        let domain = validate::email_domain(given(field));
        if programme.is_disposable_domain(domain) {
            found.push((Code::DisposableEmail, given(field).to_owned()));
        }
    }
    if let Ok(established) = validate::date(given("established_on"))
        && established > today.saturating_sub(1.year())
    {
        found.push((Code::NewCompany, established.to_string()));
    }
    let same = |a: &str, b: &str| !a.is_empty() && a.eq_ignore_ascii_case(b);
    if same(given("primary_email"), given("approval_email"))
        || same(given("primary_name"), given("approval_name"))
    {
        found.push((
            Code::ApplicantIsApprovalContact,
            given("approval_name").to_owned(),
        ));
    }
    found
}

/// Looks for what the application itself gives away, anew each time it comes to the reviewers.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn assess(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    answers: &Answers,
) -> Result<(), Failure> {
    for code in OF_THE_APPLICATION {
        risk::forget_of(work.tx, row.id, code)?;
    }
    let mut found = findings(&work.app.programme, work.app.today(), answers);
    let others = risk::partner_names(work.tx, scope, row.tenant_id)?;
    let alike = others
        .into_iter()
        .filter(|name| resembles(name, &row.legal_name));
    found.extend(alike.map(|name| (Code::NameSimilarToPartner, name)));
    for (code, detail) in found {
        risk::add(work.tx, row.id, code, &detail, work.now)?;
    }
    Ok(())
}

/// The findings about a case and what they come to.
#[derive(Debug, Clone)]
pub struct Risk {
    /// Each finding with its points; one found several times counts once.
    pub findings: Vec<(Code, u32, Vec<RiskFlag>)>,
    /// The sum.
    pub score: u32,
    /// Whether the company must be called before an approval.
    pub must_call: bool,
}

impl Risk {
    /// Counts findings.
    #[must_use]
    pub fn of(app: &App, flags: Vec<RiskFlag>) -> Self {
        let rules = &app.programme.risk;
        let mut findings: Vec<(Code, u32, Vec<RiskFlag>)> = Vec::new();
        for flag in flags {
            let Some(code) = Code::from_text(&flag.code) else {
                continue;
            };
            match findings.iter_mut().find(|(known, _, _)| *known == code) {
                Some((_, _, flags)) => flags.push(flag),
                None => findings.push((code, code.points(&rules.points), vec![flag])),
            }
        }
        let score = score(findings.iter().map(|(code, _, _)| *code), &rules.points);
        Self {
            findings,
            score,
            must_call: score >= rules.call_back_score,
        }
    }
}

/// Whether calls have settled that the company stands behind its application.
#[must_use]
pub fn called(calls: &[CallBack], submitted: Option<Instant>) -> bool {
    let told = calls
        .iter()
        .filter_map(|call| Some((CallOutcome::from_text(&call.outcome)?, call.called_at)));
    settled(told, submitted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::programme::china_csp;
    use jiff::civil::date;

    fn found(pairs: &[(&str, &str)]) -> Vec<&'static str> {
        let programme = china_csp().unwrap();
        let answers = pairs
            .iter()
            .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
            .collect();
        findings(&programme, date(2026, 3, 2), &answers)
            .into_iter()
            .map(|(code, _)| code.text())
            .collect()
    }

    #[test]
    fn what_the_answers_give_away_is_found() {
        assert_eq!(found(&[]), Vec::<&str>::new());
        assert_eq!(
            found(&[
                ("approval_email", "x@mailinator.com"),
                ("support_email", "y@sub.mailinator.com")
            ]),
            ["disposable-email", "disposable-email"]
        );
        assert_eq!(found(&[("established_on", "2025-03-03")]), ["new-company"]);
        assert_eq!(
            found(&[("established_on", "2025-03-02")]),
            Vec::<&str>::new()
        );
        assert_eq!(
            found(&[("primary_email", "A@x.cn"), ("approval_email", "a@X.cn")]),
            ["applicant-is-approval-contact"]
        );
        assert_eq!(
            found(&[("primary_name", "周文清"), ("approval_name", "周文清")]),
            ["applicant-is-approval-contact"]
        );
    }
}
