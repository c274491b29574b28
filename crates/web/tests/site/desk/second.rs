//! An approval that was drawn for a second pair of eyes.

use super::{approve, case_of, decide_all, reviewers, state};
use crate::{application_of, audited, count};
use domain::caller::StaffRole;
use domain::programme::china_csp;
use testkit::{Browser, Engine, Fixture, Partner, TestApp};

/// The site with a programme that draws every approval.
struct Drawing(TestApp);

impl Fixture for Drawing {
    fn fresh(engine: Engine) -> Self {
        let programme = china_csp().unwrap().rechecking(100);
        Self(TestApp::with_programme(engine, programme))
    }

    fn check(&self) {
        self.0.check();
    }
}

testkit::on_both! { Drawing:
    a_drawn_approval_waits_for_a_second_reviewer,
    an_approval_that_is_not_confirmed_goes_back_and_stays_drawn,
    a_proposal_falls_with_the_review,
}

/// A case whose approval has been drawn.
fn drawn(app: &TestApp) -> (Partner, [Browser; 2]) {
    let both = reviewers(app);
    let partner = app.submitted();
    app.confirm(&partner);
    decide_all(app, &partner, &both[0]);
    let case = case_of(&partner);
    let page = approve(&both[0].open(&case), &case);
    assert_eq!(page.location(), format!("{case}?done=drawn"));
    (partner, both)
}

fn a_drawn_approval_waits_for_a_second_reviewer(Drawing(app): &Drawing) {
    let (partner, [first, second]) = drawn(app);
    let case = case_of(&partner);
    app.drain();
    assert_eq!(state(app, &partner), "in-review");
    assert!(app.mails("E09").is_empty(), "nothing has taken effect");
    let told: Vec<_> = app
        .mails("E20-SECOND")
        .into_iter()
        .map(|m| m.recipient)
        .collect();
    assert_eq!(told, ["colleague@operator.example"]);
    let (confirm, decline) = (
        format!("{case}/approval/confirm"),
        format!("{case}/approval/decline"),
    );
    // The first reviewer reads that it waits, and cannot be his own second.
    let page = first.open(&case);
    assert!(page.text().contains("被抽中复核"), "{}", page.text());
    assert!(!page.has_form(&confirm));
    for path in [&confirm, &format!("{case}/approve")] {
        assert_eq!(first.post(path, &[]).status(), 409, "{path}");
    }
    let reason = [("approval_decline", "我自己不同意")];
    assert_eq!(first.post(&decline, &reason).status(), 409);
    // Meanwhile nothing else is decided either.
    let check = [("result", "failed"), ("reason", "电话打不通")];
    assert_eq!(
        first
            .post(&format!("{case}/checks/employment"), &check)
            .status(),
        409
    );
    // Who decided credit is no second reviewer.
    let both = app.member_of_staff("both", &[StaffRole::Reviewer, StaffRole::CreditLead]);
    let both = app.browser_of(&both);
    let credit = [
        ("result", "pass"),
        ("limit", "200000"),
        ("reason", "复核后下调额度"),
    ];
    let old = second.open(&case);
    assert_eq!(both.post(&format!("{case}/credit"), &credit).status(), 303);
    assert_eq!(both.post(&confirm, &[]).status(), 409);
    // What was decided since the second one opened the page is told first.
    let refused = old.form(&confirm).submit().expect(409);
    assert!(refused.text().contains("信用"), "{}", refused.text());
    let page = second.open(&case);
    let done = page.form(&confirm).submit();
    assert_eq!(done.location(), format!("{case}?done=approved"));
    let row = application_of(app, &partner);
    assert_eq!(
        (row.state.as_str(), row.credit_limit),
        ("approved", Some(20_000_000))
    );
    app.drain();
    assert_eq!(app.mails("E09").len(), 1);
    assert_eq!(audited(app, "application.confirm-approval", "succeeded"), 1);
    assert_eq!(second.post(&confirm, &[]).status(), 409, "once");
    app.drain();
}

fn an_approval_that_is_not_confirmed_goes_back_and_stays_drawn(Drawing(app): &Drawing) {
    let (partner, [first, second]) = drawn(app);
    let case = case_of(&partner);
    let decline = format!("{case}/approval/decline");
    let form = second.open(&case).form(&decline);
    let refused = form.submit().expect(422);
    assert!(refused.errors().contains_key("approval_decline"));
    let declined = form
        .fill("approval_decline", "营业执照的印章看不清")
        .submit();
    assert_eq!(
        declined.location(),
        format!("{case}?done=approval-declined")
    );
    let page = first.open(&case);
    assert!(
        page.text().contains("营业执照的印章看不清"),
        "{}",
        page.text()
    );
    assert_eq!(state(app, &partner), "in-review");
    // The next one waits again; this time its author thinks better of it.
    let page = approve(&page, &case);
    assert_eq!(page.location(), format!("{case}?done=drawn"));
    let take_back = format!("{case}/approval/take-back");
    assert_eq!(second.post(&take_back, &[]).status(), 409);
    let form = first.open(&case).form(&take_back);
    assert_eq!(
        form.submit().location(),
        format!("{case}?done=approval-taken-back")
    );
    assert_eq!(form.submit().status(), 409);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM approval_proposal WHERE outcome IS NULL"
        ),
        0
    );
    app.drain();
}

fn a_proposal_falls_with_the_review(Drawing(app): &Drawing) {
    let (partner, [first, _]) = drawn(app);
    let case = case_of(&partner);
    // Its author declares a conflict: what he proposed does not stand.
    let conflict = [("conflict", "刚发现与法定代表人有亲属关系")];
    assert_eq!(
        first.post(&format!("{case}/conflict"), &conflict).status(),
        303
    );
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM approval_proposal WHERE outcome IS NULL"
        ),
        0
    );
    assert_eq!(application_of(app, &partner).reviewer_id, None);
    app.drain();
}
