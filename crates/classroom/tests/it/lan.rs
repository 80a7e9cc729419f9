//! The LAN server over real sockets.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

use classroom::Classroom;
use classroom::assets::Folder;
use classroom::lan::{DeskKey, Server};
use learning::api::{REQUESTS, Role};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::common::content;

struct Lan {
    runtime: Runtime,
    server: Server,
    host: String,
    key: DeskKey,
    _folder: TempDir,
}

struct Reply {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

fn lan() -> Lan {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page");
    fs::create_dir(&page).unwrap();
    fs::write(
        page.join("index.html"),
        "<!doctype html><title>Balak</title>",
    )
    .unwrap();
    fs::write(page.join("app_bg.wasm"), b"\0asm").unwrap();
    fs::write(page.join("line.ogg"), b"OggS").unwrap();
    fs::write(folder.path().join("secret.txt"), "not the page's").unwrap();
    let classroom = Classroom::open(&folder.path().join("data"), content()).unwrap();
    let runtime = Runtime::new().unwrap();
    let key = DeskKey::random().unwrap();
    let server = runtime
        .block_on(Server::start(
            Arc::new(classroom),
            Arc::new(Folder::new(page)),
            "127.0.0.1:0".parse().unwrap(),
            Some(key.clone()),
        ))
        .unwrap();
    let host = server.address().to_string();
    Lan {
        runtime,
        server,
        host,
        key,
        _folder: folder,
    }
}

impl Lan {
    /// Sends these bytes, then reads until the machine closes.
    fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        // The machine may refuse and close before everything was sent.
        let _ = stream.write_all(bytes);
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        let end = reply
            .windows(4)
            .position(|part| part == b"\r\n\r\n")
            .unwrap();
        let headers = String::from_utf8(reply[..end].to_vec()).unwrap();
        let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
        Reply {
            status,
            headers,
            body: reply[end + 4..].to_vec(),
        }
    }

    fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            head += &format!("host: {}\r\n", self.host);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("content-length: {}\r\n\r\n", body.len());
        self.raw(&[head.as_bytes(), body].concat())
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.request("GET", path, headers, b"")
    }

    fn post(&self, name: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.request("POST", &format!("/api/{name}"), &headers, body)
    }

    fn works(&self) {
        assert_eq!(self.post("get_room", &[], b"{}").status, 200);
    }
}

#[test]
fn a_pupils_device_that_asks_what_only_a_teacher_may_is_refused() {
    let lan = lan();
    let wrong = "Bearer 00000000000000000000000000000000";
    let mut asked = 0;
    for (name, roles) in REQUESTS {
        if !roles.contains(&Role::Pupil) {
            for headers in [
                &[][..],
                &[("authorization", wrong)],
                &[("authorization", "")],
            ] {
                let reply = lan.post(name, headers, b"{}");
                assert_eq!(reply.status, 403, "{name}");
                assert_eq!(
                    reply.header("content-type"),
                    Some("application/problem+json")
                );
                assert_eq!(reply.json()["refusal"], "not-for-you", "{name}");
                asked += 1;
            }
        }
    }
    assert!(asked >= 18);
}

#[test]
fn whoever_holds_the_key_on_this_machine_is_the_teacher() {
    let lan = lan();
    let bearer = format!("Bearer {}", lan.key.as_str());
    let reply = lan.post("get_board", &[("authorization", &bearer)], b"{}");
    assert_eq!((reply.status, reply.json()), (200, Value::Null));
    let reply = lan.post("list_learners", &[("authorization", &bearer)], b"{}");
    assert_eq!(reply.status, 403, "and is no pupil");
}

#[test]
fn what_is_meant_for_another_host_is_refused() {
    let lan = lan();
    let port = lan.server.address().port();
    let (evil, local) = (format!("evil.example:{port}"), format!("localhost:{port}"));
    for host in [evil.as_str(), "127.0.0.1", "127.0.0.1:1", "", "192.168.1.1"] {
        assert_eq!(
            lan.post("get_room", &[("host", host)], b"{}").status,
            403,
            "{host}"
        );
        assert_eq!(lan.get("/", &[("host", host)]).status, 403, "{host}");
    }
    assert_eq!(lan.post("get_room", &[("host", &local)], b"{}").status, 200);
}

#[test]
fn another_hosts_page_cannot_speak_with_the_classroom() {
    let lan = lan();
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
    ] {
        assert_eq!(
            lan.post("get_room", &[("origin", origin)], b"{}").status,
            403,
            "{origin}"
        );
    }
    let own = format!("http://{}", lan.host);
    assert_eq!(lan.post("get_room", &[("origin", &own)], b"{}").status, 200);
    let form = lan.request(
        "POST",
        "/api/get_room",
        &[("content-type", "text/plain")],
        b"{}",
    );
    assert_eq!(form.status, 415);
}

#[test]
fn broken_and_huge_bodies_are_refused_and_hurt_nobody() {
    let lan = lan();
    let deep = "[".repeat(10_000);
    let half = b"{\"lesson\":".as_slice();
    for body in [
        b"".as_slice(),
        half,
        b"\xff\xfe",
        deep.as_bytes(),
        b"[]",
        b"null",
        b"{\"x\":1}",
    ] {
        let reply = lan.post("get_room", &[], body);
        assert_eq!(reply.status, 400, "{body:?}");
        assert_eq!(reply.json()["refusal"], "bad-request");
    }
    let huge = vec![b' '; 16 * 1024 + 1];
    assert_eq!(lan.post("get_room", &[], &huge).status, 413);
    let endless = format!(
        "POST /api/get_room HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
         connection: close\r\ntransfer-encoding: chunked\r\n\r\n8000\r\n{}\r\n",
        lan.host,
        " ".repeat(0x8000)
    );
    assert_eq!(lan.raw(endless.as_bytes()).status, 413);
    assert_eq!(lan.raw(b"\x16\x03\x01 nonsense\r\n\r\n").status, 400);
    assert_eq!(lan.post("no_such_request", &[], b"{}").status, 400);
    lan.works();
}

#[test]
fn devices_that_say_nothing_keep_nobody_waiting() {
    let lan = lan();
    let silent: Vec<_> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(&lan.host).unwrap();
            let head = format!(
                "POST /api/get_room HTTP/1.1\r\nhost: {}\r\n\
                 content-type: application/json\r\ncontent-length: 100\r\n\r\n{{",
                lan.host
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    lan.works();
    drop(silent);
}

#[test]
fn refusals_have_their_status_and_their_code() {
    let lan = lan();
    let cases = [
        (
            "open_lesson",
            json!({"lesson": "p99", "language": "fr"}),
            404,
            "unknown-lesson",
        ),
        (
            "get_progress",
            json!({"learner": "0"}),
            404,
            "unknown-learner",
        ),
        ("open_desk", json!({}), 403, "only-on-this-machine"),
    ];
    for (name, body, status, code) in cases {
        let reply = lan.post(name, &[], body.to_string().as_bytes());
        assert_eq!(
            (reply.status, &reply.json()["refusal"]),
            (status, &json!(code)),
            "{name}"
        );
        assert_eq!(reply.json()["status"], status);
    }
}

#[test]
fn the_page_is_served_and_nothing_beside_it() {
    let lan = lan();
    let page = lan.get("/", &[]);
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(page.body.starts_with(b"<!doctype html>"));
    assert_eq!(
        lan.get("/app_bg.wasm", &[]).header("content-type"),
        Some("application/wasm")
    );
    assert_eq!(
        lan.get("/line.ogg", &[]).header("content-type"),
        Some("audio/ogg")
    );
    let outside = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//etc/passwd",
        "/./",
        "/none",
        "/..\\secret.txt",
        "/data/balak.sqlite",
    ];
    for path in outside {
        let reply = lan.get(path, &[]);
        assert!(
            reply.status == 404 || reply.status == 400,
            "{path}: {}",
            reply.status
        );
    }
    assert_eq!(lan.request("PUT", "/index.html", &[], b"x").status, 405);
    assert_eq!(lan.request("GET", "/api/get_room", &[], b"").status, 405);
}

#[test]
fn a_file_that_the_device_has_is_not_sent_again() {
    let lan = lan();
    let first = lan.get("/app_bg.wasm", &[]);
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    let tag = first.header("etag").unwrap();
    let again = lan.get("/app_bg.wasm", &[("if-none-match", tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = lan.request("HEAD", "/app_bg.wasm", &[], b"");
    assert_eq!(
        (head.status, head.header("content-length")),
        (200, Some("4"))
    );
}

#[test]
fn every_answer_tells_the_browser_how_little_the_page_needs() {
    let lan = lan();
    let replies = [
        lan.get("/", &[]),
        lan.get("/none", &[]),
        lan.post("get_room", &[], b"{}"),
        lan.get("/", &[("host", "evil.example")]),
    ];
    for reply in replies {
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(
            reply.header("cross-origin-opener-policy"),
            Some("same-origin")
        );
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
}

#[test]
fn a_server_that_was_stopped_leaves_its_port() {
    let lan = lan();
    let idle = TcpStream::connect(&lan.host).unwrap();
    lan.works();
    lan.runtime.block_on(lan.server.stop());
    assert!(TcpStream::connect(&lan.host).is_err());
    drop(idle);
}
