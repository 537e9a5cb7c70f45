import type { EventData } from '../../src/protocol/events.ts';
import type { RecorderNews } from '../../src/protocol/messages.ts';

type FoundNews = Extract<RecorderNews, { type: 'recorder.found' }>;

/** Tells the worker of something that belongs into the journal, by its type, its cause and small facts about it. */
export type Found = (event: FoundNews['event'], cause: string, data: EventData) => void;
