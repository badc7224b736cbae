// Lets Program.cs call AddSignalRBackplane() without a using of its own.
global using Chat.SignalRBackplane;

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Chat.SignalRBackplane;

/// <summary>
/// Carries SignalR messages between the servers through Redis. Each connection stays on the server that accepted it,
/// so the load balancer still needs sticky sessions, unless every client skips negotiation.
/// </summary>
public static class SignalRBackplaneExtensions
{
    private const string EnabledKey = "SignalR:Backplane:Enabled";
    private const string ApplicationName = "Chat";

    /// <summary>Adds SignalR with Redis as its backplane; call it before <c>builder.Build()</c>.</summary>
    public static ISignalRServerBuilder AddSignalRBackplane(this IHostApplicationBuilder builder) =>
        builder.Services.AddSignalRBackplane(builder.Configuration);

    /// <summary>The same in a Startup class, with its configuration.</summary>
    public static ISignalRServerBuilder AddSignalRBackplane(this IServiceCollection services, IConfiguration configuration)
    {
        var signalR = services.AddSignalR();
        if (!IsEnabled(configuration))
        {
            services.AddHostedService<NoBackplaneNotice>();
            return signalR;
        }

        var redis = RedisConfiguration(configuration);

        services.AddSingleton(provider =>
            new BackplaneConnection(redis, provider.GetRequiredService<ILogger<BackplaneConnection>>()));
        services.AddOptions<RedisOptions>().Configure<BackplaneConnection>((options, connection) =>
            options.ConnectionFactory = connection.GetAsync);
        return signalR.AddStackExchangeRedis();
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

        // A connection that SignalR gets before it works leaves this server deaf until a restart. So an attempt that fails says so, and
        // ends soon: the next client tries again. A connection that was made once comes back by itself.
        redis.AbortOnConnectFail = true;
        redis.ConnectRetry = 1;

        // Applications on the same Redis receive each other's messages unless their channels differ.
        // A channelPrefix in the connection string comes first, so that environments can differ too.
        if (redis.ChannelPrefix.IsNullOrEmpty)
        {
            redis.ChannelPrefix = RedisChannel.Literal(ApplicationName + ":");
        }

        return redis;
    }

    /// <summary>
    /// One connection to Redis for all hubs; left alone, SignalR opens one for each. SignalR gets it only when a subscription works,
    /// because it keeps what it gets: with a connection that cannot subscribe yet, this server would hear nothing until its restart.
    /// </summary>
    private sealed class BackplaneConnection(ConfigurationOptions redis, ILogger<BackplaneConnection> logger) : IDisposable
    {
        private readonly object gate = new();

        // Not there yet, as after an attempt that failed.
        private Task<IConnectionMultiplexer> connecting = Task.FromCanceled<IConnectionMultiplexer>(new CancellationToken(true));

        /// <summary>The connection, or the attempt that runs. An attempt that failed is not kept: the next call makes a new one.</summary>
        public Task<IConnectionMultiplexer> GetAsync(TextWriter log)
        {
            lock (gate)
            {
                if (connecting.IsCanceled || connecting.IsFaulted)
                {
                    connecting = ConnectAsync(log);
                }

                return connecting;
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                if (connecting.IsCompletedSuccessfully)
                {
                    connecting.Result.Dispose();
                }
            }
        }

        private async Task<IConnectionMultiplexer> ConnectAsync(TextWriter log)
        {
            try
            {
                var connection = await ConnectionMultiplexer.ConnectAsync(redis, log);
                try
                {
                    // Being connected is not enough: Redis may refuse the second connection, or the channels to this user.
                    var probe = RedisChannel.Literal("backplane-probe");
                    await connection.GetSubscriber().SubscribeAsync(probe, (_, _) => { });
                    await connection.GetSubscriber().UnsubscribeAsync(probe);
                }
                catch
                {
                    await connection.DisposeAsync();
                    throw;
                }

                return connection;
            }
            catch (Exception exception)
            {
                logger.LogWarning(
                    exception, "No SignalR backplane yet: {Reason} Clients are refused meanwhile; the next one tries again.", exception.Message);
                throw;
            }
        }
    }

    // Logs when the application starts: until then there is no logger.
    private sealed class NoBackplaneNotice(ILogger<NoBackplaneNotice> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            logger.LogWarning("No SignalR backplane, because {Setting} is false: messages stay on this server.", EnabledKey);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
