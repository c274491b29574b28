//! What every answer says to the browser, whoever gives it.

use domain::caller::StaffRole;
use testkit::TestApp;

testkit::on_both! { TestApp: every_answer_is_armoured }

fn every_answer_is_armoured(app: &TestApp) {
    let browser = app.browser_of(&app.staff(StaffRole::Reviewer));
    let page = browser.open("/ops");
    let style = page
        .attribute("link[rel=\"stylesheet\"]", "href")
        .expect("a stylesheet");
    for (path, status) in [
        ("/", 200),
        ("/ops", 200),
        ("/ops/staff", 403),
        ("/nowhere", 404),
        ("/assets/nowhere.css", 404),
        (style.as_str(), 200),
        ("/healthz", 200),
        ("/openapi.json", 200),
        ("/v1/customers", 401),
    ] {
        let answer = browser.get(path);
        assert_eq!(answer.status(), status, "{path}");
        let says = |name: &str, wanted: &str| {
            assert!(answer.header(name).contains(wanted), "{path}: {name}");
        };
        says("x-content-type-options", "nosniff");
        says("cross-origin-resource-policy", "same-origin");
        says("strict-transport-security", "max-age=31536000");
        if answer.header("content-type").starts_with("text/html") {
            says("content-security-policy", "default-src 'none'");
            says("content-security-policy", "frame-ancestors 'none'");
            says("x-frame-options", "DENY");
            says("referrer-policy", "origin");
            says("cross-origin-opener-policy", "same-origin");
            says("permissions-policy", "camera=()");
            says("cache-control", "no-store");
        }
    }
    // Cookies go to this host only, over https only, and no script reads them.
    let fresh = app.browser().get("/signin");
    let cookies = fresh.header("set-cookie");
    assert!(!cookies.is_empty());
    for part in ["__Host-", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookies.contains(part), "{cookies}");
    }
    assert!(!cookies.contains("Domain="));
}
