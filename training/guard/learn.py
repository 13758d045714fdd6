"""From marked passages to a network that marks them."""

from __future__ import annotations

import calendar
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from riwaya.neural.labels import GUARDED
from riwaya.neural.pieces import CLS, SEP, WINDOW, Pieces, cut_pieces
from training.examples import SKIP, range_of, tag_stretch
from training.guard.network import OUTPUTS, Guard
from training.learn import pace_of
from training.protected.markup import Mark, Passage, read_passages

SIZE = 1800  # pieces a step
HEADED = 3  # of so many texts one stands below a line such as reports begin with
LOWER = 1  # the highest class of casing without a capital or a figure, see `Pieces.cases`


# of the lines above a report; all invented
PLACES = ("Qasr Jadid", "Verhany", "Tel Omra", "Port Ellery", "Sund", "Dar Mahit", "Okolo", "Nueva Vista")
OUTLETS = ("The Harbour Post", "Rasd News", "Meridian Wire", "Radio Okolo", "Valley Gazette", "Midan")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 5
    rate: float = 7e-5  # of the encoder
    head_rate: float = 1e-3
    warm: float = 0.08  # share of the steps
    seed: int = 20


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what is marked in it, and where plain reporting stands, in which nothing is."""

    text: str
    marks: tuple[Mark, ...] = ()
    plain: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text in pieces with the tag of each."""

    pieces: Pieces
    tags: NDArray[np.int64]


def passages(folder: Path) -> list[Passage]:
    """Every marked passage, in the order of the files."""
    return [one for path in sorted(folder.glob("*.txt")) for one in read_passages(path)]


def learn(
    guard: Guard,
    learned: Sequence[Passage],
    plain: Sequence[str],
    tokenizer: Tokenizer,
    plan: Plan,
    say: Callable[[str], None],
) -> None:
    """Learn in place. Every epoch reads passages alone, and all again behind each other, as in reports.

    With `plain` reporting around them a half is read alone; without, all are.
    """
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)  # noqa: S311 -- repeatable sampling, nothing secret
    old, new = [*guard.encoder.parameters()], [*guard.head.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": plan.rate}, {"params": new, "lr": plan.head_rate}], weight_decay=0.01
    )
    alone = [example(_with(Text(head(draw)), "", one), tokenizer) for one in learned]

    def read(epoch: int) -> list[list[Example]]:
        own = alone[epoch % 2 :: 2] if plain else alone
        return batches([*own, *joined(learned, plain, tokenizer, draw)], draw)

    steps = plan.epochs * len(read(0))
    done, begun = 0, time.monotonic()
    half = torch.cpu._is_amx_tile_supported()  # without matrix units float32 is faster
    for epoch in range(plan.epochs):
        guard.train()
        shown = 0.0
        for batch in read(epoch):
            pace = pace_of(done / steps, plan.warm)
            for group, rate in zip(optimiser.param_groups, (plan.rate, plan.head_rate), strict=True):
                group["lr"] = rate * pace
            *inputs, tags = collate(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                scores = guard(*inputs)
            loss = F.cross_entropy(scores.float().reshape(-1, OUTPUTS), tags.reshape(-1), ignore_index=SKIP)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*old, *new], 1.0)
            optimiser.step()
            done, shown = (
                done + 1,
                0.97 * shown + 0.03 * float(loss.detach()) if shown else float(loss.detach()),
            )
            if done % 50 == 0:
                say(f"epoch {epoch} step {done}/{steps} loss {shown:.4f} {time.monotonic() - begun:.0f}s")


def example(text: Text, tokenizer: Tokenizer) -> Example:
    """A text in pieces; a piece of which a mark holds any letter is tagged.

    Of plain reporting nobody has told whom it names, so only what is no name and no number is taught there.
    """
    pieces = cut_pieces(tokenizer, text.text)
    tags = np.zeros(len(pieces), dtype=np.int64)
    for start, end in text.plain:
        low, high = range_of(pieces, (start, end))
        tags[low:high] = np.where(pieces.cases[low:high] <= LOWER, 0, SKIP)
    for mark in text.marks:
        tag_stretch(tags, range_of(pieces, (mark.start, mark.end)), GUARDED.index(mark.kind))
    return Example(pieces, tags)


def joined(
    some: Sequence[Passage], plain: Sequence[str], tokenizer: Tokenizer, draw: random.Random
) -> Iterator[Example]:
    """The passages in another order, two or three as one text, or one or two with plain ones."""
    order = draw.sample(some, len(some))
    while order:
        count = draw.choice((1, 2) if plain else (2, 3))
        parts: list[Passage | str] = [order.pop() for _ in range(min(count, len(order)))]
        parts += draw.sample(plain, draw.choice((1, 2))) if plain else []
        draw.shuffle(parts)
        whole = Text(head(draw))
        for number, part in enumerate(parts):
            gap = draw.choice(("\n\n", "\n", " ")) if number else ""
            whole = _with(whole, gap, part)
        yield example(whole, tokenizer)


def head(draw: random.Random) -> str:
    """Nothing, or a line such as reports begin with: what stands there must not sway the guard."""
    if draw.randrange(HEADED):
        return ""
    day, month = draw.randint(1, 28), draw.choice(calendar.month_name[1:])
    year, place, outlet = draw.randint(1995, 2026), draw.choice(PLACES), draw.choice(OUTLETS)
    return draw.choice(
        (
            f"Published {year}-{draw.randint(1, 12):02}-{day:02}\n\n",
            f"{day} {month} {year}\n\n",
            f"{outlet}, {month} {day}, {year}\n\n",
            f"{outlet}\nUpdated: {day} {month[:3]} {year}\n\n",
            f"{place}, {month} {day} ({outlet}) - ",
            f"{place.upper()} - ",
            f"# {outlet} | {place} | {day} {month}\n\n",
        )
    )


def _with(text: Text, gap: str, part: Passage | str) -> Text:
    """A text with one more part behind it."""
    start = len(text.text) + len(gap)
    if isinstance(part, str):
        return Text(text.text + gap + part, text.marks, (*text.plain, (start, start + len(part))))
    marks = (Mark(m.start + start, m.end + start, m.kind) for m in part.marks)
    return Text(text.text + gap + part.text, (*text.marks, *marks), text.plain)


def batches(examples: Sequence[Example], draw: random.Random) -> list[list[Example]]:
    """Texts of like length together, about SIZE pieces in each batch, in any order."""
    groups: list[list[Example]] = [[]]
    for one in sorted(examples, key=lambda e: len(e.pieces)):
        if groups[-1] and (len(groups[-1]) + 1) * min(len(one.pieces), WINDOW) > SIZE:
            groups.append([])
        groups[-1].append(one)
    draw.shuffle(groups)
    return groups


def collate(group: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor | None, Tensor]:
    """Ids, cases, known lists, gaps, what pads, and tags of some texts; what is past a window is left out."""
    width = min(max(len(one.pieces) for one in group), WINDOW) + 2
    ids, cases, known, gaps = (np.zeros((len(group), width), dtype=np.int64) for _ in range(4))
    tags = np.full((len(group), width), SKIP, dtype=np.int64)
    live = np.zeros((len(group), width), dtype=np.bool_)
    for row, one in enumerate(group):
        count = min(len(one.pieces), WINDOW)
        here = slice(1, count + 1)
        ids[row, 0], ids[row, count + 1] = CLS, SEP
        ids[row, here] = one.pieces.ids[:count]
        cases[row, here] = one.pieces.cases[:count]
        known[row, here] = one.pieces.known[:count]
        gaps[row, here] = one.pieces.gaps[:count]
        tags[row, here] = one.tags[:count]
        live[row, : count + 2] = True
    bias = None if live.all() else np.where(live, 0.0, -1e4).astype(np.float32)[:, None, None, :]
    return (
        *(torch.from_numpy(values) for values in (ids, cases, known, gaps)),  # type: ignore[return-value]
        None if bias is None else torch.from_numpy(bias),
        torch.from_numpy(tags),
    )
