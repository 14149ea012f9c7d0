//! Pieces that pages are made of. Server only; plain values in, HTML out.

mod app_key;
mod empty;
mod error_summary;
mod fields;
mod hand_over;
mod icon;
mod link_button;
mod moment;
mod notices;
mod own_password;
mod paging;
mod passkey_form;
mod password_field;
mod qr_code;
mod radio_group;
mod scripts;

pub use app_key::AppKey;
pub use empty::Empty;
pub use error_summary::ErrorSummary;
pub use fields::{CheckField, Choice, Field, SelectField, TextArea, TextField};
pub use hand_over::{HandOver, HandOverTemplate};
pub use icon::{Icon, Picture};
pub use link_button::LinkButton;
pub use moment::Moment;
pub use notices::{NoticeTemplates, Notices};
pub use own_password::{OwnPassword, PasswordOwner};
pub use paging::{LogPaging, page_sizes};
pub use passkey_form::{PasskeyForm, PasskeyUse, PasskeyWay};
pub use password_field::PasswordField;
pub use qr_code::QrCodeImage;
pub use radio_group::{RadioGroup, RadioOption};
pub use scripts::{ScriptPaths, Scripts};
