//! Sequences that are not left to chance: together they walk every row of both tables.

use super::act::Act::{
    self, Applicant as A, Drain, Pass, Registrant as R, Registrations, Staff as S,
};
use super::act::{Act::Tick, Act::Wait, Applicant, Registrant, Staff};

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// The company that is approved when a world begins, and one whose form is complete.
const APPROVED: usize = 2;
const COMPLETE: usize = 0;
/// One with the credit code of that.
const OTHER: usize = 1;
/// The reviewer among the staff.
const REVIEWER: usize = 0;

fn by(act: Applicant) -> Act {
    A(COMPLETE, act)
}

fn staff(act: Staff) -> Act {
    S(REVIEWER, COMPLETE, act)
}

fn visitor(act: Registrant) -> Act {
    R(0, act)
}

/// A form sent and looked at by the checks.
fn in_review() -> Vec<Act> {
    vec![by(Applicant::Submit), Drain]
}

/// A registration that has come so far, step by step: 2 to the details, 3 to the telephone, 4 to a code
/// on its way, 5 to the verified number.
pub(super) fn steps(n: usize) -> Vec<Act> {
    way(0, 0).into_iter().take(n).collect()
}

/// The way to the verified number in a browser, with some details.
fn way(browser: usize, details: u8) -> Vec<Act> {
    let way = [
        Registrant::Begin,
        Registrant::ChooseCreate,
        Registrant::Details(details),
        Registrant::SendCode,
        Registrant::EnterCode(true),
    ];
    way.map(|act| R(browser, act)).into()
}

fn after(mut begin: Vec<Act>, then: impl IntoIterator<Item = Act>) -> Vec<Act> {
    begin.extend(then);
    begin
}

pub(super) fn all() -> Vec<Vec<Act>> {
    let ask = || staff(Staff::Ask("general"));
    let withdraw = || by(Applicant::Withdraw);
    let mut all = vec![
        // Applications.
        vec![withdraw()],
        vec![by(Applicant::Submit), withdraw(), Drain],
        after(in_review(), [withdraw()]),
        after(in_review(), [ask(), withdraw(), Drain]),
        after(
            in_review(),
            [
                ask(),
                by(Applicant::AnswerItems),
                by(Applicant::SendAnswers),
                Drain,
            ],
        ),
        after(in_review(), [ask(), Wait(31), by(Applicant::Reopen)]),
        after(
            in_review(),
            [
                staff(Staff::Reject("NAME_MISMATCH")),
                by(Applicant::Appeal(true)),
                Drain,
            ],
        ),
        after(in_review(), [Act::Advance(COMPLETE)]),
        vec![A(APPROVED, Applicant::Sign(true)), Drain],
        vec![A(APPROVED, Applicant::ChangeLegalData(0)), Drain],
        vec![Wait(31), Wait(31), Wait(31), by(Applicant::Reopen)],
        // Registrations: the straight way, and its ends.
        after(
            steps(5),
            [
                visitor(Registrant::Create),
                visitor(Registrant::Reveal),
                visitor(Registrant::Acknowledge),
                visitor(Registrant::Acknowledge),
                Drain,
            ],
        ),
        after(
            steps(5),
            [
                visitor(Registrant::Die),
                Pass(HOUR),
                Tick,
                visitor(Registrant::Create),
            ],
        ),
        after(steps(5), [Pass(HOUR), Tick]),
        // The other way, chosen at each place.
        after(
            steps(1),
            [
                visitor(Registrant::ByWorkAccount),
                visitor(Registrant::ChooseCreate),
                visitor(Registrant::Details(0)),
                visitor(Registrant::ByWorkAccount),
                visitor(Registrant::ChooseCreate),
                visitor(Registrant::Details(0)),
                visitor(Registrant::SendCode),
                visitor(Registrant::ByWorkAccount),
                visitor(Registrant::Details(0)),
                Drain,
            ],
        ),
        // Details and codes again.
        after(
            steps(3),
            [
                visitor(Registrant::Details(0)),
                visitor(Registrant::SendCode),
                visitor(Registrant::Details(0)),
                Pass(MINUTE),
                visitor(Registrant::SendCode),
                Drain,
                Pass(MINUTE),
                visitor(Registrant::SendCode),
                visitor(Registrant::EnterCode(true)),
                visitor(Registrant::Details(3)),
                Drain,
            ],
        ),
        // Locks, and what leads out of them.
        after(
            steps(4),
            [
                visitor(Registrant::FailTillLocked),
                Pass(2 * DAY),
                visitor(Registrant::SendCode),
                Drain,
            ],
        ),
        after(
            steps(4),
            [
                visitor(Registrant::FailTillLocked),
                Registrations(REVIEWER, 0, true),
                Drain,
            ],
        ),
        after(
            steps(4),
            [
                visitor(Registrant::FailTillLocked),
                Registrations(REVIEWER, 0, false),
                Drain,
            ],
        ),
        // The sixth code of the day is asked for from the details.
        after(
            (0..4).fold(steps(4), |acts, _| {
                after(acts, [Pass(MINUTE), visitor(Registrant::SendCode)])
            }),
            [
                visitor(Registrant::Details(0)),
                Pass(MINUTE),
                visitor(Registrant::SendCode),
                Drain,
            ],
        ),
        after(steps(4), [visitor(Registrant::FailTillLocked), Wait(31)]),
        // A code that nobody could send in time.
        after(steps(4), [Pass(HOUR), Drain, visitor(Registrant::SendCode)]),
        // The mailed link: another browser, somebody who guesses, and somebody who did not begin it.
        after(
            steps(3),
            [
                Pass(HOUR),
                visitor(Registrant::Resume(false)),
                Pass(HOUR),
                visitor(Registrant::Resume(true)),
                visitor(Registrant::SendCode),
                Pass(HOUR),
                visitor(Registrant::Resume(true)),
                Drain,
            ],
        ),
        after(steps(3), [visitor(Registrant::Refuse)]),
        // A company that is there already, on two days, twice on the first.
        after(
            way(0, 2),
            [
                Drain,
                visitor(Registrant::Create),
                visitor(Registrant::Create),
                Drain,
                Pass(DAY),
                visitor(Registrant::SendCode),
                visitor(Registrant::EnterCode(true)),
                visitor(Registrant::Create),
                visitor(Registrant::Create),
                Drain,
            ],
        ),
        // A company in two browsers: the first goes on, and is sent its link.
        after(
            after(
                steps(3),
                [
                    Pass(HOUR),
                    visitor(Registrant::SendCode),
                    visitor(Registrant::EnterCode(true)),
                ],
            ),
            after(
                way(1, 4),
                [
                    R(1, Registrant::Create),
                    R(1, Registrant::Create),
                    visitor(Registrant::Create),
                    R(1, Registrant::Create),
                    Drain,
                ],
            ),
        ),
        vec![
            by(Applicant::Submit),
            A(OTHER, Applicant::Submit),
            A(OTHER, Applicant::Submit),
            Pass(DAY),
            A(OTHER, Applicant::Submit),
            Drain,
        ],
    ];
    // Left standing at each place.
    all.extend((1..=5).map(|n| after(steps(n), [Wait(8)])));
    all
}
