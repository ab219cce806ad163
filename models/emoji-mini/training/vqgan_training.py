"""Training of the VQGAN: pictures into image tokens and back.

* The tokens of a picture are those of its sprites, encoded before a screen (assembly.py). From them the decoder
  learns to draw the whole picture; from whole pictures the encoder learns, beside that, to say the same tokens.
* k-means start of the codebook after some steps without quantisation, then exponential moving averages, with
  restarts of codes that nobody uses.
* The loss is L1 + L2 + the difference of edges. A discriminator would invent texture; these pictures have none.
* Heads that are thrown away read the pixel's position inside its token from every level of the decoder:
  nearest-neighbour upsampling alone gives a convolution no hint which pixel of a token it is drawing.
* `sharpen` goes on with the decoder alone once the tokens are fixed. It learns to use all tokens of a thing to
  draw it sharper than each of its codes says.
"""
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import muon
from assembly import BACKGROUNDS, Batches, Plan, Tokens
from common import Average, Budget, Half, Log, load, loader, save, set_rate
from scenes import STUDY, scenes
from vqgan import VQGAN


class Codebook:
    """The codes follow the average of the vectors that chose them. Those of the backgrounds stay as they are."""

    def __init__(self, weight, decay=0.98, dead_after=150):
        weight = weight[BACKGROUNDS:]
        self.weight, self.decay, self.dead_after = weight, decay, dead_after
        self.count = torch.ones(len(weight), device=weight.device)
        self.sum = weight.detach().clone()
        self.idle = torch.zeros(len(weight), device=weight.device)

    def kmeans(self, z, iterations=12):
        w = z[torch.randperm(len(z), device=z.device)[:len(self.weight)]].clone()
        for _ in range(iterations):
            n, total = self._totals(z, torch.cat([torch.cdist(part, w).argmin(1) for part in z.split(65536)]))
            empty = n < 1
            w = total / n.clamp(min=1)[:, None]
            w[empty] = z[torch.randint(len(z), (int(empty.sum()),), device=z.device)]
        self.weight.copy_(w)
        self.sum.copy_(w)
        self.count.fill_(1.0)

    def _totals(self, z, index):
        n = torch.zeros_like(self.count).index_add_(0, index, torch.ones(len(z), device=z.device))
        return n, torch.zeros_like(self.sum).index_add_(0, index, z)

    def update(self, z, index):
        n, total = self._totals(z, index)
        self.count.mul_(self.decay).add_(n, alpha=1 - self.decay)
        self.sum.mul_(self.decay).add_(total, alpha=1 - self.decay)
        self.idle = torch.where(n > 0, torch.zeros_like(self.idle), self.idle + 1)
        alive = (self.count > 1e-3)[:, None]
        self.weight.copy_(torch.where(alive, self.sum / self.count.clamp(min=1e-3)[:, None], self.weight))

    def restart(self, z, index):
        """Puts unused codes where the quantisation error is large."""
        dead = (self.idle > self.dead_after).nonzero().flatten()
        if len(dead):
            error = (z - self.weight[index]).pow(2).sum(1)[:65536]
            chosen = torch.multinomial(error + 1e-6, len(dead), replacement=len(dead) > len(error))
            self.weight[dead] = self.sum[dead] = z[chosen]
            self.count[dead], self.idle[dead] = 1.0, 0
        return len(dead)


class PositionHeads(nn.Module):
    """The heads that are thrown away."""

    def __init__(self, decoder):
        super().__init__()
        self.heads, self.seen = nn.ModuleList(), []
        for level in decoder.up:
            self.heads.append(nn.Conv2d(level.block[-1].conv2.out_channels, 12, 1))
            level.block[-1].register_forward_hook(lambda module, inputs, output: self.seen.append(output))

    def loss(self, cells):
        total, seen = 0.0, self.seen[::-1]  # finest first, like decoder.up
        self.seen = []
        for head, h in zip(self.heads, seen):
            n, h = h.shape[-1], h.float()
            h = h * h.detach().pow(2).mean().clamp(min=1e-6).rsqrt()
            u = (torch.arange(n, device=h.device) + 0.5) / n * cells
            top = 0.5 * n / cells  # the highest frequency that n pixels can show, in cycles per token
            waves = torch.stack([f(2 * np.pi * u * top / k) for k in (1, 2, 4) for f in (torch.sin, torch.cos)])
            target = torch.cat([waves[:, :, None].expand(-1, n, n), waves[:, None, :].expand(-1, n, n)])
            total = total + (head(h) - target).pow(2).mean()
        return total / len(seen)


def edges(a, b):
    d = a - b
    return (d[:, 1:] - d[:, :-1]).abs().mean() + (d[:, :, 1:] - d[:, :, :-1]).abs().mean()


def picture_loss(out, pictures):
    return (out - pictures).abs().mean() + 2 * (out - pictures).pow(2).mean() + 0.5 * edges(out, pictures)


def psnr(a, b):
    """Mean of the pictures' peak signal-to-noise ratios in dB."""
    error = (a.clamp(0, 1) - b).pow(2).mean(dim=(1, 2, 3))
    return float((-10 * torch.log10(error + 1e-10)).mean())


@torch.no_grad()
def reconstruct(model, composer, scenes, batch=64):
    """(what the tokens of scenes show, the tokens)."""
    tokens = Tokens(model, composer)(scenes).long().to(composer.device)
    return torch.cat([model.decode(t).clamp(0, 1) for t in tokens.split(batch)]), tokens


@torch.no_grad()
def agreement(model, pictures, tokens, batch=64):
    """How many tokens the encoder says when it sees the whole pictures."""
    said = torch.cat([model.encode(p) for p in pictures.split(batch)])
    return float((said == tokens).float().mean())


def fastest_layout(model, step):
    """Channels first or last: whichever the device takes less time for, found by trying."""
    seconds = {}
    for layout in (torch.contiguous_format, torch.channels_last):
        model.to(memory_format=layout).layout = layout
        for i in range(4):
            if i == 2:
                start = time.time()
            step()
            if next(model.parameters()).is_cuda:
                torch.cuda.synchronize()
        seconds[layout] = time.time() - start
    best = min(seconds, key=seconds.get)
    model.to(memory_format=best).layout = best
    return best


class _Training:
    """What the two trainings of the VQGAN have in common."""

    def __init__(self, model, trained, settings):
        self.model, self.half = model, Half(model)
        ours = {id(p) for p in trained}
        named = [(n, p) for n, p in model.named_parameters() if id(p) in ours]
        self.trained = [p for _, p in named]
        self.optimizer = muon.split(named, lambda n, p: p.ndim == 4 and p.shape[0] > 3 and p.shape[1] > 3, settings["rate"])

    def step(self, loss):
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.half.gradients()
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()


def train(folder, composer, config, settings, device, workers=0, seed=0, start=None):
    """The whole VQGAN; checkpoint in `folder`/vqgan.pt.

    settings: batch, whole (how many whole pictures of it the encoder reads), rate, plain, steps or minutes. start: a model
    to begin with, whatever its resolution and its tokens are.
    """
    path, log = folder + "/vqgan.pt", Log(folder + "/vqgan.jsonl")
    torch.manual_seed(seed)
    state = load(path, device)
    model = VQGAN(state["config"] if state else config).to(device)
    if state or start:
        model.load_state_dict(state["model"] if state else start.state_dict())
    trained = [p for n, p in model.named_parameters() if not n.startswith("quantize.")]
    t = _Training(model, trained, settings)
    heads = PositionHeads(t.half.model.decoder).to(device)
    t.optimizer.add_param_group({"params": list(heads.parameters()), "scale": 2.0})
    book, grounds = Codebook(model.quantize.embedding.weight.data), model.quantize.embedding.weight.data[:BACKGROUNDS]
    average = Average(model, 0.995)
    codes = [n for n, _ in model.named_parameters()].index("quantize.embedding.weight")
    budget = Budget(settings.get("steps", 0), settings.get("minutes", 0))
    if state:
        t.optimizer.load_state_dict(state["optimizer"])
        heads.load_state_dict(state["heads"])
        average.load(state["average"])
        book.count, book.sum, book.idle = state["book"]
        budget = Budget(settings.get("steps", 0), settings.get("minutes", 0), **state["budget"])
    questions = scenes(settings["exam"], seed + 1, training=False)
    exam = composer.draw(questions)

    def checkpoint():
        save(path, config=model.cfg, model=model.state_dict(), optimizer=t.optimizer.state_dict(), heads=heads.state_dict(),
             average=average.state(), book=(book.count, book.sum, book.idle), budget=budget.state())

    def report(**more):
        with average.applied():
            out, tokens = reconstruct(model, composer, questions)
            agree = agreement(model, exam, tokens)
        log(step=budget.step, psnr=psnr(out, exam), codes=len(tokens.unique()), agree=agree, **more)
        checkpoint()

    plan = Plan(composer, model.side)
    batches = loader(Batches(plan, settings["batch"], seed + 2), budget.step, 10 ** 7, workers)
    plain, pool, losses = settings["plain"] // (5 if start else 1), [], []
    warm = composer.draw(layout=next(batches)[0])

    def rehearsal():
        heads.seen = []
        (t.half.model.decode_latents(t.half.model.latents(warm)).mean() + heads.loss(model.side)).backward()

    log(step=budget.step, layout=str(fastest_layout(t.half.model, rehearsal)))
    while budget.progress < 1:
        rate = set_rate(t.optimizer, budget, settings["rate"])
        layout, canvases, sources = next(batches)
        pictures, sources = composer.draw(layout=layout), torch.as_tensor(sources).to(device)
        if device.type == "cuda":  # which prepares itself for every new shape: let there be few
            canvases = canvases + canvases[:1] * (-len(canvases) % 32)
        t.half.refresh()
        whole = pictures[:settings["whole"] if budget.step >= plain else 0]
        z = t.half.model.latents(torch.cat([composer.draw(layout=plan.screens(canvases)), whole]))
        z, seen = z[:len(z) - len(whole)].flatten(0, 2), z[len(z) - len(whole):]
        if budget.step == 0:
            grounds.copy_(F.normalize(torch.randn_like(grounds), dim=1) * z.detach().pow(2).sum(1).mean().sqrt())
        used = sources[sources >= BACKGROUNDS].unique()
        flat, commit, agree = z[used - BACKGROUNDS], 0.0, 0.0  # a patch that many share counts once
        where = torch.empty(BACKGROUNDS + len(z), dtype=torch.long, device=device)
        where[:BACKGROUNDS] = torch.arange(BACKGROUNDS, device=device)
        where[used] = torch.arange(len(used), device=device) + BACKGROUNDS
        where = where[sources]
        if budget.step < plain:
            if budget.step >= plain - 40:
                pool.append(flat.detach()[torch.randperm(len(flat), device=device)[:4096]])
            if budget.step == plain - 1:
                book.kmeans(torch.cat(pool))
        else:
            with torch.no_grad():
                index = model.quantize.nearest(flat, BACKGROUNDS) - BACKGROUNDS
                quantised = book.weight[index]
            spread = quantised.var().clamp(min=1e-3)
            commit = (flat - quantised).pow(2).mean() / spread
            agree = (seen - torch.cat([grounds, quantised])[where[:len(seen)]].view(seen.shape)).pow(2).mean() / spread
            book.update(flat.detach(), index)
            if budget.step % 20 == 0:
                book.restart(flat.detach(), index)
            flat = flat + (quantised - flat).detach()
        z = torch.cat([grounds, flat])[where].view(len(pictures), model.side, model.side, -1)
        loss = picture_loss(t.half.model.decode_latents(z), pictures)
        t.step(loss + 0.1 * commit + 0.1 * agree + 0.1 * heads.loss(model.side))
        average.update()
        average.mean[codes].copy_(model.quantize.embedding.weight)  # an average already
        losses.append(loss.detach())
        budget.step += 1
        if budget.step % settings["report"] == 0:
            report(rate=rate, loss=float(torch.stack(losses).mean()))
            losses = []
    report(final=True)
    average.copy_to_model()
    return model.eval()


def sharpen(folder, composer, model, settings, device, workers=0, seed=0):
    """The decoder alone, when the tokens are fixed; checkpoint in `folder`/sharp.pt."""
    path, log = folder + "/sharp.pt", Log(folder + "/sharp.jsonl")
    state = load(path, device)
    if state:
        model.load_state_dict(state["model"])
    trained = [p for n, p in model.named_parameters() if n.startswith(("decoder.", "post_quant_conv."))]
    t = _Training(model, trained, settings)
    average = Average(model, 0.995)
    budget = Budget(settings.get("steps", 0), settings.get("minutes", 0))
    if state:
        t.optimizer.load_state_dict(state["optimizer"])
        average.load(state["average"])
        budget = Budget(settings.get("steps", 0), settings.get("minutes", 0), **state["budget"])
    codes = torch.randint(model.cfg["n_embed"], (settings["batch"], model.side ** 2), device=device)
    fastest_layout(t.half.model, lambda: t.half.model.decode(codes).mean().backward())
    tokens, questions = Tokens(model, composer), scenes(settings["exam"], seed + 1, training=False)
    exam, exam_tokens = composer.draw(questions), tokens(questions).long().to(device)

    @torch.no_grad()
    def report():
        with average.applied():
            out = torch.cat([model.decode(part) for part in exam_tokens.split(64)])
        log(step=budget.step, psnr=psnr(out, exam))
        save(path, config=model.cfg, model=model.state_dict(), optimizer=t.optimizer.state_dict(), average=average.state(),
             budget=budget.state())

    report()
    batches = loader(Batches(tokens.plan, settings["batch"], seed + 3, kinds=STUDY), budget.step, 10 ** 7, workers)
    while budget.progress < 1:
        set_rate(t.optimizer, budget, settings["rate"], warmup=30)
        layout, canvases, sources = next(batches)
        said = tokens.look_up(canvases, sources).long().to(device)
        t.half.refresh()
        z = model.quantize.embedding.weight[said].detach().unflatten(1, (model.side, model.side))
        t.step(picture_loss(t.half.model.decode_latents(z), composer.draw(layout=layout)))
        average.update()
        budget.step += 1
        if budget.step % settings["report"] == 0:
            report()
    report()
    average.copy_to_model()
    return model.eval()
