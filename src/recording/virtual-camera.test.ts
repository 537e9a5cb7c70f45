import { expect, test } from 'vitest';
import { isVirtualCamera } from './virtual-camera.ts';

test.each([
  'OBS Virtual Camera',
  'OBS-Camera',
  'ManyCam Virtual Webcam',
  'Snap Camera',
  'XSplit VCam',
  'Dummy video device (0x0000) (platform:v4l2loopback-000)',
  'DroidCam Source 3',
  'e2eSoft iVCam',
  'Unity Video Capture',
])('%s is made up', (label) => {
  expect(isVirtualCamera(label)).toBe(true);
});

test.each([
  'HD Pro Webcam C920 (046d:082d)',
  'FaceTime HD Camera (Built-in)',
  'Integrated Camera (13d3:56bb)',
  'Logitech BRIO',
  'Jobs Camera 3',
  'fake_device_0',
  '',
])('%s is not', (label) => {
  expect(isVirtualCamera(label)).toBe(false);
});
