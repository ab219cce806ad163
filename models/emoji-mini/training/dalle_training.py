"""Training of the transformer: from captions to image tokens.

Every scene is encoded to tokens once; every time it is used it gets a new caption, made in other processes
while the device computes. One caption in eight is left empty: that is how the model learns the unguided lane
(logits = uncond + scale * (cond - uncond)).
"""
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import muon
from assembly import Batches, Tokens
from common import Average, Budget, Log, bf16, load, loader, save, set_rate
from dalle import DalleBart, pad
from scenes import caption, scene_at
from tokenizer import BOS, EOS, PAD, normalize

SCENE_SEED, EXAM_SEED = 11, 12


@torch.no_grad()
def encode_scenes(model, composer, count, seed, minutes=0.0, workers=0):
    """Image tokens [count, L] of the first scenes of a series, as 16-bit integers; fewer where the minutes are over."""
    tokens, out, start, batch = Tokens(model, composer), [], time.time(), min(count, 2000)
    rounds = -(-count // batch)
    for i, (canvases, sources) in enumerate(loader(Batches(tokens.plan.sources, batch, seed), 0, rounds, workers), 1):
        out.append(tokens.look_up(canvases, sources))
        seconds, done = time.time() - start, min(count, i * batch)
        over = minutes and seconds > 60 * minutes
        if i == rounds or over or i % max(1, rounds // 5) == 0:
            print("tokens of %d of %d scenes, %.0f s" % (done, count, seconds), flush=True)
        if over:
            break
    return torch.cat(out)[:count]


class Captions(torch.utils.data.Dataset):
    """Batch i of the training: which scenes, and new captions for them."""

    def __init__(self, tokenizer, scenes, batch, length, seed, scene_seed=SCENE_SEED, empty=0.12):
        self.tokenizer, self.scenes, self.batch, self.length = tokenizer, scenes, batch, length
        self.seed, self.scene_seed, self.empty, self.epoch = seed, scene_seed, empty, -1

    def __getitem__(self, i):
        a_round = max(1, self.scenes // self.batch)
        if i // a_round != self.epoch:
            self.epoch = i // a_round
            self.order = np.random.default_rng((self.seed, self.epoch)).permutation(self.scenes)
        chosen = self.order[i % a_round * self.batch:][:self.batch]
        rng = random.Random(self.seed << 40 | i)
        rows = [[BOS, EOS] if rng.random() < self.empty
                else self.tokenizer.encode(normalize(caption(scene_at(int(k), self.scene_seed), rng)), self.length)
                for k in chosen]
        return torch.from_numpy(chosen.astype(np.int64)), pad(rows, self.length)


def train(folder, tokens, exam, tokenizer, config, settings, device, workers=0, seed=0, start=None, publish=None):
    """The transformer; checkpoint in `folder`/dalle.pt.

    tokens: image tokens of the scenes of SCENE_SEED; exam: of those of EXAM_SEED. settings: batch, rate, steps or
    minutes, compile, keep (seconds between checkpoints). start: weights to begin with. publish: called with
    the model at every checkpoint, when it holds its averaged weights.
    """
    path, log = folder + "/dalle.pt", Log(folder + "/dalle.jsonl")
    torch.manual_seed(seed)
    state = load(path, device)
    model = DalleBart(config).to(device)
    if state:
        model.load_state_dict(state["model"])
    elif start is not None:
        model.load_state_dict(start)
    dense = lambda n, p: p.ndim == 2 and "embed" not in n and not n.startswith("lm_head")
    optimizer = muon.split(model.named_parameters(), dense, settings["rate"], weight_decay=0.02)
    average = Average(model, settings["average"])
    budget = Budget(settings.get("steps", 0), settings.get("minutes", 0))
    if state:
        optimizer.load_state_dict(state["optimizer"])
        average.load(state["average"])
        budget = Budget(settings.get("steps", 0), settings.get("minutes", 0), **state["budget"])
    length, first = config["max_text_length"], config["decoder_start_token_id"]

    def loss_of(ids, image):
        image = image.long()
        inputs = torch.cat([torch.full_like(image[:, :1], first), image[:, :-1]], 1)
        logits = model(ids, inputs)
        return F.cross_entropy(logits.flatten(0, 1).float(), image.flatten())

    step_loss = torch.compile(loss_of) if settings.get("compile") and device.type == "cuda" else loss_of
    questions = [Captions(tokenizer, len(exam), min(128, len(exam)), length, seed + 5, EXAM_SEED, 0.0)[i]
                 for i in range(max(1, min(8, len(exam) // 128)))]

    @torch.no_grad()
    def examine():
        with bf16(device):
            return float(torch.stack([loss_of(ids.to(device), exam[chosen.to(exam.device)].to(device))
                                      for chosen, ids in questions]).mean())

    def checkpoint(**more):
        with average.applied():
            log(step=budget.step, exam=examine(), **more)
            if publish:
                publish(model)
        save(path, config=config, model=model.state_dict(), optimizer=optimizer.state_dict(), average=average.state(),
             budget=budget.state())

    batches = loader(Captions(tokenizer, len(tokens), settings["batch"], length, seed + 3), budget.step, 10 ** 7, workers)
    losses, kept = [], time.time()
    while budget.progress < 1:
        rate = set_rate(optimizer, budget, settings["rate"], warmup=settings["warmup"])
        chosen, ids = next(batches)
        if device.type == "cpu":  # shorter is faster; a compiled step likes one length
            ids = ids[:, :int((ids != PAD).sum(1).max())]
        image = tokens[chosen.to(tokens.device)].to(device)
        with bf16(device):
            loss = step_loss(ids.to(device, non_blocking=True), image)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average.update()
        losses.append(loss.detach())
        budget.step += 1
        if budget.step % settings["report"] == 0:  # reading the loss waits for the device, so the clock is true, too
            log(step=budget.step, rate=rate, loss=float(torch.stack(losses).mean()))
            losses = []
            if time.time() - kept > settings["keep"]:
                checkpoint()
                kept = time.time()
    checkpoint(final=True)
    average.copy_to_model()
    return model.eval()
