import type { ComponentChildren } from 'preact';
import { shortHash } from '../../src/policy/hash.ts';
import type { Receipt } from '../../src/protocol/journal.ts';
import { durationText, instantText, sizeText } from '../../src/ui/format.ts';
import { plural, text } from '../../src/ui/text.ts';
import { endingWords, gapWords, streamWords } from '../../src/ui/wording.ts';

interface ReceiptProps {
  readonly receipt: Receipt;
  /** Whether the camera's recording carries the microphone's sound. */
  readonly sound: boolean;
}

/** What the backend confirms that it holds. */
export function ReceiptFacts({ receipt, sound }: ReceiptProps) {
  return (
    <>
      <dl class="facts">
        <Fact name={text('factExam')}>{receipt.exam}</Fact>
        <Fact name={text('factProvider')}>{receipt.provider}</Fact>
        <Fact name={text('factEnd')}>{text(endingWords({ reason: receipt.reason, cause: '' }).title)}</Fact>
        <Fact name={text('factTime')}>
          {text('factFromTo', instantText(receipt.startedAt), instantText(receipt.endedAt))}
        </Fact>
        <Fact name={text('factReceived')}>{instantText(receipt.receivedAt)}</Fact>
        {receipt.streams.map(({ stream, duration, bytes, parts }) => (
          <Fact key={stream} name={text(sound && stream === 'camera' ? 'deviceCameraSound' : streamWords(stream))}>
            {text('factStream', durationText(duration), sizeText(bytes), plural('parts', parts))}
          </Fact>
        ))}
        <Fact name={text('factEntries')}>{plural('entries', receipt.entries)}</Fact>
        <Fact name={text('factGaps')}>
          <Gaps gaps={receipt.gaps} />
        </Fact>
      </dl>
      <Digests receipt={receipt} />
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

function Fact({ name, children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Gaps({ gaps }: { readonly gaps: Receipt['gaps'] }) {
  if (gaps.length === 0) return <>{text('gapsNone')}</>;
  return (
    <ul class="bullets">
      {gaps.map((gap) => (
        <li key={`${gap.stream} ${gap.cause} ${gap.duration}`}>
          {text('gap', text(streamWords(gap.stream)), durationText(gap.duration), text(gapWords(gap.cause)))}
        </li>
      ))}
    </ul>
  );
}

function Digests({ receipt }: { readonly receipt: Receipt }) {
  return (
    <details>
      <summary>
        {text('policyHash')} <code>{shortHash(receipt.policy)}</code>
      </summary>
      <p class="small soft">{text('digestsMeaning')}</p>
      <dl class="facts small">
        <Fact name={text('digestPolicy')}>
          <code>{receipt.policy}</code>
        </Fact>
        <Fact name={text('digestJournal')}>
          <code>{receipt.head}</code>
        </Fact>
        <Fact name={text('digestEnd')}>
          <code>{receipt.end}</code>
        </Fact>
        <Fact name={text('factAttempt')}>
          <code>{receipt.attempt}</code>
        </Fact>
      </dl>
    </details>
  );
}
