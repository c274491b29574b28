//! Keys of programs that run out: people are reminded in time, once each.

use domain::caller::{AdminSetting, AgentSetting};
use domain::effects::{Clock, TurnableClock};
use testkit::{Partner, Program, TestApp};

testkit::on_both! { TestApp:
    people_are_reminded_of_keys_once_each,
    a_turned_clock_reminds_of_nothing,
}

const DAY: i64 = 86_400;

fn partner(app: &TestApp) -> (Partner, Program) {
    let partner = app.active_partner();
    let program = app.program(&partner, AgentSetting::AdminAgent, AdminSetting::None);
    (partner, program)
}

/// The moment the program's key runs out.
fn end(app: &TestApp) -> i64 {
    crate::count(app, "SELECT MAX(expires_at) AS n FROM client_secret")
}

/// Lets time pass until so many seconds before the end, and does what is due.
fn before_end(app: &TestApp, seconds: i64) -> usize {
    let ends = domain::effects::Instant(end(app));
    app.clock.set(ends.plus_seconds(-seconds));
    app.tick();
    app.tick();
    app.mails("KEY-EXPIRY").len()
}

fn people_are_reminded_of_keys_once_each(app: &TestApp) {
    let (partner, program) = partner(app);
    let other = app.colleague(&partner, AdminSetting::GlobalAdmin);
    app.drain();
    assert_eq!(before_end(app, 31 * DAY), 0);
    let page = app.browser_of(&partner.admin).open("/dashboard/overview");
    assert!(!page.text().contains("到期"), "{}", page.text());
    // Two global admins; below, at and above each of the three days.
    assert_eq!(before_end(app, 30 * DAY + 1), 0);
    assert_eq!(before_end(app, 30 * DAY), 2);
    assert_eq!(before_end(app, 8 * DAY), 2);
    assert_eq!(before_end(app, 7 * DAY), 4);
    let page = app.browser_of(&partner.admin).open("/dashboard/overview");
    let place = format!("/account/apps/{}", program.client_id);
    assert!(page.source().contains(&place), "{}", page.text());
    // Who manages no programs is not told to.
    let seller = app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent));
    assert!(!seller.open("/dashboard/overview").source().contains(&place));
    assert_eq!(before_end(app, DAY), 6);
    assert_eq!(before_end(app, 60), 6);
    assert_eq!(before_end(app, -DAY), 6);
    let told = app.mails("KEY-EXPIRY");
    assert!(told.iter().any(|mail| mail.recipient.contains('@')));
    let body = told[0].body.clone().unwrap_or_default();
    assert!(
        body.contains(&place) && !body.contains(&program.secret),
        "{body}"
    );
    // Revoked keys, and those of disabled programs, are nobody's business.
    let fresh = app.program(&partner, AgentSetting::AdminAgent, AdminSetting::None);
    let browser = app.browser_of(&other);
    let place = format!("/account/apps/{}", fresh.client_id);
    let stop = browser.open(&place).form(&format!("{place}/disable"));
    let _ = stop.submit().expect(303);
    assert_eq!(before_end(app, DAY), 6);
    app.drain();
}

fn a_turned_clock_reminds_of_nothing(app: &TestApp) {
    let _ = partner(app);
    app.clock.set_ahead(360 * DAY * 1_000_000);
    assert!(app.clock.now() > app.clock.wall());
    app.tick();
    assert_eq!(app.mails("KEY-EXPIRY").len(), 0);
}
