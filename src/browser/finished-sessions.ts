import { database, strict } from './database.ts';

/**
 * Makes room: what is left of sessions that the backend has confirmed to the last byte goes, all but the one that is
 * named (null: none). Their receipts were handed to the candidate when they ended. Nothing that is still to be sent is touched.
 */
export async function forgetFinishedSessions(kept: string | null): Promise<void> {
  const db = await database();
  for (const { id, receipt } of await db.getAll('sessions')) {
    if (receipt === null || id === kept) continue;
    const write = db.transaction(['sessions', 'journal', 'parts', 'chat', 'marks', 'pictures'], 'readwrite', strict);
    void write.objectStore('journal').delete(IDBKeyRange.bound([id, -Infinity], [id, Infinity]));
    void write.objectStore('parts').delete(IDBKeyRange.bound([id, -Infinity], [id, Infinity]));
    void write.objectStore('chat').delete(IDBKeyRange.bound([id], [id, []]));
    void write.objectStore('pictures').delete(IDBKeyRange.bound([id], [id, []]));
    void write.objectStore('marks').delete(id);
    void write.objectStore('sessions').delete(id);
    await write.done;
  }
}
