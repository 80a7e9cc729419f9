//! The page's program: cargo compiles the crate `ui`, wasm-bindgen writes its glue, wasm-opt makes it small.
//!
//! There are two ways to compile, because not every machine can get the wasm target by rustup; the other is
//! Debian's Rust for browsers, which builds the standard library from source. `setup/install.sh` brings one of them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use wasm_bindgen_cli_support::Bindgen;

use crate::files;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
/// Debian's Rust for browsers, by full path: rustup's programs of the same names come first in PATH.
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// How the standard library for wasm is had.
enum Toolchain {
    /// rustup has installed the target.
    Rustup,
    /// Debian's compiler builds it; the linker is the one that came with rustup's.
    Debian { linker: PathBuf },
}

impl Toolchain {
    fn find() -> Result<Self> {
        let libraries = PathBuf::from(rustc_prints(&["target-libdir", "--target", TARGET])?);
        if has_core(&libraries)? {
            return Ok(Self::Rustup);
        }
        let linker = PathBuf::from(rustc_prints(&["sysroot"])?)
            .join("lib/rustlib")
            .join(rustc_prints(&["host-tuple"])?)
            .join("bin/rust-lld");
        if Path::new(DEBIAN_CARGO).exists() && Path::new(DEBIAN_RUSTC).exists() && linker.exists() {
            return Ok(Self::Debian { linker });
        }
        bail!("no Rust library for {TARGET} on this machine: run setup/install.sh");
    }

    /// The command that compiles the page, still without what is the same in both ways.
    fn cargo(&self, root: &Path) -> Command {
        match self {
            Self::Rustup => {
                let mut command =
                    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                command.arg("build");
                command
            }
            Self::Debian { linker } => {
                let mut command = Command::new(DEBIAN_CARGO);
                command
                    .args(["build", "-Z", "build-std=std,panic_abort"])
                    // A folder of its own: two compilers in one would build each other's work again and again.
                    .arg("--target-dir")
                    .arg(target_folder(root).join("debian"))
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    // Set by the cargo that runs us, for programs of its own toolchain.
                    .env_remove("LD_LIBRARY_PATH")
                    .env_remove("RUSTUP_TOOLCHAIN");
                command
            }
        }
    }
}

fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn has_core(libraries: &Path) -> Result<bool> {
    Ok(files::files_with(libraries, "rlib")?.iter().any(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("libcore-"))
    }))
}

fn rustc_prints(what: &[&str]) -> Result<String> {
    let output = Command::new("rustc")
        .arg("--print")
        .args(what)
        .output()
        .context("cannot run rustc")?;
    if !output.status.success() {
        bail!(
            "rustc --print {}: {}",
            what.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// One line of `cargo build --message-format=json`, of which we read only what is built.
#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<BuiltTarget>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct BuiltTarget {
    name: String,
    kind: Vec<String>,
}

/// Compiles the binary `ui` and returns the path of its wasm file. Compiler messages go to the terminal.
pub(crate) fn compile(root: &Path) -> Result<PathBuf> {
    let output = Toolchain::find()?
        .cargo(root)
        .args([
            "--package",
            "ui",
            "--bin",
            "ui",
            "--profile",
            PROFILE,
            "--target",
            TARGET,
        ])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    if !output.status.success() {
        bail!("the crate `ui` does not compile to {TARGET}");
    }
    wasm_file(&String::from_utf8(output.stdout)?)
        .context("cargo built no wasm file for the binary `ui`")
}

fn wasm_file(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| message.reason == "compiler-artifact")
        .filter(|message| {
            message.target.as_ref().is_some_and(|target| {
                target.name == "ui" && target.kind.iter().any(|kind| kind == "bin")
            })
        })
        .flat_map(|message| message.filenames)
        .find(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        })
}

/// Whether and by what the wasm is made smaller.
pub(crate) enum Optimiser {
    /// The script of the npm package `binaryen` and the version line of that package.
    WasmOpt { script: PathBuf, package: Vec<u8> },
    /// Not installed: the page works the same, only larger.
    Absent,
}

impl Optimiser {
    pub(crate) fn find(root: &Path) -> Result<Self> {
        let package = root.join("node_modules/binaryen");
        let script = package.join("bin/wasm-opt");
        let node_runs = Command::new("node")
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success());
        if !script.exists() || !node_runs {
            return Ok(Self::Absent);
        }
        Ok(Self::WasmOpt {
            script,
            package: files::read_bytes(&package.join("package.json"))?,
        })
    }

    /// Bytes that differ whenever this optimiser may give another result.
    pub(crate) fn identity(&self) -> &[u8] {
        match self {
            Self::WasmOpt { package, .. } => package,
            Self::Absent => b"absent",
        }
    }

    fn run(&self, input: &Path, output: &Path) -> Result<()> {
        let Self::WasmOpt { script, .. } = self else {
            files::write_if_changed(output, &files::read_bytes(input)?)?;
            return Ok(());
        };
        let part = files::part_of(output);
        let status = Command::new("node")
            .arg(script)
            .args(["-Os", "--output"])
            .args([&part, input])
            .status()
            .context("cannot run wasm-opt")?;
        if !status.success() {
            bail!("wasm-opt failed on {}", input.display());
        }
        std::fs::rename(&part, output).with_context(|| format!("cannot write {}", output.display()))
    }
}

/// How large the program is, in bytes.
pub(crate) struct Size(u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} KB of program", self.0.div_ceil(1000))
    }
}

/// The size of what [`link`] wrote, if it is there.
pub(crate) fn size(page: &Path) -> Option<Size> {
    std::fs::metadata(page.join("balak_bg.wasm"))
        .ok()
        .map(|metadata| Size(metadata.len()))
}

/// Writes `balak.js`, `balak_bg.wasm` and, if a crate brings some, `snippets/` into the folder of the page.
/// `scratch` is a folder for what lies between.
pub(crate) fn link(wasm: &Path, optimiser: &Optimiser, scratch: &Path, page: &Path) -> Result<()> {
    files::remove_folder(scratch)?;
    Bindgen::new()
        .input_path(wasm)
        .out_name("balak")
        .web(true)?
        .typescript(false)
        .generate(scratch)
        .context("wasm-bindgen refused the compiled page")?;

    files::make_parent(&page.join("balak.js"))?;
    optimiser.run(&scratch.join("balak_bg.wasm"), &page.join("balak_bg.wasm"))?;
    files::write_if_changed(
        &page.join("balak.js"),
        &files::read_bytes(&scratch.join("balak.js"))?,
    )?;
    files::mirror(&scratch.join("snippets"), &page.join("snippets"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wasm_file_is_the_binarys_not_the_librarys() {
        let messages = r#"
{"reason":"compiler-artifact","target":{"name":"ui","kind":["lib"]},"filenames":["/t/libui.rlib"]}
{"reason":"compiler-artifact","target":{"name":"ui","kind":["bin"]},"filenames":["/t/ui.js","/t/ui.wasm"]}
{"reason":"build-finished","success":true}
not json"#;
        assert_eq!(wasm_file(messages), Some(PathBuf::from("/t/ui.wasm")));
    }

    #[test]
    fn a_target_without_its_core_library_is_not_installed() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_core(&folder.path().join("nowhere")).unwrap());
        std::fs::write(folder.path().join("libstd-1.rlib"), "").unwrap();
        assert!(!has_core(folder.path()).unwrap());
        std::fs::write(folder.path().join("libcore-1.rlib"), "").unwrap();
        assert!(has_core(folder.path()).unwrap());
    }

    #[test]
    fn the_page_and_its_glue_writer_are_the_same_version() {
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
        let lock: toml::Table = files::read_text(&lock).unwrap().parse().unwrap();
        let version = |name: &str| {
            let package = lock["package"]
                .as_array()
                .unwrap()
                .iter()
                .find(|package| package["name"].as_str() == Some(name));
            package.map(|package| package["version"].as_str().unwrap().to_owned())
        };
        assert!(version("wasm-bindgen").is_some());
        assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
    }
}
