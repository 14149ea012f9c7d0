use super::{local, query_value, second_step_address, see_other};
use crate::fuzz::{holds, text};
use axum::http::{StatusCode, header};
use proptest::{prelude::*, sample::select};
use url::Url;

const PATH: &[&str] = &[
    "/",
    "//",
    "\\",
    "users",
    "?",
    "#",
    "@",
    ":",
    "https:",
    "javascript:alert(1)",
    "data:",
    "evil.example",
    "[::1]",
    "..",
    ".",
    "%2f",
    "%5c",
    "%09",
    "%0d%0a",
    "\t",
    "\r\n",
    "next=",
    "&",
    ";",
    "=",
    "1",
];

fn paths() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (select(vec!["/", "//", "/\\", "\\/", "/\t/", " //", "\t//", "https://", "/./", "/..//"]), text(PATH))
            .prop_map(|(start, rest)| format!("{start}{rest}")),
        1 => text(PATH),
    ]
}

/// Pages that may send somebody on: as the operator names the panel.
const PAGES: [&str; 4] = [
    "https://panel.example.org/sign-in?next=x",
    "http://127.0.0.1:3000/",
    "https://[2001:db8::1]:8443/users/7/edit",
    "http://localhost:3000/a/b/c#d",
];

/// By the rules browsers follow (WHATWG URL), which forget tabs and take backslashes for slashes.
#[test]
fn wherever_somebody_is_sent_it_is_this_host() {
    holds("redirect", &paths(), |text| {
        let to = local(text);
        prop_assert!(to == text || to == "/");
        prop_assert!(to.starts_with('/') && to.bytes().all(|octet| octet.is_ascii_graphic()));
        prop_assert_eq!(local(to), to);
        let response = see_other(text);
        prop_assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let location = response.headers()[header::LOCATION].to_str().unwrap();
        prop_assert_eq!(location, to);
        for page in PAGES {
            let page = Url::parse(page).unwrap();
            let reached = page.join(location);
            prop_assert!(reached.is_ok(), "{:?}", reached);
            let reached = reached.unwrap();
            prop_assert_eq!(reached.origin(), page.origin(), "{}", reached);
            prop_assert!(reached.username().is_empty() && reached.password().is_none());
        }
        Ok(())
    });
}

#[test]
fn a_path_of_ours_is_followed() {
    let paths = "(/[a-zA-Z0-9._~%@:-]{1,12}){1,4}(\\?[a-z0-9=&%+/:?.-]{0,20})?";
    holds("redirect_ours", &paths.prop_map(|path| path), |path| {
        prop_assert_eq!(local(path), path);
        Ok(())
    });
}

#[test]
fn the_second_step_remembers_where_to_go_and_nothing_else() {
    holds("redirect_second_step", &(paths(), any::<bool>()), |(next, by_recovery_code)| {
        let address = second_step_address(next, *by_recovery_code);
        prop_assert_eq!(local(&address), &address);
        let reached = Url::parse(PAGES[0]).unwrap().join(&address).unwrap();
        prop_assert_eq!(reached.path(), "/sign-in/second-step");
        let query = reached.query().unwrap_or_default();
        let kept = query_value(query, "next");
        prop_assert_eq!(kept.as_deref().unwrap_or("/"), local(next));
        prop_assert_eq!(query_value(query, "way").is_some(), *by_recovery_code);
        prop_assert_eq!(
            reached.query_pairs().count(),
            usize::from(kept.is_some()) + usize::from(*by_recovery_code)
        );
        Ok(())
    });
}
