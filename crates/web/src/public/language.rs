//! The language menu.

use super::{Query, asked};
use crate::http::failure::local;
use crate::http::visit::LANGUAGE;
use crate::http::{Answer, Visit, go};
use axum::http::header;
use domain::language::Language;

const YEAR_SECONDS: i64 = 365 * 86_400;

/// Remembers the language `to`, in the account too, and goes back to where the menu was opened.
pub async fn choose(visit: Visit, query: Query) -> Answer {
    let mut response = go(&local(Some(asked(&query, "back")), "/"));
    let offered = visit.app().programme.languages();
    let Some(language) = Language::from_tag(asked(&query, "to")).filter(|l| offered.contains(l))
    else {
        return Ok(response);
    };
    if visit
        .request
        .caller
        .person()
        .is_some_and(|person| person.language != language)
    {
        let set = app::identity::set_language(visit.app(), &visit.request, language).await;
        if let Err(failure) = set {
            // The cookie alone changes what this browser shows.
            tracing::warn!(?failure, "the language of an account was not kept");
        }
    }
    let cookie = visit.cookie(LANGUAGE, language.tag(), Some(YEAR_SECONDS));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
