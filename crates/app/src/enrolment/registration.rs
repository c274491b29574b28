//! Registration R0 to R4: begin, choose, describe the company (spec 01 §2, F2, F3).

use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::effects::Instant;
use domain::enrolment::challenge::{Challenge, Limits};
use domain::enrolment::details;
use domain::enrolment::form::{Answers, FieldProblem, Judged};
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State};
use domain::ids::{RegistrationId, fresh_reference, fresh_token, fresh_uuid};
use serde::{Deserialize, Serialize};
use store::registration::{self, Registration};
use store::{Reply, identity};
use uuid::Uuid;

/// A draft as its holder sees it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The row.
    pub row: Registration,
    /// Its state.
    pub state: State,
    /// What was typed so far.
    pub answers: Answers,
    /// The telephone challenge.
    pub challenge: Challenge,
}

impl Draft {
    /// The draft's id.
    #[must_use]
    pub fn id(&self) -> RegistrationId {
        RegistrationId(self.row.id)
    }
}

/// A draft that was just begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Begun {
    /// The cookie that opens it; known to the visitor alone.
    pub token: String,
}

/// T1: begins a draft.
pub fn begin(app: &App, request: &Request) -> Pending<Begun> {
    let limit = app.ceiling(request, app.programme.risk.registrations_per_ip_per_day);
    let (id, token) = (
        RegistrationId::fresh(&*app.entropy),
        fresh_token(&*app.entropy),
    );
    let intent = Intent::new("registration.begin", id.0, format!("registration/{id}"));
    app.command(request, intent, move |work| {
        let since = work.now.plus_days(-1);
        let begun = identity::attempts(work.tx, "registration", &work.request.ip, since)?;
        if begun >= limit {
            return Err(Failure::TooMany {
                code: "registrations",
                until: Some(work.now.plus_days(1)),
            });
        }
        let entropy = &*work.app.entropy;
        let (attempt, reference) = (fresh_uuid(entropy), fresh_reference(entropy));
        identity::add_attempt(work.tx, attempt, "registration", &work.request.ip, work.now)?;
        let (language, ip) = (work.request.language.tag(), work.request.ip.as_str());
        registration::add(
            work.tx,
            id.0,
            &token_hash(&token),
            &reference,
            language,
            ip,
            work.now,
        )?;
        work.audit("reference", reference);
        Ok(Begun {
            token: token.clone(),
        })
    })
}

/// The draft a cookie opens; [`Failure::NotFound`] when there is none or it has expired.
pub fn open(app: &App, token: &str) -> Reply<Draft, Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    let rules = app.programme.registration.clone();
    app.read(move |tx| {
        let row = registration::by_cookie(tx, &hash)?.ok_or(Failure::NotFound)?;
        let answers = registration::answers(tx, row.id)?;
        let draft = draft(row, answers)?;
        let life = match draft.state {
            State::Open => {
                now.seconds_since(draft.row.touched_at) < i64::from(rules.idle_hours) * 3600
            }
            State::Created | State::Done => true,
            State::Expired | State::Blocked => false,
            _ => now.seconds_since(draft.row.touched_at) < i64::from(rules.draft_days) * 86_400,
        };
        if life {
            Ok(draft)
        } else {
            Err(Failure::NotFound)
        }
    })
}

fn draft(row: Registration, answers: Answers) -> Result<Draft, Failure> {
    let state = State::from_text(&row.state)
        .ok_or_else(|| Failure::internal(format!("unknown registration state {}", row.state)))?;
    let method = row
        .challenge_method
        .as_deref()
        .and_then(super::challenge::method_from_text);
    let challenge = Challenge {
        code_hash: row
            .challenge_code_hash
            .as_deref()
            .and_then(|hash| hash.try_into().ok()),
        method,
        sent_at: row.challenge_sent_at,
        wrong: row.challenge_wrong,
        dead: row.challenge_dead,
        sends: row.challenge_sends,
        locks: row.challenge_locks,
        locked_until: row.locked_until,
    };
    Ok(Draft {
        row,
        state,
        answers,
        challenge,
    })
}

/// The challenge's limits from the programme.
#[must_use]
pub fn limits(app: &App) -> Limits {
    let c = &app.programme.challenge;
    let lock = |n: usize| {
        c.lock_minutes
            .get(n)
            .or(c.lock_minutes.last())
            .copied()
            .unwrap_or(1440)
    };
    Limits {
        code_seconds: i64::from(c.code_valid_minutes) * 60,
        tries_per_code: c.wrong_tries_per_code,
        dead_codes: c.dead_codes_before_lock,
        sends_per_day: c.sends_per_number_per_day,
        resend_seconds: i64::from(c.resend_seconds),
        first_lock_seconds: i64::from(lock(0)) * 60,
        second_lock_seconds: i64::from(lock(1)) * 60,
        verified_seconds: i64::from(app.programme.registration.verified_minutes) * 60,
    }
}

/// The field whose number the telephone challenge stands for.
pub(super) const VERIFIED_FOR_FIELD: &str = "organisation_phone";
/// Where the number that field held at the challenge is kept.
pub(super) const VERIFIED_FOR: &str = "verified_for";

/// The organisation's number the challenge was passed for.
pub(super) fn verified_for(answers: &Answers) -> &str {
    answers.get(VERIFIED_FOR).map_or("", String::as_str)
}

/// Loads a draft inside a command.
pub(super) fn load(work: &mut Work<'_, '_>, id: RegistrationId) -> Result<Draft, Failure> {
    let row = registration::get(work.tx, id.0)?;
    let answers = registration::answers(work.tx, id.0)?;
    draft(row, answers)
}

/// Writes a draft back inside a command.
pub(super) fn save(work: &mut Work<'_, '_>, mut draft: Draft) -> Result<(), Failure> {
    let c = &draft.challenge;
    let row = &mut draft.row;
    row.state = draft.state.text().to_owned();
    row.touched_at = work.now;
    row.challenge_method = c
        .method
        .map(|m| super::challenge::method_text(m).to_owned());
    row.challenge_code_hash = c.code_hash.map(|hash| hash.to_vec());
    row.challenge_sent_at = c.sent_at;
    row.challenge_wrong = c.wrong;
    row.challenge_dead = c.dead;
    row.challenge_sends = c.sends;
    row.challenge_locks = c.locks;
    row.locked_until = c.locked_until;
    match registration::save(work.tx, row) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::conflict("stale")),
        Err(error) if error.is_unique() => Err(Failure::conflict("domain-taken")),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn intent(action: &'static str, id: RegistrationId) -> Intent {
    Intent::new(action, id.0, format!("registration/{id}"))
}

/// T2: "Create one" instead of signing in with an existing work account.
pub fn choose_create(app: &App, request: &Request, id: RegistrationId) -> Pending<()> {
    app.command(request, intent("registration.identify", id), move |work| {
        let mut draft = load(work, id)?;
        if matches!(draft.state, State::Open) {
            draft.state = draft.state.apply(Event::Identify)?;
            save(work, draft)?;
        }
        Ok(())
    })
}

/// Keeps what was typed, valid or not, so that nothing is lost.
pub fn keep(app: &App, request: &Request, id: RegistrationId, typed: Answers) -> Pending<()> {
    app.command(request, intent("registration.keep", id), move |work| {
        let draft = load(work, id)?;
        // After "Create account" the answers are history.
        if matches!(
            draft.state,
            State::Created | State::Done | State::Expired | State::Blocked
        ) {
            return Err(draft
                .state
                .apply(Event::SaveDetails)
                .err()
                .map_or(Failure::NotFound, Failure::from));
        }
        registration::keep_answers(work.tx, id.0, &storable(&typed))?;
        work.audit("fields", typed.len());
        Ok(())
    })
}

/// Longest answer that is kept while it is still wrong.
const LONGEST: usize = 2000;

/// What may be stored of raw input: known fields only, cut to size, without NUL, which PostgreSQL
/// does not take.
fn storable(typed: &Answers) -> Answers {
    details::FIELDS
        .iter()
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
    let judged = details::judge(&typed, &app.programme, app.today());
    if !judged.problems.is_empty() {
        return Err(Failure::Invalid(judged.problems));
    }
    let values = judged.values.clone();
    app.command(
        request,
        intent("registration.save-details", id),
        move |work| {
            let mut draft = load(work, id)?;
            let verified = matches!(draft.state, State::Verified);
            let stands = values.get(VERIFIED_FOR_FIELD).map(String::as_str)
                == Some(verified_for(&draft.answers));
            let next = draft.state.apply(Event::SaveDetails)?;
            reserve_domain(work, &mut draft, &values)?;
            let phone = values.get(VERIFIED_FOR_FIELD).cloned();
            // A verification stands while the organisation's number is the one it was passed for.
            draft.state = if verified && stands {
                State::Verified
            } else {
                next
            };
            if draft.state != State::Verified {
                draft.row.phone = phone;
                draft.row.phone_verified_at = None;
            }
            if let Some(language) = values.get("language") {
                draft.row.language.clone_from(language);
            }
            registration::keep_answers(work.tx, id.0, &values)?;
            work.audit(
                "legal_name",
                values.get("legal_name").cloned().unwrap_or_default(),
            );
            save(work, draft)
        },
    )
    .wait()?;
    Ok(judged)
}

fn reserve_domain(
    work: &mut Work<'_, '_>,
    draft: &mut Draft,
    values: &Answers,
) -> Result<(), Failure> {
    let prefix = values.get("domain_prefix").map_or("", String::as_str);
    let domain = details::domain(prefix, &work.app.programme);
    let taken = || Failure::Invalid(vec![FieldProblem::plain("domain_prefix", "domain-taken")]);
    registration::free_domain(work.tx, &domain, work.now)?;
    // Freeing may have touched this very draft.
    draft.row.version = registration::get(work.tx, draft.row.id)?.version;
    if registration::domain_taken(work.tx, &domain, draft.row.id, work.now)? {
        return Err(taken());
    }
    let hours = i64::from(work.app.programme.registration.domain_reserved_hours);
    draft.row.domain = Some(domain);
    draft.row.domain_reserved_until = Some(work.now.plus_seconds(hours * 3600));
    Ok(())
}

/// Whether a domain prefix is free for this draft; for the answer beside the field.
pub fn domain_is_free(app: &App, draft: Uuid, prefix: &str) -> Reply<bool, Failure> {
    let domain = details::domain(prefix, &app.programme);
    let now: Instant = app.clock.now();
    app.read(move |tx| Ok(!registration::domain_taken(tx, &domain, draft, now)?))
}
