// Signature of Rebus.SignalR 1.0.0, for a compiler that cannot get the package.
// Source: github.com/rebus-org/Rebus.SignalR, tag 1.0.0, Rebus.SignalR/SignalR/RebusSignalRServerBuilderExtensions.cs.
#nullable enable
#pragma warning disable CS1591

using Microsoft.AspNetCore.SignalR;

namespace Rebus.SignalR
{
    public static class RebusSignalRServerBuilderExtensions
    {
        public static ISignalRServerBuilder AddRebusBackplane<THub>(this ISignalRServerBuilder signalRServerBuilder)
            where THub : Hub => signalRServerBuilder;
    }
}
