//! Versions of the agreement: two people publish, everybody signs again, some decline.

use crate::{application_of, at_once, audited, count, partner_of, scope_of};
use app::agreements::{campaign, force};
use app::jobs::timers;
use domain::caller::{AdminSetting, StaffRole};
use domain::partner::NoOrders;
use store::signature::Signature;
use testkit::{Browser, Company, Login, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    publishing_takes_two_people_and_a_day,
    a_version_ahead_is_public_and_signed_from_its_day_on,
    a_version_published_meanwhile_is_not_signed_unread,
    every_partner_signs_again_or_waits_with_new_orders,
    a_version_for_new_companies_binds_nobody_else,
    a_second_version_takes_the_place_of_the_first,
    asking_goes_on_where_it_stopped_and_writes_once,
    declining_is_a_work_item,
    another_admin_is_asked_to_sign,
    the_bill_is_announced_to_three_people_once,
    the_authenticator_is_tried_at_its_border,
    a_forged_signature_is_found,
    a_text_edited_after_publication_is_not_signed,
}

const SIGN: &str = "/agreements/sign";
const NEW: &str = "2026-12";
const DAY: i64 = 86_400;

fn platform(app: &TestApp) -> [Browser; 2] {
    let second = app.member_of_staff("second-platform", &[StaffRole::PlatformAdmin]);
    [
        app.browser_of(&app.staff(StaffRole::PlatformAdmin)),
        app.browser_of(&second),
    ]
}

fn path(act: &str) -> String {
    format!("/ops/agreements/{NEW}{act}")
}

fn propose(browser: &Browser, day: &str, resign: &str) -> Page {
    let form = browser.open(&path("")).form(&path("/propose"));
    form.fill("effective_on", day)
        .put("resign", resign)
        .submit()
}

/// Two platform admins publish the shipped second version, in force at once.
fn publish(app: &TestApp, resign: &str) {
    let [one, two] = platform(app);
    let today = app.today().to_string();
    let page = propose(&one, &today, resign);
    assert_eq!(page.location(), path("?done=proposed"), "{}", page.text());
    let form = two.open(&path("")).form(&path("/approve"));
    assert_eq!(form.submit().location(), path("?done=published"));
    app.drain();
}

fn ticked(page: &Page) -> testkit::Form {
    page.form(SIGN)
        .tick("consent_bind")
        .tick("consent_electronic")
}

fn version_signed(app: &TestApp, partner: &Partner) -> Vec<Signature> {
    let scope = scope_of(partner);
    app.read(move |tx| Ok(store::signature::of_tenant(tx, scope)?))
        .wait()
        .unwrap()
}

fn publishing_takes_two_people_and_a_day(app: &TestApp) {
    let [one, two] = platform(app);
    let page = one.open("/ops/agreements");
    assert!(page.text().contains(NEW) && page.text().contains("未发布"));
    // What is wrong is said at the field, and what was typed stays.
    for (day, resign, fields) in [
        ("", "", vec!["effective_on", "resign"]),
        ("2026-03-01", "yes", vec!["effective_on"]),
        ("2027-03-04", "yes", vec!["effective_on"]),
        ("2026-02-30", "no", vec!["effective_on"]),
        ("2026-03-02", "perhaps", vec!["resign"]),
    ] {
        let page = propose(&one, day, resign).expect(422);
        let found: Vec<_> = page.errors().into_keys().collect();
        assert_eq!(found, fields, "{day} {resign}");
        let form = page.form(&path("/propose"));
        assert_eq!(form.value("effective_on"), day);
    }
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM agreement_publication"),
        0
    );
    assert_eq!(propose(&one, "2026-03-02", "yes").status(), 303);
    app.drain();
    // The colleague is told, once, and the proposer cannot be both.
    let told = app.mails("PUBLICATION");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].recipient, "second-platform@operator.example");
    assert!(!one.open(&path("")).has_form(&path("/approve")));
    assert_eq!(one.post(&path("/approve"), &[]).status(), 409);
    let other = [("effective_on", "2026-03-02"), ("resign", "no")];
    assert_eq!(two.post(&path("/propose"), &other).status(), 409);
    assert_eq!(
        two.post("/ops/agreements/2025-06/propose", &other).status(),
        409
    );
    assert_eq!(
        two.post("/ops/agreements/1999-01/propose", &other).status(),
        404
    );
    // Nothing has changed for anybody yet.
    assert_eq!(
        app.browser()
            .get(&format!("/programme/agreement?version={NEW}"))
            .status(),
        404
    );
    assert_eq!(force::current(app).wait().unwrap().version, "2025-06");
    // Taken back and proposed anew; a day that has passed meanwhile is refused.
    assert_eq!(two.post(&path("/withdraw"), &[]).status(), 303);
    assert_eq!(two.post(&path("/withdraw"), &[]).status(), 409);
    assert_eq!(two.post(&path("/approve"), &[]).status(), 409);
    assert_eq!(propose(&two, "2026-03-02", "yes").status(), 303);
    app.clock.pass(DAY);
    let [one, two] = platform(app);
    assert_eq!(one.post(&path("/approve"), &[]).status(), 409);
    assert_eq!(two.post(&path("/withdraw"), &[]).status(), 303);
    assert_eq!(propose(&two, "2026-03-03", "yes").status(), 303);
    // Two tabs agree at once: it is published once.
    let form = one.open(&path("")).form(&path("/approve"));
    let again = one.open(&path("")).form(&path("/approve"));
    let mut pages = at_once(|| form.submit(), || again.submit()).map(|page| page.status());
    pages.sort_unstable();
    assert_eq!(pages, [303, 409]);
    assert_eq!(force::current(app).wait().unwrap().version, NEW);
    assert_eq!(one.post(&path("/withdraw"), &[]).status(), 409);
    assert_eq!(audited(app, "agreement.publish", "succeeded"), 1);
    let public = app.browser().open("/programme/agreement");
    let text = app.programme.text_version(
        "reseller-agreement",
        NEW,
        domain::language::Language::ZhHans,
    );
    assert!(public.source().contains(&text.unwrap().sha256));
    app.drain();
    assert_eq!(app.mails("PUBLICATION").len(), 3);
    // The comparison shows both numbers, for staff only.
    let page = one.open(&format!(
        "/ops/agreements/compare?from=2025-06&to={NEW}&language=en"
    ));
    assert!(
        page.all("ins").iter().any(|words| words.contains("12")),
        "{}",
        page.text()
    );
    assert!(page.all("del").iter().any(|words| words.contains("24")));
    assert_eq!(
        one.get("/ops/agreements/compare?from=1999-01").status(),
        404
    );
    assert_eq!(one.get("/ops/agreements/1999-01").status(), 404);
    assert_eq!(one.get("/ops/agreements/2025-06/campaign").status(), 409);
}

fn a_version_ahead_is_public_and_signed_from_its_day_on(app: &TestApp) {
    let partner = app.approved();
    let [one, two] = platform(app);
    assert_eq!(propose(&one, "2026-03-05", "no").status(), 303);
    assert_eq!(two.post(&path("/approve"), &[]).status(), 303);
    // Announced, but not signed yet.
    let page = app
        .browser()
        .open(&format!("/programme/agreement?version={NEW}"));
    assert!(page.text().contains("2026年3月5日"), "{}", page.text());
    let old = app.browser_of(&partner.admin).open(SIGN).form(SIGN);
    // 2026-03-05 00:00 in Shanghai, and a second before.
    let start = domain::effects::Instant(1_772_640_000_000_000);
    app.clock.set(start.plus_seconds(-31));
    let browser = app.browser_of(&partner.admin);
    assert_eq!(
        browser.open(SIGN).form(SIGN).value("text_sha256"),
        old.value("text_sha256")
    );
    app.clock.set(start);
    let new = browser.open(SIGN).form(SIGN);
    assert_ne!(new.value("text_sha256"), old.value("text_sha256"));
    // One person is enough to take back what lies ahead, and nobody what is in force.
    let [one, _] = platform(app);
    assert_eq!(one.post(&path("/withdraw"), &[]).status(), 409);
    app.drain();
}

fn a_version_published_meanwhile_is_not_signed_unread(app: &TestApp) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let form = ticked(&browser.open(SIGN));
    publish(app, "yes");
    let page = form.submit().expect(409);
    let fresh = page.form(SIGN);
    assert_ne!(fresh.value("text_sha256"), form.value("text_sha256"));
    assert_eq!(fresh.value("consent_bind"), "");
    assert!(page.text().contains(NEW) && !page.source().contains('⟦'));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signature"), 0);
    let page = ticked(&page).submit();
    assert_eq!(page.location(), "/dashboard/overview");
    app.drain();
    assert_eq!(version_signed(app, &partner)[0].text_version, NEW);
    assert_eq!(partner_of(app, &partner).agreement_signed, 1);
    // Who has just signed the new version is not asked for it again.
    app.tick();
    assert_eq!(app.mails("NEW-VERSION").len(), 0);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM agreement_duty"), 0);
}

fn every_partner_signs_again_or_waits_with_new_orders(app: &TestApp) {
    let [signs, declines, waits] = [
        app.active_partner(),
        app.active_partner(),
        app.active_partner(),
    ];
    let colleague = app.colleague(&signs, AdminSetting::GlobalAdmin);
    let billing = store::accounts::billing_account;
    let scope = scope_of(&signs);
    let day = |app: &TestApp| {
        app.read(move |tx| Ok(billing(tx, scope)?.unwrap()))
            .wait()
            .unwrap()
    };
    let before = day(app);
    app.clock.pass(3 * DAY);
    let in_force = app.browser_of(&signs.admin).get(SIGN);
    assert_eq!(in_force.status(), 409, "there is nothing to sign");
    publish(app, "yes");
    let asked_at = app.now();
    app.tick();
    app.tick();
    // Each global admin once; 5 March and thirty days.
    let told = app.mails("NEW-VERSION");
    assert_eq!(told.len(), 4);
    assert!(
        told.iter()
            .all(|mail| mail.subject.contains("2026年4月4日")),
        "{told:#?}"
    );
    let browser = app.browser_of(&signs.admin);
    let page = browser.open("/dashboard/overview");
    assert!(page.text().contains("签署经销商协议的新版本") && page.text().contains("2026年4月4日"));
    assert_eq!(
        partner_of(app, &signs).standing().may_order(app.now()),
        Ok(())
    );
    // The page shows what changed, and that the billing day stays.
    let page = browser.open(SIGN);
    assert!(
        page.all("del").iter().any(|words| words.contains("24")),
        "{}",
        page.text()
    );
    assert!(page.text().contains("每月 2 日"));
    let campaign = format!("/ops/agreements/{NEW}/campaign");
    let [platform, _] = platform(app);
    let tiles = |app: &TestApp| {
        let staff = app.browser_of(&app.staff(StaffRole::Auditor));
        staff.open(&campaign).all(".tile .v").join(" ")
    };
    assert_eq!(tiles(app), "3 0 3 0");
    // One signs, from the colleague's browser; a double click is one signature.
    let form = ticked(&app.browser_of(&colleague).open(SIGN));
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    app.drain();
    let signatures = version_signed(app, &signs);
    assert_eq!(signatures.len(), 2);
    assert_eq!(
        (
            signatures[0].text_version.as_str(),
            signatures[1].text_version.as_str()
        ),
        (NEW, "2025-06")
    );
    assert_eq!(signatures[0].previous_hash, signatures[1].hash);
    assert_eq!(
        format!("{:?}", day(app)),
        format!("{before:?}"),
        "the billing day stays"
    );
    assert_eq!(signatures[0].anchor_day, before.anchor_day);
    assert_eq!(partner_of(app, &signs).standing().must_sign_by(), None);
    // Signer, primary contact and invoice recipient learn it, each once.
    let mails = app.mails("NEW-VERSION-SIGNED");
    assert_eq!(mails.len(), 3, "{mails:#?}");
    assert!(
        mails
            .iter()
            .all(|mail| mail.body.as_deref().unwrap().contains("2 日"))
    );
    assert_eq!(
        app.mails("E13").len(),
        6,
        "two for each first signature, none for the second"
    );
    let page = app.browser_of(&signs.admin).open("/account/agreements");
    assert_eq!(page.all("tbody tr").len(), 2);
    for href in [0, 1].map(|n| data_encoding::HEXLOWER.encode(&signatures[n].hash)) {
        assert_eq!(app.browser().get(&format!("/verify/{href}")).status(), 200);
    }
    // Another declines.
    let browser = app.browser_of(&declines.admin);
    let form = browser.open(SIGN).form("/agreements/sign/decline");
    let told = form
        .fill("reason", "新条款须经董事会批准")
        .submit()
        .follow()
        .expect(200);
    assert!(told.text().contains("已记录"), "{}", told.text());
    app.drain();
    assert_eq!(app.mails("DECLINED").len(), 2, "both platform admins");
    // Reminders seven days and one day before, once each, to who has not signed.
    app.clock.set(asked_at.plus_days(1));
    app.tick();
    assert_eq!(app.mails("NEW-VERSION-REMINDER").len(), 0);
    let due = partner_of(app, &waits).orders_blocked_from.unwrap();
    for (days, mails) in [(7, 2), (1, 4)] {
        app.clock.set(due.plus_days(-days).plus_seconds(-1));
        app.tick();
        assert_eq!(app.mails("NEW-VERSION-REMINDER").len(), mails - 2);
        app.clock.set(due.plus_days(-days));
        app.tick();
        app.tick();
        assert_eq!(app.mails("NEW-VERSION-REMINDER").len(), mails);
    }
    // To the last moment orders are possible, then they wait.
    app.clock.set(due.plus_seconds(-1));
    app.tick();
    let standing = |app: &TestApp| partner_of(app, &waits).standing().may_order(app.now());
    assert_eq!(
        (standing(app), app.mails("NEW-VERSION-OVERDUE").len()),
        (Ok(()), 0)
    );
    app.clock.set(due);
    app.tick();
    app.tick();
    assert_eq!(standing(app), Err(NoOrders::AgreementUnsigned));
    assert_eq!(app.mails("NEW-VERSION-OVERDUE").len(), 2);
    assert_eq!(
        partner_of(app, &signs).standing().may_order(app.now()),
        Ok(())
    );
    assert_eq!(tiles(app), "3 1 0 2");
    let page = app.browser_of(&waits.admin).open("/account/profile");
    assert!(
        page.text().contains("新订单已停止"),
        "on every page: {}",
        page.text()
    );
    // Everything is in the table for the spreadsheet.
    let table = app
        .browser_of(&app.staff(StaffRole::PlatformAdmin))
        .get(&format!("{campaign}.csv"));
    let table = table.expect(200).source();
    assert_eq!(table.lines().count(), 4);
    for partner in [&signs, &declines, &waits] {
        assert!(table.contains(&partner.company.name), "{table}");
    }
    let filtered = |show: &str| {
        let staff = app.browser_of(&app.staff(StaffRole::Auditor));
        staff
            .open(&format!("{campaign}?show={show}"))
            .all("tbody th")
            .join(" ")
    };
    assert!(filtered("declined").contains(&declines.company.name));
    assert!(!filtered("declined").contains(&waits.company.name));
    assert!(filtered("overdue").contains(&waits.company.name));
    assert!(filtered("signed").contains(&signs.company.name) && filtered("waiting").is_empty());
    let id = waits.tenant;
    let page = app
        .browser_of(&app.staff(StaffRole::PlatformAdmin))
        .open(&format!("/ops/provisioning/{id}"));
    assert!(
        page.text().contains("停止：新协议尚未签署"),
        "{}",
        page.text()
    );
    // The signature releases at once, in the same session.
    let browser = app.browser_of(&waits.admin);
    assert_eq!(ticked(&browser.open(SIGN)).submit().status(), 303);
    assert_eq!(standing(app), Ok(()));
    assert!(
        !browser
            .open("/dashboard/overview")
            .text()
            .contains("新订单已停止")
    );
    // Signing after all closes what was declined.
    assert_eq!(
        ticked(&app.browser_of(&declines.admin).open(SIGN))
            .submit()
            .status(),
        303
    );
    let open = "SELECT COUNT(*) AS n FROM agreement_decline WHERE closed_at IS NULL";
    assert_eq!(count(app, open), 0);
    app.tick();
    assert_eq!(tiles(app), "3 3 0 0");
    drop(platform);
}

fn a_version_for_new_companies_binds_nobody_else(app: &TestApp) {
    let partner = app.active_partner();
    publish(app, "no");
    app.tick();
    app.clock.pass(60 * DAY);
    app.tick();
    assert_eq!(
        partner_of(app, &partner).standing().may_order(app.now()),
        Ok(())
    );
    assert_eq!(app.mails("NEW-VERSION").len(), 0);
    // It may be signed all the same, and says so.
    let browser = app.browser_of(&partner.admin);
    assert!(browser.open("/account/agreements").text().contains(NEW));
    assert_eq!(ticked(&browser.open(SIGN)).submit().status(), 303);
    assert_eq!(browser.get(SIGN).status(), 409);
    app.drain();
    assert_eq!(partner_of(app, &partner).agreement_signed, 1);
}

/// A third version, as an operator would add it to the programme's folder.
fn with_a_third(engine: testkit::Engine) -> TestApp {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/china-csp");
    let toml = std::fs::read_to_string(root.join("programme.toml")).unwrap();
    let second = "{ version = \"2026-12\", date = \"2026-12-01\" },";
    assert!(toml.contains(second));
    let third = format!("{second}\n{{ version = \"2027-01\", date = \"2027-01-01\" }},");
    let read = |path: &str| {
        let text = std::fs::read_to_string(root.join(path.replace("2027-01", NEW)));
        let text = text.map_err(|error| error.to_string())?;
        Ok(if path.contains("2027-01") {
            text.replace("12", "6")
        } else {
            text
        })
    };
    let programme = domain::programme::Programme::parse(&toml.replace(second, &third), &read);
    TestApp::with_programme(engine, programme.unwrap().rechecking(0))
}

fn a_second_version_takes_the_place_of_the_first(fixture: &TestApp) {
    use testkit::Fixture;
    let app = &with_a_third(fixture.database.engine);
    let [late, early] = [app.active_partner(), app.active_partner()];
    publish(app, "yes");
    app.tick();
    let first = partner_of(app, &late).orders_blocked_from.unwrap();
    // One is too late, the other's time begins anew with the next version.
    app.clock.set(first.plus_days(2));
    let fresh = app.browser_of(&early.admin);
    assert_eq!(ticked(&fresh.open(SIGN)).submit().status(), 303);
    app.tick();
    let [one, two] = platform(app);
    let next = "/ops/agreements/2027-01";
    let today = app.today().to_string();
    let typed = [("effective_on", today.as_str()), ("resign", "yes")];
    assert_eq!(one.post(&format!("{next}/propose"), &typed).status(), 303);
    assert_eq!(two.post(&format!("{next}/approve"), &[]).status(), 303);
    app.tick();
    assert_eq!(
        partner_of(app, &late).orders_blocked_from,
        Some(first),
        "the stop goes on"
    );
    let begun = partner_of(app, &early).orders_blocked_from.unwrap();
    assert!(begun > app.now().plus_days(29));
    let outcomes = app.read(|tx| {
        Ok(tx.query::<String>(
            "SELECT COALESCE(outcome, 'open') AS t FROM agreement_duty ORDER BY 1",
            &[],
        )?)
    });
    assert_eq!(
        outcomes.wait().unwrap(),
        ["open", "open", "signed", "superseded"]
    );
    assert_eq!(app.mails("NEW-VERSION").len(), 4);
    // Signing the newest meets everything before it.
    for partner in [&late, &early] {
        assert_eq!(
            ticked(&app.browser_of(&partner.admin).open(SIGN))
                .submit()
                .status(),
            303
        );
        assert_eq!(
            partner_of(app, partner).standing().may_order(app.now()),
            Ok(())
        );
        assert_eq!(version_signed(app, partner)[0].text_version, "2027-01");
    }
    // A partner that leaves is not written to any more.
    app.tick();
    assert_eq!(app.mails("NEW-VERSION-REMINDER").len(), 0);
    app.check();
}

/// Partners that are nothing but rows: as many as wanted.
fn crowd(app: &TestApp, n: u32) {
    use store::identity::{Account, Tenant};
    let now = app.now();
    let write = move |tx: &mut store::Tx<'_>| -> Result<(), store::DbError> {
        for i in 0..n {
            let id =
                |kind: u32| uuid::Uuid::from_u128((u128::from(kind) << 100) | u128::from(i + 1));
            let tenant = Tenant {
                id: id(1),
                kind: "partner".to_owned(),
                name: format!("第{i}号公司"),
                domain: format!("crowd{i}.example"),
                language: "zh-Hans".to_owned(),
            };
            store::identity::add_tenant(tx, &tenant, now)?;
            let account = Account {
                family_name: "王".to_owned(),
                given_name: format!("{i}"),
                contact_email: format!("admin@mail{i}.example"),
                status: "active".to_owned(),
                admin_setting: "global-admin".to_owned(),
                temporary_until: None,
                ..Account::invited(
                    id(2),
                    tenant.id,
                    format!("admin@crowd{i}.example"),
                    String::new(),
                    now,
                )
            };
            store::identity::add_account(tx, &account, now)?;
            let mut row = store::application::Application::draft(
                id(3),
                tenant.id,
                format!("TD-CROWD{i:05}"),
                tenant.name.clone(),
                "CNY".to_owned(),
                now,
            );
            row.state = "active".to_owned();
            store::application::add(tx, &row)?;
            let partner = store::accounts::Partner {
                tenant_id: tenant.id,
                status: "active".to_owned(),
                model: "direct".to_owned(),
                may_resell: true,
                network_id: String::new(),
                credit_code: String::new(),
                signed_at: now,
                active_at: Some(now),
                agreement_signed: 0,
                agreement_asked: 0,
                orders_blocked_from: None,
                sandbox: false,
            };
            store::accounts::add_partner(tx, &partner)?;
        }
        Ok(())
    };
    app.db.write(write).wait().unwrap();
}

fn asking_goes_on_where_it_stopped_and_writes_once(app: &TestApp) {
    const PARTNERS: u32 = 450;
    crowd(app, PARTNERS);
    publish(app, "yes");
    let asked = "SELECT COUNT(*) AS n FROM agreement_duty";
    let mails = "SELECT COUNT(*) AS n FROM outbox WHERE dedupe LIKE 'new-version/%'";
    // One partner cannot be written to; all others are asked, in three batches.
    let run = || campaign::run(app, &timers::request(app));
    {
        let victim = uuid::Uuid::from_u128((1 << 100) | 7);
        let condition = match app.database.engine {
            testkit::Engine::Sqlite => format!("NEW.tenant_id = X'{}'", victim.simple()),
            testkit::Engine::Postgres => format!("NEW.tenant_id = '{victim}'"),
        };
        let fault = app.database.refuse_when("agreement_duty", &condition);
        assert!(run().is_err(), "the failure is told");
        drop(fault);
    }
    assert_eq!(count(app, asked), i64::from(PARTNERS) - 1);
    assert_eq!(count(app, mails), i64::from(PARTNERS) - 1);
    // Two nodes at once ask the one that is left, once.
    let [one, two] = at_once(run, run);
    assert_eq!(one.unwrap() + two.unwrap(), 1, "the one that was left");
    assert_eq!((count(app, asked), count(app, mails)), (450, 450));
    assert_eq!(run().unwrap(), 0);
    app.drain();
    assert_eq!(app.mails("NEW-VERSION").len(), 450);
    // A month of silence, then one mail each: the newest.
    app.clock.pass(40 * DAY);
    app.tick();
    app.tick();
    assert_eq!(app.mails("NEW-VERSION-REMINDER").len(), 0);
    assert_eq!(app.mails("NEW-VERSION-OVERDUE").len(), 450);
    // The list comes in pages, the table whole.
    let browser = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let mut page = browser.open(&format!("/ops/agreements/{NEW}/campaign?show=overdue"));
    let mut seen = page.all("tbody tr").len();
    while let Some(next) = page.attribute("a[rel=next]", "href") {
        page = browser.open(&next);
        seen += page.all("tbody tr").len();
    }
    assert_eq!(seen, 450);
    let table = browser.get(&format!("/ops/agreements/{NEW}/campaign.csv"));
    assert_eq!(table.source().lines().count(), 451);
}

fn declining_is_a_work_item(app: &TestApp) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let form = browser.open(SIGN).form("/agreements/sign/decline");
    let long = "长".repeat(501);
    let page = form.clone().fill("reason", &long).submit().expect(422);
    assert!(page.error_at("reason").is_some());
    assert_eq!(page.form("/agreements/sign/decline").value("reason"), long);
    let form = form.fill("reason", "<b>价格</b>条款");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert_eq!(browser.post("/agreements/sign/decline", &[]).status(), 303);
    app.drain();
    // Still to be signed, told to the case's reviewer once, without the reason.
    assert_eq!(application_of(app, &partner).state, "approved");
    let mails = app.mails("DECLINED");
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].recipient, "reviewer@operator.example");
    let page = browser.open(SIGN);
    assert!(page.text().contains("已拒绝签署此版本"));
    assert!(!page.has_form("/agreements/sign/decline"));
    // The operator sees it, on the case and among the agreements, and closes it with a note.
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = reviewer.open(&format!("/ops/applications/{}", partner.application));
    assert!(case.text().contains("拒绝签署协议"));
    let page = reviewer.open("/ops/agreements");
    assert!(page.text().contains("<b>价格</b>条款") && page.text().contains(&partner.company.name));
    let id =
        app.read(|tx| Ok(tx.query_one::<uuid::Uuid>("SELECT id FROM agreement_decline", &[])?));
    let close = format!("/ops/agreements/declines/{}/close", id.wait().unwrap());
    let form = page.form(&close);
    let wrong = form.clone().fill("answer", "好").submit().expect(422);
    assert_eq!(wrong.form(&close).value("answer"), "好");
    let form = form.fill("answer", "已说明价格条款，公司将签署");
    assert_eq!(form.submit().location(), "/ops/agreements?done=decline");
    assert_eq!(
        reviewer.post(&close, &[("answer", "第二次处理")]).status(),
        409
    );
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    assert!(
        !auditor
            .open("/ops/agreements")
            .text()
            .contains(&partner.company.name)
    );
    // Declining again is a new item; a signature closes it.
    let again = browser.open(SIGN).form("/agreements/sign/decline").submit();
    assert_eq!(again.status(), 303);
    assert_eq!(ticked(&browser.open(SIGN)).submit().status(), 303);
    app.drain();
    assert_eq!(app.mails("DECLINED").len(), 2);
    let open = "SELECT COUNT(*) AS n FROM agreement_decline WHERE closed_at IS NULL";
    assert_eq!(count(app, open), 0);
    assert_eq!(browser.post("/agreements/sign/decline", &[]).status(), 409);
}

fn another_admin_is_asked_to_sign(app: &TestApp) {
    const HAND: &str = "/agreements/sign/hand-over";
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    assert!(
        !browser.open(SIGN).has_form(HAND),
        "there is nobody to ask yet"
    );
    let other: Login = app.colleague(&partner, AdminSetting::GlobalAdmin);
    let billing = app.colleague(&partner, AdminSetting::BillingAdmin);
    let stranger = app.registered_company();
    // Who may not sign is told who may, and nothing is done.
    for method in ["get", "post"] {
        let colleague = app.browser_of(&billing);
        let page = if method == "get" {
            colleague.get(SIGN)
        } else {
            colleague.post(HAND, &[])
        };
        let page = page.expect(403);
        assert!(
            page.text().contains("周文清") && page.text().contains("钱global-admin"),
            "{}",
            page.text()
        );
    }
    let form = browser.open(SIGN).form(HAND);
    let offered = browser
        .open(SIGN)
        .all("form[action=\"/agreements/sign/hand-over\"] label");
    assert_eq!(offered, ["钱global-admin"]);
    let own = app
        .sign_in(&partner.admin)
        .1
        .caller
        .person()
        .unwrap()
        .account
        .to_string();
    let foreign = app
        .sign_in(&stranger.admin)
        .1
        .caller
        .person()
        .unwrap()
        .account
        .to_string();
    let lower = app
        .sign_in(&billing)
        .1
        .caller
        .person()
        .unwrap()
        .account
        .to_string();
    for wrong in ["", "nobody", &own, &foreign, &lower] {
        let page = form.clone().put("admin", wrong).submit().expect(422);
        assert!(
            page.error_at("admin").is_some(),
            "{wrong}: {:?}",
            page.errors()
        );
    }
    let wanted = app
        .sign_in(&other)
        .1
        .caller
        .person()
        .unwrap()
        .account
        .to_string();
    let form = form.fill("admin", &wanted);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    app.drain();
    let mails = app.mails("SIGN-REQUEST");
    assert_eq!(mails.len(), 1);
    let to = format!("global-admin@{}.example", partner.company.prefix);
    assert_eq!(mails[0].recipient, to);
    assert_eq!(app.link_in("SIGN-REQUEST", &to), SIGN);
    // Not again within the hour, from the hour on yes.
    let again = |browser: &Browser| browser.post(HAND, &[("admin", wanted.as_str())]).status();
    assert_eq!(again(&browser), 429);
    let at = app.read(|tx| Ok(tx.query_one::<i64>("SELECT at AS n FROM agreement_request", &[])?));
    let at = domain::effects::Instant(at.wait().unwrap());
    app.clock.set(at.plus_seconds(3000));
    let browser = app.browser_of(&partner.admin);
    app.clock.set(at.plus_seconds(3599));
    assert_eq!(again(&browser), 429);
    app.clock.set(at.plus_seconds(3600));
    assert_eq!(again(&browser), 303);
    app.drain();
    assert_eq!(app.mails("SIGN-REQUEST").len(), 2);
    // The one who was asked signs.
    let browser = app.browser_of(&other);
    let page = browser.open(SIGN);
    assert!(
        page.text().contains("周文清已请钱global-admin签署"),
        "{}",
        page.text()
    );
    assert_eq!(ticked(&page).submit().status(), 303);
    app.drain();
    let signed = &version_signed(app, &partner)[0];
    assert!(signed.record.contains("钱global-admin"));
}

fn the_bill_is_announced_to_three_people_once(app: &TestApp) {
    let mut company: Company = app.company();
    let admin = format!("boss@{}.example", company.prefix);
    company
        .details
        .insert("contact_email".to_owned(), admin.clone());
    let partner = app.register(company);
    app.fill_in(&partner);
    app.submit(&partner);
    app.approve(&partner);
    app.sign(&partner);
    app.drain();
    let mails = app.mails("E13");
    let mut to: Vec<_> = mails.iter().map(|mail| mail.recipient.clone()).collect();
    let mut wanted = vec![
        admin,
        partner.company.email.clone(),
        partner.company.invoice_email.clone(),
    ];
    to.sort();
    wanted.sort();
    assert_eq!(to, wanted);
    // Signed on 2 March: the billing day is the 2nd, the first bill a month later.
    for mail in &mails {
        let body = mail.body.as_deref().unwrap();
        assert!(
            body.contains("2 日") && body.contains("2026年4月2日") && body.contains("2025-06"),
            "{body}"
        );
    }
    app.tick();
    assert_eq!(app.mails("E13").len(), 3);
}

fn the_authenticator_is_tried_at_its_border(app: &TestApp) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let form = ticked(&browser.open(SIGN));
    app.clock.pass(601);
    // A page in between asks for a code and keeps what was ticked.
    let asked = form.submit().expect(403);
    assert_eq!(asked.form(SIGN).value("consent_bind"), "yes");
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signature"), 0);
    // The same for who publishes: it binds every partner.
    let [one, _] = platform(app);
    app.clock.pass(601);
    assert_eq!(propose(&one, "2026-03-02", "yes").status(), 403);
    let browser = app.browser_of(&partner.admin);
    let form = ticked(&browser.open(SIGN));
    app.clock.pass(600);
    assert_eq!(form.submit().location(), "/dashboard/overview");
    app.drain();
}

fn a_forged_signature_is_found(app: &TestApp) {
    use domain::enrolment::signature::chain;
    let partner = app.active_partner();
    let operator = app.operator_scope();
    let problems = || {
        let found = app
            .read(move |tx| Ok(store::audit::verify(tx, operator)?))
            .wait()
            .unwrap();
        assert_eq!(found.signatures, 1);
        let mut problems: Vec<_> = found.faults.iter().map(|fault| fault.problem).collect();
        problems.sort_unstable();
        problems
    };
    assert_eq!(problems(), Vec::<&str>::new());
    let signature = version_signed(app, &partner).remove(0);
    let (free, guard) = match app.database.engine {
        testkit::Engine::Sqlite => (
            "DROP TRIGGER signature_no_update",
            "CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
             BEGIN SELECT RAISE(ABORT, 'signatures are immutable'); END",
        ),
        testkit::Engine::Postgres => (
            "ALTER TABLE signature DISABLE TRIGGER USER",
            "ALTER TABLE signature ENABLE TRIGGER USER",
        ),
    };
    app.database.tamper(free);
    let set = |what: &str| app.database.tamper(&format!("UPDATE signature SET {what}"));
    let hash = |hash: &[u8; 32]| {
        let hex = data_encoding::HEXLOWER.encode(hash);
        match app.database.engine {
            testkit::Engine::Sqlite => format!("hash = X'{hex}'"),
            testkit::Engine::Postgres => format!("hash = '\\x{hex}'"),
        }
    };
    let record = |record: &str| format!("record = '{}'", record.replace('\'', "''"));
    // Another signer's name in the record.
    let forged = signature.record.replace("周文清", "王五");
    assert_ne!(forged, signature.record);
    set(&record(&forged));
    assert_eq!(problems(), ["signature record has been changed"]);
    let verify = format!(
        "/verify/{}",
        data_encoding::HEXLOWER.encode(&signature.hash)
    );
    assert_eq!(app.browser().get(&verify).status(), 404);
    // With a hash to match, the audit log knows better.
    set(&hash(&chain(&signature.previous_hash, &forged)));
    assert_eq!(
        problems(),
        ["signature is missing", "signature is not in the audit log"]
    );
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let page = auditor.open("/ops/audit/verify");
    assert_eq!(page.form("/ops/audit/verify").submit().status(), 303);
    app.tick();
    let page = auditor.open("/ops/audit/verify");
    assert!(
        page.text().contains("审计日志中没有此签名"),
        "{}",
        page.text()
    );
    set(&record(&signature.record));
    set(&hash(&signature.hash));
    // A column that says something else than the record.
    set("text_version = '2024-01'");
    assert_eq!(problems(), ["signature record has been changed"]);
    set("text_version = '2025-06'");
    app.database.tamper(guard);
    assert_eq!(problems(), Vec::<&str>::new());
}

/// Somebody edits the text in the folder after it was published, and restarts.
fn a_text_edited_after_publication_is_not_signed(app: &TestApp) {
    let partner = app.approved();
    publish(app, "no");
    let edited = "UPDATE agreement_publication SET hashes = REPLACE(hashes, 'a', 'b')";
    app.database.tamper(edited);
    let browser = app.browser_of(&partner.admin);
    let page = browser.get(SIGN).expect(409);
    assert!(page.text().contains("协议暂时无法签署"), "{}", page.text());
    let ticks = [
        ("consent_bind", "yes"),
        ("consent_electronic", "yes"),
        ("text_language", "zh-Hans"),
    ];
    assert_eq!(browser.post(SIGN, &ticks).status(), 409);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signature"), 0);
}
