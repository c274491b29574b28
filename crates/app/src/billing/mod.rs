//! Bills: made by the calendar, seen by partners and by the operator.

mod make;
mod run;
mod view;

pub use make::{Bill, Parties};
pub use run::{retry, sweep};
pub use view::{
    Billing, Invoiced, Report, explain, file, invoice, invoices, overview, preview, report, runs,
};
