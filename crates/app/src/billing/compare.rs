//! An invoice compared with a file of its lines: the reconciliation file, or a table of the partner's
//! own. Nothing of the file is kept.

use super::make::line_of;
use super::view::{BATCH, load};
use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request, sheet};
use domain::billing::comparison::{self, Comparison, Outcome};
use domain::enrolment::form::FieldProblem;
use domain::permission::TenantAction;
use domain::validate::Problem;
use std::collections::{BTreeSet, HashMap};
use store::billing::{self as rows, Invoice, Line};
use uuid::Uuid;

/// Largest file.
const MOST_BYTES: usize = 10 * 1024 * 1024;
/// Most rows below the names of the columns.
const MOST_ROWS: u64 = 200_000;
/// Most cells: those of the largest file that is taken, at five letters a cell.
const MOST_CELLS: usize = 2_000_000;

/// What came of a comparison.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The invoice.
    pub invoice: Invoice,
    /// What is the same and what is not.
    pub outcome: Outcome,
    /// A line of each subscription that differs and that the invoice has.
    pub lines: HashMap<Uuid, Line>,
}

/// Reads a file into a comparison.
fn read(bytes: &[u8]) -> Result<Comparison, Problem> {
    if bytes.len() > MOST_BYTES {
        let megabytes = MOST_BYTES / 1024 / 1024;
        return Err(Problem::new("document-too-large").with("megabytes", megabytes));
    }
    let text = sheet::decode(bytes)?;
    if sheet::separators(&text) > MOST_CELLS {
        return Err(Problem::new("file-too-many-cells"));
    }
    let mut reader = sheet::rows(&text);
    let mut comparison: Option<Comparison> = None;
    for (record, number) in reader.records().zip(1..) {
        let record = record.map_err(|_| Problem::new("file-not-a-table"))?;
        if number > MOST_ROWS + 1 {
            return Err(Problem::new("file-too-many-rows").with("max", MOST_ROWS));
        }
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        match &mut comparison {
            None => comparison = Some(Comparison::new(comparison::columns(&cells)?)),
            Some(comparison) => comparison.row(number, &cells),
        }
    }
    comparison.ok_or(Problem::new("file-no-rows"))
}

/// Compares one of the caller's company's invoices with a file, line by line. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `file`: not a table, not readable, without the columns, too large;
/// [`Failure::NotFound`].
pub fn compare(
    app: &App,
    request: &Request,
    number: &str,
    bytes: &[u8],
) -> Result<Compared, Failure> {
    let scope = own_scope(request, TenantAction::ViewBilling)?;
    let wanted = number.to_owned();
    let (invoice, _) = app.read(move |tx| load(tx, scope, &wanted)).wait()?;
    let mut comparison = read(bytes)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("file", problem)]))?;
    let (mut after, mut lines) = (0, HashMap::new());
    loop {
        let id = invoice.id;
        let page = app
            .read(move |tx| Ok(rows::lines(tx, scope, id, after, BATCH)?))
            .wait()?;
        let Some(last) = page.last() else { break };
        after = last.number;
        for row in page {
            comparison.bill(
                row.subscription_id,
                &line_of(&row)?,
                (row.discount, row.tax),
            );
            lines.entry(row.subscription_id).or_insert(row);
        }
    }
    let outcome = comparison.finish();
    let differing = outcome
        .differences
        .iter()
        .map(|found| found.key.subscription);
    let differing: BTreeSet<_> = differing.collect();
    lines.retain(|id, _| differing.contains(id));
    Ok(Compared {
        invoice,
        outcome,
        lines,
    })
}
