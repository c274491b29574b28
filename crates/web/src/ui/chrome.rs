//! What surrounds the content of a page: bar, navigation, crumbs, footer.

use crate::ui::parts::{Banner, Link, Text};
use app::i18n::{Texts, texts};
use domain::language::Language;
use jiff::tz::TimeZone;

/// Which frame a page stands in; each has its own name in the bar and in the window title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// Home, guide, agreement, sign-in: no navigation.
    Public,
    /// One question after another, with steps.
    Wizard,
    /// The partner portal.
    Portal,
    /// The operator console.
    Console,
    /// A customer's own centre.
    Centre,
}

/// A colour scheme asked for explicitly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Light, whatever the system says.
    Light,
    /// Dark, whatever the system says.
    Dark,
}

/// The person signed in, as the bar shows them.
#[derive(Debug, Clone)]
pub struct User {
    /// Whole name, in the person's own order.
    pub name: Text,
    /// One character for the round badge.
    pub initial: String,
    /// The organisation worked for.
    pub organisation: Text,
    /// The name used to sign in.
    pub sign_in_name: Text,
}

impl User {
    /// A user; the badge shows the first character of the name.
    pub fn new(
        name: impl Into<Text>,
        organisation: impl Into<Text>,
        sign_in_name: impl Into<Text>,
    ) -> Self {
        let name = name.into();
        let initial = name
            .chars()
            .next()
            .map(|c| c.to_uppercase().collect())
            .unwrap_or_default();
        Self {
            name,
            initial,
            organisation: organisation.into(),
            sign_in_name: sign_in_name.into(),
        }
    }
}

/// Where the keyboard leads: after "g", a letter, what is there, and the addresses of it, of which a
/// page has one at most.
pub const GO: &[(&str, &str, &[&str])] = &[
    (
        "h",
        "keyboard-home",
        &["/dashboard/overview", "/ops", "/admin"],
    ),
    ("a", "action-centre", &["/action-center"]),
    ("c", "nav-customers", &["/customers"]),
    ("p", "nav-pricing", &["/pricing"]),
    ("b", "nav-billing", &["/billing"]),
    (
        "s",
        "nav-support",
        &["/support/partner-requests", "/ops/support"],
    ),
    ("u", "nav-users", &["/account/users", "/admin/users"]),
    ("q", "nav-applications", &["/ops/applications"]),
    ("m", "my-profile", &["/account/me"]),
];

/// One entry of the navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Where it leads.
    pub href: Text,
    /// What the addresses of its pages begin with: its own, unless said otherwise.
    pub area: Text,
    /// Its word.
    pub label: Text,
    /// Its icon, a name of the sprite without `i-`.
    pub icon: &'static str,
    /// How many things wait there.
    pub count: Option<u64>,
    /// Whether the page belongs to it.
    pub current: bool,
    /// Shown but not usable yet; [`Chrome::locked_reason`] says why.
    pub locked: bool,
}

impl NavItem {
    /// An entry that is usable, not current and without a count.
    pub fn new(href: impl Into<Text>, label: impl Into<Text>, icon: &'static str) -> Self {
        let (href, label) = (href.into(), label.into());
        Self {
            area: href.clone(),
            href,
            label,
            icon,
            count: None,
            current: false,
            locked: false,
        }
    }

    /// Pages that begin alike are its pages, too.
    #[must_use]
    pub fn area(mut self, area: impl Into<Text>) -> Self {
        self.area = area.into();
        self
    }

    /// Shows how many things wait; zero shows nothing.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = (count > 0).then_some(count);
        self
    }

    /// Locks the entry.
    #[must_use]
    pub fn locked(mut self, locked: bool) -> Self {
        self.locked = locked;
        self
    }
}

/// Entries under one heading; the first group has none.
#[derive(Debug, Clone)]
pub struct NavGroup {
    /// The heading.
    pub label: Option<Text>,
    /// The entries.
    pub items: Vec<NavItem>,
}

/// The search box of the bar, a plain GET form with the parameter `q`.
#[derive(Debug, Clone)]
pub struct Search {
    /// Where it is sent.
    pub action: Text,
    /// What can be searched for.
    pub label: Text,
    /// What was searched for.
    pub value: String,
}

/// Everything the layouts need. A page struct has it as its field `chrome`.
pub struct Chrome {
    /// The language of the page.
    pub language: Language,
    /// The texts of that language.
    pub t: &'static Texts,
    /// The frame.
    pub surface: Surface,
    /// Where you are, without the site's name.
    pub title: Text,
    /// The token every POST form carries.
    pub csrf: String,
    /// The path of the request with its query.
    pub path: String,
    back: String,
    /// Who is signed in.
    pub user: Option<User>,
    /// The navigation; a Wizard or Public page has none.
    pub nav: Vec<NavGroup>,
    /// One sentence on why grey entries are grey.
    pub locked_reason: Option<Text>,
    /// The way here; the last one is this page.
    pub crumbs: Vec<Link>,
    /// The operator's legal name.
    pub operator: Text,
    /// The time zone of everything shown.
    pub zone: TimeZone,
    /// The sentence of the footer that names the time zone.
    pub zone_note: Option<Text>,
    /// Whether the strip "fictional data" is shown.
    pub demo: bool,
    /// How many things wait for the visitor in the action centre; none on pages that lead to none.
    pub waiting: Option<u64>,
    /// The reference number of the application at hand.
    pub reference: Option<Text>,
    /// The search box.
    pub search: Option<Search>,
    /// What concerns every page for a while: being set up, a version to sign.
    pub standing: Option<Banner>,
    /// What just happened, shown first.
    pub notice: Option<Banner>,
    /// Whether the form was sent back with errors; the window title then says so.
    pub invalid: bool,
    /// Reload after so many seconds, for pages that wait for something.
    pub refresh: Option<u32>,
    /// A colour scheme asked for explicitly.
    pub theme: Option<Theme>,
    /// Whether the public bar offers "Sign in".
    pub sign_in: bool,
}

impl Chrome {
    /// A frame with nothing in it but what every page has. `path` is the request's path with its
    /// query; it is where the language menu leads back to.
    pub fn new(
        language: Language,
        surface: Surface,
        title: impl Into<Text>,
        path: impl Into<String>,
    ) -> Self {
        let path = path.into();
        Self {
            language,
            t: texts(language),
            surface,
            title: title.into(),
            csrf: String::new(),
            back: encode(&path),
            path,
            user: None,
            nav: Vec::new(),
            locked_reason: None,
            crumbs: Vec::new(),
            operator: Text::Borrowed(""),
            zone: TimeZone::UTC,
            zone_note: None,
            demo: false,
            waiting: None,
            reference: None,
            search: None,
            standing: None,
            notice: None,
            invalid: false,
            refresh: None,
            theme: None,
            sign_in: surface == Surface::Public,
        }
    }

    /// Sets the token of the session.
    #[must_use]
    pub fn csrf(mut self, token: impl Into<String>) -> Self {
        self.csrf = token.into();
        self
    }

    /// Sets who is signed in.
    #[must_use]
    pub fn user(mut self, user: User) -> Self {
        self.user = Some(user);
        self.sign_in = false;
        self
    }

    /// Sets the navigation and marks the entry with the longest area the path is in.
    #[must_use]
    pub fn nav(mut self, nav: Vec<NavGroup>) -> Self {
        self.nav = nav;
        let path = self.path.split('?').next().unwrap_or_default();
        let under = |area: &str| {
            path == area
                || (area.len() > 1 && path.strip_prefix(area).is_some_and(|r| r.starts_with('/')))
        };
        let items = self.nav.iter_mut().flat_map(|group| &mut group.items);
        if let Some(item) = items
            .filter(|i| under(&i.area))
            .max_by_key(|i| i.area.len())
        {
            item.current = true;
        }
        self
    }

    /// Adds a crumb; an empty `href` is the page itself.
    #[must_use]
    pub fn crumb(mut self, href: impl Into<Text>, label: impl Into<Text>) -> Self {
        self.crumbs.push(Link::new(href, label));
        self
    }

    /// Sets the operator's legal name.
    #[must_use]
    pub fn operator(mut self, name: impl Into<Text>) -> Self {
        self.operator = name.into();
        self
    }

    /// Sets the time zone; the footer of portal and console names it.
    #[must_use]
    pub fn zone(mut self, zone: TimeZone) -> Self {
        self.zone_note = Some(crate::ui::format::zone_note(self.t, &zone).into());
        self.zone = zone;
        self
    }

    /// Sets the reference number of the application at hand.
    #[must_use]
    pub fn reference(mut self, number: impl Into<Text>) -> Self {
        self.reference = Some(number.into());
        self
    }

    /// Sets what just happened.
    #[must_use]
    pub fn notice(mut self, notice: Option<Banner>) -> Self {
        self.notice = notice;
        self
    }

    /// The `data-surface` value the stylesheet knows, if the bar differs from the portal's.
    #[must_use]
    pub fn surface_name(&self) -> Option<&'static str> {
        match self.surface {
            Surface::Console => Some("ops"),
            Surface::Centre => Some("centre"),
            Surface::Public | Surface::Wizard | Surface::Portal => None,
        }
    }

    /// The `data-theme` value.
    #[must_use]
    pub fn theme_name(&self) -> Option<&'static str> {
        self.theme.map(|theme| match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        })
    }

    /// The message id of the surface's name.
    fn surface_id(&self) -> &'static str {
        match self.surface {
            Surface::Console => "surface-console",
            Surface::Centre => "surface-centre",
            Surface::Public | Surface::Wizard | Surface::Portal => "surface-portal",
        }
    }

    /// The surface's name, in the bar.
    #[must_use]
    pub fn surface_label(&self) -> Text {
        self.t.get(self.surface_id())
    }

    /// The site's name, last in the window title.
    #[must_use]
    pub fn site(&self) -> Text {
        self.t.get(match self.surface {
            Surface::Console => "site-console",
            Surface::Centre => "site-centre",
            Surface::Public | Surface::Wizard | Surface::Portal => "site-portal",
        })
    }

    /// The letter that leads to an address.
    #[must_use]
    pub fn go(&self, href: &str) -> Option<&'static str> {
        let at = GO.iter().find(|(_, _, places)| places.contains(&href));
        at.map(|(key, ..)| *key)
    }

    /// Where the name in the bar leads.
    #[must_use]
    pub fn home(&self) -> &'static str {
        match self.surface {
            Surface::Public | Surface::Wizard => "/",
            Surface::Portal => "/dashboard/overview",
            Surface::Console => "/ops",
            Surface::Centre => "/admin",
        }
    }

    /// All languages with the link that switches to each and comes back here.
    pub fn languages(&self) -> impl Iterator<Item = (Language, String)> + '_ {
        Language::ALL
            .into_iter()
            .map(|l| (l, format!("/language?to={}&back={}", l.tag(), self.back)))
    }
}

/// Percent-encodes everything but what a path may hold unencoded inside a query value.
fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Chrome, Language, NavGroup, NavItem, Surface};

    #[test]
    fn the_language_menu_comes_back_to_the_same_page() {
        let chrome = Chrome::new(Language::En, Surface::Public, "x", "/customers?q=a&b=中");
        let (_, link) = chrome.languages().next().unwrap();
        assert_eq!(
            link,
            "/language?to=zh-Hans&back=/customers%3Fq%3Da%26b%3D%E4%B8%AD"
        );
    }

    #[test]
    fn the_closest_entry_is_current() {
        let items = vec![
            NavItem::new("/ops", "a", "flag"),
            NavItem::new("/console/applications", "b", "file"),
            NavItem::new("/console/app", "c", "file"),
        ];
        let chrome = Chrome::new(
            Language::En,
            Surface::Console,
            "x",
            "/console/applications/7?tab=1",
        )
        .nav(vec![NavGroup { label: None, items }]);
        let current: Vec<_> = chrome.nav[0].items.iter().map(|i| i.current).collect();
        assert_eq!(current, [false, true, false]);
    }
}
