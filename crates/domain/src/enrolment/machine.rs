//! State machines as tables of transitions.

use thiserror::Error;

/// A command met a state that does not know it. The caller learns the state (HTTP 409).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{event} is not possible in state {state}")]
pub struct Illegal {
    /// The state the thing is in, as [`Table::state_text`] spells it.
    pub state: &'static str,
    /// What was tried.
    pub event: &'static str,
}

/// One row of a machine's table.
#[derive(Debug, Clone, Copy)]
pub struct Transition<S, E> {
    /// Its number in the specification, for example `T9`.
    pub number: &'static str,
    /// The state it leaves.
    pub from: S,
    /// What happens.
    pub event: E,
    /// The state it reaches.
    pub to: S,
}

/// A machine: its states, events and transitions.
pub trait Machine: Copy + Eq + 'static {
    /// What can happen to it.
    type Event: Copy + Eq + 'static;
    /// Every state.
    const STATES: &'static [Self];
    /// Every event.
    const EVENTS: &'static [Self::Event];
    /// Every legal transition.
    const TRANSITIONS: &'static [Transition<Self, Self::Event>];

    /// The state's name in the database and in messages.
    fn state_text(self) -> &'static str;
    /// The event's name.
    fn event_text(event: Self::Event) -> &'static str;

    /// Consumes the state and returns the next one.
    ///
    /// # Errors
    /// [`Illegal`] when the table has no such row.
    fn apply(self, event: Self::Event) -> Result<Self, Illegal> {
        Self::TRANSITIONS
            .iter()
            .find(|t| t.from == self && t.event == event)
            .map(|t| t.to)
            .ok_or(Illegal {
                state: self.state_text(),
                event: Self::event_text(event),
            })
    }
}

/// Makes a machine of the `State` and `Event` in scope from the rows of its table.
macro_rules! machine {
    ($($number:literal: $from:ident, $event:ident => $to:ident;)+) => {
        impl $crate::enrolment::machine::Machine for State {
            type Event = Event;
            const STATES: &'static [Self] = Self::ALL;
            const EVENTS: &'static [Event] = Event::ALL;
            const TRANSITIONS: &'static [$crate::enrolment::machine::Transition<Self, Event>] = &[$(
                $crate::enrolment::machine::Transition {
                    number: $number,
                    from: Self::$from,
                    event: Event::$event,
                    to: Self::$to,
                }
            ),+];

            fn state_text(self) -> &'static str {
                self.text()
            }

            fn event_text(event: Event) -> &'static str {
                event.text()
            }
        }
    };
}
pub(crate) use machine;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::{inquiry, overrides};
    use crate::enrolment::{application, registration};
    use crate::health;
    use crate::identity::lost;
    use crate::support;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// Every state meets every event: the table's row and no other, or a refusal that names both.
    fn every_pair<M: Machine>() {
        for state in M::STATES {
            for event in M::EVENTS {
                let rows: Vec<_> = M::TRANSITIONS
                    .iter()
                    .filter(|row| row.from == *state && row.event == *event)
                    .map(|row| row.to)
                    .collect();
                let (state_text, event_text) = (state.state_text(), M::event_text(*event));
                assert!(
                    rows.len() <= 1,
                    "{event_text} in {state_text} leads to two states"
                );
                match state.apply(*event) {
                    Ok(to) => assert!(rows == [to]),
                    Err(refused) => {
                        assert!(rows.is_empty(), "{event_text} in {state_text} is refused");
                        assert_eq!(
                            refused,
                            Illegal {
                                state: state_text,
                                event: event_text
                            }
                        );
                        let told = refused.to_string();
                        assert!(
                            told.contains(state_text) && told.contains(event_text),
                            "{told}"
                        );
                    }
                }
            }
        }
    }

    /// No two states or events are spelt alike, and no row of the table is dead.
    fn every_row<M: Machine>(first: M) {
        let states: HashSet<_> = M::STATES.iter().map(|s| s.state_text()).collect();
        let events: HashSet<_> = M::EVENTS.iter().map(|e| M::event_text(*e)).collect();
        assert_eq!(
            (states.len(), events.len()),
            (M::STATES.len(), M::EVENTS.len())
        );
        let mut reached = vec![first];
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            for row in M::TRANSITIONS.iter().filter(|row| row.from == state) {
                if !reached.contains(&row.to) {
                    reached.push(row.to);
                }
            }
            at += 1;
        }
        for state in M::STATES {
            assert!(
                reached.contains(state),
                "{} cannot be reached",
                state.state_text()
            );
        }
        for event in M::EVENTS {
            let used = M::TRANSITIONS.iter().any(|row| row.event == *event);
            assert!(used, "{} happens in no state", M::event_text(*event));
        }
    }

    #[test]
    fn registrations_move_by_the_table_alone() {
        every_pair::<registration::State>();
        every_row(registration::State::Open);
    }

    #[test]
    fn credit_moves_by_its_tables_alone() {
        every_pair::<inquiry::State>();
        every_row(inquiry::State::Queued);
        every_pair::<overrides::State>();
        every_row(overrides::State::Proposed);
    }

    #[test]
    fn requests_of_people_who_lost_everything_move_by_the_table_alone() {
        every_pair::<lost::State>();
        every_row(lost::State::Received);
    }

    #[test]
    fn support_requests_move_by_the_table_alone() {
        every_pair::<support::State>();
        every_row(support::State::New);
    }

    #[test]
    fn incidents_move_by_the_table_alone() {
        every_pair::<health::State>();
        every_row(health::State::Advisory);
    }

    #[test]
    fn applications_move_by_the_table_alone() {
        every_pair::<application::State>();
        every_row(application::State::Draft);
    }

    /// Applies events in a row; a refusal leaves the state as it was.
    fn walk<M: Machine>(first: M, steps: &[usize]) -> Result<(), TestCaseError> {
        let mut state = first;
        for step in steps {
            let event = M::EVENTS[step % M::EVENTS.len()];
            let row = M::TRANSITIONS
                .iter()
                .find(|row| row.from == state && row.event == event);
            match (state.apply(event), row) {
                (Ok(to), Some(row)) => {
                    prop_assert!(to == row.to);
                    state = to;
                }
                (Err(refused), None) => prop_assert_eq!(refused.state, state.state_text()),
                _ => prop_assert!(false, "{} beside the table", M::event_text(event)),
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn no_sequence_of_events_leaves_the_tables(steps in prop::collection::vec(0_usize..1000, 0..60)) {
            walk(registration::State::Open, &steps)?;
            walk(application::State::Draft, &steps)?;
            walk(lost::State::Received, &steps)?;
            walk(support::State::New, &steps)?;
        }
    }
}
