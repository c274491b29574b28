//! F2: sign in with a work account, or create one.

use super::{progress, with_draft, wizard};
use crate::http::{Answer, Form, Visit, go};
use crate::ui::{Chrome, Step, respond};
use app::enrolment::registration;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/registration/account.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    request_id: String,
}

/// The choice.
pub async fn show(visit: Visit) -> Answer {
    let (draft, _) = with_draft!(visit);
    let chrome = wizard(
        &visit,
        visit.t().get("account-title"),
        Some(&draft.row.reference),
    );
    let page = Page {
        chrome: &chrome,
        steps: progress(&visit, 1),
        request_id: visit.fresh_key(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// T2: "Create one".
pub async fn choose(visit: Visit, _form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    registration::choose_create(visit.app(), &request, draft.id()).await?;
    Ok(go("/register/cn/details"))
}
