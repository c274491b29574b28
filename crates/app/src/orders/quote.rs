//! What a customer could order, and what an order would cost, before it is placed.

use super::place::judged;
use crate::customers::qualification;
use crate::subscriptions::{self, standing};
use crate::{App, Failure, Request, catalogue, selling};
use domain::catalogue::{BillingCycle, Offer, Prices};
use domain::ids::TenantId;
use domain::orders::{Line, MOST_LINES};
use domain::permission::{TenantAction, TenantScope};
use domain::selling::{Reason, Refusal};
use store::customers::{self, Customer};
use store::{Reply, Tx};
use uuid::Uuid;

/// What a customer could order by itself, add-ons not.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The customer; none for one that is not made yet.
    pub customer: Option<Customer>,
    /// What keeps the partner from selling it anything.
    pub obstacle: Option<Reason>,
    /// Base offers and trials on sale, in order, each with what stands in the way.
    pub offers: Vec<(Uuid, Option<Reason>)>,
    /// What they cost the customer today; none for who may not see prices.
    pub prices: Option<Prices>,
}

/// The buyer, who may not exist yet.
fn buyer(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Option<TenantId>,
) -> Result<Option<Customer>, Failure> {
    customer
        .map(|id| selling::customer(tx, scope, id))
        .transpose()
}

/// Somebody about whom nothing is known.
fn stranger() -> Customer {
    Customer {
        qualification: "none".to_owned(),
        ..Customer::default()
    }
}

/// What a customer could order; with none, what a new customer could.
pub fn shelf(app: &App, request: &Request, customer: Option<TenantId>) -> Reply<Shelf, Failure> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (inside, now) = (app.clone(), app.clock.now());
    let priced = catalogue::sees_prices(request);
    app.read(move |tx| {
        let buyer = buyer(tx, scope, customer)?;
        let mut obstacle = selling::obstacle(tx, scope, now)?;
        let mut owned = Vec::new();
        if let Some(id) = customer {
            if obstacle.is_none() && customers::attestations(tx, id.0)?.is_empty() {
                obstacle = Some(Reason::AttestationMissing);
            }
            for row in subscriptions::of_customer(tx, scope, id)? {
                owned.extend(standing(&row)?.owned());
            }
        }
        let kind = qualification(buyer.as_ref().unwrap_or(&stranger()))?;
        let (sold, today) = (inside.programme.catalogue(), inside.today());
        let prices = match priced {
            true => {
                let customer = customer.map(|id| id.0);
                Some(catalogue::prices(tx, scope, customer, today)?)
            }
            false => None,
        };
        let offers = sold.for_customer(today, kind, &owned);
        let offers = offers
            .into_iter()
            .filter(|(offer, _)| !offer.is_add_on())
            .map(|(offer, judged)| (offer.id, judged.err()));
        Ok(Shelf {
            customer: buyer,
            obstacle,
            offers: offers.collect(),
            prices,
        })
    })
}

/// A line of an order with what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The line.
    pub line: Line,
    /// How it is billed.
    pub cycle: BillingCycle,
    /// For one unit and one month, minor units; none for a trial, and for who may not see it.
    pub unit_price: Option<i64>,
    /// What the list says, where a special price is less.
    pub list_price: Option<i64>,
    /// For all units and one month, minor units.
    pub monthly: Option<i64>,
}

/// An order as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Its lines.
    pub lines: Vec<Quoted>,
    /// All of them for one month, minor units; none for who may not see prices.
    pub monthly: Option<i64>,
    /// What cannot be ordered, and why.
    pub refused: Vec<Refusal>,
}

/// What lines would cost, and which of them would be refused; credit is looked at when they are
/// ordered. With no customer, as a new customer would order them.
pub fn quote(
    app: &App,
    request: &Request,
    customer: Option<TenantId>,
    lines: Vec<Line>,
) -> Reply<Quote, Failure> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (inside, priced) = (app.clone(), catalogue::sees_prices(request));
    app.read(move |tx| {
        let buyer = buyer(tx, scope, customer)?.unwrap_or_else(stranger);
        let refused = match judged(tx, &inside, scope, &buyer, &lines) {
            Ok(_) => Vec::new(),
            Err(Failure::Refused(refused)) => refused,
            Err(other) => return Err(other),
        };
        let prices = match priced {
            true => {
                let customer = customer.map(|id| id.0);
                Some(catalogue::prices(tx, scope, customer, inside.today())?)
            }
            false => None,
        };
        let lines: Vec<_> = lines
            .into_iter()
            .take(MOST_LINES)
            .map(|line| quoted(&inside, line, prices.as_ref()))
            .collect();
        let sum = lines.iter().filter_map(|line| line.monthly);
        Ok(Quote {
            monthly: priced.then(|| sum.fold(0_i64, i64::saturating_add)),
            lines,
            refused,
        })
    })
}

fn quoted(app: &App, line: Line, prices: Option<&Prices>) -> Quoted {
    let offer: Option<&Offer> = app.programme.catalogue().offer(line.offer);
    let usual = offer.map_or(BillingCycle::None, Offer::usual_cycle);
    let price = prices.zip(offer).and_then(|(prices, of)| prices.of(of));
    let unit_price = price.map(|price| price.minor);
    Quoted {
        cycle: line.cycle.unwrap_or(usual),
        monthly: unit_price.map(|price| price.saturating_mul(i64::from(line.quantity))),
        list_price: price
            .filter(|price| price.special.is_some())
            .map(|price| price.list_minor),
        unit_price,
        line,
    }
}
