//! A mail server on loopback that keeps what it takes, and misbehaves on demand. Shared by the test binaries.

use mail_parser::MessageParser;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Notify, watch},
    task::JoinHandle,
};

/// Where in a conversation something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "each test binary needs some of them")]
pub enum Stage {
    Greeting,
    Sender,
    Recipient,
    /// At `DATA`, before the message.
    Data,
    /// Within the message.
    Message,
    /// Behind the final dot.
    End,
}

/// One way to misbehave, until [`SmtpServer::behave`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "each test binary needs some of them")]
pub enum Fault {
    /// Answers this instead.
    Answers(&'static str),
    /// Closes the connection; a mail is not kept.
    Cuts,
    /// Keeps the mail and closes the connection without a word.
    TakesAndCuts,
    /// Answers late.
    Slow(Duration),
    /// Never answers.
    Silent,
}

/// A mail that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub to: String,
    pub message_id: String,
    pub text: String,
}

impl Taken {
    /// The addresses in the text part.
    pub fn links(&self) -> Vec<String> {
        self.text.split_whitespace().filter(|word| word.contains("://")).map(str::to_owned).collect()
    }
}

#[derive(Debug, Default)]
struct State {
    taken: Mutex<Vec<Taken>>,
    faults: Mutex<Vec<(Stage, Fault)>>,
    connections: Mutex<usize>,
    news: Notify,
}

/// The server. Dropped, it is gone.
#[derive(Debug)]
pub struct SmtpServer {
    pub port: u16,
    state: Arc<State>,
    gone: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

#[allow(dead_code, reason = "each test binary needs some of it")]
impl SmtpServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (gone, _) = watch::channel(false);
        let mut server = Self { port, state: Arc::default(), gone, task: None };
        server.listen(listener);
        server
    }

    fn listen(&mut self, listener: TcpListener) {
        let (state, gone) = (Arc::clone(&self.state), self.gone.clone());
        self.task = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *state.connections.lock().unwrap() += 1;
                let (state, mut gone) = (Arc::clone(&state), gone.subscribe());
                tokio::spawn(async move {
                    tokio::select! {
                        _ = converse(stream, &state) => {}
                        _ = gone.wait_for(|gone| *gone) => {}
                    }
                });
            }
        }));
    }

    /// Cuts every connection and takes no new one.
    pub async fn vanish(&mut self) {
        self.gone.send_replace(true);
        if let Some(task) = self.task.take() {
            task.abort();
            let _ended = task.await;
        }
    }

    /// Is there again, on the same port.
    pub async fn come_back(&mut self) {
        self.gone.send_replace(false);
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.listen(listener);
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn misbehave(&self, at: Stage, fault: Fault) {
        self.state.faults.lock().unwrap().push((at, fault));
    }

    pub fn behave(&self) {
        self.state.faults.lock().unwrap().clear();
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.state.taken.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        *self.state.connections.lock().unwrap()
    }

    /// Waits until so many mails were taken.
    pub async fn wait_for(&self, count: usize) {
        loop {
            let news = self.state.news.notified();
            if self.taken().len() >= count {
                return;
            }
            news.await;
        }
    }
}

/// What becomes of a stage: the answer, or nothing when the connection is to be closed.
async fn answer(state: &State, at: Stage, usual: &str) -> Option<String> {
    let fault = state.faults.lock().unwrap().iter().find(|(stage, _)| *stage == at).map(|(_, fault)| *fault);
    match fault {
        None => Some(usual.to_owned()),
        Some(Fault::Answers(line)) => Some(line.to_owned()),
        Some(Fault::Cuts | Fault::TakesAndCuts) => None,
        Some(Fault::Slow(delay)) => {
            tokio::time::sleep(delay).await;
            Some(usual.to_owned())
        }
        Some(Fault::Silent) => std::future::pending().await,
    }
}

async fn converse(stream: TcpStream, state: &State) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let greeting = answer(state, Stage::Greeting, "220 loopback ESMTP").await?;
    say(&mut stream, &greeting).await?;
    let mut to = String::new();
    loop {
        let line = hear(&mut stream).await?;
        let upper = line.to_ascii_uppercase();
        let reply = if upper.starts_with("EHLO") {
            "250-loopback\r\n250-8BITMIME\r\n250 SMTPUTF8".to_owned()
        } else if upper.starts_with("MAIL") {
            answer(state, Stage::Sender, "250 2.1.0 Ok").await?
        } else if upper.starts_with("RCPT") {
            to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            answer(state, Stage::Recipient, "250 2.1.5 Ok").await?
        } else if upper.starts_with("DATA") {
            let reply = answer(state, Stage::Data, "354 Go on").await?;
            if reply.starts_with("354") {
                say(&mut stream, &reply).await?;
                message(&mut stream, state, &to).await?
            } else {
                reply
            }
        } else if upper.starts_with("QUIT") {
            say(&mut stream, "221 2.0.0 Bye").await?;
            return None;
        } else {
            "250 2.0.0 Ok".to_owned()
        };
        say(&mut stream, &reply).await?;
    }
}

/// Reads a message; kept before anything is said, so that whoever is told "250" can rely on it.
async fn message(stream: &mut BufReader<TcpStream>, state: &State, to: &str) -> Option<String> {
    let mut octets = String::new();
    loop {
        let line = hear(stream).await?;
        if line == "." {
            break;
        }
        octets.push_str(line.strip_prefix('.').unwrap_or(&line));
        octets.push_str("\r\n");
        answer(state, Stage::Message, "").await?;
    }
    let reply = answer(state, Stage::End, "250 2.0.0 Ok: queued").await;
    let takes = state.faults.lock().unwrap().contains(&(Stage::End, Fault::TakesAndCuts));
    if takes || reply.as_ref().is_some_and(|reply| reply.starts_with('2')) {
        let mail = MessageParser::default().parse(octets.as_bytes()).unwrap();
        state.taken.lock().unwrap().push(Taken {
            to: to.to_owned(),
            message_id: mail.message_id().unwrap().to_owned(),
            text: mail.body_text(0).unwrap().into_owned(),
        });
        state.news.notify_waiters();
    }
    reply
}

async fn hear(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let length = stream.read_line(&mut line).await.ok()?;
    (length > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> Option<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}
