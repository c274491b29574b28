//! Stories through the router, on both engines: what people do, what they try, and what they must
//! not reach.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod story;

use domain::permission::{TenantAction, TenantScope, authorise};
use testkit::{Partner, TestApp};

/// Leave to look at one company's data behind the site's back.
fn scope_of(partner: &Partner) -> TenantScope {
    let system = domain::caller::Caller::System;
    authorise(&system, TenantAction::ViewApplication, partner.tenant).unwrap()
}

/// The company's application as it lies in the database.
fn application_of(app: &TestApp, partner: &Partner) -> store::application::Application {
    let scope = scope_of(partner);
    app.read(move |tx| Ok(store::application::newest(tx, scope)?.unwrap())).wait().unwrap()
}

/// How often an action is in the audit log with an outcome.
fn audited(app: &TestApp, action: &str, outcome: &str) -> usize {
    let (scope, wanted) = (app.operator_scope(), action.to_owned());
    let all = app
        .read(move |tx| {
            let newest = domain::effects::Instant(i64::MAX);
            Ok(store::audit::search(tx, scope, &wanted, newest, 10_000)?)
        })
        .wait()
        .unwrap();
    all.iter().filter(|entry| entry.action == action && entry.outcome == outcome).count()
}
