"""The transformer: DALL·E Mini's BART in its NormFormer and GLU variant, for training and for drawing.

Module attributes carry the names of the Flax modules (FlaxBartAttention_0, LayerNorm_1, GLU_0, Dense_2, ...),
so that a checkpoint path follows from the parameter name (flax_io.py). As in the published checkpoints, norms
that feed a Dense have a bias and no scale, positions start at 0, and no Dense has a bias.

    encoder layer:  x += LN_1(SelfAttention(LN_0 x))                          x += GLU(x)
    decoder layer:  x += LN_1(SelfAttention(LN_0 x)); x += LN_3(CrossAttention(LN_2 x, text)); x += GLU(x)
    GLU(x) = Dense_2(LN_1(gelu(Dense_0(LN_0 x)) * Dense_1(LN_0 x)))
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from tokenizer import BOS, EOS, PAD


def config(d_model=192, encoder_layers=3, decoder_layers=5, ffn=512, heads=6, encoder_vocab_size=1000,
           image_vocab_size=1024, image_length=64, max_text_length=32, dropout=0.0):
    return {
        "activation_dropout": 0.0, "activation_function": "gelu", "architectures": ["DalleBart"],
        "attention_dropout": 0.0, "bos_token_id": image_vocab_size, "d_model": d_model,
        "decoder_attention_heads": heads, "decoder_ffn_dim": ffn, "decoder_layers": decoder_layers,
        "decoder_start_token_id": image_vocab_size, "do_sample": True, "dropout": dropout,
        "encoder_attention_heads": heads, "encoder_ffn_dim": ffn, "encoder_layers": encoder_layers,
        "encoder_vocab_size": encoder_vocab_size, "eos_token_id": image_vocab_size, "force_ln_scale": False,
        "gradient_checkpointing": False, "image_length": image_length, "image_vocab_size": image_vocab_size,
        "init_std": 0.02, "is_encoder_decoder": True, "ln_positions": "normformer", "ln_type": "layernorm",
        "max_length": image_length + 1, "max_text_length": max_text_length, "min_length": image_length + 1,
        "model_type": "dallebart", "normalize_text": True, "pad_token_id": image_vocab_size,
        "scale_embedding": False, "sinkhorn_iters": 1, "tau_init": 0.05, "tie_word_embeddings": False,
        "use_absolute_position_embeddings": True, "use_alibi": False, "use_bias": False, "use_cache": True,
        "use_cosine_attention": False, "use_deepnet_scaling": False, "use_final_ln_decoder": True,
        "use_final_ln_encoder": True, "use_glu": True, "use_head_scale": False, "use_scan": False,
        "use_subln_init": False, "use_swin_position_embeddings": False,
    }


class LayerNorm(nn.Module):
    def __init__(self, d, scale=True):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d)) if scale else None
        self.bias = nn.Parameter(torch.zeros(d))

    def forward(self, x):
        if self.weight is None:
            return F.layer_norm(x, x.shape[-1:], None, None, 1e-5) + self.bias
        return F.layer_norm(x, x.shape[-1:], self.weight, self.bias, 1e-5)


def dense(d_in, d_out, std):
    layer = nn.Linear(d_in, d_out, bias=False)
    nn.init.normal_(layer.weight, std=std)
    return layer


def attend(q, k, v, mask, causal):
    """softmax(q k^T / sqrt(head_dim)) v. On the CPU in single steps: training then takes half the time of PyTorch's fused ones."""
    if q.is_cuda:
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3)
    if causal:
        scores = scores + scores.new_full(scores.shape[2:], float("-inf")).triu(1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, -1).to(v.dtype) @ v


class Attention(nn.Module):
    def __init__(self, d, heads, std):
        super().__init__()
        self.heads = heads
        self.k_proj, self.v_proj, self.q_proj, self.out_proj = (dense(d, d, std) for _ in range(4))

    def split(self, x):
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)

    def keys_values(self, x):
        return self.split(self.k_proj(x)), self.split(self.v_proj(x))

    def forward(self, x, kv, mask=None, causal=False):
        """kv: keys and values [B, heads, K, head_dim]; mask: True where they may be seen."""
        h = attend(self.split(self.q_proj(x)), *kv, mask, causal)
        return self.out_proj(h.transpose(1, 2).flatten(2))


class GLU(nn.Module):
    def __init__(self, d, ffn, std):
        super().__init__()
        self.LayerNorm_0 = LayerNorm(d, scale=False)
        self.Dense_0, self.Dense_1 = dense(d, ffn, std), dense(d, ffn, std)
        self.LayerNorm_1 = LayerNorm(ffn, scale=False)
        self.Dense_2 = dense(ffn, d, std)

    def forward(self, x):
        x = self.LayerNorm_0(x)
        return self.Dense_2(self.LayerNorm_1(F.gelu(self.Dense_0(x)) * self.Dense_1(x)))


class EncoderLayer(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, std = c["d_model"], c["init_std"]
        self.LayerNorm_0 = LayerNorm(d, scale=False)
        self.FlaxBartAttention_0 = Attention(d, c["encoder_attention_heads"], std)
        self.LayerNorm_1 = LayerNorm(d)
        self.GLU_0 = GLU(d, c["encoder_ffn_dim"], std)

    def forward(self, x, mask):
        h = self.LayerNorm_0(x)
        x = x + self.LayerNorm_1(self.FlaxBartAttention_0(h, self.FlaxBartAttention_0.keys_values(h), mask))
        return x + self.GLU_0(x)


class DecoderLayer(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, std = c["d_model"], c["init_std"]
        self.LayerNorm_0 = LayerNorm(d, scale=False)
        self.FlaxBartAttention_0 = Attention(d, c["decoder_attention_heads"], std)
        self.LayerNorm_1 = LayerNorm(d)
        self.LayerNorm_2 = LayerNorm(d, scale=False)
        self.FlaxBartAttention_1 = Attention(d, c["decoder_attention_heads"], std)
        self.LayerNorm_3 = LayerNorm(d)
        self.GLU_0 = GLU(d, c["decoder_ffn_dim"], std)

    def forward(self, x, cross, text_mask, cache=None, at=0):
        """cross: keys and values of the text. Without a cache all positions at once, each seeing those before it;
        with one (keys, values of all positions [B, heads, L, head_dim]) the single position `at`."""
        h = self.LayerNorm_0(x)
        kv = self.FlaxBartAttention_0.keys_values(h)
        if cache is not None:
            for stored, new in zip(cache, kv):
                stored[:, :, at:at + 1] = new
            kv = [stored[:, :, :at + 1] for stored in cache]
        x = x + self.LayerNorm_1(self.FlaxBartAttention_0(h, kv, causal=cache is None))
        x = x + self.LayerNorm_3(self.FlaxBartAttention_1(self.LayerNorm_2(x), cross, text_mask))
        return x + self.GLU_0(x)


class Stack(nn.Module):
    """Encoder or decoder: embeddings, layers, norms."""

    def __init__(self, c, vocab, length, layer, layers):
        super().__init__()
        d = c["d_model"]
        self.embed_tokens, self.embed_positions = nn.Embedding(vocab, d), nn.Embedding(length, d)
        for e in (self.embed_tokens, self.embed_positions):
            nn.init.normal_(e.weight, std=c["init_std"])
        self.layernorm_embedding = LayerNorm(d)
        self.layers = nn.ModuleList(layer(c) for _ in range(layers))
        self.final_ln = LayerNorm(d, scale=False)

    def embed(self, ids, start=0):
        return self.layernorm_embedding(self.embed_tokens(ids) + self.embed_positions.weight[start:start + ids.shape[1]])


class Model(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.encoder = Stack(c, c["encoder_vocab_size"], c["max_text_length"], EncoderLayer, c["encoder_layers"])
        self.decoder = Stack(c, c["image_vocab_size"] + 1, c["image_length"], DecoderLayer, c["decoder_layers"])


class DalleBart(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.cfg = c
        self.model = Model(c)
        self.lm_head = dense(c["d_model"], c["image_vocab_size"] + 1, c["init_std"])

    def encode(self, ids):
        """Texts [B, T] padded with <pad> -> (states [B, T, d], mask [B, 1, 1, T])."""
        mask, encoder = (ids != PAD)[:, None, None], self.model.encoder
        x = encoder.embed(ids)
        for layer in encoder.layers:
            x = layer(x, mask)
        return encoder.final_ln(x), mask

    def forward(self, ids, image_ids):
        """Teacher forcing: image_ids [B, L] are the decoder's inputs, start token first -> logits [B, L, vocabulary + 1]."""
        (text, mask), decoder = self.encode(ids), self.model.decoder
        x = decoder.embed(image_ids)
        for layer in decoder.layers:
            x = layer(x, layer.FlaxBartAttention_1.keys_values(text), mask)
        return self.lm_head(decoder.final_ln(x))

    @torch.no_grad()
    def generate(self, ids, condition_scale=1.0, temperature=1.0, top_k=0, greedy=False, generator=None):
        """Draws image tokens [B, L] for texts [B, T]; the unguided lane reads the empty text."""
        b, c, guided = len(ids), self.cfg, condition_scale != 1.0
        if guided:
            empty = torch.full_like(ids, PAD)
            empty[:, 0], empty[:, 1] = BOS, EOS
            ids = torch.cat([ids, empty])
        (text, mask), decoder = self.encode(ids), self.model.decoder
        cross = [layer.FlaxBartAttention_1.keys_values(text) for layer in decoder.layers]
        heads, length = c["decoder_attention_heads"], c["image_length"]
        caches = [[text.new_zeros(len(ids), heads, length, c["d_model"] // heads) for _ in "kv"] for _ in decoder.layers]
        out = torch.full((b, length + 1), c["decoder_start_token_id"], device=ids.device)
        for i in range(length):
            x = decoder.embed(out[:, i:i + 1].repeat(2 if guided else 1, 1), i)
            for layer, kv, cache in zip(decoder.layers, cross, caches):
                x = layer(x, kv, mask, cache, i)
            logits = self.lm_head(decoder.final_ln(x))[:, 0, :c["image_vocab_size"]].float()  # never the start token
            if guided:
                logits = logits[b:] + condition_scale * (logits[:b] - logits[b:])
            if greedy:
                out[:, i + 1] = logits.argmax(1)
                continue
            logits = logits / temperature
            if top_k:
                logits = logits.masked_fill(logits < logits.topk(top_k).values[:, -1:], float("-inf"))
            out[:, i + 1] = torch.multinomial(torch.softmax(logits, -1), 1, generator=generator)[:, 0]
        return out[:, 1:]


def pad(rows, length=0):
    """Token lists -> [B, T]."""
    n = length or max(len(r) for r in rows)
    return torch.tensor([r + [PAD] * (n - len(r)) for r in rows])
