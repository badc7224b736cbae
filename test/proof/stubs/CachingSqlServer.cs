// Signatures of Microsoft.Extensions.Caching.SqlServer, for a compiler that cannot get the package.
// Source: github.com/dotnet/aspnetcore, src/Caching/SqlServer/src: SqlServerCacheOptions.cs, SqlServerCachingServicesExtensions.cs.
#nullable enable
#pragma warning disable CS1591

using System;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Caching.SqlServer
{
    public class SqlServerCacheOptions : IOptions<SqlServerCacheOptions>
    {
        public TimeSpan? ExpiredItemsDeletionInterval { get; set; }
        public string? ConnectionString { get; set; }
        public string? SchemaName { get; set; }
        public string? TableName { get; set; }
        public TimeSpan DefaultSlidingExpiration { get; set; } = TimeSpan.FromMinutes(20);
        SqlServerCacheOptions IOptions<SqlServerCacheOptions>.Value => this;
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using Microsoft.Extensions.Caching.SqlServer;

    public static class SqlServerCachingServicesExtensions
    {
        public static IServiceCollection AddDistributedSqlServerCache(this IServiceCollection services, Action<SqlServerCacheOptions> setupAction)
        {
            services.Configure(setupAction);
            return services;
        }
    }
}
