//! What the operator's agents write: a new incident, and each word about it until its report.

use super::drafts::{self, Proposed};
use super::state;
use crate::command::me;
use crate::{App, Failure, Intent, Request, Work};
use domain::calendar::local_date;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::machine::Machine;
use domain::health::draft::needs_two;
use domain::health::form::{New, judge, judge_text};
use domain::health::{INCIDENT, NUMBER_BYTES, State, next_due, number};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::programme::Localised;
use store::health::{self as rows, Incident, Update};
use uuid::Uuid;

pub(super) fn begin(request: &Request) -> Result<(OperatorScope, Uuid), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::PostIncidents)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok((scope, person.tenant.0))
}

/// Every offer the services were ever sold by: subscriptions outlive offers.
pub(super) fn offers(app: &App, services: &[Uuid]) -> Vec<Uuid> {
    let all = app.programme.catalogue().offers.iter();
    let theirs = all.filter(|offer| services.contains(&offer.product));
    theirs.map(|offer| offer.id).collect()
}

pub(super) fn say(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    incident: &Incident,
    (author, text): (&str, Localised),
) -> Result<(), Failure> {
    let update = Update {
        place: 0,
        at: work.now,
        state: incident.state.clone(),
        author: author.to_owned(),
        text_zh_hans: text.zh_hans,
        text_zh_hant: text.zh_hant,
        text_en: text.en,
    };
    rows::say(work.tx, scope, incident.id, &update).map_err(|error| {
        // Two at once: one of them looks again.
        if error.is_unique() {
            Failure::conflict("stale")
        } else {
            error.into()
        }
    })?;
    work.audit("number", incident.number.as_str());
    work.audit("state", incident.state.as_str());
    Ok(())
}

/// What came of posting or of writing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Outcome {
    /// The incident of this number says it.
    Posted(String),
    /// This draft waits for a second person.
    Waits(Uuid),
}

/// Adds a new incident within a command.
pub(super) fn add(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    (id, number): (Uuid, &str),
    new: &New,
) -> Result<Incident, Failure> {
    let incident = Incident {
        id,
        number: number.to_owned(),
        state: new.state.text().to_owned(),
        title_zh_hans: new.title.zh_hans.clone(),
        title_zh_hant: new.title.zh_hant.clone(),
        title_en: new.title.en.clone(),
        started_at: new.started_at,
        posted_at: work.now,
        changed_at: work.now,
        restored_at: None,
        due_at: next_due(&work.app.programme, new.state, work.now),
        begun_told: Some(Uuid::nil()),
        ended_told: None,
        version: 1,
    };
    let offers = offers(work.app, &new.services);
    rows::add(work.tx, scope, &incident, (&new.services, &offers))?;
    let language = work.app.programme.languages.default;
    let named = super::names(work.app, &new.services, language);
    work.audit("services", named);
    Ok(incident)
}

/// Posts an incident. `services` are the ids that were ticked. Whoever it concerns is told soon after;
/// an outage waits for a second person first.
///
/// # Errors
/// [`Failure::Invalid`] at the fields; [`Failure::NeedsRole`].
pub fn post(
    app: &App,
    request: &Request,
    typed: &Answers,
    services: &[String],
    key: &str,
) -> Result<Outcome, Failure> {
    let (scope, chain) = begin(request)?;
    let (by, author) = me(request)?;
    let now = app.clock.now();
    let new = judge(&app.programme, typed, services, now).map_err(Failure::Invalid)?;
    let mut random = [0; NUMBER_BYTES];
    app.entropy.fill(&mut random);
    let number = number(INCIDENT, local_date(now, app.programme.time_zone()), random);
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new("health.post", chain, format!("incident/{number}"));
    app.command(request, intent.once(key, &(typed, services)), move |work| {
        if needs_two(None, new.state) {
            let draft = Proposed::new(id, &number, &new);
            drafts::propose(work, scope, (by, &author), draft)?;
            return Ok(Outcome::Waits(id));
        }
        let incident = add(work, scope, (id, &number), &new)?;
        say(work, scope, &incident, (&author, new.text.clone()))?;
        Ok(Outcome::Posted(number.clone()))
    })
    .wait()
}

/// Writes about an incident: goes on in its state where `to` is empty, or brings it to another one. The
/// end and the report are states like others. That it becomes an outage waits for a second person.
///
/// # Errors
/// [`Failure::Invalid`] at `to` or `text_…`; [`Failure::Conflict`] (`stale`, `health-over`,
/// `health-draft-open`, or the state it is in); [`Failure::NotFound`]; [`Failure::NeedsRole`].
pub fn write(
    app: &App,
    request: &Request,
    (number, version): (&str, i64),
    to: &str,
    typed: &Answers,
    key: &str,
) -> Result<Outcome, Failure> {
    let (scope, chain) = begin(request)?;
    let (by, author) = me(request)?;
    let to = match to {
        "" => None,
        word => Some(State::from_text(word).ok_or_else(|| unknown("to"))?),
    };
    let text = judge_text(&app.programme, typed).map_err(Failure::Invalid)?;
    let intent = Intent::new("health.update", chain, format!("incident/{number}"));
    let input = (number, to.map(State::text), &text);
    let intent = intent.once(key, &input);
    let (number, draft) = (number.to_owned(), fresh_uuid(&*app.entropy));
    app.command(request, intent, move |work| {
        let row = rows::get(work.tx, scope, &number)?;
        let mut row = row.ok_or(Failure::NotFound)?;
        if row.version != version {
            return Err(Failure::conflict("stale"));
        }
        let before = state(&row)?;
        let next = match to {
            Some(to) if to != before => {
                let event = before.event_to(to);
                let event = event.ok_or_else(|| Failure::conflict("health-state"))?;
                before.apply(event)?
            }
            _ if before.is_open() => before,
            _ => return Err(Failure::conflict("health-over")),
        };
        if needs_two(Some(before), next) {
            let services = rows::services(work.tx, row.id)?;
            let what = Proposed {
                id: draft,
                number: &row.number,
                raises: true,
                title: row.title(),
                text: text.clone(),
                started_at: row.started_at,
                services: &services,
            };
            drafts::propose(work, scope, (by, &author), what)?;
            return Ok(Outcome::Waits(draft));
        }
        next.text().clone_into(&mut row.state);
        row.changed_at = work.now;
        row.due_at = next_due(&work.app.programme, next, work.now);
        if next == State::Restored {
            row.restored_at = Some(work.now);
            row.ended_told = Some(Uuid::nil());
            drafts::drop_of(work, scope, &row.number, (by, &author))?;
        }
        if !rows::save(work.tx, scope, &row)? {
            return Err(Failure::conflict("stale"));
        }
        say(work, scope, &row, (&author, text.clone()))?;
        Ok(Outcome::Posted(number.clone()))
    })
    .wait()
}

fn unknown(field: &str) -> Failure {
    Failure::Invalid(vec![FieldProblem::plain(field, "choice-unknown")])
}
