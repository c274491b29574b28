//! The golden invoice: a subscription that goes on, a new one with a discount, one whose seats changed, and a
//! part of an earlier line given back. Everything is done by commands and the calendar.

use crate::adjustments::{approved, clerks};
use crate::billing::{Shop, d, priced, tied_out};
use crate::customer_pages::{customer, order};
use crate::english;
use app::billing;
use domain::ids::SubscriptionId;
use testkit::{Engine, Fixture, TestApp, golden};

testkit::on_both! { Golden:
    the_golden_invoice,
}

struct Golden(TestApp);

impl Fixture for Golden {
    fn fresh(engine: Engine) -> Self {
        Self(priced(engine, 1_100, ""))
    }

    fn check(&self) {
        self.0.check();
    }
}

/// Seats of what costs 10.00.
pub(crate) fn at_ten(shop: &Shop<'_>, prefix: &str, seats: u32) -> SubscriptionId {
    let offer = "77e933f4-0c1a-5af3-aaba-9df694236c3a".parse().unwrap();
    let name = format!("{prefix}有限公司");
    let buyer = customer(shop.app, &shop.request, prefix, &name);
    order(shop.app, &shop.request, buyer, offer, seats)
}

fn the_golden_invoice(app: &Golden) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let a = at_ten(&shop, "gold-a", 15);
    let c = shop.sell("gold-c", 15);
    for (month, day, seats) in [(7, 20, 12), (7, 31, 18), (8, 10, 10)] {
        shop.until(d(month, day));
        shop.seats(c, seats);
    }
    let b = at_ten(&shop, "gold-b", 20);
    // What was billed of A on 15 July is line 1 of the second invoice.
    let second = shop.invoices()[1].number.clone();
    let line = shop.billed(d(7, 15), a)[0].clone();
    assert_eq!((line.amount, line.tax), (15_000, 900));
    let staff = clerks(app);
    approved(
        &staff,
        "discount",
        &[
            ("subscription", &b.0.to_string()),
            ("amount", "20.00"),
            ("reason", "Opening offer of the summer"),
        ],
    );
    approved(
        &staff,
        "offset",
        &[
            ("invoice", &second),
            ("line", &line.number.to_string()),
            ("amount", "10.00"),
            ("reason", "Mail stood still on 20 July"),
        ],
    );
    shop.until(d(8, 15));
    let invoice = shop.invoices()[2].clone();
    let sums = (
        invoice.recurring,
        invoice.discount,
        invoice.tax,
        invoice.credits,
        invoice.total,
    );
    assert_eq!(sums, golden::GOLDEN_SUMS);
    let all = billing::invoice(app, &shop.request, &invoice.number, (0, 100)).wait();
    let all = all.unwrap();
    let mut found: Vec<_> = all
        .lines
        .iter()
        .map(|l| (l.charge.as_str(), l.amount, l.discount, l.tax))
        .collect();
    let mut wanted = golden::GOLDEN.to_vec();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    shop.agrees("G4", 1_100, "", c.1);
    tied_out(&shop);
    // The sections as the file has them, column by column.
    let file = billing::file(app, &shop.request, &invoice.number).wait();
    let file = file.unwrap();
    let rows: Vec<Vec<&str>> = file.lines().map(|row| row.split(',').collect()).collect();
    let at = |name: &str| {
        let place = rows[0].iter().position(|column| column.ends_with(name));
        place.unwrap()
    };
    let sum = |name: &str, of: &dyn Fn(&str) -> bool| -> i64 {
        let (column, charge) = (at(name), at("ChargeType"));
        let cells = rows[1..].iter().filter(|row| of(row[charge]));
        cells
            .map(|row| row[column].replace('.', "").parse::<i64>().unwrap())
            .sum()
    };
    let offset = |charge: &str| charge == "Offset a line item";
    let others = |charge: &str| charge != "Offset a line item";
    assert_eq!(rows.len(), 10);
    assert_eq!(sum("Amount", &others), 45_006);
    assert_eq!(sum("TotalOtherDiscount", &|_| true), 2_000);
    assert_eq!(sum("Tax", &others), 2_580);
    assert_eq!(sum("TotalForCustomer", &offset), -1_060);
    assert_eq!(sum("TotalForCustomer", &|_| true), 44_526);
    // The pages say the same, and what was behind it.
    let browser = english(app.browser_of(&shop.partner.admin));
    let here = format!("/billing/invoices/{}", invoice.number);
    let page = browser.open(&here).text();
    for said in [
        "Recurring charges ¥450.06",
        "Discounts −¥20.00",
        "¥25.80",
        "Credits & adjustments, with tax −¥10.60",
        "¥445.26",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let place = |wanted: &dyn Fn(&store::billing::Line) -> bool| {
        let found = all.lines.iter().find(|line| wanted(line));
        format!("{here}/lines/{}", found.unwrap().number)
    };
    let page = browser.open(&place(&|line| line.discount != 0)).text();
    for said in ["−¥20.00", "¥180.00", "Opening offer of the summer"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let given = place(&|line| line.adjustment_id.is_some());
    let page = browser.open(&given).text();
    let of = format!("Invoice {second}, line {}", line.number);
    for said in [of.as_str(), "Mail stood still on 20 July", "−¥10.00"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for language in ["zh-Hans", "zh-Hant"] {
        browser.set_cookie("tongdao_language", language);
        for path in [here.as_str(), &given] {
            assert!(!browser.open(path).source().contains('⟦'));
        }
    }
    // It is given back once.
    shop.until(d(9, 15));
    let next = shop.invoices()[3].clone();
    assert_eq!((next.discount, next.credits), (0, 0));
    tied_out(&shop);
}
