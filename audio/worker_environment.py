"""The environment of the analysis process: weights, paths, threads."""

import os
from pathlib import Path

MODEL_VARIABLE = "RINGBACK_MODEL"


def model_choice(model: str) -> dict[str, str]:
    """The environment that tells the process which weights to load; `model` as in the settings."""
    return {MODEL_VARIABLE: model}


def worker_environment() -> dict[str, str]:
    """What the analysis process needs in its environment, beside the user's."""
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    return {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **thread_limits()}


def thread_limits() -> dict[str, str]:
    """One thread for each numeric library: the transcription brings its own two."""
    return dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
