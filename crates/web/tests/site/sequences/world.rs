//! The world the acts happen in: some companies, some staff, a clock.

use super::act::{Act, Applicant, Staff};
use super::invariants::{self, Before, Traces};
use super::mails::Told;
use super::moves::{self, Met, Step};
use super::registering::Registering;
use ::app::agreements::answers;
use ::app::credit::{decide as credit, overrides};
use ::app::enrolment::contacts::Purpose;
use ::app::enrolment::documents::NewDocument;
use ::app::enrolment::signing::{Acceptance, TICKS};
use ::app::enrolment::{
    appeal, application, confirmation, contacts, documents, information, reopening, restart,
    signing, withdraw,
};
use ::app::identity::session;
use ::app::review::{adverse, approval, ask, decide, hold, reject};
use ::app::secrets::token_hash;
use ::app::{Failure, Request};
use domain::caller::{Caller, StaffRole};
use domain::effects::Clock;
use domain::enrolment::application::{Event, State};
use domain::enrolment::form::Answers;
use domain::enrolment::sections::SECTIONS;
use domain::ids::{ApplicationId, DocumentId, fresh_token, fresh_uuid};
use domain::language::Language;
use domain::permission::{TenantAction, TenantScope, authorise};
use std::collections::BTreeSet;
use testkit::{Applicant as Company, TestApp, WorkAccount, specimen};
use uuid::Uuid;

/// Companies in a world.
const COMPANIES: usize = 3;

/// What every world begins with: companies whose forms are complete, one of them approved, two of
/// them with the same credit code, and staff.
pub(super) struct Template {
    app: TestApp,
    pub(super) companies: Vec<Company>,
    admins: Vec<Uuid>,
    pub(super) staff: Vec<Uuid>,
    /// An organisation that has an account and has not registered, and its global admin.
    pub(super) outsider: (WorkAccount, Uuid),
}

impl Template {
    pub(super) fn new(app: TestApp) -> Self {
        let mut companies = app.applicants(COMPANIES - 1);
        let approved = app.approved();
        // Two that cannot both be taken.
        let code = companies[0].company.credit_code.clone();
        let other = &mut companies[1];
        for field in ["credit_code", "tax_id"] {
            other
                .company
                .application
                .insert(field.to_owned(), code.clone());
        }
        let (id, answers) = (other.application.0, other.company.application.clone());
        let kept = app
            .db
            .write(move |tx| store::registration::keep_answers(tx, id, &answers));
        kept.wait().unwrap();
        companies.push(Company {
            tenant: approved.tenant,
            application: approved.application,
            browser: app.browser(),
            company: approved.company,
        });
        let roles = [
            ("reviewer", StaffRole::Reviewer),
            ("second-reviewer", StaffRole::Reviewer),
            ("third-reviewer", StaffRole::Reviewer),
            ("credit-analyst", StaffRole::CreditAnalyst),
            ("platform-admin", StaffRole::PlatformAdmin),
            ("credit-lead", StaffRole::CreditLead),
        ];
        let names = roles.map(|(name, role)| app.member_of_staff(name, &[role]).sign_in_name);
        let staff = names.iter().map(|name| account(&app, name)).collect();
        let admin = |company: &Company| {
            let domain = format!("{}.{}", company.company.prefix, app.programme.domain_suffix);
            account(
                &app,
                &format!("{}@{domain}", company.company.details["user_name"]),
            )
        };
        let admins = companies.iter().map(admin).collect();
        let outsider = app.work_account();
        let person = account(&app, &outsider.admin.sign_in_name);
        app.drain();
        Self {
            companies,
            admins,
            staff,
            outsider: (outsider, person),
            app,
        }
    }
}

fn account(app: &TestApp, name: &str) -> Uuid {
    let name = name.to_owned();
    let found = app.read(move |tx| Ok(store::identity::account_to_sign_in(tx, &name)?));
    found.wait().unwrap().expect("the account").id
}

pub(super) struct World<'t> {
    pub(super) app: TestApp,
    pub(super) template: &'t Template,
    before: Before,
    pub(super) registering: Registering,
    told: Told,
    pub(super) met: Met,
    /// Steps the applications of the template had taken before.
    steps: BTreeSet<Step>,
}

/// An application as it is now.
type Row = store::application::Application;

impl<'t> World<'t> {
    pub(super) fn of(template: &'t Template) -> Self {
        // Half of the approvals need a second person.
        let programme = template.app.programme.clone().rechecking(50);
        let app = template.app.copy(programme);
        // Codes die while nobody sends them; `invariants` knows which may.
        app.forgive();
        let before = Before::of(&app);
        Self {
            steps: moves::steps(&app),
            told: Told::new(&app),
            app,
            template,
            before,
            registering: Registering::default(),
            met: Met::default(),
        }
    }

    /// Does something and looks whether all is well.
    pub(super) fn take(&mut self, act: &Act) -> Result<(), String> {
        // What an act reads has arrived before it.
        if matches!(act, Act::Registrant(_, act) if act.reads()) {
            self.take(&Act::Drain)?;
        }
        let done = self.act(act);
        let (may, mails_are_out) = self.may(act);
        let after = Before::of(&self.app);
        match &done {
            Err(Failure::Internal(fault)) => return Err(format!("a fault: {fault:?}")),
            Err(Failure::Unavailable(fault)) => return Err(format!("unavailable: {fault:?}")),
            Err(_) if matches!(act, Act::Registrant(_, act) if act.is_a_row()) => {}
            Err(refused) => {
                let traces = match act {
                    Act::Registrant(_, act) => moves::traces(act),
                    // Who stands for the company already is told of another that tries.
                    _ if refused.code() == "cannot-continue" => Traces {
                        added: &["outbox"],
                        changed: &[],
                    },
                    _ => Traces::default(),
                };
                invariants::nothing_changed(&self.before, &after, &traces)
                    .map_err(|what| format!("refused with {}, but {what}", refused.code()))?;
            }
            Ok(()) => {}
        }
        invariants::moved(&self.before, &after, may.as_deref())?;
        let on = self.draft_of(act);
        let met = moves::moved(&self.before, &after, act, &done, on.as_deref())?;
        self.met.extend(met);
        if let (Act::Registrant(_, act), Ok(())) = (act, &done) {
            self.met.insert(act.met());
        }
        let asked = self.registering.asked.take();
        self.told.note(&self.before, &after, &asked, &self.app);
        invariants::always(&self.app, &after)?;
        if mails_are_out {
            invariants::each_mail_once(&self.app)?;
            self.met.extend(self.told.each_once(&self.app)?);
        }
        self.before = after;
        Ok(())
    }

    /// What is left to be done can be done, and the audit log agrees with itself.
    pub(super) fn end(&mut self) -> Result<(), String> {
        self.take(&Act::Drain)?;
        let scope = self.app.operator_scope();
        let found = self.app.read(move |tx| {
            Ok((
                store::outbox::unfinished(tx, scope, 10)?,
                store::audit::verify(tx, scope)?,
            ))
        });
        let (left, audit) = found.wait().map_err(|failure| format!("{failure:?}"))?;
        if !audit.faults.is_empty() {
            return Err(format!("the audit log: {:?}", audit.faults));
        }
        if left.iter().any(|job| job.failed_at.is_none()) {
            return Err(format!("jobs are left: {left:?}"));
        }
        self.met
            .extend(moves::met_by_applications(&self.app, &self.steps));
        Ok(())
    }

    /// Which events an act may cause, all when none are named, and whether every mail it caused has
    /// left afterwards.
    fn may(&self, act: &Act) -> (Option<Vec<Event>>, bool) {
        use Event as E;
        let by_itself = vec![
            E::FinishChecks,
            E::FinishProvisioning,
            E::ReopenReview,
            E::Lapse,
        ];
        let one = |event| (Some(vec![event]), false);
        let none = (Some(Vec::new()), false);
        match act {
            Act::Advance(_) => (None, true),
            Act::Drain | Act::Tick | Act::Wait(_) => (Some(by_itself), true),
            Act::Link(..) => one(E::ReopenReview),
            Act::Registrant(_, act) if act.is_a_row() => (Some(by_itself), false),
            Act::Pass(_)
            | Act::Misplaced(..)
            | Act::Intruding(..)
            | Act::Registrant(..)
            | Act::Registrations(..) => none,
            Act::Applicant(_, act) => match act {
                Applicant::Submit => one(E::Submit),
                Applicant::Withdraw => one(E::Withdraw),
                Applicant::Appeal(_) => one(E::Appeal),
                Applicant::SendAnswers => one(E::AnswerRequest),
                Applicant::ChangeLegalData(_) => one(E::ReopenReview),
                Applicant::Reopen => one(E::Reopen),
                Applicant::Sign(_) => one(E::Sign),
                _ => none,
            },
            Act::Staff(_, _, act) => match act {
                Staff::Approve(_) | Staff::ConfirmApproval => one(E::Approve),
                Staff::Ask(_) => one(E::AskForInformation),
                Staff::Reject(_) | Staff::ConfirmRejection => one(E::Reject),
                Staff::ReopenReview => one(E::ReopenReview),
                _ => none,
            },
        }
    }

    fn act(&self, act: &Act) -> Result<(), Failure> {
        match act {
            Act::Advance(n) => self.advance(n % COMPANIES),
            Act::Applicant(n, act) => {
                let request = self.request(self.template.admins[n % COMPANIES]);
                self.applicant(&request, n % COMPANIES, act)
            }
            Act::Staff(who, n, act) => {
                let staff = &self.template.staff;
                let request = self.request(staff[who % staff.len()]);
                self.staff(&request, n % COMPANIES, act)
            }
            Act::Misplaced(n, act) => {
                let staff = &self.template.staff;
                let request = self.request(staff[n % staff.len()]);
                refused(self.applicant(&request, n % COMPANIES, act))
            }
            Act::Intruding(n, act) => {
                let request = self.request(self.template.admins[n % COMPANIES]);
                // Another company's case, and their own, are alike out of reach.
                refused(self.staff(&request, (n / COMPANIES) % COMPANIES, act))
            }
            Act::Registrant(n, act) => self.registrant(*n, act),
            Act::Registrations(who, n, go_on) => self.decide_registration(*who, *n, *go_on),
            Act::Link(n, approval, yes) => self.answer_link(n % COMPANIES, *approval, *yes),
            Act::Drain => {
                self.app.drain();
                Ok(())
            }
            Act::Tick => {
                self.app.tick();
                Ok(())
            }
            Act::Wait(days) => {
                self.app.clock.pass(days * 86_400);
                self.app.tick();
                Ok(())
            }
            Act::Pass(seconds) => {
                self.app.clock.pass(*seconds);
                Ok(())
            }
        }
    }

    /// A request in a session that was proved just now.
    pub(super) fn request(&self, account: Uuid) -> Request {
        let app = &self.app;
        let (id, token) = (fresh_uuid(&*app.entropy), fresh_token(&*app.entropy));
        let (hash, now) = (token_hash(&token), app.clock.now());
        let added = app.db.write(move |tx| {
            store::identity::add_session(tx, id, &hash, account, Some(now), "", "", now)
        });
        added.wait().unwrap();
        let caller = session::authenticate(app, &token).wait().unwrap().caller;
        assert!(caller.person().is_some(), "a session just begun is alive");
        app.request(caller)
    }

    fn scope(&self, n: usize) -> TenantScope {
        let tenant = self.template.companies[n].tenant;
        authorise(&Caller::System, TenantAction::ViewApplication, tenant).unwrap()
    }

    fn row(&self, n: usize) -> Row {
        let scope = self.scope(n);
        let found = self
            .app
            .read(move |tx| Ok(store::application::newest(tx, scope)?));
        found.wait().unwrap().expect("an application")
    }

    fn applicant(&self, request: &Request, n: usize, act: &Applicant) -> Result<(), Failure> {
        let (app, company) = (&*self.app, &self.template.companies[n].company);
        match act {
            Applicant::FillIn => {
                let sections = SECTIONS.iter().filter(|section| **section != "documents");
                let kept = sections.map(|section| {
                    let typed = company.section(section);
                    application::keep_section(app, request, section, &typed).wait()
                });
                let mut done: Vec<_> = kept.collect();
                done.push(self.upload(request, 0));
                together(done)
            }
            Applicant::Spoil => {
                let typed = [("city".to_owned(), "\u{202e}x".to_owned())].into();
                application::keep_section(app, request, "legal", &typed).wait()
            }
            Applicant::Upload(which) => self.upload(request, *which),
            Applicant::RemoveDocument => {
                let id = self.row(n).id;
                let found = app.read(move |tx| Ok(store::document::all(tx, id)?));
                match found.wait()?.first() {
                    Some(document) => {
                        documents::remove(app, request, DocumentId(document.id)).wait()
                    }
                    None => documents::remove(app, request, DocumentId(Uuid::nil())).wait(),
                }
            }
            Applicant::Submit => application::submit(app, request, ""),
            Applicant::Withdraw => withdraw::withdraw(app, request, ""),
            Applicant::Appeal(comment) => {
                let comment = if *comment {
                    "营业执照已更新，请再次核对。"
                } else {
                    ""
                };
                appeal::appeal(app, request, comment, "")
            }
            Applicant::AnswerItems => self.answer_items(request, n),
            Applicant::SendAnswers => information::send(app, request, ""),
            Applicant::ChangeLegalData(which) => {
                let mut typed = company.section("legal");
                let (field, value) = [
                    ("city", "宁波市"),
                    ("credit_code", "91330106NOTACODE00"),
                    ("legal_representative", "周文清"),
                ][usize::from(*which) % 3];
                typed.insert(field.to_owned(), value.to_owned());
                reopening::change_legal_data(app, request, &typed, "")
            }
            Applicant::Begin => restart::begin(app, request).wait(),
            Applicant::Reopen => restart::reopen(app, request, ""),
            Applicant::Sign(right) => self.sign(request, *right),
            Applicant::Decline => answers::decline(app, request, "再考虑一下", ""),
            Applicant::ResendLink(approval) => contacts::resend(app, request, purpose(*approval)),
            Applicant::CorrectContact(which) => {
                let typed: Answers = [
                    ("approval_name", "郑若兰".to_owned()),
                    (
                        "approval_email",
                        format!("other{which}@{}.example", company.prefix),
                    ),
                ]
                .map(|(field, value)| (field.to_owned(), value))
                .into();
                contacts::correct(app, request, Purpose::Approval, &typed)
            }
        }
    }

    fn upload(&self, request: &Request, which: u8) -> Result<(), Failure> {
        let (kind, text) = match which {
            0 => ("business-licence", "licence"),
            1 => ("business-licence", "another licence"),
            _ => ("telecom-permit", "permit"),
        };
        let new = NewDocument {
            kind,
            file_name: "文件.pdf",
            bytes: &specimen(text),
            dated_on: "",
        };
        documents::upload(&self.app, request, new)
    }

    fn answer_items(&self, request: &Request, n: usize) -> Result<(), Failure> {
        let id = self.row(n).id;
        let items = self.app.read(move |tx| {
            let mut all = Vec::new();
            for request in store::information::requests(tx, id)? {
                all.extend(store::information::items(tx, request.id)?);
            }
            Ok(all)
        });
        let items = items.wait()?;
        let Some(item) = items.first() else {
            let nobody = information::answer_item;
            return nobody(
                &self.app,
                request,
                Uuid::nil(),
                &Answers::new(),
                "已补充说明。",
            );
        };
        let typed = [("city".to_owned(), "宁波市".to_owned())].into();
        information::answer_item(&self.app, request, item.id, &typed, "已补充说明。")
    }

    fn sign(&self, request: &Request, right: bool) -> Result<(), Failure> {
        let app = &self.app;
        let in_force = ::app::agreements::force::current(app).wait()?;
        let text = in_force.text(app, Language::ZhHans)?;
        let sha256 = if right {
            text.sha256.clone()
        } else {
            "0".repeat(64)
        };
        let ticked = TICKS.map(|tick| (tick.to_owned(), "yes".to_owned()));
        let acceptance = Acceptance {
            language: Language::ZhHans,
            text_sha256: sha256,
            ticked: ticked.into(),
        };
        signing::sign(app, request, acceptance, "")
    }

    fn staff(&self, request: &Request, n: usize, act: &Staff) -> Result<(), Failure> {
        let app = &*self.app;
        let row = self.row(n);
        let (id, seen) = (ApplicationId(row.id), row.version.to_string());
        match act {
            Staff::Claim => hold::claim(app, request, id).wait(),
            Staff::Release => hold::release(app, request, id),
            Staff::TakeOver => hold::take_over(app, request, id, "同事休假，由我接手"),
            Staff::DeclareConflict => hold::declare_conflict(app, request, id, "亲属在该公司任职"),
            Staff::ConfirmApproval => approval::confirm(app, request, id, &seen, ""),
            Staff::DeclineApproval => approval::decline(app, request, id, "材料还不够充分"),
            Staff::TakeBackApproval => approval::take_back(app, request, id),
            Staff::SetCheck(kind, result) => {
                decide::set_check(app, request, id, kind, result, "与登记信息一致")
            }
            Staff::Credit(result) => {
                credit::decide(app, request, id, result, "240000", "两年报表良好", "")
            }
            Staff::Approve(fresh) => {
                let seen = if *fresh {
                    seen
                } else {
                    (row.version - 1).to_string()
                };
                approval::approve(app, request, id, &seen, "").map(drop)
            }
            Staff::Ask(target) => {
                let item = ask::TypedItem {
                    reason: "LICENCE_UNREADABLE".to_owned(),
                    target: (*target).to_owned(),
                    text: "请补充并说明。".to_owned(),
                };
                ask::ask(app, request, id, &[item], &seen, "")
            }
            Staff::Reject(reason) => {
                let confidential = *reason == "FRAUD_SUSPECTED";
                let text = if confidential {
                    ""
                } else {
                    "名称与营业执照不一致，请核对。"
                };
                let typed = reject::Typed {
                    reasons: vec![(*reason).to_owned()],
                    text: text.to_owned(),
                    note: "内部说明：材料前后不一致。".to_owned(),
                };
                reject::reject(app, request, id, &typed, &seen, "").map(drop)
            }
            Staff::ConfirmRejection => reject::confirm(app, request, id, &seen, ""),
            Staff::DeclineRejection => reject::decline(app, request, id, "证据不足以拒绝"),
            Staff::TakeBackRejection => reject::take_back(app, request, id),
            Staff::ReopenReview => {
                let typed = adverse::Typed {
                    checks: vec!["restricted-party".to_owned()],
                    text: "我们收到了新的信息，需要重新核对。".to_owned(),
                    note: "名单有更新，需要重新比对。".to_owned(),
                };
                adverse::reopen(app, request, id, &typed, &seen, "")
            }
            Staff::ProposeOverride(limit) => {
                let until = app.today().saturating_add(jiff::ToSpan::days(60));
                let sent = overrides::Sent {
                    limit: (*limit).to_owned(),
                    reason: "母公司出具连带责任保证，审计报表显示现金流充足".to_owned(),
                    evidence: "保证函编号 2026-017，原件存档".to_owned(),
                    document: String::new(),
                    expires_on: until.to_string(),
                };
                overrides::propose(app, request, id, &sent, "")
            }
            Staff::ApproveOverride => overrides::approve(app, request, id, self.proposal(id), ""),
            Staff::DeclineOverride => {
                let proposal = self.proposal(id);
                overrides::decline(app, request, id, proposal, "保证函不足以支持", "")
            }
            Staff::WithdrawOverride => overrides::withdraw(app, request, id, self.proposal(id), ""),
        }
    }

    /// The newest proposal to override a case's credit; without one, one nobody has made.
    fn proposal(&self, id: ApplicationId) -> Uuid {
        let scope = self.app.operator_scope();
        let found = self
            .app
            .read(move |tx| Ok(store::credit::overrides::all(tx, scope, id.0)?));
        let found = found.wait().unwrap().into_iter().next();
        found.map_or(Uuid::nil(), |proposal| proposal.id)
    }

    /// Answers the newest link a mail carried; without one, a link nobody has sent.
    fn answer_link(&self, n: usize, approval: bool, yes: bool) -> Result<(), Failure> {
        let reference = self.row(n).reference;
        let code = if approval { "E05" } else { "E06" };
        let mails = self.app.messages("");
        let newest = mails.iter().rev().filter(|m| m.code.starts_with(code));
        let token = newest
            .filter(|mail| mail.subject.contains(&reference))
            .filter_map(|mail| mail.body.as_deref())
            .find_map(|body| {
                let mut words = body.split_whitespace();
                words.find_map(|word| word.split_once("/confirm/").map(|(_, token)| token))
            });
        let token = token.unwrap_or("nobody-has-sent-this");
        let visitor = self.app.request(Caller::Visitor);
        confirmation::answer(&self.app, &visitor, token, yes).wait()
    }

    /// The next step for a company, as everybody would wish. What is refused on the way is left: the
    /// world may have made it impossible.
    fn advance(&self, n: usize) -> Result<(), Failure> {
        let app = &*self.app;
        let admin = self.request(self.template.admins[n]);
        let by = |who: usize, act: &Staff| {
            let request = self.request(self.template.staff[who]);
            self.staff(&request, n, act)
        };
        let mut done = vec![Ok(())];
        match State::from_text(&self.row(n).state) {
            Some(State::Draft) => {
                done.push(self.applicant(&admin, n, &Applicant::FillIn));
                done.push(application::submit(app, &admin, ""));
            }
            Some(State::InReview) => {
                done.extend([false, true].map(|approval| self.answer_link(n, approval, true)));
                for reviewer in 0..3 {
                    done.push(by(reviewer, &Staff::DeclineRejection));
                    done.push(by(reviewer, &Staff::TakeOver));
                    for kind in ["mailbox", "network-id", "approval-contact", "duplicate"] {
                        done.push(by(reviewer, &Staff::SetCheck(kind, "waived")));
                    }
                    for kind in ["employment", "business-registration", "restricted-party"] {
                        done.push(by(reviewer, &Staff::SetCheck(kind, "passed")));
                    }
                }
                done.push(by(3, &Staff::Credit("pass")));
                done.push(by(5, &Staff::ApproveOverride));
                for act in [Staff::Approve(true), Staff::ConfirmApproval] {
                    done.extend((0..3).map(|reviewer| by(reviewer, &act)));
                }
            }
            Some(State::InformationRequested) => {
                done.push(self.upload(&admin, 1));
                done.push(self.answer_items(&admin, n));
                done.push(information::send(app, &admin, ""));
            }
            Some(State::Approved) => done.push(self.sign(&admin, true)),
            Some(State::Rejected) => {
                done.push(self.applicant(&admin, n, &Applicant::Appeal(true)));
                done.push(restart::begin(app, &admin).wait());
            }
            Some(State::Withdrawn) => done.push(restart::begin(app, &admin).wait()),
            Some(State::Lapsed) => done.push(restart::reopen(app, &admin, "")),
            Some(State::Submitted | State::Provisioning | State::Active) | None => {}
        }
        self.app.drain();
        together(done)
    }
}

/// Several acts at once: refused when all are, a fault when one is.
fn together(done: Vec<Result<(), Failure>>) -> Result<(), Failure> {
    let some = done.iter().any(Result::is_ok);
    let is_fault =
        |failure: &Failure| matches!(failure, Failure::Internal(_) | Failure::Unavailable(_));
    let mut failures: Vec<_> = done.into_iter().filter_map(Result::err).collect();
    if let Some(at) = failures.iter().position(is_fault) {
        return Err(failures.swap_remove(at));
    }
    match failures.into_iter().next() {
        Some(refused) if !some => Err(refused),
        _ => Ok(()),
    }
}

fn purpose(approval: bool) -> Purpose {
    if approval {
        Purpose::Approval
    } else {
        Purpose::Mailbox
    }
}

/// Who does not belong there is refused, whatever the state of things.
fn refused(outcome: Result<(), Failure>) -> Result<(), Failure> {
    match outcome {
        Ok(()) => Err(Failure::internal("somebody acted who has no right to")),
        Err(Failure::Invalid(_) | Failure::Conflict(_)) => Err(Failure::internal(
            "the state of things was told to somebody who has no right to it",
        )),
        refused => refused,
    }
}
