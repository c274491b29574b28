//! One list: what it changes, how it stands to the days of notice, what can be done with it, who was
//! told.

use super::{chrome, href, pill};
use crate::console::{Parameters, exactly, id_of, may, me, moment};
use crate::http::{Answer, Visit, csv, fields, frame};
use crate::pricing::{change_pill, dash, difference, kind_words, month_words, name};
use crate::subscriptions::money;
use crate::ui::{
    Banner, Chrome, ErrorSummary, Field, Meter, Moment, Pair, Tab, Text, Tile, Tone, format,
    respond,
};
use app::Failure;
use app::catalogue::lists::{self, Shown, View};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::catalogue::publishing::{Notice, State, notice};
use domain::catalogue::{Change, ListLine};
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use store::price_lists::Progress;

#[derive(Template)]
#[template(path = "pages/console/prices/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    errors: Option<ErrorSummary>,
    banners: Vec<Banner>,
    tiles: Vec<Tile>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    /// Whether the page says which rows come too late.
    late: bool,
    approve: bool,
    publish: bool,
    discard: bool,
    /// The reasons that are asked for.
    consent: Option<Field>,
    withdraw: Option<Field>,
    facts: Vec<Pair>,
    acts: Vec<Moment>,
    told: Vec<Told>,
    proof: Option<String>,
    action: String,
    version: i64,
    edition: i64,
    request_id: String,
}

struct Row {
    name: String,
    id: String,
    kind: Text,
    before: String,
    price: String,
    difference: Option<String>,
    suggested: String,
    change: (Tone, Text),
    notice: Option<(Tone, Text)>,
}

struct Told {
    title: Text,
    meter: Meter,
    facts: Vec<Pair>,
}

/// What a form came back with.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) reason: String,
    pub(super) problems: Vec<FieldProblem>,
    pub(super) withdrawing: bool,
}

fn row(visit: &Visit, view: &View, line: &ListLine<'_>) -> Row {
    let t = visit.t();
    let amount = |minor: Option<i64>| minor.map_or_else(dash, |minor| money(visit, minor));
    let effect = &view.effect;
    let standing = notice(line, &effect.known, view.standing.effective, effect.late);
    let told = match standing {
        Notice::InTime => None,
        Notice::Short => Some((Tone::Warn, t.get("price-notice-short"))),
        Notice::TooLate => Some((Tone::Bad, t.get("price-notice-too-late"))),
    };
    Row {
        name: name(visit, line.offer),
        id: line.offer.id.to_string(),
        kind: kind_words(visit, line.offer.kind),
        before: amount(line.before.map(|price| price.list_minor)),
        price: amount(line.price.map(|price| price.list_minor)),
        difference: difference(visit, line),
        suggested: amount(line.price.map(|price| price.suggested_minor)),
        change: change_pill(visit, line.change),
        notice: told,
    }
}

fn tiles(visit: &Visit, lines: &[ListLine<'_>]) -> Vec<Tile> {
    let tile = |change: &Change| Tile {
        label: change_pill(visit, *change).1,
        value: lines
            .iter()
            .filter(|line| line.change == *change)
            .count()
            .to_string()
            .into(),
        ..Tile::default()
    };
    Change::ALL.iter().map(tile).collect()
}

/// How the list stands, and what comes next.
fn banners(visit: &Visit, view: &View, mine: bool) -> Vec<Banner> {
    let t = visit.t();
    let effect = &view.effect;
    let open = matches!(view.shown, Shown::Draft | Shown::Approved);
    let begun = view.standing.effective <= visit.app().today();
    let mut banners = Vec::new();
    if open && begun {
        banners.push(Banner::new(Tone::Bad, t.get("price-list-late-begun")));
        return banners;
    }
    match view.shown {
        Shown::Draft if mine => {
            let text = t.get("price-list-waits-mine");
            banners.push(Banner::new(Tone::Wait, t.get("price-list-waits")).text(text));
        }
        Shown::Draft => {
            let facts = [("name", view.list.created_name.as_str())];
            let text = t.format("price-list-waits-other", &facts);
            banners.push(Banner::new(Tone::Wait, t.get("price-list-waits")).text(text));
        }
        Shown::Approved if effect.notice == Notice::InTime || view.standing.consented => {
            let text = t.get("price-list-ready-text");
            banners.push(Banner::new(Tone::Info, t.get("price-list-ready")).text(text));
        }
        Shown::Withdrawn => {
            let text = view.list.close_reason.clone();
            banners.push(Banner::new(Tone::Bad, t.get("price-list-is-withdrawn")).text(text));
        }
        _ => {}
    }
    if open {
        let day = format::date(t, effect.last_day);
        let days = visit.app().programme.price_list.notice_days.to_string();
        let facts = [("day", &*day), ("days", &*days)];
        banners.push(match effect.notice {
            Notice::InTime if effect.late => Banner::new(Tone::Ok, t.get("price-list-nothing-new")),
            Notice::InTime => Banner::new(Tone::Ok, t.format("price-list-in-time", &facts)),
            Notice::Short if view.standing.consented => {
                let title = t.get("price-list-consented");
                Banner::new(Tone::Ok, title).text(view.list.consent_reason.clone())
            }
            Notice::Short => Banner::new(Tone::Warn, t.format("price-list-short", &facts))
                .text(t.get("price-list-short-text")),
            Notice::TooLate => Banner::new(Tone::Bad, t.format("price-list-too-late", &facts))
                .text(t.get("price-list-too-late-text")),
        });
    }
    banners
}

fn facts(visit: &Visit, view: &View) -> Vec<Pair> {
    let t = visit.t();
    let list = &view.list;
    vec![
        Pair::new(
            t.get("price-list-effective"),
            format::date(t, view.standing.effective),
        ),
        Pair::new(
            t.get("price-list-last-day"),
            format::date(t, view.effect.last_day),
        ),
        Pair::new(t.get("price-list-revision"), format::number(list.revision)),
        Pair::new(t.get("price-list-file"), list.file_name.clone()),
        Pair::new("SHA-256", data_encoding::HEXLOWER.encode(&list.sha256)).copy(),
    ]
}

fn acts(visit: &Visit, view: &View) -> Vec<Moment> {
    let (t, list) = (visit.t(), &view.list);
    let closed = if view.standing.state == State::Withdrawn {
        "price-list-act-withdrawn"
    } else {
        "price-list-act-discarded"
    };
    let mut acts: Vec<_> = [
        (
            Some(list.created_at),
            &list.created_name,
            "price-list-act-uploaded",
        ),
        (
            list.approved_at,
            &list.approved_name,
            "price-list-act-approved",
        ),
        (
            list.consented_at,
            &list.consented_name,
            "price-list-act-consented",
        ),
        (
            list.published_at,
            &list.published_name,
            "price-list-act-published",
        ),
        (list.closed_at, &list.closed_name, closed),
    ]
    .into_iter()
    .filter_map(|(at, name, label)| {
        let at = at?;
        let notes = vec![moment(visit, at).into(), name.clone().into()];
        let label = t.get(label);
        let act = Moment {
            label,
            notes,
            ..Moment::default()
        };
        Some((at, act))
    })
    .collect();
    acts.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    acts.into_iter().map(|(_, act)| act).collect()
}

fn told(visit: &Visit, view: &View) -> Vec<Told> {
    let t = visit.t();
    let part = |title: &str, progress: &Progress| {
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        let (sent, mails) = (count(progress.sent), count(progress.mails));
        let pair = |label: &str, n| Pair::new(t.get(label), format::number(n));
        Told {
            title: t.get(title),
            meter: Meter::progress(t.get("price-told-sent"), sent, mails.max(1)),
            facts: vec![
                pair("price-told-partners", progress.partners),
                pair("price-told-mails", progress.mails),
                pair("price-told-sent", progress.sent),
                pair("price-told-failed", progress.failed),
            ],
        }
    };
    let mut told = Vec::new();
    if view.list.published_at.is_some() {
        told.push(part("price-told-published", &view.published));
    }
    if view.standing.state == State::Withdrawn {
        told.push(part("price-told-withdrawn", &view.withdrawn));
    }
    told
}

fn reason(visit: &Visit, typed: &Typed, label: &str, hint: &str, mine: bool) -> Field {
    let t = visit.t();
    let field = Field::textarea("reason", t.get(label))
        .hint(t.get(hint))
        .rows(2)
        .maxlength(500)
        .required();
    if mine {
        let error = fields::problem_at(visit, &typed.problems, "reason");
        field.value(typed.reason.clone()).error(error)
    } else {
        field
    }
}

/// The page of a list.
pub(super) fn page(
    visit: &Visit,
    view: &View,
    every: bool,
    notice: Option<Banner>,
    typed: &Typed,
) -> Response {
    let t = visit.t();
    let month = month_words(visit, view.month);
    let title = t.format("price-list-title", &[("month", &month)]);
    let mut chrome = chrome(visit, title);
    chrome.notice = notice;
    let lines = view.effect.with.price_list(view.month);
    let changed = lines.iter().filter(|l| l.change != Change::Unchanged);
    let changed = u64::try_from(changed.count()).unwrap_or(0);
    let here = href(view.list.id);
    let tab = |address: String, label: &str, count: u64, current: bool| Tab {
        href: address.into(),
        label: t.get(label),
        count: Some(count),
        current,
        ..Tab::default()
    };
    let all = u64::try_from(lines.len()).unwrap_or(0);
    let tabs = vec![
        tab(here.clone(), "pricing-changes", changed, !every),
        tab(format!("{here}?show=all"), "price-list-all", all, every),
    ];
    let (today, standing) = (visit.app().today(), &view.standing);
    let manages = may(visit, OperatorAction::ManagePriceLists);
    let bills = may(visit, OperatorAction::ConsentToShortNotice);
    let account = me(visit).unwrap_or_default();
    let mine = view.list.created_by == account;
    let consent = bills
        && view.effect.notice == Notice::Short
        && standing.may_consent(account, today).is_ok();
    let consent = consent.then(|| {
        let hint = "price-list-consent-hint";
        reason(
            visit,
            typed,
            "price-list-consent-reason",
            hint,
            !typed.withdrawing,
        )
    });
    let withdraw =
        manages && standing.may_withdraw(today).is_ok() && view.shown != Shown::Superseded;
    let withdraw = withdraw.then(|| {
        let hint = "price-list-withdraw-hint";
        reason(
            visit,
            typed,
            "price-list-withdraw-reason",
            hint,
            typed.withdrawing,
        )
    });
    let errors = ErrorSummary::of(t, consent.iter().chain(&withdraw));
    chrome.invalid = errors.is_some();
    let wanted = |line: &&ListLine<'_>| every || line.change != Change::Unchanged;
    let page = Page {
        status: pill(visit, view.shown),
        errors,
        banners: banners(visit, view, mine),
        tiles: tiles(visit, &lines),
        tabs,
        rows: lines
            .iter()
            .filter(wanted)
            .map(|line| row(visit, view, line))
            .collect(),
        late: matches!(standing.state, State::Draft | State::Approved)
            && view.effect.notice != Notice::InTime,
        approve: manages && standing.may_approve(account, today).is_ok(),
        publish: manages && standing.may_publish(view.effect.notice, today).is_ok(),
        discard: manages && standing.may_discard().is_ok(),
        consent,
        withdraw,
        facts: facts(visit, view),
        acts: acts(visit, view),
        told: told(visit, view),
        proof: (view.list.published_at.is_some()).then(|| format!("{here}/notices")),
        action: here,
        version: view.list.version,
        edition: view.effect.edition,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(&typed.problems), &page)
}

/// A list.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let view = lists::view(visit.app(), &visit.request, id_of(&id)).await?;
    let done = frame::done(
        &visit,
        parameters.get("done"),
        &[
            ("approved", "price-list-done-approved"),
            ("consented", "price-list-done-consented"),
            ("published", "price-list-done-published"),
            ("discarded", "price-list-done-discarded"),
            ("withdrawn", "price-list-done-withdrawn"),
        ],
    );
    let every = parameters.get("show").is_some_and(|show| show == "all");
    Ok(page(&visit, &view, every, done, &Typed::default()))
}

/// Who was told of a list and when, as a file.
pub async fn notices(visit: Visit, Path(id): Path<String>) -> Answer {
    let (list, told) = lists::told(visit.app(), &visit.request, id_of(&id)).await?;
    if list.published_at.is_none() {
        return Err(Failure::NotFound.into());
    }
    let t = visit.t();
    let head = [
        "price-told-company",
        "price-told-domain",
        "price-told-occasion",
        "price-told-recipient",
        "price-told-noted",
        "price-told-left",
        "price-told-given-up",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let at = |at: Option<domain::effects::Instant>| {
        at.map_or_else(String::new, |at| exactly(&visit, at))
    };
    for row in told {
        table.row([
            row.company,
            row.domain,
            t.get(format!("price-told-{}", row.occasion)).into_owned(),
            row.recipient.unwrap_or_default(),
            exactly(&visit, row.noted_at),
            at(row.done_at),
            at(row.failed_at),
        ]);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!(
                "attachment; filename=\"price-list-{}-{}-notices.csv\"",
                list.month, list.revision
            ),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((StatusCode::OK, headers, table.into_text()).into_response())
}
