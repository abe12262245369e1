# Needs GNU make (3.81 or later), a POSIX shell and Python 3.11 or later; the rest is installed
# into .venv. Change a setting on the command line: make run PORT=9000, make test PYTEST_ARGS=...

# HOST is not read from the environment: conda and csh put the machine's own name there, and a
# server meant for this machine alone would open to the network.
HOST = 127.0.0.1
PORT ?= 8501
PYTEST_ARGS ?=
# Labelled articles to measure the reader with, in place of the project's own.
ARTICLES ?=
# How many processes share the tests; a file stays in one of them.
PYTEST_WORKERS ?= auto
# One interpreter to use instead of the first suitable one of PYTHON_CANDIDATES.
PYTHON ?=
PYTHON_CANDIDATES = python3.14 python3.13 python3.12 python3.11 python3 python

VENV = .venv
VENV_PYTHON = $(VENV)/bin/python
RUNTIME = $(VENV)/.runtime-installed
DEVELOPMENT = $(VENV)/.development-installed

DATABASE = data/indicators.duckdb
SYNTHETIC_DATABASE = data/synthetic-indicators.duckdb
CURATED_FILES = $(wildcard data/*.csv data/*.json data/*.yaml data/observations/*.csv \
	data/observations_former/*.csv data/collected/*)
# What decides the tables of a database: a change of these makes one that is there too old.
BUILD_SOURCES = $(wildcard indicators/*.py indicators/sentences/*.py indicators/sentences/*.toml \
	indicators/printed/*.py \
	indicators/vocabularies/*.py indicators/language/texts.py indicators/language/record_texts.py \
	indicators/catalogue/*.py indicators/curated/*.py indicators/release/*.py \
	indicators/release/sql/*.sql indicators/release/sql/*/*.sql)

.DEFAULT_GOAL = help
.PHONY: help run demo test test-grown test-accessible lint format bench bench-load evaluate build messages screenshots \
	constraints lock audit lake-environment clean FORCE
# An interrupted build leaves the database of before: make must not delete it.
.PRECIOUS: $(DATABASE) $(SYNTHETIC_DATABASE)

help:
	@echo "Thước Xã: các lệnh make / make targets"
	@echo
	@echo "  make run      mở bảng điều khiển tại http://$(HOST):$(PORT) / serve the dashboard"
	@echo "  make demo     như trên, với một nước giả định / the same on a synthetic country"
	@echo "  make build    kiểm tra data/ rồi dựng cơ sở dữ liệu / check data/, build the database"
	@echo "  make test     chạy mọi kiểm thử / run all tests"
	@echo "  make test-grown  như trên, trên bản sao đã nhận thêm số / on a copy with more figures"
	@echo "  make test-accessible  axe-core trên mọi trang, ngôn ngữ, nền, cỡ / on all settings of pages"
	@echo "  make lint     soát mã nguồn và kiểu / check style and types, change nothing"
	@echo "  make format   định dạng lại mã nguồn / format the source"
	@echo "  make bench    đo tốc độ bằng tỷ lệ / measure speed, as ratios"
	@echo "  make bench-load đo với 500 người đọc cùng lúc / measure with 500 readers at once"
	@echo "  make evaluate đo độ đúng khi đọc bài báo / measure how well newspaper text is read"
	@echo "  make messages gom chữ cần dịch vào danh mục / collect the texts to translate"
	@echo "  make screenshots chụp lại ảnh của tài liệu / take the documents' pictures again"
	@echo "  make audit    hỏi các lỗ hổng đã biết của thư viện / known holes in the packages"
	@echo "  make lake-environment  môi trường cho hồ dữ liệu / for releases out of a lake"
	@echo "  make clean    xóa mọi thứ make đã tạo / remove everything that make made"
	@echo
	@echo "Tùy chọn / settings: HOST=127.0.0.1 PORT=8501 PYTHON=python3.12 PYTEST_ARGS='-k rank'"

run: $(DATABASE)
	$(VENV_PYTHON) -m indicators serve --host $(HOST) --port $(PORT)

demo: $(SYNTHETIC_DATABASE)
	$(VENV_PYTHON) -m indicators serve --host $(HOST) --port $(PORT) --db $(SYNTHETIC_DATABASE)

# What is compiled is kept, whatever the environment says: some two hundred processes would each
# compile it anew.
test: $(DEVELOPMENT) $(DATABASE)
	PYTHONDONTWRITEBYTECODE= $(VENV_PYTHON) -m pytest -n $(PYTEST_WORKERS) --dist loadfile \
		--no-loadscope-reorder $(PYTEST_ARGS)

# All tests on a copy of the repository whose table took in figures and an indicator; the quick
# part of it is one of the tests.
test-grown: $(DEVELOPMENT)
	$(VENV_PYTHON) -m tests.growth -n $(PYTEST_WORKERS) --dist loadfile $(PYTEST_ARGS)

# axe-core on every page in each language, theme and width; `test` has a sample of them.
test-accessible: $(DEVELOPMENT)
	$(VENV_PYTHON) -m pytest -n $(PYTEST_WORKERS) -m whole_matrix tests/test_accessibility.py $(PYTEST_ARGS)

lint: $(DEVELOPMENT)
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy

format: $(DEVELOPMENT)
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

# All tables: questions, page, API, drawings, browser, engines, peers, load.
bench: $(DEVELOPMENT) $(DATABASE)
	$(VENV_PYTHON) -m bench

# 500 readers at once on two processes behind nginx, one of which is killed; some eight minutes.
bench-load: $(DEVELOPMENT)
	$(VENV_PYTHON) -m bench.load --sessions 500 --processes 2 --nginx --faults

evaluate: $(RUNTIME)
	$(VENV_PYTHON) -m bench.evaluation $(ARTICLES)

# Always builds; `run` and `test` build only when a file is newer than the database.
build: $(RUNTIME)
	$(VENV_PYTHON) -m indicators build --db $(DATABASE)

# The folder stands for files that were taken away: its own time changes then.
$(DATABASE): $(CURATED_FILES) $(wildcard data/observations) $(BUILD_SOURCES) | $(RUNTIME)
	$(VENV_PYTHON) -m indicators build --db $@

# Written beside its place and moved there when complete, so that a demo that was interrupted is
# not served half-made, and two demos at once do not write the same file.
$(SYNTHETIC_DATABASE): $(BUILD_SOURCES) | $(RUNTIME)
	$(VENV_PYTHON) -m indicators synthesise --db $(@:.duckdb=).partial-$$$$.duckdb \
		--communes 3321 --indicators 12 --months 24 --seed 1 \
	&& mv $(@:.duckdb=).partial-$$$$.duckdb $@

# Sets $$python to the first interpreter that runs, is new enough and can make a virtual
# environment. It is started, not looked up: a name on the PATH may lead nowhere.
define find_python
python=; old=; \
for candidate in $(or $(PYTHON),$(PYTHON_CANDIDATES)); do \
	"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	old=$$candidate; \
	"$$candidate" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	python=$$candidate; break; \
done; \
if [ -z "$$python" ] && [ -n "$$old" ]; then \
	echo "Thiếu mô-đun venv/ensurepip của $$old. Trên Debian/Ubuntu: apt-get install python3-venv" >&2; \
	echo "$$old lacks venv/ensurepip. On Debian/Ubuntu: apt-get install python3-venv" >&2; exit 1; \
elif [ -z "$$python" ]; then \
	echo "Không tìm thấy Python 3.11 trở lên (đã thử: $(or $(PYTHON),$(PYTHON_CANDIDATES)))." >&2; \
	echo "No Python 3.11 or later found (tried: $(or $(PYTHON),$(PYTHON_CANDIDATES)))." >&2; \
	echo "Cài Python, hoặc chỉ rõ / install it or name it: make run PYTHON=/path/to/python3" >&2; \
	exit 1; \
fi
endef

# One make at a time installs; the others wait here until it ends or dies. The lock belongs to
# the open file, so it outlives the Python that takes it and ends with this shell.
define lock_environment
exec 9>.venv.lock; \
"$$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
endef

# A stamp is written last: an installation that stops half-way is taken up again by the next make.
# An environment whose interpreter is gone (the system's Python was replaced) is made anew.
VENV_BROKEN := $(shell $(VENV_PYTHON) -c '' 2>/dev/null || echo FORCE)

$(RUNTIME): requirements.txt constraints.txt $(VENV_BROKEN)
	@set -e; $(find_python); $(lock_environment); \
	if ! $(VENV_PYTHON) -m pip --version >/dev/null 2>&1; then \
		echo "Tạo $(VENV) với / creating $(VENV) with $$("$$python" --version)"; \
		rm -rf $(VENV); "$$python" -m venv $(VENV); \
	fi; \
	echo "Cài thư viện, lần đầu mất vài phút / installing, some minutes the first time"; \
	$(VENV_PYTHON) -m pip install --disable-pip-version-check -r requirements.txt; \
	touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	@set -e; python=$(VENV_PYTHON); $(lock_environment); \
	$(VENV_PYTHON) -m pip install --disable-pip-version-check -r requirements-dev.txt; \
	touch $@

FORCE:

# Texts marked by _("…") into the catalogue of each language but English, that of the code; a
# changed text is shown as not yet translated, since a guess from a similar one would look finished.
messages: $(DEVELOPMENT)
	$(VENV_PYTHON) -m indicators.language.text_catalogues update

# Pictures of README and tour, taken from the running dashboard.
screenshots: $(DEVELOPMENT) $(DATABASE)
	$(VENV_PYTHON) docs/make_screenshots.py

# After a version in requirements*.txt was changed: what pip chooses around it, in a fresh
# environment, becomes the new constraints.txt.
constraints:
	@set -e; $(find_python); \
	folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	cat requirements.txt requirements-dev.txt | sed '/^-[cr]/d' > "$$folder/direct.txt"; \
	"$$python" -m venv "$$folder/venv"; \
	"$$folder/venv/bin/python" -m pip install -r "$$folder/direct.txt"; \
	"$$folder/venv/bin/python" -m pip freeze --exclude pip --exclude setuptools > "$$folder/all.txt"; \
	sed '/^#/!d' constraints.txt > "$$folder/new.txt"; \
	awk -F '==' '{ name = tolower($$1); gsub(/_/, "-", name) } \
		NR == FNR { direct[name]; next } !(name in direct)' \
		"$$folder/direct.txt" "$$folder/all.txt" >> "$$folder/new.txt"; \
	cp "$$folder/new.txt" constraints.txt

# The digests of all files of the packages that serving installs; uv and pip-audit come into an
# environment that is thrown away.
lock:
	@set -e; $(find_python); \
	folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	"$$python" -m venv "$$folder/venv"; \
	"$$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv; \
	"$$folder/venv/bin/uv" pip compile requirements.txt --generate-hashes --universal \
		--python-version 3.11 --quiet --no-annotate --no-header -o "$$folder/new.lock"; \
	sed '/^#/!d' requirements.lock > "$$folder/head"; \
	cat "$$folder/head" "$$folder/new.lock" > requirements.lock

# Known holes in the locked packages, as the public lists tell them.
audit:
	@set -e; $(find_python); \
	folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	"$$python" -m venv "$$folder/venv"; \
	"$$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pip-audit; \
	"$$folder/venv/bin/pip-audit" --requirement requirements.lock --disable-pip --strict

# An environment of its own in which releases come from a lake: see deploy/README.md.
lake-environment: $(RUNTIME)
	$(VENV_PYTHON) deploy/lake/environment.py

clean:
	rm -rf $(VENV) .venv-lake .venv.lock .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f data/*.duckdb data/*.duckdb.wal data/*.partial*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
