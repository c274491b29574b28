//! The search of the portal's bar: everybody finds what his roles may open.

use crate::customer_pages::{base, customer, order};
use crate::english;
use domain::caller::AgentSetting;
use testkit::{Page, TestApp};

testkit::on_both! { TestApp from trading:
    one_box_finds_what_the_roles_may_open,
}

fn leads(page: &Page, href: &str) -> bool {
    page.attribute(&format!("main .offers a[href='{href}']"), "href")
        .is_some()
}

fn one_box_finds_what_the_roles_may_open(app: &TestApp) {
    let (partner, other) = (app.active_partner(), app.active_partner());
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let offer = base(app);
    let id = order(app, &request, buyer, offer.id, 3).to_string();
    app.clock.pass(32 * 86_400);
    app.tick();
    let admin = english(app.browser_of(&partner.admin));
    let sales = english(app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent)));
    let stranger = english(app.browser_of(&other.admin));
    let link = admin
        .open("/billing")
        .attribute("main a[href^='/billing/invoices/']", "href");
    let number = link.unwrap().split('/').nth(3).unwrap().to_owned();
    let page_of = format!("/customers/{buyer}/subscriptions");
    let finds = |text: &str, href: &str, who: [bool; 3]| {
        for (browser, found) in [&admin, &sales, &stranger].into_iter().zip(who) {
            let page = browser.open(&format!("/search?q={text}"));
            let here = leads(&page, href);
            assert_eq!(here, found, "{text}: {}", page.text());
            assert!(found || page.text().contains("Nothing matches"), "{text}");
        }
    };
    let seen = [true, true, false];
    finds("%E8%8B%8F%E5%B7%9E", &page_of, seen);
    finds("CHENFAN", &page_of, seen);
    finds(&buyer.to_string(), &page_of, seen);
    finds(&id, &format!("{page_of}/{id}"), seen);
    let bill = format!("/billing/invoices/{number}");
    finds(&number.to_lowercase(), &bill, [true, false, false]);
    finds("nothing-of-that", "/nowhere", [false; 3]);
    // The catalogue is everybody's who may see prices.
    let name: String = offer.name.en.chars().take_while(|c| *c != ' ').collect();
    assert!(leads(&admin.open(&format!("/search?q={name}")), "/pricing"));
    assert!(!leads(
        &sales.open(&format!("/search?q={name}")),
        "/pricing"
    ));
    assert!(admin.open("/search").text().contains("Enter the beginning"));
    let long = "x".repeat(5000);
    assert!(
        admin
            .open(&format!("/search?q={long}"))
            .text()
            .contains("Nothing matches")
    );
    let list = sales.open("/customers");
    assert!(
        list.attribute("form.search input[name='q']", "type")
            .is_some()
    );
}
