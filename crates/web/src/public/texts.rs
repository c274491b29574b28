//! The programme's guide, agreement and notices, with the hash that signatures carry.

use super::{Query, asked, page};
use crate::http::{Answer, Visit};
use crate::ui::{Banner, Chrome, Tone, respond};
use app::Failure;
use app::agreements::force;
use askama::Template;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::language::Language;
use domain::programme::{Block, Text};
use jiff::civil::Date;

/// A version in a language, in the list of all of them.
struct Edition {
    version: String,
    date: Date,
    language: Language,
    shown: bool,
    governs: bool,
    href: String,
    file: String,
}

#[derive(Template)]
#[template(path = "pages/public/text.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    text: &'a Text,
    blocks: Vec<Block<'a>>,
    /// Which language decides where versions differ.
    governs: String,
    outdated: Option<Banner>,
    file: String,
    editions: Vec<Edition>,
}

/// The programme guide.
pub async fn guide(visit: Visit, query: Query) -> Answer {
    show(&visit, &query, "/programme/guide", "programme-guide").await
}

/// The reseller agreement: the current version, or the one of `?version=`.
pub async fn agreement(visit: Visit, query: Query) -> Answer {
    show(&visit, &query, "/programme/agreement", "reseller-agreement").await
}

/// What a customer accepts before its first order.
pub async fn customer_agreement(visit: Visit, query: Query) -> Answer {
    show(
        &visit,
        &query,
        "/programme/customer-agreement",
        "customer-agreement",
    )
    .await
}

/// What an applicant authorises for the credit check.
pub async fn credit_authorisation(visit: Visit, query: Query) -> Answer {
    show(
        &visit,
        &query,
        "/programme/credit-authorisation",
        "credit-authorisation",
    )
    .await
}

/// What an applicant agrees to when uploading identity documents.
pub async fn identity_documents(visit: Visit, query: Query) -> Answer {
    show(
        &visit,
        &query,
        "/programme/identity-documents",
        "identity-documents",
    )
    .await
}

/// The privacy notice.
pub async fn privacy(visit: Visit, query: Query) -> Answer {
    show(&visit, &query, "/privacy", "privacy").await
}

/// The terms of use.
pub async fn terms(visit: Visit, query: Query) -> Answer {
    show(&visit, &query, "/terms", "terms-of-use").await
}

async fn show(visit: &Visit, query: &Query, path: &str, id: &str) -> Answer {
    let editions = force::editions(visit.app(), id).await?;
    let (t, programme) = (visit.t(), &visit.app().programme);
    let language = Language::from_tag(asked(query, "language")).unwrap_or(visit.language());
    let found = |version: &str, language| programme.text_version(id, version, language);
    let current = found(&editions.current, language)
        .or_else(|| found(&editions.current, programme.languages.default))
        .ok_or(Failure::NotFound)?;
    let readable = |version: &str| editions.readable.iter().any(|known| known == version);
    let text = match asked(query, "version") {
        "" => current,
        version => found(version, current.language)
            .filter(|_| readable(version))
            .ok_or(Failure::NotFound)?,
    };
    let ahead = editions
        .ahead
        .iter()
        .find(|(version, _)| *version == text.version);
    let governing = programme.languages.governing;
    let governs = if text.language == governing {
        t.get("text-governs").into_owned()
    } else {
        t.format("text-translation", &[("language", governing.own_name())])
    };
    let outdated = (text.version != current.version).then(|| {
        let banner = match ahead {
            Some((_, day)) => {
                let day = crate::ui::format::date(t, *day);
                Banner::new(Tone::Info, t.format("text-ahead", &[("day", &day)]))
            }
            None => Banner::new(Tone::Warn, t.get("text-outdated")),
        };
        banner.action(path.to_owned(), t.get("text-to-current"))
    });
    let mut editions: Vec<_> = programme
        .all_texts()
        .iter()
        .filter(|other| other.id == id && readable(&other.version))
        .map(|other| Edition {
            version: other.version.clone(),
            date: other.date,
            language: other.language,
            shown: other.version == text.version && other.language == text.language,
            governs: other.language == governing,
            href: format!(
                "{path}?version={}&language={}",
                other.version,
                other.language.tag()
            ),
            file: file(other),
        })
        .collect();
    // Newest first; within a version the order of the programme's languages stays.
    editions.sort_by_key(|edition| std::cmp::Reverse(edition.date));
    let chrome = page(visit, text.title.clone());
    let blocks = text
        .blocks()
        .into_iter()
        .filter(|b| !matches!(b, Block::Title(_)))
        .collect();
    let page = Page {
        chrome: &chrome,
        text,
        blocks,
        governs,
        outdated,
        file: file(text),
        editions,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Where the exact bytes of a text lie.
fn file(text: &Text) -> String {
    format!(
        "/programme/text/{}/{}/{}",
        text.id,
        text.version,
        text.language.tag()
    )
}

/// The exact bytes whose SHA-256 the page shows and signatures carry.
pub async fn download(
    visit: Visit,
    path: Result<Path<(String, String, String)>, PathRejection>,
) -> Answer {
    let Path((id, version, tag)) = path.map_err(|_| Failure::NotFound)?;
    let language = Language::from_tag(&tag).ok_or(Failure::NotFound)?;
    let readable = force::editions(visit.app(), &id).await?.readable;
    let text = visit
        .app()
        .programme
        .text_version(&id, &version, language)
        .filter(|_| readable.contains(&version))
        .ok_or(Failure::NotFound)?;
    let name = format!("{}-{}-{}.md", text.id, text.version, text.language.tag());
    let headers = [
        (
            header::CONTENT_TYPE,
            "text/markdown; charset=utf-8".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, text.body.clone()).into_response())
}
