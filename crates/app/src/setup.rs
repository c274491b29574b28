//! What exists before anybody registers: the operator's own tenant with its staff, and organisations
//! that have work accounts already. Made by the command line and by the demo.

use crate::{App, Failure, Intent, Request};
use domain::accounts::staff::conflict;
use domain::caller::{AdminSetting, AgentSetting, Caller, StaffRole};
use domain::enrolment::form::FieldProblem;
use domain::ids::{AccountId, TenantId, fresh_uuid};
use domain::language::Language;
use domain::permission::{TenantAction, authorise};
use domain::validate::Problem;
use std::collections::BTreeSet;
use store::identity::{self, Account, Tenant};
use store::users::{self, Taken};
use uuid::Uuid;

/// A request of tongdao itself.
#[must_use]
pub fn system_request(app: &App) -> Request {
    Request {
        caller: Caller::System,
        ip: String::new(),
        user_agent: "command line".to_owned(),
        correlation: fresh_uuid(&*app.entropy),
        language: app.programme.languages.default,
    }
}

/// Makes the operator's tenant unless it exists, and returns its id.
///
/// # Errors
/// [`Failure`] of the store.
pub fn operator(app: &App) -> Result<TenantId, Failure> {
    if let Some(tenant) = app.read(|tx| Ok(identity::operator(tx)?)).wait()? {
        return Ok(TenantId(tenant.id));
    }
    let id = TenantId::fresh(&*app.entropy);
    let language = app.programme.languages.default;
    let tenant = Tenant {
        id: id.0,
        kind: "operator".to_owned(),
        name: app.programme.operator.legal_name.get(language).to_owned(),
        domain: format!("ops.{}", app.programme.domain_suffix),
        language: language.tag().to_owned(),
    };
    let intent = Intent::new("operator.create", id.0, format!("tenant/{id}"));
    app.command(&system_request(app), intent, move |work| {
        identity::add_tenant(work.tx, &tenant, work.now)?;
        Ok(id)
    })
    .wait()
}

/// A member of staff to be added.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// Local part of the sign-in name.
    pub user_name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Where mail reaches the person.
    pub contact_email: String,
    /// Language.
    pub language: Language,
    /// What the person may do.
    pub roles: Vec<StaffRole>,
    /// The first password.
    pub password: String,
    /// Whether it must be changed at the first sign-in.
    pub temporary: bool,
    /// An authenticator secret that is set up already; for demonstrations.
    pub authenticator: Option<Vec<u8>>,
}

/// Adds a member of staff; false when the sign-in name exists. The rules are those of the console:
/// whoever sits at the machine can break them there, but not by mistake here.
///
/// # Errors
/// [`Failure::Invalid`] at `roles` when there is none or two are kept apart, or at `contact_email`
/// when another member of staff has it.
pub fn add_staff(app: &App, tenant: TenantId, new: &NewStaff) -> Result<bool, Failure> {
    let roles: BTreeSet<StaffRole> = new.roles.iter().copied().collect();
    if roles.is_empty() {
        return Err(invalid("roles", Problem::new("roles-none")));
    }
    if let Some((one, other)) = conflict(&roles) {
        let problem = Problem::new("roles-apart").with("one", one.text());
        return Err(invalid("roles", problem.with("other", other.text())));
    }
    let id = AccountId::fresh(&*app.entropy);
    let hash = app.passwords.hash(&*app.entropy, &new.password)?;
    let new = new.clone();
    let intent = Intent::new("staff.add", tenant.0, format!("account/{id}"));
    app.command(&system_request(app), intent, move |work| {
        let sign_in_name = format!("{}@ops.{}", new.user_name, work.app.programme.domain_suffix);
        let taken = users::taken(work.tx, tenant.0, &sign_in_name, &new.contact_email)?;
        if taken.contains(&Taken::SignInName) {
            return Ok(false);
        }
        if taken.contains(&Taken::ContactEmail) {
            return Err(invalid("contact_email", Problem::new("email-taken")));
        }
        let days = i64::from(work.app.programme.registration.temporary_password_days);
        let account = Account {
            family_name: new.family_name.clone(),
            given_name: new.given_name.clone(),
            contact_email: new.contact_email.clone(),
            language: new.language.tag().to_owned(),
            status: if new.temporary { "invited" } else { "active" }.to_owned(),
            temporary_until: new.temporary.then(|| work.now.plus_days(days)),
            totp_secret: sealed(work.app, id.0, new.authenticator.as_deref())?,
            totp_confirmed_at: new.authenticator.as_ref().map(|_| work.now),
            ..Account::invited(
                id.0,
                tenant.0,
                sign_in_name,
                hash.clone(),
                work.now.plus_days(days),
            )
        };
        identity::add_account(work.tx, &account, work.now)?;
        for role in &roles {
            identity::add_staff_role(work.tx, id.0, role.text())?;
        }
        work.audit("sign_in_name", account.sign_in_name);
        let roles: Vec<_> = roles.iter().map(|role| role.text()).collect();
        work.audit("roles", roles.join(", "));
        Ok(true)
    })
    .wait()
}

fn invalid(field: &str, problem: Problem) -> Failure {
    Failure::Invalid(vec![FieldProblem::new(field, problem)])
}

/// An organisation whose people have work accounts, but that has not registered for the programme.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Its name.
    pub name: String,
    /// Prefix of its domain.
    pub domain_prefix: String,
    /// Preferred language.
    pub language: Language,
}

/// Adds an organisation without any application; none when its domain is taken or looks like another.
///
/// # Errors
/// [`Failure`] of the store.
pub fn add_organisation(app: &App, new: &NewOrganisation) -> Result<Option<TenantId>, Failure> {
    let id = TenantId::fresh(&*app.entropy);
    let tenant = Tenant {
        id: id.0,
        kind: "partner".to_owned(),
        name: new.name.clone(),
        domain: domain::enrolment::details::domain(&new.domain_prefix, &app.programme),
        language: new.language.tag().to_owned(),
    };
    let intent = Intent::new("organisation.add", id.0, format!("tenant/{id}"));
    app.command(&system_request(app), intent, move |work| {
        let domain = &tenant.domain;
        let prefix = domain.split('.').next().unwrap_or_default();
        if store::registration::domain_taken(work.tx, domain, Uuid::nil(), work.now)?
            || store::registration::looks_taken(work.tx, prefix)?
        {
            return Ok(None);
        }
        identity::add_tenant(work.tx, &tenant, work.now)?;
        work.audit("domain", domain.as_str());
        Ok(Some(id))
    })
    .wait()
}

/// A user of such an organisation.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Local part of the sign-in name.
    pub user_name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Job title.
    pub title: String,
    /// Where mail reaches the person.
    pub contact_email: String,
    /// The person's mobile, E.164.
    pub mobile: String,
    /// Language.
    pub language: Language,
    /// What the person may do to the company's account.
    pub admin: AdminSetting,
    /// The first password.
    pub password: String,
    /// Whether it must be changed at the first sign-in.
    pub temporary: bool,
    /// An authenticator secret that is set up already; for demonstrations.
    pub authenticator: Option<Vec<u8>>,
}

/// Adds a user to an organisation and gives the sign-in name; none when that exists. Blocks for a
/// password hash.
///
/// # Errors
/// [`Failure`] of the store.
pub fn add_user(app: &App, tenant: TenantId, new: &NewUser) -> Result<Option<String>, Failure> {
    let id = AccountId::fresh(&*app.entropy);
    let hash = app.passwords.hash(&*app.entropy, &new.password)?;
    let scope = authorise(&Caller::System, TenantAction::Register, tenant)?;
    let new = new.clone();
    let intent = Intent::new("organisation.add-user", tenant.0, format!("account/{id}"));
    app.command(&system_request(app), intent, move |work| {
        let domain = identity::tenant(work.tx, scope)?.domain;
        let sign_in_name = format!("{}@{domain}", new.user_name);
        if identity::account_to_sign_in(work.tx, &sign_in_name)?.is_some() {
            return Ok(None);
        }
        let days = i64::from(work.app.programme.registration.temporary_password_days);
        let account = Account {
            id: id.0,
            tenant_id: tenant.0,
            sign_in_name: sign_in_name.clone(),
            family_name: new.family_name.clone(),
            given_name: new.given_name.clone(),
            title: new.title.clone(),
            contact_email: new.contact_email.clone(),
            mobile: new.mobile.clone(),
            language: new.language.tag().to_owned(),
            status: if new.temporary { "invited" } else { "active" }.to_owned(),
            agent_setting: match new.admin {
                AdminSetting::GlobalAdmin => AgentSetting::AdminAgent,
                _ => AgentSetting::None,
            }
            .text()
            .to_owned(),
            admin_setting: new.admin.text().to_owned(),
            password_hash: hash.clone(),
            temporary_until: new.temporary.then(|| work.now.plus_days(days)),
            failures: 0,
            locked_until: None,
            totp_secret: sealed(work.app, id.0, new.authenticator.as_deref())?,
            totp_confirmed_at: new.authenticator.as_ref().map(|_| work.now),
            totp_last_step: 0,
            name_order: "auto".to_owned(),
            version: 1,
        };
        identity::add_account(work.tx, &account, work.now)?;
        identity::remember_password(work.tx, id.0, &hash, work.now)?;
        work.audit("sign_in_name", sign_in_name.as_str());
        Ok(Some(sign_in_name))
    })
    .wait()
}

fn sealed(app: &App, account: Uuid, secret: Option<&[u8]>) -> Result<Option<Vec<u8>>, Failure> {
    secret
        .map(|s| app.keyring.seal(&*app.entropy, account.as_bytes(), s))
        .transpose()
}
