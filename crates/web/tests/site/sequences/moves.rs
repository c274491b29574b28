//! Which rows of the tables of both machines were walked, and which moves an act may make.

use super::act::{Act, Registrant};
use super::invariants::{Before, Registered, Traces};
use ::app::Failure;
use domain::enrolment::application;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State};
use std::collections::BTreeSet;
use store::row;
use testkit::TestApp;
use uuid::Uuid;

/// What was met, in words: rows of the tables that were walked, mails that left, acts that were done.
pub(super) type Met = BTreeSet<String>;

fn row_of<M: Machine>(machine: &str, from: M, event: M::Event, to: M) -> String {
    let (from, to) = (from.state_text(), to.state_text());
    format!("{machine}: {from}, {} → {to}", M::event_text(event))
}

/// Every row of both tables.
pub(super) fn every_row() -> Met {
    let registrations = State::TRANSITIONS.iter();
    let registrations = registrations.map(|r| row_of("registration", r.from, r.event, r.to));
    let applications = application::State::TRANSITIONS.iter();
    let applications = applications.map(|r| row_of("application", r.from, r.event, r.to));
    registrations.chain(applications).collect()
}

row! {
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
    pub(super) struct Step { application_id: Uuid, number: i64, state: String }
}

/// The states all applications have been in; those of one are in order.
pub(super) fn steps(app: &TestApp) -> BTreeSet<Step> {
    let steps = app.read(|tx| {
        Ok(tx.query::<Step>(
            "SELECT application_id, number, state FROM application_step",
            &[],
        )?)
    });
    steps.wait().unwrap().into_iter().collect()
}

/// The rows the applications have walked since the steps that were there before.
pub(super) fn met_by_applications(app: &TestApp, before: &BTreeSet<Step>) -> Met {
    let all: Vec<_> = steps(app).into_iter().collect();
    let pairs = all.windows(2).filter_map(|pair| match pair {
        [one, two] if one.application_id == two.application_id && !before.contains(two) => {
            Some((one.state.clone(), two.state.clone()))
        }
        _ => None,
    });
    let rows = application::State::TRANSITIONS;
    // No two events lead from one state of an application to the same other one.
    let row = |(one, two): (String, String)| {
        let mut rows = rows.iter();
        rows.find(|row| (row.from.text(), row.to.text()) == (&*one, &*two))
    };
    let met = pairs.filter_map(row);
    met.map(|row| row_of("application", row.from, row.event, row.to))
        .collect()
}

/// What a refused act may leave behind all the same: what was typed is kept, tries are counted, and who
/// stands for a company is told of another that tries.
pub(super) fn traces(act: &Registrant) -> Traces {
    match act {
        Registrant::Details(_) => Traces {
            added: &[],
            changed: &["registration", "answer"],
        },
        Registrant::SendCode | Registrant::EnterCode(_) => Traces {
            added: &["outbox"],
            changed: &["registration"],
        },
        // Whoever stands for the company already is told, with a link in place of the one before.
        Registrant::Create => Traces {
            added: &["outbox"],
            changed: &["registration", "answer", "resume_link"],
        },
        _ => Traces::default(),
    }
}

/// Of a registration a refused act changes the counters and what was typed alone.
fn only_counted(old: &Registered, new: &Registered) -> bool {
    let uncounted = |row: &Registered| Registered {
        state: String::new(),
        challenge_locks: 0,
        mailbox: None,
        ..row.clone()
    };
    uncounted(old) == uncounted(new)
}

/// The events an act may cause.
fn may(act: &Act) -> &'static [Event] {
    use Event as E;
    const TIME: &[Event] = &[Event::Expire, Event::VerifyAgain, Event::FailCreation];
    match act {
        Act::Tick | Act::Wait(_) => TIME,
        Act::Registrations(_, _, true) => &[E::Release],
        Act::Registrations(_, _, false) => &[E::Block],
        Act::Registrant(_, act) => match act {
            Registrant::ChooseCreate => &[E::Identify],
            // One of the organisation's that has stood still too long ends by it.
            Registrant::ByWorkAccount => &[E::Identify, E::Expire],
            Registrant::Details(_) => &[E::SaveDetails],
            Registrant::SendCode => &[E::SendCode, E::LockChallenge, E::UnlockChallenge],
            Registrant::EnterCode(_) => &[E::SolveChallenge, E::LockChallenge],
            Registrant::FailTillLocked => &[E::SendCode, E::LockChallenge, E::UnlockChallenge],
            Registrant::Create => &[E::BeginCreation, E::FinishCreation, E::FailCreation],
            Registrant::Die => &[E::BeginCreation],
            Registrant::Acknowledge => &[E::Acknowledge],
            Registrant::Refuse => &[E::Expire],
            Registrant::Begin | Registrant::Reveal | Registrant::Resume(_) => &[],
            Registrant::Advance => &[
                E::Identify,
                E::SaveDetails,
                E::SendCode,
                E::UnlockChallenge,
                E::LockChallenge,
                E::SolveChallenge,
                E::BeginCreation,
                E::FinishCreation,
                E::FailCreation,
                E::Acknowledge,
            ],
        },
        _ => &[],
    }
}

/// The shortest way between two states by some events.
fn way(from: State, to: State, events: &[Event]) -> Option<Vec<String>> {
    let mut ways = vec![(from, Vec::new())];
    let mut at = 0;
    while let Some((state, walked)) = ways.get(at).cloned() {
        at += 1;
        if state == to && !walked.is_empty() {
            return Some(walked);
        }
        for row in State::TRANSITIONS {
            let known = ways.iter().any(|(seen, _)| *seen == row.to) && row.to != to;
            if row.from == state && events.contains(&row.event) && !known {
                let mut longer: Vec<String> = walked.clone();
                longer.push(row_of("registration", row.from, row.event, row.to));
                ways.push((row.to, longer));
            }
        }
        if at > 50 {
            break;
        }
    }
    None
}

/// The events an act may cause at a registration it is not about.
fn may_elsewhere(act: &Act) -> &'static [Event] {
    match act {
        Act::Tick | Act::Wait(_) => may(act),
        // Another one of the organisation's.
        Act::Registrant(_, Registrant::ByWorkAccount | Registrant::Refuse) => &[Event::Expire],
        _ => &[],
    }
}

/// What a refusal may still do: too many tries lock, and a creation that failed is over.
fn may_refused(event: Event) -> bool {
    matches!(event, Event::LockChallenge | Event::FailCreation)
}

/// Registrations move along the table of their machine, and only by what the act may cause; new ones
/// begin open, by beginning one, and none disappears. Gives the rows that were walked. `on` is the one
/// that was acted on.
pub(super) fn moved(
    before: &Before,
    after: &Before,
    act: &Act,
    done: &Result<(), Failure>,
    on: Option<&str>,
) -> Result<Met, String> {
    let begins = matches!(
        act,
        Act::Registrant(_, Registrant::Begin | Registrant::Advance)
    );
    let is_one = !matches!(act, Act::Registrant(_, act) if act.is_a_row());
    let mut met = Met::new();
    if let Some(gone) = before
        .registrations
        .keys()
        .find(|reference| !after.registrations.contains_key(*reference))
    {
        return Err(format!("{gone} has disappeared"));
    }
    for (reference, row) in &after.registrations {
        let to = state_of(row)?;
        let Some(old) = before.registrations.get(reference) else {
            if begins && to == State::Open {
                continue;
            }
            return Err(format!("{reference} began as {}", row.state));
        };
        let from = state_of(old)?;
        let is_on = on == Some(reference.as_str());
        let events = if is_on { may(act) } else { may_elsewhere(act) };
        let mut events = events.to_vec();
        if is_one && done.is_err() {
            events.retain(|event| may_refused(*event));
            if !only_counted(old, row) {
                return Err(format!("refused, but {old:?} became {row:?}"));
            }
        }
        if from == to {
            // It may have been acted on all the same, where the table leads back to where it was.
            let stays = State::TRANSITIONS.iter();
            // Identifying is something where the way is another one, everything else where it is not.
            let other_way = old.way != row.way;
            let stays = stays.filter(|r| r.from == from && r.to == to && events.contains(&r.event));
            let stays = stays.filter(|r| (r.event == Event::Identify) == other_way);
            if is_on && is_one && done.is_ok() {
                met.extend(stays.map(|r| row_of("registration", r.from, r.event, r.to)));
            }
            continue;
        }
        match way(from, to, &events) {
            Some(walked) => met.extend(walked),
            None => {
                let (from, to) = (from.text(), to.text());
                return Err(format!("{reference} went from {from} to {to}"));
            }
        }
    }
    Ok(met)
}

fn state_of(row: &Registered) -> Result<State, String> {
    State::from_text(&row.state).ok_or_else(|| format!("{} is no state", row.state))
}
