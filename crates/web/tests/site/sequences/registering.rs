//! Registrations among the random acts: how they are done.

use super::act::{Act, Registrant};
use super::world::World;
use ::app::enrolment::{challenge, create_account, details, existing, registration, resume};
use ::app::review::registrations;
use ::app::{Failure, Request};
use domain::caller::Caller;
use domain::enrolment::form::Answers;
use domain::enrolment::registration::State;
use domain::ids::RegistrationId;
use std::cell::RefCell;
use testkit::Company;

/// Browsers in which companies register.
const BROWSERS: usize = 2;
const DAY: i64 = 86_400;

/// A registration somebody has begun.
#[derive(Clone)]
struct Draft {
    token: String,
    id: RegistrationId,
    reference: String,
    company: Company,
}

/// What the browsers hold.
#[derive(Default)]
pub(super) struct Registering {
    drafts: RefCell<[Option<Draft>; BROWSERS]>,
    /// The registrations a link was asked for since this was last taken.
    pub(super) asked: RefCell<Vec<String>>,
}

fn ticked(mut typed: Answers) -> Answers {
    typed.extend(["terms", "privacy"].map(|tick| (tick.to_owned(), "yes".to_owned())));
    typed
}

impl World<'_> {
    /// The reference of the registration an act is about.
    pub(super) fn draft_of(&self, act: &Act) -> Option<String> {
        let (Act::Registrant(n, _) | Act::Registrations(_, n, _)) = act else {
            return None;
        };
        let drafts = self.registering.drafts.borrow();
        drafts[n % BROWSERS].as_ref().map(|d| d.reference.clone())
    }

    fn row_of(&self, id: RegistrationId) -> store::registration::Registration {
        let found = self
            .app
            .read(move |tx| Ok(store::registration::get(tx, id.0)?));
        found.wait().unwrap()
    }

    /// A person of the staff lets a registration go on, or stops it.
    pub(super) fn decide_registration(
        &self,
        who: usize,
        n: usize,
        go_on: bool,
    ) -> Result<(), Failure> {
        let staff = &self.template.staff;
        let request = self.request(staff[who % staff.len()]);
        let draft = self.registering.drafts.borrow()[n % BROWSERS].clone();
        let id = draft.ok_or(Failure::NotFound)?.id;
        let decide = if go_on {
            registrations::release
        } else {
            registrations::block
        };
        decide(&self.app, &request, id, "已电话核实该公司", "")
    }

    /// Without a registration everything but beginning one is refused.
    pub(super) fn registrant(&self, n: usize, act: &Registrant) -> Result<(), Failure> {
        let app = &*self.app;
        let browser = n % BROWSERS;
        let visitor = self.app.request(Caller::Visitor);
        let draft = self.registering.drafts.borrow()[browser].clone();
        if matches!(act, Registrant::Begin)
            || (matches!(act, Registrant::Advance) && draft.is_none())
        {
            let begun = registration::begin(app, &visitor, None).wait()?;
            let opened = registration::open(app, &begun.token).wait()?;
            let begun = Draft {
                token: begun.token,
                id: opened.id(),
                reference: opened.row.reference,
                company: self.app.company(),
            };
            self.registering.drafts.borrow_mut()[browser] = Some(begun);
            return Ok(());
        }
        let draft = draft.ok_or(Failure::NotFound)?;
        let (id, row) = (draft.id, self.row_of(draft.id));
        let by_account = row.way == "existing";
        let (outsider, person) = &self.template.outsider;
        let company = if by_account {
            &outsider.company
        } else {
            &draft.company
        };
        let request = if by_account {
            self.request(*person)
        } else {
            Request {
                caller: Caller::Registrant(id),
                ..visitor.clone()
            }
        };
        match act {
            Registrant::Begin => Ok(()),
            Registrant::ChooseCreate => registration::choose_create(app, &request, id).wait(),
            Registrant::ByWorkAccount => {
                let request = self.request(*person);
                existing::identify(app, &request, id).wait().map(drop)
            }
            Registrant::Details(which) => {
                let mut typed = company.details.clone();
                let applicant = &self.template.companies[0].company;
                let drafts = self.registering.drafts.borrow();
                let beside = drafts[1 - browser].as_ref().map(|draft| &draft.company);
                let other = match which {
                    2 => Some(applicant),
                    4 => beside,
                    _ => None,
                };
                for field in ["legal_name", "address_line1"] {
                    typed.extend(other.map(|c| (field.to_owned(), c.details[field].clone())));
                }
                if *which == 1 {
                    typed.insert("city".to_owned(), "\u{202e}x".to_owned());
                } else if *which == 3 {
                    let phone = "0571-55550119".to_owned();
                    typed.insert("organisation_phone".to_owned(), phone);
                }
                details::save_details(app, &request, id, ticked(typed)).map(drop)
            }
            Registrant::SendCode => {
                challenge::send(app, &request, id, &company.mobile, "sms", "").map(drop)
            }
            Registrant::EnterCode(right) => {
                let code = self.code(company).filter(|_| *right);
                challenge::enter(app, &request, id, code.as_deref().unwrap_or("000000"))
            }
            Registrant::FailTillLocked => self.fail_till_locked(&request, id, company),
            Registrant::Create => {
                let typed = ticked(Answers::new());
                create_account::create(app, &request, id, &draft.token, &typed).map(drop)
            }
            Registrant::Die => self.die(id),
            Registrant::Reveal => {
                create_account::reveal(app, &request, id, &draft.token, false).map(drop)
            }
            Registrant::Acknowledge => create_account::acknowledge(app, &request, id).wait(),
            Registrant::Resume(right) => {
                let sent = resume::send(app, &request, id).wait()?;
                if sent == resume::Sent::Yes {
                    let mut asked = self.registering.asked.borrow_mut();
                    asked.push(draft.reference.clone());
                }
                self.app.drain();
                let link = self.link(company).ok_or(Failure::NotFound)?;
                resume::send_code(app, &visitor, &link)?;
                self.app.drain();
                let code = self.mailed_code(company).filter(|_| *right);
                let code = code.unwrap_or_else(|| "000000".to_owned());
                let token = resume::enter(app, &visitor, &link, &code)?.token;
                self.registering.drafts.borrow_mut()[browser] = Some(Draft { token, ..draft });
                Ok(())
            }
            Registrant::Refuse => {
                let link = self.link(company).ok_or(Failure::NotFound)?;
                resume::refuse(app, &visitor, &link)
            }
            Registrant::Advance => {
                let next = match State::from_text(&row.state) {
                    Some(State::Open) => Registrant::ChooseCreate,
                    Some(State::Identified) => Registrant::Details(0),
                    Some(State::Details | State::Locked) => Registrant::SendCode,
                    Some(State::Challenge) => {
                        self.app.drain();
                        Registrant::EnterCode(true)
                    }
                    Some(State::Verified | State::Creating) => Registrant::Create,
                    Some(State::Created) => Registrant::Acknowledge,
                    Some(State::Done | State::Expired | State::Blocked) | None => Registrant::Begin,
                };
                let done = self.registrant(n, &next);
                let is_dead = done.is_err() && matches!(next, Registrant::EnterCode(_));
                if !is_dead {
                    return done;
                }
                // The code has died: another one, after the minute between two.
                self.app.clock.pass(60);
                self.registrant(n, &Registrant::SendCode)
            }
        }
    }

    /// The newest code sent to a company.
    fn code(&self, company: &Company) -> Option<String> {
        let sent = self.app.messages(&company.mobile);
        let texts = sent.iter().rev();
        let mut texts = texts.filter_map(|message| message.body.as_deref());
        texts.find_map(six_digits)
    }

    /// The newest code of a link, as it was mailed.
    fn mailed_code(&self, company: &Company) -> Option<String> {
        let mails = self.app.messages(&company.email);
        let mut mails = mails.iter().rev().filter(|mail| mail.code == "RESUME-CODE");
        mails.find_map(|mail| six_digits(mail.body.as_deref()?))
    }

    /// The token of the newest link a registration goes on by.
    fn link(&self, company: &Company) -> Option<String> {
        let mails = self.app.messages(&company.email);
        let mut mails = mails.iter().rev().filter(|mail| mail.code == "E01");
        mails.find_map(|mail| {
            let mut words = mail.body.as_deref()?.split_whitespace();
            let link = words.find_map(|word| word.split_once("/register/resume/"))?;
            Some(link.1.to_owned())
        })
    }

    /// Wrong codes and new ones until the telephone is locked once more.
    fn fail_till_locked(
        &self,
        request: &Request,
        id: RegistrationId,
        company: &Company,
    ) -> Result<(), Failure> {
        let app = &*self.app;
        let locks = self.row_of(id).challenge_locks;
        for _ in 0..8 {
            if self.row_of(id).state == "locked" {
                // Whatever the lock, a day and a half ends it, but for the last one.
                self.app.clock.pass(DAY + DAY / 2);
            }
            self.app.clock.pass(60);
            let sent = challenge::send(app, request, id, &company.mobile, "sms", "");
            self.app.drain();
            if self.row_of(id).challenge_locks > locks {
                return Ok(());
            }
            sent?;
            for _ in 0..5 {
                drop(challenge::enter(app, request, id, "000000"));
                if self.row_of(id).challenge_locks > locks {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// What a process leaves that dies after "Create account" was begun and before there is an account.
    fn die(&self, id: RegistrationId) -> Result<(), Failure> {
        let now = self.app.now();
        let begun = self.app.db.write(move |tx| {
            tx.execute(
                "UPDATE registration SET state = 'creating', touched_at = $2, version = version + 1
                 WHERE id = $1 AND state = 'verified'",
                &[id.0.into(), now.into()],
            )
        });
        match begun.wait() {
            Ok(1) => Ok(()),
            _ => Err(Failure::NotFound),
        }
    }
}

fn six_digits(text: &str) -> Option<String> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| run.len() == 6).map(str::to_owned)
}
