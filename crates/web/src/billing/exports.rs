//! `/billing/invoices/{number}/exports`: all lines as packed files; `/exports/…`: the files, whose signed
//! addresses need no sign-in.

use super::invoice::framed;
use crate::http::{Answer, Form, Query, Visit, blocking, frame, go};
use crate::ui::{Banner, Chrome, Field, Meter, Pair, Text, Tone, field::Choice, format, respond};
use app::Failure;
use app::billing::exports::{self, Address, Manifest, Stand};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::billing::export::{Attributes, KEPT_DAYS, PART_LINES, State};
use domain::effects::Instant;
use domain::ids::TenantId;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Seconds until the page looks again while something is written.
const LOOK_AGAIN: u32 = 2;

#[derive(Template)]
#[template(path = "pages/billing/exports.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    lead: String,
    set: Field,
    action: String,
    exports: Vec<Shown>,
    request_id: String,
}

struct Shown {
    id: String,
    title: Text,
    state: (Tone, Text),
    facts: Vec<Pair>,
    progress: Option<(String, Meter)>,
    files: Vec<File>,
}

struct File {
    name: String,
    href: String,
    lines: String,
    size: String,
    hash: String,
}

fn set_words(visit: &Visit, set: &str) -> Text {
    visit.t().get(format!("export-set-{set}"))
}

fn shown(visit: &Visit, (stand, manifest): &(Stand, Option<Manifest>)) -> Shown {
    let (t, export) = (visit.t(), &stand.export);
    let zone = visit.app().programme.time_zone();
    let at = |at| format::datetime(t, visit.timestamp(at), zone);
    let asked = format!("{} · {}", export.asked_name, at(export.asked_at));
    let mut facts = vec![Pair::new(t.get("export-asked"), asked)];
    if let Some(until) = export.expires_at {
        facts.push(Pair::new(t.get("export-kept"), at(until)));
    }
    let progress = (stand.state != State::Ready).then(|| {
        let (done, all) = (export.written, export.line_count);
        let facts = [("done", &*done.to_string()), ("total", &all.to_string())];
        let words = t.format("export-progress", &facts);
        let meter = Meter::progress(words.clone(), done.into(), u64::from(all).max(1));
        (words, meter)
    });
    let size = |bytes: i64| format::bytes(bytes.max(0).unsigned_abs());
    let files = manifest.iter().flat_map(|found| {
        found.parts.iter().map(|part| {
            let name = exports::name(part.number);
            File {
                href: format!("{}/{name}?{}", found.folder, found.signature),
                lines: format::number(part.lines.into()),
                size: format!("{} ({})", size(part.size), size(part.unpacked)),
                hash: data_encoding::HEXLOWER.encode(&part.sha256),
                name,
            }
        })
    });
    Shown {
        id: format!("export-{}", export.attributes),
        title: set_words(visit, &export.attributes),
        state: if stand.state == State::Ready {
            (Tone::Ok, t.get("export-state-ready"))
        } else {
            (Tone::Wait, t.get("export-state-waiting"))
        },
        facts,
        progress,
        files: files.collect(),
    }
}

/// The exports of an invoice, and the form that asks for one.
pub async fn show(
    visit: Visit,
    Path(number): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let found = exports::of_invoice(visit.app(), &visit.request, &number).await?;
    let (t, invoice) = (visit.t(), &found.invoice);
    let here = format!("/billing/invoices/{}", invoice.number);
    let title = t.get("export-title").into_owned();
    let told = [("asked", "export-done-asked")];
    let notice: Option<Banner> = frame::done(&visit, query.get("done"), &told);
    let mut chrome = framed(&visit, title.clone())
        .crumb(
            here.clone(),
            t.format("invoice-title", &[("number", &invoice.number)]),
        )
        .crumb("", title)
        .notice(notice);
    let written = found
        .exports
        .iter()
        .all(|(stand, _)| stand.state == State::Ready);
    chrome.refresh = (!written).then_some(LOOK_AGAIN);
    let choices = Attributes::ALL.iter().map(|set| {
        Choice::new(set.text(), set_words(&visit, set.text()))
            .hint(t.get(format!("export-set-{}-hint", set.text())))
            .selected(*set == Attributes::Full)
    });
    let facts = [
        ("lines", &*format::number(PART_LINES.into())),
        ("days", &KEPT_DAYS.to_string()),
    ];
    let page = Page {
        lead: t.format("export-lead", &facts),
        set: Field::radio("set", t.get("export-set"), choices.collect()).unmarked(),
        action: format!("{here}/exports"),
        exports: found.exports.iter().map(|one| shown(&visit, one)).collect(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Asks for one.
pub async fn ask(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let set = form.get("set");
    exports::ask(visit.app(), &visit.request, &number, set, form.key()).await?;
    // Only a number that was found comes here.
    Ok(go(&format!(
        "/billing/invoices/{number}/exports?done=asked"
    )))
}

/// A file, to whoever has its address.
pub async fn file(
    visit: Visit,
    Path((partner, export, name)): Path<(String, String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let id = |text: &str| text.parse::<Uuid>().map_err(|_| Failure::NotFound);
    let said = |name: &str| query.get(name).cloned().unwrap_or_default();
    let address = Address {
        partner: TenantId(id(&partner)?),
        export: id(&export)?,
        until: Instant(said("until").parse().map_err(|_| Failure::NotFound)?),
        signature: said("signature"),
        name,
    };
    let (app, wanted) = (visit.app().clone(), address.clone());
    let (invoice, bytes) = match blocking(move || exports::fetch(&app, &wanted)).await {
        Ok(found) => found,
        // Programs read the status, people the words.
        Err(Failure::Conflict(conflict)) => {
            let words = visit.t().get(format!("conflict-{}", conflict.code));
            return Ok((StatusCode::GONE, words.into_owned()).into_response());
        }
        Err(failure) => return Err(failure.into()),
    };
    let name = format!("attachment; filename=\"{invoice}-{}\"", address.name);
    let headers = [
        (header::CONTENT_TYPE, "application/gzip".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
