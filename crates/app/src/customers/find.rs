//! The list of customers as people look through it: one box finds names and domains, and each row
//! says what was sold.

use super::list::{Cursor, Search, page};
use crate::{App, Failure, Request, selling};
use domain::customers::search_key;
use domain::permission::{TenantAction, TenantScope};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::customers::{self, Named, SOLD_AT_ONCE};
use store::tags::Tag;
use store::{Reply, Tx, tags};
use uuid::Uuid;

/// Customers of one page.
const PAGE: usize = SOLD_AT_ONCE;

/// Where a page begins: names come first, then domains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Behind a customer in the order of names.
    Name(Cursor),
    /// Behind a customer in the order of domains, or at their beginning.
    Domain(Option<Cursor>),
}

/// A customer with what was sold to it and has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The customer.
    pub customer: Named,
    /// Subscriptions.
    pub subscriptions: i64,
    /// Their units.
    pub units: i64,
    /// The names of its tags.
    pub tags: Vec<String>,
}

/// A page of what was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The customers.
    pub rows: Vec<Listed>,
    /// Where to go on; none on the last page.
    pub next: Option<Place>,
    /// All tags of the partner, by name.
    pub tags: Vec<Tag>,
}

/// Customers whose name or domain begins so, or the one with that id; all of them, by name, for an
/// empty text; only those with a tag where one is given.
pub fn find(
    app: &App,
    request: &Request,
    text: &str,
    tag: Option<Uuid>,
    place: Option<Place>,
) -> Reply<Found, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewCustomers) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let text = text.trim().to_owned();
    app.short_read(move |tx| {
        let (found, next) = match Uuid::parse_str(&text) {
            Ok(id) => {
                let mut found = customers::get(tx, scope, id)?.map(Named::from);
                if let Some(tag) = tag {
                    let has = tags::of_customer(tx, scope, id)?;
                    found = found.filter(|_| has.iter().any(|own| own.tag_id == tag));
                }
                (found.into_iter().collect(), None)
            }
            Err(_) => search(tx, scope, (&text, tag), place.as_ref())?,
        };
        let ids: Vec<_> = found.iter().map(|customer| customer.id).collect();
        let mut tagged: HashMap<Uuid, Vec<String>> = HashMap::new();
        let own = tags::all(tx, scope)?;
        // Of many partners that have none, no customer is asked about.
        if !own.is_empty() {
            for tag in tags::of_customers(tx, scope, &ids)? {
                tagged.entry(tag.customer_id).or_default().push(tag.name);
            }
        }
        let sold = customers::sold(tx, scope, &ids)?;
        let rows = found.into_iter().map(|customer| {
            let sold = sold.get(&customer.id).copied().unwrap_or_default();
            Listed {
                subscriptions: sold.subscriptions,
                units: sold.units,
                tags: tagged.remove(&customer.id).unwrap_or_default(),
                customer,
            }
        });
        Ok(Found {
            rows: rows.collect(),
            next,
            tags: own,
        })
    })
}

fn search(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (text, tag): (&str, Option<Uuid>),
    place: Option<&Place>,
) -> Result<(Vec<Named>, Option<Place>), Failure> {
    if text.is_empty() {
        let after = match place {
            Some(Place::Name(cursor)) => Some(cursor.clone()),
            _ => None,
        };
        let page = page(tx, scope, (&Search::All, tag), after, PAGE)?;
        return Ok((page.customers, page.next.map(Place::Name)));
    }
    let (mut found, mut at) = (Vec::new(), place.cloned());
    if !matches!(at, Some(Place::Domain(_))) {
        let after = match at.take() {
            Some(Place::Name(cursor)) => Some(cursor),
            _ => None,
        };
        let search = Search::Name(text.to_owned());
        let page = page(tx, scope, (&search, tag), after, PAGE)?;
        found = page.customers;
        if let Some(next) = page.next {
            return Ok((found, Some(Place::Name(next))));
        }
        at = Some(Place::Domain(None));
    }
    let Some(Place::Domain(mut after)) = at else {
        return Ok((found, None));
    };
    let key = search_key(text);
    loop {
        let room = PAGE - found.len();
        if room == 0 {
            return Ok((found, Some(Place::Domain(after))));
        }
        let search = Search::Domain(text.to_owned());
        let page = page(tx, scope, (&search, tag), after, room)?;
        // Who was found by name has been shown.
        let fresh = |customer: &Named| !search_key(&customer.company_name).starts_with(&key);
        found.extend(page.customers.into_iter().filter(fresh));
        after = match page.next {
            Some(next) => Some(next),
            None => return Ok((found, None)),
        };
    }
}
