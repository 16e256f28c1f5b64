"""The network of a plan (src/network/plan.ts, as JSON) as a torch module, in NCHW.

Written against the plan and the papers alone, so that it is an independent second implementation.
"""

import torch
from torch import nn
from torch.nn import functional as F


class Conv(nn.Module):
    """Zeros on each side as the plan says, by torch's own `padding` wherever that can express it."""

    def __init__(self, layer):
        super().__init__()
        kernel, stride = layer['kernel'], layer['stride']
        top, bottom, left, right = layer['pads']
        self.extra = None

        def fits(padding):
            return all(
                (size + 2 * padding - kernel) // stride + 1 == out
                for size, out in zip(layer['in'][:2], layer['out'][:2])
            )

        if top == left and fits(top):
            inner = top
        elif stride == 1 and top + bottom == left + right == kernel - 1:
            inner = 'same'
        else:
            inner = 0
            self.extra = (left, right, top, bottom)
        channels, filters = layer['in'][2], layer['out'][2]
        self.conv = nn.Conv2d(channels, filters, kernel, stride, inner, bias='bias' in layer)

    def forward(self, x):
        return self.conv(F.pad(x, self.extra) if self.extra else x)


class Dense(nn.Module):
    """Sees all values of the map, in the order of the plan: row by row, the channels of a pixel together."""

    def __init__(self, layer):
        super().__init__()
        inputs, units = layer['weight']['shape']
        self.linear = nn.Linear(inputs, units, bias='bias' in layer)

    def forward(self, x):
        return self.linear(x.permute(0, 2, 3, 1).flatten(1))[:, :, None, None]


class Flatten(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)[:, :, None, None]


class Dropout(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.rate = layer['rate']

    def forward(self, x):
        return F.dropout(x, self.rate, self.training)


class Pool(nn.Module):
    """The mean over windows that do not overlap; what fills no window is left out."""

    def __init__(self, layer):
        super().__init__()
        self.stride = layer['stride']

    def forward(self, x):
        return F.avg_pool2d(x, self.stride) if self.stride > 1 else x


class MaxPool(nn.Module):
    """By torch's own padding where that can express the plan's, else with -inf around the map."""

    def __init__(self, layer):
        super().__init__()
        kernel, stride = layer['kernel'], layer['stride']
        top, bottom, left, right = layer['pads']
        fits = top == left and all(
            (size + 2 * top - kernel) // stride + 1 == out
            for size, out in zip(layer['in'][:2], layer['out'][:2])
        )
        self.extra = None if fits else (left, right, top, bottom)
        self.pool = nn.MaxPool2d(kernel, stride, top if fits else 0)

    def forward(self, x):
        return self.pool(F.pad(x, self.extra, value=float('-inf')) if self.extra else x)


class Tile(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.times = layer['times']

    def forward(self, x):
        return x.repeat(1, self.times, 1, 1)


class Bias(nn.Module):
    """One learned number, added."""

    def __init__(self, layer):
        super().__init__()
        self.value = nn.Parameter(torch.zeros(layer['bias']['shape']))

    def forward(self, x):
        return x + along_channels(self.value)


class Scale(nn.Module):
    """A learned factor: one number, or one for each channel."""

    def __init__(self, parameter):
        super().__init__()
        self.value = nn.Parameter(torch.ones(parameter['shape']))

    def forward(self, x):
        return x * along_channels(self.value)


def along_channels(value):
    return value.reshape(1, -1, 1, 1)


activations = {
    'tanh': nn.Tanh,
    'sigmoid': nn.Sigmoid,
    'gelu': nn.GELU,
    'silu': nn.SiLU,
    'identity': nn.Identity,
}


def build_layer(layer):
    kind = layer['layer']
    if kind == 'conv':
        return Conv(layer)
    if kind == 'dense':
        return Dense(layer)
    if kind == 'flatten':
        return Flatten()
    if kind == 'norm':
        # torch's momentum is the share of the new statistics
        return nn.BatchNorm2d(layer['in'][2], eps=layer['epsilon'], momentum=1 - layer['momentum'])
    if kind == 'relu':
        return nn.ReLU()
    if kind == 'leaky-relu':
        return nn.LeakyReLU(layer['slope'])
    if kind in activations:
        return activations[kind]()
    if kind == 'dropout':
        return Dropout(layer)
    if kind == 'pool':
        return Pool(layer)
    if kind == 'max-pool':
        return MaxPool(layer)
    if kind == 'tile':
        return Tile(layer)
    if kind == 'bias':
        return Bias(layer)
    if kind == 'scale':
        return Scale(layer['scale'])
    raise ValueError(f'no torch layer for {kind}')


def build_layers(layers):
    return nn.ModuleList(build_layer(layer) for layer in layers)


def apply(layers, x):
    for layer in layers:
        x = layer(x)
    return x


class Block(nn.Module):
    def __init__(self, block):
        super().__init__()
        shortcut = block['shortcut']
        self.kind = shortcut['kind']
        self.step = block['step']
        self.survival = block.get('survival', 1)
        self.shared = shortcut.get('from', 0)
        self.stride = shortcut.get('stride', 1)
        self.more_channels = block['out'][2] - block['in'][2]
        self.enter = build_layers(block.get('enter', []))
        self.branch = build_layers(block['branch'])
        self.scale = Scale(block['scale']['parameter']) if 'scale' in block else None
        self.shortcut = build_layers(shortcut.get('layers', []))
        self.gate = build_layer(block['gate']['layer']) if 'gate' in block else None
        self.after = build_layers(block['after'])

    def forward(self, x):
        x = apply(self.enter, x)
        start = apply(self.branch[: self.shared], x)
        residual = apply(self.branch[self.shared :], start)
        if self.gate is not None:
            # T*H + (1 - T)*x, as a residual
            t = torch.sigmoid(self.gate(x))
            residual = t * residual + (1 - t) * self.pad(x) - self.pad(x)
        if self.step != 1:
            residual = residual * self.step
        if self.scale is not None:
            residual = self.scale(residual)
        if not self.training:
            residual = residual * self.survival
        if self.kind == 'none':
            return apply(self.after, residual)
        if self.kind == 'projection':
            x = apply(self.shortcut, start)
        elif self.kind == 'pad':
            x = self.pad(x)
        return apply(self.after, x + residual)

    def pad(self, x):
        if self.kind != 'pad':
            return x
        if self.stride > 1:
            x = F.avg_pool2d(x, self.stride)
        return F.pad(x, (0, 0, 0, 0, 0, self.more_channels))


class Network(nn.Module):
    """`forward` takes images [batch, channels, height, width] and gives logits [batch, classes]."""

    def __init__(self, plan):
        super().__init__()
        self.plan = plan
        self.stem = build_layers(plan['stem'])
        self.blocks = nn.ModuleList(Block(block) for block in plan['blocks'])
        self.head = build_layers(plan['head'])
        features, classes = plan['dense']['weight']['shape']
        self.dense = nn.Linear(features, classes)

    def forward(self, x):
        x = apply(self.stem, x)
        for block in self.blocks:
            x = block(x)
        return self.dense(apply(self.head, x).mean((2, 3)))

    def named(self):
        """(name in the plan, torch tensor, role) of every parameter and running statistic."""
        groups = [(self.plan['stem'], self.stem)]
        for plan, block in zip(self.plan['blocks'], self.blocks):
            if block.scale is not None:
                yield plan['scale']['parameter']['name'], block.scale.value, 'scale'
            groups += [
                (plan.get('enter', []), block.enter),
                (plan['branch'], block.branch),
                (plan['shortcut'].get('layers', []), block.shortcut),
                ([plan['gate']['layer']] if block.gate is not None else [], [block.gate]),
                (plan['after'], block.after),
            ]
        groups.append((self.plan['head'], self.head))
        for layers, modules in groups:
            for layer, module in zip(layers, modules):
                if layer['layer'] == 'conv':
                    yield layer['weight']['name'], module.conv.weight, 'weight'
                    if 'bias' in layer:
                        yield layer['bias']['name'], module.conv.bias, 'bias'
                elif layer['layer'] == 'dense':
                    yield layer['weight']['name'], module.linear.weight, 'weight'
                    if 'bias' in layer:
                        yield layer['bias']['name'], module.linear.bias, 'bias'
                elif layer['layer'] in ('bias', 'scale'):
                    yield layer[layer['layer']]['name'], module.value, layer['layer']
                elif layer['layer'] == 'norm':
                    yield layer['gamma']['name'], module.weight, 'gamma'
                    yield layer['beta']['name'], module.bias, 'beta'
                    yield layer['mean']['name'], module.running_mean, 'mean'
                    yield layer['variance']['name'], module.running_var, 'variance'
        yield self.plan['dense']['weight']['name'], self.dense.weight, 'weight'
        yield self.plan['dense']['bias']['name'], self.dense.bias, 'bias'

    @torch.no_grad()
    def load(self, arrays):
        """Takes NumPy arrays in the plan's layouts: [k, k, in, out] and [in, out]."""
        for name, tensor, _ in self.named():
            value = torch.from_numpy(arrays[name])
            tensor.copy_(from_plan_layout(value))

    def arrays(self, gradients=False):
        """NumPy arrays in the plan's layouts: the values, or the gradients of what has one."""
        return {
            name: to_plan_layout((t.grad if gradients else t).detach().float().cpu()).numpy().copy()
            for name, t, role in self.named()
            if not gradients or role not in ('mean', 'variance')
        }


def from_plan_layout(t):
    return t.permute(3, 2, 0, 1) if t.dim() == 4 else t.t() if t.dim() == 2 else t


def to_plan_layout(t):
    return t.permute(2, 3, 1, 0) if t.dim() == 4 else t.t() if t.dim() == 2 else t
