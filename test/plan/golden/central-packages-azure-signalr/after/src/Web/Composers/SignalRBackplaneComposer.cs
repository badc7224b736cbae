using System;
using System.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;

namespace Acme.Web.Composers;

/// <summary>
/// Hands SignalR connections to Azure SignalR Service. Clients connect to the service instead of a server,
/// so SignalR needs no sticky sessions.
/// </summary>
public sealed class SignalRBackplaneComposer : IComposer
{
    private const string EnabledKey = "SignalR:Backplane:Enabled";
    private const string ConnectionStringKey = "Azure:SignalR:ConnectionString";
    private const string SkipNegotiationKey = "Umbraco:CMS:SignalR:ClientShouldSkipNegotiation";

    /// <inheritdoc />
    public void Compose(IUmbracoBuilder builder)
    {
        if (!IsEnabled(builder.Config))
        {
            builder.BuilderLoggerFactory.CreateLogger<SignalRBackplaneComposer>().LogWarning(
                "No SignalR backplane, because {Setting} is false: messages stay on this server.", EnabledKey);
            return;
        }

        if (!HasConnectionString(builder.Config))
        {
            throw new InvalidOperationException(
                "The SignalR backplane needs the connection string 'Azure:SignalR:ConnectionString', and it is missing or blank. "
                + "Set the environment variable Azure__SignalR__ConnectionString, or on a development machine run: "
                + "dotnet user-secrets set \"Azure:SignalR:ConnectionString\" \"<connection string>\". "
                + $"A server that runs alone needs none: set {EnabledKey} to false.");
        }

        // Negotiation is how a client learns the address of the service.
        if (bool.TryParse(builder.Config[SkipNegotiationKey], out var skipsNegotiation) && skipsNegotiation)
        {
            throw new InvalidOperationException(
                $"'{SkipNegotiationKey}' is true, and Azure SignalR Service needs clients that negotiate: "
                + "with both, the back office cannot connect. Remove the setting, or set it to false.");
        }

        // Reads the connection string itself. Azure:SignalR:ApplicationName keeps applications apart that share one service.
        builder.Services.AddSignalR().AddAzureSignalR();
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

    // Several endpoints stand below the key, each with a name; the service's own library looks among ConnectionStrings last.
    private static bool HasConnectionString(IConfiguration configuration) =>
        configuration.GetSection(ConnectionStringKey).AsEnumerable().Any(setting => !string.IsNullOrWhiteSpace(setting.Value))
        || !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionStringKey));
}
