//! `/account/users/new`, and the page that shows the temporary password once.

use super::{below_list, gives_admin_roles, id_of, name};
use crate::http::{Answer, Form, Visit, blocking, fields};
use crate::http::{address, go};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, FieldKind, Pair, respond};
use app::Failure;
use app::accounts::add_user::{self, DOMAIN, Shown};
use app::accounts::users;
use app::names::Mailed;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::users as rules;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::validate::Problem;

#[derive(Template)]
#[template(path = "pages/accounts/new_user.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    person: Vec<Field>,
    sign_in: Vec<Field>,
    recovery: Vec<Field>,
    settings: Vec<Field>,
    admin_note: Option<crate::ui::Text>,
    request_id: String,
    /// The mail domain that was doubted: sent again, it is meant.
    doubted: &'a str,
}

/// The settings with a word on each, and without what the visitor may not give.
pub(crate) fn settings(
    visit: &Visit,
    answers: &Answers,
    problems: &[FieldProblem],
    fixed_admin: bool,
) -> Vec<Field> {
    let specs = rules::fields("settings");
    let mut inputs = fields::fields(visit, specs, answers, problems, &[]);
    if fixed_admin && let Some(admin) = inputs.iter_mut().find(|f| f.name == "admin_setting") {
        let chosen = answers.get("admin_setting").map_or("none", String::as_str);
        if let FieldKind::Radio(choices) = &mut admin.kind {
            choices.retain(|choice| choice.value == chosen);
        }
    }
    inputs
}

/// The sign-in name with what it ends in: the only domain, or a choice among several.
pub(crate) fn domains(
    visit: &Visit,
    mut sign_in: Vec<Field>,
    suffixes: &[String],
    answers: &Answers,
    problems: &[FieldProblem],
) -> Vec<Field> {
    match suffixes {
        [only] => {
            let with = |f: Field| f.suffix(format!("@{only}"));
            sign_in = sign_in.into_iter().map(with).collect();
        }
        several => {
            let label = visit.t().get("field-sign_in_domain");
            let chosen = answers.get(DOMAIN).or(several.first());
            let choices = several
                .iter()
                .map(|name| Choice::new(name.clone(), name.clone()).selected(Some(name) == chosen));
            let field = Field::select(DOMAIN, label, choices.collect());
            let wrong = fields::problem_at(visit, problems, DOMAIN);
            sign_in.push(field.prefix("@").error(wrong).required());
        }
    }
    sign_in
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
    let fixed = !gives_admin_roles(visit);
    let settings = settings(visit, answers, problems, fixed);
    let all = person
        .iter()
        .chain(&sign_in)
        .chain(&recovery)
        .chain(&settings);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let page = Page {
        chrome: &chrome,
        errors,
        person,
        sign_in,
        recovery,
        settings,
        admin_note: fixed.then(|| t.get("users-admin-only-global")),
        request_id: key,
        doubted: doubt.map_or("", fields::doubted),
    };
    Ok(respond(status, &page))
}

/// What the form begins with.
fn blank(visit: &Visit) -> Answers {
    [
        ("language", visit.language().tag()),
        ("agent_setting", "none"),
        ("admin_setting", "none"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

/// The form.
pub async fn show(visit: Visit) -> Answer {
    page(&visit, visit.fresh_key(), &blank(&visit), &[], None).await
}

/// Adds the user.
pub async fn add(visit: Visit, form: Form) -> Answer {
    let mut typed = form.answers();
    typed.retain(|name, _| name == DOMAIN || rules::FIELDS.iter().any(|f| f.name == name));
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
    match blocking(move || add_user::add(&app, &request, &sent, &cookie, &key, &meant)).await {
        Ok(Mailed::Done(id)) => Ok(go(&format!("/account/users/{id}/done"))),
        Ok(Mailed::Doubted(doubt)) => {
            page(&visit, form.key().to_owned(), &typed, &[], Some(&doubt)).await
        }
        // The key stays: nothing was decided under it.
        Err(Failure::Invalid(problems)) => {
            page(&visit, form.key().to_owned(), &typed, &problems, None).await
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/accounts/user_done.html")]
struct Done<'a> {
    chrome: &'a Chrome,
    sign_in_name: &'a str,
    password: &'a str,
    portal: &'a str,
    /// The same facts as a text file, as a `data:` address; only with the password.
    file: String,
    facts: Vec<Pair>,
    again: String,
    back: &'static str,
    lead: String,
}

/// The facts of a new account, and the password if this is the first look.
pub(crate) fn done_page(
    visit: &Visit,
    chrome: &Chrome,
    shown: &Shown,
    facts: Vec<Pair>,
    (back, again): (&'static str, String),
) -> Response {
    let t = visit.t();
    let password = shown.password.as_ref().map_or("", |p| p.as_str());
    let portal = visit.app().public_url.as_str();
    let file = format!(
        "data:text/plain;charset=utf-8,{}",
        address::encoded(&format!(
            "{}: {}\r\n{}: {password}\r\n{}: {portal}/signin\r\n",
            t.get("done-sign-in-name"),
            shown.user.sign_in_name,
            t.get("done-password"),
            t.get("done-portal"),
        ))
    );
    let id = if password.is_empty() {
        "user-done-lead-again"
    } else {
        "user-done-lead"
    };
    let days = visit.app().programme.registration.temporary_password_days;
    let lead = t.format(
        id,
        &[("name", &name(&shown.user)), ("days", &days.to_string())],
    );
    let page = Done {
        chrome,
        sign_in_name: &shown.user.sign_in_name,
        password,
        portal,
        file,
        facts,
        again,
        back,
        lead,
    };
    respond(StatusCode::OK, &page)
}

/// The first look shows the password, every later one says what to do without it.
pub async fn done(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = id_of(&id);
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    // A look at a stranger's user must not even be written down as a look.
    drop(users::get(visit.app(), &visit.request, id).await?);
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let shown = blocking(move || add_user::reveal(&app, &request, id, &cookie)).await?;
    let t = visit.t();
    let role = |text: &str| t.get(format!("role-{text}"));
    let facts = vec![
        Pair::new(t.get("me-name"), name(&shown.user)),
        Pair::new(
            t.get("field-contact_email"),
            shown.user.contact_email.clone(),
        ),
        Pair::new(
            t.get("field-agent_setting"),
            role(&shown.user.agent_setting),
        ),
        Pair::new(
            t.get("field-admin_setting"),
            role(&shown.user.admin_setting),
        ),
    ];
    let chrome = below_list(&visit, t.get("user-done-title"));
    let again = format!("/account/users/{id}");
    Ok(done_page(
        &visit,
        &chrome,
        &shown,
        facts,
        ("/account/users", again),
    ))
}
