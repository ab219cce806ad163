"""From a font to a model that draws: the whole recipe, one command.

    python3 train.py --preset small --out runs/small

Stages, in this order; --only names some of them. Each keeps a checkpoint in OUT/run and goes on from there, so an
interrupted run is continued by the same command, and a finished one is extended by more steps or minutes.

    tokenizers  the two vocabularies, from captions
    data        a sheet of scenes with captions, to look at; the training itself draws its scenes as it goes
    vqgan       pictures into image tokens and back
    tokens      all scenes of the next training as image tokens
    dalle       captions into image tokens
    sharpen     the VQGAN's decoder alone, now that the tokens are fixed
    export      OUT/dalle and OUT/vqgan, which `imagine models import OUT` reads
    scorer      captions and pictures onto one sphere: OUT/scorer, which ranks pictures
    tune        the sampling settings that the model recommends
    golden      values for other implementations to compare with
    evaluate    OUT/metrics.json and the sheets
"""
import argparse
import os
import random
import sys
import tarfile
import time

import torch

import clip
import clip_training
import common
import dalle
import dalle_training
import evaluate
import export
import vqgan
import vqgan_training
from compose import Composer
from golden import golden, scorer_golden
from judge import SIDE, Judge
from scenes import caption, scenes
from tokenizer import Tokenizer, normalize

STAGES = "tokenizers data vqgan tokens dalle sharpen export scorer tune golden evaluate".split()
TIMED = ("vqgan", "tokens", "dalle", "sharpen", "scorer")
GRID = [(s, t, k) for s in (1.25, 1.5, 2.0, 3.0) for t, k in ((0.5, 32), (0.7, 32), (0.9, 64))]

PRESETS = {
    # 128 pixels, 16x16 tokens: for a GPU. About ten minutes on a large one, see README.md.
    "large": {
        "vqgan": dict(resolution=128, ch=64, ch_mult=(1, 1, 1, 2), attn_resolutions=(16,), embed_dim=32, n_embed=1024),
        "dalle": dict(d_model=256, encoder_layers=3, decoder_layers=7, ffn=704, heads=8, max_text_length=32),
        "vocabulary": 1600, "scenes": 1_000_000, "exam": 1024,
        "train vqgan": dict(batch=64, whole=16, rate=1.2e-3, plain=250, steps=4000, report=250, exam=256),
        "train dalle": dict(batch=512, rate=1.5e-3, warmup=200, steps=12_000, report=100, keep=100, average=0.999, compile=True),
        "sharpen": dict(batch=64, rate=8e-4, steps=1500, report=250, exam=256),
        "scorer": dict(batch=512, rate=2e-3, steps=1500, fresh=24, vocabulary=1400, report=250, exam=400),
        "limit": 100, "grid": GRID, "zoom": 1,
    },
    # 64 pixels, 8x8 tokens: some hours on two cores.
    "small": {
        "vqgan": dict(resolution=64, ch=64, ch_mult=(1, 1, 1, 2), attn_resolutions=(8,), embed_dim=32, n_embed=1024),
        "dalle": dict(d_model=192, encoder_layers=3, decoder_layers=5, ffn=512, heads=6, max_text_length=32),
        "vocabulary": 1600, "scenes": 150_000, "exam": 512,
        "train vqgan": dict(batch=8, whole=3, rate=1.2e-3, plain=500, steps=6000, report=250, exam=128),
        "train dalle": dict(batch=64, rate=1.5e-3, warmup=150, steps=20_000, report=100, keep=300, average=0.998, compile=True),
        "sharpen": dict(batch=8, rate=8e-4, steps=8000, report=250, exam=128),
        "scorer": dict(batch=128, rate=2e-3, steps=1500, fresh=3, vocabulary=1400, report=50, exam=200),
        "limit": 100, "grid": GRID, "zoom": 2,
    },
    # Shows that every stage runs, in a minute or two on one core. It learns next to nothing.
    "tiny": {
        "vqgan": dict(resolution=64, ch=32, ch_mult=(1, 1, 1, 2), attn_resolutions=(), embed_dim=16, n_embed=128),
        "dalle": dict(d_model=48, encoder_layers=1, decoder_layers=2, ffn=96, heads=3, max_text_length=32),
        "vocabulary": 600, "scenes": 256, "exam": 32,
        "train vqgan": dict(batch=4, whole=2, rate=2e-3, plain=10, steps=20, report=20, exam=16),
        "train dalle": dict(batch=16, rate=2e-3, warmup=10, steps=40, report=20, keep=300, average=0.9, compile=True),
        "sharpen": dict(batch=4, rate=1e-3, steps=4, report=4, exam=16),
        "scorer": dict(batch=16, rate=2e-3, steps=6, fresh=2, vocabulary=700, report=6, exam=16),
        "limit": 4, "grid": [(1.5, 0.6, 32), (2.0, 0.8, 64)], "zoom": 1,
    },
}


class Recipe:
    def __init__(self, args):
        self.args, self.preset, self.out, self.run = args, PRESETS[args.preset], args.out, os.path.join(args.out, "run")
        os.makedirs(self.run, exist_ok=True)
        self.device = common.pick_device(args.device, args.threads)
        self.workers = args.workers if args.workers >= 0 else max(0, min(14, (os.cpu_count() or 1) - 2))
        self.seed, self.resolution = args.seed, self.preset["vqgan"]["resolution"]
        self.composers, self.models = {}, {}

    def path(self, name):
        return os.path.join(self.run, name)

    def settings(self, stage):
        chosen = dict(self.preset["scorer" if stage == "scorer" else "sharpen" if stage == "sharpen" else "train " + stage])
        if stage in self.args.minutes:
            chosen["minutes"] = self.args.minutes[stage]
        if stage in self.args.steps:
            chosen["steps"] = self.args.steps[stage]
        return chosen

    def composer(self, resolution=0):
        resolution = resolution or self.resolution
        if resolution not in self.composers:
            self.composers[resolution] = Composer(resolution, self.device, self.args.font)
        return self.composers[resolution]

    # ------------------------------------------------------------ what stages leave for others

    def tokenizer(self):
        state = common.load(self.path("tokenizer.pt"))
        if state:
            return Tokenizer(state["vocab"], state["merges"])
        if self.args.start:
            return Tokenizer.load(os.path.join(self.args.start, "dalle"))
        raise SystemExit("There is no tokenizer yet: run the stage tokenizers first.")

    def vqgan(self):
        """The sharpest there is."""
        for name in ("sharp.pt", "vqgan.pt"):
            state = common.load(self.path(name), self.device)
            if state:
                model = vqgan.VQGAN(state["config"]).to(self.device)
                model.load_state_dict(state["model"])
                self._average(model, state["average"])
                return model.eval()
        if self.args.start:
            return export.load_vqgan(self.args.start, self.device)
        raise SystemExit("There is no VQGAN yet: run the stage vqgan first.")

    def dalle(self):
        state = common.load(self.path("dalle.pt"), self.device)
        if state:
            model = dalle.DalleBart(state["config"]).to(self.device)
            model.load_state_dict(state["model"])
            self._average(model, state["average"])
            return model.eval()
        return export.load_dalle(self.args.start or self.out, self.device)[0]

    @staticmethod
    @torch.no_grad()
    def _average(model, state):
        for p, mean in zip(model.parameters(), state["mean"]):
            p.copy_(mean)

    def tokens(self):
        state = common.load(self.path("tokens.pt"))
        if not state:
            raise SystemExit("There are no image tokens yet: run the stage tokens first.")
        return state

    def sampling(self):
        path = self.path("sampling.json")
        return common.read_json(path) if os.path.exists(path) else {"condition_scale": 2.0, "temperature": 0.6, "top_k": 64}

    def artist(self):
        """As users will have it: with the exported weights."""
        model, tokenizer = export.load_dalle(self.out, self.device)
        return evaluate.Artist(model, tokenizer, export.load_vqgan(self.out, self.device), self.device)

    def judge(self):
        return Judge(self.composer(SIDE))

    def publish(self, model):
        """Exports what there is, also in the middle of a training: a run that ends early leaves a model."""
        export.export_dalle(model, self.tokenizer(), self.out, self.sampling())
        self.pack()

    def pack(self):
        """With --pack: everything but the checkpoints in files of at most 15 MB, for machines that hand back no larger ones."""
        if not self.args.pack:
            return
        os.makedirs(self.args.pack, exist_ok=True)
        whole = self.path("pack.tar")
        with tarfile.open(whole, "w") as tar:
            for name in sorted(os.listdir(self.out)):
                if name not in ("run", "golden.npz"):
                    tar.add(os.path.join(self.out, name), name)
            for name in sorted(os.listdir(self.run)):
                if name.endswith(".jsonl"):
                    tar.add(self.path(name), "run/" + name)
        with open(whole, "rb") as f:
            for i in range(100):
                part, piece = os.path.join(self.args.pack, "pack.tar.%02d" % i), f.read(15 * 10 ** 6)
                if piece:
                    with open(part, "wb") as g:
                        g.write(piece)
                elif os.path.exists(part):
                    os.remove(part)
                else:
                    break

    # ------------------------------------------------------------ stages

    def do_tokenizers(self):
        if os.path.exists(self.path("tokenizer.pt")):
            return
        if self.args.start:  # its weights know only its own
            tokenizer = self.tokenizer()
            common.save(self.path("tokenizer.pt"), vocab=tokenizer.vocab, merges=tokenizer.merges)
            return
        rng = random.Random(self.seed)
        talk = [normalize(caption(s, rng)) for s in scenes(60_000 if self.preset["scenes"] > 10_000 else 3000, 7, training=False)]
        tokenizer = Tokenizer.train(talk, self.preset["vocabulary"])
        common.save(self.path("tokenizer.pt"), vocab=tokenizer.vocab, merges=tokenizer.merges)
        print("vocabulary of %d, captions of at most %d tokens" % (
            len(tokenizer.vocab), max(len(tokenizer.encode(t)) for t in talk[:2000])), flush=True)

    def do_data(self):
        rng, some = random.Random(self.seed), scenes(48, 5)
        evaluate.sheet(os.path.join(self.out, "data.png"), [(caption(s, rng)[:40], p[None]) for s, p in zip(
            some, self.composer().draw(some))], columns=6, zoom=2 if self.resolution < 128 else 1)

    def do_vqgan(self):
        if self.args.start:  # its tokens are what the transformer of --start has learnt
            export.export_vqgan(self.vqgan(), self.out)
            return
        settings, state = self.settings("vqgan"), common.load(self.path("vqgan.pt"))
        budget = common.Budget(settings["steps"], settings.get("minutes", 0), **state["budget"]) if state else None
        if os.path.exists(self.path("tokens.pt")):
            if budget is None or budget.progress < 1:
                raise SystemExit("The image tokens in %s are of the VQGAN as it is.\nTo train it further, delete tokens.pt, dalle.pt "
                                 "and sharp.pt there first." % self.run)
            return
        start = export.load_vqgan(self.args.vqgan_start, self.device) if self.args.vqgan_start else None
        vqgan_training.train(self.run, self.composer(), vqgan.config(**self.preset["vqgan"]), settings, self.device, self.workers,
                             self.seed, start)
        export.export_vqgan(self.vqgan(), self.out)

    def do_tokens(self):
        state, count = common.load(self.path("tokens.pt")), self.preset["scenes"]
        if state:
            return
        model, minutes = self.vqgan(), self.args.minutes.get("tokens", 0)
        encode = lambda n, seed: dalle_training.encode_scenes(model, self.composer(), n, seed, minutes, self.workers)
        exam = encode(self.preset["exam"], dalle_training.EXAM_SEED)
        common.save(self.path("tokens.pt"), train=encode(count, dalle_training.SCENE_SEED), exam=exam)

    def do_dalle(self):
        tokens, tokenizer = self.tokens(), self.tokenizer()
        config = dalle.config(encoder_vocab_size=len(tokenizer.vocab), image_vocab_size=self.preset["vqgan"]["n_embed"],
                              image_length=tokens["train"].shape[1], **self.preset["dalle"])
        start = export.load_dalle(self.args.start)[0].state_dict() if self.args.start else None
        train = tokens["train"].to(self.device)
        dalle_training.train(self.run, train, tokens["exam"], tokenizer, config, self.settings("dalle"), self.device, self.workers,
                             self.seed, start, self.publish)

    def do_sharpen(self):
        vqgan_training.sharpen(self.run, self.composer(), self.vqgan(), self.settings("sharpen"), self.device,
                               self.workers, self.seed)

    def do_export(self):
        model = self.vqgan()
        export.export_vqgan(model, self.out)
        self.publish(self.dalle())
        evaluate.reconstruction_sheet(model, self.composer(), scenes(24 if self.args.preset == "tiny" else 48, 6, training=False),
                                      os.path.join(self.out, "reconstructions.png"), self.preset["zoom"])

    def do_scorer(self):
        model = export.load_vqgan(self.out, self.device)  # whose softness the scorer gets used to
        composer, settings = self.composer(model.cfg["resolution"]), self.settings("scorer")
        scorer, tokenizer = clip_training.train(self.run, composer, model, settings, self.device, self.seed)
        clip.export(scorer, tokenizer, os.path.join(self.out, "scorer"))
        result = evaluate.scorer_figures(scorer, tokenizer, composer, model, 100 if self.args.preset == "tiny" else 500)
        if os.path.exists(os.path.join(self.out, "dalle")):
            result["own prompt"] = evaluate.own_prompts(scorer, tokenizer, self.artist(), evaluate.SHEET[:-1])
            result["ranking"] = evaluate.ranking_gain(scorer, tokenizer, self.artist(), self.judge(),
                                                      4 if self.args.preset == "tiny" else 60)
        print(result, flush=True)
        common.write_json(os.path.join(self.out, "scorer-metrics.json"), result)

    def do_tune(self):
        rows = evaluate.tune(self.artist(), self.judge(), min(50, self.preset["limit"]), self.preset["grid"])
        common.write_json(self.path("sampling.json"), rows[0][0])
        common.write_json(os.path.join(self.out, "sampling.json"), [{**s, "all right": r} for s, r in rows])
        export.export_dalle(self.dalle(), self.tokenizer(), self.out, rows[0][0])

    def do_golden(self):
        golden(self.out)
        if os.path.exists(os.path.join(self.out, "scorer")):
            scorer_golden(self.out, self.composer())

    def do_evaluate(self):
        artist, sampling = self.artist(), self.sampling()
        evaluate.sheets(artist, sampling, self.out, self.preset["zoom"])
        self.pack()
        result = evaluate.figures(artist, self.judge(), self.composer(), sampling, self.preset["limit"])
        asked = scenes(256, 123, training=False)
        exam, (soft, tokens) = self.composer().draw(asked), vqgan_training.reconstruct(artist.vqgan, self.composer(), asked)
        result["vqgan"] = {"psnr": round(vqgan_training.psnr(soft, exam), 2), "codes used": len(tokens.unique()),
                           "same tokens from whole pictures": round(vqgan_training.agreement(artist.vqgan, exam, tokens), 4)}
        result["parameters"] = {"dalle": sum(p.numel() for p in artist.dalle.parameters()),
                                "vqgan": sum(p.numel() for p in artist.vqgan.parameters())}
        common.write_json(os.path.join(self.out, "metrics.json"), result)


def amounts(text):
    """"vqgan=2,dalle=6.5" -> {"vqgan": 2.0, "dalle": 6.5}."""
    result = {}
    for part in filter(None, text.split(",")):
        name, _, value = part.partition("=")
        if name not in TIMED or not value.replace(".", "", 1).isdigit():
            raise argparse.ArgumentTypeError("%r: give stage=number, where stage is one of %s" % (part, ", ".join(TIMED)))
        result[name] = float(value)
    return result


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--preset", choices=PRESETS, default="small")
    p.add_argument("--out", default="", help="where everything goes (default: runs/PRESET)")
    p.add_argument("--only", default=",".join(STAGES), help="stages to run, separated by commas")
    p.add_argument("--minutes", type=amounts, default={}, help="stage=minutes,...: by the clock instead of by steps")
    p.add_argument("--steps", type=amounts, default={}, help="stage=steps,...: other than the preset's")
    p.add_argument("--start", default="", help="folder with exported weights: tokenizer and VQGAN stay, dalle goes on")
    p.add_argument("--vqgan-start", default="", help="folder with an exported VQGAN to begin the training of a new one with")
    p.add_argument("--font", default="", help="NotoColorEmoji.ttf, where it is not found by itself")
    p.add_argument("--pack", default="", help="folder for the results in files of at most 15 MB, renewed at every checkpoint")
    p.add_argument("--device", default="auto", help="auto, cpu, cuda, ...")
    p.add_argument("--threads", type=int, default=0, help="threads on the CPU (default: all cores)")
    p.add_argument("--workers", type=int, default=-1, help="processes that prepare scenes and captions (default: by cores)")
    p.add_argument("--seed", type=int, default=0)
    args = p.parse_args()
    args.out = args.out or os.path.join("runs", args.preset)
    unknown = set(args.only.split(",")) - set(STAGES)
    if unknown:
        p.error("no such stage: %s; there are %s" % (", ".join(sorted(unknown)), ", ".join(STAGES)))
    recipe, begin = Recipe(args), time.time()
    for stage in STAGES:
        if stage in args.only.split(","):
            start = time.time()
            print("== %s" % stage, flush=True)
            getattr(recipe, "do_" + stage)()
            print("== %s: %.1f s, %.1f s since the start" % (stage, time.time() - start, time.time() - begin), flush=True)
    recipe.pack()


if __name__ == "__main__":
    sys.exit(main())
