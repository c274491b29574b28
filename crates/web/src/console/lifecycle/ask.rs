//! Asking for information: up to eight items, each with a reason, what it concerns, and a text.

use super::super::{case_href, id_of};
use super::{Act, Typed};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Choice, Field, format};
use app::enrolment::information::target_words;
use app::review::ask::{self, TypedItem};
use axum::extract::Path;
use domain::enrolment::information::{LONGEST_TEXT, MOST_ITEMS, Target};
use domain::ids::ApplicationId;

/// The form.
pub(in crate::console) struct AskForm {
    /// Until when an answer would be wanted.
    pub(super) due: String,
    /// The rows.
    pub(super) rows: Vec<AskRow>,
    /// Whether it is shown open.
    pub(super) open: bool,
}

/// One row of the form.
pub(in crate::console) struct AskRow {
    /// Its number.
    pub(super) number: usize,
    /// Reason, what it concerns, text.
    pub(super) fields: [Field; 3],
    /// Whether it is shown open.
    pub(super) open: bool,
}

impl AskForm {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.rows.iter().flat_map(|row| &row.fields)
    }
}

/// The form with what was typed.
pub(super) fn form(visit: &Visit, typed: &Typed) -> AskForm {
    let (t, app) = (visit.t(), visit.app());
    let days = i64::from(app.programme.application.information_days);
    let due = app.clock.now().plus_days(days);
    let zone = app.programme.time_zone().clone();
    let due = visit.timestamp(due).to_zoned(zone).date();
    let empty = TypedItem::default();
    let row = |number: usize| {
        let typed_row = typed.items.get(number - 1).unwrap_or(&empty);
        AskRow {
            number,
            fields: row_fields(visit, number, typed_row, typed),
            open: number == 1 || !typed_row.is_empty(),
        }
    };
    AskForm {
        due: t.format("ask-due", &[("date", &format::date(t, due))]),
        rows: (1..=MOST_ITEMS).map(row).collect(),
        open: typed.act == Act::Ask,
    }
}

fn row_fields(visit: &Visit, number: usize, row: &TypedItem, typed: &Typed) -> [Field; 3] {
    let (t, app, language) = (visit.t(), visit.app(), visit.language());
    let problem = |name: &str| fields::problem_at(visit, typed.of(Act::Ask), name);
    let reasons = ask::reasons(&app.programme)
        .map(|r| Choice::new(r.code.clone(), r.text.get(language).to_owned()))
        .collect();
    let targets = Target::all()
        .into_iter()
        .map(|target| Choice::new(target.text(), target_words(app, t, target)))
        .collect();
    let [reason, target, text] =
        ["reason", "target", "text"].map(|part| format!("{part}-{number}"));
    [
        Field::select(reason.clone(), t.get("ask-reason"), reasons)
            .value(row.reason.clone())
            .error(problem(&reason))
            .unmarked(),
        Field::select(target.clone(), t.get("ask-target"), targets)
            .value(row.target.clone())
            .error(problem(&target))
            .unmarked(),
        Field::textarea(text.clone(), t.get("ask-text"))
            .hint(t.get("ask-text-hint"))
            .value(row.text.clone())
            .error(problem(&text))
            .counter(u32::try_from(LONGEST_TEXT).unwrap_or(u32::MAX))
            .wide()
            .unmarked(),
    ]
}

/// T11: asks, or says what is wrong and keeps what was typed.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let value = |part: &str, n: usize| form.get(&format!("{part}-{n}")).to_owned();
    let items: Vec<_> = (1..=MOST_ITEMS)
        .map(|n| TypedItem {
            reason: value("reason", n),
            target: value("target", n),
            text: value("text", n),
        })
        .collect();
    let (seen, key, sent) = (
        form.get("version").to_owned(),
        form.key().to_owned(),
        items.clone(),
    );
    let asked =
        blocking(move || ask::ask(&app, &request, ApplicationId(at), &sent, &seen, &key)).await;
    match asked {
        Ok(()) => Ok(go(&format!("{}?done=asked", case_href(at)))),
        Err(failure) => {
            let typed = Typed {
                act: Act::Ask,
                items,
                ..Typed::default()
            };
            super::refused(&visit, &id, form.get("version"), failure, typed).await
        }
    }
}
