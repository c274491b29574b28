//! JSON as clients send it: property names in any case, `null` for nothing, unknown properties
//! passed over; what is wrong is told with its place.

use super::problem::Problem;
use serde_json::Value;
use std::str::FromStr;
use uuid::Uuid;

/// A place in a document that was sent; there may be nothing.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    value: Option<&'a Value>,
    pointer: String,
}

impl<'a> Node<'a> {
    /// The whole document.
    #[must_use]
    pub fn root(value: &'a Value) -> Self {
        Self {
            value: Some(value),
            pointer: String::new(),
        }
        .or_nothing()
    }

    fn or_nothing(mut self) -> Self {
        self.value = self.value.filter(|value| !value.is_null());
        self
    }

    /// Where it is (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Whether something is there.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.value.is_some()
    }

    /// Whether what is there says anything: an empty text, list or object does not.
    #[must_use]
    pub fn says_something(&self) -> bool {
        match self.value {
            None | Some(Value::Null) => false,
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(Value::Object(all)) => all.values().any(|value| !value.is_null()),
            Some(Value::Bool(_) | Value::Number(_)) => true,
        }
    }

    /// A property, whatever the case of its name; the exact spelling comes first.
    #[must_use]
    pub fn at(&self, name: &str) -> Node<'a> {
        let object = self.value.and_then(Value::as_object);
        let value = object.and_then(|object| {
            object.get(name).or_else(|| {
                let mut all = object.iter();
                all.find(|(found, _)| found.eq_ignore_ascii_case(name))
                    .map(|(_, value)| value)
            })
        });
        let pointer = format!("{}/{name}", self.pointer);
        Node { value, pointer }.or_nothing()
    }

    fn wrong(&self, message: &'static str) -> Problem {
        Problem::property(&self.pointer, message)
    }

    /// An object; nothing counts as one without properties.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn object(&self) -> Result<(), Problem> {
        match self.value {
            None | Some(Value::Object(_)) => Ok(()),
            Some(_) => Err(self.wrong("api-not-an-object")),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn text(&self) -> Result<Option<&'a str>, Problem> {
        match self.value {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong("api-not-a-text")),
        }
    }

    /// A text; nothing counts as an empty one.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn words(&self) -> Result<String, Problem> {
        Ok(self.text()?.unwrap_or_default().to_owned())
    }

    /// A whole number from 0.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn number(&self) -> Result<Option<u32>, Problem> {
        let Some(value) = self.value else {
            return Ok(None);
        };
        let number = value.as_u64().and_then(|n| u32::try_from(n).ok());
        number
            .map(Some)
            .ok_or_else(|| self.wrong("api-not-a-number"))
    }

    /// Yes or no.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn flag(&self) -> Result<Option<bool>, Problem> {
        match self.value {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.wrong("api-not-a-flag")),
        }
    }

    /// An id.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn id(&self) -> Result<Option<Uuid>, Problem> {
        self.parsed("api-not-a-guid")
    }

    fn parsed<T: FromStr>(&self, message: &'static str) -> Result<Option<T>, Problem> {
        match self.text()?.filter(|text| !text.is_empty()) {
            None => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| self.wrong(message)),
        }
    }

    /// One of a few words, whatever their case.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Result<Option<T>, Problem> {
        let Some(text) = self.text()? else {
            return Ok(None);
        };
        let mut choices = choices.iter();
        match choices.find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            Some((_, choice)) => Ok(Some(*choice)),
            None => Err(self.wrong("api-unknown-value")),
        }
    }

    /// What must be there.
    ///
    /// # Errors
    /// [`Problem`] for nothing.
    pub fn required<T>(&self, value: Option<T>) -> Result<T, Problem> {
        value.ok_or_else(|| self.wrong("problem-required"))
    }

    /// The elements of a list; nothing counts as an empty one.
    ///
    /// # Errors
    /// [`Problem`] for anything else.
    pub fn items(&self) -> Result<Vec<Node<'a>>, Problem> {
        let list = match self.value {
            None => return Ok(Vec::new()),
            Some(Value::Array(list)) => list,
            Some(_) => return Err(self.wrong("api-not-a-list")),
        };
        let nodes = list.iter().enumerate().map(|(at, value)| Node {
            value: Some(value),
            pointer: format!("{}/{at}", self.pointer),
        });
        Ok(nodes.collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_found_in_any_case_and_null_is_nothing() {
        let sent = json!({ "BillingProfile": { "Email": "a@b.example", "culture": null }, "N": 7 });
        let root = Node::root(&sent);
        let email = root.at("billingProfile").at("email");
        assert_eq!(email.text().unwrap(), Some("a@b.example"));
        assert_eq!(email.pointer(), "/billingProfile/email");
        assert!(!root.at("billingProfile").at("culture").is_there());
        assert_eq!(root.at("nothing").at("below").text().unwrap(), None);
        assert_eq!(root.at("n").number().unwrap(), Some(7));
        assert!(root.at("n").text().is_err() && root.at("n").items().is_err());
        assert!(!Node::root(&Value::Null).is_there());
    }

    #[test]
    fn numbers_are_whole_and_choices_known() {
        for bad in [json!(-1), json!(1.5), json!("1"), json!(4_294_967_296_u64)] {
            assert!(Node::root(&bad).number().is_err(), "{bad}");
        }
        let cycles = [("monthly", 1), ("annual", 12)];
        let chosen = |text: &str| Node::root(&json!(text)).choice(&cycles).ok().flatten();
        assert_eq!(chosen("Annual"), Some(12));
        assert_eq!(chosen("weekly"), None);
        assert!(Node::root(&json!("12345")).id().is_err());
    }
}
