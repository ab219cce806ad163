"""From scenes to pixels, a whole batch at once and on any device.

All glyphs lie in one long table of RGBA values, once for each size. A batch of scenes becomes a few integer
tensors (which glyph, where, painted how), and drawing is a gather and a blend for each layer: on a GPU a
training never waits for its pictures, and nothing has to be stored.
"""
import numpy as np
import torch

from concepts import COLORS, CONCEPTS, PAINTS
from glyphs import EmojiFont, premultiplied
from scenes import CANVAS, COLOR_NAMES, SIZES, sprites

LAYERS = 5  # the most sprites a scene has
LIGHT = [0.35, 0.5, 0.15]  # how bright red, green and blue are
SCREEN = len(COLORS)  # number of the background that no scene has, see assembly.py
SCREEN_RGB = (255, 0, 255)
PAINT_RGB = {**COLORS, "black": (52, 52, 58), "white": (245, 245, 245)}


def painted(rgba, tint, gain):
    """Glyphs in another colour: light and dark stay, scaled by `gain` so that dark glyphs do not turn all paints to mud."""
    light, alpha = (rgba[..., :3] * rgba.new_tensor(LIGHT)).sum(-1, keepdim=True), rgba[..., 3:]
    return torch.cat([(tint * (0.25 * alpha + light * gain)).minimum(alpha), alpha], -1)


class Layout:
    """Scenes as integers, without any tensor, so that other processes can prepare them."""

    def __init__(self, resolution):
        self.scale = resolution / CANVAS
        self.sides = [round(size * self.scale) for size in SIZES]
        lengths = [len(CONCEPTS) * side * side for side in self.sides]
        self.starts = [sum(lengths[:i]) for i in range(len(SIZES))]

    def __call__(self, scenes):
        return self.rows([(COLOR_NAMES.index(s.color), sprites(s)) for s in scenes])

    def rows(self, pictures):
        """Of (background, sprites): backgrounds [B] and layers [B, LAYERS, 6], which are place in the glyph table, side, x, y,
        paint (0: as it is), thing."""
        rows = np.zeros((len(pictures), LAYERS, 6), np.int64)
        for i, (_, shown) in enumerate(pictures):
            for k, s in enumerate(shown):
                size = SIZES.index(s.size)
                side = self.sides[size]
                rows[i, k] = (self.starts[size] + s.thing * side * side, side, round(s.x * self.scale), round(s.y * self.scale),
                              PAINTS.index(s.paint) + 1 if s.paint else 0, s.thing)
        return np.array([color for color, _ in pictures], np.int64), rows


class Composer:

    def __init__(self, resolution, device="cpu", font=""):
        self.resolution, self.device, self.layout = resolution, torch.device(device), Layout(resolution)
        font = EmojiFont(font)
        pictures = [font.picture(c.glyph) for c in CONCEPTS]
        table = [np.stack([premultiplied(p, side) for p in pictures]).reshape(-1, 4) for side in self.layout.sides]
        self.table = torch.from_numpy((np.concatenate(table) * 255 + 0.5).astype(np.uint8)).to(self.device)
        ink = self.glyphs(SIZES[-1]).float().flatten(1, 2)
        mean = (ink[..., :3] * ink.new_tensor(LIGHT)).sum((1, 2)) / ink[..., 3].sum(1)
        self.gain = (0.62 / mean).clamp(0.8, 2.5)[:, None, None, None]
        tensor = lambda rgb: torch.tensor(rgb, dtype=torch.float32, device=self.device) / 255
        self.colors, self.paints = tensor([COLORS[c] for c in COLOR_NAMES]), tensor([PAINT_RGB[p] for p in PAINTS])
        self.grounds = torch.cat([self.colors, tensor([SCREEN_RGB])])

    def glyphs(self, size):
        """All glyphs of one of SIZES: [concepts, side, side, 4], colours multiplied by alpha, 0..255."""
        i = SIZES.index(size)
        side, start = self.layout.sides[i], self.layout.starts[i]
        return self.table[start:start + len(CONCEPTS) * side * side].reshape(-1, side, side, 4)

    @torch.no_grad()
    def draw(self, scenes=(), layout=None):
        """Pictures [B, resolution, resolution, 3] in 0..1, of scenes or of their layout."""
        background, rows = layout or self.layout(scenes)
        background, rows = torch.as_tensor(background).to(self.device), np.asarray(rows)
        n = self.resolution
        image = self.grounds[background][:, None, None, :].repeat(1, n, n, 1)
        axis = torch.arange(n, device=self.device)
        for k in range(LAYERS):
            used = np.flatnonzero(rows[:, k, 1])  # decided here: asking the device would wait for it
            if not len(used):
                break
            start, side, x, y, paint, thing = torch.from_numpy(rows[used, k]).to(self.device).unbind(1)
            u, v = axis[None, None, :] - x[:, None, None], axis[None, :, None] - y[:, None, None]
            s = side[:, None, None]
            inside = (u >= 0) & (u < s) & (v >= 0) & (v < s)
            index = start[:, None, None] + (v * s + u).masked_fill(~inside, 0)
            rgba = self.table[index].float().div_(255) * inside[..., None]
            if rows[used, k, 4].any():
                tint = self.paints[(paint - 1).clamp(min=0)][:, None, None, :]
                rgba = torch.where((paint > 0)[:, None, None, None], painted(rgba, tint, self.gain[thing]), rgba)
            used = torch.from_numpy(used).to(self.device)
            image[used] = image[used] * (1 - rgba[..., 3:]) + rgba[..., :3]
        return image
