//! The same accidents on the other ways of a case: questions and answers, rejection and appeal.

use crate::crash::lost;
use crate::installation::Installation;
use adapters::SystemClock;
use domain::caller::StaffRole;
use domain::effects::Clock;
use testkit::{Browser, Engine, Form, Login};

#[test]
fn questions_and_rejections_survive_on_sqlite() {
    walk(Engine::Sqlite);
}

#[test]
fn questions_and_rejections_survive_on_postgres() {
    walk(Engine::Postgres);
}

pub(crate) fn signed_in(site: &Installation, login: &Login) -> Browser {
    site.inside.clock.set(SystemClock.now());
    let (token, _) = site.inside.sign_in(login);
    site.inside.clock.set(SystemClock.now());
    let browser = site.browser();
    browser.set_cookie("tongdao_session", &token);
    browser
}

/// Sends a form to a process that ends before the commit, and to one that ends after it, and to one
/// that lives. The mail that follows meets a death of its own. The last process ends before the commit
/// of `next`.
fn through(site: &mut Installation, form: &Form, action: &str, to: &str, mail: &str, next: &str) {
    let before = state(site);
    lost(site, form);
    assert_eq!(state(site), before, "{action}");
    site.start(&format!("{action}/after-commit"));
    lost(site, form);
    assert_eq!(state(site), to, "{action}");
    site.start_and_die("mail/sent");
    site.start(next);
    let again = form.submit();
    assert_eq!(again.status(), 303, "{action}: {}", again.text());
    site.settles();
    assert_eq!(
        (state(site).as_str(), site.inside.mails(mail).len()),
        (to, 1)
    );
}

pub(crate) fn state(site: &Installation) -> String {
    site.texts("SELECT state AS t FROM application").remove(0)
}

fn walk(engine: Engine) {
    let mut site = Installation::new(engine);
    // Signing in moves the clock inside, which must not run ahead of the process's.
    site.inside.clock.pass(-600);
    let partner = site.inside.submitted();
    let admin = signed_in(&site, &partner.admin);
    let login = site.inside.staff(StaffRole::Reviewer);
    let reviewer = signed_in(&site, &login);
    let case = format!("/ops/applications/{}", partner.application);
    site.start("application.ask/before-commit");

    let form = reviewer
        .open(&format!("{case}?do=ask"))
        .form(&format!("{case}/ask"));
    let form = form.fill("reason-1", "SUPPORT_DETAILS_UNREACHABLE");
    let form = form
        .fill("target-1", "general")
        .fill("text-1", "请说明客户支持的安排。");
    let (answer, reject) = (
        "application.answer/before-commit",
        "application.reject/before-commit",
    );
    through(
        &mut site,
        &form,
        "application.ask",
        "information-requested",
        "E07",
        answer,
    );

    let page = admin.open("/enrol/status");
    let item = page
        .attribute("form[action^=\"/enrol/answers/\"]", "action")
        .expect("an item");
    let kept = page
        .form(&item)
        .fill("comment", "每天 24 小时有人值守。")
        .submit();
    assert_eq!(kept.status(), 303, "{}", kept.text());
    let form = admin.open("/enrol/status").form("/enrol/answers");
    through(
        &mut site,
        &form,
        "application.answer",
        "in-review",
        "E08",
        reject,
    );

    let form = reviewer
        .open(&format!("{case}?do=reject"))
        .form(&format!("{case}/reject"));
    let form = form.again("reasons", "LICENCE_EXPIRED");
    let form = form.fill("text", "营业执照已于上月到期，请先换发。");
    let appeal = "application.appeal/before-commit";
    through(
        &mut site,
        &form,
        "application.reject",
        "rejected",
        "E10",
        appeal,
    );

    let form = admin.open("/enrol/status").form("/enrol/appeal");
    let form = form.fill("comment", "营业执照已经换发，请再次核对。");
    through(
        &mut site,
        &form,
        "application.appeal",
        "in-review",
        "E11",
        "",
    );

    for (sql, wanted) in [
        ("SELECT COUNT(*) AS n FROM information_request", 1),
        ("SELECT COUNT(*) AS n FROM information_item", 1),
        ("SELECT COUNT(*) AS n FROM rejection", 1),
        ("SELECT COUNT(*) AS n FROM appeal", 1),
    ] {
        assert_eq!(site.count(sql), wanted, "{sql}");
    }
    // Four deaths between the mail server's yes and its record: four mails came again, by their ids.
    let arrived = site.mailbox.received();
    let mut ids: Vec<_> = arrived.iter().map(|mail| mail.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(arrived.len() - ids.len(), 4);
    site.kill();
    testkit::Fixture::check(&site.inside);
}
