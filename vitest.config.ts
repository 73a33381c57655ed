import { defineConfig } from 'vitest/config';

// unit: no process is started. house: the shape of the repository. e2e: a real Envoy. docker: a real Docker engine.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'house', include: ['test/house/**/*.test.ts'] } },
      { extends: true, test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], fileParallelism: false } },
      { extends: true, test: { name: 'docker', include: ['test/docker/**/*.test.ts'], fileParallelism: false } },
    ],
  },
});
