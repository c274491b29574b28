//! `/ops/agreements`: versions, publishing, comparing, and the campaign to sign again.

pub mod campaign;
pub mod compare;
pub mod overview;
pub mod version;

use crate::http::Visit;
use crate::ui::{Text, Tone};
use app::agreements::AGREEMENT;
use app::agreements::versions::Standing;
use app::i18n::Texts;

/// How a version stands, as a word with its colour.
fn pill(t: &'static Texts, standing: Standing) -> (Tone, Text) {
    let tone = match standing {
        Standing::InForce => Tone::Ok,
        Standing::Scheduled => Tone::Info,
        Standing::Proposed => Tone::Wait,
        Standing::Replaced | Standing::Unpublished => Tone::Mute,
    };
    (
        tone,
        t.get(format!("agreement-standing-{}", standing.text())),
    )
}

/// The agreement's title in the visitor's language.
fn title(visit: &Visit) -> String {
    let entry = visit
        .app()
        .programme
        .texts
        .iter()
        .find(|text| text.id == AGREEMENT);
    entry.map_or_else(String::new, |entry| {
        entry.title.get(visit.language()).to_owned()
    })
}

/// A day that is stored as ISO, in words.
fn day(t: &'static Texts, iso: &str) -> String {
    iso.parse()
        .map_or_else(|_| iso.to_owned(), |day| crate::ui::format::date(t, day))
}

fn href(version: &str) -> String {
    format!("/ops/agreements/{version}")
}
