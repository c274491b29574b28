//! The page `/design`: every component in every state, in the reader's language.

use crate::ui::chrome::{Chrome, Theme};
use crate::ui::differences::Differences;
use crate::ui::field::{Choice, ErrorSummary, Field};
use crate::ui::parts::{
    Banner, Check, FileRow, Link, Message, Meter, Moment, Pager, Pair, Part, Side, Stage, Step,
    Tab, Text, Tile, Tone, steps,
};
use crate::ui::render;
use app::i18n::Texts;
use askama::Template;
use domain::agreements::compare::compare;
use domain::language::Language;
use jiff::Timestamp;
use jiff::civil::Date;

/// The icons of the sprite.
pub const ICONS: &[&str] = &[
    "alert", "ask", "bell", "bill", "bolt", "check", "clock", "copy", "done", "down", "edit",
    "eye", "file", "flag", "gear", "globe", "go", "help", "home", "info", "key", "links", "lock",
    "mail", "menu", "minus", "out", "people", "phone", "plus", "print", "pulse", "refresh",
    "search", "shield", "sort", "stop", "tag", "up", "user", "x",
];

const COLOURS: &[(&str, &str)] = &[
    ("--canvas", "design-canvas"),
    ("--surface", "design-surface"),
    ("--sunken", "design-sunken"),
    ("--line", "design-line"),
    ("--ink", "design-ink"),
    ("--accent", "design-accent"),
    ("--fill", "design-fill"),
    ("--copper", "design-copper"),
    ("--ok", "design-ok"),
    ("--warn", "design-warn"),
    ("--bad", "design-bad"),
    ("--c3", "design-c3"),
];

const SECTIONS: &[(&str, &str)] = &[
    ("#brand", "design-brand"),
    ("#type", "design-type"),
    ("#buttons", "design-buttons"),
    ("#fields", "design-fields"),
    ("#banners", "design-banners"),
    ("#status", "design-status"),
    ("#money", "design-money"),
    ("#tables", "design-tables"),
    ("#navigation", "design-navigation"),
    ("#steps", "design-steps"),
    ("#confirm", "design-confirm"),
    ("#explain", "design-explain"),
    ("#lists", "design-lists"),
    ("#differences", "differences-title"),
    ("#secrets", "design-secrets"),
    ("#icons", "design-icons"),
];

struct Row {
    customer: &'static str,
    seats: i64,
    tone: Tone,
    status: Text,
    minor: i64,
}

#[derive(Template)]
#[template(path = "pages/design.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    t: &'static Texts,
    contents: Vec<Tab>,
    colours: &'static [(&'static str, &'static str)],
    icons: &'static [&'static str],
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    banners: Vec<Banner>,
    pills: Vec<(Tone, Text)>,
    rows: Vec<Row>,
    total: i64,
    columns: Vec<Text>,
    pager: Pager,
    ids: Vec<Pair>,
    day: Date,
    at: Timestamp,
    tabs: Vec<Tab>,
    sections: Vec<Tab>,
    steps: Vec<Step>,
    stages: Vec<Stage>,
    progress: Meter,
    shares: Meter,
    tiles: Vec<Tile>,
    confirm: Field,
    parts: Vec<Part>,
    moments: Vec<Moment>,
    files: Vec<FileRow>,
    checks: Vec<Check>,
    messages: Vec<Message>,
    differences: Differences,
}

/// The theme a query asks for with `theme=light` or `theme=dark`.
#[must_use]
pub fn theme(query: &str) -> Option<Theme> {
    query.split('&').find_map(|pair| match pair {
        "theme=light" => Some(Theme::Light),
        "theme=dark" => Some(Theme::Dark),
        _ => None,
    })
}

/// The page. Its theme follows the query in the path of `chrome`.
#[must_use]
pub fn page(mut chrome: Chrome) -> String {
    let t = chrome.t;
    chrome.title = t.get("design-title");
    chrome.theme = chrome
        .path
        .split_once('?')
        .and_then(|(_, query)| theme(query));
    let fields = fields(t);
    let rows = rows(t);
    let page = Page {
        t,
        contents: SECTIONS.iter().map(|(href, id)| tab(t, href, id)).collect(),
        colours: COLOURS,
        icons: ICONS,
        // The page is for looking around, so it starts at its top.
        errors: ErrorSummary::of(t, &fields).map(|errors| ErrorSummary {
            focus: false,
            ..errors
        }),
        fields,
        banners: banners(t),
        pills: pills(t),
        total: rows.iter().map(|row| row.minor).sum(),
        rows,
        columns: vec![
            t.get("design-t-customer"),
            t.get("design-t-seats"),
            t.get("design-t-status"),
        ],
        pager: Pager::new(t, 6, 10, 184, |n| format!("?page={n}#tables")),
        ids: vec![
            Pair::new(t.get("design-m-reference"), "TD-7K3M9QX2WB").copy(),
            Pair::new(t.get("correlation"), "4b0e7c52-91d3-4f6a-a8e0-2c5d17f3b964").copy(),
        ],
        day: Date::constant(2026, 7, 15),
        at: Timestamp::UNIX_EPOCH,
        tabs: tabs(t),
        sections: sections(t),
        steps: wizard(t),
        stages: stages(t),
        progress: Meter::progress(t.get("design-p-import"), 184, 240),
        shares: Meter::shares(t.get("design-p-credit"), &[293, 312], 1000),
        tiles: tiles(t),
        confirm: Field::text("confirmation", t.get("design-f-reason")).required(),
        parts: parts(t),
        moments: moments(t),
        files: files(t),
        checks: checks(t),
        messages: messages(t),
        differences: differences(t, chrome.language),
        chrome: &chrome,
    };
    render(&page)
}

fn tab(t: &'static Texts, href: &'static str, id: &str) -> Tab {
    Tab {
        href: href.into(),
        label: t.get(id),
        ..Tab::default()
    }
}

fn fields(t: &'static Texts) -> Vec<Field> {
    let g = |id| t.get(id);
    vec![
        Field::text("legal_name", g("design-f-text"))
            .hint(g("design-f-text-hint"))
            .value("苏州临湖信息技术有限公司")
            .required()
            .counter(200)
            .wide(),
        Field::text("credit_code", g("design-f-code"))
            .hint(g("design-f-code-hint"))
            .value("91320594MA1FAKE00X")
            .error(Some(g("design-f-code-error")))
            .maxlength(18)
            .required(),
        Field::text("domain", g("design-f-domain"))
            .value("qinghe")
            .suffix(".partner.example")
            .good(Some(g("design-f-domain-good")))
            .required(),
        Field::url("website", g("design-f-website"))
            .value("https://support.linhu.example")
            .warning(Some(g("design-f-website-warning"))),
        Field::text("currency", g("design-f-currency"))
            .hint(g("design-f-currency-hint"))
            .value(g("design-f-currency-value"))
            .readonly(),
        Field::text("contact", g("design-f-locked"))
            .hint(g("design-f-locked-hint"))
            .value("陈思远")
            .disabled(),
        Field::number("amount", g("design-f-amount"))
            .prefix("¥")
            .suffix(g("design-f-amount-suffix"))
            .value("60,000.00")
            .required(),
        Field::select(
            "province",
            g("design-f-province"),
            vec![
                Choice::new("32", "江苏省"),
                Choice::new("33", "浙江省"),
                Choice::new("31", "上海市"),
            ],
        )
        .value("32")
        .required(),
        Field::date("founded", g("design-f-founded"))
            .value("2017-04-12")
            .required(),
        Field::email("email", g("design-f-email"))
            .value("support@linhu.example")
            .required(),
        Field::tel("phone", g("design-f-phone"))
            .prefix("+86")
            .value("199 0000 0146")
            .autocomplete("tel-national")
            .required(),
        Field::password("password", g("design-f-password")).required(),
        Field::code("code", g("design-f-sms"))
            .hint(g("design-f-sms-hint"))
            .required(),
        Field::textarea("note", g("design-f-note"))
            .counter(500)
            .wide(),
        Field::radio(
            "method",
            g("design-f-method"),
            vec![
                Choice::new("sms", g("design-f-sms-choice")).hint(g("design-f-sms-choice-hint")),
                Choice::new("voice", g("design-f-voice-choice"))
                    .hint(g("design-f-voice-choice-hint")),
                Choice::new("letter", g("design-f-mail-choice"))
                    .hint(g("design-f-mail-choice-hint"))
                    .disabled(),
            ],
        )
        .value("sms")
        .required(),
        Field::ticks(
            "roles",
            g("design-f-roles"),
            vec![
                Choice::new("billing", g("design-f-role-billing")).selected(true),
                Choice::new("agent", g("design-f-role-agent")),
            ],
        ),
        Field::file("licence", g("design-f-licence"), ".pdf,.jpg,.png", true)
            .hint(g("design-f-licence-hint"))
            .required()
            .wide(),
        Field::tick("complete", g("design-f-true"))
            .checked(true)
            .required(),
        Field::tick("guide", g("design-f-guide"))
            .link("/guide", g("design-f-guide-link"))
            .error(Some(g("design-f-guide-error")))
            .required(),
    ]
}

fn banners(t: &'static Texts) -> Vec<Banner> {
    vec![
        Banner::new(Tone::Bad, t.get("design-b-bad"))
            .text(t.get("design-b-bad-text"))
            .action("/billing", t.get("design-b-bad-action")),
        Banner::new(Tone::Warn, t.get("design-b-warn")).text(t.get("design-b-warn-text")),
        Banner::new(Tone::Info, t.get("design-b-info")).text(t.get("design-b-info-text")),
        Banner::new(Tone::Ok, t.get("design-b-ok")),
        Banner::new(Tone::Mute, t.get("design-b-mute")),
    ]
}

fn pills(t: &'static Texts) -> Vec<(Tone, Text)> {
    vec![
        (Tone::Ok, t.get("design-s-ok")),
        (Tone::Wait, t.get("design-s-wait")),
        (Tone::Info, t.get("design-s-info")),
        (Tone::Warn, t.get("design-s-warn")),
        (Tone::Bad, t.get("design-s-bad")),
        (Tone::Mute, t.get("design-s-mute")),
    ]
}

fn rows(t: &'static Texts) -> Vec<Row> {
    let row = |customer, seats, tone, status, minor| Row {
        customer,
        seats,
        tone,
        status: t.get(status),
        minor,
    };
    vec![
        row("绍兴锦云纺织有限公司", 10, Tone::Ok, "design-s-ok", 11_000),
        row(
            "合肥量子桥软件有限公司",
            20,
            Tone::Bad,
            "design-s-bad",
            -6_774,
        ),
        row(
            "杭州青禾食品有限公司",
            1_480,
            Tone::Mute,
            "design-s-mute",
            0,
        ),
    ]
}

fn tabs(t: &'static Texts) -> Vec<Tab> {
    vec![
        tab(t, "#navigation", "design-n-account"),
        Tab {
            count: Some(2),
            current: true,
            ..tab(t, "#navigation", "design-n-subscriptions")
        },
        Tab {
            count: Some(1),
            ..tab(t, "#navigation", "design-n-requests")
        },
    ]
}

fn sections(t: &'static Texts) -> Vec<Tab> {
    vec![
        Tab {
            done: true,
            ..tab(t, "#navigation", "design-n-legal")
        },
        Tab {
            note: Some(t.format("section-errors", &[("count", "1")]).into()),
            wrong: true,
            ..tab(t, "#navigation", "design-n-contact")
        },
        Tab {
            note: Some(t.format("section-missing", &[("count", "2")]).into()),
            current: true,
            ..tab(t, "#navigation", "design-n-credit")
        },
    ]
}

fn wizard(t: &'static Texts) -> Vec<Step> {
    let ids = [
        "design-p-account",
        "design-p-organisation",
        "design-p-phone",
        "design-p-credentials",
    ];
    steps(ids.map(|id| t.get(id)), 3)
}

fn stages(t: &'static Texts) -> Vec<Stage> {
    let stage = |label: &str, standing: &str, tone| Stage {
        label: t.get(format!("stage-{label}")),
        standing: t.get(format!("standing-{standing}")),
        tone,
        action: None,
    };
    vec![
        stage("started", "accepted", Tone::Ok),
        Stage {
            action: Some(Link::new("#steps", t.get("status-fix"))),
            ..stage("email-ownership", "rejected", Tone::Bad)
        },
        stage("employment", "pending", Tone::Wait),
        stage("business", "open", Tone::Mute),
    ]
}

fn tiles(t: &'static Texts) -> Vec<Tile> {
    vec![
        Tile {
            label: t.get("design-k-balance"),
            value: crate::ui::format::money(3_519_206, "CNY").into(),
            detail: Some(t.get("design-k-balance-detail")),
            href: Some("#money".into()),
            ..Tile::default()
        },
        Tile {
            label: t.get("design-k-customers"),
            value: "12".into(),
            ..Tile::default()
        },
        Tile {
            label: t.get("design-k-deadline"),
            value: t.get("design-k-deadline-value"),
            words: true,
            meter: Some(Meter::progress(t.get("design-k-deadline-value"), 4, 15)),
            ..Tile::default()
        },
    ]
}

fn parts(t: &'static Texts) -> Vec<Part> {
    let part = |operator, value, id| Part {
        operator,
        value: Text::Borrowed(value),
        label: t.get(id),
        result: false,
    };
    vec![
        part("", "¥11.00", "design-x-price"),
        part("×", "12", "design-x-seats"),
        part("×", "11", "design-x-days"),
        part("÷", "31", "design-x-period"),
        part("=", "46.83870…", "design-x-exact"),
        Part {
            result: true,
            ..part("→", "¥46.84", "design-x-rounded")
        },
    ]
}

fn moments(t: &'static Texts) -> Vec<Moment> {
    vec![
        Moment {
            label: t.get("design-l-next"),
            notes: vec![t.get("design-l-about")],
            next: true,
            ..Moment::default()
        },
        Moment {
            label: t.get("design-l-now"),
            now: true,
            ..Moment::default()
        },
        Moment {
            label: t.get("design-l-past"),
            notes: vec!["林可欣".into()],
            ..Moment::default()
        },
    ]
}

fn files(t: &'static Texts) -> Vec<FileRow> {
    let file = |name, tone, status| FileRow {
        name: Text::Borrowed(name),
        note: t.get("design-l-file"),
        status: Some((tone, t.get(status))),
        remove: Some("/design".into()),
        href: None,
    };
    vec![
        file("营业执照副本.pdf", Tone::Ok, "design-l-file-ok"),
        file("授权书-陈思远.jpg", Tone::Wait, "design-l-file-wait"),
        file("域名证书_2024.png", Tone::Bad, "design-l-file-bad"),
    ]
}

fn checks(t: &'static Texts) -> Vec<Check> {
    vec![
        Check {
            label: t.get("design-l-check"),
            note: Some(t.get("design-l-check-note")),
            done: true,
            action: None,
        },
        Check {
            label: t.get("design-l-check-open"),
            ..Check::default()
        },
    ]
}

fn messages(t: &'static Texts) -> Vec<Message> {
    let message = |author, about, text, side| Message {
        author: Text::Borrowed(author),
        about: t.get(about),
        text: t.get(text),
        fresh: side == Side::Theirs,
        side,
    };
    vec![
        message(
            "陈思远",
            "design-l-applicant",
            "design-l-theirs",
            Side::Theirs,
        ),
        message("许嘉宁", "design-l-reviewer", "design-l-own", Side::Own),
        message("何一鸣", "design-l-internal", "design-l-note", Side::Note),
    ]
}

fn differences(t: &'static Texts, language: Language) -> Differences {
    let file = |id| {
        let (title, same) = (t.get("design-sample"), t.get("design-d-same"));
        format!("# {title}\n\n## {title}\n\n{same}\n\n{}\n", t.get(id))
    };
    let clauses = compare(&file("design-d-old"), &file("design-d-new"));
    Differences::new(t, language, &clauses)
}
