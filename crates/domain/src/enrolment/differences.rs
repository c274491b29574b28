//! Where the tables of the machines and the specification differ, and why: `docs/STATES.md` says it,
//! and nothing else differs.

use super::machine::Machine;
use super::{application, registration};

/// The numbers of the states of both enrolment machines, and what the tables call them.
pub(super) const SAME: &[(&str, &str)] = &[
    ("R0", "open"),
    ("R1", "identified"),
    ("R2", "details"),
    ("R3", "challenge"),
    ("R3L", "locked"),
    ("R4", "verified"),
    ("R5", "creating"),
    ("R6", "created"),
    ("R7", "done"),
    ("RX", "expired, blocked"),
    ("A0", "draft"),
    ("A1", "submitted"),
    ("A2", "in-review"),
    ("A3", "information-requested"),
    ("A4", "approved"),
    ("A5", "rejected"),
    ("A6", "provisioning"),
    ("A7", "active"),
    ("A8", "withdrawn"),
    ("A9", "lapsed"),
];

/// Every number that is not simply a row of the tables, and why.
pub(super) const DIFFERENCES: &[(&str, &str)] = &[
    (
        "R5, T7",
        "“Create account” stores “creating” by itself; tenant, first user and “created” are written together after it. Whoever sends the form again takes the work up at once, and makes one account however often. After ten minutes, or when the work fails, “fail-creation” leads from “creating” back to “verified”, with the same form (decision 0015).",
    ),
    (
        "R6, R7",
        "The temporary password is destroyed fifteen minutes after it was first shown, or when it is acknowledged. A registration that was never acknowledged stays “created” until its global admin signs in and begins the application: that counts as having saved, with the same E03.",
    ),
    (
        "RX",
        "Two states, because an expired registration may simply be begun anew and a blocked one may not. “challenge”, “locked” and “verified” expire as “identified” and “details” do: the specification gives them shorter times of their own, but says nothing of a visitor who never comes back.",
    ),
    (
        "T1",
        "Beginning a registration makes a row and changes none; it has no row in the table.",
    ),
    (
        "T2",
        "Who is “identified” already, or has come to “details” or “challenge”, may still choose the other way: another work account, or “Create one”.",
    ),
    (
        "T3",
        "The details can be corrected in “details” and “challenge”, and in “verified”, which stays what it is as long as the number does.",
    ),
    ("T4", "Another code is asked for in “challenge” itself."),
    (
        "T5",
        "“verify-again” leads from “verified” back to “details” when the organisation's number changes or the verification grows old; the specification asks for both under its section on the telephone and gives no number.",
    ),
    (
        "T6",
        "A draft in “details” is locked when its number, from other drafts, has had its codes for the day. Out of “locked” lead rows of their own: the lock ends by time, but the registration moves when somebody asks for a code; “release” and “block” are the manual review after the last lock.",
    ),
    (
        "A1",
        "The checks run as a job right after the submission, usually within a second; after an hour the case goes to the reviewers without them.",
    ),
    (
        "A9",
        "Reopening leads from “lapsed” back to “draft” with everything that was typed. It has no number in the specification.",
    ),
    (
        "T13",
        "A share of the approvals is drawn for a second pair of eyes; until it has looked, the application stays “in-review”.",
    ),
    (
        "T14",
        "Suspicions need two people: the first proposes, which does not move the application, and the second confirms.",
    ),
    (
        "T16",
        "An approved application cannot be withdrawn; the agreement is simply not signed, and the application lapses.",
    ),
    (
        "T19",
        "A set-up that is stuck is not another state. The task keeps its count of attempts, the operator is alerted, the company is told (E15).",
    ),
    (
        "T20",
        "Also when the approval contact says “not us” after the approval.",
    ),
    (
        "T21",
        "Only “draft”, “information-requested” and “approved” wait for the company and therefore lapse; the others wait for the operator. E17 is sent before, once for each promised lapse.",
    ),
    (
        "T22",
        "One number for everything that happens to a partner account, so several rows. A change of the company's facts that was rejected suspends nobody by itself: a person of the operator does, with a reason. An end takes two people and days of notice, and can be taken back while they run. There is no way back from “terminated”: the company applies anew.",
    ),
];

/// The rows of the specification with their numbers, by the numbers of the states. What a state is
/// left for by time stands in its table of states and is given the number of the row here.
const ROWS: &[(&str, &str, &str)] = &[
    ("T2", "R0", "R1"),
    ("T3", "R1", "R2"),
    ("T4", "R2", "R3"),
    ("T5", "R3", "R4"),
    ("T6", "R3", "R3L"),
    ("T7", "R4", "R5"),
    ("T7", "R5", "R6"),
    ("T8", "R6", "R7"),
    ("RX", "R0", "RX"),
    ("RX", "R1", "RX"),
    ("RX", "R2", "RX"),
    ("T9", "A0", "A1"),
    ("T10", "A1", "A2"),
    ("T11", "A2", "A3"),
    ("T12", "A3", "A2"),
    ("T13", "A2", "A4"),
    ("T14", "A2", "A5"),
    ("T15", "A5", "A2"),
    ("T16", "A0", "A8"),
    ("T16", "A1", "A8"),
    ("T16", "A2", "A8"),
    ("T16", "A3", "A8"),
    ("T17", "A4", "A6"),
    ("T18", "A6", "A7"),
    ("T20", "A4", "A2"),
    ("T21", "A0", "A9"),
    ("T21", "A3", "A9"),
    ("T21", "A4", "A9"),
];

/// The number of a state.
fn number(state: &str) -> &'static str {
    let mut same = SAME
        .iter()
        .filter(|(_, names)| names.split(", ").any(|name| name == state));
    same.next().unwrap().0
}

/// Whether an entry about the number names the state the row leaves.
fn is_explained(row: &str, from: &str) -> bool {
    DIFFERENCES.iter().any(|(numbers, words)| {
        numbers.split(", ").any(|number| number == row) && words.contains(&format!("“{from}”"))
    })
}

fn rows<M: Machine>() -> Vec<(&'static str, &'static str, &'static str)> {
    M::TRANSITIONS
        .iter()
        .map(|row| (row.number, row.from.state_text(), row.to.state_text()))
        .collect()
}

#[test]
fn every_row_is_one_of_the_specification_or_explained() {
    let ours: Vec<_> = rows::<registration::State>()
        .into_iter()
        .chain(rows::<application::State>())
        .collect();
    for (row, from, to) in &ours {
        let known = ROWS.contains(&(*row, number(from), number(to)));
        assert!(
            known || is_explained(row, from),
            "{row} from {from} to {to} is neither specified nor explained"
        );
    }
    for (row, from, to) in ROWS {
        let found = ours
            .iter()
            .any(|ours| (ours.0, number(ours.1), number(ours.2)) == (*row, *from, *to));
        assert!(found, "{row} from {from} to {to} is missing");
    }
}
