//! A request body that ends with an error when it is too large or too slow, and remembers which.

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::StatusCode,
};
use hyper::body::{Frame, SizeHint};
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Sleep, sleep};

/// Why a body was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Fault {
    #[error("the body is too large")]
    TooLarge,
    #[error("the body came too slowly")]
    TooSlow,
}

/// What was found about a body; to be asked once the handler is done.
#[derive(Debug, Clone, Default)]
pub struct Verdict(Arc<AtomicU8>);

impl Verdict {
    /// 413 or 408, when the body was too large or too slow.
    pub fn status(&self) -> Option<StatusCode> {
        match self.0.load(Ordering::Acquire) {
            1 => Some(StatusCode::PAYLOAD_TOO_LARGE),
            2 => Some(StatusCode::REQUEST_TIMEOUT),
            _ => None,
        }
    }

    fn set(&self, fault: Fault) {
        let code = match fault {
            Fault::TooLarge => 1,
            Fault::TooSlow => 2,
        };
        self.0.store(code, Ordering::Release);
    }
}

/// The request with a body of at most `octets` that has arrived within `patience`, counted from its first reading.
pub fn limited(request: Request, octets: u64, patience: Duration) -> (Request, Verdict) {
    let verdict = Verdict::default();
    if request.body().is_end_stream() {
        return (request, verdict);
    }
    let limited = request.map(|inner| {
        Body::new(Limited { inner, left: octets, patience, deadline: None, verdict: verdict.clone() })
    });
    (limited, verdict)
}

struct Limited {
    inner: Body,
    left: u64,
    patience: Duration,
    deadline: Option<Pin<Box<Sleep>>>,
    verdict: Verdict,
}

impl Limited {
    fn fail(&self, fault: Fault) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.verdict.set(fault);
        Poll::Ready(Some(Err(axum::Error::new(fault))))
    }
}

impl HttpBody for Limited {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match Pin::new(&mut self.inner).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                let octets = frame.data_ref().map_or(0, Bytes::len);
                match self.left.checked_sub(u64::try_from(octets).unwrap_or(u64::MAX)) {
                    Some(left) => self.left = left,
                    None => return self.fail(Fault::TooLarge),
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Pending => {
                let patience = self.patience;
                let deadline = self.deadline.get_or_insert_with(|| Box::pin(sleep(patience)));
                match deadline.as_mut().poll(cx) {
                    Poll::Ready(()) => self.fail(Fault::TooSlow),
                    Poll::Pending => Poll::Pending,
                }
            }
            ended @ Poll::Ready(_) => ended,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
