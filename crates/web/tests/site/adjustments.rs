//! Adjustments: discounts and what the next invoice gives back of a line, by two people.

use crate::billing::{Priced, Shop, d, tied_out};
use crate::lateness::clerk as signed_in;
use crate::{audited, count, english};
use app::subscriptions::Wish;
use domain::caller::StaffRole;
use domain::ids::SubscriptionId;
use testkit::{Browser, Page, TestApp};

testkit::on_both! { Priced:
    a_discount_is_used_up_and_goes_back_with_what_is_given_back,
    what_is_wrong_with_an_adjustment,
    an_adjustment_takes_two_people,
    days_that_a_bill_has_given_back_are_not_given_back_again,
    no_more_is_given_back_than_was_charged,
}

const HOME: &str = "/ops/billing/adjustments";

/// Who proposes, and who approves. A code of an authenticator is good once.
pub(crate) fn clerks(app: &TestApp) -> [Browser; 2] {
    let lead = app.member_of_staff("second-clerk", &[StaffRole::CreditLead]);
    [signed_in(app), english(app.browser_of(&lead))]
}

fn propose(clerk: &Browser, kind: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("{HOME}/{kind}");
    let mut form = clerk.open(&path).form(&path);
    for (name, value) in fields {
        form = form.put(name, value);
    }
    form.submit()
}

/// The address of one that was proposed.
fn proposed(clerk: &Browser, kind: &str, fields: &[(&str, &str)]) -> String {
    let page = propose(clerk, kind, fields).expect(303);
    page.location().split('?').next().unwrap().to_owned()
}

/// Proposes an adjustment and has it approved.
pub(crate) fn approved([clerk, lead]: &[Browser; 2], kind: &str, fields: &[(&str, &str)]) {
    let path = proposed(clerk, kind, fields);
    let page = lead.open(&path).form(&format!("{path}/approve")).submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    assert!(page.follow().text().contains("was approved"));
}

fn discount(id: SubscriptionId, amount: &str) -> [(&'static str, String); 3] {
    [
        ("subscription", id.0.to_string()),
        ("amount", amount.to_owned()),
        ("reason", "Opening offer".to_owned()),
    ]
}

fn borrowed<'a, const N: usize>(
    fields: &'a [(&'static str, String); N],
) -> [(&'a str, &'a str); N] {
    fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()))
}

fn discounts(shop: &Shop<'_>, month: i8, id: SubscriptionId) -> Vec<(i64, i64)> {
    let lines = shop.billed(d(month, 15), id).into_iter();
    lines.map(|line| (line.amount, line.discount)).collect()
}

fn a_discount_is_used_up_and_goes_back_with_what_is_given_back(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let [long, short] = ["ad-long", "ad-short"].map(|name| shop.sell(name, 10));
    let staff = clerks(app);
    approved(&staff, "discount", &borrowed(&discount(long.1, "250.00")));
    approved(&staff, "discount", &borrowed(&discount(short.1, "100.00")));
    shop.until(d(8, 15));
    // 100.00 a month: two months and a half are free.
    assert_eq!(discounts(&shop, 6, long.1), [(10_000, 10_000)]);
    assert_eq!(discounts(&shop, 7, long.1), [(10_000, 10_000)]);
    assert_eq!(discounts(&shop, 8, long.1), [(10_000, 5_000)]);
    assert_eq!(discounts(&shop, 6, short.1), [(10_000, 10_000)]);
    assert_eq!(discounts(&shop, 7, short.1), [(10_000, 0)]);
    // 21 of 31 days of what was half a gift are given back, and so is that part of the gift.
    shop.until(d(8, 25));
    shop.wish(long, Wish::Ended);
    shop.seats(short, 5);
    shop.until(d(9, 15));
    assert_eq!(discounts(&shop, 9, long.1), [(-6_774, -3_387)]);
    let found = discounts(&shop, 9, short.1);
    assert!(!found.is_empty() && found.iter().all(|line| line.1 == 0));
    let page = signed_in(app).open(HOME).text();
    assert!(
        page.contains("Discount") && page.contains("¥250.00"),
        "{page}"
    );
    tied_out(&shop);
}

fn what_is_wrong_with_an_adjustment(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let sold = shop.sell("ad-wrong", 10);
    let ended = shop.sell("ad-ended", 10);
    shop.until(d(6, 16));
    shop.wish(ended, Wish::Ended);
    let clerk = &clerks(app)[0];
    let (id, over) = (sold.1.0.to_string(), ended.1.0.to_string());
    let why = "Opening offer";
    for (subscription, amount, reason, field, words) in [
        ("", "1", why, "subscription", "no subscription"),
        (
            "6607fb89-34f4-5c91-82f9-7ac7a6bb427f",
            "1",
            why,
            "subscription",
            "no subscription",
        ),
        (over.as_str(), "1", why, "subscription", "no subscription"),
        (id.as_str(), "0", why, "amount", "above zero"),
        (id.as_str(), "-1", why, "amount", "cannot be negative"),
        (id.as_str(), "1.005", why, "amount", "at most two decimals"),
        (id.as_str(), "1", "no", "reason", "at least"),
    ] {
        let fields = [
            ("subscription", subscription),
            ("amount", amount),
            ("reason", reason),
        ];
        let page = propose(clerk, "discount", &fields).expect(422);
        let error = page.error_at(field);
        let error = error.unwrap_or_else(|| panic!("{field}: {}", page.text()));
        assert!(error.contains(words), "{subscription} {amount}: {error}");
        let form = page.form(&format!("{HOME}/discount"));
        assert_eq!(form.value("amount"), amount);
    }
    for (invoice, line, amount, field, words) in [
        ("D000009999", "1", "1", "invoice", "no invoice"),
        ("D000000001", "9", "1", "line", "no line"),
        ("D000000001", "0", "1", "line", "no line"),
        ("D000000001", "one", "1", "line", "no line"),
        ("D000000001", "1", "0", "amount", "above zero"),
        ("D000000001", "1", "100.01", "amount", "More than is left"),
    ] {
        let fields = [
            ("invoice", invoice),
            ("line", line),
            ("amount", amount),
            ("reason", "Stood still"),
        ];
        let page = propose(clerk, "offset", &fields).expect(422);
        let error = page.error_at(field);
        let error = error.unwrap_or_else(|| panic!("{field}: {}", page.text()));
        assert!(error.contains(words), "{invoice} {line} {amount}: {error}");
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM bill_adjustment"), 0);
    app.drain();
}

fn an_adjustment_takes_two_people(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let sold = shop.sell("ad-two", 10);
    let [clerk, lead] = &clerks(app);
    let fields = discount(sold.1, "30.00");
    let path = proposed(clerk, "discount", &borrowed(&fields));
    let page = clerk.open(&path);
    assert!(page.text().contains("Waits for approval"));
    assert!(!page.has_form(&format!("{path}/approve")));
    let own = clerk.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(own.text().contains("somebody else has to decide"));
    let form = lead.open(&path).form(&format!("{path}/decline"));
    drop(form.put("reason", "").submit().expect(422));
    let form = lead.open(&path).form(&format!("{path}/decline"));
    drop(form.put("reason", "Not this summer").submit().expect(303));
    assert!(clerk.open(&path).text().contains("Not this summer"));
    // Taken back by who proposed it, and by nobody else.
    let path = proposed(clerk, "discount", &borrowed(&fields));
    assert!(!lead.open(&path).has_form(&format!("{path}/withdraw")));
    let form = clerk.open(&path).form(&format!("{path}/withdraw"));
    drop(form.submit().expect(303));
    let late = lead.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(late.text().contains("decided this adjustment already"));
    for language in ["zh-Hans", "zh-Hant"] {
        clerk.set_cookie("tongdao_language", language);
        for path in [
            HOME,
            &path,
            &format!("{HOME}/offset"),
            &format!("{HOME}/discount"),
        ] {
            assert!(!clerk.open(path).source().contains('⟦'), "{path}");
        }
    }
    shop.until(d(6, 15));
    assert_eq!(discounts(&shop, 6, sold.1), [(10_000, 0)]);
    for (action, times) in [
        ("billing.propose-adjustment", 2),
        ("billing.decline-adjustment", 1),
        ("billing.withdraw-adjustment", 1),
        ("billing.approve-adjustment", 0),
    ] {
        assert_eq!(audited(app, action, "succeeded"), times, "{action}");
    }
    let kept = app.db.write(|tx| {
        let changed = tx.execute(
            "UPDATE bill_adjustment SET tax = 0 WHERE state = 'declined'",
            &[],
        )?;
        Ok::<_, store::DbError>(changed)
    });
    assert!(kept.wait().is_err(), "what was decided is kept");
}

fn days_that_a_bill_has_given_back_are_not_given_back_again(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let sold = shop.sell("ad-span", 10);
    // 20 of 30 days go back on the next bill.
    shop.until(d(6, 25));
    shop.wish(sold, Wish::Ended);
    shop.until(d(7, 16));
    let given: i64 = shop
        .billed(d(7, 15), sold.1)
        .iter()
        .map(|line| line.amount)
        .sum();
    assert_eq!(given, -6_667);
    let staff = clerks(app);
    let of_line = |amount: &'static str| {
        [
            ("invoice", "D000000001"),
            ("line", "1"),
            ("amount", amount),
            ("reason", "Stood still for a day"),
        ]
    };
    let page = propose(&staff[0], "offset", &of_line("33.34")).expect(422);
    assert!(page.text().contains("More than is left"), "{}", page.text());
    approved(&staff, "offset", &of_line("33.33"));
    let page = propose(&staff[0], "offset", &of_line("0.01")).expect(422);
    assert!(page.error_at("amount").is_some(), "{}", page.text());
}

fn no_more_is_given_back_than_was_charged(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let sold = shop.sell("ad-back", 10);
    shop.until(d(6, 16));
    let staff = clerks(app);
    let of_line = |amount: &'static str| {
        [
            ("invoice", "d000000001"),
            ("line", "1"),
            ("amount", amount),
            ("reason", "Stood still for a day"),
        ]
    };
    // Two that are too much together: the first one counts.
    let [clerk, lead] = &staff;
    let [one, two] = ["60.00", "50.00"].map(|amount| proposed(clerk, "offset", &of_line(amount)));
    let approve = |path: &str| lead.post(&format!("{path}/approve"), &[]);
    drop(approve(&one).expect(303));
    let page = approve(&two).expect(409);
    assert!(page.text().contains("More than is left"), "{}", page.text());
    approved(&staff, "offset", &of_line("40.00"));
    let page = propose(clerk, "offset", &of_line("0.01")).expect(422);
    assert!(page.text().contains("all of it was given back"));
    // Nor is a credit note.
    let new = "/ops/billing/credit-notes/new";
    let form = clerk.open(new).form(new);
    let form = form.put("invoice", "D000000001").put("amount", "1.00");
    let page = form.put("reason", "Stood still").submit().expect(422);
    assert!(page.text().contains("all of it has been credited"));
    shop.until(d(7, 15));
    let invoice = shop.invoices()[1].clone();
    assert_eq!((invoice.recurring, invoice.credits), (10_000, -10_600));
    assert_eq!((invoice.tax, invoice.total), (600, 0));
    // What was given back of a line stands beside what its seats come to.
    shop.until(d(7, 20));
    shop.seats(sold, 5);
    shop.until(d(8, 15));
    let back = shop.billed(d(8, 15), sold.1)[0].clone();
    assert_eq!(
        (back.charge.as_str(), back.amount),
        ("cancel-instance-prorate", -10_000)
    );
    let seen = signed_in(app).open(&one).text();
    assert!(seen.contains("Given back on invoice D000000002"), "{seen}");
    tied_out(&shop);
}
