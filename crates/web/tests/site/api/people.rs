//! Programs that act for people: agreeing, tokens, and how it ends.

use super::{code, customer, partner, text};
use crate::audited;
use crate::users::account_of;
use data_encoding::BASE64URL_NOPAD;
use domain::caller::{AdminSetting, AgentSetting};
use domain::integration::delegation::{CODE_SECONDS, FAMILY_DAYS, REFRESH_DAYS};
use serde_json::Value;
use testkit::delegated::{CALLBACK, VERIFIER, challenge, onward, parameters};
use testkit::{Page, Program, TestApp};

testkit::on_both! { TestApp from trading:
    a_person_agrees_and_the_program_acts_with_the_roles_of_the_person,
    who_is_asked_how_and_where_the_answer_goes,
    wrong_wishes_are_told_the_program_and_wrong_addresses_the_person,
    codes_are_good_once_and_for_who_asked,
    refresh_tokens_follow_each_other_and_reuse_ends_them_all,
    access_ends_with_whatever_ends_it,
    a_program_on_peoples_own_machines_has_no_key,
    the_pages_of_a_program_keep_its_addresses,
}

fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
}

fn customers(program: &Program) -> u16 {
    program.get("/v1/customers").status()
}

fn error(page: &Page) -> String {
    text(&page.json(), "/error")
}

fn a_person_agrees_and_the_program_acts_with_the_roles_of_the_person(app: &TestApp) {
    let (owner, robot) = partner(app);
    let buyer = customer(app, &robot, "chenfan", "苏州辰帆贸易有限公司");
    // By itself it may nothing; the person may sell.
    let program = app.program(&owner, AgentSetting::None, AdminSetting::None);
    assert_eq!(customers(&program), 403);
    app.register_address(&program, CALLBACK);
    let login = app.agent(&owner, AgentSetting::SalesAgent);
    let account = account_of(app, &login.sign_in_name);

    // Nobody is signed in: the sign-in comes first and leads back.
    let browser = app.browser();
    let asked = browser.get(&program.asking(&[("login_hint", &login.sign_in_name)]));
    let page = asked.expect(303).follow().expect(200);
    let form = page.form("/signin");
    assert_eq!(form.value("sign_in_name"), login.sign_in_name);
    let page = form.fill("password", &login.password).submit().follow();
    app.clock.pass(30);
    let pin = app::identity::authenticator::code_at(&login.secret, app.now()).unwrap();
    let page = page
        .form("/signin/mfa")
        .fill("code", &pin)
        .submit()
        .follow();
    let back = onward(&page.expect(200));
    assert!(back.starts_with(&format!("/{}/oauth2/v2.0/authorize?", owner.tenant)));
    let page = browser.get(&back).expect(200);
    assert_eq!(page.header("x-frame-options"), "DENY");
    for told in [
        "Program ",
        &login.sign_in_name,
        &owner.company.name,
        "app.example",
    ] {
        assert!(page.text().contains(told), "{told}: {}", page.text());
    }
    // Refusing is told, and nothing is remembered.
    let form = page.form("/oauth2/consent");
    let refused = parameters(&onward(&form.clone().put("decision", "refuse").submit()));
    assert_eq!(refused["error"], "access_denied");
    assert_eq!(refused["state"], "st/ate 1");
    let agreed = form.put("decision", "allow").submit().expect(200);
    assert_eq!(agreed.header("cache-control"), "no-store");
    let href = onward(&agreed);
    assert_eq!(agreed.attribute("main a", "href"), Some(href.clone()));
    assert!(href.starts_with(&format!("{CALLBACK}?code=")), "{href}");
    let answer = parameters(&href);
    assert_eq!(answer["state"], "st/ate 1");
    assert_eq!(
        answer["iss"],
        format!("{}/{}/v2.0", app.public_url, owner.tenant)
    );
    let given = program.redeem(&answer["code"]).expect(200);
    assert_eq!(given.header("cache-control"), "no-store");
    let given = given.json();
    assert_eq!(given["expires_in"], 3600);
    assert!(text(&given, "/scope").contains("offline_access"));
    let said = claims(&text(&given, "/access_token"));
    assert_eq!(
        (&said["oid"], &said["appid"]),
        (&account.as_str().into(), &program.client_id.as_str().into())
    );
    assert_eq!(said["scp"], "user_impersonation");
    let who = claims(&text(&given, "/id_token"));
    assert_eq!(
        (&who["aud"], &who["sub"]),
        (&program.client_id.as_str().into(), &account.as_str().into())
    );
    assert_eq!(who["preferred_username"], login.sign_in_name);

    // It acts as the person: sells, and sees no price.
    let acting = program.with(&given);
    let _ = acting.get(&format!("/v1/customers/{buyer}")).expect(200);
    let made = customer(app, &acting, "haicheng", "海城贸易有限公司");
    let _ = acting.get("/v1/profiles/billing").expect(403);
    let (scope, subject) = (app.operator_scope(), format!("customer/{made}"));
    let entries = app
        .read(move |tx| Ok(store::audit::of_subject(tx, scope, &subject, "", 10)?))
        .wait()
        .unwrap();
    let entry = entries
        .iter()
        .find(|entry| entry.actor_name == login.sign_in_name);
    let entry = entry.unwrap_or_else(|| panic!("{entries:?}"));
    assert!(
        entry.detail.contains(&program.client_id),
        "{}",
        entry.detail
    );

    // The first generation spells it another way.
    let old = program.asking(&[
        ("scope", ""),
        ("resource", "https://api.partnercenter.microsoft.com"),
    ]);
    let old = old.replace("/oauth2/v2.0/", "/oauth2/");
    let answer = parameters(browser.get(&old).expect(303).location());
    let first = program.ask(
        "common",
        &[
            ("grant_type", "authorization_code"),
            ("client_id", &program.client_id),
            ("client_secret", &program.secret),
            ("resource", "https://api.partnercenter.microsoft.com"),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
            ("code", &answer["code"]),
            ("client_info", "1"),
        ],
    );
    let first = first.expect(200).json();
    assert_eq!(
        (&first["scope"], &first["expires_in"]),
        (&"user_impersonation".into(), &"3600".into())
    );
    assert_eq!(first["resource"], "https://api.partnercenter.microsoft.com");
    let info = BASE64URL_NOPAD
        .decode(text(&first, "/client_info").as_bytes())
        .unwrap();
    assert!(String::from_utf8(info).unwrap().contains(&account));
    assert_eq!(customers(&program.with(&first)), 200);
    let next = program.ask(
        &owner.tenant.to_string(),
        &[
            ("grant_type", "refresh_token"),
            ("client_id", &program.client_id),
            ("client_secret", &program.secret),
            ("refresh_token", &text(&first, "/refresh_token")),
            ("scope", "openid"),
        ],
    );
    assert_eq!(customers(&program.with(&next.expect(200).json())), 200);
    app.drain();
}

fn who_is_asked_how_and_where_the_answer_goes(app: &TestApp) {
    let (owner, program) = partner(app);
    app.register_address(&program, CALLBACK);
    let stranger = app.active_partner();
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let quiet = |browser: &testkit::Browser| {
        let asked = browser
            .get(&program.asking(&[("prompt", "none")]))
            .expect(303);
        let answer = parameters(asked.location());
        answer.get("error").cloned().unwrap_or_default()
    };
    assert_eq!(quiet(&app.browser()), "login_required");
    // People of other companies, and staff, are asked to sign in as somebody else.
    for other in [
        stranger.admin.clone(),
        app.staff(domain::caller::StaffRole::Auditor),
    ] {
        let browser = app.browser_of(&other);
        assert_eq!(quiet(&browser), "interaction_required");
        let page = browser.get(&program.asking(&[])).expect(200);
        assert!(!page.has_form("/oauth2/consent") && page.has_form("/oauth2/again"));
        // Nor does a form of their own get them in.
        let forged = browser.post(
            "/oauth2/consent",
            &[
                ("tenant", &owner.tenant.to_string()),
                ("edition", "v2"),
                ("asked", program.asking(&[]).split_once('?').unwrap().1),
                ("decision", "allow"),
            ],
        );
        let _ = forged.expect(404);
    }
    let browser = app.browser_of(&login);
    assert_eq!(quiet(&browser), "consent_required");
    // Agreeing needs a recent proof.
    app.clock.pass(601);
    let form = browser
        .get(&program.asking(&[]))
        .expect(200)
        .form("/oauth2/consent");
    let proof = form.put("decision", "allow").submit().expect(403);
    let pin = app::identity::authenticator::code_at(&login.secret, app.now()).unwrap();
    let proved = proof
        .form("/oauth2/consent")
        .fill("reauth_code", &pin)
        .submit()
        .expect(200);
    assert!(onward(&proved).contains("?code="));
    // It is remembered: without a page from now on, but where the program wants one.
    assert_eq!(quiet(&browser), "");
    let again = browser
        .get(&program.asking(&[("prompt", "consent")]))
        .expect(200);
    assert!(again.has_form("/oauth2/consent"));
    for (name, value) in [
        ("prompt", "select_account"),
        ("login_hint", "somebody.else@chenfan.example"),
    ] {
        let page = browser.get(&program.asking(&[(name, value)])).expect(200);
        let stay = page.attribute("form a.btn", "href").unwrap();
        assert!(
            browser
                .get(&stay)
                .expect(303)
                .location()
                .starts_with(CALLBACK)
        );
    }
    let hinted = program.asking(&[("prompt", "none"), ("login_hint", "x@y.example")]);
    let hinted = browser.get(&hinted).expect(303);
    assert_eq!(
        parameters(hinted.location())["error"],
        "interaction_required"
    );
    // Signing in anew means it.
    let page = browser
        .get(&program.asking(&[("prompt", "login")]))
        .expect(200);
    assert!(page.attribute("form a.btn", "href").is_none());
    let signed_out = page.form("/oauth2/again").submit().expect(303);
    assert!(
        signed_out
            .location()
            .starts_with("/signin?next=/oauth2/resume/v2/")
    );
    assert_eq!(quiet(&browser), "login_required");
    let elsewhere = app.browser_of(&login);
    for next in ["https://evil.example/", "/ops", "//evil.example", ""] {
        let _ = elsewhere
            .post("/oauth2/again", &[("next", next)])
            .expect(404);
    }
    let _ = elsewhere
        .get("/oauth2/resume/v2/%2Fevil.example")
        .expect(404);
    let _ = elsewhere.get("/oauth2/resume/v3/common").expect(404);
    app.drain();
}

fn wrong_wishes_are_told_the_program_and_wrong_addresses_the_person(app: &TestApp) {
    let (owner, program) = partner(app);
    app.register_address(&program, CALLBACK);
    let (_, other) = partner(app);
    let browser = app.browser_of(&owner.admin);
    // Nothing is sent to an address nobody has registered.
    let long = "x".repeat(9000);
    let twice = program.asking(&[]) + "&redirect_uri=https://app.example/other";
    let id_twice = program.asking(&[]) + "&client_id=" + &other.client_id;
    let foreign = program
        .asking(&[])
        .replacen(&owner.tenant.to_string(), &other.tenant, 1);
    for address in [
        program.asking(&[("client_id", "")]),
        program.asking(&[("client_id", "no-guid")]),
        program.asking(&[("client_id", &uuid::Uuid::from_u128(7).to_string())]),
        program.asking(&[("client_id", &other.client_id)]),
        program.asking(&[("redirect_uri", "")]),
        program.asking(&[("redirect_uri", "https://evil.example/")]),
        program.asking(&[("redirect_uri", "https://app.example/signed-in/")]),
        program.asking(&[("redirect_uri", "https://app.example.evil.example/signed-in")]),
        program.asking(&[("redirect_uri", "javascript:alert(1)")]),
        program.asking(&[("redirect_uri", &long)]),
        twice,
        id_twice,
        foreign,
    ] {
        let page = browser.get(&address);
        assert_eq!((page.status(), page.location()), (400, ""), "{address}");
        assert_eq!(page.header("refresh"), "");
        assert!(!page.source().contains("evil.example\""), "{address}");
    }
    let _ = browser.get("/%2F%2Fevil/oauth2/authorize").expect(404);
    // Everything else is told to the program.
    let short = challenge(VERIFIER)[1..].to_owned();
    for (wish, wanted) in [
        (("response_type", ""), "invalid_request"),
        (("response_type", "token"), "unsupported_response_type"),
        (
            ("response_type", "code id_token"),
            "unsupported_response_type",
        ),
        (("response_mode", "fragment"), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("code_challenge_method", ""), "invalid_request"),
        (("code_challenge", &short), "invalid_request"),
        (("scope", "openid everything"), "invalid_scope"),
        (
            ("scope", "https://elsewhere.example/.default"),
            "invalid_resource",
        ),
        (("prompt", "dance"), "invalid_request"),
        (("prompt", "none login"), "invalid_request"),
        (("request", "eyJ"), "request_not_supported"),
        (
            ("request_uri", "https://x.example"),
            "request_uri_not_supported",
        ),
        (("state", &"s".repeat(3000)), "invalid_request"),
        (("nonce", &"n".repeat(3000)), "invalid_request"),
    ] {
        let asked = browser.get(&program.asking(&[wish])).expect(303);
        assert!(asked.location().starts_with(CALLBACK), "{wish:?}");
        let answer = parameters(asked.location());
        assert_eq!(answer["error"], wanted, "{wish:?}");
        let state = answer.get("state").map_or("", String::as_str);
        assert_eq!(state, if wish.0 == "state" { "" } else { "st/ate 1" });
    }
    let twice = browser
        .get(&(program.asking(&[]) + "&scope=openid"))
        .expect(303);
    assert_eq!(parameters(twice.location())["error"], "invalid_request");
    // Without a challenge only a program with a key gets anywhere.
    let plain = program.asking(&[("code_challenge", ""), ("code_challenge_method", "")]);
    assert!(browser.get(&plain).expect(200).has_form("/oauth2/consent"));
    app.drain();
}

fn codes_are_good_once_and_for_who_asked(app: &TestApp) {
    let (owner, program) = partner(app);
    app.register_address(&program, CALLBACK);
    app.register_address(&program, "https://app.example/other");
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let browser = app.browser_of(&login);
    let try_with = |code: &str, changed: (&str, &str)| {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        fields.retain(|(name, _)| *name != changed.0);
        fields.push(changed);
        program.exchange(&fields)
    };
    let code = program.agreed(&browser);
    let long = "a".repeat(43);
    for changed in [
        ("redirect_uri", "https://app.example/other"),
        ("redirect_uri", ""),
        ("code_verifier", ""),
        ("code_verifier", long.as_str()),
        ("code", "unknown"),
    ] {
        let page = try_with(&code, changed).expect(400);
        assert_eq!(error(&page), "invalid_grant", "{changed:?}");
    }
    // Without its key the program is nobody, and another program is another.
    let keyless = try_with(&code, ("client_secret", "")).expect(401);
    assert_eq!(keyless.json()["error_codes"][0], 7_000_218);
    assert_eq!(try_with(&code, ("client_secret", "wrong")).status(), 401);
    let other = app.program(&owner, AgentSetting::None, AdminSetting::None);
    assert_eq!(error(&other.redeem(&code).expect(400)), "invalid_grant");
    app.clock.pass(60);
    // The right one, once. The second use ends what came of the first.
    let given = program.redeem(&code).expect(200).json();
    let acting = program.with(&given);
    assert_eq!(customers(&acting), 200);
    let again = program.redeem(&code).expect(400);
    assert_eq!(
        (error(&again), &again.json()["error_codes"][0]),
        ("invalid_grant".to_owned(), &54_005.into())
    );
    assert_eq!(customers(&acting), 401);
    assert_eq!(
        error(&program.renew(&acting.refresh).expect(400)),
        "invalid_grant"
    );
    assert_eq!(audited(app, "app.token-reuse", "succeeded"), 1);
    // Time.
    let late = program.agreed(&browser);
    app.clock.pass(CODE_SECONDS);
    assert_eq!(error(&program.redeem(&late).expect(400)), "invalid_grant");
    let in_time = program.agreed(&browser);
    app.clock.pass(CODE_SECONDS - 1);
    let _ = program.redeem(&in_time).expect(200);
    // A verifier without a challenge: somebody took the challenge away on the way.
    let plain = program.asking(&[("code_challenge", ""), ("code_challenge_method", "")]);
    let answer = parameters(browser.get(&plain).expect(303).location());
    assert_eq!(
        error(&program.redeem(&answer["code"]).expect(400)),
        "invalid_grant"
    );
    let _ = try_with(&answer["code"], ("code_verifier", "")).expect(200);
    // Guessing is slow.
    let mut last = 0;
    for _ in 0..=20 {
        last = try_with("guess", ("code_verifier", "")).status();
    }
    assert_eq!(last, 429);
    app.clock.pass(60);
    // What is sent twice or in two ways is refused.
    for (headers, body) in [
        (
            vec![],
            "grant_type=refresh_token&grant_type=refresh_token&client_id=x",
        ),
        (
            vec![("authorization", "Basic eDp5")],
            "grant_type=client_credentials&client_id=x&client_secret=y",
        ),
    ] {
        let mut all = vec![("sec-fetch-site", "")];
        all.extend(headers);
        let form = Some("application/x-www-form-urlencoded");
        let page =
            program
                .browser
                .send_with(&all, "POST", "/common/oauth2/token", form, body.into());
        assert_eq!(error(&page.expect(400)), "invalid_request");
    }
    let huge = program.exchange(&[
        ("grant_type", "refresh_token"),
        ("refresh_token", &"x".repeat(70_000)),
    ]);
    assert_eq!(error(&huge.expect(413)), "invalid_request");
    let cased = program.exchange(&[("grant_type", "Refresh_Token"), ("refresh_token", "x")]);
    assert_eq!(error(&cased.expect(400)), "unsupported_grant_type");
    app.drain();
}

fn refresh_tokens_follow_each_other_and_reuse_ends_them_all(app: &TestApp) {
    let (owner, program) = partner(app);
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    // Its key is to last longer than this story.
    let longer = app
        .db
        .write(|tx| tx.execute("UPDATE client_secret SET expires_at = expires_at * 2", &[]));
    longer.wait().unwrap();
    let first = app.acting_for(&program, &login);
    let second = program.with(&program.renew(&first.refresh).expect(200).json());
    assert_ne!(first.refresh, second.refresh);
    assert_eq!((customers(&first), customers(&second)), (200, 200));
    // Another program has nothing of it, and does no harm.
    let other = app.program(&owner, AgentSetting::None, AdminSetting::None);
    assert_eq!(
        error(&other.renew(&second.refresh).expect(400)),
        "invalid_grant"
    );
    // The first again: somebody has a copy. Nothing of the family is worth anything.
    let reused = program.renew(&first.refresh).expect(400).json();
    assert_eq!(reused["error_codes"][0], 54_005);
    assert_eq!((customers(&first), customers(&second)), (401, 401));
    assert_eq!(
        error(&program.renew(&second.refresh).expect(400)),
        "invalid_grant"
    );
    assert_eq!(audited(app, "app.token-reuse", "succeeded"), 1);
    // Others of the same person and program go on.
    let kept = app.acting_for(&program, &login);
    app.clock.pass(REFRESH_DAYS * 86_400 - 1);
    let kept = program.with(&program.renew(&kept.refresh).expect(200).json());
    app.clock.pass(REFRESH_DAYS * 86_400);
    assert_eq!(
        error(&program.renew(&kept.refresh).expect(400)),
        "invalid_grant"
    );
    // However often it is renewed, the person is asked after a year.
    let mut going = app.acting_for(&program, &login);
    let step = 80;
    for _ in 0..FAMILY_DAYS / step {
        app.clock.pass(step * 86_400);
        going = program.with(&program.renew(&going.refresh).expect(200).json());
    }
    app.clock.pass((FAMILY_DAYS % step) * 86_400);
    assert_eq!(
        error(&program.renew(&going.refresh).expect(400)),
        "invalid_grant"
    );
    // Without the wish to go on there is no refresh token.
    let browser = app.browser_of(&login);
    let asked = browser
        .get(&program.asking(&[("scope", "openid")]))
        .expect(303);
    let code = parameters(asked.location())["code"].clone();
    let given = program.redeem(&code).expect(200).json();
    assert_eq!(given["refresh_token"], Value::Null);
    // Old rows are thrown away.
    app.clock.pass((FAMILY_DAYS + 40) * 86_400);
    app.tick();
    let left: i64 = app
        .read(|tx| {
            Ok(tx.query_one(
                "SELECT (SELECT COUNT(*) FROM token_family) + (SELECT COUNT(*) FROM refresh_token)
                    + (SELECT COUNT(*) FROM authorization_code) AS n",
                &[],
            )?)
        })
        .wait()
        .unwrap();
    assert_eq!(left, 0);
}

fn access_ends_with_whatever_ends_it(app: &TestApp) {
    let (owner, program) = partner(app);
    let admin = app.browser_of(&owner.admin);
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let user = account_of(app, &login.sign_in_name);
    let refreshes = |acting: &Program| program.renew(&acting.refresh).status();
    let ended = |acting: &Program, why: &str| {
        assert_eq!((customers(acting), refreshes(acting)), (401, 400), "{why}");
    };
    // The person takes it back, on the page that shows it.
    let acting = app.acting_for(&program, &login);
    let browser = app.browser_of(&login);
    let page = browser.open("/account/me").expect(200);
    assert!(page.all("a.btn").len() > 3);
    let page = browser.open("/account/me/apps");
    assert_eq!(customers(&acting), 200);
    let take_back = format!("/account/me/apps/{}/revoke", program.client_id);
    let page = page.form(&take_back).submit().follow().expect(200);
    assert!(!page.has_form(&take_back));
    ended(&acting, "taken back");
    assert_eq!(browser.post(&take_back, &[]).status(), 404);
    // A global admin takes it back; nobody else sees who has agreed.
    let acting = app.acting_for(&program, &login);
    let of_app = format!("/account/apps/{}", program.client_id);
    let of_person = format!("{of_app}/people/{user}/revoke");
    assert_eq!(browser.post(&of_person, &[]).status(), 403);
    let page = admin.open(&of_app);
    assert!(page.text().contains(&login.sign_in_name));
    let page = page.form(&of_person).submit().follow().expect(200);
    assert!(!page.text().contains(&login.sign_in_name));
    ended(&acting, "taken back by an admin");
    // Sessions ended by the person: one that is not known, or all others.
    let acting = app.acting_for(&program, &login);
    let _ = browser
        .open("/account/me")
        .form("/account/me/sessions/end")
        .submit()
        .expect(303);
    ended(&acting, "sessions ended");
    // Signing out where one agreed ends nothing: the program was let go on.
    app.register_address(&program, CALLBACK);
    let there = app.browser_of(&login);
    let code = program.agreed(&there);
    let acting = program.with(&program.redeem(&code).expect(200).json());
    let _ = there
        .open("/account/me")
        .form("/signout")
        .submit()
        .expect(303);
    assert_eq!(customers(&acting), 200);
    // Roles count as they are now; a role that is taken ends the access.
    let acting = program.with(&program.renew(&acting.refresh).expect(200).json());
    let settings = format!("/account/users/{user}/settings");
    let page = admin.open(&format!("/account/users/{user}"));
    let given = page.form(&settings).fill("agent_setting", "none").submit();
    assert_eq!(given.status(), 303, "{}", given.text());
    ended(&acting, "a role was taken");
    let acting = app.acting_for(&program, &login);
    assert_eq!(customers(&acting), 403);
    let page = admin.open(&format!("/account/users/{user}"));
    let _ = page
        .form(&settings)
        .fill("agent_setting", "helpdesk-agent")
        .submit()
        .expect(303);
    assert_eq!(customers(&acting), 200);
    // The program is stopped, and goes on.
    let id = domain::ids::ClientAppId(program.client_id.parse().unwrap());
    let (_, request) = app.sign_in(&owner.admin);
    let set = |version, enabled| {
        app::integration::apps::set_enabled(app, &request, id, version, enabled)
            .wait()
            .unwrap();
    };
    set(1, false);
    assert_eq!(customers(&acting), 401);
    assert_eq!(program.renew(&acting.refresh).status(), 401);
    let off = browser.get(&program.asking(&[]));
    assert_eq!(parameters(off.location())["error"], "unauthorized_client");
    set(2, true);
    let acting = program.with(&program.renew(&acting.refresh).expect(200).json());
    assert_eq!(customers(&acting), 200);
    // Codes on their way end with the sessions as well.
    let on_its_way = program.agreed(&app.browser_of(&login));
    // The person is blocked, and let in again: the access is not.
    let press = |action: &str| {
        let page = admin.open(&format!("/account/users/{user}"));
        let done = page
            .form(&format!("/account/users/{user}/{action}"))
            .submit();
        assert_eq!(done.status(), 303, "{action}: {}", done.text());
    };
    press("block");
    ended(&acting, "blocked");
    press("unblock");
    ended(&acting, "blocked once");
    assert_eq!(program.redeem(&on_its_way).status(), 400);
    app.clock.pass(60);
    // The person is deleted and erased, with everything that was remembered.
    let acting = app.acting_for(&program, &login);
    press("delete");
    ended(&acting, "deleted");
    app.clock.pass(40 * 86_400);
    app.tick();
    let page = app.browser_of(&owner.admin).open(&of_app);
    assert!(!page.text().contains(&login.sign_in_name));
    app.drain();
}

fn a_program_on_peoples_own_machines_has_no_key(app: &TestApp) {
    let (owner, program) = partner(app);
    let admin = app.browser_of(&owner.admin);
    let of_app = format!("/account/apps/{}", program.client_id);
    let page = admin
        .open(&of_app)
        .form(&format!("{of_app}/public"))
        .submit();
    let _ = page.follow().expect(200);
    app.register_address(&program, "http://localhost/cb");
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let browser = app.browser_of(&login);
    let uri = "http://localhost:51234/cb";
    let no_challenge = program.asking(&[
        ("redirect_uri", uri),
        ("code_challenge", ""),
        ("code_challenge_method", ""),
    ]);
    let refused = browser.get(&no_challenge).expect(303);
    assert!(refused.location().starts_with(uri));
    assert_eq!(parameters(refused.location())["error"], "invalid_request");
    let page = browser
        .get(&program.asking(&[("redirect_uri", uri)]))
        .expect(200);
    let form = page.form("/oauth2/consent").put("decision", "allow");
    let href = onward(&form.submit().expect(200));
    assert!(href.starts_with(uri));
    let code = parameters(&href)["code"].clone();
    let redeem = |uri: &str| {
        program.exchange(&[
            ("client_secret", ""),
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", uri),
            ("code_verifier", VERIFIER),
        ])
    };
    // The very address it was answered at, port and all.
    assert_eq!(
        error(&redeem("http://localhost:51235/cb").expect(400)),
        "invalid_grant"
    );
    let given = redeem(uri).expect(200).json();
    assert_eq!(customers(&program.with(&given)), 200);
    let renewed = program.exchange(&[
        ("client_secret", ""),
        ("grant_type", "refresh_token"),
        ("refresh_token", &text(&given, "/refresh_token")),
    ]);
    assert_eq!(customers(&program.with(&renewed.expect(200).json())), 200);
    // A key that is shown has to be right all the same, and without one it is nobody for itself.
    let wrong = program.exchange(&[
        ("client_secret", "wrong"),
        ("grant_type", "refresh_token"),
        ("refresh_token", "x"),
    ]);
    assert_eq!(error(&wrong.expect(401)), "invalid_client");
    let alone = program.exchange(&[("client_secret", ""), ("grant_type", "client_credentials")]);
    assert_eq!(error(&alone.expect(400)), "invalid_request");
}

fn the_pages_of_a_program_keep_its_addresses(app: &TestApp) {
    let (owner, program) = partner(app);
    let admin = app.browser_of(&owner.admin);
    let of_app = format!("/account/apps/{}", program.client_id);
    let add = format!("{of_app}/addresses");
    let typed = |uri: &str| {
        admin
            .open(&of_app)
            .form(&add)
            .fill("redirect_uri", uri)
            .submit()
    };
    for bad in [
        "",
        "http://app.example/",
        "https://*.example/",
        "https://app.example/#x",
    ] {
        let page = typed(bad).expect(422);
        assert!(page.error_at("redirect_uri").is_some(), "{bad}");
        assert_eq!(page.form(&add).value("redirect_uri"), bad);
    }
    let page = typed(CALLBACK).follow().expect(200);
    assert!(page.all("th .mono").contains(&CALLBACK.to_owned()));
    assert!(
        typed(CALLBACK)
            .expect(422)
            .error_at("redirect_uri")
            .is_some()
    );
    let browser = app.browser_of(&app.agent(&owner, AgentSetting::AdminAgent));
    assert!(
        browser
            .get(&program.asking(&[]))
            .expect(200)
            .has_form("/oauth2/consent")
    );
    let remove = page
        .attribute("form[action$=\"/remove\"]", "action")
        .unwrap();
    let page = page.form(&remove).submit().follow().expect(200);
    assert!(!page.all("th .mono").contains(&CALLBACK.to_owned()));
    let _ = browser.get(&program.asking(&[])).expect(400);
    let _ = admin.post(&remove, &[]).expect(404);
    // Twenty are enough.
    for n in 0..domain::integration::redirect::MOST {
        app.register_address(&program, &format!("https://app.example/{n}"));
    }
    assert!(
        typed(CALLBACK)
            .expect(422)
            .error_at("redirect_uri")
            .is_some()
    );
    // A registered address needs a recent proof.
    app.clock.pass(601);
    let asked = typed("https://late.example/").expect(403);
    assert!(asked.has_form(&add));
    // A page that lay open while somebody else decided.
    let admin = app.browser_of(&owner.admin);
    let stale = admin.open(&of_app).form(&format!("{of_app}/public"));
    let _ = stale.submit().expect(303);
    let _ = stale
        .clone()
        .put("request_id", "other")
        .submit()
        .expect(409);
    let code = code(&program.get("/v1/nothing").expect(404));
    assert_eq!(code, "1000");
}
