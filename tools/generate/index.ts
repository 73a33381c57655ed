import { authorizationPolicy } from './authorization-policy.ts';
import { envoyFilter } from './envoy-filter.ts';
import type { Target } from './target.ts';
import { trafficExtension } from './traffic-extension.ts';
import { virtualService } from './virtual-service.ts';
import { wasmPlugin } from './wasm-plugin.ts';

/** Every target of `portcullis generate`, by its id. Register a new one by adding its row. */
export const targets = {
  'authorization-policy': authorizationPolicy,
  'envoy-filter': envoyFilter,
  'traffic-extension': trafficExtension,
  'virtual-service': virtualService,
  'wasm-plugin': wasmPlugin,
} satisfies Record<string, Target>;
