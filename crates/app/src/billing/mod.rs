//! Bills: made by the calendar, paid by bank transfer, seen by partners and by the operator.

mod adjusted;
pub mod adjustments;
mod book;
mod compare;
pub mod credit_notes;
pub mod disputes;
mod document;
pub mod exports;
pub mod fapiao;
pub mod lateness;
mod make;
pub mod payments;
mod project;
pub mod refunds;
mod run;
mod statement;
pub mod suspension;
mod told;
pub mod usage;
mod used;
mod view;
mod workbook;

pub use book::Stand;
pub use compare::{Compared, compare};
pub use document::document;
pub use lateness::explain_charge;
pub use make::{Bill, Parties};
pub use project::Projection;
pub(crate) use project::project;
pub use run::{retry, sweep};
pub use statement::{Statement, statement, statement_of};
pub use used::Used;
pub use view::{
    Billing, Explained, Invoiced, Report, Stood, Summary, explain, file, invoice, invoices, line,
    overview, preview, report, runs, summary,
};
pub use workbook::{usage_workbook, workbook};
