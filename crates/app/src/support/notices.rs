//! Who is told what: the reporter of what agents do, agents of what reporters do.

use super::company;
use crate::notifications::Notice;
use crate::{Failure, Work};
use domain::caller::StaffRole;
use store::support::Request as Row;
use store::{agreements, identity};

fn to_reporter(work: &mut Work<'_, '_>, row: &Row, code: &str) -> Result<Option<Notice>, Failure> {
    // A program reads its mail nowhere.
    if row.reporter_email.is_empty() {
        return Ok(None);
    }
    let scope = company(row)?;
    let company = identity::tenant(work.tx, scope)?.name;
    Ok(Some(
        Notice::new(code, &row.reporter_email, &row.language, &row.number)
            .name(&row.reporter_name)
            .company(&company)
            .with("summary", &row.summary)
            .link(&format!("/support/requests/{}", row.number)),
    ))
}

/// The reporter learns the number, and until when there will be an answer.
pub(super) fn received(work: &mut Work<'_, '_>, row: &Row) -> Result<(), Failure> {
    match to_reporter(work, row, "support-received")? {
        Some(notice) => notice
            .time("due", row.due_at.unwrap_or(work.now))
            .queue(work, format!("support-received/{}", row.id)),
        None => Ok(()),
    }
}

/// The reporter learns that an agent has written.
pub(super) fn answered(
    work: &mut Work<'_, '_>,
    row: &Row,
    code: &str,
    place: i64,
) -> Result<(), Failure> {
    let days = work.app.programme.support.waiting_days;
    match to_reporter(work, row, code)? {
        Some(notice) => notice
            .with("days", &days.to_string())
            .with("agent", &row.assignee_name)
            .queue(work, format!("{code}/{}/{place}", row.id)),
        None => Ok(()),
    }
}

/// The reporter is reminded that an answer is waited for, and until when.
pub(super) fn remind(work: &mut Work<'_, '_>, row: &Row) -> Result<(), Failure> {
    let days = i64::from(work.app.programme.support.waiting_days);
    let since = row.waiting_since.unwrap_or(work.now);
    match to_reporter(work, row, "support-reminder")? {
        Some(notice) => notice.date("until", since.plus_days(days)).queue(
            work,
            format!("support-reminder/{}/{}/{}", row.id, since.0, row.reminded),
        ),
        None => Ok(()),
    }
}

/// The reporter learns that time has closed the request.
pub(super) fn closed(work: &mut Work<'_, '_>, row: &Row) -> Result<(), Failure> {
    let days = work.app.programme.support.reopen_days;
    match to_reporter(work, row, "support-closed")? {
        Some(notice) => notice
            .with("days", &days.to_string())
            .queue(work, format!("support-closed/{}/{}", row.id, row.version)),
        None => Ok(()),
    }
}

/// The agent who works on it learns that there is something to answer; all agents, while nobody does.
pub(super) fn arrived(
    work: &mut Work<'_, '_>,
    row: &Row,
    code: &str,
    place: i64,
) -> Result<(), Failure> {
    let company = identity::tenant(work.tx, company(row)?)?.name;
    let role = StaffRole::SupportAgent.text();
    let agents = agreements::staff_with_role(work.tx, role)?;
    let known = agents.iter().any(|agent| Some(agent.id) == row.assignee_id);
    for agent in agents {
        if known && Some(agent.id) != row.assignee_id {
            continue;
        }
        Notice::new(code, &agent.contact_email, &agent.language, &row.number)
            .name(&agent.full_name())
            .company(&company)
            .with("summary", &row.summary)
            .time("due", row.due_at.unwrap_or(work.now))
            .link(&format!("/ops/support/{}", row.number))
            .queue(work, format!("{code}/{}/{place}/{}", row.id, agent.id))?;
    }
    Ok(())
}
