"""The transformer's tokenizer, byte-level BPE (as in GPT-2, RoBERTa, BART): training, encoding, files.

The scorer's tokenizer, which differs in a dozen details, is in clip_tokenizer.py.
"""
import collections
import json
import os
import re

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
BOS, PAD, EOS, UNK = range(4)


def byte_symbols():
    """GPT-2's printable stand-in for each byte; a space becomes U+0120."""
    keep = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table, extra = {}, 0
    for b in range(256):
        if b in keep:
            table[b] = chr(b)
        else:
            table[b] = chr(256 + extra)
            extra += 1
    return table


BYTES = byte_symbols()


def split_words(text):
    """The ByteLevel pre-tokenizer for ASCII text: a word carries its leading space."""
    if not text.startswith(" "):
        text = " " + text
    pattern = r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+"
    return ["".join(BYTES[b] for b in w.encode("utf-8")) for w in re.findall(pattern, text)]


def merge(word, pair):
    """The word with every neighbouring `pair` made one symbol."""
    out, i = [], 0
    while i < len(word):
        if i + 1 < len(word) and (word[i], word[i + 1]) == pair:
            out.append(word[i] + word[i + 1])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return tuple(out)


def learn_merges(words, vocab, size):
    """Greedy BPE: merges the most frequent pair of neighbours until `vocab` has `size` entries.

    words: {tuple of symbols: count}; the merged symbols are added to `vocab`.
    """
    merges = []
    while len(vocab) < size:
        pairs = collections.Counter()
        for w, n in words.items():
            for p in zip(w, w[1:]):
                pairs[p] += n
        if not pairs:
            break
        best = max(pairs, key=lambda p: (pairs[p], p))
        merges.append(best)
        vocab[best[0] + best[1]] = len(vocab)
        words = {merge(w, best): n for w, n in words.items()}
    return merges


class Tokenizer:
    def __init__(self, vocab, merges):
        self.vocab, self.merges = vocab, [tuple(m) for m in merges]
        self.rank = {m: i for i, m in enumerate(self.merges)}
        self.cache = {}

    @staticmethod
    def train(texts, size):
        """A vocabulary of `size` entries (fewer where the texts have no more to merge)."""
        counts = collections.Counter(w for t in texts for w in split_words(t))
        vocab = {t: i for i, t in enumerate(SPECIAL)}
        for b in range(256):
            vocab.setdefault(BYTES[b], len(vocab))
        merges = learn_merges({tuple(w): n for w, n in counts.items()}, vocab, size - 1)  # one place for <mask>
        vocab["<mask>"] = len(vocab)
        return Tokenizer(vocab, merges)

    def word(self, w):
        if w not in self.cache:
            s = tuple(w)
            while len(s) > 1:
                best = min(zip(s, s[1:]), key=lambda p: self.rank.get(p, 1 << 30))
                if best not in self.rank:
                    break
                s = merge(s, best)
            self.cache[w] = [self.vocab.get(t, UNK) for t in s]
        return self.cache[w]

    def encode(self, text, max_length=None):
        """<s> tokens </s>, truncated to max_length; the empty text is <s></s>."""
        ids = [i for w in (split_words(text) if text.strip() else []) for i in self.word(w)]
        if max_length:
            ids = ids[:max_length - 2]
        return [BOS] + ids + [EOS]

    def save(self, folder, max_length):
        os.makedirs(folder, exist_ok=True)
        merges = ["%s %s" % m for m in self.merges]

        def write(name, value):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                json.dump(value, f, ensure_ascii=False, indent=None if name == "vocab.json" else 1)

        added = [{"id": self.vocab[t], "content": t, "single_word": False, "lstrip": t == "<mask>",
                  "rstrip": False, "normalized": False, "special": True} for t in SPECIAL + ["<mask>"]]
        byte_level = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
        write("tokenizer.json", {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None,
            "pre_tokenizer": byte_level,
            "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", EOS], "cls": ["<s>", BOS],
                               "trim_offsets": True, "add_prefix_space": True},
            "decoder": byte_level,
            "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "",
                      "end_of_word_suffix": "", "fuse_unk": False, "vocab": self.vocab, "merges": merges}})
        write("vocab.json", self.vocab)
        with open(os.path.join(folder, "merges.txt"), "w", encoding="utf-8") as f:
            f.write("#version: 0.2\n" + "".join(m + "\n" for m in merges))
        specials = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>",
                    "pad_token": "<pad>", "cls_token": "<s>",
                    "mask_token": {"content": "<mask>", "single_word": False, "lstrip": True, "rstrip": False,
                                   "normalized": False}}
        write("special_tokens_map.json", specials)
        write("tokenizer_config.json", {**{k: v for k, v in specials.items() if k != "mask_token"},
                                        "mask_token": "<mask>", "add_prefix_space": True, "errors": "replace",
                                        "trim_offsets": True, "model_max_length": max_length,
                                        "tokenizer_class": "BartTokenizer"})

    @staticmethod
    def load(folder):
        vocab = json.load(open(os.path.join(folder, "vocab.json"), encoding="utf-8"))
        lines = open(os.path.join(folder, "merges.txt"), encoding="utf-8").read().split("\n")[1:]
        return Tokenizer(vocab, [l.split(" ") for l in lines if l])


def normalize(text):
    """What dalle-mini's text normaliser does to ordinary prompts (no HTML, URLs or hashtags).

    Emoji become their names, letters plain lower case, punctuation commas; the
    result starts with a space.
    """
    if not text.isascii():
        import emoji
        import unidecode
        text = unidecode.unidecode(emoji.demojize(text))
    text = text.lower()
    text = re.sub(r"(\d),(\d{3})", r"\1\2", text)
    text = re.sub(r"(\w)-(\w)", r"\1 \2", text)
    text = re.sub(r"([%&/$*])", r" \1 ", text)
    text = re.sub(r"[_#\\]", " ", text)
    text = re.sub(r"['\"`]", ' " ', text)
    text = re.sub(r"[()\[\].,|:;?!=+~\-/{}]", ",", text)
    text = re.sub(r"(\D)\1{3,}", r"\1", text)
    text = re.sub(r"(\s*,+\s*)+", ", ", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = text[:-1] if text.endswith(",") else text
    text = text[1:] if text.startswith(",") else text
    return " " + text.strip()
