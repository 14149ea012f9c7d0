//! Secrets that are only kept hashed: the token in a link, and the way a waiting mail keeps it until it is sent
//! (`docs/security.md`, Tokens and links).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};

/// Octets of randomness in a token.
pub const TOKEN_LEN: usize = 32;
/// Characters of a token in a link.
pub const TOKEN_CHARS: usize = 43;

/// A token as it stands in a link: 32 random octets, base64url without padding. Never kept, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; TOKEN_LEN]);

/// What is kept of a token: its SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl Token {
    /// A token of the given random octets.
    pub const fn from_random(octets: [u8; TOKEN_LEN]) -> Self {
        Self(octets)
    }

    /// Reads a token from a link. Whatever is not exactly 43 characters of base64url is none.
    pub fn parse(text: &str) -> Option<Self> {
        let octets = URL_SAFE_NO_PAD.decode(text).ok()?;
        octets.try_into().ok().map(Self)
    }

    /// The text for the link.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is kept of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl TokenHash {
    /// Whether these octets are the same. Takes as long for every answer.
    pub fn is(&self, kept: &[u8]) -> bool {
        let differing = self.0.iter().zip(kept).fold(0, |found, (one, other)| found | (one ^ other));
        kept.len() == self.0.len() && differing == 0
    }

    /// The first 8 octets in hexadecimal: enough to tell a person's open links apart, no help in guessing one.
    pub fn handle(&self) -> String {
        let first = self.0.first_chunk::<8>().copied().unwrap_or_default();
        format!("{:016x}", u64::from_be_bytes(first))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl std::fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

/// Seals what must be read again: XChaCha20-Poly1305 under the installation's key, with the purpose bound in, so that
/// a sealed link cannot be passed off as a sealed message.
#[derive(Clone)]
pub struct Sealer {
    cipher: XChaCha20Poly1305,
    /// For fingerprints: another secret of the same key, so that neither use tells anything of the other.
    fingerprints: [u8; 32],
}

/// Octets of a nonce, taken fresh for every sealing.
pub const NONCE_LEN: usize = 24;

impl Sealer {
    /// A sealer of a 32-octet key.
    pub fn new(key: &[u8; 32]) -> Self {
        let fingerprints = Sha256::new().chain_update(b"vestibule fingerprints").chain_update(key).finalize();
        Self { cipher: XChaCha20Poly1305::new(&(*key).into()), fingerprints: fingerprints.into() }
    }

    /// What tells whether a text is the same as another time, and nothing else to anybody without the key: a hash keyed on
    /// the inside and on the outside, as HMAC is (RFC 2104).
    pub fn fingerprint(&self, text: &str) -> [u8; 32] {
        let inside = Sha256::new().chain_update(self.fingerprints).chain_update(text).finalize();
        Sha256::new().chain_update(self.fingerprints).chain_update(inside).finalize().into()
    }

    /// Seals `plain` for `purpose`; the nonce stands in front of the result.
    pub fn seal(&self, purpose: &str, nonce: [u8; NONCE_LEN], plain: &[u8]) -> Vec<u8> {
        let payload = Payload { msg: plain, aad: purpose.as_bytes() };
        let mut sealed = nonce.to_vec();
        // Fails only for messages of more than 256 GiB.
        sealed.extend(self.cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default());
        sealed
    }

    /// Opens what was sealed for the same purpose; `None` when it was not, or was changed since.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, cipher) = sealed.split_first_chunk::<NONCE_LEN>()?;
        self.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: cipher, aad: purpose.as_bytes() }).ok()
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let token = Token::from_random([7; TOKEN_LEN]);
        assert_eq!(token.reveal().len(), TOKEN_CHARS);
        assert_eq!(Token::parse(&token.reveal()), Some(token.clone()));
        for bad in ["", "short", &format!("{}A", token.reveal()), &token.reveal().replace('B', "+")] {
            assert_eq!(Token::parse(bad), None, "{bad}");
        }
        assert_eq!(format!("{token:?} {:?}", token.hash()), "Token(…) TokenHash(…)");
    }

    #[test]
    fn a_hash_is_itself_and_no_other() {
        let hash = Token::from_random([7; TOKEN_LEN]).hash();
        assert!(hash.is(&hash.0));
        for at in 0..hash.0.len() {
            let mut other = hash.0;
            other[at] ^= 1;
            assert!(!hash.is(&other), "octet {at}");
        }
        assert!(!hash.is(&[]) && !hash.is(&hash.0[..31]) && !hash.is(&[hash.0.as_slice(), &[0]].concat()));
    }

    #[test]
    fn a_fingerprint_is_of_its_text_and_key_alone() {
        let of = |key: u8, text: &str| Sealer::new(&[key; 32]).fingerprint(text);
        assert_eq!(of(1, "smtp://a"), of(1, "smtp://a"));
        assert_ne!(of(1, "smtp://a"), of(1, "smtp://b"));
        assert_ne!(of(1, "smtp://a"), of(2, "smtp://a"));
    }

    #[test]
    fn what_is_sealed_opens_only_whole_and_for_its_purpose() {
        let sealer = Sealer::new(&[1; 32]);
        let sealed = sealer.seal("link", [2; NONCE_LEN], b"secret");
        assert_eq!(sealer.open("link", &sealed).as_deref(), Some(&b"secret"[..]));
        assert_eq!(sealer.open("flash", &sealed), None);
        assert_eq!(Sealer::new(&[3; 32]).open("link", &sealed), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(sealer.open("link", &changed), None, "octet {at}");
        }
        assert_eq!(sealer.open("link", b"too short"), None);
    }
}
