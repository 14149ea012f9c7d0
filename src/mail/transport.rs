//! Where mail goes: to a server, into a folder, or into memory.

use super::{
    envelope::{Mailbox, Outgoing, ascii_domain},
    smtp::Smtp,
};
use crate::domain::check::{Check, Finding, Line};
use std::{
    collections::VecDeque,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The longest [`Transport::send`] takes. The worker's lease on a mail has to be longer, or two workers send it.
pub const LONGEST_SEND: Duration = Duration::from_secs(50);

/// The longest reason kept of a failure, in characters.
const MAX_REASON: usize = 300;

/// Where mail goes.
#[derive(Debug, Clone)]
pub enum Transport {
    /// To a mail server.
    Smtp(Arc<Smtp>),
    /// Into a folder, one `.eml` file each (RFC 5322 format), for trying out.
    Directory(PathBuf),
    /// Into memory, for tests.
    Memory(Memory),
}

/// Why a mail was not handed over, in the server's own words: one line of at most 300 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server will never take this mail (5xx to the recipient or the message).
    #[error("{0}")]
    Refused(String),
    /// Not now: 4xx, no answer in time, connection lost or not made. To be tried again.
    #[error("{0}")]
    Deferred(String),
    /// No mail would pass: sign-in refused, sender refused, no TLS where it is required, folder not writable. Nothing
    /// is wrong with this mail; the whole queue waits.
    #[error("{0}")]
    Paused(String),
}

impl Transport {
    /// The transport that the settings ask for; `None` when they name none, so that links are handed over by copying.
    ///
    /// `smtp_url` is `smtp://[user:password@]host[:port][/name-for-EHLO][?tls=required|opportunistic]` or `smtps://…`,
    /// read as lettre reads it. The folder `dir` is created when absent and wins over a server: who sets it does not
    /// want mail to leave the house. Does not connect.
    ///
    /// # Errors
    /// A sentence for the operator: the URL cannot be read, or the folder cannot be created.
    pub fn from_config(smtp_url: Option<&str>, dir: Option<&Path>) -> Result<Option<Self>, String> {
        if let Some(dir) = dir {
            let created = fs::create_dir_all(dir);
            return match created {
                Ok(()) => Ok(Some(Self::Directory(dir.to_owned()))),
                Err(error) => Err(format!("the mail folder {} cannot be created: {error}", dir.display())),
            };
        }
        smtp_url.map(|url| Smtp::from_url(url).map(|smtp| Self::Smtp(Arc::new(smtp)))).transpose()
    }

    /// Looks whether a mail from this sender could be handed over, without handing one over.
    pub async fn probe(&self, from: &Mailbox) -> Vec<Line> {
        let one = |finding| vec![Line::new(Check::MailServer, finding)];
        match self {
            Self::Smtp(smtp) => match ascii_domain(&from.email) {
                Ok(sender) => smtp.probe(&sender).await,
                Err(failure) => one(Finding::MailUnusable { reason: failure.to_string() }),
            },
            Self::Directory(dir) => {
                let (path, tried) = (dir.display().to_string(), dir.join(".probe.part"));
                let written = tokio::task::spawn_blocking(move || {
                    fs::write(&tried, b"").and_then(|()| fs::remove_file(&tried))
                });
                one(match written.await {
                    Ok(Ok(())) => Finding::MailFolder { path },
                    Ok(Err(error)) => Finding::MailFolderBad { reason: one_line(&error.to_string()) },
                    Err(error) => Finding::MailFolderBad { reason: one_line(&error.to_string()) },
                })
            }
            Self::Memory(_) => one(Finding::ServerReached { server: "memory".into(), name: "memory".into() }),
        }
    }

    /// A mail server that is given up sooner than others are, for tests of slow ones.
    ///
    /// # Errors
    /// When the URL cannot be read.
    pub fn impatient(smtp_url: &str, patience: Duration) -> Result<Self, String> {
        Ok(Self::Smtp(Arc::new(Smtp::from_url(smtp_url)?.with_patience(patience))))
    }

    /// Hands a mail over and returns the server's reply line, such as `250 2.0.0 Ok: queued as 4F2A1`. Takes at most
    /// [`LONGEST_SEND`].
    ///
    /// # Errors
    /// See [`Failure`]. After [`Failure::Deferred`] the server may have the mail all the same, when the connection was
    /// lost between its taking the mail and saying so; the next try bears the same `Message-ID`.
    pub async fn send(&self, mail: &Outgoing) -> Result<String, Failure> {
        match self {
            Self::Smtp(smtp) => smtp.send(&mail.message()?).await,
            Self::Directory(dir) => {
                let octets = mail.message()?.formatted();
                let path = dir.join(format!("{}.eml", file_name(&mail.message_id)));
                let written =
                    tokio::task::spawn_blocking(move || write_whole(&path, &octets).map(|()| path)).await;
                match written {
                    Ok(Ok(path)) => Ok(one_line(&format!("written to {}", path.display()))),
                    Ok(Err(error)) => Err(Failure::Paused(one_line(&format!("the mail folder: {error}")))),
                    Err(_) => Err(Failure::Deferred("writing was interrupted".into())),
                }
            }
            Self::Memory(memory) => memory.take(mail),
        }
    }
}

/// A mailbox in memory. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    sent: Vec<Outgoing>,
    answers: VecDeque<Result<String, Failure>>,
}

impl Memory {
    /// Every mail taken so far, oldest first.
    pub fn sent(&self) -> Vec<Outgoing> {
        self.kept().sent.clone()
    }

    /// Answers the next mail not yet scripted with `answer`; mails beyond the script are taken.
    pub fn answer_next(&self, answer: Result<String, Failure>) {
        self.kept().answers.push_back(answer);
    }

    fn take(&self, mail: &Outgoing) -> Result<String, Failure> {
        mail.message()?;
        let mut kept = self.kept();
        let reply = kept.answers.pop_front().unwrap_or_else(|| Ok("250 2.0.0 Ok".into()))?;
        kept.sent.push(mail.clone());
        Ok(reply)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One line without control characters, of at most 300 characters: for headers, reasons and replies.
pub(super) fn one_line(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if crate::domain::name::is_unprintable(c) { ' ' } else { c }).collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(MAX_REASON).collect()
}

fn file_name(message_id: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || "._-@".contains(c) { c } else { '-' };
    // No hidden files, no way up the tree.
    message_id.chars().take(200).map(kept).collect::<String>().trim_start_matches('.').to_owned()
}

/// Writes a file so that it is there whole or not at all, even after a power cut. Readable by the owner alone: the mail
/// holds a link.
fn write_whole(path: &Path, octets: &[u8]) -> io::Result<()> {
    let part = path.with_extension("part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(octets)?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    match path.parent() {
        // The name is on disk only once the folder is.
        Some(folder) if cfg!(unix) => fs::File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{language::Language, time::Timestamp},
        mail::{Rendered, message_id},
    };

    fn mail(id: i64) -> Outgoing {
        Outgoing {
            from: "Vestibule <no-reply@example.org>".parse().expect("a mailbox"),
            to: "mara@example.org".into(),
            message_id: message_id("invitation", id, 1, "example.org"),
            date: Timestamp::from_micros(0),
            language: Language::En,
            rendered: Rendered {
                subject: "Hello".into(),
                text: "Hello\n".into(),
                html: "<p>Hello</p>".into(),
            },
        }
    }

    fn fresh_folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("vestibule-mail-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[tokio::test]
    async fn a_mail_in_a_folder_is_one_whole_file_for_its_owner() {
        let folder = fresh_folder("whole");
        let transport =
            Transport::from_config(Some("smtp://localhost"), Some(&folder)).expect("made").expect("some");
        for _ in 0..2 {
            transport.send(&mail(1)).await.expect("written");
        }
        let names: Vec<_> =
            fs::read_dir(&folder).expect("there").map(|entry| entry.expect("read").path()).collect();
        assert_eq!(names, [folder.join("invitation-1-1@example.org.eml")]);
        let octets = fs::read(&names[0]).expect("readable");
        assert!(octets.windows(17).any(|text| text == b"Subject: Hello\r\nD"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&names[0]).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::remove_dir_all(folder).expect("removed");
    }

    #[tokio::test]
    async fn a_folder_that_went_away_makes_the_queue_wait() {
        let folder = fresh_folder("gone");
        let transport = Transport::from_config(None, Some(&folder)).expect("made").expect("some");
        fs::remove_dir_all(&folder).expect("removed");
        assert!(matches!(transport.send(&mail(1)).await, Err(Failure::Paused(_))));
    }

    #[tokio::test]
    async fn memory_answers_by_script_and_keeps_what_it_took() {
        let memory = Memory::default();
        memory.answer_next(Err(Failure::Deferred("451 later".into())));
        memory.answer_next(Ok("250 first".into()));
        let transport = Transport::Memory(memory.clone());
        assert_eq!(transport.send(&mail(1)).await, Err(Failure::Deferred("451 later".into())));
        assert_eq!(transport.send(&mail(2)).await, Ok("250 first".into()));
        assert_eq!(transport.send(&mail(3)).await, Ok("250 2.0.0 Ok".into()));
        assert_eq!(memory.sent(), [mail(2), mail(3)]);
    }

    #[test]
    fn no_setting_means_no_transport_and_a_file_is_no_folder() {
        assert!(matches!(Transport::from_config(None, None), Ok(None)));
        let file = std::env::current_exe().expect("this program");
        assert!(Transport::from_config(None, Some(&file)).is_err());
    }

    #[test]
    fn a_file_name_never_leaves_the_folder() {
        assert_eq!(file_name("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(file_name("a\0/b@c"), "a--b@c");
    }
}
