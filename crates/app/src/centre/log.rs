//! The security log of a customer: who signed in, what its people did, what partners did on its
//! behalf.

use super::scope;
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::permission::centre::{CustomerAction, CustomerScope};
use serde_json::Value as Json;
use std::collections::HashMap;
use store::audit::{self, Entry};
use store::{Reply, Tx};
use uuid::Uuid;

/// Entries of a page.
pub const PAGE: usize = 50;
/// Entries that are saved at once.
pub const MOST: usize = 10_000;
/// Entries read at once, and how often before a page is given as it is.
const BATCH: u32 = 500;
const BATCHES: usize = 20;

/// What is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Not before.
    pub from: Instant,
    /// Before.
    pub until: Instant,
    /// Only what partners did.
    pub partners: bool,
    /// Only what comes before this place in the log.
    pub before: Option<i64>,
}

/// Something that was done.
#[derive(Debug, Clone)]
pub struct Record {
    /// The entry of the log.
    pub entry: Entry,
    /// The partner that did it on the customer's behalf.
    pub partner: Option<String>,
    /// What it says besides, as name and value.
    pub facts: Vec<(String, String)>,
}

/// A page of the log, newest first.
#[derive(Debug, Clone)]
pub struct Page {
    /// The records.
    pub records: Vec<Record>,
    /// Where to go on, if there may be more.
    pub next: Option<i64>,
}

/// A page of the log of the caller's company.
pub fn page(app: &App, request: &Request, wanted: Wanted) -> Reply<Page, Failure> {
    read(app, request, wanted, PAGE)
}

/// As much of the log as is saved at once.
pub fn all(app: &App, request: &Request, wanted: Wanted) -> Reply<Page, Failure> {
    read(app, request, wanted, MOST)
}

fn read(app: &App, request: &Request, wanted: Wanted, size: usize) -> Reply<Page, Failure> {
    match scope(request, CustomerAction::ViewLog) {
        Ok(scope) => app.read(move |tx| found(tx, scope, wanted, size)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Records of a customer's log.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn found(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    wanted: Wanted,
    size: usize,
) -> Result<Page, Failure> {
    let names: HashMap<Uuid, String> = store::centre::partners_ever(tx, scope)?
        .into_iter()
        .map(|partner| (partner.id, partner.name))
        .collect();
    let mut records = Vec::new();
    let mut before = wanted.before.unwrap_or(i64::MAX);
    for _ in 0..BATCHES {
        let batch = audit::of_chain(tx, scope.own(), wanted.from, wanted.until, before, BATCH)?;
        let full = batch.len() >= usize::try_from(BATCH).unwrap_or(usize::MAX);
        for entry in batch {
            before = entry.sequence;
            let record = record(entry, &names);
            if wanted.partners && record.partner.is_none() {
                continue;
            }
            records.push(record);
            if records.len() >= size {
                let next = Some(before);
                return Ok(Page { records, next });
            }
        }
        if !full {
            let next = None;
            return Ok(Page { records, next });
        }
    }
    let next = Some(before);
    Ok(Page { records, next })
}

fn record(mut entry: Entry, names: &HashMap<Uuid, String>) -> Record {
    // That it was the operator is told; which of its people, and from where, is not.
    if entry.actor_kind == "staff" {
        entry.actor_name.clear();
        entry.ip.clear();
    }
    let detail: Json = serde_json::from_str(&entry.detail).unwrap_or(Json::Null);
    let by = detail.get(crate::command::ON_BEHALF).and_then(Json::as_str);
    let by = by.and_then(|id| Uuid::parse_str(id).ok());
    let partner = by.map(|id| names.get(&id).cloned().unwrap_or_default());
    let facts = detail.as_object().into_iter().flatten();
    let facts = facts.filter(|(name, _)| *name != crate::command::ON_BEHALF);
    let word = |value: &Json| match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    Record {
        facts: facts
            .map(|(name, value)| (name.clone(), word(value)))
            .collect(),
        partner,
        entry,
    }
}
