//! What a case page shows, made from the case.

use super::sla::sla;
use super::{case_href, console, may, me, moment, state_pill};
use crate::http::Visit;
use crate::ui::{Banner, Chrome, Text, Tile, Tone, format};
use app::i18n::Texts;
use app::review::case::Case;
use app::review::desk::Desk;
use domain::enrolment::application::State;
use domain::enrolment::checks::{self, CreditResult};
use domain::enrolment::risk::Code;
use domain::permission::OperatorAction;

/// Another application that looks like the same company.
pub(super) struct Double {
    /// Where it opens; a case that was never submitted does not.
    pub(super) href: Option<String>,
    /// The company.
    pub(super) company: String,
    /// Reference number.
    pub(super) reference: String,
    /// Its state.
    pub(super) state: (Tone, Text),
    /// What is the same.
    pub(super) same: String,
}

/// The bar at the end of the page.
pub(super) struct Decision {
    /// Whether approval is possible, in a word.
    pub(super) title: Text,
    /// What stands in the way, or what approval brings about.
    pub(super) note: String,
    /// Whether nothing stands in the way.
    pub(super) possible: bool,
    /// Whether the case can be taken.
    pub(super) claim: bool,
    /// Where approval is sent.
    pub(super) action: String,
}

/// The frame of the pages of a case, with the way to it.
pub(super) fn frame(visit: &Visit, case: &Case, title: impl Into<Text>) -> Chrome {
    console(visit, title)
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("/ops/applications", visit.t().get("nav-applications"))
        .reference(case.row.reference.clone())
}

fn money(case: &Case, minor: i64) -> String {
    format::money(minor, &case.row.currency)
}

/// Reference, model, when it was submitted.
pub(super) fn note(visit: &Visit, case: &Case) -> String {
    let t = visit.t();
    let models = &visit.app().programme.business_models;
    let model = models.iter().find(|m| m.id.as_str() == case.row.model);
    let model = model.map_or(case.row.model.as_str(), |m| m.name.get(visit.language()));
    let submitted = case
        .row
        .submitted_at
        .map(|at| moment(visit, at))
        .unwrap_or_default();
    let facts = [
        ("reference", case.row.reference.as_str()),
        ("model", model),
        ("submitted", submitted.as_str()),
    ];
    t.format("console-case-note", &facts)
}

/// Time, reviewer, credit, documents.
pub(super) fn tiles(visit: &Visit, case: &Case, desk: &Desk) -> Vec<Tile> {
    let t = visit.t();
    let mut tiles = Vec::new();
    let sla = sla(visit, case.row.sla_since, case.row.sla_days);
    let paused = case.state == State::InformationRequested;
    tiles.push(Tile {
        label: t.get("console-sla"),
        value: format!("{} / {}", sla.used, sla.promised).into(),
        meter: Some(sla.meter),
        detail: paused.then(|| t.get("console-sla-paused")),
        ..Tile::default()
    });
    tiles.push(super::desk::holder_tile(visit, case, desk));
    let (value, detail) = match &case.credit {
        Some(credit) => {
            let analyst = case.analyst.clone().unwrap_or_default();
            let granted = credit.result == CreditResult::Pass.text();
            let limit = granted.then(|| money(case, credit.credit_limit));
            let parts: Vec<_> = limit.into_iter().chain([analyst]).collect();
            let detail = parts.join(&t.get("console-separator"));
            (t.get(format!("credit-{}", credit.result)), detail)
        }
        None => {
            let asked = super::facts::amount(&case.answers, "requested_limit");
            let asked = asked.map(|minor| money(case, minor)).unwrap_or_default();
            let detail = t.format("console-credit-asked", &[("limit", &asked)]);
            (t.get("console-credit-open"), detail)
        }
    };
    tiles.push(Tile {
        label: t.get("check-credit"),
        value,
        words: true,
        detail: Some(detail.into()),
        href: Some(format!("{}/credit", case_href(case.row.id)).into()),
        meter: None,
    });
    tiles.push(super::desk::risk_tile(visit, desk));
    tiles
}

/// Where the case stands, once it is decided.
pub(super) fn banner(visit: &Visit, case: &Case) -> Option<Banner> {
    let t = visit.t();
    let (tone, title) = match case.state {
        State::Approved => (Tone::Ok, "console-approved"),
        State::Provisioning => (Tone::Info, "console-provisioning"),
        State::Active => (Tone::Ok, "console-active"),
        State::Submitted => (Tone::Info, "console-submitted"),
        State::InformationRequested => (Tone::Warn, "console-waits-for-company"),
        State::Rejected | State::Withdrawn | State::Lapsed => (Tone::Mute, "console-closed"),
        State::InReview | State::Draft => return None,
    };
    let banner = Banner::new(tone, t.get(title));
    let (Some(at), Some(limit)) = (case.row.decided_at, case.row.credit_limit) else {
        return Some(banner);
    };
    let (at, limit) = (moment(visit, at), money(case, limit));
    let name = case.reviewer.clone().unwrap_or_default();
    let facts = [("name", name.as_str()), ("at", &at), ("limit", &limit)];
    Some(banner.text(t.format("console-approved-by", &facts)))
}

/// That documents of this case were uploaded with other applications too, and with which.
pub(super) fn reused(visit: &Visit, case: &Case) -> Option<Banner> {
    let t = visit.t();
    let found = case
        .findings
        .iter()
        .filter(|f| f.code == Code::DocumentReused.text());
    let others: Vec<&str> = found.map(|f| f.detail.as_str()).collect();
    let title = t.get("console-document-reused");
    let banner = Banner::new(Tone::Warn, title).text(others.join(&t.get("console-list")));
    (!others.is_empty()).then_some(banner)
}

/// Applications of what seems to be the same company.
pub(super) fn doubles(t: &'static Texts, case: &Case) -> Vec<Double> {
    let double = |other: &store::application::Application| {
        let given = |value: &Option<String>| value.as_ref().is_some_and(|v| !v.is_empty());
        let same = [
            (
                given(&other.credit_code) && other.credit_code == case.row.credit_code,
                "field-credit_code",
            ),
            (
                given(&other.network_id) && other.network_id == case.row.network_id,
                "field-network_id",
            ),
            (other.legal_name == case.row.legal_name, "field-legal_name"),
        ];
        let same: Vec<Text> = same
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, label)| t.get(label))
            .collect();
        Double {
            href: other.submitted_at.map(|_| case_href(other.id)),
            company: other.legal_name.clone(),
            reference: other.reference.clone(),
            state: state_pill(t, &other.state),
            same: same.join(&t.get("console-list")),
        }
    };
    case.duplicates.iter().map(double).collect()
}

/// What can be decided now, for those who may.
pub(super) fn decision(visit: &Visit, case: &Case) -> Option<Decision> {
    if case.state != State::InReview || !may(visit, OperatorAction::DecideApplication) {
        return None;
    }
    let t = visit.t();
    let obstacles = case.obstacles();
    let names: Vec<Text> = obstacles
        .iter()
        .map(|kind| t.get(format!("check-{}", kind.text())))
        .collect();
    let mut reasons = Vec::new();
    if !names.is_empty() {
        let names = names.join(&t.get("console-list"));
        reasons.push(t.format("console-obstacles", &[("checks", &names)]));
    }
    let analyst_is_me = case
        .credit
        .as_ref()
        .is_some_and(|c| c.analyst_id.is_some() && c.analyst_id == me(visit));
    match &case.credit {
        // While the check itself is open, its name says enough.
        _ if obstacles.contains(&checks::Kind::Credit) => {}
        Some(credit) if credit.result == CreditResult::Pass.text() => {
            if visit.app().clock.now() >= credit.valid_until {
                reasons.push(t.get("conflict-credit-expired").into_owned());
            }
        }
        _ => reasons.push(t.get("conflict-credit-missing").into_owned()),
    }
    if !case.unscanned.is_empty() {
        reasons.push(t.get("conflict-documents-unscanned").into_owned());
    }
    if analyst_is_me {
        reasons.push(t.get("conflict-same-person").into_owned());
    }
    let possible = reasons.is_empty();
    let limit = case
        .credit
        .as_ref()
        .map(|credit| money(case, credit.credit_limit));
    let note = if possible {
        t.format(
            "console-approve-effect",
            &[("limit", &limit.unwrap_or_default())],
        )
    } else {
        reasons.join(" ")
    };
    let title = if possible {
        "console-approve-ready"
    } else {
        "console-approve-not-ready"
    };
    let mine = case.row.reviewer_id.is_some() && case.row.reviewer_id == me(visit);
    Some(Decision {
        title: t.get(title),
        note,
        possible,
        claim: !mine && !analyst_is_me,
        action: format!("{}/approve", case_href(case.row.id)),
    })
}
