//! What is sold to a customer: ordered, changed, ended.

pub mod add;
pub mod details;
mod history;
mod projection;
pub mod shop;
mod view;

use crate::customers::day;
use crate::http::Visit;
use crate::ui::{Text, Tone};
use domain::catalogue::{BillingCycle, Offer};
use domain::subscriptions::Status;
use store::subscriptions::Subscription;

/// How the status of a subscription looks.
pub(crate) fn status_pill(visit: &Visit, status: &str) -> (Tone, Text) {
    let tone = match Status::from_text(status) {
        Some(Status::Pending) => Tone::Wait,
        Some(Status::Active) => Tone::Ok,
        Some(Status::Suspended) => Tone::Bad,
        Some(Status::Cancelled | Status::Expired | Status::Deleted) | None => Tone::Mute,
    };
    let word = Status::from_text(status).map_or("deleted", Status::text);
    (tone, visit.t().get(format!("subscription-status-{word}")))
}

/// What happens to a subscription next, and when.
pub(crate) fn next(visit: &Visit, row: &Subscription) -> String {
    let kind = (row.auto_renew, row.is_trial);
    next_of(
        visit,
        &row.status,
        row.delete_on.as_deref(),
        kind,
        &row.ends_on,
    )
}

/// The same of its parts: status, day of deletion, whether it renews and is a trial, end of the term.
pub(crate) fn next_of(
    visit: &Visit,
    status: &str,
    delete_on: Option<&str>,
    (auto_renew, is_trial): (bool, bool),
    ends_on: &str,
) -> String {
    let t = visit.t();
    let (id, iso) = match (Status::from_text(status), delete_on) {
        (Some(Status::Pending), _) => return t.get("subscription-next-pending").into_owned(),
        (Some(Status::Active), _) if auto_renew => ("subscription-next-renews", ends_on),
        (Some(Status::Active), _) if is_trial => ("subscription-next-trial", ends_on),
        (Some(Status::Active), _) => ("subscription-next-ends", ends_on),
        (_, Some(delete_on)) => ("subscription-next-deleted", delete_on),
        _ => return t.get("subscription-next-gone").into_owned(),
    };
    t.format(id, &[("day", &day(visit, iso))])
}

/// An offer's name in the visitor's language; of one that left the programme nothing is known.
pub(crate) fn offer_name(visit: &Visit, id: uuid::Uuid) -> String {
    let offer = visit.app().programme.catalogue().offer(id);
    offer.map_or_else(
        || id.to_string(),
        |offer| offer.name.get(visit.language()).to_owned(),
    )
}

/// What a subscription is called: the nickname, or the offer's name in the visitor's language where
/// nobody gave one.
pub(crate) fn name(visit: &Visit, row: &Subscription) -> String {
    called(visit, row.offer_id, &row.friendly_name)
}

/// The same of its offer and what was given.
pub(crate) fn called(visit: &Visit, offer: uuid::Uuid, given: &str) -> String {
    let offer = visit.app().programme.catalogue().offer(offer);
    let usual = |offer: &Offer| {
        let all = domain::language::Language::ALL.into_iter();
        all.map(|l| offer.name.get(l)).any(|n| n == given)
    };
    match offer.filter(|offer| usual(offer)) {
        Some(offer) => offer.name.get(visit.language()).to_owned(),
        None => given.to_owned(),
    }
}

/// How something is billed.
pub(crate) fn cycle(visit: &Visit, cycle: &str) -> Text {
    let word = BillingCycle::from_text(cycle).map_or("none", BillingCycle::text);
    visit.t().get(format!("cycle-{word}"))
}

/// An amount in the programme's currency.
pub(crate) fn money(visit: &Visit, minor: i64) -> String {
    crate::ui::format::money(minor, &visit.app().programme.currency.code)
}
