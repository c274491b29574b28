//! The telephone challenge F4: send a code, take a code.

use super::details::{VERIFIED_FOR, VERIFIED_FOR_FIELD};
use super::registration::{self as drafts, Draft, limits};
use super::risk;
use crate::notifications::{Notice, TelephoneJob, alert};
use crate::{App, Failure, Request, Work};
use domain::effects::{Instant, TelephoneMethod};
use domain::enrolment::challenge::{Entry, Limits, NoSend};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State};
use domain::ids::{RegistrationId, fresh_uuid};
use domain::validate::phone::{self, Kind};
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
    /// A ceiling beyond this draft, or a number of a registration that was stopped: the caller must
    /// not learn which.
    Refused,
}

impl Sent {
    /// Why nothing was sent, for the audit log.
    fn refusal(&self) -> Option<&'static str> {
        match self {
            Self::Yes => None,
            Self::TooSoon(_) => Some("code-too-soon"),
            Self::Locked(_) => Some("code-locked"),
            Self::ManualReview => Some("manual-review"),
            Self::Refused => Some("generic"),
        }
    }
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
    let (e164, method) = judge(app, number, method)?;
    let (rules, budgets) = (limits(app), Budgets::of(app, request));
    let intent = drafts::intent("registration.send-code", id)
        .once(key, &(e164.as_str(), method_text(method)));
    let sent = app
        .command(request, intent, move |work| {
            let sent = send_in(work, id, &e164, method, &rules, budgets)?;
            if let Some(code) = sent.refusal() {
                work.refuse(code);
            }
            Ok(sent)
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
        Sent::Refused => Err(Failure::TooMany {
            code: "generic",
            until: Some(app.clock.now().plus_days(1)),
        }),
    }
}

/// What was typed on the page: a number of China and a way that reaches it.
fn judge(app: &App, number: &str, method: &str) -> Result<(String, TelephoneMethod), Failure> {
    let mut problems = Vec::new();
    let phone = phone::organisation_phone(number)
        .map_err(|p| problems.push(FieldProblem::new("phone", p)))
        .ok();
    let method = method_from_text(method);
    if method.is_none() {
        problems.push(FieldProblem::plain("method", "choice-unknown"));
    }
    if let (Some(phone), Some(method)) = (phone, method) {
        let dials = || app.telephone.as_ref().is_none_or(|t| t.dials_extensions());
        if method == TelephoneMethod::Sms && phone.kind != Kind::Mobile {
            problems.push(FieldProblem::plain("phone", "phone-not-mobile"));
        } else if phone.extension.is_some() && !dials() {
            problems.push(FieldProblem::plain("phone", "phone-extension-unsupported"));
        } else if problems.is_empty() {
            return Ok((phone.e164, method));
        }
    }
    Err(Failure::Invalid(problems))
}

/// Daily ceilings beyond one draft: per address, per number prefix, for the whole operator.
#[derive(Clone, Copy)]
struct Budgets {
    address: u32,
    prefix: u32,
    all: u32,
    /// Whether sends to a number from other drafts count.
    number: bool,
}

impl Budgets {
    fn of(app: &App, request: &Request) -> Self {
        let c = &app.programme.challenge;
        let ceiling = |n| app.ceiling(request, n);
        Self {
            address: ceiling(c.sends_per_ip_per_day),
            prefix: ceiling(c.sends_per_prefix_per_day),
            all: ceiling(c.sends_per_day),
            number: !app.is_rehearsing(request),
        }
    }
}

/// What one send is counted under. An extension does not make another number.
struct Sources {
    line: String,
    prefix: String,
    ip: String,
}

impl Sources {
    fn of(e164: &str, ip: &str) -> Self {
        let line = phone::line(e164);
        Self {
            line: line.to_owned(),
            // Eight characters are `+86` and the network and district of the number.
            prefix: line.chars().take(8).collect(),
            ip: ip.to_owned(),
        }
    }

    fn counted(&self) -> [(&'static str, &str); 4] {
        [
            ("code-address", &self.ip),
            ("code-prefix", &self.prefix),
            ("code-all", "all"),
            ("code-number", &self.line),
        ]
    }
}

fn send_in(
    work: &mut Work<'_, '_>,
    id: RegistrationId,
    e164: &str,
    method: TelephoneMethod,
    rules: &Limits,
    budgets: Budgets,
) -> Result<Sent, Failure> {
    let mut draft = drafts::load(work, id)?;
    if draft.state == State::Locked && draft.challenge.lock(work.now).is_none() {
        draft.state = draft.state.apply(Event::UnlockChallenge)?;
    }
    match draft.challenge.lock(work.now) {
        Some(NoSend::Locked { until }) => return Ok(Sent::Locked(until)),
        Some(_) => return Ok(Sent::ManualReview),
        None => {}
    }
    let next = draft.state.apply(Event::SendCode)?;
    let sources = Sources::of(e164, &work.request.ip);
    if let Some(reason) = refusal(work, &sources, budgets)? {
        work.audit("refused", reason);
        return Ok(Sent::Refused);
    }
    let since = work.now.plus_days(-1);
    let to_number = if budgets.number {
        identity::attempts(work.tx, "code-number", &sources.line, since)?
    } else {
        0
    };
    let code = fresh_code(work);
    let hash = work.app.keyring.code_hash(id.0.as_bytes(), &code);
    match draft
        .challenge
        .clone()
        .send(work.now, rules, to_number, hash)
    {
        Ok(mut challenge) => {
            challenge.method = Some(method);
            draft.challenge = challenge;
            draft.state = next;
            draft.row.phone = Some(e164.to_owned());
            for (kind, source) in sources.counted() {
                let attempt = fresh_uuid(&*work.app.entropy);
                identity::add_attempt(work.tx, attempt, kind, source, work.now)?;
            }
            registration::note_phone(work.tx, id.0, &sources.line, work.now)?;
            queue(work, &draft, e164, method, code, rules)?;
            drafts::save(work, draft)?;
            work.audit("phone", phone::mask(e164));
            work.audit("method", method_text(method));
            Ok(Sent::Yes)
        }
        Err((_, NoSend::TooSoon { at })) => Ok(Sent::TooSoon(at)),
        Err((challenge, why)) => {
            draft.challenge = challenge;
            draft.state = draft.state.apply(Event::LockChallenge)?;
            tell_of_lock(work, &draft)?;
            drafts::save(work, draft)?;
            work.audit("outcome", "locked");
            Ok(match why {
                NoSend::Locked { until } => Sent::Locked(until),
                _ => Sent::ManualReview,
            })
        }
    }
}

/// Why nothing is sent to a number by whoever asks, if so. Ceilings over many drafts are there
/// against toll fraud: reaching one alerts the operator, once a day.
fn refusal(
    work: &mut Work<'_, '_>,
    sources: &Sources,
    budgets: Budgets,
) -> Result<Option<&'static str>, Failure> {
    let since = work.now.plus_days(-1);
    for (kind, source, ceiling, reason) in [
        (
            "code-address",
            sources.ip.as_str(),
            budgets.address,
            "address",
        ),
        ("code-prefix", &sources.prefix, budgets.prefix, "prefix"),
        ("code-all", "all", budgets.all, "all"),
    ] {
        if identity::attempts(work.tx, kind, source, since)? >= ceiling {
            if reason != "address" {
                alert::codes_stopped(work, source, ceiling)?;
            }
            return Ok(Some(reason));
        }
    }
    let days = i64::from(work.app.programme.challenge.shared_number_days);
    let stopped =
        registration::is_stopped_number(work.tx, &sources.line, work.now.plus_days(-days))?;
    Ok(stopped.then_some("stopped-number"))
}

fn queue(
    work: &mut Work<'_, '_>,
    draft: &Draft,
    e164: &str,
    method: TelephoneMethod,
    code: String,
    rules: &Limits,
) -> Result<(), Failure> {
    let job = TelephoneJob {
        to: e164.to_owned(),
        method,
        language: draft.row.language.clone(),
        code,
        minutes: rules.code_seconds / 60,
        until: work.now.plus_seconds(rules.code_seconds),
    };
    let challenge = &draft.challenge;
    let (id, locks, sends, now) = (draft.id(), challenge.locks, challenge.sends, work.now.0);
    let dedupe = format!("code/{id}/{locks}/{sends}/{now}");
    work.after_commit("telephone", &draft.row.reference, &job, dedupe)
}

/// E02: the challenge is locked; until when, and who helps.
fn tell_of_lock(work: &mut Work<'_, '_>, draft: &Draft) -> Result<(), Failure> {
    let Ok(email) = validate::email(draft.answer("contact_email")) else {
        return Ok(());
    };
    let notice = Notice::new(
        "e02",
        &email.value,
        &draft.row.language,
        &draft.row.reference,
    )
    .name(&drafts::addressee(draft))
    .link("/register/cn/phone");
    let notice = match draft.challenge.locked_until {
        Some(until) => notice.time("until", until),
        None => notice.told("e02-people"),
    };
    notice.queue(work, format!("e02/{}/{}", draft.row.id, work.now.0))
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
    let intent = drafts::intent("registration.enter-code", id);
    let taken = app
        .command(request, intent, move |work| {
            enter_in(work, id, &code, &rules)
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

fn enter_in(
    work: &mut Work<'_, '_>,
    id: RegistrationId,
    code: &str,
    rules: &Limits,
) -> Result<Taken, Failure> {
    let mut draft = drafts::load(work, id)?;
    if draft.state != State::Challenge && draft.state != State::Locked {
        draft.state.apply(Event::SolveChallenge)?;
    }
    let entered = work.app.keyring.code_hash(id.0.as_bytes(), code);
    let expected = draft.challenge.code_hash.unwrap_or_default();
    let matches: bool = subtle::ConstantTimeEq::ct_eq(&entered[..], &expected[..]).into();
    let (challenge, entry) = draft.challenge.clone().enter(work.now, rules, matches);
    let was_locked = draft.state == State::Locked;
    draft.challenge = challenge;
    let taken = match entry {
        Entry::Right => {
            draft.state = draft.state.apply(Event::SolveChallenge)?;
            draft.row.phone_verified_at = Some(work.now);
            let number = draft.answer(VERIFIED_FOR_FIELD).to_owned();
            let kept = [(VERIFIED_FOR.to_owned(), number)].into();
            registration::keep_answers(work.tx, id.0, &kept)?;
            risk::look_at_number(work, &draft)?;
            Taken::Right
        }
        Entry::Wrong { left } => Taken::Wrong(left),
        Entry::NoCode => Taken::NoCode,
        Entry::Locked { until } => {
            if !was_locked {
                draft.state = draft.state.apply(Event::LockChallenge)?;
                tell_of_lock(work, &draft)?;
            }
            Taken::Locked(until)
        }
    };
    work.audit("outcome", format!("{entry:?}"));
    drafts::save(work, draft)?;
    Ok(taken)
}
