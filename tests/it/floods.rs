//! Floods at the forms of people who are not signed in.

use vestibule::http::limits::RequestLimits;

/// Every server function that takes a password, and the form of the same name, takes a small body only.
#[test]
fn whatever_takes_a_password_takes_a_small_body() {
    let limits = RequestLimits::default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/panel/actions");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for function in source.split("endpoint = \"").skip(1) {
            let (endpoint, rest) = function.split_once('"').unwrap();
            let arguments = rest.split_once("-> Result").unwrap().0;
            if arguments.contains("password: String") {
                found.push(endpoint.to_owned());
            }
        }
    }
    found.sort();
    for known in [
        "account/email/change",
        "account/password",
        "invitations/accept",
        "reset-password",
        "setup",
        "sign-in",
    ] {
        assert!(found.iter().any(|endpoint| endpoint == known), "{known}: {found:?}");
    }
    for endpoint in found {
        for path in [format!("/{endpoint}"), format!("/_fn/{endpoint}")] {
            assert_eq!(limits.octets_for(&path), 8 * 1024, "{path}");
        }
    }
    assert_eq!(limits.octets_for("/invitations/0123456789abcdef"), 8 * 1024);
    assert_eq!(limits.octets_for("/users/invite"), 64 * 1024);
    assert_eq!(limits.octets_for("/users/invite/people"), (2 * 1024 + 64) * 1024);
}
