//! Telling partners of price lists: one command for each partner, so that the note that it was told
//! and its mails are there together or not at all. A kill in between loses and doubles nothing.

use super::lists::effect;
use crate::i18n::texts;
use crate::notifications::Notice as Mail;
use crate::{App, Failure, Intent, Pending, Request};
use domain::catalogue::publishing::State;
use domain::catalogue::{Change, ListLine, Month};
use domain::ids::TenantId;
use domain::integration::hooks::{Event, Happened};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::permission::{OperatorAction, TenantAction, authorise, authorise_operator};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::price_lists::{self, List};
use uuid::Uuid;

/// Partners told in one go.
const BATCH: u32 = 200;
/// Changes that a mail names one by one; the rest is in the portal.
const NAMED: usize = 40;

/// Tells everybody who has still to be told.
///
/// # Errors
/// The first [`Failure`]; the others were told, and the failed one comes again.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePriceLists)?;
    let untold = app
        .read(move |tx| Ok(price_lists::untold(tx, scope)?))
        .wait()?;
    let mut done = 0;
    for list in untold {
        done += tell(app, request, &list)?;
    }
    Ok(done)
}

/// The changes of a list in each language, as a mail names them.
type Changes = BTreeMap<&'static str, String>;

fn tell(app: &App, request: &Request, list: &List) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePriceLists)?;
    let published = list.state == State::Published.text();
    let (inside, whole) = (app.clone(), list.clone());
    let changes: Changes = app
        .read(move |tx| {
            let effect = effect(tx, &inside, &whole)?;
            let month = Month::from_text(&whole.month).ok_or(Failure::NotFound)?;
            let lines = effect.with.price_list(month);
            let told = |language: &Language| (language.tag(), told(&inside, *language, &lines));
            Ok(Language::ALL.iter().map(told).collect())
        })
        .wait()?;
    let changes = Arc::new(changes);
    let (id, mut done) = (list.id, 0);
    loop {
        let next = app
            .read(move |tx| {
                Ok(if published {
                    price_lists::to_tell_of_publication(tx, scope, id, BATCH)?
                } else {
                    price_lists::to_tell_of_withdrawal(tx, scope, id, BATCH)?
                })
            })
            .wait()?;
        if next.is_empty() {
            break;
        }
        let one = |tenant: &Uuid| tell_one(app, request, *tenant, list, &changes);
        let batch: Vec<_> = next.iter().map(|tenant| (*tenant, one(tenant))).collect();
        for (tenant, pending) in batch {
            // A command that lost its place to the others is tried again alone.
            pending.wait().or_else(|_| one(&tenant).wait())?;
            done += 1;
        }
    }
    let version = list.version;
    let intent = Intent::new("prices.told", operator(app)?, format!("price-list/{id}"));
    app.command(request, intent, move |work| {
        // Withdrawn meanwhile: the next run tells that.
        if !price_lists::all_told(work.tx, scope, id, version)? {
            return Ok(());
        }
        let occasion = if published { "published" } else { "withdrawn" };
        let progress = price_lists::progress(work.tx, scope, id, occasion)?;
        work.audit("partners", progress.partners);
        work.audit("mails", progress.mails);
        Ok(())
    })
    .wait()?;
    Ok(done)
}

fn operator(app: &App) -> Result<Uuid, Failure> {
    let operator = app.read(|tx| Ok(store::identity::operator(tx)?)).wait()?;
    operator
        .map(|operator| operator.id)
        .ok_or(Failure::NotFound)
}

fn tell_one(
    app: &App,
    request: &Request,
    tenant: Uuid,
    list: &List,
    changes: &Arc<Changes>,
) -> Pending<bool> {
    let scope = match authorise(&request.caller, TenantAction::ViewPrices, TenantId(tenant)) {
        Ok(scope) => scope,
        Err(denial) => return Pending::refused(denial.into()),
    };
    let all = match authorise_operator(&request.caller, OperatorAction::ManagePriceLists) {
        Ok(scope) => scope,
        Err(denial) => return Pending::refused(denial.into()),
    };
    let published = list.state == State::Published.text();
    let (occasion, code, action) = if published {
        ("published", "price-list", "prices.tell")
    } else {
        (
            "withdrawn",
            "price-list-withdrawn",
            "prices.tell-withdrawal",
        )
    };
    let (list, changes) = (list.clone(), Arc::clone(changes));
    let intent = Intent::new(action, tenant, format!("price-list/{}", list.id));
    app.command(request, intent, move |work| {
        // Withdrawn meanwhile: the next run tells that.
        let now = price_lists::get(work.tx, all, list.id)?.ok_or(Failure::NotFound)?;
        if now.version != list.version {
            return Err(Failure::conflict("stale"));
        }
        if !price_lists::note(work.tx, scope, list.id, occasion, work.now)? {
            return Ok(false);
        }
        if published {
            work.happened(
                scope.tenant(),
                Happened::new(Event::PriceListPublished, scope.tenant().0, list.id),
            );
        }
        let effective: jiff::civil::Date = list.effective_on.parse().map_err(Failure::internal)?;
        let readers = price_lists::readers(work.tx, scope)?;
        work.audit("month", list.month.as_str());
        work.audit("mails", readers.len());
        // The month of a withdrawn list may have no page any more.
        let link = if published {
            format!("/pricing/changes?month={}", list.month)
        } else {
            "/pricing".to_owned()
        };
        for reader in readers {
            let dedupe = format!("{code}/{}/{}", list.id, reader.id);
            let to = &reader.contact_email;
            price_lists::note_mail(work.tx, scope, list.id, occasion, to, &dedupe)?;
            let language = Language::from_tag(&reader.language);
            let language = language.unwrap_or(work.app.programme.languages.default);
            let changes = changes.get(language.tag()).map_or("", String::as_str);
            Mail::new(code, to, &reader.language, &list.month)
                .name(&reader.full_name())
                .with("changes", changes)
                .day("effective_on", effective)
                .link(&link)
                .queue(work, dedupe)?;
        }
        Ok(true)
    })
}

/// What changes, a line each.
fn told(app: &App, language: Language, lines: &[ListLine<'_>]) -> String {
    let t = texts(language);
    let currency = Currency::from_code(&app.programme.currency.code).unwrap_or(Currency::CNY);
    let money = |minor: i64| Money::new(minor, currency).to_string();
    let changed: Vec<_> = lines
        .iter()
        .filter(|line| line.change != Change::Unchanged)
        .collect();
    if changed.is_empty() {
        return t.get("price-list-mail-nothing").into_owned();
    }
    let line = |line: &&ListLine<'_>| {
        let name = line.offer.name.get(language);
        let now = line.price.map(|price| money(price.list_minor));
        let before = line.before.map(|price| money(price.list_minor));
        let (now, before) = (now.unwrap_or_default(), before.unwrap_or_default());
        let facts = [("offer", name), ("now", &now), ("before", &before)];
        t.format(&format!("price-list-mail-{}", line.change.text()), &facts)
    };
    let mut words: Vec<_> = changed.iter().take(NAMED).map(line).collect();
    if changed.len() > NAMED {
        let more = (changed.len() - NAMED).to_string();
        words.push(t.format("price-list-mail-more", &[("count", &more)]));
    }
    words.join("\n")
}
