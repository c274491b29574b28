//! "Create account", the credentials shown once, and the first application draft
//! (T7, T8; spec 01 F5).

use super::challenge::is_verified;
use super::registration::{self as draft, VERIFIED_FOR_FIELD, limits, verified_for};
use crate::accounts::secret::fresh_password;
use crate::notifications::Notice;
use crate::secrets::{open_with_cookie, seal_for_cookie};
use crate::{App, Failure, Pending, Request, Work};
use domain::accounts::contact::Kind;
use domain::enrolment::details;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State};
use domain::identity::password::ungrouped;
use domain::ids::{AccountId, ApplicationId, RegistrationId, TenantId};
use domain::language::Language;
use serde::{Deserialize, Serialize};
use store::identity::{Account, Tenant};
use store::{application as applications, contact, identity, registration};
use zeroize::Zeroizing;

/// Creates tenant and first user, once however often it is called. Blocks for a password hash.
///
/// `token` is the draft's cookie: the temporary password is sealed with it.
///
/// # Errors
/// [`Failure::Invalid`] when a box is not ticked; [`Failure::Conflict`] when the state does not
/// allow it or the number has to be verified again.
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
    // Nothing expensive is done for a draft that could not be created anyway.
    let found = app
        .read(move |tx| Ok(registration::get(tx, id.0)?.state))
        .wait()?;
    match State::from_text(&found) {
        Some(State::Created | State::Done) => return Ok(()),
        Some(state) => drop(state.apply(Event::BeginCreation)?),
        None => return Err(Failure::NotFound),
    }
    let today = app.today();
    let password = fresh_password(app);
    let hash = app.passwords.hash(&*app.entropy, &ungrouped(&password))?;
    let sealed = seal_for_cookie(&*app.entropy, token, password.as_bytes())?;
    let rules = limits(app);
    app.command(
        request,
        draft::intent("registration.create-account", id),
        move |work| {
            let mut draft = draft::load(work, id)?;
            // A double click or a repeated request finds the work done.
            if matches!(draft.state, State::Created | State::Done) {
                return Ok(());
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
            let judged = details::judge(&draft.answers, &work.app.programme, today);
            if !judged.problems.is_empty() {
                return Err(Failure::Invalid(judged.problems));
            }
            if judged.value(VERIFIED_FOR_FIELD) != verified_for(&draft.answers) {
                return Err(Failure::conflict("verify-again"));
            }
            let domain = details::domain(judged.value("domain_prefix"), &work.app.programme);
            if draft.row.domain.as_ref() != Some(&domain) {
                let taken = FieldProblem::plain("domain_prefix", "domain-taken");
                return Err(Failure::Invalid(vec![taken]));
            }
            draft.answers = judged.values;
            let (tenant, account) = add(work, &draft, &hash)?;
            draft.state = creating.apply(Event::FinishCreation)?;
            draft.row.tenant_id = Some(tenant.0);
            draft.row.account_id = Some(account.0);
            draft.row.sealed_secret = Some(sealed.clone());
            let visible = i64::from(work.app.programme.registration.credentials_visible_seconds);
            draft.row.secret_until = Some(work.now.plus_seconds(visible));
            registration::keep_answers(work.tx, id.0, &versions(work.app))?;
            work.audit("tenant", tenant.to_string());
            work.audit("account", account.to_string());
            draft::save(work, draft)
        },
    )
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
    draft: &draft::Draft,
    hash: &str,
) -> Result<(TenantId, AccountId), Failure> {
    let entropy = &*work.app.entropy;
    let (tenant, account) = (TenantId::fresh(entropy), AccountId::fresh(entropy));
    let answer = |field: &str| draft.answers.get(field).cloned().unwrap_or_default();
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

/// What the confirmation page shows.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// `local@domain`.
    pub sign_in_name: String,
    /// The temporary password, on the first look only.
    pub password: Option<Zeroizing<String>>,
    /// The tenant's domain.
    pub domain: String,
    /// The tenant's id.
    pub tenant: TenantId,
    /// Reference number.
    pub reference: String,
    /// Whether the credentials were acknowledged already.
    pub acknowledged: bool,
}

#[derive(Serialize, Deserialize)]
struct Revealed {
    sealed: Option<Vec<u8>>,
    sign_in_name: String,
    domain: String,
    tenant: TenantId,
    reference: String,
    acknowledged: bool,
}

/// Shows the credentials. Only the first look has the password, and `again`, which is for a person
/// who sent the page back without the tick; 15 minutes after the first look it is destroyed.
///
/// # Errors
/// [`Failure::Conflict`] when no account was created.
pub fn reveal(
    app: &App,
    request: &Request,
    id: RegistrationId,
    token: &str,
    again: bool,
) -> Result<Credentials, Failure> {
    let revealed = app
        .command(
            request,
            draft::intent("registration.reveal-credentials", id),
            move |work| {
                let mut draft = draft::load(work, id)?;
                let (Some(account), Some(tenant)) = (draft.row.account_id, draft.row.tenant_id)
                else {
                    draft.state.apply(Event::Acknowledge)?;
                    return Err(Failure::NotFound);
                };
                let account = identity::own_account(work.tx, account)?;
                let in_time = draft.row.secret_until.is_some_and(|until| work.now < until);
                let first = draft.row.revealed_at.is_none();
                let shown = in_time && draft.state == State::Created && (first || again);
                let revealed = Revealed {
                    sealed: draft.row.sealed_secret.clone().filter(|_| shown),
                    domain: draft.row.domain.clone().unwrap_or_default(),
                    sign_in_name: account.sign_in_name,
                    tenant: TenantId(tenant),
                    reference: draft.row.reference.clone(),
                    acknowledged: draft.state == State::Done,
                };
                work.audit("secret_shown", revealed.sealed.is_some());
                if first && shown {
                    let visible =
                        i64::from(work.app.programme.registration.credentials_visible_seconds);
                    draft.row.revealed_at = Some(work.now);
                    draft.row.secret_until = Some(work.now.plus_seconds(visible));
                    draft::save(work, draft)?;
                }
                Ok(revealed)
            },
        )
        .wait()?;
    let password = revealed
        .sealed
        .map(|sealed| open_with_cookie(token, &sealed))
        .transpose()?;
    let password = password
        .map(|bytes| {
            String::from_utf8(bytes)
                .map(Zeroizing::new)
                .map_err(Failure::internal)
        })
        .transpose()?;
    Ok(Credentials {
        sign_in_name: revealed.sign_in_name,
        password,
        domain: revealed.domain,
        tenant: revealed.tenant,
        reference: revealed.reference,
        acknowledged: revealed.acknowledged,
    })
}

/// T8: "I have saved this information". The application draft begins with what is known.
pub fn acknowledge(app: &App, request: &Request, id: RegistrationId) -> Pending<()> {
    app.command(
        request,
        draft::intent("registration.acknowledge", id),
        move |work| {
            let mut draft = draft::load(work, id)?;
            if draft.state == State::Done {
                return Ok(());
            }
            draft.state = draft.state.apply(Event::Acknowledge)?;
            draft.row.sealed_secret = None;
            let (Some(tenant), Some(account)) = (draft.row.tenant_id, draft.row.account_id) else {
                return Err(Failure::internal("acknowledged without an account"));
            };
            let application = ApplicationId::fresh(&*work.app.entropy);
            let answer = |field: &str| draft.answers.get(field).cloned().unwrap_or_default();
            let row = applications::Application::draft(
                application.0,
                tenant,
                draft.row.reference.clone(),
                answer("legal_name"),
                work.app.programme.currency.code.clone(),
                work.now,
            );
            super::restart::add_draft(work, row)?;
            registration::keep_answers(work.tx, application.0, &prefilled(&draft.answers))?;
            let account = identity::own_account(work.tx, account)?;
            let reference = draft.row.reference.clone();
            Notice::new("e03", &account.contact_email, &account.language, &reference)
                .name(&account.full_name())
                .company(&answer("legal_name"))
                .with("sign_in_name", &account.sign_in_name)
                .link("/signin")
                .queue(work, format!("e03/{id}"))?;
            draft::save(work, draft)
        },
    )
}

/// What the application form knows from the registration (F6: "prefilled from F3").
fn prefilled(answers: &Answers) -> Answers {
    let copied = [
        "legal_name",
        "province",
        "city",
        "district",
        "address_line1",
        "address_line2",
        "postal_code",
    ];
    let mut prefilled: Answers = copied
        .into_iter()
        .filter_map(|field| Some((field.to_owned(), answers.get(field)?.clone())))
        .collect();
    let answer = |field: &str| answers.get(field).cloned().unwrap_or_default();
    let name = crate::identity::session::full_name(&answer("family_name"), &answer("given_name"));
    for (field, value) in [
        ("model", "direct".to_owned()),
        ("primary_name", name),
        ("primary_title", answer("job_title")),
        ("primary_email", answer("contact_email")),
        ("primary_phone", answer("organisation_phone")),
    ] {
        if !value.is_empty() {
            prefilled.insert(field.to_owned(), value);
        }
    }
    prefilled
}
