//! T16: the company takes its application back.

use super::application::{self as form, own_scope};
use super::recipients;
use crate::{App, Failure, Request};
use domain::enrolment::application::Event;
use domain::permission::TenantAction;
use store::{confirmation, information, rejection};

/// Withdraws the application. What is decided about it later, by whom so ever, finds it withdrawn.
///
/// # Errors
/// [`Failure::Conflict`] once it is decided.
pub fn withdraw(app: &App, request: &Request, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let intent = form::intent("application.withdraw", scope).once(key, &"withdraw");
    app.command(request, intent, move |work| {
        let (mut row, next) = form::advance(work, scope, Event::Withdraw)?;
        let before = row.state.clone();
        row.state = next.text().to_owned();
        row.decided_at = Some(work.now);
        form::save(work, &row)?;
        information::close(work.tx, row.id, "withdrawn", work.now)?;
        rejection::decide(work.tx, row.id, "overtaken", None, "", work.now)?;
        confirmation::end_all(work.tx, row.id, work.now)?;
        work.audit("before", before);
        work.audit("reference", row.reference.as_str());
        let readers = recipients::contact_and_admins(work, &row)?;
        recipients::tell(work, &readers, "e12", &row, row.version, |notice, _| {
            notice.link("/enrol/status")
        })
    })
    .wait()
}
