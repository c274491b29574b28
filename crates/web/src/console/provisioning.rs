//! `/ops/provisioning`: partners and how far their set-up has come.

use super::{console, state_pill};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Meter, Text, Tone, respond};
use app::i18n::Texts;
use app::review::queue;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/console/provisioning.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
}

struct Row {
    company: String,
    status: (Tone, Text),
    signed: jiff::Timestamp,
    meter: Meter,
    progress: String,
    error: Option<Text>,
}

/// A failure's code in words.
fn reason(t: &'static Texts, code: &str) -> Text {
    let id = format!("conflict-{code}");
    if t.has(&id) {
        t.get(&id)
    } else {
        code.to_owned().into()
    }
}

/// Seconds until the page looks again while something is being set up.
const REFRESH: u32 = 60;

/// The list.
pub async fn show(visit: Visit) -> Answer {
    let lines = queue::provisioning(visit.app(), &visit.request).await?;
    let mut chrome = console(&visit, visit.t().get("nav-provisioning"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-provisioning"));
    let t = chrome.t;
    chrome.refresh = lines.iter().any(|l| l.done < l.tasks).then_some(REFRESH);
    let row = |line: store::operator::ProvisioningLine| {
        let (done, tasks) = (
            line.done.max(0).unsigned_abs(),
            line.tasks.max(0).unsigned_abs(),
        );
        let facts = [("done", done.to_string()), ("tasks", tasks.to_string())];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let tone = match (&line.last_error, done < tasks) {
            (Some(_), _) => Tone::Bad,
            (None, true) => Tone::Info,
            (None, false) => Tone::Ok,
        };
        Row {
            company: line.name,
            status: state_pill(t, &line.status),
            signed: visit.timestamp(line.signed_at),
            meter: Meter::progress(t.format("console-tasks", &facts), done, tasks).tone(tone),
            progress: format!("{done}/{tasks}"),
            error: line.last_error.map(|code| reason(t, &code)),
        }
    };
    let rows = lines.into_iter().map(row).collect();
    Ok(respond(
        StatusCode::OK,
        &Page {
            chrome: &chrome,
            rows,
        },
    ))
}
