import type { Staged } from './staged.ts';

/**
 * Runs in the start page before its scripts: cameras and microphones that show and hear what is staged. It stands alone:
 * nothing outside it is known in the page.
 * @param key under which what is staged stands in the page's session storage, so that it outlives a reload
 */
export function stageMedia(key: string): void {
  const staged = (): Staged => JSON.parse(sessionStorage.getItem(key) ?? '{}');
  const names = { videoinput: 'Integrated camera', audioinput: 'Internal microphone', audiooutput: 'Loudspeaker' };

  /** A picture that is drawn from the camera's own, some times a second. */
  const drawn = async (real: MediaStreamTrack, picture: NonNullable<Staged['picture']>): Promise<MediaStreamTrack> => {
    const video = document.createElement('video');
    video.srcObject = new MediaStream([real]);
    video.muted = true;
    await video.play();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = picture === 'small' ? [160, 120] : [video.videoWidth, video.videoHeight];
    const { width, height } = canvas;
    const pen = canvas.getContext('2d');
    const [track] = canvas.captureStream(picture === 'nothing' ? 0 : 12).getVideoTracks();
    if (!pen || !track) throw new Error('No canvas');
    let times = 0;
    const draw = () => {
      times++;
      pen.filter = { dark: 'brightness(0.16)', blurred: 'blur(14px)' }[picture as string] ?? 'none';
      pen.fillStyle = '#000';
      if (picture === 'nothing') return;
      if (picture === 'black') return pen.fillRect(0, 0, width, height);
      if (picture === 'covered') {
        const light = pen.createLinearGradient(0, 0, width, height);
        light.addColorStop(0, `rgb(${70 + (times % 2)} 36 30)`);
        light.addColorStop(1, 'rgb(112 62 50)');
        pen.fillStyle = light;
        return pen.fillRect(0, 0, width, height);
      }
      if (picture === 'frozen' && times > 1) {
        // A picture that is drawn over itself is a new frame, and the same.
        pen.globalCompositeOperation = 'copy';
        return pen.drawImage(canvas, 0, 0);
      }
      if (picture === 'at one side') {
        pen.fillStyle = '#8a8f94';
        pen.fillRect(0, 0, width, height);
        return pen.drawImage(video, -0.36 * width, 0, width, height);
      }
      return pen.drawImage(video, 0, 0, width, height);
    };
    draw();
    const timer = setInterval(draw, 80);
    const stop = track.stop.bind(track);
    track.stop = () => {
      clearInterval(timer);
      real.stop();
      stop();
    };
    return track;
  };

  /** A sound that is made from the microphone's own. */
  const heard = (real: MediaStreamTrack, sound: NonNullable<Staged['sound']>): MediaStreamTrack => {
    const audio = new AudioContext();
    const out = audio.createMediaStreamDestination();
    const gain = audio.createGain();
    gain.gain.value = { faint: 0.001, hum: 0.25, 'too loud': 40 }[sound as string] ?? 0;
    gain.connect(out);
    if (sound === 'hum') {
      const hum = audio.createOscillator();
      hum.frequency.value = 240;
      hum.connect(gain);
      hum.start();
    } else if (sound !== 'nothing') {
      audio.createMediaStreamSource(new MediaStream([real])).connect(gain);
    }
    const [track] = out.stream.getAudioTracks();
    if (!track) throw new Error('No sound');
    const stop = track.stop.bind(track);
    track.stop = () => {
      void audio.close();
      real.stop();
      stop();
    };
    return track;
  };

  const { mediaDevices, permissions } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted = {}) => {
    const { picture = 'as it is', sound = 'as it is', refusal, isGone, label } = staged();
    const isCamera = Boolean(wanted.video);
    const asked = (isCamera ? wanted.video : wanted.audio) as MediaTrackConstraints;
    if (refusal) throw new DOMException(refusal.message, refusal.name);
    if (isGone && asked.deviceId) throw new DOMException('Requested device not found', 'NotFoundError');
    if ((isCamera ? picture : sound) === 'asking') return new Promise(() => undefined);
    const [real] = (await open(wanted)).getTracks();
    if (!real) throw new Error('No device');
    const { deviceId = '' } = real.getSettings();
    let track = real;
    if (isCamera && picture !== 'as it is') track = await drawn(real, picture);
    if (!isCamera && sound !== 'as it is') track = heard(real, sound);
    const settings = track.getSettings.bind(track);
    const spare = isCamera ? 'USB camera' : 'Headset';
    const known = isCamera ? names.videoinput : names.audioinput;
    Object.defineProperty(track, 'label', { value: label ?? (isGone ? spare : known) });
    track.getSettings = () => ({ ...settings(), deviceId: isGone ? `${deviceId}, another` : deviceId });
    Object.assign(globalThis, { vigilTrack: track }); // as the staged devices call it
    return new MediaStream([track]);
  };

  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  mediaDevices.enumerateDevices = async () => {
    const all = await list();
    const first = all.filter(({ kind }, at) => all.findIndex((one) => one.kind === kind) === at);
    // One device of a kind, unless it is asked for more: what a machine pretends to have is not what is looked at.
    return first.map(({ kind, deviceId, groupId }) => {
      const label = deviceId ? (staged().label ?? names[kind]) : '';
      return { kind, deviceId, groupId, label, toJSON: () => ({}) };
    });
  };

  const query = permissions.query.bind(permissions);
  permissions.query = async (wanted) => {
    const status = await query(wanted);
    const { permission } = staged().refusal ?? {};
    if (permission) Object.defineProperty(status, 'state', { value: permission });
    return status;
  };

  const { faces } = staged();
  if (faces !== undefined) {
    class FaceDetector {
      async detect() {
        return Array.from({ length: faces ?? 0 }, () => ({}));
      }
    }
    Object.assign(globalThis, { FaceDetector });
  }
  if (staged().isAsleep) {
    Object.defineProperty(BaseAudioContext.prototype, 'state', { get: () => 'suspended' });
  }
}
