//! What the partner that is in business sells: a few invented customers with subscriptions in
//! different states.

use super::cast::Cast;
use super::story::{Lived, PASSWORD};
use app::centre::licences::Change;
use app::centre::{self, users};
use app::customers::{self, Created, Search, imports};
use app::names::Mailed;
use app::orders::{self, NewOrder};
use app::subscriptions::{self, Patch, Wish};
use app::{App, Failure, Request};
use domain::catalogue::{Kind, Offer, Qualification};
use domain::customers::imports::Kind as Contents;
use domain::enrolment::form::Answers;
use domain::ids::{SubscriptionId, TenantId};
use domain::language::Language;
use domain::orders::Line;
use std::thread;
use web::DemoAccount;

/// An invented customer.
struct Client {
    prefix: &'static str,
    name: &'static str,
    /// Province, city, district, street, postal code.
    address: [&'static str; 5],
    contact: [&'static str; 2],
    phone: &'static str,
    /// Units of the first, second … base offer.
    units: &'static [u32],
    /// Whether it tries something out.
    tries: bool,
    /// Whether visitors may be its administrator.
    signs_in: bool,
}

const CLIENTS: &[Client] = &[
    Client {
        prefix: "qinghe-food",
        name: "杭州青禾食品有限公司",
        address: ["ZJ", "杭州市", "余杭区", "良渚路 66 号", "311100"],
        contact: ["沈", "雨桐"],
        phone: "0571-55550231",
        units: &[48, 12],
        tries: false,
        signs_in: false,
    },
    Client {
        prefix: "jinyun-textile",
        name: "绍兴锦云纺织有限公司",
        address: ["ZJ", "绍兴市", "柯桥区", "轻纺路 18 号", "312030"],
        contact: ["何", "嘉木"],
        phone: "0575-55550232",
        units: &[20],
        tries: true,
        signs_in: false,
    },
    Client {
        prefix: "qbridge",
        name: "合肥量子桥软件有限公司",
        address: ["AH", "合肥市", "蜀山区", "望江路 9 号", "230088"],
        contact: ["方", "知行"],
        phone: "0551-55550233",
        units: &[30, 25, 5],
        tries: false,
        signs_in: true,
    },
    Client {
        prefix: "haiyan-log",
        name: "宁波海晏物流有限公司",
        address: ["ZJ", "宁波市", "鄞州区", "海晏路 200 号", "315040"],
        contact: ["陆", "思远"],
        phone: "0574-55550234",
        units: &[64],
        tries: false,
        signs_in: false,
    },
    Client {
        prefix: "yanchi-media",
        name: "上海砚池文化传媒有限公司",
        address: ["SH", "上海市", "静安区", "砚池路 31 号", "200040"],
        contact: ["顾", "清越"],
        phone: "021-55550235",
        units: &[],
        tries: true,
        signs_in: false,
    },
];

impl Client {
    fn email(&self) -> String {
        format!("office@{}.example", self.prefix)
    }

    fn profile(&self) -> Answers {
        let [province, city, district, address1, postal_code] = self.address;
        let email = self.email();
        [
            ("company_name", self.name),
            ("country", "CN"),
            ("province", province),
            ("city", city),
            ("district", district),
            ("address1", address1),
            ("postal_code", postal_code),
            ("family_name", self.contact[0]),
            ("given_name", self.contact[1]),
            ("email", &email),
            ("phone", self.phone),
            ("language", "zh-Hans"),
            ("culture", "zh-CN"),
            ("domain_prefix", self.prefix),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    }
}

/// Adds the customers and sells them something.
///
/// # Errors
/// [`Failure`] of the use cases.
pub(super) fn begin(cast: &mut Cast, lived: &Lived) -> Result<(), Failure> {
    let request = cast.admin(lived)?;
    // Each costs a password hash.
    let served: Vec<Result<Created, Failure>> = thread::scope(|scope| {
        let (app, request) = (&cast.app, &request);
        let threads: Vec<_> = CLIENTS
            .iter()
            .map(|client| scope.spawn(move || serve(app, request, client)))
            .collect();
        let threads = threads.into_iter().map(|thread| {
            let panicked = || Err(Failure::internal("a thread panicked"));
            thread.join().unwrap_or_else(|_| panicked())
        });
        threads.collect()
    });
    for (client, created) in CLIENTS.iter().zip(served) {
        let created = created?;
        if let Some(password) = created.password.filter(|_| client.signs_in) {
            let login = cast.come_in(created.sign_in_name, Language::ZhHans, &password)?;
            cast.customers.push(DemoAccount {
                kind: "customer".to_owned(),
                name: client.contact.concat(),
                organisation: client.name.to_owned(),
                sign_in_name: login.sign_in_name.clone(),
                password: PASSWORD.to_owned(),
                totp_secret: login.secret.clone(),
                roles: Vec::new(),
                application_state: String::new(),
                contact_email: client.email(),
            });
            cast.administrators.push(login);
        }
    }
    Ok(())
}

fn serve(app: &App, request: &Request, client: &Client) -> Result<Created, Failure> {
    let profile = client.profile();
    let created = customers::create(app, request, &profile, "")?;
    let customer = created.customer;
    let mut word: Answers = ["family_name", "given_name", "email"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), profile.get(name)?.clone())))
        .collect();
    word.insert("agreed_on".to_owned(), app.today().to_string());
    customers::attest(app, request, customer, &word, "").wait()?;
    let on_sale = app.programme.catalogue().sold_on(app.today(), None);
    let open = |kind: Kind| {
        let fits = move |o: &&&Offer| o.kind == kind && o.qualification == Qualification::None;
        on_sale.iter().filter(fits)
    };
    let bases = open(Kind::Base).zip(client.units);
    let mut wanted: Vec<_> = bases
        .map(|(offer, units)| (offer.id, (*units).clamp(offer.minimum, offer.maximum)))
        .collect();
    let leads = |trial: &&&Offer| !wanted.iter().any(|(id, _)| trial.conversions.contains(id));
    let trial = open(Kind::Trial).find(leads).filter(|_| client.tries);
    wanted.extend(trial.map(|trial| (trial.id, trial.minimum)));
    let lines: Vec<_> = (0..)
        .zip(wanted)
        .map(|(number, (offer, quantity))| Line {
            number,
            offer,
            quantity,
            friendly_name: String::new(),
            cycle: None,
            base: None,
        })
        .collect();
    if lines.is_empty() {
        return Ok(created);
    }
    let new = NewOrder { cycle: None, lines };
    orders::place(app, request, customer, &new, "")?;
    Ok(created)
}

/// People of the customers visitors may be: family and given name, title, user name.
const PEOPLE: &[[&str; 4]] = &[
    ["杜", "若溪", "会计", "du.ruoxi"],
    ["尹", "书言", "工程师", "yin.shuyan"],
    ["莫", "如海", "工程师", "mo.ruhai"],
];

/// A customer's administrator adds people and gives them licences of what runs.
fn staffed(cast: &mut Cast) -> Result<(), Failure> {
    for mut login in cast.administrators.clone() {
        let request = cast.full(&mut login)?;
        let app = &cast.app;
        let owned = centre::subscriptions(app, &request).wait()?.owned;
        for [family, given, title, user_name] in PEOPLE {
            let domain = login.sign_in_name.split('@').nth(1).unwrap_or_default();
            let prefix = domain.split('.').next().unwrap_or_default();
            let typed: Answers = [
                ("family_name", *family),
                ("given_name", *given),
                ("job_title", *title),
                ("language", "zh-Hans"),
                ("user_name", *user_name),
                ("contact_email", &format!("{user_name}@{prefix}.example")),
                ("mobile", ""),
                ("admin_setting", "none"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
            let Mailed::Done(id) = users::add(app, &request, &typed, &login.token, "", "")? else {
                continue;
            };
            let change = Change {
                give: owned.iter().map(|owned| owned.id).take(2).collect(),
                ..Change::default()
            };
            centre::licences::set(app, &request, id, &change, "").wait()?;
        }
    }
    Ok(())
}

/// Some time later one customer takes more, and what another no longer pays for is suspended.
///
/// # Errors
/// [`Failure`] of the use cases.
pub(super) fn go_on(cast: &mut Cast, lived: &Lived) -> Result<(), Failure> {
    staffed(cast)?;
    let request = cast.admin(lived)?;
    let app = &cast.app;
    let list = customers::list(app, &request, Search::All, None, 0).wait()?;
    for customer in list.customers {
        let patch = match customer.domain.split('.').next() {
            Some("qinghe-food") => Patch {
                quantity: Some(56),
                friendly_name: Some("总部".to_owned()),
                ..Patch::default()
            },
            Some("qbridge") => Patch {
                status: Some(Wish::Suspended),
                ..Patch::default()
            },
            _ => continue,
        };
        let id = TenantId(customer.id);
        customers::tags::set(app, &request, id, &[], "重点客户", "").wait()?;
        let sold = subscriptions::list(app, &request, id).wait()?;
        if let Some(first) = sold.first() {
            let which = SubscriptionId(first.row.id);
            subscriptions::change(app, &request, id, which, patch, None, "").wait()?;
        }
    }
    // A file that waits for somebody to look at what is wrong in it.
    imports::upload(app, &request, Contents::Customers, "新客户.csv", FILE, "").map(drop)
}

/// Two customers, one of them with the postal code of another country.
const FILE: &[u8] = "\
公司名称,域名前缀,省份,城市,地址,邮政编码,姓,名,电子邮件,标签
无锡溪云物流有限公司,xiyun-logistics,江苏,无锡,太湖大道 188 号,214000,顾,文,gu@xiyun.example,重点客户
宁波海棠纺织有限公司,haitang-textile,浙江,宁波,江东北路 9 号,98052,方,晴,fang@haitang.example,
"
.as_bytes();
