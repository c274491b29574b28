//! The work queue, and what left the house.

use crate::{App, Failure, Request};
use domain::enrolment::application::State;
use domain::permission::{OperatorAction, authorise_operator};
use store::Reply;
use store::operator::{self, QueueLine, StateCount};
use store::outbox::{self, Listed, Message};

/// The queue with its counts.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Applications, oldest first.
    pub lines: Vec<QueueLine>,
    /// How many there are in each state.
    pub counts: Vec<StateCount>,
}

/// How many applications a list shows at most.
pub const MOST: u32 = 200;

/// Applications somebody has to work on, oldest first.
pub fn waiting(app: &App, request: &Request) -> Reply<Queue, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewQueue) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    app.read(move |tx| {
        let mut lines = Vec::new();
        for state in [
            State::Submitted,
            State::InReview,
            State::InformationRequested,
        ] {
            lines.extend(operator::queue(tx, scope, state.text(), "", MOST)?);
        }
        lines.sort_by_key(|line| line.submitted_at);
        lines.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        Ok(Queue {
            lines,
            counts: operator::counts(tx, scope)?,
        })
    })
}

/// Applications in a state (all submitted ones without), filtered by a text, oldest first, for
/// those who may open them.
pub fn queue(
    app: &App,
    request: &Request,
    state: Option<State>,
    text: &str,
) -> Reply<Queue, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let text: String = text.trim().chars().take(100).collect();
    app.read(move |tx| {
        let state = state.map_or("", State::text);
        Ok(Queue {
            lines: operator::queue(tx, scope, state, &text, MOST)?,
            counts: operator::counts(tx, scope)?,
        })
    })
}

/// What left the house, and what has not.
#[derive(Debug, Clone)]
pub struct OutboxView {
    /// Messages, newest first.
    pub messages: Vec<Message>,
    /// Jobs that wait or were given up.
    pub unfinished: Vec<Listed>,
}

/// The outbox page: mails, texts and calls, optionally of one recipient.
pub fn outbox(app: &App, request: &Request, recipient: &str) -> Reply<OutboxView, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewOutbox) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let recipient: String = recipient.trim().chars().take(254).collect();
    app.read(move |tx| {
        Ok(OutboxView {
            messages: outbox::messages(tx, scope, &recipient, 100)?,
            unfinished: outbox::unfinished(tx, scope, 100)?,
        })
    })
}
