//! Price lists as the operator sees them: which there are, what one changes, who was told.

use super::prices::published;
use crate::{App, Failure, Request};
use domain::catalogue::publishing::{Notice, Standing, State, last_day, notice};
use domain::catalogue::{Catalogue, Month, Published};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use jiff::civil::Date;
use store::price_lists::{self, List, Progress, Told};
use store::{Reply, Tx};
use uuid::Uuid;

pub(super) fn scope(request: &Request, action: OperatorAction) -> Result<OperatorScope, Failure> {
    Ok(authorise_operator(&request.caller, action)?)
}

/// The operator's own chain of the audit log.
pub(crate) fn chain(request: &Request) -> Result<Uuid, Failure> {
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok(person.tenant.0)
}

/// A list as the rules see it.
pub(super) fn standing(list: &List) -> Result<Standing, Failure> {
    Ok(Standing {
        state: State::from_text(&list.state)
            .ok_or_else(|| Failure::internal(format!("a price list is {}", list.state)))?,
        effective: list.effective_on.parse().map_err(Failure::internal)?,
        created_by: list.created_by,
        approved_by: list.approved_by,
        consented: list.consented_at.is_some(),
    })
}

/// How a list appears among the others.
#[derive(Debug, Clone)]
pub struct Row {
    /// The list.
    pub list: List,
    /// How it stands.
    pub shown: Shown,
}

/// How a list stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As its state says.
    Draft,
    /// As its state says.
    Approved,
    /// Published, and its day is still to come.
    Announced,
    /// Its prices apply.
    InForce,
    /// A newer list took its place.
    Superseded,
    /// As its state says.
    Withdrawn,
    /// As its state says.
    Discarded,
}

impl Shown {
    /// Part of the locale key.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Announced => "announced",
            Self::InForce => "in-force",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
            Self::Discarded => "discarded",
        }
    }
}

fn shown(list: &List, all: &[List], today: Date) -> Shown {
    let published = |other: &&List| other.state == State::Published.text();
    match State::from_text(&list.state) {
        Some(State::Draft) => Shown::Draft,
        Some(State::Approved) => Shown::Approved,
        Some(State::Withdrawn) => Shown::Withdrawn,
        Some(State::Discarded) | None => Shown::Discarded,
        Some(State::Published) => {
            let (day, today) = (list.effective_on.as_str(), today.to_string());
            let newer = all.iter().filter(published).any(|other| {
                (other.month == list.month && other.revision > list.revision)
                    || (other.effective_on.as_str() > day && other.effective_on <= today)
            });
            if newer {
                Shown::Superseded
            } else if *day > *today {
                Shown::Announced
            } else {
                Shown::InForce
            }
        }
    }
}

/// Every list.
pub fn all(app: &App, request: &Request) -> Reply<Vec<Row>, Failure> {
    let scope = match scope(request, OperatorAction::ViewPriceLists) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let today = app.today();
    app.read(move |tx| {
        let all = price_lists::all(tx, scope)?;
        let row = |list: &List| Row {
            shown: shown(list, &all, today),
            list: list.clone(),
        };
        Ok(all.iter().map(row).collect())
    })
}

/// What a list makes of what is known.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The catalogue with the list.
    pub with: Catalogue,
    /// The catalogue as partners know it.
    pub known: Catalogue,
    /// Lists published or withdrawn so far: what the effect was judged against.
    pub edition: i64,
    /// The days of notice have begun.
    pub late: bool,
    /// The last day on which a change can be told in time.
    pub last_day: Date,
    /// How the list as a whole stands to the days of notice.
    pub notice: Notice,
}

/// The effect of a list: on what partners know where it is still to be published, on what came before
/// it where it was.
pub(super) fn effect(tx: &mut Tx<'_>, app: &App, list: &List) -> Result<Effect, Failure> {
    let standing = standing(list)?;
    let lists = published(tx)?;
    let shipped = app.programme.ground_catalogue();
    let others = lists.iter().filter(|l| l.effective != standing.effective);
    let mut with: Vec<Published> = others.cloned().collect();
    with.push(Published {
        effective: standing.effective,
        lines: price_lists::lines(tx, list.id)?,
    });
    let known = shipped.with_lists(&lists);
    let with = shipped.with_lists(&with);
    let last_day = last_day(standing.effective, app.programme.price_list.notice_days);
    let late = app.today() > last_day;
    let worst = with
        .price_list(Month::of(standing.effective))
        .iter()
        .map(|line| notice(line, &known, standing.effective, late))
        .max();
    Ok(Effect {
        edition: price_lists::edition(tx)?,
        late,
        last_day,
        notice: worst.unwrap_or(Notice::InTime),
        with,
        known,
    })
}

/// A list with everything about it.
#[derive(Debug, Clone)]
pub struct View {
    /// The list.
    pub list: List,
    /// Its month.
    pub month: Month,
    /// How the rules see it.
    pub standing: Standing,
    /// How it stands today.
    pub shown: Shown,
    /// What it changes.
    pub effect: Effect,
    /// How far the mails about its publication have come.
    pub published: Progress,
    /// How far the mails about its withdrawal have come.
    pub withdrawn: Progress,
}

/// A list.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    let scope = match scope(request, OperatorAction::ViewPriceLists) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let inside = app.clone();
    app.read(move |tx| {
        let list = price_lists::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        let all = price_lists::all(tx, scope)?;
        Ok(View {
            month: Month::from_text(&list.month).ok_or(Failure::NotFound)?,
            standing: standing(&list)?,
            shown: shown(&list, &all, inside.today()),
            effect: effect(tx, &inside, &list)?,
            published: price_lists::progress(tx, scope, id, "published")?,
            withdrawn: price_lists::progress(tx, scope, id, "withdrawn")?,
            list,
        })
    })
}

/// Everybody who was told of a list.
pub fn told(app: &App, request: &Request, id: Uuid) -> Reply<(List, Vec<Told>), Failure> {
    let scope = match scope(request, OperatorAction::ViewPriceLists) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let list = price_lists::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        Ok((list, price_lists::told(tx, scope, id)?))
    })
}
