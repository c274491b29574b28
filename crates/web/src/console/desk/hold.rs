//! Who holds the case: giving back, taking over, the next one, and conflicts of interest.

use super::{Act, Typed, answers, done, news, refused};
use crate::console::{case, id_of, may, me, moment};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Chrome, Field, Tone};
use app::Failure;
use app::review::case::Case;
use app::review::desk::Desk;
use app::review::hold;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use domain::enrolment::application::State;
use domain::enrolment::duty::Again;
use domain::ids::ApplicationId;
use domain::permission::OperatorAction;

/// The part of the case page above everything else.
#[derive(Template)]
#[template(path = "pages/console/desk/top.html")]
pub(in crate::console) struct Top<'a> {
    chrome: &'a Chrome,
    id: String,
    /// What is new, with what it was.
    news: Option<(Banner, Vec<String>)>,
    /// A colleague holds the case.
    held: Option<Banner>,
    /// The reason for taking it over, where that is possible.
    take_over: Option<Field>,
    take_over_open: bool,
    /// Conflicts others have declared.
    conflicts: Vec<String>,
    second: super::second::Second,
    request_id: String,
    stamp: String,
}

impl HtmlSafe for Top<'_> {}

impl Top<'_> {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.take_over.iter().chain(self.second.fields())
    }
}

/// What can be done with the case as a whole, beside its name.
#[derive(Template)]
#[template(path = "pages/console/desk/actions.html")]
pub(in crate::console) struct Actions<'a> {
    chrome: &'a Chrome,
    id: String,
    /// Whether it can be given back.
    release: bool,
    /// The reason for a conflict, where one can be declared.
    conflict: Option<Field>,
    conflict_open: bool,
    request_id: String,
    stamp: String,
}

impl HtmlSafe for Actions<'_> {}

impl Actions<'_> {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.conflict.iter()
    }
}

fn reason(
    visit: &Visit,
    typed: &Typed,
    act: Act,
    id: &'static str,
    field: &'static str,
    label: &str,
) -> Field {
    let t = visit.t();
    Field::text(field, t.get(label))
        .id(id)
        .hint(t.get("hint-reason"))
        .value(typed.value(act, field))
        .error(typed.problem(visit, act, field))
        .maxlength(500)
        .required()
}

/// Makes them.
pub(super) fn actions<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    desk: &Desk,
    typed: &Typed,
) -> Actions<'a> {
    let mine = case.row.reviewer_id.is_some() && case.row.reviewer_id == me(visit);
    let open = matches!(
        case.state,
        State::Submitted | State::InReview | State::InformationRequested | State::Approved
    );
    let conflict = || {
        let (id, label) = ("conflict-why", "desk-conflict-why");
        reason(visit, typed, Act::Conflict, id, "conflict", label)
    };
    Actions {
        id: ApplicationId(case.row.id).to_string(),
        release: super::decides(visit, case) && mine && desk.proposal.is_none(),
        conflict: (open && may(visit, OperatorAction::ViewApplication)).then(conflict),
        conflict_open: typed.act == Act::Conflict,
        request_id: visit.fresh_key(),
        stamp: super::stamp(case),
        chrome,
    }
}

/// Makes it.
pub(super) fn top<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    desk: &Desk,
    typed: &Typed,
) -> Top<'a> {
    let t = visit.t();
    let reviews = super::decides(visit, case);
    let held = (reviews && desk.involvement.held_by_colleague).then(|| {
        let holder = case.reviewer.clone().unwrap_or_default();
        let since = desk.claimed_at.map(|at| moment(visit, at));
        let facts = [("name", holder), ("at", since.unwrap_or_default())];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Banner::new(Tone::Warn, t.format("desk-held", &facts)).text(t.get("desk-held-text"))
    });
    let can_take = held.is_some()
        && desk.proposal.is_none()
        && !desk.involvement.decided_credit
        && desk.involvement.again == Again::Free;
    let declared = |c: &store::review::duty::Conflict| {
        let facts = [
            ("name", c.full_name()),
            ("at", moment(visit, c.declared_at)),
        ];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        t.format("desk-conflict-declared", &facts)
    };
    Top {
        id: ApplicationId(case.row.id).to_string(),
        news: news(visit, desk),
        take_over: can_take.then(|| {
            let (id, label) = ("take-over", "desk-take-over-why");
            reason(visit, typed, Act::TakeOver, id, "reason", label)
        }),
        take_over_open: typed.act == Act::TakeOver,
        held,
        conflicts: desk.conflicts.iter().map(declared).collect(),
        second: super::second::second(visit, case, desk, typed),
        request_id: visit.fresh_key(),
        stamp: super::stamp(case),
        chrome,
    }
}

/// Gives the case back.
pub async fn release(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    match blocking(move || hold::release(&app, &request, ApplicationId(at))).await {
        Ok(()) => Ok(go(&done(at, "released", ""))),
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}

/// Takes the case over.
pub async fn take_over(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let reason = form.get("reason").to_owned();
    let taken = blocking(move || hold::take_over(&app, &request, ApplicationId(at), &reason));
    match taken.await {
        Ok(()) => Ok(go(&done(at, "taken-over", ""))),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                act: Act::TakeOver,
                values: answers(&form, &["reason"]),
                problems,
            };
            case::at_desk(&visit, &id, &typed).await
        }
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}

/// Declares a conflict of interest.
pub async fn declare(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let reason = form.get("conflict").to_owned();
    let declared =
        blocking(move || hold::declare_conflict(&app, &request, ApplicationId(at), &reason));
    match declared.await {
        Ok(()) => Ok(go("/ops?done=conflict")),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                act: Act::Conflict,
                values: answers(&form, &["conflict"]),
                problems,
            };
            case::at_desk(&visit, &id, &typed).await
        }
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}

/// Claims the next case, if one waits.
pub async fn next(visit: Visit, _form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || hold::next(&app, &request)).await? {
        Some(id) => Ok(go(&done(id.0, "claimed", ""))),
        None => Ok(go("/ops?done=nothing-free")),
    }
}
