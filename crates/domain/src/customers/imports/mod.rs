//! Customers and orders from a file: what kinds of file there are, how an import goes on, and what a
//! row holds.

mod columns;
mod rows;

pub use columns::{Columns, PROBLEM, columns, names};
pub use rows::{NewCustomer, NewOrder, Whom, customer, order, unguarded};

use crate::caller::text_of_enum;
use crate::permission::TenantAction;

/// Most rows of a file.
pub const MOST_ROWS: usize = 100_000;
/// Largest file, bytes.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;
/// From how many seconds on an import is so long that its end is told by mail.
pub const LONG_SECONDS: i64 = 120;
/// Longest cell that is read, characters; what is longer is too long for every field.
pub const LONGEST_CELL: usize = 1000;
/// How long the rows of a file are kept, days. What came of them stays.
pub const KEPT_DAYS: i64 = 30;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A new customer in each row.
    Customers,
    /// An order in each row.
    Orders,
}

text_of_enum!(Kind {
    Customers => "customers",
    Orders => "orders",
});

impl Kind {
    /// What somebody must be allowed to do who imports such a file.
    #[must_use]
    pub fn action(self) -> TenantAction {
        match self {
            Self::Customers => TenantAction::CreateCustomers,
            Self::Orders => TenantAction::ManageSubscriptions,
        }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its rows are being written down; nobody sees it yet.
    Receiving,
    /// Its rows are being judged.
    Checking,
    /// Every row was judged; somebody has to confirm.
    Checked,
    /// The rows that are right are being imported.
    Running,
    /// Somebody stopped it, or the company may not sell at present.
    Stopped,
    /// Over.
    Done,
    /// Nothing came of it.
    Discarded,
}

text_of_enum!(State {
    Receiving => "receiving",
    Checking => "checking",
    Checked => "checked",
    Running => "running",
    Stopped => "stopped",
    Done => "done",
    Discarded => "discarded",
});

/// What happens to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// All rows are written down.
    Received,
    /// All rows are judged.
    Judged,
    /// A person wants the right rows imported.
    Confirm,
    /// A person, or the state of the company, interrupts it.
    Stop,
    /// A person lets it go on.
    Resume,
    /// No right row is left.
    Finish,
    /// A person, or time, gives it up.
    Discard,
}

impl State {
    /// The state after a step; none where the step is not possible.
    #[must_use]
    pub fn after(self, step: Step) -> Option<Self> {
        Some(match (self, step) {
            (Self::Receiving, Step::Received) => Self::Checking,
            (Self::Checking, Step::Judged) => Self::Checked,
            (Self::Checked, Step::Confirm) | (Self::Stopped, Step::Resume) => Self::Running,
            (Self::Running, Step::Stop) => Self::Stopped,
            (Self::Running, Step::Finish) => Self::Done,
            (Self::Receiving | Self::Checking | Self::Checked | Self::Stopped, Step::Discard) => {
                Self::Discarded
            }
            _ => return None,
        })
    }

    /// Whether the worker has something to do for it.
    #[must_use]
    pub fn is_worked_at(self) -> bool {
        matches!(self, Self::Checking | Self::Running)
    }
}

/// How a row of a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Nobody has judged it.
    New,
    /// It can be imported.
    Ready,
    /// It is wrong and left out.
    Wrong,
    /// An earlier import made what it says.
    Known,
    /// It was imported.
    Done,
    /// It was right when it was judged, and could not be imported all the same.
    Failed,
}

text_of_enum!(RowState {
    New => "new",
    Ready => "ready",
    Wrong => "wrong",
    Known => "known",
    Done => "done",
    Failed => "failed",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_goes_one_way() {
        use Step as S;
        let steps = [
            S::Received,
            S::Judged,
            S::Confirm,
            S::Stop,
            S::Resume,
            S::Finish,
            S::Discard,
        ];
        let possible = |state: State| {
            let all = steps.iter().filter_map(|step| state.after(*step));
            all.map(State::text).collect::<Vec<_>>()
        };
        assert_eq!(possible(State::Receiving), ["checking", "discarded"]);
        assert_eq!(possible(State::Checking), ["checked", "discarded"]);
        assert_eq!(possible(State::Checked), ["running", "discarded"]);
        assert_eq!(possible(State::Running), ["stopped", "done"]);
        assert_eq!(possible(State::Stopped), ["running", "discarded"]);
        assert!(possible(State::Done).is_empty() && possible(State::Discarded).is_empty());
    }
}
