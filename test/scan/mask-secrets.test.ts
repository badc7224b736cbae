import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsSecret, maskSecrets } from '../../src/scan/secrets/mask-secrets.js';

describe('a secret is masked and the rest of the line stays', () => {
  const cases: [string, string][] = [
    // Connection strings.
    ['Server=db;User Id=sa;Password=hunter2;Encrypt=true', 'Server=db;User Id=sa;Password=***;Encrypt=true'],
    ['SERVER=db;PASSWORD=hunter2', 'SERVER=db;PASSWORD=***'],
    ['Server=db;Pwd=hunter2', 'Server=db;Pwd=***'],
    ['Server=db; Password = hunter2; Encrypt=true', 'Server=db; Password = ***; Encrypt=true'],
    ['Password=a,b=c d;Database=x', 'Password=***;Database=x'],
    ["Password='a;b';Database=x", "Password='***';Database=x"],
    ["Password='a;''b;c';Database=x", "Password='***';Database=x"],
    ['Password="a;b";Database=x', 'Password="***";Database=x'],
    ['Password="a;""b;c";Database=x', 'Password="***";Database=x'],
    [
      'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abc+/==;EndpointSuffix=y',
      'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=***;EndpointSuffix=y',
    ],
    [
      'Endpoint=https://x.service.signalr.net;AccessKey=abc=;Version=1.0;',
      'Endpoint=https://x.service.signalr.net;AccessKey=***;Version=1.0;',
    ],
    ['Endpoint=sb://x;SharedAccessKeyName=Root;SharedAccessKey=abc=', 'Endpoint=sb://x;SharedAccessKeyName=Root;SharedAccessKey=***'],
    ['redis:6379,password=hunter2,ssl=True', 'redis:6379,password=***,ssl=True'],
    ['redis:6379,ssl=True,password=hunter2', 'redis:6379,ssl=True,password=***'],
    // JSON.
    ['  "Password": "hunter2",', '  "Password": "***",'],
    ['  "Password" : "hunter2"', '  "Password" : "***"'],
    ['{"password":"hunter2","port":25}', '{"password":"***","port":25}'],
    [String.raw`"Password": "a\"b;c",`, '"Password": "***",'],
    [String.raw`"Password": "a\\", "Port": 25`, '"Password": "***", "Port": 25'],
    ['"ClientSecret": "hunter2"', '"ClientSecret": "***"'],
    ['"HMACSecretKey": "hunter2"', '"HMACSecretKey": "***"'],
    ['"ApiKey2": "hunter2"', '"ApiKey2": "***"'],
    ['"api_key": "hunter2"', '"api_key": "***"'],
    ['"AccessToken": "hunter2"', '"AccessToken": "***"'],
    ['"Redis:Password": "hunter2"', '"Redis:Password": "***"'],
    ['"Pin": 1, "Password": 1234, "Port": 25', '"Pin": 1, "Password": ***, "Port": 25'],
    ['"ApiKeys": ["one", "two"], "Port": 25', '"ApiKeys": ["***", "***"], "Port": 25'],
    ['"cs": "Server=db;Password=hunter2", "Port": 25', '"cs": "Server=db;Password=***", "Port": 25'],
    [String.raw`"cs": "Password=\"a;b\";Database=x"`, String.raw`"cs": "Password=\"***\";Database=x"`],
    [String.raw`"cs": "Password=\u0022a;b\u0022;Database=x"`, String.raw`"cs": "Password=\u0022***\u0022;Database=x"`],
    [String.raw`"cs": "Password=\u0027a;b\u0027;Database=x"`, String.raw`"cs": "Password=\u0027***\u0027;Database=x"`],
    [String.raw`"cs": "Password=a\"b;Database=x"`, '"cs": "Password=***;Database=x"'],
    [`"cs": "Password='a;b';Database=x"`, `"cs": "Password='***';Database=x"`],
    // XML.
    ['<add key="ApiKey" value="hunter2" />', '<add key="ApiKey" value="***" />'],
    ['<add name="db" connectionString="Server=db;Password=hunter2" />', '<add name="db" connectionString="Server=db;Password=***" />'],
    ['<add connectionString="Password=a&amp;b;Database=x" />', '<add connectionString="Password=***;Database=x" />'],
    ['<add connectionString="Password=&quot;a;b&quot;;Database=x" />', '<add connectionString="Password=&quot;***&quot;;Database=x" />'],
    ["<add connectionString='Server=db;Password=hunter2' x='1' />", "<add connectionString='Server=db;Password=***' x='1' />"],
    ['<Password>hunter2</Password><Port>25</Port>', '<Password>***</Password><Port>25</Port>'],
    ['<ConnectionString>Server=db;Password=hunter2</ConnectionString>', '<ConnectionString>Server=db;Password=***</ConnectionString>'],
    // Code, scripts, YAML.
    ['options.Password = "hunter2";', 'options.Password = "***";'],
    ['options.Password = @"a""b";', 'options.Password = @"***";'],
    ['var cs = @"Password=""a;b"";Database=x";', 'var cs = @"Password=""***"";Database=x";'],
    ['config["Redis:Password"] = "hunter2";', 'config["Redis:Password"] = "***";'],
    ['.UseSetting("Azure:SignalR:AccessKey", "hunter2")', '.UseSetting("Azure:SignalR:AccessKey", "***")'],
    ['.AddStackExchangeRedis("redis:6379,password=hunter2");', '.AddStackExchangeRedis("redis:6379,password=***");'],
    ['if (password == "hunter2")', 'if (password == "***")'],
    ['REDIS_PASSWORD=hunter2', 'REDIS_PASSWORD=***'],
    ['export API_TOKEN="hunter2"', 'export API_TOKEN="***"'],
    ['password = hunter2.abc', 'password = ***'],
    ['password: hunter2', 'password: ***'],
    ["  password: 'hunter2'", "  password: '***'"],
    // URLs and tokens of a known form.
    ['redis://user:hunter2@host:6379/0', 'redis://user:***@host:6379/0'],
    ['rediss://:hunter2@host', 'rediss://:***@host'],
    ['amqp://u:p@ss@host/vhost', 'amqp://u:***@host/vhost'],
    ['https://x.blob.core.windows.net/keys?sv=2024&sig=abc%3D&se=2027', 'https://x.blob.core.windows.net/keys?sv=2024&sig=***&se=2027'],
    ['Authorization: Bearer abcdefghij', 'Authorization: ***'],
    ['curl -H "X: Bearer abcdefghij"', 'curl -H "X: Bearer ***"'],
    ['x eyJhbGciOiJI.eyJzdWIiOiIx.c2ln y', 'x *** y'],
  ];
  test.each(cases)('%s', (line, masked) => {
    expect(maskSecrets(line)).toBe(masked);
    expect(holdsSecret(line)).toBe(true);
  });
});

describe('what is no secret stays as it is', () => {
  test.each([
    'Server=db;Database=x;User Id=sa;Integrated Security=true',
    'Server=db;Password=;Database=x',
    '"Password": "",',
    '"Password": null,',
    '"cs": "Server=db;Password=", "Port": 25',
    '"Secrets": {',
    '"ApiKeys": [],',
    '"SharedAccessKeyName": "RootManageSharedAccessKey"',
    '"TokenLifetime": "01:00:00"',
    '"KeyVaultName": "vault"',
    '"Turkey": "Ankara"',
    '<PackageReference Include="Umbraco.Cms" Version="17.8.1" />',
    '<Reference Include="X, Version=1.0.0.0, PublicKeyToken=b77a5c561934e089" />',
    '<UserSecretsId>7f0c3c52</UserSecretsId>',
    'public async Task<Token> Get(CancellationToken cancellationToken = default)',
    'var token = GetToken();',
    'options.Password = configuration["Redis:Password"];',
    'var password = settings.Password;',
    'if (password == null) return;',
    'case Password:',
    'https://example.com:8080/path',
    '"Url": "http://localhost:5000"',
  ])('%s', (line) => {
    expect(maskSecrets(line)).toBe(line);
    expect(holdsSecret(line)).toBe(false);
  });
});

test('each line of a text is masked on its own, and a private key altogether', () => {
  const text = 'A_KEY=one\r\nb: 2\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabcd\n-----END RSA PRIVATE KEY-----\n"Password": "three"\n';
  expect(maskSecrets(text)).toBe('A_KEY=***\r\nb: 2\n-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\n"Password": "***"\n');
});

describe('for any password', () => {
  /** A sign that no line holds otherwise, at its end and where it may have been taken for something else. */
  const text = fc.string({ maxLength: 12, unit: 'grapheme-ascii' });
  const passwords = fc
    .tuple(fc.constantFrom('', '[', '{', '(', 'null', '12', 'new ', '-', '='), text, text)
    .map(([start, a, b]) => `${start}${a.trimStart()}§${b}§`);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const contexts: [string, (password: string) => string][] = [
    ['a JSON string', (password) => `{ "Password": ${JSON.stringify(password)}, "Port": 25 }`],
    ['a quoted value of a connection string in JSON', (password) => JSON.stringify(`Server=db;Password=${quoted(password)};Database=x`)],
    ['a single-quoted value', (password) => JSON.stringify(`Server=db;Password='${password.replaceAll("'", "''")}';Database=x`)],
    ['a plain value', (password) => JSON.stringify(`Server=db;Password=${password.replaceAll(/[;'"]/g, '_')};Database=x`)],
    ['a C# literal', (password) => `options.Password = ${JSON.stringify(password)};`],
    ['a verbatim C# literal', (password) => `options.Password = @${quoted(password)};`],
    [
      'an XML attribute',
      (password) => `<add key="ApiKey" value="${password.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}" />`,
    ],
    ['an environment variable', (password) => `REDIS_PASSWORD=${password.replace(/^[$@]*["'\\]|^\s/, '_').replaceAll(/[;,{(]/g, '_')}`],
    ['YAML', (password) => `password: ${JSON.stringify(password)}`],
  ];
  test.each(contexts)('nothing of it is left in %s, and masking again changes nothing', (_, line) => {
    fc.assert(
      fc.property(passwords, (password) => {
        const masked = maskSecrets(line(password));
        expect(masked).not.toContain('§');
        expect(masked).toContain('***');
        expect(maskSecrets(masked)).toBe(masked);
      }),
      { numRuns: 300 },
    );
  });
});
