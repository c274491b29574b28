//! The work queue, the list of applications, and what left the house.

use crate::enrolment::clock::days_used;
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::enrolment::checks::Outcome;
use domain::permission::{OperatorAction, authorise_operator};
use store::Reply;
use store::outbox::{self, Listed, Message};
use store::review::queue::{self, Line, Part, StateCount};
use uuid::Uuid;

/// How much of the promised time is used, as a reviewer sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Urgency {
    /// All of it.
    Late,
    /// Half of it or more.
    Soon,
    /// Less than half.
    Calm,
    /// The company has to act; the clock stands.
    Paused,
}

impl Urgency {
    /// All, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Soon, Self::Calm, Self::Paused];

    /// The spelling in addresses and in locale keys.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Calm => "calm",
            Self::Paused => "paused",
        }
    }

    /// Reads [`Self::text`] back.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|urgency| urgency.text() == text)
    }

    /// Of working days used out of those promised.
    #[must_use]
    pub fn of(used: u32, promised: u32, runs: bool) -> Self {
        match u64::from(used) * 100 / u64::from(promised.max(1)) {
            _ if !runs => Self::Paused,
            0..50 => Self::Calm,
            50..100 => Self::Soon,
            _ => Self::Late,
        }
    }
}

/// Whose work is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// What the asking person holds.
    Mine,
    /// What nobody holds and the person may take.
    Unassigned,
    /// Where credit is open.
    Credit,
    /// What waits for a second reviewer other than the one who proposed it.
    Second,
    /// Everything.
    All,
}

impl View {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 5] = [
        Self::Mine,
        Self::Unassigned,
        Self::Credit,
        Self::Second,
        Self::All,
    ];

    /// The spelling in addresses and in locale keys.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::Credit => "credit",
            Self::Second => "second",
            Self::All => "all",
        }
    }

    /// Reads [`Self::text`] back.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.text() == text)
    }

    fn holds(self, task: &Task, person: Uuid) -> bool {
        let line = &task.line;
        let reviewed = line.state == State::InReview.text();
        match self {
            Self::All => true,
            Self::Mine => line.reviewer_id == Some(person),
            Self::Unassigned => reviewed && line.reviewer_id.is_none() && !line.conflict,
            Self::Credit => {
                let settled = [Outcome::Passed.text(), Outcome::Waived.text()];
                let settled = line
                    .credit
                    .as_ref()
                    .is_some_and(|c| settled.contains(&c.as_str()));
                reviewed && !settled && !line.conflict
            }
            Self::Second => line.proposed_by.is_some_and(|first| first != person) && !line.conflict,
        }
    }
}

/// A line of the queue with its clock.
#[derive(Debug, Clone)]
pub struct Task {
    /// The line.
    pub line: Line,
    /// Working days used.
    pub used: u32,
    /// What that means.
    pub urgency: Urgency,
}

/// What is asked of the queue.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Whose work.
    pub view: View,
    /// Only one state.
    pub state: Option<State>,
    /// Only one urgency.
    pub urgency: Option<Urgency>,
    /// Only companies, codes or references with a text.
    pub text: String,
}

/// The queue.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The tasks wanted, the most urgent and oldest first.
    pub tasks: Vec<Task>,
    /// How many tasks each view has, whatever else is wanted.
    pub views: [(View, usize); 5],
    /// How many tasks of the view have each urgency.
    pub urgencies: [(Urgency, usize); 4],
    /// Whether there is more than was read.
    pub cut: bool,
}

/// Tasks read for the queue at most. An operator with more open cases than this looks for a single
/// one by its name.
pub const MOST: u32 = 2000;

fn task(app: &App, line: Line, now: Instant) -> Task {
    let used = days_used(app, line.sla_since, line.sla_days, now);
    let promised = app.programme.application.sla_working_days;
    Task {
        urgency: Urgency::of(used, promised, line.sla_since.is_some()),
        used,
        line,
    }
}

/// The queue: the most urgent first, then the oldest.
pub fn tasks(app: &App, request: &Request, wanted: Wanted) -> Reply<Queue, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewQueue) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    // The program itself has no conflicts.
    let person = request.caller.person();
    let person = person.map_or(Uuid::nil(), |person| person.account.0);
    let text: String = wanted.text.trim().chars().take(100).collect();
    let (app, now) = (app.clone(), app.clock.now());
    app.clone().read(move |tx| {
        let mut lines = queue::open(tx, scope, person, &text, MOST + 1)?;
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        let cut = lines.len() > most;
        lines.truncate(most);
        let mut tasks: Vec<Task> = lines
            .into_iter()
            .map(|line| task(&app, line, now))
            .collect();
        let of_view = |view: View| tasks.iter().filter(|task| view.holds(task, person)).count();
        let views = View::ALL.map(|view| (view, of_view(view)));
        tasks.retain(|task| {
            wanted.view.holds(task, person)
                && wanted
                    .state
                    .is_none_or(|state| task.line.state == state.text())
        });
        let of_urgency = |urgency| tasks.iter().filter(|task| task.urgency == urgency).count();
        let urgencies = Urgency::ALL.map(|urgency| (urgency, of_urgency(urgency)));
        tasks.retain(|task| wanted.urgency.is_none_or(|urgency| task.urgency == urgency));
        tasks.sort_by_key(|task| {
            let paused = task.urgency == Urgency::Paused;
            let used = std::cmp::Reverse(task.used);
            (paused, used, task.line.submitted_at, task.line.id)
        });
        Ok(Queue {
            tasks,
            views,
            urgencies,
            cut,
        })
    })
}

/// A page of the list of applications.
#[derive(Debug, Clone)]
pub struct List {
    /// The applications, newest first.
    pub tasks: Vec<Task>,
    /// How many there are in each state that match.
    pub counts: Vec<StateCount>,
}

/// Applications in a state (all submitted ones without) that match a text, newest first, for those
/// who may open them.
pub fn list(
    app: &App,
    request: &Request,
    state: Option<State>,
    text: &str,
    part: Part,
) -> Reply<List, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    // The program itself has no conflicts.
    let person = request.caller.person();
    let person = person.map_or(Uuid::nil(), |person| person.account.0);
    let text: String = text.trim().chars().take(100).collect();
    let (app, now) = (app.clone(), app.clock.now());
    app.clone().read(move |tx| {
        let state = state.map_or("", State::text);
        let lines = queue::list(tx, scope, person, state, &text, part)?;
        Ok(List {
            tasks: lines
                .into_iter()
                .map(|line| task(&app, line, now))
                .collect(),
            counts: queue::counts(tx, scope, &text)?,
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

/// The outbox page: mails, texts and calls, optionally of one recipient, or only those that came back.
pub fn outbox(
    app: &App,
    request: &Request,
    recipient: &str,
    returned: bool,
) -> Reply<OutboxView, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewOutbox) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let recipient: String = recipient.trim().chars().take(254).collect();
    app.read(move |tx| {
        let messages = if returned {
            outbox::returned(tx, scope, &recipient, 100)?
        } else {
            outbox::messages(tx, scope, &recipient, 100)?
        };
        Ok(OutboxView {
            messages,
            unfinished: outbox::unfinished(tx, scope, 100)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::Urgency;

    #[test]
    fn half_of_the_time_is_calm_and_all_of_it_is_late() {
        let found = [0, 7, 8, 14, 15, 40].map(|used| Urgency::of(used, 15, true));
        use Urgency::{Calm, Late, Soon};
        assert_eq!(found, [Calm, Calm, Soon, Soon, Late, Late]);
        assert_eq!(Urgency::of(40, 15, false), Urgency::Paused);
        assert_eq!(Urgency::of(1, 0, true), Late);
        for urgency in Urgency::ALL {
            assert_eq!(Urgency::from_text(urgency.text()), Some(urgency));
        }
    }
}
