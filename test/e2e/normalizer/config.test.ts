import { expect } from 'vitest';
import { h1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { badRows, goodRows, normalizerPrefix } from '../../unit/normalizer/config-row.ts';
import { testConfigurations } from '../envoy/configuration-rows.ts';
import { echoListener } from '../envoy/real-envoy.ts';
import { normalizerFilter } from './gateway.ts';

// The rows of test/cases/config/normalizer-{good,bad}.jsonl.

testConfigurations({
  prefix: normalizerPrefix,
  good: goodRows(),
  bad: badRows(),
  listeners: async () => (name, config) => echoListener(name, { httpFilters: [normalizerFilter(config, name)] }),
  async works({ input, output }, port) {
    const response = await h1({ port }, { path: input });
    if (output === null) expect(response.status).not.toBe(200);
    else expect([response.status, headerOf(response, 'x-path')]).toEqual([200, output]);
  },
});
