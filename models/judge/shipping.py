"""A trained network as the file that the program reads: 8-bit weights with one scale a row, in an npz archive."""

import io
from collections.abc import Sequence

import numpy as np
from closes import CHANNELS, ENDINGS
from network import HEADS, WIDTH, Network, Pieces
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.generic]]


def to_bytes(network: Network, pieces: Pieces, thresholds: Sequence[float], bands: Sequence[float]) -> bytes:
    """The file's bytes, the same for the same numbers."""
    numbers = {name: value.detach().float().numpy() for name, value in network.state_dict().items()}
    arrays: Arrays = {
        "vocabulary": np.frombuffer("\n".join(pieces.names).encode(), np.uint8),
        "position": numbers["position"],
        "norm": _norm(numbers, "norm"),
        "layers": np.array(len(network.layers)),
        "channels": np.array(" ".join(CHANNELS)),
        "endings": np.array(" ".join(ENDINGS)),
        "thresholds": np.array(thresholds, np.float32),
        "bands": np.array(bands, np.float32),
    }
    _put(arrays, "embedding", numbers["embedding.weight"])
    for number in range(len(network.layers)):
        _put_layer(arrays, numbers, number)
    for name in ("tags", "tail.attend", "tail.mix", "tail.end"):
        theirs = name.replace(".", "_")
        arrays[name], arrays[f"{name}.bias"] = numbers[f"{theirs}.weight"], numbers[f"{theirs}.bias"]
    arrays["tail.position"] = numbers["tail_position"]
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def _put_layer(arrays: Arrays, numbers: dict[str, NDArray[np.float32]], number: int) -> None:
    for part in ("attend", "merge", "widen", "narrow"):
        weight, bias = (numbers[f"layers.{number}.{part}.{kind}"].copy() for kind in ("weight", "bias"))
        if part == "attend":  # the queries' scale, once and for all
            weight[:WIDTH] *= (WIDTH // HEADS) ** -0.5
            bias[:WIDTH] *= (WIDTH // HEADS) ** -0.5
        _put(arrays, f"{number}.{part}", weight)
        arrays[f"{number}.{part}.bias"] = bias
    for part in ("after_attention", "after_widening"):
        arrays[f"{number}.{part}"] = _norm(numbers, f"layers.{number}.{part}")


def _norm(numbers: dict[str, NDArray[np.float32]], name: str) -> NDArray[np.float32]:
    return np.stack([numbers[f"{name}.weight"], numbers[f"{name}.bias"]])


def _put(arrays: Arrays, name: str, rows: NDArray[np.float32]) -> None:
    scale = np.maximum(np.abs(rows).max(1), 1e-9) / 127
    arrays[name] = np.rint(rows / scale[:, None]).astype(np.int8)
    arrays[f"{name}.scale"] = scale.astype(np.float32)
