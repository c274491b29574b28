//! Pages for what went wrong: what happened, what it means for the reader's data, the way out.

use crate::ui::chrome::{Chrome, Surface};
use crate::ui::parts::{Link, Text};
use crate::ui::render;
use askama::Template;
use axum::http::StatusCode;

/// What went wrong, with what the page needs to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// 400: the request cannot be read, or its token is stale.
    BadRequest,
    /// 403: who may do it instead, a role's name.
    Forbidden {
        /// The role that is needed.
        needed: Option<Text>,
    },
    /// 404: not there, or not visible to this person.
    NotFound,
    /// 409: somebody was faster, or the thing is in another state by now.
    Conflict {
        /// The state it is in now, in words.
        state: Option<Text>,
    },
    /// 409: the rules do not allow it as things stand; a banner says why.
    Refused,
    /// 413: larger than allowed.
    TooLarge {
        /// The limit in words, `10 MB`.
        limit: Option<Text>,
    },
    /// 422: understood, but not possible.
    Unprocessable,
    /// 429: too often.
    TooMany {
        /// Seconds until it makes sense to try again.
        retry_after: Option<u32>,
    },
    /// 500: our fault.
    Failed,
    /// 503: not now.
    Unavailable {
        /// Seconds until it makes sense to try again.
        retry_after: Option<u32>,
    },
}

impl ErrorKind {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Forbidden { .. } => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict { .. } | Self::Refused => StatusCode::CONFLICT,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn ids(&self) -> (&'static str, &'static str) {
        match self {
            Self::BadRequest => ("error-400-title", "error-400-text"),
            Self::Forbidden { .. } => ("error-403-title", "error-403-text"),
            Self::NotFound => ("error-404-title", "error-404-text"),
            Self::Conflict { .. } => ("error-409-title", "error-409-text"),
            Self::Refused => ("error-refused-title", "error-refused-text"),
            Self::TooLarge { .. } => ("error-413-title", "error-413-text"),
            Self::Unprocessable => ("error-422-title", "error-422-text"),
            Self::TooMany { .. } => ("error-429-title", "error-429-text"),
            Self::Failed => ("error-500-title", "error-500-text"),
            Self::Unavailable { .. } => ("error-503-title", "error-503-text"),
        }
    }

    /// The sentence with the particulars.
    fn particulars(&self, chrome: &Chrome) -> Option<Text> {
        let say = |id, name, value: &str| Some(chrome.t.format(id, &[(name, value)]).into());
        match self {
            Self::Forbidden { needed: Some(role) } => say("error-403-needed", "role", role),
            Self::Conflict { state: Some(state) } => say("error-409-state", "state", state),
            Self::TooLarge { limit: Some(limit) } => say("error-413-limit", "limit", limit),
            Self::TooMany {
                retry_after: Some(s),
            }
            | Self::Unavailable {
                retry_after: Some(s),
            } => {
                if *s < 90 {
                    say("error-retry-seconds", "count", &s.to_string())
                } else {
                    say("error-retry-minutes", "count", &s.div_ceil(60).to_string())
                }
            }
            _ => None,
        }
    }

    /// Whether trying the same again can help.
    fn retry(&self) -> bool {
        matches!(
            self,
            Self::Conflict { .. } | Self::TooMany { .. } | Self::Failed | Self::Unavailable { .. }
        )
    }
}

/// Something written that could not be taken.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What the field is called.
    pub label: Text,
    /// What was written.
    pub lines: Vec<String>,
}

struct Body {
    status: u16,
    title: Text,
    text: Text,
    particulars: Option<Text>,
    retry: Option<Text>,
    way_out: Link,
    kept: Vec<Kept>,
    correlation: String,
}

#[derive(Template)]
#[template(path = "pages/error_app.html")]
struct AppPage<'a> {
    chrome: &'a Chrome,
    body: Body,
}

#[derive(Template)]
#[template(path = "pages/error_public.html")]
struct PublicPage<'a> {
    chrome: &'a Chrome,
    body: Body,
}

/// The page for an error; its status is [`ErrorKind::status`]. The title of `chrome` becomes the
/// error's. `kept` is what the reader had written, shown where the reader may be able to use it. An
/// empty correlation id is not shown.
#[must_use]
pub fn error_page(
    mut chrome: Chrome,
    kind: &ErrorKind,
    kept: Vec<Kept>,
    correlation_id: &str,
) -> String {
    let (title, text) = kind.ids();
    chrome.title = chrome.t.get(title);
    // Only a GET can be repeated by a link, and the path is ours.
    let retry = kind.retry().then(|| Text::from(chrome.path.clone()));
    let body = Body {
        status: kind.status().as_u16(),
        title: chrome.title.clone(),
        text: chrome.t.get(text),
        particulars: kind.particulars(&chrome),
        retry,
        // What was written for somebody who may not write it, or nowhere, is nobody's loss.
        kept: if kind.retry() { kept } else { Vec::new() },
        way_out: Link::new(chrome.home(), chrome.t.get("error-home")),
        correlation: correlation_id.to_owned(),
    };
    match chrome.surface {
        Surface::Portal | Surface::Console | Surface::Centre => render(&AppPage {
            chrome: &chrome,
            body,
        }),
        Surface::Public | Surface::Wizard => render(&PublicPage {
            chrome: &chrome,
            body,
        }),
    }
}
