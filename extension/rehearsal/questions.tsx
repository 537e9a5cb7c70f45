import { text } from '../../src/ui/text.ts';

/** Harmless questions. What is answered is nowhere but in this page. */
export function Questions() {
  return (
    <form class="card stack" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>{text('mockQuestion1')}</legend>
        {[3, 4, 5].map((number) => (
          <label key={number} class="choice">
            <input type="radio" name="sum" value={number} /> {number}
          </label>
        ))}
      </fieldset>
      <label class="wide">
        {text('mockQuestion2')}
        <input type="text" autocomplete="off" />
      </label>
      <label class="wide">
        {text('mockQuestion3')}
        <textarea rows={3} />
      </label>
    </form>
  );
}
