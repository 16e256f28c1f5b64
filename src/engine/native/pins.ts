/** The TensorFlow release whose C library this project runs on. */
export const TENSORFLOW_VERSION = '2.21.0';

/** This machine in the names of Node: `linux-x64`, `linux-arm64`, `darwin-arm64`, ... */
export function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

/** One wheel: which file, what it must hash to, and which of its entries are wanted. */
export interface Wheel {
  /** Name and version as pip takes them, e.g. `tensorflow-cpu==2.21.0`. */
  readonly requirement: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** `cp` for wheels of CPython 3.12, `py` for wheels of any Python. */
  readonly implementation: 'cp' | 'py';
  /** Bytes of what is unpacked from it. */
  readonly unpacked: number;
}

/** Wheels of a runtime, by platform and variant. SHA-256 as pip reports them for the public index. */
export const WHEELS: Readonly<Record<string, readonly Wheel[]>> = {
  'linux-x64-cpu': [
    {
      requirement: 'tensorflow-cpu==2.21.0',
      file: 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
      bytes: 274000871,
      sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
      implementation: 'cp',
      unpacked: 853308936,
    },
  ],
  'linux-arm64-cpu': [
    {
      requirement: 'tensorflow==2.21.0',
      file: 'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_aarch64.whl',
      bytes: 281946471,
      sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
      implementation: 'cp',
      unpacked: 883062208,
    },
  ],
  'darwin-arm64-cpu': [
    {
      requirement: 'tensorflow==2.21.0',
      file: 'tensorflow-2.21.0-cp312-cp312-macosx_12_0_arm64.whl',
      bytes: 223488205,
      sha256: '56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712',
      implementation: 'cp',
      unpacked: 740805624,
    },
  ],
  'linux-x64-cuda': [
    {
      requirement: 'nvidia-cuda-runtime-cu12==12.9.79',
      file: 'nvidia_cuda_runtime_cu12-12.9.79-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      bytes: 3493179,
      sha256: '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
      implementation: 'py',
      unpacked: 741088,
    },
    {
      requirement: 'nvidia-nvjitlink-cu12==12.9.86',
      file: 'nvidia_nvjitlink_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
      bytes: 39748338,
      sha256: 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
      implementation: 'py',
      unpacked: 95935344,
    },
    {
      requirement: 'nvidia-cuda-nvrtc-cu12==12.9.86',
      file: 'nvidia_cuda_nvrtc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
      bytes: 89568129,
      sha256: '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
      implementation: 'py',
      unpacked: 113447240,
    },
    {
      requirement: 'nvidia-cufft-cu12==11.4.1.4',
      file: 'nvidia_cufft_cu12-11.4.1.4-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      bytes: 200877592,
      sha256: 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
      implementation: 'py',
      unpacked: 291507928,
    },
    {
      requirement: 'nvidia-cusolver-cu12==11.7.5.82',
      file: 'nvidia_cusolver_cu12-11.7.5.82-py3-none-manylinux_2_27_x86_64.whl',
      bytes: 338117415,
      sha256: '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
      implementation: 'py',
      unpacked: 302024152,
    },
    {
      requirement: 'nvidia-cusparse-cu12==12.5.10.65',
      file: 'nvidia_cusparse_cu12-12.5.10.65-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      bytes: 366465088,
      sha256: '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
      implementation: 'py',
      unpacked: 486556368,
    },
    {
      requirement: 'tensorflow==2.21.0',
      file: 'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
      bytes: 572611111,
      sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
      implementation: 'cp',
      unpacked: 1259021080,
    },
    {
      requirement: 'nvidia-cublas-cu12==12.9.3.13',
      file: 'nvidia_cublas_cu12-12.9.3.13-py3-none-manylinux_2_27_x86_64.whl',
      bytes: 581217458,
      sha256: 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
      implementation: 'py',
      unpacked: 854310592,
    },
    {
      requirement: 'nvidia-cudnn-cu12==9.28.0.42',
      file: 'nvidia_cudnn_cu12-9.28.0.42-py3-none-manylinux_2_27_x86_64.whl',
      bytes: 716538495,
      sha256: '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
      implementation: 'py',
      unpacked: 1162393472,
    },
  ],
};

/** The first driver for Linux that runs CUDA 12.9 through minor-version compatibility (CUDA 12 release notes). */
export const MINIMUM_DRIVER = '525.60.13';
