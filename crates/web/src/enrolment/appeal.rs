//! A rejection and what can be done about it: "Fix now" (T15).

use super::answers::{ACCEPTED, file_row};
use super::status::{self, Sent, Typed};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Choice, Field, FileRow, format};
use app::Failure;
use app::enrolment::appeal::{self, LONGEST_COMMENT};
use app::enrolment::documents::{self, NewDocument};
use app::enrolment::information::reason_words;
use app::enrolment::status::Status;
use domain::enrolment::documents::Kind;
use domain::enrolment::rejection::told;

/// A rejection as the page shows it.
pub(super) struct RefusedCard {
    /// The reasons the company may know.
    pub(super) reasons: Vec<String>,
    /// What the reviewer wrote.
    pub(super) text: String,
    /// When, how an appeal works, from when a new application is possible.
    pub(super) notes: Vec<String>,
    /// The panel, while an appeal is possible.
    pub(super) fix: Option<Fix>,
}

/// The panel that puts things right.
pub(super) struct Fix {
    /// Kinds of documents.
    pub(super) kind: Field,
    /// The file.
    pub(super) file: Field,
    /// Its day of issue, where the age counts.
    pub(super) dated_on: Field,
    /// Documents added since the rejection.
    pub(super) files: Vec<FileRow>,
    /// The comment.
    pub(super) comment: Field,
}

/// The rejection of a rejected application.
pub(super) fn card(visit: &Visit, status: &Status, typed: &Typed) -> Option<RefusedCard> {
    let refused = status.refused.as_ref()?;
    let (t, app, language) = (visit.t(), visit.app(), visit.language());
    let zone = app.programme.time_zone();
    let date = |at| {
        let day = visit.timestamp(at).to_zoned(zone.clone()).date();
        format::date(t, day)
    };
    let decided = refused
        .rejection
        .decided_at
        .unwrap_or(refused.rejection.proposed_at);
    let mut notes = vec![t.format("refused-on", &[("date", &date(decided))])];
    notes.push(match refused.appeal_until {
        Some(until) if status.now < until => {
            t.format("refused-appeal-until", &[("date", &date(until))])
        }
        Some(until) => t.format("refused-appeal-over", &[("date", &date(until))]),
        None => t.get("refused-appeals-used").into_owned(),
    });
    notes.push(t.format("refused-reapply", &[("date", &date(refused.reapply_at))]));
    Some(RefusedCard {
        reasons: told(&refused.reasons, &app.programme)
            .into_iter()
            .map(|reason| reason_words(app, language, &reason.code))
            .collect(),
        text: refused.rejection.text.clone(),
        notes,
        fix: refused
            .can_appeal(status.now)
            .then(|| fix(visit, status, typed)),
    })
}

fn fix(visit: &Visit, status: &Status, typed: &Typed) -> Fix {
    let (t, language) = (visit.t(), visit.language());
    let programme = &visit.app().programme;
    let mine = typed.is(Sent::Appeal);
    let value = |name: &str| {
        let typed = typed.answers.get(name).filter(|_| mine);
        typed.cloned().unwrap_or_default()
    };
    let problems = if mine { &typed.problems[..] } else { &[] };
    let problem = |name: &str| fields::problem_at(visit, problems, name);
    let about_file = |p: &&domain::enrolment::form::FieldProblem| {
        !["comment", "dated_on", "kind"].contains(&p.field.as_str())
    };
    let file_problem = problems
        .iter()
        .find(about_file)
        .map(|p| fields::words(visit, &p.problem));
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let rules = programme.document_type(kind.text())?;
        let choice = Choice::new(kind.text(), rules.name.get(language).to_owned());
        Some(choice.selected(kind.text() == value("kind")))
    });
    let added = status.refused.iter().flat_map(|refused| &refused.documents);
    Fix {
        kind: Field::select("kind", t.get("enrol-document-kind"), kinds.collect())
            .required()
            .error(problem("kind")),
        file: Field::file("file", t.get("enrol-document-file"), ACCEPTED, false)
            .error(file_problem),
        dated_on: Field::date("dated_on", t.get("field-dated_on"))
            .value(value("dated_on"))
            .optional_note(t.get("document-dated-if"))
            .error(problem("dated_on")),
        files: added
            .filter(|d| d.removed_at.is_none())
            .map(|d| file_row(visit, d))
            .collect(),
        comment: Field::textarea("comment", t.get("appeal-comment"))
            .hint(t.get("appeal-comment-hint"))
            .value(value("comment"))
            .error(problem("comment"))
            .counter(u32::try_from(LONGEST_COMMENT).unwrap_or(u32::MAX))
            .wide(),
    }
}

/// What is wrong with the panel, for the summary of errors.
pub(super) fn all_fields(card: Option<&RefusedCard>) -> impl Iterator<Item = &Field> {
    let fix = card.and_then(|card| card.fix.as_ref());
    fix.into_iter()
        .flat_map(|fix| [&fix.kind, &fix.file, &fix.dated_on, &fix.comment])
}

/// T15: adds a document, if one was chosen, and appeals.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (file, kind) = (form.file("file").cloned(), form.get("kind").to_owned());
    let (comment, key) = (form.get("comment").to_owned(), form.key().to_owned());
    let dated_on = form.get("dated_on").to_owned();
    let sent = blocking(move || {
        if let Some(file) = file {
            let new = NewDocument {
                kind: &kind,
                file_name: &file.name,
                bytes: &file.bytes,
                dated_on: &dated_on,
            };
            documents::upload(&app, &request, new)?;
        }
        appeal::appeal(&app, &request, &comment, &key)
    });
    match sent.await {
        Ok(()) => Ok(go("/enrol/status?done=appealed")),
        Err(Failure::Invalid(problems)) => refused(&visit, &form, problems).await,
        Err(failure) => Err(failure.into()),
    }
}

/// The page again, with what was typed and what is wrong.
pub(super) async fn refused(
    visit: &Visit,
    form: &Form,
    problems: Vec<domain::enrolment::form::FieldProblem>,
) -> Answer {
    let typed = Typed {
        sent: Some(Sent::Appeal),
        answers: form.answers(),
        problems,
    };
    status::again(visit, &typed).await
}
