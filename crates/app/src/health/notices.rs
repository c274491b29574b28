//! Who is told of an incident: those who may see service health, at the partners whose customers use
//! what it is about; once when it is posted, and once at its end. A few partners at a time, so that a
//! pause loses nobody.

use super::names;
use crate::i18n::texts;
use crate::notifications::Notice;
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request, Work};
use domain::effects::Instant;
use domain::health::State;
use domain::ids::TenantId;
use domain::language::Language;
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, authorise, authorise_operator,
};
use store::health::{self as rows, Incident, Update};
use store::identity;
use uuid::Uuid;

/// Incidents looked at in one go.
const INCIDENTS: u32 = 50;
/// Partners told in one command.
pub(super) const PARTNERS: u32 = 20;

/// Tells what is to be told, and says how many partners were.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let mut told = super::maintenance::notices::sweep(app, request)?;
    told += super::due::sweep(app, request)?;
    let scope = authorise_operator(&request.caller, OperatorAction::ViewIncidents)?;
    let waiting = app.read(move |tx| Ok(rows::to_tell(tx, scope, INCIDENTS)?));
    let waiting = waiting.wait()?;
    if waiting.is_empty() {
        return Ok(told);
    }
    let chain = operator(app)?;
    let numbers = waiting.into_iter().map(|incident| incident.number);
    let begun_or_ended = all(numbers, |number| some(app, request, (scope, chain), number));
    Ok(told + begun_or_ended)
}

/// Tells of each number, a few partners at a time, and says how many were told. `some` tells the next
/// few and says whether there are more.
pub(super) fn all(
    numbers: impl Iterator<Item = String>,
    some: impl Fn(&str) -> Result<(u64, bool), Failure>,
) -> u64 {
    let mut told = 0;
    for number in numbers {
        loop {
            match some(&number) {
                Ok((partners, more)) => {
                    told += partners;
                    if !more {
                        break;
                    }
                }
                // Somebody writes about it in this moment, or another node tells them: what is left is
                // told next time.
                Err(Failure::Conflict(_) | Failure::NotFound) => break,
                Err(failure) => {
                    tracing::error!(?failure, number, "partners were not told");
                    break;
                }
            }
        }
    }
    told
}

/// The name of a partner, and who of it may see how services do: whoever helps customers, by the same
/// row of rights.
pub(super) fn readers(
    work: &mut Work<'_, '_>,
    partner: Uuid,
) -> Result<(String, Vec<identity::Account>), Failure> {
    let action = TenantAction::ViewServiceHealth;
    let theirs = authorise(&work.request.caller, action, TenantId(partner))?;
    let company = identity::tenant(work.tx, theirs)?.name;
    Ok((company, identity::helpers(work.tx, theirs)?))
}

/// Tells the next few partners; says how many, and whether there are more.
fn some(
    app: &App,
    request: &Request,
    (scope, chain): (OperatorScope, Uuid),
    number: &str,
) -> Result<(u64, bool), Failure> {
    let intent = Intent::new("health.tell", chain, format!("incident/{number}"));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let row = rows::get(work.tx, scope, &number)?;
        let row = row.ok_or(Failure::NotFound)?;
        let (what, after) = match (row.begun_told, row.ended_told) {
            (Some(after), _) => ("begun", after),
            (None, Some(after)) => ("ended", after),
            (None, None) => return Err(Failure::NotFound),
        };
        let partners = rows::partners(work.tx, scope, row.id, after, PARTNERS)?;
        let full = u32::try_from(partners.len()).is_ok_and(|found| found == PARTNERS);
        let last = partners.last().copied().filter(|_| full);
        let noted = match what {
            "begun" => rows::told_begun(work.tx, scope, &row, last)?,
            _ => rows::told_ended(work.tx, scope, &row, last)?,
        };
        if !noted {
            return Err(Failure::conflict("stale"));
        }
        let said = said(work, &row, what)?;
        for partner in &partners {
            tell(work, &row, *partner, what, &said)?;
        }
        work.audit("told", what);
        work.audit("partners", partners.len());
        let more = full || (what == "begun" && row.ended_told.is_some());
        Ok((u64::try_from(partners.len()).unwrap_or(0), more))
    })
    .wait()
}

/// What a mail tells: what was said at the beginning or at the end, and about which services.
struct Said {
    update: Update,
    services: Vec<Uuid>,
}

fn said(work: &mut Work<'_, '_>, row: &Incident, what: &str) -> Result<Said, Failure> {
    let mut updates = rows::updates(work.tx, row.id)?;
    let update = match what {
        "begun" => updates.pop(),
        _ => {
            let end = |update: &Update| update.state == State::Restored.text();
            updates.into_iter().find(end)
        }
    };
    Ok(Said {
        update: update.ok_or_else(|| Failure::internal("nothing was said of an incident"))?,
        services: rows::services(work.tx, row.id)?,
    })
}

fn tell(
    work: &mut Work<'_, '_>,
    row: &Incident,
    partner: Uuid,
    what: &str,
    said: &Said,
) -> Result<(), Failure> {
    let (company, readers) = readers(work, partner)?;
    let default = work.app.programme.languages.default;
    let at: Instant = match what {
        "begun" => row.started_at,
        _ => row.restored_at.unwrap_or(work.now),
    };
    for reader in readers {
        let language = Language::from_tag(&reader.language).unwrap_or(default);
        let state = texts(language).get(format!("health-state-{}", said.update.state));
        let text = said.update.text();
        let title = row.title();
        Notice::new(
            &format!("health-{what}"),
            &reader.contact_email,
            &reader.language,
            &row.number,
        )
        .reader(reader.id)
        .name(&reader.full_name())
        .company(&company)
        .with("title", title.shown(language, default))
        .with("services", &names(work.app, &said.services, language))
        .with("state", &state)
        .with("text", text.shown(language, default))
        .time("at", at)
        .link(&format!("/health/{}", row.number))
        .queue(work, format!("health-{what}/{}/{}", row.id, reader.id))?;
    }
    Ok(())
}
