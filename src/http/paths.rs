//! What an address is for, as far as the layers care. Pure functions of the path.

/// The first segments of the JSON APIs.
const API: [&str; 3] = ["/iam", "/cloud", "/v3"];
/// The pages a link from a mail leads to.
const TOKEN_PAGES: [&str; 5] = ["/invitations", "/reset-password", "/setup", "/account/email", "/mail-check"];

/// Whether the path belongs to the JSON APIs, which read tokens and never cookies.
pub fn is_api(path: &str) -> bool {
    API.iter().any(|first| is_under(path, first))
}

/// Whether the path belongs to a page whose address may hold a secret, or did a moment ago.
pub fn is_token_page(path: &str) -> bool {
    TOKEN_PAGES.iter().any(|first| path.starts_with(first))
}

/// Where passwords are sent: these, everything below them, and the server functions of the same names.
const PASSWORDS: [&str; 9] = [
    "/sign-in",
    "/setup",
    "/forgot-password",
    "/reset-password",
    "/account/password",
    "/account/two-factor",
    "/account/passkeys",
    "/account/email",
    "/invitations",
];

/// Whether the path takes a form with a password: such forms are small, and whoever sends them need not be signed in.
pub fn takes_password(path: &str) -> bool {
    let path = path.strip_prefix("/_fn").unwrap_or(path);
    PASSWORDS.iter().any(|first| is_under(path, first))
}

/// The server functions that open a link.
const LINK_FUNCTIONS: [&str; 4] =
    ["/_fn/invitations", "/_fn/reset-password", "/_fn/setup", "/_fn/account/email/confirm"];

/// Whether the path is one at which a link is tried. What is offered to signed-in people needs none.
pub fn tries_link(path: &str) -> bool {
    let is_offer = path == "/invitations" || is_under(path, "/invitations/offers");
    (is_token_page(path) && !is_offer) || LINK_FUNCTIONS.iter().any(|first| is_under(path, first))
}

/// Whether a machine asks whether this node is well.
pub fn is_health(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}

/// Whether the path belongs to the server functions, whose answers islands read as JSON.
pub fn is_server_function(path: &str) -> bool {
    is_under(path, "/_fn")
}

fn is_under(path: &str, first: &str) -> bool {
    path.strip_prefix(first).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_segments_belong_to_the_apis() {
        for path in ["/iam", "/iam/users", "/cloud/v1/x", "/v3/", "/v3/users"] {
            assert!(is_api(path), "{path}");
        }
        for path in ["/", "/iamb", "/users/iam", "//iam/users", "/IAM/users", "/v30", "/_fn/users/list"] {
            assert!(!is_api(path), "{path}");
        }
    }

    #[test]
    fn pages_behind_links_are_known() {
        for path in [
            "/invitations",
            "/invitations/abc",
            "/reset-password?x",
            "/setup/abc",
            "/setup",
            "/account/email/abc",
            "/mail-check/abc",
        ] {
            assert!(is_token_page(path), "{path}");
        }
        for path in [
            "/invitations/abc",
            "/invitations/abc/ask",
            "/setup",
            "/_fn/invitations/ask",
            "/account/email/abc",
        ] {
            assert!(tries_link(path), "{path}");
        }
        for path in
            ["/invitations", "/invitations/offers/1/accept", "/users", "/_fn/users/list", "/account/password"]
        {
            assert!(!tries_link(path), "{path}");
        }
        for path in [
            "/sign-in",
            "/_fn/sign-in",
            "/invitations/abc",
            "/_fn/invitations/accept",
            "/account/email/change",
            "/account/two-factor/off",
            "/account/passkeys/3/remove",
            "/_fn/sign-in/passkey",
            "/sign-in/second-step",
        ] {
            assert!(takes_password(path), "{path}");
        }
        for path in ["/users/invite/people", "/_fn/users/invite", "/account", "/sign-information"] {
            assert!(!takes_password(path), "{path}");
        }
        assert!(!is_token_page("/account") && !is_token_page("/users") && !is_token_page("/"));
        assert!(is_server_function("/_fn/users/list") && !is_server_function("/_fnord"));
    }
}
