"""PyTorch, eager, on one thread: the same contest as cases.mjs."""

import json
import math
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def numbers(seed, count, low, high):
    values = np.empty(count)
    state = seed
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = low + (high - low) * state / 2**32
    return torch.tensor(values.astype(np.float32))


def linear(inputs, outputs, seed):
    bound = 1 / math.sqrt(inputs)
    layer = torch.nn.Linear(inputs, outputs)
    with torch.no_grad():
        layer.weight.copy_(numbers(seed, inputs * outputs, -bound, bound).reshape(inputs, outputs).T)
        layer.bias.zero_()
    return layer


def make(name, dropout):
    batch, rate, optimizer = None, 0.5, torch.optim.SGD
    drop = [torch.nn.Dropout(0.2)] if dropout else []
    binary = F.binary_cross_entropy_with_logits
    if name == "a":
        x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
        y = torch.tensor([[0.0], [1], [1], [0]])
        layers, loss = [linear(2, 3, 1), torch.nn.Sigmoid(), linear(3, 1, 2)], binary
    elif name == "b":
        x = numbers(3, 400, -1, 1).reshape(200, 2)
        y = (x[:, :1] * x[:, 1:] > 0).float()
        layers = [linear(2, 16, 4), torch.nn.Tanh(), linear(16, 16, 5), torch.nn.Tanh(), linear(16, 1, 6)]
        loss = binary
    elif name == "c":
        x, y = numbers(7, 1797 * 64, 0, 1).reshape(1797, 64), numbers(8, 1797, 0, 10).long()
        layers = [linear(64, 32, 9), torch.nn.ReLU(), *drop, linear(32, 10, 10)]
        loss, batch, rate = F.cross_entropy, 32, 0.1
    elif name == "d":
        x, y = numbers(11, 64 * 784, 0, 1).reshape(64, 784), numbers(12, 64, 0, 10).long()
        layers = [linear(784, 128, 13), torch.nn.ReLU(), linear(128, 10, 14)]
        loss, rate = F.cross_entropy, 0.1
    elif name == "e":
        x = numbers(15, 512, -3, 3).reshape(512, 1)
        y = torch.sin(2 * x)
        layers = [linear(1, 256, 16), torch.nn.Tanh(), linear(256, 1, 17)]
        loss, rate, optimizer = F.mse_loss, 0.01, torch.optim.Adam
    else:
        x, y = numbers(18, 32 * 784, 0, 1).reshape(32, 1, 28, 28), numbers(19, 32, 0, 10).long()
        convolution = torch.nn.Conv2d(1, 8, 3)
        with torch.no_grad():
            convolution.weight.copy_(numbers(20, 72, -1 / 3, 1 / 3).reshape(8, 1, 3, 3))
            convolution.bias.zero_()
        layers = [convolution, torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Flatten(), linear(1352, 10, 21)]
        loss, rate = F.cross_entropy, 0.05
    model = torch.nn.Sequential(*layers)
    steps = optimizer(model.parameters(), lr=rate)

    def step(i):
        xs, ys = x, y
        if batch:
            start = (i % (len(x) // batch)) * batch
            xs, ys = x[start : start + batch], y[start : start + batch]
        value = loss(model(xs), ys)
        steps.zero_grad()
        value.backward()
        steps.step()
        return value

    return step


name, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1
losses = []
if name == "matmul":
    a, b = (numbers(seed, 512 * 512, -1, 1).reshape(512, 512) for seed in (22, 23))
    step = lambda i: a @ b
else:
    step = make(name, False)
    losses = [step(i).item() for i in range(10)]
    step = make(name, True)
times, i, count, total = [], 0, 1, 0.0
while total < seconds * 3:
    start = time.process_time()
    for _ in range(count):
        step(i)
        i += 1
    spent = time.process_time() - start
    if spent < 0.02:
        count *= 2
    elif total > seconds * 2:
        times.append(spent / count)
    total += spent
print(json.dumps({"losses": losses, "microseconds": 1e6 * sorted(times)[len(times) // 2]}))
