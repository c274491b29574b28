//! Organisations that have work accounts and have not registered: for trying the registration with
//! an account that exists.

use super::story::PASSWORD;
use app::setup::{self, NewOrganisation, NewUser};
use app::{App, Failure};
use domain::caller::AdminSetting;
use domain::language::Language;
use std::thread;
use web::DemoAccount;

/// One organisation: prefix of its domain, name, and its people.
struct Organisation {
    prefix: &'static str,
    name: &'static str,
    language: Language,
    people: &'static [Person],
}

/// Family name, given name, title, user name, and what the person may do.
struct Person {
    name: [&'static str; 4],
    admin: AdminSetting,
}

const fn admin(name: [&'static str; 4]) -> Person {
    Person {
        name,
        admin: AdminSetting::GlobalAdmin,
    }
}

const ORGANISATIONS: &[Organisation] = &[
    Organisation {
        prefix: "jinlanyun",
        name: "成都锦澜云科技有限公司",
        language: Language::ZhHans,
        people: &[
            admin(["罗", "锦程", "总经理", "luo.jincheng"]),
            Person {
                name: ["唐", "小北", "销售", "tang.xiaobei"],
                admin: AdminSetting::None,
            },
        ],
    },
    Organisation {
        prefix: "haiyueinfo",
        name: "青岛海岳信息技术有限公司",
        language: Language::ZhHans,
        people: &[admin(["秦", "海岳", "总经理", "qin.haiyue"])],
    },
    Organisation {
        prefix: "southgate",
        name: "广州南门数据有限公司",
        language: Language::En,
        people: &[admin(["Ng", "Victor", "Director", "victor.ng"])],
    },
];

/// Adds them, and says how to sign in. Each person costs a password hash, hence the threads.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn add(app: &App) -> Result<Vec<DemoAccount>, Failure> {
    let mut accounts = Vec::new();
    for organisation in ORGANISATIONS {
        let new = NewOrganisation {
            name: organisation.name.to_owned(),
            domain_prefix: organisation.prefix.to_owned(),
            language: organisation.language,
        };
        let tenant = setup::add_organisation(app, &new)?
            .ok_or_else(|| Failure::internal("an organisation's domain is taken"))?;
        let added: Vec<Result<DemoAccount, Failure>> = thread::scope(|scope| {
            let threads: Vec<_> = organisation
                .people
                .iter()
                .map(|person| scope.spawn(move || add_person(app, organisation, tenant, person)))
                .collect();
            threads
                .into_iter()
                .map(|thread| {
                    thread
                        .join()
                        .unwrap_or_else(|_| Err(Failure::internal("a thread panicked")))
                })
                .collect()
        });
        for account in added {
            accounts.push(account?);
        }
    }
    Ok(accounts)
}

fn add_person(
    app: &App,
    organisation: &Organisation,
    tenant: domain::ids::TenantId,
    person: &Person,
) -> Result<DemoAccount, Failure> {
    let [family_name, given_name, title, user_name] = person.name.map(str::to_owned);
    let mut secret = [0; 20];
    app.entropy.fill(&mut secret);
    let contact_email = format!("{user_name}@{}.example", organisation.prefix);
    let new = NewUser {
        user_name,
        family_name: family_name.clone(),
        given_name: given_name.clone(),
        title,
        contact_email: contact_email.clone(),
        mobile: "+8619900000120".to_owned(),
        language: organisation.language,
        admin: person.admin,
        password: PASSWORD.to_owned(),
        temporary: false,
        authenticator: Some(secret.to_vec()),
    };
    let sign_in_name = setup::add_user(app, tenant, &new)?
        .ok_or_else(|| Failure::internal("a sign-in name is taken"))?;
    let kind = match person.admin {
        AdminSetting::GlobalAdmin => "work-account",
        _ => "work-account-user",
    };
    Ok(DemoAccount {
        kind: kind.to_owned(),
        name: app::identity::session::full_name(&family_name, &given_name),
        organisation: organisation.name.to_owned(),
        sign_in_name,
        password: PASSWORD.to_owned(),
        totp_secret: data_encoding::BASE32_NOPAD.encode(&secret),
        roles: Vec::new(),
        application_state: String::new(),
        contact_email,
    })
}
