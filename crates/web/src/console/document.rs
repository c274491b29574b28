//! One document of an application, for looking at.

use super::{Parameters, case_href, id_of};
use crate::http::{Answer, Form, Visit, blocking, go};
use app::enrolment::scanning;
use app::review::papers;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::ids::{ApplicationId, DocumentId};

/// An uploaded file can hold anything, so it may do nothing.
const CSP: &str = "default-src 'none'; sandbox";

/// The bytes, shown in the browser; the use case writes the look down first.
pub async fn show(visit: Visit, Path((id, document)): Path<(String, String)>) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (at, document) = (ApplicationId(id_of(&id)), DocumentId(id_of(&document)));
    let looked = blocking(move || papers::document(&app, &request, at, document)).await;
    let (document, bytes) = match looked {
        Ok(looked) => looked,
        Err(failure) => return super::desk::refused(&visit, &id, "", failure).await,
    };
    Ok(shown(&document.media_type, &document.name, bytes))
}

/// A stranger's file to be looked at. Only types we have recognised ourselves are shown.
pub(super) fn shown(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    let (kind, how) = match media_type {
        "application/pdf" => ("application/pdf", "inline"),
        "image/jpeg" => ("image/jpeg", "inline"),
        "image/png" => ("image/png", "inline"),
        _ => ("application/octet-stream", "attachment"),
    };
    harmless(kind, disposition(how, name), bytes)
}

/// A page of a stranger's file as a picture.
pub(super) fn drawn(page: usize, png: Vec<u8>) -> Response {
    let name = disposition("inline", &format!("{page}.png"));
    harmless("image/png", name, png)
}

/// Widths a page is drawn in, pixels, by how large it is shown.
const WIDTHS: [u16; 3] = [1200, 1800, 2400];

/// A page of a PDF as a picture; the use case writes the look down first.
pub async fn sheet(
    visit: Visit,
    Path((id, document, page)): Path<(String, String, String)>,
    parameters: Parameters,
) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (at, document) = (ApplicationId(id_of(&id)), DocumentId(id_of(&document)));
    let page = page.parse().unwrap_or(0);
    let width = width(&parameters);
    let drawn = blocking(move || papers::sheet(&app, &request, at, document, (page, width))).await;
    match drawn {
        Ok(png) => Ok(self::drawn(page, png)),
        Err(failure) => super::desk::refused(&visit, &id, "", failure).await,
    }
}

/// How wide a page is to be drawn.
pub(super) fn width(parameters: &Parameters) -> u16 {
    let zoom = zoom(parameters.get("zoom").map_or("", String::as_str));
    WIDTHS.get(usize::from(zoom) - 1).copied().unwrap_or(1200)
}

/// How large a page is shown, from 1.
pub(super) fn zoom(text: &str) -> u8 {
    text.parse().unwrap_or(1).clamp(1, 3)
}

/// Bytes of a stranger with everything that keeps a browser from doing what they say.
pub(crate) fn harmless(kind: &'static str, disposition: HeaderValue, bytes: Vec<u8>) -> Response {
    let headers: [(HeaderName, HeaderValue); 5] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(CSP),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ];
    (headers, bytes).into_response()
}

/// Asks the malware scanner again.
pub async fn scan(
    visit: Visit,
    Path((id, document)): Path<(String, String)>,
    _form: Form,
) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, document) = (ApplicationId(id_of(&id)), DocumentId(id_of(&document)));
    blocking(move || scanning::ask_again(&app, &request, id, document)).await?;
    Ok(go(&format!("{}?done=scan#documents", case_href(id.0))))
}

/// A name for every browser (RFC 6266): plain ASCII for old ones, UTF-8 for the others.
pub(crate) fn disposition(how: &str, name: &str) -> HeaderValue {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let plain: String = name
        .chars()
        .map(|c| if safe(c) { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if safe(char::from(byte)) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let value = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn names_stay_names() {
        let value = disposition("inline", "执照\"\r\n; x=1.pdf");
        assert_eq!(
            value,
            "inline; filename=\"_______x_1.pdf\"; filename*=UTF-8''%E6%89%A7%E7%85%A7%22%0D%0A%3B%20x%3D1.pdf"
        );
    }
}
