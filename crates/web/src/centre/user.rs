//! `/admin/users/{id}`: one user, the licences, the role, and what can be done about one.

use super::{for_people, may};
use crate::accounts::user::{Button, answers, buttons, facts, person_of, version};
use crate::accounts::{id_of, name, status_pill};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::subscriptions::offer_name;
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::Failure;
use app::accounts::change_user::Action;
use app::accounts::users::status;
use app::centre::licences::{self, Change, field};
use app::centre::users::{self, Person};
use askama::Template;
use axum::extract::Path;
use domain::accounts::users::{self as rules, Status};
use domain::caller::AdminSetting;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::permission::centre::CustomerAction;
use domain::subscriptions::Status as Course;
use std::collections::{BTreeSet, HashMap};
use store::centre::Owned;
use store::users::User;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/centre/user.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    user: &'a User,
    name: String,
    status: (Tone, Text),
    facts: Vec<Pair>,
    /// Why the visitor may only look.
    closed: Option<Text>,
    /// Where the licences are ticked; none for a user who is gone.
    licences: Option<Vec<Field>>,
    /// The subscriptions the user has a licence of as the page is made.
    had: Vec<Uuid>,
    person: Option<Vec<Field>>,
    role: Option<Field>,
    actions: Vec<Button>,
    keys: [String; 3],
}

/// The frame of a page below the list of users.
pub(super) fn below_list(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    frame::centre(visit, title.clone())
        .crumb("/admin", t.get("centre-home"))
        .crumb("/admin/users", t.get("centre-users"))
        .crumb("", title)
}

/// The role, with a word on each.
pub(super) fn role_field(visit: &Visit, chosen: &str) -> Field {
    let t = visit.t();
    let choices = AdminSetting::ALL.iter().map(|role| {
        let text = role.text();
        Choice::new(text, t.get(format!("role-{text}")))
            .hint(t.get(format!("centre-role-{text}-hint")))
            .selected(text == chosen)
    });
    Field::radio("admin_setting", t.get("centre-role"), choices.collect()).required()
}

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Default)]
struct Typed {
    person: Answers,
    /// The subscriptions that were ticked.
    ticked: Option<BTreeSet<Uuid>>,
    problems: Vec<FieldProblem>,
    notice: Option<Banner>,
}

/// A subscription to tick: what is there for people and runs, and what the user has of the rest.
fn licence(visit: &Visit, owned: &Owned, has: bool, typed: &Typed) -> Option<Field> {
    let t = visit.t();
    let status = Course::from_text(&owned.status)?;
    let name = field(owned.id);
    let error = fields::problem_at(visit, &typed.problems, &name);
    let offered = for_people(visit, owned) && (has || status == Course::Active);
    // What was asked for and refused is shown with the reason, whatever it is.
    if !offered && error.is_none() {
        return None;
    }
    let left = owned.quantity.saturating_sub(owned.assigned);
    let about = [
        ("left", left.to_string()),
        ("total", owned.quantity.to_string()),
        ("partner", owned.partner.clone()),
    ];
    let about: Vec<_> = about.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let hint = if status == Course::Suspended {
        t.get("centre-licence-suspended")
    } else {
        t.format("centre-licence-left", &about).into()
    };
    let ticked = typed.ticked.as_ref();
    let ticked = ticked.map_or(has, |ticked| ticked.contains(&owned.id));
    let input = Field::tick(name, offer_name(visit, owned.offer_id))
        .checked(ticked)
        .hint(hint)
        .error(error)
        .unmarked();
    Some(if left == 0 && !has && !ticked {
        input.disabled()
    } else {
        input
    })
}

fn page(visit: &Visit, found: &Person, typed: Typed) -> Answer {
    let t = visit.t();
    let user = &found.user;
    let standing = status(user)?;
    let gives_roles = may(visit, CustomerAction::AssignAdminSetting);
    let own = visit
        .request
        .caller
        .person()
        .is_some_and(|p| p.account.0 == user.id);
    let has_role = user.admin_setting != AdminSetting::None.text();
    let closed = match (own, has_role && !gives_roles) {
        (true, _) => Some(t.get("centre-own")),
        (false, true) => Some(t.get("user-has-admin-role")),
        (false, false) => None,
    };
    let had: Vec<Uuid> = found.licences.iter().map(|l| l.subscription_id).collect();
    let licences = (standing != Status::Deleted).then(|| {
        let fields = found.owned.iter();
        fields
            .filter_map(|owned| licence(visit, owned, had.contains(&owned.id), &typed))
            .collect::<Vec<_>>()
    });
    let mut known = answers(user);
    known.extend(typed.person.clone());
    let problems = &typed.problems;
    let editable = standing != Status::Deleted && (closed.is_none() || (own && gives_roles));
    let person = editable.then(|| {
        let mut person = fields::fields(visit, rules::fields("person"), &known, problems, &[]);
        if user.temporary_until.is_some() {
            let recovery = rules::fields("recovery");
            person.extend(fields::fields(visit, recovery, &known, problems, &[]));
        }
        person
    });
    let role = (gives_roles && !own && standing != Status::Deleted).then(|| {
        role_field(visit, &user.admin_setting).error(fields::problem_at(
            visit,
            problems,
            "admin_setting",
        ))
    });
    let mut chrome = below_list(visit, name(user)).notice(typed.notice);
    let none = Vec::new();
    let all = licences.as_ref().unwrap_or(&none).iter();
    let all = all.chain(person.as_ref().unwrap_or(&none)).chain(&role);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let page = Page {
        errors,
        name: name(user),
        status: status_pill(t, &user.status),
        facts: facts(visit, user),
        licences,
        had,
        person,
        role,
        actions: if closed.is_none() {
            buttons(visit, user, standing)
        } else {
            Vec::new()
        },
        closed,
        keys: [visit.fresh_key(), visit.fresh_key(), visit.fresh_key()],
        user,
        chrome: &chrome,
    };
    Ok(respond(fields::status(problems), &page))
}

/// One user.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let found = users::get(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("licences", "centre-done-licences"),
        ("edited", "user-done-edited"),
        ("role", "centre-done-role"),
        ("block", "user-done-block"),
        ("unblock", "user-done-unblock"),
        ("delete", "user-done-delete"),
        ("restore", "user-done-restore"),
    ];
    let typed = Typed {
        notice: frame::done(&visit, query.get("done"), &told),
        ..Typed::default()
    };
    page(&visit, &found, typed)
}

/// Gives the ticked licences and takes back those that were had and are ticked no more.
pub async fn set_licences(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let found = users::get(visit.app(), &visit.request, id).await?;
    let ticks = found.owned.iter().map(|owned| owned.id);
    let ticked: BTreeSet<Uuid> = ticks
        .filter(|id| !form.get(&field(*id)).is_empty())
        .collect();
    let had = form.values("had").into_iter();
    let had: BTreeSet<Uuid> = had.filter_map(|id| Uuid::parse_str(&id).ok()).collect();
    let change = Change {
        give: ticked.difference(&had).copied().collect(),
        take: had.difference(&ticked).copied().collect(),
    };
    let set = licences::set(visit.app(), &visit.request, id, &change, form.key());
    match set.await {
        Ok(()) => Ok(go(&format!("/admin/users/{id}?done=licences"))),
        Err(Failure::Invalid(problems)) => {
            let found = users::get(visit.app(), &visit.request, id).await?;
            let typed = Typed {
                ticked: Some(ticked),
                problems,
                ..Typed::default()
            };
            page(&visit, &found, typed)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Corrects names, title, language; and the contact data of somebody who never signed in.
pub async fn edit(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let person = person_of(&form);
    let (app, request) = (visit.app(), &visit.request);
    match users::edit(app, request, id, version(&form), &person, form.key()).await {
        Ok(()) => Ok(go(&format!("/admin/users/{id}?done=edited"))),
        Err(Failure::Invalid(problems)) => {
            let found = users::get(app, request, id).await?;
            let typed = Typed {
                person,
                problems,
                ..Typed::default()
            };
            page(&visit, &found, typed)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Gives another role.
pub async fn set_role(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let (app, request) = (visit.app(), &visit.request);
    let Some(admin) = AdminSetting::from_text(form.get("admin_setting")) else {
        let found = users::get(app, request, id).await?;
        let typed = Typed {
            problems: vec![FieldProblem::plain("admin_setting", "choice-unknown")],
            ..Typed::default()
        };
        return page(&visit, &found, typed);
    };
    users::set_role(app, request, id, version(&form), admin, form.key()).await?;
    Ok(go(&format!("/admin/users/{id}?done=role")))
}

async fn act(visit: &Visit, id: &str, form: &Form, action: Action, word: &str) -> Answer {
    let id = id_of(id);
    let (app, request) = (visit.app(), &visit.request);
    users::act(app, request, id, version(form), action, form.key()).await?;
    // Whoever never signed in is gone for good.
    match users::get(app, request, id).await {
        Ok(_) => Ok(go(&format!("/admin/users/{id}?done={word}"))),
        Err(Failure::NotFound) => Ok(go("/admin/users?done=erased")),
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
