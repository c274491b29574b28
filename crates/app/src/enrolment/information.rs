//! The applicant's side of a request for information: what was asked, what is answered, and the
//! answer (T12).

use super::application::{self as form, own_scope, person, state_of};
use super::{facts, recipients};
use crate::i18n::{Texts, texts};
use crate::notifications::Notice;
use crate::{App, Failure, Request, Work};
use domain::enrolment::application::Event;
use domain::enrolment::documents::Kind;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::information::{LONGEST_TEXT, Reaction, Target, is_answered, open_fields};
use domain::enrolment::machine::Machine;
use domain::enrolment::sections;
use domain::language::Language;
use domain::permission::TenantAction;
use domain::validate::text;
use store::application::{self, Application};
use store::information::{self, InformationRequest, Item, Moved};
use store::{Tx, registration};
use uuid::Uuid;

/// A request for information with what has been done about it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The request.
    pub request: InformationRequest,
    /// Its items.
    pub items: Vec<AskedItem>,
    /// The form as it was when the request was made.
    pub before: Answers,
    /// Documents that came or went since.
    pub documents: Vec<Moved>,
}

/// One item with what has been done about it.
#[derive(Debug, Clone)]
pub struct AskedItem {
    /// The item.
    pub row: Item,
    /// What it concerns.
    pub target: Target,
    /// Whether it is answered.
    pub answered: bool,
}

impl Asked {
    /// The fields that may be changed.
    #[must_use]
    pub fn open_fields(&self) -> Vec<&'static str> {
        open_fields(self.items.iter().map(|item| item.target))
    }

    /// Whether every item is answered.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.items.iter().all(|item| item.answered)
    }

    /// Whether a document that was there before may be taken away.
    #[must_use]
    pub fn concerns(&self, kind: &str) -> bool {
        let is = |item: &AskedItem| matches!(item.target, Target::Document(k) if k.text() == kind);
        self.items.iter().any(is)
    }

    /// Kinds of documents uploaded since and still there.
    pub(crate) fn uploaded(&self) -> Vec<Kind> {
        let there = self
            .documents
            .iter()
            .filter(|d| d.removed_at.is_none() && d.uploaded_at >= self.request.asked_at);
        there.filter_map(|d| Kind::from_text(&d.kind)).collect()
    }
}

/// The request that waits for an answer.
pub(crate) fn asked(tx: &mut Tx<'_>, row: &Application) -> Result<Option<Asked>, Failure> {
    let requests = information::requests(tx, row.id)?;
    let open = requests.into_iter().find(|r| r.closed_at.is_none());
    open.map(|request| load(tx, row, request)).transpose()
}

/// A request with its items as they stand now.
pub(crate) fn load(
    tx: &mut Tx<'_>,
    row: &Application,
    request: InformationRequest,
) -> Result<Asked, Failure> {
    let items = information::items(tx, request.id)?;
    let before = registration::answers(tx, request.id)?;
    let after = registration::answers(tx, row.id)?;
    let documents = information::documents_since(tx, row.id, request.asked_at)?;
    let mut asked = Asked {
        request,
        items: Vec::with_capacity(items.len()),
        before,
        documents,
    };
    let uploaded = asked.uploaded();
    for item in items {
        let target = Target::from_text(&item.target).unwrap_or(Target::General);
        let reaction = Reaction {
            before: &asked.before,
            after: &after,
            uploaded: &uploaded,
            comment: &item.comment,
        };
        let answered = is_answered(target, reaction);
        asked.items.push(AskedItem {
            row: item,
            target,
            answered,
        });
    }
    Ok(asked)
}

/// Loads the application and the request its state promises, or says which state it is in.
fn waiting_for_answer(work: &mut Work<'_, '_>, row: &Application) -> Result<Asked, Failure> {
    state_of(row)?.apply(Event::AnswerRequest)?;
    asked(work.tx, row)?.ok_or_else(|| Failure::internal("information requested without a request"))
}

/// Keeps the answer to one item: fields it concerns, right or wrong, and a comment.
///
/// # Errors
/// [`Failure::Invalid`] at `comment`; [`Failure::NotFound`] when the company was never asked this;
/// [`Failure::Conflict`] when no answer is waited for any more.
pub fn answer_item(
    app: &App,
    request: &Request,
    item: Uuid,
    typed: &Answers,
    comment: &str,
) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let comment = text::multiline(comment, 0, LONGEST_TEXT)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("comment", problem)]))?
        .value;
    let typed = typed.clone();
    let intent = form::intent("application.keep-answer", scope);
    app.command(request, intent, move |work| {
        let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
        let found = item_of(work, &row, item)?;
        let asked = waiting_for_answer(work, &row)?;
        if found.request_id != asked.request.id {
            return Err(Failure::conflict("stale"));
        }
        let target = Target::from_text(&found.target).unwrap_or(Target::General);
        let kept: Answers = target
            .fields()
            .into_iter()
            .filter_map(|field| Some((field.to_owned(), form::kept(typed.get(field)?))))
            .collect();
        registration::keep_answers(work.tx, row.id, &kept)?;
        information::comment(work.tx, item, &comment)?;
        work.audit("item", i64::from(found.position));
        work.audit("reference", row.reference.as_str());
        Ok(())
    })
    .wait()
}

/// An item of any request of an application.
fn item_of(work: &mut Work<'_, '_>, row: &Application, item: Uuid) -> Result<Item, Failure> {
    for request in information::requests(work.tx, row.id)? {
        let items = information::items(work.tx, request.id)?;
        if let Some(found) = items.into_iter().find(|i| i.id == item) {
            return Ok(found);
        }
    }
    Err(Failure::NotFound)
}

/// The name under which a problem with an item is told.
#[must_use]
pub fn field_of(position: u32) -> String {
    format!("item-{position}")
}

/// T12: sends the answers. Every item has to be answered, and what was changed has to be right.
///
/// # Errors
/// [`Failure::Invalid`] at `item-<n>` or at a field; [`Failure::Conflict`] in another state.
pub fn send(app: &App, request: &Request, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    person(request)?;
    let today = app.today();
    let intent = form::intent("application.answer", scope).once(key, &"answer");
    app.command(request, intent, move |work| {
        let (mut row, next) = form::advance(work, scope, Event::AnswerRequest)?;
        let asked = waiting_for_answer(work, &row)?;
        let answers = registration::answers(work.tx, row.id)?;
        let documents = store::document::all(work.tx, row.id)?;
        let open = asked.open_fields();
        let programme = &work.app.programme;
        let judged = sections::judge(&answers, &form::uploaded(&documents), programme, today);
        let mut problems: Vec<_> = asked
            .items
            .iter()
            .filter(|item| !item.answered)
            .map(|item| FieldProblem::plain(&field_of(item.row.position), "item-unanswered"))
            .collect();
        // What nobody asked about was accepted with the submission and cannot be changed now.
        let theirs = |p: &FieldProblem| {
            open.contains(&p.field.as_str()) || sections::section_of(&p.field) == "documents"
        };
        problems.extend(judged.problems.iter().filter(|p| theirs(p)).cloned());
        if !problems.is_empty() {
            return Err(Failure::Invalid(problems));
        }
        let mut after = answers.clone();
        for field in &open {
            match judged.values.get(*field) {
                Some(value) => after.insert((*field).to_owned(), value.clone()),
                None => after.remove(*field),
            };
        }
        let normalised: Answers = open
            .iter()
            .map(|f| ((*f).to_owned(), after.get(*f).cloned().unwrap_or_default()))
            .collect();
        registration::keep_answers(work.tx, row.id, &normalised)?;
        row.state = next.text().to_owned();
        let uploaded = asked.uploaded();
        let occasion = asked.request.id;
        facts::apply(work, &mut row, &asked.before, &after, occasion, &uploaded)?;
        form::save(work, &row)?;
        information::close(work.tx, row.id, "answered", work.now)?;
        work.audit("reference", row.reference.as_str());
        let readers = recipients::contact_and_admins(work, &row)?;
        recipients::tell(work, &readers, "e08", &row, row.version, |notice, _| {
            notice.link("/enrol/status")
        })
    })
    .wait()
}

/// What an item concerns, in words.
#[must_use]
pub fn target_words(app: &App, t: &Texts, target: Target) -> String {
    match target {
        Target::General => t.get("target-general").into_owned(),
        Target::Section(section) => t.get(format!("section-{section}")).into_owned(),
        Target::Field(field) => {
            let section = t.get(format!("section-{}", sections::section_of(field)));
            let field = t.get(format!("field-{field}"));
            t.format("target-field", &[("section", &section), ("field", &field)])
        }
        Target::Document(kind) => app
            .programme
            .document_type(kind.text())
            .map_or(kind.text(), |d| d.name.get(t.language()))
            .to_owned(),
    }
}

/// What a reason code says to the applicant.
#[must_use]
pub fn reason_words(app: &App, language: Language, code: &str) -> String {
    app.programme
        .reason_code(code)
        .map_or(code, |reason| reason.text.get(language))
        .to_owned()
}

/// The list of items of a mail.
fn listed(app: &App, language: Language, items: &[Item]) -> String {
    let t = texts(language);
    let item = |item: &Item| {
        let target = Target::from_text(&item.target).unwrap_or(Target::General);
        format!(
            "{}. {}\n{}\n{}",
            item.position,
            target_words(app, t, target),
            reason_words(app, language, &item.reason),
            item.text
        )
    };
    items.iter().map(item).collect::<Vec<_>>().join("\n\n")
}

/// E07, or its reminder: what is asked and until when.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    row: &Application,
    request: &InformationRequest,
    code: &str,
    occasion: i64,
) -> Result<(), Failure> {
    let items = information::items(work.tx, request.id)?;
    let readers = recipients::contact_and_admins(work, row)?;
    let (app, due) = (work.app.clone(), request.due_at);
    let fill = |notice: Notice, language| {
        notice
            .with("items", &listed(&app, language, &items))
            .date("until", due)
            .link("/enrol/status")
    };
    recipients::tell(work, &readers, code, row, occasion, fill)
}
