//! Links to a mailbox and to the approval contact (E06, E05): one yes or no.

use super::application::state_of;
use super::contacts::Purpose;
use super::reopening::{Cause, reopen_review};
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Pending, Request};
use domain::caller::Caller;
use domain::enrolment::application::State;
use domain::enrolment::checks::Outcome;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use store::application::{self, Check};
use store::confirmation::{self, Confirmation};
use store::{Reply, operator, registration};

/// What a link is about. Opening it changes nothing, because mail scanners open links too.
pub fn view(app: &App, token: &str) -> Reply<Confirmation, Failure> {
    let hash = token_hash(token);
    app.read(move |tx| confirmation::by_token(tx, &hash)?.ok_or(Failure::NotFound))
}

/// Answers a link, once.
pub fn answer(app: &App, request: &Request, token: &str, yes: bool) -> Pending<()> {
    let hash = token_hash(token);
    let found = match view(app, token).wait() {
        Ok(found) => found,
        Err(failure) => return Pending::refused(failure),
    };
    let id = ApplicationId(found.application_id);
    let intent = Intent::new(
        "application.confirm",
        found.tenant_id,
        format!("application/{id}"),
    );
    app.command(request, intent, move |work| {
        let link = confirmation::by_token(work.tx, &hash)?.ok_or(Failure::NotFound)?;
        if work.now >= link.expires_at {
            return Err(Failure::conflict("link-expired"));
        }
        let scope = authorise_operator(&Caller::System, OperatorAction::ViewApplication)?;
        let mut row =
            operator::application(work.tx, scope, link.application_id)?.ok_or(Failure::NotFound)?;
        let purpose = Purpose::from_text(&link.purpose).ok_or(Failure::NotFound)?;
        let kind = purpose.check();
        // Somebody else has been named since: this mailbox is asked no more.
        let answers = registration::answers(work.tx, row.id)?;
        let named = purpose
            .fields()
            .last()
            .and_then(|field| answers.get(*field));
        if named.is_none_or(|email| !email.eq_ignore_ascii_case(&link.email)) {
            return Err(Failure::conflict("link-closed"));
        }
        let state = state_of(&row)?;
        match state {
            State::Submitted | State::InReview | State::InformationRequested => {}
            State::Approved if !yes => {}
            _ => return Err(Failure::conflict("link-closed")),
        }
        let answer = if yes { "yes" } else { "no" };
        if !confirmation::answer(work.tx, &hash, answer, work.now)? {
            return Err(Failure::conflict("link-used"));
        }
        // "Not us" after the approval is an adverse fact (T20).
        if state == State::Approved {
            reopen_review(work, &mut row, &Cause::plain("contact-denied", &[kind]))?;
        }
        let outcome = if yes {
            Outcome::Passed
        } else {
            Outcome::Failed
        };
        let check = Check {
            kind: kind.text().to_owned(),
            result: outcome.text().to_owned(),
            evidence: format!("{}: {answer}", link.email),
            decided_by: link.email.clone(),
            decided_at: Some(work.now),
        };
        let waived = application::checks(work.tx, link.application_id)?
            .iter()
            .any(|c| c.kind == kind.text() && c.result == Outcome::Waived.text());
        if !(waived && yes) {
            application::set_check(work.tx, link.application_id, &check)?;
        }
        work.audit("purpose", link.purpose);
        work.audit("answer", answer);
        Ok(())
    })
}
