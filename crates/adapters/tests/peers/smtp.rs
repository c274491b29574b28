//! Mail against a real SMTP server.

use crate::loopback;
use crate::smtp_peer::{SmtpPeer, certificate};
use adapters::{Secret, Security, SmtpConfig, SmtpMailer};
use domain::effects::{DeliveryError, Mail, Mailer};
use domain::language::Language;
use serde_json::Value;
use std::time::{Duration, Instant};
use uuid::Uuid;

const FROM: &str = "通道合作伙伴中心 <no-reply@tongdao.example>";

fn mailer(port: u16) -> SmtpMailer {
    SmtpMailer::new(SmtpConfig::new("127.0.0.1", port, Security::None, FROM)).unwrap()
}

fn mail(to: &str) -> Mail {
    Mail {
        id: Uuid::from_u128(0x0190_c1f0_7e3a_7000_8000_0000_0000_0042),
        to: to.into(),
        subject: "您的申请已收到，编号 TD-2026-000123，预计需要数周时间，请留意后续邮件通知".into(),
        text: "尊敬的李伟：\n\n申请已收到。\n.\n点号行之后还有内容。\n".into(),
        html: "<p lang=\"zh-Hans\">尊敬的李伟：申请已收到。</p>".into(),
        language: Language::ZhHans,
        reply_to: None,
        thread: None,
    }
}

fn header<'a>(received: &'a Value, name: &str) -> Vec<&'a str> {
    let headers = received["headers"].as_array().unwrap();
    let named = headers
        .iter()
        .filter(|h| h[0].as_str().unwrap().eq_ignore_ascii_case(name));
    named.map(|h| h[1].as_str().unwrap()).collect()
}

/// The body with the line ends a person sees.
fn lines(text: &Value) -> String {
    text.as_str()
        .unwrap()
        .replace("\r\n", "\n")
        .trim_end()
        .to_owned()
}

#[test]
fn a_chinese_mail_arrives_as_it_was_written() {
    let peer = SmtpPeer::start(&[]);
    let sent = mail("li.wei@example.com.cn");
    mailer(peer.port).send(&sent).unwrap();
    let got = peer.received();
    assert_eq!(
        got["rcpt_tos"],
        serde_json::json!(["li.wei@example.com.cn"])
    );
    assert_eq!(got["mail_from"], "no-reply@tongdao.example");
    assert_eq!(header(&got, "Subject"), [sent.subject.as_str()]);
    assert_eq!(header(&got, "From"), [FROM]);
    assert_eq!(header(&got, "Content-Language"), ["zh-Hans"]);
    assert_eq!(header(&got, "Auto-Submitted"), ["auto-generated"]);
    assert_eq!(header(&got, "Date").len(), 1);
    assert_eq!(got["type"], "multipart/alternative");
    assert_eq!(
        got["parts"],
        serde_json::json!([["text/plain", "utf-8"], ["text/html", "utf-8"]])
    );
    assert_eq!(lines(&got["text"]), sent.text.trim_end());
    assert_eq!(lines(&got["html"]), sent.html);
    assert_eq!(got["defects"], serde_json::json!([]));
    // What an old relay needs: seven bits, no line over 998 (RFC 5322 §2.1.1).
    assert_eq!(got["ascii"], true);
    assert!(got["longest_line"].as_u64().unwrap() <= 998);
}

#[test]
fn answers_go_where_they_are_read_and_a_conversation_holds_together() {
    let peer = SmtpPeer::start(&[]);
    let mailer = mailer(peer.port);
    // The longest there can be: sixty-four characters before the @.
    let reply_to = format!("support+{}@answers.example", "a".repeat(56));
    let thread = Uuid::from_u128(7);
    let mut ids = Vec::new();
    for n in 1..=2 {
        mailer
            .send(&Mail {
                id: Uuid::from_u128(n),
                reply_to: Some(reply_to.clone()),
                thread: Some(thread),
                ..mail("a@b.example")
            })
            .unwrap();
        let got = peer.received();
        assert_eq!(header(&got, "Reply-To"), [reply_to.as_str()]);
        assert_eq!(header(&got, "X-Loop"), [reply_to.as_str()]);
        let root = format!("<{thread}.request@tongdao.example>");
        assert_eq!(header(&got, "In-Reply-To"), [root.as_str()]);
        assert_eq!(header(&got, "References"), [root.as_str()]);
        assert_eq!(got["defects"], serde_json::json!([]));
        assert_eq!(got["mail_from"], "no-reply@tongdao.example");
        ids.push(header(&got, "Message-ID")[0].to_owned());
    }
    assert_ne!(ids[0], ids[1]);
    // Without them a mail has none of these lines.
    mailer.send(&mail("a@b.example")).unwrap();
    let got = peer.received();
    for name in ["Reply-To", "X-Loop", "In-Reply-To", "References"] {
        assert_eq!(header(&got, name), Vec::<&str>::new(), "{name}");
    }
    for evil in ["a@b.example\r\nBcc: c@d.example", "not one"] {
        let refused = mailer.send(&Mail {
            reply_to: Some(evil.to_owned()),
            ..mail("a@b.example")
        });
        assert!(
            matches!(refused, Err(DeliveryError::Permanent(_))),
            "{evil}"
        );
    }
}

#[test]
fn the_other_languages_are_named() {
    let peer = SmtpPeer::start(&[]);
    let mailer = mailer(peer.port);
    for (language, tag) in [(Language::ZhHant, "zh-Hant"), (Language::En, "en")] {
        mailer
            .send(&Mail {
                language,
                ..mail("a@b.example")
            })
            .unwrap();
        assert_eq!(header(&peer.received(), "Content-Language"), [tag]);
    }
}

#[test]
fn a_retry_has_the_same_message_id_and_the_same_connection() {
    let peer = SmtpPeer::start(&[]);
    let mailer = mailer(peer.port);
    mailer.send(&mail("a@b.example")).unwrap();
    mailer.send(&mail("a@b.example")).unwrap();
    let (first, second) = (peer.received(), peer.received());
    let id = "<0190c1f0-7e3a-7000-8000-000000000042@tongdao.example>";
    assert_eq!(header(&first, "Message-ID"), [id]);
    assert_eq!(header(&second, "Message-ID"), [id]);
    assert_eq!(first["client_port"], second["client_port"]);
}

#[test]
fn nothing_a_person_typed_becomes_a_header_or_a_second_mail() {
    let peer = SmtpPeer::start(&[]);
    let mailer = mailer(peer.port);
    let smuggled = "hello\r\n.\r\nMAIL FROM:<evil@x.example>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n";
    for line_break in ["\r\n", "\n", "\r", "\n ", "\u{2028}", "\0"] {
        let subject =
            format!("申请{line_break}Bcc: evil@x.example{line_break}{line_break}<b>body</b>");
        let text = format!("{smuggled}a\n.\nb\r.\rc");
        mailer
            .send(&Mail {
                subject,
                text,
                ..mail("a@b.example")
            })
            .unwrap();
        let got = peer.received();
        assert_eq!(header(&got, "Bcc"), Vec::<&str>::new(), "{line_break:?}");
        assert_eq!(header(&got, "Subject").len(), 1);
        assert!(
            header(&got, "Subject")[0].contains("Bcc: evil"),
            "kept as words of the subject"
        );
        assert_eq!(got["rcpt_tos"], serde_json::json!(["a@b.example"]));
        assert!(
            got["text"]
                .as_str()
                .unwrap()
                .contains("MAIL FROM:<evil@x.example>")
        );
        assert!(got["html"].as_str().unwrap().starts_with("<p lang"));
    }
    for to in [
        "a@b.example\r\nRCPT TO:<evil@x.example>",
        "a@b.example>\r\nBcc: evil@x.example",
        "a@b.example, evil@x.example",
        "<a@b.example> SIZE=1",
        "not an address",
        "",
    ] {
        let refused = mailer.send(&mail(to)).unwrap_err();
        assert!(
            matches!(refused, DeliveryError::Permanent(_)),
            "{to:?}: {refused}"
        );
    }
    assert!(peer.is_quiet());
}

#[test]
fn refusals_are_told_apart() {
    let peer = SmtpPeer::start(&[]);
    let mailer = mailer(peer.port);
    for (user, status) in [("later", "451"), ("full", "452")] {
        let refused = mailer
            .send(&mail(&format!("{user}@b.example")))
            .unwrap_err();
        let DeliveryError::Temporary(reason) = refused else {
            panic!("{user}: {refused}")
        };
        assert!(reason.contains(status), "{reason}");
    }
    for (user, status) in [("never", "550"), ("spam", "554")] {
        let refused = mailer
            .send(&mail(&format!("{user}@b.example")))
            .unwrap_err();
        let DeliveryError::Permanent(reason) = refused else {
            panic!("{user}: {refused}")
        };
        assert!(reason.contains(status), "{reason}");
        assert!(
            !reason.contains("geheim"),
            "a link reached the reason: {reason}"
        );
    }
    mailer.send(&mail("still-works@b.example")).unwrap();
    assert_eq!(peer.received()["rcpt_tos"][0], "still-works@b.example");
}

#[test]
fn an_international_domain_is_written_in_ascii() {
    let peer = SmtpPeer::start(&[]);
    mailer(peer.port).send(&mail("li@例子.中国")).unwrap();
    assert_eq!(peer.received()["rcpt_tos"][0], "li@xn--fsqu00a.xn--fiqs8s");
    let unspeakable = mailer(peer.port).send(&mail("李伟@例子.中国")).unwrap_err();
    assert!(
        matches!(unspeakable, DeliveryError::Permanent(_)),
        "{unspeakable}"
    );
}

#[test]
fn a_server_that_is_slow_silent_away_or_no_server_is_temporary() {
    let peer = SmtpPeer::start(&[]);
    let (_kept, silent) = loopback::silent();
    let garbage = loopback::raw(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let cases = [
        ("slow@b.example", peer.port),
        ("a@b.example", silent),
        ("a@b.example", loopback::closed()),
        ("a@b.example", garbage),
    ];
    for (to, port) in cases {
        let mut config = SmtpConfig::new("127.0.0.1", port, Security::None, FROM);
        config.timeout = Duration::from_millis(500);
        let mailer = SmtpMailer::new(config).unwrap();
        let began = Instant::now();
        let failed = mailer.send(&mail(to)).unwrap_err();
        assert!(
            matches!(failed, DeliveryError::Temporary(_)),
            "{to} {port}: {failed}"
        );
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{to} took {:?}",
            began.elapsed()
        );
    }
    assert!(peer.is_quiet());
}

#[test]
fn a_kept_connection_the_server_closed_is_replaced() {
    let peer = SmtpPeer::start(&["idle=0.5"]);
    let mailer = mailer(peer.port);
    mailer.send(&mail("a@b.example")).unwrap();
    std::thread::sleep(Duration::from_millis(1200));
    mailer.send(&mail("a@b.example")).unwrap();
    assert_ne!(
        peer.received()["client_port"],
        peer.received()["client_port"]
    );
}

#[test]
fn tls_is_checked_and_the_password_stays_inside() {
    let directory = tempfile::tempdir().unwrap();
    let (pem, cert, key) = certificate(directory.path());
    for (option, security) in [
        ("tls=implicit", Security::Tls),
        ("tls=starttls", Security::StartTls),
    ] {
        let peer = SmtpPeer::start(&[option, &cert, &key, "user=tongdao", "password=geheim 密"]);
        let mut config = SmtpConfig::new("localhost", peer.port, security, FROM);
        config.timeout = Duration::from_secs(5);
        config.username = Some("tongdao".into());
        config.password = Some(Secret::new("geheim 密"));

        let stranger = SmtpMailer::new(config.clone()).unwrap();
        let untrusted = stranger.send(&mail("a@b.example")).unwrap_err();
        assert!(
            matches!(untrusted, DeliveryError::Temporary(_)),
            "{untrusted}"
        );

        config.authority = Some(pem.clone());
        let friend = SmtpMailer::new(config.clone()).unwrap();
        friend.check().unwrap();
        friend.send(&mail("a@b.example")).unwrap();
        let got = peer.received();
        assert_eq!(
            (&got["encrypted"], &got["signed_in"]),
            (&true.into(), &true.into())
        );

        config.password = Some(Secret::new("wrong geheim"));
        let impostor = SmtpMailer::new(config.clone()).unwrap();
        let refused = impostor.send(&mail("a@b.example")).unwrap_err();
        assert!(matches!(refused, DeliveryError::Permanent(_)), "{refused}");
        let shown = format!(
            "{config:?} {friend:?} {} {refused} {refused:?}",
            friend.describe()
        );
        assert!(!shown.contains("geheim"), "{shown}");
        assert!(peer.is_quiet());
    }
}

#[test]
fn a_server_without_starttls_gets_neither_mail_nor_password() {
    let peer = SmtpPeer::start(&[]);
    let config = SmtpConfig::new("localhost", peer.port, Security::StartTls, FROM);
    let refused = SmtpMailer::new(config)
        .unwrap()
        .send(&mail("a@b.example"))
        .unwrap_err();
    assert!(matches!(refused, DeliveryError::Temporary(_)), "{refused}");
    assert!(peer.is_quiet());
}
