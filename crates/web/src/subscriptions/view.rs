//! How the page of a subscription looks, as it is and after something that was refused.

use super::history::history;
use super::projection::{Preview, preview};
use super::{cycle, money, name, next, offer_name, shop, status_pill};
use crate::customers::{below_customer, day, obstacle, refusal};
use crate::http::{Answer, Visit, fields, frame};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Meter, Moment, Pair, Text, Tone, respond};
use app::subscriptions::{self, Details};
use askama::Template;
use axum::http::StatusCode;
use domain::catalogue::Prices;
use domain::enrolment::form::FieldProblem;
use domain::ids::{SubscriptionId, TenantId};
use domain::permission::TenantAction;
use domain::selling::Reason;
use domain::subscriptions::Status;
use jiff::civil::Date;
use uuid::Uuid;

/// What was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    /// What just happened.
    pub(super) notice: Option<Banner>,
    /// What is wrong at fields.
    pub(super) problems: Vec<FieldProblem>,
    /// What stands in the way of what was asked.
    pub(super) refused: Vec<Reason>,
    /// The quantity as typed.
    pub(super) quantity: String,
    /// The quantity whose cost is shown.
    pub(super) what_if: Option<u32>,
    /// The nickname.
    pub(super) name: Option<String>,
    /// The name typed to confirm.
    pub(super) confirm: String,
    /// Units of another offer.
    pub(super) units: Option<(Uuid, String)>,
}

#[derive(Template)]
#[template(path = "pages/subscriptions/details.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    /// Where its forms are sent, without the last word.
    action: String,
    version: i64,
    name: String,
    lead: String,
    status: (Tone, Text),
    countdown: Option<Countdown>,
    obstacle: Option<Banner>,
    facts: Vec<Pair>,
    support: Vec<Pair>,
    history: Vec<Moment>,
    /// The forms, for those who may change it.
    manage: bool,
    quantity: Option<Field>,
    quantity_note: Text,
    quantity_text: String,
    preview: Option<Preview>,
    friendly_name: Option<Field>,
    add_ons: Vec<AddOn>,
    on_sale: Vec<Sale>,
    upgrades: Vec<Sale>,
    conversions: Vec<Sale>,
    may_suspend: bool,
    may_reactivate: bool,
    /// What renewal is now, while it can change.
    renewal: Option<bool>,
    renewal_text: String,
    suspend_effect: String,
    cancel_effect: String,
    confirm: Option<Field>,
    keys: Vec<String>,
}

/// The days until the data is deleted.
struct Countdown {
    title: String,
    text: String,
    meter: Meter,
}

/// An add-on it has.
struct AddOn {
    href: String,
    name: String,
    quantity: u32,
    status: (Tone, Text),
}

/// An offer it could have or become.
struct Sale {
    offer: Uuid,
    name: String,
    price: Option<String>,
    obstacle: Option<Text>,
    input: Option<Field>,
    key: String,
}

/// Offers with their prices, why not, and where units are typed.
struct Selling<'a> {
    visit: &'a Visit,
    typed: &'a Typed,
    prices: Option<&'a Prices>,
}

impl Selling<'_> {
    fn of(&self, offer: Uuid, why: Option<Reason>, units: Option<u32>) -> Sale {
        let visit = self.visit;
        let t = visit.t();
        let known = visit.app().programme.catalogue().offer(offer);
        let price = known.and_then(|offer| {
            let price = self.prices?.of(offer)?;
            Some(shop::unit_words(visit, offer, price))
        });
        let input = units.zip(known).map(|(units, known)| {
            let mine = self.typed.units.as_ref().filter(|(id, _)| *id == offer);
            let text = mine.map_or_else(|| units.to_string(), |(_, text)| text.clone());
            let (min, max) = (known.minimum.to_string(), known.maximum.to_string());
            let wrong = fields::problem_at(visit, &self.typed.problems, "units");
            Field::number("units", t.get("bill-units"))
                .id(format!("units-{offer}"))
                .whole()
                .hint(t.format("shop-range", &[("min", &min), ("max", &max)]))
                .value(text)
                .maxlength(9)
                .error(wrong.filter(|_| mine.is_some()))
                .required()
        });
        Sale {
            offer,
            name: offer_name(visit, offer),
            price,
            obstacle: why.map(|reason| refusal(visit, reason)),
            input: input.filter(|_| why.is_none()),
            key: visit.fresh_key(),
        }
    }
}

fn facts(visit: &Visit, details: &Details) -> Vec<Pair> {
    let t = visit.t();
    let row = &details.view.row;
    let mut facts = vec![
        Pair::new(t.get("subscription-id"), row.id.to_string()).copy(),
        Pair::new(t.get("bill-offer"), offer_name(visit, row.offer_id)),
    ];
    if details.view.priced && !row.is_trial {
        let words = match row.special_price_id {
            Some(_) => "price-locked-special",
            None => "price-locked",
        };
        let price = t.format(words, &[("price", &money(visit, row.unit_price))]);
        facts.push(Pair::new(t.get("bill-unit-price"), price));
    }
    if let Some(assigned) = details.assigned {
        let about = [
            ("count", assigned.to_string()),
            ("total", row.quantity.to_string()),
        ];
        let about: Vec<_> = about.iter().map(|(k, v)| (*k, v.as_str())).collect();
        facts.push(Pair::new(
            t.get("centre-licences"),
            t.format("centre-assigned-of", &about),
        ));
    }
    facts.push(Pair::new(t.get("order-cycle"), cycle(visit, &row.cycle)));
    facts.push(Pair::new(t.get("order-when"), day(visit, &row.ordered_on)));
    facts.push(Pair::new(
        t.get("subscription-start"),
        day(visit, &row.starts_on),
    ));
    facts.push(Pair::new(
        t.get("subscription-end"),
        day(visit, &row.ends_on),
    ));
    facts.push(Pair::new(t.get("subscription-next"), next(visit, row)));
    facts.push(Pair::new(t.get("subscription-reseller"), reseller(details)));
    facts
}

fn reseller(details: &Details) -> String {
    let seller = &details.seller;
    match seller.network_id.is_empty() {
        true => seller.name.clone(),
        false => format!("{} ({})", seller.name, seller.network_id),
    }
}

/// Whom the customer asks about it.
fn support(visit: &Visit, details: &Details) -> Vec<Pair> {
    let (t, seller) = (visit.t(), &details.seller);
    let phone = domain::validate::phone::display(&seller.support_phone);
    let mut facts = vec![Pair::new(t.get("support-contact-who"), seller.name.clone())];
    let ways = [
        ("support-contact-mail", seller.support_email.clone()),
        ("support-contact-phone", phone),
    ];
    let known = ways.into_iter().filter(|(_, value)| !value.is_empty());
    facts.extend(known.map(|(label, value)| Pair::new(t.get(label), value).copy()));
    facts
}

fn countdown(visit: &Visit, details: &Details) -> Option<Countdown> {
    let t = visit.t();
    let row = &details.view.row;
    let delete_on: Date = row.delete_on.as_deref()?.parse().ok()?;
    let left = visit.app().today().until(delete_on).ok()?.get_days().max(0);
    let kept = visit.app().programme.retention.suspended_subscription_days;
    let (left, kept) = (u64::try_from(left).unwrap_or(0), u64::from(kept));
    let date = day(visit, row.delete_on.as_deref()?);
    let text = match (Status::from_text(&row.status), row.suspended_by.as_deref()) {
        (Some(Status::Suspended), Some("operator")) => "countdown-operator",
        (Some(Status::Suspended), Some("parent")) => "countdown-parent",
        (Some(Status::Suspended), _) => "countdown-suspended",
        _ => "countdown-ended",
    };
    let words = t.format("countdown-days", &[("count", &left.to_string())]);
    Some(Countdown {
        title: t.format("countdown-title", &[("day", &date)]),
        text: t.get(text).into_owned(),
        meter: Meter::progress(words, kept.saturating_sub(left), kept).tone(Tone::Bad),
    })
}

/// The page.
pub(super) async fn page(
    visit: &Visit,
    (customer, id): (TenantId, SubscriptionId),
    typed: Typed,
) -> Answer {
    let (app, request) = (visit.app(), &visit.request);
    let details = subscriptions::details(app, request, customer, id, typed.what_if).await?;
    let t = visit.t();
    let row = &details.view.row;
    let status = Status::from_text(&row.status).unwrap_or(Status::Deleted);
    let (active, suspended) = (status == Status::Active, status == Status::Suspended);
    let manage = frame::may(visit, TenantAction::ManageSubscriptions);
    let name = name(visit, row);
    let wrong = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let (min, max) = (details.limits.0.to_string(), details.limits.1.to_string());
    let quantity = (manage && active && !row.is_trial).then(|| {
        let value = match typed.quantity.is_empty() {
            true => row.quantity.to_string(),
            false => typed.quantity.clone(),
        };
        Field::number("quantity", t.get("bill-units"))
            .whole()
            .hint(t.format("shop-range", &[("min", &min), ("max", &max)]))
            .value(value)
            .maxlength(9)
            .error(wrong("quantity"))
            .required()
    });
    let quantity_note = t.get(match status {
        _ if row.is_trial => "refused-trial-fixed",
        Status::Pending => "refused-pending",
        Status::Suspended => "refused-seats-while-suspended",
        Status::Active => "quantity-note",
        _ => "refused-deleted",
    });
    let friendly_name = (manage && !status.has_ended()).then(|| {
        Field::text("friendly_name", t.get("subscription-name"))
            .value(
                typed
                    .name
                    .clone()
                    .unwrap_or_else(|| row.friendly_name.clone()),
            )
            .counter(100)
            .error(wrong("friendly_name"))
            .required()
    });
    let confirm = (manage && !status.has_ended()).then(|| {
        Field::text("confirm", t.format("cancel-confirm", &[("name", &name)]))
            .value(typed.confirm.clone())
            .error(wrong("confirm"))
            .required()
    });
    let selling = Selling {
        visit,
        typed: &typed,
        prices: details.prices.as_ref(),
    };
    let on_sale = details.add_ons_on_sale.iter();
    let on_sale: Vec<_> = on_sale
        .filter(|_| manage)
        .map(|(offer, why)| selling.of(*offer, *why, Some(row.quantity)))
        .collect();
    let upgrades = details
        .upgrades
        .iter()
        .filter(|_| manage && !status.has_ended());
    let upgrades: Vec<_> = upgrades
        .map(|target| selling.of(target.offer, target.obstacle, None))
        .collect();
    let conversions: Vec<_> = details
        .conversions
        .iter()
        .filter(|_| manage)
        .map(|offer| selling.of(*offer, None, Some(row.quantity)))
        .collect();
    let refused = typed
        .refused
        .iter()
        .map(|r| refusal(visit, *r).into_owned());
    let refused: Vec<_> = refused.collect();
    let conflict = !refused.is_empty();
    let inputs = [&quantity, &friendly_name, &confirm].into_iter().flatten();
    let sales = on_sale.iter().chain(&conversions);
    let all = inputs.chain(sales.filter_map(|sale| sale.input.as_ref()));
    let errors = ErrorSummary::with(t, all, refused);
    let mut chrome = below_customer(visit, &details.customer, name.clone()).notice(typed.notice);
    chrome.invalid = errors.is_some();
    let http = match (conflict, errors.is_some()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    let lead = match &details.base {
        Some(base) => {
            let base = super::name(visit, base);
            t.format("add-on-of", &[("base", &base)])
        }
        None => details.customer.company_name.clone(),
    };
    let end = day(visit, &row.ends_on);
    let renews = if row.auto_renew {
        "renewal-on-text"
    } else {
        "renewal-off-text"
    };
    let kept = visit.app().programme.retention.suspended_subscription_days;
    let own = details.add_ons.iter().map(|view| AddOn {
        href: format!("/customers/{customer}/subscriptions/{}", view.row.id),
        name: super::name(visit, &view.row),
        quantity: view.row.quantity,
        status: status_pill(visit, &view.row.status),
    });
    let stands = details.obstacle.filter(|_| manage && !conflict);
    let page = Page {
        action: format!("/customers/{customer}/subscriptions/{id}"),
        version: row.version,
        status: status_pill(visit, &row.status),
        countdown: countdown(visit, &details),
        obstacle: stands.map(|reason| obstacle(visit, reason, Some(customer.0))),
        facts: facts(visit, &details),
        support: support(visit, &details),
        history: history(visit, &details.history),
        preview: typed
            .what_if
            .filter(|_| quantity.is_some())
            .and_then(|quantity| preview(visit, &details, quantity)),
        add_ons: own.collect(),
        may_suspend: manage && active && !row.is_trial,
        may_reactivate: manage && suspended && row.suspended_by.as_deref() == Some("partner"),
        renewal: (manage && active && !row.is_trial).then_some(row.auto_renew),
        renewal_text: t.format(renews, &[("day", &end)]),
        cancel_effect: t.format("cancel-effect", &[("days", &kept.to_string())]),
        suspend_effect: t.format("suspend-effect", &[("days", &kept.to_string())]),
        quantity_text: row.quantity.to_string(),
        keys: (0..6).map(|_| visit.fresh_key()).collect(),
        name,
        lead,
        manage,
        quantity,
        quantity_note,
        friendly_name,
        on_sale,
        upgrades,
        conversions,
        confirm,
        errors,
        chrome: &chrome,
    };
    Ok(respond(http, &page))
}
