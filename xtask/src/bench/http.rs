//! As much of HTTP/1.1 as measuring a server on this machine needs: one connection that is kept, no compression, no
//! redirects followed.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// A connection to a server on this machine.
#[derive(Debug)]
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    origin: String,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub cookies: Vec<String>,
    pub body: String,
}

impl Connection {
    pub(super) fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        Ok(Self { stream: BufReader::new(stream), origin: format!("http://127.0.0.1:{port}") })
    }

    /// Sends a request as a browser does, with a form in its body where one is given, and reads the whole answer.
    pub(super) fn send(&mut self, path: &str, cookies: &str, form: Option<&str>) -> Result<Answer> {
        let method = if form.is_some() { "POST" } else { "GET" };
        let cookie = if cookies.is_empty() { String::new() } else { format!("Cookie: {cookies}\r\n") };
        let about_form = form.map(|_| {
            format!("Origin: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n", self.origin)
        });
        let headers = format!("Accept: text/html\r\n{cookie}{}", about_form.unwrap_or_default());
        self.exchange(method, path, &headers, form)
    }

    /// Makes a call of a JSON API by a token, with JSON in its body where some is given.
    pub(super) fn call(&mut self, path: &str, token: &str, json: Option<&str>) -> Result<Answer> {
        let method = if json.is_some() { "POST" } else { "GET" };
        let kind = json.map(|_| "Content-Type: application/json\r\n").unwrap_or_default();
        let headers = format!("Accept: application/json\r\nAuthorization: APIKey {token}\r\n{kind}");
        self.exchange(method, path, &headers, json)
    }

    fn exchange(&mut self, method: &str, path: &str, headers: &str, body: Option<&str>) -> Result<Answer> {
        let host = self.origin.trim_start_matches("http://");
        let length = body.map(|body| format!("Content-Length: {}\r\n", body.len())).unwrap_or_default();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}{length}\r\n{}",
            body.unwrap_or_default()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.read()
    }

    fn read(&mut self) -> Result<Answer> {
        let first = self.line()?;
        let status =
            first.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no answer in HTTP")?;
        let (mut length, mut chunked, mut cookies) = (None, false, Vec::new());
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.parse()?),
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "set-cookie" => cookies.push(value.split(';').next().unwrap_or("").to_owned()),
                _ => {}
            }
        }
        let mut body = Vec::new();
        match length {
            _ if chunked => loop {
                let size = usize::from_str_radix(self.line()?.trim(), 16)?;
                self.octets(size, &mut body)?;
                self.line()?;
                if size == 0 {
                    break;
                }
            },
            Some(length) => self.octets(length, &mut body)?,
            None => bail!("an answer of unknown length"),
        }
        Ok(Answer { status, cookies, body: String::from_utf8(body)? })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }

    fn octets(&mut self, count: usize, into: &mut Vec<u8>) -> Result<()> {
        let before = into.len();
        into.resize(before + count, 0);
        if let Some(new) = into.get_mut(before..) {
            self.stream.read_exact(new)?;
        }
        Ok(())
    }
}
