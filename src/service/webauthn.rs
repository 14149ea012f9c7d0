//! The joint to the library that knows WebAuthn: what authenticators are asked, and whether an answer is right. It verifies;
//! nothing here does (`docs/adr/0020-passkeys.md`).

use super::Error;
use crate::app::App;
use webauthn_rs::{
    WebauthnBuilder,
    prelude::{
        AuthenticationResult, Credential, DiscoverableAuthentication, Passkey, PasskeyRegistration,
        PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnError,
    },
};

/// The part that asks authenticators: the host of the public URL, and answers from its origin alone.
pub(super) struct Party(Webauthn);

/// What the browser is handed, and what is kept of it until the answer comes.
pub(super) struct Asked {
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON` of WebAuthn level 3.
    pub options: String,
    /// For [`Party::created`] or [`Party::judge`].
    pub state: String,
}

/// Whom a passkey is made for.
pub(super) struct For<'a> {
    /// What authenticators know the person by.
    pub handle: [u8; 16],
    /// The address.
    pub email: &'a str,
    /// The name; may be empty.
    pub name: &'a str,
}

/// What is kept of a passkey.
pub(super) struct Kept {
    /// What the authenticator calls it.
    pub credential_id: Vec<u8>,
    /// Public key, signature counter and flags.
    pub credential: String,
    /// Whether it is said to be kept elsewhere too.
    pub backed_up: bool,
}

/// What an answer was.
pub(super) enum Verdict {
    /// The passkey's, by a person whom the authenticator has verified; this is to be kept from now on.
    Right(Kept),
    /// The passkey's, but its counter has not gone on since the last time.
    Copied,
    /// Anything else.
    Wrong,
}

impl Party {
    /// None where browsers take no passkeys: at an address of numbers.
    ///
    /// # Errors
    /// [`Error::Internal`] when the public URL is none.
    pub fn of(app: &App) -> Result<Option<Self>, Error> {
        if !is_possible(app) {
            return Ok(None);
        }
        let public = &app.config.public_url;
        let origin = Url::parse(public.origin()).map_err(|_| Error::internal("a public URL that is none"))?;
        let built = WebauthnBuilder::new(public.host(), &origin).and_then(|builder| {
            builder.rp_name("Vestibule").allow_subdomains(false).allow_any_port(false).build()
        });
        Ok(Some(Self(built.map_err(|error| unexpected(&error))?)))
    }

    /// Asks for a new passkey: one that signs in without an address, made by a verified person, on an authenticator that
    /// holds none of `known`.
    ///
    /// # Errors
    /// [`Error::Internal`].
    pub fn ask_for_new(&self, whom: &For<'_>, known: Vec<Vec<u8>>) -> Result<Asked, Error> {
        let name = if whom.name.is_empty() { whom.email } else { whom.name };
        let handle = Uuid::from_bytes(whom.handle);
        let asked = self.0.start_passkey_registration(handle, whom.email, name, Some(known));
        let (mut options, state) = asked.map_err(|error| unexpected(&error))?;
        // The library leaves it to the authenticator whether it remembers whose the passkey is. Without, nobody could sign in
        // by it alone. The answer does not say, so there is nothing of it in what is kept.
        let mut wanted = json(&options.public_key.authenticator_selection)?;
        if let Some(wanted) = wanted.as_object_mut() {
            wanted.insert("residentKey".into(), "required".into());
            wanted.insert("requireResidentKey".into(), true.into());
        }
        options.public_key.authenticator_selection =
            serde_json::from_value(wanted).map_err(|_| Error::internal("options of odd shape"))?;
        Ok(Asked { options: json(&options.public_key)?.to_string(), state: json(&state)?.to_string() })
    }

    /// What is to be kept of a new passkey; none when the answer is not right.
    ///
    /// # Errors
    /// [`Error::Internal`] when what was kept is not ours.
    pub fn created(&self, state: &str, answer: &str) -> Result<Option<Kept>, Error> {
        let state: PasskeyRegistration = from_kept(state)?;
        let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else { return Ok(None) };
        match self.0.finish_passkey_registration(&answer, &state) {
            Ok(passkey) => kept(passkey).map(Some),
            Err(error) => {
                tracing::info!(%error, "passkey not added");
                Ok(None)
            }
        }
    }

    /// Asks for proof: by one of these passkeys, or by any when there are none.
    ///
    /// # Errors
    /// [`Error::Internal`].
    pub fn ask_for_proof(&self, by: &[Vec<u8>]) -> Result<Asked, Error> {
        let asked = self.0.start_discoverable_authentication();
        let (options, state) = asked.map_err(|error| unexpected(&error))?;
        let mut options = json(&options.public_key)?;
        if let Some(options) = options.as_object_mut() {
            let by = by.iter().map(|id| {
                serde_json::json!({ "type": "public-key", "id": data_encoding::BASE64URL_NOPAD.encode(id) })
            });
            options.insert("allowCredentials".into(), by.collect());
        }
        Ok(Asked { options: options.to_string(), state: json(&state)?.to_string() })
    }

    /// Judges proof by a passkey of which this was kept.
    ///
    /// # Errors
    /// [`Error::Internal`] when what was kept is not ours.
    pub fn judge(&self, state: &str, answer: &Answer, credential: &str) -> Result<Verdict, Error> {
        let state: DiscoverableAuthentication = from_kept(state)?;
        let mut passkey: Passkey = from_kept(credential)?;
        match self.0.finish_discoverable_authentication_v2(&answer.0, state, &passkey) {
            Ok(result) if AuthenticationResult::user_verified(&result) => {
                passkey.update_credential(&result);
                kept(passkey).map(Verdict::Right)
            }
            Ok(_) => Ok(Verdict::Wrong),
            Err(WebauthnError::CredentialPossibleCompromise) => Ok(Verdict::Copied),
            Err(error) => {
                tracing::info!(%error, "passkey refused");
                Ok(Verdict::Wrong)
            }
        }
    }
}

/// Whether browsers take passkeys at the public URL: at a name, not at an address of numbers.
pub fn is_possible(app: &App) -> bool {
    let url = Url::parse(app.config.public_url.origin());
    url.is_ok_and(|url| url.domain().is_some())
}

/// What a browser says an authenticator has answered; nothing of it is proven yet.
pub(super) struct Answer(PublicKeyCredential);

impl Answer {
    /// None when it is no answer at all.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// By which passkey.
    pub fn credential_id(&self) -> &[u8] {
        self.0.get_credential_id()
    }

    /// What the authenticator knows the person by, if it says so.
    pub fn handle(&self) -> Option<&[u8]> {
        self.0.get_user_unique_id()
    }
}

fn kept(passkey: Passkey) -> Result<Kept, Error> {
    let credential = json(&passkey)?.to_string();
    let inside = Credential::from(passkey);
    Ok(Kept { backed_up: inside.backup_state, credential_id: inside.cred_id, credential })
}

fn json(value: &impl serde::Serialize) -> Result<serde_json::Value, Error> {
    serde_json::to_value(value).map_err(|_| Error::internal("what cannot be written as JSON"))
}

fn from_kept<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| Error::internal("a passkey kept by another version"))
}

fn unexpected(error: &WebauthnError) -> Error {
    tracing::error!(%error, "passkeys cannot be asked for");
    Error::internal("passkeys cannot be asked for")
}
