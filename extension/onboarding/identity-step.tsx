import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Failure, Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';
import { AdmissionWait } from './admission-wait.tsx';
import { type BlackBox, Blackening } from './blackening.tsx';
import { forget, handIn, type Photo, type Picture, pictureOf } from './photo.ts';
import { PhotoCamera } from './photo-camera.tsx';
import { StageHeading } from './stage-heading.tsx';

/** Photos of an identity document and of the face; where a person at the desk admits, the wait for that. */
export function IdentityStep({ view }: { readonly view: SessionView }) {
  const { identity } = view;
  if (identity?.state === 'waiting') return <AdmissionWait view={view} since={identity.since} />;
  return (
    <section class="card stack">
      <Heading>{text('identityTitle')}</Heading>
      {identity?.state === 'refused' ? (
        <Notice tone="warn" alert>
          <h2>{text('identityRefused')}</h2>
          <p dir="auto">{identity.reason}</p>
        </Notice>
      ) : (
        <p>
          {text('identityIntro')} {view.policy?.verification.identity === 'live' && text('identityLive')}
          {view.rehearsal && text('rehearsalCard')}
        </p>
      )}
      <Photos view={view} />
    </section>
  );
}

/** A document's picture, and how many places of it were blackened. */
interface DocumentPicture {
  readonly picture: Picture;
  readonly blackened: number;
}

/** What was taken so far: nothing of it is anywhere but here. */
interface Shots {
  /** The document's photo while it is being looked at and covered. */
  readonly photo: Photo | null;
  readonly boxes: readonly BlackBox[];
  readonly document: DocumentPicture | null;
  readonly face: Picture | null;
}

const noShots: Shots = { photo: null, boxes: [], document: null, face: null };

function Photos({ view }: { readonly view: SessionView }) {
  const [shots, setShots] = useState(noShots);
  const latest = useRef(shots);
  latest.current = shots;
  useEffect(() => () => drop(latest.current), []);
  const change = (next: Partial<Shots>) => setShots({ ...latest.current, ...next });
  const { photo, document, face } = shots;
  if (photo) return <CoverStage shots={shots} photo={photo} change={change} />;
  if (!document) {
    return (
      <>
        <StageHeading>{text('documentTitle')}</StageHeading>
        <ul class="bullets">
          <li>{text('documentHow1')}</li>
          <li>{text('documentHow2')}</li>
          <li>{text('documentHow3')}</li>
        </ul>
        <PhotoCamera key="document" view={view} of="document" take={(taken) => change({ photo: taken, boxes: [] })} />
        <p class="soft">{text('identityStays')}</p>
      </>
    );
  }
  if (!face) return <FaceStage view={view} change={change} />;
  return <BothStage document={document} face={face} change={change} />;
}

type Change = (next: Partial<Shots>) => void;

interface CoverProps {
  readonly shots: Shots;
  readonly photo: Photo;
  readonly change: Change;
}

function CoverStage({ shots: { boxes }, photo, change }: CoverProps) {
  const use = useAction(async () => {
    const picture = await pictureOf(
      photo,
      boxes.map(({ box }) => box),
    );
    change({ photo: null, boxes: [], document: { picture, blackened: boxes.length } });
  });
  const again = () => {
    forget(photo);
    change({ photo: null, boxes: [] });
  };
  return (
    <>
      <StageHeading>{text('coverTitle')}</StageHeading>
      <p>{text('coverIntro')}</p>
      <Blackening photo={photo} boxes={boxes} change={(next) => change({ boxes: next })} />
      <Failure message={use.error} />
      <div class="row">
        <Button kind="primary" big busy={use.busy} onClick={use.run}>
          {text('coverUse')}
        </Button>
        <Button disabled={use.busy} onClick={again}>
          {text('photoAgain')}
        </Button>
      </div>
    </>
  );
}

function FaceStage({ view, change }: { readonly view: SessionView; readonly change: Change }) {
  const take = useAction(async (photo: Photo) => change({ face: await pictureOf(photo) }));
  return (
    <>
      <StageHeading>{text('faceTitle')}</StageHeading>
      <p>{text('faceHow')}</p>
      <PhotoCamera key="face" view={view} of="face" take={take.run} />
      <Failure message={take.error} />
      <p class="soft">{text('identityStays')}</p>
    </>
  );
}

interface BothProps {
  readonly document: DocumentPicture;
  readonly face: Picture;
  readonly change: Change;
}

function BothStage({ document: { picture, blackened }, face, change }: BothProps) {
  const use = useAction(async () =>
    send({ type: 'usePhotos', document: await handIn(picture), face: await handIn(face), blackened }),
  );
  const again = (which: 'document' | 'face', old: Picture) => {
    URL.revokeObjectURL(old.url);
    change({ [which]: null });
  };
  return (
    <>
      <StageHeading>{text('photosTitle')}</StageHeading>
      <p>{text('photosText')}</p>
      <div class="both-photos">
        <Shot
          picture={picture}
          name={text('photosDocument')}
          again={text('documentAgain')}
          retake={() => again('document', picture)}
        />
        <Shot picture={face} name={text('photosFace')} again={text('faceAgain')} retake={() => again('face', face)} />
      </div>
      <Failure message={use.error} />
      <Button kind="primary" big busy={use.busy} onClick={use.run}>
        {text('photosUse')}
      </Button>
    </>
  );
}

interface ShotProps {
  readonly picture: Picture;
  readonly name: string;
  /** What its button says. */
  readonly again: string;
  readonly retake: () => void;
}

function Shot({ picture, name, again, retake }: ShotProps) {
  return (
    <figure>
      <img src={picture.url} alt={name} />
      <figcaption class="stack tight">
        {name}
        <Button onClick={retake}>{again}</Button>
      </figcaption>
    </figure>
  );
}

/** The step is left: what was taken and not handed in is gone. */
function drop({ photo, document, face }: Shots): void {
  if (photo) forget(photo);
  for (const url of [document?.picture.url, face?.url]) if (url) URL.revokeObjectURL(url);
}
