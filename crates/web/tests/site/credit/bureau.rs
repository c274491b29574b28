//! What a bureau says, and does not say.

use super::{
    Asked, DAY, analyst, approve, check, day_after, decide, decisions, file_of, inquiries, lead,
    newest, propose, reviewed,
};
use crate::{application_of, audited, count, english};
use domain::caller::StaffRole;
use domain::credit::inquiry::Purpose;
use domain::effects::{BureauReply, DeliveryError};
use domain::enrolment::checks::CreditResult::{Fail, Pass, Refer};
use testkit::{Browser, Partner};

testkit::on_both! { Asked:
    a_yes_decides_and_only_analysts_see_the_score,
    never_more_than_asked_proposed_or_recommended,
    a_no_of_the_bureau_is_not_walked_round,
    a_bureau_that_is_away_is_asked_again_and_answers_once,
    a_bureau_that_refuses_or_never_answers_leaves_it_to_people,
    a_promise_is_looked_after_and_a_late_answer_taken,
    people_who_were_faster_are_not_overruled,
    a_late_answer_does_not_overrule_a_newer_one,
    nobody_is_asked_about_a_closed_case,
    whoever_is_close_to_a_company_neither_asks_nor_looks,
}

/// Questions that are to be handed over or asked again.
const JOBS: &str = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'bureau' AND done_at IS NULL";

/// The words of a company's own status page.
fn status(test: &Asked, partner: &Partner) -> String {
    let browser = english(test.app.browser_of(&partner.admin));
    browser.open("/enrol/status").text()
}

fn a_yes_decides_and_only_analysts_see_the_score(test: &Asked) {
    let app = &test.app;
    test.bureau.answers(Pass, Some(20_000_000));
    let partner = app.submitted();
    let asked = test.bureau.asked();
    assert_eq!(asked.len(), 1);
    let question = &asked[0];
    assert_eq!(question.legal_name, partner.company.name);
    assert_eq!(question.credit_code, partner.company.credit_code);
    assert_eq!(
        (
            question.expected_monthly,
            question.requested_limit,
            question.registered_capital,
            question.years_trading
        ),
        (12_000_000, 24_000_000, Some(1_000_000_000), 9)
    );
    assert_eq!(question.consent_id, "credit-authorisation");
    assert!(!question.consent_version.is_empty() && question.consent_at <= app.now());
    assert_eq!(question.purpose, Purpose::Enrolment);
    let call_back = format!("https://partner.test/hooks/credit/{}", question.id);
    assert_eq!(question.call_back, call_back);
    // It is the decision, and explained.
    let by_bureau = ("bureau".to_owned(), "pass".to_owned(), 20_000_000);
    assert_eq!(newest(app, &partner), by_bureau);
    assert_eq!(
        check(app, &partner),
        ("passed".to_owned(), "bureau".to_owned())
    );
    let analyst = analyst(app);
    let page = analyst.open(&file_of(&partner));
    for words in ["731", "B-2026-7", "¥200,000.00", "Credit bureau"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let report = page.attribute("a[href*=\"/reports/\"]", "href").unwrap();
    let page = analyst.open(&report);
    assert!(page.text().contains("\"overdue\": 0"), "{}", page.text());
    assert_eq!(audited(app, "credit.look", "succeeded"), 1);
    // A reviewer knows the result and no more; another case does not open the report.
    let reviewer = reviewed(app, &partner);
    let page = reviewer.open(&file_of(&partner));
    assert!(page.text().contains("¥200,000.00"));
    for secret in ["731", "B-2026-7", "/reports/"] {
        assert!(!page.source().contains(secret), "{secret}");
    }
    assert_eq!(reviewer.get(&report).status(), 403);
    let other = app.registered_company();
    let elsewhere = report.replace(
        &partner.application.to_string(),
        &other.application.to_string(),
    );
    assert_eq!(analyst.get(&elsewhere).status(), 404);
    // The company reads that it has passed.
    let words = status(test, &partner);
    assert!(words.contains("Passed"), "{words}");
    for secret in ["731", "B-2026-7", "200,000"] {
        assert!(!words.contains(secret), "{secret}");
    }
    assert_eq!(approve(&reviewer, &partner).status(), 303);
    let row = application_of(app, &partner);
    assert_eq!(
        (row.state.as_str(), row.credit_limit),
        ("approved", Some(20_000_000))
    );
    app.drain();
    // The score is in no entry of the audit log.
    let scope = app.operator_scope();
    let wanted = store::audit::Filter {
        action: "credit.".to_owned(),
        ..store::audit::Filter::default()
    };
    let all = app.read(move |tx| Ok(store::audit::search(tx, scope, &wanted, 100)?));
    for entry in all.wait().unwrap() {
        assert!(!entry.detail.contains("731"), "{}", entry.detail);
    }
}

fn never_more_than_asked_proposed_or_recommended(test: &Asked) {
    let app = &test.app;
    // The company asks for 240,000 and is proposed 2 × 120,000.
    for (recommended, result, limit) in [
        (None, "pass", 24_000_000),
        (Some(23_999_999), "pass", 23_999_999),
        (Some(99_000_000), "pass", 24_000_000),
        // A yes without a limit is for a person.
        (Some(0), "refer", 0),
    ] {
        test.bureau.answers(Pass, recommended);
        let partner = app.submitted();
        let wanted = ("bureau".to_owned(), result.to_owned(), limit);
        assert_eq!(newest(app, &partner), wanted, "{recommended:?}");
    }
    // "Refer" leaves the check open, with an analyst's list saying so.
    test.bureau.answers(Refer, None);
    let partner = app.submitted();
    assert_eq!(check(app, &partner).0, "pending");
    let list = analyst(app).open("/ops/credit").text();
    assert!(list.contains(&partner.company.name), "{list}");
    assert_eq!(
        decide(&analyst(app), &partner, "pass", "180000").status(),
        303
    );
    assert_eq!(check(app, &partner).0, "passed");
}

/// Sends a decision that has to be refused because a limit needs two people.
fn barred(by: &Browser, partner: &Partner) {
    let page = decide(by, partner, "pass", "1000").expect(409);
    assert!(
        page.text().contains("which takes two people"),
        "{}",
        page.text()
    );
}

fn a_no_of_the_bureau_is_not_walked_round(test: &Asked) {
    let app = &test.app;
    test.bureau.answers(Fail, None);
    let partner = app.submitted();
    assert_eq!(check(app, &partner).0, "failed");
    let words = status(test, &partner);
    assert!(
        words.contains("Not passed. If you have questions"),
        "{words}"
    );
    let by = analyst(app);
    barred(&by, &partner);
    barred(&by, &partner);
    barred(&lead(app), &partner);
    let page = by.open(&file_of(&partner));
    assert!(page.text().contains("Credit was refused"));
    // The bureau may think better of it: its own yes takes its own no back.
    test.bureau.answers(Pass, Some(10_000_000));
    let ask = format!("{}/ask", file_of(&partner));
    app.clock.pass(60);
    let form = page.form(&ask);
    assert_eq!(form.submit().status(), 303);
    assert_eq!(form.submit().status(), 303, "the same click");
    app.drain();
    assert_eq!(test.bureau.asked().len(), 2);
    let by_bureau = ("bureau".to_owned(), "pass".to_owned(), 10_000_000);
    assert_eq!(newest(app, &partner), by_bureau);
    assert_eq!(decide(&by, &partner, "pass", "90000").status(), 303);
    // A person's no is another matter: the bureau's yes is only told.
    assert_eq!(decide(&by, &partner, "fail", "").status(), 303);
    app.clock.pass(60);
    assert_eq!(by.post(&ask, &[]).status(), 303);
    app.drain();
    let latest = inquiries(app, &partner).remove(0);
    assert_eq!(latest.effect.as_deref(), Some("informs"));
    assert_eq!(newest(app, &partner).1, "fail");
    barred(&by, &partner);
    test.bureau.answers(Refer, None);
    app.clock.pass(60);
    assert_eq!(by.post(&ask, &[]).status(), 303);
    app.drain();
    barred(&by, &partner);
    // Nor does it move the limit that two people have granted against that no.
    let until = day_after(app.now(), 30);
    assert_eq!(propose(&by, &partner, "50000", &until).status(), 303);
    let second = lead(app);
    let page = second.open(&file_of(&partner));
    let yes = page.attribute("form[action$=\"/approve\"]", "action");
    assert_eq!(page.form(&yes.unwrap()).submit().status(), 303);
    test.bureau.answers(Pass, None);
    app.clock.pass(60);
    assert_eq!(by.post(&ask, &[]).status(), 303);
    app.drain();
    let latest = inquiries(app, &partner).remove(0);
    assert_eq!(latest.effect.as_deref(), Some("informs"));
    let granted = ("override".to_owned(), "pass".to_owned(), 5_000_000);
    assert_eq!(newest(app, &partner), granted);
    barred(&by, &partner);
}

fn a_bureau_that_is_away_is_asked_again_and_answers_once(test: &Asked) {
    let app = &test.app;
    let half = DeliveryError::Temporary("half an answer: it broke off".to_owned());
    test.bureau.says(Err(half));
    let partner = app.submitted();
    assert_eq!(inquiries(app, &partner)[0].state, "queued");
    // It holds nothing up but credit.
    let reviewer = reviewed(app, &partner);
    assert_eq!(approve(&reviewer, &partner).status(), 409);
    let by = analyst(app);
    let ask = format!("{}/ask", file_of(&partner));
    assert!(!by.open(&file_of(&partner)).has_form(&ask));
    let again = by.post(&ask, &[]).expect(409);
    assert!(again.text().contains("has been asked already"));
    app.clock.pass(3600);
    test.bureau.answers(Pass, None);
    app.drain();
    app.clock.pass(3600);
    app.tick();
    let asked = test.bureau.asked();
    assert!(asked.iter().all(|question| question.id == asked[0].id));
    assert_eq!(decisions(app, &partner).len(), 1);
    assert_eq!(audited(app, "credit.answer", "succeeded"), 1);
    assert_eq!(inquiries(app, &partner)[0].state, "answered");
}

fn a_bureau_that_refuses_or_never_answers_leaves_it_to_people(test: &Asked) {
    let app = &test.app;
    let refusal = DeliveryError::Permanent("HTTP 422 unknown_company".to_owned());
    test.bureau.says(Err(refusal));
    let refused = app.submitted();
    assert_eq!(inquiries(app, &refused)[0].state, "refused");
    let away = DeliveryError::Temporary("connection refused".to_owned());
    test.bureau.says(Err(away));
    let lost = app.submitted();
    for _ in 0..45 {
        app.clock.pass(1000);
        app.drain();
    }
    let given_up = inquiries(app, &lost).remove(0);
    assert_eq!(
        (given_up.state.as_str(), given_up.note.as_str()),
        ("failed", "connection refused")
    );
    let by = analyst(app);
    let list = by.open("/ops/credit").text();
    for words in [
        "HTTP 422 unknown_company",
        "No answer",
        "Refused by the bureau",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    for partner in [&refused, &lost] {
        assert_eq!(decisions(app, partner).len(), 0);
        assert_eq!(decide(&by, partner, "pass", "200000").status(), 303);
    }
    // After two weeks nobody needs to read it any more.
    app.clock.pass(15 * DAY);
    let list = analyst(app).open("/ops/credit").text();
    assert!(!list.contains("HTTP 422 unknown_company"));
    app.drain();
}

fn a_promise_is_looked_after_and_a_late_answer_taken(test: &Asked) {
    let app = &test.app;
    let partner = app.submitted();
    let waiting = inquiries(app, &partner).remove(0);
    assert_eq!(
        (waiting.state.as_str(), waiting.reference.as_str()),
        ("waiting", "B-1")
    );
    let asked = waiting.accepted_at.unwrap();
    // The number it has given stays, also when it does not repeat it.
    let promise = BureauReply::Accepted {
        reference: String::new(),
    };
    test.bureau.says(Ok(promise));
    let named = || inquiries(app, &partner).remove(0).reference == "B-1";
    app.clock.set(asked.plus_seconds(3599));
    app.tick();
    assert_eq!(test.bureau.asked().len(), 1, "not yet");
    app.clock.set(asked.plus_seconds(3600));
    app.tick();
    app.tick();
    assert_eq!(test.bureau.asked().len(), 2, "after an hour, once");
    assert!(named());
    app.clock.pass(3600);
    app.tick();
    assert_eq!(test.bureau.asked().len(), 2, "then two hours later");
    app.clock.pass(3600);
    app.tick();
    assert_eq!(test.bureau.asked().len(), 3);
    // A look that fails is no end: the next one comes in its time, and no job is left behind.
    let away = DeliveryError::Temporary("connection refused".to_owned());
    test.bureau.says(Err(away));
    let sent = count(app, JOBS);
    for looks in 4..=8 {
        app.clock.pass(DAY);
        app.tick();
        assert_eq!(test.bureau.asked().len(), looks);
        for _ in 0..50 {
            app.clock.pass(1000);
            app.drain();
        }
        assert_eq!(test.bureau.asked().len(), looks, "once");
        assert_eq!(inquiries(app, &partner)[0].state, "waiting");
        assert_eq!(count(app, JOBS), sent);
    }
    // Nobody waits longer than ten days.
    app.clock.set(waiting.asked_at.plus_days(10));
    app.tick();
    assert_eq!(inquiries(app, &partner)[0].state, "failed");
    let body = format!(
        r#"{{"id":"{}","result":"pass","limit_minor":20000000}}"#,
        waiting.id
    );
    let late = testkit::CallBack::new(waiting.id, app.now(), &body);
    let page = late.send(&app.browser()).expect(200);
    assert_eq!(page.source(), r#"{"outcome":"decided"}"#);
    assert_eq!(newest(app, &partner).2, 20_000_000);
    assert!(named());
}

fn people_who_were_faster_are_not_overruled(test: &Asked) {
    let app = &test.app;
    let partner = app.submitted();
    let by = analyst(app);
    assert_eq!(decide(&by, &partner, "pass", "150000").status(), 303);
    let waiting = inquiries(app, &partner).remove(0);
    let call = testkit::CallBack::answer(waiting.id, app.now(), "fail", 0);
    let page = call.send(&app.browser()).expect(200);
    assert_eq!(page.source(), r#"{"outcome":"kept"}"#);
    assert_eq!(newest(app, &partner).2, 15_000_000);
    let page = by.open(&file_of(&partner)).text();
    assert!(page.contains("For the analyst’s information"), "{page}");
    // The other figures of the company are asked about in another question.
    let ask = format!("{}/ask", file_of(&partner));
    test.bureau.answers(Pass, Some(11_000_000));
    app.clock.pass(1);
    assert_eq!(by.post(&ask, &[]).status(), 303);
    app.drain();
    assert_eq!(newest(app, &partner).2, 11_000_000);
    let role = app.browser_of(&app.staff(StaffRole::Reviewer));
    assert_eq!(role.post(&ask, &[]).status(), 403);
}

fn a_late_answer_does_not_overrule_a_newer_one(test: &Asked) {
    let app = &test.app;
    let partner = app.submitted();
    let first = inquiries(app, &partner).remove(0);
    app.clock.set(first.asked_at.plus_days(10));
    app.tick();
    assert_eq!(inquiries(app, &partner)[0].state, "failed");
    let ask = format!("{}/ask", file_of(&partner));
    test.bureau.answers(Fail, None);
    // The clock is set back: the second question is newer for all that. Sessions of the time that has
    // not been end.
    app.clock.set(first.asked_at.plus_days(-1));
    let by = analyst(app);
    assert_eq!(by.post(&ask, &[]).status(), 303);
    app.drain();
    let refused = ("bureau".to_owned(), "fail".to_owned(), 0);
    assert_eq!(newest(app, &partner), refused);
    app.clock.set(first.asked_at.plus_days(11));
    let by = analyst(app);
    let late = testkit::CallBack::answer(first.id, app.now(), "pass", 20_000_000);
    let page = late.send(&app.browser()).expect(200);
    assert_eq!(page.source(), r#"{"outcome":"kept"}"#);
    assert_eq!(newest(app, &partner), refused);
    assert_eq!(check(app, &partner).0, "failed");
    barred(&by, &partner);
    // Another question is; its own answer, and not the first one's, explains the limit.
    test.bureau.answers(Pass, Some(11_000_000));
    app.clock.pass(60);
    assert_eq!(by.post(&ask, &[]).status(), 303);
    app.drain();
    assert_eq!(newest(app, &partner).2, 11_000_000);
    let page = analyst(app).open(&file_of(&partner)).text();
    assert!(page.contains("¥110,000.00"), "{page}");
}

fn nobody_is_asked_about_a_closed_case(test: &Asked) {
    let app = &test.app;
    let away = DeliveryError::Temporary("connection refused".to_owned());
    test.bureau.says(Err(away));
    let partner = app.submitted();
    assert_eq!(test.bureau.asked().len(), 1);
    let applicant = app.browser_of(&partner.admin);
    let page = applicant.open("/enrol/status").form("/enrol/withdraw");
    let page = page.submit();
    assert_eq!(page.status(), 303, "{}", page.text());
    assert_eq!(application_of(app, &partner).state, "withdrawn");
    app.clock.pass(3600);
    app.drain();
    assert_eq!(test.bureau.asked().len(), 1);
    assert_eq!(inquiries(app, &partner)[0].state, "cancelled");
    let by = analyst(app);
    let ask = format!("{}/ask", file_of(&partner));
    assert_eq!(by.post(&ask, &[]).status(), 409);
}

fn whoever_is_close_to_a_company_neither_asks_nor_looks(test: &Asked) {
    let app = &test.app;
    test.bureau.answers(Refer, None);
    let partner = app.submitted();
    let (file, by) = (file_of(&partner), analyst(app));
    let ask = format!("{file}/ask");
    let report = by.open(&file).attribute("a[href*=\"/reports/\"]", "href");
    let report = report.unwrap();
    // Whoever reviews the case does not have the bureau asked.
    let both = [StaffRole::CreditAnalyst, StaffRole::Reviewer];
    let holder = app.member_of_staff("analyst-who-reviews", &both);
    let holder = app.browser_of(&holder);
    let case = format!("/ops/applications/{}", partner.application);
    assert_eq!(holder.post(&format!("{case}/claim"), &[]).status(), 303);
    app.clock.pass(60);
    assert_eq!(holder.post(&ask, &[]).status(), 409);
    // Whoever is close to the company does not even look, and no look is written down.
    let friend = app.member_of_staff("analyst-with-a-friend", &[StaffRole::CreditAnalyst]);
    let friend = app.browser_of(&friend);
    let conflict = [("conflict", "与法定代表人是亲属")];
    let declared = friend.post(&format!("{case}/conflict"), &conflict);
    assert_eq!(declared.status(), 303, "{}", declared.text());
    for page in [
        friend.get(&report),
        friend.get(&file),
        friend.post(&ask, &[]),
    ] {
        assert_eq!(page.status(), 403, "{}", page.text());
        assert!(!page.source().contains("731"));
    }
    assert_eq!(audited(app, "credit.look", "succeeded"), 0);
    assert_eq!(test.bureau.asked().len(), 1);
    assert_eq!(by.get(&report).status(), 200);
    assert_eq!(audited(app, "credit.look", "succeeded"), 1);
    assert_eq!(by.post(&ask, &[]).status(), 303);
    app.drain();
    assert_eq!(test.bureau.asked().len(), 2);
}
