// Builds wwwroot/dist: one style sheet, one script, the font files of the Vietnamese and Latin letters, and one sprite of the icons in use.
// Several builds may start at once (./run beside ./test), so a lock folder lets one work while the others wait and then find nothing to do.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const sources = resolve(here, '..');
const dist = join(here, 'wwwroot', 'dist');
const modules = join(here, 'node_modules');
const lock = join(here, 'node_modules.lock');
const fonts = join(modules, '@fontsource', 'be-vietnam-pro');

const weights = [400, 600, 700];
const subsets = ['vietnamese', 'latin-ext', 'latin'];

const files = (folder, wanted) => !existsSync(folder) ? [] : readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
  const path = join(folder, entry.name);
  if (entry.isDirectory()) {
    return ['node_modules', 'bin', 'obj', 'wwwroot', 'Migrations'].includes(entry.name) ? [] : files(path, wanted);
  }
  return wanted(entry.name) ? [path] : [];
});

const hash = parts => {
  const sum = createHash('sha256');
  parts.forEach(part => sum.update(part).update('\0'));
  return sum.digest('hex');
};

const sleep = ms => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

// An icon is used where a page names it: Icon Name="inbox", Icon="inbox", or in a menu entry of an XModule.cs file.
function iconsInUse() {
  const known = new Set(readdirSync(join(modules, 'lucide-static', 'icons')).filter(f => f.endsWith('.svg')).map(f => f.slice(0, -4)));
  const used = new Map();
  const see = (name, file) => used.has(name) || used.set(name, file);
  for (const file of files(sources, name => name.endsWith('.razor'))) {
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/<Icon\s+Name="([a-z0-9-]+)"/g)) see(name, file);
    for (const [, name] of text.matchAll(/\sIcon="([a-z0-9-]+)"/g)) see(name, file);
    for (const [, expression] of text.matchAll(/(?:<Icon\s+Name|\sIcon)="@\(([^>]*?)\)"/g)) {
      for (const [, name] of expression.matchAll(/"([a-z][a-z0-9-]*)"/g)) known.has(name) && see(name, file);
    }
  }
  for (const file of files(sources, name => /(Module|Icons|Menu)\.cs$/.test(name))) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/"([a-z][a-z0-9-]*)"/g)) {
      if (known.has(name)) see(name, file);
    }
  }
  for (const name of readFileSync(join(here, 'assets', 'icons.txt'), 'utf8').split('\n').map(l => l.replace(/#.*/, '').trim()).filter(Boolean)) {
    see(name, 'assets/icons.txt');
  }
  const missing = [...used].filter(([name]) => !known.has(name));
  if (missing.length > 0) {
    throw new Error(missing.map(([name, file]) => `Icon "${name}" named in ${relative(sources, file)} does not exist in lucide-static.`).join('\n'));
  }
  return [...used.keys()].sort();
}

function sprite(names) {
  const symbols = names.map(name => {
    const svg = readFileSync(join(modules, 'lucide-static', 'icons', `${name}.svg`), 'utf8');
    const body = svg.replace(/<!--.*?-->/gs, '').replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s+/g, ' ').replace(/> </g, '><').trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

function fontFaces(version) {
  const ranges = Object.fromEntries(subsets.map(subset => {
    const css = readFileSync(join(fonts, `${subset}-400.css`), 'utf8');
    const range = css.match(/unicode-range:\s*([^;]+);/)?.[1] ?? JSON.parse(readFileSync(join(fonts, 'unicode.json'), 'utf8'))[subset];
    return [subset, range];
  }));
  return weights.flatMap(weight => subsets.map(subset =>
    `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-display:swap;font-weight:${weight};` +
    `src:url("./fonts/be-vietnam-pro-${version}-${subset}-${weight}.woff2") format("woff2");unicode-range:${ranges[subset]}}`)).join('\n');
}

async function build() {
  const lockfile = readFileSync(join(here, 'package-lock.json'), 'utf8');
  const installed = join(modules, '.vanlang-lock');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== hash([lockfile])) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
    writeFileSync(installed, hash([lockfile]));
  }

  const icons = iconsInUse();
  const inputs = [...files(join(here, 'assets'), () => true), ...files(join(here, 'theme'), () => true), join(here, 'build.mjs')].sort();
  const wanted = hash([lockfile, icons.join(' '), ...inputs.flatMap(file => [relative(here, file), readFileSync(file)])]);
  const stamp = join(dist, 'build.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }

  const next = join(here, 'node_modules', '.dist');
  rmSync(next, { recursive: true, force: true });
  mkdirSync(join(next, 'fonts'), { recursive: true });
  const { version } = JSON.parse(readFileSync(join(fonts, 'package.json'), 'utf8'));
  for (const weight of weights) {
    for (const subset of subsets) {
      cpSync(join(fonts, 'files', `be-vietnam-pro-${subset}-${weight}-normal.woff2`), join(next, 'fonts', `be-vietnam-pro-${version}-${subset}-${weight}.woff2`));
    }
  }

  const { build: bundle } = await import('esbuild');
  const common = { bundle: true, minify: true, target: ['chrome109', 'firefox115', 'safari16.4'], logLevel: 'warning', absWorkingDir: here, legalComments: 'none' };
  await bundle({ ...common, entryPoints: ['assets/css/app.css'], outfile: join(next, 'app.css'), external: ['*.svg', '*.woff2'], banner: { css: fontFaces(version) } });
  await bundle({ ...common, entryPoints: ['assets/js/app.js'], outfile: join(next, 'app.js'), format: 'esm' });
  writeFileSync(join(next, 'icons.svg'), sprite(icons));
  writeFileSync(join(next, 'build.stamp'), wanted);

  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dirname(dist), { recursive: true });
  renameSync(next, dist);
}

const deadline = Date.now() + 5 * 60_000;
for (;;) {
  try {
    mkdirSync(lock);
    break;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 4 * 60_000) {
      rmSync(lock, { recursive: true, force: true });
    } else if (Date.now() > deadline) {
      throw new Error(`Another front-end build holds ${lock} for too long; remove that folder.`);
    } else {
      sleep(200);
    }
  }
}
try {
  await build();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(lock, { recursive: true, force: true });
}
