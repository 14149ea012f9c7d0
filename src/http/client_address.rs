//! Who is on the other end, as an IP address: for limits, sessions and the audit trail.

use crate::config::Network;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client. IPv4-mapped IPv6 addresses stand as the IPv4 addresses they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What limits count by: the address, for IPv6 its /64, since one client has a whole one to itself.
    pub fn network(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        }
    }
}

/// The layer: puts a [`ClientAddress`] into the request's extensions. The peer's address is expected there as
/// [`ConnectInfo`]; without it, as in a test without a socket, the address is `0.0.0.0`, which no proxy has.
pub async fn resolve(State(trusted): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = client_address(peer.unwrap_or(Ipv4Addr::UNSPECIFIED.into()), request.headers(), &trusted);
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

/// The rightmost address of `X-Forwarded-For` that is no trusted proxy, if the peer is one; else the peer.
///
/// Every proxy appends the address it was called from, so whatever stands left of an untrusted one was written by
/// the client. An entry that is no address ends the search: the proxy that passed it on is then the best there is.
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

    #[test]
    fn limits_count_a_whole_ipv6_network_as_one() {
        let network = |text: &str| ClientAddress(text.parse().unwrap()).network().to_string();
        assert_eq!(network("198.51.100.7"), "198.51.100.7");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
