//! F4: the telephone challenge.

use super::{page_of, progress, with_draft, wizard};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Step, Text, Tone, respond};
use app::Failure;
use app::enrolment::challenge;
use app::enrolment::registration::{Draft, limits};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::effects::{Instant, TelephoneMethod};
use domain::enrolment::challenge::NoSend;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::registration::State;
use domain::validate::phone;

#[derive(Template)]
#[template(path = "pages/registration/phone.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    locked: Option<Banner>,
    /// Set while a code is on its way.
    sent: Option<Sent>,
    number: Field,
    method: Field,
    request_id: String,
}

struct Sent {
    to: String,
    by_voice: bool,
    until: Text,
    sends: String,
    code: Field,
}

/// What was typed on the page and is to be shown again.
#[derive(Default)]
struct Typed {
    number: Option<String>,
    method: Option<String>,
    problems: Vec<FieldProblem>,
    too_soon: Option<Instant>,
}

fn page(visit: &Visit, draft: &Draft, typed: &Typed) -> Response {
    let t = visit.t();
    let now = visit.app().clock.now();
    let clock = |at: Instant| visit.clock(at);
    let mut chrome = wizard(visit, t.get("phone-title"), Some(&draft.row.reference));
    let locked = match draft.challenge.lock(now) {
        Some(NoSend::Locked { until }) => Some(
            Banner::new(Tone::Bad, t.get("toomany-code-locked"))
                .text(t.format("locked-until", &[("until", &clock(until))])),
        ),
        Some(_) => Some(Banner::new(Tone::Bad, t.get("conflict-manual-review"))),
        None => typed.too_soon.map(|at| {
            Banner::new(Tone::Warn, t.get("toomany-code-too-soon"))
                .text(t.format("locked-until", &[("until", &clock(at))]))
        }),
    };
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let known = typed.number.clone().or_else(|| draft.row.phone.clone());
    let shown = known.map(|n| {
        if n.starts_with("+86") {
            phone::display(&n)
        } else {
            n
        }
    });
    let number = Field::tel("phone", t.get("field-phone"))
        .hint(t.get("hint-phone"))
        .value(shown.unwrap_or_default())
        .error(problem("phone"))
        .autocomplete("tel")
        .required();
    let method = typed.method.clone().unwrap_or_else(|| "sms".to_owned());
    let choice = |value: &'static str, label: &str, hint: &str| {
        Choice::new(value, t.get(label))
            .hint(t.get(hint))
            .selected(method == value)
    };
    let method = Field::radio(
        "method",
        t.get("field-method"),
        vec![
            choice("sms", "method-sms", "method-sms-hint"),
            choice("voice", "method-voice", "method-voice-hint"),
        ],
    )
    .error(problem("method"));
    let rules = limits(visit.app());
    let alive = draft
        .challenge
        .code_until(&rules)
        .filter(|until| now < *until);
    let waiting =
        draft.state == State::Challenge && locked.as_ref().is_none_or(|b| b.tone == Tone::Warn);
    let sent = waiting.then(|| Sent {
        to: phone::mask(draft.row.phone.as_deref().unwrap_or_default()),
        by_voice: draft.challenge.method == Some(TelephoneMethod::Voice),
        until: match alive {
            Some(until) => t
                .format("phone-valid-until", &[("time", &clock(until))])
                .into(),
            None => t.get("phone-no-code"),
        },
        sends: t.format(
            "phone-sends",
            &[
                ("sends", &draft.challenge.sends.to_string()),
                ("max", &rules.sends_per_day.to_string()),
            ],
        ),
        code: Field::code("code", t.get("field-code"))
            .hint(t.get("hint-code"))
            .error(problem("code"))
            .required(),
    });
    let all = sent.iter().map(|s| &s.code).chain([&number, &method]);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let status = if typed.problems.is_empty() && typed.too_soon.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let (request_id, steps) = (visit.fresh_key(), progress(visit, draft.way, 3));
    respond(
        status,
        &Page {
            chrome: &chrome,
            steps,
            errors,
            locked,
            sent,
            number,
            method,
            request_id,
        },
    )
}

/// The number, the method, and the code once it is on its way.
pub async fn show(visit: Visit) -> Answer {
    let (draft, _) = with_draft!(visit);
    match draft.state {
        State::Details | State::Challenge | State::Locked => {
            Ok(page(&visit, &draft, &Typed::default()))
        }
        other => Ok(go(page_of(other))),
    }
}

/// T4: sends a code.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    let (app, id) = (visit.app().clone(), draft.id());
    let (number, method, key) = (
        form.get("phone").to_owned(),
        form.get("method").to_owned(),
        form.key().to_owned(),
    );
    let mut typed = Typed {
        number: Some(number.clone()),
        method: Some(method.clone()),
        ..Typed::default()
    };
    let sent = blocking(move || challenge::send(&app, &request, id, &number, &method, &key)).await;
    let (draft, _) = with_draft!(visit);
    match sent {
        Ok(()) => Ok(go("/register/cn/phone")),
        Err(Failure::Invalid(problems)) => {
            typed.problems = problems;
            Ok(page(&visit, &draft, &typed))
        }
        Err(Failure::TooMany {
            code: "code-too-soon",
            until,
        }) => {
            typed.too_soon = until;
            Ok(page(&visit, &draft, &typed))
        }
        Err(Failure::TooMany {
            code: "code-locked",
            ..
        }) => Ok(go("/register/cn/phone")),
        Err(failure) => Err(failure.into()),
    }
}

/// T5: takes the code.
pub async fn verify(visit: Visit, form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    let (app, id, code) = (visit.app().clone(), draft.id(), form.get("code").to_owned());
    let taken = blocking(move || challenge::enter(&app, &request, id, &code)).await;
    let (draft, _) = with_draft!(visit);
    match taken {
        Ok(()) => Ok(go("/register/cn/create")),
        Err(Failure::Invalid(problems)) => Ok(page(
            &visit,
            &draft,
            &Typed {
                problems,
                ..Typed::default()
            },
        )),
        Err(Failure::TooMany {
            code: "code-locked",
            ..
        }) => Ok(go("/register/cn/phone")),
        Err(failure) => Err(failure.into()),
    }
}
