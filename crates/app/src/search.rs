//! One box that finds what a company works with: customers, subscriptions, invoices, offers. Everybody
//! finds what his roles may open and nothing else, and each question is answered from an index.

use crate::customers::{self, Listed};
use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request, catalogue, selling};
use domain::customers::search_key;
use domain::language::Language;
use domain::permission::TenantAction;
use store::billing::Invoice;
use store::subscriptions::Subscription;
use store::{Reply, billing, customers as stored};
use uuid::Uuid;

/// Most letters of a text that is searched for.
pub const LONGEST: usize = 200;
/// Most offers that are shown.
const OFFERS: usize = 10;

/// What was found, by kind.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Customers by the beginning of their name or domain, or by id.
    pub customers: Vec<Listed>,
    /// Whether there are more customers than these.
    pub more_customers: bool,
    /// The subscription with the id, with its customer's name.
    pub subscription: Option<(Subscription, String)>,
    /// The invoice with the number.
    pub invoice: Option<Invoice>,
    /// Offers whose name holds the text, in order.
    pub offers: Vec<Uuid>,
}

impl Hits {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
            && self.subscription.is_none()
            && self.invoice.is_none()
            && self.offers.is_empty()
    }
}

/// Searches everything the caller may open.
pub async fn find(
    app: &App,
    request: &Request,
    text: &str,
    language: Language,
) -> Result<Hits, Failure> {
    own_scope(request, TenantAction::ViewOverview)?;
    let text: String = text.trim().chars().take(LONGEST).collect();
    let mut hits = Hits::default();
    if text.is_empty() {
        return Ok(hits);
    }
    if selling::scope(request, TenantAction::ViewCustomers).is_ok() {
        let found = customers::find(app, request, &text, None, None).await?;
        hits.more_customers = found.next.is_some();
        hits.customers = found.rows;
    }
    let id = Uuid::parse_str(&text).ok();
    if let Some(id) = id {
        hits.subscription = subscription(app, request, id).await?;
    }
    hits.invoice = invoice(app, request, &text).await?;
    hits.offers = offers(app, request, &text, language);
    Ok(hits)
}

fn subscription(
    app: &App,
    request: &Request,
    id: Uuid,
) -> Reply<Option<(Subscription, String)>, Failure> {
    match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => app.read(move |tx| {
            let Some(row) = store::subscriptions::get(tx, scope, id)? else {
                return Ok(None);
            };
            // One that has left is found no more, and neither is what it had.
            let customer = stored::get(tx, scope, row.customer_id)?;
            Ok(customer.map(|customer| (row, customer.company_name)))
        }),
        Err(_) => Reply::ready(Ok(None)),
    }
}

fn invoice(app: &App, request: &Request, text: &str) -> Reply<Option<Invoice>, Failure> {
    let number = text.to_ascii_uppercase();
    match selling::scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| Ok(billing::invoice(tx, scope, &number)?)),
        Err(_) => Reply::ready(Ok(None)),
    }
}

/// The catalogue is small and in memory.
fn offers(app: &App, request: &Request, text: &str, language: Language) -> Vec<Uuid> {
    if !catalogue::sees_prices(request) {
        return Vec::new();
    }
    let key = search_key(text);
    let sold = app.programme.catalogue().sold_on(app.today(), None);
    let named = sold.into_iter().filter(|offer| {
        search_key(offer.name.get(language)).contains(&key) || offer.id.to_string() == key
    });
    named.take(OFFERS).map(|offer| offer.id).collect()
}
