//! Registration R0 to R2: begin, open, choose; and how every step reads and writes a draft.

use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::challenge::{Challenge, Limits};
use domain::enrolment::form::Answers;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, Patience, Standstill, State, Way};
use domain::ids::{RegistrationId, TenantId, fresh_reference, fresh_token, fresh_uuid};
use domain::permission::{TenantAction, authorise};
use serde::{Deserialize, Serialize};
use store::registration::{self, Registration};
use store::{Reply, identity};

/// A draft as its holder sees it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The row.
    pub row: Registration,
    /// Its state.
    pub state: State,
    /// How the applicant is identified.
    pub way: Way,
    /// What was typed so far.
    pub answers: Answers,
    /// The telephone challenge.
    pub challenge: Challenge,
}

impl Draft {
    /// The draft's id.
    #[must_use]
    pub fn id(&self) -> RegistrationId {
        RegistrationId(self.row.id)
    }

    /// What was typed into a field, empty when nothing.
    #[must_use]
    pub fn answer(&self, field: &str) -> &str {
        self.answers.get(field).map_or("", String::as_str)
    }

    /// What decides over its life.
    pub(super) fn standstill(&self) -> Standstill {
        Standstill {
            state: self.state,
            touched_at: self.row.touched_at,
            verified_at: self.row.phone_verified_at,
            waits_for_people: self.challenge.waits_for_people(),
        }
    }
}

/// A draft that was just begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Begun {
    /// The cookie that opens it; known to the visitor alone.
    pub token: String,
}

/// T1: begins a draft. `device` is the browser's lasting cookie, where there is one.
pub fn begin(app: &App, request: &Request, device: Option<&str>) -> Pending<Begun> {
    let risk = &app.programme.risk;
    let source = |token: &str| data_encoding::HEXLOWER.encode(&token_hash(token));
    let mut counted = vec![(
        "registration",
        request.ip.clone(),
        app.ceiling(request, risk.registrations_per_ip_per_day),
    )];
    counted.extend(device.map(|device| {
        let limit = app.ceiling(request, risk.registrations_per_device_per_day);
        ("registration-device", source(device), limit)
    }));
    let (id, token) = (
        RegistrationId::fresh(&*app.entropy),
        fresh_token(&*app.entropy),
    );
    let intent = Intent::new("registration.begin", id.0, format!("registration/{id}"));
    app.command(request, intent, move |work| {
        let since = work.now.plus_days(-1);
        for (kind, source, limit) in &counted {
            if identity::attempts(work.tx, kind, source, since)? >= *limit {
                return Err(Failure::TooMany {
                    code: "registrations",
                    until: Some(work.now.plus_days(1)),
                });
            }
        }
        let entropy = &*work.app.entropy;
        for (kind, source, _) in &counted {
            identity::add_attempt(work.tx, fresh_uuid(entropy), kind, source, work.now)?;
        }
        let reference = fresh_reference(entropy);
        let (language, ip) = (work.request.language.tag(), work.request.ip.as_str());
        registration::add(
            work.tx,
            id.0,
            &token_hash(&token),
            &reference,
            language,
            ip,
            work.now,
        )?;
        work.audit("reference", reference);
        Ok(Begun {
            token: token.clone(),
        })
    })
}

/// The draft a cookie opens, in the state time has left it in; [`Failure::NotFound`] when the
/// cookie opens none. One that goes by a work account needs [`of_tenant`] besides.
pub fn open(app: &App, token: &str) -> Reply<Draft, Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    let patience = Patience::of(&app.programme);
    app.read(move |tx| {
        let row = registration::by_cookie(tx, &hash)?.ok_or(Failure::NotFound)?;
        let answers = registration::answers(tx, row.id)?;
        let mut draft = draft(row, answers)?;
        if draft.standstill().overdue(now, &patience) == Some(Event::Expire) {
            draft.state = State::Expired;
        }
        Ok(draft)
    })
}

/// The registration the caller's organisation has open with its work account: any of its global
/// admins goes on with it.
pub fn of_tenant(app: &App, request: &Request) -> Reply<Draft, Failure> {
    let Some(person) = request.caller.person() else {
        return Reply::ready(Err(Failure::SignInFirst));
    };
    let scope = match authorise(&request.caller, TenantAction::Register, person.tenant) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (now, patience) = (app.clock.now(), Patience::of(&app.programme));
    app.read(move |tx| {
        let row = registration::existing(tx, scope)?.ok_or(Failure::NotFound)?;
        let answers = registration::answers(tx, row.id)?;
        let draft = draft(row, answers)?;
        match draft.standstill().overdue(now, &patience) {
            Some(Event::Expire) => Err(Failure::NotFound),
            _ => Ok(draft),
        }
    })
}

pub(super) fn draft(row: Registration, answers: Answers) -> Result<Draft, Failure> {
    let state = State::from_text(&row.state)
        .ok_or_else(|| Failure::internal(format!("unknown registration state {}", row.state)))?;
    let way = Way::from_text(&row.way)
        .ok_or_else(|| Failure::internal(format!("unknown way to register {}", row.way)))?;
    let method = row
        .challenge_method
        .as_deref()
        .and_then(super::challenge::method_from_text);
    let challenge = Challenge {
        code_hash: row
            .challenge_code_hash
            .as_deref()
            .and_then(|hash| hash.try_into().ok()),
        method,
        sent_at: row.challenge_sent_at,
        wrong: row.challenge_wrong,
        dead: row.challenge_dead,
        sends: row.challenge_sends,
        locks: row.challenge_locks,
        locked_until: row.locked_until,
    };
    Ok(Draft {
        row,
        state,
        way,
        answers,
        challenge,
    })
}

/// The challenge's limits from the programme.
#[must_use]
pub fn limits(app: &App) -> Limits {
    let c = &app.programme.challenge;
    let minutes = |minutes: &u32| i64::from(*minutes) * 60;
    Limits {
        code_seconds: minutes(&c.code_valid_minutes),
        tries_per_code: c.wrong_tries_per_code,
        dead_codes: c.dead_codes_before_lock,
        sends_per_day: c.sends_per_number_per_day,
        resend_seconds: i64::from(c.resend_seconds),
        lock_seconds: c.lock_minutes.iter().map(minutes).collect(),
        verified_seconds: minutes(&app.programme.registration.verified_minutes),
    }
}

/// Loads a draft inside a command. Loading is authorising: the holder of its cookie may, any global
/// admin of the organisation that registers with its work account, and tongdao itself.
pub(super) fn load(work: &mut Work<'_, '_>, id: RegistrationId) -> Result<Draft, Failure> {
    let draft = load_unasked(work, id)?;
    match (&work.request.caller, draft.way, draft.row.tenant_id) {
        (Caller::System, _, _) => Ok(draft),
        (caller, Way::Existing, Some(tenant)) => {
            authorise(caller, TenantAction::Register, TenantId(tenant))?;
            Ok(draft)
        }
        (Caller::Registrant(holder), Way::Create, _) if *holder == id => Ok(draft),
        _ => Err(Failure::NotFound),
    }
}

/// Loads a draft for those whose right has been asked for already.
pub(super) fn load_unasked(work: &mut Work<'_, '_>, id: RegistrationId) -> Result<Draft, Failure> {
    let row = registration::get(work.tx, id.0)?;
    let answers = registration::answers(work.tx, id.0)?;
    draft(row, answers)
}

/// Writes a draft back inside a command.
pub(super) fn save(work: &mut Work<'_, '_>, mut draft: Draft) -> Result<(), Failure> {
    let c = &draft.challenge;
    let row = &mut draft.row;
    row.state = draft.state.text().to_owned();
    row.way = draft.way.text().to_owned();
    // What time does is no use of the draft.
    if !matches!(work.request.caller, Caller::System) {
        row.touched_at = work.now;
    }
    row.challenge_method = c
        .method
        .map(|m| super::challenge::method_text(m).to_owned());
    row.challenge_code_hash = c.code_hash.map(|hash| hash.to_vec());
    row.challenge_sent_at = c.sent_at;
    row.challenge_wrong = c.wrong;
    row.challenge_dead = c.dead;
    row.challenge_sends = c.sends;
    row.challenge_locks = c.locks;
    row.locked_until = c.locked_until;
    match registration::save(work.tx, row) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::conflict("stale")),
        // Two people of one organisation began at once: the slower one finds the faster one's.
        Err(error) if error.is_unique() && draft.way == Way::Existing => {
            Err(Failure::conflict("stale"))
        }
        Err(error) if error.is_unique() => Err(Failure::conflict("domain-taken")),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn intent(action: &'static str, id: RegistrationId) -> Intent {
    Intent::new(action, id.0, format!("registration/{id}"))
}

/// A person of the operator lets a registration go on that was locked for good: the challenge begins
/// anew, and the applicant receives the link to continue.
pub(crate) fn release(work: &mut Work<'_, '_>, id: RegistrationId) -> Result<(), Failure> {
    let mut draft = load_unasked(work, id)?;
    draft.state = draft.state.apply(Event::Release)?;
    draft.challenge = Challenge::default();
    draft.row.phone_verified_at = None;
    super::resume::send_released(work, &draft)?;
    save(work, draft)
}

/// A person of the operator stops a registration for abuse.
pub(crate) fn block(work: &mut Work<'_, '_>, id: RegistrationId) -> Result<(), Failure> {
    let mut draft = load_unasked(work, id)?;
    draft.state = draft.state.apply(Event::Block)?;
    (draft.row.domain, draft.row.domain_reserved_until) = (None, None);
    store::resume::close_all(work.tx, id.0, "spent", work.now)?;
    save(work, draft)
}

/// Whom a mail about a draft addresses: the name as far as it was typed, else the company, else the
/// mailbox.
pub(super) fn addressee(draft: &Draft) -> String {
    let name = crate::identity::session::full_name(
        draft.answer("family_name"),
        draft.answer("given_name"),
    );
    let known = [name.trim(), draft.answer("legal_name").trim()];
    known
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or(draft.answer("contact_email"))
        .to_owned()
}

/// T2: "Create one" instead of signing in with a work account.
pub fn choose_create(app: &App, request: &Request, id: RegistrationId) -> Pending<()> {
    app.command(request, intent("registration.identify", id), move |work| {
        let mut draft = load(work, id)?;
        // What has gone further goes on where it is.
        if draft.state != State::Open && draft.way == Way::Create {
            return Ok(());
        }
        draft.state = draft.state.apply(Event::Identify)?;
        if draft.way == Way::Existing {
            (draft.row.tenant_id, draft.row.account_id) = (None, None);
            draft.way = Way::Create;
        }
        work.audit("way", Way::Create.text());
        save(work, draft)
    })
}

/// What time does to a draft, by itself or when somebody comes back to it. Doing it twice does
/// nothing twice.
pub fn pass_time(app: &App, request: &Request, id: RegistrationId) -> Pending<bool> {
    let patience = Patience::of(&app.programme);
    app.command(request, intent("registration.pass-time", id), move |work| {
        let mut draft = load(work, id)?;
        let Some(event) = draft.standstill().overdue(work.now, &patience) else {
            return Ok(false);
        };
        draft.state = draft.state.apply(event)?;
        match event {
            Event::VerifyAgain => draft.row.phone_verified_at = None,
            Event::FailCreation => draft.row.creation_failed_at = Some(work.now),
            Event::Expire => {
                (draft.row.domain, draft.row.domain_reserved_until) = (None, None);
                draft.challenge.code_hash = None;
                store::resume::close_all(work.tx, id.0, "spent", work.now)?;
            }
            _ => {}
        }
        work.audit("event", event.text());
        save(work, draft)?;
        Ok(true)
    })
}

/// Whether a verification still counts.
#[must_use]
pub fn is_verified(at: Option<Instant>, now: Instant, seconds: i64) -> bool {
    at.is_some_and(|at| now.seconds_since(at) < seconds)
}
