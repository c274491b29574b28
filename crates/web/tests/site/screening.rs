//! Restricted parties: lists are imported in two steps, every application is held against them, and
//! what looks alike is for a person to judge.

use crate::{at_once, audited, count, english};
use domain::caller::StaffRole;
use store::application::Check;
use testkit::{Browser, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    a_list_is_judged_first_and_put_in_force_once,
    files_that_are_no_list_are_refused,
    without_a_list_everything_waits_for_a_person,
    lists_without_an_entry_are_evidence_and_a_likeness_needs_words,
    a_changed_name_is_held_against_the_lists_again,
    who_is_there_already_is_held_against_a_new_list,
    a_case_under_review_has_it_among_its_checks,
    a_list_that_comes_while_the_machine_looks_misses_nobody,
}

const HOME: &str = "/ops/screening";
const IMPORT: &str = "/ops/screening/import";

fn platform(app: &TestApp) -> Browser {
    english(app.browser_of(&app.staff(StaffRole::PlatformAdmin)))
}

fn upload(browser: &Browser, name: &str, text: &str) -> Page {
    let form = browser.open(IMPORT).form(IMPORT).fill("list_name", name);
    form.attach("file", "list.csv", text.as_bytes()).submit()
}

/// Imports a list and puts it in force.
fn import(browser: &Browser, name: &str, rows: &[&str]) {
    let text = format!("kind,name,aliases,credit_code,note\n{}\n", rows.join("\n"));
    let page = upload(browser, name, &text).expect(303).follow();
    let place = page.path().to_owned();
    let done = format!("{HOME}?done=imported");
    drop(page.form(&place).submit().leads_to(&done));
}

fn check(app: &TestApp, partner: &Partner) -> Check {
    let id = partner.application.0;
    let checks = app.read(move |tx| Ok(store::application::checks(tx, id)?));
    let checks = checks.wait().unwrap();
    checks
        .into_iter()
        .find(|check| check.kind == "restricted-party")
        .unwrap()
}

fn a_list_is_judged_first_and_put_in_force_once(app: &TestApp) {
    let browser = platform(app);
    assert!(browser.open(HOME).text().contains("No list is in force"));
    let text = "kind,name,aliases\norganisation,某公司,A;B\nship,x,\nperson,李四,\n";
    let page = upload(&browser, "Example authority", text)
        .expect(303)
        .follow();
    let place = page.path().to_owned();
    for words in [
        "Some rows are wrong",
        "Write organisation or person",
        "Name:",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let entries = "SELECT COUNT(*) AS n FROM screening_entry";
    assert_eq!(count(app, entries), 2);
    assert!(browser.open(HOME).text().contains("No list is in force"));
    for language in ["zh-Hant", "zh-Hans", "en"] {
        browser.set_cookie("tongdao_language", language);
        for path in [place.as_str(), IMPORT, HOME] {
            assert!(!browser.open(path).source().contains('⟦'), "{path}");
        }
    }
    let form = page.form(&place);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert_eq!(audited(app, "screening.import", "succeeded"), 1);
    let other = form.put("request_id", "another").submit();
    assert_eq!(other.location(), place, "a colleague reads how it stands");
    assert!(browser.open(HOME).text().contains("Example authority"));
    // The next edition replaces it as a whole.
    let next = "kind,name\norganisation,某公司\nperson,王五\nperson,赵六\n";
    let page = upload(&browser, "Example authority", next)
        .expect(303)
        .follow();
    for words in [
        "Replaces the list of",
        "Entries that are new 3",
        "Entries that go 2",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    drop(page.form(page.path()).submit().expect(303));
    assert_eq!(count(app, entries), 3, "entries of the one before are gone");
    let lists = "SELECT COUNT(*) AS n FROM screening_list WHERE ended_at IS NULL";
    assert_eq!(count(app, lists), 1);
    // One that was thrown away, and the one that is retired.
    let page = upload(&browser, "Another", next).expect(303).follow();
    let discard = format!("{}/retire", page.path());
    assert_eq!(page.form(&discard).submit().status(), 303);
    assert!(!browser.open(page.path()).has_form(page.path()));
    let page = browser.open(HOME);
    let retire = page
        .attribute("form[action$=\"/retire\"]", "action")
        .unwrap();
    drop(
        page.form(&retire)
            .submit()
            .leads_to("/ops/screening?done=retired"),
    );
    assert_eq!((count(app, entries), count(app, lists)), (0, 0));
    let template = browser.get("/ops/screening/template").expect(200);
    let again = upload(&browser, "Template", &template.source());
    assert!(
        again
            .expect(303)
            .follow()
            .text()
            .contains("Every row is right")
    );
}

fn files_that_are_no_list_are_refused(app: &TestApp) {
    let browser = platform(app);
    for (text, words) in [
        ("", "column kind is missing"),
        ("kind,name\n", "no rows"),
        ("kind,name,colour\n", "colour"),
        ("a,\"b\0", "cannot be read"),
    ] {
        let page = upload(&browser, "Example", text).expect(422);
        let error = page.error_at("file").unwrap();
        assert!(error.contains(words), "{text:?}: {error}");
        assert_eq!(page.form(IMPORT).value("list_name"), "Example");
    }
    let right = "kind,name\nperson,李四\n";
    assert!(
        upload(&browser, " ", right)
            .expect(422)
            .error_at("list_name")
            .is_some()
    );
    // No right row: nothing to put in force.
    let page = upload(&browser, "Example", "kind,name\nship,x\n")
        .expect(303)
        .follow();
    assert!(!page.has_form(page.path()), "{}", page.text());
    assert_eq!(browser.post(page.path(), &[]).status(), 409);
    assert_eq!(browser.get("/ops/screening/lists/x").status(), 404);
}

fn without_a_list_everything_waits_for_a_person(app: &TestApp) {
    let partner = app.submitted();
    let found = check(app, &partner);
    assert_eq!(
        (found.result.as_str(), found.evidence.as_str()),
        ("pending", "")
    );
}

fn lists_without_an_entry_are_evidence_and_a_likeness_needs_words(app: &TestApp) {
    let browser = platform(app);
    import(
        &browser,
        "Example authority",
        &["organisation,深圳联橙数智科技股份有限公司,,,"],
    );
    import(&browser, "Second list", &["person,Nobody Known,,,"]);
    let clean = app.submitted();
    let found = check(app, &clean);
    assert_eq!(
        (found.result.as_str(), found.decided_by.as_str()),
        ("pending", "tongdao")
    );
    let day = app.today();
    let evidence = format!("Example authority ({day}): 0 / 1; Second list ({day}): 0 / 1");
    assert_eq!(found.evidence, evidence);

    // The legal representative, by name, and the company by a likeness: both are written down.
    let partner = app.complete();
    let alike = partner.company.name.replace("信息技术", "网络科技");
    let company = format!("organisation,{alike},,,SDN 17");
    import(&browser, "Second list", &["person,周文清,,,", &company]);
    app.submit(&partner);
    let found = check(app, &partner);
    assert_eq!(
        (found.result.as_str(), found.decided_by.as_str()),
        ("pending", "tongdao")
    );
    for words in ["Second list", "#2: 周文清 ≈ 周文清", "#3", alike.as_str()] {
        assert!(
            found.evidence.contains(words),
            "{words}: {}",
            found.evidence
        );
    }
    // The reviewer reads it, and passes it with words alone.
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let case = format!("/ops/applications/{}", partner.application);
    let page = reviewer.open(&case);
    assert!(page.text().contains(&alike), "{}", page.text());
    let form = page.form(&format!("{case}/checks/restricted-party"));
    let form = form.fill("result", "passed");
    let refused = form.clone().fill("reason", "").submit().expect(422);
    assert!(
        refused.text().contains("looks like an entry"),
        "{}",
        refused.text()
    );
    let done = form.fill("reason", "另一位同名者，出生日期不同").submit();
    assert_eq!(done.status(), 303, "{}", done.text());
    let found = check(app, &partner);
    assert_eq!(found.result, "passed");
    for words in ["另一位同名者", "#2: 周文清"] {
        assert!(found.evidence.contains(words), "{}", found.evidence);
    }
    // A list that is retired is held against nobody.
    let lists = browser.open(HOME);
    for retire in lists.all("form[action$=\"/retire\"] button") {
        assert!(retire.contains("Retire"));
    }
    let places: Vec<_> = lists
        .source()
        .split("action=\"")
        .filter_map(|part| part.split('"').next())
        .filter(|action| action.ends_with("/retire"))
        .map(str::to_owned)
        .collect();
    for place in places {
        assert_eq!(browser.open(HOME).form(&place).submit().status(), 303);
    }
    let later = app.submitted();
    assert_eq!(check(app, &later).evidence, "");
    app.drain();
}

fn a_changed_name_is_held_against_the_lists_again(app: &TestApp) {
    let browser = platform(app);
    import(
        &browser,
        "Example authority",
        &["person,顾怀瑾,Gu Huaijin,,"],
    );
    let partner = app.approved();
    assert_eq!(check(app, &partner).result, "passed");
    let admin = app.browser_of(&partner.admin);
    let form = admin.open("/enrol/change").form("/enrol/change");
    let form = form.fill("legal_representative", "顾怀瑾");
    assert_eq!(form.submit().status(), 303);
    app.drain();
    let found = check(app, &partner);
    assert_eq!(found.result, "pending", "{}", found.evidence);
    assert!(
        found.evidence.contains("顾怀瑾 ≈ 顾怀瑾"),
        "{}",
        found.evidence
    );
    app.drain();
}

/// A company that is approved and looks like an entry; the hit.
pub(crate) fn hit_of(app: &TestApp, partner: &Partner) -> String {
    name_on_a_list(app, partner);
    sweep(app);
    let id = "SELECT id FROM screening_hit WHERE state = 'open' ORDER BY found_at DESC LIMIT 1";
    let id = app.read(move |tx| Ok(tx.query_one::<uuid::Uuid>(id, &[])?));
    id.wait().unwrap().to_string()
}

/// Puts a list in force that names a company.
pub(crate) fn name_on_a_list(app: &TestApp, partner: &Partner) {
    let row = format!("organisation,{},,,", partner.company.name);
    import(&platform(app), "A list that names it", &[&row]);
}

pub(crate) fn sweep(app: &TestApp) -> u64 {
    let request = ::app::jobs::timers::request(app);
    ::app::enrolment::screening_hits::sweep(app, &request).unwrap()
}

const FOUND: &str = "/ops/restricted";

fn who_is_there_already_is_held_against_a_new_list(app: &TestApp) {
    let (partner, approved, other) = (app.active_partner(), app.approved(), app.active_partner());
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    assert!(reviewer.open(FOUND).text().contains("Nobody that is there"));
    let desk = platform(app);
    // The names of the others are too much alike.
    app.database.tamper(&format!(
        "UPDATE profile_field SET value = '广州远帆物流有限公司'
         WHERE field = 'legal_name' AND value = '{}'",
        other.company.name
    ));
    let row = |of: &Partner| format!("organisation,{},,,", of.company.name);
    let rows = [row(&partner), row(&approved)];
    let rows: Vec<_> = rows.iter().map(String::as_str).collect();
    import(&desk, "Example authority", &rows);
    app.drain();
    assert_eq!(app.mails("SCREENING-HIT").len(), 0, "a list takes its time");
    app.tick();
    app.drain();
    let page = reviewer.open(FOUND);
    assert_eq!(page.all("tbody tr").len(), 2, "{}", page.text());
    assert!(page.text().contains(&approved.company.name));
    assert!(!page.text().contains(&other.company.name));
    let mails = app.mails("SCREENING-HIT");
    assert!(mails.len() >= 2, "each to every reviewer");
    let count_of = |app: &TestApp| app.mails("SCREENING-HIT").len();
    // Nothing is told to the company, nor in its log, and nothing has happened to it.
    let told = mails
        .iter()
        .any(|mail| mail.recipient == partner.company.email);
    assert!(!told);
    let own = "SELECT COUNT(*) AS n FROM audit_entry e JOIN partner p ON p.tenant_id = e.chain
        WHERE e.action LIKE 'screening.%'";
    assert_eq!(count(app, own), 0);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM partner WHERE status <> 'active'"
        ),
        0
    );
    // The next edition that finds the same tells nobody again.
    import(&desk, "Example authority", &rows);
    assert_eq!(sweep(app), 0);
    app.drain();
    assert_eq!(count_of(app), mails.len());
    // What was typed stays; one of two at once judges.
    let place = page.attribute("tbody a", "href").unwrap();
    let shown = reviewer.open(&place);
    let wrong = shown.form(&place).put("note", "no").submit().expect(422);
    assert!(wrong.error_at("outcome").is_some() && wrong.error_at("note").is_some());
    assert_eq!(wrong.form(&place).value("note"), "no");
    let form = wrong.form(&place).put("outcome", "cleared");
    let form = form.put("note", "Another credit code and another town");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    let late = form.put("request_id", "late").submit();
    assert_eq!(late.status(), 409);
    assert_eq!(audited(app, "screening.judge", "succeeded"), 1);
    let page = reviewer.open(&place);
    assert!(page.text().contains("Somebody else is on the list"));
    assert!(page.text().contains("Another credit code") && !page.has_form(&place));
    assert_eq!(reviewer.open(FOUND).all("tbody tr").len(), 1);
    for language in ["zh-Hant", "zh-Hans", "en"] {
        reviewer.set_cookie("tongdao_language", language);
        for path in [place.as_str(), FOUND] {
            assert!(
                !reviewer.open(path).source().contains('⟦'),
                "{path} {language}"
            );
        }
    }
    // A partner's profile counts, not what it once applied with; who has left is left alone.
    app.database.tamper(
        "UPDATE profile_field SET value = '深圳联橙数智科技股份有限公司'
         WHERE field = 'legal_name'",
    );
    import(
        &desk,
        "Another authority",
        &["organisation,深圳联橙数智科技股份有限公司,,,"],
    );
    assert_eq!(sweep(app), 2, "both partners");
    app.database
        .tamper("UPDATE partner SET status = 'terminated'");
    import(
        &desk,
        "A third",
        &["organisation,深圳联橙数智科技股份有限公司,,,"],
    );
    assert_eq!(sweep(app), 0);
    // A list that is retired meanwhile is held against nobody.
    import(&desk, "A fourth", &[&row(&approved)]);
    app.database
        .tamper("UPDATE screening_list SET ended_at = confirmed_at, holding = FALSE");
    assert_eq!(sweep(app), 0);
    app.drain();
}

fn a_case_under_review_has_it_among_its_checks(app: &TestApp) {
    let partner = app.submitted();
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    app.drain();
    let desk = platform(app);
    import(&desk, "Example authority", &["organisation,某某公司,,,"]);
    assert_eq!(sweep(app), 0);
    let row = format!("organisation,{},,,", partner.company.name);
    import(&desk, "Example authority", &[&row]);
    assert_eq!(sweep(app), 1);
    assert_eq!(sweep(app), 0);
    let found = check(app, &partner);
    assert_eq!(found.result, "pending");
    assert!(found.evidence.contains(&partner.company.name), "{found:?}");
    app.drain();
    assert!(!app.mails("SCREENING-HIT").is_empty());
    // It is judged there, and not a second time elsewhere.
    assert!(reviewer.open(FOUND).text().contains("Nobody that is there"));
    app.drain();
}

/// The machine reads long lists before it writes, and a list may come into force in between.
fn a_list_that_comes_while_the_machine_looks_misses_nobody(app: &TestApp) {
    let desk = platform(app);
    for n in 0..4 {
        let partner = app.complete();
        let (_, request) = app.sign_in(&partner.admin);
        app::enrolment::application::submit(app, &request, "").unwrap();
        let rows = format!(
            "kind,name,aliases,credit_code,note\norganisation,{},,,\n",
            partner.company.name
        );
        let page = upload(&desk, &format!("Authority {n}"), &rows).expect(303);
        let page = page.follow();
        let form = page.form(page.path());
        let checked = || {
            let machine = app::jobs::timers::request(app);
            app::enrolment::checks::run(app, &machine, partner.application).is_ok()
        };
        let outcomes = at_once(|| form.submit().status() == 303, checked);
        assert_eq!(outcomes, [true, true]);
        sweep(app);
        let found = check(app, &partner);
        assert_eq!(found.result, "pending");
        assert!(found.evidence.contains(&partner.company.name), "{found:?}");
        app.drain();
    }
}
