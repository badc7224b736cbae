using System;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Extensions;

namespace Acme.Web.Composers;

/// <summary>
/// Keeps session state in Umbraco's database, so that any server can answer any request.
/// Umbraco's own cache uses it as its second level, which the servers share.
/// </summary>
public sealed class DistributedCacheComposer : IComposer
{
    private const string EnabledKey = "DistributedCache:Enabled";

    /// <inheritdoc />
    public void Compose(IUmbracoBuilder builder)
    {
        if (!IsEnabled(builder.Config))
        {
            builder.BuilderLoggerFactory.CreateLogger<DistributedCacheComposer>().LogWarning(
                "The distributed cache is in the memory of this server, because {Setting} is false.", EnabledKey);
            builder.Services.AddDistributedMemoryCache();
            return;
        }

        var connectionString = SqlServerConnectionString(builder.Config);
        builder.Services.AddDistributedSqlServerCache(options =>
        {
            options.ConnectionString = connectionString;

            // The table is not created at start-up: "dotnet sql-cache create" does that once.
            options.SchemaName = "dbo";
            options.TableName = "DistributedCache";
        });
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

    private static string SqlServerConnectionString(IConfiguration configuration)
    {
        var connectionString = configuration.GetUmbracoConnectionString(out var provider);
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new InvalidOperationException(
                "The distributed cache needs the connection string 'ConnectionStrings:umbracoDbDSN', and it is missing or blank. "
                + "Set the environment variable ConnectionStrings__umbracoDbDSN, or on a development machine run: "
                + "dotnet user-secrets set \"ConnectionStrings:umbracoDbDSN\" \"<connection string>\". "
                + $"A server that runs alone needs none: set {EnabledKey} to false.");
        }

        // Umbraco takes a connection string without a provider for SQL Server.
        if (!string.IsNullOrWhiteSpace(provider) && !provider.Equals("Microsoft.Data.SqlClient", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"The distributed cache needs SQL Server, and Umbraco's database uses the provider '{provider}' "
                + "(ConnectionStrings:umbracoDbDSN_ProviderName). SQLite cannot be shared by servers: move to SQL Server "
                + $"(provider Microsoft.Data.SqlClient), or set {EnabledKey} to false on a server that runs alone.");
        }

        return connectionString;
    }
}
