//! Whether a customer may buy an offer now.

use super::{Catalogue, LimitPer, Offer, Qualification};
use crate::selling::Reason;
use jiff::civil::Date;
use uuid::Uuid;

/// How a subscription that a customer has or had stands, as far as buying is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Possession {
    /// It runs, or is about to.
    Running,
    /// It is suspended.
    Suspended,
    /// It has ended.
    Ended,
}

/// One subscription a customer has or had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owned {
    /// Its offer.
    pub offer: Uuid,
    /// How it stands.
    pub possession: Possession,
}

/// What is to be bought, of an offer the catalogue has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    /// How many units.
    pub quantity: u32,
    /// The local day.
    pub on: Date,
    /// What kind of customer.
    pub customer: Qualification,
    /// Most units of one subscription in a sandbox; none elsewhere.
    pub sandbox_seats: Option<u32>,
}

/// Whether a customer with certain subscriptions may buy an offer: by an order, an upgrade or a
/// conversion.
///
/// # Errors
/// The first [`Reason`] that stands in the way. Whether an add-on's base fits is asked by
/// [`crate::orders`], which knows the base.
pub fn may_buy(offer: &Offer, purchase: Purchase, owned: &[Owned]) -> Result<(), Reason> {
    if !offer.is_sold_on(purchase.on) {
        return Err(Reason::OfferNotSold);
    }
    if offer.qualification != Qualification::None && offer.qualification != purchase.customer {
        return Err(Reason::OfferNotForCustomer);
    }
    let same = || owned.iter().filter(|o| o.offer == offer.id);
    if !offer.is_add_on() && same().any(|o| o.possession == Possession::Suspended) {
        return Err(Reason::ReactivateInstead);
    }
    if let Some(limit) = offer.limit {
        let counted = same().filter(|o| match limit.per {
            LimitPer::Lifetime => true,
            LimitPer::Concurrent => o.possession != Possession::Ended,
        });
        if u32::try_from(counted.count()).is_ok_and(|n| n >= limit.subscriptions) {
            return Err(Reason::OfferLimitReached);
        }
    }
    // A trial shows what one does not have: who owns what it leads to has seen it.
    let leads_to_owned = owned
        .iter()
        .any(|o| o.possession != Possession::Ended && offer.conversions.contains(&o.offer));
    if offer.is_trial() && leads_to_owned {
        return Err(Reason::TrialOfOwned);
    }
    if !(offer.minimum..=offer.maximum).contains(&purchase.quantity) {
        return Err(Reason::QuantityOutOfRange);
    }
    if purchase
        .sandbox_seats
        .is_some_and(|most| purchase.quantity > most)
    {
        return Err(Reason::SandboxLimit);
    }
    Ok(())
}

impl Catalogue {
    /// The offers a customer could buy today, each with what stands in the way.
    #[must_use]
    pub fn for_customer(
        &self,
        on: Date,
        customer: Qualification,
        owned: &[Owned],
    ) -> Vec<(&Offer, Result<(), Reason>)> {
        let on_sale = self.sold_on(on, None).into_iter();
        on_sale
            .map(|offer| {
                let purchase = Purchase {
                    quantity: offer.minimum,
                    on,
                    customer,
                    sandbox_seats: None,
                };
                (offer, may_buy(offer, purchase, owned))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Kind;
    use crate::programme::china_csp;
    use jiff::civil::date;

    fn buy(offer: &Offer, quantity: u32, owned: &[(Uuid, Possession)]) -> Result<(), Reason> {
        let purchase = Purchase {
            quantity,
            on: date(2026, 7, 1),
            customer: Qualification::None,
            sandbox_seats: None,
        };
        let owned: Vec<_> = owned
            .iter()
            .map(|(offer, possession)| Owned {
                offer: *offer,
                possession: *possession,
            })
            .collect();
        may_buy(offer, purchase, &owned)
    }

    #[test]
    fn what_stands_in_the_way_of_a_purchase() {
        let programme = china_csp().unwrap();
        let offers = &programme.catalogue().offers;
        let of = |kind: Kind| offers.iter().find(|o| o.kind == kind).unwrap();
        let (base, trial, add_on) = (of(Kind::Base), of(Kind::Trial), of(Kind::AddOn));
        assert_eq!(buy(base, base.minimum, &[]), Ok(()));
        assert_eq!(buy(base, base.maximum, &[]), Ok(()));
        for out in [base.minimum - 1, base.maximum + 1] {
            assert_eq!(buy(base, out, &[]), Err(Reason::QuantityOutOfRange));
        }
        // A second one is fine; a suspended one is to be reactivated.
        let running = (base.id, Possession::Running);
        let suspended = (base.id, Possession::Suspended);
        let ended = (base.id, Possession::Ended);
        assert_eq!(buy(base, 1, &[running, ended]), Ok(()));
        assert_eq!(
            buy(base, 1, &[running, suspended]),
            Err(Reason::ReactivateInstead)
        );
        assert_eq!(
            buy(add_on, 1, &[(add_on.id, Possession::Suspended)]),
            Ok(())
        );
        // A trial is once for ever, and not for what is owned.
        assert_eq!(buy(trial, trial.minimum, &[]), Ok(()));
        assert_eq!(
            buy(trial, trial.minimum, &[(trial.id, Possession::Ended)]),
            Err(Reason::OfferLimitReached)
        );
        let target = trial.conversions[0];
        assert_eq!(
            buy(trial, trial.minimum, &[(target, Possession::Running)]),
            Err(Reason::TrialOfOwned)
        );
        assert_eq!(
            buy(trial, trial.minimum, &[(target, Possession::Ended)]),
            Ok(())
        );
        assert_eq!(
            buy(trial, trial.minimum + 1, &[]),
            Err(Reason::QuantityOutOfRange)
        );
    }

    #[test]
    fn who_is_not_qualified_or_too_late_does_not_get_it() {
        let programme = china_csp().unwrap();
        let catalogue = programme.catalogue();
        let school = catalogue
            .offers
            .iter()
            .find(|o| o.qualification == Qualification::Education)
            .unwrap();
        assert_eq!(buy(school, 1, &[]), Err(Reason::OfferNotForCustomer));
        let on = date(2026, 7, 1);
        let purchase = Purchase {
            quantity: 1,
            on,
            customer: Qualification::Education,
            sandbox_seats: None,
        };
        assert_eq!(may_buy(school, purchase, &[]), Ok(()));
        for (quantity, outcome) in [(25, Ok(())), (26, Err(Reason::SandboxLimit))] {
            let sandbox = Purchase {
                quantity,
                sandbox_seats: Some(25),
                ..purchase
            };
            assert_eq!(may_buy(school, sandbox, &[]), outcome);
        }
        let ended = catalogue
            .offers
            .iter()
            .find(|o| o.end_of_sale.is_some())
            .unwrap();
        assert_eq!(buy(ended, 1, &[]), Err(Reason::OfferNotSold));
        let before = Purchase {
            on: ended.end_of_sale.unwrap().yesterday().unwrap(),
            customer: Qualification::None,
            quantity: 1,
            sandbox_seats: None,
        };
        assert_eq!(may_buy(ended, before, &[]), Ok(()));
        assert!(!catalogue.sold_on(on, None).contains(&ended));
        let judged = catalogue.for_customer(on, Qualification::None, &[]);
        assert_eq!(judged.len(), catalogue.sold_on(on, None).len());
    }
}
