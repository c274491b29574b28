//! A request of a program: who asks, the parts of its address, its document; and what it gets.

use super::json::Node;
use super::problem::Problem;
use super::wire::Ids;
use crate::http::Site;
use app::{App, Failure, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use serde_json::Value;
use std::str::FromStr;

/// A request whose sender is known.
pub struct Call {
    /// The site.
    pub site: Site,
    /// Who asks, in which language answers are wanted.
    pub request: Request,
    /// The ids it goes by.
    pub ids: Ids,
    pub(super) params: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) document: Value,
}

impl Call {
    /// The application.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.site.app
    }

    /// What makes a repetition the same request; empty when the client gave no request id.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.ids.key
    }

    /// A part of the address as it was written.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        let found = self.params.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// An id in the address.
    ///
    /// # Errors
    /// [`Problem`] for what is no id.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        let id = self.part(name).parse();
        id.map_err(|_| Problem::input(name, "api-not-a-guid"))
    }

    /// A value of the query, whatever the case of its name.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut all = self.query.iter();
        let found = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// A whole number of the query.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn number(&self, name: &str) -> Result<Option<u32>, Problem> {
        let Some(text) = self.query(name).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let number = text.parse();
        number
            .map(Some)
            .map_err(|_| Problem::input(name, "api-not-a-number"))
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether one of the official libraries asks. They are of an earlier edition than the documents
    /// of the interface, and stumble over a few things that are in these.
    #[must_use]
    pub fn from_library(&self) -> bool {
        self.header("ms-sdkversion").is_some()
    }

    /// The document that was sent.
    #[must_use]
    pub fn document(&self) -> Node<'_> {
        Node::root(&self.document)
    }

    /// The version a change is based on: of the `If-Match` header, or of the document's own
    /// `attributes.etag`, which is how clients that send whole documents say it. None for any.
    ///
    /// # Errors
    /// [`Problem`] (2055) for an ETag that is none of ours for this thing; 800002 for two of them.
    pub fn version(&self, id: uuid::Uuid) -> Result<Option<i64>, Problem> {
        let mut headers = self.headers.get_all(header::IF_MATCH).iter();
        let first = headers.next();
        if headers.any(|other| Some(other) != first) {
            return Err(Problem::input("If-Match", "api-said-twice"));
        }
        let header = first.and_then(|value| value.to_str().ok());
        let document = self.document();
        let attributes = document.at("attributes");
        attributes.object()?;
        let written = attributes.at("etag").text()?;
        let Some(etag) = header.or(written).map(str::trim) else {
            return Ok(None);
        };
        if etag == "*" || etag.is_empty() {
            return Ok(None);
        }
        let version = super::wire::version_of(etag, id);
        version.map(Some).ok_or_else(Problem::stale)
    }
}

/// What a handler answers.
pub type Answer = Result<Reply, Problem>;

/// An answer that is no refusal.
#[derive(Debug)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its document.
    pub body: Option<Value>,
    /// The items of a list, written already; its document has none then. Without a document, the whole
    /// text.
    pub written: Option<String>,
    /// Where the new thing is.
    pub location: Option<String>,
    /// A PDF, instead of a document.
    pub pdf: Option<Vec<u8>>,
    /// Where to ask how far it is, and after how many seconds.
    pub operation: Option<(String, u32)>,
}

impl Reply {
    /// 200 with a document.
    #[must_use]
    pub fn ok(body: Value) -> Self {
        Self {
            body: Some(body),
            ..Self::bare(StatusCode::OK)
        }
    }

    /// 200 with a document that is written without a tree of values.
    ///
    /// # Errors
    /// [`Problem`] when it cannot be written.
    pub fn written(document: &impl Serialize) -> Answer {
        let text = serde_json::to_string(document).map_err(Failure::internal)?;
        Ok(Self {
            written: Some(text),
            ..Self::bare(StatusCode::OK)
        })
    }

    /// 200 with a list; `list` is its document without the items.
    ///
    /// # Errors
    /// [`Problem`] when an item cannot be written.
    pub fn list(list: Value, items: &impl Serialize) -> Answer {
        let items = serde_json::to_string(items).map_err(Failure::internal)?;
        Ok(Self {
            written: Some(items),
            ..Self::ok(list)
        })
    }

    /// The text that is sent; none for a status alone.
    pub(super) fn text(&mut self) -> Option<String> {
        let written = self.written.take();
        let Some(body) = &self.body else {
            return written;
        };
        // Names are texts and numbers are finite: a tree of values can always be written.
        let mut text = serde_json::to_string(body).unwrap_or_default();
        if let Some(items) = written
            && text.pop() == Some('}')
        {
            text.reserve(items.len() + 16);
            text.push_str(if text.len() > 1 {
                ",\"items\":"
            } else {
                "\"items\":"
            });
            text.push_str(&items);
            text.push('}');
        }
        Some(text)
    }

    /// 201 with a document of something new.
    #[must_use]
    pub fn created(body: Value, location: String) -> Self {
        Self {
            body: Some(body),
            location: Some(location),
            ..Self::bare(StatusCode::CREATED)
        }
    }

    /// 200 with a PDF.
    #[must_use]
    pub fn pdf(bytes: Vec<u8>) -> Self {
        Self {
            pdf: Some(bytes),
            ..Self::bare(StatusCode::OK)
        }
    }

    /// A status alone.
    #[must_use]
    pub fn bare(status: StatusCode) -> Self {
        Self {
            status,
            body: None,
            written: None,
            location: None,
            pdf: None,
            operation: None,
        }
    }

    /// 202: it is being done, and `location` tells how far it is.
    #[must_use]
    pub fn accepted(location: String, seconds: u32) -> Self {
        Self {
            operation: Some((location, seconds)),
            ..Self::bare(StatusCode::ACCEPTED)
        }
    }
}
