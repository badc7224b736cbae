// Signatures of SignalR.Orleans 10.0.0, for a compiler that cannot get the package.
// Source: github.com/OrleansContrib/SignalR.Orleans at fb6e706, src/SignalR.Orleans/Hosting/ISignalRBuilderExtensions.cs.
#nullable enable
#pragma warning disable CS1591

using Microsoft.AspNetCore.SignalR;

namespace Orleans.Hosting
{
    public static class ISignalRBuilderExtensions
    {
        public static ISignalRBuilder AddOrleans(this ISignalRBuilder builder) => builder;

        public static ISignalRServerBuilder AddOrleans(this ISignalRServerBuilder builder) => builder;
    }
}
