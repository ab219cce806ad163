"""The scorer: two towers that map captions and pictures to the same unit sphere (CLIP), very small.

Structure, names and files are those of Hugging Face's CLIPModel, so whatever reads
openai/clip-vit-base-patch32 reads this. The score of a picture for a caption is the cosine of the two vectors
times exp(logit_scale).
"""
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

from common import write_json

MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)  # CLIP's, of its pictures


def config(vocabulary, width=128, text_layers=3, vision_layers=4, heads=4, length=32, resolution=64, patch=8, projection=128):
    both = {"hidden_size": width, "intermediate_size": 4 * width, "num_attention_heads": heads, "hidden_act": "quick_gelu",
            "layer_norm_eps": 1e-05, "attention_dropout": 0.0, "projection_dim": projection, "initializer_factor": 1.0,
            "initializer_range": 0.02}
    return {
        "architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": projection,
        "logit_scale_init_value": 2.6592, "initializer_factor": 1.0, "torch_dtype": "float16",
        "text_config": {**both, "model_type": "clip_text_model", "vocab_size": vocabulary, "max_position_embeddings": length,
                        "num_hidden_layers": text_layers, "bos_token_id": vocabulary - 2, "eos_token_id": vocabulary - 1,
                        "pad_token_id": vocabulary - 1},
        "vision_config": {**both, "model_type": "clip_vision_model", "image_size": resolution, "patch_size": patch,
                          "num_channels": 3, "num_hidden_layers": vision_layers},
    }


class SelfAttention(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(d, d) for _ in range(4))

    def forward(self, x, causal):
        q, k, v = (f(x).unflatten(2, (self.heads, -1)).transpose(1, 2) for f in (self.q_proj, self.k_proj, self.v_proj))
        # Written out: on a CPU its gradient takes half the time of the fused one's.
        scores = q * q.shape[-1] ** -0.5 @ k.transpose(2, 3)
        if causal:
            scores = scores + torch.full(scores.shape[-2:], float("-inf"), dtype=scores.dtype, device=x.device).triu(1)
        return self.out_proj((scores.softmax(-1) @ v).transpose(1, 2).flatten(2))


class Mlp(nn.Module):
    def __init__(self, d, inner):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(d, inner), nn.Linear(inner, d)

    def forward(self, x):
        h = self.fc1(x)
        return self.fc2(h * torch.sigmoid(1.702 * h))  # quick_gelu


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, eps = c["hidden_size"], c["layer_norm_eps"]
        self.self_attn = SelfAttention(d, c["num_attention_heads"])
        self.layer_norm1, self.layer_norm2 = nn.LayerNorm(d, eps), nn.LayerNorm(d, eps)
        self.mlp = Mlp(d, c["intermediate_size"])

    def forward(self, x, causal):
        x = x + self.self_attn(self.layer_norm1(x), causal)
        return x + self.mlp(self.layer_norm2(x))


class Encoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.layers = nn.ModuleList(Layer(c) for _ in range(c["num_hidden_layers"]))

    def forward(self, x, causal=False):
        for layer in self.layers:
            x = layer(x, causal)
        return x


class TextEmbeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.token_embedding = nn.Embedding(c["vocab_size"], c["hidden_size"])
        self.position_embedding = nn.Embedding(c["max_position_embeddings"], c["hidden_size"])

    def forward(self, ids):
        return self.token_embedding(ids) + self.position_embedding.weight[:ids.shape[1]]


class TextTower(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.end = c["eos_token_id"]
        self.embeddings, self.encoder = TextEmbeddings(c), Encoder(c)
        self.final_layer_norm = nn.LayerNorm(c["hidden_size"], c["layer_norm_eps"])

    def forward(self, ids):
        x = self.final_layer_norm(self.encoder(self.embeddings(ids), causal=True))
        return x[torch.arange(len(x), device=x.device), (ids == self.end).int().argmax(1)]  # at the first <|endoftext|>


class VisionEmbeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, n = c["hidden_size"], (c["image_size"] // c["patch_size"]) ** 2
        self.class_embedding = nn.Parameter(torch.randn(d) * 0.02)
        self.patch_embedding = nn.Conv2d(3, d, c["patch_size"], c["patch_size"], bias=False)
        self.position_embedding = nn.Embedding(n + 1, d)

    def forward(self, pixels):
        x = self.patch_embedding(pixels).flatten(2).transpose(1, 2)
        return torch.cat([self.class_embedding.to(x.dtype).expand(len(x), 1, -1), x], 1) + self.position_embedding.weight


class VisionTower(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, eps = c["hidden_size"], c["layer_norm_eps"]
        self.embeddings, self.encoder = VisionEmbeddings(c), Encoder(c)
        self.pre_layrnorm, self.post_layernorm = nn.LayerNorm(d, eps), nn.LayerNorm(d, eps)  # sic, the published name

    def forward(self, pixels):
        return self.post_layernorm(self.encoder(self.pre_layrnorm(self.embeddings(pixels)))[:, 0])


class Clip(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.cfg = c
        self.text_model, self.vision_model = TextTower(c["text_config"]), VisionTower(c["vision_config"])
        self.text_projection = nn.Linear(c["text_config"]["hidden_size"], c["projection_dim"], bias=False)
        self.visual_projection = nn.Linear(c["vision_config"]["hidden_size"], c["projection_dim"], bias=False)
        self.logit_scale = nn.Parameter(torch.tensor(float(c["logit_scale_init_value"])))
        for name, p in self.named_parameters():
            if p.ndim >= 2:
                nn.init.normal_(p, std=0.02 if "embedding" in name else p[0].numel() ** -0.5)
            elif name.endswith("bias"):
                nn.init.zeros_(p)

    def texts(self, ids):
        """Captions [B, T] padded with <|endoftext|> -> [B, projection], not normalised."""
        return self.text_projection(self.text_model(ids))

    def images(self, pictures):
        """Pictures [B, H, W, 3] in 0..1, H and W of the model's size -> [B, projection], not normalised."""
        mean, std = (torch.tensor(v, device=pictures.device) for v in (MEAN, STD))
        return self.visual_projection(self.vision_model(((pictures - mean) / std).permute(0, 3, 1, 2).contiguous()))


def pad(rows, end):
    n = max(len(r) for r in rows)
    return torch.tensor([r + [end] * (n - len(r)) for r in rows])


def resized(pictures, side):
    """Pictures [B, H, W, 3] at the scorer's size."""
    if pictures.shape[1] == side:
        return pictures
    x = F.interpolate(pictures.permute(0, 3, 1, 2), (side, side), mode="bicubic", antialias=True, align_corners=False)
    return x.clamp(0, 1).permute(0, 2, 3, 1)


def export(model, tokenizer, folder):
    """The folder in the layout of openai/clip-vit-base-patch32, weights in 16 bits."""
    from safetensors.torch import save_file
    os.makedirs(folder, exist_ok=True)
    weights = os.path.join(folder, "model.safetensors")
    save_file({k: v.detach().cpu().half().contiguous() for k, v in model.state_dict().items()}, weights, {"format": "pt"})
    os.chmod(weights, 0o644)  # the library makes it private
    write_json(os.path.join(folder, "config.json"), model.cfg)
    side = model.cfg["vision_config"]["image_size"]
    write_json(os.path.join(folder, "preprocessor_config.json"), {
        "crop_size": {"height": side, "width": side}, "do_center_crop": True, "do_convert_rgb": True, "do_normalize": True,
        "do_rescale": True, "do_resize": True, "feature_extractor_type": "CLIPFeatureExtractor",
        "image_mean": list(MEAN), "image_processor_type": "CLIPImageProcessor", "image_std": list(STD), "resample": 3,
        "rescale_factor": 1 / 255, "size": {"shortest_edge": side}})
    tokenizer.save(folder, model.cfg["text_config"]["max_position_embeddings"])


def load_exported(folder, device="cpu"):
    from safetensors.torch import load_file

    from clip_tokenizer import ClipTokenizer
    from common import read_json
    model = Clip(read_json(os.path.join(folder, "config.json")))
    model.load_state_dict({k: v.float() for k, v in load_file(os.path.join(folder, "model.safetensors")).items()})
    return model.to(device).eval(), ClipTokenizer.load(folder)
