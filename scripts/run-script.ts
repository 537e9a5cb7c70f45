import { spawn } from 'node:child_process';

export interface ScriptResult {
  readonly ok: boolean;
  /** Standard output and error, in the order in which they came. */
  readonly output: string;
}

/** Runs a script of package.json, quietly; what it prints is in the result. */
export function runScript(name: string, ...parameters: string[]): Promise<ScriptResult> {
  const npm = process.env.npm_execpath;
  const parts = ['run', '-s', name, ...(parameters.length > 0 ? ['--', ...parameters] : [])];
  if (npm) return run(process.execPath, [npm, ...parts]);
  return run('npm', parts, process.platform === 'win32');
}

/** Runs a JavaScript program of a package on this Node, such as `typescript/bin/tsc`. */
export function runTool(program: string, ...parameters: string[]): Promise<ScriptResult> {
  return run(process.execPath, [`node_modules/${program}`, ...parameters]);
}

function run(program: string, parameters: string[], shell = false): Promise<ScriptResult> {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
  const child = spawn(program, parameters, { shell, env: { ...process.env, ...colour } });
  return new Promise((resolve) => {
    let output = '';
    const hear = (text: Buffer) => {
      output += text.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
