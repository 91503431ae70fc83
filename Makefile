# Each command does its own set-up; what is done already is not done again. `make help` lists them.

SHARD ?= examples/shards/demo.jsonl
OUT ?= out/$(call without,.jsonl,$(call without,.json,$(call without,.zst,$(call without,.gz,$(notdir $(firstword $(SHARD:/=)))))))
ARGS ?=
# The first Python that is new enough; make PYTHON=… names another.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
UV_ENVIRONMENT ?= .venv/lock-tool
# Tests with boxes mostly wait for a clock, so more of them run side by side than there may be processors.
TESTS_AT_ONCE ?= 4

without = $(patsubst %$(1),%,$(2))
bin := .venv/bin
ready := .venv/.ready

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: verify verify-bfcl test check gate bench serve doctor images docs lock clean help

verify: images ## judge a shard: [SHARD=examples/shards/demo.jsonl] [OUT=out/<shard name>] [ARGS=…]
	@$(bin)/callproof verify $(SHARD) --out $(OUT) $(ARGS)

verify-bfcl: images ## the same on real data, BFCL's, with its own code; results in out/bfcl: [ARGS=…]
	@$(bin)/python -m examples.bfcl $(ARGS)

test: images ## all tests, with real boxes: [ARGS=…]
	@$(bin)/python -m pytest -n $(TESTS_AT_ONCE) $(ARGS)

check: $(ready) ## lint, types and the tests that need no engine
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/python -m pytest -q -n auto tests/unit

gate: $(ready) ## release or not, from the results in OUT: [OUT=…] [ARGS="--policy policy.toml"]
	@$(bin)/callproof gate $(OUT) $(ARGS)

bench: images ## speed beside others, and memory; a soak: [ARGS="speed|memory|soak …"]
	@$(bin)/python -m benchmarks $(ARGS)

serve: images ## capabilities and health over HTTP, on this machine: [ARGS="--port 8400"]
	@$(bin)/callproof serve $(ARGS)

doctor: $(ready) ## what this machine can enforce
	@$(bin)/callproof doctor $(ARGS)

images: $(ready) ## the container engine and the sandbox image
	@$(bin)/callproof images build --install-engine --quiet

docs: $(ready) ## write docs/codes.md and docs/catalog.md anew from codes and catalog
	@$(bin)/python -c 'from pathlib import Path; from service.reports.code_page import code_page; \
	  from service.reports.catalog_page import catalog_page; \
	  Path("docs/codes.md").write_text(code_page(), encoding="utf-8"); \
	  Path("docs/catalog.md").write_text(catalog_page(), encoding="utf-8")'

lock: $(ready) ## resolve requirements.lock anew from pyproject.toml
	@test -x $(UV_ENVIRONMENT)/bin/uv || { $(bin)/python -m venv $(UV_ENVIRONMENT) && $(UV_ENVIRONMENT)/bin/pip install -q uv; }
	@{ echo '# Made by `make lock` from pyproject.toml and the build backend. Do not edit.'; \
	   printf 'hatchling\neditables\n' | $(UV_ENVIRONMENT)/bin/uv pip compile -q pyproject.toml - --universal --python-version 3.11 \
	     --all-extras --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate; \
	 } > requirements.lock.new
	@! grep -n '://' requirements.lock.new || { echo 'the lock names an address' >&2; rm requirements.lock.new; exit 3; }
	@mv requirements.lock.new requirements.lock

clean: ## remove the environment and caches; results in out/ stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

# The build backend is in the lock too, so that nothing unlocked is fetched for the editable install.
$(ready): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'callproof needs Python 3.11 or later, and no python3 on the PATH is. Install one, or name it:' \
	  'make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)' >&2; exit 3; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'PYTHON=$(PYTHON) does not work or is older than 3.11;' \
	  'callproof needs 3.11 or later.' >&2; exit 3; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'installing python3-venv from the distribution, which Python needs for virtual environments'; \
	    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv >/dev/null; \
	  else \
	    echo 'This Python cannot make virtual environments. Install them (Debian family: sudo apt-get install python3-venv).' >&2; exit 3; \
	  fi; }
	@echo 'preparing the environment in .venv'
	@$(PYTHON) -m venv .venv
	@$(bin)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(bin)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@
