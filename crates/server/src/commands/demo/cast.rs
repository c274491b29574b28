//! The people of the demonstration: how they sign in and what they read.

use super::staff::STAFF;
use super::story::{Lived, PASSWORD, system};
use crate::clock::MovableClock;
use app::identity::{authenticator, password, session, sign_in};
use app::jobs::worker;
use app::review::queue;
use app::setup::{self, NewStaff};
use app::{App, Failure, Request};
use domain::caller::{Caller, Stage};
use domain::effects::Clock;
use domain::ids::fresh_uuid;
use domain::language::Language;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use uuid::Uuid;
use web::DemoAccount;

/// An account with what is needed to sign in.
#[derive(Clone)]
pub(super) struct Login {
    /// `local@domain`.
    pub(super) sign_in_name: String,
    /// The authenticator's secret in Base32.
    pub(super) secret: String,
    language: Language,
    /// The cookie of its session.
    pub(super) token: String,
}

impl Login {
    /// An account without an authenticator yet.
    pub(super) fn new(sign_in_name: String, language: Language) -> Self {
        Self {
            sign_in_name,
            secret: String::new(),
            language,
            token: String::new(),
        }
    }
}

/// Everybody, with the stage they act on.
pub(super) struct Cast {
    /// The application.
    pub(super) app: App,
    /// Its clock.
    pub(super) clock: Arc<MovableClock>,
    /// Staff by user name.
    pub(super) staff: BTreeMap<&'static str, Login>,
    admins: BTreeMap<String, Login>,
    /// Administrators of customers.
    pub(super) administrators: Vec<Login>,
    /// The same as visitors are told of them.
    pub(super) customers: Vec<DemoAccount>,
    worker: Uuid,
}

impl Cast {
    /// Adds the operator and its staff, who begin today.
    ///
    /// # Errors
    /// [`Failure`] of the store.
    pub(super) fn hire(app: &App, clock: &Arc<MovableClock>) -> Result<Self, Failure> {
        let tenant = setup::operator(app)?;
        // Each costs a password hash, the slow part of it all.
        let hired: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = STAFF
                .iter()
                .map(|member| {
                    scope.spawn(move || {
                        let mut secret = [0; 20];
                        app.entropy.fill(&mut secret);
                        let new = NewStaff {
                            user_name: member.user_name.to_owned(),
                            family_name: member.name[0].to_owned(),
                            given_name: member.name[1].to_owned(),
                            contact_email: format!("{}@operator.example", member.user_name),
                            language: Language::ZhHans,
                            roles: member.roles.to_vec(),
                            password: PASSWORD.to_owned(),
                            temporary: false,
                            authenticator: Some(secret.to_vec()),
                        };
                        setup::add_staff(app, tenant, &new)?;
                        let domain = &app.programme.domain_suffix;
                        let name = format!("{}@ops.{domain}", member.user_name);
                        let mut login = Login::new(name, Language::ZhHans);
                        login.secret = data_encoding::BASE32_NOPAD.encode(&secret);
                        Ok((member.user_name, login))
                    })
                })
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
        let staff = hired.into_iter().collect::<Result<_, Failure>>()?;
        let worker = fresh_uuid(&*app.entropy);
        Ok(Self {
            app: app.clone(),
            clock: Arc::clone(clock),
            staff,
            admins: BTreeMap::new(),
            administrators: Vec::new(),
            customers: Vec::new(),
            worker,
        })
    }

    /// A request of somebody on this machine.
    pub(super) fn request(&self, caller: Caller, language: Language) -> Request {
        Request {
            caller,
            ip: "127.0.0.1".to_owned(),
            user_agent: "Mozilla/5.0 (demonstration)".to_owned(),
            correlation: fresh_uuid(&*self.app.entropy),
            language,
        }
    }

    /// Whoever holds an account's session now.
    pub(super) fn again(&self, login: &Login) -> Result<Request, Failure> {
        let found = session::authenticate(&self.app, &login.token).wait()?;
        Ok(self.request(found.caller, login.language))
    }

    /// Opens a session with a password, whatever it leads to.
    pub(super) fn sign_in_with(
        &self,
        login: &mut Login,
        password: &str,
    ) -> Result<Request, Failure> {
        let visitor = self.request(Caller::Visitor, login.language);
        login.token = sign_in::sign_in(&self.app, &visitor, &login.sign_in_name, password)?.token;
        self.again(login)
    }

    /// Types the authenticator's code.
    pub(super) fn prove(&self, login: &Login, request: &Request) -> Result<(), Failure> {
        let code = authenticator::code_at(&login.secret, self.clock.now())?;
        authenticator::verify(&self.app, request, &code)
    }

    /// Signs in for the first time: the password of the story, and an authenticator.
    pub(super) fn come_in(
        &self,
        sign_in_name: String,
        language: Language,
        temporary: &str,
    ) -> Result<Login, Failure> {
        let mut login = Login::new(sign_in_name, language);
        let request = self.sign_in_with(&mut login, temporary)?;
        password::change(&self.app, &request, temporary, PASSWORD, PASSWORD)?;
        let request = self.again(&login)?;
        login.secret = authenticator::set_up(&self.app, &request).wait()?.secret;
        self.prove(&login, &request)?;
        Ok(login)
    }

    /// A fully signed-in request, in the session of before while it lives.
    pub(super) fn full(&self, login: &mut Login) -> Result<Request, Failure> {
        let request = self.again(login)?;
        if request
            .caller
            .person()
            .is_some_and(|person| person.stage == Stage::Full)
        {
            return Ok(request);
        }
        let request = self.sign_in_with(login, PASSWORD)?;
        self.prove(login, &request)?;
        self.again(login)
    }

    /// A member of staff, signed in.
    pub(super) fn staff(&mut self, user_name: &str) -> Result<Request, Failure> {
        let (name, mut login) = self
            .staff
            .get_key_value(user_name)
            .map(|(name, login)| (*name, login.clone()))
            .ok_or_else(|| Failure::internal("no such staff"))?;
        let request = self.full(&mut login)?;
        self.staff.insert(name, login);
        Ok(request)
    }

    /// A company's global admin, signed in.
    pub(super) fn admin(&mut self, lived: &Lived) -> Result<Request, Failure> {
        let first = lived
            .admin
            .as_ref()
            .ok_or_else(|| Failure::internal("not registered"))?;
        let known = self.admins.get(&first.sign_in_name);
        let mut login = known.unwrap_or(first).clone();
        let request = self.full(&mut login)?;
        self.admins.insert(login.sign_in_name.clone(), login);
        Ok(request)
    }

    /// Sends and does everything that is due.
    pub(super) fn work_off(&self) -> Result<(), Failure> {
        while worker::drain(&self.app, self.worker)? > 0 {}
        Ok(())
    }

    /// The code in the newest text message to a number.
    pub(super) fn code_sent_to(&self, mobile: &str) -> Result<String, Failure> {
        let sent = queue::outbox(&self.app, &system(self), mobile, false).wait()?;
        let texts = sent
            .messages
            .iter()
            .filter(|message| message.channel == "sms");
        let mut codes = texts.filter_map(|message| six_digits(message.body.as_deref()?));
        codes
            .next()
            .ok_or_else(|| Failure::internal("no code was sent"))
    }

    /// The token of the confirmation link in the newest mail of a kind.
    pub(super) fn link_in_mail(&self, to: &str, code: &str) -> Result<String, Failure> {
        let sent = queue::outbox(&self.app, &system(self), to, false).wait()?;
        let mut mails = sent.messages.iter().filter(|message| message.code == code);
        let body = mails
            .next()
            .and_then(|mail| mail.body.as_deref())
            .unwrap_or_default();
        let after = body.split("/confirm/").nth(1).unwrap_or_default();
        let token: String = after
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if token.is_empty() {
            Err(Failure::internal("no link was sent"))
        } else {
            Ok(token)
        }
    }
}

/// The first run of exactly six digits.
fn six_digits(text: &str) -> Option<String> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| run.len() == 6).map(str::to_owned)
}
