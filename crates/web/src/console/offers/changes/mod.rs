//! `/ops/catalogue/changes`: what the operator changes of offers, proposed by one catalogue manager
//! and agreed to by another.

mod detail;
mod form;
mod index;

pub use detail::{approve, decline, show, take_back, withdraw};
pub use form::{edit, propose};
pub use index::index;

use crate::console::exactly;
use crate::http::Visit;
use crate::pricing::{dash, name};
use crate::subscriptions::offer_name;
use crate::ui::{Text, Tone, format};
use app::catalogue::changes::View;
use domain::catalogue::changes::{Fact, Facts, State};
use domain::catalogue::{BillingCycle, Limit, LimitPer};
use uuid::Uuid;

pub(super) const HOME: &str = "/ops/catalogue/changes";

fn href(id: Uuid) -> String {
    format!("{HOME}/{id}")
}

/// What a fact is called.
pub(super) fn label(visit: &Visit, fact: Fact) -> Text {
    visit.t().get(format!("offer-fact-{}", fact.text()))
}

/// What was agreed to and whose day has come counts; until then it waits for the day.
fn pill(visit: &Visit, view: &View) -> (Tone, Text) {
    let counts = view.standing.effective <= visit.app().today();
    let (tone, word) = match view.standing.state {
        State::Proposed => (Tone::Wait, "proposed"),
        State::Approved if counts => (Tone::Ok, "counts"),
        State::Approved => (Tone::Info, "approved"),
        State::Declined => (Tone::Bad, "declined"),
        State::TakenBack => (Tone::Mute, "taken-back"),
        State::Withdrawn => (Tone::Mute, "withdrawn"),
    };
    (tone, visit.t().get(format!("offer-change-state-{word}")))
}

/// A change in a row of others.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) offer: String,
    pub(super) what: String,
    pub(super) day: String,
    pub(super) status: (Tone, Text),
    pub(super) proposed: String,
}

pub(super) fn row(visit: &Visit, view: &View) -> Row {
    let t = visit.t();
    let touched = view.change.touches();
    let what: Vec<_> = touched.iter().map(|fact| label(visit, *fact)).collect();
    Row {
        href: href(view.row.id),
        offer: offer_name(visit, view.row.offer_id),
        what: what.join(&t.get("console-separator")),
        day: format::date(t, view.change.effective),
        status: pill(visit, view),
        proposed: format!(
            "{}{}{}",
            view.row.proposed_name,
            t.get("console-separator"),
            exactly(visit, view.row.proposed_at)
        ),
    }
}

/// Offers by id, as words.
fn offers(visit: &Visit, ids: &[Uuid]) -> String {
    let catalogue = visit.app().programme.catalogue();
    let names: Vec<_> = ids
        .iter()
        .map(|id| match catalogue.offer(*id) {
            Some(offer) => name(visit, offer),
            None => id.to_string(),
        })
        .collect();
    match names.is_empty() {
        true => dash(),
        false => names.join("; "),
    }
}

fn limit(visit: &Visit, limit: Option<Limit>) -> String {
    let Some(limit) = limit else {
        return visit.t().get("offer-limit-none").into_owned();
    };
    let per = match limit.per {
        LimitPer::Concurrent => "offer-limit-concurrent",
        LimitPer::Lifetime => "offer-limit-lifetime",
    };
    let count = format::number(limit.subscriptions.into());
    format!("{count} · {}", visit.t().get(per))
}

fn cycles(visit: &Visit, cycles: &[BillingCycle]) -> String {
    let words: Vec<_> = cycles
        .iter()
        .map(|cycle| visit.t().get(format!("offer-cycle-{}", cycle.text())))
        .collect();
    match words.is_empty() {
        true => dash(),
        false => words.join("; "),
    }
}

/// A fact in words; texts in each language, one below the other.
fn value(visit: &Visit, facts: &Facts, fact: Fact) -> Vec<String> {
    let t = visit.t();
    let units = |n: u32| vec![format::number(n.into())];
    let texts = |text: &domain::programme::Localised| {
        let all = domain::language::Language::ALL.into_iter();
        all.map(|language| text.get(language).to_owned()).collect()
    };
    match fact {
        Fact::Name => texts(&facts.name),
        Fact::Description => texts(&facts.description),
        Fact::EndOfSale => vec![facts.end_of_sale.map_or_else(dash, |d| format::date(t, d))],
        Fact::Qualification => {
            let word = format!("offer-qualification-{}", facts.qualification.text());
            vec![t.get(word).into_owned()]
        }
        Fact::Minimum => units(facts.minimum),
        Fact::Maximum => units(facts.maximum),
        Fact::Limit => vec![limit(visit, facts.limit)],
        Fact::BillingCycles => vec![cycles(visit, &facts.billing_cycles)],
        Fact::Parents => vec![offers(visit, &facts.parents)],
        Fact::MayExceedParent => {
            let word = match facts.may_exceed_parent {
                true => "offer-yes",
                false => "offer-no",
            };
            vec![t.get(word).into_owned()]
        }
        Fact::Upgrades => vec![offers(visit, &facts.upgrades)],
    }
}
