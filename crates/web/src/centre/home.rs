//! `/admin`: what the company has and uses, whom to turn to, the own licences.

use super::{Contact, contacts, for_people, lives};
use crate::customers::day;
use crate::http::{Answer, Visit, frame};
use crate::subscriptions::{offer_name, status_pill};
use crate::ui::{Banner, Chrome, Meter, Text, Tile, Tone, format, respond};
use app::Failure;
use app::centre::{self, Company};
use askama::Template;
use axum::http::StatusCode;
use domain::accounts::users::{ADVISED_LEAST, Advice, advice};
use domain::permission::centre::CustomerAction;
use domain::subscriptions::Status;
use store::centre::Owned;

#[derive(Template)]
#[template(path = "pages/centre/home.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    greeting: String,
    today: String,
    banners: Vec<Banner>,
    tiles: Vec<Tile>,
    mine: Vec<Mine>,
    contacts: Vec<Contact>,
    /// Whom somebody without a role can ask.
    administrators: Option<String>,
}

/// Something the visitor may use.
struct Mine {
    name: String,
    status: (Tone, Text),
    note: Option<Text>,
}

fn mine(visit: &Visit, owned: &Owned) -> Mine {
    let suspended = owned.status == Status::Suspended.text();
    Mine {
        name: offer_name(visit, owned.offer_id),
        status: status_pill(visit, &owned.status),
        note: suspended.then(|| visit.t().get("centre-mine-suspended")),
    }
}

/// What cannot wait: subscriptions that are suspended, with the day their data goes.
fn banners(visit: &Visit, company: &Company) -> Vec<Banner> {
    let t = visit.t();
    let incidents = company.incidents.iter().map(|incident| {
        let (tone, state) = crate::health::state_pill(visit, &incident.state);
        let text = t.format(
            "health-banner-text",
            &[
                ("state", state.as_ref()),
                ("at", &crate::support::moment(visit, incident.started_at)),
            ],
        );
        Banner::new(tone, crate::health::title(visit, incident))
            .text(text)
            .action(
                format!("/admin/health/{}", incident.number),
                t.get("health-open"),
            )
    });
    let incidents: Vec<_> = incidents.collect();
    let suspended = company
        .owned
        .iter()
        .filter(|owned| owned.status == Status::Suspended.text() && owned.parent_id.is_none());
    let suspended = suspended.map(|owned| {
        let delete_on = owned.delete_on.as_deref().unwrap_or_default();
        let about = [
            ("name", offer_name(visit, owned.offer_id)),
            ("day", day(visit, delete_on)),
            ("partner", owned.partner.clone()),
        ];
        let about: Vec<_> = about.iter().map(|(k, v)| (*k, v.as_str())).collect();
        Banner::new(Tone::Bad, t.format("centre-suspended", &about))
            .text(t.format("centre-suspended-text", &about))
            .action("/admin/subscriptions", t.get("centre-subscriptions"))
    });
    let planned = company.maintenance.iter();
    let planned = planned.map(|row| crate::health::maintenance::banner(visit, row));
    let mut all: Vec<Banner> = incidents.into_iter().chain(suspended).collect();
    all.extend(planned);
    if advice(company.global_admins) == Some(Advice::TooFew)
        && super::may(visit, CustomerAction::AssignAdminSetting)
    {
        let (count, least) = (company.global_admins.to_string(), ADVISED_LEAST.to_string());
        let text = t.format(
            "users-too-few-text",
            &[("count", &count), ("least", &least)],
        );
        let banner = Banner::new(Tone::Warn, t.get("users-too-few")).text(text);
        all.push(banner.action("/admin/users", t.get("centre-users")));
    }
    all
}

fn tiles(visit: &Visit, company: &Company) -> Vec<Tile> {
    let t = visit.t();
    let living = || company.owned.iter().filter(|owned| lives(owned));
    let people = || living().filter(|owned| for_people(visit, owned));
    let bought: u64 = people().map(|owned| u64::from(owned.quantity)).sum();
    let used: u64 = people().map(|owned| u64::from(owned.assigned)).sum();
    let count = |n: u64| format::number(i64::try_from(n).unwrap_or(i64::MAX));
    let words = t.format(
        "centre-assigned-of",
        &[("count", &count(used)), ("total", &count(bought))],
    );
    let href = |action, to: &'static str| super::may(visit, action).then(|| to.into());
    vec![
        Tile {
            label: t.get("centre-licences"),
            value: count(used).into(),
            detail: Some(words.clone().into()),
            href: href(CustomerAction::ManageUsers, "/admin/users"),
            meter: Some(Meter::shares(words, &[used], bought)),
            ..Tile::default()
        },
        Tile {
            label: t.get("centre-subscriptions"),
            value: count(u64::try_from(living().count()).unwrap_or(0)).into(),
            href: href(CustomerAction::ViewSubscriptions, "/admin/subscriptions"),
            ..Tile::default()
        },
        Tile {
            label: t.get("centre-users"),
            value: count(company.users).into(),
            href: href(CustomerAction::ManageUsers, "/admin/users"),
            ..Tile::default()
        },
    ]
}

/// The home page.
pub async fn show(visit: Visit) -> Answer {
    let home = centre::home(visit.app(), &visit.request).await?;
    let t = visit.t();
    let person = visit.request.caller.person().ok_or(Failure::SignInFirst)?;
    let administrators = match &home.company {
        Some(_) => None,
        None => {
            let all = app::accounts::users::administrators(visit.app(), &visit.request).await?;
            let names: Vec<String> = all.iter().map(|admin| admin.full_name()).collect();
            Some(names.join(t.get("list-comma").as_ref()))
        }
    };
    let chrome = frame::centre(&visit, t.get("centre-home"));
    let company = home.company.as_ref();
    let page = Page {
        greeting: t.format("overview-greeting", &[("name", &person.name)]),
        today: format!(
            "{} · {}",
            format::date(t, visit.app().today()),
            person.organisation
        ),
        banners: company.map(|c| banners(&visit, c)).unwrap_or_default(),
        tiles: company.map(|c| tiles(&visit, c)).unwrap_or_default(),
        mine: home.mine.iter().map(|owned| mine(&visit, owned)).collect(),
        contacts: contacts(&visit, &home.supporters),
        administrators,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
