"""What the trainings share: the clock, the learning rate, checkpoints, averaged weights."""
import contextlib
import copy
import json
import math
import os
import time

import torch


def pick_device(name="auto", threads=0):
    """The device to train on; on the CPU with `threads` threads (0: one for each core that is ours)."""
    if threads or not torch.cuda.is_available():
        torch.set_num_threads(threads or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    return torch.device(("cuda" if torch.cuda.is_available() else "cpu") if name == "auto" else name)


def bf16(device):
    """Arithmetic in bfloat16 where it gains; the weights and their updates stay 32-bit."""
    return torch.autocast(device.type, torch.bfloat16) if device.type in ("cuda", "cpu") else contextlib.nullcontext()


class Log:
    """JSON lines to the screen and to a file."""

    def __init__(self, path):
        self.path, self.start = path, time.time()

    def __call__(self, **values):
        values = {"minutes": (time.time() - self.start) / 60, **values}
        line = json.dumps({k: float("%.5g" % v) if isinstance(v, float) else v for k, v in values.items()})
        print(os.path.basename(self.path).split(".")[0], line, flush=True)
        with open(self.path, "a") as f:
            f.write(line + "\n")


class Budget:
    """How far a training is: by steps, or by the clock where minutes are given. Survives a restart."""

    def __init__(self, steps=0, minutes=0.0, step=0, spent=0.0):
        self.steps, self.minutes, self.step, self.spent = steps, minutes, step, spent
        self.resumed = time.time()

    @property
    def seconds(self):
        return self.spent + time.time() - self.resumed

    @property
    def progress(self):
        return min(1.0, self.seconds / 60 / self.minutes if self.minutes else self.step / max(1, self.steps))

    def state(self):
        return {"step": self.step, "spent": self.seconds}


def set_rate(optimizer, budget, peak, warmup=100, floor=0.02):
    """Warm-up over the first steps, then a cosine from `peak` down to `floor` of it at the end of the budget."""
    rate = peak * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * budget.progress)))
    rate *= min(1.0, (budget.step + 1) / warmup)
    for group in optimizer.param_groups:
        group["lr"] = rate * group.get("scale", 1.0)
    return rate


class Average:
    """Exponential moving average of a model's weights: what is evaluated and exported."""

    def __init__(self, model, decay=0.999):
        self.decay, self.count = decay, 0
        self.live = list(model.parameters())
        self.mean = [p.detach().clone() for p in self.live]

    @torch.no_grad()
    def update(self):
        self.count += 1
        decay = min(self.decay, self.count / (self.count + 9))  # a short memory at first
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.live], 1 - decay)

    @contextlib.contextmanager
    def applied(self):
        """The model with the averaged weights, for as long as the block lasts."""
        kept = [p.detach().clone() for p in self.live]
        self.copy_to_model()
        try:
            yield
        finally:
            with torch.no_grad():
                torch._foreach_copy_([p.detach() for p in self.live], kept)

    @torch.no_grad()
    def copy_to_model(self):
        torch._foreach_copy_([p.detach() for p in self.live], self.mean)

    def state(self):
        return {"mean": self.mean, "count": self.count}

    def load(self, state):
        self.count = state["count"]
        for m, v in zip(self.mean, state["mean"]):
            m.copy_(v)


class Half:
    """A bfloat16 twin of a model: it computes, the 32-bit master is what gets updated and kept."""

    def __init__(self, master):
        self.master, self.model = master, copy.deepcopy(master).to(torch.bfloat16)
        self.pairs = list(zip(self.model.parameters(), master.parameters()))

    @torch.no_grad()
    def refresh(self):
        torch._foreach_copy_([twin.detach() for twin, _ in self.pairs], [master.detach() for _, master in self.pairs])
        for twin, _ in self.pairs:
            twin.grad = None

    def gradients(self):
        for twin, master in self.pairs:
            master.grad = None if twin.grad is None else twin.grad.float()


def loader(dataset, start, count, workers):
    """Items start, start + 1, ... of a dataset, made ahead by other processes: the same ones however many there are."""
    return iter(torch.utils.data.DataLoader(dataset, batch_size=None, sampler=range(start, start + count), num_workers=workers,
                                            prefetch_factor=4 if workers else None))


def save(path, **objects):
    """A checkpoint that is either complete or not there."""
    torch.save(objects, path + ".tmp")
    os.replace(path + ".tmp", path)


def load(path, device="cpu"):
    return torch.load(path, map_location=device, weights_only=False) if os.path.exists(path) else None


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(value, f, indent=1, ensure_ascii=False)
        f.write("\n")


def read_json(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)
