//! One pass over a PDF: what would act, hide or swell.
//!
//! Readers differ in what they make of a damaged or doctored file: some follow its table of
//! contents, some search it from the beginning. This pass therefore follows nothing. It reads every
//! object there is, used or not, those packed into object streams too, and refuses files in which
//! an object lies where only a table of contents would find it.

use super::head;
use super::tokens::{Token, Tokens, is_space, name_at};
use domain::validate::Problem;
use flate2::read::ZlibDecoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Deepest nesting of dictionaries and arrays.
const DEEPEST: usize = 100;
/// Most bytes one object stream may unpack to.
const STREAM_BYTES: usize = 16 << 20;
/// Most bytes all object streams may unpack to.
const ALL_STREAM_BYTES: usize = 64 << 20;
/// Values of a dictionary that are remembered.
const REMEMBERED: usize = 64;

fn unreadable() -> Problem {
    Problem::new("document-unreadable")
}

/// Names nobody meets by chance, wherever they are in the file.
fn forbidden_anywhere(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"JavaScript" => "document-script",
        b"Launch" | b"GoToE" | b"SubmitForm" | b"ImportData" => "document-action",
        b"EmbeddedFile" | b"EmbeddedFiles" | b"RichMedia" | b"Rendition" | b"Movie" | b"Sound" => {
            "document-attachment"
        }
        b"Encrypt" => "document-encrypted",
        _ => return None,
    })
}

/// Short names, which mean something in an object only.
fn forbidden_in_object(name: &[u8], next: Option<&Token>) -> Option<&'static str> {
    Some(match name {
        b"JS" => "document-script",
        b"XFA" => "document-form",
        // An attached file: a dictionary or a reference to one.
        b"EF" if matches!(next, Some(Token::DictOpen | Token::Int(_))) => "document-attachment",
        _ => return None,
    })
}

/// Looks at every byte of a PDF and tells how many pages it has at most.
///
/// # Errors
/// The [`Problem`] to show at the file field.
pub(super) fn inspect(bytes: &[u8], max_pages: u32) -> Result<u64, Problem> {
    ends(bytes)?;
    if head::runs(bytes.get(..1024).unwrap_or(bytes)) || head::ends_as_archive(bytes) {
        return Err(Problem::new("document-polyglot"));
    }
    names(bytes)?;
    let mut survey = Survey::default();
    survey.read(bytes, None)?;
    survey.nothing_hidden(bytes)?;
    survey.pages(max_pages)
}

/// The end mark is there, and nothing behind it.
fn ends(bytes: &[u8]) -> Result<(), Problem> {
    const END: &[u8] = b"%%EOF";
    let at = head::last(bytes, END).ok_or_else(|| Problem::new("document-truncated"))?;
    let behind = bytes.get(at + END.len()..).unwrap_or_default();
    if !behind.iter().all(|b| is_space(*b)) {
        return Err(Problem::new("document-polyglot"));
    }
    // Behind the last `startxref` stands where the table of contents is.
    if head::last(bytes, b"startxref").is_none() {
        return Err(Problem::new("document-truncated"));
    }
    Ok(())
}

/// Looks for forbidden names behind every slash of the file, inside of streams too.
fn names(bytes: &[u8]) -> Result<(), Problem> {
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'/' {
            let (name, _) = name_at(bytes.get(at + 1..).unwrap_or_default());
            if let Some(code) = forbidden_anywhere(&name) {
                return Err(Problem::new(code));
            }
        }
    }
    Ok(())
}

/// The dictionary an object begins with: its own keys, not those of dictionaries inside.
#[derive(Default)]
struct Dictionary {
    entries: Vec<(Vec<u8>, Vec<Token>)>,
    awaits_value: bool,
}

impl Dictionary {
    /// Takes a word of the dictionary's own level.
    fn take(&mut self, token: &Token) {
        match token {
            Token::Name(name) if !self.awaits_value => {
                if self.entries.len() < REMEMBERED {
                    self.entries.push((name.clone(), Vec::new()));
                }
                self.awaits_value = true;
            }
            token => {
                self.awaits_value = false;
                self.value(token);
            }
        }
    }

    /// Takes a word of a value, from any level.
    fn value(&mut self, token: &Token) {
        if let Some((_, value)) = self
            .entries
            .last_mut()
            .filter(|(_, v)| v.len() < REMEMBERED)
        {
            value.push(token.clone());
        }
    }

    fn get(&self, key: &[u8]) -> Option<&[Token]> {
        let found = self.entries.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_slice())
    }

    fn is(&self, kind: &[u8]) -> bool {
        let value = self.get(b"Type").and_then(<[Token]>::first);
        matches!(value, Some(Token::Name(name)) if name == kind)
    }

    /// Whether a stream with this dictionary holds objects. Not every reader asks for its type.
    fn packs_objects(&self) -> bool {
        self.is(b"ObjStm") || (self.get(b"N").is_some() && self.get(b"First").is_some())
    }

    /// Whether the stream is packed at all, and in the one way object streams are.
    fn packing(&self) -> Result<bool, Problem> {
        let plain = |token: &&Token| !matches!(token, Token::ArrayOpen | Token::ArrayClose);
        let filter = self.get(b"Filter").unwrap_or_default();
        let filter: Vec<&Token> = filter.iter().filter(plain).collect();
        let predicted = self.get(b"DecodeParms").is_some_and(|parameters| {
            let mut pairs = parameters.windows(2);
            pairs.any(|pair| {
                matches!(pair, [Token::Name(name), value]
                    if name == b"Predictor" && *value != Token::Int(1))
            })
        });
        match filter.as_slice() {
            [] => Ok(false),
            [Token::Name(name)] if name == b"FlateDecode" && !predicted => Ok(true),
            // It cannot be looked into, and nobody's printer driver writes it like that.
            _ => Err(unreadable()),
        }
    }
}

/// What the pass has seen.
#[derive(Default)]
struct Survey {
    /// Where the word `obj` of each object begins, in order.
    objects: Vec<usize>,
    /// Numbers of the objects that are pages.
    pages: BTreeSet<i64>,
    /// Pages in each object stream, by its number.
    packed_pages: BTreeMap<i64, u64>,
    /// The largest number of pages a node of the page tree claims.
    claimed: i64,
    /// Bytes unpacked so far.
    unpacked: usize,
}

impl Survey {
    /// Reads objects: those of the file, or those of an object stream with its number.
    fn read(&mut self, bytes: &[u8], within: Option<i64>) -> Result<(), Problem> {
        let mut tokens = Tokens::new(bytes);
        let mut dictionary = Dictionary::default();
        let (mut depth, mut in_dictionary) = (0_usize, false);
        let mut last: [Option<i64>; 2] = [None, None];
        let mut number = within;
        let mut ahead = tokens.next();
        while let Some(token) = ahead.take() {
            let end = tokens.at;
            let is_stream = token == Token::Word(b"stream".to_vec());
            if is_stream && within.is_none() {
                let data = stream(bytes, end)?;
                tokens.at = data.end;
                if dictionary.packs_objects() {
                    let data = bytes.get(data.start..data.end).unwrap_or_default();
                    self.unpack(&dictionary, data, number.unwrap_or(-1))?;
                }
            }
            ahead = tokens.next();
            match &token {
                Token::Tag => return Err(Problem::new("document-polyglot")),
                Token::Name(name) => {
                    let code = forbidden_anywhere(name);
                    if let Some(code) = code.or_else(|| forbidden_in_object(name, ahead.as_ref())) {
                        return Err(Problem::new(code));
                    }
                }
                Token::Word(word) if word == b"obj" && within.is_none() => {
                    self.objects.push(end - 3);
                    number = last[0];
                    (depth, in_dictionary) = (0, false);
                    dictionary = Dictionary::default();
                }
                _ => {}
            }
            last = match token {
                Token::Int(n) => [last[1], Some(n)],
                _ => [None, None],
            };
            match token {
                Token::DictOpen | Token::ArrayOpen => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(unreadable());
                    }
                    if depth == 1 {
                        in_dictionary = token == Token::DictOpen;
                        dictionary = Dictionary::default();
                    } else if in_dictionary {
                        dictionary.awaits_value = false;
                        dictionary.value(&token);
                    }
                }
                Token::DictClose | Token::ArrayClose => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && in_dictionary {
                        in_dictionary = false;
                        self.weigh(&dictionary, number, within);
                    } else if in_dictionary {
                        dictionary.value(&token);
                    }
                }
                token if in_dictionary && depth == 1 => dictionary.take(&token),
                token if in_dictionary => dictionary.value(&token),
                _ => {}
            }
        }
        if tokens.tagged {
            return Err(Problem::new("document-polyglot"));
        }
        Ok(())
    }

    /// Counts pages.
    fn weigh(&mut self, dictionary: &Dictionary, number: Option<i64>, within: Option<i64>) {
        if dictionary.is(b"Page") {
            match (within, number) {
                (Some(stream), _) => *self.packed_pages.entry(stream).or_default() += 1,
                (None, Some(number)) => {
                    self.pages.insert(number);
                }
                (None, None) => {}
            }
        }
        if dictionary.is(b"Pages")
            && let Some([Token::Int(count), ..]) = dictionary.get(b"Count")
        {
            self.claimed = self.claimed.max(*count);
        }
    }

    /// Unpacks an object stream, within bounds, and reads its objects.
    fn unpack(&mut self, of: &Dictionary, data: &[u8], number: i64) -> Result<(), Problem> {
        // A later version of the same stream takes the place of the earlier one.
        self.packed_pages.remove(&number);
        if !of.packing()? {
            return self.read(data, Some(number));
        }
        let most = STREAM_BYTES.min(ALL_STREAM_BYTES.saturating_sub(self.unpacked));
        let mut unpacked = Vec::new();
        let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let read = ZlibDecoder::new(data)
            .take(bound)
            .read_to_end(&mut unpacked);
        if unpacked.len() > most {
            return Err(Problem::new("document-swells"));
        }
        // Readers use what came out before the fault, and so does this.
        if read.is_err() && unpacked.is_empty() {
            return Err(unreadable());
        }
        self.unpacked += unpacked.len();
        self.read(&unpacked, Some(number))
    }

    /// Every object header of the file was read as one: none lies in a string, a comment or a
    /// stream, where a table of contents could still point.
    fn nothing_hidden(&self, bytes: &[u8]) -> Result<(), Problem> {
        let mut from = 0;
        while let Some(found) = bytes.get(from..).and_then(|rest| head::first(rest, b"obj")) {
            let at = from + found;
            from = at + 3;
            let before = bytes.get(..at).unwrap_or_default();
            if is_header(before) && self.objects.binary_search(&at).is_err() {
                return Err(Problem::new("document-polyglot"));
            }
        }
        Ok(())
    }

    /// How many pages there are, where there are any and not too many.
    fn pages(&self, most: u32) -> Result<u64, Problem> {
        let own = u64::try_from(self.pages.len()).unwrap_or(u64::MAX);
        let packed: u64 = self.packed_pages.values().sum();
        let claimed = u64::try_from(self.claimed).unwrap_or(0);
        let pages = own.saturating_add(packed).max(claimed);
        if pages == 0 {
            return Err(unreadable());
        }
        if pages > u64::from(most) {
            return Err(Problem::new("document-pages").with("max", most));
        }
        Ok(pages)
    }
}

/// Whether what stands before the word `obj` ends with two numbers and spaces.
fn is_header(before: &[u8]) -> bool {
    let mut rest = before;
    for _ in 0..2 {
        let spaces = rest.iter().rev().take_while(|b| is_space(**b)).count();
        rest = rest.get(..rest.len() - spaces).unwrap_or_default();
        let digits = rest.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        rest = rest.get(..rest.len() - digits).unwrap_or_default();
        if spaces == 0 || digits == 0 {
            return false;
        }
    }
    true
}

/// Where the data of a stream lies whose word ends at `at`: up to the first end mark, so that as
/// much of the file as possible is read as objects.
fn stream(bytes: &[u8], at: usize) -> Result<std::ops::Range<usize>, Problem> {
    let rest = bytes.get(at..).unwrap_or_default();
    let skip = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    let start = at + skip;
    let rest = bytes.get(start..).unwrap_or_default();
    let length = head::first(rest, b"endstream");
    let length = length.ok_or_else(|| Problem::new("document-truncated"))?;
    Ok(start..start + length)
}
