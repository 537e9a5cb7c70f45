/** Vigil's mark: a lamp held in a V. Decoration; the name stands beside it. The same drawing as `extension/icons/mark.svg`. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 128 128" aria-hidden="true">
      <rect x="4" y="4" width="120" height="120" rx="30" fill="#0b4a58" />
      <path
        d="M32 44 64 98 96 44"
        fill="none"
        stroke="#fff"
        stroke-width="15"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="64" cy="42" r="13" fill="#ffc857" />
    </svg>
  );
}
