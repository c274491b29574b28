//! Whoever has lost everything, and whoever says so.

use super::post::Post;
use crate::lost_access::{E164, EMAIL, agent, ask, code, company, granted, matured, sends_code};
use testkit::TestApp;

const NOBODY: &str = "nobody@nowhere.yunlan.example";

pub(super) fn to_the_end(app: &TestApp, post: &mut Post<'_>) {
    let partner = company(app);
    let own = partner.company.email.as_str();
    post.skip();
    let case = ask(app, &partner.admin.sign_in_name);
    post.brings("a letter", &[("S08", EMAIL), ("S09", own)]);
    granted(app, &case);
    post.brings("two agents", &[("S10", own), ("S16", EMAIL)]);
    let link = matured(app);
    post.brings("three days", &[("S11", EMAIL)]);
    let browser = app.browser();
    assert_eq!(sends_code(&browser, &link).status(), 303);
    app.drain();
    let sent = app.code_sent_to(E164);
    assert_eq!(code(&browser, &link, &sent).status(), 303);
    assert_eq!(code(&browser, &link, &sent).status(), 200);
    post.brings("the code", &[("S12", EMAIL), ("S12", own)]);
}

pub(super) fn stopped_refused_expired(app: &TestApp, post: &mut Post<'_>) {
    let partner = company(app);
    let own = partner.company.email.as_str();
    post.skip();
    drop(ask(app, &partner.admin.sign_in_name));
    post.brings("a letter", &[("S08", EMAIL), ("S09", own)]);
    let link = app.link_in("S09", own);
    let form = app.browser().open(&link).form(&link);
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("the word of the owner", &[("S14", EMAIL), ("S14", own)]);
    let case = ask(app, NOBODY);
    post.brings("a letter about nobody", &[("S08", EMAIL)]);
    let form = agent(app, "agent.one").open(&case);
    let form = form
        .form(&format!("{case}/refuse"))
        .fill("answer", "无此账户。");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("a refusal", &[("S13", EMAIL)]);
    drop(ask(app, NOBODY));
    post.brings("another letter", &[("S08", EMAIL)]);
    // Meanwhile the company's application has reminders of its own.
    app.clock.pass(14 * 86_400);
    app.tick();
    post.brings_among("nobody decides", &[("S15", EMAIL)], &[EMAIL]);
}
