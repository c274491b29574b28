//! What happened to a subscription, in words.

use super::offer_name;
use crate::http::Visit;
use crate::ui::{Moment, format};
use store::subscriptions::Fact;

/// The history, newest first; what changed is read from the fact before.
pub(super) fn history(visit: &Visit, facts: &[Fact]) -> Vec<Moment> {
    let earlier = facts.iter().skip(1).map(Some);
    let earlier = earlier.chain(std::iter::once(None));
    let moments = facts.iter().zip(earlier).enumerate();
    moments
        .map(|(n, (fact, before))| Moment {
            label: words(visit, fact, before).into(),
            notes: vec![
                format::moment(
                    visit.t(),
                    visit.timestamp(fact.at),
                    visit.app().programme.time_zone(),
                )
                .into(),
            ],
            now: n == 0,
            next: false,
        })
        .collect()
}

fn words(visit: &Visit, fact: &Fact, before: Option<&Fact>) -> String {
    let t = visit.t();
    let quantity = fact.quantity.to_string();
    match (fact.what.as_str(), before) {
        ("ordered", _) => t.format("fact-ordered", &[("quantity", &quantity)]),
        ("provisioned", _) => t.get("fact-provisioned").into_owned(),
        ("renewed", _) => t.get("fact-renewed").into_owned(),
        ("cycle", _) => t.get("fact-cycle").into_owned(),
        ("upgraded", _) => t.get("fact-upgraded").into_owned(),
        ("converted", _) => {
            let offer = offer_name(visit, fact.offer_id);
            t.format("fact-converted", &[("offer", &offer)])
        }
        (_, Some(before)) if before.status != fact.status => match fact.status.as_str() {
            "suspended" => t.get("fact-suspended"),
            "active" => t.get("fact-reactivated"),
            "cancelled" => t.get("fact-cancelled"),
            "expired" => t.get("fact-expired"),
            _ => t.get("fact-deleted"),
        }
        .into_owned(),
        (_, Some(before)) if before.quantity != fact.quantity => {
            let from = before.quantity.to_string();
            t.format("fact-quantity", &[("from", &from), ("to", &quantity)])
        }
        _ => t.get("fact-changed").into_owned(),
    }
}
