//! What the reviewers asked, and the company's answers (T12).

use super::status::{self, Sent, Typed};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{ErrorSummary, Field, FileRow, Link, Text, format};
use app::Failure;
use app::enrolment::documents::{self, NewDocument};
use app::enrolment::information::{self, Asked, AskedItem, field_of, reason_words, target_words};
use app::enrolment::status::Status;
use axum::extract::Path;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::information::{LONGEST_TEXT, Target};
use domain::enrolment::sections::FIELDS;

/// An item with everything to answer it.
pub(super) struct ItemCard {
    /// Its number.
    pub(super) position: u32,
    /// Where its answer is sent.
    pub(super) action: String,
    /// What it concerns.
    pub(super) title: String,
    /// The programme's words for the reason.
    pub(super) reason: String,
    /// What the reviewer wrote.
    pub(super) text: String,
    /// Whether it is answered.
    pub(super) answered: bool,
    /// What is wrong with it, when the answers were sent.
    pub(super) problem: Option<String>,
    /// The fields it concerns.
    pub(super) fields: Vec<Field>,
    /// The section it concerns as a whole.
    pub(super) section: Option<Link>,
    /// The document it wants: its kind, the file, and its day of issue where the age counts.
    pub(super) file: Option<(&'static str, Vec<Field>)>,
    /// Documents given so far.
    pub(super) files: Vec<FileRow>,
    /// The comment.
    pub(super) comment: Field,
}

/// The items of the request that waits.
pub(super) fn cards(visit: &Visit, status: &Status, typed: &Typed) -> Vec<ItemCard> {
    let Some(asked) = &status.asked else {
        return Vec::new();
    };
    let card = |item: &AskedItem| card(visit, status, asked, item, typed);
    asked.items.iter().map(card).collect()
}

fn card(
    visit: &Visit,
    status: &Status,
    asked: &Asked,
    item: &AskedItem,
    typed: &Typed,
) -> ItemCard {
    let t = visit.t();
    let position = item.row.position;
    let mine = typed.is(Sent::Item(position));
    let shown = mine || typed.is(Sent::Answers);
    let problems = if shown { &typed.problems[..] } else { &[] };
    let answers = if mine {
        &typed.answers
    } else {
        &status.view.answers
    };
    let named = |field: Field| {
        let id = format!("{}-{position}", field.name);
        field.id(id)
    };
    let inputs = match item.target {
        Target::Field(_) => {
            let specs = FIELDS
                .iter()
                .filter(|f| item.target.fields().contains(&f.name));
            let inputs = fields::fields(visit, specs, answers, problems, &[]);
            inputs.into_iter().map(named).collect()
        }
        _ => Vec::new(),
    };
    let problem = |name: &str| {
        mine.then(|| fields::problem_at(visit, problems, name))
            .flatten()
    };
    let comment = if mine {
        typed.answers.get("comment").cloned().unwrap_or_default()
    } else {
        item.row.comment.clone()
    };
    let file = match item.target {
        Target::Document(kind) => {
            let wrong = problem(kind.text()).or_else(|| problem("file"));
            let file = Field::file("file", t.get("enrol-document-file"), ACCEPTED, false);
            let mut inputs = vec![named(file.error(wrong))];
            let rules = visit.app().programme.document_type(kind.text());
            if rules.is_some_and(|rules| rules.max_age_months.is_some()) {
                let value = typed.answers.get("dated_on").filter(|_| mine);
                let date = Field::date("dated_on", t.get("field-dated_on"))
                    .value(value.cloned().unwrap_or_default())
                    .error(problem("dated_on"));
                inputs.push(named(date));
            }
            Some((kind.text(), inputs))
        }
        _ => None,
    };
    ItemCard {
        position,
        action: format!("/enrol/answers/{}", item.row.id),
        title: target_words(visit.app(), t, item.target),
        reason: reason_words(visit.app(), visit.language(), &item.row.reason),
        text: item.row.text.clone(),
        answered: item.answered,
        problem: fields::problem_at(visit, problems, &field_of(position)),
        fields: inputs,
        section: match item.target {
            Target::Section(section) => Some(Link::new(
                format!("/enrol/{section}"),
                t.format(
                    "answer-open-section",
                    &[("section", &t.get(format!("section-{section}")))],
                ),
            )),
            _ => None,
        },
        files: given(visit, asked, item),
        file,
        comment: named(
            Field::textarea("comment", t.get("answer-comment"))
                .hint(t.get("answer-comment-hint"))
                .value(comment)
                .error(problem("comment"))
                .counter(u32::try_from(LONGEST_TEXT).unwrap_or(u32::MAX))
                .wide(),
        ),
    }
}

pub(super) use crate::http::papers::ACCEPTED;

/// Documents of the kind an item wants that were uploaded since.
fn given(visit: &Visit, asked: &Asked, item: &AskedItem) -> Vec<FileRow> {
    let Target::Document(kind) = item.target else {
        return Vec::new();
    };
    let mine = asked.documents.iter().filter(|d| {
        d.kind == kind.text() && d.removed_at.is_none() && d.uploaded_at >= asked.request.asked_at
    });
    mine.map(|d| file_row(visit, d)).collect()
}

/// An added document with its removal.
pub(super) fn file_row(visit: &Visit, document: &store::information::Moved) -> FileRow {
    let zone = visit.app().programme.time_zone();
    FileRow {
        name: document.name.clone().into(),
        note: format::moment(visit.t(), visit.timestamp(document.uploaded_at), zone).into(),
        status: None,
        href: None,
        remove: Some(format!("/enrol/documents/{}/remove", document.id).into()),
    }
}

/// What stands in the way of sending: a line for each, leading to its item.
pub(super) fn summary(
    visit: &Visit,
    status: &Status,
    cards: &[ItemCard],
    typed: &Typed,
) -> Option<ErrorSummary> {
    let t = visit.t();
    let asked = status.asked.as_ref().filter(|_| typed.is(Sent::Answers))?;
    let place = |problem: &FieldProblem| {
        let concerned = |item: &&AskedItem| {
            field_of(item.row.position) == problem.field
                || item.target.fields().contains(&problem.field.as_str())
                || matches!(item.target, Target::Document(kind) if kind.text() == problem.field)
        };
        let item = asked.items.iter().find(concerned)?;
        let card = cards
            .iter()
            .find(|card| card.position == item.row.position)?;
        Some((card.position, card.title.clone()))
    };
    let items: Vec<(Text, String)> = typed
        .problems
        .iter()
        .map(|problem| {
            let words = fields::words(visit, &problem.problem);
            let field = format!("field-{}", problem.field);
            match place(problem) {
                Some((position, title)) => {
                    let label = if t.has(&field) {
                        t.get(&field).into_owned()
                    } else {
                        t.format(
                            "answer-item",
                            &[("number", &position.to_string()), ("title", &title)],
                        )
                    };
                    let id = format!("item-{position}").into();
                    (id, ErrorSummary::item(t, &label, &words))
                }
                None => ("".into(), words),
            }
        })
        .collect();
    let title = t.format(
        "error-summary-title",
        &[("count", &items.len().to_string())],
    );
    (!items.is_empty()).then_some(ErrorSummary {
        title,
        items,
        focus: true,
    })
}

/// Keeps the answer to one item.
pub async fn keep(visit: Visit, Path(id): Path<uuid::Uuid>, form: Form) -> Answer {
    let (app, request, answers) = (visit.app().clone(), visit.request.clone(), form.answers());
    let file = form.file("file").cloned();
    let (typed, kind) = (answers.clone(), form.get("kind").to_owned());
    let dated_on = form.get("dated_on").to_owned();
    let kept = blocking(move || {
        // The words first: they find out whether anybody asked, before bytes are stored.
        let comment = typed.get("comment").cloned().unwrap_or_default();
        information::answer_item(&app, &request, id, &typed, &comment)?;
        match file {
            Some(file) => {
                let new = NewDocument {
                    kind: &kind,
                    file_name: &file.name,
                    bytes: &file.bytes,
                    dated_on: &dated_on,
                };
                documents::upload(&app, &request, new)
            }
            None => Ok(()),
        }
    });
    let problems = match kept.await {
        Ok(()) => Vec::new(),
        Err(Failure::Invalid(problems)) => problems,
        Err(failure) => return Err(failure.into()),
    };
    let status = status::load(&visit).await?;
    let item = status
        .asked
        .as_ref()
        .and_then(|asked| asked.items.iter().find(|item| item.row.id == id));
    let Some(item) = item else {
        return Err(Failure::conflict("stale").into());
    };
    let position = item.row.position;
    // What was typed is kept, right or wrong; what is wrong is said now and not only at the end.
    let wrong = wrong(&visit, &status, item).into_iter().chain(problems);
    let typed = Typed {
        sent: Some(Sent::Item(position)),
        problems: wrong.collect(),
        answers,
    };
    if typed.problems.is_empty() {
        Ok(go(&format!("/enrol/status?done=answer#item-{position}")))
    } else {
        status::again(&visit, &typed).await
    }
}

/// What is wrong with the fields of an item.
fn wrong(visit: &Visit, status: &Status, item: &AskedItem) -> Vec<FieldProblem> {
    if !matches!(item.target, Target::Field(_)) {
        return Vec::new();
    }
    let (app, view) = (visit.app(), &status.view);
    let judged = domain::enrolment::sections::judge(
        &view.answers,
        &view.uploaded(),
        &app.programme,
        app.today(),
    );
    let fields = item.target.fields();
    let mine = |p: &FieldProblem| fields.contains(&p.field.as_str());
    judged.problems.into_iter().filter(mine).collect()
}

/// T12: sends all answers.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    match blocking(move || information::send(&app, &request, &key)).await {
        Ok(()) => Ok(go("/enrol/status?done=answered")),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                sent: Some(Sent::Answers),
                problems,
                ..Typed::default()
            };
            status::again(&visit, &typed).await
        }
        Err(failure) => Err(failure.into()),
    }
}
