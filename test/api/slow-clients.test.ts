import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import { apiOf } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { startServer } from '../support/server.ts';
import { subscribe, TRANSPORTS } from '../support/subscriber.ts';
import { recorderOf } from './recorder.ts';

async function start() {
  const server = await startServer({ demo: false, limits: { ...LIMITS, seconds: 1 } });
  onTestFinished(server.close);
  return server;
}

function open(url: string): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

describe('where a request may take a second', () => {
  test('one that drips in is ended soon after', async () => {
    const socket = open((await start()).url);
    const from = performance.now();
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n',
    );
    const drip = setInterval(() => socket.write(' '), 100);
    await new Promise((closed) => socket.resume().once('close', closed));
    clearInterval(drip);
    expect(performance.now() - from).toBeLessThan(4_000);
  });

  test('who takes nothing of the answers for three seconds loses the rest', async () => {
    const { url } = await start();
    const length = (await (await fetch(`${url}/schema.graphql`)).text()).length;
    const asked = Math.ceil((64 * 1024 * 1024) / length);
    const socket = open(url).pause();
    socket.write('GET /schema.graphql HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(asked));
    await wait(7_000);
    let got = 0;
    socket.on('data', (chunk) => {
      got += chunk.length;
    });
    socket.resume();
    await Promise.race([new Promise((closed) => socket.once('close', closed)), wait(5_000)]);
    expect(got).toBeLessThan(asked * length);
    expect(socket.destroyed).toBe(true);
  });

  test('who waits for changes may wait longer', async () => {
    const server = await start();
    const record = recorderOf(apiOf(server));
    await record.source('agency');
    await record.event('clash');
    await record.report('report', 'agency');
    const query = 'subscription { claimChanged { kind } }';
    const both = await Promise.all(TRANSPORTS.map((transport) => subscribe(transport, server.url, query)));
    for (const { stop } of both) onTestFinished(stop);
    await wait(4_500);
    await record.figure({ event: 'clash', source: 'agency' });
    for (const heard of both) {
      expect(heard.ends).toEqual([]);
      await eventually(() => expect(heard.data).toEqual([{ claimChanged: { kind: 'RECORDED' } }]));
    }
  });
});
