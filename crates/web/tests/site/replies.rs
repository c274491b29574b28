//! Answers by mail: from the mail that leaves to the message on the request, for everybody who writes to
//! one; and everything that is none.

use crate::centre::customer;
use crate::support::ask;
use crate::{audited, english};
use app::Failure;
use app::support::letter::Envelope;
use app::support::replies::{self, Lost, Taken};
use data_encoding::BASE64;
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use domain::effects::{DeliveryError, Mail, Mailer};
use domain::support::letters::{Automatic, HOURLY, Mailbox};
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use testkit::{Browser, Engine, Fixture, Login, Partner, TestApp, specimen};

testkit::on_both! { Site:
    a_partner_and_an_agent_write_to_each_other_by_mail,
    a_customer_and_its_partner_write_to_each_other_by_mail,
    nobody_answers_for_somebody_else,
    whoever_has_left_or_may_not_is_not_heard,
    machines_and_loops_are_not_heard,
    what_is_closed_is_opened_anew_while_there_is_time,
    files_are_judged_as_on_the_page,
    letters_that_cannot_be_taken_go_back_once_a_day,
    hostile_letters_stay_words,
    notes_never_leave_and_a_flood_ends,
}

/// A mail server that keeps what it is given.
#[derive(Default)]
struct Sent(Mutex<Vec<Mail>>);

impl Mailer for Sent {
    fn send(&self, mail: &Mail) -> Result<(), DeliveryError> {
        self.0.lock().unwrap().push(mail.clone());
        Ok(())
    }

    fn describe(&self) -> String {
        "what a test keeps".to_owned()
    }
}

/// A site with a mailbox for answers. Its second node sends mail; the first keeps what the people of a
/// test read on their way in.
struct Site {
    node: TestApp,
    app: TestApp,
    sent: Arc<Sent>,
}

impl Deref for Site {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.app
    }
}

impl Fixture for Site {
    fn fresh(engine: Engine) -> Self {
        let sent = Arc::new(Sent::default());
        let mailer = Arc::clone(&sent);
        let replies = || Mailbox::parse("support@answers.test");
        let app = TestApp::with(engine, |parts| parts.replies = replies());
        let node = app.neighbour_with(|parts| {
            parts.mailer = Some(mailer);
            parts.replies = replies();
        });
        Self { node, app, sent }
    }

    fn check(&self) {
        self.app.check();
        for mail in self.sent.0.lock().unwrap().iter() {
            assert!(!mail.text.contains('⟦'), "{}", mail.text);
        }
    }
}

impl Site {
    /// Sends what waits.
    fn drain(&self) {
        self.node.drain();
    }

    /// The last mail to somebody that can be answered.
    fn last(&self, to: &str) -> Mail {
        self.drain();
        let sent = self.sent.0.lock().unwrap();
        let mut to_them = sent.iter().rev().filter(|mail| mail.to == to);
        let found = to_them.find(|mail| mail.reply_to.is_some());
        found.cloned().unwrap_or_else(|| panic!("no mail to {to}"))
    }

    fn number_of_mails(&self, subject: &str) -> usize {
        self.drain();
        let sent = self.sent.0.lock().unwrap();
        sent.iter()
            .filter(|mail| mail.subject.contains(subject))
            .count()
    }

    fn take(&self, letter: &[u8]) -> Taken {
        let request = ::app::jobs::timers::request(self);
        let taken = replies::take(self, &request, &Envelope::default(), letter).unwrap();
        // Mails that are queued at the same moment leave in any order.
        self.drain();
        taken
    }
}

/// An answer to a mail, as a mail program writes it: what is answered stands below.
fn reply(mail: &Mail, from: &str, id: u32, text: &str) -> String {
    let quoted: String = mail
        .text
        .lines()
        .map(|line| format!("> {line}\r\n"))
        .collect();
    head(mail, from, id)
        + &format!(
            "Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\r\nOn Friday the Partner Centre wrote:\r\n{quoted}"
        )
}

fn head(mail: &Mail, from: &str, id: u32) -> String {
    format!(
        "Return-Path: <{from}>\r\nFrom: Somebody <{from}>\r\nTo: {}\r\nMessage-ID: <{id}@{from}>\r\nMIME-Version: 1.0\r\n",
        mail.reply_to.as_deref().unwrap()
    )
}

/// The same with files.
fn with_files(mail: &Mail, from: &str, id: u32, text: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut whole = head(mail, from, id);
    whole.push_str(&format!(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ));
    for (name, bytes) in files {
        whole.push_str(&format!(
            "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        ));
        for line in BASE64.encode(bytes).as_bytes().chunks(76) {
            whole.push_str(std::str::from_utf8(line).unwrap());
            whole.push_str("\r\n");
        }
    }
    whole.push_str("--b--\r\n");
    whole.into_bytes()
}

const AGENT: &str = "support-agent@operator.example";

/// A partner that has asked something, its browser, and the agents' desk.
fn asked(site: &Site, summary: &str) -> (Partner, Browser, Browser, String) {
    let partner = site.active_partner();
    let browser = english(site.browser_of(&partner.admin));
    let desk = english(site.browser_of(&site.staff(StaffRole::SupportAgent)));
    let number = ask(&browser, summary);
    site.drain();
    (partner, browser, desk, number)
}

fn answer(desk: &Browser, place: &str, text: &str, how: &str) {
    let form = desk.open(place).form(&format!("{place}/answer"));
    let sent = form.fill("text", text).fill("how", how).submit();
    assert_eq!(sent.status(), 303, "{}", sent.text());
}

fn a_partner_and_an_agent_write_to_each_other_by_mail(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    let (page, place) = (
        format!("/support/requests/{number}"),
        format!("/ops/support/{number}"),
    );
    answer(&desk, &place, "请提供订单编号。\n谢谢。", "asks");
    let question = site.last(own);
    // The question stands in the mail, below the line and above ours, each line marked as another's.
    let marks: Vec<_> = question.text.match_indices("-##").collect();
    assert_eq!(marks.len(), 1, "{}", question.text);
    assert!(question.text.starts_with("##- "), "{}", question.text);
    assert!(
        question.text.contains("> 请提供订单编号。\n> 谢谢。"),
        "{}",
        question.text
    );
    // The partner answers by mail; an answer without anything that names the mail is one as well.
    let letter = reply(&question, own, 1, "订单编号是 D000000017。");
    assert!(!letter.contains("References:"));
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let shown = browser.open(&page);
    assert!(
        shown.text().contains("订单编号是 D000000017。") && shown.text().contains("by mail"),
        "{}",
        shown.text()
    );
    assert!(
        !shown.text().contains("Partner Centre wrote"),
        "{}",
        shown.text()
    );
    let seen = desk.open(&place).text();
    assert!(
        seen.contains("订单编号是 D000000017。") && seen.contains("by mail"),
        "{seen}"
    );
    assert!(
        desk.open("/ops/support").text().contains(&number),
        "it waits for the operator again"
    );
    assert_eq!(audited(site, "support.write", "succeeded"), 1);
    // The same once more is the same.
    assert_eq!(site.take(letter.as_bytes()), Taken::Repeated);
    assert_eq!(
        browser
            .open(&page)
            .text()
            .matches("订单编号是 D000000017。")
            .count(),
        1
    );
    // The agent reads it in the mail, and answers by mail too.
    let told = site.last(AGENT);
    assert!(
        told.text.contains("> 订单编号是 D000000017。"),
        "{}",
        told.text
    );
    let letter = reply(&told, AGENT, 2, "已更正，请再试一次。");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let shown = browser.open(&page).text();
    assert!(shown.contains("已更正，请再试一次。"), "{shown}");
    assert_eq!(audited(site, "support.answer", "succeeded"), 2);
    // All mails of the request are one conversation; those of another are another.
    let answered = site.last(own);
    assert!(answered.text.contains("> 已更正，请再试一次。"));
    assert!(question.thread.is_some());
    assert_eq!(answered.thread, question.thread);
    assert_eq!(told.thread, question.thread);
    assert_ne!(answered.id, question.id);
    assert_ne!(
        told.reply_to, question.reply_to,
        "each reader has an address of his own"
    );
    let _ = ask(&browser, "账单上的数量不对");
    assert_ne!(site.last(own).thread, question.thread);
    // Every language says how.
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        assert!(!browser.open(&page).source().contains('⟦'), "{language}");
    }
}

fn a_customer_and_its_partner_write_to_each_other_by_mail(site: &Site) {
    let partner = site.active_partner();
    let (_, request) = site.sign_in(&partner.admin);
    let (_, admin) = customer(site, &request, "chenfan");
    let browser = english(site.browser_of(&admin));
    let new = "/admin/requests/new";
    let form = browser.open(new).form(new);
    let form = form
        .fill("summary", "用户无法登录")
        .fill("topic", "customer-access")
        .fill("severity", "moderate")
        .fill("details", "今早所有用户都无法登录，显示错误。");
    let sent = form.submit();
    let page = sent
        .location()
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let number = page.rsplit('/').next().unwrap_or_default();
    let (own, theirs) = (partner.company.email.as_str(), "lin@chenfan.example");
    // The partner answers from its mail, the customer from its own.
    let news = site.last(own);
    assert!(
        news.text.contains("> 今早所有用户都无法登录，显示错误。"),
        "{}",
        news.text
    );
    let letter = reply(&news, own, 1, "请重置密码后再试。");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let text = browser.open(&page).text();
    assert!(
        text.contains("请重置密码后再试。") && text.contains("by mail"),
        "{text}"
    );
    let answered = site.last(theirs);
    let letter = reply(&answered, theirs, 2, "还是不行。");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let desk = english(site.browser_of(&partner.admin));
    let place = format!("/support/inquiries/{number}");
    assert!(desk.open(&place).text().contains("还是不行。"));
    assert_eq!(site.last(own).thread, news.thread);
    // Neither's address is good for the other, nor for the operator's people.
    for (mail, from) in [(&news, theirs), (&answered, own), (&answered, AGENT)] {
        let letter = reply(mail, from, 3, "from a stranger");
        assert_eq!(
            site.take(letter.as_bytes()),
            Taken::Lost(Lost::Stranger),
            "{from}"
        );
    }
    // A partner that sells to the customer no more has no part in it.
    site.database
        .tamper("UPDATE customer_relation SET ended_at = 1");
    let letter = reply(&news, own, 4, "too late");
    assert_eq!(site.take(letter.as_bytes()), Taken::Returned("not-found"));
    assert!(!browser.open(&page).text().contains("too late"));
    site.drain();
}

/// An answer to a mail with another address in it.
fn to(mail: &Mail, address: &str) -> Mail {
    Mail {
        reply_to: Some(address.to_owned()),
        ..mail.clone()
    }
}

fn nobody_answers_for_somebody_else(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    let place = format!("/ops/support/{number}");
    answer(&desk, &place, "请提供订单编号。", "asks");
    let question = site.last(own);
    let address = question.reply_to.clone().unwrap();
    let other = site.active_partner();
    let strange = english(site.browser_of(&other.admin));
    let other_number = ask(&strange, "别的请求在此");
    let foreign = site.last(&other.company.email);
    let before = browser.open(&format!("/support/requests/{number}")).text();
    let take = |letter: String| site.take(letter.as_bytes());
    // From another address, whoever it is; from nobody; from two.
    for from in ["evil@else.example", other.company.email.as_str(), AGENT] {
        assert_eq!(
            take(reply(&question, from, 1, "hello")),
            Taken::Lost(Lost::Stranger),
            "{from}"
        );
    }
    for (n, line) in ["", "From: a@b.example, c@d.example\r\n"]
        .iter()
        .enumerate()
    {
        let letter =
            reply(&question, own, 2, "hello").replace(&format!("From: Somebody <{own}>\r\n"), line);
        assert_eq!(take(letter), Taken::Lost(Lost::Stranger), "{n}");
    }
    // An address that was tampered with: each place of it.
    let (local, domain) = address.split_once('@').unwrap();
    for at in "support+".len()..local.len() {
        let mut turned = local.as_bytes().to_vec();
        turned[at] = if turned[at] == b'a' { b'b' } else { b'a' };
        let turned = format!("{}@{domain}", String::from_utf8(turned).unwrap());
        let taken = take(reply(&to(&question, &turned), own, 3, "hello"));
        // The last letter has bits that mean nothing; an address that has them set is none.
        assert!(
            matches!(taken, Taken::Lost(Lost::Unknown | Lost::NoTicket)),
            "{turned}: {taken:?}"
        );
    }
    for none in [
        "support@answers.test",
        "other@answers.test",
        "support+x@answers.test",
        "support@partner.test",
    ] {
        let taken = take(reply(&to(&question, none), own, 4, "hello"));
        assert_eq!(taken, Taken::Lost(Lost::NoTicket), "{none}");
    }
    // The address of one's own request says nothing about another's.
    assert_eq!(
        take(reply(&foreign, own, 5, "hello")),
        Taken::Lost(Lost::Stranger)
    );
    assert_eq!(
        take(reply(&foreign, &other.company.email, 6, "my own")),
        Taken::Written
    );
    assert_eq!(site.take(b""), Taken::Lost(Lost::NoMail));
    assert_eq!(
        browser.open(&format!("/support/requests/{number}")).text(),
        before
    );
    assert!(
        strange
            .open(&format!("/support/requests/{other_number}"))
            .text()
            .contains("my own")
    );
    // Each kind is in the audit log once an hour, whoever writes how much.
    let kinds = audited(site, "support.lost", "succeeded");
    assert_eq!(kinds, 4, "wrong sender, unknown ticket, no ticket, no mail");
    // The mail server may say to whom it delivers; the letter's own words count no more then.
    let request = ::app::jobs::timers::request(site);
    let envelope = |recipient: &str| Envelope {
        recipient: Some(recipient.to_owned()),
        sender: Some(own.to_owned()),
    };
    let letter = reply(
        &to(&question, "somebody@else.example"),
        own,
        7,
        "by envelope",
    );
    let taken = replies::take(
        site,
        &request,
        &envelope(&address.to_uppercase()),
        letter.as_bytes(),
    );
    assert_eq!(taken.unwrap(), Taken::Written);
    let letter = reply(&question, own, 8, "by envelope");
    let taken = replies::take(
        site,
        &request,
        &envelope("support@answers.test"),
        letter.as_bytes(),
    );
    assert_eq!(taken.unwrap(), Taken::Lost(Lost::NoTicket));
    // Nobody but the program itself and who may read requests hands letters in.
    let (_, person) = site.sign_in(&partner.admin);
    let refused = replies::take(site, &person, &Envelope::default(), letter.as_bytes());
    assert!(matches!(refused, Err(Failure::NotFound)), "{refused:?}");
    site.drain();
}

fn whoever_has_left_or_may_not_is_not_heard(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    let place = format!("/ops/support/{number}");
    answer(&desk, &place, "请提供订单编号。", "asks");
    let question = site.last(own);
    // Colleagues to whom the mail was handed on: one that sees the company's requests, and one that
    // sees only his own.
    let address = |user: &str| format!("{user}@{}.example", partner.company.prefix);
    let _: [Login; 2] = [
        site.colleague(&partner, AdminSetting::GlobalAdmin),
        site.agent(&partner, AgentSetting::SalesAgent),
    ];
    let letter = reply(&question, &address("global-admin"), 1, "from a colleague");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let letter = reply(&question, &address("sales-agent"), 2, "from the other");
    assert_eq!(site.take(letter.as_bytes()), Taken::Lost(Lost::MayNot));
    // Nor by what is said of a letter without words.
    let letter = reply(&question, &address("sales-agent"), 9, "");
    assert_eq!(site.take(letter.as_bytes()), Taken::Lost(Lost::MayNot));
    site.drain();
    let sent = site.sent.0.lock().unwrap();
    assert!(
        !sent.iter().any(|mail| mail.to == address("sales-agent")),
        "who may not see it is told nothing"
    );
    drop(sent);
    let page = browser.open(&format!("/support/requests/{number}")).text();
    assert!(
        page.contains("from a colleague") && !page.contains("from the other"),
        "{page}"
    );
    // An agent who is one no more; a person who is blocked; a company that is a partner no more.
    let told = site.last(AGENT);
    site.database
        .tamper("UPDATE staff_role SET role = 'auditor' WHERE role = 'support-agent'");
    let letter = reply(&told, AGENT, 3, "from an auditor");
    assert_eq!(site.take(letter.as_bytes()), Taken::Returned("needs-role"));
    assert!(site.last(AGENT).text.contains(&number));
    site.database
        .tamper("UPDATE partner SET status = 'terminated'");
    let letter = reply(&question, own, 4, "from what was a partner");
    assert_eq!(
        site.take(letter.as_bytes()),
        Taken::Returned("not-a-partner")
    );
    site.database
        .tamper("UPDATE account SET status = 'blocked'");
    for (mail, from) in [(&question, own), (&told, AGENT)] {
        let letter = reply(mail, from, 5, "from who has left");
        assert_eq!(site.take(letter.as_bytes()), Taken::Lost(Lost::Unknown));
    }
    site.drain();
}

fn machines_and_loops_are_not_heard(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    answer(
        &desk,
        &format!("/ops/support/{number}"),
        "请提供订单编号。",
        "asks",
    );
    let question = site.last(own);
    let before = browser.open(&format!("/support/requests/{number}")).text();
    let mails = site.sent.0.lock().unwrap().len();
    for (line, why) in [
        ("Auto-Submitted: auto-replied", Automatic::Submitted),
        ("Precedence: auto_reply", Automatic::Bulk),
        ("X-Auto-Response-Suppress: All", Automatic::Suppressed),
        ("List-Id: <x.example>", Automatic::Bulk),
    ] {
        let letter = format!("{line}\r\n{}", reply(&question, own, 1, "I am on holiday."));
        assert_eq!(site.take(letter.as_bytes()), Taken::Ignored(why), "{line}");
    }
    let nobody = reply(&question, own, 2, "undeliverable")
        .replace(&format!("Return-Path: <{own}>"), "Return-Path: <>");
    assert_eq!(
        site.take(nobody.as_bytes()),
        Taken::Ignored(Automatic::NoReturn)
    );
    // Our own mail, sent back as it is by a program that knows no better.
    let address = question.reply_to.as_deref().unwrap();
    let back = format!(
        "X-Loop: {address}\r\n{}",
        reply(&question, own, 3, &question.text)
    );
    assert_eq!(site.take(back.as_bytes()), Taken::Ignored(Automatic::Loop));
    let forwarded = reply(&question, address, 4, "from ourselves");
    assert_eq!(
        site.take(forwarded.as_bytes()),
        Taken::Ignored(Automatic::Loop)
    );
    site.drain();
    assert_eq!(
        browser.open(&format!("/support/requests/{number}")).text(),
        before
    );
    assert_eq!(
        site.sent.0.lock().unwrap().len(),
        mails,
        "machines are not answered"
    );
}

fn what_is_closed_is_opened_anew_while_there_is_time(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    let (page, place) = (
        format!("/support/requests/{number}"),
        format!("/ops/support/{number}"),
    );
    answer(&desk, &place, "已更正。", "solves");
    let solved = site.last(own);
    // What is solved is not, says the partner.
    let letter = reply(&solved, own, 1, "还没有解决。");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    assert!(
        browser.open(&page).text().contains("Opened again"),
        "{}",
        browser.open(&page).text()
    );
    let told = site.last(AGENT);
    answer(&desk, &place, "这次好了。", "solves");
    let close = browser.open(&page).form(&format!("{page}/close"));
    assert_eq!(close.submit().status(), 303);
    site.drain();
    site.clock.pass(13 * 86_400);
    let letter = reply(&solved, own, 2, "又出现了。");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let browser = english(site.browser_of(&partner.admin));
    let text = browser.open(&page).text();
    assert!(text.contains("又出现了。"), "{text}");
    assert_eq!(text.matches("Opened again").count(), 2, "{text}");
    let cancel = browser.open(&page).form(&format!("{page}/cancel"));
    assert_eq!(cancel.submit().status(), 303);
    // What was taken back takes nothing, from neither side.
    let letter = reply(&solved, own, 3, "noch etwas");
    assert_eq!(
        site.take(letter.as_bytes()),
        Taken::Returned("support-over")
    );
    let letter = reply(&told, AGENT, 4, "noch etwas");
    assert_eq!(
        site.take(letter.as_bytes()),
        Taken::Returned("support-over")
    );
    assert!(!browser.open(&page).text().contains("noch etwas"));
    let back = site.last(AGENT);
    assert!(
        back.text.contains(&format!("https://partner.test{place}")),
        "{}",
        back.text
    );
    // And what was closed too long ago says so.
    site.database
        .tamper("UPDATE support_request SET state = 'closed', closed_at = 1");
    let letter = reply(&solved, own, 5, "too late");
    assert_eq!(
        site.take(letter.as_bytes()),
        Taken::Returned("support-too-late")
    );
    site.drain();
}

fn files_are_judged_as_on_the_page(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "账单数量不对");
    let own = partner.company.email.as_str();
    let page = format!("/support/requests/{number}");
    answer(
        &desk,
        &format!("/ops/support/{number}"),
        "请提供账单。",
        "asks",
    );
    let question = site.last(own);
    let take = |id: u32, text: &str, files: &[(&str, &[u8])]| {
        site.take(&with_files(&question, own, id, text, files))
    };
    let bill = specimen("账单");
    assert_eq!(
        take(
            1,
            "",
            &[("账单.pdf", &bill), ("b.png", &testkit::files::png(40, 40))]
        ),
        Taken::Written
    );
    let shown = browser.open(&page);
    assert!(
        shown.text().contains("账单.pdf") && shown.text().contains("b.png"),
        "{}",
        shown.text()
    );
    let file = shown.attribute("ul.files a", "href").expect("the file");
    assert_eq!(browser.get(&file).status(), 200);
    // Twenty megabytes of files, and each of them no more than a form takes.
    let heavy = testkit::files::pdf_of(&objects_of(9 * 1024 * 1024 + 512 * 1024));
    assert!(heavy.len() > 9 * 1024 * 1024);
    assert_eq!(
        take(
            2,
            "Two large ones.",
            &[("c.pdf", &heavy), ("d.pdf", &heavy)]
        ),
        Taken::Written
    );
    let text = browser.open(&page).text();
    assert!(text.contains("c.pdf") && text.contains("d.pdf"), "{text}");
    let stored = crate::count(site, "SELECT COUNT(*) AS n FROM support_file");
    // One that is too large or of another type, too many, or too large together.
    let huge = testkit::files::pdf_of(&objects_of(20 * 1024 * 1024 - 2048));
    for (id, name, bytes, why) in [
        (3, "huge.pdf", huge.as_slice(), "invalid"),
        (4, "run.exe", b"MZ\x90\x00".as_slice(), "invalid"),
        (5, "bill.exe", bill.as_slice(), "invalid"),
        (6, "empty.txt", b"words".as_slice(), "invalid"),
    ] {
        assert_eq!(
            take(id, "See here.", &[(name, bytes)]),
            Taken::Returned(why),
            "{name}"
        );
    }
    let names = ["1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf", "6.pdf"];
    let many: Vec<_> = names.iter().map(|name| (*name, bill.as_slice())).collect();
    assert_eq!(take(7, "Six.", &many), Taken::Returned("invalid"));
    let three: Vec<_> = names[..3]
        .iter()
        .map(|name| (*name, heavy.as_slice()))
        .collect();
    assert_eq!(
        take(8, "Three.", &three),
        Taken::Returned("support-letter-too-long")
    );
    let endless = vec![b'a'; 31 * 1024 * 1024];
    let mut endless = [reply(&question, own, 9, "x").as_bytes(), &endless].concat();
    endless.push(b'\n');
    assert_eq!(
        site.take(&endless),
        Taken::Returned("support-letter-too-long")
    );
    assert_eq!(
        crate::count(site, "SELECT COUNT(*) AS n FROM support_file"),
        stored
    );
    let text = browser.open(&page).text();
    for nothing in ["See here.", "Six.", "Three."] {
        assert!(!text.contains(nothing), "{nothing}");
    }
    // All of that on a day is one mail.
    assert_eq!(
        site.number_of_mails("was not taken") + site.number_of_mails("未被接收"),
        1
    );
    // The same letter without the file is taken.
    assert_eq!(take(10, "Without it.", &[]), Taken::Written);
    site.drain();
}

/// The objects of a page with something heavy in the file that nobody sees.
fn objects_of(bytes: usize) -> Vec<Vec<u8>> {
    vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>".to_vec(),
        testkit::files::stream("", &vec![b'x'; bytes]),
    ]
}

fn letters_that_cannot_be_taken_go_back_once_a_day(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    answer(
        &desk,
        &format!("/ops/support/{number}"),
        "请提供订单编号。",
        "asks",
    );
    let question = site.last(own);
    let said = || site.number_of_mails("未被接收");
    for (id, text, why) in [
        (1, "", "support-letter-empty"),
        (2, "-- \r\nLin\r\nChenfan", "support-letter-empty"),
        (3, "x", "invalid"),
        (4, &"很".repeat(8_001), "invalid"),
    ] {
        let letter = reply(&question, own, id, text);
        assert_eq!(site.take(letter.as_bytes()), Taken::Returned(why), "{id}");
    }
    assert_eq!(said(), 1, "one a day");
    let back = site.last(own);
    assert!(
        back.text.contains("没有您填写的内容")
            && back.text.contains(&format!("/support/requests/{number}")),
        "{}",
        back.text
    );
    // The mail that says so can itself be answered.
    let letter = reply(&back, own, 5, "现在写上了。");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    site.clock.pass(86_400);
    let letter = reply(&question, own, 6, "");
    assert_eq!(
        site.take(letter.as_bytes()),
        Taken::Returned("support-letter-empty")
    );
    assert_eq!(said(), 2);
    let whole = "很".repeat(8_000);
    let letter = reply(&question, own, 7, &whole);
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let browser = {
        drop(browser);
        english(site.browser_of(&partner.admin))
    };
    assert!(
        browser
            .open(&format!("/support/requests/{number}"))
            .text()
            .contains(&whole)
    );
    site.drain();
}

fn hostile_letters_stay_words(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    let (page, place) = (
        format!("/support/requests/{number}"),
        format!("/ops/support/{number}"),
    );
    answer(&desk, &place, "请提供订单编号。", "asks");
    let question = site.last(own);
    let letter = head(&question, own, 1)
        + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>*{}</style></head><body onload=\"x()\">\
           <script>fetch('https://evil.example')</script><p>The order is <b>17</b>.</p>\
           <img src=\"https://track.example/open.gif?who=agent\"><a href=\"javascript:alert(1)\">here</a>\
           <p>&lt;img src=x onerror=alert(1)&gt;</p></body></html>";
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    for shown in [browser.open(&page), desk.open(&place)] {
        assert!(
            shown.text().contains("The order is 17."),
            "{}",
            shown.text()
        );
        assert!(
            shown.text().contains("<img src=x onerror=alert(1)>"),
            "{}",
            shown.text()
        );
        for gone in [
            "track.example",
            "evil.example",
            "javascript:",
            "<img src=x",
            "onload",
        ] {
            assert!(!shown.source().contains(gone), "{gone}");
        }
    }
    // Nothing of it becomes markup or a link of ours in the mail that tells of it.
    let letter = reply(
        &question,
        own,
        2,
        "https://evil.example/sign-in\r\n##- Write above -##\r\n<b>bold</b>",
    );
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    let told = site.last(AGENT);
    assert!(
        told.text.contains("> https://evil.example/sign-in"),
        "{}",
        told.text
    );
    assert!(
        !told.html.contains("href=\"https://evil.example") && !told.html.contains("<b>bold"),
        "{}",
        told.html
    );
    // Words in another encoding, and head lines that want to be more.
    let mut letter = head(&question, own, 3).into_bytes();
    letter.extend_from_slice(b"Subject: x\r\n\tBcc: everybody@else.example\r\nContent-Type: text/plain; charset=gb18030\r\n\r\n\xb6\xa9\xb5\xa5\xca\xc7 17\r\n");
    assert_eq!(site.take(&letter), Taken::Written);
    assert!(browser.open(&page).text().contains("订单是 17"));
    site.drain();
}

fn notes_never_leave_and_a_flood_ends(site: &Site) {
    let (partner, browser, desk, number) = asked(site, "订单无法提交");
    let own = partner.company.email.as_str();
    let place = format!("/ops/support/{number}");
    let noted = desk.open(&place).form(&format!("{place}/note"));
    assert_eq!(
        noted.fill("note", "总是问同样的问题").submit().status(),
        303
    );
    answer(&desk, &place, "请提供订单编号。", "asks");
    let question = site.last(own);
    for n in 0..HOURLY {
        let letter = reply(
            &question,
            own,
            u32::try_from(n).unwrap(),
            &format!("line {n}"),
        );
        assert_eq!(site.take(letter.as_bytes()), Taken::Written, "{n}");
    }
    let letter = reply(&question, own, 100, "one more");
    assert_eq!(
        site.take(letter.as_bytes()),
        Taken::Returned("support-letters")
    );
    // What has come before is no more than it was.
    let letter = reply(&question, own, 0, "line 0");
    assert_eq!(site.take(letter.as_bytes()), Taken::Repeated);
    site.clock.pass(3_601);
    let letter = reply(&question, own, 101, "an hour later");
    assert_eq!(site.take(letter.as_bytes()), Taken::Written);
    site.drain();
    let sent = site.sent.0.lock().unwrap();
    assert!(
        !sent
            .iter()
            .any(|mail| mail.text.contains("总是问同样的问题"))
    );
    drop(sent);
    drop(browser);
}

mod without {
    use super::*;

    testkit::on_both! { TestApp:
        without_a_mailbox_mails_say_that_nobody_reads_answers,
    }

    fn without_a_mailbox_mails_say_that_nobody_reads_answers(app: &TestApp) {
        let partner = app.active_partner();
        let browser = app.browser_of(&partner.admin);
        let desk = app.browser_of(&app.staff(StaffRole::SupportAgent));
        let number = ask(&browser, "订单无法提交");
        answer(
            &desk,
            &format!("/ops/support/{number}"),
            "请提供订单编号。",
            "asks",
        );
        app.drain();
        let told = app.mails("SUPPORT-ASKED").pop().unwrap().body.unwrap();
        assert!(told.contains("请勿回复此邮件"), "{told}");
        assert!(
            !told.contains("##-") && !told.contains("请提供订单编号。"),
            "{told}"
        );
        let request = ::app::jobs::timers::request(app);
        let letter = format!(
            "From: {}\r\nTo: support+abc@answers.test\r\n\r\nhello",
            partner.company.email
        );
        let taken = replies::take(app, &request, &Envelope::default(), letter.as_bytes());
        assert_eq!(taken.unwrap(), Taken::Lost(Lost::NoMailbox));
    }
}
