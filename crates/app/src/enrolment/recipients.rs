//! Whom a mail about an application goes to, each address once.

use crate::notifications::Notice;
use crate::{Failure, Work};
use domain::caller::Caller;
use domain::ids::TenantId;
use domain::language::Language;
use domain::permission::{TenantAction, TenantScope, authorise};
use store::application::Application;
use store::{identity, registration};

/// Somebody a mail goes to.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    /// Address.
    pub(crate) email: String,
    /// Name.
    pub(crate) name: String,
    /// Language.
    pub(crate) language: Language,
}

/// Leave to act on the tenant of an application that was reached by another right.
pub(crate) fn scope_of(row: &Application) -> Result<TenantScope, Failure> {
    let tenant = TenantId(row.tenant_id);
    Ok(authorise(
        &Caller::System,
        TenantAction::ViewApplication,
        tenant,
    )?)
}

/// The company's global admins.
pub(crate) fn admins(work: &mut Work<'_, '_>, row: &Application) -> Result<Vec<Reader>, Failure> {
    let default = work.app.programme.languages.default;
    let found = identity::global_admins(work.tx, scope_of(row)?)?;
    let mut readers: Vec<Reader> = Vec::with_capacity(found.len());
    for admin in found {
        let reader = Reader {
            name: admin.full_name(),
            language: Language::from_tag(&admin.language).unwrap_or(default),
            email: admin.contact_email,
        };
        add(&mut readers, reader);
    }
    Ok(readers)
}

/// The primary contact, then the global admins.
pub(crate) fn contact_and_admins(
    work: &mut Work<'_, '_>,
    row: &Application,
) -> Result<Vec<Reader>, Failure> {
    let answers = registration::answers(work.tx, row.id)?;
    let answer = |field: &str| answers.get(field).cloned().unwrap_or_default();
    let mut readers = vec![Reader {
        email: answer("primary_email"),
        name: answer("primary_name"),
        language: language_of(work, row)?,
    }];
    // A draft may not have named anybody yet.
    readers.retain(|reader| !reader.email.is_empty());
    for admin in admins(work, row)? {
        add(&mut readers, admin);
    }
    Ok(readers)
}

/// The language the company chose.
pub(crate) fn language_of(work: &mut Work<'_, '_>, row: &Application) -> Result<Language, Failure> {
    let tenant = identity::tenant(work.tx, scope_of(row)?)?;
    Ok(Language::from_tag(&tenant.language).unwrap_or(work.app.programme.languages.default))
}

fn add(readers: &mut Vec<Reader>, reader: Reader) {
    let known = |other: &Reader| other.email.eq_ignore_ascii_case(&reader.email);
    if !readers.iter().any(known) {
        readers.push(reader);
    }
}

/// Queues a mail about an application to each reader, once for each occasion: the version the
/// application had when something happened to it, or the moment something was due.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    readers: &[Reader],
    code: &str,
    row: &Application,
    occasion: i64,
    fill: impl Fn(Notice, Language) -> Notice,
) -> Result<(), Failure> {
    for (n, reader) in readers.iter().enumerate() {
        let notice = Notice::new(code, &reader.email, reader.language.tag(), &row.reference)
            .name(&reader.name)
            .company(&row.legal_name);
        fill(notice, reader.language).queue(work, format!("{code}/{}/{occasion}/{n}", row.id))?;
    }
    Ok(())
}
