//! Changes of offers: one catalogue manager proposes, another agrees, and from its day on everybody
//! sees it. Subscriptions that run are never touched.

use super::lists::{chain, scope};
use super::refresh;
use crate::command::{me, reason_of};
use crate::paging::{shown, window};
use crate::{App, Failure, Intent, Request, Work};
use domain::catalogue::changes::{
    DESCRIPTION, Facts, NAME, OfferChange, Refused, Sold, Standing, State, When, broken,
    contradictions, facts_on, unsound,
};
use domain::catalogue::{BillingCycle, Catalogue, Limit, LimitPer, Offer, Qualification};
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope};
use domain::programme::Localised;
use domain::validate::{self, Problem, text};
use jiff::civil::Date;
use store::offer_changes::{self as rows, Change, New, Step};
use store::{Reply, Tx};
use uuid::Uuid;

/// Changes on one page of the console.
const PAGE: u32 = 50;
/// Most changes beside an offer.
const MOST: u32 = 100;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

fn read(json: &str) -> Result<Facts, Failure> {
    serde_json::from_str(json).map_err(Failure::internal)
}

fn parsed(row: &Change) -> Result<OfferChange, Failure> {
    Ok(OfferChange {
        offer: row.offer_id,
        effective: row.effective_on.parse().map_err(Failure::internal)?,
        before: read(&row.facts_before)?,
        after: read(&row.facts_after)?,
    })
}

/// Everything two people agreed to, in the order of their agreement.
pub(super) fn agreed(tx: &mut Tx<'_>) -> Result<Vec<OfferChange>, Failure> {
    rows::agreed(tx)?.iter().map(parsed).collect()
}

/// Where the programme's folder and what was changed on screen say different things; for `doctor`.
///
/// # Errors
/// [`Failure`] of the store.
pub fn disagreements(
    tx: &mut Tx<'_>,
    shipped: &Catalogue,
) -> Result<Vec<(Uuid, Option<&'static str>)>, Failure> {
    let found = contradictions(shipped, &agreed(tx)?).into_iter();
    Ok(found
        .map(|(offer, fact)| (offer, fact.map(domain::catalogue::changes::Fact::text)))
        .collect())
}

/// A change, and how it stands.
#[derive(Debug, Clone)]
pub struct View {
    /// Everything that was written down about it.
    pub row: Change,
    /// What it changes.
    pub change: OfferChange,
    /// How the rules see it.
    pub standing: Standing,
}

impl View {
    fn of(row: Change) -> Result<Self, Failure> {
        let change = parsed(&row)?;
        let state = State::from_text(&row.state);
        Ok(Self {
            standing: Standing {
                state: state.ok_or_else(|| Failure::internal("a change of an unknown state"))?,
                proposed_by: row.proposed_by,
                effective: change.effective,
            },
            change,
            row,
        })
    }
}

/// Every change, those that wait first; and whether there are more.
pub fn all(app: &App, request: &Request, page: u32) -> Reply<(Vec<View>, bool), Failure> {
    let scope = match scope(request, OperatorAction::ViewOffers) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let found = rows::list(tx, scope, window(page, PAGE))?;
        let (found, more) = shown(found, PAGE);
        let views = found.into_iter().map(View::of);
        Ok((views.collect::<Result<_, _>>()?, more))
    })
}

/// What was ever proposed about an offer, newest first.
pub fn of_offer(app: &App, request: &Request, offer: Uuid) -> Reply<Vec<View>, Failure> {
    let scope = match scope(request, OperatorAction::ViewOffers) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let found = rows::of_offer(tx, scope, offer, MOST)?.into_iter();
        found.map(View::of).collect()
    })
}

/// One change.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    let scope = match scope(request, OperatorAction::ViewOffers) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| View::of(rows::get(tx, scope, id)?.ok_or(Failure::NotFound)?))
}

/// What a form says of an offer.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Typed {
    /// The name.
    pub name: Localised,
    /// The description.
    pub description: Localised,
    /// First day it is no longer sold; empty for none.
    pub end_of_sale: String,
    /// Which customers.
    pub qualification: String,
    /// Fewest units.
    pub minimum: String,
    /// Most units.
    pub maximum: String,
    /// Subscriptions of a customer; empty for any number.
    pub limit: String,
    /// `concurrent` or `lifetime`.
    pub limit_per: String,
    /// Billing cycles.
    pub billing_cycles: Vec<String>,
    /// Ids of bases.
    pub parents: Vec<String>,
    /// Whether it may have more units than its base.
    pub may_exceed_parent: bool,
    /// Ids of upgrades.
    pub upgrades: Vec<String>,
    /// First day of the change.
    pub effective_on: String,
    /// Why.
    pub reason: String,
}

impl Typed {
    /// A form as it stands before anything is typed.
    #[must_use]
    pub fn of(offer: &Offer, effective: Date) -> Self {
        let ids = |ids: &[Uuid]| ids.iter().map(Uuid::to_string).collect();
        let per = |limit: Limit| match limit.per {
            LimitPer::Concurrent => "concurrent",
            LimitPer::Lifetime => "lifetime",
        };
        let cycles = offer.billing_cycles.iter();
        Self {
            name: offer.name.clone(),
            description: offer.description.clone(),
            end_of_sale: offer.end_of_sale.map(|d| d.to_string()).unwrap_or_default(),
            qualification: offer.qualification.text().to_owned(),
            minimum: offer.minimum.to_string(),
            maximum: offer.maximum.to_string(),
            limit: offer
                .limit
                .map(|limit| limit.subscriptions.to_string())
                .unwrap_or_default(),
            limit_per: offer.limit.map_or("concurrent", per).to_owned(),
            billing_cycles: cycles.map(|cycle| cycle.text().to_owned()).collect(),
            parents: ids(&offer.parents),
            may_exceed_parent: offer.may_exceed_parent,
            upgrades: ids(&offer.upgrades),
            effective_on: effective.to_string(),
            reason: String::new(),
        }
    }
}

/// What was typed, in the order of the facts before where only the order differs.
fn facts(typed: &Typed, before: &Facts, wrong: &mut Vec<FieldProblem>) -> Option<Facts> {
    let mut say = |field: &str, problem| wrong.push(FieldProblem::new(field, problem));
    let units = |text: &str| {
        let text: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
        text.parse::<u32>()
            .map_err(|_| Problem::new("offer-change-units"))
    };
    let end = match typed.end_of_sale.trim() {
        "" => Ok(None),
        text => validate::date(text).map(Some),
    };
    let end = end.map_err(|p| say("end_of_sale", p));
    let qualification = Qualification::from_text(&typed.qualification)
        .ok_or_else(|| say("qualification", Problem::new("choice-unknown")));
    let minimum = units(&typed.minimum).map_err(|p| say("minimum", p));
    let maximum = units(&typed.maximum).map_err(|p| say("maximum", p));
    let per = match typed.limit_per.as_str() {
        "lifetime" => LimitPer::Lifetime,
        _ => LimitPer::Concurrent,
    };
    let limit = match typed.limit.trim() {
        "" => Ok(None),
        text => units(text)
            .map(|subscriptions| Some(Limit { per, subscriptions }))
            .map_err(|_| say("limit", Problem::new("offer-change-limit"))),
    };
    let ids = |typed: &[String], before: &[Uuid]| {
        let wanted: Vec<Uuid> = typed.iter().filter_map(|id| id.parse().ok()).collect();
        let kept = before.iter().filter(|id| wanted.contains(id));
        let mut all: Vec<Uuid> = kept.copied().collect();
        for id in wanted {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        all
    };
    let cycles = |kept: bool| {
        let known = |cycle: &BillingCycle| before.billing_cycles.contains(cycle) == kept;
        let wanted = typed.billing_cycles.iter();
        let wanted: Vec<_> = wanted.filter_map(|c| BillingCycle::from_text(c)).collect();
        let all = [BillingCycle::Monthly, BillingCycle::Annual];
        // The first is the usual one, so that what was first stays first.
        let order: Vec<BillingCycle> = match kept {
            true => before.billing_cycles.clone(),
            false => all.to_vec(),
        };
        let all = order.into_iter();
        all.filter(move |cycle| known(cycle) && wanted.contains(cycle))
            .collect::<Vec<_>>()
    };
    let mut judged = |field: &str, words: &Localised, was: &Localised| {
        let mut all = Localised::default();
        for (tag, typed, was, kept) in [
            ("zh-Hans", &words.zh_hans, &was.zh_hans, &mut all.zh_hans),
            ("zh-Hant", &words.zh_hant, &was.zh_hant, &mut all.zh_hant),
            ("en", &words.en, &was.en, &mut all.en),
        ] {
            // What stands there already is not judged anew.
            if typed == was {
                kept.clone_from(typed);
                continue;
            }
            let checked = match field {
                "name" => text::line(typed, 1, NAME),
                _ => text::multiline(typed, 1, DESCRIPTION),
            };
            match checked {
                Ok(checked) => *kept = checked.value,
                Err(problem) => say(&format!("{field}_{tag}"), problem),
            }
        }
        all
    };
    let name = judged("name", &typed.name, &before.name);
    let description = judged("description", &typed.description, &before.description);
    Some(Facts {
        name,
        description,
        end_of_sale: end.ok()?,
        qualification: qualification.ok()?,
        minimum: minimum.ok()?,
        maximum: maximum.ok()?,
        limit: limit.ok()?,
        billing_cycles: [cycles(true), cycles(false)].concat(),
        parents: ids(&typed.parents, &before.parents),
        may_exceed_parent: typed.may_exceed_parent && !before.parents.is_empty(),
        upgrades: ids(&typed.upgrades, &before.upgrades),
    })
}

/// What runs of an offer.
fn sold(tx: &mut Tx<'_>, scope: OperatorScope, offer: Uuid) -> Result<Sold, Failure> {
    let running = rows::running(tx, scope, offer)?;
    let below = rows::below(tx, scope, offer)?;
    let cycles = running.iter();
    Ok(Sold {
        fewest: running.iter().map(|row| row.fewest).min(),
        most: running.iter().map(|row| row.most).max(),
        cycles: cycles
            .filter_map(|row| BillingCycle::from_text(&row.cycle))
            .collect(),
        parents: below.iter().map(|row| row.id).collect(),
        exceeding: below.iter().any(|row| row.exceeds > 0),
    })
}

/// The facts of an offer on a day by everything that was agreed to.
fn known(app: &App, agreed: &[OfferChange], offer: Uuid, day: Date) -> Option<Facts> {
    let shipped = app.programme.shipped_catalogue().offer(offer)?;
    Some(facts_on(shipped, agreed, day))
}

/// The last day for which a change of an offer was agreed to.
fn newest(agreed: &[OfferChange], offer: Uuid) -> Option<Date> {
    let own = agreed.iter().filter(|change| change.offer == offer);
    own.map(|change| change.effective).max()
}

/// Proposes a change of an offer; another catalogue manager decides. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Typed`], names and descriptions with their language
/// (`name_en`); [`Failure::Conflict`] (`offer-change-waits`); [`Failure::NotFound`].
pub fn propose(
    app: &App,
    request: &Request,
    id: Uuid,
    typed: &Typed,
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = scope(request, OperatorAction::ManageOffers)?;
    let (by, name) = me(request)?;
    let catalogue = app.programme.catalogue();
    let offer = catalogue.offer(id).ok_or(Failure::NotFound)?;
    let mut wrong = Vec::new();
    let effective = validate::date(&typed.effective_on);
    let effective = effective.map_err(|p| wrong.push(FieldProblem::new("effective_on", p)));
    let reason = text::line(&typed.reason, 5, 500);
    let reason = reason.map_err(|p| wrong.push(FieldProblem::new("reason", p)));
    let day = effective.unwrap_or_else(|()| app.today());
    let inside = app.clone();
    let (before, sold, newest) = app
        .read(move |tx| {
            let agreed = agreed(tx)?;
            let before = known(&inside, &agreed, id, day).ok_or(Failure::NotFound)?;
            Ok((before, sold(tx, scope, id)?, newest(&agreed, id)))
        })
        .wait()?;
    // What was agreed to for later was judged without this.
    if let Some(newest) = newest.filter(|newest| effective.is_ok() && day < *newest) {
        let problem = Problem::new("offer-change-before").with("day", newest);
        wrong.push(FieldProblem::new("effective_on", problem));
    }
    let after = facts(typed, &before, &mut wrong);
    if let Some(after) = &after {
        wrong.extend(unsound(catalogue, offer, after));
        wrong.extend(broken(&before, after, &sold));
        if effective.is_ok() {
            wrong.extend(when(app, day).problems(&before, after));
        }
        if *after == before {
            wrong.push(FieldProblem::plain("reason", "offer-change-nothing"));
        }
    }
    let (Some(after), Ok(effective), Ok(reason), true) =
        (after, effective, reason, wrong.is_empty())
    else {
        return Err(Failure::Invalid(wrong));
    };
    let before = serde_json::to_string(&before).map_err(Failure::internal)?;
    let after = serde_json::to_string(&after).map_err(Failure::internal)?;
    let fresh = fresh_uuid(&*app.entropy);
    let intent = Intent::new("offer-change.propose", chain(request)?, subject(fresh));
    app.command(request, intent.once(key, &(id, typed)), move |work| {
        let day = effective.to_string();
        let new = New {
            id: fresh,
            offer: id,
            facts: (&before, &after),
            effective_on: &day,
            reason: &reason.value,
            by: (by, &name),
            at: work.now,
        };
        if !rows::propose(work.tx, scope, new)? {
            return Err(Refused::Waits.into());
        }
        let row = rows::get(work.tx, scope, fresh)?.ok_or(Failure::NotFound)?;
        noted(work, &row)?;
        Ok(fresh)
    })
    .wait()
}

fn when(app: &App, effective: Date) -> When {
    When {
        effective,
        today: app.today(),
        notice_days: app.programme.price_list.notice_days,
    }
}

fn subject(id: Uuid) -> String {
    format!("offer-change/{id}")
}

/// What the log says of one in every step: each fact that changes, as it was and as it is to be.
fn noted(work: &mut Work<'_, '_>, row: &Change) -> Result<(), Failure> {
    let change = parsed(row)?;
    let [before, after] = [&change.before, &change.after].map(serde_json::to_value);
    let (before, after) = (
        before.map_err(Failure::internal)?,
        after.map_err(Failure::internal)?,
    );
    work.audit("offer", row.offer_id.to_string());
    for fact in change.touches() {
        let fact = fact.text();
        let [was, is] = [&before, &after].map(|facts| facts.get(fact).cloned());
        work.audit(
            fact,
            serde_json::json!({ "from": was, "to": is }).to_string(),
        );
    }
    work.audit("from", row.effective_on.as_str());
    work.audit("reason", row.reason.as_str());
    Ok(())
}

/// Does one step in a command, and learns what came of it.
fn step(
    app: &App,
    request: &Request,
    action: &'static str,
    id: Uuid,
    (key, input): (&str, &impl serde::Serialize),
    act: impl Fn(&mut Work<'_, '_>, OperatorScope, &View) -> Result<bool, Failure> + Send + 'static,
) -> Result<(), Failure> {
    let scope = scope(request, OperatorAction::ManageOffers)?;
    let intent = Intent::new(action, chain(request)?, subject(id));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        let view = View::of(rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?)?;
        noted(work, &view.row)?;
        match act(work, scope, &view)? {
            true => Ok(()),
            false => Err(Refused::Step.into()),
        }
    })
    .wait()?;
    refresh(app)
}

/// A second person agrees: it counts from its day. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] with the code of [`Refused`], or of what would be put in the wrong;
/// [`Failure::NotFound`].
pub fn approve(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    scope(request, OperatorAction::ManageOffers)?;
    let (by, name) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, scope: OperatorScope, view: &View| {
        let change = &view.change;
        view.standing.may_approve(by, work.app.today())?;
        // Things may have changed since: other agreements, what was sold, the days of notice.
        let agreed = agreed(work.tx)?;
        if newest(&agreed, change.offer).is_some_and(|newest| change.effective < newest) {
            return Err(Refused::Stale.into());
        }
        let now = known(work.app, &agreed, change.offer, change.effective);
        let now = now.ok_or(Refused::Stale)?;
        if change
            .touches()
            .iter()
            .any(|fact| !now.same(*fact, &change.before))
        {
            return Err(Refused::Stale.into());
        }
        let offer = work.app.programme.catalogue().offer(change.offer);
        let offer = offer.ok_or(Refused::Stale)?;
        // What the form would not take now was sound when it was proposed: other things have changed.
        if !unsound(work.app.programme.catalogue(), offer, &change.after).is_empty() {
            return Err(Refused::Stale.into());
        }
        let sold = sold(work.tx, scope, change.offer)?;
        let mut wrong = broken(&change.before, &change.after, &sold);
        let when = when(work.app, change.effective);
        wrong.extend(when.problems(&change.before, &change.after));
        if let Some(first) = wrong.first() {
            return Err(Failure::conflict(first.problem.code));
        }
        work.audit("proposed_by", view.row.proposed_name.as_str());
        let with = Step {
            from: State::Proposed.text(),
            to: State::Approved.text(),
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        Ok(rows::decide(work.tx, scope, view.row.id, with)?)
    };
    let input = (key, &"approve");
    step(app, request, "offer-change.approve", id, input, act)
}

/// A second person does not agree. Blocks.
///
/// # Errors
/// As [`approve`]; [`Failure::Invalid`] at `reason`.
pub fn decline(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    scope(request, OperatorAction::ManageOffers)?;
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, scope: OperatorScope, view: &View| {
        view.standing.may_decline(by)?;
        work.audit("because", reason.as_str());
        let with = Step {
            from: State::Proposed.text(),
            to: State::Declined.text(),
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        Ok(rows::decide(work.tx, scope, view.row.id, with)?)
    };
    let input = (key, &input);
    step(app, request, "offer-change.decline", id, input, act)
}

/// Whoever proposed it takes it back while nobody has decided. Blocks.
///
/// # Errors
/// As [`approve`].
pub fn take_back(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    scope(request, OperatorAction::ManageOffers)?;
    let (by, name) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, scope: OperatorScope, view: &View| {
        view.standing.may_take_back(by)?;
        let with = Step {
            from: State::Proposed.text(),
            to: State::TakenBack.text(),
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        Ok(rows::close(work.tx, scope, view.row.id, with)?)
    };
    let input = (key, &"take-back");
    step(app, request, "offer-change.take-back", id, input, act)
}

/// Gives up what was agreed to, before its day. Blocks.
///
/// # Errors
/// As [`approve`]; [`Failure::Invalid`] at `reason`.
pub fn withdraw(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    scope(request, OperatorAction::ManageOffers)?;
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, scope: OperatorScope, view: &View| {
        view.standing.may_withdraw(work.app.today())?;
        // A later one was judged by what this one makes of the offer.
        let touched = view.change.touches();
        let agreed = rows::agreed(work.tx)?.into_iter();
        let later = agreed.skip_while(|row| row.id != view.row.id).skip(1);
        for row in later.filter(|row| row.offer_id == view.change.offer) {
            let builds = parsed(&row)?.touches();
            if builds.iter().any(|fact| touched.contains(fact)) {
                return Err(Refused::Followed.into());
            }
        }
        work.audit("because", reason.as_str());
        let with = Step {
            from: State::Approved.text(),
            to: State::Withdrawn.text(),
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        Ok(rows::close(work.tx, scope, view.row.id, with)?)
    };
    let input = (key, &input);
    step(app, request, "offer-change.withdraw", id, input, act)
}
