"""Trains the network of a plan in PyTorch, to compare values and speed.

    python network.py run JOB.json...   takes `steps` steps of each job, one JSON line for each
    python network.py serve JOB.json    takes steps when told to (protocol of test/bench/worker.ts)

A job: {
  plan            the network (src/network/plan.ts)
  recipe          {optimizer: OptimizerValue, labelSmoothing, clip}
  rates           learning rate of each step; a shorter list is used in turns
  weights         safetensors file in the plan's names and layouts; null: torch's own
  batches         safetensors file of images.0, labels.0, images.1, ... (images NHWC), used in turns;
                  null: one random batch of `batch` examples
  batch, steps
  mode            default | channels_last | compile (channels_last and torch.compile)
  device          cpu | cuda;  threads, tf32
  training        false: running statistics, nothing dropped (default true)
  precision       float32 | float64 (what exact arithmetic would give, nearly)
  write           {gradients, afterFirst, final}: safetensors files to write, each may be left out:
                  gradients of the first batch, all values after the first step and after the last
}
`run` prints {torch, device, threads, losses, logits, ms, compileMs, peakBytes}; logits are those of the
first batch, row by row.
"""

import json
import resource
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

import tensors
from model import Network


class Training:
    def __init__(self, job):
        if job.get('threads'):
            torch.set_num_threads(job['threads'])
        tf32 = bool(job.get('tf32'))
        torch.backends.cuda.matmul.allow_tf32 = tf32
        torch.backends.cudnn.allow_tf32 = tf32
        torch.manual_seed(job.get('seed', 1))
        self.job = job
        self.device = torch.device(job.get('device', 'cpu'))
        if self.device.type == 'cuda':
            torch.backends.cudnn.benchmark = True
        mode = job.get('mode', 'default')
        self.layout = torch.contiguous_format if mode == 'default' else torch.channels_last
        self.network = Network(job['plan'])
        if job.get('weights'):
            self.network.load(tensors.read(job['weights']))
        double = job.get('precision') == 'float64'
        self.type = torch.float64 if double else torch.float32
        self.network.to(self.device, self.type, memory_format=self.layout)
        self.network.train(job.get('training', True))
        self.forward = torch.compile(self.network) if mode == 'compile' else self.network
        self.optimizer = make_optimizer(self.network, job['recipe']['optimizer'])
        self.batches = self.read_batches()
        self.taken = 0

    def read_batches(self):
        if self.job.get('batches'):
            arrays = tensors.read(self.job['batches'])
            count = sum(name.startswith('images.') for name in arrays)
            pairs = [(arrays[f'images.{i}'], arrays[f'labels.{i}']) for i in range(count)]
        else:
            random = np.random.default_rng(0)
            shape = [self.job['batch'], *self.job['plan']['input']]
            labels = random.integers(0, self.job['plan']['classes'], self.job['batch'])
            pairs = [(random.standard_normal(shape, dtype=np.float32), labels)]
        return [
            (
                torch.from_numpy(images)
                .permute(0, 3, 1, 2)
                .to(self.device, self.type)
                .contiguous(memory_format=self.layout),
                torch.from_numpy(labels).long().to(self.device),
            )
            for images, labels in pairs
        ]

    def step(self):
        """One training step; the loss before its update."""
        rates = self.job['rates']
        for group in self.optimizer.param_groups:
            group['lr'] = rates[self.taken % len(rates)]
        images, labels = self.batches[self.taken % len(self.batches)]
        recipe = self.job['recipe']
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.forward(images)
        loss = F.cross_entropy(logits, labels, label_smoothing=recipe.get('labelSmoothing', 0))
        loss.backward()
        if self.taken == 0:
            self.logits = logits.detach().double().flatten().tolist()
            self.write('gradients', gradients=True)
        if recipe.get('clip') is not None:
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), recipe['clip'])
        self.optimizer.step()
        if self.taken == 0:
            self.write('afterFirst')
        self.taken += 1
        # reading the loss waits for the device, as our own step does
        return loss.item()

    def write(self, what, gradients=False):
        path = self.job.get('write', {}).get(what)
        if path:
            tensors.write(path, self.network.arrays(gradients))

    def steps(self, count):
        losses, ms = [], []
        for _ in range(count):
            start = time.perf_counter()
            losses.append(self.step())
            ms.append(1000 * (time.perf_counter() - start))
        return losses, ms

    def peak_bytes(self):
        if self.device.type == 'cuda':
            return torch.cuda.max_memory_reserved()
        scale = 1 if sys.platform == 'darwin' else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


def make_optimizer(network, value):
    """Decays weights only, or all parameters, as `decayOn` says."""
    trainable = [(t, role) for _, t, role in network.named() if role not in ('mean', 'variance')]
    decayed = [t for t, role in trainable if value['decayOn'] == 'all' or role == 'weight']
    others = [t for t, role in trainable if value['decayOn'] != 'all' and role != 'weight']
    groups = [{'params': decayed, 'weight_decay': value['decay']}]
    if others:
        groups.append({'params': others, 'weight_decay': 0})
    if value['kind'] == 'sgd':
        return torch.optim.SGD(
            groups, lr=0.1, momentum=value['momentum'], nesterov=value['nesterov']
        )
    if value['kind'] == 'adamw':
        betas = (value['beta1'], value['beta2'])
        return torch.optim.AdamW(groups, lr=0.1, betas=betas, eps=value['epsilon'])
    raise ValueError(f'no torch optimiser for {value["kind"]}')


def describe(training):
    where = 'cpu' if training.device.type == 'cpu' else torch.cuda.get_device_name()
    return {'torch': torch.__version__, 'device': where, 'threads': torch.get_num_threads()}


def run(job):
    training = Training(job)
    losses, ms = training.steps(job['steps'])
    training.write('final')
    answer = {'losses': losses, 'logits': training.logits, 'ms': ms, 'compileMs': ms[0], 'peakBytes': training.peak_bytes()}
    print(json.dumps({**describe(training), **answer}), flush=True)


def serve(job):
    training = Training(job)
    _, ms = training.steps(1)
    about = describe(training)
    engine = f'torch {about["torch"]} {job.get("mode", "default")}'
    print(json.dumps({**about, 'engine': engine, 'compileMs': ms[0]}), flush=True)
    for line in sys.stdin:
        losses, ms = training.steps(json.loads(line)['steps'])
        answer = {'ms': ms, 'loss': losses[-1], 'peakBytes': training.peak_bytes()}
        print(json.dumps(answer), flush=True)


def main():
    command, *paths = sys.argv[1:]
    try:
        for path in paths:
            with open(path) as file:
                {'run': run, 'serve': serve}[command](json.load(file))
    except Exception as error:  # the reader of our lines shall see it
        print(json.dumps({'error': f'{type(error).__name__}: {error}'}), flush=True)
        raise


if __name__ == '__main__':
    main()
