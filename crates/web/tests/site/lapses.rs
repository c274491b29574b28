//! What an application does by waiting: reminders, warnings, lapses, checks that do not end, credit
//! that grows old, contacts that do not answer, and mails that come back.

use crate::{application_of, at_once, audited, count};
use domain::caller::{AdminSetting, StaffRole};
use domain::effects::{DeliveryError, Instant, Mail, Mailer};
use domain::language::Language;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;
use testkit::{Browser, Engine, Fixture, Partner, TestApp};

const DAY: i64 = 86_400;

testkit::on_both! { TestApp:
    a_draft_is_remembered_warned_and_lapses,
    a_pause_ends_in_one_mail,
    a_question_is_remembered_until_it_lapses,
    an_approval_is_remembered_until_it_lapses,
    old_credit_reopens_an_approval,
    the_newest_credit_counts,
    checks_that_do_not_end_end_after_an_hour,
    contacts_are_reminded_and_asked_again,
    every_mail_comes_once_in_each_language,
}

/// The codes of what left since the last look, sorted.
fn news(app: &TestApp, seen: &mut usize) -> Vec<String> {
    let all = app.messages("");
    // What staff are told (E20) is not news to the company.
    let mails = all.into_iter().filter(|m| m.channel == "mail");
    let mails: Vec<_> = mails.filter(|m| !m.code.starts_with("E20")).collect();
    let fresh = mails.len() - *seen;
    *seen = mails.len();
    let mut codes: Vec<_> = mails
        .into_iter()
        .rev()
        .take(fresh)
        .map(|mail| mail.code)
        .collect();
    codes.sort();
    codes
}

/// Sweeps at a moment and a second before, and again, and looks that exactly these mails left.
fn at(app: &TestApp, seen: &mut usize, moment: Instant, wanted: &[&str]) {
    app.clock.set(moment.plus_seconds(-1));
    app.tick();
    assert_eq!(news(app, seen), Vec::<String>::new(), "a second too early");
    app.clock.set(moment);
    app.tick();
    assert_eq!(news(app, seen), wanted);
    app.clock.pass(1);
    app.tick();
    app.tick();
    assert_eq!(news(app, seen), Vec::<String>::new(), "twice");
}

fn entered(app: &TestApp, partner: &Partner) -> Instant {
    application_of(app, partner).entered_at.unwrap()
}

fn a_draft_is_remembered_warned_and_lapses(app: &TestApp) {
    let partner = app.complete();
    app.drain();
    let mut seen = 0;
    drop(news(app, &mut seen));
    let begun = entered(app, &partner);
    for (day, mail) in [
        (7, "DRAFT-REMINDER"),
        (30, "DRAFT-REMINDER"),
        (75, "DRAFT-REMINDER"),
        (87, "E17"),
        (90, "E18"),
    ] {
        at(app, &mut seen, begun.plus_days(day), &[mail]);
    }
    assert_eq!(application_of(app, &partner).state, "lapsed");
    assert_eq!(audited(app, "application.lapse", "succeeded"), 1);
    // Reopened on the last day, with everything typed but the consents; the checks begin anew.
    let lapsed = entered(app, &partner);
    app.clock.set(lapsed.plus_days(180).plus_seconds(-60));
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    assert_eq!(browser.get("/enrol").location(), "/enrol/status");
    let form = page.form("/enrol/reopen");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.location(), two.location()], ["/enrol"; 2]);
    let row = application_of(app, &partner);
    assert_eq!(
        (row.state.as_str(), &row.reference),
        ("draft", &partner.reference)
    );
    let legal = browser.open("/enrol/legal").form("/enrol/legal");
    assert_eq!(legal.value("credit_code"), partner.company.credit_code);
    let ticks = browser
        .open("/enrol/declarations")
        .form("/enrol/declarations");
    assert_eq!(ticks.value("declare_true"), "");
    assert_eq!(
        browser
            .open("/enrol/documents")
            .source()
            .matches("/remove")
            .count(),
        1
    );
    // Its reminders begin anew as well.
    at(
        app,
        &mut seen,
        entered(app, &partner).plus_days(7),
        &["DRAFT-REMINDER"],
    );
    // Too late for another.
    let late = app.registered_company();
    app.drain();
    app.clock.set(entered(app, &late).plus_days(90));
    app.tick();
    app.clock.set(entered(app, &late).plus_days(180));
    let browser = app.browser_of(&late.admin);
    let page = browser.open("/enrol/status");
    assert!(!page.has_form("/enrol/reopen") && page.has_form("/enrol/begin"));
    assert_eq!(browser.post("/enrol/reopen", &[]).status(), 409);
    drop(
        page.form("/enrol/begin")
            .submit()
            .leads_to("/enrol/programme"),
    );
    assert_eq!(browser.post("/enrol/reopen", &[]).status(), 409);
    app.drain();
}

fn a_pause_ends_in_one_mail(app: &TestApp) {
    let partner = app.registered_company();
    app.drain();
    let mut seen = 0;
    drop(news(app, &mut seen));
    let begun = entered(app, &partner);
    // Nothing ran for eighty days: one reminder, the newest, and none of those before.
    app.clock.set(begun.plus_days(80));
    app.tick();
    assert_eq!(news(app, &mut seen), ["DRAFT-REMINDER"]);
    // The clock jumps ahead, where the warning is due, and back again: no mail comes twice.
    app.clock.set(begun.plus_days(88));
    app.tick();
    assert_eq!(news(app, &mut seen), ["E17"]);
    app.clock.set(begun.plus_days(76));
    app.tick();
    app.clock.set(begun.plus_days(88));
    app.tick();
    assert_eq!(news(app, &mut seen), Vec::<String>::new());
    // A year later: lapsed, told once, without what would have come before.
    let other = app.registered_company();
    app.drain();
    drop(news(app, &mut seen));
    app.clock.set(begun.plus_days(500));
    app.tick();
    assert_eq!(news(app, &mut seen), ["E18", "E18"]);
    for partner in [&partner, &other] {
        assert_eq!(application_of(app, partner).state, "lapsed");
    }
    // Rows of an older program: the first sweep finds out what is due.
    let old = app.registered_company();
    app.drain();
    drop(news(app, &mut seen));
    app.database.tamper(
        "UPDATE application SET entered_at = NULL, lapse_at = NULL, next_at = NULL
         WHERE state = 'draft'",
    );
    app.database.tamper("DELETE FROM application_step");
    app.tick();
    assert_eq!(news(app, &mut seen), Vec::<String>::new());
    let row = application_of(app, &old);
    assert_eq!(row.entered_at, Some(row.created_at));
    at(
        app,
        &mut seen,
        row.created_at.plus_days(7),
        &["DRAFT-REMINDER"],
    );
}

/// Asks a company for something.
fn ask(app: &TestApp, partner: &Partner) {
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = format!("/ops/applications/{}", partner.application);
    let form = desk.open(&case).form(&format!("{case}/ask"));
    let form = form
        .fill("reason-1", "OTHER")
        .fill("target-1", "general")
        .fill("text-1", "请说明主要客户群体。");
    drop(form.submit().leads_to(&format!("{case}?done=asked")));
    app.drain();
}

fn a_question_is_remembered_until_it_lapses(app: &TestApp) {
    // The primary contact is neither of the two global admins.
    let partner = app.register(app.company().with_contact());
    app.fill_in(&partner);
    let _ = app.colleague(&partner, AdminSetting::GlobalAdmin);
    app.submit(&partner);
    app.confirm(&partner);
    ask(app, &partner);
    let mut seen = 0;
    drop(news(app, &mut seen));
    let asked = entered(app, &partner);
    at(app, &mut seen, asked.plus_days(7), &["E07-REMINDER"; 3]);
    let told: BTreeSet<_> = app
        .mails("E07-REMINDER")
        .into_iter()
        .map(|mail| mail.recipient)
        .collect();
    let company = &partner.company;
    let second = format!("global-admin@{}.example", company.prefix);
    let wanted = [company.contact.clone(), company.email.clone(), second];
    assert_eq!(told, BTreeSet::from(wanted));
    let body = app.mails("E07-REMINDER")[0].body.clone().unwrap();
    assert!(body.contains("请说明主要客户群体"), "{body}");
    at(app, &mut seen, asked.plus_days(21), &["E07-REMINDER"; 3]);
    at(app, &mut seen, asked.plus_days(27), &["E17"; 2]);
    at(app, &mut seen, asked.plus_days(28), &["E07-REMINDER"; 3]);
    at(app, &mut seen, asked.plus_days(30), &["E18"; 2]);
    let browser = app.browser_of(&partner.admin);
    assert_eq!(browser.post("/enrol/answers", &[]).status(), 409);
    let open = "SELECT COUNT(*) AS n FROM information_request WHERE closed_at IS NULL";
    assert_eq!(count(app, open), 0);
    // Another company with the same code may apply meanwhile; reopening does not take it away.
    assert_eq!(application_of(app, &partner).state, "lapsed");
    drop(browser.open("/enrol/status").form("/enrol/reopen").submit());
    assert_eq!(application_of(app, &partner).credit_code, None);
    // The operator does not see a draft; its old links are dead.
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = format!("/ops/applications/{}", partner.application);
    assert_eq!(desk.get(&case).status(), 404);
    // Submitted again: links and mails anew, every check anew.
    app.fill_in(&partner);
    drop(
        browser
            .open("/enrol")
            .form("/enrol/submit")
            .submit()
            .leads_to("/enrol/status"),
    );
    app.drain();
    assert_eq!(news(app, &mut seen), ["E04", "E04", "E05", "E06"]);
    let id = partner.application.0;
    let checks = app.read(move |tx| Ok(store::application::checks(tx, id)?));
    for check in checks.wait().unwrap() {
        let by_machine =
            ["network-id", "duplicate", "support-website"].contains(&check.kind.as_str());
        assert_eq!(check.result == "passed", by_machine, "{}", check.kind);
    }
    app.confirm(&partner);
}

fn an_approval_is_remembered_until_it_lapses(app: &TestApp) {
    let partner = app.approved();
    let mut seen = 0;
    drop(news(app, &mut seen));
    let approved = entered(app, &partner);
    for day in [7, 30, 53] {
        at(app, &mut seen, approved.plus_days(day), &["E09-REMINDER"]);
    }
    at(app, &mut seen, approved.plus_days(57), &["E17"]);
    // Signed in the last minute: nothing lapses any more.
    let other = app.approved();
    drop(news(app, &mut seen));
    at(app, &mut seen, approved.plus_days(60), &["E18"]);
    assert_eq!(application_of(app, &partner).state, "lapsed");
    let browser = app.browser_of(&partner.admin);
    assert_eq!(browser.get("/agreements/sign").status(), 409);
    assert_eq!(application_of(app, &other).state, "approved");
    let (_, request) = app.sign_in(&other.admin);
    let text = app
        .programme
        .text("reseller-agreement", Language::ZhHans)
        .unwrap();
    let yes = |name: &str| (name.to_owned(), "yes".to_owned());
    let acceptance = ::app::enrolment::signing::Acceptance {
        language: Language::ZhHans,
        text_sha256: text.sha256.clone(),
        ticked: ["consent_bind", "consent_electronic"].map(yes).into(),
    };
    ::app::enrolment::signing::sign(app, &request, acceptance, "").unwrap();
    app.drain();
    app.clock.pass(100 * DAY);
    app.tick();
    assert_eq!(application_of(app, &other).state, "active");
}

fn old_credit_reopens_an_approval(app: &TestApp) {
    let partner = app.submitted();
    app.confirm(&partner);
    let case = format!("/ops/applications/{}", partner.application);
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let form = analyst
        .open(&format!("{case}/credit"))
        .form(&format!("{case}/credit"));
    let form = form.fill("result", "pass").fill("reason", "两年报表良好");
    assert_eq!(form.submit().status(), 303);
    let granted = app.now();
    // The review takes its time; the approval comes when the credit result is nearly too old.
    app.clock.pass(170 * DAY);
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    for kind in ["employment", "business-registration", "restricted-party"] {
        let form = desk.open(&case).form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "与登记信息一致");
        assert_eq!(form.submit().status(), 303);
    }
    let form = desk.open(&case).form(&format!("{case}/approve"));
    drop(form.submit().leads_to(&format!("{case}?done=approved")));
    app.drain();
    let mut seen = 0;
    drop(news(app, &mut seen));
    at(
        app,
        &mut seen,
        granted
            .plus_days(177)
            .max(entered(app, &partner).plus_days(7)),
        &["E09-REMINDER"],
    );
    at(app, &mut seen, granted.plus_days(180), &["E16"]);
    let row = application_of(app, &partner);
    assert_eq!((row.state.as_str(), row.sla_days), ("in-review", 0));
    assert!(
        app.mails("E16")[0]
            .body
            .as_ref()
            .unwrap()
            .contains("信用审查结果已过期")
    );
    let browser = app.browser_of(&partner.admin);
    assert!(
        browser
            .open("/enrol/status")
            .text()
            .contains("信用审查结果已过期")
    );
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let refused = desk.post(&format!("{case}/approve"), &[]);
    assert_eq!(refused.status(), 409, "credit has to be decided again");
}

/// The earlier decision would be good for half a year, the newer one is for a month.
fn the_newest_credit_counts(app: &TestApp) {
    let partner = app.submitted();
    let reviewer = app.decided(&partner);
    app.clock.pass(60);
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let path = format!("/ops/applications/{}/credit", partner.application);
    let form = analyst.open(&path).form(&path).fill("result", "pass");
    let form = form.fill("limit", "90000").fill("reason", "只给一个月");
    assert_eq!(form.submit().status(), 303);
    app.database.tamper(
        "UPDATE credit_decision SET valid_until = decided_at + (valid_until - decided_at) / 6
         WHERE decided_at = (SELECT MAX(decided_at) FROM credit_decision)",
    );
    ::app::review::decide::approve(app, &reviewer, partner.application, "", "").unwrap();
    app.drain();
    for (days, state) in [(29, "approved"), (1, "in-review")] {
        app.clock.pass(days * DAY);
        app.tick();
        assert_eq!(application_of(app, &partner).state, state);
    }
}

fn checks_that_do_not_end_end_after_an_hour(app: &TestApp) {
    let partner = app.complete();
    let (_, request) = app.sign_in(&partner.admin);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    // The job is lost: whatever the reason, the case does not stay with the machine.
    app.database
        .tamper("DELETE FROM outbox WHERE kind = 'checks'");
    let submitted = app.now();
    app.clock.set(submitted.plus_seconds(3599));
    app.tick();
    assert_eq!(application_of(app, &partner).state, "submitted");
    app.clock.set(submitted.plus_seconds(3600));
    app.tick();
    assert_eq!(application_of(app, &partner).state, "in-review");
    // Now they cannot run at all.
    let partner = app.complete();
    let (_, request) = app.sign_in(&partner.admin);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    app.database
        .tamper("DELETE FROM outbox WHERE kind = 'checks'");
    app.database
        .tamper("ALTER TABLE network_member RENAME TO network_member_away");
    app.clock.pass(3600);
    app.tick();
    app.database
        .tamper("ALTER TABLE network_member_away RENAME TO network_member");
    assert_eq!(application_of(app, &partner).state, "in-review");
    assert_eq!(audited(app, "application.end-checks", "succeeded"), 1);
    let id = partner.application.0;
    let checks = app.read(move |tx| Ok(store::application::checks(tx, id)?));
    let open = checks
        .wait()
        .unwrap()
        .into_iter()
        // The website is looked up by a job of its own.
        .filter(|c| c.result != "pending" && c.kind != "support-website")
        .count();
    assert_eq!(open, 0, "what was not found out is open");
}

fn contacts_are_reminded_and_asked_again(app: &TestApp) {
    let partner = app.submitted();
    let mut seen = 0;
    drop(news(app, &mut seen));
    let submitted = application_of(app, &partner).submitted_at.unwrap();
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    let (mailbox, approval) = (
        "/enrol/contacts/mailbox/resend",
        "/enrol/contacts/approval/resend",
    );
    assert!(!page.has_form(mailbox), "just sent");
    assert_eq!(browser.post(mailbox, &[]).status(), 429);
    app.clock.set(submitted.plus_seconds(3599));
    assert_eq!(browser.post(mailbox, &[]).status(), 429);
    app.clock.set(submitted.plus_seconds(3600));
    let form = browser.open("/enrol/status").form(mailbox);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    let mut statuses = [one.status(), two.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 429]);
    app.drain();
    assert_eq!(news(app, &mut seen), ["E06"]);
    // The reviewer has the same hour.
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = format!("/ops/applications/{}", partner.application);
    let again = format!("{case}/contacts/mailbox/resend");
    assert!(!desk.open(&case).has_form(&again));
    assert_eq!(desk.post(&again, &[]).status(), 429);
    assert_eq!(
        desk.post(&format!("{case}/contacts/nobody/resend"), &[])
            .status(),
        404
    );
    app.clock.pass(3600);
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let form = desk.open(&case).form(&again);
    drop(
        form.submit()
            .leads_to(&format!("{case}?done=resent#contacts")),
    );
    app.drain();
    assert_eq!(news(app, &mut seen), ["E06"]);
    // Either link confirms, and then the other has been answered too.
    let links: Vec<_> = app
        .mails("E06")
        .into_iter()
        .filter_map(|m| m.body)
        .collect();
    let path = |body: &String| {
        let mut words = body.split_whitespace();
        let link = words.find(|word| word.contains("/confirm/")).unwrap();
        link.strip_prefix(testkit::PUBLIC_URL).unwrap().to_owned()
    };
    let reader = app.browser();
    let (first, last) = (path(&links[0]), path(&links[1]));
    drop(
        reader
            .open(&first)
            .form(&first)
            .put("answer", "yes")
            .submit(),
    );
    assert!(!reader.open(&last).has_form(&last));
    let browser = app.browser_of(&partner.admin);
    assert_eq!(
        browser.post(mailbox, &[]).status(),
        409,
        "nothing to confirm"
    );
    // The approval contact is reminded once, by a link that ends when the first does.
    at(app, &mut seen, submitted.plus_days(7), &["E05-REMINDER"]);
    let link = app.link_in("E05-REMINDER", &partner.company.approval_email);
    assert_eq!(reader.get(&link).status(), 200);
    app.clock.set(submitted.plus_days(14));
    assert_eq!(reader.get(&link).status(), 410);
    app.tick();
    assert_eq!(news(app, &mut seen), Vec::<String>::new());
    // Expired: the company has it sent again, with fourteen days and a reminder of its own.
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    assert!(page.text().contains("链接已过期"), "{}", page.text());
    assert!(
        browser
            .open("/dashboard/overview")
            .text()
            .contains("链接已过期")
    );
    let sent = app.now();
    drop(
        page.form(approval)
            .submit()
            .leads_to("/enrol/status?done=resent#contacts"),
    );
    app.drain();
    assert_eq!(news(app, &mut seen), ["E05"]);
    at(app, &mut seen, sent.plus_days(7), &["E05-REMINDER"]);
    // "Not us": the company may name somebody else, who is asked.
    let link = app.link_in("E05-REMINDER", &partner.company.approval_email);
    drop(reader.open(&link).form(&link).put("answer", "no").submit());
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    let form = page.form("/enrol/contacts/approval");
    let same = form.submit().expect(422);
    assert!(same.error_at("approval_email").is_some());
    let wrong = form
        .clone()
        .fill("approval_email", "boss@qq.com")
        .submit()
        .expect(422);
    assert!(wrong.error_at("approval_email").is_some());
    let form = form.fill("approval_email", "boss@shihang0.example");
    drop(
        form.submit()
            .leads_to("/enrol/status?done=corrected#contacts"),
    );
    app.drain();
    assert_eq!(news(app, &mut seen), ["E05"]);
    let link = app.link_in("E05", "boss@shihang0.example");
    drop(reader.open(&link).form(&link).put("answer", "yes").submit());
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let page = desk.open(&case);
    assert!(page.text().contains("boss@shihang0.example"));
    assert!(!page.text().contains("链接有效期至"), "both have confirmed");
    assert_eq!(browser.post("/enrol/contacts/approval", &[]).status(), 422);
    let again = [
        ("approval_name", "沈若川"),
        ("approval_email", "x@shihang0.example"),
    ];
    assert_eq!(
        browser.post("/enrol/contacts/approval", &again).status(),
        409
    );
}

/// A site whose mail to approval contacts comes back.
struct Refusing(TestApp);

struct Refuses;

impl Mailer for Refuses {
    fn send(&self, mail: &Mail) -> Result<(), DeliveryError> {
        if mail.to.starts_with("approval@") {
            return Err(DeliveryError::Permanent("550 no such user".to_owned()));
        }
        Ok(())
    }

    fn describe(&self) -> String {
        "refuses approval contacts".to_owned()
    }
}

impl Fixture for Refusing {
    fn fresh(engine: Engine) -> Self {
        Self(TestApp::with(engine, |parts| {
            parts.mailer = Some(Arc::new(Refuses));
        }))
    }

    fn check(&self) {
        self.0.check();
    }
}

impl Deref for Refusing {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.0
    }
}

mod bounces {
    use super::Refusing;

    testkit::on_both! { Refusing: a_mail_that_comes_back_is_everybodys_business }

    fn a_mail_that_comes_back_is_everybodys_business(app: &Refusing) {
        super::a_mail_that_comes_back(app);
    }
}

fn a_mail_that_comes_back(app: &TestApp) {
    app.forgive();
    let partner = app.submitted();
    assert_eq!(audited(app, "application.bounce", "succeeded"), 1);
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = format!("/ops/applications/{}", partner.application);
    assert!(desk.open(&case).text().contains("邮件被退回"));
    let browser = app.browser_of(&partner.admin);
    for page in ["/enrol/status", "/dashboard/overview"] {
        let page = browser.open(page);
        assert!(page.text().contains("邮件被退回"), "{}", page.text());
    }
    // The reminder is of no use any more.
    app.clock.pass(8 * DAY);
    app.tick();
    assert_eq!(audited(app, "application.remind", "succeeded"), 0);
    let browser = app.browser_of(&partner.admin);
    let form = browser
        .open("/enrol/status")
        .form("/enrol/contacts/approval");
    let form = form.fill("approval_email", "zheng@shihang0.example");
    drop(
        form.submit()
            .leads_to("/enrol/status?done=corrected#contacts"),
    );
    app.drain();
    assert_eq!(app.messages("zheng@").len(), 1);
    let page = browser.open("/enrol/status");
    assert!(!page.text().contains("邮件被退回") && page.text().contains("等待确认"));
    let page = app.browser_of(&app.staff(StaffRole::Reviewer)).open(&case);
    assert!(page.text().contains("zheng@shihang0.example"));
}

/// Every transition but the signature, and each mail of the catalogue once, in the company's
/// language.
fn every_mail_comes_once_in_each_language(app: &TestApp) {
    for language in Language::ALL {
        let mut company = app.company();
        company
            .details
            .insert("language".to_owned(), language.tag().to_owned());
        let partner = app.register(company);
        walk(app, &partner);
        let company = &partner.company;
        let mails: Vec<_> = app
            .messages(&company.prefix)
            .into_iter()
            .filter(|m| m.channel == "mail" && !["E01", "E03"].contains(&m.code.as_str()))
            .collect();
        let mut codes: Vec<_> = mails.iter().map(|m| m.code.as_str()).collect();
        codes.sort_unstable();
        let wanted = [
            "E04", "E05", "E06", "E07", "E08", "E09", "E10", "E11", "E12", "E16", "E17", "E18",
        ];
        assert_eq!(codes, wanted, "{}", language.tag());
        let t = ::app::i18n::texts(language);
        for mail in &mails {
            let body = mail.body.clone().unwrap();
            assert_eq!(mail.language, language.tag(), "{}", mail.code);
            for text in [&mail.subject, &body] {
                assert!(!text.contains('⟦') && !text.contains("{$"), "{text}");
            }
            assert!(
                mail.subject.contains(&partner.reference),
                "{}",
                mail.subject
            );
            // Links lead to our own host and carry nothing but a token.
            for word in body.split_whitespace().filter(|w| w.starts_with("http")) {
                assert!(word.starts_with(testkit::PUBLIC_URL), "{word}");
            }
            let plain = ["E04", "E06", "E08", "E10", "E11", "E12", "E16", "E18"];
            if plain.contains(&mail.code.as_str()) {
                let id = format!("mail-{}-subject", mail.code.to_lowercase());
                let subject = t.format(&id, &[("reference", &partner.reference)]);
                assert_eq!(mail.subject, subject);
            }
        }
    }
}

fn walk(app: &TestApp, partner: &Partner) {
    let browser = |app: &TestApp| app.browser_of(&partner.admin);
    let begun = entered(app, partner);
    // T21 with its warning; then reopened.
    for day in [87, 90] {
        app.clock.set(begun.plus_days(day));
        app.tick();
    }
    drop(
        browser(app)
            .open("/enrol/status")
            .form("/enrol/reopen")
            .submit(),
    );
    app.fill_in(partner);
    // T9, T10.
    let admin = browser(app);
    drop(
        admin
            .open("/enrol")
            .form("/enrol/submit")
            .submit()
            .leads_to("/enrol/status"),
    );
    app.drain();
    app.confirm(partner);
    // T11, T12.
    ask(app, partner);
    let page = admin.open("/enrol/status");
    let action = page.attribute("#item-1 form", "action").unwrap();
    drop(
        page.form(&action)
            .fill("comment", "主要面向制造业。")
            .submit(),
    );
    drop(admin.open("/enrol/status").form("/enrol/answers").submit());
    // T14, T15.
    let case = format!("/ops/applications/{}", partner.application);
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    let form = desk.open(&case).form(&format!("{case}/reject"));
    let form = form
        .again("reasons", "OTHER")
        .fill("text", "业务范围不符合计划要求。");
    drop(form.submit().leads_to(&format!("{case}?done=rejected")));
    let form = admin.open("/enrol/status").form("/enrol/appeal");
    drop(form.fill("comment", "业务范围已变更登记。").submit());
    // T13 by somebody else.
    let other = app.member_of_staff("second-reviewer", &[StaffRole::Reviewer]);
    approve(app, &app.browser_of(&other), &case);
    // T20, T16.
    let form = browser(app).open("/enrol/change").form("/enrol/change");
    drop(form.fill("postal_code", "310013").submit());
    drop(
        browser(app)
            .open("/enrol/status")
            .form("/enrol/withdraw")
            .submit(),
    );
    app.drain();
    assert_eq!(application_of(app, partner).state, "withdrawn");
}

fn approve(app: &TestApp, desk: &Browser, case: &str) {
    for kind in ["employment", "business-registration", "restricted-party"] {
        let form = desk.open(case).form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "与登记信息一致");
        assert_eq!(form.submit().status(), 303);
    }
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let credit = format!("{case}/credit");
    let form = analyst.open(&credit).form(&credit);
    let form = form.fill("result", "pass").fill("reason", "两年报表良好");
    assert_eq!(form.submit().status(), 303);
    let form = desk.open(case).form(&format!("{case}/approve"));
    drop(form.submit().leads_to(&format!("{case}?done=approved")));
}
