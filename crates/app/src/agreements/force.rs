//! Which version of the agreement is in force, and whether this node has its text.

use super::AGREEMENT;
use crate::{App, Failure};
use domain::agreements::publication::{self as rule, State};
use domain::effects::Instant;
use domain::language::Language;
use domain::programme::{Programme, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::agreements::{self, Publication};
use store::{Reply, Tx};

/// The version partners sign now.
#[derive(Debug, Clone)]
pub struct InForce {
    /// The version.
    pub version: String,
    /// The number of its publication; 0 before anything was published here.
    pub number: i64,
    hashes: BTreeMap<String, String>,
}

impl InForce {
    /// Its text in a language, byte for byte as it was published.
    ///
    /// # Errors
    /// [`Failure::Conflict`] `agreement-unavailable` when this node's programme has no such text, or
    /// another one under the same name: nobody signs what was not published.
    pub fn text<'a>(&self, app: &'a App, language: Language) -> Result<&'a Text, Failure> {
        let text = app
            .programme
            .text_version(AGREEMENT, &self.version, language);
        let published = self.hashes.get(language.tag());
        match text {
            Some(text) if self.hashes.is_empty() || published == Some(&text.sha256) => Ok(text),
            found => {
                tracing::error!(
                    version = self.version,
                    language = language.tag(),
                    missing = found.is_none(),
                    "the programme's folder lacks the published text of the agreement"
                );
                Err(Failure::conflict("agreement-unavailable"))
            }
        }
    }
}

/// The hashes of a version's texts by language tag; none for a language it lacks.
pub(super) fn hashes(programme: &Programme, version: &str) -> BTreeMap<String, String> {
    let texts = programme.all_texts().iter();
    texts
        .filter(|text| text.id == AGREEMENT && text.version == version)
        .map(|text| (text.language.tag().to_owned(), text.sha256.clone()))
        .collect()
}

/// Published versions a programme lacks, or has with another text: `version language`, each. Nobody
/// can sign them on a node with this programme.
///
/// # Errors
/// [`Failure::Internal`] when a publication holds what no program wrote.
pub fn lacking(programme: &Programme, rows: &[Publication]) -> Result<Vec<String>, Failure> {
    let mut lacking = Vec::new();
    for row in rows.iter().filter(|row| row.number.is_some()) {
        let published: BTreeMap<String, String> =
            serde_json::from_str(&row.hashes).map_err(Failure::internal)?;
        let here = hashes(programme, &row.version);
        let unlike = published
            .iter()
            .filter(|(tag, hash)| here.get(*tag) != Some(*hash));
        lacking.extend(unlike.map(|(tag, _)| format!("{} {tag}", row.version)));
    }
    Ok(lacking)
}

/// The version the programme's file names: in force while nothing was published here.
pub(super) fn first_version(programme: &Programme) -> &str {
    let entry = programme.texts.iter().find(|text| text.id == AGREEMENT);
    entry.map_or("", |entry| entry.current.as_str())
}

pub(super) fn rules(rows: &[Publication]) -> Result<Vec<rule::Publication>, Failure> {
    rows.iter().map(|row| Ok(row.rule()?)).collect()
}

/// What is in force of some publications.
pub(super) fn of(rows: &[Publication], app: &App, now: Instant) -> Result<InForce, Failure> {
    let rules = rules(rows)?;
    let Some(found) = rule::in_force(&rules, now) else {
        return Ok(InForce {
            version: first_version(&app.programme).to_owned(),
            number: 0,
            hashes: BTreeMap::new(),
        });
    };
    let row = rows
        .iter()
        .find(|row| row.number.is_some() && row.number == found.number);
    let hashes = row.map_or("{}", |row| row.hashes.as_str());
    Ok(InForce {
        version: found.version.clone(),
        number: found.number.unwrap_or(0),
        hashes: serde_json::from_str(hashes).map_err(Failure::internal)?,
    })
}

/// What is in force inside a transaction.
pub(crate) fn in_force(tx: &mut Tx<'_>, app: &App, now: Instant) -> Result<InForce, Failure> {
    let rows = agreements::publications(tx, AGREEMENT)?;
    of(&rows, app, now)
}

/// What is in force now, for anybody.
pub fn current(app: &App) -> Reply<InForce, Failure> {
    let (app, now) = (app.clone(), app.clock.now());
    let reader = app.clone();
    app.read(move |tx| in_force(tx, &reader, now))
}

/// Which versions of a text anybody may read. A version that lies in the folder and is not published
/// yet is the operator's alone.
#[derive(Debug, Clone)]
pub struct Editions {
    /// The version in force.
    pub current: String,
    /// Versions that may be read.
    pub readable: Vec<String>,
    /// Versions agreed to that lie ahead, with their day.
    pub ahead: Vec<(String, Date)>,
}

/// The versions of a text that anybody may read.
pub fn editions(app: &App, id: &str) -> Reply<Editions, Failure> {
    let Some(entry) = app.programme.texts.iter().find(|text| text.id == id) else {
        return Reply::ready(Err(Failure::NotFound));
    };
    let versions = entry.versions.clone();
    if id != AGREEMENT {
        return Reply::ready(Ok(Editions {
            current: entry.current.clone(),
            readable: versions.into_iter().map(|v| v.version).collect(),
            ahead: Vec::new(),
        }));
    }
    let (reader, now) = (app.clone(), app.clock.now());
    app.read(move |tx| {
        let rows = agreements::publications(tx, AGREEMENT)?;
        let current = of(&rows, &reader, now)?.version;
        let rules = rules(&rows)?;
        let dated = |wanted: &str| {
            versions
                .iter()
                .find(|v| v.version == wanted)
                .map(|v| v.date)
        };
        let newest = dated(&current);
        let approved = |version: &str| {
            rules
                .iter()
                .any(|p| p.state == State::Approved && p.version == version)
        };
        Ok(Editions {
            readable: versions
                .iter()
                .filter(|v| approved(&v.version) || newest.is_none_or(|newest| v.date <= newest))
                .map(|v| v.version.clone())
                .collect(),
            ahead: rules
                .iter()
                .filter(|p| p.is_scheduled(now))
                .map(|p| (p.version.clone(), p.effective_on))
                .collect(),
            current,
        })
    })
}
