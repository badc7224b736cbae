using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Sync;
using Umbraco.Cms.Infrastructure.DependencyInjection;

namespace Site.Composers;

/// <summary>Lets every server serve the back office: each may schedule and publish, and caches follow what another server wrote.</summary>
public sealed class ServerRoleComposer : IComposer
{
    /// <inheritdoc />
    public void Compose(IUmbracoBuilder builder)
    {
        builder.SetServerRegistrar(new SchedulingPublisherAccessor());
        builder.LoadBalanceIsolatedCaches();
    }

    private sealed class SchedulingPublisherAccessor : IServerRoleAccessor
    {
        public ServerRole CurrentServerRole => ServerRole.SchedulingPublisher;
    }
}
