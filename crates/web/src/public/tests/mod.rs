//! The public pages as visitors get them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod world;

use super::status::{Backlog, judge};
use super::{demo, home};
use axum::http::{StatusCode, header};
use domain::effects::Instant;
use domain::language::Language;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use world::{START, World};

const EN: Language = Language::En;
/// Looks like a hash and is none of ours.
const STRANGE: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

#[tokio::test(flavor = "multi_thread")]
async fn every_page_speaks_every_language() {
    let world = World::new(true);
    let pages = [
        ("/", 200),
        ("/programme/guide", 200),
        ("/programme/agreement?version=2025-06&language=zh-Hans", 200),
        ("/privacy", 200),
        ("/terms", 200),
        ("/status", 200),
        ("/partner-network", 200),
        ("/partner-network?id=4012345", 200),
        ("/partner-network?id=4012344", 200),
        ("/partner-network?id=999999", 200),
        ("/partner-network?id=x", 422),
        ("/partner-network/join", 200),
        ("/partner-network/joined?id=4012345", 200),
        ("/confirm/mailbox", 200),
        ("/confirm/approval", 200),
        ("/confirm/nothing", 404),
        ("/verify", 200),
        ("/verify?hash=x", 422),
        (&*format!("/verify/{}", world.signature), 200),
        (&*format!("/verify/{STRANGE}"), 404),
        ("/demo", 200),
        ("/design", 200),
    ];
    for language in Language::ALL {
        for (path, status) in pages {
            let seen = world.get(path, language).await;
            assert_eq!(seen.status, status, "{path}");
            let missing = seen
                .body
                .find('⟦')
                .map(|at| seen.body[at..].chars().take(40).collect::<String>());
            assert_eq!(missing, None, "{path} in {}", language.tag());
            assert!(
                seen.body
                    .contains(&format!("<html lang=\"{}\"", language.tag())),
                "{path}"
            );
            assert_eq!(seen.body.matches("<h1").count(), 1, "{path}");
            headings_step_by_one(path, &seen.body);
            keep(path, language, &seen.body);
        }
    }
}

/// No level is left out on the way down.
fn headings_step_by_one(path: &str, html: &str) {
    let mut level = 0;
    for (at, _) in html.match_indices("<h") {
        let Some(next) = html[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else {
            continue;
        };
        // The navigation of the portal's frame comes before the title.
        assert!(
            next <= level + 1 || level == 0,
            "{path}: h{level} is followed by h{next}"
        );
        level = next;
    }
}

/// With `TONGDAO_KEEP_PAGES=folder` the pages are kept, for looking at them.
fn keep(path: &str, language: Language, html: &str) {
    if let Some(folder) = std::env::var_os("TONGDAO_KEEP_PAGES") {
        let name: String = path
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let file = std::path::Path::new(&folder).join(format!("{}{}.html", language.tag(), name));
        std::fs::write(file, html).unwrap();
    }
}

#[test]
fn the_example_of_the_home_page_adds_up() {
    let days = |(from, to): ((i8, i8), (i8, i8))| {
        let date = |(month, day)| Date::new(2026, month, day).unwrap();
        date(to).duration_since(date(from)).as_hours() / 24 + 1
    };
    for line in &home::EXAMPLE {
        assert_eq!(line.days, days((line.from, line.to)));
        // ¥11.00 × seats × days ÷ 31, rounded half away from zero.
        let exact = 1100 * line.seats * line.days;
        assert_eq!(line.minor.abs(), (2 * exact + 31) / 62);
    }
    assert_eq!(
        home::EXAMPLE.iter().map(|line| line.minor).sum::<i64>(),
        10_006
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_are_given_out_byte_for_byte() {
    let world = World::new(false);
    for text in world.app.programme.all_texts() {
        let path = format!(
            "/programme/text/{}/{}/{}",
            text.id,
            text.version,
            text.language.tag()
        );
        let seen = world.get(&path, EN).await;
        // What lies in the folder and is not published is the operator's alone.
        if text.version == "2026-12" {
            assert_eq!(seen.status, 404, "{path}");
            continue;
        }
        assert_eq!(
            data_encoding::HEXLOWER.encode(&Sha256::digest(&seen.body)),
            text.sha256
        );
        assert_eq!(
            seen.header(header::CONTENT_TYPE),
            "text/markdown; charset=utf-8"
        );
        assert!(
            seen.header(header::CONTENT_DISPOSITION)
                .starts_with("attachment; filename=\"")
        );
    }
    let agreement = world.app.programme.text("reseller-agreement", EN).unwrap();
    let page = world.get("/programme/agreement", EN).await.body;
    assert!(page.contains(&agreement.sha256) && page.contains("The text in 简体中文 governs."));
    for path in [
        "/programme/text/reseller-agreement/1999-01/en",
        "/programme/text/reseller-agreement/2025-06/fr",
        "/programme/text/%ff/2025-06/en",
        "/programme/agreement?version=1999-01",
        "/programme/agreement?version=2026-12",
    ] {
        assert_eq!(world.get(path, EN).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_gets_one_number_for_one_form() {
    let world = World::new(false);
    let form = world.get("/partner-network/join", EN).await;
    let (key, made) = (form.hidden("request_id"), form.hidden("made"));
    world.pass(2);
    let typed = [
        ("request_id", &*key),
        ("made", &*made),
        ("company_name", "杭州远帆科技有限公司"),
        ("contact_email", "a@yuanfan.example"),
    ];
    let first = world.post("/partner-network/join", &typed).await;
    assert_eq!(first.status, 303);
    let second = world.post("/partner-network/join", &typed).await;
    assert_eq!(
        first.header(header::LOCATION),
        second.header(header::LOCATION)
    );
    let page = world.get(first.header(header::LOCATION), EN).await;
    assert!(page.status == 200 && page.body.contains("杭州远帆科技有限公司"));
    assert!(
        page.body.contains("href=\"/register/cn/join\"")
            && !page.body.contains("a@yuanfan.example")
    );

    let wrong = [
        ("request_id", &*key),
        ("made", &*made),
        ("company_name", ""),
        ("contact_email", "nobody"),
    ];
    let refused = world.post("/partner-network/join", &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("id=\"errors\"") && refused.body.contains("value=\"nobody\""));
    assert_eq!(
        world
            .get("/partner-network/joined?id=9999999", EN)
            .await
            .status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_answered_once_and_only_by_a_form() {
    let world = World::new(false);
    for _ in 0..2 {
        let page = world.get("/confirm/mailbox", EN).await;
        assert!(page.body.contains("value=\"yes\"") && page.body.contains("TD-7K3M9QX2WB"));
        assert_eq!(page.header(header::REFERRER_POLICY), "no-referrer");
    }
    let said = world.post("/confirm/mailbox", &[("answer", "yes")]).await;
    assert_eq!(
        (said.status, said.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/confirm/mailbox")
    );
    let page = world.get("/confirm/mailbox", EN).await.body;
    assert!(page.contains("Confirmed on") && !page.contains("name=\"answer\""));
    // A second answer changes nothing.
    assert_eq!(
        world
            .post("/confirm/mailbox", &[("answer", "no")])
            .await
            .status,
        303
    );
    assert!(
        world
            .get("/confirm/mailbox", EN)
            .await
            .body
            .contains("Confirmed on")
    );

    assert_eq!(
        world
            .post("/confirm/approval", &[("answer", "maybe")])
            .await
            .status,
        400
    );
    assert_eq!(
        world
            .post("/confirm/nothing", &[("answer", "yes")])
            .await
            .status,
        404
    );
    world.pass(8 * 86_400);
    let late = world.get("/confirm/approval", EN).await;
    assert!(late.status == 410 && late.body.contains("This link expired on"));
    assert_eq!(
        world
            .post("/confirm/approval", &[("answer", "yes")])
            .await
            .status,
        303
    );
    assert_eq!(world.get("/confirm/approval", EN).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_kept_and_shown() {
    let world = World::new(false);
    assert_eq!(
        world
            .post("/confirm/approval", &[("answer", "no")])
            .await
            .status,
        303
    );
    assert!(
        world
            .get("/confirm/approval", EN)
            .await
            .body
            .contains("you did not request this")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_are_found_by_their_hash_and_by_a_copy() {
    let world = World::new(false);
    let spaced = format!(
        "/verify?hash={}%20{}",
        &world.signature[..32],
        &world.signature[32..].to_uppercase()
    );
    let lead = world.get(&spaced, EN).await;
    assert_eq!(
        lead.header(header::LOCATION),
        format!("/verify/{}", world.signature)
    );
    for hash in [world.signature.clone(), "ab".repeat(32)] {
        let page = world.get(&format!("/verify/{hash}"), EN).await.body;
        assert!(
            page.contains("This agreement was signed here") && page.contains("91320594MA1FAKE005")
        );
        assert!(page.contains("18 August 2026, 10:47 (Beijing time)"));
        assert!(page.contains("has the same hash") && page.contains(&"ab".repeat(32)));
        // The page is public; the person who signed is not.
        assert!(!page.contains("陈思远") && !page.contains("chen@linhu.example"));
    }
    assert_eq!(world.get("/verify/%ff", EN).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_menu_stays_on_this_host() {
    let world = World::new(false);
    let seen = world
        .get("/language?to=zh-Hant&back=/verify%3Fhash%3Dx", EN)
        .await;
    assert_eq!(
        (seen.status, seen.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/verify?hash=x")
    );
    assert!(
        seen.header(header::SET_COOKIE)
            .starts_with("tongdao_language=zh-Hant; Path=/")
    );
    assert!(seen.header(header::SET_COOKIE).contains("Max-Age=31536000"));
    for path in [
        "/language?to=en&back=//evil.example",
        "/language?to=en&back=https://evil.example",
        "/language",
    ] {
        assert_eq!(world.get(path, EN).await.header(header::LOCATION), "/");
    }
    assert_eq!(
        world
            .get("/language?to=fr", EN)
            .await
            .header(header::SET_COOKIE),
        ""
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_demonstration_there_is_no_guide() {
    let world = World::new(false);
    assert_eq!(world.get("/demo", EN).await.status, 404);
    assert_eq!(world.get("/demo/demo.json", EN).await.status, 404);
    assert!(
        world
            .get("/robots.txt", EN)
            .await
            .body
            .contains("Allow: /programme/")
    );

    let world = World::new(true);
    let page = world.get("/demo", EN).await.body;
    assert!(
        page.contains("<meta http-equiv=\"refresh\" content=\"4\">"),
        "the clock stands at :26"
    );
    let code =
        app::identity::authenticator::code_at("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", START).unwrap();
    assert!(page.contains(&code));
    let guide: crate::DemoGuide =
        serde_json::from_str(&world.get("/demo/demo.json", EN).await.body).unwrap();
    assert_eq!(guide.accounts.len(), 11);
    assert_eq!(
        world.get("/robots.txt", EN).await.body,
        "User-agent: *\nDisallow: /\n"
    );
    assert!(
        world
            .get("/favicon.ico", EN)
            .await
            .header(header::LOCATION)
            .starts_with("/assets/favicon-")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_page_notices_a_backlog() {
    let world = World::new(false);
    assert!(
        world
            .get("/status", EN)
            .await
            .body
            .contains("Nothing waiting")
    );
    world.wait_since(600);
    let page = world.get("/status", EN).await.body;
    assert!(page.contains("Running late") && page.contains("longer than usual"));
}

#[test]
fn work_is_late_after_five_minutes() {
    let due = |seconds: i64| Some(START.plus_seconds(-seconds));
    assert!(judge(0, None, START) == Backlog::Empty);
    assert!(judge(3, due(-60), START) == Backlog::Moving);
    assert!(judge(3, due(300), START) == Backlog::Moving);
    assert!(judge(3, due(301), START) == Backlog::Late);
}

#[test]
fn codes_last_to_the_half_minute() {
    assert_eq!(demo::seconds_left(Instant(0)), 30);
    assert_eq!(demo::seconds_left(Instant(29_999_999)), 1);
    assert_eq!(demo::seconds_left(START), 4);
}
