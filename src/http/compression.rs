//! Pages travel compressed. Assets are compressed when they are built and never come by here.

use axum::http::{HeaderValue, Response, header};
use tower_http::{CompressionLevel, compression::CompressionLayer, compression::predicate::Predicate};

/// Marks a page that shows a secret, such as a link to hand over. How well a secret compresses beside a text that somebody
/// else chose tells something about it (the BREACH attack), so such a page travels as it is.
#[derive(Debug, Clone, Copy)]
pub struct ShowsSecret;

/// Compresses pages, at a level that costs well under a millisecond.
pub fn layer() -> CompressionLayer<Pages> {
    CompressionLayer::new().br(true).gzip(true).quality(CompressionLevel::Precise(4)).compress_when(Pages)
}

/// What is compressed: pages, but for those that show a secret.
#[derive(Debug, Clone, Copy)]
pub struct Pages;

impl Predicate for Pages {
    fn should_compress<B>(&self, response: &Response<B>) -> bool
    where
        B: axum::body::HttpBody,
    {
        let page = |value: &HeaderValue| value.as_bytes().starts_with(b"text/html");
        response.headers().get(header::CONTENT_TYPE).is_some_and(page)
            && response.extensions().get::<ShowsSecret>().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn pages_are_compressed_unless_they_show_a_secret() {
        let of = |kind: &str| Response::builder().header("content-type", kind).body(Body::empty()).unwrap();
        assert!(Pages.should_compress(&of("text/html; charset=utf-8")));
        assert!(!Pages.should_compress(&of("application/json")));
        let mut secret = of("text/html; charset=utf-8");
        secret.extensions_mut().insert(ShowsSecret);
        assert!(!Pages.should_compress(&secret));
    }
}
