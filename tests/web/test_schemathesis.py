"""Programs that send whatever the document allows, and much that it does not, get documented answers alone."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from . import browser
from .test_browser import filled

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "ignored_auth", "unsupported_method", "negative_data_rejection",
)  # fmt: skip


@pytest.mark.skipif(find_spec("schemathesis") is None, reason="schemathesis is not installed")
def test_schemathesis_finds_no_fault_and_no_answer_that_is_not_documented(tmp_path: Path) -> None:
    with browser.serving(filled(tmp_path / "home", 6)) as server:
        done = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "run", f"{server.address}/api/openapi.json",
                "--header", f"Authorization: Bearer {server.token}", "--checks", ",".join(CHECKS),
                "--max-examples", "3", "--seed", "1", "--phases", "coverage,fuzzing", "--no-color",
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=500, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
    assert "Tested: " in done.stdout
