//! The operator's own tenant and staff: made by the command line and by the demo.

use crate::{App, Failure, Intent, Request};
use domain::caller::{Caller, StaffRole};
use domain::ids::{AccountId, TenantId, fresh_uuid};
use domain::language::Language;
use store::identity::{self, Account, Tenant};
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

/// Adds a member of staff; false when the sign-in name exists.
///
/// # Errors
/// [`Failure`] of the store.
pub fn add_staff(app: &App, tenant: TenantId, new: &NewStaff) -> Result<bool, Failure> {
    let id = AccountId::fresh(&*app.entropy);
    let hash = app.passwords.hash(&*app.entropy, &new.password)?;
    let new = new.clone();
    let intent = Intent::new("staff.add", tenant.0, format!("account/{id}"));
    app.command(&system_request(app), intent, move |work| {
        let sign_in_name = format!("{}@ops.{}", new.user_name, work.app.programme.domain_suffix);
        if identity::account_to_sign_in(work.tx, &sign_in_name)?.is_some() {
            return Ok(false);
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
        for role in &new.roles {
            identity::add_staff_role(work.tx, id.0, role.text())?;
        }
        work.audit("sign_in_name", account.sign_in_name);
        Ok(true)
    })
    .wait()
}

fn sealed(app: &App, account: Uuid, secret: Option<&[u8]>) -> Result<Option<Vec<u8>>, Failure> {
    secret
        .map(|s| app.keyring.seal(&*app.entropy, account.as_bytes(), s))
        .transpose()
}
