//! Credit: the bureau and its call-backs, decisions by hand, overrides by two people, yearly
//! reviews.

mod bureau;
mod calls;
mod overrides;
mod reviews;

use crate::english;
use crate::lifecycle::{item, opened};
use domain::caller::StaffRole;
use domain::effects::Instant;
use domain::programme::china_csp;
use std::sync::Arc;
use store::credit::decision::Decision;
use store::credit::inquiry::Inquiry;
use testkit::{Browser, Bureau, Engine, Fixture, Page, Partner, TestApp, specimen};

const DAY: i64 = 86_400;

/// The site with a bureau.
struct Asked {
    app: TestApp,
    bureau: Arc<Bureau>,
}

impl Fixture for Asked {
    fn fresh(engine: Engine) -> Self {
        let bureau = Arc::new(Bureau::default());
        let part = Arc::clone(&bureau);
        let app = TestApp::with(engine, |parts| parts.bureau = Some(part));
        assert_eq!(china_csp().unwrap().credit.result_valid_days, 180);
        Self { app, bureau }
    }

    fn check(&self) {
        self.app.check();
    }
}

/// The address of a company's credit file.
fn file_of(partner: &Partner) -> String {
    format!("/ops/applications/{}/credit", partner.application)
}

/// The analyst everybody knows, in English.
fn analyst(app: &TestApp) -> Browser {
    english(app.browser_of(&app.staff(StaffRole::CreditAnalyst)))
}

/// A credit lead, in English.
fn lead(app: &TestApp) -> Browser {
    english(app.browser_of(&app.staff(StaffRole::CreditLead)))
}

/// Decides by hand.
fn decide(by: &Browser, partner: &Partner, result: &str, limit: &str) -> Page {
    let fields = [
        ("result", result),
        ("limit", limit),
        ("reason", "报表与往来款项一致"),
    ];
    by.post(&file_of(partner), &fields)
}

/// The decisions of a case, newest first.
fn decisions(app: &TestApp, partner: &Partner) -> Vec<Decision> {
    let (scope, id) = (app.operator_scope(), partner.application.0);
    app.read(move |tx| Ok(store::credit::decision::all(tx, scope, id)?))
        .wait()
        .unwrap()
}

/// The newest decision in three words: source, result, limit.
fn newest(app: &TestApp, partner: &Partner) -> (String, String, i64) {
    let newest = decisions(app, partner).remove(0);
    (newest.source, newest.result, newest.credit_limit)
}

/// The questions about a case, newest first.
fn inquiries(app: &TestApp, partner: &Partner) -> Vec<Inquiry> {
    let (scope, id) = (app.operator_scope(), partner.application.0);
    app.read(move |tx| Ok(store::credit::inquiry::all(tx, scope, id)?))
        .wait()
        .unwrap()
}

/// How the credit check of a case stands, and by whom.
fn check(app: &TestApp, partner: &Partner) -> (String, String) {
    let id = partner.application.0;
    let checks = app.read(move |tx| Ok(store::application::checks(tx, id)?));
    let found = checks.wait().unwrap();
    let credit = found.into_iter().find(|c| c.kind == "credit").unwrap();
    (credit.result, credit.decided_by)
}

/// Everything of a case but credit and the approval, and the reviewer who holds it.
fn reviewed(app: &TestApp, partner: &Partner) -> Browser {
    app.confirm(partner);
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let case = format!("/ops/applications/{}", partner.application);
    let passed = [("result", "passed"), ("reason", "公示信息与执照一致")];
    for kind in ["employment", "business-registration", "restricted-party"] {
        let page = reviewer.post(&format!("{case}/checks/{kind}"), &passed);
        assert_eq!(page.status(), 303, "{kind}: {}", page.text());
    }
    reviewer
}

/// Presses "Approve" in a case.
fn approve(reviewer: &Browser, partner: &Partner) -> Page {
    let path = format!("/ops/applications/{}/approve", partner.application);
    reviewer.post(&path, &[])
}

/// The limit a partner may buy up to.
fn limit_of(app: &TestApp, partner: &Partner) -> i64 {
    let scope = crate::scope_of(partner);
    let account = app.read(move |tx| Ok(store::accounts::billing_account(tx, scope)?));
    account.wait().unwrap().unwrap().credit_limit
}

/// Has a reviewer ask a company about some things, a field or a document each, and the company answer
/// with a value for the field or a new file.
fn corrected(app: &TestApp, partner: &Partner, targets: &[(&str, &str)]) {
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let mut form = opened(&reviewer, partner, "ask");
    for (n, (target, _)) in (1..).zip(targets) {
        form = item(form, n, "OTHER", target, "请核对并更正。");
    }
    assert_eq!(form.submit().status(), 303);
    app.clock.pass(60);
    let id = partner.application.0;
    let items = app.read(move |tx| {
        let request = store::information::requests(tx, id)?.remove(0);
        Ok(store::information::items(tx, request.id)?)
    });
    let company = app.browser_of(&partner.admin);
    for (item, (target, value)) in items.wait().unwrap().iter().zip(targets) {
        let form = company.open("/enrol/status");
        let form = form.form(&format!("/enrol/answers/{}", item.id));
        let form = match target.split_once(':').unwrap() {
            ("field", field) => form.fill(field, value),
            _ => form.attach("file", value, &specimen(value)),
        };
        let page = form.submit();
        assert_eq!(page.status(), 303, "{target}: {}", page.text());
    }
    let page = company.open("/enrol/status").form("/enrol/answers");
    let page = page.submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    app.drain();
}

/// Proposes an override that has all it needs, good until a day.
fn propose(by: &Browser, partner: &Partner, limit: &str, until: &str) -> Page {
    let path = format!("{}/overrides", file_of(partner));
    let form = by.open(&file_of(partner)).form(&path);
    form.fill("override_limit", limit)
        .fill("expires_on", until)
        .fill("override_reason", REASON)
        .fill("evidence", "保证函编号 2026-017，原件存档")
        .submit()
}

/// Why an override is proposed.
const REASON: &str = "母公司出具连带责任保证，审计报表显示现金流充足";

/// The day that begins so many days after the one of a moment, ISO.
fn day_after(at: Instant, days: i64) -> String {
    let at = jiff::Timestamp::from_microsecond(at.plus_days(days).0).unwrap();
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    at.to_zoned(zone).date().to_string()
}
