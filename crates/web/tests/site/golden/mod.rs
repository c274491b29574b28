//! Each worked example of a bill by itself: customers and orders by commands, time by the clock, bills by
//! the calendar; then the invoice is compared with the example to the cent.

mod eleven;
pub(crate) mod invoice;
mod ten;

use crate::billing::{Shop, d, tied_out};
use app::billing;
use app::subscriptions::Wish;
use domain::effects::Instant;
use jiff::civil::date;
use testkit::{TestApp, golden};

/// A partner that signed on 15 May, on a day; the calendar is looked at shortly after each midnight.
fn open(app: &TestApp, month: i8, day: i8) -> Shop<'_> {
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(month, day));
    shop
}

fn g1(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let id = shop.sell("g-one", 15).1;
    shop.until(d(7, 15));
    shop.agrees("G1", price, "", id);
    let line = &shop.billed(d(6, 15), id)[0];
    assert_eq!(
        (line.starts_on.as_str(), line.ends_on.as_str()),
        ("2026-06-03", "2027-06-15")
    );
    assert_eq!(
        (line.charged_from.as_str(), line.charged_to.as_str()),
        ("2026-06-15", "2026-07-15")
    );
    tied_out(&shop);
}

fn g2(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let sold = shop.sell("g-two", 15);
    shop.until(d(6, 12));
    shop.wish(sold, Wish::Ended);
    shop.until(d(8, 15));
    // Nothing was sold besides: there is no invoice at all.
    assert_eq!(shop.invoices(), []);
    shop.agrees("G2", price, "", sold.1);
}

fn g3(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let sold = shop.sell("g-three", 10);
    shop.until(d(6, 8));
    shop.seats(sold, 20);
    shop.until(d(6, 12));
    shop.seats(sold, 15);
    shop.until(d(6, 15));
    shop.agrees("G3", price, "", sold.1);
    let lines = shop.billed(d(6, 15), sold.1);
    let free = lines.iter().filter(|line| line.unit_price == 0);
    assert_eq!(free.count(), 3);
    tied_out(&shop);
}

fn g4(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let sold = shop.sell("g-four", 15);
    for (month, day, seats) in [(7, 20, 12), (7, 31, 18), (8, 10, 10)] {
        shop.until(d(month, day));
        shop.seats(sold, seats);
    }
    shop.until(d(8, 15));
    shop.agrees("G4", price, "", sold.1);
    tied_out(&shop);
}

fn g5(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let sold = shop.sell("g-five", 10);
    shop.until(d(8, 25));
    shop.wish(sold, Wish::Ended);
    shop.until(d(10, 15));
    shop.agrees("G5", price, "", sold.1);
    tied_out(&shop);
}

fn g6(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let sold = shop.sell("g-six", 10);
    shop.until(d(8, 25));
    shop.seats(sold, 5);
    shop.until(d(9, 1));
    shop.wish(sold, Wish::Ended);
    shop.until(d(9, 15));
    shop.agrees("G6", price, "", sold.1);
    tied_out(&shop);
}

fn g7(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let [back, away, free] = ["g-back", "g-away", "g-free"].map(|name| shop.sell(name, 10));
    shop.until(d(6, 10));
    shop.wish(free, Wish::Suspended);
    shop.until(d(6, 25));
    shop.wish(free, Wish::Active);
    shop.until(d(8, 20));
    shop.wish(back, Wish::Suspended);
    shop.wish(away, Wish::Suspended);
    shop.until(d(8, 30));
    shop.wish(back, Wish::Active);
    shop.until(d(10, 1));
    shop.wish(away, Wish::Ended);
    shop.until(d(10, 15));
    for (which, sold) in [("", back), ("away", away), ("free", free)] {
        shop.agrees("G7", price, which, sold.1);
    }
    tied_out(&shop);
}

fn g8(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let bases = ["g-base", "g-other"].map(|name| shop.sell(name, 10));
    shop.until(d(7, 20));
    let [plain, changed] = bases.map(|base| shop.add_on(base, 5));
    shop.until(d(7, 31));
    shop.seats((bases[1].0, changed), 8);
    shop.until(d(8, 15));
    shop.agrees("G8", price, "", plain);
    shop.agrees("G8", price, "changed", changed);
    tied_out(&shop);
}

fn g9(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let old = shop.sell("g-nine", 10);
    shop.until(d(7, 25));
    let new = shop.upgrade(old);
    shop.until(d(8, 15));
    shop.agrees("G9", price, "old", old.1);
    shop.agrees("G9", price, "new", new);
    tied_out(&shop);
}

/// The price in the programme is another when the term begins anew.
fn g10(app: &TestApp, price: i64) {
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    let id = shop.sell("g-ten", 15).1;
    shop.until(date(2027, 6, 14));
    app.tick();
    shop.until(date(2027, 7, 15));
    app.tick();
    shop.agrees("G10", price, "", id);
    tied_out(&shop);
}

fn g11(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 14);
    let before = shop.sell("g-before", 10).1;
    shop.until(d(6, 15));
    let on = shop.sell("g-on", 10).1;
    shop.until(d(7, 15));
    shop.agrees("G11", price, "before", before);
    shop.agrees("G11", price, "on", on);
    let ends = |day, id| shop.billed(day, id)[0].ends_on.clone();
    assert_eq!(ends(d(7, 15), on), "2027-07-15");
    assert_eq!(ends(d(6, 15), before), "2027-06-15");
    tied_out(&shop);
}

fn g12(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let sold = shop.sell("g-twelve", 15);
    // Its bill has been made when the day begins for people.
    shop.until(d(7, 15));
    assert_eq!(shop.invoices().len(), 2);
    shop.seats(sold, 12);
    shop.until(d(8, 15));
    shop.agrees("G12", price, "", sold.1);
    tied_out(&shop);
}

fn g13(app: &TestApp, _: i64) {
    let mut shop = Shop::open(app, date(2026, 1, 31), false);
    shop.until(d(2, 10));
    let id = shop.sell("month-end", 1).1;
    // In Shanghai it is the second of March already when somebody else signs.
    let signed: jiff::Timestamp = "2026-03-01T16:30:00Z".parse().unwrap();
    app.clock.set(Instant(signed.as_microsecond()));
    let other = app.active_partner();
    let (_, request) = app.sign_in(&other.admin);
    let page = billing::overview(app, &request).wait().unwrap();
    assert_eq!(page.account.unwrap().anchor_day, 2);
    assert_eq!(page.next_on, Some(d(4, 2)));
    shop.until(d(8, 1));
    app.tick();
    let found = shop.invoices().into_iter().map(|invoice| {
        let on = invoice.billed_on.parse().unwrap();
        let days = shop.billed(on, id)[0].of_days;
        (invoice.billed_on, invoice.due_on, days)
    });
    let wanted = golden::MONTH_ENDS.map(|(on, due, days)| (on.to_owned(), due.to_owned(), days));
    assert_eq!(found.collect::<Vec<_>>(), wanted);
    shop.until(date(2028, 3, 1));
    app.tick();
    let invoices = shop.invoices();
    assert_eq!(invoices.len(), 25);
    assert_eq!(invoices[24].billed_on, golden::LEAP_DAY);
    tied_out(&shop);
}

fn g14(app: &TestApp, price: i64) {
    let mut shop = open(app, 6, 2);
    let sold = shop.sell("g-drift", 1);
    shop.until(d(7, 25));
    shop.seats(sold, 2);
    shop.until(d(8, 4));
    shop.seats(sold, 1);
    shop.until(d(8, 15));
    shop.agrees("G14", price, "", sold.1);
    tied_out(&shop);
}
