//! F3: the company and the person who becomes global admin.

use super::{page_of, progress, with_draft, wizard};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Chrome, ErrorSummary, Field, Pair, Step, respond};
use app::enrolment::details::{self as accounts, Looked};
use app::enrolment::registration::Draft;
use app::enrolment::resume;
use app::names;
use app::{Failure, Request};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::details::{self, FIELDS};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::registration::{State, Way};

#[derive(Template)]
#[template(path = "pages/registration/details.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    organisation: Vec<Field>,
    account: Vec<Field>,
    admin: Vec<Field>,
    /// Who registers, when the account exists and is not asked about.
    holder: Vec<Pair>,
    request_id: String,
    /// The mail domain that was doubted: sent again, it is meant.
    doubted: &'a str,
}

/// The fields of the page, section by section. `free` is a domain that was looked up and is nobody's.
fn sections(
    visit: &Visit,
    draft: &Draft,
    answers: &Answers,
    problems: &[FieldProblem],
    warnings: &[FieldProblem],
    free: Option<&str>,
) -> [Vec<Field>; 3] {
    ["organisation", "account", "admin"].map(|section| {
        let specs = details::fields(draft.way).filter(|field| field.section == section);
        let fields = fields::fields(visit, specs, answers, problems, warnings).into_iter();
        let looked_up = |field: Field| match free {
            Some(domain) if field.name == "domain_prefix" => {
                let words = visit.t().format("domain-free", &[("domain", domain)]);
                field.good(Some(words))
            }
            _ => field,
        };
        fields.map(looked_up).collect()
    })
}

fn page(
    visit: &Visit,
    draft: &Draft,
    answers: &Answers,
    problems: &[FieldProblem],
    warnings: &[FieldProblem],
    free: Option<&str>,
) -> axum::response::Response {
    let mut chrome = wizard(
        visit,
        visit.t().get("details-title"),
        Some(&draft.row.reference),
    );
    let [organisation, account, admin] = sections(visit, draft, answers, problems, warnings, free);
    let all = organisation.iter().chain(&account).chain(&admin);
    let errors = ErrorSummary::of(chrome.t, all);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let request_id = visit.fresh_key();
    let steps = progress(visit, draft.way, 2);
    let holder = match draft.way {
        Way::Create => Vec::new(),
        Way::Existing => holder(visit, draft),
    };
    let doubt = warnings
        .iter()
        .find(|w| w.problem.code == "email-undeliverable");
    let doubted = doubt.map_or("", |doubt| fields::doubted(&doubt.problem));
    respond(
        status,
        &Page {
            chrome: &chrome,
            steps,
            errors,
            organisation,
            account,
            admin,
            holder,
            request_id,
            doubted,
        },
    )
}

/// What is known from the work account.
fn holder(visit: &Visit, draft: &Draft) -> Vec<Pair> {
    let t = visit.t();
    let name =
        app::identity::session::full_name(draft.answer("family_name"), draft.answer("given_name"));
    vec![
        Pair::new(t.get("create-admin"), name),
        Pair::new(
            t.get("field-contact_email"),
            draft.answer("contact_email").to_owned(),
        ),
    ]
}

/// The form with what was typed so far.
pub async fn show(visit: Visit) -> Answer {
    let (draft, request) = with_draft!(visit);
    match draft.state {
        State::Open => Ok(go("/register/cn/account")),
        State::Creating | State::Created | State::Done => Ok(go(page_of(draft.state))),
        _ => {
            let mut answers = draft.answers.clone();
            answers
                .entry("language".to_owned())
                .or_insert_with(|| visit.language().tag().to_owned());
            let judged = details::judge(
                &answers,
                draft.way,
                &visit.app().programme,
                visit.app().today(),
            );
            // Only what was answered wrongly is shown as wrong before anything is sent.
            let answered = |p: &FieldProblem| answers.get(&p.field).is_some_and(|v| !v.is_empty());
            let prefix = judged.value("domain_prefix").to_owned();
            let mut wrong: Vec<_> = judged.problems.into_iter().filter(answered).collect();
            let free = look_up(&visit, &request, &draft, &prefix, &mut wrong).await;
            let mut answer = page(
                &visit,
                &draft,
                &answers,
                &wrong,
                &judged.warnings,
                free.as_deref(),
            );
            *answer.status_mut() = StatusCode::OK;
            Ok(answer)
        }
    }
}

/// Looks the domain of a sound prefix up: gives it when it is free, and adds the problem when somebody
/// has it or one that looks like it.
async fn look_up(
    visit: &Visit,
    request: &Request,
    draft: &Draft,
    prefix: &str,
    wrong: &mut Vec<FieldProblem>,
) -> Option<String> {
    let asked = !prefix.is_empty() && draft.way == Way::Create;
    if !asked || wrong.iter().any(|problem| problem.field == "domain_prefix") {
        return None;
    }
    match accounts::look_up(visit.app(), request, draft.row.id, prefix).await {
        Ok(Looked::Free) => Some(details::domain(prefix, &visit.app().programme)),
        Ok(Looked::Taken(problem)) => {
            wrong.push(problem);
            None
        }
        // Where nothing can be said here, sending the form says it.
        Ok(Looked::Unsaid) | Err(_) => None,
    }
}

/// T3: saves and goes on, or says what is wrong and keeps everything.
pub async fn save(visit: Visit, form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    let repeated = form.repeated(FIELDS);
    let typed = form.answers();
    if !repeated.is_empty() {
        return Ok(page(&visit, &draft, &typed, &repeated, &[], None));
    }
    let (app, id, sent) = (visit.app().clone(), draft.id(), typed.clone());
    let meant = form.get("doubted").to_owned();
    let saved = move || {
        let judged = accounts::save_details(&app, &request, id, sent)?;
        Ok(names::mail_doubt(
            &app,
            judged.value("contact_email"),
            &meant,
        ))
    };
    match blocking(saved).await {
        Ok(None) => Ok(go("/register/cn/phone")),
        // All is saved; the same form sent again goes on.
        Ok(Some(doubt)) => {
            let warning = FieldProblem::new("contact_email", doubt);
            Ok(page(&visit, &draft, &typed, &[], &[warning], None))
        }
        Err(Failure::Invalid(problems)) => Ok(page(&visit, &draft, &typed, &problems, &[], None)),
        Err(failure) => Err(failure.into()),
    }
}

/// "Save and finish later": keeps what was typed and mails the link to go on anywhere.
pub async fn later(visit: Visit, form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    accounts::keep(visit.app(), &request, draft.id(), form.answers()).await?;
    // Too soon or without an address: the page says so.
    resume::send(visit.app(), &request, draft.id()).await?;
    Ok(go("/register/cn/later"))
}

/// Keeps what was typed so far, and says what each answer is worth; called by the script when a field
/// is left.
pub async fn autosave(visit: Visit, form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    let typed = form.answers();
    accounts::keep(visit.app(), &request, draft.id(), typed.clone()).await?;
    let app = visit.app();
    let judged = details::judge(&typed, draft.way, &app.programme, app.today());
    let prefix = judged.value("domain_prefix").to_owned();
    let mut wrong = judged.problems;
    let free = look_up(&visit, &request, &draft, &prefix, &mut wrong).await;
    let free = free.as_deref();
    let fields = sections(&visit, &draft, &typed, &wrong, &judged.warnings, free);
    let fields: Vec<_> = fields.into_iter().flatten().collect();
    Ok(fields::answered(&visit, &fields))
}
