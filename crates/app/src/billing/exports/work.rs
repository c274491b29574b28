//! The worker's side: a file at a time, so that mails do not wait for a large invoice. A file that was cut
//! off is written again under the same key; those that are there are passed over.

use super::lines::JsonLines;
use super::{Order, find, order, state, subject};
use crate::billing::make::file_line;
use crate::billing::view::load;
use crate::{App, Failure, Intent, Request};
use domain::billing::export::{Attributes, PART_LINES, State, TOLD_DAYS, expires, stuck_before};
use domain::ids::TenantId;
use domain::integration::hooks::Happened;
use domain::money::Currency;
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::Write;
use store::billing as bills;
use store::billing::exports::{self as rows, Ended, Export, Part};
use uuid::Uuid;

/// Exports looked at in one sweep, and rows forgotten.
const BATCH: u32 = 50;

/// What binds the sealed bytes of a file to its row: the same for everybody who writes it.
fn file_id(export: Uuid, number: u32) -> Uuid {
    let hash = Sha256::digest([export.as_bytes().as_slice(), &number.to_be_bytes()].concat());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Where the bytes of a file are kept: the same for everybody who writes it.
fn key(export: Uuid, number: u32) -> String {
    format!("exports/{export}/{number}")
}

/// The file behind so many lines.
fn number(written: u32) -> u32 {
    written / PART_LINES + 1
}

/// A file before it is kept.
struct Packed {
    bytes: Vec<u8>,
    lines: u32,
    unpacked: i64,
}

/// Writes the file of an export behind so many lines, and asks for the one after it. The same again
/// writes the same bytes for the same row, whoever does it; where the export is further it does nothing.
///
/// # Errors
/// [`Failure`] of the store or the storage; the job is tried again.
pub(crate) fn run(app: &App, request: &Request, asked: Order) -> Result<(), Failure> {
    let Order {
        partner,
        export: id,
        written,
    } = asked;
    let scope = authorise(&request.caller, TenantAction::ViewBilling, partner)?;
    let found = app.read(move |tx| find(tx, scope, id)).wait();
    let export = match found {
        Ok(found) if found.is_written_at(written) => found.export,
        // Another worker was faster, or it is long over.
        Ok(_) | Err(Failure::NotFound) => return Ok(()),
        Err(failure) => return Err(failure),
    };
    let packed = pack(app, scope, &export)?;
    let number = number(export.written);
    let part = Part {
        number,
        file_id: file_id(id, number),
        storage_key: key(id, number),
        sha256: Sha256::digest(&packed.bytes).into(),
        lines: packed.lines,
        size: i64::try_from(packed.bytes.len()).unwrap_or(i64::MAX),
        unpacked: packed.unpacked,
    };
    app.keep(part.file_id, &part.storage_key, &packed.bytes)?;
    crate::fault::point("export", "kept");
    let key = part.storage_key.clone();
    if !note(app, request, scope, &export, part)? {
        let now = app.read(move |tx| find(tx, scope, id)).wait()?;
        // It was given up meanwhile, and nobody else would ever remove the file.
        if now.state == State::Expired {
            app.discard(&key);
        }
    }
    Ok(())
}

/// The lines after those that are written, packed.
fn pack(app: &App, scope: TenantScope, export: &Export) -> Result<Packed, Failure> {
    let attributes = Attributes::from_text(&export.attributes)
        .ok_or_else(|| Failure::internal("an export of unknown attributes"))?;
    let (number, after) = (export.invoice.clone(), export.written);
    app.read(move |tx| {
        let (invoice, parties) = load(tx, scope, &number)?;
        let currency = Currency::from_code(&invoice.currency)
            .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
        let mut json = JsonLines::new(attributes);
        // Without a moment in its head the same lines make the same bytes.
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        let (mut lines, mut unpacked) = (0, 0_i64);
        bills::each_filed(tx, scope, invoice.id, (after, PART_LINES), |line| {
            file_line(&mut json, scope, &parties, currency, line)?;
            lines += 1;
            let mut written = Ok(());
            json.take(|text| {
                unpacked += i64::try_from(text.len()).unwrap_or(0);
                written = packed.write_all(text.as_bytes());
            });
            written.map_err(Failure::internal)
        })?;
        let bytes = packed.finish().map_err(Failure::internal)?;
        Ok(Packed {
            bytes,
            lines,
            unpacked,
        })
    })
    .wait()
}

/// Notes that a file is there; false when somebody else has done it, or it was given up. When it was the
/// last one the partner's programs are told.
fn note(
    app: &App,
    request: &Request,
    scope: TenantScope,
    export: &Export,
    part: Part,
) -> Result<bool, Failure> {
    let partner = scope.tenant();
    let (id, before) = (export.id, export.written);
    let intent = Intent::new("billing.export-file", partner.0, subject(id));
    app.command(request, intent, move |work| {
        let mut export = find(work.tx, scope, id)?.export;
        let written = before.saturating_add(part.lines);
        let now = State::after_part(written, export.line_count);
        if part.lines == 0 && export.line_count > written {
            return Err(Failure::internal("an invoice has fewer lines than it says"));
        }
        now.text().clone_into(&mut export.state);
        export.written = written;
        export.moved_at = work.now;
        export.expires_at = (now == State::Ready).then(|| expires(work.now));
        if !rows::move_on(work.tx, scope, &export, before)? {
            // The other one's row tells the same bytes.
            return Ok(false);
        }
        rows::add_part(work.tx, id, &part)?;
        work.audit("invoice", export.invoice.as_str());
        work.audit("file", part.number);
        work.audit("lines", part.lines);
        if now == State::Ready {
            work.happened(partner, Happened::export(partner.0, id));
        } else {
            order(work, partner, id, written)?;
        }
        Ok(true)
    })
    .wait()
}

/// Removes the files of exports whose time is over, and gives up those that do not come forward.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let operator = authorise_operator(&request.caller, OperatorAction::RunBills)?;
    let now = app.clock.now();
    let ended = app
        .read(move |tx| Ok(rows::ended(tx, operator, (now, stuck_before(now)), BATCH)?))
        .wait()?;
    let mut removed = 0;
    for Ended { partner_id, id } in ended {
        match expire(app, request, TenantId(partner_id), id) {
            Ok(()) => removed += 1,
            Err(failure) => tracing::error!(?failure, export = %id, "an export does not end"),
        }
    }
    let before = now.plus_days(-TOLD_DAYS);
    let forgotten = app
        .db
        .write(move |tx| rows::forget(tx, operator, before, BATCH).map_err(Failure::from))
        .wait()?;
    Ok(removed + forgotten)
}

fn expire(app: &App, request: &Request, partner: TenantId, id: Uuid) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::ViewBilling, partner)?;
    let intent = Intent::new("billing.export-expire", partner.0, subject(id));
    app.command(request, intent, move |work| {
        let export = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        let over = match state(&export)? {
            State::Ready => export.expires_at.is_some_and(|end| end <= work.now),
            State::Waiting | State::Running => export.moved_at < stuck_before(work.now),
            State::Expired => false,
        };
        if !over {
            return Err(Failure::conflict("stale"));
        }
        let parts = rows::parts(work.tx, scope, id)?.into_iter();
        // Whoever died behind a file has left one that no row tells of.
        let left = key(id, number(export.written));
        for key in parts.map(|part| part.storage_key).chain([left]) {
            work.after_commit("erase", &key, &key, format!("erase/{key}"))?;
        }
        rows::expire(work.tx, scope, id, work.now)?;
        work.audit("invoice", export.invoice.as_str());
        work.audit("was", export.state.as_str());
        Ok(())
    })
    .wait()
}
