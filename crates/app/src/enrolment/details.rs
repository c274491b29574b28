//! F3, the account details: kept as they are typed, saved when they are right, and the domain they
//! reserve (T3).

use super::registration::{Draft, intent, load, save};
use super::{duplicates, resume};
use crate::{App, Failure, Pending, Request, Work};
use domain::effects::Instant;
use domain::enrolment::details;
use domain::enrolment::form::{Answers, FieldProblem, Judged};
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State, Way};
use domain::ids::{RegistrationId, fresh_uuid};
use store::{Reply, identity, registration};
use uuid::Uuid;

/// The field whose number the telephone challenge stands for.
pub(super) const VERIFIED_FOR_FIELD: &str = "organisation_phone";
/// Where the number that field held at the challenge is kept.
pub(super) const VERIFIED_FOR: &str = "verified_for";

/// Keeps what was typed, valid or not, so that nothing is lost.
pub fn keep(app: &App, request: &Request, id: RegistrationId, typed: Answers) -> Pending<()> {
    app.command(request, intent("registration.keep", id), move |work| {
        let draft = load(work, id)?;
        // From "Create account" on the answers are history.
        if matches!(draft.state, State::Creating | State::Created) || !draft.state.is_living() {
            return Err(draft
                .state
                .apply(Event::SaveDetails)
                .err()
                .map_or(Failure::NotFound, Failure::from));
        }
        let prefix = typed.get("domain_prefix").map_or("", String::as_str);
        if draft.way == Way::Create && !prefix.is_empty() && prefix != draft.answer("domain_prefix")
        {
            let entropy = &*work.app.entropy;
            for (kind, source) in looked_by(id.0, work.request) {
                identity::add_attempt(work.tx, fresh_uuid(entropy), kind, &source, work.now)?;
            }
        }
        registration::keep_answers(work.tx, id.0, &storable(&typed, draft.way))?;
        registration::touch(work.tx, id.0, work.now)?;
        work.audit("fields", typed.len());
        Ok(())
    })
}

/// Longest answer that is kept while it is still wrong.
const LONGEST: usize = 2000;

/// What may be stored of raw input: fields of the form only, cut to size, without NUL, which
/// PostgreSQL does not take.
fn storable(typed: &Answers, way: Way) -> Answers {
    details::fields(way)
        .filter_map(|field| Some((field.name, typed.get(field.name)?)))
        .map(|(name, value)| {
            (
                name.to_owned(),
                value.chars().filter(|c| *c != '\0').take(LONGEST).collect(),
            )
        })
        .collect()
}

/// T3: the account details. What was typed is kept even when it is refused.
///
/// # Errors
/// [`Failure::Invalid`] with the problems; [`Failure::Conflict`] in a state without details.
pub fn save_details(
    app: &App,
    request: &Request,
    id: RegistrationId,
    typed: Answers,
) -> Result<Judged, Failure> {
    keep(app, request, id, typed.clone()).wait()?;
    let way = app
        .read(move |tx| Ok(Way::from_text(&registration::get(tx, id.0)?.way)))
        .wait()?
        .unwrap_or(Way::Create);
    let judged = details::judge(&typed, way, &app.programme, app.today());
    if !judged.problems.is_empty() {
        return Err(Failure::Invalid(judged.problems));
    }
    let values = judged.values.clone();
    let intent = intent("registration.save-details", id);
    app.command(request, intent, move |work| {
        save_in(work, id, &values)?;
        resume::send_first(work, id)
    })
    .wait()?;
    Ok(judged)
}

fn save_in(work: &mut Work<'_, '_>, id: RegistrationId, values: &Answers) -> Result<(), Failure> {
    let mut draft = load(work, id)?;
    let verified = matches!(draft.state, State::Verified);
    let stands =
        values.get(VERIFIED_FOR_FIELD).map(String::as_str) == Some(draft.answer(VERIFIED_FOR));
    let next = draft.state.apply(Event::SaveDetails)?;
    if draft.way == Way::Create {
        let prefix = values.get("domain_prefix").map_or("", String::as_str);
        reserve_domain(work, &mut draft, prefix)?;
    }
    // A verification stands while the organisation's number is the one it was passed for.
    if verified && stands {
        draft.state = State::Verified;
    } else {
        draft.state = next;
        draft.row.phone = values.get(VERIFIED_FOR_FIELD).cloned();
        draft.row.phone_verified_at = None;
    }
    if let Some(language) = values.get("language") {
        draft.row.language.clone_from(language);
    }
    draft.row.company = duplicates::key(values);
    registration::keep_answers(work.tx, id.0, values)?;
    let name = values.get("legal_name").cloned().unwrap_or_default();
    work.audit("legal_name", name);
    save(work, draft)
}

/// Reserves a prefix for a draft, for the first time or again.
pub(super) fn reserve_domain(
    work: &mut Work<'_, '_>,
    draft: &mut Draft,
    prefix: &str,
) -> Result<(), Failure> {
    let domain = details::domain(prefix, &work.app.programme);
    let taken = || Failure::Invalid(vec![FieldProblem::plain("domain_prefix", "domain-taken")]);
    registration::free_domain(work.tx, &domain, work.now)?;
    // Freeing may have touched this very draft.
    draft.row.version = registration::get(work.tx, draft.row.id)?.version;
    if registration::domain_taken(work.tx, &domain, draft.row.id, work.now)? {
        return Err(taken());
    }
    if registration::looks_taken(work.tx, prefix)? {
        let problem = FieldProblem::plain("domain_prefix", "domain-looks-taken");
        return Err(Failure::Invalid(vec![problem]));
    }
    let hours = i64::from(work.app.programme.registration.domain_reserved_hours);
    draft.row.domain = Some(domain);
    draft.row.domain_reserved_until = Some(work.now.plus_seconds(hours * 3600));
    Ok(())
}

/// Prefixes about which a draft, and all drafts at an address, are told within an hour before the form is
/// sent. Whoever tries more of them than a company has ideas reads a list.
const LOOKS_PER_HOUR: u32 = 30;

/// What counts the prefixes that were typed.
fn looked_by(draft: Uuid, request: &Request) -> [(&'static str, String); 2] {
    [
        ("domain-draft", draft.to_string()),
        ("domain-address", request.ip.clone()),
    ]
}

/// What is said about a domain prefix beside its field.
#[derive(Debug, Clone)]
pub enum Looked {
    /// Nobody has it, nor one that looks like it.
    Free,
    /// Somebody has.
    Taken(FieldProblem),
    /// Too many were tried; sending the form tells.
    Unsaid,
}

/// Looks a domain prefix up for this draft.
pub fn look_up(app: &App, request: &Request, draft: Uuid, prefix: &str) -> Reply<Looked, Failure> {
    let domain = details::domain(prefix, &app.programme);
    let (now, prefix): (Instant, String) = (app.clock.now(), prefix.to_owned());
    let (counted, most) = (
        looked_by(draft, request),
        app.ceiling(request, LOOKS_PER_HOUR),
    );
    app.read(move |tx| {
        let since = now.plus_seconds(-3600);
        for (kind, source) in &counted {
            if identity::attempts(tx, kind, source, since)? > most {
                return Ok(Looked::Unsaid);
            }
        }
        let code = if registration::domain_taken(tx, &domain, draft, now)? {
            "domain-taken"
        } else if registration::looks_taken(tx, &prefix)? {
            "domain-looks-taken"
        } else {
            return Ok(Looked::Free);
        };
        let problem = FieldProblem::plain("domain_prefix", code);
        Ok(Looked::Taken(problem))
    })
}
