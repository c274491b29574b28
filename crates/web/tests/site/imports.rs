//! Customers and orders from files: judged first, imported once, gone on with after every
//! interruption, and sent again without doubling anything.

use crate::customer_pages::{base, customer};
use crate::{at_once, audited, count, english};
use domain::caller::{AdminSetting, AgentSetting};
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp from trading:
    a_file_is_judged_first_and_imported_once,
    wrong_rows_are_named_corrected_and_sent_again,
    files_are_read_in_every_encoding_and_what_is_none_is_refused,
    orders_name_their_customers,
    an_import_stops_and_goes_on,
    a_suspension_interrupts_and_nothing_is_lost,
    many_rows_with_two_workers_make_nothing_twice,
    others_do_not_reach_it_and_old_rows_are_forgotten,
    a_file_that_never_came_whole_is_given_up,
    a_sandbox_may_have_a_company_twice,
}

const HOME: &str = "/customers/imports";
const NEW: &str = "/customers/imports/new";
pub(crate) const HEAD: &str = "domain_prefix,company_name,province,city,address1,postal_code,family_name,\
    given_name,email,agreed_on,tags";

fn row(prefix: &str, name: &str, rest: &str) -> String {
    format!("{prefix},{name},江苏,苏州,星湖街 328 号,215000,林,晓,lin@{prefix}.example,{rest}")
}

fn upload(browser: &Browser, kind: &str, bytes: &[u8]) -> Page {
    let form = browser.open(NEW).form(NEW).fill("kind", kind);
    form.attach("file", "客户.csv", bytes).submit()
}

/// Sends a file and has it judged.
pub(crate) fn judged(
    app: &TestApp,
    browser: &Browser,
    kind: &str,
    head: &str,
    rows: &[String],
) -> Page {
    let text = format!("{head}\r\n{}\r\n", rows.join("\r\n"));
    let page = upload(browser, kind, text.as_bytes());
    assert_eq!(page.status(), 303, "{}", page.text());
    app.drain();
    browser.open(page.location())
}

fn confirm(app: &TestApp, page: &Page) -> Page {
    let _ = page.form(page.path()).submit().expect(303);
    app.drain();
    page.browser().open(page.path())
}

fn customers(app: &TestApp) -> i64 {
    count(app, "SELECT COUNT(*) AS n FROM customer")
}

fn rows_that(app: &TestApp, state: &'static str) -> i64 {
    let sql = match state {
        "done" => "SELECT COUNT(*) AS n FROM customer_import_row WHERE state = 'done'",
        "known" => "SELECT COUNT(*) AS n FROM customer_import_row WHERE state = 'known'",
        "failed" => "SELECT COUNT(*) AS n FROM customer_import_row WHERE state = 'failed'",
        _ => "SELECT COUNT(*) AS n FROM customer_import_row",
    };
    count(app, sql)
}

fn a_file_is_judged_first_and_imported_once(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent)));
    assert!(browser.open(HOME).text().contains("No imports yet"));
    let rows = [
        row("chenfan", "苏州晨帆贸易有限公司", "2026-01-05,华东; VIP"),
        row("lancheng", "苏州联橙数智科技有限公司", ","),
    ];
    let today = app.today().to_string();
    let rows = rows.map(|row| row.replace("2026-01-05", &today));
    let page = judged(app, &browser, "customers", HEAD, &rows);
    assert!(
        page.text().contains("Every row is right"),
        "{}",
        page.text()
    );
    assert_eq!(customers(app), 0, "nothing is made yet");
    let form = page.form(page.path());
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert!(
        browser
            .open(page.path())
            .text()
            .contains("You can leave this page")
    );
    app.drain();
    let path = page.path().to_owned();
    let page = browser.open(&path);
    assert!(
        page.text().contains("The import is done"),
        "{}",
        page.text()
    );
    assert_eq!((customers(app), rows_that(app, "done")), (2, 2));
    assert_eq!(audited(app, "customer.import-confirm", "succeeded"), 1);
    // In the partner's log and in each customer's own.
    assert_eq!(audited(app, "customer.create", "succeeded"), 4);
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM customer_attestation"),
        1
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer_tagged"), 2);
    let result = browser.get(&format!("{path}/results.csv")).expect(200);
    assert_eq!(result.source().matches("Imported").count(), 2);
    // The same file again makes nothing.
    let again = judged(app, &browser, "customers", HEAD, &rows);
    assert!(again.text().contains("Every row was imported before"));
    assert!(!again.has_form(again.path()));
    // The first password is made when somebody is there to look, once.
    let list = browser.open("/customers?q=chenfan");
    let href = list.attribute(".tbl tbody th a", "href").unwrap();
    let id = href.split('/').nth(2).unwrap().to_owned();
    let account = browser.open(&format!("/customers/{id}/account"));
    let form = account.form(&format!("/customers/{id}/first-password"));
    let name = format!("admin@chenfan.{}", app.programme.domain_suffix);
    let empty = app.browser().open("/signin").form("/signin");
    let empty = empty.fill("sign_in_name", &name).fill("password", "x");
    assert_eq!(empty.submit().status(), 422);
    let shown = form.submit().expect(303).follow().expect(200);
    let password = crate::users::password_on(&shown).expect("it is shown");
    assert!(
        !browser
            .open(&format!("/customers/{id}/account"))
            .text()
            .contains("First sign-in")
    );
    assert_eq!(form.put("request_id", "again").submit().status(), 409);
    let _ = app.first_sign_in(&name, &password);
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        for path in [HOME, NEW, path.as_str(), again.path()] {
            assert!(
                !browser.open(path).source().contains('⟦'),
                "{path} in {language}"
            );
        }
    }
}

fn wrong_rows_are_named_corrected_and_sent_again(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    customer(app, &request, "taken", "上海先到贸易有限公司");
    let browser = english(app.browser_of(&partner.admin));
    let rows = [
        row("chenfan", "苏州晨帆贸易有限公司", ","),
        row("ab", "苏州短名贸易有限公司", "2199-01-01,"),
        row("chenfan", "苏州重名贸易有限公司", ","),
        row("taken", "上海后到贸易有限公司", ","),
        "weihai,威海贸易有限公司,WA,苏州,星湖街 328 号,215000,林,晓,+86 bad,,".to_owned(),
        String::new(),
        "short".to_owned(),
    ];
    let page = judged(app, &browser, "customers", HEAD, &rows);
    let words = page.text();
    for wanted in [
        "Some rows are wrong",
        "in row 2 already",
        "domain_prefix",
        "agreed_on",
    ] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    assert_eq!(page.all("#problems tbody tr").len(), 5, "{words}");
    let page = confirm(app, &page);
    assert_eq!(customers(app), 2);
    let file = browser
        .get(&format!("{}/problems.csv", page.path()))
        .expect(200);
    let text = file.source();
    assert_eq!(text.lines().count(), 6, "{text}");
    assert!(text.contains("\"'+86 bad\""), "no formula: {text}");
    // The good ones are not in it; corrected it is sent as it is, guards and problems and all.
    let fixed = text
        .replace("ab,苏州短名", "abc,苏州短名")
        .replace("2199-01-01", "")
        .replace("chenfan,苏州重名", "chongming,苏州重名")
        .replace("taken,", "houdao,")
        .replace("WA", "JS")
        .replace("'+86 bad", "lin@weihai.example");
    let page = upload(&browser, "customers", fixed.as_bytes()).expect(303);
    app.drain();
    let page = browser.open(page.location());
    assert_eq!(page.all("#problems tbody tr").len(), 1, "{}", page.text());
    confirm(app, &page);
    assert_eq!(customers(app), 6);
    // So is the whole file: what was imported stays one.
    let mut all = rows.to_vec();
    all[1] = row("abc", "苏州短名贸易有限公司", ",");
    let page = judged(app, &browser, "customers", HEAD, &all);
    assert!(!page.has_form(page.path()), "{}", page.text());
    // Under a known key with other values: refused with words, and not changed in silence.
    let other = [row("chenfan", "苏州改名贸易有限公司", ",")];
    let page = judged(app, &browser, "customers", HEAD, &other);
    assert!(page.text().contains("imported before with other values"));
    assert_eq!(customers(app), 6);
}

fn files_are_read_in_every_encoding_and_what_is_none_is_refused(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let text = |prefix: &str| format!("{HEAD}\n{}\n", row(prefix, "苏州晨帆贸易有限公司", ","));
    // What GB18030 has for the characters of a row, as a spreadsheet saves them.
    let mut gb = Vec::new();
    for c in text("gbcoded").chars() {
        match GB.iter().find(|(known, _)| *known == c) {
            Some((_, code)) => gb.extend(code),
            None => gb.extend(c.to_string().bytes()),
        }
    }
    assert!(std::str::from_utf8(&gb).is_err());
    let marked = [b"\xEF\xBB\xBF", text("marked").as_bytes()].concat();
    let files = [text("plain").into_bytes(), marked, gb];
    for bytes in &files {
        let page = upload(&browser, "customers", bytes).expect(303);
        app.drain();
        confirm(app, &browser.open(page.location()));
    }
    assert_eq!(customers(app), 3);
    let names = "SELECT COUNT(*) AS n FROM customer WHERE company_name = '苏州晨帆贸易有限公司'";
    assert_eq!(count(app, names), 3);
    let tries: [(&[u8], &str); 5] = [
        (b"", "is missing"),
        (&[0xFF, 0x00, 0x81], "cannot be read as text"),
        (b"domain_prefix,colour\nx,y", "colour"),
        (HEAD.as_bytes(), "no rows"),
        (b"%PDF-1.7\0\0", "cannot be read as text"),
    ];
    for (bytes, word) in tries {
        let page = upload(&browser, "customers", bytes).expect(422);
        let error = page.error_at("file").unwrap();
        assert!(error.contains(word), "{error}");
    }
    let none = browser.open(NEW).form(NEW).submit().expect(422);
    assert!(none.error_at("file").is_some());
    let many = format!("{HEAD}\n{}", "x,,,,,,,,,,\n".repeat(100_001));
    let page = upload(&browser, "customers", many.as_bytes()).expect(422);
    assert!(page.error_at("file").unwrap().contains("100000"));
    // A row takes memory for each cell, however empty.
    let wide = format!("{HEAD}\n{}\n", ",".repeat(4_000_001));
    let page = upload(&browser, "customers", wide.as_bytes()).expect(422);
    let error = page.error_at("file").unwrap();
    assert!(error.contains("far more cells"), "{error}");
    assert_eq!(
        rows_that(app, "all"),
        3,
        "nothing is kept of what is refused"
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer_import"), 3);
}

/// The characters of [`row`] in GB18030.
const GB: &[(char, [u8; 2])] = &[
    ('苏', [0xCB, 0xD5]),
    ('州', [0xD6, 0xDD]),
    ('晨', [0xB3, 0xBF]),
    ('帆', [0xB7, 0xAB]),
    ('贸', [0xC3, 0xB3]),
    ('易', [0xD2, 0xD7]),
    ('有', [0xD3, 0xD0]),
    ('限', [0xCF, 0xDE]),
    ('公', [0xB9, 0xAB]),
    ('司', [0xCB, 0xBE]),
    ('江', [0xBD, 0xAD]),
    ('星', [0xD0, 0xC7]),
    ('湖', [0xBA, 0xFE]),
    ('街', [0xBD, 0xD6]),
    ('号', [0xBA, 0xC5]),
    ('林', [0xC1, 0xD6]),
    ('晓', [0xCF, 0xFE]),
];

fn orders_name_their_customers(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let one = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let new = crate::customers::typed("weijie", "苏州未接受贸易有限公司");
    app::customers::create(app, &request, &new, "").unwrap();
    let browser = english(app.browser_of(&partner.admin));
    let (offer, suffix) = (base(app).id, &app.programme.domain_suffix);
    let head = "reference,customer,offer_id,quantity,name";
    let rows = [
        format!("PO-1,chenfan.{suffix},{offer},10,财务部"),
        format!("PO-2,{one},{offer},0,"),
        format!("po-1,{one},{offer},3,"),
        format!("PO-3,nobody,{offer},3,"),
        format!("PO-4,weijie,{offer},3,"),
        format!("PO-5,chenfan,{},3,", uuid::Uuid::nil()),
        format!("PO-6,chenfan,{offer},many,"),
    ];
    let page = judged(app, &browser, "orders", head, &rows);
    assert_eq!(page.all("#problems tbody tr").len(), 6, "{}", page.text());
    let page = confirm(app, &page);
    let orders = || count(app, "SELECT COUNT(*) AS n FROM sales_order");
    assert_eq!(orders(), 1, "{}", page.text());
    assert_eq!(audited(app, "order.place", "succeeded"), 2, "in both logs");
    let sales = browser.open(&format!("/customers/{one}/subscriptions"));
    assert!(sales.text().contains("财务部"), "{}", sales.text());
    let page = judged(app, &browser, "orders", head, &rows[..1]);
    assert!(page.text().contains("Every row was imported before"));
    // The same line under a new number is a new order.
    let again = [rows[0].replace("PO-1", "PO-7")];
    confirm(app, &judged(app, &browser, "orders", head, &again));
    assert_eq!(orders(), 2);
}

pub(crate) fn some(count: usize, from: usize) -> Vec<String> {
    let name = |n: usize| {
        row(
            &format!("c{n:05}x"),
            &format!("苏州第{n}号贸易有限公司"),
            ",",
        )
    };
    (from..from + count).map(name).collect()
}

fn an_import_stops_and_goes_on(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let page = judged(app, &browser, "customers", HEAD, &some(3, 0));
    let path = page.path().to_owned();
    let _ = page.form(&path).submit().expect(303);
    let form = browser.open(&path).form(&format!("{path}/stop"));
    let _ = form.submit().expect(303);
    app.drain();
    let page = browser.open(&path);
    assert_eq!(customers(app), 0);
    assert!(
        page.text().contains("The import is stopped"),
        "{}",
        page.text()
    );
    let resume = page.form(&format!("{path}/resume"));
    let [one, two] = at_once(|| resume.submit(), || resume.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    app.drain();
    assert_eq!(customers(app), 3);
    // Too late: it is done.
    assert_eq!(form.put("request_id", "late").submit().location(), path);
    // One that nobody wants.
    let page = judged(app, &browser, "customers", HEAD, &some(2, 10));
    let path = page.path().to_owned();
    let page = page
        .form(&format!("{path}/discard"))
        .submit()
        .expect(303)
        .follow();
    assert!(page.text().contains("given up") && !page.has_form(&path));
    app.drain();
    assert_eq!(customers(app), 3);
}

fn a_suspension_interrupts_and_nothing_is_lost(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let page = judged(app, &browser, "customers", HEAD, &some(2, 0));
    let path = page.path().to_owned();
    let _ = page.form(&path).submit().expect(303);
    app.database
        .tamper("UPDATE partner SET status = 'suspended-payment'");
    app.drain();
    let page = browser.open(&path);
    assert!(
        page.text().contains("The import is stopped"),
        "{}",
        page.text()
    );
    assert_eq!((customers(app), rows_that(app, "failed")), (0, 0));
    let resume = page.form(&format!("{path}/resume"));
    assert_eq!(resume.submit().status(), 409);
    app.database.tamper("UPDATE partner SET status = 'active'");
    let _ = resume.submit().expect(303);
    app.drain();
    assert_eq!(customers(app), 2);
}

/// Two workers at once; what they hinder each other at is tried again some minutes later.
fn together(app: &TestApp, other: &TestApp) {
    at_once(|| app.drain(), || other.drain());
    for _ in 0..3 {
        app.clock.pass(200);
        app.drain();
    }
}

fn many_rows_with_two_workers_make_nothing_twice(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let mut rows = some(700, 0);
    for n in (0..700).step_by(70) {
        rows[n] = rows[n].replace("215000", "98052");
    }
    let other = app.neighbour();
    let text = format!("{HEAD}\r\n{}\r\n", rows.join("\r\n"));
    let page = upload(&browser, "customers", text.as_bytes()).expect(303);
    together(app, &other);
    let page = browser.open(page.location());
    assert_eq!(page.all("#problems tbody tr").len(), 10);
    let _ = page.form(page.path()).submit().expect(303);
    together(app, &other);
    assert_eq!((customers(app), rows_that(app, "done")), (690, 690));
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM account a JOIN customer c ON c.id = a.tenant_id"
        ),
        690
    );
    assert_eq!(count(app, "SELECT done AS n FROM customer_import"), 690);
    for row in &mut rows {
        *row = row.replace("98052", "215000");
    }
    let page = judged(app, &browser, "customers", HEAD, &rows);
    assert!(page.text().contains("690"), "{}", page.text());
    confirm(app, &page);
    assert_eq!((customers(app), rows_that(app, "known")), (700, 690));
}

fn others_do_not_reach_it_and_old_rows_are_forgotten(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let page = judged(app, &browser, "customers", HEAD, &some(2, 0));
    let path = page.path().to_owned();
    let other = app.active_partner();
    let stranger = app.browser_of(&other.admin);
    for place in ["", "/problems.csv", "/results.csv"] {
        assert_eq!(stranger.get(&format!("{path}{place}")).status(), 404);
    }
    for place in ["", "/stop", "/resume", "/discard"] {
        assert_eq!(stranger.post(&format!("{path}{place}"), &[]).status(), 404);
    }
    assert!(!stranger.open(HOME).text().contains("客户.csv"));
    for role in [
        AdminSetting::BillingAdmin,
        AdminSetting::UserManagementAdmin,
    ] {
        let colleague = app.browser_of(&app.colleague(&partner, role));
        assert_eq!(colleague.get(&path).status(), 403);
    }
    confirm(app, &page);
    app.clock.pass(31 * 86_400);
    app.tick();
    let browser = app.browser_of(&partner.admin);
    assert_eq!(rows_that(app, "all"), 0);
    let page = browser.open(&path);
    let counts = page.all("#counts dd");
    // Rows of the file, imported, imported before, wrong, failed; and no row is shown.
    assert_eq!(counts, ["2", "2", "0", "0", "0"], "{}", page.text());
    assert!(page.all("main tbody tr").is_empty(), "{}", page.text());
    // What was imported is known for good.
    let page = judged(app, &browser, "customers", HEAD, &some(2, 0));
    assert!(!page.has_form(page.path()), "{}", page.text());
    assert_eq!(customers(app), 2);
}

fn a_file_that_never_came_whole_is_given_up(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let page = judged(app, &browser, "customers", HEAD, &some(3, 0));
    // As if the process had ended while it wrote the rows down.
    app.database
        .tamper("UPDATE customer_import SET state = 'receiving'");
    assert!(browser.open(HOME).text().contains("No imports yet"));
    app.clock.pass(86_400 / 2);
    app.tick();
    assert_eq!(rows_that(app, "all"), 3, "it may still be coming");
    app.clock.pass(86_400);
    app.tick();
    assert_eq!(rows_that(app, "all"), 0);
    let browser = english(app.browser_of(&partner.admin));
    let page = browser.open(page.path());
    assert!(page.text().contains("given up"), "{}", page.text());
    assert!(!page.has_form(page.path()));
}

fn a_sandbox_may_have_a_company_twice(app: &TestApp) {
    let partner = app.active_partner();
    let code = &app.registered_company().company.credit_code;
    let browser = english(app.browser_of(&partner.admin));
    let head = "domain_prefix,company_name,credit_code,province,city,address1,postal_code,\
        family_name,given_name,email";
    let named = |prefix: &str| {
        format!(
            "{prefix},苏州晨帆贸易有限公司,{code},江苏,苏州,星湖街 328 号,215000,林,晓,lin@{prefix}.example"
        )
    };
    // Of a partner's own customers one may be that company, in its files and for the others.
    let rows = [named("chenfan"), named("lancheng")];
    let page = judged(app, &browser, "customers", head, &rows);
    assert_eq!(page.all("#problems tbody tr").len(), 1, "{}", page.text());
    confirm(app, &page);
    let page = judged(app, &browser, "customers", head, &[named("weihai")]);
    assert_eq!(page.all("#problems tbody tr").len(), 1, "{}", page.text());
    assert_eq!(customers(app), 1);
    // What is made up for a sandbox may be.
    let (_, login) = crate::sandbox_accounts::signed_in(app, &app.browser_of(&partner.admin));
    let inside = english(app.browser_of(&login));
    let rows = [named("beihai"), named("nanhai")];
    let page = judged(app, &inside, "customers", head, &rows);
    let words = page.text();
    assert!(words.contains("Every row is right"), "{words}");
    confirm(app, &page);
    assert_eq!(customers(app), 3);
    // The form judges it in the same way.
    let mut new = crate::customers::typed("donghai", "苏州晨帆贸易有限公司");
    new.insert("credit_code".to_owned(), code.clone());
    for (login, known) in [(&login, false), (&partner.admin, true)] {
        let (_, request) = app.sign_in(login);
        let start = app::customers::Start {
            profile: new.clone(),
            ..app::customers::Start::default()
        };
        let found = app::customers::check(app, &request, &start).wait().unwrap();
        let codes: Vec<_> = found.iter().map(|found| found.problem.code).collect();
        assert_eq!(codes.contains(&"customer-known"), known, "{codes:?}");
    }
}
