//! What must hold after every act, whoever did whatever.

use domain::effects::Instant;
use domain::enrolment::application::{Event, State};
use domain::enrolment::machine::Machine;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use store::row;
use testkit::{Engine, TestApp};
use uuid::Uuid;

/// The whole database as it was at a moment, but for what every request leaves behind.
pub(super) struct Before {
    tables: BTreeMap<String, String>,
    states: BTreeMap<String, String>,
    /// Registrations by their references.
    pub(super) registrations: BTreeMap<String, Registered>,
    /// Tries to register a company for which somebody stands, by their places in the audit log: when, and
    /// who stands for it.
    pub(super) tries: BTreeMap<(Uuid, i64), (Instant, String, Uuid)>,
}

/// Tables that grow with every request, refused or not.
const UNSTABLE: [&str; 4] = ["audit_entry", "audit_chain", "session", "attempt"];

row! { struct Column { table_name: String, columns: String } }
row! { struct Dumped { table_name: String, lines: String } }
row! { struct Held { reference: String, state: String } }
row! { struct Tried { chain: Uuid, sequence: i64, at: Instant, detail: String } }
row! {
    /// How a registration stands.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct Registered {
        pub(super) id: Uuid,
        pub(super) reference: String,
        pub(super) state: String,
        pub(super) way: String,
        pub(super) challenge_locks: i64,
        pub(super) language: String,
        pub(super) domain: Option<String>,
        pub(super) phone: Option<String>,
        pub(super) phone_verified_at: Option<Instant>,
        pub(super) company: Option<String>,
        pub(super) tenant_id: Option<Uuid>,
        pub(super) account_id: Option<Uuid>,
        /// The address that was typed last.
        pub(super) mailbox: Option<String>,
        /// The address of the account.
        pub(super) account_mail: Option<String>,
    }
}

impl Tried {
    /// Who stands for the company: what, and which.
    fn whom(&self) -> Option<(String, Uuid)> {
        let detail: serde_json::Value = serde_json::from_str(&self.detail).ok()?;
        let found = detail.get("duplicate")?.as_str()?;
        let (what, id) = found.trim_end_matches(')').split_once('(')?;
        Some((what.to_owned(), id.parse().ok()?))
    }
}

/// One query that gives every table as one text.
fn dump(app: &TestApp) -> &'static str {
    static DUMPS: [OnceLock<String>; 2] = [OnceLock::new(), OnceLock::new()];
    let is_postgres = app.database.engine == Engine::Postgres;
    DUMPS[usize::from(is_postgres)].get_or_init(|| {
        let tables = if is_postgres {
            of_postgres(app)
        } else {
            of_sqlite(app)
        };
        tables.join(" UNION ALL ")
    })
}

fn of_sqlite(app: &TestApp) -> Vec<String> {
    let columns = app.read(|tx| {
        Ok(tx.query::<Column>(
            "SELECT t.name AS table_name,
                GROUP_CONCAT('QUOTE(' || c.name || ')', ' || '','' || ') AS columns
             FROM sqlite_schema t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name",
            &[],
        )?)
    });
    let columns = columns.wait().unwrap().into_iter();
    let kept = columns.filter(|c| !UNSTABLE.contains(&c.table_name.as_str()));
    kept.map(|c| {
        let (name, columns) = (c.table_name, c.columns);
        format!(
            "SELECT '{name}' AS table_name, COALESCE(GROUP_CONCAT(line, CHAR(10)), '') AS lines
             FROM (SELECT {columns} AS line FROM {name} ORDER BY 1)"
        )
    })
    .collect()
}

fn of_postgres(app: &TestApp) -> Vec<String> {
    let names = app.read(|tx| {
        Ok(tx.query::<String>(
            "SELECT CAST(table_name AS TEXT) AS t FROM information_schema.tables
             WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
            &[],
        )?)
    });
    let names = names.wait().unwrap().into_iter();
    let kept = names.filter(|name| !UNSTABLE.contains(&name.as_str()));
    kept.map(|name| {
        format!(
            "SELECT '{name}' AS table_name,
                COALESCE(STRING_AGG(line, CHR(10) ORDER BY line), '') AS lines
             FROM (SELECT CAST(x AS TEXT) AS line FROM {name} x) AS lines"
        )
    })
    .collect()
}

impl Before {
    pub(super) fn of(app: &TestApp) -> Self {
        let dump = dump(app);
        let read = app.read(move |tx| {
            let tables = tx.query::<Dumped>(dump, &[])?;
            let held = tx.query::<Held>("SELECT reference, state FROM application", &[])?;
            let begun = tx.query::<Registered>(
                "SELECT r.id, r.reference, r.state, r.way, r.challenge_locks, r.language, r.domain, r.phone,
                    r.phone_verified_at, r.company, r.tenant_id, r.account_id,
                    (SELECT a.value FROM answer a
                     WHERE a.owner_id = r.id AND a.field = 'contact_email') AS mailbox,
                    (SELECT a.contact_email FROM account a WHERE a.id = r.account_id) AS account_mail
                 FROM registration r",
                &[],
            )?;
            let tried = tx.query::<Tried>(
                "SELECT chain, sequence, at, detail FROM audit_entry WHERE detail LIKE '%duplicate%'",
                &[],
            )?;
            Ok((tables, held, begun, tried))
        });
        let (tables, held, begun, tried) = read.wait().unwrap();
        let tries = tried.into_iter().filter_map(|entry| {
            let (what, id) = entry.whom()?;
            Some(((entry.chain, entry.sequence), (entry.at, what, id)))
        });
        Self {
            tables: tables
                .into_iter()
                .map(|t| (t.table_name, t.lines))
                .collect(),
            states: held.into_iter().map(|h| (h.reference, h.state)).collect(),
            registrations: begun
                .into_iter()
                .map(|row| (row.reference.clone(), row))
                .collect(),
            tries: tries.collect(),
        }
    }
}

/// What a refusal may leave behind: new rows in some tables, changes in others.
#[derive(Debug, Default)]
pub(super) struct Traces {
    pub(super) added: &'static [&'static str],
    pub(super) changed: &'static [&'static str],
}

/// A refusal leaves nothing else behind.
pub(super) fn nothing_changed(before: &Before, after: &Before, but: &Traces) -> Result<(), String> {
    for (table, rows) in &before.tables {
        let now = &after.tables[table];
        if now == rows || but.changed.contains(&table.as_str()) {
            continue;
        }
        let old: BTreeSet<_> = rows.lines().collect();
        let new: BTreeSet<_> = now.lines().collect();
        let gone: Vec<_> = old.difference(&new).collect();
        let came: Vec<_> = new.difference(&old).collect();
        if but.added.contains(&table.as_str()) && gone.is_empty() {
            continue;
        }
        return Err(format!("{table} lost {gone:?} and got {came:?}"));
    }
    Ok(())
}

/// Applications move along the table of the machine, and only by what the act may cause; new ones
/// begin as drafts and none disappears.
pub(super) fn moved(before: &Before, after: &Before, may: Option<&[Event]>) -> Result<(), String> {
    for (reference, old) in &before.states {
        let Some(new) = after.states.get(reference) else {
            return Err(format!("{reference} has disappeared"));
        };
        if old == new {
            continue;
        }
        let (Some(from), Some(to)) = (State::from_text(old), State::from_text(new)) else {
            return Err(format!("{reference}: {old} or {new} is no state"));
        };
        let mut reached = vec![from];
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            at += 1;
            let rows = State::TRANSITIONS.iter().filter(|row| row.from == state);
            let rows = rows.filter(|row| may.is_none_or(|may| may.contains(&row.event)));
            for row in rows {
                if !reached.contains(&row.to) {
                    reached.push(row.to);
                }
            }
        }
        if !reached.contains(&to) {
            return Err(format!("{reference} went from {old} to {new}"));
        }
    }
    for (reference, state) in &after.states {
        let is_new = !before.states.contains_key(reference);
        // A well-meaning world may have gone on at once.
        if is_new && may.is_some() && state != State::Draft.text() {
            return Err(format!("{reference} began as {state}"));
        }
    }
    Ok(())
}

/// Each must find nothing.
const NEVER: [(&str, &str); 13] = [
    (
        "an account without its registration's word, or a word without an account",
        "SELECT COUNT(*) AS n FROM registration
         WHERE way = 'create' AND
           (state IN ('created', 'done')) <> (tenant_id IS NOT NULL AND account_id IS NOT NULL)",
    ),
    (
        "two overrides of a case that wait",
        "SELECT COUNT(*) AS n FROM (SELECT application_id FROM credit_override
         WHERE state = 'proposed' GROUP BY application_id HAVING COUNT(*) > 1) AS x",
    ),
    (
        "an override by one person",
        "SELECT COUNT(*) AS n FROM credit_override
         WHERE state = 'approved' AND (decided_by IS NULL OR decided_by = proposed_by)",
    ),
    (
        "two open applications of a tenant",
        "SELECT COUNT(*) AS n FROM (SELECT tenant_id FROM application
         WHERE state NOT IN ('rejected', 'withdrawn', 'lapsed')
         GROUP BY tenant_id HAVING COUNT(*) > 1) AS x",
    ),
    (
        "two live applications with a credit code",
        "SELECT COUNT(*) AS n FROM (SELECT credit_code FROM application
         WHERE state NOT IN ('draft', 'rejected', 'withdrawn', 'lapsed')
         GROUP BY credit_code, model HAVING COUNT(*) > 1) AS x",
    ),
    (
        "two signatures of a version",
        "SELECT COUNT(*) AS n FROM (SELECT application_id FROM signature
         GROUP BY application_id, text_id, text_version HAVING COUNT(*) > 1) AS x",
    ),
    (
        "a partner without a signature or a signature without a partner",
        "SELECT COUNT(*) AS n FROM (SELECT tenant_id FROM partner EXCEPT SELECT tenant_id FROM signature
         UNION ALL SELECT tenant_id FROM signature EXCEPT SELECT tenant_id FROM partner) AS x",
    ),
    (
        "a partner without a billing account",
        "SELECT COUNT(*) AS n FROM partner p WHERE NOT EXISTS
         (SELECT 1 FROM billing_account b WHERE b.tenant_id = p.tenant_id)",
    ),
    (
        "an active application of a company that may not sell",
        "SELECT COUNT(*) AS n FROM application a WHERE a.state = 'active' AND NOT EXISTS
         (SELECT 1 FROM partner p WHERE p.tenant_id = a.tenant_id AND p.status = 'active')",
    ),
    (
        "an approval without a limit",
        "SELECT COUNT(*) AS n FROM application
         WHERE state IN ('approved', 'provisioning', 'active') AND credit_limit IS NULL",
    ),
    (
        "a request that waits for an answer nobody can give",
        "SELECT COUNT(*) AS n FROM application a WHERE (a.state = 'information-requested') <>
         (EXISTS (SELECT 1 FROM information_request r WHERE r.application_id = a.id AND r.closed_at IS NULL))",
    ),
    // A code that is dead before it could leave is given up, and should be. It lives ten minutes.
    (
        "a job that was given up",
        "SELECT COUNT(*) AS n FROM outbox WHERE failed_at IS NOT NULL
         AND NOT (kind = 'telephone' AND last_error LIKE '%no longer valid%'
                  AND failed_at >= created_at + 600000000)",
    ),
    (
        "a job that failed",
        "SELECT COUNT(*) AS n FROM outbox WHERE last_error IS NOT NULL AND failed_at IS NULL",
    ),
];

/// What must never be found.
pub(super) fn always(app: &TestApp, after: &Before) -> Result<(), String> {
    if let Some(state) = after
        .states
        .values()
        .find(|s| State::from_text(s).is_none())
    {
        return Err(format!("{state} is no state"));
    }
    let found = app.read(|tx| {
        let counted = NEVER.map(|(what, sql)| -> Result<_, ::app::Failure> {
            Ok((what, tx.query_one::<i64>(sql, &[])?))
        });
        counted
            .into_iter()
            .collect::<Result<Vec<_>, ::app::Failure>>()
    });
    let found = found.wait().map_err(|failure| format!("{failure:?}"))?;
    if let Some((what, times)) = found.iter().find(|(_, times)| *times != 0) {
        return Err(format!("{what}: {times}"));
    }
    Ok(())
}

/// What an event leaves behind that can be counted: a state that was entered, or rows.
fn occasion(event: Event) -> &'static str {
    match event {
        Event::Submit => "submitted",
        Event::AskForInformation => "information-requested",
        Event::AnswerRequest => "answers",
        Event::Approve => "approved",
        Event::Reject => "rejected",
        Event::Appeal => "appeals",
        Event::Withdraw => "withdrawn",
        Event::Sign => "provisioning",
        Event::FinishProvisioning => "active",
        Event::ReopenReview => "reopenings",
        Event::Lapse => "lapsed",
        Event::FinishChecks | Event::Reopen => "",
    }
}

/// Links are sent again on request, and reminded of.
const SENT_AGAIN: [&str; 2] = ["E05", "E06"];

row! { struct Occasion { reference: String, occasion: String, times: i64 } }

/// How often a mail of a code has left, about a reference, to somebody.
pub(super) fn sent(app: &TestApp) -> BTreeMap<(String, String, String), i64> {
    let mut sent: BTreeMap<(String, String, String), i64> = BTreeMap::new();
    for message in app.messages("") {
        let subject = message.subject;
        let mut words = subject.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let reference = words.rfind(|word| word.starts_with("TD-"));
        let key = (
            message.code,
            reference.unwrap_or_default().to_owned(),
            message.recipient,
        );
        *sent.entry(key).or_default() += 1;
    }
    sent
}

/// Where the global admins of an organisation are reached.
pub(super) fn admins(app: &TestApp, tenant: Uuid) -> Vec<String> {
    let readers = app.read(move |tx| {
        Ok(tx.query::<String>(
            "SELECT contact_email AS t FROM account
             WHERE tenant_id = $1 AND admin_setting = 'global-admin'",
            &[tenant.into()],
        )?)
    });
    readers.wait().unwrap()
}

/// Of each kind of mail that `docs/STATES.md` promises every reader has got as many as there were
/// occasions.
pub(super) fn each_mail_once(app: &TestApp) -> Result<(), String> {
    let occasions = app.read(|tx| {
        Ok(tx.query::<Occasion>(
            "SELECT a.reference, s.state AS occasion, COUNT(*) AS times
             FROM application_step s JOIN application a ON a.id = s.application_id
             GROUP BY a.reference, s.state
             UNION ALL SELECT a.reference, 'appeals' AS occasion, COUNT(*) AS times
             FROM appeal p JOIN application a ON a.id = p.application_id GROUP BY a.reference
             UNION ALL SELECT a.reference, 'answers' AS occasion, COUNT(*) AS times
             FROM information_request i JOIN application a ON a.id = i.application_id
             WHERE i.outcome = 'answered' GROUP BY a.reference
             UNION ALL SELECT a.reference, 'reopenings' AS occasion, COUNT(*) AS times
             FROM reopening r JOIN application a ON a.id = r.application_id GROUP BY a.reference",
            &[],
        )?)
    });
    let occasions = occasions.wait().map_err(|failure| format!("{failure:?}"))?;
    let sent = sent(app);
    let promised = Event::ALL.iter().flat_map(|event| {
        let mails = event.described().mails.iter();
        mails.map(|code| (*code, occasion(*event)))
    });
    for (code, occasion) in promised.filter(|(code, _)| !SENT_AGAIN.contains(code)) {
        for found in occasions.iter().filter(|o| o.occasion == occasion) {
            let mails = sent
                .iter()
                .filter(|((c, r, _), _)| c == code && *r == found.reference);
            let mails: Vec<_> = mails.map(|((_, _, to), times)| (to, *times)).collect();
            if mails.is_empty() || mails.iter().any(|(_, times)| *times != found.times) {
                return Err(format!(
                    "{code} of {}: {} times {occasion}, but mails {mails:?}",
                    found.reference, found.times
                ));
            }
        }
    }
    Ok(())
}
