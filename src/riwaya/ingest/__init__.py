"""Bytes -> Report: one reader per kind of file, page furniture marked.

read(source, options) -> Iterator[Document | SetAside]
kinds()               -> what can be read, for help texts
normal(text)          -> the text as every offset counts it
"""

from riwaya.ingest.kinds import kinds
from riwaya.ingest.normal import VERSION, normal, normalise
from riwaya.ingest.options import Limits, Options
from riwaya.ingest.unfold import read

__all__ = ["VERSION", "Limits", "Options", "kinds", "normal", "normalise", "read"]
