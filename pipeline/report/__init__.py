"""The dataset as one page for people: ``report.html``, which needs no network and nothing beside it.

The page is a template, style sheets and scripts (``assets/``), and the rows as data. The data are JSON in elements that
no browser runs, one for each source and each topic; the script reads them when they are asked for and shows them as
text.
"""

from pipeline.report.page import write_report

__all__ = ["write_report"]
