//! Refunds: what was paid too much goes back, by two people, once.

use crate::adjustments::clerks;
use crate::billing::{Priced, Shop, billed, d};
use crate::lateness::clerk as signed_in;
use crate::{audited, count, english};
use app::billing;
use domain::caller::StaffRole;
use testkit::{Browser, Page, TestApp};

testkit::on_both! { Priced:
    what_was_paid_too_much_goes_back,
    what_an_invoice_gives_back_is_paid,
    what_cannot_go_back_is_refused,
    what_was_used_meanwhile_does_not_go_back,
}

const HOME: &str = "/ops/billing/refunds";
const ACCOUNT: &str = "Bank of Communications, 6222 0000 0000 0000";

fn paid(clerk: &Browser, shop: &Shop<'_>, reference: &str, amount: &str) {
    let new = "/ops/billing/payments/new";
    let form = clerk.open(new).form(new);
    let form = form
        .put("partner", &shop.partner.company.credit_code)
        .put("reference", reference)
        .put("value_on", &shop.app.today().to_string())
        .put("amount", amount)
        .put("pays", "oldest");
    drop(form.submit().expect(303));
}

fn propose(clerk: &Browser, about: &str, amount: &str) -> Page {
    let of = if about.to_uppercase().starts_with("D0") {
        "invoice"
    } else {
        "transfer"
    };
    let new = format!("{HOME}/new");
    let form = clerk.open(&new).form(&new).put("of", of);
    let form = form.put("about", about).put("amount", amount);
    let form = form.put("account", ACCOUNT);
    form.put("reason", "Paid twice by mistake").submit()
}

fn place(page: &Page) -> String {
    page.location().split('?').next().unwrap().to_owned()
}

/// Every transaction sums to nothing, and what pages say is what entries say.
fn ties_out(app: &TestApp, shop: &Shop<'_>) -> i64 {
    let unbalanced = "SELECT COUNT(*) AS n FROM (SELECT 1 AS x FROM ledger_entry
        GROUP BY partner_id, number HAVING SUM(amount) <> 0) AS unbalanced";
    assert_eq!(count(app, unbalanced), 0);
    let page = billing::overview(app, &shop.request).wait().unwrap();
    let left: i64 = page.payments.iter().map(|payment| payment.left_over).sum();
    assert_eq!(left, page.balance.unallocated);
    let open: i64 = page.invoices.iter().map(|stood| stood.stand.open).sum();
    assert_eq!(open, page.balance.open);
    let said = billing::statement(app, &shop.request, None).wait().unwrap();
    assert_eq!(said.closing, page.balance.due());
    page.balance.due()
}

fn what_was_paid_too_much_goes_back(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let [clerk, lead] = &clerks(app);
    // 418.53 is owed.
    paid(clerk, &shop, "ICBC-TWICE", "500.00");
    assert_eq!(ties_out(app, &shop), -8_147);
    let page = clerk.open("/ops/billing/payments");
    assert!(page.text().contains("ICBC-TWICE"), "{}", page.text());
    let payment = page.attribute(
        "main a[href^='/ops/billing/payments/']:not([href$='/new'])",
        "href",
    );
    let payment = payment.unwrap();
    let button = format!("main a[href='{HOME}/new?of=transfer&about=ICBC-TWICE']");
    assert!(clerk.open(&payment).attribute(&button, "href").is_some());
    let page = propose(clerk, "ICBC-TWICE", "81.48").expect(422);
    assert!(
        page.text().contains("More than there is"),
        "{}",
        page.text()
    );
    let proposed = propose(clerk, "icbc-twice", "50.00").expect(303);
    let path = place(&proposed);
    assert!(proposed.follow().text().contains("Waits for approval"));
    // One at a time.
    let twice = propose(clerk, "ICBC-TWICE", "50.00").expect(409);
    assert!(
        twice.text().contains("waits for approval"),
        "{}",
        twice.text()
    );
    // Nothing has happened yet, and not by the own hand.
    assert_eq!(ties_out(app, &shop), -8_147);
    let own = clerk.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(own.text().contains("somebody else has to decide"));
    let form = lead.open(&path).form(&format!("{path}/approve"));
    let [one, two] = [form.submit(), form.submit()];
    assert_eq!((one.status(), two.status()), (303, 303));
    assert!(one.follow().text().contains("was approved"));
    drop(lead.post(&format!("{path}/approve"), &[]).expect(409));
    assert_eq!(ties_out(app, &shop), -3_147);
    app.drain();
    let mails = app.mails("REFUND-PAID");
    assert!(!mails.is_empty());
    let body = mails[0].body.clone().unwrap();
    assert!(body.contains("50.00") && body.contains(ACCOUNT), "{body}");
    // The partner sees it.
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open("/billing/statement").text();
    for said in ["Paid back ICBC-TWICE", "¥50.00"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // The rest can go back, no more; and the payment was one.
    let page = propose(clerk, "ICBC-TWICE", "31.48").expect(422);
    assert!(page.error_at("amount").is_some(), "{}", page.text());
    let form = clerk.open(&payment).form(&format!("{payment}/reverse"));
    let page = form.put("reason", "Not ours at all").submit().expect(409);
    assert!(
        page.text().contains("went back to the partner"),
        "{}",
        page.text()
    );
    let path = place(&propose(clerk, "ICBC-TWICE", "31.47").expect(303));
    let form = lead.open(&path).form(&format!("{path}/decline"));
    drop(form.put("reason", "").submit().expect(422));
    let form = lead.open(&path).form(&format!("{path}/decline"));
    drop(
        form.put("reason", "Use it for the next bill")
            .submit()
            .expect(303),
    );
    assert!(
        clerk
            .open(&path)
            .text()
            .contains("Use it for the next bill")
    );
    let path = place(&propose(clerk, "ICBC-TWICE", "31.47").expect(303));
    assert!(!lead.open(&path).has_form(&format!("{path}/withdraw")));
    let form = clerk.open(&path).form(&format!("{path}/withdraw"));
    drop(form.submit().expect(303));
    assert_eq!(ties_out(app, &shop), -3_147);
    for sql in [
        "UPDATE refund SET account = 'Elsewhere'",
        "UPDATE refund SET state = 'proposed'",
        "DELETE FROM refund",
    ] {
        let kept = app.db.write(move |tx| tx.execute(sql, &[]));
        assert!(kept.wait().is_err(), "{sql}");
    }
    for language in ["zh-Hans", "zh-Hant"] {
        clerk.set_cookie("tongdao_language", language);
        for path in [HOME, &path, "/ops/billing/refunds/new"] {
            assert!(!clerk.open(path).source().contains('⟦'), "{path}");
        }
    }
    for (action, times) in [
        ("billing.propose-refund", 3),
        ("billing.approve-refund", 1),
        ("billing.decline-refund", 1),
        ("billing.withdraw-refund", 1),
    ] {
        assert_eq!(audited(app, action, "succeeded"), times, "{action}");
    }
}

fn what_an_invoice_gives_back_is_paid(app: &Priced) {
    let app = &app.0;
    let mut shop = Shop::open(app, d(5, 15), false);
    shop.until(d(6, 2));
    let sold = shop.sell("gone", 15);
    shop.until(d(6, 16));
    app.tick();
    let staff = clerks(app);
    paid(&staff[0], &shop, "ALL-OF-IT", "159.00");
    shop.until(d(6, 20));
    shop.wish(sold, app::subscriptions::Wish::Ended);
    shop.until(d(7, 16));
    app.tick();
    let back = shop.invoices().pop().unwrap();
    assert!(back.total < 0);
    assert_eq!(ties_out(app, &shop), back.total);
    let given = domain::money::Money::new(-back.total, domain::money::Currency::CNY).plain();
    let clerk = signed_in(app);
    let lead = app.member_of_staff("third-clerk", &[StaffRole::CreditLead]);
    let lead = english(app.browser_of(&lead));
    let path = place(&propose(&clerk, &back.number.to_lowercase(), &given).expect(303));
    let form = lead.open(&path).form(&format!("{path}/approve"));
    drop(form.submit().expect(303));
    assert_eq!(ties_out(app, &shop), 0);
    let partner = english(app.browser_of(&shop.partner.admin));
    let page = partner.open(&format!("/billing/invoices/{}", back.number));
    assert!(page.text().contains("Paid back"), "{}", page.text());
    let page = propose(&clerk, &back.number, "0.01").expect(422);
    assert!(
        page.text().contains("nothing to pay back"),
        "{}",
        page.text()
    );
    // The next bill begins from nothing.
    app.drain();
    shop.until(d(7, 17));
    let _ = shop.sell("new", 10);
    shop.until(d(8, 16));
    app.tick();
    assert_eq!(shop.invoices().pop().unwrap().previous_balance, 0);
    app.drain();
}

fn what_cannot_go_back_is_refused(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let [clerk, _] = &clerks(app);
    let new = "/ops/billing/payments/new";
    let form = clerk.open(new).form(new);
    let form = form
        .put("partner", &shop.partner.company.credit_code)
        .put("reference", "FOR-NOTHING")
        .put("value_on", &shop.app.today().to_string())
        .put("amount", "10.00")
        .put("pays", "nothing");
    drop(form.submit().expect(303));
    for (about, amount, field, words) in [
        ("NO-SUCH", "1.00", "about", "no transfer"),
        ("D000009999", "1.00", "about", "no transfer"),
        ("D000000001", "1.00", "about", "nothing to pay back"),
        ("FOR-NOTHING", "0", "amount", "above zero"),
        ("FOR-NOTHING", "-1", "amount", "cannot be negative"),
        ("FOR-NOTHING", "10.01", "amount", "More than there is"),
        ("FOR-NOTHING", "10.00", "about", "overdue invoices"),
    ] {
        let page = propose(clerk, about, amount).expect(422);
        let error = page.error_at(field);
        let error = error.unwrap_or_else(|| panic!("{field}: {}", page.text()));
        assert!(error.contains(words), "{about} {amount}: {error}");
    }
    let new = format!("{HOME}/new");
    let form = clerk.open(&new).form(&new).put("of", "nobody");
    let page = form.put("about", "FOR-NOTHING").submit().expect(422);
    assert!(page.error_at("of").is_some(), "{}", page.text());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM refund"), 0);
    app.drain();
}

fn what_was_used_meanwhile_does_not_go_back(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let [clerk, lead] = &clerks(app);
    paid(clerk, &shop, "ENOUGH", "418.53");
    paid(clerk, &shop, "MORE", "10.00");
    let path = place(&propose(clerk, "MORE", "10.00").expect(303));
    // Two approvals at once, each in its own name: one refund.
    let other = app.member_of_staff("fourth-clerk", &[StaffRole::CreditLead]);
    let other = english(app.browser_of(&other));
    let form = |browser: &Browser| browser.open(&path).form(&format!("{path}/approve"));
    let (one, two) = (form(lead), form(&other));
    let answers = crate::at_once(|| one.submit().status(), || two.submit().status());
    let mut answers = answers.to_vec();
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    assert_eq!(ties_out(app, &shop), 0);
    // Money that a bill takes before the second person looks is not there any more.
    paid(clerk, &shop, "AGAIN", "10.00");
    let path = place(&propose(clerk, "AGAIN", "10.00").expect(303));
    let taken = app.db.write({
        let scope = crate::scope_of(&shop.partner);
        let at = app.now();
        move |tx| {
            let found = store::billing::payments::of_partner(tx, scope, 9)?;
            let found = found.iter().find(|p| p.reference == "AGAIN").unwrap();
            let invoice = store::billing::invoice(tx, scope, "D000000001")?.unwrap();
            let posting = domain::billing::ledger::Posting::allocation(found.id, invoice.id, 1);
            let memo = store::billing::ledger::Memo {
                value_on: "2026-08-16",
                reason: "",
                posted_name: "",
                posted_at: at,
            };
            store::billing::ledger::post(tx, scope, &posting.unwrap(), memo)
        }
    });
    taken.wait().unwrap();
    let page = lead.post(&format!("{path}/approve"), &[]).expect(409);
    assert!(page.text().contains("by now"), "{}", page.text());
    app.drain();
}
