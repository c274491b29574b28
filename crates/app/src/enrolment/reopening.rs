//! T20: an approval is reopened because legal data changed, credit grew old, or something adverse
//! came to light.

use super::application::{self as form, own_scope, save, state_of};
use super::{facts, recipients};
use crate::credit::{inquiries, standing};
use crate::i18n::texts;
use crate::{App, Failure, Request, Work};
use domain::credit::inquiry::Purpose;
use domain::enrolment::application::Event;
use domain::enrolment::checks::Kind;
use domain::enrolment::form::Answers;
use domain::enrolment::information::changes;
use domain::enrolment::machine::Machine;
use domain::enrolment::sections;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, TenantAction, authorise_operator};
use store::application::Application;
use store::credit::decision;
use store::rejection::{self, Reopening};
use store::{operator, registration};

/// Why an approval is reopened.
#[derive(Debug, Clone)]
pub(crate) struct Cause {
    /// `legal-data`, `credit-age`, `adverse-fact` or `contact-denied`.
    pub(crate) cause: &'static str,
    /// What the company is told besides.
    pub(crate) text: String,
    /// What colleagues are told.
    pub(crate) note: String,
    /// Checks to be made again.
    pub(crate) checks: Vec<Kind>,
}

impl Cause {
    /// A cause that explains itself.
    pub(crate) fn plain(cause: &'static str, checks: &[Kind]) -> Self {
        Self {
            cause,
            text: String::new(),
            note: String::new(),
            checks: checks.to_vec(),
        }
    }
}

/// Brings an approved application back into review and tells the global admins (E16).
///
/// # Errors
/// [`Failure::Conflict`] in another state.
pub(crate) fn reopen_review(
    work: &mut Work<'_, '_>,
    row: &mut Application,
    cause: &Cause,
) -> Result<(), Failure> {
    let next = state_of(row)?.apply(Event::ReopenReview)?;
    row.state = next.text().to_owned();
    row.decided_at = None;
    row.credit_limit = None;
    save(work, row)?;
    facts::set_back(work, row.id, &cause.checks)?;
    let reopening = Reopening {
        at: work.now,
        cause: cause.cause.to_owned(),
        text: cause.text.clone(),
        note: cause.note.clone(),
    };
    rejection::add_reopening(work.tx, row.id, &reopening)?;
    work.audit("cause", cause.cause);
    work.audit("reference", row.reference.as_str());
    let readers = recipients::admins(work, row)?;
    recipients::tell(
        work,
        &readers,
        "e16",
        row,
        row.version,
        |notice, language| {
            let mut why = texts(language)
                .get(format!("reopened-{}", cause.cause))
                .into_owned();
            if !cause.text.is_empty() {
                why.push_str("\n\n");
                why.push_str(&cause.text);
            }
            notice.with("why", &why).link("/enrol/status")
        },
    )
}

/// The company changes its legal data after the approval and before it signs. The review begins
/// again with what rests on the change.
///
/// # Errors
/// [`Failure::Invalid`] at fields; [`Failure::Conflict`] in another state or when nothing differs
/// (`nothing-changed`).
pub fn change_legal_data(
    app: &App,
    request: &Request,
    typed: &Answers,
    key: &str,
) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let today = app.today();
    let typed: Answers = sections::fields("legal")
        .map(|field| {
            let value = typed.get(field.name).map_or("", String::as_str);
            (field.name.to_owned(), form::kept(value))
        })
        .collect();
    let intent = form::intent("application.change-legal-data", scope).once(key, &typed);
    app.command(request, intent, move |work| {
        let (mut row, _) = form::advance(work, scope, Event::ReopenReview)?;
        let before = registration::answers(work.tx, row.id)?;
        let mut after = before.clone();
        after.extend(typed.clone());
        // The tax ID is the credit code; nobody is to be stopped by the copy on another page.
        if before.contains_key("tax_id")
            && let Some(code) = typed.get("credit_code")
        {
            after.insert("tax_id".to_owned(), code.clone());
        }
        let documents = store::document::all(work.tx, row.id)?;
        let programme = &work.app.programme;
        let judged = sections::judge(&after, &form::uploaded(&documents), programme, today);
        let theirs = |field: &str| sections::section_of(field) == "legal";
        let problems: Vec<_> = judged
            .problems
            .iter()
            .filter(|p| theirs(&p.field))
            .cloned()
            .collect();
        if !problems.is_empty() {
            return Err(Failure::Invalid(problems));
        }
        let changed = |field: &str| theirs(field) || field == "tax_id";
        let normalised: Answers = after
            .keys()
            .filter(|field| changed(field))
            .map(|field| (field.clone(), judged.value(field).to_owned()))
            .collect();
        after.extend(normalised.clone());
        after.retain(|_, value| !value.is_empty());
        if changes(&before, &after).is_empty() {
            return Err(Failure::conflict("nothing-changed"));
        }
        registration::keep_answers(work.tx, row.id, &normalised)?;
        let occasion = fresh_uuid(&*work.app.entropy);
        facts::apply(work, &mut row, &before, &after, occasion, &[])?;
        reopen_review(work, &mut row, &Cause::plain("legal-data", &[]))
    })
    .wait()
}

/// Brings an approval back into review whose credit result has grown too old to sign on. Running it
/// twice changes nothing.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn expire_credit(
    app: &App,
    request: &Request,
    id: ApplicationId,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let intent = crate::review::decide::intent(app, "application.reopen-review", scope, id)?;
    app.command(request, intent, move |work| {
        let mut row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let credit = decision::newest(work.tx, row.id)?;
        let expired = standing(credit.as_ref(), work.now).reopens();
        if !expired || state_of(&row)?.apply(Event::ReopenReview).is_err() {
            return Ok(());
        }
        reopen_review(work, &mut row, &Cause::plain("credit-age", &[Kind::Credit]))?;
        inquiries::put(work, scope, &row, Purpose::Enrolment, None).map(drop)
    })
    .wait()
}
