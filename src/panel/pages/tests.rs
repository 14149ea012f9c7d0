//! What must hold on every page, whatever it shows.

use super::samples;

/// Where `name` stands as an attribute of a tag.
fn attributes(html: &str, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let mut quoted = false;
        for part in tag.split('"') {
            for name in part.split_whitespace().skip(usize::from(found.is_empty())) {
                let name = name.split('=').next().unwrap_or_default();
                if !quoted && wanted(name) {
                    found.push(format!("{name} in <{tag}>"));
                }
            }
            quoted = !quoted;
        }
    }
    found
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What stands in a template is not part of the page.
fn without_templates(html: &str) -> String {
    let mut out = String::new();
    for (place, part) in html.split("<template").enumerate() {
        let rest =
            if place == 0 { part } else { part.split_once("</template>").map_or("", |(_, rest)| rest) };
        out.push_str(rest);
    }
    out
}

#[test]
fn hostile_values_stay_text() {
    for (name, html) in samples::all() {
        assert!(!html.contains("<script>"), "{name}");
        assert!(!html.contains("never shown"), "{name} shows a password");
    }
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    for (name, html) in samples::all() {
        let found = attributes(&html, |attribute| attribute == "style" || attribute.starts_with("on"));
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn every_id_stands_once_and_every_reference_leads_somewhere() {
    for (name, html) in samples::all() {
        let html = without_templates(&html);
        let ids = values(&html, "id");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{name}: an id stands twice in {ids:?}");
        for attribute in
            ["for", "aria-describedby", "aria-labelledby", "popovertarget", "form", "aria-controls"]
        {
            for reference in values(&html, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(once.contains(&reference), "{name}: {attribute}={reference} leads nowhere");
            }
        }
        for target in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(once.contains(&target), "{name}: #{target} leads nowhere");
        }
    }
}

#[test]
fn every_control_has_a_label() {
    for (name, html) in samples::all() {
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let control = tag.starts_with("input") || tag.starts_with("select");
            if !control || tag.contains("type=\"hidden\"") || tag.contains("aria-hidden=\"true\"") {
                continue;
            }
            let id = values(&format!("<{tag}"), "id").first().copied().unwrap_or_default().to_owned();
            assert!(html.contains(&format!("for=\"{id}\"")), "{name}: no label for <{tag}>");
        }
    }
}

#[test]
fn every_page_has_one_main_heading_and_the_live_region() {
    for (name, html) in samples::all() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("id=\"notices\" role=\"status\"").count(), 1, "{name}");
        assert!(html.starts_with("<!DOCTYPE html>"), "{name}");
    }
}

#[test]
fn pages_can_be_looked_at() {
    #[expect(clippy::disallowed_methods, reason = "asks where the samples go")]
    let Some(folder) = std::env::var_os("PAGE_SAMPLES") else { return };
    for (name, html) in samples::all() {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.html")), html).unwrap();
    }
}
