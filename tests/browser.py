"""A real browser for the tests of the report: Debian's Chromium, driven by Playwright; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def without(reason: str) -> NoReturn:
    """Skip a test that needs a browser; where every test must run, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; in CI these tests are never skipped")
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser of this machine."""
    program = next((found for found in map(shutil.which, PROGRAMS) if found), None)
    if program is None:
        without("no Chromium here: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without("no Playwright here: pip install playwright")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page of a report in a browser, with what went wrong on it and what it asked a network for."""

    def __init__(self, browser: Any, report: Path, place: str = "", **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        self.page = self.context.new_page()
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("dialog", lambda dialog: (self.problems.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.address = report.as_uri()
        self.page.goto(self.address + place)
        if options.get("java_script_enabled", True):
            self.page.wait_for_selector("html[data-ready]")

    def every_section(self) -> None:
        """Draw what is drawn only when it is scrolled to."""
        self.page.evaluate("dispatchEvent(new Event('beforeprint'))")

    def close(self) -> None:
        self.context.close()
