//! Events a partner's programs are told about: which there are, where they may be sent, and how
//! often that is tried.

use crate::enrolment::form::FieldProblem;
use crate::validate::{Problem, callback_url, text};
use std::collections::BTreeSet;
use std::net::IpAddr;
use url::{Host, Url};
use uuid::Uuid;

/// Attempts to deliver an event, as the interface documents it.
pub const ATTEMPTS: u32 = 10;
/// Seconds between an attempt and the next: about a day in all.
pub const WAITS: [i64; 9] = [60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 28_800];
/// How long a receiver has to fail without a single success, until its registration is stopped.
pub const STOP_SECONDS: i64 = 23 * 3600;
/// Days deliveries are kept and can be sent again.
pub const KEPT_DAYS: i64 = 7;
/// Test events a company may ask for in a minute.
pub const TESTS_PER_MINUTE: usize = 2;
/// Replays a company may ask for in a minute.
pub const REPLAYS_PER_MINUTE: usize = 10;
/// Bytes of an answer that are kept.
pub const ANSWER_BYTES: usize = 2048;

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// Somebody asked for a test.
    TestCreated,
    /// A subscription is another than before, whoever made it so.
    SubscriptionUpdated,
    /// A customer was made.
    CustomerCreated,
    /// A customer's profile is another than before.
    CustomerUpdated,
    /// The relationship with a customer began or ended.
    RelationshipChanged,
    /// A customer accepted the partner.
    RelationshipAccepted,
    /// A customer gave delegated administration.
    DelegationApproved,
    /// A customer took delegated administration away.
    DelegationTerminated,
    /// An order was placed.
    OrderCreated,
    /// An order is another than before; that it was set up included.
    OrderUpdated,
    /// An invoice was issued.
    InvoiceReady,
    /// The files of an export are there.
    ExportReady,
    /// A support request was made, answered, or is in another state.
    ServiceRequestUpdated,
    /// A price list was published.
    PriceListPublished,
    /// The company's application is in another state.
    ApplicationStatusChanged,
    /// The company is another kind of partner than before: set up, suspended, restored, ending.
    PartnerStatusChanged,
}

/// How an event is told.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The event.
    pub event: Event,
    /// What it is called.
    pub name: &'static str,
    /// What kind of thing it is about.
    pub resource: &'static str,
    /// Where the thing is found; `{customer}` and `{id}` stand for ids, `{number}` for a number.
    pub path: &'static str,
}

const fn told(
    event: Event,
    name: &'static str,
    resource: &'static str,
    path: &'static str,
) -> Told {
    Told {
        event,
        name,
        resource,
        path,
    }
}

/// Where the audit record of an event is found.
const RECORD: &str = "/auditactivity/v1/auditrecords/{id}";

/// Every event this programme produces. The first two, the customer's acceptance, those about
/// delegated administration and `invoice-ready` are the interface's own with the addresses its documents
/// give them.
#[rustfmt::skip]
pub const EVENTS: &[Told] = &[
    told(Event::TestCreated, "test-created", "test", "/webhooks/v1/registration/validationEvents/{id}"),
    told(Event::SubscriptionUpdated, "subscription-updated", "subscription", "/webhooks/v1/customers/{customer}/subscriptions/{id}"),
    told(Event::CustomerCreated, "customer-created", "customer", "/v1/customers/{id}"),
    told(Event::CustomerUpdated, "customer-updated", "customer", "/v1/customers/{id}"),
    told(Event::RelationshipChanged, "relationship-changed", "customer", "/v1/customers/{id}"),
    told(Event::RelationshipAccepted, "reseller-relationship-accepted-by-customer", "customer", "/v1/customers/{id}"),
    told(Event::DelegationApproved, "dap-admin-relationship-approved", "PartnerCustomerDap", RECORD),
    told(Event::DelegationTerminated, "dap-admin-relationship-terminated", "PartnerCustomerDap", RECORD),
    told(Event::OrderCreated, "order-created", "order", "/v1/customers/{customer}/orders/{id}"),
    told(Event::OrderUpdated, "order-updated", "order", "/v1/customers/{customer}/orders/{id}"),
    told(Event::InvoiceReady, "invoice-ready", "invoice", "/v1/invoices/{number}"),
    told(Event::ExportReady, "invoice-export-ready", "invoiceexport", "/v1/billingoperations/{id}"),
    told(Event::ServiceRequestUpdated, "service-request-updated", "servicerequest", "/support/requests/{id}"),
    told(Event::PriceListPublished, "price-list-published", "pricelist", "/pricing/changes?list={id}"),
    told(Event::ApplicationStatusChanged, "application-status-changed", "application", "/v1/profiles/legalbusiness?application={id}"),
    told(Event::PartnerStatusChanged, "partner-status-changed", "partner", "/v1/profiles/organization?partner={id}"),
];

impl Event {
    /// How it is told.
    #[must_use]
    pub fn told(self) -> &'static Told {
        let found = EVENTS.iter().find(|told| told.event == self);
        found.unwrap_or(&EVENTS[0])
    }

    /// Whether it leads to its audit record alone, as the interface's documents have it.
    #[must_use]
    pub fn is_its_record(self) -> bool {
        self.told().path == RECORD
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.told().name
    }

    /// The event of a name, whatever its case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = EVENTS.iter();
        all.find(|told| told.name.eq_ignore_ascii_case(name))
            .map(|told| told.event)
    }
}

/// Something that happened to a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub event: Event,
    /// The customer it belongs to; itself where it is one.
    pub customer: Uuid,
    /// The thing.
    pub id: Uuid,
    /// Its number, for what has one; else nothing.
    pub number: String,
}

impl Happened {
    /// Something that happened to a thing of a customer.
    #[must_use]
    pub fn new(event: Event, customer: Uuid, id: Uuid) -> Self {
        Self {
            event,
            customer,
            id,
            number: String::new(),
        }
    }

    /// That an invoice was issued to a partner.
    #[must_use]
    pub fn invoice(partner: Uuid, id: Uuid, number: &str) -> Self {
        Self {
            number: number.to_owned(),
            ..Self::new(Event::InvoiceReady, partner, id)
        }
    }

    /// That the files of an export of a partner are there.
    #[must_use]
    pub fn export(partner: Uuid, id: Uuid) -> Self {
        Self::new(Event::ExportReady, partner, id)
    }

    /// Where the thing is found.
    #[must_use]
    pub fn path(&self) -> String {
        let path = self.event.told().path;
        path.replace("{customer}", &self.customer.to_string())
            .replace("{id}", &self.id.to_string())
            .replace("{number}", &self.number)
    }

    /// What keeps its events in order: those of one thing follow each other.
    #[must_use]
    pub fn thing(&self) -> String {
        format!("{}/{}", self.event.told().resource, self.id)
    }
}

/// Seconds from an attempt, counted from 1, to the next; none when it was the last.
#[must_use]
pub fn wait_after(attempt: u32) -> Option<i64> {
    let at = usize::try_from(attempt.saturating_sub(1)).unwrap_or(usize::MAX);
    WAITS.get(at).copied()
}

/// Whether an answer's status says that the event was taken.
#[must_use]
pub fn is_taken(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Checks events by their names; at least one.
///
/// # Errors
/// `hook-no-event`, `hook-event-unknown` at `hook_events`.
pub fn events<'a>(
    names: impl IntoIterator<Item = &'a str>,
) -> Result<BTreeSet<Event>, FieldProblem> {
    let wrong = |problem| FieldProblem::new("hook_events", problem);
    let mut found = BTreeSet::new();
    for name in names {
        let shown = || name.chars().take(60).collect::<String>();
        let event = Event::from_name(name)
            .ok_or_else(|| wrong(Problem::new("hook-event-unknown").with("event", shown())))?;
        found.insert(event);
    }
    if found.is_empty() {
        return Err(wrong(Problem::new("hook-no-event")));
    }
    Ok(found)
}

/// Checks where events are to be sent: a public https address, or, where `local` is allowed, also
/// anything on this machine.
///
/// # Errors
/// Those of [`callback_url`] at `hook_url`.
pub fn callback(typed: &str, local: bool) -> Result<String, FieldProblem> {
    let on_this_machine = || {
        let text = text::present(typed).ok()?;
        Url::parse(&text).ok().filter(is_local).map(String::from)
    };
    if local && let Some(address) = on_this_machine() {
        return Ok(address);
    }
    callback_url(typed)
        .map(|checked| checked.value)
        .map_err(|problem| FieldProblem::new("hook_url", problem))
}

/// Whether an address names this machine and nothing else.
#[must_use]
pub fn is_local(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    here && matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= 300
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn events_have_names_and_places_of_their_own() {
        let mut names = BTreeSet::new();
        for told in EVENTS {
            assert!(names.insert(told.name), "{} occurs twice", told.name);
            assert_eq!(
                Event::from_name(&told.name.to_uppercase()),
                Some(told.event)
            );
            assert!(told.path.contains("{id}") != told.path.contains("{number}"));
            assert_eq!(told.event.name(), told.name);
        }
        let (customer, id) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let happened = Happened::new(Event::SubscriptionUpdated, customer, id);
        assert!(happened.path().ends_with(
            "/customers/00000000-0000-0000-0000-000000000001/subscriptions/00000000-0000-0000-0000-000000000002"
        ));
        // What happens to one thing is told in order, whatever it is.
        let made = |event| Happened::new(event, customer, id).thing();
        assert_eq!(made(Event::OrderCreated), made(Event::OrderUpdated));
        assert_ne!(made(Event::OrderCreated), made(Event::CustomerCreated));
        let issued = Happened::invoice(customer, id, "D000000001");
        assert_eq!(issued.path(), "/v1/invoices/D000000001");
    }

    #[test]
    fn ten_attempts_take_about_a_day() {
        let waits: Vec<_> = (1..=ATTEMPTS).map(wait_after).collect();
        assert!(waits[..9].iter().all(Option::is_some));
        assert_eq!(waits[9], None);
        let whole: i64 = WAITS.iter().sum();
        assert!((STOP_SECONDS..=86_400).contains(&whole), "{whole}");
        // A row of the outbox is put off by a day at most.
        assert!(WAITS.iter().all(|wait| *wait <= 86_400));
        assert!(is_taken(200) && is_taken(299) && !is_taken(199) && !is_taken(302));
    }

    #[test]
    fn events_are_chosen_by_name() {
        let both = events(["Subscription-Updated", "test-created", "test-created"]).unwrap();
        assert_eq!(both.len(), 2);
        let code = |names: &[&str]| events(names.iter().copied()).unwrap_err().problem.code;
        assert_eq!(code(&[]), "hook-no-event");
        assert_eq!(
            code(&["test-created", "referral-created"]),
            "hook-event-unknown"
        );
    }

    #[test]
    fn this_machine_is_reached_only_where_that_is_allowed() {
        for here in [
            "http://localhost:9000/in",
            "https://127.0.0.1/",
            "http://[::1]:9000/",
        ] {
            assert!(callback(here, true).is_ok(), "{here}");
            assert!(callback(here, false).is_err(), "{here}");
        }
        for elsewhere in [
            "http://10.0.0.1/",
            "http://169.254.169.254/latest",
            "http://contoso.com/",
            "http://u:p@localhost/",
            "ftp://localhost/",
            "http://localhost.contoso.com/",
        ] {
            assert!(callback(elsewhere, true).is_err(), "{elsewhere}");
        }
        assert!(callback("https://hooks.contoso.cn/", false).is_ok());
    }
}
