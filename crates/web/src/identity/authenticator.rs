//! Another authenticator in place of the one I have.

use super::mfa::Qr;
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Surface, Tone, respond};
use app::Failure;
use app::identity::authenticator::SetUp;
use app::identity::replace_authenticator as replace;
use askama::Template;
use domain::enrolment::form::FieldProblem;

const PAGE: &str = "/account/me/authenticator";

#[derive(Template)]
#[template(path = "pages/identity/authenticator.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    /// Set once it was replaced.
    done: Option<Banner>,
    /// The new secret, while a replacement is going on.
    pending: Option<SetUp>,
    qr: Option<Qr>,
    code: Field,
    request_id: String,
}

/// The query `?done=`.
#[derive(Debug, Default, serde::Deserialize)]
pub struct After {
    /// Set after the authenticator was replaced.
    done: Option<String>,
}

async fn page(visit: &Visit, problems: &[FieldProblem], done: bool) -> Answer {
    let pending = replace::pending(visit.app(), &visit.request).await?;
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("authenticator-title"));
    let code = Field::code("code", t.get("field-new-totp"))
        .hint(t.get("hint-totp"))
        .error(fields::problem_at(visit, problems, "code"))
        .required();
    let errors = ErrorSummary::of(t, [&code]);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let page = Page {
        chrome: &chrome,
        errors,
        done: done.then(|| Banner::new(Tone::Ok, t.get("authenticator-done"))),
        qr: pending.as_ref().and_then(|set_up| Qr::of(&set_up.url)),
        pending,
        code,
        request_id: visit.fresh_key(),
    };
    Ok(respond(status, &page))
}

/// What a replacement does, or the new secret once it is begun.
pub async fn show(visit: Visit, Query(after): Query<After>) -> Answer {
    page(&visit, &[], after.done.is_some()).await
}

/// Begins a replacement.
pub async fn begin(visit: Visit, form: Form) -> Answer {
    replace::begin(visit.app(), &visit.request, form.key()).await?;
    Ok(go(PAGE))
}

/// Takes a code of the new authenticator.
pub async fn confirm(visit: Visit, form: Form) -> Answer {
    let typed = form.get("code").to_owned();
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || replace::confirm(&app, &request, &typed)).await {
        Ok(()) => Ok(go("/account/me/authenticator?done=1")),
        Err(Failure::Invalid(problems)) => page(&visit, &problems, false).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps the old authenticator.
pub async fn give_up(visit: Visit, _form: Form) -> Answer {
    replace::give_up(visit.app(), &visit.request).await?;
    Ok(go("/account/me"))
}
