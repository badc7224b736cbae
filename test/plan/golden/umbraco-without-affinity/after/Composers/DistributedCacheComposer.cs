using System;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;

namespace Site.Composers;

/// <summary>
/// Keeps session state in Redis, so that any server can answer any request.
/// Umbraco's own cache uses it as its second level, which the servers share.
/// </summary>
public sealed class DistributedCacheComposer : IComposer
{
    private const string EnabledKey = "DistributedCache:Enabled";
    private const string ApplicationName = "Site";

    /// <inheritdoc />
    public void Compose(IUmbracoBuilder builder)
    {
        if (!IsEnabled(builder.Config))
        {
            builder.BuilderLoggerFactory.CreateLogger<DistributedCacheComposer>().LogWarning(
                "The distributed cache is in the memory of this server, because {Setting} is false.", EnabledKey);
            builder.Services.AddDistributedMemoryCache();
            return;
        }

        var redis = RedisConfiguration(builder.Config);
        builder.Services.AddStackExchangeRedisCache(options =>
        {
            options.ConfigurationOptions = redis;

            // Applications on the same Redis overwrite each other's entries unless their keys differ.
            options.InstanceName = ApplicationName + ":";
        });
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
                "The distributed cache needs the connection string 'ConnectionStrings:Redis', and it is missing or blank. "
                + "Set the environment variable ConnectionStrings__Redis, or on a development machine run: "
                + "dotnet user-secrets set \"ConnectionStrings:Redis\" \"<connection string>\". "
                + $"A server that runs alone needs none: set {EnabledKey} to false.");
        }

        var redis = ConfigurationOptions.Parse(connectionString);

        // Here a Redis that is away at start-up is no reason to give up for good: the connection comes by itself when Redis is back.
        redis.AbortOnConnectFail = false;

        return redis;
    }
}
