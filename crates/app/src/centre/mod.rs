//! A customer's own centre: its people, their licences, what partners sold to it.

pub mod agreement;
pub mod domains;
pub mod export;
pub mod licences;
pub mod log;
pub mod organisation;
pub mod partners;
pub mod users;

use crate::health::maintenance::soon;
use crate::subscriptions::MOST;
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::permission::centre::{CustomerAction, CustomerScope, authorise_customer};
use std::collections::BTreeMap;
use store::centre::{self as rows, Owned};
use store::health::maintenance::Maintenance;
use store::health::{self, Incident};
use store::users::{self as people, Filter};
use store::{Reply, Tx};
use uuid::Uuid;

/// Leave for the caller's company, which must be a customer.
///
/// # Errors
/// [`Failure`] of the permissions; to who is no customer's, the centre does not exist.
pub(crate) fn scope(request: &Request, action: CustomerAction) -> Result<CustomerScope, Failure> {
    let tenant = request.caller.tenant().ok_or(Failure::SignInFirst)?;
    Ok(authorise_customer(&request.caller, action, tenant)?)
}

/// Whether the caller may do something in the centre.
#[must_use]
pub fn may(request: &Request, action: CustomerAction) -> bool {
    scope(request, action).is_ok()
}

/// A partner the customer buys from, with its support profile.
#[derive(Debug, Clone)]
pub struct Supporter {
    /// The partner.
    pub partner: Uuid,
    /// Its name.
    pub name: String,
    /// Since when it sells to the customer.
    pub since: Instant,
    /// The words of its support profile by field.
    pub words: BTreeMap<String, String>,
}

fn supporters(tx: &mut Tx<'_>, scope: CustomerScope) -> Result<Vec<Supporter>, Failure> {
    let mut all: Vec<Supporter> = Vec::new();
    for word in rows::support(tx, scope)? {
        if all
            .last()
            .is_none_or(|last| last.partner != word.partner_id)
        {
            all.push(Supporter {
                partner: word.partner_id,
                name: word.partner,
                since: word.since,
                words: BTreeMap::new(),
            });
        }
        if let (Some(last), Some(field), Some(value)) = (all.last_mut(), word.field, word.value) {
            last.words.insert(field, value);
        }
    }
    Ok(all)
}

/// The first page.
#[derive(Debug, Clone)]
pub struct Home {
    /// What the caller may use.
    pub mine: Vec<Owned>,
    /// What the company has, for who looks after it.
    pub company: Option<Company>,
    /// Whom to turn to.
    pub supporters: Vec<Supporter>,
}

/// What the company has.
#[derive(Debug, Clone)]
pub struct Company {
    /// What partners sold to it.
    pub owned: Vec<Owned>,
    /// How many users it has.
    pub users: u64,
    /// How many of its global admins can sign in.
    pub global_admins: u32,
    /// Incidents that affect what it uses now, the newest first.
    pub incidents: Vec<Incident>,
    /// Maintenance of what it uses, under way or soon, the next first.
    pub maintenance: Vec<Maintenance>,
}

/// Most incidents the home page names.
const MOST_INCIDENTS: u32 = 5;

fn affecting(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    now: Instant,
) -> Result<Vec<Incident>, Failure> {
    // Whatever ended before this moment affects nothing any more.
    let mut found = health::of_customer(tx, scope, now, MOST_INCIDENTS)?;
    found.retain(|incident| incident.restored_at.is_none());
    Ok(found)
}

/// The caller's home page.
pub fn home(app: &App, request: &Request) -> Reply<Home, Failure> {
    let scope = match scope(request, CustomerAction::ViewHome) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let looks_after = may(request, CustomerAction::ViewSubscriptions);
    let sees_health = may(request, CustomerAction::ViewHealth);
    let now = app.clock.now();
    let account = request.caller.actor().unwrap_or_default();
    app.read(move |tx| {
        let owned = rows::owned(tx, scope, MOST)?;
        let held = rows::licences::of_user(tx, scope, account)?;
        let has = |own: &&Owned| held.iter().any(|licence| licence.subscription_id == own.id);
        let mine = owned.iter().filter(has).cloned().collect();
        let company = match looks_after {
            false => None,
            true => Some(Company {
                users: u64::try_from(people::count(tx, scope.own(), &Filter::default())?)
                    .unwrap_or(0),
                global_admins: people::other_global_admins(tx, scope.own(), Uuid::nil())?,
                incidents: match sees_health {
                    true => affecting(tx, scope, now)?,
                    false => Vec::new(),
                },
                maintenance: match sees_health {
                    true => soon(tx, scope, now)?,
                    false => Vec::new(),
                },
                owned,
            }),
        };
        Ok(Home {
            mine,
            company,
            supporters: supporters(tx, scope)?,
        })
    })
}

/// What partners sold to the company, and how they are reached.
#[derive(Debug, Clone)]
pub struct Subscriptions {
    /// In the order of purchase.
    pub owned: Vec<Owned>,
    /// Whom to turn to.
    pub supporters: Vec<Supporter>,
}

/// What partners sold to the caller's company.
pub fn subscriptions(app: &App, request: &Request) -> Reply<Subscriptions, Failure> {
    match scope(request, CustomerAction::ViewSubscriptions) {
        Ok(scope) => app.read(move |tx| {
            Ok(Subscriptions {
                owned: rows::owned(tx, scope, MOST)?,
                supporters: supporters(tx, scope)?,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// How the partners of the caller's company are reached.
pub fn support(app: &App, request: &Request) -> Reply<Vec<Supporter>, Failure> {
    match scope(request, CustomerAction::ViewPartners) {
        Ok(scope) => app.read(move |tx| supporters(tx, scope)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}
