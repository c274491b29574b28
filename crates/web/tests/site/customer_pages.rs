//! The pages about customers: found, added, looked after, by those whose role may.

use crate::{at_once, count, english};
use app::{Request, customers};
use domain::caller::{AdminSetting, AgentSetting};
use domain::ids::{SubscriptionId, TenantId};
use std::collections::BTreeMap;
use testkit::selling::typed;
pub(crate) use testkit::selling::{base, customer, order};
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp from trading:
    a_sales_agent_adds_a_customer_and_orders_without_seeing_prices,
    what_is_typed_survives_bad_input_and_the_way_back,
    a_customer_is_made_once_and_an_order_that_fails_leaves_it,
    the_list_finds_names_and_domains_page_by_page,
    the_account_is_changed_by_one_at_a_time,
    roles_decide_what_is_shown,
    who_may_not_sell_reads_why,
}

const NEW: &str = "/customers/new";

/// A customer with a running subscription.
pub(crate) fn sold(app: &TestApp, request: &Request) -> (TenantId, SubscriptionId) {
    let id = customer(app, request, "victim-buys", "受害者贸易有限公司");
    let subscription = order(app, request, id, base(app).id, 10);
    (id, subscription)
}

/// What a person types into the first page.
fn fields(prefix: &str, name: &str) -> BTreeMap<String, String> {
    let mut fields = typed(prefix, name);
    fields.remove("culture");
    fields
}

fn to_products(browser: &Browser, prefix: &str, name: &str) -> Page {
    let form = browser.open(NEW).form(NEW).fill_all(&fields(prefix, name));
    form.put("step", "products").submit()
}

fn a_sales_agent_adds_a_customer_and_orders_without_seeing_prices(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent)));
    let list = browser.open("/customers");
    assert!(list.text().contains("No customers yet"));
    let products = to_products(&browser, "chenfan", "苏州晨帆贸易有限公司").expect(200);
    assert!(!products.text().contains('¥'), "{}", products.text());
    let offer = base(app);
    let (field, today) = (format!("q-{}", offer.id), app.today().to_string());
    let form = products.form(NEW).fill(&field, "12");
    let form = form.fill("agreed_on", &today).put("step", "review");
    let review = form.submit().expect(200);
    let words = review.text();
    for wanted in ["苏州晨帆贸易有限公司", "chenfan.", &offer.name.en, "12"] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    assert!(!words.contains('¥'), "{words}");
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer"), 0);
    let done = review.form(NEW).put("step", "submit").submit().expect(303);
    let shown = browser.get(done.location()).expect(200);
    assert_eq!(shown.header("cache-control"), "no-store");
    let password = crate::users::password_on(&shown).expect("the first look shows it");
    let name = format!("admin@chenfan.{}", app.programme.domain_suffix);
    assert!(shown.text().contains(&name) && shown.text().contains("The order was placed"));
    // Once.
    let again = browser.get(done.location()).expect(200);
    assert_eq!(crate::users::password_on(&again), None);
    assert!(!again.source().contains(&password));
    app.drain();
    let customer = done.location().split('/').nth(2).unwrap().to_owned();
    let sales = browser.open(&format!("/customers/{customer}/subscriptions"));
    let rows = sales.all(".tbl tbody tr");
    assert_eq!(rows.len(), 2, "a subscription and its order: {rows:?}");
    assert!(
        rows[0].contains("12") && rows[0].contains("Active"),
        "{rows:?}"
    );
    assert!(!sales.text().contains('¥'));
    // Somebody who may see prices does.
    let owner = english(app.browser_of(&partner.admin));
    let sales = owner.open(&format!("/customers/{customer}/subscriptions"));
    assert!(sales.text().contains("¥26.00"), "{}", sales.text());
    let _ = app.first_sign_in(&name, &password);
}

fn what_is_typed_survives_bad_input_and_the_way_back(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let form = browser.open(NEW).form(NEW);
    let empty = form.clone().put("step", "products").submit().expect(422);
    for field in ["company_name", "domain_prefix", "province", "email"] {
        assert!(empty.error_at(field).is_some(), "{field}");
    }
    let taken = form.fill_all(&fields(&partner.company.prefix, "苏州晨帆贸易有限公司"));
    let page = taken.put("step", "products").submit().expect(422);
    assert!(page.error_at("domain_prefix").is_some());
    let form = page.form(NEW);
    assert_eq!(form.value("company_name"), "苏州晨帆贸易有限公司");
    let page = form
        .fill("domain_prefix", "chenfan")
        .put("step", "products")
        .submit();
    let offer = base(app);
    let field = format!("q-{}", offer.id);
    let over = (offer.maximum + 1).to_string();
    // Not a number, too many, and no agreement: each says so at its field, and nothing is lost.
    let form = page.expect(200).form(NEW);
    for (value, agreed, wrong) in [
        ("many", "", &field),
        (over.as_str(), "2026-01-01", &field),
        ("3", "", &"agreed_on".to_owned()),
        ("3", "2999-01-01", &"agreed_on".to_owned()),
    ] {
        let sent = form.clone().fill(&field, value).fill("agreed_on", agreed);
        let page = sent.put("step", "review").submit().expect(422);
        assert!(
            page.error_at(wrong).is_some(),
            "{value} {agreed}: {}",
            page.text()
        );
        let kept = page.form(NEW);
        assert_eq!(
            (kept.value(&field), kept.value("agreed_on")),
            (value, agreed)
        );
        assert_eq!(kept.value("company_name"), "苏州晨帆贸易有限公司");
    }
    // Back to the account and forward again: everything is still there.
    let back = form.fill(&field, "3").fill("agreed_on", "2026-01-02");
    let back = back.put("step", "account").submit().expect(200);
    let form = back.form(NEW);
    assert_eq!(form.value("city"), "苏州");
    assert_eq!(
        (form.value(&field), form.value("agreed_on")),
        ("3", "2026-01-02")
    );
    let page = form.put("step", "review").submit().expect(200);
    assert!(page.text().contains("¥78.00"), "{}", page.text());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer"), 0);
}

fn a_customer_is_made_once_and_an_order_that_fails_leaves_it(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let offer = base(app);
    let (field, today) = (format!("q-{}", offer.id), app.today().to_string());
    let products = to_products(&browser, "chenfan", "苏州晨帆贸易有限公司").expect(200);
    let form = products
        .form(NEW)
        .fill(&field, "2")
        .fill("agreed_on", &today);
    let review = form.put("step", "review").submit().expect(200);
    let submit = review.form(NEW).put("step", "submit");
    let [one, other] = at_once(|| submit.submit(), || submit.submit());
    assert_eq!(
        (one.status(), other.status()),
        (303, 303),
        "{}",
        other.text()
    );
    assert_eq!(one.location(), other.location());
    for (what, sql) in [
        ("customers", "SELECT COUNT(*) AS n FROM customer"),
        ("orders", "SELECT COUNT(*) AS n FROM sales_order"),
        ("words", "SELECT COUNT(*) AS n FROM customer_attestation"),
    ] {
        let n = app
            .read(move |tx| Ok(tx.query_one::<i64>(sql, &[])?))
            .wait();
        assert_eq!(n.unwrap(), 1, "{what}");
    }
    // Above the credit limit: the customer stays, the order can be tried again with what was typed.
    let products = to_products(&browser, "weifeng", "微风贸易有限公司").expect(200);
    let form = products.form(NEW).fill("agreed_on", &today);
    let dear = app.programme.catalogue().offers.iter();
    let dear = dear.filter(|o| !o.is_trial() && !o.is_add_on());
    let dear = dear
        .max_by_key(|o| i64::from(o.maximum) * o.prices[0].list_minor)
        .unwrap();
    let (field, most) = (format!("q-{}", dear.id), dear.maximum.to_string());
    let review = form
        .fill(&field, &most)
        .put("step", "review")
        .submit()
        .expect(200);
    let done = review.form(NEW).put("step", "submit").submit().expect(303);
    let shown = browser.get(done.location()).expect(200);
    assert!(crate::users::password_on(&shown).is_some());
    assert!(
        shown.text().contains("nothing was ordered"),
        "{}",
        shown.text()
    );
    assert!(shown.text().contains("credit limit"), "{}", shown.text());
    assert!(shown.source().contains(&field), "what was typed leads on");
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer"), 2);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM sales_order"), 1);
    app.drain();
}

fn the_list_finds_names_and_domains_page_by_page(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    for n in 0..27 {
        let new = typed(
            &format!("delta-{n:02}"),
            &format!("北方第{n:02}贸易有限公司"),
        );
        customers::create(app, &request, &new, "").unwrap();
    }
    let new = typed("beifang", "Delta 贸易有限公司");
    let named = customers::create(app, &request, &new, "").unwrap().customer;
    let browser = english(app.browser_of(&partner.admin));
    let all = |first: &str| {
        let (mut page, mut rows) = (browser.open(first), Vec::new());
        loop {
            rows.extend(page.all(".tbl tbody th small"));
            match page.attribute("a[rel=next]", "href") {
                Some(next) => page = browser.open(&next),
                None => return rows,
            }
        }
    };
    let everybody = all("/customers");
    assert_eq!(everybody.len(), 28);
    // Names first, then domains; whoever is both is there once.
    let delta = all("/customers?q=DELTA");
    assert_eq!(delta.len(), 28);
    assert!(delta[0].starts_with("beifang."), "{delta:?}");
    let unique: std::collections::BTreeSet<_> = delta.iter().collect();
    assert_eq!(unique.len(), 28);
    assert_eq!(all(&format!("/customers?q={named}")).len(), 1);
    assert_eq!(all("/customers?q=beifang").len(), 1);
    assert!(
        browser
            .open("/customers?q=nobody")
            .text()
            .contains("Nothing matches")
    );
    // The same as a file for a spreadsheet, all pages of it.
    let file = |question: &str| {
        let page = browser
            .get(&format!("/customers/export{question}"))
            .expect(200);
        assert_eq!(page.header("content-type"), "text/csv; charset=utf-8");
        assert!(page.header("cache-control").contains("no-store"));
        String::from_utf8(page.bytes().to_vec()).unwrap()
    };
    let saved = file("");
    assert!(saved.starts_with("\u{feff}Company,Domain,"), "{saved}");
    assert_eq!(saved.lines().count(), 29);
    assert!(saved.contains("北方第26贸易有限公司"));
    assert_eq!(file("?q=DELTA").lines().count(), 29);
    assert_eq!(file("?q=beifang").lines().count(), 2);
    assert_eq!(file("?q=nobody").lines().count(), 1);
    let link = |page: &Page| page.attribute("a[href^='/customers/export']", "href");
    let found = link(&browser.open("/customers?q=beifang"));
    assert_eq!(found.as_deref(), Some("/customers/export?q=beifang"));
    assert_eq!(link(&browser.open("/customers?q=nobody")), None);
    for odd in [
        "q=%25",
        "by=domain&id=x",
        "after=%E4%B8%AD&id=zz",
        "q=%27&by=domain",
    ] {
        assert_eq!(
            browser.get(&format!("/customers?{odd}")).status(),
            200,
            "{odd}"
        );
    }
}

fn the_account_is_changed_by_one_at_a_time(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let new = typed("chenfan", "苏州晨帆贸易有限公司");
    let id = customers::create(app, &request, &new, "").unwrap().customer;
    let path = format!("/customers/{id}/account");
    let browser = english(app.browser_of(&partner.admin));
    let stale = browser.open(&path).form(&path);
    let form = browser.open(&path).form(&path);
    let wrong = form.clone().fill("postal_code", "1").fill("city", "无锡");
    let page = wrong.submit().expect(422);
    assert!(page.error_at("postal_code").is_some());
    assert_eq!(page.form(&path).value("city"), "无锡");
    let mended = page.form(&path).fill("postal_code", "214000");
    let done = mended.submit().expect(303);
    assert!(
        browser
            .get(done.location())
            .text()
            .contains("The account was changed")
    );
    let late = stale.fill("city", "常州").submit().expect(409);
    assert!(late.text().contains("Somebody else has changed this"));
    let row = customers::get(app, &request, id).wait().unwrap();
    assert_eq!((row.city.as_str(), row.version), ("无锡", 2));
    assert_eq!(
        row.phone, "+8651266550101",
        "shown with spaces, kept as it was"
    );

    // The agreement: wrong, then right, then no second time.
    let agree = format!("/customers/{id}/agreement");
    let form = browser.open(&path).form(&agree);
    let page = form
        .clone()
        .fill("agreed_on", "2999-01-01")
        .submit()
        .expect(422);
    assert!(
        page.error_at("agreed-agreed_on").is_some(),
        "{}",
        page.text()
    );
    let form = form.fill("agreed_on", &app.today().to_string());
    let [one, other] = at_once(|| form.submit(), || form.submit());
    assert_eq!((one.status(), other.status()), (303, 303));
    assert!(!browser.open(&path).has_form(&agree));

    // The relationship ends when nothing runs, and the customer is gone.
    let end = format!("/customers/{id}/end");
    let subscription = order(app, &request, id, base(app).id, 1);
    assert!(!browser.open(&path).has_form(&end));
    assert_eq!(browser.post(&end, &[]).status(), 409);
    let patch = app::subscriptions::Patch {
        status: Some(app::subscriptions::Wish::Ended),
        ..app::subscriptions::Patch::default()
    };
    app::subscriptions::change(app, &request, id, subscription, patch, None, "")
        .wait()
        .unwrap();
    let done = browser.open(&path).form(&end).submit();
    let list = done.leads_to("/customers?done=ended").follow();
    assert!(list.text().contains("The relationship has ended"));
    assert_eq!(browser.get(&path).status(), 404);
    app.drain();
}

fn roles_decide_what_is_shown(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let (id, _) = sold(app, &request);
    let account = format!("/customers/{id}/account");
    let sales = format!("/customers/{id}/subscriptions");
    use AgentSetting as G;
    // Edits, attests, adds, ends.
    for (agent, edits, ends) in [
        (G::AdminAgent, true, true),
        (G::SalesAgent, true, false),
        (G::HelpdeskAgent, false, false),
    ] {
        let browser = english(app.browser_of(&app.agent(&partner, agent)));
        let overview = browser.open("/dashboard/overview");
        assert!(overview.source().contains("href=\"/customers\""));
        let page = browser.open(&account);
        assert_eq!(page.has_form(&account), edits, "{agent:?}");
        assert_eq!(
            page.text().contains("End the relationship"),
            ends,
            "{agent:?}"
        );
        assert_eq!(
            page.text().contains("Customer agreement"),
            edits,
            "{agent:?}"
        );
        let page = browser.open(&sales);
        assert_eq!(page.text().contains("Add subscription"), edits, "{agent:?}");
        assert_eq!(
            page.text().contains('¥'),
            agent == G::AdminAgent,
            "{agent:?}"
        );
        let new = browser.get(NEW);
        assert_eq!(new.status(), if edits { 200 } else { 403 }, "{agent:?}");
        let posted = browser.post(&account, &[("version", "1")]).status();
        assert_eq!(posted, if edits { 422 } else { 403 }, "{agent:?}");
    }
    let billing = app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin));
    let overview = billing.open("/dashboard/overview");
    assert!(!overview.source().contains("href=\"/customers\""));
    assert_eq!(billing.get("/customers").status(), 403);
}

fn who_may_not_sell_reads_why(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let (id, _) = sold(app, &request);
    app.database
        .tamper("UPDATE partner SET status = 'suspended-payment'");
    let browser = english(app.browser_of(&partner.admin));
    let page = browser.open(NEW);
    assert!(
        page.text().contains("Your account is suspended"),
        "{}",
        page.text()
    );
    let products = page
        .form(NEW)
        .fill_all(&fields("chenfan", "苏州晨帆贸易有限公司"));
    let review = products.put("step", "review").submit().expect(200);
    let refused = review.form(NEW).put("step", "submit").submit().expect(409);
    assert!(refused.text().contains("Your account is suspended"));
    assert_eq!(
        refused.form(NEW).value("city"),
        "苏州",
        "nothing typed is lost"
    );
    // What it has it keeps, and may look after.
    let sales = browser.open(&format!("/customers/{id}/subscriptions"));
    assert!(sales.text().contains("Your account is suspended"));
    assert_eq!(
        browser.get(&format!("/customers/{id}/account")).status(),
        200
    );
    // A company that never signed has no customers, and reads that.
    let other = app.registered_company();
    let browser = english(app.browser_of(&other.admin));
    let page = browser.get("/customers").expect(409);
    assert!(
        page.text().contains("partner account is not active"),
        "{}",
        page.text()
    );
    assert!(
        !browser
            .open("/dashboard/overview")
            .source()
            .contains("href=\"/customers\"")
    );
}
