"""Build assets/syllables/table.txt.gz from the CMU Pronouncing Dictionary.

    python tools/build_syllable_table.py cmudict.dict

The dictionary is kept at github.com/cmusphinx/cmudict (BSD-like licence, see LICENSE.cmudict beside the
table); the table was made from commit 0f8072f of December 2024. Each line of the table holds a number of
syllables and all words that have it.
"""

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

_TARGET = Path(__file__).parent.parent / "assets" / "syllables" / "table.txt.gz"
_ONE_IN_SPEECH = re.compile(r"(ire|ires|ired|our|ours)$")
_LONG_VOWEL_AND_R = re.compile(r"(AY|AW)\d ER0( [DZ])?$")


def read(path: Path) -> dict[str, list[str]]:
    """Each word's pronunciations, the dictionary's first one first."""
    spoken: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, phones = line.partition("#")[0].strip().partition(" ")
        if word:
            spoken[re.sub(r"\(\d+\)$", "", word)].append(phones)
    return spoken


def syllables(word: str, pronunciations: list[str]) -> int:
    """Syllables as spoken in running speech: "every" has two, and so has "entire"."""
    counts = [len(re.findall(r"\d", phones)) for phones in pronunciations]
    count = counts[0] - 1 if counts[0] - 1 in counts and counts[0] > 1 else counts[0]
    unreduced = count == counts[0]
    if unreduced and _ONE_IN_SPEECH.search(word) and _LONG_VOWEL_AND_R.search(pronunciations[0]):
        count -= 1
    return count


def main() -> None:
    words = defaultdict(list)
    for word, pronunciations in read(Path(sys.argv[1])).items():
        words[syllables(word, pronunciations)].append(word)
    lines = [f"{count} {' '.join(sorted(words[count]))}" for count in sorted(words) if count]
    _TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
