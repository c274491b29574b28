//! VAT invoices: asked for by a partner, issued or refused by the operator, and red-letter ones for what is
//! given back.

use crate::adjustments::{approved, clerks};
use crate::billing::{Shop, charging, d};
use crate::lateness::{big, clerk};
use crate::{at_once, audited, count, english, scope_of};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use testkit::{Browser, Engine, Fixture, Form, Page, TestApp};

testkit::on_both! { Billed:
    one_is_asked_for_and_issued,
    what_is_missing_is_named,
    refused_withdrawn_and_asked_for_again,
    what_is_wrong_with_a_number_or_a_day,
    two_people_at_once,
    what_is_given_back_is_due_in_red,
    a_waived_charge_is_due_in_red,
    only_those_whose_invoice_it_is_and_who_issue,
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

const INVOICE: &str = "/billing/invoices/D000000001";
const OWN: &str = "/billing/invoices/D000000001/fapiao";
const DESK: &str = "/ops/billing/fapiao";
const NUMBER: &str = "26332000000012345678";
/// What the billing profile needs for a special one.
static PROFILE: [(&str, &str); 4] = [
    ("bank_name", "Bank of Communications, Wenlan Road"),
    ("bank_account", "6222000011112222"),
    ("tax_address", "88 Wenlan Road, Hangzhou"),
    ("tax_phone", "+8657155550111"),
];

fn partner(shop: &Shop<'_>) -> Browser {
    english(shop.app.browser_of(&shop.partner.admin))
}

/// Writes something into the billing profile.
fn profile(shop: &Shop<'_>, fields: &'static [(&'static str, &'static str)]) {
    let scope = scope_of(&shop.partner);
    let written = shop.app.db.write(move |tx| {
        fields.iter().try_for_each(|(field, value)| {
            store::accounts::set_profile_field(tx, scope, "billing", field, value)
        })
    });
    written.wait().unwrap();
}

/// A partner with a bill of 15,900.00 of 15 June and everything in its profile, on 16 June.
fn ready(app: &TestApp) -> Shop<'_> {
    let shop = big(app);
    profile(&shop, &PROFILE);
    shop
}

fn form(browser: &Browser, path: &str) -> Form {
    browser.open(path).form(path)
}

fn asked(browser: &Browser) {
    drop(form(browser, OWN).submit().expect(303));
}

/// The oldest that waits.
fn first(desk: &Browser) -> String {
    let page = desk.open(DESK);
    page.attribute("main tbody a", "href").unwrap()
}

fn issuing(desk: &Browser, path: &str, number: &str) -> Form {
    let form = desk.open(path).form(&format!("{path}/issue"));
    form.put("number", number)
}

fn issued(desk: &Browser, path: &str, number: &str) {
    let page = issuing(desk, path, number).submit();
    assert_eq!(page.status(), 303, "{}", page.text());
}

fn mails(app: &TestApp, code: &str) -> usize {
    app.drain();
    app.mails(code).len()
}

fn has(page: &Page, all: &[&str]) {
    for words in all {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}

fn in_every_language(browser: &Browser, paths: &[&str]) {
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        for path in paths {
            let page = browser.open(path);
            assert!(!page.source().contains('⟦'), "{path}: {}", page.text());
        }
    }
}

fn one_is_asked_for_and_issued(app: &Billed) {
    let app = &app.0;
    let shop = ready(app);
    let desk = clerk(app);
    has(&desk.open(DESK), &["There are none in this state"]);
    let browser = partner(&shop);
    has(
        &browser.open(INVOICE),
        &["No VAT invoice has been asked for"],
    );
    let page = browser.open(OWN);
    has(
        &page,
        &["Special VAT invoice", "¥15,900.00", "6222000011112222"],
    );
    let form = page.form(OWN);
    assert_eq!(form.value("email"), shop.partner.company.invoice_email);
    drop(page.form(OWN).put("email", "nobody").submit().expect(422));
    let form = form.put("email", "tax@papers.example");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM fapiao"), 1);
    assert_eq!(audited(app, "billing.ask-fapiao", "succeeded"), 1);
    assert_eq!(mails(app, "FAPIAO-ASKED"), 1);
    let page = one.follow();
    has(&page, &["was asked for", "Asked for", "tax@papers.example"]);
    assert!(!page.has_form(OWN), "one at a time");
    // What it prints stays as it was.
    profile(&shop, &[("bank_account", "999999999999")]);
    has(&browser.open(OWN), &["6222000011112222"]);
    in_every_language(&browser, &[OWN, INVOICE]);
    let name = shop.partner.company.name.as_str();
    let list = desk.open(DESK);
    has(&list, &[name, "Waiting", "D000000001"]);
    let waiting = "<span class=\"n\">1</span>";
    assert!(list.source().contains(waiting), "{}", list.source());
    let path = first(&desk);
    in_every_language(&desk, &[DESK, &path]);
    let page = desk.open(&path);
    has(&page, &["¥15,000.00", "¥900.00", "¥15,900.00", name]);
    let form = issuing(&desk, &path, "2633 2000 0000 1234 5678");
    assert_eq!(form.value("issued_on"), "2026-06-16");
    let form = form.put("issued_on", "2026-06-15");
    let [one, two] = [form.submit(), form.submit()];
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    has(&one.follow(), &["was issued", NUMBER, "15 June 2026"]);
    assert_eq!(audited(app, "billing.issue-fapiao", "succeeded"), 1);
    // The recipient of invoices, the global admin, and where it is sent.
    assert_eq!(mails(app, "FAPIAO-ISSUED"), 3);
    let mails = app.mails("FAPIAO-ISSUED");
    assert!(
        mails
            .iter()
            .any(|mail| mail.recipient == "tax@papers.example")
    );
    let body = mails[0].body.clone().unwrap();
    assert!(
        body.contains(NUMBER) && body.contains("15,900.00"),
        "{body}"
    );
    has(
        &browser.open(INVOICE),
        &["Special VAT invoice Issued", NUMBER],
    );
    has(&browser.open(OWN), &[NUMBER, "15 June 2026", "Issued"]);
    has(&desk.open(DESK), &["There are none in this state"]);
    has(&desk.open(&format!("{DESK}?state=issued")), &[NUMBER]);
    in_every_language(&desk, &[&path, &format!("{DESK}?state=issued")]);
    for sql in [
        "UPDATE fapiao SET number = '00000000000000000000'",
        "UPDATE fapiao SET title = 'Another'",
        "UPDATE fapiao SET state = 'requested'",
        "DELETE FROM fapiao",
    ] {
        let kept = app.db.write(move |tx| tx.execute(sql, &[]));
        assert!(kept.wait().is_err(), "{sql}");
    }
}

fn what_is_missing_is_named(app: &Billed) {
    let app = &app.0;
    let shop = big(app);
    let browser = partner(&shop);
    let refused = |wanted: &[&str]| {
        let page = browser.open(OWN);
        assert!(!page.has_form(OWN), "{}", page.text());
        let profile = "main a[href='/account/billing-profile']";
        assert!(page.attribute(profile, "href").is_some());
        has(&page, wanted);
        let sent = [("email", "tax@papers.example")];
        has(&browser.post(OWN, &sent).expect(422), wanted);
    };
    let bank = ["Bank and branch", "Bank account number"];
    let seat = ["Address for VAT invoices", "Telephone for VAT invoices"];
    refused(&[&bank[..], &seat[..]].concat());
    profile(&shop, &PROFILE[..2]);
    refused(&seat);
    assert!(!browser.open(OWN).text().contains(bank[1]));
    profile(&shop, &[("taxpayer_type", "")]);
    refused(&["Type of taxpayer"]);
    in_every_language(&browser, &[OWN, INVOICE]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM fapiao"), 0);
    // A small taxpayer deducts nothing: an ordinary one needs no bank.
    profile(&shop, &[("taxpayer_type", "small-scale")]);
    has(&browser.open(OWN), &["Ordinary VAT invoice"]);
    asked(&browser);
    has(&browser.open(INVOICE), &["Ordinary VAT invoice Asked for"]);
    app.drain();
}

fn refused_withdrawn_and_asked_for_again(app: &Billed) {
    let app = &app.0;
    let shop = ready(app);
    let (desk, browser) = (clerk(app), partner(&shop));
    asked(&browser);
    let path = first(&desk);
    let refusing = || desk.open(&path).form(&format!("{path}/refuse"));
    let page = refusing().put("reason", "no").submit().expect(422);
    assert!(page.error_at("reason").is_some(), "{}", page.text());
    let why = "The bank account is another company's";
    let late = issuing(&desk, &path, NUMBER);
    let page = refusing().put("reason", why).submit().expect(303).follow();
    has(&page, &["was refused", why]);
    has(&late.submit().expect(409), &["already"]);
    assert_eq!(mails(app, "FAPIAO-REFUSED"), 2);
    assert!(
        app.mails("FAPIAO-REFUSED")[0]
            .body
            .clone()
            .unwrap()
            .contains(why)
    );
    has(&browser.open(INVOICE), &["Not issued"]);
    has(&browser.open(OWN), &[why, "Ask for the VAT invoice"]);
    app.clock.pass(1);
    asked(&browser);
    let page = browser.open(OWN);
    let action = page.attribute("main form[action$='/withdraw']", "action");
    let action = action.unwrap();
    let (form, late) = (page.form(&action), browser.open(OWN).form(&action));
    let path = first(&desk);
    let issue = issuing(&desk, &path, NUMBER);
    let page = form.submit().expect(303).follow();
    has(&page, &["was taken back", "Taken back", "Not issued"]);
    assert_eq!(late.put("request_id", "late").submit().status(), 409);
    has(&issue.submit().expect(409), &["taken back"]);
    app.clock.pass(1);
    asked(&browser);
    let path = first(&desk);
    issued(&desk, &path, NUMBER);
    for (action, times) in [
        ("billing.ask-fapiao", 3),
        ("billing.refuse-fapiao", 1),
        ("billing.withdraw-fapiao", 1),
        ("billing.issue-fapiao", 1),
    ] {
        assert_eq!(audited(app, action, "succeeded"), times, "{action}");
    }
    // What is issued is neither refused nor taken back, nor asked for again.
    let refuse = [("reason", why)];
    let page = desk.post(&format!("{path}/refuse"), &refuse).expect(409);
    has(&page, &["already"]);
    let id = path.rsplit('/').next().unwrap();
    let withdraw = format!("/billing/fapiao/{id}/withdraw");
    assert_eq!(browser.post(&withdraw, &[]).status(), 409);
    let sent = [("email", "tax@papers.example")];
    has(&browser.post(OWN, &sent).expect(409), &["already"]);
    app.drain();
}

fn what_is_wrong_with_a_number_or_a_day(app: &Billed) {
    let app = &app.0;
    let mut shop = ready(app);
    let (desk, browser) = (clerk(app), partner(&shop));
    asked(&browser);
    let path = first(&desk);
    for (number, on, field) in [
        ("", "2026-06-16", "number"),
        ("2633200000001234567", "2026-06-16", "number"),
        ("263320000000123456789", "2026-06-16", "number"),
        ("2633200000001234567A", "2026-06-16", "number"),
        (NUMBER, "", "issued_on"),
        (NUMBER, "yesterday", "issued_on"),
        (NUMBER, "2026-06-31", "issued_on"),
        (NUMBER, "2026-06-14", "issued_on"),
        (NUMBER, "2026-06-17", "issued_on"),
    ] {
        let form = issuing(&desk, &path, number).put("issued_on", on);
        let page = form.submit().expect(422);
        let error = page.error_at(field);
        assert!(error.is_some(), "{number} {on}: {}", page.text());
        let again = page.form(&format!("{path}/issue"));
        assert_eq!(again.value("number"), number);
    }
    let sql = "SELECT COUNT(*) AS n FROM fapiao WHERE state = 'issued'";
    assert_eq!(count(app, sql), 0);
    // An amount that the page did not show is not issued.
    for seen in ["", "nonsense", "1589999", "99999999999999999999"] {
        let form = issuing(&desk, &path, NUMBER).put("seen", seen);
        has(&form.submit().expect(409), &["amount is another one"]);
    }
    issued(&desk, &path, NUMBER);
    // A number is one document's.
    shop.until(d(7, 16));
    app.tick();
    let browser = partner(&shop);
    let second = "/billing/invoices/D000000002/fapiao";
    drop(form(&browser, second).submit().expect(303));
    let desk = clerk(app);
    let path = first(&desk);
    let page = issuing(&desk, &path, NUMBER).submit().expect(422);
    let error = page.error_at("number").unwrap_or_default();
    assert!(error.contains("Another"), "{error}: {}", page.text());
    issued(&desk, &path, "26332000000012345679");
    app.drain();
}

fn two_people_at_once(app: &Billed) {
    let app = &app.0;
    let shop = ready(app);
    let (desk, browser) = (clerk(app), partner(&shop));
    let other = app.member_of_staff("second-desk", &[StaffRole::BillingOperator]);
    let other = english(app.browser_of(&other));
    let (one, two) = (form(&browser, OWN), form(&browser, OWN));
    let mut both = at_once(|| one.submit().status(), || two.submit().status());
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM fapiao"), 1);
    let path = first(&desk);
    let one = issuing(&desk, &path, NUMBER);
    let two = issuing(&other, &path, "26332000000012345679");
    let mut both = at_once(|| one.submit().status(), || two.submit().status());
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    assert_eq!(mails(app, "FAPIAO-ISSUED"), 2);
    assert_eq!(mails(app, "FAPIAO-ASKED"), 2);
}

/// A credit note of two people.
fn credited([clerk, lead]: &[Browser; 2], amount: &str) {
    let new = "/ops/billing/credit-notes/new";
    let form = clerk.open(new).form(new).put("invoice", "D000000001");
    let form = form.put("amount", amount);
    let page = form.put("reason", "Licences nobody used").submit();
    let path = page.expect(303).location().to_owned();
    let path = path.split('?').next().unwrap();
    let approve = lead.open(path).form(&format!("{path}/approve"));
    drop(approve.submit().expect(303));
}

/// Blue less red is what is left of an invoice that has one.
fn ties_out(app: &TestApp, shop: &Shop<'_>) {
    let of_fapiao = "SELECT CAST(SUM(CASE WHEN letter = 'blue' THEN before_tax + tax
        ELSE -before_tax - tax END) AS BIGINT) AS n
        FROM fapiao WHERE letter = 'red' OR state = 'issued'";
    let scope = scope_of(&shop.partner);
    let left = app.read(move |tx| {
        let mut left = 0;
        for one in store::billing::invoices(tx, scope, 100, 0)? {
            if store::billing::fapiao::live(tx, scope, one.id)?.is_some() {
                let credited = store::billing::credit_notes::credited(tx, scope, one.id)?;
                left += one.total - one.credits - credited.before_tax - credited.tax;
            }
        }
        Ok(left)
    });
    assert_eq!(count(app, of_fapiao), left.wait().unwrap());
}

fn what_is_given_back_is_due_in_red(app: &Billed) {
    let app = &app.0;
    let shop = ready(app);
    let staff = clerks(app);
    let desk = &staff[0];
    let browser = partner(&shop);
    asked(&browser);
    let blue = first(desk);
    // What is given back while it waits makes it less.
    let (stale, slip) = (issuing(desk, &blue, NUMBER), issuing(desk, &blue, "263"));
    credited(&staff, "1000.00");
    has(&stale.submit().expect(409), &["amount is another one"]);
    // Putting a slip right does not take the new amount for the one that was seen.
    let page = slip.submit().expect(422);
    let again = page.form(&format!("{blue}/issue")).put("number", NUMBER);
    has(&again.submit().expect(409), &["amount is another one"]);
    has(&desk.open(&blue), &["¥14,840.00"]);
    issued(desk, &blue, NUMBER);
    let red = "SELECT COUNT(*) AS n FROM fapiao WHERE letter = 'red'";
    assert_eq!(count(app, red), 0);
    // From now on it makes a red one due.
    credited(&staff, "500.00");
    assert_eq!(count(app, red), 1);
    assert_eq!(mails(app, "FAPIAO-RED-DUE"), 1);
    let path = first(desk);
    let page = desk.open(&path);
    has(
        &page,
        &["Red-letter special VAT invoice", "Due", "530.00", NUMBER],
    );
    has(&page, &["Credit note C000000002"]);
    assert!(!page.has_form(&format!("{path}/refuse")));
    let refuse = [("reason", "We do not like it")];
    let page = desk.post(&format!("{path}/refuse"), &refuse).expect(409);
    has(&page, &["can only be issued"]);
    has(
        &browser.open(INVOICE),
        &["Red-letter special VAT invoice Due"],
    );
    let id = path.rsplit('/').next().unwrap();
    let withdraw = format!("/billing/fapiao/{id}/withdraw");
    assert_eq!(browser.post(&withdraw, &[]).status(), 409);
    ties_out(app, &shop);
    let page = issuing(desk, &path, NUMBER).submit().expect(422);
    assert!(page.error_at("number").is_some(), "{}", page.text());
    let form = issuing(desk, &path, "26332000000012345679");
    let early = form.put("issued_on", "2026-06-15").submit().expect(422);
    assert!(early.error_at("issued_on").is_some(), "{}", early.text());
    issued(desk, &path, "26332000000012345679");
    assert_eq!(mails(app, "FAPIAO-RED-ISSUED"), 2);
    let body = app.mails("FAPIAO-RED-ISSUED")[0].body.clone().unwrap();
    assert!(body.contains(NUMBER) && body.contains("530.00"), "{body}");
    // So does a part of a line that the next invoice gives back.
    let offset = [
        ("invoice", "D000000001"),
        ("line", "1"),
        ("amount", "100.00"),
        ("reason", "Stood still for a day"),
    ];
    approved(&staff, "offset", &offset);
    assert_eq!(count(app, red), 2);
    let path = first(desk);
    has(
        &desk.open(&path),
        &["An adjustment that gives back", "106.00"],
    );
    ties_out(app, &shop);
    has(
        &browser.open(OWN),
        &["26332000000012345679", "Takes something off"],
    );
    in_every_language(desk, &[&path, DESK]);
    in_every_language(&browser, &[OWN, INVOICE]);
    app.drain();
}

fn a_waived_charge_is_due_in_red(app: &Billed) {
    let app = &app.0;
    let mut shop = ready(app);
    shop.until(d(8, 16));
    app.tick();
    let own = "/billing/invoices/D000000003/fapiao";
    let browser = partner(&shop);
    drop(form(&browser, own).submit().expect(303));
    let desk = clerk(app);
    let blue = first(&desk);
    issued(&desk, &blue, NUMBER);
    let charge = desk.open("/ops/billing/finance-charges");
    let charge = charge.attribute("main tbody a", "href").unwrap();
    let form = desk.open(&charge).form(&format!("{charge}/waive"));
    let page = form.put("reason", "The bank was late").submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    let path = first(&desk);
    has(&desk.open(&path), &["A finance charge that was waived"]);
    ties_out(app, &shop);
    app.drain();
}

fn only_those_whose_invoice_it_is_and_who_issue(app: &Billed) {
    let app = &app.0;
    let shop = ready(app);
    let (desk, browser) = (clerk(app), partner(&shop));
    // Whoever sees invoices sees them; two kinds of admins ask.
    let agent = english(app.browser_of(&app.agent(&shop.partner, AgentSetting::AdminAgent)));
    let page = agent.open(OWN);
    assert!(!page.has_form(OWN));
    has(&page, &["billing admins of your company can ask"]);
    let sent = [("email", "tax@papers.example")];
    assert_eq!(agent.post(OWN, &sent).status(), 403);
    let sales = app.browser_of(&app.agent(&shop.partner, AgentSetting::SalesAgent));
    assert_eq!(sales.get(OWN).status(), 403);
    let admin = app.browser_of(&app.colleague(&shop.partner, AdminSetting::BillingAdmin));
    asked(&english(admin));
    let theirs = first(&desk);
    let id = theirs.rsplit('/').next().unwrap();
    let withdraw = format!("/billing/fapiao/{id}/withdraw");
    let page = agent.open(OWN);
    assert!(!page.source().contains(&withdraw));
    assert_eq!(agent.post(&withdraw, &[]).status(), 403);
    let other = app.active_partner();
    let stranger = app.browser_of(&other.admin);
    assert_eq!(stranger.get(OWN).status(), 404);
    assert_eq!(stranger.post(OWN, &sent).status(), 404);
    assert_eq!(stranger.post(&withdraw, &[]).status(), 404);
    assert_eq!(browser.get(&theirs).status(), 404);
    let number = [
        ("number", NUMBER),
        ("issued_on", "2026-06-16"),
        ("seen", "1590000"),
    ];
    let refuse = [("reason", "They are wrong")];
    for role in [
        StaffRole::Auditor,
        StaffRole::CreditLead,
        StaffRole::PlatformAdmin,
    ] {
        let looks = app.browser_of(&app.staff(role));
        let page = looks.open(&theirs).expect(200);
        for (act, fields) in [("issue", &number[..]), ("refuse", &refuse[..])] {
            let action = format!("{theirs}/{act}");
            assert!(!page.has_form(&action), "{role:?}");
            assert_eq!(looks.post(&action, fields).status(), 403, "{role:?}");
        }
    }
    for gone in ["x", "11111111-1111-4111-8111-111111111111"] {
        assert_eq!(desk.get(&format!("{DESK}/{gone}")).status(), 404);
        let issue = format!("{DESK}/{gone}/issue");
        assert_eq!(desk.post(&issue, &number).status(), 404);
        let withdraw = format!("/billing/fapiao/{gone}/withdraw");
        assert_eq!(browser.post(&withdraw, &[]).status(), 404);
    }
    let gone = "/billing/invoices/D000009999/fapiao";
    assert_eq!(browser.get(gone).status(), 404);
    assert_eq!(browser.post(gone, &sent).status(), 404);
    let sql = "SELECT COUNT(*) AS n FROM fapiao WHERE state = 'requested'";
    assert_eq!(count(app, sql), 1);
    app.drain();
}
