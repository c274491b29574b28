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
            .ok_or(Illegal { state: self.state_text(), event: Self::event_text(event) })
    }
}
