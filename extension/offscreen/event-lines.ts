export interface ServerEvent {
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

/** Takes a stream of server-sent events apart, however its text is cut. */
export class EventLines {
  #rest = '';

  /** The events that are complete with this piece of text. Comments are passed over. */
  push(text: string): ServerEvent[] {
    const blocks = (this.#rest + text).replaceAll('\r\n', '\n').split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.map(parseBlock).filter((event) => event.data !== '');
  }
}

function parseBlock(block: string): ServerEvent {
  const fields = { type: 'message', id: '', data: [] as string[] };
  for (const line of block.split('\n')) {
    const [, name, value = ''] = line.match(/^(\w+): ?(.*)$/) ?? [];
    if (name === 'event') fields.type = value;
    if (name === 'id') fields.id = value;
    if (name === 'data') fields.data.push(value);
  }
  return { ...fields, data: fields.data.join('\n') };
}
