"""Says whether a picture shows what was asked for. No learnt part: it compares with what the font draws.

The background is the named colour nearest to the median of the border. For a thing, the piece of the picture
where it should be is compared with all glyphs, drawn in that place on that background, in colours and in edges.
Let `miss` be the squared difference to a glyph, relative to what distinguishes that glyph from the bare
background: 0 for a perfect drawing, about 1 for none at all. The thing is recognised when it has the smallest
miss of all glyphs (glyphs that look alike count as one) and less than the limit of 0.75; a blob in the thing's
colours mostly is nearer to something else, and misses its edges.

`python3 judge.py` shows what the judge says to original drawings, blurred ones and drawings of something else.
"""
import torch
import torch.nn.functional as F

from compose import painted
from concepts import CONCEPTS, PAINTS
from scenes import COLOR_NAMES, EYEWEAR, HATS, NORMAL, SPOTS, Scene, Sprite, sprites

SIDE = 64  # pictures are judged at this size, whatever size they have
LIMIT = 0.75
ALIKE = 0.12  # glyphs whose miss for each other is smaller are one thing to the judge


def shrink(pictures):
    if pictures.shape[1] == SIDE:
        return pictures
    return F.interpolate(pictures.permute(0, 3, 1, 2), (SIDE, SIDE), mode="area").permute(0, 2, 3, 1)


def features(x):
    """Colours and edges, edges twice as important: [..., H, W, 3] -> [..., F]."""
    right, down = 2 * (x[..., :, 1:, :] - x[..., :, :-1, :]), 2 * (x[..., 1:, :, :] - x[..., :-1, :, :])
    return torch.cat([x.flatten(-3), right.flatten(-3), down.flatten(-3)], -1)


class Judge:
    def __init__(self, composer):
        """composer: one of resolution 64."""
        self.composer, self.device = composer, composer.device
        self.colors = composer.colors
        self.drawn = {}  # (size, background) -> features of all glyphs, how far each is from the bare background, squared length
        self.twins = self._twins()

    # ------------------------------------------------------------ templates

    def _glyphs(self, size):
        return self.composer.glyphs(size).float() / 255

    def _templates(self, size, color):
        key = size, color
        if key not in self.drawn:
            if len(self.drawn) >= 12:  # up to 60 MB each
                self.drawn.pop(next(iter(self.drawn)))
            rgba = self._glyphs(size)
            plain = self.colors[color].expand(1, *rgba.shape[1:3], 3)
            ink = features(rgba[..., :3] + (1 - rgba[..., 3:]) * plain)
            energy = (ink - features(plain)).pow(2).sum(1) + 0.002 * ink.shape[1]
            self.drawn[key] = ink, energy, ink.pow(2).sum(1)
        return self.drawn[key]

    def _miss(self, crop, size, color):
        """miss [B, concepts] of picture pieces [B, side, side, 3] for all glyphs."""
        ink, energy, length = self._templates(size, color)
        x = features(crop)
        return (x.pow(2).sum(1, keepdim=True) + length - 2 * x @ ink.T).clamp(min=0) / energy

    def _twins(self):
        rgba = self._glyphs(NORMAL)
        alike = torch.zeros(len(CONCEPTS), len(CONCEPTS), dtype=torch.bool, device=self.device)
        for color in ("white", "black"):
            c = COLOR_NAMES.index(color)
            drawings = rgba[..., :3] + (1 - rgba[..., 3:]) * self.colors[c]
            near = self._miss(drawings, NORMAL, c) < ALIKE
            alike = near if color == "white" else alike & near
        return alike | alike.T

    # ------------------------------------------------------------ verdicts

    def backgrounds(self, pictures):
        """Index of the background colour of each picture."""
        edge = torch.cat([pictures[:, 0], pictures[:, -1], pictures[:, :, 0], pictures[:, :, -1]], 1)
        return torch.cdist(edge.median(1).values, self.colors).argmin(1)

    def _piece(self, picture, sprite):
        return picture[None, sprite.y:sprite.y + sprite.size, sprite.x:sprite.x + sprite.size]

    def _is(self, miss, thing):
        """(whether it is the thing, the best guess)."""
        best = int(miss.argmin())
        return bool(self.twins[thing, best]) and float(miss[best]) < LIMIT, best

    def _where(self, picture, thing, color, spots):
        """The spot that fits the thing best."""
        misses = []
        for s in spots if len(spots) > 1 else ():
            ink, energy, _ = self._templates(s.size, color)
            misses.append(float((features(self._piece(picture, s)) - ink[thing]).pow(2).sum() / energy[thing]))
        return spots[misses.index(min(misses))] if misses else spots[0]

    def _single(self, picture, color, scene):
        spots = sprites(scene)
        if scene.kind == "single":  # no place was asked for
            spots = [Sprite(scene.things[0], *spot) for spot in SPOTS]
        spot = self._where(picture, scene.things[0], color, spots)
        return {"things": self._is(self._miss(self._piece(picture, spot), spot.size, color)[0], scene.things[0])[0]}

    def _painted_thing(self, picture, color, scene):
        sprite, thing = sprites(scene)[0], scene.things[0]
        x, plain = features(self._piece(picture, sprite)), self.colors[color]

        def misses(rgba):
            drawings = features(rgba[..., :3] + (1 - rgba[..., 3:]) * plain)
            energy = (drawings - features(plain.expand(1, *rgba.shape[1:3], 3))).pow(2).sum(1) + 0.002 * drawings.shape[1]
            return (drawings - x).pow(2).sum(1) / energy

        paintable = [c.index for c in CONCEPTS if c.paint]
        rgba = self._glyphs(sprite.size)
        shapes = torch.full((len(CONCEPTS),), float("inf"), device=self.device)
        tint, gain = self.composer.paints[:, None, None, :], self.composer.gain
        shapes[paintable] = misses(painted(rgba[paintable], tint[PAINTS.index(scene.detail)], gain[paintable]))
        own = rgba[thing:thing + 1]
        paints = misses(torch.cat([painted(own.expand(len(PAINTS), -1, -1, -1), tint, gain[thing]), own]))
        return {"things": self._is(shapes, thing)[0], "paint": int(paints.argmin()) == PAINTS.index(scene.detail)}

    def _several(self, picture, color, scene):
        """All things in their places; for a count the number as well."""
        found = [self._is(self._miss(self._piece(picture, s), s.size, color)[0], s.thing) for s in sprites(scene)]
        verdict = {"things": all(ok for ok, _ in found)}
        if scene.kind == "count":
            verdict["things"] = sum(ok for ok, _ in found) * 2 > len(found)
            fits = {}
            for n in (2, 3, 4, 5):
                other = self.composer.draw([scene._replace(detail=n, color=COLOR_NAMES[color])])[0]
                fits[n] = float((features(picture) - features(other)).pow(2).sum())
            verdict["number"] = min(fits, key=fits.get) == scene.detail
        return verdict

    def _overlapping(self, picture, color, scene):
        """Something in front of something: the back one by what is left of it, the front one drawn over the back one."""
        back, front = sprites(scene)
        name = COLOR_NAMES[color]
        candidates = HATS + EYEWEAR if scene.kind == "wear" else range(len(CONCEPTS))
        covered = torch.zeros(SIDE, SIDE, 1, device=self.device)
        covered[front.y:front.y + front.size, front.x:front.x + front.size] = 1
        region = (1 - covered)[back.y:back.y + back.size, back.x:back.x + back.size]
        # the back: compare all glyphs where nothing covers them
        rgba = self._glyphs(back.size)
        drawings = (rgba[..., :3] + (1 - rgba[..., 3:]) * self.colors[color]) * region
        plain, x = features(self.colors[color] * region)[None], features(self._piece(picture, back) * region)
        drawings = features(drawings)
        energy = (drawings - plain).pow(2).sum(1) + 0.002 * drawings.shape[1]
        back_ok = self._is((drawings - x).pow(2).sum(1) / energy, back.thing)[0]
        # the front: over the back thing as the font draws it
        behind = self._piece(self.composer.draw([Scene("single", name, (back.thing,), (back.size, back.x, back.y))])[0], front)
        rgba = self._glyphs(front.size)
        drawings = features(rgba[..., :3] + (1 - rgba[..., 3:]) * behind)
        energy = (drawings - features(behind)).pow(2).sum(1) + 0.002 * drawings.shape[1]
        miss = (drawings - features(self._piece(picture, front))).pow(2).sum(1) / energy
        others = torch.ones(len(CONCEPTS), dtype=torch.bool, device=self.device)
        others[list(candidates)] = False
        return {"things": back_ok and self._is(miss.masked_fill(others, float("inf")), front.thing)[0]}

    @torch.no_grad()
    def verdicts(self, pictures, scenes):
        """For each picture {"background", "things", and "number" or "paint" where asked for, "all"}: True or False."""
        pictures = shrink(pictures.to(self.device).float())
        colors = self.backgrounds(pictures).tolist()
        out = [{}] * len(scenes)
        for i in sorted(range(len(scenes)), key=lambda k: int(colors[k])):  # one background after the other: see _templates
            picture, color, scene = pictures[i], int(colors[i]), scenes[i]
            judge = {"single": self._single, "size": self._single, "place": self._single, "painted": self._painted_thing,
                     "pair": self._several, "above": self._several, "count": self._several, "front": self._overlapping,
                     "wear": self._overlapping}[scene.kind]
            verdict = {"background": COLOR_NAMES[color] == scene.color, **judge(picture, color, scene)}
            out[i] = {**verdict, "all": all(verdict.values())}
        return out


def rates(verdicts):
    """Part of the pictures for which each verdict is True."""
    names = {n for v in verdicts for n in v}
    return {n: round(sum(v[n] for v in verdicts if n in v) / sum(n in v for v in verdicts), 4) for n in sorted(names)}


def main():
    """Rows: kinds of scenes. Columns: how many the judge recognises in originals, in reconstructions by the VQGAN of a
    folder given as argument, in blurred originals, and in originals of other scenes."""
    import random
    import sys

    from compose import Composer
    from export import load_vqgan
    from scenes import KINDS, scenes
    from vqgan_training import reconstruct
    composer = Composer(SIDE)
    judge, shuffle = Judge(composer), random.Random(1)
    print("%d of %d concepts have a twin" % (int((judge.twins.sum(1) > 1).sum()), len(CONCEPTS)))
    for kind in KINDS:
        asked = scenes(40, 77, kinds={kind: 1}, training=False)
        pictures = composer.draw(asked)
        padded = lambda r: F.pad(pictures.permute(0, 3, 1, 2), (r,) * 4, mode="replicate")
        soft = lambda r: F.avg_pool2d(padded(r), 2 * r + 1, 1).permute(0, 2, 3, 1)
        others = asked[:]
        shuffle.shuffle(others)
        columns = {"originals": pictures, "blurred 3": soft(1), "blurred 7": soft(3), "blurred 11": soft(5),
                   "others": composer.draw(others)}
        if len(sys.argv) > 1:
            columns["reconstructions"] = reconstruct(load_vqgan(sys.argv[1]), composer, asked)[0]
        print("%-8s" % kind, *("%s %.3f  " % (n, rates(judge.verdicts(p, asked))["things"]) for n, p in columns.items()),
              flush=True)


if __name__ == "__main__":
    main()
