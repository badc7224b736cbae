using Microsoft.Extensions.Logging.Abstractions;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Logging;

/// <summary>Umbraco's builder, as far as a composer sees it, over the services and the configuration of a web application.</summary>
internal sealed class UmbracoBuilder(WebApplicationBuilder builder, ILoggerFactory loggers) : IUmbracoBuilder
{
    public IServiceCollection Services => builder.Services;
    public IConfiguration Config => builder.Configuration;
    public ILoggerFactory BuilderLoggerFactory => loggers;
    public TypeLoader TypeLoader => throw new NotSupportedException();
    public IProfiler Profiler => throw new NotSupportedException();
    public AppCaches AppCaches => throw new NotSupportedException();

    public TBuilder WithCollectionBuilder<TBuilder>()
        where TBuilder : ICollectionBuilder => throw new NotSupportedException();

    public void Build()
    {
    }
}
