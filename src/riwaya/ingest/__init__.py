"""Bytes -> Report: one reader per kind of file, page furniture marked.

read(source, options) -> Iterator[Document | SetAside]
"""
