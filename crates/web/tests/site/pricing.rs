//! Pricing and offers: the list of a month, its changes, the matrix, and files of them; for roles
//! that may see prices, and for nobody else.

use crate::english;
use domain::caller::{AdminSetting, AgentSetting};
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp from trading:
    the_list_of_this_month_and_the_next,
    whoever_may_not_see_prices_sees_none,
    a_company_that_is_not_set_up_has_no_prices,
    months_without_a_list_are_not_there,
    files_open_in_spreadsheets,
}

const PAGES: [&str; 4] = [
    "/pricing",
    "/pricing/changes",
    "/pricing/matrix",
    "/pricing/export",
];

fn rows(page: &Page) -> usize {
    page.all("tbody tr").len()
}

fn the_list_of_this_month_and_the_next(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let page = browser.open("/dashboard/overview");
    assert_eq!(
        page.attribute("nav a[href='/pricing']", "href").as_deref(),
        Some("/pricing")
    );
    let page = browser.open("/pricing");
    let sold = app.programme.catalogue().sold_on(app.today(), None).len();
    assert_eq!(rows(&page), sold);
    let text = page.text();
    assert!(
        text.contains("Price list March 2026") && text.contains("¥52.00"),
        "{text}"
    );
    // The next month's list is there before it applies.
    assert_eq!(rows(&browser.open("/pricing?month=2026-04")), sold);
    // Nothing changes in either; what has gone in February is told there.
    for month in ["2026-03", "2026-04"] {
        let page = browser.open(&format!("/pricing/changes?month={month}"));
        assert!(page.attribute(".empty", "class").is_some());
    }
    let page = browser.open("/pricing/changes?month=2026-02");
    assert_eq!(rows(&page), 1);
    assert!(page.text().contains("Gone"));
    let page = browser.open("/pricing/matrix");
    assert_eq!(rows(&page), sold);
    assert!(page.text().contains("1–300"));
    // The turn of the month is that of the programme's zone.
    app.clock.set(domain::effects::Instant(
        "2026-03-31T15:59:59Z"
            .parse::<jiff::Timestamp>()
            .unwrap()
            .as_microsecond(),
    ));
    let browser = english(app.browser_of(&partner.admin));
    app.clock.set(domain::effects::Instant(
        "2026-03-31T15:59:59Z"
            .parse::<jiff::Timestamp>()
            .unwrap()
            .as_microsecond(),
    ));
    assert!(
        browser
            .open("/pricing")
            .text()
            .contains("Price list March 2026")
    );
    app.clock.pass(1);
    assert!(
        browser
            .open("/pricing")
            .text()
            .contains("Price list April 2026")
    );
    app.drain();
}

fn whoever_may_not_see_prices_sees_none(app: &TestApp) {
    let partner = app.active_partner();
    let shown = |browser: &Browser, status: u16| {
        for path in PAGES {
            let page = browser.get(path);
            assert_eq!(page.status(), status, "{path}");
            if status != 200 {
                assert!(!page.source().contains("52.00"), "{path} tells a price");
                assert!(
                    page.text().contains("Billing admin"),
                    "{path} names the roles"
                );
            }
        }
    };
    shown(&english(app.browser_of(&partner.admin)), 200);
    shown(
        &english(app.browser_of(&app.agent(&partner, AgentSetting::AdminAgent))),
        200,
    );
    shown(
        &english(app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin))),
        200,
    );
    for agent in [AgentSetting::SalesAgent, AgentSetting::HelpdeskAgent] {
        let browser = english(app.browser_of(&app.agent(&partner, agent)));
        shown(&browser, 403);
        let page = browser.open("/dashboard/overview");
        assert!(page.attribute("nav a[href='/pricing']", "href").is_none());
    }
    shown(
        &english(app.browser_of(&app.colleague(&partner, AdminSetting::UserManagementAdmin))),
        403,
    );
    app.drain();
}

fn a_company_that_is_not_set_up_has_no_prices(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    for path in PAGES {
        let page = browser.get(path);
        assert_eq!(page.status(), 409, "{path}");
        assert!(!page.source().contains("52.00"));
    }
}

fn months_without_a_list_are_not_there(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    // The first prices began in July 2025.
    for (month, status) in [
        ("2026-04", 200),
        ("2026-05", 404),
        ("2025-07", 200),
        ("2025-06", 404),
        ("1999-01", 404),
        ("9999-12", 404),
        ("nonsense", 200),
        ("2026-13", 200),
        ("", 200),
    ] {
        for path in PAGES {
            let page = browser.get(&format!("{path}?month={month}"));
            assert_eq!(page.status(), status, "{path} {month}");
        }
    }
    assert_eq!(browser.get("/pricing/export?what=everything").status(), 404);
    app.drain();
}

fn saved(browser: &Browser, address: &str) -> (String, String) {
    let page = browser.get(address).expect(200);
    assert_eq!(page.header("content-type"), "text/csv; charset=utf-8");
    assert!(page.header("cache-control").contains("no-store"));
    let name = page.header("content-disposition").to_owned();
    (name, String::from_utf8(page.bytes().to_vec()).unwrap())
}

fn files_open_in_spreadsheets(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let (name, list) = saved(&browser, "/pricing/export?what=list&month=2026-03");
    assert_eq!(name, "attachment; filename=\"price-list-2026-03.csv\"");
    assert!(
        list.starts_with("\u{feff}月份,产品 ID,产品,"),
        "{}",
        &list[..80]
    );
    let sold = app.programme.catalogue().sold_on(app.today(), None).len();
    assert_eq!(list.lines().count(), sold + 1);
    let line = list
        .lines()
        .find(|line| line.contains("6607fb89-34f4-5c91-82f9-7ac7a6bb427f"))
        .unwrap();
    assert!(line.contains("云帆办公应用 商务版"), "{line}");
    assert!(
        line.contains(",52.00,68.00,52.00,CNY,2025-07-01,,UNC"),
        "{line}"
    );
    let (name, matrix) = saved(&browser, "/pricing/export?what=matrix&month=2026-04");
    assert_eq!(name, "attachment; filename=\"offer-matrix-2026-04.csv\"");
    assert_eq!(matrix.lines().count(), sold + 1);
    let (_, changes) = saved(&browser, "/pricing/export?what=changes&month=2026-02");
    assert!(changes.contains(",2026-01-30,DEL"), "{changes}");
    app.drain();
}

mod dearer {
    use super::{rows, saved};
    use crate::english;
    use testkit::{Engine, Fixture, TestApp};

    testkit::on_both! { Dearer: what_changes_is_told_with_both_prices }

    /// The shipped programme, in which a price rises in April and an offer's name looks like a formula.
    struct Dearer(TestApp);

    impl Fixture for Dearer {
        fn fresh(engine: Engine) -> Self {
            let programme = testkit::programme_selling(&[
                (
                    "prices = [{ from = \"2025-07-01\", list_minor = 5200, suggested_minor = 6800 }]",
                    "prices = [{ from = \"2025-07-01\", list_minor = 5200, suggested_minor = 6800 }, { from = \"2026-04-01\", list_minor = 5500, suggested_minor = 6800 }]",
                ),
                (
                    "en = \"Yunfan Office Apps for Business\"",
                    "en = \"=Yunfan, \\\"Office\\\" Apps\"",
                ),
            ]);
            Self(TestApp::trading_with(
                engine,
                programme.rechecking(0),
                |_| (),
            ))
        }

        fn check(&self) {
            self.0.check();
        }
    }

    fn what_changes_is_told_with_both_prices(dearer: &Dearer) {
        let app = &dearer.0;
        let partner = app.active_partner();
        let browser = english(app.browser_of(&partner.admin));
        assert_eq!(rows(&browser.open("/pricing/changes")), 0);
        let page = browser.open("/pricing/changes?month=2026-04");
        assert_eq!(rows(&page), 1);
        let text = page.text();
        for words in ["¥55.00", "was ¥52.00, +¥3.00", "Changed"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        // Until then the old price applies, and says so.
        assert!(browser.open("/pricing").text().contains("¥52.00"));
        let (_, list) = saved(&browser, "/pricing/export?what=list&month=2026-03");
        assert!(
            list.contains("\"'=Yunfan, \"\"Office\"\" Apps\""),
            "no formula: {list}"
        );
        assert!(list.contains(",52.00,68.00,52.00,CNY,2025-07-01,2026-03-31,UNC"));
        let (_, list) = saved(&browser, "/pricing/export?what=changes&month=2026-04");
        assert!(list.contains(",55.00,68.00,52.00,CNY,2026-04-01,,CHG"));
        app.drain();
    }
}
