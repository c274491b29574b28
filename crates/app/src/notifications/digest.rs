//! The mail of the morning: what somebody wants to be told once a day, in one mail, at the same hour.

use super::{Notice, mail};
use crate::i18n::texts;
use crate::{App, Failure, Intent, Request};
use domain::calendar::start_of_day;
use domain::effects::Instant;
use domain::language::Language;
use domain::notices::{DIGEST_HOUR, DIGEST_LINES};
use domain::permission::{OperatorAction, authorise_operator};
use store::{identity, notices as rows};
use uuid::Uuid;

/// Accounts looked at in one go.
const BATCH: u32 = 200;

/// The last morning: what waited until then is due.
fn morning(app: &App) -> Instant {
    let (zone, today) = (app.programme.time_zone(), app.today());
    let hour = i64::from(DIGEST_HOUR) * 3600;
    let of = |day| start_of_day(day, zone).plus_seconds(hour);
    match of(today) {
        morning if morning <= app.clock.now() => morning,
        _ => of(today.yesterday().unwrap_or(today)),
    }
}

/// Sends each reader what has waited until the morning, and says how many were told. What fails comes
/// again with the next sweep; the others are told.
///
/// # Errors
/// [`Failure`] when the database cannot be asked what is due.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewOutbox)?;
    let (before, mut done) = (morning(app), 0);
    loop {
        let due = app.read(move |tx| Ok(rows::waiting(tx, scope, before, BATCH)?));
        let mut told = 0;
        for account in due.wait()? {
            match tell(app, request, account, before) {
                Ok(()) => told += 1,
                Err(failure) => tracing::error!(?failure, %account, "a digest failed"),
            }
        }
        done += told;
        if told < u64::from(BATCH) {
            return Ok(done);
        }
    }
}

fn tell(app: &App, request: &Request, account: Uuid, before: Instant) -> Result<(), Failure> {
    let reader = app.read(move |tx| Ok(identity::own_account(tx, account)?));
    let tenant = reader.wait()?.tenant_id;
    let intent = Intent::new("notice.digest", tenant, format!("account/{account}"));
    app.command(request, intent, move |work| {
        let lines = rows::lines(work.tx, account, before)?;
        rows::told(work.tx, account, before)?;
        let reader = identity::own_account(work.tx, account)?;
        // Who has left, or may not sign in, is told nothing of the company.
        let Some(first) = lines.first().map(|line| line.id) else {
            return Ok(());
        };
        if reader.status != "active" || reader.contact_email.is_empty() {
            return Ok(());
        }
        let default = work.app.programme.languages.default;
        let language = Language::from_tag(&reader.language).unwrap_or(default);
        let app = work.app;
        let headline = |line: &rows::Line| mail::headline(app, &line.notice, language);
        let named: Vec<_> = lines
            .iter()
            .take(DIGEST_LINES)
            .filter_map(headline)
            .collect();
        let mut list: Vec<_> = named
            .into_iter()
            .map(|(subject, link)| format!("{subject}\n{link}"))
            .collect();
        if let Some(more) = lines
            .len()
            .checked_sub(DIGEST_LINES)
            .filter(|more| *more > 0)
        {
            let count = [("count", &*more.to_string())];
            list.push(texts(language).format("digest-more", &count));
        }
        work.audit("notices", lines.len());
        Notice::new("digest", &reader.contact_email, &reader.language, "")
            .name(&reader.full_name())
            .with("count", &lines.len().to_string())
            .with("list", &list.join("\n\n"))
            .link("/action-center/preferences")
            // By its first line: what came late on a morning is told by a mail of its own.
            .queue(work, format!("digest/{account}/{first}"))
    })
    .wait()
}
