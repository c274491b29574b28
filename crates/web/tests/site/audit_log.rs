//! The audit log in the operator console: searching, exporting, verifying.

use crate::audited;
use domain::caller::StaffRole;
use testkit::{Engine, Page, TestApp};

testkit::on_both! { TestApp:
    entries_are_found_by_what_is_known_of_them,
    a_verification_is_made_in_the_background,
    a_file_that_is_not_the_whole_log_says_so,
}

fn rows(page: &Page) -> usize {
    page.all("#entries-h ~ * tbody, main table tbody").len()
}

fn entries_are_found_by_what_is_known_of_them(app: &TestApp) {
    let partner = app.submitted();
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = format!("/ops/applications/{}", partner.application);
    assert_eq!(reviewer.post(&format!("{case}/claim"), &[]).status(), 303);
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let found = |query: &str| auditor.open(&format!("/ops/audit?{query}"));

    let claim = found("action=application.claim");
    assert_eq!(rows(&claim), 1, "{}", claim.text());
    // Its subject leads to the case for those who may open it, its request to all entries of it.
    assert!(claim.source().contains(&format!("href=\"{case}\"")));
    let request = claim.attribute("a[href^='/ops/audit?correlation=']", "href");
    assert_eq!(rows(&auditor.open(&request.unwrap())), 1);
    for (query, hits) in [
        ("action=application.cl", 1),
        ("action=claim", 0),
        ("action=application.claim&actor=REVIEWER", 1),
        ("action=application.claim&actor=nobody", 0),
        (
            "action=application.claim&from=2026-03-02&until=2026-03-02",
            1,
        ),
        ("action=application.claim&from=2026-03-03", 0),
        ("action=application.claim&until=2026-03-01", 0),
        ("q=application.claim", 1),
        ("correlation=00000000-0000-0000-0000-00000000000f", 0),
    ] {
        assert_eq!(rows(&found(query)), hits, "{query}");
    }
    let subject = format!(
        "subject=application/{}&action=application.claim",
        partner.application
    );
    assert_eq!(rows(&found(&subject)), 1);

    // What makes no sense is said at the field, and what was typed stays.
    for (query, field) in [
        ("from=yesterday", "from"),
        ("until=2026-02-30", "until"),
        ("correlation=abc", "correlation"),
        ("chain=tenant/1", "chain"),
    ] {
        let page = auditor.get(&format!("/ops/audit?{query}")).expect(422);
        assert!(page.errors().contains_key(field), "{:?}", page.errors());
        let typed = query.split_once('=').unwrap().1;
        assert_eq!(page.form("/ops/audit").value(field), typed);
        let file = auditor.get(&format!("/ops/audit/export?{query}"));
        assert_eq!(file.status(), 404, "no file of everything instead");
    }
    // Everything of one company, whatever it is about.
    let chain = format!("chain={}", partner.tenant);
    let whole = rows(&found(&chain));
    assert!(whole > rows(&found(&format!("subject=tenant/{}", partner.tenant))));
    for (query, hits) in [
        (format!("{chain}&action=application.claim"), 1),
        (format!("{chain}&subject=application/none"), 0),
        ("chain=00000000-0000-0000-0000-00000000000f".to_owned(), 0),
    ] {
        assert_eq!(rows(&found(&query)), hits, "{query}");
    }

    for _ in 0..35 {
        for act in ["release", "claim"] {
            let page = reviewer.post(&format!("{case}/{act}"), &[]);
            assert_eq!(page.status(), 303, "{act}: {}", page.text());
        }
    }
    // Page by page, with nothing twice and nothing left out.
    let mut seen = Vec::new();
    let mut next = Some("/ops/audit?action=".to_owned());
    while let Some(href) = next {
        let page = auditor.open(&href);
        seen.extend(page.all("tbody .x-row dl dd:last-of-type"));
        next = page.attribute("a[rel=next]", "href");
    }
    let all = seen.len();
    assert!(all > 100, "{all}: more than a page");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);

    // Taking entries out of the house is an act of its own.
    let file = auditor.open("/ops/audit/export?action=application.claim");
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.source().lines().count(), 37, "{}", file.source());
    assert_eq!(audited(app, "audit.export", "succeeded"), 1);
    app.drain();
}

fn a_verification_is_made_in_the_background(app: &TestApp) {
    let _ = app.submitted();
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let path = "/ops/audit/verify";
    let page = auditor.open(path);
    assert!(page.text().contains("尚未在此验证"), "{}", page.text());
    let form = page.form(path);
    assert_eq!(form.submit().location(), path);
    // One at a time: a second wish changes nothing, from this page or another.
    assert_eq!(form.submit().status(), 303);
    assert_eq!(auditor.post(path, &[]).status(), 303);
    assert_eq!(audited(app, "audit.verify", "succeeded"), 1);
    let running = auditor.open(path);
    assert!(running.text().contains("正在验证"), "{}", running.text());
    assert!(
        !running.has_form(path),
        "nothing to ask for while it goes on"
    );
    assert!(
        running
            .attribute("svg[role=progressbar]", "aria-valuenow")
            .is_some()
    );
    assert!(running.source().contains("http-equiv=\"refresh\""));
    app.tick();
    let done = auditor.open(path);
    assert!(done.text().contains("审计记录完整"), "{}", done.text());
    assert!(done.has_form(path));
    assert_eq!(done.all("#past tbody tr").len(), 1);

    // Somebody with the database changes an entry; the next verification says which.
    app.clock.pass(60);
    let (disarm, arm) = match app.database.engine {
        Engine::Sqlite => ("DROP TRIGGER audit_entry_no_update", None),
        Engine::Postgres => (
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            Some("ALTER TABLE audit_entry ENABLE TRIGGER USER"),
        ),
    };
    app.database.tamper(disarm);
    app.database
        .tamper("UPDATE audit_entry SET ip = ip || '9' WHERE action = 'application.submit'");
    assert_eq!(auditor.open(path).form(path).submit().status(), 303);
    app.tick();
    let found = auditor.open(path);
    assert!(found.text().contains("该记录已被更改"), "{}", found.text());
    assert_eq!(found.all("#faults tbody tr").len(), 1, "{}", found.text());
    assert_eq!(found.all("#past tbody tr").len(), 2);
    // Put back, it is sound again.
    app.clock.pass(60);
    app.database.tamper(
        "UPDATE audit_entry SET ip = SUBSTR(ip, 1, LENGTH(ip) - 1)
         WHERE action = 'application.submit'",
    );
    if let Some(arm) = arm {
        app.database.tamper(arm);
    }
    app.drain();
}

/// What the newest entry of an action tells.
fn detail(app: &TestApp, action: &'static str) -> serde_json::Value {
    let scope = app.operator_scope();
    let filter = store::audit::Filter {
        action: action.to_owned(),
        ..store::audit::Filter::default()
    };
    let found = app.read(move |tx| Ok(store::audit::search(tx, scope, &filter, 1)?));
    serde_json::from_str(&found.wait().unwrap()[0].detail).unwrap()
}

fn a_file_that_is_not_the_whole_log_says_so(app: &TestApp) {
    let partner = app.registered_company();
    let (chain, at) = (partner.tenant.0, app.now());
    let fill = move |count: u32| {
        let many = move |tx: &mut store::Tx<'_>| {
            for _ in 0..count {
                let entry = store::audit::NewEntry {
                    chain,
                    at,
                    actor_kind: "system",
                    actor: None,
                    actor_name: "tongdao",
                    ip: "",
                    action: "test.fill",
                    subject: "test/1",
                    outcome: "succeeded",
                    correlation: uuid::Uuid::from_u128(8),
                    detail: "{}",
                };
                store::audit::append(tx, &entry)?;
            }
            Ok::<_, store::DbError>(())
        };
        app.db.write(many).wait().unwrap();
    };
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let day = "2026-03-02";
    let path = format!(
        "/ops/audit/export?action=test.fill&chain={chain}&from={day}&until={day}&correlation={}",
        uuid::Uuid::from_u128(8)
    );
    fill(app::audit::EXPORT);
    let whole = auditor.open(&path).source();
    assert_eq!(whole.lines().count(), 10_001, "the heading and every entry");
    assert!(!whole.contains("续见"));
    assert_eq!(detail(app, "audit.export")["cut"], false);

    fill(3);
    let first = crate::english(auditor).open(&path);
    let (browser, first) = (first.browser().clone(), first.source());
    assert_eq!(first.lines().count(), 10_002);
    let last = first.lines().last().unwrap();
    assert!(last.contains("ends after 10000 entries"), "{last}");
    let told = detail(app, "audit.export");
    assert_eq!(told["entries"], 10_000);
    assert_eq!(told["cut"], true);
    for (name, value) in [
        ("action", "test.fill".to_owned()),
        ("chain", chain.to_string()),
        ("from", day.to_owned()),
        ("until", day.to_owned()),
        ("correlation", uuid::Uuid::from_u128(8).to_string()),
    ] {
        assert_eq!(told[name], value, "{told}");
    }
    assert!(told.get("after").is_none(), "{told}");
    // Where it says, the log goes on.
    let (_, on) = last.split_once(testkit::PUBLIC_URL).unwrap();
    let rest = browser.open(on.split(['"', ',']).next().unwrap()).source();
    assert_eq!(rest.lines().count(), 4, "{rest}");
    assert!(!rest.contains("ends after"));
    let told = detail(app, "audit.export");
    assert_eq!(told["entries"], 3);
    let after = told["after"].as_str().unwrap();
    assert!(after.contains(&format!(".{chain}.")), "{after}");
    app.drain();
}
