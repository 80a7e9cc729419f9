# The commands of Balak. Each sets up what it needs, asks nothing, and does only the work whose inputs changed.
# What a step does is written where it does it: setup/install.sh, setup/bundle/, setup/fonts/.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/bash

# A shell that was open while rustup was installed does not know cargo yet.
export PATH := $(HOME)/.cargo/bin:$(PATH)

.PHONY: help run demo test check ui voices page install install-test fonts-test format lint unit programs tests

help: ## lists what you can say
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{ printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install page ## opens the app; without a screen, serves it to a browser and prints the address
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		cargo run --release --package balak; \
	else \
		cargo run --release --package classroom --bin balak-classroom -- serve \
			--data "$${XDG_DATA_HOME:-$$HOME/.local/share}/balak"; \
	fi

demo: install page ## shows the whole story: classes that report, and what the academy sees of them
	cargo build --release --package classroom --package dashboard
	setup/demo.sh target/release

test: install-test format page lint tests fonts-test ## sets up and runs every test

check: install-test format page lint unit ## the tests without the window, for every few minutes

ui: install ## only the page, into dist/ui
	cargo run --quiet --package bundle -- ui

voices: install ## only the speech, into dist/ui/voice
	cargo run --quiet --package bundle -- voices

# --- steps of the above ---

install:
	@setup/install.sh --for run

install-test:
	@setup/install.sh --for test

# `ui` and `voices` with one question to the set-up instead of two.
page:
	cargo run --quiet --package bundle -- ui
	cargo run --quiet --package bundle -- voices

fonts-test:
	.venv/bin/python -m unittest discover setup/fonts

format:
	cargo fmt --all --check

lint:
	cargo clippy --workspace --all-targets -- --deny warnings

# Everything but the window, whose libraries take minutes to build: the workspace's default members.
unit:
	cargo test

# Every program and every test from one build: the end-to-end tests start the programs that lie beside them, and
# asking cargo for a part of the workspace would build many libraries a second time with other features.
programs:
	cargo build --workspace --bins --tests

tests: programs
	cargo test --workspace
