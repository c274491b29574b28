//! E20: reviewers are warned about time that runs out, once for each share.

use super::{case_of, reviewers};
use crate::{application_of, audited, count};
use domain::caller::StaffRole;
use testkit::{Partner, TestApp};

testkit::on_both! { TestApp:
    each_share_of_the_time_is_warned_of_once,
    a_pause_of_the_program_and_of_the_clock_warn_of_nothing_twice,
    what_nobody_was_told_is_not_written_down_as_told,
}

const DAY: i64 = 86_400;

/// Working days used.
fn used(app: &TestApp, partner: &Partner) -> u32 {
    let row = application_of(app, partner);
    app::enrolment::clock::days_used(&app.app, row.sla_since, row.sla_days, app.now())
}

/// The warnings so far, as the share in their subjects, in order.
fn warned(app: &TestApp) -> Vec<String> {
    app.tick();
    let share = |subject: String| {
        let (_, rest) = subject.split_once("已用 ").unwrap();
        rest.split('%').next().unwrap().to_owned()
    };
    app.mails("E20-TIME")
        .into_iter()
        .map(|mail| share(mail.subject))
        .collect()
}

fn each_share_of_the_time_is_warned_of_once(app: &TestApp) {
    let partner = app.submitted();
    let mut first_seen = Vec::new();
    // Nobody holds it: both reviewers there are hear of it.
    reviewers(app);
    for _ in 0..40 {
        let count = warned(app).len();
        if first_seen.last().is_none_or(|(seen, _)| *seen < count) && count > 0 {
            first_seen.push((count, used(app, &partner)));
        }
        app.clock.pass(DAY);
    }
    // Of fifteen days: half at the eighth, four fifths at the twelfth, all at the fifteenth.
    assert_eq!(first_seen, [(2, 8), (4, 12), (6, 15)]);
    assert_eq!(warned(app), ["50", "50", "80", "80", "100", "100"]);
    let to: Vec<_> = app
        .mails("E20-TIME")
        .into_iter()
        .map(|mail| mail.recipient)
        .collect();
    assert!(to.contains(&"colleague@operator.example".to_owned()));
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let late = reviewer.open("/ops?time=late");
    assert!(late.text().contains(&partner.company.name));
    let body = app.mails("E20-TIME")[0].body.clone().unwrap();
    assert!(body.contains("15 个工作日"), "{body}");
    assert!(body.contains(&case_of(&partner)), "{body}");
}

fn a_pause_of_the_program_and_of_the_clock_warn_of_nothing_twice(app: &TestApp) {
    let partner = app.submitted();
    let [first, _] = reviewers(app);
    let claimed = first.post(&format!("{}/claim", case_of(&partner)), &[]);
    assert_eq!(claimed.status(), 303);
    // Nothing ran for four weeks: one mail, to the one who holds it, for all that was missed.
    app.clock.pass(28 * DAY);
    assert_eq!(warned(app), ["100"]);
    assert_eq!(warned(app), ["100"]);
    let to = app.mails("E20-TIME");
    assert_eq!(to[0].recipient, "reviewer@operator.example");

    // While the company has to answer, the operator's time stands still.
    let other = app.submitted();
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let ask = [
        ("reason-1", "OTHER"),
        ("target-1", "general"),
        ("text-1", "请说明主要客户群体。"),
    ];
    let asked = reviewer.post(&format!("{}/ask", case_of(&other)), &ask);
    assert_eq!(asked.status(), 303, "{}", asked.text());
    let paused = reviewer.open("/ops?time=paused");
    assert!(paused.text().contains(&other.company.name));
    app.clock.pass(6 * DAY);
    assert_eq!(warned(app), ["100"]);
    assert_eq!(used(app, &other), 0);
}

fn what_nobody_was_told_is_not_written_down_as_told(app: &TestApp) {
    let partner = app.submitted();
    let told = |app: &TestApp| audited(app, "application.warn", "succeeded");
    // Nobody is there to be warned: the warning stays due.
    app.clock.pass(12 * DAY);
    assert!(used(app, &partner) >= 8);
    assert_eq!(warned(app), Vec::<String>::new());
    assert_eq!(told(app), 0);
    reviewers(app);
    assert_eq!(warned(app), ["50", "50"]);
    assert_eq!(warned(app).len(), 2);
    assert_eq!(told(app), 1);

    // The clock begins anew: the warnings are forgotten, which is no act and tells nobody anything.
    app.database
        .tamper("UPDATE application SET sla_since = sla_since + 1036800000000");
    let kept = "SELECT COUNT(*) AS n FROM sla_warning";
    assert_eq!(count(app, kept), 1);
    assert_eq!(warned(app).len(), 2);
    assert_eq!(count(app, kept), 0);
    assert_eq!(told(app), 1);
}
