//! Double clicks and two tabs: one account, one application, one signature, each mail once.

use crate::{application_of, at_create, at_once, count, scope_of};
use domain::caller::StaffRole;
use testkit::{Form, TestApp};

testkit::on_both! { TestApp:
    create_account_is_pressed_twice,
    submit_is_pressed_twice,
    accept_is_pressed_twice,
    approve_is_pressed_in_two_tabs,
    a_link_is_answered_twice,
    a_membership_is_taken_twice,
    one_draft_cannot_be_revealed_twice,
    a_code_is_sent_twice,
}

/// The same form sent twice at once, then a fresh one from another tab.
fn thrice(form: &Form, fresh: &Form) -> [u16; 3] {
    let [one, two] = at_once(|| form.submit(), || form.submit());
    [one.status(), two.status(), fresh.submit().status()]
}

fn create_account_is_pressed_twice(app: &TestApp) {
    let (browser, _) = at_create(app);
    let form = || {
        let page = browser.open("/register/cn/create");
        page.form("/register/cn/create")
            .tick("terms")
            .tick("privacy")
    };
    let before = count(app, "SELECT COUNT(*) AS n FROM tenant");
    assert_eq!(thrice(&form(), &form()), [303; 3]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM tenant"), before + 1);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), 1);
    let page = browser.open("/register/cn/done");
    assert!(
        page.attribute("a[download]", "href").is_some(),
        "the password is still to be seen"
    );
    let form = page.form("/register/cn/done").tick("saved");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    // The later of the two may have no cookie any more; both lead on.
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM application"), 1);
    app.drain();
    assert_eq!(app.mails("E03").len(), 1);
}

fn submit_is_pressed_twice(app: &TestApp) {
    let partner = app.complete();
    let browser = app.browser_of(&partner.admin);
    let form = || browser.open("/enrol").form("/enrol/submit");
    let (first, other) = (form(), form());
    assert_eq!(thrice(&first, &other), [303, 303, 409]);
    app.drain();
    let codes = ["E04", "E05", "E06"].map(|code| app.mails(code).len());
    assert_eq!(codes, [1, 1, 1]);
    assert_eq!(application_of(app, &partner).state, "in-review");
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM confirmation"), 2);
}

fn accept_is_pressed_twice(app: &TestApp) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let form = || {
        let page = browser.open("/agreements/sign");
        page.form("/agreements/sign")
            .tick("consent_bind")
            .tick("consent_electronic")
    };
    let (first, other) = (form(), form());
    assert_eq!(thrice(&first, &other), [303; 3]);
    let scope = scope_of(&partner);
    let signed = app
        .read(move |tx| Ok(store::signature::of_tenant(tx, scope)?))
        .wait()
        .unwrap();
    assert_eq!(signed.len(), 1);
    app.drain();
    assert_eq!(app.mails("E13").len(), 2, "one to each of two addresses");
    assert_eq!(app.mails("E14").len(), 1);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signed_copy"), 2);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM partner"), 1);
}

fn approve_is_pressed_in_two_tabs(app: &TestApp) {
    let partner = app.submitted();
    app.confirm(&partner);
    let case = format!("/ops/applications/{}", partner.application);
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    for kind in ["employment", "business-registration", "restricted-party"] {
        let form = reviewer.open(&case).form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "公示信息与执照一致");
        assert_eq!(form.submit().status(), 303);
    }
    let analyst = app.browser_of(&app.staff(StaffRole::CreditLead));
    let form = analyst
        .open(&format!("{case}/credit"))
        .form(&format!("{case}/credit"));
    let form = form.fill("result", "pass").fill("reason", "两年报表良好");
    assert_eq!(form.submit().status(), 303);
    let colleague = app.member_of_staff("second-reviewer", &[StaffRole::Reviewer]);
    let colleague = app.browser_of(&colleague);
    let approve = format!("{case}/approve");
    let forms = [&reviewer, &colleague].map(|browser| browser.open(&case).form(&approve));
    let [one, two] = at_once(|| forms[0].submit(), || forms[1].submit());
    let mut statuses = [one.status(), two.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    app.drain();
    assert_eq!(app.mails("E09").len(), 1);
}

fn a_link_is_answered_twice(app: &TestApp) {
    let partner = app.submitted();
    let link = app.link_in("E05", &partner.company.approval_email);
    let browser = app.browser();
    let form = browser.open(&link).form(&link);
    let (yes, no) = (form.clone().put("answer", "yes"), form.put("answer", "no"));
    assert_eq!(yes.submit().leads_to(&link).status(), 303);
    assert_eq!(no.submit().leads_to(&link).status(), 303);
    let answers = app.read(|tx| {
        Ok(tx.query::<String>(
            "SELECT answer AS t FROM confirmation WHERE answer IS NOT NULL",
            &[],
        )?)
    });
    assert_eq!(answers.wait().unwrap(), ["yes"]);
    // The other link runs out.
    let link = app.link_in("E06", &partner.company.email);
    let form = browser.open(&link).form(&link);
    app.clock.pass(7 * 86_400);
    assert_eq!(browser.get(&link).status(), 410);
    assert_eq!(form.put("answer", "yes").submit().status(), 303);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM confirmation WHERE answer IS NOT NULL"
        ),
        1
    );
}

fn a_membership_is_taken_twice(app: &TestApp) {
    let browser = app.browser();
    let form = browser
        .open("/partner-network/join")
        .form("/partner-network/join");
    let form = form
        .fill("company_name", "杭州试航信息技术有限公司")
        .fill("contact_email", "a@shihang.example");
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!((one.status(), one.location()), (303, two.location()));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM network_member"), 1);
    let page = one.follow().expect(200);
    assert!(page.text().contains("杭州试航信息技术有限公司"));
}

fn one_draft_cannot_be_revealed_twice(app: &TestApp) {
    let (browser, _) = at_create(app);
    let page = browser.open("/register/cn/create");
    let created = page
        .form("/register/cn/create")
        .tick("terms")
        .tick("privacy")
        .submit();
    assert_eq!(created.status(), 303);
    // A stolen id is of no use without the cookie that seals the password.
    assert_eq!(
        app.browser().get("/register/cn/done").location(),
        "/register/cn/join"
    );
    let looks = at_once(
        || browser.get("/register/cn/done"),
        || browser.get("/register/cn/done"),
    );
    let shown = looks
        .iter()
        .filter(|page| page.attribute("a[download]", "href").is_some())
        .count();
    assert_eq!(
        shown,
        1,
        "{:?}",
        looks.each_ref().map(testkit::Page::status)
    );
}

/// The second click of a double click repeats what its session has just proved; another session
/// proves nothing with a code that was used.
fn a_code_is_sent_twice(app: &TestApp) {
    use ::app::identity::{authenticator, session, sign_in};
    let login = app.staff(StaffRole::Auditor);
    let begun = || {
        let visitor = app.request(domain::caller::Caller::Visitor);
        let signed = sign_in::sign_in(app, &visitor, &login.sign_in_name, &login.password);
        let caller = session::authenticate(app, &signed.unwrap().token).wait();
        app.request(caller.unwrap().caller)
    };
    let (one, other) = (begun(), begun());
    let code = authenticator::code_at(&login.secret, app.now()).unwrap();
    let verify = |request| authenticator::verify(app, request, &code);
    let [first, second] = at_once(|| verify(&one), || verify(&one));
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    assert_eq!(verify(&other).unwrap_err().code(), "invalid");
    let failures = "SELECT CAST(SUM(failures) AS BIGINT) AS n FROM account";
    assert_eq!(count(app, failures), 1, "only the stranger's counts");
}
