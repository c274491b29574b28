//! How far the application has come.

use super::is_staff;
use crate::http::{Answer, Visit, frame, go};
use crate::ui::{Check, Chrome, Meter, Moment, Tone, respond};
use app::Failure;
use app::enrolment::application::{self, View};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome};

#[derive(Template)]
#[template(path = "pages/enrolment/status.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    state: State,
    tone: Tone,
    label: String,
    what_now: String,
    reference: &'a str,
    meter: Option<Meter>,
    checks: Vec<Check>,
    moments: Vec<Moment>,
}

/// How a state looks.
#[must_use]
pub fn tone(state: State) -> Tone {
    match state {
        State::Draft | State::Withdrawn | State::Lapsed => Tone::Mute,
        State::Submitted | State::InReview | State::Provisioning => Tone::Wait,
        State::InformationRequested | State::Approved => Tone::Warn,
        State::Rejected => Tone::Bad,
        State::Active => Tone::Ok,
    }
}

fn moments(visit: &Visit, view: &View) -> Vec<Moment> {
    let t = visit.t();
    let row = &view.row;
    let zone = visit.app().programme.time_zone();
    let steps = [
        ("status-begun", Some(row.created_at)),
        ("status-submitted", row.submitted_at),
        ("status-decided", row.decided_at),
        ("status-signed", row.signed_at),
        ("status-active", row.active_at),
    ];
    let next = steps.iter().position(|(_, at)| at.is_none());
    steps
        .iter()
        .enumerate()
        .map(|(n, (id, at))| Moment {
            label: t.get(id),
            notes: at
                .map(|at| crate::ui::format::datetime(t, visit.timestamp(at), zone).into())
                .into_iter()
                .collect(),
            now: next.is_some_and(|next| n + 1 == next) || (next.is_none() && n + 1 == steps.len()),
            next: at.is_none(),
        })
        .collect()
}

/// The status page of the company's application.
pub async fn show(visit: Visit) -> Answer {
    let view = match application::view(visit.app(), &visit.request).await {
        Ok(view) => view,
        Err(Failure::NotFound) if !is_staff(&visit) => return Ok(go("/enrol")),
        Err(failure) => return Err(failure.into()),
    };
    let t = visit.t();
    let checks = Kind::ALL
        .iter()
        .filter_map(|kind| {
            let check = view.checks.iter().find(|c| c.kind == kind.text())?;
            let outcome = Outcome::from_text(&check.result)?;
            // The applicant sees that a check is in order or under way, never its inner result.
            let done = matches!(outcome, Outcome::Passed | Outcome::Waived);
            Some(Check {
                label: t.get(format!("check-{}", kind.text())),
                note: Some(t.get(if done {
                    "status-check-done"
                } else {
                    "status-check-open"
                })),
                done,
                action: None,
            })
        })
        .collect();
    let meter = match (view.state, view.row.submitted_at) {
        (State::Submitted | State::InReview, Some(at)) => {
            let days = application::working_days(visit.app(), at, visit.app().clock.now());
            let target = visit.app().programme.application.sla_working_days;
            let words = t.format(
                "status-days",
                &[("days", &days.to_string()), ("target", &target.to_string())],
            );
            Some(Meter::progress(
                words,
                u64::from(days.min(target)),
                u64::from(target),
            ))
        }
        _ => None,
    };
    let mut chrome = frame::portal(&visit, t.get("status-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("status-title"))
        .reference(view.row.reference.clone());
    if matches!(view.state, State::Submitted | State::Provisioning) {
        chrome.refresh = Some(30);
    }
    let page = Page {
        chrome: &chrome,
        state: view.state,
        tone: tone(view.state),
        label: t
            .get(format!("application-{}", view.state.text()))
            .into_owned(),
        what_now: t
            .get(format!("status-now-{}", view.state.text()))
            .into_owned(),
        reference: &view.row.reference,
        meter,
        checks,
        moments: moments(&visit, &view),
    };
    Ok(respond(StatusCode::OK, &page))
}
