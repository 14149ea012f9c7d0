use super::{X_FORWARDED_FOR, client_address, parse};
use crate::{
    config::Network,
    domain::limits,
    fuzz::{holds, text},
};
use axum::http::{HeaderMap, HeaderValue};
use proptest::{prelude::*, sample::select};
use std::net::IpAddr;

const ENTRIES: &[&str] = &[
    "10.0.0.1",
    "10.9.9.9",
    "::1",
    "192.0.2.1",
    "203.0.113.9:4711",
    "[2001:db8::7]",
    "[2001:db8::7]:443",
    "::ffff:10.0.0.1",
    "::ffff:192.0.2.1",
    "fe80::1%eth0",
    "[fe80::1%1]:80",
    "unknown",
    "_hidden",
    ",",
    ", ",
    " ",
    "for=192.0.2.1",
    "[",
    "]",
    ":",
    "0x7f.1",
    "127.1",
    "010.0.0.1",
    "\t",
    "\"",
];
const NETWORKS: &[&str] = &["10.0.0.0/8", "::1", "10.0.0.1", "2001:db8::/32", "fe80::/10", "192.0.2.1"];

fn peers() -> impl Strategy<Value = IpAddr> {
    let known = ["10.0.0.1", "::1", "::ffff:10.0.0.1", "192.0.2.1", "2001:db8::7", "0.0.0.0"];
    let known = known.map(|text| text.parse::<IpAddr>().unwrap());
    prop_oneof![4 => select(known.to_vec()), 1 => any::<[u8; 4]>().prop_map(IpAddr::from), 1 => any::<[u8; 16]>().prop_map(IpAddr::from)]
}

/// The peer, the lines of the header, and the networks that are trusted.
fn requests() -> impl Strategy<Value = (IpAddr, Vec<String>, Vec<String>)> {
    let line = prop::collection::vec(
        prop_oneof![5 => select(ENTRIES).prop_map(str::to_owned), 1 => text(ENTRIES)],
        0..5,
    );
    let line = line.prop_map(|entries| entries.join(", "));
    let trusted = prop::collection::vec(select(NETWORKS).prop_map(str::to_owned), 0..4);
    (peers(), prop::collection::vec(line, 0..4), trusted)
}

fn found(peer: IpAddr, lines: &[String], trusted: &[Network]) -> IpAddr {
    let mut headers = HeaderMap::new();
    for line in lines {
        // What no server lets in is no line.
        if let Ok(value) = HeaderValue::from_bytes(line.as_bytes()) {
            for other in ["forwarded", "x-real-ip", "true-client-ip"] {
                headers.append(other, value.clone());
            }
            headers.append(X_FORWARDED_FOR, value);
        }
    }
    client_address(peer, &headers, trusted)
}

#[test]
fn a_client_is_the_peer_or_whom_a_trusted_proxy_names() {
    holds("forwarding", &requests(), |(peer, lines, networks)| {
        let lines: Vec<String> =
            lines.iter().filter(|line| HeaderValue::from_bytes(line.as_bytes()).is_ok()).cloned().collect();
        let trusted: Vec<Network> = networks.iter().map(|text| Network::parse(text).unwrap()).collect();
        let trusts = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
        let own = peer.to_canonical();
        let client = found(*peer, &lines, &trusted);
        prop_assert_eq!(client, client.to_canonical());
        prop_assert_eq!(found(*peer, &lines, &[]), own, "nobody is trusted");
        if !trusts(own) {
            prop_assert_eq!(client, own, "the peer is not trusted");
        }
        // Worked out another way: all entries in one row, the trusted and readable ones taken off from the right.
        let row = lines.join(",");
        let entries: Vec<Option<IpAddr>> =
            if lines.is_empty() { vec![] } else { row.split(',').map(parse).collect() };
        let readable =
            entries.iter().rposition(Option::is_none).map_or(&entries[..], |last| &entries[last + 1..]);
        let chain: Vec<IpAddr> = readable.iter().copied().flatten().chain([own]).collect();
        let expected = chain.iter().rposition(|address| !trusts(*address)).map_or(chain[0], |at| chain[at]);
        prop_assert_eq!(client, expected);
        // Whatever a client writes stands left of what proxies write.
        if !trusts(client) {
            for forged in ["192.0.2.66", "10.0.0.1", "nonsense"] {
                let mut more = vec![forged.to_owned()];
                more.extend(lines.iter().cloned());
                prop_assert_eq!(found(*peer, &more, &trusted), client, "after {}", forged);
            }
        }
        // A proxy that is trusted appends whom it was called by.
        if trusts(own) {
            let mut more = lines.clone();
            more.push("198.51.100.200".into());
            prop_assert_eq!(found(*peer, &more, &trusted), "198.51.100.200".parse::<IpAddr>().unwrap());
        }
        Ok(())
    });
}

#[test]
fn an_entry_is_an_address_however_proxies_write_it() {
    holds("forwarding_entry", &(peers(), any::<u16>()), |(address, port)| {
        let is = Some(address.to_canonical());
        let socket = std::net::SocketAddr::new(*address, *port);
        for written in
            [address.to_string(), format!(" {address}\t"), format!("[{address}]"), socket.to_string()]
        {
            prop_assert_eq!(parse(&written), is, "{}", written);
        }
        let network = limits::network(*address);
        prop_assert_eq!(limits::network(network), network);
        Ok(())
    });
    holds("forwarding_junk", &text(ENTRIES), |entry| {
        if let Some(address) = parse(entry) {
            prop_assert_eq!(parse(&address.to_string()), Some(address));
            prop_assert!(entry.contains(['.', ':']) && !entry.contains(','));
        }
        Ok(())
    });
}

#[test]
fn a_network_holds_the_address_it_is_named_by() {
    let named = (peers(), 0..140_u32, select(vec![true, false]));
    let named =
        named.prop_map(|(peer, bits, with)| if with { format!("{peer}/{bits}") } else { peer.to_string() });
    let texts = prop_oneof![3 => named, 1 => text(NETWORKS)];
    holds("forwarding_network", &texts, |text| {
        let Ok(network) = Network::parse(text) else { return Ok(()) };
        let address: IpAddr = text.split('/').next().unwrap().parse().unwrap();
        prop_assert!(network.contains(address));
        Ok(())
    });
}
