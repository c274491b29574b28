//! View models of the components in `templates/components/kit.html`.

use crate::ui::format::Money;
use app::i18n::Texts;
use askama::Template;
use std::borrow::{Borrow, Cow};
use std::fmt;

/// A text to show: a message or something a person wrote. Escaped when rendered.
pub type Text = Cow<'static, str>;

/// A status as the stylesheet knows it: word, colour and shape always come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// ● Running, done.
    Ok,
    /// ◐ Waiting for somebody.
    Wait,
    /// ▲ Worth a look.
    Warn,
    /// ■ Stopped, wrong.
    Bad,
    /// ○ Not there, over.
    Mute,
    /// ● For information.
    #[default]
    Info,
}

impl Tone {
    /// The class of the stylesheet.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Wait => "wait",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Mute => "mute",
            Self::Info => "info",
        }
    }

    /// The icon that goes with it.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Ok => "done",
            Self::Wait => "clock",
            Self::Warn => "alert",
            Self::Bad => "stop",
            Self::Mute | Self::Info => "info",
        }
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.class())
    }
}

/// A word that leads somewhere.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where to; empty means the page itself.
    pub href: Text,
    /// The word.
    pub label: Text,
}

impl Link {
    /// A link.
    pub fn new(href: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}

/// What happened, what it means, what to do.
#[derive(Debug, Clone, Template)]
#[template(path = "components/banner.html")]
pub struct Banner {
    /// How serious.
    pub tone: Tone,
    /// What happened.
    pub title: Text,
    /// What it means.
    pub text: Option<Text>,
    /// What to do.
    pub action: Option<Link>,
}

impl askama::filters::HtmlSafe for Banner {}

impl Banner {
    /// A banner with a title only.
    pub fn new(tone: Tone, title: impl Into<Text>) -> Self {
        Self {
            tone,
            title: title.into(),
            text: None,
            action: None,
        }
    }

    /// Says what it means.
    #[must_use]
    pub fn text(mut self, text: impl Into<Text>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Offers what to do.
    #[must_use]
    pub fn action(mut self, href: impl Into<Text>, label: impl Into<Text>) -> Self {
        self.action = Some(Link::new(href, label));
        self
    }
}

/// One step of a wizard, made by [`steps`].
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub label: Text,
    /// Whether it lies behind.
    pub done: bool,
    /// Whether it is the one on the page.
    pub current: bool,
}

/// The steps of a wizard, of which number `current` (from 1) is on the page.
pub fn steps(labels: impl IntoIterator<Item = Text>, current: usize) -> Vec<Step> {
    labels
        .into_iter()
        .zip(1..)
        .map(|(label, n)| Step {
            label,
            done: n < current,
            current: n == current,
        })
        .collect()
}

/// One stage of something that is verified in several.
#[derive(Debug, Clone, Default)]
pub struct Stage {
    /// Its name.
    pub label: Text,
    /// How it stands, in a word.
    pub standing: Text,
    /// The same as a tone.
    pub tone: Tone,
    /// What can be done about it.
    pub action: Option<Link>,
}

/// A key figure.
#[derive(Debug, Clone, Default)]
pub struct Tile {
    /// What is counted.
    pub label: Text,
    /// The figure, or a few words.
    pub value: Text,
    /// Whether the value is words, which are set smaller.
    pub words: bool,
    /// A line of detail.
    pub detail: Option<Text>,
    /// Where it leads.
    pub href: Option<Text>,
    /// A meter under the value.
    pub meter: Option<Meter>,
}

/// One entry of a timeline, newest first.
#[derive(Debug, Clone, Default)]
pub struct Moment {
    /// What happened.
    pub label: Text,
    /// When and who, a line each.
    pub notes: Vec<Text>,
    /// Whether it is the present state.
    pub now: bool,
    /// Whether it lies ahead.
    pub next: bool,
}

/// One entry of a list of things to have or to do.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// The thing.
    pub label: Text,
    /// More about it.
    pub note: Option<Text>,
    /// Whether it is done.
    pub done: bool,
    /// Where to do it.
    pub action: Option<Link>,
}

/// A file in a list.
#[derive(Debug, Clone, Default)]
pub struct FileRow {
    /// Its name.
    pub name: Text,
    /// Kind, size, when it came.
    pub note: Text,
    /// The status in a word, with its tone.
    pub status: Option<(Tone, Text)>,
    /// Where it can be looked at.
    pub href: Option<Text>,
    /// Where a POST removes it.
    pub remove: Option<Text>,
}

/// Who a message is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The other side.
    #[default]
    Theirs,
    /// The reader's side.
    Own,
    /// A note the other side never sees.
    Note,
}

impl Side {
    /// The class of the stylesheet.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Theirs => "",
            Self::Own => " own",
            Self::Note => " note",
        }
    }
}

/// One message of a thread.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Who wrote it.
    pub author: Text,
    /// Role and time.
    pub about: Text,
    /// What it says; line breaks are kept.
    pub text: Text,
    /// Which side it is from.
    pub side: Side,
    /// Whether the reader has not seen it before.
    pub fresh: bool,
}

/// A term and what it is.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The term.
    pub term: Text,
    /// What it is.
    pub value: Text,
    /// Whether to offer copying.
    pub copy: bool,
}

impl Pair {
    /// A pair without a copy button.
    pub fn new(term: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self {
            term: term.into(),
            value: value.into(),
            copy: false,
        }
    }

    /// Offers copying.
    #[must_use]
    pub fn copy(mut self) -> Self {
        self.copy = true;
        self
    }
}

/// One part of an explained amount: a number, what it is, and the operator before it.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// `×`, `÷`, `=`, `→` or nothing.
    pub operator: &'static str,
    /// The number.
    pub value: Text,
    /// What it is.
    pub label: Text,
    /// Whether it is the result.
    pub result: bool,
}

/// One entry of tabs or of a section list.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// Where it leads.
    pub href: Text,
    /// Its word.
    pub label: Text,
    /// How many things are there.
    pub count: Option<u64>,
    /// Whether it is shown.
    pub current: bool,
    /// Section lists: whether it is complete.
    pub done: bool,
    /// Section lists: a remark.
    pub note: Option<Text>,
    /// Section lists: whether the remark is about errors.
    pub wrong: bool,
}

/// A bar that is filled to some part.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    /// What it says, for those who do not see it.
    pub label: Text,
    /// Start and width of each part, in tenths of a percent.
    pub parts: Vec<(u64, u64)>,
    /// Value and maximum, if it shows progress.
    pub progress: Option<(u64, u64)>,
    /// Its colour.
    pub tone: Tone,
}

impl Meter {
    /// Progress of `now` out of `max`; no maximum is no progress.
    pub fn progress(label: impl Into<Text>, now: u64, max: u64) -> Self {
        let parts = vec![(0, tenths(now, max))];
        Self {
            label: label.into(),
            parts,
            progress: Some((now, max)),
            tone: Tone::Info,
        }
    }

    /// Shares of `max`, one beside the other.
    pub fn shares(label: impl Into<Text>, shares: &[u64], max: u64) -> Self {
        let mut start = 0;
        let mut parts = Vec::with_capacity(shares.len());
        for share in shares {
            let width = tenths(*share, max).min(1000 - start);
            parts.push((start, width));
            start += width;
        }
        Self {
            label: label.into(),
            parts,
            progress: None,
            tone: Tone::Info,
        }
    }

    /// Sets the colour.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// `part` of `whole` in tenths of a percent, at most 1000.
fn tenths(part: u64, whole: u64) -> u64 {
    let share = u128::from(part) * 1000 / u128::from(whole.max(1));
    u64::try_from(share.min(1000)).unwrap_or(1000)
}

/// One entry of a pager.
#[derive(Debug, Clone)]
pub struct PageLink {
    /// The page's number, from 1; 0 is a gap.
    pub number: u64,
    /// Its address.
    pub href: String,
    /// Whether it is shown.
    pub current: bool,
}

/// Which part of a long list is shown, and the way to the others.
#[derive(Debug, Clone)]
pub struct Pager {
    /// "11–20 of 57".
    pub range: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// First, last, and the neighbours.
    pub links: Vec<PageLink>,
}

impl Pager {
    /// A pager for page `page` (from 1) of `total` rows, `size` to a page; `href` makes addresses.
    pub fn new(t: &Texts, page: u64, size: u64, total: u64, href: impl Fn(u64) -> String) -> Self {
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        let page = page.clamp(1, pages);
        let from = if total == 0 { 0 } else { (page - 1) * size + 1 };
        let to = total.min(page * size);
        let mut links = Vec::new();
        let mut last = 0;
        for number in [1, page.saturating_sub(1), page, page + 1, pages] {
            if number <= last || number > pages {
                continue;
            }
            if number > last + 1 {
                links.push(PageLink {
                    number: 0,
                    href: String::new(),
                    current: false,
                });
            }
            links.push(PageLink {
                number,
                href: href(number),
                current: number == page,
            });
            last = number;
        }
        Self {
            range: t.format(
                "pager-range",
                &[
                    ("from", &from.to_string()),
                    ("to", &to.to_string()),
                    ("total", &total.to_string()),
                ],
            ),
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            links,
        }
    }
}

/// A long id for lists: its first and last four characters, `c7f2…19ae`.
#[must_use]
pub fn shorten(id: &str) -> Cow<'_, str> {
    let count = id.chars().count();
    if count <= 12 {
        return id.into();
    }
    let start = id.char_indices().nth(4).map_or(id.len(), |(at, _)| at);
    let end = id.char_indices().nth(count - 4).map_or(0, |(at, _)| at);
    format!("{}…{}", &id[..start], &id[end..]).into()
}

/// An amount as markup; takes references, because templates pass them.
pub fn money<'a>(minor: impl Borrow<i64>, currency: &'a (impl AsRef<str> + ?Sized)) -> Money<'a> {
    Money {
        minor: *minor.borrow(),
        currency: currency.as_ref(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Meter, Pager, shorten, steps};
    use app::i18n::texts;
    use domain::language::Language;

    #[test]
    fn meters_never_leave_their_box() {
        assert_eq!(Meter::progress("x", 184, 240).parts, [(0, 766)]);
        assert_eq!(Meter::progress("x", 7, 0).parts, [(0, 1000)]);
        assert_eq!(
            Meter::shares("x", &[u64::MAX, 5], 10).parts,
            [(0, 1000), (1000, 0)]
        );
    }

    #[test]
    fn pagers_show_the_ends_and_the_neighbours() {
        let pager = Pager::new(texts(Language::En), 6, 10, 200, |n| format!("?page={n}"));
        let numbers: Vec<_> = pager.links.iter().map(|l| l.number).collect();
        assert_eq!(numbers, [1, 0, 5, 6, 7, 0, 20]);
        assert_eq!(pager.range, "51–60 of 200");
        let empty = Pager::new(texts(Language::En), 9, 10, 0, |n| n.to_string());
        assert_eq!((empty.links.len(), empty.next), (1, None));
    }

    #[test]
    fn long_ids_keep_their_ends() {
        assert_eq!(shorten("c7f2aaaa-bbbb-cccc-19ae"), "c7f2…19ae");
        assert_eq!(shorten("TD-7K3M9QX2"), "TD-7K3M9QX2");
        assert_eq!(shorten("合作伙伴中心合作伙伴中心通"), "合作伙伴…伴中心通");
    }

    #[test]
    fn steps_before_the_current_one_are_done() {
        let steps = steps(["a".into(), "b".into(), "c".into()], 2);
        assert!(steps[0].done && steps[1].current && !steps[2].done);
    }
}
