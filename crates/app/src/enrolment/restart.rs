//! Beginning again: a new application after a rejection or a withdrawal, or a lapsed one reopened.

use super::application::{self as form, own_scope, state_of};
use super::{appeal, clock};
use crate::{App, Failure, Pending, Request, Work};
use domain::effects::Instant;
use domain::enrolment::application::{Event, State};
use domain::enrolment::form::{Answers, Rule};
use domain::enrolment::sections::FIELDS;
use domain::ids::{ApplicationId, fresh_reference};
use domain::permission::TenantAction;
use store::application::{self, Application};
use store::{confirmation, identity, registration};

/// Adds a draft, with its clocks wound.
pub(in crate::enrolment) fn add_draft(
    work: &mut Work<'_, '_>,
    mut row: Application,
) -> Result<(), Failure> {
    clock::enter(work.app, &mut row, State::Draft, work.now);
    application::add(work.tx, &row)?;
    Ok(application::add_step(
        work.tx, row.id, &row.state, work.now,
    )?)
}

/// Until when a lapsed application can be reopened.
#[must_use]
pub fn reopen_until(app: &App, row: &Application) -> Instant {
    let lapsed = row.entered_at.unwrap_or(row.created_at);
    lapsed.plus_days(i64::from(app.programme.application.reopen_days))
}

/// From when a company with a rejected application may begin another.
#[must_use]
pub fn reapply_at(app: &App, row: &Application) -> Instant {
    appeal::reapply_at(app, row)
}

/// Begins an application for a tenant that has none open. What was answered in the one before is
/// taken over, except consents and declarations: those are given anew.
///
/// # Errors
/// [`Failure::Conflict`] (`reapply-later`) too soon after a rejection; (`register-first`) when the
/// organisation has a work account and has not registered with it.
pub fn begin(app: &App, request: &Request) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::EditApplication) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = form::intent("application.begin", scope);
    app.command(request, intent, move |work| {
        let tenant = identity::tenant(work.tx, scope)?;
        // Credentials that were never ticked as saved: the person has them all the same.
        if super::create_account::take_up(work, scope)? {
            return Ok(());
        }
        // Telephone and details come first: a work account alone is no registration.
        if registration::of_tenant(work.tx, scope)?.is_none() {
            return Err(Failure::conflict("register-first"));
        }
        let before = application::newest(work.tx, scope)?;
        if let Some(before) = &before {
            match state_of(before)? {
                State::Withdrawn | State::Lapsed => {}
                State::Rejected if work.now >= appeal::reapply_at(work.app, before) => {}
                State::Rejected => return Err(Failure::conflict("reapply-later")),
                _ => return Ok(()),
            }
        }
        let entropy = &*work.app.entropy;
        // The newest is the one that counts, also when the clock has been turned back.
        let earliest = before
            .as_ref()
            .map_or(work.now, |row| Instant(row.created_at.0 + 1));
        let row = Application::draft(
            ApplicationId::fresh(entropy).0,
            tenant.id,
            fresh_reference(entropy),
            tenant.name,
            work.app.programme.currency.code.clone(),
            work.now.max(earliest),
        );
        work.audit("reference", row.reference.as_str());
        let id = row.id;
        add_draft(work, row)?;
        if let Some(before) = before {
            let answers = registration::answers(work.tx, before.id)?;
            registration::keep_answers(work.tx, id, &without_consents(answers))?;
            work.audit("before", before.reference);
        }
        Ok(())
    })
}

/// A9 → A0: a lapsed application is the applicant's again, with everything typed and uploaded; the
/// checks begin anew with its submission.
///
/// # Errors
/// [`Failure::Conflict`] in another state or too late (`reopen-too-late`).
pub fn reopen(app: &App, request: &Request, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let intent = form::intent("application.reopen", scope).once(key, &"reopen");
    app.command(request, intent, move |work| {
        let (mut row, next) = form::advance(work, scope, Event::Reopen)?;
        if work.now >= reopen_until(work.app, &row) {
            return Err(Failure::conflict("reopen-too-late"));
        }
        let consents: Answers = FIELDS
            .iter()
            .filter(|field| field.rule == Rule::Tick)
            .map(|field| (field.name.to_owned(), String::new()))
            .collect();
        registration::keep_answers(work.tx, row.id, &consents)?;
        confirmation::end_all(work.tx, row.id, work.now)?;
        application::forget_checks(work.tx, row.id)?;
        row.state = next.text().to_owned();
        // A draft is the applicant's alone and holds no code and no number.
        row.submitted_at = None;
        row.decided_at = None;
        row.reviewer_id = None;
        row.credit_limit = None;
        row.credit_code = None;
        row.network_id = None;
        form::save(work, &row)?;
        work.audit("reference", row.reference.as_str());
        Ok(())
    })
    .wait()
}

fn without_consents(answers: Answers) -> Answers {
    let consent = |name: &str| {
        let mut fields = FIELDS.iter();
        fields.any(|field| field.name == name && field.rule == Rule::Tick)
    };
    answers
        .into_iter()
        .filter(|(name, _)| !consent(name))
        .collect()
}
