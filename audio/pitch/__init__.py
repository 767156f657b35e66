"""Pitch (F0): candidates per block, the path through them, and its summary.

    found = PitchCandidates.join([candidates(block) for block in blocks_of(samples)])
    f0_hz = track(found, speech)
    summary = summarise(
        f0_hz,
        strength(found, f0_hz),
        snr_db=snr_db,
        clipped_share=clipped_share,
        by_telephone=by_telephone(found, f0_hz),
    )

The odd harmonics help to tell the octave (`odd_harmonics`), and over a phone band, where the fundamental is
missing, the envelopes of the formants (`missing_fundamental`).

Candidates are a pure function of a block; all that needs the whole take happens in `track`, in 0.2 ms
per second of sound. In all it takes 0.003 s per second of sound on one core, 0.005 over a phone band,
and other threads wait for 15 ms at most meanwhile.

librosa gives what its module of conversions holds (`hz_to_midi`, `fft_frequencies`): 0.4 s and 80 MB to
import, most of it numpy's and numba's. `power_to_db` and `util.frame` import its spectral modules: 2 s and
160 to 190 MB at every start, for one line of numpy each.

NOTES: what was tried and did not work
- `librosa.pyin` over 65 to 500 Hz, resolution 0.2, levelled: r = 0.1 to 0.4 with two-pass Praat on 37 human
  clips, 6 % gross errors (16 to 19 % on synthetic truth); it holds the GIL and costs ten times as much.
- A spectrum flattened (power to the 0.5 or 0.67) before the autocorrelation, to sharpen the choice of
  octave: hum and rumble are lifted with it, a quiet clip fell an octave (spread 5.3 for 1.6 semitones).
- Two passes with the first one free: over the phone band the first formant's harmonic passes for the
  fundamental, the range stays wide open (spread 8.6 for 2.3). Hence the penalty in the second pass.
- That penalty only where little power lies below 250 Hz: no help where it does harm (laughter, whose
  high pitch is taken for errors), and lively clear voices lose by it (median off by 4.3 for 3.8 %).
- The same penalty in the last pass or downwards, in wide band: real creak (period doubling) and lively
  voices are cut (r = 0.60 for 0.99). Over the phone band it helps: half the pitch passes for it there.
- For the phone band: the spectrum flattened, as a second opinion on the octave only: no better. The
  envelope weighted by a fixed share: where one harmonic is all there is, its envelope is noise. The
  envelope in wide band, too: fewer gross errors (2.4 for 2.8 %), but spread off by 0.35 for 0.23 semitones.
  One envelope of the whole band: the first formant drowns the others (gross errors 3.4 for 2.5 %). Bands
  without compression, or three or five of them: no better. A hard cut of the envelopes' band: an octave low.
- Telling the phone band by its missing treble: sound sampled at 8 kHz that has its fundamental lost by it
  (r = 0.86 for 0.89), and a band filtered at 16 kHz, or with noise added since, was not known.
- Against the median's bias by telephone (low and soft voice goes unheard; hardly ever an octave): gaps in
  the voice filled by interpolation, ends held: no better; one lower quantile instead of the middle: right for
  some speakers only. The usual demands with a lower threshold of silence alone: the median is off as often.
- Soft voice by telephone sought below 1 kHz, where fricatives don't drown it, or with its bass raised: of 206
  clips the median of 16 and 17 for 18 is off by more than 3 %, of 18 and 23 for 21 in a sharp band, gross
  errors rise. Soft frames counted for those unheard, by level: as good as the quantiles, and more to do.
- Against octave errors by telephone: raising the lost bass again, by 25 to 40 dB or until its share is usual.
  The fundamental comes back where the band is soft (median off by more than 3 % in 5 for 9 % of 112 clips),
  too much of it or noise where it is softer or sharper (gross errors 9.6 for 2.2 %, 4.3 for 3.1 %).
- The speaker's range from all candidates of the take pooled (expectation maximisation): an octave that is
  in doubt stays a second mode; spread off by more than a semitone in 27 for 18 of 658 clips.
- Odd harmonics rewarded instead of compared with the rivals': r = 0.93 for 0.95 by telephone.
- To give no spread where the octave is in doubt (frames in which twice or half the pitch is as strong, or a
  second mode an octave off): at best five of the 14 most doubtful of 656 takes by telephone were wrong.
- In light reverberation 6.6 % gross errors (Praat 6.1): four of five hold the pitch of 30 to 250 ms ago, as
  the room does, most of them within 60 ms of the end of voice. No octave to mend there.
  Ends of voice cut off where they are 10 (18) dB softer than before: on other clips 4.8 (5.2) for 5.2 %, and
  clean the spread is off by 0.09 (0.07) for 0.06 semitones.
- Lines that leave what lies above 200 Hz pass for wide band with low voices. In wide band a voicing threshold
  of 0.3, of silence of 0.02, a smoother path: there the median is off by more than 3 % in 10 for 14 of 206
  clips, but clean in 9 for 7, and r = 0.97 for 0.99.
- The middle fifth in wide band, too: right to 3 % as often, but farther off (0.16 for 0.13 semitones).
- A floor of 65 Hz and a window as short: octave errors in high voices; of 60 Hz: mains hum is a voice there.
- Quartiles only of strong frames, or only around the most frequent pitch: the creaky quarter of one
  voice was lost (spread 1.0 for 5.9); a range of 0.7 to 1.6 or 1.75: octave errors come back.
- A band of 1.5 or 2.5 kHz instead of 4: more fricatives and noise count as voice, nothing gained.
- Leaving out one or two frames at every edge of voice: fewer gross errors (4.5 and 3.6 for 6.4 %), but the
  spread is read 0.2 semitones too small; leaving out only frames that jump costs a third of that.
- A lower threshold of silence (0.01, 0.003) in wide band: the room's hum gets a pitch in quiet recordings.
"""

from audio.pitch.autocorrelation import PitchCandidates, by_telephone, candidates, strength
from audio.pitch.summary import PitchSummary, summarise
from audio.pitch.tracker import KnownTrack, track

__all__ = [
    "KnownTrack",
    "PitchCandidates",
    "PitchSummary",
    "by_telephone",
    "candidates",
    "strength",
    "summarise",
    "track",
]
