//! A customer's own centre.

pub mod agreement;
pub mod domains;
pub mod export;
pub mod health;
pub mod home;
pub mod invitation;
pub mod new_user;
pub mod organisation;
pub mod partners;
pub mod requests;
pub mod security;
pub mod subscriptions;
pub mod user;
pub mod users;

use crate::http::{Visit, frame};
use crate::subscriptions::{next_of, offer_name, status_pill};
use crate::ui::{Chrome, Meter, Pair, Text, Tone};
use app::centre::Supporter;
use domain::centre::licences::are_for_people;
use domain::permission::centre::CustomerAction;
use domain::subscriptions::Status;
use store::centre::Owned;

/// The frame of a page of the centre, with the way to it.
fn page(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let title = title.into();
    frame::centre(visit, title.clone())
        .crumb("/admin", visit.t().get("centre-home"))
        .crumb("", title)
}

/// Whether the visitor may do something here; only for showing less, never for allowing.
fn may(visit: &Visit, action: CustomerAction) -> bool {
    app::centre::may(&visit.request, action)
}

/// Whether units of a subscription are licences of people.
fn for_people(visit: &Visit, owned: &Owned) -> bool {
    let offer = visit.app().programme.catalogue().offer(owned.offer_id);
    offer.is_some_and(|offer| are_for_people(offer.unit))
}

/// Whether it is there to be used, or will be again.
fn lives(owned: &Owned) -> bool {
    Status::from_text(&owned.status).is_some_and(|status| !status.has_ended())
}

/// A subscription as lists show it.
struct Row {
    name: String,
    is_add_on: bool,
    partner: String,
    quantity: u32,
    /// How many are somebody's; none where they are nobody's.
    assigned: Option<(u32, Meter)>,
    status: (Tone, Text),
    next: String,
}

fn row(visit: &Visit, owned: &Owned) -> Row {
    let t = visit.t();
    let kind = (owned.auto_renew, owned.is_trial);
    let assigned = for_people(visit, owned).then(|| {
        let words = t.format(
            "centre-assigned-of",
            &[
                ("count", &owned.assigned.to_string()),
                ("total", &owned.quantity.to_string()),
            ],
        );
        let meter = Meter::shares(words, &[owned.assigned.into()], owned.quantity.into());
        (owned.assigned, meter)
    });
    Row {
        name: offer_name(visit, owned.offer_id),
        is_add_on: owned.parent_id.is_some(),
        partner: owned.partner.clone(),
        quantity: owned.quantity,
        assigned,
        status: status_pill(visit, &owned.status),
        next: next_of(
            visit,
            &owned.status,
            owned.delete_on.as_deref(),
            kind,
            &owned.ends_on,
        ),
    }
}

/// How a partner is reached.
struct Contact {
    name: String,
    pairs: Vec<Pair>,
}

fn contacts(visit: &Visit, supporters: &[Supporter]) -> Vec<Contact> {
    let t = visit.t();
    let contact = |supporter: &Supporter| {
        let word = |field: &'static str| {
            let value = supporter
                .words
                .get(field)
                .filter(|value| !value.is_empty())?;
            let shown = crate::http::fields::shown(visit, field, value);
            Some(Pair::new(t.get(format!("field-{field}")), shown))
        };
        let fields = [
            "support_phone",
            "support_email",
            "support_website",
            "support_hours",
        ];
        Contact {
            name: supporter.name.clone(),
            pairs: fields.into_iter().filter_map(word).collect(),
        }
    };
    supporters.iter().map(contact).collect()
}
