//! The process ends at every fault point on the way of a company: each time it is started again, the
//! person sends the same form once more, and in the end everything is there, and there once.

use crate::installation::{CODE, Installation};
use adapters::SystemClock;
use app::identity::authenticator::code_at;
use domain::caller::StaffRole;
use domain::effects::Clock;
use std::collections::{BTreeMap, BTreeSet};
use testkit::{Browser, Company, Engine, Form, Login, Mood, Page, specimen};
use uuid::Uuid;

#[test]
fn nothing_is_lost_or_doubled_on_sqlite() {
    walk(Engine::Sqlite);
}

#[test]
fn nothing_is_lost_or_doubled_on_postgres() {
    walk(Engine::Postgres);
}

const PASSWORD: &str = "Trustworthy-Heron-47";
/// How often the process dies after the mail server has taken a mail and before that is recorded.
const DEATHS_AFTER_SENDING: u32 = 6;

pub(crate) fn sent(site: &Installation, code: &str) -> usize {
    let messages = site.inside.messages("");
    messages
        .iter()
        .filter(|message| message.code == code)
        .count()
}

/// Partner tenants and their accounts.
fn partners(site: &Installation) -> [i64; 2] {
    [
        "SELECT COUNT(*) AS n FROM tenant WHERE kind = 'partner'",
        "SELECT COUNT(*) AS n FROM account a JOIN tenant t ON t.id = a.tenant_id WHERE t.kind = 'partner'",
    ]
    .map(|sql| site.count(sql))
}

pub(crate) fn applications(site: &Installation) -> i64 {
    site.count("SELECT COUNT(*) AS n FROM application")
}

fn state(site: &Installation) -> Vec<String> {
    site.texts("SELECT state AS t FROM application")
}

/// Signatures, partners, billing accounts.
fn signed(site: &Installation) -> [i64; 3] {
    [
        "SELECT COUNT(*) AS n FROM signature",
        "SELECT COUNT(*) AS n FROM partner",
        "SELECT COUNT(*) AS n FROM billing_account",
    ]
    .map(|sql| site.count(sql))
}

fn walk(engine: Engine) {
    let mut site = Installation::new(engine);
    let company = site.inside.company();
    let browser = register(&mut site, &company);
    let temporary = create(&mut site, &browser);
    first_sign_in(&mut site, &browser, &company, &temporary);
    let [reviewer, analyst] = staff(&site);
    submit(&mut site, &browser, &company);
    confirm(&site, &company);
    approve(&mut site, &reviewer, &analyst);
    sign(&mut site, &browser);
    nothing_secret_is_in_the_logs(&site, &browser, &company, &temporary);
    everything_is_there_once(&mut site, &company);
    every_place_was_tried(&site.died);
}

/// What the walk is about: creation, submission, decision, signature, set-up, and what they send.
const ABOUT: [&str; 18] = [
    "registration.begin-creation/",
    "registration.fail-creation/",
    "registration.create-account/",
    "registration.reveal-credentials/",
    "registration.acknowledge/",
    "document.upload/",
    "application.submit/",
    "application.check/",
    "application.decide-credit/",
    "application.approve/",
    "agreement.",
    "provisioning.",
    "checks/",
    "mail/",
    "print/",
    "provision/",
    "telephone/",
    "registration.send-code/",
];

/// An undisturbed company passes no place on this way at which no process has died: a place somebody
/// adds later fails here until the walk dies there as well.
fn every_place_was_tried(died: &BTreeSet<String>) {
    drop(testkit::TestApp::new(Engine::Sqlite).active_partner());
    let mut passed = app::fault::passed();
    // The first version begins when an installation starts, as tests beside this one do.
    passed.retain(|place| !place.starts_with("agreement.begin/"));
    passed.retain(|place| ABOUT.iter().any(|about| place.starts_with(about)));
    let left: Vec<_> = passed.difference(died).collect();
    assert!(left.is_empty(), "nobody has died at {left:?}");
    assert!(passed.len() > 30, "{passed:?}");
    // Only a creation that fails passes these.
    for moment in ["before-commit", "after-commit"] {
        let place = format!("registration.fail-creation/{moment}");
        assert!(died.contains(&place), "nobody has died at {place}");
    }
}

/// The process does not answer a form, because it ended over it.
pub(crate) fn lost(site: &mut Installation, form: &Form) {
    if let Ok(page) = form.try_submit() {
        panic!(
            "{} was answered: {} {}",
            form.action(),
            page.status(),
            page.text()
        );
    }
    site.dies();
}

/// Details and the telephone challenge: one text message, whatever happens around it.
fn register(site: &mut Installation, company: &Company) -> Browser {
    site.start("registration.send-code/before-commit");
    let browser = site.browser();
    let page = browser.open("/register/cn/join").form("/register/cn/join");
    let page = page.submit().follow().form("/register/cn/account").submit();
    let form = page.follow().form("/register/cn/details");
    let page = form.fill_all(&company.details).submit();
    let page = page.leads_to("/register/cn/phone").follow();
    // The mail about it has left and is recorded, before the process dies for something else.
    site.settles();
    let send = page.form("/register/cn/phone/send");
    lost(site, &send);
    site.start("registration.send-code/after-commit");
    lost(site, &send);
    site.start_and_die("telephone/claimed");
    site.start_and_die("telephone/performed");
    site.start("registration.begin-creation/before-commit");
    site.settles();
    let page = send.submit().leads_to("/register/cn/phone").follow();
    site.settles();
    assert_eq!(sent(site, "CODE"), 1);
    let verify = page.form("/register/cn/phone/verify").fill("code", CODE);
    drop(verify.submit().leads_to("/register/cn/create"));
    browser
}

/// "Create account" and the credentials, which a crash must not swallow.
fn create(site: &mut Installation, browser: &Browser) -> String {
    let form = || {
        let page = browser.open("/register/cn/create");
        page.form("/register/cn/create")
            .tick("terms")
            .tick("privacy")
    };
    let state = |site: &Installation| site.texts("SELECT state AS t FROM registration");
    let first = form();
    lost(site, &first);
    assert_eq!(state(site), ["verified"]);
    site.start("registration.begin-creation/after-commit");
    lost(site, &first);
    assert_eq!(
        (state(site), partners(site)),
        (vec!["creating".to_owned()], [0, 0])
    );
    // The account cannot be written: somebody has the domain. What was begun is taken back.
    let own = "SELECT domain AS t FROM tenant WHERE kind = 'operator'";
    let operator = site.texts(own).remove(0);
    let domains = "SELECT domain AS t FROM registration";
    let wanted = site.texts(domains).remove(0);
    let rename = |site: &Installation, domain: &str| {
        let sql = format!("UPDATE tenant SET domain = '{domain}' WHERE kind = 'operator'");
        site.inside.database.tamper(&sql);
    };
    rename(site, &wanted);
    site.start("registration.fail-creation/before-commit");
    lost(site, &first);
    assert_eq!(state(site), ["creating"]);
    site.start("registration.fail-creation/after-commit");
    lost(site, &first);
    assert_eq!(
        (state(site), partners(site)),
        (vec!["verified".to_owned()], [0, 0])
    );
    rename(site, &operator);
    site.start("registration.create-account/before-commit");
    lost(site, &first);
    assert_eq!(
        (state(site), partners(site)),
        (vec!["creating".to_owned()], [0, 0])
    );
    site.start("registration.create-account/after-commit");
    lost(site, &first);
    assert_eq!(partners(site), [1, 1]);
    site.start("registration.reveal-credentials/before-commit");
    drop(first.submit().leads_to("/register/cn/done"));
    assert_eq!(partners(site), [1, 1]);
    // The one look at the password ends in the crash. It is not lost: sending the page back without
    // the tick shows it again, to the holder of the cookie and for some minutes.
    let look = |site: &mut Installation| {
        let look = browser.try_send(&[], "GET", "/register/cn/done", None, Vec::new());
        assert!(look.is_err());
        site.dies();
    };
    look(site);
    site.start("registration.reveal-credentials/after-commit");
    look(site);
    site.start("registration.acknowledge/before-commit");
    let page = browser.open("/register/cn/done");
    assert_eq!(temporary_password(&page), None, "{}", page.text());
    let page = page.form("/register/cn/done").submit().expect(422);
    let temporary = temporary_password(&page).expect("the password");
    let saved = page.form("/register/cn/done").tick("saved");
    lost(site, &saved);
    assert_eq!(applications(site), 0);
    site.start("registration.acknowledge/after-commit");
    lost(site, &saved);
    assert_eq!(applications(site), 1);
    site.start_and_die("mail/claimed");
    site.start_and_die("mail/sent");
    site.start("document.upload/before-commit");
    assert_eq!(saved.submit().status(), 303);
    site.settles();
    assert_eq!((applications(site), sent(site, "E03")), (1, 1));
    temporary
}

fn temporary_password(page: &Page) -> Option<String> {
    page.all("dd, dd *, code, .mono, .secret")
        .into_iter()
        .find(|text| {
            let parts: Vec<_> = text.split('-').collect();
            parts.len() > 2
                && parts
                    .iter()
                    .all(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        })
}

fn first_sign_in(site: &mut Installation, browser: &Browser, company: &Company, temporary: &str) {
    let name = format!(
        "{}@{}.{}",
        company.details["user_name"], company.prefix, site.inside.programme.domain_suffix
    );
    let form = browser.open("/signin").form("/signin");
    let form = form.fill("sign_in_name", &name).fill("password", temporary);
    let page = form.submit().follow();
    let form = page
        .form("/signin/change-password")
        .fill("current", temporary);
    let form = form.fill("password", PASSWORD).fill("repeated", PASSWORD);
    let page = form.submit().follow();
    let secret = page
        .attribute("[data-secret]", "data-secret")
        .expect("a secret");
    let code = code_at(&secret, SystemClock.now()).unwrap();
    let page = page
        .form("/signin/mfa")
        .fill("code", &code)
        .submit()
        .follow();
    assert_eq!(page.status(), 200, "{}", page.text());
}

/// Sessions of the operator's staff, opened from inside.
fn staff(site: &Installation) -> [Browser; 2] {
    [StaffRole::Reviewer, StaffRole::CreditAnalyst].map(|role| {
        site.inside.clock.set(SystemClock.now());
        let login: Login = site.inside.staff(role);
        let (token, _) = site.inside.sign_in(&login);
        site.inside.clock.set(SystemClock.now());
        let browser = site.browser();
        browser.set_cookie("tongdao_session", &token);
        browser
    })
}

/// Every section, the licence, the submission, the automatic checks.
fn submit(site: &mut Installation, browser: &Browser, company: &Company) {
    for section in domain::enrolment::sections::SECTIONS {
        let path = format!("/enrol/{section}");
        if *section == "documents" {
            continue;
        }
        let (ticks, texts): (BTreeMap<_, _>, BTreeMap<_, _>) = company
            .section(section)
            .into_iter()
            .partition(|(_, value)| value == "yes");
        let form = browser.open(&path).form(&path).fill_all(&texts);
        let form = ticks.keys().fold(form, |form, tick| form.tick(tick));
        assert_eq!(form.submit().status(), 303, "{section}");
    }
    let page = browser.open("/enrol/documents");
    let upload = page
        .form("/enrol/documents/upload")
        .fill("kind", "business-licence");
    let upload = upload.attach("file", "licence.pdf", &specimen(&company.name));
    lost(site, &upload);
    site.start("document.upload/stored");
    lost(site, &upload);
    assert_eq!(site.count("SELECT COUNT(*) AS n FROM document"), 0);
    site.start("document.upload/after-commit");
    lost(site, &upload);
    assert_eq!(site.count("SELECT COUNT(*) AS n FROM document"), 1);
    site.start("application.submit/before-commit");
    assert_eq!(upload.submit().status(), 303);
    let send = browser.open("/enrol").form("/enrol/submit");
    lost(site, &send);
    assert_eq!(state(site), ["draft"]);
    site.start("application.submit/after-commit");
    // Mails wait until the other jobs had their accidents; which comes first is not laid down.
    site.mailbox.set(Mood::Busy);
    lost(site, &send);
    assert_eq!(state(site), ["submitted"]);
    site.start_and_die("checks/claimed");
    site.start_and_die("application.check/before-commit");
    assert_eq!(state(site), ["submitted"]);
    site.start_and_die("application.check/after-commit");
    assert_eq!(state(site), ["in-review"]);
    site.start_and_die("checks/performed");
    site.mailbox.set(Mood::Takes);
    for fault in ["mail/sent", "mail/claimed:2", "mail/performed"] {
        site.start_and_die(fault);
    }
    site.start("application.approve/before-commit");
    assert_eq!(
        send.submit().status(),
        303,
        "the same key has the same outcome"
    );
    let fresh = send.clone().put("request_id", "another-key");
    assert_eq!(
        fresh.submit().status(),
        409,
        "a fresh attempt is told the state"
    );
    site.settles();
    assert_eq!(
        ["E04", "E05", "E06"].map(|code| sent(site, code)),
        [1, 1, 1]
    );
    assert_eq!(site.count("SELECT COUNT(*) AS n FROM confirmation"), 2);
}

fn confirm(site: &Installation, company: &Company) {
    for to in [&company.approval_email, &company.email] {
        let link = site.mailbox.link(to, "/confirm/");
        let page = site.browser().open(&link);
        assert_eq!(page.form(&link).put("answer", "yes").submit().status(), 303);
    }
}

/// The decision of the reviewer, after checks and credit.
fn approve(site: &mut Installation, reviewer: &Browser, analyst: &Browser) {
    let id = site.texts("SELECT CAST(reference AS TEXT) AS t FROM application");
    let queue = reviewer.open(&format!("/ops/applications?q={}", id[0]));
    let case = queue
        .attribute("tbody a[href^=\"/ops/applications/\"]", "href")
        .expect("the queue shows the case");
    let approve = format!("{case}/approve");
    let claim = reviewer
        .open(&case)
        .form(&approve)
        .to(&format!("{case}/claim"));
    assert_eq!(claim.submit().status(), 303);
    for kind in ["employment", "business-registration", "restricted-party"] {
        let form = reviewer.open(&case).form(&format!("{case}/checks/{kind}"));
        let form = form
            .fill("result", "passed")
            .fill("reason", "与登记信息一致");
        assert_eq!(form.submit().status(), 303, "{kind}");
    }
    let credit = format!("{case}/credit");
    let form = analyst.open(&credit).form(&credit);
    let form = form.fill("result", "pass").fill("limit", "240000");
    let form = form.fill("reason", "两年报表良好");
    site.start("application.decide-credit/before-commit");
    lost(site, &form);
    site.start("application.decide-credit/after-commit");
    lost(site, &form);
    site.start("application.approve/before-commit");
    assert!(matches!(form.submit().status(), 303 | 409));
    let form = reviewer.open(&case).form(&approve);
    lost(site, &form);
    assert_eq!(state(site), ["in-review"]);
    site.start("application.approve/after-commit");
    lost(site, &form);
    assert_eq!(state(site), ["approved"]);
    site.start_and_die("mail/sent");
    site.start("agreement.sign/before-commit");
    assert_eq!(form.submit().status(), 303);
    site.settles();
    assert_eq!(sent(site, "E09"), 1);
    assert_eq!(site.count("SELECT COUNT(*) AS n FROM credit_decision"), 1);
}

/// Signature, printing, provisioning.
fn sign(site: &mut Installation, browser: &Browser) {
    let form = || {
        let page = browser.open("/agreements/sign");
        let form = page.form("/agreements/sign");
        form.tick("consent_bind").tick("consent_electronic")
    };
    let first = form();
    lost(site, &first);
    assert_eq!(signed(site), [0, 0, 0]);
    site.start("agreement.sign/after-commit");
    site.mailbox.set(Mood::Busy);
    lost(site, &first);
    assert_eq!(signed(site), [1, 1, 1]);
    // Both jobs are due in the same moment, and PostgreSQL gives them in either order: the set-up is
    // put aside until the printing has met all its points.
    let aside = "UPDATE outbox SET done_at = 0 WHERE kind = 'provision' AND done_at IS NULL";
    site.inside.database.tamper(aside);
    for fault in [
        "print/claimed",
        "agreement.print/printed",
        "agreement.print/stored",
        "agreement.print/before-commit",
        "agreement.print/after-commit",
        "print/performed",
    ] {
        site.start_and_die(fault);
        assert_eq!(signed(site), [1, 1, 1], "{fault}");
    }
    let back = "UPDATE outbox SET done_at = NULL WHERE kind = 'provision' AND done_at = 0";
    site.inside.database.tamper(back);
    for fault in [
        "provision/claimed",
        "provisioning.task/before-commit:2",
        "provisioning.task/after-commit",
        "provisioning.task/after-commit:4",
        "provisioning.finish/before-commit",
        "provisioning.finish/after-commit",
        "provision/performed",
    ] {
        site.start_and_die(fault);
        assert_eq!(signed(site), [1, 1, 1], "{fault}");
    }
    site.mailbox.set(Mood::Takes);
    for fault in ["mail/sent", "mail/claimed:2", "mail/performed"] {
        site.start_and_die(fault);
    }
    site.start("");
    drop(first.submit().leads_to("/dashboard/overview"));
    let page = browser.get("/agreements/sign");
    assert_eq!(page.status(), 409, "there is nothing to sign any more");
    site.settles();
}

/// What all the processes have written holds no code, no password, no cookie and no token of a link,
/// though every link was opened.
fn nothing_secret_is_in_the_logs(
    site: &Installation,
    browser: &Browser,
    company: &Company,
    temporary: &str,
) {
    let resume = site.mailbox.link(&company.email, "/register/resume/");
    drop(site.browser().get(&resume));
    let mut secrets = vec![
        PASSWORD.to_owned(),
        temporary.to_owned(),
        temporary.replace('-', ""),
        browser.cookie("tongdao_session").expect("a session"),
    ];
    for mail in site.mailbox.received() {
        for path in ["/confirm/", "/register/resume/"] {
            let tails = mail.text.split(path).skip(1);
            let tokens = tails.map(|tail| {
                let end = tail.find(|c: char| !c.is_ascii_alphanumeric());
                tail.get(..end.unwrap_or(tail.len())).unwrap_or_default()
            });
            secrets.extend(tokens.map(str::to_owned));
        }
    }
    assert!(secrets.len() >= 7, "{}", secrets.len());
    assert!(secrets.iter().all(|secret| secret.len() >= 16));
    let mut logs = 0;
    for entry in std::fs::read_dir(site.inside.database.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "log") {
            continue;
        }
        logs += 1;
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            for secret in &secrets {
                assert!(!line.contains(secret.as_str()), "{line}");
            }
            // Six digits by themselves; a moment or a duration may have them by chance.
            let part = |c: char| c.is_ascii_alphanumeric() || c == '.';
            assert!(line.split(|c| !part(c)).all(|word| word != CODE), "{line}");
        }
    }
    assert!(logs > 10, "{logs}");
}

fn everything_is_there_once(site: &mut Installation, company: &Company) {
    assert_eq!(partners(site), [1, 1]);
    assert_eq!(state(site), ["active"]);
    assert_eq!(signed(site), [1, 1, 1]);
    let counts = [
        ("SELECT COUNT(*) AS n FROM document", 1),
        ("SELECT COUNT(*) AS n FROM signed_copy", 2),
        ("SELECT COUNT(*) AS n FROM security_group", 3),
        ("SELECT COUNT(*) AS n FROM checklist_item", 4),
        (
            "SELECT COUNT(*) AS n FROM provisioning_task WHERE state <> 'done'",
            0,
        ),
        (
            "SELECT COUNT(*) AS n FROM partner WHERE status = 'active'",
            1,
        ),
        (
            "SELECT COUNT(*) AS n FROM outbox WHERE failed_at IS NOT NULL",
            0,
        ),
    ];
    for (sql, wanted) in counts {
        assert_eq!(site.count(sql), wanted, "{sql}");
    }
    // Each mail of the way once to each address, in the records ...
    let messages = site.inside.messages("");
    let mails = messages.iter().filter(|message| message.channel == "mail");
    let mails: Vec<_> = mails
        .map(|m| (m.id, m.code.as_str(), m.recipient.as_str()))
        .collect();
    let told: BTreeSet<_> = mails.iter().map(|(_, code, to)| (*code, *to)).collect();
    assert_eq!(told.len(), mails.len(), "{mails:#?}");
    let (own, approval, invoice) = (
        &company.email,
        &company.approval_email,
        &company.invoice_email,
    );
    for wanted in [
        ("E01", own),
        ("E03", own),
        ("E04", own),
        ("E05", approval),
        ("E06", own),
        ("E09", own),
        ("E13", own),
        ("E13", invoice),
        ("E14", own),
    ] {
        assert!(
            told.contains(&(wanted.0, wanted.1.as_str())),
            "{wanted:?} of {told:?}"
        );
    }
    // ... and at the mail server. Only where the process died between the server's yes and the record
    // of it a mail arrived again, under the same Message-ID, by which receivers tell.
    let mut arrived: BTreeMap<Uuid, u32> = BTreeMap::new();
    for mail in site.mailbox.received() {
        *arrived.entry(mail.id).or_default() += 1;
    }
    let recorded: BTreeSet<_> = mails.iter().map(|(id, ..)| *id).collect();
    assert_eq!(arrived.keys().copied().collect::<BTreeSet<_>>(), recorded);
    let again: u32 = arrived.values().map(|times| times - 1).sum();
    assert_eq!(again, DEATHS_AFTER_SENDING, "{arrived:?}");
    // What the rows name lies in the storage.
    for key in site.texts(
        "SELECT storage_key AS t FROM document UNION ALL SELECT storage_key FROM signed_copy",
    ) {
        assert!(site.inside.documents.get(&key).is_ok(), "{key}");
    }
    site.kill();
    testkit::Fixture::check(&site.inside);
}
