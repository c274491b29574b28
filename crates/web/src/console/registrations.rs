//! `/ops/registrations`: telephone challenges that were locked for good, and the day's codes.

use super::{Parameters, console, exactly, id_of};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Meter, Pair, Text, Tone, respond};
use app::Failure;
use app::review::registrations;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enrolment::form::FieldProblem;
use domain::ids::RegistrationId;
use domain::validate::phone;
use store::operator::{LockedRegistration, PrefixCount};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/registrations.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    waiting: Vec<Row>,
    pausing: Vec<Row>,
    codes: Meter,
    codes_words: String,
    prefixes: Vec<PrefixCount>,
    most_per_prefix: u32,
    request_id: String,
}

struct Row {
    id: Uuid,
    company: Text,
    reference: String,
    state: (Tone, Text),
    facts: Vec<Pair>,
    reason: Field,
}

/// What was refused: which registration, and why.
type Refused = (Uuid, String, Vec<FieldProblem>);

/// The list.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let done = match parameters.get("done").map(String::as_str) {
        Some("released") => Some("registrations-released"),
        Some("blocked") => Some("registrations-blocked"),
        _ => None,
    };
    let notice = done.map(|id| Banner::new(Tone::Ok, visit.t().get(id)));
    page(&visit, notice, None).await
}

async fn page(visit: &Visit, notice: Option<Banner>, refused: Option<Refused>) -> Answer {
    let found = registrations::list(visit.app(), &visit.request).await?;
    let mut chrome = console(visit, visit.t().get("nav-registrations"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-registrations"))
        .notice(notice);
    let t = chrome.t;
    let rows = found.locked.into_iter().map(|line| {
        (
            line.locked_until.is_none(),
            row(visit, line, refused.as_ref()),
        )
    });
    let (waiting, pausing): (Vec<_>, Vec<_>) = rows.partition(|(waits, _)| *waits);
    let waiting: Vec<Row> = waiting.into_iter().map(|(_, row)| row).collect();
    let limits = &visit.app().programme.challenge;
    let (codes, most) = (found.codes.to_string(), limits.sends_per_day.to_string());
    let codes_words = t.format(
        "registrations-codes-words",
        &[("codes", &codes), ("most", &most)],
    );
    let tone = if found.codes >= limits.sends_per_day {
        Tone::Bad
    } else {
        Tone::Info
    };
    let meter = Meter::progress(
        codes_words.clone(),
        found.codes.into(),
        limits.sends_per_day.into(),
    );
    let errors = ErrorSummary::of(t, waiting.iter().map(|row| &row.reason));
    chrome.invalid = errors.is_some();
    let status = match refused {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        chrome: &chrome,
        errors,
        waiting,
        pausing: pausing.into_iter().map(|(_, row)| row).collect(),
        codes: meter.tone(tone),
        codes_words,
        prefixes: found.prefixes,
        most_per_prefix: limits.sends_per_prefix_per_day,
        request_id: visit.fresh_key(),
    };
    Ok(respond(status, &page))
}

fn row(visit: &Visit, line: LockedRegistration, refused: Option<&Refused>) -> Row {
    let t = visit.t();
    let state = match line.locked_until {
        None => (Tone::Wait, t.get("registrations-waits")),
        Some(_) => (Tone::Mute, t.get("registrations-pauses")),
    };
    let unknown = || t.get("registrations-not-typed");
    let fact = |label: &str, value: Text| Pair::new(t.get(label), value);
    let mut facts = vec![
        fact(
            "field-contact_email",
            line.contact_email.map_or_else(unknown, Into::into),
        ),
        fact(
            "field-phone",
            line.phone
                .map_or_else(unknown, |number| phone::display(&number).into()),
        ),
        fact("registrations-sharing", line.sharing.to_string().into()),
        fact("registrations-ip", line.ip.into()),
        fact("registrations-locks", line.locks.to_string().into()),
        fact(
            "registrations-begun",
            exactly(visit, line.created_at).into(),
        ),
        fact("registrations-used", exactly(visit, line.touched_at).into()),
    ];
    if let Some(until) = line.locked_until {
        facts.push(fact("registrations-until", exactly(visit, until).into()));
    }
    let mine = refused.filter(|(id, ..)| *id == line.id);
    let reason = Field::text("reason", t.get("registrations-reason"))
        .id(format!("reason-{}", line.id))
        .hint(t.get("registrations-reason-hint"))
        .value(mine.map_or("", |(_, typed, _)| typed))
        .error(mine.and_then(|(_, _, problems)| fields::problem_at(visit, problems, "reason")))
        .maxlength(300)
        .required();
    Row {
        id: line.id,
        company: line.legal_name.map_or_else(unknown, Into::into),
        reference: line.reference,
        state,
        facts,
        reason,
    }
}

/// Lets a registration go on.
pub async fn release(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, registration) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (reason, key) = (form.get("reason").to_owned(), form.key().to_owned());
    let outcome = blocking(move || {
        let id = RegistrationId(registration);
        registrations::release(&app, &request, id, &reason, &key)
    });
    answer(&visit, registration, &form, outcome.await, "released").await
}

/// Stops a registration for abuse.
pub async fn block(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, registration) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (reason, key) = (form.get("reason").to_owned(), form.key().to_owned());
    let outcome = blocking(move || {
        let id = RegistrationId(registration);
        registrations::block(&app, &request, id, &reason, &key)
    });
    answer(&visit, registration, &form, outcome.await, "blocked").await
}

async fn answer(
    visit: &Visit,
    id: Uuid,
    form: &Form,
    outcome: Result<(), Failure>,
    done: &str,
) -> Answer {
    match outcome {
        Ok(()) => Ok(go(&format!("/ops/registrations?done={done}"))),
        Err(Failure::Invalid(problems)) => {
            let refused = (id, form.get("reason").to_owned(), problems);
            page(visit, None, Some(refused)).await
        }
        Err(failure) => Err(failure.into()),
    }
}
