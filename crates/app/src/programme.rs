//! The programme as the operator's platform administrators see it: its settings, and what changed files
//! would make of them. Nothing here changes anything: files are put to work at the start of the program.

use crate::catalogue::changes;
use crate::{App, Failure, Request};
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, authorise_operator};
use domain::programme::{Area, Programme, ProgrammeError};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Largest file that is tried, bytes; the shipped ones have a tenth of it.
pub const MOST_BYTES: usize = 512 * 1024;

/// A setting: where it stands in its file, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its path, such as `payment.net_days`.
    pub path: String,
    /// What it says.
    pub value: String,
}

/// The settings, area by area.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn view(app: &App, request: &Request) -> Result<BTreeMap<Area, Vec<Setting>>, Failure> {
    authorise_operator(&request.caller, OperatorAction::ViewProgramme)?;
    let mut areas: BTreeMap<Area, Vec<Setting>> = BTreeMap::new();
    for (path, value) in settings(&app.programme)? {
        let area = areas.entry(Area::of(&path)).or_default();
        area.push(Setting { path, value });
    }
    Ok(areas)
}

/// A setting that would be different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path.
    pub path: String,
    /// What it says now; none when it is new.
    pub before: Option<String>,
    /// What it would say; none when it is gone.
    pub after: Option<String>,
    /// Whether it was changed on screen to something else again, which has the last word.
    pub overlaid: bool,
}

impl Difference {
    /// What it is about.
    #[must_use]
    pub fn area(&self) -> Area {
        Area::of(&self.path)
    }

    /// Whether an installation with partners breaks by it.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        // Subscriptions need their offer, and what kind of thing it is.
        let lost = self.path.starts_with("offers[")
            && self.before.is_some()
            && ["].id", "].kind", "].product"]
                .iter()
                .any(|end| self.path.ends_with(end));
        lost || Area::is_fixed(&self.path)
    }
}

/// What files would make of the programme.
#[derive(Debug, Clone)]
pub enum Preview {
    /// They would not be taken: everything that is wrong.
    Wrong(Vec<ProgrammeError>),
    /// They would be taken: what would be different, in the order of the paths.
    Sound(Vec<Difference>),
}

/// Tries `programme.toml`, `offers.toml`, or both, and puts nothing to work.
///
/// # Errors
/// [`Failure::Invalid`] at `programme` or `offers`; [`Failure`] of the permissions.
pub fn preview(
    app: &App,
    request: &Request,
    programme: Option<&[u8]>,
    offers: Option<&[u8]>,
) -> Result<Preview, Failure> {
    authorise_operator(&request.caller, OperatorAction::PreviewProgramme)?;
    let mut wrong = Vec::new();
    let (programme, offers) = (
        text("programme", programme, &mut wrong),
        text("offers", offers, &mut wrong),
    );
    if programme.is_none() && offers.is_none() && wrong.is_empty() {
        wrong.push(FieldProblem::plain("programme", "programme-file-missing"));
    }
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    match app.programme.tried(programme, offers) {
        Err(errors) => Ok(Preview::Wrong(errors)),
        Ok(new) => {
            let mut all = differences(&app.programme, &new)?;
            let catalogue = new.shipped_catalogue().clone();
            let found = app.read(move |tx| changes::disagreements(tx, &catalogue));
            let screen: BTreeSet<_> = found
                .wait()?
                .into_iter()
                .filter_map(|(offer, fact)| Some(format!("offers[{offer}].{}", fact?)))
                .collect();
            for one in &mut all {
                one.overlaid = screen.contains(&one.path);
            }
            Ok(Preview::Sound(all))
        }
    }
}

fn text<'a>(
    field: &str,
    bytes: Option<&'a [u8]>,
    wrong: &mut Vec<FieldProblem>,
) -> Option<&'a str> {
    let bytes = bytes?;
    let code = match std::str::from_utf8(bytes) {
        _ if bytes.len() > MOST_BYTES => "programme-file-large",
        Ok(text) => return Some(text.trim_start_matches('\u{feff}')),
        Err(_) => "programme-file-text",
    };
    wrong.push(FieldProblem::plain(field, code));
    None
}

/// What is different between two programmes, settings and offers.
fn differences(old: &Programme, new: &Programme) -> Result<Vec<Difference>, Failure> {
    let [before, after] = [all(old)?, all(new)?];
    let paths: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let different = paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path));
    Ok(different
        .map(|path| Difference {
            path: path.clone(),
            before: before.get(path).cloned(),
            after: after.get(path).cloned(),
            overlaid: false,
        })
        .collect())
}

fn settings(programme: &Programme) -> Result<BTreeMap<String, String>, Failure> {
    let settings = serde_json::to_value(programme.settings()).map_err(Failure::internal)?;
    let mut flat = BTreeMap::new();
    flatten(String::new(), &settings, &mut flat);
    Ok(flat)
}

fn all(programme: &Programme) -> Result<BTreeMap<String, String>, Failure> {
    let mut flat = settings(programme)?;
    let catalogue = serde_json::to_value(programme.shipped_catalogue());
    flatten(
        String::new(),
        &catalogue.map_err(Failure::internal)?,
        &mut flat,
    );
    Ok(flat)
}

/// Names a row of a list may go by, so that a row more does not make every other one look different.
const NAMES: &[&str] = &["id", "code", "iso", "version", "from", "date", "domain"];

fn flatten(path: String, value: &Json, flat: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(fields) if is_localised(value) => {
            let texts: Vec<_> = fields.values().map(plain).collect();
            flat.insert(path, texts.join(" / "));
        }
        Json::Object(fields) => {
            for (name, value) in fields {
                let inside = match path.is_empty() {
                    true => name.clone(),
                    false => format!("{path}.{name}"),
                };
                flatten(inside, value, flat);
            }
        }
        Json::Array(rows) if rows.iter().any(Json::is_object) => {
            for (number, row) in rows.iter().enumerate() {
                let names = NAMES.iter();
                let name = names.filter_map(|name| row.get(name)).next().map(plain);
                let name = name.unwrap_or_else(|| (number + 1).to_string());
                flatten(format!("{path}[{name}]"), row, flat);
            }
        }
        Json::Array(values) => {
            let values: Vec<_> = values.iter().map(plain).collect();
            flat.insert(path, values.join(", "));
        }
        Json::Null => {}
        value => {
            flat.insert(path, plain(value));
        }
    }
}

/// Whether it is a text in the three languages.
fn is_localised(value: &Json) -> bool {
    let Json::Object(fields) = value else {
        return false;
    };
    let languages = domain::language::Language::ALL;
    fields.len() == languages.len() && languages.iter().all(|l| fields.contains_key(l.tag()))
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::programme::china_csp;

    #[test]
    fn a_row_more_makes_nothing_else_different() {
        let old = china_csp().unwrap();
        let mut rows = settings(&old).unwrap();
        assert!(rows.len() > 200, "{}", rows.len());
        assert_eq!(rows.remove("payment.net_days").as_deref(), Some("30"));
        let name = rows.remove("name").unwrap();
        assert!(name.contains("Cloud Solution Provider programme"), "{name}");
        assert!(differences(&old, &old).unwrap().is_empty());
        let province = rows.keys().any(|path| path == "places.provinces[SH].name");
        assert!(province, "{:?}", rows.keys().collect::<Vec<_>>());
    }
}
