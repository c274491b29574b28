//! The operator's side of an application: duties, the thread, what the registry says, second
//! persons, the queue.

pub mod approval;
pub mod duty;
pub mod queue;
pub mod registry;
pub mod thread;
