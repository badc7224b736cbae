// Signature of MassTransit.SignalR 8.5.8, for a compiler that cannot get the package; MassTransit itself is the real one.
// Source: github.com/MassTransit/MassTransit, tag v8.5.8, src/MassTransit.SignalR: MassTransitSignalRConfigurationExtensions.cs,
// Configuration/IHubLifetimeManagerOptions.cs.
#nullable disable
#pragma warning disable CS1591

using System;
using Microsoft.AspNetCore.SignalR;

namespace MassTransit.SignalR
{
    public interface IHubLifetimeManagerOptions
    {
        string ServerName { set; }
        RequestTimeout RequestTimeout { set; }
    }

    public interface IHubLifetimeManagerOptions<THub> : IHubLifetimeManagerOptions
        where THub : Hub
    {
    }

    public static class MassTransitSignalRConfigurationExtensions
    {
        public static void AddSignalRHub<THub>(
            this IBusRegistrationConfigurator busConfigurator, Action<IHubLifetimeManagerOptions<THub>> configureHubLifetimeOptions = null)
            where THub : Hub
        {
        }
    }
}
