//! What becomes of an application after its submission: questions and answers, rejection and
//! appeal, withdrawal, lapse and what follows, as both sides of the desk walk it.

use crate::{application_of, at_once, audited, count};
use domain::caller::StaffRole;
use testkit::{Browser, Form, Login, Page, Partner, TestApp, specimen};

testkit::on_both! { TestApp:
    a_request_is_asked_answered_and_looked_at_again,
    a_request_wants_whole_items_and_whole_answers,
    a_rejection_is_appealed_and_somebody_else_decides,
    a_suspicion_takes_two_people_and_tells_nothing,
    two_reviewers_are_enough,
    what_an_applicant_wrote_is_not_lost_when_it_comes_too_late,
    appeals_end_by_number_and_by_time,
    an_application_is_withdrawn_from_every_open_state,
    an_approval_is_reopened_by_the_company_and_by_the_reviewer,
    a_form_that_comes_too_late_keeps_what_was_typed,
    two_people_at_once_decide_nothing_twice,
}

/// The case page of a partner.
fn case_of(partner: &Partner) -> String {
    format!("/ops/applications/{}", partner.application)
}

pub(crate) fn reviewer(app: &TestApp) -> Browser {
    app.browser_of(&app.staff(StaffRole::Reviewer))
}

fn second(app: &TestApp) -> Browser {
    app.browser_of(&second_login(app))
}

fn second_login(app: &TestApp) -> Login {
    app.member_of_staff("second-reviewer", &[StaffRole::Reviewer])
}

/// The form a reviewer opens from the bar at the end of a case.
pub(crate) fn opened(browser: &Browser, partner: &Partner, act: &str) -> Form {
    let case = case_of(partner);
    let page = browser.open(&format!("{case}?do={act}"));
    assert!(!page.source().contains('⟦'), "{}", page.text());
    assert!(
        page.attribute(&format!("details#{act}[open]"), "id")
            .is_some(),
        "{act} is open"
    );
    page.form(&format!("{case}/{act}"))
}

/// One item of a request.
pub(crate) fn item(form: Form, n: u32, reason: &str, target: &str, text: &str) -> Form {
    form.fill(&format!("reason-{n}"), reason)
        .fill(&format!("target-{n}"), target)
        .fill(&format!("text-{n}"), text)
}

fn sent(app: &TestApp, code: &str) -> Vec<String> {
    app.drain();
    let mut to: Vec<_> = app.mails(code).into_iter().map(|m| m.recipient).collect();
    to.sort();
    to
}

fn state(app: &TestApp, partner: &Partner) -> String {
    application_of(app, partner).state
}

/// How a check stands.
fn check(app: &TestApp, partner: &Partner, kind: &str) -> String {
    let id = partner.application.0;
    let checks = app
        .read(move |tx| Ok(store::application::checks(tx, id)?))
        .wait()
        .unwrap();
    let found = checks.into_iter().find(|check| check.kind == kind);
    found.map(|check| check.result).unwrap_or_default()
}

/// Passes what a reviewer decides by hand, and grants credit.
fn pass_everything(app: &TestApp, partner: &Partner) {
    app.confirm(partner);
    let case = case_of(partner);
    let page = reviewer(app).open(&case);
    for kind in ["employment", "business-registration", "restricted-party"] {
        let form = page.form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "与登记信息一致");
        assert_eq!(form.submit().status(), 303);
    }
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let form = analyst
        .open(&format!("{case}/credit"))
        .form(&format!("{case}/credit"));
    let form = form.fill("result", "pass").fill("reason", "两年报表良好");
    assert_eq!(form.submit().status(), 303);
}

fn refused(page: &Page, words: &str) {
    assert_eq!(page.status(), 409, "{}", page.text());
    assert!(page.text().contains(words), "{words}: {}", page.text());
    assert!(!page.source().contains('⟦'));
}

fn a_request_is_asked_answered_and_looked_at_again(app: &TestApp) {
    let partner = app.submitted();
    pass_everything(app, &partner);
    app.clock.pass(2 * 86_400);
    let (desk, case) = (reviewer(app), case_of(&partner));
    let form = opened(&desk, &partner, "ask");
    let form = item(
        form,
        1,
        "ADDRESS_MISMATCH",
        "field:address_line1",
        "请按新执照填写地址。",
    );
    let form = item(
        form,
        2,
        "LICENCE_UNREADABLE",
        "document:business-licence",
        "请上传彩色扫描件。",
    );
    let form = item(form, 3, "OTHER", "general", "请说明主要客户群体。");
    let page = form
        .submit()
        .leads_to(&format!("{case}?done=asked"))
        .follow();
    assert!(page.has_form(&format!("{case}/approve")).eq(&false));
    assert_eq!(state(app, &partner), "information-requested");
    // E07 to the one address that is primary contact and global admin, with items and due date.
    assert_eq!(sent(app, "E07"), [partner.company.email.as_str()]);
    let body = app.mails("E07")[0].body.clone().unwrap();
    for words in [
        "1. 法律业务资料：地址",
        "地址与营业执照不一致。",
        "请按新执照填写地址。",
        "2. 营业执照",
        "3. 整份申请",
        "2026年4月3日",
        "/enrol/status",
    ] {
        assert!(body.contains(words), "{words} is missing: {body}");
    }
    // The company answers; the review's time stands still.
    let used = application_of(app, &partner).sla_days;
    app.clock.pass(5 * 86_400);
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    assert_eq!(page.all("#answers article").len(), 3);
    assert_eq!(browser.get("/enrol").location(), "/enrol/status");
    // Sections that nobody asked about stay closed, others are open for what they were asked.
    assert_eq!(browser.get("/enrol/support").location(), "/enrol/status");
    let section = browser.open("/enrol/legal").form("/enrol/legal");
    let section = section
        .put("legal_name", "别的公司有限公司")
        .put("city", "宁波市");
    assert_eq!(section.submit().location(), "/enrol/status?done=answer");
    let page = browser.open("/enrol/status");
    let refused_page = page.form("/enrol/answers").submit().expect(422);
    assert_eq!(
        refused_page.all("#errors li").len(),
        2,
        "{}",
        refused_page.text()
    );
    let actions: Vec<String> = {
        let id = partner.application.0;
        app.read(move |tx| {
            let request = store::information::requests(tx, id)?.remove(0);
            let items = store::information::items(tx, request.id)?;
            Ok(items
                .iter()
                .map(|i| format!("/enrol/answers/{}", i.id))
                .collect())
        })
        .wait()
        .unwrap()
    };
    let wrong = page.form(&actions[0]).fill("postal_code", "12");
    let wrong = wrong.submit().expect(422);
    assert!(
        wrong.error_at("postal_code-1").is_some(),
        "{}",
        wrong.text()
    );
    let form = wrong.form(&actions[0]).fill("postal_code", "315000");
    let form = form.fill("address_line1", "海曙区新路 1 号");
    assert_eq!(form.submit().location(), "/enrol/status?done=answer#item-1");
    let wrong = page.form(&actions[1]).attach("file", "a.svg", b"<svg/>");
    assert!(wrong.submit().expect(422).error_at("file-2").is_some());
    let right = page
        .form(&actions[1])
        .attach("file", "新执照.pdf", &specimen("new licence"));
    let page = right.submit().follow().expect(200);
    // What was just added can be taken away and given again; what was submitted stays.
    let remove = page
        .attribute("#item-2 button[formaction]", "formaction")
        .expect("the new licence can be removed");
    let page = page.form("/enrol/documents").to(&remove).submit();
    assert_eq!(page.location(), "/enrol/status");
    let right = browser.open("/enrol/status").form(&actions[1]);
    drop(
        right
            .attach("file", "新执照.pdf", &specimen("new licence"))
            .submit(),
    );
    let form = browser.open("/enrol/status").form(&actions[2]);
    let page = form
        .fill("comment", "中小制造企业。\n主要在浙江。")
        .submit()
        .follow();
    let done = page.form("/enrol/answers").submit();
    let page = done.leads_to("/enrol/status?done=answered").follow();
    assert!(!page.has_form("/enrol/answers"));
    assert_eq!(sent(app, "E08"), [partner.company.email.as_str()]);
    // Only what rests on a change is checked again.
    assert_eq!(state(app, &partner), "in-review");
    let row = application_of(app, &partner);
    assert_eq!((row.sla_days, row.sla_since), (used, Some(app.now())));
    assert_ne!(
        row.legal_name, "别的公司有限公司",
        "nobody asked for the name"
    );
    for (kind, result) in [
        ("business-registration", "pending"),
        ("employment", "passed"),
        ("restricted-party", "passed"),
        ("credit", "passed"),
        ("mailbox", "passed"),
    ] {
        assert_eq!(check(app, &partner, kind), result, "{kind}");
    }
    let desk = reviewer(app);
    let page = desk.open(&case);
    let changes = page.all("#changes tr");
    assert_eq!(
        changes.len(),
        4,
        "city, line, postal code and a heading: {changes:?}"
    );
    assert!(
        changes
            .iter()
            .any(|row| row.contains("杭州市") && row.contains("宁波市"))
    );
    assert!(page.text().contains("主要在浙江"));
    assert!(page.all("#changes p").iter().any(|p| p.contains("新执照")));
    // Passed again, approved.
    let form = page.form(&format!("{case}/checks/business-registration"));
    let form = form
        .fill("result", "passed")
        .fill("reason", "与登记信息一致");
    assert_eq!(form.submit().status(), 303);
    let form = desk.open(&case).form(&format!("{case}/approve"));
    assert_eq!(form.submit().location(), format!("{case}?done=approved"));
    assert_eq!(sent(app, "E09").len(), 1);
}

fn a_request_wants_whole_items_and_whole_answers(app: &TestApp) {
    let partner = app.submitted();
    let (desk, case) = (reviewer(app), case_of(&partner));
    let form = opened(&desk, &partner, "ask");
    let page = form.submit().expect(422);
    assert!(page.error_at("reason-1").is_some());
    let half = form
        .clone()
        .fill("reason-2", "OTHER")
        .fill("text-2", "为什么");
    let page = half.submit().expect(422);
    assert!(page.error_at("target-2").is_some() && page.error_at("text-2").is_some());
    // What was typed is still there.
    assert_eq!(page.form(&format!("{case}/ask")).value("text-2"), "为什么");
    assert_eq!(
        form.clone()
            .put("reason-1", "FRAUD_SUSPECTED")
            .submit()
            .status(),
        422,
        "suspicions are not asked about"
    );
    assert_eq!(state(app, &partner), "in-review");
    // A new approval contact is asked by a link of its own, and the old link is dead.
    let old = app.link_in("E05", &partner.company.approval_email);
    let form = item(
        form,
        1,
        "CONTACT_UNVERIFIED",
        "section:approval",
        "请指定另一位审批联系人。",
    );
    drop(form.submit().leads_to(&format!("{case}?done=asked")));
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/enrol/approval").form("/enrol/approval");
    let form = form.fill("approval_email", "boss@shihang0.example");
    drop(form.fill("approval_name", "沈若川").submit());
    let form = browser.open("/enrol/status").form("/enrol/answers");
    drop(form.submit().leads_to("/enrol/status?done=answered"));
    app.drain();
    assert_eq!(app.mails("E05").len(), 2);
    let stranger = app.browser();
    assert_eq!(stranger.get(&old).status(), 409);
    let page = stranger.post(&old, &[("answer", "yes")]).follow();
    refused(&page, "此链接已不能答复");
    assert_eq!(check(app, &partner, "approval-contact"), "pending");
    let new = app.link_in("E05", "boss@shihang0.example");
    drop(stranger.open(&new).form(&new).put("answer", "yes").submit());
    assert_eq!(check(app, &partner, "approval-contact"), "passed");
    // Nothing is asked any more: whoever answers all the same learns where things stand.
    refused(&browser.post("/enrol/answers", &[]), "审核中");
}

/// Rejects with a plain reason.
pub(crate) fn reject(browser: &Browser, partner: &Partner) {
    let form = opened(browser, partner, "reject")
        .again("reasons", "LICENCE_EXPIRED")
        .fill("text", "营业执照已于上月到期，请先换发。");
    let case = case_of(partner);
    drop(form.submit().leads_to(&format!("{case}?done=rejected")));
}

fn a_rejection_is_appealed_and_somebody_else_decides(app: &TestApp) {
    let partner = app.submitted();
    let (desk, case) = (reviewer(app), case_of(&partner));
    let form = opened(&desk, &partner, "reject");
    let page = form.submit().expect(422);
    assert!(page.error_at("reject-reasons").is_some() && page.error_at("reject-text").is_some());
    reject(&desk, &partner);
    assert_eq!(sent(app, "E10"), [partner.company.email.as_str()]);
    let body = app.mails("E10")[0].body.clone().unwrap();
    for words in [
        "营业执照已过期。",
        "请先换发",
        "2026年5月1日",
        "2026年5月31日",
    ] {
        assert!(body.contains(words), "{words} is missing: {body}");
    }
    refused(&desk.post(&format!("{case}/reject"), &[]), "未获批准");
    // The company: reasons, Fix now, no form to begin anew yet.
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    assert!(page.text().contains("请先换发") && !page.has_form("/enrol/begin"));
    assert_eq!(browser.post("/enrol/begin", &[]).status(), 409);
    let empty = page.form("/enrol/appeal").submit().expect(422);
    assert!(empty.error_at("comment").is_some());
    let bad = page.form("/enrol/appeal").fill("kind", "business-licence");
    let bad = bad.attach("file", "a.exe", b"MZ").submit().expect(422);
    assert!(bad.error_at("file").is_some());
    let bad = page.form("/enrol/appeal").fill("comment", "已换发新执照。");
    let bad = bad.attach("file", "new.pdf", &specimen("renewed"));
    let bad = bad.submit().expect(422);
    assert!(bad.error_at("kind").is_some());
    assert_eq!(bad.form("/enrol/appeal").value("comment"), "已换发新执照。");
    // A document beforehand, then the appeal with words.
    let form = page.form("/enrol/appeal").fill("kind", "business-licence");
    let form = form.attach("file", "new.pdf", &specimen("renewed"));
    let page = form.to("/enrol/documents/upload").submit();
    let page = page.leads_to("/enrol/status?done=document#fix").follow();
    assert_eq!(page.all("#fix .files li").len(), 1);
    let form = page
        .form("/enrol/appeal")
        .fill("comment", "已换发新执照，见附件。");
    let page = form
        .submit()
        .leads_to("/enrol/status?done=appealed")
        .follow();
    assert!(!page.has_form("/enrol/appeal"));
    assert_eq!(sent(app, "E11"), [partner.company.email.as_str()]);
    // The earlier reviewer can neither take nor decide it; a colleague can.
    assert_eq!(application_of(app, &partner).reviewer_id, None);
    let words = "曾拒绝此申请的人不能处理申诉";
    for (path, fields) in [
        ("claim", &[][..]),
        ("approve", &[]),
        ("checks/employment", &[("result", "passed")]),
        (
            "ask",
            &[
                ("reason-1", "OTHER"),
                ("target-1", "general"),
                ("text-1", "请说明情况。"),
            ],
        ),
        (
            "reject",
            &[("reasons", "OTHER"), ("text", "还是不符合要求，见上。")],
        ),
    ] {
        let page = desk.post(&format!("{case}/{path}"), fields);
        refused(&page, words);
    }
    let page = desk.open(&case);
    assert!(page.text().contains(words) && !page.has_form(&format!("{case}/ask")));
    let colleague = second(app);
    let page = colleague.open(&case);
    assert!(page.text().contains("已换发新执照") && page.text().contains("请先换发"));
    let form = page
        .form(&format!("{case}/approve"))
        .to(&format!("{case}/claim"));
    assert_eq!(form.submit().location(), format!("{case}?done=claimed"));
    pass_by(&colleague, app, &partner);
    let form = colleague.open(&case).form(&format!("{case}/approve"));
    assert_eq!(form.submit().location(), format!("{case}?done=approved"));
    assert_eq!(state(app, &partner), "approved");
    assert_eq!(sent(app, "E10").len(), 1, "told once");
}

/// Passes everything with one reviewer's browser.
fn pass_by(browser: &Browser, app: &TestApp, partner: &Partner) {
    app.confirm(partner);
    let case = case_of(partner);
    for kind in ["employment", "business-registration", "restricted-party"] {
        let form = browser.open(&case).form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "与登记信息一致");
        assert_eq!(form.submit().status(), 303);
    }
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let form = analyst
        .open(&format!("{case}/credit"))
        .form(&format!("{case}/credit"));
    let form = form.fill("result", "pass").fill("reason", "两年报表良好");
    assert_eq!(form.submit().status(), 303);
}

fn a_suspicion_takes_two_people_and_tells_nothing(app: &TestApp) {
    let partner = app.submitted();
    let (desk, case) = (reviewer(app), case_of(&partner));
    let secret = "执照上的二维码指向另一家公司。";
    let propose = |desk: &Browser| {
        opened(desk, &partner, "reject")
            .again("reasons", "FRAUD_SUSPECTED")
            .again("reasons", "NAME_MISMATCH")
            .fill("note", secret)
    };
    let told = propose(&desk).fill("text", "我们怀疑贵公司伪造执照。");
    assert!(told.submit().expect(422).error_at("reject-text").is_some());
    let page = propose(&desk)
        .submit()
        .leads_to(&format!("{case}?done=rejection-proposed"));
    let page = page.follow();
    assert!(page.text().contains(secret));
    assert_eq!(state(app, &partner), "in-review");
    assert_eq!(sent(app, "E10").len(), 0);
    // While it waits, nothing else is decided, and its author does not agree with himself.
    refused(
        &desk.post(&format!("{case}/approve"), &[]),
        "已有人提议拒绝",
    );
    refused(&desk.post(&format!("{case}/ask"), &[]), "已有人提议拒绝");
    assert!(!page.has_form(&format!("{case}/rejection/confirm")));
    refused(
        &desk.post(&format!("{case}/rejection/confirm"), &[]),
        "另一人",
    );
    // A colleague declines, with a reason; the author may propose again and take it back.
    let colleague = second(app);
    let decline = format!("{case}/rejection/decline");
    let form = colleague.open(&case).form(&decline);
    let page = form.submit().expect(422);
    assert!(page.error_at("decline").is_some());
    refused(
        &colleague.post(&format!("{case}/rejection/take-back"), &[]),
        "提议人",
    );
    let form = form.fill("decline", "二维码是旧版，已在登记网站核实。");
    drop(form.submit().leads_to(&format!("{case}?done=declined")));
    drop(
        propose(&desk)
            .submit()
            .leads_to(&format!("{case}?done=rejection-proposed")),
    );
    let form = desk
        .open(&case)
        .form(&format!("{case}/rejection/take-back"));
    drop(form.submit().leads_to(&format!("{case}?done=taken-back")));
    refused(
        &colleague.post(&format!("{case}/rejection/confirm"), &[]),
        "没有等待第二位",
    );
    drop(
        propose(&desk)
            .submit()
            .leads_to(&format!("{case}?done=rejection-proposed")),
    );
    let confirm = colleague
        .open(&case)
        .form(&format!("{case}/rejection/confirm"));
    let [one, two] = at_once(|| confirm.submit(), || confirm.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert_eq!(state(app, &partner), "rejected");
    for action in [
        "application.propose-rejection",
        "application.decline-rejection",
        "application.take-back-rejection",
        "application.confirm-rejection",
    ] {
        assert!(audited(app, action, "succeeded") > 0, "{action}");
    }
    // The company is told the programme's sentence, and nothing else.
    assert_eq!(sent(app, "E10").len(), 1);
    let body = app.mails("E10")[0].body.clone().unwrap();
    let page = app.browser_of(&partner.admin).open("/enrol/status").text();
    for text in [&body, &page] {
        assert!(text.contains("申请不符合计划要求"), "{text}");
        for detail in [secret, "营业执照不一致", "FRAUD", "伪造"] {
            assert!(!text.contains(detail), "{detail}: {text}");
        }
    }
    // Both had a hand in it. Whoever rejected does not take the appeal; whoever agreed does while
    // nobody else is there, and is told so.
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/enrol/status").form("/enrol/appeal");
    drop(form.fill("comment", "执照真实有效，请核实。").submit());
    let claim = format!("{case}/claim");
    refused(&desk.post(&claim, &[]), "不能处理申诉");
    assert!(desk.open(&case).text().contains("您曾参与拒绝此申请"));
    assert_eq!(colleague.post(&claim, &[]).status(), 303);
    assert!(colleague.open(&case).text().contains("因此可由您审理申诉"));
    let release = format!("{case}/release");
    assert_eq!(colleague.post(&release, &[]).status(), 303);
    let third = app.member_of_staff("third-reviewer", &[StaffRole::Reviewer]);
    let third = app.browser_of(&third);
    for desk in [&desk, &colleague] {
        refused(&desk.post(&claim, &[]), "不能处理申诉");
    }
    assert_eq!(third.post(&claim, &[]).status(), 303);
    app.drain();
}

fn two_reviewers_are_enough(app: &TestApp) {
    let partner = app.submitted();
    let (first, other, case) = (reviewer(app), second(app), case_of(&partner));
    let appeal = || {
        let browser = app.browser_of(&partner.admin);
        let form = browser.open("/enrol/status").form("/enrol/appeal");
        let form = form.fill("comment", "已补办手续，请核实。");
        drop(form.submit().leads_to("/enrol/status?done=appealed"));
    };
    let claim = |desk: &Browser| desk.post(&format!("{case}/claim"), &[]).status();
    reject(&first, &partner);
    appeal();
    assert_eq!(claim(&first), 409);
    reject(&other, &partner);
    appeal();
    // Both have rejected once; whoever did so last does not judge, the other one does.
    assert_eq!(claim(&other), 409);
    let propose = opened(&first, &partner, "reject").again("reasons", "POLICY");
    let propose = propose.fill("note", "业务范围不符合计划要求。");
    drop(
        propose
            .submit()
            .leads_to(&format!("{case}?done=rejection-proposed")),
    );
    assert!(audited(app, "application.propose-rejection", "succeeded") > 0);
    // What takes two gets its second person.
    let confirm = other.open(&case).form(&format!("{case}/rejection/confirm"));
    assert_eq!(confirm.submit().status(), 303);
    assert_eq!(state(app, &partner), "rejected");
    app.drain();
}

fn what_an_applicant_wrote_is_not_lost_when_it_comes_too_late(app: &TestApp) {
    let partner = app.submitted();
    let desk = reviewer(app);
    reject(&desk, &partner);
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/enrol/status").form("/enrol/appeal");
    let words = "营业执照已换发。\n<b>请</b>核实 & 回复。";
    let form = form.fill("comment", words);
    // Another tab was faster.
    let faster = browser.open("/enrol/status").form("/enrol/appeal");
    drop(faster.fill("comment", "新执照见附件，请核实。").submit());
    let kept = |page: &Page| page.all("#kept dd").join("|");
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        let page = form.clone().put("request_id", language).submit();
        assert_eq!(page.status(), 409);
        assert!(!page.source().contains('⟦') && !page.source().contains("<b>请"));
        for part in words.lines() {
            assert!(kept(&page).contains(part), "{}", kept(&page));
        }
        let csrf = form.value("csrf");
        assert!(!csrf.is_empty() && !kept(&page).contains(csrf));
    }
    // Facts typed into a section are kept as well, choices and ticks are not.
    let late = [("support_hours", "每天八点到二十点"), ("model", "direct")];
    let page = browser.post("/enrol/support", &late);
    assert_eq!(page.status(), 409, "{}", page.text());
    assert_eq!(kept(&page), "每天八点到二十点");
    // Nothing was written, nothing is said; and a page that was only opened has nothing.
    let page = browser.post("/enrol/appeal", &[("comment", " ")]);
    assert_eq!((page.status(), kept(&page)), (409, String::new()));
    // Passwords and codes never come back.
    let secrets = [
        ("comment", "x"),
        ("password", "Trustworthy-Heron-47"),
        ("code", "123456"),
    ];
    let page = browser.post("/enrol/appeal", &secrets);
    assert_eq!(kept(&page), "x");
    app.drain();
}

fn appeals_end_by_number_and_by_time(app: &TestApp) {
    let partner = app.submitted();
    let people = ["first", "middle", "last"]
        .map(|name| app.member_of_staff(&format!("{name}-reviewer"), &[StaffRole::Reviewer]));
    for (n, person) in people.iter().enumerate() {
        reject(&app.browser_of(person), &partner);
        let browser = app.browser_of(&partner.admin);
        let page = browser.open("/enrol/status");
        if n == 2 {
            assert!(!page.has_form("/enrol/appeal") && page.text().contains("最终决定"));
            let late = browser.post("/enrol/appeal", &[("comment", "再次申诉，请核实。")]);
            refused(&late, "申诉次数已用完");
            break;
        }
        // The last second counts.
        app.clock.pass(60 * 86_400 - 90);
        let browser = app.browser_of(&partner.admin);
        let form = browser.open("/enrol/status").form("/enrol/appeal");
        let page = form.fill("comment", "已补办手续，请核实。").submit();
        assert_eq!(
            page.location(),
            "/enrol/status?done=appealed",
            "{}",
            page.text()
        );
    }
    assert_eq!(sent(app, "E11").len(), 2);
    let told = app.mails("E10").into_iter().filter_map(|mail| mail.body);
    let finally = told.filter(|body| body.contains("最终决定"));
    assert_eq!(finally.count(), 1, "the third is told that it is final");
    // A new application after ninety days, not before, with the answers but without the consents.
    app.clock.pass(90 * 86_400 - 120);
    let browser = app.browser_of(&partner.admin);
    refused(&browser.post("/enrol/begin", &[]), "须过一段时间");
    app.clock.pass(120);
    let form = browser.open("/enrol/status").form("/enrol/begin");
    assert_eq!(form.submit().location(), "/enrol/programme");
    let row = application_of(app, &partner);
    assert_eq!(row.state, "draft");
    assert_ne!(row.reference, partner.reference);
    let legal = browser.open("/enrol/legal").form("/enrol/legal");
    assert_eq!(legal.value("credit_code"), partner.company.credit_code);
    let ticks = browser
        .open("/enrol/declarations")
        .form("/enrol/declarations");
    assert_eq!(ticks.value("declare_true"), "");
    // Too late for the old one: the new one is what counts now.
    refused(
        &browser.post("/enrol/appeal", &[("comment", "再次申诉，请核实。")]),
        "草稿",
    );
    // A company that applies again is not its own duplicate.
    app.fill_in(&partner);
    let form = browser.open("/enrol").form("/enrol/submit");
    drop(form.submit().leads_to("/enrol/status"));
    app.drain();
    let fresh = row.id;
    let checks = app.read(move |tx| Ok(store::application::checks(tx, fresh)?));
    let checks = checks.wait().unwrap();
    let duplicate = checks.iter().find(|c| c.kind == "duplicate").unwrap();
    assert_eq!(duplicate.result, "passed");
}

fn an_application_is_withdrawn_from_every_open_state(app: &TestApp) {
    let draft = app.complete();
    let review = app.submitted();
    let asked = app.submitted();
    let desk = reviewer(app);
    let form = opened(&desk, &asked, "ask");
    drop(item(form, 1, "OTHER", "general", "请说明情况。").submit());
    let proposed = app.submitted();
    let form = opened(&desk, &proposed, "reject").again("reasons", "POLICY");
    drop(form.fill("note", "业务范围不符合计划要求。").submit());
    // The last one's automatic checks are still to run.
    let fresh = app.complete();
    let (_, request) = app.sign_in(&fresh.admin);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    assert_eq!(state(app, &fresh), "submitted");
    let checks = || {
        let id = fresh.application.0;
        let all = app.read(move |tx| Ok(store::application::checks(tx, id)?));
        let all = all.wait().unwrap().into_iter();
        all.map(|check| (check.kind, check.result))
            .collect::<Vec<_>>()
    };
    let before = checks();
    let second_looks = app.mails("E20").len();
    for partner in [&fresh, &draft, &review, &asked, &proposed] {
        let browser = app.browser_of(&partner.admin);
        let page = browser.open("/enrol/status");
        let form = page.form("/enrol/withdraw");
        let [one, two] = at_once(|| form.submit(), || form.submit());
        assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
        let row = application_of(app, partner);
        assert_eq!(
            (row.state.as_str(), row.decided_at),
            ("withdrawn", Some(app.now()))
        );
        let page = browser.open("/enrol/status");
        assert!(page.has_form("/enrol/begin") && !page.has_form("/enrol/withdraw"));
        refused(&browser.post("/enrol/withdraw", &[]), "已撤回");
        refused(&browser.post("/enrol/answers", &[]), "已撤回");
    }
    assert_eq!(sent(app, "E12").len(), 5);
    // The checks come too late, change nothing and call no reviewer.
    assert_eq!(
        (state(app, &fresh).as_str(), checks()),
        ("withdrawn", before)
    );
    assert_eq!(app.mails("E20").len(), second_looks);
    refused(
        &desk.post(&format!("{}/approve", case_of(&fresh)), &[]),
        "已撤回",
    );
    // Who decides all the same learns that it was withdrawn; its links are dead.
    for path in ["approve", "ask", "reject", "rejection/confirm"] {
        let page = second(app).post(&format!("{}/{path}", case_of(&proposed)), &[]);
        refused(&page, "已撤回");
    }
    let open = "SELECT COUNT(*) AS n FROM rejection WHERE outcome IS NULL";
    assert_eq!(count(app, open), 0);
    let open = "SELECT COUNT(*) AS n FROM information_request WHERE closed_at IS NULL";
    assert_eq!(count(app, open), 0);
    let link = app.link_in("E05", &review.company.approval_email);
    assert_eq!(app.browser().get(&link).status(), 410);
    // Not after the decision.
    let approved = app.approved();
    let browser = app.browser_of(&approved.admin);
    assert!(!browser.open("/enrol/status").has_form("/enrol/withdraw"));
    refused(&browser.post("/enrol/withdraw", &[]), "已批准");
    // A new application begins at once.
    let browser = app.browser_of(&draft.admin);
    assert_eq!(
        browser.post("/enrol/begin", &[]).location(),
        "/enrol/programme"
    );
}

fn an_approval_is_reopened_by_the_company_and_by_the_reviewer(app: &TestApp) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let (desk, case) = (reviewer(app), case_of(&partner));
    let page = browser.open("/enrol/change");
    let same = page.form("/enrol/change").submit();
    refused(&same, "内容与现有资料相同");
    let wrong = page
        .form("/enrol/change")
        .fill("postal_code", "1")
        .submit()
        .expect(422);
    assert!(wrong.error_at("postal_code").is_some());
    let form = wrong.form("/enrol/change").fill("postal_code", "310013");
    let form = form.fill("legal_representative", "顾怀瑾");
    let page = form
        .submit()
        .leads_to("/enrol/status?done=changed")
        .follow();
    assert!(page.text().contains("批准后有变更"), "{}", page.text());
    assert_eq!(sent(app, "E16"), [partner.company.email.as_str()]);
    assert!(
        app.mails("E16")[0]
            .body
            .as_ref()
            .unwrap()
            .contains("法律业务资料")
    );
    let row = application_of(app, &partner);
    assert_eq!(
        (row.state.as_str(), row.decided_at, row.credit_limit),
        ("in-review", None, None)
    );
    for (kind, result) in [
        ("business-registration", "pending"),
        ("restricted-party", "pending"),
        ("employment", "passed"),
        ("credit", "passed"),
    ] {
        assert_eq!(check(app, &partner, kind), result, "{kind}");
    }
    assert_eq!(browser.get("/agreements/sign").status(), 409);
    assert_eq!(browser.get("/enrol/change").location(), "/enrol/status");
    refused(&browser.post("/enrol/change", &[("city", "x")]), "审核中");
    let page = desk.open(&case);
    assert!(page.text().contains("顾怀瑾") && page.text().contains("周文清"));
    for kind in ["business-registration", "restricted-party"] {
        let form = page.form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "与登记信息一致");
        assert_eq!(form.submit().status(), 303);
    }
    let form = desk.open(&case).form(&format!("{case}/approve"));
    drop(form.submit().leads_to(&format!("{case}?done=approved")));
    assert_eq!(sent(app, "E09").len(), 2, "one for each approval");
    // The reviewer finds something, later than all before.
    app.clock.pass(60);
    let form = opened(&desk, &partner, "adverse");
    let page = form.submit().expect(422);
    assert_eq!(page.errors().len(), 3, "{:?}", page.errors());
    let form = form
        .again("checks", "restricted-party")
        .fill("text", "我们需要重新核实贵公司的资料。")
        .fill("note", "新闻报道提到行政处罚。");
    drop(form.submit().leads_to(&format!("{case}?done=reopened")));
    assert_eq!(check(app, &partner, "restricted-party"), "pending");
    assert_eq!(sent(app, "E16").len(), 2);
    let told: Vec<_> = app
        .mails("E16")
        .into_iter()
        .map(|m| m.body.unwrap())
        .collect();
    let told = told.iter().find(|body| body.contains("重新核实"));
    let told = told.cloned().expect("the reviewer's words");
    let page = browser.open("/enrol/status").text();
    for text in [&told, &page] {
        assert!(
            text.contains("重新核实贵公司的资料") && !text.contains("行政处罚"),
            "{text}"
        );
    }
    assert!(desk.open(&case).text().contains("行政处罚"));
    // Never after the signature.
    let active = app.active_partner();
    refused(
        &desk.post(&format!("{}/adverse", case_of(&active)), &[]),
        "已生效",
    );
}

fn a_form_that_comes_too_late_keeps_what_was_typed(app: &TestApp) {
    let partner = app.submitted();
    let (desk, colleague, case) = (reviewer(app), second(app), case_of(&partner));
    let ask = |form: Form| item(form, 1, "OTHER", "general", "请说明情况。");
    let reject = |form: Form| {
        form.again("reasons", "OTHER")
            .fill("text", "业务范围不符合计划要求。")
    };
    // Both have the case open. One decides a check and holds it by that; the other's page is old.
    let old = colleague.open(&case);
    let [old_ask, old_reject, old_approve] =
        ["ask", "reject", "approve"].map(|act| old.form(&format!("{case}/{act}")));
    pass_everything(app, &partner);
    for form in [&ask(old_ask), &reject(old_reject), &old_approve] {
        refused(&form.submit(), "请先接手");
    }
    let page = colleague.open(&case);
    for act in ["ask", "reject"] {
        assert!(!page.has_form(&format!("{case}/{act}")), "{act}");
    }
    // Credit is decided anew while a rejection is written.
    let kept = |page: &Page, act: &str, field: &str, typed: &str| {
        refused(page, "您填写的内容仍保留在此");
        let form = page.form(&format!("{case}/{act}"));
        assert_eq!(form.value(field), typed);
        form
    };
    let old = reject(opened(&desk, &partner, "reject"));
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let credit = [
        ("result", "pass"),
        ("limit", "90000"),
        ("reason", "按报表下调额度"),
    ];
    let decided = analyst.post(&format!("{case}/credit"), &credit);
    assert_eq!(decided.status(), 303, "{}", decided.text());
    let page = old.submit();
    drop(kept(&page, "reject", "text", "业务范围不符合计划要求。"));
    assert!(
        page.all("#news li").concat().contains("信用"),
        "{}",
        page.text()
    );
    assert_eq!(state(app, &partner), "in-review");
    // In another tab a rejection is proposed and taken back while a question is written.
    let old = ask(opened(&desk, &partner, "ask"));
    let other = opened(&desk, &partner, "reject").again("reasons", "FRAUD_SUSPECTED");
    let proposed = other
        .fill("note", "执照上的二维码指向另一家公司。")
        .submit();
    let proposed = proposed.leads_to(&format!("{case}?done=rejection-proposed"));
    let back = proposed
        .follow()
        .form(&format!("{case}/rejection/take-back"));
    assert_eq!(back.submit().status(), 303);
    let again = kept(&old.submit(), "ask", "text-1", "请说明情况。");
    assert_eq!(again.submit().location(), format!("{case}?done=asked"));
    assert_eq!(state(app, &partner), "information-requested");
    assert_eq!(sent(app, "E07").len(), 1);
    // The second reviewers were told of the proposal.
    app.drain();
    let told = app.mails("E20-SECOND");
    assert_eq!(told.len(), 1, "everybody but the proposer");
}

fn two_people_at_once_decide_nothing_twice(app: &TestApp) {
    let partner = app.submitted();
    let (desk, colleague) = (reviewer(app), second(app));
    // One asks while the other rejects and the company withdraws: one of them, and its mails alone.
    let ask = item(
        opened(&desk, &partner, "ask"),
        1,
        "OTHER",
        "general",
        "请说明情况。",
    );
    let withdraw = app
        .browser_of(&partner.admin)
        .open("/enrol/status")
        .form("/enrol/withdraw");
    let [one, two] = at_once(|| ask.submit(), || withdraw.submit());
    let statuses = [one.status(), two.status()];
    app.drain();
    let row = application_of(app, &partner);
    // The company can withdraw what was asked, but nobody asks about what was withdrawn.
    assert_eq!(
        (row.state.as_str(), statuses[1]),
        ("withdrawn", 303),
        "{statuses:?}"
    );
    assert!(matches!(statuses[0], 303 | 409), "{}", one.text());
    assert_eq!(app.mails("E07").len(), usize::from(statuses[0] == 303));
    assert_eq!(app.mails("E12").len(), 1);
    let open = "SELECT COUNT(*) AS n FROM information_request WHERE closed_at IS NULL";
    assert_eq!(count(app, open), 0);
    // Two reviewers, two decisions: one counts.
    let told = |app: &TestApp| app.mails("E07").len() + app.mails("E10").len();
    let before = told(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let ask = item(
        opened(&desk, &partner, "ask"),
        1,
        "OTHER",
        "general",
        "请说明情况。",
    );
    let rejection = opened(&colleague, &partner, "reject")
        .again("reasons", "OTHER")
        .fill("text", "业务范围不符合计划要求。");
    let [one, two] = at_once(|| ask.submit(), || rejection.submit());
    let mut statuses = [one.status(), two.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{case}");
    app.drain();
    assert_eq!(told(app), before + 1);
    // The same answers sent twice, and a double click on the appeal.
    let partner = app.submitted();
    let form = item(
        opened(&desk, &partner, "ask"),
        1,
        "OTHER",
        "general",
        "请说明情况。",
    );
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol/status");
    let action = page.attribute("#item-1 form", "action").unwrap();
    drop(
        page.form(&action)
            .fill("comment", "主要面向制造业。")
            .submit(),
    );
    let send = browser.open("/enrol/status").form("/enrol/answers");
    let before = app.mails("E08").len();
    let [one, two] = at_once(|| send.submit(), || send.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    app.drain();
    assert_eq!(app.mails("E08").len(), before + 1);
    reject(&desk, &partner);
    let form = browser.open("/enrol/status").form("/enrol/appeal");
    let form = form.fill("comment", "已补办手续，请核实。");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    app.drain();
    assert_eq!(app.mails("E11").len(), 1);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM appeal"), 1);
}
