using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;

namespace Acme.Core.Composers;

/// <summary>
/// Carries SignalR messages between the servers through Redis. Each connection stays on the server that accepted it,
/// so the load balancer still needs sticky sessions, unless every client skips negotiation.
/// </summary>
public sealed class SignalRBackplaneComposer : IComposer
{
  private const string EnabledKey = "SignalR:Backplane:Enabled";
  private const string ApplicationName = "Acme.Core";

  /// <inheritdoc />
  public void Compose(IUmbracoBuilder builder)
  {
    if (!IsEnabled(builder.Config))
    {
      builder.BuilderLoggerFactory.CreateLogger<SignalRBackplaneComposer>().LogWarning(
        "No SignalR backplane, because {Setting} is false: messages stay on this server.", EnabledKey);
      return;
    }

    var redis = RedisConfiguration(builder.Config);

    // One connection for all hubs; left alone, SignalR opens one for each.
    var connection = new Lazy<Task<ConnectionMultiplexer>>(() => ConnectionMultiplexer.ConnectAsync(redis));
    builder.Services.AddSignalR().AddStackExchangeRedis(options =>
      options.ConnectionFactory = async _ => await connection.Value);
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
        "The SignalR backplane needs the connection string 'ConnectionStrings:Redis', and it is missing or blank. "
        + "Set the environment variable ConnectionStrings__Redis, or on a development machine run: "
        + "dotnet user-secrets set \"ConnectionStrings:Redis\" \"<connection string>\". "
        + $"A server that runs alone needs none: set {EnabledKey} to false.");
    }

    var redis = ConfigurationOptions.Parse(connectionString);

    // A connection string that does not say otherwise makes the client give up for good if Redis cannot be reached at start-up.
    redis.AbortOnConnectFail = false;

    // Applications on the same Redis receive each other's messages unless their channels differ.
    // A channelPrefix in the connection string comes first, so that environments can differ too.
    if (redis.ChannelPrefix.IsNullOrEmpty)
    {
      redis.ChannelPrefix = RedisChannel.Literal(ApplicationName + ":");
    }

    return redis;
  }
}
