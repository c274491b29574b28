//! Orders: which lines can be ordered.

use crate::catalogue::{
    BillingCycle, Catalogue, Offer, Owned, Possession, Purchase, Qualification, may_buy,
};
use crate::selling::{Reason, Refusal};
use crate::validate::text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Most lines of one order.
pub const MOST_LINES: usize = 100;

/// What an add-on is added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// A subscription the customer has.
    Subscription(Uuid),
    /// Another line of the same order.
    Line(u32),
}

/// A line that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, from 0; in a new order below [`MOST_LINES`].
    pub number: u32,
    /// What is ordered.
    pub offer: Uuid,
    /// How many units.
    pub quantity: u32,
    /// What the subscription is to be called; empty for the offer's name.
    pub friendly_name: String,
    /// How it is billed; the offer's usual cycle when none is given.
    pub cycle: Option<BillingCycle>,
    /// What it is added to, for add-ons.
    pub base: Option<Base>,
}

impl Line {
    /// How it is billed; a trial is not, whatever the rest of the order is.
    #[must_use]
    pub fn billed(&self, offer: &Offer) -> BillingCycle {
        if offer.is_trial() {
            BillingCycle::None
        } else {
            self.cycle.unwrap_or_else(|| offer.usual_cycle())
        }
    }
}

/// A subscription a customer has or had; an add-on might be added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The subscription.
    pub id: Uuid,
    /// Its offer.
    pub offer: Uuid,
    /// The trial it was converted from.
    pub trial: Option<Uuid>,
    /// Its units.
    pub quantity: u32,
    /// How it stands.
    pub possession: Possession,
}

impl Standing {
    /// What the customer owns or owned by it: the offer, and before that perhaps a trial.
    pub fn owned(self) -> impl Iterator<Item = Owned> {
        let trial = self.trial.map(|offer| Owned {
            offer,
            possession: Possession::Ended,
        });
        let offer = Owned {
            offer: self.offer,
            possession: self.possession,
        };
        std::iter::once(offer).chain(trial)
    }
}

/// A line that can be ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<'c, 'l> {
    /// As it was wanted.
    pub line: &'l Line,
    /// Its offer.
    pub offer: &'c Offer,
    /// How it is billed.
    pub cycle: BillingCycle,
    /// What the subscription is to be called; empty for the offer's name.
    pub name: String,
}

/// What the judgement needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'c> {
    /// What is sold.
    pub catalogue: &'c Catalogue,
    /// The local day.
    pub on: Date,
    /// What kind of customer.
    pub customer: Qualification,
    /// Most units of one subscription in a sandbox; none elsewhere.
    pub sandbox_seats: Option<u32>,
}

/// Refuses numbers no new order counts to; the lines of an order that grows go on from its last.
///
/// # Errors
/// [`Reason::LinesInvalid`] of every such line.
pub fn check_numbers(lines: &[Line]) -> Result<(), Vec<Refusal>> {
    let known = |line: &&Line| usize::try_from(line.number).is_ok_and(|n| n < MOST_LINES);
    let wrong = lines.iter().filter(|line| !known(line));
    let refused: Vec<_> = wrong
        .map(|line| Reason::LinesInvalid.of_line(line.number))
        .collect();
    if refused.is_empty() {
        Ok(())
    } else {
        Err(refused)
    }
}

/// Judges the lines of an order together, so that what the first takes is not there for the second.
///
/// # Errors
/// Every line that cannot be ordered, with its first reason.
pub fn judge<'c, 'l>(
    setting: Setting<'c>,
    lines: &'l [Line],
    has: &[Standing],
) -> Result<Vec<Accepted<'c, 'l>>, Vec<Refusal>> {
    if lines.is_empty() || lines.len() > MOST_LINES {
        return Err(vec![Reason::LinesInvalid.alone()]);
    }
    let mut owned: Vec<_> = has.iter().flat_map(|s| s.owned()).collect();
    let (mut accepted, mut refused) = (Vec::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        let again = lines[..at].iter().any(|other| other.number == line.number);
        let judged = if again {
            Err(Reason::LinesInvalid)
        } else {
            one(setting, line, lines, has, &owned)
        };
        match judged {
            Ok(line) => {
                owned.push(Owned {
                    offer: line.offer.id,
                    possession: Possession::Running,
                });
                accepted.push(line);
            }
            Err(reason) => refused.push(reason.of_line(line.number)),
        }
    }
    if refused.is_empty() {
        Ok(accepted)
    } else {
        Err(refused)
    }
}

fn one<'c, 'l>(
    setting: Setting<'c>,
    line: &'l Line,
    lines: &[Line],
    has: &[Standing],
    owned: &[Owned],
) -> Result<Accepted<'c, 'l>, Reason> {
    let offer = setting.catalogue.offer(line.offer);
    let offer = offer.ok_or(Reason::OfferUnknown)?;
    let purchase = Purchase {
        quantity: line.quantity,
        on: setting.on,
        customer: setting.customer,
        sandbox_seats: setting.sandbox_seats,
    };
    may_buy(offer, purchase, owned)?;
    // Nor is a trial for who orders what it leads to in the same moment, on whichever line.
    if offer.is_trial() && lines.iter().any(|l| offer.conversions.contains(&l.offer)) {
        return Err(Reason::TrialOfOwned);
    }
    let cycle = line.billed(offer);
    if !offer.has_cycle(cycle) {
        return Err(Reason::CycleNotOffered);
    }
    match (offer.is_add_on(), line.base) {
        (false, None) => {}
        (false, Some(_)) => return Err(Reason::NotAnAddOn),
        (true, None) => return Err(Reason::BaseMissing),
        (true, Some(Base::Line(number))) => {
            let base = lines.iter().find(|l| l.number == number);
            let base = base.ok_or(Reason::BaseMissing)?;
            fits(offer, line.quantity, base.offer, base.quantity)?;
        }
        (true, Some(Base::Subscription(id))) => {
            let base = has.iter().find(|s| s.id == id);
            let base = base.ok_or(Reason::BaseMissing)?;
            if base.possession != Possession::Running {
                return Err(Reason::BaseNotActive);
            }
            fits(offer, line.quantity, base.offer, base.quantity)?;
        }
    }
    let name = text::line(&line.friendly_name, 0, 100);
    Ok(Accepted {
        line,
        offer,
        cycle,
        name: name.map_err(|_| Reason::NameInvalid)?.value,
    })
}

/// Whether an add-on fits a base.
///
/// # Errors
/// [`Reason::BaseOfOtherOffer`], [`Reason::MoreThanBase`].
pub fn fits(add_on: &Offer, quantity: u32, base: Uuid, base_quantity: u32) -> Result<(), Reason> {
    if !add_on.parents.contains(&base) {
        Err(Reason::BaseOfOtherOffer)
    } else if quantity > base_quantity && !add_on.may_exceed_parent {
        Err(Reason::MoreThanBase)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Kind;
    use crate::programme::china_csp;
    use jiff::civil::date;

    #[test]
    fn lines_are_judged_together() {
        let programme = china_csp().unwrap();
        let catalogue = programme.catalogue();
        let add_on = catalogue
            .offers
            .iter()
            .find(|o| o.kind == Kind::AddOn && !o.may_exceed_parent)
            .unwrap();
        let base = catalogue.offer(add_on.parents[0]).unwrap();
        let trial = catalogue.offers.iter().find(|o| o.is_trial()).unwrap();
        let line = |number, offer: &Offer, quantity, base| Line {
            number,
            offer: offer.id,
            quantity,
            friendly_name: String::new(),
            cycle: None,
            base,
        };
        let setting = Setting {
            catalogue,
            on: date(2026, 3, 2),
            customer: Qualification::None,
            sandbox_seats: None,
        };
        let reasons = |lines: &[Line], has: &[Standing]| match judge(setting, lines, has) {
            Ok(accepted) => {
                assert_eq!(accepted.len(), lines.len());
                Vec::new()
            }
            Err(refused) => refused.iter().map(|r| (r.line, r.reason)).collect(),
        };
        let on = |quantity, base| line(1, add_on, quantity, base);
        let first = line(0, base, 10, None);
        let with = |second: Line| reasons(&[first.clone(), second], &[]);
        assert_eq!(with(on(10, Some(Base::Line(0)))), []);
        assert_eq!(
            with(on(11, Some(Base::Line(0)))),
            [(Some(1), Reason::MoreThanBase)]
        );
        assert_eq!(with(on(1, None)), [(Some(1), Reason::BaseMissing)]);
        assert_eq!(
            with(on(1, Some(Base::Line(7)))),
            [(Some(1), Reason::BaseMissing)]
        );
        assert_eq!(
            with(line(0, base, 1, None)),
            [(Some(0), Reason::LinesInvalid)]
        );
        let numbered = |number| check_numbers(&[line(number, base, 1, None)]);
        assert_eq!(numbered(99), Ok(()));
        for number in [100, u32::MAX] {
            let refused = vec![Reason::LinesInvalid.of_line(number)];
            assert_eq!(numbered(number), Err(refused));
        }
        // Two trials in one order are one too many.
        let trials = [line(0, trial, 25, None), line(1, trial, 25, None)];
        assert_eq!(
            reasons(&trials, &[]),
            [(Some(1), Reason::OfferLimitReached)]
        );
        // Nor are a trial and what it leads to, whichever comes first.
        let paid = catalogue.offer(trial.conversions[0]).unwrap();
        for (first, second) in [(0, 1), (1, 0)] {
            let mut both = [line(first, trial, 25, None), line(second, paid, 1, None)];
            both.sort_by_key(|line| line.number);
            assert_eq!(reasons(&both, &[]), [(Some(first), Reason::TrialOfOwned)]);
        }
        for (name, fits) in [("长".repeat(100), true), ("长".repeat(101), false)] {
            let named = [Line {
                friendly_name: name,
                ..first.clone()
            }];
            let outcome = [(Some(0), Reason::NameInvalid)];
            let outcome = if fits { &[] } else { &outcome[..] };
            assert_eq!(reasons(&named, &[]), outcome);
        }
        let has = |possession| Standing {
            id: Uuid::nil(),
            offer: base.id,
            trial: None,
            quantity: 5,
            possession,
        };
        let alone = |quantity, possession| {
            let lines = [on(quantity, Some(Base::Subscription(Uuid::nil())))];
            reasons(&lines, &[has(possession)])
        };
        assert_eq!(alone(5, Possession::Running), []);
        assert_eq!(
            alone(6, Possession::Running),
            [(Some(1), Reason::MoreThanBase)]
        );
        assert_eq!(
            alone(5, Possession::Suspended),
            [(Some(1), Reason::BaseNotActive)]
        );
        // Who turned a trial into something else has had it all the same.
        let converted = Standing {
            trial: Some(trial.id),
            ..has(Possession::Ended)
        };
        assert_eq!(
            reasons(&trials[..1], &[converted]),
            [(Some(0), Reason::OfferLimitReached)]
        );
        let annual = Line {
            cycle: Some(BillingCycle::None),
            ..first.clone()
        };
        assert_eq!(
            reasons(&[annual], &[]),
            [(Some(0), Reason::CycleNotOffered)]
        );
        assert_eq!(reasons(&[], &[]), [(None, Reason::LinesInvalid)]);
        let sandbox = Setting {
            sandbox_seats: Some(9),
            ..setting
        };
        assert!(judge(sandbox, std::slice::from_ref(&first), &[]).is_err());
    }
}
