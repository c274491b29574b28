//! Nobody judges a company he is close to.

use super::{case_of, reviewers};
use crate::{application_of, audited};
use domain::caller::StaffRole;
use testkit::TestApp;

testkit::on_both! { TestApp:
    whoever_declares_a_conflict_sees_and_decides_nothing_more,
    analysts_declare_conflicts_too,
}

fn whoever_declares_a_conflict_sees_and_decides_nothing_more(app: &TestApp) {
    let [first, second] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    app.clock.pass(60);
    assert_eq!(first.post(&format!("{case}/claim"), &[]).status(), 303);
    let page = first.open(&case);
    let document = page.attribute("a[href*=\"/documents/\"]", "href").unwrap();
    let conflict = format!("{case}/conflict");
    let form = page.form(&conflict);
    let refused = form.submit().expect(422);
    assert!(refused.errors().contains_key("conflict-why"));
    app.drain();
    let told = app.mails("E20-CASE").len();
    let declared = form.fill("conflict", "总经理是我的表兄").submit();
    assert_eq!(declared.location(), "/ops?done=conflict");
    assert!(
        first
            .open("/ops?done=conflict")
            .text()
            .contains("利益冲突已记录")
    );
    assert_eq!(audited(app, "application.declare-conflict", "succeeded"), 1);
    // The case is free again, and only the others hear of it.
    assert_eq!(application_of(app, &partner).reviewer_id, None);
    app.drain();
    let again: Vec<_> = app.mails("E20-CASE").into_iter().skip(told).collect();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].recipient, "colleague@operator.example");

    let looks = audited(app, "document.look", "succeeded");
    for path in [case.clone(), document, format!("{case}/credit")] {
        let closed = first.get(&path).expect(403);
        assert!(
            !closed.source().contains(&partner.company.credit_code),
            "{path}"
        );
        assert!(!closed.source().contains(&partner.company.email), "{path}");
    }
    assert_eq!(audited(app, "document.look", "succeeded"), looks);
    let version = application_of(app, &partner).version;
    for (what, fields) in [
        ("claim", vec![]),
        ("take-over", vec![("reason", "我想自己处理")]),
        (
            "checks/employment",
            vec![("result", "passed"), ("reason", "")],
        ),
        ("approve", vec![]),
        ("messages", vec![("text", "您好")]),
        ("notes", vec![("text", "备注一条")]),
        (
            "calls",
            vec![
                ("call_number", "0571-55550111"),
                ("call_reached", "总机"),
                ("call_outcome", "confirmed"),
                ("call_note", "公司确认申请"),
            ],
        ),
    ] {
        let page = first.post(&format!("{case}/{what}"), &fields);
        assert_eq!(page.status(), 403, "{what}: {}", page.text());
    }
    assert_eq!(
        first.post("/ops/next", &[]).location(),
        "/ops?done=nothing-free"
    );
    assert_eq!(application_of(app, &partner).version, version);
    // Colleagues read that it was declared, but not why.
    let page = second.open(&case);
    assert!(page.text().contains("声明了利益冲突"), "{}", page.text());
    assert!(!page.text().contains("表兄"));
    app.drain();
}

fn analysts_declare_conflicts_too(app: &TestApp) {
    let partner = app.submitted();
    let case = case_of(&partner);
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let page = analyst.open(&case);
    let form = page.form(&format!("{case}/conflict"));
    assert_eq!(
        form.fill("conflict", "曾在该公司任职").submit().status(),
        303
    );
    let credit = [
        ("result", "pass"),
        ("limit", "240000"),
        ("reason", "两年报表良好"),
    ];
    let refused = analyst.post(&format!("{case}/credit"), &credit);
    assert_eq!(refused.status(), 403, "{}", refused.text());
    // A second declaration changes nothing.
    let again = analyst.post(&format!("{case}/conflict"), &[("conflict", "另一个原因")]);
    assert_eq!(again.status(), 303);
    // Somebody else's hands are not tied, nor is the company told.
    let lead = app.browser_of(&app.staff(StaffRole::CreditLead));
    assert_eq!(lead.post(&format!("{case}/credit"), &credit).status(), 303);
    let company = app.browser_of(&partner.admin);
    assert!(!company.open("/enrol/status").text().contains("冲突"));
    app.drain();
}
