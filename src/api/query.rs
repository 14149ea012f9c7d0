//! The part of an address behind the question mark: pages and filters. Empty values count as not said.

use super::{Refusal, fields::Faults, words};
use axum::{extract::FromRequestParts, http::request::Parts};
use std::convert::Infallible;

/// The most entries of one page.
pub(super) const MOST: i64 = 1000;
/// The most parameters that are looked at.
const MOST_PARAMETERS: usize = 200;

/// The longest value that is looked at, in characters: no address is longer, and databases refuse patterns that are.
const LONGEST: usize = 320;

/// What a call is asked for.
#[derive(Debug)]
pub(super) struct Query {
    pairs: Vec<(String, String)>,
    faults: Faults,
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    /// At most so many; none for all.
    pub limit: Option<i64>,
    /// Behind so many.
    pub offset: i64,
}

impl Query {
    fn parse(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned().take(MOST_PARAMETERS);
        Self { pairs: pairs.filter(|(_, value)| !value.is_empty()).collect(), faults: Faults::new() }
    }

    /// Notes what is wrong with a parameter.
    pub fn fault(&mut self, name: &str, text: impl Into<String>) {
        self.faults.push(&[name], text);
    }

    /// The value of a parameter; of several, the last.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let value = self.pairs.iter().rfind(|(own, _)| own == name).map(|(_, value)| value.clone())?;
        if value.contains('\0') {
            self.fault(name, "Null characters are not allowed.");
            return None;
        }
        if value.chars().count() > LONGEST {
            self.fault(name, format!("Ensure this value has at most {LONGEST} characters."));
            return None;
        }
        Some(value)
    }

    /// A whole number.
    pub fn integer(&mut self, name: &str) -> Option<i64> {
        let number = self.text(name)?.parse().ok();
        if number.is_none() {
            self.fault(name, words::NO_INTEGER);
        }
        number
    }

    /// Yes or no.
    pub fn boolean(&mut self, name: &str) -> Option<bool> {
        let said = match self.text(name)?.as_str() {
            "true" | "True" | "1" => Some(true),
            "false" | "False" | "0" => Some(false),
            _ => None,
        };
        if said.is_none() {
            self.fault(name, "Must be a valid boolean.");
        }
        said
    }

    /// Several, parted by commas, each read by `parse`.
    pub fn list<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let Some(text) = self.text(name) else { return Vec::new() };
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let parsed: Option<Vec<T>> = parts.map(parse).collect();
        if parsed.is_none() {
            self.fault(name, words::NO_CHOICE);
        }
        parsed.unwrap_or_default()
    }

    /// The page asked for: a limit of 0 is none, and none is over [`MOST`].
    pub fn page(&mut self) -> Page {
        let mut number = |name| {
            let number = self.integer(name)?;
            if number < 0 {
                self.fault(name, "Ensure this value is greater than or equal to 0.");
            }
            Some(number.max(0))
        };
        let limit = number("limit").filter(|limit| *limit > 0).map(|limit| limit.min(MOST));
        Page { limit, offset: number("offset").unwrap_or(0) }
    }

    /// The address of another page of the same list, below the API's own.
    pub fn link(&self, path: &str, offset: i64, limit: i64) -> String {
        let others = self.pairs.iter().filter(|(name, _)| name != "offset" && name != "limit");
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("offset", &offset.to_string()).append_pair("limit", &limit.to_string());
        query.extend_pairs(others);
        format!("{path}?{}", query.finish())
    }

    /// Everything that was wrong, if anything was.
    ///
    /// # Errors
    /// [`Refusal::Fields`].
    pub fn done(&mut self) -> Result<(), Refusal> {
        let faults = std::mem::take(&mut self.faults);
        if faults.is_empty() { Ok(()) } else { Err(Refusal::Fields(faults)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_and_the_others_are_linked() {
        let mut query = Query::parse("limit=10&offset=20&name=a+b&offset=30&x=");
        assert_eq!(query.page(), Page { limit: Some(10), offset: 30 });
        assert_eq!(query.link("/users", 40, 10), "/users?offset=40&limit=10&name=a+b");
        assert!(query.done().is_ok());
        assert_eq!(Query::parse("limit=0").page(), Page { limit: None, offset: 0 });
        assert_eq!(Query::parse("limit=5000").page().limit, Some(MOST));
        for wrong in ["limit=x", "offset=-1", "limit=1.5", "limit=99999999999999999999", "offset=%00"] {
            let mut query = Query::parse(wrong);
            query.page();
            assert!(query.done().is_err(), "{wrong}");
        }
    }

    #[test]
    fn yes_and_no_come_in_two_spellings() {
        for (text, said) in [("true", Some(true)), ("True", Some(true)), ("False", Some(false)), ("", None)] {
            assert_eq!(Query::parse(&format!("two_fa={text}")).boolean("two_fa"), said, "{text}");
        }
        let mut query = Query::parse("two_fa=maybe&groups=5,9");
        assert_eq!(query.boolean("two_fa"), None);
        assert!(query.list("groups", |text| (text == "5").then_some(5)).is_empty());
        assert!(query.done().is_err());
    }
}
