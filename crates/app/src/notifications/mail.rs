//! Mails of the catalogue: queued with their facts, rendered when they leave.

use super::{Undelivered, wishes};
use crate::i18n::texts;
use crate::secrets::token_hash;
use crate::support::letter::MARK;
use crate::support::replies;
use crate::{App, Failure, Work, fault};
use domain::effects::{Instant, Mail};
use domain::ids::fresh_uuid;
use domain::language::Language;
use domain::notices::{Mails, Topic};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::notices as rows;
use store::outbox::Message;
use uuid::Uuid;

/// A mail that is to leave after commit. It never carries a secret other than a link.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notice {
    /// Stable over attempts, so that a receiver can drop a second copy.
    id: Uuid,
    /// `e01` to `e20`.
    code: String,
    /// The text to tell, where the code has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    to: String,
    language: String,
    facts: BTreeMap<String, String>,
    /// What it is answered to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answers: Option<Answers>,
    /// Whose wishes count for it.
    #[serde(skip)]
    reader: Option<Uuid>,
}

/// The request a mail belongs to, which takes answers by mail where the operator has a mailbox for them.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Answers {
    request: Uuid,
    number: String,
    account: Uuid,
    /// What was written, for whoever is to answer it.
    words: String,
}

impl Notice {
    /// A mail of the catalogue to one address.
    #[must_use]
    pub fn new(code: &str, to: &str, language: &str, reference: &str) -> Self {
        let facts = BTreeMap::from([("reference".to_owned(), reference.to_owned())]);
        Self {
            id: Uuid::nil(),
            code: code.to_owned(),
            text: None,
            to: to.to_owned(),
            language: language.to_owned(),
            facts,
            answers: None,
            reader: None,
        }
    }

    /// It is for the holder of an account, whose wishes count.
    #[must_use]
    pub fn reader(mut self, account: Uuid) -> Self {
        self.reader = Some(account);
        self
    }

    /// Tells another text than the code's own.
    #[must_use]
    pub fn told(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }

    /// One more fact for the text.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.facts.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Who is addressed.
    #[must_use]
    pub fn name(self, name: &str) -> Self {
        self.with("name", name)
    }

    /// Which company it is about.
    #[must_use]
    pub fn company(self, company: &str) -> Self {
        self.with("company", company)
    }

    /// Where to continue: a path on our own host.
    #[must_use]
    pub fn link(self, path: &str) -> Self {
        self.with("path", path)
    }

    /// It may be answered to a request by a person; the words of others go along where it may.
    #[must_use]
    pub(crate) fn answers(
        mut self,
        request: Uuid,
        number: &str,
        account: Uuid,
        words: &str,
    ) -> Self {
        self.answers = Some(Answers {
            request,
            number: number.to_owned(),
            account,
            words: words.to_owned(),
        });
        self
    }

    /// A moment, shown in the programme's zone when the mail is rendered.
    #[must_use]
    pub fn date(self, name: &str, at: Instant) -> Self {
        self.with(&format!("moment:{name}"), &at.0.to_string())
    }

    /// A moment with its time of day.
    #[must_use]
    pub fn time(self, name: &str, at: Instant) -> Self {
        self.with(&format!("time:{name}"), &at.0.to_string())
    }

    /// A calendar day.
    #[must_use]
    pub fn day(self, name: &str, date: jiff::civil::Date) -> Self {
        self.with(&format!("day:{name}"), &date.to_string())
    }

    /// Queues it in a command; once for each `dedupe` text. Where its reader wants mails of the kind
    /// once a day, it waits for the next morning; where the reader wants none, nothing happens. A mail
    /// without a text, or one that may be unwanted and names no reader, is a mistake in the program,
    /// and is refused before anything is committed.
    ///
    /// # Errors
    /// [`Failure::Internal`].
    pub fn queue(mut self, work: &mut Work<'_, '_>, dedupe: String) -> Result<(), Failure> {
        let told = self.text.as_deref().unwrap_or(&self.code);
        let default = work.app.programme.languages.default;
        if !texts(default).has(&format!("mail-{told}-subject")) {
            return Err(Failure::internal(format!(
                "there is no text for the mail {told}"
            )));
        }
        self.id = fresh_uuid(&*work.app.entropy);
        if let Some(topic) = Topic::of_mail(told).filter(|topic| !topic.is_mandatory()) {
            let reader = self.reader.ok_or_else(|| {
                Failure::internal(format!("the mail {told} does not say who reads it"))
            })?;
            match wishes::of(work.tx, reader, topic)?.mails {
                Mails::AtOnce => {}
                Mails::Daily => return self.wait(work, reader, &dedupe),
                Mails::Never => return Ok(()),
            }
        }
        let reference = self.facts.get("reference").cloned().unwrap_or_default();
        work.after_commit("mail", &reference, &self, dedupe)
    }

    /// Lets it wait for the mail of the next morning.
    fn wait(&self, work: &mut Work<'_, '_>, reader: Uuid, dedupe: &str) -> Result<(), Failure> {
        let notice = serde_json::to_string(self).map_err(Failure::internal)?;
        let whose = (self.id, reader);
        Ok(rows::wait(work.tx, whose, (&notice, dedupe), work.now)?)
    }
}

/// What a mail that waits is about, and where that is; none when it cannot be read any more.
pub(super) fn headline(app: &App, notice: &str, language: Language) -> Option<(String, String)> {
    let mut notice: Notice = serde_json::from_str(notice).ok()?;
    language.tag().clone_into(&mut notice.language);
    let path = notice.facts.get("path").cloned().unwrap_or_default();
    Some((render(app, &notice).subject, app.link(&path)))
}

/// The token in the link of a queued mail that asks somebody to confirm something.
pub(crate) fn confirmation_token(payload: &str) -> Option<String> {
    let notice: Notice = serde_json::from_str(payload).ok()?;
    let path = notice.facts.get("path")?;
    path.strip_prefix("/confirm/").map(str::to_owned)
}

/// Renders and sends a queued mail, and returns what the worker is to record. Without a mail server
/// the record is the delivery.
///
/// # Errors
/// [`Undelivered`] with the reason; the worker decides about another attempt.
pub(crate) fn deliver(app: &App, payload: &str) -> Result<Message, Undelivered> {
    let notice: Notice = serde_json::from_str(payload).map_err(Undelivered::permanent)?;
    let mail = render(app, &notice);
    if let Some(mailer) = &app.mailer {
        mailer.send(&mail).map_err(Undelivered::from)?;
        fault::point("mail", "sent");
    }
    let body = app.mailer.is_none().then(|| mail.text.clone());
    Ok(Message {
        id: mail.id,
        channel: "mail".to_owned(),
        code: notice.code.to_uppercase(),
        recipient: mail.to,
        language: mail.language.tag().to_owned(),
        subject: mail.subject,
        body,
        sent_at: app.clock.now(),
        bounced_at: None,
        bounce: None,
        // The payload is forgotten with the job; by this the link is found if the mail comes back.
        confirmation: confirmation_token(payload).map(|token| token_hash(&token).to_vec()),
    })
}

/// Renders a mail in its reader's language.
fn render(app: &App, notice: &Notice) -> Mail {
    let language = Language::from_tag(&notice.language).unwrap_or(app.programme.languages.default);
    let t = texts(language);
    let operator = &app.programme.operator;
    let mut facts: Vec<(&str, String)> = vec![
        ("operator", operator.short_name.get(language).to_owned()),
        (
            "support_hours",
            operator.support.hours.get(language).to_owned(),
        ),
        (
            "support_phone",
            domain::validate::phone::display(&operator.support.phone),
        ),
        ("support_email", operator.support.email.clone()),
    ];
    for (name, value) in &notice.facts {
        if let Some(name) = name.strip_prefix("moment:") {
            let at = Instant(value.parse().unwrap_or(0));
            let date = domain::calendar::local_date(at, app.programme.time_zone());
            facts.push((name, crate::i18n::date(language, date)));
        } else if let Some(name) = name.strip_prefix("time:") {
            let at = Instant(value.parse().unwrap_or(0));
            let zone = app.programme.time_zone();
            facts.push((name, crate::i18n::date_time(language, at, zone)));
        } else if let Some(name) = name.strip_prefix("day:") {
            let date = value.parse().map(|date| crate::i18n::date(language, date));
            facts.push((name, date.unwrap_or_else(|_| value.clone())));
        } else if name == "path" {
            facts.push(("link", app.link(value)));
        } else {
            facts.push((name, value.clone()));
        }
    }
    let variables: Vec<(&str, &str)> = facts.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let told = notice.text.as_deref().unwrap_or(&notice.code);
    let part = |part: &str| t.format(&format!("mail-{told}-{part}"), &variables);
    let subject = part("subject");
    let reply_to = notice
        .answers
        .as_ref()
        .and_then(|a| replies::address(app, &a.number, a.account));
    let mut body = part("body");
    match (&notice.answers, &reply_to) {
        (Some(answers), Some(_)) => {
            let (open, close) = MARK;
            body = format!("{open} {} {close}\n\n{body}", t.get("mail-answer-above"));
            if !answers.words.is_empty() {
                body = format!("{body}\n\n{}", quoted(&answers.words));
            }
            body = format!("{body}\n\n{}", t.get("mail-answer-so"));
        }
        (Some(_), None) => body = format!("{body}\n\n{}", t.get("mail-answer-not")),
        (None, _) => {}
    }
    let text = format!("{body}\n\n{}\n", t.format("mail-footer", &variables));
    let html = html(language, &subject, &text);
    Mail {
        id: notice.id,
        to: notice.to.clone(),
        subject,
        text,
        html,
        language,
        reply_to,
        thread: notice.answers.as_ref().map(|answers| answers.request),
    }
}

/// What somebody wrote, as mail programs show what is not the writer's: no line of it can become a link
/// of ours.
fn quoted(words: &str) -> String {
    let lines: Vec<String> = words.lines().map(|line| format!("> {line}")).collect();
    lines.join("\n")
}

/// The text as simple HTML: paragraphs, and a line that is an address becomes a link.
fn html(language: Language, subject: &str, text: &str) -> String {
    use std::fmt::Write;
    let mut body = String::new();
    for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) {
        let lines: Vec<String> = paragraph
            .trim()
            .lines()
            .map(|line| {
                let line = escape(line.trim());
                if line.starts_with("https://") || line.starts_with("http://") {
                    format!("<a href=\"{line}\">{line}</a>")
                } else {
                    line
                }
            })
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(body, "<p>{}</p>", lines.join("<br>\n"));
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{body}</body></html>\n",
        language.tag(),
        escape(subject),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_markup_stay_names() {
        let page = html(
            Language::En,
            "<b>",
            "Dear <script>alert(1)</script>,\n\nhttps://x.example/a?b=1&c=\"2\"",
        );
        assert!(!page.contains("<script>"));
        assert!(page.contains("href=\"https://x.example/a?b=1&amp;c=&quot;2&quot;\""));
    }
}
