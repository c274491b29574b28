//! Mail by SMTP.

use crate::http::certificates;
use crate::reason::one_line;
use crate::{Secret, SetupError};
use domain::effects::{DeliveryError, Mail, Mailer};
use lettre::address::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::{Error as SmtpError, PoolConfig};
use lettre::{SmtpTransport, Transport};
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

/// Connections kept at most; mail leaves from a few workers.
const POOL_SIZE: u32 = 4;
/// How long an idle connection is kept; servers drop theirs after some minutes.
const IDLE: Duration = Duration::from_secs(60);
/// Longest address, in bytes (RFC 5321 §4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// Starts plain, must change to TLS before anything is sent, usually port 587.
    StartTls,
    /// No encryption; only to this machine.
    None,
    /// No encryption to another machine, by the operator's explicit wish; never with a password.
    PlainRemote,
}

/// How to reach the mail server.
#[derive(Debug, Clone)]
pub struct SmtpConfig {
    /// Host name or IP address; also the name the certificate must carry.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the connection.
    pub security: Security,
    /// User name, if the server asks for one.
    pub username: Option<String>,
    /// Password, if the server asks for one.
    pub password: Option<Secret>,
    /// Sender, `Name <address>` or a bare address.
    pub from: String,
    /// Longest wait for a connection and for each reply.
    pub timeout: Duration,
    /// PEM certificates to trust instead of the public authorities.
    pub authority: Option<String>,
}

impl SmtpConfig {
    /// A server without authentication, 20 seconds of patience and the public authorities.
    pub fn new(host: &str, port: u16, security: Security, from: &str) -> Self {
        Self {
            host: host.to_owned(),
            port,
            security,
            username: None,
            password: None,
            from: from.to_owned(),
            timeout: Duration::from_secs(20),
            authority: None,
        }
    }
}

/// Sends mail through one SMTP server, over a few kept connections.
pub struct SmtpMailer {
    transport: SmtpTransport,
    from: Mailbox,
    label: String,
}

impl fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpMailer")
            .field("server", &self.label)
            .finish_non_exhaustive()
    }
}

impl SmtpMailer {
    /// Checks the configuration; connects only when the first mail leaves.
    ///
    /// # Errors
    /// [`SetupError`] for a sender, a protection or a certificate that cannot be used.
    pub fn new(config: SmtpConfig) -> Result<Self, SetupError> {
        let from = sender(&config.from)?;
        let host = config.host.trim();
        if host.is_empty() || host.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(SetupError::Name("mail host"));
        }
        let server = format!("{host}:{}", config.port);
        if config.security == Security::None && !is_loopback(host) {
            return Err(SetupError::Unencrypted(server));
        }
        let mut builder = SmtpTransport::builder_dangerous(host)
            .port(config.port)
            .timeout(Some(config.timeout))
            .pool_config(
                PoolConfig::new()
                    .min_idle(0)
                    .max_size(POOL_SIZE)
                    .idle_timeout(IDLE),
            )
            .tls(tls(&config, host)?);
        match (&config.username, &config.password) {
            (Some(_), Some(_)) if config.security == Security::PlainRemote => {
                return Err(SetupError::Unencrypted(server));
            }
            (Some(user), Some(password)) => {
                let password = password.expose().to_owned();
                builder = builder.credentials(Credentials::new(user.clone(), password));
            }
            (None, None) => {}
            _ => return Err(SetupError::Credentials),
        }
        let protection = match config.security {
            Security::Tls => "TLS",
            Security::StartTls => "STARTTLS",
            Security::None | Security::PlainRemote => "unencrypted",
        };
        let label = format!("smtp {server} ({protection})");
        Ok(Self {
            transport: builder.build(),
            from,
            label,
        })
    }

    /// Connects, signs in and asks nothing more; what `doctor` calls.
    ///
    /// # Errors
    /// [`DeliveryError`] when the server cannot be used.
    pub fn check(&self) -> Result<(), DeliveryError> {
        match self.transport.test_connection() {
            Ok(true) => Ok(()),
            Ok(false) => Err(DeliveryError::Temporary("the server hung up".to_owned())),
            Err(e) => Err(refusal(&e, true)),
        }
    }

    /// The mail as it goes over the wire.
    fn compose(&self, mail: &Mail) -> Result<Message, DeliveryError> {
        let to = recipient(&mail.to)
            .ok_or_else(|| DeliveryError::Permanent("the recipient is no mail address".into()))?;
        let id = format!("<{}@{}>", mail.id, self.from.email.domain());
        let header = |name: &'static str, value: &str| {
            HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
        };
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject_line(&mail.subject))
            .message_id(Some(id));
        if let Some(thread) = mail.thread {
            // No mail has this id: those that are lost on the way are missed by nobody.
            let thread = format!("<{thread}.request@{}>", self.from.email.domain());
            builder = builder.in_reply_to(thread.clone()).references(thread);
        }
        if let Some(reply_to) = &mail.reply_to {
            let address = recipient(reply_to).ok_or_else(|| {
                DeliveryError::Permanent("the address for answers is no mail address".into())
            })?;
            builder = builder
                .reply_to(Mailbox::new(None, address))
                // What comes back with this was not written by a person.
                .raw_header(header("X-Loop", reply_to));
        }
        builder
            .raw_header(header("Content-Language", mail.language.tag()))
            // Keeps out-of-office replies away (RFC 3834 §5).
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .multipart(MultiPart::alternative_plain_html(
                mail.text.clone(),
                mail.html.clone(),
            ))
            .map_err(|e| DeliveryError::Permanent(one_line(&e.to_string())))
    }
}

impl Mailer for SmtpMailer {
    fn send(&self, mail: &Mail) -> Result<(), DeliveryError> {
        let message = self.compose(mail)?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            Err(e) => Err(refusal(&e, mail.to.is_ascii())),
        }
    }

    fn describe(&self) -> String {
        self.label.clone()
    }
}

/// 5xx replies are final (RFC 5321 §4.2.1); everything about the connection is worth another try.
fn refusal(error: &SmtpError, ascii_recipient: bool) -> DeliveryError {
    let reason = one_line(&error.to_string());
    // The library's own refusals concern the server (no STARTTLS, no common sign-in method), with
    // one exception: an address beyond ASCII that the server says it cannot carry.
    let unspeakable = error.is_client() && !ascii_recipient;
    if error.is_permanent() || unspeakable {
        DeliveryError::Permanent(reason)
    } else {
        DeliveryError::Temporary(reason)
    }
}

/// The TLS settings of a configuration.
fn tls(config: &SmtpConfig, host: &str) -> Result<Tls, SetupError> {
    if matches!(config.security, Security::None | Security::PlainRemote) {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(host.to_owned());
    if let Some(pem) = &config.authority {
        certificates(pem)?;
        let authority = Certificate::from_pem(pem.as_bytes())
            .map_err(|e| SetupError::Authority(e.to_string()))?;
        parameters = parameters
            .certificate_store(CertificateStore::None)
            .add_root_certificate(authority);
    }
    let parameters = parameters
        .build()
        .map_err(|e| SetupError::Tls(e.to_string()))?;
    Ok(match config.security {
        Security::Tls => Tls::Wrapper(parameters),
        _ => Tls::Required(parameters),
    })
}

/// Whether a host as written in the configuration is this machine.
fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Reads `Name <address>` or a bare address.
fn sender(text: &str) -> Result<Mailbox, SetupError> {
    let refused = || SetupError::Sender(text.to_owned());
    if text.chars().any(char::is_control) {
        return Err(refused());
    }
    let mailbox: Mailbox = text.trim().parse().map_err(|_| refused())?;
    let email = recipient(mailbox.email.as_ref()).ok_or_else(refused)?;
    Ok(Mailbox::new(mailbox.name, email))
}

/// Reads one bare address; international domains become their ASCII form.
///
/// Quoted local parts are refused: nobody has one, and they may hold what headers give meaning to.
fn recipient(text: &str) -> Option<Address> {
    let special = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '"' | '<' | '>' | '(' | ')' | ',' | ';' | ':' | '\\')
    };
    if text.len() > LONGEST_ADDRESS || text.chars().any(special) {
        return None;
    }
    let address: Address = text.parse().ok()?;
    if address.domain().is_ascii() {
        return Some(address);
    }
    let domain = url::Host::parse(address.domain()).ok()?.to_string();
    Address::new(address.user(), domain).ok()
}

/// The subject on one line, whatever was put in.
fn subject_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(breaks)
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn addresses_that_could_break_a_header_are_refused() {
        for text in [
            "",
            "a",
            "a@",
            "@b.cn",
            "a@b.cn\r\nBcc: c@d.cn",
            "a@b.cn\nc",
            "a@b.cn, c@d.cn",
            "<a@b.cn>",
            "A <a@b.cn>",
            "\"a b\"@c.cn",
            "a b@c.cn",
            "a@b.cn>",
            "a@b.cn\0",
            "a@b\u{2028}.cn",
            "a;b@c.cn",
        ] {
            assert_eq!(recipient(text), None, "{text:?}");
        }
        assert_eq!(recipient(&format!("{}@b.cn", "a".repeat(300))), None);
    }

    #[test]
    fn ordinary_and_chinese_addresses_pass() {
        assert_eq!(
            recipient("li.wei+csp@example.com.cn").unwrap().to_string(),
            "li.wei+csp@example.com.cn"
        );
        assert_eq!(
            recipient("li@例子.中国").unwrap().to_string(),
            "li@xn--fsqu00a.xn--fiqs8s"
        );
        assert_eq!(
            sender("通道 <no-reply@example.cn>")
                .unwrap()
                .name
                .as_deref(),
            Some("通道")
        );
    }

    #[test]
    fn a_subject_has_one_line() {
        assert_eq!(
            subject_line("申请\r\nBcc: x@y.cn\u{2028}已收到\0"),
            "申请 Bcc: x@y.cn 已收到"
        );
    }

    #[test]
    fn unencrypted_mail_stays_on_this_machine() {
        let config = |host: &str, security| SmtpConfig::new(host, 25, security, "a@b.cn");
        assert!(SmtpMailer::new(config("127.0.0.1", Security::None)).is_ok());
        let refused = SmtpMailer::new(config("mail.b.cn", Security::None)).unwrap_err();
        assert_eq!(refused.code(), "connection_unencrypted");
        assert!(SmtpMailer::new(config("mail.b.cn", Security::PlainRemote)).is_ok());
        let mut with_password = config("mail.b.cn", Security::PlainRemote);
        with_password.username = Some("u".into());
        assert_eq!(
            SmtpMailer::new(with_password.clone()).unwrap_err().code(),
            "mail_credentials_incomplete"
        );
        with_password.password = Some(Secret::new("geheim"));
        assert!(!format!("{with_password:?}").contains("geheim"));
        assert_eq!(
            SmtpMailer::new(with_password).unwrap_err().code(),
            "connection_unencrypted"
        );
    }

    #[test]
    fn a_sender_must_be_an_address() {
        for from in ["", "tongdao", "a@b.cn\r\nBcc: c@d.cn"] {
            let refused = SmtpMailer::new(SmtpConfig::new("localhost", 25, Security::None, from));
            assert_eq!(
                refused.unwrap_err().code(),
                "mail_sender_invalid",
                "{from:?}"
            );
        }
    }
}
