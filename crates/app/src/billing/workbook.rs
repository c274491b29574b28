//! The reconciliation file as a workbook.

use super::make::file_line;
use super::view::load;
use crate::enrolment::application::own_scope;
use crate::notifications::print::created;
use crate::workbook::{Sheet, Workbook};
use crate::{App, Failure, Request};
use domain::billing::reconciliation;
use domain::money::Currency;
use domain::permission::TenantAction;
use std::fs::File;
use std::sync::Arc;
use store::billing as rows;

/// What its one sheet is called.
const TITLE: &str = "licences";
/// Lines read in one go: others have the database in between. Lines are numbered from 1 without a gap.
const PART: u32 = 10_000;

/// The lines of one of the caller's company's invoices as a workbook with the cells of the
/// reconciliation file: the same bytes every time. Blocks; memory does not grow with the lines.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Internal`], or [`Failure::Unavailable`] where the disk for temporary
/// files is full.
pub fn workbook(app: &App, request: &Request, number: &str) -> Result<File, Failure> {
    let scope = own_scope(request, TenantAction::ViewBilling)?;
    let number = number.to_owned();
    let (invoice, parties) = app.read(move |tx| load(tx, scope, &number)).wait()?;
    let currency = Currency::from_code(&invoice.currency)
        .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
    let book = Workbook::new(TITLE, &reconciliation::COLUMNS, created(invoice.issued_at)?);
    let mut sheet = Sheet::of(book.map_err(Failure::internal)?);
    let (invoice, parties) = (invoice.id, Arc::new(parties));
    let mut after = 0;
    loop {
        let parties = Arc::clone(&parties);
        let (back, read) = app
            .read(move |tx| {
                let mut read = 0;
                rows::each_filed(tx, scope, invoice, (after, PART), |line| {
                    read += 1;
                    file_line(&mut sheet, scope, &parties, currency, line)
                })?;
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
