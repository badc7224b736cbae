// Signatures of PostgreSignalR 0.4.4-beta, for a compiler that cannot get the package.
// Source: github.com/IanWold/PostgreSignalR, tag 0.4.4-beta, src: AspExtensions.cs, PostgresBackplaneOptions.cs, PayloadTableOptions.cs.
#nullable enable
#pragma warning disable CS1591

using System;
using Microsoft.AspNetCore.SignalR;

namespace PostgreSignalR
{
    public class PostgresBackplaneOptions
    {
        public string Prefix { get; set; } = "backplane";
    }

    public class PayloadTableOptions
    {
        public string? SchemaName { get; set; }
        public string TableName { get; set; } = "backplane_payloads";
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using PostgreSignalR;

    public static class AspExtensions
    {
        public static ISignalRServerBuilder AddPostgresBackplane(this ISignalRServerBuilder signalrBuilder, string connectionString) =>
            signalrBuilder;

        public static ISignalRServerBuilder AddPostgresBackplane(
            this ISignalRServerBuilder signalrBuilder, string connectionString, Action<PostgresBackplaneOptions> configure)
        {
            signalrBuilder.Services.Configure(configure);
            return signalrBuilder;
        }

        public static ISignalRServerBuilder AddBackplaneTablePayloadStrategy(this ISignalRServerBuilder signalrBuilder) => signalrBuilder;

        public static ISignalRServerBuilder AddBackplaneTablePayloadStrategy(
            this ISignalRServerBuilder signalrBuilder, Action<PayloadTableOptions> configure)
        {
            signalrBuilder.Services.Configure(configure);
            return signalrBuilder;
        }
    }
}
