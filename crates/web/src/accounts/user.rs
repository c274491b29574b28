//! `/account/users/{id}`: one user, and what can be done about one.

use super::new_user::settings;
use super::{below_list, gives_admin_roles, id_of, name, status_pill};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::Failure;
use app::accounts::change_user::{self, Action};
use app::accounts::users;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::accounts::users::{self as rules, RESTORE_DAYS, Status};
use domain::caller::{AdminSetting, AgentSetting};
use domain::enrolment::form::{Answers, FieldProblem};
use std::collections::HashMap;
use store::users::User;

#[derive(Template)]
#[template(path = "pages/accounts/user.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    user: &'a User,
    name: String,
    status: (Tone, Text),
    facts: Vec<Pair>,
    editable: bool,
    person: Vec<Field>,
    settings: Vec<Field>,
    settings_note: Option<Text>,
    /// Why the visitor may only look.
    closed: Option<Text>,
    actions: Vec<Button>,
    request_id: String,
    settings_id: String,
}

/// What can be done besides editing.
pub(crate) struct Button {
    /// The last word of its address.
    pub(crate) action: &'static str,
    /// Its word.
    pub(crate) label: Text,
    /// What it does.
    pub(crate) effect: String,
    /// Whether it is asked about once more.
    pub(crate) grave: bool,
    /// The key of its form.
    pub(crate) request_id: String,
}

/// What is known about a user.
pub(crate) fn facts(visit: &Visit, user: &User) -> Vec<Pair> {
    let t = visit.t();
    let moment = |at| {
        let zone = visit.app().programme.time_zone();
        crate::ui::format::moment(t, visit.timestamp(at), zone)
    };
    let never = || t.get("users-never").into_owned();
    let mfa = if user.totp_confirmed_at.is_some() {
        "users-mfa-on"
    } else {
        "users-mfa-off"
    };
    let mut facts = vec![
        Pair::new(t.get("me-sign-in-name"), user.sign_in_name.clone()).copy(),
        Pair::new(
            t.get("users-last-sign-in"),
            user.last_sign_in_at.map_or_else(never, moment),
        ),
        Pair::new(t.get("users-mfa"), t.get(mfa)),
        Pair::new(t.get("users-created"), moment(user.created_at)),
    ];
    if user.temporary_until.is_none() {
        let mobile = domain::validate::phone::display(&user.mobile);
        let none = || t.get("none").into_owned();
        facts.push(Pair::new(
            t.get("field-contact_email"),
            user.contact_email.clone(),
        ));
        facts.push(Pair::new(
            t.get("field-mobile"),
            if mobile.is_empty() { none() } else { mobile },
        ));
    }
    if let Some(until) = user.temporary_until {
        facts.push(Pair::new(t.get("users-temporary-until"), moment(until)));
    }
    if let Some(at) = user.deleted_at {
        let until = at.plus_days(RESTORE_DAYS);
        facts.push(Pair::new(t.get("users-restore-until"), moment(until)));
    }
    facts
}

/// A user as the forms have one.
pub(crate) fn answers(user: &User) -> Answers {
    [
        ("family_name", &user.family_name),
        ("given_name", &user.given_name),
        ("job_title", &user.title),
        ("language", &user.language),
        ("contact_email", &user.contact_email),
        ("mobile", &user.mobile),
        ("agent_setting", &user.agent_setting),
        ("admin_setting", &user.admin_setting),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .collect()
}

/// What can be done with a user besides editing.
pub(crate) fn buttons(visit: &Visit, user: &User, status: Status) -> Vec<Button> {
    let t = visit.t();
    let name = name(user);
    let days = RESTORE_DAYS.to_string();
    let button = |action: &'static str, effect: &str, grave| Button {
        action,
        label: t.get(format!("user-action-{action}")),
        effect: t.format(effect, &[("name", &name), ("days", &days)]),
        grave,
        request_id: visit.fresh_key(),
    };
    match status {
        Status::Invited => vec![
            button("block", "user-effect-block", true),
            button("delete", "user-effect-delete-invited", true),
        ],
        Status::Active => vec![
            button("block", "user-effect-block", true),
            button("delete", "user-effect-delete", true),
        ],
        Status::Blocked => vec![
            button("unblock", "user-effect-unblock", false),
            button("delete", "user-effect-delete", true),
        ],
        Status::Deleted => vec![button("restore", "user-effect-restore", false)],
    }
}

/// Why the visitor may look only, if so: the rules are asked again when something is done.
fn closed(visit: &Visit, user: &User) -> Option<Text> {
    let own = visit
        .request
        .caller
        .person()
        .is_some_and(|p| p.account.0 == user.id);
    if own {
        return Some(visit.t().get("user-own"));
    }
    let admin = user.admin_setting != AdminSetting::None.text();
    (admin && !gives_admin_roles(visit)).then(|| visit.t().get("user-has-admin-role"))
}

fn page(
    visit: &Visit,
    user: &User,
    typed: &Answers,
    problems: &[FieldProblem],
    notice: Option<Banner>,
) -> Answer {
    let t = visit.t();
    let status = users::status(user)?;
    let mut answers = answers(user);
    answers.extend(typed.clone());
    let mut chrome = below_list(visit, name(user)).notice(notice);
    let mut person = fields::fields(visit, rules::fields("person"), &answers, problems, &[]);
    if status == Status::Invited {
        let recovery = rules::fields("recovery");
        person.extend(fields::fields(visit, recovery, &answers, problems, &[]));
    }
    let own = visit
        .request
        .caller
        .person()
        .is_some_and(|p| p.account.0 == user.id);
    let fixed = own || !gives_admin_roles(visit);
    let settings = settings(visit, &answers, problems, fixed);
    let errors = ErrorSummary::of(t, person.iter().chain(&settings));
    chrome.invalid = errors.is_some();
    let closed = closed(visit, user);
    let http = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page {
        chrome: &chrome,
        errors,
        name: name(user),
        status: status_pill(t, &user.status),
        facts: facts(visit, user),
        // One's own names and agent setting may be corrected by a global admin.
        editable: status != Status::Deleted
            && (closed.is_none() || (own && gives_admin_roles(visit))),
        person,
        settings,
        settings_note: match (own, gives_admin_roles(visit)) {
            (true, _) => Some(t.get("user-own-admin-setting")),
            (false, false) => Some(t.get("users-admin-only-global")),
            (false, true) => None,
        },
        actions: if closed.is_none() {
            buttons(visit, user, status)
        } else {
            Vec::new()
        },
        closed,
        request_id: visit.fresh_key(),
        settings_id: visit.fresh_key(),
        user,
    };
    Ok(respond(http, &page))
}

fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    frame::done(
        visit,
        what,
        &[
            ("edited", "user-done-edited"),
            ("settings", "user-done-settings"),
            ("block", "user-done-block"),
            ("unblock", "user-done-unblock"),
            ("delete", "user-done-delete"),
            ("restore", "user-done-restore"),
        ],
    )
}

/// One user.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let user = users::get(visit.app(), &visit.request, id_of(&id)).await?;
    let notice = done(&visit, query.get("done"));
    page(&visit, &user, &Answers::new(), &[], notice)
}

/// The version of the user that the page showed.
pub(crate) fn version(form: &Form) -> i64 {
    form.get("version").parse().unwrap_or(-1)
}

/// What was typed about a person, and nothing else.
pub(crate) fn person_of(form: &Form) -> Answers {
    let mut typed = form.answers();
    typed.retain(|name, _| {
        let mut known = rules::fields("person").chain(rules::fields("recovery"));
        known.any(|f| f.name == name)
    });
    typed
}

/// Corrects names, title, language; and the contact data of somebody who never signed in.
pub async fn edit(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let typed = person_of(&form);
    let edited = change_user::edit(
        visit.app(),
        &visit.request,
        id,
        version(&form),
        &typed,
        form.key(),
    );
    match edited.await {
        Ok(()) => Ok(go(&format!("/account/users/{id}?done=edited"))),
        Err(Failure::Invalid(problems)) => {
            let user = users::get(visit.app(), &visit.request, id).await?;
            page(&visit, &user, &typed, &problems, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Gives other settings.
pub async fn set_roles(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let agent = AgentSetting::from_text(form.get("agent_setting"));
    let admin = AdminSetting::from_text(form.get("admin_setting"));
    let user = users::get(visit.app(), &visit.request, id).await?;
    let (Some(agent), Some(admin)) = (agent, admin) else {
        let missing = [
            ("agent_setting", agent.is_none()),
            ("admin_setting", admin.is_none()),
        ];
        let problems = missing.into_iter().filter(|(_, missing)| *missing);
        let problems: Vec<_> = problems
            .map(|(field, _)| FieldProblem::plain(field, "choice-unknown"))
            .collect();
        return page(&visit, &user, &Answers::new(), &problems, None);
    };
    change_user::settings(
        visit.app(),
        &visit.request,
        id,
        version(&form),
        agent,
        admin,
        form.key(),
    )
    .await?;
    Ok(go(&format!("/account/users/{id}?done=settings")))
}

async fn act(visit: &Visit, id: &str, form: &Form, action: Action, word: &str) -> Answer {
    let id = id_of(id);
    let (app, request) = (visit.app(), &visit.request);
    change_user::act(app, request, id, version(form), action, form.key()).await?;
    // Whoever never signed in is gone for good.
    match users::get(app, request, id).await {
        Ok(_) => Ok(go(&format!("/account/users/{id}?done={word}"))),
        Err(Failure::NotFound) => Ok(go("/account/users?done=erased")),
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps a user out.
pub async fn block(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, Action::Block, "block").await
}

/// Lets a user in again.
pub async fn unblock(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, Action::Unblock, "unblock").await
}

/// Deletes a user.
pub async fn delete(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, Action::Delete, "delete").await
}

/// Brings a deleted user back.
pub async fn restore(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, Action::Restore, "restore").await
}
