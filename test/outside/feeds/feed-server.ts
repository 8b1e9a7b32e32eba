import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

type Answer = (response: ServerResponse, request: IncomingMessage) => void

/** A site of feeds on this computer: what each path answers. */
export class FeedServer {
  readonly #server: Server
  readonly answers = new Map<string, Answer>()
  readonly asked: string[] = []

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<FeedServer> {
    const server = createServer()
    const feeds = new FeedServer(server)
    server.on('request', (request, response) => {
      const path = request.url ?? ''
      feeds.asked.push(path)
      const answer = feeds.answers.get(path)
      if (answer) answer(response, request)
      else response.writeHead(404).end()
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return feeds
  }

  url(path: string): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${path}`
  }

  /** Have a path answer with a text. */
  serve(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): void {
    this.answers.set(path, (response) => response.writeHead(200, headers).end(body))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }
}

/** RSS with these items, each a string of XML. */
export function rssOf(items: string[], head = '<?xml version="1.0"?>'): string {
  return `${head}<rss version="2.0"><channel><title>Posts</title>${items.join('')}</channel></rss>`
}

export function itemOf(name: string, date = '2024-10-20T12:00:00Z', extra = ''): string {
  return `<item><title>${name}</title><link>https://posts.example.org/${name}</link><pubDate>${date}</pubDate>${extra}</item>`
}
