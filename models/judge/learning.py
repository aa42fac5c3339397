"""Fit a network to closes by their labels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from batches import batches, collate, opening_of
from closes import ENDINGS, Close
from network import Network, Pieces, contractions, source
from noise import Ear
from torch import Tensor
from torch.nn import functional

from askforit_desktop.closing.encoder import Vocabulary

_WHOLE = ((0, 1, 2, 3, 4, 5), (1536,) * 6)  # MiniLM's layers, and how wide they are inside
_KEPT = ((0, 1, 2, 3), (1024, 384, 384, 896))
_PASSES = 9  # through the closes
_RATE, _HEADS_RATE = 4e-4, 1e-3  # of learning, at its highest: for what comes from MiniLM, and for what is new
_SEED = 1
_COMMON = 8000  # of MiniLM's words, how many of the most frequent may be misheard for others
_BEST = 3  # words whose mean decides whether a close holds a channel, as in closing.detect


@dataclass(frozen=True, slots=True)
class Ground:
    """What every fit stands on: the pieces of words, how they are told apart, what is misheard for what."""

    pieces: Pieces
    vocabulary: Vocabulary
    ear: Ear
    importance: Tensor


def ground_of(closes: Sequence[Close]) -> Ground:
    """What the fits on some closes stand on."""
    pieces = Pieces(contractions(close.words for close in closes))
    vocabulary = Vocabulary.from_text("\n".join(pieces.names))
    common = [line for line in (source() / "vocab.txt").read_text("utf-8").splitlines() if line.isascii()]
    words = {word for close in closes for word in close.words}
    words |= set([line for line in common if line.isalpha() and len(line) > 1][:_COMMON])
    ear = Ear(sorted(words))
    return Ground(pieces, vocabulary, ear, _importance(pieces, vocabulary, closes[:200]))


def fit(closes: Sequence[Close], ground: Ground) -> Network:
    """Train a network from MiniLM's weights; the same each time on one machine with one number of threads."""
    torch.manual_seed(_SEED)
    random = np.random.default_rng(_SEED)
    network = Network(ground.pieces, *_KEPT, ground.importance)
    heads = {name for name, _ in network.named_parameters() if name.startswith(("tags", "tail"))}
    free = {name: value for name, value in network.named_parameters() if value.requires_grad}
    groups = [
        {"params": [value for name, value in free.items() if name not in heads], "lr": _RATE, "top": _RATE},
        {"params": [value for name, value in free.items() if name in heads], "lr": _HEADS_RATE, "top": _HEADS_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    done = 0.0
    for number in range(_PASSES):
        given = list(batches(closes, random, ground.ear, ground.vocabulary))
        network.train()
        losses = []
        for batch in given:
            done += 1 / len(given) / _PASSES
            for group in optimiser.param_groups:
                group["lr"] = group["top"] * _pace(done)
            losses.append(_step(network, optimiser, batch))
        print(f"  pass {number + 1} of {_PASSES}: loss {np.mean(losses):.3f}", flush=True)
    return network.eval()


def _pace(done: float) -> float:
    """The share of the full learning rate when a share of the work is done: up in a sixteenth, then down a cosine."""
    return min(1.0, done * 16) * max(0.02, 0.5 + 0.5 * math.cos(math.pi * min(1.0, done)))


def _step(network: Network, optimiser: torch.optim.Optimizer, batch: dict[str, Tensor]) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = _loss(network, batch)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return loss.item()


def _loss(network: Network, batch: dict[str, Tensor]) -> Tensor:
    tags, end, _ = network(batch)
    valid, aim = batch["valid"][..., None], batch["labels"]
    words = (functional.binary_cross_entropy_with_logits(tags, aim, reduction="none") * valid).sum() / valid.sum()
    best = tags.masked_fill(valid == 0, -30.0).topk(min(_BEST, tags.shape[1]), 1).values.clamp(min=-12).mean(1)
    held = (aim * valid).amax(1)
    whole = functional.binary_cross_entropy_with_logits(best, held, reduction="none").sum(1).mean()
    return words + 0.3 * whole + 0.3 * _loss_of_end(end, batch)


def _loss_of_end(end: Tensor, batch: dict[str, Tensor]) -> Tensor:
    loss = end.new_zeros(())
    known = batch["ending"] >= 0
    if known.any():
        aim = functional.one_hot(batch["ending"][known], len(ENDINGS)).float() * 0.95 + 0.05 / len(ENDINGS)
        loss = loss + functional.cross_entropy(end[known, :-1], aim)
    known = batch["undercut"] >= 0
    if known.any():
        aim = batch["undercut"][known].float()
        loss = loss + functional.binary_cross_entropy_with_logits(end[known, -1], aim)
    return loss


def _importance(pieces: Pieces, vocabulary: Vocabulary, closes: Sequence[Close]) -> Tensor:
    """How much each inner unit of MiniLM's layers adds to what some closes' words become: those to keep."""
    network = Network(pieces, *_WHOLE).eval()
    sums = [torch.zeros(1536) for _ in network.layers]
    for layer, total in zip(network.layers, sums, strict=True):
        layer.widen.register_forward_hook(
            lambda _module, _given, out, total=total: total.add_(functional.gelu(out).square().sum((0, 1)))
        )
    with torch.no_grad():
        for close in closes:
            network(collate([opening_of(close)], vocabulary))
    norms = [layer.narrow.weight.detach().norm(dim=0) for layer in network.layers]
    return torch.stack([total.sqrt() * norm for total, norm in zip(sums, norms, strict=True)])
