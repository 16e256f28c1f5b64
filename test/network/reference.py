"""Counts networks with PyTorch: parameters, MACs, maps kept for the backward pass, receptive field.

Reads a JSON list of {family, depth, width, classes, size} from standard input and prints a JSON list.
The networks are written as PyTorch users write them, not from our plan.
"""
import json, sys
import torch
from torch import nn
import torch.nn.functional as F

conv = lambda i, o, k, s=1: nn.Conv2d(i, o, k, s, k // 2, bias=False)

class Basic(nn.Module):
    def __init__(self, i, o, s, projection):
        super().__init__()
        self.n1, self.c1, self.n2, self.c2 = nn.BatchNorm2d(i), conv(i, o, 3, s), nn.BatchNorm2d(o), conv(o, o, 3)
        self.s, self.extra = s, o - i
        self.p = conv(i, o, 1, s) if projection and (i != o or s != 1) else None
    def forward(self, x):
        a = F.relu(self.n1(x))
        f = self.c2(F.relu(self.n2(self.c1(a))))
        if self.p is not None: return self.p(a) + f
        if self.s != 1: x = F.avg_pool2d(x, self.s)
        if self.extra: x = F.pad(x, (0, 0, 0, 0, 0, self.extra))
        return x + f

class Post(nn.Module):
    def __init__(self, i, o, s, projection):
        super().__init__()
        self.c1, self.n1, self.c2, self.n2 = conv(i, o, 3, s), nn.BatchNorm2d(o), conv(o, o, 3), nn.BatchNorm2d(o)
        self.s, self.extra = s, o - i
    def forward(self, x):
        f = self.n2(self.c2(F.relu(self.n1(self.c1(x)))))
        if self.s != 1: x = F.avg_pool2d(x, self.s)
        if self.extra: x = F.pad(x, (0, 0, 0, 0, 0, self.extra))
        return F.relu(x + f)

class Bottleneck(nn.Module):
    def __init__(self, i, o, s, projection):
        super().__init__()
        m = o // 4
        self.n = nn.ModuleList([nn.BatchNorm2d(i), nn.BatchNorm2d(m), nn.BatchNorm2d(m)])
        self.c = nn.ModuleList([conv(i, m, 1, s), conv(m, m, 3), conv(m, o, 1)])
        self.p = nn.Sequential(nn.BatchNorm2d(i), nn.ReLU(), conv(i, o, 1, s)) if i != o or s != 1 else None
    def forward(self, x):
        f = x
        for n, c in zip(self.n, self.c): f = c(F.relu(n(f)))
        return f + (x if self.p is None else self.p(x))

def build(family, depth, width, classes, channels):
    block = {'resnet': Basic, 'wide': Basic, 'resnet-v1': Post, 'bottleneck': Bottleneck}[family]
    n = {'wide': (depth - 4) // 6, 'bottleneck': (depth - 2) // 9}.get(family, (depth - 2) // 6)
    stem, first = {'wide': (16, 16 * width), 'bottleneck': (width, 4 * width)}.get(family, (width, width))
    around = family in ('resnet-v1', 'bottleneck')
    layers = [conv(channels, stem, 3)] + ([nn.BatchNorm2d(stem), nn.ReLU()] if around else [])
    i = stem
    for stage in range(3):
        for b in range(n):
            o = first << stage
            layers.append(block(i, o, 2 if stage and b == 0 else 1, family == 'wide'))
            i = o
    body = nn.Sequential(*layers)
    head = nn.Sequential(*([] if family == 'resnet-v1' else [nn.BatchNorm2d(i), nn.ReLU()]))
    return body, head, nn.Linear(i, classes)

def count(network):
    size = network['size']
    body, head, dense = build(network['family'], network['depth'], network['width'], network['classes'], size[2])
    whole = nn.ModuleList([body, head, dense])
    macs, x = 0, torch.randn(2, size[2], size[0], size[1])
    def hook(module, inputs, output):
        nonlocal macs
        if isinstance(module, nn.Conv2d):
            macs += output[0].numel() * module.in_channels * module.kernel_size[0] * module.kernel_size[1]
        if isinstance(module, nn.Linear): macs += module.in_features * module.out_features
    for m in whole.modules(): m.register_forward_hook(hook)
    own = {p.data_ptr() for p in whole.parameters()} | {b.data_ptr() for b in whole.buffers()}
    kept = {}
    def pack(t):
        if t.data_ptr() not in own and t.dim() in (2, 4): kept[t.data_ptr()] = t.numel() * t.element_size()
        held.append(t)
        return t
    held = []
    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        logits = dense(head(body(x)).mean((2, 3)))
    return {
        'parameters': sum(p.numel() for p in whole.parameters()),
        'buffers': sum(b.numel() for b in whole.buffers() if b.dim()),
        'macs': macs,
        'keptBytes': sum(kept.values()) // 2,
        'receptiveField': field(body, size) if network.get('field') else None,
    }

def field(body, size):
    """Side of the input that one position of the last state depends on: the support of its gradient.

    With positive weights, inputs and scales, and running means of 0, no unit is off, so that every path counts.
    """
    body = body.eval()
    for m in body.modules():
        if isinstance(m, nn.Conv2d): nn.init.constant_(m.weight, 1e-2)
        if isinstance(m, nn.BatchNorm2d): m.reset_running_stats()
    body = body.double()
    x = torch.rand(1, size[2], size[0], size[1], dtype=torch.double, requires_grad=True)
    y = body(x)
    y[0, 0, y.shape[2] // 2, y.shape[3] // 2].backward()
    rows = x.grad[0].abs().sum((0, 2)).nonzero().flatten()
    return int(rows.max() - rows.min() + 1)

torch.manual_seed(0)
print(json.dumps([count(n) for n in json.load(sys.stdin)]))
