//! "Request a relationship": a partner's link, and the customer that accepts by it.
//!
//! The link names the partner and proves by a code that we made it; it holds nothing about any
//! customer and serves for all of them. Until the partner replaces it, it does not end.

use crate::centre::partners::{self, Delegations};
use crate::enrolment::application::own_scope;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Pending, Request, Work, centre, selling};
use data_encoding::BASE64URL_NOPAD;
use domain::caller::Caller;
use domain::customers::search_key;
use domain::ids::TenantId;
use domain::integration::hooks::{Event, Happened};
use domain::permission::centre::CustomerAction;
use domain::permission::{TenantAction, TenantScope, authorise};
use domain::selling::Reason;
use std::collections::{BTreeMap, BTreeSet};
use store::relationships::{self as rows, Own};
use store::{Reply, Tx, identity};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Bytes of the code that proves a link.
const PROOF: usize = 16;

fn proof(app: &App, partner: Uuid, generation: i64) -> [u8; PROOF] {
    let named = format!("{partner}/{generation}");
    let whole = app.keyring.code_hash(b"relationship-link", &named);
    let mut short = [0; PROOF];
    short.copy_from_slice(&whole[..PROOF]);
    short
}

/// The part of a link behind the last slash.
fn token(app: &App, partner: Uuid, generation: i64) -> String {
    let proof = proof(app, partner, generation);
    BASE64URL_NOPAD.encode(&[partner.as_bytes().as_slice(), &proof].concat())
}

/// Leave to look at the partner a token names, if it is that partner's good one.
fn named(app: &App, tx: &mut Tx<'_>, token: &str) -> Result<TenantScope, Failure> {
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes());
    let bytes = bytes.map_err(|_| Failure::NotFound)?;
    let (partner, given) = bytes.split_first_chunk::<16>().ok_or(Failure::NotFound)?;
    let partner = Uuid::from_bytes(*partner);
    let action = TenantAction::RequestRelationship;
    let scope = authorise(&Caller::System, action, TenantId(partner))?;
    let good = proof(app, partner, rows::generation(tx, scope)?);
    if bool::from(good.as_slice().ct_eq(given)) {
        Ok(scope)
    } else {
        Err(Failure::NotFound)
    }
}

/// A partner's link, with what belongs into a mail.
#[derive(Debug, Clone)]
pub struct Link {
    /// The whole address.
    pub url: String,
    /// The partner's legal name.
    pub partner: String,
    /// Whether the caller may replace it.
    pub may_replace: bool,
    /// Why nobody can be asked with it now.
    pub obstacle: Option<Reason>,
}

/// The caller's company's link.
pub fn link(app: &App, request: &Request) -> Reply<Link, Failure> {
    let scope = match selling::scope(request, TenantAction::RequestRelationship) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let replace = TenantAction::ReplaceRelationshipLink;
    let may_replace = authorise(&request.caller, replace, scope.tenant()).is_ok();
    let (inside, now) = (app.clone(), app.clock.now());
    app.read(move |tx| {
        let token = token(&inside, scope.tenant().0, rows::generation(tx, scope)?);
        Ok(Link {
            url: inside.link(&format!("/relationships/{token}")),
            partner: identity::tenant(tx, scope)?.name,
            may_replace,
            obstacle: selling::obstacle(tx, scope, now)?,
        })
    })
}

/// Replaces the link: those before lead nowhere.
pub fn replace(app: &App, request: &Request, key: &str) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::ReplaceRelationshipLink) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let subject = format!("relationship-link/{}", scope.tenant());
    let intent = Intent::new("relationship.replace-link", scope.tenant().0, subject);
    app.command(request, intent.once(key, &()), move |work| {
        rows::rotate(work.tx, scope, work.now)?;
        Ok(())
    })
}

/// How an invitation stands for whoever opened it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be accepted.
    Open,
    /// The relationship stands already.
    Accepted,
    /// The partner takes on no customers at present.
    NotNow,
    /// Only a global admin can accept.
    NeedsAdmin,
    /// Only customers can; the caller's company is something else.
    NotACustomer,
}

/// An invitation as somebody of a company sees it.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The partner's legal name.
    pub partner: String,
    /// The caller's company.
    pub company: String,
    /// How it stands.
    pub standing: Standing,
    /// Whether the partner sells to the company already, and asks to administer more.
    pub known: bool,
    /// Services nobody administers: the partner would.
    pub free: Vec<Uuid>,
    /// Services another partner administers, and that partner's name: they move only if the customer
    /// says so.
    pub held: Vec<(Uuid, String)>,
}

/// The caller's company, whatever it is: whoever opens a link that is not for such companies learns
/// why it is none.
fn own(request: &Request, action: CustomerAction) -> Result<TenantScope, Failure> {
    match &request.caller {
        Caller::Customer { .. } => Ok(centre::scope(request, action)?.own()),
        _ => own_scope(request, TenantAction::ViewOverview),
    }
}

/// What a link leads to; nothing for one that is forged or was replaced.
pub fn open(app: &App, request: &Request, token: &str) -> Reply<Invitation, Failure> {
    let own = match own(request, CustomerAction::ViewHome) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let admin = centre::may(request, CustomerAction::DecideRelationships);
    let (inside, token, now) = (app.clone(), token.to_owned(), app.clock.now());
    app.read(move |tx| {
        let partner = named(&inside, tx, &token)?;
        let name = identity::tenant(tx, partner)?.name;
        let company = identity::tenant(tx, own)?.name;
        let Some(customer) = rows::own(tx, own)? else {
            return Ok(Invitation {
                partner: name,
                company,
                standing: Standing::NotACustomer,
                known: false,
                free: Vec::new(),
                held: Vec::new(),
            });
        };
        let known = rows::stands(tx, partner, customer.id)?;
        let before = Delegations::of(tx, customer.id)?;
        let (mut free, mut held) = (Vec::new(), Vec::new());
        for product in &inside.programme.catalogue().products {
            match before.holder(product.id) {
                None => free.push(product.id),
                Some(holder) if holder == partner.tenant().0 => {}
                Some(holder) => held.push((product.id, before.name(holder).to_owned())),
            }
        }
        let standing = if known && free.is_empty() && held.is_empty() {
            Standing::Accepted
        } else if !suits(tx, partner, &customer, now)? {
            Standing::NotNow
        } else if !admin {
            Standing::NeedsAdmin
        } else {
            Standing::Open
        };
        Ok(Invitation {
            partner: name,
            company,
            standing,
            known,
            free,
            held,
        })
    })
}

/// Whether the partner takes on customers now, and this one: what belongs to a sandbox stays in it.
fn suits(
    tx: &mut Tx<'_>,
    partner: TenantScope,
    customer: &Own,
    now: domain::effects::Instant,
) -> Result<bool, Failure> {
    let sandbox = identity::tenant(tx, partner)?.kind == "sandbox-partner";
    let able = selling::obstacle(tx, partner, now)?.is_none();
    if !able || sandbox != customer.sandbox {
        return Ok(false);
    }
    // Whoever sells to a sandbox's customer may delete it: another sandbox gets no hold of it.
    Ok(!sandbox || rows::has_been(tx, partner, customer.id)?)
}

/// The customer accepts the partner: from now on the partner finds it in its list and may sell to it;
/// it administers the services nobody administers, and those of others that are to be replaced.
/// Accepting twice is accepting once; accepting again gives back what was taken away.
///
/// # Errors
/// [`Failure::NotFound`] for a link that is none, and [`Failure::Conflict`] (`relationship-not-now`,
/// `relationship-no-customer`, `authenticate-again`).
pub fn accept(
    app: &App,
    request: &Request,
    token: &str,
    replace: &BTreeSet<Uuid>,
    key: &str,
) -> Result<(), Failure> {
    let own = own(request, CustomerAction::DecideRelationships)?;
    // A token that is none has no partner and leaves no trace.
    let (inside, read) = (app.clone(), token.to_owned());
    let partner = app.read(move |tx| named(&inside, tx, &read)).wait()?;
    if !matches!(request.caller, Caller::Customer { .. }) {
        return Err(Failure::conflict("relationship-no-customer"));
    }
    let scope = centre::scope(request, CustomerAction::DecideRelationships)?;
    let subject = format!("customer/{}", own.tenant());
    let intent = Intent::new("relationship.accept", own.tenant().0, subject);
    let (token, replace) = (token.to_owned(), replace.clone());
    app.command(
        request,
        intent.once(key, &(&token, &replace)),
        move |work| {
            // Replaced a moment ago: then it is worth nothing.
            let app = work.app.clone();
            named(&app, work.tx, &token)?;
            let customer = rows::own(work.tx, own)?;
            let customer = customer.ok_or(Failure::conflict("relationship-no-customer"))?;
            if !suits(work.tx, partner, &customer, work.now)? {
                return Err(Failure::conflict("relationship-not-now"));
            }
            let before = Delegations::of(work.tx, customer.id)?;
            let (mut given, mut losers) = (BTreeSet::new(), BTreeMap::new());
            for product in &app.programme.catalogue().products {
                match before.holder(product.id) {
                    None => {
                        given.insert(product.id);
                    }
                    Some(holder)
                        if holder != partner.tenant().0 && replace.contains(&product.id) =>
                    {
                        given.insert(product.id);
                        let theirs: &mut BTreeSet<Uuid> = losers.entry(holder).or_default();
                        theirs.insert(product.id);
                    }
                    Some(_) => {}
                }
            }
            let name_key = search_key(&customer.company_name);
            let new = rows::begin(work.tx, partner, &customer, &name_key, work.now)?;
            if !new && given.is_empty() {
                return Ok(());
            }
            crate::identity::proof::require_recent(work)?;
            // Who sells to the company already gets services by it, and nothing begins.
            let seller = partner.tenant().0;
            match before.gain(seller) {
                Some(action) => work.also_as(seller, action),
                None => work.also(seller),
            }
            let holders = partners::decide(work, scope, &before, &given, Some(partner.tenant().0))?;
            for (loser, services) in &losers {
                work.also_as(*loser, partners::loss(&holders, *loser));
                partners::lost(work, scope, TenantId(*loser), services)?;
            }
            work.audit("company_name", customer.company_name.as_str());
            work.audit("services", partners::names(&app, &given));
            let event = if new {
                Event::RelationshipAccepted
            } else {
                Event::RelationshipChanged
            };
            let happened = Happened::new(event, customer.id, customer.id);
            work.happened(partner.tenant(), happened);
            told(work, partner, own, &customer)
        },
    )
    .wait()
}

/// The customer does not want the partner: nothing changes but its log, which tells it.
///
/// Refused with [`Failure::NotFound`] for a link that is none.
pub fn decline(app: &App, request: &Request, token: &str, key: &str) -> Result<(), Failure> {
    let scope = centre::scope(request, CustomerAction::DecideRelationships)?;
    let (inside, read) = (app.clone(), token.to_owned());
    let partner = app.read(move |tx| named(&inside, tx, &read)).wait()?;
    let subject = format!("partner/{}", partner.tenant());
    let intent = Intent::new("relationship.decline", scope.customer().0, subject);
    app.command(request, intent.once(key, &partner.tenant()), move |work| {
        let name = identity::tenant(work.tx, partner)?.name;
        work.audit("partner", name);
        Ok(())
    })
    .wait()
}

/// Both sides are told.
fn told(
    work: &mut Work<'_, '_>,
    partner: TenantScope,
    own: TenantScope,
    customer: &Own,
) -> Result<(), Failure> {
    let name = identity::tenant(work.tx, partner)?.name;
    let at = work.now.0;
    for (scope, code) in [(partner, "r01"), (own, "r02")] {
        for admin in identity::global_admins(work.tx, scope)? {
            let notice = Notice::new(code, &admin.contact_email, &admin.language, "")
                .reader(admin.id)
                .name(&admin.full_name())
                .company(&customer.company_name)
                .with("partner", &name)
                .link(if code == "r01" {
                    "/customers"
                } else {
                    "/admin/partners"
                });
            notice.queue(
                work,
                format!(
                    "{code}/{}/{}/{at}/{}",
                    partner.tenant(),
                    customer.id,
                    admin.id
                ),
            )?;
        }
    }
    Ok(())
}
