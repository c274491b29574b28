//! Bills: made by the calendar, seen by partners and by the operator.

mod make;
mod project;
mod run;
mod view;

pub use make::{Bill, Parties};
pub use project::Projection;
pub(crate) use project::project;
pub use run::{retry, sweep};
pub use view::{
    Billing, Invoiced, Report, explain, file, invoice, invoices, overview, preview, report, runs,
};
