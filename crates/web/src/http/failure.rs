//! Failures as answers: one place decides status, page and words.

use super::address::encoded;
use super::visit::Visit;
use super::{frame, go, kept, proof};
use crate::ui::{ErrorKind, Surface, error_page};
use app::Failure;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::caller::{Caller, Stage};
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use std::sync::Arc;

/// When it makes sense to ask again for something that was away: a restart takes seconds.
const RETRY_SECONDS: u32 = 10;

/// What a handler returns.
pub type Answer = Result<Response, Trouble>;

/// Why a handler has no answer of its own.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// A use case refused or failed.
    Failed(Arc<Failure>),
    /// A form without its token, or from another site.
    Foreign,
    /// Larger than allowed.
    TooLarge,
    /// Not readable as a form.
    Unreadable,
    /// The code that was to prove the person anew is wrong.
    Unproved(Vec<FieldProblem>),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(Arc::new(failure))
    }
}

/// A trouble on its way to [`render`].
#[derive(Debug, Clone)]
pub struct Pending(Trouble);

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Pending(self));
        response
    }
}

/// Turns a trouble into a redirect or an error page in the visitor's language.
pub fn render(visit: &Visit, Pending(trouble): Pending) -> Response {
    let failure = match &trouble {
        Trouble::Failed(failure) => failure,
        Trouble::Foreign => return page(visit, &ErrorKind::BadRequest, None),
        Trouble::TooLarge => return page(visit, &ErrorKind::TooLarge { limit: None }, None),
        Trouble::Unreadable => return page(visit, &ErrorKind::BadRequest, None),
        Trouble::Unproved(problems) => return proof::ask(visit, problems),
    };
    let t = visit.t();
    match &**failure {
        Failure::SignInFirst => go(&format!("/signin?next={}", encoded(&visit.path))),
        Failure::FinishSignIn(stage) => go(stage_page(*stage)),
        Failure::NotFound => page(visit, &ErrorKind::NotFound, None),
        Failure::NeedsRole(roles) => {
            let names: Vec<_> = roles.iter().map(|role| t.get(role)).collect();
            let needed = (!names.is_empty()).then(|| names.join(&t.get("list-or")).into());
            page(visit, &ErrorKind::Forbidden { needed }, None)
        }
        Failure::Conflict(conflict) if conflict.code == "authenticate-again" => {
            proof::ask(visit, &[])
        }
        Failure::Conflict(conflict) => {
            let state = conflict.state.map(|state| state_words(visit, state).into());
            page(
                visit,
                &ErrorKind::Conflict { state },
                Some(&format!("conflict-{}", conflict.code)),
            )
        }
        Failure::Refused(refusals) => {
            let why = refusals
                .first()
                .map(|refusal| format!("refused-{}", refusal.reason.text()));
            page(visit, &ErrorKind::Refused, why.as_deref())
        }
        Failure::TooMany {
            code: code @ ("sign-in-locked" | "sign-in-address"),
            until: Some(until),
        } => crate::identity::locked::lead(visit, code, *until),
        Failure::TooMany { code, until } => {
            let seconds = until.map(|until| seconds_to(visit, until));
            page(
                visit,
                &ErrorKind::TooMany {
                    retry_after: seconds,
                },
                Some(&format!("toomany-{code}")),
            )
        }
        Failure::Invalid(problems) => {
            let problem = problems
                .first()
                .map(|p| format!("problem-{}", p.problem.code));
            page(visit, &ErrorKind::Unprocessable, problem.as_deref())
        }
        Failure::KeyReused => page(
            visit,
            &ErrorKind::Unprocessable,
            Some("conflict-key-reused"),
        ),
        Failure::Unavailable(fault) => {
            tracing::error!(?fault, correlation = %visit.request.correlation, "a dependency is away");
            let retry_after = Some(RETRY_SECONDS);
            page(visit, &ErrorKind::Unavailable { retry_after }, None)
        }
        Failure::Internal(fault) => {
            tracing::error!(?fault, correlation = %visit.request.correlation, "a use case failed");
            page(visit, &ErrorKind::Failed, None)
        }
    }
}

fn state_words(visit: &Visit, state: &str) -> String {
    let t = visit.t();
    for family in ["application", "registration"] {
        let id = format!("{family}-{state}");
        if t.has(&id) {
            return t.get(&id).into_owned();
        }
    }
    state.to_owned()
}

fn seconds_to(visit: &Visit, until: Instant) -> u32 {
    u32::try_from(until.seconds_since(visit.app().clock.now()).max(1)).unwrap_or(1)
}

/// The page of a missing step of the sign-in.
#[must_use]
pub fn stage_page(stage: Stage) -> &'static str {
    match stage {
        Stage::ChangePassword => "/signin/change-password",
        Stage::SetUpMfa | Stage::VerifyMfa => "/signin/mfa",
        Stage::Full => "/",
    }
}

/// Longest path to return to: a program's wish to act for a person is carried through the sign-in.
const LONGEST: usize = 4000;

/// A local path to return to, or the fallback: never another host.
#[must_use]
pub fn local(path: Option<&str>, fallback: &str) -> String {
    path.filter(|p| {
        p.starts_with('/') && !p.starts_with("//") && !p.contains('\\') && p.len() < LONGEST
    })
    .filter(|p| p.bytes().all(|b| (0x21..0x7f).contains(&b)))
    .unwrap_or(fallback)
    .to_owned()
}

/// An error page; `why` is a message that says more than the status.
pub fn page(visit: &Visit, kind: &ErrorKind, why: Option<&str>) -> Response {
    let surface = match &visit.request.caller {
        Caller::Staff { person, .. } if person.stage == Stage::Full => Surface::Console,
        Caller::User { person, .. } if person.stage == Stage::Full => Surface::Portal,
        Caller::Customer { person, .. } if person.stage == Stage::Full => Surface::Centre,
        _ => Surface::Public,
    };
    let mut chrome = frame::chrome(visit, surface, "");
    let t = chrome.t;
    if let Some(why) = why.filter(|why| t.has(why)) {
        chrome.notice = Some(crate::ui::Banner::new(crate::ui::Tone::Warn, t.get(why)));
    }
    let correlation = visit.request.correlation.to_string();
    let html = error_page(chrome, kind, kept::of(visit), &correlation);
    let mut response = (
        kind.status(),
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        html,
    )
        .into_response();
    if let ErrorKind::TooMany {
        retry_after: Some(seconds),
    }
    | ErrorKind::Unavailable {
        retry_after: Some(seconds),
    } = kind
    {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, (*seconds).into());
    }
    response
}

/// The answer to an address nobody knows.
pub async fn not_found() -> Trouble {
    Failure::NotFound.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returning_stays_on_this_host() {
        for evil in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "evil",
            "",
            "/a\nb",
        ] {
            assert_eq!(local(Some(evil), "/home"), "/home", "{evil}");
        }
        assert_eq!(local(Some("/enrol/legal?x=1"), "/home"), "/enrol/legal?x=1");
    }
}
