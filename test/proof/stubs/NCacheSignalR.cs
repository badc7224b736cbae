// The call that NCache's documentation shows, for a compiler that cannot get any of its packages. Its options have other names in other versions,
// and we had no source: this proves that the generated code is C#, not that it fits the reader's version.
// Source: dotnet/AspNetCore.Docs, aspnetcore/signalr/ncache-backplane.md at 07f1c126 (a draft of 2020).
#nullable enable
#pragma warning disable CS1591

using System;
using Microsoft.AspNetCore.SignalR;

namespace Alachisoft.NCache.AspNetCore.SignalR
{
    public class NCacheConfiguration
    {
        public string CacheName { get; set; } = "";
        public string ApplicationID { get; set; } = "";
    }

    public static class NCacheSignalRExtensions
    {
        public static ISignalRServerBuilder AddNCache(this ISignalRServerBuilder builder, Action<NCacheConfiguration> configure) => builder;
    }
}
