//! The programme's settings on screen, and what changed files would make of them.

use crate::english;
use domain::caller::StaffRole;
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp:
    the_settings_are_shown_and_nobody_else_sees_them,
    changed_files_are_tried_and_nothing_is_put_to_work,
    what_is_wrong_is_told_with_file_line_and_field,
}

const HOME: &str = "/ops/settings/programmes";
/// The shipped files.
const SETTINGS: &str = include_str!("../../../../programmes/china-csp/programme.toml");
const OFFERS: &str = include_str!("../../../../programmes/china-csp/offers.toml");

fn admin(app: &TestApp) -> Browser {
    english(app.browser_of(&app.staff(StaffRole::PlatformAdmin)))
}

fn tried(browser: &Browser, files: &[(&str, &[u8])]) -> Page {
    let mut form = browser.open(HOME).form(HOME);
    for (name, bytes) in files {
        form = form.attach(name, &format!("{name}.toml"), bytes);
    }
    form.submit()
}

fn the_settings_are_shown_and_nobody_else_sees_them(app: &TestApp) {
    let browser = admin(app);
    let text = browser.open(HOME).text();
    for words in [
        "payment.net_days",
        "tax.rate_basis_points",
        "languages.offered",
        "Currency and tax",
        "Lan-an Cloud",
        "Agreements and texts",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let menu = browser.open("/ops").all("nav a");
    assert!(
        menu.iter().any(|item| item.contains("Programme")),
        "{menu:?}"
    );
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        let source = browser.open(HOME).source();
        assert!(!source.contains('⟦'), "{language}");
    }
    // An auditor reads, and tries nothing.
    let reader = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    let page = reader.open(HOME);
    assert_eq!(page.status(), 200);
    assert!(!page.has_form(HOME));
    assert_eq!(reader.post(HOME, &[]).status(), 403);
    let other = app.browser_of(&app.staff(StaffRole::CatalogueManager));
    assert_eq!(other.get(HOME).status(), 403);
}

fn changed_files_are_tried_and_nothing_is_put_to_work(app: &TestApp) {
    let browser = admin(app);
    let before = app.programme.settings().clone();
    let new = SETTINGS.replace("net_days = 30", "net_days = 45").replace(
        "time_zone = \"Asia/Shanghai\"",
        "time_zone = \"Asia/Tokyo\"",
    );
    let page = tried(&browser, &[("programme", new.as_bytes())]).expect(200);
    let rows = page.all("#different tbody tr");
    // Tests approve without a second look, which the file knows nothing of.
    assert_eq!(rows.len(), 3, "{rows:?}");
    let of = |path: &str| rows.iter().find(|row| row.contains(path)).unwrap();
    let net = of("payment.net_days");
    assert!(net.contains("30") && net.contains("45"), "{net}");
    assert!(net.contains("Payment and prices"), "{net}");
    assert!(of("time_zone").contains("Not with partners"), "{rows:?}");
    assert!(
        page.text().contains("Nothing was applied"),
        "{}",
        page.text()
    );
    assert_eq!(app.programme.settings(), &before);
    // Offers too, by themselves.
    let dearer = OFFERS.replacen("list_minor = ", "list_minor = 1", 1);
    let page = tried(&browser, &[("offers", dearer.as_bytes())]).expect(200);
    let rows = page.all("#different tbody tr");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("list_minor"), "{rows:?}");
    let page = tried(&browser, &[("offers", OFFERS.as_bytes())]).expect(200);
    assert!(
        page.text().contains("nothing would be different"),
        "{}",
        page.text()
    );
}

fn what_is_wrong_is_told_with_file_line_and_field(app: &TestApp) {
    let browser = admin(app);
    let wrong = SETTINGS.replace("net_days = 30", "net_days = 400");
    let line = wrong
        .lines()
        .position(|line| line == "net_days = 400")
        .unwrap()
        + 1;
    let page = tried(&browser, &[("programme", wrong.as_bytes())]).expect(200);
    let rows = page.all("#wrong tbody tr");
    let first = rows.first().expect("it is wrong");
    let place = format!("upload/programme.toml:{line}");
    assert!(
        first.contains(&place) && first.contains("payment.net_days"),
        "{rows:?}"
    );
    assert!(page.all("#different tbody tr").is_empty());
    let page = tried(&browser, &[("programme", b"id = <script>")]).expect(200);
    assert!(!page.all("#wrong tbody tr").is_empty());
    assert!(!page.source().contains("id = <script>"), "it is text");
    let page = tried(&browser, &[("offers", b"offers = 3")]).expect(200);
    assert!(page.all("#wrong tbody tr")[0].contains("upload/offers.toml"));
    // No file, no text, too large a file.
    let large = b"#".repeat(600 * 1024);
    let refused = |files: &[(&str, &[u8])], field: &str| {
        let page = tried(&browser, files);
        assert_eq!(page.status(), 422, "{}", page.text());
        assert!(page.error_at(field).is_some(), "{:?}", page.errors());
    };
    refused(&[], "programme");
    refused(&[("programme", &[0xff, 0xfe])], "programme");
    refused(&[("offers", &large)], "offers");
}
