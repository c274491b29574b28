//! The operator's side of enrolment: queue, case, checks, credit, decision.

pub mod adverse;
pub mod ask;
pub mod case;
pub mod credit;
pub mod decide;
pub mod lifecycle;
pub mod queue;
pub mod reject;
