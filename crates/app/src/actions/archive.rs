//! What somebody has put away: things to do that nobody has to do, and news. It comes back when what
//! it tells changes: a sooner day, another number.

use super::{Action, Asker, News, every_news, everything};
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::actions::Kind;
use domain::effects::Instant;
use domain::notices::Topic;
use domain::permission::{TenantAction, TenantScope, authorise};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use store::notices as rows;
use store::{Reply, Tx};
use uuid::Uuid;

/// How much of the archive a page shows.
pub const PAGE: u32 = 50;

/// A short name for everything that tells one thing from the others.
fn mark(parts: &[&str]) -> String {
    let mut all = Sha256::new();
    for part in parts {
        all.update(part);
        all.update([0]);
    }
    let digest: [u8; 32] = all.finalize().into();
    data_encoding::HEXLOWER.encode(&digest[..16])
}

impl Action {
    /// What it is told by in the archive.
    #[must_use]
    pub fn mark(&self) -> String {
        let due = self.due.map(|day| day.to_string()).unwrap_or_default();
        let amount = self.amount.map(|n| n.to_string()).unwrap_or_default();
        let mut parts = vec!["action", self.kind.text(), &self.href, &due, &amount];
        parts.extend(self.about.iter().map(|(_, value)| value.as_str()));
        mark(&parts)
    }
}

impl News {
    /// What it is told by in the archive. Its words are in its reader's language, and do not count.
    #[must_use]
    pub fn mark(&self) -> String {
        mark(&["news", self.kind, &self.href, &self.at.0.to_string()])
    }
}

/// Something in the archive.
#[derive(Debug, Clone)]
pub enum Thing {
    /// It was to be done.
    Action(Action),
    /// It was new.
    News(News),
}

/// A line of the archive.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is told by.
    pub mark: String,
    /// What it is.
    pub thing: Thing,
    /// When it was put away.
    pub archived_at: Instant,
}

/// A page of the archive.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Its lines, newest first.
    pub lines: Vec<Line>,
    /// How much there is altogether.
    pub total: u64,
}

/// How a thing is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    class: String,
    kind: String,
    href: String,
    due: Option<jiff::civil::Date>,
    at: Option<i64>,
    about: Vec<(String, String)>,
    amount: Option<i64>,
    offer: Option<Uuid>,
}

impl Kept {
    fn action(action: &Action) -> Self {
        Self {
            class: "action".to_owned(),
            kind: action.kind.text().to_owned(),
            href: action.href.clone(),
            due: action.due,
            at: None,
            about: owned(&action.about),
            amount: action.amount,
            offer: action.offer,
        }
    }

    fn news(news: &News) -> Self {
        Self {
            class: "news".to_owned(),
            kind: news.kind.to_owned(),
            href: news.href.clone(),
            due: None,
            at: Some(news.at.0),
            about: owned(&news.about),
            amount: None,
            offer: None,
        }
    }

    /// What it was; none when there is no such kind any more.
    fn thing(self) -> Option<Thing> {
        let about = self.about.into_iter();
        let about = about.filter_map(|(name, value)| Some((name_of(&name)?, value)));
        let about = about.collect();
        Some(match self.class.as_str() {
            "action" => Thing::Action(Action {
                kind: Kind::from_text(&self.kind)?,
                due: self.due,
                about,
                amount: self.amount,
                offer: self.offer,
                href: self.href,
            }),
            _ => Thing::News(News {
                kind: Topic::news_kind(&self.kind)?,
                at: Instant(self.at?),
                about,
                href: self.href,
            }),
        })
    }
}

fn owned(about: &[(&'static str, String)]) -> Vec<(String, String)> {
    let about = about.iter();
    about
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

/// The names of what the words of things name.
const NAMES: &[&str] = &[
    "email", "number", "hint", "program", "since", "domain", "file", "count", "summary",
    "customer", "name", "item", "value", "left", "month", "offer", "title",
];

fn name_of(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|known| **known == name).copied()
}

/// What one has to be allowed to do for a thing to be shown: who may not any more, does not read of it
/// in the archive either.
fn needs(thing: &Thing) -> Option<TenantAction> {
    let kind = match thing {
        Thing::News(news) => return Topic::of_news(news.kind).and_then(Topic::needs),
        Thing::Action(action) => action.kind,
    };
    Some(match kind {
        Kind::Sign | Kind::Reach | Kind::Codes => return None,
        Kind::SignFirst | Kind::Answer | Kind::Contact | Kind::Draft | Kind::FirstStep => {
            TenantAction::EditApplication
        }
        Kind::ChangeDocuments | Kind::Domain => TenantAction::EditProfiles,
        Kind::Overdue | Kind::Due => TenantAction::ViewBilling,
        Kind::Support => TenantAction::ViewOwnSupport,
        Kind::Inquiry => TenantAction::AnswerCustomers,
        Kind::Deletion | Kind::Trial | Kind::Ending => TenantAction::ManageSubscriptions,
        Kind::Key => TenantAction::ManageApps,
        Kind::Hook => TenantAction::ManageHooks,
        Kind::Import => TenantAction::CreateCustomers,
    })
}

/// What the asker has put away.
pub(super) fn marks(tx: &mut Tx<'_>, asker: &Asker<'_>) -> Result<BTreeSet<String>, Failure> {
    let person = asker.request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok(rows::marks(tx, person.account.0)?.into_iter().collect())
}

/// The caller, who must be one of a company's people.
fn own(request: &Request) -> Result<(Uuid, TenantScope), Failure> {
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let scope = authorise(&request.caller, TenantAction::ViewOverview, person.tenant)?;
    Ok((person.account.0, scope))
}

/// What the caller has put away; pages count from one.
pub fn view(app: &App, request: &Request, page: u32) -> Reply<Archive, Failure> {
    let (account, scope) = match own(request) {
        Ok(own) => own,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let caller = request.caller.clone();
    app.read(move |tx| {
        let total = u64::try_from(rows::count_archived(tx, account)?).unwrap_or(0);
        let offset = page.saturating_sub(1).saturating_mul(PAGE);
        let rows = rows::archived(tx, account, PAGE, offset)?.into_iter();
        let may = |thing: &Thing| {
            needs(thing).is_none_or(|action| authorise(&caller, action, scope.tenant()).is_ok())
        };
        let lines = rows.filter_map(|row| {
            let kept: Kept = serde_json::from_str(&row.what).ok()?;
            let thing = kept.thing().filter(|thing| may(thing))?;
            Some(Line {
                mark: row.mark,
                thing,
                archived_at: row.archived_at,
            })
        });
        let lines: Vec<_> = lines.collect();
        // What may not be seen any more does not count either, where all of it is at hand.
        let total = match total <= u64::from(PAGE) {
            true => u64::try_from(lines.len()).unwrap_or(total),
            false => total,
        };
        Ok(Archive { lines, total })
    })
}

/// What is to be put away.
#[derive(Debug, Clone)]
pub enum Which {
    /// One thing, by its mark.
    One(String),
    /// All news.
    News,
}

/// Puts something away. What is mandatory stays ([`Failure::Conflict`], `action-mandatory`), and what
/// is not there any more cannot be put away ([`Failure::NotFound`]).
pub fn put(app: &App, request: &Request, which: Which) -> Pending<()> {
    let (account, scope) = match own(request) {
        Ok(own) => own,
        Err(failure) => return Pending::refused(failure),
    };
    let subject = format!("account/{account}");
    let intent = Intent::new("notice.archive", scope.tenant().0, subject);
    app.command(request, intent, move |work| {
        let asker = Asker {
            app: work.app,
            request: work.request,
            scope,
            today: work.app.today(),
        };
        let put = |work: &mut Work<'_, '_>, mark: &str, kept: &Kept| {
            let what = serde_json::to_string(kept).map_err(Failure::internal)?;
            rows::archive(work.tx, account, (mark, &what), work.now).map_err(Failure::from)
        };
        let news = every_news(work.tx, &asker)?;
        let mark = match &which {
            Which::News => {
                for one in &news {
                    put(work, &one.mark(), &Kept::news(one))?;
                }
                work.audit("news", news.len());
                return Ok(());
            }
            Which::One(mark) => mark,
        };
        if let Some(one) = news.iter().find(|news| news.mark() == *mark) {
            work.audit("kind", one.kind);
            return put(work, mark, &Kept::news(one));
        }
        let all = everything(work.tx, &asker)?;
        let action = all.iter().find(|action| action.mark() == *mark);
        let action = action.ok_or(Failure::NotFound)?;
        if !action.kind.may_be_archived() {
            return Err(Failure::conflict("action-mandatory"));
        }
        work.audit("kind", action.kind.text());
        put(work, mark, &Kept::action(action))
    })
}

/// Takes something out of the archive: it stands where it stood, if it is still to be told.
pub fn restore(app: &App, request: &Request, mark: &str) -> Pending<()> {
    let (account, scope) = match own(request) {
        Ok(own) => own,
        Err(failure) => return Pending::refused(failure),
    };
    let subject = format!("account/{account}");
    let intent = Intent::new("notice.restore", scope.tenant().0, subject);
    let mark = mark.to_owned();
    app.command(request, intent, move |work| {
        // Twice is once.
        rows::restore(work.tx, account, &mark)?;
        Ok(())
    })
}
