//! The whole way of the published procedure: from the printed address to the overview of a partner that may
//! sell, as a company walks it in a browser and the operator's staff in theirs.

use crate::audited;
use domain::caller::StaffRole;
use std::collections::BTreeMap;
use testkit::{Browser, Company, Login, Page, TestApp, specimen};

testkit::on_both! { TestApp: from_the_printed_address_to_a_partner_that_may_sell }

/// Looks at every page on the way, and at the same page in the other languages.
fn sound(page: Page) -> Page {
    let page = page.follow().expect(200);
    assert!(
        !page.source().contains('⟦'),
        "{} lacks a text: {}",
        page.path(),
        page.text()
    );
    let browser = page.browser();
    for language in ["zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        let other = browser.get(page.path());
        assert_eq!(other.status(), 200, "{} in {language}", page.path());
        assert_eq!(other.attribute("html", "lang").as_deref(), Some(language));
        assert!(
            !other.source().contains('⟦'),
            "{} in {language}: {}",
            page.path(),
            other.text()
        );
    }
    browser.set_cookie("tongdao_language", "");
    page
}

fn from_the_printed_address_to_a_partner_that_may_sell(app: &TestApp) {
    let company = app.company();
    let browser = app.browser();
    let reference = describe(app, &browser, &company);
    solve_the_challenge(app, &browser, &company);
    let (sign_in_name, temporary) = create(app, &browser, &company, &reference);
    let admin = first_sign_in(app, &browser, &sign_in_name, &temporary);
    enrol(app, &browser, &company, &reference);
    confirm(app, &company);
    decide(app, &browser, &company, &reference);
    sign(app, &browser, &admin, &company);
    after_signing(app, &browser, &company);
    every_mail_exactly_once(app, &company);
}

/// `/register/resellercnjoinnow` to the details of F3.
fn describe(app: &TestApp, browser: &Browser, company: &Company) -> String {
    let page = browser.get("/register/resellercnjoinnow").expect(308);
    assert_eq!(page.location(), "/register/cn/join");
    let page = sound(browser.get("/register/cn/join"));
    assert_eq!(browser.cookie("tongdao_draft"), None);
    let page = page
        .form("/register/cn/join")
        .submit()
        .leads_to("/register/cn/account");
    assert!(browser.cookie("tongdao_draft").is_some());
    let page = sound(page)
        .form("/register/cn/account")
        .submit()
        .leads_to("/register/cn/details");
    let page = sound(page);
    // Pages further on send back to here.
    for later in [
        "/register/cn/phone",
        "/register/cn/create",
        "/register/cn/done",
    ] {
        assert_eq!(
            browser.get(later).follow().path(),
            "/register/cn/details",
            "{later}"
        );
    }
    let form = page.form("/register/cn/details").fill_all(&company.details);
    assert_eq!(form.value("language"), "zh-Hans");
    // The script keeps what is typed while it is typed.
    let kept = form
        .clone()
        .to("/register/cn/details/draft")
        .submit()
        .expect(200);
    assert!(!kept.text().is_empty());
    let again = sound(browser.get("/register/cn/details")).form("/register/cn/details");
    assert_eq!(again.value("domain_prefix"), company.prefix);
    assert_eq!(
        browser.get("/register/cn/phone").location(),
        "/register/cn/details"
    );
    sound(form.submit().leads_to("/register/cn/phone"));
    assert_eq!(audited(app, "registration.save-details", "succeeded"), 1);
    let reference = page
        .all(".ref, [data-reference]")
        .first()
        .cloned()
        .unwrap_or_default();
    let found = page
        .text()
        .split_whitespace()
        .find(|word| word.starts_with("TD-"))
        .map(str::to_owned);
    found
        .or(Some(reference).filter(|r| r.starts_with("TD-")))
        .expect("the page shows the reference")
}

/// F4: the prefilled number, a text, the code.
fn solve_the_challenge(app: &TestApp, browser: &Browser, company: &Company) {
    let page = sound(browser.get("/register/cn/phone"));
    assert!(
        !page.has_form("/register/cn/phone/verify"),
        "no code has been sent yet"
    );
    let form = page.form("/register/cn/phone/send");
    assert_eq!(form.value("method"), "sms");
    let page = sound(form.submit().leads_to("/register/cn/phone"));
    app.drain();
    let code = app.code_sent_to(&company.mobile);
    assert!(!page.source().contains(&code), "the page shows the code");
    let page = page
        .form("/register/cn/phone/verify")
        .fill("code", "12")
        .submit()
        .expect(422);
    assert!(page.error_at("code").is_some());
    let page = page
        .form("/register/cn/phone/verify")
        .fill("code", &code)
        .submit();
    sound(page.leads_to("/register/cn/create"));
}

/// F5: the review, the consents, and the credentials, which are shown once.
fn create(
    app: &TestApp,
    browser: &Browser,
    company: &Company,
    reference: &str,
) -> (String, String) {
    let page = sound(browser.get("/register/cn/create"));
    assert!(page.text().contains(&company.name));
    let refused = page
        .form("/register/cn/create")
        .tick("terms")
        .submit()
        .expect(422);
    assert_eq!(
        refused.errors().into_keys().collect::<Vec<_>>(),
        ["privacy"]
    );
    let form = page
        .form("/register/cn/create")
        .tick("terms")
        .tick("privacy");
    let page = form.submit().leads_to("/register/cn/done");
    let shown = sound(page);
    assert_eq!(shown.header("cache-control"), "no-store");
    let domain = format!("{}.{}", company.prefix, app.programme.domain_suffix);
    let sign_in_name = format!("zhou.wenqing@{domain}");
    for fact in [&sign_in_name, &domain, reference, "https://partner.test"] {
        assert!(
            shown.text().contains(fact),
            "{fact} is not shown: {}",
            shown.text()
        );
    }
    let file = shown
        .attribute("a[download]", "href")
        .expect("the credentials can be downloaded");
    let temporary = temporary_password(&shown);
    assert!(
        file.contains(temporary.split('-').next().unwrap()),
        "the file lacks the password"
    );
    // A second look, a second tab, a replay: never again.
    for _ in 0..2 {
        let again = sound(browser.get("/register/cn/done"));
        assert!(!again.source().contains(&temporary));
        assert_eq!(again.attribute("a[download]", "href"), None);
        assert!(again.text().contains(&sign_in_name));
    }
    let refused = shown.form("/register/cn/done").submit().expect(422);
    assert!(refused.error_at("saved").is_some());
    // Nobody is punished for a forgotten tick: this answer has the password again, no address has.
    assert!(refused.source().contains(&temporary));
    let again = sound(browser.get("/register/cn/done"));
    assert!(!again.source().contains(&temporary));
    let page = refused
        .form("/register/cn/done")
        .tick("saved")
        .submit()
        .leads_to("/signin");
    assert_eq!(browser.cookie("tongdao_draft"), None);
    sound(page);
    app.drain();
    // Nowhere in what left the house or was written down.
    let plain = temporary.replace('-', "");
    for message in app.messages("") {
        let body = message.body.unwrap_or_default();
        assert!(
            !body.contains(&temporary) && !body.contains(&plain),
            "{}",
            message.code
        );
    }
    let scope = app.operator_scope();
    let log = app.read(move |tx| {
        let all = store::audit::Filter::default();
        Ok(store::audit::search(tx, scope, &all, 1000)?)
    });
    for entry in log.wait().unwrap() {
        assert!(!entry.detail.contains(&temporary) && !entry.detail.contains(&plain));
    }
    (sign_in_name, temporary)
}

/// The sixteen characters in groups, as the page shows them.
fn temporary_password(page: &Page) -> String {
    let secrets = page.all("dd, dd *, code, .mono, .secret");
    let grouped = |text: &&String| {
        let parts: Vec<_> = text.split('-').collect();
        parts.len() > 2
            && parts
                .iter()
                .all(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    secrets
        .iter()
        .find(grouped)
        .unwrap_or_else(|| panic!("no password in {secrets:?}"))
        .clone()
}

/// Nothing is reachable before the temporary password is changed and the authenticator set.
fn first_sign_in(app: &TestApp, browser: &Browser, sign_in_name: &str, temporary: &str) -> Login {
    let password = "Trustworthy-Heron-47";
    app.clock.pass(90);
    let page = browser.get("/enrol").leads_to("/signin?next=/enrol");
    let form = sound(page).form("/signin");
    assert_eq!(form.value("next"), "/enrol");
    let page = form
        .fill("sign_in_name", sign_in_name)
        .fill("password", temporary)
        .submit();
    assert_eq!(page.status(), 303);
    let page = sound(page);
    assert!(
        page.path().starts_with("/signin/change-password"),
        "{}",
        page.path()
    );
    for closed in [
        "/dashboard/overview",
        "/enrol",
        "/account/me",
        "/signin/mfa",
        "/agreements/sign",
    ] {
        assert_eq!(
            browser.get(closed).location(),
            "/signin/change-password",
            "{closed}"
        );
    }
    let form = page
        .form("/signin/change-password")
        .fill("current", temporary);
    for (new, repeated, at) in [
        ("short", "short", "password"),
        (password, "Trustworthy-Heron-48", "repeated"),
        ("zhou.wenqing-2026", "zhou.wenqing-2026", "password"),
        (temporary, temporary, "password"),
    ] {
        let page = form
            .clone()
            .fill("password", new)
            .fill("repeated", repeated)
            .submit()
            .expect(422);
        assert!(
            page.error_at(at).is_some(),
            "{new} / {repeated}: {:?}",
            page.errors()
        );
    }
    let page = form
        .fill("password", password)
        .fill("repeated", password)
        .submit();
    let page = sound(page);
    assert!(page.path().starts_with("/signin/mfa"), "{}", page.path());
    assert_eq!(browser.get("/dashboard/overview").location(), "/signin/mfa");
    let secret = page
        .attribute("[data-secret]", "data-secret")
        .expect("the secret is shown");
    let refused = page
        .form("/signin/mfa")
        .fill("code", "000000")
        .submit()
        .expect(422);
    assert_eq!(
        refused.attribute("[data-secret]", "data-secret").as_ref(),
        Some(&secret)
    );
    let code = ::app::identity::authenticator::code_at(&secret, app.now()).unwrap();
    let page = refused.form("/signin/mfa").fill("code", &code).submit();
    // Past the recovery codes to where the visitor wanted to go in the first place.
    let codes = sound(page);
    assert_eq!(codes.path(), "/account/me/recovery-codes?next=/enrol");
    assert_eq!(codes.source().matches("<code>").count(), 10);
    assert!(codes.source().contains("href=\"/enrol\""));
    Login {
        sign_in_name: sign_in_name.to_owned(),
        password: password.to_owned(),
        secret,
    }
}

/// F6: every section, the licence, the submission.
fn enrol(app: &TestApp, browser: &Browser, company: &Company, reference: &str) {
    let page = sound(browser.get("/enrol"));
    assert!(page.text().contains(reference));
    let refused = page.form("/enrol/submit").submit().expect(422);
    assert!(!refused.source().contains('⟦'));
    assert!(
        refused.all("#errors li").len() > 20,
        "{:?}",
        refused.all("#errors li")
    );
    let prefilled = sound(browser.get("/enrol/legal")).form("/enrol/legal");
    assert_eq!(prefilled.value("legal_name"), company.name);
    assert_eq!(prefilled.value("primary_email"), company.email);
    let sections = [
        "programme",
        "legal",
        "documents",
        "approval",
        "support",
        "billing",
        "credit",
        "declarations",
    ];
    for (n, section) in sections.into_iter().enumerate() {
        let path = format!("/enrol/{section}");
        let page = sound(browser.get(&path));
        if section == "documents" {
            upload(browser, &page, company);
            continue;
        }
        let answers = company.section(section);
        let form = ticked(
            page.form(&path).fill_all(&without_ticks(&answers)),
            &answers,
        );
        let next = sections
            .get(n + 1)
            .map_or("/enrol".to_owned(), |next| format!("/enrol/{next}"));
        sound(form.submit().leads_to(&next));
        let again = sound(browser.get(&path));
        assert_eq!(again.errors(), BTreeMap::new());
    }
    let page = sound(browser.get("/enrol"));
    let page = sound(
        page.form("/enrol/submit")
            .submit()
            .leads_to("/enrol/status"),
    );
    assert!(page.text().contains(reference));
    app.drain();
    let page = sound(browser.get("/enrol/status"));
    assert!(!page.has_form("/enrol/submit"));
    sound(browser.get("/dashboard/overview"));
}

fn without_ticks(answers: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let kept = answers.iter().filter(|(_, value)| *value != "yes");
    kept.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn ticked(form: testkit::Form, answers: &BTreeMap<String, String>) -> testkit::Form {
    let ticks = answers.iter().filter(|(_, value)| *value == "yes");
    ticks.fold(form, |form, (name, _)| form.tick(name))
}

fn upload(browser: &Browser, page: &Page, company: &Company) {
    let form = page.form("/enrol/documents/upload");
    let form = page
        .forms("/enrol/documents/upload")
        .into_iter()
        .find(|f| f.has("kind"))
        .unwrap_or(form);
    let form = form.fill("kind", "business-licence");
    let refused = form
        .clone()
        .attach("file", "licence.svg", b"<svg onload=alert(1)>")
        .submit()
        .expect(422);
    assert!(refused.error_at("file").is_some());
    assert!(
        form.submit().expect(422).error_at("file").is_some(),
        "no file at all"
    );
    let bytes = specimen(&company.name);
    let kept = form
        .clone()
        .attach("file", "营业执照<b>.pdf", &bytes)
        .submit();
    let page = sound(kept.leads_to("/enrol/documents"));
    assert!(page.text().contains("营业执照b.pdf"), "{}", page.text());
    // The same file again is the same file.
    sound(form.attach("file", "copy.pdf", &bytes).submit());
    let page = sound(browser.get("/enrol/documents"));
    assert_eq!(page.source().matches("/remove").count(), 1);
}

/// E05 and E06: mail scanners open links too, hence only the form answers.
fn confirm(app: &TestApp, company: &Company) {
    for (code, to) in [("E05", &company.approval_email), ("E06", &company.email)] {
        let link = app.link_in(code, to);
        let stranger = app.browser();
        let page = sound(stranger.get(&link));
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        sound(app.browser().get(&link));
        let page = page
            .form(&link)
            .put("answer", "yes")
            .submit()
            .leads_to(&link);
        let page = sound(page);
        assert!(!page.has_form(&link), "a link is answered once");
        assert_eq!(stranger.get(&format!("{link}x")).status(), 404);
    }
}

/// Reviewer and credit analyst, two people; then E09.
fn decide(app: &TestApp, company: &Browser, who: &Company, reference: &str) {
    let reviewer = app
        .browser_of(&app.staff(StaffRole::Reviewer))
        .reading("en");
    let queue = sound(reviewer.get("/ops"));
    assert!(queue.text().contains(&who.name) && queue.text().contains(reference));
    let case = queue
        .attribute("a[href^=\"/ops/applications/\"]", "href")
        .expect("the queue links the case");
    let page = sound(reviewer.get(&case));
    assert!(page.text().contains(&who.credit_code));
    let approve = format!("{case}/approve");
    let page = page.form(&approve).to(&format!("{case}/claim")).submit();
    let page = sound(page);
    // Not yet: checks and credit are open.
    assert_eq!(page.form(&approve).submit().status(), 409);
    // The registry, before anything rests on it.
    let registry = format!("{case}/registry");
    let form = page.form(&registry).fill_all(&who.registered());
    let page = sound(form.submit());
    assert_eq!(page.all("#registry .mark-bad"), Vec::<String>::new());
    for kind in ["employment", "business-registration", "restricted-party"] {
        let path = format!("{case}/checks/{kind}");
        let form = page.form(&path);
        let refused = form
            .clone()
            .fill("result", "failed")
            .fill("reason", "")
            .submit()
            .expect(422);
        assert!(!refused.errors().is_empty());
        sound(form.fill("result", "passed").submit());
    }
    let document = page
        .attribute("a[href*=\"/documents/\"]", "href")
        .expect("the licence is listed");
    let file = reviewer.get(&document).expect(200);
    assert_eq!(file.bytes(), specimen(&who.name));
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(page.form(&approve).submit().status(), 409, "credit is open");
    // The reviewer may not decide credit: another role, another person.
    let credit = format!("{case}/credit");
    assert_eq!(reviewer.post(&credit, &[("result", "pass")]).status(), 403);
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let form = sound(analyst.get(&credit)).form(&credit);
    let refused = form
        .clone()
        .fill("result", "pass")
        .fill("limit", "a lot")
        .submit()
        .expect(422);
    assert!(refused.error_at("limit").is_some() && refused.error_at("reason").is_some());
    let form = form
        .fill("result", "pass")
        .fill("limit", "240,000")
        .fill("reason", "两年报表良好");
    sound(form.submit());
    assert_eq!(analyst.post(&approve, &[]).status(), 403);
    let page = sound(sound(reviewer.get(&case)).form(&approve).submit());
    assert!(!page.has_form(&approve));
    app.drain();
    assert_eq!(app.link_in("E09", &who.email), "/agreements/sign");
    assert!(
        !sound(company.get("/enrol/status"))
            .text()
            .contains("两年报表良好"),
        "evidence is internal"
    );
}

/// F7: the exact text, the ticks, and a proof of identity of the last ten minutes.
fn sign(app: &TestApp, browser: &Browser, admin: &Login, company: &Company) {
    app.clock.pass(11 * 60);
    let page = sound(browser.get("/agreements/sign"));
    assert!(
        page.text().contains(&company.name),
        "the consent names the company"
    );
    let refused = page
        .form("/agreements/sign")
        .tick("consent_bind")
        .submit()
        .expect(422);
    assert!(refused.error_at("consent_electronic").is_some());
    let both = page
        .form("/agreements/sign")
        .tick("consent_bind")
        .tick("consent_electronic");
    let text = app
        .programme
        .text("reseller-agreement", domain::language::Language::ZhHans)
        .unwrap();
    // The proof is asked for in between: ticks and text come with it.
    let proof = both.submit().expect(403).form("/agreements/sign");
    assert_eq!(proof.value("text_sha256"), text.sha256);
    let code = ::app::identity::authenticator::code_at(&admin.secret, app.now()).unwrap();
    let page = proof.fill("reauth_code", &code).submit();
    let page = sound(page.leads_to("/dashboard/overview"));
    assert!(
        page.attribute("html[data-refresh]", "data-refresh")
            .is_some(),
        "the set-up is shown"
    );
    app.drain();
}

/// Set up, printed, verifiable.
fn after_signing(app: &TestApp, browser: &Browser, company: &Company) {
    let page = sound(browser.get("/dashboard/overview"));
    assert_eq!(
        page.attribute("html[data-refresh]", "data-refresh"),
        None,
        "{}",
        page.text()
    );
    assert!(page.text().contains("240,000.00"), "{}", page.text());
    // 2 March in Shanghai.
    let today = app.today();
    assert_eq!((today.month(), today.day()), (3, 2));
    let (mail, mails) = (app.mails("E13"), app.mails("E13").len());
    assert_eq!(
        mails, 2,
        "signer and primary contact are one address, the invoice another"
    );
    for mail in mail {
        let body = mail.body.unwrap();
        assert!(
            body.contains("2 日") || body.contains("2日"),
            "the billing day is missing: {body}"
        );
        assert!(
            body.contains("2026年4月2日"),
            "the first bill is missing: {body}"
        );
    }
    let page = sound(browser.get("/account/agreements"));
    for language in ["zh-Hans", "en"] {
        let copy = page
            .attribute(&format!("a[href$=\"/{language}\"]"), "href")
            .expect("a copy");
        let file = browser.get(&copy).expect(200);
        assert_eq!(file.header("content-type"), "application/pdf");
        assert!(file.bytes().starts_with(b"%PDF-"));
        assert!(app.browser().get(&copy).location().starts_with("/signin"));
    }
    let verify = page
        .attribute("a[href^=\"/verify/\"]", "href")
        .expect("the record can be verified");
    let page = sound(app.browser().get(&verify));
    assert!(page.text().contains(&company.credit_code));
    let forged = format!("{}0", &verify[..verify.len() - 1]);
    let other = format!("{}1", &verify[..verify.len() - 1]);
    let wrong = if forged == verify { other } else { forged };
    assert_eq!(app.browser().get(&wrong).status(), 404);
    assert!(
        sound(browser.get("/account/profile"))
            .text()
            .contains(&company.invoice_email)
    );
    let page = sound(browser.get("/dashboard/overview"));
    let page = sound(page.form("/dashboard/checklist/verify-profiles").submit());
    assert!(!page.has_form("/dashboard/checklist/verify-profiles"));
    sound(browser.get("/account/me"));
}

fn every_mail_exactly_once(app: &TestApp, company: &Company) {
    let mut sent: Vec<(String, String)> = app
        .messages("")
        .into_iter()
        .filter(|message| message.channel == "mail")
        .map(|message| (message.code, message.recipient))
        .collect();
    sent.sort();
    let wanted = [
        ("E01", &company.email),
        ("E03", &company.email),
        ("E04", &company.email),
        ("E05", &company.approval_email),
        ("E06", &company.email),
        ("E09", &company.email),
        ("E13", &company.invoice_email),
        ("E13", &company.email),
        ("E14", &company.email),
    ];
    let wanted: Vec<_> = wanted
        .map(|(code, to)| (code.to_owned(), to.clone()))
        .to_vec();
    assert_eq!(sent, wanted);
}
