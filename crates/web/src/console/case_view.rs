//! What a case page shows, made from the case.

use super::case::Typed;
use super::sla::sla;
use super::{case_href, console, may, moment, state_pill};
use crate::http::{Visit, fields};
use crate::ui::{Banner, Choice, Chrome, Field, Text, Tile, Tone, format};
use app::i18n::Texts;
use app::review::case::Case;
use domain::enrolment::application::State;
use domain::enrolment::checks::{CreditResult, Kind, Outcome};
use domain::permission::OperatorAction;
use store::application::Check;

/// One check with what can be done about it.
pub(super) struct CheckRow {
    /// Its spelling in addresses.
    pub(super) kind: &'static str,
    /// Its name.
    pub(super) label: Text,
    /// How it stands.
    pub(super) outcome: Outcome,
    /// The same in words.
    pub(super) result: Text,
    /// Why.
    pub(super) evidence: String,
    /// Who and when.
    pub(super) decided: String,
    /// Forms, where the visitor may decide.
    pub(super) forms: Option<Forms>,
    /// Another page that decides it.
    pub(super) href: Option<String>,
}

/// The forms of a check.
pub(super) struct Forms {
    /// Result and reason, for checks decided by hand.
    pub(super) by_hand: Option<(Field, Field)>,
    /// The reason for setting it aside.
    pub(super) waive: Field,
    /// Whether it is shown open.
    pub(super) open: bool,
    /// Whether the waiver is shown open.
    pub(super) waive_open: bool,
}

impl Forms {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        let by_hand = self.by_hand.iter().flat_map(|(result, reason)| [result, reason]);
        by_hand.chain([&self.waive])
    }
}

/// A document as the page lists it.
pub(super) struct Shown {
    /// Its name.
    pub(super) name: String,
    /// What it proves.
    pub(super) kind: Text,
    /// Type, size, when it came.
    pub(super) note: String,
    /// Where its bytes are.
    pub(super) href: String,
    /// Whether a page can show it.
    pub(super) image: bool,
    /// SHA-256 in hexadecimal.
    pub(super) sha256: String,
}

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

fn me(visit: &Visit) -> Option<uuid::Uuid> {
    visit.request.caller.person().map(|person| person.account.0)
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
    let submitted = case.row.submitted_at.map(|at| moment(visit, at)).unwrap_or_default();
    let facts = [
        ("reference", case.row.reference.as_str()),
        ("model", model),
        ("submitted", submitted.as_str()),
    ];
    t.format("console-case-note", &facts)
}

/// Time, reviewer, credit, documents.
pub(super) fn tiles(visit: &Visit, case: &Case) -> Vec<Tile> {
    let t = visit.t();
    let mut tiles = Vec::new();
    if let Some(submitted) = case.row.submitted_at {
        let sla = sla(visit, submitted, case.row.decided_at);
        tiles.push(Tile {
            label: t.get("console-sla"),
            value: format!("{} / {}", sla.used, sla.promised).into(),
            meter: Some(sla.meter),
            ..Tile::default()
        });
    }
    let mine = case.row.reviewer_id.is_some() && case.row.reviewer_id == me(visit);
    tiles.push(Tile {
        label: t.get("role-reviewer"),
        value: case.reviewer.clone().map_or_else(|| t.get("console-nobody"), Text::from),
        words: true,
        detail: mine.then(|| t.get("console-you")),
        ..Tile::default()
    });
    let (value, detail) = match &case.credit {
        Some(credit) => {
            let analyst = case.analyst.clone().unwrap_or_default();
            let granted = credit.result == CreditResult::Pass.text();
            let limit = granted.then(|| money(case, credit.credit_limit));
            let parts: Vec<_> = limit.into_iter().chain([analyst]).collect();
            let detail = parts.join(&t.get("console-separator"));
            (t.get(&format!("credit-{}", credit.result)), detail)
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
    let doubles = case.duplicates.len().to_string();
    tiles.push(Tile {
        label: t.get("console-documents"),
        value: case.documents.len().to_string().into(),
        detail: Some(t.format("console-doubles-count", &[("count", &doubles)]).into()),
        ..Tile::default()
    });
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

/// How many checks stand how.
pub(super) fn checks_note(t: &'static Texts, case: &Case) -> String {
    let count = |wanted: &[Outcome]| {
        let is = |c: &&Check| Outcome::from_text(&c.result).is_some_and(|o| wanted.contains(&o));
        case.checks.iter().filter(is).count().to_string()
    };
    let facts = [
        ("passed", count(&[Outcome::Passed, Outcome::Waived])),
        ("failed", count(&[Outcome::Failed])),
        ("open", count(&[Outcome::Pending, Outcome::NotStarted])),
    ];
    let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
    t.format("console-checks-note", &facts)
}

/// The checks, all of them, in their order.
pub(super) fn checks(visit: &Visit, case: &Case, typed: &Typed) -> Vec<CheckRow> {
    let t = visit.t();
    let decides =
        case.state == State::InReview && may(visit, OperatorAction::DecideApplication);
    let row = |kind: Kind| {
        let check = case.checks.iter().find(|c| c.kind == kind.text());
        let outcome = check.and_then(|c| Outcome::from_text(&c.result));
        let outcome = outcome.unwrap_or(Outcome::NotStarted);
        CheckRow {
            kind: kind.text(),
            label: t.get(&format!("check-{}", kind.text())),
            outcome,
            result: t.get(&format!("outcome-{}", outcome.text())),
            evidence: check.map(|c| c.evidence.clone()).unwrap_or_default(),
            decided: check.map(|c| decided(visit, c)).unwrap_or_default(),
            forms: (decides && kind != Kind::Credit).then(|| forms(visit, kind, outcome, typed)),
            href: (kind == Kind::Credit).then(|| format!("{}/credit", case_href(case.row.id))),
        }
    };
    Kind::ALL.iter().copied().map(row).collect()
}

fn decided(visit: &Visit, check: &Check) -> String {
    let t = visit.t();
    let Some(at) = check.decided_at else { return String::new() };
    let who = match check.decided_by.as_str() {
        "tongdao" => t.get("console-actor-system"),
        who => who.to_owned().into(),
    };
    format!("{who}{}{}", t.get("console-separator"), moment(visit, at))
}

fn forms(visit: &Visit, kind: Kind, outcome: Outcome, typed: &Typed) -> Forms {
    let t = visit.t();
    let refused = typed.kind == kind.text() && !typed.problems.is_empty();
    let waived = refused && (typed.result == Outcome::Waived.text() || !kind.by_hand());
    let by_hand = refused && !waived;
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let choice = |o: Outcome| Choice::new(o.text(), t.get(&format!("outcome-{}", o.text())));
    let result = || {
        let choices = vec![choice(Outcome::Passed), choice(Outcome::Failed)];
        let now = if by_hand { typed.result.as_str() } else { outcome.text() };
        Field::radio("result", t.get("field-result"), choices)
            .id(format!("result-{}", kind.text()))
            .value(now)
            .error(problem("result").filter(|_| by_hand))
            .required()
    };
    let reason = |id: &str, mine: bool, error: Option<String>| {
        Field::text("reason", t.get("field-reason"))
            .id(format!("{id}-{}", kind.text()))
            .hint(t.get("hint-reason"))
            .value(if mine { typed.reason.as_str() } else { "" })
            .error(error.filter(|_| mine))
            .maxlength(500)
            .wide()
    };
    let only_waiver = problem("reason").or_else(|| problem("result"));
    Forms {
        by_hand: kind.by_hand().then(|| {
            let reason = reason("reason", by_hand, problem("reason"));
            (result(), reason.optional_note(t.get("console-reason-if-failed")))
        }),
        waive: reason("waive", waived, only_waiver).required(),
        open: refused,
        waive_open: waived || !kind.by_hand(),
    }
}

/// The documents, oldest first.
pub(super) fn documents(visit: &Visit, case: &Case) -> Vec<Shown> {
    let t = visit.t();
    let shown = |d: &store::application::Document| {
        let ending = match d.media_type.as_str() {
            "application/pdf" => "PDF",
            "image/jpeg" => "JPG",
            "image/png" => "PNG",
            other => other,
        };
        let size = format::bytes(d.bytes.max(0).unsigned_abs());
        let facts = [("type", ending), ("size", &size), ("at", &moment(visit, d.uploaded_at))];
        Shown {
            name: d.name.clone(),
            kind: t.get(&format!("document-{}", d.kind)),
            note: t.format("console-document-note", &facts),
            href: format!("{}/documents/{}", case_href(case.row.id), d.id),
            image: d.media_type.starts_with("image/"),
            sha256: d.sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    };
    case.documents.iter().map(shown).collect()
}

/// Who looked at a document last.
pub(super) fn looked(visit: &Visit, case: &Case) -> Option<String> {
    let last = case.looks.first()?;
    let count = case.looks.len().to_string();
    let at = moment(visit, last.at);
    let facts = [("count", count.as_str()), ("name", &last.actor_name), ("at", &at)];
    Some(visit.t().format("console-looked", &facts))
}

/// Applications of what seems to be the same company.
pub(super) fn doubles(t: &'static Texts, case: &Case) -> Vec<Double> {
    let double = |other: &store::application::Application| {
        let given = |value: &Option<String>| value.as_ref().is_some_and(|v| !v.is_empty());
        let same = [
            (given(&other.credit_code) && other.credit_code == case.row.credit_code, "field-credit_code"),
            (given(&other.network_id) && other.network_id == case.row.network_id, "field-network_id"),
            (other.legal_name == case.row.legal_name, "field-legal_name"),
        ];
        let same: Vec<Text> =
            same.into_iter().filter(|(is, _)| *is).map(|(_, label)| t.get(label)).collect();
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
    let names: Vec<Text> =
        obstacles.iter().map(|kind| t.get(&format!("check-{}", kind.text()))).collect();
    let mut reasons = Vec::new();
    if !names.is_empty() {
        let names = names.join(&t.get("console-list"));
        reasons.push(t.format("console-obstacles", &[("checks", &names)]));
    }
    let analyst_is_me = case.credit.as_ref().is_some_and(|c| Some(c.analyst_id) == me(visit));
    match &case.credit {
        // While the check itself is open, its name says enough.
        _ if obstacles.contains(&Kind::Credit) => {}
        Some(credit) if credit.result == CreditResult::Pass.text() => {
            if visit.app().clock.now() >= credit.valid_until {
                reasons.push(t.get("conflict-credit-expired").into_owned());
            }
        }
        _ => reasons.push(t.get("conflict-credit-missing").into_owned()),
    }
    if analyst_is_me {
        reasons.push(t.get("conflict-same-person").into_owned());
    }
    let possible = reasons.is_empty();
    let limit = case.credit.as_ref().map(|credit| money(case, credit.credit_limit));
    let note = if possible {
        t.format("console-approve-effect", &[("limit", &limit.unwrap_or_default())])
    } else {
        reasons.join(" ")
    };
    let title = if possible { "console-approve-ready" } else { "console-approve-not-ready" };
    let mine = case.row.reviewer_id.is_some() && case.row.reviewer_id == me(visit);
    Some(Decision {
        title: t.get(title),
        note,
        possible,
        claim: !mine && !analyst_is_me,
        action: format!("{}/approve", case_href(case.row.id)),
    })
}
