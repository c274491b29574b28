//! A customer's own centre: whose it is, what its people see, and whom they let in.

mod company;
mod partners;
mod people;

use crate::customer_pages::{base, order};
use crate::english;
use app::{Request, customers};
use domain::ids::{SubscriptionId, TenantId};
use std::collections::BTreeMap;
use testkit::{Browser, Form, Login, Page, Partner, TestApp};

/// A customer with what was sold to it.
pub(crate) struct Buyer {
    /// Who sold it.
    pub(crate) partner: Partner,
    /// The customer.
    pub(crate) id: TenantId,
    /// Its first administrator.
    pub(crate) admin: Login,
    /// What runs.
    pub(crate) subscription: SubscriptionId,
    prefix: String,
}

impl Buyer {
    /// A customer of a new partner with so many licences of something.
    pub(crate) fn of(app: &TestApp, prefix: &str, licences: u32) -> Self {
        let partner = app.active_partner();
        let (_, request) = app.sign_in(&partner.admin);
        let (id, admin) = customer(app, &request, prefix);
        let subscription = order(app, &request, id, base(app).id, licences);
        Self {
            partner,
            id,
            admin,
            subscription,
            prefix: prefix.to_owned(),
        }
    }

    /// A browser its administrator is signed in with, in English.
    pub(crate) fn browser(&self, app: &TestApp) -> Browser {
        english(app.browser_of(&self.admin))
    }

    /// A request of the partner.
    pub(crate) fn seller(&self, app: &TestApp) -> Request {
        app.sign_in(&self.partner.admin).1
    }

    /// The page of a new user, filled in.
    pub(crate) fn new_user(&self, browser: &Browser, n: usize, role: &str) -> Form {
        let mobile = format!("1990002{n:04}");
        let (email, name) = (format!("u{n}@{}.example", self.prefix), format!("user{n}"));
        let typed: BTreeMap<String, String> = [
            ("family_name", "周"),
            ("given_name", "知夏"),
            ("job_title", "会计"),
            ("language", "zh-Hans"),
            ("user_name", &name),
            ("contact_email", &email),
            ("mobile", &mobile),
            ("admin_setting", role),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        browser
            .open("/admin/users/new")
            .form("/admin/users/new")
            .fill_all(&typed)
    }

    /// Adds a user who signs in for the first time; gives the login and the path of the user.
    pub(crate) fn user(
        &self,
        app: &TestApp,
        browser: &Browser,
        n: usize,
        role: &str,
    ) -> (Login, String) {
        let done = self.new_user(browser, n, role).submit().expect(303);
        let shown = browser.get(done.location()).expect(200);
        let password = crate::users::password_on(&shown).expect("the first look shows it");
        let name = format!("user{n}@{}.{}", self.prefix, app.programme.domain_suffix);
        assert!(shown.text().contains(&name), "{}", shown.text());
        let login = app.first_sign_in(&name, &password);
        (login, done.location().trim_end_matches("/done").to_owned())
    }

    /// The field of the form at which the subscription is ticked.
    pub(crate) fn field(&self) -> String {
        app::centre::licences::field(self.subscription.0)
    }
}

/// A customer of the caller's company that accepted its agreement, with its administrator.
pub(crate) fn customer(app: &TestApp, request: &Request, prefix: &str) -> (TenantId, Login) {
    let typed = crate::customers::typed(prefix, &format!("{prefix}贸易有限公司"));
    let made = customers::create(app, request, &typed, "").unwrap();
    let mut word: domain::enrolment::form::Answers = ["family_name", "given_name", "email"]
        .map(|field| (field.to_owned(), typed[field].clone()))
        .into();
    word.insert("agreed_on".to_owned(), app.today().to_string());
    customers::attest(app, request, made.customer, &word, "")
        .wait()
        .unwrap();
    let admin = app.first_sign_in(&made.sign_in_name, &made.password.unwrap());
    (made.customer, admin)
}

/// Whether a page is in every language, with every word.
pub(crate) fn speaks(browser: &Browser, path: &str) {
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        let page: Page = browser.open(path).expect(200);
        assert!(!page.source().contains('⟦'), "{path} in {language}");
    }
}
