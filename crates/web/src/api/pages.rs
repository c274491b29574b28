//! Pages of lists: by a token that names a place (`seekOperation` with `MS-ContinuationToken`), or by
//! offset and size.

use super::call::Call;
use super::problem::Problem;
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The header a token travels in.
pub const TOKEN: &str = "MS-ContinuationToken";
/// Pages back that a token remembers.
const BACK: usize = 20;
/// Longest token that is read.
const LONGEST: usize = 8000;

/// Where a client is in a list of `S` (what is searched) with places `P`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place<S, P> {
    /// What is searched.
    #[serde(rename = "s")]
    pub search: S,
    /// Elements of a page.
    #[serde(rename = "n")]
    pub size: u32,
    /// Where the pages before began, the nearest last; none is the beginning of the list.
    #[serde(rename = "b")]
    pub before: Vec<Option<P>>,
    /// Where this page began.
    #[serde(rename = "h")]
    pub here: Option<P>,
    /// Where the next one begins; none on the last page.
    #[serde(rename = "x")]
    pub next: Option<P>,
}

impl<S, P> Place<S, P>
where
    S: Clone + Serialize + for<'de> Deserialize<'de>,
    P: Clone + Serialize + for<'de> Deserialize<'de>,
{
    /// The beginning of a list.
    #[must_use]
    pub fn beginning(search: S, size: u32) -> Self {
        Self {
            search,
            size,
            before: Vec::new(),
            here: None,
            next: None,
        }
    }

    /// Where a seek leads to, if the request is one.
    ///
    /// # Errors
    /// [`Problem`] for a token that is none, or a way that leads nowhere.
    pub fn sought(call: &Call) -> Result<Option<Self>, Problem> {
        let Some(way) = call.query("seekOperation") else {
            return Ok(None);
        };
        let bad = || Problem::input(TOKEN, "api-bad-continuation");
        let token = call.header(TOKEN).ok_or_else(bad)?;
        let read = |token: &str| -> Option<Self> {
            let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
            serde_json::from_slice(&bytes).ok()
        };
        let token = Some(token).filter(|token| token.len() <= LONGEST);
        let mut place = token.and_then(read).ok_or_else(bad)?;
        match way.to_ascii_lowercase().as_str() {
            "next" => {
                let next = place.next.take().ok_or_else(bad)?;
                place.before.push(place.here.take());
                if place.before.len() > BACK {
                    place.before.remove(0);
                }
                place.here = Some(next);
            }
            "previous" => place.here = place.before.pop().ok_or_else(bad)?,
            "first" => (place.before, place.here) = (Vec::new(), None),
            // Lists are read forward and not counted: their end is where reading leads.
            "last" | "pageindex" => return Err(Problem::no_such_terms("seekOperation")),
            _ => return Err(Problem::input("seekOperation", "api-unknown-value")),
        }
        place.next = None;
        Ok(Some(place))
    }

    fn token(&self) -> String {
        BASE64URL_NOPAD.encode(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// Adds to a list where one can go on from it.
    pub fn tell(&self, list: &mut Value, uri: &str) {
        let token = self.token();
        let step = |way: &str| {
            json!({
                "uri": format!("{uri}?seekOperation={way}"),
                "method": "GET",
                "headers": [{ "key": TOKEN, "value": token }],
            })
        };
        if self.next.is_some() {
            list["links"]["next"] = step("Next");
            list["continuationToken"] = token.clone().into();
        }
        if !self.before.is_empty() {
            list["links"]["previous"] = step("Previous");
        }
    }
}

/// Links from the part of a list that `offset` and `size` name to the parts beside it.
///
/// # Errors
/// [`Problem`] for what are no numbers.
pub fn neighbours(call: &Call, list: &mut Value, uri: &str, all: usize) -> Result<(), Problem> {
    let offset = call.number("offset")?.unwrap_or(0);
    let size = call.number("size")?.unwrap_or(0);
    if size == 0 {
        return Ok(());
    }
    let joint = if uri.contains('?') { '&' } else { '?' };
    let to = |offset: u32| super::show::link(&format!("{uri}{joint}offset={offset}&size={size}"));
    let after = offset.saturating_add(size);
    if usize::try_from(after).is_ok_and(|after| after < all) {
        list["links"]["next"] = to(after);
    }
    if offset > 0 {
        list["links"]["previous"] = to(offset.saturating_sub(size));
    }
    Ok(())
}

/// The part of a list that `offset` and `size` name.
///
/// # Errors
/// [`Problem`] for what are no numbers.
pub fn part<T>(call: &Call, list: Vec<T>) -> Result<Vec<T>, Problem> {
    let number = |name| -> Result<usize, Problem> {
        let number = call.number(name)?.unwrap_or(0);
        Ok(usize::try_from(number).unwrap_or(usize::MAX))
    };
    let (offset, size) = (number("offset")?, number("size")?);
    let size = if size == 0 { usize::MAX } else { size };
    Ok(list.into_iter().skip(offset).take(size).collect())
}
