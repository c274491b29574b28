//! The console's view of agreements: versions, who signed which, what differs.

use super::{AGREEMENT, force, publishing};
use crate::{App, Failure, Request};
use domain::agreements::compare::{Clause, compare};
use domain::agreements::publication::{self as rule, State};
use domain::language::Language;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::programme::Text;
use jiff::civil::Date;
use store::agreements::{self, Decline, Publication};
use store::{Reply, Tx};

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Signed now.
    InForce,
    /// Agreed to; its day has not come.
    Scheduled,
    /// Waits for a second person.
    Proposed,
    /// Was in force.
    Replaced,
    /// Lies in the programme's folder and was never published.
    Unpublished,
}

impl Standing {
    /// Part of locale keys.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Scheduled => "scheduled",
            Self::Proposed => "proposed",
            Self::Replaced => "replaced",
            Self::Unpublished => "unpublished",
        }
    }
}

/// A version of the agreement.
#[derive(Debug, Clone)]
pub struct Version {
    /// The version.
    pub version: String,
    /// Its date in the programme.
    pub dated: Date,
    /// How it stands.
    pub standing: Standing,
    /// Its publication that is not withdrawn.
    pub publication: Option<Publication>,
    /// Its texts in this node's programme.
    pub texts: Vec<Text>,
    /// Companies that signed it, ever.
    pub signed: i64,
    /// Partners it binds now: it is what they signed last.
    pub bound: i64,
}

/// Everything on the console's page.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Versions, newest first.
    pub versions: Vec<Version>,
    /// Declines nobody has answered.
    pub declines: Vec<Decline>,
}

fn all(tx: &mut Tx<'_>, app: &App, scope: OperatorScope) -> Result<Vec<Version>, Failure> {
    let now = app.clock.now();
    let rows = agreements::publications(tx, AGREEMENT)?;
    let current = force::of(&rows, app, now)?;
    let current_dated = publishing::version(app, &current.version).map_or(Date::MIN, |v| v.date);
    let signed = agreements::signed_counts(tx, scope, AGREEMENT)?;
    let bound = agreements::bound_counts(tx, scope)?;
    let entry = app.programme.texts.iter().find(|text| text.id == AGREEMENT);
    let mut versions = Vec::new();
    for named in entry.iter().flat_map(|entry| entry.versions.iter().rev()) {
        let publication = rows
            .iter()
            .find(|row| row.version == named.version && row.state != State::Withdrawn.text())
            .cloned();
        let rule = publication.as_ref().map(Publication::rule).transpose()?;
        let standing = match &rule {
            _ if named.version == current.version => Standing::InForce,
            Some(p) if p.is_scheduled(now) => Standing::Scheduled,
            Some(p) if p.state == State::Proposed => Standing::Proposed,
            Some(_) => Standing::Replaced,
            None if named.date < current_dated => Standing::Replaced,
            None => Standing::Unpublished,
        };
        // Number 0 is whatever was in force before the first publication.
        let number = rule
            .and_then(|p| p.number)
            .or((named.version == force::first_version(&app.programme)).then_some(0));
        versions.push(Version {
            version: named.version.clone(),
            dated: named.date,
            standing,
            texts: app
                .programme
                .all_texts()
                .iter()
                .filter(|text| text.id == AGREEMENT && text.version == named.version)
                .cloned()
                .collect(),
            signed: signed
                .iter()
                .find(|c| c.version == named.version)
                .map_or(0, |c| c.signed),
            bound: number
                .and_then(|number| bound.iter().find(|c| c.number == number))
                .map_or(0, |c| c.partners),
            publication,
        });
    }
    Ok(versions)
}

/// Most declines listed at once.
const DECLINES: u32 = 100;

/// All versions, and declines that wait for an answer.
pub fn overview(app: &App, request: &Request) -> Reply<Overview, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAgreements) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let reader = app.clone();
    app.read(move |tx| {
        Ok(Overview {
            versions: all(tx, &reader, scope)?,
            declines: agreements::open_declines(tx, scope, DECLINES)?,
        })
    })
}

/// A version with everything that was ever done about publishing it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The version.
    pub version: Version,
    /// The version in force.
    pub in_force: String,
    /// All acts of publishing it, oldest first, withdrawn ones included.
    pub acts: Vec<Publication>,
    /// Why it cannot be proposed now, if it cannot.
    pub closed: Option<rule::Refused>,
}

/// One version.
pub fn detail(app: &App, request: &Request, wanted: &str) -> Reply<Detail, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAgreements) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (reader, wanted) = (app.clone(), wanted.to_owned());
    app.read(move |tx| {
        let now = reader.clock.now();
        let version = all(tx, &reader, scope)?
            .into_iter()
            .find(|v| v.version == wanted);
        let version = version.ok_or(Failure::NotFound)?;
        let rows = agreements::publications(tx, AGREEMENT)?;
        let in_force = force::of(&rows, &reader, now)?.version;
        let dated = publishing::version(&reader, &in_force).map_or(Date::MIN, |v| v.date);
        let rules = force::rules(&rows)?;
        Ok(Detail {
            closed: rule::may_propose(&rules, &wanted, version.dated, dated, now).err(),
            acts: rows
                .into_iter()
                .filter(|row| row.version == wanted)
                .collect(),
            version,
            in_force,
        })
    })
}

/// What differs between two versions in a language, for staff.
///
/// # Errors
/// [`Failure::NotFound`] when a version does not exist in the language.
pub fn differences(
    app: &App,
    request: &Request,
    from: &str,
    to: &str,
    language: Language,
) -> Result<Vec<Clause>, Failure> {
    authorise_operator(&request.caller, OperatorAction::ViewAgreements)?;
    between(app, from, to, language)
}

/// What differs between two versions in a language.
pub(crate) fn between(
    app: &App,
    from: &str,
    to: &str,
    language: Language,
) -> Result<Vec<Clause>, Failure> {
    let text = |version| {
        let text = app.programme.text_version(AGREEMENT, version, language);
        text.ok_or(Failure::NotFound)
    };
    Ok(compare(&text(from)?.body, &text(to)?.body))
}
