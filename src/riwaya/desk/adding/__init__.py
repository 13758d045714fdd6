"""Adding reports in the browser: dropped files, pasted text, addresses; the same pipeline as `riwaya add`.

Jobs(ledger)     what waits, one after the other, each in a process of its own, so that the desk stays quick
feature(jobs)    the page, the progress, what was set aside and why
"""

from riwaya.desk.adding.jobs import Jobs
from riwaya.desk.adding.pages import feature

__all__ = ["Jobs", "feature"]
