//! The application form F6: autosave and submission.

use super::recipients::{self, Reader};
use super::{clock, contacts, duplicates, information};
use crate::names;
use crate::review::tasks;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::caller::{Caller, Person};
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks;
use domain::enrolment::documents::{Kind, Scan, Uploaded};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::machine::Machine;
use domain::enrolment::sections;
use domain::ids::{ApplicationId, TenantId};
use domain::integration::hooks::{self, Happened};
use domain::language::Language;
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use domain::validate::{self, Problem};
use store::application::{self, Application, Check};
use store::consent::{self, Consent};
use store::document::{self, Document};
use store::{Reply, identity, registration};

/// An application as its company sees it.
#[derive(Debug, Clone)]
pub struct View {
    /// The row.
    pub row: Application,
    /// Its state.
    pub state: State,
    /// What was typed so far.
    pub answers: Answers,
    /// Uploaded documents.
    pub documents: Vec<Document>,
    /// The checks of the review.
    pub checks: Vec<Check>,
}

impl View {
    /// The documents as the form's rules want them.
    #[must_use]
    pub fn uploaded(&self) -> Vec<Uploaded> {
        uploaded(&self.documents)
    }
}

pub(super) fn uploaded(documents: &[Document]) -> Vec<Uploaded> {
    documents
        .iter()
        .filter(|d| d.scan != Scan::Infected.text())
        .filter_map(|d| Kind::from_text(&d.kind))
        .map(|kind| Uploaded { kind })
        .collect()
}

/// Reads a state column.
pub(crate) fn state_of(row: &Application) -> Result<State, Failure> {
    State::from_text(&row.state)
        .ok_or_else(|| Failure::internal(format!("unknown application state {}", row.state)))
}

pub(crate) fn person(request: &Request) -> Result<&Person, Failure> {
    request.caller.person().ok_or(Failure::SignInFirst)
}

/// Authorises an action on the caller's own tenant.
pub(crate) fn own_scope(request: &Request, action: TenantAction) -> Result<TenantScope, Failure> {
    let tenant = request.caller.tenant().ok_or(Failure::SignInFirst)?;
    Ok(authorise(&request.caller, action, tenant)?)
}

/// The company's newest application.
pub fn view(app: &App, request: &Request) -> Reply<View, Failure> {
    let scope = match own_scope(request, TenantAction::ViewApplication) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let row = application::newest(tx, scope)?.ok_or(Failure::NotFound)?;
        Ok(View {
            state: state_of(&row)?,
            answers: registration::answers(tx, row.id)?,
            documents: document::all(tx, row.id)?,
            checks: application::checks(tx, row.id)?,
            row,
        })
    })
}

/// Loads the newest application inside a command and applies an event to its state.
pub(super) fn advance(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    event: Event,
) -> Result<(Application, State), Failure> {
    let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
    let next = state_of(&row)?.apply(event)?;
    Ok((row, next))
}

/// Saves an application. A change of state winds its clocks and adds to its history.
pub(crate) fn save(work: &mut Work<'_, '_>, row: &Application) -> Result<(), Failure> {
    if row.state != State::InReview.text() {
        // An approval that waits for a second person falls with the review.
        store::review::approval::end(work.tx, row.id, "taken-back", None, "", work.now)?;
    }
    let mut row = row.clone();
    let moved = clock::wind(work.app, &mut row, work.now)?;
    match application::save(work.tx, &row) {
        Ok(true) => {}
        Ok(false) => return Err(Failure::conflict("stale")),
        // Another company holds the code or the number: the caller must not learn which.
        Err(error) if error.is_unique() => return Err(Failure::conflict("cannot-continue")),
        Err(error) => return Err(error.into()),
    }
    if moved {
        application::add_step(work.tx, row.id, &row.state, work.now)?;
        let happened = Happened::new(
            hooks::Event::ApplicationStatusChanged,
            row.tenant_id,
            row.id,
        );
        work.happened(TenantId(row.tenant_id), happened);
        if row.state == State::InReview.text() {
            let staff = authorise_operator(&Caller::System, OperatorAction::ViewApplication)?;
            tasks::announce(work, staff, &row)?;
        }
    }
    Ok(())
}

pub(crate) fn intent(action: &'static str, scope: TenantScope) -> Intent {
    let tenant = scope.tenant();
    Intent::new(action, tenant.0, format!("tenant/{tenant}"))
}

/// Refuses writing to an application, with the state it is in.
pub(super) fn closed_for_writing(state: State) -> Failure {
    let refused = state.apply(Event::Submit).err();
    refused.map_or(Failure::NotFound, Failure::from)
}

/// The texts an applicant agrees to by ticking boxes of the form.
const CONSENTS: [&str; 3] = [
    "credit-authorisation",
    "identity-documents",
    "application-declarations",
];

/// Longest answer that is kept while it is still wrong.
const LONGEST: usize = 2000;

/// An answer as it is kept, right or wrong.
pub(super) fn kept(typed: &str) -> String {
    typed.chars().filter(|c| *c != '\0').take(LONGEST).collect()
}

/// Keeps the answers of a section, right or wrong (autosave). While a request for information waits
/// for its answer, only what it concerns is kept.
pub fn keep_section(app: &App, request: &Request, section: &str, typed: &Answers) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::EditApplication) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let typed: Answers = sections::fields(section)
        .map(|field| {
            let typed = typed.get(field.name).map_or("", String::as_str);
            (field.name.to_owned(), kept(typed))
        })
        .collect();
    let section = section.to_owned();
    app.command(request, intent("application.keep", scope), move |work| {
        let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
        let mut typed = typed.clone();
        match state_of(&row)? {
            State::Draft => {}
            State::InformationRequested => {
                let asked = information::asked(work.tx, &row)?;
                let open = asked.map(|asked| asked.open_fields()).unwrap_or_default();
                typed.retain(|field, _| open.contains(&field.as_str()));
                if typed.is_empty() {
                    return Err(Failure::conflict("not-asked"));
                }
            }
            closed => return Err(closed_for_writing(closed)),
        }
        registration::keep_answers(work.tx, row.id, &typed)?;
        work.audit("section", section.as_str());
        Ok(())
    })
}

/// T9: submits the application.
///
/// # Errors
/// [`Failure::Invalid`] with everything that is missing or wrong; [`Failure::Conflict`] in another
/// state or when another application of the same company exists.
pub fn submit(app: &App, request: &Request, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let applicant = person(request)?.clone();
    let today = app.today();
    let website = website(app, scope)?;
    let intent = intent("application.submit", scope).once(key, &"submit");
    let submitted = app.command(request, intent, move |work| {
        let (mut row, next) = advance(work, scope, Event::Submit)?;
        let answers = registration::answers(work.tx, row.id)?;
        let documents = document::all(work.tx, row.id)?;
        let programme = &work.app.programme;
        let judged = sections::judge(&answers, &uploaded(&documents), programme, today);
        let mut problems = judged.problems.clone();
        let network_id = judged.value("network_id");
        if !network_id.is_empty() {
            match super::network::check(work.tx, network_id, &programme.country) {
                Ok(_) => {}
                Err(Failure::Invalid(more)) => problems.extend(more),
                Err(other) => return Err(other),
            }
        }
        if let Some((address, problem)) = &website
            && judged.value("support_website") == address
        {
            problems.push(FieldProblem::new("support_website", problem.clone()));
        }
        if !problems.is_empty() {
            return Err(Failure::Invalid(problems));
        }
        if let Some(found) = duplicates::at_submission(work, &row, &judged.values)? {
            // Those who stand for the company are told; the applicant learns nothing about them.
            duplicates::tell(work, found)?;
            work.audit("duplicate", format!("{found:?}"));
            work.refuse("cannot-continue");
            return Ok(Submitted::Refused);
        }
        registration::keep_answers(work.tx, row.id, &judged.values)?;
        row.state = next.text().to_owned();
        row.model = judged.value("model").to_owned();
        row.legal_name = judged.value("legal_name").to_owned();
        row.credit_code = Some(judged.value("credit_code").to_owned());
        row.network_id = Some(network_id.to_owned());
        row.submitted_at = Some(work.now);
        save(work, &row)?;
        let company = duplicates::key(&judged.values);
        application::set_company(work.tx, row.id, company.as_deref())?;
        begin_checks(work, &row)?;
        keep_consents(work, &row, &applicant)?;
        tell(work, &row, &judged.values, &applicant)?;
        work.audit("reference", row.reference.as_str());
        let id = ApplicationId(row.id);
        let dedupe = format!("checks/{id}/{}", row.version);
        work.after_commit("checks", &row.reference, &id, dedupe)?;
        Ok(Submitted::Yes)
    });
    match submitted.wait()? {
        Submitted::Yes => Ok(()),
        Submitted::Refused => Err(Failure::conflict("cannot-continue")),
    }
}

/// What became of a submission.
#[derive(serde::Serialize, serde::Deserialize)]
enum Submitted {
    Yes,
    /// Somebody else stands for the company.
    Refused,
}

/// What is certainly wrong with the support website of a draft, looked up before the transaction.
fn website(app: &App, scope: TenantScope) -> Result<Option<(String, Problem)>, Failure> {
    let answers = app
        .read(move |tx| match application::newest(tx, scope)? {
            Some(row) if row.state == State::Draft.text() => Ok(registration::answers(tx, row.id)?),
            _ => Ok(Answers::new()),
        })
        .wait()?;
    let typed = answers.get("support_website").map_or("", String::as_str);
    let Ok(checked) = validate::web_url(typed) else {
        return Ok(None);
    };
    let problem = names::website(app, &checked.value).problem();
    Ok(problem.map(|problem| (checked.value, problem)))
}

/// The texts whose boxes were ticked, with the version they had: who agreed to what, and when.
fn keep_consents(
    work: &mut Work<'_, '_>,
    row: &Application,
    applicant: &Person,
) -> Result<(), Failure> {
    for text_id in CONSENTS {
        let text = work
            .app
            .programme
            .text(text_id, applicant.language)
            .ok_or_else(|| Failure::internal(format!("the programme has no text {text_id}")))?;
        let given = Consent {
            text_id: text_id.to_owned(),
            version: text.version.clone(),
            given_at: work.now,
        };
        consent::give(work.tx, row.id, &given, Some(applicant.account.0))?;
    }
    Ok(())
}

fn begin_checks(work: &mut Work<'_, '_>, row: &Application) -> Result<(), Failure> {
    for kind in checks::Kind::ALL {
        let waits = matches!(
            kind,
            checks::Kind::Mailbox | checks::Kind::ApprovalContact | checks::Kind::Credit
        );
        let outcome = if waits {
            checks::Outcome::Pending
        } else {
            checks::Outcome::NotStarted
        };
        let check = Check {
            kind: kind.text().to_owned(),
            result: outcome.text().to_owned(),
            evidence: String::new(),
            decided_by: String::new(),
            decided_at: None,
        };
        application::set_check(work.tx, row.id, &check)?;
    }
    Ok(())
}

/// E04 to primary contact and applicant, E05 to the approval contact, E06 to the mailbox. Contacts
/// are written to in the company's language, as in every later mail; the applicant in his own.
fn tell(
    work: &mut Work<'_, '_>,
    row: &Application,
    values: &Answers,
    applicant: &Person,
) -> Result<(), Failure> {
    let value = |field: &str| values.get(field).cloned().unwrap_or_default();
    let account = identity::own_account(work.tx, applicant.account.0)?;
    let language = recipients::language_of(work, row)?;
    let mut readers = vec![Reader {
        email: value("primary_email"),
        name: value("primary_name"),
        language,
    }];
    let own = Reader {
        email: account.contact_email,
        name: applicant.name.clone(),
        language: Language::from_tag(&account.language).unwrap_or(language),
    };
    if !own.email.eq_ignore_ascii_case(&readers[0].email) {
        readers.push(own);
    }
    recipients::tell(work, &readers, "e04", row, row.version, |notice, _| {
        notice.link("/enrol/status")
    })?;
    contacts::send_both(work, row, values, language, &applicant.name)
}
