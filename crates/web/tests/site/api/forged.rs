//! Tokens that are none.

use super::{code, partner};
use data_encoding::BASE64URL_NOPAD;
use domain::caller::AgentSetting;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use testkit::{Page, Program, TestApp};

testkit::on_both! { TestApp from trading:
    a_signature_of_somebody_else_is_none,
    what_a_token_says_has_to_be_so,
    clocks_may_differ_by_a_minute_and_headers_come_once,
}

fn part(value: &Value) -> String {
    BASE64URL_NOPAD.encode(value.to_string().as_bytes())
}

fn read(token: &str, n: usize) -> Value {
    let part = token.split('.').nth(n).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
}

/// Calls with another token.
fn call(program: &Program, token: &str) -> Page {
    let mut other = program.clone();
    token.clone_into(&mut other.token);
    other.get("/v1/customers")
}

/// Refused as every token that is none, without a word why.
fn refused(program: &Program, token: &str, why: &str) {
    let page = call(program, token);
    assert_eq!(page.status(), 401, "{why}");
    assert_eq!(code(&page), "400", "{why}");
    let challenge = page.header("www-authenticate").to_owned();
    assert!(
        challenge.starts_with("Bearer authorization_uri=\""),
        "{challenge}"
    );
    assert!(
        challenge.ends_with(", error=\"invalid_token\""),
        "{challenge}"
    );
}

fn a_signature_of_somebody_else_is_none(app: &TestApp) {
    let (owner, program) = partner(app);
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    for good in [
        program.token.clone(),
        app.acting_for(&program, &login).token,
    ] {
        let _ = call(&program, &good).expect(200);
        let (head, claims) = (read(&good, 0), read(&good, 1));
        let signature = good.rsplit('.').next().unwrap();
        // Signed with what everybody knows: the public key, in the forms libraries have been fooled
        // with.
        let keys = program.browser.get("/common/discovery/keys").expect(200);
        let modulus = keys.json()["keys"][0]["n"].as_str().unwrap().to_owned();
        let raw = BASE64URL_NOPAD.decode(modulus.as_bytes()).unwrap();
        for secret in [modulus.as_bytes(), &raw, keys.bytes(), b""] {
            for alg in ["HS256", "RS256", "hs256"] {
                let mut head = head.clone();
                head["alg"] = alg.into();
                let text = format!("{}.{}", part(&head), part(&claims));
                let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
                mac.update(text.as_bytes());
                let signature = BASE64URL_NOPAD.encode(&mac.finalize().into_bytes());
                refused(&program, &format!("{text}.{signature}"), alg);
            }
        }
        for alg in ["none", "None", "NONE", "", "RS384", "PS256", "rs256"] {
            let mut head = head.clone();
            head["alg"] = alg.into();
            let text = format!("{}.{}", part(&head), part(&claims));
            refused(&program, &format!("{text}."), alg);
            refused(&program, &format!("{text}.{signature}"), alg);
        }
        for kid in ["", "0", "../../etc/passwd", "' OR 1=1 --"] {
            let mut head = head.clone();
            head["kid"] = kid.into();
            let text = format!("{}.{}", part(&head), part(&claims));
            refused(&program, &format!("{text}.{signature}"), kid);
        }
        // More rights than were signed.
        for (name, value) in [
            ("tid", json!(uuid::Uuid::from_u128(9))),
            ("exp", json!(i64::MAX)),
        ] {
            let mut claims = claims.clone();
            claims[name] = value;
            let text = format!("{}.{}", part(&head), part(&claims));
            refused(&program, &format!("{text}.{signature}"), name);
        }
        refused(&program, &good.to_uppercase(), "upper case");
        refused(&program, &format!("{good}="), "padding");
        refused(&program, &good[..good.len() - 1], "cut");
    }
    // Another installation signs well, and for itself.
    let elsewhere = TestApp::new(app.db.engine());
    // Chance repeats itself in tests: one draw makes its keys others.
    let _ = domain::ids::fresh_uuid(&*elsewhere.entropy);
    let (_, theirs) = partner(&elsewhere);
    refused(&program, &theirs.token, "another installation");
    elsewhere.drain();
    app.drain();
}

fn what_a_token_says_has_to_be_so(app: &TestApp) {
    let (owner, program) = partner(app);
    let (_, other) = partner(app);
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let acting = app.acting_for(&program, &login);
    let signed = |claims: &Value| {
        let made = app::integration::signing::sign(app, |kid| {
            let head = json!({ "typ": "JWT", "alg": "RS256", "kid": kid });
            format!("{}.{}", part(&head), part(claims))
        });
        let (text, signature) = made.unwrap();
        format!("{text}.{}", BASE64URL_NOPAD.encode(&signature))
    };
    let now = app.now().0 / 1_000_000;
    let nil = uuid::Uuid::nil().to_string();
    for good in [&program.token, &acting.token] {
        let claims = read(good, 1);
        let _ = call(&program, &signed(&claims)).expect(200);
        for (name, value) in [
            ("aud", json!("https://elsewhere.example")),
            ("aud", json!([app.public_url])),
            ("aud", json!(program.client_id)),
            ("iss", json!("https://elsewhere.example/")),
            (
                "iss",
                json!(format!("{}/{}/", app.public_url, other.tenant)),
            ),
            ("tid", json!(other.tenant)),
            ("appid", json!(other.client_id)),
            ("oid", json!(nil)),
            ("oid", json!(other.client_id)),
            ("exp", json!(now)),
            ("exp", json!("soon")),
            ("nbf", json!(now + 61)),
            ("key", json!(nil)),
            ("grant", json!(nil)),
            ("key", json!(other.key_id)),
        ] {
            let mut claims = claims.clone();
            claims[name] = value.clone();
            refused(&program, &signed(&claims), &format!("{name} {value}"));
        }
        // Everything of another company, but signed with the wrong company's key or family.
        let mut claims = claims.clone();
        claims["tid"] = json!(other.tenant);
        claims["iss"] = json!(format!("{}/{}/", app.public_url, other.tenant));
        refused(&program, &signed(&claims), "another company");
        for name in ["key", "grant"] {
            claims.as_object_mut().unwrap().remove(name);
        }
        refused(&program, &signed(&claims), "neither key nor family");
    }
    app.drain();
}

fn clocks_may_differ_by_a_minute_and_headers_come_once(app: &TestApp) {
    let (_, program) = partner(app);
    let made = app.now();
    app.clock.set(made.plus_seconds(-60));
    let _ = call(&program, &program.token).expect(200);
    app.clock.set(made.plus_seconds(-61));
    refused(&program, &program.token, "made in the future");
    app.clock.set(made.plus_seconds(3599));
    let _ = call(&program, &program.token).expect(200);
    app.clock.set(made.plus_seconds(3600));
    refused(&program, &program.token, "over");
    app.clock.set(made);
    let bearer = format!("bearer   {} ", program.token);
    let one = [("authorization", bearer.as_str())];
    let _ = program
        .call_with(&one, "GET", "/v1/customers", None)
        .expect(200);
    let two = [
        ("authorization", bearer.as_str()),
        ("authorization", &bearer),
    ];
    let page = program
        .call_with(&two, "GET", "/v1/customers", None)
        .expect(401);
    assert!(page.header("www-authenticate").contains("invalid_token"));
    // Nothing was sent that could be wrong: then nothing is said about it.
    for none in ["", "Basic eDp5", "Bearer"] {
        let page = program.call_with(&[("authorization", none)], "GET", "/v1/customers", None);
        let page = page.expect(401);
        assert!(
            !page.header("www-authenticate").contains("error="),
            "{none}"
        );
    }
    let huge = format!("Bearer {}", "x".repeat(60_000));
    let page = program.call_with(&[("authorization", &huge)], "GET", "/v1/customers", None);
    let _ = page.expect(401);
}
