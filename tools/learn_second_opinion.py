"""Learns the second opinion on what was said (assets/second_opinion.npz) from the labelled sentences.

    python -m tools.learn_second_opinion

Takes five seconds and 0.5 GB. The same sentences give the same file on one machine.
"""

import json
import sys
import tomllib
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from models.check_catalogue import check_specs
from models.transcript import transcript_from_text
from models.understanding.phrase_data import phrase_data
from models.understanding.second_opinion import BINS, bin_of, looks, values_of
from models.understanding.tokens import tokenise
from models.understanding.word_patterns import Patterns, patterns_of

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
FILES = ("sentences_dev.jsonl", "sentences_holdout.jsonl", "sentences_rounds.jsonl")
QUESTIONS = "polite_questions.toml"
TARGET = ROOT / "assets" / "second_opinion.npz"
RIDGE = 0.6
"""Chosen among .15, .3, .6 by rounds left out, F1 .873, .876, .882."""
LEAST_SENTENCES = 2
"""A pattern of a single sentence says nothing about others."""

Floats = npt.NDArray[np.float32]


def read_sentences() -> list[dict[str, Any]]:
    """All labelled sentences, and every opener of a polite question with everything one may ask for."""
    written = [
        json.loads(line)
        for name in FILES
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    questions = tomllib.loads((DATA / QUESTIONS).read_text(encoding="utf-8"))
    return written + [
        {"text": opener.format(asked), "said": [point], "open": ["hedging", "reason_for_calling"]}
        for opener in questions["openers"]
        for point, all_asked in questions["asked"].items()
        for asked in all_asked
    ]


def checksum() -> int:
    """Of the files that are learned from; kept in the model, so that a test can tell an old one."""
    value = 0
    for path in (*(DATA / name for name in (*FILES, QUESTIONS)), ROOT / "assets" / "phrases" / "kinds.toml"):
        value = zlib.crc32(path.read_bytes(), value)
    return value


def patterns(entries: Sequence[dict[str, Any]]) -> list[Patterns]:
    data = phrase_data()
    return [
        patterns_of([token.text for token in tokenise(transcript_from_text(entry["text"])).full.tokens], data)
        for entry in entries
    ]


def rarity_of(pieces: Sequence[Patterns]) -> Floats:
    """Smoothed inverse document frequency by bin."""
    seen = Counter(
        at for piece in pieces for at in {bin_of(prefix, p) for prefix, look in looks(piece) for p in look}
    )
    rarity = np.zeros(BINS, np.float32)
    for at, count in seen.items():
        if count >= LEAST_SENTENCES:
            rarity[at] = 1 + np.log((1 + len(pieces)) / (1 + count))
    return rarity


def matrix(pieces: Sequence[Patterns], rarity: Floats) -> csr_matrix:
    rows = [values_of(piece, rarity) for piece in pieces]
    ends = np.cumsum([0, *(len(bins) for bins, _ in rows)])
    return csr_matrix(
        (np.concatenate([v for _, v in rows]), np.concatenate([b for b, _ in rows]), ends),
        shape=(len(rows), BINS),
    )


def labels(entries: Sequence[dict[str, Any]]) -> Floats:
    """1 where a point is said, 0.5 where fair judges may differ."""
    return np.array(
        [
            [1.0 if p in e["said"] else 0.5 if p in e.get("open", ()) else 0.0 for p in check_specs()]
            for e in entries
        ],
        np.float32,
    )


def learn(entries: Sequence[dict[str, Any]]) -> tuple[Floats, Floats, Floats]:
    """Weights [BINS, points], rarity [BINS], usual [points]."""
    pieces = patterns(entries)
    rarity = rarity_of(pieces)
    features, wanted = matrix(pieces, rarity), labels(entries)
    usual = wanted.mean(axis=0)
    alike = np.asarray((features @ features.T).todense(), np.float32)
    alike[np.diag_indices_from(alike)] += RIDGE
    by_sentence = cho_solve(cho_factor(alike, lower=True, overwrite_a=True), wanted - usual)
    return np.asarray(features.T @ by_sentence, np.float32), rarity, usual


def write(path: Path = TARGET) -> None:
    weights, rarity, usual = learn(read_sentences())
    scale = np.abs(weights).max(axis=0) / 127
    steps = np.rint(weights / scale).astype(np.int8)
    used = np.flatnonzero(rarity)
    np.savez_compressed(
        path,
        points=np.array(list(check_specs())),
        bins=used.astype(np.int32),
        weights=steps[used],
        rarity=rarity[used],
        scale=scale.astype(np.float32),
        usual=usual,
        checksum=np.array(checksum()),
    )
    sys.stdout.write(f"{path.name}: {len(used)} patterns, {path.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    write()
