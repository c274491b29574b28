//! What a new incident and a new word about one say, and what is wrong with that.

use super::State;
use crate::effects::Instant;
use crate::enrolment::form::{Answers, FieldProblem};
use crate::language::Language;
use crate::programme::{Localised, Programme};
use crate::validate::{Problem, date, text};
use jiff::civil::Time;
use uuid::Uuid;

/// Longest title, characters.
pub const TITLE: usize = 120;
/// Longest word, characters.
pub const TEXT: usize = 4_000;
/// Days back an incident may have begun at most.
pub const LATEST_DAYS: i64 = 30;

/// The field of a text in a language.
#[must_use]
pub fn field(name: &str, language: Language) -> String {
    format!("{name}_{}", language.tag())
}

/// A new incident that may be posted.
#[derive(Debug, Clone)]
pub struct New {
    /// The services it is about.
    pub services: Vec<Uuid>,
    /// How bad it is.
    pub state: State,
    /// In one line.
    pub title: Localised,
    /// What is known.
    pub text: Localised,
    /// When it began.
    pub started_at: Instant,
}

pub(super) fn value<'a>(typed: &'a Answers, field: &str) -> &'a str {
    typed.get(field).map_or("", |value| value.trim())
}

fn in_languages(
    programme: &Programme,
    typed: &Answers,
    name: &str,
    check: impl Fn(&str, usize) -> Result<String, Problem>,
    problems: &mut Vec<FieldProblem>,
) -> Localised {
    let mut words = Localised::default();
    for language in &programme.languages.offered {
        let field = field(name, *language);
        // Everybody can be shown the programme's own language.
        let needed = *language == programme.languages.default;
        let typed = value(typed, &field);
        if typed.is_empty() && !needed {
            continue;
        }
        match check(typed, 2) {
            Ok(text) => words.write(*language, text),
            Err(problem) => problems.push(FieldProblem::new(&field, problem)),
        }
    }
    words
}

/// Judges a word about an incident.
///
/// # Errors
/// The problems at `text_…`.
pub fn judge_text(programme: &Programme, typed: &Answers) -> Result<Localised, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let words = texts(programme, typed, &mut problems);
    if problems.is_empty() {
        Ok(words)
    } else {
        Err(problems)
    }
}

pub(super) fn texts(
    programme: &Programme,
    typed: &Answers,
    problems: &mut Vec<FieldProblem>,
) -> Localised {
    let check = |typed: &str, least| Ok(text::multiline(typed, least, TEXT)?.value);
    in_languages(programme, typed, "text", check, problems)
}

/// Its titles.
pub(super) fn titles(
    programme: &Programme,
    typed: &Answers,
    problems: &mut Vec<FieldProblem>,
) -> Localised {
    let check = |typed: &str, least| Ok(text::line(typed, least, TITLE)?.value);
    in_languages(programme, typed, "title", check, problems)
}

/// A moment, from a day and a time of it in the programme's zone.
pub(super) fn at(
    programme: &Programme,
    typed: &Answers,
    on: &str,
    time: &str,
) -> Result<Instant, FieldProblem> {
    let day = date::date(value(typed, on));
    let day = day.map_err(|problem| FieldProblem::new(on, problem))?;
    let time: Time = match value(typed, time) {
        "" => return Err(FieldProblem::plain(time, "required")),
        typed => typed
            .parse()
            .map_err(|_| FieldProblem::plain(time, "health-time"))?,
    };
    let zone = programme.time_zone();
    let zoned = zone.to_ambiguous_zoned(day.to_datetime(time)).compatible();
    let at = zoned.map(|zoned| Instant(zoned.timestamp().as_microsecond()));
    at.map_err(|_| FieldProblem::plain(on, "date-not-real"))
}

/// When it began.
fn started(programme: &Programme, typed: &Answers, now: Instant) -> Result<Instant, FieldProblem> {
    let at = at(programme, typed, "started_on", "started_time")?;
    if at > now {
        // The minute that runs is no future.
        return Err(FieldProblem::plain("started_on", "health-future"));
    }
    if at < now.plus_days(-LATEST_DAYS) {
        return Err(FieldProblem::plain("started_on", "health-long-ago"));
    }
    Ok(at)
}

/// The services that were ticked.
pub(super) fn services(
    programme: &Programme,
    ticked: &[String],
    problems: &mut Vec<FieldProblem>,
) -> Vec<Uuid> {
    let known = |id: &String| {
        let id = id.parse().ok()?;
        programme.catalogue().product(id).map(|product| product.id)
    };
    let mut chosen: Vec<Uuid> = Vec::new();
    for service in ticked {
        match known(service) {
            Some(id) if chosen.contains(&id) => {}
            Some(id) => chosen.push(id),
            None => problems.push(FieldProblem::plain("service", "choice-unknown")),
        }
    }
    if ticked.is_empty() {
        problems.push(FieldProblem::plain("service", "required"));
    }
    chosen
}

/// Judges a new incident. `services` are the ids that were ticked.
///
/// # Errors
/// The problems at the fields.
pub fn judge(
    programme: &Programme,
    typed: &Answers,
    services: &[String],
    now: Instant,
) -> Result<New, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let chosen = self::services(programme, services, &mut problems);
    let state = match value(typed, "state") {
        "" => Err("required"),
        word => State::from_text(word)
            .filter(|state| state.is_open())
            .ok_or("choice-unknown"),
    };
    if let Err(code) = state {
        problems.push(FieldProblem::plain("state", code));
    }
    let started_at = started(programme, typed, now);
    if let Err(problem) = &started_at {
        problems.push(problem.clone());
    }
    let title = titles(programme, typed, &mut problems);
    let text = texts(programme, typed, &mut problems);
    match (state, started_at, problems.is_empty()) {
        (Ok(state), Ok(started_at), true) => Ok(New {
            services: chosen,
            state,
            title,
            text,
            started_at,
        }),
        _ => Err(problems),
    }
}
