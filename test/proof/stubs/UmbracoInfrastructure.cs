// Signatures of Umbraco.Cms.Infrastructure 13, 17 and 18 that generated code calls, for a compiler that cannot get the package.
// Source: github.com/umbraco/Umbraco-CMS, src/Umbraco.Infrastructure/DependencyInjection/UmbracoBuilder.DistributedCache.cs.
#nullable enable
#pragma warning disable CS1591

using System;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Sync;

namespace Umbraco.Cms.Infrastructure.DependencyInjection
{
    public static class UmbracoBuilderExtensions
    {
        public static IUmbracoBuilder SetServerRegistrar<T>(this IUmbracoBuilder builder)
            where T : class, IServerRoleAccessor
        {
            builder.Services.AddSingleton<IServerRoleAccessor, T>();
            return builder;
        }

        public static IUmbracoBuilder SetServerRegistrar(this IUmbracoBuilder builder, Func<IServiceProvider, IServerRoleAccessor> factory)
        {
            builder.Services.AddSingleton(factory);
            return builder;
        }

        public static IUmbracoBuilder SetServerRegistrar(this IUmbracoBuilder builder, IServerRoleAccessor registrar)
        {
            builder.Services.AddSingleton(registrar);
            return builder;
        }
    }
}
