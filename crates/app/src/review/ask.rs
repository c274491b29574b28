//! T11: the reviewer asks the applicant for more.

use super::decide::{intent, under_review};
use super::guard;
use super::news::same_version;
use crate::enrolment::application::save;
use crate::enrolment::information as answering;
use crate::{App, Failure, Request};
use domain::enrolment::application::Event;
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::information::{LONGEST_TEXT, MOST_ITEMS, SHORTEST_TEXT, Target};
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, authorise_operator};
use domain::programme::{ReasonCode, Settings};
use domain::validate::text;
use serde::Serialize;
use store::information::{self, InformationRequest, Item};
use store::registration;

/// One row of the form as it was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedItem {
    /// A reason code.
    pub reason: String,
    /// What it concerns.
    pub target: String,
    /// What the applicant is to do.
    pub text: String,
}

impl TypedItem {
    /// Whether nothing was typed into the row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reason.is_empty() && self.target.is_empty() && self.text.trim().is_empty()
    }
}

/// The reasons a company can be asked with: those that need two people are not for asking.
pub fn reasons(settings: &Settings) -> impl Iterator<Item = &ReasonCode> {
    settings.reason_codes.iter().filter(|r| !r.second_approver)
}

/// The items of a form, or what is wrong with its rows.
fn judge(rows: &[TypedItem], settings: &Settings) -> Result<Vec<TypedItem>, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut items = Vec::new();
    for (n, row) in (1..=MOST_ITEMS).zip(rows) {
        if row.is_empty() {
            continue;
        }
        if row.reason.is_empty() {
            problems.push(FieldProblem::plain(
                &format!("reason-{n}"),
                "choice-required",
            ));
        } else if !reasons(settings).any(|r| r.code == row.reason) {
            problems.push(FieldProblem::plain(
                &format!("reason-{n}"),
                "choice-unknown",
            ));
        }
        if row.target.is_empty() {
            problems.push(FieldProblem::plain(
                &format!("target-{n}"),
                "choice-required",
            ));
        } else if Target::from_text(&row.target).is_none() {
            problems.push(FieldProblem::plain(
                &format!("target-{n}"),
                "choice-unknown",
            ));
        }
        match text::multiline(&row.text, SHORTEST_TEXT, LONGEST_TEXT) {
            Ok(text) => items.push(TypedItem {
                text: text.value,
                ..row.clone()
            }),
            Err(problem) => problems.push(FieldProblem::new(&format!("text-{n}"), problem)),
        }
    }
    if problems.is_empty() && items.is_empty() {
        problems.push(FieldProblem::plain("reason-1", "item-required"));
    }
    if problems.is_empty() {
        Ok(items)
    } else {
        Err(problems)
    }
}

/// Asks for information. `seen` is the [`super::news::Stamp`] of the page the form was on.
///
/// # Errors
/// [`Failure::Invalid`] at `reason-<n>`, `target-<n>` or `text-<n>`; [`Failure::Conflict`] outside a
/// review, when the case has changed (`stale`) or while a rejection waits for a second person.
pub fn ask(
    app: &App,
    request: &Request,
    id: ApplicationId,
    rows: &[TypedItem],
    seen: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let judged = judge(rows, &app.programme);
    let seen = seen.to_owned();
    let intent = intent(app, "application.ask", scope, id)?.once(key, &(id, rows));
    app.command(request, intent, move |work| {
        let (mut row, next) = under_review(work, scope, id, Event::AskForInformation)?;
        let person = guard::may(work, scope, &mut row, Duty::Review)?;
        guard::no_proposal(work, &row)?;
        same_version(&row, &seen)?;
        let items = judged.clone().map_err(Failure::Invalid)?;
        let days = i64::from(work.app.programme.application.information_days);
        let asked = InformationRequest {
            id: fresh_uuid(&*work.app.entropy),
            application_id: row.id,
            asked_by: person,
            asked_at: work.now,
            due_at: work.now.plus_days(days),
            closed_at: None,
            outcome: None,
        };
        information::add(work.tx, &asked)?;
        for (position, item) in (1_u32..).zip(&items) {
            let item = Item {
                id: fresh_uuid(&*work.app.entropy),
                request_id: asked.id,
                position,
                reason: item.reason.clone(),
                target: item.target.clone(),
                text: item.text.clone(),
                comment: String::new(),
            };
            information::add_item(work.tx, &item)?;
        }
        // The form as it is now: what is changed will be compared with it.
        let answers = registration::answers(work.tx, row.id)?;
        registration::keep_answers(work.tx, asked.id, &answers)?;
        row.state = next.text().to_owned();
        save(work, &row)?;
        let asked_for: Vec<_> = items.iter().map(|item| item.target.as_str()).collect();
        work.audit("items", asked_for.join(", "));
        let reasons: Vec<_> = items.iter().map(|item| item.reason.as_str()).collect();
        work.audit("reasons", reasons.join(", "));
        answering::tell(work, &row, &asked, "e07", row.version)
    })
    .wait()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::programme::china_csp;

    fn row(reason: &str, target: &str, text: &str) -> TypedItem {
        TypedItem {
            reason: reason.to_owned(),
            target: target.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn each_row_is_whole_or_empty() {
        let programme = china_csp().unwrap();
        let judge = |rows: &[TypedItem]| {
            judge(rows, &programme)
                .map(|items| items.len())
                .map_err(|problems| {
                    let named = problems.into_iter().map(|p| (p.field, p.problem.code));
                    named.collect::<Vec<_>>()
                })
        };
        let right = row(
            "LICENCE_UNREADABLE",
            "document:business-licence",
            "请上传彩色扫描件。",
        );
        assert_eq!(
            judge(&[right.clone(), row("", "", " \n"), right.clone()]),
            Ok(2)
        );
        let named = |field: &str, code| (field.to_owned(), code);
        assert_eq!(judge(&[]), Err(vec![named("reason-1", "item-required")]));
        let wrong = judge(&[
            row("", "", "请说明地址。"),
            row("NO_SUCH", "field:x", "短"),
            // Suspicions are not asked about.
            row("FRAUD_SUSPECTED", "general", "请说明来源。"),
        ]);
        assert_eq!(
            wrong,
            Err(vec![
                named("reason-1", "choice-required"),
                named("target-1", "choice-required"),
                named("reason-2", "choice-unknown"),
                named("target-2", "choice-unknown"),
                named("text-2", "too-short"),
                named("reason-3", "choice-unknown"),
            ])
        );
        let most = vec![right; MOST_ITEMS];
        assert_eq!(judge(&most), Ok(MOST_ITEMS));
    }
}
