//! The credentials shown once (F5, R6), and the first application draft (T8).

use crate::enrolment::registration::{self as drafts, Draft, intent};
use crate::notifications::Notice;
use crate::secrets::open_with_cookie;
use crate::{App, Failure, Pending, Request, Work};
use domain::caller::Caller;
use domain::enrolment::application::State as ApplicationState;
use domain::enrolment::form::Answers;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State, Way};
use domain::ids::{ApplicationId, RegistrationId, TenantId};
use domain::permission::{TenantAction, TenantScope, authorise};
use serde::{Deserialize, Serialize};
use store::{application as applications, identity, registration, risk};
use zeroize::Zeroizing;

/// What the confirmation page shows.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// `local@domain`; of a work account that existed, the caller's own.
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
    /// Whether the account existed before: then there is no password to save.
    pub existing: bool,
}

#[derive(Serialize, Deserialize)]
struct Revealed {
    sealed: Option<Vec<u8>>,
    sign_in_name: String,
    domain: String,
    tenant: TenantId,
    reference: String,
    acknowledged: bool,
    existing: bool,
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
            intent("registration.reveal-credentials", id),
            move |work| reveal_in(work, id, again),
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
        existing: revealed.existing,
    })
}

fn reveal_in(
    work: &mut Work<'_, '_>,
    id: RegistrationId,
    again: bool,
) -> Result<Revealed, Failure> {
    let mut draft = drafts::load(work, id)?;
    let (true, Some(account), Some(tenant)) = (
        draft.state.has_account(),
        draft.row.account_id,
        draft.row.tenant_id,
    ) else {
        draft.state.apply(Event::Acknowledge)?;
        return Err(Failure::NotFound);
    };
    let existing = draft.way == Way::Existing;
    let account = match work.request.caller.person() {
        // Any global admin may look; each has credentials of his own.
        Some(person) if existing => identity::own_account(work.tx, person.account.0)?,
        _ => identity::own_account(work.tx, account)?,
    };
    let in_time = draft.row.secret_until.is_some_and(|until| work.now < until);
    let first = draft.row.revealed_at.is_none();
    let shown = in_time && draft.state == State::Created && (first || again);
    let scope = authorise(&Caller::System, TenantAction::Register, TenantId(tenant))?;
    let revealed = Revealed {
        sealed: draft.row.sealed_secret.clone().filter(|_| shown),
        domain: identity::tenant(work.tx, scope)?.domain,
        sign_in_name: account.sign_in_name,
        tenant: TenantId(tenant),
        reference: draft.row.reference.clone(),
        acknowledged: draft.state == State::Done,
        existing,
    };
    work.audit("secret_shown", revealed.sealed.is_some());
    if first && shown {
        let visible = i64::from(work.app.programme.registration.credentials_visible_seconds);
        draft.row.revealed_at = Some(work.now);
        draft.row.secret_until = Some(work.now.plus_seconds(visible));
        drafts::save(work, draft)?;
    }
    Ok(revealed)
}

/// R6, 15 minutes after the first look or after nobody came to look: the password is destroyed, and
/// the new global admin is told that the account is there.
pub(crate) fn destroy_secret(app: &App, request: &Request, id: RegistrationId) -> Pending<bool> {
    let intent = intent("registration.destroy-secret", id);
    app.command(request, intent, move |work| {
        let mut draft = drafts::load(work, id)?;
        let due = draft
            .row
            .secret_until
            .is_some_and(|until| work.now >= until);
        if !due || draft.row.sealed_secret.is_none() {
            return Ok(false);
        }
        draft.row.sealed_secret = None;
        tell_of_account(work, &draft)?;
        drafts::save(work, draft)?;
        Ok(true)
    })
}

/// T8: "I have saved this information". The application draft begins with what is known.
pub fn acknowledge(app: &App, request: &Request, id: RegistrationId) -> Pending<()> {
    app.command(
        request,
        intent("registration.acknowledge", id),
        move |work| {
            let draft = drafts::load(work, id)?;
            if draft.state == State::Done {
                return Ok(());
            }
            finish(work, draft)
        },
    )
}

/// T8 for somebody who signed in without ticking: the credentials were saved evidently. True when
/// there was a registration to finish.
pub(in crate::enrolment) fn take_up(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
) -> Result<bool, Failure> {
    let Some(row) = registration::of_tenant(work.tx, scope)? else {
        return Ok(false);
    };
    let answers = registration::answers(work.tx, row.id)?;
    let draft = drafts::draft(row, answers)?;
    if draft.state != State::Created {
        return Ok(false);
    }
    finish(work, draft)?;
    Ok(true)
}

fn finish(work: &mut Work<'_, '_>, mut draft: Draft) -> Result<(), Failure> {
    draft.state = draft.state.apply(Event::Acknowledge)?;
    draft.row.sealed_secret = None;
    let Some(tenant) = draft.row.tenant_id else {
        return Err(Failure::internal("acknowledged without an account"));
    };
    let application = ApplicationId::fresh(&*work.app.entropy);
    let row = applications::Application::draft(
        application.0,
        tenant,
        draft.row.reference.clone(),
        draft.answer("legal_name").to_owned(),
        work.app.programme.currency.code.clone(),
        work.now,
    );
    // Another global admin may have begun one in the portal.
    let scope = authorise(
        &Caller::System,
        TenantAction::ViewApplication,
        TenantId(tenant),
    )?;
    let newest = applications::newest(work.tx, scope)?;
    if newest.is_some_and(|other| is_open(&other.state)) {
        return Err(Failure::conflict("already-applied"));
    }
    crate::enrolment::restart::add_draft(work, row)?;
    registration::keep_answers(work.tx, application.0, &prefilled(&draft.answers))?;
    risk::hand_on(work.tx, draft.row.id, application.0)?;
    tell_of_account(work, &draft)?;
    drafts::save(work, draft)
}

/// Whether an application of the organisation goes on.
fn is_open(state: &str) -> bool {
    use ApplicationState as A;
    !matches!(
        A::from_text(state),
        Some(A::Rejected | A::Withdrawn | A::Lapsed)
    )
}

/// E03, once.
fn tell_of_account(work: &mut Work<'_, '_>, draft: &Draft) -> Result<(), Failure> {
    let Some(account) = draft.row.account_id else {
        return Err(Failure::internal("an account was created without an id"));
    };
    let account = identity::own_account(work.tx, account)?;
    let name = crate::identity::session::full_name(&account.family_name, &account.given_name);
    let (language, reference) = (&account.language, &draft.row.reference);
    let notice = Notice::new("e03", &account.contact_email, language, reference)
        .name(&name)
        .company(draft.answer("legal_name"))
        .with("sign_in_name", &account.sign_in_name);
    let notice = match draft.way {
        Way::Create => notice.link("/signin"),
        Way::Existing => notice.told("e03-existing").link("/enrol"),
    };
    notice.queue(work, format!("e03/{}", draft.row.id))
}

/// What the application form knows from the registration (F6: "prefilled from F3").
fn prefilled(answers: &Answers) -> Answers {
    let copied = [
        "legal_name",
        // Not asked again; the lists of restricted parties are held against it.
        "latin_name",
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
