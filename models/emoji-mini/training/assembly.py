"""The image tokens of a scene, put together from those of its sprites.

An encoder that reads a whole picture gives a cat on blue other tokens than a cat on red, and a cat beside a dog
others again. A transformer would have to learn them all, and could not know the tokens of a cat on a background
on which it never saw one. So nobody asks the encoder about whole pictures here. As a film studio puts its actors
before a screen of a colour that no costume has, every sprite is encoded by itself on such a screen, at the same
place in the middle; then

* a patch of the scene gets the token of the sprite that shows most of its ink there: where one stands before another,
  the edge between them goes to either, as in a mosaic,
* every other patch gets the one token of its background colour: the first codes of the codebook are the backgrounds.

Equal things have equal tokens wherever they stand (on the grid), whatever is around them. The decoder learns to
fill the background in around a thing; the encoder learns, from whole pictures, to say these same tokens.
"""
import copy

import numpy as np
import torch

from compose import SCREEN, Layout
from scenes import COLOR_NAMES, SIZES, scene_at, sprites

BACKGROUNDS = len(COLOR_NAMES)  # so many codes are the backgrounds


class Plan:
    """Batches of scenes as integers: pictures, the canvases that are encoded for them (one sprite each, in the middle), and
    which patch comes from where."""

    def __init__(self, composer, side):
        self.layout, self.resolution, self.side = Layout(composer.resolution), composer.resolution, side
        self.patch = composer.resolution // side
        self.ink = {size: composer.glyphs(size)[..., 3].cpu().numpy() for size in SIZES}
        self.scale = self.layout.scale

    def canvases(self, scene):
        """(the sprite of each canvas, source [side * side, 2]): the canvas of each patch, or -1, and the patch on it."""
        n, p, shown = self.side, self.patch, sprites(scene)
        canvas, source, most = [], np.full((n, n, 2), -1), np.ones((n, n), np.float32)  # less than a pixel's worth is no ink
        uncovered = np.ones((self.resolution, self.resolution), np.float32)
        cells = np.arange(n * n).reshape(n, n)
        for s in reversed(shown):  # from front to back
            x, y, ink = round(s.x * self.scale), round(s.y * self.scale), self.ink[s.size][s.thing] / np.float32(255)
            side = len(ink)
            # the same sprite in the middle of a canvas, with the same remainder to the grid
            steps = (self.resolution - side) // (2 * p)
            dx, dy = x // p - steps, y // p - steps
            home = s._replace(x=(x - dx * p) / self.scale, y=(y - dy * p) / self.scale)
            if home not in canvas:
                canvas.append(home)
            whole = np.zeros_like(uncovered)
            whole[y:y + side, x:x + side] = ink
            shows = (whole * uncovered).reshape(n, p, n, p).sum((1, 3))
            uncovered *= 1 - whole
            wins = shows > most
            most[wins] = shows[wins]
            source[wins, 0] = canvas.index(home)
            source[wins, 1] = cells[wins] - dy * n - dx
        if (source[..., 0] >= 0).all():  # a thing that touches all patches leaves the corners to the background
            source[::n - 1, ::n - 1] = -1
        return canvas, source.reshape(n * n, 2)

    def sources(self, scenes):
        """(canvases, sources [B, L]): the number of a background, or, after these, of a patch of the canvases."""
        index, sources = {}, np.zeros((len(scenes), self.side ** 2), np.int64)
        for i, scene in enumerate(scenes):
            canvas, source = self.canvases(scene)
            at = np.array([index.setdefault(c, len(index)) for c in canvas])
            patches = BACKGROUNDS + at[source[:, 0]] * self.side ** 2 + source[:, 1]
            sources[i] = np.where(source[:, 0] < 0, COLOR_NAMES.index(scene.color), patches)
        return list(index), sources

    def __call__(self, scenes):
        """(layout of the pictures, canvases, sources)."""
        return self.layout(scenes), *self.sources(scenes)

    def screens(self, canvases):
        """The layout of canvases."""
        return self.layout.rows([(SCREEN, [sprite]) for sprite in canvases])


class Batches(torch.utils.data.Dataset):
    """Batch i of the endless series of scenes, as integers: what `plan` (a Plan, or its sources) says of it."""

    def __init__(self, plan, batch, seed, **choice):
        self.plan, self.batch, self.seed, self.choice = plan, batch, seed, choice

    def __getitem__(self, i):
        return self.plan([scene_at(i * self.batch + k, self.seed, **self.choice) for k in range(self.batch)])


class Tokens:
    """Image tokens of scenes. Every canvas is encoded once, in bfloat16."""

    def __init__(self, vqgan, composer, batch=64):
        self.vqgan, self.composer, self.batch = copy.deepcopy(vqgan).to(torch.bfloat16), composer, batch
        self.vqgan.quantize.float().load_state_dict(vqgan.quantize.state_dict())  # the codes are not rounded
        self.plan, self.known = Plan(composer, vqgan.side), {}

    def __call__(self, scenes):
        """[B, L] as 16-bit integers."""
        return self.look_up(*self.plan.sources(scenes))

    @torch.no_grad()
    def look_up(self, canvases, sources):
        """The same for scenes as a plan's sources."""
        new = [c for c in canvases if c not in self.known]
        for i in range(0, len(new), self.batch):
            some = new[i:i + self.batch]
            tokens = self.vqgan.encode(self.composer.draw(layout=self.plan.screens(some)), BACKGROUNDS)
            self.known.update(zip(some, tokens.to(torch.int16).cpu().numpy()))
        numbers = np.concatenate([np.arange(BACKGROUNDS, dtype=np.int16)] + [self.known[c] for c in canvases])
        return torch.from_numpy(numbers[np.asarray(sources)])
