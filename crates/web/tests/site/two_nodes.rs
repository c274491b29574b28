//! Two nodes on one database: whoever signs in at one is signed in at the other, whatever ends at one
//! is over at the other within seconds, and no limit is doubled by asking both.

use crate::recovery::{begin, mailed, prove_both, reachable, send, set, sign_in, totp};
use crate::{audited, count};
use std::net::{IpAddr, Ipv6Addr};
use testkit::{Browser, Login, TestApp};

testkit::on_both! { TestApp:
    a_session_is_everywhere_and_ends_everywhere,
    wrong_passwords_are_counted_together,
    addresses_are_counted_together,
    a_code_is_used_up_everywhere,
    a_recovery_goes_from_node_to_node,
    recoveries_are_counted_together,
    a_form_sent_to_both_nodes_is_one,
}

/// What one node has read of a session is good for so long at most.
const STALE: i64 = 5;

/// The same browser in front of the other node, by its cookies.
fn across(browser: &Browser, to: &TestApp) -> Browser {
    let other = to.browser_at(browser.address());
    for name in [
        "tongdao_session",
        "tongdao_visitor",
        "tongdao_recovery",
        "tongdao_draft",
    ] {
        if let Some(value) = browser.cookie(name) {
            other.set_cookie(name, &value);
        }
    }
    other
}

/// An address several browsers share.
fn shared() -> IpAddr {
    Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 7, 7).into()
}

fn a_session_is_everywhere_and_ends_everywhere(app: &TestApp) {
    let other = app.neighbour();
    let login = app.registered_company().admin;
    let half = app.browser();
    // The password at one node, the second step at the other.
    assert_eq!(
        sign_in(&half, &login.sign_in_name, &login.password).status(),
        303
    );
    app.clock.pass(30);
    let there = across(&half, &other);
    let code = totp(app, &login);
    assert_eq!(there.post("/signin/mfa", &[("code", &code)]).status(), 303);
    let here = across(&there, app);
    for browser in [&here, &there] {
        assert_eq!(browser.get("/account/me").status(), 200);
    }
    // Signed out at one, known to the other for seconds at most.
    assert_eq!(there.post("/signout", &[]).status(), 303);
    let over = |browser: &Browser| browser.get("/account/me").location().starts_with("/signin");
    assert!(over(&across(&here, &other)), "at once where it was ended");
    app.clock.pass(STALE);
    assert!(over(&here));
    // "Everywhere else" reaches sessions of the other node.
    let (kept, gone) = (app.browser_of(&login), other.browser_of(&login));
    assert_eq!(gone.get("/account/me").status(), 200);
    assert_eq!(kept.post("/account/me/sessions/end", &[]).status(), 303);
    app.clock.pass(STALE);
    assert!(over(&gone));
    assert_eq!(kept.get("/account/me").status(), 200);
    // A blocked account has no session anywhere.
    let there = other.browser_of(&login);
    assert_eq!(there.get("/account/me").status(), 200);
    app.database.tamper(&format!(
        "UPDATE account SET status = 'blocked' WHERE sign_in_name = '{}'",
        login.sign_in_name
    ));
    app.clock.pass(STALE);
    assert!(over(&there) && over(&kept));
}

/// Wrong passwords, in turn at one node and the other; the statuses.
fn guesses(nodes: [&TestApp; 2], login: &Login, times: usize) -> Vec<u16> {
    let guess = |n: usize| {
        let page = sign_in(&nodes[n % 2].browser(), &login.sign_in_name, "wrong");
        page.status()
    };
    (0..times).map(guess).collect()
}

fn wrong_passwords_are_counted_together(app: &TestApp) {
    let other = app.neighbour();
    let login = app.registered_company().admin;
    // The fifth one locks, whichever node it comes to.
    assert_eq!(guesses([app, &other], &login, 5), [422, 422, 422, 422, 303]);
    for node in [app, &other] {
        let page = sign_in(&node.browser(), &login.sign_in_name, &login.password);
        assert!(page.location().starts_with("/signin/locked?why=name&"));
    }
    app.drain();
    other.drain();
    assert_eq!(app.mails("S06").len(), 1, "told once");
    // Five minutes later the next wrong one locks for ten, at both.
    app.clock.pass(300);
    assert_eq!(guesses([&other, app], &login, 1), [303]);
    app.clock.pass(300);
    let page = sign_in(&app.browser(), &login.sign_in_name, &login.password);
    assert!(page.location().starts_with("/signin/locked?why=name&"));
    app.clock.pass(300);
    let page = sign_in(&app.browser(), &login.sign_in_name, &login.password);
    assert_eq!(page.location(), "/signin", "on to the second step");
    // Names nobody has are counted alike, or the count would tell them apart.
    let nobody = Login {
        sign_in_name: "nobody@nowhere.yunlan.example".to_owned(),
        ..login
    };
    assert_eq!(
        guesses([app, &other], &nobody, 5),
        [422, 422, 422, 422, 303]
    );
}

fn addresses_are_counted_together(app: &TestApp) {
    let other = app.neighbour();
    let mut tries = 0;
    // A name of its own for each try: only the address is the same.
    let locked = loop {
        let node = if tries % 2 == 0 { app } else { &other };
        let name = format!("n{tries}@nowhere.yunlan.example");
        let page = sign_in(&node.browser_at(shared()), &name, "wrong");
        if page.status() == 303 {
            break page.location().to_owned();
        }
        tries += 1;
        assert!(tries < 1000, "addresses are not locked");
    };
    assert!(locked.starts_with("/signin/locked?why=address"), "{locked}");
    let free = domain::identity::lockout::FREE_PER_ADDRESS;
    assert!(
        tries <= usize::try_from(free).unwrap(),
        "{tries} tries of {free}"
    );
    for node in [app, &other] {
        let page = sign_in(
            &node.browser_at(shared()),
            "x@nowhere.yunlan.example",
            "wrong",
        );
        assert!(page.location().starts_with("/signin/locked?why=address"));
        assert_eq!(
            sign_in(&node.browser(), "x@nowhere.yunlan.example", "wrong").status(),
            422
        );
    }
}

fn a_code_is_used_up_everywhere(app: &TestApp) {
    let other = app.neighbour();
    let login = app.registered_company().admin;
    app.clock.pass(30);
    let code = totp(app, &login);
    let statuses = [app, &other].map(|node| {
        let browser = node.browser();
        drop(sign_in(&browser, &login.sign_in_name, &login.password));
        browser.post("/signin/mfa", &[("code", &code)]).status()
    });
    assert_eq!(statuses, [303, 422]);
}

fn a_recovery_goes_from_node_to_node(app: &TestApp) {
    let other = app.neighbour();
    let partner = reachable(app);
    let here = app.browser();
    let page = begin(app, &here, &partner.admin.sign_in_name);
    assert_eq!(page.location(), "/signin/recover/prove");
    let there = across(&here, &other);
    // A code is asked for once a minute, at whichever node.
    assert_eq!(send(&there, "email").status(), 303);
    assert_eq!(send(&here, "email").status(), 429);
    app.drain();
    let code = mailed(app, &partner.company.email);
    // Wrong tries are counted together: five kill the code.
    for n in 0..5 {
        let browser = if n % 2 == 0 { &here } else { &there };
        let page = crate::recovery::enter(browser, "email", "000000");
        assert_eq!(page.status(), 422);
    }
    assert_eq!(crate::recovery::enter(&there, "email", &code).status(), 422);
    app.clock.pass(60);
    prove_both(app, &here, &partner);
    let new = "Patient-Cormorant-83";
    assert_eq!(
        set(&there, new, new).location(),
        "/signin?recovered=password"
    );
    assert_eq!(here.get("/signin/recover/prove").status(), 409);
    assert_eq!(audited(app, "recovery.set-password", "succeeded"), 1);
    let name = &partner.admin.sign_in_name;
    assert_eq!(sign_in(&app.browser(), name, new).status(), 303);
    other.drain();
    app.drain();
}

fn recoveries_are_counted_together(app: &TestApp) {
    let other = app.neighbour();
    let name = "somebody@nowhere.yunlan.example";
    for n in 0..5 {
        let node = if n % 2 == 0 { app } else { &other };
        assert_eq!(begin(node, &node.browser(), name).status(), 303);
    }
    for node in [app, &other] {
        assert_eq!(begin(node, &node.browser(), name).status(), 429);
    }
}

fn a_form_sent_to_both_nodes_is_one(app: &TestApp) {
    let other = app.neighbour();
    let partner = app.complete();
    let here = app.browser_of(&partner.admin);
    let there = across(&here, &other);
    let form = here.open("/enrol").form("/enrol/submit");
    let key = form.value("request_id").to_owned();
    let both = crate::at_once(
        || form.submit().status(),
        || {
            there
                .post("/enrol/submit", &[("request_id", &key)])
                .status()
        },
    );
    assert_eq!(both, [303; 2], "the token and the key are good at both");
    // Both nodes have a worker; each mail leaves once.
    std::thread::scope(|scope| {
        scope.spawn(|| app.drain());
        scope.spawn(|| other.drain());
    });
    app.drain();
    let mails = ["E04", "E05", "E06"].map(|code| app.mails(code).len());
    assert_eq!(mails, [1, 1, 1]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM confirmation"), 2);
}
