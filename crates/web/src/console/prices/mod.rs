//! `/ops/catalogue/price-lists`: what is sold for how much, uploaded by one person, approved by
//! another, published with notice to every partner.

mod acts;
mod index;
mod list;
mod upload;

pub use acts::{approve, consent, discard, publish, withdraw};
pub use index::index;
pub use list::{notices, show};
pub use upload::{template, upload, upload_form};

use super::console;
use crate::http::Visit;
use crate::ui::{Chrome, Text, Tone};
use app::catalogue::lists::Shown;
use uuid::Uuid;

const HOME: &str = "/ops/catalogue/price-lists";

fn href(id: Uuid) -> String {
    format!("{HOME}/{id}")
}

/// The frame, with the way back to the lists.
fn chrome(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-price-lists"))
        .crumb("", title)
}

fn pill(visit: &Visit, shown: Shown) -> (Tone, Text) {
    let tone = match shown {
        Shown::Draft | Shown::Approved => Tone::Wait,
        Shown::Announced => Tone::Info,
        Shown::InForce => Tone::Ok,
        Shown::Superseded | Shown::Discarded => Tone::Mute,
        Shown::Withdrawn => Tone::Bad,
    };
    let key = format!("price-list-shown-{}", shown.text());
    (tone, visit.t().get(key))
}
