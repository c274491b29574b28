//! What can be sold: categories, products, offers, prices; read from `offers.toml` of the
//! programme and checked there. Prices are those of the price lists that were published since.

pub mod changes;
mod editions;
mod list;
pub mod publishing;
mod purchase;
pub mod sheet;
pub mod special;

pub use changes::OfferChange;
pub use editions::Editions;
pub use list::{Change, Line as ListLine, Month};
pub use publishing::{Listed, Published};
pub use purchase::{Owned, Possession, Purchase, may_buy};
pub use special::{Decided, Prices, Special};

use crate::caller::text_of_enum;
use crate::programme::Localised;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything in `offers.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Shelves, by which partners browse.
    pub categories: Vec<Category>,
    /// Services offers are made of.
    pub products: Vec<Product>,
    /// What is sold.
    pub offers: Vec<Offer>,
}

/// A shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id, such as `business`.
    pub id: String,
    /// Its place; smaller comes first.
    pub rank: u32,
    /// Its name.
    pub name: Localised,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Localised,
}

/// What kind of thing an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Stands by itself.
    Base,
    /// Needs a base.
    AddOn,
    /// Free of charge, for a while.
    Trial,
}

/// What one unit of an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// One person's licence.
    Licence,
    /// A gigabyte of storage.
    StorageGb,
}

/// Which customers may buy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualification {
    /// Everybody.
    #[default]
    None,
    /// Recognised schools.
    Education,
    /// Public offices.
    Government,
    /// Charities.
    NonProfit,
}

text_of_enum!(Qualification {
    None => "none",
    Education => "education",
    Government => "government",
    NonProfit => "non-profit",
});

/// How often a subscription is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BillingCycle {
    /// Every month.
    Monthly,
    /// Once a year, in advance.
    Annual,
    /// Never: trials.
    None,
}

text_of_enum!(BillingCycle {
    Monthly => "monthly",
    Annual => "annual",
    None => "none",
});

impl BillingCycle {
    /// Months that are paid at once, in advance.
    #[must_use]
    pub fn months(self) -> i64 {
        match self {
            Self::Monthly => 1,
            Self::Annual => 12,
            Self::None => 0,
        }
    }
}

/// How many subscriptions of an offer one customer may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// What is counted.
    pub per: LimitPer,
    /// How many there may be.
    pub subscriptions: u32,
}

/// Which subscriptions count against a [`Limit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitPer {
    /// Those that run or are suspended.
    Concurrent,
    /// Every one there ever was.
    Lifetime,
}

/// What one unit costs for one month, before tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// First day it applies.
    pub from: Date,
    /// What the partner pays, in minor units of the programme's currency.
    pub list_minor: i64,
    /// What the partner might charge, in minor units of the programme's currency.
    pub suggested_minor: i64,
}

/// Something partners sell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Its durable id: the one in price lists, orders and files.
    pub id: Uuid,
    /// The product it sells.
    pub product: Uuid,
    /// The shelf it stands on.
    pub category: String,
    /// Base, add-on or trial.
    pub kind: Kind,
    /// Its place; smaller comes first.
    pub rank: u32,
    /// Its name.
    pub name: Localised,
    /// What it is good for, in a sentence.
    pub description: Localised,
    /// What one unit is.
    pub unit: Unit,
    /// Fewest units of one subscription.
    pub minimum: u32,
    /// Most units of one subscription.
    pub maximum: u32,
    /// How many subscriptions a customer may have; none is as many as it likes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// How it can be billed; the first is the default. Trials have none.
    #[serde(default)]
    pub billing_cycles: Vec<BillingCycle>,
    /// Which customers may buy it.
    #[serde(default)]
    pub qualification: Qualification,
    /// Offers of which a customer needs one, for add-ons.
    #[serde(default)]
    pub parents: Vec<Uuid>,
    /// Whether an add-on may have more units than its base.
    #[serde(default)]
    pub may_exceed_parent: bool,
    /// Offers a running subscription can be moved to.
    #[serde(default)]
    pub upgrades: Vec<Uuid>,
    /// Offers a trial can be turned into.
    #[serde(default)]
    pub conversions: Vec<Uuid>,
    /// First day it is no longer sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_of_sale: Option<Date>,
    /// Where more is told, `https`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learn_more: Option<String>,
    /// What it costs, oldest first. Trials have no price.
    #[serde(default)]
    pub prices: Vec<Price>,
    /// Days from which a published list no longer has it, oldest first. A later price sells it again.
    #[serde(skip)]
    pub stops: Vec<Date>,
}

impl Offer {
    /// Whether it needs a base.
    #[must_use]
    pub fn is_add_on(&self) -> bool {
        self.kind == Kind::AddOn
    }

    /// Whether it is free of charge for a while.
    #[must_use]
    pub fn is_trial(&self) -> bool {
        self.kind == Kind::Trial
    }

    /// The price in force on a local day; none for trials, before the first, and while no list has it.
    #[must_use]
    pub fn price_on(&self, day: Date) -> Option<&Price> {
        let price = self.prices.iter().rev().find(|price| price.from <= day)?;
        let stopped = self.stops.iter().any(|s| price.from < *s && *s <= day);
        (!stopped).then_some(price)
    }

    /// The first day it is no longer sold, seen from a local day: the next one that is known where it
    /// is sold, the last one where it is not.
    #[must_use]
    pub fn sale_ends(&self, day: Date) -> Option<Date> {
        let ends = || self.stops.iter().copied().chain(self.end_of_sale);
        if self.is_sold_on(day) {
            ends().filter(|end| day < *end).min()
        } else {
            ends().filter(|end| *end <= day).max()
        }
    }

    /// The last local day of a price that begins on `from`, where it is known.
    #[must_use]
    pub fn price_until(&self, from: Date) -> Option<Date> {
        let begins = self.prices.iter().map(|price| price.from);
        let ends = begins.chain(self.stops.iter().copied());
        let next = ends.chain(self.end_of_sale).filter(|day| from < *day).min();
        next?.yesterday().ok()
    }

    /// Whether it can be bought on a local day.
    #[must_use]
    pub fn is_sold_on(&self, day: Date) -> bool {
        self.end_of_sale.is_none_or(|end| day < end)
            && (self.is_trial() || self.price_on(day).is_some())
    }

    /// The billing cycle when none is asked for.
    #[must_use]
    pub fn usual_cycle(&self) -> BillingCycle {
        self.billing_cycles
            .first()
            .copied()
            .unwrap_or(BillingCycle::None)
    }

    /// Whether it can be billed so.
    #[must_use]
    pub fn has_cycle(&self, cycle: BillingCycle) -> bool {
        self.billing_cycles.contains(&cycle)
            || (self.billing_cycles.is_empty() && cycle == BillingCycle::None)
    }
}

impl Catalogue {
    /// An offer by id, sold or no longer sold.
    #[must_use]
    pub fn offer(&self, id: Uuid) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.id == id)
    }

    /// A shelf by id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// A product by id.
    #[must_use]
    pub fn product(&self, id: Uuid) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The shelves in their order.
    #[must_use]
    pub fn shelves(&self) -> Vec<&Category> {
        let mut shelves: Vec<_> = self.categories.iter().collect();
        shelves.sort_by_key(|category| category.rank);
        shelves
    }

    /// What is sold on a local day, in order, of one shelf or of all.
    #[must_use]
    pub fn sold_on(&self, day: Date, category: Option<&str>) -> Vec<&Offer> {
        let mut sold: Vec<_> = self
            .offers
            .iter()
            .filter(|offer| offer.is_sold_on(day))
            .filter(|offer| category.is_none_or(|id| offer.category == id))
            .collect();
        sold.sort_by_key(|offer| offer.rank);
        sold
    }

    /// Add-ons of an offer that are sold on a local day.
    #[must_use]
    pub fn add_ons_of(&self, id: Uuid, day: Date) -> Vec<&Offer> {
        let mut add_ons = self.sold_on(day, None);
        add_ons.retain(|offer| offer.parents.contains(&id));
        add_ons
    }
}
