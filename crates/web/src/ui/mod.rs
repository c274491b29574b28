//! The kit pages are made of: frame, fields, components, formats, assets.
//!
//! Markup lies in `templates/`; `templates/README.md` shows how a page uses it. Nothing here
//! needs inline style or script, so a strict content security policy holds.

pub mod assets;
pub mod chart;
pub mod chrome;
pub mod design;
pub mod device;
pub mod differences;
pub mod error_page;
pub mod field;
pub mod format;
pub mod parts;

pub use chart::{Chart, Days};
pub use chrome::{Chrome, NavGroup, NavItem, Search, Surface, Theme, User};
pub use differences::Differences;
pub use error_page::{ErrorKind, Kept, error_page};
pub use field::{Choice, ErrorSummary, Field, FieldKind};
pub use parts::{
    Banner, Check, FileRow, Link, Message, Meter, Moment, PageLink, Pager, Pair, Part, Side, Stage,
    Step, Tab, Text, Tile, Tone, steps,
};

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The hidden input that carries [`Chrome::csrf`].
pub const CSRF_FIELD: &str = "csrf";
/// The hidden input that carries the idempotency key of a form.
pub const REQUEST_FIELD: &str = "request_id";
/// The hidden input that carries the version a form was made from.
pub const VERSION_FIELD: &str = "version";

/// Renders a page. Only a failing `Display` of a value can make it fail; the page is then empty
/// and the fault is logged.
pub fn render(page: &impl Template) -> String {
    page.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a page could not be rendered");
        String::new()
    })
}

/// Room for nearly every page; growing in steps would copy what is there each time.
const PAGE_BYTES: usize = 16 * 1024;

/// Renders a page into a response; a page that cannot be rendered answers 500.
pub fn respond(status: StatusCode, page: &impl Template) -> Response {
    let mut html = String::with_capacity(PAGE_BYTES);
    match page.render_into(&mut html) {
        Ok(()) => (
            status,
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            html,
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
mod tests;
