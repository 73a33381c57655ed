/** A compiled configuration: where those of the two jobs lie behind it. Offsets count from its own address, so it can be moved. */
@unmanaged
export class GatewayConfig {
  /** Of the GuardConfig, 0 for none. */
  guard: u32;
  /** Of the NormalizerConfig, 0 for none. */
  normalizer: u32;
}

/** Bytes of the class above. */
export const GATEWAY_CONFIG_SIZE: usize = 8;
