//! What the postman brings.

use std::collections::BTreeSet;
use testkit::TestApp;

/// The mails of a story, looked at from one act to the next.
pub(super) struct Post<'a> {
    app: &'a TestApp,
    story: &'static str,
    seen: usize,
    /// The codes that have been asserted.
    pub(super) told: BTreeSet<String>,
}

impl<'a> Post<'a> {
    pub(super) fn new(app: &'a TestApp, story: &'static str) -> Self {
        Self {
            app,
            story,
            seen: 0,
            told: BTreeSet::new(),
        }
    }

    /// Codes and readers of what left since the last look, sorted.
    fn news(&mut self) -> Vec<(String, String)> {
        self.app.drain();
        let all = self.app.messages("").into_iter();
        let mails: Vec<_> = all.filter(|message| message.channel == "mail").collect();
        let fresh = mails.iter().skip(self.seen);
        let mut news: Vec<_> = fresh
            .map(|mail| (mail.code.clone(), mail.recipient.clone()))
            .collect();
        self.seen = mails.len();
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
