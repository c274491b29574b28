//! One case, one reviewer at a time.

use super::{approve, case_of, ready, reviewers, state};
use crate::{application_of, audited};
use domain::caller::StaffRole;
use testkit::{Partner, TestApp};

testkit::on_both! { TestApp:
    a_case_is_claimed_given_back_and_taken_over,
    a_page_left_open_decides_nothing_any_more,
    looks_at_papers_hide_nothing_that_happened,
    the_next_case_is_the_oldest_nobody_holds,
}

fn a_case_is_claimed_given_back_and_taken_over(app: &TestApp) {
    let [first, second] = reviewers(app);
    let partner = app.submitted();
    // New in the queue: every reviewer and the analysts hear of it, once.
    app.drain();
    let mut told: Vec<_> = app
        .mails("E20-CASE")
        .into_iter()
        .map(|m| m.recipient)
        .collect();
    told.sort();
    assert_eq!(
        told,
        ["colleague@operator.example", "reviewer@operator.example"]
    );
    let case = case_of(&partner);
    let claim = format!("{case}/claim");
    let page = first.open(&case);
    assert!(!page.has_form(&format!("{case}/release")));
    let form = page.form(&format!("{case}/approve")).to(&claim);
    assert_eq!(form.submit().location(), format!("{case}?done=claimed"));
    // Twice is once.
    assert_eq!(form.submit().status(), 303);
    let page = first.open(&case);
    assert!(page.text().contains("（您）"), "{}", page.text());
    assert!(page.text().contains("领取"), "since when");

    // The colleague reads it and is told who works on it, but decides nothing.
    let theirs = second.open(&case);
    assert!(theirs.text().contains("正在处理此案"), "{}", theirs.text());
    assert!(!theirs.has_form(&format!("{case}/release")));
    for (path, fields) in [
        (claim.clone(), vec![]),
        (
            format!("{case}/checks/employment"),
            vec![("result", "passed"), ("reason", "")],
        ),
        (format!("{case}/approve"), vec![]),
        (format!("{case}/release"), vec![]),
    ] {
        let refused = second.post(&path, &fields).expect(409);
        assert!(
            refused.text().contains("重新打开此案"),
            "{}",
            refused.text()
        );
    }
    // Notes stay possible.
    assert_eq!(
        second
            .post(&format!("{case}/notes"), &[("text", "请留意授权书")])
            .status(),
        303
    );

    // Taking over needs a reason, is written down, and the colleague hears of it.
    let take_over = format!("{case}/take-over");
    let form = theirs.form(&take_over);
    let refused = form.submit().expect(422);
    assert!(
        refused.errors().contains_key("take-over"),
        "{:?}",
        refused.errors()
    );
    let refused = form.clone().fill("reason", "病假").submit().expect(422);
    assert_eq!(refused.form(&take_over).value("reason"), "病假");
    let taken = form.fill("reason", "同事休假，由我继续").submit();
    assert_eq!(taken.location(), format!("{case}?done=taken-over"));
    assert_eq!(audited(app, "application.take-over", "succeeded"), 1);
    app.drain();
    let told = app.mails("E20-TAKEN-OVER");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].recipient, "reviewer@operator.example");
    let body = told[0].body.clone().unwrap_or_default();
    assert!(body.contains("同事休假，由我继续"), "{body}");

    // Now the first is the one who waits; the second gives it back.
    assert_eq!(first.post(&claim, &[]).status(), 409);
    let page = second.open(&case);
    let released = page.form(&format!("{case}/release")).submit();
    assert_eq!(released.location(), format!("{case}?done=released"));
    assert_eq!(application_of(app, &partner).reviewer_id, None);
    assert_eq!(first.post(&claim, &[]).status(), 303);
    app.drain();
}

fn a_page_left_open_decides_nothing_any_more(app: &TestApp) {
    let (partner, [first, second]) = ready(app);
    let case = case_of(&partner);
    let old = first.open(&case);
    // A colleague takes over, and does something.
    assert_eq!(
        second
            .post(
                &format!("{case}/take-over"),
                &[("reason", "同事休假，由我继续")]
            )
            .status(),
        303
    );
    assert_eq!(
        second
            .post(
                &format!("{case}/checks/employment"),
                &[("result", "failed"), ("reason", "电话打不通")]
            )
            .status(),
        303
    );
    let refused = approve(&old, &case).expect(409);
    assert!(
        refused.text().contains("检查结果已记录"),
        "what changed: {}",
        refused.text()
    );
    assert!(
        refused.text().contains("colleague@ops."),
        "who: {}",
        refused.text()
    );

    // The case goes back to the first one; meanwhile the analyst says no.
    assert_eq!(
        first
            .post(
                &format!("{case}/take-over"),
                &[("reason", "已回来，继续审核")]
            )
            .status(),
        303
    );
    assert_eq!(
        first
            .post(
                &format!("{case}/checks/employment"),
                &[("result", "passed"), ("reason", "")]
            )
            .status(),
        303
    );
    let old = first.open(&case);
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let credit = [
        ("result", "pass"),
        ("limit", "100000"),
        ("reason", "按报表下调额度"),
    ];
    assert_eq!(
        analyst.post(&format!("{case}/credit"), &credit).status(),
        303
    );
    let refused = approve(&old, &case).expect(409);
    assert!(refused.text().contains("信用"), "{}", refused.text());
    assert_eq!(state(app, &partner), "in-review");
    // The new page says what is new, once, and decides.
    let fresh = first.open(&case);
    assert_eq!(
        fresh.all("#news li").len(),
        1,
        "{:?}",
        fresh.all("#news li")
    );
    assert_eq!(first.open(&case).all("#news li"), Vec::<String>::new());
    assert_eq!(
        approve(&fresh, &case).location(),
        format!("{case}?done=approved")
    );
    assert_eq!(state(app, &partner), "approved");
    assert_eq!(application_of(app, &partner).credit_limit, Some(10_000_000));
    app.drain();
}

/// Many looks at a company's papers, as reading a long statement leaves them.
fn look(app: &TestApp, partner: &Partner, times: i64) {
    let (chain, at) = (partner.tenant.0, app.now());
    let subject = format!("application/{}", partner.application);
    let looks = move |tx: &mut store::Tx<'_>| {
        for n in 1..=times {
            let look = store::audit::NewEntry {
                chain,
                at: at.plus_seconds(n),
                actor_kind: "staff",
                actor: None,
                actor_name: "colleague@ops.example",
                ip: "192.0.2.9",
                action: "document.look",
                subject: &subject,
                outcome: "succeeded",
                correlation: uuid::Uuid::nil(),
                detail: "{\"name\":\"report.pdf\",\"page\":7}",
            };
            store::audit::append(tx, &look)?;
        }
        Ok::<_, store::DbError>(())
    };
    app.db.write(looks).wait().unwrap();
}

fn looks_at_papers_hide_nothing_that_happened(app: &TestApp) {
    let (partner, [first, _]) = ready(app);
    let case = case_of(&partner);
    let old = first.open(&case);
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let credit = [
        ("result", "pass"),
        ("limit", "100000"),
        ("reason", "按报表下调额度"),
    ];
    let lowered = analyst.post(&format!("{case}/credit"), &credit);
    assert_eq!(lowered.status(), 303);
    let events = first.open(&case).all(".timeline li");
    look(app, &partner, 320);
    let refused = approve(&old, &case).expect(409);
    assert!(refused.text().contains("信用"), "{}", refused.text());
    assert_eq!(state(app, &partner), "in-review");
    let page = first.open(&case);
    // The refusal is the one thing that is new.
    assert_eq!(page.all(".timeline li").len(), events.len() + 1);
    assert!(page.text().contains("320"), "how often: {}", page.text());
    assert_eq!(
        approve(&page, &case).location(),
        format!("{case}?done=approved"),
        "a look changes nothing that is decided on"
    );
    app.drain();
}

fn the_next_case_is_the_oldest_nobody_holds(app: &TestApp) {
    let older = app.submitted();
    app.clock.pass(3600);
    let newer = app.submitted();
    let [first, second] = reviewers(app);
    let next = |browser: &testkit::Browser| browser.post("/ops/next", &[]).location().to_owned();
    assert_eq!(next(&first), format!("{}?done=claimed", case_of(&older)));
    assert_eq!(next(&second), format!("{}?done=claimed", case_of(&newer)));
    assert_eq!(next(&second), "/ops?done=nothing-free");
    assert!(
        second
            .open("/ops?done=nothing-free")
            .text()
            .contains("没有等待您的案件")
    );
    // Whoever decided credit of a case is not given it.
    let both = app.member_of_staff("both", &[StaffRole::Reviewer, StaffRole::CreditAnalyst]);
    let both = app.browser_of(&both);
    let third = app.submitted();
    let credit = [
        ("result", "pass"),
        ("limit", "240000"),
        ("reason", "两年报表良好"),
    ];
    let case = case_of(&third);
    assert_eq!(both.post(&format!("{case}/credit"), &credit).status(), 303);
    assert_eq!(next(&both), "/ops?done=nothing-free");
    app.drain();
}
