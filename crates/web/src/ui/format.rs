//! Dates, times, amounts and sizes as people of each language write them.

use app::i18n::Texts;
use askama::{FastWritable, Values};
use domain::language::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::borrow::{Borrow, Cow};
use std::fmt::{self, Write};
use std::ops::Deref;
use uuid::Uuid;

/// `2026年7月15日`, `15 July 2026`.
#[must_use]
pub fn date(t: &Texts, date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match t.language() {
        Language::En => format!("{day} {} {year}", month_name(t, month)),
        Language::ZhHans | Language::ZhHant => format!("{year}年{month}月{day}日"),
    }
}

/// A date without its year: `7月15日`, `15 July`.
#[must_use]
pub fn day(t: &Texts, date: Date) -> String {
    let (month, day) = (date.month(), date.day());
    match t.language() {
        Language::En => format!("{day} {}", month_name(t, month)),
        Language::ZhHans | Language::ZhHant => format!("{month}月{day}日"),
    }
}

/// A month: `2026年7月`, `July 2026`.
#[must_use]
pub fn month(t: &Texts, date: Date) -> String {
    match t.language() {
        Language::En => format!("{} {}", month_name(t, date.month()), date.year()),
        Language::ZhHans | Language::ZhHant => format!("{}年{}月", date.year(), date.month()),
    }
}

/// A moment with its zone: `2026年8月18日 10:47（北京时间）`, `18 August 2026, 10:47 (Beijing time)`.
#[must_use]
pub fn datetime(t: &Texts, at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    let (date, name) = (date(t, local.date()), zone_name(t, zone, at));
    let (hour, minute) = (local.hour(), local.minute());
    match t.language() {
        Language::En => format!("{date}, {hour:02}:{minute:02} ({name})"),
        Language::ZhHans | Language::ZhHant => format!("{date} {hour:02}:{minute:02}（{name}）"),
    }
}

/// A recent moment, where the page names the zone: `8月18日 10:47`, `18 August, 10:47`.
#[must_use]
pub fn moment(t: &Texts, at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    let comma = if t.language() == Language::En {
        ","
    } else {
        ""
    };
    format!(
        "{}{comma} {:02}:{:02}",
        day(t, local.date()),
        local.hour(),
        local.minute()
    )
}

/// The time of day with seconds, for "saved at": `10:47:26`.
#[must_use]
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    format!(
        "{:02}:{:02}:{:02}",
        local.hour(),
        local.minute(),
        local.second()
    )
}

/// Days between `today` and `date` in words: "today", "in 3 days", "3 days ago".
#[must_use]
pub fn relative(t: &Texts, date: Date, today: Date) -> String {
    let days = date.duration_since(today).as_hours() / 24;
    let count = days.unsigned_abs().to_string();
    match days {
        0 => t.get("relative-today").into_owned(),
        1 => t.get("relative-tomorrow").into_owned(),
        -1 => t.get("relative-yesterday").into_owned(),
        2.. => t.format("relative-in-days", &[("count", &count)]),
        _ => t.format("relative-days-ago", &[("count", &count)]),
    }
}

/// What a zone is called: its own name where one is known, otherwise the offset.
#[must_use]
pub fn zone_name(t: &Texts, zone: &TimeZone, at: Timestamp) -> String {
    match zone.iana_name() {
        Some("Asia/Shanghai") => t.get("zone-asia-shanghai").into_owned(),
        _ => offset(zone, at),
    }
}

/// The footer's sentence on the zone: "All times are in Beijing time (UTC+8)".
#[must_use]
pub fn zone_note(t: &Texts, zone: &TimeZone) -> String {
    match zone.iana_name() {
        Some("Asia/Shanghai") => t.get("zone-note-asia-shanghai").into_owned(),
        Some(name) if name != "UTC" => t.format("zone-note", &[("zone", name)]),
        _ => t.format("zone-note", &[("zone", "UTC")]),
    }
}

fn offset(zone: &TimeZone, at: Timestamp) -> String {
    let seconds = zone.to_offset(at).seconds();
    let (sign, minutes) = (
        if seconds < 0 { '\u{2212}' } else { '+' },
        seconds.unsigned_abs() / 60,
    );
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

fn month_name(t: &Texts, month: i8) -> Cow<'_, str> {
    const IDS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
        "month-9", "month-10", "month-11", "month-12",
    ];
    let index = usize::try_from(month).unwrap_or(1).clamp(1, 12) - 1;
    t.get(IDS[index])
}

/// An amount in minor units as plain text: `¥1,234.56`, `−¥67.74`.
#[must_use]
pub fn money(minor: i64, currency: &str) -> String {
    let mut out = String::with_capacity(24);
    // Writing to a string cannot fail.
    let _ = write_money(&mut out, minor, currency);
    out
}

/// A whole number with separators: `12,480`.
#[must_use]
pub fn number(value: i64) -> String {
    let mut out = String::with_capacity(24);
    if value < 0 {
        out.push('\u{2212}');
    }
    let _ = write_grouped(&mut out, value.unsigned_abs());
    out
}

/// A file size: `640 KB`, `1.8 MB`; 1 KB is 1024 bytes.
#[must_use]
pub fn bytes(count: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    if count < KB {
        format!("{count} B")
    } else if count < MB {
        format!("{} KB", count.div_ceil(KB))
    } else {
        let tenths = (u128::from(count) * 10).div_ceil(u128::from(MB));
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

/// Symbol and number of decimal places of a currency (ISO 4217); others show their code.
fn currency_style(code: &str) -> (&str, u32, &'static str) {
    match code {
        "CNY" => ("¥", 2, ""),
        "USD" => ("US$", 2, ""),
        "HKD" => ("HK$", 2, ""),
        "TWD" => ("NT$", 2, ""),
        "EUR" => ("€", 2, ""),
        "GBP" => ("£", 2, ""),
        "JPY" => ("JP¥", 0, ""),
        "KRW" => ("₩", 0, ""),
        other => (other, 2, "\u{a0}"),
    }
}

fn write_money(out: &mut (impl Write + ?Sized), minor: i64, currency: &str) -> fmt::Result {
    let (symbol, places, space) = currency_style(currency);
    let scale = 10_u64.pow(places);
    let amount = minor.unsigned_abs();
    if minor < 0 {
        out.write_char('\u{2212}')?;
    }
    out.write_str(symbol)?;
    out.write_str(space)?;
    write_grouped(out, amount / scale)?;
    if places > 0 {
        write!(out, ".{:0width$}", amount % scale, width = places as usize)?;
    }
    Ok(())
}

fn write_grouped(out: &mut (impl Write + ?Sized), value: u64) -> fmt::Result {
    let mut digits = [0_u8; 26];
    let (mut at, mut rest, mut written) = (digits.len(), value, 0);
    loop {
        if written > 0 && written % 3 == 0 {
            at -= 1;
            digits[at] = b',';
        }
        at -= 1;
        digits[at] = b"0123456789"[usize::try_from(rest % 10).unwrap_or(0)];
        rest /= 10;
        written += 1;
        if rest == 0 {
            break;
        }
    }
    digits[at..]
        .iter()
        .try_for_each(|digit| out.write_char(char::from(*digit)))
}

/// An amount as markup: `<data class="money neg" value="-67.74">−¥67.74</data>`.
#[derive(Debug, Clone, Copy)]
pub struct Money<'a> {
    /// In minor units (fen).
    pub minor: i64,
    /// The ISO 4217 code.
    pub currency: &'a str,
}

impl Money<'_> {
    fn write(&self, out: &mut (impl Write + ?Sized)) -> fmt::Result {
        let (_, places, _) = currency_style(self.currency);
        let scale = 10_u64.pow(places);
        let (sign, amount) = (
            if self.minor < 0 { "-" } else { "" },
            self.minor.unsigned_abs(),
        );
        let class = match self.minor {
            0 => " zero",
            1.. => "",
            _ => " neg",
        };
        write!(
            out,
            "<data class=\"money{class}\" value=\"{sign}{}",
            amount / scale
        )?;
        if places > 0 {
            write!(out, ".{:0width$}", amount % scale, width = places as usize)?;
        }
        out.write_str("\">")?;
        // A code the programme made up could hold anything.
        let mut text = Escaped(out);
        write_money(&mut text, self.minor, self.currency)?;
        out.write_str("</data>")
    }
}

/// Escapes what passes through, for values that write their own markup.
struct Escaped<'a, W: ?Sized>(&'a mut W);

impl<W: Write + ?Sized> Write for Escaped<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(['<', '>', '&', '"', '\'']) {
            let (before, special) = rest.split_at(at);
            self.0.write_str(before)?;
            let mut behind = special.chars();
            self.0.write_str(match behind.next() {
                Some('<') => "&#60;",
                Some('>') => "&#62;",
                Some('&') => "&#38;",
                Some('"') => "&#34;",
                _ => "&#39;",
            })?;
            rest = behind.as_str();
        }
        self.0.write_str(rest)
    }
}

impl fmt::Display for Money<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FastWritable for Money<'_> {
    fn write_into(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.write(out)?)
    }
}

impl askama::filters::HtmlSafe for Money<'_> {}

/// An id as pages show it. It is of hexadecimal digits and hyphens, so that a page need not look for what
/// to escape in it.
#[derive(Debug, Clone)]
pub struct Id(String);

impl From<Uuid> for Id {
    fn from(id: Uuid) -> Self {
        Self(id.to_string())
    }
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for Id {
    fn write_into(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        Ok(out.write_str(&self.0)?)
    }
}

impl askama::filters::HtmlSafe for Id {}

/// A date or moment as markup: `<time datetime="2026-07-15">2026年7月15日</time>`.
#[derive(Debug, Clone)]
pub struct Time {
    machine: String,
    text: String,
}

impl Time {
    /// A date.
    #[must_use]
    pub fn date(t: &Texts, at: Date) -> Self {
        Self {
            machine: at.to_string(),
            text: date(t, at),
        }
    }

    /// A moment with its zone.
    #[must_use]
    pub fn datetime(t: &Texts, at: Timestamp, zone: &TimeZone) -> Self {
        Self {
            machine: at.to_string(),
            text: datetime(t, at, zone),
        }
    }

    /// A recent moment.
    #[must_use]
    pub fn moment(t: &Texts, at: Timestamp, zone: &TimeZone) -> Self {
        Self {
            machine: at.to_string(),
            text: moment(t, at, zone),
        }
    }

    fn write(&self, out: &mut (impl Write + ?Sized)) -> fmt::Result {
        // Both come from numbers and from our own texts.
        out.write_str("<time datetime=\"")?;
        Escaped(out).write_str(&self.machine)?;
        out.write_str("\">")?;
        Escaped(out).write_str(&self.text)?;
        out.write_str("</time>")
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FastWritable for Time {
    fn write_into(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.write(out)?)
    }
}

impl askama::filters::HtmlSafe for Time {}

/// For templates, which pass references.
impl crate::ui::Chrome {
    /// A date as markup.
    #[must_use]
    pub fn date(&self, at: impl Borrow<Date>) -> Time {
        Time::date(self.t, *at.borrow())
    }

    /// A moment with its zone, as markup.
    #[must_use]
    pub fn datetime(&self, at: impl Borrow<Timestamp>) -> Time {
        Time::datetime(self.t, *at.borrow(), &self.zone)
    }

    /// A recent moment, as markup; the footer names the zone.
    #[must_use]
    pub fn moment(&self, at: impl Borrow<Timestamp>) -> Time {
        Time::moment(self.t, *at.borrow(), &self.zone)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use app::i18n::texts;

    #[test]
    fn dates_are_written_as_each_language_does() {
        let at = Date::constant(2026, 7, 5);
        assert_eq!(date(texts(Language::ZhHans), at), "2026年7月5日");
        assert_eq!(date(texts(Language::En), at), "5 July 2026");
        assert_eq!(month(texts(Language::En), at), "July 2026");
        assert_eq!(day(texts(Language::ZhHant), at), "7月5日");
    }

    #[test]
    fn moments_name_their_zone() {
        let at: Timestamp = "2026-08-18T02:47:26Z".parse().unwrap();
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let show = |language| datetime(texts(language), at, &zone);
        assert_eq!(show(Language::ZhHans), "2026年8月18日 10:47（北京时间）");
        assert_eq!(show(Language::ZhHant), "2026年8月18日 10:47（北京時間）");
        assert_eq!(show(Language::En), "18 August 2026, 10:47 (Beijing time)");
        assert_eq!(
            datetime(texts(Language::En), at, &TimeZone::UTC),
            "18 August 2026, 02:47 (UTC)"
        );
        assert_eq!(clock(at, &zone), "10:47:26");
    }

    #[test]
    fn relative_days_count_calendar_days() {
        let t = texts(Language::En);
        let today = Date::constant(2026, 7, 15);
        let show = |d: i8| relative(t, Date::constant(2026, 7, d), today);
        assert_eq!(
            [show(15), show(16), show(14)],
            ["today", "tomorrow", "yesterday"]
        );
        assert_eq!([show(18), show(10)], ["in 3 days", "5 days ago"]);
    }

    #[test]
    fn amounts_keep_every_fen() {
        assert_eq!(money(123_456, "CNY"), "¥1,234.56");
        assert_eq!(money(-6_774, "CNY"), "−¥67.74");
        assert_eq!(money(5, "CNY"), "¥0.05");
        assert_eq!(money(i64::MIN, "CNY"), "−¥92,233,720,368,547,758.08");
        assert_eq!(money(1_234_567, "JPY"), "JP¥1,234,567");
        assert_eq!(money(100_000, "CHF"), "CHF\u{a0}1,000.00");
        let shown = Money {
            minor: -6_774,
            currency: "CNY",
        }
        .to_string();
        assert_eq!(
            shown,
            "<data class=\"money neg\" value=\"-67.74\">−¥67.74</data>"
        );
        assert!(
            !Money {
                minor: 1,
                currency: "<b>"
            }
            .to_string()
            .contains("<b>")
        );
    }

    #[test]
    fn sizes_round_up() {
        assert_eq!(
            [bytes(900), bytes(655_360), bytes(1_887_000)],
            ["900 B", "640 KB", "1.8 MB"]
        );
    }
}
