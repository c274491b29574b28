//! Other answers than a signature: "Decline", and "I am not the right person".

use super::{AGREEMENT, InForce, force};
use crate::enrolment::application::{intent, own_scope, person, state_of};
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::caller::StaffRole;
use domain::effects::Instant;
use domain::enrolment::application::{Event, State};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, TenantAction, TenantScope, authorise_operator};
use domain::validate;
use store::accounts::{self, Partner};
use store::agreements::{self, Asked, Decline};
use store::application::{self, Application};
use store::campaign;
use store::{Reply, Tx, identity};
use uuid::Uuid;

/// Why there is something to sign.
#[derive(Debug, Clone)]
pub enum Occasion {
    /// The application is approved (A4): the signature makes the company a partner.
    First,
    /// A partner signs another version; its billing day stays.
    Again {
        /// What it is.
        partner: Box<Partner>,
        /// When new orders stop, if it has to sign.
        due_at: Option<Instant>,
    },
}

/// Something that can be signed now.
#[derive(Debug, Clone)]
pub struct ToSign {
    /// The application.
    pub row: Application,
    /// The version in force.
    pub in_force: InForce,
    /// Why.
    pub occasion: Occasion,
}

/// What a company can sign at a moment.
///
/// # Errors
/// [`Failure::Conflict`] `illegal-transition` or `already-signed` when there is nothing to sign.
pub(crate) fn to_sign(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    now: Instant,
) -> Result<ToSign, Failure> {
    let row = application::newest(tx, scope)?.ok_or(Failure::NotFound)?;
    let in_force = force::in_force(tx, app, now)?;
    let occasion = match state_of(&row)? {
        State::Approved => Occasion::First,
        State::Active => {
            let partner = accounts::partner(tx, scope)?.ok_or(Failure::NotFound)?;
            if in_force.number <= partner.agreement_signed {
                return Err(Failure::conflict("already-signed"));
            }
            let duty = campaign::open_duty(tx, scope)?;
            Occasion::Again {
                partner: Box::new(partner),
                due_at: duty.map(|duty| duty.due_at),
            }
        }
        other => {
            let illegal = other.apply(Event::Sign).err();
            return Err(illegal.map_or(Failure::NotFound, Failure::from));
        }
    };
    Ok(ToSign {
        row,
        in_force,
        occasion,
    })
}

/// A colleague who may sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The account.
    pub id: Uuid,
    /// Full name.
    pub name: String,
}

/// Who in a company may sign.
pub(crate) fn signers(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Signer>, Failure> {
    let admins = identity::global_admins(tx, scope)?;
    let signer = |a: store::identity::Account| Signer {
        id: a.id,
        name: a.full_name(),
    };
    Ok(admins.into_iter().map(signer).collect())
}

/// What users see who may not sign: who may.
#[derive(Debug, Clone)]
pub struct AskAdmin {
    /// The global admins' names.
    pub admins: Vec<String>,
    /// Whether there is something to sign at all.
    pub open: bool,
}

/// Who in the caller's own company may sign.
pub fn ask_admin(app: &App, request: &Request) -> Reply<AskAdmin, Failure> {
    let scope = match own_scope(request, TenantAction::ViewOverview) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (reader, now) = (app.clone(), app.clock.now());
    app.read(move |tx| {
        let open = match to_sign(tx, &reader, scope, now) {
            Ok(_) => true,
            Err(Failure::Conflict(_) | Failure::NotFound) => false,
            Err(failure) => return Err(failure),
        };
        let admins = signers(tx, scope)?;
        Ok(AskAdmin {
            admins: admins.into_iter().map(|a| a.name).collect(),
            open,
        })
    })
}

/// The last request to a colleague to sign a version.
pub(crate) fn last_asked(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    version: &str,
) -> Result<Option<Asked>, Failure> {
    let all = agreements::requests(tx, scope)?;
    Ok(all.into_iter().find(|asked| asked.version == version))
}

/// The open "Decline" of a version.
pub(crate) fn open_decline(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    version: &str,
) -> Result<Option<Decline>, Failure> {
    let all = agreements::declines(tx, scope)?;
    Ok(all
        .into_iter()
        .find(|d| d.version == version && d.closed_at.is_none()))
}

/// Longest reason, characters.
pub const REASON: usize = 500;

/// "Decline": recorded and told to the operator. The application stays as it is, and a company that
/// thinks better of it can still sign.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] when there is nothing to sign.
pub fn decline(app: &App, request: &Request, reason: &str, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::SignAgreement)?;
    let who = person(request)?.clone();
    let checked = validate::text::line(reason, 0, REASON);
    let reason = checked
        .map_err(|p| Failure::Invalid(vec![FieldProblem::new("reason", p)]))?
        .value;
    let intent = intent("agreement.decline", scope).once(key, &reason);
    app.command(request, intent, move |work| {
        let to_sign = to_sign(work.tx, work.app, scope, work.now)?;
        let decline = Decline {
            id: fresh_uuid(&*work.app.entropy),
            tenant_id: scope.tenant().0,
            application_id: to_sign.row.id,
            company: to_sign.row.legal_name.clone(),
            text_id: AGREEMENT.to_owned(),
            version: to_sign.in_force.version.clone(),
            name: who.name.clone(),
            reason: reason.clone(),
            at: work.now,
            closed_at: None,
            closed_name: String::new(),
            answer: String::new(),
        };
        work.audit("version", decline.version.as_str());
        work.audit("reason", decline.reason.as_str());
        // Declining twice is declining once.
        if agreements::add_decline(work.tx, scope, &decline, who.account.0)? {
            tell_operator(work, &to_sign, &decline)?;
        }
        Ok(())
    })
    .wait()
}

/// The case's reviewer while the application is open, the platform admins of a partner.
fn tell_operator(
    work: &mut Work<'_, '_>,
    to_sign: &ToSign,
    decline: &Decline,
) -> Result<(), Failure> {
    let (role, link) = match to_sign.occasion {
        Occasion::First => {
            let id = ApplicationId(to_sign.row.id);
            (StaffRole::Reviewer, format!("/ops/applications/{id}"))
        }
        Occasion::Again { .. } => (StaffRole::PlatformAdmin, "/ops/agreements".to_owned()),
    };
    let all = agreements::staff_with_role(work.tx, role.text())?;
    let own = |id: Uuid| to_sign.row.reviewer_id == Some(id);
    let has_own = matches!(to_sign.occasion, Occasion::First) && all.iter().any(|p| own(p.id));
    for person in all.iter().filter(|person| !has_own || own(person.id)) {
        let name = person.full_name();
        let reference = &to_sign.row.reference;
        Notice::new(
            "declined",
            &person.contact_email,
            &person.language,
            reference,
        )
        .name(&name)
        .company(&decline.company)
        .with("decliner", &decline.name)
        .with("version", &decline.version)
        .link(&link)
        .queue(work, format!("declined/{}/{}", decline.id, person.id))?;
    }
    Ok(())
}

/// "I am not the right person": asks another global admin of the company to sign.
///
/// # Errors
/// [`Failure::Invalid`] at `admin` when that is nobody who may sign, or oneself;
/// [`Failure::TooMany`] when the same person was asked a moment ago.
pub fn hand_over(app: &App, request: &Request, admin: &str, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::SignAgreement)?;
    let who = person(request)?.clone();
    let wanted = Uuid::parse_str(admin)
        .ok()
        .filter(|id| *id != who.account.0);
    let unknown = || Failure::Invalid(vec![FieldProblem::plain("admin", "choice-unknown")]);
    let wanted = wanted.ok_or_else(unknown)?;
    let intent = intent("agreement.hand-over", scope).once(key, &wanted);
    app.command(request, intent, move |work| {
        let to_sign = to_sign(work.tx, work.app, scope, work.now)?;
        let admins = identity::global_admins(work.tx, scope)?;
        let to = admins
            .into_iter()
            .find(|a| a.id == wanted)
            .ok_or_else(unknown)?;
        let version = &to_sign.in_force.version;
        let minutes = i64::from(work.app.programme.registration.resend_mail_minutes);
        let again = agreements::requests(work.tx, scope)?
            .into_iter()
            .filter(|asked| asked.asked == wanted && asked.version == *version)
            .map(|asked| asked.at.plus_seconds(minutes * 60))
            .find(|until| *until > work.now);
        if again.is_some() {
            return Err(Failure::TooMany {
                code: "hand-over",
                until: again,
            });
        }
        let id = fresh_uuid(&*work.app.entropy);
        agreements::add_request(work.tx, scope, id, version, who.account.0, wanted, work.now)?;
        work.audit("version", version.as_str());
        work.audit("asked", wanted.to_string());
        let name = to.full_name();
        Notice::new(
            "sign-request",
            &to.contact_email,
            &to.language,
            &to_sign.row.reference,
        )
        .name(&name)
        .company(&to_sign.row.legal_name)
        .with("asker", &who.name)
        .with("version", version)
        .link("/agreements/sign")
        .queue(work, format!("sign-request/{id}"))
    })
    .wait()
}

/// The operator has answered a company that declined.
///
/// # Errors
/// [`Failure::Invalid`] at `answer`; [`Failure::NotFound`]; [`Failure::Conflict`] `stale` when a
/// colleague, or a signature, was faster.
pub fn close(
    app: &App,
    request: &Request,
    id: Uuid,
    answer: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::AnswerDecline)?;
    let decline = app
        .read(move |tx| agreements::decline(tx, scope, id)?.ok_or(Failure::NotFound))
        .wait()?;
    let checked = validate::text::line(answer, 5, REASON);
    let answer = checked
        .map_err(|p| Failure::Invalid(vec![FieldProblem::new("answer", p)]))?
        .value;
    let who = request
        .caller
        .person()
        .map_or("", |p| p.name.as_str())
        .to_owned();
    let subject = format!("tenant/{}", decline.tenant_id);
    let intent = Intent::new("agreement.answer-decline", decline.tenant_id, subject)
        .once(key, &(id, &answer));
    app.command(request, intent, move |work| {
        work.audit("answer", answer.as_str());
        if agreements::close_decline(work.tx, scope, id, &who, &answer, work.now)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
    .wait()
}
