//! Documents on paper: signed agreements and invoices as PDF/A-2b, typeset by the typst compiler in
//! process; tables as workbooks ([`workbook`]); what uploaded papers hold ([`upload`]); and pages of
//! uploaded PDFs as pictures.
//!
//! [`Press`] is made once per process. Every text that reaches it, a company name above all, is
//! data: it travels to the template as JSON strings and is never read as typst markup.

mod agreement;
mod error;
mod fonts;
mod invoice;
mod legible;
mod markdown;
mod page_data;
mod picture;
mod press;
mod sheet;
pub mod upload;
mod verification;
pub mod workbook;

pub use agreement::{CreatedUtc, Row, SignedAgreement};
pub use error::PaperError;
pub use invoice::{InvoiceStatement, Part};
pub use picture::WIDEST;
pub use press::Press;
