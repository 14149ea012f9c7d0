//! Passkeys: adding, signing in by them, the second step by them, and every answer that is not right.

mod own;
mod refusals;
mod second_step;
mod sign_in;
mod step_up;

use crate::{
    support::{
        PASSWORD, TestApp,
        browser::{Answer, Browser},
        database::{audited, number as count},
    },
    two_factor::{bare, codes_kept, codes_on, joined, mailed},
};
use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vestibule::{
    domain::{ids::MembershipId, role::AccountRole},
    entropy::octets,
    service::Ctx,
};

const ADA: &str = "ada@example.org";
const MARA: &str = "mara@example.org";
const ORIGIN: &str = "https://panel.example.org";

fn base64(octets: &[u8]) -> String {
    BASE64URL_NOPAD.encode(octets)
}

fn octets_of(value: &Value) -> Vec<u8> {
    BASE64URL_NOPAD.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

/// An authenticator with the browser before it, and what either of them may do wrongly.
struct Authenticator {
    /// Where the browser says it is.
    origin: &'static str,
    /// For whom the authenticator answers; for whoever is named in the options when none.
    party: Option<&'static str>,
    /// Whether it asks for a finger.
    verifies: bool,
    /// What it says it knows the person by, if not what it was told.
    handle: Option<Vec<u8>>,
    /// Whether it says whom it knows.
    says_handle: bool,
    keys: Vec<Key>,
}

struct Key {
    id: Vec<u8>,
    signs: SigningKey,
    handle: Vec<u8>,
    counter: u32,
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const NEW: u8 = 64;

impl Authenticator {
    fn new() -> Self {
        Self {
            origin: ORIGIN,
            party: None,
            verifies: true,
            handle: None,
            says_handle: true,
            keys: Vec::new(),
        }
    }

    fn data(&self, party: &str, flags: u8, counter: u32) -> Vec<u8> {
        let party = self.party.unwrap_or(party);
        let flags = flags | PRESENT | if self.verifies { VERIFIED } else { 0 };
        [&Sha256::digest(party)[..], &[flags], &counter.to_be_bytes()].concat()
    }

    fn said(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let said =
            json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false });
        said.to_string().into_bytes()
    }

    /// What `navigator.credentials.create()` and `toJSON()` give for these options.
    fn create(&mut self, t: &TestApp, options: &str) -> String {
        let key = SigningKey::from_slice(&octets::<32>(&*t.app.entropy)).unwrap();
        let id = octets::<32>(&*t.app.entropy).to_vec();
        self.create_as(options, key, id)
    }

    /// The same of an authenticator that makes once more what it has made before.
    fn create_again(&mut self, options: &str) -> String {
        let (key, id) = self.keys.last().map(|last| (last.signs.clone(), last.id.clone())).unwrap();
        self.create_as(options, key, id)
    }

    fn create_as(&mut self, options: &str, key: SigningKey, id: Vec<u8>) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let point = key.verifying_key().to_sec1_point(false);
        // COSE: EC2, ES256, P-256, x, y.
        let mut public = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        public.extend_from_slice(&point.x().unwrap()[..]);
        public.extend_from_slice(&[0x22, 0x58, 0x20]);
        public.extend_from_slice(&point.y().unwrap()[..]);
        let mut data = self.data(options["rp"]["id"].as_str().unwrap(), NEW, 1);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&[0, 32]);
        data.extend_from_slice(&id);
        data.extend_from_slice(&public);
        // CBOR: { "fmt": "none", "attStmt": {}, "authData": data }.
        let mut object = vec![0xa3];
        object.extend_from_slice(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend_from_slice(&data);
        let said = self.said("webauthn.create", &options["challenge"]);
        self.keys.push(Key {
            id: id.clone(),
            signs: key,
            handle: octets_of(&options["user"]["id"]),
            counter: 1,
        });
        json!({
            "id": base64(&id),
            "rawId": base64(&id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "attestationObject": base64(&object),
                "clientDataJSON": base64(&said),
                "authenticatorData": base64(&data),
                "publicKeyAlgorithm": -7,
                "transports": ["internal"],
            },
        })
        .to_string()
    }

    /// What `navigator.credentials.get()` and `toJSON()` give for these options, by the newest passkey that may answer.
    fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let allowed: Vec<Vec<u8>> =
            options["allowCredentials"].as_array().unwrap().iter().map(|one| octets_of(&one["id"])).collect();
        let at = self.keys.iter().rposition(|key| allowed.is_empty() || allowed.contains(&key.id)).unwrap();
        self.keys[at].counter += 1;
        let key = &self.keys[at];
        let data = self.data(options["rpId"].as_str().unwrap(), 0, key.counter);
        let said = self.said("webauthn.get", &options["challenge"]);
        let signed = [&data[..], &Sha256::digest(&said)[..]].concat();
        let signature: Signature = key.signs.sign(&signed);
        let handle = self.handle.as_ref().unwrap_or(&key.handle);
        json!({
            "id": base64(&key.id),
            "rawId": base64(&key.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "authenticatorData": base64(&data),
                "clientDataJSON": base64(&said),
                "signature": base64(signature.to_der().as_bytes()),
                "userHandle": self.says_handle.then(|| base64(handle)),
            },
        })
        .to_string()
    }
}

/// The options that a server function hands out.
#[track_caller]
fn asked(answer: &Answer) -> String {
    let said: Value = serde_json::from_str(&answer.body).unwrap();
    said["Ask"]["options"].as_str().unwrap_or_else(|| panic!("{}", answer.body)).to_owned()
}

/// Adds a passkey in a browser that is signed in, and gives back where that led.
async fn add(t: &TestApp, browser: &mut Browser, device: &mut Authenticator, name: &str) -> String {
    let id = |browser: &Browser| browser.cookie("__Host-sid").unwrap().to_owned();
    let first = id(browser);
    let begun = browser.call("account/passkeys/begin", &json!({ "name": name, "password": PASSWORD })).await;
    let credential = device.create(t, &asked(&begun));
    let second = id(browser);
    let added = browser.post("/account/passkeys", &[("name", name), ("credential", &credential)]).await;
    assert_eq!(added.status, 303, "{}", added.body);
    assert!(first != second && second != id(browser), "each proof gives the session a new id");
    added.location().to_owned()
}

/// Somebody signed in in a browser, with one passkey.
async fn with_passkey(t: &TestApp, email: &str) -> (Browser, Authenticator) {
    let (mut browser, mut device) = (Browser::new(t), Authenticator::new());
    browser.sign_in(email, PASSWORD).await;
    add(t, &mut browser, &mut device, "Phone").await;
    t.deliver().await;
    (browser, device)
}

/// What a browser is asked at sign-in.
async fn options(browser: &mut Browser) -> String {
    asked(&browser.call("sign-in/passkey/options", &json!({})).await)
}

async fn sign_in(browser: &mut Browser, credential: &str) -> Answer {
    browser.post("/sign-in/passkey", &[("credential", credential), ("next", "/projects")]).await
}

/// The recovery codes that are shown until they are said to be kept.
async fn codes(browser: &mut Browser) -> Vec<String> {
    let codes = codes_on(&browser.get("/account/two-factor/codes").await.body);
    assert_eq!(codes_kept(browser).await.status, 200);
    codes
}

/// Somebody of the account besides Ada.
async fn mara(t: &TestApp, ada: &Ctx) -> MembershipId {
    joined(t, ada, MARA, AccountRole::Users).await.1
}
