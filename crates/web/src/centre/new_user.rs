//! `/admin/users/new`, and the page that shows the temporary password once.

use super::may;
use super::user::{below_list, role_field};
use crate::accounts::new_user::{domains, done_page};
use crate::accounts::{id_of, name};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Chrome, ErrorSummary, Field, Pair, respond};
use app::Failure;
use app::accounts::add_user::DOMAIN;
use app::centre::users;
use app::names::Mailed;
use askama::Template;
use axum::extract::Path;
use domain::accounts::users as rules;
use domain::caller::AdminSetting;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::permission::centre::CustomerAction;
use domain::validate::Problem;

#[derive(Template)]
#[template(path = "pages/centre/new_user.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    person: Vec<Field>,
    sign_in: Vec<Field>,
    recovery: Vec<Field>,
    /// The role, for those who may give one.
    role: Option<Field>,
    request_id: String,
    /// The mail domain that was doubted: sent again, it is meant.
    doubted: &'a str,
}

async fn page(
    visit: &Visit,
    key: String,
    answers: &Answers,
    problems: &[FieldProblem],
    doubt: Option<&Problem>,
) -> Answer {
    let t = visit.t();
    let suffixes = users::suffixes(visit.app(), &visit.request).await?;
    let mut chrome = below_list(visit, t.get("users-new"));
    let section = |name: &str| fields::fields(visit, rules::fields(name), answers, problems, &[]);
    let sign_in = domains(visit, section("sign-in"), &suffixes, answers, problems);
    let (person, mut recovery) = (section("person"), section("recovery"));
    if let Some(doubt) = doubt {
        let words = fields::words(visit, doubt);
        let doubted = |f: Field| match f.name.as_ref() {
            "contact_email" => f.warning(Some(words.clone())),
            _ => f,
        };
        recovery = recovery.into_iter().map(doubted).collect();
    }
    let chosen = answers.get("admin_setting").map_or("none", String::as_str);
    let role = may(visit, CustomerAction::AssignAdminSetting).then(|| {
        role_field(visit, chosen).error(fields::problem_at(visit, problems, "admin_setting"))
    });
    let all = person.iter().chain(&sign_in).chain(&recovery).chain(&role);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let page = Page {
        chrome: &chrome,
        errors,
        person,
        sign_in,
        recovery,
        role,
        request_id: key,
        doubted: doubt.map_or("", fields::doubted),
    };
    Ok(respond(fields::status(problems), &page))
}

/// The form.
pub async fn show(visit: Visit) -> Answer {
    let language = visit.language().tag().to_owned();
    let blank = Answers::from([("language".to_owned(), language)]);
    page(&visit, visit.fresh_key(), &blank, &[], None).await
}

/// Adds the user.
pub async fn add(visit: Visit, form: Form) -> Answer {
    let mut typed = form.answers();
    typed.retain(|name, _| name == DOMAIN || rules::FIELDS.iter().any(|f| f.name == name));
    // Whoever may not give roles is not asked for one.
    let none = || AdminSetting::None.text().to_owned();
    typed.entry("admin_setting".to_owned()).or_insert_with(none);
    let repeated = form.repeated(rules::FIELDS);
    if !repeated.is_empty() {
        return page(&visit, visit.fresh_key(), &typed, &repeated, None).await;
    }
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request, key, sent) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
        typed.clone(),
    );
    let meant = form.get("doubted").to_owned();
    match blocking(move || users::add(&app, &request, &sent, &cookie, &key, &meant)).await {
        Ok(Mailed::Done(id)) => Ok(go(&format!("/admin/users/{id}/done"))),
        Ok(Mailed::Doubted(doubt)) => {
            page(&visit, form.key().to_owned(), &typed, &[], Some(&doubt)).await
        }
        Err(Failure::Invalid(problems)) => {
            page(&visit, form.key().to_owned(), &typed, &problems, None).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The first look shows the password, every later one says what to do without it.
pub async fn done(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = id_of(&id);
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    // A look at a stranger's user must not even be written down as a look.
    drop(users::get(visit.app(), &visit.request, id).await?);
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let shown = blocking(move || users::reveal(&app, &request, id, &cookie)).await?;
    let t = visit.t();
    let facts = vec![
        Pair::new(t.get("me-name"), name(&shown.user)),
        Pair::new(
            t.get("field-contact_email"),
            shown.user.contact_email.clone(),
        ),
        Pair::new(
            t.get("centre-role"),
            t.get(format!("role-{}", shown.user.admin_setting)),
        ),
    ];
    let chrome = below_list(&visit, t.get("user-done-title"));
    let again = format!("/admin/users/{id}");
    let back = ("/admin/users", again);
    Ok(done_page(&visit, &chrome, &shown, facts, back))
}
