//! The pages people see and the calls machines make.

pub mod ui;
