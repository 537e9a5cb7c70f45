/** The one place where the extension API enters the project. `browser` where the polyfill knows the API, `chrome` for what is Chrome's own. */
import browser, { type Runtime, type Tabs } from 'webextension-polyfill';

export { browser };
export const chromeApi = chrome;

export type MessageSender = Runtime.MessageSender;
export type Tab = Tabs.Tab;
