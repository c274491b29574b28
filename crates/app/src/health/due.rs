//! Agents are reminded while the next word about an incident is overdue: each hour while a service is
//! affected, each day while the final report is missing.

use super::state;
use crate::i18n::texts;
use crate::notifications::Notice;
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request};
use domain::caller::StaffRole;
use domain::effects::Instant;
use domain::health::{REPORT_REMIND_HOURS, UPDATE_MINUTES};
use domain::language::Language;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::agreements;
use store::health::due::{self as rows, Since};
use store::health::{self, Incident};
use uuid::Uuid;

/// Incidents looked at in one go.
const INCIDENTS: u32 = 50;

fn since(now: Instant) -> Since {
    let word = now.plus_seconds(-UPDATE_MINUTES * 60);
    (now, word, now.plus_seconds(-REPORT_REMIND_HOURS * 3600))
}

/// Reminds of what is overdue, and says of how many incidents.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewIncidents)?;
    let since = since(app.clock.now());
    let late = app.read(move |tx| Ok(rows::overdue(tx, scope, since, INCIDENTS)?));
    let late = late.wait()?;
    if late.is_empty() {
        return Ok(0);
    }
    let (chain, mut reminded) = (operator(app)?, 0);
    for row in late {
        match remind(app, request, (scope, chain), row) {
            Ok(()) => reminded += 1,
            // Somebody writes about it in this moment, or another node reminds.
            Err(Failure::Conflict(_) | Failure::NotFound) => {}
            Err(failure) => tracing::error!(?failure, "nobody was reminded of an incident"),
        }
    }
    Ok(reminded)
}

fn remind(
    app: &App,
    request: &Request,
    (scope, chain): (OperatorScope, Uuid),
    found: Incident,
) -> Result<(), Failure> {
    let subject = format!("incident/{}", found.number);
    let intent = Intent::new("health.remind", chain, subject);
    app.command(request, intent, move |work| {
        let row = health::get(work.tx, scope, &found.number)?;
        let row = row.ok_or(Failure::NotFound)?;
        let due = row.due_at.ok_or(Failure::NotFound)?;
        if !rows::reminded(work.tx, scope, &row, since(work.now))? {
            return Err(Failure::conflict("stale"));
        }
        let what = match state(&row)?.is_open() {
            true => "health-due",
            false => "health-report-due",
        };
        let default = work.app.programme.languages.default;
        let staff = agreements::staff_with_role(work.tx, StaffRole::SupportAgent.text())?;
        for agent in &staff {
            let language = Language::from_tag(&agent.language).unwrap_or(default);
            let state = texts(language).get(format!("health-state-{}", row.state));
            Notice::new(what, &agent.contact_email, &agent.language, &row.number)
                .name(&agent.full_name())
                .with("title", row.title().shown(language, default))
                .with("state", &state)
                .time("due", due)
                .link(&format!("/ops/health/{}", row.number))
                .queue(
                    work,
                    format!("{what}/{}/{}/{}", row.id, agent.id, work.now.0),
                )?;
        }
        work.audit("number", row.number.as_str());
        work.audit("agents", staff.len());
        Ok(())
    })
    .wait()
}
