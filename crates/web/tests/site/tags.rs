//! Tags of customers: made, given, found by, and nobody else's.

use crate::customer_pages::customer;
use crate::{at_once, audited, count, english};
use app::Failure;
use app::customers::tags;
use domain::caller::{AdminSetting, AgentSetting};
use domain::customers::tags::{MOST, MOST_EACH};
use testkit::TestApp;

testkit::on_both! { TestApp from trading:
    a_tag_is_given_found_by_renamed_and_removed,
    names_are_one_however_they_are_written_and_lists_stay_short,
    roles_decide_and_others_do_not_see_them,
    a_renamed_customer_keeps_its_place_among_the_tagged,
}

const HOME: &str = "/customers/tags";

fn a_tag_is_given_found_by_renamed_and_removed(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let one = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let other = customer(app, &request, "lancheng", "杭州联橙数智科技有限公司");
    let browser = english(app.browser_of(&partner.admin));
    assert!(browser.open(HOME).text().contains("No tags yet"));
    let form = browser.open(HOME).form(HOME);
    let wrong = form.clone().fill("name", " ").submit().expect(422);
    assert!(wrong.error_at("name").is_some());
    let _ = form.fill("name", "=VIP").submit().expect(303);
    // A new one in passing, on the customer's page.
    let (account, set) = (
        format!("/customers/{one}/account"),
        format!("/customers/{one}/tags"),
    );
    let form = browser.open(&account).form(&set);
    let tag = browser
        .open("/customers")
        .attribute("#tag option:nth-child(2)", "value");
    let tag = tag.expect("the list can be filtered");
    let form = form.put("tags", &tag).fill("name", "华东");
    let done = form.submit().expect(303).follow();
    assert!(
        done.text().contains("The tags were saved"),
        "{}",
        done.text()
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer_tagged"), 2);
    let list = browser.open("/customers");
    assert!(list.text().contains("=VIP") && list.text().contains("华东"));
    let filtered = browser.open(&format!("/customers?tag={tag}"));
    let rows = filtered.all(".tbl tbody tr");
    assert!(rows.len() == 1 && rows[0].contains("苏州晨帆"), "{rows:?}");
    for (text, found) in [("苏州", 1), ("chenfan", 1), ("杭州", 0), ("lancheng", 0)] {
        let page = browser.open(&format!("/customers?tag={tag}&q={text}"));
        assert_eq!(page.all(".tbl tbody tr").len(), found, "{text}");
    }
    let nobody = browser.open(&format!("/customers?tag={tag}&q={other}"));
    assert!(nobody.all(".tbl tbody tr").is_empty());
    let file = browser
        .get(&format!("/customers/export?tag={tag}"))
        .expect(200);
    let file = file.source();
    assert_eq!(file.lines().count(), 2, "{file}");
    assert!(file.contains("\"'=VIP; 华东\""), "no formula: {file}");
    // Former customers are not counted.
    let counts = || browser.open(HOME).all(".tbl tbody td.num");
    assert_eq!(counts(), ["1 =VIP", "1 华东"]);
    app.database
        .tamper("UPDATE customer_relation SET ended_at = 1");
    assert_eq!(counts(), ["0 =VIP", "0 华东"]);
    app.database
        .tamper("UPDATE customer_relation SET ended_at = NULL");
    // Renamed, and taken away.
    let at = format!("{HOME}/{tag}");
    let page = browser.open(HOME);
    let form = page.form(&at);
    let taken = form.clone().fill("name", "华东").submit().expect(422);
    assert!(taken.text().contains("There is a tag of this name"));
    let _ = form.clone().fill("name", "VIP").submit().expect(303);
    let stale = form.fill("name", "Later").put("request_id", "k2").submit();
    assert_eq!(stale.status(), 409);
    let form = browser.open(HOME).form(&format!("{at}/remove"));
    let _ = form.submit().expect(303);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer_tagged"), 1);
    assert_eq!(audited(app, "customer.tag-remove", "succeeded"), 1);
    assert_eq!(
        audited(app, "customer.tag", "succeeded"),
        1,
        "not in the customer's log"
    );
    // Nothing ticked is no tags.
    let form = browser.open(&account).form(&set);
    let _ = form.without("tags").submit().expect(303);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer_tagged"), 0);
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        for path in [HOME, account.as_str(), "/customers"] {
            assert!(
                !browser.open(path).source().contains('⟦'),
                "{path} in {language}"
            );
        }
    }
}

fn code(failure: Failure) -> &'static str {
    match failure {
        Failure::Invalid(problems) => problems[0].problem.code,
        other => other.code(),
    }
}

fn names_are_one_however_they_are_written_and_lists_stay_short(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let id = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let add = |name: &str| tags::add(app, &request, name, "").wait().map_err(code);
    let first = add("Key Account").unwrap();
    assert_eq!(add("Ｋey  account"), Err("tag-known"));
    let [one, two] = at_once(|| add("twice"), || add("twice"));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let mut ids = vec![first, one.or(two).unwrap()];
    for n in 3..=MOST {
        ids.push(add(&format!("tag {n}")).unwrap());
    }
    assert_eq!(add("one too many"), Err("tags-full"));
    let each = usize::try_from(MOST_EACH).unwrap();
    let set = |ids: &[uuid::Uuid], name: &str| {
        let set = tags::set(app, &request, id, ids, name, "");
        set.wait().map_err(code)
    };
    assert_eq!(set(&ids[..each], ""), Ok(()));
    assert_eq!(set(&ids[..=each], ""), Err("tags-too-many"));
    assert_eq!(set(&ids[..each], "Key Account"), Ok(()), "it has that one");
    assert_eq!(set(&ids[1..=each], ""), Ok(()), "one goes, one comes");
    assert_eq!(set(&[uuid::Uuid::nil()], ""), Err("choice-unknown"));
    // A tag removed makes room.
    tags::remove(app, &request, first, "").wait().unwrap();
    assert!(add("again").is_ok());
}

fn roles_decide_and_others_do_not_see_them(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let id = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let tag = tags::add(app, &request, "秘密", "").wait().unwrap();
    let helper = app.browser_of(&app.agent(&partner, AgentSetting::HelpdeskAgent));
    let page = helper.open(&format!("/customers/{id}/account")).expect(200);
    let form = page.form(&format!("/customers/{id}/tags"));
    let _ = form.put("tags", &tag.to_string()).submit().expect(303);
    assert_eq!(helper.get("/customers/imports").status(), 403);
    let biller = app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin));
    assert_eq!(biller.get(HOME).status(), 403);
    let other = app.active_partner();
    let (_, theirs) = app.sign_in(&other.admin);
    let own = customer(app, &theirs, "lancheng", "杭州联橙数智科技有限公司");
    let refused = tags::set(app, &theirs, own, &[tag], "", "").wait();
    assert_eq!(refused.map_err(code), Err("choice-unknown"));
    let refused = tags::remove(app, &theirs, tag, "").wait();
    assert!(matches!(refused, Err(Failure::NotFound)));
    let stranger = app.browser_of(&other.admin);
    assert!(!stranger.open(HOME).text().contains("秘密"));
    let list = stranger.open(&format!("/customers?tag={tag}"));
    assert!(!list.text().contains("晨帆") && !list.text().contains("联橙数智"));
    // Who is suspended still sorts what it has.
    app.database
        .tamper("UPDATE partner SET status = 'suspended-payment'");
    assert!(tags::set(app, &request, id, &[], "", "").wait().is_ok());
}

fn a_renamed_customer_keeps_its_place_among_the_tagged(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let id = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    tags::set(app, &request, id, &[], "VIP", "").wait().unwrap();
    let mut profile = crate::customers::typed("chenfan", "无锡晨帆贸易有限公司");
    profile.remove("domain_prefix");
    app::customers::update_profile(app, &request, id, 1, &profile, "")
        .wait()
        .unwrap();
    let tag = tags::all(app, &request).wait().unwrap()[0].id;
    let found = |text: &str| {
        let found = app::customers::find(app, &request, text, Some(tag), None);
        found.wait().unwrap().rows.len()
    };
    assert_eq!([found("无锡"), found("苏州"), found("")], [1, 0, 1]);
}
