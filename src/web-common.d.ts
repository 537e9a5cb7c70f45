/**
 * What every JavaScript runtime we run in has in common (browser pages, service worker, Node 24).
 * The core sees this and nothing else, so that it can neither touch a page nor the extension API by mistake.
 */
interface SubtleKey {
  readonly type: string;
  readonly extractable: boolean;
}
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(bytes?: ArrayBuffer | Uint8Array): string;
}
declare class URL {
  constructor(url: string, base?: string | URL);
  static canParse(url: string, base?: string): boolean;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
declare class URLPattern {
  constructor(pattern: string | Record<string, string>, base?: string);
  test(url: string): boolean;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
}
declare const crypto: {
  readonly subtle: { digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> };
  randomUUID(): string;
  getRandomValues<T extends Uint8Array>(array: T): T;
};
declare function btoa(text: string): string;
declare function atob(text: string): string;
