//! The one adapter between plain HTML forms and server functions (`docs/adr/0004`).
//!
//! A form posts to its page's own address. The adapter decodes the body into the very argument struct that the `#[server]`
//! macro made, runs the same function body an island would reach over `/_fn`, and says what came of it: 303 with a flash,
//! 422 with the page again, or an error page.

use super::step_up;
use crate::panel::{
    call::Call,
    forms::FormState,
    outcome::{ActionError, ErrorKind, FieldMessage, Outcome},
    pages::StepUpPage,
};
use axum::{
    body::Bytes,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::{
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
    server_fn::ServerFn,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What came of a posted form.
#[derive(Debug)]
pub enum Posted {
    /// It is answered: done, with the redirect to the next page, or the question who is there ([`step_up`]).
    Done(Response),
    /// Values are wrong: the page is due again with status 422, values kept.
    Refused(FormState),
    /// It could not be tried.
    Failed(ActionError),
}

/// Runs the server function that a form posts to. `path` holds values that stand in the address instead of the form. Where
/// the person has to prove first who they are, the answer asks for it, and the same form comes back with the proof.
pub async fn post<F>(call: &Call, path: &[(&str, &str)], body: &Bytes) -> Posted
where
    F: ServerFn<Output = Outcome, Error = ActionError> + DeserializeOwned + 'static,
{
    let proven = match step_up::prove(call, body).await {
        Ok(proven) => proven,
        Err(response) => return Posted::Done(response),
    };
    run_form::<F>(&proven, path, body).await
}

/// As [`post`], for forms that let somebody in or out: no session is proven anew that the same form ends.
pub async fn post_at_the_door<F>(call: &Call, path: &[(&str, &str)], body: &Bytes) -> Posted
where
    F: ServerFn<Output = Outcome, Error = ActionError> + DeserializeOwned + 'static,
{
    run_form::<F>(call, path, body).await
}

async fn run_form<F>(call: &Call, path: &[(&str, &str)], body: &Bytes) -> Posted
where
    F: ServerFn<Output = Outcome, Error = ActionError> + DeserializeOwned + 'static,
{
    let pairs: Vec<(String, String)> = path
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .chain(
            form_urlencoded::parse(body)
                .into_owned()
                .filter(|(name, _)| !path.iter().any(|(own, _)| own == name)),
        )
        .collect();
    let Some(arguments) = decode::<F>(&pairs) else {
        let message = crate::i18n::faults::message(
            call.ctx.language,
            &crate::domain::field::Field::Form,
            &crate::domain::field::Fault::Malformed,
        );
        let errors = vec![FieldMessage { field: "form".into(), message }];
        return Posted::Refused(FormState { values: kept_of(&pairs), errors });
    };
    match run(call, arguments).await {
        Ok(Outcome::Done { to, notice }) => {
            if let Some(notice) = notice {
                call.set_flash(&notice);
            }
            Posted::Done(see_other(&to))
        }
        Ok(Outcome::Invalid { errors }) => Posted::Refused(FormState { values: kept_of(&pairs), errors }),
        Err(error) if error.kind == ErrorKind::StepUp => Posted::Done(step_up::ask(call, body).await),
        Err(error) => Posted::Failed(error),
    }
}

/// Runs the body of a server function as `/_fn` would, within this request.
///
/// # Errors
/// Whatever the function says.
pub async fn run<F>(call: &Call, arguments: F) -> Result<F::Output, F::Error>
where
    F: ServerFn + 'static,
{
    let call = call.clone();
    let owner = Owner::new();
    owner
        .with(|| {
            ScopedFuture::new(async move {
                provide_context(call);
                arguments.run_body().await
            })
        })
        .await
}

/// 303 to a local path.
pub fn see_other(to: &str) -> Response {
    let location = HeaderValue::from_str(local(to)).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// The path if it is one of this server and nothing else, `/` otherwise: `//host`, `/\host`, anything with a scheme or
/// with control characters leads elsewhere in some browser.
pub fn local(path: &str) -> &str {
    let fine = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|octet| octet.is_ascii_graphic());
    if fine { path } else { "/" }
}

/// The first value of a name in a query.
pub fn query_value(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes())
        .find(|(given, _)| given == name)
        .map(|(_, value)| value.into_owned())
}

/// Where a person goes who has proven a password and owes the second factor, to go on to `next` behind it.
pub fn second_step_address(next: &str, by_recovery_code: bool) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !matches!(local(next), "/") {
        query.append_pair("next", local(next));
    }
    if by_recovery_code {
        query.append_pair("way", "recovery");
    }
    let query = query.finish();
    let query = if query.is_empty() { query } else { format!("?{query}") };
    format!("/sign-in/second-step{query}")
}

/// Where one's own second factor stands.
pub const TWO_FACTOR: &str = "/account/two-factor";

/// Where a person who must sign in first is sent; or set up a second factor, in an account that requires one.
pub fn to_sign_in(call: &Call) -> Response {
    if call.half.is_some() {
        return see_other(&second_step_address(&call.path, false));
    }
    if call.ctx.owing.is_some() {
        return see_other(TWO_FACTOR);
    }
    let next: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("next", &call.path).finish();
    see_other(&format!("/sign-in?{next}"))
}

/// Whether an error means that nobody is signed in.
pub fn is_signed_out(error: &ActionError) -> bool {
    error.kind == ErrorKind::SignedOut
}

/// Decodes name-value pairs into the arguments of a server function; a field given twice or of the wrong shape is no
/// form of ours.
fn decode<F: DeserializeOwned>(pairs: &[(String, String)]) -> Option<F> {
    let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    serde_qs::Config::new(3, false).deserialize_bytes(encoded.as_bytes()).ok()
}

/// The form of which too many were posted: what was typed stays, except passwords, and says how long to wait.
pub fn over_limit(body: &Bytes, error: &ActionError) -> FormState {
    let errors = vec![FieldMessage { field: "form".into(), message: error.message.clone() }];
    FormState { values: kept(body), errors }
}

/// What a page may show again of a posted form.
pub fn kept(body: &Bytes) -> BTreeMap<String, String> {
    kept_of(&form_urlencoded::parse(body).into_owned().collect::<Vec<_>>())
}

/// Whether what a control of this name holds is never shown again.
pub fn is_secret(name: &str) -> bool {
    name.contains("password")
        || ["code", "recovery_code", "credential", StepUpPage::CODE, StepUpPage::PASSKEY].contains(&name)
}

/// Everything but passwords and codes, of a field given twice the first.
fn kept_of(pairs: &[(String, String)]) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for (name, value) in pairs.iter().filter(|(name, _)| !is_secret(name)).take(1000) {
        values.entry(name.clone()).or_insert_with(|| value.chars().take(10_000).collect());
    }
    values
}

#[cfg(test)]
#[path = "redirect_fuzz.rs"]
mod redirect_fuzz;

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Arguments {
        #[serde(default)]
        email: String,
        #[serde(default)]
        projects: BTreeMap<String, String>,
        #[serde(default)]
        id: i64,
    }

    fn pairs(body: &str) -> Vec<(String, String)> {
        form_urlencoded::parse(body.as_bytes()).into_owned().collect()
    }

    #[test]
    fn a_form_becomes_the_arguments_of_its_function() {
        let decoded =
            decode::<Arguments>(&pairs("email=a%2Bb%40x.org&projects%5B7%5D=User&projects%5B8%5D=&id=3&x=y"));
        let projects = [("7".to_owned(), "User".to_owned()), ("8".to_owned(), String::new())].into();
        assert_eq!(decoded, Some(Arguments { email: "a+b@x.org".into(), projects, id: 3 }));
        assert_eq!(
            decode::<Arguments>(&[]),
            Some(Arguments { email: String::new(), projects: [].into(), id: 0 })
        );
    }

    #[test]
    fn what_no_form_of_ours_sends_is_refused() {
        for body in ["email=a&email=b", "id=x", "email[a]=b", "projects=x", "projects[1][2][3][4][5]=x"] {
            assert_eq!(decode::<Arguments>(&pairs(body)), None, "{body}");
        }
    }

    #[test]
    fn passwords_and_codes_are_never_kept_and_the_first_of_two_values_is() {
        let form = "email=a&email=b&password=secret&new_password=secret&code=123456&recovery_code=secret";
        let values = kept_of(&pairs(form));
        assert_eq!(values, [("email".to_owned(), "a".to_owned())].into());
    }

    #[test]
    fn only_local_paths_are_followed() {
        for path in ["/users", "/users?after=x&size=10", "/"] {
            assert_eq!(local(path), path);
        }
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "users",
            "",
            "/a\r\nb",
            "/\t/x",
            "/ü",
        ] {
            assert_eq!(local(path), "/", "{path:?}");
        }
    }
}
