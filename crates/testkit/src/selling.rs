//! What a partner sells: customers that have accepted their agreement, and orders that are set up.

use crate::TestApp;
use ::app::orders::{self, NewOrder};
use ::app::{Request, customers};
use domain::catalogue::Offer;
use domain::enrolment::form::Answers;
use domain::ids::{SubscriptionId, TenantId};
use domain::orders::Line;
use uuid::Uuid;

/// What is typed of a new customer.
#[must_use]
pub fn typed(prefix: &str, name: &str) -> Answers {
    [
        ("company_name", name),
        ("country", "CN"),
        ("province", "JS"),
        ("city", "苏州"),
        ("address1", "星湖街 328 号"),
        ("postal_code", "215000"),
        ("family_name", "林"),
        ("given_name", "晓"),
        ("email", &format!("lin@{prefix}.example")),
        ("phone", "0512 6655 0101"),
        ("language", "zh-Hans"),
        ("culture", "zh-CN"),
        ("domain_prefix", prefix),
    ]
    .map(|(field, value)| (field.to_owned(), value.to_owned()))
    .into()
}

/// A customer of the caller's company that has accepted its agreement.
///
/// # Panics
/// When it is refused.
pub fn customer(app: &TestApp, request: &Request, prefix: &str, name: &str) -> TenantId {
    let new = typed(prefix, name);
    let id = customers::create(app, request, &new, "").unwrap().customer;
    let mut word: Answers = ["family_name", "given_name", "email"]
        .map(|field| (field.to_owned(), new[field].clone()))
        .into();
    word.insert("agreed_on".to_owned(), app.today().to_string());
    customers::attest(app, request, id, &word, "")
        .wait()
        .unwrap();
    id
}

/// The offer that has everything: upgrades and add-ons.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn base(app: &TestApp) -> Offer {
    let offers = &app.programme.catalogue().offers;
    let has_add_on = |id| offers.iter().any(|a| a.parents.contains(&id));
    let mut bases = offers.iter().filter(|o| !o.is_trial() && !o.is_add_on());
    bases
        .find(|o| o.upgrades.len() > 1 && has_add_on(o.id))
        .unwrap()
        .clone()
}

/// Orders units of an offer for a customer and has them set up.
///
/// # Panics
/// When that is refused.
pub fn order(
    app: &TestApp,
    request: &Request,
    customer: TenantId,
    offer: Uuid,
    quantity: u32,
) -> SubscriptionId {
    let line = Line {
        number: 0,
        offer,
        quantity,
        friendly_name: String::new(),
        cycle: None,
        base: None,
    };
    let new = NewOrder {
        cycle: None,
        lines: vec![line],
    };
    let id = orders::place(app, request, customer, &new, "").unwrap();
    app.drain();
    let placed = orders::get(app, request, customer, id).wait().unwrap();
    SubscriptionId(placed.lines[0].id)
}
