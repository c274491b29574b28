//! What remains of a signature: its record, its printed copies, its verification.

use crate::enrolment::application::{intent, own_scope};
use crate::{App, Failure, Request, fault};
use domain::effects::Instant;
use domain::enrolment::signature::Record;
use domain::ids::{SignatureId, TenantId};
use domain::language::Language;
use domain::permission::{TenantAction, authorise};
use sha2::{Digest, Sha256};
use store::Reply;
use store::signature::{self, Copy, Signature};

/// A signature with its printed copies.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The signature.
    pub signature: Signature,
    /// Its record.
    pub record: Record,
    /// Its copies.
    pub copies: Vec<Copy>,
}

/// How long after a signature its copies are waited for; printing takes seconds.
const PRINTING_DAYS: i64 = 1;

impl Signed {
    /// The languages of its copies: the one that governs, English, and the one that was read.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let mut all = vec![Language::ZhHans, Language::En];
        all.extend(Language::from_tag(&self.record.language).filter(|read| !all.contains(read)));
        all
    }

    /// Whether more copies are to come.
    #[must_use]
    pub fn is_printing(&self, now: Instant) -> bool {
        let until = self.signature.signed_at.plus_days(PRINTING_DAYS);
        now < until && self.copies.len() < self.languages().len()
    }
}

pub(crate) fn with_record(tx: &mut store::Tx<'_>, signature: Signature) -> Result<Signed, Failure> {
    let record = serde_json::from_str(&signature.record).map_err(Failure::internal)?;
    let copies = signature::copies(tx, signature.id)?;
    Ok(Signed {
        signature,
        record,
        copies,
    })
}

/// The company's signed agreements, newest first.
pub fn agreements(app: &App, request: &Request) -> Reply<Vec<Signed>, Failure> {
    let scope = match own_scope(request, TenantAction::ViewAgreements) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let signatures = signature::of_tenant(tx, scope)?;
        signatures.into_iter().map(|s| with_record(tx, s)).collect()
    })
}

/// The bytes of a printed copy of the company's own agreement. Blocks for the storage.
///
/// # Errors
/// [`Failure::NotFound`] when it is not the company's or not printed yet.
pub fn copy(
    app: &App,
    request: &Request,
    id: SignatureId,
    language: Language,
) -> Result<Vec<u8>, Failure> {
    let scope = own_scope(request, TenantAction::ViewAgreements)?;
    let found = app
        .read(move |tx| {
            let signature = signature::get(tx, scope, id.0)?;
            let copies = signature::copies(tx, signature.id)?;
            copies
                .into_iter()
                .find(|c| c.language == language.tag())
                .ok_or(Failure::NotFound)
        })
        .wait()?;
    let bytes = app.documents.get(&found.storage_key)?;
    let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
    if sha256 == found.sha256 {
        Ok(bytes)
    } else {
        Err(Failure::internal("a signed copy has changed"))
    }
}

/// Looks a signature up by its own hash or by the SHA-256 of a printed copy, for anybody who holds
/// either.
pub fn verify(app: &App, hash: &str) -> Reply<Option<Signed>, Failure> {
    let hash = hash.trim().to_ascii_lowercase();
    let bytes: Option<[u8; 32]> = data_encoding::HEXLOWER
        .decode(hash.as_bytes())
        .ok()
        .and_then(|bytes| bytes.try_into().ok());
    let Some(bytes) = bytes else {
        return Reply::ready(Ok(None));
    };
    app.read(move |tx| {
        let found = match signature::by_hash(tx, &bytes)? {
            Some(found) => Some(found),
            None => signature::by_copy(tx, &hash)?,
        };
        let Some(found) = found else { return Ok(None) };
        // A record that no longer gives its hash, or no longer says what its row says, is no evidence.
        if !signature::agrees(&found) {
            return Ok(None);
        }
        with_record(tx, found).map(Some)
    })
}

/// Prints the signed copies, each once. Blocks for some tenths of a second per language.
///
/// # Errors
/// [`Failure::Internal`] when printing or storing fails; the worker tries again.
pub fn print(
    app: &App,
    request: &Request,
    tenant: TenantId,
    id: SignatureId,
) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::ViewAgreements, tenant)?;
    let signed = app
        .read(move |tx| {
            let signature = signature::get(tx, scope, id.0)?;
            with_record(tx, signature)
        })
        .wait()?;
    for language in signed.languages() {
        if signed
            .copies
            .iter()
            .any(|copy| copy.language == language.tag())
        {
            continue;
        }
        let bytes = crate::notifications::print::agreement(app, &signed, language)?;
        let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
        // Named by its content: two workers printing at once never overwrite one another.
        let tag = language.tag().to_ascii_lowercase();
        let storage_key = format!(
            "agreements/{id}/{tag}-{}",
            sha256.get(..16).unwrap_or_default()
        );
        fault::point("agreement.print", "printed");
        app.documents.put(&storage_key, &bytes)?;
        fault::point("agreement.print", "stored");
        let copy = Copy {
            signature_id: id.0,
            language: language.tag().to_owned(),
            storage_key,
            sha256,
            bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        };
        let intent = intent("agreement.print", scope);
        app.command(request, intent, move |work| {
            signature::add_copy(work.tx, &copy, work.now)?;
            work.audit("language", copy.language.as_str());
            work.audit("sha256", copy.sha256.as_str());
            Ok(())
        })
        .wait()?;
    }
    Ok(())
}
