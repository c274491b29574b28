//! The words of PDF syntax, one after the other. No recursion: depth is a number.

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `/Name`, with `#xx` taken for the byte it stands for.
    Name(Vec<u8>),
    /// A whole number.
    Int(i64),
    /// `obj`, `stream`, `true` and the like.
    Word(Vec<u8>),
    /// `<<`
    DictOpen,
    /// `>>`
    DictClose,
    /// `[`
    ArrayOpen,
    /// `]`
    ArrayClose,
    /// A string or a number with a point.
    Other,
    /// `<` followed by what is no hexadecimal string, such as a tag.
    Tag,
}

/// Longest word that is looked at; what is longer is no keyword.
const LONGEST: usize = 127;

/// Reads words from bytes.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    /// Where the next word is looked for.
    pub(super) at: usize,
    /// Whether a comment held text a browser would run.
    pub(super) tagged: bool,
}

/// White space of PDF syntax.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

/// The name that begins behind a slash, and its length in the file.
pub(super) fn name_at(bytes: &[u8]) -> (Vec<u8>, usize) {
    let length = bytes.iter().take_while(|b| is_regular(**b)).count();
    let spelt = bytes.get(..length.min(LONGEST)).unwrap_or_default();
    if !spelt.contains(&b'#') {
        return (spelt.to_vec(), length);
    }
    let digit = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let mut name = Vec::with_capacity(spelt.len());
    let mut at = 0;
    while let Some(byte) = spelt.get(at) {
        let escaped = (digit(spelt.get(at + 1)), digit(spelt.get(at + 2)));
        match (byte, escaped) {
            (b'#', (Some(high), Some(low))) => {
                name.push(u8::try_from(high * 16 + low).unwrap_or(b'#'));
                at += 3;
            }
            (byte, _) => {
                name.push(*byte);
                at += 1;
            }
        }
    }
    (name, length)
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            tagged: false,
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_space_and_comments(&mut self) {
        while let Some(byte) = self.peek(0) {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                let rest = self.rest();
                let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                let length = length.unwrap_or(rest.len());
                let comment = rest.get(..length).unwrap_or_default();
                self.tagged |= super::head::runs(comment);
                self.at += length;
            } else {
                return;
            }
        }
    }

    fn one(&mut self, length: usize, token: Token) -> Token {
        self.at += length;
        token
    }

    /// A string in round brackets, which may hold brackets in pairs and escaped ones.
    fn literal(&mut self) -> Token {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' if depth <= 1 => return Token::Other,
                b')' => depth -= 1,
                _ => {}
            }
        }
        Token::Other
    }

    /// A hexadecimal string, or something that is none.
    fn hexadecimal(&mut self) -> Token {
        let rest = self.rest().get(1..).unwrap_or_default();
        let digits = rest
            .iter()
            .take_while(|b| b.is_ascii_hexdigit() || is_space(**b));
        let digits = digits.count();
        if rest.get(digits) == Some(&b'>') {
            return self.one(digits + 2, Token::Other);
        }
        self.one(1, Token::Tag)
    }

    fn word(&mut self) -> Token {
        let length = self.rest().iter().take_while(|b| is_regular(**b)).count();
        let spelt = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        let text = std::str::from_utf8(spelt).unwrap_or_default();
        if let Ok(number) = text.parse() {
            return Token::Int(number);
        }
        if text.parse::<f64>().is_ok() {
            return Token::Other;
        }
        Token::Word(
            spelt
                .get(..length.min(LONGEST))
                .unwrap_or_default()
                .to_vec(),
        )
    }

    /// The next word, if any is left.
    pub(super) fn next(&mut self) -> Option<Token> {
        self.skip_space_and_comments();
        Some(match (self.peek(0)?, self.peek(1)) {
            (b'<', Some(b'<')) => self.one(2, Token::DictOpen),
            (b'>', Some(b'>')) => self.one(2, Token::DictClose),
            (b'<', _) => self.hexadecimal(),
            (b'[', _) => self.one(1, Token::ArrayOpen),
            (b']', _) => self.one(1, Token::ArrayClose),
            (b'(', _) => self.literal(),
            (b'/', _) => {
                let (name, length) = name_at(self.rest().get(1..).unwrap_or_default());
                self.one(length + 1, Token::Name(name))
            }
            (byte, _) if is_delimiter(byte) => self.one(1, Token::Other),
            _ => self.word(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<Token> {
        let mut tokens = Tokens::new(text);
        std::iter::from_fn(|| tokens.next()).collect()
    }

    #[test]
    fn words_are_what_the_syntax_says() {
        let name = |text: &str| Token::Name(text.as_bytes().to_vec());
        let word = |text: &str| Token::Word(text.as_bytes().to_vec());
        assert_eq!(
            all(b"1 0 obj<</J#61vaScript(a\\)(b))/N[-3 .5]>>% <x\nendobj"),
            [
                Token::Int(1),
                Token::Int(0),
                word("obj"),
                Token::DictOpen,
                name("JavaScript"),
                Token::Other,
                name("N"),
                Token::ArrayOpen,
                Token::Int(-3),
                Token::Other,
                Token::ArrayClose,
                Token::DictClose,
                word("endobj"),
            ]
        );
        assert_eq!(all(b"<48 65>"), [Token::Other]);
        assert_eq!(all(b"<html>")[0], Token::Tag);
        assert_eq!(all(b"(never closed"), [Token::Other]);
        assert_eq!(all(b"/#4"), [name("#4")]);
    }

    #[test]
    fn a_comment_with_a_tag_is_noticed() {
        let mut tokens = Tokens::new(b"%PDF-1.7\n%<ScRipt>alert(1)\n1");
        assert_eq!(tokens.next(), Some(Token::Int(1)));
        assert!(tokens.tagged);
    }
}
