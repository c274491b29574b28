//! What a partner is billed: all invoices, one of them, how each line came about, usage, and the statement
//! of account.

pub mod compare;
pub mod disputes;
pub mod exports;
pub mod fapiao;
pub mod finance_charge;
pub mod invoice;
pub mod overview;
pub mod statement;
pub mod usage;

use crate::http::Visit;
use crate::ui::{Text, Tone, format};
use domain::billing::ChargeType;
use domain::billing::payment::Status;
use jiff::ToSpan;
use jiff::civil::Date;
use store::billing::Line;
use uuid::Uuid;

/// A stored day as people read it.
pub(crate) fn day(visit: &Visit, iso: &str) -> String {
    iso.parse()
        .map_or_else(|_| iso.to_owned(), |day| format::date(visit.t(), day))
}

/// First and last day of something that ends before a day.
pub(crate) fn days(visit: &Visit, from: &str, to: &str) -> String {
    let last = to.parse::<Date>().map(|day| day.saturating_sub(1.day()));
    let last = last.map_or_else(|_| to.to_owned(), |day| format::date(visit.t(), day));
    let from = day(visit, from);
    visit
        .t()
        .format("billing-days", &[("from", &from), ("to", &last)])
}

/// What a line is for, in words.
pub(crate) fn charge(visit: &Visit, charge: &str) -> Text {
    let word = ChargeType::from_text(charge).map_or("cycle-fee", ChargeType::text);
    visit.t().get(format!("charge-{word}"))
}

/// What a line's subscription is called.
pub(crate) fn name(visit: &Visit, line: &Line) -> String {
    called(
        visit,
        line.offer_id,
        &line.subscription_name,
        &line.offer_name,
    )
}

/// What a subscription is called: the nickname, or the offer's name in the visitor's language where
/// nobody gave one.
pub(crate) fn called(visit: &Visit, offer: Uuid, name: &str, offer_name: &str) -> String {
    let offer = visit.app().programme.catalogue().offer(offer);
    match offer.filter(|_| name == offer_name) {
        Some(offer) => offer.name.get(visit.language()).to_owned(),
        None => name.to_owned(),
    }
}

/// How an invoice stands, in a word.
pub(crate) fn status(visit: &Visit, status: Status) -> (Tone, Text) {
    let tone = match status {
        Status::Due => Tone::Info,
        Status::PartlyPaid => Tone::Wait,
        Status::Overdue => Tone::Bad,
        Status::Paid => Tone::Ok,
        Status::Credit => Tone::Mute,
    };
    let word = format!("invoice-status-{}", status.text());
    (tone, visit.t().get(word))
}
