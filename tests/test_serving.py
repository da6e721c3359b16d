"""The report on this machine: only the dataset's files, only to this machine, nothing written, nothing listed."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.report.serving import ReportServer, ServeError

REPORT = "<!doctype html><title>Report</title>"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "parquet").mkdir(parents=True)
    (folder / "report.html").write_text(REPORT, encoding="utf-8")
    (folder / "verdicts.csv").write_text("verdict_id\r\n", encoding="utf-8")
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folder / "labels.csv").symlink_to(tmp_path / "secret")
    return folder


@pytest.fixture
def server(dataset: Path) -> Iterator[ReportServer]:
    with ReportServer(dataset) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


def ask(server: ReportServer, path: str, method: str = "GET", host: str = "") -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    told = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return told


def test_the_report_is_the_first_page(server: ReportServer) -> None:
    assert server.url == f"http://127.0.0.1:{server.server_port}/"
    status, body, headers = ask(server, "/")
    assert (status, body, headers["Content-Type"]) == (200, REPORT, "text/html; charset=utf-8")
    assert ask(server, "/report.html?q=1")[:2] == (200, REPORT)


def test_the_files_of_the_dataset_are_served(server: ReportServer) -> None:
    assert ask(server, "/verdicts.csv")[:2] == (200, "verdict_id\r\n")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/notes.md", id="what no run wrote"),
        pytest.param("/parquet/", id="a folder"),
        pytest.param("/../secret", id="above"),
        pytest.param("/%2e%2e/secret", id="above, in disguise"),
        pytest.param("//etc/hostname", id="anywhere"),
        pytest.param("/labels.csv", id="a link that leads out"),
        pytest.param("/statements.csv", id="what is not there"),
        pytest.param("/report.html%00.csv", id="a zero"),
    ],
)
def test_nothing_else_is_served(server: ReportServer, path: str) -> None:
    status, body, _ = ask(server, path)
    assert status == 404
    assert "secret" not in body and "mine" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_is_read_only(server: ReportServer, method: str) -> None:
    assert ask(server, "/", method)[0] == 501


def test_a_page_elsewhere_cannot_reach_it_by_a_name_of_its_own(server: ReportServer) -> None:
    assert ask(server, "/", host=f"evil.example:{server.server_port}")[0] == 421
    assert ask(server, "/", host=f"localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize("path", ["/", "/gone"])
def test_every_answer_bears_the_headers(server: ReportServer, path: str) -> None:
    headers = ask(server, path)[2]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "tertium"


def test_a_head_has_no_body(server: ReportServer) -> None:
    status, body, headers = ask(server, "/", "HEAD")
    assert (status, body, headers["Content-Length"]) == (200, "", str(len(REPORT)))


def test_it_listens_to_this_machine_only(server: ReportServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told(server: ReportServer, dataset: Path) -> None:
    with pytest.raises(ServeError, match=rf"Port {server.server_port} cannot be had .*; choose another --port"):
        ReportServer(dataset, server.server_port)


def test_a_dataset_without_a_report_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match=r"There is no report\.html in .*; run `tertium run` first"):
        ReportServer(tmp_path)
