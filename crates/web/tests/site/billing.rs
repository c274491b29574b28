//! The worked examples of bills through the whole program: facts by commands, bills by the calendar.

use crate::customer_pages::{base, customer, order};
use crate::{at_once, count, english};
use app::Request;
use app::billing;
use app::orders::{self, NewOrder};
use app::subscriptions::{self, Patch, Wish};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use domain::ids::{SubscriptionId, TenantId};
use domain::orders::{Base, Line};
use jiff::civil::{Date, date};
use store::billing::Invoice;
use testkit::{Engine, Fixture, Partner, TestApp, golden, programme_with_selling};

testkit::on_both! { Priced:
    bills_made_on_their_days,
    bills_caught_up_after_months,
    a_bill_that_fails_stops_nobody_else,
    two_runs_at_once_make_one_bill,
    two_nodes_at_once_make_each_bill_once,
    the_last_day_of_short_months,
    a_partner_reads_its_bills,
    the_operator_sees_runs_and_tries_again,
    programs_read_bills,
    a_partner_compares_an_invoice_with_a_file,
}

/// The programme at the prices of the worked examples: 10.00, upgraded 14.00, an add-on 6.00.
pub(crate) struct Priced(pub(crate) TestApp);

/// The programme with the offer everything begins with at a price, what it is upgraded to at 14.00 and
/// its add-on at 6.00; `renewed` is what is written behind the price. Nothing is charged for late payment
/// and nobody is suspended for a year: most stories pay nothing for months, and their figures are those of
/// what was sold.
pub(crate) fn priced(engine: Engine, price: i64, renewed: &str) -> TestApp {
    let free = "basis_points_per_month = 0";
    let patient = ("suspension_days = 30", "suspension_days = 365");
    charging(engine, price, renewed, &[(RATE, free), patient])
}

/// The rate of finance charges in the programme.
pub(crate) const RATE: &str = "basis_points_per_month = 150";

/// The same with other texts in its settings.
pub(crate) fn charging(
    engine: Engine,
    price: i64,
    renewed: &str,
    settings: &[(&str, &str)],
) -> TestApp {
    let offer = "\"3d493660-b414-598b-82f2-0aaf3dbbfc9d\", \"a90a12c3-0781-50d3-8416-777e8fdf7b9c\", \
        \"6509a2eb-fa22-5c11-980c-fb8971d1b927\"]\nprices = [{ from = \"2025-07-01\", list_minor = ";
    let rest = ", suggested_minor = 3400 }";
    let (before, after) = (
        format!("{offer}2600{rest}"),
        format!("{offer}{price}{rest}{renewed}"),
    );
    let offers = [
        (before.as_str(), after.as_str()),
        (
            "list_minor = 7400, suggested_minor = 9600",
            "list_minor = 1400, suggested_minor = 9600",
        ),
        (
            "list_minor = 900, suggested_minor = 1200",
            "list_minor = 600, suggested_minor = 1200",
        ),
    ];
    let programme = programme_with_selling(settings, &offers);
    TestApp::with_programme(engine, programme.rechecking(0))
}

impl Fixture for Priced {
    fn fresh(engine: Engine) -> Self {
        Self(priced(engine, 1_000, ""))
    }

    fn check(&self) {
        self.0.check();
    }
}

/// So many minutes into a local day.
pub(crate) fn at(app: &TestApp, day: Date, minutes: i64) {
    let start = domain::calendar::start_of_day(day, app.programme.time_zone());
    app.clock.set(start.plus_seconds(minutes * 60));
}

pub(crate) fn d(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

pub(crate) struct Shop<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) partner: Partner,
    pub(crate) request: Request,
    /// Whether the calendar is looked at every day; else months later.
    daily: bool,
    today: Date,
}

impl<'a> Shop<'a> {
    pub(crate) fn open(app: &'a TestApp, signed: Date, daily: bool) -> Self {
        // Staff cannot use the same code of their authenticators twice: no second time on this day.
        if app.today() != signed {
            at(app, signed, 600);
        }
        let partner = app.active_partner();
        let (_, request) = app.sign_in(&partner.admin);
        Self {
            app,
            partner,
            request,
            daily,
            today: signed,
        }
    }

    /// Time passes until ten o'clock of a day.
    pub(crate) fn until(&mut self, day: Date) {
        while self.today < day {
            self.today = self.today.tomorrow().unwrap();
            if self.daily {
                at(self.app, self.today, 2);
                self.app.tick();
            }
        }
        at(self.app, day, 600);
    }

    pub(crate) fn sell(&self, prefix: &str, quantity: u32) -> (TenantId, SubscriptionId) {
        let name = format!("{prefix}有限公司");
        let buyer = customer(self.app, &self.request, prefix, &name);
        let offer = base(self.app).id;
        (
            buyer,
            order(self.app, &self.request, buyer, offer, quantity),
        )
    }

    pub(crate) fn seats(&self, (buyer, id): (TenantId, SubscriptionId), quantity: u32) {
        let patch = Patch {
            quantity: Some(quantity),
            ..Patch::default()
        };
        subscriptions::change(self.app, &self.request, buyer, id, patch, None, "")
            .wait()
            .unwrap();
    }

    pub(crate) fn wish(&self, (buyer, id): (TenantId, SubscriptionId), wish: Wish) {
        self.app.prove(&self.request);
        let patch = Patch {
            status: Some(wish),
            ..Patch::default()
        };
        subscriptions::change(self.app, &self.request, buyer, id, patch, None, "")
            .wait()
            .unwrap();
    }

    pub(crate) fn invoices(&self) -> Vec<Invoice> {
        let found = billing::invoices(self.app, &self.request, (100, 0)).wait();
        let mut invoices = found.unwrap().0;
        invoices.reverse();
        invoices.into_iter().map(|stood| stood.invoice).collect()
    }

    /// Lines for a subscription on the bill of a date.
    pub(crate) fn billed(&self, on: Date, id: SubscriptionId) -> Vec<store::billing::Line> {
        let invoices = self.invoices();
        let Some(invoice) = invoices.iter().find(|i| i.billed_on == on.to_string()) else {
            return vec![];
        };
        let found = billing::invoice(self.app, &self.request, &invoice.number, (0, 1000)).wait();
        let lines = found.unwrap().lines.into_iter();
        lines.filter(|line| line.subscription_id == id.0).collect()
    }

    /// Compares what was billed with everything an example says of a subscription.
    pub(crate) fn agrees(&self, example: &str, price: i64, which: &str, id: SubscriptionId) {
        for bill in golden::bills(example, price, which) {
            let found = self.billed(bill.on.parse().unwrap(), id);
            let lines: Vec<_> = found
                .iter()
                .map(|l| (l.charge.as_str(), l.seats, l.days, l.amount))
                .collect();
            let on = bill.on;
            assert_eq!(lines, bill.lines, "{example} {which} at {price} on {on}");
            let sum = |of: fn(&store::billing::Line) -> i64| found.iter().map(of).sum::<i64>();
            let (net, tax) = (sum(|line| line.amount), sum(|line| line.tax));
            assert_eq!(bill.net.unwrap_or(net), net, "{example} at {price}");
            assert_eq!(bill.tax.unwrap_or(tax), tax, "{example} at {price}");
        }
    }

    /// An add-on at 6.00 for something that was sold.
    pub(crate) fn add_on(
        &self,
        (buyer, to): (TenantId, SubscriptionId),
        quantity: u32,
    ) -> SubscriptionId {
        let app = self.app;
        let offers = app.programme.catalogue().offers.iter();
        let offer = offers
            .filter(|o| o.is_add_on() && o.parents.contains(&base(app).id))
            .find(|o| o.price_on(app.today()).is_some_and(|p| p.list_minor == 600));
        let line = Line {
            number: 0,
            offer: offer.unwrap().id,
            quantity,
            friendly_name: String::new(),
            cycle: None,
            base: Some(Base::Subscription(to.0)),
        };
        let new = NewOrder {
            cycle: None,
            lines: vec![line],
        };
        let id = orders::place(app, &self.request, buyer, &new, "").unwrap();
        app.drain();
        let placed = orders::get(app, &self.request, buyer, id).wait().unwrap();
        SubscriptionId(placed.lines[0].id)
    }

    /// Upgrades something to what costs 14.00.
    pub(crate) fn upgrade(&self, (buyer, id): (TenantId, SubscriptionId)) -> SubscriptionId {
        let app = self.app;
        let mut offers = app.programme.catalogue().offers.iter();
        let premium = offers.find(|o| {
            let price = o.price_on(app.today());
            base(app).upgrades.contains(&o.id) && price.is_some_and(|p| p.list_minor == 1_400)
        });
        let premium = premium.unwrap().id;
        let upgraded = subscriptions::upgrade(app, &self.request, buyer, id, premium, "");
        let upgraded = upgraded.wait().unwrap();
        app.drain();
        upgraded
    }
}

/// The same half year, whether the calendar is looked at daily or once at its end.
fn half_a_year(app: &TestApp, daily: bool) {
    let mut shop = Shop::open(app, d(5, 15), daily);
    shop.until(d(6, 2));
    let (g1, g2) = (shop.sell("g-one", 15), shop.sell("g-two", 15));
    let (g3, g4) = (shop.sell("g-three", 10), shop.sell("g-four", 15));
    let (g5, g7) = (shop.sell("g-five", 10), shop.sell("g-seven", 10));
    let (g8, g9) = (shop.sell("g-eight", 10), shop.sell("g-nine", 10));
    shop.until(d(6, 8));
    shop.seats(g3, 20);
    shop.until(d(6, 12));
    shop.seats(g3, 15);
    shop.wish(g2, Wish::Ended);
    shop.until(d(6, 14));
    let before = shop.sell("g-eleven-a", 10);
    shop.until(d(6, 15));
    let on_the_day = shop.sell("g-eleven-b", 10);
    shop.until(d(7, 20));
    shop.seats(g4, 12);
    let add_on = shop.add_on(g8, 5);
    shop.until(d(7, 25));
    let upgraded = shop.upgrade(g9);
    shop.until(d(7, 31));
    shop.seats(g4, 18);
    shop.until(d(8, 10));
    shop.seats(g4, 10);
    shop.until(d(8, 20));
    shop.wish(g7, Wish::Suspended);
    shop.until(d(8, 25));
    shop.wish(g5, Wish::Ended);
    shop.until(d(8, 30));
    shop.wish(g7, Wish::Active);
    shop.until(d(9, 15));
    app.tick();

    let dates = [d(6, 15), d(7, 15), d(8, 15), d(9, 15)];
    let invoices = shop.invoices();
    let found: Vec<_> = invoices.iter().map(|i| i.billed_on.clone()).collect();
    assert_eq!(found, dates.map(|day| day.to_string()));
    let numbers: Vec<_> = invoices.iter().map(|i| i.number.as_str()).collect();
    let wanted = ["D000000001", "D000000002", "D000000003", "D000000004"];
    assert_eq!(numbers, wanted);
    assert_eq!(invoices[0].due_on, "2026-07-15");
    for (example, which, id) in [
        ("G1", "", g1.1),
        ("G2", "", g2.1),
        ("G3", "", g3.1),
        ("G4", "", g4.1),
        ("G5", "", g5.1),
        ("G7", "", g7.1),
        ("G8", "", add_on),
        ("G9", "old", g9.1),
        ("G9", "new", upgraded),
        ("G11", "before", before.1),
        ("G11", "on", on_the_day.1),
    ] {
        shop.agrees(example, 1_000, which, id);
    }
    tied_out(&shop);
    // One mail for each invoice, to the one recipient, however often the calendar is looked at.
    app.tick();
    assert_eq!(shop.invoices(), invoices);
    let mails = app.mails("INVOICE-READY");
    assert_eq!(mails.len(), 4);
    let first = mails.iter().find(|m| m.subject.contains("D000000001"));
    let body = first.unwrap().body.clone().unwrap_or_default();
    assert!(body.contains("/billing/invoices/D000000001"), "{body}");
}

/// Sums, taxes, balances and files agree.
pub(crate) fn tied_out(shop: &Shop<'_>) {
    let mut balance = 0;
    for invoice in shop.invoices() {
        let app = shop.app;
        let all = billing::invoice(app, &shop.request, &invoice.number, (0, 1000)).wait();
        let all = all.unwrap();
        assert_eq!(all.lines.len(), invoice.line_count as usize);
        let (mut amounts, mut taxes) = (0, 0);
        let (mut discounts, mut credits) = (0, 0);
        for line in &all.lines {
            if line.charge == "offset-a-line-item" {
                credits += line.amount + line.tax;
                continue;
            }
            let subtotal = line.amount - line.discount;
            assert_eq!(line.tax, domain::billing::tax(subtotal, 600).unwrap());
            amounts += line.amount;
            discounts += line.discount;
            taxes += line.tax;
        }
        assert_eq!(amounts, invoice.recurring + invoice.other_products);
        assert_eq!((discounts, credits), (invoice.discount, invoice.credits));
        assert_eq!(taxes, invoice.tax);
        assert_eq!(invoice.total, amounts - discounts + taxes + credits);
        assert_eq!(invoice.previous_balance, balance);
        balance += invoice.total;
        let file = billing::file(app, &shop.request, &invoice.number)
            .wait()
            .unwrap();
        assert_eq!(file.lines().count(), all.lines.len() + 1);
        let again = billing::file(app, &shop.request, &invoice.number)
            .wait()
            .unwrap();
        assert_eq!(file, again);
        use sha2::Digest;
        let digest = sha2::Sha256::digest(file.as_bytes());
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, invoice.file_hash);
    }
    let page = billing::overview(shop.app, &shop.request).wait().unwrap();
    assert_eq!(page.balance.due(), balance);
}

fn bills_made_on_their_days(app: &Priced) {
    half_a_year(&app.0, true);
}

fn bills_caught_up_after_months(app: &Priced) {
    half_a_year(&app.0, false);
}

fn a_bill_that_fails_stops_nobody_else(app: &Priced) {
    let app = &app.0;
    let mut one = Shop::open(app, d(5, 15), false);
    let mut other = Shop::open(app, d(5, 15), false);
    one.until(d(6, 2));
    let broken = one.sell("broken", 3);
    other.sell("sound", 3);
    let facts = |sql: &'static str| {
        let id = broken.1.0;
        let change = move |tx: &mut store::Tx<'_>| {
            tx.execute(sql, store::values![id])
                .map_err(app::Failure::from)
        };
        app.db.write(change).wait().unwrap();
    };
    // A term that ends in the middle of a period cannot be.
    facts("UPDATE subscription_fact SET ends_on = '2027-06-20' WHERE subscription_id = $1");
    other.until(d(6, 16));
    app.tick();
    assert_eq!(one.invoices(), []);
    assert_eq!(other.invoices().len(), 1);
    assert_eq!(other.invoices()[0].number, "D000000001");
    let failed = "SELECT COUNT(*) AS n FROM bill_run WHERE state = 'failed'";
    assert_eq!(count(app, failed), 1);
    app.tick();
    let tries = "SELECT tries AS n FROM bill_run WHERE state = 'failed'";
    assert_eq!(count(app, tries), 2);
    // Mended, its number follows without a gap.
    facts("UPDATE subscription_fact SET ends_on = '2027-06-15' WHERE subscription_id = $1");
    app.tick();
    assert_eq!(one.invoices()[0].number, "D000000002");
    assert_eq!(count(app, failed), 0);
    // What was issued stays as it is.
    let change = |tx: &mut store::Tx<'_>| {
        tx.execute("UPDATE invoice SET total = 0", &[])
            .map_err(app::Failure::from)
    };
    assert!(app.db.write(change).wait().is_err());
}

fn two_runs_at_once_make_one_bill(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    shop.sell("twice", 3);
    shop.until(d(8, 16));
    let sweep = || {
        let request = ::app::jobs::timers::request(app);
        billing::sweep(app, &request).unwrap()
    };
    let [one, other] = at_once(sweep, sweep);
    assert_eq!(one + other, 3);
    app.drain();
    let numbers: Vec<_> = shop.invoices().into_iter().map(|i| i.number).collect();
    assert_eq!(numbers, ["D000000001", "D000000002", "D000000003"]);
    assert_eq!(app.mails("INVOICE-READY").len(), 3);
    // The term ends while nobody looks: it began anew before it was billed.
    shop.until(date(2027, 7, 16));
    app.tick();
    let invoices = shop.invoices();
    assert_eq!(invoices.len(), 14);
    let renewed = "SELECT COUNT(*) AS n FROM invoice_line WHERE charge = 'renew-fee'
        AND charged_from = '2027-06-15'";
    assert_eq!(count(app, renewed), 1);
}

fn two_nodes_at_once_make_each_bill_once(app: &Priced) {
    let app = &app.0;
    let other = app.neighbour();
    let mut shops: Vec<_> = (0..4).map(|_| Shop::open(app, d(5, 15), false)).collect();
    for shop in &mut shops {
        shop.until(d(6, 2));
    }
    for (n, shop) in (1..).zip(&shops) {
        shop.sell(&format!("node-{n}"), n * 5);
    }
    for shop in &mut shops {
        shop.until(d(8, 16));
    }
    let sweep = |node: &TestApp| {
        let request = ::app::jobs::timers::request(node);
        billing::sweep(node, &request).unwrap()
    };
    let [here, there] = at_once(|| sweep(app), || sweep(&other));
    assert_eq!(here + there, 12);
    assert_eq!([sweep(app), sweep(&other)], [0, 0]);
    app.drain();
    other.drain();
    let mut numbers = Vec::new();
    for shop in &shops {
        let invoices = shop.invoices();
        let dates: Vec<_> = invoices.iter().map(|i| i.billed_on.as_str()).collect();
        assert_eq!(dates, ["2026-06-15", "2026-07-15", "2026-08-15"]);
        numbers.extend(invoices.into_iter().map(|invoice| invoice.number));
        tied_out(shop);
    }
    numbers.sort_unstable();
    let wanted: Vec<_> = (1..=12).map(|n| format!("D{n:09}")).collect();
    assert_eq!(numbers, wanted);
    let told: std::collections::BTreeSet<_> = app
        .mails("INVOICE-READY")
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    assert_eq!((told.len(), app.mails("INVOICE-READY").len()), (12, 12));
}

fn the_last_day_of_short_months(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, date(2026, 1, 31), false);
    shop.until(d(2, 10));
    shop.sell("month-end", 1);
    shop.until(d(8, 1));
    app.tick();
    let found: Vec<_> = shop
        .invoices()
        .into_iter()
        .map(|i| (i.billed_on, i.due_on))
        .collect();
    let wanted = [
        ("2026-02-28", "2026-03-30"),
        ("2026-03-31", "2026-04-30"),
        ("2026-04-30", "2026-05-30"),
        ("2026-05-31", "2026-06-30"),
        ("2026-06-30", "2026-07-30"),
        ("2026-07-31", "2026-08-30"),
    ];
    let wanted = wanted.map(|(bill, due)| (bill.to_owned(), due.to_owned()));
    assert_eq!(found, wanted);
}

/// A partner with three months of bills, the last of them after a change of seats.
pub(crate) fn billed(app: &TestApp) -> Shop<'_> {
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    let sold = shop.sell("reader", 15);
    shop.until(d(7, 20));
    shop.seats(sold, 12);
    shop.until(d(8, 16));
    app.tick();
    shop
}

fn a_partner_reads_its_bills(app: &Priced) {
    let app = &app.0;
    let mut shop = billed(app);
    let browser = english(app.browser_of(&shop.partner.admin));
    let page = browser.open("/billing");
    for words in [
        "D000000003",
        "15 August 2026",
        "14 September 2026",
        "Day 15 of the month",
        "15 September 2026",
        // Two bills of 159.00 were due in July and on the 14th.
        "Of that overdue ¥318.00",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let page = browser.open("/billing/invoices/D000000003");
    // 150 back, 5 days of 15 and 26 of 12 seats, 120 ahead; tax by line.
    for words in [
        "−¥150.00",
        "¥24.19",
        "¥100.65",
        "¥120.00",
        "VAT, 6.00 %",
        "Cancel instance prorate",
        "Yunfan Office Business Basic",
        "6200 0000 0000 0188",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let invoice = shop.invoices().pop().unwrap();
    assert!(page.source().contains(&invoice.file_hash));
    // How a line came about: 1000 fen × 15 × 5 ÷ 31.
    let line = browser.open("/billing/invoices/D000000003/lines/2");
    for words in ["75000 ÷ 31", "¥24.19", "15 July 2026", "19 July 2026"] {
        assert!(line.text().contains(words), "{words}: {}", line.text());
    }
    let href = line
        .attribute("main a[href^='/customers/']", "href")
        .unwrap();
    drop(browser.open(&href));
    let back = browser.open("/billing/invoices/D000000003/lines/1");
    assert!(back.text().contains("is given back"), "{}", back.text());
    // On a billing date the next one is a month away as soon as the bill is made.
    shop.until(d(9, 15));
    app.tick();
    let browser = english(app.browser_of(&shop.partner.admin));
    let page = browser.open("/billing");
    assert!(
        page.text().contains("Next invoice 15 October 2026"),
        "{}",
        page.text()
    );
    for missing in ["lines/0", "lines/99", "lines/x"] {
        let path = format!("/billing/invoices/D000000003/{missing}");
        assert_eq!(browser.get(&path).status(), 404, "{missing}");
    }
    assert_eq!(browser.get("/billing/invoices/D999999999").status(), 404);
    // The file.
    let path = "/billing/invoices/D000000003/reconciliation.csv";
    let file = browser.get(path).expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let text = String::from_utf8(file.bytes().to_vec()).unwrap();
    assert_eq!(text, browser.get(path).source());
    let rows: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(rows.len(), 5);
    assert!(rows[0].starts_with("\u{feff}PartnerId,CustomerID,"));
    let wanted = "7/15/2026 0:00,8/14/2026 23:59,Cancel instance prorate,10.00,15,-150.00,0.00,\
        -150.00,-9.00,-159.00,CNY,reader有限公司";
    assert!(rows[1].contains(wanted), "{}", rows[1]);
    // On paper, in the reader's language, the same bytes every time.
    let paper = "/billing/invoices/D000000003/statement.pdf";
    for (language, words) in [("en", "Amount due"), ("zh-Hans", "应付总额")] {
        browser.set_cookie("tongdao_language", language);
        let pdf = browser.get(paper).expect(200);
        assert_eq!(pdf.header("content-type"), "application/pdf");
        assert_eq!(pdf.bytes(), browser.get(paper).bytes());
        let text = text_of(pdf.bytes());
        for words in [
            words,
            "D000000003",
            "−¥150.00",
            "¥120.00",
            "¥100.53",
            "¥418.53",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    browser.set_cookie("tongdao_language", "en");
    assert_eq!(
        browser
            .get("/billing/invoices/D999999999/statement.pdf")
            .status(),
        404
    );
    // Who may see bills: global and billing admins, admin agents.
    let billing = app.browser_of(&app.colleague(&shop.partner, AdminSetting::BillingAdmin));
    let billing = english(billing);
    drop(billing.open(path));
    // A billing admin sees names in bills, but not the subscription behind them.
    let line = billing.open("/billing/invoices/D000000003/lines/2");
    assert_eq!(line.attribute("main a[href^='/customers/']", "href"), None);
    let agent = english(app.browser_of(&app.agent(&shop.partner, AgentSetting::AdminAgent)));
    drop(agent.open("/billing"));
    let sales = english(app.browser_of(&app.agent(&shop.partner, AgentSetting::SalesAgent)));
    for path in ["/billing", "/billing/invoices/D000000003", path] {
        assert_eq!(sales.get(path).status(), 403, "{path}");
    }
    // Another partner's invoice does not exist, and it has none of its own yet.
    let other = app.active_partner();
    let other = english(app.browser_of(&other.admin));
    assert_eq!(other.get("/billing/invoices/D000000003").status(), 404);
    assert_eq!(other.get(path).status(), 404);
    assert!(other.open("/billing").text().contains("No invoices yet"));
}

/// What a reader finds in a PDF.
pub(crate) fn text_of(pdf: &[u8]) -> String {
    use std::io::Write;
    let mut reader = std::process::Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8(reader.wait_with_output().unwrap().stdout).unwrap()
}

fn the_operator_sees_runs_and_tries_again(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    let (_, id) = shop.sell("kontor", 3);
    shop.until(d(6, 16));
    let facts = |sql: &'static str| {
        let change = move |tx: &mut store::Tx<'_>| {
            tx.execute(sql, store::values![id.0])
                .map_err(app::Failure::from)
        };
        app.db.write(change).wait().unwrap();
    };
    facts("UPDATE subscription_fact SET ends_on = '2027-06-20' WHERE subscription_id = $1");
    app.tick();
    let desk = english(app.browser_of(&app.staff(StaffRole::BillingOperator)));
    assert!(desk.open("/ops/billing").text().contains("15 June 2026"));
    let report = "/ops/billing/runs/2026-06-15";
    let page = desk.open(report);
    assert!(page.text().contains("bill-term-end"), "{}", page.text());
    let action = format!("{report}/{}", shop.partner.tenant);
    let failed = page.form(&action).submit().follow();
    let words = "could not be made, or there was nothing to bill";
    assert!(failed.text().contains(words), "{}", failed.text());
    // Who only looks has no button.
    let auditor = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    assert!(!auditor.open(report).has_form(&action));
    facts("UPDATE subscription_fact SET ends_on = '2027-06-15' WHERE subscription_id = $1");
    let preview = format!("/ops/billing/partners/{}", shop.partner.tenant);
    let trial = auditor.open(&preview);
    assert!(trial.text().contains("¥30.00") && trial.text().contains("Purchase fee"));
    assert_eq!(shop.invoices(), []);
    let made = failed.form(&action).submit().follow();
    assert!(made.text().contains("The bill was made"), "{}", made.text());
    assert!(made.text().contains("D000000001"));
    assert_eq!(shop.invoices().len(), 1);
    app.drain();
    assert_eq!(desk.get("/ops/billing/runs/yesterday").status(), 404);
}

fn programs_read_bills(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let program = app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None);
    let list = program
        .get("/v1/invoices?size=2&offset=0")
        .expect(200)
        .json();
    assert_eq!(list["totalCount"], 3);
    assert_eq!(list["items"][0]["id"], "D000000003");
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let next = list["links"]["next"]["uri"].as_str().unwrap().to_owned();
    let rest = program.get(&format!("/v1{next}")).expect(200).json();
    assert_eq!(rest["items"][0]["id"], "D000000001");
    assert!(rest["links"].get("next").is_none());
    let pdf = program.get("/v1/invoices/D000000003/documents/statement");
    let pdf = pdf.expect(200);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert!(text_of(pdf.bytes()).contains("¥100.53"));
    let missing = program.get("/v1/invoices/D000000009/documents/statement");
    assert_eq!(missing.status(), 404);
    let invoice = program.get("/v1/invoices/Recurring-D000000003");
    let invoice = invoice.expect(200).json();
    // 150 back, 24.19 and 100.65, 120 ahead; each line taxed by itself.
    assert_eq!(invoice["totalCharges"].to_string(), "100.53");
    assert_eq!(invoice["invoiceDate"], "2026-08-15T00:00:00Z");
    let balance = program.get("/v1/invoices/summary").expect(200).json();
    assert_eq!(balance["balanceAmount"].to_string(), "418.53");
    let all = program.get("/v1/invoices/summaries").expect(200).json();
    assert_eq!(all["items"][0]["balanceAmount"], balance["balanceAmount"]);
    let lines = "/v1/invoices/D000000003/lineitems";
    let query = "provider=office&invoiceLineItemType=BillingLineItems";
    let page = program
        .get(&format!("{lines}?{query}&size=3"))
        .expect(200)
        .json();
    assert_eq!(page["totalCount"], 4);
    let first = &page["items"][0];
    assert_eq!(first["chargeType"], "Cancel instance prorate");
    assert_eq!(first["totalForCustomer"].to_string(), "-159.0");
    assert_eq!(first["chargeEndDate"], "2026-08-14T00:00:00Z");
    let next = page["links"]["next"]["uri"].as_str().unwrap();
    let last = program.get(&format!("/v1{next}")).expect(200).json();
    assert_eq!(last["items"][0]["chargeType"], "Cycle fee");
    assert!(last["links"].get("next").is_none());
    let by_path = program.get(&format!("{lines}/Office/BillingLineItems"));
    assert_eq!(
        by_path.expect(200).json()["items"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
    let usage = program.get(&format!("{lines}/Azure/UsageLineItems"));
    assert_eq!(usage.expect(200).json()["totalCount"], 0);
    for (path, status) in [
        ("/v1/invoices/D000000009", 404),
        (
            "/v1/invoices/D000000003/lineitems/Nobody/BillingLineItems",
            400,
        ),
        ("/v1/invoices/D000000003/lineitems/Office/Nothing", 400),
        ("/v1/invoices?size=many", 400),
    ] {
        assert_eq!(program.get(path).status(), status, "{path}");
    }
    let other = app.active_partner();
    let other = app.program(&other, AgentSetting::AdminAgent, AdminSetting::None);
    assert_eq!(other.get("/v1/invoices/D000000003").status(), 404);
    assert_eq!(
        other.get("/v1/invoices").expect(200).json()["totalCount"],
        0
    );
    let sales = app.program(&shop.partner, AgentSetting::SalesAgent, AdminSetting::None);
    assert_eq!(sales.get("/v1/invoices").status(), 403);
}

fn a_partner_compares_an_invoice_with_a_file(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let browser = english(app.browser_of(&shop.partner.admin));
    let path = "/billing/invoices/D000000003/compare";
    let invoice = browser.open("/billing/invoices/D000000003");
    assert!(
        invoice
            .attribute(&format!("main a[href='{path}']"), "href")
            .is_some()
    );
    let sent = |bytes: &[u8]| {
        let form = browser.open(path).form(path);
        form.attach("file", "own.csv", bytes).submit()
    };
    // Ours, byte by byte.
    let file = billing::file(app, &shop.request, "D000000003")
        .wait()
        .unwrap();
    let page = sent(file.as_bytes()).expect(200);
    assert!(
        page.text().contains("agree in all 4 rows"),
        "{}",
        page.text()
    );
    // As a spreadsheet saves it: another encoding, other line ends, other signs between cells.
    let rewritten = file.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let rewritten = rewritten.replace(',', "\t");
    let mut wide = vec![0xff, 0xfe];
    wide.extend(rewritten.encode_utf16().flat_map(u16::to_le_bytes));
    let page = sent(&wide).expect(200);
    assert!(
        page.text().contains("agree in all 4 rows"),
        "{}",
        page.text()
    );
    // A hundredth too much in one line, and a line that is not there.
    let mut lines: Vec<_> = file.lines().map(str::to_owned).collect();
    let last = lines.last_mut().unwrap();
    assert!(last.contains(",120.00,"), "{last}");
    *last = last.replacen(",120.00,", ",120.01,", 1);
    let gone = lines.remove(1);
    assert!(gone.contains("Cancel instance prorate"));
    lines.push("Total,,,,no-id".to_owned());
    let page = sent(lines.join("\r\n").as_bytes()).expect(200);
    for words in [
        "4 differences; 3 rows were read",
        "Yunfan Office Business Basic",
        "Cancel instance prorate",
        "−¥150.00",
        "¥120.01",
        "¥0.01",
        "1 rows could not be read",
        "no id of a subscription",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    // By subscription only.
    let id = subscription_of(&file);
    let own = format!("Amount,SyndicationPartnerSubscriptionNumber\n94.84,{id}\n");
    let page = sent(own.as_bytes()).expect(200);
    assert!(
        page.text().contains("agree in all 1 rows"),
        "{}",
        page.text()
    );
    let totalled = format!("{own}94.84,Total\n");
    let page = sent(totalled.as_bytes()).expect(200);
    for words in ["agree in all 1 rows", "1 rows could not be read"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    for (bytes, words) in [
        (
            &b"Amount\n1.00\n"[..],
            "SyndicationPartnerSubscriptionNumber is missing",
        ),
        (
            b"SyndicationPartnerSubscriptionNumber\n",
            "Amount is missing",
        ),
        (b"", "no rows"),
        (b"\x00\xff\xfe", "cannot be read as text"),
    ] {
        let page = sent(bytes).expect(422);
        let error = page.error_at("file").unwrap();
        assert!(error.contains(words), "{error}");
    }
    for language in ["zh-Hans", "zh-Hant"] {
        browser.set_cookie("tongdao_language", language);
        let page = sent(lines.join("\n").as_bytes()).expect(200);
        assert!(!page.source().contains('⟦'), "{}", page.source());
    }
    // Others' invoices do not exist, and who may not see bills compares none.
    let other = app.active_partner();
    let other = english(app.browser_of(&other.admin));
    assert_eq!(other.get(path).status(), 404);
    let sales = english(app.browser_of(&app.agent(&shop.partner, AgentSetting::SalesAgent)));
    assert_eq!(sales.get(path).status(), 403);
}

/// The subscription in the first line of a reconciliation file.
fn subscription_of(file: &str) -> String {
    let line = file.lines().nth(1).unwrap();
    line.split(',').nth(4).unwrap().to_owned()
}
