//! The last step of the first sign-in: confirming contact e-mail and phone (02 §3). It can be put
//! off, because mail that does not arrive must not keep anybody out; the profile goes on asking.

use super::{Next, home};
use crate::http::{Answer, Form, Trouble, Visit, blocking, failure, fields, frame, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Surface, Text, Tone, respond};
use app::Failure;
use app::identity::contact::{self, Point};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use domain::effects::TelephoneMethod;
use domain::enrolment::form::FieldProblem;
use domain::identity::recovery::Way;

#[derive(Template)]
#[template(path = "pages/identity/confirm.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    refused: Option<Banner>,
    cards: Vec<Card>,
    /// Whether something is left to confirm.
    open: bool,
    next: String,
    onward: String,
}

struct Card {
    way: &'static str,
    title: Text,
    value: String,
    confirmed: bool,
    send: Text,
    /// Text message or call; phones only.
    method: Option<Field>,
    /// Set once a code was sent.
    code: Option<Field>,
}

fn card(visit: &Visit, point: &Point, problems: &[FieldProblem]) -> Card {
    let t = visit.t();
    let way = point.way.text();
    let again = if point.sent {
        "recover-send-again"
    } else {
        "recover-send"
    };
    let wrong = problems.iter().any(|p| p.field == way);
    let code = Field::code(way, t.get("field-code"))
        .hint(t.get(format!("recover-{way}-hint")))
        .error(fields::problem_at(visit, problems, way))
        .required();
    let phone = point.way == Way::Phone;
    let method = Field::radio(
        "method",
        t.get("field-method"),
        vec![
            Choice::new("sms", t.get("method-sms")).selected(true),
            Choice::new("voice", t.get("method-voice")),
        ],
    );
    Card {
        way,
        title: t.get(format!("recover-{way}")),
        value: if phone {
            domain::validate::phone::display(&point.value)
        } else {
            point.value.clone()
        },
        confirmed: point.confirmed_at.is_some(),
        send: t.get(again),
        method: phone.then_some(method),
        code: (point.sent || wrong).then_some(code),
    }
}

async fn page(
    visit: &Visit,
    next: &str,
    problems: &[FieldProblem],
    refused: Option<Banner>,
) -> Answer {
    let points = contact::points(visit.app(), &visit.request).await?;
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("confirm-title"));
    let given = points.iter().filter(|point| !point.value.is_empty());
    let cards: Vec<Card> = given.map(|point| card(visit, point, problems)).collect();
    let errors = ErrorSummary::of(t, cards.iter().filter_map(|card| card.code.as_ref()));
    chrome.invalid = errors.is_some();
    let status = match (&refused, problems.is_empty()) {
        (Some(_), _) => StatusCode::TOO_MANY_REQUESTS,
        (None, true) => StatusCode::OK,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        chrome: &chrome,
        errors,
        refused,
        cards,
        open: points.iter().any(Point::is_open),
        next: next.to_owned(),
        onward: failure::local(Some(next), home(&visit.request.caller)),
    };
    Ok(respond(status, &page))
}

/// What is confirmed and what is not.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Answer {
    page(&visit, query.next.as_deref().unwrap_or_default(), &[], None).await
}

fn way(form: &Form) -> Result<Way, Trouble> {
    let way = Way::from_text(form.get("way")).filter(|way| *way != Way::Authenticator);
    Ok(way.ok_or(Failure::NotFound)?)
}

fn back(form: &Form, way: Way) -> String {
    let next = failure::encoded(form.get("next"));
    format!("/signin/confirm?next={next}#{}-way", way.text())
}

/// Sends a code.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let way = way(&form)?;
    let method = match form.get("method") {
        "voice" => TelephoneMethod::Voice,
        _ => TelephoneMethod::Sms,
    };
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || contact::send(&app, &request, way, method)).await {
        Ok(()) => Ok(go(&back(&form, way))),
        Err(Failure::TooMany { code, until }) => {
            let t = visit.t();
            let mut banner = Banner::new(Tone::Bad, t.get(format!("toomany-{code}")));
            if let Some(until) = until {
                banner = banner.text(t.format("locked-until", &[("until", &visit.clock(until))]));
            }
            page(&visit, form.get("next"), &[], Some(banner)).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Takes a code.
pub async fn verify(visit: Visit, form: Form) -> Answer {
    let way = way(&form)?;
    let typed = form.get(way.text()).to_owned();
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || contact::enter(&app, &request, way, &typed)).await {
        Ok(()) => Ok(go(&back(&form, way))),
        Err(Failure::Invalid(problems)) => page(&visit, form.get("next"), &problems, None).await,
        Err(failure) => Err(failure.into()),
    }
}
