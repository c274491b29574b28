//! The company's profiles, as provisioning filled them from the application.

use crate::http::profiles::{Profile, profiles};
use crate::http::{Answer, Visit, frame};
use crate::ui::{Chrome, respond};
use app::overview;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/portal/profile.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    profiles: Vec<Profile>,
}

/// Legal, billing, organisation and support profile.
pub async fn show(visit: Visit) -> Answer {
    let fields = overview::profiles(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("nav-profile"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-profile"));
    Ok(respond(
        StatusCode::OK,
        &Page {
            chrome: &chrome,
            profiles: profiles(&visit, &fields),
        },
    ))
}
