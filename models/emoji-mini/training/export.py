"""The folders that Imagine imports: dalle/ and vqgan/ in the layout of the published DALL·E Mini, in 16 bits."""
import os

import numpy as np

import flax_io
from common import read_json, write_json
from dalle import DalleBart
from tokenizer import Tokenizer
from vqgan import VQGAN


def _write(folder, config, flat):
    os.makedirs(folder, exist_ok=True)
    if max(float(np.abs(a).max()) for a in flat.values()) > 60000:
        raise SystemExit("A weight of %s does not fit 16 bits; the training has gone wrong." % folder)
    write_json(os.path.join(folder, "config.json"), config)
    path = os.path.join(folder, "flax_model.msgpack")
    flax_io.save(path, {k: a.astype(np.float16) for k, a in flat.items()})
    print("%s: %d arrays, %.2f million parameters, %.1f MB"
          % (folder, len(flat), sum(a.size for a in flat.values()) / 1e6, os.path.getsize(path) / 1e6), flush=True)


def export_vqgan(model, out):
    _write(os.path.join(out, "vqgan"), model.cfg, flax_io.vqgan_to_flax(model.state_dict()))


def export_dalle(model, tokenizer, out, sampling):
    """sampling: {"condition_scale", "temperature", "top_k"}, what the config recommends."""
    folder = os.path.join(out, "dalle")
    _write(folder, {**model.cfg, "recommended_sampling": sampling}, flax_io.dalle_to_flax(model.state_dict()))
    tokenizer.save(folder, model.cfg["max_text_length"])


def load_vqgan(out, device="cpu"):
    model = VQGAN(read_json(os.path.join(out, "vqgan", "config.json")))
    flax_io.load_into(model, flax_io.load(os.path.join(out, "vqgan", "flax_model.msgpack")), flax_io.vqgan_to_flax)
    return model.to(device).eval()


def load_dalle(out, device="cpu"):
    """(model, tokenizer); the recommended sampling is in the model's cfg."""
    folder = os.path.join(out, "dalle")
    model = DalleBart(read_json(os.path.join(folder, "config.json")))
    flax_io.load_into(model, flax_io.load(os.path.join(folder, "flax_model.msgpack")), flax_io.dalle_to_flax)
    return model.to(device).eval(), Tokenizer.load(folder)
