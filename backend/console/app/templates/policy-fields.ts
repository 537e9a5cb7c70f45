import type { Policy } from '../../../../src/policy/schema.ts';
import { policySchema } from '../../../../src/policy/schema.ts';

/** How one setting is edited. */
export type Control =
  | { readonly kind: 'toggle' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** A list of texts, one a line. */
  | { readonly kind: 'lines' }
  /** One of some words, or an object that holds numbers. */
  | {
      readonly kind: 'choice-or-numbers';
      readonly options: readonly string[];
      readonly numbers: readonly { readonly name: string; readonly min: number; readonly max: number }[];
    };

/** One setting of the policy: `lockdown.fullScreen`. */
export interface Field {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly control: Control;
}

export interface FieldGroup {
  readonly name: string;
  readonly fields: readonly Field[];
}

/** What is read of a schema; the policy's schema is made of these few kinds. */
interface Node {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly wrapped?: Node;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

/**
 * The settings of a policy, group by group, read from its schema: a setting added there appears in the form.
 * @throws Error for a kind of setting that the form cannot edit
 */
export function policyFields(): FieldGroup[] {
  const groups = Object.entries(policySchema.entries as unknown as Record<string, Node>);
  return groups.flatMap(([group, node]) => {
    const { entries } = node.wrapped ?? node;
    if (!entries) return [];
    const fields = Object.entries(entries).map(([name, node]) => {
      const key = `${group}.${name}`;
      return { key, group, name, control: controlOf(node, key) };
    });
    return [{ name: group, fields }];
  });
}

function controlOf(node: Node, key: string): Control {
  if (node.type === 'boolean') return { kind: 'toggle' };
  if (node.type === 'picklist') return { kind: 'choice', options: (node.options ?? []).map(String) };
  if (node.type === 'number') return { kind: 'number', ...rangeOf(node) };
  if (node.type === 'array') return { kind: 'lines' };
  if (node.type === 'optional' && node.wrapped) return controlOf(node.wrapped, key);
  if (node.type === 'union') return unionControl((node.options ?? []) as readonly Node[], key);
  throw new Error(`The console cannot edit ${key}: it does not know settings of the kind ${node.type}.`);
}

function unionControl(options: readonly Node[], key: string): Control {
  const words = options.filter(({ type }) => type === 'literal').map(({ literal }) => String(literal));
  const numbers = options.flatMap(({ entries }) => Object.entries(entries ?? {}));
  if (numbers.length === 0) throw new Error(`The console cannot edit ${key}.`);
  return {
    kind: 'choice-or-numbers',
    options: words,
    numbers: numbers.map(([name, number]) => ({ name, ...rangeOf(number) })),
  };
}

function rangeOf({ pipe = [] }: Node): { min: number; max: number } {
  const limit = (type: string) => Number(pipe.find((step) => step.type === type)?.requirement);
  return { min: limit('min_value'), max: limit('max_value') };
}

/** A policy under work: the same document, in which a value may be out of bounds for a while. */
export type Draft = Readonly<Record<string, Readonly<Record<string, unknown>> | number>>;

/** A policy as a draft that can be edited. */
export function draftOf(policy: Policy): Draft {
  return structuredClone(policy) as unknown as Draft;
}

/** A setting's value in a draft. */
export function valueIn(draft: Draft, { group, name }: Field): unknown {
  const settings = draft[group];
  return typeof settings === 'object' ? settings[name] : undefined;
}

/** The draft with one setting changed. */
export function withValue(draft: Draft, { group, name }: Field, value: unknown): Draft {
  const settings = draft[group];
  return { ...draft, [group]: { ...(typeof settings === 'object' ? settings : {}), [name]: value } };
}

/** The faults that concern a setting, or something within it such as one pattern of its list. */
export function faultsOf<Fault extends { readonly key: string }>(faults: readonly Fault[], { key }: Field): Fault[] {
  return faults.filter((fault) => fault.key === key || fault.key.startsWith(`${key}.`));
}
