//! A customer's people: signed in, added, given licences and roles, kept out.

use super::{Buyer, speaks};
use crate::{at_once, audited, count, english};
use app::subscriptions::{self, Patch, Wish};
use domain::selling::Reason;
use testkit::TestApp;

testkit::on_both! { TestApp from trading:
    the_administrator_is_at_home_in_the_centre_and_nowhere_else,
    a_user_is_added_gets_a_licence_and_loses_it,
    the_last_licence_goes_to_one_of_two_and_units_do_not_go_below,
    what_is_suspended_stays_with_its_people_and_what_ends_does_not,
    an_upgrade_takes_its_people_along,
    roles_decide,
    nobody_acts_on_the_own_account_and_another_admin_may,
    the_centre_of_one_customer_is_nobody_elses,
}

fn assigned(app: &TestApp) -> [i64; 2] {
    let sum = "SELECT CAST(SUM(assigned) AS BIGINT) AS n FROM subscription";
    [sum, "SELECT COUNT(*) AS n FROM licence"].map(|sql| count(app, sql))
}

fn the_administrator_is_at_home_in_the_centre_and_nowhere_else(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 10);
    let browser = app.browser();
    let page = browser
        .get("/admin")
        .leads_to("/signin?next=/admin")
        .follow();
    let page = page
        .form("/signin")
        .fill("sign_in_name", &buyer.admin.sign_in_name);
    let page = page.fill("password", &buyer.admin.password).submit();
    assert_eq!(page.status(), 303);
    let browser = buyer.browser(app);
    let home = browser.open("/admin").expect(200);
    let words = home.text();
    for wanted in [
        "Admin Centre",
        "0 of 10 assigned",
        &buyer.partner.company.name,
    ] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    // How the partner's support is reached, as its profile says.
    assert!(words.contains("Support telephone"), "{words}");
    let list = browser.open("/admin/subscriptions").expect(200);
    let rows = list.all(".tbl tbody tr");
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0].contains("Active") && rows[0].contains("10"),
        "{rows:?}"
    );
    assert!(
        !list.text().contains('¥')
            && !list
                .source()
                .contains("<form class=\"card\" method=\"post\"")
    );
    // Home is where the name in the bar and the portal's address lead; the portal is not there.
    assert_eq!(browser.get("/dashboard/overview").location(), "/admin");
    assert_eq!(home.attribute("a.brand", "href").as_deref(), Some("/admin"));
    for path in [
        "/customers",
        "/pricing",
        "/billing",
        "/account/users",
        "/account/profile",
        "/enrol",
        "/account/domains",
        "/account/apps",
        "/account/agreements",
        "/search?q=a",
        "/ops",
    ] {
        assert_eq!(browser.get(path).status(), 404, "{path}");
    }
    let me = browser.open("/account/me").expect(200);
    assert!(me.text().contains("Global admin") && me.text().contains("Admin Centre"));
    for path in [
        "/admin",
        "/admin/users",
        "/admin/users/new",
        "/admin/subscriptions",
    ] {
        speaks(&browser, path);
    }
}

fn a_user_is_added_gets_a_licence_and_loses_it(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 2);
    let browser = buyer.browser(app);
    let empty = buyer
        .new_user(&browser, 1, "none")
        .fill("family_name", "")
        .submit()
        .expect(422);
    assert!(empty.error_at("family_name").is_some());
    assert_eq!(empty.form("/admin/users/new").value("user_name"), "user1");
    let (login, path) = buyer.user(app, &browser, 1, "none");
    app.drain();
    assert_eq!(app.mails("U01").len(), 1);
    // Signed in, there is nothing to use yet; whoever can help is named.
    let user = english(app.browser_of(&login));
    let home = user.open("/admin").expect(200).text();
    assert!(
        home.contains("You have no licence") && home.contains("can give you licences"),
        "{home}"
    );
    assert!(!home.contains("of 2 assigned"), "{home}");
    let licences = format!("{path}/licences");
    let form = browser.open(&path).expect(200).form(&licences);
    let given = form.tick(&buyer.field());
    let page = given.submit().expect(303);
    assert!(
        browser
            .get(page.location())
            .text()
            .contains("The licences were changed")
    );
    // Twice is once, also from another tab that shows the old page.
    assert_eq!(given.submit().status(), 303);
    let key = uuid::Uuid::from_u128(9).to_string();
    assert_eq!(given.put("request_id", &key).submit().status(), 303);
    assert_eq!(assigned(app), [1, 1]);
    assert_eq!(audited(app, "licence.set", "succeeded"), 2);
    let home = user.open("/admin").text();
    let offer = crate::customer_pages::base(app);
    assert!(home.contains(&offer.name.en), "{home}");
    let list = browser.open("/admin/users").expect(200);
    assert!(list.text().contains(&offer.name.en));
    assert!(browser.open("/admin").text().contains("1 of 2 assigned"));
    speaks(&browser, &path);
    browser.set_cookie("tongdao_language", "en");
    // The partner sees how many are in use, and nobody's name.
    let seller = english(app.browser_of(&buyer.partner.admin));
    let details = format!(
        "/customers/{}/subscriptions/{}",
        buyer.id, buyer.subscription
    );
    let shown = seller.open(&details).expect(200).text();
    assert!(
        shown.contains("1 of 2 assigned") && !shown.contains("知夏"),
        "{shown}"
    );
    // Taken back by not ticking it.
    let form = browser.open(&path).form(&licences).without(&buyer.field());
    assert_eq!(form.submit().status(), 303);
    assert_eq!(assigned(app), [0, 0]);
    // Deleting a user gives back what there is; whoever comes back has none.
    let form = browser.open(&path).form(&licences).tick(&buyer.field());
    assert_eq!(form.submit().status(), 303);
    let gone = browser.open(&path).form(&format!("{path}/delete")).submit();
    assert_eq!(gone.location(), format!("{path}?done=delete"));
    assert_eq!(assigned(app), [0, 0]);
    assert_eq!(user.get("/admin").status(), 303, "signed out");
    let page = browser.open(&path).expect(200);
    assert!(!page.has_form(&licences));
    let back = page.form(&format!("{path}/restore")).submit();
    assert_eq!(back.location(), format!("{path}?done=restore"));
    assert_eq!(assigned(app), [0, 0]);
    app.drain();
}

fn the_last_licence_goes_to_one_of_two_and_units_do_not_go_below(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 1);
    let browser = buyer.browser(app);
    let forms: Vec<_> = (1..3)
        .map(|n| {
            let (_, path) = buyer.user(app, &browser, n, "none");
            let form = browser.open(&path).form(&format!("{path}/licences"));
            form.tick(&buyer.field())
        })
        .collect();
    let pages = at_once(|| forms[0].rush(), || forms[1].rush());
    let mut statuses: Vec<_> = pages.iter().map(|page| page.status()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(assigned(app), [1, 1]);
    let refused = pages.iter().find(|page| page.status() == 422).unwrap();
    let why = refused.error_at(&buyer.field()).unwrap();
    assert!(why.contains("Every unit is somebody"), "{why}");
    // Two more, one taken; then not below.
    let seller = buyer.seller(app);
    let change = |quantity| {
        let patch = Patch {
            quantity: Some(quantity),
            ..Patch::default()
        };
        subscriptions::change(app, &seller, buyer.id, buyer.subscription, patch, None, "").wait()
    };
    change(3).unwrap();
    let (_, path) = buyer.user(app, &browser, 3, "none");
    let form = browser.open(&path).form(&format!("{path}/licences"));
    assert_eq!(form.tick(&buyer.field()).submit().status(), 303);
    let refused = change(1).unwrap_err();
    assert_eq!(crate::customers::reason(&refused), Reason::LicencesAssigned);
    change(2).unwrap();
    assert_eq!(assigned(app), [2, 2]);
    // The page of the partner says how many there are.
    let owner = english(app.browser_of(&buyer.partner.admin));
    let details = format!(
        "/customers/{}/subscriptions/{}",
        buyer.id, buyer.subscription
    );
    let form = owner.open(&format!("{details}?quantity=1"));
    let page = form.form(&format!("{details}/quantity")).submit();
    assert!(
        page.text().contains("more licences of it than that"),
        "{}",
        page.text()
    );
    app.drain();
}

fn what_is_suspended_stays_with_its_people_and_what_ends_does_not(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let browser = buyer.browser(app);
    let (login, path) = buyer.user(app, &browser, 1, "none");
    let licences = format!("{path}/licences");
    let form = browser.open(&path).form(&licences).tick(&buyer.field());
    assert_eq!(form.submit().status(), 303);
    let seller = buyer.seller(app);
    let wish = |status| {
        let patch = Patch {
            status: Some(status),
            ..Patch::default()
        };
        let changed =
            subscriptions::change(app, &seller, buyer.id, buyer.subscription, patch, None, "");
        changed.wait().unwrap()
    };
    let before = browser.open(&path).form(&licences);
    wish(Wish::Suspended);
    assert_eq!(assigned(app), [1, 1]);
    // The administrator comes in and reads until when; the user reads that it waits.
    let home = browser.open("/admin").expect(200).text();
    assert!(home.contains("is suspended"), "{home}");
    let list = browser.open("/admin/subscriptions").text();
    assert!(list.contains("Its data is deleted in 60 days"), "{list}");
    let user = english(app.browser_of(&login));
    assert!(
        user.open("/admin")
            .text()
            .contains("Suspended: you cannot use it")
    );
    // Nobody new gets one.
    let (_, other) = buyer.user(app, &browser, 2, "none");
    let page = browser.open(&other).expect(200);
    assert!(!page.source().contains(&buyer.field()));
    let sent = before
        .to(&format!("{other}/licences"))
        .put(&buyer.field(), "yes")
        .without("had");
    let refused = sent.put("request_id", "").submit().expect(422);
    assert!(
        refused.text().contains("nobody new gets it"),
        "{}",
        refused.text()
    );
    wish(Wish::Active);
    assert_eq!(assigned(app), [1, 1]);
    wish(Wish::Ended);
    assert_eq!(assigned(app), [0, 0]);
    let ended = browser.open("/admin/subscriptions").text();
    assert!(
        ended.contains("Ended") && ended.contains("Nothing was bought yet"),
        "{ended}"
    );
    app.drain();
}

fn an_upgrade_takes_its_people_along(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let browser = buyer.browser(app);
    let (_, path) = buyer.user(app, &browser, 1, "none");
    let form = browser.open(&path).form(&format!("{path}/licences"));
    assert_eq!(form.tick(&buyer.field()).submit().status(), 303);
    let seller = buyer.seller(app);
    let targets = subscriptions::upgrades(app, &seller, buyer.id, buyer.subscription);
    let targets = targets.wait().unwrap();
    let target = targets
        .iter()
        .find(|target| target.obstacle.is_none())
        .unwrap();
    let moved =
        subscriptions::upgrade(app, &seller, buyer.id, buyer.subscription, target.offer, "");
    let new = moved.wait().unwrap();
    app.drain();
    assert_eq!(assigned(app), [1, 1]);
    let page = browser.open(&path).expect(200);
    let name = app.programme.catalogue().offer(target.offer).unwrap();
    assert!(page.text().contains(&name.name.en), "{}", page.text());
    assert!(page.source().contains(&app::centre::licences::field(new.0)));
}

fn roles_decide(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let browser = buyer.browser(app);
    let (user_admin, _) = buyer.user(app, &browser, 1, "user-management-admin");
    let (billing, other_admin) = buyer.user(app, &browser, 2, "billing-admin");
    let (plain, path) = buyer.user(app, &browser, 3, "none");
    let manager = english(app.browser_of(&user_admin));
    // Users and licences, but no roles and nobody who has one.
    let page = manager.open(&path).expect(200);
    assert!(page.has_form(&format!("{path}/licences")) && !page.has_form(&format!("{path}/role")));
    let form = page.form(&format!("{path}/licences")).tick(&buyer.field());
    assert_eq!(form.submit().status(), 303);
    assert_eq!(
        manager
            .post(
                &format!("{path}/role"),
                &[("admin_setting", "global-admin")]
            )
            .status(),
        403
    );
    let above = manager.open(&other_admin).expect(200);
    assert!(!above.has_form(&format!("{other_admin}/block")));
    assert_eq!(
        manager
            .post(&format!("{other_admin}/block"), &[("version", "3")])
            .status(),
        403
    );
    let form = buyer
        .new_user(&manager, 4, "none")
        .put("admin_setting", "global-admin");
    assert_eq!(form.submit().status(), 403);
    // A billing admin reads, an ordinary user has the home page.
    let reader = english(app.browser_of(&billing));
    let _ = reader.open("/admin/subscriptions").expect(200);
    let refused = reader.get("/admin/users");
    assert_eq!(refused.status(), 403);
    assert!(
        refused.text().contains("Global admin"),
        "{}",
        refused.text()
    );
    let nobody = english(app.browser_of(&plain));
    let _ = nobody.open("/admin").expect(200);
    for path in [
        "/admin/subscriptions",
        "/admin/users",
        "/admin/users/new",
        &path,
    ] {
        assert_eq!(nobody.get(path).status(), 403, "{path}");
    }
    // A role that was taken is gone at once.
    let form = browser.open(&path).form(&format!("{path}/role"));
    assert_eq!(
        form.fill("admin_setting", "billing-admin")
            .submit()
            .status(),
        303
    );
    let nobody = english(app.browser_of(&plain));
    let _ = nobody.open("/admin/subscriptions").expect(200);
    let form = browser.open(&path).form(&format!("{path}/role"));
    assert_eq!(form.fill("admin_setting", "none").submit().status(), 303);
    assert_eq!(
        nobody.get("/admin/subscriptions").status(),
        303,
        "signed out"
    );
    let unknown = browser.open(&path).form(&format!("{path}/role"));
    let unknown = unknown.put("admin_setting", "emperor").submit().expect(422);
    assert!(unknown.error_at("admin_setting").is_some());
    app.drain();
}

fn nobody_acts_on_the_own_account_and_another_admin_may(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 1);
    let browser = buyer.browser(app);
    let list = browser.open("/admin/users");
    let own = list.attribute(".tbl tbody th a", "href").unwrap();
    let page = browser.open(&own).expect(200);
    assert!(!page.has_form(&format!("{own}/delete")) && !page.has_form(&format!("{own}/role")));
    let version =
        |browser: &testkit::Browser| browser.open(&own).form(&own).value("version").to_owned();
    for act in ["block", "delete"] {
        let sent = browser.post(&format!("{own}/{act}"), &[("version", &version(&browser))]);
        assert_eq!(sent.status(), 409, "{act}");
    }
    // Another global admin may, as long as there are two.
    let (second, _) = buyer.user(app, &browser, 1, "global-admin");
    let other = english(app.browser_of(&second));
    let form = other.open(&own).form(&format!("{own}/role"));
    assert_eq!(form.fill("admin_setting", "none").submit().status(), 303);
    assert_eq!(browser.get("/admin/users").status(), 303, "signed out");
    assert_eq!(audited(app, "user.set-roles", "succeeded"), 1);
    app.drain();
}

fn the_centre_of_one_customer_is_nobody_elses(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let browser = buyer.browser(app);
    let (_, path) = buyer.user(app, &browser, 1, "none");
    let (_, request) = app.sign_in(&buyer.partner.admin);
    let (_, stranger) = super::customer(app, &request, "otherco");
    // Another customer of the same partner sees none of it, and cannot take its units.
    let other = english(app.browser_of(&stranger));
    assert_eq!(other.get(&path).status(), 404);
    assert_eq!(other.get(&format!("{path}/done")).status(), 404);
    for act in [
        "",
        "/licences",
        "/role",
        "/block",
        "/unblock",
        "/delete",
        "/restore",
    ] {
        let fields = [
            ("version", "1"),
            ("admin_setting", "none"),
            (&buyer.field(), "yes"),
        ];
        assert_eq!(
            other.post(&format!("{path}{act}"), &fields).status(),
            404,
            "{act}"
        );
    }
    assert!(!other.open("/admin/users").text().contains("user1@chenfan"));
    let own = other
        .open("/admin/users")
        .attribute(".tbl tbody th a", "href")
        .unwrap();
    let form = other.open(&own).form(&format!("{own}/licences"));
    let sent = form.clone().put(&buyer.field(), "yes").submit();
    assert_eq!(sent.status(), 303, "what is not its own is not on the page");
    assert_eq!(assigned(app), [0, 0]);
    let taken = form
        .put("had", &buyer.subscription.to_string())
        .put("request_id", "");
    assert_eq!(taken.submit().status(), 303);
    // The partner and the operator have no centre.
    let staff = app.staff(domain::caller::StaffRole::PlatformAdmin);
    for login in [&buyer.partner.admin, &staff] {
        let browser = english(app.browser_of(login));
        for path in ["/admin", "/admin/users", "/admin/subscriptions", &path] {
            assert_eq!(browser.get(path).status(), 404, "{path}");
        }
        assert_eq!(
            browser
                .post(&format!("{path}/block"), &[("version", "1")])
                .status(),
            404
        );
    }
    assert_eq!(
        app.browser().get("/admin/users").location(),
        "/signin?next=/admin/users"
    );
    app.drain();
}
