//! The same accidents where a second person, a contact or an organisation that has accounts already
//! does something: links, checks, overrides, an approval and a rejection by two, a registration with
//! the account there is.

use crate::crash::lost;
use crate::installation::{CODE, Installation};
use crate::otherwise::signed_in;
use domain::caller::StaffRole;
use std::collections::BTreeSet;
use testkit::{Browser, Engine, Form, Login, Partner};

#[test]
fn what_takes_two_people_happens_once_on_sqlite() {
    two_people(Engine::Sqlite);
}

#[test]
fn what_takes_two_people_happens_once_on_postgres() {
    two_people(Engine::Postgres);
}

#[test]
fn a_registration_with_an_existing_account_survives_on_sqlite() {
    existing_account(Engine::Sqlite);
}

#[test]
fn a_registration_with_an_existing_account_survives_on_postgres() {
    existing_account(Engine::Postgres);
}

/// The places of these ways. None may be missing from the deaths at the end.
const PLACES: [&str; 8] = [
    "application.confirm",
    "application.set-check",
    "credit.propose-override",
    "credit.approve-override",
    "application.approve",
    "application.confirm-approval",
    "application.propose-rejection",
    "application.confirm-rejection",
];

/// The same of a registration with the account there is.
const OF_EXISTING: [&str; 2] = ["registration.identify", "registration.begin-creation"];

fn everywhere(site: &Installation, places: &[&str]) {
    for place in places {
        for moment in ["before-commit", "after-commit"] {
            let place = format!("{place}/{moment}");
            assert!(site.died.contains(&place), "nobody has died at {place}");
        }
    }
}

/// Dies before and after the commit of a form, looks each time, and sends it a third time to a process
/// that lives. The present process ends before the commit, and so does the last one over `next`.
fn twice(
    site: &mut Installation,
    form: &Form,
    action: &str,
    (sql, before, after): (&'static str, i64, i64),
    next: &str,
) {
    assert_eq!(site.count(sql), before, "{action}: at the beginning");
    lost(site, form);
    assert_eq!(site.count(sql), before, "{action}: before the commit");
    site.start(&format!("{action}/after-commit"));
    lost(site, form);
    assert_eq!(site.count(sql), after, "{action}: after the commit");
    site.start("");
    let again = form.submit();
    // What was recorded is answered as it was; a link that was used says so.
    assert!(
        matches!(again.status(), 303 | 409),
        "{action}: {} {}",
        again.status(),
        again.text()
    );
    assert_eq!(site.count(sql), after, "{action}: sent again");
    if !next.is_empty() {
        site.start(&format!("{next}/before-commit"));
    }
}

/// Somebody of the staff with a name of his own.
fn staff(site: &Installation, name: &str, role: StaffRole) -> Browser {
    let login: Login = site.inside.member_of_staff(name, &[role]);
    signed_in(site, &login)
}

fn two_people(engine: Engine) {
    let mut site = Installation::new(engine);
    // Signing in moves the clock inside, which must not run ahead of the process's.
    site.inside.clock.pass(-1200);
    let [first, other] = [site.inside.submitted(), site.inside.submitted()];
    let [reviewer, colleague] = ["reviewer", "colleague"].map(|name| {
        let role = StaffRole::Reviewer;
        staff(&site, name, role)
    });
    let analyst = staff(&site, "analyst", StaffRole::CreditAnalyst);
    let lead = staff(&site, "lead", StaffRole::CreditLead);
    links(&mut site, &first);
    checks(&mut site, &first, &reviewer);
    credit(&mut site, &first, &analyst, &lead);
    approval(&mut site, &first, [&reviewer, &colleague]);
    rejection(&mut site, &other, [&reviewer, &colleague]);
    everywhere(&site, &PLACES);
    nothing_came_twice(&mut site);
}

/// The links to the approval contact and to the mailbox.
fn links(site: &mut Installation, partner: &Partner) {
    site.start("application.confirm/before-commit");
    let links = [
        ("E05", &partner.company.approval_email),
        ("E06", &partner.company.contact),
    ];
    let [approval, mailbox] = links.map(|(code, to)| {
        let link = site.inside.link_in(code, to);
        let page = site.browser().open(&link);
        page.form(&link).put("answer", "yes")
    });
    let answered = "SELECT COUNT(*) AS n FROM confirmation WHERE answer = 'yes'";
    let next = "application.confirm";
    twice(
        site,
        &approval,
        "application.confirm",
        (answered, 0, 1),
        next,
    );
    let next = "application.set-check";
    twice(
        site,
        &mailbox,
        "application.confirm",
        (answered, 1, 2),
        next,
    );
    let passed = "SELECT COUNT(*) AS n FROM application_check
                  WHERE kind IN ('mailbox', 'approval-contact') AND result = 'passed'";
    assert_eq!(site.count(passed), 2);
}

fn checks(site: &mut Installation, partner: &Partner, reviewer: &Browser) {
    let case = format!("/ops/applications/{}", partner.application);
    let check = |kind: &str| {
        let form = reviewer.open(&case).form(&format!("{case}/checks/{kind}"));
        form.fill("result", "passed")
            .fill("reason", "公示信息与执照一致")
    };
    let passed = "SELECT COUNT(*) AS n FROM application_check
                  WHERE kind IN ('employment', 'business-registration', 'restricted-party')
                    AND result = 'passed'";
    let form = check("employment");
    let act = "application.set-check";
    twice(site, &form, act, (passed, 0, 1), "");
    for kind in ["business-registration", "restricted-party"] {
        assert_eq!(check(kind).submit().status(), 303, "{kind}");
    }
    assert_eq!(site.count(passed), 3);
}

/// A refusal that takes two people to be taken back.
fn credit(site: &mut Installation, partner: &Partner, analyst: &Browser, lead: &Browser) {
    let file = format!("/ops/applications/{}/credit", partner.application);
    let no = analyst.open(&file).form(&file).fill("result", "fail");
    let no = no.fill("reason", "现金流不足以承担所申请的额度");
    assert_eq!(no.submit().status(), 303);
    site.start("credit.propose-override/before-commit");
    let path = format!("{file}/overrides");
    let until = site
        .inside
        .today()
        .checked_add(jiff::ToSpan::days(60))
        .unwrap();
    let form = analyst.open(&file).form(&path);
    let form = form
        .fill("override_limit", "240000")
        .fill("expires_on", &until.to_string())
        .fill(
            "override_reason",
            "母公司出具连带责任保证，审计报表显示现金流充足",
        )
        .fill("evidence", "保证函编号 2026-017，原件存档");
    let proposed = "SELECT COUNT(*) AS n FROM credit_override";
    let act = "credit.propose-override";
    let next = "credit.approve-override";
    twice(site, &form, act, (proposed, 0, 1), next);
    let page = lead.open(&file);
    let agree = page
        .attribute("form[action$=\"/approve\"]", "action")
        .expect("the lead may agree");
    let granted = "SELECT COUNT(*) AS n FROM credit_decision WHERE source = 'override'";
    let form = page.form(&agree);
    twice(site, &form, next, (granted, 0, 1), "application.approve");
    let decisions = "SELECT COUNT(*) AS n FROM credit_decision";
    assert_eq!(site.count(decisions), 2, "the no, and what overrides it");
}

/// An approval a colleague has to agree to, because an earlier one was taken back.
fn approval(site: &mut Installation, partner: &Partner, [first, second]: [&Browser; 2]) {
    let case = format!("/ops/applications/{}", partner.application);
    site.inside.database.tamper(
        "INSERT INTO approval_proposal (id, application_id, proposed_by, proposed_at, outcome,
            decided_at, note)
         SELECT id, id, reviewer_id, submitted_at, 'taken-back', submitted_at, '' FROM application
         WHERE reviewer_id IS NOT NULL",
    );
    let approve = format!("{case}/approve");
    let form = first.open(&case).form(&approve);
    let waiting = "SELECT COUNT(*) AS n FROM approval_proposal WHERE outcome IS NULL";
    let next = "application.confirm-approval";
    twice(site, &form, "application.approve", (waiting, 0, 1), next);
    let confirm = format!("{case}/approval/confirm");
    let form = second.open(&case).form(&confirm);
    let approved = "SELECT COUNT(*) AS n FROM application WHERE state = 'approved'";
    let to = "application.propose-rejection";
    twice(site, &form, next, (approved, 0, 1), to);
    let history = "SELECT COUNT(*) AS n FROM approval_proposal WHERE outcome = 'confirmed'";
    assert_eq!(site.count(history), 1);
}

/// A suspicion two people share.
fn rejection(site: &mut Installation, partner: &Partner, [first, second]: [&Browser; 2]) {
    let case = format!("/ops/applications/{}", partner.application);
    let form = first
        .open(&format!("{case}?do=reject"))
        .form(&format!("{case}/reject"))
        .again("reasons", "FRAUD_SUSPECTED")
        .fill("note", "执照上的二维码指向另一家公司。");
    let waiting = "SELECT COUNT(*) AS n FROM rejection WHERE outcome IS NULL";
    let next = "application.confirm-rejection";
    let act = "application.propose-rejection";
    twice(site, &form, act, (waiting, 0, 1), next);
    let confirm = format!("{case}/rejection/confirm");
    let form = second.open(&case).form(&confirm);
    let rejected = "SELECT COUNT(*) AS n FROM application WHERE state = 'rejected'";
    twice(site, &form, next, (rejected, 0, 1), "");
}

/// One of each, at the end and in the mail.
fn nothing_came_twice(site: &mut Installation) {
    site.settles();
    for (code, wanted) in [("E09", 1), ("E10", 1)] {
        assert_eq!(site.inside.mails(code).len(), wanted, "{code}");
    }
    for (sql, wanted) in [
        (
            "SELECT COUNT(*) AS n FROM credit_override WHERE state = 'approved'",
            1,
        ),
        (
            "SELECT COUNT(*) AS n FROM rejection WHERE outcome = 'confirmed'",
            1,
        ),
        ("SELECT COUNT(*) AS n FROM confirmation", 4),
    ] {
        assert_eq!(site.count(sql), wanted, "{sql}");
    }
    site.kill();
    testkit::Fixture::check(&site.inside);
}

fn existing_account(engine: Engine) {
    let mut site = Installation::new(engine);
    site.inside.clock.pass(-600);
    let account = site.inside.work_account();
    let users = "SELECT COUNT(*) AS n FROM account";
    let tenants = "SELECT COUNT(*) AS n FROM tenant WHERE kind = 'partner'";
    let browser = signed_in(&site, &account.admin);
    let before = [users, tenants].map(|sql| site.count(sql));
    site.start("registration.identify/before-commit");
    let page = browser.open("/register/cn/join").form("/register/cn/join");
    drop(page.submit());
    let path = "/register/cn/existing";
    let form = browser.open(path).form(path);
    let identified = "SELECT COUNT(*) AS n FROM registration WHERE state = 'identified'";
    let next = "registration.begin-creation";
    twice(
        &mut site,
        &form,
        "registration.identify",
        (identified, 0, 1),
        next,
    );
    let page = browser.open("/register/cn/details");
    let form = page.form("/register/cn/details");
    let typed = account.company.details.clone();
    let asked = typed.into_iter().filter(|(name, _)| form.has(name));
    let asked = asked.collect();
    let page = form.fill_all(&asked).submit();
    let page = page.leads_to("/register/cn/phone").follow();
    let page = page.form("/register/cn/phone/send").submit().follow();
    let form = page.form("/register/cn/phone/verify").fill("code", CODE);
    drop(form.submit().leads_to("/register/cn/create"));
    let path = "/register/cn/create";
    let form = browser.open(path).form(path).tick("terms").tick("privacy");
    let created = "SELECT COUNT(*) AS n FROM registration WHERE state = 'created'";
    let begun = "SELECT COUNT(*) AS n FROM registration WHERE state <> 'verified'";
    lost(&mut site, &form);
    assert_eq!(site.count(begun), 0);
    site.start("registration.begin-creation/after-commit");
    lost(&mut site, &form);
    assert_eq!(site.count(created), 0);
    site.start("registration.create-account/before-commit");
    lost(&mut site, &form);
    assert_eq!(site.count(created), 0);
    site.start("registration.create-account/after-commit");
    lost(&mut site, &form);
    assert_eq!(site.count(created), 1);
    site.start("registration.acknowledge/before-commit");
    drop(form.submit().leads_to("/register/cn/done"));
    let form = browser.open("/register/cn/done").form("/register/cn/done");
    let saved = if form.has("saved") {
        form.tick("saved")
    } else {
        form
    };
    let applications = "SELECT COUNT(*) AS n FROM application";
    lost(&mut site, &saved);
    assert_eq!(site.count(applications), 0);
    site.start("registration.acknowledge/after-commit");
    lost(&mut site, &saved);
    assert_eq!(site.count(applications), 1);
    site.start("");
    assert_eq!(saved.submit().status(), 303);
    site.settles();
    // No user and no organisation came of it, one application did, and one mail tells of it.
    assert_eq!([users, tenants].map(|sql| site.count(sql)), before);
    assert_eq!(site.count(applications), 1);
    let mails: Vec<_> = site.inside.mails("E03");
    assert_eq!(mails.len(), 1);
    let ids: BTreeSet<_> = site.mailbox.received().iter().map(|m| m.id).collect();
    assert!(ids.contains(&mails[0].id));
    everywhere(&site, &OF_EXISTING);
    site.kill();
    testkit::Fixture::check(&site.inside);
}
