//! Before there is an application.

use super::post::Post;
use crate::existing_account::{begun_as, fill_details, verify};
use crate::limits::used_up;
use crate::locked_registrations::lock;
use crate::one_company::{create, imitating};
use crate::{at_create, at_details, at_phone};
use domain::caller::StaffRole;
use testkit::{Browser, TestApp};

const ADMIN: &str = "platform-admin@operator.example";
const PHONE: &str = "/register/cn/phone";

fn solve(app: &TestApp, browser: &Browser, mobile: &str) {
    let page = browser.open(PHONE).form("/register/cn/phone/send").submit();
    assert_eq!(page.status(), 303);
    app.drain();
    let code = app.code_sent_to(mobile);
    let form = browser.open(PHONE).form("/register/cn/phone/verify");
    let page = form.fill("code", &code).submit();
    assert_eq!(page.location(), "/register/cn/create");
}

pub(super) fn from_the_details_to_the_account(app: &TestApp, post: &mut Post<'_>) {
    let (browser, mut company) = at_details(app);
    let own = company.email.clone();
    let language = post.company().to_owned();
    company.details.insert("language".to_owned(), language);
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    let form = form.fill_all(&company.details);
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("the details", &[("E01", &own)]);
    let link = app.link_in("E01", &own);
    let page = app.browser().get(&link);
    let code = page.form(&format!("{link}/code"));
    assert_eq!(code.submit().status(), 303);
    assert_ne!(code.submit().status(), 200);
    post.brings("a code for the link", &[("RESUME-CODE", &own)]);
    solve(app, &browser, &company.mobile);
    assert_eq!(create(&browser).status(), 303);
    post.skip();
    let form = browser.open("/register/cn/done").form("/register/cn/done");
    let form = form.tick("saved");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("the account", &[("E03", &own)]);
}

pub(super) fn locks(app: &TestApp, post: &mut Post<'_>) {
    let (browser, company) = at_phone(app);
    let own = company.email.as_str();
    let _ = app.staff(StaffRole::Reviewer);
    post.skip();
    lock(app, &browser);
    let mails = [("E02", own), ("E02", own), ("E02-PEOPLE", own)];
    post.brings("three locks", &mails);
    let staff = app.browser_of(&app.staff(StaffRole::Reviewer));
    let page = staff.open("/ops/registrations");
    let release = page
        .attribute("form[action$=\"/release\"]", "action")
        .unwrap();
    let form = page
        .form(&release)
        .fill("reason", "已回拨核实，验证码未送达");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("a release", &[("E01-RELEASED", own)]);
}

pub(super) fn twins(app: &TestApp, post: &mut Post<'_>) {
    let (older, company) = at_create(app);
    // A link is sent once an hour; the telephone has to be verified again after that.
    app.clock.pass(3600);
    app.tick();
    solve(app, &older, &company.mobile);
    let (newer, _) = imitating(app, &company);
    post.skip();
    assert_eq!([create(&newer).status(), create(&newer).status()], [409; 2]);
    post.brings("a twin", &[("E01-TWICE", &company.email)]);
}

pub(super) fn imitation(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let draft = app.registered_company();
    for (original, text) in [(&partner, "E19"), (&draft, "E19-OPEN")] {
        let (browser, _) = imitating(app, &original.company);
        post.skip();
        let twice = [create(&browser).status(), create(&browser).status()];
        assert_eq!(twice, [409; 2]);
        post.brings("an imitation", &[(text, &original.company.email)]);
    }
}

pub(super) fn ceilings(app: &TestApp, post: &mut Post<'_>) {
    let _ = app.staff(StaffRole::PlatformAdmin);
    let (browser, company) = at_phone(app);
    let prefix: String = company.mobile.chars().take(8).collect();
    post.skip();
    for (kind, source, times, text) in [
        ("code-prefix", prefix.as_str(), 200, "ALERT-CODES"),
        ("code-all", "all", 5000, "ALERT-CODES-ALL"),
    ] {
        let _ = used_up(app, kind, source, times);
        for _ in 0..2 {
            let form = browser.open(PHONE).form("/register/cn/phone/send");
            assert_eq!(form.submit().status(), 429);
        }
        post.brings("a ceiling", &[(text, ADMIN)]);
    }
}

pub(super) fn work_account(app: &TestApp, post: &mut Post<'_>) {
    let mut account = app.work_account();
    let own = format!("zhou.wenqing@{}.example", account.company.prefix);
    let language = post.company().to_owned();
    account
        .company
        .details
        .insert("language".to_owned(), language);
    post.skip();
    let browser = begun_as(app, &account.admin);
    let existing = "/register/cn/existing";
    let chosen = browser.open(existing).form(existing).submit();
    let details = chosen.leads_to("/register/cn/details").follow().expect(200);
    drop(fill_details(&details, &account).leads_to("/register/cn/phone"));
    post.brings("the details", &[("E01-EXISTING", &own)]);
    verify(app, &browser, &account);
    assert_eq!(create(&browser).status(), 303);
    let form = browser.open("/register/cn/done").form("/register/cn/done");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("the account", &[("E03-EXISTING", &own)]);
}
