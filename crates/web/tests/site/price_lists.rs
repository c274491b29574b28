//! Price lists from the file to the partner's mailbox: two people, days of notice, consent to short
//! notice, withdrawal, and files that are none.

use crate::customer_pages::{base, customer, order};
use crate::{at_once, audited, count, english};
use domain::caller::{AdminSetting, StaffRole};
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp from trading:
    a_list_goes_from_the_file_to_every_partner,
    notice_is_counted_to_the_day,
    what_is_wrong_is_named_row_by_row,
    until_its_day_a_list_can_be_taken_back,
    who_looks_away_decides_nothing,
    every_node_sells_at_the_published_price,
}

const LISTS: &str = "/ops/catalogue/price-lists";
const NEW: &str = "/ops/catalogue/price-lists/new";
/// An offer at ¥52.00 whose suggested price is ¥68.00.
pub(crate) const OFFER: &str = "6607fb89-34f4-5c91-82f9-7ac7a6bb427f";

/// Two catalogue managers.
pub(crate) fn managers(app: &TestApp) -> [Browser; 2] {
    ["first-catalogue", "second-catalogue"].map(|name| {
        let login = app.member_of_staff(name, &[StaffRole::CatalogueManager]);
        english(app.browser_of(&login))
    })
}

/// The current prices as a file, with texts replaced in it; an empty one takes the row away.
fn file(app: &TestApp, changes: &[(&str, &str)]) -> String {
    let browser = managers(app)[0].open(&format!("{LISTS}/template"));
    let text = String::from_utf8(browser.bytes().to_vec()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (line, cells) in changes {
        if cells.is_empty() {
            lines.retain(|l| !l.contains(line));
        } else {
            for l in lines.iter_mut().filter(|l| l.contains(line)) {
                *l = format!("{line},,{cells}");
            }
        }
    }
    lines.join("\r\n")
}

fn upload(browser: &Browser, month: &str, bytes: &[u8]) -> Page {
    let form = browser.open(NEW).form(NEW).put("month", month);
    form.attach("file", "价格.csv", bytes).submit()
}

/// A draft; where it is.
pub(crate) fn draft(
    app: &TestApp,
    browser: &Browser,
    month: &str,
    changes: &[(&str, &str)],
) -> String {
    let page = upload(browser, month, file(app, changes).as_bytes());
    assert_eq!(page.status(), 303, "{}", page.text());
    page.location().to_owned()
}

/// Takes one step, twice: the second time changes nothing.
pub(crate) fn act(browser: &Browser, path: &str, step: &str) {
    let form = browser.open(path).form(&format!("{path}/{step}"));
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", one.text());
}

fn a_list_goes_from_the_file_to_every_partner(app: &TestApp) {
    let partner = app.active_partner();
    let billing = app.colleague(&partner, AdminSetting::BillingAdmin);
    let _ = app.colleague(&partner, AdminSetting::UserManagementAdmin);
    let reader = english(app.browser_of(&partner.admin));
    let [author, second] = managers(app);
    app.drain();
    let page = author.open(LISTS);
    assert!(page.text().contains("No list has been uploaded yet"));
    // In the encoding spreadsheets use here; one offer is dearer, one goes.
    let gone = app.programme.catalogue().sold_on(app.today(), None);
    let gone = gone.iter().rfind(|o| !o.is_trial()).unwrap().id.to_string();
    assert_ne!(gone, OFFER);
    let text = file(app, &[(OFFER, "55.50,68.00,CNY"), (gone.as_str(), "")]);
    let head = "offer_id,产品,list_price,suggested_price,currency";
    let text = text.trim_start_matches('\u{feff}').replacen(
        "offer_id,name,list_price,suggested_price,currency",
        head,
        1,
    );
    let (before, after) = text.split_once("产品").unwrap();
    assert!(before.is_ascii() && after.is_ascii());
    let bytes = [
        before.as_bytes(),
        &[0xB2, 0xFA, 0xC6, 0xB7],
        after.as_bytes(),
    ]
    .concat();
    let page = upload(&author, "2026-05", &bytes);
    assert_eq!(page.status(), 303, "{}", page.text());
    let path = page.location().to_owned();
    let page = author.open(&path);
    let words = page.text();
    for word in [
        "¥55.50",
        "was ¥52.00, +¥3.50",
        "Gone",
        "Waits for approval",
        "In time",
    ] {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert_eq!(page.all("tbody tr").len(), 2);
    // The author does not approve; forms can be made up.
    assert!(!page.has_form(&format!("{path}/approve")));
    let made_up = second.open(&path).form(&format!("{path}/approve"));
    let fields = [("version", "1"), ("edition", "0")];
    let own = author.post(&format!("{path}/approve"), &fields).expect(409);
    assert!(
        own.text().contains("somebody else has to approve"),
        "{}",
        own.text()
    );
    let early = second.post(&format!("{path}/publish"), &fields);
    assert_eq!(early.status(), 409);
    assert_eq!(made_up.submit().status(), 303);
    // Nobody outside has seen anything.
    assert_eq!(reader.get("/pricing?month=2026-05").status(), 404);
    act(&author, &path, "publish");
    for action in ["prices.upload", "prices.approve", "prices.publish"] {
        assert_eq!(audited(app, action, "succeeded"), 1, "{action}");
    }
    // Partners see it at once, and are told once each.
    let page = reader.open("/pricing/changes?month=2026-05");
    assert_eq!(page.all("tbody tr").len(), 2);
    assert!(page.text().contains("was ¥52.00, +¥3.50"));
    assert!(reader.open("/pricing").text().contains("¥52.00"));
    let save = reader.get("/pricing/export?what=changes&month=2026-05");
    let save = String::from_utf8(save.bytes().to_vec()).unwrap();
    assert!(
        save.contains(",55.50,68.00,52.00,CNY,2026-05-01,,CHG"),
        "{save}"
    );
    assert!(save.contains(",2026-04-30,DEL"), "{save}");
    app.tick();
    app.tick();
    let mails = app.mails("PRICE-LIST");
    let mut to: Vec<_> = mails.iter().map(|mail| mail.recipient.as_str()).collect();
    to.sort_unstable();
    let billing_mail = format!("billing-admin@{}.example", partner.company.prefix);
    let mut wanted = vec![partner.company.email.as_str(), billing_mail.as_str()];
    wanted.sort_unstable();
    assert_eq!(to, wanted);
    let body = mails[0].body.clone().unwrap();
    assert!(body.contains("¥55.50（原价 ¥52.00）"), "{body}");
    assert!(body.contains("/pricing/changes?month=2026-05"));
    // The proof of it.
    let proof = author.open(&format!("{path}/notices"));
    let proof = String::from_utf8(proof.bytes().to_vec()).unwrap();
    assert_eq!(proof.lines().count(), 3, "{proof}");
    assert!(proof.contains(&partner.company.email) && proof.contains("2026"));
    assert!(author.open(&path).text().contains("Published"));
    for language in ["zh-Hant", "zh-Hans", "en"] {
        author.set_cookie("tongdao_language", language);
        for path in [path.as_str(), LISTS, NEW] {
            assert!(
                !author.open(path).source().contains('⟦'),
                "{path} {language}"
            );
        }
    }
    drop(billing);
    // Lists are not rewritten, whatever is done to the database.
    let rows = count(app, "SELECT COUNT(*) AS n FROM price_row");
    let tried = app.db.write(|tx| {
        tx.execute("UPDATE price_row SET list_minor = 1", &[])?;
        Ok::<_, store::DbError>(())
    });
    assert!(tried.wait().is_err());
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM price_row WHERE list_minor > 1"
        ),
        rows
    );
}

fn notice_is_counted_to_the_day(app: &TestApp) {
    let [author, second] = managers(app);
    // 2 March is the last day for April.
    let path = draft(app, &author, "2026-04", &[(OFFER, "52.01,68.00,CNY")]);
    act(&second, &path, "approve");
    assert!(author.open(&path).has_form(&format!("{path}/publish")));
    app.clock.pass(86_400);
    let [author, second] = managers(app);
    let page = author.open(&path);
    assert!(page.text().contains("Too late") && !page.has_form(&format!("{path}/publish")));
    let fields = [("version", "2"), ("edition", "0")];
    let page = author.post(&format!("{path}/publish"), &fields).expect(409);
    assert!(page.text().contains("too short notice"), "{}", page.text());
    // Billing cannot consent to that either.
    let biller = english(app.browser_of(&app.staff(StaffRole::BillingOperator)));
    assert!(!biller.open(&path).has_form(&format!("{path}/consent")));
    act(&author, &path, "discard");
    // Cheaper is possible, with consent and a reason.
    let path = draft(app, &author, "2026-04", &[(OFFER, "51.99,68.00,CNY")]);
    act(&second, &path, "approve");
    let page = author.open(&path);
    assert!(page.text().contains("Short notice") && !page.has_form(&format!("{path}/consent")));
    let page = author.post(&format!("{path}/publish"), &fields).expect(409);
    assert!(page.text().contains("billing operator has to consent"));
    let consent = format!("{path}/consent");
    let form = biller.open(&path).form(&consent);
    let page = form.submit().expect(422);
    assert!(page.error_at("reason").is_some());
    let page = page
        .form(&consent)
        .fill("reason", "A cut for everybody")
        .submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    assert!(author.open(&path).text().contains("A cut for everybody"));
    act(&author, &path, "publish");
    assert_eq!(audited(app, "prices.consent", "succeeded"), 1);
    // What was announced may be corrected up to what applies today, not beyond.
    let path = draft(app, &author, "2026-04", &[(OFFER, "52.01,68.00,CNY")]);
    assert!(author.open(&path).text().contains("Too late"));
    act(&author, &path, "discard");
    let path = draft(app, &author, "2026-04", &[(OFFER, "52.00,68.00,CNY")]);
    assert!(author.open(&path).text().contains("Short notice"));
    app.drain();
}

fn what_is_wrong_is_named_row_by_row(app: &TestApp) {
    let [author, _] = managers(app);
    let head = "offer_id,name,list_price,suggested_price,currency";
    let rows = format!(
        "{head}\r\n{OFFER},a,52.00,68.00,CNY\r\n{OFFER},b,52.00,68.00,CNY\r\n\
         41,c,-1,1.234,USD\r\n,,,,\r\n{OFFER},d,=1+1,\"1,200.00\",CNY\r\n"
    );
    let page = upload(&author, "2026-05", rows.as_bytes()).expect(422);
    let text = page.text();
    for word in [
        "stands in row 2 already",
        "This is not an offer ID",
        "cannot be negative",
        "At most 2 digits",
        "Prices are in CNY",
        "A formula",
        "digits and a point only",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(page.error_at("file").is_some());
    assert!(text.contains("errors in 价格.csv"), "{text}");
    for language in ["zh-Hant", "zh-Hans", "en"] {
        author.set_cookie("tongdao_language", language);
        let page = upload(&author, "2026-05", rows.as_bytes()).expect(422);
        assert!(!page.source().contains('⟦'), "{language}");
    }
    let tries: [(&[u8], &str); 6] = [
        (b"", "offer_id is missing"),
        (&[0xFF, 0x00, 0x81], "cannot be read as text"),
        (b"offer_id,list_price\n1,2", "suggested_price is missing"),
        (
            b"offer_id,offer_id,list_price,suggested_price\n1",
            "occurs twice",
        ),
        (
            b"offer_id,list_price,suggested_price,discount\n1",
            "discount",
        ),
        (head.as_bytes(), "no rows"),
    ];
    for (bytes, word) in tries {
        let page = upload(&author, "2026-05", bytes).expect(422);
        let error = page.error_at("file").unwrap();
        assert!(error.contains(word), "{word}: {error}");
    }
    // Months that have begun, or are none.
    for month in ["2026-03", "2027-04", "2026-13", ""] {
        let page = upload(&author, month, head.as_bytes()).expect(422);
        assert!(page.error_at("month").is_some(), "{month}");
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM price_list"), 0);
    assert_eq!(audited(app, "prices.upload", "succeeded"), 0);
}

fn until_its_day_a_list_can_be_taken_back(app: &TestApp) {
    let partner = app.active_partner();
    let [author, second] = managers(app);
    let path = draft(app, &author, "2026-05", &[(OFFER, "60,70,")]);
    act(&second, &path, "approve");
    act(&author, &path, "publish");
    app.tick();
    let reader = english(app.browser_of(&partner.admin));
    assert!(
        reader
            .open("/pricing?month=2026-05")
            .text()
            .contains("¥60.00")
    );
    let withdraw = format!("{path}/withdraw");
    let page = author.open(&path).form(&withdraw).submit().expect(422);
    assert!(page.error_at("reason").is_some());
    let form = page.form(&withdraw).fill("reason", "Decided otherwise");
    assert_eq!(form.submit().status(), 303);
    assert_eq!(reader.get("/pricing?month=2026-05").status(), 404);
    app.tick();
    app.tick();
    let told = app.mails("PRICE-LIST-WITHDRAWN");
    assert_eq!(told.len(), 1);
    // Its month has no page any more.
    let body = told[0].body.clone().unwrap_or_default();
    assert!(
        body.contains("/pricing") && !body.contains("month="),
        "{body}"
    );
    assert!(author.open(&path).text().contains("Decided otherwise"));
    // A second try stays.
    let path = draft(app, &author, "2026-05", &[(OFFER, "61,70,")]);
    act(&second, &path, "approve");
    act(&author, &path, "publish");
    let stale = author.open(&path).form(&format!("{path}/withdraw"));
    app.clock.pass(60 * 86_400);
    let [author, _] = managers(app);
    assert!(!author.open(&path).has_form(&format!("{path}/withdraw")));
    let late = author.post(
        &format!("{path}/withdraw"),
        &[
            ("version", stale.value("version")),
            ("edition", stale.value("edition")),
            ("reason", "Too late now"),
        ],
    );
    assert!(
        late.expect(409)
            .text()
            .contains("day of this list has come")
    );
    let reader = english(app.browser_of(&partner.admin));
    assert!(reader.open("/pricing").text().contains("¥61.00"));
    assert!(author.open(&path).text().contains("In force"));
    app.tick();
}

fn who_looks_away_decides_nothing(app: &TestApp) {
    let [author, second] = managers(app);
    let may = draft(app, &author, "2026-05", &[(OFFER, "60,70,")]);
    // One open list for each month.
    let again = upload(&author, "2026-05", file(app, &[]).as_bytes()).expect(409);
    assert!(again.text().contains("Publish or discard it first"));
    let june = draft(app, &author, "2026-06", &[]);
    let approve = second.open(&june).form(&format!("{june}/approve"));
    let old = second.open(&may).form(&format!("{may}/discard"));
    act(&second, &may, "approve");
    // A tab from before the approval.
    let page = old.submit().expect(409);
    assert!(
        page.text().contains("Somebody else has changed this"),
        "{}",
        page.text()
    );
    act(&author, &may, "publish");
    // What June changes is another thing now.
    let page = approve.submit().expect(409);
    assert!(
        page.text().contains("Another list was published"),
        "{}",
        page.text()
    );
    assert!(second.open(&june).text().contains("−¥8.00"));
    act(&second, &june, "approve");
    let made_up = second.get(&format!("{LISTS}/00000000-0000-4000-8000-000000000000"));
    assert_eq!(made_up.status(), 404);
    app.tick();
}

fn every_node_sells_at_the_published_price(app: &TestApp) {
    let partner = app.active_partner();
    let other = app.neighbour();
    let base = base(app);
    let [author, second] = managers(app);
    let id = base.id.to_string();
    let path = draft(app, &author, "2026-05", &[(id.as_str(), "77.77,90,")]);
    act(&second, &path, "approve");
    act(&author, &path, "publish");
    app.clock.pass(62 * 86_400);
    let (_, request) = other.sign_in(&partner.admin);
    let buyer = customer(&other, &request, "chenfan", "苏州晨帆贸易有限公司");
    let _ = order(&other, &request, buyer, base.id, 3);
    assert_eq!(count(app, "SELECT unit_price AS n FROM subscription"), 7777);
    other.drain();
    app.tick();
}
