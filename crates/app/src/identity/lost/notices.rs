//! Who is told what. Whoever can still be reached learns of a request when it comes in and when two
//! agents stand behind it, with a link that stops it.

use super::account_of;
use crate::notifications::{Notice, TelephoneNotice};
use crate::{App, Failure, Work};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::ids::TenantId;
use domain::permission::{TenantAction, authorise};
use store::identity::{self, Account};
use store::lost_access::LostAccess;
use uuid::Uuid;

/// The token that stops a request. It goes into several mails, so it is derived and never kept.
pub(super) fn stop_token(app: &App, id: Uuid) -> String {
    app.keyring.form_token(&format!("lost-access-stop:{id}"))
}

/// The dedupe texts of the notices a wait is counted from.
pub(super) fn waited_for(id: Uuid) -> [String; 2] {
    [
        format!("lost-wait/mail/{id}"),
        format!("lost-wait/text/{id}"),
    ]
}

/// To the new mailbox. Until two agents have agreed, a mail to it carries nothing that was typed but
/// the address: anybody may type anybody's.
fn to_new(row: &LostAccess, code: &str) -> Notice {
    Notice::new(code, &row.new_email, &row.language, &row.reference).name(&row.full_name)
}

/// Tells every address and number an account has, by mail and by text message; for a name nobody
/// has, two jobs of the same kind do nothing.
fn to_held(
    work: &mut Work<'_, '_>,
    row: &LostAccess,
    account: Option<&Account>,
    code: &str,
    until: Option<Instant>,
    [mail, text]: [String; 2],
) -> Result<(), Failure> {
    match account.filter(|account| !account.contact_email.is_empty()) {
        Some(account) => {
            let name = account.full_name();
            stoppable(
                work.app,
                row,
                &account.contact_email,
                &account.language,
                code,
            )
            .name(&name)
            .time("until", until.unwrap_or(work.now))
            .time("at", work.now)
            .queue(work, mail)?;
        }
        None => work.after_commit("nothing", "", &row.reference, mail)?,
    }
    match account.filter(|account| !account.mobile.is_empty()) {
        Some(account) => {
            let notice = TelephoneNotice {
                to: account.mobile.clone(),
                language: account.language.clone(),
                code: code.to_owned(),
            };
            work.after_commit("telephone-notice", "", &notice, text)
        }
        None => work.after_commit("nothing", "", &row.reference, text),
    }
}

/// A mail with the link that stops the request.
fn stoppable(app: &App, row: &LostAccess, to: &str, language: &str, code: &str) -> Notice {
    Notice::new(code, to, language, &row.reference)
        .with("sign_in_name", &row.sign_in_name)
        .link(&format!("/signin/lost/stop/{}", stop_token(app, row.id)))
}

/// S08 to the new mailbox and S09 to whatever the account has: a request came in.
pub(super) fn received(
    work: &mut Work<'_, '_>,
    row: &LostAccess,
    account: Option<&Account>,
) -> Result<(), Failure> {
    to_new(row, "s08").queue(work, format!("lost-received/{}", row.id))?;
    let dedupe = [
        format!("lost-asked/mail/{}", row.id),
        format!("lost-asked/text/{}", row.id),
    ];
    to_held(work, row, account, "s09", None, dedupe)
}

/// S10 to whatever the account has, to the company's other global admins, and to the new mailbox:
/// the wait has begun.
pub(super) fn waiting(
    work: &mut Work<'_, '_>,
    row: &LostAccess,
    account: &Account,
    until: Instant,
) -> Result<(), Failure> {
    to_held(
        work,
        row,
        Some(account),
        "s10",
        Some(until),
        waited_for(row.id),
    )?;
    let tenant = TenantId(account.tenant_id);
    let scope = authorise(&Caller::System, TenantAction::ManageUsers, tenant)?;
    for admin in identity::global_admins(work.tx, scope)? {
        let told = admin.contact_email == account.contact_email;
        if admin.id == account.id || told || admin.contact_email.is_empty() {
            continue;
        }
        stoppable(work.app, row, &admin.contact_email, &admin.language, "s10")
            .name(&admin.full_name())
            .time("until", until)
            .time("at", work.now)
            .queue(work, format!("lost-wait/admin/{}/{}", row.id, admin.id))?;
    }
    to_new(row, "s16")
        .time("until", until)
        .queue(work, format!("lost-wait/new/{}", row.id))
}

/// S11 to the new mailbox, with the one link.
pub(super) fn ready(
    work: &mut Work<'_, '_>,
    row: &LostAccess,
    token: &str,
    until: Instant,
) -> Result<(), Failure> {
    to_new(row, "s11")
        .with("sign_in_name", &row.sign_in_name)
        .time("until", until)
        .link(&format!("/signin/lost/finish/{token}"))
        .queue(work, format!("lost-ready/{}", row.id))
}

/// S12 to the old and the new addresses and numbers: the ways to be reached are others now.
pub(super) fn done(
    work: &mut Work<'_, '_>,
    row: &LostAccess,
    before: &Account,
) -> Result<(), Failure> {
    let mut mailboxes = vec![("new", row.new_email.as_str(), row.language.as_str())];
    let mut numbers = vec![("new", row.new_mobile.as_str(), row.language.as_str())];
    if !before.contact_email.is_empty() && before.contact_email != row.new_email {
        mailboxes.push(("old", &before.contact_email, &before.language));
    }
    if !before.mobile.is_empty() && before.mobile != row.new_mobile {
        numbers.push(("old", &before.mobile, &before.language));
    }
    let name = before.full_name();
    for (which, to, language) in mailboxes {
        Notice::new("s12", to, language, &row.reference)
            .name(&name)
            .with("sign_in_name", &before.sign_in_name)
            .time("at", work.now)
            .link("/signin/recover")
            .queue(work, format!("lost-done/mail/{which}/{}", row.id))?;
    }
    for (which, to, language) in numbers {
        let notice = TelephoneNotice {
            to: to.to_owned(),
            language: language.to_owned(),
            code: "s12".to_owned(),
        };
        let dedupe = format!("lost-done/text/{which}/{}", row.id);
        work.after_commit("telephone-notice", "", &notice, dedupe)?;
    }
    Ok(())
}

/// S13: refused.
pub(super) fn refused(work: &mut Work<'_, '_>, row: &LostAccess) -> Result<(), Failure> {
    to_new(row, "s13").queue(work, format!("lost-refused/{}", row.id))
}

/// S14 to the new mailbox and to the one the account has: stopped.
pub(super) fn cancelled(work: &mut Work<'_, '_>, row: &LostAccess) -> Result<(), Failure> {
    to_new(row, "s14")
        .time("at", work.now)
        .queue(work, format!("lost-cancelled/new/{}", row.id))?;
    let account = account_of(work.tx, row)?;
    let held = account.filter(|a| !a.contact_email.is_empty() && a.contact_email != row.new_email);
    let Some(account) = held else {
        return Ok(());
    };
    Notice::new(
        "s14",
        &account.contact_email,
        &account.language,
        &row.reference,
    )
    .name(&account.full_name())
    .time("at", work.now)
    .queue(work, format!("lost-cancelled/held/{}", row.id))
}

/// S15: its time is over.
pub(super) fn expired(work: &mut Work<'_, '_>, row: &LostAccess) -> Result<(), Failure> {
    to_new(row, "s15").queue(work, format!("lost-expired/{}", row.id))
}
