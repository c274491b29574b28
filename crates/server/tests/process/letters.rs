//! Answers by mail through the built program: mails leave to a mail server, answers come in through the
//! command a mail server runs, and stand on the page of the process that runs beside it.

use crate::installation::Installation;
use crate::otherwise::signed_in;
use adapters::SystemClock;
use domain::caller::StaffRole;
use domain::effects::Clock;
use std::thread::sleep;
use std::time::Duration;
use testkit::{Browser, Engine, Page, Received, specimen};

#[test]
fn answers_come_by_mail_on_sqlite() {
    story(Engine::Sqlite);
}

#[test]
fn answers_come_by_mail_on_postgres() {
    story(Engine::Postgres);
}

const NEW: &str = "/support/partner-requests/new";
const AGENT: &str = "support-agent@operator.example";
const DONE: Option<i32> = Some(0);

/// The mail to somebody whose text has some words in it, once it has arrived.
fn mail(site: &Installation, to: &str, words: &str) -> Received {
    for _ in 0..600 {
        let received = site.mailbox.received();
        let found = received
            .into_iter()
            .rfind(|mail| mail.to == to && mail.text.contains(words));
        if let Some(found) = found {
            return found;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("no mail to {to} says {words}: {}", site.log());
}

/// An answer as a mail program writes it.
fn answer(mail: &Received, from: &str, id: u32, text: &str) -> String {
    let quoted: String = mail
        .text
        .lines()
        .map(|line| format!("> {line}\n"))
        .collect();
    format!(
        "From: <{from}>\nTo: {}\nMessage-ID: <{id}@{from}>\nContent-Type: text/plain; charset=utf-8\n\n\
         {text}\n\nOn Friday the Partner Centre wrote:\n{quoted}",
        mail.reply_to.as_deref().unwrap()
    )
}

/// The thread of a request, once it has some words in it.
fn shows(browser: &Browser, place: &str, words: &str) -> Page {
    let page = browser.open(place);
    assert!(page.text().contains(words), "{place}: {}", page.text());
    page
}

fn story(engine: Engine) {
    let mut site = Installation::new(engine);
    site.inside.clock.set(SystemClock.now());
    site.inside.clock.pass(-3600);
    let partner = site.inside.active_partner();
    let agent = site.inside.staff(StaffRole::SupportAgent);
    site.inside.drain();
    let own = partner.company.email.clone();
    site.settings
        .push("mail.replies=support@answers.test".to_owned());
    site.start("");
    let browser = signed_in(&site, &partner.admin);
    let desk = signed_in(&site, &agent);
    let form = browser.open(NEW).form(NEW);
    let sent = form
        .fill("summary", "订单无法提交")
        .fill("topic", "orders")
        .fill("severity", "moderate")
        .fill("details", "提交时总是显示错误，请协助处理。")
        .submit()
        .expect(303);
    let page = sent
        .location()
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let number = page.rsplit('/').next().unwrap_or_default().to_owned();
    let place = format!("/ops/support/{number}");

    // The agent reads the request in the mail, and answers it from there.
    let news = mail(&site, AGENT, "> 提交时总是显示错误，请协助处理。");
    let letter = answer(&news, AGENT, 1, "请提供订单编号。");
    assert_eq!(
        site.hands("receive", &[], letter.as_bytes()),
        (DONE, "written".into())
    );
    shows(&browser, &page, "请提供订单编号。");
    // So does the partner, in an old encoding, by the envelope, with a file; and twice is once.
    let told = mail(&site, &own, "> 请提供订单编号。");
    let address = told.reply_to.clone().unwrap();
    let file = data_encoding::BASE64.encode(&specimen("订单"));
    let mut letter = format!(
        "From: {own}\nMessage-ID: <2@x>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
         Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n"
    )
    .into_bytes();
    letter.extend_from_slice(b"\xb6\xa9\xb5\xa5\xca\xc7 17");
    letter.extend_from_slice(
        format!(
            "\n--b\nContent-Type: application/pdf; name=order.pdf\n\
             Content-Disposition: attachment; filename=order.pdf\n\
             Content-Transfer-Encoding: base64\n\n{file}\n--b--\n"
        )
        .as_bytes(),
    );
    let recipient = format!("--recipient={address}");
    let sender = format!("--sender={own}");
    let envelope = [recipient.as_str(), sender.as_str()];
    assert_eq!(
        site.hands("receive", &envelope, &letter),
        (DONE, "written".into())
    );
    assert_eq!(
        site.hands("receive", &envelope, &letter),
        (DONE, "repeated".into())
    );
    let seen = shows(&desk, &place, "订单是 17");
    assert_eq!(seen.text().matches("订单是 17").count(), 1);
    let link = seen.attribute("ul.files a", "href").expect("the file");
    assert_eq!(desk.get(&link).status(), 200);
    mail(&site, AGENT, "> 订单是 17");

    // What a mail server does with everything else it learns from the exit code.
    let away = answer(&told, &own, 3, "I am away.");
    let machine = format!("Auto-Submitted: auto-replied\n{away}");
    let stranger = answer(&told, "evil@else.example", 4, "hello");
    let empty = answer(&told, &own, 5, "");
    let other = "--recipient=support@answers.test";
    for (flags, input, code, word) in [
        (&[][..], machine.as_str(), 0, "auto-submitted"),
        (&["--sender="][..], &away, 0, "no-return-path"),
        (&[], &stranger, 65, "wrong-sender"),
        (&[], "", 65, "no-mail"),
        (&[other], &away, 67, "no-ticket"),
        (&[], &empty, 0, "support-letter-empty"),
    ] {
        let found = site.hands("receive", flags, input.as_bytes());
        assert_eq!(found, (Some(code), word.into()), "{word}");
    }
    let back = mail(&site, &own, "没有您填写的内容");
    assert!(back.reply_to.is_some());
    let endless = [
        answer(&told, &own, 6, "x").into_bytes(),
        vec![b'a'; 40 * 1024 * 1024],
    ]
    .concat();
    let found = site.hands("receive", &[], &endless);
    assert_eq!(found, (DONE, "support-letter-too-long".into()));
    let text = browser.open(&page).text();
    assert!(!text.contains("away") && !text.contains("hello"), "{text}");
    // Wrong settings are no reason to send a mail back.
    let (code, _) = site.hands("receive", &["--set", "mail.port=many"], letter.as_slice());
    assert_eq!(code, Some(75));
    site.settles();
    site.kill();
    testkit::Fixture::check(&site.inside);
}
