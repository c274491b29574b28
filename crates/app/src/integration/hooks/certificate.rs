//! The key events are signed with: its own, apart from those of tokens, with a certificate that is
//! published under our own address so that receivers can check by it.

use crate::integration::signing;
use crate::{App, Failure};
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use domain::language::Language;
use rcgen::{CertificateParams, DnType, KeyPair, KeyUsagePurpose, SerialNumber, date_time_ymd};
use rsa::PrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use std::sync::{Arc, Mutex, PoisonError};
use store::hooks::{self as rows, Certificate};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Days a key signs before another takes over.
const SIGNS_DAYS: i64 = 365;
/// Days its certificate is valid.
const VALID_DAYS: i64 = 730;
/// How long the key is kept in memory before the database is asked again, seconds.
const KEPT_SECONDS: i64 = 30;

/// The key as this process knows it.
#[derive(Default)]
pub(crate) struct Known(Mutex<Option<(Instant, Arc<Signer>)>>);

/// A key ready for use.
pub(super) struct Signer {
    id: Uuid,
    private: PrivateKey,
    created_at: Instant,
}

/// The path of a certificate on our host.
#[must_use]
pub fn path(id: Uuid) -> String {
    format!("/webhooks/certificates/{id}.cer")
}

impl Signer {
    /// Where its certificate is.
    pub(super) fn address(&self, app: &App) -> String {
        app.link(&path(self.id))
    }

    /// Signs a body.
    pub(super) fn sign(&self, app: &App, body: &str) -> Result<Vec<u8>, Failure> {
        signing::signed(app, &self.private, body.as_bytes())
    }
}

/// The key that signs now; made when there is none yet, or when the last has signed long enough.
pub(super) fn signer(app: &App) -> Result<Arc<Signer>, Failure> {
    let now = app.clock.now();
    let known = &app.memory().hooks.certificate.0;
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let good = |signer: &Signer| now.seconds_since(signer.created_at) < SIGNS_DAYS * 86_400;
    if let Some((at, signer)) = &*known
        && (0..KEPT_SECONDS).contains(&now.seconds_since(*at))
        && good(signer)
    {
        return Ok(Arc::clone(signer));
    }
    let found = app.read(|tx| Ok(rows::newest_certificate(tx)?)).wait()?;
    let found = found.map(|row| open(app, &row)).transpose()?;
    let signer = match found.filter(good) {
        Some(signer) => signer,
        None => {
            // Two nodes may both make one; either is good, and both are published.
            let (row, signer) = make(app, now)?;
            app.db
                .write(move |tx| rows::add_certificate(tx, &row).map_err(Failure::from))
                .wait()?;
            signer
        }
    };
    let signer = Arc::new(signer);
    *known = Some((now, Arc::clone(&signer)));
    Ok(signer)
}

fn open(app: &App, row: &Certificate) -> Result<Signer, Failure> {
    let der = app.keyring.open(row.id.as_bytes(), &row.sealed)?;
    let der = Zeroizing::new(der);
    Ok(Signer {
        id: row.id,
        private: PrivateKey::from_pkcs8_der(&der).map_err(Failure::internal)?,
        created_at: row.created_at,
    })
}

fn make(app: &App, now: Instant) -> Result<(Certificate, Signer), Failure> {
    let private = signing::fresh_key(app)?;
    let der = private.to_pkcs8_der().map_err(Failure::internal)?;
    let id = fresh_uuid(&*app.entropy);
    let row = Certificate {
        id,
        sealed: app
            .keyring
            .seal(&*app.entropy, id.as_bytes(), der.as_bytes())?,
        certificate: certificate(app, id, der.as_bytes(), now).map_err(Failure::internal)?,
        created_at: now,
    };
    let signer = Signer {
        id,
        private,
        created_at: now,
    };
    Ok((row, signer))
}

/// A certificate in the operator's name, signed by the key itself: receivers trust it because of
/// where it is published, not because of who else vouches for it.
fn certificate(app: &App, id: Uuid, key: &[u8], now: Instant) -> Result<Vec<u8>, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::new())?;
    let operator = &app.programme.operator.legal_name;
    let host = app.public_url.split("://").nth(1).unwrap_or_default();
    let name = &mut params.distinguished_name;
    name.push(DnType::OrganizationName, operator.get(Language::En));
    name.push(DnType::CommonName, format!("webhooks {host}"));
    params.serial_number = Some(SerialNumber::from_slice(&id.as_bytes()[..16]));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    let day = |at: Instant| {
        let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let date = at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let part = |n: i8| u8::try_from(n).unwrap_or(1);
        date_time_ymd(date.year().into(), part(date.month()), part(date.day()))
    };
    params.not_before = day(now.plus_days(-1));
    params.not_after = day(now.plus_days(VALID_DAYS));
    let key = KeyPair::try_from(key)?;
    Ok(params.self_signed(&key)?.der().to_vec())
}

/// A published certificate, DER.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn published(app: &App, id: Uuid) -> store::Reply<Vec<u8>, Failure> {
    app.read(move |tx| {
        let row = rows::certificate(tx, id)?.ok_or(Failure::NotFound)?;
        Ok(row.certificate)
    })
}
