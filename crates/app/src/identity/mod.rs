//! Signing in: passwords, authenticators, sessions.

pub mod authenticator;
pub(crate) mod code_budget;
mod lock;
pub mod lost;
pub mod password;
pub mod proof;
pub(crate) mod recent;
pub mod recovery;
pub mod recovery_codes;
pub mod replace_authenticator;
pub mod session;
pub mod sign_in;
pub mod text_code;

use crate::{App, Intent, Pending, Request};
use domain::language::Language;
use store::identity;

/// Sets the language of the caller's account.
pub fn set_language(app: &App, request: &Request, language: Language) -> Pending<()> {
    let person = match session::signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let (account, tenant) = (person.account.0, person.tenant.0);
    let intent = Intent::new("account.set-language", tenant, format!("account/{account}"));
    app.command(request, intent, move |work| {
        identity::set_language(work.tx, account, language.tag())?;
        work.audit("language", language.tag());
        Ok(())
    })
}
