//! What is paid late: reminders, who sees it, the finance charge, and its waiver. The examples are told
//! through the whole program: orders, bills and payments by commands, time by the clock.

use crate::billing::{RATE, Shop, charging, d};
use crate::{at_once, audited, count, english};
use app::billing::{self, lateness};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use jiff::civil::Date;
use store::billing::lateness::FinanceCharge;
use testkit::{Browser, Engine, Fixture, Page, TestApp, golden};

testkit::on_both! { Late:
    g15_a_month_late,
    g15_a_week_late,
    g15_forty_five_days_late,
    reminders_come_once_each,
    who_was_away_hears_the_last_word_only,
    what_is_overdue_is_seen_on_both_sides,
    a_charge_explains_itself_and_is_made_once,
    a_charge_is_waived_with_a_reason,
    what_a_bill_gives_back_bears_nothing,
    a_transfer_recorded_late_puts_it_right,
    a_waived_day_is_not_charged_again,
}

mod capped {
    use super::{Capped, g15_with_a_lower_legal_maximum};

    testkit::on_both! { Capped:
        g15_with_a_lower_legal_maximum,
    }
}

mod taxed {
    use super::{Taxed, a_charge_bears_tax_where_the_programme_says_so};

    testkit::on_both! { Taxed:
        a_charge_bears_tax_where_the_programme_says_so,
    }
}

/// At 1.5 % a month.
struct Late(TestApp);
/// The law allows 1.2 %.
struct Capped(TestApp);
/// Tax on finance charges.
struct Taxed(TestApp);

impl Fixture for Late {
    fn fresh(engine: Engine) -> Self {
        Self(charging(engine, 1_000, "", &[(RATE, RATE)]))
    }

    fn check(&self) {
        self.0.check();
    }
}

impl Fixture for Capped {
    fn fresh(engine: Engine) -> Self {
        let caps = "legal_caps = [{ from = \"2026-01-01\", basis_points_per_month = 120 }]";
        Self(charging(engine, 1_000, "", &[("legal_caps = []", caps)]))
    }

    fn check(&self) {
        self.0.check();
    }
}

impl Fixture for Taxed {
    fn fresh(engine: Engine) -> Self {
        let taxed = "finance_charge_taxed = true";
        let change = ("finance_charge_taxed = false", taxed);
        Self(charging(engine, 1_000, "", &[change]))
    }

    fn check(&self) {
        self.0.check();
    }
}

pub(crate) const OVERDUE: &str = "/ops/billing/overdue";
const CHARGES: &str = "/ops/billing/finance-charges";

/// A code of an authenticator is good once: time passes until the next.
pub(crate) fn clerk(app: &TestApp) -> Browser {
    app.clock.pass(90);
    english(app.browser_of(&app.staff(StaffRole::BillingOperator)))
}

/// A transfer for an invoice, recorded today.
pub(crate) fn pay(shop: &Shop<'_>, reference: &str, came: Date, fen: i64, invoice: &str) {
    const NEW: &str = "/ops/billing/payments/new";
    let clerk = clerk(shop.app);
    let form = clerk.open(NEW).form(NEW);
    let page = form
        .put("partner", &shop.partner.company.credit_code)
        .put("reference", reference)
        .put("value_on", &came.to_string())
        .put("amount", &format!("{}.{:02}", fen / 100, fen % 100))
        .put("pays", "invoice")
        .put("invoice", invoice)
        .submit();
    assert_eq!(page.status(), 303, "{}", page.text());
}

/// A partner that signed on 15 May and sold 1,500 seats at 10.00: 15,900.00 with tax are billed on
/// 15 June, due on 15 July.
pub(crate) fn big(app: &TestApp) -> Shop<'_> {
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    for prefix in ["one", "two", "three", "four", "five"] {
        let _ = shop.sell(&format!("late-{prefix}"), 300);
    }
    shop.until(d(6, 16));
    app.tick();
    assert_eq!(shop.invoices()[0].total, FIRST);
    assert_eq!(shop.invoices()[0].due_on, "2026-07-15");
    shop
}

pub(crate) const FIRST: i64 = 1_590_000;

/// The charges on the bill of a date for the first invoice.
pub(crate) fn charged(shop: &Shop<'_>, on: Date) -> Vec<FinanceCharge> {
    let invoices = shop.invoices();
    let invoice = invoices.iter().find(|i| i.billed_on == on.to_string());
    let number = &invoice.unwrap().number;
    let found = billing::invoice(shop.app, &shop.request, number, (0, 1000)).wait();
    let charges = found.unwrap().finance_charges.into_iter();
    charges.filter(|c| c.late == "D000000001").collect()
}

/// Every invoice comes to its lines and its finance charges, every posting sums to nothing, and the
/// balance is what is open.
pub(crate) fn ties_out(shop: &Shop<'_>) {
    let app = shop.app;
    let unbalanced = "SELECT COUNT(*) AS n FROM (SELECT 1 AS x FROM ledger_entry
        GROUP BY partner_id, number HAVING SUM(amount) <> 0) AS unbalanced";
    assert_eq!(count(app, unbalanced), 0);
    let (mut billed, mut credited, mut paid) = (0, 0, 0);
    let page = billing::overview(app, &shop.request).wait().unwrap();
    for stood in &page.invoices {
        let invoice = &stood.invoice;
        let found = billing::invoice(app, &shop.request, &invoice.number, (0, 1000)).wait();
        let found = found.unwrap();
        let (lines, late) = (&found.lines, &found.finance_charges);
        let amounts: i64 = lines.iter().map(|line| line.amount).sum();
        let charges: i64 = late.iter().map(|charge| charge.amount).sum();
        let taxes: i64 = lines.iter().map(|line| line.tax).sum();
        let taxes = taxes + late.iter().map(|charge| charge.tax).sum::<i64>();
        assert_eq!(amounts, invoice.recurring + invoice.other_products);
        assert_eq!((charges, taxes), (invoice.finance_charge, invoice.tax));
        assert_eq!(invoice.total, amounts + charges + taxes);
        // They are in no file.
        let file = billing::file(app, &shop.request, &invoice.number).wait();
        assert_eq!(file.unwrap().lines().count(), lines.len() + 1);
        billed += invoice.total;
        credited += stood.stand.credited;
        paid += stood.stand.paid;
    }
    let received: i64 = page.payments.iter().map(|payment| payment.amount).sum();
    assert_eq!(page.balance.due(), billed - credited - received);
    assert_eq!(page.balance.open, billed - credited - paid);
    let said = billing::statement(app, &shop.request, None).wait().unwrap();
    assert_eq!(said.closing, page.balance.due());
}

/// Of the first invoice so much is unpaid on its due date and paid so many days later; the bills say
/// what the example says.
fn example(app: &TestApp, (principal, basis_points, days, amount): golden::Late) {
    let mut shop = big(app);
    shop.until(d(7, 1));
    pay(
        &shop,
        "FIRST-PART",
        d(7, 1),
        FIRST - principal,
        "D000000001",
    );
    let came = d(7, 15).saturating_add(jiff::Span::new().days(i64::from(days)));
    shop.until(came);
    pay(&shop, "THE-REST", came, principal, "D000000001");
    shop.until(d(9, 16));
    app.tick();
    let found: Vec<_> = [d(7, 15), d(8, 15), d(9, 15)]
        .into_iter()
        .flat_map(|on| charged(&shop, on))
        .collect();
    assert!(!found.is_empty());
    for charge in &found {
        assert_eq!(
            (charge.principal, charge.basis_points, charge.tax),
            (principal, basis_points, 0)
        );
    }
    assert_eq!(found.iter().map(|c| c.days).sum::<u32>(), days);
    assert_eq!(found.iter().map(|c| c.amount).sum::<i64>(), amount);
    ties_out(&shop);
}

fn g15_a_month_late(app: &Late) {
    example(&app.0, golden::LATE_MONTH);
}

fn g15_a_week_late(app: &Late) {
    example(&app.0, golden::LATE_WEEK);
}

fn g15_forty_five_days_late(app: &Late) {
    // Two bills: 31 days are 191.36, 14 days 86.42.
    example(&app.0, golden::LATE_LONG);
}

fn g15_with_a_lower_legal_maximum(app: &Capped) {
    example(&app.0, golden::LATE_CAPPED);
}

fn a_charge_bears_tax_where_the_programme_says_so(app: &Taxed) {
    let mut shop = big(&app.0);
    shop.until(d(8, 16));
    app.0.tick();
    let found = charged(&shop, d(8, 15));
    // 15,900.00 for 31 days.
    assert_eq!((found[0].amount, found[0].tax), (24_645, 1_479));
    ties_out(&shop);
}

fn reminders_come_once_each(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    let told = |code: &str| {
        let mails = app.mails(code).into_iter();
        mails
            .filter(|mail| mail.subject.contains("D000000001"))
            .count()
    };
    let mut seen = Vec::new();
    for days in -10_i64..=30 {
        let day = d(7, 15).saturating_add(jiff::Span::new().days(days));
        shop.until(day);
        // Twice on each day: it is told once.
        app.tick();
        app.tick();
        let now = ["PAYMENT-SOON", "PAYMENT-DUE", "PAYMENT-OVERDUE"].map(told);
        if seen.last().is_none_or(|(_, last)| *last != now) {
            seen.push((days, now));
        }
    }
    let wanted = [
        (-10, [0, 0, 0]),
        (-7, [1, 0, 0]),
        (0, [1, 1, 0]),
        (1, [1, 1, 1]),
        (7, [1, 1, 2]),
        (14, [1, 1, 3]),
        (21, [1, 1, 4]),
    ];
    assert_eq!(seen, wanted);
    let mails = app.mails("PAYMENT-OVERDUE");
    let mail = mails.iter().find(|m| m.subject.contains("D000000001"));
    let body = mail.unwrap().body.clone().unwrap_or_default();
    for words in ["15,900.00", "/billing/invoices/D000000001"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let to = &shop.partner.company.invoice_email;
    assert!(mails.iter().all(|mail| mail.recipient == *to));
    // What is paid is not reminded of.
    let second = |code: &str| {
        let mails = app.mails(code).into_iter();
        mails
            .filter(|mail| mail.subject.contains("D000000002"))
            .count()
    };
    let before = second("PAYMENT-OVERDUE");
    pay(&shop, "SECOND", app.today(), FIRST, "D000000002");
    shop.until(d(9, 10));
    app.tick();
    assert_eq!(second("PAYMENT-OVERDUE"), before);
}

fn who_was_away_hears_the_last_word_only(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    // Nothing ran from June to eight days after the due date; two nodes come back at once.
    shop.until(d(7, 23));
    let sweep = || {
        let request = ::app::jobs::timers::request(app);
        lateness::remind(app, &request).unwrap()
    };
    let told = at_once(sweep, sweep);
    assert_eq!(told.iter().sum::<u64>(), 1, "{told:?}");
    app.drain();
    let codes = ["PAYMENT-SOON", "PAYMENT-DUE", "PAYMENT-OVERDUE"];
    assert_eq!(codes.map(|code| app.mails(code).len()), [0, 0, 1]);
    assert_eq!(sweep(), 0);
    assert!(audited(app, "billing.remind", "succeeded") > 0);
}

fn what_is_overdue_is_seen_on_both_sides(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(7, 15));
    assert!(
        clerk(app)
            .open(OVERDUE)
            .text()
            .contains("No invoice is overdue")
    );
    shop.until(d(7, 22));
    app.tick();
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open("/billing");
    for words in ["Overdue", "Of that overdue ¥15,900.00"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(
        partner
            .open("/billing/invoices/D000000001")
            .text()
            .contains("Overdue")
    );
    let clerk = clerk(app);
    let page = clerk.open(OVERDUE);
    for words in [
        "D000000001",
        "Overdue",
        "7 days late",
        "15 July 2026",
        "22 July 2026",
        "¥15,900.00",
        shop.partner.company.name.as_str(),
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    // The next one is not due yet.
    assert!(!page.text().contains("D000000002"));
    assert!(
        clerk
            .open(&format!("{OVERDUE}?q=d000000001"))
            .text()
            .contains("7 days late")
    );
    let none = clerk.open(&format!("{OVERDUE}?q=nobody-is-called-so"));
    assert!(none.text().contains("No overdue invoice matches"));
    let href = page.attribute("main tbody a", "href").unwrap();
    assert!(clerk.open(&href).text().contains("Overdue"));
    assert_eq!(partner.get(OVERDUE).status(), 404);
    assert_eq!(partner.get(CHARGES).status(), 404);
    for language in ["zh-Hans", "zh-Hant"] {
        clerk.set_cookie("tongdao_language", language);
        assert!(!clerk.open(OVERDUE).source().contains('⟦'));
        assert!(!clerk.open(CHARGES).source().contains('⟦'));
    }
    pay(&shop, "ALL-OF-IT", d(7, 22), FIRST, "D000000001");
    clerk.set_cookie("tongdao_language", "en");
    assert!(clerk.open(OVERDUE).text().contains("No invoice is overdue"));
}

fn a_charge_explains_itself_and_is_made_once(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(8, 14));
    // The next bill, tried before it is made.
    app.tick();
    let auditor = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    let tried = auditor.open(&format!("/ops/billing/partners/{}", shop.partner.tenant));
    assert!(tried.text().contains("¥246.45"), "{}", tried.text());
    shop.until(d(8, 16));
    let sweep = || {
        let request = ::app::jobs::timers::request(app);
        billing::sweep(app, &request).unwrap();
    };
    let [(), ()] = at_once(sweep, sweep);
    app.tick();
    let found = charged(&shop, d(8, 15));
    let [one] = &found[..] else {
        panic!("{found:?}")
    };
    // 15,900.00 × 1.5 % × 31 ÷ 30 is 246.45.
    assert_eq!((one.days, one.amount), (31, 24_645));
    assert_eq!(
        (one.charged_from.as_str(), one.charged_to.as_str()),
        ("2026-07-15", "2026-08-15")
    );
    ties_out(&shop);
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open("/billing/invoices/D000000003");
    for words in ["Finance charges ¥254.40", "Charges before tax ¥15,254.40"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let line = partner.open("/billing/invoices/D000000003/finance-charges/1");
    for words in [
        "¥15,900.00",
        "1.50 %",
        "31",
        "30",
        "¥246.45",
        // Fen, before they are rounded.
        "7393500000 ÷ 300000",
        "14 August 2026",
        "D000000001",
    ] {
        assert!(line.text().contains(words), "{words}: {}", line.text());
    }
    for language in ["zh-Hans", "zh-Hant"] {
        partner.set_cookie("tongdao_language", language);
        for path in ["", "/finance-charges/1"] {
            let page = partner.open(&format!("/billing/invoices/D000000003{path}"));
            assert!(!page.source().contains('⟦'), "{}", page.text());
        }
    }
    for gone in ["0", "3", "x"] {
        let path = format!("/billing/invoices/D000000003/finance-charges/{gone}");
        assert_eq!(partner.get(&path).status(), 404);
    }
    let paper = partner.get("/billing/invoices/D000000003/statement.pdf");
    assert_eq!(paper.status(), 200);
    let program = app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None);
    let invoice = program.get("/v1/invoices/D000000003").expect(200).json();
    assert_eq!(invoice["totalCharges"].to_string(), "16154.4");
    // Another company sees nothing of it.
    let other = app.active_partner();
    let other = english(app.browser_of(&other.admin));
    let path = "/billing/invoices/D000000003/finance-charges/1";
    assert_eq!(other.get(path).status(), 404);
    // Not on finance charges: the next bill charges the same for the first invoice again, no more.
    shop.until(d(9, 16));
    app.tick();
    assert_eq!(charged(&shop, d(9, 15))[0].amount, 24_645);
    ties_out(&shop);
    for sql in [
        "UPDATE finance_charge SET amount = 1",
        "DELETE FROM finance_charge",
    ] {
        let tried = app.db.write(move |tx| tx.execute(sql, &[]));
        assert!(tried.wait().is_err(), "{sql}");
    }
}

/// The page of the charge for the first invoice.
fn page_of(browser: &Browser, shop: &Shop<'_>, on: Date) -> (String, Page) {
    let path = format!("{CHARGES}/{}", charged(shop, on)[0].id);
    let page = browser.open(&path);
    (path, page)
}

fn a_charge_is_waived_with_a_reason(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(8, 16));
    assert!(
        clerk(app)
            .open(CHARGES)
            .text()
            .contains("Nothing was charged")
    );
    app.tick();
    let clerk = clerk(app);
    let list = clerk.open(CHARGES);
    for words in ["D000000001", "D000000003", "¥246.45", "Charged"] {
        assert!(list.text().contains(words), "{words}: {}", list.text());
    }
    let (path, page) = page_of(&clerk, &shop, d(8, 15));
    for words in ["¥246.45", "1.50 %", "cannot be undone"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let act = format!("{path}/waive");
    let form = page.form(&act);
    // A reason is wanted, and what was typed stays.
    let refused = form.clone().put("reason", "no").submit().expect(422);
    assert!(refused.error_at("reason").is_some(), "{}", refused.text());
    assert_eq!(refused.form(&act).value("reason"), "no");
    // Who looks has no form and may not send one; to a partner there is no such page.
    let auditor = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    assert!(!auditor.open(&path).has_form(&act));
    let why = [("reason", "The bank was closed")];
    assert_eq!(auditor.post(&act, &why).status(), 403);
    let partner = english(app.browser_of(&shop.partner.admin));
    assert_eq!(partner.get(&path).status(), 404);
    assert_eq!(partner.post(&act, &why).status(), 404);
    let nothing = format!("{CHARGES}/{}", uuid::Uuid::from_u128(5));
    assert_eq!(clerk.get(&nothing).status(), 404);
    assert_eq!(clerk.post(&format!("{nothing}/waive"), &why).status(), 404);
    ties_out(&shop);
    let balance = || {
        let page = billing::overview(app, &shop.request).wait().unwrap();
        page.balance.due()
    };
    let before = balance();
    // A double click waives once.
    let form = form.put("reason", "The bank was closed");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert_eq!(before - balance(), 24_645);
    let page = clerk.open(&format!("{path}?done=waived"));
    for words in ["was waived", "Waived", "The bank was closed"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(!page.has_form(&act));
    let again = clerk.post(&act, &why).expect(409);
    assert!(again.text().contains("waived already"), "{}", again.text());
    assert_eq!(audited(app, "billing.waive-finance-charge", "succeeded"), 1);
    ties_out(&shop);
    let page = partner.open("/billing/invoices/D000000003");
    for words in [
        "Finance charge for invoice D000000001 waived",
        "The bank was closed",
        "Waived",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let page = partner.open("/billing/invoices/D000000003/finance-charges/1");
    assert!(page.text().contains("The bank was closed"));
    let said = partner.open("/billing/statement");
    assert!(
        said.text()
            .contains("Finance charge for invoice D000000001 waived")
    );
}

fn a_waived_day_is_not_charged_again(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(8, 16));
    app.tick();
    let browser = clerk(app);
    let (path, page) = page_of(&browser, &shop, d(8, 15));
    let form = page.form(&format!("{path}/waive"));
    let done = form.put("reason", "A good customer").submit();
    assert_eq!(done.status(), 303);
    // What is known later of these days changes nothing any more.
    pay(&shop, "EARLY", d(7, 20), 100_000, "D000000001");
    shop.until(d(9, 16));
    app.tick();
    let found = charged(&shop, d(9, 15));
    let lines: Vec<_> = found.iter().map(|c| (c.principal, c.days)).collect();
    assert_eq!(lines, [(FIRST - 100_000, 31)]);
    ties_out(&shop);
}

/// A bill that gives more of finance charges back than it charges owes less than its lines come to.
fn what_a_bill_gives_back_bears_nothing(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    let whole = |shop: &Shop<'_>, came: Date, invoice: &str| {
        let bills = shop.invoices();
        let bill = bills.iter().find(|bill| bill.number == invoice).unwrap();
        pay(
            shop,
            &format!("ALL-OF-{invoice}"),
            came,
            bill.total,
            invoice,
        );
    };
    shop.until(d(8, 13));
    app.tick();
    whole(&shop, d(8, 13), "D000000002");
    shop.until(d(8, 20));
    app.tick();
    pay(&shop, "SLOW-BANK", d(7, 22), FIRST, "D000000001");
    shop.until(d(9, 13));
    app.tick();
    whole(&shop, d(9, 13), "D000000003");
    shop.until(d(9, 16));
    app.tick();
    let given_back = "SELECT finance_charge AS n FROM invoice WHERE number = 'D000000004'";
    assert_eq!(count(app, given_back), 5_565 - 24_645);
    shop.until(d(10, 13));
    app.tick();
    whole(&shop, d(10, 13), "D000000004");
    shop.until(d(11, 16));
    app.tick();
    let borne = "SELECT COUNT(*) AS n FROM finance_charge f JOIN invoice i ON i.id = f.late_id
        WHERE i.number = 'D000000004'";
    assert_eq!(count(app, borne), 0);
    ties_out(&shop);
}

fn a_transfer_recorded_late_puts_it_right(app: &Late) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(8, 16));
    app.tick();
    assert_eq!(charged(&shop, d(8, 15))[0].days, 31);
    // The money had come on 22 July.
    shop.until(d(8, 20));
    pay(&shop, "SLOW-BANK", d(7, 22), FIRST, "D000000001");
    ties_out(&shop);
    shop.until(d(9, 16));
    app.tick();
    let found = charged(&shop, d(9, 15));
    let lines: Vec<_> = found.iter().map(|c| (c.amount, c.days)).collect();
    // 7 days of 15,900.00 are 55.65.
    assert_eq!(lines, [(-24_645, 31), (5_565, 7)]);
    ties_out(&shop);
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open("/billing/invoices/D000000004");
    assert!(page.text().contains("Gives back"), "{}", page.text());
    let page = partner.open(&format!(
        "/billing/invoices/D000000004/finance-charges/{}",
        found[0].position
    ));
    assert!(
        page.text().contains("given back in full"),
        "{}",
        page.text()
    );
    // What was given back has nothing to be waived.
    let browser = clerk(app);
    let (path, page) = page_of(&browser, &shop, d(8, 15));
    let act = format!("{path}/waive");
    assert!(page.text().contains("Given back") && !page.has_form(&act));
    let late = browser
        .post(&act, &[("reason", "Too late by now")])
        .expect(409);
    assert!(late.text().contains("was given back"), "{}", late.text());
    // The bill after it has no word on it any more.
    shop.until(d(10, 16));
    app.tick();
    assert_eq!(charged(&shop, d(10, 15)), []);
    ties_out(&shop);
}
