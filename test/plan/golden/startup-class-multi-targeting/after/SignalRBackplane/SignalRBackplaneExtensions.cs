// Lets Program.cs call AddSignalRBackplane() without a using of its own.
global using Acme.Co_Op.SignalRBackplane;

using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Acme.Co_Op.SignalRBackplane
{
	/// <summary>
	/// Carries SignalR messages between the servers through Redis. Each connection stays on the server that accepted it,
	/// so the load balancer still needs sticky sessions, unless every client skips negotiation.
	/// </summary>
	public static class SignalRBackplaneExtensions
	{
		private const string EnabledKey = "SignalR:Backplane:Enabled";
		private const string ApplicationName = "Classic";

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

			// One connection for all hubs; left alone, SignalR opens one for each.
			var connection = new Lazy<Task<ConnectionMultiplexer>>(() => ConnectionMultiplexer.ConnectAsync(redis));
			return signalR.AddStackExchangeRedis(options =>
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
}
