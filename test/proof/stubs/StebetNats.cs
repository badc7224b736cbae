// Signature of Stebet.SignalR.NATS 0.1.9, for a compiler that cannot get the package.
// Source: github.com/stebet/Stebet.SignalR.NATS, src/Stebet.SignalR.NATS/ISignalRBuilderExtensions.cs, unchanged since 2024-06-28.
#nullable enable
#pragma warning disable CS1591

namespace Microsoft.AspNetCore.SignalR
{
    public static class ISignalRBuilderExtensions
    {
        public static ISignalRServerBuilder AddNats(
            this ISignalRServerBuilder builder, string natsUrl, string natsSubjectPrefix = "signalr.nats") => builder;
    }
}
