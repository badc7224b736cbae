// Signatures of IntelliTect.AspNetCore.SignalR.SqlServer 1.4.0, for a compiler that cannot get the package.
// Source: github.com/IntelliTect/IntelliTect.AspNetCore.SignalR.SqlServer, src/IntelliTect.AspNetCore.SignalR.SqlServer:
// SqlServerOptions.cs, SqlServerMessageMode.cs, SqlServerSignalRDependencyInjectionExtensions.cs.
#nullable enable
#pragma warning disable CS1591

using System;
using Microsoft.AspNetCore.SignalR;

namespace IntelliTect.AspNetCore.SignalR.SqlServer
{
    [Flags]
    public enum SqlServerMessageMode
    {
        ServiceBroker = 1,
        Polling = 2,
        Auto = ServiceBroker | Polling,
    }

    public class SqlServerOptions
    {
        public string ConnectionString { get; set; } = "";
        public int TableCount { get; set; } = 1;
        public string SchemaName { get; set; } = "SignalR";
        public Func<Type, string> TableSlugGenerator { get; set; } = type => type.Name;
        public bool AutoEnableServiceBroker { get; set; }
        public bool AutoInstallSchema { get; set; } = true;
        public SqlServerMessageMode Mode { get; set; } = SqlServerMessageMode.Auto;
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using IntelliTect.AspNetCore.SignalR.SqlServer;

    public static class SqlServerSignalRDependencyInjectionExtensions
    {
        public static ISignalRServerBuilder AddSqlServer(this ISignalRServerBuilder signalrBuilder) =>
            AddSqlServer(signalrBuilder, _ => { });

        public static ISignalRServerBuilder AddSqlServer(this ISignalRServerBuilder signalrBuilder, string connectionString) =>
            AddSqlServer(signalrBuilder, options => options.ConnectionString = connectionString);

        public static ISignalRServerBuilder AddSqlServer(
            this ISignalRServerBuilder signalrBuilder, string connectionString, Action<SqlServerOptions> configure) =>
            AddSqlServer(signalrBuilder, options =>
            {
                options.ConnectionString = connectionString;
                configure(options);
            });

        public static ISignalRServerBuilder AddSqlServer(this ISignalRServerBuilder signalrBuilder, Action<SqlServerOptions> configure)
        {
            signalrBuilder.Services.Configure(configure);
            return signalrBuilder;
        }
    }
}
