//! Disputes: a partner says that something of an invoice is not owed, the operator decides; and what that
//! does to finance charges, reminders and suspension meanwhile.

use crate::billing::{Shop, charging, d};
use crate::lateness::{FIRST, OVERDUE, big, charged, clerk, pay, ties_out};
use crate::{at_once, audited, count, english};
use domain::caller::StaffRole;
use testkit::{Browser, Engine, Fixture, Page, TestApp};

testkit::on_both! { Billed:
    a_line_is_disputed_refused_and_owed_again,
    what_is_accepted_is_given_back_by_two_people,
    what_is_disputed_suspends_nobody,
    what_is_wrong_with_a_dispute,
    only_those_whose_invoice_it_is_and_who_decide,
}

/// The terms as they are shipped.
struct Billed(TestApp);

impl Fixture for Billed {
    fn fresh(engine: Engine) -> Self {
        Self(charging(engine, 1_000, "", &[]))
    }

    fn check(&self) {
        self.0.check();
    }
}

const LINE: &str = "/billing/invoices/D000000001/dispute/1";
const WHOLE: &str = "/billing/invoices/D000000001/dispute/0";
const DESK: &str = "/ops/billing/disputes";
const WHY: &str = "These licences were never ordered by the customer";
/// A line of 300 licences at 10.00, with tax.
const DISPUTED: i64 = 318_000;

fn partner(shop: &Shop<'_>) -> Browser {
    english(shop.app.browser_of(&shop.partner.admin))
}

fn open(browser: &Browser, path: &str, amount: &str, reason: &str) -> Page {
    let form = browser.open(path).form(path);
    form.put("amount", amount).put("reason", reason).submit()
}

fn first_of(browser: &Browser, list: &str) -> String {
    let page = browser.open(list);
    page.attribute("main tbody a", "href").unwrap()
}

fn decide(browser: &Browser, act: &str, fields: &[(&str, &str)]) -> Page {
    let path = first_of(browser, DESK);
    let mut form = browser.open(&path).form(&format!("{path}/{act}"));
    for (name, value) in fields {
        form = form.put(name, value);
    }
    form.submit()
}

fn mails(app: &TestApp) -> [usize; 3] {
    app.drain();
    ["DISPUTE-OPENED", "DISPUTE-ACCEPTED", "DISPUTE-REFUSED"].map(|code| app.mails(code).len())
}

fn days_charged(shop: &Shop<'_>) -> Vec<(i64, u32)> {
    let found = charged(shop, d(8, 15));
    found.iter().map(|c| (c.principal, c.days)).collect()
}

fn a_line_is_disputed_refused_and_owed_again(app: &Billed) {
    let app = &app.0;
    let mut shop = big(app);
    let _ = clerk(app);
    shop.until(d(7, 20));
    let browser = partner(&shop);
    let line = browser.open("/billing/invoices/D000000001/lines/1");
    assert!(line.source().contains(LINE), "{}", line.text());
    let form = browser.open(LINE).form(LINE);
    assert_eq!(form.value("amount"), "3000.00", "all of the line");
    let form = form.put("reason", WHY);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM dispute"), 1);
    assert_eq!(audited(app, "billing.dispute", "succeeded"), 1);
    let page = one.follow();
    for words in [
        "Being looked at",
        "¥3,180.00",
        "line 1",
        WHY,
        "20 July 2026",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let invoice = browser.open("/billing/invoices/D000000001");
    assert!(invoice.text().contains("Invoice D000000001, line 1"));
    assert!(
        browser
            .open("/billing/disputes")
            .text()
            .contains("¥3,180.00")
    );
    assert_eq!(mails(app)[0], 1);
    // Nothing was taken off: the balance is what it was.
    assert!(
        invoice.text().contains("Open ¥15,900.00"),
        "{}",
        invoice.text()
    );
    let desk = clerk(app);
    let list = desk.open(DESK);
    assert!(list.text().contains(shop.partner.company.name.as_str()));
    let late = desk.open(OVERDUE);
    assert!(
        late.text().contains("of that ¥3,180.00 disputed"),
        "{}",
        late.text()
    );
    let told = browser.open("/billing").text();
    assert!(told.contains("Of that disputed ¥3,180.00"), "{told}");
    for (browser, path) in [
        (&browser, first_of(&browser, "/billing/disputes")),
        (&browser, WHOLE.to_owned()),
        (&desk, first_of(&desk, DESK)),
        (&desk, DESK.to_owned()),
    ] {
        for language in ["zh-Hans", "zh-Hant", "en"] {
            browser.set_cookie("tongdao_language", language);
            assert!(!browser.open(&path).source().contains('⟦'), "{path}");
        }
    }
    shop.until(d(7, 30));
    let desk = clerk(app);
    let why = "The order of 2 June has their name on it";
    let page = decide(&desk, "refuse", &[("answer", "no")]).expect(422);
    assert!(page.error_at("answer").is_some());
    let stale = desk.open(&first_of(&desk, DESK));
    let path = first_of(&desk, DESK);
    let stale = stale.form(&format!("{path}/accept")).put("reason", why);
    let page = decide(&desk, "refuse", &[("answer", why)])
        .expect(303)
        .follow();
    assert!(page.text().contains("The dispute was refused"));
    let late = stale.submit().expect(409);
    assert!(late.text().contains("decided"), "{}", late.text());
    assert_eq!(mails(app), [1, 0, 2]);
    let body = app.mails("DISPUTE-REFUSED")[0].body.clone().unwrap();
    assert!(body.contains(why) && body.contains("3,180.00"), "{body}");
    let browser = partner(&shop);
    let page = browser.open(&first_of(&browser, "/billing/disputes"));
    for words in ["Refused", why, "send a support request"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    // What was refused is not disputed again.
    let again = open(&browser, LINE, "1.00", WHY).expect(409);
    assert!(again.text().contains("disputed before"), "{}", again.text());
    shop.until(d(8, 16));
    app.tick();
    let wanted = [(FIRST, 5), (FIRST - DISPUTED, 10), (FIRST, 16)];
    assert_eq!(days_charged(&shop), wanted);
    ties_out(&shop);
}

fn what_is_accepted_is_given_back_by_two_people(app: &Billed) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(7, 20));
    let browser = partner(&shop);
    let _ = open(&browser, LINE, "3000", WHY).expect(303);
    let mine = first_of(&browser, "/billing/disputes");
    let desk = clerk(app);
    let too_much = [("amount", "3000.01"), ("reason", "They are right")];
    let page = decide(&desk, "accept", &too_much).expect(422);
    assert!(page.error_at("amount").is_some(), "{}", page.text());
    let nothing = [("amount", "0"), ("reason", "no")];
    let page = decide(&desk, "accept", &nothing).expect(422);
    assert!(page.error_at("reason").is_some(), "{}", page.text());
    let part = [
        ("amount", "2000"),
        ("reason", "Two hundred were not ordered"),
    ];
    let accept = |desk: &Browser| {
        let page = decide(desk, "accept", &part).expect(303).follow();
        assert!(
            page.text().contains("Accepted, credit note waits"),
            "{}",
            page.text()
        );
    };
    accept(&desk);
    // The partner hears of it once it counts.
    assert!(browser.open(&mine).text().contains("Being looked at"));
    assert_eq!(mails(app)[1], 0);
    let lead = || {
        app.clock.pass(90);
        english(app.browser_of(&app.staff(StaffRole::CreditLead)))
    };
    let note = |browser: &Browser, act: &str, fields: &[(&str, &str)]| {
        let path = first_of(browser, "/ops/billing/credit-notes");
        let mut form = browser.open(&path).form(&format!("{path}/{act}"));
        for (name, value) in fields {
            form = form.put(name, value);
        }
        form.submit().expect(303)
    };
    let _ = note(&lead(), "decline", &[("reason", "Ask the customer first")]);
    let open_again = "SELECT COUNT(*) AS n FROM dispute
        WHERE state = 'open' AND credit_note_id IS NULL AND ended_on IS NULL AND answer = ''";
    assert_eq!(count(app, open_again), 1);
    shop.until(d(7, 30));
    accept(&clerk(app));
    let _ = note(&lead(), "approve", &[]);
    assert_eq!(mails(app), [count_staff(app), 2, 0]);
    let page = partner(&shop).open(&mine);
    for words in [
        "Accepted",
        "Two hundred were not ordered",
        "C000000001 · ¥2,000.00",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    shop.until(d(8, 16));
    app.tick();
    // 2,120.00 were never owed; 1,060.00 were disputed for ten days.
    let owed = FIRST - 212_000;
    let wanted = [(owed, 5), (owed - 106_000, 10), (owed, 16)];
    assert_eq!(days_charged(&shop), wanted);
    ties_out(&shop);
}

/// Who was told that a dispute was opened: billing operators there were.
fn count_staff(app: &TestApp) -> usize {
    app.mails("DISPUTE-OPENED").len()
}

fn what_is_disputed_suspends_nobody(app: &Billed) {
    let app = &app.0;
    let mut shop = big(app);
    let status = |shop: &Shop<'_>| {
        let tenant = shop.partner.tenant.0;
        let sql = "SELECT status AS t FROM partner WHERE tenant_id = $1";
        app.read(move |tx| Ok(tx.query_one::<String>(sql, &[tenant.into()])?))
            .wait()
            .unwrap()
    };
    shop.until(d(7, 14));
    let _ = open(&partner(&shop), LINE, "3000", WHY).expect(303);
    pay(&shop, "THE-REST", d(7, 14), FIRST - DISPUTED, "D000000001");
    let soon = app.mails("PAYMENT-SOON").len();
    for day in [d(7, 15), d(7, 16), d(7, 22), d(8, 7)] {
        shop.until(day);
        app.tick();
    }
    assert_eq!(
        app.mails("PAYMENT-SOON").len(),
        soon + 1,
        "of the second only"
    );
    pay(&shop, "SECOND", d(8, 7), FIRST, "D000000002");
    for day in [d(8, 14), d(8, 15)] {
        shop.until(day);
        app.tick();
    }
    assert_eq!(app.mails("PAYMENT-OVERDUE").len(), 0);
    assert_eq!(app.mails("PAYMENT-SUSPENSION").len(), 0);
    assert_eq!(status(&shop), "active");
    let found = charged(&shop, d(8, 15));
    assert_eq!(found, [], "what is disputed bears nothing");
    // Refused: it is owed again, and announced before anybody is suspended.
    shop.until(d(8, 20));
    let desk = clerk(app);
    let _ = decide(
        &desk,
        "refuse",
        &[("answer", "The order has their name on it")],
    )
    .expect(303);
    app.tick();
    assert_eq!(app.mails("PAYMENT-SUSPENSION").len(), 2);
    shop.until(d(8, 26));
    app.tick();
    assert_eq!(status(&shop), "active");
    shop.until(d(8, 27));
    app.tick();
    assert_eq!(status(&shop), "suspended-payment");
    // Everything else is disputed: then nothing is overdue that is not, and it is in business again.
    let browser = partner(&shop);
    let page = open(&browser, WHOLE, "3000", "We insist that it was not ordered");
    assert_eq!(page.status(), 303, "{}", page.text());
    assert_eq!(status(&shop), "active");
    app.drain();
    ties_out(&shop);
}

fn what_is_wrong_with_a_dispute(app: &Billed) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(7, 20));
    let browser = partner(&shop);
    for (amount, reason, field) in [
        ("", WHY, "amount"),
        ("nonsense", WHY, "amount"),
        ("0", WHY, "amount"),
        ("-1", WHY, "amount"),
        ("1.001", WHY, "amount"),
        ("3000.01", WHY, "amount"),
        ("99999999999999999999", WHY, "amount"),
        ("1", "", "reason"),
        ("1", "too short", "reason"),
    ] {
        let page = open(&browser, LINE, amount, reason).expect(422);
        assert!(
            page.error_at(field).is_some(),
            "{amount} {reason}: {}",
            page.text()
        );
        let form = page.form(LINE);
        assert_eq!(
            (form.value("amount"), form.value("reason")),
            (amount, reason)
        );
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM dispute"), 0);
    for gone in [
        "/dispute/6",
        "/dispute/x",
        "/dispute/-1",
        "/dispute/99999999999",
    ] {
        let path = format!("/billing/invoices/D000000001{gone}");
        assert_eq!(browser.get(&path).status(), 404, "{path}");
        let sent = [("amount", "1"), ("reason", WHY)];
        assert_eq!(browser.post(&path, &sent).status(), 404, "{path}");
    }
    // Several together are no more than the invoice.
    let _ = open(&browser, LINE, "3000", WHY).expect(303);
    let rest = browser.open(WHOLE);
    assert_eq!(rest.form(WHOLE).value("amount"), "12000.00");
    let page = open(&browser, WHOLE, "12000.01", WHY).expect(422);
    assert!(page.error_at("amount").is_some());
    app.clock.pass(1);
    let _ = open(&browser, WHOLE, "12000", WHY).expect(303);
    assert_eq!(
        count(
            app,
            "SELECT CAST(SUM(before_tax + tax) AS BIGINT) AS n FROM dispute"
        ),
        FIRST
    );
    let second = "/billing/invoices/D000000001/dispute/2";
    let page = browser.open(second);
    assert!(
        !page.has_form(second) && page.text().contains("Nothing is left"),
        "{}",
        page.text()
    );
    let sent = [("amount", "1"), ("reason", WHY)];
    assert_eq!(browser.post(second, &sent).status(), 409);
    // Taken back, it can be disputed again.
    let mine = first_of(&browser, "/billing/disputes");
    let form = browser.open(&mine).form(&format!("{mine}/withdraw"));
    let late = browser.open(&mine).form(&format!("{mine}/withdraw"));
    let page = form.submit().expect(303).follow();
    assert!(page.text().contains("Taken back"), "{}", page.text());
    assert_eq!(late.put("request_id", "late").submit().status(), 409);
    let _ = open(&browser, WHOLE, "11999.99", WHY).expect(303);
    app.drain();
}

fn only_those_whose_invoice_it_is_and_who_decide(app: &Billed) {
    let app = &app.0;
    let mut shop = big(app);
    shop.until(d(7, 20));
    let browser = partner(&shop);
    let _ = open(&browser, LINE, "3000", WHY).expect(303);
    let mine = first_of(&browser, "/billing/disputes");
    let desk = clerk(app);
    let theirs = first_of(&desk, DESK);
    let other = app.active_partner();
    let stranger = app.browser_of(&other.admin);
    let sent = [("amount", "1"), ("reason", WHY)];
    for path in [LINE, mine.as_str()] {
        assert_eq!(stranger.get(path).status(), 404, "{path}");
    }
    assert_eq!(stranger.post(LINE, &sent).status(), 404);
    assert_eq!(
        stranger.post(&format!("{mine}/withdraw"), &[]).status(),
        404
    );
    assert_eq!(browser.get(&theirs).status(), 404);
    let accept = [("amount", "1"), ("reason", "They are right")];
    for role in [
        StaffRole::Auditor,
        StaffRole::CreditLead,
        StaffRole::PlatformAdmin,
    ] {
        let looks = app.browser_of(&app.staff(role));
        let page = looks.open(&theirs).expect(200);
        assert!(!page.has_form(&format!("{theirs}/accept")), "{role:?}");
        assert!(!page.has_form(&format!("{theirs}/refuse")), "{role:?}");
        let refuse = [("answer", "They are wrong")];
        assert_eq!(
            looks.post(&format!("{theirs}/accept"), &accept).status(),
            403
        );
        assert_eq!(
            looks.post(&format!("{theirs}/refuse"), &refuse).status(),
            403
        );
    }
    for gone in ["x", "11111111-1111-4111-8111-111111111111"] {
        assert_eq!(desk.get(&format!("{DESK}/{gone}")).status(), 404);
        assert_eq!(
            desk.post(&format!("{DESK}/{gone}/accept"), &accept)
                .status(),
            404
        );
        assert_eq!(
            browser.get(&format!("/billing/disputes/{gone}")).status(),
            404
        );
    }
    // Two people of the operator at once: one decides.
    let form = |act: &str| desk.open(&theirs).form(&format!("{theirs}/{act}"));
    let yes = form("accept").put("reason", "They are right");
    let no = form("refuse").put("answer", "They are wrong");
    let mut both = at_once(|| yes.submit().status(), || no.submit().status());
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    app.drain();
}
