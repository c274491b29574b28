//! What a partner changes at a subscription: name, units, renewal, and whether it runs.

use super::{apply, follow, intent, load, no_fewer_than_assigned, save, status};
use crate::identity::proof::require_recent_of_people;
use crate::{App, Failure, Pending, Request, selling};
use domain::enrolment::form::FieldProblem;
use domain::ids::{SubscriptionId, TenantId};
use domain::permission::TenantAction;
use domain::selling::Reason;
use domain::subscriptions::{Command, Status, SuspendedBy};
use domain::validate;
use serde::{Deserialize, Serialize};
use store::subscriptions as rows;

/// The status that is wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// It is to run.
    Active,
    /// Users are to be kept out.
    Suspended,
    /// It is to end now.
    Ended,
}

/// What is to be otherwise; none leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// Another name.
    pub friendly_name: Option<String>,
    /// So many units.
    pub quantity: Option<u32>,
    /// Whether the term begins anew.
    pub auto_renew: Option<bool>,
    /// Another status.
    pub status: Option<Wish>,
    /// How it is billed, as far as that is said: it changes at the order only.
    pub cycle: Option<String>,
    /// How long its term is, as far as that is said: it does not change.
    pub term: Option<String>,
    /// Whose it is, by number in the partner network: that does not change.
    pub partner: Option<String>,
}

/// How long a term is, in the words of ISO 8601.
#[must_use]
pub fn term_of(is_trial: bool) -> &'static str {
    if is_trial { "P1M" } else { "P1Y" }
}

/// Changes a subscription, all of it or nothing, and gives its new version. With a `version`, only
/// if it is still that one. What is said as it is already, is left alone. A partner that is suspended may lower what it owes and rename, no more.
///
/// Refused with [`Failure::Refused`] by the rules, [`Failure::Conflict`] (`stale`, and to people who
/// end one `authenticate-again`), and [`Failure::Invalid`] at `friendly_name`.
pub fn change(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: SubscriptionId,
    patch: Patch,
    version: Option<i64>,
    key: &str,
) -> Pending<i64> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("subscription.change", scope, customer, id);
    let intent = intent.once(key, &(customer, id, &patch, version));
    app.command(request, intent, move |work| {
        selling::customer(work.tx, scope, customer)?;
        let before = load(work.tx, scope, customer, id)?;
        if version.is_some_and(|version| version != before.version) {
            return Err(Failure::conflict("stale"));
        }
        fixed(work, scope, &before, &patch)?;
        let mut row = before.clone();
        let name = patch.friendly_name.as_deref();
        if let Some(name) = name.filter(|name| *name != before.friendly_name) {
            let checked = validate::text::line(name, 1, 100).map_err(|problem| {
                Failure::Invalid(vec![FieldProblem::new("friendly_name", problem)])
            })?;
            row.friendly_name = checked.value;
        }
        let now = status(&before)?;
        let is = match now {
            Status::Active => Some(Wish::Active),
            Status::Suspended => Some(Wish::Suspended),
            ended if ended.has_ended() => Some(Wish::Ended),
            _ => None,
        };
        let wish = patch.status.filter(|wish| Some(*wish) != is);
        let more = patch.quantity.is_some_and(|n| n != before.quantity)
            || patch.auto_renew.is_some_and(|on| on && !before.auto_renew)
            || wish == Some(Wish::Active);
        if more {
            selling::may_sell(work, scope)?;
        }
        // Reactivated first and suspended last, so that what else is asked for meets a running one.
        if wish == Some(Wish::Active) {
            apply(
                work,
                scope,
                &mut row,
                Command::Reactivate(SuspendedBy::Partner),
            )?;
        }
        if let Some(quantity) = patch.quantity.filter(|n| *n != before.quantity) {
            apply(work, scope, &mut row, Command::SetQuantity(quantity))?;
            no_more_add_ons(work, scope, &row)?;
            no_fewer_than_assigned(work, scope, &row)?;
        }
        if let Some(auto_renew) = patch.auto_renew.filter(|on| *on != before.auto_renew) {
            apply(work, scope, &mut row, Command::SetAutoRenew(auto_renew))?;
        }
        match wish {
            Some(Wish::Suspended) => {
                apply(
                    work,
                    scope,
                    &mut row,
                    Command::Suspend(SuspendedBy::Partner),
                )?;
            }
            Some(Wish::Ended) => {
                apply(work, scope, &mut row, Command::Cancel)?;
                require_recent_of_people(work)?;
            }
            Some(Wish::Active) | None => {}
        }
        if row == before {
            return Ok(before.version);
        }
        if row.quantity != before.quantity {
            work.audit(
                "quantity",
                format!("{} -> {}", before.quantity, row.quantity),
            );
        }
        if row.status != before.status {
            work.audit("status", format!("{} -> {}", before.status, row.status));
        }
        if row.auto_renew != before.auto_renew {
            work.audit("auto_renew", row.auto_renew);
        }
        save(work, scope, &before, &row, "change")?;
        super::notices::changed(work, scope, &before, &row)?;
        match wish {
            Some(Wish::Suspended) => {
                let with = Command::Suspend(SuspendedBy::Parent);
                follow(work, scope, &row, with, "suspended-with-base")?;
            }
            Some(Wish::Ended) => {
                follow(work, scope, &row, Command::Cancel, "cancelled-with-base")?;
            }
            Some(Wish::Active) => {
                let with = Command::Reactivate(SuspendedBy::Parent);
                follow(work, scope, &row, with, "reactivated-with-base")?;
            }
            None => {}
        }
        Ok(before.version + 1)
    })
}

/// What cannot change here has to be said as it is, or not at all.
fn fixed(
    work: &mut crate::Work<'_, '_>,
    scope: domain::permission::TenantScope,
    row: &rows::Subscription,
    patch: &Patch,
) -> Result<(), Failure> {
    let is = |said: &Option<String>, kept: &str| {
        let mut said = said.iter();
        said.all(|said| said.is_empty() || said.eq_ignore_ascii_case(kept))
    };
    if !is(&patch.cycle, &row.cycle) {
        return Err(Reason::CycleOfOrder.into());
    }
    if !is(&patch.term, term_of(row.is_trial)) {
        return Err(Reason::TermFixed.into());
    }
    if patch.partner.is_some() && !is(&patch.partner, &selling::network_id(work.tx, scope)?) {
        return Err(Reason::PartnerFixed.into());
    }
    Ok(())
}

/// A base does not go below its add-ons.
fn no_more_add_ons(
    work: &mut crate::Work<'_, '_>,
    scope: domain::permission::TenantScope,
    base: &rows::Subscription,
) -> Result<(), Failure> {
    for add_on in rows::add_ons(work.tx, scope, base.id)? {
        let offer = super::offer_of(work.app, add_on.offer_id)?;
        let over = add_on.quantity > base.quantity && !offer.may_exceed_parent;
        if over && !status(&add_on)?.has_ended() {
            return Err(Reason::MoreThanBase.into());
        }
    }
    Ok(())
}
