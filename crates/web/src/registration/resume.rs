//! The mailed link to continue in another browser (E01): a code is mailed to whoever opens it, and
//! only the code opens the registration.

use super::{page_of, wizard};
use crate::http::visit::DRAFT;
use crate::http::{Answer, Form, Trouble, Visit, blocking, fields, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Text, Tone, format, respond};
use app::Failure;
use app::enrolment::registration;
use app::enrolment::resume::{self, Use, View};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;

#[derive(Template)]
#[template(path = "pages/registration/resume.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    lead: Text,
    /// Why the link is of no use, or why there is no code.
    state: Option<Banner>,
    /// The link's own address, while it can be used.
    action: Option<String>,
    mailbox: String,
    /// The code's field with how long it is valid, once one is on its way.
    code: Option<(Field, Text)>,
    may_send: bool,
    request_id: String,
}

/// What was wrong with what was sent from the page.
#[derive(Default)]
struct Refused {
    problems: Vec<FieldProblem>,
    too_soon: Option<Instant>,
}

/// The page of the link. Opening it changes nothing, because mail scanners open links too.
pub async fn show(visit: Visit, Path(token): Path<String>) -> Answer {
    answer(&visit, &token, Refused::default()).await
}

async fn answer(visit: &Visit, token: &str, refused: Refused) -> Answer {
    match resume::view(visit.app(), token).await {
        Ok(view) => Ok(page(visit, token, &view, refused)),
        Err(Failure::NotFound) => Ok(unknown(visit)),
        Err(failure) => Err(failure.into()),
    }
}

/// Mails a code to the link's own mailbox.
pub async fn send_code(visit: Visit, Path(token): Path<String>, _form: Form) -> Answer {
    let (app, request, link) = (visit.app().clone(), visit.request.clone(), token.clone());
    match blocking(move || resume::send_code(&app, &request, &link)).await {
        Ok(()) | Err(Failure::Conflict(_)) => Ok(go(&address(&token))),
        Err(Failure::TooMany { until, .. }) => {
            let refused = Refused {
                too_soon: until,
                ..Refused::default()
            };
            answer(&visit, &token, refused).await
        }
        Err(failure) => missing(&visit, failure),
    }
}

/// Takes the code and goes on in this browser.
pub async fn enter(visit: Visit, Path(token): Path<String>, form: Form) -> Answer {
    let (app, request, link) = (visit.app().clone(), visit.request.clone(), token.clone());
    let code = form.get("code").to_owned();
    let resumed = match blocking(move || resume::enter(&app, &request, &link, &code)).await {
        Ok(resumed) => resumed,
        Err(Failure::Invalid(problems)) => {
            let refused = Refused {
                problems,
                ..Refused::default()
            };
            return answer(&visit, &token, refused).await;
        }
        Err(Failure::Conflict(_)) => return Ok(go(&address(&token))),
        Err(failure) => return missing(&visit, failure),
    };
    let draft = registration::open(visit.app(), &resumed.token).await?;
    let days = i64::from(visit.app().programme.registration.draft_days);
    let cookie = visit.cookie(DRAFT, &resumed.token, Some(days * 86_400));
    let mut response = go(page_of(draft.state));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// "I did not begin this registration".
pub async fn refuse(visit: Visit, Path(token): Path<String>, _form: Form) -> Answer {
    let (app, request, link) = (visit.app().clone(), visit.request.clone(), token.clone());
    match blocking(move || resume::refuse(&app, &request, &link)).await {
        Ok(()) => Ok(go(&address(&token))),
        Err(failure) => missing(&visit, failure),
    }
}

fn missing(visit: &Visit, failure: Failure) -> Answer {
    match failure {
        Failure::NotFound => Ok(unknown(visit)),
        other => Err(Trouble::from(other)),
    }
}

fn address(token: &str) -> String {
    format!("/register/resume/{}", crate::http::address::encoded(token))
}

fn page(visit: &Visit, token: &str, view: &View, refused: Refused) -> Response {
    let t = visit.t();
    let now = visit.app().clock.now();
    let moment = |at| format::datetime(t, visit.timestamp(at), visit.app().programme.time_zone());
    let closed = match view.usable {
        Use::Open => None,
        Use::Expired => Some((StatusCode::GONE, "expired", "/register/cn/join")),
        Use::Used => Some((StatusCode::GONE, "used", "/register/cn/join")),
        Use::Replaced => Some((StatusCode::GONE, "replaced", "/register/cn/join")),
        Use::Refused => Some((StatusCode::GONE, "refused", "/")),
        Use::Spent => Some((StatusCode::GONE, "spent", "/register/cn/join")),
        Use::Ended => Some((StatusCode::GONE, "ended", "/register/cn/join")),
        Use::Finished => Some((StatusCode::OK, "finished", "/signin")),
    };
    let rules = resume::limits(visit.app());
    let alive = view.code.code_until(&rules).filter(|until| now < *until);
    let asked = closed.is_none() && view.code.sends > 0;
    let code = asked.then(|| {
        let field = Field::code("code", t.get("field-code"))
            .hint(t.get("hint-code"))
            .error(fields::problem_at(visit, &refused.problems, "code"))
            .required();
        let until = match alive {
            Some(until) => t
                .format("phone-valid-until", &[("time", &visit.clock(until))])
                .into(),
            None => t.get("phone-no-code"),
        };
        (field, until)
    });
    let errors = ErrorSummary::of(t, code.iter().map(|(field, _)| field));
    let (status, state) = match (closed, refused.too_soon) {
        (Some((status, why, href)), _) => {
            let time = moment(view.expires_at);
            let title = t.format(&format!("resume-{why}"), &[("time", &time)]);
            let text = t.get(format!("resume-{why}-text"));
            let action = t.get(match href {
                "/signin" => "action-sign-in",
                "/" => "error-home",
                _ => "resume-to-join",
            });
            (
                status,
                Some(
                    Banner::new(Tone::Warn, title)
                        .text(text)
                        .action(href, action),
                ),
            )
        }
        (None, Some(at)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(
                Banner::new(Tone::Warn, t.get("toomany-code-too-soon"))
                    .text(t.format("locked-until", &[("until", &visit.clock(at))])),
            ),
        ),
        (None, None) if errors.is_some() => (StatusCode::UNPROCESSABLE_ENTITY, None),
        (None, None) => (StatusCode::OK, None),
    };
    let mut chrome = wizard(visit, t.get("resume-title"), Some(&view.reference));
    chrome.invalid = errors.is_some();
    let lead = match (&closed, asked) {
        (Some(_), _) => t.get("resume-closed-lead"),
        (None, false) => t.get("resume-lead"),
        (None, true) => t.get("resume-code-lead"),
    };
    let page = Page {
        chrome: &chrome,
        errors,
        lead,
        state,
        action: closed.is_none().then(|| address(token)),
        mailbox: view.mailbox.clone(),
        code,
        may_send: view.code.resend_at(now, &rules).is_none(),
        request_id: visit.fresh_key(),
    };
    private(respond(status, &page))
}

fn unknown(visit: &Visit) -> Response {
    let t = visit.t();
    let chrome = wizard(visit, t.get("resume-unknown"), None);
    let page = Page {
        chrome: &chrome,
        errors: None,
        lead: t.get("resume-unknown-text"),
        state: None,
        action: None,
        mailbox: String::new(),
        code: None,
        may_send: false,
        request_id: String::new(),
    };
    private(respond(StatusCode::NOT_FOUND, &page))
}

/// The address is half a key; no page it leads to may learn it.
fn private(mut response: Response) -> Response {
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}
