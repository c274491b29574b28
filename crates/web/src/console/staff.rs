//! `/ops/staff`: the operator's staff and their roles.

use super::{Parameters, console};
use crate::accounts::new_user::done_page;
use crate::accounts::{id_of, name, status_pill};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::Failure;
use app::accounts::staff::{self, View};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::accounts::staff::FIELDS;
use domain::accounts::users::Status;
use domain::caller::StaffRole;
use domain::enrolment::form::{Answers, FieldProblem};
use std::collections::BTreeSet;
use store::users::User;

#[derive(Template)]
#[template(path = "pages/console/staff.html")]
struct List<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    alone: bool,
}

struct Row {
    href: String,
    name: String,
    sign_in_name: String,
    roles: String,
    last_sign_in: Option<jiff::Timestamp>,
    mfa: bool,
    sessions: u32,
    status: (Tone, Text),
}

fn role_words(visit: &Visit, roles: &BTreeSet<StaffRole>) -> String {
    let t = visit.t();
    let words: Vec<_> = roles
        .iter()
        .map(|r| t.get(format!("role-{}", r.text())))
        .collect();
    if words.is_empty() {
        t.get("role-none").into_owned()
    } else {
        words.join(&t.get("list-comma"))
    }
}

/// Everybody.
pub async fn show(visit: Visit) -> Answer {
    let staff = staff::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-staff"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-staff"));
    let able = staff.iter().filter(|view| {
        view.user.status == Status::Active.text() && view.roles.contains(&StaffRole::PlatformAdmin)
    });
    let alone = able.count() < 2;
    let rows = staff.into_iter().map(|view| Row {
        href: format!("/ops/staff/{}", view.user.id),
        name: name(&view.user),
        roles: role_words(&visit, &view.roles),
        last_sign_in: view.user.last_sign_in_at.map(|at| visit.timestamp(at)),
        mfa: view.user.totp_confirmed_at.is_some(),
        sessions: view.sessions,
        status: status_pill(t, &view.user.status),
        sign_in_name: view.user.sign_in_name,
    });
    let rows = rows.collect();
    let page = List {
        chrome: &chrome,
        rows,
        alone,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The roles as ticks, with a word on each.
fn role_field(visit: &Visit, chosen: &BTreeSet<StaffRole>, problems: &[FieldProblem]) -> Field {
    let t = visit.t();
    let choices = StaffRole::ALL.iter().map(|role| {
        let text = role.text();
        Choice::new(text, t.get(format!("role-{text}")))
            .hint(t.get(format!("role-{text}-about")))
            .selected(chosen.contains(role))
    });
    let wrong = problems.iter().find(|p| p.field == "roles").map(|p| {
        // The two roles are words of the reader's language.
        let role = |(name, text): &(&'static str, String)| {
            (*name, t.get(format!("role-{text}")).into_owned())
        };
        let named: Vec<_> = p.problem.args.iter().map(role).collect();
        let args: Vec<_> = named.iter().map(|(n, v)| (*n, v.as_str())).collect();
        t.format(&format!("problem-{}", p.problem.code), &args)
    });
    Field::ticks("roles", t.get("staff-roles"), choices.collect())
        .hint(t.get("staff-roles-hint"))
        .error(wrong)
        .required()
}

fn roles_in(form: &Form) -> BTreeSet<StaffRole> {
    let all = form.values("roles").into_iter();
    all.filter_map(|role| StaffRole::from_text(&role)).collect()
}

#[derive(Template)]
#[template(path = "pages/console/staff_new.html")]
struct New<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    inputs: Vec<Field>,
    roles: Field,
    request_id: String,
}

fn below(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/staff", t.get("nav-staff"))
        .crumb("", title)
}

fn new_page(
    visit: &Visit,
    key: String,
    answers: &Answers,
    roles: &BTreeSet<StaffRole>,
    problems: &[FieldProblem],
) -> Answer {
    let t = visit.t();
    let mut chrome = below(visit, t.get("staff-new"));
    let suffix = format!("@ops.{}", visit.app().programme.domain_suffix);
    let inputs = fields::fields(visit, FIELDS, answers, problems, &[]);
    let inputs = inputs.into_iter().map(|field| match field.name.as_ref() {
        "user_name" => field.suffix(suffix.clone()),
        _ => field,
    });
    let inputs: Vec<_> = inputs.collect();
    let roles = role_field(visit, roles, problems);
    let errors = ErrorSummary::of(t, inputs.iter().chain([&roles]));
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let page = New {
        chrome: &chrome,
        errors,
        inputs,
        roles,
        request_id: key,
    };
    Ok(respond(status, &page))
}

/// The form of a new member.
pub async fn new(visit: Visit) -> Answer {
    // Whoever may not see the list has no form either.
    drop(staff::list(visit.app(), &visit.request).await?);
    let language = visit.language().tag().to_owned();
    let answers = Answers::from([("language".to_owned(), language)]);
    new_page(&visit, visit.fresh_key(), &answers, &BTreeSet::new(), &[])
}

/// Adds a member.
pub async fn add(visit: Visit, form: Form) -> Answer {
    let mut typed = form.answers();
    typed.retain(|name, _| FIELDS.iter().any(|f| f.name == name));
    let (roles, repeated) = (roles_in(&form), form.repeated(FIELDS));
    if !repeated.is_empty() {
        return new_page(&visit, visit.fresh_key(), &typed, &roles, &repeated);
    }
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request, key, sent, given) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
        typed.clone(),
        roles.clone(),
    );
    match blocking(move || staff::add(&app, &request, &sent, &given, &cookie, &key)).await {
        Ok(id) => Ok(go(&format!("/ops/staff/{id}/done"))),
        Err(Failure::Invalid(problems)) => {
            new_page(&visit, form.key().to_owned(), &typed, &roles, &problems)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The temporary password, on the first look.
pub async fn added(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = id_of(&id);
    let view = staff::get(visit.app(), &visit.request, id).await?;
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let shown = blocking(move || staff::reveal(&app, &request, id, &cookie)).await?;
    let t = visit.t();
    let facts = vec![
        Pair::new(t.get("me-name"), name(&shown.user)),
        Pair::new(
            t.get("field-contact_email"),
            shown.user.contact_email.clone(),
        ),
        Pair::new(t.get("staff-roles"), role_words(&visit, &view.roles)),
    ];
    let chrome = below(&visit, t.get("staff-done-title"));
    let again = format!("/ops/staff/{id}");
    Ok(done_page(
        &visit,
        &chrome,
        &shown,
        facts,
        ("/ops/staff", again),
    ))
}

#[derive(Template)]
#[template(path = "pages/console/staff_member.html")]
struct One<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    user: &'a User,
    name: String,
    status: (Tone, Text),
    facts: Vec<Pair>,
    /// Whether it is the visitor's own account.
    own: bool,
    roles: Field,
    is_blocked: bool,
    block_effect: String,
    sessions_effect: String,
    sessions: u32,
    keys: [String; 3],
}

fn one(
    visit: &Visit,
    view: &View,
    roles: &BTreeSet<StaffRole>,
    problems: &[FieldProblem],
    notice: Option<Banner>,
) -> Answer {
    let (t, user) = (visit.t(), &view.user);
    let zone = visit.app().programme.time_zone();
    let moment = |at| format::moment(t, visit.timestamp(at), zone);
    let mut chrome = below(visit, name(user)).notice(notice);
    let roles = role_field(visit, roles, problems);
    let errors = ErrorSummary::of(t, [&roles]);
    chrome.invalid = errors.is_some();
    let never = || t.get("users-never").into_owned();
    let mfa = if user.totp_confirmed_at.is_some() {
        "users-mfa-on"
    } else {
        "users-mfa-off"
    };
    let mut facts = vec![
        Pair::new(t.get("me-sign-in-name"), user.sign_in_name.clone()).copy(),
        Pair::new(t.get("field-contact_email"), user.contact_email.clone()),
        Pair::new(
            t.get("users-last-sign-in"),
            user.last_sign_in_at.map_or_else(never, moment),
        ),
        Pair::new(t.get("users-mfa"), t.get(mfa)),
        Pair::new(t.get("staff-sessions"), view.sessions.to_string()),
    ];
    if let Some(until) = user.temporary_until {
        facts.push(Pair::new(t.get("users-temporary-until"), moment(until)));
    }
    let named = name(user);
    let effect = |id: &str| t.format(id, &[("name", &named)]);
    let status = fields::status(problems);
    let own = visit
        .request
        .caller
        .person()
        .is_some_and(|p| p.account.0 == user.id);
    let is_blocked = user.status == Status::Blocked.text();
    let page = One {
        chrome: &chrome,
        errors,
        name: named.clone(),
        status: status_pill(t, &user.status),
        facts,
        own,
        roles,
        is_blocked,
        block_effect: effect(if is_blocked {
            "user-effect-unblock"
        } else {
            "user-effect-block"
        }),
        sessions_effect: effect("staff-effect-end-sessions"),
        sessions: view.sessions,
        keys: [visit.fresh_key(), visit.fresh_key(), visit.fresh_key()],
        user,
    };
    Ok(respond(status, &page))
}

/// One member.
pub async fn member(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let view = staff::get(visit.app(), &visit.request, id_of(&id)).await?;
    let done = match parameters.get("done").map(String::as_str) {
        Some("roles") => Some("staff-done-roles"),
        Some("block") => Some("user-done-block"),
        Some("unblock") => Some("user-done-unblock"),
        Some("sessions") => Some("staff-done-sessions"),
        _ => None,
    };
    let notice = done.map(|id| Banner::new(Tone::Ok, visit.t().get(id)));
    one(&visit, &view, &view.roles, &[], notice)
}

fn version(form: &Form) -> i64 {
    form.get("version").parse().unwrap_or(-1)
}

/// Gives other roles.
pub async fn set_roles(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (id, roles) = (id_of(&id), roles_in(&form));
    let (app, request) = (visit.app(), &visit.request);
    match staff::set_roles(app, request, id, version(&form), roles.clone(), form.key()).await {
        Ok(()) => Ok(go(&format!("/ops/staff/{id}?done=roles"))),
        Err(Failure::Invalid(problems)) => {
            let view = staff::get(app, request, id).await?;
            one(&visit, &view, &roles, &problems, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps a member out.
pub async fn block(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    staff::block(visit.app(), &visit.request, id, version(&form), form.key()).await?;
    Ok(go(&format!("/ops/staff/{id}?done=block")))
}

/// Lets a member in again.
pub async fn unblock(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    staff::unblock(visit.app(), &visit.request, id, version(&form), form.key()).await?;
    Ok(go(&format!("/ops/staff/{id}?done=unblock")))
}

/// Signs a member out everywhere.
pub async fn end_sessions(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    staff::end_sessions(visit.app(), &visit.request, id, form.key()).await?;
    Ok(go(&format!("/ops/staff/{id}?done=sessions")))
}
