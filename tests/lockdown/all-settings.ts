import { allowedPages } from './settings/allowed-pages.ts';
import { assistiveTechnology } from './settings/assistive-technology.ts';
import { clearCache } from './settings/clear-cache.ts';
import { clipboard } from './settings/clipboard.ts';
import { closeTabsSetting } from './settings/close-tabs.ts';
import { downloads } from './settings/downloads.ts';
import { fullScreen } from './settings/full-screen.ts';
import { honestHourSetting } from './settings/honest-hour.ts';
import { hostilePage } from './settings/hostile-page.ts';
import { input } from './settings/input.ts';
import { navigation } from './settings/navigation.ts';
import { newTabs } from './settings/new-tabs.ts';
import { oneScreen } from './settings/one-screen.ts';
import { otherExtensions } from './settings/other-extensions.ts';
import { printing } from './settings/printing.ts';
import { reEntry } from './settings/re-entry.ts';
import { rightClick } from './settings/right-click.ts';
import { session } from './settings/session.ts';
import { webTraffic } from './settings/web-traffic.ts';
import type { Setting } from './specification.ts';

/** Every setting that is tested, in the order of the report. */
export const allSettings: readonly Setting[] = [
  fullScreen,
  oneScreen,
  newTabs,
  allowedPages,
  navigation,
  closeTabsSetting,
  printing,
  clipboard,
  downloads,
  rightClick,
  clearCache,
  reEntry,
  otherExtensions,
  webTraffic,
  input,
  session,
  hostilePage,
  assistiveTechnology,
  honestHourSetting,
];
