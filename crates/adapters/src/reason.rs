//! Makes what a remote server said fit for a log line.

/// Longest reason kept, in characters.
const LONGEST: usize = 240;

/// One printable line of at most 240 characters, with links taken out.
///
/// Mail carries single-use links, and spam filters quote the link they object to.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(if word.contains("://") { "[link]" } else { word });
    }
    if line.chars().count() > LONGEST {
        line = line.chars().take(LONGEST).chain(['…']).collect();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_reply_becomes_one_line_without_links() {
        let said = "554 5.7.1\r\n blocked <https://tongdao.example/resume/abc>\u{7} 拒绝";
        assert_eq!(one_line(said), "554 5.7.1 blocked [link] 拒绝");
    }

    #[test]
    fn a_long_reply_is_cut() {
        assert_eq!(one_line(&"界".repeat(1000)).chars().count(), 241);
    }
}
