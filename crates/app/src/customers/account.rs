//! A customer with what belongs to it, for pages that show several things at once.

use crate::orders::{View as OrderView, listed};
use crate::subscriptions::{self, View};
use crate::{App, Failure, Request, catalogue, selling};
use domain::ids::TenantId;
use domain::permission::TenantAction;
use domain::selling::Reason;
use store::Reply;
use store::customers::{self, Attestation, Customer};
use store::tags::{self, Tag};

/// A customer and what it accepted.
#[derive(Debug, Clone)]
pub struct Account {
    /// The customer.
    pub customer: Customer,
    /// What it accepted, newest first; none for a role that may not see it.
    pub attestations: Option<Vec<Attestation>>,
    /// Subscriptions that have not ended.
    pub running: usize,
    /// The partner's tags, by name, each with whether the customer has it.
    pub tags: Vec<(Tag, bool)>,
    /// Whether its first administrator has no password yet.
    pub without_password: bool,
}

/// A customer's account.
pub fn account(app: &App, request: &Request, id: TenantId) -> Reply<Account, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewCustomers) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let sees_agreement = selling::scope(request, TenantAction::ViewCustomerAgreement).is_ok();
    app.read(move |tx| {
        let customer = selling::customer(tx, scope, id)?;
        let attestations = match sees_agreement {
            true => Some(customers::attestations(tx, id.0)?),
            false => None,
        };
        let mut running = 0;
        for row in subscriptions::of_customer(tx, scope, id)? {
            running += usize::from(!subscriptions::status(&row)?.has_ended());
        }
        let has = tags::of_customer(tx, scope, id.0)?;
        let all = tags::all(tx, scope)?.into_iter();
        let tags = all.map(|tag| {
            let own = has.iter().any(|own| own.tag_id == tag.id);
            (tag, own)
        });
        let tags = tags.collect();
        Ok(Account {
            without_password: customers::without_password(tx, id.0)?.is_some(),
            tags,
            customer,
            attestations,
            running,
        })
    })
}

/// A customer and everything that was sold to it.
#[derive(Debug, Clone)]
pub struct Sales {
    /// The customer.
    pub customer: Customer,
    /// Its subscriptions in the order of purchase.
    pub subscriptions: Vec<View>,
    /// Its orders, newest first.
    pub orders: Vec<OrderView>,
    /// What keeps the partner from selling it more; none when nothing does.
    pub obstacle: Option<Reason>,
}

/// What was sold to a customer.
pub fn sales(app: &App, request: &Request, id: TenantId) -> Reply<Sales, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (priced, now) = (catalogue::sees_prices(request), app.clock.now());
    app.read(move |tx| {
        let customer = selling::customer(tx, scope, id)?;
        let rows = subscriptions::of_customer(tx, scope, id)?;
        let orders = listed(tx, scope, id, None, rows.clone(), priced)?;
        let mut obstacle = selling::obstacle(tx, scope, now)?;
        if obstacle.is_none() && customers::attestations(tx, id.0)?.is_empty() {
            obstacle = Some(Reason::AttestationMissing);
        }
        Ok(Sales {
            customer,
            subscriptions: subscriptions::views(rows, priced),
            orders,
            obstacle,
        })
    })
}
