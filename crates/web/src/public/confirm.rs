//! Links sent to a mailbox (E06) and to the approval contact (E05): one yes or no.

use super::{Part, page, part};
use crate::http::address::encoded;
use crate::http::{Answer, Form, Trouble, Visit, blocking, go};
use crate::ui::{Banner, Chrome, Pair, Text, Tone, format, respond};
use app::Failure;
use app::enrolment::confirmation;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::effects::Instant;
use store::confirmation::Confirmation;

#[derive(Template)]
#[template(path = "pages/public/confirm.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    lead: Text,
    facts: Vec<Pair>,
    /// Why there is nothing to answer.
    state: Option<Banner>,
    /// Where the answer goes, while there is one to give.
    action: Option<String>,
    yes: Text,
    request_id: String,
}

/// What the link is about. Opening it changes nothing, because mail scanners open links too.
pub async fn show(visit: Visit, token: Part) -> Answer {
    let token = part(token)?;
    match confirmation::view(visit.app(), &token).await {
        Ok(link) => Ok(known(&visit, &token, &link)),
        Err(Failure::NotFound) => Ok(unknown(&visit)),
        Err(failure) => Err(failure.into()),
    }
}

/// Takes the answer, once.
pub async fn answer(visit: Visit, token: Part, form: Form) -> Answer {
    let token = part(token)?;
    let yes = match form.get("answer") {
        "yes" => true,
        "no" => false,
        _ => return Err(Trouble::Unreadable),
    };
    let (app, request, link) = (visit.app().clone(), visit.request.clone(), token.clone());
    match blocking(move || confirmation::answer(&app, &request, &link, yes).wait()).await {
        Err(Failure::NotFound) => Ok(unknown(&visit)),
        // Answered, expired or closed: the page says which.
        Ok(()) | Err(Failure::Conflict(_)) => Ok(go(&format!("/confirm/{}", encoded(&token)))),
        Err(failure) => Err(failure.into()),
    }
}

fn known(visit: &Visit, token: &str, link: &Confirmation) -> Response {
    let t = visit.t();
    let moment =
        |at: Instant| format::datetime(t, visit.timestamp(at), visit.app().programme.time_zone());
    let mailbox = link.purpose == "mailbox";
    let (title, lead, yes) = if mailbox {
        (
            "confirmation-mailbox-title",
            "confirmation-mailbox-lead",
            "confirmation-mailbox-yes",
        )
    } else {
        (
            "confirmation-approval-title",
            "confirmation-approval-lead",
            "confirmation-approval-yes",
        )
    };
    let (status, state) = match (link.answered_at, link.answer.as_deref()) {
        (Some(at), Some("yes")) => (
            StatusCode::OK,
            Some(
                Banner::new(
                    Tone::Ok,
                    t.format("confirmation-said-yes", &[("time", &moment(at))]),
                )
                .text(t.get("confirmation-said-yes-text")),
            ),
        ),
        (Some(at), _) => (
            StatusCode::OK,
            Some(
                Banner::new(
                    Tone::Warn,
                    t.format("confirmation-said-no", &[("time", &moment(at))]),
                )
                .text(t.get("confirmation-said-no-text")),
            ),
        ),
        _ if visit.app().clock.now() >= link.expires_at => (
            StatusCode::GONE,
            Some(
                Banner::new(
                    Tone::Warn,
                    t.format(
                        "confirmation-expired",
                        &[("time", &moment(link.expires_at))],
                    ),
                )
                .text(t.get("confirmation-expired-text")),
            ),
        ),
        _ => (StatusCode::OK, None),
    };
    let mut facts = vec![
        Pair::new(t.get("confirmation-company"), link.legal_name.clone()),
        Pair::new(t.get("confirmation-reference"), link.reference.clone()).copy(),
        Pair::new(t.get("confirmation-mail"), link.email.clone()),
    ];
    if state.is_none() {
        facts.push(Pair::new(
            t.get("confirmation-until"),
            moment(link.expires_at),
        ));
    }
    let action = state
        .is_none()
        .then(|| format!("/confirm/{}", encoded(token)));
    let chrome = page(visit, t.get(title)).reference(link.reference.clone());
    let page = Page {
        chrome: &chrome,
        lead: t.get(lead),
        facts,
        state,
        action,
        yes: t.get(yes),
        request_id: visit.fresh_key(),
    };
    without_referrer(respond(status, &page))
}

fn unknown(visit: &Visit) -> Response {
    let t = visit.t();
    let chrome = page(visit, t.get("confirmation-unknown-title"));
    let page = Page {
        chrome: &chrome,
        lead: t.get("confirmation-unknown-text"),
        facts: Vec::new(),
        state: None,
        action: None,
        yes: Text::default(),
        request_id: String::new(),
    };
    without_referrer(respond(StatusCode::NOT_FOUND, &page))
}

/// The address is the key to the answer; no page it leads to may learn it.
fn without_referrer(mut response: Response) -> Response {
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}
