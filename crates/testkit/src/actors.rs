//! People who act: companies that enrol and staff that decides, each through the real use cases.

use crate::{Browser, Company, TestApp, specimen};
use ::app::Request;
use ::app::agreements::force;
use ::app::credit::decide as credit;
use ::app::enrolment::documents::NewDocument;
use ::app::enrolment::signing::{Acceptance, TICKS};
use ::app::enrolment::{
    application, challenge, confirmation, create_account, details, documents, registration, signing,
};
use ::app::identity::{authenticator, password, recovery_codes, session, sign_in};
use ::app::review::decide;
use ::app::setup::{self, NewStaff};
use domain::accounts::contact::Kind;
use domain::caller::{AdminSetting, AgentSetting, Caller, StaffRole};
use domain::effects::Clock;
use domain::enrolment::form::Answers;
use domain::enrolment::sections::SECTIONS;
use domain::ids::{AccountId, ApplicationId, TenantId};
use domain::language::Language;
use std::sync::atomic::Ordering;
use store::identity::Account;
use store::registration::{NetworkMember, add_network_member};

/// The password everybody chooses.
const PASSWORD: &str = "Trustworthy-Heron-47";

/// What somebody needs to sign in.
#[derive(Debug, Clone)]
pub struct Login {
    /// `local@domain`.
    pub sign_in_name: String,
    /// The password.
    pub password: String,
    /// The authenticator's secret in Base32.
    pub secret: String,
}

/// A company on its way, with its first global admin.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Who it is and what it types.
    pub company: Company,
    /// Its global admin.
    pub admin: Login,
    /// Its tenant.
    pub tenant: TenantId,
    /// Its application.
    pub application: ApplicationId,
    /// The reference number.
    pub reference: String,
}

/// An organisation that has work accounts and has not registered.
#[derive(Debug, Clone)]
pub struct WorkAccount {
    /// Who it is and what it types.
    pub company: Company,
    /// Its tenant.
    pub tenant: TenantId,
    /// Its global admin.
    pub admin: Login,
}

impl TestApp {
    /// The next company, a member of the partner network, that has done nothing yet.
    ///
    /// # Panics
    /// When the membership cannot be written.
    #[must_use]
    pub fn company(&self) -> Company {
        let company = Company::new(self.companies.fetch_add(1, Ordering::Relaxed));
        self.enter_network(&company.network_id, "location", "CN", true, &company.name);
        company
    }

    /// Enters a member of the partner network.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn enter_network(&self, id: &str, kind: &str, country: &str, active: bool, name: &str) {
        let member = NetworkMember {
            network_id: id.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            country: country.to_owned(),
            active,
        };
        let now = self.clock.now();
        let written = self
            .db
            .write(move |tx| add_network_member(tx, &member, "network@member.example", now));
        written.wait().expect("the member is entered");
    }

    /// A company whose global admin has signed in once: the application is a draft.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn registered_company(&self) -> Partner {
        self.register(self.company())
    }

    /// Registers a company and signs its global admin in for the first time.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn register(&self, company: Company) -> Partner {
        let visitor = self.request(Caller::Visitor);
        let token = registration::begin(self, &visitor, None)
            .wait()
            .expect("a draft begins")
            .token;
        let draft = registration::open(self, &token)
            .wait()
            .expect("the draft opens");
        let (id, reference) = (draft.id(), draft.row.reference.clone());
        let request = Request {
            caller: Caller::Registrant(id),
            ..visitor
        };
        registration::choose_create(self, &request, id)
            .wait()
            .expect("an account is wanted");
        let mut typed = company.details.clone();
        typed.extend(ticked(&["terms", "privacy"]));
        details::save_details(self, &request, id, typed.clone()).expect("the details are right");
        challenge::send(self, &request, id, &company.mobile, "sms", "").expect("a code is sent");
        self.drain();
        let code = self.code_sent_to(&company.mobile);
        challenge::enter(self, &request, id, &code).expect("the code is right");
        create_account::create(self, &request, id, &token, &typed).expect("the account is created");
        let shown = create_account::reveal(self, &request, id, &token, false).expect("it is shown");
        create_account::acknowledge(self, &request, id)
            .wait()
            .expect("it is acknowledged");
        self.drain();
        let first = shown
            .password
            .expect("the first look shows the password")
            .to_string();
        let admin = self.first_sign_in(&shown.sign_in_name, &first);
        let (_, request) = self.sign_in(&admin);
        let view = application::view(self, &request)
            .wait()
            .expect("there is an application");
        Partner {
            company,
            admin,
            tenant: shown.tenant,
            application: ApplicationId(view.row.id),
            reference,
        }
    }

    /// Changes the temporary password and sets the authenticator up.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn first_sign_in(&self, sign_in_name: &str, temporary: &str) -> Login {
        // Two passwords of one person are not set in the same moment.
        self.clock.pass(1);
        let visitor = self.request(Caller::Visitor);
        let signed = sign_in::sign_in(self, &visitor, sign_in_name, temporary);
        let token = signed.expect("the temporary password opens").token;
        let request = self.holder(&token);
        password::change(self, &request, temporary, PASSWORD, PASSWORD).expect("it is changed");
        let request = self.holder(&token);
        let secret = authenticator::set_up(self, &request)
            .wait()
            .expect("it is set up")
            .secret;
        let code = authenticator::code_at(&secret, self.clock.wall()).expect("a code");
        authenticator::verify_for(self, &request, &code, &token).expect("the code is right");
        let shown = recovery_codes::take(self, &self.holder(&token), &token);
        let codes = shown.expect("codes are shown");
        assert_eq!(codes.len(), 10, "they come with the authenticator");
        Login {
            sign_in_name: sign_in_name.to_owned(),
            password: PASSWORD.to_owned(),
            secret,
        }
    }

    fn holder(&self, token: &str) -> Request {
        let found = session::authenticate(self, token)
            .wait()
            .expect("the session is read");
        self.request(found.caller)
    }

    /// Signs in completely and gives the session cookie and a request of its holder. The clock
    /// moves half a minute on, because an authenticator's code works once.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn sign_in(&self, login: &Login) -> (String, Request) {
        self.clock.pass(30);
        let visitor = self.request(Caller::Visitor);
        let signed = sign_in::sign_in(self, &visitor, &login.sign_in_name, &login.password);
        let token = signed.expect("name and password are right").token;
        let code = authenticator::code_at(&login.secret, self.clock.wall()).expect("a code");
        authenticator::verify(self, &self.holder(&token), &code).expect("the code is right");
        let request = self.holder(&token);
        (token, request)
    }

    /// Has the holder of a request prove anew who he is, as a code just entered would.
    ///
    /// # Panics
    /// When nobody is signed in.
    pub fn prove(&self, request: &Request) {
        let session = request.caller.person().expect("somebody").session.0;
        let now = self.clock.now();
        let proved = self
            .db
            .write(move |tx| store::identity::confirm_session(tx, session, "totp", now));
        proved.wait().expect("the proof is noted");
    }

    /// A browser in which somebody is signed in.
    #[must_use]
    pub fn browser_of(&self, login: &Login) -> Browser {
        let browser = self.browser();
        browser.set_cookie("tongdao_session", &self.sign_in(login).0);
        browser
    }

    /// Has somebody's contact e-mail and mobile confirmed, as the codes would have it.
    ///
    /// # Panics
    /// When there is no such account.
    pub fn confirm_contacts(&self, login: &Login) {
        let (name, now) = (login.sign_in_name.clone(), self.clock.now());
        let done = self.db.write(move |tx| {
            let account = store::identity::account_to_sign_in(tx, &name)?.expect("the account");
            for (kind, value) in [
                (Kind::Email, &account.contact_email),
                (Kind::Mobile, &account.mobile),
            ] {
                if !value.is_empty() {
                    store::contact::confirm(tx, account.id, kind, value, now)?;
                }
            }
            Ok::<_, store::DbError>(())
        });
        done.wait().expect("contact data is confirmed");
    }

    /// The member of staff with one role; the same person each time.
    ///
    /// # Panics
    /// When the account cannot be added.
    #[must_use]
    pub fn staff(&self, role: StaffRole) -> Login {
        self.member_of_staff(role.text(), &[role])
    }

    /// A member of staff with a user name and roles; the same person each time.
    ///
    /// # Panics
    /// When the account cannot be added.
    #[must_use]
    pub fn member_of_staff(&self, user_name: &str, roles: &[StaffRole]) -> Login {
        let mut staff = self.staff.lock().expect("the list of staff");
        let login = staff.entry(user_name.to_owned()).or_insert_with(|| {
            let tenant = setup::operator(self).expect("the operator");
            let mut secret = [0; 20];
            self.entropy.fill(&mut secret);
            let new = NewStaff {
                user_name: user_name.to_owned(),
                family_name: "许".to_owned(),
                given_name: user_name.to_owned(),
                contact_email: format!("{user_name}@operator.example"),
                language: Language::ZhHans,
                roles: roles.iter().copied().take(1).collect(),
                password: PASSWORD.to_owned(),
                temporary: false,
                authenticator: Some(secret.to_vec()),
            };
            assert!(setup::add_staff(self, tenant, &new).expect("staff is added"));
            let sign_in_name = format!("{user_name}@ops.{}", self.programme.domain_suffix);
            // Some hold roles that are kept apart now: nobody takes away what was given before.
            let (name, more) = (sign_in_name.clone(), roles.to_vec());
            let given = self.db.write(move |tx| {
                let account = store::identity::account_to_sign_in(tx, &name)?.expect("the account");
                for role in &more {
                    store::identity::add_staff_role(tx, account.id, role.text())?;
                }
                Ok::<_, store::DbError>(())
            });
            given.wait().expect("the roles are given");
            Login {
                sign_in_name,
                password: PASSWORD.to_owned(),
                secret: data_encoding::BASE32_NOPAD.encode(&secret),
            }
        });
        login.clone()
    }

    /// A user of a company with another admin setting than the first user's.
    ///
    /// # Panics
    /// When the account cannot be added.
    #[must_use]
    pub fn colleague(&self, partner: &Partner, admin: AdminSetting) -> Login {
        self.employee(partner, admin.text(), AgentSetting::None, admin)
    }

    /// A user of a company with an agent setting and no admin setting.
    ///
    /// # Panics
    /// When the account cannot be added.
    #[must_use]
    pub fn agent(&self, partner: &Partner, agent: AgentSetting) -> Login {
        self.employee(partner, agent.text(), agent, AdminSetting::None)
    }

    /// A user of a company with both settings.
    ///
    /// # Panics
    /// When the account cannot be added.
    #[must_use]
    pub fn employee(
        &self,
        partner: &Partner,
        user_name: &str,
        agent: AgentSetting,
        admin: AdminSetting,
    ) -> Login {
        let id = AccountId::fresh(&*self.entropy).0;
        let mut secret = [0; 20];
        self.entropy.fill(&mut secret);
        let domain = format!(
            "{}.{}",
            partner.company.prefix, self.programme.domain_suffix
        );
        let hash = self.passwords.hash(&*self.entropy, PASSWORD);
        let account = Account {
            family_name: "钱".to_owned(),
            given_name: user_name.to_owned(),
            contact_email: format!("{user_name}@{}.example", partner.company.prefix),
            status: "active".to_owned(),
            agent_setting: agent.text().to_owned(),
            admin_setting: admin.text().to_owned(),
            temporary_until: None,
            totp_secret: Some(
                self.keyring
                    .seal(&*self.entropy, id.as_bytes(), &secret)
                    .expect("a sealed secret"),
            ),
            totp_confirmed_at: Some(self.clock.now()),
            ..Account::invited(
                id,
                partner.tenant.0,
                format!("{user_name}@{domain}"),
                hash.expect("a hash"),
                self.clock.now(),
            )
        };
        let (row, now) = (account.clone(), self.clock.now());
        let added = self
            .db
            .write(move |tx| store::identity::add_account(tx, &row, now));
        added.wait().expect("the colleague is added");
        Login {
            sign_in_name: account.sign_in_name,
            password: PASSWORD.to_owned(),
            secret: data_encoding::BASE32_NOPAD.encode(&secret),
        }
    }

    /// An organisation that has work accounts and has never registered, and its global admin.
    ///
    /// # Panics
    /// When it cannot be added.
    #[must_use]
    pub fn work_account(&self) -> WorkAccount {
        let company = self.company();
        let new = setup::NewOrganisation {
            name: company.name.clone(),
            domain_prefix: company.prefix.clone(),
            language: Language::ZhHans,
        };
        let tenant = setup::add_organisation(self, &new)
            .expect("it is added")
            .expect("its domain is free");
        let admin = self.user(tenant, &company, "zhou.wenqing", AdminSetting::GlobalAdmin);
        WorkAccount {
            company,
            tenant,
            admin,
        }
    }

    /// Another user of an organisation.
    ///
    /// # Panics
    /// When the account cannot be added.
    #[must_use]
    pub fn user(
        &self,
        tenant: TenantId,
        company: &Company,
        user_name: &str,
        admin: AdminSetting,
    ) -> Login {
        let mut secret = [0; 20];
        self.entropy.fill(&mut secret);
        let new = setup::NewUser {
            user_name: user_name.to_owned(),
            family_name: "周".to_owned(),
            given_name: user_name.to_owned(),
            title: "总经理".to_owned(),
            contact_email: format!("{user_name}@{}.example", company.prefix),
            mobile: company.mobile.clone(),
            language: Language::ZhHans,
            admin,
            password: PASSWORD.to_owned(),
            temporary: false,
            authenticator: Some(secret.to_vec()),
        };
        let sign_in_name = setup::add_user(self, tenant, &new)
            .expect("the user is added")
            .expect("the name is free");
        Login {
            sign_in_name,
            password: PASSWORD.to_owned(),
            secret: data_encoding::BASE32_NOPAD.encode(&secret),
        }
    }

    /// A company whose form is complete, licence included, but not sent.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn complete(&self) -> Partner {
        let partner = self.registered_company();
        self.fill_in(&partner);
        partner
    }

    /// Fills every section of a company's form in and uploads its licence.
    ///
    /// # Panics
    /// When any step is refused.
    pub fn fill_in(&self, partner: &Partner) {
        let (_, request) = self.sign_in(&partner.admin);
        for section in SECTIONS.iter().filter(|section| **section != "documents") {
            let typed = partner.company.section(section);
            application::keep_section(self, &request, section, &typed)
                .wait()
                .expect("it is kept");
        }
        let licence = specimen(&partner.company.name);
        let new = NewDocument {
            kind: "business-licence",
            file_name: "营业执照.pdf",
            bytes: &licence,
            dated_on: "",
        };
        documents::upload(self, &request, new).expect("the licence is kept");
    }

    /// A company whose application is with the reviewers.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn submitted(&self) -> Partner {
        let partner = self.complete();
        self.submit(&partner);
        partner
    }

    /// Sends a complete application.
    ///
    /// # Panics
    /// When it is refused.
    pub fn submit(&self, partner: &Partner) {
        let (_, request) = self.sign_in(&partner.admin);
        application::submit(self, &request, "").expect("it is complete");
        self.drain();
    }

    /// Answers the two links of a submitted application with yes.
    ///
    /// # Panics
    /// When there are no such links.
    pub fn confirm(&self, partner: &Partner) {
        let company = &partner.company;
        for (code, to) in [("E05", &company.approval_email), ("E06", &company.contact)] {
            let link = self.link_in(code, to);
            let token = link
                .strip_prefix("/confirm/")
                .expect("a confirmation link")
                .to_owned();
            let answered = confirmation::answer(self, &self.request(Caller::Visitor), &token, true);
            answered.wait().expect("the link is answered");
        }
    }

    /// A company that may sign: every check passed, credit by somebody else than the reviewer.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn approved(&self) -> Partner {
        let partner = self.submitted();
        self.approve(&partner);
        partner
    }

    /// Takes a submitted application through checks, credit and approval.
    ///
    /// # Panics
    /// When any step is refused.
    pub fn approve(&self, partner: &Partner) {
        let reviewer = self.decided(partner);
        decide::approve(self, &reviewer, partner.application, "", "").expect("it is approved");
        self.drain();
    }

    /// Decides everything about a submitted application but the approval itself, and gives the
    /// reviewer's request.
    ///
    /// # Panics
    /// When any step is refused.
    pub fn decided(&self, partner: &Partner) -> Request {
        let id = partner.application;
        self.confirm(partner);
        let (_, reviewer) = self.sign_in(&self.staff(StaffRole::Reviewer));
        decide::claim(self, &reviewer, id)
            .wait()
            .expect("the case is claimed");
        for kind in ["employment", "business-registration", "restricted-party"] {
            let reason = "公示信息与执照一致";
            decide::set_check(self, &reviewer, id, kind, "passed", reason)
                .expect("the check is set");
        }
        let (_, analyst) = self.sign_in(&self.staff(StaffRole::CreditAnalyst));
        credit::decide(self, &analyst, id, "pass", "240000", "两年报表良好", "")
            .expect("credit is given");
        self.drain();
        reviewer
    }

    /// A company that has signed and is set up.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn active_partner(&self) -> Partner {
        let reserve = self.reserve.lock().expect("the company in reserve").take();
        if let Some((partner, signed)) = reserve {
            let passed = self.now().0 - signed.0;
            // Its bills follow the day it signed.
            assert!(
                (0..86_400_000_000).contains(&passed),
                "the clock was moved before the company was asked for: begin this story from `fresh`"
            );
            return partner;
        }
        let partner = self.approved();
        self.sign(&partner);
        self.drain();
        partner
    }

    /// A company's global admin signs the version in force.
    ///
    /// # Panics
    /// When the signature is refused.
    pub fn sign(&self, partner: &Partner) {
        let (_, request) = self.sign_in(&partner.admin);
        let in_force = force::current(self).wait().expect("a version is in force");
        let text = in_force
            .text(self, Language::ZhHans)
            .expect("it has a text");
        let acceptance = Acceptance {
            language: Language::ZhHans,
            text_sha256: text.sha256.clone(),
            ticked: ticked(&TICKS),
        };
        signing::sign(self, &request, acceptance, "").expect("it is signed");
    }
}

fn ticked(names: &[&str]) -> Answers {
    names
        .iter()
        .map(|name| ((*name).to_owned(), "yes".to_owned()))
        .collect()
}
