//! Forms as browsers send them: url-encoded or multipart, with their token.

use super::failure::Trouble;
use super::proof;
use super::rights;
use super::visit::{Sent, Visit};
use crate::ui::{CSRF_FIELD, REQUEST_FIELD};
use app::Failure;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;
use domain::enrolment::form::{Answers, Field, FieldProblem};
use std::sync::Arc;

/// Most bytes of a form without files: every field of the largest form may hold a megabyte of
/// nonsense and still get its message.
const FORM_BYTES: usize = 24 * 1024 * 1024;
/// Where large files are imported from: more bytes than any other form may have.
const IMPORT: &str = "/customers/imports/new";
/// Largest body of that form: the file and the form around it.
const IMPORT_BYTES: usize = domain::customers::imports::MOST_BYTES + 64 * 1024;
/// Forms that may carry a file: the documents of the application, answers to a request, appeals, the
/// letter of a company whose user has lost everything, documents of a change of vetted facts, a table an invoice is compared with.
fn takes_files(path: &str) -> bool {
    matches!(
        path,
        "/enrol/documents/upload"
            | "/enrol/appeal"
            | "/ops/network/import"
            | "/ops/screening/import"
            | "/ops/billing/usage/new"
            | "/ops/catalogue/price-lists/new"
            | "/ops/settings/programmes"
            | "/signin/lost"
            | "/account/legal-profile/documents"
            | "/support/partner-requests/new"
            | "/support/customer-requests/new"
            | "/admin/requests/new"
            | IMPORT
    ) || path.starts_with("/enrol/answers/")
        || (path.starts_with("/billing/invoices/") && path.ends_with("/compare"))
        || (asks(path) && path.ends_with("/messages"))
        || (answers(path) && path.ends_with("/answer"))
}
/// Whether it is a page of a request of those who asked.
fn asks(path: &str) -> bool {
    path.starts_with("/support/requests/") || path.starts_with("/admin/requests/")
}
/// Whether it is a page of a request of those who are asked.
fn answers(path: &str) -> bool {
    path.starts_with("/ops/support/") || path.starts_with("/support/inquiries/")
}
/// Most parts of a form; the largest has fewer than sixty.
const PARTS: usize = 300;
/// Longest value that is carried on; what is longer is too long for every field. The longest field has
/// eight thousand characters, and a browser sends each line break as two.
const VALUE_CHARS: usize = 16_001;

/// An uploaded file.
#[derive(Debug, Clone)]
pub struct Upload {
    /// What the browser calls it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A form whose token was right.
#[derive(Debug, Clone, Default)]
pub struct Form {
    parts: Vec<(String, String)>,
    files: Vec<(String, Upload)>,
}

impl Form {
    /// The first value of a field, empty when missing.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.parts
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }

    /// The form as a page in between sends it again: without the tokens that page has of its own,
    /// and without what must not stand in a page.
    fn again(&self, action: String) -> Sent {
        let secret = |name: &str| {
            [CSRF_FIELD, proof::FIELD, "code"].contains(&name) || name.contains("password")
        };
        let fields = self.parts.iter().filter(|(name, _)| !secret(name));
        Sent {
            action,
            fields: fields.cloned().collect(),
        }
    }

    /// Every value of a field, in the order they were sent.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<String> {
        let mine = self.parts.iter().filter(|(found, _)| found == name);
        mine.map(|(_, value)| value.clone()).collect()
    }

    /// The idempotency key.
    #[must_use]
    pub fn key(&self) -> &str {
        let key = self.get(REQUEST_FIELD);
        if key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            key
        } else {
            ""
        }
    }

    /// The files of a field that are not empty.
    pub fn files(&self, name: &str) -> impl Iterator<Item = &Upload> {
        let mine = self.files.iter().filter(move |(found, upload)| {
            found == name && !(upload.name.is_empty() && upload.bytes.is_empty())
        });
        mine.map(|(_, upload)| upload)
    }

    /// The first file of a field that is not empty.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files
            .iter()
            .find(|(found, upload)| {
                found == name && !(upload.name.is_empty() && upload.bytes.is_empty())
            })
            .map(|(_, upload)| upload)
    }

    /// The same without a copy, for files that are large.
    #[must_use]
    pub fn take_file(&mut self, name: &str) -> Option<Upload> {
        let wanted = |(found, upload): &(String, Upload)| {
            found == name && !(upload.name.is_empty() && upload.bytes.is_empty())
        };
        let at = self.files.iter().position(wanted)?;
        Some(self.files.swap_remove(at).1)
    }

    /// All values as answers, the first of each name.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::new();
        for (name, value) in &self.parts {
            answers.entry(name.clone()).or_insert_with(|| value.clone());
        }
        answers
    }

    /// Fields that were sent more than once: no browser does that to these forms.
    #[must_use]
    pub fn repeated(&self, fields: &[Field]) -> Vec<FieldProblem> {
        fields
            .iter()
            .filter(|field| {
                self.parts
                    .iter()
                    .filter(|(name, _)| name == field.name)
                    .count()
                    > 1
            })
            .map(|field| FieldProblem::plain(field.name, "repeated"))
            .collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Trouble;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let visit = request
            .extensions()
            .get::<Arc<Visit>>()
            .map(|visit| Visit::clone(visit))
            .ok_or(Trouble::Unreadable)?;
        let action = request.uri().path().to_owned();
        let unread = |trouble| match rights::check(&visit.request.caller, &action) {
            Ok(()) => trouble,
            Err(failure) => failure.into(),
        };
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok());
        let multipart = kind.is_some_and(|k| k.starts_with("multipart/form-data"));
        if multipart && !takes_files(request.uri().path()) {
            return Err(unread(Trouble::Unreadable));
        }
        if multipart && request.uri().path() == IMPORT {
            DefaultBodyLimit::max(IMPORT_BYTES).apply(&mut request);
        }
        let form = if multipart {
            read_multipart(request, state).await.map_err(unread)?
        } else {
            let body = axum::body::to_bytes(request.into_body(), FORM_BYTES)
                .await
                .map_err(|_| unread(Trouble::TooLarge))?;
            Self {
                parts: decode(&body).map_err(unread)?,
                files: Vec::new(),
            }
        };
        let token = form.get(CSRF_FIELD).as_bytes();
        if subtle::ConstantTimeEq::ct_eq(token, visit.csrf().as_bytes()).into() {
            let again = form.again(action);
            visit.keep_typed(again.fields.clone());
            if !multipart {
                visit.keep_sent(again);
            }
            proof::take(&visit, form.get(proof::FIELD)).await?;
            Ok(form)
        } else if visit.session().is_some() && visit.request.caller.person().is_none() {
            // The session ended while the form lay open; its token went with it.
            Err(Failure::SignInFirst.into())
        } else {
            Err(Trouble::Foreign)
        }
    }
}

async fn read_multipart<S: Send + Sync>(request: Request, state: &S) -> Result<Form, Trouble> {
    let mut body = Multipart::from_request(request, state)
        .await
        .map_err(|_| Trouble::Unreadable)?;
    let mut form = Form::default();
    loop {
        let part = match body.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return Ok(form),
            Err(error) => return Err(too_large_or_unreadable(&error)),
        };
        if form.parts.len() + form.files.len() >= PARTS {
            return Err(Trouble::Unreadable);
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part
            .bytes()
            .await
            .map_err(|error| too_large_or_unreadable(&error))?;
        match file_name {
            Some(file) => form.files.push((
                name,
                Upload {
                    name: file,
                    bytes: bytes.to_vec(),
                },
            )),
            None => form.parts.push((name, text(&bytes))),
        }
    }
}

fn too_large_or_unreadable(error: &axum::extract::multipart::MultipartError) -> Trouble {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::TooLarge
    } else {
        Trouble::Unreadable
    }
}

/// Text of a field: what is not UTF-8 shows as replacement characters, which every rule refuses.
fn text(bytes: &[u8]) -> String {
    let cut = bytes.get(..VALUE_CHARS * 4).unwrap_or(bytes);
    String::from_utf8_lossy(cut)
        .chars()
        .take(VALUE_CHARS)
        .collect()
}

pub(crate) fn decode(body: &[u8]) -> Result<Vec<(String, String)>, Trouble> {
    let mut parts = Vec::new();
    for pair in body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
        if parts.len() >= PARTS {
            return Err(Trouble::Unreadable);
        }
        let (name, value) = match pair.iter().position(|b| *b == b'=') {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &[][..]),
        };
        parts.push((text(&unescape(name)), text(&unescape(value))));
    }
    Ok(parts)
}

fn unescape(bytes: &[u8]) -> Vec<u8> {
    // Three bytes are at most one; anything beyond is cut by `text`.
    let bytes = bytes.get(..VALUE_CHARS * 12).unwrap_or(bytes);
    let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (
            bytes[at],
            digit(bytes.get(at + 1)),
            digit(bytes.get(at + 2)),
        ) {
            (b'+', _, _) => out.push(b' '),
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 2;
            }
            (byte, _, _) => out.push(byte),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urlencoded_bodies_decode_as_browsers_write_them() {
        let parts = decode("a=%E4%B8%AD+x&b=&c&a=2&%zz=%".as_bytes()).unwrap();
        let expected = [
            ("a", "中 x"),
            ("b", ""),
            ("c", ""),
            ("a", "2"),
            ("%zz", "%"),
        ];
        assert_eq!(parts, expected.map(|(n, v)| (n.to_owned(), v.to_owned())));
    }

    /// Pairs as a browser writes them.
    fn encoded(pairs: &[(String, String)]) -> String {
        let word = |text: &str| -> String {
            let byte = |b: u8| match b {
                b' ' => "+".to_owned(),
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
                _ => format!("%{b:02X}"),
            };
            text.bytes().map(byte).collect()
        };
        let pairs = pairs
            .iter()
            .map(|(n, v)| format!("{}={}", word(n), word(v)));
        pairs.collect::<Vec<_>>().join("&")
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_form_or_none(body in proptest::collection::vec(proptest::num::u8::ANY, 0..4000)) {
            match decode(&body) {
                Ok(parts) => {
                    proptest::prop_assert!(parts.len() <= PARTS);
                    for (name, value) in parts {
                        proptest::prop_assert!(name.chars().count() <= VALUE_CHARS);
                        proptest::prop_assert!(value.chars().count() <= VALUE_CHARS);
                    }
                }
                Err(_) => proptest::prop_assert!(body.iter().filter(|b| **b == b'&').count() >= PARTS),
            }
        }

        #[test]
        fn what_a_browser_encodes_comes_out_again(
            pairs in proptest::collection::vec(("[a-z_]{1,10}", proptest::arbitrary::any::<String>()), 0..20)
        ) {
            let decoded = decode(encoded(&pairs).as_bytes());
            proptest::prop_assert_eq!(decoded.ok(), Some(pairs));
        }
    }

    #[test]
    fn a_megabyte_is_cut_and_bad_utf8_is_replaced() {
        let body = [b"a=".to_vec(), vec![b'x'; 1_000_000], b"&b=%ff".to_vec()].concat();
        let parts = decode(&body).unwrap();
        assert_eq!(parts[0].1.len(), VALUE_CHARS);
        assert_eq!(parts[1].1, "\u{fffd}");
    }
}
