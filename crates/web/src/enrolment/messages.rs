//! Messages with the reviewers of the company's application.

use super::is_staff;
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Message, Side, Tone, format, respond};
use app::Failure;
use app::enrolment::thread::{self, View};
use askama::Template;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::thread as rules;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/enrolment/messages.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    company: String,
    messages: Vec<Message>,
    errors: Option<ErrorSummary>,
    field: Option<Field>,
    request_id: String,
}

/// The messages as the company reads them. Reviewers are the review team: who they are is the
/// operator's business.
fn messages(visit: &Visit, view: &View) -> Vec<Message> {
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let shown = |message: &store::review::thread::Message| {
        let own = message.side == rules::Side::Applicant.text();
        let author = if own {
            message.full_name().into()
        } else {
            t.get("messages-team")
        };
        Message {
            author,
            about: format::datetime(t, visit.timestamp(message.written_at), zone).into(),
            text: message.text.clone().into(),
            side: if own { Side::Own } else { Side::Theirs },
            fresh: view.read.is_new(message),
        }
    };
    view.read.messages.iter().map(shown).collect()
}

fn page(
    visit: &Visit,
    view: &View,
    typed: &str,
    problems: &[FieldProblem],
    notice: Option<Banner>,
) -> Response {
    let t = visit.t();
    let mut chrome = frame::portal(visit, t.get("messages-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/enrol/status", t.get("status-title"))
        .crumb("", t.get("messages-title"))
        .reference(view.row.reference.clone())
        .notice(notice);
    let longest = u32::try_from(rules::LONGEST).unwrap_or(u32::MAX);
    let field = view.open.then(|| {
        Field::textarea("text", t.get("messages-write"))
            .hint(t.get("messages-hint"))
            .value(typed)
            .error(fields::problem_at(visit, problems, "text"))
            .counter(longest)
            .required()
    });
    let errors = ErrorSummary::of(t, &field);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let page = Page {
        company: view.row.legal_name.clone(),
        messages: messages(visit, view),
        errors,
        field,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The thread. Opening it is reading it.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let view = match thread::view(visit.app(), &visit.request).await {
        Ok(view) => view,
        // Before a submission nobody reads.
        Err(Failure::NotFound) if !is_staff(&visit) => return Ok(go("/enrol")),
        Err(failure) => return Err(failure.into()),
    };
    thread::note_read(visit.app(), &visit.request, &view).await?;
    let sent = query.get("done").is_some_and(|done| done == "sent");
    let notice = sent.then(|| Banner::new(Tone::Ok, visit.t().get("messages-sent")));
    Ok(page(&visit, &view, "", &[], notice))
}

/// Writes to the reviewers.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (text, key) = (form.get("text").to_owned(), form.key().to_owned());
    match blocking(move || thread::send(&app, &request, &text, &key)).await {
        Ok(()) => Ok(go("/enrol/messages?done=sent")),
        Err(Failure::Invalid(problems)) => {
            let view = thread::view(visit.app(), &visit.request).await?;
            Ok(page(&visit, &view, form.get("text"), &problems, None))
        }
        Err(Failure::NotFound) if !is_staff(&visit) => Ok(go("/enrol")),
        Err(failure) => Err(failure.into()),
    }
}
