//! Beginning anew: a company's customers are deleted, and samples take their place.

use super::{is_for, scope};
use crate::customers;
use crate::orders::{self, NewOrder};
use crate::{App, Failure, Intent, Request};
use domain::catalogue::{Kind, Qualification};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::{TenantId, fresh_uuid};
use domain::orders::Line;
use serde::{Deserialize, Serialize};
use store::customers as rows;
use uuid::Uuid;

/// What has to be typed or sent, so that nobody resets by mistake.
pub const WORD: &str = "reset";
/// Units of a sample subscription.
const UNITS: u32 = 5;

/// The samples, named as in the demonstration's `demo.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Samples {
    /// A customer.
    pub customer_id: String,
    /// An order for it.
    pub order_id: String,
    /// Its subscriptions.
    pub subscription_ids: Vec<String>,
    /// Offers that can be ordered.
    pub offer_ids: Vec<String>,
}

/// Deletes a company's customers with all they have and adds the samples. People, programs, keys,
/// the log and the clock stay. The same key is the same reset. Blocks.
///
/// # Errors
/// [`Failure::NotFound`] where this is no sandbox; [`Failure::Invalid`] at `confirm`; refusals of
/// the use cases, such as of a company that may not sell yet.
pub fn reset(app: &App, request: &Request, word: &str, key: &str) -> Result<Samples, Failure> {
    let scope = scope(app, request)?;
    if !is_for(app, &request.caller) {
        return Err(Failure::NotFound);
    }
    if word != WORD {
        let problem = FieldProblem::plain("confirm", "reset-unconfirmed");
        return Err(Failure::Invalid(vec![problem]));
    }
    let key = if key.is_empty() {
        fresh_uuid(&*app.entropy).to_string()
    } else {
        key.to_owned()
    };
    let intent = Intent::new("sandbox.reset", scope.tenant().0, "sandbox/reset").once(&key, &word);
    let gone: Vec<Uuid> = app
        .command(request, intent, move |work| {
            let all = rows::ids(work.tx, scope)?;
            // What was imported is deleted, so it may be imported again.
            store::imports::forget_keys(work.tx, scope)?;
            work.audit("customers", all.len());
            Ok(all)
        })
        .wait()?;
    for id in gone {
        match customers::delete(app, request, TenantId(id), &format!("{key}-{id}")).wait() {
            Ok(()) | Err(Failure::NotFound) => {}
            Err(failure) => return Err(failure),
        }
    }
    samples(app, request, &key)
}

/// Adds the samples: a customer that has accepted its agreement, and an order. Blocks.
///
/// # Errors
/// [`Failure`] of the use cases.
pub fn samples(app: &App, request: &Request, key: &str) -> Result<Samples, Failure> {
    // A domain belongs to one customer at a time, whoever sells to it.
    let tenant = request.caller.tenant().ok_or(Failure::SignInFirst)?;
    let tag: String = tenant
        .0
        .simple()
        .to_string()
        .chars()
        .rev()
        .take(8)
        .collect();
    let prefix = format!("chenfan-{tag}");
    let customer = customers::create(app, request, &profile(&prefix), &format!("{key}-c"))?;
    let customer = customer.customer;
    customers::attest(app, request, customer, &word(app), &format!("{key}-a")).wait()?;
    let offers = offers(app);
    let lines = offers.iter().take(2).zip(0..).map(|(offer, number)| Line {
        number,
        offer: *offer,
        quantity: UNITS,
        friendly_name: String::new(),
        cycle: None,
        base: None,
    });
    let new = NewOrder {
        cycle: None,
        lines: lines.collect(),
    };
    let order = orders::place(app, request, customer, &new, &format!("{key}-o"))?;
    let placed = orders::get(app, request, customer, order).wait()?;
    Ok(Samples {
        customer_id: customer.to_string(),
        order_id: order.to_string(),
        subscription_ids: placed.lines.iter().map(|row| row.id.to_string()).collect(),
        offer_ids: offers.iter().map(ToString::to_string).collect(),
    })
}

/// Base offers anybody can buy, in the order of the catalogue.
fn offers(app: &App) -> Vec<Uuid> {
    let sold = app.programme.catalogue().sold_on(app.today(), None);
    let open = sold.into_iter().filter(|offer| {
        offer.kind == Kind::Base
            && offer.minimum <= UNITS
            && offer.qualification == Qualification::None
    });
    open.map(|offer| offer.id).collect()
}

fn answers<const N: usize>(pairs: [(&str, &str); N]) -> Answers {
    pairs
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .into()
}

fn profile(prefix: &str) -> Answers {
    answers([
        ("company_name", "苏州晨帆贸易有限公司"),
        ("country", "CN"),
        ("province", "JS"),
        ("city", "苏州"),
        ("address1", "星湖街 328 号"),
        ("postal_code", "215000"),
        ("family_name", "林"),
        ("given_name", "晓"),
        ("email", "lin@chenfan.example"),
        ("phone", "0512 6655 0101"),
        ("language", "zh-Hans"),
        ("culture", "zh-CN"),
        ("domain_prefix", prefix),
    ])
}

fn word(app: &App) -> Answers {
    answers([
        ("family_name", "林"),
        ("given_name", "晓"),
        ("email", "lin@chenfan.example"),
        ("agreed_on", &app.today().to_string()),
    ])
}
