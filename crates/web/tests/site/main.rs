//! Stories through the router, on both engines: what people do, what they try, and what they must
//! not reach.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod abuse;
mod actions;
mod adjustments;
mod agreements;
mod api;
mod audit_log;
mod authenticator;
mod autosave;
mod bad_input;
mod billing;
mod bounces;
mod centre;
mod change_documents;
mod contact;
mod credit;
mod crowd;
mod customer_pages;
mod customers;
mod desk;
mod disputes;
mod domains;
mod doubles;
mod enumeration;
mod existing_account;
mod exports;
mod fapiao;
mod feed;
mod fuzz;
mod golden;
mod headers;
mod health;
mod illegal;
mod imports;
mod inquiries;
mod isolation;
mod lapses;
mod lateness;
mod lifecycle;
mod limits;
mod links;
mod locked_registrations;
mod lost_access;
mod mails;
mod maintenance;
mod network_register;
mod offer_changes;
mod offers;
mod one_company;
mod outage;
mod partners;
mod payments;
mod price_lists;
mod pricing;
mod privacy;
mod profiles;
mod programme;
mod provisioning;
mod recovery;
mod refunds;
mod relationships;
mod reminders;
mod replies;
mod reseal;
mod resume;
mod sandbox;
mod sandbox_accounts;
mod scanning;
mod screening;
mod searching;
mod second_factor;
mod selling;
mod sequences;
mod sign_in;
mod signing;
mod special_prices;
mod staff;
mod standing;
mod standstill;
mod story;
mod subscription_pages;
mod support;
mod suspension;
mod tags;
mod telephone;
mod two_nodes;
mod uploads;
mod usage;
mod user_guards;
mod users;
mod wishes;
mod workbooks;

use domain::permission::{TenantAction, TenantScope, authorise};
use testkit::{Browser, Company, Partner, TestApp};

/// Leave to look at one company's data behind the site's back.
fn scope_of(partner: &Partner) -> TenantScope {
    let system = domain::caller::Caller::System;
    authorise(&system, TenantAction::ViewApplication, partner.tenant).unwrap()
}

/// The company's application as it lies in the database.
fn application_of(app: &TestApp, partner: &Partner) -> store::application::Application {
    let scope = scope_of(partner);
    app.read(move |tx| Ok(store::application::newest(tx, scope)?.unwrap()))
        .wait()
        .unwrap()
}

/// The newest application of an organisation as it lies in the database.
fn application_of_tenant(
    app: &TestApp,
    tenant: domain::ids::TenantId,
) -> store::application::Application {
    let system = domain::caller::Caller::System;
    let scope = authorise(&system, TenantAction::ViewApplication, tenant).unwrap();
    app.read(move |tx| Ok(store::application::newest(tx, scope)?.unwrap()))
        .wait()
        .unwrap()
}

/// A single number from the database.
fn count(app: &TestApp, sql: &'static str) -> i64 {
    app.read(move |tx| Ok(tx.query_one::<i64>(sql, &[])?))
        .wait()
        .unwrap()
}

/// The same browser in English, whatever its user's account says.
fn english(browser: Browser) -> Browser {
    browser.set_cookie("tongdao_language", "en");
    browser
}

/// Does the same in two tabs at once.
fn at_once<T: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() -> T + Send) -> [T; 2] {
    let start = std::sync::Barrier::new(2);
    let wait = || {
        start.wait();
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(|| {
            wait();
            one()
        });
        let second = scope.spawn(|| {
            wait();
            other()
        });
        [first.join().unwrap(), second.join().unwrap()]
    })
}

/// A browser whose registration has reached the details, and the company that is typed.
fn at_details(app: &TestApp) -> (Browser, Company) {
    let (browser, company) = (app.browser(), app.company());
    let page = browser
        .open("/register/cn/join")
        .form("/register/cn/join")
        .submit()
        .follow();
    let page = page.form("/register/cn/account").submit().follow();
    assert_eq!(page.path(), "/register/cn/details");
    (browser, company)
}

/// A browser whose details are accepted: the telephone page.
fn at_phone(app: &TestApp) -> (Browser, Company) {
    let (browser, company) = at_details(app);
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    let page = form.fill_all(&company.details).submit();
    assert_eq!(page.leads_to("/register/cn/phone").follow().status(), 200);
    (browser, company)
}

/// A browser whose telephone is verified: the page with "Create account".
fn at_create(app: &TestApp) -> (Browser, Company) {
    let (browser, company) = at_phone(app);
    let page = browser
        .open("/register/cn/phone")
        .form("/register/cn/phone/send")
        .submit()
        .follow();
    app.drain();
    let code = app.code_sent_to(&company.mobile);
    let page = page
        .form("/register/cn/phone/verify")
        .fill("code", &code)
        .submit();
    assert_eq!(page.leads_to("/register/cn/create").follow().status(), 200);
    (browser, company)
}

/// How a company stands as a partner.
fn partner_of(app: &TestApp, partner: &Partner) -> store::accounts::Partner {
    let scope = scope_of(partner);
    app.read(move |tx| Ok(store::accounts::partner(tx, scope)?.unwrap()))
        .wait()
        .unwrap()
}

/// How often an action is in the audit logs with an outcome.
fn audited(app: &TestApp, action: &str, outcome: &str) -> usize {
    logged(app, None, action, outcome)
}

/// How often it is in one log, where one is named.
fn logged(app: &TestApp, chain: Option<uuid::Uuid>, action: &str, outcome: &str) -> usize {
    let (scope, wanted) = (app.operator_scope(), action.to_owned());
    let all = app
        .read(move |tx| {
            let wanted = store::audit::Filter {
                action: wanted,
                chain,
                ..store::audit::Filter::default()
            };
            Ok(store::audit::search(tx, scope, &wanted, 10_000)?)
        })
        .wait()
        .unwrap();
    all.iter()
        .filter(|entry| entry.action == action && entry.outcome == outcome)
        .count()
}
