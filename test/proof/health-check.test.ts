// The health check of the backplane with a real Redis: it says what is so, and never takes a server out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build, type Problem } from './dotnet-build.js';
import { freePort, type Running, type RunningSite, startRedis, startSite, until } from './processes.js';
import { renderCSharp } from './render.js';
import { describeWith } from './requires.js';

const program = `using Site.SignalRBackplane;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks().AddBackplane();
var app = builder.Build();
app.MapHealthChecks("/health/backplane", new() { Predicate = check => check.Tags.Contains("backplane") });
await app.RunAsync();
`;

describeWith(['dotnet', 'redis-server'], 'the health check of the backplane', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backplane-health-'));
  let problems: Problem[] = [];
  const running: Running[] = [];
  beforeAll(() => {
    const check = renderCSharp('csharp/redis-health-check.cs.hbs', { rootNamespace: 'Site', folder: 'SignalRBackplane', facts: {} });
    problems = build(folder, [
      {
        name: 'site',
        sdk: 'Microsoft.NET.Sdk.Web',
        framework: 'net10.0',
        implicitUsings: true,
        nullable: true,
        executable: true,
        files: { 'Program.cs': program, 'BackplaneHealthCheck.cs': check },
      },
    ]);
  });
  afterAll(async () => {
    for (const one of running) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is Healthy, Degraded while Redis is away, and Healthy again, and answers 200 all the time', async () => {
    expect(problems).toEqual([]);
    const port = await freePort();
    const site: RunningSite = await startSite(join(folder, 'site/bin/Debug/net10.0/site.dll'), {
      'ConnectionStrings:Redis': `127.0.0.1:${port}`,
    });
    running.push(site);
    const says = async (): Promise<string> => {
      const answer = await fetch(`${site.url}/health/backplane`);
      expect(answer.status).toBe(200);
      return answer.text();
    };
    const comesTo = (text: string): Promise<true> => until(text, 30, async () => ((await says()) === text ? (true as const) : undefined));
    // Before Redis was ever there.
    expect(await says()).toBe('Degraded');
    const first = await startRedis(port, folder);
    running.push(first);
    await comesTo('Healthy');
    await first.stop();
    await comesTo('Degraded');
    running.push(await startRedis(port, folder));
    await comesTo('Healthy');
  });

  it('is Healthy on a server without the backplane', async () => {
    const site = await startSite(join(folder, 'site/bin/Debug/net10.0/site.dll'), { 'SignalR:Backplane:Enabled': 'false' });
    running.push(site);
    expect(await (await fetch(`${site.url}/health/backplane`)).text()).toBe('Healthy');
  });
});
