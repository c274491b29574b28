//! `/ops/outbox`: what left the house, and what has not.

use super::{Parameters, console, exactly};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Field, Text, respond};
use app::i18n::Texts;
use app::review::queue;
use askama::Template;
use axum::http::StatusCode;
use domain::language::Language;
use store::outbox::{Listed, Message};

#[derive(Template)]
#[template(path = "pages/console/outbox.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    to: Field,
    returned: Field,
    filtered: bool,
    messages: Vec<Row>,
    jobs: Vec<Job>,
}

struct Row {
    message: Message,
    channel: Text,
    icon: &'static str,
    language: &'static str,
    sent: String,
    machine: jiff::Timestamp,
    /// The text, line by line; absent where another system has it.
    body: Option<Vec<Vec<Piece>>>,
    /// When and why it came back.
    bounced: Option<String>,
}

/// A part of a line.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    link: bool,
}

struct Job {
    kind: Text,
    subject: String,
    attempts: u32,
    given_up: bool,
    when: String,
    error: Option<String>,
}

/// Messages and unfinished jobs.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let to = parameters.get("to").map_or("", |v| v.trim());
    let returned = parameters.get("returned").is_some_and(|v| v == "yes");
    let view = queue::outbox(visit.app(), &visit.request, to, returned).await?;
    let chrome = console(&visit, visit.t().get("nav-messages"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-messages"));
    let t = chrome.t;
    let page = Page {
        chrome: &chrome,
        to: Field::text("to", t.get("console-recipient"))
            .value(to)
            .unmarked(),
        returned: Field::tick("returned", t.get("console-returned")).checked(returned),
        filtered: returned || !to.is_empty(),
        messages: view.messages.into_iter().map(|m| row(&visit, m)).collect(),
        jobs: view
            .unfinished
            .into_iter()
            .map(|j| job(&visit, j))
            .collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn named(t: &'static Texts, family: &str, name: &str) -> Text {
    let id = format!("console-{family}-{name}");
    if t.has(&id) {
        t.get(&id)
    } else {
        name.to_owned().into()
    }
}

fn row(visit: &Visit, message: Message) -> Row {
    let lines = |body: &String| {
        body.lines()
            .map(|l| pieces(l, &visit.app().public_url))
            .collect()
    };
    Row {
        channel: named(visit.t(), "channel", &message.channel),
        icon: if message.channel == "mail" {
            "mail"
        } else {
            "phone"
        },
        language: Language::from_tag(&message.language).map_or("", Language::own_name),
        sent: exactly(visit, message.sent_at),
        machine: visit.timestamp(message.sent_at),
        body: message.body.as_ref().map(lines),
        bounced: message.bounced_at.map(|at| {
            let (at, reason) = (exactly(visit, at), message.bounce.as_deref());
            let facts = [("at", at.as_str()), ("reason", reason.unwrap_or_default())];
            visit.t().format("console-bounced-at", &facts)
        }),
        message,
    }
}

fn job(visit: &Visit, job: Listed) -> Job {
    Job {
        kind: named(visit.t(), "job", &job.kind),
        subject: job.subject,
        attempts: job.attempts,
        given_up: job.failed_at.is_some(),
        when: exactly(visit, job.failed_at.unwrap_or(job.available_at)),
        error: job.last_error,
    }
}

/// Cuts a line so that addresses on our own host can be followed, and no others.
fn pieces(line: &str, public_url: &str) -> Vec<Piece> {
    let web = public_url.starts_with("https://") || public_url.starts_with("http://");
    let own = format!("{}/", public_url.trim_end_matches('/'));
    let mut pieces = Vec::new();
    let mut push = |text: &str, link| {
        if !text.is_empty() {
            pieces.push(Piece {
                text: text.to_owned(),
                link,
            });
        }
    };
    let mut rest = line;
    while let Some(at) = rest.find(&own).filter(|_| web) {
        let (before, from) = rest.split_at(at);
        let part = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`');
        let end = from.find(|c| !part(c)).unwrap_or(from.len());
        let link = from[..end].trim_end_matches(['.', ',', ';', ')', '!', '?']);
        push(before, false);
        push(link, true);
        rest = &from[link.len()..];
    }
    push(rest, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn links(line: &str, url: &str) -> Vec<String> {
        let links = pieces(line, url).into_iter().filter(|p: &Piece| p.link);
        links.map(|p| p.text).collect()
    }

    #[test]
    fn only_our_own_addresses_are_links() {
        let own = "https://p.example";
        assert_eq!(
            links("请打开 https://p.example/confirm/abc。谢谢", own),
            ["https://p.example/confirm/abc"]
        );
        assert_eq!(
            links("(https://p.example/a?b=1&c=2).", own),
            ["https://p.example/a?b=1&c=2"]
        );
        for other in [
            "https://p.example.evil/x",
            "https://evil.example/",
            "javascript:alert(1)",
        ] {
            assert!(links(other, own).is_empty(), "{other}");
        }
        assert!(links("javascript://x/y", "javascript://x").is_empty());
    }

    #[test]
    fn nothing_of_a_line_is_lost() {
        let line = "a http://x/1, http://x/2! ";
        let back: String = pieces(line, "http://x")
            .into_iter()
            .map(|p| p.text)
            .collect();
        assert_eq!(back, line);
    }
}
