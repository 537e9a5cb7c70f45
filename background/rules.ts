import { chromeApi } from '../src/browser/webext.ts';
import type { Policy } from '../src/policy/schema.ts';

const foreignTabs = 1;
const examTabHosts = 2;
/** The pages that the policy lists have a rule each, from this number on: what they allow goes before what is blocked. */
const listedPages = 10;

/**
 * Session rules of the network: no page loads in a tab that opens during the exam, and none but the exam's hosts
 * in the exam's tab. They hold without the worker, and are taken away at the end.
 * @param examTab id of the exam's tab
 * @param keptTabs tabs that were open before and that the policy leaves open
 */
export async function setRules(
  policy: Policy,
  examTab: number,
  keptTabs: readonly number[],
  backend: string,
): Promise<void> {
  const rules: chrome.declarativeNetRequest.Rule[] = [examTabRule(policy, examTab, backend)];
  if (policy.lockdown.newTabs === 'none') {
    rules.push({
      id: foreignTabs,
      action: { type: 'block' as chrome.declarativeNetRequest.RuleActionType },
      condition: {
        excludedTabIds: [examTab, ...keptTabs],
        resourceTypes: mainFrame,
      },
    });
    rules.push(...policy.lockdown.allow.map(listedPageRule));
  }
  await clearRules();
  await chromeApi.declarativeNetRequest.updateSessionRules({ addRules: rules });
}

/** Takes all rules of the session away. */
export async function clearRules(): Promise<void> {
  const rules = await chromeApi.declarativeNetRequest.getSessionRules();
  await chromeApi.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) });
}

/** Whether no page but listed ones loads in a tab. */
export async function isClosedTo(tabId: number): Promise<boolean> {
  const rules = await chromeApi.declarativeNetRequest.getSessionRules();
  return rules.some(({ id, condition }) => id === foreignTabs && !condition.excludedTabIds?.includes(tabId));
}

const mainFrame = ['main_frame'] as chrome.declarativeNetRequest.ResourceType[];

function examTabRule({ exam, lockdown }: Policy, examTab: number, backend: string): chrome.declarativeNetRequest.Rule {
  const patterns = [...exam.start, ...exam.take, ...exam.end, ...lockdown.allow];
  return {
    id: examTabHosts,
    action: { type: 'block' as chrome.declarativeNetRequest.RuleActionType },
    condition: {
      tabIds: [examTab],
      excludedRequestDomains: [...new Set([...hostsOf(patterns), new URL(backend).hostname])],
      resourceTypes: mainFrame,
    },
  };
}

/** The network rules know no URL patterns: a listed page is let through by its host and the fixed beginning of its path. */
function listedPageRule(pattern: string, at: number): chrome.declarativeNetRequest.Rule {
  const { port, pathname } = new URLPattern(pattern);
  const [host] = hostsOf([pattern]);
  const beginning = pathname.replace(/[*:{(?+].*$/, '');
  return {
    id: listedPages + at,
    priority: 2,
    action: { type: 'allow' as chrome.declarativeNetRequest.RuleActionType },
    condition: { urlFilter: `||${host}${port ? `:${port}` : ''}${beginning}`, resourceTypes: mainFrame },
  };
}

/** The hosts of address patterns, as the browser's network rules name them: a host stands for its subdomains too. */
function hostsOf(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => new URLPattern(pattern).hostname.replace(/^(\*|\{\*\.\}\?)\.?/, ''));
}
