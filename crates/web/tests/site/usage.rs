//! Metered usage: taken in by the operator, billed once, seen by partners; nothing of it where the programme
//! sells none.

use crate::adjustments::{approved, clerks};
use crate::billing::{Priced, RATE, Shop, charging, d, tied_out};
use crate::golden::invoice::at_ten;
use crate::lateness::clerk as signed_in;
use crate::{audited, count, english};
use app::billing::{self, usage};
use app::subscriptions::Wish;
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use domain::ids::{SubscriptionId, TenantId};
use store::billing::Invoice;
use store::billing::usage::UsageLine;
use testkit::{Browser, Engine, Fixture, Page, TestApp, golden, workbook};

testkit::on_both! { Metered:
    the_worked_example_of_usage,
    the_golden_invoice_with_usage,
    a_record_counts_once_and_what_is_wrong_is_left_out,
    usage_that_comes_late_and_usage_of_what_ended,
    what_ends_while_it_is_free_is_not_billed,
    two_files_at_once_agree_on_a_price,
    a_discount_on_usage_is_used_up,
    a_file_as_large_as_may_be,
}

mod switched_off {
    use super::{Priced, where_no_usage_is_sold_there_is_nothing_of_it};

    testkit::on_both! { Priced: where_no_usage_is_sold_there_is_nothing_of_it, }
}

const HOME: &str = "/ops/billing/usage";
const RESOURCE: &str = "6f9619ff-8b86-4011-b42d-00cf4fc964ff";

/// The programme of the golden invoice with usage switched on.
struct Metered(TestApp);

impl Fixture for Metered {
    fn fresh(engine: Engine) -> Self {
        let settings = [
            (RATE, "basis_points_per_month = 0"),
            ("suspension_days = 30", "suspension_days = 365"),
            ("usage_based_offers = false", "usage_based_offers = true"),
        ];
        Self(charging(engine, 1_100, "", &settings))
    }

    fn check(&self) {
        self.0.check();
    }
}

const HEAD: &str = "record_id,subscription_id,usage_date,service_name,service_type,resource_id,\
    resource_name,region,sku,tier,consumed_quantity,included_quantity,list_price,metered_service_type,project";

/// A row of a file: number, subscription, day, units, included units, price.
fn row(record: &str, id: SubscriptionId, day: &str, numbers: [&str; 3]) -> String {
    let [consumed, included, price] = numbers;
    format!(
        "{record},{},{day},Compute,VM,{RESOURCE},A1,CN East,7UD 00001,1,{consumed},{included},{price},EXTERNAL,=SUM(1)",
        id.0
    )
}

fn send(clerk: &Browser, rows: &[String]) -> Page {
    let new = format!("{HOME}/new");
    let file = format!("{HEAD}\r\n{}\r\n", rows.join("\r\n"));
    let form = clerk.open(&new).form(&new);
    form.attach("file", "meter.csv", file.as_bytes()).submit()
}

/// Takes rows in; the page of the file.
fn taken(clerk: &Browser, rows: &[String]) -> Page {
    send(clerk, rows).expect(303).follow()
}

fn used(shop: &Shop<'_>, invoice: &Invoice) -> Vec<UsageLine> {
    let found = usage::lines(shop.app, &shop.request, &invoice.number, (0, 10_000));
    found.wait().unwrap().lines
}

fn figures(lines: &[UsageLine]) -> Vec<(&str, i64, i64)> {
    let all = lines.iter();
    all.map(|line| (line.charge.as_str(), line.amount, line.tax))
        .collect()
}

/// Sums of the usage file, and of both files together, are those of the invoices.
fn usage_ties_out(shop: &Shop<'_>) {
    for invoice in shop.invoices() {
        let lines = used(shop, &invoice);
        assert_eq!(lines.len(), invoice.usage_count as usize);
        let sum = |discounts: bool| -> i64 {
            let some = lines.iter().filter(|l| l.record_id.is_none() == discounts);
            some.map(|line| line.amount).sum()
        };
        assert_eq!(
            (sum(false), sum(true)),
            (invoice.usage, invoice.usage_discount)
        );
        let file = usage::file(shop.app, &shop.request, &invoice.number);
        let file = file.wait().unwrap();
        let again = usage::file(shop.app, &shop.request, &invoice.number);
        assert_eq!(file, again.wait().unwrap());
        let licences = billing::file(shop.app, &shop.request, &invoice.number);
        let licences = licences.wait().unwrap();
        let all = total(&file, "PostTaxTotal") + total(&licences, "TotalForCustomer");
        assert_eq!(all + invoice.finance_charge, invoice.total);
        assert_eq!(
            total(&file, "PretaxCharges"),
            invoice.usage + invoice.usage_discount
        );
        let taxes: i64 = total(&file, "TaxAmount");
        assert_eq!(taxes, lines.iter().map(|line| line.tax).sum::<i64>());
        if lines.is_empty() {
            assert_eq!(invoice.usage_hash, "");
        } else {
            use sha2::Digest;
            let digest = sha2::Sha256::digest(file.as_bytes());
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, invoice.usage_hash);
        }
    }
}

/// The sum of a column of amounts. No cell of these stories but the first words holds a comma.
fn total(file: &str, column: &str) -> i64 {
    let mut rows = file.trim_end().split("\r\n").map(|row| row.split(','));
    let mut head = rows.next().unwrap();
    let place = head.position(|name| name.trim_start_matches('\u{feff}') == column);
    let place = place.unwrap();
    rows.map(|mut row| {
        row.nth(place)
            .unwrap()
            .replace('.', "")
            .parse::<i64>()
            .unwrap()
    })
    .sum()
}

fn the_worked_example_of_usage(app: &Metered) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let (_, id) = shop.sell("use-a", 1);
    shop.until(d(6, 20));
    let clerk = signed_in(app);
    let page = taken(
        &clerk,
        &[row("r-1", id, "2026-06-20", ["11", "", "0.0808"])],
    );
    assert!(
        page.text().contains("The file was taken in"),
        "{}",
        page.text()
    );
    // What the next bill would be knows of it.
    let preview = clerk.open(&format!("/ops/billing/partners/{}", shop.partner.tenant));
    for said in ["Usage charges ¥0.89", "A1", "Assess usage fee"] {
        assert!(preview.text().contains(said), "{said}: {}", preview.text());
    }
    shop.until(d(7, 15));
    let (_, _, [amount, tax, sum], _) = golden::USAGE;
    let invoice = shop.invoices()[1].clone();
    assert_eq!((invoice.recurring, invoice.usage), (1_100, amount));
    assert_eq!((invoice.tax, invoice.total), (66 + tax, 1_166 + sum));
    let lines = used(&shop, &invoice);
    assert_eq!(
        figures(&lines),
        [("assess-usage-fee-for-current-cycle", amount, tax)]
    );
    let dates = (lines[0].charged_from.as_str(), lines[0].charged_to.as_str());
    assert_eq!(dates, ("2026-06-15", "2026-07-15"));
    usage_ties_out(&shop);
    // The file says it to the hundredth.
    let file = usage::file(app, &shop.request, &invoice.number)
        .wait()
        .unwrap();
    let said = ",A1,CN East,7UD 00001,1,11,0,11,0.0808,0.89,0.05,0.94,CNY,0.08,0.09,\
        Assess usage fee for current cycle,";
    assert!(file.contains(said), "{file}");
    let dates = format!(",{},6/15/2026 0:00,7/14/2026 23:59,", invoice.number);
    assert!(file.contains(&dates), "{file}");
    assert!(
        file.contains(",6/20/2026 0:00,,,EXTERNAL,\"'=SUM(1)\",,"),
        "{file}"
    );
    // So do the pages.
    let browser = english(app.browser_of(&shop.partner.admin));
    let here = format!("/billing/invoices/{}", invoice.number);
    let page = browser.open(&here);
    for said in ["Usage charges ¥0.89", "Usage file", "A1", "¥12.60"] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    let csv = browser.get(&format!("{here}/usage.csv")).expect(200);
    assert_eq!(csv.source(), file);
    let book = browser.get(&format!("{here}/usage.xlsx")).expect(200);
    let again = browser.get(&format!("{here}/usage.xlsx")).expect(200);
    assert_eq!(book.bytes(), again.bytes());
    let sheet = workbook::read(book.bytes());
    let shown = |row: usize| -> Vec<&str> {
        let cells = sheet[0].rows[row].iter();
        cells.map(workbook::Cell::shown).collect()
    };
    let of_file: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(shown(0), of_file[0].split(',').collect::<Vec<_>>());
    assert_eq!(
        shown(1)[24..30],
        ["0.89", "0.05", "0.94", "CNY", "0.08", "0.09"]
    );
    let page = browser.open(&format!("{here}/usage/1")).text();
    for said in [
        "11",
        "0.0808",
        "¥0.89",
        "88880000000000 ÷ 1000000000000 hundredths",
        "Rounded once",
        "One unit came to ¥0.08",
        "One unit came to, with tax ¥0.09",
        "r-1",
        "7UD 00001",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    drop(browser.get(&format!("{here}/usage/2")).expect(404));
    drop(browser.get(&format!("{here}/usage/0")).expect(404));
    let pdf = browser.get(&format!("{here}/statement.pdf")).expect(200);
    let paper = crate::billing::text_of(pdf.bytes());
    assert!(paper.contains("Usage charges"), "{paper}");
    // And the interface.
    let program = app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None);
    let path = format!("/v1/invoices/{}", invoice.number);
    let told = program.get(&path).expect(200).json();
    assert_eq!(told["invoiceDetails"][1]["billingProvider"], "azure");
    let kind = "provider=azure&invoiceLineItemType=BillingLineItems";
    let found = program.get(&format!("{path}/lineitems?{kind}"));
    let found = found.expect(200).json();
    assert_eq!(found["totalCount"], 1);
    let line = &found["items"][0];
    for (name, value) in [
        ("consumedQuantity", "11"),
        ("overageQuantity", "11"),
        ("listPrice", "0.0808"),
        ("preTaxCharges", "0.89"),
        ("taxAmount", "0.05"),
        ("postTaxTotal", "0.94"),
        ("preTaxEffectiveRate", "0.08"),
        ("postTaxEffectiveRate", "0.09"),
    ] {
        assert_eq!(line[name].to_string(), value, "{name}");
    }
    assert_eq!(line["attributes"]["objectType"], "UsageBasedLineItem");
    let clerk = signed_in(app);
    for language in ["zh-Hans", "zh-Hant"] {
        browser.set_cookie("tongdao_language", language);
        clerk.set_cookie("tongdao_language", language);
        for path in [here.clone(), format!("{here}/usage/1")] {
            assert!(!browser.open(&path).source().contains('⟦'), "{path}");
        }
        for path in [HOME, "/ops/billing/usage/new"] {
            assert!(!clerk.open(path).source().contains('⟦'), "{path}");
        }
    }
    // It is billed once.
    shop.until(d(8, 15));
    assert_eq!(shop.invoices()[2].usage_count, 0);
    usage_ties_out(&shop);
    assert_eq!(audited(app, "billing.take-usage", "succeeded"), 1);
}

fn the_golden_invoice_with_usage(app: &Metered) {
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
    let second = shop.invoices()[1].number.clone();
    let line = shop.billed(d(7, 15), a)[0].number.to_string();
    let staff = clerks(app);
    let (b, id) = (b.0.to_string(), a.0.to_string());
    approved(
        &staff,
        "discount",
        &[
            ("subscription", &b),
            ("amount", "20.00"),
            ("reason", "Opening offer of the summer"),
        ],
    );
    approved(
        &staff,
        "discount",
        &[
            ("subscription", &id),
            ("on", "usage"),
            ("amount", "20.00"),
            ("reason", "First steps with the meter"),
        ],
    );
    approved(
        &staff,
        "offset",
        &[
            ("invoice", &second),
            ("line", &line),
            ("amount", "10.00"),
            ("reason", "Mail stood still on 20 July"),
        ],
    );
    let rows = [
        row("g-1", a, "2026-07-16", ["11", "0", "0.0808"]),
        row("g-2", a, "2026-07-17", ["100", "0", "1.5"]).replace(RESOURCE, &id),
    ];
    drop(taken(&staff[0], &rows));
    shop.until(d(8, 15));
    let invoice = shop.invoices()[2].clone();
    let sums = (
        invoice.usage,
        invoice.usage_discount,
        invoice.tax,
        invoice.total,
    );
    assert_eq!(sums, golden::GOLDEN_USAGE_SUMS);
    let of_licences = (invoice.recurring, invoice.discount, invoice.credits);
    let (recurring, discount, _, credits, _) = golden::GOLDEN_SUMS;
    assert_eq!(of_licences, (recurring, discount, credits));
    assert_eq!(figures(&used(&shop, &invoice)), golden::GOLDEN_USAGE);
    shop.agrees("G4", 1_100, "", c.1);
    usage_ties_out(&shop);
    let browser = english(app.browser_of(&shop.partner.admin));
    let here = format!("/billing/invoices/{}", invoice.number);
    let page = browser.open(&here).text();
    for said in [
        "Recurring charges ¥450.06",
        "Usage charges ¥150.89",
        "Other discounts on usage −¥20.00",
        "Discounts −¥20.00",
        "Credits & adjustments, with tax −¥10.60",
        "¥584.00",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let page = browser.open(&format!("{here}/usage/3")).text();
    for said in [
        "Activation discount",
        "−¥20.00",
        "First steps with the meter",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

fn a_record_counts_once_and_what_is_wrong_is_left_out(app: &Metered) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let (_, id) = shop.sell("use-b", 1);
    shop.until(d(6, 20));
    let clerk = signed_in(app);
    // Files that are none.
    let new = format!("{HOME}/new");
    for (bytes, words) in [
        ("", "The column record_id is missing"),
        ("one,two\n1,2\n", "is not a column"),
        (HEAD, "no rows"),
    ] {
        let form = clerk.open(&new).form(&new);
        let page = form.attach("file", "x.csv", bytes.as_bytes()).submit();
        let page = page.expect(422);
        let error = page.error_at("file").unwrap_or_default();
        assert!(error.contains(words), "{words}: {}", page.text());
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM usage_import"), 0);
    let stranger = SubscriptionId(uuid::Uuid::from_u128(1));
    let right = row("r-1", id, "2026-06-20", ["1", "0", "2"]);
    let rows = [
        right.clone(),
        right.clone(),
        row("r-1", id, "2026-06-20", ["9", "0", "2"]),
        row("r-2", id, "2026-06-02", ["1", "0", "2"]),
        row("r-3", id, "2026-06-21", ["1", "0", "2"]),
        row("r-4", stranger, "2026-06-20", ["1", "0", "2"]),
        row("r-5", id, "2026-06-20", ["-1", "0", "two"]),
        row("r-6", id, "2026-06-20", ["1", "0", "3"]),
        row("", id, "20 June", ["1", "0", "2"]),
        row("r-7", id, "2026-06-19", ["5", "2", "2"]),
    ];
    let page = taken(&clerk, &rows);
    let text = page.text();
    for said in [
        "In part",
        "Rows of the file 10",
        "Records taken in 2",
        "Taken in before 1",
        "Rows left out 7",
        "A record with this number says something else",
        "had not begun on this day",
        "yet to come",
        "no subscription with this ID",
        "Write a number of digits",
        "one unit of this resource costs 2",
        "Write a day as",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM usage_record"), 2);
    // The same file again: nothing new.
    let text = taken(&clerk, &rows).text();
    for said in ["Records taken in 0", "Taken in before 3", "Rows left out 7"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM usage_record"), 2);
    let list = clerk.open(HOME);
    assert!(list.text().contains("meter.csv"), "{}", list.text());
    // The same form sent twice is one file.
    let form = clerk.open(&new).form(&new);
    let file = format!(
        "{HEAD}\n{}\n",
        row("r-8", id, "2026-06-18", ["1", "0", "2"])
    );
    let form = form.attach("file", "twice.csv", file.as_bytes());
    let [one, two] = [form.submit().expect(303), form.submit().expect(303)];
    assert_eq!(one.location(), two.location());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM usage_import"), 3);
    // What waits for a bill is kept as it is, too.
    let kept = app
        .db
        .write(|tx| tx.execute("UPDATE usage_record SET price = 1", &[]));
    assert!(kept.wait().is_err());
    shop.until(d(7, 15));
    // 1 × 2, (5 − 2) × 2 and 1 × 2.
    assert_eq!(shop.invoices()[1].usage, 200 + 600 + 200);
    usage_ties_out(&shop);
    // Records are kept as they are.
    for sql in [
        "UPDATE usage_record SET price = 1",
        "DELETE FROM usage_record",
        "UPDATE usage_line SET amount = 1",
        "DELETE FROM usage_import",
    ] {
        let kept = app.db.write(move |tx| tx.execute(sql, &[]));
        assert!(kept.wait().is_err(), "{sql}");
    }
}

fn usage_that_comes_late_and_usage_of_what_ended(app: &Metered) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let goes_on = shop.sell("use-c", 1);
    // A day later, so that it comes behind.
    shop.until(d(6, 3));
    let ends = shop.sell("use-d", 1);
    shop.until(d(7, 20));
    let clerk = signed_in(app);
    // Of June, known after the bill of 15 July.
    let late = row("late", goes_on.1, "2026-06-10", ["1", "0", "7"]);
    drop(taken(&clerk, &[late]));
    let own = row("own", ends.1, "2026-07-18", ["1", "0", "5"]);
    drop(taken(&clerk, &[own]));
    shop.until(d(7, 25));
    shop.wish(ends, Wish::Ended);
    shop.until(d(8, 15));
    let invoice = shop.invoices()[2].clone();
    let found: Vec<_> = used(&shop, &invoice)
        .iter()
        .map(|line| {
            let dates = (line.charged_from.clone(), line.charged_to.clone());
            (line.charge.clone(), dates, line.amount)
        })
        .collect();
    let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(
        found,
        [
            (
                "assess-usage-fee-for-current-cycle".to_owned(),
                days("2026-06-03", "2026-06-15"),
                700
            ),
            (
                "assess-usage-fee-when-cancel".to_owned(),
                days("2026-07-15", "2026-07-25"),
                500
            ),
        ]
    );
    usage_ties_out(&shop);
    // What is used after the end is nobody's; what is used before it can still come.
    let clerk = signed_in(app);
    let after = row("after", ends.1, "2026-07-26", ["1", "0", "5"]);
    let before = row("before", ends.1, "2026-07-24", ["1", "0", "5"]);
    let page = taken(&clerk, &[after, before]).text();
    assert!(page.contains("had ended before this day"), "{page}");
    shop.until(d(9, 15));
    let lines = used(&shop, &shop.invoices()[3]);
    assert_eq!(figures(&lines), [("assess-usage-fee-when-cancel", 500, 30)]);
    usage_ties_out(&shop);
    // Another company has no part in it.
    let other = app.active_partner();
    let theirs = english(app.browser_of(&other.admin));
    let here = format!("/billing/invoices/{}", invoice.number);
    for path in ["usage.csv", "usage.xlsx", "usage/1"] {
        drop(theirs.get(&format!("{here}/{path}")).expect(404));
    }
}

fn what_ends_while_it_is_free_is_not_billed(app: &Metered) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let free = shop.sell("use-h", 1);
    shop.until(d(6, 10));
    let early = row("early", free.1, "2026-06-09", ["1", "0", "5"]);
    drop(taken(&signed_in(app), &[early]));
    shop.wish(free, Wish::Ended);
    let after = row("after", free.1, "2026-06-08", ["1", "0", "5"]);
    let page = taken(&signed_in(app), &[after]).text();
    assert!(page.contains("ended while it was free"), "{page}");
    shop.until(d(7, 15));
    assert!(shop.invoices().iter().all(|i| i.usage_count == 0));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM usage_line"), 0);
}

fn two_files_at_once_agree_on_a_price(app: &Metered) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let (_, id) = shop.sell("use-i", 1);
    shop.until(d(6, 20));
    let clerks = ["meter-one", "meter-two"].map(|name| {
        let clerk = app.member_of_staff(name, &[StaffRole::BillingOperator]);
        app.browser_of(&clerk)
    });
    let send = |clerk: &Browser, record: &str, price: &str| {
        send(clerk, &[row(record, id, "2026-06-19", ["1", "0", price])]).status()
    };
    let [one, two] = &clerks;
    let answers = crate::at_once(|| send(one, "p-1", "3"), || send(two, "p-2", "4"));
    assert_eq!(answers, [303, 303]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM usage_record"), 1);
    assert_eq!(
        count(
            app,
            "SELECT CAST(SUM(refused) AS BIGINT) AS n FROM usage_import"
        ),
        1
    );
}

fn a_discount_on_usage_is_used_up(app: &Metered) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let (_, id) = shop.sell("use-e", 1);
    let staff = clerks(app);
    let number = id.0.to_string();
    let fields = [
        ("subscription", number.as_str()),
        ("on", "usage"),
        ("amount", "10.00"),
        ("reason", "First steps with the meter"),
    ];
    approved(&staff, "discount", &fields);
    let rows: Vec<String> = [("a", "2026-06-03"), ("b", "2026-06-03")]
        .iter()
        .map(|(record, day)| row(record, id, day, ["1", "0", "4"]))
        .collect();
    shop.until(d(6, 20));
    drop(taken(&signed_in(app), &rows[..1]));
    shop.until(d(7, 15));
    drop(taken(
        &signed_in(app),
        &[row("c", id, "2026-07-15", ["3", "0", "4"])],
    ));
    shop.until(d(8, 15));
    drop(taken(&signed_in(app), &rows[1..]));
    shop.until(d(9, 15));
    let of = |n: usize| {
        let invoice = shop.invoices()[n].clone();
        used(&shop, &invoice)
    };
    let fee = "assess-usage-fee-for-current-cycle";
    assert_eq!(
        figures(&of(1)),
        [(fee, 400, 24), ("activation-discount", -400, -24)]
    );
    assert_eq!(
        figures(&of(2)),
        [(fee, 1_200, 72), ("cycle-discount", -600, -36)]
    );
    assert_eq!(figures(&of(3)), [(fee, 400, 24)]);
    // Licences are charged in full.
    assert!(shop.invoices().iter().all(|invoice| invoice.discount == 0));
    usage_ties_out(&shop);
}

fn a_file_as_large_as_may_be(app: &Metered) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let (_, id) = shop.sell("use-f", 1);
    shop.until(d(6, 20));
    let clerk = signed_in(app);
    let row = |n: usize| row(&format!("n-{n}"), id, "2026-06-19", ["0.5", "0", "0.01"]);
    let mut rows: Vec<String> = (0..5_000).map(row).collect();
    rows.push(row(5_000));
    let page = send(&clerk, &rows).expect(422);
    assert!(
        page.text().contains("more than 5000 rows"),
        "{}",
        page.text()
    );
    rows.pop();
    let page = taken(&clerk, &rows).text();
    assert!(page.contains("Records taken in 5,000"), "{page}");
    shop.until(d(7, 15));
    let invoice = shop.invoices()[1].clone();
    // Half a hundredth is rounded up, each by itself.
    assert_eq!((invoice.usage_count, invoice.usage), (5_000, 5_000));
    let browser = english(app.browser_of(&shop.partner.admin));
    let here = format!("/billing/invoices/{}", invoice.number);
    let page = browser.open(&here);
    let next = page
        .attribute("main a[href*='?usage=200']", "href")
        .unwrap();
    let page = browser.open(&next);
    let line = format!("main a[href='{here}/usage/201']");
    assert!(page.attribute(&line, "href").is_some(), "{}", page.text());
    let program = app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None);
    let path = format!(
        "/v1/invoices/{}/lineitems/Azure/BillingLineItems",
        invoice.number
    );
    let (mut next, mut seen) = (path, 0);
    loop {
        let page = program.get(&next).expect(200).json();
        seen += page["items"].as_array().unwrap().len();
        match page["links"]["next"]["uri"].as_str() {
            Some(uri) => next = format!("/v1{uri}"),
            None => break,
        }
    }
    assert_eq!(seen, 5_000);
    usage_ties_out(&shop);
}

fn where_no_usage_is_sold_there_is_nothing_of_it(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), true);
    shop.until(d(6, 2));
    let sold: (TenantId, SubscriptionId) = shop.sell("use-g", 1);
    shop.until(d(6, 15));
    let clerk = signed_in(app);
    let link = |page: &Page| page.attribute(&format!("a[href='{HOME}']"), "href");
    assert!(link(&clerk.open("/ops/billing")).is_none());
    for path in [
        HOME,
        "/ops/billing/usage/new",
        "/ops/billing/usage/template",
    ] {
        let page = clerk.get(path).expect(409);
        assert!(
            page.text().contains("sells nothing by usage"),
            "{}",
            page.text()
        );
    }
    drop(clerk.post(&format!("{HOME}/new"), &[]).expect(409));
    let form = clerk.open("/ops/billing/adjustments/discount");
    assert!(!form.form("/ops/billing/adjustments/discount").has("on"));
    let browser = english(app.browser_of(&shop.partner.admin));
    let invoice = shop.invoices()[0].clone();
    let here = format!("/billing/invoices/{}", invoice.number);
    let page = browser.open(&here);
    assert!(
        !page.text().to_lowercase().contains("usage"),
        "{}",
        page.text()
    );
    for path in ["usage.csv", "usage.xlsx"] {
        let page = browser.get(&format!("{here}/{path}")).expect(409);
        assert!(page.text().contains("no usage file"), "{}", page.text());
    }
    drop(browser.get(&format!("{here}/usage/1")).expect(404));
    let program = app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None);
    let path = format!(
        "/v1/invoices/{}/lineitems/Azure/BillingLineItems",
        invoice.number
    );
    assert_eq!(program.get(&path).expect(200).json()["totalCount"], 0);
    assert_eq!(shop.billed(d(6, 15), sold.1).len(), 1);
    tied_out(&shop);
}
