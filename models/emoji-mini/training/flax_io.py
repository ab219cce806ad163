"""Read and write Flax checkpoints (flax_model.msgpack) without Flax, and map names.

A checkpoint is a msgpack map of maps; each array is ExtType(1, packb((shape,
dtype name, raw C-order bytes))), which is what flax.serialization writes.
"""
import re

import msgpack
import numpy as np

NDARRAY = 1
MAX_CHUNK = 2 ** 30  # larger arrays would be chunked by Flax; ours never are


def _pack_array(a):
    a = np.ascontiguousarray(a)
    assert a.nbytes < MAX_CHUNK
    return msgpack.ExtType(NDARRAY, msgpack.packb((a.shape, a.dtype.name, a.tobytes()), use_bin_type=True))


def _unpack(code, data):
    assert code == NDARRAY
    shape, dtype, raw = msgpack.unpackb(data, raw=True)
    return np.frombuffer(raw, dtype.decode()).reshape(shape)


def save(path, flat):
    """flat: {"a/b/c": array} -> nested maps."""
    tree = {}
    for name in sorted(flat):
        node = tree
        *folders, leaf = name.split("/")
        for f in folders:
            node = node.setdefault(f, {})
        node[leaf] = _pack_array(flat[name])
    with open(path, "wb") as f:
        f.write(msgpack.packb(tree, use_bin_type=True))


def load(path):
    with open(path, "rb") as f:
        tree = msgpack.unpackb(f.read(), ext_hook=_unpack, raw=False, strict_map_key=False)
    flat = {}

    def walk(node, prefix):
        for k, v in node.items():
            if isinstance(v, dict):
                walk(v, prefix + k + "/")
            else:
                flat[prefix + k] = v
    walk(tree, "")
    return flat


# ---------------------------------------------------------------- names and layouts

def _leaf(folder, leaf, value):
    """(Flax leaf name, Flax layout) of a PyTorch parameter."""
    last = folder.rsplit("/", 1)[-1]
    if leaf == "weight":
        if value.ndim == 4:
            return "kernel", value.transpose(2, 3, 1, 0)  # OIHW -> HWIO
        if value.ndim == 2 and last.startswith("embed"):
            return "embedding", value
        if value.ndim == 2:
            return "kernel", value.T  # [out, in] -> [in, out]
        return "scale", value
    return leaf, value


def dalle_to_flax(state):
    """PyTorch DalleBart state -> Flax names (use_scan=false)."""
    flat = {}
    for name, value in state.items():
        name = re.sub(r"encoder\.layers\.(\d+)", r"encoder.layers.FlaxBartEncoderLayer_\1", name)
        name = re.sub(r"decoder\.layers\.(\d+)", r"decoder.layers.FlaxBartDecoderLayer_\1", name)
        folder, leaf = name.replace(".", "/").rsplit("/", 1)
        leaf, value = _leaf(folder, leaf, value.detach().cpu().float().numpy())
        flat[folder + "/" + leaf] = value
    return flat


def vqgan_to_flax(state):
    """PyTorch VQGAN state -> vqgan-jax names (lists become name_index)."""
    flat = {}
    for name, value in state.items():
        folder, leaf = re.sub(r"\.(\d+)", r"_\1", name).replace(".", "/").rsplit("/", 1)
        leaf, value = _leaf(folder, leaf, value.detach().cpu().float().numpy())
        flat[folder + "/" + leaf] = value
    return flat


def load_into(module, flat, to_flax):
    """Fill a PyTorch module from a Flax checkpoint (the inverse of the two maps above)."""
    import torch
    state = module.state_dict()
    for name in list(state):
        (path, like), = to_flax({name: state[name]}).items()
        a = np.asarray(flat[path], np.float32)
        assert a.shape == like.shape, (path, a.shape, like.shape)
        if state[name].ndim == 4:
            a = a.transpose(3, 2, 0, 1)
        elif state[name].ndim == 2 and path.endswith("kernel"):
            a = a.T
        state[name] = torch.from_numpy(np.ascontiguousarray(a))
    module.load_state_dict(state)
    assert len(flat) == len(state), "the checkpoint has other parameters"
