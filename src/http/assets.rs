//! The files that the binary carries: styles, islands, the loader, and what stands in `public/`.
//!
//! Each is compressed at build time. Names under `/assets/` carry a hash of the content, so a browser may keep them
//! for ever; the few other names are asked for again after an hour.

use axum::{
    Router,
    body::Body,
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{
            ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
            IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse, Response},
    routing::any,
};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A file that the binary carries.
#[derive(Debug)]
pub struct Asset {
    /// Its address, such as `/assets/vestibule.0123456789abcdef.css`.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// The hash of its content.
    pub hash: &'static str,
    /// Whether another content would have another address.
    pub immutable: bool,
    identity: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

/// Every file that the binary carries; none when it was built without a site.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The file at this address.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The routes of all files: `/assets/…`, and the names in `public/`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let router = Router::new().route("/assets/{*name}", any(serve));
    ASSETS
        .iter()
        .filter(|asset| !asset.immutable)
        .fold(router, |router, asset| router.route(asset.path, any(serve)))
}

/// Answers a request for a file.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    match find(uri.path()) {
        Some(asset) => answer(asset, &method, &headers),
        None => (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-store")], "Not found\n").into_response(),
    }
}

fn answer(asset: &'static Asset, method: &Method, headers: &HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let accepted = Accepted::read(headers);
    let (encoding, bytes) = match (asset.brotli, asset.gzip) {
        (Some(bytes), _) if accepted.brotli => (Some("br"), bytes),
        (_, Some(bytes)) if accepted.gzip => (Some("gzip"), bytes),
        // Who refuses even the plain form gets it all the same, which the standard allows and every client can read.
        _ => (None, asset.identity),
    };
    let tag = match encoding {
        Some(encoding) => format!("\"{}-{encoding}\"", asset.hash),
        None => format!("\"{}\"", asset.hash),
    };
    let fresh = is_known(headers, &tag);

    let mut response = Response::new(Body::empty());
    let answered = response.headers_mut();
    let cache = if asset.immutable { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    answered.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    answered.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answered.insert(ETAG, tag);
    }
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    answered.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    answered.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    if let Some(encoding) = encoding {
        answered.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if method == Method::GET {
        *response.body_mut() = Body::from(bytes);
    }
    response
}

/// Which compressed forms a client takes.
#[derive(Debug, PartialEq, Eq)]
struct Accepted {
    brotli: bool,
    gzip: bool,
}

impl Accepted {
    fn read(headers: &HeaderMap) -> Self {
        let (mut brotli, mut gzip, mut any) = (None, None, None);
        for item in list(headers, &ACCEPT_ENCODING) {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let wanted = is_wanted(parameters);
            match name.trim().to_ascii_lowercase().as_str() {
                "br" => brotli = Some(wanted),
                "gzip" | "x-gzip" => gzip = Some(wanted),
                "*" => any = Some(wanted),
                _ => {}
            }
        }
        // The star speaks for what is not named.
        let any = any.unwrap_or(false);
        Self { brotli: brotli.unwrap_or(any), gzip: gzip.unwrap_or(any) }
    }
}

/// Whether the weight is anything but zero. Among wanted forms the smallest is sent, whatever their weights.
fn is_wanted(parameters: &str) -> bool {
    parameters
        .split(';')
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .is_none_or(|(_, weight)| weight.trim().parse::<f32>().is_ok_and(|weight| weight > 0.0))
}

/// Whether the client says it holds this very form.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    list(headers, &IF_NONE_MATCH).any(|item| item == "*" || item.strip_prefix("W/").unwrap_or(item) == tag)
}

/// The items of a header that is a list, over all its lines.
fn list<'a>(headers: &'a HeaderMap, name: &axum::http::HeaderName) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use axum::http::header;
    use http_body_util::BodyExt as _;

    use super::*;

    static STYLE: Asset = Asset {
        path: "/assets/vestibule.0123.css",
        content_type: "text/css; charset=utf-8",
        hash: "0123",
        immutable: true,
        identity: b"identity",
        gzip: Some(b"gzip"),
        brotli: Some(b"br"),
    };
    static TINY: Asset = Asset {
        path: "/robots.txt",
        content_type: "text/plain; charset=utf-8",
        hash: "4567",
        immutable: false,
        identity: b"tiny",
        gzip: None,
        brotli: None,
    };

    fn headers(lines: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers
    }

    fn encoding_for(accept: &'static str) -> Option<String> {
        let response = answer(&STYLE, &Method::GET, &headers(&[(ACCEPT_ENCODING, accept)]));
        response.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
    }

    async fn body(response: Response) -> Vec<u8> {
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }

    #[test]
    fn brotli_goes_before_gzip_and_gzip_before_nothing() {
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip, br;q=0.1", Some("br")),
            ("gzip", Some("gzip")),
            ("GZIP ; Q=0.5", Some("gzip")),
            ("br;q=0, gzip", Some("gzip")),
            ("br; q=0.000, gzip;q=0", None),
            ("br;q=nonsense", None),
            ("*", Some("br")),
            ("*, br;q=0", Some("gzip")),
            ("*;q=0", None),
            ("identity", None),
            ("deflate", None),
            ("", None),
            (",, ,", None),
        ] {
            assert_eq!(encoding_for(accept).as_deref(), expected, "{accept:?}");
        }
    }

    #[test]
    fn no_header_and_several_lines_are_understood() {
        let plain = answer(&STYLE, &Method::GET, &HeaderMap::new());
        assert!(!plain.headers().contains_key(CONTENT_ENCODING));
        let two = headers(&[(ACCEPT_ENCODING, "gzip;q=0"), (ACCEPT_ENCODING, "br")]);
        assert_eq!(Accepted::read(&two), Accepted { brotli: true, gzip: false });
    }

    #[tokio::test]
    async fn the_answer_says_what_it_is() {
        let response = answer(&STYLE, &Method::GET, &headers(&[(ACCEPT_ENCODING, "gzip")]));
        assert_eq!(response.status(), StatusCode::OK);
        for (name, value) in [
            (CONTENT_TYPE, "text/css; charset=utf-8"),
            (CONTENT_ENCODING, "gzip"),
            (CONTENT_LENGTH, "4"),
            (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (VARY, "Accept-Encoding"),
            (ETAG, "\"0123-gzip\""),
        ] {
            assert_eq!(response.headers()[&name], value, "{name}");
        }
        assert_eq!(body(response).await, b"gzip");
    }

    #[tokio::test]
    async fn a_form_that_was_not_worth_it_is_not_offered() {
        let response = answer(&TINY, &Method::GET, &headers(&[(ACCEPT_ENCODING, "br, gzip")]));
        assert!(!response.headers().contains_key(CONTENT_ENCODING));
        assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=3600");
        assert_eq!(response.headers()[VARY], "Accept-Encoding");
        assert_eq!(body(response).await, b"tiny");
    }

    #[tokio::test]
    async fn head_has_the_headers_of_get_and_no_body() {
        let asked = headers(&[(ACCEPT_ENCODING, "br")]);
        let (get, head) = (answer(&STYLE, &Method::GET, &asked), answer(&STYLE, &Method::HEAD, &asked));
        assert_eq!(get.headers(), head.headers());
        assert!(body(head).await.is_empty());
    }

    #[tokio::test]
    async fn a_form_the_client_holds_is_not_sent_again() {
        for (known, status) in [
            ("\"0123-br\"", StatusCode::NOT_MODIFIED),
            ("\"other\", W/\"0123-br\"", StatusCode::NOT_MODIFIED),
            ("*", StatusCode::NOT_MODIFIED),
            ("\"0123\"", StatusCode::OK),
            ("\"0123-gzip\"", StatusCode::OK),
            ("0123-br", StatusCode::OK),
        ] {
            let asked = headers(&[(ACCEPT_ENCODING, "br"), (IF_NONE_MATCH, known)]);
            let response = answer(&STYLE, &Method::GET, &asked);
            assert_eq!(response.status(), status, "{known}");
            assert!(response.headers().contains_key(ETAG));
            if status == StatusCode::NOT_MODIFIED {
                assert!(body(response).await.is_empty());
            }
        }
    }

    #[tokio::test]
    async fn other_methods_and_names_are_refused() {
        let response = answer(&STYLE, &Method::POST, &HeaderMap::new());
        assert_eq!(
            (response.status(), &response.headers()[ALLOW]),
            (StatusCode::METHOD_NOT_ALLOWED, &HeaderValue::from_static("GET, HEAD"))
        );
        let uri = Uri::from_static("/assets/../Cargo.toml");
        let response = serve(Method::GET, uri, HeaderMap::new()).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
    }

    #[test]
    fn every_embedded_file_is_found_by_its_address() {
        for asset in all() {
            assert!(find(asset.path).is_some_and(|found| found.hash == asset.hash), "{}", asset.path);
            assert_eq!(asset.immutable, asset.path.starts_with("/assets/"), "{}", asset.path);
        }
        for path in [CSS, JS, WASM, LOADER].into_iter().flatten() {
            assert!(find(path).is_some_and(|asset| asset.immutable), "{path}");
        }
    }
}
