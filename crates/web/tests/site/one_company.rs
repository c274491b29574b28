//! One company, one registration: whoever tries again is refused with the same page for every
//! reason, and those who stand for the company are told.

use crate::{application_of, at_create, audited, count};
use domain::caller::AdminSetting;
use testkit::{Browser, Company, Engine, Fixture, Page, Partner, TestApp, programme_with};

testkit::on_both! { TestApp:
    a_second_registration_of_a_partner_is_refused,
    a_second_registration_of_an_applicant_is_refused,
    of_two_unfinished_registrations_the_older_goes_on,
    credit_code_and_network_number_belong_to_one_company,
    a_credit_code_is_not_tried_for_ever,
    what_has_ended_stands_in_nobodys_way,
    a_rejected_company_is_recognised_under_another_number,
    two_create_the_same_company_at_once,
    an_old_tab_is_judged_by_how_things_stand,
}

mod models {
    use super::*;
    testkit::on_both! { TwoModels: another_model_wants_another_organisation }
}

/// A programme with a second business model.
struct TwoModels(TestApp);

impl Fixture for TwoModels {
    fn fresh(engine: Engine) -> Self {
        let (off, on) = (
            "id = \"indirect-provider\"\nenabled = false",
            "id = \"indirect-provider\"\nenabled = true",
        );
        let feature = ("indirect_model = false", "indirect_model = true");
        let programme = programme_with(&[(off, on), feature]).rechecking(0);
        Self(TestApp::with_programme(engine, programme))
    }

    fn check(&self) {
        self.0.check();
    }
}

/// A browser before "Create account" with another company's name and address, written differently.
pub(crate) fn imitating(app: &TestApp, original: &Company) -> (Browser, Company) {
    let (browser, mut company) = at_create(app);
    let name = format!("　{} ", original.name.replace("信息", "信息 "));
    for (field, value) in [
        ("legal_name", name.as_str()),
        ("address_line1", "文岚路188號，3幢-602室"),
    ] {
        company.details.insert(field.to_owned(), value.to_owned());
    }
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    assert_eq!(form.fill_all(&company.details).submit().status(), 303);
    (browser, company)
}

pub(crate) fn create(browser: &Browser) -> Page {
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    form.tick("terms").tick("privacy").submit()
}

/// What the refused person reads, without what differs on every page.
fn told(page: Page) -> String {
    let page = page.expect(409);
    assert!(!page.source().contains('⟦'));
    let text = page.text();
    let id = page.header("x-correlation-id").to_owned();
    text.replace(&id, "")
}

fn tenants(app: &TestApp) -> i64 {
    count(app, "SELECT COUNT(*) AS n FROM tenant")
}

fn a_second_registration_of_a_partner_is_refused(app: &TestApp) {
    let partner = app.active_partner();
    drop(app.colleague(&partner, AdminSetting::GlobalAdmin));
    drop(app.colleague(&partner, AdminSetting::BillingAdmin));
    let (browser, company) = imitating(app, &partner.company);
    let before = tenants(app);
    let words = told(create(&browser));
    for secret in [
        &partner.reference,
        &partner.company.email,
        &partner.admin.sign_in_name,
    ] {
        assert!(!words.contains(secret.as_str()), "{secret}");
    }
    assert_eq!(tenants(app), before);
    app.drain();
    // Every global admin is told, nobody else, and once a day however often it is tried.
    let mut to: Vec<String> = app.mails("E19").into_iter().map(|m| m.recipient).collect();
    to.sort();
    let prefix = &partner.company.prefix;
    assert_eq!(
        to,
        [
            format!("global-admin@{prefix}.example"),
            partner.company.email.clone()
        ]
    );
    let body = app.mails("E19")[0].body.clone().unwrap();
    assert!(!body.contains(&company.email), "who tried is not told");
    assert_eq!(told(create(&browser)), words);
    let (other, _) = imitating(app, &partner.company);
    assert_eq!(told(create(&other)), words);
    app.drain();
    assert_eq!(app.mails("E19").len(), 2);
    app.clock.pass(86_400);
    let (other, _) = imitating(app, &partner.company);
    assert_eq!(told(create(&other)), words);
    app.drain();
    assert_eq!(app.mails("E19").len(), 4);
}

fn a_second_registration_of_an_applicant_is_refused(app: &TestApp) {
    let draft = app.registered_company();
    let submitted = app.submitted();
    let mut pages = Vec::new();
    for partner in [&draft, &submitted] {
        let (browser, _) = imitating(app, &partner.company);
        pages.push(told(create(&browser)));
        app.drain();
        let mails: Vec<_> = app
            .messages(&partner.company.email)
            .into_iter()
            .filter(|mail| mail.code == "E19")
            .collect();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].body.as_ref().unwrap().contains("/enrol"));
    }
    assert_eq!(pages[0], pages[1]);
    // With a work account of the company itself there is nothing to refuse: it has its application.
    let page = app.browser_of(&draft.admin).open("/register/cn/existing");
    assert!(page.source().contains("href=\"/enrol\""));
    // An account that exists but was never looked at stands for its company too.
    let (browser, company) = at_create(app);
    assert_eq!(create(&browser).status(), 303);
    let (other, _) = imitating(app, &company);
    assert_eq!(told(create(&other)), pages[0]);
    app.drain();
}

fn of_two_unfinished_registrations_the_older_goes_on(app: &TestApp) {
    let (older, company) = at_create(app);
    app.clock.pass(3600);
    // The telephone of the older one is not verified any more: it is nobody's obstacle, but it may
    // be what the newer one is refused for once it is verified again.
    app.tick();
    let page = older.open("/register/cn/phone");
    drop(page.form("/register/cn/phone/send").submit());
    app.drain();
    let code = app.code_sent_to(&company.mobile);
    let form = older
        .open("/register/cn/phone")
        .form("/register/cn/phone/verify");
    assert_eq!(
        form.fill("code", &code).submit().location(),
        "/register/cn/create"
    );
    let (newer, _) = imitating(app, &company);
    let words = told(create(&newer));
    app.drain();
    let mails: Vec<_> = app
        .messages(&company.email)
        .into_iter()
        .filter(|mail| mail.code == "E01")
        .collect();
    assert_eq!(mails.len(), 2, "at T3 and now");
    let link = app.link_in("E01", &company.email);
    assert!(link.starts_with("/register/resume/"));
    assert_eq!(app.browser().get(&link).status(), 200);
    // The older one is not disturbed, and knocking again sends nothing more for an hour.
    assert_eq!(told(create(&newer)), words);
    app.drain();
    assert_eq!(app.mails("E01").len(), 3);
    assert_eq!(create(&older).location(), "/register/cn/done");
    assert_eq!(told(create(&newer)), words);
    app.drain();
}

/// Puts another company's code or number into a complete form and submits it.
fn submit_with(app: &TestApp, partner: &Partner, changes: &[(&str, &str)]) -> Page {
    let browser = app.browser_of(&partner.admin);
    for (section, field, value) in [
        ("programme", "network_id", 0),
        ("legal", "credit_code", 1),
        ("billing", "tax_id", 1),
    ]
    .map(|(section, field, n)| (section, field, changes.get(n).map(|(_, v)| *v)))
    {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let path = format!("/enrol/{section}");
            let form = browser.open(&path).form(&path).fill(field, value);
            assert_eq!(form.submit().status(), 303, "{section}");
        }
    }
    browser.open("/enrol").form("/enrol/submit").submit()
}

fn credit_code_and_network_number_belong_to_one_company(app: &TestApp) {
    let partner = app.active_partner();
    let applicant = app.submitted();
    app.drain();
    let [before, received] = ["E19", "E04"].map(|code| app.mails(code).len());
    let mut pages = Vec::new();
    for (holder, changes) in [
        (
            &partner,
            [
                ("network_id", ""),
                ("credit_code", partner.company.credit_code.as_str()),
            ],
        ),
        (
            &applicant,
            [
                ("network_id", applicant.company.network_id.as_str()),
                ("credit_code", ""),
            ],
        ),
    ] {
        let other = app.complete();
        pages.push(told(submit_with(app, &other, &changes)));
        assert_eq!(application_of(app, &other).state, "draft");
        app.drain();
        let mails: Vec<_> = app
            .messages(&holder.company.email)
            .into_iter()
            .filter(|mail| mail.code == "E19")
            .collect();
        assert_eq!(mails.len(), 1);
        assert_eq!(app.mails("E04").len(), received, "nobody's was received");
    }
    assert_eq!(app.mails("E19").len(), before + 2);
    assert_eq!(audited(app, "application.submit", "succeeded"), 2);
    assert_eq!(audited(app, "application.submit", "failed"), 2);
    // The same two words for both, however the pages around them differ.
    let word = "请联系我们，或询问贵公司的管理员";
    assert!(pages.iter().all(|page| page.contains(word)), "{pages:?}");
}

fn a_credit_code_is_not_tried_for_ever(app: &TestApp) {
    let company = app.complete();
    let code = company.company.credit_code.clone();
    for n in 1..=3 {
        let other = app.complete();
        let page = submit_with(app, &other, &[("network_id", ""), ("credit_code", &code)]);
        assert_eq!(page.status(), 303, "try {n}");
        app.drain();
        app.database
            .tamper("UPDATE application SET state = 'withdrawn' WHERE state = 'in-review'");
    }
    let words = told(submit_with(app, &company, &[]));
    assert!(words.contains("请联系我们，或询问"));
    assert_eq!(application_of(app, &company).state, "draft");
    app.clock.pass(30 * 86_400);
    assert_eq!(submit_with(app, &company, &[]).status(), 303);
    app.drain();
}

fn what_has_ended_stands_in_nobodys_way(app: &TestApp) {
    for state in ["withdrawn", "lapsed", "rejected"] {
        let first = app.submitted();
        let now = app.now().0;
        app.database.tamper(&format!(
            "UPDATE application SET state = '{state}', decided_at = {now} WHERE tenant_id = (
                SELECT tenant_id FROM account WHERE sign_in_name LIKE 'zhou.wenqing@{}.%')",
            first.company.prefix
        ));
        // Name and address are free for another tenant.
        let (browser, _) = imitating(app, &first.company);
        assert_eq!(create(&browser).location(), "/register/cn/done", "{state}");
        // The code of a company that was rejected waits its ninety days, in every tenant.
        let other = app.complete();
        let code = first.company.credit_code.as_str();
        let page = submit_with(app, &other, &[("network_id", ""), ("credit_code", code)]);
        if state == "rejected" {
            assert!(told(page).contains("请联系我们，或询问"));
            app.clock.pass(90 * 86_400);
            let page = submit_with(app, &other, &[]);
            assert_eq!(page.status(), 303);
        } else {
            assert_eq!(page.status(), 303, "{state}");
        }
        app.drain();
    }
    assert_eq!(app.mails("E19").len(), 0);
}

/// Rejected once, another organisation comes with the same company: its name and address are written
/// otherwise, its numbers are new. Nothing refuses it, and the reviewer is told.
fn a_rejected_company_is_recognised_under_another_number(app: &TestApp) {
    let first = app.submitted();
    let now = app.now().0;
    app.database.tamper(&format!(
        "UPDATE application SET state = 'rejected', decided_at = {now} WHERE state = 'in-review'"
    ));
    for (spaced, address, outcome) in [
        (" 信息", "文岚路188號，3幢-602室", "failed"),
        ("信息 ", "文岚路 190 号", "passed"),
    ] {
        let name = first.company.name.replace("信息", spaced);
        let again = app.complete();
        let browser = app.browser_of(&again.admin);
        let form = browser.open("/enrol/legal").form("/enrol/legal");
        let form = form
            .fill("legal_name", &name)
            .fill("address_line1", address);
        assert_eq!(form.submit().status(), 303);
        assert_eq!(submit_with(app, &again, &[]).status(), 303);
        app.drain();
        let id = again.application.0;
        let checks = app.read(move |tx| Ok(store::application::checks(tx, id)?));
        let checks = checks.wait().unwrap();
        let check = checks.iter().find(|c| c.kind == "duplicate").unwrap();
        assert_eq!(check.result, outcome, "{address}");
        assert_eq!(
            check.evidence.contains(&first.reference),
            outcome == "failed"
        );
    }
}

fn two_create_the_same_company_at_once(app: &TestApp) {
    let (older, company) = at_create(app);
    let (newer, _) = imitating(app, &company);
    // As far as each other: whoever is later in the very same moment is refused, and one company is.
    let forms = [&older, &newer].map(|browser| {
        let form = browser
            .open("/register/cn/create")
            .form("/register/cn/create");
        form.tick("terms").tick("privacy")
    });
    let pages = crate::at_once(|| forms[0].submit(), || forms[1].submit());
    let mut statuses = pages.each_ref().map(Page::status);
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), 1);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM company_claim"), 1);
    app.drain();
}

/// A refusal is not what a form is answered with for ever: the same tab, with the same key, is judged
/// anew, and what was done once is done once.
fn an_old_tab_is_judged_by_how_things_stand(app: &TestApp) {
    let first = app.submitted();
    let other = app.complete();
    let browser = app.browser_of(&other.admin);
    let code = first.company.credit_code.as_str();
    for (section, field) in [("legal", "credit_code"), ("billing", "tax_id")] {
        let path = format!("/enrol/{section}");
        let form = browser.open(&path).form(&path).fill(field, code);
        assert_eq!(form.submit().status(), 303);
    }
    let tab = browser.open("/enrol").form("/enrol/submit");
    drop(told(tab.submit()));
    app.drain();
    assert_eq!(app.mails("E19").len(), 1);
    let (_, request) = app.sign_in(&first.admin);
    ::app::enrolment::withdraw::withdraw(app, &request, "").unwrap();
    // A double click, and a third one later.
    let pages = crate::at_once(|| tab.submit(), || tab.submit());
    assert_eq!(pages.each_ref().map(Page::status), [303; 2]);
    assert_eq!(tab.submit().status(), 303);
    app.drain();
    assert_eq!(application_of(app, &other).state, "in-review");
    let received = app.messages(&other.company.email);
    let received = received.iter().filter(|mail| mail.code == "E04").count();
    assert_eq!(received, 1);
    assert_eq!(audited(app, "application.submit", "failed"), 1);
    assert_eq!(audited(app, "application.submit", "succeeded"), 2);
}

/// One company may sell directly and through others: as two organisations, each in one model.
fn another_model_wants_another_organisation(test: &TwoModels) {
    let app = &test.0;
    let in_model = |partner: &Partner, model: &str, code: &str| {
        let browser = app.browser_of(&partner.admin);
        let form = browser.open("/enrol/programme").form("/enrol/programme");
        assert_eq!(form.fill("model", model).submit().status(), 303);
        let page = submit_with(app, partner, &[("network_id", ""), ("credit_code", code)]);
        app.drain();
        page
    };
    let first = app.submitted();
    let code = first.company.credit_code.clone();
    let second = app.complete();
    let page = in_model(&second, "indirect-provider", &code);
    assert_eq!(page.location(), "/enrol/status", "{}", page.text());
    // Each model has one organisation now.
    for model in ["direct", "indirect-provider"] {
        let other = app.complete();
        let words = told(in_model(&other, model, &code));
        assert!(words.contains("请联系我们，或询问"), "{model}: {words}");
        assert_eq!(application_of(app, &other).state, "draft");
    }
    let held = "SELECT COUNT(*) AS n FROM application WHERE state = 'in-review'";
    assert_eq!(count(app, held), 2);
    // The database says the same where the code is not asked.
    for (model, taken) in [
        ("direct", true),
        ("indirect-provider", true),
        ("indirect-reseller", false),
    ] {
        let other = app.complete();
        let (id, code) = (other.application.0, code.clone());
        let written = app.db.write(move |tx| {
            tx.execute(
                "UPDATE application SET credit_code = $2, model = $3, state = 'in-review' WHERE id = $1",
                &[id.into(), code.as_str().into(), model.into()],
            )
        });
        assert_eq!(
            written.wait().is_err_and(|e| e.is_unique()),
            taken,
            "{model}"
        );
    }
}
