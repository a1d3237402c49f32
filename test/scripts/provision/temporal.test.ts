import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { binaryCache, findTemporal } from '../../../scripts/provision/temporal.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('search');
const version = (server: string) => `#!/bin/sh\necho "temporal version 1.5.1 (Server ${server}, UI 2.42.1)"\n`;
let downloads: Server;
let mode: 'serves' | 'refuses' | 'stalls' = 'refuses';

beforeAll(async () => {
  downloads = createServer((request, response) => {
    if (mode === 'refuses') return void response.writeHead(503).end();
    if (request.url?.startsWith('/cli/v1.5.1?')) {
      return void response.end(JSON.stringify({ archiveUrl: `${origin()}/archive`, fileToExtract: 'temporal' }));
    }
    response.writeHead(200, { 'content-type': 'application/gzip' });
    const archive = gzipSync(tar('LICENSE', 'free', 'temporal', version('1.29.1')));
    if (mode === 'serves') response.end(archive);
    else response.write(archive.subarray(0, 20));
  });
  await new Promise<void>((resolve) => { downloads.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => {
  downloads.closeAllConnections();
  downloads.close();
});

const origin = () => `http://127.0.0.1:${(downloads.address() as AddressInfo).port}`;

/** A machine of the test's own: its PATH, its cache, its Go. */
function machine(name: string) {
  const home = join(folder, name);
  const bin = join(home, 'bin');
  mkdirSync(bin, { recursive: true });
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: home };
  const tried: string[] = [];
  const program = (path: string, content: string) => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, 0o755);
  };
  return {
    bin, home, tried, env, program, cached: join(binaryCache(env), 'temporal'),
    find: () => findTemporal(
      { tried: (place, why) => { tried.push(`${place}: ${why}`); }, working: () => ({ done() {}, stop() {} }) },
      { env, downloads: origin(), stallMilliseconds: 300, goPlaces: [] },
    ),
  };
}

/** A tar archive of small files: name, content, name, content. */
function tar(...entries: string[]): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < entries.length; at += 2) {
    const header = Buffer.alloc(512);
    const content = Buffer.from(entries[at + 1]!);
    header.write(entries[at]!, 0);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    blocks.push(header, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1_024)]);
}

describe('Temporal is looked for', () => {
  test('on PATH first', async () => {
    const here = machine('path');
    here.program(join(here.bin, 'temporal'), version('1.30.0'));
    here.program(here.cached, version('1.29.1'));

    expect(await here.find()).toBe(join(here.bin, 'temporal'));
    expect(here.tried).toEqual([]);
  });

  test('in the cache when the one on PATH is too old or does not run', async () => {
    const old = machine('old');
    old.program(join(old.bin, 'temporal'), version('1.24.2'));
    old.program(old.cached, version('1.29.1'));
    expect(await old.find()).toBe(old.cached);
    expect(old.tried).toEqual([`path: ${join(old.bin, 'temporal')}: server 1.24 is older than 1.29`]);

    const broken = machine('broken');
    broken.program(join(broken.bin, 'temporal'), '#!/bin/sh\nexit 3\n');
    broken.program(broken.cached, version('1.29.1'));
    expect(await broken.find()).toBe(broken.cached);
    expect(broken.tried[0]).toMatch(/^path: .*does not run/);
  });

  test('at the download next, and what comes is kept in the cache', async () => {
    mode = 'serves';
    const here = machine('download');

    expect(await here.find()).toBe(here.cached);
    expect(readFileSync(here.cached, 'utf8')).toBe(version('1.29.1'));
  });

  test('with go install last, and what it builds is kept in the cache', async () => {
    mode = 'refuses';
    const here = machine('go');
    here.program(join(here.bin, 'go'), `#!/bin/sh\n[ "$2" = github.com/temporalio/cli/cmd/temporal@v1.5.1 ] || exit 9\ncat > "$GOBIN/temporal" <<'X'\n${version('1.29.1')}X\nchmod +x "$GOBIN/temporal"\n`);

    expect(await here.find()).toBe(here.cached);
    expect(here.tried).toEqual(['download: answer 503']);
  });

  test('in vain: every place has said why in one line', async () => {
    mode = 'stalls';
    const here = machine('nothing');

    expect(await here.find()).toBeNull();
    expect(here.tried).toEqual(['download: no byte for 0.3 s', 'go: no go on PATH']);
  });
});
