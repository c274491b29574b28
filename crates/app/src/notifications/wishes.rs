//! How people of a partner want to be told: each kind of notice by mail at once, once a day or not at
//! all, and in the news or not. What is mandatory always arrives.

use crate::{App, Failure, Intent, Pending, Request};
use domain::notices::{Mails, Topic, Wish};
use domain::permission::{TenantAction, authorise};
use std::collections::BTreeMap;
use store::notices as rows;
use store::{Reply, Tx};
use uuid::Uuid;

/// What somebody has chosen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wishes(BTreeMap<Topic, Wish>);

impl Wishes {
    fn read(tx: &mut Tx<'_>, account: Uuid) -> Result<Self, Failure> {
        let rows = rows::wishes(tx, account)?.into_iter();
        Ok(Self(rows.filter_map(|row| wish(&row)).collect()))
    }

    fn of(&self, topic: Topic) -> Wish {
        self.0
            .get(&topic)
            .copied()
            .unwrap_or_default()
            .counts(topic)
    }

    /// Whether news of a kind are wanted.
    pub(crate) fn has_news(&self, kind: &str) -> bool {
        Topic::of_news(kind).is_none_or(|topic| self.of(topic).news)
    }
}

/// A row as the rules know it; one of a kind that is gone says nothing.
fn wish(row: &rows::Wish) -> Option<(Topic, Wish)> {
    let topic = Topic::from_text(&row.topic)?;
    let mails = Mails::from_text(&row.mails)?;
    let wish = Wish {
        mails,
        news: row.news,
    };
    Some((topic, wish))
}

/// How the holder of an account wants one kind.
pub(crate) fn of(tx: &mut Tx<'_>, account: Uuid, topic: Topic) -> Result<Wish, Failure> {
    let row = rows::wish(tx, account, topic.text())?;
    let wish = row.and_then(|row| wish(&row)).map(|(_, wish)| wish);
    Ok(wish.unwrap_or_default().counts(topic))
}

/// What the caller has chosen.
pub(crate) fn of_person(tx: &mut Tx<'_>, request: &Request) -> Result<Wishes, Failure> {
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    Wishes::read(tx, person.account.0)
}

/// Kinds that concern the caller, by what the caller may do.
fn concern(request: &Request) -> Result<Vec<Topic>, Failure> {
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    authorise(&request.caller, TenantAction::ViewOverview, person.tenant)?;
    let may = |action| authorise(&request.caller, action, person.tenant).is_ok();
    let all = Topic::ALL.iter().copied();
    Ok(all.filter(|topic| topic.needs().is_none_or(may)).collect())
}

/// The kinds that concern the caller, and how they are told.
pub fn view(app: &App, request: &Request) -> Reply<Vec<(Topic, Wish)>, Failure> {
    let topics = match concern(request) {
        Ok(topics) => topics,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let request = request.clone();
    app.read(move |tx| {
        let wishes = of_person(tx, &request)?;
        let told = topics.into_iter().map(|topic| (topic, wishes.of(topic)));
        Ok(told.collect())
    })
}

/// Keeps what the caller chooses. Kinds that are not named, that do not concern the caller or that
/// are mandatory stay as they are.
pub fn choose(app: &App, request: &Request, chosen: Vec<(Topic, Wish)>, key: &str) -> Pending<()> {
    let (topics, person) = match (concern(request), request.caller.person()) {
        (Ok(topics), Some(person)) => (topics, person),
        (Err(failure), _) => return Pending::refused(failure),
        (_, None) => return Pending::refused(Failure::SignInFirst),
    };
    let account = person.account.0;
    let said: Vec<_> = chosen
        .iter()
        .map(|(topic, wish)| (topic.text(), wish.mails.text(), wish.news))
        .collect();
    let subject = format!("account/{account}");
    let intent = Intent::new("notice.choose", person.tenant.0, subject).once(key, &said);
    app.command(request, intent, move |work| {
        let before = Wishes::read(work.tx, account)?;
        for (topic, wish) in &chosen {
            if topic.is_mandatory() || !topics.contains(topic) || before.of(*topic) == *wish {
                continue;
            }
            let row = rows::Wish {
                topic: topic.text().to_owned(),
                mails: wish.mails.text().to_owned(),
                news: wish.news,
            };
            rows::keep_wish(work.tx, account, &row, work.now)?;
            let news = if wish.news { "news" } else { "no-news" };
            work.audit(topic.text(), format!("{} {news}", wish.mails.text()));
        }
        Ok(())
    })
}
