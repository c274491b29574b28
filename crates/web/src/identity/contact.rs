//! `/account/me/contact`: one's own contact e-mail and mobile, language and order of names.

use super::home_frame;
use crate::http::visit::LANGUAGE;
use crate::http::{Answer, Form, Query, Visit, blocking, fields, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Text, Tone, respond};
use app::Failure;
use app::accounts::contact::{self, View};
use app::names::Mailed;
use askama::Template;
use axum::extract::Path;
use axum::http::header;
use domain::accounts::contact::{Kind, NameOrder, full_name};
use domain::enrolment::form::FieldProblem;
use domain::validate::{Problem, email_domain, phone};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/identity/contact.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    parts: Vec<Part>,
    preferences: Vec<Field>,
    request_id: String,
}

/// One of the two: what it is now, what it is to become.
struct Part {
    kind: &'static str,
    title: Text,
    now: String,
    /// Whether what it is now may be confirmed.
    open: bool,
    input: Field,
    doubted: String,
    /// Where a code was sent to, and the field for it.
    waiting: Option<(String, Field)>,
}

/// What a form on the page has sent, and what is wrong with it.
#[derive(Default)]
struct Sent<'a> {
    kind: Option<Kind>,
    typed: &'a str,
    problems: &'a [FieldProblem],
    doubt: Option<&'a Problem>,
}

fn shown(kind: Kind, value: &str) -> String {
    match kind {
        Kind::Email => value.to_owned(),
        Kind::Mobile => phone::display(value),
    }
}

fn part(visit: &Visit, view: &View, kind: Kind, sent: &Sent<'_>) -> Part {
    let t = visit.t();
    let mine = sent.kind == Some(kind);
    let problem = |field: &str| {
        mine.then(|| fields::problem_at(visit, sent.problems, field))
            .flatten()
    };
    let label = t.get(format!("contact-new-{}", kind.text()));
    let input = match kind {
        Kind::Email => Field::email("email", label).hint(t.get("hint-contact_email")),
        Kind::Mobile => Field::tel("mobile", label)
            .hint(t.get("hint-mobile"))
            .autocomplete("tel"),
    };
    let doubt = sent.doubt.filter(|_| mine);
    let input = input
        .value(if mine { sent.typed } else { "" })
        .error(problem(kind.text()))
        .warning(doubt.map(|doubt| fields::words(visit, doubt)))
        .required();
    let waiting = view.waiting.iter().find(|c| c.kind == kind.text());
    let waiting = waiting.map(|change| {
        let code = Field::code("code", t.get("field-code"))
            .id(format!("code-{}", kind.text()))
            .hint(t.get("contact-code-hint"))
            .error(problem("code"))
            .required();
        (shown(kind, &change.value), code)
    });
    let now = match kind {
        Kind::Email => &view.account.contact_email,
        Kind::Mobile => &view.account.mobile,
    };
    Part {
        open: view.is_open(kind) && waiting.is_none(),
        kind: kind.text(),
        title: t.get(format!("contact-title-{}", kind.text())),
        now: if now.is_empty() {
            t.get("none").into_owned()
        } else if view.is_open(kind) {
            t.format("contact-open", &[("value", &shown(kind, now))])
        } else {
            shown(kind, now)
        },
        input,
        doubted: doubt.map_or("", fields::doubted).to_owned(),
        waiting,
    }
}

fn preferences(visit: &Visit, view: &View) -> Vec<Field> {
    let t = visit.t();
    let programme = &visit.app().programme;
    let languages = programme
        .languages()
        .iter()
        .map(|l| Choice::new(l.tag(), l.own_name()).selected(l.tag() == view.account.language));
    let account = &view.account;
    let orders = NameOrder::ALL.iter().map(|order| {
        let name = full_name(&account.family_name, &account.given_name, *order);
        let label = t.format(&format!("name-order-{}", order.text()), &[("name", &name)]);
        Choice::new(order.text(), label).selected(order.text() == account.name_order)
    });
    vec![
        Field::select("language", t.get("me-language"), languages.collect()).required(),
        Field::select("name_order", t.get("contact-name-order"), orders.collect()).required(),
    ]
}

fn page(visit: &Visit, view: &View, sent: &Sent<'_>, notice: Option<Banner>) -> Answer {
    let t = visit.t();
    let mut chrome = home_frame(visit, t.get("contact-title"))
        .crumb("/account/me", t.get("my-profile"))
        .crumb("", t.get("contact-title"))
        .notice(notice);
    let parts: Vec<Part> = Kind::ALL
        .iter()
        .map(|kind| part(visit, view, *kind, sent))
        .collect();
    let inputs = parts.iter().flat_map(|part| {
        let code = part.waiting.as_ref().map(|(_, code)| code);
        std::iter::once(&part.input).chain(code)
    });
    let errors = ErrorSummary::of(t, inputs);
    chrome.invalid = errors.is_some();
    let status = fields::status(sent.problems);
    let page = Page {
        chrome: &chrome,
        errors,
        parts,
        preferences: preferences(visit, view),
        request_id: visit.fresh_key(),
    };
    Ok(respond(status, &page))
}

fn kind_of(text: &str) -> Result<Kind, Failure> {
    Kind::from_text(text).ok_or(Failure::NotFound)
}

/// The page.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let view = contact::view(visit.app(), &visit.request).await?;
    let done = match query.get("done").map(String::as_str) {
        Some("sent") => Some("contact-done-sent"),
        Some("changed") => Some("contact-done-changed"),
        Some("preferences") => Some("contact-done-preferences"),
        _ => None,
    };
    let notice = match query.get("done").map(String::as_str) {
        Some("first") => {
            let t = visit.t();
            Some(Banner::new(Tone::Info, t.get("contact-first")).text(t.get("contact-first-why")))
        }
        _ => done.map(|id| Banner::new(Tone::Ok, visit.t().get(id))),
    };
    page(&visit, &view, &Sent::default(), notice)
}

/// Begins a change: a code goes to the new address or number.
pub async fn begin(visit: Visit, Path(kind): Path<String>, form: Form) -> Answer {
    let kind = kind_of(&kind)?;
    let typed = form.get(kind.text());
    let sent = Sent {
        kind: Some(kind),
        typed,
        ..Sent::default()
    };
    start(&visit, sent, form.get("doubted")).await
}

/// Sends a code to what the account has already, so that it is confirmed.
pub async fn prove(visit: Visit, Path(kind): Path<String>, _form: Form) -> Answer {
    let kind = kind_of(&kind)?;
    let account = contact::view(visit.app(), &visit.request).await?.account;
    let typed = match kind {
        Kind::Email => account.contact_email,
        Kind::Mobile => account.mobile,
    };
    let sent = Sent {
        kind: Some(kind),
        typed: &typed,
        ..Sent::default()
    };
    // Mail to what is there already was doubted before, if ever.
    start(&visit, sent, email_domain(&typed)).await
}

async fn start(visit: &Visit, sent: Sent<'_>, meant: &str) -> Answer {
    let kind = sent.kind.ok_or(Failure::NotFound)?;
    let (app, request, value, meant) = (
        visit.app().clone(),
        visit.request.clone(),
        sent.typed.to_owned(),
        meant.to_owned(),
    );
    match blocking(move || contact::begin(&app, &request, kind, &value, &meant)).await {
        Ok(Mailed::Done(())) => Ok(go("/account/me/contact?done=sent")),
        Ok(Mailed::Doubted(doubt)) => {
            let view = contact::view(visit.app(), &visit.request).await?;
            let sent = Sent {
                doubt: Some(&doubt),
                ..sent
            };
            page(visit, &view, &sent, None)
        }
        Err(Failure::Invalid(problems)) => {
            let view = contact::view(visit.app(), &visit.request).await?;
            let sent = Sent {
                problems: &problems,
                ..sent
            };
            page(visit, &view, &sent, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Takes the code.
pub async fn enter(visit: Visit, Path(kind): Path<String>, form: Form) -> Answer {
    let kind = kind_of(&kind)?;
    let (app, request, code) = (
        visit.app().clone(),
        visit.request.clone(),
        form.get("code").to_owned(),
    );
    match blocking(move || contact::enter(&app, &request, kind, &code)).await {
        Ok(()) => Ok(go("/account/me/contact?done=changed")),
        Err(Failure::Invalid(problems)) => {
            let view = contact::view(visit.app(), &visit.request).await?;
            let sent = Sent {
                kind: Some(kind),
                problems: &problems,
                ..Sent::default()
            };
            page(&visit, &view, &sent, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Drops a change.
pub async fn give_up(visit: Visit, Path(kind): Path<String>, _form: Form) -> Answer {
    contact::give_up(visit.app(), &visit.request, kind_of(&kind)?).await?;
    Ok(go("/account/me/contact"))
}

/// Language and order of names.
pub async fn prefer(visit: Visit, form: Form) -> Answer {
    let (language, order) = (form.get("language"), form.get("name_order"));
    contact::prefer(visit.app(), &visit.request, language, order).await?;
    let mut response = go("/account/me/contact?done=preferences");
    // What the menu chose for this browser gives way to what was chosen for good.
    let gone = visit.cookie(LANGUAGE, "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
