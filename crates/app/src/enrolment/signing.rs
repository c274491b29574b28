//! Signing the agreement: for the first time (T17), and again when a new version asks for
//! it.

use super::application::{advance, intent, own_scope, person, save};
use crate::agreements::answers::{
    Occasion, Signer, ToSign, last_asked, open_decline, signers, to_sign,
};
use crate::agreements::{InForce, force};
use crate::credit::standing;
use crate::identity::proof::require_recent;
use crate::notifications::Notice;
use crate::{App, Failure, Request, Work};
use domain::agreements::compare::Clause;
use domain::calendar;
use domain::caller::Person;
use domain::effects::Instant;
use domain::enrolment::application::{Event, State};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::provisioning::Task;
use domain::enrolment::signature::{Record, chain};
use domain::identity::session::is_recent;
use domain::ids::SignatureId;
use domain::language::Language;
use domain::partner::Status;
use domain::permission::{TenantAction, TenantScope};
use domain::programme::Text;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::accounts::{self, BillingAccount, Partner};
use store::agreements::{Asked, Decline};
use store::application::Application;
use store::credit::decision;
use store::signature::{self, Signature};
use store::{Reply, agreements, application, campaign, identity, provisioning, registration};

/// The sentences that are ticked.
pub const CONSENTS: &str = "signing-consents";
/// The boxes on the page, one per sentence.
pub const TICKS: [&str; 2] = ["consent_bind", "consent_electronic"];

/// What signing today means for the bills.
#[derive(Debug, Clone)]
pub enum Billing {
    /// It fixes the billing day.
    Fixes {
        /// The day of the month.
        day: u8,
        /// First bill.
        first_bill: Date,
        /// When it is due.
        first_due: Date,
    },
    /// The billing day is fixed and stays.
    Stays {
        /// The day of the month.
        day: i64,
    },
}

/// What the page shows before signing.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The application.
    pub row: Application,
    /// The version in force.
    pub in_force: InForce,
    /// Last day to sign; none when nobody has to.
    pub last_day: Option<Date>,
    /// Whether that day is over and new orders wait.
    pub overdue: bool,
    /// What signing means for the bills.
    pub billing: Billing,
    /// Whether the authenticator was used recently enough.
    pub is_fresh: bool,
    /// The version signed before, if this is not the first.
    pub signed_version: Option<String>,
    /// Other global admins.
    pub others: Vec<Signer>,
    /// Whom somebody asked to sign instead.
    pub asked: Option<Asked>,
    /// An open "Decline".
    pub declined: Option<Decline>,
}

/// The offer to sign: in state A4, or to a partner that has not signed the version in force.
pub fn offer(app: &App, request: &Request) -> Reply<Offer, Failure> {
    let person = match person(request) {
        Ok(person) => person.clone(),
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let scope = match own_scope(request, TenantAction::SignAgreement) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (reader, today, now) = (app.clone(), app.today(), app.clock.now());
    let fresh = i64::from(app.programme.signing.authentication_max_age_minutes) * 60;
    app.read(move |tx| {
        let ToSign {
            row,
            in_force,
            occasion,
        } = to_sign(tx, &reader, scope, now)?;
        let zone = reader.programme.time_zone();
        let (deadline, billing, signed_version) = match occasion {
            Occasion::First => {
                let days = i64::from(reader.programme.application.signing_days);
                let first_bill = calendar::nth_billing_date(today, 1);
                let billing = Billing::Fixes {
                    day: calendar::Anchor::signed_on(today).day(),
                    first_bill,
                    first_due: calendar::due_date(first_bill),
                };
                let until = row.decided_at.unwrap_or(now).plus_days(days);
                (Some(calendar::local_date(until, zone)), billing, None)
            }
            Occasion::Again { due_at, .. } => {
                let account = accounts::billing_account(tx, scope)?;
                let day = account.map_or(0, |account| account.anchor_day);
                let newest = signature::of_tenant(tx, scope)?.into_iter().next();
                let due = due_at.map(|at| calendar::local_date(at, zone));
                let last = due.map(|due| due.yesterday().unwrap_or(due));
                (last, Billing::Stays { day }, newest.map(|s| s.text_version))
            }
        };
        let others = signers(tx, scope)?;
        Ok(Offer {
            last_day: deadline,
            overdue: person.standing.must_sign_by().is_some_and(|at| at <= now),
            billing,
            is_fresh: is_recent(person.mfa_at, now, fresh),
            signed_version,
            others: others
                .into_iter()
                .filter(|s| s.id != person.account.0)
                .collect(),
            asked: last_asked(tx, scope, &in_force.version)?,
            declined: open_decline(tx, scope, &in_force.version)?,
            in_force,
            row,
        })
    })
}

/// What differs between the version a partner signed and the one it is to sign now.
///
/// # Errors
/// [`Failure::NotFound`] when the programme no longer has the old text.
pub fn changes(app: &App, offer: &Offer, language: Language) -> Result<Vec<Clause>, Failure> {
    let from = offer.signed_version.as_deref().ok_or(Failure::NotFound)?;
    crate::agreements::versions::between(app, from, &offer.in_force.version, language)
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
    let consents = text_of_consents(app, acceptance.language)?;
    let intent = intent("agreement.sign", scope).once(key, &acceptance);
    app.command(request, intent, move |work| {
        if is_signed(work, scope, &acceptance)? {
            return Ok(());
        }
        let ready = to_sign(work.tx, work.app, scope, work.now)?;
        let text = ready.in_force.text(work.app, acceptance.language)?.clone();
        if acceptance.text_sha256 != text.sha256 {
            return Err(Failure::conflict("text-changed"));
        }
        let signing = Signing {
            row: &ready.row,
            signer: &signer,
            text: &text,
            consents: &consents,
            proved: require_recent(work)?,
        };
        match &ready.occasion {
            Occasion::First => first(work, scope, &signing, ready.in_force.number),
            Occasion::Again { partner, .. } => {
                again(work, scope, &signing, partner, ready.in_force.number)
            }
        }
    })
    .wait()
}

/// Whether this very text, or the version in force in another language, was signed a moment ago: the
/// second click of a double click without a key.
fn is_signed(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    acceptance: &Acceptance,
) -> Result<bool, Failure> {
    let current = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
    if !matches!(
        super::application::state_of(&current)?,
        State::Provisioning | State::Active
    ) {
        return Ok(false);
    }
    let version = force::in_force(work.tx, work.app, work.now)?.version;
    let signed = signature::of_tenant(work.tx, scope)?;
    Ok(signed
        .iter()
        .filter(|s| s.application_id == current.id)
        .any(|s| s.text_version == version || s.text_sha256 == acceptance.text_sha256))
}

/// T17: the company becomes a partner, and the day of signing its billing day.
fn first(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    signing: &Signing<'_>,
    number: i64,
) -> Result<(), Failure> {
    let (mut row, next) = advance(work, scope, Event::Sign)?;
    let days = i64::from(work.app.programme.application.signing_days);
    if row
        .decided_at
        .is_none_or(|decided| work.now >= decided.plus_days(days))
    {
        return Err(Failure::conflict("signing-expired"));
    }
    let credit = decision::newest(work.tx, row.id)?;
    if let Some(obstacle) = standing(credit.as_ref(), work.now).obstacle() {
        return Err(Failure::conflict(obstacle));
    }
    let today = calendar::local_date(work.now, work.app.programme.time_zone());
    let signed = signing.record(work, scope, i64::from(today.day()))?;
    row.state = next.text().to_owned();
    row.signed_at = Some(work.now);
    save(work, &row)?;
    become_partner(work, scope, &row, today, number)?;
    tell_first(work, scope, signing, &signed, today)?;
    let tenant = scope.tenant();
    work.after_commit(
        "provision",
        &row.reference,
        &tenant,
        format!("provision/{tenant}"),
    )
}

/// A partner signs another version: new orders are free at once, the billing day stays.
fn again(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    signing: &Signing<'_>,
    partner: &Partner,
    number: i64,
) -> Result<(), Failure> {
    if matches!(
        Status::from_text(&partner.status),
        None | Some(Status::Terminating | Status::Terminated)
    ) {
        return Err(Failure::conflict("not-a-partner"));
    }
    let billing = accounts::billing_account(work.tx, scope)?
        .ok_or_else(|| Failure::internal("a partner without a billing account"))?;
    let signed = signing.record(work, scope, billing.anchor_day)?;
    campaign::close_duty(work.tx, scope, "signed", Some(signed.id), work.now)?;
    campaign::note_signed(work.tx, scope, number)?;
    work.audit("again", true);
    tell_again(work, scope, signing, &signed)
}

/// What a signature is made of.
struct Signing<'a> {
    row: &'a Application,
    signer: &'a Person,
    text: &'a Text,
    consents: &'a Consents,
    /// When the signer was last proved to be it.
    proved: Instant,
}

impl Signing<'_> {
    /// Writes the record into the company's chain of signatures, closes what was declined, and has
    /// the copies printed.
    fn record(
        &self,
        work: &mut Work<'_, '_>,
        scope: TenantScope,
        billing_day: i64,
    ) -> Result<Signature, Failure> {
        let Self {
            row, signer, text, ..
        } = self;
        let method = identity::session_method(work.tx, signer.session.0)?;
        let method = method.unwrap_or_else(|| "totp".to_owned());
        let account = identity::own_account(work.tx, signer.account.0)?;
        let zone = work.app.programme.time_zone().clone();
        let record = Record {
            text_id: text.id.clone(),
            title: text.title.clone(),
            version: text.version.clone(),
            language: text.language.tag().to_owned(),
            text_sha256: text.sha256.clone(),
            consent_version: self.consents.0.clone(),
            consents: self
                .consents
                .1
                .iter()
                .map(|s| s.replace("{legal_name}", &row.legal_name))
                .collect(),
            signer: account.id,
            signer_name: signer.name.clone(),
            signer_title: account.title,
            signer_email: account.contact_email,
            tenant: scope.tenant().0,
            legal_name: row.legal_name.clone(),
            credit_code: row.credit_code.clone().unwrap_or_default(),
            signed_at: utc(work.now)?,
            signed_at_local: local(work.now, &zone)?,
            ip: work.request.ip.clone(),
            user_agent: work.request.user_agent.chars().take(300).collect(),
            authentication_method: format!("password+{method}"),
            authenticated_at: utc(self.proved)?,
            request_id: work.request.correlation,
        };
        let record_text = serde_json::to_string(&record).map_err(Failure::internal)?;
        let previous = signature::last_hash(work.tx, scope)?;
        let signature = Signature {
            id: SignatureId::fresh(&*work.app.entropy).0,
            application_id: row.id,
            tenant_id: scope.tenant().0,
            text_id: record.text_id,
            text_version: record.version,
            text_language: record.language,
            text_sha256: record.text_sha256,
            hash: chain(&previous, &record_text),
            record: record_text,
            signed_at: work.now,
            anchor_day: billing_day,
            previous_hash: previous,
        };
        signature::add(work.tx, &signature).map_err(|error| {
            if error.is_unique() {
                Failure::conflict("already-signed")
            } else {
                error.into()
            }
        })?;
        agreements::close_declines(work.tx, scope, &signer.name, work.now)?;
        work.audit("version", signature.text_version.as_str());
        work.audit("text_sha256", signature.text_sha256.as_str());
        work.audit("signature", data_encoding::HEXLOWER.encode(&signature.hash));
        work.audit("billing_day", signature.anchor_day);
        let (id, tenant) = (SignatureId(signature.id), scope.tenant());
        work.after_commit(
            "print",
            &row.reference,
            &(tenant, id),
            format!("print/{id}"),
        )?;
        Ok(signature)
    }
}

/// Version and sentences of the consents.
type Consents = (String, Vec<String>);

/// Version and sentences of the consents, one per box.
///
/// # Errors
/// [`Failure::Internal`] when the programme's text has not one sentence for each box.
pub fn text_of_consents(app: &App, language: Language) -> Result<Consents, Failure> {
    use domain::programme::Block;
    let text = app
        .programme
        .text(CONSENTS, language)
        .ok_or_else(|| Failure::internal(format!("the programme has no text {CONSENTS}")))?;
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
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    row: &Application,
    today: Date,
    agreement: i64,
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
        agreement_signed: agreement,
        agreement_asked: agreement,
        orders_blocked_from: None,
        sandbox: false,
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
        provisioning::add_task(work.tx, scope, task.text(), position)?;
    }
    Ok(())
}

/// Somebody who is told of a signature.
struct Recipient {
    email: String,
    name: String,
    language: String,
}

/// The signer, the primary contact and the invoice recipient, each address once. `facts` are the
/// application's answers, or what the profiles say by now.
fn recipients(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    signer: &Person,
    facts: &Answers,
) -> Result<Vec<Recipient>, Failure> {
    let account = identity::own_account(work.tx, signer.account.0)?;
    let tenant = identity::tenant(work.tx, scope)?;
    let mut people = vec![Recipient {
        email: account.contact_email,
        name: signer.name.clone(),
        language: account.language,
    }];
    for role in ["primary", "invoice"] {
        let fact = |what: &str| {
            facts
                .get(&format!("{role}_{what}"))
                .cloned()
                .unwrap_or_default()
        };
        let email = fact("email");
        let known = |r: &Recipient| r.email.eq_ignore_ascii_case(&email);
        if !email.is_empty() && !people.iter().any(known) {
            people.push(Recipient {
                email,
                name: fact("name"),
                language: tenant.language.clone(),
            });
        }
    }
    Ok(people)
}

/// E13: version, billing day, first bill.
fn tell_first(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    signing: &Signing<'_>,
    signed: &Signature,
    today: Date,
) -> Result<(), Failure> {
    let Signing { row, signer, .. } = signing;
    let answers = registration::answers(work.tx, row.id)?;
    let first_bill = calendar::nth_billing_date(today, 1);
    let people = recipients(work, scope, signer, &answers)?;
    for (n, person) in people.iter().enumerate() {
        Notice::new("e13", &person.email, &person.language, &row.reference)
            .name(&person.name)
            .company(&row.legal_name)
            .with("version", &signed.text_version)
            .with("billing_day", &signed.anchor_day.to_string())
            .day("first_bill", first_bill)
            .date("signed_at", work.now)
            .link("/account/agreements")
            .queue(work, format!("e13/{}/{n}", row.id))?;
    }
    Ok(())
}

/// The same people learn that another version was signed, and that the billing day stays.
fn tell_again(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    signing: &Signing<'_>,
    signed: &Signature,
) -> Result<(), Failure> {
    let Signing { row, signer, .. } = signing;
    let mut facts = registration::answers(work.tx, row.id)?;
    for profile in accounts::profiles(work.tx, scope)? {
        facts.insert(profile.field, profile.value);
    }
    let people = recipients(work, scope, signer, &facts)?;
    for (n, person) in people.iter().enumerate() {
        Notice::new(
            "new-version-signed",
            &person.email,
            &person.language,
            &row.reference,
        )
        .name(&person.name)
        .company(&row.legal_name)
        .with("version", &signed.text_version)
        .with("billing_day", &signed.anchor_day.to_string())
        .date("signed_at", work.now)
        .link("/account/agreements")
        .queue(work, format!("new-version-signed/{}/{n}", signed.id))?;
    }
    Ok(())
}
