//! What stands behind the question mark below `/v3`: pages, and filters that are all met at once. Empty values count as not
//! said; what is not known is wrong.

use super::problem::{Item, Items, Source};
use crate::api::Refusal;
use axum::{extract::FromRequestParts, http::request::Parts};
use uuid::Uuid;

/// Entries of a page unless said otherwise, and the most it has.
const USUAL: i64 = 10;
const MOST: i64 = 100;
/// The most parameters of a call, and the longest value of one, in characters.
const MOST_PARAMETERS: usize = 30;
const LONGEST: usize = 320;

/// Part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api) struct Page {
    /// Which, from 1.
    pub number: i64,
    /// Entries of each.
    pub size: i64,
}

impl Page {
    /// So many, behind so many.
    pub const fn part(self) -> (i64, i64) {
        (self.size, (self.number - 1).saturating_mul(self.size))
    }
}

/// What can be asked of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api) enum Kind {
    /// A UUID; whether it is this one.
    Id,
    /// A text; whether it is this one, or has this in it.
    Text,
    /// Yes or no.
    Flag,
}

/// What a field must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::api) enum Wanted {
    Id(Uuid),
    Is(String),
    Contains(String),
    Flag(bool),
}

/// The page, and what fields must be.
pub(in crate::api) type Asked = (Page, Vec<(&'static str, Wanted)>);

/// What a call is asked for.
#[derive(Debug)]
pub(in crate::api) struct Query(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

/// A call of which nothing can be asked.
#[derive(Debug, Clone, Copy)]
pub(in crate::api) struct NoQuery;

impl<S: Sync> FromRequestParts<S> for NoQuery {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        let mut items = Items::default();
        for (name, _) in Query::parse(parts.uri.query().unwrap_or_default()).0 {
            items.push(unknown(&name));
        }
        items.done().map(|()| Self)
    }
}

impl Query {
    fn parse(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        // One more than there may be, so that it is seen.
        Self(pairs.take(MOST_PARAMETERS + 1).collect())
    }

    /// The page, and what the fields must be.
    ///
    /// # Errors
    /// [`Refusal::Problem`] with everything that is wrong.
    pub fn read(self, fields: &[(&'static str, Kind)]) -> Result<Asked, Refusal> {
        let mut items = Items::default();
        if self.0.len() > MOST_PARAMETERS {
            items.push(Item::new(Source::Query, "query", "invalid", "has too many parameters"));
        }
        let mut page = Page { number: 1, size: USUAL };
        let mut wanted = Vec::new();
        for (name, value) in &self.0 {
            if value.chars().count() > LONGEST {
                items.push(Item::too_long(Source::Query, name, LONGEST));
            } else if value.contains('\0') {
                items.push(Item::new(Source::Query, name, "invalid", "must not contain null characters"));
            } else if name == "page[number]" {
                page.number = number(&mut items, name, value).unwrap_or(page.number);
            } else if name == "page[size]" {
                page.size = number(&mut items, name, value).unwrap_or(page.size).min(MOST);
            } else if let Some((field, op)) = filter(name) {
                match fields.iter().find(|(own, _)| *own == field) {
                    Some((own, kind)) if supports(*kind, op) => {
                        if !value.is_empty() {
                            match read(*kind, op, value) {
                                Ok(found) => wanted.push((*own, found)),
                                Err((rule, reason)) => {
                                    items.push(Item::new(Source::Query, field, rule, reason));
                                }
                            }
                        }
                    }
                    _ => items.push(unsupported(field, op.unwrap_or("eq"))),
                }
            } else {
                items.push(unknown(name));
            }
        }
        items.done().map(|()| (page, wanted))
    }
}

fn number(items: &mut Items, name: &str, value: &str) -> Option<i64> {
    if value.is_empty() {
        return None;
    }
    let Ok(number) = value.parse::<i64>() else {
        items.push(Item::new(Source::Query, name, "is_integer", "must be an integer"));
        return None;
    };
    if number < 1 {
        items.push(Item::below(Source::Query, name, 1));
        return None;
    }
    Some(number)
}

/// Field and operation of `filter[field]` or `filter[field][operation]`.
fn filter(name: &str) -> Option<(&str, Option<&str>)> {
    let inner = name.strip_prefix("filter[")?.strip_suffix(']')?;
    Some(match inner.split_once("][") {
        Some((field, op)) => (field, Some(op)),
        None => (inner, None),
    })
}

fn supports(kind: Kind, op: Option<&str>) -> bool {
    match kind {
        Kind::Id => matches!(op, None | Some("eq")),
        Kind::Text => matches!(op, None | Some("eq" | "contains")),
        Kind::Flag => op.is_none(),
    }
}

fn read(kind: Kind, op: Option<&str>, value: &str) -> Result<Wanted, (&'static str, &'static str)> {
    match kind {
        Kind::Id => uuid(value).map(Wanted::Id).ok_or(("is_uuid", "must be a valid UUID")),
        Kind::Text if op == Some("contains") => Ok(Wanted::Contains(value.to_owned())),
        Kind::Text => Ok(Wanted::Is(value.to_owned())),
        Kind::Flag => match value {
            "true" => Ok(Wanted::Flag(true)),
            "false" => Ok(Wanted::Flag(false)),
            _ => Err(("is_boolean", "must be a boolean")),
        },
    }
}

/// Reads a UUID in the one form in which they are given out: with four hyphens and nothing around it.
pub(in crate::api) fn uuid(text: &str) -> Option<Uuid> {
    if text.len() == 36 { Uuid::try_parse(text).ok() } else { None }
}

fn unsupported(field: &str, op: &str) -> Item {
    let short = |text: &str| text.chars().take(30).collect::<String>();
    let (field, op) = (short(field), short(op));
    Item::bare(&format!("[filter][{field}][{op}]"), format!("[{op}] is not a supported filter operation"))
}

fn unknown(name: &str) -> Item {
    Item::new(Source::Query, name, "unknown_property", "is not a known parameter")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::v3::problem::Problem;

    const FIELDS: &[(&str, Kind)] = &[("id", Kind::Id), ("email", Kind::Text), ("active", Kind::Flag)];

    fn wrong(query: &str) -> serde_json::Value {
        let refusal = Query::parse(query).read(FIELDS).unwrap_err();
        Problem::of(&refusal, "/v3/users").into_parts("1").1["invalid_parameters"].clone()
    }

    #[test]
    fn filters_are_read_bare_and_by_their_operations() {
        let id = "0b0f6a52-6d0b-4c1e-9d55-5b6f0c1f5003";
        let query = format!(
            "filter%5Bemail%5D%5Bcontains%5D=a%40b&filter[email]=x&filter[active]=false&filter[id][eq]={id}&filter[email]="
        );
        let (page, wanted) = Query::parse(&query).read(FIELDS).unwrap();
        assert_eq!(page, Page { number: 1, size: 10 });
        let expected = [
            ("email", Wanted::Contains("a@b".into())),
            ("email", Wanted::Is("x".into())),
            ("active", Wanted::Flag(false)),
            ("id", Wanted::Id(id.parse().unwrap())),
        ];
        assert_eq!(wanted, expected);
    }

    #[test]
    fn pages_begin_with_one_and_have_a_hundred_at_the_most() {
        for (query, page) in [
            ("page%5Bsize%5D=3&page%5Bnumber%5D=2", Page { number: 2, size: 3 }),
            ("page[size]=&page[number]=", Page { number: 1, size: 10 }),
            ("page[size]=5000", Page { number: 1, size: 100 }),
            ("page[number]=9223372036854775807", Page { number: i64::MAX, size: 10 }),
        ] {
            assert_eq!(Query::parse(query).read(FIELDS).unwrap().0, page, "{query}");
        }
        assert_eq!(Page { number: i64::MAX, size: 100 }.part(), (100, i64::MAX));
        for (query, rule) in [
            ("page[size]=0", "min"),
            ("page[number]=-1", "min"),
            ("page[size]=x", "is_integer"),
            ("page[number]=99999999999999999999", "is_integer"),
            ("page[cursor]=x", "unknown_property"),
            ("limit=", "unknown_property"),
            ("filter=x", "unknown_property"),
            ("filter[email=x", "unknown_property"),
            ("filter[active]=maybe", "is_boolean"),
            ("filter[id]=7", "is_uuid"),
            ("filter[id]=%7B0b0f6a52-6d0b-4c1e-9d55-5b6f0c1f50%7D", "is_uuid"),
            ("filter[email]=%00", "invalid"),
        ] {
            assert_eq!(wrong(query)[0]["rule"], rule, "{query}");
        }
    }

    #[test]
    fn operations_that_are_not_known_are_named() {
        for (query, field, op) in [
            ("filter[email][ne]=x", "[filter][email][ne]", "ne"),
            ("filter[phone]=x", "[filter][phone][eq]", "eq"),
            ("filter[active][contains]=x", "[filter][active][contains]", "contains"),
            ("filter[id][contains]=", "[filter][id][contains]", "contains"),
            ("filter[]=x", "[filter][][eq]", "eq"),
        ] {
            let said = wrong(query);
            assert_eq!(said[0]["field"], field, "{query}");
            assert_eq!(said[0]["reason"], format!("[{op}] is not a supported filter operation"));
        }
        assert_eq!(wrong("a=1&b=2&a=3").as_array().unwrap().len(), 2);
        assert_eq!(wrong(&"filter[email]=x&".repeat(31))[0]["field"], "query");
        assert_eq!(wrong(&format!("filter[email]={}", "x".repeat(321)))[0]["rule"], "max_length");
    }
}
