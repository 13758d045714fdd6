"""Builds the gazetteer ahead of its first use."""

from __future__ import annotations

from riwaya.locate.gazetteer import gazetteer

if __name__ == "__main__":
    gazetteer()
