//! "Create account" (T7, R4 to R6): tenant and first user, or the registration of a tenant that
//! exists. What follows is in [`credentials`].

mod credentials;

pub(crate) use credentials::destroy_secret;
pub(super) use credentials::take_up;
pub use credentials::{Credentials, acknowledge, reveal};

use super::details::{VERIFIED_FOR, VERIFIED_FOR_FIELD, reserve_domain};
use super::duplicates;
use super::existing::refuse_unless_ready;
use super::registration::{self as drafts, Draft, intent, is_verified, limits};
use crate::accounts::secret::fresh_password;
use crate::secrets::seal_for_cookie;
use crate::{App, Failure, Request, Work};
use domain::accounts::contact::Kind;
use domain::enrolment::details;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, Patience, State, Way};
use domain::identity::password::ungrouped;
use domain::ids::{AccountId, RegistrationId, TenantId};
use domain::language::Language;
use domain::permission::{TenantAction, authorise};
use serde::{Deserialize, Serialize};
use store::identity::{self, Account, Tenant};
use store::{contact, registration};

/// What "Create account" found.
#[derive(Serialize, Deserialize)]
enum Begun {
    /// This request creates, or finishes what another one began.
    Mine(Way),
    /// Another request has created.
    Done,
    /// Somebody else stands for the company.
    Refused,
}

/// Creates the account, once however often it is called. Blocks for a password hash.
///
/// The draft is R5 meanwhile. A request that ends in the middle leaves it there: sending the form
/// again takes the work up, and ten minutes later the draft goes back by itself. `token` is the draft's cookie: the temporary password is sealed
/// with it; a draft that goes by a work account has no password and needs none.
///
/// # Errors
/// [`Failure::Invalid`] when a box is not ticked or the details are no longer right;
/// [`Failure::Conflict`] when the state does not allow it or the number has to be verified again.
/// The draft is R4 again then.
pub fn create(
    app: &App,
    request: &Request,
    id: RegistrationId,
    token: &str,
    ticked: &Answers,
) -> Result<(), Failure> {
    let problems: Vec<_> = ["terms", "privacy"]
        .into_iter()
        .filter(|tick| ticked.get(*tick).is_none_or(|v| v != "yes"))
        .map(|tick| FieldProblem::plain(tick, "tick-required"))
        .collect();
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let way = match begin(app, request, id)? {
        Begun::Done => return Ok(()),
        Begun::Refused => return Err(Failure::conflict("cannot-continue")),
        Begun::Mine(way) => way,
    };
    finish(app, request, id, token, way).or_else(|failure| {
        // Whatever it was, the visitor need not wait ten minutes. A database that is away leaves
        // that to the sweep.
        match fail(app, request, id) {
            // The same form, sent twice, was faster the other time.
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(failure) => {
                tracing::warn!(?failure, registration = %id, "a creation that failed is open");
            }
        }
        Err(failure)
    })
}

/// R4 to R5, with everything that can be known to stand in the way.
fn begin(app: &App, request: &Request, id: RegistrationId) -> Result<Begun, Failure> {
    let (today, rules) = (app.today(), limits(app));
    let patience = Patience::of(&app.programme);
    let intent = intent("registration.begin-creation", id);
    app.command(request, intent, move |work| {
        let mut draft = drafts::load(work, id)?;
        if draft.standstill().overdue(work.now, &patience) == Some(Event::FailCreation) {
            draft.state = draft.state.apply(Event::FailCreation)?;
        }
        if draft.state.has_account() {
            return Ok(Begun::Done);
        }
        // Whoever is at it may be dead. Finishing it twice makes one account: the slower one finds
        // the account, or the domain taken by it.
        if draft.state == State::Creating {
            return Ok(Begun::Mine(draft.way));
        }
        let creating = draft.state.apply(Event::BeginCreation)?;
        if !is_verified(
            draft.row.phone_verified_at,
            work.now,
            rules.verified_seconds,
        ) {
            return Err(Failure::conflict("verify-again"));
        }
        // Autosave keeps what is half typed: only what is right now becomes an account.
        let judged = details::judge(&draft.answers, draft.way, &work.app.programme, today);
        if !judged.problems.is_empty() {
            return Err(Failure::Invalid(judged.problems));
        }
        if judged.value(VERIFIED_FOR_FIELD) != draft.answer(VERIFIED_FOR) {
            return Err(Failure::conflict("verify-again"));
        }
        match draft.way {
            // The reservation may have run out or be for a prefix typed before this one.
            Way::Create => reserve_domain(work, &mut draft, judged.value("domain_prefix"))?,
            Way::Existing => {
                let tenant = TenantId(draft.row.tenant_id.unwrap_or_default());
                let scope = authorise(&work.request.caller, TenantAction::Register, tenant)?;
                refuse_unless_ready(work, scope)?;
            }
        }
        if let Some(found) = duplicates::at_creation(work, &draft, &judged.values)? {
            // Those who stand for the company are told; the visitor learns nothing about them.
            duplicates::tell(work, found)?;
            work.audit("duplicate", format!("{found:?}"));
            work.refuse("cannot-continue");
            return Ok(Begun::Refused);
        }
        draft.state = creating;
        registration::keep_answers(work.tx, id.0, &judged.values)?;
        draft.row.creation_failed_at = None;
        let way = draft.way;
        drafts::save(work, draft)?;
        Ok(Begun::Mine(way))
    })
    .wait()
}

/// R5 to R6.
fn finish(
    app: &App,
    request: &Request,
    id: RegistrationId,
    token: &str,
    way: Way,
) -> Result<(), Failure> {
    let secret = match way {
        Way::Create => {
            let password = fresh_password(app);
            let hash = app.passwords.hash(&*app.entropy, &ungrouped(&password))?;
            let sealed = seal_for_cookie(&*app.entropy, token, password.as_bytes())?;
            Some((hash, sealed))
        }
        Way::Existing => None,
    };
    let intent = intent("registration.create-account", id);
    app.command(request, intent, move |work| {
        let mut draft = drafts::load(work, id)?;
        // Given up by the clock and created by another request meanwhile.
        if draft.state.has_account() {
            return Ok(());
        }
        draft.state = draft.state.apply(Event::FinishCreation)?;
        if let Some((hash, sealed)) = &secret {
            let (tenant, account) = add(work, &draft, hash)?;
            draft.row.tenant_id = Some(tenant.0);
            draft.row.account_id = Some(account.0);
            draft.row.sealed_secret = Some(sealed.clone());
            let visible = i64::from(work.app.programme.registration.credentials_visible_seconds);
            draft.row.secret_until = Some(work.now.plus_seconds(visible));
            work.audit("account", account.to_string());
        }
        registration::keep_answers(work.tx, id.0, &versions(work.app))?;
        let tenant = TenantId(draft.row.tenant_id.unwrap_or_default());
        duplicates::claim_first(work, tenant.0, &draft.answers)?;
        work.audit("tenant", tenant.to_string());
        drafts::save(work, draft)
    })
    .wait()
}

/// R5 back to R4 after a failure; [`drafts::pass_time`] does it after ten minutes. Whether there is
/// an account all the same.
fn fail(app: &App, request: &Request, id: RegistrationId) -> Result<bool, Failure> {
    let intent = intent("registration.fail-creation", id);
    app.command(request, intent, move |work| {
        let mut draft = drafts::load(work, id)?;
        if draft.state == State::Creating {
            draft.state = draft.state.apply(Event::FailCreation)?;
            draft.row.creation_failed_at = Some(work.now);
            drafts::save(work, draft)?;
            return Ok(false);
        }
        Ok(draft.state.has_account())
    })
    .wait()
}

/// Which versions of the terms were accepted.
fn versions(app: &App) -> Answers {
    [("terms", "terms-of-use"), ("privacy", "privacy")]
        .into_iter()
        .filter_map(|(field, id)| {
            let text = app.programme.text(id, Language::ZhHans)?;
            Some((field.to_owned(), text.version.clone()))
        })
        .collect()
}

fn add(
    work: &mut Work<'_, '_>,
    draft: &Draft,
    hash: &str,
) -> Result<(TenantId, AccountId), Failure> {
    let entropy = &*work.app.entropy;
    let (tenant, account) = (TenantId::fresh(entropy), AccountId::fresh(entropy));
    let answer = |field: &str| draft.answer(field).to_owned();
    let domain = draft
        .row
        .domain
        .clone()
        .ok_or_else(|| Failure::internal("no domain reserved"))?;
    let taken = |error: store::DbError| {
        if error.is_unique() {
            Failure::conflict("domain-taken")
        } else {
            error.into()
        }
    };
    let row = Tenant {
        id: tenant.0,
        kind: "partner".to_owned(),
        name: answer("legal_name"),
        domain: domain.clone(),
        language: answer("language"),
    };
    identity::add_tenant(work.tx, &row, work.now).map_err(taken)?;
    let days = i64::from(work.app.programme.registration.temporary_password_days);
    let row = Account {
        family_name: answer("family_name"),
        given_name: answer("given_name"),
        title: answer("job_title"),
        contact_email: answer("contact_email"),
        mobile: answer("mobile"),
        language: answer("language"),
        // The first user needs both settings to do everything a new partner must do.
        agent_setting: "admin-agent".to_owned(),
        admin_setting: "global-admin".to_owned(),
        ..Account::invited(
            account.0,
            tenant.0,
            format!("{}@{domain}", answer("user_name")),
            hash.to_owned(),
            work.now.plus_days(days),
        )
    };
    identity::add_account(work.tx, &row, work.now)?;
    identity::remember_password(work.tx, account.0, hash, work.now)?;
    // The telephone challenge has proved the number, when it is the admin's own.
    if let (Some(at), Some(number)) = (draft.row.phone_verified_at, &draft.row.phone)
        && *number == row.mobile
    {
        contact::confirm(work.tx, account.0, Kind::Mobile, number, at)?;
    }
    Ok((tenant, account))
}
