//! What of a letter's words is new: without the mail it answers and without the signature.

/// What a line begins with below which nothing is read; it ends with the same turned around.
pub(crate) const MARK: (&str, &str) = ("##-", "-##");
/// Lines before a quotation that may be its heading.
const HEADING: usize = 10;
/// How headings of quotations begin, as mail programs write them.
const BEGINNINGS: [&str; 8] = [
    "from:",
    "von:",
    "发件人:",
    "发件人：",
    "寄件者:",
    "寄件者：",
    "寄件人:",
    "寄件人：",
];
/// What a line of dashes that begins a quotation says.
const ORIGINAL: [&str; 3] = ["original", "原始邮件", "原始郵件"];
/// What the last line of such a heading has in it.
const WORDS: [&str; 5] = ["wrote", "写道", "寫道", "schrieb", "@"];

fn is_mark(line: &str) -> bool {
    let line = line
        .trim_start_matches(['>', '|', ' ', '*'])
        .trim_end_matches(['*', ' ']);
    line.starts_with(MARK.0) && line.ends_with(MARK.1) && line.len() > MARK.0.len() + MARK.1.len()
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// The words that are new.
pub(super) fn answer(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mark = lines.iter().position(|line| is_mark(line));
    let above = lines.get(..mark.unwrap_or(lines.len())).unwrap_or_default();
    let words = trimmed(above, mark.is_some());
    if !words.is_empty() {
        return words;
    }
    // Some write below what they answer, or in between. Where the program marks what it quotes, the
    // rest is theirs.
    let below = match mark {
        Some(at) if lines.get(at).is_some_and(|line| is_quoted(line)) => lines.get(at + 1..),
        None => Some(lines.as_slice()),
        Some(_) => None,
    };
    let own = below.unwrap_or_default().iter().copied();
    let own: Vec<&str> = own.filter(|line| !is_quoted(line)).collect();
    joined(before_signature(&own))
}

/// Words without signature, and without a quotation at their end and its heading.
fn trimmed(lines: &[&str], marked: bool) -> String {
    let mut lines = before_signature(lines);
    let mut quoted = marked;
    while let [rest @ .., last] = lines
        && (last.trim().is_empty() || is_quoted(last))
    {
        quoted |= is_quoted(last);
        lines = rest;
    }
    if quoted {
        lines = before_heading(lines);
    }
    joined(before_signature(lines))
}

fn before_signature<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let end = lines.iter().position(|line| *line == "--");
    lines.get(..end.unwrap_or(lines.len())).unwrap_or_default()
}

fn before_heading<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let start = lines.len().saturating_sub(HEADING);
    let begins = |line: &&str| {
        let line = line
            .trim_start_matches(['*', ' '])
            .replace('*', "")
            .to_lowercase();
        let dashes = line.starts_with("--") && ORIGINAL.iter().any(|word| line.contains(word));
        let rule = line.len() >= 30 && line.chars().all(|c| c == '_');
        dashes
            || rule
            || BEGINNINGS
                .iter()
                .any(|beginning| line.starts_with(beginning))
    };
    let tail = lines.get(start..).unwrap_or_default();
    if let Some(at) = tail.iter().position(begins) {
        return lines.get(..start + at).unwrap_or_default();
    }
    let [rest @ .., last] = lines else {
        return lines;
    };
    let heads = last.ends_with([':', '：']) && WORDS.iter().any(|word| last.contains(word));
    if !heads {
        return lines;
    }
    // Programs break it after some eighty characters.
    match rest {
        [before @ .., first] if first.starts_with("On ") && !last.starts_with("On ") => before,
        _ => rest,
    }
}

fn joined(lines: &[&str]) -> String {
    lines.join("\n").trim().to_owned()
}
