//! What catalogue, customers, orders and subscriptions ask before anything else: is the caller one
//! of a partner's people, may the partner do this now, and does the customer exist for it.

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request, Work};
use domain::effects::Instant;
use domain::ids::TenantId;
use domain::permission::{TenantAction, TenantScope};
use domain::selling::Reason;
use store::customers::{self, Customer};
use store::{Reply, Tx, accounts};

/// Leave for the caller's company, which must be a partner that is set up. A customer's own people
/// have admin settings too, and sell nothing.
///
/// # Errors
/// [`Failure`] of the permissions; [`Reason::NotAPartner`].
pub(crate) fn scope(request: &Request, action: TenantAction) -> Result<TenantScope, Failure> {
    let scope = own_scope(request, action)?;
    let standing = request.caller.standing();
    standing.may_call().map_err(|_| Reason::NotAPartner)?;
    Ok(scope)
}

/// The partner may take on something new: customers, orders, more or fewer units. Asked of the
/// database and not of the session, which may be seconds old.
///
/// # Errors
/// [`Reason::NotAPartner`], [`Reason::PartnerSuspended`], [`Reason::AgreementUnsigned`].
pub(crate) fn may_sell(work: &mut Work<'_, '_>, scope: TenantScope) -> Result<(), Failure> {
    // What is sold from here on is sold at the list that another node may have published just now.
    crate::catalogue::refresh_within(work)?;
    match obstacle(work.tx, scope, work.now)? {
        None => Ok(()),
        Some(reason) => Err(reason.into()),
    }
}

/// What keeps the partner from taking on anything new; the same for readers.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn obstacle(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    now: Instant,
) -> Result<Option<Reason>, Failure> {
    let Some(partner) = accounts::partner(tx, scope)? else {
        return Ok(Some(Reason::NotAPartner));
    };
    let ready = partner.standing().may_order(now);
    let ready = ready.map_err(Reason::from).err();
    Ok(ready.or((!partner.may_resell).then_some(Reason::NotAPartner)))
}

/// A customer of the partner.
///
/// # Errors
/// [`Failure::NotFound`] for one it does not sell to.
pub(crate) fn customer(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: TenantId,
) -> Result<Customer, Failure> {
    customers::get(tx, scope, id.0)?.ok_or(Failure::NotFound)
}

/// The partner's number in the partner network; empty where it has none.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn network_id(tx: &mut Tx<'_>, scope: TenantScope) -> Result<String, Failure> {
    let fields = accounts::profiles(tx, scope)?;
    let own = |f: &accounts::ProfileField| f.profile == "legal" && f.field == "network_id";
    let found = fields.into_iter().find(own);
    Ok(found.map_or_else(String::new, |field| field.value))
}

/// The caller's own number in the partner network, for what names partners in a purchase.
pub fn own_number(app: &App, request: &Request) -> Reply<String, Failure> {
    match scope(request, TenantAction::CreateCustomers) {
        Ok(scope) => app.read(move |tx| network_id(tx, scope)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}
