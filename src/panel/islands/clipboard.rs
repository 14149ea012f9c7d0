//! Writing to the clipboard.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; false when the browser has no clipboard for us (no https, or not allowed).
pub async fn copy(text: &str) -> bool {
    let navigator: JsValue = window().navigator().into();
    // Outside secure contexts there is no clipboard, whatever the types say.
    let there =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| !found.is_undefined());
    there && JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
