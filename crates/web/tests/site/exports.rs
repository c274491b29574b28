//! Exports of an invoice's lines: asked for, made a file at a time, fetched by whoever has the address,
//! removed after some days.

use crate::billing::{Priced, billed};
use crate::{at_once, count, english};
use domain::billing::export::{MOST_KEPT, PART_LINES};
use domain::billing::reconciliation::COLUMNS;
use domain::caller::{AdminSetting, AgentSetting};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::Read;
use testkit::{Browser, Engine, Program, TestApp};

testkit::on_both! { Priced:
    a_program_fetches_all_lines_of_an_invoice,
    a_large_invoice_comes_in_several_files,
    a_person_asks_on_the_invoices_page,
    addresses_and_files_have_their_time,
    a_job_that_comes_again_writes_nothing_twice,
    what_does_not_come_forward_can_be_asked_for_again,
    two_requests_at_once_are_given_one_export,
    no_more_are_kept_than_may_be,
    what_cannot_be_asked_for_says_why,
}

const NUMBER: &str = "D000000003";

fn program(app: &TestApp, shop: &crate::billing::Shop<'_>) -> Program {
    app.program(&shop.partner, AgentSetting::AdminAgent, AdminSetting::None)
}

/// Asks, and gives where it can be seen how far it is.
fn ask(program: &Program, query: &str) -> String {
    let path = format!("/v1/billedreconciliation/invoices/{NUMBER}{query}");
    let page = program.send("POST", &path, &json!({})).expect(202);
    assert_eq!(page.header("retry-after"), "5");
    let place = page.header("operation-location").to_owned();
    let path = place.strip_prefix(testkit::PUBLIC_URL).unwrap();
    path.to_owned()
}

/// The manifest of an export that is ready.
fn manifest(program: &Program, operation: &str) -> Value {
    let told = program.get(operation).expect(200).json();
    assert_eq!(told["status"], "succeeded");
    let place = told["resourceLocation"].as_str().unwrap();
    let path = place.strip_prefix(testkit::PUBLIC_URL).unwrap();
    program.get(path).expect(200).json()
}

/// Where a file of a manifest is.
fn address(manifest: &Value, blob: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let root = text(&manifest["rootFolder"]);
    let root = root.strip_prefix(testkit::PUBLIC_URL).unwrap();
    let (name, signature) = (text(&blob["name"]), text(&manifest["rootFolderSAS"]));
    format!("{root}/{name}?{signature}")
}

/// The lines of all files, fetched by somebody who is not signed in.
fn lines(app: &TestApp, manifest: &Value) -> Vec<Value> {
    let anybody = app.browser();
    let mut lines = Vec::new();
    for blob in manifest["blobs"].as_array().unwrap() {
        let page = anybody.get(&address(manifest, blob)).expect(200);
        assert_eq!(page.header("content-type"), "application/gzip");
        assert_eq!(page.header("cache-control"), "private, no-store");
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(page.bytes()));
        assert_eq!(blob["sha256"], hash);
        assert_eq!(blob["sizeinBytes"], page.bytes().len());
        let mut text = String::new();
        GzDecoder::new(page.bytes())
            .read_to_string(&mut text)
            .unwrap();
        let before = lines.len();
        lines.extend(
            text.lines()
                .map(|l| serde_json::from_str::<Value>(l).unwrap()),
        );
        assert_eq!(blob["itemCount"], lines.len() - before);
    }
    lines
}

/// The cells of a column of the reconciliation file.
fn column(browser: &Browser, name: &str) -> Vec<String> {
    let text = browser.get(&format!("/billing/invoices/{NUMBER}/reconciliation.csv"));
    let text = text.expect(200).source();
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|head| head == name);
    let at = at.unwrap();
    reader
        .records()
        .map(|row| row.unwrap()[at].to_owned())
        .collect()
}

fn a_program_fetches_all_lines_of_an_invoice(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let program = program(app, &shop);
    let operation = ask(&program, "");
    let waiting = program.get(&operation).expect(200);
    assert_eq!(waiting.json()["status"], "notstarted");
    assert_eq!(waiting.header("retry-after"), "5");
    assert!(waiting.json().get("resourceLocation").is_none());
    let id = operation.rsplit('/').next().unwrap();
    let early = program.get(&format!("/v1/billingmanifests/{id}"));
    assert_eq!(early.status(), 404);
    // Who asks again meanwhile is given the same.
    assert_eq!(ask(&program, "?fragment=FULL"), operation);
    app.drain();
    let found = manifest(&program, &operation);
    assert_eq!(found["dataFormat"], "compressedJSONLines");
    assert_eq!(found["blobCount"], 1);
    assert_eq!(found["invoiceId"], NUMBER);
    let all = lines(app, &found);
    assert_eq!(all.len(), 4);
    let browser = app.browser_of(&shop.partner.admin);
    // What the file says, attribute by attribute: amounts as numbers, the rest as words.
    for name in COLUMNS {
        let wanted = column(&browser, name);
        let shown = all.iter().map(|line| match &line[name] {
            Value::String(text) => text.clone(),
            number => number.to_string(),
        });
        let shown: Vec<_> = shown.collect();
        if name.ends_with("Date") {
            assert_eq!(shown[0].len(), "2026-08-15".len(), "{name}");
        } else if all[0][name].is_number() {
            let value = |text: &String| text.parse::<f64>().unwrap();
            assert!(
                shown.iter().map(value).eq(wanted.iter().map(value)),
                "{name}"
            );
        } else {
            assert_eq!(shown, wanted, "{name}");
        }
    }
    assert_eq!(all[0]["ChargeEndDate"], "2026-08-14");
    assert_eq!(all[0]["TotalForCustomer"].to_string(), "-159.0");
    // The basic attributes are another export, with less in it.
    let basic = ask(&program, "?fragment=basic");
    assert_ne!(basic, operation);
    app.drain();
    let basic = lines(app, &manifest(&program, &basic));
    assert_eq!(basic.len(), 4);
    assert_eq!(basic[0]["TotalForCustomer"], all[0]["TotalForCustomer"]);
    assert!(basic[0].get("CustomerName").is_none());
}

fn a_large_invoice_comes_in_several_files(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    // As many lines as no test could sell.
    let more = 2 * PART_LINES + 1;
    let columns = "partner_id, subscription_id, customer_id, order_id, platform_id, offer_id,
        product_id, offer_name, subscription_name, customer_name, customer_domain, starts_on, ends_on,
        charge, charged_from, charged_to, span_from, span_to, months, unit_price, seats, days, of_days,
        amount, tax, discount";
    app.database.tamper(&format!(
        "WITH RECURSIVE n (number) AS (SELECT 5 UNION ALL SELECT number + 1 FROM n WHERE number < {more})
         INSERT INTO invoice_line (invoice_id, number, {columns})
         SELECT invoice_id, n.number, {columns} FROM n, invoice_line l
         WHERE invoice_id IN (SELECT id FROM invoice WHERE number = '{NUMBER}') AND l.number = 4"
    ));
    app.database.tamper(match app.database.engine {
        Engine::Sqlite => "DROP TRIGGER invoice_no_update",
        Engine::Postgres => "ALTER TABLE invoice DISABLE TRIGGER USER",
    });
    app.database.tamper(&format!(
        "UPDATE invoice SET line_count = {more} WHERE number = '{NUMBER}'"
    ));
    let program = program(app, &shop);
    let operation = ask(&program, "?fragment=basic");
    app.drain();
    let found = manifest(&program, &operation);
    assert_eq!(found["blobCount"], 3);
    let blobs = found["blobs"].as_array().unwrap();
    let counts: Vec<_> = blobs
        .iter()
        .map(|blob| blob["itemCount"].as_u64())
        .collect();
    let part = u64::from(PART_LINES);
    assert_eq!(counts, [Some(part), Some(part), Some(1)]);
    assert_eq!(lines(app, &found).len(), usize::try_from(more).unwrap());
    // Each file is in the company's log once.
    let noted = "SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'billing.export-file'";
    assert_eq!(count(app, noted), 3);
}

fn a_person_asks_on_the_invoices_page(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let browser = english(app.browser_of(&shop.partner.admin));
    let invoice = format!("/billing/invoices/{NUMBER}");
    let here = format!("{invoice}/exports");
    let linked = browser.open(&invoice);
    assert!(
        linked
            .attribute(&format!("main a[href='{here}']"), "href")
            .is_some()
    );
    let page = browser.open(&here);
    assert!(page.text().contains("No export of this invoice is there."));
    let sent = page.form(&here).put("set", "basic").submit();
    assert_eq!(sent.status(), 303);
    let waiting = browser.open(&here);
    assert!(
        waiting.text().contains("0 of 4 lines are written"),
        "{}",
        waiting.text()
    );
    assert!(waiting.source().contains("http-equiv=\"refresh\""));
    app.drain();
    let ready = browser.open(&here);
    assert!(ready.text().contains("Ready"), "{}", ready.text());
    assert!(!ready.source().contains("http-equiv=\"refresh\""));
    let href = ready.attribute("main tbody a[download]", "href").unwrap();
    let file = browser.get(&href).expect(200);
    let saved = format!("attachment; filename=\"{NUMBER}-part-00001.json.gz\"");
    assert_eq!(file.header("content-disposition"), saved);
}

fn addresses_and_files_have_their_time(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let program = program(app, &shop);
    let operation = ask(&program, "");
    app.drain();
    let found = manifest(&program, &operation);
    let whole = address(&found, &found["blobs"][0]);
    let anybody = app.browser();
    let _ = anybody.get(&whole).expect(200);
    // Somebody else's signature, another time, another file, none at all: nothing is there.
    let (bare, signature) = whole.split_once('?').unwrap();
    let until = signature.split_once('&').unwrap().0;
    let later = signature.replacen(until, &format!("{until}0"), 1);
    for other in [
        bare.to_owned(),
        format!("{bare}?{until}"),
        format!("{bare}?{until}&signature=AAAA"),
        format!("{bare}?{later}"),
        whole.replace("part-00001", "part-00002"),
        whole.replace("part-00001.json.gz", "..%2Fpart-00001"),
    ] {
        assert_eq!(anybody.get(&other).status(), 404, "{other}");
    }
    app.clock.pass(3_600);
    let _ = anybody.get(&whole).expect(200);
    app.clock.pass(1);
    let late = anybody.get(&whole);
    assert_eq!(late.status(), 410);
    // The manifest has new ones as long as the files are kept.
    let fresh = Program {
        token: program.fresh_token(),
        ..program
    };
    assert_eq!(lines(app, &manifest(&fresh, &operation)).len(), 4);
    let parts = "SELECT COUNT(*) AS n FROM invoice_export_part";
    app.clock.pass(7 * 86_400 - 3_601 - 60);
    app.tick();
    assert_eq!(count(app, parts), 1);
    app.clock.pass(60);
    app.tick();
    assert_eq!(count(app, parts), 0);
    let fresh = Program {
        token: fresh.fresh_token(),
        ..fresh
    };
    let gone = fresh.get(&operation);
    assert_eq!(gone.status(), 410, "{}", gone.source());
    let id = operation.rsplit('/').next().unwrap();
    assert_eq!(
        fresh.get(&format!("/v1/billingmanifests/{id}")).status(),
        410
    );
    // Asked for again it is made again.
    let again = ask(&fresh, "");
    assert_ne!(again, operation);
    app.drain();
    assert_eq!(lines(app, &manifest(&fresh, &again)).len(), 4);
    // At last nobody tells that there was one.
    app.clock.pass(91 * 86_400);
    app.tick();
    let fresh = Program {
        token: fresh.fresh_token(),
        ..fresh
    };
    assert_eq!(fresh.get(&operation).status(), 404);
}

fn what_cannot_be_asked_for_says_why(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let program = program(app, &shop);
    let ask = |number: &str, query: &str| {
        let path = format!("/v1/billedreconciliation/invoices/{number}{query}");
        program.send("POST", &path, &json!({}))
    };
    assert_eq!(ask("D000000009", "").status(), 404);
    let wrong = ask(NUMBER, "?fragment=everything").expect(400).json();
    assert_eq!(wrong["data"][0]["pointer"], "fragment");
    assert_eq!(program.get("/v1/billingoperations/x").status(), 400);
    // Another partner sees neither the invoice nor the export.
    let id = uuid::Uuid::from_u128(7);
    let kept = ask(NUMBER, "").expect(202);
    let kept = kept.header("operation-location").to_owned();
    let kept = kept.strip_prefix(testkit::PUBLIC_URL).unwrap();
    app.drain();
    let other = app.active_partner();
    let stranger = app.program(&other, AgentSetting::AdminAgent, AdminSetting::None);
    for path in [
        kept,
        &kept.replace("operations", "manifests"),
        &format!("/v1/billingoperations/{id}"),
    ] {
        assert_eq!(stranger.get(path).status(), 404, "{path}");
    }
    let seller = app.program(&shop.partner, AgentSetting::SalesAgent, AdminSetting::None);
    assert_eq!(seller.get(kept).status(), 403);
}

fn a_job_that_comes_again_writes_nothing_twice(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let program = program(app, &shop);
    let operation = ask(&program, "");
    // A worker that dies behind its work leaves the job to others: the same again.
    let id = match app.database.engine {
        Engine::Sqlite => "RANDOMBLOB(16)",
        Engine::Postgres => "GEN_RANDOM_UUID()",
    };
    app.database.tamper(&format!(
        "INSERT INTO outbox (id, kind, subject, payload, dedupe, created_at, available_at, attempts,
            lease_until, correlation)
         SELECT {id}, kind, subject, payload, 'again', created_at, available_at, attempts,
            lease_until, correlation
         FROM outbox WHERE kind = 'export'"
    ));
    app.drain();
    let after = manifest(&program, &operation);
    assert_eq!(after["blobCount"], 1);
    assert_eq!(lines(app, &after).len(), 4);
    let noted = "SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'billing.export-file'";
    assert_eq!(count(app, noted), 1);
}

fn what_does_not_come_forward_can_be_asked_for_again(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let program = program(app, &shop);
    let stuck = ask(&program, "");
    app.database
        .tamper("UPDATE outbox SET done_at = 1 WHERE kind = 'export'");
    app.clock.pass(86_400 + 1);
    app.tick();
    let fresh = Program {
        token: program.fresh_token(),
        ..program
    };
    assert_eq!(fresh.get(&stuck).status(), 410);
    let again = ask(&fresh, "");
    assert_ne!(again, stuck);
    app.drain();
    assert_eq!(lines(app, &manifest(&fresh, &again)).len(), 4);
    // What was given up does nothing when its job comes at last.
    app.database
        .tamper("UPDATE outbox SET done_at = NULL, lease_until = 0 WHERE done_at = 1");
    app.drain();
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM invoice_export_part"),
        1
    );
}

fn two_requests_at_once_are_given_one_export(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let path = format!("/v1/billedreconciliation/invoices/{NUMBER}");
    let (one, other) = (program(app, &shop), program(app, &shop));
    let place = |program: &Program| {
        // Whoever comes in between is told to try again at once.
        let mut pages = (0..20).map(|_| program.send("POST", &path, &json!({})));
        let taken = pages.find(|page| page.status() != 503);
        let taken = taken.expect("it is not busy for ever").expect(202);
        taken.header("operation-location").to_owned()
    };
    let [one, other] = at_once(|| place(&one), || place(&other));
    assert_eq!(one, other);
    app.drain();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM invoice_export"), 1);
}

fn no_more_are_kept_than_may_be(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let program = program(app, &shop);
    let _ = ask(&program, "?fragment=basic");
    app.drain();
    let id = match app.database.engine {
        Engine::Sqlite => "RANDOMBLOB(16)",
        Engine::Postgres => "GEN_RANDOM_UUID()",
    };
    // Of invoices no test could wait for: what is not ready is kept as well.
    app.database.tamper("DROP INDEX invoice_export_live");
    app.database.tamper(&format!(
        "WITH RECURSIVE n (number) AS (SELECT 2 UNION ALL SELECT number + 1 FROM n WHERE number < {MOST_KEPT})
         INSERT INTO invoice_export (id, partner_id, invoice_id, attributes, state, asked_name, asked_at,
            moved_at, line_count, written, expires_at)
         SELECT {id}, partner_id, invoice_id, attributes, state, asked_name, asked_at, moved_at,
            line_count, written, expires_at
         FROM n, invoice_export"
    ));
    let kept = "SELECT COUNT(*) AS n FROM invoice_export";
    assert_eq!(count(app, kept), MOST_KEPT);
    let path = format!("/v1/billedreconciliation/invoices/{NUMBER}");
    let page = program.send("POST", &path, &json!({})).expect(409);
    assert!(
        page.source().contains("Too many exports are kept"),
        "{}",
        page.source()
    );
    assert_eq!(count(app, kept), MOST_KEPT);
}
