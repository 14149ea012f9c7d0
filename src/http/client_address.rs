//! Who is on the other end, as an IP address: for limits, sessions and the audit trail.

use crate::{config::Network, domain::limits, http::log::RequestSpan};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client. IPv4-mapped IPv6 addresses stand as the IPv4 addresses they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What limits count by: the address, for IPv6 its /64, since one client has a whole one to itself.
    pub fn network(self) -> IpAddr {
        limits::network(self.0)
    }
}

/// The layer: puts a [`ClientAddress`] into the request's extensions. The peer's address is expected there as
/// [`ConnectInfo`]; without it, as in a test without a socket, the address is `0.0.0.0`, which no proxy has.
pub async fn resolve(State(trusted): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = client_address(peer.unwrap_or(Ipv4Addr::UNSPECIFIED.into()), request.headers(), &trusted);
    request.extensions_mut().insert(ClientAddress(address));
    if let Some(span) = request.extensions().get::<RequestSpan>() {
        span.from(address);
    }
    next.run(request).await
}

/// The rightmost address of `X-Forwarded-For` that is no trusted proxy, if the peer is one; else the peer.
///
/// Every proxy appends the address it was called from, so whatever stands left of an untrusted one was written by
/// the client. An entry that is no address ends the search: the proxy that passed it on is then the best there is.
/// No other header is believed, not `Forwarded` either (RFC 7239): a proxy that sets one passes on what a client
/// wrote into another.
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    let lines: Vec<&[u8]> = headers.get_all(X_FORWARDED_FOR).iter().map(HeaderValue::as_bytes).collect();
    let entries = lines.iter().rev().flat_map(|line| line.rsplit(|octet| *octet == b','));
    for entry in entries {
        if !is_trusted(client) {
            break;
        }
        match std::str::from_utf8(entry).ok().and_then(parse) {
            Some(address) => client = address,
            None => break,
        }
    }
    client
}

/// `ADDRESS`, `ADDRESS:PORT` or `[ADDRESS]:PORT`, as proxies write them.
fn parse(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    let address = bare.parse::<IpAddr>().ok();
    address
        .or_else(|| entry.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
        .map(|ip| ip.to_canonical())
}

#[cfg(test)]
#[path = "forwarding_fuzz.rs"]
mod forwarding_fuzz;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forwarding_headers_are_believed_only_of_trusted_proxies() {
        let trusted: Vec<_> = ["10.0.0.0/8", "::1"].map(|text| Network::parse(text).unwrap()).into();
        let cases: [(&str, &[&str], &str); 13] = [
            ("198.51.100.7", &[], "198.51.100.7"),
            ("198.51.100.7", &["203.0.113.9"], "198.51.100.7"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["203.0.113.9"], "203.0.113.9"),
            ("::ffff:10.0.0.1", &["203.0.113.9"], "203.0.113.9"),
            ("::1", &["2001:db8::7"], "2001:db8::7"),
            ("::1", &["[2001:db8::7]:4711"], "2001:db8::7"),
            ("10.0.0.1", &["203.0.113.9:4711"], "203.0.113.9"),
            // Whatever the client wrote itself stands left of what our proxies wrote.
            ("10.0.0.1", &["1.2.3.4, 203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", &["1.2.3.4", "203.0.113.9", "10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", &["203.0.113.9, unknown, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            ("10.0.0.1", &[""], "10.0.0.1"),
        ];
        for (peer, forwarded, client) in cases {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append(X_FORWARDED_FOR, value.parse().unwrap());
            }
            let found = client_address(peer.parse().unwrap(), &headers, &trusted);
            assert_eq!(found, client.parse::<IpAddr>().unwrap(), "{peer} {forwarded:?}");
        }
    }

    /// Whatever a client may write of itself.
    const FORGED: [&str; 24] = [
        "",
        ",",
        ", ,",
        "unknown",
        "_hidden",
        "192.0.2.1",
        "192.0.2.1, 192.0.2.2",
        "192.0.2.1,10.0.0.9",
        "10.0.0.9",
        "10.0.0.9, 10.0.0.9",
        "127.0.0.1",
        "::1",
        "[::1]:4711",
        "::ffff:192.0.2.1",
        "::ffff:10.0.0.9",
        "2001:db8::66",
        "[2001:db8::66]",
        "[2001:db8::66]:4711",
        "fe80::1%eth0",
        "[fe80::1%eth0]:4711",
        "192.0.2.1:4711",
        "192.0.2.1:99999",
        "for=192.0.2.1;proto=https;by=10.0.0.1",
        "\"192.0.2.1\", 192.0.2.1; drop",
    ];

    fn found(peer: &str, lines: &[(HeaderName, String)], trusted: &[Network]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, value.parse().unwrap());
        }
        client_address(peer.parse().unwrap(), &headers, trusted)
    }

    /// Every two forged values, in every header that some proxy believes: the client stays who it is, with a proxy that
    /// appends where it was called from and without one. Else one client could count as many.
    #[test]
    fn nothing_a_client_forges_makes_it_another() {
        let trusted: Vec<_> = ["10.0.0.0/8", "::1"].map(|text| Network::parse(text).unwrap()).into();
        let others = ["forwarded", "x-real-ip", "x-client-ip", "cf-connecting-ip", "true-client-ip"];
        let mut tried = 0;
        for client in ["198.51.100.7", "2001:db8:1::7"] {
            let is: IpAddr = client.parse().unwrap();
            for first in FORGED {
                for second in FORGED {
                    let mut lines: Vec<_> =
                        others.map(|name| (HeaderName::from_static(name), second.to_owned())).into();
                    let forwarded = |value: String| (X_FORWARDED_FOR, value);
                    lines.extend([forwarded(first.into()), forwarded(second.into())]);
                    // Straight to us.
                    assert_eq!(found(client, &lines, &trusted), is, "{client} {first:?} {second:?}");
                    for (proxy, hops) in
                        [("10.0.0.1", ""), ("::1", ", 10.0.0.2"), ("10.0.0.1", ", 10.0.0.2, ::1")]
                    {
                        for written in
                            [client.to_owned(), format!("[{is}]"), SocketAddr::new(is, 443).to_string()]
                        {
                            // A line of its own, or behind what was there.
                            let mut own = lines.clone();
                            own.push(forwarded(format!("{written}{hops}")));
                            let mut behind = lines.clone();
                            behind.pop();
                            behind.push(forwarded(format!("{second}, {written}{hops}")));
                            for lines in [own, behind] {
                                assert_eq!(found(proxy, &lines, &trusted), is, "{proxy} {lines:?}");
                                tried += 1;
                            }
                        }
                    }
                }
            }
        }
        assert!(tried > 12 * 12);
        // Who is itself behind nobody we trust is believed nothing, whatever it claims to be.
        let claim = [(X_FORWARDED_FOR, "10.0.0.9".to_owned())];
        assert_eq!(found("192.0.2.9", &claim, &trusted), "192.0.2.9".parse::<IpAddr>().unwrap());
    }
}
