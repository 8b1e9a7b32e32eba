import { createEmulator } from 'emulate'
import { createResendProvider } from '../../src/provider/resend/resend-provider.ts'
import { describeProvider } from '../contract/provider.ts'
import { startResendServer } from '../resend/server.ts'
import { openTestOutbox } from './outbox/open-test-outbox.ts'

describeProvider('outbox', async () => {
  const { outbox, clock, remove } = await openTestOutbox()
  return {
    provider: outbox,
    accepted() {
      const counts = new Map<string, number>()
      for (const { message } of outbox.deliveries()) {
        const tag = message.tags[0]?.value ?? ''
        counts.set(tag, (counts.get(tag) ?? 0) + 1)
      }
      return counts
    },
    advance: (ms) => {
      clock.now += ms
    },
    close: async () => remove(),
  }
})

describeProvider('resend, against the strict local server', async () => {
  const clock = { now: Date.UTC(2024, 3, 2) }
  const server = await startResendServer({ now: () => clock.now })
  return {
    provider: createResendProvider({
      apiKey: server.keys.sending,
      readKey: server.keys.full,
      baseUrl: server.url,
      now: () => clock.now,
    }),
    accepted: () => server.accepted(),
    advance: (ms) => {
      clock.now += ms
    },
    close: () => server.close(),
  }
})

// Somebody else's idea of Resend's API: what it checks is little, but it was not written by us.
describeProvider(
  'resend, against the emulate package',
  async () => {
    const emulator = await createEmulator({ service: 'resend', port: 0 })
    return {
      // No key to read with: its listing does not say whether there is more, which proves nothing and is refused.
      provider: createResendProvider({ apiKey: 're_test_emulated', baseUrl: emulator.url }),
      close: () => emulator.close(),
    }
  },
  { depth: 'smoke' },
)
