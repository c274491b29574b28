//! `/customers/imports`: customers and orders from files.

mod acts;
mod files;
mod list;
mod show;
mod upload;

pub use acts::{confirm, discard, resume, stop};
pub use files::{problems, results, template};
pub use list::list;
pub use show::show;
pub use upload::{form, upload};

use crate::http::Visit;
use crate::ui::{Text, Tone};
use domain::customers::imports::State;
use uuid::Uuid;

const HOME: &str = "/customers/imports";

fn href(id: Uuid) -> String {
    format!("{HOME}/{id}")
}

/// How far an import is, in a word with a colour.
fn pill(visit: &Visit, state: State) -> (Tone, Text) {
    let tone = match state {
        State::Receiving | State::Checking | State::Running => Tone::Wait,
        State::Checked => Tone::Info,
        State::Stopped => Tone::Warn,
        State::Done => Tone::Ok,
        State::Discarded => Tone::Mute,
    };
    let word = format!("import-state-{}", state.text());
    (tone, visit.t().get(word))
}
