//! Nobody learns from the cost of an answer whether a name, a number or a company is known. A test of
//! its own process, because the work of the whole process is measured: one measurement at a time.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ::app::enrolment::{details, registration};
use ::app::secrets::PasswordHashing;
use domain::caller::Caller;
use std::ops::Deref;
use std::sync::{Mutex, MutexGuard, PoisonError};
use testkit::{
    Applicant, Browser, Company, Engine, Fixture, Form, TestApp,
    rank::{self, Cost},
};

/// Samples of each kind in a round.
const SAMPLES: usize = 40;

testkit::on_both! { Alone:
    a_sign_in_costs_the_same_for_every_name,
    a_recovery_costs_the_same_for_every_name,
    a_telephone_number_costs_the_same_whoever_has_it,
    a_company_that_is_known_costs_the_same_by_whatever_it_is_known,
    a_company_that_is_known_costs_the_same_whoever_stands_for_it,
    a_guessed_link_costs_the_same_however_near_it_is,
    who_has_lost_everything_learns_nothing_of_names,
    a_guessed_link_to_a_registration_costs_the_same,
}

/// A site of whose work nothing is hidden by another test.
struct Alone {
    app: TestApp,
    _guard: MutexGuard<'static, ()>,
}

impl Fixture for Alone {
    fn fresh(engine: Engine) -> Self {
        static ONE: Mutex<()> = Mutex::new(());
        let guard = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let app = TestApp::with(engine, |parts| {
            parts.passwords = PasswordHashing::new(2).unwrap();
        });
        Self { app, _guard: guard }
    }

    fn check(&self) {
        self.app.check();
    }
}

impl Deref for Alone {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.app
    }
}

/// The sign-in names of accounts that exist.
fn names(app: &TestApp, n: usize) -> Vec<String> {
    let suffix = &app.programme.domain_suffix;
    let name = |a: &Applicant| {
        let user = &a.company.details["user_name"];
        format!("{user}@{}.{suffix}", a.company.prefix)
    };
    app.applicants(n).iter().map(name).collect()
}

/// A name nobody has that looks like one somebody has.
fn nobody(app: &TestApp, n: usize) -> String {
    format!("zhou.wenqing@nobody{n}.{}", app.programme.domain_suffix)
}

/// Whether forms of one kind cost something else than forms of another. The n-th form of a kind is
/// made before the time is taken; `status` is what all are answered with.
fn told(
    app: &TestApp,
    status: u16,
    one: &dyn Fn(usize) -> Form,
    other: &dyn Fn(usize) -> Form,
) -> bool {
    // The work of a server is not seen; what a visitor waits for it is.
    let cost = match app.database.engine {
        Engine::Sqlite => Cost::Work,
        Engine::Postgres => Cost::Wait,
    };
    let (mut a, mut b) = (0, 0);
    let send = |form: Form| move || assert_eq!(form.submit().status(), status);
    rank::tells_apart(
        cost,
        SAMPLES,
        || {
            a += 1;
            send(one(a - 1))
        },
        || {
            b += 1;
            send(other(b - 1))
        },
    )
}

fn sign_in(app: &TestApp, name: &str) -> Form {
    let form = app.browser().open("/signin").form("/signin");
    form.fill("sign_in_name", name)
        .fill("password", "Wrong-Guess-99")
}

fn a_sign_in_costs_the_same_for_every_name(app: &Alone) {
    // A round is repeated at most twice.
    let known = names(app, 3 * SAMPLES);
    let exists = |n: usize| sign_in(app, &known[n]);
    let is_none = |n: usize| sign_in(app, &nobody(app, n));
    assert!(!told(app, 422, &exists, &is_none), "a sign-in tells names");
    // Locked, both.
    for n in 0..4 {
        for name in [&known[0], &nobody(app, 0)] {
            let status = sign_in(app, name).submit().status();
            assert!(matches!(status, 303 | 422), "{n}: {status}");
        }
    }
    let exists = |_| sign_in(app, &known[0]);
    let is_none = |_| sign_in(app, &nobody(app, 0));
    assert!(!told(app, 303, &exists, &is_none), "a lock tells names");
    app.drain();
}

fn begin(app: &TestApp, browser: &Browser, name: &str) -> Form {
    let form = browser.open("/signin/recover").form("/signin/recover");
    app.clock.pass(2);
    form.fill("sign_in_name", name)
}

fn a_recovery_costs_the_same_for_every_name(app: &Alone) {
    let known = names(app, 3 * SAMPLES);
    let exists = |n: usize| begin(app, &app.browser(), &known[n]);
    let is_none = |n: usize| begin(app, &app.browser(), &nobody(app, n));
    assert!(!told(app, 303, &exists, &is_none), "a recovery tells names");
    for way in ["email", "phone"] {
        let send = |name: &str| {
            let browser = app.browser();
            let begun = begin(app, &browser, name).submit();
            let page = begun.leads_to("/signin/recover/prove").follow();
            let form = page.form("/signin/recover/send");
            form.put("way", way).put("method", "sms")
        };
        let exists = |n: usize| send(&known[n]);
        let is_none = |n: usize| send(&nobody(app, n));
        assert!(
            !told(app, 303, &exists, &is_none),
            "sending by {way} tells names"
        );
        // What is sent is sent later, and is no part of the answer.
        app.drain();
    }
}

/// A registration that has come to the telephone.
fn at_phone(app: &TestApp, number: &str) -> Form {
    at_phone_of(app, &app.company(), number)
}

fn at_phone_of(app: &TestApp, company: &Company, number: &str) -> Form {
    let visitor = app.request(Caller::Visitor);
    let token = registration::begin(app, &visitor, None)
        .wait()
        .unwrap()
        .token;
    let draft = registration::open(app, &token).wait().unwrap();
    let id = draft.id();
    let request = ::app::Request {
        caller: Caller::Registrant(id),
        ..visitor
    };
    registration::choose_create(app, &request, id)
        .wait()
        .unwrap();
    let mut typed = company.details.clone();
    typed.extend(["terms", "privacy"].map(|tick| (tick.to_owned(), "yes".to_owned())));
    details::save_details(app, &request, id, typed).unwrap();
    let browser = app.browser();
    browser.set_cookie("tongdao_draft", &token);
    let page = browser.open("/register/cn/phone");
    page.form("/register/cn/phone/send").fill("phone", number)
}

fn a_telephone_number_costs_the_same_whoever_has_it(app: &Alone) {
    let known = app.applicants(3 * SAMPLES);
    let exists = |n: usize| at_phone(app, &known[n].company.mobile);
    let is_none = |_| at_phone(app, &app.company().mobile);
    assert!(!told(app, 303, &exists, &is_none), "a code tells numbers");
    app.drain();
}

/// Whether the credit code or the number in the partner network is somebody else's is not told.
fn a_company_that_is_known_costs_the_same_by_whatever_it_is_known(app: &Alone) {
    let all = app.applicants(3);
    let submit = |n: usize| all[n].browser.open("/enrol").form("/enrol/submit");
    assert_eq!(submit(0).submit().status(), 303);
    let held = &all[0].company;
    for (n, fields) in [
        (
            1,
            vec![
                ("credit_code", &held.credit_code),
                ("tax_id", &held.credit_code),
            ],
        ),
        (2, vec![("network_id", &held.network_id)]),
    ] {
        let id = all[n].application.0;
        let answers = fields.into_iter();
        let answers = answers.map(|(field, value)| (field.to_owned(), value.clone()));
        let answers = answers.collect();
        let kept = app
            .db
            .write(move |tx| store::registration::keep_answers(tx, id, &answers));
        kept.wait().unwrap();
    }
    assert!(
        !told(app, 409, &|_| submit(1), &|_| submit(2)),
        "a refusal tells"
    );
    app.drain();
}

/// A registration whose number is verified, of a company that is somebody else's already.
fn at_create(app: &TestApp, original: Option<&Company>) -> (Browser, Company) {
    let mut company = app.company();
    if let Some(original) = original {
        for field in ["legal_name", "address_line1"] {
            let same = original.details[field].clone();
            company.details.insert(field.to_owned(), same);
        }
    }
    let sent = at_phone_of(app, &company, &company.mobile);
    let sent = sent.submit();
    assert_eq!(sent.status(), 303);
    let browser = sent.browser().clone();
    app.drain();
    let code = app.code_sent_to(&company.mobile);
    let verify = browser.open("/register/cn/phone");
    let verify = verify.form("/register/cn/phone/verify").fill("code", &code);
    drop(verify.submit().leads_to("/register/cn/create"));
    (browser, company)
}

/// At "Create account": whether a partner, an applicant or another registration stands for it.
fn a_company_that_is_known_costs_the_same_whoever_stands_for_it(app: &Alone) {
    let partner = app.active_partner();
    let applicant = app.submitted();
    let (_, twin) = at_create(app, None);
    let companies = [&partner.company, &applicant.company, &twin];
    let browsers = companies.map(|company| at_create(app, Some(company)).0);
    let create = |n: usize| {
        let page = browsers[n].open("/register/cn/create");
        let form = page.form("/register/cn/create");
        form.tick("terms").tick("privacy")
    };
    // Those who stand for it are written to once, and that has happened.
    for n in 0..3 {
        assert_eq!(create(n).submit().status(), 409);
    }
    app.drain();
    for (n, kind) in [(1, "an applicant"), (2, "another registration")] {
        let tells = told(app, 409, &|_| create(0), &|_| create(n));
        assert!(!tells, "a refusal tells a partner from {kind}");
    }
    app.drain();
}

/// Of the same text, whether it is nearly a link that was sent or not at all.
fn a_guessed_link_costs_the_same_however_near_it_is(app: &Alone) {
    let partner = app.submitted();
    let link = app.link_in("E05", &partner.company.approval_email);
    let token = link.strip_prefix("/confirm/").unwrap();
    let last = if token.ends_with('a') { 'b' } else { 'a' };
    let near = format!("/confirm/{}{last}", &token[..token.len() - 1]);
    let far = format!("/confirm/{}", "a".repeat(token.len()));
    let form = app.browser().open(&link).form(&link).put("answer", "yes");
    let send = |to: &str| form.clone().to(to);
    assert_eq!(send(&near).submit().status(), 404);
    assert!(
        !told(app, 404, &|_| send(&near), &|_| send(&far)),
        "a link tells"
    );
}

/// Whoever has lost every way into an account asks for new ones, with a letter.
fn who_has_lost_everything_learns_nothing_of_names(app: &Alone) {
    let known = names(app, 3 * SAMPLES);
    let letter = testkit::specimen("letter");
    let ask = |name: &str| {
        let form = app.browser().open("/signin/lost").form("/signin/lost");
        app.clock.pass(3);
        form.fill("sign_in_name", name)
            .fill("full_name", "周文清")
            .fill("company_name", "杭州瀚海云帆信息技术有限公司")
            .fill("new_email", "zhou@contoso.example")
            .fill("new_mobile", "199 0000 0333")
            .fill("reason", "手机被盗，旧邮箱域名已停用。")
            .attach("letter", "letter.pdf", &letter)
    };
    let exists = |n: usize| ask(&known[n]);
    let is_none = |n: usize| ask(&nobody(app, n));
    assert!(!told(app, 303, &exists, &is_none), "a request tells names");
    app.drain();
}

/// The same for the link a registration goes on by, at each of its forms.
fn a_guessed_link_to_a_registration_costs_the_same(app: &Alone) {
    let company = app.company();
    drop(at_phone_of(app, &company, &company.mobile));
    app.drain();
    let link = app.link_in("E01", &company.email);
    let page = app.browser().open(&link);
    let code = format!("{link}/code");
    let form = page.form(&code);
    let token = link.strip_prefix("/register/resume/").unwrap();
    let last = if token.ends_with('a') { 'b' } else { 'a' };
    let near = format!("/register/resume/{}{last}", &token[..token.len() - 1]);
    let far = format!("/register/resume/{}", "a".repeat(token.len()));
    for part in ["/code", "", "/refuse"] {
        let send = |to: &str| {
            form.clone()
                .put("code", "123456")
                .to(&format!("{to}{part}"))
        };
        assert_eq!(send(&near).submit().status(), 404, "{part}");
        let tells = told(app, 404, &|_| send(&near), &|_| send(&far));
        assert!(!tells, "a link tells at {part}");
    }
    app.drain();
}
