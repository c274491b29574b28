//! A large file through a process that is killed in the middle, again and again: every right row is
//! imported once, every wrong one is told with its reason, and the corrected file doubles nothing.

use crate::installation::Installation;
use crate::otherwise::signed_in;
use testkit::{Browser, Engine, Page};

#[test]
fn a_large_import_survives_every_death_on_sqlite() {
    walk(Engine::Sqlite);
}

#[test]
fn a_large_import_survives_every_death_on_postgres() {
    walk(Engine::Postgres);
}

const NEW: &str = "/customers/imports/new";
const HEAD: &str = "domain_prefix,company_name,province,city,address1,postal_code,family_name,\
    given_name,email,tags";
/// Rows of the file, and every how many one is wrong.
const ROWS: usize = 2000;
const WRONG: usize = 100;
const BAD: i64 = 20;
const GOOD: i64 = 1980;

const MADE: &str = "SELECT COUNT(*) AS n FROM customer";

/// The file; its wrong rows have a postal code of another country.
fn file() -> String {
    let rows = (0..ROWS).map(|n| {
        let code = if n % WRONG == 0 { "98052" } else { "215000" };
        format!(
            "c{n:05}x,苏州第{n}号贸易有限公司,江苏,苏州,星湖街 328 号,{code},林,晓,\
             lin@c{n:05}x.example,华东"
        )
    });
    std::iter::once(HEAD.to_owned())
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\r\n")
}

fn upload(browser: &Browser, text: &str) -> Page {
    let form = browser.open(NEW).form(NEW).fill("kind", "customers");
    form.attach("file", "customers.csv", text.as_bytes())
        .submit()
        .expect(303)
}

/// Every customer has what belongs to it, once, and the counts say what there is.
fn whole(site: &Installation, wanted: i64) {
    for sql in [
        MADE,
        "SELECT COUNT(DISTINCT domain) AS n FROM customer",
        "SELECT COUNT(*) AS n FROM customer_relation WHERE ended_at IS NULL",
        "SELECT COUNT(*) AS n FROM account a JOIN customer c ON c.id = a.tenant_id",
        "SELECT COUNT(*) AS n FROM customer_tagged",
        "SELECT COUNT(*) AS n FROM customer_import_key k JOIN customer c ON c.id = k.made_id",
        "SELECT CAST(SUM(done) AS BIGINT) AS n FROM customer_import",
        "SELECT COUNT(*) AS n FROM customer_import_row WHERE state = 'done'",
    ] {
        assert_eq!(site.count(sql), wanted, "{sql}");
    }
}

fn walk(engine: Engine) {
    let mut site = Installation::new(engine);
    site.inside.clock.pass(-600);
    let partner = site.inside.active_partner();
    let browser = signed_in(&site, &partner.admin);
    site.start("import/judged:7");
    let sent = upload(&browser, &file());
    site.dies();
    let judged = "SELECT COUNT(*) AS n FROM customer_import_row WHERE state <> 'new'";
    site.start_and_kill(judged, 1200);
    site.start("");
    site.settles();
    let path = sent.location().to_owned();
    let counts = [
        ("SELECT ready AS n FROM customer_import", GOOD),
        ("SELECT wrong AS n FROM customer_import", BAD),
        (MADE, 0),
    ];
    for (sql, wanted) in counts {
        assert_eq!(site.count(sql), wanted, "{sql}");
    }
    // Each wrong row is told, and why.
    let page = browser.get(&format!("{path}/problems.csv")).expect(200);
    let problems = page.source();
    assert_eq!(problems.lines().count(), ROWS / WRONG + 1, "{problems}");
    for line in problems.lines().skip(1) {
        assert!(
            line.contains("98052") && line.contains("postal_code"),
            "{line}"
        );
    }
    let form = browser.open(&path).form(&path);
    site.start("import/imported:400");
    let _ = form.submit().expect(303);
    site.dies();
    for (fault, least) in [("customer.create/before-commit:200", 0), ("", 1000)] {
        if fault.is_empty() {
            site.start_and_kill(MADE, least);
        } else {
            site.start_and_die(fault);
        }
        assert!(site.count(MADE) < GOOD, "it was still at work");
    }
    site.start("");
    // Confirming once more, as somebody would who has seen the page go away.
    assert_eq!(form.submit().status(), 303);
    site.settles();
    whole(&site, GOOD);
    let fixed = problems.replace("98052", "215000");
    let again = upload(&browser, &fixed);
    site.settles();
    let again = again.location().to_owned();
    let _ = browser.open(&again).form(&again).submit().expect(303);
    site.settles();
    let all = GOOD + BAD;
    whole(&site, all);
    // So does the whole file: there is nothing left to be made of it.
    let last = upload(&browser, &file().replace("98052", "215000"));
    site.settles();
    let page = browser.open(last.location());
    assert!(!page.has_form(page.path()), "{}", page.text());
    whole(&site, all);
    site.kill();
    testkit::Fixture::check(&site.inside);
}
