"""The scorer's tokenizer: CLIP's flavour of byte-level BPE.

Unlike the transformer's, it marks the end of a word ("cat</w>") instead of its start, reads digits one by
one, drops all white space, and frames a text with <|startoftext|> and <|endoftext|>, which also pads. The
latter has the highest number: both of Transformers' ways to find the end of a text then agree.
"""
import collections
import json
import os
import re

from tokenizer import BYTES, learn_merges, merge

START, END = "<|startoftext|>", "<|endoftext|>"
WORDS = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|(?:[^\s\w]|_)+")
WORDS_IN_FILE = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"  # the same, as the tokenizers library writes it


def split_words(text):
    return [tuple("".join(BYTES[b] for b in w.encode("utf-8"))) for w in WORDS.findall(text.lower())]


def closed(word):
    return word[:-1] + (word[-1] + "</w>",)


class ClipTokenizer:
    def __init__(self, vocab, merges):
        self.vocab, self.merges = vocab, [tuple(m) for m in merges]
        self.rank = {m: i for i, m in enumerate(self.merges)}
        self.start, self.end = vocab[START], vocab[END]
        self.cache = {}

    @staticmethod
    def train(texts, size):
        counts = collections.Counter(closed(w) for t in texts for w in split_words(t))
        vocab = {}
        for b in sorted(BYTES.values()):
            vocab[b] = len(vocab)
        for b in sorted(BYTES.values()):
            vocab[b + "</w>"] = len(vocab)
        merges = learn_merges(dict(counts), vocab, size - 2)
        vocab[START] = len(vocab)
        vocab[END] = len(vocab)
        return ClipTokenizer(vocab, merges)

    def word(self, symbols):
        if symbols not in self.cache:
            s = closed(symbols)
            while len(s) > 1:
                best = min(zip(s, s[1:]), key=lambda p: self.rank.get(p, 1 << 30))
                if best not in self.rank:
                    break
                s = merge(s, best)
            self.cache[symbols] = [self.vocab[t] for t in s]
        return self.cache[symbols]

    def encode(self, text, length):
        """<|startoftext|> tokens <|endoftext|>, at most `length`."""
        ids = [i for w in split_words(text) for i in self.word(w)]
        return [self.start] + ids[:length - 2] + [self.end]

    def save(self, folder, length):
        os.makedirs(folder, exist_ok=True)

        def write(name, value):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                json.dump(value, f, ensure_ascii=False, indent=None if name == "vocab.json" else 1)
                f.write("\n")

        merges = ["%s %s" % m for m in self.merges]
        write("vocab.json", self.vocab)
        with open(os.path.join(folder, "merges.txt"), "w", encoding="utf-8") as f:
            f.write("#version: 0.2\n" + "".join(m + "\n" for m in merges))
        special = lambda t: {"id": self.vocab[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False,
                             "normalized": t == START, "special": True}
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
        write("tokenizer.json", {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": [special(START), special(END)],
            "normalizer": {"type": "Sequence", "normalizers": [
                {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}, {"type": "Lowercase"}]},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": WORDS_IN_FILE}, "behavior": "Removed", "invert": True}, byte_level]},
            "post_processor": {"type": "RobertaProcessing", "sep": [END, self.end], "cls": [START, self.start],
                               "trim_offsets": False, "add_prefix_space": False},
            "decoder": byte_level,
            "model": {"type": "BPE", "dropout": None, "unk_token": END, "continuing_subword_prefix": "",
                      "end_of_word_suffix": "</w>", "fuse_unk": False, "vocab": self.vocab, "merges": merges}})
        tokens = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
        write("special_tokens_map.json", tokens)
        write("tokenizer_config.json", {**tokens, "add_prefix_space": False, "do_lower_case": True, "errors": "replace",
                                        "model_max_length": length, "tokenizer_class": "CLIPTokenizer"})

    @staticmethod
    def load(folder):
        with open(os.path.join(folder, "vocab.json"), encoding="utf-8") as f:
            vocab = json.load(f)
        with open(os.path.join(folder, "merges.txt"), encoding="utf-8") as f:
            merges = [line.split(" ") for line in f.read().split("\n")[1:] if line]
        return ClipTokenizer(vocab, merges)
