//! Values sealed with a key of the installation, in the order of their ids: what a new key has to take
//! over. Each is replaced only as it was read, so that whoever writes meanwhile is not overwritten.

use crate::{DbError, Tx, row, values};
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A sealed value.
    #[derive(Debug, Clone)]
    pub struct Sealed {
        /// Whose or what it is.
        pub id: Uuid,
        /// The value.
        pub sealed: Vec<u8>,
    }
}

row! {
    /// A paper whose bytes are sealed in the storage.
    #[derive(Debug, Clone)]
    pub struct Stored {
        /// Its id.
        pub id: Uuid,
        /// Where its bytes are.
        pub storage_key: String,
    }
}

row! {
    /// A signing key.
    #[derive(Debug, Clone)]
    pub struct SigningKey {
        /// Its name.
        pub kid: String,
        /// Its private half.
        pub sealed: Vec<u8>,
    }
}

/// Authenticators of accounts after an id.
///
/// # Errors
/// [`DbError`].
pub fn authenticators(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Sealed>, DbError> {
    tx.query(
        "SELECT id, totp_secret AS sealed FROM account
         WHERE totp_secret IS NOT NULL AND id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Replaces an account's authenticator as it was read; false when it is another one by now.
///
/// # Errors
/// [`DbError`].
pub fn put_authenticator(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &Sealed,
    sealed: &[u8],
) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE account SET totp_secret = $3 WHERE id = $1 AND totp_secret = $2",
        values![before.id, before.sealed.as_slice(), sealed],
    )?;
    Ok(changed == 1)
}

/// Reports of the credit bureau after an id.
///
/// # Errors
/// [`DbError`].
pub fn reports(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Sealed>, DbError> {
    tx.query(
        "SELECT id, report AS sealed FROM credit_inquiry
         WHERE report IS NOT NULL AND id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Replaces a report as it was read; false when it is another one by now.
///
/// # Errors
/// [`DbError`].
pub fn put_report(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &Sealed,
    sealed: &[u8],
) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE credit_inquiry SET report = $3 WHERE id = $1 AND report = $2",
        values![before.id, before.sealed.as_slice(), sealed],
    )?;
    Ok(changed == 1)
}

/// Keys that sign tokens; there are a few.
///
/// # Errors
/// [`DbError`].
pub fn signing_keys(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<SigningKey>, DbError> {
    tx.query("SELECT kid, sealed FROM signing_key ORDER BY kid", &[])
}

/// Replaces a signing key as it was read; false when it is another one by now.
///
/// # Errors
/// [`DbError`].
pub fn put_signing_key(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &SigningKey,
    sealed: &[u8],
) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE signing_key SET sealed = $3 WHERE kid = $1 AND sealed = $2",
        values![before.kid.as_str(), before.sealed.as_slice(), sealed],
    )?;
    Ok(changed == 1)
}

/// Documents of applications after an id, whose bytes are still there.
///
/// # Errors
/// [`DbError`].
pub fn documents(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Stored>, DbError> {
    tx.query(
        "SELECT id, storage_key FROM document
         WHERE erased_at IS NULL AND id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Whether the bytes of a document are still wanted.
///
/// # Errors
/// [`DbError`].
pub fn is_wanted(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<bool, DbError> {
    let found: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM document WHERE id = $1 AND erased_at IS NULL",
        values![id],
    )?;
    Ok(found == 1)
}

/// Papers of people who have lost everything, after an id.
///
/// # Errors
/// [`DbError`].
pub fn papers(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Stored>, DbError> {
    tx.query(
        "SELECT id, storage_key FROM lost_access_paper WHERE id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Whether the bytes of such a paper are still wanted.
///
/// # Errors
/// [`DbError`].
pub fn is_paper_wanted(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<bool, DbError> {
    let found: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM lost_access_paper WHERE id = $1",
        values![id],
    )?;
    Ok(found == 1)
}

/// Files of support requests, after an id.
///
/// # Errors
/// [`DbError`].
pub fn support_files(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Stored>, DbError> {
    tx.query(
        "SELECT id, storage_key FROM support_file
         WHERE scan <> 'infected' AND id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Whether the bytes of such a file are still wanted: those of an infected one are erased.
///
/// # Errors
/// [`DbError`].
pub fn is_support_file_wanted(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
) -> Result<bool, DbError> {
    let found: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM support_file WHERE id = $1 AND scan <> 'infected'",
        values![id],
    )?;
    Ok(found == 1)
}

/// Documents of changes of vetted facts after an id, whose bytes are still there.
///
/// # Errors
/// [`DbError`].
pub fn change_documents(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Stored>, DbError> {
    tx.query(
        "SELECT id, storage_key FROM profile_change_document
         WHERE erased_at IS NULL AND scan <> 'infected' AND id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Whether the bytes of such a document are still wanted.
///
/// # Errors
/// [`DbError`].
pub fn is_change_document_wanted(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
) -> Result<bool, DbError> {
    let found: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM profile_change_document
         WHERE id = $1 AND erased_at IS NULL AND scan <> 'infected'",
        values![id],
    )?;
    Ok(found == 1)
}

/// Files of exports after an id, in order.
///
/// # Errors
/// [`DbError`].
pub fn exports(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Stored>, DbError> {
    tx.query(
        "SELECT file_id AS id, storage_key FROM invoice_export_part
         WHERE file_id > $1 ORDER BY file_id LIMIT $2",
        values![after, limit],
    )
}

/// Whether the bytes of such a file are still wanted.
///
/// # Errors
/// [`DbError`].
pub fn is_export_wanted(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<bool, DbError> {
    let found: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM invoice_export_part WHERE file_id = $1",
        values![id],
    )?;
    Ok(found == 1)
}

/// Shared secrets of webhooks after the id of a registration.
///
/// # Errors
/// [`DbError`].
pub fn hook_secrets(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Sealed>, DbError> {
    tx.query(
        "SELECT id, secret AS sealed FROM hook
         WHERE secret IS NOT NULL AND id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Replaces the shared secret of a registration as it was read; false when it is another one by now.
///
/// # Errors
/// [`DbError`].
pub fn put_hook_secret(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &Sealed,
    sealed: &[u8],
) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE hook SET secret = $3 WHERE id = $1 AND secret = $2",
        values![before.id, before.sealed.as_slice(), sealed],
    )?;
    Ok(changed == 1)
}

/// Private keys webhooks are signed with, after an id.
///
/// # Errors
/// [`DbError`].
pub fn hook_keys(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Sealed>, DbError> {
    tx.query(
        "SELECT id, sealed FROM hook_certificate WHERE id > $1 ORDER BY id LIMIT $2",
        values![after, limit],
    )
}

/// Replaces such a key as it was read; false when it is another one by now.
///
/// # Errors
/// [`DbError`].
pub fn put_hook_key(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &Sealed,
    sealed: &[u8],
) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE hook_certificate SET sealed = $3 WHERE id = $1 AND sealed = $2",
        values![before.id, before.sealed.as_slice(), sealed],
    )?;
    Ok(changed == 1)
}
