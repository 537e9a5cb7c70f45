/** Names under which programs offer a picture of their own as a camera. */
const names = [
  /\bobs\b/,
  /virtual/,
  /manycam/,
  /snap camera/,
  /xsplit/,
  /v4l2.?loopback/,
  /dummy video/,
  /droidcam/,
  /iriun/,
  /epoccam/,
  /e2esoft|vcam/,
  /splitcam/,
  /youcam/,
  /sparkocam/,
  /webcamoid/,
  /altercam/,
  /fakewebcam|fake webcam/,
  /camtwist/,
  /mmhmm/,
  /nvidia broadcast/,
  /prism live/,
  /unity video capture/,
  /ndi (webcam|video)/,
];

/**
 * Whether a camera's label is one that programs give to a made-up camera. Advice: such programs have honest uses, and a
 * label can be anything.
 */
export function isVirtualCamera(label: string): boolean {
  const lower = label.toLowerCase();
  return names.some((name) => name.test(lower));
}
