//! Special prices: asked for by one person, approved by another, paid by one partner for a time.

use crate::billing::{Priced, Shop, at, d, tied_out};
use crate::customer_pages::{base, customer, order};
use crate::price_lists::managers;
use crate::{at_once, audited, count, english};
use app::orders;
use app::subscriptions::{self, Details};
use domain::caller::AgentSetting;
use domain::ids::{SubscriptionId, TenantId};
use domain::orders::Line;
use jiff::civil::{Date, date};
use testkit::{Browser, Page, Partner, TestApp};
use uuid::Uuid;

testkit::on_both! { Priced:
    it_goes_from_one_person_to_another_and_to_the_partner,
    what_is_wrong_is_said_where_it_is,
    the_lowest_applies_and_ends_with_its_last_day,
    it_is_for_one_partner_or_one_customer,
    what_was_sold_keeps_its_price_when_it_is_ended,
    who_is_not_asked_does_not_decide,
    bought_at_it_billed_at_it_renewed_at_the_list,
    a_renewal_takes_the_price_of_its_day,
}

pub(crate) const HOME: &str = "/ops/catalogue/special-prices";
const NEW: &str = "/ops/catalogue/special-prices/new";
const MINE: &str = "/pricing/special";
const WHY: &str = "A framework contract from last year";

/// Asks for a special price of a partner for the offer everything begins with; fields may say otherwise.
pub(crate) fn ask(
    app: &TestApp,
    author: &Browser,
    partner: &Partner,
    fields: &[(&str, &str)],
) -> Page {
    let today = app.today();
    let (offer, from) = (base(app).id.to_string(), today.to_string());
    let until = today.checked_add(jiff::ToSpan::days(30)).unwrap();
    let mut form = author.open(NEW).form(NEW);
    for (name, value) in [
        ("partner", partner.company.name.as_str()),
        ("offer", &offer),
        ("kind", "fixed"),
        ("value", "7.50"),
        ("from", &from),
        ("until", &until.to_string()),
        ("reason", WHY),
    ]
    .iter()
    .chain(fields)
    {
        form = form.put(name, value);
    }
    form.submit()
}

/// Takes one step, twice: the second time changes nothing.
pub(crate) fn act(browser: &Browser, path: &str, step: &str, reason: &str) {
    let form = browser.open(path).form(&format!("{path}/{step}"));
    let form = form.put("reason", reason);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", one.text());
}

/// One that is approved; where it is.
pub(crate) fn grant(
    app: &TestApp,
    [author, second]: &[Browser; 2],
    partner: &Partner,
    fields: &[(&str, &str)],
) -> String {
    let page = ask(app, author, partner, fields);
    assert_eq!(page.status(), 303, "{}", page.text());
    let path = page.location().split('?').next().unwrap().to_owned();
    act(second, &path, "approve", "");
    path
}

fn line(app: &TestApp, quantity: u32) -> Line {
    Line {
        number: 0,
        offer: base(app).id,
        quantity,
        friendly_name: String::new(),
        cycle: None,
        base: None,
    }
}

/// What one unit costs a customer now, and what the list asks where that is more.
fn quoted(shop: &Shop<'_>, buyer: Option<TenantId>) -> (i64, Option<i64>) {
    let lines = vec![line(shop.app, 2)];
    let quote = orders::quote(shop.app, &shop.request, buyer, lines).wait();
    let quote = quote.unwrap();
    let first = &quote.lines[0];
    assert_eq!(quote.monthly, first.unit_price.map(|price| price * 2));
    (first.unit_price.unwrap(), first.list_price)
}

fn details(shop: &Shop<'_>, (buyer, id): (TenantId, SubscriptionId), units: u32) -> Details {
    let found = subscriptions::details(shop.app, &shop.request, buyer, id, Some(units));
    found.wait().unwrap()
}

/// What a subscription costs for its term, and whether that is a special price.
fn locked(shop: &Shop<'_>, sold: (TenantId, SubscriptionId)) -> (i64, bool) {
    let row = details(shop, sold, 1).view.row;
    (row.unit_price, row.special_price_id.is_some())
}

fn mails(app: &TestApp) -> [usize; 3] {
    app.drain();
    [
        "SPECIAL-PRICE-PROPOSED",
        "SPECIAL-PRICE-GRANTED",
        "SPECIAL-PRICE-ENDED",
    ]
    .map(|code| app.mails(code).len())
}

fn it_goes_from_one_person_to_another_and_to_the_partner(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let browser = english(app.browser_of(&shop.partner.admin));
    let buyer = customer(app, &shop.request, "chenfan", "苏州晨帆贸易有限公司");
    assert!(author.open(HOME).text().contains("No special price has"));
    let page = ask(app, &author, &shop.partner, &[]);
    assert_eq!(page.status(), 303, "{}", page.text());
    let path = page.location().split('?').next().unwrap().to_owned();
    assert_eq!(mails(app), [1, 0, 0]);
    // The author does not decide; forms can be made up.
    let page = author.open(&path);
    for words in [
        "Waits for approval",
        "¥7.50",
        "¥10.00",
        WHY,
        "All customers",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(!page.has_form(&format!("{path}/approve")));
    for step in ["approve", "decline"] {
        let own = author.post(&format!("{path}/{step}"), &[("reason", WHY)]);
        let own = own.expect(409);
        assert!(own.text().contains("somebody else has to decide"));
    }
    // Until then it is no business of the partner, and nothing costs less.
    let page = browser.open(MINE);
    assert!(
        page.text().contains("has no special prices"),
        "{}",
        page.text()
    );
    assert_eq!(quoted(&shop, Some(buyer)), (1_000, None));
    act(&second, &path, "approve", "");
    let late = second.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(
        late.text().contains("no longer possible"),
        "{}",
        late.text()
    );
    assert_eq!(mails(app), [1, 1, 0]);
    assert_eq!(audited(app, "special-price.propose", "succeeded"), 1);
    // In the operator's log and in the partner's.
    assert_eq!(audited(app, "special-price.approve", "succeeded"), 2);
    let body = app.mails("SPECIAL-PRICE-GRANTED")[0].body.clone().unwrap();
    for words in ["¥7.50", MINE, "2026"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    // The partner sees it, wherever it sees a price.
    let page = browser.open(MINE);
    for words in ["Applies", "¥7.50", "list price ¥10.00", "14 June 2026"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(!page.text().contains(WHY), "reasons are the operator's");
    let list = browser.open("/pricing");
    assert!(list.text().contains("Your company has a special price"));
    let file = browser.get("/pricing/export?what=special");
    let file = String::from_utf8(file.bytes().to_vec()).unwrap();
    assert!(
        file.contains(",7.50,,10.00,CNY,2026-05-15,2026-06-14,Applies"),
        "{file}"
    );
    assert!(
        browser
            .open("/action-center")
            .text()
            .contains("A special price for")
    );
    assert_eq!(quoted(&shop, None), (750, Some(1_000)), "one not made yet");
    let shelf = format!("/customers/{buyer}/subscriptions/add");
    let page = browser.open(&shelf);
    let note = "special price instead of ¥10.00";
    assert!(page.text().contains(note), "{}", page.text());
    let form = page.form(&shelf);
    let form = form.fill(&format!("q-{}", base(app).id), "3");
    let review = form.put("step", "review").submit().expect(200);
    assert!(review.text().contains(note) && review.text().contains("¥22.50"));
    let placed = review.form(&shelf).put("step", "submit").submit();
    assert_eq!(placed.status(), 303, "{}", placed.text());
    app.drain();
    let found = subscriptions::list(app, &shop.request, buyer).wait();
    let row = found.unwrap().remove(0).row;
    assert_eq!(row.unit_price, 750);
    let own = format!("/customers/{buyer}/subscriptions/{}", row.id);
    let page = browser.open(&own);
    assert!(page.text().contains("¥7.50 a month (special price)"));
    assert!(row.special_price_id.is_some());
    // A program reads both.
    let program = app.program(
        &shop.partner,
        AgentSetting::AdminAgent,
        domain::caller::AdminSetting::None,
    );
    let place = format!("/v1/customers/{buyer}/orders/{}", row.order_id);
    let read = program.get(&format!("{place}?include_price=true"));
    let read = read.expect(200).json();
    let priced = &read["lineItems"][0]["pricing"];
    let amount = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(priced["listPrice"], amount("10.00"));
    assert_eq!(priced["price"], amount("7.50"));
    assert_eq!(read["totalPrice"], amount("22.50"));
    // Who sells without seeing prices pays it, and sees nothing of it.
    let seller = app.agent(&shop.partner, AgentSetting::SalesAgent);
    let seller = english(app.browser_of(&seller));
    assert_eq!(seller.get(MINE).status(), 403);
    assert_eq!(seller.get("/pricing/export?what=special").status(), 403);
    for path in [&shelf, &own] {
        let page = seller.open(path);
        assert!(!page.text().contains('¥'), "{}", page.text());
        assert!(!page.text().contains("special price"), "{}", page.text());
    }
    // The operator finds it from the partner's page.
    let of_partner = format!("{HOME}?partner={}", shop.partner.tenant.0);
    let page = author.open(&format!("/ops/partners/{}", shop.partner.tenant.0));
    assert!(page.source().contains(&of_partner));
    assert_eq!(author.open(&of_partner).all("main tbody tr").len(), 1);
    let nobody = format!("{HOME}?partner=nobody");
    assert_eq!(author.open(&nobody).all("main tbody tr").len(), 0);
    for (browser, path) in [
        (&browser, MINE),
        (&browser, "/pricing"),
        (&browser, own.as_str()),
        (&author, HOME),
        (&author, NEW),
        (&author, path.as_str()),
    ] {
        for language in ["zh-Hant", "zh-Hans", "en"] {
            browser.set_cookie("tongdao_language", language);
            let source = browser.open(path).source();
            assert!(!source.contains('⟦'), "{path} {language}");
        }
    }
}

fn what_is_wrong_is_said_where_it_is(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let other = app.active_partner();
    let (_, theirs) = app.sign_in(&other.admin);
    let foreign = customer(app, &theirs, "elsewhere", "别处有限公司");
    let foreign = app::customers::get(app, &theirs, foreign).wait().unwrap();
    let trial = app.programme.catalogue().offers.iter();
    let trial = trial.clone().find(|o| o.is_trial()).unwrap().id.to_string();
    let nobody = Uuid::nil().to_string();
    for (field, fields, words) in [
        ("value", &[("value", "")] as &[_], ""),
        ("value", &[("value", "0")], "more than zero"),
        ("value", &[("value", "-1")], "cannot be negative"),
        ("value", &[("value", "7.501")], "2 digits"),
        ("value", &[("value", "7,50")], "digits and a point"),
        ("value", &[("value", "=7")], "digits and a point"),
        (
            "value",
            &[("value", "10.00")],
            "Not lower than the list price of the first day, ¥10.00",
        ),
        ("value", &[("value", "12")], "Not lower"),
        ("value", &[("kind", "off"), ("value", "0")], "more than 0"),
        (
            "value",
            &[("kind", "off"), ("value", "100")],
            "less than 100",
        ),
        (
            "value",
            &[("kind", "off"), ("value", "1.234")],
            "two digits",
        ),
        ("kind", &[("kind", "free")], ""),
        ("offer", &[("offer", "")], ""),
        ("offer", &[("offer", trial.as_str())], ""),
        ("offer", &[("offer", nobody.as_str())], ""),
        ("from", &[("from", "2026-05-14")], "in the past"),
        ("from", &[("from", "2026-02-30")], ""),
        ("until", &[("until", "2026-05-14")], "before the first"),
        ("until", &[("until", "2031-05-15")], "At most 5 years"),
        ("reason", &[("reason", "no")], ""),
        ("partner", &[("partner", "nobody at all")], ""),
        ("partner", &[("partner", "")], ""),
        (
            "customer",
            &[("customer", foreign.domain.as_str())],
            "no customer with this domain",
        ),
        (
            "customer",
            &[("customer", "nowhere.example")],
            "no customer",
        ),
    ] {
        let page = ask(app, &author, &shop.partner, fields).expect(422);
        let said = page.error_at(field);
        let said = said.unwrap_or_else(|| panic!("{fields:?}: {}", page.text()));
        assert!(said.contains(words), "{fields:?}: {said}");
        assert!(!page.source().contains('⟦'), "{fields:?}");
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM special_price"), 0);
    // What is typed stays.
    let page = ask(app, &author, &shop.partner, &[("value", "12")]);
    let form = page.form(NEW);
    assert_eq!((form.value("value"), form.value("reason")), ("12", WHY));
    // The day before its last it can be approved; the day after, no more.
    let last = [("until", "2026-05-16"), ("from", "2026-05-15")];
    let made = |fields| {
        let page = ask(app, &author, &shop.partner, fields).expect(303);
        page.location().split('?').next().unwrap().to_owned()
    };
    let (declined, taken, late) = (made(&last), made(&last), made(&last));
    let form = second.open(&declined).form(&format!("{declined}/decline"));
    let _ = form.clone().put("reason", "no").submit().expect(422);
    act(&second, &declined, "decline", "Not decided by anybody");
    assert!(
        author
            .open(&declined)
            .text()
            .contains("Not decided by anybody")
    );
    assert_eq!(
        second.post(&format!("{taken}/take-back"), &[]).status(),
        409
    );
    act(&author, &taken, "take-back", "");
    for path in [&declined, &taken] {
        for step in ["approve", "take-back", "withdraw"] {
            let fields = [("reason", "Whatever it may be")];
            assert_eq!(
                second.post(&format!("{path}/{step}"), &fields).status(),
                409
            );
        }
    }
    at(app, d(5, 17), 600);
    let [_, second] = managers(app);
    let page = second.post(&format!("{late}/approve"), &[]).expect(409);
    assert!(
        page.text()
            .contains("last day of this special price has passed")
    );
    assert_eq!(quoted(&shop, None), (1_000, None));
    for wrong in ["x", "00000000-0000-4000-8000-000000000000"] {
        assert_eq!(second.get(&format!("{HOME}/{wrong}")).status(), 404);
        assert_eq!(
            second
                .post(&format!("{HOME}/{wrong}/approve"), &[])
                .status(),
            404
        );
    }
    app.drain();
}

fn the_lowest_applies_and_ends_with_its_last_day(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let both = managers(app);
    let until = |day| [("until", day)];
    let whole = grant(app, &both, &shop.partner, &until("2026-06-30"));
    let _ = grant(
        app,
        &both,
        &shop.partner,
        &[
            ("kind", "off"),
            ("value", "40%"),
            ("from", "2026-05-20"),
            ("until", "2026-05-25"),
        ],
    );
    let buyer = customer(app, &shop.request, "chenfan", "苏州晨帆贸易有限公司");
    let minutes = 24 * 60;
    for (day, minute, price) in [
        (d(5, 15), 600, 750),
        (d(5, 19), minutes - 1, 750),
        // From the first minute of its first day to the last of its last.
        (d(5, 20), 0, 600),
        (d(5, 25), minutes - 1, 600),
        (d(5, 26), 0, 750),
        (d(6, 30), minutes - 1, 750),
        (d(7, 1), 0, 1_000),
    ] {
        at(app, day, minute);
        let list = (price < 1_000).then_some(1_000);
        assert_eq!(quoted(&shop, Some(buyer)), (price, list), "{day} {minute}");
        let sold = order(app, &shop.request, buyer, base(app).id, 1);
        let special = price < 1_000;
        assert_eq!(locked(&shop, (buyer, sold)), (price, special), "{day}");
    }
    let [author, _] = managers(app);
    assert!(author.open(&whole).text().contains("Over"));
    let browser = english(app.browser_of(&shop.partner.admin));
    let page = browser.open(MINE);
    assert_eq!(page.all("main tbody tr").len(), 2);
    assert!(
        page.text().contains("40 % off the list price"),
        "{}",
        page.text()
    );
    assert!(
        !browser
            .open("/pricing")
            .text()
            .contains("has a special price")
    );
}

fn it_is_for_one_partner_or_one_customer(app: &Priced) {
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let both = managers(app);
    let buyer = customer(app, &shop.request, "chenfan", "苏州晨帆贸易有限公司");
    let other = customer(app, &shop.request, "yuanhang", "远航有限公司");
    let named = app::customers::get(app, &shop.request, buyer)
        .wait()
        .unwrap();
    let path = grant(app, &both, &shop.partner, &[("customer", &named.domain)]);
    assert_eq!(quoted(&shop, Some(buyer)).0, 750);
    assert_eq!(quoted(&shop, Some(other)), (1_000, None));
    assert_eq!(quoted(&shop, None), (1_000, None));
    // Another partner pays the list, and sees nothing of it.
    let stranger = app.active_partner();
    let (_, request) = app.sign_in(&stranger.admin);
    let theirs = customer(app, &request, "elsewhere", "别处有限公司");
    let quote = orders::quote(app, &request, Some(theirs), vec![line(app, 1)]).wait();
    assert_eq!(quote.unwrap().lines[0].unit_price, Some(1_000));
    let browser = english(app.browser_of(&stranger.admin));
    assert!(browser.open(MINE).text().contains("has no special prices"));
    assert_eq!(browser.get(&path).status(), 404);
    let file = browser.get("/pricing/export?what=special");
    let file = String::from_utf8(file.bytes().to_vec()).unwrap();
    assert_eq!(file.lines().count(), 1, "{file}");
    // An upgrade has a price of its own, a trial's conversion that of its target.
    let sold = order(app, &shop.request, buyer, base(app).id, 2);
    assert_eq!(locked(&shop, (buyer, sold)), (750, true));
    let offers = app.programme.catalogue().offers.iter();
    let trial = offers.clone().find(|o| o.is_trial()).unwrap();
    let target = app
        .programme
        .catalogue()
        .offer(trial.conversions[0])
        .unwrap();
    let list = target.price_on(app.today()).unwrap().list_minor;
    let half = (list + 1) / 2;
    let trial = order(app, &shop.request, other, trial.id, trial.minimum);
    let id = target.id.to_string();
    let _ = grant(
        app,
        &both,
        &shop.partner,
        &[("offer", &id), ("kind", "off"), ("value", "50")],
    );
    let shown = details(&shop, (other, trial), 1);
    let decided = shown.prices.unwrap().of(target).unwrap();
    assert_eq!((decided.minor, decided.list_minor), (half, list));
    let done = subscriptions::convert(
        app,
        &shop.request,
        other,
        trial,
        target.id,
        Some(target.minimum.max(3)),
        None,
        "",
    );
    done.wait().unwrap();
    assert_eq!(locked(&shop, (other, trial)), (half, true));
    let premium = offers.clone().find(|o| {
        let price = o.price_on(app.today());
        base(app).upgrades.contains(&o.id) && price.is_some_and(|p| p.list_minor == 1_400)
    });
    let premium = premium.unwrap().id.to_string();
    let _ = grant(
        app,
        &both,
        &shop.partner,
        &[("offer", &premium), ("kind", "off"), ("value", "50")],
    );
    let third = customer(app, &shop.request, "thirdly", "第三有限公司");
    let upgraded = order(app, &shop.request, third, base(app).id, 2);
    let upgraded = shop.upgrade((third, upgraded));
    assert_eq!(locked(&shop, (third, upgraded)), (700, true));
    app.drain();
}

fn what_was_sold_keeps_its_price_when_it_is_ended(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), false);
    let both = managers(app);
    let path = grant(app, &both, &shop.partner, &[("until", "2027-12-31")]);
    let ahead = grant(
        app,
        &both,
        &shop.partner,
        &[
            ("from", "2026-08-01"),
            ("until", "2026-08-31"),
            ("value", "1"),
        ],
    );
    let sold = shop.sell("chenfan", 2);
    assert_eq!(locked(&shop, sold), (750, true));
    shop.until(d(5, 20));
    let [author, second] = managers(app);
    let form = author.open(&path).form(&format!("{path}/withdraw"));
    let page = form.put("reason", "").submit().expect(422);
    assert!(page.error_at("reason").is_some());
    // Any catalogue manager ends one, also whoever asked for it.
    act(&author, &path, "withdraw", "The contract was ended");
    act(&second, &ahead, "withdraw", "The contract was ended");
    assert_eq!(mails(app), [2, 2, 2]);
    assert_eq!(
        second
            .post(&format!("{path}/withdraw"), &[("reason", WHY)])
            .status(),
        409
    );
    assert_eq!(quoted(&shop, Some(sold.0)), (1_000, None));
    let later = order(app, &shop.request, sold.0, base(app).id, 1);
    assert_eq!(locked(&shop, (sold.0, later)), (1_000, false));
    // More seats in the term are at the price of the term.
    shop.seats(sold, 5);
    assert_eq!(locked(&shop, sold), (750, true));
    let browser = english(app.browser_of(&shop.partner.admin));
    let page = browser.open(MINE);
    assert_eq!(page.all("main tbody tr").len(), 2);
    assert!(page.text().contains("Ended early"), "{}", page.text());
    assert!(page.text().contains("19 May 2026"), "{}", page.text());
    let news = browser.open("/action-center").text();
    assert!(news.contains("was ended"), "{news}");
    shop.until(d(8, 15));
    assert_eq!(quoted(&shop, Some(sold.0)), (1_000, None));
}

fn who_is_not_asked_does_not_decide(app: &Priced) {
    use domain::caller::StaffRole as R;
    let app = &app.0;
    let shop = Shop::open(app, d(5, 15), false);
    let [author, second] = managers(app);
    let page = ask(app, &author, &shop.partner, &[]).expect(303);
    let path = page.location().split('?').next().unwrap().to_owned();
    for role in [R::BillingOperator, R::Auditor] {
        let browser = english(app.browser_of(&app.staff(role)));
        let page = browser.open(&path);
        assert!(page.text().contains(WHY));
        for step in ["approve", "decline", "take-back", "withdraw"] {
            assert!(!page.has_form(&format!("{path}/{step}")), "{role:?}");
            let made_up = browser.post(&format!("{path}/{step}"), &[("reason", WHY)]);
            assert_eq!(made_up.status(), 403, "{role:?} {step}");
        }
        assert_eq!(browser.get(NEW).status(), 403);
    }
    // Two who decide at once: one of them does.
    let third = app.member_of_staff("third-catalogue", &[R::CatalogueManager]);
    let third = english(app.browser_of(&third));
    let approve = second.open(&path).form(&format!("{path}/approve"));
    let decline = third.open(&path).form(&format!("{path}/decline"));
    let decline = decline.put("reason", "Somebody thinks otherwise");
    let [one, two] = at_once(|| approve.submit(), || decline.submit());
    let mut both = [one.status(), two.status()];
    both.sort_unstable();
    assert_eq!(both, [303, 409], "{} {}", one.text(), two.text());
    app.drain();
}

/// Which lines of a bill a special price is behind, in the words of their pages.
fn explained(shop: &Shop<'_>, browser: &Browser, on: Date, id: SubscriptionId) -> Vec<(i64, bool)> {
    let invoices = shop.invoices();
    let invoice = invoices.iter().find(|i| i.billed_on == on.to_string());
    let number = &invoice.unwrap().number;
    let lines = shop.billed(on, id).into_iter();
    let told = lines.map(|line| {
        let page = browser.open(&format!("/billing/invoices/{number}/lines/{}", line.number));
        let told = page.text().contains("is a special price that applied");
        (line.unit_price, told)
    });
    told.collect()
}

fn bought_at_it_billed_at_it_renewed_at_the_list(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    let both = managers(app);
    let until = [("until", "2026-12-31")];
    let _ = grant(app, &both, &shop.partner, &until);
    let sold = shop.sell("special", 10);
    assert_eq!(locked(&shop, sold), (750, true));
    shop.until(d(6, 20));
    shop.seats(sold, 12);
    shop.until(date(2027, 6, 14));
    app.tick();
    // What the bill of the renewal will say: the list, because its day lies behind the last one.
    let projection = details(&shop, sold, 13).projection.unwrap();
    assert_eq!(projection.on, date(2027, 6, 15));
    let renewed = projection.lines.iter().filter(|l| l.from == projection.on);
    let renewed: Vec<_> = renewed.map(|l| (l.basis.unit_price, l.amount)).collect();
    assert_eq!(renewed, [(1_000, 13_000)]);
    shop.until(date(2027, 7, 15));
    app.tick();
    let first = shop.billed(d(6, 15), sold.1);
    let paid: Vec<_> = first.iter().filter(|l| l.unit_price > 0).collect();
    assert_eq!(paid.len(), 1);
    assert_eq!((paid[0].unit_price, paid[0].amount), (750, 7_500));
    for line in shop.billed(d(7, 15), sold.1) {
        assert_eq!(line.unit_price, 750);
    }
    let year = shop.billed(date(2027, 5, 15), sold.1);
    assert_eq!(year.iter().map(|l| l.amount).sum::<i64>(), 9_000);
    let after = shop.billed(date(2027, 6, 15), sold.1);
    assert_eq!(after.iter().map(|l| l.amount).sum::<i64>(), 12_000);
    assert_eq!(locked(&shop, sold), (1_000, false));
    tied_out(&shop);
    // Explain says where the price came from, where it did.
    let browser = english(app.browser_of(&shop.partner.admin));
    for (on, special) in [
        (d(6, 15), true),
        (d(7, 15), true),
        (date(2027, 5, 15), true),
        (date(2027, 6, 15), false),
    ] {
        let told = explained(&shop, &browser, on, sold.1);
        assert!(!told.is_empty());
        for (price, told) in told {
            assert_eq!(told, special && price > 0, "{on}");
        }
    }
}

fn a_renewal_takes_the_price_of_its_day(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    let (sold, other) = (shop.sell("special", 10), shop.sell("other", 10));
    let both = managers(app);
    let named = app::customers::get(app, &shop.request, sold.0)
        .wait()
        .unwrap();
    // One day, and that is the one.
    let _ = grant(
        app,
        &both,
        &shop.partner,
        &[
            ("customer", &named.domain),
            ("kind", "off"),
            ("value", "25"),
            ("from", "2027-06-15"),
            ("until", "2027-06-15"),
        ],
    );
    shop.until(date(2027, 6, 10));
    app.tick();
    let coming = |sold| {
        let projection = details(&shop, sold, 11).projection.unwrap();
        let renewed = projection.lines.iter().filter(|l| l.from == projection.on);
        renewed.map(|l| l.basis.unit_price).collect::<Vec<_>>()
    };
    assert_eq!((coming(sold), coming(other)), (vec![750], vec![1_000]));
    app.drain();
    // The mails that foretell the renewals say so too.
    let told = app.mails("N04").into_iter().filter_map(|mail| mail.body);
    let told: Vec<_> = told.collect();
    assert!(told.iter().any(|body| body.contains("¥7.50")), "{told:?}");
    assert!(told.iter().any(|body| body.contains("¥10.00")), "{told:?}");
    // Done late, it counts all the same from its day.
    shop.until(date(2027, 6, 20));
    app.tick();
    assert_eq!(locked(&shop, sold), (750, true));
    assert_eq!(locked(&shop, other), (1_000, false));
    let lines = shop.billed(date(2027, 6, 15), sold.1);
    assert_eq!(lines.iter().map(|l| l.amount).sum::<i64>(), 7_500);
    tied_out(&shop);
}
