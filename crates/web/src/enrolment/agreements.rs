//! The company's signed agreements and their printed copies.

use crate::http::{Answer, Visit, blocking, frame};
use crate::ui::{Banner, Chrome, Tone, respond};
use app::Failure;
use app::agreements::evidence::{self, Signed};
use app::agreements::force;
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::ids::SignatureId;
use domain::language::Language;
use domain::partner::Status;

#[derive(Template)]
#[template(path = "pages/enrolment/agreements.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// A version newer than the one signed last.
    newer: Option<Banner>,
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
    let signed = evidence::agreements(visit.app(), &visit.request).await?;
    let newer = newer(&visit, &signed).await?;
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
    let now = visit.app().clock.now();
    if rows.iter().any(|row| row.signed.is_printing(now)) {
        chrome.refresh = Some(10);
    }
    Ok(respond(
        StatusCode::OK,
        &Page {
            chrome: &chrome,
            newer,
            rows,
        },
    ))
}

/// A version that may be signed and need not be; one that has to be has its own banner.
async fn newer(visit: &Visit, signed: &[Signed]) -> Result<Option<Banner>, Failure> {
    let (t, standing) = (
        visit.t(),
        visit
            .request
            .caller
            .person()
            .map(|p| p.standing)
            .unwrap_or_default(),
    );
    let active = matches!(standing.status, Some(s) if s != Status::Provisioning);
    if !active || standing.must_sign_by().is_some() {
        return Ok(None);
    }
    let version = force::current(visit.app()).await?.version;
    if signed.iter().any(|s| s.record.version == version) {
        return Ok(None);
    }
    let title = t.format("agreements-newer", &[("version", &version)]);
    let banner = Banner::new(Tone::Info, title).text(t.get("agreements-newer-text"));
    Ok(Some(
        banner.action("/agreements/sign", t.get("resign-open")),
    ))
}

/// A printed copy.
pub async fn copy(visit: Visit, Path((id, language)): Path<(uuid::Uuid, String)>) -> Answer {
    let language = Language::from_tag(&language).ok_or(Failure::NotFound)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let bytes = blocking(move || evidence::copy(&app, &request, SignatureId(id), language)).await?;
    let name = format!("attachment; filename=\"agreement-{}.pdf\"", language.tag());
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}
