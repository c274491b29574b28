//! What the postman brings.

use super::table::{MAILS, Tongue, Who};
use super::texts::Texts;
use domain::language::Language;
use std::collections::{BTreeMap, BTreeSet};
use store::outbox::Message;
use testkit::TestApp;
use uuid::Uuid;

/// The languages of a story: the company's, its people's accounts', the operator's people's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tongues(pub(super) [Language; 3]);

/// The mails of a story, looked at from one act to the next.
pub(super) struct Post<'a> {
    app: &'a TestApp,
    story: &'static str,
    tongues: [Language; 3],
    seen: BTreeSet<Uuid>,
    /// Readers that are looked at; all of them when it is empty.
    only: BTreeSet<String>,
    texts: BTreeMap<&'static str, Texts>,
    /// What was otherwise than the table and the story say.
    pub(super) problems: Vec<String>,
    /// Texts and readers that have been asserted.
    pub(super) told: BTreeSet<(String, Who)>,
}

impl<'a> Post<'a> {
    pub(super) fn new(app: &'a TestApp, story: &'static str, Tongues(tongues): Tongues) -> Self {
        let all = Language::ALL.into_iter();
        Self {
            app,
            story,
            tongues,
            seen: BTreeSet::new(),
            only: BTreeSet::new(),
            texts: all.map(|one| (one.tag(), Texts::of(one))).collect(),
            problems: Vec::new(),
            told: BTreeSet::new(),
        }
    }

    /// The language the company of this story chooses.
    pub(super) fn company(&self) -> &'static str {
        self.tongues[0].tag()
    }

    /// What left since the last look. A worker that dies over the mails comes first: its leases run
    /// out, and another one sends them.
    fn news(&mut self) -> Vec<Message> {
        self.app.database.tamper(
            "UPDATE outbox SET attempts = attempts + 1, lease_until = 1
             WHERE kind = 'mail' AND done_at IS NULL",
        );
        self.app.drain();
        let all = self.app.messages("").into_iter();
        let mails = all.filter(|message| message.channel == "mail");
        let fresh: Vec<_> = mails.filter(|mail| self.seen.insert(mail.id)).collect();
        let looked_at =
            |mail: &Message| self.only.is_empty() || self.only.contains(&mail.recipient);
        fresh.into_iter().filter(looked_at).collect()
    }

    /// The same, looking at some readers only: what the others get is another story's.
    pub(super) fn brings_among(&mut self, act: &str, wanted: &[(&str, &str)], readers: &[&str]) {
        self.only = readers.iter().map(|reader| (*reader).to_owned()).collect();
        self.brings(act, wanted);
        self.only.clear();
    }

    /// Exactly these mails have left since the last look, each in its reader's language, and sweeping
    /// twice brings no more.
    pub(super) fn brings(&mut self, act: &str, wanted: &[(&str, &str)]) {
        let mut wanted: Vec<_> = wanted
            .iter()
            .map(|(text, to)| ((*text).to_owned(), (*to).to_owned()))
            .collect();
        wanted.sort();
        let mails = self.news();
        let mut news: Vec<_> = mails
            .iter()
            .map(|mail| (self.text(mail), mail.recipient.clone()))
            .collect();
        news.sort();
        if news != wanted {
            let problem = format!("{act} brings {news:?} instead of {wanted:?}");
            self.note(problem);
        }
        for mail in &mails {
            let (text, who) = (self.text(mail), who(&mail.recipient));
            let line = MAILS.iter().find(|line| line.0 == text);
            let readers = line.map_or(&[][..], |line| line.2);
            let Some((_, tongue)) = readers.iter().find(|(reader, _)| *reader == who) else {
                self.note(format!("{text} goes to {who:?}, which the table lacks"));
                continue;
            };
            let [company, own, staff] = self.tongues;
            let language = match (tongue, who) {
                (Tongue::Company, _) => company,
                (Tongue::Account, Who::Staff) => staff,
                (Tongue::Account, _) => own,
                (Tongue::Typed, _) => Language::ZhHans,
            };
            if mail.language != language.tag() {
                let problem = format!("{text} is not in the language of {tongue:?}: {act}");
                self.note(problem);
            }
            self.is_signed(mail, &text);
            self.told.insert((text, who));
        }
        self.app.tick();
        self.app.tick();
        for mail in self.news() {
            self.note(format!("{} comes once more after {act}", self.text(&mail)));
        }
    }

    /// Below every mail stands who can be asked, and when, in the mail's language.
    fn is_signed(&mut self, mail: &Message, text: &str) {
        let operator = &self.app.programme.operator;
        let body = mail.body.as_deref().unwrap_or_default();
        let signature = Language::from_tag(&mail.language).is_some_and(|language| {
            let phone = domain::validate::phone::display(&operator.support.phone);
            let hours = operator.support.hours.get(language);
            let lines = [phone.as_str(), hours, &operator.support.email];
            lines.iter().all(|line| body.contains(line))
        });
        if !signature {
            self.note(format!("{text} does not say whom to ask, and when"));
        }
    }

    fn note(&mut self, problem: String) {
        self.problems.push(format!("{}: {problem}", self.story));
    }

    fn text(&self, mail: &Message) -> String {
        let body = mail.body.as_deref().unwrap_or_default();
        let words = format!("{}{body}", mail.subject);
        self.texts[mail.language.as_str()].behind(&mail.code, &words)
    }

    /// What happened so far is another story's; nothing is asserted about it. Everybody who is there
    /// now reads his own language from here on.
    pub(super) fn skip(&mut self) {
        drop(self.news());
        let [company, own, staff] = self.tongues.map(Language::tag);
        let operator = "tenant_id IN (SELECT id FROM tenant WHERE kind = 'operator')";
        self.app.database.tamper(&format!(
            "UPDATE tenant SET language = '{company}' WHERE kind <> 'operator';
             UPDATE registration SET language = '{company}';
             UPDATE account SET language = '{staff}' WHERE {operator};
             UPDATE account SET language = '{own}' WHERE NOT ({operator})"
        ));
    }

    /// The story is over: nothing is on its way.
    pub(super) fn nothing_more(&mut self) {
        self.brings("the end", &[]);
    }
}

/// Whom an address belongs to.
fn who(address: &str) -> Who {
    let (local, domain) = address.split_once('@').unwrap();
    match (local, domain) {
        (_, "operator.example" | "staff.example") => Who::Staff,
        (_, "contoso.example") => Who::Asker,
        ("approval", _) => Who::Approver,
        ("contact", _) => Who::Contact,
        ("finance", _) => Who::Invoices,
        _ => Who::Own,
    }
}
