/** The browser's own face detector, which most do not have. */
interface Detector {
  detect(picture: CanvasImageSource): Promise<readonly Face[]>;
}
interface Face {
  /** In pixels of the picture. */
  readonly boundingBox?: { readonly x: number; readonly width: number };
}
type DetectorClass = new (options: { readonly fastMode: boolean; readonly maxDetectedFaces: number }) => Detector;

/** Looks between which a number of faces must stay the same until it counts. */
const looksNeeded = 6;

/**
 * How many faces the browser finds in a picture. No model comes with Vigil, and what is found is advice alone: detectors
 * miss some people more often than others.
 */
export class FaceCount {
  /** Null where the browser does not look for faces, or did not look for long enough. */
  count: number | null = null;
  /** How far across the picture the only face is, 0 to 1; null where there is not one alone. */
  at: number | null = null;
  readonly #detector = newDetector();
  #isLooking = false;
  #found = 0;
  #times = 0;

  /** Looks at a picture so many pixels wide, unless the look before is not over. */
  look(picture: CanvasImageSource, width: number): void {
    if (!this.#detector || this.#isLooking) return;
    this.#isLooking = true;
    this.#detector
      .detect(picture)
      .then(
        (faces) => this.#note(faces, width),
        () => undefined, // it has no service behind it on this system
      )
      .finally(() => {
        this.#isLooking = false;
      });
  }

  #note(faces: readonly Face[], width: number): void {
    const found = faces.length;
    const box = found === 1 ? faces[0]?.boundingBox : undefined;
    this.at = box && width > 0 ? (box.x + box.width / 2) / width : null;
    this.#times = found === this.#found ? this.#times + 1 : 1;
    this.#found = found;
    if (this.#times >= looksNeeded) this.count = found;
  }
}

function newDetector(): Detector | null {
  const { FaceDetector } = globalThis as { FaceDetector?: DetectorClass };
  try {
    return FaceDetector ? new FaceDetector({ fastMode: true, maxDetectedFaces: 3 }) : null;
  } catch {
    return null;
  }
}
