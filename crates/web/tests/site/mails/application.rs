//! From the registration to the account that may sell.

use super::post::Post;
use crate::application_of;
use ::app::enrolment::{appeal, application, information, reopening, restart, thread, withdraw};
use ::app::review::{self, approval, ask, decide, hold, reject};
use domain::caller::{AdminSetting, StaffRole};
use domain::enrolment::form::Answers;
use testkit::{Partner, TestApp};

/// The mailboxes of the operator's staff.
const REVIEWER: &str = "reviewer@operator.example";
const SECOND: &str = "second-reviewer@operator.example";
const ANALYST: &str = "credit-analyst@operator.example";
const ADMIN: &str = "platform-admin@operator.example";

/// A company whose primary contact is neither of its two global admins.
struct Firm {
    partner: Partner,
    contact: String,
    /// Who applies comes first.
    admins: [String; 2],
}

impl Firm {
    fn complete(app: &TestApp) -> Self {
        let partner = app.register(app.company().with_contact());
        app.fill_in(&partner);
        let _ = app.colleague(&partner, AdminSetting::GlobalAdmin);
        let company = &partner.company;
        Self {
            contact: company.contact.clone(),
            admins: [
                company.email.clone(),
                format!("global-admin@{}.example", company.prefix),
            ],
            partner,
        }
    }

    fn submitted(app: &TestApp) -> Self {
        let firm = Self::complete(app);
        app.submit(&firm.partner);
        firm
    }

    /// A mail to both global admins.
    fn admins<'a>(&'a self, code: &'a str) -> Vec<(&'a str, &'a str)> {
        self.admins.iter().map(|to| (code, to.as_str())).collect()
    }

    /// A mail to the primary contact and both global admins.
    fn all<'a>(&'a self, code: &'a str) -> Vec<(&'a str, &'a str)> {
        let mut all = self.admins(code);
        all.push((code, &self.contact));
        all
    }
}

/// Two reviewers and an analyst.
fn desk(app: &TestApp) {
    let _ = app.staff(StaffRole::Reviewer);
    let _ = app.member_of_staff("second-reviewer", &[StaffRole::Reviewer]);
    let _ = app.staff(StaffRole::CreditAnalyst);
}

fn by(app: &TestApp, name: &str) -> ::app::Request {
    app.sign_in(&app.member_of_staff(name, &[StaffRole::Reviewer]))
        .1
}

fn seen(app: &TestApp, partner: &Partner) -> String {
    application_of(app, partner).version.to_string()
}

/// Lets so many days pass since the state was entered.
fn day(app: &TestApp, partner: &Partner, day: i64) {
    let entered = application_of(app, partner).entered_at.unwrap();
    app.clock.set(entered.plus_days(day));
    app.tick();
}

pub(super) fn draft(app: &TestApp, post: &mut Post<'_>) {
    let firm = Firm::complete(app);
    let partner = &firm.partner;
    post.skip();
    for (at, code) in [(7, "DRAFT-REMINDER"), (87, "E17"), (90, "E18")] {
        day(app, partner, at);
        post.brings("waiting", &firm.admins(code));
    }
    let (_, request) = app.sign_in(&partner.admin);
    restart::reopen(app, &request, "").unwrap();
    post.brings("reopening", &[]);
    assert!(withdraw::withdraw(app, &request, "").is_ok());
    post.brings("withdrawing", &firm.all("E12"));
    assert!(withdraw::withdraw(app, &request, "").is_err());
    post.brings("withdrawing again", &[]);
}

pub(super) fn review(app: &TestApp, post: &mut Post<'_>) {
    desk(app);
    let firm = Firm::complete(app);
    let partner = &firm.partner;
    let (contact, approver) = (
        firm.contact.as_str(),
        partner.company.approval_email.as_str(),
    );
    let id = partner.application;
    post.skip();
    let (_, request) = app.sign_in(&partner.admin);
    application::submit(app, &request, "once").unwrap();
    application::submit(app, &request, "once").unwrap();
    assert!(application::submit(app, &request, "again").is_err());
    let queue = [
        ("E20-CASE", REVIEWER),
        ("E20-CASE", SECOND),
        ("E20-CREDIT", ANALYST),
    ];
    let told = [
        ("E04", contact),
        ("E04", firm.admins[0].as_str()),
        ("E05", approver),
        ("E06", contact),
    ];
    post.brings("submitting", &[&told[..], &queue[..]].concat());
    app.clock.pass(7 * 86_400);
    app.tick();
    post.brings("silence", &[("E05-REMINDER", approver)]);
    let first = by(app, "reviewer");
    decide::claim(app, &first, id).wait().unwrap();
    post.brings("claiming", &[]);
    // Words between the desk and the company: one mail for what is not read yet.
    for text in ["请补充授权书。", "最好在本周内。"] {
        review::thread::reply(app, &first, id, text, "").unwrap();
    }
    post.brings("a message", &firm.admins("NEW-MESSAGE"));
    let (_, request) = app.sign_in(&partner.admin);
    for text in ["好的。", "周一上传。"] {
        thread::send(app, &request, text, "").unwrap();
    }
    post.brings("an answer", &[("NEW-REPLY", REVIEWER)]);
    let second = by(app, "second-reviewer");
    hold::take_over(app, &second, id, "同事休假，由我接手").unwrap();
    post.brings("taking over", &[("E20-TAKEN-OVER", REVIEWER)]);
    let item = ask::TypedItem {
        reason: "OTHER".to_owned(),
        target: "general".to_owned(),
        text: "请说明主要客户群体。".to_owned(),
    };
    let version = seen(app, partner);
    ask::ask(app, &second, id, &[item], &version, "").unwrap();
    post.brings("asking", &firm.all("E07"));
    day(app, partner, 7);
    post.brings("no answer", &firm.all("E07-REMINDER"));
    let (_, request) = app.sign_in(&partner.admin);
    let items = app.read(move |tx| {
        let request = store::information::requests(tx, id.0)?.remove(0);
        Ok(store::information::items(tx, request.id)?)
    });
    let item = items.wait().unwrap().remove(0).id;
    information::answer_item(app, &request, item, &Answers::new(), "主要面向制造业。").unwrap();
    information::send(app, &request, "").unwrap();
    assert!(information::send(app, &request, "").is_err());
    // What was touched is looked at again.
    let queue = [("E20-CASE", SECOND), ("E20-CREDIT", ANALYST)];
    post.brings("answering", &[&firm.all("E08")[..], &queue].concat());
    withdraw::withdraw(app, &request, "").unwrap();
    post.brings("withdrawing", &firm.all("E12"));
}

fn rejected(reason: &str, text: &str) -> reject::Typed {
    reject::Typed {
        reasons: vec![reason.to_owned()],
        text: text.to_owned(),
        note: "内部说明：材料前后不一致。".to_owned(),
    }
}

/// Half, four fifths and all of the promised time.
pub(super) fn slow_review(app: &TestApp, post: &mut Post<'_>) {
    desk(app);
    let partner = app.submitted();
    let id = partner.application;
    app.confirm(&partner);
    let first = by(app, "reviewer");
    decide::claim(app, &first, id).wait().unwrap();
    post.skip();
    let mut told = 0;
    for _ in 0..40 {
        app.clock.pass(86_400);
        app.tick();
        if app.mails("E20-TIME").len() > told {
            told += 1;
            post.brings("time that passes", &[("E20-TIME", REVIEWER)]);
        } else {
            post.brings("a day", &[]);
        }
    }
    assert_eq!(told, 3);
}

pub(super) fn rejection(app: &TestApp, post: &mut Post<'_>) {
    desk(app);
    let firm = Firm::submitted(app);
    let partner = &firm.partner;
    let id = partner.application;
    app.confirm(partner);
    post.skip();
    let first = by(app, "reviewer");
    decide::claim(app, &first, id).wait().unwrap();
    let typed = rejected("NAME_MISMATCH", "名称与营业执照不一致，请核对。");
    let version = seen(app, partner);
    reject::reject(app, &first, id, &typed, &version, "").unwrap();
    assert!(reject::reject(app, &first, id, &typed, &version, "").is_err());
    post.brings("rejecting", &firm.all("E10"));
    let (_, request) = app.sign_in(&partner.admin);
    appeal::appeal(app, &request, "营业执照已更新，请再次核对。", "").unwrap();
    assert!(appeal::appeal(app, &request, "营业执照已更新。", "").is_err());
    let queue = [("E20-CASE", SECOND), ("E20-CREDIT", ANALYST)];
    post.brings("appealing", &[&firm.all("E11")[..], &queue].concat());
}

pub(super) fn suspicion(app: &TestApp, post: &mut Post<'_>) {
    desk(app);
    let firm = Firm::submitted(app);
    let partner = &firm.partner;
    let id = partner.application;
    app.confirm(partner);
    post.skip();
    let first = by(app, "reviewer");
    decide::claim(app, &first, id).wait().unwrap();
    let version = seen(app, partner);
    reject::reject(
        app,
        &first,
        id,
        &rejected("FRAUD_SUSPECTED", ""),
        &version,
        "",
    )
    .unwrap();
    post.brings("proposing", &[("E20-SECOND", SECOND)]);
    let second = by(app, "second-reviewer");
    let version = seen(app, partner);
    reject::confirm(app, &second, id, &version, "").unwrap();
    assert!(reject::confirm(app, &second, id, &version, "").is_err());
    post.brings("confirming", &firm.all("E10"));
}

pub(super) fn approval(app: &TestApp, post: &mut Post<'_>) {
    desk(app);
    let firm = Firm::submitted(app);
    let partner = &firm.partner;
    let reviewer = app.decided(partner);
    let id = partner.application;
    post.skip();
    let version = seen(app, partner);
    approval::approve(app, &reviewer, id, &version, "once").unwrap();
    approval::approve(app, &reviewer, id, &version, "once").unwrap();
    assert!(approval::approve(app, &reviewer, id, &version, "again").is_err());
    post.brings("approving", &firm.all("E09"));
    crate::screening::name_on_a_list(app, partner);
    post.skip();
    crate::screening::sweep(app);
    let reviewers = [("SCREENING-HIT", REVIEWER), ("SCREENING-HIT", SECOND)];
    post.brings("a list of restricted parties", &reviewers);
    day(app, partner, 7);
    post.brings("not signing", &firm.all("E09-REMINDER"));
    let (_, request) = app.sign_in(&partner.admin);
    let mut typed = partner.company.section("legal");
    typed.insert("city".to_owned(), "宁波市".to_owned());
    reopening::change_legal_data(app, &request, &typed, "").unwrap();
    let mails = [&firm.admins("E16")[..], &[("E20-CASE", REVIEWER)]].concat();
    post.brings("another address", &mails);
}

pub(super) fn set_up(app: &TestApp, post: &mut Post<'_>) {
    let firm = Firm::submitted(app);
    let partner = &firm.partner;
    app.approve(partner);
    let _ = app.staff(StaffRole::PlatformAdmin);
    let invoice = partner.company.invoice_email.as_str();
    post.skip();
    let fault = app.database.refuse("entitlement");
    app.sign(partner);
    let signed = app.now();
    let told = [
        ("E13", firm.admins[0].as_str()),
        ("E13", firm.contact.as_str()),
        ("E13", invoice),
    ];
    post.brings("signing", &told);
    let escalated = [&firm.admins("E15")[..], &[("SETUP-ESCALATED", ADMIN)]].concat();
    for (seconds, mails) in [
        (60, &[][..]),
        (360, &[("SETUP-FAILING", ADMIN)]),
        (8 * 3600, &[("SETUP-LATE", ADMIN)]),
        (24 * 3600, &escalated),
        (240 * 3600, &[]),
    ] {
        app.clock.set(signed.plus_seconds(seconds));
        // The first round fails for the third time, the second one tells of it.
        app.tick();
        app.tick();
        post.brings("a set-up that is stuck", mails);
    }
    drop(fault);
    app.clock.pass(900);
    post.brings("mending", &firm.admins("E14"));
}
