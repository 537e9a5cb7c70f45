import type { PictureType } from '../src/protocol/chat.ts';

/** How the bytes of each kind begin; -1 stands for any byte. */
const beginnings: Readonly<Record<PictureType, readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/webp': [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50],
};

/** What a picture is by its bytes, whatever its sender calls it; undefined for anything else. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const kinds = Object.entries(beginnings) as [PictureType, readonly number[]][];
  return kinds.find(([, wanted]) => wanted.every((byte, at) => byte === -1 || bytes[at] === byte))?.[0];
}
