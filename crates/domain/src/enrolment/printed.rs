//! `docs/STATES.md` is printed from the tables of the machines.

use super::described::{Actor, Described};
use super::differences::{DIFFERENCES, SAME};
use super::machine::Machine;
use super::schedule::{Schedule, Step, lapse_at};
use super::{application, registration};
use crate::effects::Instant;
use crate::identity::lost;
use crate::partner;
use crate::programme::{Programme, china_csp};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "# State machines

Printed from `domain::enrolment::{registration,application,described,schedule}`, `domain::partner` and \
`domain::identity::lost`, which decide; do not edit. `TONGDAO_PRINT=1 cargo test --workspace --lib printed` prints it anew. Times are \
those of the shipped programme; `programme.toml` sets them.

An event that the table does not have for a state is refused: HTTP 409, with the state as it is. A state \
is never reached otherwise, and each event has one use case.
";

fn days(entered: Instant, at: Instant) -> String {
    let seconds = at.seconds_since(entered);
    if seconds % 86_400 == 0 {
        format!("{} d", seconds / 86_400)
    } else {
        format!("{} h", seconds / 3600)
    }
}

/// What time does to an application, from the very schedule the sweeps follow.
fn application_time(state: application::State, programme: &Programme) -> String {
    let entered = Instant(0);
    let lapse = lapse_at(state, entered, programme);
    let schedule = Schedule::of(state, entered, lapse, programme);
    let words = schedule.steps().iter().map(|(at, step)| {
        let at = days(entered, *at);
        match step {
            Step::Reminder => format!("{at} reminder"),
            Step::Warning => format!("{at} E17"),
            Step::Lapse => format!("{at} → lapsed"),
            Step::EndChecks => format!("{at} → in-review"),
        }
    });
    let mut words: Vec<_> = words.collect();
    let rules = &programme.application;
    match state {
        application::State::InReview => words.push(format!(
            "target {} working days; stands still while the company is asked",
            rules.sla_working_days
        )),
        application::State::Rejected => words.push(format!(
            "appeal within {} d, {} times; apply anew after {} d",
            rules.appeal_days, rules.appeals_max, rules.reapply_days
        )),
        application::State::Lapsed => words.push(format!("reopen within {} d", rules.reopen_days)),
        application::State::Provisioning => {
            let rules = &programme.provisioning;
            words.push(format!(
                "target {} h; alert after {} h, E15 after {} h",
                rules.target_hours, rules.alert_hours, rules.escalation_hours
            ));
        }
        _ => {}
    }
    words.join("; ")
}

fn registration_time(state: registration::State, programme: &Programme) -> String {
    use registration::State;
    let (rules, challenge) = (&programme.registration, &programme.challenge);
    let draft = format!("{} d idle → expired", rules.draft_days);
    match state {
        State::Open => format!("{} h idle → expired", rules.idle_hours),
        State::Identified | State::Details => draft,
        State::Challenge => format!("code {} min; {draft}", challenge.code_valid_minutes),
        State::Locked => {
            let minutes: Vec<_> = challenge.lock_minutes.iter().map(u32::to_string).collect();
            format!(
                "{} min, then people decide; {draft}, {} d while people are to decide",
                minutes.join(", then "),
                programme.retention.unfinished_registration_days
            )
        }
        State::Verified => format!("{} min, then verify again; {draft}", rules.verified_minutes),
        State::Creating => format!("{} min → verified", rules.creating_minutes),
        State::Created => format!(
            "password {} min after the first look",
            rules.credentials_visible_seconds / 60
        ),
        State::Done | State::Expired | State::Blocked => String::new(),
    }
}

/// The states with the numbers of the specification; `numbers` are those of this machine alone, as
/// another one may have states of the same name.
fn states<M: Machine>(text: &mut String, numbers: &[(&str, &str)], time: impl Fn(M) -> String) {
    text.push_str("\n| State | Specification | What time does |\n|---|---|---|\n");
    for state in M::STATES {
        let name = state.state_text();
        let mut numbers = numbers
            .iter()
            .filter(|(_, names)| names.split(", ").any(|n| n == name));
        let number = numbers.next().map_or("", |(number, _)| number);
        writeln!(text, "| {name} | {number} | {} |", time(*state)).unwrap();
    }
}

fn transitions<M: Machine>(text: &mut String, described: impl Fn(M::Event) -> Described) {
    text.push_str(
        "\n| # | From | Event | To | Who | Needs | Mails |\n|---|---|---|---|---|---|---|\n",
    );
    for row in M::TRANSITIONS {
        let words = described(row.event);
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} |",
            row.number,
            row.from.state_text(),
            M::event_text(row.event),
            row.to.state_text(),
            words.by.words(),
            words.needs.join("; "),
            words.mails.join(", ")
        )
        .unwrap();
    }
}

/// What time does to a partner account.
fn partner_time(status: partner::Status, programme: &Programme) -> String {
    let rules = &programme.provisioning;
    match status {
        partner::Status::Provisioning => format!("target {} h", rules.target_hours),
        partner::Status::Terminating => format!("{} d → terminated", partner::NOTICE_DAYS),
        _ => String::new(),
    }
}

/// The number of a partner's status, and what it means for what it may do.
fn partner_means(status: partner::Status) -> (&'static str, &'static str) {
    use partner::Status as S;
    match status {
        S::Provisioning => ("A6", "sells nothing yet; the interface is closed"),
        S::Active => ("A7", "everything"),
        S::SuspendedPayment | S::SuspendedProfile | S::SuspendedAbuse => (
            "P",
            "reads and manages what it has; no new customers, orders or units, nothing reactivated",
        ),
        S::Terminating => (
            "P",
            "as suspended; its customers are told to look for another partner",
        ),
        S::Terminated => ("P", "the interface and everything about selling are closed"),
    }
}

/// What happens to a partner account, who does it, what it needs, and the mails.
fn partner_described(act: partner::Act) -> (&'static str, &'static str, Described) {
    use partner::Act;
    let by = Actor::Several("billing operator");
    match act {
        Act::Suspend(_) => (
            "T22",
            "suspend",
            Described {
                by,
                needs: &["a cause and a reason", "a recent proof of identity"],
                mails: &["PARTNER-SUSPENDED"],
            },
        ),
        Act::Restore => (
            "T22",
            "restore",
            Described {
                by,
                needs: &["a reason", "a recent proof of identity"],
                mails: &["PARTNER-RESTORED"],
            },
        ),
        Act::Terminate => (
            "T22",
            "terminate",
            Described {
                by: Actor::Several("two billing operators"),
                needs: &[
                    "the partner's domain typed by the first, with a reason",
                    "another person agrees",
                    "a recent proof of identity of both",
                ],
                mails: &["PARTNER-ENDS", "PARTNER-LEAVES"],
            },
        ),
        Act::End => (
            "T22",
            "end",
            Described {
                by: Actor::System,
                needs: &["the days of notice are over"],
                mails: &["PARTNER-ENDED"],
            },
        ),
    }
}

/// The partner account: its rows are asked of the rule that decides, for every status and act.
fn partner_table(text: &mut String, programme: &Programme) {
    use partner::{Act, Cause, Status};
    text.push_str("\n| State | Specification | May | What time does |\n|---|---|---|---|\n");
    for status in Status::ALL {
        let (number, may) = partner_means(*status);
        let time = partner_time(*status, programme);
        writeln!(text, "| {} | {number} | {may} | {time} |", status.text()).unwrap();
    }
    text.push_str(
        "\n| # | From | Event | To | Who | Needs | Mails |\n|---|---|---|---|---|---|---|\n",
    );
    let (from, to) = (Status::Provisioning.text(), Status::Active.text());
    writeln!(
        text,
        "| T18 | {from} | finish-provisioning | {to} | system | all tasks done | E14 |"
    )
    .unwrap();
    let suspend = Cause::ALL.iter().map(|cause| Act::Suspend(*cause));
    let acts = suspend.chain([Act::Restore, Act::Terminate, Act::End]);
    for act in acts {
        let (number, event, words) = partner_described(act);
        for from in Status::ALL {
            let Some(to) = from.after(act) else { continue };
            writeln!(
                text,
                "| {number} | {} | {event} | {} | {} | {} | {} |",
                from.text(),
                to.text(),
                words.by.words(),
                words.needs.join("; "),
                words.mails.join(", ")
            )
            .unwrap();
        }
    }
}

/// What time does to the request of somebody who has lost everything.
fn lost_time(state: lost::State) -> String {
    let hours = lost::WAIT_SECONDS / 3600;
    match state {
        lost::State::Received | lost::State::Endorsed => {
            format!("{} d after it came → expired", lost::DECIDE_DAYS)
        }
        lost::State::Waiting => {
            format!("{hours} h after the last of those who were to be told was → ready")
        }
        lost::State::Ready => format!("{} d → expired", lost::LINK_DAYS),
        _ => String::new(),
    }
}

fn lost_described(event: lost::Event) -> Described {
    use Actor::{Several, System};
    use lost::Event as E;
    let (by, needs, mails): (_, &'static [&'static str], &'static [&'static str]) = match event {
        E::Endorse => (
            Several("support agent"),
            &[
                "the account exists and may sign in",
                "the company confirmed it when called at a number held before",
                "no scanner objects to the papers",
                "a recent proof of identity",
            ],
            &[],
        ),
        E::TakeBack => (Several("the agent who endorsed it"), &[], &[]),
        E::Approve => (
            Several("another support agent"),
            &[
                "the same as to endorse",
                "no other request for the account waits or is ready",
            ],
            &["S10"],
        ),
        E::Refuse => (Several("support agent"), &["an answer"], &["S13"]),
        E::Mature => (System, &["everybody was told"], &["S11"]),
        E::Complete => (
            Several("whoever has the new mailbox and the new mobile"),
            &["the link", "a code to the new mobile"],
            &["S12"],
        ),
        E::Cancel => (
            Several("whoever was told, or a complete sign-in"),
            &[],
            &["S14"],
        ),
        E::Expire => (System, &[], &["S15"]),
    };
    Described { by, needs, mails }
}

fn document(programme: &Programme) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n## Registration\n\nBefore a partner account exists.\n");
    states(&mut text, SAME, |state| registration_time(state, programme));
    transitions::<registration::State>(&mut text, registration::Event::described);
    text.push_str("\n## Application\n\nOne open application for each company.\n");
    states(&mut text, SAME, |state| application_time(state, programme));
    transitions::<application::State>(&mut text, application::Event::described);
    text.push_str("\n## Partner account\n\nFrom the signature on.\n");
    partner_table(&mut text, programme);
    text.push_str(
        "\n## Everything lost\n\nA request of somebody who has no way into an account any more.\n",
    );
    states(&mut text, &[], lost_time);
    transitions::<lost::State>(&mut text, lost_described);
    text.push_str(
        "\n## Where the tables differ from the specification\n\n\
         Every number of the specification is a row above or stands here.\n\n\
         | Specification | Here |\n|---|---|\n",
    );
    for (number, words) in DIFFERENCES {
        writeln!(text, "| {number} | {words} |").unwrap();
    }
    text
}

#[test]
fn the_document_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/STATES.md");
    let wanted = document(&china_csp().unwrap());
    if std::env::var_os("TONGDAO_PRINT").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/STATES.md is out of date: run with TONGDAO_PRINT=1"
    );
}

#[test]
fn every_number_of_the_specification_is_a_row_or_explained() {
    let rows = registration::State::TRANSITIONS
        .iter()
        .map(|row| row.number);
    let rows = rows.chain(application::State::TRANSITIONS.iter().map(|row| row.number));
    let partner = [
        partner::Act::Restore,
        partner::Act::Terminate,
        partner::Act::End,
    ];
    let rows = rows.chain(partner.map(|act| partner_described(act).0));
    let rows: BTreeSet<_> = rows.collect();
    let explained: BTreeSet<_> = DIFFERENCES
        .iter()
        .flat_map(|(numbers, _)| numbers.split(", "))
        .collect();
    for n in 1..=22 {
        let number = format!("T{n}");
        assert!(
            rows.contains(number.as_str()) || explained.contains(number.as_str()),
            "{number} is neither a row nor explained"
        );
    }
    // Rows without a number of the specification are explained as well.
    for number in rows.iter().filter(|number| !number.starts_with('T')) {
        assert!(explained.contains(number), "{number}");
    }
    let named: Vec<_> = SAME
        .iter()
        .flat_map(|(_, names)| names.split(", "))
        .collect();
    let states = registration::State::STATES.iter().map(|s| s.state_text());
    for state in states.chain(application::State::STATES.iter().map(|s| s.state_text())) {
        assert!(named.contains(&state), "{state} has no number");
    }
}
