"""Golden values: what the exported 16-bit weights compute in 32 bits, for other implementations to compare with."""
import base64
import io
import os

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import clip
from common import write_json
from dalle import pad
from export import load_dalle, load_vqgan
from tokenizer import PAD, normalize

PROMPTS = [
    "a cat on a blue background", "a red apple", "two dogs on a green background",
    "a robot next to a tree on a pink background", "A small PIZZA, top left!",
    "\U0001F431 on a YELLOW background \u2013 caf\u00e9!",
]
NOTE = """Computed in fp32 from the fp16 weights in dalle/ and vqgan/. Arrays are in golden.npz; row i is prompts[i].
input_ids are padded with 1 to max_text_length; encoder_output covers the padded positions too. teacher_forced_logits[i, k]
predicts greedy_tokens_scale1[i, t], t = logit_positions[i, k], from the start token and the tokens before t. Greedy = argmax
over the first image_vocab_size logits; with condition_scale s: uncond + s * (cond - uncond), uncond = the empty caption <s></s>. Images are
[side, side, 3], clipped to [0, 1]. vqgan_encode_tokens = VQGAN-encoded image_recommended."""


@torch.no_grad()
def golden(out):
    (dalle, tokenizer), vqgan = load_dalle(out), load_vqgan(out)
    cfg = dalle.cfg
    sampling = cfg["recommended_sampling"]
    rows = [tokenizer.encode(normalize(p), cfg["max_text_length"]) for p in PROMPTS]
    ids = pad(rows, cfg["max_text_length"])
    plain = dalle.generate(ids, greedy=True)
    guided = dalle.generate(ids, condition_scale=sampling["condition_scale"], greedy=True)
    start = torch.full((len(ids), 1), cfg["decoder_start_token_id"])
    logits = dalle(ids, torch.cat([start, plain[:, :-1]], 1))
    agree = float((logits[..., :cfg["image_vocab_size"]].argmax(-1) == plain).float().mean())
    if agree < 0.995:
        raise SystemExit("Step by step and all at once, the transformer disagrees on %.1f %% of the tokens." % (100 - 100 * agree))
    shown, positions = vqgan.decode(guided).clamp(0, 1), np.arange(0, cfg["image_length"], 8, dtype=np.int32)
    arrays = {
        "input_ids": ids.numpy().astype(np.int32), "attention_mask": (ids != PAD).numpy().astype(np.int32),
        "encoder_output": dalle.encode(ids)[0].numpy(), "logit_positions": np.tile(positions, (len(ids), 1)),
        "teacher_forced_logits": logits[:, positions].numpy(),
        "greedy_tokens_scale1": plain.numpy().astype(np.int32), "greedy_tokens_recommended": guided.numpy().astype(np.int32),
        "image_recommended": shown.numpy(),
        "vqgan_encode_tokens": vqgan.encode(shown).numpy().astype(np.int32)}
    np.savez_compressed(os.path.join(out, "golden.npz"), **arrays)
    names = {i: t for t, i in tokenizer.vocab.items()}
    write_json(os.path.join(out, "golden.json"), {
        "note": NOTE.replace("\n", " "), "condition_scale_recommended": sampling["condition_scale"],
        "temperature_recommended": sampling["temperature"], "top_k_recommended": sampling["top_k"], "unconditional_ids": [0, 2],
        "arrays": {k: {"shape": list(a.shape), "dtype": str(a.dtype)} for k, a in arrays.items()},
        "prompts": [{"text": p, "normalized": normalize(p), "ids": r, "tokens": [names[i] for i in r]}
                    for p, r in zip(PROMPTS, rows)],
        "greedy_tokens_recommended": guided.tolist()})
    print("golden values: step by step and all at once agree on %.2f %% of the tokens" % (100 * agree), flush=True)


@torch.no_grad()
def scorer_golden(out, composer):
    """golden-scorer.json: captions with their tokens and vectors, pictures (PNG) with their vectors, all scores."""
    from scenes import scenes
    model, tokenizer = clip.load_exported(os.path.join(out, "scorer"))
    length = model.cfg["text_config"]["max_position_embeddings"]
    rows = [tokenizer.encode(p, length) for p in PROMPTS]
    side = model.cfg["vision_config"]["image_size"]
    pictures = (clip.resized(composer.draw(scenes(4, 1)), side).cpu() * 255 + 0.5).byte()
    texts = F.normalize(model.texts(clip.pad(rows, tokenizer.end)), dim=1)
    seen = F.normalize(model.images(pictures.float() / 255), dim=1)

    def png(picture):
        file = io.BytesIO()
        Image.fromarray(picture.numpy()).save(file, "PNG")
        return base64.b64encode(file.getvalue()).decode()

    numbers = lambda v: [float("%.7g" % x) for x in v.tolist()]
    write_json(os.path.join(out, "golden-scorer.json"), {
        "note": "Computed in fp32 from the fp16 weights in scorer/. Vectors have length 1; scores[text][picture] = scale * cosine.",
        "scale": float(model.logit_scale.exp()),
        "texts": [{"text": p, "ids": r, "vector": numbers(v)} for p, r, v in zip(PROMPTS, rows, texts)],
        "pictures": [{"png": png(p), "vector": numbers(v)} for p, v in zip(pictures, seen)],
        "scores": [numbers(row) for row in model.logit_scale.exp() * texts @ seen.T]})
