//! Credit by hand: one decision for one form, and a "fail" that one person does not take back.

use super::case_of;
use crate::count;
use domain::caller::StaffRole;
use testkit::{Browser, Form, Partner, TestApp};

testkit::on_both! { TestApp:
    a_form_sent_twice_decides_once,
    a_fail_is_not_walked_round,
    decisions_of_one_moment_have_an_order,
}

fn decisions(app: &TestApp) -> i64 {
    count(app, "SELECT COUNT(*) AS n FROM credit_decision")
}

/// The form of a case as an analyst sees it, filled in.
fn decided(analyst: &Browser, partner: &Partner, result: &str) -> Form {
    let path = format!("{}/credit", case_of(partner));
    let form = analyst.open(&path).form(&path).put("result", result);
    form.put("limit", "90000").put("reason", "两年报表良好")
}

fn a_form_sent_twice_decides_once(app: &TestApp) {
    let partner = app.submitted();
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let form = decided(&analyst, &partner, "pass");
    let done = format!("{}/credit?done=credit", case_of(&partner));
    for _ in 0..2 {
        assert_eq!(form.submit().location(), done);
        assert_eq!(decisions(app), 1);
    }
    // Deciding anew is another form.
    app.clock.pass(60);
    let anew = decided(&analyst, &partner, "pass");
    assert_eq!(anew.submit().location(), done);
    assert_eq!(decisions(app), 2);
}

/// The clock stands still: only their number says which one counts.
fn decisions_of_one_moment_have_an_order(app: &TestApp) {
    let partner = app.submitted();
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let limits: Vec<i64> = (1..=9).map(|n| n * 1_000_000).collect();
    for limit in &limits {
        let yuan = (limit / 100).to_string();
        let form = decided(&analyst, &partner, "pass").put("limit", &yuan);
        assert_eq!(form.submit().status(), 303);
    }
    let (scope, id) = (app.operator_scope(), partner.application.0);
    let all = app.read(move |tx| Ok(store::credit::decision::all(tx, scope, id)?));
    let all = all.wait().unwrap();
    let moments: std::collections::HashSet<_> = all.iter().map(|d| d.decided_at).collect();
    assert_eq!(moments.len(), 1);
    let found: Vec<i64> = all.iter().rev().map(|d| d.credit_limit).collect();
    assert_eq!(found, limits);
    let newest = app.read(move |tx| Ok(store::credit::decision::newest(tx, id)?));
    assert_eq!(newest.wait().unwrap().unwrap().credit_limit, 9_000_000);
}

fn a_fail_is_not_walked_round(app: &TestApp) {
    let partner = app.submitted();
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let lead = app.browser_of(&app.staff(StaffRole::CreditLead));
    assert_eq!(decided(&analyst, &partner, "fail").submit().status(), 303);
    for browser in [&analyst, &lead] {
        for result in ["refer", "pass"] {
            app.clock.pass(60);
            let page = decided(browser, &partner, result).submit().expect(409);
            assert!(
                page.text().contains("只能由两人通过例外审批"),
                "{}",
                page.text()
            );
        }
    }
    assert_eq!(decisions(app), 1);
    // It can be said again, with another reason; and a "refer" leads to either.
    app.clock.pass(60);
    assert_eq!(decided(&lead, &partner, "fail").submit().status(), 303);
    let other = app.submitted();
    for result in ["refer", "pass"] {
        app.clock.pass(60);
        let page = decided(&analyst, &other, result).submit();
        assert_eq!(page.status(), 303, "{}", page.text());
    }
}
