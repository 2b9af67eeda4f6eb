//! `Server::over(["--data", …]).get("/sparql").asking("ASK {}")`: a running service and its answers.

use crate::program::BINARY;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A service that ends with the test.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts one with these arguments, on a free port; comes back when it answers.
    pub(crate) fn over<S: AsRef<str>>(arguments: impl IntoIterator<Item = S>) -> Self {
        let mut command = Command::new(BINARY);
        command.env_remove("KADERGRAAF_SOURCE");
        command.args(["serve", "--bind", "127.0.0.1:0"]);
        for argument in arguments {
            command.arg(argument.as_ref());
        }
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let messages = BufReader::new(child.stderr.take().unwrap());
        let mut messages = messages.lines().map(Result::unwrap);
        let address = messages
            .find_map(|line| line.strip_prefix("Serving on http://").map(str::to_owned))
            .unwrap();
        // Its further messages must not fill the pipe.
        std::thread::spawn(move || messages.for_each(drop));
        Self {
            child,
            address: address.trim_end_matches('/').to_owned(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Request<'_> {
        self.request("GET", path)
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> Request<'_> {
        Request {
            server: self,
            method: method.into(),
            path: path.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// `POST /sparql` with the query as its body.
    pub(crate) fn asks(&self, query: &str) -> Request<'_> {
        self.request("POST", "/sparql")
            .with("Content-Type", "application/sparql-query")
            .body(query.as_bytes())
    }

    /// Sends exact bytes; gives all that comes until the server closes, or the time is over.
    pub(crate) fn raw(&self, bytes: &[u8], patience: Duration) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(patience)).unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        let mut part = [0; 4096];
        while let Ok(count) = stream.read(&mut part)
            && count > 0
        {
            answer.extend_from_slice(&part[..count]);
        }
        answer
    }

    /// The processes that evaluate queries.
    pub(crate) fn workers(&self) -> Vec<String> {
        let path = format!("/proc/{0}/task/{0}/children", self.child.id());
        let mut all = String::new();
        // Children are listed by the thread that started them, and by another one when it has
        // ended: a child may be seen twice.
        for task in std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap() {
            let children = task.unwrap().path().join("children");
            all += &std::fs::read_to_string(children).unwrap_or_default();
        }
        assert!(std::path::Path::new(&path).exists());
        let all: BTreeSet<_> = all.split_whitespace().map(str::to_owned).collect();
        all.into_iter().collect()
    }

    /// Sends SIGTERM and waits; gives the exit status.
    pub(crate) fn terminated(mut self) -> Option<i32> {
        signal("TERM", &self.child.id().to_string());
        self.child.wait().unwrap().code()
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to one process.
pub(crate) fn signal(name: &str, pid: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), pid])
        .status();
    assert!(sent.unwrap().success());
}

pub(crate) struct Request<'a> {
    server: &'a Server,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request<'_> {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn accepting(self, media_type: &str) -> Self {
        self.with("Accept", media_type)
    }

    pub(crate) fn body(mut self, body: &[u8]) -> Self {
        self.body = body.into();
        self
    }

    /// With a query in the address.
    pub(crate) fn asking(mut self, query: &str) -> Self {
        self.path += "?query=";
        self.path
            .extend(query.bytes().map(percent_encoding::percent_encode_byte));
        self
    }

    pub(crate) fn answer(self) -> Answer {
        let mut head = format!(
            "{} {} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n",
            self.method, self.path
        );
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        if !self.body.is_empty() {
            write!(head, "Content-Length: {}\r\n", self.body.len()).unwrap();
        }
        let mut bytes = format!("{head}\r\n").into_bytes();
        bytes.extend_from_slice(&self.body);
        Answer::parse(&self.server.raw(&bytes, Duration::from_secs(30)))
    }

    /// The answer's status.
    pub(crate) fn status(self) -> u16 {
        self.answer().status
    }
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether the body came to its end.
    pub(crate) whole: bool,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let split = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
        let rest = &bytes[split + 4..];
        let mut lines = head.lines();
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers: Vec<(String, String)> = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let chunked = headers.iter().any(|(name, _)| name == "transfer-encoding");
        let (body, whole) = if chunked {
            unchunked(rest)
        } else {
            (rest.to_vec(), true)
        };
        Self {
            status,
            headers,
            body,
            whole,
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// All headers but those that no two answers share.
    pub(crate) fn headers(&self) -> Vec<&(String, String)> {
        let own = ["date", "x-request-id"];
        let headers = self.headers.iter();
        let mut shared: Vec<_> = headers
            .filter(|(name, _)| !own.contains(&name.as_str()))
            .collect();
        shared.sort();
        shared
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

fn unchunked(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") else {
            return (body, false);
        };
        let size = std::str::from_utf8(&bytes[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            return (body, true);
        }
        let Some(chunk) = bytes.get(end + 2..end + 2 + size) else {
            return (body, false);
        };
        body.extend_from_slice(chunk);
        bytes = bytes.get(end + 4 + size..).unwrap_or_default();
    }
}
