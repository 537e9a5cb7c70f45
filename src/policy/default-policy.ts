import type { Policy } from './schema.ts';

/**
 * The Default template's policy: camera, microphone and screen, a lenient full screen, no ID and no desk scan.
 * @param examOrigin origin of the exam platform, such as https://exam.example
 */
export function defaultPolicy(examOrigin: string): Policy {
  return {
    version: 1,
    recording: {
      camera: true,
      microphone: true,
      screen: true,
      webTraffic: false,
      input: false,
      deskScan: 'off',
      quality: 'standard',
      recipients: [],
    },
    lockdown: {
      fullScreen: 'lenient',
      oneScreen: false,
      newTabs: 'none',
      closeTabs: true,
      allow: [],
      printing: true,
      clipboard: true,
      downloads: true,
      rightClick: true,
      clearCache: false,
      reEntry: { allowed: 30 },
      otherExtensions: 'allowed',
    },
    verification: { camera: true, microphone: true, screen: true, identity: 'off', signature: false },
    tools: { calculator: 'off', whiteboard: false },
    help: { technical: false, pictures: false },
    exam: {
      start: [`${examOrigin}/exams/:exam/start`],
      take: [`${examOrigin}/exams/:exam/take/*`],
      end: [`${examOrigin}/exams/:exam/end`],
      breaks: 'off',
    },
    behaviour: {
      navigatingAway: 3,
      keystrokes: 1,
      copyPaste: 3,
      browserResize: 2,
      audioLevels: 2,
      headMovement: 1,
      multipleFaces: 4,
      leavingRoom: 4,
    },
    retention: { days: 90 },
  };
}
