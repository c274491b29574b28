//! `/admin/requests`: what the company asked its partners, a new one, and one with its thread.

use super::page as frame_of;
use crate::http::{Answer, Form, Query, Visit, blocking};
use crate::support::new::{self, Sheet};
use crate::support::request;
use crate::support::{attached, moment, state_pill, topic, uploads};
use crate::ui::{Chrome, Text, Tone, respond};
use app::Failure;
use app::support::talk::{self, Act};
use app::support::{create, list};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enrolment::form::Answers;
use domain::support::form::FIELDS;
use domain::support::{Kind, Side};
use std::collections::HashMap;
use store::support::Line;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/centre/requests.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

struct Row {
    href: String,
    summary: String,
    about: String,
    partner: String,
    state: (Tone, Text),
    changed: String,
}

fn row(visit: &Visit, line: Line) -> Row {
    Row {
        href: format!("/admin/requests/{}", line.number),
        about: format!("{} · {}", line.number, topic(visit, &line.topic)),
        state: state_pill(visit, &line.state),
        changed: moment(visit, line.changed_at),
        partner: line.partner,
        summary: line.summary,
    }
}

/// What was asked.
pub async fn index(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let number = query.get("page").and_then(|page| page.parse().ok());
    let number: u32 = number.unwrap_or(1).clamp(1, 10_000);
    let (lines, more) = list::asked(visit.app(), &visit.request, number).await?;
    let at = |n: u32| format!("/admin/requests?page={n}");
    let chrome = frame_of(&visit, visit.t().get("centre-requests"));
    let page = Page {
        rows: lines.into_iter().map(|line| row(&visit, line)).collect(),
        previous: (number > 1).then(|| at(number - 1)),
        next: more.then(|| at(number + 1)),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The form.
pub async fn open(visit: Visit) -> Answer {
    let partners = create::sellers(visit.app(), &visit.request).await?;
    if partners.is_empty() {
        return Err(Failure::conflict("inquiry-no-partner").into());
    }
    let sheet = Sheet {
        kind: Kind::Inquiry,
        customer: None,
        from: "",
        partners: &partners,
    };
    new::page(&visit, &sheet, visit.fresh_key(), &Answers::new(), &[])
}

/// Sends it.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let partners = create::sellers(visit.app(), &visit.request).await?;
    // What is no id is nobody's.
    let partner = Some(form.get("partner")).filter(|partner| !partner.is_empty());
    let partner = partner.map(|id| Uuid::parse_str(id).unwrap_or_default());
    let mut typed = form.answers();
    typed.retain(|name, _| FIELDS.contains(&name.as_str()));
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (sent, files, key) = (typed.clone(), uploads(&form), form.key().to_owned());
    let made = blocking(move || {
        let files = attached(&files);
        create::ask(&app, &request, partner, &sent, &files, &key)
    });
    match made.await {
        Ok(number) => Ok(request::back(Side::Customer, &number, "sent")),
        // The key stays: nothing was decided under it.
        Err(Failure::Invalid(problems)) => {
            let sheet = Sheet {
                kind: Kind::Inquiry,
                customer: None,
                from: "",
                partners: &partners,
            };
            typed.insert("partner".to_owned(), form.get("partner").to_owned());
            new::page(&visit, &sheet, form.key().to_owned(), &typed, &problems)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// One with its thread.
pub async fn show(
    visit: Visit,
    Path(number): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    request::show_to(Side::Customer, &visit, &number, &query).await
}

/// Writes a message.
pub async fn write(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    request::write_for(Side::Customer, visit, number, form).await
}

/// Opens it anew.
pub async fn reopen(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    request::reopen_for(Side::Customer, visit, number, form).await
}

/// It is solved.
pub async fn close(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    request::act_for(Side::Customer, visit, number, form, Act::Close).await
}

/// It is not needed any more.
pub async fn cancel(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    request::act_for(Side::Customer, visit, number, form, Act::Cancel).await
}

/// Lets the partner pass it on.
pub async fn consent(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, key) = (number.clone(), form.key().to_owned());
    blocking(move || talk::consent(&app, &request, &to, &key)).await?;
    Ok(request::back(Side::Customer, &number, "consented"))
}

/// A file.
pub async fn file(visit: Visit, Path((number, file)): Path<(String, String)>) -> Answer {
    request::file_for(Side::Customer, visit, number, file).await
}
