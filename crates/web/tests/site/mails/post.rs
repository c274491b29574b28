//! What the postman brings.

use std::collections::BTreeSet;
use testkit::TestApp;
use uuid::Uuid;

/// The mails of a story, looked at from one act to the next.
pub(super) struct Post<'a> {
    app: &'a TestApp,
    story: &'static str,
    seen: BTreeSet<Uuid>,
    /// The codes that have been asserted.
    pub(super) told: BTreeSet<String>,
}

impl<'a> Post<'a> {
    pub(super) fn new(app: &'a TestApp, story: &'static str) -> Self {
        Self {
            app,
            story,
            seen: BTreeSet::new(),
            told: BTreeSet::new(),
        }
    }

    /// Codes and readers of what left since the last look, sorted.
    fn news(&mut self) -> Vec<(String, String)> {
        self.app.drain();
        let all = self.app.messages("").into_iter();
        let mails = all.filter(|message| message.channel == "mail");
        let mut news: Vec<_> = mails
            .filter(|mail| self.seen.insert(mail.id))
            .map(|mail| (mail.code, mail.recipient))
            .collect();
        news.sort();
        news
    }

    /// Exactly these mails have left since the last look, and sweeping brings no more.
    pub(super) fn brings(&mut self, act: &str, wanted: &[(&str, &str)]) {
        let mut wanted: Vec<_> = wanted
            .iter()
            .map(|(code, to)| ((*code).to_owned(), (*to).to_owned()))
            .collect();
        wanted.sort();
        assert_eq!(self.news(), wanted, "{}: {act}", self.story);
        self.told.extend(wanted.into_iter().map(|(code, _)| code));
        self.app.tick();
        self.app.tick();
        assert_eq!(self.news(), [], "{}: once more after {act}", self.story);
    }

    /// What happened so far is another story's; nothing is asserted about it.
    pub(super) fn skip(&mut self) {
        drop(self.news());
    }

    /// The story is over: nothing is on its way.
    pub(super) fn nothing_more(&mut self) {
        self.brings("the end", &[]);
    }
}
