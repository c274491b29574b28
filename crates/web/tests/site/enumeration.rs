//! Nobody learns from an answer whether a name, a number or a link exists. That nobody learns it
//! from its cost either is measured in a process of its own: `tests/timing.rs`.

use testkit::{Browser, Form, Page, TestApp};

testkit::on_both! { TestApp:
    a_sign_in_says_the_same_of_every_name,
    a_recovery_says_the_same_of_every_name,
    a_telephone_number_that_is_known_is_like_any_other,
    links_nobody_has_sent_are_alike,
    a_company_that_is_known_is_refused_alike,
}

/// Headers that differ from answer to answer.
const PASSING: [&str; 3] = ["set-cookie", "x-correlation-id", "content-length"];

/// An answer without what belongs to this visit alone: tokens, ids, and what was typed.
fn neutral(page: &Page, typed: &str) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<_> = page
        .headers()
        .filter(|(name, _)| !PASSING.contains(name))
        .map(|(name, value)| (name.to_owned(), value.replace(typed, "…")))
        .collect();
    headers.sort();
    let mut source = page.source().replace(typed, "…");
    let token = page.browser().form_token();
    source = source.replace(&token, "…");
    // When the page was made, signed.
    if let Some(mark) = page.attribute("input[name=mark]", "value") {
        source = source.replace(&mark, "…");
    }
    // Request ids and correlation ids are UUIDs.
    let mut body = String::new();
    let mut rest = source.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        body.push_str(&rest[..at]);
        rest = &rest[at..];
        let run = rest.find(|c: char| !c.is_ascii_hexdigit() && c != '-');
        let (word, tail) = rest.split_at(run.unwrap_or(rest.len()));
        let is_id = word.len() == 36 && word.matches('-').count() == 4;
        body.push_str(if is_id { "…" } else { word });
        rest = tail;
    }
    body.push_str(rest);
    (page.status(), headers, body)
}

fn assert_alike(one: (&Page, &str), other: (&Page, &str), when: &str) {
    let (a, b) = (neutral(one.0, one.1), neutral(other.0, other.1));
    assert_eq!((a.0, a.1), (b.0, b.1), "{when}: status and headers");
    if a.2 != b.2 {
        let mut lines = a.2.lines().zip(b.2.lines()).filter(|(a, b)| a != b);
        panic!("{when}: {:?}", lines.next());
    }
}

/// The sign-in names of so many accounts that exist.
fn names(app: &TestApp, n: usize) -> Vec<String> {
    let applicants = app.applicants(n);
    let suffix = &app.programme.domain_suffix;
    let name = |a: &testkit::Applicant| {
        let user = &a.company.details["user_name"];
        format!("{user}@{}.{suffix}", a.company.prefix)
    };
    applicants.iter().map(name).collect()
}

/// A name nobody has that looks like one somebody has.
fn nobody(app: &TestApp, n: usize) -> String {
    format!("zhou.wenqing@nobody{n}.{}", app.programme.domain_suffix)
}

fn sign_in(browser: &Browser, name: &str) -> Form {
    let form = browser.open("/signin").form("/signin");
    form.fill("sign_in_name", name)
        .fill("password", "Wrong-Guess-99")
}

/// First tries, locks, the time of a lock, what comes after it: the same at every moment.
fn a_sign_in_says_the_same_of_every_name(app: &TestApp) {
    let known = names(app, 1).remove(0);
    let unknown = nobody(app, 0);
    // Seconds before each try.
    let waits = [
        0, 0, 0, 0, 0, 0, 100, 100, 99, 1, 0, 300, 299, 1, 0, 1200, 0, 86_400, 0,
    ];
    for (n, wait) in waits.into_iter().enumerate() {
        app.clock.pass(wait);
        let pages = [&known, &unknown].map(|name| sign_in(&app.browser(), name).submit());
        assert_alike(
            (&pages[0], &known),
            (&pages[1], &unknown),
            &format!("try {n} after {wait} s"),
        );
    }
    app.drain();
}

/// The form, as somebody sends it who has read the page.
fn recover(app: &TestApp, browser: &Browser, name: &str) -> Form {
    let form = browser.open("/signin/recover").form("/signin/recover");
    app.clock.pass(2);
    form.fill("sign_in_name", name)
}

fn send(browser: &Browser, way: &str) -> Page {
    browser.post("/signin/recover/send", &[("way", way), ("method", "sms")])
}

fn a_recovery_says_the_same_of_every_name(app: &TestApp) {
    let pair = [names(app, 1).remove(0), nobody(app, 0)];
    let browsers = [app.browser(), app.browser()];
    let both = |when: &str, act: &dyn Fn(&Browser, &str) -> Page| {
        let pages = [0, 1].map(|n| act(&browsers[n], &pair[n]));
        assert_alike((&pages[0], &pair[0]), (&pages[1], &pair[1]), when);
    };
    // The page says until when: both begin in the same moment.
    let forms = [0, 1].map(|n| recover(app, &browsers[n], &pair[n]));
    let pages = forms.map(|form| form.submit());
    assert_alike((&pages[0], &pair[0]), (&pages[1], &pair[1]), "begun");
    both("the page", &|browser, _| {
        browser.get("/signin/recover/prove")
    });
    for way in ["email", "phone"] {
        both(way, &|browser, _| send(browser, way));
        app.drain();
        both("the page after it", &|browser, _| {
            browser.get("/signin/recover/prove")
        });
        both("a wrong code", &|browser, _| {
            browser.post("/signin/recover/verify", &[("way", way), (way, "000000")])
        });
    }
    both("too early", &|browser, _| {
        browser.get("/signin/recover/password")
    });
    app.drain();
}

/// A number that was verified before, and one nobody has used: the same page, the same wait.
fn a_telephone_number_that_is_known_is_like_any_other(app: &TestApp) {
    let partner = app.registered_company();
    let (one, _) = crate::at_phone(app);
    let (other, fresh) = crate::at_phone(app);
    let numbers = [partner.company.mobile.clone(), fresh.mobile];
    let browsers = [one, other];
    let shown = |n: usize| domain::validate::phone::display(&numbers[n]);
    for when in ["sent", "too soon", "the page"] {
        let pages = [0, 1].map(|n| {
            if when == "the page" {
                return browsers[n].get("/register/cn/phone");
            }
            let form = browsers[n]
                .open("/register/cn/phone")
                .form("/register/cn/phone/send");
            form.fill("phone", &numbers[n]).submit()
        });
        // The reference is the draft's own.
        let bare = |n: usize| {
            let (status, headers, body) = neutral(&pages[n], &shown(n));
            let masked = domain::validate::phone::mask(&numbers[n]);
            let body = body.replace(&numbers[n], "…").replace(&masked, "…");
            let mut words = body.split("TD-");
            let mut rest = words.next().unwrap_or_default().to_owned();
            for tail in words {
                rest.push_str(tail.get(10..).unwrap_or_default());
            }
            (status, headers, rest)
        };
        assert_eq!(bare(0), bare(1), "{when}");
    }
    app.drain();
}

/// Guessed links, and links of another kind, say nothing but that they are none.
fn links_nobody_has_sent_are_alike(app: &TestApp) {
    let partner = app.submitted();
    let right = app.link_in("E05", &partner.company.approval_email);
    let token = right.rsplit('/').next().unwrap().to_owned();
    let near = format!(
        "{}{}",
        &token[..51],
        if token.ends_with('a') { 'b' } else { 'a' }
    );
    let far = "a".repeat(52);
    let pages = [&near, &far].map(|token| app.browser().get(&format!("/confirm/{token}")));
    assert_alike((&pages[0], &near), (&pages[1], &far), "a guessed link");
    let pages = [&near, &far].map(|token| {
        app.browser()
            .post(&format!("/confirm/{token}"), &[("answer", "yes")])
    });
    assert_alike((&pages[0], &near), (&pages[1], &far), "a guessed answer");
}

/// Whoever stands for the company already: a partner, an applicant, another registration.
fn a_company_that_is_known_is_refused_alike(app: &TestApp) {
    use crate::one_company::{create, imitating};
    let partner = app.active_partner();
    let applicant = app.submitted();
    let (older, twin) = crate::at_create(app);
    let companies = [&partner.company, &applicant.company, &twin];
    let browsers = companies.map(|company| imitating(app, company).0);
    // The first try writes to somebody, the second to nobody any more.
    for when in ["first", "again"] {
        let pages = browsers.each_ref().map(create);
        for page in &pages {
            assert_eq!(page.status(), 409, "{when}");
        }
        for (n, kind) in [(1, "applicant"), (2, "twin")] {
            let nothing = "\u{0}";
            let what = format!("{when}: partner and {kind}");
            assert_alike((&pages[0], nothing), (&pages[n], nothing), &what);
        }
        app.drain();
    }
    assert_eq!(create(&older).location(), "/register/cn/done");
    app.drain();
}
