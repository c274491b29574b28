//! What has happened to a case since its submission, and the forms that move it on: asking,
//! rejecting, the second person's answer, an adverse fact, links to contacts.
//!
//! The case page shows [`Before`] above its checks and [`Forms`] below its data; each renders
//! itself.

pub mod adverse;
pub mod ask;
pub mod contacts;
pub mod reject;

mod story;

use super::case_view::Decision;
use super::{case, desk, may};
use crate::http::{Answer, Visit};
use crate::ui::{Banner, Chrome, Field, Link, Tone};
use adverse::AdverseForm;
use app::Failure;
use app::i18n::Texts;
use app::review::ask::TypedItem;
use app::review::case::Case;
use app::review::desk::Desk;
use app::review::lifecycle::Lifecycle;
use app::review::{adverse as adverse_fact, reject as rejecting};
use ask::AskForm;
use askama::Template;
use askama::filters::HtmlSafe;
use contacts::ContactRow;
use domain::enrolment::application::State;
use domain::enrolment::duty::{Duty, Hand, judge};
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use reject::{ProposalCard, RejectForm};
use story::{AppealCard, AskedCard, ChangesCard};

/// Which of the forms is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Act {
    /// None of them.
    #[default]
    Look,
    /// Asking for information.
    Ask,
    /// Rejecting.
    Reject,
    /// Declining a proposed rejection.
    Decline,
    /// Entering an adverse fact.
    Adverse,
}

impl Act {
    /// What an address asks to be opened.
    pub(super) fn from_text(text: &str) -> Self {
        match text {
            "ask" => Self::Ask,
            "reject" => Self::Reject,
            "adverse" => Self::Adverse,
            _ => Self::Look,
        }
    }
}

/// What was typed into the forms, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    /// Which form.
    pub(super) act: Act,
    /// The items of a request.
    pub(super) items: Vec<TypedItem>,
    /// A rejection.
    pub(super) rejection: rejecting::Typed,
    /// Why a proposal is declined.
    pub(super) decline: String,
    /// An adverse fact.
    pub(super) adverse: adverse_fact::Typed,
    /// What is wrong.
    pub(super) problems: Vec<FieldProblem>,
    /// Whether nothing is wrong, but something has happened since the page was made.
    pub(super) overtaken: bool,
}

impl Typed {
    /// Nothing typed yet; a form is shown open.
    pub(super) fn opening(act: Act) -> Self {
        Self {
            act,
            ..Self::default()
        }
    }

    /// The problems, if they are those of a form.
    fn of(&self, act: Act) -> &[FieldProblem] {
        if self.act == act { &self.problems } else { &[] }
    }
}

/// Answers a form that was not taken. What was typed is kept, also when the case has changed since
/// the page was made: the reviewer reads what is new and sends it again.
async fn refused(visit: &Visit, id: &str, seen: &str, failure: Failure, typed: Typed) -> Answer {
    let typed = match failure {
        Failure::Invalid(problems) => Typed { problems, ..typed },
        Failure::Conflict(conflict) if matches!(conflict.code, "stale" | "changed") => Typed {
            overtaken: true,
            ..typed
        },
        failure => return desk::refused(visit, id, seen, failure).await,
    };
    case::again(visit, id, &typed).await
}

/// Says that something has happened since the page was made.
pub(super) fn overtaken(t: &'static Texts, typed: &Typed) -> Option<Banner> {
    let banner = || Banner::new(Tone::Warn, t.get("case-overtaken"));
    typed
        .overtaken
        .then(|| banner().text(t.get("case-overtaken-text")))
}

/// What a reviewer has to know before deciding.
#[derive(Template)]
#[template(path = "pages/console/lifecycle/before.html")]
pub(super) struct Before<'a> {
    chrome: &'a Chrome,
    id: String,
    stamp: String,
    banners: Vec<Banner>,
    proposal: Option<ProposalCard>,
    asked: Option<AskedCard>,
    changes: Vec<ChangesCard>,
    appeals: Vec<AppealCard>,
    contacts: Vec<ContactRow>,
    request_id: String,
}

impl HtmlSafe for Before<'_> {}

/// The forms at the end of the case.
#[derive(Template)]
#[template(path = "pages/console/lifecycle/forms.html")]
pub(super) struct Forms<'a> {
    chrome: &'a Chrome,
    id: String,
    stamp: String,
    ask: Option<AskForm>,
    reject: Option<RejectForm>,
    adverse: Option<AdverseForm>,
    request_id: String,
}

impl HtmlSafe for Forms<'_> {}

fn decides(visit: &Visit) -> bool {
    may(visit, OperatorAction::DecideApplication)
}

/// The part above the checks.
pub(super) fn before<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    desk: &Desk,
    life: &Lifecycle,
    typed: &Typed,
) -> Before<'a> {
    Before {
        id: case.row.id.to_string(),
        stamp: desk::stamp(case),
        banners: banners(visit, case, life),
        proposal: reject::proposal(visit, case, desk, life, typed),
        asked: story::asked(visit, case, life),
        changes: story::changes(visit, life),
        appeals: story::appeals(visit, life),
        contacts: contacts::rows(visit, case, life),
        request_id: visit.fresh_key(),
        chrome,
    }
}

/// The forms, as far as they can be used now.
pub(super) fn forms<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    desk: &Desk,
    life: &Lifecycle,
    typed: &Typed,
) -> Forms<'a> {
    let free = |duty| decides(visit) && judge(duty, &desk.involvement).is_ok();
    let waits = desk.proposal.is_some() || life.proposal().is_some();
    let reviews = case.state == State::InReview && free(Duty::Review) && !waits;
    let approved = case.state == State::Approved && free(Duty::SecondReview);
    Forms {
        id: case.row.id.to_string(),
        stamp: desk::stamp(case),
        ask: reviews.then(|| ask::form(visit, typed)),
        reject: reviews.then(|| reject::form(visit, typed)),
        adverse: approved.then(|| adverse::form(visit, typed)),
        request_id: visit.fresh_key(),
        chrome,
    }
}

impl Before<'_> {
    /// Fields that may have errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.proposal.iter().filter_map(|p| p.decline.as_ref())
    }
}

impl Forms<'_> {
    /// Fields that may have errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        let ask = self.ask.iter().flat_map(AskForm::fields);
        let reject = self.reject.iter().flat_map(RejectForm::fields);
        let adverse = self.adverse.iter().flat_map(AdverseForm::fields);
        ask.chain(reject).chain(adverse)
    }

    /// The ways to the forms, for the bar at the end of the page.
    pub(super) fn links(&self) -> Vec<Link> {
        let t = self.chrome.t;
        let link = |act: &str, label: &str| {
            let href = format!("/ops/applications/{}?do={act}#{act}", self.id);
            Link::new(href, t.get(label))
        };
        let mut links = Vec::new();
        if self.reject.is_some() {
            links.push(link("reject", "case-reject-open"));
        }
        if self.ask.is_some() {
            links.push(link("ask", "case-ask-open"));
        }
        links
    }
}

/// Adds to a decision what stands in its way besides checks and credit.
pub(super) fn restrain(t: &'static Texts, life: &Lifecycle, decision: &mut Decision) {
    let reason = if life.leaves_it() {
        "conflict-earlier-reviewer"
    } else if life.proposal().is_some() {
        "conflict-rejection-proposed"
    } else {
        return;
    };
    decision.title = t.get("console-approve-not-ready");
    decision.possible = false;
    decision.claim &= !life.leaves_it();
    decision.note = t.get(reason).into_owned();
}

fn banners(visit: &Visit, case: &Case, life: &Lifecycle) -> Vec<Banner> {
    let t = visit.t();
    let mut banners = Vec::new();
    if life.judged_before.0 != Hand::None && case.state == State::InReview {
        let text = if life.leaves_it() {
            "conflict-earlier-reviewer"
        } else {
            "case-earlier-nobody-else"
        };
        banners.push(Banner::new(Tone::Warn, t.get("case-earlier-reviewer")).text(t.get(text)));
    }
    let reopened = life.reopenings.first().filter(|r| {
        case.state == State::InReview && case.row.entered_at.is_some_and(|entered| r.at >= entered)
    });
    if let Some(reopened) = reopened {
        let mut words = t.get(format!("reopened-{}", reopened.cause)).into_owned();
        for more in [&reopened.text, &reopened.note] {
            if !more.is_empty() {
                words.push(' ');
                words.push_str(more);
            }
        }
        banners.push(Banner::new(Tone::Warn, t.get("case-reopened")).text(words));
    }
    banners
}
