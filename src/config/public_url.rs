//! The address browsers know the panel by. Every link is built here.

use std::net::SocketAddr;
use url::{Host, Url};

/// The origin browsers open: scheme, host and port, from `VESTIBULE_PUBLIC_URL`.
///
/// Links in mails and the origin check use it, and never a `Host` header, which the client chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    host: String,
    is_https: bool,
    is_loopback: bool,
}

impl PublicUrl {
    /// Reads an `https://` origin, or an `http://` one of a loopback host. Host names are written in ASCII, default
    /// ports left out.
    ///
    /// # Errors
    /// With a sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|error| format!("is no address: {error}"))?;
        let is_https = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err("must begin with https:// (or http:// on loopback)".into()),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not hold a user name or a password".into());
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err("must end after host and port: no path, no query, no fragment".into());
        }
        let is_loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err("names no host".into()),
        };
        if !is_https && !is_loopback {
            return Err("must be https://; plain http:// is for loopback hosts only".into());
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        Ok(Self { origin: url.origin().ascii_serialization(), host, is_https, is_loopback })
    }

    /// The address of a loopback listener with a fixed port; `None` for every other, which has to be told its name.
    pub fn of_listener(listen: SocketAddr) -> Option<Self> {
        let fits = listen.ip().is_loopback() && listen.port() != 0;
        fits.then(|| Self::parse(&format!("http://{listen}")).ok()).flatten()
    }

    /// The origin as browsers send it (RFC 6454 §6.2): `https://host` or `https://host:port`, no slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether browsers come over TLS: cookies are then `Secure` and `Strict-Transport-Security` is sent.
    pub const fn is_https(&self) -> bool {
        self.is_https
    }

    /// Whether only this machine can open it.
    pub const fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// The host without a port; IPv6 addresses in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The whole address of a local path: the one function that builds links.
    ///
    /// `path` begins with a slash; one is put in front when it does not.
    pub fn link(&self, path: &str) -> String {
        format!("{}/{}", self.origin, path.strip_prefix('/').unwrap_or(path))
    }

    /// The domain mail is sent from when no sender was given; `None` when the host is an IP address, since mail
    /// servers refuse those.
    pub(super) fn mail_domain(&self) -> Option<&str> {
        let is_address = self.host.starts_with('[') || self.host.parse::<std::net::Ipv4Addr>().is_ok();
        match (is_address, self.is_loopback) {
            (false, _) => Some(&self.host),
            (true, true) => Some("localhost"),
            (true, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_as_browsers_send_them() {
        for (given, origin) in [
            ("https://people.example.org", "https://people.example.org"),
            ("https://people.example.org/", "https://people.example.org"),
            ("HTTPS://People.Example.ORG:443", "https://people.example.org"),
            ("https://people.example.org:8443", "https://people.example.org:8443"),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://panel.localhost:80", "http://panel.localhost"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(PublicUrl::parse(given).unwrap().origin(), origin, "{given}");
        }
    }

    #[test]
    fn whatever_is_no_safe_origin_is_refused() {
        for bad in [
            "",
            "people.example.org",
            "ftp://people.example.org",
            "http://people.example.org",
            "http://192.0.2.1:3000",
            "http://localhost.example.org",
            "https://",
            "https://ada@people.example.org",
            "https://people.example.org/panel",
            "https://people.example.org/?a=b",
            "https://people.example.org/#top",
        ] {
            assert!(PublicUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn links_begin_with_the_origin() {
        let url = PublicUrl::parse("https://people.example.org:8443/").unwrap();
        assert_eq!(url.link("/invitations/abc"), "https://people.example.org:8443/invitations/abc");
        assert_eq!(url.link("users"), "https://people.example.org:8443/users");
        assert_eq!((url.host(), url.is_https()), ("people.example.org", true));
        // A second slash stays in the path and cannot name another host.
        assert_eq!(url.link("//evil.example"), "https://people.example.org:8443//evil.example");
    }

    #[test]
    fn only_a_loopback_listener_with_a_port_names_itself() {
        let of = |text: &str| PublicUrl::of_listener(text.parse().unwrap());
        assert_eq!(of("127.0.0.1:3000").unwrap().origin(), "http://127.0.0.1:3000");
        assert_eq!(of("[::1]:3000").unwrap().origin(), "http://[::1]:3000");
        assert_eq!(of("127.0.0.1:0"), None);
        assert_eq!(of("0.0.0.0:3000"), None);
        assert_eq!(of("192.0.2.1:3000"), None);
    }
}
