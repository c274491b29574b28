//! The reviewer's desk: who holds a case, conflicts of interest, the thread, the registry, risk and
//! calls, the second person.

mod conflict;
mod credit;
mod hold;
mod papers;
mod queue;
mod registry;
mod risk;
mod second;
mod sla;
mod thread;

use crate::application_of;
use domain::caller::StaffRole;
use testkit::{Browser, Page, Partner, TestApp};

/// The address of a company's case.
fn case_of(partner: &Partner) -> String {
    format!("/ops/applications/{}", partner.application)
}

/// The reviewer everybody knows, and a colleague.
fn reviewers(app: &TestApp) -> [Browser; 2] {
    let colleague = app.member_of_staff("colleague", &[StaffRole::Reviewer]);
    [
        app.browser_of(&app.staff(StaffRole::Reviewer)),
        app.browser_of(&colleague),
    ]
}

/// A case in which everything but the approval is done, and its reviewer and a colleague.
fn ready(app: &TestApp) -> (Partner, [Browser; 2]) {
    let both = reviewers(app);
    let partner = app.submitted();
    app.confirm(&partner);
    decide_all(app, &partner, &both[0]);
    (partner, both)
}

/// Decides every check and credit of a case.
fn decide_all(app: &TestApp, partner: &Partner, reviewer: &Browser) {
    let case = case_of(partner);
    let passed = [("result", "passed"), ("reason", "公示信息与执照一致")];
    for kind in ["employment", "business-registration", "restricted-party"] {
        let page = reviewer.post(&format!("{case}/checks/{kind}"), &passed);
        assert_eq!(page.status(), 303, "{kind}: {}", page.text());
    }
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let credit = [
        ("result", "pass"),
        ("limit", "240000"),
        ("reason", "两年报表良好"),
    ];
    let page = analyst.post(&format!("{case}/credit"), &credit);
    assert_eq!(page.status(), 303, "{}", page.text());
}

/// Presses "Approve" on a page.
fn approve(page: &Page, case: &str) -> Page {
    page.form(&format!("{case}/approve")).submit()
}

/// The state of a company's application.
fn state(app: &TestApp, partner: &Partner) -> String {
    application_of(app, partner).state
}
