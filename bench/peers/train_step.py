#!/usr/bin/env python3
"""Lets PyTorch train the network that Hjelm trains, one line of JSON at a time, while somebody else takes turns.

Its first line of output says what it is, or {"skipped": "why"} where something is missing. Then each line of
input asks for one training from fresh weights:

    {"observationSize": 10, "chunkSize": 32, "width": 256, "depth": 3, "batch": 256, "steps": 500,
     "untimedSteps": 50, "threads": 2, "rate": 1e-3, "warmUp": 50, "decay": 1e-4, "clip": 1.0,
     "average": 0.999, "seed": 1, "table": "rows.npy"}

and is answered by {"steps": .., "seconds": .., "samplesPerSecond": .., "firstLoss": .., "loss": .., "torch": ..},
or by {"error": "why"}. Seconds are those of "steps" steps, after "untimedSteps" others; losses are means over the
first and the last tenth of all. The table holds rows of observation and chunk in float32; without one, rows are
made from the seed. Whatever is not asked for is as above.

With arguments it answers once and ends:

    train_step.py --steps 500 --threads 2 --seed 1

The network is a residual MLP with time features, the loss that of flow matching, and a step is: draw rows, loss,
gradient clipped by its norm, AdamW, running average of the weights. Of PyTorch's ways to do each the fastest on a
CPU is taken: fused AdamW, and operations over lists of weights.
"""

import argparse
import json
import math
import sys
import time


def say(answer):
    print(json.dumps(answer), flush=True)


def skip(why):
    say({"skipped": why})
    sys.exit(0)


try:
    import numpy as np
    import torch
    from torch.nn import functional
except ImportError as missing:
    skip("Python cannot import it: " + str(missing))

STANDARD = {
    "observationSize": 10, "chunkSize": 32, "width": 256, "depth": 3, "batch": 256, "steps": 500,
    "untimedSteps": 50, "threads": 2, "rate": 1e-3, "warmUp": 50, "decay": 1e-4, "clip": 1.0,
    "average": 0.999, "seed": 1, "table": ""}

OCTAVES = 4
TIME_WIDTH = 64
MADE_ROWS = 10_000


def linear(inputs, outputs, gain, bias):
    """gain: the variance of a weight times its inputs; 0 for weights that start at zero."""
    layer = torch.nn.Linear(inputs, outputs, bias=bias)
    torch.nn.init.normal_(layer.weight, std=math.sqrt(gain / inputs))
    if bias:
        torch.nn.init.zeros_(layer.bias)
    return layer


def time_features(times):
    """t, and sin and cos of pi t, 2 pi t, 4 pi t, 8 pi t."""
    features = [times]
    for octave in range(OCTAVES):
        angle = math.pi * (1 << octave) * times
        features += [torch.sin(angle), torch.cos(angle)]
    return torch.cat(features, 1)


class ResidualMlp(torch.nn.Module):
    """Weight for weight what io.github.hjelm.export.network.ResidualMlp is."""

    def __init__(self, observations, chunk, width, depth):
        super().__init__()
        self.observation = linear(observations, width, 2, False)
        self.sample = linear(chunk, width, 2, False)
        self.time = linear(1 + 2 * OCTAVES, TIME_WIDTH, 2, True)
        self.shifts = torch.nn.ModuleList(linear(TIME_WIDTH, width, 1, True) for _ in range(depth))
        self.hidden = torch.nn.ModuleList(linear(width, width, 2, False) for _ in range(depth - 1))
        self.answer = linear(width, chunk, 0, False)
        self.straight = linear(observations, chunk, 0, True)

    def forward(self, observation, sample, times):
        told = functional.relu(self.time(time_features(times)))
        h = functional.relu(self.observation(observation) + self.sample(sample) + self.shifts[0](told))
        for layer, shift in zip(self.hidden, self.shifts[1:]):
            h = h + functional.relu(layer(h) + shift(told))
        return self.answer(h) + self.straight(observation)


def rows(question):
    width = question["observationSize"] + question["chunkSize"]
    if question["table"]:
        table = torch.from_numpy(np.load(question["table"]).astype(np.float32))
        if table.ndim != 2 or table.shape[1] != width:
            raise ValueError("a table of %s has no rows of %d" % (list(table.shape), width))
        return table
    observations = torch.randn(MADE_ROWS, question["observationSize"])
    mix = torch.randn(question["observationSize"], question["chunkSize"]) / math.sqrt(question["observationSize"])
    return torch.cat([observations, torch.tanh(2 * observations @ mix)], 1)


def rate(question, step, steps):
    if step < question["warmUp"]:
        return question["rate"] * (step + 1) / question["warmUp"]
    done = (step - question["warmUp"]) / max(1, steps - question["warmUp"])
    return question["rate"] * 0.5 * (1 + math.cos(math.pi * done))


class Training:
    """Steps from fresh weights."""

    def __init__(self, question, steps):
        torch.manual_seed(question["seed"])
        self.question = question
        self.steps = steps
        self.table = rows(question)
        self.network = ResidualMlp(
            question["observationSize"], question["chunkSize"], question["width"], question["depth"])
        self.weights = list(self.network.parameters())
        self.average = [weight.detach().clone() for weight in self.weights]
        self.optimizer = torch.optim.AdamW(
            self.weights, lr=question["rate"], betas=(0.9, 0.999), eps=1e-8,
            weight_decay=question["decay"], fused=True)

    def step(self, step):
        batch = self.question["batch"]
        picked = self.table[torch.randint(len(self.table), (batch,))]
        observation, chunk = picked.split([self.question["observationSize"], self.question["chunkSize"]], 1)
        noise = torch.randn_like(chunk)
        t = torch.rand(batch, 1)
        velocity = self.network(observation, (1 - t) * noise + t * chunk, t)
        loss = functional.mse_loss(velocity, chunk - noise)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, self.question["clip"], foreach=True)
        self.optimizer.param_groups[0]["lr"] = rate(self.question, step, self.steps)
        self.optimizer.step()
        kept = min(self.question["average"], (1.0 + step) / (10.0 + step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, self.weights, 1 - kept)
        return loss.item()


def answer(asked):
    unknown = set(asked) - set(STANDARD)
    if unknown:
        raise ValueError("not known: " + ", ".join(sorted(unknown)))
    question = {**STANDARD, **asked}
    torch.set_num_threads(question["threads"])
    steps = question["untimedSteps"] + question["steps"]
    training = Training(question, steps)
    losses = [training.step(step) for step in range(question["untimedSteps"])]
    begin = time.perf_counter()
    losses += [training.step(step) for step in range(question["untimedSteps"], steps)]
    seconds = time.perf_counter() - begin
    tenth = max(1, steps // 10)
    return {"steps": question["steps"], "seconds": seconds,
            "samplesPerSecond": question["steps"] * question["batch"] / seconds,
            "firstLoss": sum(losses[:tenth]) / tenth, "loss": sum(losses[-tenth:]) / tenth,
            "torch": torch.__version__}


def main():
    if len(sys.argv) > 1:
        parser = argparse.ArgumentParser()
        for name, value in STANDARD.items():
            parser.add_argument("--" + name, type=type(value), default=value)
        say(answer(vars(parser.parse_args())))
        return
    say({"tool": "PyTorch", "torch": torch.__version__})
    for line in sys.stdin:
        try:
            say(answer(json.loads(line)))
        except Exception as failure:  # whatever it is, the other side has to hear of it
            say({"error": "%s: %s" % (type(failure).__name__, str(failure).split("\n")[0])})


if __name__ == "__main__":
    main()
