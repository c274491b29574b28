//! A partner's tags, and which customer has which. A suspended partner may: nothing is sold by it.

use crate::{App, Failure, Intent, Pending, Request, Work, selling};
use domain::customers::search_key;
use domain::customers::tags::{self as rules, MOST, MOST_EACH};
use domain::enrolment::form::FieldProblem;
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{TenantAction, TenantScope};
use domain::validate::Problem;
use std::collections::BTreeMap;
use store::Reply;
use store::tags::{self, Tag};
use uuid::Uuid;

/// The partner's tags, by name.
pub fn all(app: &App, request: &Request) -> Reply<Vec<Tag>, Failure> {
    match selling::scope(request, TenantAction::ViewCustomers) {
        Ok(scope) => app.look(move |tx| Ok(tags::all(tx, scope)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// A tag with how many customers have it.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The tag.
    pub tag: Tag,
    /// Customers.
    pub customers: i64,
}

/// The partner's tags for those who may change them.
pub fn counted(app: &App, request: &Request) -> Reply<Vec<Counted>, Failure> {
    let scope = match selling::scope(request, TenantAction::EditCustomerDetails) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let used: BTreeMap<_, _> = tags::used(tx, scope)?
            .into_iter()
            .map(|used| (used.tag_id, used.customers))
            .collect();
        let tags = tags::all(tx, scope)?.into_iter();
        Ok(tags
            .map(|tag| Counted {
                customers: used.get(&tag.id).copied().unwrap_or_default(),
                tag,
            })
            .collect())
    })
}

fn about(action: &'static str, scope: TenantScope, tag: Uuid) -> Intent {
    Intent::new(action, scope.tenant().0, format!("customer-tag/{tag}"))
}

fn at_name(problem: Problem) -> Failure {
    Failure::Invalid(vec![FieldProblem::new("name", problem)])
}

/// Makes a tag.
///
/// Refused with [`Failure::Invalid`] at `name`: what [`rules::name`] refuses, `tag-known`,
/// `tags-full` (`max`).
pub fn add(app: &App, request: &Request, name: &str, key: &str) -> Pending<Uuid> {
    let scope = match selling::scope(request, TenantAction::EditCustomerDetails) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let (name, name_key) = match rules::name(name) {
        Ok(found) => found,
        Err(problem) => return Pending::refused(at_name(problem)),
    };
    let id = fresh_uuid(&*app.entropy);
    let intent = about("customer.tag-add", scope, id).once(key, &name);
    app.command(request, intent, move |work| {
        let known = tags::all(work.tx, scope)?;
        if known.iter().any(|tag| search_key(&tag.name) == name_key) {
            return Err(at_name(Problem::new("tag-known")));
        }
        insert(work, scope, &known, id, (&name, &name_key)).map(drop)?;
        work.audit("name", name.as_str());
        Ok(id)
    })
}

fn insert(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    known: &[Tag],
    id: Uuid,
    (name, name_key): (&str, &str),
) -> Result<Tag, Failure> {
    let taken: Vec<_> = known.iter().map(|tag| tag.slot).collect();
    let full = || at_name(Problem::new("tags-full").with("max", MOST));
    let tag = Tag {
        id,
        name: name.to_owned(),
        slot: rules::free_slot(&taken, MOST).ok_or_else(full)?,
        version: 1,
    };
    // Two at once: the indexes of names and numbers decide, and the second one sends its form again.
    tags::add(work.tx, scope, &tag, name_key, work.now).map_err(busy)?;
    Ok(tag)
}

fn busy(error: store::DbError) -> Failure {
    if error.is_unique() {
        Failure::conflict("busy")
    } else {
        error.into()
    }
}

/// Calls a tag something else.
///
/// Refused as [`add`], and with [`Failure::Conflict`] (`stale`).
pub fn rename(
    app: &App,
    request: &Request,
    id: Uuid,
    version: i64,
    name: &str,
    key: &str,
) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::EditCustomerDetails) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let named = rules::name(name);
    let intent = about("customer.tag-rename", scope, id).once(key, &(id, version, name));
    app.command(request, intent, move |work| {
        let tag = tags::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        let (name, name_key) = named.clone().map_err(at_name)?;
        if tag.version != version {
            return Err(Failure::conflict("stale"));
        }
        work.audit("name", format!("{} -> {name}", tag.name));
        let renamed = tags::rename(work.tx, scope, &Tag { name, ..tag }, &name_key);
        match renamed {
            Ok(true) => Ok(()),
            Ok(false) => Err(Failure::conflict("stale")),
            Err(error) if error.is_unique() => Err(at_name(Problem::new("tag-known"))),
            Err(error) => Err(error.into()),
        }
    })
}

/// Takes a tag from every customer and removes it.
pub fn remove(app: &App, request: &Request, id: Uuid, key: &str) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::EditCustomerDetails) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = about("customer.tag-remove", scope, id).once(key, &id);
    app.command(request, intent, move |work| {
        let tag = tags::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        let had = tags::remove(work.tx, scope, id)?;
        work.audit("name", tag.name);
        work.audit("customers", had);
        Ok(())
    })
}

/// Gives a customer exactly these tags, and one more of a new name where `fresh` is not empty.
///
/// Refused with [`Failure::Invalid`] at `tags` (`tags-too-many`, `choice-unknown`) and at `name`, as
/// [`add`] refuses.
pub fn set(
    app: &App,
    request: &Request,
    customer: TenantId,
    wanted: &[Uuid],
    fresh: &str,
    key: &str,
) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::EditCustomerDetails) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    // The partner's own notes about a customer: not told in the customer's log.
    let subject = format!("customer/{customer}");
    let intent = Intent::new("customer.tag", scope.tenant().0, subject);
    let intent = intent.once(key, &(customer, wanted, fresh));
    let (mut wanted, fresh) = (wanted.to_vec(), fresh.trim().to_owned());
    wanted.sort_unstable();
    wanted.dedup();
    app.command(request, intent, move |work| {
        let buyer = selling::customer(work.tx, scope, customer)?;
        let mut known = tags::all(work.tx, scope)?;
        let at_tags = |problem| Failure::Invalid(vec![FieldProblem::new("tags", problem)]);
        let unknown = |id: &Uuid| known.iter().all(|tag| tag.id != *id);
        if wanted.iter().any(unknown) {
            return Err(at_tags(Problem::new("choice-unknown")));
        }
        let mut wanted = wanted.clone();
        if !fresh.is_empty() {
            let (name, name_key) = rules::name(&fresh).map_err(at_name)?;
            let id = ensure(work, scope, &mut known, (&name, &name_key))?;
            if !wanted.contains(&id) {
                wanted.push(id);
            }
        }
        if u32::try_from(wanted.len()).is_ok_and(|count| count > MOST_EACH) {
            let problem = Problem::new("tags-too-many").with("max", MOST_EACH);
            return Err(at_tags(problem));
        }
        let has = tags::of_customer(work.tx, scope, customer.0)?;
        for gone in has.iter().filter(|tag| !wanted.contains(&tag.tag_id)) {
            tags::untag(work.tx, scope, customer.0, gone.tag_id)?;
        }
        let kept = has.iter().filter(|tag| wanted.contains(&tag.tag_id));
        let mut taken: Vec<i64> = kept.map(|tag| tag.slot).collect();
        let name_key = search_key(&buyer.company_name);
        for tag in wanted
            .iter()
            .filter(|id| has.iter().all(|tag| tag.tag_id != **id))
        {
            give(work, scope, (customer.0, &name_key), *tag, &mut taken)?;
        }
        let names = tags::of_customer(work.tx, scope, customer.0)?;
        let names = rules::cell(names.iter().map(|tag| tag.name.as_str()));
        work.audit("tags", names);
        Ok(())
    })
}

fn give(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    (customer, name_key): (Uuid, &str),
    tag: Uuid,
    taken: &mut Vec<i64>,
) -> Result<(), Failure> {
    let full = || Failure::conflict("busy");
    let slot = rules::free_slot(taken, MOST_EACH).ok_or_else(full)?;
    taken.push(slot);
    tags::tag(work.tx, scope, customer, name_key, tag, slot).map_err(busy)
}

/// The tag of a name, made where there is none and known from then on.
fn ensure(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    known: &mut Vec<Tag>,
    (name, name_key): (&str, &str),
) -> Result<Uuid, Failure> {
    if let Some(tag) = known.iter().find(|tag| search_key(&tag.name) == name_key) {
        return Ok(tag.id);
    }
    let id = fresh_uuid(&*work.app.entropy);
    let tag = insert(work, scope, known, id, (name, name_key))?;
    known.push(tag);
    work.audit("new_tag", name);
    Ok(id)
}

/// Tags a new customer by names, as a row of a file has them.
pub(super) fn tag_new(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    (customer, name_key): (Uuid, &str),
    names: &[(String, String)],
) -> Result<(), Failure> {
    if names.is_empty() {
        return Ok(());
    }
    let (mut taken, mut known) = (Vec::new(), tags::all(work.tx, scope)?);
    for (name, key) in names {
        let tag =
            ensure(work, scope, &mut known, (name, key)).map_err(|failure| match failure {
                Failure::Invalid(problems) => {
                    let at_tags = problems.into_iter();
                    let at_tags = at_tags.map(|p| FieldProblem::new("tags", p.problem));
                    Failure::Invalid(at_tags.collect())
                }
                other => other,
            })?;
        give(work, scope, (customer, name_key), tag, &mut taken)?;
    }
    Ok(())
}
