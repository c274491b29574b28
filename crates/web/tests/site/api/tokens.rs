//! Programs, their keys and their tokens.

use super::{customer, partner, text};
use domain::caller::{AdminSetting, AgentSetting};
use domain::integration::TOKEN_SECONDS;
use testkit::{Page, TestApp};

testkit::on_both! { TestApp from trading:
    a_key_gets_a_token_and_a_token_opens_the_interface,
    a_token_of_the_directory_is_exchanged_for_one_of_the_interface,
    who_cannot_prove_anything_learns_nothing,
    a_token_ends_with_its_time_its_key_and_its_program,
    a_global_admin_registers_a_program_and_sees_its_key_once,
    signing_keys_follow_each_other,
}

fn a_key_gets_a_token_and_a_token_opens_the_interface(app: &TestApp) {
    let (partner, program) = partner(app);
    let whole = |tenant: &str, path: &str, scope: (&str, &str)| -> Page {
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", &program.client_id),
            ("client_secret", &program.secret),
            scope,
        ];
        let body: Vec<_> = fields.iter().map(|(n, v)| format!("{n}={v}")).collect();
        program.browser.send_with(
            &[("sec-fetch-site", "")],
            "POST",
            &format!("/{tenant}/{path}"),
            Some("application/x-www-form-urlencoded"),
            body.join("&").into_bytes(),
        )
    };
    let tenant = partner.tenant.to_string();
    let first = whole(
        &tenant,
        "oauth2/token",
        ("resource", "https://graph.windows.net"),
    )
    .expect(200);
    assert_eq!(first.header("cache-control"), "no-store");
    assert_eq!(first.header("set-cookie"), "", "a program gets no cookie");
    let body = first.json();
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!(body["expires_in"], TOKEN_SECONDS.to_string());
    assert_eq!(body["resource"], "https://graph.windows.net");
    // The second generation, by domain and with the scope of the client's own libraries.
    let domain = program.get("/v1/profiles/organization").expect(200).json();
    let domain = text(&domain, "/domain");
    for scope in [
        "https://graph.windows.net/.default".to_owned(),
        format!("{}/.default", app.public_url),
    ] {
        let second = whole(&domain, "oauth2/v2.0/token", ("scope", &scope))
            .expect(200)
            .json();
        assert_eq!(second["expires_in"], TOKEN_SECONDS);
        let mut other = program.clone();
        other.token = text(&second, "/access_token");
        let _ = other.get("/v1/customers").expect(200);
    }
    let unknown = whole(
        &tenant,
        "oauth2/token",
        ("resource", "https://elsewhere.example"),
    );
    assert_eq!(unknown.expect(400).json()["error"], "invalid_resource");

    // What libraries look up first, and what it says about a company: nothing.
    for (named, issuer) in [
        (tenant.as_str(), tenant.as_str()),
        ("nobody.example", "{tenantid}"),
    ] {
        let found = program
            .browser
            .get(&format!("/{named}/v2.0/.well-known/openid-configuration"));
        let found = found.expect(200).json();
        assert_eq!(found["issuer"], format!("{}/{issuer}/v2.0", app.public_url));
        let token = format!("{}/{named}/oauth2/v2.0/token", app.public_url);
        assert_eq!(found["token_endpoint"], token);
    }
    let hosts = program.browser.send_with(
        &[("host", "evil.example")],
        "GET",
        "/common/discovery/instance?api-version=1.1",
        None,
        Vec::new(),
    );
    let hosts = hosts.expect(200);
    assert!(!hosts.source().contains("evil.example"));
    assert!(hosts.source().contains("login.microsoftonline.com"));
    let keys = program
        .browser
        .get("/common/discovery/keys")
        .expect(200)
        .json();
    let key = &keys["keys"][0];
    assert_eq!((&key["kty"], &key["alg"]), (&"RSA".into(), &"RS256".into()));
    assert_eq!(key["n"].as_str().unwrap().len(), 342, "2048 bits");
}

fn a_token_of_the_directory_is_exchanged_for_one_of_the_interface(app: &TestApp) {
    let (owner, program) = partner(app);
    let exchange = |authorisation: &str, grant: &str| {
        let form = format!("grant_type={grant}&client_id={}", program.client_id);
        program.browser.send_with(
            &[("sec-fetch-site", ""), ("authorization", authorisation)],
            "POST",
            "/generatetoken",
            Some("application/x-www-form-urlencoded"),
            form.into_bytes(),
        )
    };
    let bearer = format!("Bearer {}", program.token);
    app.clock.pass(100);
    let page = exchange(&bearer, "jwt_token").expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("set-cookie"), "");
    let body = page.json();
    assert_eq!(body["token_type"], "bearer");
    assert_eq!(
        body["expires_in"],
        TOKEN_SECONDS - 100,
        "no longer than the first"
    );
    let mut partner_token = program.clone();
    partner_token.token = text(&body, "/access_token");
    assert_ne!(partner_token.token, program.token);
    let _ = partner_token.get("/v1/customers").expect(200);
    // It can be exchanged again, which does not make it last.
    let again = format!("Bearer {}", partner_token.token);
    app.clock.pass(100);
    let body = exchange(&again, "jwt_token").expect(200).json();
    assert_eq!(body["expires_in"], TOKEN_SECONDS - 200);

    let none = exchange(&bearer, "").expect(400).json();
    assert_eq!(none["error"], "invalid_request");
    let other = exchange(&bearer, "client_credentials").expect(400).json();
    assert_eq!(other["error"], "unsupported_grant_type");
    for bad in [
        "",
        "Bearer",
        "Bearer x",
        "Basic eDp5",
        &format!("{bearer}x"),
    ] {
        let page = exchange(bad, "jwt_token").expect(401);
        assert_eq!(page.json()["error"], "invalid_token", "{bad}");
        assert!(page.header("www-authenticate").starts_with("Bearer "));
    }
    // A person's token stays one of the person's, and what ends the first ends the second.
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let acting = app.acting_for(&program, &login);
    let body = exchange(&format!("Bearer {}", acting.token), "jwt_token");
    let mut exchanged = acting.clone();
    exchanged.token = text(&body.expect(200).json(), "/access_token");
    let _ = exchanged.get("/v1/customers").expect(200);
    let (_, request) = app.sign_in(&owner.admin);
    let id = domain::ids::ClientAppId(program.client_id.parse().unwrap());
    app::integration::apps::revoke_key(app, &request, id, program.key_id)
        .wait()
        .unwrap();
    let _ = partner_token.get("/v1/customers").expect(401);
    let _ = exchange(&again, "jwt_token").expect(401);
    app.clock.pass(TOKEN_SECONDS);
    let _ = exchanged.get("/v1/customers").expect(401);
}

fn who_cannot_prove_anything_learns_nothing(app: &TestApp) {
    let (_, program) = partner(app);
    let try_with = |tenant: &str, id: &str, secret: &str| {
        let page = program.ask(
            tenant,
            &[
                ("grant_type", "client_credentials"),
                ("client_id", id),
                ("client_secret", secret),
                ("resource", "https://graph.windows.net"),
            ],
        );
        let mut body = page.json();
        for changing in ["trace_id", "correlation_id", "timestamp"] {
            body[changing] = "".into();
        }
        (page.status(), body)
    };
    let (own, id, secret) = (&program.tenant, &program.client_id, &program.secret);
    let nobody = uuid::Uuid::from_u128(1).to_string();
    let wrong = try_with(own, id, "wrong");
    assert_eq!(wrong.0, 401);
    assert_eq!(wrong.1["error"], "invalid_client");
    for (tenant, id, secret) in [
        ("nobody.example", id.as_str(), secret.as_str()),
        (&nobody, id, secret),
        (own, &nobody, secret),
        (own, "no-guid", secret),
        (own, id, ""),
    ] {
        if secret.is_empty() {
            assert_eq!(try_with(tenant, id, secret).0, 400);
        } else {
            assert_eq!(try_with(tenant, id, secret), wrong, "{tenant} {id}");
        }
    }
    let other = program.ask(own, &[("grant_type", "password")]).expect(400);
    assert_eq!(other.json()["error"], "unsupported_grant_type");
    let none = program.ask(own, &[]).expect(400);
    assert_eq!(none.json()["error"], "invalid_request");
    // Guessing is slow.
    let mut last = 0;
    for _ in 0..20 {
        last = try_with(own, id, "wrong").0;
    }
    assert_eq!(last, 429);
    app.clock.pass(60);
    assert_eq!(try_with(own, id, secret).0, 200);
}

fn a_token_ends_with_its_time_its_key_and_its_program(app: &TestApp) {
    let (partner, program) = partner(app);
    let customers = |token: &str| {
        let mut other = program.clone();
        token.clone_into(&mut other.token);
        other.get("/v1/customers")
    };
    let good = program.token.clone();
    let _ = customers(&good).expect(200);
    let mut parts: Vec<_> = good.split('.').map(str::to_owned).collect();
    let none = data_encoding::BASE64URL_NOPAD.encode(br#"{"typ":"JWT","alg":"none","kid":""}"#);
    let unsigned = format!("{none}.{}.", parts[1]);
    parts[2] = parts[2].chars().rev().collect();
    let forged = parts.join(".");
    for bad in ["", "x", "a.b.c", &forged, &unsigned, &"x".repeat(9000)] {
        let page = customers(bad).expect(401);
        assert!(page.header("www-authenticate").starts_with("Bearer "));
        assert_eq!(page.json()["code"], "400");
    }
    let bare = program.call_with(&[("authorization", "")], "GET", "/v1/customers", None);
    let _ = bare.expect(401);
    let basic = program.call_with(
        &[("authorization", "Basic eDp5")],
        "GET",
        "/v1/customers",
        None,
    );
    let _ = basic.expect(401);
    // Time.
    app.clock.pass(TOKEN_SECONDS - 1);
    let _ = customers(&good).expect(200);
    app.clock.pass(1);
    let _ = customers(&good).expect(401);
    // The key.
    let fresh = program.fresh_token();
    let _ = customers(&fresh).expect(200);
    let (_, request) = app.sign_in(&partner.admin);
    let id = domain::ids::ClientAppId(program.client_id.parse().unwrap());
    app::integration::apps::revoke_key(app, &request, id, program.key_id)
        .wait()
        .unwrap();
    let _ = customers(&fresh).expect(401);
    // The program.
    let other = app.program(&partner, AgentSetting::HelpdeskAgent, AdminSetting::None);
    let _ = other.get("/v1/customers").expect(200);
    let id = domain::ids::ClientAppId(other.client_id.parse().unwrap());
    let disable = |version, enabled| {
        app::integration::apps::set_enabled(app, &request, id, version, enabled)
            .wait()
            .unwrap();
    };
    disable(1, false);
    let _ = other.get("/v1/customers").expect(401);
    disable(2, true);
    let _ = other.get("/v1/customers").expect(200);
}

fn a_global_admin_registers_a_program_and_sees_its_key_once(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/account/apps/new").form("/account/apps/new");
    let page = form.clone().fill("app_name", " ").submit().expect(422);
    assert!(page.error_at("app_name").is_some());
    let page = form
        .fill("app_name", "账单机器人")
        .submit()
        .follow()
        .expect(200);
    assert!(page.text().contains("账单机器人"), "{}", page.text());
    let again = browser.open("/account/apps/new").form("/account/apps/new");
    let taken = again.fill("app_name", "账单机器人").submit().expect(422);
    assert!(taken.error_at("app_name").is_some());
    let path = page.path().split('?').next().unwrap().to_owned();
    let keys = format!("{path}/keys");
    let shown = page
        .form(&keys)
        .fill("validity", "2")
        .submit()
        .follow()
        .expect(200);
    assert_eq!(shown.header("cache-control"), "no-store");
    let secret = shown.all(".secret-value, .hot, [data-secret]");
    let secret = secret.iter().flat_map(|text| text.split_whitespace());
    let secret = secret.max_by_key(|word| word.len()).map(str::to_owned);
    let secret = secret.unwrap_or_else(|| panic!("{}", shown.source()));
    assert_eq!(secret.len(), 52, "{secret}");
    let looked_at = shown.path().to_owned();
    let again = browser.open(&looked_at);
    assert!(!again.source().contains(&secret), "shown twice");
    // It opens the interface, and its use shows.
    let list = browser.open("/account/apps");
    let client_id = list.all("small.mono").remove(0);
    let program = testkit::Program {
        browser: app.browser(),
        client_id,
        key_id: uuid::Uuid::nil(),
        secret: secret.clone(),
        tenant: partner.tenant.to_string(),
        token: String::new(),
        refresh: String::new(),
    };
    let mut program = program.clone();
    program.token = program.fresh_token();
    let id = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    assert_eq!(
        text(
            &program
                .get(&format!("/v1/customers/{id}"))
                .expect(200)
                .json(),
            "/id"
        ),
        id
    );
    let page = browser.open(&path);
    assert!(page.text().contains(&secret[..4]) && !page.source().contains(&secret));
    // Revoked on its page.
    let revoke = format!("{looked_at}/revoke");
    let page = page.form(&revoke).submit().follow().expect(200);
    assert!(!page.has_form(&revoke));
    let _ = program.get("/v1/customers").expect(401);
    // The key is nowhere in what is kept.
    let kept = "SELECT COUNT(*) AS n FROM audit_entry WHERE detail LIKE '%' || $1 || '%'";
    let found = app
        .read(move |tx| Ok(tx.query_one::<i64>(kept, &[secret.into()])?))
        .wait()
        .unwrap();
    assert_eq!(found, 0);
}

fn signing_keys_follow_each_other(app: &TestApp) {
    let (_, mut program) = partner(app);
    let kids = || {
        let keys = program
            .browser
            .get("/common/discovery/keys")
            .expect(200)
            .json();
        let keys = keys["keys"].as_array().unwrap().clone();
        keys.iter().map(|key| text(key, "/kid")).collect::<Vec<_>>()
    };
    let first = kids();
    assert_eq!(first.len(), 1);
    app.clock
        .pass(domain::integration::SIGNING_KEY_DAYS * 86_400);
    app.tick();
    let both = kids();
    assert_eq!(both.len(), 2, "published before it signs");
    program.token = program.fresh_token();
    let _ = program.get("/v1/customers").expect(200);
    app.clock
        .pass(domain::integration::SIGNING_KEY_AHEAD_SECONDS);
    let old = program.token.clone();
    program.token = program.fresh_token();
    let _ = program.get("/v1/customers").expect(200);
    assert_ne!(old.split('.').next(), program.token.split('.').next());
    let kids = || {
        let keys = program
            .browser
            .get("/common/discovery/keys")
            .expect(200)
            .json();
        keys["keys"].as_array().unwrap().len()
    };
    app.clock
        .pass(domain::integration::SIGNING_KEY_AFTER_DAYS * 86_400);
    app.tick();
    app.clock.pass(60);
    assert_eq!(kids(), 1);
}
