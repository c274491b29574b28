//! Mails that a server took and gave back later: marked in the console, and shown where they mattered.

use crate::{at_phone, audited, count, english};
use app::notifications::bounces::{Taken, take};
use app::notifications::dsn::Unusable;
use domain::caller::StaffRole;
use testkit::TestApp;

testkit::on_both! { TestApp:
    a_contact_whose_mail_came_back_is_shown_to_company_and_reviewer,
    whoever_registers_is_told_that_the_link_came_back,
    what_does_not_fit_changes_nothing,
}

/// A notification as a mail server writes it.
fn notification(mail: &str, recipient: &str, action: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\nTo: tongdao@partner.example\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\
         Content-Type: text/plain\n\nSorry.\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {recipient}\nAction: {action}\n\
         Status: 5.1.1\nDiagnostic-Code: smtp; 550 no such user <b>here</b>, see https://mx.example/why\n\n\
         --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{mail}@partner.example>\n\n--b--\n"
    )
}

fn taken(app: &TestApp, text: &str) -> Taken {
    let request = ::app::jobs::timers::request(app);
    take(app, &request, text.as_bytes()).unwrap()
}

fn mail(app: &TestApp, code: &str, to: &str) -> String {
    let mails = app.mails(code);
    let found = mails.iter().rfind(|mail| mail.recipient == to).unwrap();
    found.id.to_string()
}

fn a_contact_whose_mail_came_back_is_shown_to_company_and_reviewer(app: &TestApp) {
    let partner = app.submitted();
    app.drain();
    let to = partner.company.approval_email.as_str();
    let id = mail(app, "E05", to);
    let company = english(app.browser_of(&partner.admin));
    assert!(
        !company
            .open("/dashboard/overview")
            .text()
            .contains("came back")
    );
    // Another case, another spelling: it is the same mailbox.
    let text = notification(&id, &to.to_uppercase(), "failed");
    assert_eq!(taken(app, &text), Taken::Marked(1));
    assert_eq!(taken(app, &text), Taken::Marked(0), "twice is once");
    assert_eq!(audited(app, "message.bounce", "succeeded"), 1);
    assert_eq!(audited(app, "application.bounce", "succeeded"), 1);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM confirmation WHERE bounced_at IS NOT NULL"
        ),
        1
    );
    let page = company.open("/dashboard/overview").text();
    assert!(page.contains("Mail came back"), "{page}");
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let case = format!("/ops/applications/{}", partner.application);
    let page = reviewer.open(&case).text();
    assert!(page.contains("Mail came back"), "{page}");
    let platform = english(app.browser_of(&app.staff(StaffRole::PlatformAdmin)));
    let outbox = format!("/ops/outbox?to={to}");
    let page = platform.open(&outbox);
    assert!(
        page.text()
            .contains("5.1.1 550 no such user <b>here</b>, see"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("mx.example/why"), "no links");
    assert!(!page.source().contains("<b>here</b>"));
    // The list of those alone that came back.
    let page = platform.open("/ops/outbox?returned=yes");
    assert_eq!(page.source().matches("data-recipient=").count(), 1);
    assert!(page.source().contains(&format!("data-recipient=\"{to}\"")));
    let page = platform.open("/ops/outbox?returned=yes&to=nobody.example");
    assert_eq!(page.source().matches("data-recipient=").count(), 0);
    for language in ["zh-Hant", "zh-Hans", "en"] {
        platform.set_cookie("tongdao_language", language);
        assert!(!platform.open(&outbox).source().contains('⟦'), "{language}");
    }
}

fn whoever_registers_is_told_that_the_link_came_back(app: &TestApp) {
    let (browser, company) = at_phone(app);
    app.drain();
    let browser = english(browser);
    let later = "/register/cn/later";
    assert!(browser.open(later).text().contains("We sent a mail to"));
    let text = notification(&mail(app, "E01", &company.email), &company.email, "failed");
    assert_eq!(taken(app, &text), Taken::Marked(1));
    let page = browser.open(later).text();
    assert!(
        page.contains("came back") && page.contains("check the contact e-mail"),
        "{page}"
    );
    // The next one is on its way, and nothing is known of it.
    app.clock.pass(3601);
    drop(browser.open(later).form(later).submit());
    app.drain();
    assert!(!browser.open(later).text().contains("came back"));
}

fn what_does_not_fit_changes_nothing(app: &TestApp) {
    let partner = app.submitted();
    app.drain();
    let to = partner.company.approval_email.as_str();
    let id = mail(app, "E05", to);
    let strange = "00000000-0000-4000-8000-000000000001";
    for (text, wanted) in [
        (
            notification(&id, "somebody@else.example", "failed"),
            Taken::Marked(0),
        ),
        (notification(strange, to, "failed"), Taken::Marked(0)),
        (notification(&id, to, "delayed"), Taken::Marked(0)),
        (notification(&id, to, "delivered"), Taken::Marked(0)),
        (
            notification("not-ours", to, "failed"),
            Taken::Unusable(Unusable::NoMessageId),
        ),
        (
            "Subject: out of office\n\nI am away.\n".to_owned(),
            Taken::Unusable(Unusable::NoStatus),
        ),
    ] {
        assert_eq!(taken(app, &text), wanted, "{text}");
    }
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM message WHERE bounced_at IS NOT NULL"
        ),
        0
    );
    // Nobody but the program itself and who may read messages takes them in.
    let (_, request) = app.sign_in(&partner.admin);
    let text = notification(&id, to, "failed");
    assert!(take(app, &request, text.as_bytes()).is_err());
}
