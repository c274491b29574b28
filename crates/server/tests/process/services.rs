//! The telephone gateway, the credit bureau and the mail server are away, slow, or answer half, under
//! the built process and through the story of a company: in the end each has been asked for each
//! thing under one key, and everything is there once.

use crate::crash::{applications, sent};
use crate::installation::{CODE, Installation};
use crate::otherwise::{signed_in, state};
use crate::peer::{Peer, Temper};
use adapters::SystemClock;
use domain::caller::StaffRole;
use domain::effects::Clock;
use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::Duration;
use testkit::{Browser, CallBack, Company, Engine, Mood, Partner};
use uuid::Uuid;

#[test]
fn services_in_every_mood_on_sqlite() {
    story(Engine::Sqlite);
}

#[test]
fn services_in_every_mood_on_postgres() {
    story(Engine::Postgres);
}

const SECRET: &str = "example-secret-with-32-characters";
const CALL_BACK: &str = "another-secret-with-32-characters";

/// An installation whose telephone and bureau are services on a socket.
struct World {
    site: Installation,
    gateway: Peer,
    bureau: Peer,
}

impl World {
    fn new(engine: Engine) -> Self {
        let mut site = Installation::new(engine);
        let gateway = Peer::start(202, "{}");
        let pending = r#"{"status":"pending","reference":"B-9"}"#;
        let bureau = Peer::start(202, pending);
        for (section, peer) in [("telephone", &gateway), ("credit", &bureau)] {
            site.settings.push(format!("{section}.url={}", peer.url()));
            site.settings.push(format!("{section}.key_id=k-2026"));
            site.settings.push(format!("{section}.timeout_seconds=1"));
            site.settings.push(format!("{section}.retries=0"));
        }
        for (name, secret) in [
            ("TONGDAO_TELEPHONE_SECRET", SECRET),
            ("TONGDAO_CREDIT_SECRET", SECRET),
            ("TONGDAO_CREDIT_CALL_BACK_SECRET", CALL_BACK),
        ] {
            site.secrets.push((name.to_owned(), secret.to_owned()));
        }
        Self {
            site,
            gateway,
            bureau,
        }
    }
}

fn wait_for(site: &Installation, what: &str, mut seen: impl FnMut() -> bool) {
    for _ in 0..600 {
        if seen() {
            return;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("{what} does not happen: {}", site.log());
}

/// Lets a service be asked in each bad mood.
fn in_bad_moods(site: &Installation, peer: &Peer, what: &str) {
    for temper in Temper::BAD {
        peer.set(temper);
        let before = peer.conversations();
        wait_for(site, &format!("{what}: {temper:?}"), || {
            // Whatever was put off for later by the mood before.
            site.makes_due();
            peer.conversations() > before
        });
    }
}

fn story(engine: Engine) {
    let mut world = World::new(engine);
    telephone(&mut world);
    let partner = applied(&mut world);
    credit(&mut world, &partner);
    approval_by_mail(&mut world, &partner);
    world.site.kill();
    testkit::Fixture::check(&world.site.inside);
}

/// One text message, whatever becomes of the gateway.
fn telephone(world: &mut World) {
    let World { site, gateway, .. } = world;
    let company: Company = site.inside.company();
    gateway.set(Temper::Busy);
    site.start("");
    let browser = site.browser();
    let page = browser.open("/register/cn/join").form("/register/cn/join");
    let page = page.submit().follow().form("/register/cn/account").submit();
    let form = page.follow().form("/register/cn/details");
    let page = form.fill_all(&company.details).submit();
    let page = page.leads_to("/register/cn/phone").follow();
    site.settles();
    let send = page.form("/register/cn/phone/send");
    let page = send.submit().leads_to("/register/cn/phone").follow();
    in_bad_moods(site, gateway, "the text message");
    // It dies in the moment between the gateway's yes and the record of it: the same key again.
    gateway.set(Temper::Takes);
    site.start_and_die("telephone/claimed");
    site.start_and_die("telephone/performed");
    site.start("");
    site.settles();
    let texts = gateway.asked();
    assert_eq!(texts.len(), 1, "one key: {texts:?}");
    let [(key, body, times)] = &texts[..] else {
        panic!("{texts:?}");
    };
    // By the service that broke off, by the one nobody heard any more, and at last.
    assert!(*times >= 3, "{texts:?}");
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["id"], **key);
    assert!(body["text"].as_str().unwrap().contains(CODE));
    assert_eq!(sent(site, "CODE"), 1);
    let verify = page.form("/register/cn/phone/verify").fill("code", CODE);
    drop(verify.submit().leads_to("/register/cn/create"));
    site.kill();
}

/// A company whose application is complete, sent while the bureau is in bad moods.
fn applied(world: &mut World) -> Partner {
    let World { site, bureau, .. } = world;
    // Signing in moves the clock inside, which must not run ahead of the process's.
    site.inside.clock.set(SystemClock.now());
    site.inside.clock.pass(-1200);
    let partner = site.inside.complete();
    let admin = signed_in(site, &partner.admin);
    bureau.set(Temper::Busy);
    site.start("");
    let send = admin.open("/enrol").form("/enrol/submit");
    drop(send.submit().leads_to("/enrol/status"));
    in_bad_moods(site, bureau, "the question");
    site.start_and_die("bureau/claimed");
    bureau.set(Temper::Takes);
    site.start_and_die("bureau/performed");
    site.start("");
    wait_for(site, "the promise", || {
        site.count("SELECT COUNT(*) AS n FROM credit_inquiry WHERE state = 'waiting'") == 1
    });
    site.settles();
    assert_eq!(state(site), "in-review");
    assert_eq!(applications(site), 1);
    partner
}

/// One question, and one decision out of its call-back.
fn credit(world: &mut World, partner: &Partner) {
    let World { site, bureau, .. } = world;
    let asked = bureau.asked();
    assert_eq!(asked.len(), 1, "one question: {asked:?}");
    let question: serde_json::Value = serde_json::from_str(&asked[0].1).unwrap();
    assert_eq!(question["legal_name"], partner.company.name);
    let id = Uuid::parse_str(&asked[0].0).unwrap();
    let decisions = "SELECT COUNT(*) AS n FROM credit_decision";
    let answer = |site: &Installation| {
        CallBack::answer(id, SystemClock.now(), "pass", 20_000_000).try_send(&site.browser())
    };
    for (fault, after) in [("before-commit", 0), ("after-commit", 1)] {
        site.start(&format!("credit.answer/{fault}"));
        assert!(answer(site).is_err(), "{fault}");
        site.dies();
        assert_eq!(site.count(decisions), after, "{fault}");
    }
    site.start("");
    let again = answer(site).unwrap_or_else(|lost| panic!("{}", lost.0));
    let again = again.expect(200);
    assert_eq!(again.json()["outcome"], "repeated");
    assert_eq!(site.count(decisions), 1);
    let granted =
        "SELECT COUNT(*) AS n FROM credit_decision WHERE source = 'bureau' AND result = 'pass'";
    assert_eq!(site.count(granted), 1);
    assert_eq!(
        site.count("SELECT COUNT(*) AS n FROM credit_inquiry"),
        1,
        "{}",
        site.log()
    );
}

/// The approval is told while the mail server is in bad moods.
fn approval_by_mail(world: &mut World, partner: &Partner) {
    let site = &mut world.site;
    site.settles();
    let before = site.mailbox.received().len();
    let reviewer = {
        let login = site.inside.staff(StaffRole::Reviewer);
        signed_in(site, &login)
    };
    confirm(site, partner);
    let case = format!("/ops/applications/{}", partner.application);
    for kind in ["employment", "business-registration", "restricted-party"] {
        let form = reviewer.open(&case).form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "与登记信息一致");
        assert_eq!(form.submit().status(), 303, "{kind}");
    }
    site.settles();
    site.mailbox.set(Mood::HangsUp);
    let approve = format!("{case}/approve");
    let form = reviewer.open(&case).form(&approve);
    assert_eq!(form.submit().status(), 303);
    assert_eq!(state(site), "approved", "a decision does not wait for mail");
    let moods = [
        Mood::Busy,
        Mood::HangsUp,
        Mood::BreaksOff,
        Mood::TakesWithoutAWord,
    ];
    for mood in moods {
        site.mailbox.set(mood);
        let asked = site.mailbox.conversations();
        wait_for(site, &format!("mail: {mood:?}"), || {
            site.makes_due();
            site.mailbox.conversations() > asked
        });
    }
    site.mailbox.set(Mood::Takes);
    wait_for(site, "the mail", || {
        site.makes_due();
        site.count("SELECT COUNT(*) AS n FROM outbox WHERE done_at IS NULL") == 0
    });
    let arrived: Vec<_> = site.mailbox.received().into_iter().skip(before).collect();
    let ids: BTreeSet<_> = arrived.iter().map(|mail| mail.id).collect();
    let recorded = site.inside.mails("E09");
    assert_eq!(recorded.len(), 1);
    assert_eq!(ids, recorded.iter().map(|mail| mail.id).collect());
}

fn confirm(site: &Installation, partner: &Partner) {
    let company = &partner.company;
    for to in [&company.approval_email, &company.contact] {
        let link = site.mailbox.link(to, "/confirm/");
        let browser: Browser = site.browser();
        let page = browser.open(&link);
        assert_eq!(page.form(&link).put("answer", "yes").submit().status(), 303);
    }
}
