"""File names in reasons: without the folders of a machine, and masked as the sources themselves are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


class FileNames:
    """Finds the sources of reports in prose and says how they read in public form."""

    def __init__(self, sources: Iterable[str], address: Callable[[str], str]) -> None:
        files = {s.replace("\\", "/") for s in sources if "://" not in s}
        names = {name: address(name) for name in (f.rsplit("/", 1)[-1] for f in files) if name}
        self._instead = {name: masked for name, masked in names.items() if name != masked}
        folders = sorted({f.rsplit("/", 1)[0] + "/" for f in files if "/" in f}, key=lambda f: (-len(f), f))
        longest = sorted(self._instead, key=lambda name: (-len(name), name))
        self._folder = re.compile("|".join(map(re.escape, folders)) or r"(?!)")
        self._name = re.compile("|".join(map(re.escape, longest)) or r"(?!)")

    def masked(self, text: str) -> str:
        """The prose with every such name as the public form has it."""
        bare = self._folder.sub("", text.replace("\\", "/") if "\\" in text else text)
        return self._name.sub(lambda found: self._instead[found.group()], bare)
