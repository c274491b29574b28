//! Delivery status notifications (RFC 3464): what a mail server writes back when a mail that it had
//! taken could not be delivered. Whatever comes in is from anybody: nothing here trusts it.

use crate::mime::has_too_many_parts;
use domain::validate::text;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use uuid::Uuid;

/// Longest notification that is looked at, bytes.
pub const MOST_BYTES: usize = 1024 * 1024;
/// Most recipients of one notification.
const MOST_RECIPIENTS: usize = 50;
/// Longest reason that is kept, characters.
const REASON: usize = 300;

/// A notification about a mail of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Which mail: the first part of its `Message-ID`.
    pub mail: Uuid,
    /// Whom it did not reach.
    pub failed: Vec<Failed>,
}

/// A recipient that was not reached, and never will be by this mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The address, in lower case.
    pub recipient: String,
    /// Why, as the mail server puts it.
    pub reason: String,
}

/// Why something is no notification that leads anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// Too long, or no mail at all.
    NoMail,
    /// No part of it is a delivery status.
    NoStatus,
    /// It does not name one of our mails.
    NoMessageId,
}

impl Unusable {
    /// A stable code, for the operator's log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoMail => "no-mail",
            Self::NoStatus => "no-delivery-status",
            Self::NoMessageId => "no-message-id",
        }
    }
}

/// Reads a notification. Delays, and recipients that were reached, are no failures: it may have none.
///
/// # Errors
/// [`Unusable`].
pub fn read(bytes: &[u8]) -> Result<Notification, Unusable> {
    if bytes.len() > MOST_BYTES || has_too_many_parts(bytes) {
        return Err(Unusable::NoMail);
    }
    let mail = MessageParser::default().parse(bytes);
    let mail = mail.ok_or(Unusable::NoMail)?;
    let status = part(&mail, &["delivery-status", "global-delivery-status"]);
    let status = status.ok_or(Unusable::NoStatus)?;
    let mail = returned_id(&mail).ok_or(Unusable::NoMessageId)?;
    Ok(Notification {
        mail,
        failed: failures(&status),
    })
}

/// The text of the first part of a kind.
fn part(mail: &Message<'_>, subtypes: &[&str]) -> Option<String> {
    let is = |part: &&mail_parser::MessagePart<'_>| {
        let kind = part.content_type().and_then(|kind| kind.subtype());
        kind.is_some_and(|kind| {
            subtypes
                .iter()
                .any(|known| kind.eq_ignore_ascii_case(known))
        })
    };
    let found = mail.parts.iter().find(is)?;
    Some(match &found.body {
        PartType::Text(text) | PartType::Html(text) => text.clone().into_owned(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        PartType::Message(inner) => String::from_utf8_lossy(inner.raw_message()).into_owned(),
        PartType::Multipart(_) => return None,
    })
}

/// The mail that comes back, or its head alone, has our `Message-ID`.
fn returned_id(mail: &Message<'_>) -> Option<Uuid> {
    let whole = mail.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => inner.message_id().map(str::to_owned),
        _ => None,
    });
    let head = || {
        let head = part(mail, &["rfc822-headers", "global-headers"])?;
        field(&head, "message-id")
    };
    let id = whole.or_else(head)?;
    let own = id.trim().trim_start_matches('<').split('@').next()?;
    Uuid::try_parse(own.trim()).ok()
}

/// The value of the first field of a name; lines that begin with white space belong to the one before.
fn field(block: &str, name: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for line in block.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some(value) = &mut found {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        if found.is_some() {
            break;
        }
        if let Some((head, value)) = line.split_once(':')
            && head.trim().eq_ignore_ascii_case(name)
        {
            found = Some(value.trim().to_owned());
        }
    }
    found
}

/// What stands behind the type of an address or of a diagnosis: `rfc822; lin@example.com`.
fn typed(value: &str) -> &str {
    value
        .split_once(';')
        .map_or(value, |(_, value)| value)
        .trim()
}

fn failures(status: &str) -> Vec<Failed> {
    let status = status.replace("\r\n", "\n");
    // The first block is about the whole; each of the others is about a recipient.
    let blocks = status
        .split("\n\n")
        .filter(|block| !block.trim().is_empty());
    let failed = blocks.filter_map(|block| {
        let action = field(block, "action")?;
        if !action.eq_ignore_ascii_case("failed") {
            return None;
        }
        // 4.x.x is a failure that may pass; some servers give up after it, and say so by the action.
        let address =
            field(block, "original-recipient").or_else(|| field(block, "final-recipient"));
        let recipient = typed(&address?).trim_matches(['<', '>']).to_lowercase();
        if !recipient.contains('@') || recipient.len() > 254 {
            return None;
        }
        let status = field(block, "status").unwrap_or_default();
        let diagnosis = field(block, "diagnostic-code").unwrap_or_default();
        let reason = format!("{status} {}", typed(&diagnosis));
        // Mails hold links that are good once, and filters like to quote them.
        let words = reason.split_whitespace().filter(|w| !w.contains("://"));
        let plain: String = words
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(REASON)
            .collect();
        let plain = text::line(&plain, 0, REASON).map(|checked| checked.value);
        Some(Failed {
            recipient,
            reason: plain.unwrap_or_default(),
        })
    });
    failed.take(MOST_RECIPIENTS).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const ID: &str = "6607fb89-34f4-5c91-82f9-7ac7a6bb427f";

    /// As Postfix writes it.
    fn notification(action: &str, returned: &str) -> String {
        format!(
            "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\r\n\
             To: tongdao@partner.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\
             \tboundary=\"B0/mx.example\"\r\n\r\n--B0/mx.example\r\n\
             Content-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry.\r\n\r\n--B0/mx.example\r\n\
             Content-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.example\r\nArrival-Date: Mon, 5 Jan 2026 10:00:00 +0800 (CST)\r\n\r\n\
             Final-Recipient: rfc822; Lin@Chenfan.example\r\nOriginal-Recipient: rfc822;lin@chenfan.example\r\n\
             Action: {action}\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mail.chenfan.example\r\n\
             Diagnostic-Code: smtp; 550 5.1.1 <lin@chenfan.example>: Recipient address rejected:\r\n\
             \x20   User unknown\r\n\r\n--B0/mx.example\r\n{returned}\r\n\r\n--B0/mx.example--\r\n"
        )
    }

    fn whole() -> String {
        format!(
            "Content-Type: message/rfc822\r\n\r\nFrom: a@partner.example\r\n\
             Message-ID: <{ID}@partner.example>\r\nSubject: x\r\n\r\nbody"
        )
    }

    fn head() -> String {
        format!(
            "Content-Type: text/rfc822-headers\r\n\r\nFrom: a@partner.example\r\n\
             Message-ID:\r\n <{ID}@partner.example>\r\nSubject: x"
        )
    }

    #[test]
    fn a_failure_names_mail_recipient_and_reason() {
        for returned in [whole(), head()] {
            let found = read(notification("failed", &returned).as_bytes()).unwrap();
            assert_eq!(found.mail.to_string(), ID);
            assert_eq!(found.failed.len(), 1, "{found:?}");
            assert_eq!(found.failed[0].recipient, "lin@chenfan.example");
            let reason = &found.failed[0].reason;
            assert!(reason.starts_with("5.1.1 550 5.1.1"), "{reason}");
            assert!(reason.ends_with("User unknown"), "{reason}");
        }
        // With the line ends of a file, as a pipe hands it over.
        let unix = notification("failed", &whole()).replace("\r\n", "\n");
        assert_eq!(read(unix.as_bytes()).unwrap().failed.len(), 1);
    }

    #[test]
    fn what_is_delayed_or_delivered_has_not_failed() {
        for action in ["delayed", "delivered", "relayed", "expanded", ""] {
            let found = read(notification(action, &whole()).as_bytes()).unwrap();
            assert_eq!(found.failed, [], "{action}");
        }
    }

    #[test]
    fn what_is_no_notification_is_refused() {
        let plain = "From: a@b.example\r\nSubject: out of office\r\n\r\nI am away.\r\n";
        assert_eq!(read(plain.as_bytes()), Err(Unusable::NoStatus));
        assert_eq!(read(b""), Err(Unusable::NoMail));
        assert_eq!(read(&vec![b'a'; MOST_BYTES + 1]), Err(Unusable::NoMail));
        let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(30_000);
        assert_eq!(read(nested.as_bytes()), Err(Unusable::NoMail));
        let other = whole().replace(ID, "not-ours");
        let other = notification("failed", &other);
        assert_eq!(read(other.as_bytes()), Err(Unusable::NoMessageId));
        let nothing = notification("failed", "Content-Type: text/plain\r\n\r\n-");
        assert_eq!(read(nothing.as_bytes()), Err(Unusable::NoMessageId));
    }

    #[test]
    fn whatever_is_cut_torn_or_turned_does_no_harm() {
        let good = notification("failed", &whole()).into_bytes();
        for at in 0..good.len() {
            let _ = read(&good[..at]);
            let _ = read(&good[at..]);
            let mut torn = good.clone();
            torn[at] = torn[at]
                .wrapping_mul(31)
                .wrapping_add(u8::try_from(at % 251).unwrap());
            if let Ok(found) = read(&torn) {
                for failed in found.failed {
                    assert!(failed.reason.chars().count() <= REASON);
                    assert!(!failed.reason.chars().any(char::is_control), "{failed:?}");
                    assert!(failed.recipient.len() <= 254);
                }
            }
        }
        // Parts in parts in parts, and a thousand recipients.
        let mut deep = String::new();
        for n in 0..2000 {
            deep.push_str(&format!(
                "Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"
            ));
        }
        let _ = read(deep.as_bytes());
        let block =
            "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.0.0\r\n\r\n";
        let many = notification("failed", &whole()).replacen(
            "Final-Recipient",
            &format!("{}Final-Recipient", block.repeat(1000)),
            1,
        );
        let many = read(many.as_bytes()).unwrap();
        assert_eq!(many.failed.len(), MOST_RECIPIENTS);
    }
}
