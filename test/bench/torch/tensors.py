"""Reads and writes safetensors files with NumPy alone, so that only torch and NumPy are needed."""

import json
import struct

import numpy as np

TYPES = {'F32': np.dtype('<f4'), 'I32': np.dtype('<i4'), 'BOOL': np.dtype('?')}
CODES = {'f': 'F32', 'i': 'I32', 'b': 'BOOL'}


def read(path):
    """All tensors of a file by name."""
    with open(path, 'rb') as file:
        data = file.read()
    (length,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop('__metadata__', None)
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry['data_offsets'])
        values = np.frombuffer(data[start:end], TYPES[entry['dtype']])
        tensors[name] = values.reshape(entry['shape']).copy()
    return tensors


def write(path, tensors):
    """Writes NumPy arrays of float32, int32 or bool by name."""
    header, parts, offset = {}, [], 0
    for name, array in tensors.items():
        data = np.ascontiguousarray(array).tobytes()
        header[name] = {
            'dtype': CODES[array.dtype.kind],
            'shape': list(array.shape),
            'data_offsets': [offset, offset + len(data)],
        }
        parts.append(data)
        offset += len(data)
    text = json.dumps(header).encode()
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + b''.join(parts))
