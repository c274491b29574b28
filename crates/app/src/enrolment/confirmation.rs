//! Links to a mailbox and to the approval contact (E06, E05): one yes or no.

use super::application::{save, state_of};
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Pending, Request};
use domain::caller::Caller;
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::machine::Machine;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use store::application::{self, Check, Confirmation};
use store::{Reply, operator};

/// What a link is about. Opening it changes nothing, because mail scanners open links too.
pub fn view(app: &App, token: &str) -> Reply<Confirmation, Failure> {
    let hash = token_hash(token);
    app.read(move |tx| application::confirmation(tx, &hash)?.ok_or(Failure::NotFound))
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
        let link = application::confirmation(work.tx, &hash)?.ok_or(Failure::NotFound)?;
        if work.now >= link.expires_at {
            return Err(Failure::conflict("link-expired"));
        }
        let scope = authorise_operator(&Caller::System, OperatorAction::ViewApplication)?;
        let mut row =
            operator::application(work.tx, scope, link.application_id)?.ok_or(Failure::NotFound)?;
        match state_of(&row)? {
            State::Submitted | State::InReview | State::InformationRequested => {}
            // "Not us" after the approval is an adverse fact (T20).
            State::Approved if !yes => {
                row.state = State::Approved
                    .apply(Event::ReopenReview)?
                    .text()
                    .to_owned();
                save(work, &row)?;
            }
            _ => return Err(Failure::conflict("link-closed")),
        }
        let answer = if yes { "yes" } else { "no" };
        if !application::answer_confirmation(work.tx, &hash, answer, work.now)? {
            return Err(Failure::conflict("link-used"));
        }
        let kind = if link.purpose == "mailbox" {
            Kind::Mailbox
        } else {
            Kind::ApprovalContact
        };
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
