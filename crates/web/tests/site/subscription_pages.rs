//! The pages of a subscription: ordered, changed, suspended and brought back, ended, moved on.

use crate::customer_pages::{base, customer, order};
use crate::{at_once, count, english};
use app::Request;
use domain::caller::AgentSetting;
use domain::catalogue::Offer;
use domain::ids::TenantId;
use testkit::{Browser, Page, Partner, TestApp};

testkit::on_both! { TestApp from trading:
    subscriptions_are_added_after_a_look_at_the_whole,
    seats_change_after_their_cost_was_shown,
    suspended_it_counts_down_and_comes_back,
    it_is_cancelled_only_with_its_name_typed,
    add_ons_upgrades_and_trials_lead_on,
    roles_and_other_partners_meet_closed_doors,
}

struct Desk {
    partner: Partner,
    request: Request,
    customer: TenantId,
}

fn desk(app: &TestApp) -> Desk {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let customer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    Desk {
        partner,
        request,
        customer,
    }
}

impl Desk {
    fn browser(&self, app: &TestApp, agent: AgentSetting) -> Browser {
        english(app.browser_of(&app.agent(&self.partner, agent)))
    }

    /// A subscription of so many units, by the address of its page.
    fn sell(&self, app: &TestApp, offer: &Offer, quantity: u32) -> String {
        let id = order(app, &self.request, self.customer, offer.id, quantity);
        format!("/customers/{}/subscriptions/{id}", self.customer)
    }
}

fn trial(app: &TestApp) -> Offer {
    let mut offers = app.programme.catalogue().offers.iter();
    offers.find(|o| o.is_trial()).unwrap().clone()
}

fn told(page: Page, words: &str) -> Page {
    let page = page.follow();
    assert!(page.text().contains(words), "{words}: {}", page.text());
    page
}

fn subscriptions_are_added_after_a_look_at_the_whole(app: &TestApp) {
    let desk = desk(app);
    let browser = desk.browser(app, AgentSetting::AdminAgent);
    let add = format!("/customers/{}/subscriptions/add", desk.customer);
    let (offer, trial) = (base(app), trial(app));
    let (field, free) = (format!("q-{}", offer.id), format!("q-{}", trial.id));
    let form = browser.open(&add).form(&add);
    let empty = form.clone().put("step", "review").submit();
    assert!(told(empty.expect(409), "at least one offer").has_form(&add));
    let many = form.clone().fill(&field, "x").put("step", "review");
    let page = many.submit().expect(422);
    assert!(page.error_at(&field).is_some());
    assert_eq!(page.form(&add).value(&field), "x");
    let over = (offer.maximum + 1).to_string();
    let page = form.clone().fill(&field, &over).put("step", "review");
    assert!(page.submit().expect(422).error_at(&field).is_some());
    let chosen = form.fill(&field, "4").tick(&free).put("step", "review");
    let review = chosen.submit().expect(200);
    assert!(review.text().contains("¥104.00") && review.text().contains("Free of charge"));
    // Back with everything in it, and forward again.
    let back = review.form(&add).put("step", "change").submit().expect(200);
    assert_eq!(back.form(&add).value(&field), "4");
    let submit = review.form(&add).put("step", "submit");
    let [one, other] = at_once(|| submit.submit(), || submit.submit());
    let place = format!("/customers/{}/subscriptions?done=ordered", desk.customer);
    drop(told(one.leads_to(&place), "The order was placed"));
    drop(other.leads_to(&place));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM subscription"), 2);
    app.drain();
    // The trial was had; the page says why it is not there to be had again.
    let page = browser.open(&add);
    assert!(
        page.text().contains("as often as allowed"),
        "{}",
        page.text()
    );
    assert!(!page.form(&add).has(&free));
    // What was tried before is filled in from the address.
    let page = browser.open(&format!("{add}?{field}=7&q-x=1&nonsense=2"));
    assert_eq!(page.form(&add).value(&field), "7");
}

fn seats_change_after_their_cost_was_shown(app: &TestApp) {
    let desk = desk(app);
    let offer = base(app);
    let path = desk.sell(app, &offer, 10);
    let browser = desk.browser(app, AgentSetting::AdminAgent);
    let look = browser.open(&format!("{path}?quantity=14"));
    for words in ["From 10 to 14", "¥260.00", "¥364.00"] {
        assert!(look.text().contains(words), "{words}: {}", look.text());
    }
    // It starts tomorrow and is free until the first bill, which asks for the whole month ahead.
    for words in [
        "On the bill of",
        "Purchase fee",
        "× 14",
        "¥104.00 more than",
    ] {
        assert!(look.text().contains(words), "{words}: {}", look.text());
    }
    assert!(look.text().contains("Reseller of record") && look.text().contains("Support contact"));
    let change = format!("{path}/quantity");
    let (stale, form) = (look.form(&change), look.form(&change));
    let [one, other] = at_once(|| form.submit(), || form.submit());
    drop(told(one.expect(303), "The quantity was changed"));
    assert_eq!(other.status(), 303);
    let changes = "SELECT COUNT(*) AS n FROM subscription_fact WHERE what = 'change'";
    assert_eq!(count(app, changes), 1);
    // From an older page: nobody overwrites what he has not seen.
    let late = stale.put("request_id", "another").submit().expect(409);
    assert!(late.text().contains("Somebody else has changed this"));
    for (typed, status) in [("many", 422), ("", 422), ("0", 409), ("999999999", 409)] {
        let now = browser.open(&format!("{path}?quantity=12")).form(&change);
        let page = now.fill("quantity", typed).submit().expect(status);
        assert!(page.text().contains("What comes next"), "{typed}");
    }
    assert_eq!(browser.get(&format!("{path}?quantity=many")).status(), 422);
    // A sales agent changes seats without seeing what they cost.
    let sales = desk.browser(app, AgentSetting::SalesAgent);
    let look = sales.open(&format!("{path}?quantity=9"));
    assert!(look.text().contains("From 14 to 9") && !look.text().contains('¥'));
    let done = look.form(&change).submit().expect(303);
    let page = told(done, "The quantity was changed");
    assert!(page.text().contains("Quantity 14 → 9") && !page.text().contains('¥'));
    // The nickname: bad input is kept.
    let rename = format!("{path}/name");
    let long = "长".repeat(101);
    let page = page.form(&rename).fill("friendly_name", &long).submit();
    let page = page.expect(422);
    assert_eq!(page.form(&rename).value("friendly_name"), long);
    let done = page.form(&rename).fill("friendly_name", "总部").submit();
    assert_eq!(
        told(done.expect(303), "The nickname was changed")
            .all("h1")
            .len(),
        1
    );
}

fn suspended_it_counts_down_and_comes_back(app: &TestApp) {
    let desk = desk(app);
    let path = desk.sell(app, &base(app), 3);
    let browser = desk.browser(app, AgentSetting::AdminAgent);
    let (suspend, back) = (format!("{path}/suspend"), format!("{path}/reactivate"));
    let page = browser.open(&path);
    assert!(page.text().contains("within 60 days"));
    let done = page.form(&suspend).submit().expect(303);
    let page = told(done, "The subscription is suspended");
    assert!(page.text().contains("60 days left"), "{}", page.text());
    assert!(page.text().contains("cannot change while"));
    assert!(!page.has_form(&suspend) && !page.has_form(&format!("{path}/renewal")));
    app.clock.pass(19 * 86_400);
    let browser = english(app.browser_of(&desk.partner.admin));
    let page = browser.open(&path);
    assert!(page.text().contains("41 days left"), "{}", page.text());
    let done = page.form(&back).submit().expect(303);
    let page = told(done, "The subscription is active again");
    assert!(page.text().contains("Reactivated") && !page.text().contains("days left"));
    // Renewal off and on.
    let renewal = format!("{path}/renewal");
    let page = told(page.form(&renewal).submit(), "The renewal was changed");
    assert!(page.text().contains("does not renew"));
    let page = told(page.form(&renewal).submit(), "The renewal was changed");
    assert!(page.text().contains("Renews by itself"));
    app.drain();
}

fn it_is_cancelled_only_with_its_name_typed(app: &TestApp) {
    let desk = desk(app);
    let offer = base(app);
    let path = desk.sell(app, &offer, 3);
    let browser = desk.browser(app, AgentSetting::SalesAgent);
    let cancel = format!("{path}/cancel");
    let form = browser.open(&path).form(&cancel);
    for wrong in ["", "yes", &offer.name.en[1..]] {
        let page = form.clone().fill("confirm", wrong).submit().expect(422);
        assert!(page.error_at("confirm").is_some());
        assert_eq!(page.form(&cancel).value("confirm"), wrong);
    }
    let done = form.fill("confirm", &offer.name.en.to_uppercase()).submit();
    let page = told(done.expect(303), "The subscription is cancelled");
    assert!(page.text().contains("cannot be reactivated"));
    for gone in [
        "cancel",
        "suspend",
        "reactivate",
        "renewal",
        "quantity",
        "name",
    ] {
        assert!(!page.has_form(&format!("{path}/{gone}")), "{gone}");
    }
    let again = browser.post(&cancel, &[("confirm", &offer.name.en), ("version", "4")]);
    assert_eq!(again.status(), 409);
    app.drain();
}

fn add_ons_upgrades_and_trials_lead_on(app: &TestApp) {
    let desk = desk(app);
    let offer = base(app);
    let path = desk.sell(app, &offer, 5);
    let browser = desk.browser(app, AgentSetting::AdminAgent);
    let (add, up) = (format!("{path}/add-ons"), format!("{path}/upgrade"));
    let page = browser.open(&path);
    let forms = page.forms(&add);
    assert!(!forms.is_empty() && page.has_form(&up));
    let bad = forms[0].clone().fill("units", "x").submit().expect(422);
    assert!(
        bad.forms(&add)
            .iter()
            .any(|form| form.value("units") == "x")
    );
    let over = forms[0]
        .clone()
        .fill("units", "999999")
        .submit()
        .expect(409);
    assert!(
        over.forms(&add)
            .iter()
            .any(|form| form.value("units") == "999999")
    );
    let done = forms[0].clone().fill("units", "2").submit().expect(303);
    let page = told(done, "The add-on was ordered");
    app.drain();
    // With an add-on it cannot be upgraded, and the page says so.
    let page = browser.open(page.path().split('?').next().unwrap());
    assert!(!page.has_form(&up));
    assert!(
        page.text().contains("Cancel the add-ons first"),
        "{}",
        page.text()
    );
    let href = page.attribute("#add-ons h3 a", "href").unwrap();
    let add_on = browser.open(&href);
    assert!(add_on.text().contains("Add-on of"));
    let name = add_on.all("h1")[0].replace(" Active", "");
    let cancel = add_on
        .form(&format!("{href}/cancel"))
        .fill("confirm", &name);
    drop(told(cancel.submit(), "The subscription is cancelled"));
    let page = browser.open(&path);
    let done = page.form(&up).submit().expect(303);
    assert!(!done.location().starts_with(&path));
    let new = told(done, "This is the new subscription");
    app.drain();
    assert!(new.text().contains("Ordered: 5"), "{}", new.text());
    assert!(browser.open(&path).text().contains("Upgraded, and ended"));

    let other = customer(app, &desk.request, "weifeng", "微风贸易有限公司");
    let trial = trial(app);
    let id = order(app, &desk.request, other, trial.id, trial.minimum);
    let path = format!("/customers/{other}/subscriptions/{id}");
    let page = browser.open(&path);
    assert!(page.text().contains("quantity of a trial cannot change"));
    let convert = page.form(&format!("{path}/convert"));
    let bad = convert.clone().fill("units", "").submit().expect(422);
    assert!(bad.text().contains("whole number"));
    let done = convert.fill("units", "8").submit().expect(303);
    let page = told(done, "The trial is a subscription now");
    assert!(page.text().contains("Converted to"), "{}", page.text());
}

fn roles_and_other_partners_meet_closed_doors(app: &TestApp) {
    let desk = desk(app);
    let path = desk.sell(app, &base(app), 2);
    let helpdesk = desk.browser(app, AgentSetting::HelpdeskAgent);
    let page = helpdesk.open(&path);
    assert!(page.text().contains("2 at present") && !page.text().contains('¥'));
    for word in [
        "quantity", "name", "suspend", "renewal", "cancel", "add-ons", "upgrade",
    ] {
        let address = format!("{path}/{word}");
        assert!(!page.has_form(&address), "{word}");
        if word != "cancel" {
            let sent = helpdesk.post(&address, &[("quantity", "3"), ("units", "1")]);
            assert_eq!(sent.status(), 403, "{word}");
        }
    }
    let add = format!("/customers/{}/subscriptions/add", desk.customer);
    assert_eq!(helpdesk.get(&add).status(), 403);
    // The right customer with a subscription of another, and of another partner.
    let other = customer(app, &desk.request, "weifeng", "微风贸易有限公司");
    let id = path.rsplit('/').next().unwrap();
    let agent = desk.browser(app, AgentSetting::AdminAgent);
    assert_eq!(
        agent
            .get(&format!("/customers/{other}/subscriptions/{id}"))
            .status(),
        404
    );
    let stranger = app.active_partner();
    let stranger = app.browser_of(&stranger.admin);
    assert_eq!(stranger.get(&path).status(), 404);
    assert_eq!(stranger.post(&format!("{path}/suspend"), &[]).status(), 404);
    // Suspended, the partner lowers and reads why it may not raise.
    app.database
        .tamper("UPDATE partner SET status = 'suspended-payment'");
    let change = format!("{path}/quantity");
    let page = agent.open(&format!("{path}?quantity=3"));
    assert!(page.text().contains("Your account is suspended"));
    let refused = page.form(&change).submit().expect(409);
    assert!(refused.text().contains("Your account is suspended"));
    let refused = agent.open(&add);
    assert!(refused.text().contains("Your account is suspended"));
    app.drain();
}
