//! The action centre: what waits for whom, computed from the data, by permission, and in order.

use crate::customer_pages::{base, customer, order};
use crate::english;
use crate::imports::{HEAD, judged, some};
use domain::caller::{AdminSetting, AgentSetting};
use jiff::ToSpan;
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp from trading:
    a_company_that_applies_is_told_what_it_waits_for,
    the_own_account_is_kept_within_reach,
    each_role_sees_what_it_can_do,
    what_is_overdue_comes_first,
    lists_end,
    staff_have_a_queue_and_visitors_nothing,
}

const HOME: &str = "/action-center";

/// What waits for the company, as somebody sees it.
fn todo(browser: &Browser) -> Vec<String> {
    let mut all = browser.open(HOME).all(".checklist li");
    all.retain(|line| !is_own(line));
    all
}

/// Whether a line is about the person's own account.
fn is_own(line: &str) -> bool {
    line.contains(" is not confirmed (still open)") || line.contains("Recovery codes left")
}

/// The number in the bar, as it is read out.
fn bell(page: &Page) -> String {
    let label = page.attribute(".bar a[href='/action-center']", "aria-label");
    label.expect("there is a bell")
}

fn a_company_that_applies_is_told_what_it_waits_for(app: &TestApp) {
    let draft = app.registered_company();
    let browser = english(app.browser_of(&draft.admin));
    let shown = todo(&browser);
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(shown[0].contains("Send your application"), "{shown:?}");
    let all = browser.open(HOME).all(".checklist li").len();
    let words = format!("Action centre: {all} to do");
    assert_eq!(bell(&browser.open("/enrol")), words);
    let applied = app.submitted();
    let browser = english(app.browser_of(&applied.admin));
    let shown = todo(&browser).join("\n");
    for silent in [&applied.company.approval_email, &applied.company.contact] {
        let words = format!("{silent} has not confirmed");
        assert!(shown.contains(&words), "{shown}");
    }
    assert!(shown.contains("Mandatory · Due"), "{shown}");
    // Who cannot do anything about it is asked for nothing.
    let colleague = app.colleague(&applied, AdminSetting::None);
    let browser = english(app.browser_of(&colleague));
    assert!(todo(&browser).is_empty());
}

fn the_own_account_is_kept_within_reach(app: &TestApp) {
    let partner = app.active_partner();
    let agent = app.agent(&partner, AgentSetting::SalesAgent);
    let browser = english(app.browser_of(&agent));
    let page = browser.open(HOME);
    let text = page.text();
    assert!(text.contains("is not confirmed"), "{text}");
    assert!(text.contains("Recovery codes left: 0"), "{text}");
    app.database.tamper(
        "DELETE FROM confirmed_contact;
         INSERT INTO confirmed_contact (account_id, kind, value, confirmed_at)
         SELECT id, 'email', contact_email, 1 FROM account UNION ALL
         SELECT id, 'mobile', mobile, 1 FROM account",
    );
    let codes = (1..=3).map(|n| {
        format!(
            "INSERT INTO recovery_code (account_id, code_hash, created_at)
             SELECT id, CAST('{n}' AS BLOB), 1 FROM account;"
        )
    });
    let codes: String = codes.collect();
    app.database.tamper(&match app.database.engine {
        testkit::Engine::Sqlite => codes,
        testkit::Engine::Postgres => codes.replace("AS BLOB", "AS BYTEA"),
    });
    let page = browser.open(HOME);
    let text = page.text();
    assert!(text.contains("Nothing to do"), "{text}");
    assert_eq!(bell(&page), "Action centre: 0 to do");
}

fn ends_in(app: &TestApp, which: &str, days: i32) {
    let day = app.today().saturating_add(days.days());
    app.database.tamper(&format!(
        "UPDATE subscription SET ends_on = '{day}' WHERE {which}"
    ));
}

fn each_role_sees_what_it_can_do(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let _ = order(app, &request, buyer, base(app).id, 3);
    let mut offers = app.programme.catalogue().offers.iter();
    let trial = offers.find(|offer| offer.is_trial()).unwrap();
    let _ = order(app, &request, buyer, trial.id, trial.minimum);
    let admin = english(app.browser_of(&partner.admin));
    let page = judged(app, &admin, "customers", HEAD, &some(2, 0));
    let seller = english(app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent)));
    let billing = english(app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin)));
    let has = |browser: &Browser, words: &str| todo(browser).join("\n").contains(words);
    // A month before: not yet. Thirty days before it is listed, and renewed terms never are.
    ends_in(app, "is_trial", 31);
    ends_in(app, "NOT is_trial", 3);
    assert!(!has(&seller, "The trial"));
    ends_in(app, "is_trial", 30);
    let shown = todo(&seller);
    let at = |words: &str| shown.iter().find(|line| line.contains(words));
    let trial = at("The trial").expect("it is listed");
    assert!(
        trial.contains("苏州晨帆贸易有限公司") && trial.contains("in 30 days"),
        "{trial}"
    );
    assert!(at("ends for good").is_none(), "{shown:?}");
    assert!(at("2 rows can be imported").is_some(), "{shown:?}");
    assert!(at("Verify your profiles").is_none(), "{shown:?}");
    app.database
        .tamper("UPDATE subscription SET auto_renew = FALSE");
    assert!(has(&seller, "ends for good"));
    // Who looks after bills sells nothing.
    assert!(!has(&billing, "The trial") && !has(&billing, "can be imported"));
    // Who does everything sees everything, and the overview the first of it.
    for words in ["The trial", "can be imported", "Verify your profiles"] {
        assert!(has(&admin, words), "{words}");
    }
    let overview = admin.open("/dashboard/overview").all("#actions li");
    assert!(overview.len() >= 3, "{overview:?}");
    for words in ["The trial", "ends for good", "can be imported"] {
        let first = overview.iter().take(3).any(|line| line.contains(words));
        assert!(first, "{words}: {overview:?}");
    }
    // What is done is gone at once, from the list and from the bell.
    let before = admin.open(HOME).all(".checklist li").len();
    assert_eq!(
        bell(&admin.open("/customers")),
        format!("Action centre: {before} to do")
    );
    let _ = page.form(page.path()).submit().expect(303);
    let after = before - 1;
    assert_eq!(
        bell(&admin.open("/customers")),
        format!("Action centre: {after} to do")
    );
    assert!(!has(&admin, "can be imported"));
    app.drain();
    let news = admin.open(HOME).all("#news tbody tr").join("\n");
    assert!(news.contains("2 rows imported"), "{news}");
    // Data that is deleted can be kept by whoever suspended it, and by nobody else.
    let day = app.today().saturating_add(14.days());
    let gone = |by: &str| {
        app.database.tamper(&format!(
            "UPDATE subscription SET status = 'suspended', suspended_by = '{by}',
                delete_on = '{day}', ends_on = '2999-01-01' WHERE NOT is_trial"
        ));
        has(&seller, "is deleted")
    };
    assert!(gone("partner"));
    assert!(!gone("operator"), "the partner cannot keep it");
    // Another company's people see nothing of it.
    let other = app.active_partner();
    let stranger = english(app.browser_of(&other.admin));
    assert!(!has(&stranger, "The trial"));
    assert!(!stranger.open(HOME).text().contains("客户.csv"));
    for language in ["zh-Hans", "zh-Hant", "en"] {
        admin.set_cookie("tongdao_language", language);
        for path in [HOME, "/keyboard", "/dashboard/overview"] {
            let source = admin.open(path).source();
            assert!(!source.contains('⟦'), "{path} in {language}");
        }
    }
}

fn what_is_overdue_comes_first(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let _ = order(app, &request, buyer, base(app).id, 3);
    let open = |login| english(app.browser_of(login));
    let agent = app.agent(&partner, AgentSetting::SalesAgent);
    for _ in 0..5 {
        app.clock.pass(12 * 86_400);
        app.tick();
        app.drain();
    }
    let page = open(&partner.admin).open(HOME);
    let first = page.all("#actions li").remove(0);
    assert!(
        first.contains("Pay bill D") && first.contains("Due") && !first.contains("Mandatory"),
        "{first}"
    );
    assert!(page.text().contains("was issued"), "{}", page.text());
    for _ in 0..3 {
        app.clock.pass(12 * 86_400);
        app.tick();
        app.drain();
    }
    let browser = open(&partner.admin);
    let mandatory = browser.open(&format!("{HOME}?only=mandatory"));
    let late = mandatory.all("#actions li");
    assert!(
        !late.is_empty() && late[0].contains("Mandatory · Was due"),
        "{late:?}"
    );
    let all = browser.open(HOME).all("#actions li");
    assert!(all[0].contains("Mandatory · Was due"), "{all:?}");
    let other = browser.open(&format!("{HOME}?only=recommended"));
    assert!(!other.text().contains("Was due"), "{}", other.text());
    // Sales agents see no prices.
    let text = open(&agent).open(HOME).text();
    assert!(!text.contains("Pay bill") && !text.contains('¥'), "{text}");
}

fn lists_end(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let id = base(app).id;
    for _ in 0..22 {
        let _ = order(app, &request, buyer, id, 1);
    }
    app.database
        .tamper("UPDATE subscription SET auto_renew = FALSE");
    ends_in(app, "NOT is_trial", 3);
    let browser = english(app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent)));
    assert_eq!(todo(&browser).len(), 20);
}

fn staff_have_a_queue_and_visitors_nothing(app: &TestApp) {
    let staff = app.browser_of(&app.staff(domain::caller::StaffRole::Reviewer));
    assert_eq!(staff.get(HOME).location(), "/ops");
    assert!(
        staff
            .open("/ops")
            .all(".bar a[href='/action-center']")
            .is_empty()
    );
    let visitor = app.browser();
    assert!(visitor.get(HOME).location().starts_with("/signin"));
    let page = visitor.open("/keyboard");
    assert!(page.all("#keys tbody tr").len() > 8, "{}", page.text());
}
