/** What a person wrote, in whatever language. */
export function Quoted({ words }: { readonly words: string | undefined }) {
  return words ? (
    <p class="quoted" dir="auto">
      <q>{words}</q>
    </p>
  ) : null;
}
