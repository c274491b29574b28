//! The table of operations. Router, permissions, their tests and the documents about the interface
//! are made from it.

use super::call::{Answer, Call};
use domain::permission::TenantAction;
use std::future::Future;
use std::pin::Pin;

/// What a handler's work is.
pub type Working = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// One operation.
#[derive(Clone, Copy)]
pub struct Operation {
    /// `GET`, `HEAD`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// Its path with placeholders.
    pub path: &'static str,
    /// What it is called in documents.
    pub id: &'static str,
    /// What the caller must be allowed to do.
    pub action: TenantAction,
    /// What is done.
    pub handler: fn(Call) -> Working,
}

impl Operation {
    /// Whether only a sandbox has it.
    #[must_use]
    pub fn is_for_sandboxes(&self) -> bool {
        self.id.starts_with("sandbox.")
    }

    /// Whether only an installation that is a sandbox has it: sandbox accounts turn no clock.
    #[must_use]
    pub fn turns_the_clock(&self) -> bool {
        self.is_for_sandboxes() && self.id.ends_with("_clock")
    }

    /// Whether it changes something; such requests have a budget of their own.
    #[must_use]
    pub fn writes(&self) -> bool {
        !matches!(self.method, "GET" | "HEAD")
    }
}

/// Writes an area's lines of the table.
macro_rules! operations {
    ($($method:ident $path:literal $id:literal $action:ident => $handler:path;)+) => {
        /// This area's lines of the table.
        pub const OPERATIONS: &[$crate::api::table::Operation] = &[$(
            $crate::api::table::Operation {
                method: stringify!($method),
                path: $path,
                id: $id,
                action: domain::permission::TenantAction::$action,
                handler: |call| Box::pin($handler(call)),
            }
        ),+];
    };
}
pub(crate) use operations;

/// The areas, in the order documents list them.
const AREAS: &[&[Operation]] = &[
    super::profiles::OPERATIONS,
    super::profile_updates::OPERATIONS,
    super::validations::OPERATIONS,
    super::catalogue::OPERATIONS,
    super::customers::OPERATIONS,
    super::organisation::OPERATIONS,
    super::agreements::OPERATIONS,
    super::carts::OPERATIONS,
    super::orders::OPERATIONS,
    super::subscriptions::OPERATIONS,
    super::moves::OPERATIONS,
    super::products::OPERATIONS,
    super::webhooks::OPERATIONS,
    super::audit::OPERATIONS,
    super::relationships::OPERATIONS,
    super::invoices::OPERATIONS,
    super::exports::OPERATIONS,
    super::sandbox::OPERATIONS,
];

/// Every operation.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    AREAS.iter().copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn an_operation_has_a_name_and_a_place_of_its_own() {
        let (mut ids, mut places) = (BTreeSet::new(), BTreeSet::new());
        for op in all() {
            assert!(ids.insert(op.id), "{} occurs twice", op.id);
            let place = (op.method, op.path.to_ascii_lowercase());
            assert!(places.insert(place), "{} {} twice", op.method, op.path);
            assert!(op.path.starts_with('/') && !op.path.ends_with('/'));
        }
    }
}
