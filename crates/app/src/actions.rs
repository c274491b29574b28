//! What the caller has to do, and what the company was told lately. All of it follows from the data
//! when it is asked for, so it is never behind; lists end at [`MOST_EACH`] things of a kind.

pub mod archive;

use crate::enrolment::application::state_of;
use crate::enrolment::contacts::{Contact, Standing, contacts};
use crate::identity::recent::Moment;
use crate::notifications::wishes;
use crate::{App, Failure, Request};
use domain::accounts::contact::Kind as Way;
use domain::actions::{
    DELETION_DAYS, END_DAYS, FEW_CODES, INVOICE_DAYS, KEY_DAYS, Kind, MOST_EACH, place,
};
use domain::calendar::local_date;
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::permission::{TenantAction, TenantScope, authorise};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::actions::{self as rows, Coming};
use store::billing::{self, ledger};
use store::health::{self, maintenance};
use store::support as requests;
use store::{
    Reply, Tx, accounts, application, client_app, confirmation, contact, domains, hooks, identity,
    information, profile_change, recovery, special_prices,
};
use uuid::Uuid;

/// A thing to do.
#[derive(Debug, Clone)]
pub struct Action {
    /// What it is.
    pub kind: Kind,
    /// The last day for it, or the day something happens by itself.
    pub due: Option<Date>,
    /// What its words name.
    pub about: Vec<(&'static str, String)>,
    /// What is to be paid, minor units.
    pub amount: Option<i64>,
    /// The offer of the subscription its words name.
    pub offer: Option<Uuid>,
    /// Where it is done.
    pub href: String,
}

impl Action {
    fn new(kind: Kind, href: impl Into<String>) -> Self {
        Self {
            kind,
            due: None,
            about: Vec::new(),
            amount: None,
            offer: None,
            href: href.into(),
        }
    }

    fn due(mut self, day: Date) -> Self {
        self.due = Some(day);
        self
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.about.push((name, value.into()));
        self
    }
}

/// What may interest the caller, and asks for nothing.
#[derive(Debug, Clone)]
pub struct News {
    /// Its words: `invoice`, `prices`, `import`.
    pub kind: &'static str,
    /// When it happened.
    pub at: Instant,
    /// What its words name.
    pub about: Vec<(&'static str, String)>,
    /// Where it is.
    pub href: String,
}

/// How many days back news reach.
const NEWS_DAYS: i64 = 31;
/// Most news of a kind.
const MOST_NEWS: u32 = 5;

/// Everything on the page.
#[derive(Debug, Clone)]
pub struct Centre {
    /// What is to be done, in order.
    pub actions: Vec<Action>,
    /// News, newest first.
    pub news: Vec<News>,
}

/// Who asks, with what he may do.
struct Asker<'a> {
    app: &'a App,
    request: &'a Request,
    scope: TenantScope,
    today: Date,
}

impl Asker<'_> {
    fn may(&self, action: TenantAction) -> bool {
        authorise(&self.request.caller, action, self.scope.tenant()).is_ok()
    }

    fn day(&self, at: Instant) -> Date {
        local_date(at, self.app.programme.time_zone())
    }

    /// The last whole day before a moment.
    fn day_before(&self, at: Instant) -> Date {
        let day = self.day(at);
        day.yesterday().unwrap_or(day)
    }

    fn until(&self, days: i32) -> Date {
        self.today.saturating_add(days.days())
    }

    /// Whether the company does business here.
    fn sells(&self) -> bool {
        self.request.caller.standing().may_call().is_ok()
    }

    fn in_sandbox(&self) -> bool {
        self.request.caller.standing().sandbox
    }
}

fn day_of(iso: &str) -> Result<Date, Failure> {
    iso.parse().map_err(Failure::internal)
}

/// What the caller has to do, and news.
pub fn view(app: &App, request: &Request) -> Reply<Centre, Failure> {
    ask(app, request, |tx, asker| {
        let actions = todo(tx, asker)?;
        Ok(Centre {
            actions,
            news: news(tx, asker)?,
        })
    })
}

fn ask<T: Send + 'static>(
    app: &App,
    request: &Request,
    read: impl FnOnce(&mut Tx<'_>, &Asker<'_>) -> Result<T, Failure> + Send + 'static,
) -> Reply<T, Failure> {
    let Some(person) = request.caller.person() else {
        return Reply::ready(Err(Failure::SignInFirst));
    };
    let scope = match authorise(&request.caller, TenantAction::ViewOverview, person.tenant) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (inside, request) = (app.clone(), request.clone());
    app.read(move |tx| {
        let asker = Asker {
            today: inside.today(),
            app: &inside,
            request: &request,
            scope,
        };
        read(tx, &asker)
    })
}

/// What is to be done and was not put away.
fn todo(tx: &mut Tx<'_>, asker: &Asker<'_>) -> Result<Vec<Action>, Failure> {
    let mut all = everything(tx, asker)?;
    let put_away = archive::marks(tx, asker)?;
    all.retain(|action| !action.kind.may_be_archived() || !put_away.contains(&action.mark()));
    Ok(all)
}

/// The news that are wanted and were not put away.
fn news(tx: &mut Tx<'_>, asker: &Asker<'_>) -> Result<Vec<News>, Failure> {
    let mut all = every_news(tx, asker)?;
    let put_away = archive::marks(tx, asker)?;
    let wanted = wishes::of_person(tx, asker.request)?;
    all.retain(|news| wanted.has_news(news.kind) && !put_away.contains(&news.mark()));
    Ok(all)
}

fn everything(tx: &mut Tx<'_>, asker: &Asker<'_>) -> Result<Vec<Action>, Failure> {
    let mut all = signing(asker);
    if !asker.in_sandbox() {
        enrolment(tx, asker, &mut all)?;
        profiles(tx, asker, &mut all)?;
        bills(tx, asker, &mut all)?;
    }
    programs(tx, asker, &mut all)?;
    selling(tx, asker, &mut all)?;
    support(tx, asker, &mut all)?;
    first_steps(tx, asker, &mut all)?;
    own(tx, asker, &mut all)?;
    all.sort_by_key(|action| place(action.kind, action.due));
    Ok(all)
}

/// A new version of the agreement. Everybody is told, because everybody's orders stop; a global admin
/// signs.
fn signing(asker: &Asker<'_>) -> Vec<Action> {
    let due = asker.request.caller.standing().must_sign_by();
    due.map(|due| Action::new(Kind::Sign, "/agreements/sign").due(asker.day_before(due)))
        .into_iter()
        .collect()
}

/// What an application waits for, as long as the company is no partner.
fn enrolment(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    if asker.request.caller.standing().status.is_some() || !asker.may(TenantAction::EditApplication)
    {
        return Ok(());
    }
    let Some(row) = application::newest(tx, asker.scope)? else {
        return Ok(());
    };
    let state = state_of(&row)?;
    match state {
        State::Draft => all.push(Action::new(Kind::Draft, "/enrol")),
        State::Approved => all.push(Action::new(Kind::SignFirst, "/agreements/sign")),
        State::InformationRequested => {
            let asked = information::requests(tx, row.id)?;
            let open = asked.iter().find(|asked| asked.closed_at.is_none());
            let action = Action::new(Kind::Answer, "/enrol/status");
            all.push(match open {
                Some(open) => action.due(asker.day(open.due_at)),
                None => action,
            });
        }
        _ => {}
    }
    if matches!(
        state,
        State::Submitted | State::InReview | State::InformationRequested
    ) {
        let checks = application::checks(tx, row.id)?;
        let links = confirmation::of_application(tx, row.id)?;
        let now = asker.app.clock.now();
        let silent = contacts(asker.app, now, &row, &links, &checks);
        let silent = silent
            .into_iter()
            .filter(|contact| contact.standing != Standing::Confirmed);
        all.extend(silent.map(|contact| silence(asker, contact)));
    }
    Ok(())
}

fn silence(asker: &Asker<'_>, contact: Contact) -> Action {
    let action = Action::new(Kind::Contact, "/enrol/status").with("email", contact.email);
    match contact.standing {
        Standing::Waiting => action.due(asker.day(contact.until)),
        _ => action,
    }
}

/// A change of vetted facts the company has to do something for.
fn profiles(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    if asker.request.caller.standing().status.is_none() || !asker.may(TenantAction::EditProfiles) {
        return Ok(());
    }
    let change = profile_change::newest(tx, asker.scope)?;
    if change.is_some_and(|change| change.state == "pending" && change.stage != "sent") {
        let href = "/account/legal-profile/documents";
        all.push(Action::new(Kind::ChangeDocuments, href));
    }
    Ok(())
}

fn bills(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    if !asker.sells() || !asker.may(TenantAction::ViewBilling) {
        return Ok(());
    }
    let soon = asker.until(INVOICE_DAYS);
    let open = ledger::open_invoices(tx, asker.scope)?.into_iter();
    let open = open.filter(|invoice| invoice.open > 0);
    for invoice in open.take(usize::try_from(MOST_EACH).unwrap_or(usize::MAX)) {
        let due = day_of(&invoice.due_on)?;
        let kind = match due {
            due if due < asker.today => Kind::Overdue,
            due if due <= soon => Kind::Due,
            _ => continue,
        };
        let href = format!("/billing/invoices/{}", invoice.number);
        let mut action = Action::new(kind, href).due(due);
        action.amount = Some(invoice.open);
        all.push(action.with("number", invoice.number));
    }
    Ok(())
}

/// What programs and domains of the company need.
fn programs(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    if !asker.sells() {
        return Ok(());
    }
    if asker.may(TenantAction::ManageApps) {
        // Keys follow real time, also where a sandbox's clock is turned.
        let wall = asker.app.clock.wall();
        let ending = client_app::ending_of(tx, asker.scope, (wall, wall.plus_days(KEY_DAYS)))?;
        all.extend(ending.into_iter().map(|key| {
            Action::new(Kind::Key, format!("/account/apps/{}", key.app_id))
                .due(asker.day(key.expires_at))
                .with("hint", key.hint)
                .with("program", key.name)
        }));
    }
    if asker.may(TenantAction::ManageHooks)
        && let Some(hook) = hooks::get(tx, asker.scope)?
        && let Some(since) = hook.failing_since.or(hook.stopped_at)
    {
        let since = asker.day(since).to_string();
        all.push(Action::new(Kind::Hook, "/account/webhooks").with("since", since));
    }
    if asker.may(TenantAction::EditProfiles) {
        let unproved = domains::list(tx, asker.scope)?.into_iter();
        let unproved = unproved.filter(|d| d.state != "verified" || d.misses > 0);
        all.extend(
            unproved.map(|d| Action::new(Kind::Domain, "/account/domains").with("domain", d.name)),
        );
    }
    Ok(())
}

/// What comes to a day at customers, and files that wait.
fn selling(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    if !asker.sells() {
        return Ok(());
    }
    let today = asker.today.to_string();
    if asker.may(TenantAction::ManageSubscriptions) {
        let (ends, deletes) = (
            asker.until(END_DAYS).to_string(),
            asker.until(DELETION_DAYS).to_string(),
        );
        let (ends, deletes) = (
            (today.as_str(), ends.as_str()),
            (today.as_str(), deletes.as_str()),
        );
        let scope = asker.scope;
        for (kind, coming) in [
            (Kind::Trial, rows::trials(tx, scope, ends, MOST_EACH)?),
            (Kind::Ending, rows::endings(tx, scope, ends, MOST_EACH)?),
            (
                Kind::Deletion,
                rows::deletions(tx, scope, deletes, MOST_EACH)?,
            ),
        ] {
            for one in coming {
                all.push(at_customer(kind, one)?);
            }
        }
    }
    if asker.may(TenantAction::CreateCustomers) {
        let waiting = rows::imports(tx, asker.scope, MOST_EACH)?.into_iter();
        all.extend(waiting.map(|import| {
            Action::new(Kind::Import, format!("/customers/imports/{}", import.id))
                .with("file", import.file_name)
                .with("count", import.ready.to_string())
        }));
    }
    Ok(())
}

/// Requests somebody waits for: the operator's support, or customers.
fn support(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    if !asker.sells() {
        return Ok(());
    }
    let days = i64::from(asker.app.programme.support.waiting_days);
    if asker.may(TenantAction::ViewOwnSupport) {
        let everybodys = asker.may(TenantAction::ViewSupport);
        let only = asker.request.caller.actor().filter(|_| !everybodys);
        for asked in requests::unanswered(tx, asker.scope, only, MOST_EACH)? {
            let since = asked.waiting_since.unwrap_or(asked.changed_at);
            let href = format!("/support/requests/{}", asked.number);
            let action = Action::new(Kind::Support, href)
                .with("number", asked.number)
                .with("summary", asked.summary);
            all.push(action.due(asker.day_before(since.plus_days(days))));
        }
    }
    if asker.may(TenantAction::AnswerCustomers) {
        let asked = requests::open_inquiries(tx, asker.scope, MOST_EACH)?.into_iter();
        all.extend(asked.map(|asked| {
            let href = format!("/support/inquiries/{}", asked.number);
            Action::new(Kind::Inquiry, href).with("summary", asked.summary)
        }));
    }
    Ok(())
}

fn at_customer(kind: Kind, one: Coming) -> Result<Action, Failure> {
    let href = format!("/customers/{}/subscriptions/{}", one.customer_id, one.id);
    let day = one.delete_on.filter(|_| kind == Kind::Deletion);
    let day = day_of(day.as_ref().unwrap_or(&one.ends_on))?;
    let mut action = Action::new(kind, href).due(day);
    action.offer = Some(one.offer_id);
    Ok(action
        .with("customer", one.company_name)
        .with("name", one.friendly_name))
}

/// First steps nobody has ticked off.
fn first_steps(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    if !asker.sells() || !asker.may(TenantAction::EditApplication) {
        return Ok(());
    }
    let open = accounts::checklist(tx, asker.scope)?.into_iter();
    all.extend(open.filter(|item| item.done_at.is_none()).map(|item| {
        Action::new(Kind::FirstStep, "/dashboard/overview#start").with("item", item.name)
    }));
    Ok(())
}

/// What the person should do for the own account, so that nobody is locked out.
fn own(tx: &mut Tx<'_>, asker: &Asker<'_>, all: &mut Vec<Action>) -> Result<(), Failure> {
    let Some(person) = asker.request.caller.person() else {
        return Ok(());
    };
    let id = person.account.0;
    let account = identity::own_account(tx, id)?;
    let held = [
        (Way::Email, account.contact_email.as_str()),
        (Way::Mobile, account.mobile.as_str()),
    ];
    for (kind, value) in held {
        if !value.is_empty() && contact::confirmed_at(tx, id, kind, value)?.is_none() {
            all.push(Action::new(Kind::Reach, "/account/me/contact").with("value", value));
        }
    }
    let left = recovery::codes_left(tx, id)?;
    if left < FEW_CODES {
        all.push(Action::new(Kind::Codes, "/account/me").with("left", left.to_string()));
    }
    Ok(())
}

fn every_news(tx: &mut Tx<'_>, asker: &Asker<'_>) -> Result<Vec<News>, Failure> {
    let mut all = Vec::new();
    if !asker.sells() {
        return Ok(all);
    }
    let since = asker.app.clock.now().plus_days(-NEWS_DAYS);
    if !asker.in_sandbox() && asker.may(TenantAction::ViewBilling) {
        let issued = billing::invoices(tx, asker.scope, MOST_NEWS, 0)?.into_iter();
        all.extend(issued.map(|invoice| News {
            kind: "invoice",
            at: invoice.issued_at,
            href: format!("/billing/invoices/{}", invoice.number),
            about: vec![("number", invoice.number)],
        }));
    }
    if asker.may(TenantAction::ViewPrices) {
        let published = rows::price_lists(tx, asker.scope, MOST_NEWS)?.into_iter();
        all.extend(published.map(|list| News {
            kind: "prices",
            at: list.noted_at,
            href: format!("/pricing?month={}", list.month),
            about: vec![("month", list.month)],
        }));
        let catalogue = asker.app.programme.catalogue();
        for special in special_prices::news(tx, asker.scope, since, MOST_NEWS)? {
            let Some(offer) = catalogue.offer(special.offer_id) else {
                continue;
            };
            let (kind, at) = match special.closed_at {
                Some(at) => ("special-price-over", Some(at)),
                None => ("special-price", special.decided_at),
            };
            all.extend(at.map(|at| News {
                kind,
                at,
                href: "/pricing/special".to_owned(),
                about: vec![("offer", offer.name.get(asker.request.language).to_owned())],
            }));
        }
    }
    if asker.may(TenantAction::CreateCustomers) {
        let done = rows::finished_imports(tx, asker.scope, since, MOST_NEWS)?.into_iter();
        all.extend(done.map(|import| News {
            kind: "import",
            at: import.finished_at,
            href: format!("/customers/imports/{}", import.id),
            about: vec![
                ("file", import.file_name),
                ("count", import.done.to_string()),
            ],
        }));
    }
    if asker.may(TenantAction::ViewServiceHealth) {
        let default = asker.app.programme.languages.default;
        let language = asker.request.language;
        let found = health::of_partner(tx, asker.scope, None, since, MOST_NEWS)?.into_iter();
        all.extend(found.map(|incident| News {
            kind: match incident.restored_at {
                None => "incident",
                Some(_) => "incident-over",
            },
            at: incident.changed_at,
            href: format!("/health/{}", incident.number),
            about: vec![(
                "title",
                incident.title().shown(language, default).to_owned(),
            )],
        }));
        let moments = (since, asker.app.clock.now());
        let found = maintenance::news(tx, asker.scope, moments, MOST_NEWS)?;
        all.extend(found.into_iter().map(|planned| News {
            kind: match planned.cancelled_at {
                None => "maintenance",
                Some(_) => "maintenance-cancelled",
            },
            at: planned.changed_at,
            href: format!("/health/maintenance/{}", planned.number),
            about: vec![("title", planned.title().shown(language, default).to_owned())],
        }));
    }
    all.retain(|news| news.at >= since);
    all.sort_by_key(|news| std::cmp::Reverse(news.at));
    Ok(all)
}

/// How long a number is shown, seconds. What the person does himself is counted at once.
const SECONDS: i64 = 60;
/// Lists kept at the same time.
const MOST: usize = 10_000;

/// What waits for whom, as it was read a moment ago: each page shows how much it is.
#[derive(Default)]
pub(crate) struct Waiting(Mutex<HashMap<Uuid, Read>>);

struct Read {
    found: Arc<Vec<Action>>,
    at: Moment,
}

impl Waiting {
    /// What was read of an account within the minute, and when.
    fn get(&self, account: Uuid, now: Instant) -> Option<(Arc<Vec<Action>>, Moment)> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = known.get(&account)?;
        let since = read.at.now;
        (since <= now && now < since.plus_seconds(SECONDS))
            .then(|| (Arc::clone(&read.found), read.at))
    }

    fn keep(&self, account: Uuid, found: Arc<Vec<Action>>, at: Moment) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, read| at.now < read.at.now.plus_seconds(SECONDS));
        }
        if known.len() < MOST {
            known.insert(account, Read { found, at });
        }
    }

    fn forget(&self, account: Uuid) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(&account);
    }
}

fn moment(app: &App) -> Moment {
    Moment {
        now: app.clock.now(),
        writes: app.db.writes_ended(),
    }
}

/// What the caller has to do. It is not read again while this node writes nothing.
///
/// # Errors
/// [`Failure`] of the store and of the permissions.
pub async fn list(app: &App, request: &Request) -> Result<Arc<Vec<Action>>, Failure> {
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (account, at) = (person.account.0, moment(app));
    if let Some((found, before)) = app.waiting().get(account, at.now)
        && before.is_good_at(at)
    {
        return Ok(found);
    }
    // Kept by the reading itself: whoever asked may not wait for its end.
    let keeper = app.clone();
    ask(app, request, move |tx, asker| {
        let found = Arc::new(todo(tx, asker)?);
        keeper.waiting().keep(account, Arc::clone(&found), at);
        Ok(found)
    })
    .await
}

/// How many things the caller has to do; what was read within a minute is good enough for that.
///
/// # Errors
/// [`Failure`] of the store and of the permissions.
pub async fn count(app: &App, request: &Request) -> Result<u64, Failure> {
    if let Some(known) = known(app, request) {
        return Ok(known);
    }
    let found = list(app, request).await?;
    Ok(u64::try_from(found.len()).unwrap_or(u64::MAX))
}

/// The number that was read within a minute, where it was.
#[must_use]
pub fn known(app: &App, request: &Request) -> Option<u64> {
    let person = request.caller.person()?;
    let (found, _) = app.waiting().get(person.account.0, app.clock.now())?;
    u64::try_from(found.len()).ok()
}

/// Has what waits for the caller read anew: something is being done.
pub fn forget(app: &App, request: &Request) {
    if let Some(person) = request.caller.person() {
        app.waiting().forget(person.account.0);
    }
}
