//! The ids of form controls and of what stands beside them: the same whether the server or an island writes them.

/// The id of a form control: `email` → `field-email`, `projects[7]` → `field-projects-7`.
pub fn field_id(control: &str) -> String {
    id("field-", control)
}

/// The id of the message beside a form control.
pub fn error_id(control: &str) -> String {
    id("error-", control)
}

/// The id of the hint beside a form control.
pub fn hint_id(control: &str) -> String {
    id("hint-", control)
}

/// Brackets would have to be escaped in addresses and selectors.
fn id(of: &str, control: &str) -> String {
    let mut id = String::from(of);
    for letter in control.chars() {
        match letter {
            '[' => id.push('-'),
            ']' => {}
            letter => id.push(letter),
        }
    }
    id
}
