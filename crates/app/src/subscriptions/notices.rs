//! Mails about subscriptions: what was done to one, and what comes if nobody does anything.
//!
//! Prices and renewals are the partner's business. What touches the data of a customer is told to
//! the customer's administrators as well.

use super::{offer_of, status};
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::catalogue::Prices;
use domain::ids::TenantId;
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise, authorise_operator,
};
use domain::subscriptions::Status;
use jiff::ToSpan;
use jiff::civil::Date;
use store::identity::{self, Account};
use store::subscriptions::Subscription;
use store::term_notice::{self as rows, Coming, Group, Kind};
use uuid::Uuid;

/// Days before, at most, on which each kind is told, the fewest first: after a pause only the last
/// word is said.
const MARKS: &[(Kind, &[u32])] = &[
    (Kind::Deletion, &[1, 7, 14, 30]),
    (Kind::Renewal, &[7, 30, 60]),
    (Kind::Ending, &[7, 30, 60]),
    (Kind::Trial, &[1, 7]),
];
/// Customers looked at in one go.
const BATCH: u32 = 200;
/// Most subscriptions a mail names one by one.
const NAMED: usize = 20;

/// Tells what comes, and says for how many customers. What fails is told in the log and comes again;
/// the others go on.
///
/// # Errors
/// [`Failure`] when the database cannot be asked what is due.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManageProvisioning)?;
    let mut done = 0;
    for (kind, marks) in MARKS {
        for mark in *marks {
            done += of_mark(app, request, scope, *kind, *mark)?;
        }
    }
    Ok(done)
}

fn of_mark(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    kind: Kind,
    mark: u32,
) -> Result<u64, Failure> {
    let today = app.today();
    let until = today.saturating_add(i64::from(mark).days());
    let (after, until) = (today.to_string(), until.to_string());
    let mut done = 0;
    loop {
        let window = (after.clone(), until.clone());
        let page = app
            .read(move |tx| {
                let window = (window.0.as_str(), window.1.as_str());
                Ok(rows::due(tx, scope, kind, window, mark, BATCH)?)
            })
            .wait()?;
        let mut told = 0;
        for group in &page {
            match tell(app, request, group, kind, mark) {
                Ok(()) => told += 1,
                Err(failure) => {
                    tracing::error!(?failure, customer = %group.customer_id, "a notice failed");
                }
            }
        }
        done += told;
        // What failed is due still: it waits for the next sweep.
        if told < u64::from(BATCH) {
            return Ok(done);
        }
    }
}

/// One mail to everybody it concerns about what one customer's subscriptions come to on a day.
fn tell(app: &App, request: &Request, group: &Group, kind: Kind, mark: u32) -> Result<(), Failure> {
    let partner = TenantId(group.partner_id);
    let scope = authorise(&request.caller, TenantAction::ManageSubscriptions, partner)?;
    let subject = format!("customer/{}", group.customer_id);
    let intent = Intent::new("subscription.notice", partner.0, subject);
    let (customer, text) = (group.customer_id, group.day.clone());
    let day: Date = text.parse().map_err(Failure::internal)?;
    let before = day.saturating_sub(1.day()).to_string();
    app.command(request, intent, move |work| {
        let window = (before.as_str(), text.as_str());
        let mut coming = rows::of_customer(work.tx, scope, customer, kind, window, mark)?;
        // Others may come to the same day later: the first that is told now makes the mail its own.
        let Some(first) = coming.first().map(|one| one.id) else {
            return Ok(());
        };
        for one in &coming {
            rows::told(work.tx, one.id, kind, &text, mark, work.now)?;
        }
        work.audit("told", kind.text());
        work.audit("day", text.as_str());
        let left = days_between(work.app.today(), day).to_string();
        // One whose offer or base does not go on ends, whatever was wished.
        let mut ending = Vec::new();
        if kind == Kind::Renewal {
            for one in std::mem::take(&mut coming) {
                if goes_on(work, scope, one.id)? {
                    coming.push(one);
                } else {
                    ending.push(one);
                }
            }
        }
        // What a renewal costs is the partner's business, which is told of it here.
        let prices = crate::catalogue::prices(work.tx, scope, Some(customer), day)?;
        let readers = readers(work, scope, customer, kind == Kind::Deletion)?;
        for reader in readers {
            for (kind, coming) in [(kind, &coming), (Kind::Ending, &ending)] {
                if coming.is_empty() {
                    continue;
                }
                let list = list(work.app, &reader, coming, kind, &prices)?;
                let code = match kind {
                    Kind::Deletion => "n02",
                    Kind::Renewal => "n04",
                    Kind::Ending => "n05",
                    Kind::Trial => "n06",
                };
                let notice = reader.notice(code).with("list", &list).with("days", &left);
                let own = format!("term/{first}/{code}/{text}/{mark}/{}", reader.account.id);
                notice.day("day", day).queue(work, own)?;
            }
        }
        Ok(())
    })
    .wait()
}

/// Whether the term of a subscription may begin anew, by what is known now.
fn goes_on(work: &mut Work<'_, '_>, scope: TenantScope, id: Uuid) -> Result<bool, Failure> {
    let row = store::subscriptions::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
    let base = match row.parent_id {
        Some(parent) => store::subscriptions::get(work.tx, scope, parent)?,
        None => None,
    };
    super::renewable(work.app, &row, base.as_ref())
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Somebody a mail is for.
struct Reader {
    account: Account,
    customer: String,
    partner: String,
    path: String,
}

impl Reader {
    fn language(&self) -> Language {
        Language::from_tag(&self.account.language).unwrap_or(Language::ZhHans)
    }

    fn notice(&self, code: &str) -> Notice {
        Notice::new(
            code,
            &self.account.contact_email,
            &self.account.language,
            "",
        )
        .reader(self.account.id)
        .name(&self.account.full_name())
        .company(&self.customer)
        .with("partner", &self.partner)
        .link(&self.path)
    }
}

/// The global admins of the partner, and of the customer where it concerns it. Nobody is told about
/// a sandbox.
fn readers(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: Uuid,
    both: bool,
) -> Result<Vec<Reader>, Failure> {
    let Some(buyer) = store::customers::get(work.tx, scope, customer)? else {
        return Ok(Vec::new());
    };
    if buyer.sandbox {
        return Ok(Vec::new());
    }
    let partner = identity::tenant(work.tx, scope)?.name;
    let reader = |account: Account, path: String| Reader {
        account,
        customer: buyer.company_name.clone(),
        partner: partner.clone(),
        path,
    };
    let sells = identity::global_admins(work.tx, scope)?.into_iter();
    let path = format!("/customers/{customer}/subscriptions");
    let mut readers: Vec<_> = sells.map(|account| reader(account, path.clone())).collect();
    if both {
        let action = TenantAction::ManageSubscriptions;
        let own = authorise(&domain::caller::Caller::System, action, TenantId(customer))?;
        let admins = identity::global_admins(work.tx, own)?.into_iter();
        readers.extend(admins.map(|account| reader(account, "/dashboard/overview".to_owned())));
    }
    Ok(readers)
}

/// What a subscription is called in a language.
fn called(app: &App, language: Language, offer: Uuid, name: &str) -> Result<String, Failure> {
    let offer = offer_of(app, offer)?;
    let usual = Language::ALL.into_iter().any(|l| offer.name.get(l) == name);
    Ok(if usual {
        offer.name.get(language).to_owned()
    } else {
        name.to_owned()
    })
}

/// The subscriptions one below the other; for a renewal with the price it will have.
fn list(
    app: &App,
    reader: &Reader,
    coming: &[Coming],
    kind: Kind,
    prices: &Prices,
) -> Result<String, Failure> {
    let currency = Currency::from_code(&app.programme.currency.code);
    let mut lines = Vec::new();
    for one in coming.iter().take(NAMED) {
        let name = called(app, reader.language(), one.offer_id, &one.friendly_name)?;
        let price = prices.of(offer_of(app, one.offer_id)?);
        let price = price.zip(currency).filter(|_| kind == Kind::Renewal);
        let price = price.map_or_else(String::new, |(price, currency)| {
            format!(" · {}", Money::new(price.minor, currency))
        });
        lines.push(format!("{name} × {}{price}", one.quantity));
    }
    if coming.len() > NAMED {
        lines.push(format!("… + {}", coming.len() - NAMED));
    }
    Ok(lines.join("\n"))
}

/// Tells both sides when a person suspends a subscription or ends it. What follows a base is told
/// with the base.
pub(super) fn changed(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    before: &Subscription,
    row: &Subscription,
) -> Result<(), Failure> {
    let (was, is) = (status(before)?, status(row)?);
    let code = match is {
        _ if was == is => return Ok(()),
        Status::Suspended => "n01",
        Status::Cancelled => "n03",
        _ => return Ok(()),
    };
    let until: Option<Date> = row.delete_on.as_deref().and_then(|day| day.parse().ok());
    let until = until.ok_or_else(|| Failure::internal("no day of deletion"))?;
    let ends: Date = row.ends_on.parse().map_err(Failure::internal)?;
    for reader in readers(work, scope, row.customer_id, true)? {
        let name = called(
            work.app,
            reader.language(),
            row.offer_id,
            &row.friendly_name,
        )?;
        let list = format!("{name} × {}", row.quantity);
        let notice = reader.notice(code).with("list", &list).day("day", until);
        let notice = notice.day("last", until.min(ends));
        let version = row.version;
        notice.queue(
            work,
            format!("{code}/{}/{version}/{}", row.id, reader.account.id),
        )?;
    }
    Ok(())
}
