//! A rejection as the company sees it, and its appeal ("Fix now", T15).

use super::application::{self as form, own_scope, person};
use super::{checks as machine, facts, recipients};
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::enrolment::application::Event;
use domain::enrolment::checks::{Kind, Outcome, touched};
use domain::enrolment::documents;
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, TenantAction, authorise_operator};
use domain::validate::text;
use store::application::{self, Application};
use store::information::{self, Moved};
use store::rejection::{self, Appeal, Rejection};
use store::{Tx, registration};

/// Longest comment of an appeal, characters.
pub const LONGEST_COMMENT: usize = 2000;

/// A rejection with what can be done about it.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The rejection.
    pub rejection: Rejection,
    /// Its reason codes.
    pub reasons: Vec<String>,
    /// Appeals so far.
    pub appeals: u32,
    /// Until when an appeal is possible; none when all have been used.
    pub appeal_until: Option<Instant>,
    /// From when the company may apply anew.
    pub reapply_at: Instant,
    /// Documents added since.
    pub documents: Vec<Moved>,
}

impl Refused {
    /// Whether an appeal is possible at a moment.
    #[must_use]
    pub fn can_appeal(&self, now: Instant) -> bool {
        self.appeal_until.is_some_and(|until| now < until)
    }
}

/// From when a company may apply anew.
pub(super) fn reapply_at(app: &App, row: &Application) -> Instant {
    let decided = row.decided_at.or(row.entered_at).unwrap_or(row.created_at);
    decided.plus_days(i64::from(app.programme.application.reapply_days))
}

/// The rejection a rejected application rests on.
pub(crate) fn refused(
    app: &App,
    tx: &mut Tx<'_>,
    row: &Application,
) -> Result<Option<Refused>, Failure> {
    let confirmed = |r: &Rejection| r.outcome.as_deref() == Some("confirmed");
    let found = rejection::of_application(tx, row.id)?;
    let Some(found) = found.into_iter().find(confirmed) else {
        return Ok(None);
    };
    let decided = found.decided_at.unwrap_or(found.proposed_at);
    let appeals = rejection::appeals(tx, row.id)?;
    let appeals = u32::try_from(appeals.len()).unwrap_or(u32::MAX);
    let rules = &app.programme.application;
    let until = decided.plus_days(i64::from(rules.appeal_days));
    Ok(Some(Refused {
        reasons: rejection::reasons(tx, found.id)?,
        appeal_until: (appeals < rules.appeals_max).then_some(until),
        reapply_at: decided.plus_days(i64::from(rules.reapply_days)),
        documents: information::documents_since(tx, row.id, decided)?,
        rejection: found,
        appeals,
    }))
}

/// T15: appeals, with a comment or with documents uploaded since the rejection.
///
/// # Errors
/// [`Failure::Invalid`] at `comment`; [`Failure::Conflict`] in another state, too late
/// (`appeal-too-late`), or when all appeals have been used (`appeals-used`).
pub fn appeal(app: &App, request: &Request, comment: &str, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let person = person(request)?.account.0;
    let invalid = |problem| Failure::Invalid(vec![problem]);
    let comment = text::multiline(comment, 0, LONGEST_COMMENT)
        .map_err(|problem| invalid(FieldProblem::new("comment", problem)))?
        .value;
    let intent = form::intent("application.appeal", scope).once(key, &comment);
    app.command(request, intent, move |work| {
        let (mut row, next) = form::advance(work, scope, Event::Appeal)?;
        let app = work.app.clone();
        let refused = refused(&app, work.tx, &row)?
            .ok_or_else(|| Failure::internal("rejected without a rejection"))?;
        let Some(until) = refused.appeal_until else {
            return Err(Failure::conflict("appeals-used"));
        };
        if work.now >= until {
            return Err(Failure::conflict("appeal-too-late"));
        }
        let added: Vec<_> = refused
            .documents
            .iter()
            .filter(|d| d.removed_at.is_none())
            .filter_map(|d| documents::Kind::from_text(&d.kind))
            .collect();
        if comment.is_empty() && added.is_empty() {
            let problem = FieldProblem::plain("comment", "appeal-empty");
            return Err(Failure::Invalid(vec![problem]));
        }
        let appeal = Appeal {
            rejection_id: refused.rejection.id,
            application_id: row.id,
            number: refused.appeals + 1,
            comment: comment.clone(),
            made_by: person,
            made_at: work.now,
        };
        rejection::add_appeal(work.tx, &appeal)?;
        row.state = next.text().to_owned();
        row.decided_at = None;
        // Somebody else takes it: whoever rejected cannot.
        row.reviewer_id = None;
        form::save(work, &row)?;
        look_again(work, &row, &added)?;
        work.audit("number", i64::from(appeal.number));
        work.audit("documents", i64::try_from(added.len()).unwrap_or(0));
        work.audit("reference", row.reference.as_str());
        let readers = recipients::contact_and_admins(work, &row)?;
        recipients::tell(work, &readers, "e11", &row, row.version, |notice, _| {
            notice.link("/enrol/status")
        })
    })
    .wait()
}

/// What failed by somebody's judgement or rests on a new document is looked at again; what a
/// machine decides is decided again; what a contact or an analyst said stays.
fn look_again(
    work: &mut crate::Work<'_, '_>,
    row: &Application,
    added: &[documents::Kind],
) -> Result<(), Failure> {
    let mut again = touched([], added.iter().copied());
    for check in application::checks(work.tx, row.id)? {
        let kind = Kind::from_text(&check.kind).filter(|kind| kind.by_hand());
        if let Some(kind) = kind.filter(|_| check.result == Outcome::Failed.text()) {
            again.push(kind);
        }
    }
    facts::set_back(work, row.id, &again)?;
    let system = domain::caller::Caller::System;
    let scope = authorise_operator(&system, OperatorAction::DecideApplication)?;
    let answers = registration::answers(work.tx, row.id)?;
    let by_machine: Vec<_> = Kind::ALL
        .iter()
        .copied()
        // A list may have come into force since: nobody is held against one while rejected.
        .filter(|k| k.by_machine() || *k == Kind::RestrictedParty)
        .collect();
    machine::decide(work, scope, row, &answers, &by_machine)
}
