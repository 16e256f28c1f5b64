"""Trains a plan's network on CIFAR-10 in PyTorch, to compare the test accuracy that a recipe reaches.

    python accuracy.py JOB.json

A job: {plan, data: folder of data_batch_*.bin(.gz) and test_batch.bin(.gz), epochs, batch, seed,
rate: [max, min] of one cosine, decay, pad, threads}. SGD with momentum 0.9, decay on convolution and
dense weights only, He initialisation, crop + flip + per-image standardisation. Prints one JSON line
an epoch: {epoch, seconds, trainLoss, testLoss, testAccuracy}.
"""

import gzip
import json
import math
import os
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

from model import Network
from network import make_optimizer


def read(folder, name):
    path = os.path.join(folder, name)
    if os.path.exists(path):
        with open(path, 'rb') as file:
            data = file.read()
    else:
        with gzip.open(path + '.gz') as file:
            data = file.read()
    records = np.frombuffer(data, np.uint8).reshape(-1, 3073)
    return torch.from_numpy(records[:, 1:].reshape(-1, 3, 32, 32).astype(np.float32)), torch.from_numpy(
        records[:, 0].astype(np.int64)
    )


def standardise(x):
    """(x - mean) / max(std, 1/sqrt(N)) of each image."""
    mean = x.mean((1, 2, 3), keepdim=True)
    std = x.std((1, 2, 3), unbiased=False, keepdim=True)
    return (x - mean) / std.clamp(min=1 / math.sqrt(x[0].numel()))


def augment(x, pad, random):
    padded = F.pad(x, (pad,) * 4)
    size = x.shape[2]
    rows, columns = (torch.randint(2 * pad + 1, (len(x),), generator=random) for _ in range(2))
    flips = torch.rand(len(x), generator=random) < 0.5
    crops = [
        padded[i, :, r : r + size, c : c + size] for i, (r, c) in enumerate(zip(rows.tolist(), columns.tolist()))
    ]
    y = torch.stack(crops)
    y[flips] = y[flips].flip(3)
    return y


def initialise(network):
    with torch.no_grad():
        for _, tensor, role in network.named():
            if role == 'weight':
                fan_in = tensor[0].numel()
                tensor.normal_(0, math.sqrt(2 / fan_in))
            elif role == 'bias':
                tensor.zero_()


def main():
    with open(sys.argv[1]) as file:
        job = json.load(file)
    if job.get('threads'):
        torch.set_num_threads(job['threads'])
    torch.manual_seed(job['seed'])
    random = torch.Generator().manual_seed(job['seed'])
    parts = [read(job['data'], f'data_batch_{i}.bin') for i in range(1, 6)]
    images, labels = (torch.cat(p) for p in zip(*parts))
    test_images, test_labels = read(job['data'], 'test_batch.bin')
    test_images = standardise(test_images)
    network = Network(job['plan'], 'symmetric').to(memory_format=torch.channels_last)
    initialise(network)
    optimizer = make_optimizer(
        network,
        {'kind': 'sgd', 'momentum': 0.9, 'nesterov': False, 'decay': job['decay'], 'decayOn': 'weights'},
    )
    steps = len(images) // job['batch']
    total, taken, begun = steps * job['epochs'], 0, time.time()
    high, low = job['rate']
    for epoch in range(1, job['epochs'] + 1):
        network.train()
        losses = []
        order = torch.randperm(len(images), generator=random)
        for step in range(steps):
            rate = low + 0.5 * (high - low) * (1 + math.cos(math.pi * taken / total))
            for group in optimizer.param_groups:
                group['lr'] = rate
            chosen = order[step * job['batch'] : (step + 1) * job['batch']]
            batch = standardise(augment(images[chosen], job['pad'], random))
            optimizer.zero_grad(set_to_none=True)
            logits = network(batch.contiguous(memory_format=torch.channels_last))
            loss = F.cross_entropy(logits, labels[chosen])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            taken += 1
        network.eval()
        with torch.no_grad():
            outputs = torch.cat([network(part) for part in test_images.split(500)])
        print(
            json.dumps(
                {
                    'epoch': epoch,
                    'seconds': time.time() - begun,
                    'trainLoss': float(np.mean(losses)),
                    'testLoss': F.cross_entropy(outputs, test_labels).item(),
                    'testAccuracy': (outputs.argmax(1) == test_labels).float().mean().item(),
                }
            ),
            flush=True,
        )


if __name__ == '__main__':
    main()
