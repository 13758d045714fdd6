"""GUM: attributions from its discourse trees, which nest, with source and cue found in its syntax."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree  # trusted local files

from training.corpora.document import Attribution, Document, Stretch

_PARTS_OF_CUE = ("aux", "aux:pass", "compound:prt", "advmod")
_NEGATIONS = ("not", "n't", "n’t", "never")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the treebank with its place in the text; `head` is an index over the whole document."""

    start: int
    end: int
    form: str
    upos: str
    head: int
    relation: str
    sentence: int


def gum(folder: Path, part: str) -> list[Document]:
    """Documents of `train` or `dev`, attributions possibly inside one another."""
    documents: list[Document] = []
    for path in sorted((folder / part).glob("*.conllu")):
        text, tokens = read_tokens(path.read_text(encoding="utf-8"))
        tree = folder / f"{part}-rst" / f"{path.stem}.rs4"
        if tree.exists():
            attributions, ignored = _attributions(tree, tokens, text)
            begun = {t.sentence: t.start for t in reversed(tokens)}
            starts = tuple(sorted(begun.values()))
            documents.append(
                Document(path.stem, text, attributions, flat=False, ignored=ignored, sentences=starts)
            )
    return documents


def read_tokens(conllu: str) -> tuple[str, list[Token]]:
    """The running text of a CoNLL-U document and its syntactic words."""
    text, tokens = "", list[Token]()
    sentence, base, space, paragraph = -1, 0, False, False
    skip_to = 0
    for line in conllu.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            paragraph = True
        elif line.startswith("# sent_id"):
            sentence, base = sentence + 1, len(tokens)
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        number, form, misc = fields[0], fields[1], fields[9]
        if "." in number:
            continue
        inner = "-" not in number and int(number) <= skip_to
        if not inner:
            text += "\n\n" if paragraph and text else " " if space else ""
            place = len(text), len(text) + len(form)
            text += form
            space, paragraph = "SpaceAfter=No" not in misc, False
        if "-" in number:
            skip_to = int(number.split("-")[1])
            continue
        if not inner:
            skip_to = 0
        head = base + int(fields[6]) - 1 if fields[6] != "0" else -1
        tokens.append(Token(*place, form, fields[3], head, fields[7], sentence))
    return text, tokens


def _attributions(
    tree: Path, tokens: list[Token], text: str
) -> tuple[tuple[Attribution, ...], tuple[Stretch, ...]]:
    """Attributions of one tree; clauses in which no cue was found are to be ignored."""
    root = ElementTree.parse(tree).getroot()  # noqa: S314 -- files of the corpus at hand
    nodes = {n.get("id", ""): n for n in root.iter() if n.tag in ("segment", "group")}
    children: dict[str, list[str]] = defaultdict(list)
    for key, node in nodes.items():
        children[node.get("parent", "")].append(key)
    words, at = dict[str, range](), 0
    for segment in root.iter("segment"):
        count = len(re.split(r"\s+", (segment.text or "").strip()))
        words[segment.get("id", "")] = range(at, at + count)
        at += count
    if at != len(tokens):
        return (), ((0, len(text)),)
    clauses = {k: n for k, n in nodes.items() if (n.get("relname") or "").startswith("attribution")}
    found, ignored = list[Attribution](), list[Stretch]()
    for key, node in clauses.items():
        clause = _yield(key, children, words, nodes, frozenset(clauses))
        content = _content(key, node.get("parent", ""), children, words, nodes, clauses)
        source, cue = _source_and_cue(sorted(clause), tokens)
        if cue and content:
            places = [_stretches(p, tokens, text) for p in (source, cue, content)]
            negative = node.get("relname") == "attribution-negative"
            found.append(Attribution(places[0], places[1], places[2], None, negative))
        else:
            ignored += _stretches(sorted(clause), tokens, text)
    return tuple(found), tuple(ignored)


def _yield(
    key: str,
    children: dict[str, list[str]],
    words: dict[str, range],
    nodes: dict[str, ElementTree.Element],
    without: frozenset[str],
) -> set[int]:
    """Words under a node, clauses that attribute it left out."""
    out = set(words.get(key, ()))
    for child in children[key]:
        if child not in without:
            out |= _yield(child, children, words, nodes, without)
    return out


def _content(
    key: str,
    nucleus: str,
    children: dict[str, list[str]],
    words: dict[str, range],
    nodes: dict[str, ElementTree.Element],
    clauses: dict[str, ElementTree.Element],
) -> list[int]:
    """What the clause attributes: its nucleus, and whatever that attributes in turn."""
    out = _yield(nucleus, children, words, nodes, frozenset([key]))
    holder = nucleus
    while holder:
        if holder in clauses:
            out |= set(_content(holder, clauses[holder].get("parent", ""), children, words, nodes, clauses))
            break
        node = nodes[holder]
        if node.get("relname") != "span":
            break
        holder = node.get("parent", "")
    return sorted(out)


def _source_and_cue(clause: list[int], tokens: list[Token]) -> tuple[list[int], list[int]]:
    """Whose words and by which words, of a clause such as "The mayor did not say" or "According to AFP ,"."""
    inside = set(clause)
    heads = [i for i in clause if tokens[i].head not in inside and tokens[i].upos != "PUNCT"]
    if len(heads) == 0:
        return [], []
    head = heads[0]
    kids = [i for i in clause if tokens[i].head == head]
    if tokens[clause[0]].form.lower() == "according":
        cue = clause[:2]
        return [i for i in clause[2:] if tokens[i].upos != "PUNCT"], cue
    if tokens[head].upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return [], []
    cue = [head]
    for kid in kids:
        if tokens[kid].relation in _PARTS_OF_CUE[:3] or tokens[kid].form.lower() in _NEGATIONS:
            cue.append(kid)
    if tokens[head].upos in ("ADJ", "NOUN"):
        cue += [i for i in kids if tokens[i].relation == "cop"]
    subjects = [i for i in kids if tokens[i].relation.startswith("nsubj")]
    source = sorted(_under(subjects[0], clause, tokens)) if subjects else []
    while source and tokens[source[-1]].upos == "PUNCT":
        source.pop()
    return source, sorted(set(cue) - set(source))


def _under(head: int, clause: list[int], tokens: list[Token]) -> set[int]:
    """A word and all words that depend on it within the clause."""
    out = {head}
    for _ in clause:
        more = {i for i in clause if tokens[i].head in out} - out
        if not more:
            break
        out |= more
    return out


def _stretches(words: list[int], tokens: list[Token], text: str) -> tuple[Stretch, ...]:
    """Stretches of text that the words cover, joined where only white space lies between."""
    out: list[Stretch] = []
    for index in words:
        start, end = tokens[index].start, tokens[index].end
        if out and not text[out[-1][1] : start].strip():
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return tuple(out)
