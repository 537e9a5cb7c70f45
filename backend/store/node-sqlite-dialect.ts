import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Dialect, SqliteDialect } from 'kysely';

/** How many prepared statements are kept; batches of different lengths make different statements. */
const keptStatements = 300;

/**
 * A kysely dialect over the SQLite that Node brings along. Every commit is on disk before it is answered (WAL,
 * synchronous FULL).
 * @param file path of the database file, created when absent
 */
export function nodeSqliteDialect(file: string): Dialect {
  const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const statements = new Map<string, ReturnType<typeof adapt>>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= keptStatements) statements.clear();
    const statement = adapt(database.prepare(sql));
    statements.set(sql, statement);
    return statement;
  };
  return new SqliteDialect({ database: { prepare, close: () => database.close() } });
}

/**
 * The shape in which kysely expects a statement. Values reach it as kysely's compiler bound them: text, numbers, null.
 */
function adapt(statement: StatementSync) {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]): unknown[] => statement.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]): IterableIterator<unknown> => statement.iterate(...values(parameters)),
  };
}
