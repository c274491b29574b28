//! The past of the demonstration, told through the use cases.

use super::cast::{Cast, Login};
use super::companies::{COMPANIES, Company};
use super::specimen;
use super::staff::STAFF;
use super::trade;
use crate::trouble::Trouble;
use adapters::SystemClock;
use app::agreements::force;
use app::credit::decide as credit;
use app::enrolment::documents::NewDocument;
use app::enrolment::signing::{self, Acceptance, TICKS};
use app::enrolment::{
    application, challenge, confirmation, create_account, details, documents, registration, thread,
};
use app::review::ask::{self, TypedItem};
use app::review::{approval, decide, registry, reject, thread as replies};
use app::{Failure, Request, setup};
use domain::caller::{Caller, StaffRole};
use domain::effects::{Clock, Instant};
use domain::enrolment::sections::SECTIONS;
use domain::ids::ApplicationId;
use jiff::ToSpan;
use jiff::civil::Date;

/// The password of every account of the demonstration.
pub(super) const PASSWORD: &str = "Tongdao-Demo-2026";

/// A moment before the demonstration begins, in the programme's time zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    /// Days before today.
    pub(super) days_ago: i32,
    /// Hour of the day.
    pub(super) hour: i8,
    /// Minute of the hour.
    pub(super) minute: i8,
}

impl When {
    /// Sorts moments from old to new.
    pub(super) fn key(self) -> (i32, i8, i8) {
        (-self.days_ago, self.hour, self.minute)
    }
}

/// What somebody did.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// The company registers; its global admin signs in and sets up an authenticator.
    Register,
    /// The admin fills some sections of the application.
    Draft(&'static [&'static str]),
    /// The admin fills everything, uploads documents and submits.
    Apply,
    /// Somebody follows the link of a mail (its number in the catalogue) and says yes.
    Confirm(&'static str),
    /// A reviewer takes the case.
    Claim(&'static str),
    /// A reviewer decides a check.
    Check {
        /// Who.
        by: &'static str,
        /// Which.
        kind: &'static str,
        /// `passed` or `failed`.
        result: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// An analyst grants credit.
    Credit {
        /// Who.
        by: &'static str,
        /// Yuan.
        limit: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// A reviewer enters what the registry says: what the company states, but for the street.
    Registry {
        /// Who.
        by: &'static str,
        /// Street and number as registered.
        line: &'static str,
    },
    /// The admin writes to the reviewers.
    Write(&'static str),
    /// A reviewer writes to the company.
    Reply {
        /// Who.
        by: &'static str,
        /// What.
        text: &'static str,
    },
    /// A colleague leaves a note for the others.
    Note {
        /// Who.
        by: &'static str,
        /// What.
        text: &'static str,
    },
    /// A reviewer approves.
    Approve(&'static str),
    /// A reviewer asks for more: reason, what it concerns, text.
    Ask {
        /// Who.
        by: &'static str,
        /// The items.
        items: &'static [[&'static str; 3]],
    },
    /// A reviewer rejects.
    Reject {
        /// Who.
        by: &'static str,
        /// The reason code.
        reason: &'static str,
        /// What the company is told.
        text: &'static str,
    },
    /// The admin signs the agreement.
    Sign,
    /// The company adds its customers and sells to them.
    Trade,
    /// It changes what it sold.
    TradeOn,
}

/// A company with what became of it.
pub(super) struct Lived {
    /// The company.
    pub(super) company: &'static Company,
    /// Its global admin's account, once registered.
    pub(super) admin: Option<Login>,
    /// Its application, once begun.
    pub(super) application: Option<ApplicationId>,
}

/// Tells everything in the order it happened.
///
/// # Errors
/// [`Trouble::Refused`] with the company and the act a use case refused.
pub(super) fn tell(cast: &mut Cast, today: Date) -> Result<Vec<Lived>, Trouble> {
    let mut lived: Vec<Lived> = COMPANIES
        .iter()
        .map(|company| Lived {
            company,
            admin: None,
            application: None,
        })
        .collect();
    let mut acts: Vec<(When, usize, Act)> = COMPANIES
        .iter()
        .enumerate()
        .flat_map(|(n, company)| company.life.iter().map(move |(when, act)| (*when, n, *act)))
        .collect();
    acts.sort_by_key(|(when, n, _)| (when.key(), *n));
    for (when, n, act) in acts {
        cast.clock.set(moment(cast, today, when)?);
        let started = SystemClock.now();
        perform(cast, &mut lived[n], act)
            .and_then(|()| cast.work_off())
            .map_err(|failure| {
                Trouble::refused(format!("{}: {act:?}", COMPANIES[n].prefix), &failure)
            })?;
        let took_us = SystemClock.now().0.saturating_sub(started.0);
        tracing::debug!(company = COMPANIES[n].prefix, ?act, took_us, "told");
    }
    Ok(lived)
}

fn moment(cast: &Cast, today: Date, when: When) -> Result<Instant, Trouble> {
    let at = today
        .checked_sub(when.days_ago.days())
        .map(|date| date.at(when.hour, when.minute, 0, 0))
        .and_then(|local| local.to_zoned(cast.app.programme.time_zone().clone()));
    let at = at.map_err(|error| Trouble::Usage(format!("no such moment: {error}")))?;
    Ok(Instant(at.timestamp().as_microsecond()))
}

fn perform(cast: &mut Cast, lived: &mut Lived, act: Act) -> Result<(), Failure> {
    match act {
        Act::Register => register(cast, lived),
        Act::Draft(sections) => {
            let request = cast.admin(lived)?;
            fill(cast, &request, lived.company, sections)
        }
        Act::Apply => apply(cast, lived),
        Act::Confirm(code) => confirm(cast, lived.company, code),
        Act::Claim(by) => {
            let request = cast.staff(by)?;
            decide::claim(&cast.app, &request, case(lived)?).wait()
        }
        Act::Check {
            by,
            kind,
            result,
            reason,
        } => {
            let request = cast.staff(by)?;
            decide::set_check(&cast.app, &request, case(lived)?, kind, result, reason)
        }
        Act::Credit { by, limit, reason } => {
            let request = cast.staff(by)?;
            credit::decide(&cast.app, &request, case(lived)?, "pass", limit, reason, "")
        }
        Act::Registry { by, line } => {
            let request = cast.staff(by)?;
            let extract = lived.company.extract(&cast.app, line);
            registry::enter(&cast.app, &request, case(lived)?, &extract, "")
        }
        Act::Write(text) => {
            let request = cast.admin(lived)?;
            thread::send(&cast.app, &request, text, "")
        }
        Act::Reply { by, text } => {
            let request = cast.staff(by)?;
            replies::reply(&cast.app, &request, case(lived)?, text, "")
        }
        Act::Note { by, text } => {
            let request = cast.staff(by)?;
            replies::note(&cast.app, &request, case(lived)?, text, "")
        }
        Act::Approve(by) => {
            let request = cast.staff(by)?;
            let id = case(lived)?;
            match decide::approve(&cast.app, &request, id, "", "")? {
                approval::Outcome::Approved => Ok(()),
                approval::Outcome::Proposed => {
                    let second = other_reviewer(by)
                        .ok_or_else(|| Failure::internal("no second reviewer"))?;
                    let request = cast.staff(second)?;
                    approval::confirm(&cast.app, &request, id, "", "")
                }
            }
        }
        Act::Ask { by, items } => {
            let request = cast.staff(by)?;
            let items: Vec<_> = items
                .iter()
                .map(|[reason, target, text]| TypedItem {
                    reason: (*reason).to_owned(),
                    target: (*target).to_owned(),
                    text: (*text).to_owned(),
                })
                .collect();
            ask::ask(&cast.app, &request, case(lived)?, &items, "", "")
        }
        Act::Reject { by, reason, text } => {
            let request = cast.staff(by)?;
            let typed = reject::Typed {
                reasons: vec![reason.to_owned()],
                text: text.to_owned(),
                note: String::new(),
            };
            reject::reject(&cast.app, &request, case(lived)?, &typed, "", "").map(drop)
        }
        Act::Sign => sign(cast, lived),
        Act::Trade => trade::begin(cast, lived),
        Act::TradeOn => trade::go_on(cast, lived),
    }
}

/// A reviewer other than one.
fn other_reviewer(than: &str) -> Option<&'static str> {
    let reviews = |m: &&super::staff::Member| m.roles.contains(&StaffRole::Reviewer);
    let mut others = STAFF
        .iter()
        .filter(reviews)
        .map(|m| m.user_name)
        .filter(|name| *name != than);
    others.next()
}

fn case(lived: &Lived) -> Result<ApplicationId, Failure> {
    lived
        .application
        .ok_or_else(|| Failure::internal("the company has not applied"))
}

/// F1 to F5, the first sign-in, the password and the authenticator.
fn register(cast: &mut Cast, lived: &mut Lived) -> Result<(), Failure> {
    let company = lived.company;
    let app = cast.app.clone();
    let visitor = cast.request(Caller::Visitor, company.language);
    let token = registration::begin(&app, &visitor, None).wait()?.token;
    let id = registration::open(&app, &token).wait()?.id();
    let registrant = cast.request(Caller::Registrant(id), company.language);
    registration::choose_create(&app, &registrant, id).wait()?;
    let typed = company.details(&app.programme.country);
    details::save_details(&app, &registrant, id, typed.clone())?;
    challenge::send(&app, &registrant, id, company.mobile, "sms", "")?;
    cast.work_off()?;
    let code = cast.code_sent_to(company.mobile)?;
    challenge::enter(&app, &registrant, id, &code)?;
    create_account::create(&app, &registrant, id, &token, &typed)?;
    let shown = create_account::reveal(&app, &registrant, id, &token, false)?;
    let temporary = shown
        .password
        .ok_or_else(|| Failure::internal("no password was shown"))?;
    create_account::acknowledge(&app, &registrant, id).wait()?;

    let admin = cast.come_in(shown.sign_in_name, company.language, &temporary)?;
    let request = cast.again(&admin)?;
    let view = application::view(&app, &request).wait()?;
    lived.application = Some(ApplicationId(view.row.id));
    lived.admin = Some(admin);
    Ok(())
}

/// Keeps sections, all at once: each is a command of its own, and waiting for one before sending
/// the next would cost a disk flush each.
fn fill(
    cast: &Cast,
    request: &Request,
    company: &Company,
    sections: &[&str],
) -> Result<(), Failure> {
    let code = company
        .credit_code()
        .ok_or_else(|| Failure::internal("no credit code"))?;
    let answers = company.application(&code);
    let pending: Vec<_> = sections
        .iter()
        .map(|section| application::keep_section(&cast.app, request, section, &answers))
        .collect();
    pending.into_iter().try_for_each(app::Pending::wait)
}

fn apply(cast: &mut Cast, lived: &Lived) -> Result<(), Failure> {
    let company = lived.company;
    let request = cast.admin(lived)?;
    let sections: Vec<&str> = SECTIONS
        .iter()
        .copied()
        .filter(|s| *s != "documents")
        .collect();
    fill(cast, &request, company, &sections)?;
    let code = company.credit_code().unwrap_or_default();
    let licence = specimen::document("Business licence", &[company.latin, &code]);
    let licence = NewDocument {
        kind: "business-licence",
        file_name: "营业执照副本.pdf",
        bytes: &licence,
        dated_on: "",
    };
    documents::upload(&cast.app, &request, licence)?;
    if company.legal_representative() != company.admin_name() {
        let letter = specimen::document("Letter of authorisation", &[company.latin, &code]);
        let letter = NewDocument {
            kind: "authorisation-letter",
            file_name: "授权书.pdf",
            bytes: &letter,
            dated_on: &cast.app.today().to_string(),
        };
        documents::upload(&cast.app, &request, letter)?;
    }
    application::submit(&cast.app, &request, "")
}

fn confirm(cast: &Cast, company: &Company, code: &str) -> Result<(), Failure> {
    let to = if code == "E05" {
        company.approval_email()
    } else {
        company.email()
    };
    let token = cast.link_in_mail(&to, code)?;
    let visitor = cast.request(Caller::Visitor, company.language);
    confirmation::answer(&cast.app, &visitor, &token, true).wait()
}

fn sign(cast: &mut Cast, lived: &Lived) -> Result<(), Failure> {
    let request = cast.admin(lived)?;
    let language = lived.company.language;
    let in_force = force::current(&cast.app).wait()?;
    let text = in_force.text(&cast.app, language)?;
    let acceptance = Acceptance {
        language,
        text_sha256: text.sha256.clone(),
        ticked: TICKS.map(|tick| (tick.to_owned(), "yes".to_owned())).into(),
    };
    signing::sign(&cast.app, &request, acceptance, "")
}

/// Who the outbox shows messages to here: the program itself.
pub(super) fn system(cast: &Cast) -> Request {
    setup::system_request(&cast.app)
}
