//! Money that comes in: recorded, given to invoices, taken back; whatever happens, the ledger ties out.

use crate::billing::{Priced, Shop, billed, d};
use crate::{at_once, audited, count, english};
use app::billing::{self, Stood};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use testkit::{Browser, Page, TestApp};

testkit::on_both! { Priced:
    a_transfer_pays_what_is_due_first,
    what_cannot_be_a_payment_is_refused_at_its_field,
    what_is_left_over_waits_and_can_be_moved,
    one_transfer_is_recorded_once,
    what_an_invoice_gives_back_pays_the_next,
    a_bill_and_a_payment_at_once_count_once_each,
    statements_say_the_same_as_balances,
    the_ledger_says_what_the_invoices_say,
    a_credit_note_takes_two_people_and_no_more_than_is_left,
    what_is_credited_is_not_paid,
    a_sandbox_is_not_who_pays,
    an_invoice_paid_meanwhile_is_no_longer_open,
}

const HOME: &str = "/ops/billing/payments";
const NEW: &str = "/ops/billing/payments/new";

fn clerk(app: &TestApp) -> Browser {
    english(app.browser_of(&app.staff(StaffRole::BillingOperator)))
}

/// The form as somebody would fill it in.
fn form(browser: &Browser, shop: &Shop<'_>, reference: &str, amount: &str) -> testkit::Form {
    let form = browser.open(NEW).form(NEW);
    form.put("partner", &shop.partner.company.credit_code)
        .put("reference", reference)
        .put("value_on", &shop.app.today().to_string())
        .put("amount", amount)
}

fn record(browser: &Browser, shop: &Shop<'_>, reference: &str, amount: &str, pays: &str) -> Page {
    let page = form(browser, shop, reference, amount)
        .put("pays", pays)
        .submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    page.follow()
}

/// What every moment has to satisfy.
fn ties_out(shop: &Shop<'_>) {
    let app = shop.app;
    let unbalanced = "SELECT COUNT(*) AS n FROM (SELECT 1 AS x FROM ledger_entry
        GROUP BY partner_id, number HAVING SUM(amount) <> 0) AS unbalanced";
    assert_eq!(count(app, unbalanced), 0);
    let gaps = "SELECT COUNT(*) AS n FROM ledger l WHERE l.last <>
        (SELECT COUNT(*) FROM ledger_transaction t WHERE t.partner_id = l.partner_id)";
    assert_eq!(count(app, gaps), 0);
    let page = billing::overview(app, &shop.request).wait().unwrap();
    let open: i64 = page.invoices.iter().map(|stood| stood.stand.open).sum();
    assert_eq!(open, page.balance.open);
    let left: i64 = page.payments.iter().map(|payment| payment.left_over).sum();
    assert_eq!(left, page.balance.unallocated);
    let sum = |of: fn(&Stood) -> i64| page.invoices.iter().map(of).sum::<i64>();
    let (billed, credited) = (
        sum(|stood| stood.invoice.total),
        sum(|stood| stood.stand.credited),
    );
    let paid: i64 = page.payments.iter().map(|payment| payment.amount).sum();
    assert_eq!(page.balance.due(), billed - credited - paid);
    let noted = "SELECT CAST(COALESCE(SUM(before_tax + tax), 0) AS BIGINT) AS n
        FROM credit_note WHERE state = 'issued'";
    assert_eq!(count(app, noted), credited);
    // What one invoice gives another pays there: between them it is nothing.
    let used: i64 = page.given.iter().map(|given| given.amount).sum();
    assert_eq!(sum(|stood| stood.stand.paid), used);
    for stood in &page.invoices {
        let stand = stood.stand;
        let owed = stood.invoice.total - stand.credited;
        assert_eq!(stand.open, owed - stand.paid, "{}", stood.invoice.number);
    }
    let said = billing::statement(app, &shop.request, None).wait().unwrap();
    assert_eq!(said.closing, page.balance.due());
}

fn a_transfer_pays_what_is_due_first(app: &Priced) {
    let app = &app.0;
    let mut shop = billed(app);
    let clerk = clerk(app);
    assert!(clerk.open(HOME).text().contains("No payments here"));
    // 159.00 and 159.00 are overdue, 100.53 is due in September.
    let page = record(&clerk, &shop, "icbc 2026 0001", "¥200.00", "oldest");
    for words in [
        "The payment was recorded",
        "ICBC20260001",
        "D000000001",
        "¥159.00",
        "¥41.00",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    ties_out(&shop);
    assert_eq!(audited(app, "payment.record", "succeeded"), 1);
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open("/billing");
    for words in [
        "To pay ¥218.53",
        "Of that overdue ¥118.00",
        "¥200.00 on 16 August 2026",
        "Overdue",
        "Paid",
        "ICBC20260001",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let page = partner.open("/billing/invoices/D000000002");
    for words in [
        "Paid by transfer ICBC20260001",
        "−¥41.00",
        "Open ¥118.00",
        "Overdue",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let program = app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None);
    let invoice = program.get("/v1/invoices/D000000002").expect(200).json();
    assert_eq!(invoice["paidAmount"].to_string(), "41.0");
    let list = program.get("/v1/invoices").expect(200).json();
    assert_eq!(list["items"][2]["paidAmount"].to_string(), "159.0");
    assert_eq!(list["items"][0]["paidAmount"].to_string(), "0.0");
    let balance = program.get("/v1/invoices/summary").expect(200).json();
    assert_eq!(balance["balanceAmount"].to_string(), "218.53");
    assert_eq!(balance["lastPaymentAmount"].to_string(), "200.0");
    assert_eq!(balance["lastPaymentDate"], "2026-08-16T00:00:00Z");
    assert_eq!(balance["firstInvoiceCreationDate"], "2026-06-15T00:00:00Z");
    assert_eq!(balance["latestInvoiceDate"], "2026-08-15T00:00:00Z");
    assert_eq!(balance["accountingDate"], balance["latestInvoiceDate"]);
    assert_eq!(partner.get(HOME).status(), 404);
    // The next bill carries over what is unpaid.
    shop.until(d(9, 16));
    app.tick();
    let invoice = shop.invoices().pop().unwrap();
    assert_eq!(invoice.previous_balance, 21_853);
    ties_out(&shop);
    // Who looks has no forms, and who has no business there no page.
    let auditor = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    let href = auditor
        .open(HOME)
        .attribute("main tbody a", "href")
        .unwrap();
    let page = auditor.open(&href);
    assert!(!page.has_form(&format!("{href}/reverse")));
    assert_eq!(auditor.get(NEW).status(), 403);
    let other = app.active_partner();
    let other = english(app.browser_of(&other.admin));
    assert!(!other.open("/billing").text().contains("ICBC20260001"));
    assert!(
        !other
            .open("/billing/statement")
            .text()
            .contains("ICBC20260001")
    );
}

fn what_cannot_be_a_payment_is_refused_at_its_field(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let other = Shop::open(app, app.today(), false);
    let clerk = clerk(app);
    drop(record(&clerk, &shop, "KNOWN-1", "1.00", "nothing"));
    let before = count(app, "SELECT COUNT(*) AS n FROM ledger_entry");
    let right = || {
        form(&clerk, &shop, "FRESH-1", "5.00")
            .put("note", "two words")
            .put("pays", "invoice")
            .put("invoice", "D000000001")
    };
    for (field, value, words) in [
        ("reference", "known-1", "recorded already"),
        ("reference", "x", "at least"),
        ("partner", "nobody.example", "No partner that is billed"),
        ("partner", "", "Fill in"),
        ("partner", "D000009999", "No partner that is billed"),
        ("amount", "-5.00", "cannot be negative"),
        ("amount", "0", "above zero"),
        ("amount", "1.005", "two decimals"),
        ("amount", "much", "Enter an amount"),
        ("currency", "USD", "is billed in CNY"),
        ("value_on", "2026-08-17", "still to come"),
        ("value_on", "2026-05-14", "had not signed"),
        ("value_on", "2026-02-30", "does not exist"),
        ("invoice", "D000000009", "no open invoice"),
        ("invoice", "", "Fill in"),
        ("pays", "everything", ""),
    ] {
        let sent = right().put(field, value);
        let page = sent.submit().expect(422);
        let error = page
            .error_at(field)
            .unwrap_or_else(|| panic!("{field} {value}: {}", page.text()));
        assert!(error.contains(words), "{field} {value}: {error}");
        // Nothing typed is lost.
        let kept = page.form(NEW);
        for name in ["partner", "reference", "amount", "note", "invoice"] {
            assert_eq!(
                kept.value(name),
                sent.value(name),
                "{field} {value}: {name}"
            );
        }
    }
    // An invoice of another partner, whichever of the two is meant.
    let wrong = right().put("partner", &other.partner.company.credit_code);
    let page = wrong.submit().expect(422);
    assert!(
        page.error_at("invoice")
            .unwrap()
            .contains("no open invoice"),
        "{}",
        page.text()
    );
    for language in ["zh-Hans", "zh-Hant"] {
        clerk.set_cookie("tongdao_language", language);
        let page = right()
            .put("amount", "-1")
            .put("currency", "EUR")
            .submit()
            .expect(422);
        assert!(!page.source().contains('⟦'), "{}", page.text());
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM ledger_entry"), before);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM payment"), 1);
    // Whatever somebody does to the database, it stays as it is.
    for sql in [
        "UPDATE ledger_entry SET amount = 0",
        "DELETE FROM ledger_transaction",
        "UPDATE payment SET amount = 1",
    ] {
        let tried = app.db.write(move |tx| tx.execute(sql, &[]));
        assert!(tried.wait().is_err(), "{sql}");
    }
}

fn what_is_left_over_waits_and_can_be_moved(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let clerk = clerk(app);
    // Too much for the one invoice it names: the rest waits.
    let sent = form(&clerk, &shop, "BIG-1", "200.00")
        .put("pays", "invoice")
        .put("invoice", "d000000002");
    let page = sent.submit().expect(303).follow();
    assert!(page.text().contains("Something left"), "{}", page.text());
    let path = page.path().to_owned();
    let path = path.split('?').next().unwrap().to_owned();
    let balance = || {
        billing::overview(app, &shop.request)
            .wait()
            .unwrap()
            .balance
    };
    assert_eq!((balance().open, balance().unallocated), (25_953, 4_100));
    ties_out(&shop);
    let left = clerk.open(&format!("{HOME}?left=yes"));
    assert!(left.text().contains("BIG-1"));
    assert!(
        clerk
            .open(&format!("{HOME}?q=nothing-like-it"))
            .text()
            .contains("No payment matches")
    );
    // Chosen amounts: not more than is open, not more than is left, not nothing.
    let give = |one: &str, three: &str| {
        let form = clerk.open(&path).form(&format!("{path}/allocate"));
        form.put("amount-D000000001", one)
            .put("amount-D000000003", three)
            .put("how", "typed")
            .submit()
    };
    for (one, three, field, words) in [
        ("", "", "amount-D000000001", "at one invoice at least"),
        ("200", "", "amount-D000000001", "More than is open"),
        ("30", "20", "amount-D000000003", "More than is left"),
        ("-1", "", "amount-D000000001", "cannot be negative"),
        ("0", "", "amount-D000000001", "above zero"),
    ] {
        let page = give(one, three).expect(422);
        let error = page
            .error_at(field)
            .unwrap_or_else(|| panic!("{one} {three}: {}", page.text()));
        assert!(error.contains(words), "{one} {three}: {error}");
        assert_eq!(
            page.form(&format!("{path}/allocate"))
                .value("amount-D000000003"),
            three
        );
    }
    let page = give("20.00", "1.00").expect(303).follow();
    assert!(
        page.text().contains("were paid with these amounts"),
        "{}",
        page.text()
    );
    assert_eq!((balance().open, balance().unallocated), (23_853, 2_000));
    let oldest = clerk
        .open(&path)
        .form(&format!("{path}/allocate"))
        .put("how", "oldest");
    drop(oldest.submit().expect(303));
    assert_eq!((balance().open, balance().unallocated), (21_853, 0));
    ties_out(&shop);
    assert!(!clerk.open(&path).has_form(&format!("{path}/allocate")));
    // Moved from one invoice to another, with a reason.
    let release = |reason: &str| {
        let form = clerk.open(&path).form(&format!("{path}/release"));
        form.put("invoice", "D000000002")
            .put("reason", reason)
            .submit()
    };
    assert!(
        release("no")
            .expect(422)
            .error_at("reason-D000000002")
            .is_some()
    );
    drop(release("Meant for the first invoice").expect(303));
    assert_eq!((balance().open, balance().unallocated), (37_753, 15_900));
    // What lies behind cannot be taken twice.
    let again = clerk.post(
        &format!("{path}/release"),
        &[("invoice", "D000000002"), ("reason", "once more please")],
    );
    assert_eq!(again.status(), 409);
    ties_out(&shop);
    // Taken back as a whole; its transfer can be recorded anew.
    let form_back = clerk.open(&path).form(&format!("{path}/reverse"));
    assert!(
        form_back
            .clone()
            .put("reason", "")
            .submit()
            .expect(422)
            .error_at("reason-reverse")
            .is_some()
    );
    let [one, two] = {
        let form = form_back.put("reason", "Returned by the bank");
        at_once(|| form.submit(), || form.submit())
    };
    assert_eq!([one.status(), two.status()], [303; 2]);
    let page = clerk.open(&path);
    assert!(page.text().contains("Returned by the bank") && page.text().contains("Taken back"));
    assert_eq!((balance().open, balance().unallocated), (41_853, 0));
    ties_out(&shop);
    let late = clerk
        .post(&format!("{path}/allocate"), &[("how", "oldest")])
        .expect(409);
    assert!(
        late.text().contains("has been taken back"),
        "{}",
        late.text()
    );
    drop(record(&clerk, &shop, "BIG-1", "200.00", "oldest"));
    assert_eq!(balance().open, 21_853);
    ties_out(&shop);
    for action in ["payment.allocate", "payment.release", "payment.reverse"] {
        assert!(audited(app, action, "succeeded") > 0, "{action}");
    }
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open("/billing/invoices/D000000002");
    assert!(
        page.text().contains("Meant for the first invoice"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("No longer paid by transfer BIG-1"));
}

fn one_transfer_is_recorded_once(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let clerk = clerk(app);
    // A double click.
    let form_one = form(&clerk, &shop, "DOUBLE", "10.00");
    let [one, two] = at_once(|| form_one.submit(), || form_one.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert_eq!(one.location(), two.location());
    // Two people with the same statement of the bank.
    let login = app.member_of_staff("second-clerk", &[StaffRole::BillingOperator]);
    let second = english(app.browser_of(&login));
    let (mine, theirs) = (
        form(&clerk, &shop, "SHARED", "10.00"),
        form(&second, &shop, "shared", "10.00"),
    );
    let pages = at_once(|| mine.submit(), || theirs.submit());
    let mut statuses = pages.map(|page| page.status());
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM payment"), 2);
    ties_out(&shop);
}

fn what_an_invoice_gives_back_pays_the_next(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    let sold = shop.sell("gone", 15);
    shop.until(d(6, 16));
    app.tick();
    let clerk = clerk(app);
    drop(record(&clerk, &shop, "ALL-OF-IT", "159.00", "oldest"));
    ties_out(&shop);
    // Ended in the paid month: the next bill gives back, and waits for one that owes.
    shop.until(d(6, 20));
    shop.wish(sold, app::subscriptions::Wish::Ended);
    shop.until(d(7, 16));
    app.tick();
    let back = shop.invoices().pop().unwrap();
    assert!(back.total < 0);
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open(&format!("/billing/invoices/{}", back.number));
    assert!(
        page.text().contains("Goes towards the next invoice"),
        "{}",
        page.text()
    );
    ties_out(&shop);
    shop.until(d(7, 17));
    let _ = shop.sell("new", 10);
    shop.until(d(8, 16));
    app.tick();
    let next = shop.invoices().pop().unwrap();
    assert_eq!((next.total, next.previous_balance), (10_600, back.total));
    let page = billing::overview(app, &shop.request).wait().unwrap();
    let open: Vec<_> = page.invoices.iter().map(|stood| stood.stand.open).collect();
    // All of the new one is paid with it, and something is left.
    assert_eq!(open, [0, 10_600 + back.total, 0]);
    // The session of July is over.
    let partner = english(app.browser_of(&shop.partner.admin));
    let shown = partner.open(&format!("/billing/invoices/{}", next.number));
    assert!(
        shown
            .text()
            .contains(&format!("Set off against invoice {}", back.number))
    );
    ties_out(&shop);
}

fn a_bill_and_a_payment_at_once_count_once_each(app: &Priced) {
    let app = &app.0;
    let mut shop = billed(app);
    shop.until(d(9, 16));
    let clerk = clerk(app);
    let form = form(&clerk, &shop, "MEANWHILE", "418.53");
    let sweep = || {
        let request = ::app::jobs::timers::request(app);
        billing::sweep(app, &request).unwrap();
    };
    let [_, ()] = at_once(|| drop(form.submit()), sweep);
    app.drain();
    let invoice = shop.invoices().pop().unwrap();
    assert!([0, 41_853].contains(&invoice.previous_balance));
    ties_out(&shop);
    let page = billing::overview(app, &shop.request).wait().unwrap();
    assert_eq!(page.balance.due(), invoice.total);
}

fn statements_say_the_same_as_balances(app: &Priced) {
    let app = &app.0;
    let mut shop = billed(app);
    let clerk = clerk(app);
    drop(record(&clerk, &shop, "YEAR-1", "500.00", "oldest"));
    let partner = app.browser_of(&shop.partner.admin);
    let (own, ops) = (
        "/billing/statement".to_owned(),
        format!("/ops/billing/partners/{}/account", shop.partner.tenant),
    );
    let payment = clerk.open(HOME).attribute("main tbody a", "href").unwrap();
    for language in ["zh-Hant", "zh-Hans", "en"] {
        for (browser, path) in [(&partner, &own), (&clerk, &ops), (&clerk, &payment)] {
            browser.set_cookie("tongdao_language", language);
            assert!(
                !browser.open(path).source().contains('⟦'),
                "{path} {language}"
            );
        }
        for (browser, path) in [(&clerk, HOME), (&clerk, NEW), (&partner, "/billing")] {
            browser.set_cookie("tongdao_language", language);
            assert!(
                !browser.open(path).source().contains('⟦'),
                "{path} {language}"
            );
        }
    }
    let page = partner.open(&own);
    for words in [
        "Invoice D000000003",
        "¥100.53",
        "Payment YEAR-1",
        "−¥500.00",
        "−¥81.47",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let file = partner.get("/billing/statement.csv?year=2026").expect(200);
    let text = String::from_utf8(file.bytes().to_vec()).unwrap();
    let last = text.trim_end().lines().last().unwrap();
    assert_eq!(last, "2026-08-16,Payment YEAR-1,,500.00,,81.47");
    assert_eq!(
        clerk
            .get(&format!("{ops}/statement.csv"))
            .expect(200)
            .bytes(),
        file.bytes()
    );
    for bad in ["?year=2025", "?year=2027", "?year=x"] {
        assert_eq!(partner.get(&format!("{own}{bad}")).status(), 404, "{bad}");
    }
    // The year after begins with what was left.
    shop.until(jiff::civil::date(2027, 1, 2));
    app.tick();
    let now = billing::statement(app, &shop.request, None).wait().unwrap();
    let then = billing::statement(app, &shop.request, Some(2026))
        .wait()
        .unwrap();
    assert_eq!(now.opening, then.closing);
}

fn the_ledger_says_what_the_invoices_say(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    // As the migration posts them: each invoice against what it charges.
    let sum = |account: &'static str| {
        let sql = match account {
            "receivable" => {
                "SELECT CAST(SUM(amount) AS BIGINT) AS n FROM ledger_entry WHERE account = 'receivable'"
            }
            "tax" => {
                "SELECT CAST(-SUM(amount) AS BIGINT) AS n FROM ledger_entry WHERE account = 'tax'"
            }
            _ => {
                "SELECT CAST(-SUM(amount) AS BIGINT) AS n FROM ledger_entry WHERE account = 'revenue'"
            }
        };
        count(app, sql)
    };
    let invoices = shop.invoices();
    assert_eq!(
        sum("receivable"),
        invoices.iter().map(|i| i.total).sum::<i64>()
    );
    assert_eq!(sum("tax"), invoices.iter().map(|i| i.tax).sum::<i64>());
    let net = invoices
        .iter()
        .map(|i| i.recurring + i.other_products)
        .sum::<i64>();
    assert_eq!(sum("revenue"), net);
}

const NOTES: &str = "/ops/billing/credit-notes";

fn a_credit_note_takes_two_people_and_no_more_than_is_left(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let clerk = clerk(app);
    let login = app.member_of_staff("second-clerk", &[StaffRole::CreditLead]);
    let second = english(app.browser_of(&login));
    drop(record(&clerk, &shop, "PAID-ONE", "159.00", "oldest"));
    let new = "/ops/billing/credit-notes/new";
    let propose = |invoice: &str, amount: &str, reason: &str| {
        let form = clerk.open(new).form(new);
        form.put("invoice", invoice)
            .put("amount", amount)
            .put("reason", reason)
            .submit()
    };
    for (invoice, amount, reason, field, words) in [
        (
            "D000009999",
            "1",
            "Five licences too many",
            "invoice",
            "no invoice",
        ),
        (
            "D000000001",
            "150.01",
            "Five licences too many",
            "amount",
            "More than the invoice",
        ),
        (
            "D000000001",
            "0",
            "Five licences too many",
            "amount",
            "above zero",
        ),
        (
            "D000000001",
            "-1",
            "Five licences too many",
            "amount",
            "cannot be negative",
        ),
        ("D000000001", "1", "no", "reason", "at least"),
    ] {
        let page = propose(invoice, amount, reason).expect(422);
        let error = page
            .error_at(field)
            .unwrap_or_else(|| panic!("{}", page.text()));
        assert!(error.contains(words), "{invoice} {amount}: {error}");
        assert_eq!(page.form(new).value("amount"), amount);
    }
    // Of a paid invoice: what it takes off goes towards the invoice that is due next.
    let page = propose("d000000001", "50.00", "Five licences too many").expect(303);
    let path = page.location().split('?').next().unwrap().to_owned();
    let page = clerk.open(&path);
    assert!(page.text().contains("Waits for approval") && page.text().contains("¥53.00"));
    assert!(!page.has_form(&format!("{path}/approve")));
    let own = clerk.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(
        own.text().contains("somebody else has to decide"),
        "{}",
        own.text()
    );
    assert_eq!(propose("D000000001", "1.00", "Once more").status(), 409);
    let before = billing::overview(app, &shop.request)
        .wait()
        .unwrap()
        .balance;
    assert_eq!(before.open, 25_953);
    let approve = second.open(&path).form(&format!("{path}/approve"));
    let [one, two] = at_once(|| approve.submit(), || approve.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    let page = second.open(&path);
    for words in ["C000000001", "Issued", "Five licences too many"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let page = billing::overview(app, &shop.request).wait().unwrap();
    let open: Vec<_> = page.invoices.iter().map(|stood| stood.stand.open).collect();
    assert_eq!(open, [10_053, 10_600, 0]);
    let said = billing::statement(app, &shop.request, None).wait().unwrap();
    assert_eq!(said.closing, 20_653);
    let again = second.post(&format!("{path}/decline"), &[("reason", "too late now")]);
    assert_eq!(again.status(), 409);
    // The rest of it, to the last hundredth of its tax; and no more.
    let rest = propose("D000000001", "100.00", "All of it was a mistake").expect(303);
    let rest = rest.location().split('?').next().unwrap().to_owned();
    drop(
        second
            .open(&rest)
            .form(&format!("{rest}/approve"))
            .submit()
            .expect(303),
    );
    let page = propose("D000000001", "0.01", "One too many").expect(422);
    assert!(
        page.error_at("invoice")
            .unwrap()
            .contains("all of it has been credited")
    );
    // One that is declined and one that is taken back leave no gap.
    let third = propose("D000000002", "10.00", "A misunderstanding").expect(303);
    let third = third.location().split('?').next().unwrap().to_owned();
    let decline = || second.open(&third).form(&format!("{third}/decline"));
    assert!(decline().submit().expect(422).error_at("reason").is_some());
    drop(
        decline()
            .put("reason", "It was used after all")
            .submit()
            .expect(303),
    );
    let fourth = propose("D000000002", "10.00", "A misunderstanding").expect(303);
    let fourth = fourth.location().split('?').next().unwrap().to_owned();
    assert_eq!(
        second.post(&format!("{fourth}/withdraw"), &[]).status(),
        403
    );
    drop(
        clerk
            .open(&fourth)
            .form(&format!("{fourth}/withdraw"))
            .submit()
            .expect(303),
    );
    let fifth = propose("D000000002", "1.00", "For the trouble").expect(303);
    let fifth = fifth.location().split('?').next().unwrap().to_owned();
    drop(
        second
            .open(&fifth)
            .form(&format!("{fifth}/approve"))
            .submit()
            .expect(303),
    );
    assert!(second.open(&fifth).text().contains("C000000003"));
    ties_out(&shop);
    // The partner sees it, on the page and through the interface.
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open("/billing/invoices/D000000001");
    for words in [
        "Credit note C000000001",
        "Five licences too many",
        "Taken off by credit notes",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(
        partner
            .open("/billing/statement")
            .text()
            .contains("Credit note C000000003")
    );
    let program = app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None);
    let invoice = program.get("/v1/invoices/D000000001").expect(200).json();
    let note = &invoice["amendments"][0];
    assert_eq!(
        (note["id"].as_str(), note["amendsOf"].as_str()),
        (Some("C000000001"), Some("D000000001"))
    );
    assert_eq!(note["totalCharges"].to_string(), "-53.0");
    for language in ["zh-Hant", "zh-Hans"] {
        clerk.set_cookie("tongdao_language", language);
        for path in [NOTES, new, &path, &third] {
            assert!(
                !clerk.open(path).source().contains('⟦'),
                "{path} {language}"
            );
        }
    }
    let tried = app.db.write(|tx| {
        let changed = tx.execute("UPDATE credit_note SET tax = 0 WHERE state = 'issued'", &[])?;
        Ok::<_, store::DbError>(changed)
    });
    assert!(tried.wait().is_err());
}

/// A credit note, proposed by one person and approved by another.
fn credited(clerk: &Browser, second: &Browser, invoice: &str, amount: &str) {
    let new = "/ops/billing/credit-notes/new";
    let form = clerk.open(new).form(new);
    let form = form.put("invoice", invoice).put("amount", amount);
    let page = form.put("reason", "Licences nobody used").submit();
    let path = page.expect(303).location().to_owned();
    let path = path.split('?').next().unwrap();
    let approve = format!("{path}/approve");
    drop(second.open(path).form(&approve).submit().expect(303));
}

fn what_is_credited_is_not_paid(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let clerk = clerk(app);
    let login = app.member_of_staff("second-clerk", &[StaffRole::CreditLead]);
    let second = english(app.browser_of(&login));
    // Of the one that is not due yet: something was credited, nothing is paid.
    credited(&clerk, &second, "D000000003", "10.00");
    let partner = english(app.browser_of(&shop.partner.admin));
    let words = |path: &str| partner.open(path).text();
    let page = words("/billing/invoices/D000000003");
    assert!(page.contains("Taken off by credit notes ¥10.60"), "{page}");
    assert!(page.contains("Paid or set off ¥0.00"), "{page}");
    assert!(!page.contains("Partly paid"), "{page}");
    assert!(!words("/billing").contains("Partly paid"));
    let account = format!("/ops/billing/partners/{}/account", shop.partner.tenant);
    let page = clerk.open(&account).text();
    assert!(
        page.contains("¥89.93") && !page.contains("Partly paid"),
        "{page}"
    );
    ties_out(&shop);
    // A paid one that is credited gives to others; taken from its payment, it is owed as a whole, and
    // what it gave has a name and no sign.
    drop(record(&clerk, &shop, "FOR-THE-FIRST", "159.00", "oldest"));
    credited(&clerk, &second, "D000000001", "50.00");
    let path = clerk.open(HOME).attribute("main tbody a", "href").unwrap();
    let release = clerk.open(&path).form(&format!("{path}/release"));
    let release = release.put("invoice", "D000000001");
    drop(
        release
            .put("reason", "Meant for another one")
            .submit()
            .expect(303),
    );
    let page = words("/billing/invoices/D000000001");
    assert!(page.contains("Used for other invoices ¥53.00"), "{page}");
    assert!(page.contains("Open ¥159.00"), "{page}");
    ties_out(&shop);
}

fn a_sandbox_is_not_who_pays(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let partner = app.browser_of(&shop.partner.admin);
    let (sandbox, _) = crate::sandbox_accounts::made(app, &partner);
    assert_ne!(sandbox, shop.partner.tenant);
    let clerk = clerk(app);
    // The code is that of both; the account leads to the form by the domain, which is of one.
    drop(record(&clerk, &shop, "BY-CODE", "1.00", "oldest"));
    let account = format!("/ops/billing/partners/{}/account", shop.partner.tenant);
    let link = clerk.open(&account);
    let link = link.attribute("main a[href^='/ops/billing/payments/new']", "href");
    let form = clerk.open(&link.unwrap()).form(NEW);
    let company = &shop.partner.company;
    let domain = format!("{}.{}", company.prefix, app.programme.domain_suffix);
    assert_eq!(form.value("partner"), domain);
    let own = count(app, "SELECT COUNT(*) AS n FROM payment");
    let wrong = form
        .put("partner", &domain.replacen('.', "-sandbox.", 1))
        .put("reference", "FOR-A-SANDBOX")
        .put("amount", "1.00")
        .put("value_on", &app.today().to_string())
        .submit()
        .expect(422);
    let error = wrong.error_at("partner").unwrap();
    assert!(error.contains("No partner that is billed"), "{error}");
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM payment"), own);
}

fn an_invoice_paid_meanwhile_is_no_longer_open(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let clerk = clerk(app);
    let page = record(&clerk, &shop, "WAITS", "159.00", "nothing");
    let path = page.path().split('?').next().unwrap().to_owned();
    let give = clerk.open(&path).form(&format!("{path}/allocate"));
    let give = give.put("amount-D000000001", "10.00").put("how", "typed");
    // Somebody else pays it while the form is filled in.
    drop(record(&clerk, &shop, "FASTER", "159.00", "oldest"));
    let late = give.submit().expect(409);
    assert!(late.text().contains("is paid by now"), "{}", late.text());
    for language in ["zh-Hans", "zh-Hant"] {
        clerk.set_cookie("tongdao_language", language);
        assert!(!give.submit().expect(409).source().contains('⟦'));
    }
    ties_out(&shop);
}
