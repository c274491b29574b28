//! A first password, made, sealed for the one person who may see it, and shown once.
//!
//! It is sealed with that person's session cookie, of which the database knows only a hash; see
//! `docs/decisions/0007-first-password.md`.

use crate::secrets::{open_with_cookie, seal_for_cookie};
use crate::{App, Failure, Work};
use domain::identity::password::{TEMPORARY_RANDOM_BYTES, temporary_password, ungrouped};
use store::shown_secret;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A temporary password on its way to the database: hashed for the sign-in, sealed for the screen.
#[derive(Clone)]
pub(crate) struct Fresh {
    /// Argon2id, PHC string.
    pub(crate) hash: String,
    sealed: Vec<u8>,
}

/// Makes a temporary password. Blocks for a password hash.
///
/// # Errors
/// [`Failure::Internal`].
pub(crate) fn make(app: &App, cookie: &str) -> Result<Fresh, Failure> {
    let password = fresh_password(app);
    Ok(Fresh {
        hash: app.passwords.hash(&*app.entropy, &ungrouped(&password))?,
        sealed: seal_for_cookie(&*app.entropy, cookie, password.as_bytes())?,
    })
}

/// A readable temporary password.
pub(crate) fn fresh_password(app: &App) -> Zeroizing<String> {
    loop {
        let mut random = Zeroizing::new(vec![0; TEMPORARY_RANDOM_BYTES]);
        app.entropy.fill(&mut random);
        if let Some(password) = temporary_password(&random) {
            return Zeroizing::new(password);
        }
    }
}

impl Fresh {
    /// Keeps the sealed password until the caller looks at it.
    ///
    /// # Errors
    /// [`Failure`] of the store.
    pub(crate) fn keep(&self, work: &mut Work<'_, '_>, owner: Uuid) -> Result<(), Failure> {
        let viewer = work.request.caller.person().ok_or(Failure::SignInFirst)?;
        let (viewer, seconds) = (viewer.account.0, &work.app.programme.registration);
        let until = work
            .now
            .plus_seconds(i64::from(seconds.credentials_visible_seconds));
        shown_secret::keep(work.tx, owner, viewer, &self.sealed, until)?;
        Ok(())
    }
}

/// Takes the sealed password of an account out of the database, if the caller may see it. Open it
/// with [`open`] after the commit: a second look finds nothing.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn take(work: &mut Work<'_, '_>, owner: Uuid) -> Result<Option<Vec<u8>>, Failure> {
    let viewer = work.request.caller.person().ok_or(Failure::SignInFirst)?;
    let viewer = viewer.account.0;
    let sealed = shown_secret::take(work.tx, owner, viewer, work.now)?;
    work.audit("secret_shown", sealed.is_some());
    Ok(sealed)
}

/// Opens what [`take`] took. Another session of the same person cannot, and shows nothing.
pub(crate) fn open(cookie: &str, sealed: Option<Vec<u8>>) -> Option<Zeroizing<String>> {
    let bytes = open_with_cookie(cookie, &sealed?).ok()?;
    String::from_utf8(bytes).ok().map(Zeroizing::new)
}
