//! Section `mail`.

use super::layers::Layers;
use adapters::{Secret, Security, SmtpConfig};
use domain::support::letters::{Mailbox, NAME_CHARS};
use std::time::Duration;

/// The mailbox for answers, if one is set.
pub(super) fn read_replies(layers: &mut Layers) -> Option<Mailbox> {
    layers.read("mail.replies", |text| {
        Mailbox::parse(text).ok_or_else(|| {
            format!(
                "must be an address such as support@example.com, with at most {NAME_CHARS} letters, digits, dots and dashes before the @"
            )
        })
    })
}

/// The SMTP server, if one is set.
pub(super) fn read(layers: &mut Layers) -> Option<SmtpConfig> {
    let Some(host) = layers.text("mail.host") else {
        layers.useless_without("mail.", "mail.host");
        return None;
    };
    let security = layers
        .read("mail.security", |text| match text {
            "starttls" => Ok(Security::StartTls),
            "tls" => Ok(Security::Tls),
            "none" => Ok(Security::None),
            "plain-remote" => Ok(Security::PlainRemote),
            _ => Err("must be starttls, tls, none or plain-remote".to_owned()),
        })
        .unwrap_or(Security::StartTls);
    let usual = match security {
        Security::StartTls => 587,
        Security::Tls => 465,
        Security::None | Security::PlainRemote => 25,
    };
    let port = u16::try_from(layers.number("mail.port", 1, 65_535, usual)).unwrap_or(587);
    let from = layers.needed("mail.from", "mail.host");
    let timeout = layers.number("mail.timeout_seconds", 1, 300, 20);
    Some(SmtpConfig {
        username: layers.text("mail.username"),
        password: layers.secret("mail.password").map(Secret::new),
        authority: layers.file("mail.authority_file"),
        timeout: Duration::from_secs(timeout),
        ..SmtpConfig::new(&host, port, security, &from)
    })
}
