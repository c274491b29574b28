//! Findings, points, and the call to the company.

use super::{approve, case_of, decide_all, reviewers, state};
use crate::audited;
use testkit::{Partner, TestApp};

testkit::on_both! { TestApp: a_risky_company_is_called_before_it_is_approved, waivers_of_grave_checks_take_a_reason }

/// A company that was founded last month, writes from a throw-away mailbox and approves itself.
fn risky(app: &TestApp) -> Partner {
    let mut company = app.company();
    let change = |answers: &mut domain::enrolment::form::Answers, field: &str, value: &str| {
        answers.insert(field.to_owned(), value.to_owned());
    };
    change(&mut company.application, "established_on", "2026-02-02");
    change(&mut company.application, "support_email", "x@yopmail.com");
    change(&mut company.application, "approval_name", "周文清");
    let partner = app.register(company);
    app.fill_in(&partner);
    let (_, request) = app.sign_in(&partner.admin);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    app.drain();
    partner
}

fn a_risky_company_is_called_before_it_is_approved(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let partner = risky(app);
    app.confirm(&partner);
    let case = case_of(&partner);
    let page = reviewer.open(&case);
    let findings = page.all("#risk tbody th");
    assert_eq!(findings.len(), 3, "{findings:?}");
    // 15 + 30 + 10 reach the 50 of the programme.
    assert_eq!(page.all("#risk tfoot td"), ["55"]);
    decide_all(app, &partner, &reviewer);
    let page = reviewer.open(&case);
    assert!(page.text().contains("须致电该公司"), "{}", page.text());
    let refused = reviewer.post(&format!("{case}/approve"), &[]).expect(409);
    assert!(refused.text().contains("致电"), "{}", refused.text());

    let calls = format!("{case}/calls");
    let form = page.form(&calls);
    let refused = form.submit().expect(422);
    let errors = refused.errors();
    for field in ["call_number", "call_outcome", "call_note"] {
        assert!(errors.contains_key(field), "{field}: {errors:?}");
    }
    let form = form
        .fill("call_number", "0571 5555 0111")
        .fill("call_note", "对方称不知情，要求核实");
    // Somebody who answers has a name; nobody has none.
    let denied = form.clone().fill("call_outcome", "denied");
    let refused = denied.submit().expect(422);
    assert_eq!(
        refused.errors().keys().collect::<Vec<_>>(),
        ["call_reached"]
    );
    assert_eq!(
        refused.form(&calls).value("call_note"),
        "对方称不知情，要求核实"
    );
    let unreached = form.clone().fill("call_outcome", "not-reached");
    assert_eq!(
        unreached.submit().location(),
        format!("{case}?done=called#risk")
    );
    assert_eq!(reviewer.post(&format!("{case}/approve"), &[]).status(), 409);
    let form = reviewer.open(&case).form(&calls);
    let form = form
        .fill("call_number", "+86 571 5555 0111")
        .fill("call_reached", "总机 王女士")
        .fill("call_note", "确认由周文清办理申请");
    assert_eq!(
        form.clone()
            .fill("call_outcome", "confirmed")
            .submit()
            .status(),
        303
    );
    app.clock.pass(60);
    // A later "no" weighs more than an earlier "yes"; and the other way round.
    let form = reviewer.open(&case).form(&calls);
    let form = form
        .fill("call_number", "057155550111")
        .fill("call_reached", "财务 郑女士")
        .fill("call_note", "称未听说过该申请");
    assert_eq!(
        form.clone()
            .fill("call_outcome", "denied")
            .submit()
            .status(),
        303
    );
    assert_eq!(reviewer.post(&format!("{case}/approve"), &[]).status(), 409);
    app.clock.pass(60);
    let again = reviewer.open(&case).form(&calls);
    let again = again
        .fill("call_number", "057155550111")
        .fill("call_reached", "总经理 周文清")
        .fill("call_note", "财务事先不知情，总经理确认")
        .fill("call_outcome", "confirmed");
    assert_eq!(again.submit().status(), 303);
    assert_eq!(audited(app, "application.call-back", "succeeded"), 4);
    let page = reviewer.open(&case);
    assert_eq!(
        page.all("#risk article").len(),
        4,
        "number, by whom, result"
    );
    assert!(page.text().contains("+86 571 5555 0111"));
    assert_eq!(
        approve(&page, &case).location(),
        format!("{case}?done=approved")
    );
    assert_eq!(state(app, &partner), "approved");
    app.drain();
}

fn waivers_of_grave_checks_take_a_reason(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let short = "理由十九个字理由十九个字理由十九个字一";
    assert_eq!(short.chars().count(), 19);
    let waive = |kind: &str, reason: &str| {
        let form = reviewer.open(&case);
        let form = form.forms(&format!("{case}/checks/{kind}"));
        let form = form.last().unwrap().clone();
        form.fill("reason", reason).submit()
    };
    for kind in ["network-id", "duplicate", "restricted-party"] {
        let refused = waive(kind, short).expect(422);
        let error = refused.error_at(&format!("waive-{kind}")).unwrap();
        assert!(error.contains("20"), "{error}");
        assert_eq!(waive(kind, &format!("{short}二")).status(), 303, "{kind}");
        let row = reviewer
            .open(&case)
            .all(&format!("#check-{kind}"))
            .join(" ");
        assert!(row.contains("许reviewer"), "who waived: {row}");
    }
    assert_eq!(waive("mailbox", "电话核实").status(), 422);
    assert_eq!(waive("mailbox", "电话核实过").status(), 303);
    app.drain();
}
