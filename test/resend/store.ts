import Database from 'better-sqlite3'

const schema = `
  create table if not exists emails (
    seq integer primary key,
    id text not null unique,
    at integer not null,
    outcome text not null,
    -- Of the tags: what the judge counts by.
    issue text not null,
    delivery text not null,
    -- JSON of what the listing shows. No bodies.
    email text not null
  ) strict;
  create index if not exists emails_at on emails (at);
  create table if not exists idempotency (
    key text primary key,
    endpoint text not null,
    digest blob not null,
    first_at integer not null,
    answer text not null
  ) strict, without rowid;
  create table if not exists suppressions (
    seq integer primary key,
    id text not null unique,
    email text not null unique,
    origin text not null,
    source_id text,
    at integer not null
  ) strict;
  -- Recipients accepted at a moment: the rolling day. Months are summed apart.
  create table if not exists used_at (at integer primary key, count integer not null) strict;
  create table if not exists used_in (month text primary key, count integer not null) strict, without rowid;
  -- Webhooks that were not answered with 2xx and will be posted again.
  create table if not exists undelivered (event text primary key, seq integer not null) strict, without rowid;
  create table if not exists settings (name text primary key, value text not null) strict, without rowid;
`

/**
 * Everything the server must still know after its own kill -9. A commit is in the kernel's hands when it returns
 * (write-ahead log, synchronous=normal): the death of the process loses nothing, the death of the machine may.
 */
export class Store {
  readonly db: Database.Database
  readonly #statements = new Map<string, Database.Statement>()

  constructor(file: string) {
    this.db = new Database(file, { timeout: 5000 })
    this.db.pragma('journal_mode = wal')
    this.db.pragma('synchronous = normal')
    this.db.exec(schema)
  }

  /** A prepared statement, prepared once. */
  sql(text: string): Database.Statement {
    const known = this.#statements.get(text) ?? this.db.prepare(text)
    this.#statements.set(text, known)
    return known
  }

  /** All of it or nothing; what `work` throws rolls back and is thrown again. */
  once<T>(work: () => T): T {
    return this.db.transaction(work).immediate()
  }

  setting<T>(name: string, fallback: T): T {
    const row = this.sql('select value from settings where name = ?').get(name) as { value: string } | undefined
    return row ? (JSON.parse(row.value) as T) : fallback
  }

  set(name: string, value: unknown): void {
    this.sql('insert or replace into settings values (?, ?)').run(name, JSON.stringify(value))
  }

  close(): void {
    this.db.close()
  }
}
