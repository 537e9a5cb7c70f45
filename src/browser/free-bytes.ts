/** Bytes that this browser still lets us write; Infinity where it does not say. */
export async function freeBytes(): Promise<number> {
  const { quota, usage = 0 } = await navigator.storage.estimate();
  return quota === undefined ? Number.POSITIVE_INFINITY : Math.max(0, quota - usage);
}
