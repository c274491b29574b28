//! The reconciliation file and the usage file as workbooks.

use super::make::{Parties, file_line};
use super::used;
use super::view::load;
use crate::enrolment::application::own_scope;
use crate::notifications::print::created;
use crate::workbook::{Sheet, Workbook};
use crate::{App, Failure, Request};
use domain::billing::{reconciliation, usage_file};
use domain::money::Currency;
use domain::permission::{TenantAction, TenantScope};
use std::fs::File;
use std::sync::Arc;
use store::Tx;
use store::billing::{self as rows, Invoice};

/// Lines read in one go: others have the database in between. Lines are numbered from 1 without a gap.
const PART: u32 = 10_000;

fn found(
    app: &App,
    scope: TenantScope,
    number: &str,
) -> Result<(Invoice, Parties, Currency), Failure> {
    let number = number.to_owned();
    let (invoice, parties) = app.read(move |tx| load(tx, scope, &number)).wait()?;
    let currency = Currency::from_code(&invoice.currency)
        .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
    Ok((invoice, parties, currency))
}

/// A workbook of lines; `part` writes those after a number and says how many there were.
fn packed(
    app: &App,
    book: Workbook,
    part: impl Fn(&mut Tx<'_>, u32, &mut Sheet) -> Result<u32, Failure> + Send + Sync + 'static,
) -> Result<File, Failure> {
    let (mut sheet, part, mut after) = (Sheet::of(book), Arc::new(part), 0);
    loop {
        let part = Arc::clone(&part);
        let (back, read) = app
            .read(move |tx| {
                let read = part(tx, after, &mut sheet)?;
                Ok::<_, Failure>((sheet, read))
            })
            .wait()?;
        sheet = back;
        if read < PART {
            break;
        }
        after += PART;
    }
    // Packing takes longer than reading and needs no database.
    sheet.book.finish().map_err(Failure::internal)
}

/// The lines of one of the caller's company's invoices as a workbook with the cells of the
/// reconciliation file: the same bytes every time. Blocks; memory does not grow with the lines.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Internal`], or [`Failure::Unavailable`] where the disk for temporary
/// files is full.
pub fn workbook(app: &App, request: &Request, number: &str) -> Result<File, Failure> {
    let scope = own_scope(request, TenantAction::ViewBilling)?;
    let (invoice, parties, currency) = found(app, scope, number)?;
    let moment = created(invoice.issued_at)?;
    let book = Workbook::new("licences", &reconciliation::COLUMNS, moment);
    let id = invoice.id;
    packed(
        app,
        book.map_err(Failure::internal)?,
        move |tx, after, sheet| {
            let mut read = 0;
            rows::each_filed(tx, scope, id, (after, PART), |line| {
                read += 1;
                file_line(sheet, scope, &parties, currency, line)
            })?;
            Ok(read)
        },
    )
}

/// The lines for usage of one of the caller's company's invoices as a workbook with the cells of the usage
/// file. As [`workbook`].
///
/// # Errors
/// As [`workbook`]; [`Failure::Conflict`] (`usage-not-offered`).
pub fn usage_workbook(app: &App, request: &Request, number: &str) -> Result<File, Failure> {
    let scope = own_scope(request, TenantAction::ViewBilling)?;
    let (invoice, parties, currency) = found(app, scope, number)?;
    used::offered(app, &invoice)?;
    let moment = created(invoice.issued_at)?;
    let book = Workbook::new("usage", &usage_file::COLUMNS, moment);
    packed(
        app,
        book.map_err(Failure::internal)?,
        move |tx, after, sheet| {
            let mut read = 0;
            rows::usage::each(tx, scope, invoice.id, (after, PART), |line| {
                read += 1;
                let about = (invoice.number.as_str(), &parties, currency);
                used::file_line(sheet, scope, about, line)
            })?;
            Ok(read)
        },
    )
}
