"""Pictures out of the font: fontTools finds the bitmap of an emoji, Pillow opens it.

Noto Color Emoji is a font of PNG pictures (tables CBDT and CBLC), one for each glyph. An emoji of one
code point has its glyph in the character map; a sequence ("polar bear" is bear + joiner + snowflake) is
replaced by one glyph through a ligature of the GSUB table. Text layout engines do this when they are
compiled with shaping; reading the two tables needs no engine and gives the same pixels everywhere.
"""
import io
import os

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image

PLACES = [
    os.path.join(os.path.dirname(os.path.abspath(__file__)), "NotoColorEmoji.ttf"),
    "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
    "/usr/share/fonts/noto/NotoColorEmoji.ttf",
    "/usr/share/fonts/google-noto-emoji/NotoColorEmoji.ttf",
]
VARIATION = "\ufe0f"  # "show as a picture": not part of Noto's ligatures


def find_font(path=""):
    for place in [path] if path else PLACES:
        if os.path.exists(place):
            return place
    raise SystemExit("The font NotoColorEmoji.ttf was not found in %s.\n"
                     "Install the package fonts-noto-color-emoji, or name the file with --font." % ", ".join(PLACES))


class EmojiFont:
    def __init__(self, path=""):
        font = TTFont(find_font(path), lazy=True)
        self.characters = font.getBestCmap()
        self.bitmaps = {}
        for strike in font["CBDT"].strikeData:
            self.bitmaps.update(strike)
        self.ligatures = {}  # (first glyph, second glyph, ...) -> glyph
        for lookup in font["GSUB"].table.LookupList.Lookup:
            for table in lookup.SubTable:
                table = getattr(table, "ExtSubTable", table)
                for first, ligatures in getattr(table, "ligatures", {}).items():
                    for ligature in ligatures:
                        self.ligatures[(first, *ligature.Component)] = ligature.LigGlyph

    def picture(self, emoji):
        """The emoji as a square RGBA picture, cropped to its ink."""
        names = [self.characters.get(ord(c)) for c in emoji if c != VARIATION]
        if None in names:
            raise ValueError("the font has no glyph for " + emoji)
        name = names[0] if len(names) == 1 else self.ligatures.get(tuple(names))
        if name not in self.bitmaps:
            raise ValueError("the font has no picture for " + emoji)
        image = Image.open(io.BytesIO(self.bitmaps[name].imageData)).convert("RGBA")
        image = image.crop(image.getchannel("A").point(lambda a: 255 if a > 5 else 0).getbbox())
        side = max(image.size)
        square = Image.new("RGBA", (side, side))
        square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
        return square


def premultiplied(picture, size):
    """RGBA [size, size, 4] in 0..1, colours multiplied by alpha (so that scaling mixes no hidden colours)."""
    a = np.asarray(picture, np.float32) / 255
    a[..., :3] *= a[..., 3:]
    planes = [Image.fromarray(np.ascontiguousarray(a[..., i])).resize((size, size), Image.LANCZOS) for i in range(4)]
    a = np.clip(np.stack([np.asarray(p) for p in planes], 2), 0, 1)
    a[..., :3] = np.minimum(a[..., :3], a[..., 3:])
    return a
