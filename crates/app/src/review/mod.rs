//! The operator's side of enrolment: queue, case, checks, credit, decision.

pub mod case;
pub mod credit;
pub mod decide;
pub mod queue;
pub mod registrations;
