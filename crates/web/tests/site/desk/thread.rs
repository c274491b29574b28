//! Messages with the company, and notes the company never sees.

use super::{case_of, reviewers};
use crate::count;
use domain::enrolment::thread::{LONGEST, MOST_PER_HOUR};
use testkit::TestApp;

testkit::on_both! { TestApp:
    both_sides_write_and_are_told_once_for_what_they_have_not_read,
    notes_stay_in_the_house,
    messages_have_limits,
    names_stand_in_the_order_their_owners_want,
}

fn both_sides_write_and_are_told_once_for_what_they_have_not_read(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let company = app.browser_of(&partner.admin);
    assert_eq!(reviewer.post(&format!("{case}/claim"), &[]).status(), 303);
    let messages = format!("{case}/messages");
    for text in ["请补充授权书。", "最好在本周内。\n谢谢！"] {
        let form = reviewer.open(&case).form(&messages).fill("text", text);
        assert_eq!(form.submit().location(), format!("{case}?done=sent#thread"));
        // The same press twice is one message.
        assert_eq!(form.submit().status(), 303);
    }
    app.drain();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM case_message"), 2);
    let told = app.mails("NEW-MESSAGE");
    assert_eq!(told.len(), 1, "once for both");
    assert_eq!(told[0].recipient, partner.company.email);
    let body = told[0].body.clone().unwrap_or_default();
    assert!(
        !body.contains("授权书"),
        "the mail says nothing of what was written: {body}"
    );
    assert_eq!(
        app.link_in("NEW-MESSAGE", &partner.company.email),
        "/enrol/messages"
    );

    let page = company.open("/enrol/messages");
    assert_eq!(page.all("article.msg .pill").len(), 2, "both are new");
    assert!(page.text().contains("请补充授权书。") && page.text().contains("审核团队"));
    assert!(
        !page.text().contains("许reviewer"),
        "who reviews is the operator's business"
    );
    let page = company.open("/enrol/messages");
    assert_eq!(
        page.all("article.msg .pill"),
        Vec::<String>::new(),
        "read by now"
    );
    let form = page.form("/enrol/messages");
    let form = form.fill("text", "<b>好的</b>，周一上传 & 谢谢");
    assert_eq!(form.submit().location(), "/enrol/messages?done=sent");
    let sent = company.open("/enrol/messages?done=sent");
    assert!(sent.source().contains("&#60;b&#62;") || sent.source().contains("&lt;b&gt;"));
    app.drain();
    let told = app.mails("NEW-REPLY");
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].recipient, "reviewer@operator.example",
        "whoever holds the case"
    );

    // The reviewer sees it as new, once; then the next message is worth a mail again.
    let page = reviewer.open(&case);
    assert_eq!(page.all("#thread article .pill").len(), 1);
    assert!(page.text().contains("<b>好的</b>，周一上传 & 谢谢"));
    assert_eq!(
        reviewer.open(&case).all("#thread article .pill"),
        Vec::<String>::new()
    );
    let again = company.post("/enrol/messages", &[("text", "已上传，请查收")]);
    assert_eq!(again.status(), 303);
    assert_eq!(
        company
            .post("/enrol/messages", &[("text", "共两份")])
            .status(),
        303
    );
    app.drain();
    assert_eq!(app.mails("NEW-REPLY").len(), 2);
}

fn names_stand_in_the_order_their_owners_want(app: &TestApp) {
    let [reviewer, colleague] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let company = app.browser_of(&partner.admin);
    let given_first = [("language", "zh-Hans"), ("name_order", "given-first")];
    for browser in [&reviewer, &company] {
        let page = browser.post("/account/me/preferences", &given_first);
        assert_eq!(page.status(), 303);
    }
    for (path, field) in [
        ("claim", ("text", "")),
        ("messages", ("text", "请补充授权书。")),
        ("notes", ("text", "等授权书")),
    ] {
        let page = reviewer.post(&format!("{case}/{path}"), &[field]);
        assert_eq!(page.status(), 303, "{path}");
    }
    let answer = company.post("/enrol/messages", &[("text", "好的")]);
    assert_eq!(answer.status(), 303);
    app.drain();
    let (us, them) = ("reviewer 许", "文清 周");
    for (code, name) in [("NEW-MESSAGE", them), ("NEW-REPLY", us)] {
        let mail = app.mails(code).pop().expect("a mail");
        assert!(mail.body.as_ref().unwrap().contains(name), "{mail:?}");
    }
    assert!(company.open("/enrol/messages").text().contains(them));
    let thread = colleague.open(&case).all("#thread").join("");
    assert!(thread.contains(us) && thread.contains(them), "{thread}");
    assert!(colleague.open("/ops").text().contains(us));
}

fn notes_stay_in_the_house(app: &TestApp) {
    let [reviewer, colleague] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let secret = "法定代表人疑似挂名";
    let form = reviewer.open(&case).form(&format!("{case}/notes"));
    assert_eq!(
        form.fill("text", secret).submit().location(),
        format!("{case}?done=noted#thread")
    );
    let seen = colleague.open(&case);
    assert_eq!(seen.all("#thread article.note").len(), 1);
    assert!(seen.text().contains(secret));
    let company = app.browser_of(&partner.admin);
    for path in ["/enrol/messages", "/enrol/status", "/dashboard/overview"] {
        let page = company.open(path);
        assert!(!page.source().contains(secret), "{path}");
    }
    app.drain();
    assert!(app.mails("NEW-MESSAGE").is_empty());
    for message in app.messages("") {
        assert!(!message.body.unwrap_or_default().contains(secret));
    }
    // The audit log says that a note was written, not what it says.
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM audit_entry WHERE detail LIKE '%挂名%'"
        ),
        0
    );
}

fn messages_have_limits(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let draft = app.registered_company();
    let company = app.browser_of(&draft.admin);
    // Nobody reads before a submission.
    assert_eq!(company.get("/enrol/messages").location(), "/enrol");
    assert_eq!(
        company
            .post("/enrol/messages", &[("text", "您好")])
            .location(),
        "/enrol"
    );
    let partner = app.submitted();
    let company = app.browser_of(&partner.admin);
    let write = |text: &str| company.post("/enrol/messages", &[("text", text)]);
    for (text, status) in [
        ("", 422),
        ("好", 422),
        ("好的", 303),
        ("\u{202e}fdp.exe 好的", 422),
    ] {
        assert_eq!(write(text).status(), status, "{text:?}");
    }
    assert_eq!(write(&"长".repeat(LONGEST)).status(), 303);
    let refused = write(&"长".repeat(LONGEST + 1)).expect(422);
    assert!(refused.error_at("text").is_some());
    assert_eq!(
        refused
            .form("/enrol/messages")
            .value("text")
            .chars()
            .count(),
        LONGEST + 1,
        "what was typed stays"
    );
    for _ in 2..MOST_PER_HOUR {
        assert_eq!(write("再问一句").status(), 303);
    }
    assert_eq!(write("再问一句").status(), 429);
    // The reviewers' limit is their own.
    let case = case_of(&partner);
    let reply = reviewer.post(&format!("{case}/messages"), &[("text", "收到")]);
    assert_eq!(reply.status(), 303);
    app.clock.pass(3601);
    let company = app.browser_of(&partner.admin);
    let later = company.post("/enrol/messages", &[("text", "一小时后")]);
    assert_eq!(later.status(), 303);
    // Where nobody decides any more, nobody writes.
    let active = app.active_partner();
    let company = app.browser_of(&active.admin);
    let page = company.open("/enrol/messages");
    assert!(!page.has_form("/enrol/messages"));
    assert_eq!(
        company
            .post("/enrol/messages", &[("text", "您好")])
            .status(),
        409
    );
    let case = case_of(&active);
    let [reviewer, _] = reviewers(app);
    let reply = reviewer.post(&format!("{case}/messages"), &[("text", "您好")]);
    assert_eq!(reply.status(), 409);
    app.drain();
}
