//! What was asked and answered, what was changed, and appeals.

use super::super::moment;
use crate::http::{Visit, fields};
use crate::ui::{Text, Tone};
use app::enrolment::information::{reason_words, target_words};
use app::review::case::Case;
use app::review::lifecycle::{Exchange, Lifecycle};
use domain::enrolment::application::State;
use domain::enrolment::rejection::told;
use store::information::{Change, Moved};
use uuid::Uuid;

/// An item with its answer.
pub(in crate::console) struct ItemRow {
    /// What it concerns.
    pub(super) title: String,
    /// Reason and text.
    pub(super) question: String,
    /// What the company wrote.
    pub(super) comment: String,
    /// Whether it is answered.
    pub(super) answered: bool,
}

/// A request that waits for its answer.
pub(in crate::console) struct AskedCard {
    /// Who asked, when, until when.
    pub(super) note: String,
    /// The items.
    pub(super) items: Vec<ItemRow>,
}

/// A field with its value before and after.
pub(in crate::console) struct ChangedField {
    /// The field.
    pub(super) label: Text,
    /// What it held.
    pub(super) before: String,
    /// What it holds.
    pub(super) after: String,
}

/// A document that came or went.
pub(in crate::console) struct MovedFile {
    /// Kind and name.
    pub(super) name: String,
    /// Whether it came or went.
    pub(super) what: (Tone, Text),
}

/// What the company answered or changed at one time.
pub(in crate::console) struct ChangesCard {
    /// When, and on what occasion.
    pub(super) title: String,
    /// The items that were asked, with their answers.
    pub(super) items: Vec<ItemRow>,
    /// Changed fields.
    pub(super) fields: Vec<ChangedField>,
    /// Documents that came or went.
    pub(super) files: Vec<MovedFile>,
    /// Whether it is the newest, which is shown open.
    pub(super) open: bool,
}

/// A rejection with the appeal against it.
pub(in crate::console) struct AppealCard {
    /// Which appeal, when.
    pub(super) title: String,
    /// Who rejected, when.
    pub(super) rejected: String,
    /// The reasons.
    pub(super) reasons: Vec<String>,
    /// What the company had been told.
    pub(super) text: String,
    /// What the company wrote.
    pub(super) comment: String,
}

fn items(visit: &Visit, exchange: &Exchange) -> Vec<ItemRow> {
    let (app, t, language) = (visit.app(), visit.t(), visit.language());
    let row = |item: &app::enrolment::information::AskedItem| ItemRow {
        title: target_words(app, t, item.target),
        question: format!(
            "{} {}",
            reason_words(app, language, &item.row.reason),
            item.row.text
        ),
        comment: item.row.comment.clone(),
        answered: item.answered,
    };
    exchange.asked.items.iter().map(row).collect()
}

/// The request that waits for its answer.
pub(super) fn asked(visit: &Visit, case: &Case, life: &Lifecycle) -> Option<AskedCard> {
    let waits = case.state == State::InformationRequested;
    let open = |exchange: &&Exchange| waits && exchange.asked.request.closed_at.is_none();
    let exchange = life.exchanges.iter().find(open)?;
    let request = &exchange.asked.request;
    let (at, due) = (
        moment(visit, request.asked_at),
        moment(visit, request.due_at),
    );
    let facts = [
        ("name", exchange.by.as_str()),
        ("at", at.as_str()),
        ("due", due.as_str()),
    ];
    Some(AskedCard {
        note: visit.t().format("case-asked-note", &facts),
        items: items(visit, exchange),
    })
}

fn changed(visit: &Visit, change: &Change) -> ChangedField {
    let t = visit.t();
    let shown = |value: &str| match value {
        "" => t.get("console-not-given").into_owned(),
        value => fields::shown(visit, &change.field, value),
    };
    ChangedField {
        label: t.get(format!("field-{}", change.field)),
        before: shown(&change.before_value),
        after: shown(&change.after_value),
    }
}

/// Documents that came or went between a request and its end.
fn moved(visit: &Visit, exchange: &Exchange) -> Vec<MovedFile> {
    let t = visit.t();
    let request = &exchange.asked.request;
    let until = request
        .closed_at
        .unwrap_or(domain::effects::Instant(i64::MAX));
    let within = |at| request.asked_at <= at && at <= until;
    let row = |d: &Moved| {
        let name = format!("{} · {}", t.get(format!("document-{}", d.kind)), d.name);
        let what = if d.removed_at.is_some_and(within) {
            (Tone::Mute, t.get("case-document-removed"))
        } else {
            (Tone::Info, t.get("case-document-added"))
        };
        MovedFile { name, what }
    };
    let theirs = |d: &&Moved| {
        let (came, went) = (within(d.uploaded_at), d.removed_at.is_some_and(within));
        // What came and went again in the meantime was never there.
        came != went
    };
    let documents = exchange.asked.documents.iter();
    documents.filter(theirs).map(row).collect()
}

/// Every answer and every other change after the submission, newest first.
pub(super) fn changes(visit: &Visit, life: &Lifecycle) -> Vec<ChangesCard> {
    let t = visit.t();
    let of = |occasion: Uuid| {
        let mine = life.changes.iter().filter(|c| c.occasion == occasion);
        mine.map(|c| changed(visit, c)).collect::<Vec<_>>()
    };
    let answered = life
        .exchanges
        .iter()
        .filter(|exchange| exchange.asked.request.outcome.as_deref() == Some("answered"));
    let mut cards: Vec<_> = answered
        .map(|exchange| {
            let request = &exchange.asked.request;
            let at = request.closed_at.unwrap_or(request.asked_at);
            let title = t.format("case-answered", &[("at", &moment(visit, at))]);
            let card = ChangesCard {
                title,
                items: items(visit, exchange),
                fields: of(request.id),
                files: moved(visit, exchange),
                open: false,
            };
            (at, card)
        })
        .collect();
    let asked: Vec<_> = life.exchanges.iter().map(|e| e.asked.request.id).collect();
    let mut occasions: Vec<_> = life
        .changes
        .iter()
        .filter(|c| !asked.contains(&c.occasion))
        .map(|c| (c.changed_at, c.occasion))
        .collect();
    occasions.dedup();
    cards.extend(occasions.into_iter().map(|(at, occasion)| {
        let title = t.format("case-changed", &[("at", &moment(visit, at))]);
        let card = ChangesCard {
            title,
            items: Vec::new(),
            fields: of(occasion),
            files: Vec::new(),
            open: false,
        };
        (at, card)
    }));
    cards.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut cards: Vec<_> = cards.into_iter().map(|(_, card)| card).collect();
    if let Some(newest) = cards.first_mut() {
        newest.open = true;
    }
    cards
}

/// The appeals, newest first, each with the rejection it is against; and the last rejection, while
/// nobody has appealed.
pub(super) fn appeals(visit: &Visit, life: &Lifecycle) -> Vec<AppealCard> {
    let (app, t, language) = (visit.app(), visit.t(), visit.language());
    let confirmed = |outcome: &Option<String>| outcome.as_deref() == Some("confirmed");
    let verdicts = life.verdicts.iter().filter(|v| confirmed(&v.row.outcome));
    verdicts
        .map(|verdict| {
            let appeal = life
                .appeals
                .iter()
                .find(|appeal| appeal.rejection_id == verdict.row.id);
            let title = match appeal {
                Some(appeal) => {
                    let at = moment(visit, appeal.made_at);
                    let number = appeal.number.to_string();
                    t.format("case-appeal", &[("number", &number), ("at", &at)])
                }
                None => t.get("case-rejection").into_owned(),
            };
            let decided = verdict.row.decided_at.unwrap_or(verdict.row.proposed_at);
            let name = match &verdict.decider {
                Some(decider) if *decider != verdict.proposer => {
                    format!("{}{}{decider}", verdict.proposer, t.get("console-list"))
                }
                _ => verdict.proposer.clone(),
            };
            let at = moment(visit, decided);
            let reasons = verdict
                .reasons
                .iter()
                .map(|code| format!("{code}: {}", reason_words(app, language, code)));
            let quiet = told(&verdict.reasons, &app.programme)
                .iter()
                .any(|reason| reason.second_approver);
            AppealCard {
                title,
                rejected: t.format("case-rejected-by", &[("name", &name), ("at", &at)]),
                reasons: reasons.collect(),
                text: if quiet {
                    verdict.row.note.clone()
                } else {
                    verdict.row.text.clone()
                },
                comment: appeal.map(|a| a.comment.clone()).unwrap_or_default(),
            }
        })
        .collect()
}
