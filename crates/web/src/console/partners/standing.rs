//! Suspending, restoring and ending a partner, on its page.

use super::detail;
use crate::console::{id_of, may, moment};
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Choice, ErrorSummary, Field, Moment, Text};
use app::Failure;
use app::partners::{Partner, standing};
use axum::extract::Path;
use domain::enrolment::form::FieldProblem;
use domain::partner::{Act, Cause, Status};
use domain::permission::OperatorAction;
use std::collections::BTreeMap;
use store::partner_acts::Act as Row;
use uuid::Uuid;

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    form: &'static str,
    values: BTreeMap<&'static str, String>,
    /// What is wrong.
    pub(super) problems: Vec<FieldProblem>,
    key: String,
}

/// What the page shows of how the partner stands.
pub(super) struct Standing {
    pub(super) href: String,
    /// The status the forms were made from.
    pub(super) seen: String,
    pub(super) errors: Option<ErrorSummary>,
    /// The form that was sent and is wrong.
    pub(super) open: &'static str,
    pub(super) suspend: Option<Vec<Field>>,
    pub(super) restore: Option<Field>,
    pub(super) terminate: Option<Vec<Field>>,
    pub(super) proposal: Option<Proposal>,
    pub(super) acts: Vec<Moment>,
    pub(super) keys: [String; 5],
}

/// A termination that waits for a second person.
pub(super) struct Proposal {
    pub(super) id: Uuid,
    pub(super) by: String,
    pub(super) reason: String,
    pub(super) may_approve: bool,
    pub(super) may_decline: bool,
    /// What declining is called by the person who looks.
    pub(super) decline: Text,
}

fn reason(visit: &Visit, typed: &Typed, name: &'static str) -> Field {
    let value = typed.values.get(name).cloned().unwrap_or_default();
    Field::textarea(name, visit.t().get("standing-reason"))
        .hint(visit.t().get("standing-reason-hint"))
        .value(value)
        .error(fields::problem_at(visit, &typed.problems, name))
        .required()
}

fn suspend_fields(visit: &Visit, typed: &Typed, status: Status) -> Vec<Field> {
    let t = visit.t();
    let chosen = typed.values.get("cause").map_or("", String::as_str);
    let causes = Cause::ALL.iter().filter(|cause| cause.status() != status);
    let choices = causes.map(|cause| {
        Choice::new(
            cause.text(),
            t.get(format!("standing-cause-{}", cause.text())),
        )
        .selected(cause.text() == chosen)
    });
    vec![
        Field::radio("cause", t.get("standing-cause"), choices.collect())
            .error(fields::problem_at(visit, &typed.problems, "cause"))
            .required(),
        reason(visit, typed, "suspend_reason"),
    ]
}

fn terminate_fields(visit: &Visit, typed: &Typed, found: &Partner) -> Vec<Field> {
    let facts = [("domain", found.line.domain.as_str())];
    let value = typed.values.get("domain").cloned().unwrap_or_default();
    vec![
        Field::text("domain", visit.t().get("standing-domain"))
            .hint(visit.t().format("standing-domain-hint", &facts))
            .value(value)
            .error(fields::problem_at(visit, &typed.problems, "domain"))
            .required(),
        reason(visit, typed, "terminate_reason"),
    ]
}

/// The card and the forms on it.
pub(super) fn of(visit: &Visit, found: &Partner, typed: &Typed) -> Standing {
    let status = Status::from_text(&found.line.status);
    let manages = may(visit, OperatorAction::ManagePartners);
    let can = |act: Act| manages && status.is_some_and(|status| status.after(act).is_some());
    let suspends = Cause::ALL.iter().any(|cause| can(Act::Suspend(*cause)));
    let open = found.acts.iter().find(|act| act.state == "proposed");
    let suspend = status
        .filter(|_| suspends)
        .map(|status| suspend_fields(visit, typed, status));
    let restore = can(Act::Restore).then(|| reason(visit, typed, "restore_reason"));
    let terminate =
        (can(Act::Terminate) && open.is_none()).then(|| terminate_fields(visit, typed, found));
    let all = suspend
        .iter()
        .flatten()
        .chain(&restore)
        .chain(terminate.iter().flatten());
    let errors = ErrorSummary::of(visit.t(), all);
    let keys = ["suspend", "restore", "terminate", "approve", "decline"].map(|form| {
        match typed.form == form && !typed.key.is_empty() {
            true => typed.key.clone(),
            false => visit.fresh_key(),
        }
    });
    Standing {
        href: format!("/ops/partners/{}", found.line.tenant_id),
        seen: found.line.status.clone(),
        open: if errors.is_some() { typed.form } else { "" },
        errors,
        suspend,
        restore,
        terminate,
        proposal: open.map(|act| proposal(visit, act, manages)),
        acts: found.acts.iter().map(|act| told(visit, act)).collect(),
        keys,
    }
}

fn proposal(visit: &Visit, act: &Row, manages: bool) -> Proposal {
    let person = visit.request.caller.person();
    let mine = person.is_some_and(|person| person.account.0 == act.proposed_by);
    let decline = if mine {
        "standing-take-back"
    } else {
        "standing-decline"
    };
    Proposal {
        id: act.id,
        by: format!("{} · {}", act.proposed_name, moment(visit, act.proposed_at)),
        reason: act.reason.clone(),
        may_approve: manages && !mine,
        may_decline: manages,
        decline: visit.t().get(decline),
    }
}

fn told(visit: &Visit, act: &Row) -> Moment {
    let t = visit.t();
    let word = match (act.kind.as_str(), act.state.as_str()) {
        ("terminate", "proposed") => "standing-act-proposed".to_owned(),
        ("terminate", "declined") => "standing-act-declined".to_owned(),
        (kind, _) => format!("standing-act-{kind}"),
    };
    // What the calendar or a payment did has no name; its reason is the invoice that was late longest.
    if act.proposed_name.is_empty() {
        let facts = [("invoice", act.reason.as_str())];
        let why = t.format(&format!("standing-by-itself-{}", act.kind), &facts);
        return Moment {
            label: t.get(word),
            notes: vec![moment(visit, act.proposed_at).into(), why.into()],
            ..Moment::default()
        };
    }
    let mut notes = vec![format!(
        "{} · {}",
        act.proposed_name,
        moment(visit, act.proposed_at)
    )];
    if let Some(at) = act.decided_at {
        notes.push(format!("{} · {}", act.decided_name, moment(visit, at)));
    }
    if !act.cause.is_empty() {
        notes.push(t.get(format!("standing-cause-{}", act.cause)).into_owned());
    }
    if let Ok(day) = act.ends_on.parse() {
        let day = crate::ui::format::date(t, day);
        notes.push(t.format("standing-ends", &[("day", &day)]));
    }
    notes.push(act.reason.clone());
    Moment {
        label: t.get(word),
        notes: notes.into_iter().map(Text::from).collect(),
        ..Moment::default()
    }
}

/// What was just done.
pub(super) fn done(visit: &Visit, word: Option<&String>) -> Option<Banner> {
    let told = [
        ("suspended", "standing-done-suspended"),
        ("restored", "standing-done-restored"),
        ("proposed", "standing-done-proposed"),
        ("ending", "standing-done-ending"),
        ("declined", "standing-done-declined"),
    ];
    frame::done(visit, word, &told)
}

async fn answer(
    visit: &Visit,
    id: Uuid,
    form: &Form,
    (name, fields): (&'static str, &[&'static str]),
    outcome: Result<(), Failure>,
    word: &str,
) -> Answer {
    match outcome {
        Ok(()) => Ok(go(&format!("/ops/partners/{id}?done={word}"))),
        Err(Failure::Invalid(problems)) => {
            let values = fields
                .iter()
                .map(|field| (*field, form.get(field).to_owned()));
            let typed = Typed {
                form: name,
                values: values.collect(),
                key: form.key().to_owned(),
                problems,
            };
            detail::page(visit, id, &typed, None).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Suspends it.
pub async fn suspend(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let [seen, cause, reason] = ["seen", "cause", "suspend_reason"].map(|n| form.get(n).to_owned());
    let key = form.key().to_owned();
    let outcome =
        blocking(move || standing::suspend(&app, &request, at, &seen, (&cause, &reason), &key));
    let names = ("suspend", &["cause", "suspend_reason"][..]);
    answer(&visit, at, &form, names, outcome.await, "suspended").await
}

/// Has it in business again.
pub async fn restore(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let [seen, reason] = ["seen", "restore_reason"].map(|n| form.get(n).to_owned());
    let key = form.key().to_owned();
    let outcome = blocking(move || standing::restore(&app, &request, at, &seen, &reason, &key));
    let names = ("restore", &["restore_reason"][..]);
    answer(&visit, at, &form, names, outcome.await, "restored").await
}

/// Proposes that it ends.
pub async fn propose(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let names = ["seen", "domain", "terminate_reason"];
    let [seen, domain, reason] = names.map(|name| form.get(name).to_owned());
    let key = form.key().to_owned();
    let outcome = blocking(move || {
        standing::propose_end(&app, &request, at, &seen, (&domain, &reason), &key)
    });
    let names = ("terminate", &["domain", "terminate_reason"][..]);
    answer(&visit, at, &form, names, outcome.await, "proposed").await
}

/// Agrees, as the second.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (seen, proposal) = (form.get("seen").to_owned(), id_of(form.get("proposal")));
    let key = form.key().to_owned();
    let outcome =
        blocking(move || standing::approve_end(&app, &request, at, proposal, &seen, &key));
    let names = ("approve", &[][..]);
    answer(&visit, at, &form, names, outcome.await, "ending").await
}

/// Declines, or takes back.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (seen, proposal) = (form.get("seen").to_owned(), id_of(form.get("proposal")));
    let key = form.key().to_owned();
    let outcome =
        blocking(move || standing::decline_end(&app, &request, at, proposal, &seen, &key));
    let names = ("decline", &[][..]);
    answer(&visit, at, &form, names, outcome.await, "declined").await
}
