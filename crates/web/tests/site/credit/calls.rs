//! Call-backs: whatever comes, and however often, has one outcome.

use super::{Asked, analyst, check, corrected, decisions, file_of, inquiries, newest};
use crate::{at_once, audited, count};
use testkit::{CallBack, Page};

testkit::on_both! { Asked:
    a_call_back_counts_once_however_often_it_comes,
    a_call_back_that_is_not_the_bureaus_changes_nothing,
    wrong_call_backs_are_written_down_up_to_a_limit,
    a_call_back_about_a_closed_case_leaves_nothing,
    an_answer_about_what_has_changed_decides_nothing,
}

fn reason(page: &Page) -> (u16, String) {
    (page.status(), page.source())
}

fn said(status: u16, reason: &str) -> (u16, String) {
    (status, format!(r#"{{"reason":"{reason}"}}"#))
}

fn a_call_back_counts_once_however_often_it_comes(test: &Asked) {
    let app = &test.app;
    let partner = app.submitted();
    let asked = inquiries(app, &partner).remove(0);
    let call = CallBack::answer(asked.id, app.now(), "pass", 20_000_000);
    // No cookie, no token; two at once.
    let (one, other) = (app.browser(), app.browser());
    let mut both = at_once(|| call.send(&one).source(), || call.send(&other).source());
    both.sort();
    assert_eq!(
        both,
        [r#"{"outcome":"decided"}"#, r#"{"outcome":"repeated"}"#]
    );
    // Again within its five minutes, and the same answer signed anew later.
    assert_eq!(
        call.send(&app.browser()).source(),
        r#"{"outcome":"repeated"}"#
    );
    app.clock.pass(3600);
    let again = CallBack::answer(asked.id, app.now(), "pass", 20_000_000);
    assert_eq!(
        again.send(&app.browser()).source(),
        r#"{"outcome":"repeated"}"#
    );
    assert_eq!(decisions(app, &partner).len(), 1);
    // Another answer to the same question.
    let other = CallBack::answer(asked.id, app.now(), "pass", 99_000_000);
    assert_eq!(
        reason(&other.send(&app.browser())),
        said(409, "answered_differently")
    );
    assert_eq!(newest(app, &partner).2, 20_000_000);
    let page = analyst(app).open(&file_of(&partner)).text();
    assert!(page.contains("640") && page.contains("B-9"), "{page}");
    assert_eq!(audited(app, "credit.answer", "succeeded"), 4);
    assert_eq!(audited(app, "credit.answer", "failed"), 1);
}

fn a_call_back_that_is_not_the_bureaus_changes_nothing(test: &Asked) {
    let app = &test.app;
    let (partner, victim) = (app.submitted(), app.submitted());
    let (asked, others) = (
        inquiries(app, &partner).remove(0),
        inquiries(app, &victim).remove(0),
    );
    let now = app.now();
    let right = CallBack::answer(asked.id, now, "pass", 20_000_000);
    let send = |call: &CallBack| reason(&call.send(&app.browser()));
    // Forged: no signature, another's, another body, another moment.
    let cut = right.signature[..right.signature.len() - 2].to_owned();
    for signature in [String::new(), "v1=".to_owned(), cut, "v1=00".to_owned()] {
        let forged = CallBack {
            signature,
            ..right.clone()
        };
        assert_eq!(send(&forged), said(401, "bad_signature"));
    }
    let richer = CallBack {
        body: right.body.replace("20000000", "90000000"),
        ..right.clone()
    };
    assert_eq!(send(&richer), said(401, "bad_signature"));
    let younger = CallBack {
        timestamp: now.plus_seconds(1).0.div_euclid(1_000_000).to_string(),
        ..right.clone()
    };
    assert_eq!(send(&younger), said(401, "bad_signature"));
    // Right, but for another case than the address names.
    let misled = CallBack {
        to: others.id,
        ..right.clone()
    };
    assert_eq!(send(&misled), said(409, "other_inquiry"));
    // Replayed after its time; from a clock that is ahead; both borders are inside.
    for (off, refused) in [(301, true), (300, false), (-300, false), (-301, true)] {
        let signed = CallBack::answer(victim_question(test), now.plus_seconds(off), "refer", 0);
        let outcome = send(&signed);
        if refused {
            assert_eq!(outcome, said(401, "old_timestamp"), "{off}");
        } else {
            assert_eq!(outcome.0, 200, "{off}: {}", outcome.1);
        }
    }
    // Signed, and still not an answer.
    for body in [
        "",
        "[]",
        "{",
        r#"{"result":"pass"}"#,
        &format!(r#"{{"id":"{}","result":"PASS"}}"#, asked.id),
        &format!(
            r#"{{"id":"{}","result":"pass","limit_minor":-1}}"#,
            asked.id
        ),
        &format!(
            r#"{{"id":"{}","result":"pass","limit_minor":1.5}}"#,
            asked.id
        ),
        &format!(r#"{{"id":"{}"}}"#, asked.id),
    ] {
        let call = CallBack::new(asked.id, now, body);
        assert_eq!(send(&call), said(422, "unreadable"), "{body}");
    }
    let unknown = CallBack::answer(uuid::Uuid::nil(), now, "pass", 1);
    assert_eq!(send(&unknown), said(404, "unknown_inquiry"));
    let huge = CallBack::new(asked.id, now, &"x".repeat(513 * 1024));
    assert_eq!(send(&huge).0, 413);
    for case in [&partner, &victim] {
        assert_eq!(decisions(app, case).len(), 0);
        assert_eq!(check(app, case).0, "pending");
    }
    assert_eq!(send(&right).0, 200);
    assert_eq!(newest(app, &partner).2, 20_000_000);
}

/// The question about a company of its own, to be answered.
fn victim_question(test: &Asked) -> uuid::Uuid {
    let before = test.bureau.asked().len();
    let now = test.app.now();
    drop(test.app.submitted());
    test.app.clock.set(now);
    test.bureau.asked()[before].id
}

fn wrong_call_backs_are_written_down_up_to_a_limit(test: &Asked) {
    let app = &test.app;
    let partner = app.submitted();
    let asked = inquiries(app, &partner).remove(0);
    let right = CallBack::answer(asked.id, app.now(), "pass", 20_000_000);
    let forged = CallBack {
        signature: "v1=00".to_owned(),
        ..right.clone()
    };
    for _ in 0..20 {
        assert_eq!(forged.send(&app.browser()).status(), 401);
    }
    for _ in 0..3 {
        assert_eq!(reason(&forged.send(&app.browser())), said(429, "too_many"));
    }
    assert_eq!(audited(app, "credit.call-back", "succeeded"), 20);
    // The bureau itself is still heard.
    assert_eq!(right.send(&app.browser()).status(), 200);
}

fn a_call_back_about_a_closed_case_leaves_nothing(test: &Asked) {
    let app = &test.app;
    let partner = app.submitted();
    let asked = inquiries(app, &partner).remove(0);
    let applicant = app.browser_of(&partner.admin);
    let form = applicant.open("/enrol/status").form("/enrol/withdraw");
    assert_eq!(form.submit().status(), 303);
    let call = CallBack::answer(asked.id, app.now(), "fail", 0);
    assert_eq!(
        call.send(&app.browser()).source(),
        r#"{"outcome":"closed"}"#
    );
    let row = inquiries(app, &partner).remove(0);
    assert_eq!(
        (row.result, row.score.as_str(), row.effect.as_deref()),
        (None, "", Some("dropped"))
    );
    let kept = "SELECT COUNT(*) AS n FROM credit_inquiry WHERE report IS NOT NULL";
    assert_eq!(count(app, kept), 0);
    assert_eq!(decisions(app, &partner).len(), 0);
    app.drain();
}

fn an_answer_about_what_has_changed_decides_nothing(test: &Asked) {
    let app = &test.app;
    for (target, value, outcome) in [
        ("field:requested_limit", "900000", "kept"),
        ("field:expected_monthly", "500000", "kept"),
        ("field:bank_reference", "工商银行杭州分行 沈经理", "kept"),
        ("document:financial-statement", "审计报告.pdf", "kept"),
        ("field:support_phone", "+86 571 8888 0001", "decided"),
    ] {
        let partner = app.submitted();
        let first = test.bureau.asked().pop().unwrap();
        app.clock.pass(60);
        corrected(app, &partner, &[(target, value)]);
        // It is looked after with the words it was asked in.
        app.clock.pass(3600);
        app.tick();
        let again = test.bureau.asked().into_iter();
        let again: Vec<_> = again.filter(|question| question.id == first.id).collect();
        assert_eq!(again, [first.clone(), first.clone()], "{target}");
        let call = CallBack::answer(first.id, app.now(), "pass", 90_000_000);
        let page = call.send(&app.browser()).expect(200);
        let expected = format!(r#"{{"outcome":"{outcome}"}}"#);
        assert_eq!(page.source(), expected, "{target}");
        let decided = usize::from(outcome == "decided");
        assert_eq!(decisions(app, &partner).len(), decided, "{target}");
        if target != "field:requested_limit" {
            continue;
        }
        // What is asked now is about what the company says now, and decides.
        let ask = format!("{}/ask", file_of(&partner));
        assert_eq!(analyst(app).post(&ask, &[]).status(), 303);
        app.drain();
        let anew = test.bureau.asked().pop().unwrap();
        assert_eq!(anew.requested_limit, 90_000_000);
        let call = CallBack::answer(anew.id, app.now(), "pass", 90_000_000);
        assert_eq!(call.send(&app.browser()).status(), 200);
        assert_eq!(
            newest(app, &partner).2,
            24_000_000,
            "two months of purchases"
        );
    }
}
