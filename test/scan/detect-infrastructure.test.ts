import { describe, expect, test } from 'vitest';
import { factsOf } from './site.js';

const infrastructure = async (settings: unknown, file = 'appsettings.json') =>
  (await factsOf({ [file]: JSON.stringify(settings) })).infrastructure;
const strings = (value: string, key = 'Cache') => ({ ConnectionStrings: { [key]: value } });

describe('what runs already, by its address', () => {
  test.each([
    [strings('acme.redis.cache.windows.net:6380,password=p,ssl=True,abortConnect=False'), 'azure-cache-for-redis'],
    [strings('acme.redisenterprise.cache.azure.net:10000,ssl=True'), 'azure-cache-for-redis'],
    [strings('acme.westeurope.redis.azure.net:10000,password=p,ssl=True'), 'azure-managed-redis'],
    [strings('master.acme.abc123.euw1.cache.amazonaws.com:6379,ssl=true'), 'elasticache'],
    [strings('redis:6379,abortConnect=false'), 'redis'],
    [strings('redis.internal', 'Redis'), 'redis'],
    [strings('10.0.0.5:6380,password=p', 'RedisCache'), 'redis'],
    [strings('rediss://:p@cache.internal:6380/0'), 'redis'],
    [strings('cache-1:6379,cache-2:6379'), 'redis'],
    [{ Redis: { Configuration: 'cache.internal:6380' } }, 'redis'],
    [{ SignalR: { Redis: { Host: 'cache.internal' } } }, 'redis'],
    [{ Redis: { EndPoints: ['cache.internal:7000'] } }, 'redis'],
    [strings('valkey:6379'), 'valkey'],
    [strings('cache.internal:6379', 'Valkey'), 'valkey'],
    [strings('garnet:6379'), 'garnet'],
    [{ Azure: { SignalR: { ConnectionString: 'Endpoint=https://acme.service.signalr.net;AccessKey=k;Version=1.0;' } } }, 'azure-signalr'],
    [{ Azure: { SignalR: { ConnectionString: 'Endpoint=https://signalr.acme.com;AuthType=azure.msi' } } }, 'azure-signalr'],
    [strings('Endpoint=https://acme.service.signalr.net;AccessKey=k', 'Azure:SignalR:ConnectionString'), 'azure-signalr'],
    [{ Anything: 'Endpoint=https://acme.service.signalr.net;AccessKey=k' }, 'azure-signalr'],
  ])('%j is %s', async (settings, service) => {
    expect(await infrastructure(settings)).toEqual([service]);
  });

  test('all that there is', async () => {
    const settings = {
      ...strings('redis:6379', 'Redis'),
      Azure: { SignalR: { ConnectionString: 'Endpoint=https://a.service.signalr.net;AccessKey=k' } },
    };
    expect(await infrastructure(settings)).toEqual(['redis', 'azure-signalr']);
  });
});

describe('no evidence, no fact', () => {
  test.each([
    [strings('', 'Redis')],
    [strings('#{RedisConnection}#', 'Redis')],
    [strings('<your-cache>.redis.cache.windows.net:6380,ssl=True')],
    [strings('your-cache.redis.cache.windows.net:6380')],
    [strings('localhost:6379', 'Redis')],
    [strings('127.0.0.1:6379', 'Redis')],
    [strings('acme.abc123.cfg.euw1.cache.amazonaws.com:11211')],
    [strings('Server=redis.internal;Database=x', 'Shop')],
    [{ Redis: { InstanceName: 'acme', Database: '0', Enabled: 'true' } }],
    [{ Features: { UseRedis: 'true', Redis: true } }],
    [{ SignalR: { Backplane: 'Redis' } }],
    [{ SignalR: { Backplane: 'valkey' } }],
    [{ Urls: 'http://+:6379' }],
    [{ Azure: { SignalR: { ConnectionString: '' } } }],
    [{ Azure: { SignalR: { ConnectionString: 'Endpoint=https://<name>.service.signalr.net;AccessKey=<key>' } } }],
  ])('%j', async (settings) => {
    expect(await infrastructure(settings)).toBeUndefined();
  });

  test.each(['Development', 'Local', 'Testing'])('%s settings say nothing of production', async (environment) => {
    expect(await infrastructure(strings('redis:6379', 'Redis'), `appsettings.${environment}.json`)).toBeUndefined();
  });

  test('Production takes away what appsettings.json names', async () => {
    const facts = await factsOf({
      'appsettings.json': JSON.stringify(strings('redis:6379')),
      'appsettings.Production.json': JSON.stringify(strings('')),
    });
    expect(facts.infrastructure).toBeUndefined();
  });
});
