import { chromeApi } from '../src/browser/webext.ts';
import type { Policy } from '../src/policy/schema.ts';

const foreignTabs = 1;
const examTabHosts = 2;

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
        ...(policy.lockdown.allow.length > 0 ? { excludedRequestDomains: hostsOf(policy.lockdown.allow) } : {}),
      },
    });
  }
  await chromeApi.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [foreignTabs, examTabHosts],
    addRules: rules,
  });
}

/** Takes all rules of the session away. */
export async function clearRules(): Promise<void> {
  await chromeApi.declarativeNetRequest.updateSessionRules({ removeRuleIds: [foreignTabs, examTabHosts] });
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

/** The hosts of address patterns, as the browser's network rules name them: a host stands for its subdomains too. */
function hostsOf(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => new URLPattern(pattern).hostname.replace(/^(\*|\{\*\.\}\?)\.?/, ''));
}
