//! Answers by mail: the addresses they come to, whose they are, and which letters no person wrote.

use super::{State, is_number, may_reopen};
use crate::caller::text_of_enum;
use crate::effects::Instant;
use data_encoding::BASE32_NOPAD;
use uuid::Uuid;

/// Bytes of the tag that makes an address hard to guess.
pub const TAG_BYTES: usize = 10;
/// Bytes of a request's number: fifteen digits fit into seven.
const NUMBER: usize = 7;
/// Bytes of what a tag is made for.
pub const TICKET_BYTES: usize = NUMBER + 16;
/// Longest name of a mailbox: with sign and ticket it has to fit into the 64 characters that stand
/// before the `@` (RFC 5321 §4.5.3.1.1).
pub const NAME_CHARS: usize = 10;
/// Letters to one request within an hour; two machines that write to each other end here at the
/// latest.
pub const HOURLY: i64 = 20;
/// Bytes of all files of a letter together.
pub const FILE_BYTES: usize = 20 * 1024 * 1024;
/// Longest letter in bytes: so many bytes of files, as mails carry them, and words.
pub const LETTER_BYTES: usize = 30 * 1024 * 1024;

/// The mailbox that answers come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    name: String,
    domain: String,
}

/// What an address for answers names: a request, and the person it was written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    number: u64,
    /// Whom the mail was written to.
    pub account: Uuid,
}

impl Ticket {
    /// The ticket of a request and a person; none where the number is none.
    #[must_use]
    pub fn new(number: &str, account: Uuid) -> Option<Self> {
        let number = is_number(number).then(|| number.parse().ok()).flatten()?;
        Some(Self { number, account })
    }

    /// The request's number.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{:015}", self.number)
    }

    /// What a tag is made for.
    #[must_use]
    pub fn bytes(&self) -> [u8; TICKET_BYTES] {
        let mut bytes = [0; TICKET_BYTES];
        let (head, tail) = bytes.split_at_mut(NUMBER);
        head.copy_from_slice(&self.number.to_be_bytes()[1..]);
        tail.copy_from_slice(self.account.as_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8; TICKET_BYTES]) -> Option<Self> {
        let mut number = [0; 8];
        number[1..].copy_from_slice(&bytes[..NUMBER]);
        let account = Uuid::from_slice(&bytes[NUMBER..]).ok()?;
        let number = format!("{:015}", u64::from_be_bytes(number));
        Self::new(&number, account)
    }
}

impl Mailbox {
    /// Reads `support@example.cn`: a name of at most [`NAME_CHARS`] letters, digits, dots and dashes,
    /// and a domain in its ASCII form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, domain) = text.trim().split_once('@')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let sound = |part: &str, most: usize| {
            (1..=most).contains(&part.len())
                && part.chars().all(plain)
                && part.split('.').all(|label| !label.is_empty())
        };
        (sound(name, NAME_CHARS) && sound(domain, 180)).then(|| Self {
            name: name.to_lowercase(),
            domain: domain.to_lowercase(),
        })
    }

    /// The mailbox itself.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}@{}", self.name, self.domain)
    }

    /// The address a person's answers to a request come to. It survives servers that change capitals.
    #[must_use]
    pub fn address_for(&self, ticket: &Ticket, tag: &[u8; TAG_BYTES]) -> String {
        let token = BASE32_NOPAD.encode(&[ticket.bytes().as_slice(), tag].concat());
        format!("{}+{}@{}", self.name, token.to_lowercase(), self.domain)
    }

    /// Whether an address is this mailbox, or one of those made of it.
    #[must_use]
    pub fn is_own(&self, address: &str) -> bool {
        self.token(address).is_some() || address.eq_ignore_ascii_case(&self.address())
    }

    fn token<'a>(&self, address: &'a str) -> Option<&'a str> {
        let (local, domain) = address.rsplit_once('@')?;
        let (name, token) = local.split_once('+')?;
        let ours =
            name.eq_ignore_ascii_case(&self.name) && domain.eq_ignore_ascii_case(&self.domain);
        ours.then_some(token)
    }

    /// Reads an address back; whether its tag is genuine is the keyring's to say.
    #[must_use]
    pub fn read(&self, address: &str) -> Option<(Ticket, [u8; TAG_BYTES])> {
        let token = self.token(address)?.to_ascii_uppercase();
        let bytes = BASE32_NOPAD.decode(token.as_bytes()).ok()?;
        let (ticket, tag) = bytes.split_first_chunk::<TICKET_BYTES>()?;
        Some((Ticket::from_bytes(ticket)?, tag.try_into().ok()?))
    }
}

/// Why a letter was written by no person. Such a letter is neither taken nor answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Automatic {
    /// It says so (RFC 3834).
    Submitted,
    /// One of many, or of a list.
    Bulk,
    /// It asks machines not to answer.
    Suppressed,
    /// A report on a mail.
    Report,
    /// It comes from nobody.
    NoReturn,
    /// It is one of ours.
    Loop,
}

text_of_enum!(Automatic {
    Submitted => "auto-submitted",
    Bulk => "bulk",
    Suppressed => "suppressed",
    Report => "report",
    NoReturn => "no-return-path",
    Loop => "loop",
});

/// The lines of a letter's head that tell a machine from a person, as they stand there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs {
    /// `Auto-Submitted`.
    pub submitted: Option<String>,
    /// `Precedence`.
    pub precedence: Option<String>,
    /// `X-Auto-Response-Suppress`.
    pub suppress: Option<String>,
    /// Whether there is a line only machines and lists write.
    pub machine: bool,
    /// Whether it is a report on a mail.
    pub report: bool,
    /// Whether the envelope's sender is empty.
    pub no_return: bool,
    /// Whether it is one of our own mails, or comes from our own mailbox.
    pub ours: bool,
}

/// Whether a machine wrote a letter.
#[must_use]
pub fn automatic(signs: &Signs) -> Option<Automatic> {
    let first = |value: &Option<String>| {
        let value = value.as_deref().unwrap_or_default();
        let word = value.split([';', ',']).next().unwrap_or_default();
        word.trim().to_ascii_lowercase()
    };
    let submitted = first(&signs.submitted);
    let precedence = first(&signs.precedence);
    let suppress = first(&signs.suppress);
    if signs.ours {
        Some(Automatic::Loop)
    } else if signs.report {
        Some(Automatic::Report)
    } else if !matches!(submitted.as_str(), "" | "no") {
        Some(Automatic::Submitted)
    } else if matches!(precedence.as_str(), "bulk" | "junk" | "list" | "auto_reply")
        || signs.machine
    {
        Some(Automatic::Bulk)
    } else if !matches!(suppress.as_str(), "" | "none") {
        Some(Automatic::Suppressed)
    } else if signs.no_return {
        Some(Automatic::NoReturn)
    } else {
        None
    }
}

/// An address in the form addresses are compared in: in lower case, its domain in ASCII. A domain that
/// only looks like another is another: the mail server judged it as it is written.
#[must_use]
pub fn comparable(address: &str) -> String {
    let address = address.trim();
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let written = domain.to_lowercase();
            let ascii = idna::domain_to_ascii(&written)
                .ok()
                .filter(|ascii| *ascii == written || idna::domain_to_unicode(ascii).0 == written);
            format!("{}@{}", local.to_lowercase(), ascii.unwrap_or(written))
        }
        None => address.to_lowercase(),
    }
}

/// Who wrote a letter: the person the mail went to, if it comes from that person's address; else the
/// one other person whose address it is, because mails are handed on among colleagues. Where several
/// have that address nobody can say.
#[must_use]
pub fn writer(from: &str, meant: (Uuid, &str), colleagues: &[(Uuid, &str)]) -> Option<Uuid> {
    let from = comparable(from);
    if comparable(meant.1) == from {
        return Some(meant.0);
    }
    let mut fit = colleagues
        .iter()
        .filter(|(_, address)| comparable(address) == from);
    match (fit.next(), fit.next()) {
        (Some((account, _)), None) => Some(*account),
        _ => None,
    }
}

/// What a letter to a request becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// A message.
    Message,
    /// A message that opens it anew.
    Reopen,
    /// Nothing: it was closed too long ago.
    TooLate,
    /// Nothing: it is over.
    Over,
}

/// What a letter becomes of somebody who asked, or who answers.
#[must_use]
pub fn landing(
    state: State,
    asked: bool,
    closed_at: Option<Instant>,
    now: Instant,
    days: u32,
) -> Landing {
    match (state, asked) {
        (State::Closed, true) if may_reopen(closed_at, now, days) => Landing::Reopen,
        (State::Closed, true) => Landing::TooLate,
        (state, true) if state.takes_messages() => Landing::Message,
        (state, false) if state.is_open() => Landing::Message,
        _ => Landing::Over,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const NUMBER: &str = "626112700345678";

    fn mailbox() -> Mailbox {
        Mailbox::parse("support@example.cn").unwrap()
    }

    #[test]
    fn a_mailbox_leaves_room_for_the_ticket() {
        let longest = Mailbox::parse("ten-chars.@x.cn");
        assert_eq!(longest, None, "no label is empty");
        let longest = Mailbox::parse("ten-chars1@Example.CN").unwrap();
        assert_eq!(longest.address(), "ten-chars1@example.cn");
        let ticket = Ticket::new(NUMBER, Uuid::from_u128(u128::MAX)).unwrap();
        let address = longest.address_for(&ticket, &[255; TAG_BYTES]);
        assert_eq!(address.split('@').next().unwrap().len(), 64);
        for wrong in [
            "",
            "support",
            "@example.cn",
            "support@",
            "eleven-char@example.cn",
            "a+b@example.cn",
            "Support <a@example.cn>",
            "a@b@c.cn",
            "支持@example.cn",
            "a@例子.中国",
            "a@b..cn",
            "a b@c.cn",
        ] {
            assert_eq!(Mailbox::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_is_read_back_whatever_its_capitals() {
        let ticket = Ticket::new(NUMBER, Uuid::from_u128(7)).unwrap();
        let address = mailbox().address_for(&ticket, &[9; TAG_BYTES]);
        for spelled in [address.clone(), address.to_uppercase()] {
            let (read, tag) = mailbox().read(&spelled).unwrap();
            assert_eq!(
                (read, read.number().as_str(), tag),
                (ticket, NUMBER, [9; TAG_BYTES])
            );
            assert!(mailbox().is_own(&spelled));
        }
        assert!(mailbox().is_own("Support@Example.cn"));
        for strange in [
            "support@example.cn",
            "support+@example.cn",
            "support+abc@example.cn",
            "other+abc@example.cn",
            "support+abc@example.com",
            "no address",
            "",
        ] {
            assert_eq!(mailbox().read(strange), None, "{strange}");
        }
        assert!(!mailbox().is_own("lin@example.cn") && !mailbox().is_own(""));
        assert_eq!(Ticket::new("12", Uuid::nil()), None);
    }

    #[test]
    fn machines_are_told_from_people() {
        let some = |text: &str| Some(text.to_owned());
        let signs = |change: &dyn Fn(&mut Signs)| {
            let mut signs = Signs::default();
            change(&mut signs);
            automatic(&signs)
        };
        assert_eq!(signs(&|_| ()), None);
        for (value, found) in [
            ("no", None),
            ("No", None),
            ("auto-replied; owner-email=x", Some(Automatic::Submitted)),
            ("auto-generated", Some(Automatic::Submitted)),
        ] {
            assert_eq!(signs(&|s| s.submitted = some(value)), found, "{value}");
        }
        for (value, found) in [
            ("bulk", Some(Automatic::Bulk)),
            ("JUNK", Some(Automatic::Bulk)),
            ("auto_reply", Some(Automatic::Bulk)),
            ("first-class", None),
        ] {
            assert_eq!(signs(&|s| s.precedence = some(value)), found, "{value}");
        }
        assert_eq!(
            signs(&|s| s.suppress = some("All")),
            Some(Automatic::Suppressed)
        );
        assert_eq!(signs(&|s| s.suppress = some("None")), None);
        assert_eq!(signs(&|s| s.machine = true), Some(Automatic::Bulk));
        assert_eq!(signs(&|s| s.report = true), Some(Automatic::Report));
        assert_eq!(signs(&|s| s.no_return = true), Some(Automatic::NoReturn));
        assert_eq!(signs(&|s| s.ours = true), Some(Automatic::Loop));
    }

    #[test]
    fn a_letter_is_by_whom_it_comes_from() {
        let [meant, other, third] = [1, 2, 3].map(Uuid::from_u128);
        let person = (meant, "Lin@Chenfan.example");
        let colleagues = [(other, "wang@chenfan.example"), (third, "li@例子.中国")];
        let by = |from: &str| writer(from, person, &colleagues);
        assert_eq!(by("lin@chenfan.EXAMPLE"), Some(meant));
        assert_eq!(by("wang@chenfan.example"), Some(other));
        assert_eq!(by("li@xn--fsqu00a.xn--fiqs8s"), Some(third));
        assert_eq!(by("evil@else.example"), None);
        assert_eq!(by(""), None);
        // A mailbox two people share tells neither; for whom the mail was meant, it does.
        let shared = [
            (other, "help@chenfan.example"),
            (third, "help@chenfan.example"),
        ];
        assert_eq!(writer("help@chenfan.example", person, &shared), None);
        assert_eq!(
            writer(
                "help@chenfan.example",
                (meant, "help@chenfan.example"),
                &shared
            ),
            Some(meant)
        );
    }

    #[test]
    fn what_is_over_takes_no_letters() {
        let (now, days) = (Instant(0).plus_days(20), 14);
        let at = |state, asked, closed: i64| {
            landing(state, asked, Some(Instant(0).plus_days(closed)), now, days)
        };
        for state in [State::New, State::Open, State::Waiting] {
            assert_eq!(at(state, true, 0), Landing::Message);
            assert_eq!(at(state, false, 0), Landing::Message);
        }
        assert_eq!(at(State::Resolved, true, 0), Landing::Message);
        assert_eq!(at(State::Resolved, false, 0), Landing::Over);
        assert_eq!(at(State::Closed, true, 6), Landing::Reopen);
        assert_eq!(at(State::Closed, true, 5), Landing::TooLate);
        assert_eq!(at(State::Closed, false, 19), Landing::Over);
        assert_eq!(at(State::Cancelled, true, 19), Landing::Over);
    }

    proptest! {
        #[test]
        fn every_ticket_comes_back(number in 0_u64..1_000_000_000_000_000, account in any::<u128>(), tag in any::<[u8; TAG_BYTES]>()) {
            let ticket = Ticket::new(&format!("{number:015}"), Uuid::from_u128(account)).unwrap();
            let address = mailbox().address_for(&ticket, &tag);
            prop_assert_eq!(mailbox().read(&address), Some((ticket, tag)));
        }

        #[test]
        fn no_address_does_harm(address in ".{0,100}") {
            prop_assert!(mailbox().read(&address).is_none());
            let _ = (mailbox().is_own(&address), comparable(&address), Mailbox::parse(&address));
        }
    }
}
