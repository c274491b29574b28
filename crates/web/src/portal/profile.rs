//! The company's profiles, as provisioning filled them from the application.

use crate::http::{Answer, Visit, frame};
use crate::ui::{Chrome, Pair, respond};
use app::overview;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/portal/profile.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    profiles: Vec<(&'static str, String, Vec<Pair>)>,
}

/// Legal, billing, organisation and support profile.
pub async fn show(visit: Visit) -> Answer {
    let fields = overview::profiles(visit.app(), &visit.request).await?;
    let t = visit.t();
    let profiles = ["legal", "billing", "organisation", "support"]
        .into_iter()
        .filter_map(|name| {
            let pairs: Vec<Pair> = fields
                .iter()
                .filter(|f| f.profile == name)
                .map(|f| {
                    let label = format!("field-{}", f.field);
                    let label = if t.has(&label) {
                        t.get(label)
                    } else {
                        t.get(format!("profile-{}", f.field))
                    };
                    Pair::new(
                        label,
                        crate::http::fields::shown(&visit, &f.field, &f.value),
                    )
                })
                .collect();
            let title = t.get(format!("profile-title-{name}")).into_owned();
            (!pairs.is_empty()).then_some((name, title, pairs))
        });
    let profiles = profiles.collect();
    let chrome = frame::portal(&visit, t.get("nav-profile"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-profile"));
    Ok(respond(
        StatusCode::OK,
        &Page {
            chrome: &chrome,
            profiles,
        },
    ))
}
