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
use store::{Reply, Tx, contact, operator, registration};

/// What a link is about. Opening it changes nothing, because mail scanners open links too. A link
/// nobody waits for any more says so ([`Failure::Conflict`] with `link-closed`).
pub fn view(app: &App, token: &str) -> Reply<Confirmation, Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    app.read(move |tx| {
        let link = confirmation::by_token(tx, &hash)?.ok_or(Failure::NotFound)?;
        if link.answered_at.is_none() && now < link.expires_at && is_closed(tx, &link)? {
            return Err(Failure::conflict("link-closed"));
        }
        Ok(link)
    })
}

/// Whether a link can no longer be answered at all: the application has moved on, or somebody else
/// has been named since.
fn is_closed(tx: &mut Tx<'_>, link: &Confirmation) -> Result<bool, Failure> {
    let scope = authorise_operator(&Caller::System, OperatorAction::ViewApplication)?;
    let row = operator::application(tx, scope, link.application_id)?.ok_or(Failure::NotFound)?;
    let purpose = Purpose::from_text(&link.purpose).ok_or(Failure::NotFound)?;
    let answers = registration::answers(tx, row.id)?;
    let field = purpose.fields().last();
    let named = field.and_then(|field| answers.get(*field));
    let waits = matches!(
        state_of(&row)?,
        State::Submitted | State::InReview | State::InformationRequested | State::Approved
    );
    Ok(!waits || named.is_none_or(|email| !email.eq_ignore_ascii_case(&link.email)))
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
        if is_closed(work.tx, &link)? {
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
        // Whoever answers reads that mailbox: it may bring its owner back into the account.
        if purpose == Purpose::Mailbox && yes {
            contact::confirm_mailbox(work.tx, row.tenant_id, &link.email, work.now)?;
        }
        work.audit("purpose", link.purpose);
        work.audit("answer", answer);
        Ok(())
    })
}
