//! The company's signed agreements and their printed copies.

use crate::http::{Answer, Visit, blocking, frame};
use crate::ui::{Chrome, respond};
use app::Failure;
use app::enrolment::signing::{self, Signed};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::ids::SignatureId;
use domain::language::Language;

#[derive(Template)]
#[template(path = "pages/enrolment/agreements.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
}

struct Row {
    signed: Signed,
    at: jiff::Timestamp,
    hash: String,
    copies: Vec<(&'static str, String)>,
}

/// Programme, name, date accepted, version, accepted by.
pub async fn list(visit: Visit) -> Answer {
    let signed = signing::agreements(visit.app(), &visit.request).await?;
    let rows: Vec<Row> = signed
        .into_iter()
        .map(|signed| Row {
            at: visit.timestamp(signed.signature.signed_at),
            hash: data_encoding::HEXLOWER.encode(&signed.signature.hash),
            copies: signed
                .copies
                .iter()
                .filter_map(|copy| {
                    let language = Language::from_tag(&copy.language)?;
                    let href = format!(
                        "/account/agreements/{}/{}",
                        signed.signature.id, copy.language
                    );
                    Some((language.own_name(), href))
                })
                .collect(),
            signed,
        })
        .collect();
    let t = visit.t();
    let mut chrome = frame::portal(&visit, t.get("agreements-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("agreements-title"));
    if rows.iter().any(|row| row.copies.len() < 2) {
        chrome.refresh = Some(10);
    }
    Ok(respond(
        StatusCode::OK,
        &Page {
            chrome: &chrome,
            rows,
        },
    ))
}

/// A printed copy.
pub async fn copy(visit: Visit, Path((id, language)): Path<(uuid::Uuid, String)>) -> Answer {
    let language = Language::from_tag(&language).ok_or(Failure::NotFound)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let bytes = blocking(move || signing::copy(&app, &request, SignatureId(id), language)).await?;
    let name = format!("attachment; filename=\"agreement-{}.pdf\"", language.tag());
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}
