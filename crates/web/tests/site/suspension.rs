//! Who pays too late: told, suspended, waited for, and in business again. Time passes by the clock; the
//! calendar and payments do the rest.

use crate::billing::{RATE, Shop, charging, d};
use crate::customer_pages::base;
use crate::lateness::{FIRST, OVERDUE, big, clerk, pay};
use crate::{at_once, audited, count, english};
use app::billing::suspension;
use app::orders::{self, NewOrder};
use app::subscriptions::{self, Patch, Wish};
use app::{Failure, customers};
use domain::caller::StaffRole;
use domain::ids::{SubscriptionId, TenantId};
use domain::orders::Line;
use domain::selling::Reason;
use testkit::{Browser, Engine, Fixture, TestApp};

testkit::on_both! { Strict:
    told_suspended_and_in_business_again_by_paying,
    exactly_what_may_be_done_while_suspended,
    who_was_away_is_told_before,
    the_operator_waits_until_a_day,
    what_is_wrong_with_a_deferral,
    a_deferral_ends_a_suspension_and_its_last_day_is_one,
    a_payment_taken_back_begins_anew,
    money_that_has_no_invoice_yet_counts,
    nobody_is_put_in_business_while_it_would_be_suspended_again,
    paying_ends_what_lateness_began_and_nothing_else,
}

/// The terms as they are shipped; nothing is charged for late payment.
struct Strict(TestApp);

impl Fixture for Strict {
    fn fresh(engine: Engine) -> Self {
        let free = "basis_points_per_month = 0";
        Self(charging(engine, 1_000, "", &[(RATE, free)]))
    }

    fn check(&self) {
        self.0.check();
    }
}

fn status(shop: &Shop<'_>) -> String {
    let tenant = shop.partner.tenant.0;
    let sql = "SELECT status AS t FROM partner WHERE tenant_id = $1";
    shop.app
        .read(move |tx| Ok(tx.query_one::<String>(sql, &[tenant.into()])?))
        .wait()
        .unwrap()
}

/// A day passes at which the calendar looks, twice: nothing is done twice.
fn day(shop: &mut Shop<'_>, month: i8, day: i8) {
    shop.until(d(month, day));
    shop.app.tick();
    shop.app.tick();
}

fn first(app: &TestApp) -> String {
    let id = app
        .read(|tx| {
            let sql = "SELECT id FROM invoice WHERE number = 'D000000001'";
            Ok(tx.query_one::<uuid::Uuid>(sql, &[])?)
        })
        .wait()
        .unwrap();
    format!("{OVERDUE}/{id}")
}

fn told(app: &TestApp) -> [usize; 4] {
    [
        "PAYMENT-SUSPENSION",
        "PAYMENT-SUSPENDED",
        "PAYMENT-RELEASED",
        "PAYMENT-DEFERRED",
    ]
    .map(|code| app.mails(code).len())
}

/// Announced on 7 August, suspended on 14 August.
fn suspended(app: &TestApp) -> Shop<'_> {
    let mut shop = big(app);
    day(&mut shop, 8, 7);
    day(&mut shop, 8, 14);
    assert_eq!(status(&shop), "suspended-payment");
    shop
}

fn defer(browser: &Browser, app: &TestApp, until: &str, reason: &str) -> testkit::Page {
    let path = first(app);
    let form = browser.open(&path).form(&format!("{path}/defer"));
    form.put("until", until).put("reason", reason).submit()
}

fn told_suspended_and_in_business_again_by_paying(app: &Strict) {
    let app = &app.0;
    let mut shop = big(app);
    let seen = |shop: &Shop<'_>| {
        let browser = english(app.browser_of(&shop.partner.admin));
        browser.open("/billing").text()
    };
    assert!(!seen(&shop).contains("Suspension"), "nothing is overdue");
    day(&mut shop, 8, 6);
    assert_eq!(told(app), [0; 4]);
    let words = seen(&shop);
    assert!(
        words.contains("Suspension, if nothing is paid 14 August 2026"),
        "{words}"
    );
    day(&mut shop, 8, 7);
    // Whoever receives the invoices, and the global admin.
    assert_eq!(told(app), [2, 0, 0, 0]);
    let mail = &app.mails("PAYMENT-SUSPENSION")[0];
    assert!(mail.body.as_deref().unwrap().contains("15,900.00"));
    let page = clerk(app).open(OVERDUE);
    assert!(
        page.text().contains("Suspension on 14 August 2026"),
        "{}",
        page.text()
    );
    day(&mut shop, 8, 13);
    assert_eq!(status(&shop), "active");
    shop.until(d(8, 14));
    let sweep = || {
        let request = ::app::jobs::timers::request(app);
        suspension::sweep(app, &request).unwrap()
    };
    let done = at_once(sweep, sweep);
    assert_eq!(done.iter().sum::<u64>(), 1, "{done:?}");
    app.tick();
    assert_eq!(status(&shop), "suspended-payment");
    assert_eq!(told(app), [2, 2, 0, 0]);
    assert_eq!(audited(app, "billing.suspend", "succeeded"), 2);
    let words = seen(&shop);
    for said in [
        "bills are overdue",
        "when ¥15,900.00 that is overdue has reached us",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let browser = clerk(app);
    assert!(
        browser
            .open(OVERDUE)
            .text()
            .contains("Partner is suspended")
    );
    let history = browser.open(&format!("/ops/partners/{}", shop.partner.tenant));
    let words = history.all("#standing li").join(" ");
    assert!(words.contains("invoice D000000001 was unpaid"), "{words}");
    // A part is not enough; the last cent is, at once.
    pay(&shop, "PART", d(8, 14), FIRST - 1, "D000000001");
    assert_eq!(status(&shop), "suspended-payment");
    assert!(seen(&shop).contains("when ¥0.01 that"));
    pay(&shop, "THE-LAST-CENT", d(8, 14), 1, "D000000001");
    assert_eq!(status(&shop), "active");
    app.drain();
    assert_eq!(told(app), [2, 2, 2, 0]);
    let (_, request) = app.sign_in(&shop.partner.admin);
    let new = crate::customers::typed("lancheng", "杭州联橙数智科技有限公司");
    assert!(customers::create(app, &request, &new, "").is_ok());
    let browser = clerk(app);
    for language in ["zh-Hans", "zh-Hant"] {
        browser.set_cookie("tongdao_language", language);
        let page = browser.open(&format!("/ops/partners/{}", shop.partner.tenant));
        assert!(!page.source().contains('⟦'));
    }
    // The next one is due on the day after.
    day(&mut shop, 8, 15);
    assert_eq!(
        (status(&shop).as_str(), told(app)),
        ("active", [2, 2, 2, 0])
    );
}

fn exactly_what_may_be_done_while_suspended(app: &Strict) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(8, 1));
    let kept = shop.sell("kept", 10);
    let other = shop.sell("other", 10);
    let sleeping = shop.sell("sleeping", 10);
    shop.wish(sleeping, Wish::Suspended);
    let patch = |auto_renew| Patch {
        auto_renew: Some(auto_renew),
        ..Patch::default()
    };
    let change = |(buyer, id): (TenantId, SubscriptionId), patch: Patch| {
        let (_, request) = app.sign_in(&shop.partner.admin);
        app.prove(&request);
        subscriptions::change(app, &request, buyer, id, patch, None, "").wait()
    };
    let _ = change(sleeping, Patch::default());
    assert!(change(other, patch(false)).is_ok());
    for day in [d(8, 7), d(8, 14)] {
        crate::billing::at(app, day, 600);
        app.tick();
    }
    assert_eq!(status(&shop), "suspended-payment");
    let (_, request) = app.sign_in(&shop.partner.admin);
    let no = |what: &str, failure: Failure| match failure {
        Failure::Refused(refusals) => {
            assert_eq!(refusals[0].reason, Reason::PartnerSuspended, "{what}");
            assert_eq!(refusals[0].reason.number(), 800_039);
        }
        other => panic!("{what}: {other:?}"),
    };
    // What it cannot.
    let new = crate::customers::typed("lancheng", "杭州联橙数智科技有限公司");
    no(
        "customer",
        customers::create(app, &request, &new, "").unwrap_err(),
    );
    let line = |offer, base| Line {
        number: 0,
        offer,
        quantity: 1,
        friendly_name: String::new(),
        cycle: None,
        base,
    };
    let offers = &app.programme.catalogue().offers;
    let trial = offers.iter().find(|offer| offer.is_trial()).unwrap().id;
    let add_on = offers.iter().find(|offer| offer.is_add_on()).unwrap().id;
    let of_base = Some(domain::orders::Base::Subscription(kept.1.0));
    for (what, line) in [
        ("order", line(base(app).id, None)),
        ("trial", line(trial, None)),
        ("add-on", line(add_on, of_base)),
    ] {
        let order = NewOrder {
            cycle: None,
            lines: vec![line],
        };
        no(
            what,
            orders::place(app, &request, kept.0, &order, "").unwrap_err(),
        );
    }
    for (what, quantity) in [("more", 11), ("fewer", 9)] {
        let patch = Patch {
            quantity: Some(quantity),
            ..Patch::default()
        };
        no(what, change(kept, patch).unwrap_err());
    }
    let target = base(app).upgrades[0];
    let upgraded = subscriptions::upgrade(app, &request, kept.0, kept.1, target, "").wait();
    no("upgrade", upgraded.unwrap_err());
    let wish = |wish| Patch {
        status: Some(wish),
        ..Patch::default()
    };
    no(
        "reactivate",
        change(sleeping, wish(Wish::Active)).unwrap_err(),
    );
    no("auto-renew on", change(other, patch(true)).unwrap_err());
    let browser = english(app.browser_of(&shop.partner.admin));
    let asking = browser.open("/customers/request");
    assert!(
        asking.text().contains("Your company is suspended"),
        "{}",
        asking.text()
    );
    assert!(
        !asking.source().contains("/relationships/"),
        "no link to ask with"
    );
    let sandbox = browser.get("/account/sandbox/new");
    assert!(
        !sandbox.has_form("/account/sandbox/new"),
        "{}",
        sandbox.text()
    );
    // What it can.
    assert!(change(kept, patch(false)).is_ok());
    assert!(change(kept, wish(Wish::Suspended)).is_ok());
    assert!(change(other, wish(Wish::Ended)).is_ok());
    let account = format!("/customers/{}/account", kept.0);
    let form = browser.open(&account).form(&account).fill("city", "无锡");
    assert_eq!(form.submit().status(), 303);
    let at = format!("/customers/{}/subscriptions/{}", kept.0, kept.1);
    let form = browser.open(&at).form(&format!("{at}/name"));
    assert_eq!(form.put("name", "Office").submit().status(), 303);
    for page in [
        "/billing",
        "/billing/statement",
        "/billing/invoices/D000000001",
        "/customers",
        "/account/users",
        "/account/profile",
        "/health",
        "/support/partner-requests/new",
        &format!("/customers/{}/licences", kept.0),
    ] {
        let found = browser.get(page).status();
        assert!([200, 404].contains(&found), "{page}: {found}");
    }
    // What was sold goes on: the bill is made.
    let before = shop.invoices().len();
    crate::billing::at(app, d(8, 15), 600);
    app.tick();
    assert_eq!(shop.invoices().len(), before + 1);
}

fn who_was_away_is_told_before(app: &Strict) {
    let app = &app.0;
    let mut shop = big(app);
    day(&mut shop, 10, 1);
    assert_eq!((status(&shop).as_str(), told(app)[1]), ("active", 0));
    // Of three that are late two are so by more than 23 days.
    let said = "SELECT COUNT(*) AS n FROM suspension_notice WHERE suspends_on = '2026-10-08'";
    assert_eq!(count(app, said), 2);
    day(&mut shop, 10, 7);
    assert_eq!(status(&shop), "active");
    day(&mut shop, 10, 8);
    assert_eq!(
        (status(&shop).as_str(), told(app)[1]),
        ("suspended-payment", 2)
    );
    // Everything that is overdue has to be paid, not the oldest only.
    pay(&shop, "OLDEST", d(10, 8), FIRST, "D000000001");
    assert_eq!(status(&shop), "suspended-payment");
    pay(&shop, "NEXT", d(10, 8), FIRST, "D000000002");
    assert_eq!(status(&shop), "suspended-payment");
    pay(&shop, "THIRD", d(10, 8), FIRST, "D000000003");
    assert_eq!(status(&shop), "active");
    app.drain();
    let left = "SELECT COUNT(*) AS n FROM suspension_notice";
    assert_eq!(count(app, left), 0);
}

fn the_operator_waits_until_a_day(app: &Strict) {
    let app = &app.0;
    let mut shop = big(app);
    day(&mut shop, 8, 7);
    let why = "They wait for a grant of the city";
    let browser = clerk(app);
    let path = first(app);
    let form = browser.open(&path).form(&format!("{path}/defer"));
    let form = form.put("until", "2026-08-25").put("reason", why);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM payment_deferral"), 1);
    assert_eq!(audited(app, "billing.defer", "succeeded"), 1);
    let page = one.follow();
    for words in [
        "The suspension was postponed",
        "Postponed until 25 August 2026",
        why,
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(
        browser
            .open(OVERDUE)
            .text()
            .contains("Postponed until 25 August")
    );
    app.drain();
    assert_eq!(told(app)[3], 2);
    let body = app.mails("PAYMENT-DEFERRED")[0].body.clone().unwrap();
    assert!(body.contains(why), "{body}");
    let partner = english(app.browser_of(&shop.partner.admin));
    let words = partner.open("/billing").text();
    for said in [
        &format!("Invoice D000000001, until 25 August 2026: {why}"),
        "Suspension, if nothing is paid 26 August 2026",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    for language in ["zh-Hans", "zh-Hant"] {
        for (browser, path) in [
            (&browser, &*path),
            (&browser, OVERDUE),
            (&partner, "/billing"),
        ] {
            browser.set_cookie("tongdao_language", language);
            assert!(!browser.open(path).source().contains('⟦'), "{path}");
        }
    }
    // Nobody is reminded meanwhile, and nobody suspended.
    let reminded = || {
        let mails = app.mails("PAYMENT-OVERDUE").into_iter();
        let first = mails.filter(|mail| mail.subject.contains("D000000001"));
        first.count()
    };
    let before = reminded();
    day(&mut shop, 8, 18);
    assert_eq!(reminded(), before);
    assert_eq!(
        (status(&shop).as_str(), told(app)),
        ("active", [2, 0, 0, 2])
    );
    // It is announced anew a week before.
    day(&mut shop, 8, 19);
    assert_eq!(told(app), [4, 0, 0, 2]);
    day(&mut shop, 8, 25);
    assert_eq!(status(&shop), "active");
    day(&mut shop, 8, 26);
    assert_eq!(status(&shop), "suspended-payment");
}

fn what_is_wrong_with_a_deferral(app: &Strict) {
    let app = &app.0;
    let mut shop = big(app);
    day(&mut shop, 7, 20);
    let browser = clerk(app);
    let why = "They wait for a grant of the city";
    for (until, reason, field, said) in [
        ("", why, "until", ""),
        ("nonsense", why, "until", ""),
        ("2026-02-30", why, "until", ""),
        ("2026-07-19", why, "until", "This day is past"),
        ("2026-08-20", why, "until", "At most until"),
        ("2026-08-19", "no", "reason", ""),
        ("2026-08-19", "", "reason", ""),
    ] {
        let page = defer(&browser, app, until, reason).expect(422);
        let error = page.error_at(field);
        assert!(
            error.is_some_and(|e| e.contains(said)),
            "{until} {reason}: {}",
            page.text()
        );
        let form = page.form(&format!("{}/defer", first(app)));
        assert_eq!(form.value("reason"), reason, "nothing typed is lost");
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM payment_deferral"), 0);
    // The last day that is possible; later agreements count from the first one.
    assert_eq!(defer(&browser, app, "2026-08-01", why).status(), 303);
    shop.until(d(7, 30));
    let browser = clerk(app);
    let page = defer(&browser, app, "2026-08-20", why).expect(422);
    assert!(page.error_at("until").is_some());
    assert_eq!(defer(&browser, app, "2026-08-19", why).status(), 303);
    // Only those it is for; and only what is overdue.
    let path = first(app);
    let fields = [("until", "2026-08-10"), ("reason", why)];
    for role in [
        StaffRole::Auditor,
        StaffRole::CreditLead,
        StaffRole::PlatformAdmin,
    ] {
        let other = app.browser_of(&app.staff(role));
        assert!(
            !other.open(&path).has_form(&format!("{path}/defer")),
            "{role:?}"
        );
        assert_eq!(other.post(&format!("{path}/defer"), &fields).status(), 403);
    }
    let partner = app.browser_of(&shop.partner.admin);
    assert_eq!(partner.get(&path).status(), 404);
    assert_eq!(
        partner.post(&format!("{path}/defer"), &fields).status(),
        404
    );
    for gone in ["x", "11111111-1111-4111-8111-111111111111"] {
        assert_eq!(browser.get(&format!("{OVERDUE}/{gone}")).status(), 404);
        let sent = browser.post(&format!("{OVERDUE}/{gone}/defer"), &fields);
        assert_eq!(sent.status(), 404);
    }
    let late = browser.open(&path).form(&format!("{path}/defer"));
    pay(&shop, "ALL-OF-IT", d(7, 30), FIRST, "D000000001");
    let late = late.put("until", "2026-08-10").put("reason", why).submit();
    let late = late.expect(409);
    assert!(
        late.text().contains("not overdue any more"),
        "{}",
        late.text()
    );
    assert_eq!(browser.get(&path).status(), 404);
    app.drain();
}

fn a_deferral_ends_a_suspension_and_its_last_day_is_one(app: &Strict) {
    let app = &app.0;
    let mut shop = suspended(app);
    let why = "Half is promised for Monday";
    // Two days: the mail of the agreement is the announcement.
    assert_eq!(defer(&clerk(app), app, "2026-08-15", why).status(), 303);
    assert_eq!(status(&shop), "active");
    app.drain();
    assert_eq!(told(app), [2, 2, 2, 2]);
    day(&mut shop, 8, 15);
    assert_eq!(status(&shop), "active");
    day(&mut shop, 8, 16);
    assert_eq!(status(&shop), "suspended-payment");
    assert_eq!(told(app), [2, 4, 2, 2]);
    // An agreement that is taken back ends the waiting: the last day is today, then tomorrow it is over.
    let browser = clerk(app);
    assert_eq!(defer(&browser, app, "2026-09-10", why).status(), 303);
    // The second invoice is overdue since today, and keeps it suspended.
    assert_eq!(status(&shop), "suspended-payment");
    pay(&shop, "SECOND", d(8, 16), FIRST, "D000000002");
    assert_eq!(status(&shop), "active");
    assert_eq!(
        defer(&clerk(app), app, "2026-08-16", "They do not answer").status(),
        303
    );
    day(&mut shop, 8, 17);
    assert_eq!(status(&shop), "suspended-payment");
}

fn a_payment_taken_back_begins_anew(app: &Strict) {
    let app = &app.0;
    let mut shop = suspended(app);
    pay(&shop, "BOUNCES", d(8, 14), FIRST, "D000000001");
    assert_eq!(status(&shop), "active");
    let browser = clerk(app);
    let page = browser.open("/ops/billing/payments");
    let path = page.attribute("main tbody a", "href").unwrap();
    let form = browser.open(&path).form(&format!("{path}/reverse"));
    let back = form.put("reason", "The bank returned it").submit();
    assert_eq!(back.status(), 303);
    assert_eq!(status(&shop), "active", "it is told before");
    day(&mut shop, 8, 14);
    assert_eq!(told(app)[0], 4);
    day(&mut shop, 8, 20);
    assert_eq!(status(&shop), "active");
    day(&mut shop, 8, 21);
    assert_eq!(status(&shop), "suspended-payment");
}

fn money_that_has_no_invoice_yet_counts(app: &Strict) {
    let app = &app.0;
    let mut shop = big(app);
    day(&mut shop, 8, 7);
    const NEW: &str = "/ops/billing/payments/new";
    let paid = |fen: i64, reference: &str| {
        let form = clerk(app).open(NEW).form(NEW);
        let page = form
            .put("partner", &shop.partner.company.credit_code)
            .put("reference", reference)
            .put("value_on", "2026-08-07")
            .put("amount", &format!("{}.{:02}", fen / 100, fen % 100))
            .put("pays", "nothing")
            .submit();
        assert_eq!(page.status(), 303, "{}", page.text());
    };
    paid(FIRST, "WHAT-FOR");
    day(&mut shop, 8, 14);
    assert_eq!((status(&shop).as_str(), told(app)[1]), ("active", 0));
}

fn nobody_is_put_in_business_while_it_would_be_suspended_again(app: &Strict) {
    let app = &app.0;
    let shop = suspended(app);
    let path = format!("/ops/partners/{}", shop.partner.tenant);
    let browser = clerk(app);
    let form = browser.open(&path).form(&format!("{path}/restore"));
    let page = form.put("restore_reason", "They asked nicely").submit();
    let page = page.expect(409);
    assert!(page.text().contains("Agree to wait"), "{}", page.text());
    assert_eq!(status(&shop), "suspended-payment");
}

/// Suspends the partner by hand, for unpaid bills.
fn by_hand(shop: &Shop<'_>) {
    let path = format!("/ops/partners/{}", shop.partner.tenant);
    let form = clerk(shop.app).open(&path).form(&format!("{path}/suspend"));
    let form = form.put("cause", "payment");
    let page = form
        .put("suspend_reason", "The bank has warned us")
        .submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    assert_eq!(status(shop), "suspended-payment");
}

fn paying_ends_what_lateness_began_and_nothing_else(app: &Strict) {
    let app = &app.0;
    let mut shop = big(app);
    // Nothing is late yet: what is paid has nothing to do with it.
    day(&mut shop, 7, 1);
    by_hand(&shop);
    pay(&shop, "IN-TIME", d(7, 1), 100, "D000000001");
    assert_eq!(status(&shop), "suspended-payment");
    day(&mut shop, 7, 20);
    pay(&shop, "LATE", d(7, 20), FIRST - 100, "D000000001");
    assert_eq!(
        (status(&shop).as_str(), told(app)[2]),
        ("suspended-payment", 0)
    );
    let path = format!("/ops/partners/{}", shop.partner.tenant);
    let form = clerk(app).open(&path).form(&format!("{path}/restore"));
    let page = form.put("restore_reason", "The bank is content").submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    assert_eq!(status(&shop), "active");
    // The next invoice is late when somebody is faster than the calendar: paying it is enough.
    day(&mut shop, 8, 20);
    by_hand(&shop);
    let open = count(
        app,
        "SELECT CAST(SUM(amount) AS BIGINT) AS n FROM ledger_entry WHERE account = 'receivable'
           AND invoice_id = (SELECT id FROM invoice WHERE number = 'D000000002')",
    );
    pay(&shop, "SECOND", d(8, 20), open, "D000000002");
    assert_eq!(status(&shop), "active");
    app.drain();
}
