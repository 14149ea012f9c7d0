//! The pages that are measured. Both databases show as many rows wherever the small one has them: 50 as usual, or 10. What
//! a page with more rows takes longer is no matter of how many people there are.

use anyhow::{Context, Result};

use super::site::Site;

/// A page to measure.
#[derive(Debug)]
pub(super) struct Case {
    pub name: &'static str,
    pub path: String,
}

/// All of them, for one site: some need a person or a place that is there.
pub(super) fn all(site: &mut Site) -> Result<Vec<Case>> {
    let (address, full_name) = somebody(site)?;
    // Names in Cyrillic letters stand behind all Latin ones: a place about two thirds down the list.
    let deep = next_of(&site.page("/users?language=ru&status=active&size=10")?)?;
    let search = next_of(&site.page("/users?search=example&size=10")?)?;
    let all = [
        ("page", String::new()),
        ("status: active", "status=active".into()),
        ("status: invited", "status=invited&size=10".into()),
        ("status: not delivered", "status=not_delivered&size=10".into()),
        ("status: expired", "status=expired&size=10".into()),
        ("status: suspended", "status=suspended&size=10".into()),
        ("status: removed", "status=removed&size=10".into()),
        ("role: Engineers", "role=5".into()),
        ("language: Russian", "language=ru".into()),
        ("two-factor: off", "two_factor=off".into()),
        // The account that was set up first has project 1.
        ("project", "project=2".into()),
        ("project, active Engineers", "project=2&status=active&role=5&size=10".into()),
        (
            "several filters",
            "status=active&status=invited&role=2&role=5&language=en&language=de&two_factor=off".into(),
        ),
        ("sort: last seen", "sort=-last_seen".into()),
        ("sort: last seen, active", "sort=-last_seen&status=active".into()),
        ("sort: role", "sort=role".into()),
        ("sort: status, turned round", "sort=-status".into()),
        ("deep page", format!("after={deep}")),
        ("deep page of active ones", format!("status=active&after={deep}")),
        ("search: full name", format!("search={}&size=10", full_name.replace(' ', "+"))),
        ("search: address", format!("search={}", address.replace('@', "%40"))),
        ("search: frequent first name", "search=anna&size=10".into()),
        ("search: frequent domain", "search=example.org".into()),
        ("search: two words", "search=an+example&size=10".into()),
        ("search: two words of a name", "search=anna+sch&size=10".into()),
        ("search: with a filter", "search=example&status=active&role=2".into()),
        ("search: in a project", "search=example&project=2&size=10".into()),
        ("search: second page", format!("search=example&size=10&after={search}")),
    ];
    let path = |query: String| if query.is_empty() { "/users".to_owned() } else { format!("/users?{query}") };
    Ok(all.into_iter().map(|(name, query)| Case { name, path: path(query) }).collect())
}

/// How many people share the full name that is searched for, as near as may be. Of a million people, hardly anybody is the
/// only one of a name; of a thousand, hardly any name has more.
const OF_ONE_NAME: usize = 3;

/// The address of somebody with a name in Latin letters, and the full name: one that about [`OF_ONE_NAME`] people share, so
/// that both databases show about as many rows.
fn somebody(site: &mut Site) -> Result<(String, String)> {
    let page = site.page("/users?language=en&status=active&size=100")?;
    let mut best: Option<(usize, String, String)> = None;
    for address in addresses(&page) {
        let local = address.split('@').next().unwrap_or("").trim_end_matches(|c: char| c.is_ascii_digit());
        let Some((given, surname)) = local.split_once('.').filter(|(given, _)| given.len() > 1) else {
            continue;
        };
        let name = format!("{given} {surname}");
        // Not everybody's address spells the name as it is written.
        let found = addresses(&site.page(&format!("/users?search={}&size=100", name.replace(' ', "+")))?);
        let far = found.len().abs_diff(OF_ONE_NAME);
        if found.contains(&address) && best.as_ref().is_none_or(|(nearest, ..)| far < *nearest) {
            best = Some((far, address, name));
        }
    }
    let (_, address, name) = best.context("nobody whose name could be searched for")?;
    Ok((address, name))
}

/// Every address on a page.
fn addresses(page: &str) -> Vec<String> {
    let part = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let mut found = Vec::new();
    for (at, _) in page.match_indices('@') {
        let (before, behind) = page.split_at(at);
        let local = before.rsplit(|c: char| !part(c)).next().unwrap_or("");
        let domain = behind.trim_start_matches('@').split(|c: char| !part(c)).next().unwrap_or("");
        let address = format!("{local}@{domain}");
        if local.ends_with(|c: char| c.is_ascii_digit()) && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// The place behind a page, from its link to the next one.
fn next_of(page: &str) -> Result<String> {
    let link = page.split("after=").nth(1).context("a page without a link to the next one")?;
    Ok(link.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_%".contains(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_places_are_read_from_a_page() {
        let page = "<span>anna.lind12@example.org</span> ada@example.org \
                    <a rel=\"next\" href=\"/users?size=10&amp;after=MTI_x-9\">";
        assert_eq!(addresses(page), ["anna.lind12@example.org"]);
        assert_eq!(next_of(page).unwrap(), "MTI_x-9");
    }
}
