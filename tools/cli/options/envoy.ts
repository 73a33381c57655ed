import { Option } from 'commander';

/** `--envoy FILE`, the same for every command that runs Envoy. */
export function envoyOption(): Option {
  return new Option('--envoy <FILE>', 'Envoy to run; else ENVOY_BIN, PATH, the cache, pip, a container');
}
