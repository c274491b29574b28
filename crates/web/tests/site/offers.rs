//! The operator's offers: the list with its search, one offer, the matrix, the upgrade paths, files.

use crate::english;
use crate::price_lists::{OFFER, managers};
use app::catalogue::offers::Sale;
use domain::caller::StaffRole;
use testkit::TestApp;

testkit::on_both! { TestApp from trading:
    every_offer_is_there_and_found,
    the_matrix_and_the_upgrade_paths_lead_to_offers,
    views_are_saved_as_tables,
    who_may_not_see_offers_is_told_who_may,
}

const HOME: &str = "/ops/catalogue/offers";
const MATRIX: &str = "/ops/catalogue/matrix";
const UPGRADES: &str = "/ops/catalogue/upgrades";
const EXPORT: &str = "/ops/catalogue/offers/export";

fn every_offer_is_there_and_found(app: &TestApp) {
    let [browser, _] = managers(app);
    let offers = &app.programme.catalogue().offers;
    let page = browser.open(HOME);
    assert_eq!(page.all(".tbl tbody tr").len(), offers.len());
    // What has gone is there too, and says so.
    let day = app.today();
    let over = offers.iter().filter(|o| Sale::of(o, day) == Sale::Over);
    let pills = page.all(".tbl .pill");
    let gone = pills.iter().filter(|p| p.contains("No longer sold"));
    assert!(over.clone().count() > 0);
    assert_eq!(gone.count(), over.count());
    for (text, found) in [
        ("Mail%20Archive", 1),
        ("%E9%82%AE%E7%AE%B1%20%E5%BD%92%E6%A1%A3", 1),
        (OFFER, 1),
        ("%20%20", offers.len()),
        ("nothing-of-the-kind", 0),
        ("%3Cscript%3E", 0),
    ] {
        let page = browser.open(&format!("{HOME}?q={text}"));
        assert_eq!(page.all(".tbl tbody tr").len(), found, "{text}");
        assert_eq!(page.text().contains("Nothing matches"), found == 0);
        assert!(!page.source().contains("<script>"), "{text}");
    }
    let page = browser.open(&format!("{HOME}/{OFFER}"));
    let text = page.text();
    for wanted in ["52.00", "68.00", "applies now", OFFER, "Can be upgraded to"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    // Every page of an offer is one.
    for offer in offers {
        let page = browser.open(&format!("{HOME}/{}", offer.id));
        assert_eq!(
            page.text().contains("A trial costs nothing"),
            offer.is_trial()
        );
    }
    for wrong in ["x", "00000000-0000-4000-8000-000000000000", "..%2f"] {
        let _ = browser.get(&format!("{HOME}/{wrong}")).expect(404);
    }
}

fn the_matrix_and_the_upgrade_paths_lead_to_offers(app: &TestApp) {
    let [browser, _] = managers(app);
    let offers = &app.programme.catalogue().offers;
    let page = browser.open(MATRIX);
    let here = page.attribute("#nav a[aria-current]", "href");
    assert_eq!(here.as_deref(), Some(HOME));
    let add_ons: Vec<_> = offers.iter().filter(|o| o.is_add_on()).collect();
    assert_eq!(page.all("#add-ons tbody tr").len(), add_ons.len());
    let bases: usize = add_ons.iter().map(|o| o.parents.len()).sum();
    assert_eq!(page.all("#add-ons td a").len(), bases);
    let restricted = page.all("#restricted tbody tr").join("\n");
    assert!(restricted.contains("Education") && restricted.contains("1 ever"));
    let page = browser.open(UPGRADES);
    let ways: usize = offers
        .iter()
        .map(|o| o.upgrades.len() + o.conversions.len())
        .sum();
    assert_eq!(page.all(".tbl tbody tr").len(), ways);
    let first = page.attribute(".tbl tbody th a", "href").unwrap();
    let text = browser.open(&first).text();
    assert!(text.contains("Can be"), "{text}");
}

fn views_are_saved_as_tables(app: &TestApp) {
    let [browser, _] = managers(app);
    let offers = &app.programme.catalogue().offers;
    let day = app.today();
    for (what, file, rows) in [
        ("offers", "offers", offers.len()),
        ("matrix", "offer-matrix", offers.len()),
        (
            "upgrades",
            "upgrade-paths",
            offers
                .iter()
                .map(|o| o.upgrades.len() + o.conversions.len())
                .sum(),
        ),
    ] {
        let page = browser.get(&format!("{EXPORT}?what={what}")).expect(200);
        let name = format!("attachment; filename=\"{file}-{day}.csv\"");
        assert_eq!(page.header("content-disposition"), name);
        assert!(page.header("cache-control").contains("no-store"));
        let text = String::from_utf8(page.bytes().to_vec()).unwrap();
        assert!(text.starts_with('\u{feff}'));
        assert_eq!(text.lines().count(), rows + 1, "{what}");
        let book = browser.get(&format!("{EXPORT}?what={what}&format=xlsx"));
        assert!(book.expect(200).bytes().starts_with(b"PK"), "{what}");
    }
    let list = browser.get(EXPORT).expect(200);
    let list = String::from_utf8(list.bytes().to_vec()).unwrap();
    let line = list.lines().find(|line| line.contains(OFFER)).unwrap();
    assert!(line.contains(",52.00,68.00,CNY,On sale"), "{line}");
    for wrong in ["?what=prices", "?format=pdf"] {
        let _ = browser.get(&format!("{EXPORT}{wrong}")).expect(404);
    }
}

fn who_may_not_see_offers_is_told_who_may(app: &TestApp) {
    let partner = app.active_partner();
    let paths = [HOME, MATRIX, UPGRADES, EXPORT];
    for role in StaffRole::ALL {
        let login = app.member_of_staff(role.text(), &[*role]);
        let browser = english(app.browser_of(&login));
        let may = matches!(
            role,
            StaffRole::CatalogueManager
                | StaffRole::BillingOperator
                | StaffRole::PlatformAdmin
                | StaffRole::Auditor
        );
        for path in paths {
            let page = browser.get(path).expect(if may { 200 } else { 403 });
            assert!(may || page.text().contains("Catalogue manager"), "{path}");
        }
        let nav = browser
            .open("/ops")
            .attribute("nav a[href='/ops/catalogue/offers']", "href");
        assert_eq!(nav.is_some(), may, "{role:?}");
    }
    let browser = english(app.browser_of(&partner.admin));
    for path in paths {
        let _ = browser.get(path).expect(404);
    }
    app.drain();
}
