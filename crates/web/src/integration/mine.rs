//! `/account/me/apps`: the programs a person lets act, and taking it back.

use crate::http::{Answer, Form, Query, Visit, frame, go};
use crate::ui::{Banner, Chrome, Text, Tone, respond};
use app::integration::mine;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::caller::Caller;
use domain::ids::ClientAppId;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/integration/mine.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
}

struct Row {
    id: Uuid,
    name: String,
    given: jiff::Timestamp,
    used: Option<jiff::Timestamp>,
    status: (Tone, Text),
    request_id: String,
}

/// The list.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let found = mine::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let rows = found.into_iter().map(|row| Row {
        id: row.app_id,
        name: row.name,
        given: visit.timestamp(row.given_at),
        used: row.last_used_at.map(|at| visit.timestamp(at)),
        status: match row.disabled_at {
            None => (Tone::Ok, t.get("apps-enabled").into_owned().into()),
            Some(_) => (Tone::Bad, t.get("apps-disabled").into_owned().into()),
        },
        request_id: visit.fresh_key(),
    });
    let rows = rows.collect();
    let chrome = match &visit.request.caller {
        Caller::Staff { .. } => frame::console(&visit, t.get("mine-title")),
        Caller::Customer { .. } => frame::centre(&visit, t.get("mine-title")),
        _ => frame::portal(&visit, t.get("mine-title")),
    };
    let done = query.get("done").is_some_and(|done| done == "revoked");
    let done = done.then(|| Banner::new(Tone::Ok, t.get("mine-done")));
    let chrome = chrome
        .crumb("/account/me", t.get("my-profile"))
        .crumb("", t.get("mine-title"))
        .notice(done);
    let page = Page {
        chrome: &chrome,
        rows,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Takes leave away from a program.
pub async fn revoke(visit: Visit, Path(id): Path<String>, _form: Form) -> Answer {
    let id = ClientAppId(Uuid::parse_str(&id).unwrap_or_default());
    mine::take_back(visit.app(), &visit.request, id).await?;
    Ok(go("/account/me/apps?done=revoked"))
}
