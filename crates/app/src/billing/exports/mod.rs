//! Exports: all lines of an invoice as packed files, asked for by a person or a program and made by the
//! worker, a file at a time. The addresses of the files are signed and need no sign-in: programs fetch
//! them with whatever fetches files.

mod lines;
mod work;

pub(crate) use work::run;
pub use work::sweep;

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Intent, Pending, Request, Work};
use data_encoding::BASE64URL_NOPAD;
use domain::billing::export::{ADDRESS_SECONDS, Attributes, MOST_KEPT, State};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{TenantAction, TenantScope, authorise};
use domain::validate::Problem;
use serde::{Deserialize, Serialize};
use store::billing::exports::{self as rows, Export, Part};
use store::billing::{self, Invoice};
use store::{Reply, Tx};
use uuid::Uuid;

/// What files are called, before their number and behind it.
const NAME: (&str, &str) = ("part-", ".json.gz");

/// What a file is called.
#[must_use]
pub fn name(number: u32) -> String {
    format!("{}{number:05}{}", NAME.0, NAME.1)
}

/// The file that is called so.
fn number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?;
    digits.parse().ok()
}

/// Where the files of an export are, without the address of this installation.
fn folder(partner: TenantId, export: Uuid) -> String {
    format!("/exports/{partner}/{export}")
}

/// What the addresses of its files are signed over.
fn signed(partner: TenantId, export: Uuid, until: Instant) -> Vec<u8> {
    format!("{}?until={}", folder(partner, export), until.0).into_bytes()
}

fn state(export: &Export) -> Result<State, Failure> {
    State::from_text(&export.state).ok_or_else(|| Failure::internal("an unknown state"))
}

fn subject(id: Uuid) -> String {
    format!("invoice-export/{id}")
}

/// What the worker is to do: write the file behind so many lines of an export.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(super) partner: TenantId,
    pub(super) export: Uuid,
    pub(super) written: u32,
}

/// Asks the worker for the file behind so many lines.
fn order(
    work: &mut Work<'_, '_>,
    partner: TenantId,
    export: Uuid,
    written: u32,
) -> Result<(), Failure> {
    let order = Order {
        partner,
        export,
        written,
    };
    let once = format!("export/{export}/{written}");
    work.after_commit("export", &subject(export), &order, once)
}

/// Asks for the lines of one of the caller's company's invoices. Who asks again for what is there or on
/// its way is given that.
///
/// Refused with [`Failure::NotFound`], [`Failure::Invalid`] at `set`, or with [`Failure::Conflict`]
/// (`export-too-many`).
pub fn ask(app: &App, request: &Request, number: &str, set: &str, key: &str) -> Pending<Uuid> {
    let scope = match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let Some(attributes) = Attributes::from_text(set) else {
        let problem = FieldProblem::new("set", Problem::new("choice-unknown"));
        return Pending::refused(Failure::Invalid(vec![problem]));
    };
    let id = fresh_uuid(&*app.entropy);
    let number = number.to_owned();
    let intent = Intent::new(
        "billing.export",
        scope.tenant().0,
        format!("invoice/{number}"),
    )
    .once(key, &(&number, attributes.text()));
    app.command(request, intent, move |work| {
        let invoice = billing::invoice(work.tx, scope, &number)?.ok_or(Failure::NotFound)?;
        if let Some(known) = rows::live(work.tx, scope, invoice.id, attributes.text())? {
            work.audit("export", known.id.to_string());
            return Ok(known.id);
        }
        if rows::kept(work.tx, scope)? >= MOST_KEPT {
            return Err(Failure::conflict("export-too-many"));
        }
        let asked_name = work.request.caller.actor_name().to_owned();
        let export = Export {
            id,
            invoice_id: invoice.id,
            invoice: invoice.number,
            attributes: attributes.text().to_owned(),
            state: State::Waiting.text().to_owned(),
            asked_name,
            asked_at: work.now,
            moved_at: work.now,
            line_count: invoice.line_count,
            written: 0,
            expires_at: None,
        };
        // Somebody else asked at the same moment: the same request again is given theirs.
        rows::add(work.tx, scope, &export).map_err(|error| match error.is_unique() {
            true => Failure::conflict("busy"),
            false => error.into(),
        })?;
        work.audit("export", id.to_string());
        work.audit("attributes", attributes.text());
        order(work, scope.tenant(), id, 0)?;
        Ok(id)
    })
}

/// An export as it stands.
#[derive(Debug, Clone)]
pub struct Stand {
    /// The export.
    pub export: Export,
    /// How far it is.
    pub state: State,
}

impl Stand {
    /// Whether the file behind so many lines is the next one to write.
    fn is_written_at(&self, written: u32) -> bool {
        let goes_on = matches!(self.state, State::Waiting | State::Running);
        goes_on && self.export.written == written
    }
}

fn find(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Stand, Failure> {
    let export = rows::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
    let state = state(&export)?;
    Ok(Stand { export, state })
}

/// How far one of the caller's company's exports is.
pub fn stand(app: &App, request: &Request, id: Uuid) -> Reply<Stand, Failure> {
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| find(tx, scope, id)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// An export that is ready, with its files.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The export.
    pub export: Export,
    /// The company.
    pub partner: TenantId,
    /// Its files, in order; [`name`] tells what they are called.
    pub parts: Vec<Part>,
    /// Where they are, without the address of this installation.
    pub folder: String,
    /// The query that makes their addresses work for a while.
    pub signature: String,
}

fn manifest_in(
    app: &App,
    tx: &mut Tx<'_>,
    scope: TenantScope,
    export: Export,
) -> Result<Manifest, Failure> {
    let partner = scope.tenant();
    let until = app.clock.wall().plus_seconds(ADDRESS_SECONDS);
    let tag = app.keyring.address_tag(&signed(partner, export.id, until));
    let tag = BASE64URL_NOPAD.encode(&tag);
    Ok(Manifest {
        parts: rows::parts(tx, scope, export.id)?,
        folder: folder(partner, export.id),
        signature: format!("until={}&signature={tag}", until.0),
        partner,
        export,
    })
}

/// The files of one of the caller's company's exports.
///
/// Refused with [`Failure::NotFound`] while it is not ready, and with [`Failure::Conflict`]
/// (`export-expired`) once its files were removed.
pub fn manifest(app: &App, request: &Request, id: Uuid) -> Reply<Manifest, Failure> {
    let inside = app.clone();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let found = find(tx, scope, id)?;
            match found.state {
                State::Ready => manifest_in(&inside, tx, scope, found.export),
                State::Expired => Err(Failure::conflict("export-expired")),
                State::Waiting | State::Running => Err(Failure::NotFound),
            }
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// What there is of an invoice: its exports, each with its files once it is ready.
#[derive(Debug, Clone)]
pub struct OfInvoice {
    /// The invoice.
    pub invoice: Invoice,
    /// Exports that are there or on their way.
    pub exports: Vec<(Stand, Option<Manifest>)>,
}

/// The exports of one of the caller's company's invoices.
pub fn of_invoice(app: &App, request: &Request, number: &str) -> Reply<OfInvoice, Failure> {
    let inside = app.clone();
    let number = number.to_owned();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let invoice = billing::invoice(tx, scope, &number)?.ok_or(Failure::NotFound)?;
            let mut exports = Vec::new();
            for export in rows::of_invoice(tx, scope, invoice.id)? {
                let state = state(&export)?;
                let manifest = match state {
                    State::Ready => Some(manifest_in(&inside, tx, scope, export.clone())?),
                    _ => None,
                };
                exports.push((Stand { export, state }, manifest));
            }
            Ok(OfInvoice { invoice, exports })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// What the signed address of a file says.
#[derive(Debug, Clone)]
pub struct Address {
    /// The company.
    pub partner: TenantId,
    /// The export.
    pub export: Uuid,
    /// What the file is called.
    pub name: String,
    /// Until when it works.
    pub until: Instant,
    /// Its signature.
    pub signature: String,
}

/// The bytes of a file and the number of its invoice. Blocks.
///
/// # Errors
/// [`Failure::NotFound`] for an address that is none of ours; [`Failure::Conflict`] (`export-address-old`,
/// `export-expired`) when its time is over, or that of the files.
pub fn fetch(app: &App, address: &Address) -> Result<(String, Vec<u8>), Failure> {
    let (partner, export, until) = (address.partner, address.export, address.until);
    let tag = BASE64URL_NOPAD.decode(address.signature.as_bytes());
    let tag = tag.ok().and_then(|tag| <[u8; 32]>::try_from(tag).ok());
    let tag = tag.ok_or(Failure::NotFound)?;
    if !app
        .keyring
        .is_address_tag(&signed(partner, export, until), &tag)
    {
        return Err(Failure::NotFound);
    }
    if app.clock.wall() > until {
        return Err(Failure::conflict("export-address-old"));
    }
    let number = number(&address.name).ok_or(Failure::NotFound)?;
    // Whoever has the address was given it by somebody who may see the company's bills.
    let scope = authorise(&Caller::System, TenantAction::ViewBilling, partner)?;
    let (export, part) = app
        .read(move |tx| {
            let found = find(tx, scope, export)?;
            if found.state == State::Expired {
                return Err(Failure::conflict("export-expired"));
            }
            let part = rows::part(tx, scope, export, number)?.ok_or(Failure::NotFound)?;
            Ok::<_, Failure>((found.export, part))
        })
        .wait()?;
    let bytes = app.stored(part.file_id, &part.storage_key, part.sha256)?;
    Ok((export.invoice, bytes))
}
