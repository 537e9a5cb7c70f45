import type { ContextCard } from '../../../../src/protocol/chat.ts';
import { Hash } from '../parts/hash.tsx';
import { causeText } from '../review/event-words.ts';
import { failureText } from './failed-check-words.ts';

/** What the candidate let the desk see of the situation. */
export function ContextTable({ card, candidate }: { readonly card: ContextCard; readonly candidate: string }) {
  const { provider, exam, step, check, policyHash, browser, problems } = card;
  return (
    <table class="context">
      <caption>What {candidate} lets you see</caption>
      <tbody>
        <Row name="Step">{causeText(step)}</Row>
        <Row name="Failing check">{check ? failureText(check) : 'none'}</Row>
        <Row name="Last problems">{problems.length > 0 ? problems.map(problemText).join(', ') : 'none'}</Row>
        <Row name="Browser">{browser}</Row>
        <Row name="Exam">{exam}</Row>
        <Row name="Provider">{provider}</Row>
        <Row name="Policy">
          <Hash hash={policyHash} />
        </Row>
      </tbody>
    </table>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}

/** A code such as `device.lost` as words. */
function problemText(code: string): string {
  return causeText(code.replaceAll('.', ' '));
}
