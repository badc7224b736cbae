using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;

namespace Acme.Core;

public sealed class NotificationComposer : IComposer
{
  public void Compose(IUmbracoBuilder builder)
  {
    builder.LoadBalanceIsolatedCaches();
  }
}
