//! Who is told what: the reporter of what agents do, agents of what reporters do. Of an inquiry, agents
//! are the partner's.

use super::company;
use crate::notifications::Notice;
use crate::{Failure, Work};
use domain::caller::{Person, StaffRole};
use domain::support::Kind;
use store::support::Request as Row;
use store::{agreements, customers, identity};
use uuid::Uuid;

/// What a request is to whoever reads of it: the beginning of the codes of its mails.
fn family(row: &Row) -> &'static str {
    if row.kind == Kind::Inquiry.text() {
        "inquiry"
    } else {
        "support"
    }
}

fn to_reporter(
    work: &mut Work<'_, '_>,
    row: &Row,
    what: &str,
    words: &str,
) -> Result<Option<Notice>, Failure> {
    // A program reads its mail nowhere.
    if row.reporter_email.is_empty() {
        return Ok(None);
    }
    let scope = company(row)?;
    let company = identity::tenant(work.tx, scope)?.name;
    let family = family(row);
    let reporter = identity::own_account(work.tx, row.reporter_id)?;
    // Who has left the company reads nothing of it any more; of a partner a global admin does.
    let reader = match reporter.status.as_str() {
        "invited" | "active" => Some(reporter),
        _ if family == "support" => identity::global_admins(work.tx, scope)?.into_iter().next(),
        _ => None,
    };
    let Some(reader) = reader else {
        return Ok(None);
    };
    let place = match family {
        "inquiry" => "/admin/requests",
        _ => "/support/requests",
    };
    let code = format!("{family}-{what}");
    Ok(Some(
        Notice::new(&code, &reader.contact_email, &reader.language, &row.number)
            .reader(reader.id)
            .name(&reader.full_name())
            .company(&company)
            .with("summary", &row.summary)
            .link(&format!("{place}/{}", row.number))
            .answers(row.id, &row.number, reader.id, words),
    ))
}

/// The reporter learns the number, and until when there will be an answer.
pub(super) fn received(work: &mut Work<'_, '_>, row: &Row) -> Result<(), Failure> {
    match to_reporter(work, row, "received", "")? {
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
    what: &str,
    place: i64,
    words: &str,
) -> Result<(), Failure> {
    let days = work.app.programme.support.waiting_days;
    match to_reporter(work, row, what, words)? {
        Some(notice) => notice
            .with("days", &days.to_string())
            .with("agent", &row.assignee_name)
            .queue(work, format!("support-{what}/{}/{place}", row.id)),
        None => Ok(()),
    }
}

/// The reporter is reminded that an answer is waited for, and until when.
pub(super) fn remind(work: &mut Work<'_, '_>, row: &Row) -> Result<(), Failure> {
    let days = i64::from(work.app.programme.support.waiting_days);
    let since = row.waiting_since.unwrap_or(work.now);
    match to_reporter(work, row, "reminder", "")? {
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
    match to_reporter(work, row, "closed", "")? {
        Some(notice) => notice
            .with("days", &days.to_string())
            .queue(work, format!("support-closed/{}/{}", row.id, row.version)),
        None => Ok(()),
    }
}

/// Somebody who answers.
struct Agent {
    id: Uuid,
    name: String,
    email: String,
    language: String,
}

/// Those who answer a request.
fn agents(work: &mut Work<'_, '_>, row: &Row) -> Result<Vec<Agent>, Failure> {
    if family(row) == "inquiry" {
        let people = identity::helpers(work.tx, company(row)?)?;
        let agent = |account: identity::Account| Agent {
            id: account.id,
            name: account.full_name(),
            email: account.contact_email,
            language: account.language,
        };
        return Ok(people.into_iter().map(agent).collect());
    }
    let staff = agreements::staff_with_role(work.tx, StaffRole::SupportAgent.text())?;
    let agent = |contact: agreements::StaffContact| Agent {
        id: contact.id,
        name: contact.full_name(),
        email: contact.contact_email,
        language: contact.language,
    };
    Ok(staff.into_iter().map(agent).collect())
}

/// The agent who works on it learns that there is something to answer; all agents, while nobody does.
pub(super) fn arrived(
    work: &mut Work<'_, '_>,
    row: &Row,
    what: &str,
    place: i64,
    words: &str,
) -> Result<(), Failure> {
    let (asker, desk) = match (family(row), row.customer_id) {
        ("inquiry", Some(customer)) => {
            // A partner that has left is told nothing and cannot be written to.
            let customer = customers::get(work.tx, company(row)?, customer)?;
            let customer = customer.ok_or_else(|| Failure::conflict("inquiry-partner-gone"))?;
            (customer.company_name, "/support/inquiries")
        }
        _ => (
            identity::tenant(work.tx, company(row)?)?.name,
            "/ops/support",
        ),
    };
    let code = format!("{}-{what}", family(row));
    let agents = agents(work, row)?;
    let known = agents.iter().any(|agent| Some(agent.id) == row.assignee_id);
    for agent in agents {
        if known && Some(agent.id) != row.assignee_id {
            continue;
        }
        Notice::new(&code, &agent.email, &agent.language, &row.number)
            .reader(agent.id)
            .name(&agent.name)
            .company(&asker)
            .with("summary", &row.summary)
            .time("due", row.due_at.unwrap_or(work.now))
            .link(&format!("{desk}/{}", row.number))
            .answers(row.id, &row.number, agent.id, words)
            .queue(work, format!("{code}/{}/{place}/{}", row.id, agent.id))?;
    }
    Ok(())
}

/// Whoever wrote a letter that could not be taken learns why: once a day for each request, so that
/// two machines do not talk for long.
pub(super) fn returned(
    work: &mut Work<'_, '_>,
    row: &Row,
    (person, path): (&Person, &str),
    to: &str,
    why: &str,
) -> Result<(), Failure> {
    let today = domain::calendar::local_date(work.now, work.app.programme.time_zone());
    let account = person.account.0;
    Notice::new("support-returned", to, person.language.tag(), &row.number)
        .name(&person.name)
        .with("summary", &row.summary)
        .with("why", why)
        .link(path)
        .answers(row.id, &row.number, account, "")
        .queue(
            work,
            format!("support-returned/{}/{account}/{today}", row.id),
        )
}
