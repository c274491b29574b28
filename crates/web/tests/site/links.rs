//! Mailed links in the wrong hands: opened by scanners, twice, late, by others, after they were
//! replaced; and a clock that jumps.

use crate::{application_of, count};
use domain::caller::StaffRole;
use testkit::{Browser, Partner, TestApp};

testkit::on_both! { TestApp:
    a_scanner_opens_everything_and_changes_nothing,
    a_link_that_was_replaced_still_speaks_for_its_mailbox,
    a_link_says_what_it_is_when_its_time_is_over,
    somebody_else_who_is_signed_in_answers_as_the_mailbox,
    a_clock_that_jumps_ahead_and_back_does_nothing_twice,
    a_clock_put_back_lets_people_work,
}

const DAY: i64 = 86_400;

/// What an answer would change.
fn everything(app: &TestApp) -> [i64; 4] {
    [
        "SELECT COUNT(*) AS n FROM confirmation WHERE answered_at IS NOT NULL",
        "SELECT COUNT(*) AS n FROM audit_entry",
        "SELECT COUNT(*) AS n FROM outbox",
        "SELECT COALESCE(CAST(SUM(version) AS BIGINT), 0) AS n FROM application",
    ]
    .map(|sql| count(app, sql))
}

fn link(app: &TestApp, partner: &Partner) -> String {
    app.link_in("E05", &partner.company.approval_email)
}

/// Mail scanners open links, ask for the head alone, follow what the page links to, and send forms
/// without having been given them.
fn a_scanner_opens_everything_and_changes_nothing(app: &TestApp) {
    let partner = app.submitted();
    let links = [
        link(app, &partner),
        app.link_in("E06", &partner.company.email),
    ];
    let before = everything(app);
    let scanner = app.browser();
    for link in &links {
        for method in ["GET", "HEAD", "GET"] {
            assert_eq!(scanner.send(method, link, None, Vec::new()).status(), 200);
        }
        for changed in [
            link.to_uppercase(),
            format!("{link}?utm_source=mail"),
            format!("{link}/"),
        ] {
            let status = scanner.get(&changed).status();
            assert!(matches!(status, 200 | 404), "{changed}: {status}");
        }
        // Without the token of a form they were shown.
        let content = Some("application/x-www-form-urlencoded");
        for body in ["answer=yes", "answer=yes&csrf=", ""] {
            let sent = app.browser().send("POST", link, content, body.into());
            assert_eq!(sent.status(), 400, "{body}");
        }
        for method in ["PUT", "DELETE", "PATCH"] {
            assert_eq!(scanner.send(method, link, None, Vec::new()).status(), 405);
        }
    }
    assert_eq!(everything(app), before);
    // The reader comes after the scanner and finds everything as it was.
    let page = app.browser().open(&links[0]);
    let form = page.form(&links[0]).put("answer", "yes");
    assert_eq!(form.submit().leads_to(&links[0]).follow().status(), 200);
}

/// Sent again, the older link is as good as the newer, for one answer between them.
fn a_link_that_was_replaced_still_speaks_for_its_mailbox(app: &TestApp) {
    let partner = app.submitted();
    let old = link(app, &partner);
    app.clock.pass(3600);
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    let resend = page.form("/enrol/contacts/approval/resend");
    assert_eq!(resend.submit().status(), 303);
    app.drain();
    let new = link(app, &partner);
    assert_ne!(old, new);
    let answer = |link: &str, answer: &str| {
        let reader = app.browser();
        let page = reader.open(link);
        if page.has_form(link) {
            assert_eq!(page.form(link).put("answer", answer).submit().status(), 303);
            true
        } else {
            false
        }
    };
    assert!(answer(&old, "yes"));
    assert!(!answer(&new, "no"), "one answer for both");
    let answers = "SELECT COUNT(DISTINCT answer) AS n FROM confirmation
        WHERE purpose = 'approval' AND answer IS NOT NULL";
    assert_eq!(count(app, answers), 1);
}

/// Expired, closed, or of an application that has ended: the page says so, and the form is gone.
fn a_link_says_what_it_is_when_its_time_is_over(app: &TestApp) {
    let [late, withdrawn] = [app.submitted(), app.submitted()];
    let opened = |partner: &Partner| {
        let link = link(app, partner);
        let form = app.browser().open(&link).form(&link).put("answer", "yes");
        (link, form)
    };
    let (link, form) = opened(&withdrawn);
    let browser = app.browser_of(&withdrawn.admin);
    let page = browser.open("/enrol/status");
    assert_eq!(page.form("/enrol/withdraw").submit().status(), 303);
    let before = count(
        app,
        "SELECT COUNT(*) AS n FROM confirmation WHERE answer = 'yes'",
    );
    let over = |link: &str, form: &testkit::Form| {
        let page = app.browser().get(link);
        assert!(
            matches!(page.status(), 200 | 404 | 410),
            "{}",
            page.status()
        );
        assert!(!page.has_form(link), "{}", page.text());
        let sent = form.submit().follow();
        assert!(
            !sent.has_form(link) && sent.status() < 500,
            "{}",
            sent.text()
        );
    };
    over(&link, &form);
    let (link, form) = opened(&late);
    app.clock.pass(14 * DAY);
    over(&link, &form);
    let after = count(
        app,
        "SELECT COUNT(*) AS n FROM confirmation WHERE answer = 'yes'",
    );
    assert_eq!(before, after);
    app.drain();
}

/// A link is a key to a mailbox, whoever holds it; a session beside it neither helps nor is misused.
fn somebody_else_who_is_signed_in_answers_as_the_mailbox(app: &TestApp) {
    let partner = app.submitted();
    let other = app.registered_company();
    let who: [Browser; 2] = [
        app.browser_of(&other.admin),
        app.browser_of(&app.staff(StaffRole::Reviewer)),
    ];
    let links = [
        link(app, &partner),
        app.link_in("E06", &partner.company.email),
    ];
    for (browser, link) in who.iter().zip(&links) {
        let form = browser.open(link).form(link).put("answer", "yes");
        assert_eq!(form.submit().leads_to(link).status(), 303);
    }
    // Decided by the mailbox, not by the person who happened to be signed in.
    let by = app.read(|tx| {
        Ok(tx.query::<String>(
            "SELECT decided_by AS t FROM application_check
             WHERE kind IN ('mailbox', 'approval-contact') ORDER BY kind",
            &[],
        )?)
    });
    let wanted = [
        partner.company.approval_email.clone(),
        partner.company.email.clone(),
    ];
    assert_eq!(by.wait().unwrap(), wanted);
}

/// A hundred days ahead by mistake and back again, several times: each mail that fell due left once.
fn a_clock_that_jumps_ahead_and_back_does_nothing_twice(app: &TestApp) {
    let draft = app.complete();
    let approved = app.approved();
    app.drain();
    for days in [31, -31, 100, -100, 100, -99, 120] {
        app.clock.pass(days * DAY);
        app.tick();
        app.tick();
    }
    for (partner, code) in [(&draft, "E18"), (&approved, "E18")] {
        let told = app.messages(&partner.company.email);
        let told = told.iter().filter(|mail| mail.code == code).count();
        assert_eq!(told, 1, "{code} to {}", partner.company.email);
        assert_eq!(application_of(app, partner).state, "lapsed");
    }
    let mut mails: Vec<_> = app
        .messages("")
        .into_iter()
        .map(|mail| (mail.code, mail.recipient, mail.body))
        .collect();
    let all = mails.len();
    mails.sort();
    mails.dedup();
    assert_eq!(mails.len(), all, "a mail left twice");
}

/// Three days ahead, then put right: nobody is locked out, no job waits for three days, what was
/// begun meanwhile is ended or goes on.
fn a_clock_put_back_lets_people_work(app: &TestApp) {
    let partner = app.complete();
    let login = app.staff(StaffRole::Auditor);
    app.clock.pass(3 * DAY);
    // Wrong passwords and a job, all under the wrong clock.
    for _ in 0..3 {
        let form = app.browser().open("/signin").form("/signin");
        let form = form.fill("sign_in_name", &login.sign_in_name);
        assert_eq!(form.fill("password", "wrong").submit().status(), 422);
    }
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/enrol").form("/enrol/submit");
    assert_eq!(form.submit().status(), 303);
    app.clock.pass(-3 * DAY);
    app.drain();
    assert_eq!(application_of(app, &partner).state, "in-review");
    assert_eq!(app.mails("E05").len(), 1);
    // A session that was begun three days ahead would last three days too long.
    assert!(browser.get("/enrol").location().starts_with("/signin"));
    let form = app.browser().open("/signin").form("/signin");
    let form = form.fill("sign_in_name", &login.sign_in_name);
    assert_eq!(
        form.fill("password", &login.password).submit().status(),
        303
    );
}
