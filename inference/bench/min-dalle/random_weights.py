"""Writes random weights in min-dalle's file layout. Runs in the private environment that compare.py makes.

    python random_weights.py FOLDER --size mini|tiny

FOLDER is then what min-dalle calls its models_root. The networks are min-dalle's own classes with PyTorch's default
initialisation, so names and shapes cannot differ from what min-dalle reads. Beside the weights lie the two config.json
files from which Imagine reads a model's dimensions; min-dalle has them in its code.
"""

import argparse
import json
from pathlib import Path

import torch
from min_dalle.models import DalleBartDecoder, DalleBartEncoder, VQGanDetokenizer

# By the names of min-dalle's attributes. "mini" is DALL·E Mini; "tiny" is for trying the scripts. The VQGAN is always
# whole: its dimensions are fixed in min-dalle's code.
SIZES = {
    "mini": {
        "layer_count": 12,
        "attention_head_count": 16,
        "embed_count": 1024,
        "glu_embed_count": 2730,
        "text_vocab_count": 50264,
        "text_token_count": 64,
        "image_vocab_count": 16384,
    },
    "tiny": {
        "layer_count": 2,
        "attention_head_count": 2,
        "embed_count": 128,
        "glu_embed_count": 344,
        "text_vocab_count": 512,
        "text_token_count": 64,
        "image_vocab_count": 16384,
    },
}

# Published checkpoints have no scale for the norms that feed a linear layer; min-dalle then keeps ones.
NORMS_WITHOUT_SCALE = ("pre_self_attn_layer_norm", "pre_encoder_attn_layer_norm", "glu.ln0", "glu.ln1", "final_ln")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=SIZES, required=True)
    arguments = parser.parse_args()
    dalle = arguments.folder / "dalle_bart_mini"
    vqgan = arguments.folder / "vqgan"
    dalle.mkdir(parents=True)
    vqgan.mkdir()
    torch.manual_seed(1)
    write_transformer(dalle, SIZES[arguments.size])
    write_tokenizer(dalle)
    write_json(dalle / "config.json", transformer_config(SIZES[arguments.size]))
    torch.save(VQGanDetokenizer().state_dict(), vqgan / "detoker.pt")
    write_json(vqgan / "config.json", VQGAN_CONFIG)


def write_transformer(folder: Path, size: dict) -> None:
    both = {name: size[name] for name in ("layer_count", "attention_head_count", "embed_count", "glu_embed_count")}
    encoder = DalleBartEncoder(
        **both, text_vocab_count=size["text_vocab_count"], text_token_count=size["text_token_count"], device="cpu"
    )
    torch.save(parameters(encoder), folder / "encoder.pt")
    decoder = DalleBartDecoder(**both, image_vocab_count=size["image_vocab_count"], device="cpu")
    torch.save(parameters(decoder), folder / "decoder.pt")


def parameters(network: torch.nn.Module) -> dict:
    without_scale = tuple(f"{norm}.weight" for norm in NORMS_WITHOUT_SCALE)
    return {name: tensor for name, tensor in network.state_dict().items() if not name.endswith(without_scale)}


def write_tokenizer(folder: Path) -> None:
    """Every byte is a token and nothing merges: a valid byte-level encoding, in which texts are long."""
    tokens = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"] + byte_alphabet()
    write_json(folder / "vocab.json", {token: number for number, token in enumerate(tokens)})
    (folder / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")


def byte_alphabet() -> list[str]:
    """GPT-2's letters for the 256 bytes: printable ones stand for themselves, the others for U+0100 and following."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    return [chr(byte) for byte in printable] + [chr(0x100 + i) for i in range(256 - len(printable))]


def transformer_config(size: dict) -> dict:
    config = {
        "activation_function": "gelu",
        "d_model": size["embed_count"],
        "decoder_start_token_id": size["image_vocab_count"],
        "encoder_vocab_size": size["text_vocab_count"],
        "force_ln_scale": False,
        "image_length": 256,
        "image_vocab_size": size["image_vocab_count"],
        "ln_positions": "normformer",
        "ln_type": "layernorm",
        "max_text_length": size["text_token_count"],
        "model_type": "dallebart",
        "normalize_text": True,
        "scale_embedding": False,
        "sinkhorn_iters": 1,
        "tie_word_embeddings": False,
        "use_absolute_position_embeddings": True,
        "use_bias": False,
        "use_final_ln_decoder": True,
        "use_final_ln_encoder": True,
        "use_glu": True,
        # min-dalle's defaults, so that both programs draw with the same settings.
        "recommended_sampling": {"condition_scale": 16, "temperature": 1, "top_k": 256, "top_p": 1},
    }
    for side in ("encoder", "decoder"):
        config[f"{side}_layers"] = size["layer_count"]
        config[f"{side}_attention_heads"] = size["attention_head_count"]
        config[f"{side}_ffn_dim"] = size["glu_embed_count"]
    return config


VQGAN_CONFIG = {
    "attn_resolutions": [16],
    "ch": 128,
    "ch_mult": [1, 1, 2, 2, 4],
    "double_z": False,
    "embed_dim": 256,
    "give_pre_end": False,
    "in_channels": 3,
    "n_embed": 16384,
    "num_res_blocks": 2,
    "out_ch": 3,
    "resamp_with_conv": True,
    "resolution": 256,
    "z_channels": 256,
}


def write_json(file: Path, value: dict) -> None:
    file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
