//! The yearly review of a partner's limit.

use super::{
    Asked, analyst, day_after, decide, decisions, file_of, inquiries, lead, limit_of, newest,
    propose,
};
use crate::{audited, count, partner_of};
use domain::credit::inquiry::Purpose;
use domain::effects::{BureauReply, Instant};
use domain::enrolment::checks::CreditResult::Pass;
use jiff::ToSpan;
use testkit::{CallBack, TestApp};

testkit::on_both! { Asked:
    a_year_later_a_limit_is_looked_at_again,
    the_bureau_informs_a_review_and_decides_nothing,
}

const OPEN: &str = "SELECT COUNT(*) AS n FROM credit_review WHERE done_at IS NULL";

/// The moment a year of the calendar later.
fn a_year_after(at: Instant) -> Instant {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    let at = jiff::Timestamp::from_microsecond(at.0)
        .unwrap()
        .to_zoned(zone);
    let later = at.checked_add(12.months()).unwrap();
    Instant(later.timestamp().as_microsecond())
}

fn sweep(app: &TestApp, at: Instant) -> i64 {
    app.clock.set(at);
    app.tick();
    app.tick();
    count(app, OPEN)
}

fn a_year_later_a_limit_is_looked_at_again(test: &Asked) {
    let app = &test.app;
    let partner = app.active_partner();
    let decided = decisions(app, &partner).remove(0).decided_at;
    // Not in review, nothing due: nobody decides.
    assert_eq!(decide(&analyst(app), &partner, "pass", "1").status(), 409);
    let due = a_year_after(decided);
    assert_eq!(sweep(app, due.plus_seconds(-1)), 0);
    assert_eq!(sweep(app, due), 1);
    assert_eq!(audited(app, "credit.open-review", "succeeded"), 1);
    let by = analyst(app);
    let list = by.open("/ops/credit").text();
    assert!(list.contains(&partner.company.name), "{list}");
    let page = by.open(&file_of(&partner)).text();
    assert!(
        page.contains("The yearly review of this limit is due"),
        "{page}"
    );
    // "Refer" decides nothing: the limit holds, the review stays.
    assert_eq!(decide(&by, &partner, "refer", "").status(), 303);
    assert_eq!((limit_of(app, &partner), count(app, OPEN)), (24_000_000, 1));
    app.clock.pass(1);
    assert_eq!(decide(&by, &partner, "pass", "300000").status(), 303);
    assert_eq!((limit_of(app, &partner), count(app, OPEN)), (30_000_000, 0));
    assert_eq!(decide(&by, &partner, "pass", "1").status(), 409, "once");
    assert_eq!(partner_of(app, &partner).status, "active");
    // The next year, somebody says no; the limit is nothing at once, and the review stays.
    let decided = decisions(app, &partner).remove(0).decided_at;
    assert_eq!(sweep(app, a_year_after(decided).plus_seconds(-1)), 0);
    assert_eq!(sweep(app, a_year_after(decided)), 1);
    let by = analyst(app);
    assert_eq!(decide(&by, &partner, "fail", "").status(), 303);
    assert_eq!((limit_of(app, &partner), count(app, OPEN)), (0, 1));
    let list = by.open("/ops/credit");
    let reviews = list.all("#reviews tbody tr");
    assert_eq!(reviews.len(), 1);
    assert!(reviews[0].contains("Fail"), "{reviews:?}");
    // One person takes it back neither at once nor later; it can be said again, with other words.
    for (result, limit) in [("pass", "300000"), ("refer", "")] {
        assert_eq!(decide(&by, &partner, result, limit).status(), 409);
    }
    app.clock.pass(60);
    assert_eq!(decide(&by, &partner, "fail", "").status(), 303);
    assert_eq!((limit_of(app, &partner), count(app, OPEN)), (0, 1));
    // Two people grant a limit for a while, which ends the review; when it ends, it is looked at again.
    let until = day_after(app.now(), 40);
    assert_eq!(propose(&by, &partner, "50000", &until).status(), 303);
    let second = lead(app);
    let page = second.open(&file_of(&partner));
    let action = page.attribute("form[action$=\"/approve\"]", "action");
    let approved = page.form(&action.unwrap()).submit();
    assert_eq!(approved.status(), 303, "{}", approved.text());
    assert_eq!((limit_of(app, &partner), count(app, OPEN)), (5_000_000, 0));
    let ends = decisions(app, &partner).remove(0).valid_until;
    assert_eq!(sweep(app, ends.plus_seconds(-1)), 0);
    assert_eq!(sweep(app, ends), 1);
    assert_eq!(limit_of(app, &partner), 5_000_000, "until somebody decides");
    app.forgive();
}

fn the_bureau_informs_a_review_and_decides_nothing(test: &Asked) {
    let app = &test.app;
    test.bureau.answers(Pass, None);
    let partner = app.active_partner();
    let granted = decisions(app, &partner).remove(0);
    let due = a_year_after(granted.decided_at);
    let promise = BureauReply::Accepted {
        reference: String::new(),
    };
    test.bureau.says(Ok(promise));
    assert_eq!(sweep(app, due), 1);
    let asked = inquiries(app, &partner).remove(0);
    assert_eq!(
        (asked.purpose.as_str(), asked.state.as_str()),
        ("review", "waiting")
    );
    let question = test.bureau.asked().pop().unwrap();
    assert_eq!(question.purpose, Purpose::Review);
    let call = CallBack::answer(asked.id, app.now(), "fail", 0);
    let page = call.send(&app.browser()).expect(200);
    assert_eq!(page.source(), r#"{"outcome":"kept"}"#);
    assert_eq!(newest(app, &partner).1, "pass");
    assert_eq!((limit_of(app, &partner), count(app, OPEN)), (24_000_000, 1));
    let page = analyst(app).open(&file_of(&partner)).text();
    assert!(page.contains("For the analyst’s information"), "{page}");
    assert_eq!(
        decide(&analyst(app), &partner, "pass", "180000").status(),
        303
    );
    assert_eq!((limit_of(app, &partner), count(app, OPEN)), (18_000_000, 0));
    app.forgive();
}
