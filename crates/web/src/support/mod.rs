//! Support requests as partners see them: lists, a new one, one with its thread; and what their customers
//! ask them. What all sides show alike is here; the operator's queue is in `console::support`, the
//! customers' side in `centre::requests`.

pub mod case;
pub mod inquiries;
pub mod list;
pub mod new;
pub mod request;

use crate::http::{Form, Upload, Visit};
use crate::ui::{FileRow, Message, Pair, Side, Text, Tone, format};
use app::support::Case;
use app::support::files::{Attached, FIELD};
use domain::effects::Instant;
use domain::support::{Kind, Line, Side as Writer};
use domain::validate::phone;

/// What may be attached, for the browser's own choice.
pub(crate) const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

/// How a state looks.
pub(crate) fn state_pill(visit: &Visit, state: &str) -> (Tone, Text) {
    let tone = match state {
        "new" => Tone::Info,
        "open" => Tone::Wait,
        "waiting" => Tone::Warn,
        "resolved" => Tone::Ok,
        _ => Tone::Mute,
    };
    (tone, visit.t().get(format!("support-state-{state}")))
}

/// How a severity looks.
pub(crate) fn severity_pill(visit: &Visit, severity: &str) -> (Tone, Text) {
    let tone = match severity {
        "critical" => Tone::Bad,
        "moderate" => Tone::Warn,
        _ => Tone::Mute,
    };
    (tone, visit.t().get(format!("support-severity-{severity}")))
}

/// What a request is about, in words.
pub(crate) fn topic(visit: &Visit, topic: &str) -> Text {
    visit.t().get(format!("support-topic-{topic}"))
}

/// A moment with its date.
pub(crate) fn moment(visit: &Visit, at: Instant) -> String {
    let zone = visit.app().programme.time_zone();
    format::datetime(visit.t(), visit.timestamp(at), zone)
}

/// What an inquiry was passed on as.
pub(crate) struct PassedOn {
    href: Option<String>,
    number: String,
    state: (Tone, Text),
}

/// As what an inquiry was passed on; with links for its partner.
pub(crate) fn passed_on(visit: &Visit, case: &Case, reader: Writer) -> Vec<PassedOn> {
    let one = |row: &store::support::Request| PassedOn {
        href: (reader == Writer::Partner).then(|| format!("/support/requests/{}", row.number)),
        number: row.number.clone(),
        state: state_pill(visit, &row.state),
    };
    case.passed_on.iter().map(one).collect()
}

/// Whether a request is what a customer asks its partner.
pub(crate) fn is_inquiry(case: &Case) -> bool {
    case.row.kind == Kind::Inquiry.text()
}

/// One piece of a request's history: a message with its files, or a step.
pub(crate) struct Piece {
    /// The message; none for a step.
    pub(crate) message: Option<Message>,
    /// What happened.
    pub(crate) step: String,
    /// Files that came with it.
    pub(crate) files: Vec<FileRow>,
}

/// The files that came at a place of the history.
fn files(visit: &Visit, case: &Case, place: i64, base: &str) -> Vec<FileRow> {
    let t = visit.t();
    let mine = case.files.iter().filter(|file| file.place == place);
    mine.map(|file| {
        let tone = match file.scan.as_str() {
            "clean" => Tone::Ok,
            "infected" | "failed" => Tone::Bad,
            _ => Tone::Wait,
        };
        let kilobytes = (file.bytes / 1024).max(1);
        FileRow {
            name: file.name.clone().into(),
            note: format!("{} KB", format::number(kilobytes)).into(),
            status: Some((tone, t.get(format!("lost-scan-{}", file.scan)))),
            href: (file.scan != "infected")
                .then(|| format!("{base}/{}/files/{}", case.row.number, file.id).into()),
            remove: None,
        }
    })
    .collect()
}

/// The files of the request itself.
pub(crate) fn first_files(visit: &Visit, case: &Case, base: &str) -> Vec<FileRow> {
    files(visit, case, 0, base)
}

/// The history, as one of the sides reads it.
pub(crate) fn thread(visit: &Visit, case: &Case, reader: Writer, base: &str) -> Vec<Piece> {
    let t = visit.t();
    let piece = |entry: &store::support::Entry| {
        let at = moment(visit, entry.at);
        if entry.kind == Line::Step.text() {
            let what = t.get(format!("support-step-{}", entry.text));
            let by = [
                ("what", what.as_ref()),
                ("by", entry.author.as_str()),
                ("at", at.as_str()),
            ];
            let id = if entry.author.is_empty() {
                "support-step-by-itself"
            } else {
                "support-step"
            };
            return Piece {
                message: None,
                step: t.format(id, &by),
                files: Vec::new(),
            };
        }
        let own = entry.side == reader.text();
        let text = match (entry.kind.as_str(), entry.text.as_str()) {
            ("note", "") => t.get("support-flag-taken-back").into_owned(),
            (_, text) => text.to_owned(),
        };
        Piece {
            message: Some(Message {
                author: entry.author.clone().into(),
                about: if entry.by_mail {
                    t.format("support-by-mail", &[("at", &at)]).into()
                } else {
                    at.into()
                },
                text: text.into(),
                side: match (entry.kind == Line::Note.text(), own) {
                    (true, _) => Side::Note,
                    (false, true) => Side::Own,
                    (false, false) => Side::Theirs,
                },
                fresh: false,
            }),
            step: String::new(),
            files: files(visit, case, entry.place, base),
        }
    };
    case.entries.iter().map(piece).collect()
}

/// What a request says of itself.
pub(crate) fn facts(visit: &Visit, case: &Case) -> Vec<Pair> {
    let (t, row) = (visit.t(), &case.row);
    let mut facts = vec![
        Pair::new(t.get("support-number"), row.number.clone()).copy(),
        Pair::new(t.get("support-topic"), topic(visit, &row.topic)),
        Pair::new(t.get("support-reporter"), row.reporter_name.clone()),
        Pair::new(t.get("support-created"), moment(visit, row.created_at)),
    ];
    let mut add = |label: &str, value: &str| {
        if !value.is_empty() {
            facts.push(Pair::new(t.get(label), value.to_owned()));
        }
    };
    add(
        "support-customer",
        case.customer.as_deref().unwrap_or_default(),
    );
    add("support-related", &row.related);
    if !row.phone.is_empty() {
        add("support-phone", &phone::display(&row.phone));
    }
    add("support-agent", &row.assignee_name);
    let consent = if row.consents {
        "support-consent-given"
    } else {
        "support-consent-not"
    };
    let about = if is_inquiry(case) {
        add("support-partner", &case.partner);
        "inquiry-consent"
    } else {
        "support-consent"
    };
    add(about, &t.get(consent));
    facts
}

/// The long words of a request, each under its heading.
pub(crate) fn words(visit: &Visit, case: &Case) -> Vec<(Text, String)> {
    let (t, row) = (visit.t(), &case.row);
    [
        ("support-details", &row.details),
        ("support-effect", &row.effect),
        ("support-tried", &row.tried),
    ]
    .into_iter()
    .filter(|(_, words)| !words.is_empty())
    .map(|(label, words)| (t.get(label), words.clone()))
    .collect()
}

/// The uploads of a form, as use cases take them.
pub(crate) fn uploads(form: &Form) -> Vec<Upload> {
    form.files(FIELD).cloned().collect()
}

/// The same, borrowed.
pub(crate) fn attached(uploads: &[Upload]) -> Vec<Attached<'_>> {
    let mut all = Vec::new();
    for upload in uploads {
        all.push(Attached {
            name: &upload.name,
            bytes: &upload.bytes,
        });
    }
    all
}
