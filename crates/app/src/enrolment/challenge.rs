//! The telephone challenge F4 (spec 01 §6): send a code, take a code.

use super::registration::{self as draft, VERIFIED_FOR, VERIFIED_FOR_FIELD, limits};
use crate::notifications::TelephoneJob;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::effects::{Instant, TelephoneMethod};
use domain::enrolment::challenge::{Entry, NoSend};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State};
use domain::ids::{RegistrationId, fresh_uuid};
use domain::validate::phone::Kind;
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::{identity, registration};

pub(crate) fn method_text(method: TelephoneMethod) -> &'static str {
    match method {
        TelephoneMethod::Sms => "sms",
        TelephoneMethod::Voice => "voice",
    }
}

/// Reads [`TelephoneMethod`] from a form or the database.
#[must_use]
pub fn method_from_text(text: &str) -> Option<TelephoneMethod> {
    match text {
        "sms" => Some(TelephoneMethod::Sms),
        "voice" => Some(TelephoneMethod::Voice),
        _ => None,
    }
}

#[derive(Serialize, Deserialize)]
enum Sent {
    Yes,
    TooSoon(Instant),
    Locked(Instant),
    ManualReview,
}

/// T4: sends a fresh code to a China number.
///
/// # Errors
/// [`Failure::Invalid`] at `phone` or `method`; [`Failure::TooMany`] when it is too soon or locked;
/// [`Failure::Conflict`] when only people can help or there is nothing to verify.
pub fn send(
    app: &App,
    request: &Request,
    id: RegistrationId,
    number: &str,
    method: &str,
    key: &str,
) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let phone = validate::phone::organisation_phone(number)
        .map_err(|p| problems.push(FieldProblem::new("phone", p)))
        .ok();
    let method = method_from_text(method);
    if method.is_none() {
        problems.push(FieldProblem::plain("method", "choice-unknown"));
    }
    if let (Some(phone), Some(TelephoneMethod::Sms)) = (&phone, method)
        && phone.kind != Kind::Mobile
    {
        problems.push(FieldProblem::new("phone", Problem::new("phone-not-mobile")));
    }
    let (Some(phone), Some(method), true) = (phone, method, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let rules = limits(app);
    let budgets = Budgets::of(app, request);
    let e164 = phone.e164;
    let intent = draft::intent("registration.send-code", id)
        .once(key, &(e164.as_str(), method_text(method)));
    let sent = app
        .command(request, intent, move |work| {
            send_in(work, id, &e164, method, rules, budgets)
        })
        .wait()?;
    match sent {
        Sent::Yes => Ok(()),
        Sent::TooSoon(at) => Err(Failure::TooMany {
            code: "code-too-soon",
            until: Some(at),
        }),
        Sent::Locked(until) => Err(Failure::TooMany {
            code: "code-locked",
            until: Some(until),
        }),
        Sent::ManualReview => Err(Failure::conflict("manual-review")),
    }
}

/// Daily ceilings beyond one draft: per address, per number prefix, for the whole operator.
#[derive(Clone, Copy)]
struct Budgets {
    address: u32,
    prefix: u32,
    all: u32,
}

impl Budgets {
    fn of(app: &App, request: &Request) -> Self {
        let c = &app.programme.challenge;
        let ceiling = |n| app.ceiling(request, n);
        Self {
            address: ceiling(c.sends_per_ip_per_day),
            prefix: ceiling(c.sends_per_prefix_per_day),
            all: ceiling(c.sends_per_day),
        }
    }
}

fn send_in(
    work: &mut Work<'_, '_>,
    id: RegistrationId,
    e164: &str,
    method: TelephoneMethod,
    rules: domain::enrolment::challenge::Limits,
    budgets: Budgets,
) -> Result<Sent, Failure> {
    let mut draft = draft::load(work, id)?;
    if draft.state == State::Locked && draft.challenge.lock(work.now).is_none() {
        draft.state = draft.state.apply(Event::UnlockChallenge)?;
    }
    match draft.challenge.lock(work.now) {
        Some(NoSend::Locked { until }) => return Ok(Sent::Locked(until)),
        Some(_) => return Ok(Sent::ManualReview),
        None => {}
    }
    let next = draft.state.apply(Event::SendCode)?;
    let since = work.now.plus_days(-1);
    // Eight characters are `+86` and the network and district of the number.
    let prefix: String = e164.chars().take(8).collect();
    let ip = work.request.ip.clone();
    let counts = [
        ("address", &ip, budgets.address),
        ("prefix", &prefix, budgets.prefix),
    ];
    for (kind, source, ceiling) in counts {
        if identity::attempts(work.tx, kind_of(kind), source, since)? >= ceiling {
            return Err(Failure::TooMany {
                code: "generic",
                until: Some(work.now.plus_days(1)),
            });
        }
    }
    if identity::attempts(work.tx, "code-all", "all", since)? >= budgets.all {
        return Err(Failure::TooMany {
            code: "generic",
            until: Some(work.now.plus_days(1)),
        });
    }
    let to_number = identity::attempts(work.tx, "code-number", e164, since)?;
    let to_number = if work.app.ceiling(work.request, 0) == u32::MAX {
        0
    } else {
        to_number
    };
    let code = fresh_code(work);
    let hash = work.app.keyring.code_hash(id.0.as_bytes(), &code);
    match draft
        .challenge
        .clone()
        .send(work.now, &rules, to_number, method, hash)
    {
        Ok(challenge) => {
            draft.challenge = challenge;
            draft.state = next;
            draft.row.phone = Some(e164.to_owned());
            for (kind, source) in [
                ("code-address", ip.as_str()),
                ("code-prefix", &prefix),
                ("code-all", "all"),
                ("code-number", e164),
            ] {
                let attempt = fresh_uuid(&*work.app.entropy);
                identity::add_attempt(work.tx, attempt, kind, source, work.now)?;
            }
            let language = draft.row.language.clone();
            let sends = draft.challenge.sends;
            let reference = draft.row.reference.clone();
            let locks = draft.challenge.locks;
            draft::save(work, draft)?;
            work.audit("phone", validate::phone::mask(e164));
            work.audit("method", method_text(method));
            let minutes = rules.code_seconds / 60;
            let until = work.now.plus_seconds(rules.code_seconds);
            let job = TelephoneJob {
                to: e164.to_owned(),
                method,
                language,
                code,
                minutes,
                until,
            };
            let now = work.now.0;
            let dedupe = format!("code/{id}/{locks}/{sends}/{now}");
            work.after_commit("telephone", &reference, &job, dedupe)?;
            Ok(Sent::Yes)
        }
        Err((_, NoSend::TooSoon { at })) => Ok(Sent::TooSoon(at)),
        Err((challenge, why)) => {
            draft.challenge = challenge;
            draft.state = draft.state.apply(Event::LockChallenge)?;
            draft::save(work, draft)?;
            work.audit("outcome", "locked");
            Ok(match why {
                NoSend::Locked { until } => Sent::Locked(until),
                _ => Sent::ManualReview,
            })
        }
    }
}

fn kind_of(budget: &str) -> &'static str {
    if budget == "address" {
        "code-address"
    } else {
        "code-prefix"
    }
}

/// Six digits; fixed only where the programme is not for production and says so.
pub(crate) fn fresh_code(work: &Work<'_, '_>) -> String {
    if let Some(code) = &work.app.programme.challenge.non_production_fixed_code {
        return code.clone();
    }
    loop {
        let mut bytes = [0; 4];
        work.app.entropy.fill(&mut bytes);
        let n = u32::from_be_bytes(bytes);
        // 4294 whole millions fit into 32 bits; the rest would favour small codes.
        if n < 4_294_000_000 {
            return format!("{:06}", n % 1_000_000);
        }
    }
}

#[derive(Serialize, Deserialize)]
enum Taken {
    Right,
    Wrong(u32),
    NoCode,
    Locked(Option<Instant>),
}

/// T5: takes a code.
///
/// # Errors
/// [`Failure::Invalid`] at `code` with the tries left; [`Failure::TooMany`] or
/// [`Failure::Conflict`] when locked.
pub fn enter(app: &App, request: &Request, id: RegistrationId, code: &str) -> Result<(), Failure> {
    let invalid = |problem| Err(Failure::Invalid(vec![FieldProblem::new("code", problem)]));
    let code = match validate::verification_code(code) {
        Ok(code) => code.value,
        Err(problem) => return invalid(problem),
    };
    let rules = limits(app);
    let intent: Intent = draft::intent("registration.enter-code", id);
    let taken = app
        .command(request, intent, move |work| {
            let mut draft = draft::load(work, id)?;
            if draft.state != State::Challenge && draft.state != State::Locked {
                draft.state.apply(Event::SolveChallenge)?;
            }
            let entered = work.app.keyring.code_hash(id.0.as_bytes(), &code);
            let expected = draft.challenge.code_hash.unwrap_or_default();
            let matches: bool = subtle::ConstantTimeEq::ct_eq(&entered[..], &expected[..]).into();
            let (challenge, entry) = draft.challenge.clone().enter(work.now, &rules, matches);
            let was_locked = draft.state == State::Locked;
            draft.challenge = challenge;
            let taken = match entry {
                Entry::Right => {
                    draft.state = draft.state.apply(Event::SolveChallenge)?;
                    draft.row.phone_verified_at = Some(work.now);
                    let number = draft
                        .answers
                        .get(VERIFIED_FOR_FIELD)
                        .cloned()
                        .unwrap_or_default();
                    let kept = [(VERIFIED_FOR.to_owned(), number)].into();
                    registration::keep_answers(work.tx, id.0, &kept)?;
                    Taken::Right
                }
                Entry::Wrong { left } => Taken::Wrong(left),
                Entry::NoCode => Taken::NoCode,
                Entry::Locked { until } => {
                    if !was_locked {
                        draft.state = draft.state.apply(Event::LockChallenge)?;
                    }
                    Taken::Locked(until)
                }
            };
            work.audit("outcome", format!("{entry:?}"));
            draft::save(work, draft)?;
            Ok(taken)
        })
        .wait()?;
    match taken {
        Taken::Right => Ok(()),
        Taken::Wrong(left) => invalid(Problem::new("code-wrong-left").with("left", left)),
        Taken::NoCode => invalid(Problem::new("code-none")),
        Taken::Locked(Some(until)) => Err(Failure::TooMany {
            code: "code-locked",
            until: Some(until),
        }),
        Taken::Locked(None) => Err(Failure::conflict("manual-review")),
    }
}

/// R4 holds for 30 minutes; afterwards the number is to be verified again.
pub fn refresh(app: &App, request: &Request, id: RegistrationId) -> Pending<()> {
    let rules = limits(app);
    app.command(
        request,
        draft::intent("registration.verify-again", id),
        move |work| {
            let mut draft = draft::load(work, id)?;
            draft.state = draft.state.apply(Event::VerifyAgain)?;
            if is_verified(
                draft.row.phone_verified_at,
                work.now,
                rules.verified_seconds,
            ) {
                return Err(Failure::conflict("stale"));
            }
            draft.row.phone_verified_at = None;
            draft::save(work, draft)
        },
    )
}

/// Whether a verification still counts.
#[must_use]
pub fn is_verified(at: Option<Instant>, now: Instant, seconds: i64) -> bool {
    at.is_some_and(|at| now.seconds_since(at) < seconds)
}
