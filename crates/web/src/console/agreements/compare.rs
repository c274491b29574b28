//! What differs between two versions.

use super::{href, title};
use crate::console::{Parameters, console};
use crate::http::{Answer, Visit};
use crate::ui::{Choice, Chrome, Differences, Field, respond};
use app::Failure;
use app::agreements::versions;
use askama::Template;
use axum::http::StatusCode;
use domain::language::Language;

#[derive(Template)]
#[template(path = "pages/console/agreements/compare.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    lead: String,
    from: Field,
    to: Field,
    language: Field,
    differences: Differences,
}

/// Two versions in a language, side by side in one text.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let t = visit.t();
    let found = versions::overview(visit.app(), &visit.request).await?;
    let asked = |name: &str| parameters.get(name).map_or("", |value| value.trim());
    let newest = found.versions.first().ok_or(Failure::NotFound)?;
    let before = found.versions.get(1).unwrap_or(newest);
    let or = |asked: &str, other: &str| if asked.is_empty() { other } else { asked }.to_owned();
    let from = or(asked("from"), &before.version);
    let to = or(asked("to"), &newest.version);
    let language = Language::from_tag(asked("language")).unwrap_or(visit.language());
    let clauses = versions::differences(visit.app(), &visit.request, &from, &to, language)?;
    let chrome = console(&visit, t.get("agreement-compare"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/agreements", t.get("nav-agreements"))
        .crumb(href(&to), to.clone())
        .crumb("", t.get("agreement-compare"));
    let choose = |name: &'static str, label: &str, value: &str| {
        let choices = found
            .versions
            .iter()
            .map(|v| Choice::new(v.version.clone(), v.version.clone()))
            .collect();
        Field::select(name, t.get(label), choices)
            .value(value)
            .unmarked()
    };
    let languages = Language::ALL
        .into_iter()
        .map(|l| Choice::new(l.tag(), l.own_name()))
        .collect();
    let facts = [("from", from.as_str()), ("to", to.as_str())];
    let page = Page {
        chrome: &chrome,
        lead: format!(
            "{}: {}",
            title(&visit),
            t.format("agreement-compare-lead", &facts)
        ),
        from: choose("from", "agreement-compare-from", &from),
        to: choose("to", "agreement-compare-to", &to),
        language: Field::select("language", t.get("text-language"), languages)
            .value(language.tag())
            .unmarked(),
        differences: Differences::new(t, language, &clauses),
    };
    Ok(respond(StatusCode::OK, &page))
}
