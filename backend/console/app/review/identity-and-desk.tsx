import type { SealedRecording } from './sealed-recording.ts';
import { type AttemptDetail, eventMarks, segmentsOf } from './span.ts';
import { TakenPicture } from './taken-picture.tsx';

interface IdentityAndDeskProps {
  readonly detail: AttemptDetail;
  readonly sealed: SealedRecording;
}

/** What the candidate took and handed in: photos of document and face, and films of the desk. */
export function IdentityAndDesk({ detail, sealed }: IdentityAndDeskProps) {
  const films = segmentsOf(detail.segments, 'desk');
  if (films.length === 0 && segmentsOf(detail.segments, 'identity').length === 0) return null;
  const isLocked = !sealed.isOpen.value && detail.segments.some(({ cipher }) => cipher !== undefined);
  return (
    <section class="card" aria-labelledby="taken-title">
      <h2 id="taken-title">Identity and desk</h2>
      {isLocked ? (
        <p>Encrypted, as the recording is. Choose the key file there to see it.</p>
      ) : (
        <div class="taken">
          <IdentityPictures detail={detail} sealed={sealed} />
          {films.map((film) => (
            <TakenPicture
              key={film.segment}
              name="Film of the desk"
              attempt={detail.attempt}
              segment={film}
              sealed={sealed}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** The photos that were handed in, the last ones first, each named by what it shows. */
export function IdentityPictures({ detail, sealed }: IdentityAndDeskProps) {
  const pictures = segmentsOf(detail.segments, 'identity');
  const rounds = shownRounds(detail).toReversed();
  return (
    <>
      {rounds.flatMap(({ document, face, blackened }, round) =>
        [
          { name: 'Document', segment: document, note: blackenedText(blackened) },
          { name: 'Face', segment: face, note: '' },
        ].map(({ name, segment: number, note }) => (
          <TakenPicture
            key={number}
            name={round === 0 ? name : `${name}, earlier`}
            note={note}
            attempt={detail.attempt}
            segment={pictures.find(({ segment }) => segment === number)}
            sealed={sealed}
          />
        )),
      )}
    </>
  );
}

interface Round {
  readonly document: number;
  readonly face: number;
  readonly blackened: number;
}

/** Which photos the candidate handed in together, in their order. */
export function shownRounds({ journal }: Pick<AttemptDetail, 'journal'>): Round[] {
  const count = (value: unknown) => (typeof value === 'number' ? value : -1);
  return eventMarks(journal).flatMap(({ body: { type, data } }) =>
    type === 'identity.shown'
      ? [{ document: count(data.document), face: count(data.face), blackened: count(data.blackened) }]
      : [],
  );
}

function blackenedText(places: number): string {
  if (places < 1) return '';
  return places === 1 ? 'One place blackened by the candidate' : `${places} places blackened by the candidate`;
}
