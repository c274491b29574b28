//! What the partner in business asked the operator's support, what a customer asked it, and how the
//! services do: the newest things that happened before visitors come.

use super::cast::Cast;
use super::story::Lived;
use app::catalogue::special_prices;
use app::customers::{self, Search};
use app::health::post::{self, Outcome};
use app::health::{drafts, maintenance};
use app::support::{create, desk, list};
use app::{Failure, Request};
use domain::calendar::{days_after, local_date};
use domain::effects::{Clock, Instant};
use domain::enrolment::form::Answers;
use domain::ids::TenantId;
use domain::support::{Kind, Side};

/// Who answers.
const AGENT: &str = "qiuyunfei";
/// Who confirms what is to be confirmed by a second person.
const SECOND: &str = "baiyutong";
/// Who asks for a special price.
const MANAGER: &str = "jiangmobai";
/// Minutes before now: when something had happened.
const YESTERDAY: i64 = 22 * 60;
const MORNING: i64 = 150;
const JUST_NOW: i64 = 25;

fn typed(pairs: &[(&str, &str)]) -> Answers {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

/// Lets it all happen for the first company that may order; nothing when there is none.
///
/// # Errors
/// [`Failure`] of the use cases.
pub(super) fn happen(cast: &mut Cast, lived: &[Lived], now: Instant) -> Result<(), Failure> {
    let then = |minutes: i64| now.plus_seconds(-minutes * 60);
    // Nothing happens before what the companies have done.
    cast.clock.set(then(YESTERDAY).max(cast.clock.now()));
    for company in lived.iter().filter(|lived| lived.admin.is_some()) {
        let request = cast.admin(company)?;
        if request
            .caller
            .standing()
            .may_order(cast.clock.now())
            .is_err()
        {
            continue;
        }
        let asked = asked(cast, &request)?;
        an_outage_that_is_over(cast)?;
        cast.work_off()?;
        cast.clock.set(then(MORNING));
        answered(cast, &asked)?;
        inquired(cast, request.caller.tenant())?;
        cast.work_off()?;
        cast.clock.set(then(JUST_NOW));
        let request = cast.admin(company)?;
        let new = typed(&[
            ("summary", "新用户无法按月付费下单"),
            ("topic", "orders"),
            ("severity", "moderate"),
            (
                "details",
                "为客户下单时，付款周期只能选择按年，价目表中则两种都有。",
            ),
        ]);
        create::create(&cast.app, &request, Kind::Partner, None, &new, &[], "")?;
        something_now(cast)?;
        something_planned(cast)?;
        if let Some(login) = &company.admin {
            special_price(cast, &login.sign_in_name)?;
        }
        return cast.work_off();
    }
    Ok(())
}

/// A special price for the company of somebody waits for a second person.
fn special_price(cast: &mut Cast, admin: &str) -> Result<(), Failure> {
    let request = cast.staff(MANAGER)?;
    let today = cast.app.today();
    let sold = cast.app.programme.catalogue().sold_on(today, None);
    let offer = sold.into_iter().find(|offer| !offer.is_trial());
    let (Some(offer), Some((_, domain))) = (offer, admin.split_once('@')) else {
        return Ok(());
    };
    let typed = special_prices::Typed {
        partner: domain.to_owned(),
        customer: String::new(),
        offer: offer.id.to_string(),
        kind: "off".to_owned(),
        value: "12.5".to_owned(),
        from: today.to_string(),
        until: days_after(today, 90).to_string(),
        reason: "年度框架合同中约定的优惠".to_owned(),
    };
    special_prices::propose(&cast.app, &request, &typed, "").map(drop)
}

/// Two requests of the partner, one of them for a customer: their numbers.
fn asked(cast: &Cast, request: &Request) -> Result<[String; 2], Failure> {
    let app = &cast.app;
    let bill = typed(&[
        ("summary", "对账文件中的数量与订阅不一致"),
        ("topic", "reconciliation"),
        ("severity", "minimal"),
        (
            "details",
            "对账文件中某一客户的数量是 48，订阅页面显示 56。请核对以哪个为准。",
        ),
    ]);
    let first = create::create(app, request, Kind::Partner, None, &bill, &[], "")?;
    let found = customers::list(app, request, Search::All, None, 0).wait()?;
    let delegated = found.customers.iter().map(|customer| TenantId(customer.id));
    let login = typed(&[
        ("summary", "客户的部分用户无法登录"),
        ("topic", "customer-access"),
        ("severity", "moderate"),
        ("details", "约十名用户登录后立即被退出，其他用户正常。"),
        ("tried", "已重置密码并清除浏览器缓存，没有变化。"),
    ]);
    for customer in delegated {
        let made = create::create(
            app,
            request,
            Kind::Customer,
            Some(customer),
            &login,
            &[],
            "",
        );
        match made {
            Ok(second) => return Ok([first, second]),
            // It lets the partner do nothing in its name.
            Err(Failure::Conflict(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok([first.clone(), first])
}

/// The agent asks about one of them and solves the other.
fn answered(cast: &mut Cast, [first, second]: &[String; 2]) -> Result<(), Failure> {
    let request = cast.staff(AGENT)?;
    let app = &cast.app;
    let version = |number: &str| {
        let case = list::look(app, &request, Side::Staff, number).wait()?;
        Ok::<_, Failure>(case.row.version)
    };
    let at = (Side::Staff, first.as_str(), version(first)?);
    let text = "请告知该客户的名称，以及对账文件的下载日期。";
    desk::answer(app, &request, at, "asks", text, &[], "")?;
    if first == second {
        return Ok(());
    }
    let at = (Side::Staff, second.as_str(), version(second)?);
    let text = "登录会话的时长设置已更正，请让用户重新登录。";
    desk::answer(app, &request, at, "solves", text, &[], "")
}

/// A customer whose administrator visitors may be asks its partner.
fn inquired(cast: &mut Cast, partner: Option<TenantId>) -> Result<(), Failure> {
    let Some(mut login) = cast.administrators.first().cloned() else {
        return Ok(());
    };
    let request = cast.full(&mut login)?;
    let new = typed(&[
        ("summary", "如何为新员工增加许可证"),
        ("topic", "customer-licence"),
        ("severity", "minimal"),
        ("details", "下月有五名新员工入职，请问如何增加许可证？"),
    ]);
    let partner = partner.map(|partner| partner.0);
    create::ask(&cast.app, &request, partner, &new, &[], "").map(drop)
}

/// The services of the programme, as the form names them; the first, or all of them.
fn services(cast: &Cast, all: bool) -> Vec<String> {
    let products = cast.app.programme.catalogue().products.iter();
    let ids = products.map(|product| product.id.to_string());
    ids.take(if all { usize::MAX } else { 1 }).collect()
}

/// The fields of an incident that began some minutes ago.
fn incident(cast: &Cast, minutes: i64, words: &[(&str, &str)]) -> Answers {
    let began = cast.clock.now().plus_seconds(-minutes * 60);
    let zone = cast.app.programme.time_zone();
    let day = local_date(began, zone).to_string();
    let at = jiff::Timestamp::from_microsecond(began.0).unwrap_or_default();
    let local = at.to_zoned(zone.clone());
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    let mut all = typed(words);
    all.extend(typed(&[("started_on", &day), ("started_time", &time)]));
    all
}

fn an_outage_that_is_over(cast: &mut Cast) -> Result<(), Failure> {
    let request = cast.staff(AGENT)?;
    let words = [
        ("state", "interrupted"),
        ("title_zh-Hans", "无法登录服务"),
        ("title_zh-Hant", "無法登入服務"),
        ("title_en", "Nobody can sign in"),
        ("text_zh-Hans", "所有用户均无法登录，正在调查原因。"),
        ("text_zh-Hant", "所有使用者均無法登入，正在調查原因。"),
        (
            "text_en",
            "No user can sign in. We are looking for the cause.",
        ),
    ];
    let new = incident(cast, 10, &words);
    let outcome = post::post(&cast.app, &request, &new, &services(cast, true), "")?;
    let number = match outcome {
        Outcome::Posted(number) => number,
        Outcome::Waits(draft) => {
            let second = cast.staff(SECOND)?;
            drafts::confirm(&cast.app, &second, draft, "")?
        }
    };
    let request = cast.staff(AGENT)?;
    let text = typed(&[
        ("text_zh-Hans", "登录已恢复正常。"),
        ("text_zh-Hant", "登入已恢復正常。"),
        ("text_en", "Everybody can sign in again."),
    ]);
    post::write(&cast.app, &request, (&number, 1), "restored", &text, "")?;
    let text = typed(&[
        (
            "text_zh-Hans",
            "原因是一张过期的证书；此后证书到期前三十天会告警。",
        ),
        (
            "text_zh-Hant",
            "原因是一張過期的憑證；此後憑證到期前三十天會警示。",
        ),
        (
            "text_en",
            "A certificate had expired. From now on there is a warning thirty days before.",
        ),
    ]);
    post::write(
        &cast.app,
        &request,
        (&number, 2),
        "post-incident",
        &text,
        "",
    )
    .map(drop)
}

fn something_now(cast: &mut Cast) -> Result<(), Failure> {
    let request = cast.staff(AGENT)?;
    let words = [
        ("state", "degraded"),
        ("title_zh-Hans", "打开文件缓慢"),
        ("title_zh-Hant", "開啟檔案緩慢"),
        ("title_en", "Files open slowly"),
        ("text_zh-Hans", "打开文件需要数十秒，正在扩充容量。"),
        ("text_zh-Hant", "開啟檔案需要數十秒，正在擴充容量。"),
        (
            "text_en",
            "Opening a file takes up to a minute. Capacity is being added.",
        ),
    ];
    let new = incident(cast, 15, &words);
    post::post(&cast.app, &request, &new, &services(cast, false), "").map(drop)
}

/// Maintenance in a week, at night.
fn something_planned(cast: &mut Cast) -> Result<(), Failure> {
    let request = cast.staff(AGENT)?;
    let zone = cast.app.programme.time_zone().clone();
    let on = local_date(cast.clock.now().plus_days(7), &zone).to_string();
    let new = typed(&[
        ("starts_on", on.as_str()),
        ("starts_time", "02:00"),
        ("ends_on", on.as_str()),
        ("ends_time", "05:00"),
        ("title_zh-Hans", "升级存储系统"),
        ("title_zh-Hant", "升級儲存系統"),
        ("title_en", "Storage upgrade"),
        ("text_zh-Hans", "期间文件为只读，邮件不受影响。"),
        ("text_zh-Hant", "期間檔案為唯讀，郵件不受影響。"),
        (
            "text_en",
            "Files are read-only meanwhile. Mail is not affected.",
        ),
    ]);
    maintenance::plan(&cast.app, &request, &new, &services(cast, false), "").map(drop)
}
