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
use store::billing as rows;

/// What its one sheet is called.
const TITLE: &str = "licences";

/// The lines of one of the caller's company's invoices as a workbook with the cells of the
/// reconciliation file: the same bytes every time. Blocks; memory does not grow with the lines.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Internal`] when temporary files cannot be written.
pub fn workbook(app: &App, request: &Request, number: &str) -> Result<File, Failure> {
    let scope = own_scope(request, TenantAction::ViewBilling)?;
    let number = number.to_owned();
    let sheet = app
        .read(move |tx| {
            let (invoice, parties) = load(tx, scope, &number)?;
            let currency = Currency::from_code(&invoice.currency)
                .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
            let created = created(invoice.issued_at)?;
            let book = Workbook::new(TITLE, &reconciliation::COLUMNS, created);
            let mut sheet = Sheet::of(book.map_err(Failure::internal)?);
            rows::each_filed(tx, scope, invoice.id, |line| {
                file_line(&mut sheet, scope, &parties, currency, line)
            })?;
            Ok::<_, Failure>(sheet)
        })
        .wait()?;
    // Packing takes longer than reading and needs no database.
    sheet.book.finish().map_err(Failure::internal)
}
