//! What the company states beside what the business registry says.

use super::{Act, Typed, answers, done, refused};
use crate::console::{case, id_of, moment};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Choice, Chrome, Field, Pair, Text, format};
use app::Failure;
use app::review::case::Case;
use app::review::desk::Desk;
use app::review::registry as entering;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use domain::enrolment::registry::{Compared, FIELDS, Piece, Pieces, Status, Verdict, differences};
use domain::ids::ApplicationId;
use domain::validate;

/// The card of the registry.
#[derive(Template)]
#[template(path = "pages/console/desk/registry.html")]
pub(in crate::console) struct Register<'a> {
    chrome: &'a Chrome,
    id: String,
    /// When and by whom it was looked up.
    note: String,
    rows: Vec<Row>,
    /// What the company states, while there is no extract.
    stated: Vec<Pair>,
    source: Option<String>,
    form: Option<Vec<Field>>,
    open: bool,
    first: bool,
    request_id: String,
}

/// One row of the comparison.
struct Row {
    label: Text,
    stated: Pieces,
    registered: Pieces,
    verdict: Verdict,
    words: Text,
}

impl HtmlSafe for Register<'_> {}

impl Register<'_> {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.form.iter().flatten()
    }
}

/// Makes it.
pub(super) fn register<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    desk: &Desk,
    typed: &Typed,
) -> Register<'a> {
    let t = visit.t();
    let extract = desk.extract.as_ref().and_then(|entered| entered.extract());
    let compared = extract
        .as_ref()
        .map(|extract| entering::compare(&visit.app().programme, &case.answers, extract));
    let note = match (&desk.extract, &compared) {
        (Some(entered), Some(rows)) => {
            let checked = entered.checked_on.parse().map(|date| format::date(t, date));
            let facts = [
                (
                    "date",
                    checked.unwrap_or_else(|_| entered.checked_on.clone()),
                ),
                ("differences", differences(rows).to_string()),
            ];
            let facts = facts
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            t.format("registry-note", &facts)
        }
        _ => t.get("registry-none").into_owned(),
    };
    let source = desk.extract.as_ref().map(|entered| {
        let facts = [
            ("source", entered.source.clone()),
            ("name", entered.full_name()),
            ("at", moment(visit, entered.entered_at)),
        ];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        t.format("registry-source", &facts)
    });
    let writes = super::works(visit, case, desk);
    let first = compared.is_none();
    Register {
        id: ApplicationId(case.row.id).to_string(),
        note,
        rows: compared
            .unwrap_or_default()
            .into_iter()
            .map(|row| shown(visit, row))
            .collect(),
        stated: if first {
            super::super::facts::stated(visit, &case.answers)
        } else {
            Vec::new()
        },
        source,
        form: writes.then(|| form(visit, desk, typed)),
        open: typed.act == Act::Extract,
        first,
        request_id: visit.fresh_key(),
        chrome,
    }
}

/// A row with amounts, dates and states as people read them.
fn shown(visit: &Visit, row: Compared) -> Row {
    let t = visit.t();
    let words = match row.verdict {
        Verdict::Same => t.get("registry-same"),
        Verdict::Differs => t.get("registry-differs"),
        Verdict::Missing => t.get("registry-missing"),
    };
    let readable = |pieces: Pieces| -> Pieces {
        let [Piece { text, changed }] = pieces.as_slice() else {
            return pieces;
        };
        let words = match row.field {
            "registered_capital" => validate::amount_cny(text)
                .map(|minor| format::money(minor, &visit.app().programme.currency.code))
                .ok(),
            "established_on" => text.parse().map(|date| format::date(t, date)).ok(),
            "status" => Some(t.get(format!("registry-{text}")).into_owned()),
            _ => None,
        };
        match words {
            Some(text) => vec![Piece {
                text,
                changed: *changed,
            }],
            None => pieces,
        }
    };
    let label = match row.field {
        "address" => t.get("registry-field-address"),
        "status" => t.get("registry-field-status"),
        field => t.get(format!("field-{field}")),
    };
    Row {
        label,
        stated: readable(row.stated),
        registered: readable(row.registered),
        verdict: row.verdict,
        words,
    }
}

fn form(visit: &Visit, desk: &Desk, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let last = desk.extract.as_ref();
    let again = typed.act == Act::Extract;
    // What was found last time is where the next look begins; the day of the look is not.
    let value = |field: &'static str, kept: Option<String>| {
        if again {
            typed.value(Act::Extract, field).to_owned()
        } else {
            kept.unwrap_or_default()
        }
    };
    let dressed = |field: Field, name: &'static str, kept: Option<String>| {
        field
            .id(format!("registry-{name}"))
            .value(value(name, kept))
            .error(typed.problem(visit, Act::Extract, name))
    };
    let status = |s: &Status| Choice::new(s.text(), t.get(format!("registry-{}", s.text())));
    let statuses: Vec<_> = Status::ALL.iter().map(status).collect();
    let capital = last
        .and_then(|e| e.capital)
        .map(|minor| domain::money::Money::new(minor, domain::money::Currency::CNY).plain());
    let today = visit.app().today().to_string();
    vec![
        dressed(
            Field::text("name", t.get("registry-field-name")),
            "name",
            last.map(|e| e.name.clone()),
        )
        .maxlength(200)
        .wide()
        .required(),
        dressed(
            Field::text("credit_code", t.get("field-credit_code")),
            "credit_code",
            last.map(|e| e.credit_code.clone()),
        )
        .maxlength(18)
        .required(),
        dressed(
            Field::select("status", t.get("registry-field-status"), statuses),
            "status",
            last.map(|e| e.status.clone()),
        )
        .required(),
        dressed(
            Field::text("address", t.get("registry-field-address")),
            "address",
            last.map(|e| e.address.clone()),
        )
        .maxlength(300)
        .wide()
        .required(),
        dressed(
            Field::text("legal_representative", t.get("field-legal_representative")),
            "legal_representative",
            last.map(|e| e.legal_representative.clone()),
        )
        .maxlength(50)
        .required(),
        dressed(
            Field::text("capital", t.get("field-registered_capital"))
                .inputmode("decimal")
                .prefix("¥"),
            "capital",
            capital,
        ),
        dressed(
            Field::date("established_on", t.get("field-established_on")),
            "established_on",
            last.and_then(|e| e.established_on.clone()),
        ),
        dressed(
            Field::date("checked_on", t.get("registry-field-checked_on")),
            "checked_on",
            Some(today),
        )
        .required(),
        dressed(
            Field::text("source", t.get("registry-field-source")),
            "source",
            last.map(|e| e.source.clone())
                .or_else(|| Some(t.get("registry-source-default").into_owned())),
        )
        .hint(t.get("registry-source-hint"))
        .maxlength(200)
        .wide()
        .required(),
    ]
}

/// Enters an extract, or says what is wrong and keeps what was typed.
pub async fn enter(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let values = answers(&form, &FIELDS);
    let (sent, key) = (values.clone(), form.key().to_owned());
    let entered = blocking(move || entering::enter(&app, &request, ApplicationId(at), &sent, &key));
    match entered.await {
        Ok(()) => Ok(go(&done(at, "extract", "#registry"))),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                act: Act::Extract,
                values,
                problems,
            };
            case::at_desk(&visit, &id, &typed).await
        }
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}
