//! Addresses programs may be answered at.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// An address.
    #[derive(Debug, Clone)]
    pub struct Redirect {
        /// Its id.
        pub id: Uuid,
        /// The address as it was written.
        pub uri: String,
        /// When it was registered.
        pub added_at: Instant,
    }
}

/// Registers an address.
///
/// # Errors
/// [`DbError::Unique`] when the program has it.
pub fn add(tx: &mut Tx<'_>, app: Uuid, redirect: &Redirect) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO client_redirect (id, app_id, uri, added_at) VALUES ($1, $2, $3, $4)",
        values![redirect.id, app, &redirect.uri, redirect.added_at],
    )
    .map(drop)
}

/// Removes an address of one of a company's programs, and says which it was.
///
/// # Errors
/// [`DbError`].
pub fn remove(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    app: Uuid,
    id: Uuid,
) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "DELETE FROM client_redirect WHERE id = $3 AND app_id =
         (SELECT id FROM client_app WHERE tenant_id = $1 AND id = $2)
         RETURNING uri AS t",
        values![scope.tenant().0, app, id],
    )
}

/// The addresses of a program, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_app(tx: &mut Tx<'_>, app: Uuid) -> Result<Vec<Redirect>, DbError> {
    tx.query(
        "SELECT id, uri, added_at FROM client_redirect WHERE app_id = $1 ORDER BY added_at, uri",
        values![app],
    )
}
