// Signatures of Microsoft.AspNetCore.SignalR.StackExchangeRedis 8.0, for a compiler that cannot get the package for .NET 8.
// Source: github.com/dotnet/aspnetcore, src/SignalR/server/StackExchangeRedis/src: RedisOptions.cs, RedisDependencyInjectionExtensions.cs.
#nullable enable
#pragma warning disable CS1591

using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.SignalR;
using StackExchange.Redis;

namespace Microsoft.AspNetCore.SignalR.StackExchangeRedis
{
    public class RedisOptions
    {
        public ConfigurationOptions Configuration { get; set; } = new ConfigurationOptions { AbortOnConnectFail = false };
        public Func<TextWriter, Task<IConnectionMultiplexer>>? ConnectionFactory { get; set; }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using Microsoft.AspNetCore.SignalR.StackExchangeRedis;

    public static class StackExchangeRedisDependencyInjectionExtensions
    {
        public static ISignalRServerBuilder AddStackExchangeRedis(this ISignalRServerBuilder signalrBuilder) =>
            AddStackExchangeRedis(signalrBuilder, _ => { });

        public static ISignalRServerBuilder AddStackExchangeRedis(this ISignalRServerBuilder signalrBuilder, string redisConnectionString) =>
            AddStackExchangeRedis(signalrBuilder, redisConnectionString, _ => { });

        public static ISignalRServerBuilder AddStackExchangeRedis(
            this ISignalRServerBuilder signalrBuilder, string redisConnectionString, Action<RedisOptions> configure) =>
            AddStackExchangeRedis(signalrBuilder, options =>
            {
                options.Configuration = ConfigurationOptions.Parse(redisConnectionString);
                configure(options);
            });

        public static ISignalRServerBuilder AddStackExchangeRedis(this ISignalRServerBuilder signalrBuilder, Action<RedisOptions> configure)
        {
            signalrBuilder.Services.Configure(configure);
            return signalrBuilder;
        }
    }
}
