//! The keys tokens are signed with: RS256, made here, sealed in the database, replaced in time.

use crate::{App, Failure, Request};
use data_encoding::BASE64URL_NOPAD;
use domain::effects::{Entropy, Instant};
use domain::ids::fresh_uuid;
use domain::integration::{SIGNING_KEY_AFTER_DAYS, SIGNING_KEY_AHEAD_SECONDS, SIGNING_KEY_DAYS};
use rsa::PrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::traits::PublicKeyParts;
use sha2::Sha256;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use store::signing_key::{self, SigningKey};

/// Bits of a key: what receivers of RS256 expect.
const BITS: usize = 2048;
/// How long the keys are kept in memory before the database is asked again, seconds.
const KEPT_SECONDS: i64 = 30;

/// The keys as this process knows them.
#[derive(Default)]
pub(crate) struct Known(Mutex<Option<(Instant, Arc<Vec<Key>>)>>);

/// A key ready for use.
pub struct Key {
    /// What tokens call it.
    pub kid: String,
    /// Modulus, as key lists write it.
    pub n: String,
    /// Exponent, as key lists write it.
    pub e: String,
    signs_from: Instant,
    private: PrivateKey,
}

struct Draw<'a>(&'a dyn Entropy);

impl TryRng for Draw<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, buffer: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(buffer);
        Ok(())
    }
}

impl TryCryptoRng for Draw<'_> {}

/// A new private key.
pub(super) fn fresh_key(app: &App) -> Result<PrivateKey, Failure> {
    PrivateKey::new(&mut Draw(&*app.entropy), BITS).map_err(Failure::internal)
}

/// Signs with a key (RSASSA-PKCS1-v1_5 with SHA-256).
pub(super) fn signed(app: &App, key: &PrivateKey, text: &[u8]) -> Result<Vec<u8>, Failure> {
    let signature = key.pkcs1v15_sign_with_rng::<Sha256, _>(&mut Draw(&*app.entropy), text);
    signature.map_err(Failure::internal)
}

fn make(app: &App, signs_from: Instant) -> Result<SigningKey, Failure> {
    let key = fresh_key(app)?;
    let kid = fresh_uuid(&*app.entropy).simple().to_string();
    let der = key.to_pkcs8_der().map_err(Failure::internal)?;
    let sealed = app
        .keyring
        .seal(&*app.entropy, kid.as_bytes(), der.as_bytes())?;
    Ok(SigningKey {
        kid,
        sealed,
        modulus: trimmed(&key.n().to_be_bytes()),
        exponent: trimmed(&key.e().to_be_bytes()),
        created_at: app.clock.now(),
        signs_from,
    })
}

fn trimmed(bytes: &[u8]) -> Vec<u8> {
    let start = bytes.iter().position(|b| *b != 0).unwrap_or(0);
    bytes[start..].to_vec()
}

fn open(app: &App, row: SigningKey) -> Result<Key, Failure> {
    let der = app.keyring.open(row.kid.as_bytes(), &row.sealed)?;
    Ok(Key {
        n: BASE64URL_NOPAD.encode(&row.modulus),
        e: BASE64URL_NOPAD.encode(&row.exponent),
        signs_from: row.signs_from,
        private: PrivateKey::from_pkcs8_der(&der).map_err(Failure::internal)?,
        kid: row.kid,
    })
}

/// The published keys; the first time one is made. Blocks.
///
/// # Errors
/// [`Failure`] of the store.
pub fn keys(app: &App) -> Result<Arc<Vec<Key>>, Failure> {
    let now = app.clock.now();
    let mut known = app
        .memory()
        .keys
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some((at, keys)) = &*known
        && (0..KEPT_SECONDS).contains(&now.seconds_since(*at))
    {
        return Ok(Arc::clone(keys));
    }
    let mut rows = app.read(|tx| Ok(signing_key::all(tx)?)).wait()?;
    if rows.is_empty() {
        // Two nodes may both make one; both are published, and either is good.
        let fresh = make(app, now)?;
        let added = fresh.clone();
        app.db
            .write(move |tx| signing_key::add(tx, &added).map_err(Failure::from))
            .wait()?;
        rows.push(fresh);
    }
    let keys = rows.into_iter().map(|row| open(app, row));
    let keys = Arc::new(keys.collect::<Result<Vec<_>, _>>()?);
    *known = Some((now, Arc::clone(&keys)));
    Ok(keys)
}

/// Signs a text and names the key.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sign(app: &App, text: impl FnOnce(&str) -> String) -> Result<(String, Vec<u8>), Failure> {
    let (keys, now) = (keys(app)?, app.clock.now());
    let ready = keys.iter().rev().find(|key| key.signs_from <= now);
    let key = ready
        .or(keys.first())
        .ok_or_else(|| Failure::internal("there is no key to sign with"))?;
    let text = text(&key.kid);
    let signature = signed(app, &key.private, text.as_bytes())?;
    Ok((text, signature))
}

/// Whether a key of ours signed a text.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn is_ours(app: &App, kid: &str, text: &str, signature: &[u8]) -> Result<bool, Failure> {
    let keys = keys(app)?;
    Ok(keys.iter().find(|key| key.kid == kid).is_some_and(|key| {
        let public = key.private.to_public_key();
        public
            .pkcs1v15_verify::<Sha256>(text.as_bytes(), signature)
            .is_ok()
    }))
}

/// Publishes the next key when the present one has signed long enough, and forgets those whose
/// tokens have all run out.
///
/// # Errors
/// [`Failure`] of the store.
pub fn rotate(app: &App, _: &Request) -> Result<u64, Failure> {
    let now = app.clock.now();
    let rows = app.read(|tx| Ok(signing_key::all(tx)?)).wait()?;
    // Nobody has asked for a token yet: nothing to replace.
    let Some(newest) = rows.last() else {
        return Ok(0);
    };
    let mut changed = 0;
    if newest.signs_from.plus_days(SIGNING_KEY_DAYS) <= now {
        let next = make(app, now.plus_seconds(SIGNING_KEY_AHEAD_SECONDS))?;
        app.db
            .write(move |tx| signing_key::add(tx, &next).map_err(Failure::from))
            .wait()?;
        changed += 1;
    }
    for pair in rows.windows(2) {
        if pair[1].signs_from.plus_days(SIGNING_KEY_AFTER_DAYS) <= now {
            let kid = pair[0].kid.clone();
            app.db
                .write(move |tx| signing_key::remove(tx, &kid).map_err(Failure::from))
                .wait()?;
            changed += 1;
        }
    }
    Ok(changed)
}
