//! Overrides: the proposal that waits, the form for one, and what became of earlier ones.

use super::{Opened, Typed, after};
use crate::console::desk::papers;
use crate::console::{case_href, id_of, may, me, moment};
use crate::http::{Answer, Form, Visit, blocking, fields};
use crate::ui::{Banner, Choice, Chrome, Field, Pair, Part, Text, Tone, format};
use app::credit::file::Proposed;
use app::credit::overrides::{self, Sent};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use domain::enrolment::checks::CreditResult;
use domain::ids::ApplicationId;
use domain::permission::OperatorAction;
use jiff::ToSpan;

/// The card of overrides.
#[derive(Template)]
#[template(path = "pages/console/credit/overrides.html")]
pub(super) struct Card<'a> {
    chrome: &'a Chrome,
    id: String,
    waiting: Option<Waiting>,
    propose: Option<Vec<Field>>,
    /// Why nothing can be proposed, where somebody might look for it.
    note: Option<Text>,
    open: bool,
    past: Vec<Past>,
    request_id: String,
}

impl HtmlSafe for Card<'_> {}

/// The proposal that waits for a second person.
struct Waiting {
    id: String,
    parts: Vec<Part>,
    pairs: Vec<Pair>,
    document: Option<(String, Text)>,
    /// Why this visitor cannot decide it.
    banner: Option<Banner>,
    decides: bool,
    answer: Field,
    declining: bool,
    withdraws: bool,
}

/// An earlier proposal.
struct Past {
    state: (Tone, Text),
    limit: String,
    people: String,
    at: String,
    answer: String,
}

/// The fields of both forms, for the summary of errors: those of a proposal, where one can be made,
/// and the answer of the second person.
pub(super) fn fields(
    visit: &Visit,
    opened: &Opened,
    typed: &Typed,
    decides: bool,
) -> (Option<Vec<Field>>, Vec<Field>) {
    let waits = opened
        .file
        .overrides
        .iter()
        .any(|o| o.proposal.state == "proposed");
    let can = decides && !waits && !opened.file.decisions.is_empty();
    let own = can.then(|| proposal(visit, opened, typed));
    let second = if waits {
        vec![answer(visit, typed)]
    } else {
        Vec::new()
    };
    (own, second)
}

fn proposal(visit: &Visit, opened: &Opened, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let rules = &visit.app().programme.credit;
    let sent = typed.proposal.clone().unwrap_or_default();
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let today = visit.app().today();
    let last = today.checked_add(i64::from(rules.result_valid_days).days());
    let last = last.unwrap_or(today);
    let none = Choice::new("", t.get("override-no-document"));
    let documents = papers::named(visit, &opened.case).into_iter();
    let documents = documents.map(|(id, name)| Choice::new(id.to_string(), name));
    let least = rules.override_reason_min_chars.to_string();
    vec![
        Field::number("override_limit", t.get("override-limit"))
            .hint(t.get("override-limit-hint"))
            .prefix("¥")
            .value(sent.limit)
            .error(problem("override_limit"))
            .required(),
        Field::date("expires_on", t.get("override-expires"))
            .hint(t.format("override-expires-hint", &[("date", &format::date(t, last))]))
            .between(
                Some(today.to_string().into()),
                Some(last.to_string().into()),
            )
            .value(sent.expires_on)
            .error(problem("expires_on"))
            .required(),
        Field::textarea("override_reason", t.get("field-reason"))
            .hint(t.format("override-reason-hint", &[("min", &least)]))
            .value(sent.reason)
            .error(problem("override_reason"))
            .counter(500)
            .wide()
            .required(),
        Field::textarea("evidence", t.get("override-evidence"))
            .hint(t.get("override-evidence-hint"))
            .value(sent.evidence)
            .error(problem("evidence"))
            .counter(1000)
            .wide()
            .optional_note(t.get("override-evidence-if")),
        Field::select(
            "document",
            t.get("override-document"),
            std::iter::once(none).chain(documents).collect(),
        )
        .value(sent.document)
        .error(problem("document"))
        .wide(),
    ]
}

fn answer(visit: &Visit, typed: &Typed) -> Field {
    let t = visit.t();
    Field::textarea("answer", t.get("override-answer"))
        .hint(t.get("hint-reason"))
        .value(typed.decline.clone().unwrap_or_default())
        .error(fields::problem_at(visit, &typed.problems, "answer"))
        .counter(500)
        .wide()
        .required()
}

/// The card.
pub(super) fn card<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    opened: &Opened,
    own: Option<Vec<Field>>,
    second: Vec<Field>,
    typed: &Typed,
) -> Card<'a> {
    let t = visit.t();
    let mut answers = second.into_iter();
    let mut past = Vec::new();
    let mut waits = None;
    for proposed in &opened.file.overrides {
        if proposed.proposal.state == "proposed" {
            if let Some(field) = answers.next() {
                waits = Some(waiting(visit, opened, proposed, field, typed));
            }
        } else {
            past.push(earlier(visit, proposed));
        }
    }
    let undecided = opened.file.decisions.is_empty() && opened.is_open();
    Card {
        chrome,
        id: ApplicationId(opened.case.row.id).to_string(),
        note: undecided.then(|| t.get("override-nothing-yet")),
        open: typed.proposal.is_some() || opened.file.barred,
        propose: own,
        waiting: waits,
        past,
        request_id: visit.fresh_key(),
    }
}

fn day(visit: &Visit, iso: &str) -> String {
    let parsed = iso.parse().ok();
    parsed.map_or_else(|| iso.to_owned(), |date| format::date(visit.t(), date))
}

fn value(visit: &Visit, result: &str, limit: i64, currency: &str) -> Text {
    if result == CreditResult::Pass.text() {
        format::money(limit, currency).into()
    } else {
        visit.t().get(format!("credit-{result}"))
    }
}

fn waiting(
    visit: &Visit,
    opened: &Opened,
    proposed: &Proposed,
    answer: Field,
    typed: &Typed,
) -> Waiting {
    let t = visit.t();
    let it = &proposed.proposal;
    let pair = |label: &str, value: String| Pair::new(t.get(label), value);
    let proposer = proposed.proposer.clone().unwrap_or_default();
    let mut pairs = vec![
        pair("override-proposer", proposer.clone()),
        pair("override-proposed-at", moment(visit, it.proposed_at)),
        pair("field-reason", it.reason.clone()),
    ];
    if !it.evidence.is_empty() {
        pairs.push(pair("override-evidence", it.evidence.clone()));
    }
    pairs.push(pair("override-expires", day(visit, &it.expires_on)));
    let mut documents = papers::named(visit, &opened.case).into_iter();
    let document = it.document_id.and_then(|id| {
        let (_, name) = documents.find(|(document, _)| *document == id)?;
        let href = format!("{}/documents/{id}", case_href(opened.case.row.id));
        Some((href, name.into()))
    });
    let own = Some(it.proposed_by) == me(visit);
    let reviews = opened.case.row.reviewer_id.is_some() && opened.case.row.reviewer_id == me(visit);
    let lead = may(visit, OperatorAction::ApproveOverride);
    let banner = if own {
        Some(t.get("override-own"))
    } else if !lead {
        Some(t.get("override-lead-only"))
    } else if reviews {
        Some(t.get("conflict-same-person"))
    } else {
        None
    };
    let old = value(visit, &it.old_result, it.old_limit, &it.currency);
    let part = |operator, value, label: &str, result| Part {
        operator,
        value,
        label: t.get(label),
        result,
    };
    let new = format::money(it.new_limit, &it.currency);
    Waiting {
        id: it.id.to_string(),
        parts: vec![
            part("", old, "override-old", false),
            part("→", new.into(), "override-new", true),
        ],
        pairs,
        document,
        decides: banner.is_none() && opened.is_open(),
        banner: banner.map(|text| Banner::new(Tone::Info, t.get("override-waits")).text(text)),
        answer,
        declining: typed.decline.is_some(),
        withdraws: own,
    }
}

fn earlier(visit: &Visit, proposed: &Proposed) -> Past {
    let t = visit.t();
    let it = &proposed.proposal;
    let tone = match it.state.as_str() {
        "approved" => Tone::Ok,
        "declined" => Tone::Bad,
        _ => Tone::Mute,
    };
    let people = [&proposed.proposer, &proposed.decider];
    let people: Vec<&str> = people.iter().filter_map(|name| name.as_deref()).collect();
    Past {
        state: (tone, t.get(format!("override-{}", it.state))),
        limit: format::money(it.new_limit, &it.currency),
        people: people.join(" → "),
        at: moment(visit, it.decided_at.unwrap_or(it.proposed_at)),
        answer: it.answer.clone(),
    }
}

/// Proposes an override.
pub async fn propose(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let sent = Sent {
        limit: form.get("override_limit").to_owned(),
        reason: form.get("override_reason").to_owned(),
        evidence: form.get("evidence").to_owned(),
        document: form.get("document").to_owned(),
        expires_on: form.get("expires_on").to_owned(),
    };
    let typed = Typed {
        proposal: Some(sent.clone()),
        ..Typed::default()
    };
    let key = form.key().to_owned();
    let proposed =
        blocking(move || overrides::propose(&app, &request, ApplicationId(at), &sent, &key)).await;
    after(&visit, &id, "override-proposed", typed, proposed).await
}

/// Approves it.
pub async fn approve(
    visit: Visit,
    Path((id, proposal)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (proposal, key) = (id_of(&proposal), form.key().to_owned());
    let approved =
        blocking(move || overrides::approve(&app, &request, ApplicationId(at), proposal, &key));
    after(
        &visit,
        &id,
        "override-approved",
        Typed::default(),
        approved.await,
    )
    .await
}

/// Declines it.
pub async fn decline(
    visit: Visit,
    Path((id, proposal)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (proposal, answer) = (id_of(&proposal), form.get("answer").to_owned());
    let key = form.key().to_owned();
    let typed = Typed {
        decline: Some(answer.clone()),
        ..Typed::default()
    };
    let declined = blocking(move || {
        overrides::decline(&app, &request, ApplicationId(at), proposal, &answer, &key)
    });
    after(&visit, &id, "override-declined", typed, declined.await).await
}

/// Takes it back.
pub async fn withdraw(
    visit: Visit,
    Path((id, proposal)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (proposal, key) = (id_of(&proposal), form.key().to_owned());
    let withdrawn =
        blocking(move || overrides::withdraw(&app, &request, ApplicationId(at), proposal, &key));
    after(
        &visit,
        &id,
        "override-withdrawn",
        Typed::default(),
        withdrawn.await,
    )
    .await
}
