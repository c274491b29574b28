//! The operator's side of enrolment: queue, case, checks, credit, decision.

pub mod adverse;
pub mod approval;
pub mod ask;
pub mod case;
pub mod change_documents;
pub mod decide;
pub mod desk;
pub mod hold;
pub mod lifecycle;
pub mod news;
pub mod papers;
pub mod profiles;
pub mod queue;
pub mod registrations;
pub mod registry;
pub mod reject;
pub mod risk;
pub mod thread;

pub(crate) mod guard;
pub(crate) mod tasks;
