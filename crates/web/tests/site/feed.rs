//! Service health by measurement: a feed on a real socket that is good, lies, stalls, is away and comes
//! back; what people post comes first.

use crate::centre;
use crate::health::{posted, user};
use app::jobs::timers;
use domain::caller::{AgentSetting, StaffRole};
use domain::effects::Clock;
use domain::health::feed::Times;
use std::sync::Arc;
use testkit::selling::base;
use testkit::{Browser, Engine, FeedManner, FeedServer, Fixture, Measurement, TestApp};
use uuid::Uuid;

testkit::on_both! { Measured:
    a_good_feed_is_seen_by_whom_it_concerns,
    a_feed_that_lies_is_not_believed,
    a_feed_that_flaps_does_not_fill_the_log,
    a_feed_that_stalls_makes_unknown_and_comes_back,
    a_feed_that_is_away_takes_nothing_down,
    what_people_post_comes_first,
    a_region_that_is_not_known_is_not_green,
    a_question_is_asked_once_and_counted_once,
    days_are_added_up_and_forgotten,
    a_feed_nobody_asks_any_more_is_told_of,
    all_pages_of_it_speak_three_languages,
}
const EVERY: i64 = 300;
const HOLDS: i64 = 7_200;
const DESK: &str = "/ops/health/feed";

/// What is wrong with a measurement.
type Lie = fn(&mut Measurement);

/// The site with a feed.
struct Measured {
    app: TestApp,
    server: Arc<FeedServer>,
}

impl Fixture for Measured {
    fn fresh(engine: Engine) -> Self {
        let server = Arc::new(FeedServer::default());
        let times = Times {
            every_seconds: EVERY,
            unknown_seconds: HOLDS,
        };
        let feed = server.feed(times);
        let app = TestApp::with(engine, |parts| parts.feed = Some(feed));
        Self { app, server }
    }

    fn check(&self) {
        self.app.drain();
        self.app.check();
    }
}

impl Measured {
    /// The next question is asked; how many measurements were believed.
    fn ask(&self) -> u64 {
        self.app.clock.pass(EVERY);
        self.sweep()
    }

    fn sweep(&self) -> u64 {
        let request = timers::request(&self.app);
        app::health::feed::sweep(&self.app, &request).unwrap()
    }

    /// Every service is well in every region, measured at the time of the next question.
    fn all_well(&self) -> Vec<Measurement> {
        let at = self.app.clock.now().plus_seconds(EVERY - 5);
        let products = self.app.programme.catalogue().products.iter();
        let one = |product: Uuid| {
            let regions = self.app.programme.regions().iter();
            let in_one = move |region: &domain::programme::Region| {
                Measurement::well(product, &region.code, at)
            };
            regions.map(in_one).collect::<Vec<_>>()
        };
        products.flat_map(|product| one(product.id)).collect()
    }

    /// How many measurements there are.
    fn pairs(&self) -> u64 {
        let all = self.all_well().len();
        all.try_into().unwrap()
    }

    /// The feed says that all are well, but for the service of the base offer, and is asked.
    fn told(&self, state: Option<&str>) {
        let mut all = self.all_well();
        if let Some(state) = state {
            let service = base(&self.app).product.to_string();
            let ours = all.iter_mut().filter(|one| one.service == service);
            ours.for_each(|one| *one = one.clone().ill(state));
        }
        self.server.measures(&all);
        assert_eq!(self.ask(), self.pairs());
    }

    fn agent(&self) -> Browser {
        let login = self.app.staff(StaffRole::SupportAgent);
        self.app.browser_of(&login)
    }

    /// What the operator's page of the feed says.
    fn desk(&self) -> String {
        self.agent().open(DESK).expect(200).text()
    }

    /// What everybody reads.
    fn public(&self) -> String {
        let page = self.app.browser().open("/status").expect(200);
        page.all("#measured tbody").join(" ")
    }

    fn name(&self) -> &str {
        let catalogue = self.app.programme.catalogue();
        let product = catalogue.product(base(&self.app).product);
        &product.unwrap().name.zh_hans
    }
}

fn place(base_path: &str, app: &TestApp) -> String {
    format!("{base_path}/services/{}", base(app).product)
}

fn a_good_feed_is_seen_by_whom_it_concerns(test: &Measured) {
    let app = &test.app;
    let (partner, other) = (app.active_partner(), app.active_partner());
    let (customer, admin) = user(app, &partner, "measured");
    test.told(None);
    let sold = |page: &str| page.contains(test.name()) && page.contains("正常");
    let another = app.programme.catalogue().products.iter();
    let another = another
        .map(|p| &p.name.zh_hans)
        .find(|name| *name != test.name());
    let another = another.unwrap();

    // The partner sees what its customers use, and no more.
    let seller = app.browser_of(&partner.admin);
    let page = seller.open("/health").expect(200);
    assert!(sold(&page.text()), "{}", page.text());
    assert!(!page.text().contains(another), "{}", page.text());
    let services = format!("/customers/{customer}/service-management");
    assert!(sold(&seller.open(&services).text()));
    let page = seller.open(&place("/health", app)).expect(200);
    for words in [
        "99.995%",
        "120 ms",
        "华北",
        "华东",
        "可用率，华北",
        "延迟，华东",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(
        page.source()
            .contains("<svg viewBox=\"0 0 400 130\" role=\"img\"")
    );
    for role in [AgentSetting::HelpdeskAgent, AgentSetting::AdminAgent] {
        let browser = app.browser_of(&app.agent(&partner, role));
        assert_eq!(browser.get(&place("/health", app)).status(), 200);
    }
    // Whoever sells nothing of it, or may not see how services do, is shown nothing.
    let sales = app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent));
    assert_eq!(sales.get(&place("/health", app)).status(), 403);
    let stranger = app.browser_of(&other.admin);
    assert!(!stranger.open("/health").text().contains(test.name()));
    for path in [place("/health", app), "/health/services/nothing".to_owned()] {
        assert_eq!(stranger.get(&path).status(), 404, "{path}");
    }
    let unused = app.programme.catalogue().products.iter();
    let unused = unused.map(|p| p.id).find(|id| *id != base(app).product);
    let unused = format!("/services/{}", unused.unwrap());
    assert_eq!(seller.get(&format!("/health{unused}")).status(), 404);

    // Its customer's administrator sees what the company uses.
    let buyer = app.browser_of(&admin);
    assert!(sold(&buyer.open("/admin/health").text()));
    assert!(!buyer.open("/admin/health").text().contains(another));
    assert_eq!(buyer.get(&place("/admin/health", app)).status(), 200);
    assert_eq!(buyer.get(&format!("/admin/health{unused}")).status(), 404);

    // Everybody sees all of them, in a word.
    let page = test.public();
    assert!(sold(&page) && page.contains(another), "{page}");
    assert!(!page.contains("99.995%"), "{page}");

    // Staff see all of them, and the feed.
    let page = test.desk();
    assert!(sold(&page) && page.contains(another), "{page}");
    for words in [
        "http feed http://127.0.0.1",
        "(key k-2026)",
        "300 秒",
        "最近更新",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    assert_eq!(auditor.get(&format!("/ops/health{unused}")).status(), 200);
    assert_eq!(auditor.get("/ops/health/services/nothing").status(), 404);
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    for path in [DESK, &place("/ops/health", app)] {
        assert_eq!(reviewer.get(path).status(), 403, "{path}");
    }

    // Each change of how the feed does is in the log, not each measurement.
    test.told(None);
    test.told(None);
    assert_eq!(crate::audited(app, "health.feed", "succeeded"), 1);
    assert_eq!(
        app.messages("")
            .iter()
            .filter(|m| m.code.starts_with("HEALTH"))
            .count(),
        0
    );
}

fn a_feed_that_lies_is_not_believed(test: &Measured) {
    let app = &test.app;
    test.told(Some("degraded"));
    assert!(test.public().contains("性能下降"));
    let service = base(app).product;
    let lies: [(&str, Lie); 9] = [
        ("未知服务", |m| m.service = Uuid::nil().to_string()),
        ("未知地区", |m| m.region = "mars".to_owned()),
        ("时间无效", |m| m.at = "<script>now</script>".to_owned()),
        ("时间在未来", |m| {
            m.at = "2999-01-01T00:00:00Z".to_owned()
        }),
        ("数据过旧", |m| m.at = "2001-01-01T00:00:00Z".to_owned()),
        ("数值不可能", |m| m.availability_ppm = 1_000_001),
        ("数值不可能", |m| m.availability_ppm = 0),
        ("数值不可能", |m| m.latency_ms = Some(-1)),
        ("数值不可能", |m| m.state = "perfect".to_owned()),
    ];
    for (name, lie) in lies {
        let at = app.clock.now().plus_seconds(EVERY - 5);
        let mut one = Measurement::well(service, "cn-east", at);
        lie(&mut one);
        test.server.measures(&[one]);
        assert_eq!(test.ask(), 0, "{name}");
        let page = test.desk();
        assert!(
            page.contains("未采信") && page.contains(name),
            "{name}: {page}"
        );
        assert!(!page.contains("<script>"), "{page}");
        // What was believed before still holds.
        assert!(test.public().contains("性能下降"), "{name}");
    }
    // Both sides of a contradiction, and a step back in time.
    test.told(Some("degraded"));
    let at = app.clock.now().plus_seconds(EVERY - 5);
    let well = Measurement::well(service, "cn-east", at);
    test.server
        .measures(&[well.clone(), well.clone().ill("interrupted")]);
    assert_eq!(test.ask(), 0);
    assert!(test.desk().contains("自相矛盾"));
    let earlier = app.clock.now().plus_seconds(-2 * EVERY - 60);
    test.server
        .measures(&[Measurement::well(service, "cn-east", earlier)]);
    assert_eq!(test.ask(), 0);
    assert!(test.desk().contains("时间倒退"));
    // What cannot be read, and what is too long.
    for (body, name) in [
        ("<html>all is well</html>".to_owned(), "无法识别的答复"),
        (
            r#"{"measurements":[{"service":1}]}"#.to_owned(),
            "无法识别的答复",
        ),
        (" ".repeat(600 * 1024), "答复过长"),
    ] {
        test.server.set(FeedManner::Says(body));
        assert_eq!(test.ask(), 0, "{name}");
        let page = test.desk();
        assert!(page.contains(name), "{name}: {page}");
        assert!(!page.contains("all is well"), "{page}");
    }
    test.server.measures(&vec![well.clone(); 2_001]);
    assert_eq!(test.ask(), 0);
    assert!(test.desk().contains("答复过长"));
    // One lie does not take the others down.
    let mut all = test.all_well();
    all[0].availability_ppm = -1;
    test.server.measures(&all);
    assert_eq!(test.ask(), test.pairs() - 1);
    assert!(test.desk().contains("部分采信"));
    assert!(test.agent().open("/ops/health").text().contains("部分采信"));
    // Nobody learns anything of a feed that lies on: then nothing is known, and nothing green.
    test.server.set(FeedManner::Says("{}".to_owned()));
    app.clock.pass(HOLDS);
    assert_eq!(test.ask(), 0);
    let page = test.public();
    assert!(page.contains("起状态未知"), "{page}");
    assert!(!page.contains("性能下降"), "{page}");
    assert!(crate::audited(app, "health.feed", "succeeded") > 4);
}

/// A feed that comes and goes is told of each time in the history, and does not fill the audit log.
fn a_feed_that_flaps_does_not_fill_the_log(test: &Measured) {
    for _ in 0..6 {
        test.told(None);
        test.server.set(FeedManner::HangsUp);
        assert_eq!(test.ask(), 0);
    }
    let turns = "SELECT COUNT(*) AS n FROM health_feed_turn";
    assert_eq!(crate::count(&test.app, turns), 12);
    let told = crate::audited(&test.app, "health.feed", "succeeded");
    assert_eq!(
        told, 4,
        "that it was good and that it was away, once in each of two hours"
    );
}

fn a_feed_that_stalls_makes_unknown_and_comes_back(test: &Measured) {
    let app = &test.app;
    let partner = app.active_partner();
    let (customer, admin) = user(app, &partner, "stalled");
    test.told(None);
    // It repeats itself: as long as its word holds, that is no trouble.
    assert_eq!(test.ask(), 0);
    assert!(!test.desk().contains("没有新数据"));
    let looks = || {
        let (seller, buyer) = (app.browser_of(&partner.admin), app.browser_of(&admin));
        [
            seller.open("/health").text(),
            seller.open(&place("/health", app)).text(),
            seller
                .open(&format!("/customers/{customer}/service-management"))
                .text(),
            buyer.open("/admin/health").text(),
            buyer.open(&place("/admin/health", app)).text(),
            test.public(),
            test.desk(),
        ]
    };
    for page in looks() {
        assert!(
            page.contains("正常") && !page.contains("起状态未知"),
            "{page}"
        );
    }
    app.clock.pass(HOLDS);
    assert_eq!(test.ask(), 0);
    for page in looks() {
        assert!(page.contains("起状态未知"), "{page}");
    }
    let page = test.desk();
    assert!(page.contains("没有新数据"), "{page}");
    assert!(
        test.agent()
            .open("/ops/health")
            .text()
            .contains("没有新数据")
    );
    // It comes back.
    test.told(None);
    for page in looks() {
        assert!(
            page.contains("正常") && !page.contains("起状态未知"),
            "{page}"
        );
    }
    assert!(
        !test
            .agent()
            .open("/ops/health")
            .text()
            .contains("没有新数据")
    );
    assert_eq!(crate::audited(app, "health.feed", "succeeded"), 3);
    app.drain();
}

fn a_feed_that_is_away_takes_nothing_down(test: &Measured) {
    test.told(None);
    for (manner, words) in [
        (FeedManner::Silent, "no answer in time"),
        (FeedManner::Trickles, "the answer broke off"),
        (FeedManner::Refuses(503), "HTTP 503"),
        (FeedManner::Refuses(403), "HTTP 403"),
        (FeedManner::Refuses(302), "HTTP 302"),
        (FeedManner::HangsUp, "没有答复"),
    ] {
        test.server.set(manner.clone());
        let asked = test.server.asked();
        assert_eq!(test.ask(), 0, "{manner:?}");
        assert_eq!(test.server.asked(), asked + 1, "{manner:?}");
        // The history has the newest first.
        let line = test.agent().open(DESK).all("#turns tbody tr").remove(0);
        assert!(
            line.contains("没有答复") && line.contains(words),
            "{manner:?}: {line}"
        );
        assert!(test.public().contains("正常"), "{manner:?}");
    }
    test.app.clock.pass(HOLDS);
    let page = test.public();
    assert!(
        page.contains("起状态未知") && !page.contains("正常"),
        "{page}"
    );
    // All other timers go on.
    test.server.set(FeedManner::HangsUp);
    test.app.tick();
    test.told(None);
    assert!(!test.public().contains("状态未知"));
}

fn what_people_post_comes_first(test: &Measured) {
    let app = &test.app;
    let partner = app.active_partner();
    let (customer, _) = user(app, &partner, "posted");
    let services = format!("/customers/{customer}/service-management");
    // It is measured, and nobody has said anything: staff are asked to.
    test.told(Some("interrupted"));
    let page = test.agent().open("/ops/health").expect(200).text();
    assert!(
        page.contains("尚未发布事件") && page.contains(test.name()),
        "{page}"
    );
    let seller = app.browser_of(&partner.admin);
    assert!(seller.open(&services).text().contains("中断"));
    // Somebody says it, while the feed finds it well.
    let number = posted(app, &test.agent());
    test.told(None);
    assert!(
        !test
            .agent()
            .open("/ops/health")
            .text()
            .contains("尚未发布事件")
    );
    let seller = app.browser_of(&partner.admin);
    for path in ["/health", &services, &place("/health", app)] {
        let page = seller.open(path).text();
        assert!(page.contains("服务中断"), "{path}: {page}");
    }
    let page = seller.open(&place("/health", app)).text();
    assert!(
        page.contains("以人工发布的信息为准") && page.contains("99.995%"),
        "{page}"
    );
    // Everybody reads the word for it, and nothing else of the incident.
    let page = test.public();
    assert!(page.contains("服务中断"), "{page}");
    assert!(
        !page.contains(&number) && !page.contains("邮件延迟送达"),
        "{page}"
    );
    // Once it is over, the measurement counts again.
    let place = format!("/ops/health/{number}");
    let form = test.agent().open(&place).form(&format!("{place}/end"));
    let end = form.fill("text_zh-Hans", "服务已恢复正常。").submit();
    assert_eq!(end.status(), 303, "{}", end.text());
    test.told(Some("degraded"));
    let page = test.public();
    assert!(
        page.contains("性能下降") && !page.contains("服务中断"),
        "{page}"
    );
    app.drain();
}

fn a_region_that_is_not_known_is_not_green(test: &Measured) {
    test.told(None);
    test.app.clock.pass(HOLDS - EVERY);
    let east = |all: Vec<Measurement>| -> Vec<Measurement> {
        all.into_iter()
            .filter(|one| one.region == "cn-east")
            .collect()
    };
    test.server.measures(&east(test.all_well()));
    assert_eq!(test.ask(), test.pairs() / 2);
    let page = test.public();
    assert!(
        page.contains("起状态未知") && page.contains("华东：正常"),
        "{page}"
    );
    // What is worse than unknown is said.
    let ill = test.all_well().into_iter().map(|one| one.ill("degraded"));
    test.server.measures(&east(ill.collect()));
    assert_eq!(test.ask(), test.pairs() / 2);
    let page = test.public();
    assert!(
        page.contains("华东：性能下降") && page.contains("华北：自"),
        "{page}"
    );
}

fn a_question_is_asked_once_and_counted_once(test: &Measured) {
    let app = &test.app;
    let other = app.neighbour_with(|parts| {
        let times = Times {
            every_seconds: EVERY,
            unknown_seconds: HOLDS,
        };
        parts.feed = Some(test.server.feed(times));
    });
    let both = || {
        let request = timers::request(&other);
        let there = app::health::feed::sweep(&other, &request).unwrap();
        test.sweep() + there + test.sweep()
    };
    test.server.measures(&test.all_well());
    app.clock.pass(EVERY);
    assert_eq!(both(), test.pairs());
    assert_eq!(test.server.asked(), 1);
    app.clock.pass(EVERY - 1);
    assert_eq!(both(), 0);
    assert_eq!(test.server.asked(), 1);
    app.clock.pass(1);
    assert_eq!(both(), 0);
    assert_eq!(test.server.asked(), 2);
    let readings = "SELECT CAST(SUM(readings) AS BIGINT) AS n FROM health_day";
    let pairs = i64::try_from(test.pairs()).unwrap();
    assert_eq!(crate::count(app, readings), pairs);
    // The clock is put back: nobody waits until it has caught up.
    app.clock.pass(-EVERY);
    assert_eq!(test.sweep(), 0);
    assert_eq!(test.server.asked(), 3);
}

fn days_are_added_up_and_forgotten(test: &Measured) {
    let app = &test.app;
    test.told(None);
    test.told(Some("interrupted"));
    app.clock.pass(86_400);
    test.told(None);
    let page = test.agent().open(&place("/ops/health", app)).expect(200);
    // (999,950 + 400,000) / 2, and the latency in between.
    for words in ["69.997%", "1,310 ms", "99.995%"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let days = "SELECT COUNT(DISTINCT day) AS n FROM health_day";
    let turns = "SELECT COUNT(*) AS n FROM health_feed_turn";
    assert_eq!(crate::count(app, days), 2);
    test.server.set(FeedManner::HangsUp);
    app.clock.pass(86_400);
    test.ask();
    assert_eq!(crate::count(app, turns), 2);
    app.clock.pass(365 * 86_400);
    test.told(None);
    let request = timers::request(app);
    assert!(app::health::feed::forget(app, &request).unwrap() > 0);
    assert_eq!(crate::count(app, days), 1);
    // The state it is in stays.
    assert_eq!(crate::count(app, turns), 1);
}

fn a_feed_nobody_asks_any_more_is_told_of(test: &Measured) {
    test.told(None);
    test.app.clock.pass(HOLDS + 1);
    for path in [DESK, "/ops/health"] {
        assert!(
            test.agent().open(path).text().contains("未再查询监测源"),
            "{path}"
        );
    }
    centre::speaks(&test.agent(), DESK);
}

fn all_pages_of_it_speak_three_languages(test: &Measured) {
    let app = &test.app;
    let partner = app.active_partner();
    let (customer, admin) = user(app, &partner, "spoken");
    test.told(Some("advisory"));
    let look = || {
        let staff = test.agent();
        for path in [DESK, "/ops/health", &place("/ops/health", app)] {
            centre::speaks(&staff, path);
        }
        let seller = app.browser_of(&partner.admin);
        let services = format!("/customers/{customer}/service-management");
        for path in ["/health", &place("/health", app), &services] {
            centre::speaks(&seller, path);
        }
        let buyer = app.browser_of(&admin);
        for path in ["/admin/health", &place("/admin/health", app)] {
            centre::speaks(&buyer, path);
        }
        centre::speaks(&app.browser(), "/status");
    };
    look();
    for manner in [
        FeedManner::HangsUp,
        FeedManner::Says("[]".to_owned()),
        FeedManner::Says(r#"{"measurements":[]}"#.to_owned()),
    ] {
        test.server.set(manner);
        test.ask();
    }
    let mut lies = test.all_well();
    lies[0].region = "mars".to_owned();
    lies[1].service = "mail".to_owned();
    lies[2].at = String::new();
    lies[3].state = String::new();
    test.server.measures(&lies);
    test.ask();
    app.clock.pass(HOLDS);
    look();
    app.drain();
}

/// What there is without a feed.
mod unmeasured {
    use super::without_a_feed_nothing_is_measured;
    use testkit::TestApp;

    testkit::on_both! { TestApp: without_a_feed_nothing_is_measured }
}

fn without_a_feed_nothing_is_measured(app: &TestApp) {
    let partner = app.active_partner();
    let (customer, _) = user(app, &partner, "unmeasured");
    app.tick();
    let staff = app.browser_of(&app.staff(StaffRole::SupportAgent));
    let page = staff.open(DESK).expect(200).text();
    assert!(page.contains("未设置监测源"), "{page}");
    centre::speaks(&staff, DESK);
    assert_eq!(staff.get(&place("/ops/health", app)).status(), 404);
    let seller = app.browser_of(&partner.admin);
    let services = format!("/customers/{customer}/service-management");
    assert!(seller.open(&services).text().contains("无已知事件"));
    assert!(!seller.open("/health").text().contains("监测结果"));
    assert_eq!(seller.get(&place("/health", app)).status(), 404);
    assert!(!app.browser().open("/status").text().contains("监测结果"));
    assert_eq!(crate::audited(app, "health.feed", "succeeded"), 0);
}
