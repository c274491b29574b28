//! How people are told: what they have put away, and which mails they want when.

use crate::english;
use crate::imports::{HEAD, judged, some};
use ::app::actions;
use ::app::notifications::wishes;
use domain::caller::{AgentSetting, StaffRole};
use domain::notices::{Mails, Topic, Wish};
use testkit::{Browser, Engine, Partner, TestApp};

testkit::on_both! { TestApp from trading:
    what_is_put_away_is_found_again_and_comes_back_when_it_changes,
    what_is_mandatory_stays_and_what_is_not_there_is_nothing,
    mails_come_as_they_are_wanted,
    each_person_chooses_what_concerns_it,
}

const HOME: &str = "/action-center";
const ARCHIVE: &str = "/action-center/archived";
const WISHES: &str = "/action-center/preferences";

/// Puts the line with these words away: the button names the line, and its form the mark.
fn put_away(browser: &Browser, words: &str) {
    let page = browser.open(HOME);
    let source = page.source();
    let label = format!("aria-label=\"Archive {words}");
    let (before, _) = source.split_once(&label).expect("it can be put away");
    let (_, rest) = before.rsplit_once("name=\"mark\" value=\"").unwrap();
    let mark = rest.split('"').next().unwrap();
    let mut forms = page.forms("/action-center/archive").into_iter();
    let form = forms.find(|form| form.has("mark") && form.value("mark") == mark);
    let form = form.unwrap();
    let [one, two] = [form.submit(), form.submit()];
    assert_eq!([one.status(), two.status()], [303; 2], "{}", one.text());
    assert_eq!(one.location(), "/action-center?done=archived");
}

fn rows(browser: &Browser) -> String {
    browser.open(ARCHIVE).all("tbody tr").join("\n")
}

fn import(app: &TestApp, browser: &Browser, from: usize, seconds: i64) {
    let page = judged(app, browser, "customers", HEAD, &some(2, from));
    let _ = page.form(page.path()).submit().expect(303);
    app.clock.pass(seconds);
    app.drain();
}

fn what_is_put_away_is_found_again_and_comes_back_when_it_changes(app: &TestApp) {
    let partner = app.active_partner();
    // Who was added by a colleague has no recovery codes yet.
    let seller = app.agent(&partner, AgentSetting::SalesAgent);
    let browser = english(app.browser_of(&seller));
    let text = |path: &str| browser.open(path).text();
    assert!(text(ARCHIVE).contains("Nothing is archived"));
    let before = browser.open(HOME).all("#actions li").len();
    assert!(text(HOME).contains("Recovery codes left: 0"));
    put_away(&browser, "Recovery codes left: 0");
    let page = browser.open(HOME);
    assert!(
        !page.text().contains("Recovery codes left"),
        "{}",
        page.text()
    );
    assert_eq!(page.all("#actions li").len(), before - 1);
    let bell = page.attribute(".bar a[href='/action-center']", "aria-label");
    let bell_says = format!("Action centre: {} to do", before - 1);
    assert_eq!(bell.as_deref(), Some(&*bell_says));
    assert!(
        rows(&browser).contains("Recovery codes left: 0"),
        "{}",
        rows(&browser)
    );
    // A colleague still has everything.
    let agent = app.agent(&partner, AgentSetting::AdminAgent);
    let other = english(app.browser_of(&agent));
    assert!(other.open(HOME).text().contains("Recovery codes left: 0"));
    assert!(rows(&other).is_empty());
    // It comes back by hand, twice is once.
    let form = browser
        .open(ARCHIVE)
        .form("/action-center/archived/restore");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    assert!(text(HOME).contains("Recovery codes left: 0"));
    assert!(rows(&browser).is_empty());
    // And by itself, when it is another thing.
    put_away(&browser, "Recovery codes left: 0");
    let bytes = match app.database.engine {
        Engine::Sqlite => "BLOB",
        Engine::Postgres => "BYTEA",
    };
    app.database.tamper(&format!(
        "INSERT INTO recovery_code (account_id, code_hash, created_at)
         SELECT id, CAST('1' AS {bytes}), 1 FROM account"
    ));
    assert!(
        text(HOME).contains("Recovery codes left: 1"),
        "{}",
        text(HOME)
    );
    // News go all at once.
    import(app, &browser, 0, 60);
    assert!(text(HOME).contains("2 rows imported"), "{}", text(HOME));
    let form = browser.open(HOME);
    let form = form.forms("/action-center/archive").pop().unwrap();
    assert_eq!(form.value("all"), "news");
    let _ = form.submit().expect(303);
    assert!(text(HOME).contains("Nothing new."), "{}", text(HOME));
    assert!(rows(&browser).contains("2 rows imported"));
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        for path in [HOME, ARCHIVE, WISHES] {
            let source = browser.open(path).source();
            assert!(!source.contains('⟦'), "{path} in {language}");
        }
    }
    // Whoever may not see it any more does not read of it here either.
    put_away(&other, "客户.csv");
    assert!(rows(&other).contains("客户.csv"));
    app.database.tamper(&format!(
        "UPDATE account SET agent_setting = 'none' WHERE sign_in_name = '{}'",
        agent.sign_in_name
    ));
    // Something is written, so that nobody is known by what was read before.
    let _ = app.sign_in(&partner.admin);
    assert!(rows(&other).is_empty(), "{}", rows(&other));
    // It is kept for a time.
    app.database
        .tamper("UPDATE archived_notice SET archived_at = 1");
    app.clock.pass(700);
    app.tick();
    assert!(rows(&browser).is_empty(), "{}", rows(&browser));
}

fn what_is_mandatory_stays_and_what_is_not_there_is_nothing(app: &TestApp) {
    let applied = app.submitted();
    let browser = english(app.browser_of(&applied.admin));
    let (_, request) = app.sign_in(&applied.admin);
    let all = actions::view(app, &request).wait().unwrap().actions;
    let mandatory = all.iter().find(|action| action.kind.is_mandatory());
    let mark = mandatory.expect("a contact is silent").mark();
    let page = browser.open(HOME);
    assert!(!page.source().contains(&mark), "there is no button");
    let page = browser.post("/action-center/archive", &[("mark", &mark)]);
    let page = page.expect(409);
    assert!(
        page.text().contains("cannot be archived"),
        "{}",
        page.text()
    );
    for mark in ["", "0", "a word"] {
        let page = browser.post("/action-center/archive", &[("mark", mark)]);
        assert_eq!(page.status(), 404, "{mark}");
    }
    let page = browser.post("/action-center/archived/restore", &[("mark", "a word")]);
    assert_eq!(page.status(), 303);
    let staff = app.browser_of(&app.staff(StaffRole::Reviewer));
    for path in [ARCHIVE, WISHES] {
        assert_eq!(staff.get(path).location(), "/ops");
    }
}

/// Chooses how mails of imports come, and whether they are news.
fn choose(browser: &Browser, mails: &str, news: bool) {
    let form = browser.open(WISHES).form(WISHES);
    let form = form.fill("mails-imports", mails);
    let form = match news {
        true => form.put("news-imports", "yes"),
        false => form.without("news-imports"),
    };
    let page = form.submit().expect(303);
    let _ = page.leads_to("/action-center/preferences?done=saved");
    let page = browser.open(WISHES);
    assert_eq!(page.form(WISHES).value("mails-imports"), mails);
}

fn mails_come_as_they_are_wanted(app: &TestApp) {
    let partner = app.active_partner();
    let open = || english(app.browser_of(&partner.admin));
    let count = |code: &str| {
        app.drain();
        app.mails(code).len()
    };
    let news = |browser: &Browser| browser.open(HOME).all("#news tbody tr").len();
    let browser = open();
    import(app, &browser, 0, 1200);
    assert_eq!((count("IMPORT-DONE"), news(&browser)), (1, 1));
    choose(&browser, "never", false);
    import(app, &browser, 10, 1200);
    assert_eq!((count("IMPORT-DONE"), news(&browser)), (1, 0));
    choose(&browser, "daily", true);
    for from in [20, 30] {
        import(app, &browser, from, 1200);
    }
    app.tick();
    assert_eq!((count("IMPORT-DONE"), count("DIGEST")), (1, 0));
    app.clock.pass(86_400);
    for _ in 0..3 {
        app.tick();
        app.drain();
    }
    let digests = app.mails("DIGEST");
    assert_eq!(digests.len(), 1, "one for both");
    let body = digests[0].body.clone().unwrap();
    assert_eq!(body.matches("客户.csv").count(), 2, "{body}");
    let leads = body.contains("/customers/imports/") && body.contains(WISHES);
    assert!(leads, "{body}");
    assert!(digests[0].subject.contains('2'), "{}", digests[0].subject);
    let browser = open();
    // What was written down late, after the mail of the morning, is told on the same day.
    import(app, &browser, 35, 1200);
    app.database.tamper("UPDATE digest_line SET created_at = 1");
    app.clock.pass(600);
    app.tick();
    assert_eq!(count("DIGEST"), 2);
    choose(&browser, "at-once", true);
    import(app, &browser, 40, 1200);
    assert_eq!(count("IMPORT-DONE"), 2);
    app.clock.pass(86_400);
    app.tick();
    assert_eq!(count("DIGEST"), 2, "nothing waited");
    // Who leaves before the morning reads nothing any more.
    let browser = open();
    choose(&browser, "daily", true);
    import(app, &browser, 50, 1200);
    app.database.tamper("UPDATE account SET status = 'blocked'");
    app.clock.pass(86_400);
    app.tick();
    assert_eq!(count("DIGEST"), 2);
}

fn wish_of(app: &TestApp, partner: &Partner, topic: Topic) -> Option<Wish> {
    let (_, request) = app.sign_in(&partner.admin);
    let all = wishes::view(app, &request).wait().unwrap();
    all.into_iter()
        .find(|(one, _)| *one == topic)
        .map(|(_, wish)| wish)
}

fn each_person_chooses_what_concerns_it(app: &TestApp) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let page = browser.open(WISHES);
    let names = page.form(WISHES).names();
    for topic in Topic::ALL {
        let field = format!("mails-{}", topic.text());
        assert_eq!(names.contains(&field), !topic.is_mandatory(), "{field}");
    }
    let always = page.all("#always tbody tr").join("\n");
    for words in [
        "Price lists",
        "Bills and payments",
        "Sign-in and administrators",
    ] {
        assert!(always.contains(words), "{words}: {always}");
    }
    // A form that was made up switches nothing off that is mandatory.
    let made_up = page
        .form(WISHES)
        .put("mails-bills", "never")
        .put("mails-health", "never");
    let _ = made_up.submit().expect(303);
    assert_eq!(wish_of(app, &partner, Topic::Bills), Some(Wish::default()));
    let health = wish_of(app, &partner, Topic::Health).unwrap();
    assert_eq!((health.mails, health.news), (Mails::Never, true));
    let unknown = browser
        .open(WISHES)
        .form(WISHES)
        .put("mails-health", "sometimes");
    let _ = unknown.submit().expect(303);
    assert_eq!(wish_of(app, &partner, Topic::Health), Some(health));
    // Who sees no prices is not asked about them, and has not chosen anything yet.
    let agent = app.agent(&partner, AgentSetting::SalesAgent);
    let seller = english(app.browser_of(&agent));
    let page = seller.open(WISHES);
    let form = page.form(WISHES);
    assert!(!form.has("mails-special-prices") && !form.has("mails-health"));
    assert_eq!(form.value("mails-subscriptions"), "at-once");
    assert!(!page.text().contains("Price lists"), "{}", page.text());
}
