//! All versions, and companies that declined.

use super::{day, href, pill, title};
use crate::console::{Parameters, console, done, id_of, may, moment};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Text, Tone, format, respond};
use app::Failure;
use app::agreements::versions::{self, Standing, Version};
use app::agreements::{AGREEMENT, answers};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use jiff::civil::Date;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/agreements/overview.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    title: String,
    rows: Vec<Row>,
    declines: Vec<Declined>,
    answers: bool,
    others: Vec<Other>,
    request_id: String,
}

struct Row {
    version: String,
    href: String,
    state: (Tone, Text),
    effective: String,
    languages: Vec<(&'static str, String)>,
    signed: String,
    bound: String,
    campaign: Option<String>,
    compare: Option<String>,
}

struct Declined {
    id: Uuid,
    company: String,
    href: String,
    about: String,
    reason: String,
    answer: Field,
    open: bool,
}

/// A text nobody signs: what is shown is what the programme's file says.
struct Other {
    title: String,
    version: String,
    date: Date,
    href: String,
}

/// An answer that was refused.
struct Typed {
    id: Uuid,
    answer: String,
    problems: Vec<FieldProblem>,
}

/// The page.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    page(&visit, done(visit.t(), &parameters), None).await
}

async fn page(visit: &Visit, notice: Option<Banner>, typed: Option<Typed>) -> Answer {
    let found = versions::overview(visit.app(), &visit.request).await?;
    let mut chrome = console(visit, visit.t().get("nav-agreements"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-agreements"));
    let current = found
        .versions
        .iter()
        .find(|v| v.standing == Standing::InForce)
        .map_or_else(String::new, |v| v.version.clone());
    let rows = found
        .versions
        .iter()
        .map(|v| row(visit, v, &current))
        .collect();
    let declines: Vec<Declined> = found
        .declines
        .into_iter()
        .map(|decline| declined(visit, decline, typed.as_ref()))
        .collect();
    let errors = ErrorSummary::of(visit.t(), declines.iter().map(|d| &d.answer));
    chrome.invalid = errors.is_some();
    let status = if errors.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    chrome.notice = notice;
    let page = Page {
        chrome: &chrome,
        errors,
        title: title(visit),
        rows,
        declines,
        answers: may(visit, OperatorAction::AnswerDecline),
        others: others(visit),
        request_id: visit.fresh_key(),
    };
    Ok(respond(status, &page))
}

fn row(visit: &Visit, v: &Version, current: &str) -> Row {
    let t = visit.t();
    let effective = v.publication.as_ref().map(|p| day(t, &p.effective_on));
    let published = v
        .publication
        .as_ref()
        .filter(|p| p.number.is_some() && p.resign);
    Row {
        version: v.version.clone(),
        href: href(&v.version),
        state: pill(t, v.standing),
        effective: effective.unwrap_or_default(),
        languages: v
            .texts
            .iter()
            .map(|text| (text.language.own_name(), text.sha256.clone()))
            .collect(),
        signed: format::number(v.signed),
        bound: format::number(v.bound),
        campaign: published.map(|_| format!("{}/campaign", href(&v.version))),
        compare: (v.version != current && !current.is_empty()).then(|| {
            // The older one first, so that what is new reads as new.
            let (from, to) = if v.standing == Standing::Replaced {
                (v.version.as_str(), current)
            } else {
                (current, v.version.as_str())
            };
            format!("/ops/agreements/compare?from={from}&to={to}")
        }),
    }
}

fn declined(visit: &Visit, decline: store::agreements::Decline, typed: Option<&Typed>) -> Declined {
    let t = visit.t();
    let typed = typed.filter(|typed| typed.id == decline.id);
    let problems = typed.map_or(&[][..], |typed| &typed.problems);
    let at = moment(visit, decline.at);
    let facts = [
        ("name", decline.name.as_str()),
        ("at", at.as_str()),
        ("version", decline.version.as_str()),
    ];
    Declined {
        href: crate::console::case_href(decline.application_id),
        about: t.format("agreement-declined-by", &facts),
        reason: decline.reason,
        answer: Field::textarea("answer", t.get("agreement-decline-answer"))
            .id(format!("answer-{}", decline.id))
            .hint(t.get("agreement-decline-answer-hint"))
            .value(typed.map_or("", |typed| typed.answer.as_str()))
            .error(fields::problem_at(visit, problems, "answer"))
            .counter(500)
            .wide()
            .required(),
        open: typed.is_some(),
        id: decline.id,
        company: decline.company,
    }
}

fn others(visit: &Visit) -> Vec<Other> {
    let programme = &visit.app().programme;
    let others = programme.texts.iter().filter(|text| text.id != AGREEMENT);
    others
        .filter_map(|entry| {
            let text = programme.text(&entry.id, visit.language())?;
            Some(Other {
                title: text.title.clone(),
                version: text.version.clone(),
                date: text.date,
                href: format!(
                    "/programme/text/{}/{}/{}",
                    text.id,
                    text.version,
                    text.language.tag()
                ),
            })
        })
        .collect()
}

/// A company that declined has been answered.
pub async fn close(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (answer, key) = (form.get("answer").to_owned(), form.key().to_owned());
    let sent = answer.clone();
    match blocking(move || answers::close(&app, &request, id, &sent, &key)).await {
        Ok(()) => Ok(go("/ops/agreements?done=decline")),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                id,
                answer,
                problems,
            };
            page(&visit, None, Some(typed)).await
        }
        Err(failure) => Err(failure.into()),
    }
}
