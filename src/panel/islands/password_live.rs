//! Shows a password on demand and says when a new one is long enough.

use leptos::prelude::*;

/// Wakes the buttons and rules beside passwords (`components::PasswordField`). Without scripts there is nothing to see.
#[island]
pub fn PasswordLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    watch::wake();
}

#[cfg(feature = "hydrate")]
mod watch {
    use crate::panel::islands::dom;
    use js_sys::{Array, JsString};
    use web_sys::{Element, HtmlElement, HtmlInputElement};

    /// Wakes every button that still sleeps.
    pub fn wake() {
        for button in dom::all(".password-show[hidden]") {
            let input = button.get_attribute("aria-controls").and_then(|id| dom::by_id(&id));
            let Some(input) = input else { continue };
            if let Ok(Some(field)) = button.closest(".password")
                && let Some(rule) = dom::find::<Element>(&field, ".password-rule")
            {
                follow(&input, rule);
            }
            dom::unset(&button, "hidden");
            show_on_demand(input, button);
        }
    }

    fn show_on_demand(input: HtmlInputElement, button: HtmlElement) {
        let show = button.text_content();
        let hide = button.get_attribute("data-hide");
        let target = button.clone();
        dom::listen(&target, "click", move |_| {
            let shown = input.type_() == "password";
            input.set_type(if shown { "text" } else { "password" });
            button.set_text_content(if shown { hide.as_deref() } else { show.as_deref() });
        });
    }

    /// Says how long it is, now and as it grows.
    fn follow(input: &HtmlInputElement, rule: Element) {
        let word = |name: &str| rule.get_attribute(name).unwrap_or_default();
        let min = word("data-min").parse::<u32>().unwrap_or(0);
        let short = JsString::from(word("data-short"));
        let enough = word("data-enough");
        let typed = input.clone();
        let say = move || {
            // Characters as the server counts them, not units of UTF-16.
            let count = Array::from(&typed.value().into()).length();
            let long_enough = count >= min;
            let words = if count == 0 {
                String::new()
            } else if long_enough {
                enough.clone()
            } else {
                String::from(short.replace("{count}", &count.to_string()))
            };
            if rule.text_content().as_deref() != Some(words.as_str()) {
                rule.set_text_content(Some(&words));
            }
            rule.set_class_name(if long_enough { "password-rule password-enough" } else { "password-rule" });
        };
        say();
        dom::listen(input, "input", move |_| say());
    }
}
