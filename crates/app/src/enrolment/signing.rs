//! Signing the agreement (T17; spec 01 §9) and what remains of it.

use super::application::{advance, intent, own_scope, person, save, state_of};
use crate::identity::proof::require_recent;
use crate::notifications::Notice;
use crate::review::credit::standing;
use crate::{App, Failure, Request, fault};
use domain::calendar;
use domain::effects::Instant;
use domain::enrolment::application::{Event, State};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::provisioning::Task;
use domain::enrolment::signature::{Record, chain};
use domain::identity::session::is_recent;
use domain::ids::{SignatureId, TenantId};
use domain::language::Language;
use domain::permission::{TenantAction, TenantScope, authorise};
use domain::programme::Text;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use store::accounts::{self, BillingAccount, Partner};
use store::application::{self, Application};
use store::signature::{self, Copy, Signature};
use store::{Reply, identity, operator, registration};

/// The agreement a reseller signs.
pub const AGREEMENT: &str = "reseller-agreement";
/// The sentences that are ticked.
pub const CONSENTS: &str = "signing-consents";
/// The boxes on the page, one per sentence.
pub const TICKS: [&str; 2] = ["consent_bind", "consent_electronic"];

/// What the page shows before signing.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The application.
    pub row: Application,
    /// Last day to sign.
    pub until: Instant,
    /// Billing day if signed now.
    pub billing_day: u8,
    /// First bill if signed now.
    pub first_bill: Date,
    /// When the first bill would be due.
    pub first_due: Date,
    /// Whether the authenticator was used recently enough.
    pub is_fresh: bool,
}

/// The offer to sign, in state A4.
pub fn offer(app: &App, request: &Request) -> Reply<Offer, Failure> {
    let person = match person(request) {
        Ok(person) => person.clone(),
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let scope = match own_scope(request, TenantAction::SignAgreement) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (today, now) = (app.today(), app.clock.now());
    let days = i64::from(app.programme.application.signing_days);
    let fresh = i64::from(app.programme.signing.authentication_max_age_minutes) * 60;
    app.read(move |tx| {
        let row = application::newest(tx, scope)?.ok_or(Failure::NotFound)?;
        let state = state_of(&row)?;
        if state != State::Approved {
            return Err(illegal(state));
        }
        let first_bill = calendar::nth_billing_date(today, 1);
        Ok(Offer {
            until: row.decided_at.unwrap_or(now).plus_days(days),
            billing_day: calendar::Anchor::signed_on(today).day(),
            first_bill,
            first_due: calendar::due_date(first_bill),
            is_fresh: is_recent(person.mfa_at, now, fresh),
            row,
        })
    })
}

fn illegal(state: State) -> Failure {
    use domain::enrolment::machine::Machine;
    state
        .apply(Event::Sign)
        .err()
        .map_or(Failure::NotFound, Failure::from)
}

/// What is sent with "Accept and continue".
#[derive(Debug, Clone, serde::Serialize)]
pub struct Acceptance {
    /// The language that was read.
    pub language: Language,
    /// SHA-256 of the text that was on the page.
    pub text_sha256: String,
    /// The ticked boxes.
    pub ticked: Answers,
}

/// "Accept and continue": one signature however often it is pressed.
///
/// # Errors
/// [`Failure::Invalid`] at a missing tick; [`Failure::Conflict`] when the text has changed, the
/// authenticator was used too long ago (`authenticate-again`), credit has expired or the state
/// does not allow it.
pub fn sign(
    app: &App,
    request: &Request,
    acceptance: Acceptance,
    key: &str,
) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::SignAgreement)?;
    let signer = person(request)?.clone();
    let problems: Vec<_> = TICKS
        .into_iter()
        .filter(|tick| acceptance.ticked.get(*tick).is_none_or(|v| v != "yes"))
        .map(|tick| FieldProblem::plain(tick, "tick-required"))
        .collect();
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let text = text(app, AGREEMENT, acceptance.language)?.clone();
    let consents = text_of_consents(app, acceptance.language)?;
    let intent = intent("agreement.sign", scope).once(key, &acceptance);
    app.command(request, intent, move |work| {
        let current = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
        // The second click of a double click without a key.
        if matches!(state_of(&current)?, State::Provisioning | State::Active)
            && signature::of_tenant(work.tx, scope)?
                .iter()
                .any(|s| s.application_id == current.id)
        {
            return Ok(());
        }
        let (mut row, next) = advance(work, scope, Event::Sign)?;
        let days = i64::from(work.app.programme.application.signing_days);
        if row
            .decided_at
            .is_none_or(|decided| work.now >= decided.plus_days(days))
        {
            return Err(Failure::conflict("signing-expired"));
        }
        if acceptance.text_sha256 != text.sha256 {
            return Err(Failure::conflict("text-changed"));
        }
        let proved = require_recent(work)?;
        let credit = operator::credit_decision(work.tx, row.id)?;
        if let Some(obstacle) = standing(credit.as_ref(), work.now).obstacle() {
            return Err(Failure::conflict(obstacle));
        }
        let method = identity::session_method(work.tx, signer.session.0)?;
        let method = method.unwrap_or_else(|| "totp".to_owned());
        let account = identity::own_account(work.tx, signer.account.0)?;
        let zone = work.app.programme.time_zone().clone();
        let today = calendar::local_date(work.now, &zone);
        let legal_name = row.legal_name.clone();
        let record = Record {
            text_id: text.id.clone(),
            title: text.title.clone(),
            version: text.version.clone(),
            language: text.language.tag().to_owned(),
            text_sha256: text.sha256.clone(),
            consent_version: consents.0.clone(),
            consents: consents
                .1
                .iter()
                .map(|s| s.replace("{legal_name}", &legal_name))
                .collect(),
            signer: account.id,
            signer_name: signer.name.clone(),
            signer_title: account.title,
            signer_email: account.contact_email.clone(),
            tenant: scope.tenant().0,
            legal_name,
            credit_code: row.credit_code.clone().unwrap_or_default(),
            signed_at: utc(work.now)?,
            signed_at_local: local(work.now, &zone)?,
            ip: work.request.ip.clone(),
            user_agent: work.request.user_agent.chars().take(300).collect(),
            authentication_method: format!("password+{method}"),
            authenticated_at: utc(proved)?,
            request_id: work.request.correlation,
        };
        let record_text = serde_json::to_string(&record).map_err(Failure::internal)?;
        let previous = signature::last_hash(work.tx, scope)?;
        let signature = Signature {
            id: SignatureId::fresh(&*work.app.entropy).0,
            application_id: row.id,
            tenant_id: scope.tenant().0,
            text_id: record.text_id.clone(),
            text_version: record.version.clone(),
            text_language: record.language.clone(),
            text_sha256: record.text_sha256.clone(),
            hash: chain(&previous, &record_text),
            record: record_text,
            signed_at: work.now,
            anchor_day: i64::from(today.day()),
            previous_hash: previous,
        };
        signature::add(work.tx, &signature).map_err(|error| {
            if error.is_unique() {
                Failure::conflict("already-signed")
            } else {
                error.into()
            }
        })?;
        row.state = next.text().to_owned();
        row.signed_at = Some(work.now);
        save(work, &row)?;
        become_partner(work, scope, &row, today)?;
        tell(work, scope, &row, &record, today)?;
        work.audit("version", record.version.as_str());
        work.audit("text_sha256", record.text_sha256.as_str());
        work.audit("signature", data_encoding::HEXLOWER.encode(&signature.hash));
        work.audit("billing_day", signature.anchor_day);
        let id = SignatureId(signature.id);
        let tenant = scope.tenant();
        work.after_commit(
            "print",
            &row.reference,
            &(tenant, id),
            format!("print/{id}"),
        )?;
        work.after_commit(
            "provision",
            &row.reference,
            &tenant,
            format!("provision/{tenant}"),
        )
    })
    .wait()
}

fn text<'a>(app: &'a App, id: &str, language: Language) -> Result<&'a Text, Failure> {
    app.programme
        .text(id, language)
        .ok_or_else(|| Failure::internal(format!("the programme has no text {id}")))
}

/// Version and sentences of the consents, one per box.
///
/// # Errors
/// [`Failure::Internal`] when the programme's text has not one sentence for each box.
pub fn text_of_consents(app: &App, language: Language) -> Result<(String, Vec<String>), Failure> {
    use domain::programme::Block;
    let text = text(app, CONSENTS, language)?;
    let sentences: Vec<String> = text
        .blocks()
        .into_iter()
        .flat_map(|block| match block {
            Block::Numbered(items) | Block::Bullets(items) => items,
            _ => Vec::new(),
        })
        .map(str::to_owned)
        .collect();
    if sentences.len() < TICKS.len() {
        return Err(Failure::internal("the signing consents lack a sentence"));
    }
    Ok((
        text.version.clone(),
        sentences.into_iter().take(TICKS.len()).collect(),
    ))
}

fn utc(at: Instant) -> Result<String, Failure> {
    jiff::Timestamp::from_microsecond(at.0)
        .map(|t| t.to_string())
        .map_err(Failure::internal)
}

fn local(at: Instant, zone: &TimeZone) -> Result<String, Failure> {
    jiff::Timestamp::from_microsecond(at.0)
        .map(|t| t.to_zoned(zone.clone()).to_string())
        .map_err(Failure::internal)
}

fn become_partner(
    work: &mut crate::Work<'_, '_>,
    scope: TenantScope,
    row: &Application,
    today: Date,
) -> Result<(), Failure> {
    let partner = Partner {
        tenant_id: scope.tenant().0,
        status: "provisioning".to_owned(),
        model: row.model.clone(),
        may_resell: false,
        network_id: row.network_id.clone().unwrap_or_default(),
        credit_code: row.credit_code.clone().unwrap_or_default(),
        signed_at: work.now,
        active_at: None,
    };
    accounts::add_partner(work.tx, &partner)?;
    // The billing day is the signature's effect, not provisioning's: it exists from this commit.
    let billing = BillingAccount {
        currency: row.currency.clone(),
        anchor_day: i64::from(today.day()),
        signed_on: today.to_string(),
        first_billing_date: calendar::nth_billing_date(today, 1).to_string(),
        payment_terms_days: i64::from(work.app.programme.payment.net_days),
        credit_limit: 0,
    };
    accounts::add_billing_account(work.tx, scope, &billing)?;
    for (position, task) in (0_u32..).zip(Task::ALL) {
        accounts::add_task(work.tx, scope, task.text(), position)?;
    }
    Ok(())
}

/// E13 to signer, primary contact and invoice recipient, each address once.
fn tell(
    work: &mut crate::Work<'_, '_>,
    scope: TenantScope,
    row: &Application,
    record: &Record,
    today: Date,
) -> Result<(), Failure> {
    let answers = registration::answers(work.tx, row.id)?;
    let answer = |field: &str| answers.get(field).cloned().unwrap_or_default();
    let mut people = vec![(record.signer_email.clone(), record.signer_name.clone())];
    for role in ["primary", "invoice"] {
        let person = (
            answer(&format!("{role}_email")),
            answer(&format!("{role}_name")),
        );
        if !person.0.is_empty() && people.iter().all(|(email, _)| *email != person.0) {
            people.push(person);
        }
    }
    let tenant = identity::tenant(work.tx, scope)?;
    let first_bill = calendar::nth_billing_date(today, 1);
    for (n, (email, name)) in people.iter().enumerate() {
        Notice::new("e13", email, &tenant.language, &row.reference)
            .name(name)
            .company(&row.legal_name)
            .with("version", &record.version)
            .with("billing_day", &today.day().to_string())
            .day("first_bill", first_bill)
            .date("signed_at", work.now)
            .link("/account/agreements")
            .queue(work, format!("e13/{}/{n}", row.id))?;
    }
    Ok(())
}

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

fn with_record(tx: &mut store::Tx<'_>, signature: Signature) -> Result<Signed, Failure> {
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
        // A record that no longer gives its hash is no evidence.
        if chain(&found.previous_hash, &found.record) != found.hash {
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
    for language in [Language::ZhHans, Language::En] {
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
