//! Two hundred at once: the database decides who is first, everybody else is told so, and what is
//! counted afterwards is exact.

use crate::{application_of, at_create, count};
use domain::caller::{Caller, StaffRole};
use std::collections::BTreeMap;
use std::sync::Barrier;
use testkit::{Applicant, Engine, Fixture, Form, Page, TestApp};

testkit::on_both! { Crowd:
    one_of_many_gets_a_domain,
    one_of_many_gets_a_credit_code_and_a_network_number,
    create_account_is_pressed_by_a_crowd,
    submit_is_pressed_by_a_crowd,
    accept_is_pressed_by_a_crowd,
    two_reviewers_and_the_approval_contact_act_at_once,
    two_reviewers_approve_while_the_applicant_withdraws,
    reviewers_decide_otherwise_while_the_applicant_withdraws,
    a_link_is_answered_by_a_crowd,
    a_crowd_guesses_one_password,
}

/// How many act at once: a dozen for each connection, so that every transaction meets others and most
/// wait.
const MANY: usize = 200;

/// A site with so many connections that its transactions meet.
pub(crate) struct Crowd(TestApp);

impl std::ops::Deref for Crowd {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.0
    }
}

impl Fixture for Crowd {
    fn fresh(engine: Engine) -> Self {
        Self(TestApp::crowded(engine))
    }

    fn check(&self) {
        self.0.check();
    }
}

/// Does everything at once and gives the answers in the order of the work.
pub(crate) fn all_at_once<T: Send>(work: Vec<impl FnOnce() -> T + Send>) -> Vec<T> {
    let start = Barrier::new(work.len());
    std::thread::scope(|scope| {
        let start = &start;
        let running: Vec<_> = work
            .into_iter()
            .map(|work| {
                scope.spawn(move || {
                    start.wait();
                    work()
                })
            })
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// Sends forms at once and counts the answers by status. Whoever is refused reads why.
fn sent_at_once(forms: &[Form]) -> (Vec<Page>, BTreeMap<u16, usize>) {
    let pages = all_at_once(forms.iter().map(|form| || form.submit()).collect());
    let mut statuses = BTreeMap::new();
    for page in &pages {
        *statuses.entry(page.status()).or_default() += 1;
        assert!(
            matches!(page.status(), 303 | 409 | 422 | 429),
            "{}: {}",
            page.status(),
            page.text()
        );
        assert!(!page.source().contains('⟦'), "{}", page.text());
        if page.status() != 303 {
            assert!(!page.all("h1").is_empty() && !page.text().is_empty());
        }
    }
    (pages, statuses)
}

fn statuses<const N: usize>(wanted: [(u16, usize); N]) -> BTreeMap<u16, usize> {
    wanted.into_iter().collect()
}

/// The form many times: the first half as it is, a double click, the others with keys of their own,
/// as from other tabs.
fn clicks(form: &Form) -> Vec<Form> {
    (0..MANY)
        .map(|n| {
            if n < MANY / 2 {
                form.clone()
            } else {
                form.clone().put("request_id", &format!("tab-{n}"))
            }
        })
        .collect()
}

fn one_of_many_gets_a_domain(app: &Crowd) {
    let forms: Vec<Form> = (0..MANY)
        .map(|_| {
            let (browser, company) = (app.browser(), app.company());
            let visitor = app.request(Caller::Visitor);
            let begun = ::app::enrolment::registration::begin(app, &visitor, None).wait();
            browser.set_cookie("tongdao_draft", &begun.unwrap().token);
            let page = browser.open("/register/cn/account");
            let page = page.form("/register/cn/account").submit().follow();
            let form = page.form("/register/cn/details").fill_all(&company.details);
            form.fill("domain_prefix", "wanted-by-all")
        })
        .collect();
    let (pages, found) = sent_at_once(&forms);
    assert_eq!(found, statuses([(303, 1), (422, MANY - 1)]));
    for page in pages.iter().filter(|page| page.status() == 422) {
        assert!(
            page.error_at("domain_prefix").is_some(),
            "{:?}",
            page.errors()
        );
    }
    let held = "SELECT COUNT(*) AS n FROM registration WHERE domain LIKE 'wanted-by-all.%'";
    assert_eq!(count(app, held), 1);
    app.drain();
    assert_eq!(app.mails("E01").len(), 1, "the others got nowhere yet");
}

fn submitted(app: &TestApp) -> i64 {
    count(
        app,
        "SELECT COUNT(*) AS n FROM application WHERE state <> 'draft'",
    )
}

/// Writes the same answers into many forms.
fn answer<'a>(
    app: &TestApp,
    applicants: impl Iterator<Item = &'a Applicant>,
    answers: impl Fn(&Applicant) -> Vec<(&'static str, String)>,
) {
    let typed: Vec<_> = applicants
        .map(|applicant| {
            let pairs = answers(applicant).into_iter();
            let answers = pairs.map(|(field, value)| (field.to_owned(), value));
            (applicant.application.0, answers.collect())
        })
        .collect();
    let kept = app.db.write(move |tx| {
        typed
            .iter()
            .try_for_each(|(id, answers)| store::registration::keep_answers(tx, *id, answers))
    });
    kept.wait().unwrap();
}

fn one_of_many_gets_a_credit_code_and_a_network_number(app: &Crowd) {
    let applicants = app.applicants(MANY);
    let code = applicants[0].company.credit_code.clone();
    let number = applicants[0].company.network_id.clone();
    let with_code = |code: &str| {
        vec![
            ("credit_code", code.to_owned()),
            ("tax_id", code.to_owned()),
        ]
    };
    answer(app, applicants.iter(), |_| with_code(&code));
    let open = |a: &Applicant| a.browser.open("/enrol").form("/enrol/submit");
    let forms: Vec<Form> = applicants.iter().map(open).collect();
    let round = |forms: &[Form], winners: i64| {
        let (pages, found) = sent_at_once(forms);
        assert_eq!(found, statuses([(303, 1), (409, forms.len() - 1)]));
        assert_eq!(submitted(app), winners);
        pages.iter().position(|page| page.status() == 303).unwrap()
    };
    let first = round(&forms, 1);
    // The others go on with codes of their own, but all with one number.
    let others: Vec<&Applicant> = applicants
        .iter()
        .enumerate()
        .filter(|(n, _)| *n != first)
        .map(|(_, applicant)| applicant)
        .collect();
    let number = if first == 0 {
        others[0].company.network_id.clone()
    } else {
        number
    };
    answer(app, others.iter().copied(), |applicant| {
        let mut answers = with_code(&applicant.company.credit_code);
        answers.push(("network_id", number.clone()));
        answers
    });
    // Whoever has won the code holds it.
    let holder = &applicants[first];
    if holder.company.credit_code != code {
        answer(app, others.iter().copied().take(1), |_| {
            with_code(&holder.company.credit_code)
        });
    }
    let forms: Vec<Form> = others.iter().map(|a| open(a)).collect();
    round(&forms, 2);
    app.drain();
    assert_eq!(
        ["E04", "E05", "E06"].map(|code| app.mails(code).len()),
        [2, 2, 2]
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM confirmation"), 4);
}

fn create_account_is_pressed_by_a_crowd(app: &Crowd) {
    let (browser, _) = at_create(app);
    let page = browser.open("/register/cn/create");
    let form = page
        .form("/register/cn/create")
        .tick("terms")
        .tick("privacy");
    let tenants = count(app, "SELECT COUNT(*) AS n FROM tenant");
    let (_, found) = sent_at_once(&clicks(&form));
    assert_eq!(found, statuses([(303, MANY)]));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM tenant"), tenants + 1);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), 1);
    let looks = all_at_once(
        (0..MANY)
            .map(|_| || browser.get("/register/cn/done"))
            .collect(),
    );
    let shown = looks
        .iter()
        .filter(|page| page.attribute("a[download]", "href").is_some());
    assert_eq!(shown.count(), 1, "the password is shown to one of them");
    let form = looks[0].form("/register/cn/done").tick("saved");
    let (_, found) = sent_at_once(&clicks(&form));
    assert_eq!(found, statuses([(303, MANY)]));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM application"), 1);
    app.drain();
    assert_eq!(app.mails("E03").len(), 1);
}

/// Of clicks that count once either the double click was first, and all of it is answered alike, or
/// a single tab was.
fn one_act(found: &BTreeMap<u16, usize>) {
    let half = MANY / 2;
    assert!(
        *found == statuses([(303, half), (409, half)])
            || *found == statuses([(303, 1), (409, MANY - 1)]),
        "{found:?}"
    );
}

fn submit_is_pressed_by_a_crowd(app: &Crowd) {
    let partner = app.complete();
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/enrol").form("/enrol/submit");
    let (_, found) = sent_at_once(&clicks(&form));
    one_act(&found);
    app.drain();
    assert_eq!(
        ["E04", "E05", "E06"].map(|code| app.mails(code).len()),
        [1, 1, 1]
    );
    assert_eq!(application_of(app, &partner).state, "in-review");
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM confirmation"), 2);
}

fn accept_is_pressed_by_a_crowd(app: &Crowd) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let form = |language: &str| {
        let page = browser.open(&format!("/agreements/sign?text={language}"));
        let form = page.form("/agreements/sign");
        form.tick("consent_bind").tick("consent_electronic")
    };
    let (chinese, english) = (form("zh-Hans"), form("en"));
    assert_ne!(chinese.value("text_sha256"), english.value("text_sha256"));
    // The same key with the same text, with another text, and keys of their own.
    let key = chinese.value("request_id").to_owned();
    let forms: Vec<Form> = (0..MANY)
        .map(|n| match n % 4 {
            0 | 1 => chinese.clone(),
            2 => english.clone().put("request_id", &key),
            _ => english.clone().put("request_id", &format!("tab-{n}")),
        })
        .collect();
    let (pages, found) = sent_at_once(&forms);
    let refused = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.status() != 303);
    let refused: Vec<_> = refused.map(|(n, page)| (n % 4, page.status())).collect();
    // Whichever text came first under the key, the other one under the same key is refused.
    assert!(
        refused
            .iter()
            .all(|(kind, status)| *status == 422 && *kind < 3),
        "{found:?}"
    );
    let of_chinese = refused.iter().filter(|(kind, _)| *kind < 2).count();
    let of_english = refused.iter().filter(|(kind, _)| *kind == 2).count();
    assert!(
        [(0, MANY / 4), (MANY / 2, 0)].contains(&(of_chinese, of_english)),
        "{found:?}"
    );
    app.drain();
    for (table, wanted) in [
        ("SELECT COUNT(*) AS n FROM signature", 1),
        ("SELECT COUNT(*) AS n FROM partner", 1),
        ("SELECT COUNT(*) AS n FROM billing_account", 1),
        ("SELECT COUNT(*) AS n FROM security_group", 3),
        ("SELECT COUNT(*) AS n FROM signed_copy", 2),
    ] {
        assert_eq!(count(app, table), wanted, "{table}");
    }
    assert_eq!((app.mails("E13").len(), app.mails("E14").len()), (2, 1));
    assert_eq!(application_of(app, &partner).state, "active");
}

/// Everything an approval needs but the contact's answer, which a reviewer waives after a call: the form
/// to approve, before two reviewers.
fn approvable(app: &TestApp, partner: &testkit::Partner) -> [Form; 2] {
    let case = format!("/ops/applications/{}", partner.application);
    let reviewers = [
        app.browser_of(&app.staff(StaffRole::Reviewer)),
        app.browser_of(&app.member_of_staff("second-reviewer", &[StaffRole::Reviewer])),
    ];
    let id = partner.application;
    let (_, request) = app.sign_in(&app.staff(StaffRole::Reviewer));
    for kind in ["employment", "business-registration", "restricted-party"] {
        let set = ::app::review::decide::set_check;
        set(app, &request, id, kind, "passed", "与登记信息一致").unwrap();
    }
    // The reviewer telephoned and waived the contact's answer, which arrives in this very moment.
    let set = ::app::review::decide::set_check;
    set(
        app,
        &request,
        id,
        "approval-contact",
        "waived",
        "电话核实过本人",
    )
    .unwrap();
    let (_, analyst) = app.sign_in(&app.staff(StaffRole::CreditAnalyst));
    ::app::credit::decide::decide(app, &analyst, id, "pass", "240000", "两年报表良好", "").unwrap();
    let approve = format!("{case}/approve");
    reviewers.map(|reviewer| reviewer.open(&case).form(&approve))
}

fn two_reviewers_and_the_approval_contact_act_at_once(app: &Crowd) {
    let partner = app.submitted();
    let company = &partner.company;
    let no = app.link_in("E05", &company.approval_email);
    let no = app.browser().open(&no).form(&no).put("answer", "no");
    let mailbox = app.link_in("E06", &company.email);
    let yes = app
        .browser()
        .open(&mailbox)
        .form(&mailbox)
        .put("answer", "yes");
    assert_eq!(yes.submit().status(), 303);
    let tabs = approvable(app, &partner);
    let mut forms: Vec<Form> = (0..MANY - 1)
        .map(|n| tabs[n % 2].clone().put("request_id", &format!("tab-{n}")))
        .collect();
    forms.push(no);
    let (pages, _) = sent_at_once(&forms);
    let approvals = pages
        .iter()
        .take(MANY - 1)
        .filter(|page| page.status() == 303);
    let approvals = approvals.count();
    assert_eq!(pages.last().unwrap().status(), 303);
    app.drain();
    // The contact's "not us" came before every approval, or reopened the one that was given.
    let row = application_of(app, &partner);
    assert_eq!(row.state, "in-review", "{approvals} approvals");
    assert!(approvals <= 1, "{approvals}");
    assert_eq!(app.mails("E09").len(), approvals);
    let answered = "SELECT COUNT(*) AS n FROM confirmation WHERE answer = 'no'";
    assert_eq!(count(app, answered), 1);
}

/// Whoever comes first decides: the application is approved or withdrawn, and told to be that alone.
fn two_reviewers_approve_while_the_applicant_withdraws(app: &Crowd) {
    let partner = app.submitted();
    let mailbox = app.link_in("E06", &partner.company.email);
    let yes = app.browser().open(&mailbox).form(&mailbox);
    assert_eq!(yes.put("answer", "yes").submit().status(), 303);
    let tabs = approvable(app, &partner);
    let leave = app.browser_of(&partner.admin).open("/enrol/status");
    let leave = leave.form("/enrol/withdraw");
    let forms: Vec<Form> = (0..MANY)
        .map(|n| {
            let form = if n % 2 == 0 { &leave } else { &tabs[n / 2 % 2] };
            form.clone().put("request_id", &format!("tab-{n}"))
        })
        .collect();
    let (pages, found) = sent_at_once(&forms);
    assert_eq!(found, statuses([(303, 1), (409, MANY - 1)]));
    let first = pages.iter().position(|page| page.status() == 303).unwrap();
    app.drain();
    let row = application_of(app, &partner);
    let told = ["E09", "E12"].map(|code| app.mails(code).len());
    let wanted = if first % 2 == 0 {
        ("withdrawn", 0)
    } else {
        ("approved", 1)
    };
    assert_eq!((row.state.as_str(), told[0]), wanted);
    assert_eq!(told[1] > 0, wanted.0 == "withdrawn", "{told:?}");
}

/// Whoever comes first decides, and what the others wanted is told to nobody: two reviewers approve, a
/// third asks, a fourth rejects, and the company withdraws. A withdrawal goes also after a question.
fn reviewers_decide_otherwise_while_the_applicant_withdraws(app: &Crowd) {
    for with_company in [false, true] {
        let partner = app.submitted();
        let mailbox = app.link_in("E06", &partner.company.email);
        let yes = app.browser().open(&mailbox).form(&mailbox);
        assert_eq!(yes.put("answer", "yes").submit().status(), 303);
        drop(approvable(app, &partner));
        // Whoever set the checks holds the case by that; it is given back, so that anybody may decide.
        let (_, request) = app.sign_in(&app.staff(StaffRole::Reviewer));
        ::app::review::hold::release(app, &request, partner.application).unwrap();
        let desk = |who: &str| {
            app.browser_of(&app.member_of_staff(&format!("{who}-reviewer"), &[StaffRole::Reviewer]))
        };
        let case = format!("/ops/applications/{}", partner.application);
        let approve = |who: &str| desk(who).open(&case).form(&format!("{case}/approve"));
        let [one, two] = ["first", "second"].map(approve);
        let ask = crate::lifecycle::opened(&desk("third"), &partner, "ask");
        let ask = crate::lifecycle::item(ask, 1, "OTHER", "general", "请说明情况。");
        let reject = crate::lifecycle::opened(&desk("fourth"), &partner, "reject")
            .again("reasons", "OTHER")
            .fill("text", "业务范围不符合计划要求。");
        let leave = app.browser_of(&partner.admin).open("/enrol/status");
        let leave = leave.form("/enrol/withdraw");
        let kinds = if with_company {
            vec![&one, &ask, &two, &reject, &leave]
        } else {
            vec![&one, &ask, &two, &reject]
        };
        let forms: Vec<Form> = (0..MANY)
            .map(|n| {
                let form = kinds[n % kinds.len()].clone();
                form.put("request_id", &format!("tab-{n}"))
            })
            .collect();
        let before = ["E07", "E09", "E10", "E12"].map(|code| app.mails(code).len());
        let (pages, found) = sent_at_once(&forms);
        let done = pages.iter().enumerate();
        let done = done.filter(|(_, page)| page.status() == 303);
        let mut done: Vec<_> = done.map(|(n, _)| n % kinds.len()).collect();
        done.sort_unstable();
        app.drain();
        let after = ["E07", "E09", "E10", "E12"].map(|code| app.mails(code).len());
        let told: Vec<_> = (0..4).map(|n| after[n] - before[n]).collect();
        let state = application_of(app, &partner).state;
        let wanted = match done.as_slice() {
            [0 | 2] => ("approved", [0, 1, 0, 0]),
            [1] => ("information-requested", [1, 0, 0, 0]),
            [3] => ("rejected", [0, 0, 1, 0]),
            [4] => ("withdrawn", [0, 0, 0, 1]),
            // What was asked can be withdrawn.
            [1, 4] => ("withdrawn", [1, 0, 0, 1]),
            other => panic!("{other:?} of {found:?}"),
        };
        assert_eq!((state.as_str(), told.as_slice()), (wanted.0, &wanted.1[..]));
        for page in pages.iter().filter(|page| page.status() != 303) {
            assert_eq!(page.status(), 409, "{}", page.text());
        }
    }
}

fn a_link_is_answered_by_a_crowd(app: &Crowd) {
    let partner = app.submitted();
    let link = app.link_in("E05", &partner.company.approval_email);
    let form = app.browser().open(&link).form(&link);
    let forms: Vec<Form> = (0..MANY)
        .map(|n| {
            let answer = if n % 2 == 0 { "yes" } else { "no" };
            form.clone().put("answer", answer)
        })
        .collect();
    let (pages, found) = sent_at_once(&forms);
    assert_eq!(found, statuses([(303, MANY)]));
    let answered = "SELECT COUNT(*) AS n FROM confirmation WHERE answer IS NOT NULL";
    assert_eq!(count(app, answered), 1);
    let succeeded = crate::audited(app, "application.confirm", "succeeded");
    assert_eq!(succeeded, 1, "{} answers", pages.len());
}

/// Each wrong password counts, however many come at once: five are looked at, the
/// last of them locks, and the rest meets the lock.
fn a_crowd_guesses_one_password(app: &Crowd) {
    let login = app.staff(StaffRole::Auditor);
    let forms: Vec<Form> = (0..MANY)
        .map(|n| {
            let form = app.browser().open("/signin").form("/signin");
            let form = form.fill("sign_in_name", &login.sign_in_name);
            form.fill("password", &format!("guess-{n}"))
        })
        .collect();
    let (pages, found) = sent_at_once(&forms);
    assert_eq!(found, statuses([(422, 4), (303, MANY - 4)]));
    let locked = pages.iter().filter(|page| page.status() == 303);
    for page in locked {
        let place = page.location();
        assert!(place.starts_with("/signin/locked?why=name&"), "{place}");
    }
    let failures = "SELECT failures AS n FROM account WHERE sign_in_name LIKE 'auditor@%'";
    assert_eq!(count(app, failures), 5);
    app.drain();
    assert_eq!(app.mails("S06").len(), 1, "the owner is told once");
}
