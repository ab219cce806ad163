"""The VQGAN image tokenizer / detokenizer, with the structure of vqgan-jax.

Sub-modules are named so that the Flax parameter path is the PyTorch one with
`.` -> `/` and list indices joined by `_` (see flax_io.py).  Images are NHWC
float in [0, 1] outside and NCHW inside.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F


class NormSwish(nn.GroupNorm):
    """GroupNorm(32, eps 1e-6) followed by swish, in this order everywhere."""

    def __init__(self, channels):
        super().__init__(32, channels, eps=1e-6)

    def forward(self, x):
        return F.silu(super().forward(x))


def like(h, x):
    """h in the memory layout of x."""
    last = x.is_contiguous(memory_format=torch.channels_last)
    return h.contiguous(memory_format=torch.channels_last if last else torch.contiguous_format)


class ResnetBlock(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm1 = NormSwish(c_in)
        self.conv1 = nn.Conv2d(c_in, c_out, 3, padding=1)
        self.norm2 = NormSwish(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1)
        self.nin_shortcut = nn.Conv2d(c_in, c_out, 1) if c_in != c_out else None

    def forward(self, x):
        h = self.conv1(self.norm1(x))
        h = self.conv2(self.norm2(h))
        return h + (x if self.nin_shortcut is None else self.nin_shortcut(x))


class AttnBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.norm = nn.GroupNorm(32, c, eps=1e-6)
        self.q, self.k, self.v, self.proj_out = (nn.Conv2d(c, c, 1) for _ in range(4))

    def forward(self, x):
        b, c, hh, ww = x.shape
        h = self.norm(x)
        q, k, v = (f(h).flatten(2).transpose(1, 2) for f in (self.q, self.k, self.v))
        w = torch.softmax((q @ k.transpose(1, 2)).float() * c ** -0.5, dim=2).to(v.dtype)
        h = (w @ v).transpose(1, 2).reshape(b, c, hh, ww)
        return x + self.proj_out(like(h, x))


class Upsample(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv = nn.Conv2d(c, c, 3, padding=1)

    def forward(self, x):
        return self.conv(F.interpolate(x, scale_factor=2, mode="nearest"))


class Downsample(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv = nn.Conv2d(c, c, 3, stride=2)

    def forward(self, x):
        return self.conv(F.pad(x, (0, 1, 0, 1)))  # asymmetric: right and bottom only


class Level(nn.Module):
    """One resolution of the encoder or decoder (DownsamplingBlock / UpsamplingBlock)."""

    def __init__(self, c_in, c_out, blocks, with_attn, resample):
        super().__init__()
        self.block = nn.ModuleList(ResnetBlock(c_in if i == 0 else c_out, c_out) for i in range(blocks))
        self.attn = nn.ModuleList(AttnBlock(c_out) for _ in range(blocks if with_attn else 0))
        self.downsample = Downsample(c_out) if resample == "down" else None
        self.upsample = Upsample(c_out) if resample == "up" else None

    def forward(self, x):
        for i, block in enumerate(self.block):
            x = block(x)
            if len(self.attn):
                x = self.attn[i](x)
        for f in (self.downsample, self.upsample):
            if f is not None:
                x = f(x)
        return x


class Mid(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.block_1, self.attn_1, self.block_2 = ResnetBlock(c, c), AttnBlock(c), ResnetBlock(c, c)

    def forward(self, x):
        return self.block_2(self.attn_1(self.block_1(x)))


class Encoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        ch, mult = cfg["ch"], cfg["ch_mult"]
        self.conv_in = nn.Conv2d(cfg["in_channels"], ch, 3, padding=1)
        res, c, down = cfg["resolution"], ch, []
        for i, m in enumerate(mult):
            last = i == len(mult) - 1
            down.append(Level(c, ch * m, cfg["num_res_blocks"], res in cfg["attn_resolutions"],
                              None if last else "down"))
            c = ch * m
            res = res if last else res // 2
        self.down = nn.ModuleList(down)
        self.mid = Mid(c)
        self.norm_out = NormSwish(c)
        self.conv_out = nn.Conv2d(c, cfg["z_channels"], 3, padding=1)

    def forward(self, x):
        x = self.conv_in(x)
        for level in self.down:
            x = level(x)
        return self.conv_out(self.norm_out(self.mid(x)))


class Decoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        ch, mult = cfg["ch"], cfg["ch_mult"]
        c = ch * mult[-1]
        res = cfg["resolution"] // 2 ** (len(mult) - 1)
        self.conv_in = nn.Conv2d(cfg["z_channels"], c, 3, padding=1)
        self.mid = Mid(c)
        up = [None] * len(mult)
        for i in reversed(range(len(mult))):
            up[i] = Level(c, ch * mult[i], cfg["num_res_blocks"] + 1, res in cfg["attn_resolutions"],
                          "up" if i else None)
            c = ch * mult[i]
            res *= 2
        self.up = nn.ModuleList(up)  # index 0 is the finest level, as in the reference
        self.norm_out = NormSwish(c)
        self.conv_out = nn.Conv2d(c, cfg["out_ch"], 3, padding=1)

    def forward(self, x):
        x = self.mid(self.conv_in(x))
        for level in reversed(self.up):
            x = level(x)
        return self.conv_out(self.norm_out(x))


class Quantize(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.embedding = nn.Embedding(cfg["n_embed"], cfg["embed_dim"])
        self.embedding.weight.data.normal_(0, 0.5)

    def nearest(self, z, first=0):
        """z [N, embed_dim] -> index of the nearest code from `first` on (squared distance, first minimum)."""
        e = self.embedding.weight[first:].float()
        d = z.pow(2).sum(1, keepdim=True) + e.pow(2).sum(1) - 2 * z @ e.t()
        return d.argmin(1) + first


class VQGAN(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cfg = cfg
        self.layout = torch.contiguous_format  # of the activations in memory
        self.encoder, self.decoder, self.quantize = Encoder(cfg), Decoder(cfg), Quantize(cfg)
        self.quant_conv = nn.Conv2d(cfg["z_channels"], cfg["embed_dim"], 1)
        self.post_quant_conv = nn.Conv2d(cfg["embed_dim"], cfg["z_channels"], 1)
        for m in self.modules():  # Xavier, with residual branches that start small
            if isinstance(m, nn.Conv2d):
                nn.init.xavier_uniform_(m.weight)
                nn.init.zeros_(m.bias)
        for m in self.modules():
            last = m.conv2 if isinstance(m, ResnetBlock) else m.proj_out if isinstance(m, AttnBlock) else None
            if last is not None:
                last.weight.data.mul_(0.1)

    @property
    def side(self):
        return self.cfg["resolution"] // 2 ** (len(self.cfg["ch_mult"]) - 1)

    def latents(self, images):
        """images [B, H, W, 3] -> continuous latents [B, h, w, embed_dim]."""
        w = self.encoder.conv_in.weight
        x = images.permute(0, 3, 1, 2).to(w.dtype, memory_format=self.layout)
        return self.quant_conv(self.encoder(x)).permute(0, 2, 3, 1).float()

    def decode_latents(self, z):
        x = z.permute(0, 3, 1, 2).to(self.decoder.conv_in.weight.dtype, memory_format=self.layout)
        return self.decoder(self.post_quant_conv(x)).permute(0, 2, 3, 1).float()

    def encode(self, images, first=0):
        """images -> tokens [B, h*w], none below `first`."""
        z = self.latents(images)
        return self.quantize.nearest(z.reshape(-1, z.shape[-1]), first).reshape(z.shape[0], -1)

    def decode(self, tokens):
        """tokens [B, h*w] -> images [B, H, W, 3], not clipped."""
        z = self.quantize.embedding.weight[tokens].reshape(tokens.shape[0], self.side, self.side, -1)
        return self.decode_latents(z)


def config(resolution=64, ch=64, ch_mult=(1, 1, 1, 2), num_res_blocks=1, attn_resolutions=(8,),
           z_channels=64, embed_dim=32, n_embed=1024):
    """A config.json in the vocabulary of vqgan-jax."""
    return {
        "architectures": ["VQModel"], "model_type": "vqgan", "attn_resolutions": list(attn_resolutions),
        "ch": ch, "ch_mult": list(ch_mult), "double_z": False, "dropout": 0.0, "embed_dim": embed_dim,
        "give_pre_end": False, "in_channels": 3, "n_embed": n_embed, "num_res_blocks": num_res_blocks,
        "num_resolutions": len(ch_mult), "out_ch": 3, "resamp_with_conv": True, "resolution": resolution,
        "z_channels": z_channels,
    }
