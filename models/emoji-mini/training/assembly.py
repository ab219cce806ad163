"""The image tokens of a scene, put together from those of its sprites.

An encoder that reads a whole picture gives a cat on blue other tokens than a cat on red, and a cat beside a dog
others again. A transformer would have to learn them all, and could not know the tokens of a cat on a background
on which it never saw one. So nobody asks the encoder about whole pictures here. As a film studio puts its actors
before a screen of a colour that no costume has, every sprite is encoded by itself on such a screen, at the same
place in the middle; then

* a patch of the scene that shows ink of one sprite gets that sprite's token,
* a patch where sprites overlap gets the token of those sprites together before the screen,
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
    """Batches of scenes as integers: pictures, the canvases that are encoded for them, and which patch comes from where."""

    def __init__(self, composer, side):
        self.layout, self.resolution, self.side = Layout(composer.resolution), composer.resolution, side
        self.patch = composer.resolution // side
        self.ink = {size: composer.glyphs(size)[..., 3].cpu().numpy() for size in SIZES}
        self.touched, self.scale = {}, self.layout.scale

    def canvases(self, scene):
        """(the sprites of each canvas, source [side * side, 2]): the canvas of each patch, or -1, and the patch on it."""
        n, p, shown = self.side, self.patch, sprites(scene)
        canvas, alone, source = [], np.zeros((n, n), np.int64), np.full((n, n, 2), -1)
        for s in shown:
            # the same sprite in the middle of a canvas, with the same remainder to the grid
            x, y, side = round(s.x * self.scale), round(s.y * self.scale), self.ink[s.size].shape[1]
            steps = (self.resolution - side) // (2 * p)
            dx, dy = x // p - steps, y // p - steps
            home = s._replace(x=(x - dx * p) / self.scale, y=(y - dy * p) / self.scale)
            cells = self._cells(home)
            columns, rows = cells[:, 0] + dx, cells[:, 1] + dy
            seen = (columns >= 0) & (columns < n) & (rows >= 0) & (rows < n)
            columns, rows, cells = columns[seen], rows[seen], cells[seen]
            if (home,) not in canvas:
                canvas.append((home,))
            source[rows, columns, 0] = canvas.index((home,))
            source[rows, columns, 1] = cells[:, 1] * n + cells[:, 0]
            alone[rows, columns] += 1
        if (alone > 1).any():
            rows, columns = np.nonzero(alone > 1)
            canvas.append(tuple(shown))
            source[rows, columns, 0] = len(canvas) - 1
            source[rows, columns, 1] = rows * n + columns
        if alone.all():  # a thing that touches all patches leaves the corners to the background
            for row, column in ((0, 0), (0, n - 1), (n - 1, 0), (n - 1, n - 1)):
                source[row, column] = -1
        return canvas, source.reshape(n * n, 2)

    def _cells(self, home):
        """Columns and rows of the patches with ink of a sprite."""
        key = home.thing, home.size, home.x, home.y
        if key not in self.touched:
            whole = np.zeros((self.resolution, self.resolution), np.float32)
            ink = self.ink[home.size][home.thing]
            x, y = round(home.x * self.scale), round(home.y * self.scale)
            whole[y:y + len(ink), x:x + len(ink)] = ink / 255
            cells = whole.reshape(self.side, self.patch, self.side, self.patch).sum((1, 3))
            self.touched[key] = np.argwhere(cells > 1.0)[:, ::-1]  # a pixel's worth of ink
        return self.touched[key]

    def __call__(self, scenes):
        """(layout of the pictures, layout of the canvases, sources [B, L]): the number of a background, or of a canvas's patch."""
        index, sources = {}, np.zeros((len(scenes), self.side ** 2), np.int64)
        for i, scene in enumerate(scenes):
            canvas, source = self.canvases(scene)
            at = np.array([index.setdefault(c, len(index)) for c in canvas])
            patches = BACKGROUNDS + at[source[:, 0]] * self.side ** 2 + source[:, 1]
            sources[i] = np.where(source[:, 0] < 0, COLOR_NAMES.index(scene.color), patches)
        return self.layout(scenes), self.screens(index), sources

    def screens(self, canvases):
        return self.layout.rows([(SCREEN, c) for c in canvases])


class Batches(torch.utils.data.Dataset):
    """Batch i of the endless series of scenes, as integers."""

    def __init__(self, plan, batch, seed):
        self.plan, self.batch, self.seed = plan, batch, seed

    def __getitem__(self, i):
        return self.plan([scene_at(i * self.batch + k, self.seed) for k in range(self.batch)])


class Tokens:
    """Image tokens of scenes. Canvases are encoded once, in bfloat16; those of a single sprite are remembered."""

    def __init__(self, vqgan, composer, batch=64):
        self.vqgan, self.composer, self.batch = copy.deepcopy(vqgan).to(torch.bfloat16), composer, batch
        self.vqgan.quantize.float().load_state_dict(vqgan.quantize.state_dict())  # the codes are not rounded
        self.plan, self.known = Plan(composer, vqgan.side), {}

    @torch.no_grad()
    def __call__(self, scenes):
        """[B, L] as 16-bit integers."""
        plans, passing = [self.plan.canvases(s) for s in scenes], {}
        new = list({c for canvas, _ in plans for c in canvas if c not in self.known})
        for i in range(0, len(new), self.batch):
            some = new[i:i + self.batch]
            tokens = self.vqgan.encode(self.composer.draw(layout=self.plan.screens(some)), BACKGROUNDS)
            for canvas, t in zip(some, tokens.to(torch.int16).cpu().numpy()):
                (self.known if len(canvas) == 1 else passing)[canvas] = t
        out = np.zeros((len(scenes), self.plan.side ** 2), np.int16)
        for row, scene, (canvas, source) in zip(out, scenes, plans):
            said = np.stack([self.known[c] if c in self.known else passing[c] for c in canvas])[source[:, 0], source[:, 1]]
            row[:] = np.where(source[:, 0] < 0, COLOR_NAMES.index(scene.color), said)
        return torch.from_numpy(out)
