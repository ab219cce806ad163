"""The world: scenes, and what people say about them.

A scene is what a caption can ask for: a thing, a thing somewhere, a painted thing, two things and how they
stand, several of the same, on a plain background. `sprites` says where its glyphs go, `caption` describes it
in one of many ways; both are separate, so a picture that was made once meets a new caption every time.

Lengths are in units of a 64-unit canvas. Positions and sizes are few and lie alike on the token grid, so that
equal things become equal image tokens: a small transformer then spends its capacity on the things.
"""
import hashlib
import random
from typing import NamedTuple

from concepts import BY_NAME, COLOR_SYNONYMS, COLORS, CONCEPTS, NO_ARTICLE, PAINTS, article, plural

COLOR_NAMES = list(COLORS)
CANVAS = 64
BIG, NORMAL, SMALL, GLASSES, HAT, TINY = SIZES = (60, 48, 30, 28, 24, 20)  # a small one sits in a cell of 32
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
SLOTS = {  # places of several equal things
    2: [(1, 17), (33, 17)],
    3: [(17, 1), (1, 33), (33, 33)],
    4: [(1, 1), (33, 1), (1, 33), (33, 33)],
    5: [(0, 0), (44, 0), (24, 24), (0, 44), (44, 44)],
}
PLACES = {
    "top left": (1, 1), "top right": (33, 1), "bottom left": (1, 33), "bottom right": (33, 33),
    "left": (1, 17), "right": (33, 17), "top": (17, 1), "bottom": (17, 33),
}
SPOTS = (  # where a thing can be, and how big, if nobody says so: these and the middle
    [(NORMAL, x, y) for x in (0, 8, 16) for y in (0, 8, 16)] + [(SMALL, *p) for p in PLACES.values()]
    + [(SMALL, 17, 17), (BIG, 2, 2)])
MIDDLE = (NORMAL, 8, 8)
HATS = [BY_NAME[n].index for n in ("crown", "top hat", "cap", "straw hat", "graduation cap")]
EYEWEAR = [BY_NAME[n].index for n in ("glasses", "sunglasses")]

# what is drawn, and how often
KINDS = {"single": 44, "size": 10, "place": 6, "painted": 9, "pair": 12, "above": 4, "front": 8, "wear": 5, "count": 12}
STUDY = {**KINDS, "collage": 100}  # for those who learn to draw: more things in a picture


class Scene(NamedTuple):
    kind: str
    color: str  # of the background
    things: tuple  # indices of concepts, in the order in which they are drawn
    detail: object = None  # what the kind needs: a size and a spot, a size, a place, a paint, a number


class Sprite(NamedTuple):
    thing: int
    size: int
    x: int
    y: int
    paint: str = ""


def sprites(scene):
    """The glyphs of a scene from back to front."""
    a, b = scene.things[0], scene.things[-1]
    if scene.kind == "single":
        return [Sprite(a, *scene.detail)]
    if scene.kind == "size":
        return [Sprite(a, SMALL, 17, 17) if scene.detail == "small" else Sprite(a, BIG, 2, 2)]
    if scene.kind == "place":
        return [Sprite(a, SMALL, *PLACES[scene.detail])]
    if scene.kind == "painted":
        return [Sprite(a, NORMAL, 8, 8, scene.detail)]
    if scene.kind == "pair":
        return [Sprite(t, SMALL, *slot) for t, slot in zip(scene.things, SLOTS[2])]
    if scene.kind == "above":
        return [Sprite(a, SMALL, *PLACES["top"]), Sprite(b, SMALL, *PLACES["bottom"])]
    if scene.kind == "front":  # b stands before a
        return [Sprite(a, NORMAL, 8, 0), Sprite(b, SMALL, 17, 33)]
    if scene.kind == "wear":
        if b in EYEWEAR:
            return [Sprite(a, NORMAL, 8, 8), Sprite(b, GLASSES, 18, 16)]
        return [Sprite(a, NORMAL, 8, 16), Sprite(b, HAT, 20, 0)]
    if scene.kind == "count":
        return [Sprite(a, TINY if scene.detail == 5 else SMALL, x, y) for x, y in SLOTS[scene.detail]]
    if scene.kind == "collage":  # four things about which nobody says anything
        return [Sprite(t, SMALL, *slot) for t, slot in zip(scene.things, SLOTS[4])]
    raise ValueError(scene.kind)


# ---------------------------------------------------------------- combinations kept out of training

def _bucket(text):
    return int(hashlib.md5(text.encode()).hexdigest()[:8], 16) % 100


def held_out_color(thing, color):
    """5 % of all (thing, background) combinations are never trained on."""
    return _bucket("color/%s/%s" % (CONCEPTS[thing].label, color)) < 5


def held_out_pair(a, b):
    """5 % of all unordered pairs of things are never trained on."""
    return _bucket("pair/" + "/".join(sorted((CONCEPTS[a].label, CONCEPTS[b].label)))) < 5


def held_out_paint(thing, paint):
    """5 % of all painted things are never trained on."""
    return _bucket("paint/%s/%s" % (CONCEPTS[thing].label, paint)) < 5


def held_out(scene):
    """Whether a scene contains a combination that training must not see."""
    if any(held_out_color(t, scene.color) for t in scene.things):
        return True
    if scene.kind == "painted":
        return held_out_paint(scene.things[0], scene.detail)
    return len(scene.things) == 2 and held_out_pair(*scene.things)


# ---------------------------------------------------------------- drawing lots

def _pick(rng, weighted):
    return rng.choices(list(weighted), list(weighted.values()))[0]


def countable(thing):
    return CONCEPTS[thing].label not in NO_ARTICLE


def paintable(thing, paint):
    """A "red apple" is a thing of its own, not a painted apple."""
    return CONCEPTS[thing].paint and all("%s %s" % (paint, n) not in BY_NAME for n in CONCEPTS[thing].names)


def random_scene(rng, kinds=KINDS, training=True):
    """A scene by lot; with `training`, none that is held out."""
    while True:
        kind = _pick(rng, kinds)
        a, detail, more = rng.randrange(len(CONCEPTS)), None, ()
        if kind == "single":
            r = rng.random()
            detail = MIDDLE if r < 0.32 else (BIG, 2, 2) if r < 0.54 else rng.choice(SPOTS)  # big ones have most to learn
        elif kind == "size":
            detail = "small" if rng.random() < 0.4 else "big"
        elif kind == "place":
            detail = rng.choice(list(PLACES))
        elif kind == "painted":
            a = rng.choice([c.index for c in CONCEPTS if c.paint])
            detail = rng.choice(PAINTS)
            if not paintable(a, detail):
                continue
        elif kind == "count":
            detail = rng.choice([2, 3, 4, 5])
            if not countable(a):
                continue
        elif kind == "wear":
            a = rng.choice([c.index for c in CONCEPTS if c.hat])
            more = (rng.choice(HATS + EYEWEAR),)
        elif kind == "collage":
            more = tuple(rng.randrange(len(CONCEPTS)) for _ in range(3))
        else:
            more = (rng.randrange(len(CONCEPTS)),)
        color = "white" if rng.random() < 0.12 else rng.choice(COLOR_NAMES)
        scene = Scene(kind, color, (a,) + more, detail)
        if len(set(scene.things)) < len(scene.things):
            continue
        if kind == "painted" and detail == color:
            continue  # a green frog on green shows nothing
        if not (training and held_out(scene)):
            return scene


def scene_at(index, seed, **choice):
    """Scene number `index` of an endless series: nothing of it needs to be stored."""
    return random_scene(random.Random(seed << 40 | index), **choice)


def scenes(count, seed, **choice):
    return [scene_at(i, seed, **choice) for i in range(count)]


# ---------------------------------------------------------------- captions

OPENINGS = {
    "": 76, "a picture of ": 3, "picture of ": 1, "an emoji of ": 2, "a drawing of ": 2, "a photo of ": 1, "an image of ": 2,
    "a painting of ": 1, "an illustration of ": 1, "draw ": 2, "draw me ": 1, "please draw ": 1, "can you draw ": 1,
    "i want ": 1, "i would like to see ": 1, "show me ": 1, "give me ": 1, "make ": 1, "paint ": 1, "there is ": 1, "here is ": 1,
}
ON = {
    "on a {c} background": 10, "with a {c} background": 4, "on {c}": 3, "{c} background": 3, "on {c} background": 2,
    "in front of a {c} background": 1, "against a {c} background": 1, "before a {c} background": 1, "over a {c} background": 1,
    "and the background is {c}": 1, "where the background is {c}": 1, "in front of a {c} wall": 1, "on a {c} wall": 1,
    "on a plain {c} background": 1,
}
ADJECTIVES = """cute nice beautiful pretty funny happy colorful lovely cool sweet simple great awesome fancy old young new
wonderful magic silly friendly brave lonely strange modern famous real perfect single quiet crazy gentle proud clever tired
shiny fresh favorite typical adorable amazing good best weird fluffy wild wise busy kind angry sleepy curious elegant""".split()
ENDINGS = """please|digital art|pixel art|high quality|4k|in the style of a cartoon|cartoon|for kids|icon|sticker|very detailed
|as an emoji|emoji|clipart|on a sunny day|for my friend|made with love|logo|vector art|minimalist""".replace("\n", "").split("|")
SYLLABLES = "ba bo dri fle gla ho jin kro lu mip na olf pra qui ros sna tor ulk vex wam xi yor zog el ith um an ar is".split()

SIZE_WORDS = {"small": ["small", "small", "little", "tiny"], "big": ["big", "big", "large", "huge", "giant"]}
PLACE_FORMS = {"in the {p}{k}": 3, "at the {p}{k}": 2, "on the {p}{k}": 2, "{p}{k}": 2, "in the {p}{k} of the picture": 1}
PAINT_FORMS = {"{one}": 8, "{p} {n}": 3, "{n} that is {p}": 1, "{n} painted {p}": 1, "{n} in {p}": 1, "{p} colored {n}": 1}
PAIR_FORMS = {
    "{a} and {b}": 10, "{a} next to {b}": 5, "{a} with {b}": 2, "{a} beside {b}": 2, "{a} to the left of {b}": 2,
    "{b} to the right of {a}": 2, "{a} left of {b}": 1, "{b} right of {a}": 1, "{a}, {b}": 1, "{a} and {b} side by side": 1,
    "{a} by {b}": 1, "{a} near {b}": 1, "{a} sitting next to {b}": 1, "{a} together with {b}": 1, "both {a} and {b}": 1,
}
ABOVE_FORMS = {"{a} above {b}": 4, "{a} on top of {b}": 2, "{b} below {a}": 2, "{b} under {a}": 2, "{a} over {b}": 2,
               "{b} beneath {a}": 1, "{a} flying over {b}": 1, "{b} underneath {a}": 1}
FRONT_FORMS = {"{b} in front of {a}": 6, "{a} behind {b}": 3, "{b} before {a}": 1, "{b} standing in front of {a}": 1}
WEAR_FORMS = {"{a} wearing {b}": 6, "{a} with {b}": 3, "{a} with {b} on its head": 1, "{a} in {b}": 1, "{a} who wears {b}": 1,
              "{a} that has {b} on": 1, "{b} on {a}": 1}


def nonsense(rng):
    """A word that means nothing."""
    return "".join(rng.choices(SYLLABLES, k=rng.choice([2, 2, 3])))


def described(adjective, name):
    """"a small cat", "small gloves"."""
    full = (adjective + " " + name).strip()
    return full if name in NO_ARTICLE else article(full)


def noun(rng, thing, adjective="", unknown=True):
    """A noun phrase: "a cat", "cat", "the kitty", "a small cat", and at times "a fluffy cat"."""
    names = CONCEPTS[thing].names
    name = names[0] if rng.random() < 0.5 else rng.choice(names)
    if not adjective and unknown and rng.random() < 0.06:
        adjective = rng.choice(ADJECTIVES) if rng.random() < 0.75 else nonsense(rng)
    full = (adjective + " " + name).strip()
    r = rng.random()
    if r < 0.70:
        return described(adjective, name)
    if r < 0.93:
        return full
    return ("the " if r < 0.98 else "my ") + full


def _form(rng, forms, **values):
    text = _pick(rng, forms)
    return text.format(**values).strip()


def _with_background(rng, text, color, probability):
    if rng.random() >= probability:
        return text
    name = rng.choice(COLOR_SYNONYMS[color]) if color in COLOR_SYNONYMS and rng.random() < 0.3 else color
    fix = lambda s: s.replace("a orange", "an orange")
    r = rng.random()
    if r < 0.86:
        return text + (", " if rng.random() < 0.08 else " ") + fix(_form(rng, ON, c=name))
    if r < 0.93:
        return fix("a %s background with " % name) + text
    return name + " background, " + text


def caption(scene, rng, background=0.62, unknown=True):
    """What somebody might say about a scene.

    With `unknown`, words that mean nothing are mixed in at times, and rarely the thing itself is one: the
    model learns to pass over what it does not know and to draw the rest. `background`: how often its colour is said.
    """
    a, b = scene.things[0], scene.things[-1]
    say = lambda thing, adjective="": noun(rng, thing, adjective, unknown)
    opening = _pick(rng, OPENINGS)
    if scene.kind == "single":
        text = say(a)
        if unknown and scene.detail[0] == BIG and rng.random() < 0.05:  # a big one: else most of the picture stays empty
            text = article(nonsense(rng))
            background = 0.9
    elif scene.kind == "size":
        text = say(a, rng.choice(SIZE_WORDS[scene.detail]))
    elif scene.kind == "place":
        corner = " corner" if " " in scene.detail and rng.random() < 0.4 else ""
        text = say(a, "small" if rng.random() < 0.2 else "") + " " + _form(rng, PLACE_FORMS, p=scene.detail, k=corner)
    elif scene.kind == "painted":
        names = CONCEPTS[a].names
        name = names[0] if rng.random() < 0.7 else rng.choice(names)
        text = _form(rng, PAINT_FORMS, one=described(scene.detail, name), p=scene.detail, n=name)
    elif scene.kind == "pair":
        text = _form(rng, PAIR_FORMS, a=say(a), b=say(b))
    elif scene.kind == "above":
        text = _form(rng, ABOVE_FORMS, a=say(a), b=say(b))
    elif scene.kind == "front":
        text = _form(rng, FRONT_FORMS, a=say(a), b=say(b))
    elif scene.kind == "wear":
        text = _form(rng, WEAR_FORMS, a=say(a), b=say(b))
    else:
        names = [n for n in CONCEPTS[a].names if n not in NO_ARTICLE]
        many = plural(names[0] if rng.random() < 0.7 else rng.choice(names))
        word = NUMBERS[scene.detail] if rng.random() < 0.8 else str(scene.detail)
        if scene.detail == 2 and rng.random() < 0.1:
            word = rng.choice(["a pair of", "a couple of"])
        if unknown and rng.random() < 0.04:
            word += " " + rng.choice(ADJECTIVES)
        text = word + " " + many
    text = _with_background(rng, opening + text, scene.color, background)
    if unknown and rng.random() < 0.05:
        text += (", " if rng.random() < 0.6 else " ") + rng.choice(ENDINGS)
    return text
