//! Nothing a stranger, a company or a member of staff can send ends in a fault of ours: every route,
//! with whatever in its path, its query, its headers, its cookies and its body.

use domain::caller::StaffRole;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use testkit::{Browser, Engine, Fixture, TestApp};
use web::ROUTES;

/// Requests of each kind.
const CASES: u32 = 250;

fn runner() -> TestRunner {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

/// Text somebody may type, paste or forge.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,20}",
        1 => any::<String>(),
        1 => "[0-9a-f-]{0,40}",
        2 => select(vec![
            "",
            "yes",
            "0",
            "-1",
            "99999999999999999999",
            "00000000-0000-0000-0000-000000000000",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "\u{0}",
            "\u{202e}",
            "../../etc/passwd",
            "pass",
            "passed",
            "zh-Hans",
            "2026-02-30",
            "document:business-licence",
        ])
        .prop_map(str::to_owned),
        1 => ("\\PC{1,3}", 1_usize..3000).prop_map(|(unit, n)| unit.repeat(n)),
    ]
}

/// Fields the forms of the site have, and others.
fn field() -> impl Strategy<Value = String> {
    let known = vec![
        "answer",
        "way",
        "email",
        "phone",
        "code",
        "method",
        "sign_in_name",
        "password",
        "repeated",
        "current",
        "next",
        "legal_name",
        "credit_code",
        "city",
        "domain_prefix",
        "kind",
        "dated_on",
        "result",
        "reason",
        "limit",
        "version",
        "seen",
        "text_language",
        "text_sha256",
        "consent_bind",
        "request_id",
        "reason-1",
        "target-1",
        "text-1",
        "reasons",
        "text",
        "note",
        "comment",
        "admin",
        "agent",
        "roles",
        "user_name",
        "contact_email",
        "mobile",
        "day",
        "to",
    ];
    prop_oneof![4 => select(known).prop_map(str::to_owned), 1 => word()]
}

/// A path's placeholders filled with words, percent-encoded.
fn path(pattern: &str, words: &[String]) -> String {
    let mut words = words.iter().cycle();
    let parts = pattern.split('/').map(|part| {
        if !part.starts_with('{') {
            return part.to_owned();
        }
        let word = words.next().map_or("", String::as_str);
        let word = if word.is_empty() { "x" } else { word };
        word.bytes()
            .take(300)
            .map(|b| format!("%{b:02X}"))
            .collect()
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Everybody: a stranger, a registrant, a company's admin, staff with every role.
fn everybody(app: &TestApp) -> Vec<Browser> {
    let partner = app.approved();
    let roles: Vec<StaffRole> = StaffRole::ALL.to_vec();
    let (registrant, _) = crate::at_phone(app);
    vec![
        app.browser(),
        registrant,
        app.browser_of(&partner.admin),
        app.browser_of(&app.member_of_staff("everything", &roles)),
    ]
}

fn sound(page: &testkit::Page, what: &str) -> Result<(), TestCaseError> {
    let said = page.text();
    prop_assert!(page.status() < 500, "{what}: {} {said}", page.status());
    prop_assert!(!page.source().contains('⟦'), "{what} lacks a text: {said}");
    Ok(())
}

#[test]
fn every_route_with_anything_in_it() {
    let app = TestApp::new(Engine::Sqlite);
    let who = everybody(&app);
    let words = prop::collection::vec(word(), 1..3);
    let fields = prop::collection::vec((field(), word()), 0..12);
    // Whoever signs out or ends sessions would be a stranger from then on.
    let ends = |path: &str| {
        path.contains("signout") || path.contains("sessions") || path.ends_with("/end")
    };
    let routes: Vec<_> = ROUTES.iter().filter(|route| !ends(route.path)).collect();
    let input = (select(routes), 0..who.len(), words, fields, any::<bool>());
    let outcome = runner().run(&input, |(route, person, words, fields, with_query)| {
        let mut path = path(route.path, &words);
        if with_query {
            let pairs = fields.iter().map(|(name, value)| {
                let escaped = |text: &str| -> String {
                    text.bytes()
                        .take(200)
                        .map(|b| format!("%{b:02X}"))
                        .collect()
                };
                format!("{}={}", escaped(name), escaped(value))
            });
            path = format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"));
        }
        let browser = &who[person];
        let page = if route.method == "get" {
            browser.get(&path)
        } else {
            let fields: Vec<_> = fields
                .iter()
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .collect();
            browser.post(&path, &fields)
        };
        app.drain();
        sound(&page, &format!("{} {path}", route.method))
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    app.forgive();
    app.check();
}

/// Files in parts as no browser cuts them.
#[test]
fn a_multipart_body_of_any_bytes() {
    let app = TestApp::new(Engine::Sqlite);
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let token = browser.form_token();
    let piece = prop_oneof![
        2 => select(vec![
            "--b\r\n", "--b--\r\n", "\r\n", "\r\n\r\n", "--", "b",
            "Content-Disposition: form-data; name=\"kind\"\r\n\r\nbusiness-licence\r\n",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 %%EOF\r\n",
            "Content-Disposition: form-data; name=\"file\"; filename=\"\u{202e}\\..\\x.exe\"\r\n\r\n",
            "Content-Disposition: form-data\r\n\r\n", "Content-Type: text/plain; charset=\"\r\n",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..60),
    ];
    let body = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    let kinds = vec![
        "multipart/form-data; boundary=b",
        "multipart/form-data; boundary=\"b\"",
        "multipart/form-data; boundary=",
        "multipart/form-data",
        "multipart/form-data; boundary=b; charset=x",
        "application/x-www-form-urlencoded",
        "text/plain",
    ];
    let outcome = runner().run(
        &(select(kinds), body, any::<bool>()),
        |(kind, body, known)| {
            let head = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n";
            let mut whole = Vec::new();
            if known {
                whole.extend(format!("{head}{token}\r\n").into_bytes());
            }
            whole.extend(&body);
            let page = browser.send("POST", "/enrol/documents/upload", Some(kind), whole);
            sound(&page, kind)
        },
    );
    if let Err(error) = outcome {
        panic!("{error}");
    }
    app.check();
}

/// Headers and cookies belong to the client.
#[test]
fn headers_and_cookies_of_any_kind() {
    let app = TestApp::new(Engine::Sqlite);
    let partner = app.registered_company();
    let session = app.sign_in(&partner.admin).0;
    // What a header may hold at all.
    let value = prop_oneof![
        2 => "[ -~]{0,60}",
        1 => "[ -~]{1,4}".prop_map(|unit| unit.repeat(500)),
        1 => Just(format!("__Host-tongdao_session={session}; __Host-tongdao_language=xx")),
        1 => "(__Host-tongdao_(session|draft|visitor|language|recovery)=[ -~]{0,80}; ?){0,6}",
    ];
    let names = vec![
        "cookie",
        "accept-language",
        "user-agent",
        "referer",
        "x-forwarded-for",
        "origin",
        "sec-fetch-site",
        "if-none-match",
        "range",
        "accept-encoding",
        "host",
    ];
    let paths = vec![
        "/",
        "/signin",
        "/enrol",
        "/register/cn/details",
        "/account/me",
        "/ops",
        "/status",
    ];
    let input = (select(names), value, select(paths), any::<bool>());
    let outcome = runner().run(&input, |(name, value, path, post)| {
        let browser = app.browser();
        let method = if post { "POST" } else { "GET" };
        let page = browser.send_with(&[(name, &value)], method, path, None, Vec::new());
        sound(&page, &format!("{name}: {value}"))
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
