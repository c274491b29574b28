//! A partner's customers: found, added, looked after.

pub mod account;
pub mod done;
pub(crate) mod form;
pub mod imports;
pub mod list;
pub mod new;
pub mod request;
pub mod sales;
pub mod tags;

use crate::http::{Visit, frame};
use crate::ui::{Banner, Chrome, Tab, Text, Tone};
use domain::ids::TenantId;
use domain::permission::TenantAction;
use domain::selling::Reason;
use store::customers::Customer;
use uuid::Uuid;

/// An id from an address; what is no id belongs to nobody.
pub(crate) fn id_of(text: &str) -> TenantId {
    TenantId(Uuid::parse_str(text).unwrap_or_default())
}

/// The frame of a page about a customer.
pub(crate) fn below_customer(visit: &Visit, customer: &Customer, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    frame::portal(visit, title.clone())
        .crumb("/customers", t.get("nav-customers"))
        .crumb(
            format!("/customers/{}/subscriptions", customer.id),
            customer.company_name.clone(),
        )
        .crumb("", title)
}

/// The pages about a customer that the visitor may open.
pub(crate) fn tabs(visit: &Visit, customer: &Customer, current: &str) -> Vec<Tab> {
    use TenantAction as A;
    let t = visit.t();
    [
        ("subscriptions", "customer-tab-sales", A::ViewSubscriptions),
        ("account", "customer-tab-account", A::ViewCustomers),
        (
            "service-management",
            "customer-tab-services",
            A::ViewServiceHealth,
        ),
    ]
    .into_iter()
    .filter(|(_, _, action)| frame::may(visit, *action))
    .map(|(name, label, _)| Tab {
        href: format!("/customers/{}/{name}", customer.id).into(),
        label: t.get(label),
        current: name == current,
        ..Tab::default()
    })
    .collect()
}

/// Words on why something is refused.
pub(crate) fn refusal(visit: &Visit, reason: Reason) -> Text {
    visit.t().get(format!("refused-{}", reason.text()))
}

/// What stands in the way of selling, with the way out where there is one.
pub(crate) fn obstacle(visit: &Visit, reason: Reason, customer: Option<Uuid>) -> Banner {
    let t = visit.t();
    let banner = Banner::new(Tone::Warn, t.get("selling-obstacle")).text(refusal(visit, reason));
    match (reason, customer) {
        (Reason::AgreementUnsigned, _) => banner.action("/agreements/sign", t.get("resign-open")),
        (Reason::AttestationMissing, Some(id)) => banner.action(
            format!("/customers/{id}/account#agreement"),
            t.get("customer-attest-open"),
        ),
        _ => banner,
    }
}

/// A stored day as people read it.
pub(crate) fn day(visit: &Visit, iso: &str) -> String {
    iso.parse().map_or_else(
        |_| iso.to_owned(),
        |day| crate::ui::format::date(visit.t(), day),
    )
}
