//! `/ops/health/feed`: what the feed measures, and how the feed itself does.

use super::{BASE, chrome};
use crate::health::measured::{self, Row, name};
use crate::http::{Answer, Visit};
use crate::support::moment;
use crate::ui::{Banner, Chrome, Pair, Text, Tone, format, respond};
use app::health::feed::{self, Desk, Measured};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::health::feed::{Fault, Level, Outcome, Seen, Shown};
use store::health::feed::Turn;

/// Where it is.
pub(super) const FEED: &str = "/ops/health/feed";

struct Line {
    state: (Tone, Text),
    detail: String,
    from: String,
    until: String,
    times: String,
}

#[derive(Template)]
#[template(path = "pages/console/health/feed.html")]
struct FeedPage<'a> {
    chrome: &'a Chrome,
    banner: Option<Banner>,
    facts: Vec<Pair>,
    measured: Vec<Row>,
    turns: Vec<Line>,
}

fn outcome_pill(visit: &Visit, outcome: &str) -> (Tone, Text) {
    let tone = match Outcome::from_text(outcome) {
        Some(Outcome::Good) => Tone::Ok,
        Some(Outcome::Partly | Outcome::Stalled) => Tone::Warn,
        Some(_) => Tone::Bad,
        None => Tone::Mute,
    };
    (tone, visit.t().get(format!("health-feed-{outcome}")))
}

/// What was wrong: each fault by its name, and why there was no answer as the program noted it.
fn detail(visit: &Visit, turn: &Turn) -> String {
    let t = visit.t();
    let words = turn.detail.split(' ').map(Fault::from_text);
    let faults: Option<Vec<_>> = words.collect();
    match faults {
        Some(faults) => {
            let named = faults
                .iter()
                .map(|f| t.get(format!("health-fault-{}", f.text())));
            let named: Vec<_> = named.collect();
            named.join(t.get("list-comma").as_ref())
        }
        None => turn.detail.clone(),
    }
}

fn seconds(visit: &Visit, seconds: i64) -> String {
    let seconds = seconds.to_string();
    visit
        .t()
        .format("health-feed-seconds", &[("seconds", &seconds)])
}

fn facts(visit: &Visit, desk: &Desk) -> Vec<Pair> {
    let Some((source, times)) = &desk.feed else {
        return Vec::new();
    };
    let (t, newest) = (visit.t(), desk.turns.first());
    let never = || t.get("health-never-measured").into_owned();
    let news = newest.and_then(|turn| turn.news_at);
    let bad = desk
        .turns
        .iter()
        .find(|turn| turn.outcome != Outcome::Good.text());
    let mut facts = vec![
        Pair::new(t.get("health-feed-source"), source.clone()),
        Pair::new(
            t.get("health-feed-every"),
            seconds(visit, times.every_seconds),
        ),
        Pair::new(
            t.get("health-feed-holds"),
            seconds(visit, times.unknown_seconds),
        ),
        Pair::new(
            t.get("health-feed-asked"),
            newest.map_or_else(never, |turn| moment(visit, turn.last_at)),
        ),
        Pair::new(
            t.get("health-feed-news"),
            news.map_or_else(never, |at| moment(visit, at)),
        ),
    ];
    if let Some(turn) = bad {
        let (_, words) = outcome_pill(visit, &turn.outcome);
        let at = moment(visit, turn.last_at);
        let error = t.format(
            "health-feed-error-at",
            &[("what", words.as_ref()), ("at", &at)],
        );
        facts.push(Pair::new(t.get("health-feed-error"), error));
    }
    facts
}

/// What staff should know of the feed at once.
pub(super) fn banner(visit: &Visit, desk: &Desk) -> Option<Banner> {
    let t = visit.t();
    if let Some(since) = desk.unasked(visit.app().clock.now()) {
        let since = moment(visit, since);
        let title = t.format("health-feed-unasked", &[("since", &since)]);
        return Some(Banner::new(Tone::Bad, title).text(t.get("health-feed-unasked-text")));
    }
    let turn = desk.turns.first().filter(|_| desk.is_troubled());
    if let Some(turn) = turn {
        let (tone, words) = outcome_pill(visit, &turn.outcome);
        let since = moment(visit, turn.began_at);
        let about = [("what", words.as_ref()), ("since", since.as_str())];
        let title = t.format("health-feed-trouble", &about);
        return Some(Banner::new(tone, title).text(t.get("health-feed-trouble-text")));
    }
    // The feed sees what nobody has told of.
    let bad = |one: &&Measured| {
        let level = match one.shown {
            Shown::Measured(Seen::Level(level)) => level,
            _ => Level::Healthy,
        };
        level >= Level::Degraded
    };
    let untold: Vec<_> = desk
        .services
        .iter()
        .filter(bad)
        .map(|one| name(visit, one.service))
        .collect();
    (!untold.is_empty()).then(|| {
        let names = untold.join(t.get("list-comma").as_ref());
        let title = t.format("health-feed-untold", &[("services", &names)]);
        Banner::new(Tone::Bad, title).text(t.get("health-feed-untold-text"))
    })
}

/// What it measures, and how it does.
pub async fn index(visit: Visit) -> Answer {
    let desk = feed::desk(visit.app(), &visit.request).await?;
    let title = visit.t().get("health-feed");
    let line = |turn: &Turn| Line {
        state: outcome_pill(&visit, &turn.outcome),
        detail: detail(&visit, turn),
        from: moment(&visit, turn.began_at),
        until: moment(&visit, turn.last_at),
        times: format::number(turn.times),
    };
    let chrome = chrome(&visit, title.clone(), title);
    let page = FeedPage {
        banner: banner(&visit, &desk),
        facts: facts(&visit, &desk),
        measured: measured::rows(&visit, &desk.services, Some(BASE)),
        turns: desk.turns.iter().map(line).collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// A service with its last days.
pub async fn service(visit: Visit, Path(service): Path<String>) -> Answer {
    let service = service.parse().unwrap_or_default();
    let sheet = feed::desk_one(visit.app(), &visit.request, service).await?;
    let name = name(&visit, service);
    let chrome = crate::console::console(&visit, name.clone())
        .crumb(BASE, visit.t().get("nav-health"))
        .crumb(FEED, visit.t().get("health-feed"))
        .crumb("", name);
    Ok(measured::page(&visit, &chrome, &sheet))
}
