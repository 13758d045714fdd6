"""The stages in order, resume, progress.

add(ledger, sources, stages, jobs=1, watch=unwatched) -> Summary
settle(ledger, stages, watch=unwatched)
read_report(report, stages) -> (Reading, tuple[Referent, ...])
"""

from riwaya.pipeline.add import Summary, add
from riwaya.pipeline.progress import Progress, Watch, unwatched
from riwaya.pipeline.read import read_report
from riwaya.pipeline.settle import settle
from riwaya.pipeline.stages import READERS, Stages, default_stages

__all__ = [
    "READERS",
    "Progress",
    "Stages",
    "Summary",
    "Watch",
    "add",
    "default_stages",
    "read_report",
    "settle",
    "unwatched",
]
