//! One application as the reviewer sees it.

use super::{guard, papers};
use crate::enrolment::application::state_of;
use crate::enrolment::scanning;
use crate::{App, Failure, Request};
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome, obstacles};
use domain::enrolment::duty::{Duty, judge};
use domain::enrolment::form::Answers;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::application::{self, Application, Check};
use store::audit::{self, Entry};
use store::credit::decision::{self, Decision};
use store::document::{self, Document};
use store::risk::{self, RiskFlag};
use store::{Reply, Tx, identity, operator, registration};

/// Everything on the case page.
#[derive(Debug, Clone)]
pub struct Case {
    /// The row.
    pub row: Application,
    /// Its state.
    pub state: State,
    /// The answers.
    pub answers: Answers,
    /// The documents the caller may look at.
    pub documents: Vec<Document>,
    /// How many there are besides, for those who decide credit.
    pub withheld: usize,
    /// Documents that keep the application from being approved until the scanner has passed them.
    pub unscanned: Vec<uuid::Uuid>,
    /// What makes a reviewer look twice.
    pub findings: Vec<RiskFlag>,
    /// The checks, in the order of [`Kind::ALL`].
    pub checks: Vec<Check>,
    /// The newest credit decision.
    pub credit: Option<Decision>,
    /// Who decided credit.
    pub analyst: Option<String>,
    /// Who reviews.
    pub reviewer: Option<String>,
    /// Other applications of the same company, code or number.
    pub duplicates: Vec<Application>,
    /// What happened, newest first, without the looks.
    pub timeline: Vec<Entry>,
    /// Who looked at a document last, newest first.
    pub looks: Vec<Entry>,
    /// How often somebody looked at one.
    pub looked: u64,
}

impl Case {
    /// The newest entry of the company's audit chain that is shown; 0 without any.
    #[must_use]
    pub fn entry(&self) -> i64 {
        self.timeline.iter().map(|e| e.sequence).max().unwrap_or(0)
    }

    /// The checks that stand in the way of an approval.
    #[must_use]
    pub fn obstacles(&self) -> Vec<Kind> {
        obstacles(&outcomes(&self.checks))
    }
}

/// Entries read for a timeline, of the application and of its company each.
const ENTRIES: u32 = 300;
/// Looks at documents shown; the log has all.
const LOOKS: u32 = 300;
/// What the company does about its application is audited under the company itself.
const OF_COMPANY: &[&str] = &[
    "application.answer",
    "application.appeal",
    "application.begin",
    "application.change-legal-data",
    "application.correct-contact",
    "application.reopen",
    "application.resend-link",
    "application.message",
    "application.submit",
    "application.withdraw",
    "document.upload",
    "document.remove",
    "document.infected",
    "agreement.sign",
    "agreement.decline",
    "agreement.answer-decline",
    "agreement.hand-over",
    "agreement.ask",
    "agreement.print",
    "provisioning.task-failed",
    "provisioning.retry",
    "provisioning.alert",
    "provisioning.finish",
];

/// What the log says about one application.
pub(super) fn subject(row: &Application) -> String {
    format!("application/{}", row.id)
}

/// Whether an entry of the company's chain is about this application.
pub(super) fn is_about(row: &Application, e: &Entry) -> bool {
    if e.subject == subject(row) {
        return true;
    }
    // A company that applies again has more than one application under its name.
    e.subject == format!("tenant/{}", row.tenant_id)
        && OF_COMPANY.contains(&e.action.as_str())
        && e.at >= row.created_at
        && (!e.action.starts_with("application.") || e.detail.contains(&row.reference))
}

/// What happened of late, newest first, without the looks at documents: there may be any number of
/// them, and they would push out everything else.
pub(super) fn timeline(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &Application,
) -> Result<Vec<Entry>, Failure> {
    let company = format!("tenant/{}", row.tenant_id);
    let mut found = audit::of_subject(tx, scope, &subject(row), papers::LOOK, ENTRIES)?;
    found.extend(audit::of_subject(
        tx,
        scope,
        &company,
        papers::LOOK,
        ENTRIES,
    )?);
    found.retain(|e| is_about(row, e));
    found.sort_by_key(|e| std::cmp::Reverse((e.at, e.sequence)));
    Ok(found)
}

/// The full name behind an account.
pub(crate) fn name_of(
    tx: &mut Tx<'_>,
    account: Option<uuid::Uuid>,
) -> Result<Option<String>, Failure> {
    let Some(account) = account else {
        return Ok(None);
    };
    let account = identity::own_account(tx, account)?;
    Ok(Some(account.full_name()))
}

pub(crate) fn outcomes(checks: &[Check]) -> Vec<(Kind, Outcome)> {
    checks
        .iter()
        .filter_map(|c| Some((Kind::from_text(&c.kind)?, Outcome::from_text(&c.result)?)))
        .collect()
}

/// Whoever has declared a conflict of interest with a company sees none of its papers.
pub(crate) fn may_look(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &Application,
    me: Option<uuid::Uuid>,
) -> Result<(), Failure> {
    match me {
        Some(me) => Ok(judge(Duty::Look, &guard::involvement(tx, scope, row, me)?)?),
        None => Ok(()),
    }
}

/// Opens a case.
pub fn open(app: &App, request: &Request, id: ApplicationId) -> Reply<Case, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let financial = authorise_operator(&request.caller, OperatorAction::ViewCreditFile).is_ok();
    let parts = app.clone();
    let me = request.caller.person().map(|person| person.account.0);
    app.read(move |tx| {
        let row = operator::application(tx, scope, id.0)?
            // A draft is the applicant's alone.
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        may_look(tx, scope, &row, me)?;
        let credit = decision::newest(tx, row.id)?;
        let timeline = timeline(tx, scope, &row)?;
        let looks = audit::of_action(tx, scope, &subject(&row), papers::LOOK, LOOKS)?;
        let looked = audit::count_of_action(tx, scope, &subject(&row), papers::LOOK)?;
        let mut checks = application::checks(tx, row.id)?;
        let place = |c: &Check| Kind::ALL.iter().position(|k| k.text() == c.kind);
        checks.sort_by_key(place);
        let all = document::all(tx, row.id)?;
        let unscanned = scanning::open(&parts, &all);
        let (documents, withheld): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|d| financial || !papers::is_financial(d));
        Ok(Case {
            state: state_of(&row)?,
            answers: registration::answers(tx, row.id)?,
            documents,
            withheld: withheld.len(),
            unscanned,
            findings: risk::of(tx, row.id)?,
            checks,
            analyst: name_of(tx, credit.as_ref().and_then(|c| c.analyst_id))?,
            credit,
            reviewer: name_of(tx, row.reviewer_id)?,
            duplicates: operator::duplicates(tx, scope, &row)?,
            timeline,
            looks,
            looked: looked.unsigned_abs(),
            row,
        })
    })
}
