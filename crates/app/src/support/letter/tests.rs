#![allow(clippy::unwrap_used)]

use super::*;
use domain::support::letters::{Automatic, automatic};
use proptest::prelude::*;

fn mailbox() -> Mailbox {
    Mailbox::parse("support@answers.example").unwrap()
}

fn letter(text: impl AsRef<[u8]>) -> Letter {
    read(&mailbox(), &Envelope::default(), text.as_ref()).unwrap()
}

/// A letter in plain text.
fn plain(body: &str) -> Letter {
    letter(format!(
        "From: Lin <lin@chenfan.example>\r\nTo: support+abc@answers.example\r\nMessage-ID: <1@x>\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ))
}

fn page(body: &str) -> Letter {
    letter(format!(
        "From: lin@chenfan.example\r\nMessage-ID: <1@x>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}"
    ))
}

const MARKED: &str = "##- Write your answer above this line -##";

#[test]
fn the_head_says_from_whom_and_to_whom() {
    let read = plain("It works now.");
    assert_eq!(read.from.as_deref(), Some("lin@chenfan.example"));
    assert_eq!(read.recipients, ["support+abc@answers.example"]);
    assert_eq!(read.text, "It works now.");
    assert!(read.files.is_empty() && !read.too_long);
    assert_eq!(automatic(&read.signs), None);
    // The mail server knows better than the letter where it was sent to.
    let bytes = b"From: a@b.example\nTo: x@y.example\nX-Original-To: support+1@answers.example\nDelivered-To: <support+2@answers.example>\n\nhi";
    let read = letter(bytes);
    assert_eq!(
        read.recipients[..2],
        ["support+1@answers.example", "support+2@answers.example"]
    );
    let envelope = Envelope {
        recipient: Some("support+3@answers.example".into()),
        sender: Some("a@b.example".into()),
    };
    let read = super::read(&mailbox(), &envelope, bytes).unwrap();
    assert_eq!(read.recipients, ["support+3@answers.example"]);
    assert!(!read.signs.no_return);
}

#[test]
fn who_cannot_be_told_is_nobody() {
    for from in [
        "",
        "From: \r\n",
        "From: a@b.example, c@d.example\r\n",
        "From: a@b.example\r\nFrom: c@d.example\r\n",
        "From: friends: a@b.example, c@d.example;\r\n",
        "From: nobody\r\n",
        // What programs read differently: encoded, commented, in pieces.
        "From: =?utf-8?B?PGxpbkBjaGVuZmFuLmV4YW1wbGU+?= (x)\r\n",
        "From: \"lin@chenfan.example\" (x)\r\n",
        "From: <lin@><chenfan.example>\r\n",
    ] {
        let read = letter(format!("{from}Subject: x\r\n\r\nhi"));
        assert_eq!(read.from, None, "{from:?}");
    }
    let read = letter(&b"From: \xb3\xc2\xc1\xd6 <lin@chenfan.example>\r\nTo: \xb3\xc2 <support+abc@answers.example>\r\n\r\nhi"[..]);
    assert_eq!(read.from.as_deref(), Some("lin@chenfan.example"));
    assert_eq!(read.recipients, ["support+abc@answers.example"]);
    // A name that looks like an address is a name.
    let read = letter("From: \"boss@operator.example\" <evil@x.example>\r\n\r\nhi");
    assert_eq!(read.from.as_deref(), Some("evil@x.example"));
}

#[test]
fn machines_say_so() {
    let why =
        |head: &str| automatic(&letter(format!("From: a@b.example\r\n{head}\r\n\r\nhi")).signs);
    for (head, found) in [
        ("Auto-Submitted: auto-replied", Automatic::Submitted),
        (
            "auto-submitted: auto-generated (rejected)",
            Automatic::Submitted,
        ),
        ("Precedence: bulk", Automatic::Bulk),
        ("List-Id: <all.chenfan.example>", Automatic::Bulk),
        ("X-Autoreply: yes", Automatic::Bulk),
        (
            "X-Auto-Response-Suppress: OOF, AutoReply",
            Automatic::Suppressed,
        ),
        ("Return-Path: <>", Automatic::NoReturn),
        ("X-Loop: support+abc@answers.example", Automatic::Loop),
        ("X-Loop: Support@Answers.example", Automatic::Loop),
        (
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            Automatic::Report,
        ),
    ] {
        assert_eq!(why(head), Some(found), "{head}");
    }
    for head in [
        "Auto-Submitted: no",
        "Return-Path: <a@b.example>",
        "X-Loop: other@x.example",
        "Precedence: normal",
    ] {
        assert_eq!(why(head), None, "{head}");
    }
    let own = letter("From: support@answers.example\r\n\r\nhi");
    assert_eq!(automatic(&own.signs), Some(Automatic::Loop));
    for nobody in ["", "<>", "MAILER-DAEMON"] {
        let envelope = Envelope {
            recipient: None,
            sender: Some(nobody.into()),
        };
        let read = super::read(&mailbox(), &envelope, b"From: a@b.example\n\nhi").unwrap();
        assert_eq!(
            automatic(&read.signs),
            Some(Automatic::NoReturn),
            "{nobody:?}"
        );
    }
}

#[test]
fn what_is_quoted_and_signed_is_left_out() {
    let answer = "First line.\n\nSecond line.";
    let bodies = [
        format!("{answer}\n"),
        format!("{answer}\n\n-- \nLin\nChenfan Ltd\n"),
        format!("{answer}\n\n> {MARKED}\n>\n> Dear Lin,\n"),
        format!(
            "{answer}\n\nOn Fri, 27 Nov 2026 at 10:00, Partner Centre <x@y.example> wrote:\n> {MARKED}\n> Dear Lin,\n"
        ),
        format!(
            "{answer}\n\nOn Fri, 27 Nov 2026 at 10:00, Partner Centre\n<x@y.example> wrote:\n\n> {MARKED}\n> Dear Lin,\n"
        ),
        format!("{answer}\n\n在 2026年11月27日，合作伙伴中心 <x@y.example> 写道：\n\n> {MARKED}\n"),
        format!(
            "{answer}\n\n________________________________\n发件人: 合作伙伴中心\n发送时间: 2026年11月27日\n收件人: 林\n主题: 请求\n\n{MARKED}\n尊敬的林：\n"
        ),
        format!(
            "{answer}\n\n------------------ 原始邮件 ------------------\n发件人: 合作伙伴中心;\n\n{MARKED}\n"
        ),
        format!(
            "{answer}\n\n-----Original Message-----\nFrom: Partner Centre\nSent: Friday\n\n{MARKED}\nDear Lin,"
        ),
        format!("{answer}\n\n*From:* Partner Centre\n*Sent:* Friday\n\n{MARKED}\nDear Lin,"),
        format!("{answer}\n-- \nLin\n\nOn Friday Partner Centre wrote:\n> {MARKED}\n> x\n"),
        format!("{answer}\n\nOn Friday Partner Centre wrote:\n> Dear Lin,\n> something else\n"),
    ];
    for body in bodies {
        assert_eq!(plain(&body).text, answer, "{body}");
        // As a file has it, and as the wire does.
        assert_eq!(plain(&body.replace('\n', "\r\n")).text, answer, "{body}");
    }
    // Below what it answers, and in between.
    let below = format!(
        "On Friday Partner Centre wrote:\n> {MARKED}\n> What is the order?\nThe order is 17.\n\n> Which user?\nAll of them.\n-- \nLin"
    );
    assert_eq!(plain(&below).text, "The order is 17.\n\nAll of them.");
    // Nothing of one's own; what we wrote ourselves is nobody's answer.
    for body in [
        format!("{MARKED}\nDear Lin,\nsomething\n"),
        format!("\n> {MARKED}\n> Dear Lin,\n"),
        "-- \nLin".to_owned(),
        String::new(),
        " \r\n\r\n".to_owned(),
    ] {
        assert_eq!(plain(&body).text, "", "{body:?}");
    }
    // What only looks a little like it stays.
    for body in [
        "a -- b\nFrom: the log\nwrote:",
        "##- mine",
        "x > y",
        "He wrote:\nnothing",
    ] {
        assert_eq!(plain(body).text, body);
    }
}

#[test]
fn a_page_becomes_its_words_and_nothing_else() {
    let read = page(
        "<!doctype html><html><head><title>T</title><style>p{color:red}</style></head><body>\
         <script>alert('x')</script><p>Dear&nbsp;support,</p><p>it <b>works</b>&#33; 5 &lt; 6 &amp; 7</p>\
         <img src=\"https://track.example/pixel.gif?id=7\" width=1 height=1>\
         <a href=\"https://evil.example/\" onclick=\"x('>')\">log in here</a><br>\
         <ul><li>one</li><li>two</ul><iframe src=x>inside</iframe><svg><text>drawn</text></svg>\
         <!-- hidden > --> <form><textarea>typed</textarea><input value=v></form></body></html>",
    );
    assert_eq!(
        read.text,
        "Dear support,\nit works! 5 < 6 & 7\nlog in here\n- one\n- two"
    );
    assert!(read.files.is_empty());
    // Markup that was escaped is words; the page that shows it escapes it again.
    assert_eq!(
        page("&lt;script&gt;alert(1)&lt;/script&gt;").text,
        "<script>alert(1)</script>"
    );
    assert_eq!(
        page("<scr<script>x</script>ipt>alert(1)").text,
        "xipt>alert(1)"
    );
    // What hides, reverses or counterfeits is left out.
    assert_eq!(
        page("a\u{202e}b\u{200b}c&#8238;d&#0;e&#xD800;f").text,
        "abcde&#xD800;f"
    );
    for broken in [
        "a<",
        "a<b",
        "a<!--",
        "a<script",
        "a<script>x",
        "a<p title=\"",
        "a&",
        "a&#",
        "a&#x;",
        "a<>b",
        "a</",
        "a<head>x",
    ] {
        assert!(page(broken).text.starts_with('a'), "{broken}");
    }
    let quoted = format!(
        "<div>New words.</div><div>On Friday Centre wrote:<blockquote><p>{MARKED}</p><p>Dear Lin</p></blockquote></div>"
    );
    assert_eq!(page(&quoted).text, "New words.");
    assert_eq!(page("<pre>a\n  b\n</pre>c").text, "a\n  b\nc");
    assert_eq!(
        page("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>").text,
        "a b\nc"
    );
}

#[test]
fn of_two_shapes_the_plain_one_is_read() {
    let read = letter(
        "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64\r\n\r\nxOO6w6OsysC95w==\r\n\
         --b\r\nContent-Type: text/html\r\n\r\n<p>other</p>\r\n--b--\r\n",
    );
    assert_eq!(read.text, "你好，世界");
    assert!(read.files.is_empty(), "{:?}", read.files);
}

#[test]
fn words_come_in_every_encoding() {
    let in_charset = |charset: &str, encoding: &str, body: &[u8]| {
        let head = format!(
            "From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
        );
        letter([head.as_bytes(), body].concat()).text
    };
    for charset in ["gb2312", "GBK", "gb18030"] {
        assert_eq!(
            in_charset(charset, "8bit", b"\xc4\xe3\xba\xc3"),
            "你好",
            "{charset}"
        );
    }
    assert_eq!(in_charset("big5", "8bit", b"\xa7A\xa6n"), "你好");
    assert_eq!(
        in_charset("utf-8", "quoted-printable", b"=E4=BD=A0=\r\n=E5=A5=BD"),
        "你好"
    );
    assert_eq!(
        in_charset("iso-8859-1", "quoted-printable", b"Gr=FC=DFe"),
        "Grüße"
    );
    assert_eq!(in_charset("utf-16le", "base64", b"YE99WQ=="), "你好");
    // What is none of these is still read, as far as it can be.
    assert!(in_charset("x-unheard-of", "8bit", b"hello \xff\xfe").starts_with("hello"));
    assert!(in_charset("utf-8", "base64", b"!!! not base64 !!!").len() < 100);
}

/// A letter with parts.
fn mixed(parts: &[(&str, &[u8])]) -> Letter {
    let mut whole = b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".to_vec();
    for (head, body) in parts {
        whole.extend_from_slice(
            format!("--b\r\n{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n").as_bytes(),
        );
        let packed = data_encoding::BASE64.encode(body);
        for line in packed.as_bytes().chunks(76) {
            whole.extend_from_slice(line);
            whole.extend_from_slice(b"\r\n");
        }
    }
    whole.extend_from_slice(b"--b--\r\n");
    letter(whole)
}

#[test]
fn files_are_what_somebody_meant_to_send() {
    let big = vec![7_u8; LOGO];
    let read = mixed(&[
        ("Content-Type: text/plain", b"See the files."),
        (
            "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Disposition: attachment; filename=\"a.pdf\"",
            b"%PDF-1",
        ),
        // As one mail program does it.
        (
            "Content-Type: application/pdf\r\nContent-Disposition: inline; filename=\"b.pdf\"",
            b"%PDF-2",
        ),
        // A picture in the words, and the logo below them.
        (
            "Content-Type: image/png\r\nContent-ID: <1>\r\nContent-Disposition: inline; filename=\"shot.png\"",
            &big,
        ),
        (
            "Content-Type: image/png\r\nContent-ID: <2>\r\nContent-Disposition: inline; filename=\"logo.png\"",
            b"small",
        ),
        ("Content-Type: image/gif\r\nContent-ID: <3>", &big),
        (
            "Content-Type: application/pgp-signature; name=\"signature.asc\"",
            b"-----BEGIN",
        ),
        (
            "Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Disposition: attachment; filename=smime.p7s",
            b"0",
        ),
        (
            "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"log.txt\"",
            b"line",
        ),
        (
            "Content-Type: image/gif\r\nContent-Disposition: attachment; filename=\"meant.gif\"",
            b"GIF89a",
        ),
        ("Content-Type: application/octet-stream", b"nameless"),
        (
            "Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"other.eml\"",
            b"From: x@y.example\r\n\r\nhi",
        ),
    ]);
    let names: Vec<_> = read.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "a.pdf",
            "b.pdf",
            "shot.png",
            "log.txt",
            "meant.gif",
            "6",
            "other.eml"
        ]
    );
    assert_eq!(read.files[1].bytes, b"%PDF-2");
    assert_eq!(read.files[2].bytes, big);
    assert_eq!(read.text, "See the files.");
}

#[test]
fn names_of_files_are_names() {
    let name = |given: &str| {
        let head =
            format!("Content-Type: application/pdf\r\nContent-Disposition: attachment; {given}");
        mixed(&[(head.as_str(), b"%PDF")]).files[0].name.clone()
    };
    assert_eq!(name("filename=\"../../etc/passwd\""), "passwd");
    assert_eq!(name("filename=\"C:\\\\Users\\\\lin\\\\a.pdf\""), "a.pdf");
    assert_eq!(name("filename*=utf-8''%E8%B4%A6%E5%8D%95.pdf"), "账单.pdf");
    assert_eq!(
        name("filename=\"=?utf-8?B?6LSm5Y2VLnBkZg==?=\""),
        "账单.pdf"
    );
    assert_eq!(name("filename*=utf-8''a%E2%80%AEfdp.exe"), "afdp.exe");
    assert_eq!(name("filename=\"\""), "1");
    assert_eq!(
        name(&format!("filename=\"{}.pdf\"", "a".repeat(900))).len(),
        200
    );
}

#[test]
fn the_same_letter_has_the_same_stamp() {
    let with = |head: &str, body: &str| letter(format!("{head}\r\n\r\n{body}")).stamp;
    let first = with("From: a@b.example\r\nMessage-ID: <1@x>", "hi");
    assert_eq!(
        with(
            "Received: by x\r\nFrom: A@b.example\r\nMessage-ID:\r\n <1@x>",
            "hi"
        ),
        first
    );
    assert_ne!(with("From: a@b.example\r\nMessage-ID: <2@x>", "hi"), first);
    // Somebody else cannot keep a letter away by using its id first.
    assert_ne!(
        with("From: evil@b.example\r\nMessage-ID: <1@x>", "hi"),
        first
    );
    let without = with(
        "From: a@b.example\r\nDate: Fri, 27 Nov 2026 10:00:00 +0800",
        "hi",
    );
    assert_eq!(
        with(
            "Received: by x\r\nFrom: a@b.example\r\nDate: Fri, 27 Nov 2026 10:00:00 +0800",
            "hi"
        ),
        without
    );
    assert_ne!(
        with(
            "From: a@b.example\r\nDate: Fri, 27 Nov 2026 10:00:00 +0800",
            "ho"
        ),
        without
    );
}

#[test]
fn what_is_too_long_is_known_by_its_head() {
    let mut long = b"From: a@b.example\r\nTo: support+abc@answers.example\r\n\r\n".to_vec();
    long.resize(LETTER_BYTES + 1, b'a');
    let read = letter(&long);
    assert!(read.too_long && read.text.is_empty() && read.files.is_empty());
    assert_eq!(read.from.as_deref(), Some("a@b.example"));
    assert_eq!(read.recipients, ["support+abc@answers.example"]);
    long.truncate(LETTER_BYTES);
    let read = letter(&long);
    assert!(!read.too_long && read.text.len() <= WORDS + 2);
    assert!(super::read(&mailbox(), &Envelope::default(), b"").is_none());
}

#[test]
fn whatever_is_cut_torn_or_nested_does_no_harm() {
    let good = format!(
        "From: Lin <lin@chenfan.example>\r\nTo: support+abc@answers.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nwords\r\n\
         --c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>words <b>and</b> &amp; more<blockquote>{MARKED}</blockquote>\r\n--c--\r\n\
         --b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename*=utf-8''%E8.pdf\r\n\r\nJVBERi0=\r\n--b--\r\n"
    )
    .into_bytes();
    for at in 0..good.len() {
        let look = |bytes: &[u8]| drop(read(&mailbox(), &Envelope::default(), bytes));
        look(&good[..at]);
        look(&good[at..]);
        let mut torn = good.clone();
        torn[at] = torn[at]
            .wrapping_mul(31)
            .wrapping_add(u8::try_from(at % 251).unwrap());
        look(&torn);
    }
    let mut deep = String::from("From: a@b.example\r\n");
    for n in 0..500 {
        deep.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"
        ));
    }
    assert!(letter(deep).too_long);
    // Letters in letters, and parts without the boundary they name.
    for part in [
        "Content-Type: message/rfc822\r\n\r\n",
        "Con tent-Type : MESSAGE/rfc822\r\n\r\n",
        "--b\r\nContent-Type: multipart/mixed; boundary=absent\r\n\r\n",
    ] {
        let head = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
        let read = letter(format!("{head}{}", part.repeat(100_000)));
        assert!(read.too_long && read.from.is_some(), "{part:?}");
    }
    let tags = page(&"<blockquote><pre><li>".repeat(5_000));
    assert!(tags.text.len() < 200_000);
    drop(page(&"<script>".repeat(20_000)));
    drop(page(&"<head>".repeat(150_000)));
    drop(page(&"<a title='".repeat(20_000)));
    drop(page(&"&".repeat(50_000)));
    drop(page(&"<".repeat(50_000)));
    drop(page(&"<!-- ".repeat(20_000)));
}

proptest! {
    #[test]
    fn words_are_legible_whatever_comes(body in ".{0,400}", html in any::<bool>()) {
        let read = if html { page(&body) } else { plain(&body) };
        prop_assert!(domain::validate::text::clean_multiline(&read.text).is_ok() , "{:?}", read.text);
    }
}
