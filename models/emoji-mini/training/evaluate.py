"""What the model can do: prompts of every kind, judged; and sheets to look at, which no figure replaces."""
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw, ImageFont

import clip
import clip_training
from common import bf16
from concepts import CONCEPTS, PAINTS, article, plural
from dalle import pad
from judge import rates
from scenes import (COLOR_NAMES, MIDDLE, NUMBERS, PLACES, Scene, countable, described, held_out, held_out_color, held_out_pair, nonsense,
                    paintable, scene_at, scenes)
from tokenizer import normalize
from vqgan_training import reconstruct

SHEET = [
    "a cat", "a cat on a blue background", "a dog on a yellow background", "an avocado", "a robot on a pink background",
    "a red heart on a white background", "a rocket on a black background", "a pizza on a green background", "a guitar",
    "a purple elephant on a white background", "a small apple", "a big sun on a blue background",
    "a star top left on a purple background", "two dogs on a green background", "three stars on a black background",
    "five pizzas", "a cat and a pizza", "a robot next to a tree on a pink background", "a cat wearing a crown",
    "a panda wearing a top hat on a red background", "a ghost above a house", "a dog in front of a castle",
    "Unicorn, pink background", "please draw a cute penguin for my friend", "an astronaut on a black background",
    "a polar bear wearing sunglasses", "the flag of Japan", "a zorgle on a blue background",
]


class Artist:
    """Draws pictures for prompts."""

    def __init__(self, dalle, tokenizer, vqgan, device):
        self.dalle, self.tokenizer, self.vqgan, self.device = dalle, tokenizer, vqgan, device

    @torch.no_grad()
    def draw(self, prompts, condition_scale, temperature, top_k, seed=0, batch=512):
        generator = torch.Generator(self.device).manual_seed(seed)
        out = []
        for i in range(0, len(prompts), batch):
            ids = pad([self.tokenizer.encode(normalize(p), self.dalle.cfg["max_text_length"]) for p in prompts[i:i + batch]])
            with bf16(self.device):
                tokens = self.dalle.generate(ids.to(self.device), condition_scale, temperature, top_k, generator=generator)
                out += [self.vqgan.decode(t).float().clamp(0, 1) for t in tokens.split(64)]
        return torch.cat(out)


def plain_caption(scene):
    """The plainest way to ask for a scene, background included."""
    name = [article(CONCEPTS[t].label) for t in scene.things]
    text = {
        "single": name[0], "size": described(str(scene.detail), CONCEPTS[scene.things[0]].label),
        "place": "%s %s" % (name[0], scene.detail), "painted": described(str(scene.detail), CONCEPTS[scene.things[0]].label),
        "pair": " and ".join(name), "above": " above ".join(name), "front": " in front of ".join(name[::-1]),
        "wear": " wearing ".join(name),
        "count": "%s %s" % (NUMBERS.get(scene.detail), plural(CONCEPTS[scene.things[0]].label)),
    }[scene.kind]
    return text + " on %s background" % article(scene.color)


def exams(limit, seed=3):
    """{name: scenes}: what was trained, and what was kept out of training."""
    rng, out = random.Random(seed), {}
    things = range(len(CONCEPTS))
    single = [Scene("single", c, (t,), MIDDLE) for t in things for c in COLOR_NAMES]
    rng.shuffle(single)
    every = {}
    for scene in single:
        if not held_out(scene):
            every.setdefault(scene.things, scene)
    out["single, trained"] = list(every.values())[:limit * 2]
    out["single, held out"] = [s for s in single if held_out(s)][:limit]

    def some(make, held):
        found = []
        while len(found) < limit:
            a, b = rng.sample(things, 2)
            color = rng.choice(COLOR_NAMES)
            colors_held = held_out_color(a, color) or held_out_color(b, color)
            scene = make(a, b, color)
            if scene and held_out(scene) == held and (held is False or not colors_held):
                found.append(scene)
        return found

    pair = lambda a, b, c: Scene("pair", c, (a, b))
    count = lambda n: lambda a, b, c: Scene("count", c, (a,), n) if countable(a) else None
    out["pairs, trained"], out["pairs, held out"] = some(pair, False), some(
        lambda a, b, c: pair(a, b, c) if held_out_pair(a, b) else None, True)
    for n in NUMBERS:
        out["count %d" % n] = some(count(n), False)[:limit // 2]
    painted = [Scene("painted", c, (t.index,), p) for t in CONCEPTS for p in PAINTS for c in COLOR_NAMES
               if p != c and paintable(t.index, p)]
    rng.shuffle(painted)
    out["painted, trained"] = [s for s in painted if not held_out(s)][:limit]
    out["painted, held out"] = [s for s in painted if held_out(s)][:limit // 2]
    out["above"] = some(lambda a, b, c: Scene("above", c, (a, b)), False)[:limit // 2]
    out["in front of"] = some(lambda a, b, c: Scene("front", c, (a, b)), False)[:limit // 2]
    faces = [c.index for c in CONCEPTS if c.hat]
    crown = next(c.index for c in CONCEPTS if c.label == "crown")
    worn = [Scene("wear", c, (t, crown)) for t in faces for c in COLOR_NAMES]
    rng.shuffle(worn)
    out["wearing"] = [s for s in worn if not held_out(s)][:limit // 2]
    out["place"] = some(lambda a, b, c: Scene("place", c, (a,), rng.choice(list(PLACES))), False)[:limit // 2]
    out["small"] = some(lambda a, b, c: Scene("size", c, (a,), "small"), False)[:limit // 2]
    out["big"] = some(lambda a, b, c: Scene("size", c, (a,), "big"), False)[:limit // 2]
    return out


def score(artist, judge, scenes, sampling, seed=5):
    pictures = artist.draw([plain_caption(s) for s in scenes], seed=seed, **sampling)
    return rates(judge.verdicts(pictures, scenes)), pictures


def tune(artist, judge, limit, grid):
    """[(sampling, rate of pictures with everything right)] on trained prompts, best first.

    Among settings within 1.5 % of the best, the one with the highest temperature is chosen: it varies most.
    """
    work = exams(limit, seed=4)
    scenes = sum((work[n][:limit] for n in ("single, trained", "pairs, trained", "count 3", "painted, trained")), [])
    rows = []
    for scale, temperature, top_k in grid:
        sampling = {"condition_scale": scale, "temperature": temperature, "top_k": top_k}
        rows.append((sampling, score(artist, judge, scenes, sampling, seed=9)[0]["all"]))
        print("guidance %g, temperature %g, top-k %d: %.3f" % (scale, temperature, top_k, rows[-1][1]), flush=True)
    best = max(rate for _, rate in rows)
    chosen = max((r for r in rows if r[1] >= best - 0.015), key=lambda r: (r[0]["temperature"], r[1]))
    return [chosen] + sorted((r for r in rows if r is not chosen), key=lambda r: -r[1])


def variety(artist, judge, sampling, things=40, seeds=6):
    """How different the pictures of one prompt are, and how often they are right all the same.

    difference: mean absolute difference of pictures of different seeds, relative to that of different prompts.
    """
    rng = random.Random(8)
    scenes = [Scene("single", rng.choice(COLOR_NAMES), (t,), MIDDLE) for t in rng.sample(range(len(CONCEPTS)), things)]
    pictures = artist.draw([plain_caption(s) for s in scenes for _ in range(seeds)], seed=21, **sampling)
    p = pictures.unflatten(0, (things, seeds))
    within = float((p[:, :-1] - p[:, 1:]).abs().mean())
    between = float((p[:-1] - p[1:]).abs().mean())
    different = float(((p[:, :-1] - p[:, 1:]).abs().mean((2, 3, 4)) > 0.02).float().mean())
    return {"difference": round(within / between, 3), "visibly different": round(different, 3),
            **rates(judge.verdicts(pictures, [s for s in scenes for _ in range(seeds)]))}


def unknown_words(artist, judge, sampling, limit):
    """Prompts with words that mean nothing: the thing drawn beside a strange word; the background beside a strange thing."""
    rng = random.Random(6)
    scenes = [Scene("single", rng.choice(COLOR_NAMES), (rng.randrange(len(CONCEPTS)),), MIDDLE) for _ in range(limit)]
    strange = ["a %s %s on %s background" % (nonsense(rng), CONCEPTS[s.things[0]].label, article(s.color)) for s in scenes]
    with_word = rates(judge.verdicts(artist.draw(strange, seed=31, **sampling), scenes))
    nothing = ["a %s on %s background" % (nonsense(rng), article(s.color)) for s in scenes]
    pictures = artist.draw(nothing, seed=32, **sampling)
    return {"strange adjective": with_word, "strange thing": {"background": rates(judge.verdicts(pictures, scenes))["background"]}}


def figures(artist, judge, composer, sampling, limit):
    """All figures, as a dictionary for metrics.json."""
    result = {"sampling": sampling, "recognition": {}}
    for name, asked in exams(limit).items():
        start = time.time()
        rate, _ = score(artist, judge, asked, sampling)
        some = asked[:60]
        originals = composer.draw(some)
        with bf16(artist.device):
            soft, _ = reconstruct(artist.vqgan, composer, some)
        result["recognition"][name] = {
            "prompts": len(asked), **rate, "judge on originals": rates(judge.verdicts(originals, some))["all"],
            "judge on reconstructions": rates(judge.verdicts(soft.float(), some))["all"]}
        print("%-18s %s  %.1f s" % (name, result["recognition"][name], time.time() - start), flush=True)
    singles = exams(limit)["single, trained"][:limit]
    result["guidance sweep, single"] = {
        str(scale): score(artist, judge, singles, {**sampling, "condition_scale": scale})[0]
        for scale in (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)}
    result["variety"] = variety(artist, judge, sampling)
    result["unknown words"] = unknown_words(artist, judge, sampling, limit)
    for name in ("guidance sweep, single", "variety", "unknown words"):
        print(name, result[name], flush=True)
    return result


# ---------------------------------------------------------------- the scorer

def scorer_figures(scorer, tokenizer, composer, vqgan, count):
    """Retrieval among `count` scenes that training had not: combinations kept out of it first, then any."""
    asked, i = [], 0
    while len(asked) < count:  # 40 % held out, the rest as they come
        scene = scene_at(i, 97, training=False)
        i += 1
        if len(asked) >= 0.4 * count or held_out(scene):
            asked.append(scene)
    pictures = torch.cat([composer.draw(asked[k:k + 100]) for k in range(0, count, 100)])
    with bf16(composer.device):
        soft, _ = reconstruct(vqgan, composer, asked)
    return {"captions": count, "held-out combinations": sum(held_out(s) for s in asked),
            "parameters": sum(p.numel() for p in scorer.parameters()),
            "originals": clip_training.retrieval(scorer, tokenizer, asked, pictures),
            "reconstructions": clip_training.retrieval(scorer, tokenizer, asked, soft.float())}


@torch.no_grad()
def own_prompts(scorer, tokenizer, artist, prompts, seed=1):
    """Of one drawing for each prompt, how many fit their own prompt better than every other one."""
    sampling = artist.dalle.cfg["recommended_sampling"]
    drawn = artist.draw(prompts, seed=seed, **sampling)
    length = scorer.cfg["text_config"]["max_position_embeddings"]
    ids = clip.pad([tokenizer.encode(p, length) for p in prompts], tokenizer.end).to(artist.device)
    texts = F.normalize(scorer.texts(ids), dim=1)
    seen = F.normalize(scorer.images(clip.resized(drawn, scorer.cfg["vision_config"]["image_size"])), dim=1)
    scores = seen @ texts.T
    best = scores.argmax(1).tolist()
    return {"drawings": len(prompts), "best for their own": sum(b == i for i, b in enumerate(best)),
            "mistaken": ["%s -> %s" % (prompts[i], prompts[b]) for i, b in enumerate(best) if b != i]}


@torch.no_grad()
def ranking_gain(scorer, tokenizer, artist, judge, prompts=60, drawings=6):
    """How many drawings are right: of all, and of those that the scorer puts first among `drawings` of a prompt."""
    asked = scenes(prompts, 41, training=False, kinds={"single": 2, "pair": 2, "count": 1})
    texts = [plain_caption(s) for s in asked]
    pictures = artist.draw([t for t in texts for _ in range(drawings)], seed=6, **artist.dalle.cfg["recommended_sampling"])
    right = torch.tensor([v["all"] for v in judge.verdicts(pictures, [s for s in asked for _ in range(drawings)])]).float()
    ids = clip.pad([tokenizer.encode(t, scorer.cfg["text_config"]["max_position_embeddings"]) for t in texts], tokenizer.end)
    wanted = F.normalize(scorer.texts(ids.to(artist.device)), dim=1)[:, None]
    seen = F.normalize(scorer.images(clip.resized(pictures, scorer.cfg["vision_config"]["image_size"])), dim=1)
    best = (wanted * seen.unflatten(0, (prompts, drawings))).sum(-1).argmax(1).cpu()
    right = right.unflatten(0, (prompts, drawings))
    return {"prompts": prompts, "drawings": drawings, "right": round(float(right.mean()), 4),
            "right when put first": round(float(right[torch.arange(prompts), best].mean()), 4),
            "prompts with a right one": round(float(right.max(1).values.mean()), 4)}


# ---------------------------------------------------------------- sheets

def _to_image(picture):
    return Image.fromarray((picture.cpu().numpy() * 255 + 0.5).astype(np.uint8))


def sheet(path, rows, columns=4, zoom=2):
    """rows: [(text, pictures)], each a row of pictures under its text."""
    side = rows[0][1].shape[1] * zoom
    each = max(len(p) for _, p in rows)
    w, h = each * (side + 2) + 12, side + 24
    image = Image.new("RGB", (w * columns, h * -(-len(rows) // columns)), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default()
    for i, (text, pictures) in enumerate(rows):
        x, y = i % columns * w + 6, i // columns * h
        draw.text((x, y + 5), text[:(w - 8) // 6], fill="black", font=font)
        for k, picture in enumerate(pictures):
            image.paste(_to_image(picture).resize((side, side), Image.LANCZOS), (x + k * (side + 2), y + 20))
    image.save(path)


def sheets(artist, sampling, folder, zoom):
    samples = 3
    pictures = artist.draw([p for p in SHEET for _ in range(samples)], seed=1, **sampling)
    sheet(folder + "/sheet.png", list(zip(SHEET, pictures.split(samples))), zoom=zoom)
    prompts = ["a cat on a blue background", "a rocket and a tree", "three strawberries on a white background", "a green elephant"]
    rows = []
    for prompt in prompts:
        for scale in (1.0, 2.0, 3.0, 4.0):
            pictures = artist.draw([prompt] * 3, seed=2, **{**sampling, "condition_scale": scale})
            rows.append(("%s, guidance %g" % (prompt, scale), pictures))
    sheet(folder + "/guidance.png", rows, zoom=zoom)


def reconstruction_sheet(vqgan, composer, scenes, path, zoom):
    originals = composer.draw(scenes)
    with bf16(composer.device):
        soft, _ = reconstruct(vqgan, composer, scenes)
    sheet(path, [(plain_caption(s), torch.stack([a, b.float()])) for s, a, b in zip(scenes, originals, soft)], columns=6, zoom=zoom)
