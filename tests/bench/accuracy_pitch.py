"""How right the pitch is: against true F0, and against careful two-pass Praat."""

from collections.abc import Iterator, Sequence

import numpy as np

from audio.final_rises import MOVEMENT_SEMITONES, Ending
from tests.bench import judges
from tests.bench.accuracy_row import Row, row
from tests.bench.material import Clip
from tests.bench.systems import System


def f0(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    known = [clip for clip in clips if clip.f0 is not None]
    errors = [
        judges.f0_errors(system.hear(clip.samples).f0_hz, clip.f0) for clip in known if clip.f0 is not None
    ]
    if errors:
        median, spread, gross = (np.max(np.abs(column)) for column in zip(*errors, strict=True))
        yield row("F0 median, worst", "<= 3 %", 100 * median, "{:.1f} %", median <= 0.03)
        yield row("F0 spread, worst", "<= 0.3 st", spread, "{:.2f} st", spread <= 0.3)
        yield row("F0 gross errors, worst", "<= 5 %", 100 * gross, "{:.1f} %", gross <= 0.05)
    pairs = []
    for clip in clips:
        # Laughter is no speech: what any tracker reads from it is chance.
        spoken = clip.f0 is None and "[laughter]" not in clip.text
        praat = judges.praat_f0(clip) if spoken else None
        if praat is not None:
            pair = judges.spread_semitones(system.hear(clip.samples).f0_hz), judges.spread_semitones(praat)
            pairs += [pair] if np.all(np.isfinite(pair)) else []
    if len(pairs) > 5:
        ours, theirs = np.array(pairs).T
        r, off = float(np.corrcoef(ours, theirs)[0, 1]), np.abs(ours - theirs)
        median, tenth = float(np.median(off)), float(np.quantile(off, 0.9))
        yield row(f"F0 spread against Praat, {len(pairs)} clips, r", ">= 0.95", r, "{:.2f}", r >= 0.95)
        yield row("  median difference", "<= 0.2 st", median, "{:.2f} st", median <= 0.2)
        yield row("  nine in ten within", "<= 0.5 st", tenth, "{:.2f} st", tenth <= 0.5)


def rises(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    """Rising or not, where both readings are sure; true F0 counts where Praat finds voice."""
    agree, known, phrases = 0, 0, 0
    for clip in clips:
        praat = judges.praat_f0(clip) if "[laughter]" not in clip.text else None
        if praat is None:
            continue
        read = praat if clip.f0 is None else judges.true_where_voiced(clip.f0, praat)
        for ending in system.hear(clip.samples).endings:
            phrases += 1
            movement = judges.movement_semitones(read, ending.phrase.start_s, ending.phrase.end_s)
            if movement is not None and ending.ending is not Ending.UNKNOWN:
                known += 1
                agree += (movement >= MOVEMENT_SEMITONES) == (ending.ending is Ending.RISE)
    if known:
        share = agree / known
        label = f"final rises of {known} sure endings (of {phrases}), as Praat"
        yield row(label, ">= 0.90", share, "{:.2f}", share >= 0.9)
