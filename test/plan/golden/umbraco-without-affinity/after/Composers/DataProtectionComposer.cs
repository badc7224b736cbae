#nullable enable

using System;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;

namespace Site.Composers;

/// <summary>
/// Keeps the keys that protect cookies and tokens in Redis, so that every server can read what another one wrote.
/// The keys are stored as they are: add ProtectKeysWith... where others can read this Redis.
/// If Redis loses them, everybody is signed out: let it write to disk, and evict nothing.
/// </summary>
public sealed class DataProtectionComposer : IComposer
{
    private const string EnabledKey = "DataProtection:SharedKeys:Enabled";
    private const string ApplicationName = "Site";

    /// <inheritdoc />
    public void Compose(IUmbracoBuilder builder)
    {
        if (!IsEnabled(builder.Config))
        {
            builder.BuilderLoggerFactory.CreateLogger<DataProtectionComposer>().LogWarning(
                "Data Protection keys stay on this server, because {Setting} is false.", EnabledKey);
            return;
        }

        var redis = RedisConfiguration(builder.Config);
        builder.Services.AddSingleton(_ => new KeysConnection(redis));

        // Servers read each other's cookies only with the same keys and the same application name.
        builder.Services.AddDataProtection().SetApplicationName(ApplicationName);
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeysConnection>((options, connection) =>
            options.XmlRepository = new RedisXmlRepository(connection.Database, ApplicationName + ":DataProtection-Keys"));
    }

    private static bool IsEnabled(IConfiguration configuration)
    {
        var value = configuration[EnabledKey];
        if (value is null)
        {
            return true;
        }

        return bool.TryParse(value, out var enabled)
            ? enabled
            : throw new InvalidOperationException($"'{EnabledKey}' is '{value}'. Expected true or false.");
    }

    private static ConfigurationOptions RedisConfiguration(IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Redis");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new InvalidOperationException(
                "Data Protection needs the connection string 'ConnectionStrings:Redis', and it is missing or blank. "
                + "Set the environment variable ConnectionStrings__Redis, or on a development machine run: "
                + "dotnet user-secrets set \"ConnectionStrings:Redis\" \"<connection string>\". "
                + $"A server that runs alone needs none: set {EnabledKey} to false.");
        }

        var redis = ConfigurationOptions.Parse(connectionString);

        // Here a Redis that is away at start-up is no reason to give up for good: the connection comes by itself when Redis is back.
        redis.AbortOnConnectFail = false;

        return redis;
    }

    /// <summary>The connection to the Redis with the keys, made at the first use. An attempt that failed is not kept.</summary>
    private sealed class KeysConnection(ConfigurationOptions redis) : IDisposable
    {
        private readonly object gate = new();
        private ConnectionMultiplexer? connection;

        public IDatabase Database()
        {
            lock (gate)
            {
                connection ??= ConnectionMultiplexer.Connect(redis);
                return connection.GetDatabase();
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                connection?.Dispose();
            }
        }
    }
}
