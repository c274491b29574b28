//! Codes by text message or call.

use super::Undelivered;
use crate::App;
use crate::i18n::texts;
use domain::effects::{Instant, TelephoneMessage, TelephoneMethod};
use domain::language::Language;
use serde::{Deserialize, Serialize};
use store::outbox::Message;
use uuid::Uuid;

/// A code that is to be sent. Its payload is forgotten once it has left.
#[derive(Debug, Serialize, Deserialize)]
pub struct TelephoneJob {
    /// E.164.
    pub to: String,
    /// Text message or call.
    pub method: TelephoneMethod,
    /// Language tag.
    pub language: String,
    /// The code.
    pub code: String,
    /// How long it lives.
    pub minutes: i64,
    /// When it is dead; later nobody is called any more.
    pub until: Instant,
}

/// Sends or speaks a queued code, and returns what the worker is to record.
///
/// # Errors
/// [`Undelivered`] with the reason; the worker decides about another attempt.
pub(crate) fn deliver(app: &App, id: Uuid, payload: &str) -> Result<Message, Undelivered> {
    let job: TelephoneJob = serde_json::from_str(payload).map_err(Undelivered::permanent)?;
    if app.clock.now() >= job.until {
        return Err(Undelivered::permanent("the code is no longer valid"));
    }
    let language = Language::from_tag(&job.language).unwrap_or(app.programme.languages.default);
    let t = texts(language);
    let product = app.programme.operator.short_name.get(language);
    let minutes = job.minutes.to_string();
    let (text, channel) = match job.method {
        TelephoneMethod::Sms => {
            let facts = [
                ("product", product),
                ("code", job.code.as_str()),
                ("minutes", &minutes),
            ];
            (t.format("telephone-code-sms", &facts), "sms")
        }
        TelephoneMethod::Voice => {
            let digits: Vec<String> = job.code.chars().map(String::from).collect();
            let facts = [
                ("product", product),
                ("digits", &digits.join(" ")),
                ("minutes", &minutes),
            ];
            (t.format("telephone-code-voice", &facts), "voice")
        }
    };
    let message = TelephoneMessage {
        id,
        to: job.to,
        method: job.method,
        text,
        language,
    };
    hand_over(app, message, "CODE", channel)
}

/// A text message that something about the sign-in has changed. It carries no secret.
#[derive(Debug, Serialize, Deserialize)]
pub struct TelephoneNotice {
    /// E.164.
    pub to: String,
    /// Language tag.
    pub language: String,
    /// The mail that says the same, for example `s02`.
    pub code: String,
}

/// Sends a queued notice, and returns what the worker is to record.
///
/// # Errors
/// [`Undelivered`] with the reason; the worker decides about another attempt.
pub(crate) fn deliver_notice(app: &App, id: Uuid, payload: &str) -> Result<Message, Undelivered> {
    let notice: TelephoneNotice = serde_json::from_str(payload).map_err(Undelivered::permanent)?;
    let language = Language::from_tag(&notice.language).unwrap_or(app.programme.languages.default);
    let t = texts(language);
    let product = app.programme.operator.short_name.get(language);
    let text = t.format(
        &format!("telephone-notice-{}", notice.code),
        &[("product", product)],
    );
    let message = TelephoneMessage {
        id,
        to: notice.to,
        method: TelephoneMethod::Sms,
        text,
        language,
    };
    hand_over(app, message, &notice.code.to_uppercase(), "sms")
}

/// Gives a message to the gateway, if there is one.
fn hand_over(
    app: &App,
    message: TelephoneMessage,
    code: &str,
    channel: &str,
) -> Result<Message, Undelivered> {
    if let Some(telephone) = &app.telephone {
        telephone.deliver(&message).map_err(Undelivered::from)?;
    }
    Ok(Message {
        id: message.id,
        channel: channel.to_owned(),
        code: code.to_owned(),
        recipient: message.to,
        language: message.language.tag().to_owned(),
        subject: String::new(),
        body: app.telephone.is_none().then_some(message.text),
        sent_at: app.clock.now(),
        bounced_at: None,
        bounce: None,
        confirmation: None,
    })
}
