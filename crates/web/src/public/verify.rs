//! Whether a signed agreement is genuine, for anybody who holds it.

use super::{Part, Query, asked, page, part};
use crate::http::{Answer, Visit, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Tone, format, respond};
use app::agreements::evidence::{self, Signed};
use askama::Template;
use axum::http::StatusCode;
use domain::language::Language;

/// A printed copy.
struct Print {
    language: &'static str,
    size: String,
    sha256: String,
}

struct Genuine {
    facts: Vec<Pair>,
    text_sha256: String,
    /// Whether the programme's text of that version is, byte for byte, the one that was signed.
    text: Banner,
    signature: String,
    prints: Vec<Print>,
}

#[derive(Template)]
#[template(path = "pages/public/verify.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    verdict: Option<Banner>,
    genuine: Option<Genuine>,
    hash: Field,
}

fn field(visit: &Visit, typed: &str, problem: Option<String>) -> Field {
    let t = visit.t();
    Field::text("hash", t.get("evidence-hash"))
        .hint(t.get("evidence-hash-hint"))
        .value(typed)
        .error(problem)
        .wide()
        .required()
}

/// A hash as people paste it: with spaces and line breaks, in any case.
fn tidy(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase()
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The form; `?hash=` leads on to the answer.
pub async fn form(visit: Visit, query: Query) -> Answer {
    let typed = asked(&query, "hash");
    let hash = tidy(typed);
    if is_hash(&hash) {
        return Ok(go(&format!("/verify/{hash}")));
    }
    let t = visit.t();
    let problem = (!typed.is_empty()).then(|| t.get("evidence-format").into_owned());
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let hash = field(&visit, typed, problem);
    let errors = ErrorSummary::of(t, [&hash]);
    let mut chrome = page(&visit, t.get("evidence-title"));
    chrome.invalid = errors.is_some();
    Ok(respond(
        status,
        &Page {
            chrome: &chrome,
            errors,
            verdict: None,
            genuine: None,
            hash,
        },
    ))
}

/// The answer for a hash: of the signature, or of a printed copy.
pub async fn show(visit: Visit, hash: Part) -> Answer {
    let (t, hash) = (visit.t(), tidy(&part(hash)?));
    let found = evidence::verify(visit.app(), &hash).await?;
    let chrome = page(&visit, t.get("evidence-title"));
    let (status, verdict) = if found.is_some() {
        let banner = Banner::new(Tone::Ok, t.get("evidence-genuine"));
        (StatusCode::OK, banner.text(t.get("evidence-genuine-text")))
    } else {
        let banner = Banner::new(Tone::Bad, t.get("evidence-unknown"));
        (
            StatusCode::NOT_FOUND,
            banner.text(t.get("evidence-unknown-text")),
        )
    };
    let page = Page {
        chrome: &chrome,
        errors: None,
        verdict: Some(verdict),
        genuine: found.as_ref().map(|signed| genuine(&visit, signed)),
        hash: field(&visit, &hash, None),
    };
    Ok(respond(status, &page))
}

fn genuine(visit: &Visit, signed: &Signed) -> Genuine {
    let (t, programme) = (visit.t(), &visit.app().programme);
    let record = &signed.record;
    let name = |tag: &str| Language::from_tag(tag).map_or("", Language::own_name);
    let at = visit.timestamp(signed.signature.signed_at);
    let pair = |label: &str, value: String| Pair::new(t.get(label), value);
    let facts = vec![
        pair("evidence-document", record.title.clone()),
        pair("evidence-version", record.version.clone()),
        pair("evidence-language", name(&record.language).to_owned()),
        pair("evidence-company", record.legal_name.clone()),
        pair("evidence-code", record.credit_code.clone()),
        pair(
            "evidence-signed",
            format::datetime(t, at, programme.time_zone()),
        ),
    ];
    let ours = Language::from_tag(&record.language)
        .and_then(|language| programme.text_version(&record.text_id, &record.version, language));
    let text = match ours {
        Some(text) if text.sha256 == record.text_sha256 => {
            Banner::new(Tone::Ok, t.get("evidence-text-same"))
        }
        Some(_) => Banner::new(Tone::Bad, t.get("evidence-text-differs")),
        None => Banner::new(Tone::Warn, t.get("evidence-text-gone")),
    };
    let prints = signed.copies.iter().map(|copy| Print {
        language: name(&copy.language),
        size: format::bytes(u64::try_from(copy.bytes).unwrap_or(0)),
        sha256: copy.sha256.clone(),
    });
    Genuine {
        facts,
        text_sha256: record.text_sha256.clone(),
        text,
        signature: data_encoding::HEXLOWER.encode(&signed.signature.hash),
        prints: prints.collect(),
    }
}
