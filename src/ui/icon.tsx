const paths = {
  camera: 'M3 7h11a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zm12 4 6-3v8l-6-3',
  microphone: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M8.500 21h7',
  screen: 'M3 4h18v12H3zM12 16v4M8 20h8',
  displays: 'M2 4h12v9H2zM8 13v3M5 16h6M17 8h5v8h-7M19 16v4M16 20h6',
  lock: 'M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.500 2',
  badge: 'M4 5h16v14H4zM9 10.500a1.500 1.500 0 1 0 0 .01M6.500 16c.5-2 4.500-2 5 0M14.500 10h3M14.500 14h3',
  record: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  send: 'M12 20V5M6 11l6-6 6 6',
  help: 'M4 4h16v12H10l-4 4v-4H4zM9.800 8.200c.4-2 4.400-2 4.400.2 0 1.600-2.200 1.600-2.200 3M12 13.500v.01',
  check: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.500l3 3 5-6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8v.01',
  warning: 'M12 3.500 22 20.500H2zM12 10v5M12 17.500v.01',
  error: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6',
  offline:
    'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.300M12.500 9.600a10 10 0 0 1 6.500 2.900M8.500 16a5 5 0 0 1 7 0M12 19.500v.01',
  seen: 'M2 12c4-8 16-8 20 0-4 8-16 8-20 0zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  unseen: 'M2 12c4-8 16-8 20 0-4 8-16 8-20 0zM4 4l16 16',
  waiting: 'M6 3h12M6 21h12M8 3v4l4 5 4-5V3M8 21v-4l4-5 4 5v4',
  close: 'M5 5l14 14M19 5 5 19',
  picture: 'M3 5h18v14H3zM8 9a1 1 0 1 0 0 .01M3 17l6-5 4 3.500 3-2.500 5 4',
  off: 'M5 12h14',
  language: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.500 12h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
} as const;

export type IconName = keyof typeof paths;

/** A line icon in the colour of the text beside it. It repeats what that text says, so it is hidden from screen readers. */
export function Icon({ name, size = 22 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
