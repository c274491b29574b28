//! A customer's partners: who sells to it, who administers which service, and what it changes about
//! that.

use super::scope;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::centre::services::{self as rules, Choice, Standing};
use domain::effects::Instant;
use domain::ids::TenantId;
use domain::integration::hooks::{Event, Happened};
use domain::permission::centre::{CustomerAction, CustomerScope};
use domain::permission::{TenantAction, authorise};
use std::collections::BTreeSet;
use store::centre::services::{self as rows, Relation};
use store::{Reply, Tx, identity};
use uuid::Uuid;

/// Who sells to a customer and who administers what, as it stands.
#[derive(Debug, Clone)]
pub struct Delegations {
    /// The partners in the order they came.
    pub relations: Vec<Relation>,
    choices: Vec<rows::Choice>,
}

impl Delegations {
    /// Those of a customer the caller of this has leave to see.
    ///
    /// # Errors
    /// [`Failure`] of the store.
    pub(crate) fn of(tx: &mut Tx<'_>, customer: Uuid) -> Result<Self, Failure> {
        Ok(Self {
            relations: rows::relations(tx, customer)?,
            choices: rows::choices(tx, customer)?,
        })
    }

    /// Who administers a service.
    #[must_use]
    pub fn holder(&self, service: Uuid) -> Option<Uuid> {
        let choice = |row: &rows::Choice| Choice {
            service: row.product_id,
            partner: row.partner_id,
        };
        let standing = |row: &Relation| Standing {
            partner: row.partner_id,
            delegated: row.delegated,
        };
        let choices: Vec<_> = self.choices.iter().map(choice).collect();
        let relations: Vec<_> = self.relations.iter().map(standing).collect();
        rules::holder(service, &choices, &relations)
    }

    /// Since when: the day of the decision, or of the relationship.
    #[must_use]
    pub fn since(&self, service: Uuid) -> Option<Instant> {
        let holder = self.holder(service)?;
        let chosen = self.choices.iter().find(|row| row.product_id == service);
        let relation = self.relations.iter().find(|row| row.partner_id == holder);
        chosen
            .map(|row| row.since)
            .or(relation.map(|row| row.since))
    }

    /// What the log of a partner that is given services calls that; none for who is no partner yet.
    pub(crate) fn gain(&self, partner: Uuid) -> Option<&'static str> {
        let mut known = self.relations.iter();
        let known = known.find(|row| row.partner_id == partner)?;
        Some(if known.delegated {
            "delegation.extend"
        } else {
            "delegation.give"
        })
    }

    /// What a partner is called.
    #[must_use]
    pub fn name(&self, partner: Uuid) -> &str {
        let found = self.relations.iter().find(|row| row.partner_id == partner);
        found.map_or("", |row| &row.partner)
    }
}

/// The services of the programme.
fn services(app: &App) -> Vec<Uuid> {
    let products = app.programme.catalogue().products.iter();
    products.map(|product| product.id).collect()
}

/// Who sells to the caller's company and who administers what.
pub fn view(app: &App, request: &Request) -> Reply<Delegations, Failure> {
    match scope(request, CustomerAction::ViewPartners) {
        Ok(scope) => app.read(move |tx| Delegations::of(tx, scope.customer().0)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Takes services from a partner, and gives them to nobody or to another partner of the company.
/// What it does not administer any more, as somebody else was faster, is left as it is.
///
/// Refused with [`Failure::NotFound`] for who is no partner of the company, [`Failure::Conflict`]
/// (`delegation-nothing`) when there is nothing to take, and (`authenticate-again`).
pub fn take(
    app: &App,
    request: &Request,
    partner: TenantId,
    services: &BTreeSet<Uuid>,
    to: Option<TenantId>,
    key: &str,
) -> Pending<()> {
    let scope = match scope(request, CustomerAction::DecideRelationships) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let subject = format!("customer/{}", scope.customer());
    let intent = Intent::new("delegation.take", scope.customer().0, subject);
    let wanted = services.clone();
    app.command(
        request,
        intent.once(key, &(partner, services, to)),
        move |work| {
            let before = Delegations::of(work.tx, scope.customer().0)?;
            let known = |id: TenantId| before.relations.iter().any(|row| row.partner_id == id.0);
            if !known(partner) || to.is_some_and(|to| !known(to) || to == partner) {
                return Err(Failure::NotFound);
            }
            let mut moved = BTreeSet::new();
            for service in &wanted {
                if before.holder(*service) == Some(partner.0) {
                    moved.insert(*service);
                }
            }
            if moved.is_empty() {
                return Err(Failure::conflict("delegation-nothing"));
            }
            crate::identity::proof::require_recent(work)?;
            let holders = decide(work, scope, &before, &moved, to.map(|to| to.0))?;
            work.also_as(partner.0, loss(&holders, partner.0));
            work.audit("services", names(work.app, &moved));
            lost(work, scope, partner, &moved)?;
            if let Some(to) = to {
                if let Some(action) = before.gain(to.0) {
                    work.also_as(to.0, action);
                }
                changed(work, scope, to);
                work.audit("given_to", before.name(to.0));
            }
            Ok(())
        },
    )
}

/// Writes a decision about some services, and what follows for each partner. Everything else stays
/// as it is by a decision from now on: whoever may administer something does not get more by it. Gives
/// the partners that administer something now.
pub(crate) fn decide(
    work: &mut Work<'_, '_>,
    scope: CustomerScope,
    before: &Delegations,
    moved: &BTreeSet<Uuid>,
    to: Option<Uuid>,
) -> Result<BTreeSet<Uuid>, Failure> {
    let mut holders = BTreeSet::new();
    for service in services(work.app) {
        let held = before.holder(service);
        let now = if moved.contains(&service) { to } else { held };
        let row = before.choices.iter().find(|row| row.product_id == service);
        // A row of a partner that gave it back would count again with the next thing it gets.
        if now != held || row.is_none_or(|row| row.partner_id != now) {
            // What stays where it is has been there for as long as before.
            let unmoved = before.since(service).filter(|_| now == held);
            let since = unmoved.unwrap_or(work.now);
            rows::choose(work.tx, scope, service, now, since)?;
        }
        holders.extend(now);
    }
    for relation in rows::relations(work.tx, scope.customer().0)? {
        let holds = holders.contains(&relation.partner_id);
        if relation.delegated != holds {
            rows::set_delegated(work.tx, scope, relation.partner_id, holds)?;
        }
        let mut known = before.relations.iter();
        let held = known.any(|row| row.partner_id == relation.partner_id && row.delegated);
        if held != holds {
            if !holds {
                work.also_as(relation.partner_id, "delegation.take");
            }
            delegation(work, scope, TenantId(relation.partner_id), holds);
        }
    }
    Ok(holders)
}

/// What the log of a partner that had services taken from it calls that.
pub(crate) fn loss(holders: &BTreeSet<Uuid>, partner: Uuid) -> &'static str {
    if holders.contains(&partner) {
        "delegation.reduce"
    } else {
        "delegation.take"
    }
}

/// The partner's programs are told that the company gave delegated administration, or took it away.
fn delegation(work: &mut Work<'_, '_>, scope: CustomerScope, partner: TenantId, given: bool) {
    let happened = Happened::new(
        if given {
            Event::DelegationApproved
        } else {
            Event::DelegationTerminated
        },
        scope.customer().0,
        scope.customer().0,
    );
    work.happened(partner, happened);
}

/// The names of services, for the log: in the language of the programme.
pub(crate) fn names(app: &App, services: &BTreeSet<Uuid>) -> String {
    let language = app.programme.languages.default;
    let products = app.programme.catalogue().products.iter();
    let named = products.filter(|product| services.contains(&product.id));
    let names: Vec<_> = named.map(|product| product.name.get(language)).collect();
    names.join(", ")
}

/// What a partner may administer is another than before: its programs are told.
fn changed(work: &mut Work<'_, '_>, scope: CustomerScope, partner: TenantId) {
    let customer = scope.customer().0;
    let happened = Happened::new(Event::RelationshipChanged, customer, customer);
    work.happened(partner, happened);
}

/// A partner is told that it administers some services no more: by mail, and its programs.
pub(crate) fn lost(
    work: &mut Work<'_, '_>,
    scope: CustomerScope,
    partner: TenantId,
    services: &BTreeSet<Uuid>,
) -> Result<(), Failure> {
    changed(work, scope, partner);
    let company = identity::tenant(work.tx, scope.own())?.name;
    // The rows of the partner that are needed are its administrators' addresses, to tell them.
    let system = domain::caller::Caller::System;
    let theirs = authorise(&system, TenantAction::ViewCustomers, partner)?;
    for admin in identity::global_admins(work.tx, theirs)? {
        let language = domain::language::Language::from_tag(&admin.language);
        let language = language.unwrap_or(domain::language::Language::ZhHans);
        let products = work.app.programme.catalogue().products.iter();
        let named = products.filter(|product| services.contains(&product.id));
        let named: Vec<_> = named.map(|product| product.name.get(language)).collect();
        let notice = Notice::new("r03", &admin.contact_email, &admin.language, "")
            .name(&admin.full_name())
            .company(&company)
            .with("services", &named.join(", "))
            .link("/customers/request");
        let dedupe = format!("r03/{partner}/{company}/{}/{}", work.now.0, admin.id);
        notice.queue(work, dedupe)?;
    }
    Ok(())
}
