//! Telephone numbers of China (+86), stored as E.164.

use super::{Problem, text};

#[cfg(test)]
mod tests;

/// What a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A mobile; takes text messages.
    Mobile,
    /// A fixed line with an area code.
    Landline,
    /// 400 and 800 numbers, and short numbers 95xxx(x): nobody can be called back there.
    Service,
}

/// An accepted number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// The one form that is kept and dialled: E.164, an extension behind it, for example
    /// `+8619900000146` or `+862155550123;ext=12`.
    pub e164: String,
    /// What it belongs to.
    pub kind: Kind,
    /// Up to six digits dialled after the answer.
    pub extension: Option<String>,
}

impl Phone {
    /// For people: `+86 199 0000 0146`, `+86 21 5555 0123 ext. 12`.
    #[must_use]
    pub fn display(&self) -> String {
        let (head, tail) = self.split();
        let mut shown = format!("+86 {head}");
        if !tail.is_empty() {
            let (a, b) = tail.split_at(tail.len() - 4);
            shown.push_str(&format!(" {a} {b}"));
        }
        if let Some(extension) = &self.extension {
            shown.push_str(&format!(" ext. {extension}"));
        }
        shown
    }

    /// The national number: network or area code, and the rest (empty for a short number).
    fn split(&self) -> (&str, &str) {
        let number = self.e164.split(';').next().unwrap_or_default();
        let national = number.strip_prefix("+86").unwrap_or(number);
        let head = match self.kind {
            Kind::Service if national.starts_with("95") => national.len(),
            Kind::Landline if national.starts_with("10") || national.starts_with('2') => 2,
            Kind::Mobile | Kind::Landline | Kind::Service => 3,
        };
        national.split_at_checked(head).unwrap_or((national, ""))
    }
}

/// The organisation's number: mobile or landline of China.
///
/// # Errors
/// Those of [`any_china_phone`].
pub fn organisation_phone(input: &str) -> Result<Phone, Problem> {
    any_china_phone(input)
}

/// Any number of China a person answers: mobile or landline.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `phone-not-china`, `phone-format`, `phone-extension`,
/// `phone-service-number`.
pub fn any_china_phone(input: &str) -> Result<Phone, Problem> {
    let phone = parse(input)?;
    if phone.kind == Kind::Service {
        return Err(Problem::new("phone-service-number"));
    }
    Ok(phone)
}

/// A mobile, for text messages and recovery.
///
/// # Errors
/// Those of [`any_china_phone`]; `phone-not-mobile`.
pub fn mobile(input: &str) -> Result<Phone, Problem> {
    let phone = any_china_phone(input)?;
    if phone.kind != Kind::Mobile {
        return Err(Problem::new("phone-not-mobile"));
    }
    Ok(phone)
}

/// The number customers call: mobile, landline, 400, 800 or 95xxx(x).
///
/// # Errors
/// Those of [`text::clean`]; `required`, `phone-not-china`, `phone-format`, `phone-extension`.
pub fn support_phone(input: &str) -> Result<Phone, Problem> {
    parse(input)
}

/// A stored number without its extension: what a telephone company bills, and what limits count.
#[must_use]
pub fn line(e164: &str) -> &str {
    e164.split(';').next().unwrap_or(e164)
}

/// A stored number with the middle hidden: `+86 199 **** 0146`. Anything unreadable is all hidden.
#[must_use]
pub fn mask(e164: &str) -> String {
    let Ok(phone) = parse(e164) else {
        return "****".to_owned();
    };
    match phone.split() {
        (short, "") => format!("+86 {}****", &short[..2]),
        (head, tail) => format!("+86 {head} **** {}", &tail[tail.len() - 4..]),
    }
}

/// A stored number the way [`Phone::display`] writes it; unreadable text is given back unchanged.
#[must_use]
pub fn display(e164: &str) -> String {
    parse(e164).map_or_else(|_| e164.to_owned(), |phone| phone.display())
}

/// Words and signs people write before an extension, longest first.
const EXTENSION_MARKS: [&str; 9] = [
    ";EXT=",
    "分机号",
    "分機",
    "分机",
    "EXT",
    "转",
    "轉",
    "#",
    "X",
];

fn parse(input: &str) -> Result<Phone, Problem> {
    let text = text::present(input)?
        .replace('＋', "+")
        .replace('＃', "#")
        .to_ascii_uppercase();
    let (number, marked) = split_extension(&text);
    let (number, abroad) = strip_country(number.trim())?;
    let groups: Vec<&str> = number
        .split(is_separator)
        .filter(|g| !g.is_empty())
        .collect();
    let whole = groups.concat();
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::new("phone-format"));
    }
    let (phone, extension) = match (classify(&whole, abroad), marked, groups.split_last()) {
        (Some(phone), marked, _) => (phone, marked),
        // `021-55550123-8012`: the last group is an extension when the rest is a number.
        (None, None, Some((last, rest))) => {
            let phone = classify(&rest.concat(), abroad).ok_or(Problem::new("phone-format"))?;
            (phone, Some((*last).to_owned()))
        }
        (None, _, _) => return Err(Problem::new("phone-format")),
    };
    let Some(extension) = extension else {
        return Ok(phone);
    };
    let is_short = phone.split().1.is_empty();
    if phone.kind == Kind::Mobile || is_short || !is_extension(&extension) {
        return Err(Problem::new("phone-extension"));
    }
    let e164 = format!("{};ext={extension}", phone.e164);
    Ok(Phone {
        e164,
        extension: Some(extension),
        ..phone
    })
}

fn split_extension(text: &str) -> (&str, Option<String>) {
    for mark in EXTENSION_MARKS {
        if let Some((number, extension)) = text.split_once(mark) {
            let extension = extension.trim_matches(|c| c == ' ' || c == '.' || c == ':');
            return (number, Some(extension.to_owned()));
        }
    }
    (text, None)
}

fn is_extension(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number without country prefix, and whether it had one.
fn strip_country(number: &str) -> Result<(&str, bool), Problem> {
    let number = number.trim_start_matches(['(', '（']);
    if let Some(rest) = number
        .strip_prefix("+86")
        .or_else(|| number.strip_prefix("0086"))
    {
        return Ok((rest, true));
    }
    if number.starts_with('+') || number.starts_with("00") {
        return Err(Problem::new("phone-not-china"));
    }
    Ok((number, false))
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '-' | '(' | ')' | '（' | '）' | '－' | '−' | '\u{2010}'..='\u{2015}'
    )
}

/// What a bare digit string is; behind `+86` the trunk `0` of a landline may be missing.
fn classify(digits: &str, abroad: bool) -> Option<Phone> {
    let found = |national: &str, kind| Phone {
        e164: format!("+86{national}"),
        kind,
        extension: None,
    };
    let bytes = digits.as_bytes();
    match bytes {
        [b'1', b'3'..=b'9', ..] if bytes.len() == 11 => Some(found(digits, Kind::Mobile)),
        [b'4' | b'8', b'0', b'0', ..] if bytes.len() == 10 => Some(found(digits, Kind::Service)),
        [b'9', b'5', ..] if matches!(bytes.len(), 5 | 6) => Some(found(digits, Kind::Service)),
        [b'0', ..] if is_landline(&digits[1..]) => Some(found(&digits[1..], Kind::Landline)),
        _ if abroad && is_landline(digits) => Some(found(digits, Kind::Landline)),
        _ => None,
    }
}

/// `(10|2[0-57-9]|[3-9]\d{2})` and 7 or 8 digits. 400 and 800 are no areas.
fn is_landline(national: &str) -> bool {
    let area = match national.as_bytes() {
        [b'1', b'0', ..] | [b'2', b'0'..=b'5' | b'7'..=b'9', ..] => 2,
        [b'4' | b'8', b'0', b'0', ..] => return false,
        [b'3'..=b'9', _, _, ..] => 3,
        _ => return false,
    };
    matches!(national.len() - area, 7 | 8)
}
