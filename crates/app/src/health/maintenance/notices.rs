//! Who is told of maintenance: those who may see service health, at the partners whose customers it
//! concerns; when it is announced, moved or cancelled, and once more a day before it. A few partners
//! at a time, so that a pause loses nobody.

use super::super::names;
use super::super::notices::{PARTNERS, all, readers};
use super::rows::{self, Maintenance, Update};
use crate::i18n::texts;
use crate::notifications::Notice;
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request, Work};
use domain::language::Language;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use uuid::Uuid;

/// Windows looked at in one go.
const WINDOWS: u32 = 50;

/// Tells what is to be told, and says how many partners were.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewIncidents)?;
    let now = app.clock.now();
    let waiting = app.read(move |tx| Ok(rows::to_tell(tx, scope, now, WINDOWS)?));
    let waiting = waiting.wait()?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let chain = operator(app)?;
    let numbers = waiting.into_iter().map(|row| row.number);
    Ok(all(numbers, |number| {
        some(app, request, (scope, chain), number)
    }))
}

/// What is to be told of it now, and after which partner.
fn next(row: &Maintenance, work: &Work<'_, '_>) -> Option<(String, Uuid)> {
    match &row.telling {
        Some(what) => Some((what.clone(), row.told.unwrap_or_default())),
        None => row
            .remind_at
            .filter(|at| *at <= work.now)
            .map(|_| ("soon".to_owned(), Uuid::nil())),
    }
}

/// Tells the next few partners; says how many, and whether there are more.
fn some(
    app: &App,
    request: &Request,
    (scope, chain): (OperatorScope, Uuid),
    number: &str,
) -> Result<(u64, bool), Failure> {
    let intent = Intent::new("health.tell", chain, format!("maintenance/{number}"));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let row = rows::get(work.tx, scope, &number)?;
        let row = row.ok_or(Failure::NotFound)?;
        let (what, after) = next(&row, work).ok_or(Failure::NotFound)?;
        // After a pause it may have begun: then nobody needs to hear that it comes.
        let partners = if what == "soon" && row.starts_at <= work.now {
            Vec::new()
        } else {
            rows::partners(work.tx, scope, row.id, after, PARTNERS)?
        };
        let full = u32::try_from(partners.len()).is_ok_and(|found| found == PARTNERS);
        let last = partners.last().copied().filter(|_| full);
        let telling = last.map(|_| what.as_str());
        let remind_at = row.remind_at.filter(|_| what != "soon");
        if !rows::tell(work.tx, scope, &row, (telling, last), remind_at)? {
            return Err(Failure::conflict("stale"));
        }
        let updates = rows::updates(work.tx, row.id)?.into_iter();
        let said = updates.into_iter().next();
        let said = said.ok_or_else(|| Failure::internal("nothing was said of maintenance"))?;
        let services = rows::services(work.tx, row.id)?;
        for partner in &partners {
            tell(work, &row, (*partner, &what), (&said, &services))?;
        }
        work.audit("told", what.as_str());
        work.audit("partners", partners.len());
        Ok((u64::try_from(partners.len()).unwrap_or(0), full))
    })
    .wait()
}

fn tell(
    work: &mut Work<'_, '_>,
    row: &Maintenance,
    (partner, what): (Uuid, &str),
    (said, services): (&Update, &[Uuid]),
) -> Result<(), Failure> {
    let (company, readers) = readers(work, partner)?;
    let default = work.app.programme.languages.default;
    for reader in readers {
        let language = Language::from_tag(&reader.language).unwrap_or(default);
        let (text, title) = (said.text(), row.title());
        let short = match row.emergency.is_empty() {
            true => String::new(),
            false => texts(language).get("health-short-notice").into_owned(),
        };
        Notice::new(
            &format!("maintenance-{what}"),
            &reader.contact_email,
            &reader.language,
            &row.number,
        )
        .reader(reader.id)
        .name(&reader.full_name())
        .company(&company)
        .with("title", title.shown(language, default))
        .with("services", &names(work.app, services, language))
        .with("text", text.shown(language, default))
        .with("notice", &short)
        .time("from", row.starts_at)
        .time("until", row.ends_at)
        .link(&format!("/health/maintenance/{}", row.number))
        .queue(
            work,
            format!("maintenance-{what}/{}/{}/{}", row.id, said.place, reader.id),
        )?;
    }
    Ok(())
}
