/** Exams that something is remembered of; older ones are forgotten. */
const mostExams = 5;

/** Something small that is kept on this device for each of the last exams. */
export interface ExamMemory {
  /** Undefined when nothing is kept for this exam. */
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
}

type Kept = readonly { readonly exam: string; readonly value: unknown }[];

/**
 * @param name what is kept
 * @param exam the hash of the exam's policy: it is another one for every exam, and names none
 */
export function examMemory(name: string, exam: string): ExamMemory {
  const readAll = async (): Promise<Kept> => {
    const kept = (await chrome.storage.local.get(name))[name];
    return Array.isArray(kept) ? kept : [];
  };
  return {
    read: async () => (await readAll()).find((one) => one.exam === exam)?.value,
    write: async (value) => {
      const others = (await readAll()).filter((one) => one.exam !== exam);
      await chrome.storage.local.set({ [name]: [{ exam, value }, ...others].slice(0, mostExams) });
    },
  };
}
