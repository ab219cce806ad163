"""Training of the scorer: captions and pictures of the same scenes attract, all others repel.

What makes it useful for ranking pictures that a model drew:

* half of the pictures went through the VQGAN and back, so its softness counts for nothing;
* beside a soft picture lies a damaged copy, a piece of another scene pasted into its tokens, which no caption
  may prefer: that is what a failed drawing looks like;
* a quarter of the scenes are siblings of others in the batch (other background, other number, the two things
  swapped), so the small words of a caption matter;
* heads that are thrown away afterwards name the things, the layout and the background: they teach the towers
  what a caption is about long before the contrast alone would.
"""
import random

import torch
import torch.nn as nn
import torch.nn.functional as F

import clip
import muon
from assembly import Tokens
from clip_tokenizer import ClipTokenizer
from common import Average, Budget, Log, bf16, load, save, set_rate
from concepts import CONCEPTS
from scenes import COLOR_NAMES, PAINTS, PLACES, caption, countable, random_scene, scenes

LAYOUTS = (["single", "pair", "above", "front", "wear", "size small", "size big"] + ["place " + p for p in PLACES]
           + ["painted " + p for p in PAINTS] + ["count %d" % n for n in (2, 3, 4, 5)])


def layout_class(scene):
    detail = "" if scene.kind == "single" or scene.detail is None else " %s" % scene.detail
    return LAYOUTS.index(scene.kind + detail)


def sibling(rng, scene):
    """A scene that differs in one respect, which a caption with the background in it tells."""
    for _ in range(20):
        if len(scene.things) == 2 and scene.kind != "wear" and rng.random() < 0.4:
            return scene._replace(things=scene.things[::-1])
        if rng.random() < 0.5:
            color = rng.choice(COLOR_NAMES)
            if color != scene.color:
                return scene._replace(color=color)
        else:
            other = random_scene(rng)
            if (len(other.things) == 1 and len(scene.things) == 1 and other.kind != "painted"
                    and (other.kind != "count" or countable(scene.things[0]))):
                other = other._replace(things=scene.things, color=scene.color)
                if layout_class(other) != layout_class(scene):
                    return other
    return scene._replace(color=COLOR_NAMES[COLOR_NAMES.index(scene.color) - 1])


def draw_lots(rng, count):
    """`count` scenes of different things, then a third as many siblings; and whether each must name its background."""
    chosen, taken = [], set()
    while len(chosen) < count:
        scene = random_scene(rng)
        if not taken & set(scene.things):
            taken |= set(scene.things)
            chosen.append(scene)
        elif rng.random() < 0.1:
            taken.clear()  # all things are used up
    siblings = [sibling(rng, s) for s in chosen[:count // 3]]
    return chosen + siblings, [i < count // 3 or i >= count for i in range(count + len(siblings))]


class Softened:
    """A stock of scenes as the VQGAN shows them, whole and damaged; a few are replaced in every step."""

    def __init__(self, vqgan, composer, side, size=4096):
        self.vqgan, self.composer, self.side, self.size = vqgan, composer, side, size
        self.tokens = Tokens(vqgan, composer)
        self.scenes, self.whole, self.damaged, self.next = [], [], [], 0

    @torch.no_grad()
    def add(self, scenes, rng):
        with bf16(self.composer.device):
            tokens = self.tokens(scenes).long().to(self.composer.device)
        n = self.vqgan.side
        pasted = tokens.reshape(-1, n, n).clone()
        for i in range(len(pasted)):
            h, w = (rng.randint(n // 4 + 1, n * 3 // 4) for _ in range(2))
            y, x = (rng.randint(n // 8, n - n // 8 - v) for v in (h, w))
            pasted[i, y:y + h, x:x + w] = tokens[i - 1].reshape(n, n)[y:y + h, x:x + w]
        with bf16(self.composer.device):
            pictures = self.vqgan.decode(torch.cat([tokens, pasted.flatten(1)])).clamp(0, 1)
        pictures = (clip.resized(pictures, self.side) * 255 + 0.5).byte()
        for scene, whole, damaged in zip(scenes, pictures[:len(scenes)], pictures[len(scenes):]):
            if len(self.scenes) < self.size:
                self.scenes.append(scene), self.whole.append(whole), self.damaged.append(damaged)
            else:
                k = self.next % self.size
                self.scenes[k], self.whole[k], self.damaged[k] = scene, whole, damaged
                self.next += 1

    def take(self, rng, count):
        """(scenes, whole pictures, damaged pictures), of different things."""
        order, taken, keep = rng.sample(range(len(self.scenes)), len(self.scenes)), set(), []
        for k in order:
            if not taken & set(self.scenes[k].things):
                taken |= set(self.scenes[k].things)
                keep.append(k)
            if len(keep) == count:
                break
        pick = lambda stock: torch.stack([stock[k] for k in keep]).float() / 255
        return [self.scenes[k] for k in keep], pick(self.whole), pick(self.damaged)


class Teachers(nn.Module):
    """The heads that are thrown away."""

    def __init__(self, width):
        super().__init__()
        self.first, self.last = nn.Linear(width, len(CONCEPTS)), nn.Linear(width, len(CONCEPTS))
        self.layout, self.color = nn.Linear(width, len(LAYOUTS)), nn.Linear(width, len(COLOR_NAMES))

    def forward(self, vectors, scenes, names_color):
        x = F.normalize(vectors.float(), dim=1) * vectors.shape[1] ** 0.5
        target = lambda values: torch.tensor(values, device=x.device)
        loss = F.cross_entropy(self.first(x), target([s.things[0] for s in scenes]))
        loss = loss + F.cross_entropy(self.last(x), target([s.things[-1] for s in scenes]))
        loss = loss + F.cross_entropy(self.layout(x), target([layout_class(s) for s in scenes]))
        colors = F.cross_entropy(self.color(x), target([COLOR_NAMES.index(s.color) for s in scenes]), reduction="none")
        return loss + (colors * target(names_color)).mean()


def contrast(texts, pictures, scale):
    """CLIP's loss; surplus pictures belong to no caption."""
    texts, pictures = F.normalize(texts.float(), dim=1), F.normalize(pictures.float(), dim=1)
    logits = scale * texts @ pictures.T
    own = torch.arange(len(texts), device=logits.device)
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits[:, :len(texts)].T, own)) / 2


@torch.no_grad()
def retrieval(model, tokenizer, scenes, pictures, seed=0):
    """Of all captions, the part whose own picture is nearest; and of all pictures, whose own caption is."""
    rng = random.Random(seed)
    ids = clip.pad([tokenizer.encode(caption(s, rng, 1.0, False), model.cfg["text_config"]["max_position_embeddings"])
                    for s in scenes], tokenizer.end).to(pictures.device)
    side = model.cfg["vision_config"]["image_size"]
    texts = F.normalize(model.texts(ids), dim=1)
    seen = F.normalize(torch.cat([model.images(clip.resized(p, side)) for p in pictures.split(128)]), dim=1)
    order, own = texts @ seen.T, torch.arange(len(texts), device=texts.device)
    part = lambda right: round(float(right.float().mean()), 4)
    return {"picture of caption": part(order.argmax(1) == own), "caption of picture": part(order.argmax(0) == own)}


def train(folder, composer, vqgan, settings, device, seed=0, log=None):
    """Trains (or goes on training) the scorer; the checkpoint is `folder`/scorer.pt.

    settings: batch, rate, steps or minutes, vocabulary, fresh (softened scenes in a step), exam (scenes in the exam), report.
    """
    path = folder + "/scorer.pt"
    log = log or Log(folder + "/scorer.jsonl")
    state = load(path, device)
    rng = random.Random(seed + (state["budget"]["step"] if state else 0))
    torch.manual_seed(seed)
    if state:
        tokenizer = ClipTokenizer(state["vocab"], state["merges"])
    else:
        talk = random.Random(seed)
        tokenizer = ClipTokenizer.train((caption(s, talk) for s in scenes(30000, seed, training=False)), settings["vocabulary"])
    model = clip.Clip(state["config"] if state else clip.config(len(tokenizer.vocab), **settings.get("model", {}))).to(device)
    length = model.cfg["text_config"]["max_position_embeddings"]
    side = model.cfg["vision_config"]["image_size"]
    teachers = Teachers(model.cfg["projection_dim"]).to(device)
    matrix = lambda n, p: p.ndim == 2 and "embedding" not in n
    optimizer = muon.split(model.named_parameters(), matrix, settings["rate"], weight_decay=0.02)
    optimizer.add_param_group({"params": list(teachers.parameters()), "scale": 3.0})
    average = Average(model, 0.99)
    budget = Budget(settings.get("steps", 0), settings.get("minutes", 0))
    if state:
        model.load_state_dict(state["model"])
        teachers.load_state_dict(state["teachers"])
        optimizer.load_state_dict(state["optimizer"])
        average.load(state["average"])
        budget = Budget(settings.get("steps", 0), settings.get("minutes", 0), **state["budget"])

    if budget.progress >= 1:  # nothing left to do
        average.copy_to_model()
        return model, tokenizer
    softened = Softened(vqgan, composer, side)
    softened.add(sum((draw_lots(rng, settings["batch"] // 2)[0] for _ in range(2)), []), rng)
    exam = scenes(settings["exam"], 12345, training=False)
    exam_pictures = composer.draw(exam)
    with torch.no_grad(), bf16(device):
        exam_soft = torch.cat([vqgan.decode(t).clamp(0, 1) for t in softened.tokens(exam).long().to(device).split(50)])

    def checkpoint():
        save(path, config=model.cfg, vocab=tokenizer.vocab, merges=tokenizer.merges, model=model.state_dict(),
             teachers=teachers.state_dict(), optimizer=optimizer.state_dict(), average=average.state(), budget=budget.state())

    while budget.progress < 1:
        rate = set_rate(optimizer, budget, settings["rate"], warmup=40)
        softened.add(draw_lots(rng, settings["fresh"])[0], rng)
        drawn, names_color = draw_lots(rng, settings["batch"] * 3 // 8)
        soft, whole, damaged = softened.take(rng, settings["batch"] // 2)
        batch = drawn + soft
        names_color = names_color + [False] * len(soft)
        pictures = torch.cat([clip.resized(composer.draw(drawn), side), whole, damaged[:len(soft) // 2]])
        pictures = (pictures + torch.randn_like(pictures) * 0.01).roll((rng.randint(-1, 1), rng.randint(-1, 1)), (1, 2))
        captions = [caption(s, rng, 1.0 if c else 0.6, False) for s, c in zip(batch, names_color)]
        ids = clip.pad([tokenizer.encode(t, length) for t in captions], tokenizer.end).to(device)
        with bf16(device):
            texts, seen = model.texts(ids), model.images(pictures)
        loss = contrast(texts, seen, model.logit_scale.clamp(max=4.6).exp())
        always = [True] * len(batch)
        hints = teachers(texts, batch, names_color) + teachers(seen[:len(batch)], batch, always)
        optimizer.zero_grad(set_to_none=True)
        (loss + 0.25 * hints).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average.update()
        budget.step += 1
        if budget.step % settings["report"] == 0 or budget.progress >= 1:
            with average.applied():
                log(step=budget.step, rate=rate, loss=float(loss), hints=float(hints), scale=float(model.logit_scale.exp()),
                    originals=retrieval(model, tokenizer, exam, exam_pictures),
                    softened=retrieval(model, tokenizer, exam, exam_soft))
            checkpoint()
    average.copy_to_model()
    return model, tokenizer
