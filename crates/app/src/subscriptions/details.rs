//! One subscription with everything its page shows, read at once.

use super::move_on::{Target, targets};
use super::view::{View, views};
use super::{advance, load, offer_of, standing, status};
use crate::billing::{Projection, project};
use crate::customers::qualification;
use crate::{App, Failure, Request, catalogue, selling};
use domain::catalogue::{Prices, Purchase, may_buy};
use domain::centre::licences::are_for_people;
use domain::ids::{SubscriptionId, TenantId};
use domain::permission::TenantAction;
use domain::permission::TenantScope;
use domain::selling::Reason;
use domain::subscriptions::Status;
use store::customers::{self, Customer};
use store::subscriptions::{self as rows, Fact, Subscription};
use store::{Reply, Tx, accounts, identity};
use uuid::Uuid;

/// Most of a subscription's history that is shown.
const HISTORY: u32 = 100;

/// A subscription and what belongs to it.
#[derive(Debug, Clone)]
pub struct Details {
    /// Whose it is.
    pub customer: Customer,
    /// The subscription.
    pub view: View,
    /// How many units people of the customer have licences of; none where units are no people's.
    pub assigned: Option<u32>,
    /// Its base, for an add-on.
    pub base: Option<Subscription>,
    /// Its add-ons.
    pub add_ons: Vec<View>,
    /// Add-ons on sale for it, each with what stands in the way.
    pub add_ons_on_sale: Vec<(Uuid, Option<Reason>)>,
    /// Where it can be upgraded to.
    pub upgrades: Vec<Target>,
    /// What a trial can be turned into.
    pub conversions: Vec<Uuid>,
    /// Fewest and most units.
    pub limits: (u32, u32),
    /// What happened to it, newest first; prices are 0 where they may not be seen.
    pub history: Vec<Fact>,
    /// What keeps the partner from taking on anything new.
    pub obstacle: Option<Reason>,
    /// Who sold it and is asked for help.
    pub seller: Seller,
    /// What the next bill would say with the quantity that was asked about.
    pub projection: Option<Projection>,
    /// What other offers cost the customer today; none for who may not see prices.
    pub prices: Option<Prices>,
}

/// The partner of a subscription, as its customer knows it.
#[derive(Debug, Clone, Default)]
pub struct Seller {
    /// Its name.
    pub name: String,
    /// Its number in the partner network.
    pub network_id: String,
    /// Where customers write for help; may be empty.
    pub support_email: String,
    /// Whom they call; may be empty.
    pub support_phone: String,
}

fn seller(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Seller, Failure> {
    let fields = accounts::profiles(tx, scope)?;
    let of = |field: &str| {
        let found = fields
            .iter()
            .find(|f| f.profile == "support" && f.field == field);
        found.map_or_else(String::new, |f| f.value.clone())
    };
    let partner = accounts::partner(tx, scope)?;
    Ok(Seller {
        name: identity::tenant(tx, scope)?.name,
        network_id: partner.map_or_else(String::new, |partner| partner.network_id),
        support_email: of("support_email"),
        support_phone: of("support_phone"),
    })
}

/// What a number of units of a subscription would be billed each time at its own price, minor
/// units; none for a trial, and for who may not see prices.
#[must_use]
pub fn billed_each_time(view: &View, quantity: u32) -> Option<i64> {
    let row = Subscription {
        quantity,
        // What is suspended costs nothing; the question is what it would cost.
        status: Status::Active.text().to_owned(),
        ..view.row.clone()
    };
    let priced = view.priced && !row.is_trial;
    advance(&row).ok().filter(|_| priced)
}

/// A subscription with everything its page shows; with a quantity, also what the next bill would say
/// if it had that many units from today on. Only for who may see prices.
pub fn details(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: SubscriptionId,
    what_if: Option<u32>,
) -> Reply<Details, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (inside, now) = (app.clone(), app.clock.now());
    let priced = catalogue::sees_prices(request);
    app.read(move |tx| {
        let buyer = selling::customer(tx, scope, customer)?;
        let row = load(tx, scope, customer, id)?;
        let offer = offer_of(&inside, row.offer_id)?;
        let base = match row.parent_id {
            Some(parent) => rows::get(tx, scope, parent)?,
            None => None,
        };
        let mut obstacle = selling::obstacle(tx, scope, now)?;
        if obstacle.is_none() && customers::attestations(tx, customer.0)?.is_empty() {
            obstacle = Some(Reason::AttestationMissing);
        }
        let mut owned = Vec::new();
        for other in super::of_customer(tx, scope, customer)? {
            owned.extend(standing(&other)?.owned());
        }
        let runs = status(&row)? == Status::Active;
        let kind = qualification(&buyer)?;
        let sold = inside.programme.catalogue();
        let on = inside.today();
        let on_sale = sold.add_ons_of(row.offer_id, on).into_iter().map(|add_on| {
            let purchase = Purchase {
                quantity: add_on.minimum,
                on,
                customer: kind,
                sandbox_seats: None,
            };
            let why = may_buy(add_on, purchase, &owned).err();
            (add_on.id, why.or((!runs).then_some(Reason::BaseNotActive)))
        });
        let add_ons_on_sale = on_sale.collect();
        let mut history = rows::facts(tx, scope, id.0, HISTORY)?;
        if !priced {
            history.iter_mut().for_each(|fact| {
                fact.unit_price = 0;
                fact.special_price_id = None;
            });
        }
        let most = match &base {
            Some(base) if !offer.may_exceed_parent => offer.maximum.min(base.quantity),
            _ => offer.maximum,
        };
        let conversions = match row.is_trial && runs {
            true => offer.conversions.clone(),
            false => Vec::new(),
        };
        let asked = what_if.filter(|quantity| {
            priced && *quantity != row.quantity && (offer.minimum..=most).contains(quantity)
        });
        let projection = match asked {
            Some(quantity) => project(tx, &inside, scope, &row, base.as_ref(), quantity)?,
            None => None,
        };
        let prices = match priced {
            true => Some(catalogue::prices(tx, scope, Some(customer.0), on)?),
            false => None,
        };
        let assigned = match are_for_people(offer.unit) {
            true => Some(store::centre::licences::assigned(tx, scope, id.0)?),
            false => None,
        };
        Ok(Details {
            assigned,
            seller: seller(tx, scope)?,
            projection,
            prices,
            upgrades: targets(tx, &inside, scope, &buyer, &row)?,
            add_ons: views(rows::add_ons(tx, scope, id.0)?, priced),
            limits: (offer.minimum, most),
            view: views(vec![row], priced).remove(0),
            customer: buyer,
            base,
            add_ons_on_sale,
            conversions,
            history,
            obstacle,
        })
    })
}
