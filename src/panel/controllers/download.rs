//! Files that are taken away while they are written.

use crate::{service::export::Export, telemetry::cause};
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// The answer that carries a file. A part that cannot be read ends the connection, so that nobody takes half a file for a
/// whole one.
pub fn download(export: impl Export, request_id: String) -> Response {
    // The name is made of digits and our own letters.
    let disposition = format!("attachment; filename=\"{}\"", export.name());
    let disposition =
        HeaderValue::try_from(disposition).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(export.content_type())),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    let parts = futures::stream::try_unfold((export, request_id), async |(mut export, request_id)| {
        match export.next().await {
            Ok(part) => Ok(part.map(|part| (part, (export, request_id)))),
            Err(error) => {
                tracing::error!(request.id = request_id, error = cause(&error), "export broken off");
                Err(std::io::Error::other("the export was broken off"))
            }
        }
    });
    (headers, Body::from_stream(parts)).into_response()
}
