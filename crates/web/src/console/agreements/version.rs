//! One version: its texts, and publishing it.

use super::{day, href, pill, title};
use crate::console::{Parameters, console, done, may, me, moment};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{
    Banner, Choice, Chrome, ErrorSummary, Field, Moment, Pair, Text as Words, Tone, respond,
};
use app::Failure;
use app::agreements::publishing::{self, Proposal};
use app::agreements::versions::{self, Detail, Standing};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::language::Language;
use domain::permission::OperatorAction;
use domain::programme::{Block, Text};

#[derive(Template)]
#[template(path = "pages/console/agreements/version.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    lead: String,
    state: (Tone, Words),
    facts: Vec<Pair>,
    banner: Option<Banner>,
    /// Day and scope, while the version can be proposed.
    propose: Option<[Field; 2]>,
    approve: bool,
    withdraw: bool,
    action: String,
    compare: Option<String>,
    campaign: Option<String>,
    acts: Vec<Moment>,
    text: &'a Text,
    blocks: Vec<Block<'a>>,
    languages: Vec<(Language, String)>,
    request_id: String,
}

#[derive(Default)]
struct Typed {
    values: Option<[String; 2]>,
    problems: Vec<FieldProblem>,
    notice: Option<Banner>,
}

fn page(
    visit: &Visit,
    detail: &Detail,
    language: Language,
    typed: &Typed,
) -> Result<Response, Failure> {
    let t = visit.t();
    let version = &detail.version;
    let text = version
        .texts
        .iter()
        .find(|text| text.language == language)
        .or_else(|| version.texts.first())
        .ok_or(Failure::NotFound)?;
    let mut chrome = console(visit, version.version.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/agreements", t.get("nav-agreements"))
        .crumb("", version.version.clone());
    let publishes = may(visit, OperatorAction::PublishAgreement);
    let publication = version.publication.as_ref();
    let mine = publication.is_some_and(|p| p.proposed_by.is_some() && p.proposed_by == me(visit));
    let proposed = version.standing == Standing::Proposed;
    let propose =
        (publishes && version.standing == Standing::Unpublished && detail.closed.is_none())
            .then(|| form(visit, typed));
    let errors = propose
        .as_ref()
        .and_then(|fields| ErrorSummary::of(t, fields));
    chrome.invalid = errors.is_some();
    chrome.notice = typed.notice.clone();
    let status = fields::status(&typed.problems);
    let is_in_force = version.standing == Standing::InForce;
    let page = Page {
        lead: title(visit),
        errors,
        state: pill(t, version.standing),
        facts: facts(visit, detail),
        banner: banner(visit, detail, mine),
        propose,
        approve: publishes && proposed && !mine,
        withdraw: publishes && (proposed || version.standing == Standing::Scheduled),
        action: href(&version.version),
        compare: (!is_in_force).then(|| {
            let (from, to) = if version.standing == Standing::Replaced {
                (&version.version, &detail.in_force)
            } else {
                (&detail.in_force, &version.version)
            };
            format!("/ops/agreements/compare?from={from}&to={to}")
        }),
        campaign: publication
            .filter(|p| p.number.is_some() && p.resign)
            .map(|_| format!("{}/campaign", href(&version.version))),
        acts: acts(visit, detail),
        blocks: text.blocks(),
        languages: version
            .texts
            .iter()
            .filter(|other| other.language != text.language)
            .map(|other| {
                let tag = other.language.tag();
                (
                    other.language,
                    format!("{}?language={tag}", href(&version.version)),
                )
            })
            .collect(),
        request_id: visit.fresh_key(),
        text,
        chrome: &chrome,
    };
    Ok(respond(status, &page))
}

fn facts(visit: &Visit, detail: &Detail) -> Vec<Pair> {
    let (t, version) = (visit.t(), &detail.version);
    let number = crate::ui::format::number;
    let mut facts = vec![Pair::new(
        t.get("agreement-dated"),
        crate::ui::format::date(t, version.dated),
    )];
    if let Some(publication) = &version.publication {
        let resign = if publication.resign {
            "agreement-resign-yes"
        } else {
            "agreement-resign-no"
        };
        facts.push(Pair::new(
            t.get("agreement-effective"),
            day(t, &publication.effective_on),
        ));
        facts.push(Pair::new(t.get("agreement-resign"), t.get(resign)));
    }
    facts.push(Pair::new(
        t.get("agreement-signed-count"),
        number(version.signed),
    ));
    facts.push(Pair::new(
        t.get("agreement-bound-count"),
        number(version.bound),
    ));
    facts
}

/// What has to be done, or why nothing can be.
fn banner(visit: &Visit, detail: &Detail, mine: bool) -> Option<Banner> {
    let t = visit.t();
    let publication = detail.version.publication.as_ref();
    match detail.version.standing {
        Standing::Proposed => {
            let name = publication.map_or("", |p| p.proposed_name.as_str());
            let title = t.format("agreement-waits", &[("name", name)]);
            let text = if mine {
                "agreement-waits-mine"
            } else {
                "agreement-waits-other"
            };
            Some(Banner::new(Tone::Wait, title).text(t.get(text)))
        }
        Standing::Scheduled => {
            let day = publication.map_or_else(String::new, |p| day(t, &p.effective_on));
            Some(Banner::new(
                Tone::Info,
                t.format("agreement-comes", &[("day", &day)]),
            ))
        }
        Standing::Unpublished => {
            let banner = Banner::new(Tone::Info, t.get("agreement-unpublished"));
            Some(match detail.closed {
                Some(refused) => banner.text(t.get(format!("conflict-{}", refused.code()))),
                None => banner.text(t.get("agreement-unpublished-text")),
            })
        }
        Standing::InForce | Standing::Replaced => None,
    }
}

fn form(visit: &Visit, typed: &Typed) -> [Field; 2] {
    let t = visit.t();
    let [day, resign] = typed.values.clone().unwrap_or_default();
    let problem = |name: &str| fields::problem_at(visit, &typed.problems, name);
    let days = visit.app().programme.signing.new_version_days.to_string();
    let hint = t.format("agreement-resign-yes-hint", &[("days", &days)]);
    let choices = vec![
        Choice::new("yes", t.get("agreement-resign-yes")).hint(hint),
        Choice::new("no", t.get("agreement-resign-no")).hint(t.get("agreement-resign-no-hint")),
    ];
    [
        Field::date("effective_on", t.get("agreement-effective"))
            .hint(t.get("agreement-effective-hint"))
            .value(day)
            .error(problem("effective_on"))
            .required(),
        Field::radio("resign", t.get("agreement-resign"), choices)
            .value(resign)
            .error(problem("resign"))
            .required(),
    ]
}

/// Everything that was done about publishing the version, newest first.
fn acts(visit: &Visit, detail: &Detail) -> Vec<Moment> {
    let t = visit.t();
    let mut acts = Vec::new();
    for act in &detail.acts {
        let mut push = |at, label: &str, name: &str, more: Option<String>| {
            let mut notes: Vec<Words> = vec![moment(visit, at).into()];
            if !name.is_empty() {
                notes.push(name.to_owned().into());
            }
            notes.extend(more.map(Words::from));
            acts.push((
                at,
                Moment {
                    label: t.get(label),
                    notes,
                    ..Moment::default()
                },
            ));
        };
        if act.proposed_by.is_none() {
            push(act.proposed_at, "agreement-act-began", "", None);
            continue;
        }
        let on = t.format("agreement-act-day", &[("day", &day(t, &act.effective_on))]);
        push(
            act.proposed_at,
            "agreement-act-proposed",
            &act.proposed_name,
            Some(on),
        );
        if let Some(at) = act.approved_at {
            push(at, "agreement-act-approved", &act.approved_name, None);
        }
        if let Some(at) = act.withdrawn_at {
            push(at, "agreement-act-withdrawn", &act.withdrawn_name, None);
        }
    }
    acts.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    acts.into_iter().map(|(_, moment)| moment).collect()
}

/// The version, with what can be done about it.
pub async fn show(visit: Visit, Path(version): Path<String>, parameters: Parameters) -> Answer {
    let detail = versions::detail(visit.app(), &visit.request, &version).await?;
    let language = parameters
        .get("language")
        .and_then(|tag| Language::from_tag(tag));
    let typed = Typed {
        notice: done(visit.t(), &parameters),
        ..Typed::default()
    };
    let language = language.unwrap_or(visit.language());
    Ok(page(&visit, &detail, language, &typed)?)
}

/// The first of two people.
pub async fn propose(visit: Visit, Path(version): Path<String>, form: Form) -> Answer {
    let (app, request, wanted) = (visit.app().clone(), visit.request.clone(), version.clone());
    let values = ["effective_on", "resign"].map(|name| form.get(name).to_owned());
    let [effective_on, resign] = values.clone();
    let proposal = Proposal {
        effective_on,
        resign,
    };
    let key = form.key().to_owned();
    let sent = blocking(move || publishing::propose(&app, &request, &wanted, &proposal, &key));
    match sent.await {
        Ok(()) => Ok(go(&format!("{}?done=proposed", href(&version)))),
        Err(Failure::Invalid(problems)) => {
            let detail = versions::detail(visit.app(), &visit.request, &version).await?;
            let typed = Typed {
                values: Some(values),
                problems,
                notice: None,
            };
            Ok(page(&visit, &detail, visit.language(), &typed)?)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The second of two people.
pub async fn approve(visit: Visit, Path(version): Path<String>, form: Form) -> Answer {
    let (app, request, wanted) = (visit.app().clone(), visit.request.clone(), version.clone());
    let key = form.key().to_owned();
    blocking(move || publishing::approve(&app, &request, &wanted, &key)).await?;
    Ok(go(&format!("{}?done=published", href(&version))))
}

/// Taken back in time.
pub async fn withdraw(visit: Visit, Path(version): Path<String>, form: Form) -> Answer {
    let (app, request, wanted) = (visit.app().clone(), visit.request.clone(), version.clone());
    let key = form.key().to_owned();
    blocking(move || publishing::withdraw(&app, &request, &wanted, &key)).await?;
    Ok(go(&format!("{}?done=withdrawn", href(&version))))
}
