//! What the operator changes of an offer on screen: laid over what the programme's folder says, from
//! a day on, once two people agree. What was sold stays as it is.

use super::{BillingCycle, Catalogue, Kind, Limit, LimitPer, Offer, Qualification};
use crate::caller::text_of_enum;
use crate::enrolment::form::FieldProblem;
use crate::language::Language;
use crate::programme::Localised;
use crate::two_people;
use crate::validate::Problem;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Most units an offer can allow.
pub const MOST_UNITS: u32 = 10_000_000;
/// Longest name, characters.
pub const NAME: usize = 120;
/// Days a partner has between learning that an offer ends and the end: terms do not begin anew then.
pub const RENEWAL_DAYS: u32 = 60;
/// Longest description, characters.
pub const DESCRIPTION: usize = 600;

/// What can be changed of an offer. Its id, kind, product, unit and prices cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Its name.
    pub name: Localised,
    /// What it is good for.
    pub description: Localised,
    /// First day it is no longer sold.
    pub end_of_sale: Option<Date>,
    /// Which customers may buy it.
    pub qualification: Qualification,
    /// Fewest units.
    pub minimum: u32,
    /// Most units.
    pub maximum: u32,
    /// How many subscriptions a customer may have.
    pub limit: Option<Limit>,
    /// How it can be billed.
    pub billing_cycles: Vec<BillingCycle>,
    /// Bases of an add-on.
    pub parents: Vec<Uuid>,
    /// Whether an add-on may have more units than its base.
    pub may_exceed_parent: bool,
    /// What it can be moved up to.
    pub upgrades: Vec<Uuid>,
}

/// One of the [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// [`Facts::name`].
    Name,
    /// [`Facts::description`].
    Description,
    /// [`Facts::end_of_sale`].
    EndOfSale,
    /// [`Facts::qualification`].
    Qualification,
    /// [`Facts::minimum`].
    Minimum,
    /// [`Facts::maximum`].
    Maximum,
    /// [`Facts::limit`].
    Limit,
    /// [`Facts::billing_cycles`].
    BillingCycles,
    /// [`Facts::parents`].
    Parents,
    /// [`Facts::may_exceed_parent`].
    MayExceedParent,
    /// [`Facts::upgrades`].
    Upgrades,
}

text_of_enum!(Fact {
    Name => "name",
    Description => "description",
    EndOfSale => "end_of_sale",
    Qualification => "qualification",
    Minimum => "minimum",
    Maximum => "maximum",
    Limit => "limit",
    BillingCycles => "billing_cycles",
    Parents => "parents",
    MayExceedParent => "may_exceed_parent",
    Upgrades => "upgrades",
});

impl Facts {
    /// The facts of an offer.
    #[must_use]
    pub fn of(offer: &Offer) -> Self {
        Self {
            name: offer.name.clone(),
            description: offer.description.clone(),
            end_of_sale: offer.end_of_sale,
            qualification: offer.qualification,
            minimum: offer.minimum,
            maximum: offer.maximum,
            limit: offer.limit,
            billing_cycles: offer.billing_cycles.clone(),
            parents: offer.parents.clone(),
            may_exceed_parent: offer.may_exceed_parent,
            upgrades: offer.upgrades.clone(),
        }
    }

    /// Whether one of them is the same elsewhere.
    #[must_use]
    pub fn same(&self, fact: Fact, other: &Self) -> bool {
        match fact {
            Fact::Name => self.name == other.name,
            Fact::Description => self.description == other.description,
            Fact::EndOfSale => self.end_of_sale == other.end_of_sale,
            Fact::Qualification => self.qualification == other.qualification,
            Fact::Minimum => self.minimum == other.minimum,
            Fact::Maximum => self.maximum == other.maximum,
            Fact::Limit => self.limit == other.limit,
            Fact::BillingCycles => self.billing_cycles == other.billing_cycles,
            Fact::Parents => self.parents == other.parents,
            Fact::MayExceedParent => self.may_exceed_parent == other.may_exceed_parent,
            Fact::Upgrades => self.upgrades == other.upgrades,
        }
    }

    /// What is different elsewhere.
    #[must_use]
    pub fn different(&self, other: &Self) -> Vec<Fact> {
        let all = Fact::ALL.iter().copied();
        all.filter(|fact| !self.same(*fact, other)).collect()
    }

    /// Takes one of them from elsewhere.
    fn take(&mut self, fact: Fact, from: &Self) {
        match fact {
            Fact::Name => self.name = from.name.clone(),
            Fact::Description => self.description = from.description.clone(),
            Fact::EndOfSale => self.end_of_sale = from.end_of_sale,
            Fact::Qualification => self.qualification = from.qualification,
            Fact::Minimum => self.minimum = from.minimum,
            Fact::Maximum => self.maximum = from.maximum,
            Fact::Limit => self.limit = from.limit,
            Fact::BillingCycles => self.billing_cycles.clone_from(&from.billing_cycles),
            Fact::Parents => self.parents.clone_from(&from.parents),
            Fact::MayExceedParent => self.may_exceed_parent = from.may_exceed_parent,
            Fact::Upgrades => self.upgrades.clone_from(&from.upgrades),
        }
    }

    fn into_offer(self, offer: &mut Offer) {
        offer.name = self.name;
        offer.description = self.description;
        offer.end_of_sale = self.end_of_sale;
        offer.qualification = self.qualification;
        offer.minimum = self.minimum;
        offer.maximum = self.maximum;
        offer.limit = self.limit;
        offer.billing_cycles = self.billing_cycles;
        offer.parents = self.parents;
        offer.may_exceed_parent = self.may_exceed_parent;
        offer.upgrades = self.upgrades;
    }
}

/// A change two people agreed to. What is the same before and after is not touched by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferChange {
    /// The offer.
    pub offer: Uuid,
    /// First day it counts.
    pub effective: Date,
    /// What was so when it was proposed.
    pub before: Facts,
    /// What is to be so.
    pub after: Facts,
}

impl OfferChange {
    /// What it changes.
    #[must_use]
    pub fn touches(&self) -> Vec<Fact> {
        self.before.different(&self.after)
    }
}

/// The facts of an offer on a day, by the folder and by changes in the order in which they were
/// agreed to.
#[must_use]
pub fn facts_on(shipped: &Offer, changes: &[OfferChange], day: Date) -> Facts {
    let mut facts = Facts::of(shipped);
    let own = changes.iter();
    let mut own: Vec<_> = own
        .filter(|change| change.offer == shipped.id && change.effective <= day)
        .collect();
    // Stable: of two changes of one day the one agreed to later has the last word.
    own.sort_by_key(|change| change.effective);
    for change in own {
        for fact in change.touches() {
            facts.take(fact, &change.after);
        }
    }
    facts
}

/// Where the programme's folder says something else than both sides of what was changed on screen: it
/// was changed there as well, and the screen has the last word.
#[must_use]
pub fn contradictions(shipped: &Catalogue, changes: &[OfferChange]) -> Vec<(Uuid, Option<Fact>)> {
    let mut found = Vec::new();
    let mut offers: Vec<Uuid> = changes.iter().map(|change| change.offer).collect();
    offers.sort_unstable();
    offers.dedup();
    for id in offers {
        let Some(offer) = shipped.offer(id) else {
            found.push((id, None));
            continue;
        };
        let facts = Facts::of(offer);
        let mut own: Vec<_> = changes.iter().filter(|change| change.offer == id).collect();
        own.sort_by_key(|change| change.effective);
        for fact in Fact::ALL {
            let mut touching = own.iter().filter(|c| !c.before.same(*fact, &c.after));
            let Some(first) = touching.next() else {
                continue;
            };
            let known = std::iter::once(first)
                .chain(touching)
                .any(|change| facts.same(*fact, &change.after));
            if !known && !facts.same(*fact, &first.before) {
                found.push((id, Some(*fact)));
            }
        }
    }
    found
}

impl Catalogue {
    /// The catalogue with what was changed on screen and counts on a day.
    #[must_use]
    pub fn with_changes(&self, changes: &[OfferChange], day: Date) -> Self {
        let mut catalogue = self.clone();
        for offer in &mut catalogue.offers {
            if changes.iter().any(|change| change.offer == offer.id) {
                facts_on(offer, changes, day).into_offer(offer);
            }
        }
        catalogue
    }
}

/// What runs of an offer, so that a change does not put it in the wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sold {
    /// Units of the smallest subscription.
    pub fewest: Option<u32>,
    /// Units of the largest one.
    pub most: Option<u32>,
    /// How subscriptions are billed.
    pub cycles: Vec<BillingCycle>,
    /// Offers of the bases below which add-ons run.
    pub parents: Vec<Uuid>,
    /// Add-ons with more units than their base.
    pub exceeding: bool,
}

/// Whether a change takes something away from who buys or sells.
#[must_use]
pub fn narrows(before: &Facts, after: &Facts) -> bool {
    let lost = |before: &[Uuid], after: &[Uuid]| before.iter().any(|id| !after.contains(id));
    let cycles = &before.billing_cycles;
    after.minimum > before.minimum
        || after.maximum < before.maximum
        || is_tighter(before.limit, after.limit)
        || cycles.iter().any(|c| !after.billing_cycles.contains(c))
        || (before.qualification != after.qualification
            && after.qualification != Qualification::None)
        || lost(&before.parents, &after.parents)
        || lost(&before.upgrades, &after.upgrades)
        || (before.may_exceed_parent && !after.may_exceed_parent)
}

fn is_tighter(before: Option<Limit>, after: Option<Limit>) -> bool {
    match (before, after) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(before), Some(after)) => {
            after.subscriptions < before.subscriptions
                || (before.per, after.per) == (LimitPer::Concurrent, LimitPer::Lifetime)
        }
    }
}

/// When a change is to count, seen from today.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Its first day.
    pub effective: Date,
    /// Today.
    pub today: Date,
    /// Days partners are told before something is taken away.
    pub notice_days: u32,
}

impl When {
    /// The first day something may be taken away.
    fn noticed(self) -> Date {
        let notice = i64::from(self.notice_days).days();
        self.today.checked_add(notice).unwrap_or(Date::MAX)
    }

    /// What is wrong with the days of a change.
    #[must_use]
    pub fn problems(self, before: &Facts, after: &Facts) -> Vec<FieldProblem> {
        let mut wrong = Vec::new();
        let last = self.today.checked_add(1.year()).unwrap_or(Date::MAX);
        let noticed = self.noticed();
        let day = Problem::new("offer-change-notice").with("day", noticed);
        if self.effective <= self.today {
            wrong.push(FieldProblem::plain("effective_on", "offer-change-ahead"));
        } else if self.effective > last {
            wrong.push(FieldProblem::plain("effective_on", "offer-change-far"));
        } else if narrows(before, after) && self.effective < noticed {
            wrong.push(FieldProblem::new("effective_on", day));
        }
        let ends_sooner = match (before.end_of_sale, after.end_of_sale) {
            (Some(was), Some(is)) => is < was,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        // Nobody knows of an end before the change counts; from then on renewals stop at it.
        let days = i64::from(self.notice_days.max(RENEWAL_DAYS)).days();
        let first = self.effective.checked_add(days).unwrap_or(Date::MAX);
        if ends_sooner && after.end_of_sale.is_some_and(|end| end < first) {
            let day = Problem::new("offer-change-end-notice").with("day", first);
            wrong.push(FieldProblem::new("end_of_sale", day));
        }
        wrong
    }
}

/// What is wrong with facts of an offer, whatever they were before. `seats` are those of every trial.
#[must_use]
pub fn unsound(catalogue: &Catalogue, offer: &Offer, after: &Facts) -> Vec<FieldProblem> {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (field, text, most) in [
            ("name", &after.name, NAME),
            ("description", &after.description, DESCRIPTION),
        ] {
            let text = text.get(language);
            let field = format!("{field}_{}", language.tag());
            if text.trim().is_empty() {
                wrong.push(FieldProblem::plain(&field, "required"));
            } else if text.chars().count() > most {
                let problem = Problem::new("too-long").with("max", most);
                wrong.push(FieldProblem::new(&field, problem));
            }
        }
    }
    let mut say = |field: &str, code| wrong.push(FieldProblem::plain(field, code));
    if !(1..=MOST_UNITS).contains(&after.minimum) {
        say("minimum", "offer-change-units");
    }
    if after.maximum > MOST_UNITS || after.maximum < after.minimum {
        say("maximum", "offer-change-units");
    }
    if offer.is_trial() && (after.minimum, after.maximum) != (offer.minimum, offer.maximum) {
        say("minimum", "offer-change-trial");
    }
    if after
        .limit
        .is_some_and(|l| l.subscriptions == 0 || l.subscriptions > 1000)
    {
        say("limit", "offer-change-limit");
    }
    if offer.is_trial() != after.billing_cycles.is_empty() {
        say("billing_cycles", "offer-change-cycles");
    }
    let is_base =
        |id: &Uuid| *id != offer.id && catalogue.offer(*id).is_some_and(|o| o.kind == Kind::Base);
    if offer.is_add_on() == after.parents.is_empty() || !after.parents.iter().all(is_base) {
        say("parents", "offer-change-parents");
    }
    let upgrades = offer.kind == Kind::Base || after.upgrades.is_empty();
    if !upgrades || !after.upgrades.iter().all(is_base) {
        say("upgrades", "offer-change-upgrades");
    }
    wrong
}

/// What a change would put in the wrong of what runs.
#[must_use]
pub fn broken(before: &Facts, after: &Facts, sold: &Sold) -> Vec<FieldProblem> {
    let mut wrong = Vec::new();
    let mut say = |field, problem| wrong.push(FieldProblem::new(field, problem));
    let sells = |code, units: u32| Problem::new(code).with("units", units);
    if let Some(fewest) = sold.fewest.filter(|n| *n < after.minimum)
        && after.minimum > before.minimum
    {
        say("minimum", sells("offer-change-sold-fewer", fewest));
    }
    if let Some(most) = sold.most.filter(|n| *n > after.maximum)
        && after.maximum < before.maximum
    {
        say("maximum", sells("offer-change-sold-more", most));
    }
    let gone = |cycle: &BillingCycle| {
        before.billing_cycles.contains(cycle) && !after.billing_cycles.contains(cycle)
    };
    if sold.cycles.iter().any(gone) {
        say("billing_cycles", Problem::new("offer-change-sold-cycle"));
    }
    let gone = |id: &Uuid| before.parents.contains(id) && !after.parents.contains(id);
    if sold.parents.iter().any(gone) {
        say("parents", Problem::new("offer-change-sold-parent"));
    }
    if sold.exceeding && before.may_exceed_parent && !after.may_exceed_parent {
        say(
            "may_exceed_parent",
            Problem::new("offer-change-sold-exceeds"),
        );
    }
    wrong
}

/// How far a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for a second person.
    Proposed,
    /// A second person agreed: it counts from its day.
    Approved,
    /// A second person did not agree.
    Declined,
    /// Whoever proposed it took it back.
    TakenBack,
    /// It was given up before its day.
    Withdrawn,
}

text_of_enum!(State {
    Proposed => "proposed",
    Approved => "approved",
    Declined => "declined",
    TakenBack => "taken-back",
    Withdrawn => "withdrawn",
});

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It does not follow from the state.
    Step,
    /// Whoever proposed it does not decide it.
    Own,
    /// Somebody else proposed it.
    NotOwn,
    /// Its day has come.
    Begun,
    /// The offer is not any more as it was when it was proposed.
    Stale,
    /// Another change of the offer waits.
    Waits,
    /// A later change that was agreed to builds on it.
    Followed,
}

impl Refused {
    /// Stable code, part of the locale key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Step => "offer-change-step",
            Self::Own => "offer-change-own",
            Self::NotOwn => "offer-change-not-own",
            Self::Begun => "offer-change-begun",
            Self::Stale => "offer-change-stale",
            Self::Waits => "offer-change-waits",
            Self::Followed => "offer-change-followed",
        }
    }
}

impl From<two_people::Refused> for Refused {
    fn from(refused: two_people::Refused) -> Self {
        match refused {
            two_people::Refused::Decided => Self::Step,
            two_people::Refused::Own => Self::Own,
            two_people::Refused::NotOwn => Self::NotOwn,
        }
    }
}

/// A change as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Who proposed it.
    pub proposed_by: Uuid,
    /// Its first day.
    pub effective: Date,
}

impl Standing {
    fn waits(&self) -> bool {
        self.state == State::Proposed
    }

    /// Whether somebody may agree to it.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Own`], [`Refused::Begun`].
    pub fn may_approve(&self, who: Uuid, today: Date) -> Result<(), Refused> {
        two_people::may_decide(self.waits(), self.proposed_by, who)?;
        match self.effective > today {
            true => Ok(()),
            false => Err(Refused::Begun),
        }
    }

    /// Whether somebody may refuse it.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Own`].
    pub fn may_decline(&self, who: Uuid) -> Result<(), Refused> {
        Ok(two_people::may_decide(self.waits(), self.proposed_by, who)?)
    }

    /// Whether somebody may take it back.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::NotOwn`].
    pub fn may_take_back(&self, who: Uuid) -> Result<(), Refused> {
        Ok(two_people::may_withdraw(
            self.waits(),
            self.proposed_by,
            who,
        )?)
    }

    /// Whether it may be given up.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Begun`].
    pub fn may_withdraw(&self, today: Date) -> Result<(), Refused> {
        match self.state {
            State::Approved if self.effective > today => Ok(()),
            State::Approved => Err(Refused::Begun),
            _ => Err(Refused::Step),
        }
    }
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
