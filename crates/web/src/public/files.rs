//! Files that programs look for at fixed addresses.

use crate::http::Visit;
use crate::ui::assets;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

/// What search engines may read: the programme, not registrations or links from mails.
const PUBLIC: &str = "User-agent: *\nAllow: /$\nAllow: /programme/\nAllow: /assets/\nDisallow: /\n";
/// A demonstration is nobody's programme.
const NOTHING: &str = "User-agent: *\nDisallow: /\n";

/// `robots.txt`.
pub async fn robots(visit: Visit) -> Response {
    let text = if visit.site.options.demo.is_some() {
        NOTHING
    } else {
        PUBLIC
    };
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The favicon's name carries a hash, so the way there is not for ever.
pub async fn favicon() -> Redirect {
    Redirect::temporary(assets::favicon_url())
}
