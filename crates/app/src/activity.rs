//! What was done in a company's name, read from its own chain of the audit log.

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::ids::ClientAppId;
use domain::integration::activity::{self, Act, USERS};
use domain::permission::{TenantAction, TenantScope, authorise};
use std::collections::{HashMap, HashSet};
use store::audit::{self, Entry};
use store::{Reply, Tx, client_app, customers, orders, subscriptions};
use uuid::Uuid;

/// Entries read at once.
const BATCH: u32 = 500;
/// Batches read for one page: who looks for something rare gets a short page and goes on from it.
const BATCHES: usize = 20;
/// Most records of a page.
pub const PAGE: u32 = 500;

/// What is asked of the records; empty and none want all.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Not before.
    pub from: Instant,
    /// Before.
    pub until: Instant,
    /// The customer's name contains it, in lower case.
    pub company: String,
    /// The customer.
    pub customer: Option<Uuid>,
    /// The kind of thing it was done to.
    pub resource: Option<&'static str>,
    /// Only what comes before this place in the chain.
    pub before: Option<i64>,
    /// Records wanted; all that fit on a page for 0.
    pub size: u32,
}

/// A record.
#[derive(Debug, Clone)]
pub struct Record {
    /// The entry of the log.
    pub entry: Entry,
    /// What the interface calls it.
    pub act: &'static Act,
    /// The customer it was done for: id and name.
    pub customer: Option<(Uuid, String)>,
    /// The program that did it.
    pub program: Option<ClientAppId>,
}

/// A page of records.
#[derive(Debug, Clone)]
pub struct Page {
    /// Newest first.
    pub records: Vec<Record>,
    /// Where to go on, if there may be more.
    pub next: Option<i64>,
}

/// Whose things are known already while a page is read.
struct Known {
    scope: TenantScope,
    programs: HashSet<Uuid>,
    subjects: HashMap<String, Option<Uuid>>,
    names: HashMap<Uuid, Option<String>>,
}

impl Known {
    fn new(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Self, Failure> {
        let programs = client_app::list(tx, scope)?;
        Ok(Self {
            scope,
            programs: programs.into_iter().map(|app| app.id).collect(),
            subjects: HashMap::new(),
            names: HashMap::new(),
        })
    }

    /// The customer a subject of the log belongs to.
    fn customer(&mut self, tx: &mut Tx<'_>, subject: &str) -> Result<Option<Uuid>, Failure> {
        if let Some(known) = self.subjects.get(subject) {
            return Ok(*known);
        }
        let (kind, id) = subject.split_once('/').unwrap_or_default();
        let id = Uuid::parse_str(id).ok();
        let found = match (kind, id) {
            ("customer", Some(id)) => Some(id),
            ("order", Some(id)) => orders::customer_of(tx, self.scope, id)?,
            ("cart", Some(id)) => orders::customer_of_cart(tx, self.scope, id)?,
            ("subscription", Some(id)) => {
                subscriptions::get(tx, self.scope, id)?.map(|row| row.customer_id)
            }
            _ => None,
        };
        self.subjects.insert(subject.to_owned(), found);
        Ok(found)
    }

    fn name(&mut self, tx: &mut Tx<'_>, customer: Uuid) -> Result<Option<String>, Failure> {
        if let Some(known) = self.names.get(&customer) {
            return Ok(known.clone());
        }
        let found = customers::name_of(tx, self.scope, customer)?;
        self.names.insert(customer, found.clone());
        Ok(found)
    }

    fn record(
        &mut self,
        tx: &mut Tx<'_>,
        entry: Entry,
        act: &'static Act,
    ) -> Result<Record, Failure> {
        let customer = match self.customer(tx, &entry.subject)? {
            Some(id) => self.name(tx, id)?.map(|name| (id, name)),
            None => None,
        };
        let program = entry.actor.filter(|actor| self.programs.contains(actor));
        Ok(Record {
            program: program.map(ClientAppId),
            entry,
            act,
            customer,
        })
    }
}

/// Leave to read the records, and whether it is for all of them or for those about users.
fn scope(request: &Request) -> Result<(TenantScope, bool), Failure> {
    let scope = own_scope(request, TenantAction::ViewActivity)?;
    let all = authorise(
        &request.caller,
        TenantAction::ViewAllActivity,
        scope.tenant(),
    );
    Ok((scope, all.is_ok()))
}

/// A page of what was done in the company's name, newest first. Whoever manages users sees what was
/// done about users, and nothing else.
pub fn list(app: &App, request: &Request, wanted: Wanted) -> Reply<Page, Failure> {
    let (scope, all) = match scope(request) {
        Ok(found) => found,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let size = match wanted.size {
            0 => PAGE,
            size => size.min(PAGE),
        };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut known = Known::new(tx, scope)?;
        let mut records = Vec::new();
        let mut before = wanted.before.unwrap_or(i64::MAX);
        for _ in 0..BATCHES {
            let (from, until) = (wanted.from, wanted.until);
            let batch = audit::of_chain(tx, scope, from, until, before, BATCH)?;
            let full = batch.len() >= usize::try_from(BATCH).unwrap_or(usize::MAX);
            for entry in batch {
                before = entry.sequence;
                let Some(act) = activity::of(&entry.action) else {
                    continue;
                };
                let kind = wanted.resource.is_none_or(|kind| act.resource == kind);
                if !kind || (!all && act.resource != USERS) {
                    continue;
                }
                let record = known.record(tx, entry, act)?;
                if is_wanted(&wanted, &record) {
                    records.push(record);
                }
                if records.len() >= size {
                    return Ok(Page {
                        records,
                        next: Some(before),
                    });
                }
            }
            if !full {
                return Ok(Page {
                    records,
                    next: None,
                });
            }
        }
        Ok(Page {
            records,
            next: Some(before),
        })
    })
}

fn is_wanted(wanted: &Wanted, record: &Record) -> bool {
    let customer = record.customer.as_ref();
    let whose = wanted
        .customer
        .is_none_or(|id| customer.is_some_and(|(found, _)| *found == id));
    let named = wanted.company.is_empty()
        || customer.is_some_and(|(_, name)| name.to_lowercase().contains(&wanted.company));
    whose && named
}

/// One record, by the company and the place in its chain.
pub fn get(app: &App, request: &Request, chain: Uuid, sequence: i64) -> Reply<Record, Failure> {
    let (scope, all) = match scope(request) {
        Ok(found) => found,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        if chain != scope.tenant().0 {
            return Err(Failure::NotFound);
        }
        let until = Instant(i64::MAX);
        let next = sequence.saturating_add(1);
        let found = audit::of_chain(tx, scope, Instant(0), until, next, 1)?;
        let found = found.into_iter().find(|entry| entry.sequence == sequence);
        let entry = found.ok_or(Failure::NotFound)?;
        let act = activity::of(&entry.action).ok_or(Failure::NotFound)?;
        if !all && act.resource != USERS {
            return Err(Failure::NotFound);
        }
        Known::new(tx, scope)?.record(tx, entry, act)
    })
}
