//! How far the application is: the stages of the vetting and the way so far.

use crate::http::Visit;
use crate::ui::{Link, Meter, Moment, Stage, Text, Tone, format};
use app::enrolment::status::Status;
use app::i18n::Texts;
use domain::enrolment::application::State;
use domain::enrolment::checks;
use domain::enrolment::information::Target;
use domain::enrolment::vetting::{self, Standing};

/// The tone of a standing.
fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Open => Tone::Mute,
        Standing::Pending => Tone::Wait,
        Standing::Accepted => Tone::Ok,
        Standing::Rejected => Tone::Bad,
    }
}

/// "Verification started → Email ownership → Employment → Business", with a way to put right what
/// the company can. Nothing before the submission and after an end without a decision.
pub(super) fn stages(visit: &Visit, status: &Status) -> Vec<Stage> {
    let state = status.view.state;
    if matches!(state, State::Draft | State::Withdrawn | State::Lapsed) {
        return Vec::new();
    }
    let t = visit.t();
    let stage = |(stage, standing): (vetting::Stage, Standing)| Stage {
        label: t.get(format!("stage-{}", stage.text())),
        standing: t.get(format!("standing-{}", standing.text())),
        tone: tone(standing),
        action: fix(status, stage, standing).map(|href| Link::new(href, t.get("status-fix"))),
    };
    vetting::progress(state, &status.outcomes())
        .map(stage)
        .into()
}

/// Where the company can do something about a stage.
fn fix(status: &Status, stage: vetting::Stage, standing: Standing) -> Option<String> {
    if standing == Standing::Rejected {
        let refused = status.refused.as_ref()?;
        return refused.can_appeal(status.now).then(|| "#fix".to_owned());
    }
    let concerns = |target: Target| {
        let touched = match target {
            Target::General => Vec::new(),
            Target::Document(kind) => checks::touched([], [kind]),
            Target::Field(_) | Target::Section(_) => checks::touched(target.fields(), []),
        };
        touched
            .into_iter()
            .any(|kind| vetting::Stage::of(kind) == stage)
    };
    let asked = status.asked.iter().flat_map(|asked| &asked.items);
    let item = asked
        .filter(|item| !item.answered)
        .find(|item| concerns(item.target));
    let contact = status.contacts.iter().find(|contact| {
        vetting::Stage::of(contact.purpose.check()) == stage && super::contacts::needs_help(contact)
    });
    item.map(|item| format!("#item-{}", item.row.position))
        .or_else(|| contact.map(|_| "#contacts".to_owned()))
}

/// What lies ahead of a state.
fn ahead(state: State) -> &'static [State] {
    match state {
        State::Draft => &[
            State::Submitted,
            State::Approved,
            State::Provisioning,
            State::Active,
        ],
        State::Submitted | State::InReview | State::InformationRequested => {
            &[State::Approved, State::Provisioning, State::Active]
        }
        State::Approved => &[State::Provisioning, State::Active],
        State::Provisioning => &[State::Active],
        State::Rejected | State::Active | State::Withdrawn | State::Lapsed => &[],
    }
}

/// A state as a moment of the way; coming back to one has words of its own.
fn moment_words(t: &'static Texts, before: Option<State>, state: State) -> Text {
    t.get(match (before, state) {
        (Some(State::Lapsed), State::Draft) => "moment-reopened".to_owned(),
        (Some(State::InformationRequested), State::InReview) => "moment-answered".to_owned(),
        (Some(State::Rejected), State::InReview) => "moment-appealed".to_owned(),
        (Some(State::Approved), State::InReview) => "moment-review-reopened".to_owned(),
        _ => format!("moment-{}", state.text()),
    })
}

/// The way so far, oldest first, and what lies ahead.
pub(super) fn moments(visit: &Visit, status: &Status) -> Vec<Moment> {
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let mut before = None;
    let mut moments = Vec::new();
    for step in &status.steps {
        let Some(state) = State::from_text(&step.state) else {
            continue;
        };
        moments.push(Moment {
            label: moment_words(t, before, state),
            notes: vec![format::datetime(t, visit.timestamp(step.at), zone).into()],
            now: false,
            next: false,
        });
        before = Some(state);
    }
    if let Some(last) = moments.last_mut() {
        last.now = true;
    }
    let next = |state: &State| Moment {
        label: t.get(format!("moment-{}", state.text())),
        notes: Vec::new(),
        now: false,
        next: true,
    };
    moments.extend(ahead(status.view.state).iter().map(next));
    moments
}

/// Working days used of those promised, while the operator has to act.
pub(super) fn meter(visit: &Visit, status: &Status) -> Option<Meter> {
    let running = matches!(status.view.state, State::Submitted | State::InReview);
    running.then(|| {
        let (days, target) = (
            status.days_used,
            visit.app().programme.application.sla_working_days,
        );
        let facts = [("days", days.to_string()), ("target", target.to_string())];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let words = visit.t().format("status-days", &facts);
        Meter::progress(words, u64::from(days.min(target)), u64::from(target))
    })
}
