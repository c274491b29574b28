//! Changes of offers: proposed by one catalogue manager, agreed to by another, seen by everybody from
//! their day on, and never by what was sold before.

use crate::billing::{Priced, Shop, d};
use crate::customer_pages::{base, customer, order};
use crate::price_lists::managers;
use crate::{at_once, audited, english};
use ::app::Failure;
use ::app::catalogue::changes;
use ::app::orders::NewOrder;
use domain::caller::StaffRole;
use domain::catalogue::{Kind, Offer};
use domain::orders::Line;
use domain::selling::Reason;
use jiff::ToSpan;
use jiff::civil::Date;
use testkit::{Browser, Form, Page, TestApp};

testkit::on_both! { Priced:
    it_goes_from_one_person_to_another_and_counts_from_its_day,
    what_runs_is_not_put_in_the_wrong,
    what_takes_something_away_is_told_in_time,
    agreements_stand_in_the_order_of_their_days,
    an_end_of_sale_stops_orders_and_keeps_what_runs,
    who_is_not_asked_does_not_decide,
    a_programme_that_says_a_third_thing_is_told,
}

const OFFERS: &str = "/ops/catalogue/offers";
const HOME: &str = "/ops/catalogue/changes";
const WHY: &str = "The vendor renamed the product";

fn day(app: &TestApp, ahead: i64) -> Date {
    app.today().checked_add(ahead.days()).unwrap()
}

/// The form of an offer, with the days and the reason filled in.
fn form(app: &TestApp, browser: &Browser, offer: &Offer, ahead: i64) -> Form {
    let path = format!("{OFFERS}/{}/change", offer.id);
    let day = day(app, ahead).to_string();
    let form = browser.open(&path).form(&path);
    form.put("effective_on", &day).put("reason", WHY)
}

/// Proposes; where the change is.
fn propose(form: &Form) -> String {
    let page = form.submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    page.location().split('?').next().unwrap().to_owned()
}

/// Takes one step, twice: the second time changes nothing.
fn act(browser: &Browser, path: &str, step: &str, reason: &str) {
    let form = browser.open(path).form(&format!("{path}/{step}"));
    let form = form.put("reason", reason);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", one.text());
}

fn agree(form: &Form, second: &Browser) -> String {
    let path = propose(form);
    act(second, &path, "approve", "");
    path
}

/// Passes days, has the process look, and signs the two in anew.
fn pass(app: &TestApp, days: i64) -> [Browser; 2] {
    app.clock.pass(days * 86_400);
    ::app::catalogue::refresh(app).unwrap();
    managers(app)
}

fn now(app: &TestApp, offer: &Offer) -> Offer {
    app.programme.catalogue().offer(offer.id).unwrap().clone()
}

fn errors(page: &Page, fields: &[&str]) {
    assert_eq!(page.status(), 422, "{}", page.text());
    for field in fields {
        assert!(
            page.error_at(field).is_some(),
            "{field}: {:?}",
            page.errors()
        );
    }
    assert_eq!(page.errors().len(), fields.len(), "{:?}", page.errors());
}

fn it_goes_from_one_person_to_another_and_counts_from_its_day(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let offer = base(app).clone();
    assert!(
        author
            .open(HOME)
            .text()
            .contains("Nothing has been changed")
    );
    let buyer = customer(app, &shop.request, "chenfan", "苏州晨帆贸易有限公司");
    let sold = order(app, &shop.request, buyer, offer.id, 3);
    let typed = form(app, &author, &offer, 3)
        .put("name_en", "Cloud Office Renamed")
        .put("description_en", "Another description");
    let path = propose(&typed);
    // The author does not decide; forms can be made up.
    let page = author.open(&path);
    for words in [
        "Waits for approval",
        "Cloud Office Renamed",
        &offer.name.en,
        WHY,
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(!page.has_form(&format!("{path}/approve")));
    let own = author.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(
        own.text().contains("somebody else has to decide"),
        "{}",
        own.text()
    );
    // A second one of the same offer waits for the first.
    let again = form(app, &author, &offer, 5)
        .put("name_en", "Another")
        .submit();
    assert_eq!(again.status(), 409, "{}", again.text());
    act(&second, &path, "approve", "");
    assert_eq!(
        now(app, &offer).name.en,
        offer.name.en,
        "not before its day"
    );
    assert_eq!(audited(app, "offer-change.approve", "succeeded"), 1);
    let shown = author.open(&format!("{OFFERS}/{}", offer.id));
    assert!(
        shown.all("#changes tbody tr")[0].contains("Approved"),
        "{}",
        shown.text()
    );
    let [author, second] = pass(app, 3);
    let browser = english(app.browser_of(&shop.partner.admin));
    let changed = now(app, &offer);
    assert_eq!(changed.name.en, "Cloud Office Renamed");
    assert_eq!(changed.description.en, "Another description");
    assert_eq!(changed.prices, offer.prices, "prices come with price lists");
    // Partners see it in the shop, and what was sold goes by its present name.
    let shop_page = browser.open(&format!("/customers/{buyer}/subscriptions/add"));
    assert!(
        shop_page.text().contains("Cloud Office Renamed"),
        "{}",
        shop_page.text()
    );
    let kept = browser.open(&format!("/customers/{buyer}/subscriptions/{sold}"));
    let kept = kept.expect(200).text();
    assert!(kept.contains("Cloud Office Renamed"), "{kept}");
    assert!(second.open(HOME).text().contains("Counts"));
    // A later one is laid over it.
    let typed = form(app, &author, &changed, 1).put("name_en", "Renamed Again");
    let _ = agree(&typed, &second);
    let [author, _] = pass(app, 1);
    assert_eq!(now(app, &offer).name.en, "Renamed Again");
    assert_eq!(now(app, &offer).description.en, "Another description");
    // Another node, or the same program started again, sees the same.
    let other = app.neighbour();
    ::app::catalogue::refresh(&other).unwrap();
    assert_eq!(now(&other, &offer).name.en, "Renamed Again");
    for language in ["zh-Hans", "zh-Hant", "en"] {
        author.set_cookie("tongdao_language", language);
        let change = format!("{OFFERS}/{}/change", offer.id);
        for path in [HOME, &path, &change, &format!("{OFFERS}/{}", offer.id)] {
            let source = author.open(path).source();
            assert!(!source.contains('⟦'), "{path} in {language}");
        }
    }
}

fn what_runs_is_not_put_in_the_wrong(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let offer = base(app).clone();
    let buyer = customer(app, &shop.request, "chenfan", "苏州晨帆贸易有限公司");
    let _ = order(app, &shop.request, buyer, offer.id, 7);
    let form = |ahead| form(app, &author, &offer, ahead);
    let page = form(40).put("maximum", "6").submit();
    errors(&page, &["maximum"]);
    assert!(page.text().contains("with 7 units"), "{}", page.text());
    errors(&form(40).put("minimum", "8").submit(), &["minimum"]);
    errors(&form(40).put("minimum", "0").submit(), &["minimum"]);
    errors(&form(40).put("maximum", "many").submit(), &["maximum"]);
    errors(
        &form(40).put("name_zh-Hant", " ").submit(),
        &["name_zh-Hant"],
    );
    errors(
        &form(40).without("billing_cycles").submit(),
        &["billing_cycles"],
    );
    errors(
        &form(40).put("reason", "x").put("name_en", "y").submit(),
        &["reason"],
    );
    errors(&form(40).submit(), &["reason"]);
    // What is sold between proposal and decision counts.
    let path = propose(&form(40).put("maximum", "7"));
    let _ = order(app, &shop.request, buyer, offer.id, 8);
    let page = second.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(page.text().contains("sold meanwhile"), "{}", page.text());
    act(&second, &path, "decline", "A larger one was sold");
    assert!(author.open(&path).text().contains("A larger one was sold"));
    let _ = pass(app, 41);
    assert_eq!(now(app, &offer).maximum, offer.maximum);
}

fn what_takes_something_away_is_told_in_time(app: &Priced) {
    let app = &app.0;
    let _shop = Shop::open(app, d(5, 15), false);
    let [author, _] = managers(app);
    let offer = base(app).clone();
    let notice = i64::from(app.programme.price_list.notice_days);
    let narrower = |author: &Browser, ahead| form(app, author, &offer, ahead).put("maximum", "50");
    errors(&narrower(&author, 0).submit(), &["effective_on"]);
    errors(&narrower(&author, notice - 1).submit(), &["effective_on"]);
    errors(&narrower(&author, 400).submit(), &["effective_on"]);
    let path = propose(&narrower(&author, notice));
    // A day later the notice is too short.
    let [author, second] = pass(app, 1);
    let page = second.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(page.text().contains("days of notice"), "{}", page.text());
    act(&author, &path, "take-back", "");
    let path = agree(&narrower(&author, notice), &second);
    // It can be given up until the day before, with a reason.
    let page = second.post(&format!("{path}/withdraw"), &[("reason", "")]);
    errors(&page, &["reason"]);
    act(&author, &path, "withdraw", "The vendor changed its mind");
    let [author, second] = pass(app, notice + 1);
    assert_eq!(now(app, &offer).maximum, offer.maximum);
    let path = agree(&narrower(&author, notice), &second);
    let [author, _] = pass(app, notice);
    assert_eq!(now(app, &offer).maximum, 50);
    let page = author.post(&format!("{path}/withdraw"), &[("reason", WHY)]);
    assert_eq!(page.status(), 409, "{}", page.text());
}

fn agreements_stand_in_the_order_of_their_days(app: &Priced) {
    let app = &app.0;
    let _shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let offer = base(app).clone();
    let named = |name: &str, ahead| form(app, &author, &offer, ahead).put("name_en", name);
    let first = agree(&named("First", 5), &second);
    errors(&named("Before", 4).submit(), &["effective_on"]);
    let later = agree(&named("Second", 6), &second);
    // The later one was proposed over the earlier one, and goes first.
    let page = author.post(&format!("{first}/withdraw"), &[("reason", WHY)]);
    let page = page.expect(409);
    assert!(page.text().contains("Give that one up"), "{}", page.text());
    act(&author, &later, "withdraw", WHY);
    act(&author, &first, "withdraw", WHY);
    let _ = pass(app, 7);
    assert_eq!(now(app, &offer).name.en, offer.name.en);
}

fn an_end_of_sale_stops_orders_and_keeps_what_runs(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let offer = base(app).clone();
    let buyer = customer(app, &shop.request, "chenfan", "苏州晨帆贸易有限公司");
    let sold = order(app, &shop.request, buyer, offer.id, 3);
    let soon = day(app, 60).to_string();
    let page = form(app, &author, &offer, 1)
        .put("end_of_sale", &soon)
        .submit();
    errors(&page, &["end_of_sale"]);
    let end = day(app, 61).to_string();
    let _ = agree(
        &form(app, &author, &offer, 1).put("end_of_sale", &end),
        &second,
    );
    let _ = pass(app, 1);
    assert_eq!(
        now(app, &offer).sale_ends(app.today()),
        Some(end.parse().unwrap())
    );
    assert!(now(app, &offer).is_sold_on(app.today()));
    let _ = pass(app, 60);
    assert!(!now(app, &offer).is_sold_on(app.today()));
    let (_, request) = app.sign_in(&shop.partner.admin);
    let wanted = NewOrder {
        cycle: None,
        lines: vec![Line {
            number: 0,
            offer: offer.id,
            quantity: 1,
            friendly_name: String::new(),
            cycle: None,
            base: None,
        }],
    };
    let refused = ::app::orders::place(app, &request, buyer, &wanted, "").unwrap_err();
    let Failure::Refused(refusals) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(refusals[0].reason, Reason::OfferNotSold);
    let browser = english(app.browser_of(&shop.partner.admin));
    let page = browser.open(&format!("/customers/{buyer}/subscriptions/{sold}"));
    assert_eq!(page.status(), 200, "{}", page.text());
    assert!(page.text().contains("Active"), "{}", page.text());
}

fn who_is_not_asked_does_not_decide(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let [author, _] = managers(app);
    let offer = base(app).clone();
    let path = propose(&form(app, &author, &offer, 2).put("name_en", "Other"));
    let reader = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    let page = reader.open(&path);
    assert_eq!(page.status(), 200);
    assert!(!page.has_form(&format!("{path}/approve")));
    assert_eq!(reader.post(&format!("{path}/approve"), &[]).status(), 403);
    let change = format!("{OFFERS}/{}/change", offer.id);
    assert_eq!(reader.get(&change).status(), 403);
    assert!(
        !reader
            .open(&format!("{OFFERS}/{}", offer.id))
            .source()
            .contains(&change)
    );
    // Nobody of a partner finds it, and there are no others.
    let partner = app.browser_of(&shop.partner.admin);
    for hidden in [path.as_str(), &change, HOME] {
        assert_eq!(partner.get(hidden).status(), 404, "{hidden}");
    }
    let none = format!("{HOME}/{}", uuid::Uuid::from_u128(9));
    assert_eq!(author.get(&none).status(), 404);
    let gone = format!("{OFFERS}/{}/change", uuid::Uuid::from_u128(9));
    assert_eq!(author.get(&gone).status(), 404);
    // An add-on has bases and a trial neither units nor ways of its own.
    let offers = &app.programme.catalogue().offers;
    for offer in offers {
        let path = format!("{OFFERS}/{}/change", offer.id);
        let form = author.open(&path).form(&path);
        assert_eq!(
            form.has("parents"),
            offer.kind == Kind::AddOn,
            "{}",
            offer.name.en
        );
        assert_eq!(
            form.has("minimum"),
            offer.kind != Kind::Trial,
            "{}",
            offer.name.en
        );
    }
}

fn a_programme_that_says_a_third_thing_is_told(app: &Priced) {
    let app = &app.0;
    let _shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let offer = base(app).clone();
    let _ = agree(
        &form(app, &author, &offer, 1).put("name_en", "On screen"),
        &second,
    );
    let told = |name: &str| {
        let mut shipped = app.programme.shipped_catalogue().clone();
        let found = shipped.offers.iter_mut().find(|one| one.id == offer.id);
        name.clone_into(&mut found.unwrap().name.en);
        let read = app.read(move |tx| changes::disagreements(tx, &shipped));
        read.wait().unwrap()
    };
    assert!(told(&offer.name.en).is_empty());
    assert!(told("On screen").is_empty());
    assert_eq!(told("In the files"), [(offer.id, Some("name"))]);
}
