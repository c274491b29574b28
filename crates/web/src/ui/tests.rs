//! The kit in all languages, against hostile values, and within its own rules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use app::i18n::texts;
use domain::language::Language;
use jiff::tz::TimeZone;
use std::path::Path;

const HOSTILE: &str = "\"><script>alert('x')</script>&";

fn chrome(language: Language, surface: Surface) -> Chrome {
    let t = texts(language);
    let nav = vec![
        NavGroup {
            label: None,
            items: vec![
                NavItem::new("/overview", t.get("nav-overview"), "home"),
                NavItem::new("/customers", t.get("nav-customers"), "people").count(12),
            ],
        },
        NavGroup {
            label: Some(t.get("nav-account")),
            items: vec![NavItem::new("/users", t.get("nav-users"), "lock").locked(true)],
        },
    ];
    let mut chrome = Chrome::new(language, surface, "title", "/overview?theme=dark")
        .csrf("token")
        .user(User::new(
            "陈思远",
            "苏州临湖信息技术有限公司",
            "chen@linhu.partner.example",
        ))
        .nav(nav)
        .crumb("/overview", t.get("nav-overview"))
        .crumb("", t.get("design-title"))
        .operator("澜岸云数据（上海）有限公司")
        .zone(TimeZone::get("Asia/Shanghai").unwrap())
        .reference("TD-7K3M9QX2WB")
        .notice(Some(Banner::new(Tone::Ok, t.get("saved"))));
    chrome.locked_reason = Some(t.get("nav-locked"));
    chrome.demo = true;
    chrome.waiting = Some(4);
    chrome.refresh = Some(30);
    chrome.invalid = true;
    chrome.search = Some(Search {
        action: "/search".into(),
        label: t.get("search"),
        value: String::new(),
    });
    chrome
}

fn kinds() -> Vec<ErrorKind> {
    vec![
        ErrorKind::BadRequest,
        ErrorKind::Forbidden {
            needed: Some("R".into()),
        },
        ErrorKind::NotFound,
        ErrorKind::Conflict {
            state: Some("S".into()),
        },
        ErrorKind::TooLarge {
            limit: Some("10 MB".into()),
        },
        ErrorKind::Unprocessable,
        ErrorKind::TooMany {
            retry_after: Some(1),
        },
        ErrorKind::Failed,
        ErrorKind::Unavailable {
            retry_after: Some(600),
        },
    ]
}

#[test]
fn every_component_speaks_every_language() {
    for language in Language::ALL {
        let page = design::page(chrome(language, Surface::Portal));
        let missing: Vec<_> = page
            .match_indices('⟦')
            .map(|(at, _)| page[at..].chars().take(40).collect::<String>())
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}", language.tag());
        assert!(page.contains(&format!(
            "<html lang=\"{}\" data-theme=\"dark\"",
            language.tag()
        )));
        assert!(page.len() < 120_000);
    }
}

#[test]
fn error_pages_exist_for_every_kind_language_and_surface() {
    for language in Language::ALL {
        for surface in [
            Surface::Public,
            Surface::Wizard,
            Surface::Portal,
            Surface::Console,
            Surface::Centre,
        ] {
            for kind in kinds() {
                let page = error_page(
                    chrome(language, surface),
                    &kind,
                    Vec::new(),
                    "c7f2aaaa-0000-19ae",
                );
                assert!(!page.is_empty() && !page.contains('⟦'), "{kind:?}");
                assert!(page.contains("c7f2aaaa-0000-19ae"));
                assert!(page.contains(kind.status().as_str()));
            }
        }
    }
}

#[test]
fn a_visitor_sees_sign_in_and_no_account() {
    let chrome = Chrome::new(Language::En, Surface::Public, "x", "/");
    let page = error_page(chrome, &ErrorKind::NotFound, Vec::new(), "");
    assert!(page.contains("href=\"/signin\"") && !page.contains("/signout"));
    assert!(page.contains("/language?to=zh-Hant&#38;back=/"));
    assert!(!page.contains("data-surface"));
}

fn hostile_fields() -> Vec<Field> {
    let choices = || {
        vec![
            Choice::new(HOSTILE, HOSTILE).hint(HOSTILE),
            Choice::new("a", HOSTILE),
        ]
    };
    [
        Field::text(HOSTILE, HOSTILE)
            .prefix(HOSTILE)
            .suffix(HOSTILE),
        Field::email(HOSTILE, HOSTILE),
        Field::date(HOSTILE, HOSTILE).between(Some(HOSTILE.into()), Some(HOSTILE.into())),
        Field::textarea(HOSTILE, HOSTILE).counter(100),
        Field::select(HOSTILE, HOSTILE, choices()).readonly(),
        Field::radio(HOSTILE, HOSTILE, choices()),
        Field::ticks(HOSTILE, HOSTILE, choices()),
        Field::tick(HOSTILE, HOSTILE).link(HOSTILE, HOSTILE),
        Field::file(HOSTILE, HOSTILE, HOSTILE, true),
        Field::code(HOSTILE, HOSTILE),
    ]
    .map(|f| {
        f.value(HOSTILE)
            .hint(HOSTILE)
            .error(Some(HOSTILE))
            .warning(Some(HOSTILE))
            .good(Some(HOSTILE))
            .optional_note(HOSTILE)
    })
    .into()
}

#[test]
fn hostile_values_stay_text() {
    let t = texts(Language::En);
    for field in hostile_fields() {
        let html = field.show(t).to_string();
        assert!(!html.contains("<script") && !html.contains("x')"), "{html}");
        assert!(html.contains("&#60;script&#62;"));
    }
    let summary = ErrorSummary::with(t, &hostile_fields(), [HOSTILE.to_owned()])
        .unwrap()
        .to_string();
    assert!(!summary.contains("<script"));
    let banner = Banner::new(Tone::Bad, HOSTILE)
        .text(HOSTILE)
        .action(HOSTILE, HOSTILE)
        .to_string();
    assert!(!banner.contains("<script"));
    let mut frame = chrome(Language::ZhHans, Surface::Console)
        .user(User::new(HOSTILE, HOSTILE, HOSTILE))
        .crumb(HOSTILE, HOSTILE)
        .operator(HOSTILE)
        .reference(HOSTILE)
        .csrf(HOSTILE)
        .notice(Some(Banner::new(Tone::Ok, HOSTILE)));
    frame.path = HOSTILE.into();
    frame.search = Some(Search {
        action: HOSTILE.into(),
        label: HOSTILE.into(),
        value: HOSTILE.into(),
    });
    frame.locked_reason = Some(HOSTILE.into());
    let page = error_page(
        frame,
        &ErrorKind::Conflict {
            state: Some(HOSTILE.into()),
        },
        vec![crate::ui::Kept {
            label: HOSTILE.into(),
            lines: vec![HOSTILE.to_owned(), HOSTILE.to_owned()],
        }],
        HOSTILE,
    );
    assert!(!page.contains("<script>") && !page.contains("alert('"));
}

#[test]
fn a_password_never_comes_back() {
    let html = Field::password("p", "Password")
        .value("hunter2")
        .show(texts(Language::En))
        .to_string();
    assert!(!html.contains("hunter2"));
}

#[test]
fn the_error_summary_leads_to_the_fields() {
    let t = texts(Language::En);
    let fields = [
        Field::text("a", "A").id("form-a").error(Some("wrong")),
        Field::text("b", "B"),
        Field::radio("c", "C", vec![Choice::new("1", "One")]).error(Some("choose")),
    ];
    let summary = ErrorSummary::of(t, &fields).unwrap();
    assert_eq!(summary.title, "Correct 2 things before you continue");
    assert_eq!(summary.items[0].1, "A: wrong");
    let shown: String = fields.iter().map(|f| f.show(t).to_string()).collect();
    for (id, _) in &summary.items {
        assert!(summary.to_string().contains(&format!("href=\"#{id}\"")));
        assert!(shown.contains(&format!("id=\"{id}\"")));
        assert!(shown.contains(&format!("id=\"{id}-e\"")));
    }
    assert!(ErrorSummary::of(t, &fields[1..2]).is_none());
}

#[test]
fn fields_say_what_browsers_and_readers_need() {
    let t = texts(Language::En);
    let show = |f: Field| f.show(t).to_string();
    let html = show(Field::text("a", "A").hint("h").error(Some("e")).required());
    assert!(html.contains("aria-describedby=\"a-e a-h \""), "{html}");
    assert!(html.contains(" required") && html.contains("aria-invalid=\"true\""));
    assert!(!html.contains("optional"));
    assert!(show(Field::text("a", "A")).contains("optional"));
    assert!(show(Field::text("a", "A").value("中文").counter(5)).contains(">2 / 5<"));
    assert!(show(Field::tick("a", "A").checked(true)).contains(" checked"));
    let html = show(
        Field::select("a", "A", vec![Choice::new("1", "One")])
            .value("1")
            .required(),
    );
    assert!(html.contains("value=\"1\" selected") && !html.contains("value=\"\""));
    let html = show(Field::code("otp", "Code"));
    assert!(html.contains("one-time-code") && html.contains("maxlength=\"6\""));
    // A textarea swallows its first line break, so one is always put before the value.
    assert!(show(Field::textarea("a", "A").value("\nx")).contains(">\n\nx</textarea>"));
}

#[test]
fn every_icon_used_is_in_the_sprite() {
    let (_, sprite) = assets::serve(assets::icons_url()).unwrap();
    let sprite = std::str::from_utf8(sprite).unwrap();
    for name in design::ICONS {
        assert!(sprite.contains(&format!("id=\"i-{name}\"")), "{name}");
    }
    assert_eq!(sprite.matches("<symbol").count(), design::ICONS.len() + 1);
}

fn templates(under: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            templates(&path, found);
        } else if path.extension().is_some_and(|e| e == "html") {
            found.push((
                path.display().to_string(),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

#[test]
fn templates_keep_to_the_content_security_policy() {
    let mut found = Vec::new();
    templates(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"),
        &mut found,
    );
    assert!(found.len() > 8);
    for (path, text) in found {
        for forbidden in [
            " style=",
            "<style",
            "javascript:",
            "|safe",
            "| safe",
            "<script>",
            "<iframe",
        ] {
            assert!(!text.contains(forbidden), "{path} holds {forbidden}");
        }
        let handler = text
            .split_whitespace()
            .find(|word| word.starts_with("on") && word.contains("=\""));
        assert!(handler.is_none(), "{path} holds {handler:?}");
    }
}

#[test]
fn buttons_that_need_script_are_hidden_without_it() {
    let page = design::page(chrome(Language::En, Surface::Portal));
    for (at, _) in page
        .match_indices("data-copy=")
        .chain(page.match_indices("data-print"))
    {
        let start = page[..at].rfind('<').unwrap();
        let end = at + page[at..].find('>').unwrap();
        assert!(page[start..end].contains(" hidden"));
    }
}
