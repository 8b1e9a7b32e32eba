import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { __VERSION__: JSON.stringify('test') },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // As the command sets it: React decides by this which of its builds to load. Where CI is set, picocolors would colour
    // the words that tests compare.
    env: { NODE_ENV: 'production', NO_COLOR: '1' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: more workers only make the browser tests time out.
    maxWorkers: 2,
  },
})
