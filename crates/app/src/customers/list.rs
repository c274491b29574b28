//! The list of customers, and the search in it: by the beginning of a name or of a domain, page by
//! page after the last one shown. Both are read from an index in their order.

use crate::{App, Failure, Request, selling};
use domain::customers::{after_prefix, search_key};
use domain::permission::{TenantAction, TenantScope};
use serde::{Deserialize, Serialize};
use store::customers::{self, Named, Window};
use store::{Reply, Tx};
use uuid::Uuid;

/// Most customers of one page.
const PAGE: u32 = 500;

/// What is searched for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// Nothing: all customers, by name.
    #[default]
    All,
    /// Names that begin so, whatever their case and width.
    Name(String),
    /// Domains that begin so.
    Domain(String),
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The key of the last customer in the order of the search.
    pub key: String,
    /// The last customer.
    pub id: Uuid,
}

/// A page of customers.
#[derive(Debug, Clone)]
pub struct Page {
    /// The customers.
    pub customers: Vec<Named>,
    /// Where to go on; none on the last page.
    pub next: Option<Cursor>,
}

/// A page of the caller's customers, at most `limit` (500 when that is more, or 0).
pub fn list(
    app: &App,
    request: &Request,
    search: Search,
    after: Option<Cursor>,
    limit: u32,
) -> Reply<Page, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewCustomers) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let limit = if limit == 0 { PAGE } else { limit.min(PAGE) };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    app.read(move |tx| page(tx, scope, (&search, None), after, limit))
}

/// A page of the partner's customers, all or those with a tag, at most `limit`.
pub(super) fn page(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (search, tag): (&Search, Option<Uuid>),
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page, Failure> {
    let by_domain = matches!(search, Search::Domain(_));
    let prefix = match search {
        Search::All => String::new(),
        Search::Name(text) | Search::Domain(text) => search_key(text),
    };
    let window = Window {
        // Nothing sorts behind the last code point, which no name holds.
        until: after_prefix(&prefix).unwrap_or_else(|| char::MAX.to_string()),
        from: prefix,
        after: after
            .map(|cursor| (cursor.key, cursor.id))
            .unwrap_or_default(),
    };
    // One more than asked for tells whether there is another page.
    let rows = u32::try_from(limit + 1).unwrap_or(u32::MAX);
    let mut customers = match (by_domain, tag) {
        (true, None) => customers::by_domain(tx, scope, &window, rows)?,
        (false, None) => customers::by_name(tx, scope, &window, rows)?,
        (true, Some(tag)) => customers::tagged_by_domain(tx, scope, tag, &window, rows)?,
        (false, Some(tag)) => customers::tagged_by_name(tx, scope, tag, &window, rows)?,
    };
    let more = customers.len() > limit;
    customers.truncate(limit);
    let next = customers.last().filter(|_| more).map(|last| Cursor {
        key: if by_domain {
            last.domain.clone()
        } else {
            search_key(&last.company_name)
        },
        id: last.id,
    });
    Ok(Page { customers, next })
}
